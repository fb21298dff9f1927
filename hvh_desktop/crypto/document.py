"""What stands in the vault file, as dataclasses, and how it is read and written.

``Roster`` is who may hold which key. It is signed; the slots and the sealed keys beside it are
not, because they prove themselves: they open with the right private key or not at all.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from hvh_desktop.crypto.keyring import AUTHORITY, Labels, split_name
from hvh_desktop.crypto.passwords import KdfCost, fold_name
from hvh_desktop.crypto.primitives import canonical
from hvh_desktop.crypto.succession import Line, Step, steps_in, steps_out

FORMAT = 1
"""Stands in everything that is signed or sealed."""
FORMAT_EPOCHS = 2
"""Of a file with something in it that the first version of the program does not know."""
FORMAT_SUCCESSION = 3
"""Of a file whose signing key was replaced: who does not know that cannot verify it."""


class Damaged(Exception):
    """The bytes are not a whole vault file."""


class TooNew(Exception):
    """Written by a newer version of the program."""


@dataclass(frozen=True)
class RosterUser:
    """What a beheerder signed about one user."""

    name_hash: str
    seal_public: bytes
    sign_public: bytes
    compartments: frozenset[str]
    is_beheerder: bool
    labels: Labels | None = None
    """None: signed before labels were there, so nobody said anything about them."""


@dataclass
class Roster:
    vault_id: str
    revision: int
    name_salt: bytes
    cost: KdfCost
    authority_public: bytes
    recovery_public: bytes
    recovery_series: int
    commitments: dict[str, str]
    users: dict[UUID, RosterUser] = field(default_factory=dict)
    authors: dict[UUID, frozenset[bytes]] = field(default_factory=dict)
    """Public keys with which somebody signed before: a former user, or before a reset."""
    held: dict[UUID, frozenset[str]] = field(default_factory=dict)
    """Labels that somebody had before: what he wrote with them stays his to have written."""
    changed: dict[UUID, int] = field(default_factory=dict)
    """In which revision a user was last changed, or taken out."""
    trail: tuple[str, ...] = ()
    """Hashes of the tables before this one, oldest first."""
    due: frozenset[str] = frozenset()
    """Compartments of which somebody who left still has the newest key; so too the signing key."""
    succession: tuple[Step, ...] = ()
    """How the signing key of now came after the first one."""

    @property
    def compartments(self) -> frozenset[str]:
        return frozenset(split_name(name)[0] for name in self.commitments)

    @property
    def line(self) -> Line:
        """Every signing key, the newest last. Nothing is proven yet."""
        if not self.succession:
            return (self.authority_public,)
        return (self.succession[0].before, *(step.public for step in self.succession))

    def entitled(self, user_id: UUID) -> frozenset[str]:
        """The names of the keys that this user may have, of every epoch."""
        user = self.users[user_id]
        names = {name for name in self.commitments if split_name(name)[0] in user.compartments}
        return frozenset(names | {AUTHORITY} if user.is_beheerder else names)

    def hash_name(self, user_name: str) -> str:
        folded = fold_name(user_name).encode("utf-8", "surrogatepass")
        return hmac.new(self.name_salt, folded, "sha256").hexdigest()

    def find(self, name_hash: str) -> UUID | None:
        return next((key for key, user in self.users.items() if user.name_hash == name_hash), None)


@dataclass(frozen=True)
class Renewal:
    """New public keys, signed by the user with the key that the roster names."""

    seal_public: bytes
    sign_public: bytes
    signature: bytes


@dataclass
class Slot:
    """One user: his private keys behind his password, and the compartment keys sealed to him."""

    salt: bytes
    cost: KdfCost
    box: bytes
    grants: dict[str, bytes] = field(default_factory=dict)
    renewal: Renewal | None = None
    version: int = 0
    """0: from before versions were there."""
    proof: bytes = b""
    """Signed by the owner: this version is his."""
    others: tuple[Renewal, ...] = ()
    """He chose his first own password on two laptops apart: what he signed then stays his."""


@dataclass
class Document:
    roster: Roster
    signature: bytes
    slots: dict[UUID, Slot]
    recovery_keys: dict[str, bytes]
    """Sealed to the sheets; the signing key too, once it was replaced."""
    recovery_authority: bytes
    """The signing key of when the sheets were drawn, in a box that only they could close."""
    signer: tuple[UUID, bytes] | None = None
    """Which beheerder signed the table, and his own signature over it."""


def checked_labels(labels: Mapping[str, object]) -> Labels:
    """A frozen copy; ValueError for what is no word with a day as yyyy-mm-dd or None."""
    found: dict[str, str | None] = {}
    for word, end in labels.items():
        if end is not None and (type(end) is not str or date.fromisoformat(end).isoformat() != end):
            raise ValueError("not a day")
        found[str(word)] = end
    return MappingProxyType(found)


def signed_part(roster: Roster) -> bytes:
    return canonical(["hvh-kluis", FORMAT, "gebruikers", _roster_out(roster)])


def dump(document: Document) -> bytes:
    signer = document.signer
    told = {} if signer is None else {"signer": [str(signer[0]), _b64(signer[1])]}
    body = told | {
        "format": _format_of(document),
        "roster": _roster_out(document.roster),
        "signature": _b64(document.signature),
        "slots": {str(key): _slot_out(slot) for key, slot in document.slots.items()},
        "recovery": {
            "keys": _all_b64(document.recovery_keys),
            "authority": _b64(document.recovery_authority),
        },
    }
    return canonical({"body": body, "check": _check(body)}) + b"\n"


def _format_of(document: Document) -> int:
    roster = document.roster
    if roster.succession:
        return FORMAT_SUCCESSION
    told = (roster.authors, roster.held, roster.changed, roster.trail, roster.due)
    is_newer = any(told) or any(slot.version for slot in document.slots.values())
    return FORMAT_EPOCHS if is_newer else FORMAT


def load(content: bytes) -> Document:
    try:
        whole = json.loads(content)
        body = whole["body"]
        if canonical({"body": body, "check": _check(body)}) + b"\n" != content:
            raise Damaged
        if body["format"] not in (FORMAT, FORMAT_EPOCHS, FORMAT_SUCCESSION):
            raise TooNew
        roster = _roster_in(body["roster"])
        slots = {UUID(key): _slot_in(value) for key, value in body["slots"].items()}
        if set(slots) != set(roster.users):
            raise Damaged
        document = Document(
            roster,
            _unb64(body["signature"]),
            slots,
            _all_unb64(body["recovery"]["keys"]),
            _unb64(body["recovery"]["authority"]),
            _signer_in(body.get("signer")),
        )
        if body["format"] != _format_of(document):
            raise Damaged
        return document
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Damaged from None


def _signer_in(value: list[str] | None) -> tuple[UUID, bytes] | None:
    return None if value is None else (UUID(value[0]), _unb64(value[1], 64))


def _check(body: object) -> str:
    """Against chance, not against an attacker: he can compute it too."""
    return hashlib.sha256(canonical(body)).hexdigest()


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _unb64(value: str, size: int | None = None) -> bytes:
    raw = base64.b64decode(value, validate=True)
    if size is not None and len(raw) != size:
        raise ValueError("wrong size")
    return raw


def _all_b64(values: Mapping[str, bytes]) -> dict[str, str]:
    return {key: _b64(value) for key, value in values.items()}


def _all_unb64(values: Mapping[str, str]) -> dict[str, bytes]:
    return {str(key): _unb64(value) for key, value in values.items()}


def _cost_out(cost: KdfCost) -> list[int]:
    return [cost.memory_kib, cost.rounds, cost.lanes]


def _cost_in(value: list[Any]) -> KdfCost:
    memory_kib, rounds, lanes = (int(part) for part in value)
    cost = KdfCost(memory_kib, rounds, lanes)
    if not cost.is_sane():
        raise ValueError("cost out of bounds")
    return cost


def _roster_out(roster: Roster) -> dict[str, Any]:
    """Without what is empty exactly as before it was there, so that an older signature fits."""
    newer = {
        "authors": {str(who): sorted(map(_b64, keys)) for who, keys in roster.authors.items()},
        "held": {str(who): sorted(words) for who, words in roster.held.items()},
        "changed": {str(who): revision for who, revision in roster.changed.items()},
        "trail": list(roster.trail),
        "due": sorted(roster.due),
        "succession": steps_out(roster.succession),
    }
    return {name: told for name, told in newer.items() if told} | {
        "vault_id": roster.vault_id,
        "revision": roster.revision,
        "name_salt": _b64(roster.name_salt),
        "cost": _cost_out(roster.cost),
        "authority_public": _b64(roster.authority_public),
        "recovery_public": _b64(roster.recovery_public),
        "recovery_series": roster.recovery_series,
        "commitments": dict(roster.commitments),
        "users": {str(key): _user_out(user) for key, user in roster.users.items()},
    }


def _roster_in(value: dict[str, Any]) -> Roster:
    return Roster(
        vault_id=str(value["vault_id"]),
        revision=_int(value["revision"]),
        name_salt=_unb64(value["name_salt"]),
        cost=_cost_in(value["cost"]),
        authority_public=_unb64(value["authority_public"], 32),
        recovery_public=_unb64(value["recovery_public"], 32),
        recovery_series=_int(value["recovery_series"]),
        commitments={str(key): str(text) for key, text in value["commitments"].items()},
        users={UUID(key): _user_in(user) for key, user in value["users"].items()},
        authors={
            UUID(who): frozenset(_unb64(key, 32) for key in keys)
            for who, keys in value.get("authors", {}).items()
        },
        held={
            UUID(who): frozenset(str(word) for word in words)
            for who, words in value.get("held", {}).items()
        },
        changed={UUID(who): _int(revision) for who, revision in value.get("changed", {}).items()},
        trail=tuple(str(digest) for digest in value.get("trail", ())),
        due=frozenset(str(name) for name in value.get("due", ())),
        succession=steps_in(value.get("succession", ())),
    )


def _int(value: object) -> int:
    if type(value) is not int or not 0 <= value < 2**63:
        raise ValueError("not a counter")
    return value


def _user_out(user: RosterUser) -> dict[str, Any]:
    """Without labels exactly as before, so that an older signature still fits."""
    told: dict[str, Any] = {} if user.labels is None else {"labels": dict(user.labels)}
    return told | {
        "name_hash": user.name_hash,
        "seal_public": _b64(user.seal_public),
        "sign_public": _b64(user.sign_public),
        "compartments": sorted(user.compartments),
        "is_beheerder": user.is_beheerder,
    }


def _user_in(value: dict[str, Any]) -> RosterUser:
    return RosterUser(
        name_hash=str(value["name_hash"]),
        seal_public=_unb64(value["seal_public"], 32),
        sign_public=_unb64(value["sign_public"], 32),
        compartments=frozenset(str(name) for name in value["compartments"]),
        is_beheerder=value["is_beheerder"] is True,
        labels=checked_labels(value["labels"]) if "labels" in value else None,
    )


def _slot_out(slot: Slot) -> dict[str, Any]:
    newer: dict[str, Any] = {}
    if slot.version:
        newer = {"version": slot.version, "proof": _b64(slot.proof)}
    if slot.others:
        newer["others"] = [_renewal_out(renewal) for renewal in slot.others]
    return newer | {
        "salt": _b64(slot.salt),
        "cost": _cost_out(slot.cost),
        "box": _b64(slot.box),
        "grants": _all_b64(slot.grants),
        "renewal": slot.renewal and _renewal_out(slot.renewal),
    }


def _renewal_out(renewal: Renewal) -> list[str]:
    return [_b64(renewal.seal_public), _b64(renewal.sign_public), _b64(renewal.signature)]


def _renewal_in(value: list[str]) -> Renewal:
    return Renewal(_unb64(value[0], 32), _unb64(value[1], 32), _unb64(value[2], 64))


def _slot_in(value: dict[str, Any]) -> Slot:
    renewal = value["renewal"]
    return Slot(
        salt=_unb64(value["salt"], 16),
        cost=_cost_in(value["cost"]),
        box=_unb64(value["box"]),
        grants=_all_unb64(value["grants"]),
        renewal=renewal and _renewal_in(renewal),
        version=_int(value.get("version", 0)),
        proof=_unb64(value.get("proof", "")),
        others=tuple(_renewal_in(other) for other in value.get("others", ())),
    )
