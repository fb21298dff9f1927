"""Taking stock of strengths: versions, ten leefgebieden, krachten, and what is still missing.

An afgeronde version never changes. A new one starts as a copy of the words and krachten; whether
it was discussed and how ready he is are asked anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from hvh_desktop import rights
from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.model import Deelnemer, Titel, Verblijf
from hvh_desktop.errors import UserError
from hvh_desktop.forms import Form
from hvh_desktop.krachteninventarisaties.form import (
    COACHOPMERKING,
    KOLOMMEN,
    KRACHT,
    LEEFGEBIEDBLAD,
    inventarisatie_form,
)
from hvh_desktop.krachteninventarisaties.model import (
    Antwoord,
    Coachopmerking,
    InventarisatieStatus,
    Kracht,
    Krachteninventarisatie,
    Leefgebiedblad,
)
from hvh_desktop.krachteninventarisaties.rows import (
    BladRow,
    InventarisatieDetail,
    InventarisatieRow,
    KrachtRow,
    Missing,
    Onderdeel,
    OpmerkingRow,
    VergelijkRow,
    blad_rows,
    list_bladen,
    list_krachten,
    list_versions,
    opmerking_rows,
    readiness,
    version_row,
)
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.text import clean_text, date_words

__all__ = [
    "BladRow",
    "InventarisatieDetail",
    "InventarisatieRow",
    "KrachtRow",
    "Missing",
    "Onderdeel",
    "OpmerkingRow",
    "VergelijkRow",
]

_WRITE = Right.write_krachteninventarisatie

# Reading ------------------------------------------------------------------------------------


def list_inventarisaties(session: Session, deelnemer_id: UUID) -> list[InventarisatieRow]:
    """All versions, newest first."""
    access.require(session, Right.read_dossier, deelnemer_id)
    counted = session.execute(
        select(Leefgebiedblad.krachteninventarisatie_id, func.count())
        .where(Leefgebiedblad.deelnemer_id == deelnemer_id, Leefgebiedblad.is_besproken)
        .group_by(Leefgebiedblad.krachteninventarisatie_id)
    )
    besproken: dict[UUID, int] = dict(iter(counted))
    return [
        version_row(found, besproken.get(found.id, 0))
        for found in list_versions(session, deelnemer_id)
    ]


def get_inventarisatie(session: Session, inventarisatie_id: UUID) -> InventarisatieDetail:
    """One version with everything in it."""
    found = session.get_one(Krachteninventarisatie, inventarisatie_id)
    access.require(session, Right.read_dossier, found.deelnemer_id)
    bladen = blad_rows(session, found.id)
    row = version_row(found, sum(blad.is_besproken for blad in bladen))
    return InventarisatieDetail(
        **vars(row),
        vorige_id=found.vorige_id,
        bijzonderheden=found.bijzonderheden,
        zelfregulering=found.zelfregulering,
        zelfregulering_aanvulling=found.zelfregulering_aanvulling,
        form_version=found.form_version,
        bladen=bladen,
        opmerkingen=opmerking_rows(session, found.id),
        vorige=readiness(session, found.vorige_id),
    )


def find_latest(
    session: Session, deelnemer_id: UUID, *, only_afgerond: bool = False
) -> InventarisatieDetail | None:
    """The newest version, or None when there is none yet."""
    access.require(session, Right.read_dossier, deelnemer_id)
    for found in list_versions(session, deelnemer_id):
        if found.status is InventarisatieStatus.afgerond or not only_afgerond:
            return get_inventarisatie(session, found.id)
    return None


def compare(session: Session, new_id: UUID, old_id: UUID) -> list[VergelijkRow]:
    """Then and now per leefgebied, in the fixed order."""
    new, old = get_inventarisatie(session, new_id), get_inventarisatie(session, old_id)
    if new.deelnemer_id != old.deelnemer_id:
        raise ValueError("two versions of different deelnemers")
    pairs = zip(old.bladen, new.bladen, strict=True)
    return [VergelijkRow(nu.leefgebied, toen, nu) for toen, nu in pairs]


def list_missing(session: Session, inventarisatie_id: UUID) -> list[Missing]:
    """What must still be done before this version can be afgerond, in the order of the form."""
    detail = get_inventarisatie(session, inventarisatie_id)
    missing = [
        Missing(blad.leefgebied, sentence, Onderdeel.leefgebied)
        for blad in detail.bladen
        if (sentence := blad.missing)
    ]
    if not detail.krachten:
        sentence = "Er staat nog geen kracht op. Schrijf er ten minste één bij."
        missing.append(Missing(None, sentence, Onderdeel.krachten))
    if not detail.zelfregulering.strip():
        sentence = "Vul bij ‘Omgaan met tegenslag’ in wat hij doet als het tegenzit."
        missing.append(Missing(None, sentence, Onderdeel.zelfregulering))
    return missing


def first_due_date(session: Session, deelnemer_id: UUID) -> date | None:
    """The day on which the first one should be ready; None when it is, or is not asked of him."""
    access.require(session, Right.read_dossier, deelnemer_id)
    return list_first_due_dates(session, [deelnemer_id]).get(deelnemer_id)


def list_first_due_dates(session: Session, deelnemer_ids: Sequence[UUID]) -> Mapping[UUID, date]:
    """``first_due_date`` for several at once: only those who still wait for it."""
    rights.require(session.actor, Right.read_dossier)
    ready = set(
        session.scalars(
            select(Krachteninventarisatie.deelnemer_id).where(
                Krachteninventarisatie.status == InventarisatieStatus.afgerond
            )
        )
    )
    waiting = [one for one in deelnemer_ids if one not in ready]
    stays = session.execute(
        select(Verblijf.deelnemer_id, func.max(Verblijf.begin_datum))
        .join(Deelnemer, Deelnemer.id == Verblijf.deelnemer_id)
        .where(
            Verblijf.deelnemer_id.in_(waiting),
            Verblijf.einde_datum.is_(None),
            Deelnemer.titel == Titel.hvh,
        )
        .group_by(Verblijf.deelnemer_id)
    )
    days = timedelta(days=int(get_value(session, "krachteninventarisatie_eerste_dagen")))
    return {deelnemer_id: begin + days for deelnemer_id, begin in stays}


# Writing ------------------------------------------------------------------------------------


def start_inventarisatie(
    session: Session,
    deelnemer_id: UUID,
    datum: date | None = None,
    medewerker_ids: Sequence[UUID | str] = (),
) -> UUID:
    """A new version, as a copy of the last; the open concept when there is one."""
    access.require(session, _WRITE, deelnemer_id)
    versions = list_versions(session, deelnemer_id)
    last = versions[0] if versions else None
    if last is not None and last.status is InventarisatieStatus.concept:
        return last.id
    day = datum or session.today
    _check_day(session, day)
    new = Krachteninventarisatie(
        deelnemer_id=deelnemer_id,
        versie=last.versie + 1 if last else 1,
        vorige_id=last.id if last else None,
        datum=day,
        status=InventarisatieStatus.concept,
        medewerker_ids=_hexes(medewerker_ids or (session.actor.medewerker_id,)),
        zelfregulering=last.zelfregulering if last else "",
        zelfregulering_aanvulling=last.zelfregulering_aanvulling if last else "",
    )
    session.add(new)
    session.flush()
    _copy_bladen(session, new, last)
    return new.id


def change_inventarisatie(
    session: Session, inventarisatie_id: UUID, values: Mapping[str, Any]
) -> None:
    """Change the date, who made it, or how he deals with setbacks. Only the names given."""
    found = _open(session, inventarisatie_id)
    kept = dict(values)
    if "medewerker_ids" in kept:
        kept["medewerker_ids"] = _hexes(kept["medewerker_ids"])
    names = {one.hex: name for one, name in get_medewerker_names(session).items()}
    _set(found, inventarisatie_form(names), kept)
    _check_day(session, found.datum)


def change_blad(
    session: Session, inventarisatie_id: UUID, leefgebied: Leefgebied, values: Mapping[str, Any]
) -> None:
    """Keep what was written about one leefgebied. Only the names given; no answer is discussed."""
    found = _open(session, inventarisatie_id)
    blad = list_bladen(session, found.id)[leefgebied]
    kept = dict(values)
    if not kept.get("antwoord", Antwoord.geeft_antwoord):
        kept["antwoord"] = Antwoord.geeft_antwoord
    if kept.get("antwoord", Antwoord.geeft_antwoord) != Antwoord.geeft_antwoord:
        kept.setdefault("is_besproken", True)
    _set(blad, LEEFGEBIEDBLAD, kept)


def record_kracht(
    session: Session, inventarisatie_id: UUID, leefgebied: Leefgebied, tekst: str, bron: str
) -> UUID:
    """One kracht more, below the others of this leefgebied."""
    found = _open(session, inventarisatie_id)
    last = session.scalar(
        select(func.max(Kracht.volgorde)).where(
            Kracht.krachteninventarisatie_id == found.id, Kracht.leefgebied == leefgebied
        )
    )
    kracht = Kracht(
        deelnemer_id=found.deelnemer_id,
        krachteninventarisatie_id=found.id,
        leefgebied=leefgebied,
        volgorde=(last or 0) + 1,
    )
    _set(kracht, KRACHT, {"tekst": tekst, "bron": bron})
    session.add(kracht)
    session.flush()
    return kracht.id


def change_kracht(session: Session, kracht_id: UUID, tekst: str, bron: str) -> None:
    """Other words or another source for a kracht."""
    _set(_open_kracht(session, kracht_id), KRACHT, {"tekst": tekst, "bron": bron})


def remove_kracht(session: Session, kracht_id: UUID) -> None:
    """Take a kracht off this version; ``reopen_kracht`` puts it back."""
    _open_kracht(session, kracht_id).is_vervallen = True


def reopen_kracht(session: Session, kracht_id: UUID) -> None:
    """Put a kracht back that was taken off."""
    _open_kracht(session, kracht_id).is_vervallen = False


def record_coachopmerking(
    session: Session, inventarisatie_id: UUID, leefgebied: Leefgebied | None, tekst: str
) -> UUID:
    """A remark of a Krachtwerkcoach; also at a version that is afgerond."""
    found = session.get_one(Krachteninventarisatie, inventarisatie_id)
    access.require(session, Right.record_coachopmerking, found.deelnemer_id)
    if not is_coach(session):
        raise UserError(
            "Alleen een Krachtwerkcoach schrijft hier een opmerking. "
            "Vraag de beheerder om dat bij jouw account aan te zetten."
        )
    opmerking = Coachopmerking(deelnemer_id=found.deelnemer_id, krachteninventarisatie_id=found.id)
    _set(opmerking, COACHOPMERKING, {"leefgebied": leefgebied, "tekst": tekst})
    session.add(opmerking)
    session.flush()
    return opmerking.id


def is_coach(session: Session) -> bool:
    """Is the person at the keyboard a Krachtwerkcoach?"""
    medewerker = session.get(Medewerker, session.actor.medewerker_id)
    return medewerker is not None and medewerker.is_krachtwerkcoach


def complete_inventarisatie(session: Session, inventarisatie_id: UUID) -> None:
    """Afronden: from now on this version does not change. Refuses with all that is missing."""
    found = _open(session, inventarisatie_id)
    missing = list_missing(session, inventarisatie_id)
    if missing:
        text = "Deze krachteninventarisatie kan nog niet worden afgerond."
        raise UserError(text, {one.name: one.sentence for one in missing})
    found.status = InventarisatieStatus.afgerond
    found.afgerond_op = session.now
    found.afgerond_door = session.actor.medewerker_id


# Inside -------------------------------------------------------------------------------------


def _open(session: Session, inventarisatie_id: UUID) -> Krachteninventarisatie:
    found = session.get_one(Krachteninventarisatie, inventarisatie_id)
    access.require(session, _WRITE, found.deelnemer_id)
    if found.is_vervallen:
        raise UserError("Dit concept is weggegooid. Ga terug naar ‘Krachten’.")
    if found.status is InventarisatieStatus.concept:
        return found
    assert found.afgerond_op is not None
    day = date_words(found.afgerond_op.astimezone(AMSTERDAM).date())
    raise UserError(
        f"Versie {found.versie} is afgerond op {day} en verandert niet meer. "
        "Maak een nieuwe versie als er iets anders is geworden."
    )


def _open_kracht(session: Session, kracht_id: UUID) -> Kracht:
    kracht = session.get_one(Kracht, kracht_id)
    _open(session, kracht.krachteninventarisatie_id)
    return kracht


def _copy_bladen(
    session: Session, new: Krachteninventarisatie, last: Krachteninventarisatie | None
) -> None:
    old = list_bladen(session, last.id) if last else {}
    for leefgebied in Leefgebied:
        blad = Leefgebiedblad(
            deelnemer_id=new.deelnemer_id,
            krachteninventarisatie_id=new.id,
            leefgebied=leefgebied,
            is_besproken=False,
        )
        if leefgebied in old:
            for name in ("antwoord", *KOLOMMEN, "aanvulling"):
                setattr(blad, name, getattr(old[leefgebied], name))
        session.add(blad)
    for kracht in list_krachten(session, last.id) if last else ():
        session.add(
            Kracht(
                deelnemer_id=new.deelnemer_id,
                krachteninventarisatie_id=new.id,
                leefgebied=kracht.leefgebied,
                tekst=kracht.tekst,
                bron=kracht.bron,
                volgorde=kracht.volgorde,
            )
        )
    session.flush()


def _set(
    entity: Krachteninventarisatie | Leefgebiedblad | Kracht | Coachopmerking,
    form: Form,
    values: Mapping[str, Any],
) -> None:
    """Check the given values against the form and put them on the entity."""
    unknown = set(values) - set(form.names())
    if unknown:
        raise KeyError(f"{form.name} has no {sorted(unknown)}")
    cleaned = {n: clean_text(v).strip() if type(v) is str else v for n, v in values.items()}
    known = {name: getattr(entity, name, None) for name in form.names()}
    form.check({**known, **cleaned})
    for name, value in cleaned.items():
        kept = _ENUMS[name](value) if name in _ENUMS and value else value
        setattr(entity, name, kept)


_ENUMS: dict[str, type[Antwoord] | type[Leefgebied]] = {
    "antwoord": Antwoord,
    "leefgebied": Leefgebied,
}


def _check_day(session: Session, day: date) -> None:
    if day > session.today:
        sentence = "De datum ligt in de toekomst. Kies de dag waarop je het met hem invulde."
        raise UserError("Er klopt nog iets niet.", {"datum": sentence})


def _hexes(ids: Sequence[UUID | str]) -> tuple[str, ...]:
    return tuple(one.hex if isinstance(one, UUID) else one for one in ids)
