"""What is chosen above the list of who looked: whom it is about, who looked, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.raadplegingen.service import DAGEN, Keuzes
from hvh_desktop.raadplegingen.words import reden_words
from hvh_desktop.readlog import WAARNEMING
from hvh_desktop.text import capitalise
from hvh_desktop.ui import kit, theme

ZELF = 0
PERIODEN = ((DAGEN, "Laatste 30 dagen"), (91, "Laatste 3 maanden"), (365, "Laatste jaar"))


@dataclass(frozen=True)
class Filter:
    """What is asked. ``from_day`` None: a day that was typed is not understood."""

    deelnemer_id: UUID | None
    medewerker_id: UUID | None
    from_day: date | None
    to_day: date | None
    reden: str | None
    only_not_own: bool


class FilterBar(QWidget):
    """The fields; ``changed`` after every choice."""

    changed = Signal()

    def __init__(
        self,
        keuzes: Keuzes,
        today: date,
        actor_id: UUID,
        chosen: Mapping[str, Any],
    ) -> None:
        super().__init__()
        self._keuzes, self._today, self._actor_id = keuzes, today, actor_id
        every = "Alle deelnemers" if keuzes.may_all else "Wat ik zelf bekeek"
        self.deelnemer = kit.ChoiceField(
            keuzes.deelnemers, value=chosen.get("deelnemer_id"), empty=every
        )
        self.medewerker = kit.ChoiceField(
            keuzes.medewerkers, value=chosen.get("medewerker_id"), empty="Alle medewerkers"
        )
        periods, period = (*PERIODEN, (ZELF, "Zelf kiezen")), chosen.get("periode", DAGEN)
        self.periode = kit.ChoiceField(periods, value=period, empty=None)
        redenen = [(one, capitalise(reden_words(one))) for one in (*keuzes.redenen, WAARNEMING)]
        self.reden = kit.ChoiceField(redenen, value=chosen.get("reden"), empty="Alle redenen")
        begin = chosen.get("van_datum") or today - timedelta(days=DAGEN)
        self.van = kit.DateField(begin, today=today)
        self.tot = kit.DateField(chosen.get("tot_datum") or today, today=today)
        team = "Alleen wie niet bij zijn team hoorde"
        self.not_own = kit.Check(team if keuzes.knows_team else "Alleen met een reden")
        self.not_own.setObjectName("niet_eigen")
        self.not_own.set_value(bool(chosen.get("niet_eigen")))
        self._days = self._beside(
            kit.FieldBlock("Van", self.van, name="van_datum"),
            kit.FieldBlock("Tot en met", self.tot, name="tot_datum"),
        )
        self._build()
        self._fold()
        for field in (self.deelnemer, self.medewerker, self.periode, self.reden, self.not_own):
            field.changed.connect(self._choose)
        for day in (self.van, self.tot):
            day.changed.connect(self.changed)

    def _build(self) -> None:
        keuzes = self._keuzes
        blocks = []
        if keuzes.deelnemers:
            blocks.append(kit.FieldBlock("Deelnemer", self.deelnemer, name="deelnemer"))
        if keuzes.may_all:
            blocks.append(kit.FieldBlock("Medewerker", self.medewerker, name="medewerker"))
        blocks.append(kit.FieldBlock("Periode", self.periode, name="periode"))
        blocks.append(kit.FieldBlock("Reden", self.reden, name="reden"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        kit.fill(layout, self._beside(*blocks), self._days, self.not_own)

    def _beside(self, *blocks: QWidget) -> QWidget:
        if theme.is_narrow():
            pairs = [blocks[at : at + 2] for at in range(0, len(blocks), 2)]
            rows = [kit.beside(*((one, 1) for one in pair), gap=16) for pair in pairs]
            return kit.column(*rows, gap=8)
        for block in blocks:
            block.setMaximumWidth(theme.px(300))
        return kit.beside(*((block, 1) for block in blocks), kit.STRETCH, gap=16)

    def _choose(self) -> None:
        self._fold()
        self.changed.emit()

    def _fold(self) -> None:
        """Show only what can be asked: among his own lines nobody else looked."""
        self._days.setVisible(self.periode.value() == ZELF)
        self.not_own.setHidden(self._whom()[1] == self._actor_id)

    def _whom(self) -> tuple[UUID | None, UUID | None]:
        """Who may not see what colleagues looked at asks about one man, or about himself."""
        deelnemer_id, medewerker_id = self.deelnemer.value(), self.medewerker.value()
        if not self._keuzes.may_all:
            medewerker_id = None if deelnemer_id else self._actor_id
        return deelnemer_id, medewerker_id

    def address(self) -> dict[str, Any]:
        """What is chosen, to come back to the same list."""
        days = self.periode.value()
        chosen = {
            "deelnemer_id": self.deelnemer.value(),
            "medewerker_id": self.medewerker.value(),
            "periode": None if days == DAGEN else days,
            "reden": self.reden.value(),
            "van_datum": self.van.value() if days == ZELF else None,
            "tot_datum": self.tot.value() if days == ZELF else None,
            "niet_eigen": self.value().only_not_own or None,
        }
        return {name: value for name, value in chosen.items() if value is not None}

    def value(self) -> Filter:
        """All of it, as the service wants it."""
        deelnemer_id, medewerker_id = self._whom()
        days = self.periode.value()
        begin = self.van.value() if days == ZELF else self._today - timedelta(days=days)
        end = self.tot.value() if days == ZELF else self._today
        not_own = self.not_own.value() and not self.not_own.isHidden()
        return Filter(deelnemer_id, medewerker_id, begin, end, self.reden.value(), not_own)
