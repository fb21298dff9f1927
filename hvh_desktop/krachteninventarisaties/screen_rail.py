"""What the page of a krachteninventarisatie shows, read at once, and the rail of its places."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hvh_desktop.db import Session
from hvh_desktop.deelnemers import access
from hvh_desktop.krachteninventarisaties import service
from hvh_desktop.krachteninventarisaties.form import GEEN_ANTWOORD_WORDS
from hvh_desktop.krachteninventarisaties.rows import BladRow, InventarisatieDetail, Missing
from hvh_desktop.krachteninventarisaties.screen_parts import (
    AFRONDEN,
    LINE_NAMES,
    TEGENSLAG,
    Beleid,
    get_roepnaam,
    house_day,
    read_beleid,
)
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES, LEEFGEBIED_SHORT, Leefgebied
from hvh_desktop.medewerkers.service import get_medewerker_names, list_medewerkers
from hvh_desktop.rights import Right
from hvh_desktop.text import date_words, plural
from hvh_desktop.ui import kit
from hvh_desktop.ui.kit.rows import StepItem

ZELFREGULERING, SLOT = "zelfregulering", "afronden"
PLACES: tuple[str, ...] = (*(one.value for one in Leefgebied), ZELFREGULERING, SLOT)
NAMES = {
    **{one.value: name for one, name in LEEFGEBIED_NAMES.items()},
    ZELFREGULERING: TEGENSLAG,
    SLOT: AFRONDEN,
}
SHORT = {
    **{one.value: name for one, name in LEEFGEBIED_SHORT.items()},
    ZELFREGULERING: "Tegenslag",
    SLOT: AFRONDEN,
}


@dataclass(frozen=True)
class Shown:
    """All that the page shows, read at once."""

    detail: InventarisatieDetail
    missing: tuple[Missing, ...]
    names: dict[UUID, str]
    colleagues: tuple[UUID, ...]
    beleid: Beleid
    roepnaam: str
    may_write: bool

    @property
    def is_fixed(self) -> bool:
        """Is this only to read?"""
        return self.detail.is_afgerond or not self.may_write

    @property
    def can_be_removed(self) -> bool:
        """A concept in which nothing was discussed yet."""
        return not self.is_fixed and not self.detail.aantal_besproken

    def step(self, place: str, current: str) -> tuple[str, str, str]:
        """(word, state, line below) of a place in the rail."""
        state, sub = self._state(place)
        return LINE_NAMES.get(place, NAMES[place]), "nu" if place == current else state, sub

    def _state(self, place: str) -> tuple[str, str]:
        if place == ZELFREGULERING:
            return ("klaar" if self.detail.zelfregulering else "nog", "")
        if place == SLOT:
            if self.detail.is_afgerond:
                return "klaar", ""
            count = len(self.missing)
            return "nog", f"nog {plural(count, 'ding', 'dingen')}" if count else "kan nu"
        return self._blad_state(self.detail.blad(Leefgebied(place)))

    def _blad_state(self, blad: BladRow) -> tuple[str, str]:
        if not blad.is_besproken:
            begun = self.detail.versie == 1 and (blad.has_words or bool(blad.krachten))
            return "nog", "begonnen" if begun else ""
        if blad.antwoord in GEEN_ANTWOORD_WORDS:
            return "anders", GEEN_ANTWOORD_WORDS[blad.antwoord]
        return ("nog", "kies nog een stap") if blad.missing else ("klaar", "")

    def menu_words(self, place: str) -> str:
        """The place with how far it is, as one line of a menu."""
        state, sub = self._state(place)
        told = sub or {"klaar": "besproken"}.get(state, "")
        return f"{NAMES[place]}: {told}" if told else NAMES[place]

    def is_done(self, place: str) -> bool:
        """Is there nothing left to do at a place?"""
        return self._state(place)[0] in ("klaar", "anders")

    def first_place(self) -> str:
        """Where to start: what is still to be done, or the beginning."""
        if self.detail.is_afgerond:
            return PLACES[0]
        return next((place for place in PLACES if not self.is_done(place)), SLOT)

    def next_place(self, current: str) -> str:
        """The next place where something is still to be done."""
        later = PLACES[PLACES.index(current) + 1 :]
        return next((place for place in later if not self.is_done(place)), SLOT)

    def state_words(self) -> str:
        """How this version stands, for the bar below the page."""
        detail = self.detail
        if detail.is_afgerond and detail.afgerond_op is not None:
            return (
                f"Versie {detail.versie}, afgerond op {date_words(house_day(detail.afgerond_op))}"
            )
        if not self.may_write:
            return "Je leest mee. Zijn mentoren en de casemanager vullen dit in."
        return f"Versie {detail.versie}. Wat je typt, wordt vanzelf bewaard."


def read_shown(
    session: Session, deelnemer_id: UUID, inventarisatie_id: UUID | None
) -> Shown | None:
    """The page's rows; without an id the newest version. None when there is none."""
    detail = (
        service.get_inventarisatie(session, inventarisatie_id)
        if inventarisatie_id
        else service.find_latest(session, deelnemer_id)
    )
    if detail is None:
        return None
    write = Right.write_krachteninventarisatie
    is_there = any(
        row.id == detail.id for row in service.list_inventarisaties(session, detail.deelnemer_id)
    )
    return Shown(
        detail=detail,
        missing=tuple(service.list_missing(session, detail.id)),
        names=dict(get_medewerker_names(session)),
        colleagues=tuple(row.id for row in list_medewerkers(session)),
        beleid=read_beleid(session),
        roepnaam=get_roepnaam(session, deelnemer_id),
        may_write=is_there and access.is_allowed(session, write, deelnemer_id),
    )


class PlacesRail(kit.Card):
    """The ten leefgebieden, the setbacks and the end, with how far it is in words and marks."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(gap=0, margins=(14, 10, 14, 10))
        self.items: list[StepItem] = []

    def show_places(self, shown: Shown, current: str) -> None:
        """Show them as they stand."""
        kit.clear(self.body)
        done, total = shown.detail.aantal_besproken, len(Leefgebied)
        bar = kit.ProgressBar(done, total)
        words = f"{done} van {total} besproken"
        bar.setAccessibleName(words)
        self.items = []
        for number, place in enumerate(PLACES, start=1):
            item = StepItem(number, *shown.step(place, current))
            item.setObjectName(f"naar_{place}")
            item.least_height = 34
            item.activated.connect(lambda place=place: self.chosen.emit(place))
            self.items.append(item)
        rows: list[QWidget | int] = [*self.items]
        rows.insert(len(Leefgebied), 6)
        title, told = kit.Heading("Tien leefgebieden"), kit.Label(words, "klein", "muted")
        kit.fill(self.body, title, told, 4, bar, 8, *rows, kit.STRETCH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        focused = [n for n, item in enumerate(self.items) if item.hasFocus()]
        if move and focused:
            self.items[max(0, min(len(self.items) - 1, focused[0] + move))].setFocus()
        else:
            super().keyPressEvent(event)
