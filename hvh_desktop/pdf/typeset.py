"""From words to lines: cut, shape, break and order text of any script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from hvh_desktop.pdf.bidi import base_level, levels, visual_order
from hvh_desktop.pdf.fonts import UNITS, Glyph, Typeface, Weight, split_by_typeface
from hvh_desktop.text import clean_text

BOX_WIDTH = 640.0
"""Width of the empty box for a character without a font, in thousandths of the size."""
_BREAK_AFTER = frozenset("-/–—\u2010\u200b")


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
    """Shaped text of one font, one letter and one direction."""

    letter: Letter
    typeface: Typeface | None
    level: int
    glyphs: tuple[Glyph, ...]
    text: str

    @property
    def width(self) -> float:
        if self.typeface is None:
            return BOX_WIDTH * self.letter.size / UNITS
        return sum(glyph.advance for glyph in self.glyphs) * self.letter.size / UNITS


@dataclass(frozen=True)
class Token:
    """Pieces between two places where a line may break."""

    pieces: tuple[Piece, ...]
    is_space: bool

    @property
    def width(self) -> float:
        return sum(piece.width for piece in self.pieces)


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
    start = 0
    while start < len(text):
        end = start + 1
        is_space = text[start] == " "
        while end < len(text) and (text[end] == " ") == is_space:
            if not is_space and text[end - 1] in _BREAK_AFTER and text[end].isalnum():
                break
            end += 1
        yield _token(text[start:end], letters[start:end], level_of[start:end], is_space)
        start = end


def _token(
    text: str, letters: Sequence[Letter], level_of: Sequence[int], is_space: bool = False
) -> Token:
    pieces: list[Piece] = []
    start = 0
    for (letter, level), group in groupby(zip(letters, level_of, strict=True)):
        end = start + len(list(group))
        for face, part in split_by_typeface(text[start:end], letter.weight):
            glyphs = face.shape(part, is_rtl=level % 2 == 1) if face else ()
            pieces.append(Piece(letter, face, level, glyphs, part))
        start = end
    return Token(tuple(pieces), is_space)


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
    seen = tuple(pieces[index] for index in order)
    return Line(_joined(seen), sum(piece.width for piece in seen), base == 1, ends_paragraph)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join neighbours that look the same, so that a line is few drawing orders."""
    result: list[Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        if (
            last is not None
            and last.typeface is piece.typeface is not None
            and (last.letter, last.level) == (piece.letter, piece.level)
        ):
            text = piece.text + last.text if piece.level % 2 else last.text + piece.text
            glyphs = last.glyphs + piece.glyphs
            result[-1] = Piece(last.letter, last.typeface, last.level, glyphs, text)
        else:
            result.append(piece)
    return tuple(result)


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
