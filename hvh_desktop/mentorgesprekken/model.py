"""The two-weekly talk of a deelnemer with his mentoren."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity


class GesprekStatus(StrEnum):
    """Planned, being written, fixed, or put off. Fixed never changes again."""

    gepland = "gepland"
    concept = "concept"
    vastgesteld = "vastgesteld"
    verzet = "verzet"


class VerzetReden(StrEnum):
    """Why a talk was put off. Source: S3 §3.2."""

    ziek = "ziek"
    verlof = "verlof"
    rechtszitting = "rechtszitting"
    personeel = "personeel"
    deelnemer_wil_niet = "deelnemer wil niet"
    anders = "anders"


class Mentorgesprek(Entity):
    """One talk: first planned, then written as a concept, then vastgesteld."""

    __compartment__ = Compartment.team
    __quiet__ = frozenset(
        {
            "afspraken_volgorde",
            "begonnen_op",
            "begonnen_door",
            "vastgesteld_op",
            "vastgesteld_door",
            "verzet_op",
            "verzet_door",
        }
    )
    __table_args__ = (
        Index(None, "deelnemer_id", "datum"),
        Index(None, "deelnemer_id", "status", "datum"),
        Index(None, "status", "datum"),
        CheckConstraint("gezicht IS NULL OR gezicht BETWEEN 1 AND 5", "gezicht"),
    )
    __search__ = ("eigen_woorden", "notitie")

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    datum: Mapped[date]
    tijd: Mapped[time | None]
    status: Mapped[GesprekStatus] = mapped_column(default=GesprekStatus.gepland)
    medewerker_ids: Mapped[tuple[str, ...]] = mapped_column(default=())
    """Ids (hex) of the colleagues who are there."""
    overige_aanwezigen: Mapped[str] = mapped_column(default="")
    gezicht: Mapped[int | None]
    """1 slecht … 5 heel goed; he sets it himself."""
    is_gezicht_geweigerd: Mapped[bool] = mapped_column(default=False)
    eigen_woorden: Mapped[str] = mapped_column(default="")
    notitie: Mapped[str] = mapped_column(default="")
    afspraken_volgorde: Mapped[tuple[str, ...]] = mapped_column(default=())
    """Ids (hex) of its acties in the order of the talk."""
    volgende_datum: Mapped[date | None]
    volgende_tijd: Mapped[time | None]
    begonnen_op: Mapped[datetime | None]
    begonnen_door: Mapped[UUID | None]
    """Who writes it down; the draft of that person holds the words until it is vastgesteld."""
    vastgesteld_op: Mapped[datetime | None]
    vastgesteld_door: Mapped[UUID | None]
    is_achteraf: Mapped[bool] = mapped_column(default=False)
    """Recorded on a later day than it was held."""
    verzet_reden: Mapped[VerzetReden | None]
    verzet_toelichting: Mapped[str] = mapped_column(default="")
    verzet_naar_id: Mapped[UUID | None] = mapped_column(ForeignKey("mentorgesprek.id"), index=True)
    verzet_op: Mapped[datetime | None]
    verzet_door: Mapped[UUID | None]
    is_vervallen: Mapped[bool] = mapped_column(default=False)
    """Begun by mistake and thrown away while it was a concept."""


class Doelnotitie(Entity):
    """What was said about one doel in one talk."""

    __compartment__ = Compartment.team
    __one_of__ = ("mentorgesprek_id", "doel_id")
    __table_args__ = (Index(None, "mentorgesprek_id", "doel_id"),)
    __search__ = ("tekst",)

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    mentorgesprek_id: Mapped[UUID] = mapped_column(ForeignKey("mentorgesprek.id"), index=True)
    doel_id: Mapped[UUID] = mapped_column(index=True)
    tekst: Mapped[str]


class Aanvulling(Entity):
    """What is added to a fixed talk later, dated and by whom."""

    __compartment__ = Compartment.team
    __search__ = ("tekst",)

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    mentorgesprek_id: Mapped[UUID] = mapped_column(ForeignKey("mentorgesprek.id"), index=True)
    tekst: Mapped[str]
