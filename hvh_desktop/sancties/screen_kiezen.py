"""Choose about whom a voorval is, by typing a few letters of his name.

A file of its own because it opens in a page and closes again, with rows of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.deelnemers.service import DeelnemerRow
from hvh_desktop.text import fold
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context

MOST = 6


class KiesMan(QWidget):
    """Shut until it is asked; own men stand first."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("kies_man")
        self._context = context
        self._men: tuple[DeelnemerRow, ...] = ()
        self.search = kit.SearchField("Typ een deel van zijn naam")
        self.search.setObjectName("zoek_man")
        self.search.setAccessibleName("Over wie gaat het voorval?")
        self.search.changed.connect(self._show)
        self.search.returnPressed.connect(self._first)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        shut = kit.Button("Sluit", "stil", small=True, name="kies_sluit", on_click=self.hide)
        card = kit.Card(self.search, title="Over wie gaat het voorval?", actions=[shut], gap=8)
        card.body.addLayout(self._place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addWidget(card)
        self.hide()

    def set_men(self, men: Sequence[DeelnemerRow]) -> None:
        """Who lives in the house."""
        self._men = tuple(sorted(men, key=lambda row: (not row.is_eigen, fold(row.naam))))
        self._show()

    def toggle(self) -> None:
        """Open it with the cursor in the field, or shut it."""
        self.setVisible(self.isHidden())
        if not self.isHidden():
            self.search.set_value("")
            self._show()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fitting(self) -> list[DeelnemerRow]:
        typed = fold(self.search.value()).split()
        return [
            row
            for row in self._men
            if all(word in fold(" ".join((*row.zoeknamen, row.naam))) for word in typed)
        ]

    def _show(self) -> None:
        kit.clear(self._place)
        found = self._fitting()
        if not found:
            self._place.addWidget(kit.Label("Niemand gevonden.", role="muted", wrap=True))
            return
        listed = kit.RowList(*(self._row(row) for row in found[:MOST]))
        listed.setObjectName("mannen")
        self._place.addWidget(listed)
        if (rest := len(found) - MOST) > 0:
            said = f"En nog {rest}: typ meer letters van zijn naam."
            self._place.addWidget(kit.Label(said, "klein", "muted", wrap=True))

    def _row(self, man: DeelnemerRow) -> kit.Row:
        place = f"Plaats {man.plaats_nummer}" if man.plaats_nummer else ""
        row = kit.Row(man.naam, place, initials=man.initialen)
        row.setObjectName(f"man_{man.id.hex}")
        row.activated.connect(lambda: self._choose(man))
        return row

    def _first(self) -> None:
        if found := self._fitting():
            self._choose(found[0])

    def _choose(self, man: DeelnemerRow) -> None:
        self.hide()
        self._context.open("voorval", deelnemer_id=man.id)
