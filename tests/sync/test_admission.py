"""Laptops that found a house, come in and go out, with hubs that are put back, lie and lose."""

from __future__ import annotations

import shutil
import stat
import sys
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from hvh_desktop.crypto import KdfCost, Keyring, Vault, primitives, travel
from hvh_desktop.crypto.files import KEY_FILE
from hvh_desktop.crypto.laptop import LaptopKeys, find_laptop_keys, save_laptop_keys, words_of
from hvh_desktop.device import DEVICE_FILE, load_device
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.sync.house import carrying, register
from hvh_desktop.sync.house.admission import Answer, House, News, Reason
from hvh_desktop.sync.house.register_file import REGISTER_FILE, load_register
from hvh_desktop.sync.parts import HubRefuses, NoHub
from tests.spine.vault_house import (
    ALL,
    COLLEAGUE,
    MENTOR,
    MENTOR_KEYS,
    PASSWORDS,
    PSY,
    PSY_KEYS,
    MovingClock,
    make_house,
)
from tests.sync.register_hub import CODE, AsLaptop, MemoryHub

NEW = "een nieuwe lange zin"


@dataclass
class Desk:
    """One laptop with its folder and its way to the hub."""

    folder: Path
    hub: AsLaptop
    id: UUID
    time: MovingClock = field(default_factory=MovingClock)

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.house = House(self.folder, self.id)

    @property
    def vault(self) -> Vault:
        return Vault(self.folder, KdfCost.cheap(), self.time.clock())

    def unlock(self, name: str) -> Keyring:
        return self.vault.unlock(name, PASSWORDS[name])

    def sync(self, name: str | None = None) -> News:
        return self.house.sync(self.hub, self.unlock(name) if name else None)

    def restart(self) -> None:
        self.house = House(self.folder, self.id)


@pytest.fixture
def hub() -> MemoryHub:
    return MemoryHub()


def make_desk(hub: MemoryHub, tmp_path: Path, number: int) -> Desk:
    laptop = UUID(int=1000 + number)
    return Desk(tmp_path / f"laptop {number}", hub.as_seen_by(laptop), laptop)


@pytest.fixture
def one(hub: MemoryHub, tmp_path: Path) -> Desk:
    """The first laptop, where the house was made and coupled."""
    make_house(tmp_path / "laptop 1")
    desk = make_desk(hub, tmp_path, 1)
    assert desk.house.found(desk.hub, CODE, desk.unlock("beheer")).is_in
    return desk


@pytest.fixture
def two(hub: MemoryHub, one: Desk, tmp_path: Path) -> Desk:
    """A second one that came in with its words."""
    desk = make_desk(hub, tmp_path, 2)
    assert desk.house.ask(desk.hub) is Answer.wacht
    (asking,) = one.hub.list_asking()
    assert asking.words == desk.house.words
    one.house.admit(one.hub, one.unlock("beheer"), asking)
    assert desk.house.ask(desk.hub) is Answer.toegelaten
    assert desk.sync().vault_changed
    return desk


# Coming in


def test_a_house_is_founded_once(hub: MemoryHub, one: Desk) -> None:
    kinds = [register.read_head(entry)["soort"] for entry, _ in hub.entries]
    assert kinds == ["huis", "laptop", "kluis"]
    one.house.found(one.hub, CODE, one.unlock("beheer"))
    assert one.sync("beheer") == News(is_in=True)
    assert len(hub.entries) == 3


@pytest.mark.parametrize("lost", [1, 2, 3, 4])
def test_founding_goes_on_after_a_lost_answer(hub: MemoryHub, tmp_path: Path, lost: int) -> None:
    make_house(tmp_path / "laptop 1")
    desk = make_desk(hub, tmp_path, 1)
    hub.lose_answers = lost
    for _ in range(lost):
        with pytest.raises(NoHub):
            desk.house.found(desk.hub, CODE, desk.unlock("beheer"))
        desk.restart()
    assert desk.house.found(desk.hub, CODE, desk.unlock("beheer")).is_in
    assert hub.state.vault_number >= 3
    assert desk.house.keys.site_keys


def test_only_a_beheerder_founds_lets_in_and_takes_off(
    hub: MemoryHub, one: Desk, tmp_path: Path
) -> None:
    mentor, asking = one.unlock("mentor"), make_desk(hub, tmp_path, 2).house.asking
    with pytest.raises(UserError, match="beheerder"):
        one.house.found(one.hub, CODE, mentor)
    with pytest.raises(UserError, match="beheerder"):
        one.house.admit(one.hub, mentor, asking)
    with pytest.raises(UserError, match="beheerder"):
        one.house.take_off(one.hub, mentor, one.id, Reason.verloren)
    with pytest.raises(UserError, match="beheerder"):
        one.house.rotate(one.hub, mentor, ["team"])


def test_everybody_logs_in_on_the_second_laptop(one: Desk, two: Desk) -> None:
    for name in ("beheer", "mentor", "psy"):
        here, there = one.unlock(name), two.unlock(name)
        assert dict(here.keys) == dict(there.keys)
    assert two.house.is_in
    assert two.house.find_device_public(one.id) == one.house.keys.sign_public
    assert [laptop.id for laptop in two.house.list_laptops()] == [one.id, two.id]


def test_a_hub_that_swaps_the_keys_shows_other_words(
    hub: MemoryHub, one: Desk, tmp_path: Path
) -> None:
    """And exactly what was shown is let in, whatever the hub says later."""
    desk = make_desk(hub, tmp_path, 2)
    desk.house.ask(desk.hub)
    rogue = LaptopKeys.new(desk.id)
    hub.waiting[desk.id] = type(desk.house.asking)(desk.id, rogue.sign_public, rogue.seal_public)
    (shown,) = one.hub.list_asking()
    assert shown.words != desk.house.words
    one.house.admit(one.hub, one.unlock("beheer"), desk.house.asking)
    assert hub.state.laptops[desk.id].sign_public == desk.house.keys.sign_public


def test_the_words_are_eight_and_change_with_every_key() -> None:
    seen = {words_of(bytes([n]) * 32, bytes(32)) for n in range(50)}
    seen |= {words_of(bytes(32), bytes([n]) * 32) for n in range(1, 50)}
    assert len(seen) == 99
    assert {len(words) for words in seen} == {8}
    assert words_of(bytes(32), bytes(32)) == words_of(bytes(32), bytes(32))


def test_a_laptop_that_nobody_let_in_gets_nothing(
    hub: MemoryHub, one: Desk, tmp_path: Path
) -> None:
    desk = make_desk(hub, tmp_path, 3)
    assert desk.sync() == News()
    assert not desk.house.is_in
    assert not (desk.folder / "kluis.json").exists()


def test_a_rogue_hub_cannot_make_a_house_that_a_password_opens(tmp_path: Path) -> None:
    """A new laptop knows no house yet; what unlocks is what proves it."""
    fake = make_house(tmp_path / "laptop 1")
    hub = MemoryHub()
    desk = make_desk(hub, tmp_path, 1)
    desk.house.found(desk.hub, CODE, desk.unlock("beheer"))
    new = make_desk(hub, tmp_path, 2)
    desk.house.admit(desk.hub, desk.unlock("beheer"), new.house.asking)
    new.sync()
    with pytest.raises(UserError):
        new.vault.unlock("marloes", "haar echte wachtwoord")
    assert fake.vault.site() == new.vault.site()


def test_another_house_is_not_followed(one: Desk, two: Desk, tmp_path: Path) -> None:
    make_house(tmp_path / "laptop 9")
    hub = MemoryHub()
    other = make_desk(hub, tmp_path, 9)
    other.house.found(other.hub, CODE, other.unlock("beheer"))
    other.house.admit(other.hub, other.unlock("beheer"), two.house.asking)
    before = two.vault.content()
    two.hub = hub.as_seen_by(two.id)
    two.house.doubt()
    with pytest.raises(EnvironmentProblem, match="niet klopt"):
        two.sync()
    (two.folder / REGISTER_FILE).unlink()
    two.restart()
    with pytest.raises(EnvironmentProblem, match="niet klopt"):
        two.sync()
    assert two.vault.content() == before


def test_by_stick(hub: MemoryHub, one: Desk, tmp_path: Path) -> None:
    new = make_desk(hub, tmp_path, 2)
    new.hub.is_reached = False
    asking = carrying.read_request(carrying.write_request(new.house))
    assert asking == new.house.asking
    too_early = carrying.write_admission(one.hub, "link")
    with pytest.raises(UserError, match="andere laptop"):
        carrying.take_admission(new.house, too_early)
    one.house.admit(one.hub, one.unlock("beheer"), asking)
    content = carrying.write_admission(one.hub, "https://hub")
    for name in ("mentor", "name_hash", "vault_id"):
        assert name.encode() not in content
    news, link = carrying.take_admission(new.house, content)
    assert (news.is_in, news.vault_changed, link) == (True, True, "https://hub")
    assert new.unlock("mentor").holds("team")
    other = make_desk(hub, tmp_path, 3)
    with pytest.raises(UserError, match="andere laptop"):
        carrying.take_admission(other.house, content)
    new.vault.change_password("mentor", PASSWORDS["mentor"], NEW)
    new.hub.is_reached = True
    assert new.sync().is_in
    one.sync()
    assert one.vault.unlock("mentor", NEW).holds("team")


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"soort":"hvh-aanvraag"}', b"\xff"])
def test_another_file_on_the_stick(hub: MemoryHub, tmp_path: Path, content: bytes) -> None:
    desk = make_desk(hub, tmp_path, 2)
    with pytest.raises(UserError, match="geen aanvraag"):
        carrying.read_request(content)
    with pytest.raises(UserError, match="geen toelating"):
        carrying.take_admission(desk.house, content)


# The vault under way


def test_accounts_and_passwords_travel(one: Desk, two: Desk) -> None:
    beheer = one.unlock("beheer")
    one.vault.add_user(beheer, COLLEAGUE, "collega", PASSWORDS["collega"], MENTOR_KEYS)
    two.vault.change_password("mentor", PASSWORDS["mentor"], NEW)
    one.sync()
    assert two.sync().vault_changed
    one.sync()
    assert one.vault.content() == two.vault.content()
    assert one.vault.unlock("mentor", NEW).holds("team")
    news = two.house.sync(two.hub, two.vault.unlock("mentor", NEW))
    assert not news.waits
    assert two.unlock("collega").holds("team")
    assert one.sync() == News(is_in=True)


def test_a_key_is_passed_on_while_a_colleague_is_in(one: Desk, two: Desk) -> None:
    mentor = two.unlock("mentor")
    beheer = one.unlock("beheer")
    one.vault.add_user(beheer, COLLEAGUE, "collega", PASSWORDS["collega"], MENTOR_KEYS)
    one.sync()
    news = two.house.sync(two.hub, mentor)
    assert [(g.medewerker_id, g.compartment) for g in news.passed_on] == [(COLLEAGUE, "team")]
    one.sync()
    assert one.unlock("collega").holds("team")


def test_changed_apart_waits_for_a_beheerder(hub: MemoryHub, one: Desk, two: Desk) -> None:
    one.vault.change_compartments(one.unlock("beheer"), PSY, MENTOR_KEYS)
    two.vault.remove_user(two.unlock("beheer"), MENTOR)
    assert one.sync().is_in
    before, count = two.vault.content(), len(hub.entries)
    news = two.sync("psy")
    assert news.waits
    assert "beheerder moet hier" in news.notices[0]
    assert (two.vault.content(), len(hub.entries)) == (before, count)
    news = two.sync("beheer")
    assert not news.waits
    assert news.rotated == {"behandeling", *MENTOR_KEYS}
    one.sync()
    assert one.vault.content() == two.vault.content()


def test_nothing_more_is_put_when_all_is_the_same(hub: MemoryHub, one: Desk, two: Desk) -> None:
    one.sync("psy")
    two.sync("mentor")
    one.sync("beheer")
    count = len(hub.entries)
    for _ in range(3):
        for desk in (one, two):
            desk.restart()
            assert desk.sync("mentor") == News(is_in=True)
    assert len(hub.entries) == count


def test_the_hub_cannot_try_passwords(hub: MemoryHub, one: Desk, two: Desk) -> None:
    everything = b"".join(entry + signature for entry, signature in hub.entries)
    for planted in (b"kluis.json", b'"slots"', b"name_hash", str(MENTOR).encode()):
        assert planted not in everything
    box = register.split_entry(hub.entries[-1][0])[1] or b""
    for key in (bytes(32), one.house.keys.sign_private, one.house.keys.seal_private):
        assert travel.open_vault(box, key, one.house.state.site) is None


def test_an_old_vault_that_a_laptop_plays_back(hub: MemoryHub, one: Desk, two: Desk) -> None:
    """A colleague with a changed program puts the vault of before a removal."""
    old, colleague = two.vault.content(), two.house.keys
    one.vault.remove_user(one.unlock("beheer"), MENTOR)
    one.sync("beheer")
    box = colleague.seal_vault(old, hub.state.site)
    entry = register.vault_entry(hub.state, two.id, box)
    two.hub.put_entry(entry, colleague.sign(_message(hub, entry)), hub.state.number)
    one.sync()
    two.restart()
    two.sync()
    for desk in (one, two):
        with pytest.raises(UserError):
            desk.unlock("mentor")


@pytest.mark.parametrize("content", [b"", b"geen doos", bytes(5000)])
def test_a_vault_that_is_none_is_replaced(
    hub: MemoryHub, one: Desk, two: Desk, content: bytes
) -> None:
    for box in (content, two.house.keys.seal_vault(b"{}", hub.state.site)):
        entry = register.vault_entry(hub.state, two.id, box)
        two.hub.put_entry(entry, two.house.keys.sign(_message(hub, entry)), hub.state.number)
        assert one.sync() == News(is_in=True)
        assert two.sync() == News(is_in=True)
        assert two.house.keys.open_vault(
            register.split_entry(hub.entries[hub.state.vault_number - 1][0])[1] or b"",
            hub.state.site,
        )


def _message(hub: MemoryHub, entry: bytes) -> bytes:
    return b"hvh-register/1" + hub.state.site.encode() + register.thin(entry)


# Keys from some day on


def test_a_leaver_makes_new_keys_by_himself(hub: MemoryHub, one: Desk, two: Desk) -> None:
    mentor = two.unlock("mentor")
    one.vault.remove_user(one.unlock("beheer"), MENTOR)
    news = one.sync("beheer")
    assert news.rotated == set(MENTOR_KEYS)
    psy = two.unlock("psy")
    assert two.sync().vault_changed
    assert two.vault.refresh(psy)
    assert (psy.epoch("team"), psy.epoch("behandeling")) == (1, 0)
    assert one.unlock("psy").stream_secret("team", 1) == psy.stream_secret("team", 1)
    assert two.vault.refresh(mentor) is False
    assert one.sync("beheer").rotated == frozenset()


def test_the_register_says_who_left_once(hub: MemoryHub, one: Desk, two: Desk) -> None:
    one.vault.remove_user(one.unlock("beheer"), MENTOR)
    one.sync()
    assert hub.state.left == frozenset(), "only a beheerder says so"
    two.sync("psy")
    assert hub.state.left == frozenset()
    two.sync("beheer")
    assert hub.state.left == {MENTOR}
    count = len(hub.entries)
    for desk in (one, two, one):
        desk.restart()
        desk.sync("beheer")
    assert len(hub.entries) == count
    assert one.house.state.left == {MENTOR}


def test_who_comes_back_is_believed_again(hub: MemoryHub, one: Desk, two: Desk) -> None:
    beheer = one.unlock("beheer")
    one.vault.remove_user(beheer, MENTOR)
    one.house.sync(one.hub, beheer)
    one.vault.add_user(beheer, MENTOR, "mentor", NEW, ["team"])
    one.house.sync(one.hub, beheer)
    assert hub.state.left == frozenset()
    one.vault.remove_user(beheer, MENTOR)
    one.house.sync(one.hub, beheer)
    assert hub.state.left == {MENTOR}
    kinds = [register.read_head(entry)["soort"] for entry, _ in hub.entries]
    assert [kind for kind in kinds if kind.startswith("medewerker")] == [
        "medewerker_af",
        "medewerker_in",
        "medewerker_af",
    ]


def test_who_left_before_there_was_a_second_laptop(
    hub: MemoryHub, one: Desk, tmp_path: Path
) -> None:
    """The first laptop brings what everybody wrote before, and that goes along as ever."""
    beheer = one.unlock("beheer")
    one.vault.remove_user(beheer, MENTOR)
    one.house.sync(one.hub, beheer)
    assert hub.state.left == frozenset()
    two = make_desk(hub, tmp_path, 2)
    two.house.ask(two.hub)
    one.house.admit(one.hub, beheer, two.house.asking)
    assert hub.state.left == {MENTOR}


def test_a_hub_that_was_put_back_hears_again_who_left(hub: MemoryHub, one: Desk, two: Desk) -> None:
    before = len(hub.entries)
    one.vault.remove_user(one.unlock("beheer"), MENTOR)
    one.sync("beheer")
    two.sync()
    hub.put_back(before)
    for desk in (two, one):
        desk.restart()
        desk.house.doubt()
    two.sync("psy")
    assert hub.state.left == {MENTOR}, "any laptop gives back what a beheerder signed"


def test_it_is_given_back_too_when_the_hub_went_on(hub: MemoryHub, one: Desk, two: Desk) -> None:
    before = len(hub.entries)
    one.vault.remove_user(one.unlock("beheer"), MENTOR)
    one.sync("beheer")
    two.sync()
    hub.put_back(before)
    other = LaptopKeys.new(UUID(int=1003))
    entry = register.laptop_entry(
        hub.state, other.id, other.sign_public, other.seal_public, b"sleutel"
    )
    authority = one.unlock("beheer").authority
    assert authority is not None
    hub.entries.append((entry, register.sign_entry(authority, hub.state.site, entry)))
    two.house.doubt()
    two.sync("psy")
    assert two.house.state.left == {MENTOR}
    assert hub.state.left == {MENTOR}
    kinds = [register.read_head(entry)["soort"] for entry, _ in hub.entries]
    assert "terug_medewerker" in kinds
    one.house.doubt()
    one.sync("beheer")
    assert hub.state.left == {MENTOR}
    assert [k for k in kinds if k == "medewerker_af"] == []


def test_rotation_is_refused_without_the_whole_register(
    hub: MemoryHub, one: Desk, two: Desk
) -> None:
    beheer, before = one.unlock("beheer"), one.vault.content()
    one.hub.is_reached = False
    with pytest.raises(NoHub):
        one.house.rotate(one.hub, beheer, ["team"])
    assert one.vault.content() == before
    one.hub.is_reached = True
    two.vault.remove_user(two.unlock("beheer"), MENTOR)
    two.sync()
    one.vault.change_compartments(beheer, PSY, MENTOR_KEYS)
    demoted = one.unlock("beheer")
    one.house.rotate(one.hub, demoted, ["team"])
    assert MENTOR not in {user.medewerker_id for user in one.vault.users()}


def test_rotation_is_refused_while_accounts_wait(one: Desk, two: Desk) -> None:
    beheer = one.unlock("beheer")
    one.vault.change_compartments(beheer, PSY, PSY_KEYS, beheerder=True)
    one.sync()
    two.sync()
    psy = one.unlock("psy")
    two.vault.change_compartments(two.unlock("beheer"), PSY, PSY_KEYS, beheerder=False)
    two.sync()
    one.vault.change_compartments(psy, MENTOR, PSY_KEYS)
    with pytest.raises(UserError, match="samengevoegd"):
        one.house.rotate(one.hub, psy, ["team"])


def test_a_rotation_of_which_the_answer_is_lost(hub: MemoryHub, one: Desk, two: Desk) -> None:
    beheer = one.unlock("beheer")
    hub.lose_answers = 1
    with pytest.raises(NoHub):
        one.house.rotate(one.hub, beheer, ["team"])
    assert one.unlock("mentor").epoch("team") == 0
    one.restart()
    two.sync()
    one.sync()
    assert one.unlock("mentor").epoch("team") == 1
    assert two.unlock("psy").stream_secret("team", 1) == one.unlock("mentor").stream_secret(
        "team", 1
    )
    assert one.sync("beheer").rotated == frozenset()


# Going out


def test_a_lost_laptop(hub: MemoryHub, one: Desk, two: Desk, tmp_path: Path) -> None:
    thief = find_laptop_keys(two.folder)
    assert thief is not None
    news = one.house.take_off(one.hub, one.unlock("beheer"), two.id, Reason.verloren)
    assert news.rotated == set(ALL)
    assert one.unlock("psy").epoch("behandeling") == 1
    site = hub.state.site
    box = register.split_entry(hub.entries[hub.state.vault_number - 1][0])[1] or b""
    assert thief.open_vault(box, site) is None
    assert one.house.keys.open_vault(box, site) is not None
    assert two.sync() == News(was_taken_off=True)
    assert one.house.find_device_public(two.id) == thief.sign_public
    with pytest.raises(HubRefuses):
        two.house.admit(two.hub, two.unlock("beheer"), make_desk(hub, tmp_path, 3).house.asking)
    third = make_desk(hub, tmp_path, 4)
    one.house.admit(one.hub, one.unlock("beheer"), third.house.asking)
    third.sync()
    assert third.unlock("psy").epoch("behandeling") == 1


def test_a_laptop_that_was_handed_in(one: Desk, two: Desk) -> None:
    news = one.house.take_off(one.hub, one.unlock("beheer"), two.id, Reason.ingeleverd)
    assert news.rotated == frozenset()
    again = one.house.take_off(one.hub, one.unlock("beheer"), two.id, Reason.ingeleverd)
    assert again == News(is_in=True)
    with pytest.raises(UserError, match="staat al"):
        one.house.admit(one.hub, one.unlock("beheer"), two.house.asking)
    with pytest.raises(UserError, match="laatste"):
        one.house.take_off(one.hub, one.unlock("beheer"), one.id, Reason.ingeleverd)
    with pytest.raises(UserError, match="niet in de lijst"):
        one.house.take_off(one.hub, one.unlock("beheer"), UUID(int=5), Reason.verloren)


def test_the_answer_to_taking_off_is_lost(hub: MemoryHub, one: Desk, two: Desk) -> None:
    hub.lose_answers = 1
    with pytest.raises(NoHub):
        one.house.take_off(one.hub, one.unlock("beheer"), two.id, Reason.verloren)
    one.restart()
    news = one.sync("beheer")
    assert news.rotated == set(ALL)
    assert not one.house.state.laptops[two.id].is_in


# A hub that is put back, or lies


def test_a_hub_that_was_put_back_gets_everything_again(
    hub: MemoryHub, one: Desk, two: Desk
) -> None:
    two.vault.change_password("mentor", PASSWORDS["mentor"], NEW)
    two.sync()
    one.sync()
    whole = hub.state
    hub.put_back(3)
    news = one.sync()
    assert (news.is_in, news.gave_back) == (True, whole.number - 3)
    assert hub.state.laptops == whole.laptops
    assert two.sync().is_in
    assert two.house.keys.open_vault(
        register.split_entry(hub.entries[hub.state.vault_number - 1][0])[1] or b"",
        hub.state.site,
    )


def test_a_hub_that_went_on_without_knowing(
    hub: MemoryHub, one: Desk, two: Desk, tmp_path: Path
) -> None:
    """It forgot that a laptop was lost, and another laptop went on before we came."""
    third = make_desk(hub, tmp_path, 3)
    one.house.admit(one.hub, one.unlock("beheer"), third.house.asking)
    third.sync()
    two.sync()
    count = len(hub.entries)
    one.house.take_off(one.hub, one.unlock("beheer"), two.id, Reason.verloren)
    hub.put_back(count)
    third.vault.change_password("mentor", PASSWORDS["mentor"], NEW)
    assert third.sync().is_in
    assert hub.state.laptops[two.id].is_in
    news = one.sync("beheer")
    assert news.gave_back == 2  # the removal, and the authority that came after it
    assert not hub.state.laptops[two.id].is_in
    third.sync()
    assert not third.house.state.laptops[two.id].is_in
    assert one.house.keys.site_keys == third.house.keys.site_keys
    assert not load_register(one.folder).lost
    assert one.sync().vault_changed  # told before the hub knew the new authority, and again now
    assert one.sync() == News(is_in=True)
    assert third.vault.content() == one.vault.content()


def test_what_was_seen_stays_seen_with_a_stale_register(
    hub: MemoryHub, one: Desk, two: Desk, tmp_path: Path
) -> None:
    """A hub that hides a removal from a laptop that knows it gets it again, or is refused."""
    one.house.take_off(one.hub, one.unlock("beheer"), two.id, Reason.verloren)
    stale = MemoryHub(hub.entries[:5])
    known = one.house.state.number
    one.hub = stale.as_seen_by(one.id)
    assert one.sync().gave_back == known - 5
    assert not stale.state.laptops[two.id].is_in
    known = one.house.state.number

    class Deaf(AsLaptop):
        def put_entry(
            self, entry: bytes, signature: bytes, parent: int, code: str | None = None
        ) -> bool:
            return False

    deaf = Deaf(MemoryHub(hub.entries[:5]), one.id)
    with pytest.raises(EnvironmentProblem, match="niet klopt"):
        one.house.sync(deaf)
    with pytest.raises(EnvironmentProblem, match="niet klopt"):
        one.house.rotate(deaf, one.unlock("beheer"), ["team"])
    assert one.house.state.number == known
    one.restart()
    assert not one.house.state.laptops[two.id].is_in


def test_a_hub_that_lost_everything_is_founded_again(
    hub: MemoryHub, one: Desk, two: Desk, tmp_path: Path
) -> None:
    third = make_desk(hub, tmp_path, 3)
    one.house.admit(one.hub, one.unlock("beheer"), third.house.asking)
    one.house.take_off(one.hub, one.unlock("beheer"), third.id, Reason.verloren)
    two.sync()
    whole = one.house.state.number
    hub.put_back(0)
    news = one.house.found(one.hub, CODE, one.unlock("beheer"))
    assert (news.is_in, news.gave_back) == (True, whole - 1)
    assert hub.state.laptops[two.id].is_in
    assert not hub.state.laptops[third.id].is_in
    assert two.sync().is_in
    assert one.sync() == News(is_in=True)
    assert two.house.keys.site_keys == one.house.keys.site_keys


def test_a_hub_that_forgot_this_laptop(hub: MemoryHub, one: Desk, two: Desk) -> None:
    hub.put_back(3)
    hub.waiting.clear()
    assert two.sync() == News(is_forgotten=True)
    assert two.house.is_in
    assert one.sync().gave_back >= 1
    assert two.sync().is_in


def test_every_entry_changed_by_the_hub_is_refused(hub: MemoryHub, one: Desk, two: Desk) -> None:
    good = list(hub.entries)
    for number, (entry, signature) in enumerate(good):
        (two.folder / REGISTER_FILE).unlink(missing_ok=True)
        two.restart()
        changed = bytes([signature[0] ^ 1]) + signature[1:]
        answers = [*good[:number], (entry, changed), *good[number + 1 :]]

        class Lying(AsLaptop):
            answers: list[tuple[bytes, bytes]]

            def get_register(self, after: int) -> tuple[list[tuple[bytes, bytes]], int]:
                return self.answers[after:], len(self.answers)

        lying = Lying(hub, two.id)
        lying.answers = answers
        with pytest.raises(EnvironmentProblem, match="niet klopt"):
            two.house.sync(lying)
        assert two.house.state.number == 0
    assert two.sync().is_in


# The folder of a laptop


def test_the_keys_are_for_the_user_of_the_system_only(one: Desk) -> None:
    path = one.folder / KEY_FILE
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert find_laptop_keys(one.folder) == one.house.keys
    assert "private" not in repr(one.house.keys)
    assert one.house.keys.sign_private.hex() not in repr(one.house.keys)


@pytest.mark.parametrize("place", [0, 20, 60, -1])
def test_damaged_keys_are_told_and_not_made_anew(one: Desk, place: int) -> None:
    path = one.folder / KEY_FILE
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(EnvironmentProblem, match="beschadigd"):
        House(one.folder, one.id)
    path.write_bytes(bytes(content[:40]))
    with pytest.raises(EnvironmentProblem, match="beschadigd"):
        House(one.folder, one.id)


def test_a_laptop_keeps_its_number_without_its_settings(tmp_path: Path) -> None:
    device = load_device(tmp_path)
    save_laptop_keys(tmp_path, LaptopKeys.new(device.id))
    (tmp_path / DEVICE_FILE).write_text("{")
    assert load_device(tmp_path).id == device.id


def test_a_register_on_disk_that_was_changed_is_fetched_again(one: Desk, two: Desk) -> None:
    path = two.folder / REGISTER_FILE
    for content in (b"", b"{}", b"[1]", path.read_bytes().replace(b"A", b"B", 3)):
        path.write_bytes(content)
        two.restart()
        assert two.house.state.number == 0
        assert two.sync().is_in
    text = path.read_bytes()
    path.write_bytes(text[: len(text) // 2])
    two.restart()
    assert two.sync().is_in


def test_an_older_copy_of_the_folder(hub: MemoryHub, one: Desk, two: Desk, tmp_path: Path) -> None:
    shutil.copytree(two.folder, tmp_path / "kopie")
    two.vault.change_password("mentor", PASSWORDS["mentor"], NEW)
    two.sync()
    one.vault.remove_user(one.unlock("beheer"), PSY)
    one.sync("beheer")
    shutil.rmtree(two.folder)
    shutil.copytree(tmp_path / "kopie", two.folder)
    two.restart()
    assert two.sync().vault_changed
    assert two.vault.content() == one.vault.content()
    assert two.vault.unlock("mentor", NEW).epoch("team") == 1


def test_the_first_own_word_of_a_hub_is_checked_by_who_unlocks(one: Desk) -> None:
    keyring = one.unlock("beheer")
    assert keyring.authority_public == one.house.state.authority
    assert primitives.sign_public(keyring.authority or b"") == one.house.state.authority
