"""Colours, sizes and distances on paper; the values stand in ``tokens.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor

from hvh_desktop.pdf.fonts import Weight
from hvh_desktop.pdf.typeset import Letter
from hvh_desktop.resources import resource_path

LEADING = 1.4


@cache
def _tokens() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resource_path("tokens.json").read_text("utf-8"))
    return loaded


@cache
def colour(name: str) -> Color:
    """Return a colour of the light theme by its name; ``paper`` is white."""
    if name == "paper":
        return HexColor("#FFFFFF")
    return HexColor(_tokens()["kleuren"]["licht"][name])


def _size(name: str) -> float:
    return float(_tokens()["letter"]["druk_pt"][name])


@dataclass(frozen=True)
class Style:
    """One of the two kinds of paper: the dossier of the team, or the sheet for the deelnemer."""

    name: str
    margin: float
    body: Letter
    small: Letter
    heading1: Letter
    heading2: Letter
    heading3: Letter
    subtitle: Letter
    voice: Letter
    head: Letter
    mark: float
    gap: float
    """Between two blocks."""
    pad: float
    """Inside a box."""
    foot: float
    """Height below the text."""
    has_foot_line: bool

    def scaled(self, share: float) -> Style:
        """The same style with letters and distances made smaller; margins stay."""
        letters: dict[str, Any] = {
            name: replace(letter, size=letter.size * share)
            for name, letter in vars(self).items()
            if isinstance(letter, Letter) and name != "head"
        }
        return replace(self, gap=self.gap * share, pad=self.pad * share, **letters)


DOSSIER = Style(
    name="dossier",
    margin=48,
    body=Letter(_size("dossier_basis")),
    small=Letter(_size("dossier_klein"), colour="muted"),
    heading1=Letter(_size("dossier_kop1") + 2, Weight.semibold),
    heading2=Letter(_size("dossier_kop2"), Weight.semibold),
    heading3=Letter(_size("dossier_basis") + 0.5, Weight.semibold),
    subtitle=Letter(_size("dossier_basis") + 0.5, colour="muted"),
    voice=Letter(_size("dossier_basis") + 1),
    head=Letter(9, colour="muted"),
    mark=22,
    gap=9,
    pad=14,
    foot=62,
    has_foot_line=True,
)
DEELNEMER = Style(
    name="deelnemer",
    margin=52,
    body=Letter(_size("deelnemer_basis")),
    small=Letter(12.5, colour="muted"),
    heading1=Letter(_size("deelnemer_kop1") + 2, Weight.semibold),
    heading2=Letter(_size("deelnemer_kop2"), Weight.semibold),
    heading3=Letter(_size("deelnemer_basis"), Weight.semibold),
    subtitle=Letter(_size("deelnemer_basis"), colour="muted"),
    voice=Letter(_size("deelnemer_basis") + 1),
    head=Letter(11, colour="muted"),
    mark=26,
    gap=12,
    pad=18,
    foot=48,
    has_foot_line=False,
)
