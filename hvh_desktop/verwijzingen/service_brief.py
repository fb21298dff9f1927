"""What the letter of referral says, and whether it may leave the house."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.deelnemers.service import get_deelnemer
from hvh_desktop.huis import get_huis
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES, Leefgebied
from hvh_desktop.medewerkers.service import get_medewerker, list_medewerkers
from hvh_desktop.organisaties.service import get_organisatie
from hvh_desktop.rights import Right
from hvh_desktop.text import full_name
from hvh_desktop.toestemmingen.grond import Grond, Gronden, Ontvanger, find_gronden
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    OntvangerSoort,
    VerstrekkingWat,
    VerstrekkingWijze,
)
from hvh_desktop.toestemmingen.service_verstrekkingen import record_verstrekking
from hvh_desktop.verwijzingen.form import URGENTIES
from hvh_desktop.verwijzingen.model import Verwijzing

GEGEVENS = (GegevensSoort.persoonsgegevens, GegevensSoort.zorg)
"""The kinds of data in the letter; each needs a ground."""
LEEFGEBIED = Leefgebied.gezondheid_zelfzorg
"""What the letter is about; a ground that is limited to others is no ground for it."""


@dataclass(frozen=True)
class Afzender:
    """Whom they may call."""

    naam: str
    functie: str
    telefoon: str
    mail: str


@dataclass(frozen=True)
class BriefInhoud:
    """Everything on the letter."""

    huis: str
    plaats: str
    datum: date
    instelling_id: UUID
    instelling: str
    instelling_plaats: str
    contactpersoon: str
    contactpersoon_functie: str
    naam: str
    roepnaam: str
    geboortedatum: date
    registratienummer: str
    begin_datum: date | None
    verwacht_einde_datum: date | None
    gemeente_vestiging: str
    soort_zorg: str
    urgentie: str
    besproken_datum: date
    indicatie: str
    vraag: str
    afzender: Afzender
    gronden: tuple[str, ...]
    """The ground per kind of data, each once, such as "Toestemming voor JusTact, tot en met …"."""
    ontbreekt: tuple[str, ...]
    """Sentences about the grounds that are missing; empty: it may leave."""
    beperkingen: tuple[str, ...] = ()
    """What he keeps back, in words; for the eyes of who sends it, not for the paper."""


def collect_brief(session: Session, verwijzing_id: UUID) -> BriefInhoud:
    """Read what the letter says as it is today."""
    rights.require(session.actor, Right.read_behandeling)
    verwijzing = session.get_one(Verwijzing, verwijzing_id)
    require(session, Right.read_behandeling, verwijzing.deelnemer_id)
    man = get_deelnemer(session, verwijzing.deelnemer_id)
    stay = man.huidig_verblijf or next(iter(man.verblijven), None)
    huis, where = get_huis(session), get_organisatie(session, verwijzing.instelling_id)
    contact = next(
        (one for one in where.contactpersonen if one.id == verwijzing.contactpersoon_id), None
    )
    found = _gronden(session, verwijzing, where.naam)
    return BriefInhoud(
        huis=huis.volledige_naam,
        plaats=huis.plaats,
        datum=session.today,
        instelling_id=verwijzing.instelling_id,
        instelling=where.naam,
        instelling_plaats=where.plaats,
        contactpersoon=contact.naam if contact else "",
        contactpersoon_functie=contact.functie if contact else "",
        naam=full_name(man.voornamen, man.tussenvoegsel, man.achternaam),
        roepnaam=man.roepnaam,
        geboortedatum=man.geboortedatum,
        registratienummer=man.registratienummer,
        begin_datum=stay.begin_datum if stay else None,
        verwacht_einde_datum=stay.verwacht_einde_datum if stay else None,
        gemeente_vestiging=man.gemeente_vestiging,
        soort_zorg=verwijzing.soort_zorg,
        urgentie=URGENTIES[verwijzing.urgentie.value],
        besproken_datum=verwijzing.besproken_datum,
        indicatie=verwijzing.indicatie,
        vraag=verwijzing.vraag,
        afzender=_afzender(session),
        gronden=_once(grond.tekst for grond in _used(found)),
        ontbreekt=_missing(found),
        beperkingen=_once(grond.beperking for grond in _used(found) if grond.beperking),
    )


def _afzender(session: Session) -> Afzender:
    """The person at the keyboard."""
    me = session.actor.medewerker_id
    if all(row.id != me for row in list_medewerkers(session, only_active=False)):
        return Afzender("", "psycholoog", "", "")
    found = get_medewerker(session, me)
    functie = found.row.functie or "psycholoog"
    values = found.values
    return Afzender(found.row.naam, functie, values.get("telefoon") or "", values.get("mail") or "")


def _gronden(session: Session, verwijzing: Verwijzing, instelling: str) -> Gronden:
    ontvanger = Ontvanger(OntvangerSoort.organisatie, verwijzing.instelling_id, instelling)
    return find_gronden(session, verwijzing.deelnemer_id, ontvanger)


def _used(found: Gronden) -> list[Grond]:
    """The ground of each kind in the letter."""
    return [found.toegestaan[kind] for kind in GEGEVENS if kind in found.toegestaan]


def _missing(found: Gronden) -> tuple[str, ...]:
    """Why it may not go; a ground that is limited must reach his health."""
    limits = [found.leefgebieden(kind) for kind in GEGEVENS]
    if any(one and LEEFGEBIED.value not in one for one in limits):
        area = LEEFGEBIED_NAMES[LEEFGEBIED].lower()
        return (*found.missing(GEGEVENS), f"De toestemming gaat niet over {area}.")
    return found.missing(GEGEVENS)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def record_brief(session: Session, verwijzing_id: UUID, wijze: VerstrekkingWijze) -> UUID:
    """The letter leaves: write that down, or refuse when a ground is missing.

    ``session`` writes team. Of the referral only its id goes along.
    """
    rights.require(session.actor, Right.record_verstrekking)
    rights.require(session.actor, Right.read_behandeling)
    verwijzing = session.get_one(Verwijzing, verwijzing_id)
    return record_verstrekking(
        session,
        verwijzing.deelnemer_id,
        OntvangerSoort.organisatie,
        verwijzing.instelling_id,
        VerstrekkingWat.verwijsbrief,
        GEGEVENS,
        wijze,
        bron_id=verwijzing_id,
        leefgebieden=(LEEFGEBIED.value,),
    )
