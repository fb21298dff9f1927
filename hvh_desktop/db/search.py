"""Full-text search inside one encrypted file: SQLite FTS5 without a copy of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from hvh_desktop.db.ids import id_from
from hvh_desktop.rights import Compartment
from hvh_desktop.text import fold_letters

if TYPE_CHECKING:
    from hvh_desktop.db.entity import Entity
    from hvh_desktop.db.session import Session

CREATE = (
    "CREATE VIRTUAL TABLE search USING fts5(body, content='', contentless_delete=1,"
    " tokenize='unicode61 remove_diacritics 2')"
)


class Hit(NamedTuple):
    """An entity whose text holds all words that were asked for."""

    kind: str
    entity_id: UUID
    deelnemer_id: UUID | None


def index(session: Session, entities: Sequence[Entity]) -> None:
    """Put the words of these entities in the index, in the transaction of the session."""
    if not entities:
        return
    connection = session.write_connection()
    for entity in entities:
        body = body_of(getattr(entity, name) for name in entity.__search__)
        deelnemer: UUID | None = getattr(entity, "deelnemer_id", None)
        found = connection.exec_driver_sql(
            "INSERT INTO search_item (entity, kind, deelnemer_id) VALUES (?, ?, ?)"
            " ON CONFLICT (entity) DO UPDATE SET kind = excluded.kind RETURNING number",
            (entity.id.bytes, type(entity).__name__, deelnemer.bytes if deelnemer else None),
        ).scalar_one()
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO search (rowid, body) VALUES (?, ?)", (found, body)
        )


def body_of(values: Iterable[Any]) -> str:
    """The words of an entity as they go into the index."""
    return fold_letters("\n".join(str(value) for value in values if value))


def query_of(words: str) -> str:
    """What people type as an FTS5 query: every word must occur, the last may be unfinished."""
    found = re.findall(r"\w+", fold_letters(words))
    return " ".join(
        f'"{word}"' + ("*" if n == len(found) - 1 else "") for n, word in enumerate(found)
    )


def find(session: Session, compartment: Compartment, words: str, *, limit: int = 50) -> list[Hit]:
    """Entities of a compartment with all these words, newest first. Rights: see the caller."""
    query = query_of(words)
    if not query:
        return []
    connection = session.connection(bind_arguments={"bind": session.engine_of(compartment)})
    rows = connection.exec_driver_sql(
        "SELECT i.kind, i.entity, i.deelnemer_id FROM search s"
        " JOIN search_item i ON i.number = s.rowid WHERE search MATCH ?"
        " ORDER BY s.rowid DESC LIMIT ?",
        (query, limit),
    ).all()
    return [
        Hit(kind, id_from(entity), id_from(deelnemer) if deelnemer else None)
        for kind, entity, deelnemer in rows
    ]
