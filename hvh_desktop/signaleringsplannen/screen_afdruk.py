"""The sheet on screen as it comes out of the printer, for him or for somebody else.

For somebody else it leaves the house: it is noted first, and without a ground it stays here.
"""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from hvh_desktop.db import Compartment, Session
from hvh_desktop.errors import UserError
from hvh_desktop.pdf import count_pages
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.signaleringsplannen import service
from hvh_desktop.signaleringsplannen.model import (
    Signaleringsdeling,
    Signaleringsfase,
    Signaleringsplan,
)
from hvh_desktop.signaleringsplannen.report import signaleringsplan_pdf
from hvh_desktop.signaleringsplannen.rows import BladInhoud
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    OntvangerSoort,
    Toestemming,
    VerstrekkingWat,
    VerstrekkingWijze,
)
from hvh_desktop.toestemmingen.service_verstrekkingen import record_verstrekking
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.print_page import AFGEDRUKT, Piece, PrintPage

TOO_LONG = "Het past niet op één blad. Maak de regels korter in een nieuwe versie."
CHANGED = "Er is intussen iets anders gedeeld. Ga terug en open het blad opnieuw."
NO_NUMBERS = (
    "De telefoonnummers van mensen om hem heen staan er niet op: daarvoor is geen toestemming."
)


class SignaleringsplanAfdrukPage(PrintPage):
    """``netwerklid_id``: for whom; None: for himself."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {Signaleringsplan, Signaleringsfase, Signaleringsdeling, Toestemming}
    )
    help_page: ClassVar[str] = "signaleringsplan"
    onderdeel = "zorg"
    leaves_in = Compartment.team
    saves_open = False
    said_after = "Het staat bij zijn verstrekkingen."

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        signaleringsplan_id: UUID,
        netwerklid_id: UUID | None = None,
        **address: Any,
    ) -> None:
        super().__init__(
            context,
            deelnemer_id=deelnemer_id,
            signaleringsplan_id=signaleringsplan_id,
            netwerklid_id=netwerklid_id,
            **address,
        )
        self.plan_id, self.netwerklid_id = signaleringsplan_id, netwerklid_id
        whose = "Het blad voor iemand anders" if netwerklid_id else "Het blad voor hemzelf"
        self._is_recorded = False
        self.heading = kit.Heading(whose, 2)
        about = "Eén blad, met grote letters. De fasen herken je ook zonder kleur."
        self.lay_out(self.heading, kit.Label(about, role="muted", wrap=True))

    def refresh(self) -> None:
        if not is_allowed(self.context.actor, Right.read_behandeling):
            self._refuse("Dit leest alleen de psycholoog.")
            return
        plan_id, who = self.plan_id, self.netwerklid_id
        try:
            self.context.read(lambda s: service.collect_blad(s, plan_id, who))
        except UserError as error:
            self._refuse(error.text)
            return
        self.say()
        self.saves_protected = who is not None
        self.show_footer(self.print_button())

        def collect(session: Session) -> BladInhoud:
            return service.collect_blad(session, plan_id, who)

        def draw(inhoud: BladInhoud) -> Piece:
            return Piece(signaleringsplan_pdf(inhoud), "signaleringsplan.pdf", inhoud)

        self.make(collect, draw)

    def _refuse(self, text: str) -> None:
        self.piece = None
        self.saves_protected = False
        self.say(kit.NoticeBanner(text, "danger", title="Dit blijft hier"))
        self.show_footer()

    def piece_shown(self, piece: Piece) -> None:
        inhoud: BladInhoud = piece.about
        if not self._is_recorded:
            self._is_recorded = True
            self.context.record_reading(self.onderdeel, self.deelnemer_id)
        if inhoud.voor:
            self.heading.set_text(f"Het blad voor {inhoud.voor}")
        told = []
        if inhoud.is_concept:
            told.append("Dit is nog een concept. Dat staat ook op het blad.")
        if inhoud.is_zonder_nummers:
            told.append(NO_NUMBERS)
        if count_pages(piece.data) > 1:
            told.append(TOO_LONG)
        self.say(*[kit.NoticeBanner(text, "warn") for text in told])

    def leaving(self, session: Session, wijze: str) -> None:
        """Noted for everybody; for somebody else only with his consent."""
        inhoud: BladInhoud | None = self.piece.about if self.piece else None
        if self.netwerklid_id is not None:
            now = service.collect_blad(session, self.plan_id, self.netwerklid_id)
            if inhoud is not None and now.fasen != inhoud.fasen:
                raise UserError(CHANGED)
        kinds = [GegevensSoort.signaleringsplan]
        if inhoud is not None and self._tells_numbers(inhoud):
            kinds.append(GegevensSoort.netwerk)
        soort = OntvangerSoort.netwerklid if self.netwerklid_id else OntvangerSoort.deelnemer
        record_verstrekking(
            session,
            self.deelnemer_id,
            soort,
            self.netwerklid_id,
            VerstrekkingWat.signaleringsplan,
            kinds,
            VerstrekkingWijze.afgedrukt if wijze == AFGEDRUKT else VerstrekkingWijze.pdf,
            bron_id=self.plan_id,
        )

    def _tells_numbers(self, inhoud: BladInhoud) -> bool:
        has_people = any(fase.bellen_ids for fase in inhoud.fasen)
        return has_people and not inhoud.is_zonder_nummers

    def go_back(self) -> None:
        self.context.open(
            "signaleringsplan",
            deelnemer_id=self.deelnemer_id,
            signaleringsplan_id=self.plan_id,
        )
