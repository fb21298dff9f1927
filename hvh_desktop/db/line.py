"""Decisions about one thing, in a line: of two that did not see each other the first one counts.

The hub's order says which was first; what it has not confirmed yet comes behind, in the order of
the clocks. A decision names the one that it followed, so what was built on a decision that did not
count does not count either. Pure, but for ``read_nodes``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hvh_desktop.db.kinds import Unfit, read_parents

Fetch = Callable[[str, tuple[Any, ...]], Sequence[Any]]


@dataclass(frozen=True)
class Node:
    """The creation of a decision."""

    change: str
    entity: bytes
    action: bytes
    user: bytes
    followed: tuple[str, ...] | None
    """The creations that it came after; None: made before laptops were connected."""
    hlc: int
    position: int | None
    """Of its envelope in the order of the hub."""

    @property
    def order(self) -> tuple[bool, int, int, str]:
        """What is confirmed goes first."""
        return (self.position is None, self.position or 0, self.hlc, self.change)


def line_of(nodes: Iterable[Node]) -> list[Node]:
    """The decisions that count, in order."""
    left = sorted(nodes, key=lambda node: node.order)
    line: list[Node] = []
    while left:
        last = line[-1] if line else None
        chosen = next((node for node in left if _follows(node, last)), None)
        if chosen is None:
            if line:
                break
            chosen = left[0]
        left.remove(chosen)
        line.append(chosen)
    return line


def beaten_of(nodes: Sequence[Node]) -> dict[bytes, Node]:
    """The decisions that do not count, each with the one that was first."""
    line = line_of(nodes)
    counts = {node.change: number for number, node in enumerate(line)}
    by_change = {node.change: node for node in nodes}

    def first(node: Node) -> Node:
        """What took the place of this one, or of the one that it was built on."""
        seen = {node.change}
        while True:
            after = [counts[change] for change in node.followed or () if change in counts]
            if after:
                return line[min(max(after) + 1, len(line) - 1)]
            before = [by_change[c] for c in node.followed or () if c in by_change and c not in seen]
            if not before:
                return line[0]
            node = before[0]
            seen.add(node.change)

    return {node.entity: first(node) for node in nodes if node.change not in counts}


def _follows(node: Node, last: Node | None) -> bool:
    if node.followed is None:
        return True
    if last is None:
        return not node.followed
    return last.change in node.followed or last.action == node.action


def read_nodes(
    fetch: Fetch, table: str, columns: Sequence[str], which: Sequence[Any]
) -> list[tuple[int, bytes, Node]]:
    """The decisions about one thing: row in the log, laptop, decision."""
    where = " AND ".join(f't."{column}" IS ?' for column in columns)
    rows = fetch(
        "SELECT c.rowid, c.device, c.id, c.entity, c.action, c.user, c.parents, c.hlc, e.position"
        f' FROM "{table}" t CROSS JOIN "change" c ON c.entity = t.id AND c.operation = \'create\''
        " AND lower(c.kind) = ? AND c.state IN ('', 'update')"
        " LEFT JOIN envelope e ON e.hash = c.envelope"
        f" WHERE {where}",
        (table, *which),
    )
    return [
        (row, device, Node(change.hex(), entity, action, user, _followed(parents), hlc, position))
        for row, device, change, entity, action, user, parents, hlc, position in rows
    ]


def _followed(parents: str) -> tuple[str, ...] | None:
    try:
        found = read_parents(parents).get("")
    except Unfit:  # a newer version wrote it, or somebody made it up
        return ()
    return None if found is None else tuple(found)
