"""The words of the papers: ``python -m tests.sancties.golden_mededeling`` writes them anew.

Read the difference before you keep it: it is what he gets in his hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from hvh_desktop.sancties.inhoud import MededelingInhoud
from hvh_desktop.sancties.report import mededeling_pdf, uitleg_pdf
from tests.golden.papers import keep
from tests.sancties import mededelingen

FOLDER = Path(__file__).parent / "mededelingen_bladen"
CASES: Mapping[str, MededelingInhoud] = {
    "voorwaardelijk": mededelingen.VOORWAARDELIJK,
    "deels-met-boete": mededelingen.DEELS_MET_BOETE,
    "geen-straf": mededelingen.GEEN_STRAF,
    "ten-uitvoer": mededelingen.TEN_UITVOER,
    "tolk": mededelingen.TOLK,
}
PIECES: dict[str, Callable[[], bytes]] = {
    **{f"mededeling-{name}": partial(mededeling_pdf, one) for name, one in CASES.items()},
    **{f"uitleg-{name}": partial(uitleg_pdf, one) for name, one in CASES.items()},
}


if __name__ == "__main__":
    keep(FOLDER, PIECES)
