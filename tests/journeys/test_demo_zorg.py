"""The demo of care and consent: all of the stories is there, each in the file where it belongs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from hvh_desktop.behandelingen.model import (
    Behandelnotitie,
    Beschikbaarheid,
    Psycholooggesprek,
    PsycholooggesprekStatus,
)
from hvh_desktop.crypto import KdfCost, Vault
from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.deelnemers.model import Deelnemer, Teamlid, Verblijf
from hvh_desktop.demo.days import Calendar
from hvh_desktop.demo.invent_zorg import REASONS
from hvh_desktop.demo.reading import list_story_files, load_yaml, read_story
from hvh_desktop.demo.story import TEAM
from hvh_desktop.demo_accounts import DEMO_PASSWORD
from hvh_desktop.entry import enter
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.organisaties.model import Organisatie, WettelijkeTaak
from hvh_desktop.policy import get_value
from hvh_desktop.readlog import Raadpleging
from hvh_desktop.signaleringsplannen.model import (
    Signaleringsdeling,
    Signaleringsfase,
    Signaleringskaart,
    Signaleringsplan,
    SignaleringsplanStatus,
)
from hvh_desktop.signaleringsplannen.service import find_kaart
from hvh_desktop.toestemmingen.geldigheid import ToestemmingStatus
from hvh_desktop.toestemmingen.model import Grondslag, Toestemming, Verstrekking, VerstrekkingWat
from hvh_desktop.toestemmingen.service import list_expiring, list_toestemmingen
from hvh_desktop.verwijzingen.model import (
    Verwijzing,
    Verwijzingsstand,
    VerwijzingStatus,
    Zorgafspraak,
    ZorgafspraakSoort,
)
from hvh_desktop.verwijzingen.path import WachtOp
from hvh_desktop.verwijzingen.service_doorlooptijden import list_doorlooptijden, list_open
from hvh_desktop.verwijzingen.service_stand import list_behind
from tests.conftest import NOW
from tests.journeys.demo_house import whole_demo

STEMS = [path.stem for path in list_story_files()]
DATES = {
    "besproken_dag": "besproken_datum",
    "aangemeld_dag": "aangemeld_datum",
    "geaccepteerd_dag": "geaccepteerd_datum",
    "kennismaking_dag": "kennisgemaakt_datum",
    "gestart_dag": "gestart_datum",
    "afgerond_dag": "afgerond_datum",
    "gestopt_dag": "gestopt_datum",
}


def open_demo(user_name: str) -> Database:
    folder = whole_demo()
    keyring = Vault(folder, KdfCost.cheap()).unlock(user_name, DEMO_PASSWORD)
    return enter(folder, keyring, clock=lambda: NOW)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """What the psycholoog reads in the demo."""
    database = open_demo("judith")
    with database.reading() as session:
        yield session
    database.close()


def of(session: Session, raw: dict[str, Any]) -> Deelnemer:
    number = raw["identiteit"]["registratienummer"]
    return session.scalars(select(Deelnemer).where(Deelnemer.registratienummer == number)).one()


def rows(session: Session, kind: type[Any], deelnemer: Deelnemer) -> list[Any]:
    return list(session.scalars(select(kind).where(kind.deelnemer_id == deelnemer.id)))


# The written stories ------------------------------------------------------------------------


@pytest.mark.parametrize("stem", STEMS)
def test_every_verwijzing_lands_with_its_days_and_words(session: Session, stem: str) -> None:
    raw = load_yaml(f"verhalen/{stem}.yaml")
    found = rows(session, Verwijzing, of(session, raw))
    assert len(found) == len(raw["verwijzingen"])
    for told, kept in zip(raw["verwijzingen"], found, strict=True):
        given = {name for name in DATES if name in told}
        assert {name for name, column in DATES.items() if getattr(kept, column)} == given
        said = " ".join((kept.indicatie, "Vraag:", kept.vraag)).casefold()
        assert told["indicatie"].partition(" Vraag: ")[0].casefold() in said
        assert told["indicatie"].partition(" Vraag: ")[2].rstrip(".").casefold() in said
        assert kept.slot_categorie == told.get("stop_categorie", "")
        assert kept.vervolg_toelichting == told.get("na_uitstroom_bij", "")


@pytest.mark.parametrize("stem", STEMS)
def test_every_signaleringsplan_lands_and_who_knows_it_has_consent(
    session: Session, stem: str
) -> None:
    raw = load_yaml(f"verhalen/{stem}.yaml")
    man, told = of(session, raw), raw.get("signaleringsplan")
    plans = rows(session, Signaleringsplan, man)
    assert [plan.status for plan in plans] == ([SignaleringsplanStatus.vastgesteld] if told else [])
    if not told:
        return
    fasen = {fase.kleur.value: fase for fase in rows(session, Signaleringsfase, man)}
    for fase in told["fasen"]:
        kleur, _, naam = fase["fase"].partition(": ")
        kept = fasen[kleur]
        assert kept.naam == naam
        for name in ("signalen", "helpt_zelf", "helpt_anderen"):
            assert getattr(kept, name).split("\n") == fase[name]
    assert fasen["rood"].bellen.split("\n") == told["bellen"]
    delingen = rows(session, Signaleringsdeling, man)
    people = [one for one in delingen if one.netwerklid_id is not None]
    assert len(people) == len(told["gedeeld_met"])
    assert all(one.toestemming_id is not None for one in delingen)
    is_here = raw["verblijf"]["status"] == "aanwezig"
    assert (find_kaart(session, man.id) is not None) is is_here
    assert len(delingen) - len(people) == is_here


@pytest.mark.parametrize("stem", STEMS)
def test_every_toestemming_lands_in_fixed_words_and_in_his(session: Session, stem: str) -> None:
    raw = load_yaml(f"verhalen/{stem}.yaml")
    told = raw.get("toestemmingen") or []
    story = read_story(raw)
    assert len(story.toestemmingen) >= len(told)
    kept = {one.doel: one for one in rows(session, Toestemming, of(session, raw))}
    for row in told:
        one = kept[row["doel"]]
        assert one.gegevens
        assert one.beperking == row.get("houdt_voor_zich", "")
        assert (one.ingetrokken_datum is not None) is ("ingetrokken_dag" in row)
        assert one.ingetrokken_hoe == row.get("ingetrokken_hoe", "")
        assert (one.tot_datum - session.today).days == row["tot_dag"]


def test_what_he_keeps_back_is_said_by_himself_and_is_never_what_may_be_told(
    session: Session,
) -> None:
    found = session.scalars(select(Toestemming)).all()
    said = {one.beperking: one.gegevens for one in found if one.beperking}
    assert len(said) >= 8
    for words, gegevens in said.items():
        assert re.match(r"^(Niets|Niet) .*\.$", words), words
        assert not re.search(r"\b(hij|hem|zijn|behalve)\b", words), words
        assert not any(soort in words.casefold() for soort in gegevens), words


def test_words_of_a_consent_become_kinds_and_leefgebieden() -> None:
    def first(stem: str, place: int = 0) -> tuple[tuple[str, ...], tuple[str, ...]]:
        one = read_story(load_yaml(f"verhalen/{stem}.yaml")).toestemmingen[place]
        return one.gegevens, one.leefgebieden

    agreed, aims = "afspraken en gesprekken", "doelen en acties"
    assert first("01-nijhofte") == ((agreed, aims), ())
    assert first("01-nijhofte", 1) == ((aims,), ("wonen", "geld_inkomen"))
    assert first("06-zolkiewski") == ((agreed,), ())
    assert first("10-kartosentono") == (("signaleringsplan",), ())
    assert first("11-leushuis") == (("naam en verblijf",), ())


def test_who_may_know_two_stages_knows_two() -> None:
    plan = read_story(load_yaml("verhalen/10-kartosentono.yaml")).signaleringsplan
    assert plan is not None
    assert dict(plan.gedeeld_met)["n6"] == ("geel", "oranje")
    assert len(dict(plan.gedeeld_met)["n1"]) == 4


def test_the_team_may_know_the_plan_of_who_is_there() -> None:
    for stem in STEMS:
        story = read_story(load_yaml(f"verhalen/{stem}.yaml"))
        given = [one.ontvanger for one in story.toestemmingen]
        has_plan = story.signaleringsplan is not None
        assert (TEAM in given) is (has_plan and story.verblijf.einde is None)


# The whole house ----------------------------------------------------------------------------


def test_the_house_has_this_much(session: Session) -> None:
    def number(kind: type[Any]) -> int:
        return len(session.scalars(select(kind)).all())

    assert number(Verwijzing) == 33
    assert number(Verwijzingsstand) == 32
    assert number(Signaleringsplan) == 3
    assert number(Signaleringskaart) == 2
    assert number(Toestemming) == 42
    assert number(Verstrekking) == 37
    assert number(Psycholooggesprek) == 17
    assert number(Behandelnotitie) == 11
    assert number(Beschikbaarheid) == 3
    assert 100 <= number(Raadpleging) <= 200


def test_referrals_stand_everywhere_on_their_way(session: Session) -> None:
    statuses = {one.status for one in session.scalars(select(Verwijzing))}
    assert statuses >= set(VerwijzingStatus) - {VerwijzingStatus.ingetrokken}
    running = list_open(session)
    assert {one.wacht_op for one in running} >= {WachtOp.psycholoog, WachtOp.instelling}
    assert any(one.is_te_lang for one in running)
    assert list_behind(session) == []


def test_lead_times_show_per_instelling(session: Session) -> None:
    found = list_doorlooptijden(
        session, from_day=session.today - timedelta(days=1800), to_day=session.today
    )
    assert len({row.instelling for row in found}) >= 3
    assert max(row.aantal for row in found) >= 5


def test_mentoren_have_something_today(session: Session) -> None:
    today = select(Zorgafspraak).where(Zorgafspraak.datum == session.today)
    soorten = Counter(one.soort for one in session.scalars(today))
    assert soorten[ZorgafspraakSoort.psycholoog] == 2
    assert soorten[ZorgafspraakSoort.behandeling] >= 1


def test_consents_end_ended_and_were_taken_back(session: Session) -> None:
    men = [one.deelnemer_id for one in session.scalars(select(Verblijf))]
    found = Counter(row.status for man in set(men) for row in list_toestemmingen(session, man))
    assert found[ToestemmingStatus.ingetrokken] == 2
    assert found[ToestemmingStatus.verlopen] >= 1
    assert [row.dagen_over for row in list_expiring(session, set(men), 14)] == [6, 11]


def test_things_went_out_by_law_and_by_consent(session: Session) -> None:
    found = Counter(one.grondslag for one in session.scalars(select(Verstrekking)))
    assert found[Grondslag.wet] >= 5
    assert found[Grondslag.toestemming] >= 10
    plans = select(Verstrekking).where(Verstrekking.wat == VerstrekkingWat.trajectplan)
    assert all(one.bron_id is not None for one in session.scalars(plans))


def test_organisaties_have_the_task_of_the_law(session: Session) -> None:
    found = Counter(one.wettelijke_taak for one in session.scalars(select(Organisatie)))
    assert found[WettelijkeTaak.gemeente] == 14
    assert found[WettelijkeTaak.inrichting] == 5
    assert found[WettelijkeTaak.reclassering] == 3


def test_who_is_not_in_his_team_gave_a_reason(session: Session) -> None:
    assert set(REASONS) <= set(get_value(session, "raadpleging_redenen"))
    team = {(one.deelnemer_id, one.medewerker_id) for one in session.scalars(select(Teamlid))}
    mentoren = {one.id for one in session.scalars(select(Medewerker)) if one.rollen == ("mentor",)}
    seen = session.scalars(select(Raadpleging).where(Raadpleging.deelnemer_id.is_not(None))).all()
    told = [one for one in seen if one.created_by in mentoren]
    assert any(one.reden for one in told)
    for one in told:
        assert ((one.deelnemer_id, one.created_by) in team) is (one.reden is None)


def test_the_notes_of_the_psycholoog_are_short_and_differ(session: Session) -> None:
    notes = [one.tekst for one in session.scalars(select(Behandelnotitie))]
    most = get_value(session, "behandelnotitie_tekens")
    assert all(len(note) <= most for note in notes)
    assert max(Counter(notes).values()) <= 2
    talks = session.scalars(select(Psycholooggesprek)).all()
    held = [one for one in talks if one.status is PsycholooggesprekStatus.gehouden]
    assert all(one.datum < session.today for one in held)


def test_the_psycholoog_talks_when_she_is_there(session: Session) -> None:
    there = session.scalars(select(Beschikbaarheid)).all()
    talks = session.scalars(select(Psycholooggesprek)).all()
    for talk in talks:
        assert talk.tijd is not None
        assert any(
            one.weekdag == talk.datum.isoweekday() and one.van_tijd <= talk.tijd < one.tot_tijd
            for one in there
        ), talk.datum
    assert max(Counter((talk.datum, talk.tijd) for talk in talks).values()) == 1


def test_a_talk_of_a_weekend_moves_to_a_day_of_the_psycholoog() -> None:
    sunday = Calendar(datetime(2026, 11, 15, 10, tzinfo=UTC))
    taken: set[tuple[date, time]] = set()
    assert sunday.talk_day(0, (9, 0), taken) == date(2026, 11, 16)
    assert sunday.talk_day(0, (9, 0), taken) == date(2026, 11, 18)
    assert sunday.talk_day(2, (13, 30), taken) == date(2026, 11, 19)
    assert sunday.talk_day(-1, (15, 0), taken) == date(2026, 11, 12)
    assert len(taken) == 4


def test_the_casemanager_reads_none_of_behandeling() -> None:
    database = open_demo("ilse")
    assert Compartment.behandeling not in database.compartments
    with database.reading() as session:
        words = {load["indicatie"] for stem in STEMS for load in _verwijzingen(stem)}
        for kind in (Verwijzingsstand, Zorgafspraak, Toestemming, Verstrekking):
            told = " ".join(str(vars(row)) for row in session.scalars(select(kind)))
            assert not any(word in told for word in words)
    database.close()


def _verwijzingen(stem: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load_yaml(f"verhalen/{stem}.yaml")["verwijzingen"]
    return found
