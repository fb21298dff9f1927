"""Deelnemers: who is enrolled, where, with whom, and what is refused in which words."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.deelnemers import service
from hvh_desktop.deelnemers.model import Lvb, Taak, Titel, UitstroomSoort
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Rol
from tests.conftest import Clock, OpenAs
from tests.deelnemers.example import deelnemer_values


def record(database: Database, **values: Any) -> UUID:
    with database.transaction(Compartment.team) as session:
        return service.record_deelnemer(session, deelnemer_values(**values))


def refusal(database: Database, **values: Any) -> dict[str, str]:
    with pytest.raises(UserError) as caught:
        record(database, **values)
    return caught.value.fields


def get(database: Database, deelnemer_id: UUID) -> service.DeelnemerDetail:
    with database.reading() as session:
        return service.get_deelnemer(session, deelnemer_id)


def current_stay(database: Database, deelnemer_id: UUID) -> UUID:
    stay = get(database, deelnemer_id).huidig_verblijf
    assert stay is not None
    return stay.id


def test_a_deelnemer_comes_back_as_he_was_written(database: Database) -> None:
    key = record(
        database,
        tussenvoegsel="van der",
        naam_eigen_schrift="ܓܒܪܐܝܠ",
        plaats_nummer=12,
        lvb="ja",
        talen="Nederlands, Syrisch",
        motivatiebrief="Ik wil leren pinnen.",
        vi_datum=date(2027, 4, 4),
    )
    found = get(database, key)
    assert found.naam == "Jeffrey van der Nijhuis"
    assert found.naam_eigen_schrift == "ܓܒܪܐܝܠ"
    assert (found.titel, found.lvb, found.leeftijd) == (Titel.hvh, Lvb.ja, 34)
    assert found.is_aanwezig
    assert not found.is_eigen
    assert found.huidig_verblijf is not None
    assert found.huidig_verblijf.plaats_nummer == 12
    assert found.huidig_verblijf.vi_datum == date(2027, 4, 4)


def test_names_in_any_script_sort_and_read_back(database: Database) -> None:
    names = ("Żółkiewski", "Ouladhaddou", "Yıldız", "Çelik", "de Vries")
    for name in names:
        record(database, roepnaam="Ömer", achternaam=name)
    with database.reading() as session:
        found = [row.naam for row in service.list_deelnemers(session)]
    assert found == [
        *("Ömer Çelik", "Ömer de Vries", "Ömer Ouladhaddou", "Ömer Yıldız", "Ömer Żółkiewski"),
    ]


def test_what_must_be_filled_in_is_named_at_its_field(database: Database) -> None:
    found = refusal(database, roepnaam=" ", geboortedatum=None, titel="", begin_datum=None)
    assert found["roepnaam"] == "Vul ‘Roepnaam’ in."
    assert found["titel"] == "Kies ‘Titel’."
    assert set(found) == {"roepnaam", "geboortedatum", "titel", "begin_datum"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"achternaam": "x" * 100_000}, "achternaam"),
        ({"gemeente_vestiging": "Utrecht"}, "gemeente_vestiging"),
        ({"geboortedatum": date(2030, 1, 1)}, "geboortedatum"),
        ({"geboortedatum": date(2019, 1, 1)}, "geboortedatum"),
        ({"geboortedatum": "14-3-1992"}, "geboortedatum"),
        ({"plaats_nummer": 30}, "plaats_nummer"),
        ({"plaats_nummer": 0}, "plaats_nummer"),
        ({"plaats_nummer": "twaalf"}, "plaats_nummer"),
        ({"motivatiebrief_datum": date(2026, 9, 1)}, "motivatiebrief"),
        ({"titel": "VIP"}, "titel"),
        ({"roepnaam": "\u202e\u0000"}, "roepnaam"),
        ({"roepnaam": "Jef\nfrey"}, "roepnaam"),
    ],
)
def test_bad_input_gets_one_sentence(
    database: Database, values: dict[str, Any], field: str
) -> None:
    found = refusal(database, **values)
    assert set(found) == {field}
    assert found[field].endswith(".")
    assert len(found[field]) < 200


def test_emoji_control_characters_and_long_letters_are_kept_clean(database: Database) -> None:
    letter = "Ik wil 🙂 \u202eomgekeerd\u0007 " + "heel veel " * 10_000
    key = record(database, roepnaam="Jef🙂", motivatiebrief=letter)
    found = get(database, key)
    assert found.roepnaam == "Jef🙂"
    assert found.motivatiebrief.startswith("Ik wil 🙂 omgekeerd heel")
    assert len(found.motivatiebrief) > 99_000


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"verwacht_einde_datum": date(2026, 7, 8)}, "verwacht_einde_datum"),
        ({"vi_datum": date(2026, 1, 1)}, "vi_datum"),
        ({"pp_datum": date(2027, 5, 1), "vi_datum": date(2027, 4, 1)}, "pp_datum"),
        ({"vi_datum": date(2028, 1, 1), "einde_detentie_datum": date(2027, 1, 1)}, "vi_datum"),
        ({"einde_detentie_datum": date(2026, 7, 8)}, "einde_detentie_datum"),
    ],
)
def test_dates_in_the_wrong_order(database: Database, values: dict[str, Any], field: str) -> None:
    found = refusal(database, **values)
    assert set(found) == {field}
    assert "Kijk beide datums na." in found[field]


def test_a_registratienummer_is_used_once(database: Database) -> None:
    record(database, registratienummer="HT-90117")
    found = refusal(database, registratienummer="ht 90117")
    assert "al bij een andere deelnemer" in found["registratienummer"]
    assert "Nijhuis" not in found["registratienummer"]


def test_a_taken_place_is_named_by_its_number(database: Database) -> None:
    record(database, plaats_nummer=12)
    found = refusal(database, plaats_nummer=12)
    assert found["plaats_nummer"].startswith("Plaats 12 is al bezet. Kies een andere plaats,")
    assert "Nijhuis" not in found["plaats_nummer"]
    with database.reading() as session:
        free = service.list_vrije_plaatsen(session)
    assert len(free) == 28
    assert 12 not in free


def test_the_house_is_counted_with_bba_apart(database: Database) -> None:
    record(database)
    record(database, titel="BBA")
    gone = record(database)
    record(database, begin_datum=date(2026, 12, 1))
    with database.transaction(Compartment.team) as session:
        stay = service.get_deelnemer(session, gone).verblijven[0].id
        service.complete_verblijf(session, stay, date(2026, 11, 12), "v.i.")
    with database.reading() as session:
        assert service.capacity(session) == service.Bezetting(1, 1, 29)
        assert len(service.list_deelnemers(session)) == 3
        assert [row.id for row in service.list_deelnemers(session, scope="vertrokken")] == [gone]
        assert len(service.list_deelnemers(session, scope="alle")) == 4


def test_somebody_who_comes_back_gets_a_new_stay(database: Database) -> None:
    key = record(database, plaats_nummer=3)
    first = current_stay(database, key)
    again = {"begin_datum": date(2026, 11, 2), "plaats_nummer": 3}
    with (
        pytest.raises(UserError, match="nog in het huis"),
        database.transaction(Compartment.team) as session,
    ):
        service.record_verblijf(session, key, again)
    with database.transaction(Compartment.team) as session:
        service.complete_verblijf(
            session, first, date(2026, 10, 1), UitstroomSoort.teruggeplaatst_sanctie, "drugs"
        )
    assert not get(database, key).is_aanwezig
    with (
        pytest.raises(UserError) as caught,
        database.transaction(Compartment.team) as session,
    ):
        service.record_verblijf(session, key, again | {"begin_datum": date(2026, 9, 1)})
    assert "toen nog in huis" in caught.value.fields["begin_datum"]
    with database.transaction(Compartment.team) as session:
        service.record_verblijf(session, key, again)
    found = get(database, key)
    assert [stay.is_huidig for stay in found.verblijven] == [True, False]
    assert found.verblijven[1].uitstroom is UitstroomSoort.teruggeplaatst_sanctie
    with (
        pytest.raises(UserError, match="al een nieuw verblijf"),
        database.transaction(Compartment.team) as session,
    ):
        service.reopen_verblijf(session, first)


@pytest.mark.parametrize(
    ("day", "uitstroom", "reden", "field"),
    [
        (date(2026, 7, 1), "v.i.", "", "einde_datum"),
        (date(2026, 11, 13), "v.i.", "", "einde_datum"),
        (None, "v.i.", "", "einde_datum"),
        (date(2026, 11, 1), "", "", "uitstroom"),
        (date(2026, 11, 1), "anders", "", "uitstroom_reden"),
    ],
)
def test_a_departure_that_cannot_be(
    database: Database, day: Any, uitstroom: str, reden: str, field: str
) -> None:
    stay = current_stay(database, record(database))
    with (
        pytest.raises(UserError) as caught,
        database.transaction(Compartment.team) as session,
    ):
        service.complete_verblijf(session, stay, day, uitstroom, reden)
    assert set(caught.value.fields) == {field}


def test_a_departure_can_be_undone_while_his_place_is_free(database: Database) -> None:
    key = record(database, plaats_nummer=5)
    stay = current_stay(database, key)
    with database.transaction(Compartment.team) as session:
        service.complete_verblijf(session, stay, date(2026, 11, 1), "v.i.")
        service.reopen_verblijf(session, stay)
    assert get(database, key).is_aanwezig
    with database.transaction(Compartment.team) as session:
        service.complete_verblijf(session, stay, date(2026, 11, 1), "v.i.")
    record(database, plaats_nummer=5, begin_datum=date(2026, 11, 1))
    with (
        pytest.raises(UserError, match="Plaats 5 is al bezet"),
        database.transaction(Compartment.team) as session,
    ):
        service.reopen_verblijf(session, stay)


def test_only_what_is_given_changes(database: Database) -> None:
    key = record(database, talen="Turks", plaats_nummer=7)
    stay = current_stay(database, key)
    with database.transaction(Compartment.team) as session:
        service.change_deelnemer(session, key, {"roepnaam": "Jef"})
        service.change_verblijf(session, stay, {"vi_datum": date(2027, 1, 4)})
    found = get(database, key)
    assert (found.roepnaam, found.talen, found.lvb) == ("Jef", "Turks", Lvb.onbekend)
    assert found.huidig_verblijf is not None
    assert found.huidig_verblijf.plaats_nummer == 7
    assert found.huidig_verblijf.vi_datum == date(2027, 1, 4)
    with (
        pytest.raises(UserError) as caught,
        database.transaction(Compartment.team) as session,
    ):
        service.change_verblijf(session, stay, {"plaats_nummer": 40})
    assert "29 plaatsen" in caught.value.fields["plaats_nummer"]
    assert get(database, key).huidig_verblijf == found.huidig_verblijf


def test_a_photo_is_a_small_jpeg(database: Database) -> None:
    key = record(database)
    with database.transaction(Compartment.team) as session:
        service.change_foto(session, key, b"\xff\xd8\xff" + b"0" * 50)
    assert get(database, key).foto is not None
    for wrong in (b"GIF89a", b"\xff\xd8\xff" + b"0" * 400_000):
        with (
            pytest.raises(UserError, match="Kies een andere afbeelding"),
            database.transaction(Compartment.team) as session,
        ):
            service.change_foto(session, key, wrong)


def test_a_third_mentor_is_refused_with_what_to_do(database: Database) -> None:
    key = record(database)
    first, second, third = new_id(), new_id(), new_id()
    with database.transaction(Compartment.team) as session:
        one = service.record_teamlid(session, key, first, Taak.mentor, date(2026, 7, 9))
        service.record_teamlid(session, key, second, "mentor", date(2026, 7, 9))
        service.record_teamlid(session, key, third, Taak.casemanager, date(2026, 7, 9))
    for who, words in ((third, "Sluit eerst een van hen af"), (first, "al mentor")):
        with (
            pytest.raises(UserError, match=words),
            database.transaction(Compartment.team) as session,
        ):
            service.record_teamlid(session, key, who, Taak.mentor, date(2026, 11, 12))
    with database.transaction(Compartment.team) as session:
        service.complete_teamlid(session, one, date(2026, 11, 11), "ander rooster")
        service.record_teamlid(session, key, third, Taak.mentor, date(2026, 11, 12))
    with database.reading() as session:
        assert service.mentor_ids(session, key) == (second, third)
        assert service.mentor_ids(session, key, on=date(2026, 8, 1)) == (first, second)
        (row,) = service.list_deelnemers(session)
        team = service.get_deelnemer(session, key).team
    assert row.mentor_ids == (second, third)
    assert [(t.taak, t.is_huidig) for t in team] == [
        *((Taak.mentor, True), (Taak.mentor, True), (Taak.casemanager, True)),
        (Taak.mentor, False),
    ]
    with (
        pytest.raises(UserError, match="al twee mentoren"),
        database.transaction(Compartment.team) as session,
    ):
        service.reopen_teamlid(session, one)


def test_team_days_stay_in_order_and_bba_has_no_mentor(database: Database) -> None:
    key = record(database, titel="BBA")
    with (
        pytest.raises(UserError, match="geen begeleiding"),
        database.transaction(Compartment.team) as session,
    ):
        service.record_teamlid(session, key, new_id(), Taak.mentor, date(2026, 7, 9))
    with database.transaction(Compartment.team) as session:
        one = service.record_teamlid(session, key, new_id(), "casemanager", date(2026, 7, 9))
    with (
        pytest.raises(UserError, match="niet vóór de eerste"),
        database.transaction(Compartment.team) as session,
    ):
        service.complete_teamlid(session, one, date(2026, 7, 1))


def test_aandachtspunten_gravest_first_until_they_end(database: Database, clock: Clock) -> None:
    key = record(database)
    with database.transaction(Compartment.team) as session:
        service.record_aandachtspunt(session, key, "taal", "Spreekt Syrisch", date(2026, 7, 9))
        grave = service.record_aandachtspunt(
            session, key, "contactverbod", "Geen contact met ex-partner", date(2026, 8, 1)
        )
    assert [a.soort for a in get(database, key).aandachtspunten] == ["contactverbod", "taal"]
    with database.reading() as session:
        assert service.list_gravest(session, [key]) == {key: "Geen contact met ex-partner"}
    with database.transaction(Compartment.team) as session:
        service.complete_aandachtspunt(session, grave, date(2026, 11, 12))
    assert len(get(database, key).aandachtspunten) == 2
    clock.advance(days=1)
    found = get(database, key)
    assert [a.soort for a in found.aandachtspunten] == ["taal"]
    assert [a.id for a in found.eerdere_aandachtspunten] == [grave]
    with (
        pytest.raises(UserError) as caught,
        database.transaction(Compartment.team) as session,
    ):
        service.record_aandachtspunt(session, key, "vogel", " ", date(2026, 7, 9))
    assert set(caught.value.fields) == {"soort", "tekst"}


def test_a_mentor_changes_only_his_own_and_enrols_nobody(open_as: OpenAs) -> None:
    lead, mentor = open_as(Rol.casemanager), open_as(Rol.mentor)
    own, other = record(lead), record(lead)
    with lead.transaction(Compartment.team) as session:
        service.record_teamlid(
            session, own, mentor.actor.medewerker_id, Taak.mentor, date(2026, 7, 9)
        )
    with mentor.reading() as session:
        assert service.list_eigen_deelnemer_ids(session) == frozenset({own})
        assert service.get_roepnamen(session) == {own: "Jeffrey", other: "Jeffrey"}
        assert service.get_deelnemer_names(session, [own]) == {own: "Jeffrey Nijhuis"}
        assert {row.id: row.is_eigen for row in service.list_deelnemers(session)} == {
            own: True,
            other: False,
        }
    with mentor.transaction(Compartment.team) as session:
        service.change_deelnemer(session, own, {"talen": "Twents"})
    with (
        pytest.raises(UserError, match="eigen deelnemers"),
        mentor.transaction(Compartment.team) as session,
    ):
        service.change_deelnemer(session, other, {"talen": "Twents"})
    with pytest.raises(UserError, match="hoort niet bij je rol"):
        record(mentor)


def test_without_the_team_nobody_is_listed(open_as: OpenAs) -> None:
    with (
        open_as(Rol.projectmanager).reading() as session,
        pytest.raises(UserError, match="hoort niet bij je rol"),
    ):
        service.list_deelnemers(session)


def test_leaving_out_a_gemeente_of_the_list_keeps_who_lives_there(database: Database) -> None:
    key = record(database, gemeente_vestiging="Losser", gemeente_herkomst="Gronau")
    with database.transaction(Compartment.register) as session:
        from hvh_desktop.policy import change_rule

        change_rule(session, "gemeenten", ["Almelo"], date(2026, 1, 1), "besluit")
    with database.transaction(Compartment.team) as session:
        service.change_deelnemer(session, key, {"roepnaam": "Jef"})
    assert get(database, key).gemeente_vestiging == "Losser"
    assert set(refusal(database, gemeente_vestiging="Losser")) == {"gemeente_vestiging"}
