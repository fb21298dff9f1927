"""Who looked at which dossier, when and why: kept in its own compartment from the first screen.

Source: NEN 7513 as a design norm, and the logging duty of the Wjsg. The log holds ids, no names
and no content, because it is kept longer than the dossier.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from hvh_desktop.db import Compartment, Entity, Session

if TYPE_CHECKING:
    from hvh_desktop.crypto import Grant

WAARNEMING = "waarneming"
"""The reason of who stands in for a colleague; the program fills it in, nobody chooses it."""


ZORG = "zorg"
_OF_ZORG = frozenset(
    {"behandeling", "verwijzing", "verwijsbrief", "signaleringsplan", "psycholooggesprek"}
)
"""Whatever of his care somebody looks at is one word here: everybody may hold the log's key."""


class Raadpleging(Entity):
    """Somebody looked at something; who and when are the entity's own maker and moment."""

    __compartment__ = Compartment.log
    __table_args__ = (
        Index(None, "deelnemer_id", "created_at"),
        Index(None, "created_by", "created_at"),
        Index(None, "created_at"),
    )

    deelnemer_id: Mapped[UUID | None]
    onderdeel: Mapped[str]
    """Which screen or print, such as "dossier" or "trajectplan"."""
    handeling: Mapped[str]
    """``lezen``, ``afdrukken`` or ``zoeken``."""
    rollen: Mapped[tuple[str, ...]]
    reden: Mapped[str | None]
    """Why somebody opened the dossier of a man who is not his: a line of the list of the house,
    or ``WAARNEMING``. In lines without a deelnemer: about which colleague."""


def record_raadpleging(
    session: Session,
    onderdeel: str,
    deelnemer_id: UUID | None,
    *,
    handeling: str = "lezen",
    reden: str | None = None,
) -> None:
    """Note that the person at the keyboard looked; ``session`` writes the log compartment."""
    session.add(
        Raadpleging(
            onderdeel=ZORG if onderdeel in _OF_ZORG else onderdeel,
            deelnemer_id=deelnemer_id,
            handeling=handeling,
            rollen=tuple(sorted(session.actor.rollen)),
            reden=reden,
        )
    )


def record_passed_on(session: Session, grants: Iterable[Grant]) -> None:
    """Note which keys this unlock, or this round of syncing, passed on to colleagues."""
    for grant in grants:
        record_raadpleging(
            session,
            f"sleutel {grant.compartment}",
            None,
            handeling="doorgeven",
            reden=f"medewerker {grant.medewerker_id}",
        )
