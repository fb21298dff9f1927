"""Go to: one field, a list below it, Enter opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.text import plural
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.places import search_words
from hvh_desktop.zoeken.service import (
    Found,
    Soort,
    deelnemer_of,
    find_in_text,
    list_known,
    match,
    to_found,
)

NAMES = 8
TEXTS = 8
PAUSE = 150
WIDTH, HEIGHT = 680, 560
KEYS = "Pijltjes kiezen · Enter opent · Esc sluit"
NOTHING = "Probeer een ander woord, een achternaam of een registratienummer."


class GotoDialog(QDialog):
    """Finds while somebody types: names at once, texts after a short pause.

    The field keeps the focus; arrows move the choice. The lock closes it as any dialog.
    """

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._known = context.read(list_known)
        self._names: list[Found] = []
        self._texts: list[Found] = []
        self._rows: list[kit.Row] = []
        self._chosen = 0
        self.setWindowTitle("HvH Desktop")
        self.setObjectName("ga_naar")
        words = search_words(is_allowed(context.actor, Right.read_dossier, is_own=True))
        self.setAccessibleName(words.removesuffix(" …"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kit.filled(self, "raised")
        self.field = kit.SearchField(words)
        self.field.setObjectName("ga_naar_veld")
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.search_text)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(8)
        self._build(window)
        self._typed("")

    def _build(self, window: QWidget) -> None:
        body = QWidget()
        body.setLayout(self._lists)
        self._lists.setContentsMargins(0, 0, 0, 0)
        self._scroll = kit.ScrollPage(body, gutter=True)
        self._told = kit.Label(KEYS, "klein", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16 - kit.BAR, 12)
        layout.setSpacing(12)
        above = kit.beside(self.field, margins=(0, 0, kit.BAR, 0))
        kit.fill(layout, above, (self._scroll, 1), self._told)
        room = window.size()
        width = min(theme.px(WIDTH), room.width() - 48)
        self.setFixedSize(width, min(theme.px(HEIGHT), room.height() - 96))
        self.field.setFocus()

    # Finding ---------------------------------------------------------------------------------

    def _typed(self, words: str) -> None:
        self._names, self._texts = match(self._known, words, NAMES), []
        self._chosen = 0
        self._show(is_ready=not words.strip())
        if words.strip():
            self._pause.start()
        else:
            self._pause.stop()

    def search_text(self) -> None:
        """Look in what was written, keeping the choice that was made."""
        self._pause.stop()
        words = self.field.text()
        with self._context.explain():
            hits = self._context.read(lambda session: find_in_text(session, words, TEXTS))
            self._texts = [to_found(hit) for hit in hits]
            self._show(is_ready=True)

    def results(self) -> list[Found]:
        """What the list shows, in order."""
        return [*self._names, *self._texts]

    # Showing ---------------------------------------------------------------------------------

    def _show(self, *, is_ready: bool) -> None:
        for row in self._rows:
            row.setObjectName("")  # it goes a moment later
        kit.clear(self._lists)
        self._rows = []
        self._add_list("", self._names)
        self._add_list("In wat er is opgeschreven", self._texts)
        if not self._rows and is_ready:
            self._lists.addWidget(kit.EmptyState("magnifying-glass", "Niets gevonden", NOTHING))
        self._lists.addStretch(1)
        self._choose(min(self._chosen, max(len(self._rows) - 1, 0)))

    def _add_list(self, title: str, found: Sequence[Found]) -> None:
        if not found:
            return
        rows = [self._row(one) for one in found]
        if title:
            self._lists.addWidget(kit.SectionHead(title))
        self._lists.addWidget(kit.RowList(*rows))

    def _row(self, found: Found) -> kit.Row:
        number = len(self._rows)
        icon = "" if found.initialen else found.icon
        row = kit.Row(found.titel, found.ondertitel, initials=found.initialen, icon=icon)
        row.setObjectName(f"gevonden_{number + 1}")
        row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.activated.connect(lambda: self._open(found))
        self._rows.append(row)
        return row

    def _choose(self, number: int) -> None:
        self._chosen = number
        for place, row in enumerate(self._rows):
            row.set_selected(place == number)
        if not self._rows:
            self.field.setAccessibleDescription("niets gevonden")
            return
        row = self._rows[number]
        if number:
            self._scroll.ensureWidgetVisible(row, 0, 24)
        else:
            self._scroll.verticalScrollBar().setValue(0)
        amount = plural(len(self._rows), "regel", "regels")
        self.field.setAccessibleDescription(f"{amount}, gekozen: {row.accessibleName()}")

    # Choosing --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            moves = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: 5,
                Qt.Key.Key_PageUp: -5,
            }
            key = event.key()
            if key in moves and self._rows:
                last = len(self._rows) - 1
                self._choose(max(0, min(last, self._chosen + moves[Qt.Key(key)])))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open_chosen()
                return True
        return super().eventFilter(watched, event)

    def _open_chosen(self) -> None:
        if self._pause.isActive() and not self._names:
            self.search_text()
        found = self.results()
        if found:
            self._open(found[self._chosen])

    def _open(self, found: Found) -> None:
        """Go there; that a text was found by searching is noted, not the words."""
        self.accept()
        if found.soort is Soort.tekst:
            self._context.record_reading(found.place, deelnemer_of(found), handeling="zoeken")
        self._context.open(found.place, **found.address)


BELOW_TOP = 96


def open_goto(context: Context, window: QWidget) -> None:
    """Open "go to" over the window. Does not block: the lock goes first."""
    with context.explain():
        dialog = GotoDialog(context, window)
        dialog.open()
        place = window.window()
        left = (place.width() - dialog.width()) // 2
        dialog.move(place.mapToGlobal(QPoint(left, BELOW_TOP)))
