"""A small form that opens in a card, keeps what is typed, and closes when it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QPoint, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import DraftKey, remove_draft
from hvh_desktop.errors import UserError
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context, ProblemView, Seen
from hvh_desktop.ui.draft import DraftKeeper

MARGIN = 16
"""Pixels between a form that came into view and the edge."""
Write = Callable[[Session, dict[str, Any]], object]
Perform = Callable[[Callable[[Session], object], ProblemView, Seen], bool]


class View(Protocol):
    """What such a form shows: a ``FormView``, or something that does the same."""

    changed: SignalInstance
    blocks: dict[str, kit.FieldBlock]

    def values(self) -> dict[str, Any]: ...
    def typed(self) -> dict[str, Any]: ...
    def set_values(self, values: Mapping[str, Any]) -> None: ...
    def check(self) -> bool: ...
    def show_problems(self, error: UserError) -> None: ...


class InlineForm(QWidget):
    """Opens with what was typed before, if anything; ``closed`` when it is done or left.

    ``about``: what the draft keeps besides, such as which step it is. ``said``: told at the bottom
    when it is written. ``perform``: another way to write than one transaction in ``compartment``.
    """

    closed = Signal()

    def __init__(
        self,
        context: Context,
        view: Any,
        key: DraftKey,
        write: Write,
        *,
        name: str,
        save: str,
        title: str = "",
        told: str = "",
        said: str = "",
        start: Mapping[str, Any] | None = None,
        about: Mapping[str, Any] | None = None,
        kind: str = "gewoon",
        compartment: Compartment = Compartment.team,
        perform: Perform | None = None,
    ) -> None:
        super().__init__()
        self.context, self.key = context, key
        self.view: View = view
        self._write, self._about, self._said = write, dict(about or {}), said
        self._perform = perform or partial(_perform, context, compartment)
        self.keeper = DraftKeeper(context, key, self._typed, compartment=compartment, parent=self)
        self._lay_out(view, title, told, (save, kind, name))
        self.view.set_values(start or {})
        draft = self.keeper.find()
        if draft is not None:
            self.view.set_values(draft.values)
        self.view.changed.connect(self.keeper.touch)

    def _lay_out(self, view: QWidget, title: str, told: str, button: tuple[str, str, str]) -> None:
        save, kind, name = button
        buttons = kit.beside(
            kit.Button(save, kind, name=f"{name}_bewaar", on_click=self.save),
            kit.Button("Toch niet", "stil", name=f"{name}_laten", on_click=self.drop),
            kit.STRETCH,
        )
        heading = (kit.line(), kit.Heading(title, 3)) if title else ()
        told_it = kit.Label(told, role="muted", wrap=True) if told else None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(kit.column(*heading, told_it, view, buttons, gap=12))

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

        if self._perform(operation, self.view, self.keeper.seen):
            if self._said:
                self.context.tell(self._said)
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


def _perform(
    context: Context,
    compartment: Compartment,
    operation: Callable[[Session], object],
    form: ProblemView,
    seen: Seen,
) -> bool:
    return context.perform(operation, compartment=compartment, form=form, seen=seen)
