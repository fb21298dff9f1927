"""Laptops of one small house on real encrypted files, and a hub that is a list."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.primitives import Key, sha256
from hvh_desktop.db import Compartment, Database, Session, new_id
from hvh_desktop.db.engine import connect
from hvh_desktop.deelnemers.model import Aandachtspunt, AandachtspuntSoort, Deelnemer, Titel
from hvh_desktop.rights import Actor, Rol
from hvh_desktop.sync.envelope import split
from hvh_desktop.sync.merge.apply import Applier
from hvh_desktop.sync.parts import Cursor, Verdict, WrappedKey
from hvh_desktop.sync.stream.store import Aside, SqlStore
from hvh_desktop.sync.stream.trust import Trust

TEAM = Compartment.team
NOTHING = Aside(update=0, key=0, apart=0, parent=0, refused=0)
NOW = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)


@dataclass
class House:
    """Who may sign, and the keys of each epoch; tests change it."""

    epochs: list[bytes]
    """Compartment keys of ``team``; the first is that of the files too."""
    site: str = "huis"
    devices: dict[UUID, Key] = field(default_factory=dict)
    users: dict[UUID, Key] = field(default_factory=dict)
    strangers: set[UUID] = field(default_factory=set)
    """Laptops and people that the others do not know yet."""
    register: int = 1
    believes_hub: bool = True
    """Does every key that a hub calls destroyed come with an order of the authority?"""
    roles: dict[UUID, frozenset[Rol] | None] = field(default_factory=dict)
    """What the signed table says of somebody; who is not in it, of him nobody said anything."""

    def trust(self, device: UUID, user: UUID) -> Trust:
        """As this laptop sees it, with this person logged in."""
        self.devices.setdefault(device, primitives.new_key())
        self.users.setdefault(user, primitives.new_key())
        return Trust(
            site=self.site,
            device=device,
            sign_device=lambda message: primitives.sign(self.devices[device], message),
            user=user,
            sign_user=lambda message: primitives.sign(self.users[user], message),
            find_device_public=self._device_public,
            find_user_publics=self._user_publics,
            list_users=lambda: list(self.users),
            find_roles=self.roles.get,
            is_destroyed=lambda stream, key: self.believes_hub,
            epoch=lambda stream: len(self.epochs) - 1,
            stream_secret=self._secret,
            register=lambda: self.register,
        )

    def _secret(self, stream: str, epoch: int) -> bytes | None:
        return self.epochs[epoch] if epoch < len(self.epochs) else None

    def _device_public(self, device: UUID) -> bytes | None:
        if device not in self.devices or device in self.strangers:
            return None
        return primitives.sign_public(self.devices[device])

    def _user_publics(self, user: UUID) -> list[bytes]:
        known = user in self.users and user not in self.strangers
        return [primitives.sign_public(self.users[user])] if known else []


@dataclass
class ListHub:
    """One stream of a hub that loses nothing and checks nothing."""

    generation: UUID = field(default_factory=new_id)
    raws: list[bytes] = field(default_factory=list)
    keys: list[WrappedKey] = field(default_factory=list)

    def push(self, raws: Sequence[bytes]) -> list[tuple[bytes, Verdict, int]]:
        """Stored, or known at an earlier place."""
        answers = []
        for raw in raws:
            is_known = raw in self.raws
            if not is_known:
                self.raws.append(raw)
            verdict = Verdict.known if is_known else Verdict.stored
            answers.append((split(raw).hash, verdict, self.raws.index(raw) + 1))
        return answers

    def put_keys(self, keys: Sequence[WrappedKey]) -> None:
        """Repeatable."""
        self.keys += [key for key in keys if key not in self.keys]

    def pull(self, cursor: Cursor, limit: int = 64) -> tuple[list[tuple[int, bytes]], Cursor]:
        """What comes after the cursor, and the cursor after that."""
        found = list(enumerate(self.raws, start=1))[cursor.position : cursor.position + limit]
        chain = cursor.chain
        for _, raw in found:
            chain = sha256(chain + split(raw).hash)
        position = cursor.position + len(found)
        return found, Cursor(self.generation, position, chain)


class Desk:
    """One laptop: its folder, the window's database and the store of ``team``."""

    def __init__(
        self, house: House, folder: Path, *, device: UUID | None = None, user: UUID | None = None
    ) -> None:
        self.house, self.folder = house, folder
        self.device, self.user = device or new_id(), user or new_id()
        self.trust = house.trust(self.device, self.user)
        self.database = self._open_database()
        self.store = self.open_store()

    def _open_database(self) -> Database:
        roles = frozenset({Rol.casemanager})
        actor = Actor(self.user, roles)
        keys = {TEAM: self.house.epochs[0]}
        return Database(self.folder, keys, actor=actor, device=self.device, clock=lambda: NOW)

    def open_store(self) -> SqlStore:
        """A second one stands for the program after a restart."""
        return self.store_on(self.connect())

    def store_on(self, connection: Any) -> SqlStore:
        """Beside the window, as in the program."""
        applier = Applier(TEAM, see_tick=self.database.see_tick)
        turns = self.database.turns(TEAM)
        return SqlStore(self.folder, TEAM, connection, self.trust, applier, turns=turns)

    def connect(self) -> Any:
        """A raw connection of one's own."""
        return connect(self.folder / "team.db", self.house.epochs[0])

    def restart(self) -> None:
        """As after a crash: nothing is left of what was in memory."""
        self.store.close()
        self.store = self.open_store()

    def log_in(self, user: UUID) -> None:
        """Somebody else, on the same laptop."""
        self.close()
        self.user = user
        self.trust = self.house.trust(self.device, user)
        self.database = self._open_database()
        self.store = self.open_store()

    def close(self) -> None:
        self.store.close()
        self.database.close()

    # Writing

    def write_deelnemer(self, name: str = "Jeffrey", **other: Any) -> UUID:
        with self.database.transaction(TEAM) as session:
            deelnemer = Deelnemer(**(deelnemer_columns(name) | other))
            session.add(deelnemer)
            session.flush()
            return deelnemer.id

    def change(self, kind: type[Any], entity: UUID, **values: object) -> None:
        with self.database.transaction(TEAM) as session:
            found = session.get_one(kind, entity)
            for name, value in values.items():
                setattr(found, name, value)

    def write_punt(self, deelnemer: UUID, tekst: str) -> UUID:
        with self.database.transaction(TEAM) as session:
            return add_punt(session, deelnemer, tekst)

    # Travelling

    def give(self, hub: ListHub) -> None:
        while self.store.seal() is not None:
            pass
        keys = self.store.list_unsent_keys()
        hub.put_keys(keys)
        self.store.mark_keys_sent([key.key_id for key in keys])
        while unsent := self.store.list_unsent():
            self.store.mark_sent(hub.push([kept.raw for kept in unsent]))

    def take(self, hub: ListHub, rows: int = 50) -> None:
        start = self.store.keys_cursor()
        self.store.keep_keys(hub.keys[start:], len(hub.keys))
        if self.store.cursor().generation is None:
            self.store.lose_hub(hub.generation)
        while True:
            envelopes, cursor = hub.pull(self.store.cursor())
            if not envelopes:
                break
            self.store.keep(envelopes, cursor)
        while self.store.apply(rows):
            pass

    def sync(self, hub: ListHub) -> None:
        self.take(hub)
        self.give(hub)
        self.take(hub)

    # Looking

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(self.connect()) as connection:
            found: list[tuple[Any, ...]] = connection.execute(sql, values).fetchall()
            return found

    def count(self, table: str, where: str = "1") -> int:
        found: int = self.rows(f'SELECT count(*) FROM "{table}" WHERE {where}')[0][0]
        return found

    def tables(self) -> dict[str, list[Any]]:
        """Everything that must be equal on all laptops, table by table."""
        skip = ("sync_setting", "envelope", "subject_key", "draft", "search", "alembic")
        with closing(self.connect()) as connection:
            names = [
                name
                for (name,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type='table'"
                )
                if not name.startswith(skip)
            ]
            return {
                name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
                for name in names
            }


NewDesk = Callable[..., Desk]


def add_punt(session: Session, deelnemer: UUID, tekst: str) -> UUID:
    """One small thing about somebody."""
    punt = Aandachtspunt(
        deelnemer_id=deelnemer,
        soort=AandachtspuntSoort.contact,
        tekst=tekst,
        vanaf_datum=NOW.date(),
    )
    session.add(punt)
    session.flush()
    return punt.id


def deelnemer_columns(name: str) -> dict[str, Any]:
    """What a row must hold; fictional."""
    return {
        "voornamen": name,
        "roepnaam": name,
        "achternaam": "Nijhuis",
        "geboortedatum": NOW.date().replace(year=1992),
        "registratienummer": f"HT-{new_id().hex}",
        "gemeente_herkomst": "Almelo",
        "gemeente_vestiging": "Almelo",
        "titel": Titel.hvh,
    }


def copy_folder(source: Path, target: Path) -> Path:
    """All files as they lie there, as a backup program does."""
    shutil.copytree(source, target)
    return target


def assert_equal(one: Desk, other: Desk) -> None:
    first, second = one.tables(), other.tables()
    assert first.keys() == second.keys()
    for table in first:
        assert first[table] == second[table], table
