"""How much one may ask, with a clock that a test moves."""

from __future__ import annotations

import pytest

from hvh_desktop.hub.limits import AtOnce, Bucket
from hvh_desktop.hub.problem import Problem


def test_a_bucket_fills_again() -> None:
    now = [0.0]
    bucket = Bucket(rate=2, burst=3, clock=lambda: now[0])
    for _ in range(3):
        bucket.take("a")
    with pytest.raises(Problem) as refused:
        bucket.take("a")
    assert (refused.value.status, refused.value.retry_after) == (429, 1)
    bucket.take("b")
    now[0] = 0.5
    bucket.take("a")
    with pytest.raises(Problem):
        bucket.take("a")
    now[0] = 100.0
    for _ in range(3):
        bucket.take("a")
    with pytest.raises(Problem):
        bucket.take("a")


def test_being_refused_costs_nothing() -> None:
    now = [0.0]
    bucket = Bucket(rate=1, burst=1, clock=lambda: now[0])
    bucket.take("a")
    for _ in range(50):
        with pytest.raises(Problem):
            bucket.take("a")
    now[0] = 1.0
    bucket.take("a")


def test_so_many_at_once() -> None:
    at_once = AtOnce(2)
    with at_once.one("a"), at_once.one("b"):
        with at_once.one("a"), pytest.raises(Problem) as refused, at_once.one("a"):
            pass
        assert refused.value.status == 429
        with at_once.one("a"):
            pass
