"""The people and organisations around a deelnemer."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity


class NetwerklidSoort(StrEnum):
    """A person or an organisation."""

    persoon = "persoon"
    organisatie = "organisatie"


class Sterkte(StrEnum):
    """How strong the bond is."""

    sterk = "sterk"
    zwak = "zwak"
    gespannen = "gespannen"
    verbroken = "verbroken"


class Steun(StrEnum):
    """Which way support goes, seen from the deelnemer."""

    krijgt = "krijgt"
    geeft = "geeft"
    beide = "beide"
    geen = "geen"


class Netwerklid(Entity):
    """Somebody, or an organisation, around one deelnemer."""

    __compartment__ = Compartment.team
    __search__ = ("naam", "relatie", "rol_in_plan", "notitie")

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    soort: Mapped[NetwerklidSoort]
    naam: Mapped[str]
    relatie: Mapped[str]
    organisatie_id: Mapped[UUID | None]
    """The organisation in the shared directory (register), when it is there."""
    sterkte: Mapped[Sterkte]
    steun: Mapped[Steun]
    woonplaats: Mapped[str] = mapped_column(default="")
    telefoon: Mapped[str] = mapped_column(default="")
    mail: Mapped[str] = mapped_column(default="")
    is_kind: Mapped[bool] = mapped_column(default=False)
    geboortejaar: Mapped[int | None]
    geboortedatum: Mapped[date | None]
    woont_bij: Mapped[str] = mapped_column(default="")
    """For a child: where and with whom it lives."""
    bezoek: Mapped[str] = mapped_column(default="")
    """Visits and reversed visits: how often, where, who comes along."""
    rol_in_plan: Mapped[str] = mapped_column(default="")
    notitie: Mapped[str] = mapped_column(default="")
    is_vervallen: Mapped[bool] = mapped_column(default=False)
    vervallen_reden: Mapped[str] = mapped_column(default="")
