"""The psycholoog as first line: talks, short notes, and when he is there."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity
from hvh_desktop.verwijzingen.model import Afspraakplaats


class PsycholooggesprekStatus(StrEnum):
    """Planned, held, or dropped."""

    gepland = "gepland"
    gehouden = "gehouden"
    vervallen = "vervallen"


class Psycholooggesprek(Entity):
    """A talk of the psycholoog with a deelnemer. The team sees only its day, time and place."""

    __compartment__ = Compartment.behandeling
    __table_args__ = (Index(None, "medewerker_id", "datum"),)
    __search__ = ("aanleiding",)

    deelnemer_id: Mapped[UUID] = mapped_column(index=True)
    medewerker_id: Mapped[UUID]
    datum: Mapped[date]
    tijd: Mapped[time | None]
    duur_minuten: Mapped[int] = mapped_column(default=45)
    plaats: Mapped[Afspraakplaats] = mapped_column(default=Afspraakplaats.in_huis)
    aanleiding: Mapped[str] = mapped_column(default="")
    """Why they talk, in a few words."""
    status: Mapped[PsycholooggesprekStatus] = mapped_column(default=PsycholooggesprekStatus.gepland)
    vervallen_reden: Mapped[str] = mapped_column(default="")


class Behandelnotitie(Entity):
    """A short note of the psycholoog; no treatment file."""

    __compartment__ = Compartment.behandeling
    __search__ = ("tekst",)

    deelnemer_id: Mapped[UUID] = mapped_column(index=True)
    psycholooggesprek_id: Mapped[UUID | None] = mapped_column(ForeignKey("psycholooggesprek.id"))
    datum: Mapped[date]
    tekst: Mapped[str] = mapped_column(Text)
    is_vervallen: Mapped[bool] = mapped_column(default=False)
    vervallen_reden: Mapped[str] = mapped_column(default="")


class Beschikbaarheid(Entity):
    """When a psycholoog is in the house, per weekday; everybody sees it."""

    __compartment__ = Compartment.register
    __table_args__ = (
        CheckConstraint("weekdag BETWEEN 1 AND 7", "weekdag"),
        CheckConstraint("tot_tijd > van_tijd", "tot_na_van"),
    )

    medewerker_id: Mapped[UUID] = mapped_column(index=True)
    weekdag: Mapped[int]
    """1 maandag … 7 zondag."""
    van_tijd: Mapped[time]
    tot_tijd: Mapped[time]
    is_vervallen: Mapped[bool] = mapped_column(default=False)
