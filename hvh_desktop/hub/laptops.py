"""Which laptops belong to the house: the register as the hub follows it, and who asks to come in.

The register is the only source: no second table says who is in. The hub checks every entry by the
same rules as a laptop does.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from hvh_desktop.hub.database import Rows
from hvh_desktop.hub.problem import Problem
from hvh_desktop.sync.house.register import (
    NO_STATE,
    Answer,
    BadEntry,
    RegisterState,
    fold,
    follow,
    read_head,
    thin,
)

MOST_ASKING = 100
MOST_FROM_ADDRESS = 25
"""Of these, also those that were refused: a whole house may ask from one address."""
ASKING_DAYS = 7
"""So long an asking counts; who still waits then asks again by itself."""
REST_HOURS = 1
"""After all were refused at once, before they may ask again."""
MOST_ENTRIES = 150
"""In one answer; a head is at most 256 KiB."""
MOST_OWN_HEAD = 64 * 1024
"""Of an entry that a laptop signs by itself; a beheerder may sign a larger one."""
_THIN = (
    "CASE WHEN position('\\x0a'::bytea IN entry) > 0"
    " THEN substring(entry FROM 1 FOR position('\\x0a'::bytea IN entry) - 1) ELSE entry END"
)


@dataclass(frozen=True)
class Asking:
    """A laptop that asks to come in."""

    id: UUID
    sign: bytes
    seal: bytes
    since: datetime
    origin: bytes = b""
    """Made from the address that it came from; the address itself is not kept."""
    refused: bool = False


@dataclass(frozen=True)
class Entry:
    number: int
    entry: bytes
    signature: bytes


class Register:
    """The state after all entries; only entries that came since are read again."""

    def __init__(self) -> None:
        self._read: tuple[UUID | None, RegisterState] = (None, NO_STATE)

    def state(self, cursor: Rows) -> RegisterState:
        """As this transaction sees it."""
        cursor.execute(
            "SELECT generation, (SELECT coalesce(max(number), 0) FROM register_entry) FROM hub"
        )
        row = cursor.fetchone()
        assert row is not None
        generation, state = self._read
        if generation != row[0] or state.number > row[1]:
            state = NO_STATE  # the database was put back
        if state.number < row[1]:
            cursor.execute(
                f"SELECT {_THIN}, signature FROM register_entry WHERE number > %s ORDER BY number",
                (state.number,),
                binary=True,
            )
            state = fold(cursor.fetchall(), state)
        self._read = (row[0], state)
        return state


def add_entry(
    cursor: Rows,
    state: RegisterState,
    entry: bytes,
    signature: bytes,
    code_fits: bool,
    count: Callable[[str], None],
) -> int:
    """The number that the entry got. The caller holds the lock and has compared the parent.
    ``count``: told which laptop signed it by itself; may raise ``Problem``."""
    try:
        after = follow(state, entry, signature)
    except BadEntry:
        raise Problem(422, "Deze regel past niet in het register van laptops.") from None
    if after.number == 1 and not code_fits:
        raise Problem(403, WRONG_CODE)
    signer = signing_laptop(entry)
    if signer is not None:
        if len(thin(entry)) > MOST_OWN_HEAD:
            raise Problem(413, "Deze regel is te groot voor het register van laptops.")
        count(signer)
    # sealed vaults are large; of all but these two nobody asks more than the head
    kept = {after.vault_number, after.succession_number}
    for number in {state.vault_number, state.succession_number} - kept:
        cursor.execute(f"UPDATE register_entry SET entry = {_THIN} WHERE number = %s", (number,))
    cursor.execute(
        "INSERT INTO register_entry VALUES (%s, %s, %s, %s)",
        (after.number, entry, signature, datetime.now(UTC)),
    )
    return after.number


def signing_laptop(entry: bytes) -> str | None:
    """The laptop that a verified entry is signed by; None for the authority."""
    found = read_head(entry).get("laptop")
    return found if isinstance(found, str) else None


def lock_register(cursor: Rows) -> None:
    cursor.execute("SELECT 1 FROM hub FOR UPDATE")


def list_entries(cursor: Rows, state: RegisterState, after: int) -> list[Entry]:
    """Entries in order. Of the sealed vaults the last is given, and the one that came with the
    authority of now: the others are history."""
    cursor.execute(
        "SELECT number, entry, signature FROM register_entry WHERE number > %s"
        " ORDER BY number LIMIT %s",
        (after, MOST_ENTRIES),
        binary=True,
    )
    kept = (state.vault_number, state.succession_number)
    return [
        Entry(number, entry if number in kept else thin(entry), signature)
        for number, entry, signature in cursor
    ]


def same_code(code: str, given: str | None) -> bool:
    return given is not None and secrets.compare_digest(code.encode(), given.strip().encode())


# Asking


def ask(cursor: Rows, state: RegisterState, asking: Asking) -> Answer:
    """Repeatable. A laptop that was refused may ask again, at once or after ``REST_HOURS``."""
    known = state.find(asking.id)
    there = find_asking(cursor, asking.id)
    if known is not None and (known.sign_public, known.seal_public) != (asking.sign, asking.seal):
        raise Problem(409, OTHER_KEYS)
    if there is not None and (there.sign, there.seal) != (asking.sign, asking.seal):
        raise Problem(409, OTHER_KEYS)
    if known is not None:
        return Answer.toegelaten if known.is_in else Answer.geweigerd
    forget_asking(cursor)
    if cursor.execute(
        "SELECT 1 FROM asking WHERE id = %s AND rests_until > now()", (asking.id,)
    ).fetchone():
        return Answer.geweigerd
    waiting, from_there = _count_asking(cursor, state, asking.origin)
    if (there is None or there.refused) and waiting >= MOST_ASKING:
        raise Problem(429, TOO_MANY, retry_after=3600)
    if there is None and from_there >= MOST_FROM_ADDRESS:
        raise Problem(429, TOO_MANY, retry_after=3600)
    cursor.execute(
        "INSERT INTO asking (id, sign, seal, since, origin) VALUES (%s, %s, %s, %s, %s)"
        " ON CONFLICT (id) DO UPDATE SET refused = false, rests_until = NULL",
        (asking.id, asking.sign, asking.seal, asking.since, asking.origin),
    )
    return Answer.wacht


def forget_asking(cursor: Rows) -> None:
    cursor.execute("DELETE FROM asking WHERE since < now() - %s * interval '1 day'", (ASKING_DAYS,))


def _count_asking(cursor: Rows, state: RegisterState, origin: bytes) -> tuple[int, int]:
    """Who waits for an answer, and who asked from there; not who is in by now."""
    cursor.execute(
        "SELECT count(*) FILTER (WHERE NOT refused), count(*) FILTER (WHERE origin = %s)"
        " FROM asking WHERE NOT id = ANY(%s)",
        (origin, list(state.laptops)),
    )
    row = cursor.fetchone()
    assert row is not None
    return row[0], row[1]


def find_asking(cursor: Rows, laptop: UUID) -> Asking | None:
    cursor.execute(
        "SELECT id, sign, seal, since, origin, refused FROM asking WHERE id = %s",
        (laptop,),
        binary=True,
    )
    row = cursor.fetchone()
    return None if row is None else Asking(*row)


def list_asking(cursor: Rows, state: RegisterState) -> list[Asking]:
    """Who waits for an answer, first come first."""
    cursor.execute(
        "SELECT id, sign, seal, since FROM asking WHERE NOT refused ORDER BY since", binary=True
    )
    return [asking for asking in (Asking(*row) for row in cursor) if state.find(asking.id) is None]


def refuse(cursor: Rows, laptop: UUID) -> None:
    cursor.execute("UPDATE asking SET refused = true WHERE id = %s", (laptop,))
    if cursor.rowcount == 0:
        raise Problem(404, "Deze laptop heeft niet om toelating gevraagd.")


def refuse_all(cursor: Rows, state: RegisterState) -> int:
    """Everybody who waits; they may ask again after a while, so that one can look in peace."""
    cursor.execute(
        "UPDATE asking SET refused = true, rests_until = now() + %s * interval '1 hour'"
        " WHERE NOT refused AND NOT id = ANY(%s)",
        (REST_HOURS, list(state.laptops)),
    )
    return cursor.rowcount


def answer_to(cursor: Rows, state: RegisterState, laptop: UUID) -> Answer:
    known = state.find(laptop)
    if known is not None:
        return Answer.toegelaten if known.is_in else Answer.geweigerd
    row = cursor.execute("SELECT refused FROM asking WHERE id = %s", (laptop,)).fetchone()
    return Answer.geweigerd if row is None or row[0] else Answer.wacht


TOO_MANY = "Er wachten al te veel laptops op toelating."
WRONG_CODE = "De code klopt niet. Kijk in koppeling.json van de hub."
OTHER_KEYS = "Een laptop met dit nummer en andere sleutels is hier al bekend."
