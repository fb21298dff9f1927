"""Ten thousand schedules of everything that may go wrong: nothing is lost, all are equal.

A failure prints its seed and its story; ``HVH_MODEL_SEED=<seed>`` runs that one schedule again.
"""

from __future__ import annotations

import os
from secrets import randbits

import pytest

from tests.sync.model.schedules import explain, search
from tests.sync.model.world import Rules

SHARES = 10
SCHEDULES = 10_000


@pytest.mark.parametrize("share", range(SHARES))
def test_no_schedule_loses_a_word(share: int) -> None:
    given = os.environ.get("HVH_MODEL_SEED")
    first, number = (int(given), 1) if given else (randbits(48), SCHEDULES // SHARES)
    found = search(Rules(), first, number)
    if found is not None:
        seed, violation = found
        pytest.fail(f"HVH_MODEL_SEED={seed}\n{explain(Rules(), seed)}\n{violation!r}")
