"""Words and blocks that both halves of the trajectplan use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import inf

from reportlab.lib.pagesizes import A4
from reportlab.platypus.flowables import CondPageBreak, Flowable

from hvh_desktop import text
from hvh_desktop.pdf.style import DOSSIER

MOST_TOGETHER = 480.0
"""More than this is not kept on one sheet."""
Story = Iterator[Flowable | Sequence[Flowable]]


def together(blocks: list[Flowable]) -> list[Flowable]:
    """These blocks on the next page when this one has too little room; long ones may be cut."""
    width = A4[0] - 2 * DOSSIER.margin
    gaps = sum(max(block.getSpaceBefore(), block.getSpaceAfter()) for block in blocks)
    height = sum(block.wrap(width, inf)[1] for block in blocks) + gaps
    return [CondPageBreak(min(height, MOST_TOGETHER)), *blocks]


def quoted(words: str) -> str:
    """Between curly quotes, unless he already stands between quotes."""
    words = words.strip()
    return words if words[:1] in '“„"' else f"“{words}”"


def date_or_empty(day: date | None) -> str:
    return "" if day is None else text.date_words(day)


def near(day: date, today: date) -> str:
    """'19 november', with the year when that is another one."""
    words = text.date_words(day)
    return words if day.year != today.year else words.rsplit(" ", 1)[0]
