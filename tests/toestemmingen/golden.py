"""The text of the papers: ``python -m tests.toestemmingen.golden`` writes it anew.

Read the difference before you keep it: it is what he will read and sign.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf

from hvh_desktop.toestemmingen.report import intrekking_pdf, toestemming_pdf
from tests.toestemmingen import formulieren

FOLDER = Path(__file__).parent / "bladen"
PIECES: dict[str, Callable[[], bytes]] = {
    "vader": lambda: toestemming_pdf(formulieren.VADER),
    "alles": lambda: toestemming_pdf(formulieren.ALLES),
    "leeg": lambda: toestemming_pdf(formulieren.LEEG),
    "ingetrokken": lambda: intrekking_pdf(formulieren.VADER, formulieren.INTREKKING),
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
