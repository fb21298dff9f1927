"""Figures of whole processes: until a window is there, and how much memory it takes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from hvh_desktop.crypto import VAULT_FILE

if TYPE_CHECKING:
    from tests.bench.data import House

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 7

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
app = QApplication(sys.argv)
window = QMainWindow()
inner = QWidget()
layout = QVBoxLayout(inner)
for widget in (QLineEdit(), QLineEdit(), QPushButton("Ga")):
    layout.addWidget(widget)
window.setCentralWidget(inner)
window.resize(1366, 768)
window.show()
app.processEvents()
"""
LOGIN = """
import sys, tempfile
from pathlib import Path
from hvh_desktop import app as program_module
folder = Path(sys.argv[1])
app = program_module.make_application(folder)
program = program_module.Program(app, folder, is_demo=False)
program.start()
app.processEvents()
"""
REPORT = """
import os
with open("/proc/self/statm") as file:
    pages = int(file.read().split()[1])
print(pages * os.sysconf("SC_PAGE_SIZE"))
"""
INSIDE = """
import sys
from pathlib import Path
from uuid import UUID
from hvh_desktop.app import load_inside
load_inside()
from tests.bench.inside import open_shell
app, database, shell, window = open_shell(Path(sys.argv[1]), UUID(sys.argv[2]))
app.processEvents()
shell.open("dossier", deelnemer_id=UUID(sys.argv[3]))
app.processEvents()
"""


def _environment() -> dict[str, str]:
    kept = {n: v for n, v in os.environ.items() if n != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


def _run(code: str, *arguments: str) -> tuple[float, str]:
    """Seconds from the start of the process to its end, and what it printed."""
    exit_at_once = "\nimport os, sys\nsys.stdout.flush()\nos._exit(0)\n"
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code + exit_at_once, *arguments],
        cwd=ROOT,
        env=_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - began, done.stdout


def start(figure: Any) -> Any:
    """Process start to the login window, against a bare Qt window."""
    import tempfile

    ours, bare = [], []
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / VAULT_FILE).write_text("{}")  # a house that was set up: no first run
        _run(BARE)
        _run(LOGIN, folder)
        for _ in range(ROUNDS):
            bare.append(_run(BARE)[0])
            ours.append(_run(LOGIN, folder)[0])
    return figure("start", median(ours) * 1000, median(bare) * 1000, "ms", "loginvenster")


def memory(figure: Any, house: House) -> Any:
    """Resident memory with Vandaag and a dossier shown, against a bare Qt window."""
    _, bare = _run(BARE + REPORT)
    _, ours = _run(
        INSIDE + REPORT,
        str(house.folder),
        str(house.actor.medewerker_id),
        str(house.deelnemer_id),
    )
    size = f"{house.gesprekken} gesprekken"
    return figure("memory", int(ours) / 2**20, int(bare) / 2**20, "MiB", size)
