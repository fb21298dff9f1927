"""What a menu line and a place are; ``menu.py`` lists them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hvh_desktop.rights import Right
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

Build = Callable[..., Page]


@dataclass(frozen=True)
class Place:
    """Somewhere to go: how its page is built, and which line of the rail it belongs to."""

    name: str
    rail: str
    build: Build


@dataclass(frozen=True)
class RailLine:
    """A line of the rail, shown to those who hold one of these rights."""

    word: str
    icon: str
    place: str
    rights: frozenset[Right] = field(default_factory=frozenset)


def search_words(has_deelnemers: bool) -> str:
    """What stands in the search field: who reads no dossiers finds no deelnemers either."""
    if has_deelnemers:
        return "Zoek een deelnemer of ga naar …"
    return "Zoek een collega, organisatie of pagina …"


@dataclass(frozen=True)
class Menu:
    """All places and the rail, in order."""

    places: dict[str, Place]
    rail: tuple[RailLine, ...]
    search: Callable[[Context, Any], None]
    """Opens "go to" over the given window."""

    def build(self, context: Context, name: str, address: dict[str, Any]) -> Page:
        """The page of a place. What it reads while it is built, it has seen."""
        context.seen = context.mark()
        return self.places[name].build(context, **address)
