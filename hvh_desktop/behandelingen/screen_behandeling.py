"""The psycholoog's own start: appointments, what waits for whom, and the caseload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.model import Actie, Doel
from hvh_desktop.behandelingen import service
from hvh_desktop.behandelingen.model import Behandelnotitie, Psycholooggesprek
from hvh_desktop.behandelingen.rows import (
    AfspraakRow,
    CaseloadRow,
    Overzicht,
    WachtOp,
    WachtRow,
)
from hvh_desktop.behandelingen.screen_parts import (
    DAYS_AHEAD,
    KEY_COMES,
    KEY_WAITS,
    mend,
    moment_words,
    waits_for_key,
)
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.model import Deelnemer, Verblijf
from hvh_desktop.deelnemers.service import list_deelnemers
from hvh_desktop.signaleringsplannen.model import Signaleringsplan, SignaleringsplanStatus
from hvh_desktop.text import day_words, format_time, initials, plural, short_day
from hvh_desktop.toestemmingen.model import Toestemming
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.verwijzingen.model import Verwijzing, Zorgafspraak

RIGHT_WIDTH = 420
MOST = 8
WAITS_ON = {
    WachtOp.instelling: "Wacht op de instelling",
    WachtOp.deelnemer: "Wacht op hem",
    WachtOp.team: "Wacht op het team",
    WachtOp.psycholoog: "",
}


@dataclass(frozen=True)
class Beeld:
    """Everything on the page."""

    afspraken: tuple[AfspraakRow, ...]
    overzicht: Overzicht
    mannen: tuple[tuple[Any, str], ...]


def _read(session: Session) -> Beeld:
    today = session.today
    last = today + timedelta(days=DAYS_AHEAD)
    return Beeld(
        tuple(service.list_agenda(session, from_day=today, to_day=last)),
        service.get_overzicht(session),
        tuple((row.id, row.naam) for row in list_deelnemers(session)),
    )


class BehandelingPage(Page):
    """For the psycholoog only; anybody else is refused in a sentence."""

    shows = frozenset(
        {
            *(Psycholooggesprek, Behandelnotitie, Verwijzing, Zorgafspraak, Signaleringsplan),
            *(Toestemming, Actie, Doel, Deelnemer, Verblijf),
        }
    )
    help_page = "behandeling"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._is_mended = self._is_recorded = False
        self._scroll = kit.ScrollPage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def refresh(self) -> None:
        if waits_for_key(self.context):
            self._scroll.set_content(self._no_key())
            return
        if not self._is_mended:
            self._is_mended = True
            mend(self.context)
        found = self.context.read(_read)
        if not self._is_recorded:
            self._is_recorded = True
            self.context.record_reading("zorg", None)
        kept = self._scroll.verticalScrollBar().value()
        left = kit.column(
            *self._agenda(found.afspraken), *self._all_waiting(found.overzicht), kit.STRETCH
        )
        right = kit.column(*self._caseload(found.overzicht.caseload), kit.STRETCH)
        columns = kit.Columns((left, 0), (right, RIGHT_WIDTH), gap=24)
        body = kit.column(self._head(found), 16, columns, kit.STRETCH, margins=(24, 4, 24, 20))
        self._scroll.set_content(body)
        self._scroll.verticalScrollBar().setValue(kept)

    def _go(self, place: str, **address: Any) -> None:
        self.context.open(place, **address)

    def _no_key(self) -> QWidget:
        """The role is there and the key is not: what happens next, and what can be done now."""
        empty = kit.EmptyState("hourglass", KEY_WAITS, KEY_COMES, self._there())
        empty.setObjectName("sleutel_komt")
        head = kit.Heading("Behandeling", 1)
        return kit.column(head, 16, empty, kit.STRETCH, margins=(24, 4, 24, 20))

    def _there(self) -> kit.Button:
        return kit.Button(
            "Beschikbaarheid",
            icon="clock",
            name="beschikbaarheid",
            on_click=lambda: self._go("beschikbaarheid"),
        )

    def _head(self, found: Beeld) -> QWidget:
        words = kit.column(
            kit.Heading("Behandeling", 1),
            kit.IconLabel(
                "lock-simple",
                "Alleen de psycholoog leest wat hier staat.",
                role="muted",
                icon_role="muted",
                wrap=True,
            ),
        )
        times = kit.Button(
            "Doorlooptijden",
            icon="timer",
            name="doorlooptijden",
            on_click=lambda: self._go("doorlooptijden"),
        )
        there = self._there()
        plan = kit.MenuButton(
            "Plan gesprek",
            [
                (name, partial(self._go, "psycholooggesprek", deelnemer_id=one))
                for one, name in found.mannen
            ],
            kind="hoofd",
            icon="plus",
            name="plan_gesprek",
        )
        if theme.is_narrow():
            return kit.column(words, plan, kit.beside(times, there, kit.STRETCH), gap=8)
        return kit.beside((words, 1), times, there, plan, gap=8)

    # Appointments ----------------------------------------------------------------------------

    def _agenda(self, rows: Sequence[AfspraakRow]) -> list[QWidget | int]:
        today = self.context.today()
        now = [row for row in rows if row.datum == today]
        later = [row for row in rows if row.datum > today]
        shown: list[QWidget | int] = [kit.SectionHead("Vandaag"), 4]
        if now:
            shown.append(_list("vandaag", [self._appointment(row) for row in now]))
        else:
            text = f"Op {day_words(today)} heb je geen gesprekken en is er geen afspraak elders."
            shown.append(kit.Label(text, role="muted", wrap=True))
        if later:
            lines = [self._appointment(row) for row in later]
            shown += [20, kit.SectionHead("Daarna"), 4, *_folded("daarna", lines, 4)]
        return shown

    def _appointment(self, row: AfspraakRow) -> kit.Row:
        clock = format_time(row.tijd) if row.tijd else ""
        is_today = row.datum == self.context.today()
        left = (clock or "vandaag", "") if is_today else _short(row)
        is_talk = row.psycholooggesprek_id is not None
        words = "Gesprek met jou" if is_talk and not row.met else f"Gesprek met {row.met}"
        words = words if is_talk else row.met
        shown = kit.Row(
            row.deelnemer,
            f"{words}, {row.plaats.value}",
            left=left,
            initials=initials(row.deelnemer),
        )
        one = row.deelnemer_id
        if is_talk:
            address = {"psycholooggesprek_id": row.psycholooggesprek_id}
            shown.activated.connect(
                lambda: self._go("psycholooggesprek", deelnemer_id=one, **address)
            )
        elif row.verwijzing_id is not None:
            key = row.verwijzing_id
            shown.activated.connect(
                lambda: self._go("verwijzing", deelnemer_id=one, verwijzing_id=key)
            )
        return shown

    # What waits ------------------------------------------------------------------------------

    def _all_waiting(self, found: Overzicht) -> list[QWidget | int]:
        """The lists that Vandaag has too, and what others still have time for."""
        return [
            *self._waiting("Wat wacht op jou", found.op_jou, "Er ligt niets voor je klaar."),
            *self._waiting("Vraag na", found.vraag_na),
            *self._waiting("Acties van jou", found.acties),
            *self._waiting("Wat wacht op anderen", found.op_anderen),
        ]

    def _waiting(
        self, title: str, rows: Sequence[WachtRow], nothing: str = ""
    ) -> list[QWidget | int]:
        """A list under its heading; without rows it says so, or is not there."""
        if not rows and not nothing:
            return []
        shown: list[QWidget | int] = [20, kit.SectionHead(title, count=len(rows) or None), 4]
        if not rows:
            return [*shown, kit.Label(nothing, role="muted", wrap=True)]
        name = title.lower().removeprefix("wat ").replace(" ", "_")
        return [*shown, *_folded(name, [self._wait(row) for row in rows])]

    def _wait(self, row: WachtRow) -> kit.Row:
        shown = _wait_row(row)
        shown.activated.connect(lambda: self._go(row.place, **row.address))
        return shown

    # Caseload --------------------------------------------------------------------------------

    def _caseload(self, rows: Sequence[CaseloadRow]) -> list[QWidget | int]:
        here = [row for row in rows if row.is_aanwezig]
        gone = [row for row in rows if not row.is_aanwezig]
        shown: list[QWidget | int] = [kit.SectionHead("Caseload", count=len(here) or None), 4]
        if here:
            shown.append(_list("caseload", [self._man(row) for row in here]))
        else:
            text = (
                "Hier komt te staan voor wie je iets doet: een gesprek, een notitie, een "
                "verwijzing of een signaleringsplan."
            )
            shown.append(kit.EmptyState("users-three", "Nog niemand", text))
        if gone:
            hidden = kit.RowList(*(self._man(row) for row in gone))
            shown += [8, kit.Fold("Niet meer in huis", hidden, count=len(gone))]
        return shown

    def _man(self, row: CaseloadRow) -> kit.Row:
        shown = kit.Row(
            row.deelnemer, _case_words(row, self.context.today()), initials=initials(row.deelnemer)
        )
        shown.setObjectName(f"caseload_{row.deelnemer_id.hex}")
        one = row.deelnemer_id
        shown.activated.connect(lambda: self._go("dossier", deelnemer_id=one, tab="zorg"))
        return shown


def _wait_row(row: WachtRow) -> kit.Row:
    days = row.te_laat or row.dagen
    said = plural(days, "dag", "dagen") if days else "open" if days is None else "nieuw"
    parts = [row.wat, WAITS_ON[row.wacht_op]]
    if row.norm and row.is_hypothese:
        parts.append(f"streeftijd {plural(row.norm, 'dag', 'dagen')} (voorlopig)")
    elif row.norm:
        parts.append(f"streeftijd {plural(row.norm, 'dag', 'dagen')}")
    return kit.Row(
        row.deelnemer,
        " · ".join(part for part in parts if part),
        left=(said, "te laat" if row.te_laat else ""),
        left_tone="danger" if row.te_laat else None,
        initials=initials(row.deelnemer) or "?",
    )


def _list(name: str, rows: Sequence[QWidget]) -> QWidget:
    shown = kit.RowList(*rows)
    shown.setObjectName(f"lijst_{name}")
    return shown


def _folded(name: str, rows: Sequence[QWidget], most: int = MOST) -> list[QWidget | int]:
    shown: list[QWidget | int] = [_list(name, rows[:most])]
    rest = rows[most:]
    return [*shown, 4, kit.Fold(f"Nog {len(rest)}", kit.RowList(*rest))] if rest else shown


def _short(row: AfspraakRow) -> tuple[str, str]:
    """'19 nov' above 'do 10.00'; the left column of a list is narrow."""
    weekday, _, day = short_day(row.datum).partition(" ")
    clock = format_time(row.tijd) if row.tijd else ""
    return day, f"{weekday} {clock}".strip()


def _case_words(row: CaseloadRow, today: date) -> str:
    """His running care, and below it the next talk."""
    care = [f"{one.instelling}: {one.status.value}" for one in row.verwijzingen]
    if row.plan is not None:
        is_done = row.plan.status is SignaleringsplanStatus.vastgesteld
        state = f"versie {row.plan.versie}" if is_done else "concept"
        care.append(f"Signaleringsplan: {state}")
    talk = "Geen gesprek gepland"
    if row.volgende is not None:
        when = moment_words(row.volgende.datum, row.volgende.tijd, today)
        talk = f"Volgend gesprek {when}"
    elif row.laatste is not None:
        talk = f"{talk}, het laatste was {moment_words(row.laatste.datum, None, today)}"
    return "\n".join(part for part in (" · ".join(care), talk) if part)
