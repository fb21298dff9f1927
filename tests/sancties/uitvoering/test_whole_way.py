"""The execution of cases that went their whole way through the real services."""

from __future__ import annotations

import pytest

from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service_tenuitvoerlegging, service_voorwaarden
from hvh_desktop.sancties.service import get_zaak
from hvh_desktop.sancties.words import SanctieStatus, StrafSoort
from tests.conftest import Clock, OpenAs
from tests.sancties.house import House, make_house

S = SanctieStatus


@pytest.fixture
def house(open_as: OpenAs, clock: Clock) -> House:
    return make_house(open_as, clock)


def test_a_proeftijd_reminds_of_its_end(house: House, clock: Clock) -> None:
    zaak = house.case(S.voorwaardelijk)
    with house.door(Rol.directeur).reading() as session:
        stand = service_tenuitvoerlegging.get_uitvoering(session, zaak)
        assert stand.proeftijd_tot_datum is not None
        days = (stand.proeftijd_tot_datum - session.today).days
    assert stand.straffen == ()
    clock.advance(days=days)
    with house.door(Rol.directeur).reading() as session:
        lines = service_voorwaarden.list_herinneringen(session)
    assert [one.sanctiezaak_id for one in lines if one.is_einde] == [zaak]


def test_a_second_round_about_execution_can_be_executed(house: House) -> None:
    zaak = house.second_round(S.uitreiking)
    with house.door(Rol.directeur).reading() as session:
        before = service_tenuitvoerlegging.get_uitvoering(session, zaak)
    assert [one.straf.soort for one in before.te_starten] == [StrafSoort.opsluiting]
    assert before.proeftijd_tot_datum is None
    house.tenuitvoerlegging(zaak)
    with house.door(Rol.directeur).reading() as session:
        after = service_tenuitvoerlegging.get_uitvoering(session, zaak)
        assert get_zaak(session, zaak).row.status is S.tenuitvoerlegging
    assert [one.over for one in after.straffen] == [0]


def test_a_case_that_closed_stays_closed(house: House) -> None:
    zaak = house.case(S.afloop)
    with house.door(Rol.directeur).reading() as session:
        detail = get_zaak(session, zaak)
    assert (detail.row.status, detail.slot_reden) == (S.afloop, "")
    assert len(detail.tenuitvoerleggingen) >= 1
