"""The plan by which he and those around him see early that it goes wrong, and what then helps.

The plan is the psycholoog's; what is shared with the team on purpose is a card of its own in the
team's compartment.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity


class Kleur(StrEnum):
    """A stage by its name, in the order in which it goes wrong."""

    groen = "groen"
    geel = "geel"
    oranje = "oranje"
    rood = "rood"


class SignaleringsplanStatus(StrEnum):
    """A concept may change; vastgesteld never does, a new version starts as a copy."""

    concept = "concept"
    vastgesteld = "vastgesteld"


class Signaleringsplan(Entity):
    """One version of the plan of one man."""

    __compartment__ = Compartment.behandeling
    __quiet__ = frozenset({"vastgesteld_op", "vastgesteld_door"})
    __table_args__ = (Index(None, "deelnemer_id", "versie"),)

    deelnemer_id: Mapped[UUID] = mapped_column(index=True)
    versie: Mapped[int]
    status: Mapped[SignaleringsplanStatus] = mapped_column(default=SignaleringsplanStatus.concept)
    datum: Mapped[date]
    opgesteld_met_ids: Mapped[tuple[str, ...]] = mapped_column(default=())
    """Ids (hex) of people of his network and of colleagues who made it with him."""
    opgesteld_met: Mapped[str] = mapped_column(default="")
    """Others, such as the behandelaar of the instelling."""
    vastgesteld_op: Mapped[datetime | None]
    vastgesteld_door: Mapped[UUID | None]


class Signaleringsfase(Entity):
    """One stage: how one sees it, what he does, what others do, whom to call."""

    __compartment__ = Compartment.behandeling
    __one_of__ = ("signaleringsplan_id", "kleur")
    __table_args__ = (Index(None, "signaleringsplan_id", "kleur"),)
    __search__ = ("naam", "signalen", "helpt_zelf", "helpt_anderen")

    deelnemer_id: Mapped[UUID] = mapped_column(index=True)
    signaleringsplan_id: Mapped[UUID] = mapped_column(ForeignKey("signaleringsplan.id"))
    kleur: Mapped[Kleur]
    naam: Mapped[str] = mapped_column(default="")
    """His own name for it, such as "ketel met stoom"."""
    signalen: Mapped[str] = mapped_column(Text, default="")
    """One signal a line; so are the other three."""
    helpt_zelf: Mapped[str] = mapped_column(Text, default="")
    helpt_anderen: Mapped[str] = mapped_column(Text, default="")
    bellen: Mapped[str] = mapped_column(Text, default="")
    """Whom to call who is not in his network, such as "Huis: 06-00000100"."""
    bellen_ids: Mapped[tuple[str, ...]] = mapped_column(default=())
    """Ids (hex) of people and organisations of his network to call."""


class Signaleringsdeling(Entity):
    """With whom which stages were shared, on purpose; withdrawn when that ends."""

    __compartment__ = Compartment.behandeling

    deelnemer_id: Mapped[UUID] = mapped_column(index=True)
    signaleringsplan_id: Mapped[UUID] = mapped_column(ForeignKey("signaleringsplan.id"))
    netwerklid_id: Mapped[UUID | None]
    """Somebody of his network; None: the team of the house."""
    kleuren: Mapped[tuple[str, ...]]
    datum: Mapped[date]
    wijze: Mapped[str]
    """How it was told, such as "samen doorgenomen"."""
    toestemming_id: Mapped[UUID | None]
    ingetrokken_datum: Mapped[date | None]


class Signaleringskaart(Entity):
    """What the team may read of the plan, because he agreed and the psycholoog shared it."""

    __compartment__ = Compartment.team

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), unique=True)
    signaleringsplan_id: Mapped[UUID]
    versie: Mapped[int]
    datum: Mapped[date]
    inhoud: Mapped[str] = mapped_column(Text)
    """JSON of the shared stages; empty once it is withdrawn."""
    is_ingetrokken: Mapped[bool] = mapped_column(default=False)
