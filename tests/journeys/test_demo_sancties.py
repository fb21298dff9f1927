"""The demo of sanctiezaken: every case is told as far as its story goes, and hangs together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from hvh_desktop.crypto import KdfCost, Vault
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.service import list_deelnemers
from hvh_desktop.demo.invent import invent_stories
from hvh_desktop.demo.reading import list_story_files, load_yaml, read_stories
from hvh_desktop.demo.reading_sancties import read_ordemaatregelen, read_zaak, read_zaken
from hvh_desktop.demo_accounts import DEMO_PASSWORD
from hvh_desktop.entry import enter
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.sancties import service
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.service_beklag import get_termijnen
from hvh_desktop.sancties.service_ordemaatregelen import list_ordemaatregelen
from hvh_desktop.sancties.service_vervolg import list_vervolgvoorstellen
from hvh_desktop.sancties.words import SanctieStatus, VervolgSoort, VervolgStatus
from hvh_desktop.text import fold
from tests.conftest import NOW
from tests.journeys.demo_house import whole_demo

S = SanctieStatus
EXTRA = load_yaml("sancties.yaml")
TOLD = {
    "horen": lambda zaak: zaak.hoorverslagen,
    "advies": lambda zaak: zaak.adviezen,
    "voorstel": lambda zaak: zaak.voorstellen,
    "beslissing": lambda zaak: zaak.beslissingen,
    "uitreiking": lambda zaak: zaak.uitreikingen,
    "beklag": lambda zaak: zaak.beklagen,
    "uitvoering": lambda zaak: zaak.tenuitvoerleggingen,
}
"""Part of a written case -> what is kept of it."""


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """What the locatiemanager reads in the demo."""
    folder = whole_demo()
    keyring = Vault(folder, KdfCost.cheap()).unlock("erwin", DEMO_PASSWORD)
    database = enter(folder, keyring, clock=lambda: NOW)
    with database.reading() as session:
        yield session
    database.close()


@pytest.fixture(scope="module")
def cases(session: Session) -> list[ZaakDetail]:
    """All of them, oldest first."""
    rows = reversed(service.list_zaken(session))
    return [service.get_zaak(session, row.id) for row in rows]


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    """Key of a story -> who it is about."""
    stories = read_stories()
    every = [*stories, *invent_stories(stories)]
    return {
        one.key: " ".join(
            part
            for part in (one.persoon.roepnaam, one.persoon.tussenvoegsel, one.persoon.achternaam)
            if part
        )
        for one in every
    }


def of(cases: list[ZaakDetail], naam: str) -> list[ZaakDetail]:
    return [zaak for zaak in cases if zaak.row.deelnemer == naam]


def test_every_row_of_the_file_is_told() -> None:
    written = {
        (raw["id"], told["id"])
        for raw in (load_yaml(f"verhalen/{path.name}") for path in list_story_files())
        for told in raw.get("sancties", ())
    }
    assert {(row["verhaal"], row["id"]) for row in EXTRA["bij_verhalen"]} == written
    told = sum(len(found) for found in read_zaken().values())
    assert told == len(EXTRA["bij_verhalen"]) + len(EXTRA["zaken"])
    assert len(read_ordemaatregelen()) == len(EXTRA["ordemaatregelen"])


def test_every_case_stands_there_as_far_as_it_is_told(
    cases: list[ZaakDetail], names: dict[str, str]
) -> None:
    assert len(cases) == sum(len(found) for found in read_zaken().values())
    for man, told in read_zaken().items():
        kept = of(cases, names[man])
        assert len(kept) == len(told), man
        for one, zaak in zip(told, kept, strict=True):
            assert zaak.feiten == one.voorval.tekst
            assert zaak.verslag == (one.verslag.tekst if one.verslag else "")
            for part, given in TOLD.items():
                is_told = getattr(one, part) is not None
                is_told |= part == "uitvoering" and one.ronde is not None
                assert bool(given(zaak)) == is_told, (man, part)
            assert zaak.row.ronde == (2 if one.ronde else 1)


def test_an_invented_case_stops_where_its_row_says(
    cases: list[ZaakDetail], names: dict[str, str]
) -> None:
    for row in EXTRA["zaken"]:
        (zaak,) = of(cases, names[row["man"]])
        assert zaak.row.status is SanctieStatus[row["tot"]], row["man"]


def test_every_step_of_the_way_can_be_seen(cases: list[ZaakDetail]) -> None:
    found = Counter(zaak.row.status for zaak in cases)
    steps = (S.voorval, S.verslag, S.horen, S.voorstel, S.beslissing, S.mededeling, S.uitreiking)
    for status in (*steps, S.voorwaardelijk, S.afloop, S.afgezien):
        assert found[status] >= 1, status
    assert {zaak.row.voorval_soort for zaak in cases} >= {"softdrugs", "agressie", "alcohol"}


def test_the_second_round_tells_what_was_broken(cases: list[ZaakDetail]) -> None:
    again = next(zaak for zaak in cases if zaak.row.ronde > 1)
    assert len(again.beslissingen) == 2
    assert all(not straf.voorwaardelijk for straf in again.beslissingen[-1].straffen)
    broken = again.beslissingen[0].voorwaarden
    assert any(one.toelichting for one in broken)


def test_who_decides_is_not_who_proposed(cases: list[ZaakDetail]) -> None:
    for zaak in cases:
        for row in zaak.beslissingen:
            assert not row.is_zelfde_persoon
            assert row.motivering
            assert row.is_conform


def test_a_choice_lay_beside_another_one(cases: list[ZaakDetail]) -> None:
    weighed = [zaak for zaak in cases if zaak.voorstellen]
    assert len(weighed) >= 8
    for zaak in weighed:
        if zaak.row.ronde == 1:
            assert len({row.soort for row in zaak.voorstellen[0].alternatieven}) >= 1
            assert sum(row.is_gekozen for row in zaak.voorstellen[0].alternatieven) == 1
    beside = [zaak for zaak in weighed if len(zaak.voorstellen[0].alternatieven) > 1]
    assert len(beside) > len(weighed) / 2


def test_nobody_is_named_in_a_case(session: Session, cases: list[ZaakDetail]) -> None:
    people = {row.id: row.naam for row in list_deelnemers(session, scope="alle")}
    staff = {part for row in list_medewerkers(session) for part in row.naam.split()}
    for zaak in cases:
        others = {name for key, name in people.items() if key != zaak.row.deelnemer_id}
        words = " ".join([zaak.feiten, zaak.verslag, *zaak.betrokkenen])
        for name in others:
            assert name not in words
        for role in zaak.betrokkenen:
            assert fold(role).startswith("medebewoner ")
            assert not set(role.split()) & staff


def test_beklag_was_in_time(session: Session, cases: list[ZaakDetail]) -> None:
    (complained,) = [zaak for zaak in cases if zaak.beklagen]
    (beklag,) = complained.beklagen
    assert not beklag.is_te_laat
    assert get_termijnen(session, complained.row.id)


def test_a_measure_runs_now_and_one_has_ended(session: Session) -> None:
    found = list_ordemaatregelen(session)
    assert len(found) == 2
    assert [one.is_lopend for one in list_ordemaatregelen(session, only_running=True)] == [True]


def test_his_place_was_answered(session: Session) -> None:
    rows = [
        row
        for row in list_vervolgvoorstellen(session)
        if row.soort is VervolgSoort.terugplaatsing and row.status is VervolgStatus.gevolgd
    ]
    assert len(rows) == 1


@pytest.mark.parametrize("part", ["voorstel", "beslissing"])
def test_a_word_that_nobody_knows_is_refused(part: str) -> None:
    row: dict[str, Any] = next(one for one in EXTRA["zaken"] if part in one)
    broken = {**row, part: {**row[part], "onbekend": 1}}
    with pytest.raises((TypeError, ValueError), match="onbekend"):
        read_zaak(broken)
