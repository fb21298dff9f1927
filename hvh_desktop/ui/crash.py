"""A bug: written down without a word of content, and shown with a number.

What is written: the kind of error and the places in our code it went through. Never its message,
because a message may hold what somebody typed.
"""

from __future__ import annotations

import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from hvh_desktop import __version__
from hvh_desktop.ui.dialogs import Sentence

FILE = "storingen.log"
MOST = 256 * 1024


def record_crash(folder: Path, error: BaseException) -> str:
    """Write the bug down and return its number. A full disk does not make it worse."""
    number = os.urandom(4).hex().upper()
    lines = [
        f"{number} {datetime.now(UTC):%Y-%m-%d %H:%M} versie {__version__} {sys.platform}",
        *_kinds(error),
        *(
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ),
        "",
    ]
    path = folder / FILE
    try:
        if path.exists() and path.stat().st_size > MOST:
            path.replace(path.with_suffix(".vorige.log"))
        with path.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return number
    return number


def _kinds(error: BaseException) -> list[str]:
    kinds = []
    seen: BaseException | None = error
    while seen is not None:
        kinds.append(f"  {type(seen).__module__}.{type(seen).__qualname__}")
        seen = seen.__cause__ or seen.__context__
    return kinds


def show_crash(folder: Path, error: BaseException, parent: QWidget | None = None) -> Sentence:
    """Tell the person that the program made a mistake, with the number for the beheerder."""
    number = record_crash(folder, error)
    dialog = Sentence(
        parent or QApplication.activeWindow(),
        "Het programma maakte een fout",
        f"Dit ligt niet aan jou. Wat al bewaard was, is veilig; wat je net typte, staat nog op "
        f"het scherm of in je concept. Geef dit nummer aan de beheerder: {number}. "
        f"In het verslag van de fout staan geen namen en geen tekst.",
    )
    dialog.setObjectName("storing")
    dialog.open()
    return dialog
