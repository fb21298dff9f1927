"""The fields of a colleague in cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.form import MEDEWERKER
from hvh_desktop.rollen import ROLLEN
from hvh_desktop.text import clean_text
from hvh_desktop.ui import kit
from hvh_desktop.ui.password_field import PASSWORD_HINT, Blocks, Named, PasswordField
from hvh_desktop.ui.rollen_field import RollenField

SECRET = "nieuw_wachtwoord"
USER_NAME = "gebruikersnaam"
"""Goes as it was typed: what cannot be seen in it is refused, not taken out."""


class MedewerkerForm(Blocks):
    """``account``: the card between roles and days; None: a new colleague fills it in here."""

    def __init__(self, account: QWidget | None) -> None:
        super().__init__()
        layout = self.layout()
        assert layout is not None
        for card in (self._who(), self._rollen(), account or self._account(), self._days()):
            layout.addWidget(card)

    def _who(self) -> QWidget:
        return kit.Card(
            self.take([_line("naam"), _line("roepnaam")]),
            self.take([_line("voorletters"), _line("functie")]),
            self.take([_line("organisatie"), _line("talen")]),
            self.take([_line("telefoon"), _line("mail")]),
            self.take(_tick("is_krachtwerkcoach")),
            title="Wie",
            gap=16,
        )

    def _rollen(self) -> QWidget:
        temporary = kit.CheckList(list(ROLLEN.items()))
        return kit.Card(
            self.take(("rollen", _block("rollen", RollenField()))),
            kit.line(),
            kit.Columns(
                (self.take(("tijdelijke_rollen", _block("tijdelijke_rollen", temporary))), 0),
                (kit.column(self.take(_day("tijdelijke_rollen_tot_datum")), kit.STRETCH), 0),
            ),
            title="Wat opent dit account",
            gap=16,
        )

    def _account(self) -> QWidget:
        return kit.Card(
            self.take(_line("gebruikersnaam")), self.take(first_password()), title="Account", gap=16
        )

    def _days(self) -> QWidget:
        instead = kit.FieldBlock(
            "Wie vervangt",
            kit.ChoiceField(),
            "Staat bij je collega zolang die afwezig is.",
            optional=True,
            name="vervanger_id",
        )
        return kit.Card(
            self.take([_day("actief_vanaf_datum"), _day("actief_tot_datum")]),
            self.take([_day("afwezig_vanaf_datum"), _day("afwezig_tot_datum")]),
            self.take(("vervanger_id", instead)),
            title="Dagen",
            gap=16,
        )

    def set_colleagues(self, choices: Sequence[tuple[UUID, str]]) -> None:
        """Who may stand in."""
        self.blocks["vervanger_id"].input.set_choices(choices)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values; those of a draft may be as typed."""
        for name, block in self.blocks.items():
            if name in values:
                value = values[name]
                is_id = name == "vervanger_id" and isinstance(value, str)
                block.input.set_value(UUID(value) if is_id else value)

    def typed(self) -> dict[str, Any]:
        """As JSON for a draft; never the password."""
        typed: dict[str, Any] = {}
        for name, block in self.blocks.items():
            if name != SECRET:
                is_day = isinstance(block.input, kit.DateField)
                value = block.input.text() if is_day else block.value()
                typed[name] = str(value) if isinstance(value, UUID) else value
        return typed

    def facts(self) -> dict[str, Any]:
        """Typed values for the register. Raises UserError for what cannot be read."""
        said = {name: block.input.problem() for name, block in self.blocks.items()}
        found = {name: sentence for name, sentence in said.items() if sentence}
        if found:
            raise UserError(summary(found.values()), found)
        return {
            name: clean_text(value) if isinstance(value, str) and name != USER_NAME else value
            for name, value in self.values().items()
            if name != SECRET
        }

    def set_fixed(self, fixed: bool) -> None:
        """To look at only."""
        for block in self.blocks.values():
            block.set_fixed(fixed)


def first_password() -> Named:
    """A password that a beheerder makes for somebody else."""
    hint = f"{PASSWORD_HINT} Geef het zelf door; je collega kiest daarna een ander."
    block = kit.FieldBlock("Eerste wachtwoord", PasswordField(), hint, name="eerste_wachtwoord")
    return SECRET, block


def _line(name: str) -> Named:
    return name, _block(name, kit.TextField())


def _day(name: str) -> Named:
    return name, _block(name, kit.DateField())


def _tick(name: str) -> Named:
    """The words stand beside the box, not above it as well."""
    block = _block(name, kit.Check(MEDEWERKER[name].label))
    block.hide_label()
    return name, block


def _block(name: str, field: QWidget) -> kit.FieldBlock:
    declared = MEDEWERKER[name]
    return kit.FieldBlock(
        declared.label, field, declared.hint or None, declared.is_optional, name=name
    )
