"""The overview on paper that a deelnemer may receive."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from hvh_desktop.db import Compartment, Session
from hvh_desktop.errors import UserError
from hvh_desktop.policy import get_value
from hvh_desktop.raadplegingen.report import overzicht_pdf
from hvh_desktop.raadplegingen.screen_filter import PERIODEN
from hvh_desktop.raadplegingen.service import DAGEN, record_inzage
from hvh_desktop.raadplegingen.service_overzicht import OverzichtInhoud, collect_overzicht
from hvh_desktop.text import plural
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    OntvangerSoort,
    VerstrekkingWat,
    VerstrekkingWijze,
)
from hvh_desktop.toestemmingen.service_verstrekkingen import record_verstrekking
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.print_page import Piece, PrintPage

ALLES = 0
ABOUT = (
    "Grote letters en korte zinnen. Lees het samen en geef het hem mee. Alles wat hier op staat, "
    "mag hij weten."
)


class RaadplegingenAfdrukPage(PrintPage):
    """For himself; that he received it is written down as it leaves."""

    shows: ClassVar[frozenset[type]] = frozenset()

    help_page: ClassVar[str] = "wie-keek-er"
    onderdeel = "raadplegingen"
    leaves_in = Compartment.team
    saves_open = False
    said_after = "Er is opgeschreven dat hij dit overzicht kreeg."

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self._is_noted = False
        self.periode = kit.RadioGroup((*PERIODEN, (ALLES, "Alles wat er is")), value=DAGEN)
        self.periode.changed.connect(self.refresh)
        self.lay_out(
            kit.Heading("Wie keek er in zijn dossier", 2),
            kit.Label(ABOUT, role="muted", wrap=True),
            kit.FieldBlock("Periode", self.periode, name="periode"),
        )
        self.show_footer(self.print_button())

    def go_back(self) -> None:
        """To the list, with what was chosen there."""
        self.context.open("raadplegingen", **self.address)

    def refresh(self) -> None:
        if not self._is_noted and not self._note_inzage():
            return
        deelnemer_id, days = self.deelnemer_id, self.periode.value()

        def collect(session: Session) -> OverzichtInhoud:
            back = days or 366 * int(get_value(session, "raadplegingen_bewaarjaren"))
            begin = session.today - timedelta(days=back)
            return collect_overzicht(session, deelnemer_id, begin, session.today)

        def draw(inhoud: OverzichtInhoud) -> Piece:
            name = f"wie-keek-er-{inhoud.gemaakt_datum.isoformat()}.pdf"
            return Piece(overzicht_pdf(inhoud), name, inhoud)

        self.make(collect, draw)

    def _note_inzage(self) -> bool:
        """Looking at the log is in the log, also when it is looked at as paper."""
        self._is_noted = self.context.perform(
            lambda session: record_inzage(session, deelnemer_id=self.deelnemer_id),
            compartment=Compartment.log,
            form=self,
        )
        return self._is_noted

    def show_problems(self, error: UserError) -> None:
        """He may not see who looked: say so beside the empty preview."""
        self.say(kit.NoticeBanner(error.text, "warn"))

    def piece_shown(self, piece: Piece) -> None:
        inhoud: OverzichtInhoud = piece.about
        lines = plural(len(inhoud.regels), "regel", "regels")
        self.say(kit.NoticeBanner(f"Op dit blad staan {lines}.", "stil", icon="eye"))

    def leaving(self, session: Session, wijze: str) -> None:
        """He himself receives it, on the ground of inzage."""
        record_verstrekking(
            session,
            self.deelnemer_id,
            OntvangerSoort.deelnemer,
            None,
            VerstrekkingWat.raadplegingen,
            (GegevensSoort.persoonsgegevens,),
            VerstrekkingWijze[wijze],
        )
