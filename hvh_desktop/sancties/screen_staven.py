"""A figure about sancties as bars and as a table.

A file of its own because every figure of the page with figures is made of it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hvh_desktop.sancties.cijfers import Telling
from hvh_desktop.sancties.cijferwoorden import Figuur, Vorm
from hvh_desktop.text import capitalise
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.chart_card import ChartCard, Staaf, fit_rows

WORD = 190
NUMBER = 120


class FiguurCard(ChartCard):
    """A figure as bars or as a table."""

    def __init__(self, figuur: Figuur, *above: QWidget) -> None:
        super().__init__(
            figuur.titel,
            lambda: bars(figuur),
            lambda: table(figuur),
            figuur.uitleg,
            *above,
            name=figuur.naam,
            empty="" if figuur.tellingen else figuur.leeg,
        )


def bars(figuur: Figuur) -> QWidget:
    """A line for each word; the longest bar is the highest number."""
    numbers = [(one.aantal, one.van or 0) for one in figuur.tellingen]
    is_beside = figuur.vorm is Vorm.naast
    most = max(max(pair) if is_beside else pair[0] for pair in numbers) or 1
    lines = [_line(figuur, one, most) for one in figuur.tellingen]
    chart = kit.column(_legend(figuur), *lines, gap=10)
    said = "; ".join(f"{one.woord}: {spoken(figuur, one)}" for one in figuur.tellingen)
    chart.setAccessibleName(f"{figuur.titel}. {said}")
    chart.setObjectName(f"staven_{figuur.naam}")
    return chart


def spoken(figuur: Figuur, one: Telling) -> str:
    """'3', '3, waarvan 2 voorwaardelijk', '3 voorwaardelijk', '3 gekozen, 5 gewone uitkomst'."""
    if figuur.vorm is Vorm.los or one.van is None:
        return str(one.aantal)
    if figuur.vorm is Vorm.deel:
        if not one.van:
            return str(one.aantal)
        is_all = one.van == one.aantal
        said = str(one.aantal) if is_all else f"{one.aantal}, waarvan {one.van}"
        return f"{said} {part_word(figuur)}"
    return f"{figuur.koppen[1].lower()} {one.aantal}, {figuur.koppen[2].lower()} {one.van}"


def is_part(figuur: Figuur, one: Telling) -> bool:
    """Is a part of it told in words?"""
    return figuur.vorm is Vorm.deel and bool(one.van)


def part_word(figuur: Figuur) -> str:
    """'voorwaardelijk', of the heading 'Waarvan voorwaardelijk'."""
    return figuur.koppen[2].split(" ", 1)[1]


def _line(figuur: Figuur, one: Telling, most: int) -> QWidget:
    word = kit.Label(one.woord, wrap=True)
    if figuur.vorm is Vorm.naast:
        drawn = kit.column(
            _bar(one.aantal / most, str(one.aantal)),
            _bar((one.van or 0) / most, str(one.van or 0), role="sunken"),
            gap=3,
        )
    else:
        part = (one.van or 0) / most if figuur.vorm is Vorm.deel else 0
        is_long = any(is_part(figuur, other) for other in figuur.tellingen)
        drawn = _bar(one.aantal / most, spoken(figuur, one), part, is_long=is_long)
    if theme.is_narrow():
        return kit.column(word, drawn, gap=2)
    word.setFixedWidth(theme.px(WORD))
    return kit.beside((word, Qt.AlignmentFlag.AlignVCenter), (drawn, 1), gap=12)


def _bar(
    share: float, number: str, part: float = 0, role: str = "accent", *, is_long: bool = False
) -> QWidget:
    said = kit.Label(number, semibold=True, wrap=True)
    said.setFixedWidth(theme.px(NUMBER if is_long else 44))
    return kit.beside((Staaf(share, part, role), 1), said, gap=10)


def _legend(figuur: Figuur) -> QWidget | None:
    if figuur.vorm is Vorm.los:
        return None
    if figuur.vorm is Vorm.deel:
        pairs: tuple[tuple[str, str], ...] = ((capitalise(part_word(figuur)), "voice"),)
    else:
        pairs = ((figuur.koppen[1], "accent"), (figuur.koppen[2], "sunken"))
    marks = [
        kit.beside(
            (_swatch(role), Qt.AlignmentFlag.AlignVCenter), kit.Label(word, "klein", "muted")
        )
        for word, role in pairs
    ]
    return kit.beside(*marks, kit.STRETCH, gap=20)


def _swatch(role: str) -> QWidget:
    mark = Staaf(1, role=role)
    mark.setFixedSize(theme.px(18), theme.px(12))
    return mark


def table(figuur: Figuur) -> kit.Table:
    """The equal of the bars."""
    with_two = figuur.vorm is not Vorm.los
    rows = [
        (one.woord, str(one.aantal), *((str(one.van or 0),) if with_two else ()))
        for one in figuur.tellingen
    ]
    numbers = tuple(range(1, len(figuur.koppen)))
    shown = kit.Table(figuur.koppen, rows, widths=(230, 90), right=numbers)
    shown.setObjectName(f"cijfertabel_{figuur.naam}")
    shown.setAccessibleName(f"{figuur.titel}, als tabel")
    fit_rows(shown, len(rows))
    return shown
