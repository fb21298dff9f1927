"""What stands on the printed consent form, before he signs and afterwards.

The words come from policy, in the version that was valid when he gave the consent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.deelnemers.model import Deelnemer
from hvh_desktop.errors import UserError
from hvh_desktop.huis import get_huis
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.policy import Rule, get_rule
from hvh_desktop.rights import Right
from hvh_desktop.text import full_name
from hvh_desktop.toestemmingen.model import GegevensSoort, Intrekker, ToestemmingWijze
from hvh_desktop.toestemmingen.ontvangers import get_known
from hvh_desktop.toestemmingen.service import get_toestemming, parse_choice


@dataclass(frozen=True)
class Tekst:
    """One version of the words that he hears."""

    titel: str
    vraag: str
    regels: tuple[str, ...]
    gevolgen: tuple[str, ...]
    vanaf_datum: date
    bron: str
    is_hypothese: bool


@dataclass(frozen=True)
class Intrekking:
    """When, by whom and how he took it back."""

    datum: date
    door: Intrekker
    hoe: str
    is_besproken: bool


@dataclass(frozen=True)
class FormulierInhoud:
    """Everything on the form; empty where it was not filled in yet."""

    huis: str
    roepnaam: str
    naam: str
    wie: str
    doel: str
    gegevens: tuple[GegevensSoort, ...]
    leefgebieden: tuple[str, ...]
    """Names, as printed."""
    beperking: str
    vanaf_datum: date | None
    tot_datum: date | None
    wijze: ToestemmingWijze | None
    taal: str
    getuige: str
    tekst: Tekst
    is_vastgelegd: bool
    intrekking: Intrekking | None = None


def get_tekst(session: Session, on: date | None = None) -> Tekst:
    """The words of the form as they are valid on a day, today by default."""
    rights.require(session.actor, Right.read_dossier)
    return _tekst(get_rule(session, "toestemming_tekst", on=on))


def _tekst(rule: Rule) -> Tekst:
    words = rule.waarde
    return Tekst(
        titel=words["titel"],
        vraag=words["vraag"],
        regels=tuple(words["regels"]),
        gevolgen=tuple(words["gevolgen"]),
        vanaf_datum=rule.geldig_vanaf,
        bron=rule.bron,
        is_hypothese=rule.is_hypothese,
    )


def collect_formulier(session: Session, toestemming_id: UUID) -> FormulierInhoud:
    """The form of a consent that was given, in the words of that day."""
    row = get_toestemming(session, toestemming_id)
    deelnemer = require(session, Right.read_dossier, row.deelnemer_id)
    withdrawn = None
    if row.ingetrokken_datum is not None and row.ingetrokken_door is not None:
        withdrawn = Intrekking(
            row.ingetrokken_datum,
            row.ingetrokken_door,
            row.ingetrokken_hoe,
            row.is_gevolg_besproken,
        )
    return FormulierInhoud(
        huis=get_huis(session).volledige_naam,
        roepnaam=deelnemer.roepnaam,
        naam=_name(deelnemer),
        wie=row.wie,
        doel=row.doel,
        gegevens=row.gegevens,
        leefgebieden=_area_names(row.leefgebieden),
        beperking=row.beperking,
        vanaf_datum=row.vanaf_datum,
        tot_datum=row.tot_datum,
        wijze=row.wijze,
        taal=row.taal,
        getuige=row.getuige,
        tekst=get_tekst(session, row.tekst_vanaf_datum),
        is_vastgelegd=True,
        intrekking=withdrawn,
    )


def propose_formulier(
    session: Session, deelnemer_id: UUID, values: Mapping[str, Any]
) -> FormulierInhoud:
    """The form as it is filled in now, to sign before it is recorded; gaps are allowed."""
    deelnemer = require(session, Right.read_dossier, deelnemer_id)
    names = {key.hex: name for key, name in get_medewerker_names(session).items()}
    witnesses = (names.get(values.get("getuige_id") or "", ""), values.get("getuige") or "")
    chosen = values.get("gegevens") or ()
    wijze = values.get("wijze")
    return FormulierInhoud(
        huis=get_huis(session).volledige_naam,
        roepnaam=deelnemer.roepnaam,
        naam=_name(deelnemer),
        wie=_who(session, deelnemer_id, values.get("ontvanger_id") or ""),
        doel=values.get("doel") or "",
        gegevens=tuple(kind for kind in GegevensSoort if kind.value in chosen),
        leefgebieden=_area_names(tuple(values.get("leefgebieden") or ())),
        beperking=values.get("beperking") or "",
        vanaf_datum=_day(values.get("vanaf_datum")),
        tot_datum=_day(values.get("tot_datum")),
        wijze=ToestemmingWijze(wijze) if wijze in list(ToestemmingWijze) else None,
        taal=values.get("taal") or "",
        getuige=", ".join(name for name in witnesses if name),
        tekst=get_tekst(session),
        is_vastgelegd=False,
    )


def _name(deelnemer: Deelnemer) -> str:
    return full_name(deelnemer.roepnaam, deelnemer.tussenvoegsel, deelnemer.achternaam)


def _who(session: Session, deelnemer_id: UUID, choice: str) -> str:
    try:
        return get_known(session, deelnemer_id, *parse_choice(choice)).ontvanger.wie
    except (UserError, ValueError):
        return ""


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def _area_names(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for area, name in LEEFGEBIED_NAMES.items() if area.value in values)
