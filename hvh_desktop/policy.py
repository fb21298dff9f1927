"""Law and policy as data: terms, maxima and headings, each with a valid-from date and a source.

What the program brings along is in ``resources/beleid.json``; what the house decides for itself
is a ``Beleidsregel`` in the register and goes before it from its date on. A new value has the
shape of the brought one (``check_value``), so that whoever asks never meets a surprise.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop import rights
from hvh_desktop.db import Compartment, Entity, Session
from hvh_desktop.errors import UserError
from hvh_desktop.forms import MAX_LINE, summary
from hvh_desktop.resources import resource_path
from hvh_desktop.text import clean_text

FIXED: Mapping[str, str] = {
    "leefgebieden": "De tien leefgebieden zijn in het hele programma dezelfde.",
    "gezichten": "De vijf gezichten zijn getekend bij deze woorden.",
    "verzetredenen": "Het programma telt met deze redenen.",
    "uitstroomsoorten": "Het programma rekent met deze manieren.",
    "vergrendel_minuten": "Ieder kiest dit voor zichzelf bij Instellingen.",
    "wachtwoord_min_lengte": "Korter is niet veilig genoeg.",
}
"""Rules that the program itself stands on, each with why nobody changes it here."""
NOT_ASKED = frozenset({"trajectgesprek_ritme_dagen", "bewaartermijn_maanden"})
"""Rules that are written down and that no part of the program reckons with yet."""
OTHER = "anders"
"""In a list of reasons: the one that asks for own words."""
FIXED_LENGTH = frozenset({"bereidheid_stappen"})
"""Lists of which only the words may change."""
MAY_BE_NOTHING = frozenset(
    {
        "toestemming_waarschuwing_dagen",
        "verwijzing_start_na_plaatsing_dagen",
        "verwijzing_doorlooptijden",
        "sanctie_regulier",
        "sanctie_regulier_voorbeeld",
    }
)
"""Rules in which 0 has a meaning."""
MAY_BE_EMPTY = frozenset(
    {
        "leefgebied_dr_gebied",
        "gegevens",
        "leefgebieden",
        "sanctie_regulier",
        "sanctie_regulier_voorbeeld",
    }
)
"""Rules, or parts of a rule, in which an empty list or text has a meaning."""
MOST_YEARS, MOST_OTHERWISE = 100, 5000
"""More than this many years, or days, weeks and months, leads past every calendar."""


class Beleidsregel(Entity):
    """A rule of the house itself; replaces the rule of that name from its date on."""

    __compartment__ = Compartment.register
    __written_by__ = (rights.Right.change_beleid,)

    sleutel: Mapped[str]
    waarde: Mapped[str] = mapped_column(Text)
    """JSON, of the same shape as the value it replaces."""
    geldig_vanaf: Mapped[date]
    bron: Mapped[str]


@dataclass(frozen=True)
class Rule:
    """A rule with where it comes from. ``is_hypothese``: nobody has confirmed it yet."""

    sleutel: str
    omschrijving: str
    waarde: Any
    geldig_vanaf: date
    bron: str
    bron_url: str | None
    is_hypothese: bool


def get_rule(session: Session, sleutel: str, *, on: date | None = None) -> Rule:
    """The rule as it is valid on a day (today by default). Unknown name: a bug (KeyError)."""
    day = on or session.today
    own = session.scalars(
        select(Beleidsregel)
        .where(Beleidsregel.sleutel == sleutel, Beleidsregel.geldig_vanaf <= day)
        .order_by(Beleidsregel.geldig_vanaf.desc(), Beleidsregel.id.desc())
        .limit(1)
    ).first()
    brought = _brought(sleutel, day)
    if own is None:
        return brought
    return _own(own, brought)


def _own(row: Beleidsregel, brought: Rule) -> Rule:
    return Rule(
        row.sleutel,
        brought.omschrijving,
        json.loads(row.waarde),
        row.geldig_vanaf,
        row.bron,
        None,
        is_hypothese=False,
    )


def get_value(session: Session, sleutel: str, *, on: date | None = None) -> Any:
    """Only the value of ``get_rule``."""
    return get_rule(session, sleutel, on=on).waarde


def list_rules(session: Session, *, on: date | None = None) -> list[Rule]:
    """All rules as they are valid on a day."""
    return [get_rule(session, sleutel, on=on) for sleutel in sorted(_table())]


@dataclass(frozen=True)
class RuleVersion:
    """A value that a rule has or had. ``medewerker_id``: who wrote it, None: the program did."""

    rule: Rule
    medewerker_id: UUID | None = None
    recorded_at: datetime | None = None


def list_versions(session: Session, sleutel: str) -> list[RuleVersion]:
    """What the house decided, newest first, and then what the program brought along."""
    statement = select(Beleidsregel).where(Beleidsregel.sleutel == sleutel)
    newest_first = (Beleidsregel.geldig_vanaf.desc(), Beleidsregel.id.desc())
    own = session.scalars(statement.order_by(*newest_first))
    brought = _table()[sleutel]
    return [
        *(RuleVersion(_own(row, brought[0]), row.created_by, row.created_at) for row in own),
        *(RuleVersion(rule) for rule in brought),
    ]


def change_rule(session: Session, sleutel: str, waarde: Any, geldig_vanaf: date, bron: str) -> None:
    """Let the house replace a rule from a day on; ``session`` writes the register."""
    rights.require(session.actor, rights.Right.change_beleid)
    problems = check_value(session, sleutel, waarde)
    if not bron.strip():
        problems["bron"] = "Vul in waar dit vandaan komt, bijvoorbeeld een besluit met een datum."
    if problems:
        text = next(iter(problems.values())) if len(problems) == 1 else summary(problems.values())
        raise UserError(text, problems)
    session.add(
        Beleidsregel(
            sleutel=sleutel,
            waarde=json.dumps(waarde, ensure_ascii=False),
            geldig_vanaf=geldig_vanaf,
            bron=clean_text(bron).strip(),
        )
    )


# The shape of a value --------------------------------------------------------------------------


def check_value(session: Session, sleutel: str, waarde: Any) -> dict[str, str]:
    """What is wrong with a new value: place (``waarde``, ``waarde_aangemeld``) -> sentence."""
    if sleutel in FIXED:
        return {"waarde": f"Deze waarde staat vast in het programma. {FIXED[sleutel]}"}
    brought = _table()[sleutel][0].waarde
    problems = dict(_shape_problems(sleutel, "waarde", brought, waarde))
    if not problems and sleutel in FIXED_LENGTH and len(waarde) != len(brought):
        problems["waarde"] = f"Dit zijn er altijd {len(brought)}. Wijzig alleen de woorden."
    return problems or _reference_problems(session, sleutel, waarde)


def _shape_problems(sleutel: str, place: str, old: Any, new: Any) -> Iterator[tuple[str, str]]:
    if type(old) is not type(new):
        yield place, _OTHER_KIND[type(old)]
    elif isinstance(old, int):
        yield from _number_problems(sleutel, place, new)
    elif isinstance(old, str):
        if new.strip() or sleutel not in MAY_BE_EMPTY:
            yield from _text_problems(place, new)
    elif isinstance(old, dict):
        if set(old) != set(new):
            yield place, f"De onderdelen staan vast: {', '.join(map(str, old))}."
            return
        for key in old:
            yield from _shape_problems(sleutel, f"{place}_{key}", old[key], new[key])
    elif old and isinstance(old[0], dict):
        yield from _rows_problems(sleutel, place, old, new)
    else:
        yield from _list_problems(sleutel, place, new)
        if OTHER in old and OTHER not in new:
            yield place, f"Laat ‘{OTHER}’ staan: daarbij schrijft iemand zelf op wat het is."


def _rows_problems(
    sleutel: str, place: str, old: list[Any], new: list[Any]
) -> Iterator[tuple[str, str]]:
    if len(old) != len(new):
        yield place, f"Dit zijn er altijd {len(old)}."
        return
    for number, (before, after) in enumerate(zip(old, new, strict=True), start=1):
        yield from _shape_problems(sleutel, f"{place}_{number}", before, after)
        if isinstance(after, dict) and any(
            after.get(name) != before[name] for name in FIXED_PARTS if name in before
        ):
            yield f"{place}_{number}", "Waar dit bij hoort, staat vast. Wijzig alleen de rest."


def _number_problems(sleutel: str, place: str, number: int) -> Iterator[tuple[str, str]]:
    least = 0 if sleutel in MAY_BE_NOTHING else 1
    most = most_of(sleutel)
    if not least <= number <= most:
        yield place, f"Typ een heel getal van {least} tot en met {most}."


def most_of(sleutel: str) -> int:
    """The highest number that a rule can take."""
    return MOST_YEARS if sleutel.endswith("jaren") else MOST_OTHERWISE


def _text_problems(place: str, text: str) -> Iterator[tuple[str, str]]:
    if not text.strip():
        yield place, "Vul hier iets in."
    elif len(text) > MAX_LINE or "\n" in text:
        yield place, f"Houd het op één regel van ten hoogste {MAX_LINE} tekens."


def _list_problems(sleutel: str, place: str, lines: list[Any]) -> Iterator[tuple[str, str]]:
    may_be_empty = bool(MAY_BE_EMPTY & {sleutel, place.rpartition("_")[2]})
    if not lines and not may_be_empty:
        yield place, "Deze lijst kan niet leeg zijn. Zet er ten minste één regel in."
    elif not all(isinstance(line, str) for line in lines):
        yield place, _OTHER_KIND[list]
    elif any(True for line in lines for _ in _text_problems(place, line)):
        yield place, f"Elke regel heeft woorden, ten hoogste {MAX_LINE} tekens."
    elif len({line.strip().casefold() for line in lines}) < len(lines):
        yield place, "Twee regels zijn hetzelfde. Haal er een weg."


def _reference_problems(session: Session, sleutel: str, waarde: Any) -> dict[str, str]:
    """What names a word of another rule, names one that is there."""
    if sleutel == "dr_gebieden":
        used = {area for areas in get_value(session, _AREAS).values() for area in areas}
        if lost := sorted(used - set(waarde)):
            return {"waarde": f"Nog in gebruik bij een leefgebied: {', '.join(lost)}."}
    if sleutel == _AREAS:
        known = get_value(session, "dr_gebieden")
        return {
            f"waarde_{key}": f"Kies uit: {', '.join(known)}."
            for key, areas in waarde.items()
            if set(areas) - set(known)
        }
    if sleutel in _REGULIER:
        known = [row["sleutel"] for row in get_value(session, "sanctie_maxima")]
        return {
            f"waarde_{number}_{part}": f"Kies uit: {', '.join(known)}. Of laat het leeg."
            for number, row in enumerate(waarde, start=1)
            for part in ("eerste", "herhaling")
            if row[part] and row[part] not in known
        }
    return {}


FIXED_PARTS = ("sleutel", "taak")
_AREAS = "leefgebied_dr_gebied"
_REGULIER = ("sanctie_regulier", "sanctie_regulier_voorbeeld")
_OTHER_KIND: Mapping[type, str] = {
    int: "Typ een heel getal.",
    str: "Dit is een tekst.",
    dict: "Deze waarde heeft vaste onderdelen.",
    list: "Dit is een lijst van regels.",
}


def _brought(sleutel: str, day: date) -> Rule:
    rules = _table()[sleutel]
    return next((rule for rule in rules if rule.geldig_vanaf <= day), rules[-1])


@lru_cache
def _table() -> Mapping[str, list[Rule]]:
    """All brought rules by name, newest first."""
    rows = json.loads(resource_path("beleid.json").read_text(encoding="utf-8"))
    table: dict[str, list[Rule]] = {}
    for row in rows:
        day = date.fromisoformat(row["geldig_vanaf"])
        table.setdefault(row["sleutel"], []).append(Rule(**{**row, "geldig_vanaf": day}))
    for rules in table.values():
        rules.sort(key=lambda rule: rule.geldig_vanaf, reverse=True)
    return table
