"""The plan on one sheet of A4: for himself, or for somebody with whom stages were shared.

Big letters and short lines. A stage is known by its name, its shape and its number, so that the
sheet says the same after copying in grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from hvh_desktop import pdf, text
from hvh_desktop.pdf.blocks import Frame, TextBlock
from hvh_desktop.pdf.canvas import HouseCanvas, Tag, house_canvas
from hvh_desktop.pdf.fonts import Weight
from hvh_desktop.pdf.grid import Grid, Look, Row, row_tags
from hvh_desktop.pdf.style import DEELNEMER, Style, colour
from hvh_desktop.pdf.typeset import Letter, Setter
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.signaleringsplannen.rows import Belregel, BladInhoud, FaseRow
from hvh_desktop.signaleringsplannen.vormen import VORMEN

SHEET = replace(DEELNEMER, margin=40, foot=44)
SHARES = ((1.0, 1.0), (0.93, 1.0), (0.93, 0.6), (0.86, 0.6), (0.86, 0.35))
"""Size of the letters (14, 13, 12 points) and of the distances; the first that fits one sheet."""
NOTHING = "–"


@dataclass(frozen=True)
class _Words:
    """What the sheet says for its reader."""

    title: str
    signalen: str
    helpt_zelf: str
    helpt_anderen: str
    bellen: str


def _own() -> _Words:
    return _Words(
        "Mijn signaleringsplan", "Zo merk ik het", "Dit doe ik", "Dit doen anderen", "Wie bel ik"
    )


def _others(name: str) -> _Words:
    return _Words(
        f"Signaleringsplan van {name}",
        "Zo merk je het",
        f"Dit doet {name}",
        "Dit kun jij doen",
        "Wie bel je",
    )


def signaleringsplan_pdf(inhoud: BladInhoud) -> bytes:
    """One sheet; only what cannot be said in letters of 12 points takes a second one."""
    data = b""
    for letters, distances in SHARES:
        data = _sheet(inhoud, _style(letters, distances))
        if pdf.count_pages(data) == 1:
            break
    return data


def _style(letters: float, distances: float) -> Style:
    style = SHEET.scaled(letters)
    return replace(style, gap=style.gap * distances, pad=style.pad * distances)


def _sheet(inhoud: BladInhoud, style: Style) -> bytes:
    words = _others(text.shorten(inhoud.roepnaam, 40)) if inhoud.voor else _own()
    return pdf.document(
        "Signaleringsplan",
        [*_story(inhoud, words, style)],
        style=style,
        house=inhoud.huis,
        header_right=f"Versie {inhoud.versie}, {text.date_words(inhoud.datum)}",
        footer_left=_foot(inhoud),
        concept=inhoud.is_concept,
    )


def _foot(inhoud: BladInhoud) -> str:
    if inhoud.voor:
        return "Dit blad is alleen voor jou. Geef het niet door."
    return "Klopt er iets niet meer? Zeg het tegen de psycholoog."


def _story(inhoud: BladInhoud, words: _Words, style: Style) -> list[Flowable]:
    whose = f"Voor {inhoud.voor}." if inhoud.voor else f"Dit is van {inhoud.roepnaam}."
    title = pdf.heading1(words.title, style, subtitle=text.shorten(whose, 120))
    title.spaceBefore, title.spaceAfter = 0, style.gap * 0.6
    return [
        title,
        *(_stage(fase, words, style) for fase in inhoud.fasen),
        *_calls(inhoud.bellen, words, style),
    ]


# A stage ------------------------------------------------------------------------------------


class Shape(Flowable):
    """The shape of a stage with its number; its name stands beside it."""

    def __init__(self, fase: FaseRow, size: float) -> None:
        super().__init__()
        self.vorm, self.stap, self.size = VORMEN[fase.kleur], fase.stap, size

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.size, self.size

    def draw(self) -> None:
        canvas = house_canvas(self)
        with canvas.tagged(None):
            canvas.saveState()
            canvas.setStrokeColor(colour(self.vorm.role))
            canvas.setFillColor(colour("paper"))
            canvas.setLineWidth(self.size * 0.09)
            canvas.setLineJoin(1)
            self._outline(canvas)
            canvas.restoreState()
            self._number(canvas)

    def _outline(self, canvas: Canvas) -> None:
        size = self.size
        if not self.vorm.corners:
            canvas.circle(size / 2, size / 2, size * 0.47, stroke=1, fill=1)
            return
        path = canvas.beginPath()
        for number, (x, y) in enumerate(self.vorm.corners):
            (path.lineTo if number else path.moveTo)(x * size, y * size)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)

    def _number(self, canvas: HouseCanvas) -> None:
        letter = Letter(self.size * 0.46, Weight.semibold)
        line = Setter(str(self.stap), letter).lines(self.size)[0]
        baseline = self.size * self.vorm.middle - letter.size * 0.36
        canvas.show_line(line, (self.size - line.width) / 2, baseline)


def _stage(fase: FaseRow, words: _Words, style: Style) -> Flowable:
    size = style.heading2.size * 1.5
    name = TextBlock(fase.titel, style.heading2, tag=Tag("H2"))
    heading = Frame(
        [name],
        pad=(0, 0, 0, size + 10),
        lead=Shape(fase, size),
        lead_at=(0, None),
        after=style.gap * 0.35,
    )
    table = Tag("Table")
    columns = ("signalen", "helpt_zelf", "helpt_anderen")
    head = replace(style.small, size=max(style.small.size, 12), weight=Weight.semibold)
    labels = row_tags(table, 3, "TH")
    cells = row_tags(table, 3)
    top = [
        TextBlock(getattr(words, one), head, tag=tag)
        for one, tag in zip(columns, labels, strict=True)
    ]
    below = [
        _lines(getattr(fase, one), tag, style) for one, tag in zip(columns, cells, strict=True)
    ]
    look = Look((1, 1, 1), pad_x=0, pad_y=1, gutter=14, line=None)
    return Frame(
        [heading, Grid([Row(tuple(top)), Row(tuple(below))], look)],
        pad=(style.pad * 0.45, 12, style.pad * 0.5, 14),
        line="line_strong",
        bar=VORMEN[fase.kleur].role,
        radius=3,
        keeps=True,
        before=max(style.gap * 0.45, 4),
        after=max(style.gap * 0.45, 4),
    )


def _lines(lines: Sequence[str], cell: Tag, style: Style) -> Flowable:
    """Each thing on a line of its own, behind a dot."""
    if not lines:
        return TextBlock(NOTHING, style.body, tag=Tag("P", cell))
    parent = Tag("L", cell)
    items: list[Flowable] = []
    for line in lines:
        item = Tag("LI", parent)
        dot = TextBlock("•", style.body, tag=Tag("Lbl", item))
        said = TextBlock(line, style.body, tag=Tag("LBody", item), align="cell")
        items.append(Frame([said], pad=(0, 0, 0, style.body.size * 0.75), lead=dot))
    return Frame(items)


# Whom to call -------------------------------------------------------------------------------


def _calls(lines: Sequence[Belregel], words: _Words, style: Style) -> list[Flowable]:
    """Names with numbers, and the emergency number last, whatever was written."""
    heading = pdf.heading2(words.bellen, style)
    heading.spaceBefore, heading.spaceAfter = style.gap, style.gap * 0.3
    table = Tag("Table")
    told = [(one.naam, one.telefoon, _when(one.kleuren)) for one in lines]
    rows = [_call(one, table, style) for one in [*told, ("Bij gevaar", "112", "")]]
    look = Look((46, 27, 27), pad_x=0, pad_y=style.gap * 0.2, gutter=10, has_top_line=True)
    return [heading, Grid(rows, look)]


def _call(cells: tuple[str, str, str], table: Tag, style: Style) -> Row:
    bold = replace(style.body, weight=Weight.semibold)
    letters = (bold, bold, replace(style.small, size=max(style.small.size, 12)))
    parts = zip(cells, letters, row_tags(table, 3), strict=True)
    return Row(tuple(TextBlock(word, letter, tag=tag, align="cell") for word, letter, tag in parts))


def _when(kleuren: Sequence[Kleur]) -> str:
    return f"bij {text.join_words(kleur.value for kleur in kleuren)}" if kleuren else ""
