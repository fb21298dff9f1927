"""Go to: names with typing errors, acts, and texts within rights."""

from __future__ import annotations

import pytest

from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers.access import record_opening
from hvh_desktop.netwerken.service import record_netwerklid, remove_netwerklid
from hvh_desktop.organisaties.service import record_organisatie
from hvh_desktop.rights import Rol
from hvh_desktop.zoeken.service import Found, Soort, find, list_known, match
from hvh_desktop.zoeken.service_tekst import find_in_text, fragment
from tests.conftest import Clock, OpenAs
from tests.dossier.sample import Huis
from tests.netwerken.test_service import ZUS


def names(database: Database, typed: str) -> list[Found]:
    with database.reading() as session:
        return match(list_known(session), typed, 8)


@pytest.mark.parametrize(
    ("typed", "naam"),
    [
        ("jef", "Jeffrey Nijhuis"),
        ("nijhuis jeffrey", "Jeffrey Nijhuis"),
        ("jefrey", "Jeffrey Nijhuis"),
        ("Nijhius", "Jeffrey Nijhuis"),
        ("lukasz", "Łukasz Wójcik"),
        ("wojick", "Łukasz Wójcik"),
        ("AYDIN", "Mehmet Aydın"),
        ("ܓܒܪܐܝܠ", "Gabriel Aslan"),
        ("4501234", "Jeffrey Nijhuis"),
        ("45.012-34", "Jeffrey Nijhuis"),
        ("oude hengel", "Bram Oude Hengel"),
    ],
)
def test_a_man_is_found_however_he_is_typed(
    typed: str, naam: str, huis: Huis, ilse: Database
) -> None:
    found = names(ilse, typed)
    assert found[0].titel == naam
    assert found[0].soort is Soort.deelnemer


@pytest.mark.parametrize(
    ("typed", "place"),
    [("instel", "instellingen"), ("medewerkers", "medewerkers"), ("sneltoetsen", "hulp")],
)
def test_places_are_found(typed: str, place: str, huis: Huis, ilse: Database) -> None:
    assert names(ilse, typed)[0].place == place


def test_an_act_with_a_name_comes_first(huis: Huis, ilse: Database) -> None:
    first = names(ilse, "nieuw gesprek mehmet")[0]
    assert (first.place, first.address) == ("mentorgesprek_nieuw", {"deelnemer_id": huis.mehmet})
    tab = names(ilse, "netwerk jeffrey")[0]
    assert tab.address == {"deelnemer_id": huis.jeffrey, "tab": "netwerk"}


def test_an_act_that_is_refused_is_not_offered(huis: Huis, ilse: Database) -> None:
    for typed in ("nieuw gesprek kees", "nieuw gesprek bram"):
        assert all(one.place != "mentorgesprek_nieuw" for one in names(ilse, typed))


def test_colleagues_and_organisaties_are_found(huis: Huis, ilse: Database) -> None:
    with huis.database.transaction(Compartment.register) as session:
        record_organisatie(session, {"naam": "Stadsbank Oost", "soort": "schuldhulp"}, [])
    assert names(ilse, "stadsbank")[0].soort is Soort.organisatie
    assert names(ilse, "Yildiz")[0].titel == "Ruben Yıldız"


def test_nothing_typed_shows_my_own_men(huis: Huis, ilse: Database) -> None:
    found = names(ilse, "")
    assert found[0].soort is Soort.deelnemer
    assert "Kees Brummelink" not in [one.titel for one in found]


def test_nonsense_finds_nothing(huis: Huis, ilse: Database) -> None:
    assert names(ilse, "qqqxyz") == []


def test_text_is_found_with_who_what_date_and_the_words_around(huis: Huis, ilse: Database) -> None:
    with ilse.reading() as session:
        hits = find_in_text(session, "houtbouw", 8)
    assert [(hit.naam, hit.kind) for hit in hits] == [("Jeffrey Nijhuis", "Doel")]
    assert "vaste baan in de houtbouw" in hits[0].fragment
    assert hits[0].ondertitel.startswith("Doel, 12 november 2026: ")
    assert hits[0].place == "doel"


def test_a_talk_and_a_blad_lead_to_their_own_place(huis: Huis, ilse: Database) -> None:
    with ilse.reading() as session:
        talk = find_in_text(session, "schoenen", 8)[0]
        blad = find_in_text(session, "over zingeving", 8)[0]
    assert (talk.place, talk.address["deelnemer_id"]) == ("mentorgesprek", huis.lukasz)
    assert blad.place == "inventarisatie"
    assert blad.address["leefgebied"] == "zingeving"


def test_the_copy_in_an_older_version_is_shown_once(huis: Huis, ilse: Database) -> None:
    with ilse.reading() as session:
        hits = find_in_text(session, "hout handen", 8)
    assert [hit.kind for hit in hits] == ["Kracht"]


def test_what_was_taken_away_is_not_found(huis: Huis, ilse: Database) -> None:
    values = ZUS | {"naam": "Oom Berend", "relatie": "oom"}
    with ilse.transaction(Compartment.team) as session:
        lid = record_netwerklid(session, huis.jeffrey, values)
    with ilse.reading() as session:
        assert len(find_in_text(session, "berend", 8)) == 1
    with ilse.transaction(Compartment.team) as session:
        remove_netwerklid(session, lid, "verhuisd")
    with ilse.reading() as session:
        assert find_in_text(session, "berend", 8) == []


def test_without_the_right_no_man_and_no_text_is_found(huis: Huis, open_as: OpenAs) -> None:
    with open_as(Rol.beheerder).reading() as session:
        assert all(one.soort is not Soort.deelnemer for one in find(session, "jeffrey", 8))
        assert find(session, "houtbouw", 8) == []


def test_find_gives_names_before_texts(huis: Huis, ilse: Database) -> None:
    with ilse.reading() as session:
        found = find(session, "noa", 8)
    assert found[-1].soort is Soort.tekst


@pytest.mark.parametrize("typed", ["'", '"', "*", "a OR b", "(", "NEAR(", "  ", "x" * 500, "😀"])
def test_signs_do_no_harm(typed: str, huis: Huis, ilse: Database) -> None:
    with ilse.reading() as session:
        assert isinstance(find(session, typed, 8), list)


def test_a_fragment_is_cut_between_words_and_keeps_accents() -> None:
    text = "Hij vertelde lang over vroeger. " * 4 + "Toen zag hij Coördinatie " + "en verder " * 20
    found = fragment(text, ["coordinatie"])
    assert found is not None
    assert found.startswith("…")
    assert found.endswith("…")
    assert "Coördinatie" in found
    assert len(found) < 130


def test_a_fragment_needs_one_of_the_words() -> None:
    assert fragment("Iets anders", ["hout"]) is None


# Dossiers of others ---------------------------------------------------------------------------


def test_of_a_man_who_is_not_his_not_even_that_a_word_is_there_is_told(
    huis: Huis, open_as: OpenAs
) -> None:
    petra = open_as(Rol.mentor, medewerker_id=huis.petra)
    with petra.reading() as session:
        assert find_in_text(session, "houtbouw", 8) == []
        assert find_in_text(session, "hout", 8) == []
    assert names(petra, "jeffrey")[0].titel == "Jeffrey Nijhuis"


def test_after_a_reason_the_words_are_shown(huis: Huis, open_as: OpenAs, clock: Clock) -> None:
    petra = open_as(Rol.mentor, medewerker_id=huis.petra)
    with petra.transaction(Compartment.log) as session:
        record_opening(session, huis.jeffrey, "overleg over hem")
    with petra.reading() as session:
        assert "vaste baan" in find_in_text(session, "houtbouw", 8)[0].fragment
    clock.advance(hours=13)
    with petra.reading() as session:
        assert find_in_text(session, "houtbouw", 8) == []


def test_who_needs_no_reason_sees_the_words(huis: Huis, open_as: OpenAs) -> None:
    with open_as(Rol.casemanager).reading() as session:
        assert "vaste baan" in find_in_text(session, "houtbouw", 8)[0].fragment


def test_who_looked_is_found_by_everybody(huis: Huis, ilse: Database) -> None:
    assert names(ilse, "wie keek er")[0].place == "raadplegingen"
    found = [one for one in names(ilse, "wie keek jeffrey") if one.place == "raadplegingen"]
    assert found[0].address == {"deelnemer_id": huis.jeffrey}
