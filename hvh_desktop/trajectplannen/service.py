"""The trajectplan: its own story, lasting agreements, and versions that never change.

All names of the slice stand here; reading, checking and the sheet have modules of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import frozen
from hvh_desktop.db import Session
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.service import get_deelnemer
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.rights import Right
from hvh_desktop.text import clean_text, date_words
from hvh_desktop.trajectplannen.form import PLANAFSPRAAK, TRAJECTPLAN, VERVALLEN
from hvh_desktop.trajectplannen.inhoud import (
    AfsprakenInhoud,
    PlanInhoud,
    Uitgave,
    differing_parts,
)
from hvh_desktop.trajectplannen.model import Planafspraak, PlanStatus, Trajectplan
from hvh_desktop.trajectplannen.service_afspraken import collect_afspraken
from hvh_desktop.trajectplannen.service_missing import Missing, list_missing
from hvh_desktop.trajectplannen.service_plan import (
    Verhaal,
    collect_plan,
    find_verhaal,
    last_plan,
    next_versie,
)
from hvh_desktop.trajectplannen.service_uitgaven import (
    Keuze,
    UitgaveInhoud,
    collect_uitgave,
    export_trajectplan,
    list_aan_tafel,
)

__all__ = [
    "AfsprakenInhoud",
    "Keuze",
    "Missing",
    "PlanInhoud",
    "PlanStand",
    "PlanafspraakRow",
    "TrajectplanRow",
    "Uitgave",
    "UitgaveInhoud",
    "change_planafspraak",
    "change_trajectplan",
    "collect_afspraken",
    "collect_plan",
    "collect_uitgave",
    "complete_trajectplan",
    "export_trajectplan",
    "get_inhoud",
    "get_stand",
    "is_changed_since",
    "list_aan_tafel",
    "list_changed_parts",
    "list_missing",
    "list_planafspraken",
    "list_trajectplannen",
    "record_planafspraak",
    "remove_planafspraak",
    "reopen_planafspraak",
]


@dataclass(frozen=True)
class TrajectplanRow:
    """A version as lists show it; the concept has no ``vastgesteld_op``."""

    id: UUID
    deelnemer_id: UUID
    versie: int
    status: PlanStatus
    datum: date
    eigen_verhaal: str
    vastgesteld_op: datetime | None
    vastgesteld_door: str

    @property
    def is_vastgesteld(self) -> bool:
        """Does it not change any more?"""
        return self.status is PlanStatus.vastgesteld


@dataclass(frozen=True)
class PlanafspraakRow:
    """A lasting agreement."""

    id: UUID
    tekst: str
    met_wie: str
    datum: date
    is_vervallen: bool
    vervallen_reden: str


@dataclass(frozen=True)
class PlanStand:
    """How the plan stands: for the tab in the dossier."""

    roepnaam: str
    versies: tuple[TrajectplanRow, ...]
    """Those that are vastgesteld, newest first."""
    veranderd: tuple[str, ...]
    """What says something else now than in the newest version, in words."""
    missing: tuple[Missing, ...]
    eigen_verhaal: str
    """What was written for the plan; "" when nothing was."""
    verhaal: Verhaal
    """What is printed: the same, or else his newest own words."""
    planafspraken: tuple[PlanafspraakRow, ...]
    may_write: bool
    may_complete: bool
    may_print: bool
    may_give: bool
    """May this person give it to others?"""

    @property
    def volgende_versie(self) -> int:
        """The number of the version that is being made."""
        return self.versies[0].versie + 1 if self.versies else 1


# Reading ------------------------------------------------------------------------------------


def list_trajectplannen(session: Session, deelnemer_id: UUID) -> list[TrajectplanRow]:
    """All versions, newest first; the concept only when something was written in it."""
    access.require(session, Right.read_dossier, deelnemer_id)
    names = get_medewerker_names(session)
    found = session.scalars(
        select(Trajectplan)
        .where(Trajectplan.deelnemer_id == deelnemer_id)
        .order_by(Trajectplan.versie.desc())
    )
    return [
        TrajectplanRow(
            id=plan.id,
            deelnemer_id=plan.deelnemer_id,
            versie=plan.versie,
            status=plan.status,
            datum=plan.datum,
            eigen_verhaal=plan.eigen_verhaal,
            vastgesteld_op=plan.vastgesteld_op,
            vastgesteld_door=names.get(plan.vastgesteld_door, "") if plan.vastgesteld_door else "",
        )
        for plan in found
    ]


def get_inhoud(session: Session, trajectplan_id: UUID) -> PlanInhoud:
    """What a version says: for ever the same once it is vastgesteld."""
    plan = session.get_one(Trajectplan, trajectplan_id)
    access.require(session, Right.read_dossier, plan.deelnemer_id)
    if plan.status is PlanStatus.vastgesteld:
        return frozen.from_json(PlanInhoud, plan.inhoud)
    return collect_plan(session, plan.deelnemer_id)


def list_changed_parts(session: Session, trajectplan_id: UUID) -> tuple[str, ...]:
    """What the dossier says otherwise now than this version does, in words."""
    plan = session.get_one(Trajectplan, trajectplan_id)
    access.require(session, Right.read_dossier, plan.deelnemer_id)
    if plan.status is not PlanStatus.vastgesteld:
        return ()
    return differing_parts(
        frozen.from_json(PlanInhoud, plan.inhoud), collect_plan(session, plan.deelnemer_id)
    )


def is_changed_since(session: Session, trajectplan_id: UUID) -> bool:
    """Did anything of the plan change after this version was vastgesteld?"""
    return bool(list_changed_parts(session, trajectplan_id))


def list_planafspraken(
    session: Session, deelnemer_id: UUID, *, with_vervallen: bool = False
) -> list[PlanafspraakRow]:
    """Lasting agreements in the order they were made."""
    access.require(session, Right.read_dossier, deelnemer_id)
    found = session.scalars(
        select(Planafspraak)
        .where(Planafspraak.deelnemer_id == deelnemer_id)
        .order_by(Planafspraak.volgorde, Planafspraak.id)
    )
    names = PlanafspraakRow.__dataclass_fields__
    return [
        PlanafspraakRow(**{name: getattr(one, name) for name in names})
        for one in found
        if with_vervallen or not one.is_vervallen
    ]


def get_stand(session: Session, deelnemer_id: UUID) -> PlanStand:
    """Everything the tab shows."""
    deelnemer = get_deelnemer(session, deelnemer_id)
    plans = list_trajectplannen(session, deelnemer_id)
    done = tuple(plan for plan in plans if plan.is_vastgesteld)
    return PlanStand(
        roepnaam=deelnemer.roepnaam,
        versies=done,
        veranderd=list_changed_parts(session, done[0].id) if done else (),
        missing=tuple(list_missing(session, deelnemer_id)),
        eigen_verhaal=plans[0].eigen_verhaal if plans else "",
        verhaal=find_verhaal(session, deelnemer),
        planafspraken=tuple(list_planafspraken(session, deelnemer_id)),
        may_write=access.is_allowed(session, Right.write_actieplan, deelnemer_id),
        may_complete=access.is_allowed(session, Right.complete_trajectplan, deelnemer_id),
        may_print=access.is_allowed(session, Right.print_trajectplan, deelnemer_id),
        may_give=access.is_allowed(session, Right.record_verstrekking, deelnemer_id),
    )


# Writing ------------------------------------------------------------------------------------


def change_trajectplan(session: Session, deelnemer_id: UUID, eigen_verhaal: str) -> UUID:
    """His own story for the front of the next version."""
    access.require(session, Right.write_actieplan, deelnemer_id)
    clean = TRAJECTPLAN.clean({"eigen_verhaal": eigen_verhaal})
    TRAJECTPLAN.check(clean)
    plan = _concept(session, deelnemer_id)
    plan.eigen_verhaal = clean["eigen_verhaal"]
    session.flush()
    return plan.id


def record_planafspraak(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> UUID:
    """A new lasting agreement, last in the list."""
    access.require(session, Right.write_actieplan, deelnemer_id)
    known = session.scalars(
        select(Planafspraak.volgorde).where(Planafspraak.deelnemer_id == deelnemer_id)
    )
    afspraak = Planafspraak(
        deelnemer_id=deelnemer_id,
        volgorde=max(known, default=0) + 1,
        **_checked(session, values),
    )
    session.add(afspraak)
    session.flush()
    return afspraak.id


def change_planafspraak(session: Session, planafspraak_id: UUID, values: Mapping[str, Any]) -> None:
    """Change what is given; the rest stays."""
    afspraak = _get_planafspraak(session, planafspraak_id)
    now = {name: getattr(afspraak, name) for name in PLANAFSPRAAK.names()}
    for name, value in _checked(session, {**now, **values}).items():
        setattr(afspraak, name, value)


def remove_planafspraak(session: Session, planafspraak_id: UUID, reden: str) -> None:
    """It does not hold any more; the reason stays with it."""
    afspraak = _get_planafspraak(session, planafspraak_id)
    clean = VERVALLEN.clean({"vervallen_reden": reden})
    VERVALLEN.check(clean)
    afspraak.is_vervallen, afspraak.vervallen_reden = True, clean["vervallen_reden"]


def reopen_planafspraak(session: Session, planafspraak_id: UUID) -> None:
    """Undo ``remove_planafspraak``."""
    afspraak = _get_planafspraak(session, planafspraak_id)
    afspraak.is_vervallen, afspraak.vervallen_reden = False, ""


def complete_trajectplan(session: Session, deelnemer_id: UUID, datum: date | None = None) -> UUID:
    """Fix a version for good: what it says now, it says for ever. Refused while anything lacks."""
    access.require(session, Right.complete_trajectplan, deelnemer_id)
    day = datum or session.today
    _check_day(session, deelnemer_id, day)
    missing = list_missing(session, deelnemer_id)
    if missing:
        count = f"{len(missing)} dingen" if len(missing) > 1 else "1 ding"
        raise UserError(
            f"Het plan is nog niet compleet: er {'ontbreken' if len(missing) > 1 else 'ontbreekt'} "
            f"{count}. {' '.join(one.sentence for one in missing)}"
        )
    plan = _concept(session, deelnemer_id)
    inhoud = replace(collect_plan(session, deelnemer_id), datum=day, is_vastgesteld=True)
    plan.datum, plan.inhoud = day, frozen.to_json(inhoud)
    plan.status = PlanStatus.vastgesteld
    plan.vastgesteld_op, plan.vastgesteld_door = session.now, session.actor.medewerker_id
    session.flush()
    return plan.id


# Inside -------------------------------------------------------------------------------------


def _concept(session: Session, deelnemer_id: UUID) -> Trajectplan:
    """The concept of the next version; it begins with the story of the one before."""
    last = last_plan(session, deelnemer_id)
    if last is not None and last.status is PlanStatus.concept:
        return last
    plan = Trajectplan(
        deelnemer_id=deelnemer_id,
        versie=next_versie(session, deelnemer_id),
        datum=session.today,
        eigen_verhaal=last.eigen_verhaal if last else "",
    )
    session.add(plan)
    session.flush()
    return plan


def _check_day(session: Session, deelnemer_id: UUID, day: date) -> None:
    sentence = ""
    if day > session.today:
        sentence = "Deze dag is nog niet geweest. Kies de dag van het trajectgesprek."
    last = last_plan(session, deelnemer_id)
    if last is not None and last.status is PlanStatus.vastgesteld and day < last.datum:
        sentence = (
            f"Versie {last.versie} is van {date_words(last.datum)}. Kies die dag of een latere."
        )
    if sentence:
        raise UserError(sentence, {"datum": sentence})


def _get_planafspraak(session: Session, planafspraak_id: UUID) -> Planafspraak:
    afspraak = session.get_one(Planafspraak, planafspraak_id)
    access.require(session, Right.write_actieplan, afspraak.deelnemer_id)
    return afspraak


def _checked(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    clean = PLANAFSPRAAK.clean(values)
    clean["met_wie"] = " ".join(clean_text(clean["met_wie"]).split())
    problems = PLANAFSPRAAK.problems(clean)
    day = clean["datum"]
    if "datum" not in problems and isinstance(day, date) and day > session.today:
        problems["datum"] = "Deze dag is nog niet geweest. Kies de dag van de afspraak."
    if problems:
        raise UserError(summary(problems.values()), problems)
    return clean
