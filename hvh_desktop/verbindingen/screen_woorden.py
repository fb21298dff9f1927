"""Eight words by which two people see that they speak of the same laptop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.ui import kit, theme


class WordGrid(QWidget):
    """Eight numbered words, large enough to read from the other side of a table."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(f"Acht woorden: {', '.join(words)}")
        half = (len(words) + 1) // 2
        columns = [
            kit.column(*(_word(number, word) for number, word in part), kit.STRETCH, gap=12)
            for part in (
                list(enumerate(words, 1))[:half],
                list(enumerate(words, 1))[half:],
            )
        ]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.beside((columns[0], 1), (columns[1], 1), gap=24))


def _word(number: int, word: str) -> QWidget:
    count = kit.Label(str(number), role="muted")
    count.setFixedWidth(theme.px(24))
    return kit.beside(count, (kit.Label(word, "kop1", semibold=True, selectable=True), 1), gap=8)
