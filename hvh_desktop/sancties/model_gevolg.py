"""What follows on a decision: told, handed over, executed, complained about, asked further.

Beside ``model.py`` because a case has many parts; the same rule holds: nothing here changes what
was written. Sources: Pbw articles 23-24, 51, 55, 58, 60-71 (DF §3).
"""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity
from hvh_desktop.rights import Right
from hvh_desktop.sancties.words import (
    BeklagStatus,
    Beroep,
    Schorsing,
    Tekenen,
    VervolgSoort,
    VervolgStatus,
)


class Mededeling(Entity):
    """The written decision (art. 58), frozen as it went on paper."""

    __compartment__ = Compartment.team
    __written_by__ = (Right.complete_mededeling,)
    __is_decision__ = True

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    beslissing_id: Mapped[UUID] = mapped_column(ForeignKey("beslissing.id"), index=True)
    uitreik_datum: Mapped[date]
    """The day on which it is handed over; the last day for beklag on the paper counts from it."""
    beklag_laatste_datum: Mapped[date]
    inhoud: Mapped[str] = mapped_column(Text)
    """JSON of all that is printed."""
    uitleg: Mapped[str]
    """Why, in simple words, for the page with it."""


class Uitreiking(Entity):
    """The mededeling was handed over; the newest one of a beslissing counts."""

    __compartment__ = Compartment.team
    __search__ = ("toelichting",)

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    beslissing_id: Mapped[UUID] = mapped_column(ForeignKey("beslissing.id"), index=True)
    mededeling_id: Mapped[UUID] = mapped_column(ForeignKey("mededeling.id"))
    datum: Mapped[date]
    tijd: Mapped[time]
    medewerker_id: Mapped[UUID]
    tekenen: Mapped[Tekenen]
    wijze: Mapped[tuple[str, ...]]
    """How it was explained: words of ``UITLEG_WIJZEN``."""
    toelichting: Mapped[str] = mapped_column(default="")
    beklag_laatste_datum: Mapped[date]
    vervangt_reden: Mapped[str] = mapped_column(default="")
    """Why an earlier line of handing-over was wrong."""


class Tenuitvoerlegging(Entity):
    """A straf, or the part of it that is executed, from when until when (art. 51, 55)."""

    __compartment__ = Compartment.team
    __written_by__ = (Right.record_tenuitvoerlegging,)
    __search__ = ("toelichting",)

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    straf_id: Mapped[UUID] = mapped_column(ForeignKey("straf.id"))
    is_vervangend: Mapped[bool] = mapped_column(default=False)
    """The fine was not paid: this is what comes instead (art. 51, second lid)."""
    begin_datum: Mapped[date]
    begin_tijd: Mapped[time | None]
    eind_datum: Mapped[date]
    eind_tijd: Mapped[time | None]
    is_strafcel: Mapped[bool]
    """In a punishment cell for longer than the term: the two below are told at once."""
    commissie_gemeld_datum: Mapped[date | None]
    arts_gemeld_datum: Mapped[date | None]
    toelichting: Mapped[str] = mapped_column(default="")
    is_vervallen: Mapped[bool] = mapped_column(default=False)
    vervallen_reden: Mapped[str] = mapped_column(default="")


class Beklag(Entity):
    """He disagrees and says so to the beklagcommissie (art. 60-71)."""

    __compartment__ = Compartment.team
    __search__ = ("gronden", "uitspraak", "gevolg")

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    beslissing_id: Mapped[UUID] = mapped_column(ForeignKey("beslissing.id"))
    ingediend_datum: Mapped[date]
    is_te_laat: Mapped[bool]
    gronden: Mapped[str] = mapped_column(default="")
    schorsing: Mapped[Schorsing] = mapped_column(default=Schorsing.niet_gevraagd)
    status: Mapped[BeklagStatus] = mapped_column(default=BeklagStatus.ingediend)
    uitspraak_datum: Mapped[date | None]
    uitspraak: Mapped[str] = mapped_column(default="")
    tegemoetkoming: Mapped[str] = mapped_column(default="")
    beroep: Mapped[Beroep] = mapped_column(default=Beroep.geen)
    beroep_datum: Mapped[date | None]
    beroep_uitspraak_datum: Mapped[date | None]
    gevolg: Mapped[str] = mapped_column(default="")
    """What the house does with it."""


class Vervolgvoorstel(Entity):
    """What may follow for verlof or place: asked of the casemanager, never done by itself."""

    __compartment__ = Compartment.team
    __written_by__ = (Right.decide_sanctie,)
    __changed_by__ = (Right.decide_vervolgvoorstel,)
    __is_decision__ = True
    __search__ = ("reden", "geprobeerd", "antwoord")

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    beslissing_id: Mapped[UUID] = mapped_column(ForeignKey("beslissing.id"))
    soort: Mapped[VervolgSoort]
    verlof_id: Mapped[UUID | None] = mapped_column(ForeignKey("verlof.id"))
    reden: Mapped[str]
    geprobeerd: Mapped[str] = mapped_column(default="")
    status: Mapped[VervolgStatus] = mapped_column(default=VervolgStatus.open)
    antwoord: Mapped[str] = mapped_column(default="")
    beantwoord_datum: Mapped[date | None]
    beantwoord_door: Mapped[UUID | None]


class Ordemaatregel(Entity):
    """Not a straf: a short measure for order or safety, with a clock of its own (art. 23-24)."""

    __compartment__ = Compartment.team
    __written_by__ = (Right.record_ordemaatregel, Right.change_ordemaatregel)
    __search__ = ("reden", "einde_reden")

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    sanctiezaak_id: Mapped[UUID | None] = mapped_column(ForeignKey("sanctiezaak.id"))
    soort: Mapped[str]
    """A word of the policy list ``ordemaatregel_soorten``."""
    reden: Mapped[str]
    is_door_personeel: Mapped[bool]
    """Taken by staff while the directeur was not there: hours instead of days."""
    begin_datum: Mapped[date]
    begin_tijd: Mapped[time]
    eind_datum: Mapped[date]
    eind_tijd: Mapped[time]
    verlenging_van_id: Mapped[UUID | None] = mapped_column(ForeignKey("ordemaatregel.id"))
    einde_datum: Mapped[date | None]
    """When it really ended, when that was earlier."""
    einde_tijd: Mapped[time | None]
    einde_reden: Mapped[str] = mapped_column(default="")
