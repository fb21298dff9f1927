"""What a person sees of two versions of the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Versie:
    """What one person wrote."""

    tekst: str
    """The value in words; of a text the text itself."""
    waarde: Any
    """What is kept when this one is chosen."""
    door: str
    op: datetime
    is_hier: bool
    """Written on this laptop."""
    verzegeld_door: str = ""
    """Who sent it on, when that was not who wrote it."""


@dataclass(frozen=True)
class Naar:
    """Where the thing is opened."""

    place: str
    address: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TweeVersiesRow:
    """One field with more than one version, for a list."""

    kind: str
    entity_id: UUID
    veld: str
    label: str
    wat: str
    """"Doel van Jeffrey Nijhuis"."""
    deelnemer_id: UUID | None
    door: tuple[str, ...]
    """Who wrote them, oldest first."""
    mag_kiezen: bool


@dataclass(frozen=True)
class TweeVersies:
    """The same with all that is needed to decide."""

    row: TweeVersiesRow
    versies: tuple[Versie, ...]
    """Oldest first; two, or more when more people wrote."""
    is_tekst: bool
    is_stem: bool
    """His own words."""
    voorstel: str
    """A text that holds what both wrote; parts that cannot go together stand below each other."""
    is_samengevoegd: bool
    """The proposal holds everything of both without a clash."""
    naar: Naar | None


@dataclass(frozen=True)
class VerslagenRow:
    """A decision that does not count, because a colleague decided first."""

    kind: str
    entity_id: UUID
    wat: str
    deelnemer_id: UUID | None
    is_van_mij: bool
    """This person made the one that does not count; else he was the first."""
    ander: str
    op: datetime
