"""Who looked: filters, a table, and one line in full. Looking here is written down as well."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop import rights
from hvh_desktop.db import Compartment, Session
from hvh_desktop.errors import UserError
from hvh_desktop.policy import Rule, get_rule
from hvh_desktop.raadplegingen.screen_filter import Filter, FilterBar
from hvh_desktop.raadplegingen.service import (
    RaadplegingRow,
    list_keuzes,
    list_raadplegingen,
    record_inzage,
)
from hvh_desktop.raadplegingen.words import moment_words
from hvh_desktop.rights import Right
from hvh_desktop.text import capitalise, full_date_words, plural, short_day
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

HEADS = ("Dag", "Wie", "Deelnemer", "Wat", "Wanneer", "Waarom")
WHO, WHOM = 1, 2
WIDTHS = (88, 244, 150, 240, 206, 180)
NARROW = (WHOM, 4, 5)
"""Columns that large letters leave out; the line below the table tells them."""
SHOWN = 2_000
"""Lines that the table shows; the sentence above it says when there are more."""


class RaadplegingenPage(Page):
    """Per deelnemer, per colleague, or what somebody looked at himself."""

    help_page: ClassVar[str] = "wie-keek-er"

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID | None = None,
        medewerker_id: UUID | None = None,
        **address: Any,
    ) -> None:
        chosen = {"deelnemer_id": deelnemer_id, "medewerker_id": medewerker_id, **address}
        super().__init__(context, **chosen)
        if deelnemer_id is not None or medewerker_id is not None:
            _refuse_early(context, deelnemer_id, medewerker_id)
        keuzes = context.read(list_keuzes)
        self._names_known = keuzes.knows_team
        self._noted: set[tuple[UUID | None, UUID | None]] = set()
        self._rows: list[RaadplegingRow] = []
        today, actor_id = context.today(), context.actor.medewerker_id
        self.filter = FilterBar(keuzes, today, actor_id, chosen)
        self.filter.changed.connect(self.show_now)
        self._told = kit.Label(role="muted", wrap=True)
        self._told.setObjectName("hoeveel")
        self.table = kit.Table(HEADS, (), widths=WIDTHS)
        self.table.setObjectName("raadplegingen")
        self.table.setAccessibleName("Wie keek er")
        self.table.setMinimumHeight(theme.row_height("veld") * 4)
        self.table.selected.connect(self._tell)
        for column in NARROW:
            self.table.setColumnHidden(column, theme.is_narrow())
        self._line = kit.Label(wrap=True)
        self._line.setObjectName("hele_regel")
        self._below = QVBoxLayout()
        self._below.setContentsMargins(0, 0, 0, 0)
        self._build()

    def _build(self) -> None:
        self._paper = kit.Button(
            "Overzicht op papier", icon="printer", name="overzicht", on_click=self._open_paper
        )
        words = kit.column(kit.Heading("Wie keek er", 1), self._told)
        narrow = theme.is_narrow()
        paper = kit.beside(self._paper, kit.STRETCH) if narrow else self._paper
        head = kit.column(words, paper, gap=8) if narrow else kit.beside((words, 1), paper)
        body = kit.column(
            head,
            *(12, self.filter, 12, (self.table, 1), self._below, 8, self._line),
            *(4, self._explained()),
            margins=(24, 4, 24, 12),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(body) if narrow else body)

    def _explained(self) -> QWidget:
        rules = self.context.read(_rules)
        how = kit.Label(_how_words(*rules), "klein", "muted", wrap=True)
        how.setObjectName("uitleg")
        how.hide()
        link = kit.Link("Zo is dit berekend", name="zo_berekend")
        link.clicked.connect(lambda: how.setVisible(how.isHidden()))
        return kit.column(kit.beside(link, kit.STRETCH), how, gap=4)

    # Showing --------------------------------------------------------------------------------

    def refresh(self) -> None:
        asked = self.filter.value()
        self._rows = []
        self._say()
        with self.context.explain(self):
            if asked.from_day is None or asked.to_day is None:
                raise UserError("Vul bij ‘Van’ en ‘Tot en met’ een dag in, zoals 12-11-2026.")
            if self._note(asked):
                self._rows = self.context.read(lambda session: _ask(session, asked))
                self._show(asked)

    def _note(self, asked: Filter) -> bool:
        """That this person looks is kept before anything is shown."""
        target = (asked.deelnemer_id, asked.medewerker_id)
        if target not in self._noted:
            of, by = target
            is_kept = self.context.perform(
                lambda session: record_inzage(session, deelnemer_id=of, medewerker_id=by),
                compartment=Compartment.log,
                form=self,
            )
            if not is_kept:
                return False
            self._noted.add(target)
        return True

    def _show(self, asked: Filter) -> None:
        rows = self._rows
        self.table.set_rows([_cells(row) for row in rows[:SHOWN]])
        times = sum(row.aantal for row in rows)
        lines = plural(len(rows), "regel", "regels")
        told = f"{lines}, samen {plural(times, 'keer', 'keer')} gekeken." if rows else ""
        if len(rows) > SHOWN:
            told += f" De nieuwste {SHOWN} staan hier; kies een kortere periode voor de rest."
        empty = kit.EmptyState(
            "eye",
            "Niemand keek",
            "In deze periode staat hier niets. Kies een langere periode of zet een keuze uit.",
        )
        self._say(told, *([] if rows else [empty]))
        of_one, by_one = asked.deelnemer_id is not None, asked.medewerker_id is not None
        self.table.setColumnHidden(WHO, by_one)
        self.table.setColumnHidden(WHOM, of_one or (theme.is_narrow() and not by_one))
        may = rights.is_allowed(self.context.actor, Right.read_raadplegingen, is_own=True)
        self._paper.setVisible(of_one and may and self._names_known)

    def _say(self, told: str = "", *below: QWidget) -> None:
        """How many there are, and what stands in place of the table."""
        self._told.set_text(told)
        self._line.set_text("")
        self._paper.hide()
        kit.clear(self._below)
        kit.fill(self._below, *below)
        self.table.setVisible(not below)

    def show_problems(self, error: UserError) -> None:
        """It was refused, or it is too much: say so in place of the table."""
        self._say("", kit.NoticeBanner(error.text, "warn"))

    def _tell(self, number: int) -> None:
        """The chosen line in full."""
        if 0 <= number < len(self._rows):
            self._line.set_text(line_words(self._rows[number]))

    def _open_paper(self) -> None:
        """The way back leads to the list as it is chosen now."""
        self.context.open("raadplegingen_afdruk", **self.filter.address())


def _refuse_early(context: Context, deelnemer_id: UUID | None, medewerker_id: UUID | None) -> None:
    """Raises what the service raises, before a page is built."""
    today = context.today()
    context.read(
        lambda session: list_raadplegingen(
            session,
            deelnemer_id=deelnemer_id,
            medewerker_id=medewerker_id,
            from_day=today,
            to_day=today,
        )
    )


def _ask(session: Session, asked: Filter) -> list[RaadplegingRow]:
    assert asked.from_day is not None
    assert asked.to_day is not None
    return list_raadplegingen(
        session,
        deelnemer_id=asked.deelnemer_id,
        medewerker_id=asked.medewerker_id,
        from_day=asked.from_day,
        to_day=asked.to_day,
        reden=asked.reden,
        only_not_own=asked.only_not_own,
    )


def _cells(row: RaadplegingRow) -> tuple[str, ...]:
    who = f"{row.medewerker} ({row.rol})" if row.rol else row.medewerker
    when = moment_words(row.eerste, row.laatste, row.aantal)
    return short_day(row.datum), who, capitalise(row.deelnemer), row.wat, when, row.waarom


def line_words(row: RaadplegingRow) -> str:
    """The whole line in one or two sentences."""
    who = f"{row.medewerker}, {row.rol}" if row.rol else row.medewerker
    about = f" · {row.deelnemer}" if row.deelnemer else ""
    when = moment_words(row.eerste, row.laatste, row.aantal)
    why = f" Waarom: {row.waarom}." if row.waarom else ""
    day = capitalise(full_date_words(row.datum))
    return f"{day}: {who}{about}: {row.wat}, {when}.{why}"


def _rules(session: Session) -> tuple[Rule, Rule]:
    names = ("raadpleging_reden_uren", "raadplegingen_bewaarjaren")
    hours, years = (get_rule(session, name) for name in names)
    return hours, years


def _how_words(hours: Rule, years: Rule) -> str:
    """How the lines come about, with the terms that the house may change."""
    is_early = " (voorlopige termijn)" if hours.is_hypothese else ""
    return (
        "Opent iemand een dossier, drukt hij iets af of vindt hij iets met zoeken, dan schrijft "
        "het programma dat op. Wat één persoon op één dag met hetzelfde deed, staat op één regel, "
        "met hoe vaak en van hoe laat tot hoe laat. Wie niet bij het team van een deelnemer hoort, "
        f"kiest een reden. Die geldt {hours.waarde} uur{is_early} en staat dan bij alle regels "
        "van die uren. Casemanager, locatiemanager en directeur hoeven geen reden te kiezen. "
        f"Regels blijven {years.waarde} jaar bewaard ({years.bron}). "
        "Dat jij hier kijkt, wordt ook opgeschreven."
    )
