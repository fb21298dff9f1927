"""Two people decide apart: the first in the order of the hub counts, and both are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from hvh_desktop.actieplannen.model import Instemming, InstemmingAntwoord
from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.line import Node, beaten_of, line_of
from hvh_desktop.errors import UserError
from hvh_desktop.sancties.model import Sanctiezaak, Zaakstap
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.sync.merge.check import find_difference
from hvh_desktop.sync.merge.decisions import Stand, list_beaten, stand_of
from hvh_desktop.sync.wire import WireChange
from tests.sync.merging import Machine, tables_of
from tests.sync.test_apply import add_deelnemer

S = SanctieStatus


@dataclass
class House:
    """Two laptops with one case, and an order in which the hub got things."""

    one: Machine
    other: Machine
    deelnemer: UUID
    zaak: UUID
    position: int = 0

    def send(self, sender: Machine, receivers: Sequence[Machine]) -> None:
        """What this one wrote and did not send yet goes through the hub."""
        fresh = sender.connection.execute(
            'SELECT id FROM "change" WHERE envelope IS NULL'
        ).fetchall()
        changes = [c for c in sender.changes() if (c.id.bytes,) in fresh]
        if not changes:
            return
        self.position += 1
        self._deliver(sender, changes)
        for receiver in receivers:
            self._deliver(receiver, changes)

    def _deliver(self, machine: Machine, changes: Sequence[WireChange]) -> None:
        name = self.position.to_bytes(32, "big")
        with machine.transaction():
            machine.connection.execute(
                "INSERT INTO envelope (hash, device, incarnation, n, user, raw, position, is_sent,"
                " state) VALUES (?, ?, ?, ?, ?, x'', ?, 1, 'open')",
                (name, changes[0].device.bytes, bytes(16), 1, bytes(16), self.position),
            )
            machine.applier.put_in_log(machine.connection, changes, name)
        machine.carry_out()
        with machine.transaction():
            machine.applier.settle(machine.connection)


@pytest.fixture
def house(empty_house: Path, tmp_path: Path) -> Iterator[House]:
    one, other = Machine(empty_house, tmp_path / "een"), Machine(empty_house, tmp_path / "twee")
    deelnemer = one.write(add_deelnemer)

    def begin(session: Session) -> UUID:
        zaak = Sanctiezaak(
            deelnemer_id=deelnemer,
            voorval_soort="x",
            voorval_datum=date(2026, 11, 1),
            plaats="keuken",
            feiten="feiten",
            betrokkenen=(),
            is_zelf_gemeld=False,
        )
        session.add(zaak)
        session.flush()
        note(session, zaak, None, S.voorval)
        return zaak.id

    made = House(one, other, deelnemer, one.write(begin))
    made.send(one, [other])
    yield made
    one.close()
    other.close()


def note(session: Session, zaak: Sanctiezaak, van: S | None, naar: S) -> UUID:
    stap = Zaakstap(
        sanctiezaak_id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        ronde=1,
        van=van,
        naar=naar,
        datum=date(2026, 11, 2),
    )
    session.add(stap)
    session.flush()
    return stap.id


def step(house: House, machine: Machine, naar: S) -> UUID:
    def work(session: Session) -> UUID:
        zaak = session.get_one(Sanctiezaak, house.zaak)
        found = note(session, zaak, zaak.status, naar)
        zaak.status = naar
        return found

    machine.clock.advance(minutes=1)
    return machine.write(work)


def status(house: House, machine: Machine) -> S:
    return machine.read(lambda s: s.get_one(Sanctiezaak, house.zaak).status)


def stands(machine: Machine, *steps: UUID) -> list[Stand | None]:
    return machine.read(lambda s: [stand_of(s, "Zaakstap", one) for one in steps])


def test_the_first_in_the_order_of_the_hub_counts(house: House) -> None:
    later = step(house, house.one, S.verslag)
    assert stands(house.one, later) == [Stand.voorlopig]
    house.other.clock.advance(hours=2)
    first = step(house, house.other, S.afgezien)
    house.send(house.other, [house.one])
    house.send(house.one, [house.other])
    for machine in (house.one, house.other):
        assert stands(machine, first, later) == [Stand.bevestigd, Stand.verslagen]
        assert status(house, machine) is S.afgezien
        (row,) = machine.read(list_beaten)
        assert (row.entity_id, row.by_id) == (later, first)
        assert row.concerns(house.one.actor.medewerker_id)
        assert row.concerns(house.other.actor.medewerker_id)
        kept = machine.read(lambda s: s.scalars(select(Zaakstap.naar)).all())
        assert set(kept) == {S.voorval, S.afgezien}, "what does not count is not read"
        assert find_difference(machine.connection, Compartment.team) is None
    assert tables_of(house.one) == tables_of(house.other)


def test_what_was_built_on_a_beaten_step_does_not_count_either(house: House) -> None:
    later = step(house, house.one, S.verslag)
    after = step(house, house.one, S.horen)
    first = step(house, house.other, S.verslag)
    house.send(house.other, [house.one])
    assert status(house, house.one) is S.verslag
    house.send(house.one, [house.other])
    for machine in (house.one, house.other):
        assert stands(machine, first, later, after) == [
            Stand.bevestigd,
            Stand.verslagen,
            Stand.verslagen,
        ]
        assert status(house, machine) is S.verslag
    assert tables_of(house.one) == tables_of(house.other)


def test_a_case_that_went_on_in_turn_is_one_line(house: House) -> None:
    steps = [step(house, house.one, S.verslag)]
    house.send(house.one, [house.other])
    steps.append(step(house, house.other, S.horen))
    house.send(house.other, [house.one])
    steps.append(step(house, house.one, S.voorstel))
    steps.append(step(house, house.one, S.horen))
    house.send(house.one, [house.other])
    for machine in (house.one, house.other):
        assert set(stands(machine, *steps)) == {Stand.bevestigd}
        assert machine.read(list_beaten) == []
        assert status(house, machine) is S.horen


def test_after_a_clash_the_case_goes_on_from_what_counts(house: House) -> None:
    step(house, house.one, S.verslag)
    step(house, house.other, S.afgezien)
    house.send(house.other, [house.one])
    house.send(house.one, [house.other])
    more = step(house, house.one, S.horen)
    house.send(house.one, [house.other])
    for machine in (house.one, house.other):
        assert stands(machine, more) == [Stand.bevestigd]
        assert status(house, machine) is S.horen
        assert len(machine.read(list_beaten)) == 1


def test_of_two_answers_that_were_asked_apart_the_first_counts(house: House) -> None:
    def ask(machine: Machine, answer: InstemmingAntwoord) -> UUID:
        def work(session: Session) -> UUID:
            found = Instemming(
                deelnemer_id=house.deelnemer, antwoord=answer, datum=date(2026, 11, 12)
            )
            session.add(found)
            session.flush()
            return found.id

        return machine.write(work)

    mine = ask(house.one, InstemmingAntwoord.ja)
    house.other.clock.advance(hours=1)
    theirs = ask(house.other, InstemmingAntwoord.nee)
    house.send(house.one, [house.other])
    house.send(house.other, [house.one])
    for machine in (house.one, house.other):
        assert machine.read(lambda s: s.scalars(select(Instemming.id)).all()) == [mine]
        assert machine.read(lambda s: stand_of(s, "Instemming", theirs)) is Stand.verslagen
    again = ask(house.other, InstemmingAntwoord.nee)
    house.send(house.other, [house.one])
    found = house.one.read(lambda s: s.scalars(select(Instemming.id)).all())
    assert set(found) == {mine, again}


def test_who_did_not_see_the_last_step_cannot_take_the_next(house: House) -> None:
    mark = house.one.mark()
    step(house, house.other, S.verslag)
    house.send(house.other, [house.one])

    def work(session: Session) -> None:
        note(session, session.get_one(Sanctiezaak, house.zaak), S.voorval, S.afgezien)

    with pytest.raises(UserError, match="net al iets"):
        house.one.write(work, seen=mark)
    step(house, house.one, S.horen)
    assert status(house, house.one) is S.horen


def test_a_house_without_a_hub_waits_for_nobody(empty_house: Path, tmp_path: Path) -> None:
    alone = Machine(empty_house, tmp_path / "alleen")
    try:
        deelnemer = alone.write(add_deelnemer)

        def ask(session: Session) -> UUID:
            found = Instemming(
                deelnemer_id=deelnemer, antwoord=InstemmingAntwoord.ja, datum=date(2026, 11, 12)
            )
            session.add(found)
            session.flush()
            return found.id

        made = alone.write(ask)
        assert alone.read(lambda s: stand_of(s, "Instemming", made)) is None
    finally:
        alone.close()


def node(name: str, position: int | None, *followed: str, hlc: int = 0, old: bool = False) -> Node:
    raw = name.encode()
    return Node(name, raw, raw, b"", None if old else followed, hlc, position)


def test_the_line_is_the_same_in_any_order_of_arrival() -> None:
    nodes = [
        node("a", 1),
        node("b", 4, "a"),
        node("c", 3, "a"),
        node("d", 5, "b"),
        node("e", None, "c"),
    ]
    for some in permutations(nodes):
        assert [one.change for one in line_of(some)] == ["a", "c", "e"]
        beaten = {key: one.change for key, one in beaten_of(some).items()}
        assert beaten == {b"b": "c", b"d": "c"}


def test_what_was_made_before_laptops_were_connected_is_one_line() -> None:
    nodes = [node(name, None, hlc=n, old=True) for n, name in enumerate("abcd")]
    assert [one.change for one in line_of(reversed(nodes))] == list("abcd")
    assert beaten_of([*nodes, node("e", 9, "d")]) == {}
