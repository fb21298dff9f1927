"""Make a new migration from the difference between the models and the newest revision.

For developers: ``python -m hvh_desktop.db.revise 0002 "what changes"``. Read what it writes
before you commit it; a released migration never changes.
"""

from __future__ import annotations

import secrets
import sys
import tempfile
from pathlib import Path
from textwrap import dedent, indent
from typing import Any, Literal

from alembic.autogenerate.api import produce_migrations, render_python_code
from alembic.operations.ops import DowngradeOps, UpgradeOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Enum, MetaData, TypeDecorator

import hvh_desktop.models  # noqa: F401
from hvh_desktop.db import schema
from hvh_desktop.db.engine import open_engine
from hvh_desktop.db.entity import EVERYWHERE, Base, entity_classes
from hvh_desktop.db.search import CREATE
from hvh_desktop.db.travel import TRAVEL
from hvh_desktop.rights import Compartment

_FOLDER = Path(__file__).parent / "migrations" / "versions"
_HEAD = '''"""{message}"""

import sqlalchemy as sa
from alembic import context, op

revision = "{revision}"
down_revision = {previous}


def upgrade() -> None:
    _UPGRADES[context.config.attributes["compartment"]]()


def downgrade() -> None:
    _DOWNGRADES[context.config.attributes["compartment"]]()
'''


def tables_of(compartment: Compartment) -> MetaData:
    """The tables that a file of this compartment holds, by the models of today."""
    metadata = MetaData(naming_convention=Base.metadata.naming_convention)
    for mapped in (*EVERYWHERE, *TRAVEL, *entity_classes(compartment)):
        mapped.metadata.tables[mapped.__tablename__].to_metadata(metadata)
    return metadata


def options() -> dict[str, Any]:
    """How models and files are compared, here and in the test that holds them equal."""

    def include(thing: Any, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or name == "search_item" or not (name or "").startswith("search")

    return {"include_object": include, "compare_type": False}


def render(kind: str, thing: Any, context: Any) -> str | Literal[False]:
    """Column types in plain SQLAlchemy, so that a migration never needs the models."""
    if kind != "type":
        return False
    if isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    return "sa.String(length=40)" if isinstance(thing, Enum) else False


def main(revision: str, message: str) -> Path:
    """Write the migration and return its path."""
    previous = None if revision == "0001" else f"{int(revision) - 1:04d}"
    parts = [_HEAD.format(message=message, revision=revision, previous=repr(previous))]
    for compartment in Compartment:
        up, down = _difference(compartment, is_first=previous is None)
        parts.append(f"\n\ndef _upgrade_{compartment}() -> None:\n{indent(up, '    ')}\n")
        parts.append(f"\n\ndef _downgrade_{compartment}() -> None:\n{indent(down, '    ')}\n")
    for word in ("upgrade", "downgrade"):
        lines = "".join(f'    "{c}": _{word}_{c},\n' for c in Compartment)
        parts.append(f"\n\n_{word.upper()}S = {{\n{lines}}}\n")
    path = _FOLDER / f"v{revision}.py"
    path.write_text("".join(parts), encoding="utf-8")
    return path


def _difference(compartment: Compartment, *, is_first: bool) -> tuple[str, str]:
    key = secrets.token_bytes(32)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "leeg.db", lambda: key, create=True)
        if not is_first:
            schema.upgrade(engine, compartment)
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection,
                opts={**options(), "render_item": render, "sqlalchemy_module_prefix": "sa."},
            )
            script = produce_migrations(context, tables_of(compartment))
            up = _code(script.upgrade_ops, context)
            down = _code(script.downgrade_ops, context)
        engine.dispose()
    if is_first:
        up += f'\nop.execute(\n    "{CREATE}"\n)'
        down = f'op.execute("DROP TABLE search")\n{down}'
    return up, down


def _code(ops: UpgradeOps | DowngradeOps | None, context: MigrationContext) -> str:
    if ops is None or ops.is_empty():
        return "pass"
    code = render_python_code(
        ops, render_item=render, render_as_batch=True, migration_context=context
    )
    lines = dedent(f"    {code}").splitlines()
    return "\n".join(line for line in lines if "###" not in line).strip()


if __name__ == "__main__":
    print(main(sys.argv[1], sys.argv[2]))  # noqa: T201
