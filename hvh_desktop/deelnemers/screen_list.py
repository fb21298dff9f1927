"""Who lives in the house and who left: one page, ordered by what needs doing or by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.deelnemers import service
from hvh_desktop.deelnemers.model import Deelnemer, Teamlid, Titel, Verblijf
from hvh_desktop.deelnemers.service import DeelnemerRow
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.text import date_words, fold, join_words, near_day, plural, short_day
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.link_state import still_coming
from hvh_desktop.ui.page import Page

SOON = 42
"""Days before the end in which a departure is near."""
FAR = 100
"""Days from which the year says more than the number of days."""
NEW = 14
"""Days in which somebody is new in the house."""
Need = tuple[str, str, str | None]
"""Words, tone and icon of what needs doing."""


def needs(row: DeelnemerRow, today: date) -> list[Need]:
    """What needs doing for somebody who lives in the house, gravest first."""
    found: list[Need] = []
    end = row.verwacht_einde_datum
    if end is not None and end < today:
        found.append(("Vertrekdatum is voorbij", "danger", "warning-circle"))
    if row.titel is Titel.hvh and not row.mentor_ids:
        found.append(("Nog geen mentoren", "warn", "warning"))
    elif row.titel is Titel.hvh and len(row.mentor_ids) == 1:
        found.append(("Nog één mentor", "warn", "warning"))
    if row.plaats_nummer is None:
        found.append(("Nog geen plaats", "warn", "warning"))
    if row.begin_datum > today:
        found.append((f"Komt {near_day(row.begin_datum, today)}", "info", "calendar-blank"))
    elif (today - row.begin_datum).days <= NEW:
        found.append(("Nieuw in huis", "info", "sparkle"))
    if row.titel is Titel.bba:
        found.append(("BBA", "stil", None))
    return found


def urgency(row: DeelnemerRow, today: date) -> tuple[int, date]:
    """What must be mended first, then who leaves first."""
    tones = [tone for _words, tone, _icon in needs(row, today)]
    rank = 0 if "danger" in tones else 1 if "warn" in tones else 2
    return rank, row.verwacht_einde_datum or date.max


def fits(row: DeelnemerRow, typed: str) -> bool:
    """Does every typed word occur in his names, number, place or gemeente?"""
    place = f"plaats {row.plaats_nummer}" if row.plaats_nummer else ""
    searched = fold(" ".join((*row.zoeknamen, row.gemeente_vestiging, place)))
    return all(word in searched for word in fold(typed).split())


class DeelnemersPage(Page):
    """The list, with a filter that forgives accents and capitals."""

    shows = frozenset({Deelnemer, Verblijf, Teamlid, Medewerker})
    help_page = "deelnemers"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._rows: list[DeelnemerRow] = []
        self._names: Mapping[UUID, str] = {}
        self._told = kit.Label(role="muted", wrap=True)
        self._count = kit.Label(role="muted")
        self._list = kit.RowList()
        self._former = kit.Table(
            ("Naam", "In huis", "Vertrokken", "Gemeente"), (), widths=(330, 200, 220)
        )
        self._former.setObjectName("vertrokken")
        self._former.setAccessibleName("Vertrokken deelnemers")
        self._former.chosen.connect(self._open_former)
        self._empty = QVBoxLayout()
        self._empty.setContentsMargins(0, 0, 0, 0)
        self._shown: list[DeelnemerRow] = []
        context.link_changed.connect(self._follow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(self._body()))

    def _follow(self, _: object) -> None:
        """An empty list says whether something is still on its way."""
        if self.is_here and not self._rows:
            self._show()

    def _body(self) -> QWidget:
        return kit.column(
            self._head(),
            16,
            self._filters(),
            16,
            self._count,
            8,
            self._list,
            self._former,
            self._empty,
            kit.STRETCH,
            margins=(24, 4, 24, 16),
        )

    def _head(self) -> QWidget:
        words = kit.column(kit.Heading("Deelnemers", 1), self._told)
        may = is_allowed(self.context.actor, Right.record_deelnemer)
        new = kit.Button(
            "Schrijf iemand in",
            icon="plus",
            name="deelnemer_nieuw",
            on_click=lambda: self.context.open("deelnemer_nieuw"),
        )
        new.setVisible(may)
        if theme.is_narrow():
            return kit.column(words, 8, kit.beside(new, kit.STRETCH) if may else None)
        return kit.beside((words, 1), new if may else None)

    def _filters(self) -> QWidget:
        self.search = kit.SearchField("Zoek op naam, nummer of gemeente")
        self.search.setObjectName("zoek")
        self.scope = kit.ChoiceField(
            [("aanwezig", "In huis"), ("vertrokken", "Vertrokken")], empty=None, value="aanwezig"
        )
        self.scope.setObjectName("wie")
        self.scope.setAccessibleName("Wie woont er en wie is vertrokken")
        self.order = kit.ChoiceField(
            [("eerst", "Wat aandacht vraagt eerst"), ("naam", "Op naam")],
            empty=None,
            value="eerst",
        )
        self.order.setObjectName("volgorde")
        self.order.setAccessibleName("Volgorde")
        self.own = kit.Check("Alleen mijn deelnemers")
        self.own.setObjectName("eigen")
        self.search.changed.connect(self._show)
        self.order.changed.connect(self._show)
        self.own.changed.connect(self._show)
        self.scope.changed.connect(self.show_now)
        if theme.is_narrow():
            return kit.column(self.search, self.scope, self.order, self.own, gap=8)
        self.search.setFixedWidth(theme.px(340))
        return kit.beside(self.search, self.scope, self.order, 8, self.own, kit.STRETCH, gap=12)

    def refresh(self) -> None:
        scope = self.scope.value()
        self._rows = self.context.read(lambda s: service.list_deelnemers(s, scope=scope))
        self._names = self.context.read(get_medewerker_names)
        full = self.context.read(service.capacity)
        words = f"{full.aanwezig_hvh} van {full.plaatsen} plaatsen"
        if full.aanwezig_bba:
            words += f", {full.aanwezig_bba} BBA"
        self._told.set_text(words)
        self._show()

    def _show(self) -> None:
        typed, today = self.search.value(), self.context.today()
        rows = [row for row in self._rows if fits(row, typed)]
        if self.own.value():
            rows = [row for row in rows if row.is_eigen]
        is_former = self.scope.value() == "vertrokken"
        self.order.setEnabled(not is_former)
        if not is_former and self.order.value() == "eerst":
            rows.sort(key=lambda row: urgency(row, today))
        self._shown = rows
        told = plural(len(rows), "deelnemer", "deelnemers")
        self._count.set_text(told if is_former else f"{told}, met de dag van vertrek")
        self._count.setVisible(bool(rows))
        self._list.setVisible(bool(rows) and not is_former)
        self._former.setVisible(bool(rows) and is_former)
        if is_former:
            self._former.set_rows([_former_cells(row) for row in rows])
            self._fit_former(len(rows))
        else:
            self._list.set_rows([self._row(row, today) for row in rows])
        kit.clear(self._empty)
        if not rows:
            self._empty.addWidget(self._nobody(typed))

    def _fit_former(self, count: int) -> None:
        """As high as its rows: the page scrolls, not the table."""
        line = self._former.verticalHeader().defaultSectionSize()
        self._former.setFixedHeight(self._former.horizontalHeader().height() + count * line + 2)
        for column in (1, 3):
            self._former.setColumnHidden(column, theme.is_narrow())

    def _row(self, row: DeelnemerRow, today: date) -> kit.Row:
        left, tone = _left(row, today)
        mentoren = join_words(self._names.get(key, "onbekend") for key in row.mentor_ids)
        parts = (
            f"Plaats {row.plaats_nummer}" if row.plaats_nummer else "",
            row.gemeente_vestiging,
            f"met {mentoren}" if mentoren else "",
        )
        shown = kit.Row(
            row.naam,
            " · ".join(part for part in parts if part),
            left=left,
            left_tone=tone,
            initials=row.initialen,
            right=[kit.Badge(*need) for need in needs(row, today)[:2]],
        )
        shown.setObjectName(f"deelnemer_{row.id.hex}")
        shown.activated.connect(lambda: self.context.open("dossier", deelnemer_id=row.id))
        return shown

    def _open_former(self, number: int) -> None:
        self.context.open("dossier", deelnemer_id=self._shown[number].id)

    def _nobody(self, typed: str) -> QWidget:
        if typed or self.own.value():
            return kit.EmptyState(
                "magnifying-glass",
                "Niemand gevonden",
                "Kijk of de naam klopt, of zoek bij iedereen en bij wie vertrokken is.",
                kit.Button("Toon iedereen", name="toon_iedereen", on_click=self._show_all),
            )
        if self.scope.value() == "vertrokken":
            return kit.EmptyState(
                "users-three", "Nog niemand vertrokken", "Wie het huis verlaat, staat daarna hier."
            )
        coming = still_coming(self.context)
        if coming is not None:
            return coming
        title = "Er woont nog niemand in het huis"
        if not is_allowed(self.context.actor, Right.record_deelnemer):
            return kit.EmptyState("users-three", title, "Wie is ingeschreven, staat daarna hier.")
        return kit.EmptyState(
            "users-three",
            title,
            "Schrijf de eerste deelnemer in. Je kunt alles later aanvullen.",
            kit.Button(
                "Schrijf een deelnemer in",
                "hoofd",
                "plus",
                name="schrijf_in",
                on_click=lambda: self.context.open("deelnemer_nieuw"),
            ),
        )

    def _show_all(self) -> None:
        self.search.set_value("")
        self.own.set_value(False)
        self._show()


def _left(row: DeelnemerRow, today: date) -> tuple[tuple[str, str], str | None]:
    """The day he leaves, and how far that is or in which year, with the tone of the words."""
    end = row.verwacht_einde_datum
    if end is None:
        return ("Geen", "datum"), None
    days = (end - today).days
    _weekday, day = short_day(end).split(" ", 1)
    if days < 0:
        return (day, "voorbij"), "danger"
    if days >= FAR:
        return (day, str(end.year)), None
    far = plural(days, "dag", "dagen") if days else "vandaag"
    return (day, far), "warn" if days <= SOON else None


def _former_cells(row: DeelnemerRow) -> tuple[str, ...]:
    left = date_words(row.einde_datum) if row.einde_datum else ""
    return row.sorteernaam, f"vanaf {date_words(row.begin_datum)}", left, row.gemeente_vestiging
