"""Care, consent, what was told and who looked, as steps in their own files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from hvh_desktop.behandelingen import service as behandelingen
from hvh_desktop.db import Session
from hvh_desktop.demo.play import Act, Man, Round, Step
from hvh_desktop.demo.story import (
    PSYCHOLOOG,
    TEAM,
    Psycholooggesprek,
    Raadpleging,
    Signaleringsplan,
    Toestemming,
    Verstrekking,
    Verwijzing,
)
from hvh_desktop.readlog import record_raadpleging
from hvh_desktop.signaleringsplannen import service as signaleringsplannen
from hvh_desktop.signaleringsplannen.form import SAMEN
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.toestemmingen import service as toestemmingen
from hvh_desktop.toestemmingen import service_verstrekkingen
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    Intrekker,
    OntvangerSoort,
    ToestemmingWijze,
    VerstrekkingWat,
    VerstrekkingWijze,
)
from hvh_desktop.verwijzingen import service as verwijzingen
from hvh_desktop.verwijzingen import service_afspraken, service_stand
from hvh_desktop.verwijzingen.model import Afspraakplaats, Vervolg, VerwijzingStatus


def list_zorg_steps(man: Man) -> Iterator[Step]:
    """Everything of these four, in any order; the runner sorts them by file and moment."""
    story = man.story
    for number, consent in enumerate(story.toestemmingen):
        yield from _consent(man, consent, f"toestemming {number}", number)
    for number, told in enumerate(story.verstrekkingen):
        by = PSYCHOLOOG if told.wat == VerstrekkingWat.verwijsbrief else story.casemanager
        yield man.step(told.dag, 16, by, _told(man, told), 50 + number)
    for number, referral in enumerate(story.verwijzingen):
        yield from _referral(man, referral, f"verwijzing {number}")
    if story.signaleringsplan is not None:
        yield from _plan(man, story.signaleringsplan)
    for number, talk in enumerate(story.psycholooggesprekken):
        yield from _talk(man, talk, f"gesprek {number}")
    for look in story.raadplegingen:
        yield _look(man, look)


def _in(round_: Round, step: Step) -> Step:
    return replace(step, round=round_)


def _exact(man: Man, offset: int) -> date:
    """So many days from today, also when that is a Sunday."""
    return man.calendar.today + timedelta(days=offset)


# Consent and what was told ------------------------------------------------------------------


def _recipient(man: Man, wie: str) -> tuple[OntvangerSoort, UUID | None]:
    if wie == TEAM:
        return OntvangerSoort.team, None
    if wie in man.netwerk:
        return OntvangerSoort.netwerklid, man.netwerk[wie]
    return OntvangerSoort.organisatie, man.house.organisaties[wie]


def _consent(man: Man, told: Toestemming, key: str, number: int) -> Iterator[Step]:
    lead = man.story.casemanager

    def give(session: Session) -> None:
        soort, who = _recipient(man, told.ontvanger)
        values: dict[str, Any] = {
            "ontvanger_soort": soort,
            "ontvanger_id": who,
            "doel": told.doel,
            "gegevens": tuple(GegevensSoort(one) for one in told.gegevens),
            "leefgebieden": told.leefgebieden,
            "beperking": told.beperking,
            "vanaf_datum": man.calendar.past(told.van),
            "tot_datum": _exact(man, told.tot),
            "wijze": ToestemmingWijze[told.wijze],
            "taal": told.taal,
            "getuige_id": man.house.medewerkers[told.getuige],
        }
        man.zorg[key] = toestemmingen.record_toestemming(session, man.id, values)

    yield man.step(told.van, 14, lead, give, 5 + number)
    if told.ingetrokken is None:
        return
    day = man.calendar.past(told.ingetrokken)

    def take_back(session: Session) -> None:
        values = {
            "ingetrokken_datum": day,
            "ingetrokken_door": Intrekker.deelnemer,
            "ingetrokken_hoe": told.ingetrokken_hoe,
            "is_gevolg_besproken": True,
        }
        toestemmingen.withdraw_toestemming(session, man.zorg[key], values)

    yield man.step(told.ingetrokken, 16, man.worker(told.ingetrokken), take_back, 30)


def _told(man: Man, told: Verstrekking) -> Act:
    def act(session: Session) -> None:
        soort, who = _recipient(man, told.ontvanger)
        is_paper = told.wat != VerstrekkingWat.mondeling.name
        service_verstrekkingen.record_verstrekking(
            session,
            man.id,
            soort,
            who,
            VerstrekkingWat[told.wat],
            tuple(GegevensSoort(one) for one in told.gegevens),
            VerstrekkingWijze.afgedrukt if is_paper else VerstrekkingWijze.mondeling,
            omschrijving=told.omschrijving,
            bron_id=man.plan_id if told.wat == VerstrekkingWat.trajectplan else None,
        )

    return act


# Referrals ----------------------------------------------------------------------------------


def _referral(man: Man, told: Verwijzing, key: str) -> Iterator[Step]:
    (_, first), *steps = told.stappen

    def begin(session: Session) -> None:
        values: dict[str, Any] = {
            "instelling_id": man.house.organisaties[told.instelling],
            "soort_zorg": told.soort_zorg,
            "urgentie": told.urgentie,
            "indicatie": told.indicatie,
            "vraag": told.vraag,
            "besproken_datum": man.calendar.past(first),
        }
        man.zorg[key] = verwijzingen.record_verwijzing(session, man.id, values)

    yield _in(Round.behandeling, man.step(first, 11, PSYCHOLOOG, begin))
    for number, (status, offset) in enumerate(steps):
        act = _status(man, told, key, status, man.calendar.past(offset))
        yield _in(Round.behandeling, man.step(offset, 12, PSYCHOLOOG, act, 10 * number))
    last = told.stappen[-1][1]
    if told.vervolg:
        goes_on = _goes_on(man, told, key)
        yield _in(Round.behandeling, man.step(last, 13, PSYCHOLOOG, goes_on))
    if told.volgende is not None:
        appointment = _appointment(man, told, key)
        yield _in(Round.behandeling, man.step(last, 13, PSYCHOLOOG, appointment, 10))

    def show(session: Session) -> None:
        service_stand.change_stand(session, man.zorg[key])

    if steps:
        yield _in(Round.stand, man.step(last, 13, PSYCHOLOOG, show, 20))


def _status(man: Man, told: Verwijzing, key: str, status: str, day: date) -> Act:
    ends = ("afgerond", "gestopt", "afgewezen", "ingetrokken")

    def act(session: Session) -> None:
        why = told.categorie if status in ends else ""
        wanted = VerwijzingStatus(status)
        verwijzingen.change_status(session, man.zorg[key], wanted, day, categorie=why)

    return act


def _goes_on(man: Man, told: Verwijzing, key: str) -> Act:
    values = {
        "vervolg": Vervolg.ja,
        "vervolg_organisatie_id": man.house.organisaties[told.instelling],
        "vervolg_toelichting": told.vervolg,
    }
    return lambda session: verwijzingen.change_vervolg(session, man.zorg[key], values)


def _appointment(man: Man, told: Verwijzing, key: str) -> Act:
    assert told.volgende is not None
    day = man.calendar.day(told.volgende)
    values = {"datum": day, "tijd": time(*told.uur), "plaats": Afspraakplaats(told.plaats)}

    def act(session: Session) -> None:
        service_afspraken.record_behandelafspraak(session, man.zorg[key], values)

    return act


# Signaleringsplan ---------------------------------------------------------------------------


def _plan(man: Man, told: Signaleringsplan) -> Iterator[Step]:
    made = man.step(told.dag, 15, PSYCHOLOOG, lambda session: _make(man, told, session))
    yield _in(Round.behandeling, made)
    since = {one.ontvanger: one.van for one in man.story.toestemmingen}
    for number, (wie, kleuren) in enumerate(told.gedeeld_met):
        day = max(told.dag, since[wie])
        step = man.step(day, 15, PSYCHOLOOG, _share(man, wie, kleuren), 10 + number)
        yield _in(Round.behandeling, step)
    if not told.has_kaart:
        return
    every = tuple(fase.kleur for fase in told.fasen)
    yield _in(Round.behandeling, man.step(told.dag, 15, PSYCHOLOOG, _share(man, TEAM, every), 30))

    def card(session: Session) -> None:
        signaleringsplannen.record_kaart(session, man.id)

    yield _in(Round.stand, man.step(told.dag, 15, PSYCHOLOOG, card, 40))


def _make(man: Man, told: Signaleringsplan, session: Session) -> None:
    found = man.zorg["plan"] = signaleringsplannen.start_plan(session, man.id)
    people = {**man.house.medewerkers, **man.netwerk}
    head = {
        "datum": man.calendar.past(told.dag),
        "opgesteld_met_ids": tuple(people[wie].hex for wie in told.opgesteld_met),
    }
    signaleringsplannen.change_plan(session, found, head)
    for fase in told.fasen:
        values = {name: "\n".join(getattr(fase, name)) for name in _LINES}
        values["naam"] = fase.naam
        if fase.kleur == Kleur.rood:
            values["bellen"] = "\n".join(told.bellen)
        signaleringsplannen.change_fase(session, found, Kleur(fase.kleur), values)
    signaleringsplannen.complete_plan(session, found)


_LINES = ("signalen", "helpt_zelf", "helpt_anderen")


def _share(man: Man, wie: str, kleuren: tuple[str, ...]) -> Act:
    chosen = [Kleur(kleur) for kleur in kleuren]

    def act(session: Session) -> None:
        if wie == TEAM:
            signaleringsplannen.record_deling(session, man.zorg["plan"], None, chosen)
        else:
            lid = man.netwerk[wie]
            signaleringsplannen.record_deling(session, man.zorg["plan"], lid, chosen, SAMEN)

    return act


# Talks of the psycholoog --------------------------------------------------------------------


def _talk(man: Man, told: Psycholooggesprek, key: str) -> Iterator[Step]:
    is_held = told.dag < 0
    day = man.calendar.talk_day(told.dag, told.uur, man.house.agenda)
    written = told.dag if is_held else -2

    def act(session: Session) -> None:
        values = {
            "datum": day,
            "tijd": time(*told.uur),
            "aanleiding": told.aanleiding,
            "status": "gehouden" if is_held else "gepland",
        }
        man.zorg[key] = behandelingen.record_psycholooggesprek(session, man.id, values)
        if told.notitie:
            behandelingen.record_behandelnotitie(
                session, man.id, told.notitie, psycholooggesprek_id=man.zorg[key]
            )

    def show(session: Session) -> None:
        behandelingen.change_zorgafspraak(session, man.zorg[key])

    yield _in(Round.behandeling, man.step(written, 17, PSYCHOLOOG, act))
    yield _in(Round.stand, man.step(written, 17, PSYCHOLOOG, show, 5))


# Who looked ---------------------------------------------------------------------------------


def _look(man: Man, told: Raadpleging) -> Step:
    def act(session: Session) -> None:
        record_raadpleging(
            session, told.onderdeel, man.id, handeling=told.handeling, reden=told.reden
        )

    return _in(Round.logboek, man.step(told.dag, told.uur[0], told.wie, act, told.uur[1]))
