"""A whole piece: pages with head and foot, and the bytes that come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame as PageFrame

from hvh_desktop.pdf import pictures
from hvh_desktop.pdf.blocks import Heading
from hvh_desktop.pdf.canvas import HouseCanvas
from hvh_desktop.pdf.finish import finish
from hvh_desktop.pdf.fonts import Weight
from hvh_desktop.pdf.style import DEELNEMER, DOSSIER, Style, colour
from hvh_desktop.pdf.typeset import Letter, Line, Setter
from hvh_desktop.text import clean_text

CONCEPT = "CONCEPT"
CONCEPT_WORDS = "Concept. Dit is nog niet vastgesteld."
SHEET_SHARES = (1.0, 0.95, 0.9, 0.86)
Story = Sequence["Flowable | Sequence[Flowable]"]


@dataclass(frozen=True)
class _Paper:
    """What stands on every page besides the story."""

    style: Style
    house: str
    footer_left: str
    header_right: str
    concept: bool

    @property
    def top(self) -> float:
        return A4[1] - self.style.margin + 4

    def room(self) -> PageFrame:
        """The part of the page that the story fills."""
        style = self.style
        width, height = A4[0] - 2 * style.margin, self.top - style.mark - 22 - style.foot
        return PageFrame(style.margin, style.foot, width, height, 0, 0, 0, 0)

    def draw(self, canvas: HouseCanvas, number: int, total: int) -> None:
        with canvas.tagged(None):
            self._draw_head(canvas)
            self._draw_foot(canvas, number, total)
            if self.concept:
                self._draw_edge(canvas)

    def _draw_head(self, canvas: HouseCanvas) -> None:
        style = self.style
        left, right = style.margin, A4[0] - style.margin
        pictures.roof(canvas, left, self.top - style.mark, style.mark)
        baseline = self.top - style.mark / 2 - style.head.size * 0.34
        x = left + style.mark + 10
        room = right - x - 16 - (_badge_line(style).width + 38 if self.concept else 0)
        asked = min(_line(self.header_right, style.head).width, room * 0.7)
        x += _show(canvas, self.house, style.head, x, baseline, width=room - asked)
        width = right - x - 16
        if self.concept:
            width -= _badge(canvas, style, x + 16, baseline) + 24
        _show(canvas, self.header_right, style.head, right, baseline, width=width, is_right=True)

    def _draw_foot(self, canvas: HouseCanvas, number: int, total: int) -> None:
        style = self.style
        left, right = style.margin, A4[0] - style.margin
        letter = Letter(max(style.head.size - 2, 8.5), colour="muted")
        if style.has_foot_line:
            canvas.setStrokeColor(colour("line"))
            canvas.setLineWidth(0.7)
            canvas.line(left, 46, right, 46)
        page = f"blad {number} van {total}"
        used = _show(canvas, page, letter, right, 32, is_right=True)
        _show(canvas, self.footer_left, letter, left, 32, width=right - left - used - 16)

    def _draw_edge(self, canvas: HouseCanvas) -> None:
        """The word along the left edge: outside all text, also after copying in grey."""
        canvas.saveState()
        canvas.translate(22, A4[1] / 2)
        canvas.rotate(90)
        line = Setter(CONCEPT_WORDS, Letter(9, Weight.semibold, "warn")).lines(A4[1])[0]
        canvas.show_line(line, -line.width / 2, 0)
        canvas.setStrokeColor(colour("warn"))
        canvas.setLineWidth(1.6)
        canvas.setDash(7, 5)
        reach = A4[1] / 2 - self.style.margin
        for side in (-1, 1):
            canvas.line(side * (line.width / 2 + 10), 3, side * reach, 3)
        canvas.restoreState()


def _show(
    canvas: HouseCanvas,
    text: str,
    letter: Letter,
    x: float,
    baseline: float,
    *,
    width: float = A4[0],
    is_right: bool = False,
) -> float:
    """Show one line, made smaller when it is too long for its place; return its width."""
    line = _line(text, letter)
    if line.width > width > 0:
        letter = replace(letter, size=max(letter.size * width / line.width, letter.size * 0.7))
        first, *rest = Setter(" ".join(text.split()), letter).lines(width - letter.size)
        line = Setter(f"{first.text} …", letter).lines(width)[0] if rest else first
    canvas.show_line(line, x - line.width if is_right else x, baseline)
    return line.width


def _line(text: str, letter: Letter) -> Line:
    return Setter(" ".join(text.split()), letter).lines(1e6)[0]


def _badge_line(style: Style) -> Line:
    return _line(CONCEPT, Letter(style.head.size, Weight.semibold, "warn"))


def _badge(canvas: HouseCanvas, style: Style, x: float, baseline: float) -> float:
    line, size = _badge_line(style), style.head.size
    height = size * 1.75
    canvas.saveState()
    canvas.setStrokeColor(colour("warn"))
    canvas.setLineWidth(1.2)
    canvas.roundRect(x, baseline - size * 0.52, line.width + 14, height, 4)
    canvas.restoreState()
    canvas.show_line(line, x + 7, baseline)
    return line.width + 14


def _flat(story: Story) -> Iterator[Flowable]:
    for block in story:
        if isinstance(block, Flowable):
            yield block
        else:
            yield from _flat(block)


def _blocks(story: Story) -> list[Flowable]:
    """One flat list, in which each heading knows what it must stay with."""
    blocks = list(_flat(story)) or [_Empty()]
    for block, follower in pairwise(blocks):
        if isinstance(block, Heading):
            block.follower = follower
    return blocks


def document(
    title: str,
    story: Story,
    *,
    style: Style = DOSSIER,
    footer_left: str = "",
    header_right: str = "",
    concept: bool = False,
    lang: str = "nl-NL",
    house: str = "",
    author: str = "",
    made_at: datetime | None = None,
) -> bytes:
    """Return the PDF of a story; the same story gives the same bytes.

    ``house`` is the name of the house, in the head of every page and as the author.
    ``made_at`` is an aware moment, for pieces that must tell it; without it there is no clock.
    """
    target = BytesIO()
    paper = _Paper(style, house, footer_left, header_right, concept)
    made: list[HouseCanvas] = []

    def canvas(*args: Any, **options: Any) -> HouseCanvas:
        made.append(HouseCanvas(*args, **options))
        made[0].foot = paper.draw
        return made[0]

    template = BaseDocTemplate(
        target,
        pagesize=A4,
        pageTemplates=[PageTemplate("blad", [paper.room()])],
        title=clean_text(f"{title} (concept)" if concept else title),
        author=clean_text(author or house),
        subject="",
        lang=lang,
        invariant=1,
        pageCompression=0,
    )
    template.build(_blocks(story), canvasmaker=canvas)
    return finish(target.getvalue(), made[0].book, made[0].marks, made_at=made_at)


def one_sheet(title: str, make: Callable[[Style], Story], **options: Any) -> bytes:
    """Return a sheet for the deelnemer: letters a little smaller if it would not fit otherwise.

    ``make`` gives the story in a style; ``options`` are those of ``document``. Letters go from
    14 to 12 points and no further: what still does not fit takes two sheets of large letters.
    """
    for share in SHEET_SHARES:
        style = DEELNEMER.scaled(share)
        data = document(title, make(style), style=style, **options)
        if count_pages(data) == 1:
            return data
    return document(title, make(DEELNEMER), style=DEELNEMER, **options)


class _Empty(Flowable):
    """Makes one empty page."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 1, 1

    def draw(self) -> None:
        """Nothing to draw."""


def count_pages(data: bytes) -> int:
    """Return how many sheets a PDF has."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)
