"""Typed days and times. What was typed stays; a day is written out in full when it is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from hvh_desktop import text
from hvh_desktop.ui import theme
from hvh_desktop.ui.kit.fields import TextField

CALENDAR_TIP = "Kies in de kalender (Alt en pijl omlaag)"

# Qt's own name of the button, our icon, what it does.
ARROWS = (
    ("qt_calendar_prevmonth", "caret-left", "Vorige maand"),
    ("qt_calendar_nextmonth", "caret-right", "Volgende maand"),
)


def _today() -> date:
    today = QDate.currentDate()
    return date(today.year(), today.month(), today.day())


def parse_date(typed: str, today: date | None = None) -> date | None:
    """The day that was typed, or None: 26-11-2026, 1-2-26, 1/2/2026, 1 feb 2026, vandaag."""
    try:
        return text.parse_date(typed, today or _today())
    except ValueError:
        return None


def parse_time(typed: str) -> time | None:
    """The time that was typed, or None: 10.30, 10:30, 1030."""
    try:
        return text.parse_time(typed)
    except ValueError:
        return None


def _sentence(read: Callable[[], object]) -> str | None:
    try:
        read()
    except ValueError as error:
        return str(error)
    return None


def date_problem(typed: str, today: date | None = None) -> str | None:
    """What is wrong with a typed day; None when it is right or empty."""
    return _sentence(lambda: text.parse_date(typed, today or _today())) if typed.strip() else None


def time_problem(typed: str) -> str | None:
    return _sentence(lambda: text.parse_time(typed)) if typed.strip() else None


class Calendar(QFrame):
    """A month to choose from; Enter or a click chooses, Escape goes back."""

    def __init__(self, parent: QWidget, start: date, chosen: Callable[[date], None]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._chosen = chosen
        self.month = QCalendarWidget()
        self.month.setLocale(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setFont(theme.font())
        plain = QTextCharFormat()
        plain.setForeground(theme.color("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, plain)
        self.month.setSelectedDate(QDate(start.year, start.month, start.day))
        for place, icon, words in ARROWS:
            arrow = self.month.findChild(QToolButton, place)
            if arrow is not None:
                arrow.setIcon(theme.icon(icon))
                arrow.setAccessibleName(words)
        self.month.clicked.connect(self._choose)
        self.month.activated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.month)

    def _choose(self, day: QDate) -> None:
        self._chosen(date(day.year(), day.month(), day.day()))
        self.close()


class DateField(TextField):
    """A typed day. ``today`` fills in a missing year and opens the calendar there."""

    def __init__(self, value: date | str | None = None, *, today: date | None = None) -> None:
        super().__init__()
        self._today = today
        self.set_chars(10, theme.px(24))
        position = QLineEdit.ActionPosition.TrailingPosition
        self.calendar_action = self.addAction(theme.icon("calendar-blank", "muted"), position)
        self.calendar_action.setToolTip(CALENDAR_TIP)
        self.calendar_action.triggered.connect(lambda: self.show_calendar())
        self.editingFinished.connect(self._write_out)
        self.set_value(value)

    def value(self) -> date | None:
        return parse_date(self.text(), self._today)

    def set_value(self, value: Any) -> None:
        super().set_value(text.format_date(value) if isinstance(value, date) else value)

    def problem(self) -> str | None:
        return date_problem(self.text(), self._today)

    def set_fixed(self, fixed: bool) -> None:
        super().set_fixed(fixed)
        self.calendar_action.setVisible(not fixed)

    def show_calendar(self) -> Calendar:
        start = self.value() or self._today or _today()
        calendar = Calendar(self, start, self._take)
        calendar.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        calendar.show()
        calendar.month.setFocus()
        return calendar

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt and not self.isReadOnly():
            self.show_calendar()
        else:
            super().keyPressEvent(event)

    def _take(self, day: date) -> None:
        self.setText(text.format_date(day))
        self.setFocus()

    def _write_out(self) -> None:
        day = self.value()
        if day is not None and self.text() != text.format_date(day):
            self.set_value(day)


class TimeField(TextField):
    """A typed time; 1030 and 10:30 become 10.30."""

    def __init__(self, value: time | str | None = None) -> None:
        super().__init__(chars=5)
        self.editingFinished.connect(self._write_out)
        self.set_value(value)

    def value(self) -> time | None:
        return parse_time(self.text())

    def set_value(self, value: Any) -> None:
        super().set_value(text.format_time(value) if isinstance(value, time) else value)

    def problem(self) -> str | None:
        return time_problem(self.text())

    def _write_out(self) -> None:
        moment = self.value()
        if moment is not None:
            self.set_value(moment)
