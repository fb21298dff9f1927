"""The text of the papers: ``python -m tests.toestemmingen.golden`` writes it anew.

Read the difference before you keep it: it is what he will read and sign.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hvh_desktop.toestemmingen.report import intrekking_pdf, toestemming_pdf
from tests.golden.papers import keep
from tests.toestemmingen import formulieren

FOLDER = Path(__file__).parent / "bladen"
PIECES: dict[str, Callable[[], bytes]] = {
    "vader": lambda: toestemming_pdf(formulieren.VADER),
    "alles": lambda: toestemming_pdf(formulieren.ALLES),
    "leeg": lambda: toestemming_pdf(formulieren.LEEG),
    "ingetrokken": lambda: intrekking_pdf(formulieren.VADER, formulieren.INTREKKING),
}


if __name__ == "__main__":
    keep(FOLDER, PIECES)
