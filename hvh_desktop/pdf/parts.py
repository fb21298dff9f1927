"""The building blocks that make a piece recognisably of the house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor

from reportlab.platypus.flowables import Flowable

from hvh_desktop.pdf import pictures
from hvh_desktop.pdf.blocks import Frame, TextBlock
from hvh_desktop.pdf.canvas import Tag, house_canvas
from hvh_desktop.pdf.fonts import Weight
from hvh_desktop.pdf.grid import Grid, Look, Nothing, Row, row_tags
from hvh_desktop.pdf.style import DEELNEMER, DOSSIER, Style, colour
from hvh_desktop.pdf.typeset import Letter, Words


@dataclass(frozen=True)
class Goal:
    """A goal in his words, what it belongs to, and the actions that lead there."""

    words: Words
    about: Words = ""
    actions: Sequence[Sequence[Words]] = ()


@dataclass(frozen=True)
class Signature:
    name: str
    role: str
    day: str = ""
    """Filled in when it was signed already; else a place to write."""


@dataclass(frozen=True)
class Agreement:
    who: Words
    what: Words
    when: Words = ""


class Icon(Flowable):
    """A small picture; decoration, a word always stands beside it."""

    def __init__(self, picture: pictures.Picture, size: float, name: str) -> None:
        super().__init__()
        self.picture, self.size, self.name = picture, size, name

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.size, self.size

    def draw(self) -> None:
        canvas = house_canvas(self)
        with canvas.tagged(None):
            self.picture(canvas, 0, 0, self.size, self.name)


class _Lines(Flowable):
    """Empty lines to write on: at most ``count``, fewer when the page has no more room."""

    def __init__(self, count: int, distance: float) -> None:
        super().__init__()
        self.count, self.distance = count, distance

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        fit = max(1, floor(min(height / self.distance, self.count)))
        self.width, self.height = width, fit * self.distance
        return width, self.height

    def draw(self) -> None:
        canvas = house_canvas(self)
        with canvas.tagged(None):
            canvas.setStrokeColor(colour("line_strong"))
            canvas.setLineWidth(0.7)
            for number in range(round(self.height / self.distance)):
                y = number * self.distance
                canvas.line(0, y, self.width, y)


def _bold(letter: Letter) -> Letter:
    return replace(letter, weight=Weight.semibold)


def _fact(label: str, value: Words, style: Style) -> Flowable:
    tag = Tag("P")
    return Frame(
        [
            TextBlock(label, style.small, tag=tag),
            TextBlock(value or "–", _bold(style.body), tag=tag, align="cell"),
        ]
    )


def facts(
    pairs: Sequence[tuple[str, Words]], style: Style = DOSSIER, *, columns: int = 4
) -> Flowable:
    """Rounded box with label above value; an empty value is a dash."""
    cells = [_fact(label, value, style) for label, value in pairs]
    rows = [Row(tuple(cells[start : start + columns])) for start in range(0, len(cells), columns)]
    look = Look((1,) * columns, pad_x=0, pad_y=style.gap * 0.4, gutter=12, line=None)
    return Frame(
        [Grid(rows, look)],
        pad=(style.pad * 0.5, style.pad, style.pad * 0.5, style.pad),
        line="line",
        before=style.gap / 2,
        after=style.gap,
    )


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[Words]],
    style: Style = DOSSIER,
    *,
    widths: Sequence[float] | None = None,
    right: Sequence[int] = (),
    parent: Tag | None = None,
) -> Flowable:
    """Head on a soft ground, horizontal lines only; ``right`` lists columns of numbers.

    ``columns`` may be empty: then there is no head. ``parent`` is the place in the structure.
    """
    widest = max((len(row) for row in rows), default=1)
    count = len(columns) or widest
    if widest > count:
        raise ValueError("a row has more cells than there are columns")
    tag = Tag("Table", parent)

    def cells(words: Sequence[Words], letter: Letter, kind: str) -> Row:
        tags = row_tags(tag, len(words), kind)
        return Row(
            tuple(
                TextBlock(
                    part, letter, tag=tags[index], align="right" if index in right else "cell"
                )
                for index, part in enumerate(words)
            )
        )

    head = cells(columns, _bold(style.small), "TH") if columns else None
    body = replace(style.body, size=style.body.size - 0.5)
    look = Look(tuple(widths or (1,) * count), pad_y=style.gap * 0.35, has_top_line=not columns)
    return Grid(
        [cells(row, body, "TD") for row in rows], look, head=head, after=style.gap, before=4
    )


def goal(
    number: int, goal_: Goal, style: Style = DOSSIER, *, parent: Tag | None = None
) -> Flowable:
    """A goal with its number; its heading keeps together with the first actions."""
    letter = replace(_bold(style.body), size=style.body.size + 3, colour="voice")
    item = Tag("LI", parent or Tag("L"))
    label, body = Tag("Lbl", item), Tag("LBody", item)
    heading = replace(_bold(style.body), size=style.body.size + 0.5)
    blocks: list[Flowable] = [TextBlock(goal_.words, heading, tag=Tag("P", body))]
    if goal_.about:
        blocks.append(TextBlock(goal_.about, style.small, tag=Tag("P", body), after=2))
    if goal_.actions:
        head, widths = ("Wat", "Wie", "Wanneer"), (250, 114, 113)
        blocks.append(table(head, goal_.actions, style, widths=widths, parent=body))
    indent = letter.size * 1.4
    return Frame(
        blocks,
        pad=(0, 0, 0, indent),
        lead=TextBlock(str(number), letter, tag=label),
        lead_at=(0, -letter.size * 0.2),
        keeps=True,
        before=style.gap * 0.6,
        after=style.gap * 1.5,
    )


def goals(items: Sequence[Goal], style: Style = DOSSIER) -> Flowable:
    """Goals in his order, numbered from 1."""
    parent = Tag("L")
    return Frame(
        [goal(number, item, style, parent=parent) for number, item in enumerate(items, start=1)],
        after=style.gap,
    )


def strengths(items: Sequence[tuple[Words, Words]], style: Style = DOSSIER) -> Flowable:
    """Two columns of strengths: what it is, and small below who said so."""
    size = style.body.size * 1.2
    cells: list[Flowable] = []
    parent = Tag("L")
    for words, source in items:
        tag = Tag("LBody", Tag("LI", parent))
        blocks: list[Flowable] = [TextBlock(words, style.body, tag=tag)]
        if source:
            blocks.append(TextBlock(source, style.small, tag=tag))
        cells.append(
            Frame(
                blocks,
                pad=(0, 0, 0, size * 1.5),
                lead=Icon(pictures.plus, size, "good"),
                lead_at=(0, style.body.size * 0.12),
            )
        )
    rows = [Row(tuple(cells[start : start + 2])) for start in range(0, len(cells), 2)]
    look = Look((1, 1), pad_x=0, pad_y=style.gap * 0.3, gutter=16, line=None)
    return Grid(rows, look, after=style.gap)


def agreements(items: Sequence[Agreement], style: Style = DEELNEMER) -> Flowable:
    """Who does what and when, each with an empty square to tick."""
    table_tag = Tag("Table")
    rows = []
    side = style.body.size * 1.2
    for item in items:
        tags = row_tags(table_tag, 3)
        who = TextBlock(item.who, _bold(style.body), tag=tags[0], align="cell")
        what = TextBlock(item.what, style.body, tag=tags[1])
        when = TextBlock(item.when, style.small, tag=tags[2], align="right")
        box = Frame([], lead=Icon(pictures.square, side, "line_strong"), lead_at=(0, 1.5))
        rows.append(Row((box, who, what, when), least=style.body.size * 1.7))
    look = Look(
        (1.95 * side, 104, 256, 106),
        pad_x=0,
        pad_y=style.gap * 0.75,
        has_top_line=True,
    )
    return Grid(rows, look, after=style.gap * 2)


def _picture_box(
    picture: pictures.Picture,
    blocks: Sequence[Flowable],
    style: Style,
    *,
    fill: str | None = None,
    line: str | None = None,
) -> Flowable:
    size = style.body.size * 2.5
    return Frame(
        blocks,
        pad=(style.pad * 0.7, style.pad, style.pad * 0.8, style.pad + size + 22),
        fill=fill,
        line=line,
        radius=10,
        lead=Icon(picture, size, "accent"),
        lead_at=(style.pad, None),
        before=style.gap / 2,
        after=style.gap,
    )


def first_step(
    what: Words, when: Words = "", style: Style = DEELNEMER, *, label: str = "Jouw eerste stap"
) -> Flowable:
    """The only filled box: what he does first."""
    size = style.body.size
    blocks = [
        TextBlock(label, Letter(size * 0.9, Weight.semibold, "accent"), tag=Tag("P")),
        TextBlock(what, Letter(size * 1.3, Weight.semibold), tag=Tag("P")),
    ]
    if when:
        blocks.append(TextBlock(when, style.body, tag=Tag("P")))
    return _picture_box(pictures.arrow, blocks, style, fill="accent_soft")


def next_date(
    when: Words, style: Style = DEELNEMER, *, label: str = "Volgende keer praten we verder"
) -> Flowable:
    """When we meet again, in words."""
    blocks = [
        TextBlock(label, style.small, tag=Tag("P")),
        TextBlock(when, Letter(style.body.size * 1.2, Weight.semibold), tag=Tag("P")),
    ]
    return _picture_box(pictures.calendar, blocks, style, line="line_strong")


def write_lines(count: int = 4, style: Style = DEELNEMER) -> Flowable:
    """Empty lines to write or draw on; as many of them as the page still has room for."""
    return _Lines(count, style.body.size * 1.9)


def signatures(people: Sequence[Signature], style: Style = DOSSIER) -> Flowable:
    """A line to sign for each person, with name, role and a place for the date."""
    cells: list[Flowable] = []
    for person in people:
        tag = Tag("P")
        day = f"Datum: {person.day}" if person.day else "Datum:"
        rule = style.body.size * 3.6
        cells.append(
            Frame(
                [
                    _Lines(1, rule),
                    TextBlock(person.name, _bold(style.body), tag=tag, before=3),
                    TextBlock(person.role, style.small, tag=tag),
                    TextBlock(day, style.small, tag=tag, before=4),
                ]
            )
        )
    if len(cells) % 2:
        cells.append(Nothing())
    rows = [Row(tuple(cells[start : start + 2])) for start in range(0, len(cells), 2)]
    return Grid(rows, Look((1, 1), pad_x=0, pad_y=4, gutter=32, line=None), after=style.gap)


def label_values(values: Mapping[str, Words], style: Style = DOSSIER) -> Flowable:
    """Each label with its text below it; nothing is said of what is empty."""
    blocks = [
        Frame(
            [
                TextBlock(label, _bold(style.body), tag=Tag("P")),
                TextBlock(value, style.body, tag=Tag("P")),
            ],
            keeps=True,
            before=style.gap * 0.5,
            after=style.gap * 0.5,
        )
        for label, value in values.items()
        if value
    ]
    return Frame(blocks, after=style.gap * 0.5)
