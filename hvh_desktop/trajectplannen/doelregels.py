"""Doelen and acties in the words of the plan.

A file of its own because reading the whole dossier outgrows one module. Nothing here reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from hvh_desktop.actieplannen.form import KOLOM_NAMES
from hvh_desktop.actieplannen.model import ActieStatus, DoelStatus, HerkomstSoort
from hvh_desktop.actieplannen.service import ActieRow, DoelRow
from hvh_desktop.leefgebieden import HERSTELVORM_NAMES, LEEFGEBIED_NAMES
from hvh_desktop.trajectplannen.inhoud import Actieregel, Doelregel


@dataclass(frozen=True)
class Names:
    """How people are called in the plan: by the id of who does something."""

    roepnaam: str
    medewerkers: Mapping[UUID, str]
    netwerk: Mapping[UUID, str]
    leefgebieden: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    """Names of the leefgebieden per doel."""

    def of(self, actie: ActieRow) -> str:
        """Colleagues by full name, his people as 'moeder Anja', he himself by his roepnaam."""
        if actie.uitvoerder_id is None:
            return self.roepnaam
        for known in (self.medewerkers, self.netwerk):
            if actie.uitvoerder_id in known:
                return known[actie.uitvoerder_id]
        return actie.wie


def doelregels(doelen: Iterable[DoelRow], names: Names) -> dict[str, Any]:
    """The fields of the plan that hold doelen, by state."""
    fields = {
        "doelen": DoelStatus.nu,
        "later": DoelStatus.later,
        "behaald": DoelStatus.behaald,
        "vervallen": DoelStatus.vervallen,
    }
    rows = list(doelen)
    return {
        field: tuple(_doelregel(doel, names) for doel in rows if doel.status is status)
        for field, status in fields.items()
    }


def _doelregel(doel: DoelRow, names: Names) -> Doelregel:
    slot = {
        DoelStatus.nu: "",
        DoelStatus.later: doel.waarom,
        DoelStatus.behaald: doel.opbrengst,
        DoelStatus.vervallen: doel.vervallen_reden,
    }
    return Doelregel(
        nummer=doel.nummer,
        tekst=doel.tekst,
        waarom=doel.waarom,
        leefgebieden=tuple(LEEFGEBIED_NAMES[one] for one in doel.leefgebieden),
        herstelvorm=HERSTELVORM_NAMES[doel.herstelvorm],
        herkomst=_herkomst(doel),
        begin_datum=doel.begin_datum,
        streefdatum=doel.streefdatum,
        acties=tuple(actieregel(actie, names) for actie in sorted(doel.acties, key=_by_day)),
        slot=slot[doel.status],
        afgesloten_datum=doel.afgesloten_datum,
    )


def _herkomst(doel: DoelRow) -> str:
    """'Komt uit zijn krachteninventarisatie, Wonen, wat hij wil: “Een eigen plek.”'"""
    where = {
        HerkomstSoort.motivatiebrief: "zijn motivatiebrief",
        HerkomstSoort.krachteninventarisatie: "zijn krachteninventarisatie",
        HerkomstSoort.mentorgesprek: "een mentorgesprek",
        HerkomstSoort.anders: "",
    }[doel.herkomst]
    if not where:
        return f"Herkomst: {doel.herkomst_tekst}" if doel.herkomst_tekst else ""
    place = [where]
    if doel.herkomst_leefgebied:
        place.append(LEEFGEBIED_NAMES[doel.herkomst_leefgebied].lower())
    if doel.herkomst_kolom in KOLOM_NAMES:
        place.append(KOLOM_NAMES[doel.herkomst_kolom].lower())
    line = f": “{doel.herkomst_tekst}”" if doel.herkomst_tekst else "."
    return f"Komt uit {', '.join(place)}{line}"


def actieregel(actie: ActieRow, names: Names) -> Actieregel:
    """A step with the name that the plan uses for who does it."""
    return Actieregel(
        wat=actie.wat,
        wie=names.of(actie),
        wanneer_datum=actie.wanneer_datum,
        status=actie.status,
        resultaat=actie.resultaat,
        afgesloten_datum=actie.afgesloten_datum,
        leefgebieden=names.leefgebieden.get(actie.doel_id, ()) if actie.doel_id else (),
    )


def leefgebieden_of(doelen: Iterable[DoelRow]) -> Mapping[UUID, tuple[str, ...]]:
    """Names of the leefgebieden per doel."""
    return {doel.id: tuple(LEEFGEBIED_NAMES[one] for one in doel.leefgebieden) for doel in doelen}


def _by_day(actie: ActieRow) -> tuple[bool, bool, date, UUID]:
    """What is done first, then what is to come; dropped ones last."""
    is_open = actie.status is ActieStatus.open
    day = actie.wanneer_datum if is_open else actie.afgesloten_datum
    return actie.status is ActieStatus.vervallen, is_open, day or date.max, actie.id
