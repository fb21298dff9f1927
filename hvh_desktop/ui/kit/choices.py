"""Choosing: one of a few, some of a few, yes or no. Words wrap; nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hvh_desktop.ui import paint, theme
from hvh_desktop.ui.kit.buttons import ENTER
from hvh_desktop.ui.kit.fields import Input, set_mark
from hvh_desktop.ui.kit.layout import STRETCH, Item, fill, prepare
from hvh_desktop.ui.kit.words import Label


class WordedButton(QWidget):
    """A check box or radio button with words beside it that wrap and can be clicked."""

    def __init__(self, button: QAbstractButton, words: str, *, sub: Label | None = None) -> None:
        super().__init__()
        self.button = button
        self.label = Label(words, wrap=True)
        button.setAccessibleName(words)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(button)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        side = button.sizeHint()
        text = QVBoxLayout()
        down = max(0, (side.height() - theme.line_height()) // 2)
        prepare(text, 0, (0, down, 0, 0))
        fill(text, self.label, sub, STRETCH)
        layout = QHBoxLayout(self)
        prepare(layout, 8, 0)
        fill(layout, (button, Qt.AlignmentFlag.AlignTop), (text, 1))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and self.button.isEnabled():
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()


class TickBox(QCheckBox):
    """A check box without words that Enter ticks too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A box that cannot be ticked is a plain mark: a tick, or an empty ring."""
        if self.isEnabled():
            super().paintEvent(event)
            return
        side = theme.px(18)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        with paint.kept(QPainter(self)) as painter:
            if self.isChecked():
                paint.tick(painter, box, theme.color("good"))
            else:
                ring = box.adjusted(side / 4, side / 4, -side / 4, -side / 4)
                paint.surface(painter, ring, None, theme.color("line_strong"), side / 4, 1.5)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        owner = self.parentWidget()
        if event.type() is QEvent.Type.EnabledChange and owner is not None:
            hand = Qt.CursorShape.PointingHandCursor
            owner.setCursor(hand if self.isEnabled() else Qt.CursorShape.ArrowCursor)


class Check(WordedButton, Input):
    """Yes or no."""

    changed = Signal()

    def __init__(self, text: str, checked: bool = False) -> None:
        self.box = TickBox()
        super().__init__(self.box, text)
        self.box.setChecked(checked)
        self.box.toggled.connect(lambda _on: self.changed.emit())

    def setObjectName(self, name: Any) -> None:
        super().setObjectName(name)
        self.box.setObjectName(f"{name}_vak")

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.box.setAccessibleName(self.label.text() or name)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self.box):
            self.box.setChecked(bool(value))
        self.box.update()

    def set_fixed(self, fixed: bool) -> None:
        self.box.setEnabled(not fixed)


class _Group(QWidget, Input):
    """Worded buttons below or beside each other, in one frame when something is wrong."""

    changed = Signal()

    def __init__(self, vertical: bool) -> None:
        super().__init__()
        stacked = vertical or theme.is_narrow()
        self._box: QBoxLayout = QVBoxLayout(self) if stacked else QHBoxLayout(self)
        prepare(self._box, 4 if stacked else 24, (0, 2, 0, 2))
        self.buttons: list[QAbstractButton] = []
        self.items: list[QWidget] = []

    def add(self, widget: QWidget, button: QAbstractButton, label: str) -> None:
        button.setAccessibleName(label)
        self.buttons.append(button)
        self.items.append(widget)
        self._box.addWidget(widget)
        if len(self.buttons) == 1:
            self.setFocusProxy(button)

    def finish(self) -> None:
        """Keep the parts together: what is left over goes to the end."""
        self._box.addStretch(1)

    def name_buttons(self, name: str, values: Iterable[Any]) -> None:
        """Every button can be found as ``<name>_<value>``."""
        for button, value in zip(self.buttons, values, strict=True):
            button.setObjectName(f"{name}_{value}")

    def set_fixed(self, fixed: bool) -> None:
        for button in self.buttons:
            button.setEnabled(not fixed)

    def set_error(self, wrong: bool) -> None:
        set_mark(self, "fout", wrong)
        side = 8 if wrong else 0
        self._box.setContentsMargins(side, 2 + side // 2, side, 2 + side // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.property("fout"):
            with paint.kept(QPainter(self)) as painter:
                paint.surface(painter, self.rect(), None, theme.color("danger"), 6, 2)


class RadioGroup(_Group):
    """One of two to five. Nothing is chosen beforehand; set_value(None) empties it."""

    def __init__(
        self, choices: Sequence[tuple[Any, str]], *, value: Any = None, vertical: bool = True
    ) -> None:
        super().__init__(vertical)
        self._values = [choice for choice, _label in choices]
        self.group = QButtonGroup(self)
        for number, (_choice, label) in enumerate(choices):
            button, item = self.make(number, label)
            self.group.addButton(button, number)
            self.add(item, button, label)
        self.finish()
        self.set_value(value)
        self.group.idToggled.connect(self._announce)

    def make(self, number: int, label: str) -> tuple[QAbstractButton, QWidget]:
        button = QRadioButton()
        return button, WordedButton(button, label)

    def _announce(self, _number: int, on: bool) -> None:
        if on:
            self.changed.emit()

    def setObjectName(self, name: Any) -> None:
        super().setObjectName(name)
        self.name_buttons(str(name), self._values)

    def value(self) -> Any:
        number = self.group.checkedId()
        return self._values[number] if number >= 0 else None

    def set_value(self, value: Any) -> None:
        number = self._values.index(value) if value in self._values else -1
        with QSignalBlocker(self.group):
            self.group.setExclusive(False)
            for place, button in enumerate(self.buttons):
                button.setChecked(place == number)
            self.group.setExclusive(True)
        self.update()


class CardButton(QRadioButton):
    """A radio button that is a card with a title and a line below it."""

    def __init__(self, title: str, sub: str) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = QVBoxLayout(self)
        prepare(layout, 0, (theme.px(24) + 20, 9, 14, 9))
        below = Label(sub, "klein", "muted", wrap=True) if sub else None
        fill(layout, Label(title, semibold=True, wrap=True), below)
        for label in self.findChildren(Label):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> Any:
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> Any:
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else super().minimumSizeHint()

    def hitButton(self, pos: Any) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        on, side = self.isChecked(), theme.px(20)
        fill_role = "selected" if on else "hover" if self.underMouse() else "surface"
        with paint.kept(QPainter(self)) as painter:
            edge = theme.color("accent" if on else "line_strong")
            paint.surface(painter, self.rect(), theme.color(fill_role), edge, 8, 2 if on else 1)
            mark = QRectF(14, (self.height() - side) / 2, side, side)
            paint.surface(painter, mark, theme.color("surface"), edge, side / 2, 1.5)
            if on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(edge)
                inset = side * 0.26
                painter.drawEllipse(mark.adjusted(inset, inset, -inset, -inset))
            if self.hasFocus():
                paint.focus_ring(painter, self.rect(), 8)


class ChoiceCards(RadioGroup):
    """Radio buttons as cards; ``choices`` are (value, title, line below)."""

    def __init__(self, choices: Sequence[tuple[Any, str, str]], *, value: Any = None) -> None:
        self._subs = [sub for _choice, _title, sub in choices]
        super().__init__([(choice, title) for choice, title, _sub in choices], value=value)

    def make(self, number: int, label: str) -> tuple[QAbstractButton, QWidget]:
        card = CardButton(label, self._subs[number])
        return card, card


class CheckList(_Group):
    """Some of a few; value() is a tuple in the order of the choices."""

    def __init__(
        self,
        choices: Sequence[tuple[Any, str]],
        *,
        values: Iterable[Any] = (),
        vertical: bool = True,
    ) -> None:
        super().__init__(vertical)
        self._values = [choice for choice, _label in choices]
        for _choice, label in choices:
            box = TickBox()
            box.toggled.connect(lambda _on: self.changed.emit())
            self.add(WordedButton(box, label), box, label)
        self.finish()
        self.set_value(tuple(values))

    def setObjectName(self, name: Any) -> None:
        super().setObjectName(name)
        self.name_buttons(str(name), self._values)

    def value(self) -> tuple[Any, ...]:
        pairs = zip(self._values, self.buttons, strict=True)
        return tuple(value for value, button in pairs if button.isChecked())

    def set_value(self, value: Any) -> None:
        chosen = tuple(value or ())
        with QSignalBlocker(self):
            for choice, button in zip(self._values, self.buttons, strict=True):
                button.setChecked(choice in chosen)


def _subline(text: str, tone: str | None, marked: str) -> Label:
    """The line below: muted, and only what is ``marked`` in its tone."""
    if tone is None or not marked:
        return Label(text, "klein", tone or "muted", semibold=tone is not None, wrap=True)
    ink = theme.color(tone).name()
    told = f'<span style="color:{ink}; font-weight:600">{escape(marked)}</span>'
    whole = escape(text).replace(escape(marked), told, 1)
    return Label(whole, "klein", "muted", rich=True, wrap=True)


class CheckRow(WordedButton):
    """A line of work: a tick, what to do, and who and when below it.

    ``marked`` is the part of the line below that has the tone; without it the whole line has.
    """

    toggled = Signal(bool)

    def __init__(
        self,
        text: str,
        subline: str = "",
        *,
        checked: bool = False,
        tone: str | None = None,
        done: bool = False,
        marked: str = "",
        right: Sequence[Item] = (),
    ) -> None:
        self.box = TickBox()
        self.sub = _subline(subline, tone, marked)
        super().__init__(self.box, text, sub=self.sub if subline else None)
        self.box.setChecked(checked or done)
        self.box.setAccessibleDescription(subline)
        if done:
            self.label.set_role("muted")
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setContentsMargins(0, 6, 0, 6)
        fill(layout, *right)
        self.box.toggled.connect(lambda on: self.toggled.emit(on))
