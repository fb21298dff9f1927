"""Who works in the house."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity


class Medewerker(Entity):
    """A colleague with his roles; the vault holds what his password opens."""

    __compartment__ = Compartment.register

    naam: Mapped[str]
    roepnaam: Mapped[str]
    voorletters: Mapped[str] = mapped_column(default="")
    gebruikersnaam: Mapped[str] = mapped_column(unique=True)
    functie: Mapped[str] = mapped_column(default="")
    rollen: Mapped[tuple[str, ...]]
    organisatie: Mapped[str] = mapped_column(default="")
    """The employer when that is not the house, such as "Tactus Reclassering"."""
    is_krachtwerkcoach: Mapped[bool] = mapped_column(default=False)
    talen: Mapped[str] = mapped_column(default="")
    telefoon: Mapped[str] = mapped_column(default="")
    mail: Mapped[str] = mapped_column(default="")
    actief_vanaf_datum: Mapped[date | None]
    actief_tot_datum: Mapped[date | None]
    """The last working day; after it the account opens nothing."""
    afwezig_vanaf_datum: Mapped[date | None]
    afwezig_tot_datum: Mapped[date | None]
    vervanger_id: Mapped[UUID | None]
