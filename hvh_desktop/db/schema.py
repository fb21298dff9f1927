"""Which version a file has, making new files, and migrating older ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from hvh_desktop.db.backup import copy_file
from hvh_desktop.db.engine import DAMAGED, open_engine, problem_of
from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.rights import Compartment

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0005"
"""The newest revision; a test holds it equal to the migrations folder."""

NEWER = (
    "De gegevens op deze computer zijn gemaakt met een nieuwere versie van HvH Desktop. "
    "Er is niets gewijzigd. Werk dit programma bij en begin opnieuw."
)


def ensure_current(engine: Engine, compartment: Compartment, path: Path, key: bytes) -> None:
    """Check the version of an opened file and migrate an older one, after a copy of it."""
    found = _version(engine)
    if found == HEAD:
        return
    if found is None:
        raise EnvironmentProblem(DAMAGED)
    if found not in _known_revisions():
        raise EnvironmentProblem(NEWER)
    copy_file(path, key, path.with_name(f"{path.name}.voor-{HEAD}"))
    upgrade(engine, compartment)


def create_file(folder: Path, compartment: Compartment, key: bytes) -> None:
    """Make the empty file of a compartment in ``folder``."""
    engine = open_engine(folder / f"{compartment}.db", lambda: key, create=True)
    try:
        upgrade(engine, compartment)
    except (DBAPIError, OSError) as error:
        raise problem_of(error) or error from error
    finally:
        engine.dispose()


def upgrade(engine: Engine, compartment: Compartment, target: str = "head") -> None:
    """Run the migrations on one file."""
    from alembic import command

    _migrate(engine, compartment, lambda config: command.upgrade(config, target))


def downgrade(engine: Engine, compartment: Compartment, target: str = "base") -> None:
    """Undo migrations on one file; for tests and for developers."""
    from alembic import command

    _migrate(engine, compartment, lambda config: command.downgrade(config, target))


def _migrate(engine: Engine, compartment: Compartment, run: Callable[[Config], None]) -> None:
    """In one transaction. SQLite copies a table to change it, so the rows that point at it are
    checked at the end, not at each step."""
    with engine.execution_options(writes=True).connect() as connection:
        raw = connection.connection
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                config = _config()
                config.attributes.update(connection=connection, compartment=compartment)
                run(config)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise EnvironmentProblem(DAMAGED)
        finally:
            raw.execute("PRAGMA foreign_keys = ON")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _known_revisions() -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        tables = connection.exec_driver_sql(
            "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
        ).scalar()
        if not tables:
            return None
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
