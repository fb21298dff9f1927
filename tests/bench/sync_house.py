"""A house with a long log and a real hub: HTTPS on loopback, a real PostgreSQL, encrypted files.

One man is written through the entities, with later changes; then his log is copied, with other
ids, until it is as long as asked.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid5

import msgspec

from hvh_desktop.db.schema import create_file
from hvh_desktop.hub.folder import make_folder
from hvh_desktop.mentorgesprekken.model import Mentorgesprek
from hvh_desktop.rights import Actor, Rol
from hvh_desktop.sync.merge.apply import Applier
from hvh_desktop.sync.wire import WireChange
from tests.bench import data
from tests.conftest import KEYS
from tests.hub.served import ServedHub, drop_database, free_port, make_database
from tests.sync.laptops import TEAM
from tests.sync.merging import as_wire
from tests.sync.real.site import Seat, Site

_ID = re.compile(r"[0-9a-f]{32}")
_LONG = 100
_LOG = (
    'SELECT id, action, user, device, at, hlc, "schema", kind, entity, operation, "values",'
    ' parents, ext FROM "change" ORDER BY rowid'
)


@contextmanager
def served_site(workers: int = 1) -> Iterator[Site]:
    """A house at a hub of its own, with nobody at work."""
    with tempfile.TemporaryDirectory(prefix="hvh-bench-") as name:
        folder, port = Path(name), free_port()
        (folder / "leeg").mkdir()
        (folder / "laptops").mkdir()
        for compartment, key in KEYS.items():
            create_file(folder / "leeg", compartment, key)
        hosts = ["127.0.0.1", "localhost"]
        home = make_folder(folder / "hub", f"https://127.0.0.1:{port}", hosts, datetime.now(UTC))
        hub = ServedHub(home, make_database(), port, workers, folder / "hub.log")
        hub.start()
        try:
            site = Site(hub, folder / "leeg", folder / "laptops")
            yield site
            site.close()
        finally:
            hub.kill()
            drop_database(hub.database_url)


@dataclass(frozen=True)
class Log:
    """What one person wrote about one man."""

    changes: tuple[WireChange, ...]
    stays: frozenset[str]
    """Ids that are the same in every copy: who wrote."""


def write_one_man(site: Site) -> Log:
    """His dossier, and what was changed in it later, as it travels."""
    seat = site.sit(number=0)
    desk = seat.desk
    mentor = Actor(desk.user, frozenset({Rol.mentor}))
    man = data._man(desk.database, mentor)
    for (talk,) in desk.rows("SELECT id FROM mentorgesprek ORDER BY datum"):
        desk.change(Mentorgesprek, UUID(bytes=talk), notitie=data.NOTE + " Later aangevuld.")
    changes = tuple(as_wire(row) for row in desk.rows(_LOG))
    assert man.hex in {change.entity.hex for change in changes}
    site.seats.remove(seat)
    seat.close()
    return Log(changes, frozenset({desk.user.hex, desk.device.hex}))


def copies(log: Log, count: int) -> Iterator[WireChange]:
    """The log again and again, each time about somebody else, until there are ``count``."""
    number = 0
    while count > 0:
        number += 1
        moved = partial(_moved, log, number)
        chance = Random(number)
        for change in log.changes[:count]:
            yield _in_other_words(replace_ids(change, moved), chance)
        count -= len(log.changes)


def replace_ids(change: WireChange, moved: Any) -> WireChange:
    def again(text: str) -> str:
        return _ID.sub(lambda found: moved(found.group()), text)

    return WireChange(
        UUID(moved(change.id.hex)),
        UUID(moved(change.action.hex)),
        change.user,
        change.device,
        change.at,
        change.hlc,
        change.schema,
        change.kind,
        UUID(moved(change.entity.hex)),
        change.operation,
        again(change.values),
        again(change.parents),
        change.ext,
    )


def _in_other_words(change: WireChange, chance: Random) -> WireChange:
    """Texts with their words in another order: no two people write the same."""
    if len(change.values) < _LONG:
        return change
    values = json.loads(change.values)
    for name, text in values.items():
        if isinstance(text, str) and len(text) > _LONG:
            words = text.split(" ")
            chance.shuffle(words)
            values[name] = " ".join(words)
    return msgspec.structs.replace(change, values=json.dumps(values, ensure_ascii=False))


def _moved(log: Log, number: int, id: str) -> str:
    return id if id in log.stays else uuid5(data.SPACE, f"{number}{id}").hex


def write_down(seat: Seat, changes: Sequence[WireChange]) -> None:
    """As if this laptop had written all this, long ago and without a hub."""
    connection = seat.desk.connect()
    applier = Applier(TEAM)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN IMMEDIATE")
    applier.put_in_log(connection, changes, None)  # type: ignore[arg-type]
    while applier.carry_out(connection, 5000):
        pass
    connection.execute("COMMIT")
    connection.close()
