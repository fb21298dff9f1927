"""Who signs for the house, and who did before: every signing key names the next one.

The first key of a house never changes its meaning: what belongs to the house is known by it. Who
holds an earlier key can name another successor; which of two counts is for the register of laptops
to say, and it never says another than it did.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.primitives import Key, canonical

Line = tuple[bytes, ...]
"""Public signing keys of one house, the first in front and the one that signs now at the end."""


@dataclass(frozen=True)
class Step:
    """One signing key makes way for the next."""

    before: bytes
    public: bytes
    signature: bytes
    """By the key before."""


def make_step(site: str, authority: Key, public: bytes) -> Step:
    before = primitives.sign_public(authority)
    return Step(before, public, primitives.sign(authority, _message(site, before, public)))


def walk(site: str, line: Line, steps: Sequence[Step]) -> Line:
    """The line after these steps; ValueError when one does not follow or is not genuine."""
    for step in steps:
        message = _message(site, step.before, step.public)
        is_next = (step.before,) == line[-1:] and step.public not in line
        if not is_next or not primitives.is_signed(step.before, message, step.signature):
            raise ValueError("not the next signing key")
        line = (*line, step.public)
    return line


def walk_on(site: str, line: Line, steps: Sequence[Step]) -> Line:
    """The line after those of the steps that are new; ValueError also when none of them is."""
    fresh = [step for step in steps if step.public not in line]
    if not fresh:
        raise ValueError("known already")
    return walk(site, line, fresh)


def is_one_line(one: Line, other: Line) -> bool:
    """Whether one of the two is how the other began."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def steps_out(steps: Sequence[Step]) -> list[list[str]]:
    return [[_b64(s.before), _b64(s.public), _b64(s.signature)] for s in steps]


def steps_in(value: Sequence[Sequence[str]]) -> tuple[Step, ...]:
    """ValueError or TypeError for what are no steps. Nothing is proven yet."""
    return tuple(
        Step(_unb64(before, 32), _unb64(public, 32), _unb64(signature, 64))
        for before, public, signature in value
    )


def _message(site: str, before: bytes, public: bytes) -> bytes:
    return canonical(["hvh-kluis", 1, "opvolging", site, before.hex(), public.hex()])


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _unb64(value: str, size: int) -> bytes:
    raw = base64.b64decode(value, validate=True)
    if len(raw) != size:
        raise ValueError("wrong size")
    return raw
