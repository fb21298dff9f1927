"""Who looked: merged, filtered, within rights, and without names for who may not know them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from hvh_desktop.db import Compartment, Database
from hvh_desktop.errors import UserError
from hvh_desktop.raadplegingen.service import (
    RaadplegingRow,
    list_keuzes,
    list_raadplegingen,
    record_inzage,
)
from hvh_desktop.raadplegingen.service_overzicht import collect_overzicht
from hvh_desktop.raadplegingen.words import code_words, moment_words, wat_words
from hvh_desktop.readlog import WAARNEMING, Raadpleging
from hvh_desktop.rights import Rol
from tests.conftest import OpenAs
from tests.dossier.sample import Huis
from tests.raadplegingen.lines import DIENST, OVERLEG, Log, utc

FROM, TO = date(2026, 10, 13), date(2026, 11, 12)
MEN = ("Jeffrey", "Nijhuis", "Kees", "Brummelink", "Mehmet", "Gabriel", "Dawit", "Bram")


def ask(database: Database, **asked: Any) -> list[RaadplegingRow]:
    with database.reading() as session:
        return list_raadplegingen(session, **{"from_day": FROM, "to_day": TO, **asked})


def refused(database: Database, **asked: Any) -> str:
    with pytest.raises(UserError) as told:
        ask(database, **asked)
    return told.value.text


@pytest.fixture
def leader(open_as: OpenAs) -> Database:
    return open_as(Rol.locatiemanager)


# Merging --------------------------------------------------------------------------------------


def test_one_person_one_day_one_thing_is_one_line(huis: Huis, log: Log, leader: Database) -> None:
    for hour, minute in ((15, 5), (9, 30), (12, 0)):
        log.add(huis.ilse, huis.jeffrey, at=utc(10, hour, minute))
    log.add(huis.ilse, huis.jeffrey, at=utc(10, 13), onderdeel="trajectplan", handeling="afdrukken")
    log.add(huis.ilse, huis.jeffrey, at=utc(11, 9))
    log.add(huis.ruben, huis.jeffrey, at=utc(10, 9))
    rows = ask(leader, deelnemer_id=huis.jeffrey)
    told = [(row.datum.day, row.medewerker, row.wat, row.aantal) for row in rows]
    assert told == [
        (11, "Ilse Koopmans", "dossier geopend", 1),
        (10, "Ilse Koopmans", "dossier geopend", 3),
        (10, "Ilse Koopmans", "trajectplan afgedrukt of bewaard", 1),
        (10, "Ruben Yıldız", "dossier geopend", 1),
    ]
    three = rows[1]
    assert moment_words(three.eerste, three.laatste, 3) == "3 keer, van 10.30 tot 16.05"
    assert (three.rol, three.deelnemer, three.waarom) == (
        "mentor",
        "Jeffrey Nijhuis",
        "eigen deelnemer",
    )


def test_the_day_is_the_day_of_the_house(huis: Huis, log: Log, leader: Database) -> None:
    log.add(huis.ilse, huis.jeffrey, at=utc(9, 23, 30))
    assert ask(leader, deelnemer_id=huis.jeffrey)[0].datum == date(2026, 11, 10)
    ten = date(2026, 11, 10)
    assert len(ask(leader, deelnemer_id=huis.jeffrey, from_day=ten, to_day=ten)) == 1
    nine = date(2026, 11, 9)
    assert ask(leader, deelnemer_id=huis.jeffrey, from_day=nine, to_day=nine) == []


def test_a_reason_counts_for_the_hours_after_it(huis: Huis, log: Log, leader: Database) -> None:
    log.add(huis.ilse, huis.kees, at=utc(9, 22), reden=DIENST)
    log.add(huis.ilse, huis.kees, at=utc(10, 1))
    log.add(huis.ilse, huis.kees, at=utc(10, 2), onderdeel="doel", handeling="zoeken")
    log.add(huis.ilse, huis.kees, at=utc(10, 12), onderdeel="doel", handeling="zoeken")
    ten = date(2026, 11, 10)
    rows = ask(leader, deelnemer_id=huis.kees, from_day=ten, to_day=ten)
    assert [(row.wat, row.redenen) for row in rows] == [
        ("doel gevonden met zoeken", (DIENST,)),
        ("dossier geopend", (DIENST,)),
    ]
    assert rows[1].waarom == DIENST


def test_why_is_said_in_words(huis: Huis, log: Log, leader: Database, open_as: OpenAs) -> None:
    log.add(huis.ilse, huis.jeffrey)
    log.add(huis.ilse, huis.bram)
    log.add(huis.ruben, huis.kees, reden=WAARNEMING)
    log.add(huis.petra, huis.jeffrey, rollen=(Rol.mentor, Rol.casemanager))
    told = {(row.medewerker, row.deelnemer): row.waarom for row in ask(leader)}
    assert told == {
        ("Ilse Koopmans", "Jeffrey Nijhuis"): "eigen deelnemer",
        ("Ilse Koopmans", "Bram Oude Hengel"): "geen reden opgeschreven",
        ("Ruben Yıldız", "Kees Brummelink"): "neemt waar voor een collega",
        ("Petra Hesselink", "Jeffrey Nijhuis"): "hoort bij de functie",
    }


# Filters --------------------------------------------------------------------------------------


@pytest.fixture
def filled(huis: Huis, log: Log) -> Huis:
    log.add(huis.ilse, huis.jeffrey, at=utc(10, 9))
    log.add(huis.ilse, huis.kees, at=utc(10, 10), reden=DIENST)
    log.add(huis.ruben, huis.kees, at=utc(11, 9), reden=OVERLEG)
    log.add(huis.petra, huis.kees, at=utc(11, 10))
    log.add(huis.petra, huis.kees, at=utc(1, 10, month=9))
    log.add(
        huis.ruben,
        None,
        at=utc(11, 12),
        onderdeel="account",
        handeling="account wijzigen",
        reden=f"medewerker {huis.petra}",
        rollen=(Rol.beheerder,),
    )
    return huis


def about(rows: list[RaadplegingRow]) -> list[tuple[str, str]]:
    return [(row.medewerker.split()[0], row.deelnemer.split()[0]) for row in rows if row.deelnemer]


def test_filters(filled: Huis, leader: Database) -> None:
    huis = filled
    assert about(ask(leader)) == [
        ("Petra", "Kees"),
        ("Ruben", "Kees"),
        ("Ilse", "Kees"),
        ("Ilse", "Jeffrey"),
    ]
    assert about(ask(leader, deelnemer_id=huis.jeffrey)) == [("Ilse", "Jeffrey")]
    assert about(ask(leader, medewerker_id=huis.ruben)) == [("Ruben", "Kees")]
    assert about(ask(leader, reden=DIENST)) == [("Ilse", "Kees")]
    assert about(ask(leader, only_not_own=True)) == [("Ruben", "Kees"), ("Ilse", "Kees")]
    old = ask(leader, from_day=date(2026, 9, 1), to_day=date(2026, 9, 30))
    assert about(old) == [("Petra", "Kees")]


def test_a_period_must_run_forward(huis: Huis, leader: Database) -> None:
    assert "De eerste dag" in refused(leader, from_day=TO, to_day=FROM)


def test_lines_of_the_house_name_the_colleague(filled: Huis, leader: Database) -> None:
    line = next(row for row in ask(leader) if row.deelnemer_id is None)
    assert (line.wat, line.waarom) == ("account gewijzigd", "over Petra Hesselink")
    assert line.redenen == ()


# Rights ---------------------------------------------------------------------------------------


def test_a_mentor_sees_his_own_men_and_what_he_did_himself(filled: Huis, open_as: OpenAs) -> None:
    huis = filled
    ilse = open_as(Rol.mentor, medewerker_id=huis.ilse)
    assert about(ask(ilse, deelnemer_id=huis.jeffrey)) == [("Ilse", "Jeffrey")]
    assert "alleen bij je eigen" in refused(ilse, deelnemer_id=huis.kees)
    assert "hoort niet bij je rol" in refused(ilse)
    assert "hoort niet bij je rol" in refused(ilse, medewerker_id=huis.ruben)
    mine = ask(ilse, medewerker_id=huis.ilse)
    assert about(mine) == [("Ilse", "Kees"), ("Ilse", "Jeffrey")]
    assert about(ask(ilse, medewerker_id=huis.ilse, deelnemer_id=huis.kees)) == [("Ilse", "Kees")]


def test_lines_of_the_house_are_for_leaders_only(filled: Huis, open_as: OpenAs) -> None:
    ruben = open_as(Rol.mentor, medewerker_id=filled.ruben)
    assert all(row.deelnemer_id for row in ask(ruben, medewerker_id=filled.ruben))


@pytest.mark.parametrize("rol", [Rol.directeur, Rol.projectmanager, Rol.onderzoeker])
def test_who_has_no_right_sees_only_himself(rol: Rol, filled: Huis, open_as: OpenAs) -> None:
    somebody = open_as(rol)
    for asked in ({}, {"deelnemer_id": filled.kees}, {"medewerker_id": filled.ilse}):
        assert "hoort niet bij je rol" in refused(somebody, **asked)
    assert ask(somebody, medewerker_id=somebody.actor.medewerker_id) == []
    with somebody.reading() as session:
        assert list_keuzes(session).deelnemers == ()


def test_a_casemanager_asks_per_deelnemer(filled: Huis, open_as: OpenAs) -> None:
    casemanager = open_as(Rol.casemanager)
    assert len(ask(casemanager, deelnemer_id=filled.kees)) == 3
    assert "hoort niet bij je rol" in refused(casemanager)


def test_a_beheerder_never_sees_a_name(filled: Huis, open_as: OpenAs) -> None:
    huis = filled
    beheerder = open_as(Rol.beheerder)
    rows = [*ask(beheerder), *ask(beheerder, deelnemer_id=huis.kees)]
    with beheerder.reading() as session:
        keuzes = list_keuzes(session)
    told = repr((rows, keuzes))
    for name in MEN:
        assert name not in told
    codes = {row.deelnemer for row in rows if row.deelnemer_id == huis.kees}
    assert codes == {code_words(huis.kees)}
    assert {code for _, code in keuzes.deelnemers} == {
        code_words(one).capitalize()[:10] + code_words(one)[10:]
        for one in (huis.jeffrey, huis.kees)
    }
    assert all(row.is_eigen is None for row in rows)
    assert about(ask(beheerder, only_not_own=True)) == [
        ("Ruben", "deelnemer"),
        ("Ilse", "deelnemer"),
    ]
    with beheerder.reading() as session, pytest.raises(UserError):
        collect_overzicht(session, huis.kees, FROM, TO)


def test_codes_are_the_same_always_and_differ(huis: Huis) -> None:
    men = (huis.jeffrey, huis.kees, huis.mehmet, huis.dawit, huis.bram, huis.gabriel)
    assert len({code_words(one) for one in men}) == len(men)
    assert code_words(huis.kees) == code_words(huis.kees)


# Looking is noted -----------------------------------------------------------------------------


def test_looking_at_the_log_is_noted(huis: Huis, leader: Database, ilse: Database) -> None:
    for database, asked in (
        (leader, {"deelnemer_id": huis.kees}),
        (leader, {"medewerker_id": huis.ilse}),
        (leader, {}),
        (ilse, {"medewerker_id": huis.ilse}),
    ):
        with database.transaction(Compartment.log) as session:
            record_inzage(session, **asked)
    with leader.reading() as session:
        rows = session.query(Raadpleging).order_by(Raadpleging.id).all()
        assert [(row.onderdeel, row.deelnemer_id) for row in rows] == [
            ("raadplegingen", huis.kees),
            ("raadplegingen_collega", None),
            ("raadplegingen_collega", None),
            ("raadplegingen_zelf", None),
        ]
    assert ask(leader, deelnemer_id=huis.kees)[0].wat == "bekeken wie er keek"


def test_looking_where_one_may_not_is_not_noted(huis: Huis, ilse: Database) -> None:
    with pytest.raises(UserError), ilse.transaction(Compartment.log) as session:
        record_inzage(session, deelnemer_id=huis.kees)


def test_all_of_his_care_is_one_word(huis: Huis, log: Log, open_as: OpenAs) -> None:
    rollen = (Rol.psycholoog,)
    for hour, onderdeel in enumerate(("verwijzing", "psycholooggesprek", "behandeling"), start=9):
        log.add(huis.petra, huis.kees, at=utc(10, hour), onderdeel=onderdeel, rollen=rollen)
    brief = {"onderdeel": "verwijsbrief", "handeling": "afdrukken"}
    log.add(huis.petra, huis.kees, at=utc(10, 13), rollen=rollen, **brief)
    found = ask(open_as(Rol.locatiemanager), deelnemer_id=huis.kees)
    assert [(row.wat, row.aantal) for row in found] == [
        ("zorg afgedrukt of bewaard", 1),
        ("zorg bekeken", 3),
    ]


def test_what_nobody_foresaw_is_still_said() -> None:
    assert wat_words("nieuw_ding", "lezen") == "nieuw ding bekeken"
    assert wat_words("nieuw_ding", "weggooien") == "nieuw ding: weggooien"


# Speed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        (lambda h: {}, "ix_raadpleging_created_at"),
        (lambda h: {"deelnemer_id": h.kees}, "ix_raadpleging_deelnemer_id_created_at"),
        (lambda h: {"medewerker_id": h.ilse}, "ix_raadpleging_created_by_created_at"),
    ],
)
def test_every_question_goes_by_an_index_on_its_period(
    asked: Callable[[Huis], dict[str, Any]], index: str, filled: Huis, leader: Database
) -> None:
    seen: list[tuple[str, Any]] = []
    with leader.reading() as session:
        engine = session.engine_of(Compartment.log)

    def note(*call: Any) -> None:
        seen.append((call[2], call[3]))

    event.listen(engine, "before_cursor_execute", note)
    ask(leader, **asked(filled))
    event.remove(engine, "before_cursor_execute", note)
    statement, values = seen[-1]
    assert "LIMIT" in statement
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    assert f"USING INDEX {index} (" in str(plan)
    assert "created_at>? AND created_at<?" in str(plan)
    assert "TEMP B-TREE" not in str(plan)
