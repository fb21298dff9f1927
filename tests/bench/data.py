"""A house with many gesprekken, made fast: one man written through the entities, then copied.

Every man has 25 gesprekken with notes, three doelen, six acties and an inventarisatie. 26 men are
in the house, the others left. Each copied gesprek has its change and its place in the index, so
that the tables that a query meets have their real sizes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import hvh_desktop.models  # noqa: F401
from hvh_desktop.actieplannen.model import Actie, Doel, HerkomstSoort, UitvoerderSoort
from hvh_desktop.db import Compartment, Database, new_id, schema
from hvh_desktop.db.engine import connect
from hvh_desktop.deelnemers.model import Deelnemer, Taak, Teamlid, Titel, Verblijf
from hvh_desktop.huis import Huis
from hvh_desktop.krachteninventarisaties.model import (
    InventarisatieStatus,
    Kracht,
    Krachteninventarisatie,
    Leefgebiedblad,
)
from hvh_desktop.leefgebieden import Herstelvorm, Leefgebied
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken.model import Doelnotitie, GesprekStatus, Mentorgesprek
from hvh_desktop.rights import Actor, Rol, compartments_of
from hvh_desktop.text import fold_letters

PER_MAN = 25
PRESENT = 26
KEY = bytes(range(32))
SPACE = UUID("6f2a8d0e-4d7b-4c3c-9f0e-0b6f2b7f9a11")
NOTE = (
    "Hij kwam met een lijstje. Over de brief van de corporatie praat hij rustig; de kamer in "
    "Hengelo is afgekeurd en dat viel tegen. Samen gebeld met schuldhulp, maandag belt hij zelf. "
    "Op het werk gaat het goed, de voorman vroeg of hij ook de nieuwe jongen wil inwerken. "
) * 3
WORDS = ("fietsenmaker", "kerstpakket", "tandarts", "voetbalclub", "aardappels", "scooter")


@dataclass(frozen=True)
class House:
    """A folder with files, who opens it, and one present man."""

    folder: Path
    actor: Actor
    deelnemer_id: UUID
    gesprekken: int

    def open(self) -> Database:
        """As a mentor opens it."""
        keys = dict.fromkeys(compartments_of(self.actor.rollen), KEY)
        return Database(self.folder, keys, actor=self.actor, device=UUID(int=1))


def build(folder: Path, gesprekken: int) -> House:
    """Make the files; a minute for 200,000."""
    folder.mkdir(parents=True)
    for compartment in Compartment:
        schema.create_file(folder, compartment, KEY)
    mentor = Actor(new_id(), frozenset({Rol.mentor}))
    everything = dict.fromkeys(Compartment, KEY)
    database = Database(folder, everything, actor=mentor, device=UUID(int=1))
    _people(database, mentor)
    deelnemer_id = _man(database, mentor)
    database.close()
    _copy_men(folder, deelnemer_id, gesprekken // PER_MAN - 1)
    return House(folder, mentor, deelnemer_id, gesprekken)


def _people(database: Database, mentor: Actor) -> None:
    with database.transaction(Compartment.register) as session:
        session.add(Huis(naam="Huis van Herstel", plaats="Twente"))
        for number in range(17):
            session.add(
                Medewerker(
                    id=mentor.medewerker_id if number == 0 else new_id(),
                    naam=f"Collega {number}",
                    roepnaam=f"Collega {number}",
                    gebruikersnaam=f"collega{number}",
                    rollen=("mentor",),
                )
            )


def _man(database: Database, mentor: Actor) -> UUID:
    today = datetime.now(UTC).date()
    with database.transaction(Compartment.team) as session:
        man = Deelnemer(
            voornamen="Emre",
            roepnaam="Emre",
            achternaam="Karataş",
            geboortedatum=date(1992, 9, 23),
            registratienummer="HT-0",
            gemeente_herkomst="Enschede",
            gemeente_vestiging="Enschede",
            titel=Titel.hvh,
        )
        session.add(man)
        session.flush()
        came = today - timedelta(days=14 * PER_MAN + 7)
        session.add(Verblijf(deelnemer_id=man.id, begin_datum=came, plaats_nummer=1))
        session.add(
            Teamlid(
                deelnemer_id=man.id,
                medewerker_id=mentor.medewerker_id,
                taak=Taak.mentor,
                vanaf_datum=came,
            )
        )
        doelen = _plan(session, man.id, came)
        _talks(session, man.id, came, doelen, mentor)
    return man.id


def _plan(session: Any, man: UUID, came: date) -> list[UUID]:
    inventarisatie = Krachteninventarisatie(
        deelnemer_id=man,
        versie=1,
        datum=came,
        status=InventarisatieStatus.afgerond,
        zelfregulering="Ik ga naar buiten.",
    )
    session.add(inventarisatie)
    session.flush()
    where = {"deelnemer_id": man, "krachteninventarisatie_id": inventarisatie.id}
    for number, leefgebied in enumerate(Leefgebied):
        session.add(
            Leefgebiedblad(
                **where,
                leefgebied=leefgebied,
                nu="Het gaat.",
                wensen="Rust en een eigen deur.",
                hulpbronnen="Mijn oma.",
                bereidheid=number % 7 + 1,
                is_besproken=True,
            )
        )
        session.add(
            Kracht(**where, leefgebied=leefgebied, tekst="Maakt af", bron="mentor", volgorde=1)
        )
    doelen = []
    for number in range(1, 4):
        doel = Doel(
            deelnemer_id=man,
            tekst=f"Ik wil stap {number} zetten.",
            waarom="Dan slaap ik weer.",
            leefgebieden=("wonen",),
            herstelvorm=Herstelvorm.zelfherstel,
            herkomst=HerkomstSoort.anders,
            begin_datum=came,
            volgorde=number,
        )
        session.add(doel)
        session.flush()
        doelen.append(doel.id)
        for step in range(2):
            session.add(
                Actie(
                    deelnemer_id=man,
                    doel_id=doel.id,
                    wat=f"Brief {step} schrijven",
                    uitvoerder=UitvoerderSoort.deelnemer,
                    wanneer_datum=came + timedelta(days=30),
                )
            )
    return doelen


def _talks(session: Any, man: UUID, came: date, doelen: list[UUID], mentor: Actor) -> None:
    for number in range(PER_MAN):
        gesprek = Mentorgesprek(
            deelnemer_id=man,
            datum=came + timedelta(days=14 * number),
            tijd=time(10, 30),
            status=GesprekStatus.vastgesteld,
            medewerker_ids=(mentor.medewerker_id.hex,),
            gezicht=number % 5 + 1,
            eigen_woorden="Ik weet het. Nu nog doen.",
            notitie=NOTE,
            vastgesteld_op=datetime.now(UTC),
            vastgesteld_door=mentor.medewerker_id,
        )
        session.add(gesprek)
        session.flush()
        session.add(
            Doelnotitie(
                deelnemer_id=man,
                mentorgesprek_id=gesprek.id,
                doel_id=doelen[number % 3],
                tekst="Gaat vooruit.",
            )
        )


TABLES = (
    "deelnemer verblijf teamlid krachteninventarisatie leefgebiedblad kracht doel actie "
    "mentorgesprek doelnotitie"
).split()


def _copy_men(folder: Path, man: UUID, copies: int) -> None:
    connection = connect(folder / "team.db", KEY)
    connection.execute("PRAGMA synchronous = OFF")
    rows = {table: _rows(connection, table, man) for table in TABLES}
    template = connection.execute(
        'SELECT * FROM "change" WHERE kind = ? LIMIT 1', ("Mentorgesprek",)
    )
    change = dict(zip([c[0] for c in template.description], template.fetchone(), strict=True))
    connection.execute("BEGIN")
    number = connection.execute("SELECT max(number) FROM search_item").fetchone()[0]
    for copy in range(1, copies + 1):
        number = _copy_man(connection, rows, change, copy, number)
        if copy % 500 == 0:
            connection.execute("COMMIT")
            connection.execute("BEGIN")
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def _rows(connection: Any, table: str, man: UUID) -> list[dict[str, Any]]:
    column = "id" if table == "deelnemer" else "deelnemer_id"
    found = connection.execute(f"SELECT * FROM {table} WHERE {column} = ?", (man.bytes,))
    names = [c[0] for c in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def _copy_man(
    connection: Any,
    rows: dict[str, list[dict[str, Any]]],
    change: dict[str, Any],
    copy: int,
    number: int,
) -> int:
    def moved(value: Any) -> Any:
        if isinstance(value, bytes) and len(value) == 16:
            return uuid5(SPACE, f"{copy}{value.hex()}").bytes
        return value

    keep = {"medewerker_id", "created_by", "vastgesteld_door", "begonnen_door", "verzet_door"}
    for table in TABLES:
        made = [{n: v if n in keep else moved(v) for n, v in row.items()} for row in rows[table]]
        for row in made:
            if table == "deelnemer":
                row |= {"registratienummer": f"HT-{copy}", "roepnaam": f"Man {copy}"}
            if table == "verblijf" and copy >= PRESENT:
                row["einde_datum"] = row["begin_datum"]
            if table == "teamlid" and copy % 6:
                row["medewerker_id"] = moved(row["medewerker_id"])
        _insert(connection, table, made)
        if table == "mentorgesprek":
            number = _log_and_index(connection, made, change, copy, number)
    return number


def _log_and_index(
    connection: Any, talks: list[dict[str, Any]], change: dict[str, Any], copy: int, number: int
) -> int:
    word = f"{WORDS[copy % len(WORDS)]} {copy}"
    changes, items, bodies = [], [], []
    for talk in talks:
        number += 1
        made = change | {"id": uuid5(SPACE, talk["id"].hex()).bytes, "entity": talk["id"]}
        changes.append(made | {"values": json.dumps({"notitie": talk["notitie"]})})
        items.append((number, talk["id"], "Mentorgesprek", talk["deelnemer_id"]))
        bodies.append((number, fold_letters(f"{talk['eigen_woorden']}\n{talk['notitie']} {word}")))
    _insert(connection, "change", changes)
    connection.executemany("INSERT INTO search_item VALUES (?, ?, ?, ?)", items)
    connection.executemany("INSERT INTO search (rowid, body) VALUES (?, ?)", bodies)
    return number


def _insert(connection: Any, table: str, rows: list[dict[str, Any]]) -> None:
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    connection.executemany(
        f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',
        [tuple(row[name] for name in names) for row in rows],
    )
