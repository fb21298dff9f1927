"""The whole demo, built once for every test that looks at it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from hvh_desktop.crypto import KdfCost
from hvh_desktop.demo.builder import build_demo
from tests.conftest import NOW


@cache
def whole_demo() -> Path:
    """The folder of the demo; who changes anything takes a copy."""
    folder = Path(tempfile.mkdtemp(prefix="demo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    build_demo(folder, clock=lambda: NOW, cost=KdfCost.cheap())
    return folder
