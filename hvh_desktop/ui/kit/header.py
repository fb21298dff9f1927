"""The header card of a deelnemer: who, the facts that matter today, what to be careful with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hvh_desktop.ui import theme
from hvh_desktop.ui.kit.buttons import Button
from hvh_desktop.ui.kit.layout import STRETCH, beside, column, fill, line, prepare
from hvh_desktop.ui.kit.marks import Avatar, Badge
from hvh_desktop.ui.kit.surfaces import Panel
from hvh_desktop.ui.kit.words import IconLabel, Label

RIGHT = Qt.AlignmentFlag.AlignRight
MOST_ALERTS = 2
SHORT_ALERT = 22  # characters of an alert that the narrow header shows whole
MOST_FACTS = 4


@dataclass(frozen=True)
class Fact:
    """ "Uitstroom" above "over 143 dagen"."""

    label: str
    value: str


@dataclass(frozen=True)
class Alert:
    """Something to be careful with. ``word`` stands in its place where the text does not fit."""

    text: str
    tone: str = "danger"
    icon: str = "prohibit"
    word: str = ""

    @property
    def short(self) -> str:
        """The text when it is short, else the word."""
        return self.word if self.word and len(self.text) > SHORT_ALERT else self.text

    def badge(self, *, is_short: bool = False) -> Badge:
        """The mark; the whole text is always there for the mouse and for a screen reader."""
        badge = Badge(self.short if is_short else self.text, self.tone, self.icon)
        badge.setToolTip(self.text)
        badge.setAccessibleDescription(self.text)
        return badge


class AlertStrip(Panel):
    """The whole texts of the alerts, in one quiet strip."""

    def __init__(self, alerts: Sequence[Alert]) -> None:
        super().__init__("sunken", "line", theme.radius("kaart"))
        layout = QVBoxLayout(self)
        prepare(layout, 4, (16, 8, 16, 8))
        fill(layout, *(_alert_line(alert) for alert in alerts))
        self.setAccessibleName("Wat iedereen moet weten")


class HeaderCard(Panel):
    """Never scrolls. ``alerts`` come gravest first and grow shorter before a fact steps aside."""

    def __init__(
        self,
        name: str,
        initials: str,
        subline: str,
        facts: Sequence[Fact] = (),
        alerts: Sequence[Alert] = (),
    ) -> None:
        super().__init__("surface", "line", theme.radius("kaart"))
        self.facts, self.alerts = tuple(facts[:MOST_FACTS]), tuple(alerts)
        self._fact_widgets: list[QWidget] = []
        self._alert_columns: list[QWidget] = []
        self.setAccessibleName(f"{name}, {subline}")
        layout = QVBoxLayout(self)
        if theme.is_narrow():
            prepare(layout, 8, (16, 8, 16, 8))
            self._build_narrow(layout, name, initials, subline)
        else:
            prepare(layout, 0, (16, 3, 16, 3))
            self._build_wide(layout, name, initials, subline)
            self.setMinimumHeight(theme.row_height("kop_kaart"))

    # ---------------------------------------------------------------------------- at 100 %

    def _build_wide(self, layout: QVBoxLayout, name: str, initials: str, subline: str) -> None:
        who = column(
            STRETCH, Label(name, "kop2", semibold=True), Label(subline, "klein", "muted"), STRETCH
        )
        who.setAccessibleName(name)
        self._who = beside(Avatar(initials), who, gap=12)
        self._fact_widgets = [_fact(fact) for fact in self.facts]
        row = QHBoxLayout()
        prepare(row, 0, 0)
        self._alert_columns = self._alert_choices() if self.alerts else []
        fill(row, self._who, 20, *self._fact_widgets, STRETCH, *self._alert_columns)
        layout.addLayout(row)

    def _alert_choices(self) -> list[QWidget]:
        """The same alerts, each time in less room."""
        return [
            self._alert_marks(MOST_ALERTS, is_short=False),
            self._alert_marks(MOST_ALERTS, is_short=True),
            self._alert_marks(1, is_short=True),
        ]

    def _alert_marks(self, most: int, *, is_short: bool) -> QWidget:
        marks = [(a.badge(is_short=is_short), RIGHT) for a in self.alerts[:most]]
        rest = self.alerts[most:]
        more = Label(f"nog {len(rest)}", "klein", "muted", align=RIGHT) if rest else None
        if more is not None:
            more.setToolTip("\n".join(alert.text for alert in rest))
            more.setAccessibleDescription(", ".join(alert.text for alert in rest))
        one_line = more is not None and most > 1
        last = beside(STRETCH, marks[-1][0], more) if one_line else more
        lines = marks[:-1] if one_line else marks
        return column(STRETCH, *lines, last, STRETCH, gap=4)

    # ------------------------------------------------------------------------- from 150 %

    def _build_narrow(self, layout: QVBoxLayout, name: str, initials: str, subline: str) -> None:
        told = column(
            Label(name, "kop3", semibold=True, wrap=True),
            Label(subline, "klein", "muted", wrap=True),
        )
        first = self.alerts[0] if self.alerts else None
        gravest = first.badge(is_short=True) if first else None
        self.more = Button("Meer", "stil", "caret-down", name="meer_over_deelnemer")
        self.details = self._details()
        self.details.hide()
        self.more.clicked.connect(lambda: self._unfold())
        row = QHBoxLayout()
        prepare(row, 12, 0)
        fill(row, Avatar(initials, 36), (told, 1), gravest, self.more)
        fill(layout, row, self.details)

    def _details(self) -> QWidget:
        facts = [
            beside(Label(f.label, role="muted"), (Label(f.value, semibold=True, wrap=True), 1))
            for f in self.facts
        ]
        told = self.alerts if self.alerts and self.alerts[0].short != self.alerts[0].text else ()
        rest = [_alert_line(alert) for alert in told or self.alerts[1:]]
        return column(line(), *facts, *rest, gap=6)

    def _unfold(self) -> None:
        opens = self.details.isHidden()
        self.details.setVisible(opens)
        self.more.setText("Minder" if opens else "Meer")
        self.more.set_icon("caret-up" if opens else "caret-down")

    # ------------------------------------------------------------------------------- fitting

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme.px(420)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._fact_widgets:
            return
        room = self.width() - 32 - self._who.sizeHint().width() - 28
        left = room - sum(widget.sizeHint().width() for widget in self._fact_widgets)
        wide = [choice.sizeHint().width() for choice in self._alert_columns]
        fits = next((n for n, width in enumerate(wide) if width <= left), len(wide) - 1)
        for number, choice in enumerate(self._alert_columns):
            choice.setVisible(number == fits)
        room -= wide[fits] if wide else 0
        for widget in self._fact_widgets:
            room -= widget.sizeHint().width()
            widget.setVisible(room >= 0)


def _alert_line(alert: Alert) -> QWidget:
    """An alert with its whole text, which wraps."""
    return IconLabel(alert.icon, alert.text, icon_role=_ink(alert.tone), wrap=True)


def _ink(tone: str) -> str:
    return "muted" if tone == "stil" else tone


def _fact(fact: Fact) -> QWidget:
    words = column(
        STRETCH,
        Label(fact.label, "klein", "muted"),
        Label(fact.value, semibold=True),
        STRETCH,
        gap=1,
        margins=(16, 0, 16, 0),
    )
    between = line(vertical=True)
    between.setFixedHeight(theme.px(60))
    return beside((between, Qt.AlignmentFlag.AlignVCenter), words, gap=0)
