"""What the psycholoog advises about responsibility; a concept stays his until he releases it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.deelnemers.access import require
from hvh_desktop.rights import Right
from hvh_desktop.sancties import path, service, service_voorval
from hvh_desktop.sancties.form import SANCTIEADVIES
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.screen_naast import SectionsNaast, ZaakFormPage
from hvh_desktop.sancties.screen_zaak_delen import AdviesCard, HoorCard, VerslagCard, VoorvalCard
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView

ROWS = (("verantwoordelijkheid",), ("tekst",))
READS = (
    "Het hele team leest dit advies, en de directeur weegt het mee. Schrijf alleen op "
    "wat nodig is voor deze beslissing. Uit de behandeling hoort hier niets anders in."
)
ONLY_YOU = "Zolang je dit niet vrijgeeft, leest alleen jij het."

NOT_NOW = "Een advies kan na het verslag en voor de beslissing. Dat is nu niet zo."


class SanctieadviesPage(ZaakFormPage):
    """The case to read, and what he releases about it."""

    compartment: ClassVar[Compartment] = Compartment.behandeling
    """Of the concept; what is released is kept with the team."""

    def __init__(self, context: Context, *, deelnemer_id: UUID, sanctiezaak_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        roepnaam, detail = context.read(self._read)
        view = FormView(SANCTIEADVIES, ROWS)
        sections = SectionsNaast(
            _reading(detail),
            ("Jouw advies", view),
            above={0: kit.NoticeBanner(READS, "info", title="Wie dit leest", icon="eye")},
        )
        self.build(
            f"Advies over {roepnaam}",
            sections,
            DraftKey(SANCTIEADVIES.name, SANCTIEADVIES.version, sanctiezaak_id.hex, deelnemer_id),
            subline=ONLY_YOU,
            level=2,
            save="Geef vrij aan het team",
            acts=[self.stop_button()],
        )
        sections.widen()
        if detail.row.status not in path.ASKS_ADVICE:
            self.stand_still(NOT_NOW)

    def _read(self, session: Session) -> tuple[str, ZaakDetail]:
        man = require(session, Right.advise_sanctie, self.deelnemer_id)
        return man.roepnaam, service.get_zaak(session, self.sanctiezaak_id)

    def load(self) -> Mapping[str, Any]:
        return dict.fromkeys(SANCTIEADVIES.names())

    def save(self) -> None:
        """Released in the compartment of the team; then the concept goes."""
        if not self.sections.check():
            return
        values = self.sections.values()
        self.keeper.forget()
        is_kept = self.context.perform(
            lambda s: service_voorval.record_sanctieadvies(s, self.sanctiezaak_id, values),
            form=self.sections,
        )
        if not is_kept:
            self.keeper.touch()
            return
        self.keeper.remove()
        self.context.tell("Het team leest nu je advies")
        self.go_back()


def _reading(detail: ZaakDetail) -> QWidget:
    """What happened and what he says; an advice that was given before."""
    earlier = AdviesCard(detail.adviezen[-1]) if detail.adviezen else None
    heard = HoorCard(detail.hoorverslagen[-1]) if detail.hoorverslagen else None
    verslag = VerslagCard(detail) if detail.verslag else None
    return kit.column(earlier, heard, verslag, VoorvalCard(detail), gap=16)
