"""From words to lines: cut, shape, break and order text of any script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from hvh_desktop.pdf.bidi import base_level, levels, visual_order
from hvh_desktop.pdf.fonts import (
    BOX_WIDTH,
    UNITS,
    Glyph,
    Run,
    Typeface,
    Weight,
    split_by_typeface,
)
from hvh_desktop.text import clean_text

_TOKENS = re.compile(r" +|[^ ]+?(?:(?<=[-/–—\u2010\u200b])(?=[^\W_])|(?= )|\Z)")
"""Spaces, or a word up to the next place where a line may break."""


@dataclass(frozen=True)
class Span:
    """A part of a text with its own weight or colour: ``Span("Jeffrey", Weight.semibold)``."""

    text: str
    weight: Weight | None = None
    colour: str | None = None


Words = str | Span | Sequence[str | Span]


@dataclass(frozen=True)
class Letter:
    """Size, weight and colour of a letter."""

    size: float
    weight: Weight = Weight.regular
    colour: str = "text"

    def with_span(self, span: Span) -> Letter:
        return Letter(self.size, span.weight or self.weight, span.colour or self.colour)


@dataclass(frozen=True)
class Piece:
    """Shaped text of one font, one letter and one direction: runs from left to right."""

    letter: Letter
    level: int
    runs: tuple[Run, ...]
    width: float

    @property
    def typeface(self) -> Typeface | None:
        return self.runs[0].typeface

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        return tuple(glyph for run in self.runs for glyph in run.glyphs)

    @property
    def text(self) -> str:
        """In reading order."""
        return "".join(run.text for run in self.runs[:: -1 if self.level % 2 else 1])


@dataclass(frozen=True)
class Token:
    """Pieces between two places where a line may break."""

    pieces: tuple[Piece, ...]
    is_space: bool
    width: float


@dataclass(frozen=True)
class Line:
    """Pieces from left to right."""

    pieces: tuple[Piece, ...]
    width: float
    is_rtl: bool
    ends_paragraph: bool

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def as_spans(words: Words) -> list[Span]:
    parts = [words] if isinstance(words, str | Span) else list(words)
    return [Span(part) if isinstance(part, str) else part for part in parts]


def plain(words: Words) -> str:
    return "".join(span.text for span in as_spans(words))


class Setter:
    """Sets one text: the words are shaped once, lines can be made for any width."""

    def __init__(self, words: Words, letter: Letter) -> None:
        self._letters: list[Letter] = []
        chars: list[str] = []
        for span in as_spans(words):
            cleaned = clean_text(span.text).replace("\t", "    ")
            chars.append(cleaned)
            self._letters += [letter.with_span(span)] * len(cleaned)
        self.text = "".join(chars).rstrip("\n")
        self._paragraphs: list[tuple[int, list[Token]]] | None = None

    def natural_width(self) -> float:
        """Width of the longest line if nothing had to be broken."""
        return max(
            (sum(token.width for token in tokens) for _, tokens in self._shaped()), default=0.0
        )

    def lines(self, width: float) -> list[Line]:
        result: list[Line] = []
        for base, tokens in self._shaped():
            result += _fill(tokens, width, base)
        return result

    def _shaped(self) -> list[tuple[int, list[Token]]]:
        if self._paragraphs is None:
            self._paragraphs = []
            start = 0
            for part in self.text.split("\n"):
                letters = self._letters[start : start + len(part)]
                base = base_level(part)
                self._paragraphs.append((base, list(_tokens(part, letters, base))))
                start += len(part) + 1
        return self._paragraphs


def _tokens(text: str, letters: Sequence[Letter], base: int) -> Iterator[Token]:
    level_of = levels(text, base)
    for found in _TOKENS.finditer(text):
        start, end = found.span()
        yield _token(found[0], letters[start:end], level_of[start:end])


def _token(text: str, letters: Sequence[Letter], level_of: Sequence[int]) -> Token:
    count = len(text)
    if letters.count(letters[0]) == count and level_of.count(level_of[0]) == count:
        return shape(text, letters[0], level_of[0])
    pieces: list[Piece] = []
    start = 0
    for (letter, level), group in groupby(zip(letters, level_of, strict=True)):
        end = start + len(list(group))
        pieces += shape(text[start:end], letter, level).pieces
        start = end
    return _as_token(pieces, is_space=False)


@lru_cache(maxsize=2000)
def shape(text: str, letter: Letter, level: int) -> Token:
    """Shape a word. Once a piece is saved all are forgotten, because they are people's words."""
    pieces = []
    for face, part in split_by_typeface(text, letter.weight):
        run = face.shape(part, is_rtl=level % 2 == 1) if face else Run(None, (), part, BOX_WIDTH)
        pieces.append(Piece(letter, level, (run,), run.advance * letter.size / UNITS))
    return _as_token(pieces, text.startswith(" "))


def _as_token(pieces: Sequence[Piece], is_space: bool) -> Token:
    return Token(tuple(pieces), is_space, sum([piece.width for piece in pieces]))


def _fill(tokens: Sequence[Token], width: float, base: int) -> Iterator[Line]:
    line: list[Token] = []
    used = 0.0
    for token in tokens:
        for part in _chop(token, width) if token.width > width else (token,):
            if used + part.width > width and not part.is_space and line:
                yield _line(line, base, ends_paragraph=False)
                line, used = [], 0.0
            if line or not part.is_space or token is tokens[0]:
                line.append(part)
                used += part.width
    yield _line(line, base, ends_paragraph=True)


def _line(tokens: list[Token], base: int, *, ends_paragraph: bool) -> Line:
    kept = list(tokens)
    while kept and kept[-1].is_space:
        kept.pop()
    pieces = [piece for token in kept for piece in token.pieces]
    order = visual_order([piece.level for piece in pieces])
    seen = [pieces[index] for index in order]
    return Line(tuple(_joined(seen)), sum([p.width for p in seen]), base == 1, ends_paragraph)


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Join neighbours that look the same, so that a line is few drawing orders."""
    for (letter, level, _), group in groupby(pieces, key=_look):
        alike = list(group)
        runs = tuple([run for piece in alike for run in piece.runs])
        yield Piece(letter, level, runs, sum([piece.width for piece in alike]))


def _look(piece: Piece) -> tuple[Letter, int, object]:
    """What neighbours have in common; an empty box has nothing."""
    return piece.letter, piece.level, piece.typeface or piece


def _chop(token: Token, width: float) -> Iterator[Token]:
    """Cut a word that is wider than the line, between letters, without a hyphen."""
    room = width
    for piece in token.pieces:
        part = ""
        for text, advance in _clusters(piece):
            if advance > room and (part or room < width):
                yield from _part(piece, part)
                part, room = "", width
            part += text
            room -= advance
        yield from _part(piece, part)


def _part(piece: Piece, part: str) -> Iterator[Token]:
    if part:
        yield _token(part, [piece.letter] * len(part), [piece.level] * len(part))


def _clusters(piece: Piece) -> Iterator[tuple[str, float]]:
    """Text and width of each cluster, in reading order."""
    if piece.typeface is None:
        yield piece.text, piece.width
        return
    clusters: list[tuple[str, float]] = []
    loose = 0.0
    for glyph in piece.glyphs:
        advance = glyph.advance * piece.letter.size / UNITS
        if glyph.text:
            clusters.append((glyph.text, advance + loose))
            loose = 0.0
        elif clusters:
            clusters[-1] = (clusters[-1][0], clusters[-1][1] + advance)
        else:
            loose += advance
    yield from reversed(clusters) if piece.level % 2 else clusters
