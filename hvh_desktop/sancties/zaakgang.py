"""The way of a case in words for the rail: which steps were taken, which one is due, what follows.

Without a session and without a screen, so that every state of a case is easy to test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from hvh_desktop.sancties import path
from hvh_desktop.sancties.form import VERANTWOORDELIJKHEDEN
from hvh_desktop.sancties.rows import BeslissingRow, StapRow, ZaakDetail
from hvh_desktop.sancties.wacht import who
from hvh_desktop.sancties.words import STATUS_WORDS, SanctieStatus
from hvh_desktop.text import capitalise, date_words

_S = SanctieStatus
WORDS: Final[Mapping[SanctieStatus, str]] = {
    _S.voorval: "Voorval",
    _S.verslag: "Verslag",
    _S.horen: "Horen",
    _S.voorstel: "Voorstel",
    _S.beslissing: "Beslissing",
    _S.mededeling: "Mededeling",
    _S.uitreiking: "Uitreiking",
    _S.tenuitvoerlegging: "Straf",
    _S.voorwaardelijk: "Proeftijd",
    _S.afloop: "Afloop",
}


@dataclass(frozen=True)
class Trede:
    """One step of the rail. ``staat``: klaar, anders, nu or nog."""

    stap: SanctieStatus
    woord: str
    staat: str
    regel: str


def treden(detail: ZaakDetail, today: date) -> tuple[Trede, ...]:
    """All steps in order. A case that was dropped shows what was done and how it ended."""
    found = [_trede(detail, stap, today) for stap in _way(detail)]
    row = detail.row
    if row.status not in path.DROPPED:
        return tuple(found)
    done = [one for one in found if one.staat == "klaar"]
    last = detail.stappen[-1] if detail.stappen else None
    end = Trede(row.status, STATUS_WORDS[row.status], "klaar", _done_line(last, today))
    return (*done, end)


def summary(steps: tuple[Trede, ...]) -> str:
    """'Stap 4 van 9', or that it is done."""
    for number, one in enumerate(steps, start=1):
        if one.staat == "nu":
            return f"Stap {number} van {len(steps)}"
    return "Deze zaak is klaar"


def verantwoordelijk_words(detail: ZaakDetail) -> str:
    """How far he is responsible and who says so; the decision weighs most."""
    for rows, by in (
        (detail.beslissingen, "besliste de directeur"),
        (detail.voorstellen, "staat in het voorstel"),
        (detail.adviezen, "zegt de psycholoog"),
    ):
        if rows:
            return f"{VERANTWOORDELIJKHEDEN[rows[-1].verantwoordelijkheid.value]}, {by}"
    return ""


def short_date(day: date, today: date) -> str:
    """'6 november', with the year when it is another one."""
    words = date_words(day)
    return words.rsplit(" ", 1)[0] if day.year == today.year else words


def is_heard_anew(detail: ZaakDetail) -> bool:
    """Does a new round run in which nothing is decided yet?"""
    return detail.row.ronde > 1 and detail.row.status in (_S.horen, _S.voorstel)


def given_back(detail: ZaakDetail) -> StapRow | None:
    """The step with which the directeur gave the proposal back, until there is a new one."""
    last = detail.stappen[-1] if detail.stappen else None
    if last is None or (last.van, last.naar) != (_S.voorstel, _S.horen):
        return None
    return last


def counting(detail: ZaakDetail) -> BeslissingRow | None:
    """The decision that shapes what follows; none while a new one is being prepared."""
    if not detail.beslissingen or is_heard_anew(detail):
        return None
    return detail.beslissingen[-1]


def _way(detail: ZaakDetail) -> tuple[SanctieStatus, ...]:
    """The fixed steps, and after them what this decision asks for."""
    last = counting(detail)
    tail: list[SanctieStatus] = []
    if last is None or any(one.onvoorwaardelijk for one in last.straffen):
        tail.append(_S.tenuitvoerlegging)
    if last is not None and any(one.voorwaardelijk for one in last.straffen):
        tail.append(_S.voorwaardelijk)
    return (*path.STEPS, *tail, _S.afloop)


def _trede(detail: ZaakDetail, stap: SanctieStatus, today: date) -> Trede:
    word = WORDS[stap]
    if stap is _S.tenuitvoerlegging and counting(detail) is None:
        word = "Uitvoering"
    if _is_done(detail, stap):
        return Trede(stap, word, "klaar", _done_line(_newest(detail, stap), today))
    if stap is _due_step(detail):
        return Trede(stap, word, "nu", _due_line(detail, stap, today))
    return Trede(stap, word, "nog", "door de directeur" if stap is _S.beslissing else "")


def _is_done(detail: ZaakDetail, stap: SanctieStatus) -> bool:
    way, status = _way(detail), detail.row.status
    if status in path.DROPPED:
        before = detail.stappen[-1].van if detail.stappen else None
        status = before or _S.voorval
        if status in path.DROPPED:
            return True
    if status not in way:
        return stap in path.STEPS
    runs = status in (_S.tenuitvoerlegging, _S.voorwaardelijk)
    is_over = detail.row.status in path.ENDS or not runs
    here, there = way.index(stap), way.index(status)
    return here < there or (here == there and is_over)


def _due_step(detail: ZaakDetail) -> SanctieStatus | None:
    """Where the rail stands: the step that runs or comes next; none when the case is closed."""
    status = detail.row.status
    if status in path.ENDS:
        return None
    if status in (_S.tenuitvoerlegging, _S.voorwaardelijk):
        return status
    way = _way(detail)
    return way[way.index(status) + 1]


def _newest(detail: ZaakDetail, stap: SanctieStatus) -> StapRow | None:
    """The last time it was taken; a proposal that was given back is no hearing."""
    found = (one for one in reversed(detail.stappen) if one.naar is stap)
    return next((one for one in found if one.van is not _S.voorstel or stap is not _S.horen), None)


def _done_line(step: StapRow | None, today: date) -> str:
    if step is None:
        return ""
    return ", ".join(part for part in (short_date(step.datum, today), step.door) if part)


def _due_line(detail: ZaakDetail, stap: SanctieStatus, today: date) -> str:
    until = detail.row.proeftijd_tot_datum
    if stap is _S.voorwaardelijk and detail.row.status is stap and until is not None:
        return f"loopt tot en met {short_date(until, today)}"
    if detail.row.status is stap:
        return "loopt"
    if stap in detail.may:
        return "door jou"
    return by_words(detail, stap)


def by_words(detail: ZaakDetail, stap: SanctieStatus) -> str:
    """'door de directeur', 'door een medewerker': who takes this step."""
    said = who(path.right_for(detail.row.status, stap, detail.row.ronde))
    return f"door {said}" if said.startswith("een ") else f"door de {said}"


def fact_words(detail: ZaakDetail) -> str:
    """What happened on one or two lines."""
    himself = " Hij meldde het zelf." if detail.is_zelf_gemeld else ""
    return f"{capitalise(detail.row.voorval)}.{himself}"
