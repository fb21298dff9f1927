"""Two versions: they are listed, shown with who and when, and decided once."""

from __future__ import annotations

from contextlib import closing

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.actieplannen.model import Doel
from hvh_desktop.db import Compartment, Database
from hvh_desktop.db.engine import connect
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.rights import Rol
from hvh_desktop.sync.envelope import split
from hvh_desktop.ui import kit
from hvh_desktop.verbindingen import service
from hvh_desktop.verbindingen.screen_versies import APART
from tests.conftest import KEYS, Clock
from tests.journeys.pages import (
    WRITER,
    Desk,
    Whole,
    find,
    press,
    raw,
    sentences,
    type_in,
    whole,
    whole_once,
)
from tests.sync.sealing import Writer
from tests.verbindingen.apart import BEFORE, write
from tests.verbindingen.apart import FIRST as THEIRS
from tests.verbindingen.apart import SECOND as MINE

__all__ = ["whole", "whole_once"]

TEAM = Compartment.team


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, whole: Whole, clock: Clock) -> Desk:
    return Desk(qtbot, qapp, whole.open(clock, *WRITER), clock)


@pytest.fixture
def colleague(whole: Whole, clock: Clock) -> Database:
    return whole.open(clock, Rol.locatiemanager, Rol.casemanager)


def apart(
    desk: Desk,
    colleague: Database,
    whole: Whole,
    clock: Clock,
    **both: tuple[object, object, object],
) -> None:
    """Two people write the same fields without seeing each other."""
    seen = write(colleague, whole, None, **{n: b[0] for n, b in both.items()})
    clock.advance(hours=1)
    write(colleague, whole, None, **{n: b[1] for n, b in both.items()})
    clock.advance(hours=1)
    write(desk.context.database, whole, seen, **{n: b[2] for n, b in both.items()})


def show(desk: Desk, whole: Whole, veld: str = "tekst") -> QWidget:
    man = whole.man
    return desk.show(
        "twee_versies",
        kind="Doel",
        entity_id=man.ids["doel_id"],
        veld=veld,
        deelnemer_id=man.deelnemer_id,
    )


def kept(desk: Desk, whole: Whole, name: str) -> object:
    return desk.context.read(lambda s: getattr(s.get(Doel, whole.man.ids["doel_id"]), name))


def words(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(kit.Label) if one.isVisible())


def test_both_texts_and_a_proposal_of_both_are_shown_and_one_is_kept(
    desk: Desk, colleague: Database, whole: Whole, clock: Clock
) -> None:
    apart(desk, colleague, whole, clock, tekst=(BEFORE, THEIRS, MINE))
    (row,) = desk.context.read(service.list_twee_versies)
    assert (row.kind, row.veld, row.mag_kiezen) == ("Doel", "tekst", True)
    page = show(desk, whole)
    assert "underline" in words(page)
    area = find(page, QWidget, "tekst")
    assert raw(area) == "Ik wil werk bij een fabriek.\nIk begin met mijn cv.\nRuben helpt me."
    type_in(area, f"{raw(area)}\nSamen bekeken.")
    press(page, "bewaar_tekst")
    assert not [*desk.bugs, *desk.problems]
    assert str(kept(desk, whole, "tekst")).endswith("Ruben helpt me.\nSamen bekeken.")
    assert desk.context.read(service.list_twee_versies) == []
    assert desk.places[-1][0] == "doel"


def test_a_text_that_another_sealed_says_so(
    desk: Desk, colleague: Database, whole: Whole, clock: Clock
) -> None:
    """A former colleague can seal words in somebody's name; who chooses must know who did."""
    apart(desk, colleague, whole, clock, tekst=(BEFORE, THEIRS, MINE))
    assert "Verzegeld door" not in words(show(desk, whole))
    house = Writer(user=colleague.actor.medewerker_id)
    raw_bytes = house.seal(
        [(house.keys[0], [house.change()])], sealer=desk.context.actor.medewerker_id
    )
    with closing(connect(whole.folder / "team.db", KEYS[TEAM])) as connection:
        connection.execute(
            "INSERT INTO envelope (hash, device, incarnation, n, user, raw, is_sent, state)"
            " VALUES (?, ?, ?, 1, ?, ?, 1, 'open')",
            (split(raw_bytes).hash, bytes(16), bytes(16), house.user.bytes, raw_bytes),
        )
        connection.execute(
            'UPDATE "change" SET envelope = ? WHERE user = ?',
            (split(raw_bytes).hash, house.user.bytes),
        )
    desk.show("vandaag")
    names = desk.context.read(get_medewerker_names)
    sealer, writer = (names[who] for who in (desk.context.actor.medewerker_id, house.user))
    assert f"Verzegeld door {sealer}, niet door {writer} zelf" in words(show(desk, whole))


def test_of_a_date_one_of_both_is_chosen(
    desk: Desk, colleague: Database, whole: Whole, clock: Clock
) -> None:
    day = clock().date()
    days = (day.replace(day=20), day.replace(day=21), day.replace(day=22))
    apart(desk, colleague, whole, clock, streefdatum=days)
    page = show(desk, whole, "streefdatum")
    press(page, "bewaar_tekst")
    assert kept(desk, whole, "streefdatum") == days[2]
    choice = find(page, kit.RadioGroup, "tekst")
    type_in(choice, 0)
    press(page, "bewaar_tekst")
    assert kept(desk, whole, "streefdatum") == days[1]
    assert desk.context.read(service.list_twee_versies) == []


def test_a_colleague_who_decides_first_wipes_nothing_that_is_typed(
    desk: Desk, colleague: Database, whole: Whole, clock: Clock
) -> None:
    apart(desk, colleague, whole, clock, tekst=(BEFORE, THEIRS, MINE))
    page = show(desk, whole)
    type_in(find(page, QWidget, "tekst"), "Dit typte ik net.")
    with colleague.transaction(TEAM) as session:
        service.resolve_twee_versies(session, "Doel", whole.man.ids["doel_id"], "tekst", THEIRS)
    desk.context.changed.emit(frozenset({Doel}))
    QApplication.processEvents()
    assert "Hier is al gekozen" in words(page)
    assert raw(find(page, QWidget, "jouw_tekst")) == "Dit typte ik net."
    assert kept(desk, whole, "tekst") == THEIRS


def test_who_may_not_change_it_reads_both_and_decides_nothing(
    desk: Desk, colleague: Database, whole: Whole, clock: Clock, qtbot: QtBot, qapp: QApplication
) -> None:
    apart(desk, colleague, whole, clock, tekst=(BEFORE, THEIRS, MINE))
    directeur = whole.open(clock, Rol.directeur)
    with pytest.raises(UserError), directeur.transaction(TEAM) as session:
        service.resolve_twee_versies(session, "Doel", whole.man.ids["doel_id"], "tekst", MINE)
    with directeur.reading() as session:
        (row,) = service.list_twee_versies(session)
        assert not row.mag_kiezen
    onderzoeker = whole.open(clock, Rol.onderzoeker)
    with onderzoeker.reading() as session:
        assert service.list_twee_versies(session) == []
        about = ("Doel", whole.man.ids["doel_id"], "tekst")
        assert service.get_twee_versies(session, *about) is None


def test_marks_of_the_proposal_are_not_kept(
    desk: Desk, colleague: Database, whole: Whole, clock: Clock
) -> None:
    before, theirs, mine = (f"{one}\nMeer weet ik niet." for one in ("Werk.", "Rust.", "Bellen."))
    apart(desk, colleague, whole, clock, tekst=(before, theirs, mine))
    page = show(desk, whole)
    typed = raw(find(page, QWidget, "tekst"))
    marks = [one for one in typed.split("\n") if one.endswith(" schreef:")]
    assert [one.startswith("‹‹ ") for one in marks] == [True, True]
    assert {"Rust.", "Bellen."} < set(typed.split("\n"))
    press(page, "bewaar_tekst")
    assert service.MARKS_LEFT in sentences(page)
    assert raw(find(page, QWidget, "tekst")) == typed


def test_two_lines_stand_below_each_other_without_marks(
    desk: Desk, colleague: Database, whole: Whole, clock: Clock
) -> None:
    apart(desk, colleague, whole, clock, tekst=("Ik wil werk.", "Ik wil rust.", "Ik wil bellen."))
    page = show(desk, whole)
    assert raw(find(page, QWidget, "tekst")) == "Ik wil rust.\nIk wil bellen."
    assert APART in words(page)
    press(page, "bewaar_tekst")
    assert kept(desk, whole, "tekst") == "Ik wil rust.\nIk wil bellen."


def test_it_is_told_on_the_record_in_his_dossier_and_on_vandaag(
    desk: Desk, colleague: Database, whole: Whole, clock: Clock
) -> None:
    man = whole.man
    him, doel = man.deelnemer_id, man.ids["doel_id"]
    apart(desk, colleague, whole, clock, tekst=(BEFORE, THEIRS, MINE))
    for place, address in (
        ("doel", {"deelnemer_id": him, "doel_id": doel}),
        ("dossier", {"deelnemer_id": him}),
    ):
        page = desk.show(place, **address)
        assert "Twee versies" in words(page), place
        press(page, "bekijk_beide")
        assert desk.places[-1][0] == "twee_versies"
        assert desk.places[-1][1]["entity_id"] == doel
    talk = desk.show(
        "mentorgesprek", deelnemer_id=him, mentorgesprek_id=man.ids["mentorgesprek_id"]
    )
    assert "Twee versies" not in words(talk)
    vandaag = desk.show("vandaag")
    row = find(vandaag, kit.Row, "twee_versies_0")
    row.activated.emit()
    assert desk.places[-1][0] == "twee_versies"
