"""The printed plan, against the same sheets drawn with ReportLab directly.

The floor draws the same words at the same places in the same fonts (embedded as subset), sizes and
colours, and the same rules and boxes: laid beside each other the sheets are equal. It is given
what the program must find out: where lines break, where sheets end, what goes where. Both have
read their fonts before the clock starts, and neither remembers the words of the round before.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2

from hvh_desktop.trajectplannen.report import trajectplan_pdf
from hvh_desktop.trajectplannen.service import collect_plan
from tests.bench.data import build
from tests.bench.sheets import draw_sheets, load_fonts, read_sheets

ROUNDS = 15


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _text(data: bytes) -> list[list[str]]:
    with closing(pypdfium2.PdfDocument(data)) as document:
        return [page.get_textpage().get_text_range().split() for page in document]


def trajectplan(figure: Any) -> Any:
    """One plan as PDF."""
    with tempfile.TemporaryDirectory() as folder:
        house = build(Path(folder) / "huis", 1_000)
        database = house.open()
        with database.reading() as session:
            inhoud = collect_plan(session, house.deelnemer_id)
        database.close()
    plan = trajectplan_pdf(inhoud)
    sheets = read_sheets(plan)
    load_fonts(sheets)
    if _text(draw_sheets(sheets)) != _text(plan):
        raise RuntimeError("the floor does not draw the same words")
    values, floors = [], []
    for _ in range(ROUNDS):
        floors.append(_ms(lambda: draw_sheets(sheets)))
        values.append(_ms(lambda: trajectplan_pdf(inhoud)))
    return figure("trajectplan", median(values), median(floors), "ms", f"{len(sheets)} bladen")
