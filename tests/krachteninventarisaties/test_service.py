"""Versions, bladen, krachten, completing and comparing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.deelnemers.model import Titel
from hvh_desktop.errors import UserError
from hvh_desktop.krachteninventarisaties import service
from hvh_desktop.krachteninventarisaties.form import (
    blad_form,
    bron_words,
)
from hvh_desktop.krachteninventarisaties.model import (
    Antwoord,
    InventarisatieStatus,
)
from hvh_desktop.krachteninventarisaties.service_concept import (
    remove_inventarisatie,
    reopen_inventarisatie,
)
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.rights import Rol
from tests.conftest import Clock, OpenAs
from tests.krachteninventarisaties.conftest import Huis, record_deelnemer

T = TypeVar("T")
WERK = Leefgebied.werken_leren


def write(database: Database, operation: Callable[[Session], T]) -> T:
    with database.transaction(Compartment.team) as session:
        return operation(session)


def read(database: Database, question: Callable[[Session], T]) -> T:
    with database.reading() as session:
        return question(session)


def detail(huis: Huis, one: UUID) -> service.InventarisatieDetail:
    return read(huis.database, lambda s: service.get_inventarisatie(s, one))


def test_first_version_has_ten_empty_bladen_in_order(huis: Huis) -> None:
    found = detail(huis, huis.start())
    assert [blad.leefgebied for blad in found.bladen] == list(Leefgebied)
    assert (found.versie, found.datum) == (1, date(2026, 11, 12))
    assert found.medewerker_ids == (huis.mentor_id,)
    assert found.aantal_besproken == 0
    assert found.vorige == {}


def test_one_concept_at_a_time(huis: Huis) -> None:
    assert huis.start() == huis.start()
    assert (
        len(read(huis.database, lambda s: service.list_inventarisaties(s, huis.deelnemer_id))) == 1
    )


def test_a_concept_is_thrown_away_and_its_number_given_again(huis: Huis) -> None:
    first = huis.start()
    huis.complete(first)
    second = huis.start()
    write(huis.database, lambda s: remove_inventarisatie(s, second))
    rows = read(huis.database, lambda s: service.list_inventarisaties(s, huis.deelnemer_id))
    assert [row.id for row in rows] == [first]
    with pytest.raises(UserError, match="weggegooid"):
        write(huis.database, lambda s: service.change_blad(s, second, WERK, {"nu": "Ja."}))
    write(huis.database, lambda s: reopen_inventarisatie(s, second))
    assert huis.start() == second
    write(huis.database, lambda s: remove_inventarisatie(s, second))
    third = huis.start()
    assert third != second
    assert (detail(huis, third).versie, detail(huis, third).vorige_id) == (2, first)
    with pytest.raises(UserError, match="nieuwe versie begonnen"):
        write(huis.database, lambda s: reopen_inventarisatie(s, second))


def test_what_was_discussed_or_completed_is_not_thrown_away(huis: Huis) -> None:
    one = huis.start()
    write(huis.database, lambda s: service.change_blad(s, one, WERK, {"is_besproken": True}))
    with pytest.raises(UserError, match="al iets besproken"):
        write(huis.database, lambda s: remove_inventarisatie(s, one))
    huis.complete(one)
    with pytest.raises(UserError, match="afgerond"):
        write(huis.database, lambda s: remove_inventarisatie(s, one))


def test_blad_keeps_only_what_was_given(huis: Huis) -> None:
    one = huis.start()
    write(huis.database, lambda s: service.change_blad(s, one, WERK, {"nu": "Ik maak pallets."}))
    write(huis.database, lambda s: service.change_blad(s, one, WERK, {"bereidheid": 4}))
    blad = detail(huis, one).blad(WERK)
    assert (blad.nu, blad.bereidheid, blad.is_besproken) == ("Ik maak pallets.", 4, False)


@pytest.mark.parametrize("antwoord", [a for a in Antwoord if a is not Antwoord.geeft_antwoord])
def test_no_answer_counts_as_discussed_and_needs_no_step(huis: Huis, antwoord: Antwoord) -> None:
    one = huis.start()
    write(huis.database, lambda s: service.change_blad(s, one, WERK, {"antwoord": antwoord.value}))
    found = detail(huis, one)
    assert found.blad(WERK).antwoord is antwoord
    assert found.aantal_besproken == 1
    assert found.blad(WERK).missing == ""


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"bereidheid": 8}, "bereidheid"),
        ({"bereidheid": 0}, "bereidheid"),
        ({"antwoord": "misschien"}, "antwoord"),
        ({"nu": "x" * 200_001}, "nu"),
        ({"nu": 5}, "nu"),
    ],
)
def test_wrong_values_are_refused_with_a_sentence(
    huis: Huis, values: dict[str, object], field: str
) -> None:
    one = huis.start()
    with pytest.raises(UserError) as error:
        write(huis.database, lambda s: service.change_blad(s, one, WERK, values))
    assert list(error.value.fields) == [field]


def test_words_survive_in_any_script(huis: Huis) -> None:
    one, words = huis.start(), "Ik zei: ‘ja’ 😀\nኣስመራ · ܐܪܡܝܐ · Çağdaş"
    write(huis.database, lambda s: service.change_blad(s, one, WERK, {"nu": words + "\x07"}))
    assert detail(huis, one).blad(WERK).nu == words


def test_krachten_are_added_changed_removed_and_put_back(huis: Huis) -> None:
    one = huis.start()
    first = write(
        huis.database, lambda s: service.record_kracht(s, one, WERK, "Maakt af", "werkmeester")
    )
    second = write(
        huis.database, lambda s: service.record_kracht(s, one, WERK, "Is snel", "deelnemer")
    )
    write(huis.database, lambda s: service.change_kracht(s, first, "Maakt alles af", "mentor"))
    rows = detail(huis, one).blad(WERK).krachten
    assert [(row.tekst, row.bron) for row in rows] == [
        ("Maakt alles af", "mentor"),
        ("Is snel", "deelnemer"),
    ]
    write(huis.database, lambda s: service.remove_kracht(s, first))
    assert [row.id for row in detail(huis, one).krachten] == [second]
    write(huis.database, lambda s: service.reopen_kracht(s, first))
    assert [row.id for row in detail(huis, one).krachten] == [first, second]


@pytest.mark.parametrize(("tekst", "bron"), [("", "mentor"), ("Kan lassen", ""), ("a\nb", "hij")])
def test_a_kracht_is_one_line_with_a_source(huis: Huis, tekst: str, bron: str) -> None:
    one = huis.start()
    with pytest.raises(UserError):
        write(huis.database, lambda s: service.record_kracht(s, one, WERK, tekst, bron))


def test_completing_names_everything_that_is_missing(huis: Huis) -> None:
    one = huis.start()
    values = {"is_besproken": True, "nu": "Goed."}
    write(huis.database, lambda s: service.change_blad(s, one, Leefgebied.wonen, values))
    with pytest.raises(UserError) as error:
        write(huis.database, lambda s: service.complete_inventarisatie(s, one))
    fields = error.value.fields
    assert fields["wonen"] == "Kies bij ‘Wonen’ hoe ver hij is met veranderen."
    assert fields["partner"] == "‘Partner’ is nog niet besproken."
    assert len(fields) == 12
    missing = read(huis.database, lambda s: service.list_missing(s, one))
    assert [one.name for one in missing] == list(fields)


def test_a_completed_version_never_changes(huis: Huis) -> None:
    one = huis.start()
    huis.complete(one)
    found = detail(huis, one)
    assert found.status is InventarisatieStatus.afgerond
    assert found.afgerond_door == huis.mentor_id
    kracht = found.krachten[0].id
    for attempt in (
        lambda s: service.change_blad(s, one, WERK, {"nu": "Anders."}),
        lambda s: service.change_inventarisatie(s, one, {"zelfregulering": "Anders."}),
        lambda s: service.record_kracht(s, one, WERK, "Nieuw", "mentor"),
        lambda s: service.change_kracht(s, kracht, "Anders", "mentor"),
        lambda s: service.remove_kracht(s, kracht),
        lambda s: service.complete_inventarisatie(s, one),
    ):
        with pytest.raises(UserError, match="afgerond op 12 november 2026"):
            write(huis.database, attempt)


def test_new_version_copies_words_and_asks_the_rest_anew(huis: Huis, clock: Clock) -> None:
    old = huis.start()
    huis.complete(old, step=3)
    clock.advance(days=100)
    new = huis.start()
    found, before = detail(huis, new), detail(huis, old)
    assert (found.versie, found.vorige_id, found.aantal_besproken) == (2, old, 0)
    assert found.datum == date(2027, 2, 20)
    assert [b.nu for b in found.bladen] == [b.nu for b in before.bladen]
    assert [k.tekst for k in found.krachten] == [k.tekst for k in before.krachten]
    assert found.zelfregulering == before.zelfregulering
    assert set(found.vorige.values()) == {3}
    assert set(found.bereidheid) == {None}
    write(huis.database, lambda s: service.change_blad(s, new, WERK, {"nu": "Nu anders."}))
    assert detail(huis, old).blad(WERK).nu == before.blad(WERK).nu


def test_find_latest_can_leave_out_the_concept(huis: Huis) -> None:
    def latest(*, only_afgerond: bool) -> UUID | None:
        found = read(
            huis.database,
            lambda s: service.find_latest(s, huis.deelnemer_id, only_afgerond=only_afgerond),
        )
        return found.id if found else None

    assert latest(only_afgerond=False) is None
    old = huis.start()
    assert latest(only_afgerond=True) is None
    huis.complete(old)
    new = huis.start()
    assert (latest(only_afgerond=True), latest(only_afgerond=False)) == (old, new)


def test_compare_shows_steps_and_new_krachten(huis: Huis) -> None:
    old = huis.start()
    huis.complete(old, step=2)
    new = huis.start()
    write(huis.database, lambda s: service.record_kracht(s, new, WERK, "Last", "werkmeester"))
    huis.complete(new, step=5)
    rows = read(huis.database, lambda s: service.compare(s, new, old))
    werk = next(row for row in rows if row.leefgebied is WERK)
    assert (werk.stappen, [k.tekst for k in werk.krachten_erbij]) == (3, ["Last"])
    assert [row.leefgebied for row in rows] == list(Leefgebied)
    assert next(row for row in rows if row.leefgebied is Leefgebied.wonen).krachten_erbij == ()


def test_first_term_comes_from_policy_and_goes_away(huis: Huis) -> None:
    def due() -> date | None:
        return read(huis.database, lambda s: service.first_due_date(s, huis.deelnemer_id))

    assert due() == date(2026, 11, 9)
    huis.complete(huis.start())
    assert due() is None


def test_bba_resident_is_not_asked(database: Database, huis: Huis) -> None:
    bba = record_deelnemer(database, titel=Titel.bba)
    assert read(database, lambda s: service.first_due_date(s, bba)) is None
    with pytest.raises(UserError, match="BBA"):
        write(database, lambda s: service.start_inventarisatie(s, bba))


def test_a_day_in_the_future_is_refused(huis: Huis) -> None:
    one = huis.start()
    with pytest.raises(UserError) as error:
        write(
            huis.database,
            lambda s: service.change_inventarisatie(s, one, {"datum": date(2026, 11, 13)}),
        )
    assert "datum" in error.value.fields


def test_who_made_it_is_kept(huis: Huis) -> None:
    one = huis.start()
    ids = (huis.mentor_id, huis.ander_id.hex)
    write(huis.database, lambda s: service.change_inventarisatie(s, one, {"medewerker_ids": ids}))
    assert detail(huis, one).medewerker_ids == (huis.mentor_id, huis.ander_id)


def test_a_coach_looks_along_also_afterwards(huis: Huis) -> None:
    one = huis.start()
    huis.complete(one)
    write(huis.database, lambda s: service.record_coachopmerking(s, one, WERK, "Vraag door."))
    write(huis.database, lambda s: service.record_coachopmerking(s, one, None, "Mooi concreet."))
    rows = detail(huis, one).opmerkingen
    assert [(row.leefgebied, row.tekst) for row in rows] == [
        (WERK, "Vraag door."),
        (None, "Mooi concreet."),
    ]
    assert rows[0].door == huis.mentor_id


def test_only_a_coach_writes_a_remark(huis: Huis, open_as: OpenAs) -> None:
    one = huis.start()
    ruben = open_as(Rol.mentor, medewerker_id=huis.ander_id)
    with pytest.raises(UserError, match="Krachtwerkcoach"):
        write(ruben, lambda s: service.record_coachopmerking(s, one, None, "Zomaar."))


def test_a_mentor_of_others_reads_and_does_not_write(huis: Huis, open_as: OpenAs) -> None:
    one = huis.start()
    ruben = open_as(Rol.mentor, medewerker_id=huis.ander_id)
    assert read(ruben, lambda s: service.get_inventarisatie(s, one)).id == one
    with pytest.raises(UserError, match="eigen deelnemers"):
        write(ruben, lambda s: service.change_blad(s, one, WERK, {"nu": "x"}))


@pytest.mark.parametrize(
    ("bron", "words"),
    [
        ("deelnemer", "zei hij zelf"),
        ("Werkmeester", "zei de werkmeester"),
        ("zus", "zei zijn zus"),
        ("dossier", "staat in het dossier"),
        ("Diny", "volgens Diny"),
    ],
)
def test_sources_read_as_a_sentence(bron: str, words: str) -> None:
    assert bron_words(bron) == words


def test_headings_come_from_policy() -> None:
    form = blad_form({"nu": "Vandaag", "wensen": "Later", "hulpbronnen": "Vroeger"})
    assert [form[name].label for name in ("nu", "wensen", "hulpbronnen", "aanvulling")] == [
        "Vandaag",
        "Later",
        "Vroeger",
        "Aanvulling van de mentor",
    ]
