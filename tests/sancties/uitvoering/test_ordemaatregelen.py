"""A measure for order or safety: its own clock, never a straf."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import inspect

from hvh_desktop.db import AMSTERDAM, Database, Session
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right, Rol, is_allowed
from hvh_desktop.sancties import service, service_ordemaatregelen
from hvh_desktop.sancties.form_uitvoering import ORDEMAATREGEL, TENUITVOERLEGGING
from hvh_desktop.sancties.klok import OrdemaatregelRow, at, length_words, moment_words, most
from hvh_desktop.sancties.model_gevolg import Ordemaatregel, Tenuitvoerlegging
from tests.conftest import Clock, OpenAs
from tests.sancties.uitvoering.huis import TODAY, Huis

TOMORROW = TODAY + timedelta(days=1)
TECHNICAL = {"id", "created_at", "created_by", "heads", "form_version"}


def values(**other: Any) -> dict[str, Any]:
    """From nine this morning; by staff until midnight at most."""
    return {
        "soort": "afzondering op de eigen kamer",
        "reden": "Hij gooide met stoelen.",
        "begin_datum": TODAY,
        "begin_tijd": time(9, 0),
        "eind_datum": TODAY,
        "eind_tijd": time(20, 0),
    } | other


def record(huis: Huis, database: Database | None = None, **other: Any) -> UUID:
    return huis.write(
        lambda s: service_ordemaatregelen.record_ordemaatregel(
            s, huis.deelnemer_id, values(**other)
        ),
        database or huis.mentor,
    )


def row(huis: Huis, key: UUID) -> OrdemaatregelRow:
    return huis.ask(lambda s: service_ordemaatregelen.get_ordemaatregel(s, key))


def refused(huis: Huis, operation: Callable[[Session], Any], database: Database) -> UserError:
    with pytest.raises(UserError) as caught:
        huis.write(operation, database)
    return caught.value


@pytest.mark.parametrize("form", [TENUITVOERLEGGING, ORDEMAATREGEL])
def test_the_forms_name_every_column(form: Any) -> None:
    entity = {"tenuitvoerlegging": Tenuitvoerlegging, "ordemaatregel": Ordemaatregel}[form.name]
    columns = {one.key for one in inspect(entity).column_attrs} - TECHNICAL
    assert set(form.names()) | form.not_on_form == columns
    assert not set(form.names()) & form.not_on_form


def test_it_says_how_long_it_still_lasts(huis: Huis, clock: Clock) -> None:
    key = record(huis)
    found = row(huis, key)
    assert found.nog == "Loopt nog 9 uur en 30 minuten, tot vandaag 20.00."
    assert (found.is_lopend, found.delen[0].is_door_personeel) == (True, True)
    assert (found.delen[0].door, found.deelnemer) == ("Ruben", "Jeffrey Nijhuis")
    clock.advance(hours=9, minutes=29, seconds=30)
    assert row(huis, key).nog == "Loopt nog minder dan een minuut, tot vandaag 20.00."
    clock.advance(seconds=30)
    found = row(huis, key)
    assert (found.is_lopend, found.nog) == (False, "Afgelopen, vandaag 20.00.")


@pytest.mark.parametrize(
    ("other", "field", "said"),
    [
        ({"soort": "opsluiting"}, "soort", "uit de lijst"),
        ({"reden": " "}, "reden", "Vul"),
        ({"begin_tijd": None}, "begin_tijd", "Vul"),
        ({"begin_datum": TOMORROW, "eind_datum": TOMORROW}, "begin_datum", "toekomst"),
        ({"eind_tijd": time(9, 0)}, "eind_datum", "niet na het begin"),
        (
            {"eind_datum": TOMORROW, "eind_tijd": time(0, 1)},
            "eind_datum",
            "hooguit 15 uur laten duren: tot morgen 0.00. De directeur kan hem daarna verlengen.",
        ),
        ({"sanctiezaak_id": "0" * 32}, "sanctiezaak_id", "uit de lijst"),
    ],
)
def test_what_cannot_be_gets_a_sentence(
    huis: Huis, other: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(UserError) as caught:
        record(huis, **other)
    assert said in caught.value.fields[field]
    assert huis.ask(lambda s: service_ordemaatregelen.list_ordemaatregelen(s)) == []


def test_staff_has_hours_and_the_directeur_days(huis: Huis) -> None:
    record(huis, eind_datum=TOMORROW, eind_tijd=time(0, 0))
    two_weeks = {"eind_datum": TODAY + timedelta(days=14), "eind_tijd": time(9, 0)}
    with pytest.raises(UserError) as caught:
        record(huis, huis.locatie, **two_weeks)
    assert "Personeel" in caught.value.fields["eind_datum"]
    key = record(huis, huis.directeur, **two_weeks)
    assert not row(huis, key).delen[0].is_door_personeel
    with pytest.raises(UserError) as caught:
        record(huis, huis.directeur, **(two_weeks | {"eind_tijd": time(9, 1)}))
    assert (
        "De directeur mag een ordemaatregel hooguit 14 dagen" in caught.value.fields["eind_datum"]
    )


def test_it_may_belong_to_a_case_of_his_that_runs(huis: Huis) -> None:
    zaak = huis.zaak()
    (said,) = huis.ask(
        lambda s: service_ordemaatregelen.list_lopende_zaken(s, huis.deelnemer_id)
    ).values()
    assert said == "Gebruik van softdrugs, 2 november 2026"
    assert row(huis, record(huis, sanctiezaak_id=zaak)).sanctiezaak_id == zaak


def test_it_never_counts_as_a_straf(huis: Huis) -> None:
    record(huis)
    assert huis.ask(lambda s: service.list_zaken(s)) == []
    assert huis.ask(lambda s: service.list_proeftijden(s)) == []


# Longer and shorter ---------------------------------------------------------------------------


def longer(key: UUID, **other: Any) -> Callable[[Session], UUID]:
    given = {
        "eind_datum": TODAY + timedelta(days=3),
        "eind_tijd": time(20, 0),
        "reden": "Hij is nog niet rustig.",
    } | other
    return lambda s: service_ordemaatregelen.record_verlenging(s, key, given)


def test_only_the_directeur_extends_each_time_in_a_row_of_its_own(huis: Huis, clock: Clock) -> None:
    key = record(huis)
    assert "Vraag het aan: directeur" in refused(huis, longer(key), huis.locatie).text
    first = huis.write(longer(key), huis.directeur)
    found = row(huis, first)
    assert (found.id, len(found.delen)) == (key, 2)
    assert found.delen[1].begin == found.delen[0].eind == at(TODAY, time(20, 0))
    assert found.nog == "Loopt nog 3 dagen en 9 uur, tot zondag 15 november, 20.00."
    assert "nog niet begonnen" in refused(huis, longer(first), huis.directeur).text
    clock.advance(days=1)
    later = huis.write(longer(first, eind_datum=TODAY + timedelta(days=17)), huis.directeur)
    assert [one.id for one in row(huis, later).delen] == [key, first, later]
    clock.advance(days=3)
    too_long = longer(key, eind_datum=TODAY + timedelta(days=32))
    error = refused(huis, too_long, huis.directeur)
    assert "hooguit 14 dagen" in error.fields["eind_datum"]
    assert "reden" in refused(huis, longer(key, reden=""), huis.directeur).fields
    assert len(huis.ask(lambda s: service_ordemaatregelen.list_ordemaatregelen(s))) == 1


def stop(key: UUID, **other: Any) -> Callable[[Session], None]:
    given = {
        "einde_datum": TODAY,
        "einde_tijd": time(10, 15),
        "einde_reden": "Hij is rustig.",
    } | other
    return lambda s: service_ordemaatregelen.complete_ordemaatregel(s, key, given)


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"einde_reden": ""}, "einde_reden"),
        ({"einde_tijd": time(10, 31)}, "einde_datum"),
        ({"einde_tijd": time(8, 59)}, "einde_datum"),
        ({"einde_datum": None}, "einde_datum"),
    ],
)
def test_an_early_end_is_in_the_past_and_has_a_reason(
    huis: Huis, other: dict[str, Any], field: str
) -> None:
    key = record(huis)
    assert set(refused(huis, stop(key, **other), huis.mentor).fields) == {field}
    assert row(huis, key).is_lopend


def test_it_ends_early_with_its_extension(huis: Huis) -> None:
    key = record(huis)
    huis.write(longer(key), huis.directeur)
    huis.write(stop(key), huis.mentor)
    found = row(huis, key)
    assert (found.gestopt, found.einde_reden) == (at(TODAY, time(10, 15)), "Hij is rustig.")
    assert (found.is_lopend, found.nog) == (False, "Eerder gestopt, vandaag 10.15.")
    assert "al eerder gestopt" in refused(huis, stop(key), huis.mentor).text
    assert "al eerder gestopt" in refused(huis, longer(key), huis.directeur).text


def test_what_ran_out_is_not_extended_or_stopped(huis: Huis, clock: Clock) -> None:
    key = record(huis)
    clock.advance(days=1)
    assert "al afgelopen" in refused(huis, longer(key), huis.directeur).text
    assert "al afgelopen" in refused(huis, stop(key), huis.mentor).text


def test_running_ones_come_first(huis: Huis, clock: Clock) -> None:
    old = record(huis, huis.directeur, eind_datum=TOMORROW)
    clock.advance(hours=1)
    short = record(
        huis,
        soort="uitsluiting van activiteiten",
        begin_tijd=time(10, 31),
        eind_tijd=time(10, 45),
    )
    found = huis.ask(lambda s: service_ordemaatregelen.list_ordemaatregelen(s))
    assert [one.id for one in found] == [old, short]
    only = huis.ask(lambda s: service_ordemaatregelen.list_ordemaatregelen(s, only_running=True))
    assert [one.id for one in only] == [old]


# Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rol", list(Rol))
def test_each_role(huis: Huis, open_as: OpenAs, rol: Rol) -> None:
    database = open_as(rol)
    key = record(huis)
    if is_allowed(database.actor, Right.record_ordemaatregel):
        record(huis, database, soort="uitsluiting van activiteiten")
        rule, is_staff = huis.ask(service_ordemaatregelen.get_grens, database)
        assert (rule.waarde, is_staff) == ((14, False) if rol is Rol.directeur else (15, True))
        return
    for operation in (
        lambda s: service_ordemaatregelen.record_ordemaatregel(s, huis.deelnemer_id, values()),
        longer(key),
        stop(key),
        service_ordemaatregelen.get_grens,
    ):
        with pytest.raises(UserError, match="hoort niet bij je rol"):
            huis.ask(operation, database)


# The clock ------------------------------------------------------------------------------------


def test_hours_are_real_hours_when_the_clock_is_put_back() -> None:
    begin = datetime(2026, 10, 24, 20, 0, tzinfo=AMSTERDAM)
    assert most(begin, 15, is_door_personeel=True) == datetime(
        2026, 10, 25, 10, 0, tzinfo=AMSTERDAM
    )
    spring = datetime(2027, 3, 27, 20, 0, tzinfo=AMSTERDAM)
    assert most(spring, 15, is_door_personeel=True).hour == 12
    assert most(begin, 14, is_door_personeel=False) == at(date(2026, 11, 7), time(20, 0))


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "minder dan een minuut"),
        (1, "1 minuut"),
        (59, "59 minuten"),
        (60, "1 uur"),
        (800, "13 uur en 20 minuten"),
        (1440, "1 dag"),
        (4560, "3 dagen en 4 uur"),
        (4570, "3 dagen en 4 uur"),
    ],
)
def test_lengths_in_words(minutes: int, said: str) -> None:
    assert length_words(minutes) == said


def test_moments_in_words() -> None:
    assert moment_words(at(TODAY, time(23, 30)), TODAY) == "vandaag 23.30"
    assert moment_words(at(TOMORROW, time(0, 0)), TODAY) == "morgen 0.00"
    assert moment_words(at(date(2027, 1, 2), time(9, 5)), TODAY) == "zaterdag 2 januari 2027, 9.05"
