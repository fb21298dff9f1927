"""The search finds what it should: ten mistakes of others, planted one at a time."""

from __future__ import annotations

import sys
from secrets import randbits

import pytest

from tests.sync.model.bugs import BUGS
from tests.sync.model.checks import Violation
from tests.sync.model.schedules import explain, search

WITHIN = 1000
"""Schedules: the rarest of them shows in one of twelve."""


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_found(name: str) -> None:
    rules, first = BUGS[name], randbits(48)
    found = search(rules, first, WITHIN)
    assert found is not None, f"nothing found from seed {first} on"
    seed, violation = found
    sys.stdout.write(f"found after {seed - first + 1} schedules, seed {seed}: {violation}\n")
    assert isinstance(violation, Violation), explain(rules, seed)


def test_there_are_ten_of_them() -> None:
    assert len(BUGS) == 10
