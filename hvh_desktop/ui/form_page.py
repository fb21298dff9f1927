"""A page that is one form in a few cards: it keeps a concept, says what is wrong, and saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import DraftKey, DraftRow, remove_draft
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper, draft_banner
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.page import Page

MARGINS = (24, 4, 24, 16)
WIDEST = 860


class Sections(QWidget):
    """Forms in cards below each other, with one summary above them of all that is wrong.

    Every part is (heading, form); an empty heading gives a card without one. ``beside``: what
    stands in the card of that number above its form.
    """

    changed = Signal()

    def __init__(
        self,
        *parts: tuple[str, FormView],
        above: Mapping[int, QWidget] | None = None,
    ) -> None:
        super().__init__()
        self.views = tuple(view for _heading, view in parts)
        self.cards: list[kit.Card] = []
        self.errors = kit.ErrorSummary()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space.m)
        layout.addWidget(self.errors)
        for number, (heading, view) in enumerate(parts):
            extra = (above or {}).get(number)
            card = kit.Card(extra, view, title=heading or None, gap=12)
            view.changed.connect(self.changed)
            self.cards.append(card)
            layout.addWidget(card)

    @property
    def blocks(self) -> dict[str, kit.FieldBlock]:
        """All fields by name, in order."""
        return {name: block for view in self.views for name, block in view.blocks.items()}

    def values(self) -> dict[str, Any]:
        """Typed values of all parts."""
        return {name: value for view in self.views for name, value in view.values().items()}

    def typed(self) -> dict[str, Any]:
        """What stands in all inputs, for a draft."""
        return {name: value for view in self.views for name, value in view.typed().items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values in whichever part has the field."""
        for view in self.views:
            view.set_values(values)

    def set_fixed(self, is_fixed: bool) -> None:
        """Show all parts as something that does not change."""
        for view in self.views:
            view.set_fixed(is_fixed)

    def check(self) -> bool:
        """Show what the forms find wrong themselves; True when nothing is."""
        found: dict[str, str] = {}
        for view in self.views:
            found |= {name: text for name, text in view.problems().items() if _is_open(view, name)}
        if found:
            self.show_problems(UserError(summary(found.values()), found))
        else:
            self.clear_problems()
        return not found

    def show_problems(self, error: UserError) -> None:
        """Show the sentences above the cards and at the fields, and go to the first."""
        self.errors.show_at(self.blocks, error, elsewhere=None)

    def clear_problems(self) -> None:
        """Nothing is wrong any more."""
        self.errors.clear()
        for block in self.blocks.values():
            block.set_error(None)


def to_the_left(body: QWidget) -> QWidget:
    """As wide as reads well; what is left over stays empty at the right."""
    body.setMaximumWidth(theme.px(WIDEST))
    return kit.beside((body, 1000), kit.STRETCH, margins=MARGINS, gap=0)


def _is_open(view: FormView, name: str) -> bool:
    """A field that is folded away cannot be mended here."""
    return not view.blocks[name].isHidden()


class FormPage(Page):
    """Override ``load``, ``write`` and ``written``; call ``build`` at the end of ``__init__``."""

    marks = False
    compartment: ClassVar[Compartment] = Compartment.team

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self.sections: Sections
        self.keeper: DraftKeeper
        self.key: DraftKey
        self._footer: kit.Footer
        self._is_loaded = False

    def load(self) -> Mapping[str, Any]:
        """The values that are kept now, or those a new one starts with."""
        return {}

    def write(self, session: Session, values: dict[str, Any]) -> Any:
        """Do the one thing; the draft is thrown away in the same transaction."""
        raise NotImplementedError

    def written(self, result: Any) -> None:
        """It is kept: go on."""
        raise NotImplementedError

    def build(
        self,
        title: str,
        sections: Sections,
        key: DraftKey,
        *,
        subline: str = "",
        level: int = 1,
        save: str = "Bewaar",
        acts: Sequence[kit.Button] = (),
        below: QWidget | None = None,
    ) -> None:
        """Lay out heading, notice, cards and footer."""
        self.sections, self.key = sections, key
        self.keeper = DraftKeeper(
            self.context, key, self.typed, compartment=self.compartment, parent=self
        )
        self.keeper.kept.connect(lambda words: self._footer.set_state(words))
        sections.changed.connect(self.keeper.touch)
        self._footer = kit.Footer(
            *acts, kit.Button(save, "hoofd", name="bewaar", on_click=self.save)
        )
        self._notice = QVBoxLayout()
        self._notice.setContentsMargins(0, 0, 0, 0)
        heading = kit.Heading(title, level)
        told = kit.Label(subline, role="muted", wrap=True) if subline else None
        body = kit.column(heading, told, 12, self._notice, sections, below, kit.STRETCH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(to_the_left(body)))

    def typed(self) -> dict[str, Any]:
        """What the draft keeps."""
        return self.sections.typed()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show kept values, or those of a draft as they were typed."""
        self.sections.set_values(values)

    def refresh(self) -> None:
        if self._is_loaded:
            return
        self._is_loaded = True
        self._load()
        draft = self.keeper.find()
        if draft is not None:
            self.show_values(draft.values)
            self._tell_draft(draft)

    def _load(self) -> None:
        self.context.seen = self.context.mark()
        self.show_values(self.load())

    def _tell_draft(self, draft: DraftRow) -> None:
        kit.fill(self._notice, draft_banner(draft, self.start_over), 12)

    def start_over(self) -> None:
        """Throw the draft away and show what is kept."""
        self.keeper.remove()
        kit.clear(self._notice)
        self.sections.clear_problems()
        self._footer.set_state("")
        self._load()
        self.keeper.find()

    def save(self) -> None:
        """Check, write and go on; what is wrong is shown and what was typed stays."""
        if not self.sections.check():
            return
        values = self.sections.values()

        def operation(session: Session) -> Any:
            result = self.write(session, values)
            remove_draft(session, self.key)
            return result

        self.context.perform(
            operation,
            compartment=self.compartment,
            form=self.sections,
            done=self._done,
            seen=self.keeper.seen,
        )

    def _done(self, result: Any) -> None:
        self.keeper.forget()
        self.written(result)

    def leave(self) -> None:
        self.keeper.keep()

    def footer(self) -> QWidget | None:
        return self._footer
