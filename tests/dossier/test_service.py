"""What the page of one man shows, on real files."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers.access import record_opening
from hvh_desktop.deelnemers.model import AandachtspuntSoort
from hvh_desktop.deelnemers.service import complete_verblijf, get_deelnemer
from hvh_desktop.dossier.service import (
    Header,
    Overzicht,
    Soort,
    get_header,
    get_overzicht,
    list_verloop,
)
from hvh_desktop.errors import UserError
from hvh_desktop.mentorgesprekken.model import GesprekStatus
from hvh_desktop.rights import Rol
from tests.conftest import OpenAs
from tests.dossier.sample import Huis, add_talk


def header(database: Database, deelnemer_id: UUID) -> Header:
    with database.reading() as session:
        return get_header(session, deelnemer_id)


def overzicht(database: Database, deelnemer_id: UUID) -> Overzicht:
    with database.reading() as session:
        return get_overzicht(session, deelnemer_id)


def test_the_header_says_who_he_is_and_when_he_has_his_next_talk(
    huis: Huis, ilse: Database
) -> None:
    found = header(ilse, huis.jeffrey)
    assert (found.naam, found.initialen, found.leeftijd) == ("Jeffrey Nijhuis", "JN", 34)
    assert found.mentoren == ("Ilse", "Ruben")
    assert found.volgend is not None
    assert found.volgend.datum == date(2026, 11, 12)
    assert found.is_aanwezig


def test_the_gravest_aandachtspunt_comes_first(huis: Huis, ilse: Database) -> None:
    found = header(ilse, huis.jeffrey)
    soorten = [one.soort for one in found.aandachtspunten]
    assert soorten == [AandachtspuntSoort.contactverbod, AandachtspuntSoort.uitleg]


def test_who_left_has_no_next_talk(huis: Huis) -> None:
    with huis.database.transaction(Compartment.team) as session:
        stay = get_deelnemer(session, huis.jeffrey).huidig_verblijf
        assert stay is not None
        complete_verblijf(session, stay.id, date(2026, 11, 11), "v.i.")
    found = header(huis.database, huis.jeffrey)
    assert found.einde_datum == date(2026, 11, 11)
    assert found.volgend is None
    assert not found.is_aanwezig


def test_now_and_then_are_the_two_newest_versions(huis: Huis, ilse: Database) -> None:
    found = overzicht(ilse, huis.jeffrey)
    assert found.nu is not None
    assert found.toen is not None
    assert (found.nu.bereidheid[0], found.toen.bereidheid[0]) == (5, 3)
    assert found.nu.bereidheid[5] is None
    assert found.nu.antwoorden[5] == "niet_van_toepassing"


def test_a_kracht_keeps_the_day_on_which_it_was_first_said(huis: Huis, ilse: Database) -> None:
    krachten = {one.tekst: one.datum for one in overzicht(ilse, huis.jeffrey).krachten}
    assert krachten == {
        "Kan goed met hout en met zijn handen": date(2026, 7, 20),
        "Zijn moeder belt elke zondag": date(2026, 11, 2),
    }


def test_his_doelen_stand_in_his_order_with_their_acties(huis: Huis, ilse: Database) -> None:
    doelen = overzicht(ilse, huis.jeffrey).doelen
    assert [doel.status for doel in doelen] == ["nu", "nu", "nu", "later", "behaald"]
    assert doelen[1].acties[0].dagen_te_laat == 2


def test_the_timeline_is_newest_first_and_starts_with_the_talk_of_today(
    huis: Huis, ilse: Database
) -> None:
    moments = overzicht(ilse, huis.jeffrey).verloop
    assert [one.datum for one in moments] == sorted((m.datum for m in moments), reverse=True)
    assert moments[0].titel == "Mentorgesprek 10.30"
    assert {one.soort for one in moments} >= {
        *(Soort.gesprek, Soort.doel_behaald, Soort.inventarisatie, Soort.geplaatst),
    }


def test_a_talk_that_was_put_off_says_why_and_to_when(huis: Huis, ilse: Database) -> None:
    with ilse.reading() as session:
        moments = list_verloop(session, huis.gabriel, 20)
    verzet = next(one for one in moments if one.soort is Soort.verzet)
    assert verzet.ondertitel == "Rechtszitting, naar 13 november"


def test_of_the_talks_to_come_only_the_next_is_shown(huis: Huis, ilse: Database) -> None:
    with ilse.transaction(Compartment.team) as session:
        for day in (27, 28):
            add_talk(session, huis.mehmet, date(2026, 11, day), GesprekStatus.gepland)
    with ilse.reading() as session:
        moments = list_verloop(session, huis.mehmet, 20)
    days = [one.datum for one in moments if one.soort is Soort.komend_gesprek]
    assert days == [date(2026, 11, 27)]


def test_a_limit_is_kept_however_much_happened(huis: Huis, ilse: Database) -> None:
    with ilse.reading() as session:
        assert len(list_verloop(session, huis.jeffrey, 3)) == 3


def test_a_version_that_was_only_begun_does_not_hide_the_one_before(
    huis: Huis, ilse: Database
) -> None:
    from hvh_desktop.krachteninventarisaties.service import start_inventarisatie

    with ilse.transaction(Compartment.team) as session:
        start_inventarisatie(session, huis.jeffrey)
    found = overzicht(ilse, huis.jeffrey)
    assert found.nu is not None
    assert found.nu.datum == date(2026, 11, 2)


@pytest.mark.parametrize("rol", [Rol.beheerder, Rol.onderzoeker])
def test_without_the_right_there_is_only_a_sentence(rol: Rol, huis: Huis, open_as: OpenAs) -> None:
    with open_as(rol).reading() as session:
        for ask in (get_header, get_overzicht):
            with pytest.raises(UserError):
                ask(session, huis.jeffrey)


def test_who_is_not_of_his_team_may_read_and_not_write(huis: Huis, open_as: OpenAs) -> None:
    petra = open_as(Rol.mentor, medewerker_id=huis.petra)
    with petra.transaction(Compartment.log) as session:
        record_opening(session, huis.jeffrey, "overleg over hem")
    assert not overzicht(petra, huis.jeffrey).may_write
    assert overzicht(petra, huis.dawit).may_write
