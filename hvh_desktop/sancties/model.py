"""One case from voorval to afloop: what happened, what he said, what was chosen and why.

What is written down never changes: a new row replaces it, or a ``Correctie`` stands beside it.
Sources of the rules: Pbw articles 23-24, 50-58, 60-71 (DF §0.1, §3).
"""

from __future__ import annotations

from datetime import date, time
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity
from hvh_desktop.rights import Right
from hvh_desktop.sancties.path import STEP_RIGHTS
from hvh_desktop.sancties.words import (
    AlternatiefSoort,
    BijlageSoort,
    Onderdeel,
    RondeAanleiding,
    SanctieStatus,
    Standpunt,
    StrafSoort,
    Tolk,
    Uitkomst,
    Verantwoordelijkheid,
    VoorwaardeStatus,
)


class Sanctiezaak(Entity):
    """A voorval and all that followed from it. ``status`` is the last step that was done."""

    __compartment__ = Compartment.team
    __value_written_by__: ClassVar = {"status": STEP_RIGHTS}
    __quiet__ = frozenset(
        {
            "status",
            "ronde",
            "aanleiding",
            "voor_ronde",
            "slot_datum",
            "slot_reden",
            "slot_toelichting",
        }
    )
    __search__ = ("plaats", "feiten", "verslag", "slot_toelichting")
    __table_args__ = (Index(None, "deelnemer_id", "voorval_datum"), Index(None, "status"))

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    status: Mapped[SanctieStatus] = mapped_column(default=SanctieStatus.voorval)
    ronde: Mapped[int] = mapped_column(default=1)
    """1, and one more each time he is heard again about a decision that was taken."""
    aanleiding: Mapped[RondeAanleiding] = mapped_column(default=RondeAanleiding.eerste)
    """Why this round began."""
    voor_ronde: Mapped[SanctieStatus | None]
    """Where it stood when this round began; a round that stops goes back there."""
    # What happened
    voorval_soort: Mapped[str]
    """A ``sleutel`` of the policy table ``sanctie_regulier``."""
    voorval_datum: Mapped[date]
    """The day whose rules count for this case."""
    voorval_tijd: Mapped[time | None]
    plaats: Mapped[str]
    feiten: Mapped[str]
    betrokkenen: Mapped[tuple[str, ...]]
    """Persons as roles, such as "medebewoner A"; no names."""
    is_zelf_gemeld: Mapped[bool]
    urinecontrole_id: Mapped[UUID | None] = mapped_column(ForeignKey("urinecontrole.id"))
    # The report, announced to him (art. 50)
    verslag: Mapped[str] = mapped_column(default="")
    verslag_datum: Mapped[date | None]
    verslag_tijd: Mapped[time | None]
    verslag_door: Mapped[UUID | None]
    aangezegd_datum: Mapped[date | None]
    aangezegd_tijd: Mapped[time | None]
    aangezegd_door: Mapped[UUID | None]
    adviesvraag_datum: Mapped[date | None]
    """Since when the psycholoog is asked for advice."""
    # The end
    slot_datum: Mapped[date | None]
    slot_reden: Mapped[str] = mapped_column(default="")
    """Why it was dropped, from a policy list; empty when it ran to its afloop."""
    slot_toelichting: Mapped[str] = mapped_column(default="")


class Zaakstap(Entity):
    """A step that was taken, as the case tells it: by whom is the entity's own maker."""

    __compartment__ = Compartment.team
    __value_written_by__: ClassVar = {"naar": STEP_RIGHTS}
    __decides__ = ("sanctiezaak_id",)
    __is_decision__ = True

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    ronde: Mapped[int]
    van: Mapped[SanctieStatus | None]
    naar: Mapped[SanctieStatus]
    datum: Mapped[date]
    reden: Mapped[str] = mapped_column(default="")


class Correctie(Entity):
    """What must be said about a part that was written down and does not change any more."""

    __compartment__ = Compartment.team
    __search__ = ("tekst",)

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    onderdeel: Mapped[Onderdeel]
    tekst: Mapped[str]
    reden: Mapped[str]


class Bijlage(Entity):
    """A photo or a scan; kept in the encrypted file like everything else."""

    __compartment__ = Compartment.team
    __search__ = ("omschrijving",)

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    soort: Mapped[BijlageSoort]
    omschrijving: Mapped[str]
    inhoud: Mapped[bytes]
    """A JPEG without what the camera knew, or a PDF."""
    is_vervallen: Mapped[bool] = mapped_column(default=False)
    vervallen_reden: Mapped[str] = mapped_column(default="")


class Hoorverslag(Entity):
    """He was heard (art. 57): what he said, in which language, with whom."""

    __compartment__ = Compartment.team
    __search__ = ("eigen_woorden", "visie", "toelichting")

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    ronde: Mapped[int]
    datum: Mapped[date]
    tijd: Mapped[time]
    medewerker_id: Mapped[UUID]
    """Who heard him."""
    aanwezigen: Mapped[str] = mapped_column(default="")
    taal: Mapped[str]
    tolk: Mapped[Tolk]
    is_afgezien: Mapped[bool] = mapped_column(default=False)
    """He got the chance and did not want to be heard; ``toelichting`` says how that went."""
    eigen_woorden: Mapped[str] = mapped_column(default="")
    standpunt: Mapped[Standpunt | None]
    visie: Mapped[str] = mapped_column(default="")
    """What he himself finds fitting."""
    toelichting: Mapped[str] = mapped_column(default="")


class Sanctieadvies(Entity):
    """What the psycholoog releases to the team about this case; the newest one counts."""

    __compartment__ = Compartment.team
    __written_by__ = (Right.advise_sanctie,)
    __search__ = ("tekst",)

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    datum: Mapped[date]
    verantwoordelijkheid: Mapped[Verantwoordelijkheid]
    tekst: Mapped[str]


class Sanctievoorstel(Entity):
    """What the locatiemanager weighed and proposes."""

    __compartment__ = Compartment.team
    __written_by__ = (Right.propose_sanctie,)
    __search__ = ("verantwoordelijkheid_toelichting", "waarom", "geprobeerd")

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    ronde: Mapped[int]
    datum: Mapped[date]
    problematiek: Mapped[tuple[str, ...]]
    hoeveelste_keer: Mapped[int]
    """Of this kind of voorval, this one counted along."""
    verantwoordelijkheid: Mapped[Verantwoordelijkheid]
    verantwoordelijkheid_toelichting: Mapped[str] = mapped_column(default="")
    telt_mee: Mapped[tuple[str, ...]]
    """Words of the policy list ``sanctie_telt_mee``."""
    waarom: Mapped[str]
    geprobeerd: Mapped[str] = mapped_column(default="")
    """What was tried before; asked when terugplaatsing is proposed."""


class Alternatief(Entity):
    """One of the outcomes that were laid beside each other in a voorstel."""

    __compartment__ = Compartment.team
    __search__ = ("naam", "afspraak")

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    voorstel_id: Mapped[UUID] = mapped_column(ForeignKey("sanctievoorstel.id"), index=True)
    volgorde: Mapped[int]
    soort: Mapped[AlternatiefSoort]
    naam: Mapped[str]
    afspraak: Mapped[str] = mapped_column(default="")
    """What is agreed with him beside or instead of a straf."""
    is_degradatie: Mapped[bool]
    is_terugplaatsing: Mapped[bool]
    """Does it end his place? Only ever a proposal to the casemanager."""
    proeftijd_tot_datum: Mapped[date | None]
    is_gekozen: Mapped[bool]
    gevolgen: Mapped[tuple[str, ...]]
    """The chain as it was shown: straf, degradatie, verlof, werk, plaatsing."""


class Straf(Entity):
    """One straf of an alternatief or of a beslissing (art. 51, 53)."""

    __compartment__ = Compartment.team
    __written_by__ = (Right.propose_sanctie, Right.decide_sanctie)
    __is_decision__ = True

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    hoort_bij_id: Mapped[UUID] = mapped_column(index=True)
    """The alternatief or the beslissing."""
    volgorde: Mapped[int]
    soort: Mapped[StrafSoort]
    aantal: Mapped[int]
    """Days in all; 1 for a verlof; cents for a fine."""
    voorwaardelijk: Mapped[int]
    """How much of it is voorwaardelijk, in the same unit."""
    uitwerking: Mapped[str] = mapped_column(default="")
    """Where, from which activities, which visitor."""
    bezoek_reden: Mapped[str] = mapped_column(default="")
    """How the act had to do with that visit; without it there is no ontzegging van bezoek."""
    weekloon_centen: Mapped[int | None]
    """What a fine was measured by."""
    vervangende_soort: Mapped[StrafSoort | None]
    vervangende_dagen: Mapped[int | None]
    """What comes instead when a fine is not paid (art. 51, second lid)."""


class Beslissing(Entity):
    """What the directeur decided (art. 51, 53): nobody else may."""

    __compartment__ = Compartment.team
    __written_by__ = (Right.decide_sanctie,)
    __is_decision__ = True
    __search__ = ("motivering", "degradatie_reden")

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    ronde: Mapped[int]
    aanleiding: Mapped[RondeAanleiding]
    voorstel_id: Mapped[UUID] = mapped_column(ForeignKey("sanctievoorstel.id"))
    alternatief_id: Mapped[UUID | None] = mapped_column(ForeignKey("alternatief.id"))
    """Which alternatief was followed; empty when the directeur decided otherwise."""
    datum: Mapped[date]
    uitkomst: Mapped[Uitkomst]
    verantwoordelijkheid: Mapped[Verantwoordelijkheid]
    afspraak: Mapped[str] = mapped_column(default="")
    motivering: Mapped[str]
    is_degradatie: Mapped[bool]
    degradatie_reden: Mapped[str] = mapped_column(default="")
    is_terugplaatsing: Mapped[bool]
    proeftijd_tot_datum: Mapped[date | None]
    is_zelfde_persoon: Mapped[bool]
    """The one who decided had made the proposal too, holding both roles."""


class Voorwaarde(Entity):
    """What he keeps to during his proeftijd, and who follows it (art. 53)."""

    __compartment__ = Compartment.team
    __written_by__ = (Right.decide_sanctie,)
    __changed_by__ = (Right.change_voorwaarde,)
    __is_decision__ = True
    __search__ = ("tekst", "toelichting")

    sanctiezaak_id: Mapped[UUID] = mapped_column(ForeignKey("sanctiezaak.id"), index=True)
    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"))
    beslissing_id: Mapped[UUID] = mapped_column(ForeignKey("beslissing.id"), index=True)
    volgorde: Mapped[int]
    tekst: Mapped[str]
    is_algemeen: Mapped[bool]
    """The one that the law asks for: no new strafbaar feit during the proeftijd."""
    doel_id: Mapped[UUID | None] = mapped_column(ForeignKey("doel.id"))
    toezicht_id: Mapped[UUID]
    """The medewerker who follows it."""
    herinnering_datum: Mapped[date | None]
    status: Mapped[VoorwaardeStatus] = mapped_column(default=VoorwaardeStatus.loopt)
    toelichting: Mapped[str] = mapped_column(default="")
    afgesloten_datum: Mapped[date | None]
