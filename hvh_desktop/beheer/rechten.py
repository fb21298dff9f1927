"""The table of rights in words: per role what it may, and which keys it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hvh_desktop.rights import COMPARTMENTS, TABLE, Compartment, Right, Rol, Scope
from hvh_desktop.text import capitalise

CELLS: Mapping[Scope, str] = {Scope.all: "ja", Scope.own: "eigen", Scope.none: "–"}
KEYS: Mapping[Compartment, str] = {
    Compartment.team: "dossiers",
    Compartment.behandeling: "behandeling",
    Compartment.instroom: "instroom",
    Compartment.register: "lijsten van het huis",
    Compartment.log: "wie wat bekeek",
}
SHORT: Mapping[Rol, str] = {
    Rol.casemanager: "Casemgr.",
    Rol.reclasseringswerker: "Reclass.",
    Rol.psycholoog: "Psych.",
    Rol.locatiemanager: "Locatiem.",
    Rol.projectmanager: "Projectm.",
    Rol.onderzoeker: "Onderz.",
    Rol.beheerder: "Beheer",
}
"""For the heads of narrow columns."""


@dataclass(frozen=True)
class RolWords:
    """What one role may, in the order of the table."""

    alles: tuple[str, ...]
    eigen: tuple[str, ...]
    sleutels: tuple[str, ...]


def words_of(rol: Rol) -> RolWords:
    """Everything about one role."""
    return RolWords(
        tuple(right.value for right in Right if _scope(right, rol) is Scope.all),
        tuple(right.value for right in Right if _scope(right, rol) is Scope.own),
        tuple(word for key, word in KEYS.items() if key in COMPARTMENTS[rol]),
    )


def matrix() -> list[tuple[str, ...]]:
    """A row per right and per key, a column per role."""
    return [
        *(
            (capitalise(right.value), *(CELLS[_scope(right, rol)] for rol in Rol))
            for right in Right
        ),
        *(
            (f"Sleutel: {word}", *(CELLS[_held(key, rol)] for rol in Rol))
            for key, word in KEYS.items()
        ),
    ]


def _scope(right: Right, rol: Rol) -> Scope:
    return TABLE[right].get(rol, Scope.none)


def _held(key: Compartment, rol: Rol) -> Scope:
    return Scope.all if key in COMPARTMENTS[rol] else Scope.none
