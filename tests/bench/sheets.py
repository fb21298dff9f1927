"""What stands on the sheets of a PDF, and the same sheets drawn with ReportLab directly.

Every line of words, rule and box is read from the finished PDF with its place, font, size and
colour. Drawing them again needs no story, no line breaking and no structure for screen readers:
only ReportLab's canvas. Words are shaped with HarfBuzz there too, because without kerning and
joined letters it would not be the same sheet.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from ctypes import byref, c_float, c_int, c_uint
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, shapeStr
from reportlab.pdfgen import canvas

from hvh_desktop.resources import resource_path

Colour = tuple[float, ...]
Matrix = tuple[float, float, float, float, float, float]
_CLOSE = -1


@dataclass(frozen=True)
class Words:
    """One line of text in one letter."""

    text: str
    font: str
    size: float
    colour: Colour
    matrix: Matrix


@dataclass(frozen=True)
class Shape:
    """A rule, a box or a part of a picture; steps are (kind, x, y)."""

    steps: tuple[tuple[int, float, float], ...]
    fill: Colour | None
    stroke: Colour | None
    width: float
    dash: tuple[float, ...]
    matrix: Matrix


Sheet = list[Words | Shape]


def read_sheets(data: bytes) -> list[Sheet]:
    """Everything that is drawn, sheet by sheet, in the order of drawing."""
    sheets: list[Sheet] = []
    with closing(pypdfium2.PdfDocument(data)) as document:
        for page in document:
            things = page.get_objects(textpage=page.get_textpage())
            sheets.append([_thing(thing) for thing in things])
    return sheets


def _thing(thing: Any) -> Words | Shape:
    return _words(thing) if thing.type == pdfium.FPDF_PAGEOBJ_TEXT else _shape(thing)


def _words(thing: Any) -> Words:
    return Words(
        thing.extract().rstrip("\r\n\0"),
        thing.get_font().get_base_name().split("+")[-1],
        thing.get_font_size(),
        _colour(pdfium.FPDFPageObj_GetFillColor, thing),
        tuple(thing.get_matrix().get()),
    )


def _shape(thing: Any) -> Shape:
    fill, stroke, width = c_int(), c_int(), c_float()
    pdfium.FPDFPath_GetDrawMode(thing.raw, byref(fill), byref(stroke))
    pdfium.FPDFPageObj_GetStrokeWidth(thing.raw, byref(width))
    dash = (c_float * max(pdfium.FPDFPageObj_GetDashCount(thing.raw), 0))()
    pdfium.FPDFPageObj_GetDashArray(thing.raw, dash, len(dash))
    return Shape(
        tuple(_steps(thing)),
        _colour(pdfium.FPDFPageObj_GetFillColor, thing) if fill.value else None,
        _colour(pdfium.FPDFPageObj_GetStrokeColor, thing) if stroke.value else None,
        width.value,
        tuple(dash),
        tuple(thing.get_matrix().get()),
    )


def _steps(thing: Any) -> Iterator[tuple[int, float, float]]:
    for number in range(pdfium.FPDFPath_CountSegments(thing.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(thing.raw, number)
        x, y = c_float(), c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        yield pdfium.FPDFPathSegment_GetType(segment), x.value, y.value
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield _CLOSE, 0, 0


def _colour(get: Any, thing: Any) -> Colour:
    parts = [c_uint() for _ in range(4)]
    get(thing.raw, *map(byref, parts))
    return tuple(part.value / 255 for part in parts[:3])


def load_fonts(sheets: Sequence[Sheet]) -> None:
    """Register the fonts once, as the program too reads a font once."""
    for name in {thing.font for sheet in sheets for thing in sheet if isinstance(thing, Words)}:
        pdfmetrics.registerFont(TTFont(name, str(resource_path(f"fonts/{name}.ttf"))))


def draw_sheets(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as PDF, with the fonts embedded as subset."""
    target = io.BytesIO()
    paper = canvas.Canvas(target, pagesize=A4, invariant=1, pageCompression=1)
    for sheet in sheets:
        for thing in sheet:
            if isinstance(thing, Words):
                _draw_words(paper, thing)
            else:
                _draw_shape(paper, thing)
        paper.showPage()
    paper.save()
    return target.getvalue()


def _draw_words(paper: canvas.Canvas, words: Words) -> None:
    paper.setFillColorRGB(*words.colour)
    line = paper.beginText()
    line.setFont(words.font, words.size)
    line.setTextTransform(*words.matrix)
    line.textOut(shapeStr(words.text, words.font, words.size))
    paper.drawText(line)


def _draw_shape(paper: canvas.Canvas, shape: Shape) -> None:
    paper.saveState()
    paper.transform(*shape.matrix)
    if shape.fill:
        paper.setFillColorRGB(*shape.fill)
    if shape.stroke:
        paper.setStrokeColorRGB(*shape.stroke)
        paper.setLineWidth(shape.width)
    if shape.dash:
        paper.setDash(list(shape.dash))
    path = paper.beginPath()
    bend: list[float] = []
    for kind, x, y in shape.steps:
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            path.moveTo(x, y)
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            path.lineTo(x, y)
        elif kind == _CLOSE:
            path.close()
        else:
            bend += [x, y]
            if len(bend) == 6:
                path.curveTo(*bend)
                bend = []
    paper.drawPath(path, stroke=int(shape.stroke is not None), fill=int(shape.fill is not None))
    paper.restoreState()
