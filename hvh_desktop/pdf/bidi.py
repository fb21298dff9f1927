"""Order of mixed left-to-right and right-to-left text.

The part of the Unicode bidirectional algorithm (UAX 9) that plain text needs: no explicit
embeddings, because ``text.clean_text`` takes those out before anything is printed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_STRONG_RTL = frozenset({"R", "AL"})
_RIGHT_TO_LEFT = _STRONG_RTL | {"AN"}
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN", "LRI", "RLI", "FSI", "PDI"})


def base_level(text: str) -> int:
    """Return 1 when the first strong character is right-to-left, else 0."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return 0
        if kind in _STRONG_RTL:
            return 1
    return 0


def levels(text: str, base: int) -> list[int]:
    """Return the level of every character: odd is right-to-left."""
    if base == 0 and text.isascii():
        return [0] * len(text)
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    if base == 0 and _RIGHT_TO_LEFT.isdisjoint(kinds):
        return [0] * len(text)
    kinds = _weak(kinds, base)
    kinds = _neutral(kinds, base)
    return [_level(kind, base) for kind in kinds]


def visual_order(line: Sequence[int]) -> list[int]:
    """Return the indexes of a line's pieces from left to right (rule L2)."""
    order = list(range(len(line)))
    if not line:
        return order
    for level in range(max(line), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and line[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order


def _level(kind: str, base: int) -> int:
    if base == 0:
        return {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)
    return 1 if kind == "R" else 2


def _weak(kinds: list[str], base: int) -> list[str]:
    """Rules W1 to W7: marks, numbers and the signs around numbers."""
    edge = "R" if base else "L"
    previous, strong = edge, edge
    for index, kind in enumerate(kinds):
        if kind == "NSM":
            kind = previous
        if kind in ("L", "R", "AL"):
            strong = kind
        if kind == "EN" and strong == "AL" and base == 1:
            kind = "AN"
        kinds[index] = previous = kind
    _join_numbers(kinds)
    if base == 0:
        _free_numbers(kinds)
    strong = edge
    for index, kind in enumerate(kinds):
        if kind == "AL":
            kinds[index] = kind = "R"
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"
    return kinds


def _free_numbers(kinds: list[str]) -> None:
    """In a Dutch line a number after a name in another script belongs to the Dutch.

    Without this 'محمد. 12 november' would put 12 before the name. Only a number between two
    right-to-left words stays with these.
    """
    following = "L"
    for index in range(len(kinds) - 1, -1, -1):
        if kinds[index] in ("L", "R", "AL"):
            following = kinds[index]
        elif kinds[index] == "EN" and following == "L":
            kinds[index] = "L"


def _join_numbers(kinds: list[str]) -> None:
    """Rules W4 to W6: '1.000', '12-11' and '50 %' stay one number."""
    for index in range(1, len(kinds) - 1):
        before, after = kinds[index - 1], kinds[index + 1]
        if (kinds[index] == "ES" and before == after == "EN") or (
            kinds[index] == "CS" and before == after and before in ("EN", "AN")
        ):
            kinds[index] = before
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > start and "EN" in (kinds[start - 1 : start] + kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
        start = max(end, start + 1)
    for index, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):
            kinds[index] = "ON"


def _neutral(kinds: list[str], base: int) -> list[str]:
    """Rules N1 and N2: neutrals follow both neighbours if these agree, else the base."""
    edge = "R" if base else "L"
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > start:
            before = _side(kinds[start - 1]) if start else edge
            after = _side(kinds[end]) if end < len(kinds) else edge
            kinds[start:end] = [before if before == after else edge] * (end - start)
        start = max(end, start + 1)
    return kinds


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"
