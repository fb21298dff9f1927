"""What two people wrote apart from each other, in words, and the decision about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.kinds import find_kind
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.service import get_deelnemer_names
from hvh_desktop.errors import UserError
from hvh_desktop.forms import Kind, find_form
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.sync.merge import conflicts, decisions
from hvh_desktop.sync.merge.conflicts import ConflictRow, VersionRow
from hvh_desktop.sync.merge.proposal import END, OPEN, Proposal, has_marks, put_together
from hvh_desktop.text import capitalise, clean_text
from hvh_desktop.verbindingen.places import subject_of
from hvh_desktop.verbindingen.rows import (
    Naar,
    TweeVersies,
    TweeVersiesRow,
    Versie,
    VerslagenRow,
)

_TEXTS = (Kind.line, Kind.prose, Kind.voice)
_UNKNOWN = "een oud-collega"
MARKS_LEFT = (
    f"Er staan nog regels in die beginnen met ‘{OPEN}’ of ‘{END}’. Kies wat blijft staan en haal "
    "die regels weg."
)
TOLD_FOR = timedelta(days=14)
"""Who is on leave for two weeks still reads it on Vandaag. On the case it is said for ever."""


def compartment_of(kind: str) -> Compartment:
    """Where things of this kind are kept."""
    found = find_kind(kind)
    if found is None:
        raise UserError("Dit kan deze versie van het programma niet openen.")
    return found.entity.__compartment__


def list_twee_versies(session: Session, deelnemer_id: UUID | None = None) -> list[TweeVersiesRow]:
    """Every field with more than one version that this person may read; of one man or of all."""
    found = conflicts.list_conflicts(session, deelnemer_id)
    return [_row(session, one) for one in found if _may_read(session, one)]


def get_twee_versies(session: Session, kind: str, entity_id: UUID, veld: str) -> TweeVersies | None:
    """Both texts with who and when; None when it is one text again."""
    found = conflicts.get_conflict(session, kind, entity_id, veld)
    if found is None or not _may_read(session, found):
        return None
    stand = sorted(found.versions, key=_written)
    names = get_medewerker_names(session)
    versies = tuple(
        Versie(
            "" if one.value in (None, "", ()) else one.words,
            one.value,
            names.get(one.medewerker_id, _UNKNOWN),
            one.at,
            one.device == session.device,
            names.get(one.sealer, _UNKNOWN) if one.sealer is not None else "",
        )
        for one in stand
    )
    form = find_form(kind)
    asked = form[veld].kind if form is not None and veld in form.names() else None
    is_tekst = found.is_text and (asked in _TEXTS if asked is not None else _is_free(kind, veld))
    put = _proposal(found.base, versies) if is_tekst else Proposal("", False)
    row, is_stem = _row(session, found), asked is Kind.voice
    return TweeVersies(row, versies, is_tekst, is_stem, put.text, put.is_clean, _naar(row))


def resolve_twee_versies(
    session: Session, kind: str, entity_id: UUID, veld: str, value: Any
) -> None:
    """This stays; all other texts step back into the history."""
    found = conflicts.get_conflict(session, kind, entity_id, veld)
    if found is None:
        raise UserError("Hier is al gekozen, door een collega of op een andere laptop.")
    if isinstance(value, str):
        value = clean_text(value).strip()
        if has_marks(value):
            raise UserError(MARKS_LEFT, {"tekst": MARKS_LEFT})
        form = find_form(kind)
        if form is not None and veld in form.names():
            problem = form.problems({veld: value}).get(veld)
            if problem:
                raise UserError(problem, {"tekst": problem})
    is_own = found.deelnemer_id is not None and access.is_own(session, found.deelnemer_id)
    conflicts.resolve_conflict(session, kind, entity_id, veld, value, is_own=is_own)


def list_verslagen(session: Session) -> list[VerslagenRow]:
    """Decisions of the last days that came second and that this person made, or was before."""
    me, names = session.actor.medewerker_id, get_medewerker_names(session)
    since = session.now - TOLD_FOR
    found = [
        one
        for one in decisions.list_beaten(session)
        if one.concerns(me) and max(one.made_at, one.beaten_at) >= since
    ]
    men = [one.deelnemer_id for one in found if one.deelnemer_id is not None]
    about = get_deelnemer_names(session, men)
    return [
        VerslagenRow(
            one.kind,
            one.entity_id,
            _of(one.kind, about.get(one.deelnemer_id) if one.deelnemer_id else None),
            one.deelnemer_id,
            one.made_by == me,
            names.get(one.beaten_by if one.made_by == me else one.made_by, _UNKNOWN),
            one.made_at,
        )
        for one in found
    ]


def _written(one: VersionRow) -> tuple[datetime, UUID]:
    return one.at, one.change_id


def _may_read(session: Session, one: ConflictRow) -> bool:
    if one.deelnemer_id is None:
        return is_allowed(session.actor, conflicts.right_of(one.kind, one.field))
    return access.is_allowed(session, Right.read_dossier, one.deelnemer_id)


def _may_decide(session: Session, one: ConflictRow) -> bool:
    right = conflicts.right_of(one.kind, one.field)
    if one.deelnemer_id is None:
        return is_allowed(session.actor, right)
    return access.is_allowed(session, right, one.deelnemer_id)


def _row(session: Session, one: ConflictRow) -> TweeVersiesRow:
    names, about = get_medewerker_names(session), one.deelnemer_id
    man = get_deelnemer_names(session, [about]).get(about) if about is not None else None
    is_colleague = one.kind == Medewerker.__name__ and one.entity_id in names
    wat = f"Collega {names[one.entity_id]}" if is_colleague else _of(one.kind, man)
    return TweeVersiesRow(
        one.kind,
        one.entity_id,
        one.field,
        capitalise(one.label),
        wat,
        about,
        tuple(names.get(v.medewerker_id, _UNKNOWN) for v in sorted(one.versions, key=_written)),
        _may_decide(session, one),
    )


def _of(kind: str, man: str | None) -> str:
    noun = subject_of(kind).noun
    return f"{noun} van {man}" if man is not None else noun


def _is_free(kind: str, veld: str) -> bool:
    """A text that somebody typed, not a choice out of a list."""
    found = find_kind(kind)
    return found is not None and veld in found.texts


def _proposal(base: Any, versies: Sequence[Versie]) -> Proposal:
    written = [(one.door, str(one.waarde)) for one in versies]
    return put_together(base if isinstance(base, str) else "", written)


def _naar(row: TweeVersiesRow) -> Naar | None:
    subject = subject_of(row.kind)
    him = {"deelnemer_id": row.deelnemer_id} if row.deelnemer_id is not None else {}
    if subject.place:
        return Naar(subject.place, him | ({subject.by: row.entity_id} if subject.by else {}))
    return Naar("dossier", him | {"tab": subject.tab}) if him else None
