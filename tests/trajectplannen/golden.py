"""The text of the worked-out pieces: ``python -m tests.trajectplannen.golden`` writes it anew.

Read the difference before you keep it: it is what somebody will read on paper.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf

from hvh_desktop.trajectplannen.inhoud import Uitgave
from hvh_desktop.trajectplannen.report import afspraken_pdf, trajectplan_pdf
from tests.trajectplannen import plannen

FOLDER = Path(__file__).parents[1] / "golden" / "trajectplan"
PIECES: dict[str, Callable[[], bytes]] = {
    "jeffrey-versie-3": lambda: trajectplan_pdf(plannen.JEFFREY),
    "jeffrey-aan-tafel": lambda: trajectplan_pdf(plannen.JEFFREY, uitgave=Uitgave.tafel),
    "afrem-concept": lambda: trajectplan_pdf(plannen.AFREM),
    "jeffrey-afspraken": lambda: afspraken_pdf(plannen.BLAD),
    "jeffrey-afspraken-zonder-namen": lambda: afspraken_pdf(plannen.BLAD.without_names()),
    "afrem-afspraken": lambda: afspraken_pdf(plannen.AFREM_BLAD),
}


def words(data: bytes) -> str:
    """The text of all sheets, with a line between two sheets."""
    pages = (page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    lines = (line.rstrip() for page in pages for line in [*page.splitlines(), "-----"])
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, make in PIECES.items():
        (FOLDER / f"{name}.txt").write_text(words(make()), encoding="utf-8")
