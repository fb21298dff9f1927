"""Drafts: what was typed and not finished, kept in the compartment it will end up in.

A draft belongs to the person who types. It is no entity: it leaves no trace in the change log.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db.entity import Draft
from hvh_desktop.rights import Compartment

if TYPE_CHECKING:
    from hvh_desktop.db.session import Session

NEW = "nieuw"
_SEEN = "?gezien"
"""Among the kept values: no field has this name."""


@dataclass(frozen=True)
class DraftKey:
    """What a draft is about: the form, its version, the deelnemer and the subject.

    ``subject`` is the id of the thing as hex, or ``NEW``: one new thing per deelnemer and form.
    """

    form: str
    form_version: int
    subject: str
    deelnemer_id: UUID | None = None


@dataclass(frozen=True)
class DraftRow:
    """A kept draft. ``values`` is the raw input, as typed."""

    key: DraftKey
    medewerker_id: UUID
    values: Mapping[str, Any]
    saved_at: datetime
    seen: Mapping[Compartment, int] = field(default_factory=dict)
    """Per compartment the last change that was there when the writer began."""


def record_draft(
    session: Session,
    key: DraftKey,
    values: Mapping[str, Any],
    seen: Mapping[Compartment, int] | None = None,
) -> datetime:
    """Keep what was typed, and what was seen then; returns the moment."""
    draft = _find(session, key)
    if draft is None:
        draft = Draft(medewerker_id=session.actor.medewerker_id, form=key.form, subject=key.subject)
        session.add(draft)
    draft.deelnemer_id = key.deelnemer_id
    draft.form_version = key.form_version
    kept = {**values, _SEEN: dict(seen)} if seen else dict(values)
    draft.values = json.dumps(kept, ensure_ascii=False)
    draft.saved_at = session.now
    session.touched.add(Draft)
    return session.now


def find_draft(session: Session, compartment: Compartment, key: DraftKey) -> DraftRow | None:
    """The draft of the person at the keyboard, also one of an older form version."""
    draft = _find(session, key, compartment)
    return None if draft is None else _row(draft)


def list_drafts(session: Session, compartment: Compartment) -> list[DraftRow]:
    """All drafts of the person at the keyboard in a compartment, newest first."""
    found = session.scalars(
        select(Draft)
        .where(Draft.medewerker_id == session.actor.medewerker_id)
        .order_by(Draft.saved_at.desc()),
        bind_arguments={"bind": session.engine_of(compartment)},
    )
    return [_row(draft) for draft in found]


def remove_draft(session: Session, key: DraftKey) -> None:
    """Throw a draft away: it became the real thing, or the person said so."""
    draft = _find(session, key)
    if draft is not None:
        session.delete(draft)
        session.touched.add(Draft)


def _find(session: Session, key: DraftKey, compartment: Compartment | None = None) -> Draft | None:
    place = compartment or session.compartment
    if place is None:
        raise RuntimeError("say in which compartment the draft is")
    return session.scalars(
        select(Draft).where(
            Draft.medewerker_id == session.actor.medewerker_id,
            Draft.form == key.form,
            Draft.subject == key.subject,
            Draft.deelnemer_id == key.deelnemer_id,
        ),
        bind_arguments={"bind": session.engine_of(place)},
    ).one_or_none()


def _row(draft: Draft) -> DraftRow:
    values: dict[str, Any] = json.loads(draft.values)
    seen: dict[str, int] = values.pop(_SEEN, {})
    return DraftRow(
        DraftKey(draft.form, draft.form_version, draft.subject, draft.deelnemer_id),
        draft.medewerker_id,
        values,
        draft.saved_at,
        {Compartment(name): number for name, number in seen.items()},
    )
