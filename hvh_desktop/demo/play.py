"""A story becomes steps: on which day who does what through the services."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import IntEnum
from typing import Any
from uuid import UUID

from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.db import Compartment, Session
from hvh_desktop.deelnemers import service as deelnemers
from hvh_desktop.demo.days import Calendar
from hvh_desktop.demo.story import DEELNEMER, Actie, Doel, Inventarisatie, Naaste, Story
from hvh_desktop.krachteninventarisaties import service as krachteninventarisaties
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.netwerken import service as netwerken

Act = Callable[[Session], None]
_NOBODY = UUID(int=0)


class Round(IntEnum):
    """In which file a step writes, in the order in which the files are told.

    A file is read by the next one only after its commit, so each is told to the end first.
    """

    dossier = 0
    behandeling = 1
    stand = 2
    """What the team may see of behandeling."""
    logboek = 3

    @property
    def compartment(self) -> Compartment:
        """The file."""
        return _FILES[self]


_FILES = {
    Round.dossier: Compartment.team,
    Round.behandeling: Compartment.behandeling,
    Round.stand: Compartment.team,
    Round.logboek: Compartment.log,
}


@dataclass(frozen=True)
class Step:
    """One thing that somebody does at a moment."""

    moment: datetime
    by: str
    act: Act
    story: str
    round: Round = Round.dossier


@dataclass(frozen=True)
class House:
    """What every story needs: the calendar and the ids of colleagues and organisaties."""

    calendar: Calendar
    medewerkers: Mapping[str, UUID]
    organisaties: Mapping[str, UUID]
    agenda: set[tuple[date, time]] = field(default_factory=set)
    """The talks of the psycholoog, so that no two are at one time."""


@dataclass
class Man:
    """A story while it is told, with the ids of what was recorded on the way."""

    story: Story
    house: House
    id: UUID = _NOBODY
    verblijf_id: UUID = _NOBODY
    team: dict[int, UUID] = field(default_factory=dict)
    netwerk: dict[str, UUID] = field(default_factory=dict)
    doelen: dict[str, UUID] = field(default_factory=dict)
    acties: dict[str, UUID] = field(default_factory=dict)
    inventarisatie_id: UUID = _NOBODY
    gesprek_id: UUID | None = None
    """The talk that is planned or begun."""
    afspraken: list[tuple[date, UUID]] = field(default_factory=list)
    """Of the talks, not ticked off yet."""
    plan_id: UUID | None = None
    """His trajectplan that was vastgesteld."""
    zorg: dict[str, UUID] = field(default_factory=dict)
    """Consents, referrals, plan and talks of the psycholoog, by kind and number."""

    @property
    def calendar(self) -> Calendar:
        return self.house.calendar

    def step(self, offset: int, hour: int, by: str, act: Act, minute: int = 0) -> Step:
        """Something done on a day of the story that has been."""
        return self.step_on(self.calendar.past(offset), hour, by, act, minute)

    def step_on(self, day: date, hour: int, by: str, act: Act, minute: int = 0) -> Step:
        """Something done on a day of the calendar."""
        return Step(self.calendar.moment(day, hour, minute), by, act, self.story.key)

    def worker(self, offset: int) -> str:
        """Who works on his dossier that day: his mentor, else his casemanager."""
        day = self.calendar.past(offset)
        return next(iter(self.mentoren_on(day)), self.story.casemanager)

    def mentoren_on(self, day: date) -> list[str]:
        """His mentoren on a day of the calendar."""
        return [
            lid.wie
            for lid in self.story.team
            if lid.taak == "mentor"
            and self.calendar.past(lid.vanaf) <= day
            and (lid.tot is None or day <= self.calendar.past(lid.tot))
        ]

    def uitvoerder(self, wie: str) -> dict[str, Any]:
        """Who does an actie, as the service wants it."""
        if wie == DEELNEMER:
            return {"uitvoerder": "deelnemer", "uitvoerder_id": None}
        for soort, known in (
            ("netwerk", self.netwerk),
            ("medewerker", self.house.medewerkers),
            ("organisatie", self.house.organisaties),
        ):
            if wie in known:
                return {"uitvoerder": soort, "uitvoerder_id": known[wie]}
        raise KeyError(f"{self.story.key}: nobody is called {wie}")


def list_steps(man: Man) -> Iterator[Step]:
    """Everything but the talks, in any order; the runner sorts them by moment."""
    yield from _arrival(man)
    for inventarisatie in man.story.inventarisaties:
        yield from _inventarisatie(man, inventarisatie)
    for doel in man.story.doelen:
        yield from _doel(man, doel)
    yield from _instemming(man)
    yield from _departure(man)


# Arrival and departure ----------------------------------------------------------------------


def _arrival(man: Man) -> Iterator[Step]:
    story = man.story
    begin, lead = story.verblijf.begin, story.casemanager
    yield man.step(begin, 9, lead, lambda session: _enrol(man, session))
    for number, lid in enumerate(story.team):
        yield man.step(lid.vanaf, 9, lead, _joins(man, number), 20 if lid.vanaf == begin else 45)
        if lid.tot is not None:
            hour = 16 if lid.tot == story.verblijf.einde else 8
            yield man.step(lid.tot, hour, lead, _leaves(man, number), 40)
    for punt in story.aandachtspunten:
        yield man.step(punt.sinds, 9, lead, _watch(man, punt.soort, punt.tekst, punt.sinds), 50)
    for naaste in story.netwerk:
        yield man.step(begin, 11, man.worker(begin), _meet(man, naaste), 15)


def _enrol(man: Man, session: Session) -> None:
    persoon, stay, days = man.story.persoon, man.story.verblijf, man.calendar
    names = (
        "roepnaam tussenvoegsel achternaam voornamen naam_eigen_schrift registratienummer "
        "gemeente_herkomst gemeente_vestiging inrichting_herkomst titel talen leesniveau lvb "
        "uitlegvoorkeur"
    )
    values: dict[str, Any] = {name: getattr(persoon, name) for name in names.split()}
    values["geboortedatum"] = days.born(persoon.leeftijd, persoon.maand, persoon.dag)
    if man.story.brief is not None:
        values["motivatiebrief"] = man.story.brief.tekst
        values["motivatiebrief_datum"] = days.past(man.story.brief.dag)
        values["motivatiebrief_hulp"] = man.story.brief.hulp
    values["begin_datum"] = days.past(stay.begin)
    values["plaats_nummer"] = deelnemers.list_vrije_plaatsen(session)[0]
    values["verwacht_einde_datum"] = _day(days, stay.verwacht_einde)
    values["verwachte_uitstroom"] = stay.verwachte_uitstroom
    values["vi_datum"] = _day(days, stay.vi)
    values["einde_detentie_datum"] = _day(days, stay.einde_detentie)
    man.id = deelnemers.record_deelnemer(session, values)
    man.verblijf_id = deelnemers.list_verblijven(session, man.id)[0].id


def _day(days: Calendar, offset: int | None) -> date | None:
    return None if offset is None else days.day(offset)


def _joins(man: Man, number: int) -> Act:
    lid = man.story.team[number]

    def act(session: Session) -> None:
        reden = lid.reden if lid.vanaf != man.story.verblijf.begin else ""
        day = man.calendar.past(lid.vanaf)
        wie = man.house.medewerkers[lid.wie]
        man.team[number] = deelnemers.record_teamlid(session, man.id, wie, lid.taak, day, reden)

    return act


def _leaves(man: Man, number: int) -> Act:
    lid = man.story.team[number]
    assert lid.tot is not None
    day = man.calendar.past(lid.tot)
    return lambda session: deelnemers.complete_teamlid(session, man.team[number], day, lid.reden)


def _watch(man: Man, soort: str, tekst: str, since: int) -> Act:
    day = man.calendar.past(since)

    def act(session: Session) -> None:
        deelnemers.record_aandachtspunt(session, man.id, soort, tekst, day)

    return act


def _meet(man: Man, naaste: Naaste) -> Act:
    names = "soort naam relatie sterkte steun woonplaats telefoon rol_in_plan notitie"

    def act(session: Session) -> None:
        values: dict[str, Any] = {name: getattr(naaste, name) for name in names.split()}
        if naaste.organisatie is not None:
            values["organisatie_id"] = man.house.organisaties[naaste.organisatie]
        if naaste.leeftijd_kind is not None:
            values["is_kind"] = True
            values["geboortejaar"] = man.calendar.today.year - naaste.leeftijd_kind
        man.netwerk[naaste.key] = netwerken.record_netwerklid(session, man.id, values)

    return act


def _departure(man: Man) -> Iterator[Step]:
    stay = man.story.verblijf
    if stay.einde is None:
        return
    day, soort = man.calendar.past(stay.einde), stay.uitstroom
    assert soort is not None

    def act(session: Session) -> None:
        deelnemers.complete_verblijf(session, man.verblijf_id, day, soort, stay.uitstroom_reden)

    yield man.step(stay.einde, 16, man.story.casemanager, act, 30)


# Krachteninventarisatie ---------------------------------------------------------------------


def _inventarisatie(man: Man, told: Inventarisatie) -> Iterator[Step]:
    by = told.met[0]
    yield man.step(told.dag, 13, by, lambda session: _take_stock(man, told, session))
    if told.is_af:
        yield man.step(
            told.dag,
            15,
            by,
            lambda session: krachteninventarisaties.complete_inventarisatie(
                session, man.inventarisatie_id
            ),
        )
    if told.coach is not None:
        wie, dag, tekst = told.coach

        def remark(session: Session) -> None:
            found = man.inventarisatie_id
            krachteninventarisaties.record_coachopmerking(session, found, None, tekst)

        yield man.step(dag, 14, wie, remark)


def _take_stock(man: Man, told: Inventarisatie, session: Session) -> None:
    met = tuple(man.house.medewerkers[wie] for wie in told.met)
    found = krachteninventarisaties.start_inventarisatie(
        session, man.id, man.calendar.past(told.dag), met
    )
    man.inventarisatie_id = found
    had = {kracht.tekst for kracht in _krachten(session, found)}
    for blad in told.bladen:
        leefgebied = Leefgebied(blad.leefgebied)
        names = ("antwoord", "nu", "wensen", "hulpbronnen", "aanvulling", "bereidheid")
        values = {name: getattr(blad, name) for name in names} | {"is_besproken": True}
        krachteninventarisaties.change_blad(session, found, leefgebied, values)
        for tekst, bron in blad.krachten:
            if tekst not in had:
                krachteninventarisaties.record_kracht(session, found, leefgebied, tekst, bron)
    fields = ("zelfregulering", "zelfregulering_aanvulling", "bijzonderheden")
    said = {name: getattr(told, name) for name in fields if getattr(told, name)}
    if said:
        krachteninventarisaties.change_inventarisatie(session, found, said)


def _krachten(session: Session, found: UUID) -> tuple[krachteninventarisaties.KrachtRow, ...]:
    detail = krachteninventarisaties.get_inventarisatie(session, found)
    return detail.krachten if detail.versie > 1 else ()


# Doelen and acties --------------------------------------------------------------------------


def _doel(man: Man, doel: Doel) -> Iterator[Step]:
    yield man.step(doel.begin, 15, man.worker(doel.begin), _wish(man, doel), 20 + doel.volgorde)
    for actie in doel.acties:
        if actie.status != "open" or actie.resultaat:
            day = max(actie.wanneer, doel.begin)
            yield man.step(day, 16, man.worker(day), _closes(man, actie))
    if doel.closed is not None:
        yield man.step(doel.closed, 16, man.worker(doel.closed), _ends(man, doel), 20)


def _wish(man: Man, doel: Doel) -> Act:
    def act(session: Session) -> None:
        values: dict[str, Any] = {
            "tekst": doel.tekst,
            "waarom": doel.waarom,
            "leefgebieden": doel.leefgebieden,
            "herstelvorm": doel.herstelvorm,
            "begin_datum": man.calendar.past(doel.begin),
            "streefdatum": _day(man.calendar, doel.streef),
            "status": "later" if doel.status == "later" else "nu",
            **_herkomst(man, doel),
        }
        man.doelen[doel.key] = actieplannen.record_doel(session, man.id, values)
        for actie in doel.acties:
            day = man.calendar.day(actie.wanneer)
            step = {"doel_id": man.doelen[doel.key], "wat": actie.wat, "wanneer_datum": day}
            step |= man.uitvoerder(actie.wie)
            man.acties[actie.key] = actieplannen.record_actie(session, man.id, step)
        _put_in_order(man, session)

    return act


def _herkomst(man: Man, doel: Doel) -> dict[str, Any]:
    soort, _, place = doel.herkomst.partition(":")
    if soort != "ki":
        return {"herkomst": soort}
    leefgebied, _, kolom = place.partition(":")
    bladen = man.story.inventarisaties[0].bladen
    line = next(getattr(blad, kolom) for blad in bladen if blad.leefgebied == leefgebied)
    return {
        "herkomst": "krachteninventarisatie",
        "herkomst_leefgebied": leefgebied,
        "herkomst_kolom": kolom,
        "herkomst_tekst": line,
    }


def _put_in_order(man: Man, session: Session) -> None:
    """His own order, when a doel that comes later in the story stands higher in it."""
    told = {man.doelen[d.key]: d.volgorde for d in man.story.doelen if d.key in man.doelen}
    rows = actieplannen.list_doelen(session, man.id, statuses=["nu", "later"])
    wanted = sorted(rows, key=lambda row: told[row.id])
    by_place = sorted(rows, key=lambda row: row.volgorde)
    if wanted != by_place:
        actieplannen.change_volgorde(session, man.id, [row.id for row in wanted])


def _closes(man: Man, actie: Actie) -> Act:
    def act(session: Session) -> None:
        found = man.acties[actie.key]
        if actie.status == "open":
            actieplannen.change_actie(session, found, {"resultaat": actie.resultaat})
        elif actie.status == "vervallen":
            actieplannen.remove_actie(session, found, actie.resultaat)
        else:
            actieplannen.complete_actie(session, found, actie.resultaat, actie.status)

    return act


def _ends(man: Man, doel: Doel) -> Act:
    def act(session: Session) -> None:
        if doel.status == "behaald":
            actieplannen.complete_doel(session, man.doelen[doel.key], doel.opbrengst)
        else:
            actieplannen.remove_doel(session, man.doelen[doel.key], doel.vervallen_reden)

    return act


def _instemming(man: Man) -> Iterator[Step]:
    said = man.story.instemming
    if said is None:
        return

    def act(session: Session) -> None:
        day = man.calendar.past(said.dag)
        actieplannen.record_instemming(session, man.id, said.antwoord, said.toelichting, day)

    yield man.step(said.dag, 15, man.worker(said.dag), act, 50)
