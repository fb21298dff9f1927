"""The shape and number of each stage, drawn on screen and on paper from the same corners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin

from hvh_desktop.signaleringsplannen.model import Kleur

Corner = tuple[float, float]


@dataclass(frozen=True)
class Vorm:
    """How a stage is recognised without its colour.

    ``corners`` on a square of 1 by 1 with the origin at the lower left; none: a circle.
    ``role``: the colour name of its edge; its soft ground is ``<role>_soft``.
    """

    woord: str
    role: str
    corners: tuple[Corner, ...]
    middle: float = 0.5
    """How high its number stands."""


def _round(count: int, turn: float) -> tuple[Corner, ...]:
    """A regular shape with this many corners."""
    angles = [2 * pi * (number + turn) / count for number in range(count)]
    return tuple((0.5 + 0.5 * cos(angle), 0.5 + 0.5 * sin(angle)) for angle in angles)


VORMEN: Mapping[Kleur, Vorm] = {
    Kleur.groen: Vorm("rondje", "good", ()),
    Kleur.geel: Vorm("driehoek", "voice", ((0, 0.04), (1, 0.04), (0.5, 0.96)), 0.36),
    Kleur.oranje: Vorm("ruit", "warn", ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5))),
    Kleur.rood: Vorm("achthoek", "danger", _round(8, 0.5)),
}
