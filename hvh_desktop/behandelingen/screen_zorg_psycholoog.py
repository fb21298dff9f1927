"""The part of the tab Zorg that only the psycholoog sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.behandelingen import service
from hvh_desktop.behandelingen.model import PsycholooggesprekStatus
from hvh_desktop.behandelingen.rows import NotitieRow, PsycholooggesprekRow
from hvh_desktop.behandelingen.screen_notitie import Grens, NotitieRegel, NotitieVak
from hvh_desktop.behandelingen.screen_parts import moment_words
from hvh_desktop.db import Session
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.policy import get_rule
from hvh_desktop.signaleringsplannen.rows import DelingRow, PlanDetail
from hvh_desktop.signaleringsplannen.service import find_concept, find_current, list_delingen
from hvh_desktop.text import capitalise, date_words, plural
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.verwijzingen.form import STATUS_WORDS
from hvh_desktop.verwijzingen.rows import VerwijzingRow
from hvh_desktop.verwijzingen.service import list_verwijzingen

MOST_NOTES = 4
MOST_TALKS = 3
_TALK_ICONS = {
    PsycholooggesprekStatus.gepland: "calendar-blank",
    PsycholooggesprekStatus.gehouden: "check",
    PsycholooggesprekStatus.vervallen: "x",
}


@dataclass(frozen=True)
class EigenBeeld:
    """Everything of the psycholoog's part."""

    verwijzingen: tuple[VerwijzingRow, ...]
    plan: PlanDetail | None
    concept: PlanDetail | None
    delingen: tuple[DelingRow, ...]
    gesprekken: tuple[PsycholooggesprekRow, ...]
    notities: tuple[NotitieRow, ...]
    namen: dict[UUID, str]
    streeftijd: str
    """How it is called: nobody may have confirmed it yet."""
    today: date


def _read(session: Session, deelnemer_id: UUID) -> EigenBeeld:
    is_hypothese = get_rule(session, "verwijzing_doorlooptijden").is_hypothese
    return EigenBeeld(
        tuple(list_verwijzingen(session, deelnemer_id)),
        find_current(session, deelnemer_id),
        find_concept(session, deelnemer_id),
        tuple(
            one
            for one in list_delingen(session, deelnemer_id)
            if one.is_laatste and one.ingetrokken_datum is None
        ),
        tuple(
            service.list_psycholooggesprekken(
                session, deelnemer_id=deelnemer_id, with_vervallen=True
            )
        ),
        tuple(service.list_behandelnotities(session, deelnemer_id)),
        dict(get_medewerker_names(session)),
        "de voorlopige streeftijd" if is_hypothese else "de streeftijd",
        session.today,
    )


class PsycholoogDeel(kit.Panel):
    """Referrals, signaleringsplan, talks and notes; the note that is being typed stays."""

    def __init__(self, context: Context, deelnemer_id: UUID) -> None:
        super().__init__("sunken", "line_strong")
        self._context, self._deelnemer_id = context, deelnemer_id
        self._above, self._below = QVBoxLayout(), QVBoxLayout()
        for part in (self._above, self._below):
            part.setSpacing(12)
        self.notitie = NotitieVak(context, deelnemer_id)
        self._notes = kit.Card(Grens(context), self.notitie, title="Notities", gap=10)
        self._notes.body.addLayout(self._below)
        self._lines: dict[UUID, NotitieRegel] = {}
        head = kit.IconLabel("lock-simple", "Alleen voor de psycholoog", size="kop3", semibold=True)
        head.setObjectName("deel_psycholoog")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(head)
        layout.addLayout(self._above)
        layout.addWidget(self._notes)
        layout.addStretch(1)

    def keep(self) -> None:
        """Keep the note that is being typed."""
        self.notitie.keeper.keep()

    def show_now(self, roepnaam: str) -> None:
        """Read again and show; what is being typed is left alone."""
        beeld = self._context.read(lambda s: _read(s, self._deelnemer_id))
        kit.clear(self._above)
        for card in (self._referrals(beeld), self._plan(beeld, roepnaam), self._talks(beeld)):
            self._above.addWidget(card)
        typed = {one: line.typed() for one, line in self._lines.items()}
        kit.clear(self._below)
        self._show_notes(beeld)
        for one, reden in typed.items():
            if reden is not None and one in self._lines:
                self._lines[one].set_typed(reden)

    def _open(self, place: str, **address: object) -> None:
        self._context.open(place, deelnemer_id=self._deelnemer_id, **address)

    # Referrals -------------------------------------------------------------------------------

    def _referrals(self, beeld: EigenBeeld) -> QWidget:
        new = kit.Button(
            "Nieuwe verwijzing",
            "stil",
            "plus",
            small=True,
            name="nieuwe_verwijzing",
            on_click=lambda: self._open("verwijzing"),
        )
        rows = [self._referral(row, beeld) for row in beeld.verwijzingen]
        told = kit.Label("Er is nog geen verwijzing.", role="muted", wrap=True)
        return _card("Verwijzingen", new, rows, told)

    def _referral(self, row: VerwijzingRow, beeld: EigenBeeld) -> kit.Row:
        parts = [f"{capitalise(row.soort_zorg)}, sinds {date_words(row.status_datum)}"]
        if row.is_open and row.norm is not None:
            late = f"{plural(row.dagen, 'dag', 'dagen')} in deze stap"
            parts.append(f"{late}, langer dan {beeld.streeftijd}" if row.is_te_lang else late)
        if row.volgende is not None:
            when = moment_words(row.volgende.datum, row.volgende.tijd, beeld.today)
            parts.append(f"afspraak {when}")
        tone = "warn" if row.is_te_lang else "info" if row.is_open else "stil"
        badge = kit.Badge(STATUS_WORDS[row.status], tone, "hourglass" if row.is_te_lang else None)
        shown = kit.Row(row.instelling, " · ".join(parts), right=[badge])
        shown.setObjectName(f"verwijzing_{row.id.hex}")
        shown.activated.connect(lambda: self._open("verwijzing", verwijzing_id=row.id))
        return shown

    # Signaleringsplan ------------------------------------------------------------------------

    def _plan(self, beeld: EigenBeeld, roepnaam: str) -> QWidget:
        is_new = beeld.plan is None and beeld.concept is None
        word = "Maak signaleringsplan" if is_new else "Open signaleringsplan"
        act = kit.Button(
            word,
            "stil",
            "plus" if is_new else None,
            small=True,
            name="signaleringsplan",
            on_click=lambda: self._open("signaleringsplan"),
        )
        lines: list[QWidget] = [kit.Label(_plan_words(beeld, roepnaam), role="muted", wrap=True)]
        for one in beeld.delingen:
            stages = ", ".join(kleur.value for kleur in one.kleuren)
            who = capitalise(one.naam) or "Het team"
            told = f"{one.wijze}, {date_words(one.datum)}"
            text = f"{who}: {stages}, {'nog niet afgedrukt' if one.wacht_op_papier else told}"
            lines.append(kit.IconLabel("share-network", text, icon_role="muted", wrap=True))
        return kit.Card(*lines, title="Signaleringsplan", actions=(act,), gap=6)

    # Talks -----------------------------------------------------------------------------------

    def _talks(self, beeld: EigenBeeld) -> QWidget:
        plan = kit.Button(
            "Plan gesprek",
            "stil",
            "plus",
            small=True,
            name="plan_gesprek",
            on_click=lambda: self._open("psycholooggesprek"),
        )
        planned = [row for row in beeld.gesprekken if row.is_gepland]
        past = [row for row in reversed(beeld.gesprekken) if not row.is_gepland]
        rows = [self._talk(row, beeld) for row in [*planned, *past[:MOST_TALKS]]]
        told = kit.Label("Er is nog geen gesprek gepland of geweest.", role="muted", wrap=True)
        earlier = [self._talk(row, beeld) for row in past[MOST_TALKS:]]
        return _card("Gesprekken", plan, rows, told, earlier)

    def _talk(self, row: PsycholooggesprekRow, beeld: EigenBeeld) -> kit.Row:
        parts = [plural(row.duur_minuten, "minuut", "minuten"), row.plaats.value, row.aanleiding]
        if row.medewerker_id != self._context.actor.medewerker_id:
            parts.insert(0, beeld.namen.get(row.medewerker_id, ""))
        is_missed = row.is_gepland and row.datum < beeld.today
        word = "Ging het door?" if is_missed else row.status.value.capitalize()
        tone = "warn" if is_missed else "info" if row.is_gepland else "stil"
        shown = kit.Row(
            capitalise(moment_words(row.datum, row.tijd, beeld.today)),
            " · ".join(part for part in parts if part),
            right=[kit.Badge(word, tone, _TALK_ICONS[row.status])],
        )
        shown.setObjectName(f"gesprek_{row.id.hex}")
        shown.activated.connect(
            lambda: self._open("psycholooggesprek", psycholooggesprek_id=row.id)
        )
        return shown

    # Notes -----------------------------------------------------------------------------------

    def _show_notes(self, beeld: EigenBeeld) -> None:
        self._lines = {
            row.id: NotitieRegel(
                self._context, row, beeld.namen.get(row.medewerker_id, "een oud-collega")
            )
            for row in beeld.notities
        }
        lines = list(self._lines.values())
        for line in lines[:MOST_NOTES]:
            self._below.addWidget(kit.line())
            self._below.addWidget(line)
        if rest := lines[MOST_NOTES:]:
            fold = kit.Fold("Eerdere notities", kit.column(*rest, gap=8), count=len(rest))
            self._below.addWidget(fold)


def _plan_words(beeld: EigenBeeld, roepnaam: str) -> str:
    plan, concept = beeld.plan, beeld.concept
    if plan is None and concept is None:
        return f"Er is nog geen signaleringsplan. Maak het samen met {roepnaam}."
    parts = []
    if plan is not None and plan.is_vastgesteld:
        parts.append(f"Versie {plan.versie} van {date_words(plan.datum)} is vastgesteld.")
    if concept is not None:
        parts.append(f"Versie {concept.versie} is nog een concept.")
    if not beeld.delingen:
        parts.append("Het is met niemand gedeeld.")
    return " ".join(parts)


def _card(
    title: str,
    act: QWidget,
    rows: Sequence[QWidget],
    nothing: QWidget,
    earlier: Sequence[QWidget] = (),
) -> QWidget:
    """A heading with its act, then rows up to the edge, or what is missing."""
    if not rows:
        return kit.Card(nothing, title=title, actions=(act,))
    panel = kit.Panel()
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(1, 10, 1, 4)
    layout.setSpacing(0)
    head = kit.SectionHead(title, act)
    layout.addWidget(kit.beside((head, 1), margins=(15, 0, 15, 2)))
    for number, row in enumerate(rows):
        if number:
            layout.addWidget(kit.beside(kit.line(), margins=(15, 0, 15, 0)))
        layout.addWidget(row)
    if earlier:
        fold = kit.Fold("Eerder", kit.column(*earlier), count=len(earlier))
        layout.addWidget(kit.beside((fold, 1), margins=(11, 0, 0, 0)))
    panel.setAccessibleName(title)
    return panel
