"""A referral to care: what only the psycholoog reads, and the little that the team sees of it.

Two compartments. ``Verwijzing`` and ``Behandelafspraak`` are the psycholoog's; the other two are
the team's own small record. Between them go ids, days, times and words from fixed lists, and no
text that anybody typed.
"""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity


class VerwijzingStatus(StrEnum):
    """How far the way to care is. Which may follow which is in ``path.py``."""

    besproken = "besproken"
    aangemeld = "aangemeld"
    geaccepteerd = "geaccepteerd"
    kennisgemaakt = "kennisgemaakt"
    gestart = "gestart"
    afgerond = "afgerond"
    gestopt = "gestopt"
    afgewezen = "afgewezen"
    ingetrokken = "ingetrokken"


class Urgentie(StrEnum):
    """How fast care is needed."""

    gewoon = "gewoon"
    hoog = "hoog"
    spoed = "spoed"


class Vervolg(StrEnum):
    """Does the care go on after uitstroom?"""

    onbekend = "nog niet bekend"
    ja = "ja"
    nee = "nee"


class Afspraakplaats(StrEnum):
    """Where an appointment is. A fixed list, because the team sees it."""

    in_huis = "in het huis"
    bij_instelling = "bij de instelling"
    beeldbellen = "via beeldbellen"
    telefonisch = "telefonisch"


class ZorgafspraakSoort(StrEnum):
    """With whom the appointment is, for the team."""

    behandeling = "behandeling"
    psycholoog = "psycholoog"


class Verwijzing(Entity):
    """One referral of one man to one instelling, with the dates of its path."""

    __compartment__ = Compartment.behandeling
    __search__ = ("soort_zorg", "indicatie", "vraag", "vervolg_toelichting")

    deelnemer_id: Mapped[UUID] = mapped_column(index=True)
    instelling_id: Mapped[UUID] = mapped_column(index=True)
    contactpersoon_id: Mapped[UUID | None]
    soort_zorg: Mapped[str]
    urgentie: Mapped[Urgentie]
    indicatie: Mapped[str] = mapped_column(default="")
    """Why care is needed, from the talk between psycholoog and deelnemer."""
    vraag: Mapped[str] = mapped_column(default="")
    """What is asked of the instelling."""
    status: Mapped[VerwijzingStatus] = mapped_column(default=VerwijzingStatus.besproken)
    besproken_datum: Mapped[date]
    aangemeld_datum: Mapped[date | None]
    geaccepteerd_datum: Mapped[date | None]
    kennisgemaakt_datum: Mapped[date | None]
    """The first meeting, on location."""
    gestart_datum: Mapped[date | None]
    afgerond_datum: Mapped[date | None]
    gestopt_datum: Mapped[date | None]
    afgewezen_datum: Mapped[date | None]
    ingetrokken_datum: Mapped[date | None]
    slot_categorie: Mapped[str] = mapped_column(default="")
    """Why it was refused, stopped, completed or withdrawn: a word from the policy list."""
    slot_toelichting: Mapped[str] = mapped_column(default="")
    heropend_reden: Mapped[str] = mapped_column(default="")
    """Why a step was taken back, the last time that was done."""
    vervolg: Mapped[Vervolg] = mapped_column(default=Vervolg.onbekend)
    vervolg_organisatie_id: Mapped[UUID | None]
    vervolg_toelichting: Mapped[str] = mapped_column(default="")


class Behandelafspraak(Entity):
    """An appointment that belongs to a referral."""

    __compartment__ = Compartment.behandeling

    verwijzing_id: Mapped[UUID] = mapped_column(ForeignKey("verwijzing.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(index=True)
    datum: Mapped[date]
    tijd: Mapped[time | None]
    plaats: Mapped[Afspraakplaats]
    is_vervallen: Mapped[bool] = mapped_column(default=False)


class Verwijzingsstand(Entity):
    """What the team sees of a referral: to whom, and how far it is."""

    __compartment__ = Compartment.team
    __quiet__ = frozenset({"instelling_id", "status", "status_datum", "is_vervallen"})
    __one_of__ = ("verwijzing_id",)

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    verwijzing_id: Mapped[UUID] = mapped_column(index=True)
    instelling_id: Mapped[UUID]
    status: Mapped[VerwijzingStatus]
    status_datum: Mapped[date]
    is_vervallen: Mapped[bool] = mapped_column(default=False)
    """The sign-up was taken back: there is nothing to see any more."""


class Zorgafspraak(Entity):
    """An appointment for care, as the team sees it: day, time, place, with whom."""

    __compartment__ = Compartment.team
    __quiet__ = frozenset(
        {"soort", "instelling_id", "medewerker_id", "datum", "tijd", "plaats", "is_vervallen"}
    )
    __one_of__ = ("bron_id",)
    __table_args__ = (Index(None, "deelnemer_id", "datum"), Index(None, "datum"))

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    bron_id: Mapped[UUID] = mapped_column(index=True)
    """The appointment or talk in the psycholoog's compartment."""
    soort: Mapped[ZorgafspraakSoort]
    instelling_id: Mapped[UUID | None]
    medewerker_id: Mapped[UUID | None]
    datum: Mapped[date]
    tijd: Mapped[time | None]
    plaats: Mapped[Afspraakplaats]
    is_vervallen: Mapped[bool] = mapped_column(default=False)
