"""A colleague leaves while her laptop still holds words: asked, kept apart, and decided about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.hub.served import ServedHub, hub, start_hub
from tests.journeys import work, work_sync
from tests.journeys.conftest import PASSWORD
from tests.journeys.work_sync import HE, Desk, MakeDesk

__all__ = ["hub", "start_hub"]

DOEL = "Ik wil een baan vinden."
HERS = "Ik wil een baan vinden in de zorg."


@pytest.fixture
def make_desk(qtbot: QtBot, tmp_path: Path, clock: Clock, hub: ServedHub) -> Iterator[MakeDesk]:
    with work_sync.desks(qtbot, tmp_path, clock, hub) as make:
        yield make


def write_in_the_cellar(second: Desk) -> None:
    second.login("marloes", PASSWORD)
    second.await_sent()
    second.cable.pull_out()
    work_sync.change_doel(second, DOEL, tekst=HERS)
    second.await_offline()
    second.lock()


def close_account(first: Desk) -> None:
    """And be asked about her laptop."""
    first.login("dennis", PASSWORD)
    first.go("Medewerkers", "Marloes Kuiphuis", "Sluit het account")
    first.press("doen")
    first.see("En de laptop van deze collega?", "blijft apart tot een beheerder beslist")
    first.picture("40-account-gesloten")
    first.press("Naar de laptops")
    first.see("Laptops van het huis", "In gebruik")
    first.await_sent()
    first.go("Medewerkers")
    first.tick("Toon ook wie hier niet meer werkt")
    first.press("Marloes Kuiphuis")
    first.see("Heeft deze collega nog een laptop van het huis?")
    first.picture("41-account-van-wie-weg-is")
    first.lock()


def bring_it(second: Desk) -> None:
    """Her laptop finds the network again, with a colleague at it."""
    second.cable.put_in()
    second.login("ilse", PASSWORD)
    second.await_sent()
    second.press("verbinding")
    second.see("apart bij de server.", "alleen als een beheerder dat beslist.")
    second.picture("42-staat-apart")
    work.open_dossier(second, HE, "Doelen en acties")
    second.see(HERS)
    second.lock()


def nothing_came(first: Desk) -> None:
    first.login("ilse", PASSWORD)
    first.await_sent()
    work.open_dossier(first, HE, "Doelen en acties")
    first.see(DOEL)
    first.see_not(HERS)
    first.lock()


def let_in(first: Desk) -> None:
    first.login("dennis", PASSWORD)
    first.go("Beheer", "naar_laptops")
    first.see("Van een oud-medewerker kwam nog iets binnen.")
    first.press("naar_quarantaine")
    first.see("Marloes Kuiphuis", "Werkt hier niet meer", "toen het account al was gesloten")
    first.picture("43-apart-gehouden")
    first.press("Laat toe")
    first.see("toen deze collega hier nog werkte")
    first.press("doen")
    first.see("Er is niets apart gehouden")
    first.lock()


def test_what_she_left_is_shown_after_a_beheerder_let_it_in(make_desk: MakeDesk) -> None:
    first, second = work_sync.begin_house(make_desk, DOEL)
    write_in_the_cellar(second)
    close_account(first)
    bring_it(second)
    nothing_came(first)
    let_in(first)
    first.login("ilse", PASSWORD)
    work.open_dossier(first, HE, "Doelen en acties")
    first.see(HERS)
    first.lock()
    work_sync.await_equal(first, second, "ilse")
