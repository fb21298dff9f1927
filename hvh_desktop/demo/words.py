"""Picks sentences that fit one man, each as seldom as the lists allow.

Hides the slots: a sentence with ``{zus}`` or the word "dochter" is only for a man who has one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hvh_desktop.demo.reading import load_yaml

_SLOT = re.compile(r"{(\w+)}")
_WORD = re.compile(r"[a-zé]+")
_NEEDS = {
    **{word: word for word in ("zus", "broer", "moeder", "vader", "oma", "tante", "zoon")},
    "dochter": "dochter",
    "kinderen": "kind",
    "jongste": "kind",
    "vriendin": "partner",
    "schoonmoeder": "partner",
    "ex": "ex",
    "nicht": "nicht",
    "dertig": "dertig",
}
"""Words in a sentence that are only true of a man who has such a person (or age)."""


@dataclass
class Sketch:
    """What is known of a man while he is invented; ``slots`` are the names to fill in."""

    slots: dict[str, str]
    used: set[str] = field(default_factory=set)


class Words:
    """All lists of the demo world, and how often each sentence was used."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.lists: Mapping[str, Any] = load_yaml("lijsten.yaml")
        self.blocks: Mapping[str, Any] = load_yaml("bouwstenen.yaml")
        self._count: Counter[str] = Counter()
        self._told: set[object] = set()

    def pick(self, sketch: Sketch, *lists: Sequence[str]) -> str:
        """The sentence that was used least and fits him, never twice in one dossier if possible."""
        fitting = [one for choices in lists for one in choices if fits(one, sketch.slots)]
        fresh = [one for one in fitting if one not in sketch.used] or fitting
        least = min(self._count[one] for one in fresh)
        found = self.random.choice([one for one in fresh if self._count[one] == least])
        self._count[found] += 1
        sketch.used.add(found)
        return fill(found, sketch.slots)

    def is_new(self, text: object) -> bool:
        """Was this said in no dossier before? From now on it was."""
        if text in self._told:
            return False
        self._told.add(text)
        return True

    def deal(self, name: str, choices: Sequence[str]) -> str:
        """The next of these, every one before any comes again."""
        least = min(self._count[f"{name}:{one}"] for one in choices)
        found = self.random.choice([c for c in choices if self._count[f"{name}:{c}"] == least])
        self._count[f"{name}:{found}"] += 1
        return found


def fits(sentence: str, slots: Mapping[str, str]) -> bool:
    """Does he have everybody whom this sentence speaks of?"""
    if any(slot not in slots for slot in _SLOT.findall(sentence)):
        return False
    words = _WORD.findall(_SLOT.sub("", sentence).casefold())
    return all(_NEEDS[word] in slots for word in words if word in _NEEDS)


def fill(sentence: str, slots: Mapping[str, str]) -> str:
    """The sentence with the names in it, and a capital in front."""
    found = _SLOT.sub(lambda match: slots[match[1]], sentence)
    return found[:1].upper() + found[1:]
