"""The print page of the sheet that he takes along.

A file of its own because it is another piece of paper than the plan.
"""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from hvh_desktop.actieplannen.model import Actie
from hvh_desktop.mentorgesprekken.model import Mentorgesprek
from hvh_desktop.text import join_words
from hvh_desktop.trajectplannen import service
from hvh_desktop.trajectplannen.report import afspraken_pdf
from hvh_desktop.trajectplannen.service import AfsprakenInhoud
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.print_page import Piece, PrintPage


class AfsprakenAfdrukPage(PrintPage):
    """The sheet that he takes along."""

    shows: ClassVar[frozenset[type]] = frozenset({Actie, Mentorgesprek})
    help_page: ClassVar[str] = "afspraken-voor-de-deelnemer"
    onderdeel = "afspraken"

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        mentorgesprek_id: UUID | None = None,
        **address: Any,
    ) -> None:
        super().__init__(
            context, deelnemer_id=deelnemer_id, mentorgesprek_id=mentorgesprek_id, **address
        )
        self._mentorgesprek_id = mentorgesprek_id
        self.nameless = kit.Check("Zonder namen")
        self.nameless.setObjectName("zonder_namen")
        self.nameless.changed.connect(self.refresh)
        about = "Eén blad, met grote letters. Lees het samen en geef het hem mee."
        self.lay_out(
            kit.Heading("Wat spreken we af", 2),
            kit.Label(about, role="muted", wrap=True),
            self.nameless,
        )
        self.show_footer(self.print_button())

    def go_back(self) -> None:
        if self._mentorgesprek_id is None:
            super().go_back()
        else:
            self.context.open(
                "mentorgesprek",
                deelnemer_id=self.deelnemer_id,
                mentorgesprek_id=self._mentorgesprek_id,
            )

    def refresh(self) -> None:
        deelnemer_id, talk = self.deelnemer_id, self._mentorgesprek_id
        is_nameless = self.nameless.value()

        def collect(session: Any) -> AfsprakenInhoud:
            found = service.collect_afspraken(session, deelnemer_id, talk)
            return found.without_names() if is_nameless else found

        def draw(inhoud: AfsprakenInhoud) -> Piece:
            name = f"afspraken-{inhoud.datum.isoformat()}.pdf"
            return Piece(afspraken_pdf(inhoud), name, inhoud)

        self.make(collect, draw)

    def piece_shown(self, piece: Piece) -> None:
        inhoud: AfsprakenInhoud = piece.about
        notices = []
        if inhoud.eerste_stap is None:
            told = (
                f"{inhoud.roepnaam} heeft zelf nog geen actie. Op het blad staat een leeg vak "
                "voor zijn eerste stap."
            )
            notices.append(kit.NoticeBanner(told))
        if inhoud.is_zonder_namen and inhoud.namen_in_tekst:
            names = join_words(inhoud.namen_in_tekst)
            told = f"In de zinnen zelf staat nog een naam: {names}. Pas zo nodig de actie aan."
            notices.append(kit.NoticeBanner(told, "warn"))
        self.say(*notices)
