"""The text of the worked-out pieces: ``python -m tests.trajectplannen.golden`` writes it anew.

Read the difference before you keep it: it is what somebody will read on paper.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hvh_desktop.toestemmingen.model import GegevensSoort as Kind
from hvh_desktop.trajectplannen.inhoud import Opmaak, Uitgave
from hvh_desktop.trajectplannen.report import afspraken_pdf, trajectplan_pdf
from hvh_desktop.trajectplannen.uitgaven import Kinds, Mag, Uitsnede, cut_for_him, cut_for_others
from hvh_desktop.trajectplannen.zonder_namen import cut_names
from tests.golden.papers import keep
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


if __name__ == "__main__":
    keep(FOLDER, PIECES)
