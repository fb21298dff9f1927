"""What must be true when the weather clears: asked of every world, whatever befell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.db.heads import Heads, fold, of
from hvh_desktop.sync.laptop import What
from hvh_desktop.sync.parts import NO_HASH
from tests.sync.model.hub import Stream
from tests.sync.model.store import ModelStore
from tests.sync.model.things import FIELDS, Change
from tests.sync.model.world import Seat, World


class Violation(AssertionError):
    """Something that may never happen."""


def finish(world: World) -> None:
    """The weather clears, everybody syncs a few times, and then everything is checked."""
    world.network.clear_up()
    for seat in world.seats:
        seat.stop()
    if not world.seats:
        return
    _everybody(world)
    existing = {name: _existing(world, name) for name in world.streams}
    fresh = _write_once_more(world)
    _everybody(world)
    _everybody(world, must_be_calm=True)
    for name in world.streams:
        stores = [seat.stores[name] for seat in world.seats if name in seat.stores]
        if stores:
            _check_words(world, stores, existing[name])
            for store in stores:
                _check_nothing_unseen(world, store)
            _check_heads(stores)
            _check_rest(stores)
            _check_hub(world, name, stores)
            _check_numbers(world, name, fresh)
            for store in stores:
                _require(
                    world.was_silent or not store.files.disputed,
                    "an honest hub is not trusted",
                    store.files.disputed,
                )


def _everybody(world: World, *, must_be_calm: bool = False) -> None:
    for seat in world.seats:
        laptop = world.make_laptop(seat)
        done = laptop.round()
        _require(done.problem is None, "a round does not end", done)
        _require(not done.refusals, "the hub refuses", done)
        for what in (What.hub_went_back, What.numbered_anew, What.set_aside):
            _require(not (must_be_calm and done.count(what)), "it does not come to rest", what)


def _write_once_more(world: World) -> list[tuple[Seat, str, str]]:
    """Everybody, after having met the hub: these must carry numbers that nobody used."""
    fresh = []
    for index, seat in enumerate(world.seats):
        for name in seat.stores:
            world.save(seat, name, "last", FIELDS[0], f"laatste {index}", resolve=True)
            fresh.append((seat, name, next(reversed(world.written))))
    return fresh


def _existing(world: World, name: str) -> set[str]:
    """Every change that some laptop has, or that can be opened somewhere."""
    stores = [seat.stores[name] for seat in world.seats if name in seat.stores]
    found: set[str] = set()
    stream = world.hub.back_up().get(name, Stream())
    raws = set(stream.order)
    keys = {NO_HASH, *(key.key_id for key in stream.keys)}
    for store in stores:
        found |= store.files.log.keys()
        raws.update(store.files.kept)
        keys.update(store.files.keys)
    for raw in raws:
        if world.matter.envelopes[raw].key_id in keys:
            found.update(change.id for change in world.matter.open(raw))
    return found


def _check_rest(stores: Iterable[ModelStore]) -> None:
    for store in stores:
        _require(not store.count_unsealed(), "changes stay unsealed", store.device)
        _require(not store.count_unsent(), "envelopes stay unsent", store.device)
        _require(not store.list_unsent_keys(), "keys stay unsent", store.device)
        _require(not store.files.aside, "envelopes are refused", store.device)


def _check_hub(world: World, name: str, stores: Iterable[ModelStore]) -> None:
    """Every envelope once, and everybody at the end of the same chain."""
    stream = world.hub.back_up().get(name, Stream())
    _require(len(set(stream.order)) == len(stream.order), "the hub has one twice", name)
    chain = NO_HASH
    for raw in stream.order:
        chain = sha256(chain + raw)
    _require(chain == stream.chains[-1], "the chain of the hub is broken", name)
    for store in stores:
        cursor = store.cursor()
        where = (cursor.generation, cursor.position, cursor.chain)
        head = (world.hub.generation, len(stream.order), chain)
        _require(where == head, "a laptop is not at the head", where)
        _require(store.chain_at(cursor.position) == chain, "a laptop misses some", store.device)


def _check_words(world: World, stores: list[ModelStore], existing: set[str]) -> None:
    """Every word is on every laptop, and nothing that nobody wrote."""
    for store in stores:
        log = store.files.log
        _require(existing <= log.keys(), "a word is lost", existing - log.keys())
        _require(log.keys() <= world.written.keys(), "nobody wrote this", set(log))


def _check_heads(stores: list[ModelStore]) -> None:
    """All the same, and as the definition says."""
    log = stores[0].files.log
    expected = _fold_all(log)
    for store in stores:
        _require(store.files.log.keys() == log.keys(), "not all the same words", store.device)
        _require(store.files.heads == expected, "not all the same heads", store.device)


def _fold_all(log: Mapping[str, Change]) -> dict[str, Heads]:
    """By the definition, from everything that stands on something that is here."""
    ready: set[str] = set()
    made = {""}
    size = -1
    while size != len(ready):
        size = len(ready)
        for change in log.values():
            base = change.stands_on if change.is_create else change.entity
            parents = (parent for named in change.parents.values() for parent in named)
            if base in made and all(parent in ready for parent in parents):
                ready.add(change.id)
                made.add(change.entity)
    things: dict[str, list[Change]] = {}
    for id in ready:
        things.setdefault(log[id].entity, []).append(log[id])
    return {entity: fold(changes) for entity, changes in things.items()}


def _check_nothing_unseen(world: World, store: ModelStore) -> None:
    """Whatever does not stand any more was seen by the one who replaced it."""
    log, heads = store.files.log, store.files.heads
    seen: dict[str, set[tuple[str, str]]] = {}
    creates: dict[str, list[Change]] = {}
    for change in log.values():
        for name, ids in world.saw[change.id].items():
            seen.setdefault(name, set()).update((id, change.entity) for id in ids)
        if change.is_create:
            creates.setdefault(change.entity, []).append(change)
    for change in log.values():
        if change.id not in store.files.applied:
            continue
        for name in change.values:
            if change.id in of(heads[change.entity], name):
                continue
            same = [
                twin.id
                for twin in creates[change.entity]
                if change.is_create and twin.values[name] == change.values[name]
            ]
            known = seen.get(name, set())
            _require(
                any((id, change.entity) in known for id in (change.id, *same)),
                "a word was replaced by somebody who had not seen it",
                change,
            )


def _check_numbers(world: World, name: str, fresh: list[tuple[Seat, str, str]]) -> None:
    """A laptop that met the hub uses a number once, after the one before it."""
    used: dict[Any, list[bytes]] = {}
    where: dict[str, bytes] = {}
    for raw in world.hub.back_up()[name].order:
        kept = world.matter.envelopes[raw].kept
        used.setdefault((kept.device, kept.incarnation, kept.n), []).append(raw)
        for change in world.matter.open(raw):
            where[change.id] = raw
    for _seat, stream, id in fresh:
        if stream == name:
            kept = world.matter.envelopes[where[id]].kept
            _require(
                len(used[kept.device, kept.incarnation, kept.n]) == 1, "a number used twice", kept.n
            )


def _require(is_so: bool, text: str, about: object) -> None:
    if not is_so:
        raise Violation(f"{text}: {about}")
