"""Blocks of text: paragraph, heading, his own words, and the frame that blocks stand in."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import cast

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from hvh_desktop.pdf.canvas import HouseCanvas, Tag, house_canvas
from hvh_desktop.pdf.style import DOSSIER, LEADING, Style, colour
from hvh_desktop.pdf.typeset import Letter, Line, Setter, Words
from hvh_desktop.text import shorten

ASCENT, DESCENT = 1.069, 0.293
MOST_KEPT = 260.0
"""More than this is never kept together: it may be longer than a page."""


def least_height(block: Flowable, width: float) -> float:
    """Return the height of the first part of a block that may stand alone on a page."""
    if isinstance(block, TextBlock | Frame):
        return block.least(width)
    told = getattr(block, "least", None)
    return float(told(width) if told else min(block.wrap(width, inf)[1], MOST_KEPT))


class TextBlock(Flowable):
    """Text of any script in lines; may be split between any two lines.

    Right-to-left text stands on the right, but one line of it in a cell stands under its label.
    """

    def __init__(
        self,
        words: Words,
        letter: Letter,
        *,
        tag: Tag | None = None,
        before: float = 0,
        after: float = 0,
        align: str = "left",
        setter: Setter | None = None,
    ) -> None:
        super().__init__()
        self.letter = letter
        self.tag = tag
        self.align = align
        self.setter = setter or Setter(words, letter)
        self.spaceBefore = before
        self.spaceAfter = after
        self._lines: list[Line] | None = None
        self._lines_for: float | None = None

    @property
    def leading(self) -> float:
        return self.letter.size * LEADING

    @property
    def first_baseline(self) -> float:
        """Distance from the top to the first baseline."""
        slack = self.leading - self.letter.size * (ASCENT + DESCENT)
        return slack / 2 + self.letter.size * ASCENT

    def lines(self, width: float) -> list[Line]:
        if self._lines is None or (self._lines_for is not None and self._lines_for != width):
            self._lines, self._lines_for = self.setter.lines(width), width
        return self._lines

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self.height = len(self.lines(width)) * self.leading
        return width, self.height

    def least(self, width: float) -> float:
        return min(len(self.lines(width)), 2) * self.leading

    def split(self, width: float, height: float) -> list[Flowable]:
        lines = self.lines(width)
        fit = min(int((height + 0.01) / self.leading), len(lines))
        if fit == len(lines):
            return [self]
        if len(lines) - fit == 1 and fit > 2:
            fit -= 1
        if fit < 1 or (fit == 1 and len(lines) > 2 and not lines[0].ends_paragraph):
            return []
        return [self._with(lines[:fit], after=0), self._with(lines[fit:], before=0)]

    def drawOn(self, canvas: Canvas, x: float, y: float, **_: float) -> None:
        """Every line has its own place, so no change of coordinates around the text."""
        paper = cast("HouseCanvas", canvas)
        with paper.tagged(self.tag):
            baseline = y + self.height - self.first_baseline
            lines = self.lines(self.width)
            for line in lines:
                is_right = self.align == "right" or (
                    line.is_rtl and not (self.align == "cell" and len(lines) == 1)
                )
                paper.show_line(line, x + self.width - line.width if is_right else x, baseline)
                baseline -= self.leading

    def _with(
        self, lines: list[Line], *, before: float | None = None, after: float | None = None
    ) -> TextBlock:
        part = TextBlock("", self.letter, tag=self.tag, align=self.align, setter=self.setter)
        part._lines = lines
        part.spaceBefore = self.spaceBefore if before is None else before
        part.spaceAfter = self.spaceAfter if after is None else after
        return part


class Heading(TextBlock):
    """A heading that is also a bookmark and never stands alone at the foot of a page."""

    def __init__(self, words: Words, letter: Letter, *, level: int, before: float, after: float):
        super().__init__(words, letter, tag=Tag(f"H{level}"), before=before, after=after)
        self.level = level
        self.follower: Flowable | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        super().wrap(width, height)
        least = self.least(width)
        return width, least if height < least else self.height

    def least(self, width: float) -> float:
        height = min(len(self.lines(width)) * self.leading, MOST_KEPT)
        if self.follower is None:
            return height
        gap = max(self.spaceAfter, self.follower.getSpaceBefore())
        return float(height + gap + least_height(self.follower, width))

    def split(self, width: float, height: float) -> list[Flowable]:
        return super().split(width, height) if len(self.lines(width)) > 12 else []

    def drawOn(self, canvas: Canvas, x: float, y: float, **_: float) -> None:
        paper = cast("HouseCanvas", canvas)
        key = f"h{len(paper.marks)}"
        level = min(self.level - 1, paper.outline_level + 1)
        paper.outline_level = level
        paper.bookmarkHorizontal(key, x, y + self.height)
        paper.addOutlineEntry(shorten(self.setter.text, 120), key, level)
        super().drawOn(canvas, x, y)


class Frame(Flowable):
    """Blocks inside a box, with padding; splits between and inside its blocks.

    ``fill`` and ``line`` are names of colours; ``bar`` is a thick line on the left. ``lead`` (a
    number or picture) stands left of the blocks at x and distance from the top, or, without
    distance, in the middle of the height. ``keeps``: the last block begins
    on the page of the others.
    """

    def __init__(
        self,
        blocks: Sequence[Flowable],
        *,
        pad: tuple[float, float, float, float] = (0, 0, 0, 0),
        fill: str | None = None,
        line: str | None = None,
        bar: str | None = None,
        radius: float = 8,
        before: float = 0,
        after: float = 0,
        keeps: bool = False,
        lead: Flowable | None = None,
        lead_at: tuple[float, float | None] = (0, 0),
    ) -> None:
        super().__init__()
        self.blocks = list(blocks)
        self.pad = pad
        self.lead, self.lead_at = lead, lead_at
        self.fill, self.line, self.bar = fill, line, bar
        self.radius = radius
        self.spaceBefore, self.spaceAfter = before, after
        self.keeps = keeps

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        top, right, bottom, left = self.pad
        inner = width - left - right
        used = 0.0
        for index, block in enumerate(self.blocks):
            used += self._gap(index) + block.wrap(inner, inf)[1]
        self.width, self.height = width, top + used + bottom
        return width, self.height

    def least(self, width: float) -> float:
        top, right, bottom, left = self.pad
        inner = width - left - right
        last = len(self.blocks) - 1 if self.keeps else 0
        used = top + bottom
        for index, block in enumerate(self.blocks[: last + 1]):
            used += self._gap(index)
            used += least_height(block, inner) if index == last else block.wrap(inner, inf)[1]
        return min(used, MOST_KEPT)

    def split(self, width: float, height: float) -> list[Flowable]:
        top, right, bottom, left = self.pad
        inner = width - left - right
        room = height - top - bottom
        if height < self.least(width):
            return []
        for index, block in enumerate(self.blocks):
            room -= self._gap(index)
            used = block.wrap(inner, inf)[1]
            if used > room:
                parts = block.split(inner, room) if room > 0 else []
                if len(parts) < 2 and index == 0:
                    return []
                kept = [*self.blocks[:index], *(parts[:1] if len(parts) > 1 else [])]
                rest = parts[1:] if len(parts) > 1 else [block]
                return [
                    self._with(kept, self.lead, before=self.spaceBefore, after=0),
                    self._with(
                        [*rest, *self.blocks[index + 1 :]], None, before=0, after=self.spaceAfter
                    ),
                ]
            room -= used
        return [self]

    def draw(self) -> None:
        canvas = house_canvas(self)
        self._draw_box()
        self._draw_lead()
        top, right, _, left = self.pad
        inner = self.width - left - right
        y = self.height - top
        for index, block in enumerate(self.blocks):
            height = block.wrap(inner, inf)[1]
            y -= self._gap(index) + height
            block.drawOn(canvas, left, y)

    def _gap(self, index: int) -> float:
        if index == 0:
            return 0.0
        before = self.blocks[index].getSpaceBefore()
        return float(max(before, self.blocks[index - 1].getSpaceAfter()))

    def _draw_lead(self) -> None:
        if self.lead is None:
            return
        x, distance = self.lead_at
        height = self.lead.wrap(self.pad[3] - x, inf)[1]
        top = (self.height - height) / 2 if distance is None else distance
        self.lead.drawOn(house_canvas(self), x, self.height - top - height)

    def _draw_box(self) -> None:
        canvas = house_canvas(self)
        with canvas.tagged(None):
            canvas.saveState()
            if self.fill:
                canvas.setFillColor(colour(self.fill))
                canvas.roundRect(0, 0, self.width, self.height, self.radius, stroke=0, fill=1)
            if self.line:
                canvas.setStrokeColor(colour(self.line))
                canvas.setLineWidth(1)
                canvas.roundRect(0, 0, self.width, self.height, self.radius, stroke=1, fill=0)
            if self.bar:
                canvas.setFillColor(colour(self.bar))
                canvas.rect(0, 0, 3, self.height, stroke=0, fill=1)
            canvas.restoreState()

    def _with(
        self, blocks: Sequence[Flowable], lead: Flowable | None, *, before: float, after: float
    ) -> Frame:
        return Frame(
            blocks,
            lead=lead,
            lead_at=self.lead_at,
            pad=self.pad,
            fill=self.fill,
            line=self.line,
            bar=self.bar,
            radius=self.radius,
            before=before,
            after=after,
        )


class Space(Flowable):
    """Empty height; nothing at the top of a page."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.spaceBefore = height
        self.spaceAfter = 0

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        """Nothing to draw."""


def paragraph(words: Words, style: Style = DOSSIER, *, align: str = "left") -> Flowable:
    """Running text; what people typed stands there literally."""
    return TextBlock(words, style.body, tag=Tag("P"), after=style.gap / 2, align=align)


def muted(words: Words, style: Style = DOSSIER) -> Flowable:
    """Small grey text beside the matter."""
    return TextBlock(words, style.small, tag=Tag("P"), after=style.gap / 2)


def heading1(words: Words, style: Style = DOSSIER, *, subtitle: Words = "") -> Flowable:
    """The title of the piece, with one line below it."""
    title = Heading(words, style.heading1, level=1, before=style.gap, after=0)
    if not subtitle:
        title.spaceAfter = style.gap
        return title
    below = TextBlock(subtitle, style.subtitle, tag=Tag("P"))
    return Frame([title, below], keeps=True, before=style.gap, after=style.gap * 1.5)


def heading2(words: Words, style: Style = DOSSIER) -> Flowable:
    return Heading(words, style.heading2, level=2, before=style.gap * 2, after=style.gap * 0.45)


def heading3(words: Words, style: Style = DOSSIER) -> Flowable:
    return Heading(words, style.heading3, level=3, before=style.gap * 1.2, after=style.gap * 0.3)


def voice(words: Words, style: Style = DOSSIER, *, source: Words = "") -> Flowable:
    """The deelnemer's own words: soft ground and a bar on the left."""
    blocks: list[Flowable] = [TextBlock(words, style.voice, tag=Tag("BlockQuote"))]
    if source:
        blocks.append(TextBlock(source, style.small, tag=Tag("P"), before=3))
    return Frame(
        blocks,
        pad=(style.pad * 0.6, style.pad, style.pad * 0.6, style.pad + 4),
        fill="voice_soft",
        bar="voice",
        radius=5,
        before=style.gap / 2,
        after=style.gap,
        keeps=bool(source),
    )


def space(height: float) -> Flowable:
    return Space(height)
