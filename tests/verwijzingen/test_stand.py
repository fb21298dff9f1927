"""What the team sees: the instelling, how far it is and when; never a word."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import inspect, select, text

from hvh_desktop.db import Change, Compartment, Database, new_id
from hvh_desktop.errors import UserError
from hvh_desktop.verwijzingen import service, service_afspraken, service_stand
from hvh_desktop.verwijzingen.model import (
    Afspraakplaats,
    VerwijzingStatus,
    ZorgafspraakSoort,
)
from hvh_desktop.verwijzingen.rows import StandRow, ZorgafspraakRow
from tests.conftest import KEYS
from tests.verwijzingen.house import House

PLANTED = "kwikstaart"
FROM, TO = date(2026, 1, 1), date(2027, 12, 31)


def standen(home: House) -> list[StandRow]:
    with home.mentor.reading() as session:
        return service_stand.list_standen(session, home.deelnemer_id)


def afspraken(home: House) -> list[ZorgafspraakRow]:
    with home.mentor.reading() as session:
        return service_stand.list_zorgafspraken(session, from_day=FROM, to_day=TO)


def behind(home: House) -> list[Any]:
    with home.psycholoog.reading() as session:
        return service_stand.list_behind(session)


def test_the_team_sees_nothing_before_he_is_signed_up(home: House) -> None:
    key = home.record()
    home.tell_team(key)
    assert (standen(home), behind(home)) == ([], [])
    home.step(key, "aangemeld", date(2026, 10, 5))
    home.tell_team(key)
    (row,) = standen(home)
    assert (row.instelling, row.status, row.status_datum) == (
        "JusTact",
        VerwijzingStatus.aangemeld,
        date(2026, 10, 5),
    )


def test_one_that_was_withdrawn_before_the_sign_up_is_never_seen(home: House) -> None:
    key = home.record()
    home.step(key, "ingetrokken", date(2026, 10, 9), categorie="niet meer nodig")
    home.tell_team(key)
    assert (standen(home), behind(home)) == ([], [])


def test_a_sign_up_that_is_taken_back_goes_away(home: House) -> None:
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    home.appoint(key)
    home.tell_team(key)
    assert len(afspraken(home)) == 1
    with home.psycholoog.transaction(Compartment.behandeling) as session:
        service.reopen_status(session, key, "bij de verkeerde man")
    assert behind(home) == [key]
    home.tell_team(key)
    assert (standen(home), afspraken(home), behind(home)) == ([], [], [])
    home.step(key, "aangemeld", date(2026, 10, 6))
    home.tell_team(key)
    assert [row.status_datum for row in standen(home)] == [date(2026, 10, 6)]
    assert len(afspraken(home)) == 1


def test_the_next_appointment_is_day_time_and_place(home: House) -> None:
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    home.appoint(key, datum=date(2026, 11, 2))
    later = home.appoint(key, tijd=time(9, 15), plaats="bij de instelling")
    home.tell_team(key)
    (row,) = standen(home)
    assert row.volgende is not None
    assert (row.volgende.datum, row.volgende.tijd, row.volgende.plaats) == (
        date(2026, 11, 17),
        time(9, 15),
        Afspraakplaats.bij_instelling,
    )
    assert [one.datum for one in afspraken(home)] == [date(2026, 11, 2), date(2026, 11, 17)]
    with home.psycholoog.transaction(Compartment.behandeling) as session:
        service_afspraken.remove_behandelafspraak(session, later)
    home.tell_team(key)
    assert standen(home)[0].volgende is None
    assert [one.datum for one in afspraken(home)] == [date(2026, 11, 2)]


def test_after_the_end_later_appointments_are_gone_and_earlier_stay(home: House) -> None:
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    home.appoint(key, datum=date(2026, 11, 2))
    home.appoint(key)
    home.step(key, "ingetrokken", date(2026, 11, 12), categorie="niet meer nodig")
    home.tell_team(key)
    assert [one.datum for one in afspraken(home)] == [date(2026, 11, 2)]
    assert [(row.status, row.is_open) for row in standen(home)] == [
        (VerwijzingStatus.ingetrokken, False)
    ]


def test_twice_is_as_once(home: House) -> None:
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    home.appoint(key)
    home.tell_team(key)
    before = changes(home.psycholoog)
    home.tell_team(key)
    assert changes(home.psycholoog) == before


def changes(database: Database) -> int:
    with database.reading() as session:
        bind = {"bind": session.engine_of(Compartment.team)}
        return len(session.scalars(select(Change), bind_arguments=bind).all())


def test_a_stand_that_is_behind_is_found_and_healed(home: House) -> None:
    first, second = home.record(), home.record(instelling_id=home.transfore, contactpersoon_id=None)
    for key in (first, second):
        home.step(key, "aangemeld", date(2026, 10, 5))
        home.tell_team(key)
    assert behind(home) == []
    home.step(first, "geaccepteerd", date(2026, 10, 9))
    home.appoint(second)
    assert set(behind(home)) == {first, second}
    with home.psycholoog.reading() as session:
        assert service_stand.list_behind(session, deelnemer_id=new_id()) == []
    home.tell_team(first)
    assert behind(home) == [second]
    home.tell_team(second)
    assert behind(home) == []


def test_a_talk_of_the_psycholoog_is_kept_by_its_source(home: House) -> None:
    talk: dict[str, Any] = {
        "bron_id": new_id(),
        "deelnemer_id": home.deelnemer_id,
        "soort": ZorgafspraakSoort.psycholoog,
        "instelling_id": None,
        "medewerker_id": home.psycholoog_id,
        "datum": date(2026, 11, 20),
        "tijd": time(13, 0),
        "plaats": Afspraakplaats.in_huis,
        "is_vervallen": False,
    }
    with home.psycholoog.transaction(Compartment.team) as session:
        first = service_stand.record_zorgafspraak(session, **talk)
        again = service_stand.record_zorgafspraak(session, **talk | {"datum": date(2026, 11, 23)})
    assert first == again
    (row,) = afspraken(home)
    assert (row.soort, row.datum, row.medewerker_id) == (
        ZorgafspraakSoort.psycholoog,
        date(2026, 11, 23),
        home.psycholoog_id,
    )
    with home.psycholoog.transaction(Compartment.team) as session:
        service_stand.record_zorgafspraak(session, **talk | {"is_vervallen": True})
        never = talk | {"is_vervallen": True, "bron_id": new_id()}
        assert service_stand.record_zorgafspraak(session, **never) is None
    assert afspraken(home) == []
    with (
        pytest.raises(UserError, match="hoort niet bij je rol"),
        home.mentor.transaction(Compartment.team) as session,
    ):
        service_stand.record_zorgafspraak(session, **talk)


def test_no_typed_word_is_in_any_other_file(home: House) -> None:
    key = home.record(indicatie=f"{PLANTED} een", vraag=f"{PLANTED} twee")
    home.step(key, "aangemeld", date(2026, 10, 5))
    home.appoint(key)
    home.step(
        key,
        "afgewezen",
        date(2026, 10, 9),
        categorie="geen financiering",
        toelichting=f"{PLANTED} drie",
    )
    home.tell_team(key)
    with home.psycholoog.transaction(Compartment.behandeling) as session:
        service.reopen_status(session, key, f"{PLANTED} vier")
    home.tell_team(key)
    vervolg = {"vervolg": "ja", "vervolg_organisatie_id": home.transfore}
    with home.psycholoog.transaction(Compartment.behandeling) as session:
        service.change_vervolg(session, key, vervolg | {"vervolg_toelichting": f"{PLANTED} vijf"})
    home.tell_team(key)
    own = everything(home.psycholoog, Compartment.behandeling)
    assert all(f"{PLANTED} {one}" in own for one in ("een", "twee", "drie", "vier", "vijf"))
    for compartment in (Compartment.team, Compartment.register, Compartment.log):
        told = everything(home.psycholoog, compartment)
        assert "Nijhuis" in told or compartment is not Compartment.team
        for word in (PLANTED, "geen financiering", "verslavingsbehandeling", "hoog", "besproken"):
            assert word not in told


def everything(database: Database, compartment: Compartment) -> str:
    """All rows of all tables of a file, with its change log and its index."""
    assert compartment in KEYS
    found = []
    with database.reading() as session, session.engine_of(compartment).connect() as connection:
        names = inspect(connection).get_table_names()
        assert {"change", "draft"} <= set(names)
        for name in names:
            rows = connection.execute(text(f'SELECT * FROM "{name}"')).all()
            found.append(json.dumps([list(row) for row in rows], default=repr, ensure_ascii=False))
    return "\n".join(found)
