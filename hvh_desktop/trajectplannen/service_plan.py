"""Reading the whole dossier once, and putting it in the words of the plan.

``service`` offers this too. A file of its own because reading, checking and fixing together
outgrow one module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.actieplannen.model import ActieStatus, DoelStatus
from hvh_desktop.actieplannen.service import (
    ActieRow,
    DoelRow,
    eigen_aandeel,
    find_instemming,
    list_doelen,
    list_gespreksacties,
    list_losse_acties,
)
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.service import (
    DeelnemerDetail,
    VerblijfRow,
    get_deelnemer,
)
from hvh_desktop.huis import get_huis
from hvh_desktop.krachteninventarisaties.form import KOLOMMEN, bron_words
from hvh_desktop.krachteninventarisaties.model import Antwoord, InventarisatieStatus
from hvh_desktop.krachteninventarisaties.service import (
    BladRow,
    InventarisatieDetail,
    find_latest,
)
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES
from hvh_desktop.medewerkers.service import get_medewerker_full_names
from hvh_desktop.mentorgesprekken.service import (
    GesprekRow,
    GesprekStatus,
    find_laatste,
    list_agenda,
    list_gesprekken,
)
from hvh_desktop.netwerken.model import NetwerklidSoort, Sterkte, Steun
from hvh_desktop.netwerken.service import NetwerklidRow, list_netwerk
from hvh_desktop.policy import get_rule, get_value
from hvh_desktop.text import capitalise, date_words
from hvh_desktop.trajectplannen.doelregels import Names, actieregel, doelregels, leefgebieden_of
from hvh_desktop.trajectplannen.inhoud import (
    Aandachtsregel,
    Actieregel,
    Gebieden,
    Gebiedregel,
    Gegevens,
    Gesprekregel,
    Instemmingregel,
    Krachtregel,
    Leefgebiedregel,
    Netwerkregel,
    Planafspraakregel,
    PlanInhoud,
    Teamregel,
)
from hvh_desktop.trajectplannen.model import Planafspraak, PlanStatus, Trajectplan
from hvh_desktop.trajectplannen.namen import netwerk_names

FAR = timedelta(days=400)
"""How far ahead a planned talk is looked for."""

GEEN_ANTWOORD = {
    Antwoord.geeft_antwoord: "",
    Antwoord.weet_niet: "Hij weet het niet.",
    Antwoord.wil_niet_antwoorden: "Hij wil hier nog niet op antwoorden.",
    Antwoord.niet_van_toepassing: "Niet van toepassing.",
}
STERKTES = {one: one.value for one in Sterkte}
STEUN = {
    Steun.krijgt: "hij krijgt steun",
    Steun.geeft: "hij geeft steun",
    Steun.beide: "steun over en weer",
    Steun.geen: "geen steun",
}
NO_AREA = "geen gebied"


@dataclass(frozen=True)
class Verhaal:
    """His own words for the front of the plan, and where they come from."""

    tekst: str
    bron: str


def collect_plan(session: Session, deelnemer_id: UUID) -> PlanInhoud:
    """Everything that is printed, as it is now: the concept of the next version."""
    deelnemer = get_deelnemer(session, deelnemer_id)
    medewerkers = get_medewerker_full_names(session)
    netwerk = list_netwerk(session, deelnemer_id, with_vervallen=True)
    doelen = list_doelen(session, deelnemer_id)
    areas = leefgebieden_of(doelen)
    names = Names(deelnemer.roepnaam, medewerkers, netwerk_names(netwerk), areas)
    aandeel = eigen_aandeel(session, deelnemer_id)
    ready = find_latest(session, deelnemer_id, only_afgerond=True)
    return PlanInhoud(
        versie=next_versie(session, deelnemer_id),
        datum=session.today,
        door=medewerkers.get(session.actor.medewerker_id, ""),
        is_vastgesteld=False,
        **_person(session, deelnemer, names),
        **_inventarisatie(session, ready or find_latest(session, deelnemer_id)),
        **doelregels(doelen, names),
        acties_eigen=aandeel.eigen,
        acties_totaal=aandeel.totaal,
        planafspraken=_planafspraken(session, deelnemer_id),
        **_gesprekken(session, deelnemer_id, names),
        netwerk=tuple(_netwerkregel(lid) for lid in netwerk if not lid.is_vervallen),
        instemming=_instemming(session, deelnemer_id),
        gebieden=_gebieden(session, doelen),
        huis=get_huis(session).volledige_naam,
    )


def next_versie(session: Session, deelnemer_id: UUID) -> int:
    """The number that the next version gets."""
    done = session.scalars(
        select(Trajectplan.versie).where(
            Trajectplan.deelnemer_id == deelnemer_id,
            Trajectplan.status == PlanStatus.vastgesteld,
        )
    )
    return max(done, default=0) + 1


def last_plan(session: Session, deelnemer_id: UUID) -> Trajectplan | None:
    """The concept when there is one, else the newest version."""
    return session.scalars(
        select(Trajectplan)
        .where(Trajectplan.deelnemer_id == deelnemer_id)
        .order_by(Trajectplan.versie.desc())
        .limit(1)
    ).first()


def find_verhaal(session: Session, deelnemer: DeelnemerDetail) -> Verhaal:
    """What he wrote for the plan; else his newest own words of a talk; else his letter."""
    plan = last_plan(session, deelnemer.id)
    if plan is not None and plan.eigen_verhaal:
        return Verhaal(plan.eigen_verhaal, "")
    for gesprek in list_gesprekken(session, deelnemer.id, limit=20):
        if gesprek.status is GesprekStatus.vastgesteld and gesprek.eigen_woorden:
            return Verhaal(gesprek.eigen_woorden, f"zei hij op {date_words(gesprek.datum)}")
    if deelnemer.motivatiebrief:
        day = deelnemer.motivatiebrief_datum
        of = f" van {date_words(day)}" if day else ""
        return Verhaal(deelnemer.motivatiebrief, f"uit zijn motivatiebrief{of}")
    return Verhaal("", "")


def find_planned(session: Session, deelnemer_id: UUID) -> GesprekRow | None:
    """The next planned talk, from today on."""
    today = session.today
    return next(
        iter(
            list_agenda(session, deelnemer_ids=[deelnemer_id], from_day=today, to_day=today + FAR)
        ),
        None,
    )


# His life -----------------------------------------------------------------------------------


def _person(session: Session, deelnemer: DeelnemerDetail, names: Names) -> dict[str, Any]:
    """The fields of the plan about himself and his team."""
    verhaal = find_verhaal(session, deelnemer)
    return {
        "gegevens": _gegevens(deelnemer),
        "team": tuple(
            Teamregel(lid.taak, names.medewerkers.get(lid.medewerker_id, "Onbekend"))
            for lid in deelnemer.team
            if lid.is_huidig
        ),
        "eigen_verhaal": verhaal.tekst,
        "eigen_verhaal_bron": verhaal.bron,
        "aandachtspunten": tuple(
            Aandachtsregel(capitalise(one.soort.value), one.tekst, one.vanaf_datum)
            for one in deelnemer.aandachtspunten
        ),
    }


def _gegevens(deelnemer: DeelnemerDetail) -> Gegevens:
    stay = deelnemer.huidig_verblijf or next(iter(deelnemer.verblijven), None)
    return Gegevens(
        naam=deelnemer.naam,
        roepnaam=deelnemer.roepnaam,
        naam_eigen_schrift=deelnemer.naam_eigen_schrift,
        registratienummer=deelnemer.registratienummer,
        geboortedatum=deelnemer.geboortedatum,
        talen=deelnemer.talen,
        gaat_naar=deelnemer.gemeente_vestiging,
        begin_datum=stay.begin_datum if stay else None,
        einde_datum=(stay.einde_datum or stay.verwacht_einde_datum) if stay else None,
        uitstroom=_uitstroom(stay),
        einde_detentie_datum=stay.einde_detentie_datum if stay else None,
    )


def _uitstroom(stay: VerblijfRow | None) -> str:
    how = (stay.uitstroom or stay.verwachte_uitstroom) if stay else None
    return how.value if how else ""


def _inventarisatie(session: Session, detail: InventarisatieDetail | None) -> dict[str, Any]:
    """The fields of the plan that come from the krachteninventarisatie."""
    koppen: Mapping[str, str] = get_value(session, "kolomkoppen")
    steps = list(get_value(session, "bereidheid_stappen"))
    return {
        "krachten": tuple(
            Krachtregel(kracht.tekst, bron_words(kracht.bron), LEEFGEBIED_NAMES[blad.leefgebied])
            for blad in (detail.bladen if detail else ())
            for kracht in blad.krachten
        ),
        "kolomkoppen": tuple(koppen[name] for name in KOLOMMEN),
        "inventarisatie_datum": detail.datum if detail else None,
        "is_inventarisatie_concept": detail is not None
        and detail.status is InventarisatieStatus.concept,
        "leefgebieden": tuple(
            _leefgebied(blad, steps) for blad in (detail.bladen if detail else ())
        ),
        "tegenslag": detail.zelfregulering if detail else "",
        "tegenslag_aanvulling": detail.zelfregulering_aanvulling if detail else "",
    }


def _leefgebied(blad: BladRow, steps: list[str]) -> Leefgebiedregel:
    step = blad.bereidheid
    return Leefgebiedregel(
        naam=LEEFGEBIED_NAMES[blad.leefgebied],
        geen_antwoord=GEEN_ANTWOORD[blad.antwoord],
        nu=blad.nu,
        wensen=blad.wensen,
        hulpbronnen=blad.hulpbronnen,
        aanvulling=blad.aanvulling,
        bereidheid=f"{steps[step - 1]}, stap {step} van {len(steps)}" if step else "",
    )


# Doelen and afspraken -----------------------------------------------------------------------


def _gesprekken(session: Session, deelnemer_id: UUID, names: Names) -> dict[str, Any]:
    """The fields of the plan about the last talk, the next one, and acties outside them."""
    laatste = find_laatste(session, deelnemer_id)
    volgend = find_planned(session, deelnemer_id)
    gesprek = None
    if laatste is not None:
        agreed = list_gespreksacties(session, laatste.id)
        gesprek = Gesprekregel(
            laatste.datum,
            tuple(actieregel(one, names) for one in agreed),
            _aanwezig(laatste, names),
        )
    return {
        "gesprek": gesprek,
        "andere_acties": _others(list_losse_acties(session, deelnemer_id), laatste, names),
        "volgend_datum": volgend.datum if volgend else None,
        "volgend_tijd": volgend.tijd if volgend else None,
    }


def _aanwezig(gesprek: GesprekRow, names: Names) -> str:
    """Colleagues who sat at the table, and who else was there, as it was typed."""
    there = [names.medewerkers.get(one, "Onbekend") for one in gesprek.medewerker_ids]
    others = " ".join(gesprek.overige_aanwezigen.split()).rstrip(".")
    return ", ".join([*there, others] if others else there)


def _others(
    acties: Iterable[ActieRow], laatste: GesprekRow | None, names: Names
) -> tuple[Actieregel, ...]:
    """Open acties without doel that were not agreed in the last talk."""
    last = laatste.id if laatste else None
    return tuple(
        actieregel(actie, names)
        for actie in acties
        if actie.status is ActieStatus.open and (last is None or actie.mentorgesprek_id != last)
    )


def _planafspraken(session: Session, deelnemer_id: UUID) -> tuple[Planafspraakregel, ...]:
    found = session.scalars(
        select(Planafspraak)
        .where(Planafspraak.deelnemer_id == deelnemer_id, ~Planafspraak.is_vervallen)
        .order_by(Planafspraak.volgorde, Planafspraak.id)
    )
    return tuple(Planafspraakregel(one.tekst, one.met_wie, one.datum) for one in found)


# Around him ---------------------------------------------------------------------------------


def _netwerkregel(lid: NetwerklidRow) -> Netwerkregel:
    return Netwerkregel(
        naam=lid.naam,
        relatie=lid.relatie,
        is_organisatie=lid.soort is NetwerklidSoort.organisatie,
        is_kind=lid.is_kind,
        geboren=lid.geboortedatum,
        geboortejaar=lid.geboortejaar,
        woont_bij=lid.woont_bij,
        sterkte=STERKTES[lid.sterkte],
        steun=STEUN[lid.steun],
        rol_in_plan=lid.rol_in_plan,
        bezoek=lid.bezoek,
        woonplaats=lid.woonplaats,
        telefoon=lid.telefoon,
        mail=lid.mail,
    )


def _instemming(session: Session, deelnemer_id: UUID) -> Instemmingregel | None:
    found = find_instemming(session, deelnemer_id)
    if found is None:
        return None
    return Instemmingregel(found.antwoord, found.toelichting, found.datum, found.is_verouderd)


def _gebieden(session: Session, doelen: Iterable[DoelRow]) -> Gebieden:
    """The D&R areas with the leefgebieden and doelen that belong to them, from policy."""
    rule = get_rule(session, "leefgebied_dr_gebied")
    areas: Mapping[str, list[str]] = rule.waarde
    now = [doel for doel in doelen if doel.status is DoelStatus.nu]
    rows = []
    for gebied in (*get_value(session, "dr_gebieden"), NO_AREA):
        within = [one for one in LEEFGEBIED_NAMES if gebied in (areas.get(one.value) or [NO_AREA])]
        numbers = tuple(doel.nummer for doel in now if set(doel.leefgebieden) & set(within))
        names = tuple(LEEFGEBIED_NAMES[one] for one in within)
        rows.append(Gebiedregel(gebied, names, numbers))
    return Gebieden(tuple(rows), rule.bron, rule.is_hypothese)
