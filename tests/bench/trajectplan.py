"""The printed plan, against the same words on as many pages drawn with ReportLab directly."""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from hvh_desktop.resources import resource_path
from hvh_desktop.trajectplannen.report import trajectplan_pdf
from hvh_desktop.trajectplannen.service import collect_plan
from tests.bench.data import build

ROUNDS = 9


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _lines(data: bytes) -> list[list[tuple[float, float, str]]]:
    """Per page: where each line of text stands, and its words."""
    document = pypdfium2.PdfDocument(data)
    pages = []
    for page in document:
        text = page.get_textpage()
        lines = []
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            lines.append((left, bottom, text.get_text_bounded(left, bottom, right, top)))
        pages.append(lines)
    return pages


def _draw(pages: list[list[tuple[float, float, str]]]) -> bytes:
    for name in ("Regular", "SemiBold"):
        path = resource_path(f"fonts/NotoSans-{name}.ttf")
        pdfmetrics.registerFont(TTFont(f"Floor{name}", str(path)))
    target = io.BytesIO()
    paper = canvas.Canvas(target, pagesize=A4, invariant=1)
    for lines in pages:
        for number, (x, y, words) in enumerate(lines):
            paper.setFont("FloorSemiBold" if number % 5 == 0 else "FloorRegular", 10)
            paper.drawString(x, y, words)
        paper.showPage()
    paper.save()
    return target.getvalue()


def trajectplan(figure: Any) -> Any:
    """One plan as PDF."""
    with tempfile.TemporaryDirectory() as folder:
        house = build(Path(folder) / "huis", 1_000)
        database = house.open()
        with database.reading() as session:
            inhoud = collect_plan(session, house.deelnemer_id)
        database.close()
    pages = _lines(trajectplan_pdf(inhoud))
    _draw(pages)
    values, floors = [], []
    for _ in range(ROUNDS):
        floors.append(_ms(lambda: _draw(pages)))
        values.append(_ms(lambda: trajectplan_pdf(inhoud)))
    return figure("trajectplan", median(values), median(floors), "ms", f"{len(pages)} bladen")
