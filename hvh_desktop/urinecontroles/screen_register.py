"""The register: what runs on top, then all checks, and the counts without names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.perioden import BEGIN, KWARTAAL, PERIODEN, period
from hvh_desktop.text import capitalise, date_words, join_words, near_day
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.urinecontroles import service
from hvh_desktop.urinecontroles.form import UITSLAGEN
from hvh_desktop.urinecontroles.model import Heronderzoek, Urinecontrole, Urinestof
from hvh_desktop.urinecontroles.register import DICHT, is_shown, list_open, list_register
from hvh_desktop.urinecontroles.rows import LopendRow, UrineRow, Wacht
from hvh_desktop.urinecontroles.screen_staven import TellingCard
from hvh_desktop.urinecontroles.words import TONES, result_words

EVERY_MINUTE = 60_000
ABOUT = "Een nieuwe controle begin je in het dossier van de deelnemer, bij Sancties."
WACHT_WORDS = {
    Wacht.gelegenheid: "Urine geven",
    Wacht.laboratorium: "Laboratorium",
    Wacht.mededelen: "Uitslag vertellen",
    Wacht.heronderzoek: "Heronderzoek",
}


class UrinecontrolesPage(Page):
    """Everybody's checks."""

    shows: ClassVar[frozenset[type]] = frozenset({Urinecontrole, Urinestof})
    help_page: ClassVar[str] = "urinecontroles"

    def __init__(self, context: Context, **address: object) -> None:
        super().__init__(context, **address)
        self._is_recorded = False
        self._dicht: frozenset[UUID] = frozenset()
        _reasons, stoffen = context.read(service.list_keuzes)
        self.periode = kit.ChoiceField(PERIODEN, value=KWARTAAL, empty=None)
        self.stof = kit.ChoiceField(
            [(one, capitalise(one)) for one in stoffen], empty="Alle stoffen"
        )
        self.uitslag = kit.ChoiceField(
            [(one.value, word) for one, word in UITSLAGEN.items()], empty="Alle uitslagen"
        )
        self._running, self._list, self._counts = kit.Holder(), kit.Holder(), kit.Holder()
        body = kit.column(
            kit.Heading("Urinecontroles", 1),
            4,
            kit.Label(ABOUT, role="muted", wrap=True),
            *(16, self._running, self._filters(), 12, self._list, 20, self._counts),
            kit.STRETCH,
            margins=(24, 4, 24, 16),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(body))
        self._foot = kit.Footer(
            kit.Button("Terug", name="terug", on_click=lambda: context.open("sancties"))
        )
        self._minute = QTimer(self)
        self._minute.setInterval(EVERY_MINUTE)
        self._minute.timeout.connect(self._tick)
        self._minute.start()

    def _filters(self) -> QWidget:
        parts = (
            ("Welke periode", self.periode, "periode"),
            ("Stof", self.stof, "stof"),
            ("Uitslag", self.uitslag, "uitslag"),
        )
        blocks = []
        for label, field, name in parts:
            field.changed.connect(self.show_now)
            blocks.append((kit.FieldBlock(label, field, name=name), 0))
        wide = kit.Columns(*blocks)
        wide.setMaximumWidth(theme.px(760))
        return wide

    def _tick(self) -> None:
        """Hours go by while the page stands open."""
        if self.is_here:
            self._running.show_items(*self._running_part(self.context.read(list_open)))

    def refresh(self) -> None:
        first, last = period(self.periode.value() or KWARTAAL, self.context.today())
        register = self.context.read(lambda s: list_register(s, first, last))
        if not self._is_recorded:
            self._is_recorded = True
            self.context.record_reading("urinecontroles", None)
        self._dicht, counts = register.dicht, register.tellingen
        self._running.show_items(*self._running_part(register.lopend))
        stof, uitslag = self.stof.value() or "", self.uitslag.value() or ""
        shown = [row for row in register.controles if is_shown(register, row, stof, uitslag)]
        self._list.show_items(*self._all_part(shown, is_filtered=bool(stof or uitslag)))
        since = "Tot en met" if first == BEGIN else f"Van {date_words(first)} tot en met"
        told = f"{since} {date_words(last)}."
        self._counts.show_items(TellingCard(counts, told) if counts else None)

    def footer(self) -> QWidget:
        return self._foot

    def _running_part(self, rows: Sequence[LopendRow]) -> list[Any]:
        if not rows:
            return []
        head = kit.SectionHead("Loopt nu", count=len(rows), level=2)
        return [head, 8, kit.RowList(*(self._running_row(row) for row in rows)), 24]

    def _running_row(self, one: LopendRow) -> kit.Row:
        badge = kit.Badge(
            "Tijd voorbij" if one.is_te_laat else WACHT_WORDS[one.wacht],
            "danger"
            if one.is_te_laat
            else "warn"
            if one.wacht is not Wacht.laboratorium
            else "info",
        )
        row = kit.Row(one.row.deelnemer, one.wacht_op, initials=one.row.initialen, right=(badge,))
        return self._made(row, badge, one.row, f"loopt_{one.row.id.hex}")

    def _all_part(self, rows: Sequence[UrineRow], *, is_filtered: bool) -> list[Any]:
        head = kit.SectionHead("Alle controles", count=len(rows), level=2)
        if not rows:
            if is_filtered:
                why = "Kies een andere stof, een andere uitslag of een langere periode."
            else:
                why = "Kies een langere periode, of begin een controle in een dossier."
            empty = kit.EmptyState("flask", "Geen urinecontroles gevonden", why)
            return [head, 8, empty]
        return [head, 8, kit.RowList(*(self._row(row) for row in rows))]

    def _row(self, row: UrineRow) -> kit.Row:
        today = self.context.today()
        if row.deelnemer_id in self._dicht:
            day = capitalise(near_day(row.opdracht_datum, today))
            closed = kit.Row(row.deelnemer, f"{day} · {DICHT}", initials=row.initialen)
            return self._opens(closed, row, f"controle_{row.id.hex}")
        about = [
            f"{capitalise(near_day(row.opdracht_datum, today))} · {row.aanleiding}",
            join_words(row.stoffen),
            f"buis {row.nummer}" if row.nummer else "",
        ]
        tone = TONES[row.uitslag]
        if row.heronderzoek is Heronderzoek.niet_bevestigd:
            tone = "stil"
        badge = kit.Badge(result_words(row), tone)
        subline = " · ".join(part for part in about if part)
        shown = kit.Row(row.deelnemer, subline, initials=row.initialen, right=(badge,))
        return self._made(shown, badge, row, f"controle_{row.id.hex}")

    def _made(self, shown: kit.Row, badge: kit.Badge, row: UrineRow, name: str) -> kit.Row:
        shown.setAccessibleName(f"{shown.accessibleName()}, {badge.accessibleName()}")
        return self._opens(shown, row, name)

    def _opens(self, shown: kit.Row, row: UrineRow, name: str) -> kit.Row:
        shown.setObjectName(name)
        shown.activated.connect(self._opener(row))
        return shown

    def _opener(self, row: UrineRow) -> Callable[[], None]:
        return lambda: self.context.open(
            "urinecontrole", deelnemer_id=row.deelnemer_id, urinecontrole_id=row.id
        )
