"""When the psycholoog is in the house: for everybody to read, for oneself to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.behandelingen import service
from hvh_desktop.behandelingen.form import BESCHIKBAARHEID
from hvh_desktop.behandelingen.model import Beschikbaarheid
from hvh_desktop.behandelingen.rows import BeschikbaarheidRow, TijdRow
from hvh_desktop.behandelingen.screen_parts import who_is_there
from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import DraftKey, remove_draft
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.text import WEEKDAYS, capitalise
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper, kept_at
from hvh_desktop.ui.page import Page

Pair = tuple[kit.TimeField, kit.TimeField]
NAMES = ("van_tijd", "tot_tijd")
WORDS = ("van", "tot")


class Dag(QWidget):
    """One day of the week: no time, one, or two with a break between them."""

    changed = Signal()

    def __init__(self, weekdag: int) -> None:
        super().__init__()
        self.weekdag, self.name = weekdag, WEEKDAYS[weekdag - 1]
        self._pairs = [self._pair(number) for number in (1, 2)]
        self._second = kit.beside(
            kit.Label("en", role="muted"), *self._fields(1), kit.STRETCH, gap=8
        )
        self._more = kit.Button(
            "Nog een tijd",
            "stil",
            small=True,
            name=f"nog_een_tijd_{weekdag}",
            on_click=lambda: self._open(True),
        )
        self._more.setAccessibleName(f"Nog een tijd op {self.name}")
        day = kit.Label(capitalise(self.name), semibold=True)
        day.setFixedWidth(theme.px(110))
        first = kit.beside(*self._fields(0), kit.STRETCH, gap=8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        if theme.is_narrow():
            parts = (day, first, self._second, kit.beside(self._more, kit.STRETCH))
            layout.addWidget(kit.column(*parts, gap=4))
        else:
            layout.addWidget(
                kit.beside(day, first, self._second, self._more, (QWidget(), 1), gap=12)
            )
        self._open(False)

    def _pair(self, number: int) -> Pair:
        fields = []
        for word in WORDS:
            field = kit.TimeField()
            again = " (tweede tijd)" if number == 2 else ""
            field.setAccessibleName(f"{capitalise(self.name)} {word}{again}")
            field.setObjectName(f"{word}_{self.weekdag}_{number}")
            field.changed.connect(self.changed)
            fields.append(field)
        return fields[0], fields[1]

    def _fields(self, index: int) -> tuple[QWidget, ...]:
        begin, end = self._pairs[index]
        return begin, kit.Label("tot", role="muted"), end

    def _open(self, is_open: bool) -> None:
        self._second.setVisible(is_open)
        self._more.setVisible(not is_open)

    def filled(self) -> list[Pair]:
        """The pairs in which something stands."""
        return [pair for pair in self._pairs if any(field.text().strip() for field in pair)]

    def typed(self) -> list[list[str]]:
        """What stands in all fields, for a draft."""
        return [[field.text() for field in pair] for pair in self._pairs]

    def show_times(self, tijden: Sequence[Sequence[Any]]) -> None:
        """Show these, as times or as they were typed."""
        for index, pair in enumerate(self._pairs):
            values = tijden[index] if index < len(tijden) else (None, None)
            for field, value in zip(pair, values, strict=True):
                field.set_value(value)
        self._open(bool(self._pairs[1][0].text() or self._pairs[1][1].text()))

    def clear_marks(self) -> None:
        """Nothing is wrong any more."""
        for pair in self._pairs:
            for field in pair:
                field.set_error(False)


class Week(QWidget):
    """The seven days to fill in, with what is wrong above them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.days = [Dag(number) for number in range(1, len(WEEKDAYS) + 1)]
        self.errors = kit.ErrorSummary()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.errors)
        for day in self.days:
            day.changed.connect(self.changed)
            layout.addWidget(day)

    def _lines(self) -> list[tuple[int, Pair]]:
        return [(day.weekdag, pair) for day in self.days for pair in day.filled()]

    def values(self) -> list[dict[str, Any]]:
        """A line per pair, as the service takes them."""
        return [
            {"weekdag": number, "van_tijd": pair[0].value(), "tot_tijd": pair[1].value()}
            for number, pair in self._lines()
        ]

    def typed(self) -> dict[str, Any]:
        """For a draft."""
        return {str(day.weekdag): day.typed() for day in self.days}

    def show_typed(self, values: Mapping[str, Any]) -> None:
        """Show a draft."""
        for day in self.days:
            day.show_times(values.get(str(day.weekdag), ()))

    def show_tijden(self, tijden: Sequence[TijdRow]) -> None:
        """Show what is kept."""
        for day in self.days:
            mine: list[tuple[time, time]] = [
                (one.van_tijd, one.tot_tijd) for one in tijden if one.weekdag == day.weekdag
            ]
            day.show_times(mine)

    def check(self) -> bool:
        """Say what was typed and not understood; True when there is nothing of that."""
        found = {
            f"{number}.{name}": f"{capitalise(WEEKDAYS[weekdag - 1])}: {said}"
            for number, (weekdag, pair) in enumerate(self._lines())
            for name, field in zip(NAMES, pair, strict=True)
            if (said := field.problem())
        }
        if found:
            self.show_problems(UserError(summary(found.values()), found))
        return not found

    def show_problems(self, error: UserError) -> None:
        """Above the week and at the fields."""
        self.clear_problems()
        lines, shown = self._lines(), []
        for key, sentence in error.fields.items():
            number, _, name = key.partition(".")
            weekdag, pair = lines[int(number)]
            field = pair[NAMES.index(name)] if name in NAMES else pair[0]
            field.set_error(True)
            day = capitalise(WEEKDAYS[weekdag - 1])
            told = sentence if sentence.startswith(day) else f"{day}: {sentence}"
            shown.append((told, field))
        self.errors.show_errors(shown or [(error.text, None)])

    def clear_problems(self) -> None:
        """Nothing is wrong any more."""
        self.errors.clear()
        for day in self.days:
            day.clear_marks()


class BeschikbaarheidPage(Page):
    """One's own week to change, and everybody's to read."""

    shows = frozenset({Beschikbaarheid, Medewerker})
    help_page = "behandeling"

    def __init__(
        self, context: Context, *, medewerker_id: UUID | None = None, **address: Any
    ) -> None:
        super().__init__(context, medewerker_id=medewerker_id, **address)
        self.medewerker_id = medewerker_id or context.actor.medewerker_id
        self._key = DraftKey(BESCHIKBAARHEID.name, BESCHIKBAARHEID.version, self.medewerker_id.hex)
        self.week = Week()
        self.keeper = DraftKeeper(
            context, self._key, self.week.typed, compartment=Compartment.register, parent=self
        )
        self._is_loaded = False
        self._footer = kit.Footer(
            kit.Button("Bewaar tijden", "hoofd", name="bewaar_tijden", on_click=self._save)
        )
        self._footer.hide()
        self.keeper.kept.connect(lambda words: self._footer.set_state(words))
        self.week.changed.connect(self.keeper.touch)
        self._card = kit.Card(
            kit.Label(
                "Vul in wanneer je in huis bent. Laat een dag leeg als je er dan niet bent.",
                role="muted",
                wrap=True,
            ),
            self.week,
            title="Jouw tijden",
            gap=12,
        )
        self._card.hide()
        self._others = QVBoxLayout()
        self._others.setSpacing(12)
        head = kit.Heading("Beschikbaarheid", 1)
        body = kit.column(head, 12, self._card, 16, self._others, kit.STRETCH)
        body.setMaximumWidth(theme.px(860))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            kit.ScrollPage(kit.beside((body, 1000), kit.STRETCH, gap=0, margins=(24, 4, 24, 16)))
        )

    def refresh(self) -> None:
        rows = self.context.read(service.list_beschikbaarheid)
        mine = next((row for row in rows if self._is_mine(row)), None)
        self._card.setVisible(mine is not None)
        self._footer.setVisible(mine is not None)
        if mine is not None and not self._is_loaded:
            self._load(mine)
        kit.clear(self._others)
        for row in rows:
            if mine is None or row.medewerker_id != mine.medewerker_id:
                self._others.addWidget(self._read_card(row))
        if not rows:
            text = (
                "Zodra er een psycholoog in de lijst van medewerkers staat, zie je hier de tijden."
            )
            self._others.addWidget(kit.EmptyState("clock", "Er is nog geen psycholoog", text))

    def _is_mine(self, row: BeschikbaarheidRow) -> bool:
        return row.medewerker_id == self.medewerker_id and row.mag_wijzigen

    def _load(self, row: BeschikbaarheidRow) -> None:
        self._is_loaded = True
        if self._card.head is not None and row.medewerker_id != self.context.actor.medewerker_id:
            self._card.head.heading.setText(f"Tijden van {row.roepnaam}")
        self.week.show_tijden(row.tijden)
        draft = self.keeper.find()
        if draft is not None:
            self.week.show_typed(draft.values)
            self._footer.set_state(kept_at(draft.saved_at))

    def _read_card(self, row: BeschikbaarheidRow) -> QWidget:
        change = None
        if row.mag_wijzigen:
            change = kit.Button(
                "Wijzig",
                "stil",
                small=True,
                name=f"wijzig_{row.medewerker_id.hex}",
                on_click=lambda: self.context.open(
                    "beschikbaarheid", medewerker_id=row.medewerker_id
                ),
            )
            change.setAccessibleName(f"Wijzig de tijden van {row.roepnaam}")
        shown = who_is_there(row, self.context.today())
        return kit.Card(kit.beside((shown, 1), change))

    def _save(self) -> None:
        if not self.week.check():
            return
        values = self.week.values()

        def operation(session: Session) -> None:
            service.change_beschikbaarheid(session, self.medewerker_id, values)
            remove_draft(session, self._key)

        self.context.perform(
            operation,
            compartment=Compartment.register,
            form=self.week,
            done=self._done,
            seen=self.keeper.seen,
        )

    def _done(self, _result: None) -> None:
        self.keeper.forget()
        self.week.clear_problems()
        self._footer.set_state("")
        self.context.tell("De tijden zijn bewaard")

    def leave(self) -> None:
        self.keeper.keep()

    def footer(self) -> QWidget | None:
        return self._footer
