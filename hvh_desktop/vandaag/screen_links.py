"""The left of Vandaag: talks of today, what is late, what asks attention, and what comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.mentorgesprekken.service import start_mentorgesprek
from hvh_desktop.mentorgesprekken.words import day_month, near_or_full
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.text import format_time, join_words, plural
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.link_state import still_coming
from hvh_desktop.vandaag.rows import (
    GesprekLine,
    LetOpLine,
    Naar,
    TeLaatLine,
    TermijnLine,
    Vandaag,
    WatTeLaat,
    ZorgLine,
)
from hvh_desktop.vandaag.screen_sancties import MOST_SANCTIES, all_cases, sanctie_row
from hvh_desktop.vandaag.screen_versies import apart_lists
from hvh_desktop.vandaag.screen_zorg import ZorgRows, provisional, short_day

Make = Callable[[], QWidget]
MOST_LATE = 5
MOST_LATER = 10
_ACTS = {
    WatTeLaat.gesprek: ("Plan of geef reden", "calendar-plus"),
    WatTeLaat.begonnen_gesprek: ("Ga verder", None),
    WatTeLaat.inventarisatie: ("Naar krachten", None),
    WatTeLaat.trajectplan: ("Naar trajectplan", None),
}

_TALKS = (WatTeLaat.gesprek, WatTeLaat.begonnen_gesprek)


class Agenda(QWidget):
    """Lists; one without lines is not there, except today's."""

    def __init__(self, context: Context, found: Vandaag) -> None:
        super().__init__()
        self._context, self._found = context, found
        self._today = context.today()
        self._zorg = ZorgRows(context)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        of_today = [one for one in found.zorg if one.datum == self._today]
        self._has_own_talk = any(one.is_met_mij for one in of_today)
        if decides := found.everyone and is_allowed(context.actor, Right.decide_sanctie):
            self._add_sancties()
        today = self._in_order(of_today)
        self._add("Vandaag", today, 99)
        if not today:
            self._layout.addWidget(nothing_today(context, found))
        waits = [partial(self._zorg.waits, n, one) for n, one in enumerate(found.wacht)]
        self._add("Wat wacht op jou", waits, MOST_LATE, counts=True)
        asks = [
            partial(self._zorg.waits, n, one, name="vraag_na")
            for n, one in enumerate(found.vraag_na)
        ]
        self._add("Vraag na", asks, MOST_LATE, counts=True)
        if not decides:
            self._add_sancties()
        late = [partial(self._late, n, one) for n, one in enumerate(found.te_laat)]
        attention = [partial(self._attention, n, one) for n, one in enumerate(found.let_op)]
        for title, rows in apart_lists(context, found, late, attention):
            self._add(title, rows, MOST_LATE, counts=True)
        self._add("Daarna", self._later(), MOST_LATER)
        self._layout.addStretch(1)

    def _add_sancties(self) -> None:
        """Above the talks for who decides, while those are of everyone's men."""
        found, row = self._found.sancties, partial(sanctie_row, self._context)
        cases = [partial(row, n, one) for n, one in enumerate(found)]
        link = [all_cases(self._context)] if cases else []
        self._add("Sancties", cases, MOST_SANCTIES, *link, counts=True)

    def _add(
        self, title: str, rows: Sequence[Make], most: int, *acts: QWidget, counts: bool = False
    ) -> None:
        """A list under its heading; rows behind the fold are made when it opens."""
        if not rows and title != "Vandaag":
            return
        if self._layout.count():
            self._layout.addSpacing(20)
        self._layout.addWidget(kit.SectionHead(title, *acts, count=len(rows) if counts else None))
        self._layout.addSpacing(4)
        if not rows:
            return
        shown = kit.RowList(*(make() for make in rows[:most]))
        shown.setObjectName(f"lijst_{title.lower().replace(' ', '_')}")
        self._layout.addWidget(shown)
        if rest := rows[most:]:
            self._layout.addSpacing(4)
            self._layout.addWidget(fold_of(rest))

    def _in_order(self, zorg: Sequence[ZorgLine]) -> list[Make]:
        """Talks and appointments for care, by time; what has no time comes last."""
        found: list[tuple[time, Make]] = [
            (one.tijd or time.max, partial(self._talk, n, one))
            for n, one in enumerate(self._found.vandaag)
        ]
        mine = next((n for n, one in enumerate(zorg) if one.is_met_mij), None)
        found += [
            (one.tijd or time.max, partial(self._zorg.today, n, one, is_next=n == mine))
            for n, one in enumerate(zorg)
        ]
        return [make for _, make in sorted(found, key=lambda pair: pair[0])]

    # Lines -----------------------------------------------------------------------------------

    def _may(self, is_own: bool) -> bool:
        return is_allowed(self._context.actor, Right.write_mentorgesprek, is_own=is_own)

    def _go(self, naar: Naar) -> Callable[[], None]:
        return lambda: self._context.open(naar.place, **naar.address)

    def _open_dossier(self, row: kit.Row, deelnemer_id: UUID) -> kit.Row:
        row.activated.connect(lambda: self._context.open("dossier", deelnemer_id=deelnemer_id))
        return row

    def _talk(self, number: int, line: GesprekLine) -> QWidget:
        clock = format_time(line.tijd) if line.tijd else "vandaag"
        if not self._may(line.deelnemer.is_eigen):
            act = kit.Button("Bekijk", name=f"bekijk_{number + 1}")
            act.clicked.connect(self._go(_talks_of(line.deelnemer.id)))
        elif line.is_begonnen:
            act = kit.Button("Ga verder", name=f"ga_verder_{number + 1}")
            act.clicked.connect(lambda: self._open_talk(line))
        else:
            is_first = not any(one.is_begonnen for one in self._found.vandaag[:number])
            is_next = number == 0 and is_first and not self._has_own_talk
            kind = "hoofd" if is_next else "gewoon"
            name = f"begin_gesprek_{number + 1}"
            act = kit.Button("Begin gesprek", kind, "chat-circle-dots", name=name)
            act.clicked.connect(lambda: self._begin(line))
        joint = "," if act.text() == "Bekijk" else " met"
        act.setAccessibleName(f"{act.text()}{joint} {line.deelnemer.naam}")
        sub = _talk_words(line, begun=" · begonnen, nog niet vastgesteld")
        row = kit.Row(
            line.deelnemer.naam,
            sub,
            left=(clock, ""),
            initials=line.deelnemer.initialen,
            right=[act],
        )
        return self._open_dossier(row, line.deelnemer.id)

    def _open_talk(self, line: GesprekLine) -> None:
        self._context.open(
            "mentorgesprek",
            deelnemer_id=line.deelnemer.id,
            mentorgesprek_id=line.mentorgesprek_id,
        )

    def _begin(self, line: GesprekLine) -> None:
        one = line.deelnemer.id
        self._context.perform(
            lambda session: start_mentorgesprek(session, one),
            done=lambda talk: self._context.open(
                "mentorgesprek", deelnemer_id=one, mentorgesprek_id=talk
            ),
        )

    def _late(self, number: int, line: TeLaatLine) -> QWidget:
        days = plural(line.dagen, "dag", "dagen")
        (text, icon), naar = _ACTS[line.wat], line.naar
        if line.wat in _TALKS and not self._may(line.deelnemer.is_eigen):
            text, icon, naar = "Bekijk", None, _talks_of(line.deelnemer.id)
        act: QWidget
        if line.reden:
            act = kit.Badge(line.reden, "warn", "pause-circle")
        else:
            act = kit.Button(text, icon=icon, name=f"te_laat_{number + 1}")
            act.setAccessibleName(f"{text}, {line.deelnemer.naam}")
            act.clicked.connect(self._go(naar))
        row = kit.Row(
            line.deelnemer.naam,
            late_sentence(line, self._today),
            left=(days, "te laat"),
            left_tone="warn" if line.reden else "danger",
            initials=line.deelnemer.initialen,
            right=[act],
        )
        return self._open_dossier(row, line.deelnemer.id)

    def _attention(self, number: int, line: LetOpLine) -> QWidget:
        act = kit.Button(line.act, name=f"let_op_{number + 1}", on_click=self._go(line.naar))
        act.setAccessibleName(f"{line.act}, {line.deelnemer.naam}")
        row = kit.Row(
            line.deelnemer.naam, line.tekst, initials=line.deelnemer.initialen, right=[act]
        )
        return self._open_dossier(row, line.deelnemer.id)

    def _later(self) -> list[Make]:
        found: list[tuple[date, Make]] = [
            (one.datum, partial(self._following, one)) for one in self._found.daarna
        ]
        found += [(one.datum, partial(self._term, one)) for one in self._found.termijnen]
        found += [
            (one.datum, partial(self._zorg.coming, one))
            for one in self._found.zorg
            if one.datum > self._today
        ]
        return [make for _, make in sorted(found, key=lambda pair: pair[0])]

    def _following(self, line: GesprekLine) -> QWidget:
        clock = format_time(line.tijd) if line.tijd else ""
        is_planned = line.mentorgesprek_id is not None
        mark = [] if is_planned else [kit.Badge("Nog plannen", "info", "calendar-plus")]
        row = kit.Row(
            line.deelnemer.naam,
            _talk_words(line) if is_planned else "Mentorgesprek, uiterlijk op deze dag",
            left=(short_day(line.datum), clock),
            initials=line.deelnemer.initialen,
            right=mark,
        )
        if is_planned:
            row.activated.connect(lambda: self._open_talk(line))
            return row
        naar = Naar("mentorgesprek_nieuw", {"deelnemer_id": line.deelnemer.id, "wijze": "plan"})
        if not self._may(line.deelnemer.is_eigen):
            naar = _talks_of(line.deelnemer.id)
        row.activated.connect(self._go(naar))
        return row

    def _term(self, line: TermijnLine) -> QWidget:
        row = kit.Row(
            line.deelnemer.naam,
            f"{line.wat.value} uiterlijk op deze dag{provisional(line.is_hypothese)}",
            left=(short_day(line.datum), ""),
            initials=line.deelnemer.initialen,
        )
        row.activated.connect(self._go(line.naar))
        return row


def nothing_today(context: Context, found: Vandaag) -> QWidget:
    """What stands there when there are no talks."""
    if not found.deelnemers and (coming := still_coming(context)) is not None:
        return coming
    if not found.deelnemers:
        text = "Er woont nu niemand in huis die begeleiding krijgt."
        return kit.EmptyState("sun-horizon", "Niemand om te spreken", text, _enrol(context))
    following = next(iter(found.daarna), None)
    text = "Er staat ook niets gepland voor de komende twee weken."
    if following is not None:
        when = near_or_full(following.datum, context.today())
        text = f"Het volgende is {when}, met {following.deelnemer.roepnaam}."
    return kit.EmptyState("sun-horizon", "Vandaag geen gesprekken", text)


def fold_of(rest: Sequence[Make]) -> kit.Fold:
    """The lines that do not fit, made when somebody asks for them."""
    hidden = kit.RowList()
    fold = kit.Fold(f"Nog {len(rest)}", hidden)
    fold.toggled.connect(
        lambda opens: (
            hidden.set_rows([make() for make in rest]) if opens and not hidden.rows else None
        )
    )
    return fold


def _enrol(context: Context) -> kit.Button | None:
    """The one act of a house where nobody lives, for who may."""
    if not is_allowed(context.actor, Right.record_deelnemer):
        return None
    return kit.Button(
        "Schrijf een deelnemer in",
        "hoofd",
        "plus",
        name="schrijf_in",
        on_click=lambda: context.open("deelnemer_nieuw"),
    )


def _talks_of(deelnemer_id: UUID) -> Naar:
    """Where somebody who may not write talks can read them."""
    return Naar("dossier", {"deelnemer_id": deelnemer_id, "tab": "gesprekken"})


def _talk_words(line: GesprekLine, begun: str = "") -> str:
    """'Mentorgesprek · met Ruben erbij', 'Mentorgesprek · met jou'."""
    said = "Mentorgesprek"
    if line.met:
        there = join_words(line.met)
        said = f"{said} · met {there}{' erbij' if line.is_met_mij else ''}"
    elif line.is_met_mij:
        said = f"{said} · met jou"
    return f"{said}{begun}" if line.is_begonnen else said


def late_sentence(line: TeLaatLine, today: date) -> str:
    """'Mentorgesprek moest op dinsdag 10 november', 'Uitgesteld tot morgen 9.30, door Ruben'."""
    if line.reden and line.nieuwe_datum is not None:
        clock = f" {format_time(line.nieuwe_tijd)}" if line.nieuwe_tijd else ""
        who = f", door {line.door}" if line.door else ""
        return f"Uitgesteld tot {near_or_full(line.nieuwe_datum, today)}{clock}{who}"
    day = near_or_full(line.moest_datum, today)
    if line.wat is WatTeLaat.begonnen_gesprek:
        return f"Gesprek van {day} is nog niet vastgesteld"
    if line.wat is WatTeLaat.gesprek:
        return f"Mentorgesprek moest {_on(line.moest_datum, today)}{day}"
    due = f"{line.wat.value} moest op {day_month(line.moest_datum)}"
    return f"{due}{provisional(line.is_hypothese)}"


def _on(day: date, today: date) -> str:
    return "" if abs((day - today).days) <= 1 else "op "
