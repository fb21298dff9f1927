"""What arrives from others: in any order, more than once, from newer versions, or broken."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from hvh_desktop.actieplannen.model import Actie, Doel, HerkomstSoort, UitvoerderSoort
from hvh_desktop.db import Compartment, Session, new_id, search
from hvh_desktop.deelnemers.model import Deelnemer
from hvh_desktop.leefgebieden import Herstelvorm
from hvh_desktop.mentorgesprekken.model import Doelnotitie, Mentorgesprek
from hvh_desktop.sync.merge.check import find_difference
from hvh_desktop.sync.wire import WireChange
from tests.spine.test_db import make_deelnemer
from tests.sync.merging import Machine, exchange, tables_of

Make = Callable[[str], Machine]


@pytest.fixture
def make(empty_house: Path, tmp_path: Path) -> Iterator[Make]:
    made: list[Machine] = []

    def _make(name: str) -> Machine:
        made.append(Machine(empty_house, tmp_path / name))
        return made[-1]

    yield _make
    for machine in made:
        machine.close()


def add_deelnemer(session: Session) -> UUID:
    deelnemer = make_deelnemer()
    session.add(deelnemer)
    session.flush()
    return deelnemer.id


def add_doel(session: Session, deelnemer_id: UUID, tekst: str = "Werk vinden") -> UUID:
    doel = Doel(
        deelnemer_id=deelnemer_id,
        tekst=tekst,
        leefgebieden=("werk",),
        herstelvorm=Herstelvorm(next(iter(Herstelvorm))),
        herkomst=HerkomstSoort.anders,
        begin_datum=date(2026, 11, 1),
        volgorde=1,
    )
    session.add(doel)
    session.flush()
    return doel.id


def set_tekst(machine: Machine, doel: UUID, tekst: str, *, seen: int | None = None) -> None:
    def work(session: Session) -> None:
        session.get_one(Doel, doel).tekst = tekst

    machine.write(work, seen=seen)


def tekst_of(machine: Machine, doel: UUID) -> str:
    return machine.read(lambda session: session.get_one(Doel, doel).tekst)


def conflicts(machine: Machine) -> list[tuple[bytes, str]]:
    return list(machine.connection.execute("SELECT entity, field FROM conflict"))


def test_what_one_wrote_is_the_same_on_the_other(make: Make) -> None:
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer))
    set_tekst(one, doel, "Werk houden")
    touched = other.take(one.changes())
    assert touched == {Deelnemer, Doel}
    assert tables_of(one) == tables_of(other)
    assert tekst_of(other, doel) == "Werk houden"
    found = other.read(lambda s: search.find(s, Compartment.team, "houden"))
    assert [hit.entity_id for hit in found] == [doel]
    assert other.read(lambda s: search.find(s, Compartment.team, "vinden")) == []
    assert other.changes() == one.changes(), "nothing is made while applying"


def test_what_others_point_at_is_written_first(make: Make) -> None:
    """A row that is there before the one that it points at makes the database look through whole
    tables, at each row that follows: a new laptop would take half as long again to fill."""
    one, other = make("een"), make("twee")
    known = one.write(add_deelnemer)
    other.take(one.changes())
    count = len(one.changes())
    one.write(lambda session: add_doel(session, known))
    fresh = one.write(add_deelnemer)
    one.write(lambda session: add_doel(session, fresh))
    said: list[str] = []
    other.connection.set_trace_callback(said.append)
    other.take(one.changes()[count:])
    other.connection.set_trace_callback(None)
    tables = [found[1] for one in said if (found := re.match('INSERT INTO "(deel|doel)', one))]
    assert tables == ["deel", "doel", "doel"]


def test_applying_twice_changes_nothing(make: Make) -> None:
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer))
    other.take(one.changes())
    before = tables_of(other)
    assert other.take(one.changes()) == set()
    assert tables_of(other) == before
    one.take(one.changes())
    assert tables_of(one) == before, "its own changes come back too"
    assert tekst_of(one, doel) == "Werk vinden"


def test_two_versions_both_stand_on_both_laptops(make: Make) -> None:
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer))
    exchange(one, other)
    set_tekst(one, doel, "van de een")
    set_tekst(other, doel, "van de ander")
    exchange(one, other)
    assert tables_of(one) == tables_of(other)
    assert conflicts(one) == [(doel.bytes, "tekst")]
    set_tekst(one, doel, "nog eens")
    exchange(one, other)
    assert tables_of(one) == tables_of(other)
    assert tekst_of(other, doel) == "nog eens"
    assert conflicts(other) == [(doel.bytes, "tekst")], "an ordinary save decides nothing"


def test_a_form_that_was_read_before_never_overwrites_unseen(make: Make) -> None:
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer))
    exchange(one, other)
    mark = one.mark()
    set_tekst(other, doel, "van de ander")
    one.take(other.changes())
    assert tekst_of(one, doel) == "van de ander"
    set_tekst(one, doel, "van mij", seen=mark)
    assert conflicts(one) == [(doel.bytes, "tekst")]
    assert tekst_of(one, doel) == "van mij", "what he just typed is what he sees"
    exchange(one, other)
    assert tables_of(one) == tables_of(other)
    set_tekst(one, doel, "van mij, beter", seen=mark)
    exchange(one, other)
    assert conflicts(other) == [(doel.bytes, "tekst")], "his own words he has seen"
    heads = json.loads(one.read(lambda s: s.get_one(Doel, doel).heads))
    assert len(heads["tekst"]) == 2


def test_a_field_that_the_form_did_not_change_keeps_the_newer_value(make: Make) -> None:
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer, "oud"))
    exchange(one, other)
    mark = one.mark()
    set_tekst(other, doel, "nieuw van de ander")
    one.take(other.changes())

    def save_form(session: Session) -> None:
        kept = session.get_one(Doel, doel)
        kept.tekst, kept.waarom = "oud", "omdat het moet"

    one.write(save_form, seen=mark)
    assert tekst_of(one, doel) == "nieuw van de ander"
    assert one.read(lambda s: s.get_one(Doel, doel).waarom) == "omdat het moet"
    assert conflicts(one) == []
    exchange(one, other)
    assert tables_of(one) == tables_of(other)


def test_a_thing_of_which_there_is_one_is_one_on_both_laptops(make: Make) -> None:
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer))

    def talk(session: Session) -> UUID:
        gesprek = Mentorgesprek(deelnemer_id=deelnemer, datum=date(2026, 11, 12))
        session.add(gesprek)
        session.flush()
        return gesprek.id

    gesprek = one.write(talk)
    exchange(one, other)

    def note(session: Session) -> Doelnotitie:
        notitie = Doelnotitie(
            deelnemer_id=deelnemer, mentorgesprek_id=gesprek, doel_id=doel, tekst=""
        )
        session.add(notitie)
        return notitie

    one.write(note)
    other.clock.advance(minutes=1)
    other.write(note)

    def fill(session: Session) -> None:
        session.scalars(select(Doelnotitie)).one().tekst = "Ging goed"

    one.write(fill)
    exchange(one, other)
    assert tables_of(one) == tables_of(other)
    assert conflicts(one) == []
    assert other.read(lambda s: s.scalars(select(Doelnotitie.tekst)).one()) == "Ging goed"


@dataclass
class Bench:
    """Machines and what they know, for one example."""

    machines: list[Machine]
    random: Random


def some_work(bench: Bench, deelnemer: UUID, doelen: list[UUID]) -> None:
    """One person does one thing."""
    machine = bench.random.choice(bench.machines)
    here = {row[0] for row in machine.connection.execute("SELECT id FROM doel")}
    known = [doel for doel in doelen if doel.bytes in here]
    if not known or bench.random.random() < 0.15:
        doelen.append(machine.write(lambda session: add_doel(session, deelnemer)))
        return
    doel = bench.random.choice(known)
    seen = bench.random.choice([None, bench.random.randint(0, machine.mark())])

    def work(session: Session) -> None:
        kept = session.get_one(Doel, doel)
        for name in ("tekst", "waarom"):
            if bench.random.random() < 0.7:
                setattr(kept, name, bench.random.choice(["aap", "noot", "mies"]))
        if bench.random.random() < 0.3:
            session.add(
                Actie(
                    deelnemer_id=deelnemer,
                    doel_id=doel,
                    wat="bellen",
                    uitvoerder=UitvoerderSoort.deelnemer,
                )
            )

    machine.clock.advance(days=bench.random.randint(-400, 400))
    machine.write(work, seen=seen)


@given(seed=st.integers(0, 2**32))
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_order_of_delivery_gives_the_same_bytes(
    seed: int, empty_house: Path, tmp_path: Path
) -> None:
    random = Random(seed)
    folder = tmp_path / new_id().hex
    folder.mkdir()
    machines = [Machine(empty_house, folder / str(n)) for n in range(3)]
    bench, doelen = Bench(machines, random), list[UUID]()
    try:
        deelnemer = machines[0].write(add_deelnemer)
        for machine in machines[1:]:
            machine.take(machines[0].changes())
        for _ in range(random.randint(5, 25)):
            some_work(bench, deelnemer, doelen)
            if random.random() < 0.3:
                some = random.choice(machines).changes()
                random.shuffle(some)
                random.choice(machines).take(some[: random.randint(1, len(some))])
        everything = list({c.id: c for machine in machines for c in machine.changes()}.values())
        machines.append(Machine(empty_house, folder / "nieuw"))
        for machine in machines:
            random.shuffle(everything)
            for begin in range(0, len(everything), 7):
                machine.take(everything[begin : begin + 7], rows=random.choice([1, 3, 50]))
            assert find_difference(machine.connection, Compartment.team) is None
        first, *others = [tables_of(machine) for machine in machines]
        for other in others:
            assert other == first
        for machine in machines:
            waiting = machine.waiting()
            assert (waiting.new, waiting.parent, waiting.apart) == (0, 0, 0)
    finally:
        for machine in machines:
            machine.close()


def remade(change: WireChange, **parts: object) -> WireChange:
    return msgspec.structs.replace(change, **parts)


def test_a_change_waits_for_what_it_builds_on(make: Make) -> None:
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer))
    set_tekst(one, doel, "Werk houden")
    who, what, change = one.changes()
    other.take([change])
    other.take([what])
    assert other.waiting().parent == 2
    other.start()
    other.take([who])
    assert other.waiting().parent == 0
    assert tables_of(one) == tables_of(other)


def test_what_was_undone_is_carried_out_again(make: Make) -> None:
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)
    one.write(lambda session: add_doel(session, deelnemer))
    who, what = one.changes()
    other.take([what])

    class Undone(Exception):
        pass

    with pytest.raises(Undone), other.transaction():
        other.applier.put_in_log(other.connection, [who], b"h" * 32)
        while other.applier.carry_out(other.connection):
            pass
        raise Undone
    assert other.waiting().parent == 1
    other.take([who])
    assert tables_of(one) == tables_of(other)


def test_what_a_newer_version_wrote_waits_and_comes_in_with_the_update(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer))
    exchange(one, other)
    set_tekst(one, doel, "Werk houden")
    last = one.changes()[-1]
    values = json.loads(last.values) | {"kleur": "groen", "status": {"$keuze": "uitgesteld"}}
    parents = json.loads(last.parents) | {"kleur": [], "status": json.loads(last.parents)["tekst"]}
    newer = remade(last, values=json.dumps(values), parents=json.dumps(parents))
    strange = remade(last, id=new_id(), kind="Toekomst", entity=new_id(), operation="create")
    other.take([newer, strange])
    assert other.waiting().update == 2
    assert tekst_of(other, doel) == "Werk houden", "what is known is carried out"
    kept = {change.id: change for change in other.changes()}
    assert kept[newer.id] == newer
    assert kept[strange.id] == strange
    set_tekst(other, doel, "En verder")

    values.pop("kleur")
    with other.transaction():
        other.connection.execute(
            'UPDATE "change" SET "values" = ? WHERE id = ?',
            (json.dumps(values | {"status": {"$keuze": "later"}}), newer.id.bytes),
        )
    other.start()
    other.carry_out()
    assert other.waiting().update == 1
    assert tekst_of(other, doel) == "En verder", "what was replaced stays replaced"
    assert other.read(lambda s: s.get_one(Doel, doel).status.value) == "later"


@pytest.mark.parametrize(
    ("values", "parents"),
    [
        ("[]", "{}"),
        ("{", "{}"),
        ("[" * 5000, "{}"),
        ('{"tekst": 3}', "{}"),
        ('{"tekst": null}', "{}"),
        ('{"tekst": {"$dag": "2026-01-01"}}', "{}"),
        ('{"begin_datum": {"$dag": "gisteren"}}', "{}"),
        ('{"begin_datum": {"$dag": "2026-01-01", "x": 1}}', "{}"),
        ('{"volgorde": 99999999999999999999999}', "{}"),
        ('{"volgorde": true}', "{}"),
        ('{"leefgebieden": {"$woorden": [1]}}', "{}"),
        ('{"created_by": {"$id": "zz"}}', "{}"),
        ('{"created_at": {"$moment": "2026-11-12T10:00:00"}}', "{}"),
        ('{"created_at": {"$moment": "0001-01-01T00:00:00+10:00"}}', "{}"),
        ('{"tekst": "x"}', '{"tekst": "abc"}'),
        ('{"tekst": "x"}', "[]"),
    ],
)
def test_what_does_not_fit_is_set_aside_and_kept(make: Make, values: str, parents: str) -> None:
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer))
    exchange(one, other)
    set_tekst(one, doel, "goed")
    good = one.changes()[-1]
    bad = remade(good, id=new_id(), values=values, parents=parents)
    before = tables_of(other)
    other.take([bad])
    assert other.waiting().apart == 1
    assert tables_of(other) == before
    other.take([good])
    assert tekst_of(other, doel) == "goed"
    assert other.changes()[-2] == bad


def test_a_kind_of_another_compartment_is_set_aside(make: Make) -> None:
    one, other = make("een"), make("twee")
    one.write(add_deelnemer)
    (made,) = one.changes()
    other.take([remade(made, kind="Psycholooggesprek")])
    assert other.waiting().apart == 1


def test_a_parent_that_is_no_id_waits(make: Make) -> None:
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer))
    set_tekst(one, doel, "x")
    last = one.changes()[-1]
    other.take(one.changes()[:-1])
    other.take([remade(last, parents='{"tekst": ["geen id"]}')])
    assert other.waiting().parent == 1


def test_the_clock_goes_on_above_all_that_was_seen(make: Make) -> None:
    one, other = make("een"), make("twee")
    one.clock.advance(days=400)
    deelnemer = one.write(add_deelnemer)
    other.take(one.changes())
    other.write(lambda session: add_doel(session, deelnemer))
    ahead, after = other.changes()
    assert after.hlc > ahead.hlc
    other.database.close()
    other.start()
    other.write(lambda session: add_doel(session, deelnemer))
    assert other.changes()[-1].hlc > after.hlc


def test_check_rules_of_a_table_do_not_stop_what_was_decided_elsewhere(make: Make) -> None:
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)

    def talk(session: Session) -> None:
        session.add(Mentorgesprek(deelnemer_id=deelnemer, datum=date(2026, 11, 12), gezicht=3))

    one.write(talk)
    *first, last = one.changes()
    values = json.loads(last.values) | {"gezicht": 99}
    other.take([*first, remade(last, values=json.dumps(values))])
    assert other.waiting().apart == 0
    assert other.read(lambda s: s.scalars(select(Mentorgesprek.gezicht)).one()) == 99
