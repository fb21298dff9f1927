"""Lines of the read log, written as if on another day by another person."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from hvh_desktop.db import Compartment, Session
from hvh_desktop.readlog import record_raadpleging
from hvh_desktop.rights import Rol
from tests.conftest import NOW, Clock, OpenAs

DIENST = "ik heb dienst op de groep"
OVERLEG = "overleg over hem"


class Log:
    """Writes lines; the clock of the test stands still again afterwards."""

    def __init__(self, open_as: OpenAs, clock: Clock) -> None:
        self._open_as, self._clock = open_as, clock

    def add(
        self,
        by: UUID,
        of: UUID | None,
        *,
        at: datetime = NOW,
        onderdeel: str = "dossier",
        handeling: str = "lezen",
        reden: str | None = None,
        rollen: tuple[Rol, ...] = (Rol.mentor,),
    ) -> None:
        database = self._open_as(*rollen, medewerker_id=by)
        self._clock.now = at

        def write(session: Session) -> None:
            record_raadpleging(session, onderdeel, of, handeling=handeling, reden=reden)

        with database.transaction(Compartment.log) as session:
            write(session)
        self._clock.now = NOW


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment in 2026; in November the house is one hour ahead."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)
