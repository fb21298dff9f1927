"""Two people change the same thing without seeing each other: both texts are kept."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.actieplannen.model import Doel
from hvh_desktop.db import Compartment, Database
from hvh_desktop.db.log import list_changes
from hvh_desktop.rights import Rol
from hvh_desktop.ui.page import Page
from tests.conftest import Clock
from tests.journeys.pages import WRITER, Desk, Whole, find, press, type_in, whole, whole_once

__all__ = ["whole", "whole_once"]

TEAM = Compartment.team
MINE, THEIRS = "Ik wil elke week bellen.", "Ik wil elke dag bellen."


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, whole: Whole, clock: Clock) -> Desk:
    return Desk(qtbot, qapp, whole.open(clock, *WRITER), clock)


@pytest.fixture
def colleague(whole: Whole, clock: Clock) -> Database:
    return whole.open(clock, Rol.locatiemanager, Rol.casemanager)


def write(desk: Desk, colleague: Database, whole: Whole, **values: object) -> None:
    """A colleague's laptop brings in another doel, past the hands of who types."""
    with colleague.transaction(TEAM) as session:
        doel = session.get(Doel, whole.man.ids["doel_id"])
        assert doel is not None
        for name, value in values.items():
            setattr(doel, name, value)
    desk.context.changed.emit(frozenset({Doel}))
    QApplication.processEvents()


def open_doel(desk: Desk, whole: Whole) -> Page:
    man = whole.man
    return desk.show("doel", deelnemer_id=man.deelnemer_id, doel_id=man.ids["doel_id"])


def kept(desk: Desk, whole: Whole, name: str) -> str:
    with desk.context.database.reading() as session:
        return str(getattr(session.get(Doel, whole.man.ids["doel_id"]), name))


def versions(desk: Desk, whole: Whole, name: str) -> list[str]:
    """What stands in this field of the doel: more than one when nobody decided yet."""
    with desk.context.database.reading() as session:
        one = whole.man.ids["doel_id"]
        doel = session.get(Doel, one)
        assert doel is not None
        heads = json.loads(doel.heads)
        said = {c.id.hex: json.loads(c.values) for c in list_changes(session, TEAM, one)}
        return [said[change][name] for change in heads.get(name) or heads[""]]


def test_both_texts_of_one_field_stay(desk: Desk, colleague: Database, whole: Whole) -> None:
    page = open_doel(desk, whole)
    words = find(page, QWidget, "tekst")
    type_in(words, MINE)
    words.setFocus()
    write(desk, colleague, whole, tekst=THEIRS)
    assert words.toPlainText() == MINE
    press(page, "bewaar_doel")
    assert not [*desk.bugs, *desk.problems]
    assert {MINE, THEIRS} == set(versions(desk, whole, "tekst"))


def test_a_field_that_nobody_touched_here_keeps_what_the_colleague_wrote(
    desk: Desk, colleague: Database, whole: Whole
) -> None:
    page = open_doel(desk, whole)
    type_in(find(page, QWidget, "tekst"), MINE)
    write(desk, colleague, whole, waarom=THEIRS)
    press(page, "bewaar_doel")
    assert (kept(desk, whole, "tekst"), kept(desk, whole, "waarom")) == (MINE, THEIRS)


def test_a_draft_of_yesterday_does_not_undo_what_came_since(
    desk: Desk, colleague: Database, whole: Whole
) -> None:
    page = open_doel(desk, whole)
    type_in(find(page, QWidget, "tekst"), MINE)
    page.leave()
    write(desk, colleague, whole, waarom=THEIRS)
    again = open_doel(desk, whole)
    press(again, "bewaar_doel")
    assert (kept(desk, whole, "tekst"), kept(desk, whole, "waarom")) == (MINE, THEIRS)


def test_what_somebody_saw_before_he_wrote_is_not_a_second_version(
    desk: Desk, colleague: Database, whole: Whole
) -> None:
    write(desk, colleague, whole, tekst=THEIRS)
    page = open_doel(desk, whole)
    type_in(find(page, QWidget, "tekst"), MINE)
    press(page, "bewaar_doel")
    assert versions(desk, whole, "tekst") == [MINE]
