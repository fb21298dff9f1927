"""What a page in steps looks like: a rail left, the question with its fields right.

From 150 % text the rail becomes a menu, and the whole page scrolls as one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.rule_note import RuleNote

RAIL = 232
MARGINS = (24, 4, 24, 12)
RailStep = tuple[str, str, str]


class Stap(QWidget):
    """One step: a question, its fields, and what is not right about them yet."""

    changed = Signal()
    key: str = ""
    word: str = ""
    question: str = ""
    told: str = ""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.notes: tuple[RuleNote, ...] = ()
        """Rules that the whole step stands on; made apart: they open under the question."""

    def typed(self) -> dict[str, Any]:
        """What stands in the inputs, for a draft."""
        return {}

    def set_typed(self, values: Mapping[str, Any]) -> None:
        """Show what was typed."""

    def problems(self) -> dict[str, str]:
        """What is not right yet: place -> sentence."""
        return {}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show them at their fields; they are asked for from now on."""

    def jump(self, key: str) -> None:
        """Go to the field that a problem is about."""

    def enter(self) -> None:
        """It comes into view."""

    def subline(self) -> str:
        """What became of it, for the rail."""
        return ""

    def is_done(self) -> bool:
        """Is there nothing more to do here?"""
        return not self.problems()


class Blad(QWidget):
    """Rail, question and steps of a page; it knows nothing of what they are about."""

    chosen = Signal(int)

    def __init__(self, title: str, stappen: Sequence[Stap]) -> None:
        super().__init__()
        self.stappen, self._title = list(stappen), title
        self.is_narrow = theme.is_narrow()
        self._rail: list[RailStep] = []
        self._lines: list[tuple[str, str]] = []
        self.notice = QVBoxLayout()
        self.notice.setContentsMargins(0, 0, 0, 0)
        self.errors = kit.ErrorSummary()
        self._question = kit.Heading("", 2)
        self._told = kit.Label("", role="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        kit.fill(layout, self._lay_below() if self.is_narrow else self._lay_beside())

    def _head(self) -> QWidget:
        notes = [note for stap in self.stappen for note in stap.notes]
        heads = [note.head for note in notes]
        first = kit.beside((self._question, 1), kit.concept_badge(), gap=16)
        if self.is_narrow:
            second = kit.column(self._told, *heads, gap=2)
        else:
            second = kit.beside((self._told, 1), *heads, gap=0)
        right = 0 if self.is_narrow else 12
        return kit.column(
            first, second, *notes, self.notice, self.errors, gap=4, margins=(0, 0, right, 0)
        )

    def _lay_beside(self) -> QWidget:
        self.stack = QStackedWidget()
        for stap in self.stappen:
            self.stack.addWidget(kit.ScrollPage(stap, gutter=True))
        card = kit.Card(self._head(), (self.stack, 1), gap=6, margins=(16, 10, 4, 8))
        self.rail = kit.StepRail([], title=self._title)
        self.rail.chosen.connect(self.chosen)
        self._summary = QVBoxLayout()
        self._summary.setSpacing(2)
        under = kit.Card(self._summary, margins=(14, 10, 14, 10))
        left = kit.column((self.rail, 1), under, gap=12)
        left.setFixedWidth(theme.px(RAIL))
        return kit.beside(left, (card, 1), gap=16, margins=MARGINS)

    def _lay_below(self) -> QWidget:
        self._menu = kit.MenuButton("Stappen", (), name="stappen")
        card = kit.Card(self._head(), *self.stappen, gap=10)
        body = kit.column(
            kit.Heading(self._title),
            kit.beside(self._menu, kit.STRETCH),
            card,
            kit.STRETCH,
            gap=8,
            margins=MARGINS,
        )
        self._scroll = kit.ScrollPage(body)
        return self._scroll

    def show_step(self, number: int) -> None:
        """This question with its fields, from the top."""
        stap = self.stappen[number]
        self._question.set_text(stap.question)
        self._told.set_text(stap.told)
        self._told.setVisible(bool(stap.told))
        self.errors.clear()
        for one in self.stappen:
            for note in one.notes:
                note.set_open(False)
                note.head.setVisible(one is stap)
            if self.is_narrow:
                one.setVisible(one is stap)
        if self.is_narrow:
            self._scroll.verticalScrollBar().setValue(0)
        else:
            self.stack.setCurrentIndex(number)

    def show_rail(self, steps: list[RailStep], number: int) -> None:
        """Where one is, and what each step came to; only what changed is made anew."""
        if steps == self._rail:
            return
        self._rail = steps
        summary = f"Stap {number + 1} van {len(steps)}"
        if not self.is_narrow:
            self.rail.set_steps(steps, summary)
            return
        self._menu.setText(f"{summary}: {self.stappen[number].word}")
        self._menu.set_entries(
            [
                (f"{place + 1}. {stap.word}", partial(self.chosen.emit, place))
                for place, stap in enumerate(self.stappen)
            ]
        )

    def show_summary(self, lines: list[tuple[str, str]]) -> None:
        """Label and words below the rail."""
        if self.is_narrow or lines == self._lines:
            return
        self._lines = lines
        kit.clear(self._summary)
        for label, words in lines:
            kit.fill(self._summary, kit.Label(label, "klein", "muted"), kit.Label(words, wrap=True))
