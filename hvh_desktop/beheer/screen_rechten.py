"""Who may what, as the program itself checks it: by role, in words and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.beheer.rechten import KEYS, SHORT, matrix, words_of
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.rights import Right, Rol, is_allowed
from hvh_desktop.rollen import ROL_SENTENCES, ROLLEN
from hvh_desktop.text import capitalise, join_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

FIRST, OTHERS = 340, 84
_TOLD = (
    "Zo controleert het programma het zelf. ‘Eigen’ betekent: alleen bij deelnemers van wie je in "
    "het team zit. Wie twee rollen heeft, heeft van elk recht het ruimste."
)
_KEYS = (
    "Elk deel van de gegevens is apart versleuteld. Zonder de sleutel gaat een deel niet open, "
    "ook niet voor een beheerder."
)


class RechtenPage(Page):
    """Choose a role to read it in sentences; the table below follows."""

    shows = frozenset({Medewerker})
    help_page = "beheer"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        choices = [(rol.value, ROLLEN[rol.value]) for rol in Rol]
        self.choice = kit.ChoiceField(choices, empty="Alle rollen")
        self.choice.changed.connect(self.show_now)
        self.choice.setMaximumWidth(theme.px(260))
        block = kit.FieldBlock("Rol", self.choice, name="rol")
        self._words = QVBoxLayout()
        self._words.setContentsMargins(0, 0, 0, 0)
        self._keys = QVBoxLayout()
        self._keys.setContentsMargins(0, 0, 0, 0)
        heads = [SHORT.get(rol, ROLLEN[rol.value]) for rol in Rol]
        self.table = kit.Table(("Recht", *heads), matrix(), widths=(FIRST, *[OTHERS] * len(heads)))
        self.table.setObjectName("rechten")
        self.table.setAccessibleName("Rechten per rol")
        rows = self.table.row_count()
        height = self.table.verticalHeader().defaultSectionSize() * rows
        self.table.setFixedHeight(height + self.table.horizontalHeader().height() + 4)
        self._matrix = kit.column(16, kit.SectionHead("Recht voor recht"), 8, self.table)
        body = kit.column(
            kit.Heading("Rechten in woorden", 1),
            kit.Label(_TOLD, role="muted", wrap=True),
            12,
            block,
            12,
            self._words,
            self._keys,
            self._matrix,
            kit.STRETCH,
            margins=(24, 4, 24, 16),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(body))

    def refresh(self) -> None:
        chosen = self.choice.value()
        rol = Rol(chosen) if chosen else None
        kit.clear(self._words)
        kit.clear(self._keys)
        if rol is None:
            self._words.addWidget(self._all_roles())
        else:
            self._words.addWidget(_one_role(rol))
        kit.fill(self._keys, 16, self._holders())
        self._matrix.setVisible(rol is not None or not theme.is_narrow())
        for column, other in enumerate(Rol, start=1):
            self.table.setColumnHidden(column, rol not in (None, other))

    def _all_roles(self) -> QWidget:
        rows = []
        for rol in Rol:
            row = kit.Row(ROLLEN[rol.value], ROL_SENTENCES[rol])
            row.setObjectName(f"rol_{rol.value}")
            row.activated.connect(lambda rol=rol: self.show_role(rol))
            rows.append(row)
        return kit.RowList(*rows)

    def show_role(self, rol: Rol) -> None:
        """Only this one."""
        self.choice.set_value(rol.value)
        self.show_now()

    def _holders(self) -> QWidget:
        """Which people hold a key now; without the vault: which roles should."""
        entry = self.context.entry
        told: list[tuple[str, str]] = []
        if entry is not None and is_allowed(self.context.actor, Right.change_medewerkers):
            names = {row.id: row.naam for row in self.context.read(list_medewerkers)}
            for key, people in entry.list_holders().items():
                held = sorted(names[one] for one in people if one in names)
                told.append((key, join_words(held) if held else "Niemand"))
        else:
            for key in KEYS:
                rollen = [rol.value for rol in Rol if KEYS[key] in words_of(rol).sleutels]
                told.append((key.value, join_words(rollen)))
        words = {key.value: word for key, word in KEYS.items()}
        lines = [
            kit.Columns(
                (kit.Label(capitalise(words[key]), semibold=True, wrap=True), 200),
                (kit.Label(who, wrap=True), 0),
            )
            for key, who in told
        ]
        return kit.Card(
            kit.Label(_KEYS, role="muted", wrap=True),
            *lines,
            title="Wie heeft welke sleutel",
            gap=8,
        )


def _one_role(rol: Rol) -> QWidget:
    words = words_of(rol)
    left = kit.column(_listed("Mag altijd", words.alles))
    right = (
        _listed("Alleen bij eigen deelnemers", words.eigen),
        _listed("Opent met een sleutel", words.sleutels),
    )
    columns = kit.Columns((left, 0), (kit.column(*right, gap=12), 0), gap=24)
    told = kit.Label(ROL_SENTENCES[rol], wrap=True)
    return kit.Card(told, columns, title=ROLLEN[rol.value], gap=12)


def _listed(heading: str, rights: Sequence[str]) -> QWidget | None:
    if not rights:
        return None
    lines = "\n".join(f"• {capitalise(right)}" for right in rights)
    head = kit.Label(heading, semibold=True, wrap=True)
    return kit.column(head, kit.Label(lines, wrap=True), kit.STRETCH, gap=4)
