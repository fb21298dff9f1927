"""What the page of one deelnemer shows: who he is, how he stands, and what happened when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from hvh_desktop.actieplannen.service import DoelRow, list_doelen
from hvh_desktop.db import Session
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.model import Taak, Teamlid, Titel, UitstroomSoort, Verblijf
from hvh_desktop.deelnemers.service import AandachtspuntRow, list_aandachtspunten
from hvh_desktop.dossier.moments import Moment, Soort
from hvh_desktop.dossier.service_sancties import list_open_zaken
from hvh_desktop.dossier.service_verloop import list_verloop
from hvh_desktop.dossier.service_zorg import ZorgKort, get_zorg_kort
from hvh_desktop.krachteninventarisaties.model import (
    Antwoord,
    InventarisatieStatus,
    Kracht,
    Krachteninventarisatie,
    Leefgebiedblad,
)
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken.service import VolgendGesprek, list_volgende
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.sancties.rows import ZaakRow
from hvh_desktop.text import age, full_name, initials

__all__ = [
    "Header",
    "KrachtLine",
    "Moment",
    "Overzicht",
    "Soort",
    "Stand",
    "ZorgKort",
    "get_header",
    "get_overzicht",
    "list_verloop",
]

SHOWN_MOMENTS = 9


@dataclass(frozen=True)
class Header:
    """Who he is and what matters today. ``begin_datum``: None when he never had a stay."""

    deelnemer_id: UUID
    naam: str
    roepnaam: str
    naam_eigen_schrift: str
    initialen: str
    foto: bytes | None
    leeftijd: int
    gemeente_vestiging: str
    titel: Titel
    plaats_nummer: int | None
    begin_datum: date | None
    verwacht_einde_datum: date | None
    verwachte_uitstroom: UitstroomSoort | None
    einde_datum: date | None
    uitstroom: UitstroomSoort | None
    mentoren: tuple[str, ...]
    """Roepnamen, who began first first."""
    volgend: VolgendGesprek | None
    aandachtspunten: tuple[AandachtspuntRow, ...]
    """Gravest first."""

    @property
    def is_aanwezig(self) -> bool:
        """Has his last stay not ended?"""
        return self.begin_datum is not None and self.einde_datum is None


@dataclass(frozen=True)
class Stand:
    """Readiness per leefgebied in the fixed order, on a day."""

    inventarisatie_id: UUID
    datum: date
    is_afgerond: bool
    bereidheid: tuple[int | None, ...]
    antwoorden: tuple[Antwoord, ...]


@dataclass(frozen=True)
class KrachtLine:
    """A kracht, who said so, and when."""

    tekst: str
    bron: str
    datum: date


@dataclass(frozen=True)
class Overzicht:
    """Now and then, his krachten, his doelen, and the newest of what happened."""

    titel: Titel
    roepnaam: str
    nu: Stand | None
    toen: Stand | None
    krachten: tuple[KrachtLine, ...]
    doelen: tuple[DoelRow, ...]
    verloop: tuple[Moment, ...]
    has_more: bool
    """Is there more verloop than is shown?"""
    may_write: bool
    """May the person at the keyboard write doelen and krachten of this man?"""
    zorg: ZorgKort
    zaken: tuple[ZaakRow, ...] = ()
    """Cases that run."""


def get_header(session: Session, deelnemer_id: UUID) -> Header:
    """What stands above every page about him: the dossier opens here.

    Raises ``access.ReasonNeeded`` for somebody else's man, until it is said why.
    """
    found = access.require_opening(session, deelnemer_id)
    columns = (
        *(Verblijf.plaats_nummer, Verblijf.begin_datum, Verblijf.verwacht_einde_datum),
        *(Verblijf.verwachte_uitstroom, Verblijf.einde_datum, Verblijf.uitstroom),
    )
    stay = session.execute(
        select(*columns)
        .where(Verblijf.deelnemer_id == deelnemer_id)
        .order_by(Verblijf.begin_datum.desc(), Verblijf.id.desc())
        .limit(1)
    ).first()
    naam = full_name(found.roepnaam, found.tussenvoegsel, found.achternaam)
    is_here = stay is not None and stay.einde_datum is None and found.titel is Titel.hvh
    return Header(
        deelnemer_id=deelnemer_id,
        naam=naam,
        roepnaam=found.roepnaam,
        naam_eigen_schrift=found.naam_eigen_schrift,
        initialen=initials(naam),
        foto=found.foto,
        leeftijd=age(found.geboortedatum, session.today),
        gemeente_vestiging=found.gemeente_vestiging,
        titel=found.titel,
        plaats_nummer=stay.plaats_nummer if stay else None,
        begin_datum=stay.begin_datum if stay else None,
        verwacht_einde_datum=stay.verwacht_einde_datum if stay else None,
        verwachte_uitstroom=stay.verwachte_uitstroom if stay else None,
        einde_datum=stay.einde_datum if stay else None,
        uitstroom=stay.uitstroom if stay else None,
        mentoren=_mentoren(session, deelnemer_id),
        volgend=list_volgende(session, only=deelnemer_id).get(deelnemer_id) if is_here else None,
        aandachtspunten=list_aandachtspunten(session, deelnemer_id)[0],
    )


def _mentoren(session: Session, deelnemer_id: UUID) -> tuple[str, ...]:
    today = session.today
    ids = session.scalars(
        select(Teamlid.medewerker_id)
        .where(
            Teamlid.deelnemer_id == deelnemer_id,
            Teamlid.taak == Taak.mentor,
            Teamlid.vanaf_datum <= today,
            or_(Teamlid.tot_datum.is_(None), Teamlid.tot_datum >= today),
        )
        .order_by(Teamlid.vanaf_datum, Teamlid.id)
    ).all()
    names = dict(
        session.execute(
            select(Medewerker.id, Medewerker.roepnaam).where(Medewerker.id.in_(ids))
        ).all()
    )
    return tuple(names[one] for one in ids if one in names)


def get_overzicht(session: Session, deelnemer_id: UUID) -> Overzicht:
    """The first tab of his dossier; two dozen small queries, however long the file is."""
    found = access.require_opening(session, deelnemer_id)
    stands = _stands(session, deelnemer_id)
    moments = list_verloop(session, deelnemer_id, SHOWN_MOMENTS + 1)
    is_own = access.is_own(session, deelnemer_id)
    return Overzicht(
        titel=found.titel,
        roepnaam=found.roepnaam,
        nu=stands[0] if stands else None,
        toen=stands[1] if len(stands) > 1 else None,
        krachten=_krachten(session, deelnemer_id, stands[0]) if stands else (),
        doelen=tuple(list_doelen(session, deelnemer_id)),
        verloop=tuple(moments[:SHOWN_MOMENTS]),
        has_more=len(moments) > SHOWN_MOMENTS,
        may_write=is_allowed(session.actor, Right.write_actieplan, is_own=is_own),
        zorg=get_zorg_kort(session, deelnemer_id),
        zaken=list_open_zaken(session, deelnemer_id),
    )


def _stands(session: Session, deelnemer_id: UUID) -> list[Stand]:
    """The newest versions in which he chose a step somewhere, newest first, at most two.

    A version that was only just begun says nothing yet, so the one before it is "now".
    """
    columns = (
        *(Krachteninventarisatie.id, Krachteninventarisatie.datum),
        Krachteninventarisatie.status,
    )
    versions = session.execute(
        select(*columns)
        .where(
            Krachteninventarisatie.deelnemer_id == deelnemer_id,
            Krachteninventarisatie.is_vervallen.is_(False),
        )
        .order_by(Krachteninventarisatie.versie.desc())
        .limit(3)
    ).all()
    steps = _steps(session, [version.id for version in versions])
    stands = [
        Stand(
            version.id,
            version.datum,
            version.status is InventarisatieStatus.afgerond,
            tuple(steps[version.id, one][0] for one in Leefgebied),
            tuple(steps[version.id, one][1] for one in Leefgebied),
        )
        for version in versions
    ]
    said = [stand for stand in stands if stand.is_afgerond or any(stand.bereidheid)]
    return (said or stands)[:2]


def _steps(
    session: Session, versions: list[UUID]
) -> dict[tuple[UUID, Leefgebied], tuple[int | None, Antwoord]]:
    statement = select(
        Leefgebiedblad.krachteninventarisatie_id,
        Leefgebiedblad.leefgebied,
        Leefgebiedblad.bereidheid,
        Leefgebiedblad.antwoord,
    ).where(Leefgebiedblad.krachteninventarisatie_id.in_(versions))
    rows = session.execute(statement)
    return {(of, one): (step, antwoord) for of, one, step, antwoord in rows}


def _krachten(session: Session, deelnemer_id: UUID, stand: Stand) -> tuple[KrachtLine, ...]:
    """Krachten of this version; a copied line keeps the day on which it was first said."""
    columns = (Kracht.tekst, Kracht.bron, Kracht.leefgebied, Kracht.volgorde)
    rows = session.execute(
        select(*columns).where(
            Kracht.krachteninventarisatie_id == stand.inventarisatie_id, ~Kracht.is_vervallen
        )
    ).all()
    statement = (
        select(Kracht.tekst, func.min(Krachteninventarisatie.datum))
        .join(Krachteninventarisatie, Krachteninventarisatie.id == Kracht.krachteninventarisatie_id)
        .where(
            Krachteninventarisatie.deelnemer_id == deelnemer_id,
            Krachteninventarisatie.is_vervallen.is_(False),
        )
        .group_by(Kracht.tekst)
    )
    first = {row[0]: row[1] for row in session.execute(statement)}
    order = list(Leefgebied)
    lines = sorted(rows, key=lambda row: (order.index(row.leefgebied), row.volgorde))
    return tuple(KrachtLine(row.tekst, row.bron, first[row.tekst]) for row in lines)
