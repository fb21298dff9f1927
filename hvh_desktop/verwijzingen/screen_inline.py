"""A small form that opens in a card, keeps what is typed, and writes in both compartments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from hvh_desktop.db import Compartment, Session, new_id
from hvh_desktop.db.drafts import DraftKey, remove_draft
from hvh_desktop.forms import Form
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context, ProblemView
from hvh_desktop.ui.draft import DraftKeeper
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.verwijzingen.service_stand import change_stand, list_behind

MARGIN = 16
"""Pixels between a form that came into view and the edge."""
Write = Callable[[Session, dict[str, Any]], object]


def perform_both(
    context: Context,
    verwijzing_id: UUID,
    operation: Callable[[Session], object],
    form: ProblemView | None = None,
) -> bool:
    """Write in behandeling, then let the team's record follow, as one action."""
    action = new_id()
    kept = context.perform(operation, compartment=Compartment.behandeling, form=form, action=action)
    if kept:
        tell_team(context, verwijzing_id, action)
    return kept


def tell_team(context: Context, verwijzing_id: UUID, action: UUID | None = None) -> None:
    """The second commit of an action."""
    context.perform(lambda s: change_stand(s, verwijzing_id), action=action)


def heal(context: Context, deelnemer_id: UUID) -> None:
    """Where the second commit did not come, let it come now."""
    for verwijzing_id in context.read(lambda s: list_behind(s, deelnemer_id=deelnemer_id)):
        tell_team(context, verwijzing_id)


class Holder(QWidget):
    """A place of which the contents change."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def show_items(self, *items: Any) -> None:
        """These, in place of what was there."""
        kit.clear(self._box)
        kit.fill(self._box, *items)


class InlineForm(QWidget):
    """Opens with what was typed before, if anything; ``closed`` when it is done or left."""

    closed = Signal()

    def __init__(
        self,
        context: Context,
        verwijzing_id: UUID,
        form: Form,
        key: DraftKey,
        write: Write,
        *,
        name: str,
        save: str,
        start: Mapping[str, Any],
        about: Mapping[str, Any] | None = None,
        rows: Sequence[Sequence[str]] | None = None,
        told: str = "",
        kind: str = "gewoon",
    ) -> None:
        super().__init__()
        self.context, self.key = context, key
        self._verwijzing_id, self._write, self._about = verwijzing_id, write, dict(about or {})
        self.view = FormView(form, rows)
        self.keeper = DraftKeeper(
            context, key, self._typed, compartment=Compartment.behandeling, parent=self
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        buttons = kit.beside(
            kit.Button(save, kind, name=f"{name}_bewaar", on_click=self.save),
            kit.Button("Toch niet", "stil", name=f"{name}_laten", on_click=self.drop),
            kit.STRETCH,
        )
        about_it = kit.Label(told, role="muted", wrap=True) if told else None
        layout.addWidget(kit.column(about_it, self.view, buttons, gap=12))
        self.view.set_values(start)
        draft = self.keeper.find()
        if draft is not None:
            self.view.set_values(draft.values)
        self.view.changed.connect(self.keeper.touch)

    def _typed(self) -> dict[str, Any]:
        return {**self.view.typed(), **self._about}

    def focus(self) -> None:
        """Go to the first field."""
        next(iter(self.view.blocks.values())).input.setFocus()

    def show_whole(self) -> None:
        """Scroll so that all of it is in sight, with its buttons; its top when it is too high."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        page = area.widget() if area is not None else None
        if area is None or page is None:
            return
        top = self.mapTo(page, QPoint(0, 0)).y()
        bar, high = area.verticalScrollBar(), area.viewport().height()
        bottom = top + self.height() + MARGIN - high
        bar.setValue(min(max(bar.value(), bottom), max(top - MARGIN, 0)))

    def save(self) -> None:
        """Check and write; what is wrong is shown and what was typed stays."""
        if not self.view.check():
            return
        values = self.view.values()
        self.keeper.forget()

        def operation(session: Session) -> None:
            self._write(session, values)
            remove_draft(session, self.key)

        if perform_both(self.context, self._verwijzing_id, operation, self.view):
            self.closed.emit()
        else:
            self.keeper.touch()

    def drop(self) -> None:
        """Leave it; what was typed is thrown away."""
        self.keeper.remove()
        self.closed.emit()


class Slot(QWidget):
    """The place in a card where a small form opens, one at a time."""

    opened = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.form: InlineForm | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def open(self, form: InlineForm, *, focus: bool = True) -> None:
        """Show this form in place of the one that was open, which keeps its draft."""
        self.leave()
        kit.clear(self._layout)
        self.form = form
        self._layout.addWidget(form)
        form.closed.connect(self.close_form)
        self.show()
        self.opened.emit(True)
        if focus:
            form.focus()
            QTimer.singleShot(0, form, form.show_whole)

    def close_form(self) -> None:
        """Nothing is open."""
        self.form = None
        kit.clear(self._layout)
        self.hide()
        self.opened.emit(False)

    def leave(self) -> None:
        """Keep what is typed."""
        if self.form is not None:
            self.form.keeper.keep()
