"""The consent form and the note of withdrawal, with their preview."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import find_draft
from hvh_desktop.text import parse_date
from hvh_desktop.toestemmingen.model import Toestemming
from hvh_desktop.toestemmingen.report import intrekking_pdf, toestemming_pdf
from hvh_desktop.toestemmingen.screen_form import draft_key
from hvh_desktop.toestemmingen.screen_parts import PROVISIONAL
from hvh_desktop.toestemmingen.service_formulier import (
    FormulierInhoud,
    collect_formulier,
    propose_formulier,
)
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.print_page import Piece, PrintPage

FORMULIER, BEVESTIGING = "formulier", "bevestiging"


class ToestemmingAfdrukPage(PrintPage):
    """One consent on paper; without one: what is being filled in, to sign first."""

    shows: ClassVar[frozenset[type]] = frozenset({Toestemming})
    help_page: ClassVar[str] = "toestemming"
    onderdeel = "toestemming"
    back_tab = "toestemming"

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        toestemming_id: UUID | None = None,
        **address: Any,
    ) -> None:
        super().__init__(
            context, deelnemer_id=deelnemer_id, toestemming_id=toestemming_id, **address
        )
        self._toestemming_id = toestemming_id
        choices = ((BEVESTIGING, "De intrekking"), (FORMULIER, "De toestemming"))
        self.which = kit.RadioGroup(choices, value=BEVESTIGING)
        self.which.changed.connect(self.refresh)
        self._block = kit.FieldBlock("Welk blad", self.which, name="welk_blad")
        self._block.hide()
        told = "Lees het samen. Hij krijgt een kopie mee; bewaar het getekende blad in het huis."
        self.lay_out(
            kit.Heading("Toestemming op papier", 2),
            kit.Label(told, role="muted", wrap=True),
            self._block,
        )
        self.show_footer(self.print_button())

    def go_back(self) -> None:
        if self._toestemming_id is None:
            self.context.open("toestemming", deelnemer_id=self.deelnemer_id)
        else:
            super().go_back()

    def refresh(self) -> None:
        asked = self.which.value()

        def draw(inhoud: FormulierInhoud) -> Piece:
            if inhoud.intrekking is not None and asked == BEVESTIGING:
                data = intrekking_pdf(inhoud, inhoud.intrekking)
                return Piece(data, "toestemming-ingetrokken.pdf", inhoud)
            return Piece(toestemming_pdf(inhoud), "toestemming.pdf", inhoud)

        self.make(self._collect, draw)

    def _collect(self, session: Session) -> FormulierInhoud:
        if self._toestemming_id is not None:
            return collect_formulier(session, self._toestemming_id)
        draft = find_draft(session, Compartment.team, draft_key(self.deelnemer_id))
        values = _with_days(draft.values, session.today) if draft else {}
        return propose_formulier(session, self.deelnemer_id, values)

    def piece_shown(self, piece: Piece) -> None:
        inhoud: FormulierInhoud = piece.about
        self._block.setVisible(inhoud.intrekking is not None)
        notices = []
        if not inhoud.is_vastgelegd:
            told = "Dit is nog niet vastgelegd. Laat hem tekenen en kies daarna ‘Leg vast’."
            notices.append(kit.NoticeBanner(told))
        if inhoud.tekst.is_hypothese:
            notices.append(kit.NoticeBanner(PROVISIONAL, "stil", icon="info"))
        self.say(*notices)


def _with_days(values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """A draft keeps days as they were typed; what is not understood is left out."""
    found = dict(values)
    for name in ("vanaf_datum", "tot_datum"):
        try:
            found[name] = parse_date(str(values.get(name) or ""), today)
        except ValueError:
            found[name] = None
    return found
