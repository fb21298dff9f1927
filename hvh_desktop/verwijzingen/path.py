"""The way of a referral: which step may follow which, and how long each step took.

A file of its own, without a session, because services, screens and paper all ask it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from hvh_desktop.verwijzingen.model import VerwijzingStatus

_S = VerwijzingStatus

TRANSITIONS: Mapping[VerwijzingStatus, frozenset[VerwijzingStatus]] = {
    _S.besproken: frozenset({_S.aangemeld, _S.ingetrokken}),
    _S.aangemeld: frozenset({_S.geaccepteerd, _S.kennisgemaakt, _S.afgewezen, _S.ingetrokken}),
    _S.geaccepteerd: frozenset({_S.kennisgemaakt, _S.gestart, _S.ingetrokken}),
    _S.kennisgemaakt: frozenset({_S.gestart, _S.afgewezen, _S.ingetrokken}),
    _S.gestart: frozenset({_S.afgerond, _S.gestopt}),
    _S.afgerond: frozenset(),
    _S.gestopt: frozenset(),
    _S.afgewezen: frozenset(),
    _S.ingetrokken: frozenset(),
}

STEPS = (_S.besproken, _S.aangemeld, _S.geaccepteerd, _S.kennisgemaakt, _S.gestart)
"""The way itself, in order; what comes after it is an end."""
ENDS = (_S.afgerond, _S.gestopt, _S.afgewezen, _S.ingetrokken)
BROKEN_OFF = frozenset({_S.gestopt, _S.afgewezen, _S.ingetrokken})
"""Ends that are not the one that was hoped for."""

REASON_LISTS: Mapping[VerwijzingStatus, str] = {
    _S.afgewezen: "verwijzing_afwijsredenen",
    _S.gestopt: "verwijzing_stopredenen",
    _S.afgerond: "verwijzing_afrondredenen",
    _S.ingetrokken: "verwijzing_intrekredenen",
}
"""Policy list per end: an end needs a word of its list."""

Dates = Mapping[VerwijzingStatus, date]
Norms = Mapping[str, int]


class WachtOp(StrEnum):
    """Who is to do something now."""

    psycholoog = "psycholoog"
    instelling = "instelling"
    deelnemer = "deelnemer"
    niemand = "niemand"


class StapStaat(StrEnum):
    """How a step of the way stands."""

    klaar = "klaar"
    nu = "nu"
    nog = "nog"
    overgeslagen = "overgeslagen"


@dataclass(frozen=True)
class Stap:
    """One step of the way with its day and how long it took."""

    status: VerwijzingStatus
    staat: StapStaat
    datum: date | None
    dagen: int | None
    """Days since the dated step before; of the step that is waited for: until today."""
    norm: int | None
    """Days that it may take; what was skipped before it counts along."""

    @property
    def is_te_lang(self) -> bool:
        """More days than the norm."""
        return self.dagen is not None and self.norm is not None and self.dagen > self.norm


def date_field(status: VerwijzingStatus) -> str:
    """The column that holds the day of a status."""
    return f"{status.value}_datum"


def is_end(status: VerwijzingStatus) -> bool:
    """Nothing may follow any more."""
    return not TRANSITIONS[status]


def next_statuses(status: VerwijzingStatus) -> tuple[VerwijzingStatus, ...]:
    """What may follow, in the order of the way; ends last."""
    return tuple(one for one in (*STEPS, *ENDS) if one in TRANSITIONS[status])


def latest(dates: Dates) -> date:
    """The day of the last step that has one."""
    return max(dates.values())


def status_before(status: VerwijzingStatus, dates: Dates) -> VerwijzingStatus | None:
    """Where it stood before its last step; None at the start of the way."""
    done = [one for one in STEPS if one in dates and one is not status]
    return done[-1] if done else None


def awaited(status: VerwijzingStatus) -> VerwijzingStatus | None:
    """The next step of the way; None when it has started or ended."""
    if is_end(status) or status is _S.gestart:
        return None
    return STEPS[STEPS.index(status) + 1]


def lead_time(
    status: VerwijzingStatus, dates: Dates, norms: Norms
) -> tuple[int | None, int | None]:
    """Days from the dated step before until this one, and the norm for just that stretch."""
    index = STEPS.index(status)
    before = next((one for one in reversed(STEPS[:index]) if one in dates), None)
    if before is None or status not in dates:
        return None, None
    stretch = STEPS[STEPS.index(before) + 1 : index + 1]
    return (dates[status] - dates[before]).days, _sum(stretch, norms)


def _sum(stretch: tuple[VerwijzingStatus, ...], norms: Norms) -> int | None:
    known = [norms[one.value] for one in stretch if one.value in norms]
    return sum(known) if len(known) == len(stretch) else None


def steps(status: VerwijzingStatus, dates: Dates, *, today: date, norms: Norms) -> tuple[Stap, ...]:
    """The whole way, and the end when there is one."""
    target = awaited(status)
    furthest = max(STEPS.index(one) for one in STEPS if one in dates)
    found = []
    for index, one in enumerate(STEPS):
        if one in dates:
            days, norm = lead_time(one, dates, norms)
            found.append(Stap(one, StapStaat.klaar, dates[one], days, norm))
        elif one is target:
            waited = (today - latest(dates)).days
            found.append(Stap(one, StapStaat.nu, None, waited, norms.get(one.value)))
        elif index < furthest:
            found.append(Stap(one, StapStaat.overgeslagen, None, None, None))
        elif not is_end(status):
            found.append(Stap(one, StapStaat.nog, None, None, norms.get(one.value)))
    if is_end(status) and status in dates:
        found.append(Stap(status, StapStaat.klaar, dates[status], None, None))
    return tuple(found)


def waits_on(status: VerwijzingStatus, *, has_appointment: bool, had_appointment: bool) -> WachtOp:
    """Who is to do something now.

    ``has_appointment``: one is still to come. ``had_appointment``: one was held since the last
    step, so the psycholoog is to write down what came of it.
    """
    if status is _S.besproken:
        return WachtOp.psycholoog
    if is_end(status) or status is _S.gestart or has_appointment:
        return WachtOp.niemand
    if had_appointment:
        return WachtOp.psycholoog
    return WachtOp.deelnemer if status is _S.kennisgemaakt else WachtOp.instelling


def middle(days: list[int]) -> float:
    """The median of some days."""
    return float(median(days))
