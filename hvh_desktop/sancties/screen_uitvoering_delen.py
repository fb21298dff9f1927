"""The cards of the execution: each straf with its periods, and those of an earlier decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.policy import Rule
from hvh_desktop.sancties import service_tenuitvoerlegging as service
from hvh_desktop.sancties.form_uitvoering import INTREKKEN, TENUITVOERLEGGING
from hvh_desktop.sancties.rows import TenuitvoerleggingRow
from hvh_desktop.sancties.screen_uitvoering_periode import PeriodeForm
from hvh_desktop.sancties.straffen import full_words
from hvh_desktop.sancties.uitvoering import (
    StrafStand,
    UitvoeringStand,
    has_ended,
    period_words,
    served_kind,
    straf_stand,
)
from hvh_desktop.sancties.words import StrafSoort
from hvh_desktop.text import capitalise, countdown, date_words, plural
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm, Slot


def periode_line(
    row: TenuitvoerleggingRow, context: Context, *, stopped: date | None = None
) -> QWidget:
    """One period: when, what was told to whom, and whether it runs; or why it does not count.

    ``stopped``: the day on which the case was taken back or renounced.
    """
    when = capitalise(period_words(row))
    if row.is_vervallen:
        return kit.column(
            kit.IconLabel("x-circle", f"{when}: telt niet mee", role="muted", wrap=True),
            kit.Label(capitalise(row.vervallen_reden), "klein", "muted", wrap=True),
            gap=2,
        )
    facts = [_kind_line(row), _told_line(row), row.toelichting]
    return kit.column(
        kit.beside(kit.Label(when, semibold=True, wrap=True), _state(row, context, stopped), gap=8),
        *(kit.Label(one, "klein", "muted", wrap=True) for one in facts if one),
        gap=2,
    )


def _kind_line(row: TenuitvoerleggingRow) -> str:
    if row.is_vervangend:
        return f"In plaats van de boete: {served_kind(row.straf, True).value}."
    return "De boete is betaald." if row.straf.soort is StrafSoort.boete else ""


def _told_line(row: TenuitvoerleggingRow) -> str:
    if not row.is_strafcel:
        return ""
    if row.commissie_gemeld_datum is None or row.arts_gemeld_datum is None:
        return "In een strafcel."
    return (
        f"In een strafcel. Gemeld aan de commissie van toezicht op "
        f"{date_words(row.commissie_gemeld_datum)} en aan de arts op "
        f"{date_words(row.arts_gemeld_datum)}."
    )


def _state(row: TenuitvoerleggingRow, context: Context, stopped: date | None) -> kit.Badge:
    if stopped is not None and row.eind_datum >= stopped:
        return kit.Badge(f"Gestopt op {date_words(stopped)}", "stil", "stop")
    now = context.now().astimezone(AMSTERDAM)
    if has_ended(row, now):
        return kit.Badge("Klaar", "good", "check")
    if row.begin_datum > context.today():
        return kit.Badge(f"Begint {countdown(row.begin_datum, context.today())}", "info", "clock")
    return kit.Badge("Loopt", "warn", "hourglass")


class PeriodenCard(kit.Card):
    """Periods that can be put right or withdrawn, with a place for the small form of that."""

    def __init__(self, context: Context, stand: UitvoeringStand, rule: Rule, title: str) -> None:
        super().__init__(title=title, gap=10)
        self._context, self._rule = context, rule
        self._zaak_id, self._deelnemer_id = stand.sanctiezaak_id, stand.deelnemer_id
        self.slot = Slot()

    def line(self, row: TenuitvoerleggingRow, of: StrafStand, *, may_write: bool) -> QWidget:
        """One period with its buttons."""
        shown = periode_line(row, self._context)
        if not may_write or row.is_vervallen:
            return shown
        when = period_words(row)
        acts = []
        for words, name, act in (
            ("Wijzig", "wijzig", partial(self.open_change, row, of)),
            ("Trek in", "trek_in", partial(self.open_withdraw, row)),
        ):
            button = kit.Button(
                words, "stil", small=True, name=f"{name}_{row.id.hex}", on_click=act
            )
            button.setAccessibleName(f"{words}: {when}")
            acts.append((button, Qt.AlignmentFlag.AlignTop))
        return kit.beside((shown, 1), *acts, gap=4)

    def open_change(self, row: TenuitvoerleggingRow, of: StrafStand) -> None:
        """Ask what it was, and why."""
        key = DraftKey("tenuitvoerlegging_periode", 1, row.id.hex, self._deelnemer_id)
        self.slot.open(PeriodeForm(self._context, self._zaak_id, of, key, self._rule, old=row))

    def open_withdraw(self, row: TenuitvoerleggingRow) -> None:
        """Ask why it does not count."""

        def write(session: Session, values: dict[str, Any]) -> None:
            service.withdraw_tenuitvoerlegging(session, row.id, values["reden"])

        form = InlineForm(
            self._context,
            FormView(INTREKKEN),
            DraftKey(INTREKKEN.name, INTREKKEN.version, row.id.hex, self._deelnemer_id),
            write,
            name="intrekken",
            save="Trek in",
            title="Trek deze periode in",
            told="De regel blijft staan en telt niet meer mee.",
        )
        self.slot.open(form)


class EerderCard(PeriodenCard):
    """Periods of a decision before this one; one that still runs can be stopped."""

    def __init__(
        self,
        context: Context,
        stand: UitvoeringStand,
        rule: Rule,
        rows: Sequence[TenuitvoerleggingRow],
        *,
        may_write: bool,
    ) -> None:
        super().__init__(context, stand, rule, "Van een eerdere beslissing")
        self.setObjectName("eerder_uitgevoerd")
        for row in rows:
            mine = tuple(one for one in rows if one.straf.id == row.straf.id)
            of = straf_stand(row.straf, mine, 0)
            self.add(kit.Label(capitalise(of.woorden), "klein", "muted"))
            self.add(self.line(row, of, may_write=may_write))
        self.add(self.slot)


class StrafCard(PeriodenCard):
    """One straf: how much, what was done, and its next period."""

    def __init__(
        self,
        context: Context,
        stand: UitvoeringStand,
        number: int,
        rule: Rule,
        *,
        may_write: bool,
        may_start: bool,
        is_main: bool,
        verlof: tuple[date, date] | None,
    ) -> None:
        self.of = of = stand.straffen[number]
        super().__init__(context, stand, rule, capitalise(of.woorden))
        self._verlof = verlof
        subject = self._zaak_id.hex if number == 0 else f"{self._zaak_id.hex}-{number}"
        self.key = DraftKey(
            TENUITVOERLEGGING.name, TENUITVOERLEGGING.version, subject, stand.deelnemer_id
        )
        self.setObjectName(f"straf_{number + 1}")
        whole = full_words(of.straf)
        if whole != of.woorden:
            self.add(kit.Label(f"Beslist: {whole}.", role="muted", wrap=True))
        self.add(*(self.line(row, of, may_write=may_write) for row in of.uitvoeringen))
        self.add(kit.Label(_left_words(of), wrap=True))
        self.can_start = may_start and not stand.wacht and _is_left(of)
        self._start = self._start_button(number, is_main)
        self._start.setVisible(self.can_start)
        self.add(self._start, self.slot)

    def _start_button(self, number: int, is_main: bool) -> QWidget:
        words = "Leg nog een periode vast" if self.of.lopend else "Laat de straf ingaan"
        button = kit.Button(
            words,
            "hoofd" if is_main else "gewoon",
            "play",
            name=f"laat_ingaan_{number + 1}",
            on_click=self.open_start,
        )
        button.setAccessibleName(f"{words}: {self.of.woorden}")
        return kit.beside(button, kit.STRETCH)

    def open_start(self, *, focus: bool = True) -> None:
        """Ask when it begins; the button comes back when the form is left."""
        form = PeriodeForm(
            self._context, self._zaak_id, self.of, self.key, self._rule, verlof=self._verlof
        )
        self._start.hide()
        form.closed.connect(lambda: self._start.setVisible(self.can_start))
        self.slot.open(form, focus=focus)


def _is_left(of: StrafStand) -> bool:
    return of.over > 0 or of.vervangend_over > 0


def _left_words(of: StrafStand) -> str:
    if of.straf.soort is StrafSoort.boete:
        if of.vervangend_over and of.lopend:
            return f"Er is nog {plural(of.vervangend_over, 'dag', 'dagen')} vervangende straf over."
        return "Nog niet betaald." if _is_left(of) else "Alles is uitgevoerd."
    if of.straf.soort is StrafSoort.verlof:
        return "Nog niet vastgelegd welk verlof niet doorgaat." if of.over else "Vastgelegd."
    if not of.over:
        return "Alle dagen zijn vastgelegd."
    left = plural(of.over, "dag", "dagen")
    if not of.gedaan:
        return f"Er is nog niets vastgelegd. Het gaat om {left}."
    return f"Vastgelegd: {plural(of.gedaan, 'dag', 'dagen')}. Nog over: {left}."
