"""The decision of the directeur: read, follow or decide otherwise, say why, look, decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from hvh_desktop.actieplannen.service import list_doelen
from hvh_desktop.actieplannen.service_acties import CURRENT
from hvh_desktop.db import Session
from hvh_desktop.db.drafts import remove_draft
from hvh_desktop.deelnemers.access import require
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.policy import Rule, get_rule
from hvh_desktop.rights import Right
from hvh_desktop.sancties.gevolgen import GevolgStand, chain
from hvh_desktop.sancties.model import Voorwaarde
from hvh_desktop.sancties.rows import VoorstelRow
from hvh_desktop.sancties.rows_maatwerk import MaatwerkStand
from hvh_desktop.sancties.screen_beslissing_kaart import beslissing_card
from hvh_desktop.sancties.screen_beslissing_stappen import (
    SAME_PERSON,
    KeuzeStap,
    MotiveringStap,
    ZaakStap,
)
from hvh_desktop.sancties.screen_beslissing_voorwaarden import VoorwaardenStap
from hvh_desktop.sancties.screen_voorstel_gang import GangPage
from hvh_desktop.sancties.screen_voorstel_plan import maat_of
from hvh_desktop.sancties.screen_voorstel_waarom import (
    NakijkStap,
    Regel,
    agreed_line,
    shown_or_missing,
)
from hvh_desktop.sancties.service_beslissing import decide_sanctie, may_decide
from hvh_desktop.sancties.service_horen import reopen_voorstel
from hvh_desktop.sancties.service_maatwerk import collect_maatwerk, get_gevolgstand
from hvh_desktop.sancties.straffen import summary
from hvh_desktop.text import capitalise, date_words, shorten
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.stand import is_apart

__all__ = ["BeslissingPage", "beslissing_card"]

DECIDED = "De beslissing is genomen. Maak nu de mededeling."
DECIDED_APART = "De beslissing is genomen. Ze is voorlopig tot er weer verbinding is."
ZAAK, KEUZE, VOORWAARDEN, WAAROM = range(4)
_WHY = frozenset({"motivering", "degradatie_reden", "geprobeerd", "verantwoordelijkheid", "datum"})


@dataclass(frozen=True)
class _Read:
    stand: MaatwerkStand
    gevolgstand: GevolgStand
    refused: str
    roepnaam: str
    algemeen: Rule
    doelen: tuple[tuple[str, str], ...]
    medewerkers: tuple[tuple[str, str], ...]

    @property
    def voorstel(self) -> VoorstelRow:
        """The one that waits."""
        return self.stand.zaak.voorstellen[-1]


class BeslissingPage(GangPage):
    """Only the directeur; by an account of his own, unless he holds both roles."""

    shows: ClassVar[frozenset[type]] = frozenset({Voorwaarde})
    help_page: ClassVar[str] = "sancties"
    title: ClassVar[str] = "Beslissing"
    submit: ClassVar[str] = "Beslis"

    def __init__(self, context: Context, *, deelnemer_id: UUID, sanctiezaak_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        self._read: _Read | None = None

    def refresh(self) -> None:
        if self._read is not None:
            self._look_at_conditions()
            return
        self._read = self.context.read(self._ask)
        self.context.record_reading("sanctiebeslissing", self.deelnemer_id)
        self.rebuild()

    def _look_at_conditions(self) -> None:
        """One may have been broken since this page was opened."""
        if self.stappen:
            stand = self.context.read(lambda s: collect_maatwerk(s, self.sanctiezaak_id))
            self.keuze.is_geschonden = stand.is_geschonden

    def _ask(self, session: Session) -> _Read:
        man = require(session, Right.read_dossier, self.deelnemer_id)
        stand = collect_maatwerk(session, self.sanctiezaak_id)
        day = stand.zaak.row.voorval_datum
        has_proposal = bool(stand.zaak.voorstellen)
        refused = may_decide(session, self.sanctiezaak_id) if has_proposal else NO_PROPOSAL
        doelen = list_doelen(session, self.deelnemer_id, statuses=CURRENT)
        return _Read(
            stand,
            get_gevolgstand(session, self.deelnemer_id),
            refused,
            man.roepnaam,
            get_rule(session, "sanctie_algemene_voorwaarde", on=day),
            tuple((one.id.hex, shorten(one.tekst, 60)) for one in doelen),
            tuple((one.id.hex, one.naam) for one in list_medewerkers(session)),
        )

    def rebuild(self) -> None:
        read = self._read
        assert read is not None
        if read.refused:
            self.refuse("Je kunt hier nu niet over beslissen", read.refused)
            return
        maat, voorstel = maat_of(read.stand, read.gevolgstand), read.voorstel
        self.is_same = voorstel.door_id == self.context.actor.medewerker_id
        self.keuze = KeuzeStap(voorstel, maat, self._give_back)
        self.keuze.is_geschonden = read.stand.is_geschonden
        self.voorwaarden = VoorwaardenStap(read.algemeen, read.doelen, read.medewerkers)
        vragen, today = read.stand.vragen, self.context.today()
        self.motivering = MotiveringStap(voorstel, vragen, read.roepnaam, today)
        steps = (
            ZaakStap(read.stand, voorstel, maat, is_same=self.is_same),
            self.keuze,
            self.voorwaarden,
            self.motivering,
            NakijkStap(self._lines_to_check, self.go_to),
        )
        self.build("beslissing", read.stand.zaak.row.ronde, steps)

    def follow(self) -> None:
        outcome = self.keuze.outcome()
        self.voorwaarden.show_proeftijd(
            outcome.proeftijd_tot_datum if outcome else None, outcome.afspraak if outcome else ""
        )
        self.motivering.show_outcome(outcome)

    def summary_lines(self) -> Sequence[tuple[str, str]]:
        assert self._read is not None
        chosen = self._read.voorstel.gekozen
        return [
            ("Voorval", f"{self._read.stand.zaak.row.voorval}."),
            ("Voorstel", f"{capitalise(summary(chosen.straffen, ''))}."),
        ]

    # Checking and deciding ------------------------------------------------------------------

    def _lines_to_check(self) -> list[Regel]:
        assert self._read is not None
        wrong = {key: text for _number, key, text in self.all_problems()}
        first = {number: (key, text) for number, key, text in reversed(self.all_problems())}
        outcome, why = self.keuze.outcome(), self.motivering.values()
        how = "Volgens het voorstel: " if self.keuze.is_gevolgd() else "Anders dan het voorstel: "
        said = f"{how}{summary(outcome.straffen, outcome.afspraak)}" if outcome else ""
        lines = [
            shown_or_missing("Je beslist", said, KEUZE, *first.get(KEUZE, ("keuze", None))),
            *agreed_line(outcome, KEUZE, "afspraak"),
        ]
        if outcome is not None:
            links = " ".join(one.zin for one in chain(outcome, self._read.gevolgstand)[1:])
            lines.append(Regel("Wat er volgt", links, KEUZE, "keuze"))
        if outcome is not None and outcome.proeftijd_tot_datum is not None:
            lines.append(self._conditions(first))
        parts = [
            ("Waarom", "motivering", shorten(why["motivering"], 400)),
            ("Degradatie", "degradatie_reden", why["degradatie_reden"]),
            ("Geprobeerd", "geprobeerd", why["geprobeerd"]),
            ("Verantwoordelijk", "verantwoordelijkheid", why["verantwoordelijkheid"].value),
            ("Dag", "datum", date_words(why["datum"]) if why["datum"] else ""),
        ]
        lines += [
            shown_or_missing(label, words, WAAROM, key, wrong.get(key))
            for label, key, words in parts
            if words or key in wrong
        ]
        if self.is_same:
            lines.append(Regel("Beide rollen", SAME_PERSON, ZAAK, ""))
        return lines

    def _conditions(self, first: dict[int, tuple[str, str]]) -> Regel:
        rows = self.voorwaarden.voorwaarden()
        words = "; ".join(["de algemene voorwaarde", *(one.tekst for one in rows)])
        key, missing = first.get(VOORWAARDEN, ("", None))
        return shown_or_missing("Voorwaarden", words, VOORWAARDEN, key, missing)

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        is_followed = self.keuze.is_gevolgd()
        return {
            "is_gevolgd": is_followed,
            "alternatief": None if is_followed else self.keuze.outcome(),
            "voorwaarden": self.voorwaarden.voorwaarden(),
            **self.motivering.values(),
        }

    def write(self, session: Session) -> object:
        return decide_sanctie(session, self.sanctiezaak_id, self.values())

    def written(self) -> None:
        self.context.tell(DECIDED_APART if is_apart(self.context) else DECIDED)
        self.open_zaak()

    def _give_back(self, reden: str) -> None:
        def operation(session: Session) -> None:
            reopen_voorstel(session, self.sanctiezaak_id, reden)
            remove_draft(session, self.key)

        def done(_result: None) -> None:
            self.keeper.forget()
            self.context.tell("Het voorstel is teruggegeven aan de locatiemanager.")
            self.open_zaak()

        self.context.perform(operation, form=self, done=done)

    def step_of(self, key: str) -> int | None:
        if key in _WHY:
            return WAAROM
        return VOORWAARDEN if key.startswith("voorwaarde") else KEUZE


NO_PROPOSAL = "Er is nog geen voorstel. De locatiemanager maakt dat nadat hij is gehoord."
