"""The text of the worked-out pieces: ``python -m tests.trajectplannen.golden`` writes it anew.

Read the difference before you keep it: it is what somebody will read on paper.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf

from hvh_desktop.toestemmingen.model import GegevensSoort as Kind
from hvh_desktop.trajectplannen.inhoud import Opmaak, Uitgave
from hvh_desktop.trajectplannen.report import afspraken_pdf, trajectplan_pdf
from hvh_desktop.trajectplannen.uitgaven import Kinds, Mag, Uitsnede, cut_for_him, cut_for_others
from hvh_desktop.trajectplannen.zonder_namen import cut_names
from tests.trajectplannen import plannen

FOLDER = Path(__file__).parents[1] / "golden" / "trajectplan"
FAMILY: Kinds = dict.fromkeys((Kind.persoonsgegevens, Kind.doelen, Kind.netwerk))
LAW: Kinds = dict.fromkeys(
    (Kind.persoonsgegevens, Kind.doelen, Kind.afspraken), frozenset({"Wonen", "Geld en inkomen"})
)
"""As a law or a consent that holds for two leefgebieden."""


def edition(uitgave: Uitgave, cut: Uitsnede, voor: str = "") -> bytes:
    return trajectplan_pdf(cut.inhoud, Opmaak(uitgave, cut.gegevens, voor))


PIECES: dict[str, Callable[[], bytes]] = {
    "jeffrey-versie-3": lambda: trajectplan_pdf(plannen.JEFFREY),
    "jeffrey-voor-zijn-moeder": lambda: edition(
        Uitgave.anderen, cut_for_others(plannen.JEFFREY, Mag(FAMILY)), "moeder Anja Nijhuis"
    ),
    "jeffrey-voor-de-gemeente": lambda: edition(
        Uitgave.anderen, cut_for_others(plannen.JEFFREY, Mag(LAW)), "gemeente Almelo"
    ),
    "jeffrey-voor-hemzelf": lambda: edition(Uitgave.deelnemer, cut_for_him(plannen.JEFFREY)),
    "jeffrey-zonder-namen": lambda: edition(Uitgave.zonder_namen, cut_names(plannen.JEFFREY)),
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
