"""The proposal on maat: six calm steps from what happened to ‘Dien het voorstel in’."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.rights import Right, Rol
from hvh_desktop.sancties.gevolgen import GevolgStand
from hvh_desktop.sancties.model import Correctie, Hoorverslag, Sanctieadvies, Sanctiezaak
from hvh_desktop.sancties.rows import VoorstelRow, ZaakDetail, ZaakRow
from hvh_desktop.sancties.rows_maatwerk import MaatwerkStand, RegulierRow
from hvh_desktop.sancties.screen_voorstel_feiten import FeitenStap, ManStap
from hvh_desktop.sancties.screen_voorstel_gang import GangPage
from hvh_desktop.sancties.screen_voorstel_gewoon import GewoonStap
from hvh_desktop.sancties.screen_voorstel_kaart import voorstel_card
from hvh_desktop.sancties.screen_voorstel_keuze import NaastStap
from hvh_desktop.sancties.screen_voorstel_plan import kolommen, maat_of
from hvh_desktop.sancties.screen_voorstel_waarom import (
    NakijkStap,
    Regel,
    WaaromStap,
    agreed_line,
    shown_or_missing,
)
from hvh_desktop.sancties.service_maatwerk import (
    collect_maatwerk,
    get_gevolgstand,
    get_regulier,
)
from hvh_desktop.sancties.service_voorstel import propose_sanctie
from hvh_desktop.sancties.service_voorval import record_adviesvraag
from hvh_desktop.sancties.straffen import summary
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus
from hvh_desktop.text import join_words, shorten
from hvh_desktop.ui.context import Context

__all__ = ["VoorstelPage", "voorstel_card"]

TITLES = {
    RondeAanleiding.eerste: "Sanctie op maat",
    RondeAanleiding.tenuitvoerlegging: "Ten uitvoer leggen",
    RondeAanleiding.omzetting: "Straf omzetten",
    RondeAanleiding.herziening: "Opnieuw beslissen",
}
FEITEN, MAN, GEWOON, NAAST, WAAROM = range(5)
_PLACES = {
    "hoeveelste_keer": FEITEN,
    "problematiek": MAN,
    "verantwoordelijkheid": MAN,
    "verantwoordelijkheid_toelichting": MAN,
    "alternatieven": NAAST,
    "telt_mee": WAAROM,
    "waarom": WAAROM,
    "geprobeerd": WAAROM,
}


@dataclass(frozen=True)
class _Read:
    stand: MaatwerkStand
    gevolgstand: GevolgStand
    psychologen: str
    roepnaam: str


class VoorstelPage(GangPage):
    """Weigh one case, lay the outcomes beside each other, and propose one."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {Sanctiezaak, Sanctieadvies, Hoorverslag, Correctie}
    )
    help_page: ClassVar[str] = "sancties"
    title: ClassVar[str] = TITLES[RondeAanleiding.eerste]
    submit: ClassVar[str] = "Dien het voorstel in"

    def __init__(self, context: Context, *, deelnemer_id: UUID, sanctiezaak_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        self._read: _Read | None = None
        self._is_sent = False

    def refresh(self) -> None:
        if self._is_sent:
            return
        read = self.context.read(self._ask)
        if self._read is None:
            self.context.record_reading("sanctievoorstel", self.deelnemer_id)
            self._read = read
            self.rebuild()
        elif self.stappen:
            self._read = read
            self.man.show_advies(read.stand)

    def _ask(self, session: Session) -> _Read:
        man = require(session, Right.read_dossier, self.deelnemer_id)
        rows = list_medewerkers(session)
        psychologen = join_words(one.naam for one in rows if Rol.psycholoog in one.rollen)
        return _Read(
            collect_maatwerk(session, self.sanctiezaak_id),
            get_gevolgstand(session, self.deelnemer_id),
            psychologen,
            man.roepnaam,
        )

    def rebuild(self) -> None:
        read = self._read
        assert read is not None
        zaak = read.stand.zaak
        if SanctieStatus.voorstel not in zaak.may:
            self._refuse(zaak)
            return
        plans, maat = kolommen(read.stand), maat_of(read.stand, read.gevolgstand)
        is_table = maat.ruimte is None
        self.feiten = FeitenStap(read.stand, self._open_other)
        self.man = ManStap(read.stand, read.psychologen, self._ask_advies)
        self.gewoon = GewoonStap(plans[0], maat, self._regulier, is_table=is_table)
        self.naast = NaastStap(plans, maat, self.gewoon)
        self.naast.go_elsewhere = lambda: self.go(GEWOON)
        self.waarom = WaaromStap(read.stand.telt_mee, read.stand.vragen, read.roepnaam)
        check = NakijkStap(self._lines_to_check, self.go_to)
        steps = (self.feiten, self.man, self.gewoon, self.naast, self.waarom, check)
        self.rail_title = TITLES[zaak.aanleiding]
        self.build("sanctievoorstel", zaak.row.ronde, steps)

    def _refuse(self, zaak: ZaakDetail) -> None:
        if zaak.row.status is SanctieStatus.horen:
            self.refuse(
                "Een voorstel doet de locatiemanager",
                "Je kunt de zaak wel lezen. Je ziet daar ook wie er nu aan zet is.",
            )
        elif zaak.row.status in (SanctieStatus.voorval, SanctieStatus.verslag):
            self.refuse(
                "Eerst horen, dan een voorstel",
                "Hij is nog niet gehoord. Zonder zijn verhaal is er geen voorstel.",
            )
        else:
            said = f"De zaak is verder: {zaak.row.wacht_op or 'er hoeft nu niets'}."
            self.refuse("Er is al een voorstel", said)

    # What is known already ------------------------------------------------------------------

    def load(self) -> None:
        assert self._read is not None
        zaak = self._read.stand.zaak
        self.gewoon.show_keer(self._read.stand.hoeveelste_keer, zaak.row.voorval)
        earlier = [one for one in zaak.voorstellen if one.ronde == zaak.row.ronde]
        if earlier:
            self._show_earlier(earlier[-1])

    def _show_earlier(self, row: VoorstelRow) -> None:
        """The directeur gave it back: go on with what was proposed."""
        self.feiten.set_typed({"hoeveelste_keer": str(row.hoeveelste_keer)})
        self.man.set_typed(
            {
                "problematiek": row.problematiek,
                "verantwoordelijkheid": row.verantwoordelijkheid.value,
                "verantwoordelijkheid_toelichting": row.verantwoordelijkheid_toelichting,
            }
        )
        self.naast.set_rows(row.alternatieven)
        self.waarom.set_typed(
            {"telt_mee": row.telt_mee, "waarom": row.waarom, "geprobeerd": row.geprobeerd}
        )

    def _regulier(self, keer: int) -> RegulierRow:
        return self.context.read(lambda s: get_regulier(s, self.sanctiezaak_id, keer))

    def _ask_advies(self) -> None:
        self.context.perform(lambda s: record_adviesvraag(s, self.sanctiezaak_id))

    def _open_other(self, row: ZaakRow) -> None:
        self.context.open("sanctiezaak", deelnemer_id=row.deelnemer_id, sanctiezaak_id=row.id)

    def follow(self) -> None:
        assert self._read is not None
        keer, chosen = self.feiten.hoeveelste(), self.naast.gekozen()
        if keer is not None:
            self.gewoon.show_keer(keer, self._read.stand.zaak.row.voorval)
        self.gewoon.is_chosen = self.naast.is_regulier_chosen()
        self.naast.show_responsibility(self.man.verantwoordelijkheid())
        self.waarom.show_back(is_back=bool(chosen and chosen.is_terugplaatsing))

    def summary_lines(self) -> Sequence[tuple[str, str]]:
        assert self._read is not None
        zaak, keer = self._read.stand.zaak, self.feiten.hoeveelste()
        often = {None: "", 1: ", eerste keer"}.get(keer, f", {keer}e keer")
        own = " Hij meldde het zelf." if zaak.is_zelf_gemeld else ""
        chosen = self.man.verantwoordelijkheid()
        lines = [("Voorval", f"{zaak.row.voorval}{often}.{own}")]
        if chosen is not None:
            lines.append(("Verantwoordelijk", chosen.value.capitalize()))
        return lines

    # Checking and sending -------------------------------------------------------------------

    def _lines_to_check(self) -> list[Regel]:
        first = {number: (key, text) for number, key, text in reversed(self.all_problems())}
        man, why = self.man.values(), self.waarom.values()
        responsible = man["verantwoordelijkheid"]
        weight = responsible.value if responsible else ""
        reason = man["verantwoordelijkheid_toelichting"]
        wrong = {key: text for _number, key, text in self.all_problems()}
        gewoon, chosen = self.gewoon.editor.row(), self.naast.gekozen()
        said = summary(chosen.straffen, chosen.afspraak) if chosen else ""
        named = f"{chosen.naam}: {said}" if chosen else ""
        beside = "; ".join(one.naam for one in self.naast.rows() if not one.is_gekozen)
        keer = str(self.feiten.hoeveelste() or "")
        lines = [
            self._line("Hoeveelste keer", keer, FEITEN, "hoeveelste_keer", wrong),
            self._line(
                "Wat speelt mee", join_words(man["problematiek"]), MAN, "problematiek", wrong
            ),
            self._line("Verantwoordelijk", weight, MAN, "verantwoordelijkheid", wrong),
            self._line("Waarom dat", reason, MAN, "verantwoordelijkheid_toelichting", wrong),
            shown_or_missing(
                "Gewone uitkomst",
                summary(gewoon.straffen, gewoon.afspraak),
                GEWOON,
                *first.get(GEWOON, ("", None)),
            ),
            shown_or_missing("Je stelt voor", named, NAAST, *first.get(NAAST, ("gekozen", None))),
            *agreed_line(chosen, NAAST, self.naast.key_of("afspraak")),
            Regel("Lag ernaast", beside or "–", NAAST, "gekozen"),
        ]
        if chosen is not None:
            chain = " ".join(one.zin for one in self.naast.gevolgen()[1:])
            lines.append(Regel("Wat er volgt", chain, NAAST, "gekozen"))
        lines.append(self._line("Telt mee", join_words(why["telt_mee"]), WAAROM, "telt_mee", wrong))
        lines.append(self._line("Waarom", shorten(why["waarom"], 400), WAAROM, "waarom", wrong))
        if chosen is not None and chosen.is_terugplaatsing:
            tried = why["geprobeerd"]
            lines.append(self._line("Geprobeerd", tried, WAAROM, "geprobeerd", wrong))
        return lines

    def _line(self, label: str, words: str, stap: int, key: str, wrong: dict[str, str]) -> Regel:
        return shown_or_missing(label, words, stap, key, wrong.get(key))

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        return {
            "hoeveelste_keer": self.feiten.hoeveelste(),
            **self.man.values(),
            **self.waarom.values(),
            "alternatieven": self.naast.rows(),
        }

    def write(self, session: Session) -> object:
        return propose_sanctie(session, self.sanctiezaak_id, self.values())

    def written(self) -> None:
        self._is_sent = True
        self.context.tell("Het voorstel is ingediend. De directeur beslist nu.")
        self.open_zaak()

    def step_of(self, key: str) -> int | None:
        if key.startswith("alternatief_"):
            return NAAST
        return _PLACES.get(key)
