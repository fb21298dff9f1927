"""The first time on a laptop: a new house, or a laptop more for a house that is there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.ui import kit, mark, theme

WIDEST = 720
NEW, MORE = "nieuw", "erbij"


def lay_out(page: QWidget, content: QWidget, footer: QWidget) -> None:
    """Mark above, the card in the middle, the acts below."""
    page.setAutoFillBackground(True)
    head = kit.beside(
        mark.Mark(32), kit.Label("Huis van Herstel", "kop3", semibold=True), kit.STRETCH
    )
    content.setMaximumWidth(theme.px(WIDEST))
    body = kit.beside(kit.STRETCH, (content, 1000), kit.STRETCH, margins=(24, 8, 24, 16))
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(kit.beside(head, margins=(24, 14, 24, 14)))
    layout.addWidget(kit.ScrollPage(kit.column(body, kit.STRETCH)), 1)
    layout.addWidget(footer)


class StartPage(QWidget):
    """One question."""

    new_house = Signal()
    join = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choice = kit.ChoiceCards(
            [
                (NEW, "Nieuw huis", "Dit is de eerste laptop van het huis."),
                (
                    MORE,
                    "Deze laptop toevoegen",
                    "Het huis werkt al met HvH Desktop, op een andere laptop.",
                ),
            ]
        )
        self._block = kit.FieldBlock("Wat wil je doen?", self._choice, name="begin")
        card = kit.Card(kit.Heading("Welkom bij HvH Desktop", 1), self._block, margins=24, gap=16)
        go = kit.Button("Verder", "hoofd", name="verder", on_click=self._go)
        lay_out(self, card, kit.Footer(go))

    def _go(self) -> None:
        chosen = self._choice.value()
        if chosen is None:
            self._block.set_error("Kies een van de twee.")
        elif chosen == NEW:
            self.new_house.emit()
        else:
            self.join.emit()
