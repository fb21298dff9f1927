"""Questions that unfold in place: what it brought, why it is dropped, the next actie."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.errors import UserError
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper

Act = Callable[[], object]


@dataclass(frozen=True)
class Asked:
    """Which question is open, about which doel or actie."""

    kind: str
    about: UUID


class Answerable(Protocol):
    """What every question can do."""

    changed: SignalInstance

    def focus_first(self) -> None: ...
    def typed(self) -> Mapping[str, Any]: ...
    def set_typed(self, typed: Mapping[str, Any]) -> None: ...
    def show_problems(self, error: UserError) -> None: ...


class Fields(QWidget):
    """One or two fields beside each other, by the name of what they ask."""

    changed = Signal()

    def __init__(self, **blocks: kit.FieldBlock) -> None:
        super().__init__()
        self.blocks = blocks
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        columns = [(kit.column(kit.STRETCH, block), 0) for block in blocks.values()]
        layout.addWidget(kit.Columns(*columns))
        for block in blocks.values():
            block.changed.connect(self.changed)

    def focus_first(self) -> None:
        """Begin to type."""
        next(iter(self.blocks.values())).input.setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self, name: str) -> str:
        """What was answered, '' when nothing was."""
        return self.blocks[name].value() or ""

    def typed(self) -> Mapping[str, Any]:
        """What stands here, for a draft."""
        return {name: block.value() for name, block in self.blocks.items()}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Show what a draft held."""
        for name, block in self.blocks.items():
            block.set_value(typed.get(name))

    def show_problems(self, error: UserError) -> None:
        """Say it at its field, or at the first one."""
        for name, block in self.blocks.items():
            block.set_error(error.fields.get(name))
        if not any(name in self.blocks for name in error.fields):
            next(iter(self.blocks.values())).set_error(error.text)
        self.focus_first()


class Vraag(kit.Panel):
    """A question with its answer, the act and "Toch niet"."""

    def __init__(self, answer: QWidget, act: kit.Button, leave: kit.Button) -> None:
        super().__init__("sunken", None, 8)
        self.act = act
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        kit.fill(layout, answer, kit.beside(act, leave, kit.STRETCH))


class Vragen:
    """The one question that is open on a page, with its draft; it survives a refresh."""

    def __init__(self, context: Context, deelnemer_id: UUID, changed: Act) -> None:
        self._context, self._deelnemer_id, self._changed = context, deelnemer_id, changed
        self.asked: Asked | None = None
        self._answer: Answerable | None = None
        self._keeper: DraftKeeper | None = None
        self._is_new = False

    def open(self, kind: str, about: UUID) -> None:
        """Ask this; whatever else was open is kept as a draft and folds."""
        self.keep()
        self.asked, self._answer, self._is_new = Asked(kind, about), None, True
        key = DraftKey("doelvraag", 1, f"{kind}-{about.hex}", self._deelnemer_id)
        self._keeper = DraftKeeper(self._context, key, self._typed)
        self._changed()

    def close(self) -> None:
        """Answered, or not wanted after all."""
        keeper, self._keeper = self._keeper, None
        self.asked = self._answer = None
        if keeper is not None:
            keeper.remove()
        self._changed()

    def go_on(self) -> None:
        """Answered; ask the same once more."""
        if self._keeper is not None:
            self._keeper.remove()
        self._answer, self._is_new = None, True
        self._changed()

    def keep(self) -> None:
        """Keep what is typed now."""
        if self._keeper is not None:
            self._keeper.keep()

    def is_open(self, kind: str, about: UUID) -> bool:
        """Is this the question that is open?"""
        return self.asked == Asked(kind, about)

    def attach(self, answer: Answerable) -> None:
        """The page made the fields of the open question: fill and watch them."""
        if self._answer is not None:
            answer.set_typed(self._answer.typed())
        elif self._keeper is not None and (draft := self._keeper.find()) is not None:
            answer.set_typed(draft.values)
        self._answer = answer
        if self._keeper is not None:
            answer.changed.connect(self._keeper.touch)

    def focus(self) -> None:
        """Go to the question that was just opened."""
        if self._is_new and self._answer is not None:
            self._answer.focus_first()
        self._is_new = False

    def _typed(self) -> Mapping[str, Any]:
        return self._answer.typed() if self._answer is not None else {}


def behaald_fields(roepnaam: str) -> Fields:
    """What reaching it brought him."""
    hint = "In zijn eigen woorden. Laat het leeg als hij het nog niet weet."
    label = f"Wat heeft het {roepnaam} gebracht?"
    area = kit.Area(voice=True)
    return Fields(opbrengst=kit.FieldBlock(label, area, hint, optional=True, name="opbrengst"))


def reden_fields(redenen: Sequence[str]) -> Fields:
    """Why a doel is dropped: a reason of the house, own words, or both."""
    choices = [(reden, reden[:1].upper() + reden[1:]) for reden in redenen]
    return Fields(
        reden=kit.FieldBlock(
            "Waarom vervalt dit doel?", kit.ChoiceField(choices), name="vervallen_reden"
        ),
        woorden=kit.FieldBlock(
            "In eigen woorden", kit.TextField(), optional=True, name="vervallen_woorden"
        ),
    )


def reden_words(fields: Fields) -> str:
    """The reason as it is kept: the choice and the own words, "anders" needs own words."""
    reden, words = fields.value("reden"), fields.value("woorden")
    if reden == "anders":
        return words
    return ": ".join(part for part in (reden, words) if part)


def line_fields(label: str, hint: str, *, optional: bool = False) -> Fields:
    """One line of text."""
    block = kit.FieldBlock(label, kit.TextField(), hint, optional=optional, name="antwoord")
    return Fields(reden=block)
