"""The tab of a dossier: his verlof that is coming and was, and his work now and before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.model import Doel
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import is_allowed, require
from hvh_desktop.deelnemers.model import Titel
from hvh_desktop.rights import Right
from hvh_desktop.text import capitalise, period_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.verloven import service
from hvh_desktop.verloven.model import Verlof, VerlofStatus, Werkplek
from hvh_desktop.verloven.rows import VerlofRow, WerkplekRow
from hvh_desktop.verloven.words import (
    SOORT_WORDS,
    STATUS_WORDS,
    state_words,
    times_words,
    when_words,
    work_name,
    work_words,
)


class VerlofTab(Page):
    """Two lists with what they were folded below them."""

    shows: ClassVar[frozenset[type]] = frozenset({Verlof, Werkplek, Doel})
    help_page: ClassVar[str] = "verlof-en-werk"

    def __init__(self, context: Context, *, deelnemer_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id)
        self.deelnemer_id = deelnemer_id
        self._roepnaam, self._is_bba = "", False
        self._may: dict[Right, bool] = {}
        self._scroll = kit.ScrollPage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def refresh(self) -> None:
        verloven, werk = self.context.read(self._read)
        self._scroll.set_content(
            kit.column(
                *self._verlof(verloven),
                28,
                *self._werk(werk),
                kit.STRETCH,
                margins=(24, 0, 24, 16),
            )
        )

    def _read(self, session: Session) -> tuple[list[VerlofRow], list[WerkplekRow]]:
        key = self.deelnemer_id
        man = require(session, Right.read_dossier, key)
        self._roepnaam, self._is_bba = man.roepnaam, man.titel is Titel.bba
        asked = (Right.write_verlof, Right.write_werk)
        self._may = {right: is_allowed(session, right, key) for right in asked}
        return service.list_verloven(session, key), service.list_werkplekken(session, key)

    # Verlof ---------------------------------------------------------------------------------

    def _verlof(self, rows: Sequence[VerlofRow]) -> list[QWidget | int]:
        add = None
        if self._may[Right.write_verlof]:
            add = kit.Button(
                "Nieuw verlof",
                icon="plus",
                name="verlof_nieuw",
                on_click=lambda: self.context.open("verlof", deelnemer_id=self.deelnemer_id),
            )
        running = sorted(
            (row for row in rows if row.is_open), key=lambda row: (row.begin_datum, row.id)
        )
        over = [row for row in rows if not row.is_open]
        if not running:
            empty = kit.EmptyState(
                "calendar-blank",
                "Er staat geen verlof gepland",
                self._why_empty(),
                add,
            )
            return [empty, *_folded("Eerder verlof", [self._verlof_row(row) for row in over])]
        head = kit.SectionHead("Verlof", *([add] if add else []), count=len(running), level=2)
        listed = kit.RowList(*(self._verlof_row(row) for row in running))
        earlier = [self._verlof_row(row) for row in over]
        return [head, 8, listed, *_folded("Eerder verlof", earlier)]

    def _why_empty(self) -> str:
        who = "De casemanager of de locatiemanager legt het vast."
        if self._is_bba:
            return f"Hij woont hier met een BBA-titel. {who}"
        return f"Verlof hoort bij een doel van {self._roepnaam}. {who}"

    def _verlof_row(self, row: VerlofRow) -> kit.Row:
        lines = [f"{capitalise(when_words(row))} · {times_words(row)}"]
        if row.doel:
            lines.append(f"Doel: “{row.doel}”")
        lines.append(row.oogmerk)
        if row.status in (VerlofStatus.geweigerd, VerlofStatus.ingetrokken):
            lines.append(f"{STATUS_WORDS[row.status]}: {row.status_reden}")
        if row.evaluatie:
            lines.append(f"Hoe het ging: {row.evaluatie}")
        badge = kit.Badge(*state_words(row, self.context.today()))
        shown = kit.Row(SOORT_WORDS[row.soort], "\n".join(lines), icon="sign-out", right=(badge,))
        shown.setAccessibleName(f"{shown.accessibleName()}, {badge.accessibleName()}")
        shown.setObjectName(f"verlof_{row.id.hex}")
        shown.activated.connect(
            lambda: self.context.open("verlof", deelnemer_id=row.deelnemer_id, verlof_id=row.id)
        )
        return shown

    # Work -----------------------------------------------------------------------------------

    def _werk(self, rows: Sequence[WerkplekRow]) -> list[QWidget | int]:
        add = None
        if self._may[Right.write_werk]:
            add = kit.Button(
                "Nieuw werk",
                icon="plus",
                name="werk_nieuw",
                on_click=lambda: self.context.open("werkplek", deelnemer_id=self.deelnemer_id),
            )
        over = [row for row in rows if self._is_over(row)]
        now = [row for row in rows if row not in over]
        if not now:
            empty = kit.EmptyState(
                "briefcase",
                f"{self._roepnaam} heeft nu geen werk",
                "Leg vast waar hij werkt, hoeveel uur en vanaf wanneer. Daarmee zie je later wat "
                "hij door een straf of door verlof zou missen.",
                add,
            )
            return [empty, *_folded("Eerder werk", [self._werk_row(row) for row in over])]
        head = kit.SectionHead("Werk", *([add] if add else []), count=len(now), level=2)
        listed = kit.RowList(*(self._werk_row(row) for row in now))
        return [head, 8, listed, *_folded("Eerder werk", [self._werk_row(row) for row in over])]

    def _is_over(self, row: WerkplekRow) -> bool:
        return row.tot_datum is not None and row.tot_datum < self.context.today()

    def _werk_row(self, row: WerkplekRow) -> kit.Row:
        soon = row.tot_datum is not None and row.tot_datum - self.context.today() <= timedelta(14)
        badge = None
        if row.is_nu:
            badge = kit.Badge("Stopt binnenkort", "warn") if soon else kit.Badge("Nu", "good")
        elif not self._is_over(row):
            badge = kit.Badge("Begint nog", "info")
        about = f"{work_words(row)} · {period_words(row.van_datum, row.tot_datum)}"
        shown = kit.Row(work_name(row), about, icon="briefcase", right=(badge,) if badge else ())
        if badge is not None:
            shown.setAccessibleName(f"{shown.accessibleName()}, {badge.accessibleName()}")
        shown.setObjectName(f"werk_{row.id.hex}")
        shown.activated.connect(
            lambda: self.context.open("werkplek", deelnemer_id=row.deelnemer_id, werkplek_id=row.id)
        )
        return shown


def _folded(title: str, rows: Sequence[QWidget]) -> list[QWidget | int]:
    """What was, out of the way."""
    return [12, kit.Fold(title, kit.RowList(*rows), count=len(rows))] if rows else []
