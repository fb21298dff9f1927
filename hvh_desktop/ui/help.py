"""Help, offline and in Dutch: a list of pages and the page itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from hvh_desktop.resources import resource_path
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page


def list_help_pages() -> list[tuple[str, str]]:
    """Name and title of every help page, by title."""
    pages = []
    for path in resource_path("help").glob("*.md"):
        title = path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ").strip()
        pages.append((path.stem, title))
    return sorted(pages, key=lambda page: page[1])


class HelpPage(Page):
    """F1 opens it at the page of the screen."""

    help_page = "zo-begin-je"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._pages = list_help_pages()
        self._list = QListWidget()
        self._list.setAccessibleName("Onderwerpen")
        self._list.addItems([title for _, title in self._pages])
        self._list.currentRowChanged.connect(self._show)
        self._text = QTextBrowser()
        self._text.setAccessibleName("Uitleg")
        self._text.setOpenLinks(False)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setFont(theme.font())
        self._text.document().setDocumentMargin(0)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 4, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(kit.Heading("Hulp", 1))
        layout.addWidget(self._columns(), 1)
        asked = address.get("page") or self.help_page
        names = [name for name, _ in self._pages]
        self._list.setCurrentRow(names.index(asked) if asked in names else 0)

    def _columns(self) -> QWidget:
        subjects = kit.Card(self._list, margins=8)
        page = kit.Card(self._text, margins=24)
        if theme.is_narrow():
            subjects.setFixedHeight(theme.px(112))
            return kit.column(subjects, (page, 1), gap=12)
        return kit.Columns((subjects, 300), (page, 0))

    def _show(self, row: int) -> None:
        name = self._pages[row][0]
        self._text.setMarkdown(resource_path(f"help/{name}.md").read_text(encoding="utf-8"))
        self._dress()

    def _dress(self) -> None:
        """Headings and weights of our own letter, and air above each heading."""
        document = self._text.document()
        block = document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            cursor = QTextCursor(block)
            shape = block.blockFormat()
            shape.setTopMargin((0, 0, 20, 12)[min(level, 3)] if level else 4)
            shape.setBottomMargin(4)
            shape.setLineHeight(125, 1)
            cursor.setBlockFormat(shape)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                words = QTextCharFormat()
                words.setFont(theme.font(("kop1", "kop3", "basis")[min(level, 3) - 1], True))
                cursor.mergeCharFormat(words)
            else:
                _soften(block)
            block = block.next()


def _soften(block: QTextBlock) -> None:
    """Bold is our semibold; there is no heavier letter."""
    spans = block.begin()
    found = []
    while not spans.atEnd():
        piece = spans.fragment()
        if piece.charFormat().fontWeight() > QFont.Weight.Medium:
            found.append((piece.position(), piece.length()))
        spans += 1
    for position, length in found:
        cursor = QTextCursor(block.document())
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        words = QTextCharFormat()
        words.setFontWeight(QFont.Weight.DemiBold)
        cursor.mergeCharFormat(words)
