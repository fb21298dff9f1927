"""What may not count, does not count; what was put back or copied loses nothing. On real parts."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.hub.generation import STAND_FILE
from hvh_desktop.sync.envelope import split
from hvh_desktop.sync.house.register import Decision
from hvh_desktop.sync.laptop import What
from hvh_desktop.sync.parts import DONE, HubRefuses, Verdict
from tests.conftest import KEYS
from tests.hub.served import ROOT, ServedHub, drop_database, make_database
from tests.sync.laptops import NOTHING, TEAM, copy_folder
from tests.sync.real.site import Seat, Site, all_become_equal, check_log, check_words
from tests.sync.sealing import forge, unpack

Two = tuple[Seat, Seat, UUID]


def begin(site: Site) -> Two:
    """Anna and Bram at two laptops, and a man whom both know."""
    anna, bram = site.sit(), site.sit()
    man = anna.desk.write_deelnemer("Jeffrey")
    for seat in (anna, bram):
        assert seat.round().problem is None
    return anna, bram, man


@pytest.fixture
def two(site: Site) -> Two:
    return begin(site)


def sealed(seat: Seat, man: UUID, word: str) -> bytes:
    """An envelope that lies ready and was not sent."""
    seat.desk.write_punt(man, word)
    kept = seat.desk.store.seal()
    assert kept is not None
    return kept.raw


def plant(site: Site, raw: bytes) -> None:
    """A hub that takes anything puts this at the end of its order, and signs for it."""
    header = split(raw).header
    with psycopg.connect(site.hub.database_url) as connection:
        row = connection.execute(
            "SELECT position, chain FROM head WHERE stream = 'team' FOR UPDATE", binary=True
        ).fetchone()
        assert row is not None
        position, chain = row[0] + 1, sha256(row[1] + split(raw).hash)
        connection.execute(
            "INSERT INTO envelope VALUES ('team', %s, %b, %s, %s, %s, %b, '{}', %s, %b, now())",
            (
                *(position, split(raw).hash, header.device, header.incarnation, header.n),
                *(chain, len(raw), raw),
            ),
        )
        connection.execute(
            "UPDATE head SET position = %s, chain = %b WHERE stream = 'team'", (position, chain)
        )


def words_of(seat: Seat) -> set[str]:
    return {tekst for (tekst,) in seat.desk.rows("SELECT tekst FROM aandachtspunt")}


# What may not count


def as_other(raw: bytes, key: Any, **parts: object) -> bytes:
    """The same content under another header, signed with the key of some laptop."""
    names = {"site": 1, "stream": 2, "device": 4, "n": 6, "user": 9}

    def edit(header: list[Any], _: list[Any]) -> None:
        for name, value in parts.items():
            header[names[name]] = value

    class Signer:
        user_key = key

        def sign_device(self, message: bytes) -> bytes:
            return primitives.sign(key, message)

        sign_user = sign_device

    assert len(unpack(raw)[2]) == 64
    return forge(raw, Signer(), edit)  # type: ignore[arg-type]


def bend(site: Site, anna: Seat, raw: bytes, how: str) -> bytes:
    """What somebody makes of an envelope with a laptop of the house in his hands."""
    own = site.keys.devices[anna.desk.device]
    match how:
        case "another stream":
            return as_other(raw, own, stream="log")
        case "another house":
            return as_other(raw, own, site="huis-2")
        case "another laptop":
            return as_other(raw, own, device=site.device(1).id.bytes)
        case "a laptop that nobody knows":
            return as_other(raw, primitives.new_key(), device=bytes(16))
        case "another person":
            return as_other(raw, own, user=bytes(16))
        case _:
            return as_other(raw, own, n=99)


BENT = {
    "another stream": Verdict.refused,
    "another house": Verdict.refused,
    "another laptop": Verdict.refused,
    "a laptop that nobody knows": Verdict.refused,
    "another person": Verdict.stored,
    "another number": Verdict.stored,
}
"""What the hub says of it: who wrote it and what is in it, only laptops can look at."""


def test_what_is_not_what_it_says_is_refused_and_set_apart(site: Site) -> None:
    for how in BENT:
        site.begin_anew()
        one_is_bent(site, begin(site), how)


def one_is_bent(site: Site, two: Two, how: str) -> None:
    anna, bram, man = two
    bent = bend(site, anna, sealed(anna, man, "een woord"), how)
    ((verdict, _),) = anna.line.push("team", [bent]).results
    assert verdict is BENT[how], how
    if verdict not in DONE:
        plant(site, bent)
    anna.desk.write_punt(man, "een later woord")
    for _ in range(2):
        for seat in (anna, bram):
            assert seat.round().problem is None
    assert words_of(bram) == {"een woord", "een later woord"}, "what is good comes through"
    assert bram.desk.store.count_aside() == replace(NOTHING, apart=1), how
    check_words([anna, bram], ["een woord", "een later woord"])
    check_log(bram.desk)


def test_an_envelope_brought_to_another_stream(site: Site, two: Two) -> None:
    anna, _, man = two
    raw = sealed(anna, man, "een woord")
    for stream in ("log", "behandeling", "register", "instroom"):
        assert anna.line.push(stream, [raw]).results == ((Verdict.refused, None),)


def test_what_a_laptop_brings_after_it_was_taken_off_waits_for_the_beheerder(
    site: Site, two: Two
) -> None:
    anna, bram, man = two
    sealed(bram, man, "voor het verlies")
    late = sealed(bram, man, "nog een, te laat")
    site.house.take_off(site.device(1), through=site.first)
    done = bram.round()
    assert done.count(What.set_aside) == 2
    assert bram.desk.store.count_unsent() == 0, "it may go from the outbox"
    with pytest.raises(HubRefuses):
        bram.line.pull("team", 0)
    anna.round()
    assert words_of(anna) == set()
    waiting = anna.line.house.list_quarantine()
    assert split(late).hash in {aside.hash for aside in waiting}
    assert {aside.device for aside in waiting} == {bram.desk.device}
    for aside in waiting:
        order = {"soort": "quarantaine", "hash": aside.hash.hex(), "besluit": "toelaten"}
        signature = base64.b64decode(site.house.order(order))
        anna.line.house.decide_quarantine(aside.hash, Decision.toelaten.value, signature)
    anna.round()
    assert words_of(anna) == {"voor het verlies", "nog een, te laat"}
    assert anna.line.house.list_quarantine() == []
    check_log(anna.desk)


def test_who_has_no_key_of_the_new_epoch_reads_nothing_of_it_until_he_gets_it(
    site: Site, two: Two
) -> None:
    anna, bram, man = two
    only_old = replace(
        bram.desk.trust,
        epoch=lambda stream: 0,
        stream_secret=lambda stream, epoch: KEYS[TEAM] if epoch == 0 else None,
    )
    site.keys.epochs.append(bytes(primitives.new_key()))
    full, bram.desk.trust = bram.desk.trust, only_old
    bram.desk.restart()
    anna.desk.write_punt(man, "onder de nieuwe sleutel")
    bram.desk.write_punt(man, "onder de oude sleutel")
    for seat in (anna, bram, anna):
        assert seat.round().problem is None
    assert words_of(anna) == {"onder de nieuwe sleutel", "onder de oude sleutel"}
    assert words_of(bram) == {"onder de oude sleutel"}
    assert bram.desk.store.count_aside() == replace(NOTHING, key=1)
    bram.desk.trust = full
    bram.desk.restart()
    all_become_equal(site)
    assert words_of(bram) == words_of(anna)


# What was put back or copied


def command(hub: ServedHub, *words: str) -> None:
    """As the system manager types it."""
    subprocess.run(
        [sys.executable, "-m", "hvh_desktop.hub", "--map", str(hub.folder), *words],
        cwd=ROOT,
        env=os.environ | {"HVH_HUB_DATABASE": hub.database_url},
        check=True,
        capture_output=True,
    )


def write(seats: dict[str, Seat], man: UUID, when: str) -> list[str]:
    """Everybody writes a few words."""
    words = [f"{name}, {when}, {number}" for name in seats for number in range(3)]
    for word in words:
        seats[word.split(",")[0]].desk.write_punt(man, word)
    return words


def test_a_hub_that_was_put_back_to_yesterday_gets_everything_again(
    site: Site, two: Two, tmp_path: Path
) -> None:
    anna, bram, man = two
    chris = site.sit()
    seats = {"anna": anna, "bram": bram, "chris": chris}
    all_become_equal(site)
    words = write(seats, man, "gisteren")
    all_become_equal(site)
    hub, backup = site.hub, tmp_path / "hub.zip"
    command(hub, "backup", str(backup))
    words += write(seats, man, "vandaag")
    for seat in (anna, bram):  # chris was not online
        assert seat.round().problem is None
    hub.stop()
    drop_database(hub.database_url)
    hub.database_url = make_database()
    command(hub, "restore", str(backup))
    hub.start()
    words += write(seats, man, "daarna")
    went_back = [seat.round().count(What.hub_went_back) for seat in site.seats]
    assert went_back == [1, 1, 1]
    all_become_equal(site)
    check_words(site.seats, words)


def test_a_hub_that_was_put_back_behind_everybodys_back(site: Site, two: Two) -> None:
    """With its folder, so that nothing tells but its own receipts."""
    anna, bram, man = two
    words = write({"anna": anna, "bram": bram}, man, "gisteren")
    all_become_equal(site)
    position = bram.desk.store.cursor().position
    words += write({"anna": anna, "bram": bram}, man, "vandaag")
    all_become_equal(site)
    hub = site.hub
    hub.kill()
    (hub.folder / STAND_FILE).unlink(missing_ok=True)
    with psycopg.connect(hub.database_url) as connection:
        connection.execute("DELETE FROM envelope WHERE position > %s", (position,))
        connection.execute(
            "UPDATE head SET position = %s, chain = (SELECT chain FROM envelope"
            " WHERE stream = 'team' AND position = %s) WHERE stream = 'team'",
            (position, position),
        )
    hub.start()
    words += write({"bram": bram}, man, "daarna")
    assert bram.round().count(What.given_back)
    all_become_equal(site)
    check_words(site.seats, words)


def put_back(site: Site, seat: Seat, number: int, yesterday: Path) -> Seat:
    """The laptop is gone, and its files of yesterday stand on it."""
    site.seats.remove(seat)
    seat.close()
    return site.sit(source=yesterday, number=number)


def test_a_laptop_that_was_put_back_to_yesterday_loses_nothing(
    site: Site, two: Two, tmp_path: Path
) -> None:
    anna, bram, man = two
    words = write({"anna": anna, "bram": bram}, man, "gisteren")
    all_become_equal(site)
    yesterday = copy_folder(anna.desk.folder, tmp_path / "gisteren")
    words += write({"anna": anna, "bram": bram}, man, "vandaag")
    all_become_equal(site)
    anna = put_back(site, anna, 0, yesterday)
    words += write({"anna": anna, "bram": bram}, man, "daarna")
    assert anna.round().count(What.numbered_anew) == 1
    all_become_equal(site)
    check_words(site.seats, words)


def test_a_database_that_was_put_back_alone_loses_nothing(
    site: Site, two: Two, tmp_path: Path
) -> None:
    """As the backups of the program do: the numbers beside it stay."""
    anna, bram, man = two
    yesterday = copy_folder(anna.desk.folder, tmp_path / "gisteren")
    words = write({"anna": anna, "bram": bram}, man, "vandaag")
    all_become_equal(site)
    before = anna.desk.store.incarnation()
    beside = (anna.desk.folder / "team.db-nummers").read_bytes()
    (yesterday / "team.db-nummers").write_bytes(beside)
    anna = put_back(site, anna, 0, yesterday)
    words += write({"anna": anna}, man, "daarna")
    assert anna.desk.store.incarnation() != before
    all_become_equal(site)
    check_words(site.seats, words)


def test_a_copied_laptop_and_the_laptop_itself_both_go_on(
    site: Site, two: Two, tmp_path: Path
) -> None:
    """Also with work that was sealed and not sent: then both send the same."""
    anna, bram, man = two
    words = write({"anna": anna}, man, "voor het kopiëren")
    sealed(anna, man, "verzegeld voor het kopiëren")
    words.append("verzegeld voor het kopiëren")
    copy = site.sit(source=anna.desk.folder, number=0)
    seats = {"anna": anna, "bram": bram, "kopie": copy}
    for turn in range(3):
        words += write(seats, man, f"keer {turn}")
        for seat in seats.values():
            seat.desk.store.seal()
        for seat in (copy, anna, bram) if turn % 2 else (anna, copy, bram):
            assert seat.round().problem is None
    all_become_equal(site, is_forked=True)
    check_words(site.seats, words)
