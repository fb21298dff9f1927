"""A proposal out of two versions of a text, line by line; a person decides.

What only one of them changed is taken over; where both changed the same lines, both stand below
each other, each under the name of who wrote it. Of texts of one line nobody needs a mark: they
just stand below each other. The texts themselves stay in the history whatever is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from hvh_desktop.text import join_words

OPEN, END = "‹‹", "››"
MOST_LINES = 5000

Whose = tuple[str, str]
"""The mark above each: "Ilse schreef", "Ilse en Ruben schreven"."""
_SOMEBODY: Whose = ("De een schreef", "De ander schreef")

_Edit = tuple[int, int, list[str]]
"""Lines ``[begin, end)`` of the base, and what stands there instead."""


@dataclass(frozen=True)
class Proposal:
    """A text that holds what both wrote."""

    text: str
    is_clean: bool
    """Nothing was changed twice; else both stand in it, below each other."""


def has_marks(text: str) -> bool:
    """Does a line of a proposal still say who wrote what is below it?"""
    return any(line.strip().startswith((OPEN, END)) for line in text.split("\n"))


def put_together(base: str, versions: Sequence[tuple[str, str]]) -> Proposal:
    """All versions of a text, oldest first: who wrote it, and what."""
    changed = list(dict.fromkeys(text for _, text in versions if text != base))
    if len(changed) > 1 and not any("\n" in text for text in changed):
        return Proposal("\n".join(filter(None, changed)), False)
    (name, text), *later = versions
    names, whose, is_clean = [name], f"{name} schreef", True
    for other, written in later:
        put = propose_text(base, text, written, (whose, f"{other} schreef"))
        text, is_clean = put.text, is_clean and put.is_clean
        names.append(other)
        whose = f"{join_words(names)} schreven"
    return Proposal(text, is_clean)


def propose_text(base: str, first: str, second: str, whose: Whose = _SOMEBODY) -> Proposal:
    """Put two versions of a text together; ``whose`` they are."""
    if first == second or second == base:
        return Proposal(first, True)
    if first == base:
        return Proposal(second, True)
    lines = base.split("\n")
    mine, theirs = first.split("\n"), second.split("\n")
    if max(len(lines), len(mine), len(theirs)) > MOST_LINES:
        return Proposal("\n".join(_clash(mine, theirs, whose)), False)
    return _weave(lines, _edits(lines, mine), _edits(lines, theirs), whose)


def _edits(base: Sequence[str], text: Sequence[str]) -> list[_Edit]:
    matcher = SequenceMatcher(None, base, text, autojunk=False)
    return [
        (begin, end, list(text[start:stop]))
        for kind, begin, end, start, stop in matcher.get_opcodes()
        if kind != "equal"
    ]


def _weave(base: Sequence[str], mine: list[_Edit], theirs: list[_Edit], whose: Whose) -> Proposal:
    result: list[str] = []
    at, is_clean = 0, True
    while mine or theirs:
        begin, end = _span(mine, theirs)
        ours, other = _take(mine, begin, end), _take(theirs, begin, end)
        result += base[at:begin]
        one, two = _apply(base, begin, end, ours), _apply(base, begin, end, other)
        if not other or one == two:
            result += one
        elif not ours:
            result += two
        else:
            result += _clash(one, two, whose)
            is_clean = False
        at = end
    return Proposal("\n".join([*result, *base[at:]]), is_clean)


def _span(mine: list[_Edit], theirs: list[_Edit]) -> tuple[int, int]:
    """The next part of the base in which edits of both touch each other."""
    todo = sorted([*mine, *theirs], key=lambda edit: edit[:2])
    begin, end, _ = todo[0]
    for start, stop, _ in todo[1:]:
        is_beside = start == end and begin < end and start < stop
        if start > end or is_beside:
            break
        end = max(end, stop)
    return begin, end


def _take(edits: list[_Edit], begin: int, end: int) -> list[_Edit]:
    taken = [edit for edit in edits if begin <= edit[0] and edit[1] <= end]
    del edits[: len(taken)]
    return taken


def _apply(base: Sequence[str], begin: int, end: int, edits: list[_Edit]) -> list[str]:
    result: list[str] = []
    for start, stop, lines in edits:
        result += [*base[begin:start], *lines]
        begin = stop
    return [*result, *base[begin:end]]


def _clash(one: Sequence[str], two: Sequence[str], whose: Whose) -> list[str]:
    """Below each other; a third one joins the two that stood so already."""
    first, second = (f"{OPEN} {one}:" for one in whose)
    if len(one) > 1 and one[0].startswith(OPEN) and one[-1] == END:
        return [*one[:-1], second, *two, END]
    return [first, *one, second, *two, END]
