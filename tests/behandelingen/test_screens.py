"""The screens of behandelingen as each role, by object name, on real encrypted files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hvh_desktop.behandelingen import service
from hvh_desktop.behandelingen.screen import (
    BehandelingPage,
    BeschikbaarheidPage,
    PsycholooggesprekPage,
    ZorgTab,
)
from hvh_desktop.behandelingen.screen_notitie import NotitieVak
from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.db.drafts import list_drafts
from hvh_desktop.db.entity import Change
from hvh_desktop.errors import UserError
from hvh_desktop.readlog import Raadpleging
from hvh_desktop.rights import Actor, Rol, compartments_of
from hvh_desktop.ui import kit, theme
from hvh_desktop.vandaag.service import get_vandaag
from hvh_desktop.verwijzingen import service as verwijzingen
from hvh_desktop.verwijzingen.model import VerwijzingStatus
from hvh_desktop.verwijzingen.service_stand import change_stand, list_zorgafspraken
from tests.behandelingen.conftest import TODAY, Huis, gesprek
from tests.conftest import KEYS, Clock, OpenAs
from tests.deelnemers.windows import Watched, child, show

B = Compartment.behandeling
AANGEMELD = VerwijzingStatus.aangemeld
NO_FOCUS = Qt.FocusPolicy.NoFocus


@pytest.fixture
def me(qapp: QApplication, huis: Huis, clock: Clock) -> Watched:
    """The psycholoog at the keyboard."""
    theme.apply(qapp, "licht")
    return Watched(huis.database, clock)


@pytest.fixture
def mentor(qapp: QApplication, huis: Huis, clock: Clock) -> Watched:
    theme.apply(qapp, "licht")
    return Watched(huis.mentor, clock)


def words(page: QWidget) -> str:
    """Everything that can be read on a page."""
    QApplication.processEvents()
    labels = [w.text() for w in page.findChildren(kit.Label) if w.isVisibleTo(page)]
    buttons = [w.text() for w in page.findChildren(QAbstractButton) if w.isVisibleTo(page)]
    return "\n".join([*labels, *buttons])


def find(page: QWidget, name: str) -> QWidget | None:
    return page.findChild(QWidget, name)


def drafts(database: Database, compartment: Compartment) -> list[str]:
    with database.reading() as session:
        return [str(dict(row.values)) for row in list_drafts(session, compartment)]


def appointments(huis: Huis) -> list[tuple[date, time | None]]:
    rows = huis.ask_mentor(
        lambda s: list_zorgafspraken(s, from_day=TODAY, to_day=TODAY + timedelta(days=90))
    )
    return [(row.datum, row.tijd) for row in rows]


def actions(huis: Huis, compartment: Compartment) -> set[UUID]:
    with huis.database.reading() as session:
        bind = {"bind": session.engine_of(compartment)}
        return set(session.scalars(select(Change.action), bind_arguments=bind))


# The tab Zorg -----------------------------------------------------------------------------------


def test_the_psycholoog_has_two_parts(qtbot: QtBot, me: Watched, huis: Huis) -> None:
    page = show(qtbot, ZorgTab(me.context, deelnemer_id=huis.jeffrey))
    for name in ("deel_team", "deel_psycholoog", "nieuwe_verwijzing", "signaleringsplan"):
        assert find(page, name) is not None
    child(page, kit.Button, "nieuwe_verwijzing").click()
    child(page, kit.Button, "signaleringsplan").click()
    child(page, kit.Button, "plan_gesprek").click()
    assert [place for place, _ in me.places] == [
        "verwijzing",
        "signaleringsplan",
        "psycholooggesprek",
    ]


def test_a_mentor_sees_where_and_when_and_nothing_else(
    qtbot: QtBot, me: Watched, mentor: Watched, huis: Huis
) -> None:
    one = huis.refer(huis.jeffrey)
    huis.do(lambda s: verwijzingen.change_status(s, one, AANGEMELD, date(2026, 10, 20)))
    huis.do(lambda s: change_stand(s, one), Compartment.team)
    talk = huis.do(lambda s: service.record_psycholooggesprek(s, huis.jeffrey, gesprek()))
    huis.do(lambda s: service.change_zorgafspraak(s, talk), Compartment.team)
    huis.do(lambda s: service.record_behandelnotitie(s, huis.jeffrey, "NOTITIETEKST"))
    page = show(qtbot, ZorgTab(mentor.context, deelnemer_id=huis.jeffrey))
    said = words(page)
    assert "Transfore" in said
    assert "Aangemeld" in said
    assert "Morgen 14.00" in said
    assert "Psycholoog Bronisława, in het huis" in said
    for hidden in ("NACHTMERRIES", "SLAAPT-SLECHT", "NOTITIETEKST", "Alleen voor de psycholoog"):
        assert hidden not in said
    assert page.findChildren(kit.Button) == []
    assert page.findChildren(NotitieVak) == []


def test_nothing_to_see_says_what_that_means(qtbot: QtBot, mentor: Watched, huis: Huis) -> None:
    said = words(show(qtbot, ZorgTab(mentor.context, deelnemer_id=huis.emre)))
    assert "Emre is nog niet bij een instelling aangemeld" in said
    assert "Er is geen signaleringskaart van Emre met het team gedeeld" in said
    assert "Bronisława Wiśniewska" in said


def test_opening_the_tab_is_written_in_the_read_log(
    qtbot: QtBot, me: Watched, mentor: Watched, huis: Huis
) -> None:
    def logged() -> list[str]:
        rows = huis.ask(lambda s: s.scalars(select(Raadpleging)).all())
        return [row.onderdeel for row in rows]

    show(qtbot, ZorgTab(mentor.context, deelnemer_id=huis.jeffrey))
    assert logged() == []
    page = show(qtbot, ZorgTab(me.context, deelnemer_id=huis.jeffrey))
    page.refresh()
    assert logged() == ["zorg"]


def test_a_broken_off_appointment_is_mended_when_the_tab_opens(
    qtbot: QtBot, me: Watched, huis: Huis
) -> None:
    one = huis.refer(huis.jeffrey)
    huis.do(lambda s: verwijzingen.change_status(s, one, AANGEMELD, date(2026, 10, 20)))
    huis.do(lambda s: service.record_psycholooggesprek(s, huis.jeffrey, gesprek()))
    assert appointments(huis) == []
    page = show(qtbot, ZorgTab(me.context, deelnemer_id=huis.jeffrey))
    assert appointments(huis) == [(date(2026, 11, 13), time(14, 0))]
    assert "Aangemeld" in words(page)


# Notes ------------------------------------------------------------------------------------------


def test_a_note_is_written_in_place_and_taken_away(qtbot: QtBot, me: Watched, huis: Huis) -> None:
    page = show(qtbot, ZorgTab(me.context, deelnemer_id=huis.jeffrey))
    note = child(page, kit.Area, "notitie")
    note.set_value("Wil op dinsdag.")
    child(page, kit.Button, "bewaar_notitie").click()
    assert note.value() == ""
    (row,) = huis.ask(lambda s: service.list_behandelnotities(s, huis.jeffrey))
    assert "Wil op dinsdag." in words(page)
    child(page, kit.Button, f"haal_weg_{row.id.hex}").click()
    child(page, kit.Button, "echt_weg").click()
    assert "Vul ‘Reden’ in." in words(page)
    child(page, QWidget, f"reden_{row.id.hex}").set_value("hoort hier niet")  # type: ignore[attr-defined]
    child(page, kit.Button, "echt_weg").click()
    assert "Wil op dinsdag." not in words(page)
    me.undo[0]()
    assert "Wil op dinsdag." in words(page)


def test_a_note_that_is_too_long_stays_and_says_why(qtbot: QtBot, me: Watched, huis: Huis) -> None:
    page = show(qtbot, ZorgTab(me.context, deelnemer_id=huis.jeffrey))
    note = child(page, kit.Area, "notitie")
    note.set_value("x" * 700)
    child(page, kit.Button, "bewaar_notitie").click()
    assert note.value() == "x" * 700
    assert "700 tekens, er passen er 600" in words(page)


def test_a_lock_keeps_the_note_as_a_draft_in_behandeling_only(
    qtbot: QtBot, me: Watched, huis: Huis
) -> None:
    page = show(qtbot, ZorgTab(me.context, deelnemer_id=huis.jeffrey))
    child(page, kit.Area, "notitie").insertPlainText("HALVE-NOTITIE")
    page.leave()
    kept = {c: drafts(huis.database, c) for c in huis.database.compartments}
    assert "HALVE-NOTITIE" in kept.pop(B)[0]
    assert "HALVE-NOTITIE" not in str(kept)
    again = show(qtbot, ZorgTab(me.context, deelnemer_id=huis.jeffrey))
    assert child(again, kit.Area, "notitie").value() == "HALVE-NOTITIE"


def test_what_is_typed_stays_when_the_tab_reads_again(
    qtbot: QtBot, me: Watched, huis: Huis
) -> None:
    page = show(qtbot, ZorgTab(me.context, deelnemer_id=huis.jeffrey))
    child(page, kit.Area, "notitie").insertPlainText("half")
    me.context.perform(
        lambda s: service.record_behandelnotitie(s, huis.jeffrey, "van elders"), compartment=B
    )
    assert "van elders" in words(page)
    assert child(page, kit.Area, "notitie").value() == "half"


def test_why_names_the_years_and_the_source(qtbot: QtBot, me: Watched, huis: Huis) -> None:
    page = show(qtbot, PsycholooggesprekPage(me.context, deelnemer_id=huis.jeffrey))
    assert "20 jaar" not in words(page)
    child(page, kit.Fold, "waarom").set_open(True)
    said = words(page)
    assert "20 jaar bewaard door wie behandelt" in said
    assert "knmg.nl" in said


# A talk -----------------------------------------------------------------------------------------


def test_a_talk_is_planned_for_both_compartments_in_one_action(
    qtbot: QtBot, me: Watched, huis: Huis
) -> None:
    page = PsycholooggesprekPage(me.context, deelnemer_id=huis.jeffrey)
    show(qtbot, page)
    blocks = page.sections.blocks
    assert blocks["duur_minuten"].value() == 45
    blocks["datum"].set_value(date(2026, 11, 20))
    blocks["tijd"].set_value(time(9, 30))
    blocks["aanleiding"].set_value("GEHEIM-AANLEIDING")
    blocks["tekst"].set_value("GEHEIM-NOTITIE")
    child(page, kit.Button, "bewaar").click()
    assert me.places == [("dossier", {"deelnemer_id": huis.jeffrey, "tab": "zorg"})]
    assert appointments(huis) == [(date(2026, 11, 20), time(9, 30))]
    (row,) = huis.ask(lambda s: service.list_psycholooggesprekken(s))
    (note,) = huis.ask(lambda s: service.list_behandelnotities(s, huis.jeffrey))
    assert (row.aanleiding, note.psycholooggesprek_id, note.datum) == (
        "GEHEIM-AANLEIDING",
        row.id,
        TODAY,
    )
    assert actions(huis, B) & actions(huis, Compartment.team)


def test_the_day_chooses_planned_or_held(qtbot: QtBot, me: Watched, huis: Huis) -> None:
    page = PsycholooggesprekPage(me.context, deelnemer_id=huis.jeffrey)
    show(qtbot, page)
    blocks = page.sections.blocks
    for day, status in ((TODAY - timedelta(days=3), "gehouden"), (TODAY, "gehouden")):
        blocks["datum"].set_value(day)
        blocks["datum"].changed.emit()
        assert blocks["status"].value() == status
    blocks["datum"].set_value(TODAY + timedelta(days=3))
    blocks["datum"].changed.emit()
    assert blocks["status"].value() == "gepland"


def test_a_talk_is_dropped_with_a_reason_and_put_back(
    qtbot: QtBot, me: Watched, huis: Huis
) -> None:
    talk = huis.do(lambda s: service.record_psycholooggesprek(s, huis.jeffrey, gesprek()))
    huis.do(lambda s: service.change_zorgafspraak(s, talk), Compartment.team)
    address = {"deelnemer_id": huis.jeffrey, "psycholooggesprek_id": talk}
    page = PsycholooggesprekPage(me.context, **address)
    show(qtbot, page)
    child(page, kit.Button, "laat_vervallen").click()
    child(page, kit.Button, "vervalt").click()
    assert page.reason.blocks["vervallen_reden"].error() == "Vul ‘Reden’ in."
    page.reason.blocks["vervallen_reden"].set_value("hij is ziek")
    child(page, kit.Button, "vervalt").click()
    assert appointments(huis) == []
    gone = show(qtbot, PsycholooggesprekPage(me.context, **address))
    assert "is vervallen: hij is ziek" in words(gone)
    me.undo[0]()
    assert appointments(huis) == [(date(2026, 11, 13), time(14, 0))]


def test_a_half_written_talk_is_a_draft_in_behandeling_only(
    qtbot: QtBot, me: Watched, huis: Huis
) -> None:
    page = PsycholooggesprekPage(me.context, deelnemer_id=huis.jeffrey)
    show(qtbot, page)
    page.sections.blocks["aanleiding"].input.insert("HALVE-AANLEIDING")
    page.leave()
    kept = {c: drafts(huis.database, c) for c in huis.database.compartments}
    assert "HALVE-AANLEIDING" in kept.pop(B)[0]
    assert "HALVE-AANLEIDING" not in str(kept)


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.psycholoog])
def test_nobody_else_gets_the_pages_of_the_psycholoog(
    qtbot: QtBot, huis: Huis, open_as: OpenAs, clock: Clock, rol: Rol
) -> None:
    other = Watched(open_as(rol, medewerker_id=huis.medewerkers["Fatma"]), clock)
    with pytest.raises(UserError, match="Dit hoort niet bij je rol"):
        PsycholooggesprekPage(other.context, deelnemer_id=huis.jeffrey)
    show(qtbot, BehandelingPage(other.context))
    assert ["Dit hoort niet bij je rol" in said for said in other.problems] == [True]


# The psycholoog's start -------------------------------------------------------------------------


def test_the_start_shows_the_day_what_waits_and_the_caseload(
    qtbot: QtBot, me: Watched, huis: Huis
) -> None:
    one = huis.refer(huis.emre)
    huis.do(lambda s: verwijzingen.change_status(s, one, AANGEMELD, date(2026, 10, 20)))
    now = gesprek(datum=TODAY, tijd=time(13, 30))
    huis.do(lambda s: service.record_psycholooggesprek(s, huis.jeffrey, now))
    page = show(qtbot, BehandelingPage(me.context))
    (appointment,) = child(page, kit.RowList, "lijst_vandaag").rows
    assert appointment.accessibleName().startswith("13.30, Jeffrey Nijhuis")
    (waits,) = child(page, kit.RowList, "lijst_vraag_na").rows
    assert waits.accessibleName().startswith("9 dagen, te laat, Emre Karataş")
    assert "streeftijd 14 dagen (voorlopig)" in words(page)
    waits.click()  # type: ignore[attr-defined]
    child(page, kit.Row, f"caseload_{huis.emre.hex}").click()
    child(page, kit.Button, "doorlooptijden").click()
    child(page, kit.Button, "beschikbaarheid").click()
    assert me.places == [
        ("verwijzing", {"deelnemer_id": huis.emre, "verwijzing_id": one}),
        ("dossier", {"deelnemer_id": huis.emre, "tab": "zorg"}),
        ("doorlooptijden", {}),
        ("beschikbaarheid", {}),
    ]


def test_what_waits_is_told_once_and_under_the_right_heading(
    qtbot: QtBot, me: Watched, huis: Huis
) -> None:
    late, slow = huis.refer(huis.emre), huis.refer(huis.jeffrey)
    huis.do(lambda s: verwijzingen.change_status(s, late, AANGEMELD, date(2026, 10, 20)))
    huis.do(lambda s: verwijzingen.change_status(s, slow, AANGEMELD, date(2026, 11, 10)))
    found = huis.ask(service.get_overzicht)
    lists = (found.op_jou, found.vraag_na, found.op_anderen, found.acties)
    assert [len(one) for one in lists] == [0, 1, 1, 0]
    assert sorted(map(id, sum(lists, ()))) == sorted(map(id, found.wachten))
    page = show(qtbot, BehandelingPage(me.context))
    for name in ("vraag_na", "wacht_op_anderen"):
        assert len(child(page, kit.RowList, f"lijst_{name}").rows) == 1
    assert "Er ligt niets voor je klaar." in words(page)


def read_log(huis: Huis) -> list[tuple[str, UUID | None]]:
    rows = huis.ask(lambda s: s.scalars(select(Raadpleging)).all())
    return [(row.onderdeel, row.deelnemer_id) for row in rows]


def test_opening_the_start_is_written_in_the_read_log_once(
    qtbot: QtBot, me: Watched, huis: Huis
) -> None:
    page = show(qtbot, BehandelingPage(me.context))
    page.refresh()
    assert read_log(huis) == [("zorg", None)]


# A key that still waits -------------------------------------------------------------------------


@pytest.fixture
def without_key(qapp: QApplication, huis: Huis, house: Path, clock: Clock) -> Iterator[Watched]:
    """Sanne got the role; her key for behandeling is not there yet."""
    theme.apply(qapp, "licht")
    actor = Actor(huis.medewerkers["Sanne"], frozenset({Rol.psycholoog}))
    keys = {c: KEYS[c] for c in compartments_of(actor.rollen) if c is not B}
    database = Database(house, keys, actor=actor, device=new_id(), clock=clock)
    yield Watched(database, clock)
    database.close()


def test_who_waits_for_the_key_is_told_so_and_sees_what_the_team_sees(
    qtbot: QtBot, without_key: Watched, huis: Huis
) -> None:
    huis.refer(huis.jeffrey)
    tab = ZorgTab(without_key.context, deelnemer_id=huis.jeffrey)
    show(qtbot, tab)
    assert (tab.own, "twee herstelbladen" in words(tab)) == (None, True)
    assert "Bronisława Wiśniewska" in words(tab)
    tab.leave()
    page = show(qtbot, BehandelingPage(without_key.context))
    assert "Je sleutel is er nog niet" in words(page)
    child(page, kit.Button, "beschikbaarheid").click()
    assert [place for place, _ in without_key.places] == ["beschikbaarheid"]
    assert without_key.problems == []


def test_vandaag_of_who_waits_for_the_key_is_whole(without_key: Watched, huis: Huis) -> None:
    huis.refer(huis.jeffrey)
    found = without_key.context.read(lambda s: get_vandaag(s, True))
    assert (found.wacht, found.vraag_na, found.concepten) == ((), (), ())


# A time that is odd -----------------------------------------------------------------------------

NINE_TO_FIVE = [
    {"weekdag": day, "van_tijd": time(9), "tot_tijd": time(17)} for day in (1, 2, 3, 4, 5)
]


@pytest.mark.parametrize(
    ("clock_time", "minutes", "told"),
    [
        (time(3), 45, "Dit is buiten je tijden."),
        (time(16, 45), 45, "Dit is buiten je tijden."),
        (time(16, 15), 45, ""),
        (time(9), 45, ""),
    ],
)
def test_a_talk_outside_ones_times_gets_a_quiet_remark(
    qtbot: QtBot, me: Watched, huis: Huis, clock_time: time, minutes: int, told: str
) -> None:
    who = huis.medewerkers["Bronisława"]
    huis.do(lambda s: service.change_beschikbaarheid(s, who, NINE_TO_FIVE), Compartment.register)
    page = PsycholooggesprekPage(me.context, deelnemer_id=huis.jeffrey)
    show(qtbot, page)
    blocks = page.sections.blocks
    for name, value in (
        ("datum", date(2026, 11, 20)),
        ("tijd", clock_time),
        ("duur_minuten", minutes),
    ):
        blocks[name].set_value(value)
        blocks[name].changed.emit()
    assert ("Dit is buiten je tijden." in words(page)) is bool(told)
    child(page, kit.Button, "bewaar").click()
    assert appointments(huis) == [(date(2026, 11, 20), clock_time)]


def test_without_times_only_the_night_is_odd(qtbot: QtBot, me: Watched, huis: Huis) -> None:
    page = PsycholooggesprekPage(me.context, deelnemer_id=huis.jeffrey)
    show(qtbot, page)
    blocks = page.sections.blocks
    blocks["datum"].set_value(date(2026, 11, 20))
    for clock_time, is_odd in ((time(3), True), (time(10), False)):
        blocks["tijd"].set_value(clock_time)
        blocks["tijd"].changed.emit()
        assert ("Dit is ’s nachts. Klopt de tijd?" in words(page)) is is_odd


def test_the_start_follows_what_is_written(qtbot: QtBot, me: Watched, huis: Huis) -> None:
    page = show(qtbot, BehandelingPage(me.context))
    assert "Nog niemand" in words(page)
    me.context.perform(
        lambda s: service.record_behandelnotitie(s, huis.emre, "kort"), compartment=B
    )
    assert "Emre Karataş" in words(page)


# When the psycholoog is there -------------------------------------------------------------------


def test_times_are_filled_in_and_seen_by_everybody(
    qtbot: QtBot, me: Watched, mentor: Watched, huis: Huis
) -> None:
    page = show(qtbot, BeschikbaarheidPage(me.context))
    child(page, kit.TimeField, "van_1_1").set_value(time(9, 0))
    child(page, kit.TimeField, "tot_1_1").set_value(time(12, 30))
    child(page, kit.Button, "nog_een_tijd_1").click()
    child(page, kit.TimeField, "van_1_2").set_value(time(13, 0))
    child(page, kit.TimeField, "tot_1_2").set_value(time(17, 0))
    child(page, kit.Button, "bewaar_tijden").click()
    seen = show(qtbot, BeschikbaarheidPage(mentor.context))
    assert "9.00 tot 12.30 en 13.00 tot 17.00" in words(seen)
    assert "Jouw tijden" not in words(seen)
    footer = seen.footer()
    assert footer is not None
    assert not footer.isVisible()


@pytest.mark.parametrize("rol", list(Rol))
def test_everybody_in_the_house_may_see_the_times(
    qtbot: QtBot, huis: Huis, open_as: OpenAs, clock: Clock, rol: Rol
) -> None:
    other = Watched(open_as(rol, medewerker_id=huis.medewerkers["Fatma"]), clock)
    page = show(qtbot, BeschikbaarheidPage(other.context))
    assert "Bronisława Wiśniewska" in words(page)
    assert find(page, "bewaar_tijden") is None
    assert other.problems == []


def test_wrong_times_are_said_with_their_day(qtbot: QtBot, me: Watched, huis: Huis) -> None:
    page = show(qtbot, BeschikbaarheidPage(me.context))
    child(page, kit.TimeField, "van_2_1").set_value(time(12, 0))
    child(page, kit.TimeField, "tot_2_1").set_value(time(9, 0))
    child(page, kit.Button, "bewaar_tijden").click()
    assert "Dinsdag: De eindtijd moet na de begintijd liggen." in words(page)
    child(page, kit.TimeField, "tot_2_1").setText("straks")
    child(page, kit.Button, "bewaar_tijden").click()
    assert "Dinsdag: " in words(page)
    assert huis.ask(service.list_beschikbaarheid)[0].tijden == ()


def test_half_typed_times_come_back(qtbot: QtBot, me: Watched) -> None:
    page = show(qtbot, BeschikbaarheidPage(me.context))
    field = child(page, kit.TimeField, "van_3_2")
    field.insert("10.1")
    page.leave()
    again = show(qtbot, BeschikbaarheidPage(me.context))
    assert child(again, kit.TimeField, "van_3_2").text() == "10.1"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name(
    qtbot: QtBot, qapp: QApplication, me: Watched, huis: Huis, scale: float
) -> None:
    huis.do(lambda s: service.record_behandelnotitie(s, huis.jeffrey, "kort"))
    huis.do(lambda s: service.record_psycholooggesprek(s, huis.jeffrey, gesprek()))
    theme.apply(qapp, "licht", scale)
    for page in (
        BehandelingPage(me.context),
        BeschikbaarheidPage(me.context),
        PsycholooggesprekPage(me.context, deelnemer_id=huis.jeffrey),
        ZorgTab(me.context, deelnemer_id=huis.jeffrey),
    ):
        show(qtbot, page)
        controls = [w for w in page.findChildren(QAbstractButton) if w.focusPolicy() != NO_FOCUS]
        assert [w for w in controls if not (w.accessibleName() or w.text())] == []
    theme.apply(qapp, "licht")
