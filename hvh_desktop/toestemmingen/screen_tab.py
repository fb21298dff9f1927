"""The tab of a dossier: who may know what, and what was told to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.deelnemers.service import get_roepnamen
from hvh_desktop.netwerken.model import Netwerklid
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.text import capitalise, date_words, initials
from hvh_desktop.toestemmingen import service, service_verstrekkingen
from hvh_desktop.toestemmingen.model import OntvangerSoort, Toestemming, Verstrekking
from hvh_desktop.toestemmingen.screen_parts import (
    areas_in_words,
    kinds_in_words,
    moved_words,
    status_badge,
    until_words,
)
from hvh_desktop.toestemmingen.service import ToestemmingRow
from hvh_desktop.toestemmingen.service_verstrekkingen import VerstrekkingRow
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page


def about(row: ToestemmingRow) -> str:
    """What it is for and about; what he keeps back on a line of its own."""
    lines = [f"{row.doel} · {until_words(row)}", kinds_in_words(row.gegevens)]
    if row.leefgebieden:
        lines.append(f"Alleen over: {areas_in_words(row.leefgebieden).lower()}")
    if row.beperking:
        lines.append(f"Houdt hij voor zich: “{row.beperking}”")
    if row.is_lopend and row.ontvanger_nu:
        lines.append(moved_words(row))
    return "\n".join(lines)


class ToestemmingTab(Page):
    """Running consents, the older ones folded, and everything that was given."""

    shows = frozenset({Toestemming, Verstrekking, Netwerklid})
    help_page = "toestemming"

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self.deelnemer_id = deelnemer_id
        self._roepnaam, self._warn_days = "", 0
        self._may: dict[Right, bool] = {}
        self._scroll = kit.ScrollPage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def refresh(self) -> None:
        key, read = self.deelnemer_id, self.context.read
        rows = read(lambda s: service.list_toestemmingen(s, key))
        given = read(lambda s: service_verstrekkingen.list_verstrekkingen(s, key))
        self._roepnaam = read(lambda s: get_roepnamen(s, [key]))[key]
        self._warn_days = int(read(lambda s: get_value(s, "toestemming_waarschuwing_dagen")))
        asked = (Right.record_toestemming, Right.withdraw_toestemming, Right.record_verstrekking)
        self._may = read(lambda s: {right: is_allowed(s, right, key) for right in asked})
        running = [row for row in rows if row.is_lopend]
        over = [row for row in rows if not row.is_lopend]
        self._scroll.set_content(
            kit.column(
                *self._running(running),
                *self._over(over),
                24,
                *self._given(given),
                kit.STRETCH,
                margins=(24, 0, 24, 16),
            )
        )

    # Consents -------------------------------------------------------------------------------

    def _add(self) -> kit.Button | None:
        if not self._may[Right.record_toestemming]:
            return None
        return kit.Button(
            "Nieuwe toestemming",
            "gewoon",
            "plus",
            name="toestemming_nieuw",
            on_click=lambda: self._open("toestemming"),
        )

    def _running(self, rows: Sequence[ToestemmingRow]) -> list[QWidget | int]:
        if not rows:
            told = (
                f"Wat de wet toestaat, mag wel worden doorgegeven. Voor al het andere zegt "
                f"{self._roepnaam} zelf wie wat mag weten."
            )
            title = "Op dit moment geldt er geen toestemming"
            return [kit.EmptyState("handshake", title, told, self._add())]
        head = kit.beside(
            kit.Heading(f"Wie mag iets weten over {self._roepnaam}", 2),
            kit.Label(str(len(rows)), role="muted"),
            kit.STRETCH,
            self._add(),
        )
        return [head, 8, kit.RowList(*(self._row(row) for row in rows))]

    def _over(self, rows: Sequence[ToestemmingRow]) -> list[QWidget | int]:
        if not rows:
            return []
        listed = kit.RowList(*(self._row(row) for row in rows))
        return [12, kit.Fold("Eerdere toestemmingen", listed, count=len(rows))]

    def _row(self, row: ToestemmingRow) -> kit.Row:
        badge = status_badge(row, self._warn_days)
        is_person = row.ontvanger_soort is OntvangerSoort.netwerklid
        acts = [kit.column(*self._acts(row), gap=4)] if theme.is_narrow() else self._acts(row)
        shown = kit.Row(
            capitalise(row.wie),
            about(row),
            initials=initials(row.ontvanger) or "?" if is_person else "",
            icon="" if is_person else "buildings",
            right=(badge, *acts),
        )
        shown.setAccessibleName(f"{shown.accessibleName()}, {badge.accessibleName()}")
        shown.setObjectName(f"toestemming_{row.id.hex}")
        shown.activated.connect(lambda: self._open("toestemming", row.id))
        return shown

    def _acts(self, row: ToestemmingRow) -> list[QWidget]:
        acts = [
            kit.Button(
                "Druk af",
                "stil",
                "printer",
                small=True,
                name=f"druk_af_{row.id.hex}",
                on_click=lambda: self._open("toestemming_afdruk", row.id),
            )
        ]
        if row.is_lopend and self._may[Right.withdraw_toestemming]:
            acts.append(
                kit.Button(
                    "Trek in",
                    "stil",
                    "hand-palm",
                    small=True,
                    name=f"trek_in_{row.id.hex}",
                    on_click=lambda: self._open("toestemming_intrekken", row.id),
                )
            )
        for act in acts:
            act.setAccessibleName(f"{act.text()}: toestemming voor {row.wie}")
        return list(acts)

    def _open(self, place: str, toestemming_id: UUID | None = None) -> None:
        address = {"toestemming_id": toestemming_id} if toestemming_id else {}
        self.context.open(place, deelnemer_id=self.deelnemer_id, **address)

    # What was given -------------------------------------------------------------------------

    def _given(self, rows: Sequence[VerstrekkingRow]) -> list[QWidget | int]:
        record = None
        if self._may[Right.record_verstrekking]:
            record = kit.Button(
                "Leg een mondelinge verstrekking vast",
                "gewoon",
                "chat-centered-text",
                name="verstrekking_nieuw",
                on_click=lambda: self._open("verstrekking"),
            )
        heading = kit.Heading("Wat er is verteld of gegeven", 2)
        number = kit.Label(str(len(rows)), role="muted") if rows else None
        head = (
            kit.column(heading, 4, record)
            if theme.is_narrow()
            else kit.beside(heading, number, kit.STRETCH, record)
        )
        if not rows:
            told = "Er is nog niets verteld of gegeven aan iemand buiten het huis."
            return [head, 8, kit.Card(kit.Label(told, role="muted", wrap=True))]
        lines: list[QWidget] = []
        for row in rows:
            lines += [*([kit.line()] if lines else []), given_line(row)]
        return [head, 8, kit.Card(*lines, gap=0, margins=(16, 4, 16, 4))]


def given_line(row: VerstrekkingRow) -> QWidget:
    """One verstrekking: when, to whom and how, about what, and on which ground."""
    grounds = " · ".join(
        f"{basis.tekst} ({kinds_in_words(basis.gegevens).lower()})"
        if len(row.bases) > 1
        else basis.tekst
        for basis in row.bases
    )
    about_what = [kinds_in_words(row.gegevens), row.omschrijving]
    words = kit.column(
        kit.Label(f"{capitalise(row.wie)}: {row.wat.value}", semibold=True, wrap=True),
        kit.Label(" · ".join(part for part in about_what if part), "klein", "muted", wrap=True),
        kit.Label(f"{grounds} · {row.wijze.value}, door {row.door}", "klein", "muted", wrap=True),
        kit.Label(f"Gevaar: {row.toelichting}", "klein", wrap=True) if row.toelichting else None,
        gap=2,
    )
    mark = kit.Badge("Vitaal belang", "warn", "warning") if row.is_vitaal_belang else None
    day = kit.Label(date_words(row.datum), "klein", semibold=True, wrap=True)
    if theme.is_narrow():
        return kit.column(day, words, mark, gap=2, margins=(0, 8, 0, 8))
    day.setFixedWidth(theme.px(130))
    return kit.beside(day, (words, 1), mark, gap=12, margins=(0, 8, 0, 8))
