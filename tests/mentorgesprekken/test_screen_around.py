"""The pages around a talk: the tab, a new one, putting off, and one that is planned."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtWidgets import (
    QLineEdit,
    QTextEdit,
)

from hvh_desktop.db import Compartment, Database
from hvh_desktop.db.drafts import list_drafts
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.model import GesprekStatus
from hvh_desktop.mentorgesprekken.screen import (
    GesprekkenTab,
    MentorgesprekPage,
    NieuwGesprekPage,
    VerzettenPage,
)
from hvh_desktop.rights import Rol
from tests.conftest import Clock, OpenAs
from tests.mentorgesprekken.conftest import People
from tests.mentorgesprekken.window import Show, choose, get

TODAY = date(2026, 11, 12)


# The other pages ----------------------------------------------------------------------------


def test_the_tab_shows_what_was_said_and_begins_the_next(
    show: Show, people: People, ilse: Database
) -> None:
    with ilse.transaction(Compartment.team) as session:
        held = service.start_mentorgesprek(session, people.jeffrey, datum=date(2026, 10, 29))
        values = {"eigen_woorden": "Het gaat.", "gezicht": 3, "volgende_datum": TODAY}
        service.complete_mentorgesprek(session, held, values)
    window = show(GesprekkenTab, deelnemer_id=people.jeffrey)
    assert window.says("Vandaag, met Jeffrey, Ilse en Ruben")
    assert window.says("Met Ilse en Ruben: gaat wel")
    assert window.says("“Het gaat.”")
    assert window.says("Achteraf opgeschreven")
    window.press("gesprek_2026-10-29")
    window.press("begin_gesprek")
    assert [place for place, _ in window.opened] == ["mentorgesprek", "mentorgesprek"]
    assert window.opened[0][1]["mentorgesprek_id"] == held
    assert window.has("ga_verder")
    assert not window.has("begin_gesprek")


def test_putting_off_asks_a_reason_and_proposes_a_day(
    show: Show, people: People, ilse: Database
) -> None:
    with ilse.transaction(Compartment.team) as session:
        friday = service.record_planning(session, people.jeffrey, date(2026, 11, 13), time(9))
    address = {"deelnemer_id": people.jeffrey, "mentorgesprek_id": friday}
    window = show(VerzettenPage, **address)
    assert window.find(QLineEdit, "datum").text() == "16-11-2026"
    window.press("verzet_gesprek")
    assert window.says("Er klopt 1 ding nog niet")
    choose(window, "verzet_reden", "Rechtszitting")
    window.type("verzet_toelichting", "Om 9.00 in Zwolle")
    window.page.leave()
    again = show(VerzettenPage, **address)
    assert again.find(QTextEdit, "verzet_toelichting").toPlainText() == "Om 9.00 in Zwolle"
    again.press("verzet_gesprek")
    assert again.opened[-1][0] == "dossier"
    tab = show(GesprekkenTab, deelnemer_id=people.jeffrey)
    assert tab.says("Verzet naar 16 november")
    assert tab.says("Maandag 16 november 9.00, met Jeffrey, Ilse en Ruben")
    old = show(MentorgesprekPage, **address)
    assert old.says("Dit gesprek ging niet door")


def test_a_talk_written_down_afterwards(show: Show, people: People, ilse: Database) -> None:
    window = show(NieuwGesprekPage, deelnemer_id=people.jeffrey, wijze="achteraf")
    window.press("ga_verder")
    assert window.says("Kies de dag van het gesprek.")
    window.type("datum", "9-11-2026")
    window.type("overige_aanwezigen", "zijn moeder")
    window.press("ga_verder")
    ((place, where),) = window.opened
    assert place == "mentorgesprek"
    row = get(ilse, where["mentorgesprek_id"])
    assert (row.datum, row.is_achteraf, row.overige_aanwezigen) == (
        date(2026, 11, 9),
        True,
        "zijn moeder",
    )


def test_a_talk_is_planned_on_the_proposed_day(show: Show, people: People, ilse: Database) -> None:
    window = show(NieuwGesprekPage, deelnemer_id=people.jeffrey, wijze="plan")
    assert window.find(QLineEdit, "datum").text() == "26-11-2026"
    window.press("ga_verder")
    with ilse.reading() as session:
        (row,) = service.list_gesprekken(session, people.jeffrey)
    assert (row.datum, row.status) == (date(2026, 11, 26), GesprekStatus.gepland)


def test_a_planned_talk_is_begun_from_its_own_page(
    show: Show, people: People, ilse: Database
) -> None:
    with ilse.transaction(Compartment.team) as session:
        planned = service.record_planning(session, people.jeffrey, TODAY, time(10, 30))
    window = show(MentorgesprekPage, deelnemer_id=people.jeffrey, mentorgesprek_id=planned)
    window.press("begin_gesprek")
    assert window.has("eigen_woorden")
    assert get(ilse, planned).status is GesprekStatus.concept


def test_a_missed_talk_can_be_written_down_as_it_was(
    show: Show, people: People, ilse: Database, clock: Clock
) -> None:
    with ilse.transaction(Compartment.team) as session:
        planned = service.record_planning(session, people.jeffrey, TODAY)
    clock.advance(days=3)
    window = show(MentorgesprekPage, deelnemer_id=people.jeffrey, mentorgesprek_id=planned)
    assert window.says("Deze dag is voorbij.")
    window.press("begin_gesprek")
    row = get(ilse, planned)
    assert (row.datum, row.is_achteraf) == (TODAY, True)
    assert window.says("Achteraf opgeschreven")


def test_putting_off_is_refused_at_once_to_who_may_not(
    show: Show, people: People, ilse: Database, open_as: OpenAs
) -> None:
    with ilse.transaction(Compartment.team) as session:
        friday = service.record_planning(session, people.jeffrey, date(2026, 11, 13), time(9))
    petra = open_as(Rol.mentor, medewerker_id=people.petra)
    address = {"deelnemer_id": people.jeffrey, "mentorgesprek_id": friday}
    window = show(VerzettenPage, database=petra, **address)
    assert len(window.problems) == 1
    assert not window.has("verzet_toelichting")
    assert not window.has("verzet_gesprek")
    window.page.leave()
    with petra.reading() as session:
        assert list_drafts(session, Compartment.team) == []
