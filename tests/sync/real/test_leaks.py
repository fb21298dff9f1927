"""What somebody wrote is nowhere outside the laptops: not on the hub and not on the wire."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from hvh_desktop.db import Compartment
from hvh_desktop.db.engine import connect
from tests.hub.served import ServedHub, postgres_server
from tests.hub.test_leaks import dump
from tests.medewerkers.founded import founded, founded_once
from tests.sync.real.relay import Relay
from tests.sync.real.site import Site
from tests.sync.real.tap import Tap
from tests.sync.test_connected import AddLaptop, Laptop, Sitting, add_laptop, first
from tests.whole_care import record_care
from tests.whole_dossier import Words, record_dossier, record_medewerkers, record_organisatie

__all__ = ["add_laptop", "first", "founded", "founded_once"]


ASCII, LETTERS = "wanenhalskurbisdropfiets", "ółwięszyjękürbisdröpść"
PEOPLE = ("Groothengel", "Kuiphuis", "Meilink-Roos", "Oude Kotte", "marloes", "Kotte")
"""Of the accounts of the house; they travel in the vault."""
CHANCE = 7
"""Fewer bytes than this may be there by chance."""


class Planted(Words):
    """In every field a word that is nowhere else, in plain letters and in others."""

    def about(self, about: str, number: int) -> str:
        return f"Z{ASCII} Ż{LETTERS} {number}"


def forms(text: str) -> Iterator[bytes]:
    """The ways in which a word may lie somewhere."""
    for coding in ("utf-8", "utf-16-le", "utf-16-be"):
        data = text.encode(coding)
        yield from (data, data.hex().encode(), data.hex().upper().encode())
        for shift in range(3):
            for encode in (base64.b64encode, base64.urlsafe_b64encode):
                form = encode(bytes(shift) + data)[4:-4]
                if len(form) >= CHANCE:
                    yield form
    yield json.dumps(text)[1:-1].encode()


@dataclass
class Way:
    """From the laptops to the hub, past everybody who listens."""

    relay: Relay
    tap: Tap

    def places(self) -> dict[str, bytes]:
        """All that was sent: as it lay on the wire, and inside of the TLS."""
        asked = [
            f"{asked.method} {asked.target} {dict(asked.headers)}".encode() + asked.body
            for asked in self.relay.asked
        ]
        said = [f"{dict(said.headers)}".encode() + said.body for said in self.relay.said]
        return {
            "wire": bytes(self.tap.bytes),
            "asked": b"\n".join(asked),
            "said": b"\n".join(said),
        }


@pytest.fixture
def way(hub: ServedHub, tmp_path: Path) -> Iterator[Way]:
    """From the first word on, all laptops go this way and no other."""
    relay = Relay(tmp_path / "tussenpost", hub)
    tap = Tap(relay.port)
    told = json.loads(hub.link_file.read_text())
    told["adres"] = f"https://127.0.0.1:{tap.port}"
    told["certificaat"] = relay.link.certificate
    hub.link_file.write_text(json.dumps(told))
    yield Way(relay, tap)
    tap.close()
    relay.close()


def places_of(hub: ServedHub) -> dict[str, bytes]:
    """Everything that the hub keeps: tables, log, folder, and the files of PostgreSQL."""
    tables = dump(hub.database_url)  # before the checkpoint that it makes: the files have it too
    hub.stop()
    data = postgres_server().folder
    files = [file for folder in (hub.folder, data) for file in folder.rglob("*") if file.is_file()]
    found = {str(file): file.read_bytes() for file in files}
    return tables | found | {"log": hub.read_log().encode()}


def test_planted_words_are_nowhere_outside_the_laptops(
    way: Way, first: Laptop, add_laptop: AddLaptop, hub: ServedHub
) -> None:
    words = Planted()
    with first.sit("dennis") as dennis:
        team = record_medewerkers(dennis.database, words)
        dennis.in_step()
    with first.sit("ilse") as ilse:
        organisatie = record_organisatie(ilse.database, words)
        one = record_dossier(ilse.database, team, organisatie, words, 1)
        ilse.in_step()
    with first.sit("judith") as judith:
        record_care(judith.database, one, words)
        judith.in_step()
    second = add_laptop("tweede")
    second.fill("judith")
    with second.sit("judith") as judith:
        judith.in_step()
        there = b"".join(read_log(judith, c) for c in (Compartment.team, Compartment.behandeling))
    assert there.count(ASCII.encode()) > 100
    places = way.places() | places_of(hub)
    assert min(len(places[name]) for name in ("wire", "asked", "said", "envelope")) > 20_000
    assert len(places) > 100
    hidden = [form for text in (ASCII, LETTERS, *PEOPLE) for form in forms(text)]
    hidden += [
        one.deelnemer_id.bytes,
        one.deelnemer_id.hex.encode(),
        str(one.deelnemer_id).encode(),
    ]
    assert [(name, form) for name, it in places.items() for form in hidden if form in it] == []


def read_log(sitting: Sitting, compartment: Compartment) -> bytes:
    """What the log of a laptop holds, in the clear."""
    key = bytes(sitting.keyring.key(compartment))
    with closing(connect(sitting.folder / f"{compartment}.db", key)) as connection:
        rows = connection.execute('SELECT "values" FROM "change"').fetchall()
    return "\n".join(values for (values,) in rows).encode()


def test_lengths_of_envelopes_do_not_tell_names(site: Site) -> None:
    """Names of two letters to twenty: hardly more than one length on the wire."""
    names = ["Bo", "Jan", "Ömer", "Emre", "Şirin", "Łukasz", "Jeffrey", "Krzysztof"]
    names += ["Maximiliaan", "Abdurrahman", "Jean-Baptiste", "Pieter-Christiaan"]
    seat = site.sit()
    for name in names:
        seat.desk.write_deelnemer(name)
        assert seat.desk.store.seal() is not None
    assert seat.round().problem is None
    lengths = Counter(len(raw) for _, raw in site.stored())
    assert len(lengths) <= 2
