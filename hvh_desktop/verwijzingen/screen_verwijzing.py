"""The page of one referral: a form when it is new or changed, a calm page after that."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import NEW, DraftKey
from hvh_desktop.deelnemers.access import is_allowed, require
from hvh_desktop.organisaties.service import OrganisatieRow, list_organisaties
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.text import capitalise
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.page import OuterPage, Page
from hvh_desktop.verwijzingen import service
from hvh_desktop.verwijzingen.form import URGENTIES, VERWIJZING, verwijzing_form
from hvh_desktop.verwijzingen.model import Behandelafspraak, Urgentie, Verwijzing
from hvh_desktop.verwijzingen.rows import VerwijzingDetail
from hvh_desktop.verwijzingen.screen_commit import heal, tell_team
from hvh_desktop.verwijzingen.screen_delen import AfsprakenCard, InhoudCard, VervolgCard
from hvh_desktop.verwijzingen.screen_path import PathCard

HELP = "verwijzingen"
WAAR = (("instelling_id", "contactpersoon_id"), ("soort_zorg", "urgentie"), ("besproken_datum",))
INHOUD = (("indicatie",), ("vraag",))
ABOUT = (
    "Wat je hier schrijft, leest alleen de psycholoog. Vanaf de aanmelding ziet het team de "
    "instelling, hoe ver het is en de volgende afspraak."
)


class VerwijzingPage(OuterPage):
    """Holds the form or the calm page, and passes on what the shell asks."""

    help_page: ClassVar[str] = HELP

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        verwijzing_id: UUID | None = None,
        wijzig: bool = False,
    ) -> None:
        super().__init__(
            context, deelnemer_id=deelnemer_id, verwijzing_id=verwijzing_id, wijzig=wijzig
        )
        self.hold(
            VerwijzingFormPage(context, deelnemer_id=deelnemer_id, verwijzing_id=verwijzing_id)
            if verwijzing_id is None or wijzig
            else VerwijzingStaatPage(
                context, deelnemer_id=deelnemer_id, verwijzing_id=verwijzing_id
            )
        )


class VerwijzingFormPage(FormPage):
    """To whom, what kind of care, why, and what is asked."""

    help_page: ClassVar[str] = HELP
    compartment: ClassVar[Compartment] = Compartment.behandeling

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, verwijzing_id: UUID | None = None
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, verwijzing_id=verwijzing_id)
        self.deelnemer_id, self.verwijzing_id = deelnemer_id, verwijzing_id
        self._detail: VerwijzingDetail | None = None
        self._action: UUID | None = None
        self._is_recorded = False
        self._organisaties, soorten, roepnaam = context.read(self._read)
        form = verwijzing_form(self._instellingen(), self._contacts(None), soorten)
        sections = Sections(
            ("Waarheen", FormView(form, WAAR)), ("Waarom en wat", FormView(form, INHOUD))
        )
        sections.blocks["instelling_id"].changed.connect(self._show_contacts)
        self.build(
            "Wijzig de verwijzing" if verwijzing_id else f"Verwijs {roepnaam} naar zorg",
            sections,
            DraftKey(
                "verwijzing",
                form.version,
                verwijzing_id.hex if verwijzing_id else NEW,
                deelnemer_id,
            ),
            subline=ABOUT,
            level=2,
            acts=[kit.Button("Stop", name="stop", on_click=self._back)],
        )

    def _read(self, session: Session) -> tuple[list[OrganisatieRow], tuple[str, ...], str]:
        man = require(session, Right.write_verwijzing, self.deelnemer_id)
        soorten = list(get_value(session, "soorten_zorg"))
        if self.verwijzing_id is not None:
            self._detail = service.get_verwijzing(session, self.verwijzing_id)
            if self._detail.row.soort_zorg not in soorten:
                soorten.append(self._detail.row.soort_zorg)
        instellingen = [row for row in list_organisaties(session) if row.wettelijke_taak is None]
        return instellingen, tuple(soorten), man.roepnaam

    def _instellingen(self) -> dict[str, str]:
        labels = {
            row.id.hex: f"{row.naam}, {row.plaats}" if row.plaats else row.naam
            for row in self._organisaties
        }
        if self._detail is not None:
            labels.setdefault(self._detail.row.instelling_id.hex, self._detail.row.instelling)
        return labels

    def _contacts(self, instelling: str | None) -> dict[str, str]:
        """Contacts of one instelling, or of all."""
        found = {
            contact.id.hex: ", ".join(part for part in (contact.functie, contact.naam) if part)
            for row in self._organisaties
            if instelling in (None, row.id.hex)
            for contact in row.contactpersonen
        }
        kept = self._detail.contactpersoon_id if self._detail else None
        if self._detail is not None and kept is not None:
            is_there = instelling in (None, self._detail.row.instelling_id.hex)
            found |= {kept.hex: self._detail.contactpersoon} if is_there else {}
        return found

    def _show_contacts(self) -> None:
        blocks = self.sections.blocks
        known = self._contacts(blocks["instelling_id"].value() or "")
        kept = blocks["contactpersoon_id"].value()
        blocks["contactpersoon_id"].input.set_choices(list(known.items()))
        blocks["contactpersoon_id"].set_value(kept if kept in known else None)

    def refresh(self) -> None:
        if not self._is_recorded:
            self._is_recorded = True
            self.context.record_reading("zorg", self.deelnemer_id)
        super().refresh()

    def load(self) -> Mapping[str, Any]:
        if self._detail is None:
            start: dict[str, Any] = dict.fromkeys(VERWIJZING.names())
            return start | {
                "besproken_datum": self.context.today(),
                "urgentie": Urgentie.gewoon.value,
            }
        values = {name: self._detail.values[name] for name in VERWIJZING.names()}
        contact = self._detail.contactpersoon_id
        return values | {
            "instelling_id": self._detail.row.instelling_id.hex,
            "contactpersoon_id": contact.hex if contact else None,
            "urgentie": self._detail.row.urgentie.value,
        }

    def show_values(self, values: Mapping[str, Any]) -> None:
        block = self.sections.blocks["contactpersoon_id"]
        block.input.set_choices(list(self._contacts(values.get("instelling_id") or "").items()))
        super().show_values(values)

    def write(self, session: Session, values: dict[str, Any]) -> UUID:
        self._action = session.action
        if self.verwijzing_id is None:
            return service.record_verwijzing(session, self.deelnemer_id, values)
        service.change_verwijzing(session, self.verwijzing_id, values)
        return self.verwijzing_id

    def written(self, result: UUID) -> None:
        tell_team(self.context, result, self._action)
        self.context.open("verwijzing", deelnemer_id=self.deelnemer_id, verwijzing_id=result)

    def _back(self) -> None:
        if self.verwijzing_id is None:
            self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="zorg")
        else:
            self.context.open(
                "verwijzing", deelnemer_id=self.deelnemer_id, verwijzing_id=self.verwijzing_id
            )


class VerwijzingStaatPage(Page):
    """How far it is, with the next step at hand."""

    shows: ClassVar[frozenset[type]] = frozenset({Verwijzing, Behandelafspraak})
    help_page: ClassVar[str] = HELP

    def __init__(self, context: Context, *, deelnemer_id: UUID, verwijzing_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, verwijzing_id=verwijzing_id)
        self.deelnemer_id, self.verwijzing_id = deelnemer_id, verwijzing_id
        self._is_opened = False
        address = {"deelnemer_id": deelnemer_id, "verwijzing_id": verwijzing_id}
        change = kit.Button(
            "Wijzig",
            "stil",
            small=True,
            name="wijzig",
            on_click=lambda: context.open("verwijzing", **address, wijzig=True),
        )
        self.path = PathCard(context, verwijzing_id, deelnemer_id)
        self.afspraken = AfsprakenCard(context, verwijzing_id, deelnemer_id)
        self.inhoud = InhoudCard(change)
        self.vervolg = VervolgCard(context, verwijzing_id, deelnemer_id)
        self._cards = (self.path, self.afspraken, self.inhoud, self.vervolg)
        self._slots = (self.path.slot, self.afspraken.slot, self.vervolg.slot)
        for slot in self._slots:
            slot.opened.connect(lambda _is_open: self._order_focus())
        self._title = kit.Heading("", 2)
        self._about = kit.Label("", role="muted", wrap=True)
        self._lay_out()
        self._foot = kit.Footer(
            kit.Button("Terug", name="terug", on_click=self._back),
            kit.Button(
                "Maak verwijsbrief",
                icon="printer",
                name="verwijsbrief",
                on_click=lambda: context.open("verwijsbrief", **address),
            ),
        )

    def _lay_out(self) -> None:
        side = kit.column(self.afspraken, self.inhoud, self.vervolg, kit.STRETCH, gap=16)
        left = kit.column(self.path, kit.STRETCH)
        body = kit.column(
            self._title,
            self._about,
            12,
            kit.Columns((left, 0), (side, 0)),
            kit.STRETCH,
            margins=(24, 4, 24, 16),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(body))

    def refresh(self) -> None:
        detail, may_write = self.context.read(self._read)
        if not self._is_opened:
            self._is_opened = True
            heal(self.context, self.deelnemer_id)  # not later: that is the action's second commit
            self.context.record_reading("zorg", self.deelnemer_id)
        row = detail.row
        self._title.set_text(row.instelling)
        urgent = URGENTIES[row.urgentie.value].lower()
        self._about.set_text(
            f"{capitalise(row.soort_zorg)} voor {detail.deelnemer}. Urgentie: {urgent}."
        )
        for card in self._cards:
            card.show_detail(detail, may_write=may_write)
        self._order_focus()

    def _read(self, session: Session) -> tuple[VerwijzingDetail, bool]:
        may_write = is_allowed(session, Right.write_verwijzing, self.deelnemer_id)
        return service.get_verwijzing(session, self.verwijzing_id), may_write

    def leave(self) -> None:
        for slot in self._slots:
            slot.leave()

    def footer(self) -> QWidget:
        return self._foot

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="zorg")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order_focus()

    def _order_focus(self) -> None:
        """Tab goes card by card, also to what was made later, and then to the bar below."""
        stops = [
            widget
            for part in (*self._cards, self._foot)
            for widget in part.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is self.window()
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
