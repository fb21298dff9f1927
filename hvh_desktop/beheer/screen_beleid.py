"""All rules of the house in groups, found by any word."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.beheer.service import BeleidRow, list_beleid
from hvh_desktop.beheer.words import GROUPS, OTHER_GROUP
from hvh_desktop.policy import Beleidsregel
from hvh_desktop.text import date_words, plural
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

SHORT, VALUE = 24, 90
_TOLD = (
    "Termijnen, aantallen en keuzelijsten die het huis zelf vaststelt. Elke waarde heeft een bron "
    "en een begindag."
)


class BeleidPage(Page):
    """Nobody has to search in the code why the program says 14 days."""

    shows = frozenset({Beleidsregel})
    help_page = "beheer"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self.search = kit.SearchField("Zoek op een woord, bijvoorbeeld mentorgesprek")
        self.search.setObjectName("zoek")
        self.search.changed.connect(self.show_now)
        if not theme.is_narrow():
            self.search.setFixedWidth(theme.px(380))
        self._only = kit.Check("Alleen wat nog een hypothese is")
        self._only.setObjectName("alleen_hypothesen")
        self._only.changed.connect(self.show_now)
        self._told = kit.Label(role="muted", wrap=True)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        find = (self.search, self._only)
        body = kit.column(
            kit.Heading("Beleid", 1),
            kit.Label(_TOLD, role="muted", wrap=True),
            12,
            kit.column(*find, gap=8)
            if theme.is_narrow()
            else kit.beside(*find, kit.STRETCH, gap=16),
            8,
            self._told,
            self._list,
            kit.STRETCH,
            margins=(24, 4, 24, 16),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(body))

    def refresh(self) -> None:
        typed, only = self.search.value(), self._only.value()
        rows = self.context.read(lambda s: list_beleid(s, typed))
        hypotheses = sum(row.is_hypothese for row in rows)
        self._told.set_text(f"{plural(len(rows), 'regel', 'regels')}, {_hypotheses(hypotheses)}")
        kit.clear(self._list)
        shown = [row for row in rows if row.is_hypothese or not only]
        order = [*GROUPS, OTHER_GROUP]
        shown.sort(key=lambda row: (order.index(row.groep), _place(row)))
        for group, part in groupby(shown, key=lambda row: row.groep):
            lines = [self._row(row) for row in part]
            kit.fill(
                self._list, 16, kit.SectionHead(group, count=len(lines)), 8, kit.RowList(*lines)
            )
        if not shown:
            nothing = kit.EmptyState(
                "magnifying-glass", "Geen regel gevonden", "Probeer een ander woord."
            )
            kit.fill(self._list, 16, nothing)

    def _row(self, row: BeleidRow) -> kit.Row:
        narrow = theme.is_narrow()
        marks = _marks(row)
        source = f"Vanaf {date_words(row.geldig_vanaf)}. {row.bron}"
        is_short = len(row.waarde) <= SHORT and not narrow
        lines = [row.omschrijving, *([] if is_short else [row.waarde])]
        lines += [*(text for text, _, _ in marks if narrow), source]
        right: list[QWidget] = [] if narrow else [kit.Badge(*mark) for mark in marks]
        if is_short:
            right.append(_value(row.waarde))
        shown = kit.Row(row.titel, "\n".join(lines), right=right)
        shown.setObjectName(f"regel_{row.sleutel}")
        shown.activated.connect(lambda: self.context.open("beleidsregel", sleutel=row.sleutel))
        return shown


def _value(words: str) -> QWidget:
    label = kit.Label(words, semibold=True, align=Qt.AlignmentFlag.AlignRight)
    label.setMinimumWidth(theme.px(VALUE))
    return label


def _place(row: BeleidRow) -> int:
    titles = list(GROUPS.get(row.groep, ()))
    return titles.index(row.sleutel) if row.sleutel in titles else len(titles)


def _hypotheses(number: int) -> str:
    return "geen hypothesen" if not number else plural(number, "hypothese", "hypothesen")


def _marks(row: BeleidRow) -> list[tuple[str, str, str]]:
    marks = []
    if row.later_vanaf is not None:
        marks.append((f"Anders vanaf {date_words(row.later_vanaf)}", "info", "calendar-blank"))
    if row.is_van_huis:
        marks.append(("Besluit van het huis", "good", "check"))
    if row.is_hypothese:
        marks.append(("Hypothese", "warn", "question"))
    return marks
