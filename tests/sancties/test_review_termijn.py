"""A proeftijd is never made longer, hours never begin anew, and an outcome stays what it was."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.service_ordemaatregelen import (
    record_ordemaatregel,
    record_verlenging,
)
from hvh_desktop.sancties.service_voorwaarden import change_voorwaarde
from hvh_desktop.sancties.words import (
    AlternatiefSoort,
    BeklagStatus,
    RondeAanleiding,
    StrafSoort,
)
from tests.sancties.house import VOORWAARDELIJK, House, S, alternatief

FIVE = StrafRow(StrafSoort.opsluiting, 5)
FIVE_LATER = StrafRow(StrafSoort.opsluiting, 5, 5)


def proposed(home: House, zaak_id: UUID, until: date, straf: StrafRow = VOORWAARDELIJK) -> None:
    usual = alternatief(FIVE, soort=AlternatiefSoort.regulier, afspraak="")
    chosen = alternatief(straf, is_gekozen=True, proeftijd_tot_datum=until)
    home.voorstel(zaak_id, straf, alternatieven=(usual, chosen))


def heard_again(home: House, zaak_id: UUID, why: RondeAanleiding) -> None:
    home.horen(zaak_id, why, datum=home.today, tijd=time(9, 0))


def test_a_revision_does_not_make_a_running_proeftijd_longer(home: House) -> None:
    zaak_id = home.case(S.uitreiking)
    (was,) = (one.proeftijd_tot_datum for one in home.get(zaak_id).beslissingen)
    assert was is not None
    home.beklag(zaak_id, BeklagStatus.deels_gegrond)
    home.clock.advance(days=20)
    heard_again(home, zaak_id, RondeAanleiding.herziening)
    with pytest.raises(UserError) as caught:
        proposed(home, zaak_id, was + timedelta(days=1))
    assert any("niet verlengd" in text for text in caught.value.fields.values())
    proposed(home, zaak_id, was)
    home.beslissing(zaak_id)


def test_a_revision_may_impose_a_first_proeftijd(home: House) -> None:
    zaak_id = home.upheld(S.uitreiking, FIVE)
    heard_again(home, zaak_id, RondeAanleiding.herziening)
    proposed(home, zaak_id, date(2027, 2, 12))
    home.beslissing(zaak_id)


def test_conversion_counts_from_the_day_of_imposition(home: House) -> None:
    """Also the second time: a conversion in between imposes nothing."""
    zaak_id = home.case(S.uitreiking, FIVE)
    home.tenuitvoerlegging(zaak_id, eind_datum=home.today + timedelta(days=1))
    home.clock.advance(days=1)
    heard_again(home, zaak_id, RondeAanleiding.omzetting)
    home.voorstel(zaak_id, FIVE)
    home.beslissing(zaak_id)
    home.mededeling(zaak_id)
    home.uitreiking(zaak_id)
    rows = home.get(zaak_id).beslissingen[-1].straffen
    assert rows[0].onvoorwaardelijk == 5
    home.tenuitvoerlegging(
        zaak_id,
        begin_tijd=time(11, 0),
        eind_tijd=time(11, 0),
        eind_datum=home.today + timedelta(days=1),
    )
    home.clock.advance(days=1)
    heard_again(home, zaak_id, RondeAanleiding.omzetting)
    with pytest.raises(UserError):
        proposed(home, zaak_id, date(2027, 2, 13), FIVE_LATER)
    proposed(home, zaak_id, date(2027, 2, 12), FIVE_LATER)


# Measures for order ---------------------------------------------------------------------------


def measure(home: House, rol: Rol, begin: time, end: time, **other: Any) -> UUID:
    given = {
        "soort": "afzondering op de eigen kamer",
        "reden": "Hij gooide met stoelen.",
        "begin_datum": home.today,
        "begin_tijd": begin,
        "eind_datum": home.today,
        "eind_tijd": end,
    } | other
    return home.by(rol, lambda s: record_ordemaatregel(s, home.deelnemer_id, given))


@pytest.mark.parametrize("begin", [time(9, 0), time(10, 0), time(10, 15)])
def test_hours_of_staff_do_not_begin_anew(home: House, begin: time) -> None:
    measure(home, Rol.mentor, time(9, 0), time(10, 15))
    with pytest.raises(UserError) as caught:
        measure(home, Rol.casemanager, begin, time(20, 0))
    assert "directeur hem verlengt" in caught.value.fields["begin_datum"]
    measure(home, Rol.directeur, time(10, 15), time(20, 0))


def test_another_measure_beside_it_is_possible(home: House) -> None:
    measure(home, Rol.mentor, time(9, 0), time(20, 0))
    measure(home, Rol.mentor, time(9, 0), time(20, 0), soort="uitsluiting van activiteiten")


def test_weeks_are_not_piled_up_beforehand(home: House) -> None:
    key = measure(home, Rol.directeur, time(9, 0), time(20, 0))
    longer = {"eind_tijd": time(20, 0), "reden": "Hij is nog niet rustig."}
    ends = [home.today + timedelta(days=days) for days in (14, 28)]
    home.by(Rol.directeur, lambda s: record_verlenging(s, key, longer | {"eind_datum": ends[0]}))
    with pytest.raises(UserError, match="nog niet begonnen"):
        home.by(
            Rol.directeur, lambda s: record_verlenging(s, key, longer | {"eind_datum": ends[1]})
        )


# Conditions -----------------------------------------------------------------------------------


def outcome(home: House, key: UUID, status: str, toelichting: str) -> None:
    given = {"status": status, "toelichting": toelichting}
    with home.door(Rol.mentor).transaction(Compartment.team) as session:
        change_voorwaarde(session, key, given)


def test_what_was_said_of_a_condition_stays_readable(home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    key = home.get(zaak_id).beslissingen[-1].voorwaarden[0].id
    outcome(home, key, "niet nagekomen", "Hij rookte op zijn kamer.")
    outcome(home, key, "loopt", "Het was een ander.")
    (row,) = home.get(zaak_id).beslissingen[-1].voorwaarden
    assert "Hij rookte op zijn kamer." in row.toelichting
    assert "Het was een ander." in row.toelichting


def test_an_outcome_that_was_decided_on_is_not_taken_back(home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    key = home.get(zaak_id).beslissingen[-1].voorwaarden[0].id
    outcome(home, key, "niet nagekomen", "Hij rookte op zijn kamer.")
    heard_again(home, zaak_id, RondeAanleiding.tenuitvoerlegging)
    home.voorstel(zaak_id, StrafRow(StrafSoort.opsluiting, 2))
    home.beslissing(zaak_id)
    home.mededeling(zaak_id)
    home.uitreiking(zaak_id)
    with pytest.raises(UserError, match="opnieuw beslist"):
        outcome(home, key, "loopt", "Toch niet.")
