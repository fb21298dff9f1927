"""Somebody who left changed his program. He has a laptop of the house, the key of an old epoch and
his own signature: what the others make of that, on real parts."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.primitives import Key
from hvh_desktop.db import new_id
from hvh_desktop.deelnemers.model import AandachtspuntSoort
from hvh_desktop.sync.envelope import seal, split
from hvh_desktop.sync.house.register import Decision, user_entry
from hvh_desktop.sync.parts import NO_HASH, Seen, Verdict
from tests.sync.laptops import NOTHING
from tests.sync.real.site import Seat, Site, check_log
from tests.sync.real.test_negatives import sealed, words_of
from tests.sync.test_attacks import create_values, forged

WAITS, LETS_IN = Verdict.quarantined, Verdict.stored


@dataclass
class Leaver:
    """Bram, who left; Anna, who did not; and a man whom both know."""

    site: Site
    anna: Seat
    bram: Seat
    man: UUID
    incarnation: UUID = field(default_factory=new_id)
    n: int = 0

    @property
    def own_key(self) -> Key:
        return self.site.keys.users[self.bram.desk.user]

    def forge(self, word: str, *, user: UUID, sealer: UUID | None, key: Key | None) -> bytes:
        """Sealed past his program, with the oldest key, in whose name he likes."""
        desk = self.bram.desk
        found, _ = desk.store._keys.key_for(self.man, 0)
        values = {
            "deelnemer_id": self.man,
            "soort": AandachtspuntSoort.contact,
            "tekst": word,
            "vanaf_datum": date(2026, 11, 1),
        }
        change = forged(user, "Aandachtspunt", create_values(user, values))
        self.n += 1
        return seal(
            [(found, [change])],
            site=desk.house.site,
            stream="team",
            epoch=0,
            device=desk.device,
            incarnation=self.incarnation,
            n=self.n,
            previous=NO_HASH,
            seen=Seen(None, 0, NO_HASH, 1),
            user=user,
            sign_device=desk.trust.sign_device,
            sign_user=(lambda message: primitives.sign(key, message)) if key else None,
            sealer=sealer,
        )

    def decide(self, raw: bytes, decision: Decision) -> None:
        """By a beheerder."""
        which = split(raw).hash
        order = {"soort": "quarantaine", "hash": which.hex(), "besluit": decision.value}
        signature = base64.b64decode(self.site.house.order(order))
        self.anna.line.house.decide_quarantine(which, decision.value, signature)

    def read(self, seat: Seat) -> set[str]:
        assert seat.round().problem is None
        return words_of(seat)


@pytest.fixture
def leaver(site: Site) -> Leaver:
    anna, bram = site.sit(), site.sit()
    man = anna.desk.write_deelnemer("Jeffrey")
    for seat in (anna, bram):
        assert seat.round().problem is None
    found = Leaver(site, anna, bram, man)
    site.keys.epochs.append(bytes(primitives.new_key()))  # his leaving brings new keys
    site.house.add(user_entry(site.house.state, bram.desk.user), site.first)
    site.keys.register += 1
    return found


@pytest.mark.parametrize("through", ["his own laptop", "a colleague's laptop"])
def test_nothing_of_him_is_shown_before_a_person_lets_it_in(leaver: Leaver, through: str) -> None:
    bram, anna = leaver.bram.desk.user, leaver.anna.desk.user
    somebody = new_id()
    leaver.site.keys.trust(leaver.bram.desk.device, somebody)
    own, other = leaver.own_key, bytes(primitives.new_key())
    tries: dict[str, tuple[bytes, Verdict]] = {
        word: (leaver.forge(word, user=user, sealer=sealer, key=key), verdict)
        for word, user, sealer, key, verdict in (
            ("in zijn eigen naam", bram, bram, own, WAITS),
            ("in haar naam", anna, bram, own, WAITS),
            ("in haar naam, zonder te zeggen wie", anna, None, own, WAITS),
            ("in haar naam, zonder handtekening", anna, None, None, WAITS),
            ("zonder handtekening", bram, None, None, WAITS),
            ("alsof zij hem vond", bram, anna, own, WAITS),
            # the hub cannot tell that it is not she who signed; every laptop can
            ("alsof zij het was", anna, anna, own, LETS_IN),
            ("alsof zij het was, met een andere sleutel", anna, anna, other, LETS_IN),
            ("alsof zij het was, zonder handtekening", anna, anna, None, LETS_IN),
            ("alsof een derde het was", somebody, anna, own, LETS_IN),
            ("alsof niemand het was", anna, new_id(), own, LETS_IN),
        )
    }
    line = (leaver.bram if through == "his own laptop" else leaver.anna).line
    told = line.push("team", [raw for raw, _ in tries.values()]).results
    assert [verdict for verdict, _ in told] == [verdict for _, verdict in tries.values()]
    chris = leaver.site.sit()
    for seat in (leaver.anna, chris):
        assert leaver.read(seat) == set()
        check_log(seat.desk)
    waiting = {aside.hash for aside in leaver.anna.line.house.list_quarantine()}
    assert waiting == {split(raw).hash for raw, verdict in tries.values() if verdict is WAITS}


def test_what_is_let_in_is_shown_and_what_is_refused_is_not(leaver: Leaver) -> None:
    bram = leaver.bram.desk.user
    good, bad = (
        leaver.forge(word, user=bram, sealer=bram, key=leaver.own_key)
        for word in ("van voor zijn vertrek", "van erna")
    )
    leaver.anna.line.push("team", [good, bad])
    leaver.decide(good, Decision.toelaten)
    leaver.decide(bad, Decision.weigeren)
    leaver.bram.line.push("team", [good, bad])
    for seat in (leaver.anna, leaver.site.sit()):
        assert leaver.read(seat) == {"van voor zijn vertrek"}
        assert seat.desk.store.count_aside() == NOTHING


def test_the_program_as_it_is_sends_on_and_says_that_it_waits(leaver: Leaver) -> None:
    """His own laptop, and the same laptop when a colleague logs in after him."""
    bram = leaver.bram
    word = sealed(bram, leaver.man, "lag er nog")
    bram.desk.write_punt(leaver.man, "nog niet verzegeld")
    heir = new_id()
    bram.desk.log_in(heir)
    assert bram.round().problem is None
    assert bram.desk.store.count_unsent() == 0
    found = {aside.hash: aside for aside in leaver.anna.line.house.list_quarantine()}
    assert {(one.user == heir, one.sealer == heir) for one in found.values()} == {
        (False, False),
        (False, True),
    }
    assert split(word).hash in found
    bram.desk.write_punt(leaver.man, "van de erfgenaam zelf")
    assert leaver.read(bram) == {"lag er nog", "nog niet verzegeld", "van de erfgenaam zelf"}
    assert leaver.read(leaver.anna) == {"van de erfgenaam zelf"}
    for raw in list(bram.desk.rows("SELECT raw FROM envelope WHERE position IS NULL")):
        leaver.decide(raw[0], Decision.toelaten)
    for seat in (leaver.anna, bram):
        assert leaver.read(seat) == {"lag er nog", "nog niet verzegeld", "van de erfgenaam zelf"}
    assert bram.desk.rows("SELECT count(*) FROM envelope WHERE position IS NULL") == [(0,)]
