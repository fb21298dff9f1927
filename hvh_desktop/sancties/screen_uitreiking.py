"""The papers are with him: when, by whom, how it was explained, and whether he signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.rights import Right
from hvh_desktop.sancties import path, service, service_mededeling, service_uitreiking
from hvh_desktop.sancties.form_gevolg import TEKENEN, uitreiking_form
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Mededeling, Uitreiking
from hvh_desktop.sancties.rows import MededelingRow, UitreikingRow, ZaakDetail
from hvh_desktop.sancties.screen_gevolg import LaatsteDag, ZaakLeesPage, address_of, day_left
from hvh_desktop.sancties.screen_zaak_delen import fact, moment_words
from hvh_desktop.sancties.uitgereikt import last_decision, last_handing, last_paper
from hvh_desktop.sancties.words import SanctieStatus, Tekenen, Tolk
from hvh_desktop.text import capitalise, date_words, full_date_words, join_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections, to_the_left
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.page import OuterPage
from hvh_desktop.ui.stand import provisional_notice

WANNEER = (("datum", "tijd"), ("medewerker_id",))
HOE = (("wijze",), ("tekenen",), ("toelichting",))
WAAROM = (("vervangt_reden",),)
WAIT = (
    "Wacht als het kan. Kan dat niet, schrijf dan bij ‘Toelichting’ waarom hij het blad nu krijgt."
)
SIGNED = {
    Tekenen.getekend: ("Getekend", "good", "pen-nib"),
    Tekenen.geweigerd: ("Wilde niet tekenen", "warn", "hand-palm"),
    Tekenen.kon_niet: ("Kon niet tekenen", "warn", "warning"),
}


class UitreikingPage(OuterPage):
    """The form; once it was handed over, the line that counts. ``vervang``: mend that line."""

    help_page: ClassVar[str] = "sancties"

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        sanctiezaak_id: UUID,
        vervang: bool = False,
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        detail = context.read(lambda s: service.get_zaak(s, sanctiezaak_id))
        paper, line = last_paper(detail), last_handing(detail)
        to_mend = vervang and detail.row.status in path.AFTER_DECISION
        if paper is not None and (to_mend or detail.row.status is SanctieStatus.mededeling):
            self.hold(_VastleggenPage(context, detail, paper, line))
        else:
            self.hold(_LeesPage(context, detail))


class _VastleggenPage(FormPage):
    """The handing-over, with the last day for beklag in sight."""

    help_page = "sancties"

    def __init__(
        self,
        context: Context,
        detail: ZaakDetail,
        paper: MededelingRow,
        earlier: UitreikingRow | None,
    ) -> None:
        self._zaak, self._zaak_id = address_of(detail), detail.row.id
        super().__init__(context, **self._zaak)
        self._paper, self._is_second = paper, earlier is not None
        people = {row.id.hex: row.naam for row in context.read(list_medewerkers)}
        form = uitreiking_form(people, is_second=self._is_second)
        parts = [("Wanneer", FormView(form, WANNEER)), ("Hoe het ging", FormView(form, HOE))]
        if self._is_second:
            parts.insert(0, ("Waarom een nieuwe regel", FormView(form, WAAROM)))
        rule = context.read(lambda s: service_mededeling.get_beklagregel(s, self._zaak_id))
        self.last = LaatsteDag(rule)
        self.last.show_day(paper.beklag_laatste_datum)
        sections = Sections(*parts)
        sections.cards[-2].add(self._another_day(), self.last)
        self.build(
            "Vervang de uitreiking" if self._is_second else "Leg de uitreiking vast",
            sections,
            DraftKey("uitreiking", form.version, paper.id.hex, detail.row.deelnemer_id),
            subline="Hij krijgt de brief en het blad in gewone taal, en jij legt ze uit.",
            level=2,
            save="Leg vast",
            acts=(kit.Button("Stop", name="stop", on_click=self._back),),
        )
        self._advise(detail)
        notice = provisional_notice(context, "Beslissing", paper.beslissing_id, WAIT, below=12)
        kit.fill(self._notice, notice)

    def _another_day(self) -> QWidget:
        """The day is that of the paper; another day asks for another paper."""
        told = (
            f"Op het papier staat {date_words(self._paper.uitreik_datum)}. Krijgt hij het op een "
            "andere dag? Dan klopt de laatste dag niet meer, en is er een nieuw papier nodig."
        )
        again = kit.Button(
            "Maak een nieuw papier",
            "stil",
            small=True,
            name="nieuw_papier",
            on_click=lambda: self.context.open("mededeling", **self._zaak, opnieuw=True),
        )
        return kit.column(
            kit.Label(told, "klein", "muted", wrap=True), kit.beside(again, kit.STRETCH), gap=4
        )

    def _advise(self, detail: ZaakDetail) -> None:
        decision = last_decision(detail)
        heard = [one for one in detail.hoorverslagen if decision and one.ronde == decision.ronde]
        if heard and heard[-1].tolk is not Tolk.niet_nodig:
            told = (
                f"Hij is gehoord met een tolk ({heard[-1].taal}). Leg ook de beslissing uit "
                "met een tolk."
            )
            kit.fill(self._notice, kit.NoticeBanner(told), 12)

    def load(self) -> Mapping[str, Any]:
        return self.context.read(lambda s: service_uitreiking.propose_uitreiking(s, self._zaak_id))

    def write(self, session: Session, values: dict[str, Any]) -> UUID:
        return service_uitreiking.record_uitreiking(session, self._zaak_id, values)

    def written(self, result: UUID) -> None:
        last = full_date_words(self._paper.beklag_laatste_datum)
        self.context.tell(f"De uitreiking is vastgelegd. Beklag kan tot en met {last}.")
        self._back()

    def _back(self) -> None:
        self.context.open("sanctiezaak", **self._zaak)


class _LeesPage(ZaakLeesPage):
    """The line that counts, the lines it replaced, and what can be done."""

    shows = frozenset({Sanctiezaak, Mededeling, Uitreiking})

    def refresh(self) -> None:
        detail = self.context.read(lambda s: service.get_zaak(s, self._zaak_id))
        lines = list(reversed(detail.uitreikingen))
        counts = {line.beslissing_id: line.id for line in detail.uitreikingen}
        content: list[QWidget] = [
            line_card(line, is_now=line.id in counts.values()) for line in lines
        ]
        if not lines:
            content = [self._nothing()]
        body = kit.column(kit.Heading("Uitreiking", 2), *content, kit.STRETCH, gap=12)
        self._scroll.set_content(to_the_left(body))
        self._show_acts(detail)

    def _nothing(self) -> QWidget:
        make = kit.Button(
            "Naar de mededeling",
            "hoofd",
            name="naar_mededeling",
            on_click=lambda: self.context.open("mededeling", **self._zaak),
        )
        told = "Er is nog geen papier om uit te reiken. Maak eerst de mededeling."
        return kit.EmptyState("envelope-simple", "Nog niet uitgereikt", told, make)

    def _show_acts(self, detail: ZaakDetail) -> None:
        acts = [
            kit.Button(
                "Naar de zaak",
                name="naar_zaak",
                on_click=lambda: self.context.open("sanctiezaak", **self._zaak),
            )
        ]
        if last_handing(detail) is not None and may_mend(self.context, detail):
            acts.append(
                kit.Button(
                    "Vervang deze regel",
                    name="vervang",
                    on_click=lambda: self.context.open("uitreiking", **self._zaak, vervang=True),
                )
            )
        self._foot.show_items(kit.Footer(*acts))


def may_mend(context: Context, detail: ZaakDetail) -> bool:
    """May the person at the keyboard replace the line now?"""
    if detail.row.status not in path.AFTER_DECISION:
        return False
    deelnemer_id = detail.row.deelnemer_id
    return context.read(lambda s: is_allowed(s, Right.record_uitreiking, deelnemer_id))


def line_card(line: UitreikingRow, *, is_now: bool) -> kit.Card:
    """One handing-over; those that were replaced stay in sight."""
    words, tone, icon = SIGNED[line.tekenen]
    badge = kit.Badge(words, tone, icon) if is_now else kit.Badge("Eerdere regel", "stil")
    return kit.Card(
        fact("Laatste dag voor beklag", capitalise(full_date_words(line.beklag_laatste_datum))),
        fact("Uitgereikt door", line.door),
        fact("Tekenen", TEKENEN[line.tekenen.value]),
        fact("Hoe het is uitgelegd", capitalise(join_words(line.wijze))),
        fact("Toelichting", line.toelichting),
        fact("Waarom deze regel de vorige vervangt", line.vervangt_reden),
        title=capitalise(moment_words(line.datum, line.tijd)),
        actions=(badge,),
        gap=12,
    )


# On the page of the case --------------------------------------------------------------------------


def uitreiking_card(context: Context, detail: ZaakDetail) -> QWidget | None:
    """Paper and handing-over of the newest decision, and the papers of earlier rounds."""
    decision = last_decision(detail)
    if decision is None:
        return None
    paper, line = last_paper(detail), last_handing(detail)
    handed = _handing_lines(context, line) if line else [_not_yet(bool(decision.straffen))]
    lines: list[QWidget | None] = [_paper_line(context, paper), *handed]
    acts = [_look(context, detail, one) for one in _papers_to_see(detail)]
    if line is not None:
        acts.append(
            kit.Button(
                "Bekijk de uitreiking",
                "stil",
                small=True,
                name="bekijk_uitreiking",
                on_click=lambda: context.open("uitreiking", **address_of(detail)),
            )
        )
    rows = [kit.beside(one, kit.STRETCH) for one in acts]
    card = kit.Card(*lines, *rows, title="Mededeling en uitreiking", gap=8)
    card.setObjectName("uitreiking_kaart")
    return card


def _paper_line(context: Context, paper: MededelingRow | None) -> QWidget:
    if paper is None:
        told = "De mededeling is nog niet gemaakt."
        return kit.IconLabel("file-text", told, role="muted", icon_role="muted", wrap=True)
    made = f"Gemaakt door {paper.door}, voor uitreiking op {date_words(paper.uitreik_datum)}."
    return kit.IconLabel("file-text", made, wrap=True)


def _not_yet(has_straf: bool) -> QWidget:
    told = "Nog niet uitgereikt."
    if has_straf:
        told += " De straf gaat pas daarna in."
    return kit.IconLabel("envelope-simple", told, role="muted", icon_role="muted", wrap=True)


def _handing_lines(context: Context, line: UitreikingRow) -> list[QWidget | None]:
    words, tone, icon = SIGNED[line.tekenen]
    until = day_left(line.beklag_laatste_datum, context.today())
    return [
        kit.IconLabel(
            "envelope-simple",
            f"Uitgereikt op {moment_words(line.datum, line.tijd)} door {line.door}.",
            wrap=True,
        ),
        kit.beside(kit.Badge(words, tone, icon), kit.STRETCH),
        kit.Label(line.toelichting, role="muted", wrap=True) if line.toelichting else None,
        kit.IconLabel("calendar-blank", f"Beklag kan {until}.", wrap=True)
        if line.beklag_laatste_datum >= context.today()
        else kit.IconLabel("calendar-x", f"Beklag {until}.", role="muted", wrap=True),
    ]


def _papers_to_see(detail: ZaakDetail) -> list[MededelingRow]:
    """Of each decision the newest paper, newest decision first."""
    newest = {one.beslissing_id: one for one in detail.mededelingen}
    return list(reversed(newest.values()))


def _look(context: Context, detail: ZaakDetail, paper: MededelingRow) -> kit.Button:
    is_now = paper == last_paper(detail)
    words = "Bekijk de papieren"
    if not is_now:
        words = f"Bekijk de papieren van {date_words(paper.uitreik_datum)}"
    return kit.Button(
        words,
        "stil",
        small=True,
        name=f"papieren_{paper.id.hex}",
        on_click=lambda: context.open("mededeling", **address_of(detail), mededeling_id=paper.id),
    )
