"""Photos and scans of a case, kept in the encrypted file like everything else."""

from __future__ import annotations

from uuid import UUID

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.rights import Right, Rol
from hvh_desktop.sancties.form import BIJLAGE, BIJLAGE_WEG
from hvh_desktop.sancties.model import Bijlage
from hvh_desktop.sancties.reading_delen import PDF
from hvh_desktop.sancties.stappen import find_zaak
from hvh_desktop.sancties.words import BijlageSoort

MAX_BIJLAGE = 3_000_000
"""Bytes: 3 MB."""
JPEG = b"\xff\xd8\xff"


def record_bijlage(
    session: Session, zaak_id: UUID, soort: BijlageSoort, omschrijving: str, inhoud: bytes
) -> UUID:
    """Keep a JPEG or a PDF; what the camera knew is taken out before (the screen does that)."""
    zaak = find_zaak(session, zaak_id, Right.record_voorval)
    clean = BIJLAGE.clean({"soort": soort, "omschrijving": omschrijving})
    problems = BIJLAGE.problems(clean)
    if text := _content_problem(clean["soort"], inhoud):
        problems["inhoud"] = text
    if problems:
        only = len(problems) == 1 and "inhoud" in problems
        raise UserError(problems["inhoud"] if only else summary(problems.values()), problems)
    bijlage = Bijlage(
        sanctiezaak_id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        soort=BijlageSoort(clean["soort"]),
        omschrijving=clean["omschrijving"],
        inhoud=inhoud,
    )
    session.add(bijlage)
    session.flush()
    return bijlage.id


def get_bijlage(session: Session, bijlage_id: UUID) -> bytes:
    """Its bytes, to show; one that was taken off is not shown any more."""
    bijlage = _found(session, bijlage_id, Right.read_dossier)
    if bijlage.is_vervallen:
        raise UserError("Deze bijlage is weggehaald.")
    return bijlage.inhoud


def remove_bijlage(session: Session, bijlage_id: UUID, reden: str) -> None:
    """Take it off the case, by who added it or the locatiemanager."""
    bijlage = _found(session, bijlage_id, Right.record_voorval)
    is_mine = bijlage.created_by == session.actor.medewerker_id
    if not is_mine and Rol.locatiemanager not in session.actor.rollen:
        raise UserError("Een bijlage haalt alleen wie die toevoegde of de locatiemanager weg.")
    if bijlage.is_vervallen:
        raise UserError("Deze bijlage is al weggehaald.")
    clean = BIJLAGE_WEG.clean({"reden": reden})
    BIJLAGE_WEG.check(clean)
    bijlage.is_vervallen, bijlage.vervallen_reden = True, clean["reden"]
    session.flush()


def _found(session: Session, bijlage_id: UUID, right: Right) -> Bijlage:
    if rights.scope_of(session.actor, right) is rights.Scope.none:
        rights.require(session.actor, right)
    bijlage = session.get_one(Bijlage, bijlage_id)
    find_zaak(session, bijlage.sanctiezaak_id, right)
    return bijlage


def _content_problem(soort: str | None, inhoud: bytes) -> str:
    """By its first bytes and not by its name."""
    if not inhoud.startswith((JPEG, PDF)):
        return "Een bijlage is een foto (JPEG) of een PDF. Kies een ander bestand."
    if soort == BijlageSoort.foto and inhoud.startswith(PDF):
        return "Dit is een PDF en geen foto. Kies ‘Scan’."
    if len(inhoud) > MAX_BIJLAGE:
        return "Deze bijlage is groter dan 3 MB. Maak hem kleiner en kies opnieuw."
    return ""
