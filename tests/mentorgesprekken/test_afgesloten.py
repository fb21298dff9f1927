"""What became of the acties between two talks."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.actieplannen.model import ActieStatus
from hvh_desktop.db import Compartment, Database
from hvh_desktop.errors import UserError
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.screen_parts import read_beeld
from hvh_desktop.mentorgesprekken.screen_vast import VastKaart
from hvh_desktop.rights import Rol
from tests.conftest import Clock, OpenAs
from tests.mentorgesprekken.conftest import TODAY, People

TITLE = "Gedaan sinds vorige keer"


def add(database: Database, man: UUID, wat: str, gesprek: UUID | None = None) -> UUID:
    values = {"wat": wat, "uitvoerder": "deelnemer", "wanneer_datum": TODAY}
    with database.transaction(Compartment.team) as session:
        return actieplannen.record_actie(session, man, values | {"mentorgesprek_id": gesprek})


def end(database: Database, actie: UUID, said: str, status: str = "gedaan") -> None:
    with database.transaction(Compartment.team) as session:
        actieplannen.complete_actie(session, actie, said, status)


def hold(database: Database, man: UUID) -> UUID:
    with database.transaction(Compartment.team) as session:
        gesprek = service.start_mentorgesprek(session, man)
        following = service.propose_volgende(session, man, session.today)
        said = {"notitie": "Kort gesproken.", "volgende_datum": following}
        service.complete_mentorgesprek(session, gesprek, said)
    return gesprek


@pytest.fixture
def talks(ilse: Database, people: People, clock: Clock) -> tuple[UUID, UUID]:
    """Two fixed talks; one actie ended on the first day, one between, one on the second day."""
    names = ("Bank bellen", "Brief schrijven", "Pas halen", "Fiets maken", "Kast ruimen")
    bank, brief, pas, fiets, kast = (add(ilse, people.jeffrey, name) for name in names)
    end(ilse, bank, "Gebeld.")
    first = hold(ilse, people.jeffrey)
    clock.advance(days=1)
    end(ilse, brief, "Verstuurd.")
    with ilse.transaction(Compartment.team) as session:
        actieplannen.remove_actie(session, kast, "Niet meer nodig.")
    clock.advance(days=6)
    end(ilse, pas, "Loket was dicht.", "niet_gelukt")
    second = hold(ilse, people.jeffrey)
    clock.advance(days=1)
    end(ilse, fiets, "Rijdt weer.")
    return first, second


def test_what_ended_between_two_talks(ilse: Database, talks: tuple[UUID, UUID]) -> None:
    first, second = talks
    with ilse.reading() as session:
        before = service.list_afgesloten(session, first)
        since = service.list_afgesloten(session, second)
    assert [row.wat for row in before] == ["Bank bellen"]
    assert [(row.wat, row.resultaat) for row in since] == [
        ("Brief schrijven", "Verstuurd."),
        ("Pas halen", "Loket was dicht."),
    ]
    assert since[1].status is ActieStatus.niet_gelukt


def test_what_a_talk_itself_agreed_stands_with_its_afspraken(
    ilse: Database, people: People
) -> None:
    with ilse.transaction(Compartment.team) as session:
        gesprek = service.start_mentorgesprek(session, people.jeffrey)
    end(ilse, add(ilse, people.jeffrey, "Meteen bellen", gesprek), "Gedaan.")
    with ilse.reading() as session:
        assert service.list_afgesloten(session, gesprek) == []


def test_somebody_without_his_dossier_reads_nothing(
    open_as: OpenAs, people: People, talks: tuple[UUID, UUID]
) -> None:
    stranger = open_as(Rol.beheerder, medewerker_id=people.petra)
    with stranger.reading() as session, pytest.raises(UserError):
        service.list_afgesloten(session, talks[1])


def test_a_fixed_talk_shows_what_was_done(
    ilse: Database, talks: tuple[UUID, UUID], qtbot: QtBot
) -> None:
    shown = []
    for talk in talks:
        with ilse.reading() as session:
            card = VastKaart(read_beeld(session, talk))
        qtbot.addWidget(card)
        shown.append(" ".join(label.text() for label in card.findChildren(QLabel)))
    assert TITLE not in shown[0]
    assert "Gedaan tot dit gesprek" in shown[0]
    assert TITLE in shown[1]
    for words in ("Brief schrijven", "Verstuurd.", "Pas halen", "niet gelukt op", "Jeffrey"):
        assert words in shown[1]
