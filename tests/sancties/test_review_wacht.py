"""Nothing is executed while a second look or a ruling says that it must wait, on any path."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.errors import UserError
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service
from hvh_desktop.sancties.rows import StrafRow, TenuitvoerleggingRow
from hvh_desktop.sancties.service_tenuitvoerlegging import (
    change_tenuitvoerlegging,
    start_tenuitvoerlegging,
    withdraw_tenuitvoerlegging,
)
from hvh_desktop.sancties.words import BeklagStatus, RondeAanleiding, StrafSoort
from hvh_desktop.urinecontroles import service as urine
from tests.sancties.house import DIRECT, House, S, uitvoeringen

FIVE = StrafRow(StrafSoort.opsluiting, 5)


def refused(home: House, rol: Rol, operation: Any) -> str:
    with pytest.raises(UserError) as caught:
        home.by(rol, operation)
    return " ".join([caught.value.text, *caught.value.fields.values()])


def start(home: House, zaak_id: UUID, days: int = 1, after: int = 0) -> Any:
    begin = home.today + timedelta(days=after)
    straffen = home.get(zaak_id).beslissingen[-1].straffen
    rows = uitvoeringen(straffen, begin, eind_datum=begin + timedelta(days=days))
    return lambda s: start_tenuitvoerlegging(s, zaak_id, rows)


def case_of_urine(home: House) -> tuple[UUID, UUID]:
    check = home.positive()
    zaak_id = home.case(S.uitreiking, DIRECT, urinecontrole_id=check)
    home.ask_retest(check)
    return check, zaak_id


def heruitslag(home: House, check: UUID, bevestigd: str) -> None:
    given = {"heronderzoek_uitslag_datum": home.today, "bevestigd": bevestigd}
    home.by(Rol.mentor, lambda s: urine.record_heruitslag(s, check, given))


def test_a_check_with_a_second_look_is_not_taken_off(home: House) -> None:
    check, zaak_id = case_of_urine(home)
    said = refused(home, Rol.mentor, lambda s: urine.remove_urinecontrole(s, check, "weg ermee"))
    assert "heronderzoek" in said
    assert "heronderzoek" in refused(home, Rol.locatiemanager, start(home, zaak_id))


def test_what_was_not_confirmed_is_not_executed(home: House) -> None:
    check, zaak_id = case_of_urine(home)
    heruitslag(home, check, "nee")
    assert "niet bevestigd" in refused(home, Rol.locatiemanager, start(home, zaak_id))
    with home.door(Rol.directeur).reading() as session:
        (waits,) = service.list_wachtend(session)
    assert waits.wacht_op == "Heronderzoek niet bevestigd: directeur"
    home.slot(zaak_id, S.ingetrokken)


def test_what_was_confirmed_is_executed(home: House) -> None:
    check, zaak_id = case_of_urine(home)
    heruitslag(home, check, "ja")
    home.by(Rol.locatiemanager, start(home, zaak_id))


def test_a_second_beklag_that_is_upheld_holds_too(home: House) -> None:
    zaak_id = home.upheld(S.uitreiking, FIVE)
    home.clock.advance(days=1)
    again = {"datum": home.today, "tijd": time(9, 0)}
    home.horen(zaak_id, RondeAanleiding.herziening, **again)
    home.voorstel(zaak_id, DIRECT)
    home.beslissing(zaak_id)
    home.mededeling(zaak_id)
    home.uitreiking(zaak_id)
    home.clock.advance(days=1)
    home.beklag(zaak_id, BeklagStatus.gegrond)
    assert "gegrond" in refused(home, Rol.locatiemanager, start(home, zaak_id))


def period(home: House, zaak_id: UUID) -> TenuitvoerleggingRow:
    return next(one for one in home.get(zaak_id).tenuitvoerleggingen if not one.is_vervallen)


def change(key: UUID, end: date) -> Any:
    given = {"reden": "anders gepland", "eind_datum": end}
    return lambda s: change_tenuitvoerlegging(s, key, given)


def test_while_it_is_suspended_a_period_only_becomes_shorter(home: House) -> None:
    zaak_id = home.case(S.uitreiking, FIVE)
    home.by(Rol.locatiemanager, start(home, zaak_id, days=3))
    home.suspend(home.beklag(zaak_id))
    now = period(home, zaak_id)
    longer = change(now.id, now.eind_datum + timedelta(days=1))
    assert "alleen korter" in refused(home, Rol.locatiemanager, longer)
    home.by(Rol.locatiemanager, change(now.id, now.eind_datum - timedelta(days=1)))
    assert period(home, zaak_id).eind_datum == now.eind_datum - timedelta(days=1)


def test_the_same_day_is_not_undergone_twice(home: House) -> None:
    """A second click, or two colleagues."""
    zaak_id = home.case(S.uitreiking, FIVE)
    home.by(Rol.locatiemanager, start(home, zaak_id))
    assert "loopt deze straf al" in refused(home, Rol.locatiemanager, start(home, zaak_id))
    home.by(Rol.locatiemanager, start(home, zaak_id, after=1))


@pytest.mark.parametrize("end", [S.ingetrokken, S.afgezien])
def test_a_case_is_not_closed_over_a_straf_that_runs(home: House, end: S) -> None:
    zaak_id = home.case(S.uitreiking, FIVE)
    home.by(Rol.locatiemanager, start(home, zaak_id))
    with pytest.raises(UserError, match="loopt nog"):
        home.slot(zaak_id, end)
    key = period(home, zaak_id).id
    home.by(Rol.locatiemanager, lambda s: withdraw_tenuitvoerlegging(s, key, "niet ingegaan"))
    home.slot(zaak_id, end)
