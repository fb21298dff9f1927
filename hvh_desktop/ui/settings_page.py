"""Settings of one person: colours, text size, lock."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Compartment
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.settings import SETTINGS
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.backup_card import BackupCard
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.voorkeuren import Voorkeur, change_setting, list_settings

WIDTH = 760
OF_VANDAAG = "vandaag_van"


class SettingsPage(Page):
    """Every choice works at once."""

    shows = frozenset({Voorkeur})
    help_page = "instellingen"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._fields: dict[str, kit.RadioGroup | kit.ChoiceField] = {}
        card = self._choices()
        password = kit.Button(
            "Wijzig mijn wachtwoord",
            icon="key",
            name="wijzig_wachtwoord",
            on_click=lambda: context.open("wachtwoord"),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        body = kit.column(
            kit.Heading("Instellingen", 1),
            16,
            card,
            16,
            password,
            *self._backups(),
            kit.STRETCH,
            margins=(24, 4, 24, 16),
        )
        layout.addWidget(kit.ScrollPage(body))

    def _choices(self) -> kit.Card:
        blocks: list[QWidget] = []
        for setting in SETTINGS.values():
            if setting.name == OF_VANDAAG and not self._has_vandaag():
                continue
            choices = list(setting.choices.items())
            field = (
                kit.RadioGroup(choices)
                if len(choices) <= 4
                else kit.ChoiceField(choices, empty=None)
            )
            field.changed.connect(lambda name=setting.name: self._change(name))
            self._fields[setting.name] = field
            if isinstance(field, kit.ChoiceField):
                field.setMaximumWidth(theme.px(200))
            blocks.append(kit.FieldBlock(setting.label, field, name=setting.name))
        half = -(-len(blocks) // 2)
        left, right = (
            kit.column(*part, kit.STRETCH, gap=20) for part in (blocks[:half], blocks[half:])
        )
        card = kit.Card(kit.Columns((left, 0), (right, 0), gap=24), margins=24)
        card.setMaximumWidth(theme.px(WIDTH))
        return card

    def _has_vandaag(self) -> bool:
        return is_allowed(self.context.actor, Right.read_dossier)

    def _backups(self) -> list[int | QWidget]:
        if self.context.entry is None or not is_allowed(self.context.actor, Right.change_huis):
            return []
        card = BackupCard(self.context)
        card.setMaximumWidth(theme.px(WIDTH))
        return [16, card]

    def refresh(self) -> None:
        for name, value in self.context.read(list_settings).items():
            if name in self._fields:
                self._fields[name].set_value(value)

    def _change(self, name: str) -> None:
        value = self._fields[name].value()
        self.context.perform(
            lambda session: change_setting(session, name, value), compartment=Compartment.register
        )
