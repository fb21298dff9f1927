"""What he allows to be told to whom, and what was told to whom on which ground."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity


class OntvangerSoort(StrEnum):
    """Who receives: somebody of his network, an organisation, the team, or he himself."""

    netwerklid = "netwerklid"
    organisatie = "organisatie"
    team = "team"
    deelnemer = "deelnemer"


class GegevensSoort(StrEnum):
    """Kinds of data. A consent and a legal ground name them; an edition is cut along them."""

    persoonsgegevens = "naam en verblijf"
    eigen_verhaal = "zijn eigen verhaal"
    krachten = "krachten en leefgebieden"
    doelen = "doelen en acties"
    afspraken = "afspraken en gesprekken"
    netwerk = "mensen om hem heen"
    aandachtspunten = "aandachtspunten"
    zorg = "zorg en verwijzing"
    signaleringsplan = "signaleringsplan"


class ToestemmingWijze(StrEnum):
    """How he gave it."""

    getekend = "getekend"
    voorgelezen = "voorgelezen en getekend"
    tolk = "met tolk besproken en getekend"
    mondeling = "mondeling"


class Intrekker(StrEnum):
    """Who took it back."""

    deelnemer = "hij zelf"
    vertegenwoordiger = "zijn vertegenwoordiger"
    huis = "het huis"


class Grondslag(StrEnum):
    """On which ground something may be told."""

    wet = "wet"
    toestemming = "toestemming"
    vitaal_belang = "vitaal belang"
    inzage = "inzage door hemzelf"


class VerstrekkingWat(StrEnum):
    """What was given."""

    trajectplan = "trajectplan"
    signaleringsplan = "signaleringsplan"
    verwijsbrief = "verwijsbrief"
    raadplegingen = "overzicht van raadplegingen"
    mondeling = "mondeling verteld"
    anders = "iets anders"


class VerstrekkingWijze(StrEnum):
    """How it was given."""

    afgedrukt = "op papier"
    pdf = "als beveiligde PDF"
    mondeling = "mondeling"


class Toestemming(Entity):
    """One consent: for one recipient, one purpose, kinds of data, and a period."""

    __compartment__ = Compartment.team
    __table_args__ = (CheckConstraint("tot_datum >= vanaf_datum", "tot_na_vanaf"),)
    __search__ = ("doel", "beperking")

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    ontvanger_soort: Mapped[OntvangerSoort]
    ontvanger_id: Mapped[UUID | None]
    """Netwerklid or organisatie; None for the team."""
    ontvanger_naam: Mapped[str]
    """Who it was when he gave it; the row may say somebody else later."""
    ontvanger_wie: Mapped[str]
    """As in a sentence then: 'vader Mehmet'."""
    ontvanger_organisatie_id: Mapped[UUID | None]
    """The organisation itself, or the one that a netwerklid was there for."""
    ontvanger_organisatie: Mapped[str] = mapped_column(default="")
    """Its name then."""
    doel: Mapped[str]
    gegevens: Mapped[tuple[str, ...]]
    leefgebieden: Mapped[tuple[str, ...]] = mapped_column(default=())
    """Only what belongs to these; empty: all of them."""
    beperking: Mapped[str] = mapped_column(default="")
    """What he keeps back, in words, such as "alleen zijn eigen vordering"."""
    vanaf_datum: Mapped[date]
    tot_datum: Mapped[date]
    wijze: Mapped[ToestemmingWijze]
    taal: Mapped[str] = mapped_column(default="")
    """The language in which it was explained; empty: Dutch."""
    getuige_id: Mapped[UUID | None]
    """The colleague who was there."""
    getuige: Mapped[str] = mapped_column(default="")
    """Somebody else who was there."""
    tekst_vanaf_datum: Mapped[date]
    """Which version of the printed text: the day from which it is valid in policy."""
    ingetrokken_datum: Mapped[date | None]
    ingetrokken_door: Mapped[Intrekker | None]
    ingetrokken_hoe: Mapped[str] = mapped_column(default="")
    is_gevolg_besproken: Mapped[bool] = mapped_column(default=False)


class Verstrekking(Entity):
    """Something that left the house, or was given to him: what, to whom, on which ground."""

    __compartment__ = Compartment.team

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    ontvanger_soort: Mapped[OntvangerSoort]
    ontvanger_id: Mapped[UUID | None]
    ontvanger_naam: Mapped[str]
    """Who it was then; the row may say somebody else later."""
    ontvanger_wie: Mapped[str]
    """As in a sentence then."""
    wat: Mapped[VerstrekkingWat]
    omschrijving: Mapped[str] = mapped_column(default="")
    gegevens: Mapped[tuple[str, ...]]
    grondslag: Mapped[Grondslag]
    toestemming_id: Mapped[UUID | None] = mapped_column(ForeignKey("toestemming.id"))
    wet_sleutel: Mapped[str] = mapped_column(default="")
    """Which legal ground of the policy table."""
    toelichting: Mapped[str] = mapped_column(default="")
    """For vitaal belang: what the danger was."""
    wijze: Mapped[VerstrekkingWijze]
    datum: Mapped[date]
    bron_id: Mapped[UUID | None]
    """The frozen version that was given, when there is one."""
    bij_id: Mapped[UUID | None]
    """The first row of the same giving, when that stands on more than one ground."""
