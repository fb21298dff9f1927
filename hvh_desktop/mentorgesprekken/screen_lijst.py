"""The tab with all talks of a deelnemer: what is planned, and what was said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.model import Actie
from hvh_desktop.db import Session
from hvh_desktop.deelnemers import access
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.checks import OPEN
from hvh_desktop.mentorgesprekken.model import Aanvulling, GesprekStatus, Mentorgesprek
from hvh_desktop.mentorgesprekken.screen_parts import PAGE_MARGINS, row_sentence
from hvh_desktop.mentorgesprekken.service import GesprekRow, VolgendGesprek
from hvh_desktop.mentorgesprekken.words import (
    day_month,
    gezicht_words,
    late_words,
    names_of,
    reden_words,
)
from hvh_desktop.rights import Right
from hvh_desktop.text import format_time, join_words, plural, short_day, shorten
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

FIRST = 30
"""How many talks are shown before "Toon meer"."""


@dataclass(frozen=True)
class _Lijst:
    rows: list[GesprekRow]
    volgend: VolgendGesprek | None
    names: Mapping[UUID, str]
    roepnaam: str
    may_write: bool


class GesprekkenTab(Page):
    """All talks of a deelnemer, newest first, and the next one on top."""

    shows: ClassVar[frozenset[type]] = frozenset({Mentorgesprek, Aanvulling, Actie})
    help_page: ClassVar[str] = "mentorgesprek"

    def __init__(self, context: Context, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self._deelnemer_id = deelnemer_id
        self._shown = FIRST
        self._body = QWidget()
        self._layout = QVBoxLayout(self._body)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*PAGE_MARGINS)
        outer.addWidget(kit.ScrollPage(self._body, gutter=True))

    def refresh(self) -> None:
        found = self.context.read(self._read)
        kit.clear(self._layout)
        open_ones = [row for row in found.rows if row.status in OPEN]
        done = [row for row in found.rows if row.status not in OPEN]
        kit.fill(
            self._layout,
            self._next_card(found, open_ones),
            self._list(found, done),
            self._more(found),
            kit.STRETCH,
        )

    def _read(self, session: Session) -> _Lijst:
        one = self._deelnemer_id
        return _Lijst(
            service.list_gesprekken(session, one, limit=self._shown + 1),
            service.list_volgende(session).get(one),
            get_medewerker_names(session),
            access.require(session, Right.read_dossier, one).roepnaam,
            access.is_allowed(session, Right.write_mentorgesprek, one),
        )

    # The next one ----------------------------------------------------------------------------

    def _next_card(self, found: _Lijst, open_ones: list[GesprekRow]) -> QWidget:
        lines: list[QWidget] = []
        for row in reversed(open_ones):
            if lines:
                lines.append(kit.line())
            lines.append(self._open_line(found, row, is_first=not lines))
        if not lines:
            lines.append(kit.Label(self._due_words(found), wrap=True))
        buttons: list[QWidget] = []
        if found.may_write:
            buttons = self._acts(open_ones)
        acts = kit.beside(*buttons, kit.STRETCH) if buttons else None
        return kit.Card(*lines, acts, title="Volgend gesprek", gap=10)

    def _acts(self, open_ones: list[GesprekRow]) -> list[QWidget]:
        """The next sensible act last: going on with what was begun, or beginning."""
        plan = kit.Button(
            "Plan", icon="calendar-plus", name="plan", on_click=partial(self._new, "plan")
        )
        later = kit.Button(
            "Schrijf achteraf op", name="achteraf", on_click=partial(self._new, "achteraf")
        )
        begun = [row for row in open_ones if row.status is GesprekStatus.concept]
        if begun:
            go_on = partial(self._open, "mentorgesprek", begun[0].id)
            return [plan, later, kit.Button("Ga verder", "hoofd", name="ga_verder", on_click=go_on)]
        begin = kit.Button("Begin gesprek", "hoofd", name="begin_gesprek", on_click=self._begin)
        return [plan, later, begin]

    def _begin(self) -> None:
        self.context.perform(
            lambda s: service.start_mentorgesprek(s, self._deelnemer_id),
            done=partial(self._open, "mentorgesprek"),
        )

    def _due_words(self, found: _Lijst) -> str:
        due = found.volgend
        if due is None or due.datum is None:
            return "Er staat geen gesprek gepland."
        late = f", {late_words(due.dagen_te_laat)}" if due.is_te_laat else ""
        day = f"{day_month(due.datum)}{late}"
        return f"Er staat geen gesprek gepland. Volgens het ritme is het op {day}."

    def _open_line(self, found: _Lijst, row: GesprekRow, *, is_first: bool) -> QWidget:
        words = kit.Label(
            row_sentence(row, found.roepnaam, found.names, self.context.today()),
            semibold=True,
            wrap=True,
        )
        badges: list[QWidget] = []
        if row.status is GesprekStatus.concept:
            badges.append(kit.concept_badge())
        late = (self.context.today() - row.datum).days
        volgend = found.volgend
        if is_first and volgend is not None and volgend.mentorgesprek_id == row.id:
            late = volgend.dagen_te_laat
            if volgend.reden is not None:
                badges.append(kit.Badge(f"Verzet: {reden_words(volgend.reden)}", "warn", "clock"))
        if late > 0:
            tone = "warn" if badges else "danger"
            badges.append(kit.Badge(late_words(late), tone, "clock"))
        buttons: list[QWidget] = []
        if row.status is GesprekStatus.gepland or not found.may_write:
            buttons.append(self._open_button(row))
        if found.may_write and row.status is GesprekStatus.gepland:
            buttons.insert(0, self._verzet_button(row))
        if theme.is_narrow():
            return kit.column(
                words, kit.beside(*badges, kit.STRETCH), kit.beside(*buttons, kit.STRETCH), gap=6
            )
        return kit.beside((words, 1), *badges, *buttons)

    def _open_button(self, row: GesprekRow) -> kit.Button:
        return kit.Button(
            "Open",
            "stil",
            small=True,
            name=f"open_{row.datum.isoformat()}",
            on_click=partial(self._open, "mentorgesprek", row.id),
        )

    def _verzet_button(self, row: GesprekRow) -> kit.Button:
        return kit.Button(
            "Verzet",
            "stil",
            small=True,
            name=f"verzet_{row.datum.isoformat()}",
            on_click=partial(self._open, "mentorgesprek_verzetten", row.id),
        )

    # What was said before --------------------------------------------------------------------

    def _list(self, found: _Lijst, done: list[GesprekRow]) -> QWidget:
        if not done:
            return kit.EmptyState(
                "chats-circle",
                f"Nog geen gesprek met {found.roepnaam}",
                "Begin het eerste gesprek, of schrijf een eerder gesprek achteraf op.",
            )
        return kit.RowList(*(self._row(found, row) for row in done[: self._shown]))

    def _row(self, found: _Lijst, row: GesprekRow) -> kit.Row:
        people = join_words(names_of(row.medewerker_ids, found.names))
        year = "" if row.datum.year == self.context.today().year else str(row.datum.year)
        clock = format_time(row.tijd) if row.tijd else ""
        if row.status is GesprekStatus.verzet:
            to = f"naar {day_month(row.verzet_naar_datum)}" if row.verzet_naar_datum else ""
            name, sub = (
                f"Verzet {to}".strip(),
                row.verzet_toelichting or f"Het zou zijn met {people}",
            )
        else:
            face = gezicht_words(row.gezicht, row.is_gezicht_geweigerd)
            name = f"Met {people}" + (f": {face}" if face else "")
            said = f"“{shorten(row.eigen_woorden, 110)}”" if row.eigen_woorden else row.notitie
            sub = shorten(said, 112)
        item = kit.Row(
            name,
            sub,
            left=(short_day(row.datum)[3:], year or clock),
            right=self._badges(row),
            name_role="muted" if row.status is GesprekStatus.verzet else "text",
        )
        item.setObjectName(f"gesprek_{row.datum.isoformat()}")
        item.activated.connect(partial(self._open, "mentorgesprek", row.id))
        return item

    def _badges(self, row: GesprekRow) -> list[QWidget]:
        if row.status is GesprekStatus.verzet:
            return [kit.Badge(reden_words(row.verzet_reden), "warn", "pause-circle")]
        found: list[QWidget] = []
        if row.is_achteraf:
            found.append(kit.Badge("Achteraf opgeschreven", "stil", "clock-counter-clockwise"))
        if row.aantal_aanvullingen:
            words = plural(row.aantal_aanvullingen, "aanvulling", "aanvullingen")
            found.append(kit.Badge(words, "info", "plus"))
        if row.aantal_afspraken:
            words = plural(row.aantal_afspraken, "afspraak", "afspraken")
            found.append(kit.Label(words, "klein", "muted"))
        return found[:1] if theme.is_narrow() else found

    def _more(self, found: _Lijst) -> QWidget | None:
        if len(found.rows) <= self._shown:
            return None
        button = kit.Button("Toon eerdere gesprekken", "stil", "caret-down", name="toon_meer")
        button.clicked.connect(lambda: self._show_more())
        return kit.beside(button, kit.STRETCH)

    def _show_more(self) -> None:
        self._shown *= 4
        self.show_now()

    def _open(self, place: str, mentorgesprek_id: UUID) -> None:
        self.context.open(place, deelnemer_id=self._deelnemer_id, mentorgesprek_id=mentorgesprek_id)

    def _new(self, wijze: str) -> None:
        self.context.open("mentorgesprek_nieuw", deelnemer_id=self._deelnemer_id, wijze=wijze)
