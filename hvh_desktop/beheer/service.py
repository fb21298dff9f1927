"""The rules of the house for who keeps them: all of them, one with its history, a new value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hvh_desktop import policy, rights
from hvh_desktop.beheer.form import BELEIDSREGEL
from hvh_desktop.beheer.words import group_of, title_of, value_lines, value_words
from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.medewerkers.service import get_medewerker_full_names
from hvh_desktop.rights import Right
from hvh_desktop.text import fold
from hvh_desktop.toestemmingen.model import GegevensSoort

_AREAS = "leefgebied_dr_gebied"
_GRONDEN = "verstrekking_wettelijke_gronden"
_WORDS: Mapping[str, tuple[str, ...]] = {
    "gegevens": tuple(soort.value for soort in GegevensSoort),
    "leefgebieden": tuple(gebied.value for gebied in Leefgebied),
}


@dataclass(frozen=True)
class BeleidRow:
    """A rule as the list shows it."""

    sleutel: str
    groep: str
    titel: str
    omschrijving: str
    waarde: str
    geldig_vanaf: date
    bron: str
    is_hypothese: bool
    is_van_huis: bool
    later_vanaf: date | None
    """From this day another value counts, that was written down already."""


@dataclass(frozen=True)
class VersionRow:
    """A value that counts, counted or will count."""

    waarde: Any
    regels: tuple[str, ...]
    geldig_vanaf: date
    bron: str
    bron_url: str | None
    is_hypothese: bool
    is_nu: bool
    wie: str
    """Who wrote it down for the house; "" when the program brought it along."""
    vastgelegd_op: date | None


@dataclass(frozen=True)
class BeleidDetail:
    """One rule: what counts now, what counted before, and whether it can be changed."""

    row: BeleidRow
    waarde: Any
    versies: tuple[VersionRow, ...]
    keuzes: Mapping[str, tuple[str, ...]]
    """Part of the value -> the words that it is made of; a part that is not here has no limit."""
    vast: str
    """Why nobody changes it here; "" when a beheerder may."""
    is_ongebruikt: bool
    """The program does not reckon with it yet."""


def list_beleid(session: Session, zoek: str = "") -> list[BeleidRow]:
    """All rules as they are today; ``zoek``: every word must occur somewhere in the row."""
    rights.require(session.actor, Right.change_beleid)
    rows = [_row(session, rule) for rule in policy.list_rules(session)]
    words = fold(zoek).split()
    return [row for row in rows if all(word in _searched(row) for word in words)]


def get_beleidsregel(session: Session, sleutel: str) -> BeleidDetail:
    """One rule with its history, newest first."""
    rights.require(session.actor, Right.change_beleid)
    now = policy.get_rule(session, sleutel)
    names = get_medewerker_full_names(session)
    versies = []
    is_known = False
    for version in policy.list_versions(session, sleutel):
        rule, who = version.rule, version.medewerker_id
        is_nu = not is_known and rule == now
        is_known = is_known or is_nu
        versies.append(
            VersionRow(
                rule.waarde,
                tuple(value_lines(sleutel, rule.waarde)),
                rule.geldig_vanaf,
                rule.bron,
                rule.bron_url,
                rule.is_hypothese,
                is_nu,
                "" if who is None else names.get(who, "onbekend"),
                _day(version.recorded_at),
            )
        )
    row = _row(session, now)
    fixed = policy.FIXED.get(sleutel, "")
    unused = sleutel in policy.NOT_ASKED
    return BeleidDetail(row, now.waarde, tuple(versies), _choices(session, now), fixed, unused)


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(AMSTERDAM).date() if moment else None


def _choices(session: Session, rule: policy.Rule) -> Mapping[str, tuple[str, ...]]:
    if rule.sleutel == _GRONDEN:
        return _WORDS
    if rule.sleutel == _AREAS:
        areas = tuple(policy.get_value(session, "dr_gebieden"))
        return dict.fromkeys(rule.waarde, areas)
    return {}


def change_beleidsregel(
    session: Session, sleutel: str, waarde: Any, values: Mapping[str, Any]
) -> None:
    """A new value of the house from a day on; ``session`` writes the register."""
    rights.require(session.actor, Right.change_beleid)
    clean = BELEIDSREGEL.clean(values)
    problems = policy.check_value(session, sleutel, waarde) or _word_problems(sleutel, waarde)
    problems |= BELEIDSREGEL.problems(clean)
    if problems:
        text = next(iter(problems.values())) if len(problems) == 1 else summary(problems.values())
        raise UserError(text, problems)
    policy.change_rule(session, sleutel, waarde, clean["geldig_vanaf"], clean["bron"])


def _word_problems(sleutel: str, waarde: Any) -> dict[str, str]:
    if sleutel != _GRONDEN:
        return {}
    return {
        f"waarde_{number}_{part}": f"Kies uit: {', '.join(known)}."
        for number, ground in enumerate(waarde, start=1)
        for part, known in _WORDS.items()
        if set(ground.get(part, ())) - set(known)
    }


def _row(session: Session, rule: policy.Rule) -> BeleidRow:
    versions = policy.list_versions(session, rule.sleutel)
    days = [v.rule.geldig_vanaf for v in versions if v.rule.geldig_vanaf > session.today]
    return BeleidRow(
        sleutel=rule.sleutel,
        groep=group_of(rule.sleutel),
        titel=title_of(rule.sleutel),
        omschrijving=rule.omschrijving,
        waarde=value_words(rule.sleutel, rule.waarde),
        geldig_vanaf=rule.geldig_vanaf,
        bron=rule.bron,
        is_hypothese=rule.is_hypothese,
        is_van_huis=any(v.medewerker_id is not None and v.rule == rule for v in versions),
        later_vanaf=min(days, default=None),
    )


def _searched(row: BeleidRow) -> str:
    return fold(" ".join((row.groep, row.titel, row.omschrijving, row.waarde, row.bron)))
