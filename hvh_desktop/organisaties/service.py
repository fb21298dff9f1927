"""The shared directory of organisations, with whom to call there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.organisaties.form import CONTACTPERSOON, ORGANISATIE, organisatie_form
from hvh_desktop.organisaties.model import Contactpersoon, Organisatie, WettelijkeTaak
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.text import fold

WITH_TASK = ("naam", "gemeente", "wettelijke_taak")
"""Who receives by law: with a task these need the right to choose it."""


@dataclass(frozen=True)
class ContactRow:
    """Whom to call: a function, and a name when there is one."""

    id: UUID
    functie: str
    naam: str
    telefoon: str
    mail: str


@dataclass(frozen=True)
class OrganisatieRow:
    """An organisation as the directory shows it."""

    id: UUID
    naam: str
    soort: str
    plaats: str
    telefoon: str
    contactpersonen: tuple[ContactRow, ...]
    gemeente: str | None
    wettelijke_taak: WettelijkeTaak | None
    """What the law lets the house pass on to it without a consent; None: nothing."""
    mail: str
    notitie: str
    is_vervallen: bool


def list_organisaties(
    session: Session, zoek: str = "", *, with_vervallen: bool = False
) -> list[OrganisatieRow]:
    """The directory by name; ``zoek``: every word must occur somewhere in the row."""
    rights.require(session.actor, Right.list_organisaties)
    contacts = _contacts(session)
    rows = [
        _row(organisatie, contacts.get(organisatie.id, ()))
        for organisatie in session.scalars(select(Organisatie))
        if with_vervallen or not organisatie.is_vervallen
    ]
    words = fold(zoek).split()
    found = [row for row in rows if all(word in _searched(row) for word in words)]
    return sorted(found, key=lambda row: (fold(row.naam), row.id))


def _searched(row: OrganisatieRow) -> str:
    contacts = (f"{one.functie} {one.naam}" for one in row.contactpersonen)
    law = row.wettelijke_taak or ""
    return fold(" ".join((row.naam, row.soort, row.plaats, row.gemeente or "", law, *contacts)))


def _contacts(session: Session) -> dict[UUID, tuple[ContactRow, ...]]:
    found: dict[UUID, tuple[ContactRow, ...]] = {}
    statement = select(Contactpersoon).where(~Contactpersoon.is_vervallen)
    for one in session.scalars(statement.order_by(Contactpersoon.created_at, Contactpersoon.id)):
        row = ContactRow(one.id, one.functie, one.naam, one.telefoon, one.mail)
        found[one.organisatie_id] = (*found.get(one.organisatie_id, ()), row)
    return found


def _row(organisatie: Organisatie, contacts: tuple[ContactRow, ...]) -> OrganisatieRow:
    names = ("id", *ORGANISATIE.names(), "is_vervallen")
    values = {name: getattr(organisatie, name) for name in names}
    return OrganisatieRow(contactpersonen=contacts, **values)


def get_organisatie(session: Session, organisatie_id: UUID) -> OrganisatieRow:
    """One organisation with its contacts."""
    rights.require(session.actor, Right.list_organisaties)
    organisatie = session.get_one(Organisatie, organisatie_id)
    return _row(organisatie, _contacts(session).get(organisatie_id, ()))


def get_organisatie_names(session: Session) -> Mapping[UUID, str]:
    """Name per organisation, also of those that are no longer used."""
    rights.require(session.actor, Right.list_organisaties)
    return {row.id: row.naam for row in session.execute(select(Organisatie.id, Organisatie.naam))}


def record_organisatie(
    session: Session, values: Mapping[str, Any], contactpersonen: Sequence[Mapping[str, Any]] = ()
) -> UUID:
    """A new organisation; ``session`` writes the register."""
    rights.require(session.actor, Right.change_organisaties)
    clean, contacts = _checked(session, values, contactpersonen, None)
    organisatie = Organisatie(**clean)
    session.add(organisatie)
    session.flush()
    _keep_contacts(session, organisatie.id, contacts)
    return organisatie.id


def change_organisatie(
    session: Session,
    organisatie_id: UUID,
    values: Mapping[str, Any],
    contactpersonen: Sequence[Mapping[str, Any]] | None = None,
) -> None:
    """Change what is given. ``contactpersonen``: all of them, those that stay with their ``id``."""
    rights.require(session.actor, Right.change_organisaties)
    organisatie = session.get_one(Organisatie, organisatie_id)
    now = {name: getattr(organisatie, name) for name in ORGANISATIE.names()}
    clean, contacts = _checked(session, {**now, **values}, contactpersonen or (), organisatie)
    for name, value in clean.items():
        setattr(organisatie, name, value)
    if contactpersonen is not None:
        _keep_contacts(session, organisatie_id, contacts)


def remove_organisatie(session: Session, organisatie_id: UUID) -> None:
    """Not used any more: it leaves the directory and stays where it was used."""
    rights.require(session.actor, Right.change_organisaties)
    session.get_one(Organisatie, organisatie_id).is_vervallen = True


def reopen_organisatie(session: Session, organisatie_id: UUID) -> None:
    """Undo ``remove_organisatie``."""
    rights.require(session.actor, Right.change_organisaties)
    session.get_one(Organisatie, organisatie_id).is_vervallen = False


def _checked(
    session: Session,
    values: Mapping[str, Any],
    contactpersonen: Sequence[Mapping[str, Any]],
    old: Organisatie | None,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Clean values and contacts; problems of contact 2 are under ``contact_2_functie``."""
    gemeenten = list(get_value(session, "gemeenten"))
    if old is not None and old.gemeente:
        gemeenten.append(old.gemeente)
    form = organisatie_form(gemeenten)
    clean = form.clean(values)
    problems = form.problems(clean)
    if "naam" not in problems and _is_known(session, clean, old):
        problems["naam"] = "Deze organisatie staat al in de lijst, in dezelfde plaats."
    contacts = [CONTACTPERSOON.clean(one) | {"id": one.get("id")} for one in contactpersonen]
    for number, contact in enumerate(contacts, start=1):
        for name, sentence in CONTACTPERSOON.problems(contact).items():
            problems[f"contact_{number}_{name}"] = sentence
    if problems:
        raise UserError(summary(problems.values()), problems)
    taak = WettelijkeTaak(clean["wettelijke_taak"]) if clean["wettelijke_taak"] else None
    _check_taak(session, clean | {"wettelijke_taak": taak}, old)
    return clean | {"wettelijke_taak": taak}, contacts


def _check_taak(session: Session, clean: Mapping[str, Any], old: Organisatie | None) -> None:
    """The task of the law lets data go without consent, so not everybody chooses it.

    Nor who has it: with a task goes the name, and for a gemeente which one it is.
    """
    has_task = old is not None and old.wettelijke_taak is not None
    names = WITH_TASK if has_task else ("wettelijke_taak",)
    changed = [
        name for name in names if (clean[name] or None) != (getattr(old, name, None) or None)
    ]
    if not changed:
        return
    try:
        rights.require(session.actor, Right.change_wettelijke_taak)
    except UserError as error:
        raise UserError(error.text, dict.fromkeys(changed, error.text)) from None


def _is_known(session: Session, clean: Mapping[str, Any], old: Organisatie | None) -> bool:
    statement = select(Organisatie).where(~Organisatie.is_vervallen)
    asked = (fold(clean["naam"]), fold(clean["plaats"]))
    return any(
        (fold(other.naam), fold(other.plaats)) == asked and (old is None or other.id != old.id)
        for other in session.scalars(statement)
    )


def _keep_contacts(
    session: Session, organisatie_id: UUID, contacts: Sequence[Mapping[str, Any]]
) -> None:
    statement = select(Contactpersoon).where(
        Contactpersoon.organisatie_id == organisatie_id, ~Contactpersoon.is_vervallen
    )
    known = {one.id: one for one in session.scalars(statement)}
    for contact in contacts:
        values = {name: contact[name] for name in CONTACTPERSOON.names()}
        old = known.pop(contact["id"], None) if contact["id"] else None
        if old is None:
            session.add(Contactpersoon(organisatie_id=organisatie_id, **values))
            session.flush()
            continue
        for name, value in values.items():
            setattr(old, name, value)
    for one in known.values():
        one.is_vervallen = True
