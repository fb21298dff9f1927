"""The canvas of the house: draws shaped text, keeps the fonts used and the reading order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from reportlab.pdfgen.canvas import Canvas

from hvh_desktop.pdf.fonts import BOX_WIDTH, UNITS, Run, Typeface, Weight
from hvh_desktop.pdf.style import colour
from hvh_desktop.pdf.typeset import Line, Piece, shape


@dataclass(eq=False)
class Tag:
    """A place in the structure that a screen reader reads: H1, P, Table, TR, TD …"""

    kind: str
    parent: Tag | None = None


@dataclass(frozen=True)
class Mark:
    tag: Tag
    page: int
    number: int


UNSEEN = "\u200b"
"""Stands for a shape that is only a part of a sign."""


@dataclass
class FontBook:
    """Glyphs used in this document, with the text each stands for."""

    used: dict[Typeface, dict[int, str]] = field(default_factory=dict)
    _told: dict[Run, bool] = field(default_factory=dict)

    def note(self, piece: Piece) -> bool:
        """Keep the glyphs of a piece; say whether the glyphs alone tell its text."""
        told = [self._note(run) for run in piece.runs]
        return piece.level % 2 == 0 and all(told)

    def _note(self, run: Run) -> bool:
        if run in self._told:
            return self._told[run]
        assert run.typeface is not None
        known = self.used.setdefault(run.typeface, {})
        is_plain = True
        following = [glyph.text for glyph in run.glyphs[1:]] + ["."]
        for glyph, next_text in zip(run.glyphs, following, strict=True):
            is_whole = glyph.text != "" != next_text
            own = glyph.text if is_whole else run.typeface.own_text.get(glyph.number, UNSEEN)
            told = known.setdefault(glyph.number, own)
            is_plain = is_plain and is_whole and told == own
        self._told[run] = is_plain
        return is_plain


class HouseCanvas(Canvas):
    """Holds every page until the end, so that the foot can say 'blad 1 van 6'."""

    _code: list[str]

    if TYPE_CHECKING:

        def _startPage(self) -> None: ...

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.setViewerPreference("DisplayDocTitle", "true")
        self.book = FontBook()
        self.marks: list[Mark] = []
        self.foot: Any = None
        self.outline_level = -1
        self._held: list[dict[str, Any]] = []
        self._next_mark = 0
        self._depth = 0

    @property
    def page_index(self) -> int:
        return len(self._held)

    def showPage(self) -> None:
        self._held.append(dict(self.__dict__))
        self._startPage()
        self._next_mark = 0

    def save(self) -> None:
        total = len(self._held)
        shared = {name: self.__dict__[name] for name in ("book", "marks", "_held", "foot")}
        for number, page in enumerate(self._held, start=1):
            self.__dict__.update(page | shared)
            self.foot(self, number, total)
            Canvas.showPage(self)
        super().save()
        shape.cache_clear()

    @contextmanager
    def tagged(self, tag: Tag | None) -> Iterator[None]:
        """Everything drawn inside belongs to ``tag``; without tag it is decoration."""
        if self._depth:
            yield
            return
        if tag is None:
            self._code.append("/Artifact BMC")
        else:
            self.marks.append(Mark(tag, self.page_index, self._next_mark))
            self._code.append(f"/{tag.kind} <</MCID {self._next_mark}>> BDC")
            self._next_mark += 1
        self._depth += 1
        yield
        self._depth -= 1
        self._code.append("EMC")

    def show_line(self, line: Line, x: float, baseline: float) -> None:
        for piece in line.pieces:
            self._show_piece(piece, x, baseline)
            x += piece.width

    def _show_piece(self, piece: Piece, x: float, y: float) -> None:
        if piece.typeface is None:
            with self._spoken(piece.text):
                self._show_box(piece, x, y)
            return
        is_plain = self.book.note(piece)
        size = piece.letter.size
        paint = _paint(piece.letter.colour)
        is_faux = piece.letter.weight is Weight.semibold and piece.typeface.name != Weight.semibold
        bold = f"{paint} RG {size * 0.03:.3f} w 2 Tr " if is_faux else ""
        code = (
            f"q BT {paint} rg {bold}/{piece.typeface.name} {size:.4g} Tf "
            f"1 0 0 1 {x:.3f} {y:.3f} Tm {_shown(piece)} ET Q"
        )
        if is_plain:
            self._code.append(code)
            return
        with self._spoken(piece.text):
            self._code.append(code)

    def _show_box(self, piece: Piece, x: float, y: float) -> None:
        size = piece.letter.size
        self.saveState()
        self.setStrokeColor(colour(piece.letter.colour))
        self.setLineWidth(size * 0.05)
        side = size * 0.5
        self.rect(x + (BOX_WIDTH / UNITS * size - side) / 2, y + size * 0.08, side, size * 0.56)
        self.restoreState()

    @contextmanager
    def _spoken(self, text: str) -> Iterator[None]:
        """Give the real text of shapes that do not tell it themselves."""
        hexed = (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().upper()
        self._code.append(f"/Span <</ActualText <{hexed}>>> BDC")
        yield
        self._code.append("EMC")


def house_canvas(flowable: Any) -> HouseCanvas:
    """Return the canvas a flowable is being drawn on."""
    return cast("HouseCanvas", flowable.canv)


@cache
def _paint(name: str) -> str:
    return " ".join(f"{part:.4g}" for part in colour(name).rgb())


def _shown(piece: Piece) -> str:
    """Return the PDF order that shows the glyphs, each at its shaped place."""
    parts: list[str] = []
    rise = 0.0
    rows = [row for run in piece.runs for row in run.rows]
    for wanted, group in groupby(rows, key=itemgetter(0)):
        if wanted != rise:
            parts.append(f"{wanted * piece.letter.size / UNITS:.3f} Ts")
            rise = wanted
        parts.append(f"[{''.join([row for _, row in group])}] TJ".replace("><", ""))
    return " ".join(parts)
