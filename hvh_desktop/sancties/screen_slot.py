"""The end of a case that does not run its whole way: which end, why, and what that means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.sancties import path, service, service_slot
from hvh_desktop.sancties.form import SLOT, SLOT_LABELS, slot_form
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.screen_naast import ZaakFormPage
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import Sections
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.stand import is_apart

_S = SanctieStatus
ROWS = (("datum",), ("reden",), ("toelichting",))
ENDS: Final = (_S.afgezien, _S.geseponeerd, _S.ingetrokken)
TITLES: Mapping[SanctieStatus, str] = {
    _S.afgezien: "Zie af van straf",
    _S.geseponeerd: "Seponeer de zaak",
    _S.ingetrokken: "Trek in",
}
SUBS: Mapping[SanctieStatus, str] = {
    _S.afgezien: "Er komt geen straf, of er is er geen meer nodig.",
    _S.geseponeerd: "De zaak stopt zonder beslissing.",
    _S.ingetrokken: "Het klopte niet, of het geldt niet meer.",
}
CLOSED = "De zaak is gesloten"
CLOSED_APART = "De zaak is gesloten. Dat is voorlopig tot er weer verbinding is."
NOTHING = "Je kunt deze zaak nu niet zo sluiten. Kijk op de pagina van de zaak wat er wel kan."


def means(status: SanctieStatus, detail: ZaakDetail) -> str:
    """What happens when this is kept, before it is."""
    was = detail.row.status
    if status is _S.ingetrokken and detail.beslissingen:
        return (
            "Je trekt de beslissing in. Een straf of proeftijd loopt dan niet verder. Wat al is "
            "opgeschreven, blijft staan. Vertel het hem vandaag."
        )
    if status is _S.ingetrokken:
        return (
            "Je trekt het verslag in. De zaak is dan gesloten en telt niet mee als eerdere zaak. "
            "Wat al is opgeschreven, blijft staan. Vertel het hem vandaag."
        )
    if status is _S.geseponeerd:
        return (
            "Je stopt de zaak zonder beslissing. Hij krijgt geen straf en de zaak gaat niet weer "
            "open. Vertel het hem vandaag."
        )
    if was is _S.voorval:
        return (
            "Er komt geen verslag en geen straf. Het voorval blijft staan, met de reden die je "
            "hier kiest."
        )
    if was is _S.tenuitvoerlegging:
        return (
            "Wat er van zijn straf nog over is, hoeft niet meer. De zaak is dan gesloten. "
            "Vertel het hem vandaag."
        )
    return "Er volgt geen straf. De zaak is dan gesloten. Vertel het hem vandaag."


def list_ends(detail: ZaakDetail) -> tuple[SanctieStatus, ...]:
    """How the person at the keyboard may end this case now; a new round is stopped, not ended."""
    is_heard_anew = detail.row.ronde > 1 and detail.row.status in (_S.horen, _S.voorstel)
    return () if is_heard_anew else tuple(one for one in ENDS if one in detail.may)


class SanctieslotPage(ZaakFormPage):
    """Which end, from what may follow now; the reason comes from the list of the house."""

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        sanctiezaak_id: UUID,
        status: str | None = None,
    ) -> None:
        super().__init__(
            context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id, status=status
        )
        self._detail = context.read(lambda s: service.get_zaak(s, sanctiezaak_id))
        self.ends = list_ends(self._detail)
        self.chosen = self._first(status)
        form = slot_form(self.chosen or _S.afgezien, self._redenen(self.chosen))
        self._view = FormView(form, ROWS)
        self._cards = kit.ChoiceCards([(e.value, TITLES[e], SUBS[e]) for e in self.ends])
        self._cards.setObjectName("einde")
        self._cards.setAccessibleName("Hoe sluit je deze zaak")
        self._cards.set_value(self.chosen.value if self.chosen else None)
        self._cards.changed.connect(self._choose)
        self._said = kit.NoticeBanner("", "info", title="Wat dit betekent")
        sections = Sections(("", self._view), above={0: self._above()})
        self.build(
            "Sluit deze zaak",
            sections,
            DraftKey(SLOT.name, SLOT.version, sanctiezaak_id.hex, deelnemer_id),
            subline=f"{self._detail.row.voorval}, {self._detail.row.deelnemer}.",
            level=2,
            save="Sluit de zaak",
            acts=[self.stop_button()],
            below=kit.column(16, self._said),
        )
        self._cards.changed.connect(self.keeper.touch)
        if not self.ends:
            self.stand_still(NOTHING)
        self._show_end()

    def _first(self, asked: str | None) -> SanctieStatus | None:
        """What somebody came here for, or the only one that can."""
        if asked is not None and SanctieStatus(asked) in self.ends:
            return SanctieStatus(asked)
        return self.ends[0] if len(self.ends) == 1 else None

    def _above(self) -> QWidget:
        return kit.column(kit.Label("Hoe sluit je deze zaak", semibold=True), self._cards, gap=4)

    def _redenen(self, status: SanctieStatus | None) -> tuple[str, ...]:
        if status is None:
            return ()
        zaak_id = self.sanctiezaak_id
        return self.context.read(lambda s: service_slot.list_slotredenen(s, zaak_id, status))

    def _choose(self) -> None:
        value = self._cards.value()
        self.chosen = SanctieStatus(value) if value else None
        self._show_end()

    def _show_end(self) -> None:
        """The list, the label and the sentence of the end that was chosen."""
        blocks = self.sections.blocks
        form = slot_form(self.chosen or _S.afgezien, self._redenen(self.chosen))
        self._view.form = form
        kept = blocks["reden"].value()
        choices = list(form["reden"].choice_labels().items())
        blocks["reden"].input.set_choices(choices)
        blocks["reden"].set_value(kept if kept in dict(choices) else None)
        if self.chosen is not None:
            blocks["reden"].label.set_text(SLOT_LABELS[self.chosen])
            blocks["reden"].input.setAccessibleName(SLOT_LABELS[self.chosen])
            self._said.label.set_text(means(self.chosen, self._detail))
        for block in blocks.values():
            block.setVisible(self.chosen is not None)
        self._said.setVisible(self.chosen is not None)

    def typed(self) -> dict[str, Any]:
        return {**super().typed(), "einde": self.chosen.value if self.chosen else None}

    def show_values(self, values: Mapping[str, Any]) -> None:
        einde = values.get("einde")
        if einde and SanctieStatus(einde) in self.ends:
            self.chosen = SanctieStatus(einde)
            self._cards.set_value(einde)
        self._show_end()
        super().show_values(values)

    def load(self) -> Mapping[str, Any]:
        return {"datum": self.context.today(), "reden": None, "toelichting": ""}

    def save(self) -> None:
        if self.chosen is None:
            self.sections.errors.show_errors([("Kies hoe je deze zaak sluit.", self._cards)])
            return
        super().save()

    def write(self, session: Session, values: dict[str, Any]) -> None:
        assert self.chosen in path.DROPPED
        service_slot.record_slot(session, self.sanctiezaak_id, self.chosen, values)

    def written(self, _result: Any) -> None:
        self.context.tell(CLOSED_APART if is_apart(self.context) else CLOSED)
        self.go_back()
