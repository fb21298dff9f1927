"""Rows and columns on paper: horizontal lines only, the head comes back on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from reportlab.platypus.flowables import Flowable

from hvh_desktop.pdf.canvas import HouseCanvas, Tag, house_canvas
from hvh_desktop.pdf.style import colour

SPLIT_FROM = 220.0
"""A row higher than this may be cut in two; smaller rows go to the next page whole."""


@dataclass(frozen=True)
class Row:
    cells: tuple[Flowable, ...]
    least: float = 0


@dataclass(frozen=True)
class Look:
    """Distances and lines of a grid."""

    widths: tuple[float, ...]
    """Share of the width of each column."""
    pad_x: float = 8
    pad_y: float = 3
    gutter: float = 0
    line: str | None = "line"
    has_top_line: bool = False
    head_pad_y: float = field(default=2)


class Grid(Flowable):
    def __init__(
        self,
        rows: Sequence[Row],
        look: Look,
        *,
        head: Row | None = None,
        before: float = 0,
        after: float = 0,
        is_rest: bool = False,
    ) -> None:
        super().__init__()
        self.rows = list(rows)
        self.look = look
        self.head = head
        self.spaceBefore, self.spaceAfter = before, after
        self._is_rest = is_rest

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self.height = self._head_height(width) + sum(
            self._row_height(row, width, self.look.pad_y) for row in self.rows
        )
        return width, self.height

    def least(self, width: float) -> float:
        """Head and first row, or the first lines of a very high row."""
        first = self._row_height(self.rows[0], width, self.look.pad_y) if self.rows else 0.0
        return self._head_height(width) + min(first, SPLIT_FROM / 4)

    def split(self, width: float, height: float) -> list[Flowable]:
        room = height - self._head_height(width)
        kept: list[Row] = []
        for index, row in enumerate(self.rows):
            needed = self._row_height(row, width, self.look.pad_y)
            if needed <= room:
                kept.append(row)
                room -= needed
                continue
            rest = self.rows[index:]
            if needed > SPLIT_FROM and (parts := self._split_row(row, width, room)):
                kept.append(parts[0])
                rest = [parts[1], *rest[1:]]
            if not kept:
                return []
            return [
                self._with(kept, before=self.spaceBefore, after=0, is_rest=self._is_rest),
                self._with(rest, before=0, after=self.spaceAfter, is_rest=True),
            ]
        return [self]

    def draw(self) -> None:
        canvas = house_canvas(self)
        y = self.height
        if self.head is not None:
            y -= self._draw_head(canvas, y)
        elif self.look.has_top_line:
            self._draw_line(canvas, y)
        for row in self.rows:
            height = self._row_height(row, self.width, self.look.pad_y)
            self._draw_row(canvas, row, y - self.look.pad_y)
            y -= height
            if self.look.line:
                self._draw_line(canvas, y)

    def _draw_head(self, canvas: HouseCanvas, y: float) -> float:
        assert self.head is not None
        height = self._head_height(self.width)
        with canvas.tagged(None):
            canvas.setFillColor(colour("sunken"))
            canvas.rect(0, y - height, self.width, height, stroke=0, fill=1)
        if self._is_rest:
            with canvas.tagged(None):
                self._draw_row(canvas, self.head, y - self.look.head_pad_y)
        else:
            self._draw_row(canvas, self.head, y - self.look.head_pad_y)
        return height

    def _draw_row(self, canvas: HouseCanvas, row: Row, top: float) -> None:
        drop = max((getattr(cell, "first_baseline", 0.0) for cell in row.cells), default=0.0)
        for cell, (x, width) in zip(row.cells, self._columns(self.width), strict=False):
            height = cell.wrap(width, inf)[1]
            lower = drop - getattr(cell, "first_baseline", drop)
            cell.drawOn(canvas, x, top - lower - height)

    def _draw_line(self, canvas: HouseCanvas, y: float) -> None:
        with canvas.tagged(None):
            canvas.setStrokeColor(colour(self.look.line or "line"))
            canvas.setLineWidth(0.7)
            canvas.line(0, y, self.width, y)

    def _columns(self, width: float) -> list[tuple[float, float]]:
        """Return x and width of the text of each column."""
        look = self.look
        share = (width - look.gutter * (len(look.widths) - 1)) / sum(look.widths)
        columns: list[tuple[float, float]] = []
        x = 0.0
        for part in look.widths:
            columns.append((x + look.pad_x, part * share - 2 * look.pad_x))
            x += part * share + look.gutter
        return columns

    def _head_height(self, width: float) -> float:
        return self._row_height(self.head, width, self.look.head_pad_y) if self.head else 0.0

    def _row_height(self, row: Row, width: float, pad: float) -> float:
        drop = max((getattr(cell, "first_baseline", 0.0) for cell in row.cells), default=0.0)
        heights = [
            cell.wrap(column, inf)[1] + drop - getattr(cell, "first_baseline", drop)
            for cell, (_, column) in zip(row.cells, self._columns(width), strict=False)
        ]
        return max([row.least, *heights]) + 2 * pad

    def _split_row(self, row: Row, width: float, room: float) -> tuple[Row, Row] | None:
        first: list[Flowable] = []
        rest: list[Flowable] = []
        for cell, (_, column) in zip(row.cells, self._columns(width), strict=False):
            parts = cell.split(column, room - 2 * self.look.pad_y)
            if not parts:
                return None
            first.append(parts[0])
            rest.append(parts[1] if len(parts) > 1 else Nothing())
        if all(isinstance(cell, Nothing) for cell in rest):
            return None
        return Row(tuple(first)), Row(tuple(rest))

    def _with(self, rows: Sequence[Row], *, before: float, after: float, is_rest: bool) -> Grid:
        return Grid(rows, self.look, head=self.head, before=before, after=after, is_rest=is_rest)


class Nothing(Flowable):
    """An empty cell."""

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        return width, 0

    def split(self, _width: float, _height: float) -> list[Flowable]:
        return [self]

    def draw(self) -> None:
        """Nothing to draw."""


def row_tags(table: Tag, count: int, kind: str = "TD") -> list[Tag]:
    """Tags for the cells of one row of a table."""
    row = Tag("TR", table)
    return [Tag(kind, row) for _ in range(count)]
