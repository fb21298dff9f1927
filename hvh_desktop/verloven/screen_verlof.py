"""The page of one verlof: a form when it is new or changed, a calm page after that."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.model import Doel
from hvh_desktop.db import Session
from hvh_desktop.db.drafts import NEW, DraftKey, find_draft
from hvh_desktop.deelnemers.access import is_allowed, require
from hvh_desktop.deelnemers.model import Deelnemer, Titel
from hvh_desktop.forms import Form
from hvh_desktop.rights import Compartment, Right
from hvh_desktop.text import capitalise, date_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm, Slot
from hvh_desktop.ui.page import OuterPage, Page
from hvh_desktop.verloven import service
from hvh_desktop.verloven.form import EVALUATIE, REDEN, VERLOF, verlof_form
from hvh_desktop.verloven.model import Verlof, VerlofSoort, VerlofStatus
from hvh_desktop.verloven.rows import VerlofRow
from hvh_desktop.verloven.words import (
    SOORT_WORDS,
    STATUS_WORDS,
    TONES,
    times_words,
    waits_words,
    when_words,
)

HELP = "verlof-en-werk"
WAAROM = (("soort",), ("doel_id",), ("oogmerk",), ("bijdrage",))
WANNEER = (("begin_datum", "eind_datum"), ("duur", "aantal"), ("aanvraag_datum",))
ABOUT = (
    "Bij elk verlof staan vier dingen: het doel, hoe het verlof dat doel dichterbij brengt, hoe "
    "lang het duurt en hoe vaak hij gaat. Zo vraagt de regeling het (Stcrt. 2024, 38271). Alleen "
    "incidenteel verlof hangt niet aan een doel."
)
AIM = ("doel_id", "bijdrage")
BACK = "terug"
"""The step that takes the last one back, as it is called in a draft."""


class VerlofPage(OuterPage):
    """Holds the form or the calm page, and passes on what the shell asks."""

    help_page: ClassVar[str] = HELP

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        verlof_id: UUID | None = None,
        wijzig: bool = False,
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, verlof_id=verlof_id, wijzig=wijzig)
        self.hold(
            VerlofFormPage(context, deelnemer_id=deelnemer_id, verlof_id=verlof_id)
            if verlof_id is None or wijzig
            else VerlofStaatPage(context, deelnemer_id=deelnemer_id, verlof_id=verlof_id)
        )


class VerlofFormPage(FormPage):
    """Which doel, how it helps, how long and how often."""

    help_page: ClassVar[str] = HELP

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, verlof_id: UUID | None = None
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, verlof_id=verlof_id)
        self.deelnemer_id, self.verlof_id = deelnemer_id, verlof_id
        self._row: VerlofRow | None = None
        man, doelen = context.read(self._read)
        self._has_plan = man.titel is not Titel.bba
        form = verlof_form(doelen, asks_doel=self._has_plan)
        sections = Sections(
            ("Waarom", FormView(form, WAAROM)), ("Wanneer en hoe vaak", FormView(form, WANNEER))
        )
        sections.blocks["soort"].changed.connect(self._fold)
        self.build(
            "Wijzig het verlof" if verlof_id else f"Nieuw verlof voor {man.roepnaam}",
            sections,
            DraftKey("verlof", form.version, verlof_id.hex if verlof_id else NEW, deelnemer_id),
            subline=ABOUT,
            level=2,
            acts=[kit.Button("Stop", name="stop", on_click=self._back)],
        )

    def _read(self, session: Session) -> tuple[Deelnemer, dict[str, str]]:
        man = require(session, Right.write_verlof, self.deelnemer_id)
        kept = None
        if self.verlof_id is not None:
            self._row = service.get_verlof(session, self.verlof_id)
            kept = self._row.doel_id
        doelen = service.list_verlofdoelen(session, self.deelnemer_id, kept=kept)
        return man, {key.hex: tekst for key, tekst in doelen.items()}

    def load(self) -> Mapping[str, Any]:
        if self._row is None:
            start: dict[str, Any] = dict.fromkeys(VERLOF.names())
            return start | {"aantal": 1}
        values = {name: getattr(self._row, name) for name in VERLOF.names()}
        doel = self._row.doel_id
        return values | {"soort": self._row.soort.value, "doel_id": doel.hex if doel else None}

    def show_values(self, values: Mapping[str, Any]) -> None:
        super().show_values(values)
        self._fold()

    def _hangs_on_doel(self) -> bool:
        soort = self.sections.blocks["soort"].value()
        return self._has_plan and soort != VerlofSoort.incidenteel

    def _fold(self) -> None:
        """Ask about a doel only when it hangs on one."""
        for name in AIM:
            self.sections.blocks[name].setVisible(self._hangs_on_doel())

    def write(self, session: Session, values: dict[str, Any]) -> UUID:
        if not self._hangs_on_doel():
            values = values | {"doel_id": None, "bijdrage": ""}
        if self.verlof_id is None:
            return service.record_verlof(session, self.deelnemer_id, values)
        service.change_verlof(session, self.verlof_id, values)
        return self.verlof_id

    def written(self, result: UUID) -> None:
        self.context.open("verlof", deelnemer_id=self.deelnemer_id, verlof_id=result)

    def _back(self) -> None:
        if self.verlof_id is None:
            self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="verlof")
        else:
            self.context.open("verlof", deelnemer_id=self.deelnemer_id, verlof_id=self.verlof_id)


ACTS = {
    VerlofStatus.toegekend: ("Het is toegekend", "Leg vast"),
    VerlofStatus.gehad: ("Hij heeft het gehad", "Leg vast"),
    VerlofStatus.geweigerd: ("Het is geweigerd", "Weiger"),
    VerlofStatus.ingetrokken: ("Trek in", "Trek het verlof in"),
}
"""The button of each step, and the one that writes it."""


class StandCard(kit.Card):
    """How far it is, and the buttons of what may come next."""

    def __init__(self, context: Context, row_id: UUID, deelnemer_id: UUID) -> None:
        super().__init__(title="Hoe ver het is", gap=12)
        self._context, self._id = context, row_id
        self._key = DraftKey("verlof_stap", 1, row_id.hex, deelnemer_id)
        self._state, self._acts, self.slot = kit.Holder(), kit.Holder(), Slot()
        self.slot.opened.connect(lambda is_open: self._acts.setVisible(not is_open))
        self._is_looked = False
        self.add(self._state, self._acts, self.slot)

    def show_row(self, row: VerlofRow, *, may_write: bool) -> None:
        """Show it as it is now."""
        self._row = row
        badge = kit.Badge(STATUS_WORDS[row.status], TONES[row.status])
        told = kit.Label(waits_words(row, self._context.today()), wrap=True)
        told.setObjectName("wacht_op")
        back = None
        if row.is_open and row.status_reden:
            said = f"Laatst teruggezet: {row.status_reden}"
            back = kit.Label(said, "klein", "muted", wrap=True)
        how = kit.Label(f"Hoe het ging: {row.evaluatie}", wrap=True) if row.evaluatie else None
        self._state.show_items(kit.beside(badge, kit.STRETCH), 8, told, 4, how, back)
        self._acts.show_items(*(self._buttons() if may_write else ()))
        if may_write and not self._is_looked:
            self._is_looked = True
            self._find_draft()

    def _may(self) -> list[VerlofStatus]:
        """What may follow today; it is had only when it is over."""
        row, today = self._row, self._context.today()
        return [
            one
            for one in service.next_statuses(row.status)
            if one is not VerlofStatus.gehad or row.laatste_datum <= today
        ]

    def _buttons(self) -> list[Any]:
        buttons = [
            kit.Button(
                ACTS[one][0],
                "hoofd" if one in (VerlofStatus.toegekend, VerlofStatus.gehad) else "gewoon",
                name=f"zet_{one.name}",
                on_click=partial(self.open_step, one),
            )
            for one in self._may()
        ]
        items: list[Any] = [item for one in buttons for item in (kit.beside(one, kit.STRETCH), 8)]
        if self._row.status is not VerlofStatus.voorbereiding:
            back = kit.Button(
                "Zet de laatste stap terug",
                "stil",
                "arrow-counter-clockwise",
                small=True,
                name="zet_terug",
                on_click=self.open_back,
            )
            items.append(kit.beside(back, kit.STRETCH))
        return items

    def _find_draft(self) -> None:
        """What was typed and not kept opens again, if that step may still be taken."""
        draft = self._context.read(lambda s: find_draft(s, Compartment.team, self._key))
        step = draft.values.get("stap") if draft is not None else None
        if step == BACK and self._row.status is not VerlofStatus.voorbereiding:
            self.open_back(focus=False)
        elif step in {one.value for one in self._may()}:
            self.open_step(VerlofStatus(step), focus=False)

    def open_step(self, status: VerlofStatus, *, focus: bool = True) -> None:
        """Ask what belongs to a step; granting asks nothing more."""
        if status is VerlofStatus.toegekend:
            self._context.perform(lambda s: service.change_verlofstatus(s, self._id, status))
            return
        if status is VerlofStatus.gehad:
            self._open(
                EVALUATIE,
                lambda s, values: service.complete_verlof(s, self._id, values["evaluatie"]),
                status.value,
                ACTS[status][1],
                focus=focus,
            )
            return
        self._open(
            REDEN,
            lambda s, values: service.change_verlofstatus(s, self._id, status, values["reden"]),
            status.value,
            ACTS[status][1],
            focus=focus,
        )

    def open_back(self, *, focus: bool = True) -> None:
        """Ask why the last step is taken back."""
        self._open(
            REDEN,
            lambda s, values: service.reopen_verlof(s, self._id, values["reden"]),
            BACK,
            "Zet terug",
            told=f"De stap ‘{STATUS_WORDS[self._row.status].lower()}’ gaat weg.",
            focus=focus,
        )

    def _open(
        self, form: Form, write: Any, step: str, save: str, *, told: str = "", focus: bool
    ) -> None:
        inline = InlineForm(
            self._context,
            FormView(form),
            self._key,
            write,
            name="stap",
            save=save,
            about={"stap": step},
            told=told,
            kind="hoofd",
        )
        self.slot.open(inline, focus=focus)


class VerlofStaatPage(Page):
    """What it is for, and how far it is."""

    shows: ClassVar[frozenset[type]] = frozenset({Verlof, Doel})
    help_page: ClassVar[str] = HELP

    def __init__(self, context: Context, *, deelnemer_id: UUID, verlof_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, verlof_id=verlof_id)
        self.deelnemer_id, self.verlof_id = deelnemer_id, verlof_id
        self._title = kit.Heading("", 2)
        self._when = kit.Label("", role="muted", wrap=True)
        self._facts = kit.Holder()
        self.stand = StandCard(context, verlof_id, deelnemer_id)
        self._change = kit.Button("Wijzig", "stil", small=True, name="wijzig", on_click=self._open)
        about = kit.Card(self._facts, title="Waar het voor is", actions=(self._change,))
        body = kit.column(
            self._title,
            self._when,
            12,
            kit.Columns(
                (kit.column(self.stand, kit.STRETCH), 0), (kit.column(about, kit.STRETCH), 0)
            ),
            kit.STRETCH,
            margins=(24, 4, 24, 16),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(body))
        self._foot = kit.Footer(kit.Button("Terug", name="terug", on_click=self._back))

    def refresh(self) -> None:
        row, may_write = self.context.read(self._read)
        self._title.set_text(SOORT_WORDS[row.soort])
        self._when.set_text(f"{capitalise(when_words(row))}, {times_words(row)}")
        parts = [
            ("Doel uit zijn plan", f"“{row.doel}”" if row.doel else ""),
            ("Waar het verlof voor is", row.oogmerk),
            ("Hoe het zijn doel dichterbij brengt", row.bijdrage),
            ("Hoe lang per keer", row.duur),
            ("Hoe vaak", "Eén keer" if row.aantal == 1 else f"{row.aantal} keer"),
            ("Aangevraagd op", date_words(row.aanvraag_datum) if row.aanvraag_datum else ""),
        ]
        self._facts.show_items(
            *(item for label, said in parts if said for item in (*_fact(label, said), 10))
        )
        self._change.setVisible(may_write and row.status is VerlofStatus.voorbereiding)
        self.stand.show_row(row, may_write=may_write)

    def _read(self, session: Session) -> tuple[VerlofRow, bool]:
        may_write = is_allowed(session, Right.write_verlof, self.deelnemer_id)
        return service.get_verlof(session, self.verlof_id), may_write

    def leave(self) -> None:
        self.stand.slot.leave()

    def footer(self) -> QWidget:
        return self._foot

    def _open(self) -> None:
        self.context.open(
            "verlof", deelnemer_id=self.deelnemer_id, verlof_id=self.verlof_id, wijzig=True
        )

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="verlof")


def _fact(label: str, said: str) -> tuple[QWidget, QWidget]:
    return kit.Label(label, "klein", "muted", wrap=True), kit.Label(said, wrap=True)
