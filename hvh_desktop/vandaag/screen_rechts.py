"""The right of Vandaag: acties, what was begun and not finished, and what colleagues did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.service import ActieRow, complete_actie, reopen_actie
from hvh_desktop.db import AMSTERDAM
from hvh_desktop.mentorgesprekken.words import late_words, near_or_full
from hvh_desktop.text import format_time, near_day, shorten
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.vandaag.rows import ConceptLine, NieuwsLine, Vandaag

MOST_ACTIES = 7
MOST_CONCEPTEN = 5
MOST_NIEUWS = 6


class ActiesCard(kit.Card):
    """What the person at the keyboard promised; a tick says it is done, with a way back."""

    def __init__(self, context: Context, found: Vandaag, again: Callable[[], None]) -> None:
        self._context, self._found, self._again = context, found, again
        acties = found.acties
        super().__init__(title="Acties van jou", count=len(acties) or None, gap=0)
        self.setObjectName("acties")
        if not acties:
            self.add(kit.Label("Je hebt geen open acties.", role="muted", wrap=True))
        lines = [self._line(number, actie) for number, actie in enumerate(acties)]
        add_lines(self, lines, MOST_ACTIES)

    def _line(self, number: int, actie: ActieRow) -> QWidget:
        when, tone = _when(actie, self._context.today())
        man = self._found.actie_namen.get(actie.deelnemer_id, "")
        below = " · ".join(part for part in (man, when) if part)
        row = kit.CheckRow(actie.wat, below, tone=tone, marked=when)
        row.box.setObjectName(f"actie_{number + 1}")
        row.toggled.connect(lambda on: self._tick(actie, on))
        return row

    def _tick(self, actie: ActieRow, on: bool) -> None:
        if not on:
            return
        done = self._context.perform(lambda session: complete_actie(session, actie.id))
        if done:
            said = f"Klaar: {shorten(actie.wat, 60)}"
            self._context.tell(said, lambda: self._take_back(actie))
        else:
            self._again()

    def _take_back(self, actie: ActieRow) -> None:
        self._context.perform(lambda session: reopen_actie(session, actie.id))


def _when(actie: ActieRow, today: date) -> tuple[str, str | None]:
    day = actie.wanneer_datum
    if day is None:
        return "geen datum", None
    if actie.dagen_te_laat:
        return late_words(actie.dagen_te_laat), "danger"
    return near_day(day, today), "warn" if day == today else None


class ConceptenCard(kit.Card):
    """Begun and not finished, with when it was kept."""

    def __init__(self, context: Context, found: Vandaag) -> None:
        super().__init__(title="Jouw concepten", count=len(found.concepten), gap=0)
        self.setObjectName("concepten")
        self._context = context
        lines = [self._line(number, one) for number, one in enumerate(found.concepten)]
        add_lines(self, lines, MOST_CONCEPTEN)

    def _line(self, number: int, line: ConceptLine) -> QWidget:
        kept = f"bewaard {moment_words(line.bewaard_op, self._context.today())}"
        sub = " · ".join(part for part in (line.toelichting, kept) if part)
        title = " · ".join(part for part in (line.wat, line.wie) if part)
        words = kit.column(kit.Label(title, wrap=True), kit.Label(sub, "klein", "muted", wrap=True))
        more = kit.Button("Verder", "stil", small=True, name=f"verder_{number + 1}")
        more.setAccessibleName(f"Verder met {title}")
        more.clicked.connect(lambda: self._context.open(line.naar.place, **line.naar.address))
        return kit.beside((words, 1), more, margins=(0, 6, 0, 6))


class NieuwsCard(kit.Card):
    """What colleagues did since yesterday; each line leads there."""

    def __init__(self, context: Context, found: Vandaag) -> None:
        super().__init__(title="Nieuw van collega’s", gap=0)
        self.setObjectName("nieuws")
        self._context = context
        lines = [self._line(number, one) for number, one in enumerate(found.nieuws)]
        add_lines(self, lines, MOST_NIEUWS, lined=False)

    def _line(self, number: int, line: NieuwsLine) -> QWidget:
        when = moment_words(line.op, self._context.today())
        sub = f"{line.ondertitel} · {when}" if line.ondertitel else when
        surface = kit.ClickSurface(f"{line.tekst}, {sub}")
        surface.setObjectName(f"nieuws_{number + 1}")
        surface.activated.connect(lambda: self._context.open(line.naar.place, **line.naar.address))
        layout = QVBoxLayout(surface)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(0)
        layout.addWidget(kit.Label(line.tekst, wrap=True))
        layout.addWidget(kit.Label(sub, "klein", "muted", wrap=True))
        return surface


def add_lines(card: kit.Card, lines: list[QWidget], most: int, *, lined: bool = True) -> None:
    """The first lines, and the rest behind a fold."""
    for number, line in enumerate(lines[:most]):
        card.add(kit.line() if lined and number else None, line)
    if rest := lines[most:]:
        card.add(kit.Fold(f"Nog {len(rest)}", kit.column(*rest)))


def moment_words(moment: datetime, today: date) -> str:
    """'vandaag 8.40', 'gisteren 21.15', 'dinsdag 10 november 16.42'."""
    local = moment.astimezone(AMSTERDAM)
    return f"{near_or_full(local.date(), today)} {format_time(local.time())}"
