"""Verlof with the four things that it must say, and the work he does, from when until when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity


class VerlofSoort(StrEnum):
    """Three kinds of re-integratieverlof, and incidenteel verlof. Source: DF §3c."""

    kort = "kort"
    lang = "lang"
    extramurale_arbeid = "extramurale arbeid"
    incidenteel = "incidenteel"


class VerlofStatus(StrEnum):
    """How far it is."""

    voorbereiding = "in voorbereiding"
    toegekend = "toegekend"
    gehad = "gehad"
    geweigerd = "geweigerd"
    ingetrokken = "ingetrokken"


class WerkSoort(StrEnum):
    """Where he works."""

    fabriek = "Fabriek"
    groen = "groenvoorziening"
    huis = "in het huis"
    dagbesteding = "dagbesteding"
    buiten = "bij een werkgever buiten"


class Verlof(Entity):
    """One verlof, or a row of them with the same aim. Source: Stcrt 2024, 38271 (DF §3c)."""

    __compartment__ = Compartment.team
    __search__ = ("oogmerk", "bijdrage", "evaluatie")
    __table_args__ = (
        CheckConstraint("eind_datum IS NULL OR eind_datum >= begin_datum", "eind_na_begin"),
        Index(None, "deelnemer_id", "begin_datum"),
    )

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    soort: Mapped[VerlofSoort]
    doel_id: Mapped[UUID | None] = mapped_column(ForeignKey("doel.id"))
    """The doel it hangs on."""
    oogmerk: Mapped[str]
    bijdrage: Mapped[str] = mapped_column(default="")
    """How it brings the doel nearer."""
    aanvraag_datum: Mapped[date | None]
    begin_datum: Mapped[date]
    """The first day."""
    eind_datum: Mapped[date | None]
    """The last day, when it is longer than one."""
    duur: Mapped[str]
    aantal: Mapped[int]
    """How many times."""
    status: Mapped[VerlofStatus] = mapped_column(default=VerlofStatus.voorbereiding)
    status_reden: Mapped[str] = mapped_column(default="")
    evaluatie: Mapped[str] = mapped_column(default="")


class Werkplek(Entity):
    """His work in a period."""

    __compartment__ = Compartment.team
    __search__ = ("plek",)
    __table_args__ = (
        CheckConstraint("tot_datum IS NULL OR tot_datum >= van_datum", "tot_na_van"),
        Index(None, "deelnemer_id", "van_datum"),
    )

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    soort: Mapped[WerkSoort]
    plek: Mapped[str]
    van_datum: Mapped[date]
    tot_datum: Mapped[date | None]
    uren: Mapped[int]
    """In a week."""
    weekloon_centen: Mapped[int | None]
    """What a fine is measured by."""
    is_vervallen: Mapped[bool] = mapped_column(default=False)
    """Written down by mistake."""
