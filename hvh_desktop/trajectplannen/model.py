"""The plan that lies in the middle of the table."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity
from hvh_desktop.rights import Right


class PlanStatus(StrEnum):
    """A concept follows the dossier; vastgesteld is frozen."""

    concept = "concept"
    vastgesteld = "vastgesteld"


class Trajectplan(Entity):
    """One version of the plan. What it says comes from the dossier; nothing is typed twice."""

    __compartment__ = Compartment.team
    __value_written_by__: ClassVar = {"status": {"vastgesteld": (Right.complete_trajectplan,)}}
    __quiet__ = frozenset({"vastgesteld_op", "vastgesteld_door"})
    __table_args__ = (Index(None, "deelnemer_id", "versie"),)
    __search__ = ("eigen_verhaal",)

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    versie: Mapped[int]
    status: Mapped[PlanStatus] = mapped_column(default=PlanStatus.concept)
    datum: Mapped[date]
    eigen_verhaal: Mapped[str] = mapped_column(default="")
    """What it is about, in his own words."""
    inhoud: Mapped[str] = mapped_column(Text, default="")
    """JSON of everything that was printed, once it is vastgesteld."""
    vastgesteld_op: Mapped[datetime | None]
    vastgesteld_door: Mapped[UUID | None]


class Planafspraak(Entity):
    """A lasting agreement or choice in the plan, such as living with his brother."""

    __compartment__ = Compartment.team
    __quiet__ = frozenset({"volgorde"})
    __search__ = ("tekst", "met_wie")

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    tekst: Mapped[str]
    met_wie: Mapped[str] = mapped_column(default="")
    datum: Mapped[date]
    volgorde: Mapped[int]
    is_vervallen: Mapped[bool] = mapped_column(default=False)
    vervallen_reden: Mapped[str] = mapped_column(default="")
