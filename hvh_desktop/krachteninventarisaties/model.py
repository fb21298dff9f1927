"""Taking stock of a man's strengths with him: ten leefgebieden, in his own words."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity
from hvh_desktop.leefgebieden import Leefgebied


class InventarisatieStatus(StrEnum):
    """A concept may be incomplete; afgerond never changes again."""

    concept = "concept"
    afgerond = "afgerond"


class Antwoord(StrEnum):
    """Not answering is an answer too."""

    geeft_antwoord = "geeft_antwoord"
    weet_niet = "weet_niet"
    wil_niet_antwoorden = "wil_niet_antwoorden"
    niet_van_toepassing = "niet_van_toepassing"


class Krachteninventarisatie(Entity):
    """One version; a new version starts as a copy of the one before."""

    __compartment__ = Compartment.team
    __quiet__ = frozenset({"afgerond_op", "afgerond_door"})
    __search__ = ("zelfregulering", "zelfregulering_aanvulling")

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    versie: Mapped[int]
    vorige_id: Mapped[UUID | None] = mapped_column(ForeignKey("krachteninventarisatie.id"))
    datum: Mapped[date]
    status: Mapped[InventarisatieStatus] = mapped_column(default=InventarisatieStatus.concept)
    medewerker_ids: Mapped[tuple[str, ...]] = mapped_column(default=())
    """Ids (hex) of the mentoren who made it with him."""
    bijzonderheden: Mapped[str] = mapped_column(default="")
    """Such as: with an interpreter."""
    zelfregulering: Mapped[str] = mapped_column(default="")
    """How he deals with setbacks, in his own words."""
    zelfregulering_aanvulling: Mapped[str] = mapped_column(default="")
    afgerond_op: Mapped[datetime | None]
    afgerond_door: Mapped[UUID | None]
    is_vervallen: Mapped[bool] = mapped_column(default=False)
    """A concept that was begun by mistake; its number is given again."""


class Leefgebiedblad(Entity):
    """What he says about one leefgebied, with the professional's addition apart from it."""

    __compartment__ = Compartment.team
    __one_of__ = ("krachteninventarisatie_id", "leefgebied")
    __table_args__ = (
        Index(None, "krachteninventarisatie_id", "leefgebied"),
        CheckConstraint("bereidheid IS NULL OR bereidheid BETWEEN 1 AND 7", "bereidheid"),
    )
    __search__ = ("nu", "wensen", "hulpbronnen", "aanvulling")

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    krachteninventarisatie_id: Mapped[UUID] = mapped_column(
        ForeignKey("krachteninventarisatie.id"), index=True
    )
    leefgebied: Mapped[Leefgebied]
    antwoord: Mapped[Antwoord] = mapped_column(default=Antwoord.geeft_antwoord)
    nu: Mapped[str] = mapped_column(default="")
    wensen: Mapped[str] = mapped_column(default="")
    hulpbronnen: Mapped[str] = mapped_column(default="")
    aanvulling: Mapped[str] = mapped_column(default="")
    bereidheid: Mapped[int | None]
    is_besproken: Mapped[bool] = mapped_column(default=False)


class Kracht(Entity):
    """Something he can or has, in one line, with who said so."""

    __compartment__ = Compartment.team
    __quiet__ = frozenset({"volgorde"})
    __search__ = ("tekst",)

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    krachteninventarisatie_id: Mapped[UUID] = mapped_column(
        ForeignKey("krachteninventarisatie.id"), index=True
    )
    leefgebied: Mapped[Leefgebied]
    tekst: Mapped[str]
    bron: Mapped[str]
    volgorde: Mapped[int]
    is_vervallen: Mapped[bool] = mapped_column(default=False)


class Coachopmerking(Entity):
    """A remark of the Krachtwerkcoach who looks along."""

    __compartment__ = Compartment.team
    __search__ = ("tekst",)

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    krachteninventarisatie_id: Mapped[UUID] = mapped_column(
        ForeignKey("krachteninventarisatie.id"), index=True
    )
    leefgebied: Mapped[Leefgebied | None]
    tekst: Mapped[str]
