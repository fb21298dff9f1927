"""The one door: what is written is logged, found and equal when read back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, text, update

from hvh_desktop.db import Change, Compartment, Database, Entity, new_id, search
from hvh_desktop.db.columns import decode, encode
from hvh_desktop.db.entity import entity_classes
from hvh_desktop.db.log import list_changes, read_values
from hvh_desktop.deelnemers.model import Deelnemer, Lvb, Titel, Verblijf
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken.model import GesprekStatus, Mentorgesprek
from hvh_desktop.rights import Rol
from tests.conftest import OpenAs


def make_deelnemer(**values: object) -> Deelnemer:
    fields: dict[str, object] = {
        "voornamen": "Jeffrey",
        "roepnaam": "Jeffrey",
        "achternaam": "Nijhuis",
        "geboortedatum": date(1992, 3, 14),
        "registratienummer": new_id().hex,
        "gemeente_herkomst": "Almelo",
        "gemeente_vestiging": "Almelo",
        "titel": Titel.hvh,
    }
    return Deelnemer(**(fields | values))


def test_a_write_and_its_change_are_in_one_commit(database: Database) -> None:
    with database.transaction(Compartment.team) as session:
        deelnemer = make_deelnemer()
        session.add(deelnemer)
    with database.reading() as session:
        (change,) = list_changes(session, Compartment.team, deelnemer.id)
        values = read_values(change, Deelnemer)
        kept = session.get_one(Deelnemer, deelnemer.id)
    assert change.operation == "create"
    assert change.user == database.actor.medewerker_id
    assert values["geboortedatum"] == kept.geboortedatum == date(1992, 3, 14)
    assert values["lvb"] is Lvb.onbekend, "defaults are in the log too, with their own type"
    assert kept.created_by == database.actor.medewerker_id


def test_nothing_stays_after_a_failure(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction(Compartment.team) as session:
        session.add(make_deelnemer())
        session.flush()
        raise ZeroDivisionError
    with database.reading() as session:
        bind = {"bind": session.engine_of(Compartment.team)}
        assert session.scalar(select(func.count()).select_from(Deelnemer)) == 0
        assert session.scalar(select(func.count(Change.id)), bind_arguments=bind) == 0


def test_a_change_names_the_changes_it_saw(database: Database) -> None:
    with database.transaction(Compartment.team) as session:
        deelnemer = make_deelnemer()
        session.add(deelnemer)
    for roepnaam in ("Jeff", "Jef"):
        with database.transaction(Compartment.team) as session:
            session.get_one(Deelnemer, deelnemer.id).roepnaam = roepnaam
    with database.reading() as session:
        created, first, second = list_changes(session, Compartment.team, deelnemer.id)
    assert json.loads(first.parents) == {"roepnaam": [created.id.hex]}
    assert json.loads(second.parents) == {"roepnaam": [first.id.hex]}
    assert json.loads(second.values) == {"roepnaam": "Jef"}
    assert created.hlc < first.hlc < second.hlc


def test_the_same_value_again_is_no_change(database: Database) -> None:
    with database.transaction(Compartment.team) as session:
        deelnemer = make_deelnemer()
        session.add(deelnemer)
    with database.transaction(Compartment.team) as session:
        session.get_one(Deelnemer, deelnemer.id).roepnaam = "Jeffrey"
    with database.reading() as session:
        assert len(list_changes(session, Compartment.team, deelnemer.id)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        update(Deelnemer).values(roepnaam="x"),
        delete(Deelnemer),
        text("DELETE FROM deelnemer"),
    ],
)
def test_bulk_writes_are_refused(database: Database, statement: object) -> None:
    with (
        pytest.raises(RuntimeError, match="bypass"),
        database.transaction(Compartment.team) as session,
    ):
        session.execute(statement)  # type: ignore[call-overload]


def test_entities_are_never_deleted(database: Database) -> None:
    with database.transaction(Compartment.team) as session:
        session.add(make_deelnemer())
    with (
        pytest.raises(RuntimeError, match="never deleted"),
        database.transaction(Compartment.team) as session,
    ):
        session.delete(session.scalars(select(Deelnemer)).one())


def test_an_entity_of_another_compartment_is_a_bug(database: Database) -> None:
    with (
        pytest.raises(RuntimeError, match="belongs to team"),
        database.transaction(Compartment.register) as session,
    ):
        session.add(make_deelnemer())


def test_a_transaction_may_read_other_compartments(database: Database) -> None:
    with database.transaction(Compartment.register) as session:
        session.add(Medewerker(naam="I", roepnaam="I", gebruikersnaam="i", rollen=("mentor",)))
    with database.transaction(Compartment.team) as session:
        session.add(make_deelnemer())
        session.flush()
        assert session.scalars(select(Medewerker.roepnaam)).all() == ["I"]


def test_without_the_key_nothing_is_read(open_as: OpenAs) -> None:
    database = open_as(Rol.beheerder)
    with pytest.raises(UserError, match="geen toegang"), database.reading() as session:
        session.scalars(select(Deelnemer)).all()


def test_the_index_forgives_missing_accents_and_follows_changes(database: Database) -> None:
    with database.transaction(Compartment.team) as session:
        deelnemer = make_deelnemer(achternaam="Żółkiewski", motivatiebrief="Coördinatie en geduld")
        session.add(deelnemer)
    with database.reading() as session:
        (hit,) = search.find(session, Compartment.team, "zolkiewski coord")
    assert hit.entity_id == deelnemer.id
    with database.transaction(Compartment.team) as session:
        session.get_one(Deelnemer, deelnemer.id).motivatiebrief = "Rust"
    with database.reading() as session:
        assert search.find(session, Compartment.team, "geduld") == []
        assert len(search.find(session, Compartment.team, "rust")) == 1


def test_words_that_come_later_are_found(database: Database) -> None:
    deelnemer = make_deelnemer(motivatiebrief="")
    with database.transaction(Compartment.team) as session:
        session.add(deelnemer)
        session.flush()
        gesprek = Mentorgesprek(deelnemer_id=deelnemer.id, datum=session.today)
        session.add(gesprek)
    with database.transaction(Compartment.team) as session:
        session.get_one(Mentorgesprek, gesprek.id).notitie = "Over de scooter"
    with database.reading() as session:
        (hit,) = search.find(session, Compartment.team, "scooter")
    assert hit.entity_id == gesprek.id


def test_the_listener_hears_which_types_changed(database: Database) -> None:
    heard: list[frozenset[type]] = []
    database.on_commit(heard.append)
    with database.transaction(Compartment.team) as session:
        session.add(make_deelnemer())
    assert heard == [frozenset({Deelnemer})]


def test_no_file_shows_a_word(database: Database, house: Path) -> None:
    with database.transaction(Compartment.team) as session:
        session.add(make_deelnemer(motivatiebrief="Herfstwaterval"))
    for file in house.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"Herfstwaterval" not in content, file.name
            assert not content.startswith(b"SQLite format"), file.name


def test_attach_is_forbidden(database: Database, tmp_path: Path) -> None:
    with database.transaction(Compartment.team) as session, pytest.raises(Exception, match="auth"):
        session.write_connection().exec_driver_sql(f"ATTACH '{tmp_path / 'x.db'}' AS x")


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(2**62), max_value=2**62),
    st.floats(allow_nan=False),
    st.text(),
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.just(UTC)),
    st.uuids(),
    st.binary(),
    st.lists(st.text()).map(tuple),
)


@given(value=VALUES)
def test_every_value_reads_back_equal(value: object) -> None:
    back = decode(json.loads(json.dumps(encode(value))))
    assert back == value
    assert type(back) is type(value)


def test_every_column_type_of_the_models_can_be_encoded(database: Database) -> None:
    examples: dict[type, object] = {
        str: "tekst",
        int: 3,
        bool: True,
        date: date(2026, 1, 2),
        datetime: datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC),
        time: time(10, 30),
        bytes: b"\x00\xff",
        tuple: ("a", "b"),
    }
    checked = 0
    for entity in entity_classes():
        for column in entity.__table__.columns:
            choice = getattr(column.type, "enum_class", None)
            value = next(iter(choice)) if choice else examples.get(column.type.python_type)
            if column.type.python_type.__name__ == "UUID":
                value = new_id()
            assert value is not None, f"{entity.__name__}.{column.name}: no example value"
            assert decode(json.loads(json.dumps(encode(value))), choice) == value
            checked += 1
    assert checked > 100


def test_ids_sort_by_time() -> None:
    made = [new_id() for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == 2000
    assert {i.version for i in made} == {7}


def test_moments_times_and_words_come_back(database: Database, clock: object) -> None:
    with database.transaction(Compartment.team) as session:
        deelnemer = make_deelnemer()
        session.add(deelnemer)
        session.flush()
        session.add(
            Mentorgesprek(
                deelnemer_id=deelnemer.id,
                datum=date(2026, 11, 12),
                tijd=time(10, 30),
                medewerker_ids=("a", "b"),
                status=GesprekStatus.concept,
                vastgesteld_op=datetime(2026, 11, 12, 10, tzinfo=UTC),
            )
        )
        session.add(Verblijf(deelnemer_id=deelnemer.id, begin_datum=date(2026, 7, 9)))
    with database.reading() as session:
        gesprek = session.scalars(select(Mentorgesprek)).one()
    assert (gesprek.tijd, gesprek.medewerker_ids) == (time(10, 30), ("a", "b"))
    assert gesprek.vastgesteld_op == datetime(2026, 11, 12, 10, tzinfo=UTC)
    assert issubclass(Mentorgesprek, Entity)
