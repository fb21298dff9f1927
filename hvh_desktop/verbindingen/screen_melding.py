"""Above a page: of this there are two versions, with the way to both."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.verbindingen.rows import TweeVersiesRow
from hvh_desktop.verbindingen.screen_versies import open_versies, who_words
from hvh_desktop.verbindingen.service import list_twee_versies

Margins = tuple[int, int, int, int]


class VersionsNotice(QWidget):
    """Not there as long as everything is one text."""

    def __init__(self, context: Context, *, margins: Margins = (24, 8, 24, 0)) -> None:
        super().__init__()
        self._context = context
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*margins)
        self._layout.setSpacing(0)
        self.hide()

    def show_of(self, deelnemer_id: UUID, address: Mapping[str, Any]) -> None:
        """On the page of one thing only what is about that; in his dossier everything."""
        rows = self._context.read(lambda s: list_twee_versies(s, deelnemer_id))
        asked = {one for one in address.values() if isinstance(one, UUID)} - {deelnemer_id}
        if asked:
            rows = [row for row in rows if row.entity_id in asked]
        self._show([] if "veld" in address else rows)

    def show_of_house(self, *kinds: str) -> None:
        """What is about no deelnemer and this person may decide; ``kinds``: only of these."""
        rows = [
            row
            for row in self._context.read(list_twee_versies)
            if row.deelnemer_id is None and row.mag_kiezen and (not kinds or row.kind in kinds)
        ]
        self._show(rows)

    def _show(self, rows: list[TweeVersiesRow]) -> None:
        kit.clear(self._layout)
        self.setVisible(bool(rows))
        if rows:
            self._layout.addWidget(self._banner(rows))

    def _banner(self, rows: list[TweeVersiesRow]) -> QWidget:
        first = rows[0]
        if len(rows) == 1:
            act = kit.Button("Bekijk beide", "stil", small=True, name="bekijk_beide")
            act.clicked.connect(partial(open_versies, self._context, first))
            text = f"{first.wat}: ‘{first.label}’. {who_words(first)}."
            return kit.NoticeBanner(
                text, "warn", title="Twee versies", icon="git-branch", action=act
            )
        entries = [
            (f"{row.wat}: {row.label}", partial(open_versies, self._context, row)) for row in rows
        ]
        menu = kit.MenuButton("Bekijk ze", entries, kind="stil", small=True, name="bekijk_beide")
        text = f"Op {len(rows)} plekken schreven collega’s apart van elkaar. Er is niets weg."
        return kit.NoticeBanner(text, "warn", title="Twee versies", icon="git-branch", action=menu)
