"""Migrations stand alone: up, down, with data, equal to the models; a newer file is refused."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select

from hvh_desktop.db import Compartment, Database, new_id, schema
from hvh_desktop.db.engine import connect, open_engine
from hvh_desktop.db.revise import options, tables_of
from hvh_desktop.deelnemers.model import Deelnemer
from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.rights import Rol
from tests.conftest import KEYS, OpenAs
from tests.spine.test_db import make_deelnemer

VERSIONS = Path(schema.__file__).parent / "migrations" / "versions"


def tables(path: Path, key: bytes) -> dict[str, str]:
    connection = connect(path, key)
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    found = {name: _parts(sql) for name, sql in rows.fetchall()}
    connection.close()
    return found


def _parts(sql: str) -> str:
    """A table that was copied to change it names the same columns and rules, in another order."""
    return ",".join(sorted(part.strip().strip('()"\n') for part in sql.split(",")))


@pytest.mark.parametrize("compartment", Compartment)
def test_the_files_equal_the_models(house: Path, compartment: Compartment) -> None:
    engine = open_engine(house / f"{compartment}.db", lambda: KEYS[compartment])
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options())
        assert compare_metadata(context, tables_of(compartment)) == []
    engine.dispose()


@pytest.mark.parametrize("compartment", Compartment)
def test_down_and_up_again_gives_the_same_tables(house: Path, compartment: Compartment) -> None:
    path, key = house / f"{compartment}.db", KEYS[compartment]
    before = tables(path, key)
    engine = open_engine(path, lambda: key)
    schema.downgrade(engine, compartment)
    assert set(tables(path, key)) == {"alembic_version"}
    schema.upgrade(engine, compartment)
    engine.dispose()
    assert tables(path, key) == before


def test_the_head_is_the_newest_migration() -> None:
    names = sorted(path.stem for path in VERSIONS.glob("v*.py"))
    assert names[-1] == f"v{schema.HEAD}"


@pytest.mark.parametrize("path", sorted(VERSIONS.glob("v*.py")), ids=lambda p: p.stem)
def test_migrations_never_import_the_project(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        assert not any(name.startswith("hvh_desktop") for name in names)


def test_a_newer_database_is_refused_and_left_alone(
    house: Path, open_as: OpenAs, tmp_path: Path
) -> None:
    path, key = house / "team.db", KEYS[Compartment.team]
    connection = connect(path, key)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    shutil.copy(path, tmp_path / "kopie.db")
    with pytest.raises(EnvironmentProblem, match="nieuwere versie"):
        open_as(Rol.mentor)
    assert tables(path, key) == tables(tmp_path / "kopie.db", key)


GOLDEN = Path(__file__).parents[1] / "golden"
GOLDEN_KEY = bytes(range(32))
"""The golden files hold one fictional man; their key is no secret."""


def released() -> list[Path]:
    return sorted((GOLDEN / "databases").glob("*/team.db"))


def test_there_is_a_golden_database_of_this_version() -> None:
    assert [path.parent.name for path in released()][-1:] == [schema.HEAD]


@pytest.mark.parametrize("path", released(), ids=lambda p: p.parent.name)
def test_released_databases_open_with_their_data(path: Path, tmp_path: Path) -> None:
    from hvh_desktop.rights import Actor

    folder = tmp_path / "oud"
    shutil.copytree(path.parent, folder)
    actor = Actor(new_id(), frozenset({Rol.casemanager}))
    keys = dict.fromkeys((Compartment.team, Compartment.register), GOLDEN_KEY)
    database = Database(folder, keys, actor=actor, device=new_id())
    with database.reading() as session:
        assert session.scalars(select(Deelnemer.achternaam)).all() == ["Żółkiewski"]
    with database.transaction(Compartment.team) as session:
        session.add(make_deelnemer())
    database.close()
