"""The form of one person or organisation around a deelnemer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import NEW, DraftKey, remove_draft
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.netwerken import service
from hvh_desktop.netwerken.form import AFSCHEID, NETWERKLID, netwerklid_form
from hvh_desktop.netwerken.model import NetwerklidSoort
from hvh_desktop.netwerken.service import NetwerklidRow
from hvh_desktop.organisaties.service import list_organisaties
from hvh_desktop.rights import Right
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections
from hvh_desktop.ui.form_view import FormView

WIE = (("soort", "organisatie_id"), ("naam",), ("relatie",), ("is_kind",))
KIND = (("geboortedatum", "geboortejaar", "woont_bij"),)
BAND = (("sterkte", "steun"), ("rol_in_plan",), ("bezoek",))
CONTACT = (("telefoon", "mail", "woonplaats"), ("notitie",))


class NetwerklidPage(FormPage):
    """Put somebody on the list, change what is known, or take somebody off with a reason."""

    help_page = "netwerk"

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, netwerklid_id: UUID | None = None
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, netwerklid_id=netwerklid_id)
        self.deelnemer_id, self.netwerklid_id = deelnemer_id, netwerklid_id
        self._row: NetwerklidRow | None = None
        if netwerklid_id is not None:
            self._row = context.read(lambda s: service.get_netwerklid(s, netwerklid_id))
        labels, self._names = self._directory()
        form = netwerklid_form(labels)
        sections = Sections(
            ("Wie", FormView(form, WIE)),
            ("Zijn kind", FormView(form, KIND)),
            ("Band en steun", FormView(form, BAND)),
            ("Bereikbaar", FormView(form, CONTACT)),
        )
        self._child_card = sections.cards[1]
        sections.changed.connect(self._fold)
        sections.blocks["organisatie_id"].changed.connect(self._take_name)
        subject = netwerklid_id.hex if netwerklid_id else NEW
        self._farewell = self._farewell_card()
        self.build(
            self._row.naam if self._row else "Wie hoort erbij",
            sections,
            DraftKey("netwerklid", form.version, subject, deelnemer_id),
            level=2,
            save="Bewaar" if self._row else "Zet op de lijst",
            acts=self._acts(),
            below=kit.column(16, self._farewell),
        )
        may = context.read(lambda s: is_allowed(s, Right.write_netwerk, deelnemer_id))
        if not may:
            sections.set_fixed(True)
            self._footer.hide()

    def _directory(self) -> tuple[dict[str, str], dict[str, str]]:
        """Per organisation, by id as hex: what the list says, and its name alone."""
        rows = self.context.read(list_organisaties)
        labels = {
            row.id.hex: f"{row.naam}, {row.plaats}" if row.plaats else row.naam for row in rows
        }
        if self._row is not None and self._row.organisatie_id is not None:
            labels.setdefault(self._row.organisatie_id.hex, self._row.naam)
        return labels, {row.id.hex: row.naam for row in rows}

    def _acts(self) -> list[kit.Button]:
        stop = kit.Button("Stop", name="stop", on_click=self._back)
        if self._row is None or self._row.is_vervallen:
            return [stop]
        off = kit.Button(
            "Haal van de lijst", "gevaar", name="haal_van_de_lijst", on_click=self._ask_reason
        )
        return [off, stop]

    def _farewell_card(self) -> kit.Card:
        """Why somebody goes off the list; shown when that is asked for."""
        self.reason = FormView(AFSCHEID)
        off = kit.Button("Haal van de lijst", "gevaar", name="eraf", on_click=self._remove)
        stay = kit.Button("Laat staan", name="laat_staan", on_click=self._keep)
        card = kit.Card(
            kit.Label(
                "Waar hij of zij al genoemd is, blijft de naam staan. Je kunt het terugdraaien.",
                role="muted",
                wrap=True,
            ),
            self.reason,
            kit.beside(off, stay, kit.STRETCH),
            title="Haal van de lijst",
            gap=12,
        )
        card.hide()
        return card

    def _ask_reason(self) -> None:
        self._farewell.show()
        self.reason.blocks["vervallen_reden"].input.setFocus()

    def _keep(self) -> None:
        self._farewell.hide()

    def _remove(self) -> None:
        row = self._row
        if row is None or not self.reason.check():
            return
        reason = self.reason.values()["vervallen_reden"]

        def done(_result: None) -> None:
            self.keeper.forget()
            context = self.context
            context.tell(
                f"{row.naam} staat niet meer op de lijst",
                lambda: _put_back(context, row.id),
            )
            self._back()

        def operation(session: Session) -> None:
            service.remove_netwerklid(session, row.id, reason)
            remove_draft(session, self.key)

        self.context.perform(operation, form=self.reason, done=done)

    def _fold(self) -> None:
        """Show only what belongs to a person, a child or an organisation."""
        blocks = self.sections.blocks
        is_organisatie = blocks["soort"].value() == NetwerklidSoort.organisatie
        blocks["organisatie_id"].setVisible(is_organisatie)
        blocks["is_kind"].setVisible(not is_organisatie)
        self._child_card.setVisible(bool(blocks["is_kind"].value()) and not is_organisatie)

    def _take_name(self) -> None:
        """The name of the directory goes into an empty name."""
        blocks = self.sections.blocks
        names = set(self._names.values())
        chosen = self._names.get(blocks["organisatie_id"].value() or "", "")
        if chosen and blocks["naam"].value() in names | {""}:
            blocks["naam"].set_value(chosen)

    def load(self) -> Mapping[str, Any]:
        if self._row is None:
            start: dict[str, Any] = dict.fromkeys(NETWERKLID.names())
            return start | {"soort": NetwerklidSoort.persoon.value}
        values = {field.name: getattr(self._row, field.name) for field in fields(self._row)}
        key = self._row.organisatie_id
        return values | {"organisatie_id": key.hex if key else None}

    def show_values(self, values: Mapping[str, Any]) -> None:
        super().show_values(values)
        self._fold()

    def write(self, session: Session, values: dict[str, Any]) -> None:
        if values["soort"] == NetwerklidSoort.organisatie:
            values = values | {"is_kind": False}
        if not values["is_kind"]:
            values = values | {"geboortedatum": None, "geboortejaar": None, "woont_bij": ""}
        if self.netwerklid_id is None:
            service.record_netwerklid(session, self.deelnemer_id, values)
        else:
            service.change_netwerklid(session, self.netwerklid_id, values)

    def written(self, result: None) -> None:
        self._back()

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="netwerk")


def _put_back(context: Context, netwerklid_id: UUID) -> None:
    context.perform(lambda session: service.reopen_netwerklid(session, netwerklid_id))
