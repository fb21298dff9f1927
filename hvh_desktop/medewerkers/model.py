"""Who works in the house."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity
from hvh_desktop.rights import Right, Rol


class Medewerker(Entity):
    """A colleague with his roles; the vault holds what his password opens."""

    __compartment__ = Compartment.register
    __written_by__ = (Right.change_medewerkers,)

    naam: Mapped[str]
    roepnaam: Mapped[str]
    voorletters: Mapped[str] = mapped_column(default="")
    gebruikersnaam: Mapped[str] = mapped_column(index=True)
    functie: Mapped[str] = mapped_column(default="")
    rollen: Mapped[tuple[str, ...]]
    tijdelijke_rollen: Mapped[tuple[str, ...]] = mapped_column(default=(), server_default="[]")
    """Roles for some time, such as a directeur who stands in; they end with the next field."""
    tijdelijke_rollen_tot_datum: Mapped[date | None]
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

    def temporary_on(self, day: date) -> frozenset[Rol]:
        """The roles that he holds for some time, while that lasts: the last day counts."""
        end = self.tijdelijke_rollen_tot_datum
        if end is None or end < day:
            return frozenset()
        return frozenset(Rol(rol) for rol in self.tijdelijke_rollen)

    def rollen_on(self, day: date) -> frozenset[Rol]:
        """Every role that counts on a day."""
        return frozenset(Rol(rol) for rol in self.rollen) | self.temporary_on(day)
