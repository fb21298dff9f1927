"""Throwing away a concept that was begun by mistake, and taking that back."""

from __future__ import annotations

from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.deelnemers import access
from hvh_desktop.errors import UserError
from hvh_desktop.krachteninventarisaties.model import InventarisatieStatus, Krachteninventarisatie
from hvh_desktop.krachteninventarisaties.rows import list_bladen, list_versions
from hvh_desktop.rights import Right


def remove_inventarisatie(session: Session, inventarisatie_id: UUID) -> None:
    """Throw a concept away in which nothing was discussed yet; its number is given again."""
    found = _find(session, inventarisatie_id)
    if found.status is not InventarisatieStatus.concept:
        raise UserError(f"Versie {found.versie} is afgerond en blijft staan.")
    if any(blad.is_besproken for blad in list_bladen(session, found.id).values()):
        raise UserError(
            f"In versie {found.versie} is al iets besproken. Die kun je niet meer weggooien."
        )
    found.is_vervallen = True


def reopen_inventarisatie(session: Session, inventarisatie_id: UUID) -> None:
    """Take it back, unless another version was begun since."""
    found = _find(session, inventarisatie_id)
    versions = list_versions(session, found.deelnemer_id)
    if versions and versions[0].id != found.id and versions[0].versie >= found.versie:
        raise UserError("Er is al een nieuwe versie begonnen. Ga daarmee verder.")
    found.is_vervallen = False


def _find(session: Session, inventarisatie_id: UUID) -> Krachteninventarisatie:
    found = session.get_one(Krachteninventarisatie, inventarisatie_id)
    access.require(session, Right.write_krachteninventarisatie, found.deelnemer_id)
    return found
