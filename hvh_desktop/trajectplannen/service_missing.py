"""What a plan still lacks before it can be vastgesteld. ``service`` offers this too.

A file of its own because the list grows with what the house asks of a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hvh_desktop.actieplannen.model import ActieStatus, DoelStatus
from hvh_desktop.actieplannen.service import DoelRow, find_instemming, list_doelen
from hvh_desktop.db import Session
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.deelnemers.service import DeelnemerDetail, get_deelnemer
from hvh_desktop.krachteninventarisaties.service import list_inventarisaties
from hvh_desktop.mentorgesprekken.service import propose_volgende
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.text import date_words, plural, shorten
from hvh_desktop.trajectplannen.service_plan import find_planned, find_verhaal


@dataclass(frozen=True)
class Missing:
    """One thing that is not there yet, and the place where it can be filled in."""

    sentence: str
    place: str
    address: Mapping[str, Any] = field(default_factory=dict)


def list_missing(session: Session, deelnemer_id: UUID) -> list[Missing]:
    """Everything that is still needed, in the order of the plan. Empty: it can be vastgesteld."""
    deelnemer = get_deelnemer(session, deelnemer_id)
    return [
        *_person(session, deelnemer),
        *_inventarisatie(session, deelnemer_id),
        *_doelen(session, deelnemer_id),
        *_instemming(session, deelnemer_id),
        *_volgend(session, deelnemer_id),
    ]


def _tab(deelnemer_id: UUID, tab: str, sentence: str) -> Missing:
    return Missing(sentence, "dossier", {"deelnemer_id": deelnemer_id, "tab": tab})


def _stay(session: Session, deelnemer_id: UUID, verblijf_id: UUID, sentence: str) -> Missing:
    """Straight to the form of his stay, for who may change it."""
    if not access.is_allowed(session, Right.change_deelnemer, deelnemer_id):
        return _tab(deelnemer_id, "gegevens", sentence)
    address = {"deelnemer_id": deelnemer_id, "deel": "verblijf", "onderdeel_id": verblijf_id}
    return Missing(sentence, "deelnemer_wijzigen", address)


def _person(session: Session, deelnemer: DeelnemerDetail) -> Iterator[Missing]:
    one, stay = deelnemer.id, deelnemer.huidig_verblijf
    if stay is None:
        yield _tab(one, "gegevens", "Hij heeft geen verblijf dat nog loopt.")
    else:
        if stay.verwacht_einde_datum is None:
            sentence = "De dag waarop hij verwacht vertrekt, ontbreekt."
            yield _stay(session, one, stay.id, sentence)
        if stay.verwachte_uitstroom is None:
            yield _stay(session, one, stay.id, "Hoe hij verwacht vertrekt, ontbreekt.")
    taken = [lid.taak for lid in deelnemer.team if lid.is_huidig]
    wanted, mentoren = int(get_value(session, "mentoren_per_deelnemer")), taken.count(Taak.mentor)
    if mentoren < wanted:
        asked = plural(wanted, "mentor", "mentoren")
        has = (
            "geen mentor" if not mentoren else f"nog maar {plural(mentoren, 'mentor', 'mentoren')}"
        )
        yield _tab(one, "gegevens", f"Hij heeft {has}. Het plan vraagt er {asked.split()[0]}.")
    for taak in (Taak.casemanager, Taak.reclasseringswerker):
        if taak not in taken:
            yield _tab(one, "gegevens", f"Hij heeft nog geen {taak.value}.")
    if not find_verhaal(session, deelnemer).tekst:
        yield _tab(one, "trajectplan", "Wat hij zelf zegt, ontbreekt nog voorin het plan.")


def _inventarisatie(session: Session, deelnemer_id: UUID) -> Iterator[Missing]:
    versions = list_inventarisaties(session, deelnemer_id)
    if any(version.is_afgerond for version in versions):
        return
    if not versions:
        yield _tab(deelnemer_id, "krachten", "Er is nog geen krachteninventarisatie.")
        return
    address = {"deelnemer_id": deelnemer_id, "inventarisatie_id": versions[0].id}
    sentence = "De krachteninventarisatie is nog niet afgerond."
    yield Missing(sentence, "inventarisatie", address)


def _doelen(session: Session, deelnemer_id: UUID) -> Iterator[Missing]:
    doelen = list_doelen(session, deelnemer_id, statuses=[DoelStatus.nu])
    if not doelen:
        yield _tab(deelnemer_id, "doelen", "Er is nog geen doel om nu aan te werken.")
    for doel in doelen:
        for sentence in _doel(doel):
            yield Missing(sentence, "doel", {"deelnemer_id": deelnemer_id, "doel_id": doel.id})


def _doel(doel: DoelRow) -> Iterator[str]:
    which = f"Doel {doel.nummer}, ‘{shorten(doel.tekst, 60)}’,"
    if not doel.has_actie:
        yield f"{which} heeft nog geen actie."
    if doel.streefdatum is None:
        yield f"{which} heeft nog geen streefdatum."
    for actie in doel.acties:
        if actie.status is ActieStatus.open and actie.wanneer_datum is None:
            yield f"Bij doel {doel.nummer} heeft ‘{shorten(actie.wat, 60)}’ nog geen datum."


def _instemming(session: Session, deelnemer_id: UUID) -> Iterator[Missing]:
    found = find_instemming(session, deelnemer_id)
    address = {"deelnemer_id": deelnemer_id}
    if found is None:
        sentence = "Het is hem nog niet gevraagd of hij het eens is met zijn plan."
        yield Missing(sentence, "instemming", address)
    elif found.is_verouderd:
        since = date_words(found.datum)
        sentence = f"Zijn doelen zijn veranderd na zijn antwoord van {since}. Vraag het opnieuw."
        yield Missing(sentence, "instemming", address)


def _volgend(session: Session, deelnemer_id: UUID) -> Iterator[Missing]:
    if find_planned(session, deelnemer_id) is not None:
        return
    if propose_volgende(session, deelnemer_id, session.today) is not None:
        yield _tab(deelnemer_id, "gesprekken", "Het volgende mentorgesprek is nog niet gepland.")
