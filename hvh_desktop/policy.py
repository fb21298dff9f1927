"""Law and policy as data: terms, maxima and headings, each with a valid-from date and a source.

What the program brings along is in ``resources/beleid.json``; what the house decides for itself
is a ``Beleidsregel`` in the register and goes before it from its date on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop import rights
from hvh_desktop.db import Compartment, Entity, Session
from hvh_desktop.resources import resource_path


class Beleidsregel(Entity):
    """A rule of the house itself; replaces the rule of that name from its date on."""

    __compartment__ = Compartment.register

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
    return Rule(
        sleutel,
        brought.omschrijving,
        json.loads(own.waarde),
        own.geldig_vanaf,
        own.bron,
        None,
        is_hypothese=False,
    )


def get_value(session: Session, sleutel: str, *, on: date | None = None) -> Any:
    """Only the value of ``get_rule``."""
    return get_rule(session, sleutel, on=on).waarde


def list_rules(session: Session, *, on: date | None = None) -> list[Rule]:
    """All rules as they are valid on a day."""
    return [get_rule(session, sleutel, on=on) for sleutel in sorted(_table())]


def change_rule(session: Session, sleutel: str, waarde: Any, geldig_vanaf: date, bron: str) -> None:
    """Let the house replace a rule from a day on; ``session`` writes the register."""
    rights.require(session.actor, rights.Right.change_beleid)
    _brought(sleutel, geldig_vanaf)
    session.add(
        Beleidsregel(
            sleutel=sleutel,
            waarde=json.dumps(waarde, ensure_ascii=False),
            geldig_vanaf=geldig_vanaf,
            bron=bron,
        )
    )


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
