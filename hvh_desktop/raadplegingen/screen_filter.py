"""What is chosen above the list of who looked: whom it is about, who looked, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
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
        deelnemer_id: UUID | None,
        medewerker_id: UUID | None,
    ) -> None:
        super().__init__()
        self._keuzes, self._today, self._actor_id = keuzes, today, actor_id
        every = "Alle deelnemers" if keuzes.may_all else "Wat ik zelf bekeek"
        self.deelnemer = kit.ChoiceField(keuzes.deelnemers, value=deelnemer_id, empty=every)
        self.medewerker = kit.ChoiceField(
            keuzes.medewerkers, value=medewerker_id, empty="Alle medewerkers"
        )
        self.periode = kit.ChoiceField((*PERIODEN, (ZELF, "Zelf kiezen")), value=DAGEN, empty=None)
        redenen = [(one, capitalise(reden_words(one))) for one in (*keuzes.redenen, WAARNEMING)]
        self.reden = kit.ChoiceField(redenen, empty="Alle redenen")
        self.van = kit.DateField(today - timedelta(days=DAGEN), today=today)
        self.tot = kit.DateField(today, today=today)
        team = "Alleen wie niet bij zijn team hoorde"
        self.not_own = kit.Check(team if keuzes.knows_team else "Alleen met een reden")
        self.not_own.setObjectName("niet_eigen")
        self._days = self._beside(
            kit.FieldBlock("Van", self.van, name="van_datum"),
            kit.FieldBlock("Tot en met", self.tot, name="tot_datum"),
        )
        self._days.hide()
        self._build()
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
        self._days.setVisible(self.periode.value() == ZELF)
        self.changed.emit()

    def value(self) -> Filter:
        """Who may not see what colleagues looked at asks about one man, or about himself."""
        deelnemer_id, medewerker_id = self.deelnemer.value(), self.medewerker.value()
        if not self._keuzes.may_all:
            medewerker_id = None if deelnemer_id else self._actor_id
        days = self.periode.value()
        begin = self.van.value() if days == ZELF else self._today - timedelta(days=days)
        end = self.tot.value() if days == ZELF else self._today
        return Filter(
            deelnemer_id, medewerker_id, begin, end, self.reden.value(), self.not_own.value()
        )
