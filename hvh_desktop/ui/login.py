"""The login window: calm, and light, because it is the first thing on the screen.

It loads no database, no print library, no icons and no crypto library (a test holds it to that).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from hvh_desktop.ui import kit, mark, theme
from hvh_desktop.ui.password_field import PasswordField

CARD_WIDTH = 400
DEMO_WIDTH = 600
_AGAIN = " Je kunt het over"


class WarningMark(QWidget):
    """A round with an exclamation stroke, painted here because the icons are not loaded yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.px(20), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(self.width())
        painter.setPen(QPen(theme.color("danger"), side * 0.08))
        painter.drawEllipse(QRectF(side * 0.1, side * 0.1, side * 0.8, side * 0.8))
        stroke = QPen(theme.color("danger"), side * 0.1)
        stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(stroke)
        painter.drawLine(QPointF(side / 2, side * 0.3), QPointF(side / 2, side * 0.55))
        painter.drawPoint(QPointF(side / 2, side * 0.7))


class Notice(kit.Panel):
    """A sentence on a soft surface."""

    def __init__(self, name: str, tone: str, picture: QWidget | None = None) -> None:
        super().__init__(f"{tone}_soft", None, theme.radius("veld"))
        self.label = kit.Label("", wrap=True)
        self.label.setObjectName(name)
        top = Qt.AlignmentFlag.AlignTop
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(kit.beside((picture, top) if picture else None, (self.label, 1), gap=10))
        self.hide()

    def say(self, text: str) -> None:
        """Show the sentence; an empty one takes the surface away."""
        self.label.set_text(text)
        self.setVisible(bool(text))


class LoginPage(QWidget):
    """User name and password. Says why it locked, and how long to wait after wrong tries."""

    submitted = Signal(str, str)
    forgotten = Signal()

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now, self._until, self._said = now, 0.0, ""
        self.user_name = kit.TextField()
        self.password = PasswordField()
        self._reason = Notice("reden", "info")
        self._error = Notice("fout", "danger", WarningMark())
        self._enter = kit.Button("Ga naar binnen", "hoofd", name="ga_naar_binnen")
        self._enter.clicked.connect(lambda: self._submit())
        _widen(self._enter)
        self._below = QWidget()
        self._demo = QGridLayout(self._below)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        self.user_name.returnPressed.connect(self.password.setFocus)
        self.password.submitted.connect(self._submit)
        self._build()

    def _build(self) -> None:
        self._demo.setContentsMargins(0, 0, 0, 0)
        self._demo.setSpacing(8)
        forgotten = kit.Link("Wachtwoord vergeten", name="vergeten", on_click=self.forgotten.emit)
        card = kit.Card(
            self._reason,
            self._error,
            kit.FieldBlock("Gebruikersnaam", self.user_name, name="gebruikersnaam"),
            kit.FieldBlock("Wachtwoord", self.password, name="wachtwoord"),
            4,
            self._enter,
            kit.beside(kit.STRETCH, forgotten, kit.STRETCH),
            gap=12,
            margins=28,
        )
        centre = Qt.AlignmentFlag.AlignCenter
        column = kit.column(
            (mark.Mark(40 if theme.is_narrow() else 56), centre),
            14,
            kit.Label("Huis van Herstel", "kop1", semibold=True, align=centre),
            kit.Label("Log in om verder te gaan.", role="muted", align=centre),
            20,
            card,
        )
        column.setFixedWidth(theme.px(CARD_WIDTH))
        self._below.setFixedWidth(theme.px(CARD_WIDTH if theme.is_narrow() else DEMO_WIDTH))
        self._below.hide()
        middle = Qt.AlignmentFlag.AlignHCenter
        inside = kit.column(
            kit.STRETCH, (column, middle), (self._below, middle), kit.STRETCH, gap=16
        )
        scroll = kit.ScrollPage(kit.column(24, inside, 24))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        kit.filled(self, "background")

    def show_reason(self, text: str) -> None:
        """Why the program locked, or what was just done."""
        self._reason.say(text)

    def show_error(self, text: str, wait_seconds: int = 0) -> None:
        """A sentence above the fields, with a countdown while there is to wait."""
        self._said = text.split(_AGAIN)[0] if wait_seconds else text
        self._until = self._now() + wait_seconds if wait_seconds else 0.0
        self._reason.say("")
        self._error.say(self._sentence())
        self.password.set_value("")
        self.password.setFocus()
        if wait_seconds:
            self._timer.start()
        else:
            self._timer.stop()

    def tick(self) -> None:
        """A second passed."""
        if self.waiting() > 0:
            self._error.say(self._sentence())
            return
        self._timer.stop()
        self._error.say("")
        self._reason.say("Je kunt het opnieuw proberen.")

    def waiting(self) -> int:
        """Seconds still to wait."""
        return max(0, math.ceil(self._until - self._now()))

    def set_busy(self, busy: bool) -> None:
        """While the key is made nothing can be typed."""
        for widget in (self.user_name, self.password, self._enter):
            widget.setEnabled(not busy)
        self._enter.setText("Bezig met openen …" if busy else "Ga naar binnen")
        if not busy:
            self.password.setFocus()

    def set_demo_accounts(self, accounts: Sequence[tuple[str, str, str]]) -> None:
        """Buttons that fill in a user name and password: for the demo only."""
        told = kit.Label(
            "DEMO met verzonnen mensen. Kies wie je bent:",
            "klein",
            "muted",
            wrap=True,
            align=Qt.AlignmentFlag.AlignHCenter,
        )
        columns = 1 if theme.is_narrow() else 3
        self._demo.addWidget(told, 0, 0, 1, columns)
        for place, (label, user_name, password) in enumerate(accounts):
            act = partial(self._fill, user_name, password)
            button = kit.Button(label, small=True, name=f"demo_{user_name}", on_click=act)
            _widen(button)
            self._demo.addWidget(button, 1 + place // columns, place % columns)
        self._below.show()

    def _fill(self, user_name: str, password: str) -> None:
        self.user_name.set_value(user_name)
        self.password.set_value(password)
        self._enter.setFocus()

    def _submit(self) -> None:
        name, password = self.user_name.value(), self.password.value()
        if self.waiting() > 0:
            self._error.say(self._sentence())
        elif not name:
            self._ask("Vul je gebruikersnaam in.", self.user_name)
        elif not password:
            self._ask("Vul je wachtwoord in.", self.password)
        else:
            self._error.say("")
            self.submitted.emit(name, password)

    def _ask(self, sentence: str, field: QWidget) -> None:
        self._error.say(sentence)
        field.setFocus()

    def _sentence(self) -> str:
        seconds = self.waiting()
        return f"{self._said} {_wait(seconds)}" if seconds else self._said

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.password if self.user_name.value() else self.user_name).setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The roof line of the mark, large and faint behind the card."""
        if theme.is_high_contrast():
            return
        painter = QPainter(self)
        size = max(self.height() * 0.95, 480.0)
        painter.translate(self.width() - size * 0.72, self.height() - size * 0.86)
        faint = theme.mix("background", "rail", 0.75)
        mark.draw(painter, size, theme.color("background"), faint)


def _widen(button: QWidget) -> None:
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def _wait(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    parts = [f"{minutes} {'minuut' if minutes == 1 else 'minuten'}"] if minutes else []
    if rest or not minutes:
        parts.append(f"{rest} {'seconde' if rest == 1 else 'seconden'}")
    return f"Probeer het over {' en '.join(parts)} opnieuw."
