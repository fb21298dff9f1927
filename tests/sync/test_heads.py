"""The merge rule: the order of arrival is no matter, and nothing is replaced unseen."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from hvh_desktop.db import heads
from hvh_desktop.db.heads import Heads, Log, Written

FIELDS = ("wat", "hoe")
DEFAULTS = dict.fromkeys(FIELDS, "")


def add(current: Heads | None, change: Written, log: Log) -> Heads:
    if change.is_create:
        return heads.add_create(current, change.id, log)
    assert current is not None
    parents = {name: change.parents.get(name, ()) for name in change.values}
    return heads.add_set(current, change.id, parents, log)


@st.composite
def histories(draw: st.DrawFn) -> list[Written]:
    """Changes of one thing on up to four laptops that see each other now and then."""
    random = Random(draw(st.integers(0, 2**32)))
    laptops: list[tuple[Heads | None, set[str]]] = [
        (None, set()) for _ in range(random.randint(1, 4))
    ]
    made: list[Written] = []
    log = Log(defaults=DEFAULTS)

    def receive(number: int, change: Written) -> None:
        current, has = laptops[number]
        if change.id not in has:
            laptops[number] = (add(current, change, log), has | {change.id})

    for step in range(random.randint(1, 25)):
        number = random.randrange(len(laptops))
        current, has = laptops[number]
        if has and random.random() < 0.4:
            for change in made:
                if change.id in laptops[random.randrange(len(laptops))][1]:
                    receive(number, change)
            continue
        words = {name: random.choice("abc") for name in FIELDS if random.random() < 0.7}
        hlc = random.randint(0, 50)
        change = Written(f"{random.randrange(2**32):08x}{step:08x}", hlc, True, words)
        if current is not None:
            parents = {
                name: heads.of(current, name)
                if random.random() < 0.2
                else heads.same_as_shown(current, name, log)
                for name in words
            }
            change = Written(change.id, hlc, False, words, parents)
        made.append(change)
        log.changes[change.id] = change
        receive(number, change)
    return made


def in_some_order(changes: list[Written], seed: int) -> list[Written]:
    """Any order in which nothing comes before what it builds on, nor before the first creation."""
    random, left, done = Random(seed), list(changes), list[Written]()
    while left:
        have = {change.id for change in done}
        ready = [
            change
            for change in left
            if (change.is_create or any(one.is_create for one in done))
            and all(parent in have for seen in change.parents.values() for parent in seen)
        ]
        chosen = random.choice(ready)
        left.remove(chosen)
        done.append(chosen)
    return done


@given(histories(), st.integers(0, 2**32))
@settings(max_examples=300, deadline=None)
def test_every_order_of_arrival_gives_the_same_heads(changes: list[Written], seed: int) -> None:
    log = Log(changes, DEFAULTS)
    for number in range(3):
        current: Heads | None = None
        so_far: list[Written] = []
        for change in in_some_order(changes, seed + number):
            so_far.append(change)
            current = add(current, change, log)
            assert current == heads.fold(so_far, DEFAULTS)
        assert current is not None
        assert heads.dump(current) == heads.dump(heads.fold(changes, DEFAULTS))


@given(histories())
@settings(max_examples=300, deadline=None)
def test_every_word_stands_or_was_seen_by_who_replaced_it(changes: list[Written]) -> None:
    log = Log(changes, DEFAULTS)
    end = heads.fold(changes, DEFAULTS)
    creates = [change.id for change in changes if change.is_create]
    for name in FIELDS:
        seen = set(heads.of(end, name))
        assert seen, "a field always has a version"
        todo = list(seen)
        while todo:
            for parent in log.changes[todo.pop()].parents.get(name, ()):
                if parent not in seen:
                    seen.add(parent)
                    todo.append(parent)
        said = [log.value(one, name) for one in seen if one in creates]
        for change in changes:
            if name in change.values or change.is_create:
                is_twin = change.is_create and log.value(change.id, name) in said
                assert change.id in seen or is_twin


def words(*changes: Written) -> tuple[Heads, Log]:
    return heads.fold(changes, DEFAULTS), Log(changes, DEFAULTS)


BEGIN = Written("c", 1, True, {"wat": "begin"})


def after(name: str, hlc: int, value: str, *parents: str) -> Written:
    return Written(name, hlc, False, {"wat": value}, {"wat": parents})


def test_two_that_did_not_see_each_other_both_stand() -> None:
    end, log = words(BEGIN, after("a", 9, "een", "c"), after("b", 2, "twee", "c"))
    assert end == {"": ["c"], "wat": ["a", "b"]}
    assert heads.list_conflicts(end, (), FIELDS, log) == {"wat"}
    assert heads.list_conflicts(end, {"wat"}, FIELDS, log) == set()


def test_two_that_say_the_same_are_one_version_and_are_replaced_together() -> None:
    end, log = words(BEGIN, after("a", 9, "een", "c"), after("b", 2, "een", "c"))
    assert heads.list_conflicts(end, (), FIELDS, log) == set()
    assert heads.same_as_shown(end, "wat", log) == ["a", "b"]


def test_an_ordinary_write_leaves_the_other_version_standing() -> None:
    end, log = words(BEGIN, after("a", 9, "een", "c"), after("b", 2, "twee", "c"))
    more = after("d", 12, "drie", *heads.same_as_shown(end, "wat", log))
    log.changes["d"] = more
    assert heads.add_set(end, "d", more.parents, log)["wat"] == ["d", "b"]


def test_a_resolution_names_all() -> None:
    end, log = words(BEGIN, after("a", 9, "een", "c"), after("b", 2, "twee", "c"))
    log.changes["d"] = after("d", 0, "drie", *heads.of(end, "wat"))
    assert heads.add_set(end, "d", {"wat": heads.of(end, "wat")}, log)["wat"] == ["d"]


def test_made_twice_and_filled_in_once_is_no_conflict() -> None:
    one, other = Written("c", 1, True, {"hoe": "x"}), Written("e", 2, True, {"hoe": "y"})
    end, log = words(one, other, after("a", 9, "een", "c"))
    assert end == {"": ["e", "c"], "wat": ["a"]}
    assert heads.list_conflicts(end, (), FIELDS, log) == {"hoe"}
