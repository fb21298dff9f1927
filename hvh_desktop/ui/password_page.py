"""Choosing another password; also the first thing for who got his password from a beheerder."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop import jobs
from hvh_desktop.db import Compartment
from hvh_desktop.errors import UserError
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.password_field import Blocks, PasswordField, check_twice

WIDTH = 560
RULES = (
    "Ten minste 12 tekens. Een korte zin die je onthoudt werkt goed.",
    "Niet je gebruikersnaam, en geen woord dat iedereen raadt.",
    "Anders dan het wachtwoord dat je nu hebt.",
)
_FORCED = (
    "Een collega maakte je wachtwoord. Kies nu een wachtwoord dat alleen jij kent; daarna ga je "
    "verder."
)


class PasswordPage(Page):
    """Old, new, again. The person's keys stay the same."""

    help_page = "inloggen-en-vergrendelen"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._is_forced = bool(context.entry.keyring.must_change_password)
        self._form = Blocks(
            ("oud", kit.FieldBlock("Wachtwoord dat je nu hebt", PasswordField(), name="oud")),
            (
                "nieuw_wachtwoord",
                kit.FieldBlock("Nieuw wachtwoord", PasswordField(), name="nieuw"),
            ),
            ("nogmaals", kit.FieldBlock("Nieuw wachtwoord, nogmaals", PasswordField(), name="nog")),
        )
        self._save = kit.Button("Wijzig het wachtwoord", "hoofd", name="wijzig")
        self._save.clicked.connect(lambda: self.save())
        self._form.blocks["nogmaals"].input.submitted.connect(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(self._body()))

    def _body(self) -> QWidget:
        rules = kit.column(*(kit.IconLabel("check", rule, wrap=True) for rule in RULES), gap=4)
        card = kit.Card(
            kit.NoticeBanner(_FORCED, icon="key") if self._is_forced else None,
            rules,
            4,
            self._form,
            gap=12,
            margins=24,
        )
        card.setMaximumWidth(theme.px(WIDTH))
        title = "Kies je eigen wachtwoord" if self._is_forced else "Wachtwoord wijzigen"
        return kit.column(kit.Heading(title, 1), 16, card, kit.STRETCH, margins=(24, 4, 24, 16))

    def footer(self) -> QWidget | None:
        return kit.Footer(self._save)

    def save(self) -> None:
        """Check, and derive the new key beside the window."""
        values = self._form.values()
        try:
            if not values["oud"]:
                sentence = "Vul het wachtwoord in dat je nu hebt."
                raise UserError(sentence, {"oud": sentence})
            check_twice(
                values["nieuw_wachtwoord"], values["nogmaals"], ("nieuw_wachtwoord", "nogmaals")
            )
        except UserError as error:
            self._form.show_problems(error)
            return
        self._form.clear_problems()
        self._save.setEnabled(False)
        entry = self.context.entry
        jobs.run(
            lambda: entry.change_own_password(values["oud"], values["nieuw_wachtwoord"]),
            lambda _: self._done(),
            self._refuse,
        )

    def _done(self) -> None:
        self.context.tell("Je wachtwoord is gewijzigd. Gebruik het vanaf nu bij het inloggen.")
        if not self.is_here:
            return
        self._form.empty()
        self._save.setEnabled(True)
        if self._is_forced:
            has_team = Compartment.team in self.context.database.compartments
            self.context.open("vandaag" if has_team else "medewerkers")
        else:
            self.context.open("instellingen")

    def _refuse(self, error: BaseException) -> None:
        here = self.is_here
        if here:
            self._save.setEnabled(True)
        with self.context.explain(self if here else None):
            raise error

    def show_problems(self, error: UserError) -> None:
        """A wrong old password belongs at that field."""
        if not error.fields:
            error = UserError(error.text, {"oud": error.text})
        self._form.show_problems(error)

    def leave(self) -> None:
        """A password is never kept as a draft."""
        self._form.empty()
