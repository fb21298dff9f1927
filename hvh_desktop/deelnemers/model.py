"""The men who live in the house, their stay, their team and what to watch."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity


class Titel(StrEnum):
    """On which title he is placed. A BBA resident gets no guidance and counts apart."""

    hvh = "HvH"
    bba = "BBA"


class Lvb(StrEnum):
    """Is a mild intellectual disability known?"""

    ja = "ja"
    nee = "nee"
    onbekend = "onbekend"


class UitstroomSoort(StrEnum):
    """How a stay ends. Source: DF §0.4."""

    einde_detentie = "einde detentie"
    voorwaardelijke_invrijheidstelling = "v.i."
    penitentiair_programma = "penitentiair programma"
    teruggeplaatst_eigen_verzoek = "teruggeplaatst: eigen verzoek"
    teruggeplaatst_sanctie = "teruggeplaatst: sanctie"
    teruggeplaatst_anders = "teruggeplaatst: anders"
    overleden = "overleden"
    onttrokken = "onttrokken"
    anders = "anders"


class Taak(StrEnum):
    """What a colleague is in the team of one deelnemer."""

    mentor = "mentor"
    casemanager = "casemanager"
    reclasseringswerker = "reclasseringswerker"
    psycholoog = "psycholoog"


class AandachtspuntSoort(StrEnum):
    """What an aandachtspunt is about, gravest first."""

    contactverbod = "contactverbod"
    veiligheid = "veiligheid"
    contact = "contact"
    gezondheid = "gezondheid"
    verslaving = "verslaving"
    bejegening = "bejegening"
    taal = "taal"
    uitleg = "uitleg"
    schulden = "schulden"
    dakloos = "dakloos"
    praktisch = "praktisch"


class Deelnemer(Entity):
    """A man who works in the house on coming home well, or a BBA resident."""

    __compartment__ = Compartment.team
    __search__ = (
        "roepnaam",
        "voornamen",
        "tussenvoegsel",
        "achternaam",
        "naam_eigen_schrift",
        "registratienummer",
        "motivatiebrief",
    )

    voornamen: Mapped[str]
    roepnaam: Mapped[str]
    tussenvoegsel: Mapped[str] = mapped_column(default="")
    achternaam: Mapped[str]
    naam_eigen_schrift: Mapped[str] = mapped_column(default="")
    geboortedatum: Mapped[date]
    registratienummer: Mapped[str] = mapped_column(index=True)
    gemeente_herkomst: Mapped[str]
    gemeente_vestiging: Mapped[str]
    inrichting_herkomst: Mapped[str] = mapped_column(default="")
    titel: Mapped[Titel]
    talen: Mapped[str] = mapped_column(default="")
    leesniveau: Mapped[str] = mapped_column(default="")
    lvb: Mapped[Lvb] = mapped_column(default=Lvb.onbekend)
    uitlegvoorkeur: Mapped[str] = mapped_column(default="")
    foto: Mapped[bytes | None]
    motivatiebrief: Mapped[str] = mapped_column(default="")
    motivatiebrief_datum: Mapped[date | None]
    motivatiebrief_hulp: Mapped[str] = mapped_column(default="")


class Verblijf(Entity):
    """One stay in the house, from placement to leaving; a man may come back."""

    __compartment__ = Compartment.team
    __table_args__ = (
        CheckConstraint("einde_datum IS NULL OR einde_datum >= begin_datum", "einde_na_begin"),
        CheckConstraint("plaats_nummer IS NULL OR plaats_nummer BETWEEN 1 AND 99", "plaats"),
    )

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    plaats_nummer: Mapped[int | None]
    begin_datum: Mapped[date]
    verwacht_einde_datum: Mapped[date | None]
    verwachte_uitstroom: Mapped[UitstroomSoort | None]
    vi_datum: Mapped[date | None]
    pp_datum: Mapped[date | None]
    einde_detentie_datum: Mapped[date | None]
    einde_datum: Mapped[date | None]
    uitstroom: Mapped[UitstroomSoort | None]
    uitstroom_reden: Mapped[str] = mapped_column(default="")


class Teamlid(Entity):
    """Who works with this man, in which task, from when until when."""

    __compartment__ = Compartment.team
    __table_args__ = (
        CheckConstraint("tot_datum IS NULL OR tot_datum >= vanaf_datum", "tot_na_vanaf"),
    )

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    medewerker_id: Mapped[UUID] = mapped_column(index=True)
    taak: Mapped[Taak]
    vanaf_datum: Mapped[date]
    tot_datum: Mapped[date | None]
    reden: Mapped[str] = mapped_column(default="")


class Aandachtspunt(Entity):
    """What everybody must know before he speaks with this man."""

    __compartment__ = Compartment.team
    __search__ = ("tekst",)

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    soort: Mapped[AandachtspuntSoort]
    tekst: Mapped[str]
    vanaf_datum: Mapped[date]
    tot_datum: Mapped[date | None]
