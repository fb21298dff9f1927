"""One case on one page: its steps at the left; right what is to be done and what was written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hvh_desktop.actieplannen.model import Doel
from hvh_desktop.db import Compartment, Entity, Session
from hvh_desktop.db.drafts import DraftKey, find_draft
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service, service_correcties, service_horen, service_voorval
from hvh_desktop.sancties.form import TERUG
from hvh_desktop.sancties.model import (
    Beslissing,
    Bijlage,
    Correctie,
    Hoorverslag,
    Sanctieadvies,
    Sanctievoorstel,
    Sanctiezaak,
    Voorwaarde,
    Zaakstap,
)
from hvh_desktop.sancties.model_gevolg import (
    Beklag,
    Mededeling,
    Tenuitvoerlegging,
    Uitreiking,
    Vervolgvoorstel,
)
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.rows_maatwerk import Proeftijd
from hvh_desktop.sancties.screen_bijlagen import BijlagenCard
from hvh_desktop.sancties.screen_correcties import correctie_key, open_correctie
from hvh_desktop.sancties.screen_zaak_kaarten import GAP, cards, earlier_rounds
from hvh_desktop.sancties.screen_zaak_kop import ZaakRail, banners, head, history
from hvh_desktop.sancties.screen_zaak_nu import NuCard
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.sancties.zaakacties import ASKED, Actie, Kan, main_act, quiet_acts
from hvh_desktop.sancties.zaakgang import Trede, summary
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm, Slot
from hvh_desktop.ui.page import Page
from hvh_desktop.urinecontroles.model import Urinecontrole

RAIL = 236
"""Pixels of the rail with its margins."""
TERUG_WORDS = {
    "geef_terug": (
        "Geef terug",
        "Geef het voorstel terug",
        "De locatiemanager maakt een nieuw voorstel. Dit voorstel blijft te lezen.",
        "Het voorstel is teruggegeven",
    ),
    "stop_ronde": (
        "Stop deze ronde",
        "Stop deze nieuwe ronde",
        "De zaak staat dan weer waar die stond. Wat hij zei, blijft te lezen.",
        "De nieuwe ronde is gestopt",
    ),
}


class SanctiezaakPage(Page):
    """Built anew at every change: a case is small, and its parts come and go."""

    shows: ClassVar[frozenset[type[Entity]]] = frozenset(
        {Sanctiezaak, Zaakstap, Correctie, Bijlage, Hoorverslag, Sanctieadvies, Sanctievoorstel}
        | {Beslissing, Voorwaarde, Mededeling, Uitreiking, Tenuitvoerlegging, Beklag}
        | {Vervolgvoorstel, Urinecontrole, Doel}
    )
    help_page: ClassVar[str] = "sancties"

    def __init__(self, context: Context, *, deelnemer_id: UUID, sanctiezaak_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        self.deelnemer_id, self.sanctiezaak_id = deelnemer_id, sanctiezaak_id
        self._is_recorded = False
        self._detail: ZaakDetail
        self.kan: Kan
        self.slot = Slot()
        self.bijlagen: BijlagenCard | None = None
        self.rail: ZaakRail | None = None
        self.anchors: dict[SanctieStatus, QWidget] = {}
        self._left, self.main_scroll = kit.ScrollPage(), kit.ScrollPage()
        self._left.setVisible(not theme.is_narrow())
        self._left.setFixedWidth(theme.px(RAIL) + 28)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        kit.fill(layout, self._left, (self.main_scroll, 1))
        self._foot = kit.Footer(kit.Button("Terug", name="terug", on_click=self._back))

    # Reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.leave()
        self._detail, self.kan, running = self.context.read(self._read)
        if not self._is_recorded:
            self._is_recorded = True
            self.context.record_reading("sanctie", self.deelnemer_id)
        bar = self.main_scroll.verticalScrollBar()
        before = bar.value()
        self._build(running)
        QTimer.singleShot(0, self.main_scroll, lambda: bar.setValue(before))

    def _read(self, session: Session) -> tuple[ZaakDetail, Kan, tuple[Proeftijd, ...]]:
        detail = service.get_zaak(session, self.sanctiezaak_id)
        kan = Kan(
            frozenset(one for one in ASKED if is_allowed(session, one, self.deelnemer_id)),
            session.actor.medewerker_id,
            Rol.locatiemanager in session.actor.rollen,
            service_correcties.list_onderdelen(session, self.sanctiezaak_id),
        )
        found = service.list_proeftijden(session, deelnemer_id=self.deelnemer_id)
        others = tuple(one for one in found if one.sanctiezaak_id != self.sanctiezaak_id)
        return detail, kan, others

    # Showing -----------------------------------------------------------------------------------

    def _build(self, running: tuple[Proeftijd, ...]) -> None:
        detail, today = self._detail, self.context.today()
        self.rail = rail = ZaakRail(detail, today)
        rail.chosen.connect(self._go_to_step)
        main = main_act(detail, self.kan)
        self.slot = Slot()
        self.nu = NuCard(detail, main, quiet_acts(detail, self.kan, main), self._do, self.slot)
        parts = cards(self.context, detail)
        self.anchors = {}
        for step, card in parts:
            self.anchors.setdefault(step, card)
        self.bijlagen = BijlagenCard(self.context, detail)
        narrow = theme.is_narrow()
        column = kit.column(
            head(detail, today),
            *banners(self.context, detail, running),
            self.nu,
            kit.Fold(f"Alle stappen ({summary(rail.steps).lower()})", rail) if narrow else None,
            *(card for _step, card in parts),
            self.bijlagen,
            *earlier_rounds(self.context, detail),
            kit.Fold("Verloop van deze zaak", history(detail, today), count=len(detail.stappen)),
            kit.STRETCH,
            gap=GAP,
            margins=(24 if narrow else 8, 4, 24, 16),
        )
        self.main_scroll.set_content(column)
        if not narrow:
            self._left.set_content(kit.column(rail, margins=(24, 4, 12, 16)))
        self._reopen()
        self._order_focus()

    # Doing -------------------------------------------------------------------------------------

    def _do(self, act: Actie) -> None:
        """Go where this is done, or open it here."""
        if act.plaats:
            self.context.open(
                act.plaats,
                deelnemer_id=self.deelnemer_id,
                sanctiezaak_id=self.sanctiezaak_id,
                **act.adres,
            )
        elif act.naam == "vraag_advies":
            self.context.perform(
                lambda s: service_voorval.record_adviesvraag(s, self.sanctiezaak_id),
                done=lambda _none: self.context.tell("Het advies is gevraagd"),
            )
        elif act.naam == "zet_recht":
            self.slot.open(open_correctie(self.context, self._detail, self.kan.correcties))
        else:
            self.slot.open(self._terug(act.naam))

    def _terug(self, naam: str) -> InlineForm:
        save, title, told, said = TERUG_WORDS[naam]
        write: Callable[[Session, dict[str, Any]], None] = partial(
            _stop_or_return, naam, self.sanctiezaak_id
        )
        return InlineForm(
            self.context,
            FormView(TERUG),
            self._terug_key(naam),
            write,
            name="terug",
            save=save,
            title=title,
            told=told,
            said=said,
        )

    def _terug_key(self, naam: str) -> DraftKey:
        form = {"geef_terug": TERUG.name, "stop_ronde": "sanctie_ronde_stop"}[naam]
        return DraftKey(form, TERUG.version, self.sanctiezaak_id.hex, self.deelnemer_id)

    def _reopen(self) -> None:
        """A small form that was left half opens again with what was typed."""
        acts = {button.objectName() for button in self.nu.findChildren(kit.Button)}
        keys = {naam: self._terug_key(naam) for naam in TERUG_WORDS if naam in acts}
        if "zet_recht" in acts:
            keys["zet_recht"] = correctie_key(self.sanctiezaak_id, self.deelnemer_id)
        for naam, key in keys.items():
            if self.context.read(partial(find_draft, compartment=Compartment.team, key=key)):
                parts = self.kan.correcties
                form = (
                    open_correctie(self.context, self._detail, parts)
                    if naam == "zet_recht"
                    else self._terug(naam)
                )
                self.slot.open(form, focus=False)
                return

    def _go_to_step(self, number: int) -> None:
        """Bring the card of this step into sight; what is still to be done stands on top."""
        assert self.rail is not None
        card = self._card_at(self.rail.steps[number])
        page = self.main_scroll.widget()
        if page is not None:
            top = card.mapTo(page, QPoint(0, 0)).y()
            self.main_scroll.verticalScrollBar().setValue(max(top - 8, 0))

    def _card_at(self, step: Trede) -> QWidget:
        return self.nu if step.staat == "nu" else self.anchors.get(step.stap, self.nu)

    def leave(self) -> None:
        """What is typed in a small form of any card is kept."""
        for slot in self.main_scroll.findChildren(Slot):
            slot.leave()

    def footer(self) -> QWidget:
        return self._foot

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order_focus()

    def _order_focus(self) -> None:
        """Tab goes from the steps to what is to be done, card by card, and to the bar below."""
        stops = [
            widget
            for part in (self._left, self.main_scroll, self._foot)
            for widget in part.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is self.window()
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="sancties")


def _stop_or_return(naam: str, zaak_id: UUID, session: Session, values: dict[str, Any]) -> None:
    if naam == "geef_terug":
        service_horen.reopen_voorstel(session, zaak_id, values["reden"])
    else:
        service_horen.withdraw_ronde(session, zaak_id, values["reden"])
