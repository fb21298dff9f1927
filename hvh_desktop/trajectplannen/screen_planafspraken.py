"""The card with lasting agreements: add, change, take off with a reason, put back.

A file of its own because the tab shows five things and this one can be written in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import NEW, DraftKey, remove_draft
from hvh_desktop.forms import Form
from hvh_desktop.text import date_words, shorten
from hvh_desktop.trajectplannen import service
from hvh_desktop.trajectplannen.form import PLANAFSPRAAK, VERVALLEN
from hvh_desktop.trajectplannen.service import PlanafspraakRow
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper
from hvh_desktop.ui.form_view import FormView

TOP = Qt.AlignmentFlag.AlignTop
ROWS = (("tekst",), ("met_wie", "datum"))


class Schrijfvak(kit.Panel):
    """A form that unfolds in the card, with its draft and two acts."""

    def __init__(
        self,
        context: Context,
        form: Form,
        key: DraftKey,
        *,
        rows: Sequence[Sequence[str]] | None,
        act: str,
        kind: str,
    ) -> None:
        super().__init__("sunken", None, 8)
        self.key = key
        self.view = FormView(form, rows)
        self.keeper = DraftKeeper(context, key, self.view.typed, parent=self)
        self.view.changed.connect(self.keeper.touch)
        self.act = kit.Button(act, kind, name="bewaar_planafspraak")
        self.leave = kit.Button("Toch niet", "stil", name="toch_niet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        kit.fill(layout, self.view, kit.beside(self.act, self.leave, kit.STRETCH))

    def start(self, values: Mapping[str, Any]) -> None:
        """Show these values, or the draft of an earlier time; begin to type."""
        self.view.set_values(values)
        draft = self.keeper.find()
        if draft is not None:
            self.view.set_values(draft.values)
        next(iter(self.view.blocks.values())).input.setFocus(Qt.FocusReason.OtherFocusReason)


class PlanafsprakenCard(kit.Card):
    """The agreements in the order they were made."""

    def __init__(self, context: Context, deelnemer_id: UUID) -> None:
        super().__init__(title="Afspraken die blijven")
        self._context, self._deelnemer_id = context, deelnemer_id
        self._rows: tuple[PlanafspraakRow, ...] = ()
        self._may_write = False
        self._open: Schrijfvak | None = None
        self._place: UUID | None = None
        """The agreement that is being written in; None for a new one."""
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(10)
        self.add(self._list)

    def show_rows(self, rows: tuple[PlanafspraakRow, ...], may_write: bool) -> None:
        """Show these; what is being written stays open with what was typed."""
        self._rows, self._may_write = rows, may_write
        if self._open is not None:
            self._list.removeWidget(self._open)
        kit.clear(self._list)
        if not rows and self._open is None:
            none = "Zet hier wat blijft gelden, zoals: hij gaat bij zijn broer wonen."
            self._list.addWidget(kit.Label(none, role="muted", wrap=True))
        for row in rows:
            is_open = self._open is not None and self._place == row.id
            self._list.addWidget(self._open if is_open and self._open else self._line(row))
        if self._open is not None and self._place is None:
            self._list.addWidget(self._open)
        if may_write and self._open is None:
            add = kit.Button(
                "Voeg een afspraak toe",
                "stil",
                "plus",
                small=True,
                name="nieuwe_planafspraak",
                on_click=self.start_new,
            )
            self._list.addWidget(kit.beside(add, kit.STRETCH, gap=0))

    def keep(self) -> None:
        """Keep what is typed."""
        if self._open is not None:
            self._open.keeper.keep()

    def _line(self, row: PlanafspraakRow) -> QWidget:
        below = ", ".join(
            part
            for part in (f"met {row.met_wie}" if row.met_wie else "", date_words(row.datum))
            if part
        )
        words = kit.column(
            kit.Label(row.tekst, wrap=True), kit.Label(below, "klein", "muted", wrap=True)
        )
        if not self._may_write:
            return words
        about = shorten(row.tekst, 60)
        change = kit.Button(
            "Wijzig",
            "stil",
            small=True,
            name=f"wijzig_{row.id.hex}",
            on_click=lambda: self.start_change(row),
        )
        away = kit.Button(
            "Haal eraf",
            "stil",
            small=True,
            name=f"haal_eraf_{row.id.hex}",
            on_click=lambda: self.start_remove(row),
        )
        for button in (change, away):
            button.setAccessibleName(f"{button.text()}: {about}")
        return kit.beside((words, 1), (change, TOP), (away, TOP))

    # Writing --------------------------------------------------------------------------------

    def start_new(self) -> None:
        """Ask for a new one."""
        key = self._key(f"{NEW}-{self._deelnemer_id.hex}", PLANAFSPRAAK)
        box = self._unfold(PLANAFSPRAAK, key, None, "Voeg toe")
        box.act.clicked.connect(lambda: self._record(box))
        box.start({"datum": self._context.today()})

    def start_change(self, row: PlanafspraakRow) -> None:
        """Ask what it must be."""
        key = self._key(row.id.hex, PLANAFSPRAAK)
        box = self._unfold(PLANAFSPRAAK, key, row.id, "Bewaar")
        box.act.clicked.connect(lambda: self._change(box, row))
        box.start({name: getattr(row, name) for name in PLANAFSPRAAK.names()})

    def start_remove(self, row: PlanafspraakRow) -> None:
        """Ask why it does not hold any more."""
        box = self._unfold(
            VERVALLEN, self._key(row.id.hex, VERVALLEN), row.id, "Haal eraf", "gevaar"
        )
        box.act.clicked.connect(lambda: self._remove(box, row))
        box.start({})

    def _key(self, subject: str, form: Form) -> DraftKey:
        return DraftKey(form.name, form.version, subject, self._deelnemer_id)

    def _unfold(
        self, form: Form, key: DraftKey, place: UUID | None, act: str, kind: str = "gewoon"
    ) -> Schrijfvak:
        self.keep()
        self._fold()
        rows = ROWS if form is PLANAFSPRAAK else None
        box = Schrijfvak(self._context, form, key, rows=rows, act=act, kind=kind)
        box.leave.clicked.connect(lambda: self._leave(box))
        self._open, self._place = box, place
        self.show_rows(self._rows, self._may_write)
        return box

    def _fold(self) -> None:
        box, self._open = self._open, None
        if box is not None:
            self._list.removeWidget(box)
            box.hide()
            box.deleteLater()

    def _leave(self, box: Schrijfvak) -> None:
        box.keeper.remove()
        self._fold()
        self.show_rows(self._rows, self._may_write)

    def _record(self, box: Schrijfvak) -> None:
        values = box.view.values()

        def work(session: Session) -> None:
            service.record_planafspraak(session, self._deelnemer_id, values)
            remove_draft(session, box.key)

        self._write(box, work)

    def _change(self, box: Schrijfvak, row: PlanafspraakRow) -> None:
        values = box.view.values()

        def work(session: Session) -> None:
            service.change_planafspraak(session, row.id, values)
            remove_draft(session, box.key)

        self._write(box, work)

    def _remove(self, box: Schrijfvak, row: PlanafspraakRow) -> None:
        reden = box.view.values()["vervallen_reden"]

        def work(session: Session) -> None:
            service.remove_planafspraak(session, row.id, reden)
            remove_draft(session, box.key)

        if self._write(box, work):
            said = f"‘{shorten(row.tekst, 60)}’ staat niet meer in het plan"
            self._context.tell(said, lambda: self._put_back(row))

    def _put_back(self, row: PlanafspraakRow) -> None:
        self._context.perform(lambda session: service.reopen_planafspraak(session, row.id))

    def _write(self, box: Schrijfvak, work: Any) -> bool:
        """Check what was typed, do it, and fold; the page shows the new list by itself."""
        if not box.view.check():
            return False
        box.keeper.forget()
        self._open = None
        if self._context.perform(work, form=box.view, seen=box.keeper.seen):
            self._list.removeWidget(box)
            box.hide()
            box.deleteLater()
            return True
        self._open = box
        box.keeper.touch()  # what is typed is not kept yet
        return False
