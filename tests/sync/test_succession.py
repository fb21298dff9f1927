"""A beheerder leaves, and what he may have kept opens nothing that comes."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from hvh_desktop.crypto import KdfCost, Keyring, Vault, epochs, grants, primitives
from hvh_desktop.crypto import document as documents
from hvh_desktop.crypto.document import Document
from hvh_desktop.crypto.keyring import AUTHORITY
from hvh_desktop.crypto.requests import check_order, destruction
from hvh_desktop.crypto.store import VaultStore
from hvh_desktop.crypto.succession import make_step
from hvh_desktop.crypto.travel import NotOurs, check_ours
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.sync.house import register
from hvh_desktop.sync.house.admission import News, Reason
from hvh_desktop.sync.house.register import BadEntry
from hvh_desktop.sync.house.register_file import load_register
from hvh_desktop.sync.parts import HubRefuses, NoHub
from tests.spine.vault_house import (
    BEHEERDER,
    COLLEAGUE,
    MENTOR,
    MENTOR_KEYS,
    PASSWORDS,
    PSY,
    PSY_KEYS,
    MovingClock,
)
from tests.sync import test_admission
from tests.sync.register_hub import CODE, AsLaptop, MemoryHub
from tests.sync.test_admission import Desk, make_desk

hub, one, two = test_admission.hub, test_admission.one, test_admission.two
FORMER = UUID(int=6)
HIS_WORD = "wat hij nog weet van toen"
HIS_KEYS = ("team", "register", "log")


@dataclass
class Former:
    """A former beheerder with the vault of before, and the keys of a laptop of the house."""

    folder: Path
    desk: Desk
    hub: MemoryHub

    @property
    def keyring(self) -> Keyring:
        return Vault(self.folder, KdfCost.cheap(), MovingClock().clock()).unlock(
            "vroeger", HIS_WORD
        )

    def forged(self, *, succeeds: bool = False) -> Document:
        """A newer table with himself in it, signed with what he kept or with a key after that."""
        document = VaultStore(self.folder).read()
        authority = self.keyring.authority
        assert authority is not None
        if succeeds:
            authority = epochs.rotate_authority(document, authority)
        document.roster.revision += 100
        document.roster.trail += (epochs.mark(VaultStore(self.desk.folder).read().roster),)
        grants.sign_roster(document, authority, self.keyring)
        return document

    def put(self, entry: bytes, private: bytes | bytearray) -> None:
        signature = register.sign_entry(private, self.hub.state.site, entry)
        self.desk.hub.put_entry(entry, signature, self.hub.state.number)

    def tell(self, document: Document) -> None:
        keys = self.desk.house.keys
        box = keys.seal_vault(documents.dump(document), self.hub.state.site)
        self.put(register.vault_entry(self.hub.state, keys.id, box), keys.sign_private)


@pytest.fixture
def former(hub: MemoryHub, one: Desk, two: Desk, tmp_path: Path) -> Former:
    """He was beheerder, kept the vault, and was taken out; he still has laptop two."""
    one.vault.add_user(
        one.unlock("beheer"), FORMER, "vroeger", HIS_WORD, HIS_KEYS,
        beheerder=True, must_change=False,
    )  # fmt: skip
    one.sync("mentor")
    two.sync()
    shutil.copytree(two.folder, tmp_path / "bewaard")
    one.vault.remove_user(one.unlock("beheer"), FORMER)
    return Former(tmp_path / "bewaard", two, hub)


def removed(one: Desk, former: Former) -> News:
    """A beheerder synced after that."""
    news = one.sync("beheer")
    assert one.vault.due(one.unlock("beheer")) == frozenset()
    return news


def nothing_of_him_counts(desk: Desk) -> None:
    document = VaultStore(desk.folder).read()
    assert FORMER not in document.roster.users
    with pytest.raises(UserError):
        desk.vault.unlock("vroeger", HIS_WORD)
    with pytest.raises(BadEntry):
        forged = register.removal_entry(desk.house.state, desk.id, Reason.verloren, {})
        register.follow(desk.house.state, forged, bytes(64))


# What he may try


def test_who_leaves_takes_the_signing_key_with_him_and_it_is_replaced(
    hub: MemoryHub, one: Desk, former: Former
) -> None:
    before, kept = hub.state.authority, former.keyring.authority
    news = removed(one, former)
    assert news.rotated == set(HIS_KEYS)
    assert hub.state.line == (before, hub.state.authority)
    assert primitives.sign_public(kept or b"") == before != hub.state.authority
    for desk in (one, former.desk):
        desk.sync()
        keyring = desk.unlock("beheer")
        assert keyring.authority_public == hub.state.authority
        assert primitives.sign_public(keyring.authority or b"") == hub.state.authority
    assert one.vault.content() == former.desk.vault.content()
    count = len(hub.entries)
    one.restart()
    assert one.sync("beheer") == News(is_in=True)
    assert len(hub.entries) == count


def test_a_newer_table_of_his_does_not_come_in(hub: MemoryHub, one: Desk, former: Former) -> None:
    removed(one, former)
    for succeeds in (False, True):
        former.tell(former.forged(succeeds=succeeds))
        psy = one.unlock("psy")
        one.house.sync(one.hub, psy)
        one.restart()
        nothing_of_him_counts(one)
        theirs = register.split_entry(hub.entries[hub.state.vault_number - 1][0])[1] or b""
        document = one.house.keys.open_vault(theirs, hub.state.site)
        assert document is not None
        assert FORMER not in document.roster.users
        former.desk.sync()
        nothing_of_him_counts(former.desk)


def test_a_step_of_his_own_is_refused(hub: MemoryHub, one: Desk, former: Former) -> None:
    removed(one, former)
    keys, document = former.desk.house.keys, former.forged(succeeds=True)
    box = keys.seal_vault(documents.dump(document), hub.state.site)
    with pytest.raises(HubRefuses):
        former.put(
            register.vault_entry(hub.state, keys.id, box, document.roster.succession),
            keys.sign_private,
        )
    with pytest.raises(NotOurs):
        check_ours(document, hub.state.authority)
    with pytest.raises(EnvironmentProblem):
        one.vault.merge(document, one.unlock("beheer"))


def test_a_vault_that_runs_ahead_of_the_register_is_nobodys(
    hub: MemoryHub, one: Desk, former: Former
) -> None:
    """His own successor, told as a vault while his key still counts: only ``gezag`` names one."""
    forged = former.forged(succeeds=True)
    former.tell(forged)
    one.sync("mentor")
    former.desk.sync()
    assert len(hub.state.line) == 1
    removed(one, former)
    former.desk.sync()
    for desk in (one, former.desk):
        nothing_of_him_counts(desk)
        assert VaultStore(desk.folder).read().roster.line == hub.state.line
    assert forged.roster.authority_public not in hub.state.line


def test_he_lets_no_laptop_in_and_takes_none_off(hub: MemoryHub, one: Desk, former: Former) -> None:
    authority, before = former.keyring.authority or bytearray(), hub.state
    removed(one, former)
    for state in (before, hub.state):
        for entry in (
            register.laptop_entry(state, UUID(int=77), bytes(32), bytes(32), b"s"),
            register.removal_entry(state, one.id, Reason.verloren, {}),
        ):
            signature = register.sign_entry(authority, hub.state.site, entry)
            again = register.return_entry(hub.state, former.desk.id, entry, signature)
            with pytest.raises(HubRefuses):
                former.put(again, former.desk.house.keys.sign_private)
            with pytest.raises(HubRefuses):
                former.put(entry, authority)


def test_his_own_laptop_takes_him_out_too(hub: MemoryHub, one: Desk, former: Former) -> None:
    """Where he wrote himself into the vault of the laptop, and somebody logs in there."""
    removed(one, former)
    for succeeds in (False, True):
        content = documents.dump(former.forged(succeeds=succeeds))
        for path in former.desk.folder.glob("kluis*.json"):
            path.write_bytes(content)
        former.desk.restart()
        if succeeds:
            with pytest.raises(EnvironmentProblem):
                former.desk.sync("beheer")
            continue
        news = former.desk.sync("beheer")
        assert not news.waits
        assert "vervangen" in news.notices[0]
        nothing_of_him_counts(former.desk)
        one.sync("beheer")
        nothing_of_him_counts(one)
        assert one.vault.content() == former.desk.vault.content()


def test_nobody_passes_a_newer_key_on_to_him(hub: MemoryHub, one: Desk, former: Former) -> None:
    removed(one, former)
    former.tell(former.forged())
    passed_on = [one.sync(name).passed_on for name in ("psy", "mentor", "beheer")]
    assert not any(passed_on)
    private = former.keyring.private
    assert private is not None
    document = VaultStore(one.folder).read()
    sealed = [box for slot in document.slots.values() for box in slot.grants.values()]
    for name in (AUTHORITY, "team", "team.1", "register.1"):
        info = grants.seal_info(document.roster.vault_id, FORMER, name)
        for box in (*sealed, *document.recovery_keys.values()):
            assert primitives.open_sealed(private.seal, box, info) is None


def test_a_hub_that_was_put_back_helps_him_not(hub: MemoryHub, one: Desk, former: Former) -> None:
    """It forgot the new authority, and he is the first to come by."""
    count = len(hub.entries)
    removed(one, former)
    hub.put_back(count)
    keys, document = former.desk.house.keys, former.forged(succeeds=True)
    box = keys.seal_vault(documents.dump(document), hub.state.site)
    entry = register.vault_entry(hub.state, keys.id, box, document.roster.succession)
    former.put(entry, keys.sign_private)
    with pytest.raises(EnvironmentProblem, match="niet klopt"):
        one.sync("beheer")
    one.restart()
    with pytest.raises(EnvironmentProblem, match="niet klopt"):
        one.sync("beheer")
    nothing_of_him_counts(one)
    assert len(one.house.state.line) == 2


# When it is replaced


def lose_authority(desk: Desk, how: str) -> None:
    beheer = desk.unlock("beheer")
    if how == "demoted":
        desk.vault.change_compartments(beheer, PSY, PSY_KEYS, beheerder=False)
    elif how == "removed":
        desk.vault.remove_user(beheer, PSY)
    elif how == "reset":
        desk.vault.reset_user(beheer, PSY, "psy", "weer een andere zin", must_change=False)


@pytest.mark.parametrize("how", ["demoted", "removed", "reset"])
def test_whoever_had_it_and_may_not_keep_it(hub: MemoryHub, one: Desk, two: Desk, how: str) -> None:
    one.vault.change_compartments(one.unlock("beheer"), PSY, PSY_KEYS, beheerder=True)
    one.sync("beheer")
    two.sync()
    psy, before = two.unlock("psy"), hub.state.authority
    assert psy.is_beheerder
    lose_authority(one, how)
    assert AUTHORITY in one.vault.due(one.unlock("beheer"))
    one.sync("mentor")
    assert hub.state.authority == before  # only a beheerder can
    one.sync("beheer")
    assert hub.state.line == (before, hub.state.authority)
    news = two.house.sync(two.hub, psy)
    assert two.vault.refresh(psy) is False
    assert (news.is_in, news.rotated) == (True, frozenset())
    if how == "reset":
        again = two.vault.unlock("psy", "weer een andere zin")
        assert primitives.sign_public(again.authority or b"") == hub.state.authority


def test_a_lost_laptop_replaces_it(hub: MemoryHub, one: Desk, two: Desk) -> None:
    before = hub.state.authority
    one.house.take_off(one.hub, one.unlock("beheer"), two.id, Reason.ingeleverd)
    assert hub.state.authority == before
    third = make_desk(hub, one.folder.parent, 3)
    one.house.admit(one.hub, one.unlock("beheer"), third.house.asking)
    one.house.take_off(one.hub, one.unlock("beheer"), third.id, Reason.verloren)
    assert hub.state.line == (before, hub.state.authority)


def test_a_lost_laptop_stops_it_not_with_a_vault_that_nobody_can_read(
    hub: MemoryHub, one: Desk, two: Desk
) -> None:
    """Whoever has it tells one that seems to be of a later program."""
    body = json.loads(two.vault.content())["body"] | {"format": 99}
    check = hashlib.sha256(primitives.canonical(body)).hexdigest()
    content = primitives.canonical({"body": body, "check": check}) + b"\n"
    keys, before = two.house.keys, hub.state.authority
    entry = register.vault_entry(hub.state, two.id, keys.seal_vault(content, hub.state.site))
    signature = register.sign_entry(keys.sign_private, hub.state.site, entry)
    assert two.hub.put_entry(entry, signature, hub.state.number)
    third = make_desk(hub, one.folder.parent, 3)
    news = one.house.admit(one.hub, one.unlock("beheer"), third.house.asking)
    assert news.waits
    assert "nieuwere versie" in news.notices[0]
    news = one.house.take_off(one.hub, one.unlock("beheer"), two.id, Reason.verloren)
    assert not news.waits
    assert hub.state.line == (before, hub.state.authority)
    third.sync()
    assert third.vault.content() == one.vault.content()


def test_a_beheerder_who_is_in_elsewhere_goes_on(hub: MemoryHub, one: Desk, former: Former) -> None:
    two = former.desk
    beheer = two.unlock("beheer")
    removed(one, former)
    third = make_desk(hub, one.folder.parent, 3)
    two.house.admit(two.hub, beheer, third.house.asking)
    assert two.vault.refresh(beheer)
    assert beheer.authority_public == hub.state.authority
    two.vault.add_user(beheer, COLLEAGUE, "collega", PASSWORDS["collega"], MENTOR_KEYS)
    assert two.house.sync(two.hub, beheer).is_in
    one.sync("mentor")
    two.sync()
    assert two.unlock("collega").holds("team")
    order = destruction("team", [bytes(16)])
    signature = two.house.sign_order(beheer, order)
    assert check_order(hub.state.authority, hub.state.site, order, signature)
    beheer.wipe()
    assert beheer.is_wiped


def test_twice(hub: MemoryHub, one: Desk, former: Former) -> None:
    away = make_desk(hub, one.folder.parent, 3)
    one.house.admit(one.hub, one.unlock("beheer"), away.house.asking)
    away.sync()
    first = former.keyring.authority_public
    removed(one, former)
    one.vault.mark_due(one.unlock("beheer"))
    one.sync("beheer")
    assert len(set(hub.state.line)) == 3
    assert hub.state.line[0] == first
    for desk in (away, former.desk):
        desk.sync("mentor")
        assert desk.vault.content() == one.vault.content()
        assert desk.unlock("beheer").authority_public == hub.state.authority
    former.tell(former.forged())
    away.sync("mentor")
    nothing_of_him_counts(away)


def test_what_the_earlier_one_destroyed_stays_destroyed(
    hub: MemoryHub, one: Desk, former: Former
) -> None:
    order = destruction("team", [bytes(16)])
    signature = one.house.sign_order(one.unlock("beheer"), order)
    removed(one, former)
    state = one.house.state
    assert not check_order(state.authority, state.site, order, signature)
    assert [check_order(by, state.site, order, signature) for by in state.line] == [True, False]


# A laptop that was away


@pytest.mark.parametrize("whose", ["here", "there"])
def test_changes_of_who_is_still_beheerder_are_not_lost(
    hub: MemoryHub, one: Desk, former: Former, whose: str
) -> None:
    """Made with the key of before on a laptop that did not hear of the new one."""
    two = former.desk
    away = two.unlock("beheer")
    two.vault.add_user(away, COLLEAGUE, "collega", PASSWORDS["collega"], MENTOR_KEYS)
    removed(one, former)
    before = two.vault.content()
    news = two.sync()
    assert news.waits
    assert two.vault.content() == before
    if whose == "here":
        assert not two.house.sync(two.hub, away).waits
        assert away.authority_public == hub.state.authority
    else:
        assert not two.sync("beheer").waits
    one.sync("mentor")
    two.sync()
    for desk in (one, two):
        assert {COLLEAGUE, MENTOR} <= set(VaultStore(desk.folder).read().roster.users)
        nothing_of_him_counts(desk)
    assert one.vault.content() == two.vault.content()
    assert one.unlock("collega").holds("team")


def test_what_a_former_beheerder_changed_is_not_taken_for_somebody_elses(
    one: Desk, former: Former
) -> None:
    """He leaves the signature of a colleague beside a table that she did not sign."""
    beheer = one.unlock("beheer")
    one.vault.change_compartments(beheer, MENTOR, MENTOR_KEYS)
    removed(one, former)
    hers = VaultStore(one.folder).read().signer
    assert hers is not None
    forged = former.forged()
    forged.signer = hers
    merged = one.vault.merge(forged, one.unlock("beheer"))
    assert merged.is_ahead
    assert not merged.waits
    nothing_of_him_counts(one)


def test_passwords_of_before_come_along_in_both_directions(
    hub: MemoryHub, one: Desk, former: Former
) -> None:
    two = former.desk
    two.vault.change_password("mentor", PASSWORDS["mentor"], test_admission.NEW)
    two.vault.change_password("beheer", PASSWORDS["beheer"], "een andere sleutelbos")
    removed(one, former)
    two.sync()
    one.sync()
    for desk in (one, two):
        assert desk.vault.unlock("mentor", test_admission.NEW).epoch("team") == 1
        keyring = desk.vault.unlock("beheer", "een andere sleutelbos")
        assert primitives.sign_public(keyring.authority or b"") == hub.state.authority
    assert one.vault.content() == two.vault.content()


# What breaks off


@pytest.mark.parametrize("lost", [1, 2])
def test_the_answer_to_it_is_lost(hub: MemoryHub, one: Desk, former: Former, lost: int) -> None:
    hub.lose_answers = lost
    for _ in range(lost):
        with pytest.raises(NoHub):
            one.sync("beheer")
        one.restart()
    assert one.sync("beheer").is_in
    assert len(hub.state.line) == 2
    former.desk.sync()
    for desk in (one, former.desk):
        keyring = desk.unlock("beheer")
        assert primitives.sign_public(keyring.authority or b"") == hub.state.authority
        assert desk.sync("beheer") == News(is_in=True)


@pytest.mark.parametrize("name", ["kluis.json", "kluis.reserve.json", "laptops.json"])
def test_a_full_disk_in_the_middle_of_it(
    hub: MemoryHub, one: Desk, former: Former, name: str
) -> None:
    """The house has it, and this laptop could not keep it. A folder stands for the full disk."""
    one.sync("mentor")
    blocked = one.folder / f"{name}.nieuw"
    beheer = one.unlock("beheer")

    class Full(AsLaptop):
        def put_entry(
            self, entry: bytes, signature: bytes, parent: int, code: str | None = None
        ) -> bool:
            if register.read_head(entry)["soort"] == "gezag":
                blocked.mkdir()
            return super().put_entry(entry, signature, parent, code)

    with pytest.raises(EnvironmentProblem):
        one.house.sync(Full(hub, one.id), beheer)
    assert len(hub.state.line) == 2
    blocked.rmdir()
    one.restart()
    assert one.house.sync(one.hub, beheer).is_in
    former.desk.sync()
    one.sync()
    assert len(hub.state.line) == 2
    for desk in (one, former.desk):
        keyring = desk.unlock("beheer")
        assert primitives.sign_public(keyring.authority or b"") == hub.state.authority
        nothing_of_him_counts(desk)
    assert beheer.authority_public == hub.state.authority


def test_a_crash_after_the_house_has_it(hub: MemoryHub, one: Desk, former: Former) -> None:
    """And somebody plays tricks with the vault before anybody took it in."""
    older = one.folder.parent / "ouder"
    one.sync("mentor")
    shutil.copytree(one.folder, older)
    removed(one, former)
    shutil.rmtree(one.folder)
    shutil.copytree(older, one.folder)
    keys = former.desk.house.keys
    former.put(register.vault_entry(hub.state, keys.id, b"geen doos"), keys.sign_private)
    one.restart()
    assert one.sync("beheer").is_in
    former.desk.sync()
    for desk in (one, former.desk):
        assert desk.unlock("beheer").authority_public == hub.state.authority
        nothing_of_him_counts(desk)
    assert len(hub.state.line) == 2


def test_without_the_vault_of_the_new_authority_nothing_is_told(
    hub: MemoryHub, one: Desk, former: Former
) -> None:
    """The hub was put back, and only a laptop that never took the vault in came by since."""
    two, count = former.desk, len(hub.entries)
    one.sync("mentor")
    removed(one, former)
    two.house._following.catch_up(two.hub)
    assert len(two.house.state.line) == 2
    hub.put_back(count)
    news = two.sync("mentor")
    assert news.waits
    assert "andere laptop" in news.notices[0]
    one.house.doubt()  # the hub says that it began a new life
    assert one.sync("mentor").is_in
    assert two.sync("mentor").is_in
    assert two.vault.content() == one.vault.content()
    assert hub.state.line == one.house.state.line


def test_a_restart_before_the_hub_heard_it_again(hub: MemoryHub, one: Desk, former: Former) -> None:
    """The hub was put back and went on without us; the line broke before we gave it back."""
    two, count = former.desk, len(hub.entries)
    one.sync("mentor")
    removed(one, former)
    two.sync()
    hub.put_back(count)
    former.put(register.vault_entry(hub.state, two.id, b"geen doos"), two.house.keys.sign_private)

    class Broken(AsLaptop):
        def put_entry(
            self, entry: bytes, signature: bytes, parent: int, code: str | None = None
        ) -> bool:
            raise NoHub("weg")

    with pytest.raises(NoHub):
        two.house.sync(Broken(hub, two.id))
    two.restart()
    assert len(two.house.state.line) == 2
    assert two.sync().is_in
    assert len(hub.state.line) == 2
    assert not load_register(two.folder).lost


def test_a_beheerder_waits_for_the_vault_of_an_authority_that_was_given_back(
    hub: MemoryHub, one: Desk, former: Former
) -> None:
    """The hub forgot it; the laptop that gave it back broke off before it told the vault too."""
    two, count = former.desk, len(hub.entries)
    one.sync("mentor")
    removed(one, former)
    hub.put_back(count)
    beheer = two.unlock("beheer")
    two.vault.change_password("mentor", PASSWORDS["mentor"], test_admission.NEW)
    two.sync("psy")
    one.house._following.catch_up(one.hub)
    assert len(hub.state.line) == 2
    news = two.house.sync(two.hub, beheer)
    assert news.waits
    assert "andere laptop" in news.notices[0]
    one.sync("mentor")
    assert not two.house.sync(two.hub, beheer).waits
    one.sync()
    assert two.vault.content() == one.vault.content()
    assert one.vault.unlock("mentor", test_admission.NEW).holds("team")
    nothing_of_him_counts(two)


@pytest.mark.parametrize("has_register", [True, False])
def test_a_hub_that_forgot_it_hears_it_again(
    hub: MemoryHub, one: Desk, former: Former, has_register: bool
) -> None:
    """From the register that a laptop kept, or else from its vault."""
    one.sync("mentor")
    count = len(hub.entries)
    removed(one, former)
    third = make_desk(hub, one.folder.parent, 3)
    one.house.admit(one.hub, one.unlock("beheer"), third.house.asking)
    third.sync()
    hub.put_back(count)
    former.desk.vault.change_password("mentor", PASSWORDS["mentor"], test_admission.NEW)
    former.desk.sync()
    if not has_register:
        (one.folder / "laptops.json").unlink()
        one.restart()
    news = one.sync("beheer")
    assert news.is_in
    assert len(hub.state.line) == 2
    former.desk.sync()
    one.sync()
    assert former.desk.vault.content() == one.vault.content()
    assert one.vault.unlock("mentor", test_admission.NEW).holds("team")
    assert not load_register(one.folder).lost
    if has_register:
        assert third.sync().is_in
        assert hub.state.find(third.id) is not None


def test_a_hub_that_lost_everything_gets_the_whole_line(
    hub: MemoryHub, one: Desk, former: Former
) -> None:
    removed(one, former)
    former.desk.sync()
    whole = hub.state
    hub.put_back(0)
    hub.waiting.clear()
    news = one.house.found(one.hub, CODE, one.unlock("beheer"))
    assert news.is_in
    assert (hub.state.line, dict(hub.state.laptops)) == (whole.line, dict(whole.laptops))
    assert former.desk.sync().is_in
    assert former.desk.vault.content() == one.vault.content()


def test_a_removal_of_before_is_said_again_by_the_authority_of_now(
    hub: MemoryHub, one: Desk, two: Desk
) -> None:
    """Taken off, forgotten by the hub, and another laptop brought a new authority before us."""
    third = make_desk(hub, one.folder.parent, 3)
    one.house.admit(one.hub, one.unlock("beheer"), third.house.asking)
    two.sync()
    count = len(hub.entries)
    one.house.take_off(one.hub, one.unlock("beheer"), third.id, Reason.ingeleverd)
    hub.put_back(count)
    two.vault.mark_due(two.unlock("beheer"))
    two.sync("beheer")
    assert hub.state.laptops[third.id].is_in
    assert len(hub.state.line) == 2
    one.sync("mentor")
    assert not one.house.state.laptops[third.id].is_in
    assert hub.state.laptops[third.id].is_in  # only a beheerder can say it
    one.sync("beheer")
    assert not hub.state.laptops[third.id].is_in
    two.sync()
    assert not two.house.state.laptops[third.id].is_in
    assert not load_register(one.folder).lost
    assert one.sync("beheer") == News(is_in=True)


# A house without a hub


def test_a_house_that_replaced_it_alone_begins_at_a_hub(hub: MemoryHub, tmp_path: Path) -> None:
    from tests.spine.vault_house import make_house

    make_house(tmp_path / "laptop 1")
    desk = make_desk(hub, tmp_path, 1)
    beheer = desk.unlock("beheer")
    desk.vault.change_compartments(beheer, PSY, PSY_KEYS, beheerder=True)
    before = beheer.authority_public
    desk.vault.change_compartments(beheer, PSY, PSY_KEYS, beheerder=False)
    assert beheer.authority_public != before
    assert desk.vault.due(beheer) == frozenset()
    assert desk.house.found(desk.hub, CODE, beheer).is_in
    assert hub.state.line == (before, beheer.authority_public)
    second = make_desk(hub, tmp_path, 2)
    desk.house.admit(desk.hub, beheer, second.house.asking)
    assert second.sync().vault_changed
    assert second.unlock("beheer").authority_public == hub.state.authority
    assert BEHEERDER in VaultStore(second.folder).read().roster.users


def test_steps_must_follow_one_another() -> None:
    keys = [primitives.new_key() for _ in range(3)]
    publics = [primitives.sign_public(key) for key in keys]
    site = str(UUID(int=3))
    steps = [make_step(site, keys[n], publics[n + 1]) for n in range(2)]
    first = register.house_entry(site, publics[0], steps)
    signed = register.sign_entry(keys[2], site, first)
    assert register.follow(register.NO_STATE, first, signed).line == tuple(publics)
    for wrong in (
        steps[1:],
        steps[::-1],
        [steps[0], steps[0]],
        [make_step(str(UUID(int=4)), keys[0], publics[2])],
        [make_step(site, keys[1], publics[2])],
    ):
        entry = register.house_entry(site, publics[0], wrong)
        with pytest.raises(BadEntry):
            signature = register.sign_entry(keys[2], site, entry)
            register.follow(register.NO_STATE, entry, signature)
