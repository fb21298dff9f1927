"""Typed fields and the block of label, hint, error and field around every input."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QMimeData, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from hvh_desktop.ui import theme
from hvh_desktop.ui.kit.layout import STRETCH, fill, prepare
from hvh_desktop.ui.kit.words import Icon, Label

LINE_SPACING = 118  # percent, in running text that is typed


def set_mark(widget: QWidget, name: str, on: bool) -> None:
    """Set a property that the style reads, and paint again."""
    widget.setProperty(name, on)
    widget.update()


class Input:
    """What every input can do besides value() and set_value(); mixed into a widget."""

    def set_error(self, wrong: bool) -> None:
        set_mark(cast(QWidget, self), "fout", wrong)

    def problem(self) -> str | None:
        """What is wrong with what was typed, as a sentence; None when it can be read."""
        return None


class TextField(QLineEdit, Input):
    """One line of text. ``chars`` makes it as wide as so many characters."""

    changed = Signal()

    def __init__(
        self, text: str = "", *, placeholder: str = "", chars: int = 0, password: bool = False
    ) -> None:
        super().__init__(text)
        self.setFont(theme.font())
        self.setCursorPosition(0)
        self.setPlaceholderText(placeholder)
        if password:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        if chars:
            self.set_chars(chars)
        self.textChanged.connect(lambda: self.changed.emit())

    def set_chars(self, chars: int, extra: int = 0) -> None:
        width = self.fontMetrics().horizontalAdvance("0") * chars + 28 + extra
        self.setFixedWidth(width)

    def value(self) -> Any:
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self):
            self.setText("" if value is None else str(value))
        self.setCursorPosition(0)
        self.update()

    def set_fixed(self, fixed: bool) -> None:
        self.setReadOnly(fixed)
        set_mark(self, "vast", fixed)


class SearchField(TextField):
    """A field with a magnifier; it says itself what it searches."""

    def __init__(self, placeholder: str, *, shortcut_text: str = "") -> None:
        super().__init__(placeholder=placeholder)
        self.setAccessibleName(placeholder)
        self.setProperty("zoek", True)
        position = QLineEdit.ActionPosition.LeadingPosition
        self.addAction(theme.icon("magnifying-glass", "muted"), position)
        self.keys = QLabel(shortcut_text, self)
        self.keys.setFont(theme.font("klein"))
        palette = self.keys.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.color("muted"))
        self.keys.setPalette(palette)
        self.keys.setForegroundRole(QPalette.ColorRole.WindowText)
        self.textChanged.connect(lambda text: self.keys.setVisible(not text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.keys.sizeHint()
        self.keys.resize(size)
        self.keys.move(self.width() - size.width() - 12, (self.height() - size.height()) // 2)


class Area(QTextEdit, Input):
    """Longer text that grows with what is typed. ``voice``: these are his own words."""

    changed = Signal()

    def __init__(
        self,
        text: str = "",
        rows: int = 2,
        *,
        voice: bool = False,
        placeholder: str = "",
        max_rows: int = 12,
    ) -> None:
        super().__init__()
        self._rows, self._max_rows = rows, max(rows, max_rows)
        self.setFont(theme.font())
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setProperty("stem", voice)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(13 if voice else 10, 7, 8, 6)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_value(text)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.textChanged.connect(lambda: self.changed.emit())

    def value(self) -> str:
        return self.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self):
            self.setPlainText("" if value is None else str(value))
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            spacing = QTextBlockFormat()
            proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight
            spacing.setLineHeight(LINE_SPACING, proportional.value)
            cursor.mergeBlockFormat(spacing)
            self.document().clearUndoRedoStacks()
            self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()
        self.viewport().update()

    def set_fixed(self, fixed: bool) -> None:
        self.setReadOnly(fixed)
        set_mark(self, "vast", fixed)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def _fit(self) -> None:
        row = self.fontMetrics().lineSpacing() * LINE_SPACING / 100
        wanted = self.document().size().height()
        too_long = wanted > row * self._max_rows + 1
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if too_long else policy.ScrollBarAlwaysOff
        )
        height = round(min(max(wanted, row * self._rows), row * self._max_rows)) + 17
        if height != self.maximumHeight():
            self.setFixedHeight(height)


class ChoiceField(QComboBox, Input):
    """One of more than five. ``choices`` are (value, label); the wheel does not change it."""

    changed = Signal()

    def __init__(
        self,
        choices: Sequence[tuple[Any, str]] = (),
        *,
        value: Any = None,
        empty: str | None = "Kies …",
    ) -> None:
        super().__init__()
        self._empty = empty
        self._values: list[Any] = []
        self.setFont(theme.font())
        self.setMaxVisibleItems(14)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.set_choices(choices)
        self.set_value(value)
        self.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Replace the choices; what was chosen stays when it is still there."""
        kept = self.value() if self._values else None
        lines = [(None, self._empty)] if self._empty is not None else []
        with QSignalBlocker(self):
            self.clear()
            self._values = [value for value, _label in [*lines, *choices]]
            self.addItems([label or "" for _value, label in [*lines, *choices]])
        self.set_value(kept)

    def value(self) -> Any:
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: Any) -> None:
        start = 0 if self._empty is not None or value is not None else -1
        index = self._values.index(value) if value in self._values else start
        with QSignalBlocker(self):
            self.setCurrentIndex(index)
        self.update()

    def set_fixed(self, fixed: bool) -> None:
        self.setEnabled(not fixed)
        set_mark(self, "vast", fixed)

    def minimumSizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), theme.px(110)), hint.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FieldBlock(QWidget):
    """Label, hint, error and field below each other. ``name`` is the object name of the input."""

    changed = Signal()

    def __init__(
        self,
        label: str,
        input: QWidget,
        hint: str | None = None,
        optional: bool = False,
        *,
        name: str = "",
    ) -> None:
        super().__init__()
        self.input: Any = input
        self._error: str | None = None
        self._error_row: QWidget | None = None
        self._hint = Label(hint or "", "klein", "muted", wrap=True)
        if not hint:
            self._hint.hide()
        self._layout = QVBoxLayout(self)
        prepare(self._layout, 4, 0)
        self._labels = self._label_row(label)
        fill(self._layout, self._labels, self._hint, input)
        self.set_optional(optional)
        input.setAccessibleDescription(hint or "")
        self.setFocusProxy(input)
        if name:
            input.setObjectName(name)
        signal = getattr(input, "changed", None)
        if signal is not None:
            signal.connect(lambda *_args: self.changed.emit())

    def _label_row(self, text: str) -> QWidget:
        row = QWidget()
        self._label_layout = QHBoxLayout(row)
        prepare(self._label_layout, 5, 0)
        self.label = Label(text, semibold=True, wrap=True)
        self.label.setBuddy(self.input)
        self._optional: Label | None = None
        fill(self._label_layout, self.label)
        return row

    def set_optional(self, optional: bool) -> None:
        """Say that it may stay empty, or not: what else is filled in can make it needed."""
        self._is_optional = optional
        if optional and self._optional is None:
            self._optional = Label("(optioneel)", "basis", "muted")
            fill(self._label_layout, self._optional, STRETCH)
        self.label.setWordWrap(not optional)
        policy = QSizePolicy.Policy
        across, down = (policy.Preferred,) * 2 if optional else (policy.Expanding, policy.Fixed)
        self.label.setSizePolicy(across, down)
        self._show_optional(optional)
        words = self.label.text()
        self.input.setAccessibleName(f"{words} (optioneel)" if optional else words)

    def _show_optional(self, shown: bool) -> None:
        if self._optional is not None:
            self._optional.setVisible(shown)

    def hide_label(self) -> None:
        """The input shows its words itself."""
        self._labels.hide()

    def set_hint(self, text: str) -> None:
        self._hint.set_text(text)
        self._hint.setVisible(bool(text))

    def error(self) -> str | None:
        return self._error

    def set_error(self, sentence: str | None) -> None:
        """Show the sentence between label and field, or take it away."""
        self._error = sentence or None
        if self._error_row is not None:
            self._error_row.hide()
            self._error_row.deleteLater()
            self._error_row = None
        if sentence:
            self._error_row = QWidget()
            row = QHBoxLayout(self._error_row)
            prepare(row, 6, 0)
            words = Label(sentence, "klein", "danger", semibold=True, wrap=True)
            fill(row, (Icon("warning-circle", "danger", 16), Qt.AlignmentFlag.AlignTop), words)
            self._layout.insertWidget(self._layout.indexOf(self.input), self._error_row)
        self.input.set_error(bool(sentence))
        self.input.setAccessibleDescription(sentence or self._hint.text())

    def set_fixed(self, fixed: bool) -> None:
        self.input.set_fixed(fixed)
        self._show_optional(self._is_optional and not fixed)

    def value(self) -> Any:
        return self.input.value()

    def set_value(self, value: Any) -> None:
        self.input.set_value(value)
