"""Builds the demo house: colleagues, organisaties and every story, in the order of the days.

Hides the moving clock: each step is written by who did it, at the moment of the story. Several
steps share a transaction, because a commit of an encrypted file costs more than a step.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import event, select

from hvh_desktop.actieplannen.model import Doel
from hvh_desktop.behandelingen.service import change_beschikbaarheid
from hvh_desktop.crypto import KdfCost
from hvh_desktop.db import AMSTERDAM, Compartment, Database, Session, new_id
from hvh_desktop.db.session import Clock
from hvh_desktop.deelnemers.model import Deelnemer
from hvh_desktop.demo.days import PRESENT, Calendar
from hvh_desktop.demo.invent import invent_stories
from hvh_desktop.demo.invent_zorg import add_zorg
from hvh_desktop.demo.play import House, Man, Step, list_steps
from hvh_desktop.demo.play_sancties import list_sanctie_steps
from hvh_desktop.demo.play_talks import list_talk_steps
from hvh_desktop.demo.play_verlof import list_verlof_steps
from hvh_desktop.demo.play_zorg import list_zorg_steps
from hvh_desktop.demo.reading import check_keys, load_yaml, read_stories
from hvh_desktop.demo.story import PSYCHOLOOG, Story
from hvh_desktop.demo_accounts import DEMO_PASSWORD
from hvh_desktop.errors import UserError
from hvh_desktop.founding import NewAccount, Setup, first_run
from hvh_desktop.organisaties.model import WettelijkeTaak
from hvh_desktop.organisaties.service import record_organisatie
from hvh_desktop.rights import Actor, Rol

MARKER = "demo.json"
VERSION = 5
"""Raise it when the demo tells something else, so that an older demo is built anew."""
OLDEST = timedelta(days=7)
"""A demo that was built longer ago has stories that stand still."""
STEPS_PER_REPORT = 20
HUIS = ("Huis van Herstel", "Twente, DEMO")
"""The name stands on every print, so that no print of the demo can be taken for a real one."""
FOUNDED = -1827
TAKEN = {
    "gemeente": WettelijkeTaak.gemeente,
    "reclassering": WettelijkeTaak.reclassering,
    "reclassering en opvang": WettelijkeTaak.reclassering,
    "inrichting": WettelijkeTaak.inrichting,
}
"""The task that the law gives to a kind of organisation."""
SINCE = -30

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Marker:
    """What a demo folder says about itself; ``is_ready`` False: the building was interrupted."""

    version: int
    day: date
    is_ready: bool

    def is_current(self, today: date) -> bool:
        """Can this demo be opened as it is?"""
        return self.is_ready and self.version == VERSION and abs(today - self.day) <= OLDEST


def read_marker(folder: Path) -> Marker | None:
    """The marker of a folder that the builder made, else None."""
    try:
        raw = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        return Marker(raw["version"], date.fromisoformat(raw["day"]), raw["is_ready"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_marker(folder: Path, day: date, *, is_ready: bool) -> None:
    """Say that this folder holds a demo."""
    told = {"version": VERSION, "day": day.isoformat(), "is_ready": is_ready}
    (folder / MARKER).write_text(json.dumps(told) + "\n", encoding="utf-8")


def build_demo(
    folder: Path,
    *,
    clock: Clock | None = None,
    progress: Progress = lambda done, total, what: None,
    written: int | None = None,
    invented: int | None = None,
    cost: KdfCost | None = None,
) -> None:
    """Build the house in an empty folder. ``written`` and ``invented``: only so many of these men.

    ``cost``: of a password, for tests.

    ``progress`` is called often with steps done, steps in all and what is being told; what it
    raises stops the building and leaves the folder without a house.
    """
    now = clock() if clock else datetime.now(UTC)
    calendar = Calendar(now.replace(microsecond=0))
    folder.mkdir(parents=True, exist_ok=True)
    write_marker(folder, calendar.today, is_ready=False)
    progress(0, 1, "De kluis wordt gemaakt")
    accounts = _accounts(calendar)
    beheerder = accounts.pop("b01")
    setup = Setup(*HUIS, beheerder, tuple(accounts.values()))
    everybody = {**accounts, "b01": beheerder}
    people = {key: one.medewerker_id for key, one in everybody.items()}
    hands = {key: Actor(people[key], one.rollen) for key, one in everybody.items()}
    start = calendar.moment(calendar.past(FOUNDED), 8)

    def fill(database: Database) -> None:
        organisaties = _organisaties(database, hands["b01"])
        _beschikbaarheid(database, hands[PSYCHOLOOG], calendar)
        house = House(calendar, people, organisaties)
        told = read_stories()
        stories = add_zorg(told[:written], invent_stories(told, invented))
        _tell(database, hands, list_all_steps(house, stories), progress)
        _two_versions(database, hands, calendar)

    first_run(folder, setup, clock=lambda: start, cost=cost or KdfCost.floor(), fill=fill)
    write_marker(folder, calendar.today, is_ready=True)


def list_all_steps(house: House, stories: Iterable[Story]) -> list[Step]:
    """Everything that everybody did: file by file, in the order in which it happened."""
    found: list[Step] = []
    for story in stories:
        man = Man(story, house)
        found += list_steps(man)
        found += list_talk_steps(man)
        found += list_zorg_steps(man)
        found += list_verlof_steps(man)
        found += list_sanctie_steps(man)
    return sorted(found, key=lambda step: (step.round, step.moment))


def _tell(
    database: Database, hands: Mapping[str, Actor], steps: list[Step], progress: Progress
) -> None:
    """One transaction per file, because the same rows are asked for again and again."""
    kept: set[object] = set()
    numbered = groupby(enumerate(steps), key=lambda pair: pair[1].round)
    for round_, pairs in numbered:
        with database.transaction(round_.compartment) as session:
            for name in ("loaded_as_persistent", "pending_to_persistent"):
                event.listen(session, name, lambda _, row: kept.add(row))
            for number, step in pairs:
                if number % STEPS_PER_REPORT == 0:
                    year = step.moment.astimezone(AMSTERDAM).year
                    progress(number, len(steps), f"Wat er gebeurde in {year}")
                _do(session, hands[step.by], step)
    progress(len(steps), len(steps), "Klaar")


def _do(session: Session, actor: Actor, step: Step) -> None:
    """Who and when are set before the step and written before the next one."""
    session.now, session.actor, session.action = step.moment, actor, new_id()
    try:
        step.act(session)
        session.flush()
    except UserError as error:
        told = f"story {step.story}, {step.moment:%Y-%m-%d}, {step.by}: {error.text} {error.fields}"
        raise ValueError(told) from error


APART = (
    ("m01", -2, "Als ik slaap, ben ik rustiger. Moe ben ik gevaarlijk, en dat wil ik niet zijn."),
    ("c02", -1, "Moe ben ik gevaarlijk. De behandelaar wil weten of de slaapregels werken."),
)
"""Mentor and casemanager changed one doel, each on a laptop that had no network."""


def _two_versions(database: Database, hands: Mapping[str, Actor], days: Calendar) -> None:
    """Neither saw what the other wrote, so both stand until somebody makes one text of it."""
    with database.reading() as session:
        of_him = select(Doel.id).join(Deelnemer).where(Deelnemer.roepnaam == "Delbrîn")
        doel_id = session.scalars(of_him.order_by(Doel.volgorde)).first()
        seen = session.mark(Compartment.team)
    for by, day, waarom in APART if doel_id else ():
        with database.transaction(Compartment.team, seen=seen) as session:
            session.actor, session.now = hands[by], days.moment(days.past(day), 15)
            session.get_one(Doel, doel_id).waarom = waarom


# Colleagues and organisaties ----------------------------------------------------------------


def _accounts(calendar: Calendar) -> dict[str, NewAccount]:
    employers = {row["id"]: row["naam"] for row in load_yaml("organisaties.yaml")["organisaties"]}
    rows = load_yaml("medewerkers.yaml")["medewerkers"]
    return {row["id"]: _account(row, employers, calendar) for row in rows}


def _account(row: Mapping[str, Any], employers: Mapping[str, str], days: Calendar) -> NewAccount:
    need = "id naam roepnaam voorletters rollen functie in_dienst_sinds_dag uren mail telefoon"
    check_keys(row, row["id"], need, "krachtwerkcoach talen over organisatie")
    return NewAccount(
        naam=row["naam"],
        roepnaam=row["roepnaam"],
        gebruikersnaam=row["roepnaam"].casefold(),
        wachtwoord=DEMO_PASSWORD,
        rollen=frozenset(Rol(rol) for rol in row["rollen"]),
        functie=row["functie"],
        must_change=False,
        values={
            "voorletters": row["voorletters"],
            "organisatie": employers.get(row.get("organisatie", ""), ""),
            "is_krachtwerkcoach": row.get("krachtwerkcoach", False),
            "talen": ", ".join(row.get("talen", ())),
            "telefoon": row["telefoon"],
            "mail": row["mail"],
            "actief_vanaf_datum": days.past(row["in_dienst_sinds_dag"]),
        },
    )


def _organisaties(database: Database, beheerder: Actor) -> dict[str, UUID]:
    found = {}
    with database.transaction(Compartment.register) as session:
        session.actor = beheerder
        for row in load_yaml("organisaties.yaml")["organisaties"]:
            check_keys(row, row["id"], "id naam soort contacten", "plaats gemeente")
            for contact in row["contacten"]:
                check_keys(contact, row["id"], "functie telefoon mail")
            names = ("naam", "soort", "plaats", "gemeente")
            values = {name: row[name] for name in names if name in row}
            values["wettelijke_taak"] = TAKEN.get(row["soort"])
            found[row["id"]] = record_organisatie(session, values, row["contacten"])
    return found


def _beschikbaarheid(database: Database, psycholoog: Actor, days: Calendar) -> None:
    times = [
        {"weekdag": weekday, "van_tijd": time(*begin), "tot_tijd": time(*end)}
        for weekday, begin, end in PRESENT
    ]
    with database.transaction(Compartment.register) as session:
        session.actor, session.now = psycholoog, days.moment(days.past(SINCE), 9)
        change_beschikbaarheid(session, psycholoog.medewerker_id, times)
