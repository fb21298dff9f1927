"""What a page says about its state: empty, wrong, busy, fixed, taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hvh_desktop.errors import UserError
from hvh_desktop.ui import theme
from hvh_desktop.ui.kit.buttons import Button
from hvh_desktop.ui.kit.fields import FieldBlock
from hvh_desktop.ui.kit.layout import STRETCH, beside, clear, column, fill, prepare
from hvh_desktop.ui.kit.surfaces import ClickSurface, Panel
from hvh_desktop.ui.kit.words import Heading, Icon, Label

Jump = QWidget | Callable[[], object] | None
TOP = Qt.AlignmentFlag.AlignTop
AROUND = 8  # free above and below what is brought into sight
CENTER = Qt.AlignmentFlag.AlignHCenter
NOTICE_ICONS = {
    "info": "info",
    "warn": "warning",
    "danger": "warning-circle",
    "good": "check-circle",
    "stil": "cloud-slash",
}


class EmptyState(Panel):
    """What is missing, what to do first, and one button."""

    def __init__(self, icon: str, title: str, text: str, button: QWidget | None = None) -> None:
        super().__init__("sunken", "line_strong", theme.radius("kaart"), dashed=True)
        layout = QVBoxLayout(self)
        prepare(layout, 8, (24, 16, 24, 16))
        words = Label(text, role="muted", wrap=True, align=CENTER)
        heading = Label(title, "kop3", semibold=True, wrap=True, align=CENTER)
        told = beside(32, (words, 1), 32, gap=0) if not theme.is_narrow() else words
        fill(layout, STRETCH, (Icon(icon, "muted", 32), CENTER), heading, told)
        if button is not None:
            fill(layout, 4, (button, CENTER))
        fill(layout, STRETCH)
        self.setAccessibleName(title)


class ErrorLink(ClickSurface):
    """A whole sentence that leads to its field; a long one takes more lines."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.setText(sentence)
        label = Label(sentence, role="accent", wrap=True)
        font = label.font()
        font.setUnderline(True)
        label.setFont(font)
        prepare(layout := QVBoxLayout(self), 0, (3, 2, 3, 2))
        fill(layout, label)


class ErrorSummary(Panel):
    """Stands above a form: how many things are not right yet; each line jumps to its field."""

    def __init__(self) -> None:
        super().__init__("danger_soft", "danger", theme.radius("kaart"))
        self._layout = QVBoxLayout(self)
        prepare(self._layout, 2, (16, 10, 16, 12))
        self.links: list[ErrorLink] = []
        self.hide()

    def show_errors(self, errors: Sequence[tuple[str, Jump]]) -> None:
        """(sentence, field or what to do when the line is chosen); none hides the summary."""
        self.clear()
        if not errors:
            return
        count = len(errors)
        title = "Er klopt 1 ding nog niet" if count == 1 else f"Er kloppen {count} dingen nog niet"
        icon = Icon("warning-circle", "danger", 20)
        fill(self._layout, beside(icon, (Label(title, "kop3", semibold=True, wrap=True), 1)), 2)
        self.setAccessibleName(title)
        for sentence, jump in errors:
            self._layout.addWidget(self._line(sentence, jump))
        self.show()
        if self.links:
            self.links[0].setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._bring_into_sight)

    def show_at(
        self, blocks: Mapping[str, FieldBlock], error: UserError, *, elsewhere: Jump
    ) -> None:
        """Each sentence here and at its field; ``elsewhere``: where one without a field leads."""
        lines: list[tuple[str, Jump]] = []
        for name, block in blocks.items():
            sentence = error.fields.get(name)
            block.set_error(sentence)
            if sentence:
                lines.append((sentence, block.input))
        rest = [text for name, text in error.fields.items() if name not in blocks]
        if not error.fields:
            rest = [error.text]
        self.show_errors([*lines, *((text, elsewhere) for text in rest)])

    def _bring_into_sight(self) -> None:
        """Once the layouts know their size; the focus alone shows only the first line."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        content = area.widget() if area is not None else None
        if area is None or content is None or not self.isVisibleTo(area):
            return
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        top = self.mapTo(content, QPoint(0, 0)).y()
        area.ensureVisible(0, top + self.height(), 0, AROUND)
        area.ensureVisible(0, top, 0, AROUND)

    def _line(self, sentence: str, jump: Jump) -> QWidget:
        if jump is None:
            return Label(sentence, wrap=True)
        link = ErrorLink(sentence)
        link.activated.connect(lambda: _jump(jump))
        self.links.append(link)
        return link

    def clear(self) -> None:
        clear(self._layout)
        self.links = []
        self.hide()


def _jump(to: QWidget | Callable[[], object]) -> None:
    if isinstance(to, QWidget):
        to.setFocus(Qt.FocusReason.OtherFocusReason)
    else:
        to()


class NoticeBanner(Panel):
    """A notice on the page. Tones: info warn danger good stil."""

    def __init__(
        self,
        text: str,
        tone: str = "info",
        *,
        title: str = "",
        icon: str | None = None,
        action: QWidget | None = None,
    ) -> None:
        fill_role = "sunken" if tone == "stil" else f"{tone}_soft"
        super().__init__(fill_role, None, theme.radius("veld"))
        layout = QHBoxLayout(self)
        prepare(layout, 10, (12, 8, 8, 8))
        ink = "muted" if tone == "stil" else tone
        heading = Label(title, semibold=True, wrap=True) if title else None
        self.label = Label(text, wrap=True)
        picture = Icon(icon or NOTICE_ICONS[tone], ink, 20)
        words = column(heading, self.label)
        fill(layout, (picture, TOP), (words, 1), action)
        self.setAccessibleName(f"{title} {text}".strip())


class FixedNote(Panel):
    """Says that something is fixed, by whom and when; the way on is an addition."""

    def __init__(self, text: str, action: QWidget | None = None) -> None:
        super().__init__("sunken", "line", theme.radius("kaart"))
        layout = QHBoxLayout(self)
        prepare(layout, 10, (16, 10, 12, 10))
        words = Label(text, wrap=True)
        right = beside(action, STRETCH, gap=0) if action is not None else None
        fill(layout, (Icon("circle-wavy-check", "good", 20), TOP), (column(words, right, gap=4), 1))


class UndoStrip(Panel):
    """Says what was done and offers to take it back, for ten seconds."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__("raised", "line_strong", theme.radius("kaart"))
        layout = QHBoxLayout(self)
        prepare(layout, 8, (16, 6, 6, 6))
        self.label = Label(wrap=True)
        self.button = Button("Ongedaan maken", "stil", "arrow-counter-clockwise", small=True)
        self.button.setObjectName("ongedaan_maken")
        fill(layout, Icon("check-circle", "good", 20), (self.label, 1), self.button)
        self._undo: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.finish)
        self.button.clicked.connect(lambda: self._take_back())
        self.hide()

    def show_undo(self, text: str, undo: Callable[[], object] | None) -> None:
        """Show the words; without ``undo`` there is only the news."""
        self.button.setVisible(undo is not None)
        self.label.set_text(text)
        self.button.setAccessibleName(f"Ongedaan maken: {text}")
        self._undo = undo
        self._timer.start(theme.duration("ongedaan"))
        self.show()

    def _take_back(self) -> None:
        undo = self._undo
        self.finish()
        if undo is not None:
            undo()

    def finish(self) -> None:
        self._timer.stop()
        self._undo = None
        self.hide()
        self.finished.emit()


class ProgressBar(QProgressBar):
    """A bar of six pixels; the words beside it say how far."""

    def __init__(self, value: int = 0, total: int = 100) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setFixedHeight(theme.px(6))
        self.setRange(0, max(total, 1))
        self.setValue(value)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{value} van {total}")


class ProgressCard(Panel):
    """Something takes a while: what, how far, and Stop."""

    stop = Signal()

    def __init__(self, title: str, *, total: int = 0) -> None:
        super().__init__("surface", "line", theme.radius("kaart"))
        layout = QVBoxLayout(self)
        prepare(layout, 8, (16, 10, 12, 12))
        self.bar = ProgressBar(0, total or 1)
        self.label = Label("", "klein", "muted", wrap=True)
        self.button = Button("Stop", "stil", small=True, name="stop")
        self.button.setAccessibleName(f"Stop: {title}")
        self.button.clicked.connect(lambda: self.stop.emit())
        fill(layout, beside((Heading(title), 1), self.button), self.bar, self.label)
        if not total:
            self.bar.setRange(0, 0)

    def set_progress(self, done: int, text: str = "", total: int | None = None) -> None:
        if total is not None:
            self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setAccessibleName(text)
        self.label.set_text(text)
