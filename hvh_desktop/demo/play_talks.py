"""The talks of a story, and the plan that lies on the table, as steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.db import Session, drafts
from hvh_desktop.demo.play import Act, Man, Step
from hvh_desktop.demo.story import Afspraak, Gesprek, Planafspraak
from hvh_desktop.mentorgesprekken import service as mentorgesprekken
from hvh_desktop.mentorgesprekken.form import MENTORGESPREK
from hvh_desktop.text import format_date, format_time
from hvh_desktop.trajectplannen import service as trajectplannen


def list_talk_steps(man: Man) -> Iterator[Step]:
    """All talks, each on the day that the one before it planned, and the trajectplan."""
    yield from _plan(man)
    talks = man.story.gesprekken
    if not talks:
        return
    days = list_days(man)
    begin = man.story.verblijf.begin
    yield man.step(begin, 12, man.worker(begin), _first(man, days[0], talks[0]))
    for number, talk in enumerate(talks):
        after = days[number + 1] if number + 1 < len(days) else None
        following = talks[number + 1] if after is not None else None
        yield from _talk(man, talk, days[number], after, following)


def list_days(man: Man) -> list[date]:
    """The day of each talk; each later than the one before, and none held after today."""
    calendar, found = man.calendar, []
    for talk in man.story.gesprekken:
        if talk.dag == 0:
            day = calendar.today
        elif talk.dag > 0:
            day = calendar.day(talk.dag)
        else:
            day = calendar.past(talk.dag)
        found.append(day)
    for number in range(1, len(found)):
        if found[number] <= found[number - 1]:
            found[number] = mentorgesprekken.next_workday(found[number - 1] + timedelta(days=1))
    for before, day in pairwise(found):
        assert before < day
    return found


def _first(man: Man, day: date, talk: Gesprek) -> Act:
    def act(session: Session) -> None:
        man.gesprek_id = mentorgesprekken.record_planning(session, man.id, day, time(*talk.uur))

    return act


def _talk(
    man: Man, talk: Gesprek, day: date, after: date | None, following: Gesprek | None
) -> Iterator[Step]:
    by = _writer(man, talk, day)
    if talk.state == "verzet":
        assert after is not None
        yield man.step_on(day, 8, by, _put_off(man, talk, after, following), 30)
    elif talk.state == "concept":
        yield man.step_on(day, talk.uur[0], by, _begin_now(man, talk, day), talk.uur[1])
    elif talk.state == "vastgesteld":
        yield man.step_on(day, talk.uur[0], by, _begin(man, talk, day), talk.uur[1])
        yield man.step_on(day, 15, by, _fix(man, talk, day, after, following), 40)
        if man.story.verblijf.einde is not None:
            yield from _after_he_left(man, talk)
        if talk.aanvulling:
            yield man.step_on(day, 16, by, _add(man, talk.aanvulling), 45)


def _after_he_left(man: Man, talk: Gesprek) -> Iterator[Step]:
    """What was agreed with somebody who left was done on its own day."""
    for afspraak in talk.afspraken:
        if afspraak.dag <= 0:
            day = afspraak.dag
            yield man.step(day, 17, man.worker(day), _tick_on(man, man.calendar.past(day)))


def _tick_on(man: Man, day: date) -> Act:
    return lambda session: _tick(man, session, day)


def _writer(man: Man, talk: Gesprek, day: date) -> str:
    team = man.mentoren_on(day)
    return next((wie for wie in talk.mentoren if wie in team), team[0])


def _put_off(man: Man, talk: Gesprek, after: date, following: Gesprek | None) -> Act:
    tijd = time(*following.uur) if following else None

    def act(session: Session) -> None:
        assert man.gesprek_id is not None
        man.gesprek_id = mentorgesprekken.record_verzet(
            session, man.gesprek_id, talk.reden, talk.toelichting, after, tijd
        )

    return act


def _begin(man: Man, talk: Gesprek, day: date) -> Act:
    def act(session: Session) -> None:
        met = [man.house.medewerkers[wie] for wie in talk.mentoren]
        found = mentorgesprekken.start_mentorgesprek(
            session, man.id, datum=day, medewerker_ids=met or None
        )
        man.gesprek_id = found
        _tick(man, session, day)
        for afspraak in talk.afspraken:
            _agree(man, session, afspraak, found)

    return act


def _tick(man: Man, session: Session, day: date) -> None:
    """What was agreed before and had to be done by now, is done."""
    for due, actie_id in man.afspraken:
        if due <= day:
            actieplannen.complete_actie(session, actie_id)
    man.afspraken = [(due, one) for due, one in man.afspraken if due > day]


def _agree(man: Man, session: Session, afspraak: Afspraak, gesprek_id: UUID) -> None:
    due = man.calendar.day(afspraak.dag)
    values: dict[str, Any] = {
        "wat": afspraak.wat,
        "wanneer_datum": due,
        "mentorgesprek_id": gesprek_id,
        **man.uitvoerder(afspraak.wie),
    }
    man.afspraken.append((due, actieplannen.record_actie(session, man.id, values)))


def _fix(man: Man, talk: Gesprek, day: date, after: date | None, following: Gesprek | None) -> Act:
    def act(session: Session) -> None:
        assert man.gesprek_id is not None
        planned = after or mentorgesprekken.propose_volgende(session, man.id, day)
        values: dict[str, Any] = {
            "overige_aanwezigen": ", ".join(talk.overige),
            "gezicht": talk.gezicht,
            "is_gezicht_geweigerd": talk.gezicht is None,
            "eigen_woorden": talk.eigen_woorden,
            "notitie": talk.notitie,
            "doelnotities": {man.doelen[key]: tekst for key, tekst in talk.per_doel},
            "volgende_datum": planned,
            "volgende_tijd": time(*(following or talk).uur) if planned else None,
        }
        mentorgesprekken.complete_mentorgesprek(session, man.gesprek_id, values)
        if following is not None and following.state == "verzet":
            found = mentorgesprekken.find_volgend(session, man.id, day)
            assert found is not None
            man.gesprek_id = found.id

    return act


def _add(man: Man, tekst: str) -> Act:
    def act(session: Session) -> None:
        held = mentorgesprekken.find_laatste(session, man.id)
        assert held is not None
        mentorgesprekken.record_aanvulling(session, held.id, tekst)

    return act


def _begin_now(man: Man, talk: Gesprek, day: date) -> Act:
    """A talk of today that is being written: its words are in the draft of the writer."""
    begin = _begin(man, talk, day)

    def act(session: Session) -> None:
        begin(session)
        assert man.gesprek_id is not None
        key = drafts.DraftKey(MENTORGESPREK.name, MENTORGESPREK.version, man.gesprek_id.hex, man.id)
        typed = {
            "gezicht": talk.gezicht,
            "eigen_woorden": talk.eigen_woorden,
            "notitie": talk.notitie,
            "doelnotities": {man.doelen[doel].hex: tekst for doel, tekst in talk.per_doel},
            "volgende_datum": format_date(mentorgesprekken.propose_datum(session, day)),
            "volgende_tijd": format_time(time(*talk.uur)),
        }
        drafts.record_draft(session, key, typed)

    return act


# The trajectplan ----------------------------------------------------------------------------


def _plan(man: Man) -> Iterator[Step]:
    story = man.story
    if story.plan is None:
        return
    for number, told in enumerate(story.planafspraken):
        yield man.step(story.plan, 15, man.worker(story.plan), _settle(man, told), 52 + number)
    day = man.calendar.past(story.plan)

    def act(session: Session) -> None:
        man.plan_id = trajectplannen.complete_trajectplan(session, man.id, day)

    yield man.step(story.plan, 16, story.casemanager, act, 15)


def _settle(man: Man, told: Planafspraak) -> Act:
    def act(session: Session) -> None:
        assert man.story.plan is not None
        values = {
            "tekst": told.tekst,
            "met_wie": told.met_wie,
            "datum": man.calendar.past(man.story.plan),
        }
        trajectplannen.record_planafspraak(session, man.id, values)

    return act
