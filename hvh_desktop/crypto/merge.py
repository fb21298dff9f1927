"""Two vaults of one house become one: what was changed on two laptops apart stays, both.

Which table of users is the newer stands in its trail. When neither is, two beheerders changed
accounts apart: then each user gets what the one who changed him said, and a beheerder signs the
whole again. Where both changed the same user he gets the least of the two, and that is told. Slots
prove themselves, so those need nobody: the newest that its owner signed.

When the signing key was replaced on one side, that side is the newer, whatever the other says of
itself: a former beheerder may still have the key of before. What was changed with that key counts
only when somebody who is beheerder on the newer side put his own signature beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from hvh_desktop.crypto import epochs, grants, primitives
from hvh_desktop.crypto import users as table
from hvh_desktop.crypto.document import Document, Renewal, Roster, RosterUser, Slot
from hvh_desktop.crypto.keyring import AUTHORITY, Keyring, Labels
from hvh_desktop.crypto.succession import is_one_line

WAITS = (
    "Op deze laptop zijn accounts gewijzigd, en ergens anders ook. Een beheerder moet hier één "
    "keer inloggen; tot dan gelden op deze laptop de accounts zoals ze hier staan."
)
_BOTH = (
    "Twee beheerders hebben apart van elkaar hetzelfde account gewijzigd. Die collega heeft nu wat "
    "beiden gaven. Kijk de accounts na bij Medewerkers."
)
_SAME_NAME = (
    "Twee collega’s kregen apart van elkaar dezelfde gebruikersnaam. Geef een van hen een andere "
    "bij Medewerkers."
)
_SHEETS = (
    "Er zijn op twee laptops apart van elkaar nieuwe herstelbladen gemaakt. Maak ze opnieuw en "
    "vernietig de oude."
)
FORMER = (
    "Er waren accounts gewijzigd met een sleutel die is vervangen. Die wijzigingen tellen niet "
    "mee. Kijk de accounts na bij Medewerkers."
)
_NO_BEHEERDER_LEFT = (
    "Twee beheerders hebben elkaar apart van elkaar afgemeld. Kijk de accounts na bij Medewerkers."
)


@dataclass(frozen=True)
class Merged:
    """One vault out of two."""

    document: Document
    is_ahead: bool
    """Something is in it that the house does not have yet."""
    waits: bool = False
    """Accounts were changed apart and nobody here may sign: our own table stays."""
    notices: tuple[str, ...] = ()


def merge(mine: Document, theirs: Document, keyring: Keyring | None = None) -> Merged:
    """``theirs`` is what the house has. EnvironmentProblem when it is not of this house."""
    _verify(mine, theirs, keyring)
    notices: tuple[str, ...] = ()
    chosen = _find_newer(mine, theirs)
    newer, older = _by_authority(mine, theirs)
    is_former = newer.roster.authority_public != older.roster.authority_public
    if chosen is None and is_former and not _is_by_beheerder(older, newer):
        chosen, notices = newer, (FORMER,)
    if chosen is not None:
        merged = _with_slots(chosen, mine, theirs)
        return Merged(merged, _has_more(merged, theirs), notices=notices)
    authority = grants.find_authority(newer, keyring) if keyring is not None else None
    if keyring is None or authority is None or not _may_sign(keyring, theirs):
        return Merged(mine, is_ahead=False, waits=True, notices=(WAITS,))
    try:
        return _sign_together(mine, theirs, keyring, authority)
    finally:
        if authority is not keyring.authority:
            authority[:] = bytes(len(authority))


def _verify(mine: Document, theirs: Document, keyring: Keyring | None) -> None:
    authority = keyring.authority_public if keyring else mine.roster.authority_public
    grants.verify_roster(mine, authority, keyring.revision if keyring else 0)
    grants.verify_roster(theirs, theirs.roster.authority_public, 0)
    is_ours = is_one_line(mine.roster.line, theirs.roster.line)
    if mine.roster.vault_id != theirs.roster.vault_id or not is_ours:
        raise grants.tampered()


def _by_authority(mine: Document, theirs: Document) -> tuple[Document, Document]:
    """First the one with the newest signing key; ours when they are the same."""
    is_theirs = len(theirs.roster.line) > len(mine.roster.line)
    return (theirs, mine) if is_theirs else (mine, theirs)


def _find_newer(mine: Document, theirs: Document) -> Document | None:
    """The table that came after the other; None when they were changed apart."""
    ours, marked = epochs.mark(mine.roster), epochs.mark(theirs.roster)
    newer, older = _by_authority(mine, theirs)
    if newer.roster.authority_public != older.roster.authority_public:
        return newer if epochs.mark(older.roster) in newer.roster.trail else None
    if ours == marked or marked in mine.roster.trail:
        return mine
    return theirs if ours in theirs.roster.trail else None


def _is_by_beheerder(older: Document, newer: Document) -> bool:
    """Whether somebody who is beheerder by the newer table signed the older one himself."""
    who, signature = older.signer or (None, b"")
    user = newer.roster.users.get(who) if who is not None else None
    if who is None or user is None or not user.is_beheerder:
        return False
    renewals = [r for d in (older, newer) if who in d.slots for r in _signs(d.slots[who])]
    known = [r.sign_public for r in renewals if grants.is_renewal(newer.roster, who, r)]
    message = grants.signer_message(older.roster)
    return any(primitives.is_signed(key, message, signature) for key in (user.sign_public, *known))


def _may_sign(keyring: Keyring, theirs: Document) -> bool:
    """Not when the house says meanwhile that he is a beheerder no longer."""
    user = theirs.roster.users.get(keyring.medewerker_id)
    is_gone = keyring.medewerker_id in theirs.roster.changed and user is None
    return keyring.is_recovery or not (is_gone or (user is not None and not user.is_beheerder))


def _has_more(merged: Document, theirs: Document) -> bool:
    if epochs.mark(merged.roster) != epochs.mark(theirs.roster):
        return True
    if set(merged.recovery_keys) - set(theirs.recovery_keys):
        return True
    for user_id, slot in merged.slots.items():
        other = theirs.slots[user_id]
        is_other = slot.box != other.box and slot.version > 0
        if is_other or set(slot.grants) - set(other.grants) or _signs(slot) - _signs(other):
            return True
    return False


# Slots


def _with_slots(chosen: Document, mine: Document, theirs: Document) -> Document:
    """The chosen table with the newest slot of everybody, and what the sheets open."""
    roster = chosen.roster
    slots: dict[UUID, Slot] = {}
    for user_id in roster.users:
        found = [
            replace(d.slots[user_id], grants=_same_keys(roster, d, d.slots[user_id].grants))
            for d in (mine, theirs)
            if user_id in d.slots
        ]
        kept = replace(chosen.slots[user_id], renewal=None, others=())
        slots[user_id] = _newest(roster, user_id, found) or kept
    both = _by_authority(mine, theirs)
    known = [d for d in both if d.roster.recovery_public == roster.recovery_public]
    keys: dict[str, bytes] = {}
    for document in reversed(known):
        keys |= _same_keys(roster, document, document.recovery_keys)
    authority = known[0].recovery_authority
    return Document(roster, chosen.signature, slots, keys, authority, chosen.signer)


def _same_keys(roster: Roster, document: Document, keys: Mapping[str, bytes]) -> dict[str, bytes]:
    """Without a key that two beheerders drew apart for one epoch and that is not in the table, and
    without a signing key that was replaced."""
    known = document.roster.commitments
    has_authority = document.roster.authority_public == roster.authority_public
    return {
        name: key
        for name, key in keys.items()
        if (name == AUTHORITY and has_authority)
        or (name in known and known[name] == roster.commitments.get(name))
    }


def _newest(roster: Roster, user_id: UUID, slots: Sequence[Slot]) -> Slot | None:
    """None when none belongs to the keys in the table."""
    adopted = [_adopted(roster, user_id, slot) for slot in slots]
    found = [slot for slot in adopted if grants.fits(roster, user_id, slot)]
    if not found:
        return None
    best = max(found, key=_order)
    entitled = roster.entitled(user_id)
    keys: dict[str, bytes] = {}
    for slot in reversed(found):
        if _public(roster, user_id, slot) == _public(roster, user_id, best):
            keys |= {name: key for name, key in slot.grants.items() if name in entitled}
    others = {
        other
        for slot in found
        for other in _signs(slot)
        if other != best.renewal and grants.is_renewal(roster, user_id, other)
    }
    ordered = tuple(sorted(others, key=lambda other: other.sign_public))
    return replace(best, grants=keys, others=ordered)


def _order(slot: Slot) -> tuple[int, bytes]:
    """Without a proof nothing tells which is newer: then the first, which is our own, stays."""
    return slot.version, primitives.sha256(slot.box) if slot.proof else b""


def _adopted(roster: Roster, user_id: UUID, slot: Slot) -> Slot:
    """A renewal that a beheerder took into the table meanwhile says nothing more."""
    user = roster.users[user_id]
    if slot.renewal is None or slot.renewal.sign_public != user.sign_public:
        return slot
    return replace(slot, renewal=None)


def _public(roster: Roster, user_id: UUID, slot: Slot) -> bytes:
    return slot.renewal.seal_public if slot.renewal else roster.users[user_id].seal_public


def _signs(slot: Slot) -> set[Renewal]:
    return {*slot.others, *([slot.renewal] if slot.renewal else [])}


# Tables that two beheerders changed apart


@dataclass
class _Together:
    """The table that comes out, while it is made."""

    mine: Document
    theirs: Document
    roster: Roster
    since: int
    """The revision of the last table that both had."""
    notices: list[str] = field(default_factory=list)


def _sign_together(
    mine: Document, theirs: Document, keyring: Keyring, authority: bytearray
) -> Merged:
    work = _Together(mine, theirs, _begin(mine.roster, theirs.roster), _common(mine, theirs))
    newest = _by_authority(mine, theirs)[0].roster
    work.roster.authority_public = newest.authority_public
    work.roster.succession = newest.succession
    for user_id in sorted(mine.roster.users.keys() | theirs.roster.users.keys()):
        _settle_user(work, user_id)
    _settle_names(work)
    _settle_beheerders(work, keyring)
    _settle_due(work)
    _settle_sheets(work)
    draft = Document(work.roster, b"", {}, {}, b"")
    sources = {u: _source(work, u) for u in work.roster.users}
    draft.slots = {
        u: replace(d.slots[u], grants=_same_keys(work.roster, d, d.slots[u].grants))
        for u, d in sources.items()
    }
    merged = _with_slots(draft, mine, theirs)
    grants.sign_roster(merged, authority, keyring)
    return Merged(merged, is_ahead=True, notices=tuple(work.notices))


def _begin(mine: Roster, theirs: Roster) -> Roster:
    """Without users. Where both drew a key for one epoch, that of the house counts."""
    sheets = mine if mine.recovery_series > theirs.recovery_series else theirs
    trail = dict.fromkeys([*mine.trail, *theirs.trail, epochs.mark(mine), epochs.mark(theirs)])
    newest = sorted(trail, key=epochs.revision_of)[-epochs.TRAIL :]
    changed = {
        who: max(mine.changed.get(who, 0), theirs.changed.get(who, 0))
        for who in mine.changed.keys() | theirs.changed.keys()
    }
    return replace(
        theirs,
        revision=max(mine.revision, theirs.revision) + 1,
        recovery_public=sheets.recovery_public,
        recovery_series=sheets.recovery_series,
        commitments={**mine.commitments, **theirs.commitments},
        users={},
        authors={
            who: mine.authors.get(who, frozenset()) | theirs.authors.get(who, frozenset())
            for who in mine.authors.keys() | theirs.authors.keys()
        },
        held={
            who: mine.held.get(who, frozenset()) | theirs.held.get(who, frozenset())
            for who in mine.held.keys() | theirs.held.keys()
        },
        changed=changed,
        trail=tuple(newest),
        due=mine.due | theirs.due,
    )


def _common(mine: Document, theirs: Document) -> int:
    """0 when they are too far apart to see it: then every difference counts as made by both."""
    one = {*mine.roster.trail, epochs.mark(mine.roster)}
    other = {*theirs.roster.trail, epochs.mark(theirs.roster)}
    return max(map(epochs.revision_of, one & other), default=0)


def _settle_user(work: _Together, user_id: UUID) -> None:
    one, other = (d.roster.users.get(user_id) for d in (work.mine, work.theirs))
    result = other
    if one != other:
        both = work.mine.roster, work.theirs.roster
        by_me, by_them = (_has_changed(roster, user_id, work.since) for roster in both)
        result = one if by_me and not by_them else other
        if by_me and by_them:
            result = None
            if one is not None and other is not None:
                result = _least(work, user_id, one, other)
                work.notices += [_BOTH] if _BOTH not in work.notices else []
            work.roster.changed[user_id] = work.roster.revision
    if result is not None:
        work.roster.users[user_id] = result
    for document in (work.mine, work.theirs):
        if user_id in document.roster.users:
            keys = grants.authors_of(document, user_id)
            grants.keep_authors(work.roster, user_id, keys)
            epochs.keep_held(work.roster, user_id, document.roster.users[user_id])


def _has_changed(roster: Roster, user_id: UUID, since: int) -> bool:
    """Too far apart: all that this table tells of counts, not who came since and was never here."""
    if since == 0 and roster.trail:
        return user_id in roster.users or user_id in roster.changed
    return since == 0 or roster.changed.get(user_id, 0) > since


def _least(work: _Together, user_id: UUID, one: RosterUser, other: RosterUser) -> RosterUser:
    """The keys of one of the two, the same everywhere; of all that opens something the least."""
    ranked = sorted(
        ((_order(d.slots[user_id]), u) for d, u in ((work.mine, one), (work.theirs, other))),
        key=lambda pair: pair[0],
    )
    return replace(
        ranked[-1][1],
        compartments=one.compartments & other.compartments,
        is_beheerder=one.is_beheerder and other.is_beheerder,
        labels=_least_labels(one.labels, other.labels),
    )


def _least_labels(one: Labels | None, other: Labels | None) -> Labels | None:
    if one is None or other is None:
        return one if other is None else other
    ends = {word: [e for e in (one[word], other[word]) if e] for word in one if word in other}
    return {word: min(days, default=None) for word, days in ends.items()}


def _source(work: _Together, user_id: UUID) -> Document:
    """Whose slot goes with the keys that the table names."""
    known = work.mine.roster.users.get(user_id)
    is_mine = known is not None and known.sign_public == work.roster.users[user_id].sign_public
    return work.mine if is_mine or user_id not in work.theirs.slots else work.theirs


def _settle_names(work: _Together) -> None:
    taken: dict[str, UUID] = {}
    for user_id, user in sorted(work.roster.users.items()):
        if user.name_hash in taken:
            free = work.roster.hash_name(str(user_id))
            work.roster.users[user_id] = replace(user, name_hash=free)
            work.notices.append(_SAME_NAME)
        taken[user.name_hash] = user_id


def _settle_beheerders(work: _Together, keyring: Keyring) -> None:
    """They took each other out: who signs now stays, or nobody could ever again."""
    users = work.roster.users
    held = (
        _same_keys(work.roster, d, d.slots[u].grants)
        for u in users
        if users[u].is_beheerder
        for d in (work.mine, work.theirs)
        if u in d.slots and d.roster.users[u].seal_public == users[u].seal_public
    )
    if any(AUTHORITY in names for names in held):
        return
    me = keyring.medewerker_id
    if me in work.mine.roster.users:
        users[me] = replace(users.get(me, work.mine.roster.users[me]), is_beheerder=True)
        work.notices.append(_NO_BEHEERDER_LEFT)


def _settle_due(work: _Together) -> None:
    """Whoever loses something by this may have got the newest key on the other side."""
    for document in (work.mine, work.theirs):
        for user_id, slot in document.slots.items():
            still = work.roster.entitled(user_id) if user_id in work.roster.users else frozenset()
            table.add_due(
                work.roster, _same_keys(work.roster, document, slot.grants).keys() - still
            )


def _settle_sheets(work: _Together) -> None:
    one, other = work.mine.roster, work.theirs.roster
    is_same_series = one.recovery_series == other.recovery_series
    if is_same_series and one.recovery_public != other.recovery_public:
        work.notices.append(_SHEETS)
