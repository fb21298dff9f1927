"""What the screens of this slice share: policy words, the wheel with its table, small marks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.deelnemers import access
from hvh_desktop.krachteninventarisaties.form import GEEN_ANTWOORD_WORDS, bron_words
from hvh_desktop.krachteninventarisaties.model import Antwoord
from hvh_desktop.krachteninventarisaties.rows import BladRow, InventarisatieDetail, KrachtRow
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES, LEEFGEBIED_SHORT, Leefgebied
from hvh_desktop.policy import Rule, get_rule
from hvh_desktop.resources import resource_path
from hvh_desktop.rights import Right
from hvh_desktop.text import MONTHS, date_words, join_words, near_day
from hvh_desktop.ui import kit, theme

PAGE_MARGINS = (24, 0, 24, 16)
TOP = Qt.AlignmentFlag.AlignTop
TEGENSLAG = "Omgaan met tegenslag"
AFRONDEN = "Afronden"
LINE_NAMES: dict[str, str] = {
    **{one.value: name for one, name in LEEFGEBIED_NAMES.items()},
    Leefgebied.familie_vrienden_kennissen.value: "Familie en vrienden",
}
"""Names of leefgebieden where they must fit on one line."""


@dataclass(frozen=True)
class Beleid:
    """The words that are policy, with the rules that nobody confirmed yet."""

    kolomkoppen: Mapping[str, str]
    stappen: tuple[str, ...]
    vragen: tuple[str, ...]
    voorstellen: tuple[Rule, ...]

    def stap(self, number: int | None) -> str:
        """'stap 4, maakt plan', or that it is not known."""
        return (
            "nog niet gekozen" if number is None else f"stap {number}, {self.stappen[number - 1]}"
        )


def read_beleid(session: Session) -> Beleid:
    """Headings, steps and questions as they are valid today."""
    koppen = get_rule(session, "kolomkoppen")
    stappen = get_rule(session, "bereidheid_stappen")
    vragen = get_rule(session, "zelfregulering_vragen")
    return Beleid(
        koppen.waarde,
        tuple(stappen.waarde),
        tuple(vragen.waarde),
        tuple(rule for rule in (koppen, stappen, vragen) if rule.is_hypothese),
    )


def get_roepnaam(session: Session, deelnemer_id: UUID) -> str:
    """What he is called."""
    return access.require(session, Right.read_dossier, deelnemer_id).roepnaam


@cache
def voorbeeldvragen() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Example questions per leefgebied and column, in our own words."""
    table: dict[str, Any] = json.loads(
        resource_path("voorbeeldvragen.json").read_text(encoding="utf-8")
    )
    return table


def house_day(moment: datetime) -> date:
    """The calendar day in the house."""
    return moment.astimezone(AMSTERDAM).date()


def kept_words(moment: datetime, today: date) -> str:
    """'14.03', with the day before it when that was not today."""
    local = moment.astimezone(AMSTERDAM)
    at = f"{local:%H.%M}"
    return at if local.date() == today else f"{near_day(local.date(), today)} {at}"


def version_words(row: Any) -> str:
    """'Versie 2, 12 november 2026'."""
    return f"Versie {row.versie}, {date_words(row.datum)}"


def month_words(day: date, today: date) -> str:
    """'juli', with the year when that is another."""
    return MONTHS[day.month - 1] + ("" if day.year == today.year else f" {day.year}")


def who_words(names: Mapping[UUID, str], ids: Sequence[UUID]) -> str:
    """'Ilse en Ruben'."""
    return join_words(names.get(one, "een oud-collega") for one in ids)


def blad_words(blad: BladRow, beleid: Beleid) -> str:
    """His readiness in words, or why there is none."""
    if blad.antwoord in GEEN_ANTWOORD_WORDS and blad.bereidheid is None:
        return GEEN_ANTWOORD_WORDS[blad.antwoord]
    return beleid.stap(blad.bereidheid)


class Voorstel(QWidget):
    """Says that words are a proposal of the program; a click tells which and from where."""

    def __init__(self, rules: Sequence[Rule], name: str = "voorstel") -> None:
        super().__init__()
        self._button = kit.Button(
            "Voorstel van het programma, nog niet bevestigd",
            "stil",
            "info",
            small=True,
            name=name,
            on_click=self._toggle,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._source = kit.column(*[self._told(rule) for rule in rules], gap=8)
        self._source.setVisible(False)
        kit.fill(layout, kit.beside(self._button, kit.STRETCH), self._source)
        self.setVisible(bool(rules))

    @staticmethod
    def _told(rule: Rule) -> QWidget:
        text = f"{rule.omschrijving} Bron: {rule.bron}."
        return kit.NoticeBanner(text, "stil", icon="info")

    def _toggle(self) -> None:
        self._source.setVisible(not self._source.isVisibleTo(self))


class KrachtLine(QWidget):
    """One kracht with who said so, and quiet buttons behind it."""

    def __init__(self, kracht: KrachtRow, *buttons: QWidget, since: str = "") -> None:
        super().__init__()
        told = ", ".join(part for part in (bron_words(kracht.bron), since) if part)
        words = kit.Label(kracht.tekst, wrap=True)
        source = kit.Label(told, "klein", "muted", wrap=True)
        icon = kit.Icon("plus-circle", "good", 18)
        icon.setFixedHeight(max(icon.height(), theme.line_height()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0 if buttons else 4)
        if since or theme.is_narrow():
            pair: QWidget = kit.column(words, source)
            kit.fill(layout, kit.beside((icon, TOP), (pair, 1), *buttons))
        else:
            words.setSizePolicy(
                words.sizePolicy().Policy.Preferred, words.sizePolicy().Policy.Fixed
            )
            kit.fill(layout, kit.beside(icon, words, (source, 1), *buttons))
        self.setAccessibleName(f"{kracht.tekst}, {told}")


_TABLE_WORDS = {
    Antwoord.weet_niet: "weet niet",
    Antwoord.wil_niet_antwoorden: "wil niet zeggen",
    Antwoord.niet_van_toepassing: "speelt niet",
}
"""No answer in a narrow column."""


class WheelCard(kit.Card):
    """The krachtenwiel with its legend, and the same as a table at one press."""

    chosen = Signal(int)

    def __init__(
        self,
        title: str,
        beleid: Beleid,
        now: InventarisatieDetail,
        then: InventarisatieDetail | None,
        today: date,
    ) -> None:
        self._button = kit.Button(
            "Als tabel", "stil", "table", small=True, name="als_tabel", on_click=self.toggle
        )
        super().__init__(title=title, actions=(self._button,))
        self._beleid = beleid
        self.wheel = kit.Wheel(now.bereidheid, then.bereidheid if then else ())
        self.wheel.setObjectName("wiel")
        self.wheel.chosen.connect(self.chosen)
        self.table = self._table(now, then)
        proposed = [rule for rule in beleid.voorstellen if rule.sleutel == "bereidheid_stappen"]
        self._twin = kit.column(self.table, Voorstel(proposed), gap=8)
        self._twin.setVisible(False)
        self._picture = kit.column(
            self.wheel, self._legend(now, then, today), self._unknown(now), gap=8
        )
        self.add(self._picture, self._twin)

    def toggle(self) -> None:
        """Show the table in place of the picture, or the other way round."""
        as_table = self._picture.isVisibleTo(self)
        self._picture.setVisible(not as_table)
        self._twin.setVisible(as_table)
        self._button.setText("Als wiel" if as_table else "Als tabel")
        self._button.set_icon("chart-pie-slice" if as_table else "table")
        self._button.updateGeometry()

    def _legend(
        self, now: InventarisatieDetail, then: InventarisatieDetail | None, today: date
    ) -> QWidget:
        marks: list[Any] = [
            kit.STRETCH,
            kit.LegendMark(),
            kit.Label(f"nu, {month_words(now.datum, today)}", "klein"),
        ]
        if then is not None:
            words = f"toen, {month_words(then.datum, today)}"
            marks += [12, kit.LegendMark("voice", arc=True), kit.Label(words, "klein")]
        return kit.beside(*marks, kit.STRETCH)

    def _unknown(self, now: InventarisatieDetail) -> QWidget | None:
        """Why a part of the wheel is empty."""
        empty = [blad for blad in now.bladen if blad.bereidheid is None]
        told = [f"{LEEFGEBIED_NAMES[b.leefgebied]}: {blad_words(b, self._beleid)}." for b in empty]
        if len(empty) == len(now.bladen):
            told = ["Er is nog nergens gekozen hoe ver hij is met veranderen."]
        return kit.Label(" ".join(told), "klein", "muted", wrap=True) if told else None

    def _cell(self, blad: BladRow) -> str:
        if blad.bereidheid is None:
            return _TABLE_WORDS.get(blad.antwoord, "nog niet gekozen")
        return self._beleid.stap(blad.bereidheid).removeprefix("stap ")

    def _table(self, now: InventarisatieDetail, then: InventarisatieDetail | None) -> kit.Table:
        headers = ["Leefgebied", "Nu", *(["Toen"] if then else [])]
        rows = []
        for blad in now.bladen:
            row = [LEEFGEBIED_SHORT[blad.leefgebied], self._cell(blad)]
            rows.append(row + ([self._cell(then.blad(blad.leefgebied))] if then else []))
        table = kit.Table(headers, rows, widths=(100, 134) if then else (130,))
        table.setObjectName("wiel_tabel")
        table.setAccessibleName("Krachtenwiel als tabel")
        table.chosen.connect(self.chosen)
        table.setMinimumHeight(
            table.verticalHeader().defaultSectionSize() * len(rows)
            + table.horizontalHeader().height()
            + 4
        )
        return table
