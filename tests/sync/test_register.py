"""The register of laptops against a lying hub, a laptop that went, and a former user."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.primitives import canonical
from hvh_desktop.crypto.succession import Step, make_step
from hvh_desktop.sync.house import entry as entry_bytes
from hvh_desktop.sync.house import register
from hvh_desktop.sync.house.register import NO_STATE, BadEntry, Reason, RegisterState
from hvh_desktop.sync.house.register_file import KnownRegister

SITE = str(UUID(int=77))
ONE, TWO, THREE = (UUID(int=number) for number in (101, 102, 103))
PERSON, OTHER = UUID(int=201), UUID(int=202)


@dataclass
class House:
    """A register with its keys; every entry is signed as it should be."""

    authority: bytearray = field(default_factory=primitives.new_key)
    keys: dict[UUID, bytearray] = field(default_factory=dict)
    entries: list[tuple[bytes, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_authority(register.house_entry(SITE, primitives.sign_public(self.authority)))

    @property
    def state(self) -> RegisterState:
        return register.fold(self.entries)

    def put(self, entry: bytes, private: bytearray) -> None:
        self.entries.append((entry, register.sign_entry(private, SITE, entry)))
        assert self.state.number == len(self.entries)

    def by_authority(self, entry: bytes) -> None:
        self.put(entry, self.authority)

    def let_in(self, laptop: UUID) -> None:
        self.keys[laptop] = primitives.new_key()
        sign = primitives.sign_public(self.keys[laptop])
        seal = primitives.seal_public(primitives.new_key())
        self.by_authority(register.laptop_entry(self.state, laptop, sign, seal, b"sleutel"))

    def take_off(self, laptop: UUID, reason: Reason = Reason.ingeleverd) -> None:
        self.by_authority(register.removal_entry(self.state, laptop, reason, {}))

    def put_vault(self, laptop: UUID, box: bytes) -> None:
        self.put(register.vault_entry(self.state, laptop, box), self.keys[laptop])


@pytest.fixture
def house() -> House:
    made = House()
    made.let_in(ONE)
    made.let_in(TWO)
    return made


def test_laptops_come_in_and_go_out(house: House) -> None:
    house.take_off(TWO, Reason.verloren)
    one, two = house.state.laptops[ONE], house.state.laptops[TWO]
    assert (one.is_in, one.since, one.house_keys) == (True, 2, (b"sleutel",))
    assert (two.is_in, two.taken_off, two.reason) == (False, 4, Reason.verloren)
    assert two.sign_public == primitives.sign_public(house.keys[TWO])
    assert [laptop.id for laptop in house.state.list_in()] == [ONE]
    assert house.state.find(THREE) is None


def test_a_new_house_key_goes_to_who_stays(house: House) -> None:
    keys = {ONE: b"nieuw", TWO: b"niet voor hem", THREE: b"van niemand"}
    house.by_authority(register.removal_entry(house.state, TWO, Reason.verloren, keys))
    assert house.state.laptops[ONE].house_keys == (b"sleutel", b"nieuw")
    assert house.state.laptops[TWO].house_keys == (b"sleutel",)


def test_a_laptop_that_went_never_comes_back(house: House) -> None:
    admission = house.entries[2]
    house.take_off(TWO)
    for entry, signature in (admission, (_moved(admission[0], house.state), admission[1])):
        with pytest.raises(BadEntry):
            register.follow(house.state, entry, signature)
    again = register.return_entry(house.state, ONE, *admission)
    with pytest.raises(BadEntry, match="before"):
        _follow_signed(house, again, house.keys[ONE])
    same_key = primitives.sign_public(house.keys[TWO])
    other_id = register.laptop_entry(house.state, THREE, same_key, bytes(32), b"s")
    with pytest.raises(BadEntry, match="before"):
        _follow_signed(house, other_id, house.authority)


def test_only_who_may_sign_signs(house: House) -> None:
    state = house.state
    attempts = [
        (register.laptop_entry(state, THREE, bytes(32), bytes(32), b"s"), house.keys[ONE]),
        (register.removal_entry(state, TWO, Reason.verloren, {}), house.keys[ONE]),
        (register.vault_entry(state, ONE, b"doos"), house.keys[TWO]),
        (register.vault_entry(state, ONE, b"doos"), house.authority),
        (register.vault_entry(state, THREE, b"doos"), primitives.new_key()),
        (register.laptop_entry(state, THREE, bytes(32), bytes(32), b"s"), primitives.new_key()),
    ]
    for entry, private in attempts:
        with pytest.raises(BadEntry):
            _follow_signed(house, entry, private)


def test_a_laptop_that_was_taken_off_says_nothing_more(house: House) -> None:
    house.take_off(TWO)
    for entry in (
        register.vault_entry(house.state, TWO, b"doos"),
        register.return_entry(house.state, TWO, *house.entries[1]),
        _next(house.state, {"soort": "later", "laptop": str(TWO)}),
    ):
        with pytest.raises(BadEntry, match="not in the register"):
            _follow_signed(house, entry, house.keys[TWO])


def test_the_hub_can_only_hold_back_the_end(house: House) -> None:
    house.put_vault(ONE, b"doos")
    house.take_off(TWO)
    house.put_vault(ONE, b"nog een")
    whole = house.entries
    for number in range(1, len(whole)):
        assert register.fold(whole[:number]).number == number
        with pytest.raises(BadEntry):
            register.fold(whole[: number - 1] + whole[number:])
    with pytest.raises(BadEntry):
        register.fold([whole[0], whole[2], whole[1], *whole[3:]])
    with pytest.raises(BadEntry):
        register.fold([*whole, whole[-1]])


def test_another_house_is_another_house(house: House) -> None:
    other = House()
    with pytest.raises(BadEntry):
        register.follow(NO_STATE, other.entries[0][0], house.entries[0][1])
    with pytest.raises(BadEntry):
        register.follow(house.state, *other.entries[0])
    entry = register.laptop_entry(other.state, ONE, bytes(32), bytes(32), b"s")
    with pytest.raises(BadEntry):
        register.follow(other.state, entry, register.sign_entry(house.authority, SITE, entry))


def test_every_changed_byte_is_refused(house: House) -> None:
    house.put_vault(ONE, b"een doos")
    for number, (entry, signature) in enumerate(house.entries):
        state = register.fold(house.entries[:number])
        for place in range(len(entry)):
            changed = entry[:place] + bytes([entry[place] ^ 1]) + entry[place + 1 :]
            with pytest.raises(BadEntry):
                register.follow(state, changed, signature)
        for place in range(0, 64, 7):
            changed = signature[:place] + bytes([signature[place] ^ 1]) + signature[place + 1 :]
            with pytest.raises(BadEntry):
                register.follow(state, entry, changed)


def test_the_vault_may_be_left_out_but_not_swapped(house: House) -> None:
    house.put_vault(TWO, b"een doos\nmet regels")
    entry, signature = house.entries[-1]
    assert register.split_entry(entry)[1] == b"een doos\nmet regels"
    before = register.fold(house.entries[:-1])
    thinned = register.follow(before, register.thin(entry), signature)
    assert thinned == house.state
    assert thinned.vault_number == 4
    with pytest.raises(BadEntry, match="another vault"):
        register.follow(before, register.thin(entry) + b"\nandere doos", signature)


def test_a_restored_hub_gets_back_what_it_forgot(house: House) -> None:
    house.take_off(TWO)
    lost = house.entries.pop()
    house.put_vault(TWO, b"van voor hij het wist")
    house.put(register.return_entry(house.state, ONE, *lost), house.keys[ONE])
    assert not house.state.laptops[TWO].is_in
    with pytest.raises(BadEntry):
        _follow_signed(house, register.return_entry(house.state, ONE, *lost), house.keys[ONE])


def test_who_left_and_who_came_back(house: House) -> None:
    assert house.state.left == frozenset()
    for left in ({PERSON}, set(), {PERSON}):
        house.by_authority(register.user_entry(house.state, PERSON))
        assert house.state.left == left
    house.by_authority(register.user_entry(house.state, OTHER))
    assert house.state.left == {PERSON, OTHER}
    assert house.state.unknown == 0
    assert [json.loads(entry)["soort"] for entry, _ in house.entries[3:]] == [
        "medewerker_af",
        "medewerker_in",
        "medewerker_af",
        "medewerker_af",
    ]


def test_only_a_beheerder_says_who_left(house: House) -> None:
    entry = register.user_entry(house.state, PERSON)
    for private in (house.keys[ONE], primitives.new_key()):
        with pytest.raises(BadEntry, match="not signed"):
            _follow_signed(house, entry, private)


@pytest.mark.parametrize(
    "said",
    [
        {"soort": "medewerker_af", "keer": 2},
        {"soort": "medewerker_in", "keer": 1},
        {"soort": "medewerker_in", "keer": 0},
        {"soort": "medewerker_af", "keer": -1},
        {"soort": "medewerker_af", "keer": True},
        {"soort": "medewerker_af", "keer": "1"},
        {"soort": "medewerker_af"},
        {"soort": "medewerker_af", "keer": 1, "id": "niemand"},
    ],
)
def test_a_turn_that_is_none_is_refused(house: House, said: dict[str, object]) -> None:
    with pytest.raises(BadEntry):
        _follow_signed(house, _next(house.state, {"id": str(PERSON), **said}), house.authority)


def test_an_older_word_about_somebody_changes_nothing(house: House) -> None:
    left = _signed(house, register.user_entry(house.state, PERSON))
    house.by_authority(left[0])
    back = _signed(house, register.user_entry(house.state, PERSON))
    house.by_authority(back[0])
    assert register.with_given_back(house.state, [left, back]) == house.state
    again = register.return_entry(house.state, ONE, *left)
    with pytest.raises(BadEntry, match="before"):
        _follow_signed(house, again, house.keys[ONE])


def test_a_restored_hub_gets_back_who_left_in_whatever_order(house: House) -> None:
    short = list(house.entries)
    for person in (PERSON, PERSON, OTHER):
        house.by_authority(register.user_entry(house.state, person))
    lost, house.entries = house.entries[3:], short
    assert register.with_given_back(house.state, reversed(lost)).left == {OTHER}
    for entry in (lost[1], lost[2]):
        house.put(register.return_entry(house.state, ONE, *entry), house.keys[ONE])
    assert house.state.left == {OTHER}
    assert register.with_given_back(house.state, lost) == house.state
    assert register.authority_entries(house.entries)[-2:] == lost[1:]


def test_an_older_program_passes_over_who_left(house: House) -> None:
    """It refuses a ``terug`` with what it does not know, and counts any other kind that the
    authority or a laptop signed. So this travels back under a name of its own."""
    lost = _signed(house, register.user_entry(house.state, PERSON))
    house.put(register.return_entry(house.state, ONE, *lost), house.keys[ONE])
    said = json.loads(house.entries[-1][0])
    assert said["soort"] not in ("huis", "laptop", "laptop_af", "kluis", "terug")
    assert said["laptop"] == str(ONE), "so the first version looks for the signature of a laptop"
    assert house.state.left == {PERSON}
    for kind, inner in (("terug", lost), ("terug_medewerker", house.entries[2])):
        told = json.loads(register.return_entry(house.state, ONE, *inner)) | {"soort": kind}
        with pytest.raises(BadEntry, match="in this way"):
            _follow_signed(house, _next(house.state, told), house.keys[ONE])


def test_only_words_of_the_authority_are_given_back(house: House) -> None:
    forged = register.removal_entry(house.state, TWO, Reason.verloren, {})
    vault = register.vault_entry(house.state, ONE, b"doos")
    for inner, private in (
        (forged, house.keys[ONE]),
        (vault, house.authority),
        (house.entries[0][0], house.authority),
    ):
        signature = register.sign_entry(private, SITE, inner)
        entry = register.return_entry(house.state, ONE, inner, signature)
        with pytest.raises(BadEntry):
            _follow_signed(house, entry, house.keys[ONE])


def test_what_a_newer_version_says_is_counted_and_passed_over(house: House) -> None:
    house.by_authority(_next(house.state, {"soort": "later", "wat": [1]}))
    house.put(_next(house.state, {"soort": "nog later", "laptop": str(ONE)}), house.keys[ONE])
    house.take_off(TWO)
    assert (house.state.unknown, house.state.number) == (2, 6)
    with pytest.raises(BadEntry):
        _follow_signed(house, _next(house.state, {"soort": "later"}), house.keys[ONE])


# Another authority


def _succeeded(house: House, steps: list[Step], box: bytes = b"doos") -> bytes:
    return register.vault_entry(house.state, ONE, box, steps)


def _step(house: House, fresh: bytearray) -> Step:
    return make_step(SITE, house.authority, primitives.sign_public(fresh))


def test_the_authority_names_the_next_and_signs_nothing_more(house: House) -> None:
    former, fresh = house.authority, primitives.new_key()
    house.put(_succeeded(house, [_step(house, fresh)]), house.keys[ONE])
    assert house.state.line == tuple(map(primitives.sign_public, (former, fresh)))
    assert (house.state.vault_number, house.state.succession_number) == (4, 4)
    entry = register.removal_entry(house.state, TWO, Reason.verloren, {})
    with pytest.raises(BadEntry, match="not signed"):
        _follow_signed(house, entry, former)
    old = register.removal_entry(register.fold(house.entries[:3]), TWO, Reason.verloren, {})
    signed = register.sign_entry(former, SITE, old)
    with pytest.raises(BadEntry, match="not signed"):
        _follow_signed(house, register.return_entry(house.state, ONE, old, signed), house.keys[ONE])
    house.authority = fresh
    house.take_off(TWO)
    assert not house.state.laptops[TWO].is_in


def test_only_the_authority_of_now_names_the_next(house: House) -> None:
    former, fresh, other = house.authority, primitives.new_key(), primitives.new_key()
    good, elsewhere = _step(house, fresh), primitives.sign_public(other)
    forged = make_step(SITE, other, primitives.sign_public(fresh))
    for steps, private in (
        ([forged], house.keys[ONE]),
        ([replace(forged, before=good.before)], house.keys[ONE]),
        ([replace(good, public=elsewhere)], house.keys[ONE]),
        ([make_step(str(UUID(int=8)), former, good.public)], house.keys[ONE]),
        ([good], house.keys[TWO]),
        ([good], former),
    ):
        with pytest.raises(BadEntry):
            _follow_signed(house, _succeeded(house, steps), private)
    told = {"soort": "gezag", "laptop": str(ONE), "doos": "00" * 32}
    for wrong in ([], [["", "", ""]], None):
        entry = _next(house.state, {**told, "stappen": wrong})
        with pytest.raises(BadEntry):
            _follow_signed(house, entry, house.keys[ONE])
    house.put(_succeeded(house, [good]), house.keys[ONE])
    fork = make_step(SITE, former, elsewhere)
    for steps in ([good], [fork], [good, fork]):
        with pytest.raises(BadEntry):
            _follow_signed(house, _succeeded(house, steps), house.keys[ONE])


def test_every_changed_byte_of_another_authority_is_refused(house: House) -> None:
    entry = _succeeded(house, [_step(house, primitives.new_key())])
    signature = register.sign_entry(house.keys[ONE], SITE, entry)
    register.follow(house.state, entry, signature)
    for place in range(len(entry)):
        changed = entry[:place] + bytes([entry[place] ^ 1]) + entry[place + 1 :]
        with pytest.raises(BadEntry):
            register.follow(house.state, changed, signature)


def test_a_forgotten_authority_is_given_back_without_the_vault(house: House) -> None:
    before, former, fresh = list(house.entries), house.authority, primitives.new_key()
    house.put(_succeeded(house, [_step(house, fresh)]), house.keys[ONE])
    house.authority = fresh
    house.take_off(TWO)
    said = register.authority_entries(house.entries)
    house.entries = before
    assert register.with_given_back(house.state, said).line[-1] == primitives.sign_public(fresh)
    assert not register.with_given_back(house.state, said).laptops[TWO].is_in
    for lost in said[-2:]:
        house.put(register.return_entry(house.state, ONE, *lost), house.keys[ONE])
    assert house.state.line == tuple(map(primitives.sign_public, (former, fresh)))
    assert not house.state.laptops[TWO].is_in
    assert house.state.vault_number == 0


def test_a_register_that_names_another_next_is_not_followed(house: House) -> None:
    """A hub that was put back, and a former beheerder who comes first."""
    before, former = list(house.entries), house.authority
    house.put(_succeeded(house, [_step(house, primitives.new_key())]), house.keys[ONE])
    known = KnownRegister().follow(house.entries)
    shorter = known.fork(before)
    assert shorter.state.line == known.state.line
    assert len(shorter.chain.line) == 1
    house.entries, house.authority = list(before), former
    house.put(_succeeded(house, [_step(house, primitives.new_key())]), house.keys[ONE])
    with pytest.raises(BadEntry, match="another house"):
        known.fork(house.entries)
    with pytest.raises(BadEntry, match="another authority"):
        shorter.follow(house.entries[len(before) :])


@given(
    st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["soort", "id", "sign", "x"]), inner, max_size=4)
            ),
            max_leaves=8,
        ).map(canonical),
    )
)
def test_whatever_comes_in_is_an_entry_or_is_refused(content: bytes) -> None:
    with pytest.raises(BadEntry):
        register.follow(NO_STATE, content, bytes(64))


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "id",
                "sign",
                "seal",
                "site_key",
                "reden",
                "sleutels",
                "laptop",
                "doos",
                "inhoud",
                "stappen",
            ]
        ),
        st.none()
        | st.integers()
        | st.text(max_size=40)
        | st.lists(st.integers(), max_size=2)
        | st.just(str(ONE))
        | st.just("00" * 32),
    ),
    st.sampled_from(
        "huis laptop laptop_af medewerker_af kluis gezag terug terug_medewerker".split()
    ),
)
def test_signed_nonsense_is_refused_in_one_way(said: dict[str, object], kind: str) -> None:
    house = _HOUSE
    entry = _next(house.state, {**said, "soort": kind})
    for private in (house.authority, house.keys[ONE]):
        try:
            _follow_signed(house, entry, private)
        except BadEntry:
            continue


def test_deep_json_is_refused() -> None:
    for content in (b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe", b"", b"{}" * 200_000):
        with pytest.raises(BadEntry):
            register.follow(NO_STATE, content, bytes(64))
    with pytest.raises(BadEntry):
        register.read_head(b'{"a": 1}')
    with pytest.raises(BadEntry, match="big"):
        register.split_entry(b"{}\n" + bytes(entry_bytes.MOST_BOX + 1))


def _follow_signed(house: House, entry: bytes, private: bytearray) -> RegisterState:
    return register.follow(house.state, entry, register.sign_entry(private, SITE, entry))


def _signed(house: House, entry: bytes) -> tuple[bytes, bytes]:
    return entry, register.sign_entry(house.authority, SITE, entry)


def _next(state: RegisterState, said: dict[str, object]) -> bytes:
    return canonical({**said, "nummer": state.number + 1, "vorige": state.chain.hex()})


def _moved(entry: bytes, state: RegisterState) -> bytes:
    return _next(state, json.loads(entry))


def _one_house() -> House:
    made = House()
    made.let_in(ONE)
    return made


_HOUSE = _one_house()
