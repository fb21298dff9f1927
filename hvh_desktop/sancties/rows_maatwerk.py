"""What a proposal is weighed by: what ran before, what would follow, and the rules of the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from hvh_desktop.policy import Rule
from hvh_desktop.sancties.maxima import Regels
from hvh_desktop.sancties.rows import StrafRow, VoorwaardeRow, ZaakDetail, ZaakRow


@dataclass(frozen=True)
class Proeftijd:
    """A proeftijd that runs."""

    sanctiezaak_id: UUID
    deelnemer_id: UUID
    tot_datum: date
    wat: str
    """What is voorwaardelijk, in words."""
    voorwaarden: tuple[VoorwaardeRow, ...] = ()


@dataclass(frozen=True)
class Gevolg:
    """One link of the chain: ``toon`` is good, warn or danger."""

    schakel: str
    """straf, degradatie, verlof, werk or plaatsing."""
    toon: str
    zin: str


@dataclass(frozen=True)
class RegulierRow:
    """What the house would do by its own table, and whether somebody filled that in."""

    straf: StrafRow | None
    is_degradatie: bool
    rule: Rule
    is_voorbeeld: bool
    """The table is empty here: this is an example and nothing more."""


@dataclass(frozen=True)
class MaatwerkStand:
    """All that a proposal is weighed by."""

    zaak: ZaakDetail
    eerdere: tuple[ZaakRow, ...]
    """His earlier cases, newest first."""
    hoeveelste_keer: int
    proeftijden: tuple[Proeftijd, ...]
    aandachtspunten: tuple[str, ...]
    zorg: tuple[str, ...]
    """To whom he is referred and how far that is, as the team sees it."""
    regulier: RegulierRow
    regels: Regels
    problematieken: tuple[str, ...]
    telt_mee: tuple[str, ...]
    vragen: tuple[str, ...]
    """Prompts beside the reason."""
    keten: Rule
    """How the chain is reckoned, in words, with its source."""
    opmerkingen: tuple[str, ...] = field(default=())
    """What must be said first, such as that a retest runs."""
    ronde_straffen: tuple[StrafRow, ...] = ()
    """In a round tenuitvoerlegging or omzetting: what is decided about, and no more than that."""
    ronde_proeftijd_tot_datum: date | None = None
    """In such a round: the last day that the proeftijd may have."""
    is_geschonden: bool = False
    """Did he break a condition that counts now?"""
