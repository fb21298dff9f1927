"""Where two texts differ, word by word. Pure; also for texts of many pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

MOST_WORDS = 3000
"""Above this whole lines are compared instead of words."""
_WORDS = re.compile(r"\s+|[^\s]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Piece:
    """A part of a text, and whether the other text has it too."""

    text: str
    differs: bool


def compare(text: str, other: str) -> tuple[Piece, ...]:
    """The text in pieces; together they are exactly the text."""
    pattern = _WORDS
    if max(len(_WORDS.findall(text)), len(_WORDS.findall(other))) > MOST_WORDS:
        pattern = _LINES
    mine, theirs = pattern.findall(text), pattern.findall(other)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    return tuple(_joined(mine, matcher))


def _joined(mine: list[str], matcher: SequenceMatcher[str]) -> Iterator[Piece]:
    for kind, begin, end, _, _ in matcher.get_opcodes():
        piece = "".join(mine[begin:end])
        if piece:
            yield Piece(piece, kind != "equal" and not piece.isspace())


def marked(pieces: tuple[Piece, ...]) -> str:
    """As rich text: what differs is underlined and heavier, so that it needs no colour."""
    return "".join(_heavy(one.text) if one.differs else _safe(one.text) for one in pieces)


def _heavy(text: str) -> str:
    """White at the ends stays plain: a line under nothing tells nothing."""
    words = text.strip()
    before, _, after = text.partition(words)
    style = "font-weight:600; text-decoration:underline"
    return f"{_safe(before)}<span style='{style}'>{_safe(words)}</span>{_safe(after)}"


def _safe(text: str) -> str:
    return escape(text).replace("\n", "<br>")
