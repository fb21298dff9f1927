"""The names that a beheerder gives to laptops."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.rights import Right, require
from hvh_desktop.verbindingen.form import LAPTOPNAAM
from hvh_desktop.verbindingen.model import Laptopnaam


def list_laptopnamen(session: Session) -> Mapping[UUID, str]:
    """Per laptop that has one: its name."""
    require(session.actor, Right.change_laptops)
    rows = session.execute(select(Laptopnaam.laptop_id, Laptopnaam.naam))
    return {row.laptop_id: row.naam for row in rows if row.naam}


def change_laptopnaam(session: Session, laptop_id: UUID, values: Mapping[str, Any]) -> None:
    """Give a name, another one, or none; ``session`` writes the register."""
    require(session.actor, Right.change_laptops)
    clean = LAPTOPNAAM.clean(values)
    LAPTOPNAAM.check(clean)
    naam = " ".join(clean["naam"].split())
    found = session.scalars(select(Laptopnaam).where(Laptopnaam.laptop_id == laptop_id)).first()
    if found is not None:
        found.naam = naam
    elif naam:
        session.add(Laptopnaam(laptop_id=laptop_id, naam=naam))
