"""The laptop of a colleague who leaves: asked plainly, where the account is closed."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import ask

TITLE = "En de laptop van deze collega?"
APART = "Wat nog van deze collega binnenkomt, blijft apart tot een beheerder beslist."
ASKED = (
    "Heeft deze collega nog een laptop van het huis? Meld die dan af. Kies ‘ingeleverd’ als jullie "
    f"hem terug hebben, en anders ‘verloren’. {APART}"
)
GONE = f"Heeft deze collega nog een laptop van het huis? Meld die dan af. {APART}"
GOES = "Neem op de laatste werkdag de laptop van het huis in, en meld die af als hij niet blijft."


def asks_for_laptops(context: Context) -> bool:
    """Only in a house with more than one laptop, of who may take one off."""
    return context.syncing is not None and is_allowed(context.actor, Right.change_laptops)


def ask_for_laptop(context: Context, parent: QWidget) -> None:
    """After the account was closed."""
    if asks_for_laptops(context):
        ask(
            parent,
            TITLE,
            ASKED,
            act="Naar de laptops",
            safe="Later",
            then=lambda: context.open("laptops"),
            danger=False,
        )


class LaptopNote(QWidget):
    """The same on the page of who leaves or left."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 12)
        self.hide()

    def show_for(self, last_day: date | None, *, is_active: bool) -> None:
        """Nothing for who stays."""
        kit.clear(self._layout)
        shows = last_day is not None and asks_for_laptops(self._context)
        if shows:
            act = kit.Button("Naar de laptops", "stil", small=True, name="naar_laptops")
            act.clicked.connect(lambda: self._context.open("laptops"))
            told = GOES if is_active else GONE
            tone = "info" if is_active else "warn"
            self._layout.addWidget(kit.NoticeBanner(told, tone, icon="laptop", action=act))
        self.setVisible(shows)
