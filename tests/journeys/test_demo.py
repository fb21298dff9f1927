"""The demo: everything of the written stories is there, nobody looks copied, real data is safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hvh_desktop import app as composition
from hvh_desktop.actieplannen.model import Actie, Doel, DoelStatus
from hvh_desktop.crypto import KdfCost, Vault
from hvh_desktop.db import Database, Session
from hvh_desktop.deelnemers.model import Aandachtspunt, Deelnemer, Teamlid, Titel, Verblijf
from hvh_desktop.demo.builder import (
    MARKER,
    OLDEST,
    VERSION,
    build_demo,
    read_marker,
    write_marker,
)
from hvh_desktop.demo.invent import invent_stories
from hvh_desktop.demo.reading import (
    check_keys,
    list_story_files,
    load_yaml,
    read_stories,
    read_story,
)
from hvh_desktop.demo.screen import BuildWindow, ensure_demo
from hvh_desktop.demo_accounts import DEMO_ACCOUNTS
from hvh_desktop.entry import enter
from hvh_desktop.krachteninventarisaties.model import Kracht, Leefgebiedblad
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken.model import Doelnotitie, GesprekStatus, Mentorgesprek
from hvh_desktop.netwerken.model import Netwerklid
from hvh_desktop.organisaties.model import Contactpersoon, Organisatie
from tests.conftest import NOW
from tests.journeys.demo_house import whole_demo

PLACES = 29


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """What the casemanager reads in the demo."""
    database = _enter(whole_demo(), "ilse")
    with database.reading() as session:
        yield session
    database.close()


def _enter(folder: Path, user_name: str) -> Database:
    password = next(one[2] for one in DEMO_ACCOUNTS if one[1] == user_name)
    keyring = Vault(folder, KdfCost.cheap()).unlock(user_name, password)
    return enter(folder, keyring, clock=lambda: NOW)


def _raw() -> list[dict[str, Any]]:
    return [load_yaml(f"verhalen/{path.name}") for path in list_story_files()]


def _of(session: Session, number: str) -> Deelnemer:
    statement = select(Deelnemer).where(Deelnemer.registratienummer == number)
    return session.scalars(statement).one()


def _count(session: Session, kind: type[Any], deelnemer: Deelnemer, **where: Any) -> int:
    statement = select(kind).where(kind.deelnemer_id == deelnemer.id).filter_by(**where)
    return len(session.scalars(statement).all())


# The written stories ------------------------------------------------------------------------


@pytest.mark.parametrize("stem", [path.stem for path in list_story_files()])
def test_everything_of_a_written_story_lands(session: Session, stem: str) -> None:
    raw = load_yaml(f"verhalen/{stem}.yaml")
    man = _of(session, raw["identiteit"]["registratienummer"])
    bladen = raw.get("krachteninventarisatie", {}).get("leefgebieden", {})
    talks = raw["mentorgesprekken"]
    held = [row for row in talks if row.get("status") != "verzet"]
    afspraken = sum(len(row["afspraken"]) for row in held)
    told = {
        "netwerk": len(raw["netwerk"]),
        "aandachtspunten": len(raw["alerts"]),
        "bladen": len(bladen),
        "krachten": sum(len(row["krachten"]) for row in bladen.values()),
        "doelen": len(raw["doelen"]),
        "acties": sum(len(row["acties"]) for row in raw["doelen"]) + afspraken,
        "gehouden": len(held),
        "verzet": len(talks) - len(held),
        "doelnotities": sum(len(row["per_doel"]) for row in held),
    }
    found = {
        "netwerk": _count(session, Netwerklid, man),
        "aandachtspunten": _count(session, Aandachtspunt, man),
        "bladen": _count(session, Leefgebiedblad, man),
        "krachten": _count(session, Kracht, man, is_vervallen=False),
        "doelen": _count(session, Doel, man),
        "acties": _count(session, Actie, man),
        "gehouden": _count(session, Mentorgesprek, man, status=GesprekStatus.vastgesteld),
        "verzet": _count(session, Mentorgesprek, man, status=GesprekStatus.verzet),
        "doelnotities": _count(session, Doelnotitie, man),
    }
    assert found == told


@pytest.mark.parametrize("stem", [path.stem for path in list_story_files()])
def test_every_word_of_a_written_story_lands(session: Session, stem: str) -> None:
    raw = load_yaml(f"verhalen/{stem}.yaml")
    man = _of(session, raw["identiteit"]["registratienummer"])
    doelen = session.scalars(select(Doel).where(Doel.deelnemer_id == man.id)).all()
    acties = session.scalars(select(Actie).where(Actie.deelnemer_id == man.id)).all()
    told = Counter(
        (row["tekst"], "later" if row["status"] == "concept" else row["status"])
        for row in raw["doelen"]
    )
    assert Counter((doel.tekst, doel.status.value) for doel in doelen) == told
    steps = Counter(
        (row["wat"], row["status"], row.get("resultaat", ""))
        for doel in raw["doelen"]
        for row in doel["acties"]
    )
    own = [actie for actie in acties if actie.doel_id is not None]
    assert Counter((actie.wat, actie.status.value, actie.resultaat) for actie in own) == steps
    order = [doel for doel in doelen if doel.status in (DoelStatus.nu, DoelStatus.later)]
    order.sort(key=lambda doel: doel.volgorde)
    by_text = {row["tekst"]: row["volgorde"] for row in raw["doelen"]}
    places = [by_text[doel.tekst] for doel in order]
    assert places == sorted(places)


def test_an_unknown_key_in_a_story_is_refused() -> None:
    raw = dict(_raw()[0])
    with pytest.raises(ValueError, match="verzonnen"):
        read_story({**raw, "verzonnen": 1})
    with pytest.raises(ValueError, match="netwerk"):
        read_story({**raw, "netwerk": [{**raw["netwerk"][0], "verzonnen": 1}]})
    with pytest.raises(ValueError, match="missing"):
        check_keys({}, "x", "needed")


# The whole house ----------------------------------------------------------------------------


def test_the_house_is_full_of_people(session: Session) -> None:
    stays = session.scalars(select(Verblijf)).all()
    assert sum(stay.einde_datum is None for stay in stays) == 26
    assert sum(stay.einde_datum is not None for stay in stays) == 60
    bba = session.scalars(select(Deelnemer).where(Deelnemer.titel == Titel.bba)).all()
    assert len(bba) == 2
    assert len(session.scalars(select(Medewerker)).all()) == 17
    rows = load_yaml("organisaties.yaml")["organisaties"]
    assert len(session.scalars(select(Organisatie)).all()) == len(rows)
    contacts = session.scalars(select(Contactpersoon)).all()
    assert len(contacts) == sum(len(row["contacten"]) for row in rows)
    assert (session.today - min(stay.begin_datum for stay in stays)).days > 1700


def test_there_is_a_place_for_everybody_on_every_day(session: Session) -> None:
    stays = session.scalars(select(Verblijf)).all()
    for stay in stays:
        there = [one for one in stays if _is_there(one, stay.begin_datum)]
        numbers = [one.plaats_nummer for one in there]
        assert len(there) <= PLACES
        assert len(numbers) == len(set(numbers))


def _is_there(stay: Verblijf, day: date) -> bool:
    return stay.begin_datum <= day and (stay.einde_datum is None or day < stay.einde_datum)


def test_vandaag_is_alive(session: Session) -> None:
    talks = session.scalars(select(Mentorgesprek)).all()
    today = [one for one in talks if one.datum == session.today]
    assert {one.status for one in today} >= {GesprekStatus.gepland, GesprekStatus.concept}
    assert any(one.datum < session.today and one.status is GesprekStatus.gepland for one in talks)
    assert not any(one.datum > session.today and one.status == "vastgesteld" for one in talks)


def test_everything_is_written_by_somebody_of_that_day(session: Session) -> None:
    colleagues = {one.id: one for one in session.scalars(select(Medewerker))}
    for kind in (Deelnemer, Mentorgesprek, Doel, Actie, Teamlid):
        for row in session.scalars(select(kind)):
            since = colleagues[row.created_by].actief_vanaf_datum
            assert since is not None
            assert since <= row.created_at.date() <= session.today
    for talk in session.scalars(select(Mentorgesprek)):
        if talk.vastgesteld_op is not None and talk.vastgesteld_door is not None:
            assert talk.vastgesteld_op.date() == talk.datum
            assert talk.vastgesteld_door.hex in talk.medewerker_ids


# The invented men ---------------------------------------------------------------------------


def test_the_invented_men_are_the_same_every_time() -> None:
    written = read_stories()
    assert invent_stories(written) == invent_stories(written)


def test_no_two_dossiers_are_alike() -> None:
    stories = invent_stories(read_stories())
    letters = Counter(story.brief.tekst for story in stories if story.brief)
    assert max(letters.values()) == 1
    notes = Counter(talk.notitie for s in stories for talk in s.gesprekken if talk.notitie)
    assert max(notes.values()) == 1
    plans = Counter(tuple(doel.tekst for doel in s.doelen) for s in stories if s.doelen)
    assert max(plans.values()) == 1


def test_no_two_men_have_the_same_name() -> None:
    written = read_stories()
    stories = [*written, *invent_stories(written)]
    names = Counter((s.persoon.roepnaam, s.persoon.achternaam) for s in stories)
    assert [name for name, number in names.items() if number > 1] == []


def test_a_name_is_not_invented_that_is_already_there() -> None:
    """Whatever the written men are called, and with or without a tussenvoegsel."""
    written = read_stories()
    for taken in invent_stories(written)[:4]:
        first = replace(written[0], persoon=replace(taken.persoon, tussenvoegsel="van de"))
        found = invent_stories([first, *written[1:]])
        names = [(s.persoon.roepnaam, s.persoon.achternaam) for s in found]
        assert (taken.persoon.roepnaam, taken.persoon.achternaam) not in names
        assert len(set(names)) == len(names)


def test_no_sentence_is_left_with_a_slot() -> None:
    told = [str(asdict(story)) for story in invent_stories(read_stories())]
    for name in ("zus", "broer", "moeder", "kind", "plaats", "beroep", "werk", "thema"):
        assert not any(f"{{{name}}}" in one for one in told)


def test_names_in_many_scripts() -> None:
    own = [story.persoon.naam_eigen_schrift for story in invent_stories(read_stories())]
    assert any("\u0700" <= sign <= "\u074f" for name in own for sign in name)
    assert any("\u0600" <= sign <= "\u06ff" for name in own for sign in name)


# The folder ---------------------------------------------------------------------------------


def test_two_small_builds_tell_the_same(tmp_path: Path) -> None:
    told = []
    for name in ("een", "twee"):
        folder = tmp_path / name
        build_demo(folder, clock=lambda: NOW, written=1, invented=1, cost=KdfCost.cheap())
        database = _enter(folder, "ilse")
        with database.reading() as session:
            acties = session.scalars(select(Actie).order_by(Actie.id)).all()
            talks = session.scalars(select(Mentorgesprek).order_by(Mentorgesprek.id)).all()
            told.append(
                [(row.wat, row.wanneer_datum, row.status, row.created_at) for row in acties]
                + [(row.notitie, row.datum, row.status, row.created_at) for row in talks]
            )
        database.close()
    assert told[0] == told[1]


def test_a_stopped_build_leaves_no_house(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stop(done: int, total: int, what: str) -> None:
        if done:
            raise Stop

    with pytest.raises(Stop):
        build_demo(
            tmp_path, clock=lambda: NOW, progress=stop, written=1, invented=0, cost=KdfCost.cheap()
        )
    assert not Vault.exists(tmp_path)
    marker = read_marker(tmp_path)
    assert marker is not None
    assert not marker.is_ready
    assert [path.name for path in tmp_path.iterdir()] == [MARKER]


def test_a_demo_grows_old(tmp_path: Path) -> None:
    write_marker(tmp_path, NOW.date(), is_ready=True)
    marker = read_marker(tmp_path)
    assert marker is not None
    assert marker.version == VERSION
    assert marker.is_current(NOW.date() + OLDEST)
    assert not marker.is_current(NOW.date() + OLDEST + timedelta(days=1))
    assert read_marker(tmp_path / "elders") is None


def test_a_real_house_is_never_made_into_a_demo(
    founded: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    before = {path.name: path.read_bytes() for path in founded.iterdir() if path.is_file()}
    QTimer.singleShot(0, lambda: _answer(qapp))
    assert not ensure_demo(qapp, founded)
    after = {path.name: path.read_bytes() for path in founded.iterdir() if path.is_file()}
    assert after == before


def _answer(app: QApplication) -> None:
    for widget in app.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.accept()
            return
    QTimer.singleShot(20, lambda: _answer(app))


def test_stop_leaves_the_demo_unbuilt(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    def stop() -> None:
        windows = [one for one in qapp.topLevelWidgets() if isinstance(one, BuildWindow)]
        if windows and windows[0].isVisible():
            windows[0].reject()
        else:
            QTimer.singleShot(20, stop)

    QTimer.singleShot(0, stop)
    assert not ensure_demo(qapp, tmp_path)
    assert not Vault.exists(tmp_path)


def test_a_demo_of_today_is_opened_as_it_is(tmp_path: Path, qapp: QApplication) -> None:
    write_marker(tmp_path, datetime.now(UTC).date(), is_ready=True)
    (tmp_path / "kluis.json").write_text("{}", encoding="utf-8")
    assert ensure_demo(qapp, tmp_path)


def test_the_demo_has_a_folder_of_its_own() -> None:
    real = composition.data_folder(None, is_demo=False)
    demo = composition.data_folder(None, is_demo=True)
    assert real != demo
    assert real not in demo.parents
    assert demo not in real.parents
