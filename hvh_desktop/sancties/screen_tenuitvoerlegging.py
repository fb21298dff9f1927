"""After the handing-over: the straf begins, the proeftijd runs, the case is closed."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import DraftKey, find_draft
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.policy import Rule, get_rule
from hvh_desktop.rights import Right
from hvh_desktop.sancties import path
from hvh_desktop.sancties import service_tenuitvoerlegging as service
from hvh_desktop.sancties.model import Sanctiezaak, Voorwaarde
from hvh_desktop.sancties.model_gevolg import Beklag, Tenuitvoerlegging
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.screen_uitvoering_delen import (
    EerderCard,
    StrafCard,
    periode_line,
)
from hvh_desktop.sancties.screen_uitvoering_slot import (
    ProeftijdCard,
    SluitCard,
    anders_card,
    closed_words,
    drop_button,
    hold_banners,
    intro_words,
)
from hvh_desktop.sancties.service import get_zaak
from hvh_desktop.sancties.uitvoering import UitvoeringStand
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus
from hvh_desktop.text import date_words, join_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import to_the_left
from hvh_desktop.ui.page import Page
from hvh_desktop.urinecontroles.model import Urinecontrole
from hvh_desktop.verloven.service import list_verloven

_S = SanctieStatus
_WHO = "De locatiemanager of de directeur legt dit vast."


class TenuitvoerleggingPage(Page):
    """Every moment after the handing-over; one next act is the filled button."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {Sanctiezaak, Tenuitvoerlegging, Voorwaarde, Beklag, Urinecontrole}
    )
    help_page: ClassVar[str] = "sancties"

    def __init__(self, context: Context, *, deelnemer_id: UUID, sanctiezaak_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        self.deelnemer_id, self.zaak_id = deelnemer_id, sanctiezaak_id
        self._cards: list[StrafCard | EerderCard | SluitCard] = []
        self._body = kit.Holder(theme.space.m)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(to_the_left(kit.column(self._body, kit.STRETCH))))
        self._footer = kit.Footer(
            kit.Button("Naar de zaak", name="naar_zaak", on_click=self._to_case)
        )

    # Reading ----------------------------------------------------------------------------------

    def _read(self, session: Session) -> None:
        self.detail: ZaakDetail = get_zaak(session, self.zaak_id)
        self.stand: UitvoeringStand = service.get_uitvoering(session, self.zaak_id)
        self._may = is_allowed(session, Right.record_tenuitvoerlegging, self.deelnemer_id)
        is_closed = path.is_end(self.detail.row.status)
        self._runs = self.detail.row.status in path.AFTER_DECISION and not is_closed
        self._may_mend = self._may and not is_closed
        self._rule: Rule = get_rule(
            session, "sanctie_strafcel_meldt_uren", on=self.detail.row.voorval_datum
        )
        coming = list_verloven(session, self.deelnemer_id, only_coming=True)
        self._verlof: tuple[date, date] | None = None
        if coming:
            self._verlof = (coming[0].begin_datum, coming[0].laatste_datum)

    def refresh(self) -> None:
        self.leave()
        self.context.read(self._read)
        self._cards = []
        self._body.show_items(*self._intro(), *self._parts(), *self._drop_card())
        self._open_drafts()

    def _open_drafts(self) -> None:
        """What was typed and not kept opens again."""
        for card in self._cards:
            if isinstance(card, StrafCard):
                if card.can_start and self.context.read(partial(_has_draft, key=card.key)):
                    card.open_start(focus=False)
            elif (
                isinstance(card, SluitCard)
                and card.can_close
                and self.context.read(partial(_has_draft, key=card.key))
            ):
                card.open_form(focus=False)

    # What it shows ----------------------------------------------------------------------------

    def _intro(self) -> list[QWidget | None]:
        runs = any(not one.is_vervallen for one in self.detail.tenuitvoerleggingen)
        told = kit.Label(intro_words(self.stand), role="muted", wrap=True)
        holds = hold_banners(self.stand, runs=runs) if self._runs else []
        return [kit.column(kit.Heading("Tenuitvoerlegging", 2), told, gap=4), *holds]

    def _parts(self) -> list[QWidget | None]:
        stand = self.stand
        may_write = self._may and self._runs
        if not self._runs:
            kept = self._straf_cards(may_start=False, can_main=False)
            return [kit.NoticeBanner(closed_words(self.stand), "stil"), *kept, self._earlier()]
        straffen = self._straf_cards(may_start=may_write, can_main=bool(stand.te_starten))
        nobody = None if self._may else kit.NoticeBanner(_WHO, "stil")
        end: QWidget | None = None
        if stand.straffen or stand.proeftijd_tot_datum is not None:
            sluit = SluitCard(self.context, stand, may_write=may_write, is_main=True)
            self._cards.append(sluit)
            end = sluit
        return [nobody, *straffen, self._earlier(), self._proeftijd(may_write), end]

    def _straf_cards(self, *, may_start: bool, can_main: bool) -> list[QWidget | None]:
        cards: list[QWidget | None] = []
        is_given = not can_main or bool(self.stand.wacht)
        for number, of in enumerate(self.stand.straffen):
            is_main = not is_given and not of.is_begonnen
            is_given = is_given or is_main
            card = StrafCard(
                self.context,
                self.stand,
                number,
                self._rule,
                may_write=self._may_mend,
                may_start=may_start,
                is_main=is_main,
                verlof=self._verlof,
            )
            self._cards.append(card)
            cards.append(card)
        return cards

    def _earlier(self) -> QWidget | None:
        """Periods of a decision before this one."""
        known = {one.straf.id for one in self.stand.straffen}
        rows = [one for one in self.detail.tenuitvoerleggingen if one.straf.id not in known]
        if not rows:
            return None
        may_write = self._may_mend
        card = EerderCard(self.context, self.stand, self._rule, rows, may_write=may_write)
        self._cards.append(card)
        return card

    def _proeftijd(self, may_write: bool) -> QWidget | None:
        stand = self.stand
        if stand.proeftijd_tot_datum is None:
            return None
        start, why_not = None, ""
        can = _S.voorwaardelijk in self.detail.may
        if can and may_write:
            if stand.te_starten:
                first = join_words(one.woorden for one in stand.te_starten)
                why_not = f"Leg eerst vast wanneer het andere deel ingaat: {first}."
            else:
                start = kit.Button(
                    "Laat de proeftijd ingaan",
                    "hoofd" if stand.in_de_weg else "gewoon",
                    "play",
                    name="start_proeftijd",
                    on_click=self._start_proeftijd,
                )
        return ProeftijdCard(
            stand,
            self.context.today(),
            start=start,
            hear=self._hear(RondeAanleiding.tenuitvoerlegging),
            why_not=why_not,
        )

    def _hear(self, why: RondeAanleiding) -> kit.Button | None:
        if why not in self.detail.aanleidingen or _S.horen not in self.detail.may:
            return None
        return kit.Button(
            f"Hoor hem over {why.value}",
            "gewoon",
            "chat-circle-text",
            name=f"hoor_{why.name}",
            on_click=lambda: self._open("horen"),
        )

    def _drop_card(self) -> list[QWidget | None]:
        """The directeur may renounce what is left, or make it voorwaardelijk after a hearing."""
        if not self._runs:
            return []
        drop = None
        if _S.afgezien in self.detail.may:
            drop = drop_button(self.stand, lambda: self._open("sanctieslot"))
        omzetting = self._hear(RondeAanleiding.omzetting)
        herziening = self._hear(RondeAanleiding.herziening)
        return [anders_card(self.stand, [omzetting, herziening, drop])]

    # Acts -------------------------------------------------------------------------------------

    def _start_proeftijd(self) -> None:
        if self.context.perform(lambda s: service.start_proeftijd(s, self.zaak_id)):
            self.context.tell("De proeftijd loopt.")

    def _open(self, place: str) -> None:
        self.context.open(place, deelnemer_id=self.deelnemer_id, sanctiezaak_id=self.zaak_id)

    def _to_case(self) -> None:
        self._open("sanctiezaak")

    def leave(self) -> None:
        for card in self._cards:
            card.slot.leave()

    def footer(self) -> QWidget | None:
        return self._footer


def _has_draft(session: Session, key: DraftKey) -> bool:
    return find_draft(session, Compartment.team, key) is not None


def uitvoering_card(context: Context, detail: ZaakDetail) -> QWidget | None:
    """What of the straf was executed, with the way to its page; None before the handing-over."""
    if not detail.uitreikingen:
        return None
    stand = context.read(lambda s: service.get_uitvoering(s, detail.row.id))
    is_open = detail.row.status in path.AFTER_DECISION and not path.is_end(detail.row.status)
    rows = detail.tenuitvoerleggingen
    if not is_open and not rows and stand.proeftijd_tot_datum is None:
        return None
    button = kit.Button(
        "Open",
        "stil",
        small=True,
        name="open_tenuitvoerlegging",
        on_click=lambda: context.open(
            "tenuitvoerlegging",
            deelnemer_id=detail.row.deelnemer_id,
            sanctiezaak_id=detail.row.id,
        ),
    )
    button.setAccessibleName("Open de tenuitvoerlegging")
    card = kit.Card(title="Tenuitvoerlegging", actions=(button,), gap=8)
    card.add(
        *(kit.IconLabel("pause", one, role="warn", wrap=True) for one in _holds(stand, is_open))
    )
    stopped = detail.slot_datum if detail.row.status in path.DROPPED else None
    card.add(*(periode_line(one, context, stopped=stopped) for one in rows))
    if is_open:
        todo = [f"Nog niet ingegaan: {one.woorden}." for one in stand.te_starten]
        card.add(*(kit.Label(one, wrap=True) for one in todo))
    if stand.proeftijd_tot_datum is not None:
        until = date_words(stand.proeftijd_tot_datum)
        said = f"Voorwaardelijk: {stand.voorwaardelijk}. Proeftijd tot en met {until}."
        card.add(kit.Label(said, wrap=True))
    return card


def _holds(stand: UitvoeringStand, is_open: bool) -> tuple[str, ...]:
    return stand.wacht if is_open else ()
