"""Conditions: what became of each, and who is reminded of what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import Database
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service_tenuitvoerlegging, service_voorwaarden
from hvh_desktop.sancties.rows import VoorwaardeRow
from hvh_desktop.sancties.service_voorwaarden import Herinnering
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus, StrafSoort, VoorwaardeStatus
from tests.conftest import Clock, OpenAs
from tests.sancties.uitvoering.huis import PROEFTIJD, TODAY, VOORWAARDELIJK, Huis

V = VoorwaardeStatus
ALGEMEEN, GESPREK = "Hij doet niets waarvoor hij straf kan krijgen.", "Hij gaat naar JusTact."


@pytest.fixture
def zaak(huis: Huis) -> UUID:
    key = huis.zaak(VOORWAARDELIJK, voorwaarden=(ALGEMEEN, GESPREK))
    huis.write(lambda s: service_tenuitvoerlegging.start_proeftijd(s, key))
    return key


def rows(huis: Huis, zaak: UUID) -> tuple[VoorwaardeRow, ...]:
    return huis.detail(zaak).beslissingen[-1].voorwaarden


def change(huis: Huis, key: UUID, **values: Any) -> None:
    huis.write(lambda s: service_voorwaarden.change_voorwaarde(s, key, values), huis.mentor)


def refused(huis: Huis, key: UUID, **values: Any) -> UserError:
    with pytest.raises(UserError) as caught:
        change(huis, key, **values)
    return caught.value


def test_an_outcome_has_its_day_and_its_why(huis: Huis, zaak: UUID) -> None:
    key = rows(huis, zaak)[1].id
    assert set(refused(huis, key).fields) == {"status"}
    error = refused(huis, key, status=V.niet_nagekomen.value)
    assert "wat er gebeurde" in error.fields["toelichting"]
    change(huis, key, status=V.niet_nagekomen.value, toelichting="Hij ging twee keer niet.")
    row = rows(huis, zaak)[1]
    assert (row.status, row.toelichting, row.afgesloten_datum) == (
        V.niet_nagekomen,
        "Hij ging twee keer niet.",
        TODAY,
    )
    assert "al afgesloten" in refused(huis, key, status=V.nagekomen.value).text


def test_an_outcome_can_be_taken_back_with_a_reason(huis: Huis, zaak: UUID) -> None:
    key = rows(huis, zaak)[1].id
    assert "geen uitkomst" in refused(huis, key, status=V.loopt.value, toelichting="x").text
    change(huis, key, status=V.nagekomen.value)
    assert "toelichting" in refused(huis, key, status=V.loopt.value).fields
    change(huis, key, status=V.loopt.value, toelichting="verkeerde regel")
    row = rows(huis, zaak)[1]
    assert (row.status, row.afgesloten_datum) == (V.loopt, None)
    assert row.toelichting == "Uitkomst ‘nagekomen’ weggehaald: verkeerde regel"


def test_the_general_one_is_known_only_when_the_proeftijd_is_over(
    huis: Huis, zaak: UUID, clock: Clock
) -> None:
    key = rows(huis, zaak)[0].id
    clock.advance(days=(PROEFTIJD - TODAY).days)
    assert "8 februari 2027" in refused(huis, key, status=V.nagekomen.value).fields["status"]
    clock.advance(days=1)
    change(huis, key, status=V.nagekomen.value)
    assert rows(huis, zaak)[0].status is V.nagekomen


def test_before_it_was_handed_over_and_after_the_end_nothing_changes(huis: Huis) -> None:
    early = huis.zaak(VOORWAARDELIJK, SanctieStatus.mededeling, voorwaarden=(ALGEMEEN, GESPREK))
    error = refused(huis, rows(huis, early)[1].id, status=V.nagekomen.value)
    assert "nog niet uitgereikt" in error.text
    ended = huis.zaak(VOORWAARDELIJK, SanctieStatus.afloop, voorwaarden=(ALGEMEEN, GESPREK))
    assert "gesloten" in refused(huis, rows(huis, ended)[1].id, status=V.nagekomen.value).text


# Reminders ------------------------------------------------------------------------------------


def reminders(huis: Huis, database: Database) -> list[Herinnering]:
    return huis.ask(service_voorwaarden.list_herinneringen, database)


def test_who_follows_it_is_reminded_on_its_day(huis: Huis, zaak: UUID, open_as: OpenAs) -> None:
    lines = reminders(huis, huis.mentor)
    assert [one.wat for one in lines] == [ALGEMEEN, GESPREK]
    assert {one.datum for one in lines} == {TODAY}
    assert lines[0].deelnemer == "Jeffrey Nijhuis"
    assert lines[0].sanctiezaak_id == zaak
    assert len(reminders(huis, huis.directeur)) == 2
    assert reminders(huis, open_as(Rol.mentor)) == []
    assert reminders(huis, huis.casemanager) == []


def test_what_has_an_outcome_reminds_nobody(huis: Huis, zaak: UUID) -> None:
    change(huis, rows(huis, zaak)[1].id, status=V.nagekomen.value)
    assert [one.wat for one in reminders(huis, huis.mentor)] == [ALGEMEEN]


def test_the_end_comes_near_and_passes(
    huis: Huis, zaak: UUID, clock: Clock, open_as: OpenAs
) -> None:
    clock.advance(days=(PROEFTIJD - TODAY).days - 8)
    assert not any(one.is_einde for one in reminders(huis, huis.locatie))
    clock.advance(days=1)
    (end,) = [one for one in reminders(huis, huis.locatie) if one.is_einde]
    assert end.wat == "De proeftijd eindigt op 8 februari 2027."
    assert end.datum == PROEFTIJD - timedelta(days=7)
    assert any(one.is_einde for one in reminders(huis, huis.mentor))
    assert reminders(huis, open_as(Rol.mentor)) == []
    clock.advance(days=8)
    (end,) = [one for one in reminders(huis, huis.locatie) if one.is_einde]
    assert end.wat == "De proeftijd liep tot en met 8 februari 2027. Sluit de zaak af."


def test_a_closed_case_reminds_nobody(huis: Huis) -> None:
    huis.zaak(VOORWAARDELIJK, SanctieStatus.ingetrokken, voorwaarden=(ALGEMEEN,))
    assert reminders(huis, huis.locatie) == []


def test_when_all_of_it_is_executed_no_proeftijd_reminds(huis: Huis, zaak: UUID) -> None:
    executed = ((StrafSoort.opsluiting, 3, 0),)
    huis.again(zaak, executed, RondeAanleiding.tenuitvoerlegging, proeftijd=None)
    assert reminders(huis, huis.locatie) == []


def test_who_has_no_dossiers_is_refused(huis: Huis, open_as: OpenAs) -> None:
    with pytest.raises(UserError, match="hoort niet bij je rol"):
        reminders(huis, open_as(Rol.onderzoeker))


def test_nobody_is_reminded_of_nothing(huis: Huis) -> None:
    assert reminders(huis, huis.mentor) == []
    assert date(2026, 11, 12) == TODAY
