"""The report on a voorval, and when he was told that it would come (Pbw art. 50)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.deelnemers.access import require
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.rights import Right
from hvh_desktop.sancties import service, service_voorval
from hvh_desktop.sancties.form import VERSLAG, verslag_form
from hvh_desktop.sancties.screen_naast import SectionsNaast, ZaakFormPage
from hvh_desktop.sancties.screen_namen import NamesHint, list_known_names
from hvh_desktop.sancties.screen_zaak_delen import VoorvalCard
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.text import capitalise
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView

TEKST = (("verslag",), ("verslag_datum", "verslag_tijd"))
AANZEGGEN = (("aangezegd_datum", "aangezegd_tijd"), ("aangezegd_door",))

ALREADY = (
    "Er is al een verslag, of de zaak is gesloten. Wat er staat, verandert niet meer. Moet er iets "
    "bij? Kies dan ‘Zet iets recht’ op de pagina van de zaak."
)


class VerslagPage(ZaakFormPage):
    """The report, with the voorval beside it."""

    def __init__(self, context: Context, *, deelnemer_id: UUID, sanctiezaak_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        self._roepnaam = ""
        people, known, detail = context.read(self._read)
        form = verslag_form(people)
        self.names = NamesHint(known, lambda: self.sections.blocks["verslag"].value())
        sections = SectionsNaast(
            VoorvalCard(detail),
            ("", FormView(form, TEKST)),
            (f"Aan {self._roepnaam} verteld dat er een verslag komt", FormView(form, AANZEGGEN)),
            above={0: self.names},
        )
        sections.changed.connect(self.names.look)
        self.build(
            f"Verslag over {self._roepnaam}",
            sections,
            DraftKey(VERSLAG.name, VERSLAG.version, sanctiezaak_id.hex, deelnemer_id),
            subline=f"{capitalise(detail.row.voorval)}. {self._roepnaam} krijgt dit verslag te "
            "lezen. Daarna wordt hij gehoord.",
            level=2,
            save="Leg het verslag vast",
            acts=[self.stop_button()],
        )
        sections.widen()
        if detail.row.status is not SanctieStatus.voorval:
            self.stand_still(ALREADY)

    def _read(self, session: Session) -> tuple[dict[str, str], frozenset[str], Any]:
        self._roepnaam = require(session, Right.write_verslag, self.deelnemer_id).roepnaam
        people = {row.id.hex: row.naam for row in list_medewerkers(session)}
        names = list_known_names(session, self.deelnemer_id)
        return people, names, service.get_zaak(session, self.sanctiezaak_id)

    def show_values(self, values: Mapping[str, Any]) -> None:
        super().show_values(values)
        self.names.look()

    def load(self) -> Mapping[str, Any]:
        now = self.context.now().astimezone(AMSTERDAM).time().replace(second=0, microsecond=0)
        start: dict[str, Any] = dict.fromkeys(VERSLAG.names())
        return start | {
            "verslag_datum": self.context.today(),
            "verslag_tijd": now,
            "aangezegd_door": self.context.actor.medewerker_id.hex,
        }

    def write(self, session: Session, values: dict[str, Any]) -> None:
        service_voorval.record_verslag(session, self.sanctiezaak_id, values)

    def written(self, _result: Any) -> None:
        self.context.tell("Het verslag is vastgelegd")
        self.go_back()
