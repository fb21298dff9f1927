"""The rules by which one laptop and the hub become equal and lose nothing. The heart of syncing.

A laptop remembers nothing between two steps: everything is in its store. So it may be stopped
after every step, by a power cut too, and begun again by another ``Laptop`` on the same files.
The rules, each with its reason:

1. *Sent is what lies in the order that we checked*, not what was handed over: an answer may be
   lost, and the hub may go back after it. Until then the same bytes go again, which does no
   harm: the hub knows them by their hash.
2. *Keep first, carry out later.* What was pulled and how far we are is one commit; applying is
   another, that may be repeated. A cursor ahead of what is kept loses what lies between.
3. *First compare what the hub has of us.* More than we know: this copy was restored from an
   older one. Something else under the same number: it was copied. Then we number anew, because a
   number is used once; nothing is dropped, both branches stay.
4. *Notice a hub that went back.* Another generation, or an order that is not the one we know:
   it lost something. It gets its own order back from us where its own signature proves it; then
   all counts as not sent, and we read from the first position again, so that only what the hub
   really lacks is sent.
5. *Gaps are not passed over.* Positions are 1, 2, 3 ...; beyond a gap may lie what comes later.
6. *Take before giving, keys before what they open.* The seal says what the writer had seen, and
   nobody gets bytes whose key is still with us.
7. *Compare with what others were shown* (``order.py``). A hub that tells two laptops two orders
   stops nobody and loses nothing; a person is told, and asks what happened to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from hvh_desktop.sync.order import Followed, Read, follow, lies_on, read_marked
from hvh_desktop.sync.parts import (
    NO_HASH,
    Cursor,
    Hello,
    Hub,
    HubRefuses,
    Known,
    NoHub,
    Receipt,
    Store,
)

ROWS = 50
"""Changes that one commit carries out: typing never waits for more."""
MAX_GIVEN_BACK = 12 << 20
"""Bytes of one ``reseed``; a hub that lost more than this is filled by pushing."""
CONTRADICTS = "De server spreekt zichzelf tegen. Er is niets verloren; waarschuw de beheerder."


class What(StrEnum):
    """What a step did."""

    applied = "applied"
    pulled = "pulled"
    sealed = "sealed"
    pushed = "pushed"
    set_aside = "set_aside"
    """The hub does not want these envelopes, or only for a person to judge."""
    numbered_anew = "numbered_anew"
    """These files were restored or copied."""
    hub_went_back = "hub_went_back"
    """The hub was restored: it gets back what it lost."""
    given_back = "given_back"
    """The hub has its own order again."""
    disputed = "disputed"
    """Writers of these were shown another order than we."""
    keys_given = "keys_given"
    refused = "refused"
    """The hub said no; the other streams go on."""


@dataclass(frozen=True)
class Step:
    """One thing that is done and safe in the files. It is safe to stop after it."""

    what: What
    stream: str = ""
    count: int = 0
    kinds: frozenset[type] | frozenset[str] = frozenset()
    """Of what was applied: what a screen may have to read again."""
    problem: HubRefuses | None = None


@dataclass(frozen=True)
class Round:
    """What happened in one round."""

    steps: tuple[Step, ...] = ()
    problem: NoHub | HubRefuses | None = None
    """The round ended early: everything up to there is kept."""

    def count(self, what: What) -> int:
        return sum(step.count for step in self.steps if step.what is what)

    def streams(self, what: What) -> frozenset[str]:
        """In which streams this happened."""
        return frozenset(step.stream for step in self.steps if step.what is what)

    @property
    def kinds(self) -> frozenset[object]:
        return frozenset(kind for step in self.steps for kind in step.kinds)

    @property
    def refusals(self) -> tuple[HubRefuses, ...]:
        return tuple(step.problem for step in self.steps if step.problem is not None)


class Laptop:
    """One laptop that knows a hub: take, give, and heal what was restored.

    It may be made anew for every round: it holds nothing but its store and its hub.
    """

    def __init__(
        self,
        hub: Hub,
        stores: Iterable[Store],
        *,
        rows: int = ROWS,
        read: Read = read_marked,
    ) -> None:
        self._hub = hub
        self._stores = tuple(stores)
        self._rows = rows
        self._read = read

    def round(self, hello: Hello | None = None) -> Round:
        """Everything that can be done now."""
        steps: list[Step] = []
        try:
            for step in self.steps(hello):
                steps.append(step)
        except (NoHub, HubRefuses) as problem:
            return Round(tuple(steps), problem)
        return Round(tuple(steps))

    def steps(self, hello: Hello | None = None) -> Iterator[Step]:
        """The same, one safe step at a time. Raises ``NoHub``."""
        for store in self._stores:
            yield from self._apply(store)  # what a crash left behind; needs no hub
        hello = hello or self._hub.hello()
        known: Mapping[str, Sequence[Known]] = {}
        try:
            known = self._hub.positions()
        except HubRefuses as problem:  # taken off: what it still has goes to a person
            yield Step(What.refused, problem=problem)
        for store in self._stores:
            yield from self._compare(store, known.get(store.stream, ()))
            yield from self._heal(store, hello)
            yield from _or_refused(store, self._take(store))
            yield from _or_refused(store, self._give(store))

    def listen(self, stream: str, seconds: float) -> Iterator[Step]:
        """Wait at the hub until something comes in this stream, and take it. Only after a round.
        Raises ``NoHub``."""
        for store in self._stores:
            if store.stream == stream and store.cursor().generation is not None:
                yield from _or_refused(store, self._take(store, seconds))

    def seal(self) -> Iterator[Step]:
        """Seal all that waits, before the keys leave the memory. Needs no hub."""
        for store in self._stores:
            yield from self._seal(store)

    # Healing

    def _compare(self, store: Store, known: Sequence[Known]) -> Iterator[Step]:
        """Rule 3."""
        if _is_older_copy(store, known):
            store.start_incarnation()
            yield Step(What.numbered_anew, store.stream, 1)

    def _heal(self, store: Store, hello: Hello) -> Iterator[Step]:
        """Rule 4, as far as the heads tell; the rest shows while pulling."""
        cursor, head = store.cursor(), hello.heads.get(store.stream)
        if cursor.generation is None:
            store.lose_hub(hello.generation)  # the first time: nothing to give back
            return
        position, chain = (head.position, head.chain) if head else (0, NO_HASH)
        if cursor.generation == hello.generation and lies_on(cursor, position, chain):
            return
        yield from self._give_back(store, position, chain)
        yield _begin_anew(store, hello.generation)

    def _give_back(self, store: Store, position: int, chain: bytes) -> Iterator[Step]:
        """The hub's own order, so that what came first stays first. Only if it is whole here."""
        receipt = store.cursor().receipt
        if receipt is None or store.chain_at(position) != chain:
            return
        raws = _read_run(store, position, receipt.position)
        if not raws:
            return
        try:
            self._hub.reseed(store.stream, position, raws, receipt)
        except HubRefuses:
            return  # somebody was before us: what it lacks goes by pushing
        yield Step(What.given_back, store.stream, len(raws))

    # Taking

    def _take(self, store: Store, wait: float = 0) -> Iterator[Step]:
        is_anew = False
        while True:
            cursor = store.cursor()
            pulled = self._hub.pull(store.stream, cursor.position, wait=wait)
            if pulled.receipt.generation != cursor.generation:
                break  # restored this very moment: the next round heals it
            after = self._follow(store, cursor, pulled.envelopes, pulled.receipt)
            if after is not None:
                yield from self._keep(store, pulled.envelopes, cursor, after)
                if not pulled.envelopes or after.cursor.position >= pulled.receipt.position:
                    break
            elif is_anew:
                raise HubRefuses(CONTRADICTS)
            else:
                yield _begin_anew(store, pulled.receipt.generation)
                is_anew = True
            wait = 0
        yield from self._take_keys(store)
        yield from self._apply(store)

    def _keep(
        self,
        store: Store,
        envelopes: Sequence[tuple[int, bytes]],
        cursor: Cursor,
        after: Followed,
    ) -> Iterator[Step]:
        """Rules 2 and 7."""
        if after.cursor != cursor:
            store.keep(envelopes, after.cursor, after.disputed)
            yield Step(What.pulled, store.stream, len(envelopes))
        if after.disputed:
            yield Step(What.disputed, store.stream, len(after.disputed))

    def _take_keys(self, store: Store) -> Iterator[Step]:
        """After the envelopes that they open: they were given before those, so they are there."""
        known = store.keys_cursor()
        keys, last = self._hub.get_keys(store.stream, known)
        while last > known:
            store.keep_keys(keys, last)
            known = last
            keys, last = self._hub.get_keys(store.stream, known)
        generation = store.cursor().generation
        if last < known and generation is not None:  # it had more once: rule 4
            yield _begin_anew(store, generation)

    def _apply(self, store: Store) -> Iterator[Step]:
        while kinds := store.apply(self._rows):
            yield Step(What.applied, store.stream, kinds=kinds)

    def _follow(
        self,
        store: Store,
        cursor: Cursor,
        envelopes: Iterable[tuple[int, bytes]],
        receipt: Receipt,
    ) -> Followed | None:
        """Where we are after these; None when that is not the order that the hub signs (4, 5)."""
        known = (store.chain_at, store.register_at)
        return follow(cursor, envelopes, receipt, self._read, *known)

    # Giving

    def _seal(self, store: Store) -> Iterator[Step]:
        while store.seal() is not None:
            yield Step(What.sealed, store.stream, 1)

    def _give(self, store: Store) -> Iterator[Step]:
        yield from self._seal(store)
        yield from _or_refused(store, self._give_keys(store))
        while unsent := store.list_unsent():
            before = store.cursor()
            pushed = self._hub.push(store.stream, [kept.raw for kept in unsent])
            told = list(zip(unsent, pushed.results, strict=True))
            placed = [(at, kept.raw) for kept, (_, at) in told if at is not None]
            odd = [(kept.hash, verdict, at) for kept, (verdict, at) in told if at is None]
            if odd:
                store.mark_sent(odd)
                yield Step(What.set_aside, store.stream, len(odd))
            yield from self._take_own(store, before, placed, pushed.receipt)
            reached = store.cursor().position
            if given := sum(before.position < at <= reached for at, _ in placed):
                yield Step(What.pushed, store.stream, given)
            if not odd and not given:
                return  # the hub went back this very moment: the next round heals it

    def _take_own(
        self, store: Store, cursor: Cursor, placed: Sequence[tuple[int, bytes]], receipt: Receipt
    ) -> Iterator[Step]:
        """Rule 1. What lies right behind what we have need not be pulled."""
        if not placed or receipt.generation != cursor.generation:
            return
        after = self._follow(store, cursor, placed, receipt)
        if after is not None:
            store.keep(placed, after.cursor, after.disputed)
            if after.disputed:
                yield Step(What.disputed, store.stream, len(after.disputed))
        else:
            yield from self._take(store)

    def _give_keys(self, store: Store) -> Iterator[Step]:
        if keys := store.list_unsent_keys():
            self._hub.put_keys(store.stream, keys)
            store.mark_keys_sent([key.key_id for key in keys])
            yield Step(What.keys_given, store.stream, len(keys))


def _or_refused(store: Store, steps: Iterator[Step]) -> Iterator[Step]:
    """A no of the hub ends this part, and nothing else."""
    try:
        yield from steps
    except HubRefuses as problem:
        yield Step(What.refused, store.stream, problem=problem)


def _is_older_copy(store: Store, known: Sequence[Known]) -> bool:
    """Whether the hub has something of this incarnation that these files never sealed."""
    now, (n, _) = store.incarnation(), store.last_sealed()
    return any(
        mine.n > n or mine.hashes != {store.find_own(now, mine.n)}
        for mine in known
        if mine.incarnation == now
    )


def _begin_anew(store: Store, generation: UUID) -> Step:
    store.lose_hub(generation)
    return Step(What.hub_went_back, store.stream, 1)


def _read_run(store: Store, after: int, until: int) -> list[bytes]:
    """The envelopes ``after`` + 1 up to ``until``; nothing when they are not all here."""
    raws: list[bytes] = []
    size = 0
    while after < until:
        page = [(at, kept) for at, kept in store.list_run(after) if at <= until]
        size += sum(len(kept.raw) for _, kept in page)
        if not page or size > MAX_GIVEN_BACK:
            return []
        for at, kept in page:
            if at != after + 1:
                return []
            raws.append(kept.raw)
            after = at
    return raws
