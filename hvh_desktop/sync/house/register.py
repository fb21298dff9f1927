"""The register of laptops: which laptops belong to the house, in entries that only grow.

An entry is one line of canonical JSON, the *head*, which is signed; an entry with the vault has
the sealed vault after that line. Every head names its number and the hash over all entries before
it, so a hub can hold back the end and nothing else: not leave one out, not change the order, not
bring back a laptop that was taken off. Who may sign what:

- ``huis`` (the first): the authority of the house, the key that signs the table of the vault;
- ``laptop`` and ``laptop_af``: the same key, so a beheerder;
- ``medewerker_af`` and ``medewerker_in``: the same key. Somebody has no account any more, or has
  one again. Only his id stands there, never a name. ``keer`` counts how often it turned, so that
  these count the same in whatever order they come back;
- ``kluis``: a laptop that is in the register. The vault proves itself;
- ``gezag``: such a laptop, with a step that the authority signed: from here on another key is the
  authority, and the one before signs nothing more. The vault with the new key comes in the same
  entry, so that nobody ever sees the one without the other;
- ``terug``: such a laptop gives back, word for word, what the authority signed and a restored hub
  forgot. What was taken off stays off, whatever the order. ``terug_medewerker`` is the same for
  what the first version did not know: that one passes over it, and would refuse a ``terug``.

A kind that this version does not know is counted and passed over. Pure: no file, no network.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.primitives import canonical
from hvh_desktop.crypto.succession import Line, Step, steps_in, steps_out, walk, walk_on
from hvh_desktop.sync.house.entry import (
    BadEntry,
    is_box_of,
    is_signed,
    read_head,
    sign_entry,
    split_entry,
    thin,
)
from hvh_desktop.sync.parts import NO_HASH

__all__ = ["BadEntry", "is_box_of", "read_head", "sign_entry", "split_entry", "thin"]

_LEFT, _CAME_BACK = "medewerker_af", "medewerker_in"
_GIVEN_BACK = (_BACK, _USER_BACK) = ("terug", "terug_medewerker")
_SUCCESSION = "gezag"


class Answer(StrEnum):
    """What a laptop that asked to come in is told."""

    wacht = "wacht"
    toegelaten = "toegelaten"
    geweigerd = "geweigerd"


class Decision(StrEnum):
    """What a beheerder decides about an envelope that stands apart, as his order names it."""

    toelaten = "toelaten"
    weigeren = "weigeren"


class Reason(StrEnum):
    """Why a laptop was taken off."""

    ingeleverd = "ingeleverd"
    verloren = "verloren"


@dataclass(frozen=True)
class Laptop:
    """One laptop of the house, also after it was taken off."""

    id: UUID
    sign_public: bytes
    seal_public: bytes
    since: int
    """Number of the entry that let it in."""
    taken_off: int | None = None
    reason: Reason | None = None
    house_keys: tuple[bytes, ...] = ()
    """The keys of the house sealed to it, oldest first."""
    server: str = ""
    """Which hub the beheerder who let it in speaks to; empty when he did not say."""

    @property
    def is_in(self) -> bool:
        return self.taken_off is None


@dataclass(frozen=True)
class RegisterState:
    """Everything that the entries say together."""

    site: str = ""
    line: Line = ()
    """The authority of now at the end, those before it in front."""
    number: int = 0
    chain: bytes = NO_HASH
    laptops: Mapping[UUID, Laptop] = field(default_factory=lambda: MappingProxyType({}))
    turns: Mapping[UUID, int] = field(default_factory=lambda: MappingProxyType({}))
    """Of everybody who ever left: how often he left or came back. Odd: he is gone."""
    vault_number: int = 0
    """Number of the last entry with the vault."""
    succession_number: int = 0
    """Number of the last entry with the vault and a new authority."""
    unknown: int = 0
    """Entries of a kind that this version does not know."""

    @property
    def authority(self) -> bytes:
        return self.line[-1] if self.line else b""

    def find(self, laptop: UUID) -> Laptop | None:
        return self.laptops.get(laptop)

    def list_in(self) -> list[Laptop]:
        return [laptop for laptop in self.laptops.values() if laptop.is_in]

    @property
    def left(self) -> frozenset[UUID]:
        """Users who have no account any more: what still comes from them waits for a person."""
        return frozenset(user for user, turn in self.turns.items() if turn % 2)


NO_STATE = RegisterState()


# Reading


def follow(state: RegisterState, entry: bytes, signature: bytes) -> RegisterState:
    """The state after one more entry; ``BadEntry`` when it does not follow or is not genuine."""
    said = read_head(entry)
    if said.get("nummer") != state.number + 1 or said.get("vorige") != state.chain.hex():
        raise BadEntry("not the next entry")
    try:
        after = _carry_out(state, said, entry, signature)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadEntry("not whole") from None
    chain = _chain(state.chain, entry, signature)
    return replace(after, number=state.number + 1, chain=chain)


def fold(entries: Iterable[tuple[bytes, bytes]], state: RegisterState = NO_STATE) -> RegisterState:
    """The state after all of these (entry, signature) in order."""
    for entry, signature in entries:
        state = follow(state, entry, signature)
    return state


def chains_over(entries: Iterable[tuple[bytes, bytes]]) -> list[bytes]:
    """The hash over all entries up to each one; the first is over none."""
    chains = [NO_HASH]
    for entry, signature in entries:
        chains.append(_chain(chains[-1], entry, signature))
    return chains


def _chain(before: bytes, entry: bytes, signature: bytes) -> bytes:
    return primitives.sha256(before, signature, thin(entry))


def with_given_back(
    state: RegisterState, lost: Iterable[tuple[bytes, bytes]], *, earlier: bool = True
) -> RegisterState:
    """The state with what the authority signed before and this hub no longer has. What the hub
    has by now changes nothing. ``earlier``: also by an authority of before; a hub takes only what
    the one of now signed."""
    for entry, signature in lost:
        trusted = state.line if earlier else state.line[-1:]
        try:
            state = _give_back(state, entry, signature, trusted)
        except (BadEntry, ValueError):
            continue
    return state


def authority_entries(entries: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Every word of the authority about a laptop, a user or its successor among verified entries,
    also what was given back."""
    found: list[tuple[bytes, bytes]] = []
    for entry, signature in entries:
        said = read_head(entry)
        if said["soort"] in _GIVEN_BACK:
            found.append((base64.b64decode(said["inhoud"]), bytes.fromhex(said["handtekening"])))
        elif said["soort"] in _RETURNABLE:
            found.append((thin(entry), signature))
    return found


def _carry_out(
    state: RegisterState, said: Mapping[str, Any], entry: bytes, signature: bytes
) -> RegisterState:
    kind = said["soort"]
    if (state.number == 0) != (kind == "huis"):
        raise BadEntry("the house comes first, and once")
    if kind == "huis":
        site, steps = str(UUID(said["site"])), steps_in(said.get("stappen", ()))
        state = replace(state, site=site, line=walk(site, (_hex(said["authority"], 32),), steps))
    signer = _signer(state, said)
    if not is_signed(signer, state.site, entry, signature):
        raise BadEntry("not signed by who may sign it")
    if kind == _SUCCESSION:
        state = replace(_succeed(state, said), succession_number=state.number + 1)
    if kind in ("kluis", _SUCCESSION):
        signed, box = _hex(said["doos"], 32), split_entry(entry)[1]
        if box is not None and primitives.sha256(box) != signed:
            raise BadEntry("another vault than was signed")
        return replace(state, vault_number=state.number + 1)
    if kind in _GIVEN_BACK:
        given = base64.b64decode(said["inhoud"], validate=True)
        if _back_kind(given) != kind:
            raise BadEntry("this is not given back in this way")
        signature = _hex(said["handtekening"], 64)
        return _give_back(state, given, signature, state.line[-1:])
    carry_out = _BY_AUTHORITY.get(kind)
    if carry_out is not None:
        return carry_out(state, said)
    return state if kind == "huis" else replace(state, unknown=state.unknown + 1)


def _signer(state: RegisterState, said: Mapping[str, Any]) -> bytes:
    """Who must have signed: the laptop that is named, else the authority."""
    if said["soort"] in _BY_AUTHORITY or "laptop" not in said:
        return state.authority
    laptop = state.find(UUID(said["laptop"]))
    if laptop is None or not laptop.is_in:
        raise BadEntry("by a laptop that is not in the register")
    return laptop.sign_public


def _let_in(state: RegisterState, said: Mapping[str, Any]) -> RegisterState:
    laptop = Laptop(
        UUID(said["id"]),
        _hex(said["sign"], 32),
        _hex(said["seal"], 32),
        state.number + 1,
        house_keys=(base64.b64decode(said["site_key"], validate=True),),
        server=str(said.get("server", "")),
    )
    if any(laptop.id == a.id or laptop.sign_public == a.sign_public for a in _all(state)):
        raise BadEntry("this laptop was let in before")
    return _with(state, laptop)


def _take_off(state: RegisterState, said: Mapping[str, Any]) -> RegisterState:
    laptop = state.find(UUID(said["id"]))
    if laptop is None or not laptop.is_in:
        raise BadEntry("this laptop is not in the register")
    off = replace(laptop, taken_off=state.number + 1, reason=Reason(said["reden"]))
    state = _with(state, off)
    for name, sealed in dict(said.get("sleutels", {})).items():
        other = state.find(UUID(name))
        if other is not None and other.is_in:
            key = base64.b64decode(sealed, validate=True)
            state = _with(state, replace(other, house_keys=(*other.house_keys, key)))
    return state


def _succeed(state: RegisterState, said: Mapping[str, Any]) -> RegisterState:
    """Only the authority of now names the next, whoever brings it."""
    return replace(state, line=walk_on(state.site, state.line, steps_in(said["stappen"])))


def _give_back(
    state: RegisterState, entry: bytes, signature: bytes, trusted: Line
) -> RegisterState:
    inner = read_head(entry)
    carry_out = _RETURNABLE.get(inner["soort"])
    if carry_out is None:
        raise BadEntry("this is not given back")
    is_proven = any(is_signed(by, state.site, entry, signature) for by in trusted)
    if not is_proven and inner["soort"] != _SUCCESSION:  # its steps prove themselves
        raise BadEntry("what is given back was not signed by the authority")
    return carry_out(state, inner)


def _turn(state: RegisterState, said: Mapping[str, Any]) -> RegisterState:
    """Somebody left or came back: the latest word counts, whatever the order."""
    user, turn = UUID(said["id"]), said["keer"]
    if type(turn) is not int or turn < 1 or turn % 2 != (said["soort"] == _LEFT):
        raise ValueError("not a turn")
    if turn <= state.turns.get(user, 0):
        raise BadEntry("this was said before")
    return replace(state, turns=MappingProxyType({**state.turns, user: turn}))


_BY_AUTHORITY: Mapping[str, Callable[[RegisterState, Mapping[str, Any]], RegisterState]] = {
    "laptop": _let_in,
    "laptop_af": _take_off,
    _LEFT: _turn,
    _CAME_BACK: _turn,
}
_RETURNABLE = {**_BY_AUTHORITY, _SUCCESSION: _succeed}


def _all(state: RegisterState) -> Iterable[Laptop]:
    return state.laptops.values()


def _with(state: RegisterState, laptop: Laptop) -> RegisterState:
    return replace(state, laptops=MappingProxyType({**state.laptops, laptop.id: laptop}))


def _hex(value: str, size: int) -> bytes:
    raw = bytes.fromhex(value)
    if len(raw) != size or raw.hex() != value:
        raise ValueError("wrong size")
    return raw


# Signing


def house_entry(site: str, authority: bytes, steps: Sequence[Step] = ()) -> bytes:
    """The first: to be signed by the authority that it names, or by the last one of ``steps``."""
    told: dict[str, object] = {"soort": "huis", "site": site, "authority": authority.hex()}
    return _next(NO_STATE, {**told, "stappen": steps_out(steps)} if steps else told)


def laptop_entry(
    state: RegisterState,
    laptop: UUID,
    sign: bytes,
    seal: bytes,
    house_key: bytes,
    server: str = "",
) -> bytes:
    """A laptop comes in; ``house_key`` is sealed to it. ``server``: which hub it should find."""
    told = {"id": str(laptop), "sign": sign.hex(), "seal": seal.hex(), "site_key": _b64(house_key)}
    return _next(state, {"soort": "laptop", **told, **({"server": server} if server else {})})


def removal_entry(
    state: RegisterState, laptop: UUID, reason: Reason, house_keys: Mapping[UUID, bytes]
) -> bytes:
    """A laptop goes out for good; ``house_keys`` is a new key of the house, sealed to the others
    (empty: it stays the same)."""
    keys = {str(other): _b64(sealed) for other, sealed in house_keys.items()}
    told = {"id": str(laptop), "reden": reason.value, "sleutels": keys}
    return _next(state, {"soort": "laptop_af", **told})


def vault_entry(
    state: RegisterState, laptop: UUID, box: bytes, steps: Sequence[Step] = ()
) -> bytes:
    """The sealed vault, signed by this laptop; with the steps to the authority that signed it."""
    told: dict[str, object] = {"laptop": str(laptop), "doos": primitives.sha256(box).hex()}
    new = {"soort": _SUCCESSION, "stappen": steps_out(steps)} if steps else {"soort": "kluis"}
    return _next(state, {**told, **new}) + b"\n" + box


def user_entry(state: RegisterState, user: UUID) -> bytes:
    """Somebody who was here left, or somebody who left is back."""
    turn = state.turns.get(user, 0) + 1
    told = {"soort": _LEFT if turn % 2 else _CAME_BACK, "id": str(user), "keer": turn}
    return _next(state, told)


def return_entry(state: RegisterState, laptop: UUID, entry: bytes, signature: bytes) -> bytes:
    """What the authority signed once and this hub no longer has."""
    told = {"inhoud": _b64(thin(entry)), "handtekening": signature.hex()}
    return _next(state, {"soort": _back_kind(entry), "laptop": str(laptop), **told})


def _back_kind(entry: bytes) -> str:
    return _USER_BACK if read_head(entry)["soort"] in (_LEFT, _CAME_BACK) else _BACK


def next_entry(state: RegisterState, entry: bytes) -> bytes:
    """The same words once more, to be signed by the authority of now."""
    return _next(state, read_head(entry))


def _next(state: RegisterState, said: Mapping[str, object]) -> bytes:
    return canonical({**said, "nummer": state.number + 1, "vorige": state.chain.hex()})


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
