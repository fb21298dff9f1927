"""The letter of referral: seen first, and gone only on a ground."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.db import Compartment, Session
from hvh_desktop.toestemmingen.model import OntvangerSoort, Toestemming, VerstrekkingWijze
from hvh_desktop.toestemmingen.service import choice_of
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.print_page import AFGEDRUKT, Piece, PrintPage
from hvh_desktop.verwijzingen.model import Verwijzing
from hvh_desktop.verwijzingen.report import verwijsbrief_pdf
from hvh_desktop.verwijzingen.service_brief import (
    GEGEVENS,
    BriefInhoud,
    collect_brief,
    record_brief,
)

ABOUT = (
    "De brief gaat pas weg als er een grond voor is. Bij ‘Druk af’ en bij ‘Bewaar met wachtwoord’ "
    "wordt opgeschreven aan wie hij is verstrekt."
)


class VerwijsbriefPage(PrintPage):
    """The letter to the instelling of one referral."""

    shows: ClassVar[frozenset[type]] = frozenset({Verwijzing, Toestemming})
    help_page: ClassVar[str] = "verwijzingen"
    leaves_in = Compartment.team
    said_after = "Leg de aanmelding vast als hij verstuurd is."
    saves_open = False
    saves_protected = True
    onderdeel = "zorg"
    back_tab = "zorg"

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, verwijzing_id: UUID, **address: Any
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, verwijzing_id=verwijzing_id, **address)
        self.verwijzing_id = verwijzing_id
        self._is_recorded = False
        self.lay_out(kit.Heading("Verwijsbrief", 2), kit.Label(ABOUT, role="muted", wrap=True))
        self.show_footer(self.print_button())

    def refresh(self) -> None:
        verwijzing_id = self.verwijzing_id

        def collect(session: Session) -> BriefInhoud:
            return collect_brief(session, verwijzing_id)

        def draw(inhoud: BriefInhoud) -> Piece:
            return Piece(verwijsbrief_pdf(inhoud), "verwijsbrief.pdf", inhoud)

        self.make(collect, draw)

    def piece_shown(self, piece: Piece) -> None:
        inhoud: BriefInhoud = piece.about
        self.show_footer(self.print_button("gewoon" if inhoud.ontbreekt else "hoofd"))
        self.say(*self._ground(inhoud), *self._advice(inhoud))
        if not self._is_recorded:
            self._is_recorded = True
            self.context.record_reading(self.onderdeel, self.deelnemer_id)

    def _ground(self, inhoud: BriefInhoud) -> list[QWidget]:
        """The ground on which it may leave, or what is missing with the cure."""
        notices: list[QWidget] = []
        if inhoud.ontbreekt:
            record = kit.Button(
                "Leg toestemming vast",
                "hoofd",
                name="leg_toestemming_vast",
                on_click=lambda: self.context.open(
                    "toestemming",
                    deelnemer_id=self.deelnemer_id,
                    voor=choice_of(OntvangerSoort.organisatie, inhoud.instelling_id),
                    gegevens=tuple(kind.value for kind in GEGEVENS),
                ),
            )
            notices.append(
                kit.NoticeBanner(
                    " ".join(inhoud.ontbreekt), "danger", title="Deze brief mag nog niet weg"
                )
            )
            notices.append(kit.beside(record, kit.STRETCH))
        else:
            notices.append(kit.NoticeBanner(f"{'. '.join(inhoud.gronden)}.", "good"))
        return notices

    def _advice(self, inhoud: BriefInhoud) -> list[QWidget]:
        """What to look at before it leaves."""
        notices: list[QWidget] = []
        if inhoud.beperkingen:
            told = " ".join(inhoud.beperkingen)
            notices.append(
                kit.NoticeBanner(
                    f"{told} Staat daar toch iets over in de brief, haal het dan eerst weg.",
                    "warn",
                    title="Dit houdt hij voor zich",
                )
            )
        if not inhoud.vraag:
            change = kit.Button(
                "Schrijf de vraag", small=True, name="schrijf_vraag", on_click=self._change
            )
            notices.append(kit.NoticeBanner("In de brief staat nog geen eigen vraag.", "warn"))
            notices.append(kit.beside(change, kit.STRETCH))
        return notices

    def leaving(self, session: Session, wijze: str) -> None:
        on_paper = wijze == AFGEDRUKT
        how = VerstrekkingWijze.afgedrukt if on_paper else VerstrekkingWijze.pdf
        record_brief(session, self.verwijzing_id, how)

    def _change(self) -> None:
        self.context.open(
            "verwijzing",
            deelnemer_id=self.deelnemer_id,
            verwijzing_id=self.verwijzing_id,
            wijzig=True,
        )

    def go_back(self) -> None:
        self.context.open(
            "verwijzing", deelnemer_id=self.deelnemer_id, verwijzing_id=self.verwijzing_id
        )
