"""The shared directory of organisations around the house."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity


class WettelijkeTaak(StrEnum):
    """The task that the law gives an organisation in his return; a legal ground asks for it."""

    gemeente = "gemeente"
    reclassering = "reclassering"
    inrichting = "inrichting"


class Organisatie(Entity):
    """An organisation that the house works with."""

    __compartment__ = Compartment.register
    __search__ = ("naam", "soort", "plaats")

    naam: Mapped[str]
    soort: Mapped[str] = mapped_column(default="")
    plaats: Mapped[str] = mapped_column(default="")
    gemeente: Mapped[str | None]
    """For a gemeente: which of the fourteen."""
    wettelijke_taak: Mapped[WettelijkeTaak | None]
    telefoon: Mapped[str] = mapped_column(default="")
    mail: Mapped[str] = mapped_column(default="")
    notitie: Mapped[str] = mapped_column(default="")
    is_vervallen: Mapped[bool] = mapped_column(default=False)


class Contactpersoon(Entity):
    """Whom to call there: a function, and a name when there is one."""

    __compartment__ = Compartment.register

    organisatie_id: Mapped[UUID] = mapped_column(ForeignKey("organisatie.id"), index=True)
    functie: Mapped[str]
    naam: Mapped[str] = mapped_column(default="")
    telefoon: Mapped[str] = mapped_column(default="")
    mail: Mapped[str] = mapped_column(default="")
    is_vervallen: Mapped[bool] = mapped_column(default=False)
