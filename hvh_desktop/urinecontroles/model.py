"""A urine check and what it found per substance. Source: Regeling urinecontrole (DF §3b)."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity


class UrineUitslag(StrEnum):
    """What came of the check as a whole."""

    gevraagd = "gevraagd"
    """He was told to give urine; the hours of his chance run."""
    onderweg = "onderweg"
    """The tubes are at the laboratory."""
    negatief = "negatief"
    positief = "positief"
    geweigerd = "geweigerd"
    """He refused, or gave nothing within the hours that he has."""
    geknoeid = "geknoeid"


class NieuwGebruik(StrEnum):
    """Is it new use? Cannabis stays visible for weeks."""

    ja = "ja"
    nee = "nee"
    onbekend = "onbekend"


class Heronderzoek(StrEnum):
    """The second look that he may ask for."""

    niet_gevraagd = "niet gevraagd"
    gevraagd = "gevraagd"
    """It runs: what follows from the result is on hold."""
    bevestigd = "bevestigd"
    niet_bevestigd = "niet bevestigd"


class Stofuitslag(StrEnum):
    """What was found of one substance."""

    positief = "positief"
    negatief = "negatief"


class Urinecontrole(Entity):
    """One check of one man."""

    __compartment__ = Compartment.team
    __search__ = ("reden", "toelichting")
    __table_args__ = (Index(None, "deelnemer_id", "opdracht_datum"), Index(None, "nummer"))

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    nummer: Mapped[str] = mapped_column(default="")
    """On the first tube and on the form for the laboratory; empty until he gave urine."""
    nummer_tweede: Mapped[str] = mapped_column(default="")
    """Of the second tube, which is kept for another look."""
    aanleiding: Mapped[str]
    """A word of the policy list ``urinecontrole_aanleidingen``."""
    reden: Mapped[str] = mapped_column(default="")
    is_reden_meegedeeld: Mapped[bool]
    """Was he told beforehand why?"""
    stoffen: Mapped[tuple[str, ...]]
    """What is asked of the laboratory, words of ``urinecontrole_stoffen``."""
    opdracht_datum: Mapped[date]
    opdracht_tijd: Mapped[time]
    """From here his hours count."""
    afname_datum: Mapped[date | None]
    afname_tijd: Mapped[time | None]
    medewerker_id: Mapped[UUID]
    """Who was there."""
    uitslag: Mapped[UrineUitslag] = mapped_column(default=UrineUitslag.gevraagd)
    uitslag_datum: Mapped[date | None]
    nieuw_gebruik: Mapped[NieuwGebruik] = mapped_column(default=NieuwGebruik.onbekend)
    toelichting: Mapped[str] = mapped_column(default="")
    meegedeeld_datum: Mapped[date | None]
    meegedeeld_tijd: Mapped[time | None]
    meegedeeld_door: Mapped[UUID | None]
    heronderzoek: Mapped[Heronderzoek] = mapped_column(default=Heronderzoek.niet_gevraagd)
    heronderzoek_datum: Mapped[date | None]
    """When he asked for it, in writing."""
    heronderzoek_tijd: Mapped[time | None]
    heronderzoek_uitslag_datum: Mapped[date | None]
    is_vervallen: Mapped[bool] = mapped_column(default=False)
    vervallen_reden: Mapped[str] = mapped_column(default="")


class Urinestof(Entity):
    """What was found of one substance in one check."""

    __compartment__ = Compartment.team

    urinecontrole_id: Mapped[UUID] = mapped_column(ForeignKey("urinecontrole.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    stof: Mapped[str]
    uitslag: Mapped[Stofuitslag]
    waarde: Mapped[str] = mapped_column(default="")
    """As the laboratory wrote it, with its unit."""
    is_verklaard: Mapped[bool] = mapped_column(default=False)
    """Found, and explained by medicine that was prescribed: it does not count."""
    is_vervallen: Mapped[bool] = mapped_column(default=False)
