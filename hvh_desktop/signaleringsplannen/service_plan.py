"""The versions of a signaleringsplan and their stages; all of it only for the psycholoog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.netwerken.service import list_netwerk
from hvh_desktop.rights import Right
from hvh_desktop.signaleringsplannen.form import TEKSTEN, VERPLICHT, fase_form, plan_form
from hvh_desktop.signaleringsplannen.model import (
    Kleur,
    Signaleringsfase,
    Signaleringsplan,
    SignaleringsplanStatus,
)
from hvh_desktop.signaleringsplannen.rows import FaseRow, Missing, PlanDetail, PlanRow

FASE_COLUMNS = ("naam", *TEKSTEN, "bellen_ids")


# Reading ------------------------------------------------------------------------------------


def list_versions(session: Session, deelnemer_id: UUID) -> list[PlanRow]:
    """All versions, newest first."""
    require(session, Right.read_behandeling, deelnemer_id)
    return [_row(plan) for plan in _plans(session, deelnemer_id)]


def find_current(session: Session, deelnemer_id: UUID) -> PlanDetail | None:
    """The version that counts: the newest vastgesteld, else the concept, else None."""
    require(session, Right.read_behandeling, deelnemer_id)
    plans = _plans(session, deelnemer_id)
    fixed = [one for one in plans if one.status is SignaleringsplanStatus.vastgesteld]
    found = next(iter([*fixed, *plans]), None)
    return _detail(session, found) if found else None


def find_concept(session: Session, deelnemer_id: UUID) -> PlanDetail | None:
    """The version that is being written, when there is one."""
    require(session, Right.read_behandeling, deelnemer_id)
    found = _concept(session, deelnemer_id)
    return _detail(session, found) if found else None


def get_plan(session: Session, signaleringsplan_id: UUID) -> PlanDetail:
    """One version with its stages."""
    plan = session.get_one(Signaleringsplan, signaleringsplan_id)
    require(session, Right.read_behandeling, plan.deelnemer_id)
    return _detail(session, plan)


def get_mensen(session: Session, deelnemer_id: UUID) -> Mapping[UUID, str]:
    """Who can have made the plan with him: his network by name, then colleagues."""
    network = get_netwerk_names(session, deelnemer_id)
    return {**network, **get_medewerker_names(session)}


def get_netwerk_names(session: Session, deelnemer_id: UUID) -> Mapping[UUID, str]:
    """ "Mehmet, vader" of everybody around him today."""
    return {
        lid.id: f"{lid.naam}, {lid.relatie}" if lid.relatie else lid.naam
        for lid in list_netwerk(session, deelnemer_id)
    }


def list_missing(session: Session, signaleringsplan_id: UUID) -> list[Missing]:
    """What lacks before it can be vastgesteld, from groen to rood; empty: nothing."""
    detail = get_plan(session, signaleringsplan_id)
    found: list[Missing] = []
    for kleur in dict.fromkeys([*VERPLICHT, *detail.kleuren]):
        fase = detail.find_fase(kleur)
        if not fase.signalen:
            told = f"Schrijf bij {kleur.value} hoe je het merkt."
            found.append(Missing(kleur, "signalen", told))
        if not fase.helpt_zelf and not fase.helpt_anderen:
            told = f"Schrijf bij {kleur.value} wat helpt: wat hij zelf doet, of wat anderen doen."
            found.append(Missing(kleur, "helpt_zelf", told))
    rood = detail.find_fase(Kleur.rood)
    if not rood.bellen and not rood.bellen_ids:
        told = "Kies bij rood wie gebeld wordt, of schrijf een naam en een nummer op."
        found.append(Missing(Kleur.rood, "bellen", told))
    order = list(Kleur)
    return sorted(found, key=lambda one: order.index(one.kleur))


# Writing ------------------------------------------------------------------------------------


def start_plan(session: Session, deelnemer_id: UUID) -> UUID:
    """The concept: the open one, else a copy of the last version, else an empty first one."""
    require(session, Right.write_signaleringsplan, deelnemer_id)
    found = _concept(session, deelnemer_id)
    if found is not None:
        return found.id
    last = next(iter(_plans(session, deelnemer_id)), None)
    plan = Signaleringsplan(
        deelnemer_id=deelnemer_id,
        versie=last.versie + 1 if last else 1,
        datum=session.today,
        opgesteld_met_ids=last.opgesteld_met_ids if last else (),
        opgesteld_met=last.opgesteld_met if last else "",
    )
    session.add(plan)
    session.flush()
    known = _fasen(session, last.id) if last else {}
    for kleur in dict.fromkeys([*VERPLICHT, *known]):
        old = known.get(kleur)
        values = {name: getattr(old, name) for name in FASE_COLUMNS} if old else {}
        _add_fase(session, plan, kleur, values)
    return plan.id


def change_plan(session: Session, signaleringsplan_id: UUID, values: Mapping[str, Any]) -> None:
    """Change the head of a concept; what is not given stays."""
    plan = _open_concept(session, signaleringsplan_id)
    people = {key.hex: name for key, name in get_mensen(session, plan.deelnemer_id).items()}
    people |= dict.fromkeys(plan.opgesteld_met_ids, "")  # somebody who left the list meanwhile
    form = plan_form(people)
    now = {name: getattr(plan, name) for name in form.names()}
    clean = form.clean({**now, **values, **_hexed(values, "opgesteld_met_ids")})
    problems = form.problems(clean)
    if not problems and clean["datum"] > session.today:
        problems["datum"] = "Deze dag is nog niet geweest. Kijk de datum na."
    if problems:
        raise UserError(summary(problems.values()), problems)
    for name, value in clean.items():
        setattr(plan, name, value)


def change_fase(
    session: Session, signaleringsplan_id: UUID, kleur: Kleur, values: Mapping[str, Any]
) -> None:
    """Change one stage of a concept; what is not given stays. A stage that is new is made."""
    plan = _open_concept(session, signaleringsplan_id)
    fase = _fasen(session, plan.id).get(kleur)
    now = {name: getattr(fase, name) for name in FASE_COLUMNS} if fase else {}
    people = {key.hex: name for key, name in get_netwerk_names(session, plan.deelnemer_id).items()}
    people |= dict.fromkeys(now.get("bellen_ids", ()), "")
    form = fase_form(people)
    clean = form.clean({**now, **values, **_hexed(values, "bellen_ids")})
    form.check(clean)
    for name in TEKSTEN:
        clean[name] = "\n".join(as_lines(clean[name]))
    if fase is None:
        _add_fase(session, plan, kleur, clean)
        return
    for name, value in clean.items():
        setattr(fase, name, value)


def remove_fase(session: Session, signaleringsplan_id: UUID, kleur: Kleur) -> None:
    """Empty geel, which takes it out of this version; the other stages belong to every plan."""
    plan = _open_concept(session, signaleringsplan_id)
    if kleur in VERPLICHT:
        raise UserError(f"Elk plan heeft een fase {kleur.value}. Die kun je niet weghalen.")
    fase = _fasen(session, plan.id).get(kleur)
    if fase is not None:
        for name in ("naam", *TEKSTEN):
            setattr(fase, name, "")
        fase.bellen_ids = ()


def complete_plan(session: Session, signaleringsplan_id: UUID) -> None:
    """Vaststellen; refuses with everything that lacks, by field ("rood.signalen")."""
    plan = _open_concept(session, signaleringsplan_id)
    session.flush()
    lacks = list_missing(session, signaleringsplan_id)
    if lacks:
        fields = {f"{one.kleur.value}.{one.veld}": one.zin for one in lacks}
        number = len(lacks)
        verb = "ontbreekt nog 1 ding" if number == 1 else f"ontbreken nog {number} dingen"
        raise UserError(f"Vaststellen kan nog niet: er {verb}.", fields)
    plan.status = SignaleringsplanStatus.vastgesteld
    plan.vastgesteld_op, plan.vastgesteld_door = session.now, session.actor.medewerker_id


# Below --------------------------------------------------------------------------------------


def as_lines(words: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def as_fase(fase: Signaleringsfase) -> FaseRow:
    """A stage as a row."""
    texts: dict[str, Any] = {name: as_lines(getattr(fase, name)) for name in TEKSTEN}
    ids = tuple(UUID(hex=one) for one in fase.bellen_ids)
    return FaseRow(kleur=fase.kleur, naam=fase.naam, bellen_ids=ids, **texts)


def _plans(session: Session, deelnemer_id: UUID) -> list[Signaleringsplan]:
    statement = select(Signaleringsplan).where(Signaleringsplan.deelnemer_id == deelnemer_id)
    return list(session.scalars(statement.order_by(Signaleringsplan.versie.desc())))


def _concept(session: Session, deelnemer_id: UUID) -> Signaleringsplan | None:
    wanted = SignaleringsplanStatus.concept
    return next((p for p in _plans(session, deelnemer_id) if p.status is wanted), None)


def _open_concept(session: Session, signaleringsplan_id: UUID) -> Signaleringsplan:
    plan = session.get_one(Signaleringsplan, signaleringsplan_id)
    require(session, Right.write_signaleringsplan, plan.deelnemer_id)
    if plan.status is not SignaleringsplanStatus.concept:
        raise UserError(
            f"Versie {plan.versie} is vastgesteld en verandert niet meer. Maak een nieuwe versie."
        )
    return plan


def _fasen(session: Session, plan_id: UUID) -> dict[Kleur, Signaleringsfase]:
    statement = select(Signaleringsfase).where(Signaleringsfase.signaleringsplan_id == plan_id)
    found = {fase.kleur: fase for fase in session.scalars(statement)}
    return {kleur: found[kleur] for kleur in Kleur if kleur in found}


def _add_fase(
    session: Session, plan: Signaleringsplan, kleur: Kleur, values: Mapping[str, Any]
) -> None:
    fase = Signaleringsfase(
        deelnemer_id=plan.deelnemer_id, signaleringsplan_id=plan.id, kleur=kleur, **values
    )
    session.add(fase)


def _hexed(values: Mapping[str, Any], name: str) -> dict[str, tuple[str, ...]]:
    """Ids may be given as UUID or as hex."""
    if name not in values:
        return {}
    given: Iterable[UUID | str] = values[name] or ()
    return {name: tuple(one.hex if isinstance(one, UUID) else one for one in given)}


def _row(plan: Signaleringsplan) -> PlanRow:
    return PlanRow(**_head(plan))


def _head(plan: Signaleringsplan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in PlanRow.__dataclass_fields__}


def _detail(session: Session, plan: Signaleringsplan) -> PlanDetail:
    found = [as_fase(one) for one in _fasen(session, plan.id).values()]
    fasen = [one for one in found if one.kleur in VERPLICHT or not one.is_empty]
    return PlanDetail(
        **_head(plan),
        opgesteld_met_ids=tuple(UUID(hex=one) for one in plan.opgesteld_met_ids),
        opgesteld_met=plan.opgesteld_met,
        fasen=tuple(replace(one, stap=stap) for stap, one in enumerate(fasen, start=1)),
    )
