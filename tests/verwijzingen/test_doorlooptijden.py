"""Lead times with known numbers, and whose move it is over everybody."""

from __future__ import annotations

from datetime import date

from hvh_desktop.db import Compartment
from hvh_desktop.deelnemers.service import record_deelnemer
from hvh_desktop.verwijzingen import service, service_doorlooptijden
from hvh_desktop.verwijzingen.model import VerwijzingStatus
from hvh_desktop.verwijzingen.path import WachtOp
from hvh_desktop.verwijzingen.rows import DoorlooptijdRow
from hvh_desktop.verwijzingen.service_doorlooptijden import NA_PLAATSING
from tests.deelnemers.example import deelnemer_values
from tests.verwijzingen.house import House

S = VerwijzingStatus


def table(home: House, from_day: date, to_day: date) -> list[DoorlooptijdRow]:
    with home.psycholoog.reading() as session:
        return service_doorlooptijden.list_doorlooptijden(session, from_day=from_day, to_day=to_day)


def test_known_days_give_known_numbers(home: House) -> None:
    for signed_up, accepted in ((3, 10), (5, 24), (6, 13)):
        key = home.record(besproken_datum=date(2026, 10, 2))
        home.step(key, "aangemeld", date(2026, 10, signed_up))
        home.step(key, "geaccepteerd", date(2026, 10, accepted))
    rows = table(home, date(2026, 10, 1), date(2026, 10, 31))
    assert [(r.instelling, r.stap, r.aantal, r.mediaan, r.norm, r.langste) for r in rows] == [
        ("JusTact", "aangemeld", 3, 3.0, 3, 4),
        ("JusTact", "geaccepteerd", 3, 7.0, 14, 19),
    ]
    assert [round(r.binnen_norm, 2) for r in rows] == [0.67, 0.67]


def test_only_steps_of_the_period_count(home: House) -> None:
    key = home.record()
    home.walk(key, {"aangemeld": date(2026, 10, 3), "geaccepteerd": date(2026, 11, 3)})
    rows = table(home, date(2026, 11, 1), date(2026, 11, 30))
    assert [(row.stap, row.aantal) for row in rows] == [("geaccepteerd", 1)]
    assert table(home, date(2025, 1, 1), date(2025, 12, 31)) == []


def test_within_a_week_of_placement(home: House) -> None:
    key = home.record(besproken_datum=date(2026, 10, 1))
    home.walk(
        key,
        {
            "aangemeld": date(2026, 10, 1),
            "kennisgemaakt": date(2026, 10, 6),
            "gestart": date(2026, 10, 7),
        },
    )
    found = home.get(key).na_plaatsing
    assert found is not None
    assert (found.begin_datum, found.dagen, found.norm) == (date(2026, 10, 1), 5, 7)
    last = table(home, date(2026, 10, 1), date(2026, 10, 31))[-1]
    assert (last.stap, last.aantal, last.mediaan, last.norm) == (NA_PLAATSING, 1, 5.0, 7)
    assert last.binnen_norm == 1.0


def test_a_referral_of_long_after_placement_does_not_count_from_there(home: House) -> None:
    key = home.record(besproken_datum=date(2026, 11, 1))
    home.walk(key, {"aangemeld": date(2026, 11, 2), "kennisgemaakt": date(2026, 11, 9)})
    assert home.get(key).na_plaatsing is None


def test_what_waits_for_the_psycholoog_comes_first(home: House) -> None:
    with home.casemanager.transaction(Compartment.team) as session:
        values = deelnemer_values(roepnaam="Afrem", achternaam="Aslan")
        afrem = record_deelnemer(session, values)
    waits = home.record()
    home.step(waits, "aangemeld", date(2026, 11, 10))
    with home.psycholoog.transaction(Compartment.behandeling) as session:
        mine = service.record_verwijzing(
            session, afrem, home.values(besproken_datum=date(2026, 11, 10))
        )
    runs = home.record(instelling_id=home.transfore, contactpersoon_id=None)
    home.walk(
        runs,
        {
            "aangemeld": date(2026, 10, 3),
            "geaccepteerd": date(2026, 10, 4),
            "gestart": date(2026, 10, 9),
        },
    )
    over = home.record()
    home.step(over, "ingetrokken", date(2026, 10, 9), categorie="niet meer nodig")
    with home.psycholoog.reading() as session:
        rows = service_doorlooptijden.list_open(session)
    assert [(r.verwijzing_id, r.wacht_op, r.dagen, r.norm) for r in rows] == [
        (mine, WachtOp.psycholoog, 2, 3),
        (waits, WachtOp.instelling, 2, 14),
        (runs, WachtOp.niemand, 34, None),
    ]
    assert [r.deelnemer for r in rows] == ["Afrem Aslan", "Jeffrey Nijhuis", "Jeffrey Nijhuis"]
