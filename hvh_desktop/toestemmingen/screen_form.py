"""A consent: recorded together with him, read back, and withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import NEW, DraftKey
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.text import capitalise, date_words, fold, period_words
from hvh_desktop.toestemmingen import service
from hvh_desktop.toestemmingen.form import INTREKKING, TOESTEMMING, WIJZEN, toestemming_form
from hvh_desktop.toestemmingen.model import Intrekker, Toestemming
from hvh_desktop.toestemmingen.ontvangers import get_known
from hvh_desktop.toestemmingen.screen_parts import (
    areas_in_words,
    bullets,
    kinds_in_words,
    moved_words,
    ontvanger_choices,
    status_badge,
    told_text,
    until_words,
)
from hvh_desktop.toestemmingen.service import ToestemmingRow, ToestemmingStatus
from hvh_desktop.toestemmingen.service_formulier import get_tekst
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections, to_the_left
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.page import OuterPage, Page

WIE = (("ontvanger_id",), ("doel",))
WAT = (("gegevens",), ("beperking",))
AREAS = (("leefgebieden",),)
HOE = (("vanaf_datum", "tot_datum"), ("wijze",), ("getuige_id", "getuige"), ("taal",))


ASK_WHO = (
    "De casemanager, de locatiemanager en de psycholoog leggen een toestemming vast. "
    "Vraag het aan een van hen."
)
WITHDRAWN_BY = {
    Intrekker.deelnemer: "hemzelf",
    Intrekker.vertegenwoordiger: "zijn vertegenwoordiger",
    Intrekker.huis: "het huis",
}


def draft_key(deelnemer_id: UUID) -> DraftKey:
    """The one new consent that is being filled in for him."""
    return DraftKey("toestemming", TOESTEMMING.version, NEW, deelnemer_id)


class ToestemmingPage(OuterPage):
    """A new consent to fill in together, or one that was given, to read."""

    help_page = "toestemming"

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        toestemming_id: UUID | None = None,
        voor: str = "",
        gegevens: tuple[str, ...] = (),
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, toestemming_id=toestemming_id)
        self.hold(
            _NieuwPage(context, deelnemer_id=deelnemer_id, voor=voor, gegevens=gegevens)
            if toestemming_id is None
            else _LeesPage(context, deelnemer_id=deelnemer_id, toestemming_id=toestemming_id)
        )


class _NieuwPage(FormPage):
    """The form, with the words that he hears above it.

    ``voor`` (a value of ``choice_of``) and ``gegevens``: what somebody came here for.
    """

    help_page = "toestemming"

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, voor: str, gegevens: tuple[str, ...]
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id)
        self.deelnemer_id = deelnemer_id
        self._wanted = {"ontvanger_id": voor or None, "gegevens": gegevens}
        people = context.read(list_medewerkers)
        recipients = context.read(lambda s: service.list_ontvangers(s, deelnemer_id))
        form = toestemming_form(
            ontvanger_choices(recipients), {row.id.hex: row.naam for row in people}
        )
        tekst = context.read(get_tekst)
        sections = Sections(
            ("Wie", FormView(form, WIE)),
            ("Wat", FormView(form, WAT)),
            ("", FormView(form, AREAS)),
            ("Hoe en hoe lang", FormView(form, HOE)),
            above={0: told_text(tekst), 1: self._already(), 2: self._part()},
        )
        sections.changed.connect(self._show_already)
        may = context.read(lambda s: is_allowed(s, Right.record_toestemming, deelnemer_id))
        self.build(
            "Nieuwe toestemming",
            sections,
            draft_key(deelnemer_id),
            subline="Vul dit samen met hem in. Wat je vastlegt, verandert daarna niet meer.",
            level=2,
            save="Leg vast",
            acts=self._acts(),
        )
        if not may:
            self._notice.addWidget(kit.NoticeBanner(ASK_WHO, "warn"))
            self._notice.addSpacing(theme.space.m)
            sections.set_fixed(True)
            self.part.set_fixed(True)
            self._footer.hide()

    def _already(self) -> QWidget:
        """Room for what the chosen recipient may know already."""
        self._told: tuple[tuple[ToestemmingRow, str], ...] = ()
        self._running: tuple[str, tuple[ToestemmingRow, ...]] = ("", ())
        self._already_there = QWidget()
        self._already_lines = QVBoxLayout(self._already_there)
        self._already_lines.setContentsMargins(0, 0, 0, 0)
        self._already_lines.setSpacing(8)
        self._already_there.hide()
        return self._already_there

    def _show_already(self) -> None:
        """A consent with another purpose stays valid beside this one, so say that it is there."""
        values = self.sections.values()
        choice, doel = values["ontvanger_id"] or "", values["doel"] or ""
        if choice != self._running[0]:
            self._running = (choice, self.context.read(lambda s: self._find_running(s, choice)))
        told = tuple((row, already_words(row, doel)) for row in self._running[1])
        if told == self._told:
            return
        self._told = told
        kit.clear(self._already_lines)
        kit.fill(self._already_lines, *(self._already_line(row, words) for row, words in told))
        self._already_there.setVisible(bool(told))

    def _find_running(self, session: Session, choice: str) -> tuple[ToestemmingRow, ...]:
        rows = service.list_toestemmingen(session, self.deelnemer_id) if choice else []
        if not rows:
            return ()
        key = get_known(session, self.deelnemer_id, *service.parse_choice(choice)).key
        return tuple(row for row in rows if row.is_lopend and row.key == key)

    def _already_line(self, row: ToestemmingRow, words: str) -> QWidget:
        look = kit.Button(
            "Bekijk",
            "stil",
            small=True,
            name=f"bekijk_{row.id.hex}",
            on_click=lambda: self.context.open(
                "toestemming", deelnemer_id=self.deelnemer_id, toestemming_id=row.id
            ),
        )
        look.setAccessibleName(f"Bekijk de toestemming voor {row.wie}: {row.doel}")
        return kit.NoticeBanner(words, "warn", action=look)

    def _acts(self) -> tuple[kit.Button, ...]:
        paper = kit.Button(
            "Bekijk het blad",
            "gewoon",
            "printer",
            name="bekijk_blad",
            on_click=lambda: self.context.open(
                "toestemming_afdruk", deelnemer_id=self.deelnemer_id
            ),
        )
        return kit.Button("Stop", name="stop", on_click=self._back), paper

    def _part(self) -> kit.Check:
        """Opens the list of leefgebieden, which few consents need."""
        self.part = kit.Check("Het gaat alleen over een deel van zijn leven")
        self.part.setObjectName("alleen_een_deel")
        self.part.changed.connect(self._fold)
        return self.part

    def _fold(self) -> None:
        self.sections.blocks["leefgebieden"].setVisible(self.part.value())

    def show_values(self, values: Mapping[str, Any]) -> None:
        super().show_values(values)
        self.part.set_value(bool(values.get("leefgebieden")))
        self._fold()
        self._show_already()

    def load(self) -> Mapping[str, Any]:
        first, last, _is_hypothese = self.context.read(service.propose_period)
        start: dict[str, Any] = dict.fromkeys(TOESTEMMING.names())
        return start | self._wanted | {"vanaf_datum": first, "tot_datum": last}

    def write(self, session: Session, values: dict[str, Any]) -> UUID:
        if not self.part.value():
            values = values | {"leefgebieden": ()}
        return service.record_toestemming(session, self.deelnemer_id, values)

    def written(self, result: UUID) -> None:
        self.context.tell("De toestemming is vastgelegd")
        self._back()

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="toestemming")


class _LeesPage(Page):
    """A consent as it was given; it does not change any more."""

    shows = frozenset({Toestemming})
    help_page = "toestemming"

    def __init__(self, context: Context, *, deelnemer_id: UUID, toestemming_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, toestemming_id=toestemming_id)
        self.deelnemer_id, self.toestemming_id = deelnemer_id, toestemming_id
        self._scroll = kit.ScrollPage()
        self._foot = QWidget()
        self._foot_layout = QVBoxLayout(self._foot)
        self._foot_layout.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def footer(self) -> QWidget:
        return self._foot

    def refresh(self) -> None:
        key, read = self.toestemming_id, self.context.read
        row = read(lambda s: service.get_toestemming(s, key))
        warn_days = int(read(lambda s: get_value(s, "toestemming_waarschuwing_dagen")))
        may = read(lambda s: is_allowed(s, Right.withdraw_toestemming, self.deelnemer_id))
        heading = kit.Heading(f"Toestemming voor {row.wie}", 2)
        body = kit.column(
            kit.beside(heading, status_badge(row, warn_days), kit.STRETCH),
            self._withdrawn(row),
            kit.NoticeBanner(moved_words(row), "warn") if row.ontvanger_nu else None,
            kit.Card(*facts_of(row), gap=12),
            kit.FixedNote(
                f"Vastgelegd op {date_words(row.vastgelegd_op)} door {row.vastgelegd_door}. "
                f"Met de tekst van {date_words(row.tekst_vanaf_datum)}."
            ),
            kit.STRETCH,
            gap=12,
        )
        self._scroll.set_content(to_the_left(body))
        self._show_acts(row, may)

    def _withdrawn(self, row: ToestemmingRow) -> QWidget | None:
        if row.ingetrokken_datum is None or row.ingetrokken_door is None:
            return None
        tekst = self.context.read(lambda s: get_tekst(s, row.tekst_vanaf_datum))
        discussed = "is" if row.is_gevolg_besproken else "is nog niet"
        told = (
            f"Door {WITHDRAWN_BY[row.ingetrokken_door]}: {row.ingetrokken_hoe}. "
            f"Met hem {discussed} besproken wat dat betekent."
        )
        title = f"Ingetrokken op {date_words(row.ingetrokken_datum)}"
        banner = kit.NoticeBanner(told, "warn", title=title, icon="hand-palm")
        return kit.column(banner, bullets(tekst.gevolgen), gap=8)

    def _show_acts(self, row: ToestemmingRow, may: bool) -> None:
        back = kit.Button("Terug", name="terug", on_click=self._back)
        words = "Druk de bevestiging af" if row.ingetrokken_datum else "Druk af"
        paper = kit.Button(
            words, "hoofd", "printer", name="druk_af", on_click=lambda: self._go("afdruk")
        )
        acts = [back]
        if row.is_lopend and may:
            acts.append(
                kit.Button(
                    "Trek in", "gevaar", name="trek_in", on_click=lambda: self._go("intrekken")
                )
            )
        kit.clear(self._foot_layout)
        self._foot_layout.addWidget(kit.Footer(*acts, paper))

    def _go(self, what: str) -> None:
        self.context.open(
            f"toestemming_{what}",
            deelnemer_id=self.deelnemer_id,
            toestemming_id=self.toestemming_id,
        )

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="toestemming")


def already_words(row: ToestemmingRow, doel: str) -> str:
    """What becomes of a running consent beside a new one with this purpose."""
    has = f"{capitalise(row.wie)} heeft al toestemming {until_words(row)} voor ‘{row.doel}’"
    if fold(doel) == fold(row.doel):
        return f"{has}. Deze komt in de plaats van die."
    return f"{has}; die blijft gelden naast deze. Trek hem in als dat niet de bedoeling is."


def facts_of(row: ToestemmingRow) -> list[QWidget]:
    """What was agreed, label above words; what is empty is left out."""
    pairs = (
        ("Waarvoor", row.doel),
        ("Wat mag die weten", kinds_in_words(row.gegevens)),
        ("Alleen over", areas_in_words(row.leefgebieden)),
        ("Hoe lang", period_words(row.vanaf_datum, row.tot_datum)),
        ("Hoe gaf hij toestemming", WIJZEN[row.wijze.value]),
        ("In welke taal is het uitgelegd", row.taal),
        ("Wie was erbij", row.getuige),
    )
    shown: list[QWidget] = [
        kit.column(kit.Label(label, "klein", "muted"), kit.Label(words, wrap=True), gap=2)
        for label, words in pairs
        if words
    ]
    if row.beperking:
        shown.append(kit.Quote(f"“{row.beperking}”", "Dit houdt hij voor zich"))
    return shown


class IntrekkenPage(FormPage):
    """He takes it back: today, in two clicks from the list."""

    help_page = "toestemming"

    def __init__(self, context: Context, *, deelnemer_id: UUID, toestemming_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, toestemming_id=toestemming_id)
        self.deelnemer_id, self.toestemming_id = deelnemer_id, toestemming_id
        row = context.read(lambda s: service.get_toestemming(s, toestemming_id))
        tekst = context.read(lambda s: get_tekst(s, row.tekst_vanaf_datum))
        rows = (("ingetrokken_datum", "ingetrokken_door"), ("ingetrokken_hoe",))
        view = FormView(INTREKKING, (*rows, ("is_gevolg_besproken",)))
        sections = Sections(("Intrekken", view))
        meaning = kit.Card(bullets(tekst.gevolgen), title="Vertel hem wat dit betekent")
        self.build(
            f"Trek de toestemming voor {row.wie} in",
            sections,
            DraftKey(INTREKKING.name, INTREKKING.version, toestemming_id.hex, deelnemer_id),
            subline=f"{row.doel}: {kinds_in_words(row.gegevens).lower()}.",
            level=2,
            save="Trek in",
            acts=(kit.Button("Laat staan", name="laat_staan", on_click=self._back),),
            below=kit.column(16, meaning),
        )
        refusal = self._refusal(row)
        if refusal:
            self._notice.addWidget(kit.NoticeBanner(refusal, "warn"))
            self._notice.addSpacing(theme.space.m)
            sections.set_fixed(True)
            self._footer.hide()

    def _refusal(self, row: ToestemmingRow) -> str:
        right = Right.withdraw_toestemming
        if row.status is ToestemmingStatus.ingetrokken:
            return "Deze toestemming is al ingetrokken. Je hoeft niets meer te doen."
        if not self.context.read(lambda s: is_allowed(s, right, self.deelnemer_id)):
            return "Vraag een van zijn mentoren of de casemanager om dit in te trekken."
        return ""

    def load(self) -> Mapping[str, Any]:
        return {
            "ingetrokken_datum": self.context.today(),
            "ingetrokken_door": Intrekker.deelnemer.value,
            "ingetrokken_hoe": "Mondeling",
            "is_gevolg_besproken": False,
        }

    def write(self, session: Session, values: dict[str, Any]) -> None:
        service.withdraw_toestemming(session, self.toestemming_id, values)

    def written(self, result: None) -> None:
        self.context.tell("De toestemming is ingetrokken")
        self.context.open(
            "toestemming", deelnemer_id=self.deelnemer_id, toestemming_id=self.toestemming_id
        )

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="toestemming")
