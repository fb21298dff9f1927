"""Ten mistakes that others made, each planted in the small world. The search must find them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from hvh_desktop.db.heads import of
from hvh_desktop.sync.laptop import Laptop, Step
from hvh_desktop.sync.order import Followed
from hvh_desktop.sync.parts import (
    NO_HASH,
    Cursor,
    Hello,
    Known,
    Pulled,
    Pushed,
    Receipt,
    Store,
    Verdict,
)
from tests.sync.model.hub import ModelHub, Stream
from tests.sync.model.store import ModelStore
from tests.sync.model.things import Change, Matter
from tests.sync.model.world import Look, Rules, Writer


class LastWriterWins(ModelStore):
    """The clock decides which version is kept."""

    def carry_out(self, change: Change) -> None:
        super().carry_out(change)
        heads = self.files.heads[change.entity]
        self.files.heads[change.entity] = {name: stand[:1] for name, stand in heads.items()}


class CursorFirst(ModelStore):
    """The cursor is saved before what it stands for."""

    def keep(
        self,
        envelopes: Sequence[tuple[int, bytes]],
        cursor: Cursor,
        disputed: Sequence[bytes] = (),
    ) -> None:
        self.fuse.burn()
        self.files.cursor = cursor
        self.fuse.burn()
        self.put(envelopes)


class NoIncarnation(Laptop):
    """A restored or copied laptop goes on counting where the copy was made."""

    def _compare(self, store: Store, known: Sequence[Known]) -> Iterator[Step]:
        return iter(())


class NoGeneration(ModelHub):
    """A restored hub looks like the one that it was."""

    def restore(self, backup: Mapping[str, Stream], *, is_told: bool) -> None:
        super().restore(backup, is_told=False)


class NeverGivesBack(Laptop):
    """What the hub once had, it has for ever; where it ends is nobody's concern."""

    def _heal(self, store: Store, hello: Hello) -> Iterator[Step]:
        if store.cursor().generation is None:
            store.lose_hub(hello.generation)
        return iter(())

    def _follow(
        self,
        store: Store,
        cursor: Cursor,
        envelopes: Iterable[tuple[int, bytes]],
        receipt: Receipt,
    ) -> Followed | None:
        return _without_looking(cursor, envelopes, receipt)


class RefusesForks(ModelHub):
    """Only what comes right after the last envelope of a laptop is taken."""

    def take(self, name: str, raw: bytes) -> tuple[Verdict, int | None]:
        stream, sealed = self.streams[name], self.matter.envelopes[raw]
        n, _ = stream.highest.get((sealed.kept.device, sealed.kept.incarnation), (0, None))
        if raw not in stream.place and sealed.kept.n != n + 1:
            return Verdict.refused, None
        return super().take(name, raw)


class Sequenced(ModelHub):
    """Positions come from a sequence: a higher one may be committed before a lower one."""

    def __init__(self, matter: Matter, page: int) -> None:
        super().__init__(matter, page)
        self.slow: list[tuple[Stream, int, bytes]] = []

    def push(self, name: str, raws: Sequence[bytes]) -> Pushed:
        stream, before = self.streams[name], len(self.streams[name].order)
        pushed = super().push(name, raws)
        if self.matter.new_uuid().int % 3 == 0:
            for place in range(before, len(stream.order)):
                self.slow.append((stream, place, stream.order[place]))
                stream.order[place] = NO_HASH
        return pushed

    def pull(self, name: str, after: int) -> Pulled:
        pulled = super().pull(name, after)
        self.commit()
        seen = tuple((at, raw) for at, raw in pulled.envelopes if raw != NO_HASH)
        return replace(pulled, envelopes=seen)

    def back_up(self) -> dict[str, Stream]:
        self.commit()
        return super().back_up()

    def commit(self) -> None:
        """Who was slow is ready now."""
        for stream, place, raw in self.slow:
            stream.order[place] = raw
        self.slow = []


class SkipsGaps(Laptop):
    """The cursor is the highest position that was seen."""

    def _follow(
        self,
        store: Store,
        cursor: Cursor,
        envelopes: Iterable[tuple[int, bytes]],
        receipt: Receipt,
    ) -> Followed | None:
        return _without_looking(cursor, envelopes, receipt)


class Doubles(ModelHub):
    """A push whose answer was lost is stored again when it is repeated."""

    def take(self, name: str, raw: bytes) -> tuple[Verdict, int | None]:
        stream = self.streams[name]
        self.note(stream, raw)
        return Verdict.stored, stream.append(raw)


class NamesTheUnseen(Writer):
    """A write names everything that stands when it is saved, also what came in meanwhile."""

    def name_parents(self, store: ModelStore, entity: str, field: str, look: Look) -> Sequence[str]:
        return of(store.files.heads[entity], field)


class ItemsAsTheyCome(ModelStore):
    """Item after item, and what stands on something that is not there is thrown away."""

    def read(self, raw: bytes) -> Iterable[Change]:
        return (change for item in self.matter.envelopes[raw].items for _, change in item)

    def wait_for(self, change: Change) -> None:
        del self.files.log[change.id]


class WritesWhileApplying(ModelStore):
    """Carrying out what a colleague did does something more, and that is a change too."""

    def carry_out(self, change: Change) -> None:
        super().carry_out(change)
        is_of_others = change not in self.files.unsealed
        if is_of_others and not change.is_create and "gevolg" not in change.values.values():
            values = dict.fromkeys(change.values, "gevolg")
            parents = dict.fromkeys(values, (change.id,))
            hlc = self.files.clock + 1
            self.write(Change(self.matter.new_id(), hlc, False, values, parents, change.entity))


def _without_looking(
    cursor: Cursor, envelopes: Iterable[tuple[int, bytes]], receipt: Receipt
) -> Followed:
    last = max((at for at, _ in envelopes), default=cursor.position)
    return Followed(Cursor(cursor.generation, last, receipt.chain, receipt))


BUGS = {
    "last writer wins": Rules(store=LastWriterWins),
    "cursor before apply": Rules(store=CursorFirst),
    "no incarnation": Rules(laptop=NoIncarnation),
    "no generation": Rules(laptop=NeverGivesBack, hub=NoGeneration),
    "forks refused": Rules(hub=RefusesForks),
    "gap in the cursor": Rules(laptop=SkipsGaps, hub=Sequenced),
    "lost answer": Rules(hub=Doubles),
    "wrong parents": Rules(writer=NamesTheUnseen),
    "item order": Rules(store=ItemsAsTheyCome),
    "effects while applying": Rules(store=WritesWhileApplying),
}
