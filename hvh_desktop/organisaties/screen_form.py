"""The form of one organisation with whom to call there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import NEW, DraftKey, remove_draft
from hvh_desktop.organisaties import service
from hvh_desktop.organisaties.form import CONTACTPERSOON, ORGANISATIE, organisatie_form
from hvh_desktop.organisaties.model import WettelijkeTaak
from hvh_desktop.organisaties.service import OrganisatieRow
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections
from hvh_desktop.ui.form_view import FormView

ROWS = (
    ("naam", "plaats"),
    ("soort", "gemeente"),
    ("wettelijke_taak",),
    ("telefoon", "mail"),
    ("notitie",),
)
ASK_WHO = (
    "Deze organisatie heeft een taak volgens de wet. De naam, de gemeente en de taak wijzigt de "
    "casemanager, de locatiemanager of de beheerder."
)
CONTACT_ROWS = (("functie", "naam"), ("telefoon", "mail"))


class ContactList(QWidget):
    """Whom to call: one small form per contact, added and taken away here."""

    changed = Signal()

    def __init__(self, is_fixed: bool) -> None:
        super().__init__()
        self._is_fixed = is_fixed
        self._contacts: list[tuple[UUID | None, FormView]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def views(self) -> list[FormView]:
        """The forms in order."""
        return [view for _key, view in self._contacts]

    def values(self) -> list[dict[str, Any]]:
        """Every contact with its ``id``; a form in which nothing stands is left out."""
        found = [view.values() | {"id": key} for key, view in self._contacts]
        return [one for one in found if any(one[name] for name in CONTACTPERSOON.names())]

    def typed(self) -> list[dict[str, Any]]:
        """As ``values``, for a draft."""
        return [view.typed() | {"id": key.hex if key else None} for key, view in self._contacts]

    def show_contacts(self, contacts: list[dict[str, Any]]) -> None:
        """Show these instead."""
        kit.clear(self._layout)
        self._contacts = []
        for contact in contacts:
            key = contact.get("id")
            self._put(UUID(hex=key) if isinstance(key, str) else key, contact)
        self._add_button()

    def _put(self, key: UUID | None, contact: Mapping[str, Any]) -> FormView:
        view = FormView(CONTACTPERSOON, CONTACT_ROWS)
        view.set_values(contact)
        view.set_fixed(self._is_fixed)
        view.changed.connect(self.changed)
        number = len(self._contacts) + 1
        for name, block in view.blocks.items():
            block.input.setObjectName(f"contact_{number}_{name}")
        entry = (key, view)
        self._contacts.append(entry)
        away = kit.Button(
            "Haal weg", "stil", "trash", small=True, on_click=lambda: self._take(entry)
        )
        away.setAccessibleName(f"Haal contactpersoon {number} weg")
        away.setVisible(not self._is_fixed)
        head = kit.SectionHead(f"Contactpersoon {number}", *([] if self._is_fixed else [away]))
        kit.fill(self._layout, kit.line() if number > 1 else None, 4, head, view, 12)
        return view

    def _add_button(self) -> None:
        if self._is_fixed:
            return
        add = kit.Button(
            "Contactpersoon erbij",
            "stil",
            "plus",
            small=True,
            name="contact_erbij",
            on_click=self._add,
        )
        self._layout.addWidget(kit.beside(add, kit.STRETCH))

    def _add(self) -> None:
        contacts = [view.typed() | {"id": key} for key, view in self._contacts]
        self.show_contacts([*contacts, {}])
        self.views()[-1].blocks["functie"].input.setFocus()
        self.changed.emit()

    def _take(self, entry: tuple[UUID | None, FormView]) -> None:
        left = [one for one in self._contacts if one is not entry]
        self.show_contacts([view.typed() | {"id": key} for key, view in left])
        self.changed.emit()


class OrganisatiePage(FormPage):
    """One organisation of the directory, new or known."""

    compartment = Compartment.register
    help_page = "organisaties"

    def __init__(self, context: Context, *, organisatie_id: UUID | None = None) -> None:
        super().__init__(context, organisatie_id=organisatie_id)
        self.organisatie_id = organisatie_id
        self._row: OrganisatieRow | None = None
        if organisatie_id is not None:
            self._row = context.read(lambda s: service.get_organisatie(s, organisatie_id))
        gemeenten = list(context.read(lambda session: get_value(session, "gemeenten")))
        if self._row and self._row.gemeente and self._row.gemeente not in gemeenten:
            gemeenten.append(self._row.gemeente)
        may = is_allowed(context.actor, Right.change_organisaties)
        may_choose = is_allowed(context.actor, Right.change_wettelijke_taak)
        has_task = self._row is not None and self._row.wettelijke_taak is not None
        told = kit.Label(ASK_WHO, "klein", "muted", wrap=True) if may and not may_choose else None
        above = {0: told} if told and has_task else None
        sections = Sections(("", FormView(organisatie_form(gemeenten), ROWS)), above=above)
        self.contacts = ContactList(not may)
        self.build(
            self._row.naam if self._row else "Nieuwe organisatie",
            sections,
            DraftKey(
                "organisatie", ORGANISATIE.version, organisatie_id.hex if organisatie_id else NEW
            ),
            save="Bewaar" if self._row else "Zet in de lijst",
            acts=self._acts(),
            below=kit.column(16, kit.Card(self.contacts, title="Wie bel je")),
        )
        self.contacts.changed.connect(self.keeper.touch)
        sections.set_fixed(not may)
        if may_choose:
            sections.blocks["gemeente"].changed.connect(self._propose_task)
        else:
            for name in service.WITH_TASK if has_task else ("wettelijke_taak",):
                sections.blocks[name].set_fixed(True)
        self._footer.setVisible(may)

    def _acts(self) -> list[kit.Button]:
        stop = kit.Button("Stop", name="stop", on_click=self._back)
        if self._row is None:
            return [stop]
        off = kit.Button(
            "Haal uit de lijst", "gevaar", name="haal_uit_de_lijst", on_click=self._remove
        )
        return [off, stop]

    def _propose_task(self) -> None:
        """A gemeente has the task of a gemeente, unless something else was chosen."""
        blocks = self.sections.blocks
        if blocks["gemeente"].value() and not blocks["wettelijke_taak"].value():
            blocks["wettelijke_taak"].set_value(WettelijkeTaak.gemeente.value)

    def load(self) -> Mapping[str, Any]:
        if self._row is None:
            return dict.fromkeys(ORGANISATIE.names())
        return {field.name: getattr(self._row, field.name) for field in fields(self._row)}

    def typed(self) -> dict[str, Any]:
        return super().typed() | {"contactpersonen": self.contacts.typed()}

    def show_values(self, values: Mapping[str, Any]) -> None:
        super().show_values(values)
        contacts = [
            one if isinstance(one, dict) else {f.name: getattr(one, f.name) for f in fields(one)}
            for one in values.get("contactpersonen") or ()
        ]
        self.contacts.show_contacts(contacts or [{}])

    def save(self) -> None:
        checked = [view.check() for view in self._filled()]
        if all(checked):
            super().save()

    def _filled(self) -> list[FormView]:
        names = CONTACTPERSOON.names()
        views = self.contacts.views()
        return [view for view in views if any(view.values()[name] for name in names)]

    def write(self, session: Session, values: dict[str, Any]) -> None:
        contacts = self.contacts.values()
        if self.organisatie_id is None:
            service.record_organisatie(session, values, contacts)
        else:
            service.change_organisatie(session, self.organisatie_id, values, contacts)

    def written(self, result: None) -> None:
        self._back()

    def _remove(self) -> None:
        row = self._row
        if row is None:
            return
        context = self.context

        def done(_result: None) -> None:
            self.keeper.forget()
            context.tell(f"{row.naam} staat niet meer in de lijst", lambda: _put_back(context, row))
            self._back()

        def operation(session: Session) -> None:
            service.remove_organisatie(session, row.id)
            remove_draft(session, self.key)

        context.perform(
            operation,
            compartment=Compartment.register,
            form=self.sections,
            done=done,
        )

    def _back(self) -> None:
        self.context.open("organisaties")


def _put_back(context: Context, row: OrganisatieRow) -> None:
    context.perform(
        lambda session: service.reopen_organisatie(session, row.id),
        compartment=Compartment.register,
    )
