"""The settings of one person, kept encrypted in the register."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index, Select, select
from sqlalchemy.orm import Mapped

from hvh_desktop.db import Compartment, Entity, Session
from hvh_desktop.settings import SETTINGS


class Voorkeur(Entity):
    """What somebody chose for himself; one row per setting."""

    __compartment__ = Compartment.register
    __quiet__ = frozenset({"waarde"})
    __one_of__ = ("medewerker_id", "naam")
    __table_args__ = (Index(None, "medewerker_id", "naam"),)

    medewerker_id: Mapped[UUID]
    naam: Mapped[str]
    waarde: Mapped[str]


def list_settings(session: Session) -> dict[str, str]:
    """All settings of the person at the keyboard, with the default where he chose nothing."""
    chosen = {v.naam: v.waarde for v in session.scalars(_own(session))}
    return {
        name: chosen[name] if chosen.get(name) in setting.choices else setting.default
        for name, setting in SETTINGS.items()
    }


def change_setting(session: Session, name: str, value: str) -> None:
    """Keep a choice of the person at the keyboard; ``session`` writes the register."""
    if value not in SETTINGS[name].choices:
        raise ValueError(f"{name} has no choice {value}")
    found = session.scalars(_own(session).where(Voorkeur.naam == name)).one_or_none()
    if found is None:
        session.add(Voorkeur(medewerker_id=session.actor.medewerker_id, naam=name, waarde=value))
    else:
        found.waarde = value


def _own(session: Session) -> Select[Voorkeur]:
    return select(Voorkeur).where(Voorkeur.medewerker_id == session.actor.medewerker_id)
