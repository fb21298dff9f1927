"""Which decisions count, kept in the table ``beaten`` and in what is shown.

Everything that was made in the action of a decision that does not count goes with it; the fields
that it changed step back behind what somebody else wrote. Nothing is thrown away.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hvh_desktop.db.entity import Entity, entity_classes
from hvh_desktop.db.kinds import find_kind
from hvh_desktop.db.line import beaten_of, read_nodes
from hvh_desktop.rights import Compartment
from hvh_desktop.sync.merge import renew, tables

Group = tuple[str, tuple[Any, ...]]
"""Kind of decision, and what it is about, as it stands in the table."""


def deciding(compartment: Compartment) -> list[type[Entity]]:
    """The kinds of which two cannot both count."""
    return [kind for kind in entity_classes(compartment) if kind.__decides__]


def settle_all(connection: Any, compartment: Compartment) -> set[type]:
    """Look at every line of decisions: the order of the hub may have become known."""
    touched: set[type] = set()
    for kind in deciding(compartment):
        columns = ", ".join(f'"{name}"' for name in kind.__decides__)
        found = connection.execute(f'SELECT DISTINCT {columns} FROM "{kind.__tablename__}"')
        touched |= settle(connection, [(kind.__name__, which) for which in found.fetchall()])
    return touched


def settle(connection: Any, groups: Iterable[Group]) -> set[type]:
    """Look at these lines; the kinds of what counts from now on, or no longer."""
    before = dict(connection.execute('SELECT entity, "by" FROM beaten').fetchall())
    touched: set[type] = set()
    for name, which in groups:
        kind = find_kind(name)
        if kind is None:
            continue
        nodes = [
            node
            for _, _, node in read_nodes(
                lambda *query: connection.execute(*query).fetchall(),
                kind.table,
                kind.entity.__decides__,
                which,
            )
        ]
        beaten = {entity: first.entity for entity, first in beaten_of(nodes).items()}
        for node in nodes:
            if before.get(node.entity) != beaten.get(node.entity):
                touched |= _write(connection, node.action, beaten.get(node.entity))
    return touched


def _write(connection: Any, action: bytes, by: bytes | None) -> set[type]:
    """An action counts, or ``by`` was before it."""
    rows = connection.execute(
        'SELECT DISTINCT kind, entity, operation FROM "change"'
        " WHERE action = ? AND state IN ('', 'update')",
        (action,),
    ).fetchall()
    touched: set[type] = set()
    for name, entity, operation in rows:
        kind = find_kind(name)
        if kind is None:
            continue
        touched.add(kind.entity)
        if operation != "create" or not kind.entity.__is_decision__:
            continue
        connection.execute("DELETE FROM beaten WHERE entity = ?", (entity,))
        if by is not None:
            deelnemer = tables.deelnemer_of(connection, kind, entity)
            connection.execute(
                'INSERT INTO beaten (entity, kind, "by", deelnemer_id) VALUES (?, ?, ?, ?)',
                (entity, name, by, deelnemer),
            )
    for name, entity, operation in rows:
        kind = find_kind(name)
        if kind is not None and operation != "create":
            renew.renew(connection, kind, entity)
    return touched
