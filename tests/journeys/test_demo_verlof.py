"""The demo of verlof, work and urine checks: all of the stories is there, and it hangs together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from hvh_desktop.crypto import KdfCost, Vault
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.model import Deelnemer, Verblijf
from hvh_desktop.demo.reading import list_story_files, load_yaml
from hvh_desktop.demo.reading_verlof import last_day, read_vrijheid
from hvh_desktop.demo_accounts import DEMO_PASSWORD
from hvh_desktop.entry import enter
from hvh_desktop.urinecontroles import service as urinecontroles
from hvh_desktop.urinecontroles.model import UrineUitslag
from hvh_desktop.urinecontroles.rows import Wacht
from hvh_desktop.verloven import service as verloven
from hvh_desktop.verloven.model import VerlofStatus, WerkSoort
from tests.conftest import NOW
from tests.journeys.demo_house import whole_demo

STEMS = [path.stem for path in list_story_files()]
TODAY = date(2026, 11, 12)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """What the locatiemanager reads in the demo."""
    folder = whole_demo()
    keyring = Vault(folder, KdfCost.cheap()).unlock("erwin", DEMO_PASSWORD)
    database = enter(folder, keyring, clock=lambda: NOW)
    with database.reading() as session:
        yield session
    database.close()


def story(stem: str) -> dict[str, Any]:
    found: dict[str, Any] = load_yaml(f"verhalen/{stem}.yaml")
    return found


def of(session: Session, raw: dict[str, Any]) -> Deelnemer:
    number = raw["identiteit"]["registratienummer"]
    return session.scalars(select(Deelnemer).where(Deelnemer.registratienummer == number)).one()


@pytest.mark.parametrize("stem", STEMS)
def test_every_verlof_of_a_story_is_there(session: Session, stem: str) -> None:
    raw = story(stem)
    rows = verloven.list_verloven(session, of(session, raw).id)
    assert sorted(row.oogmerk for row in rows) == sorted(one["oogmerk"] for one in raw["verlof"])
    for row in rows:
        if row.status is VerlofStatus.gehad:
            assert row.laatste_datum <= TODAY
            assert row.evaluatie
        elif row.status is VerlofStatus.ingetrokken:
            assert row.status_reden


@pytest.mark.parametrize("stem", STEMS)
def test_his_work_is_there_with_its_wage(session: Session, stem: str) -> None:
    raw = story(stem)
    man = of(session, raw)
    rows = verloven.list_werkplekken(session, man.id)
    assert len(rows) == len(raw["werk"])
    for row in rows:
        assert (row.weekloon_centen is None) == (row.soort is WerkSoort.buiten)
    now = verloven.find_werkplek(session, man.id)
    assert (now is None) == all("tot_dag" in one for one in raw["werk"])


@pytest.mark.parametrize("stem", STEMS)
def test_every_urine_check_says_what_the_story_says(session: Session, stem: str) -> None:
    raw = story(stem)
    rows = {
        row.nummer: row
        for row in urinecontroles.list_urinecontroles(session, deelnemer_id=of(session, raw).id)
    }
    assert set(rows) == {one["nummer"] for one in raw["urinecontroles"]}
    for told in raw["urinecontroles"]:
        row = rows[told["nummer"]]
        assert row.uitslag.value == told["uitslag"].split(" ")[0]
        assert row.hoeveelste == told.get("hoeveelste_positief")
        if row.uitslag is not UrineUitslag.geweigerd:
            assert row.meegedeeld_datum is not None


def test_medicine_explains_without_a_name(session: Session) -> None:
    raw = story("05-haverkate")
    rows = urinecontroles.list_urinecontroles(session, deelnemer_id=of(session, raw).id)
    positive = next(row for row in rows if row.nummer == "U-0298")
    assert positive.positief == ("cocaïne",)
    stoffen = urinecontroles.get_urinecontrole(session, positive.id).stoffen
    assert {one.stof: one.is_verklaard for one in stoffen} == {"cocaïne": False, "opiaten": True}


def test_something_runs_now(session: Session) -> None:
    running = Counter(one.wacht for one in urinecontroles.list_lopend(session))
    assert running[Wacht.gelegenheid] == 1
    assert running[Wacht.laboratorium] == 1
    counts = urinecontroles.count_stoffen(session, date(2026, 1, 1), TODAY)
    assert next(one for one in counts if one.stof == "cannabis").positief >= 3


def test_most_who_are_here_work_and_some_have_verlof(session: Session) -> None:
    statement = select(Verblijf.deelnemer_id).where(Verblijf.einde_datum.is_(None))
    here = list(session.scalars(statement))
    working = [one for one in here if verloven.find_werkplek(session, one) is not None]
    coming = [one for one in here if verloven.list_verloven(session, one, only_coming=True)]
    assert len(working) >= len(here) - 3
    assert 5 <= len(coming) < len(here)


def test_a_key_that_nobody_knows_is_refused() -> None:
    raw = story("02-karatas")
    raw["verlof"][0]["vervoer"] = "bus"
    with pytest.raises(ValueError, match="vervoer"):
        read_vrijheid(raw)


@pytest.mark.parametrize(
    ("soort", "aantal", "duur", "last"),
    [
        ("kort", 1, "6 uur", None),
        ("kort", 3, "6 uur", 24),
        ("lang", 1, "2 nachten", 12),
        ("extramurale arbeid", 2, "32 uur per week", 23),
    ],
)
def test_the_last_day(soort: str, aantal: int, duur: str, last: int | None) -> None:
    assert last_day(soort, 10, aantal, duur) == last
