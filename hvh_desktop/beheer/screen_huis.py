"""Name and place of the house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hvh_desktop.beheer.form import HUIS
from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.huis import change_huis, get_huis
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections
from hvh_desktop.ui.form_view import FormView

_TOLD = "Zo staat het huis op papier en links in beeld."


class HuisPage(FormPage):
    """Everybody may see it, a beheerder changes it."""

    compartment = Compartment.register
    help_page = "beheer"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        may = is_allowed(context.actor, Right.change_huis)
        sections = Sections(("", FormView(HUIS)))
        self.build(
            "Huis",
            sections,
            DraftKey("huis", HUIS.version, "huis"),
            subline=_TOLD,
            acts=[kit.Button("Terug", name="terug", on_click=self._back)],
        )
        sections.set_fixed(not may)
        self._footer.setVisible(may)

    def load(self) -> Mapping[str, Any]:
        huis = self.context.read(get_huis)
        return {"naam": huis.naam, "plaats": huis.plaats}

    def write(self, session: Session, values: dict[str, Any]) -> None:
        change_huis(session, values["naam"], values["plaats"])

    def written(self, result: None) -> None:
        self.context.tell("Bewaard. Links in beeld staat het na de volgende keer inloggen.")
        self._back()

    def _back(self) -> None:
        self.context.open("beheer")
