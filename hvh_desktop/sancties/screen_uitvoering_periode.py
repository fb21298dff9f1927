"""The small form of one period of a straf: it proposes the end and says how long it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLayout, QVBoxLayout

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.errors import UserError
from hvh_desktop.forms import Form
from hvh_desktop.policy import Rule
from hvh_desktop.sancties import service_tenuitvoerlegging as service
from hvh_desktop.sancties.form_uitvoering import BETAALD, VERVANGEND, periode_form
from hvh_desktop.sancties.rows import TenuitvoerleggingRow
from hvh_desktop.sancties.uitvoering import (
    StrafStand,
    UitvoeringInvoer,
    counts_days,
    days_of,
    hours_of,
    proposed_end,
    served_kind,
)
from hvh_desktop.sancties.words import StrafSoort
from hvh_desktop.text import capitalise, plural
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm
from hvh_desktop.ui.rule_note import RuleNote

_GEMELD = ("commissie_gemeld_datum", "arts_gemeld_datum")
_NAMES = tuple(name for name in UitvoeringInvoer.__dataclass_fields__ if name != "straf_id")
Days = tuple[date, date]


class PeriodeForm(InlineForm):
    """A straf begins, or a period of it is put right (``old``)."""

    def __init__(
        self,
        context: Context,
        zaak_id: UUID,
        stand: StrafStand,
        key: DraftKey,
        rule: Rule,
        *,
        old: TenuitvoerleggingRow | None = None,
        verlof: Days | None = None,
    ) -> None:
        self._zaak_id, self._stand, self._old, self._rule = zaak_id, stand, old, rule
        self._today, self._now = context.today(), now_in_house(context)
        self._is_fine = stand.straf.soort is StrafSoort.boete
        self._proposed: tuple[date | None, time | None] = (None, None)
        self._length = kit.IconLabel("hourglass", "", size="klein", role="muted", wrap=True)
        self._note = RuleNote(
            f"Langer dan {rule.waarde} uur in een strafcel: meld het",
            rule,
            name="regel_strafcel",
        )
        view = FormView(self._form(), self._rows())
        super().__init__(
            context,
            view,
            key,
            self._record,
            name="periode",
            save="Leg vast" if old is None else "Wijzig",
            title="" if old is None else "Wijzig deze periode",
            told="" if old is None else "De oude regel blijft staan, met je reden erbij.",
            start=self._start(verlof),
        )
        self._settle(view.layout())

    def _settle(self, layout: QLayout | None) -> None:
        """The rule below the cell, and the words and the end that follow what is typed.

        When he was reported is in sight only when it must be filled in.
        """
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self._length)
        if self._may_be_cell():
            for name in _GEMELD:
                self.view.blocks[name].set_optional(False)
            layout.insertWidget(5 if self._is_fine else 4, self._note)
        for name in ("begin_datum", "begin_tijd", "is_vervangend"):
            if name in self.view.blocks:
                self.view.blocks[name].changed.connect(self._propose)
        self.view.changed.connect(self._show_length)
        self._propose()
        self._show_length()

    # What it asks -----------------------------------------------------------------------------

    def _may_be_cell(self) -> bool:
        straf = self._stand.straf
        return StrafSoort.opsluiting in (straf.soort, straf.vervangende_soort)

    def _form(self) -> Form:
        return periode_form(
            is_boete=self._is_fine,
            with_cell=self._may_be_cell(),
            with_reason=self._old is not None,
        )

    def _rows(self) -> Sequence[Sequence[str]]:
        return (
            *((("is_vervangend",),) if self._is_fine else ()),
            ("begin_datum", "begin_tijd", "eind_datum", "eind_tijd"),
            *((("is_strafcel",), _GEMELD) if self._may_be_cell() else ()),
            ("toelichting",),
            *((("reden",),) if self._old is not None else ()),
        )

    def _start(self, verlof: Days | None) -> Mapping[str, Any]:
        if self._old is not None:
            kept = {name: getattr(self._old, name) for name in _NAMES}
            return kept | {"is_vervangend": VERVANGEND if self._old.is_vervangend else BETAALD}
        today = self._today
        if self._stand.straf.soort is StrafSoort.verlof:
            first, last = verlof or (today, today)
            return {"begin_datum": first, "eind_datum": last}
        if self._may_be_cell() and not self._is_fine:
            return {"begin_datum": today, "begin_tijd": self._now}
        return {"begin_datum": today}

    # What it says -----------------------------------------------------------------------------

    def _invoer(self, values: Mapping[str, Any]) -> UitvoeringInvoer:
        straf_id = self._stand.straf.id
        assert straf_id is not None
        known = {
            name: value
            for name, value in values.items()
            if name in _NAMES and value not in (None, "")
        }
        known["is_vervangend"] = values.get("is_vervangend") == VERVANGEND
        invoer = UitvoeringInvoer(**{"straf_id": straf_id, "begin_datum": None, **known})
        if self._is_paid(values):
            return replace(invoer, begin_tijd=None, eind_datum=invoer.begin_datum, eind_tijd=None)
        if served_kind(self._stand.straf, invoer.is_vervangend) is not StrafSoort.opsluiting:
            invoer = replace(invoer, is_strafcel=False)
        if not invoer.is_strafcel:
            invoer = replace(invoer, commissie_gemeld_datum=None, arts_gemeld_datum=None)
        return invoer

    def _is_paid(self, values: Mapping[str, Any]) -> bool:
        return self._is_fine and values.get("is_vervangend") != VERVANGEND

    def _propose(self) -> None:
        """The end follows the begin, until somebody types another one."""
        values, blocks = self.view.values(), self.view.blocks
        begin, tijd = values["begin_datum"], values["begin_tijd"]
        shown = (values["eind_datum"], values["eind_tijd"])
        if begin is None or (shown != self._proposed and shown != (None, None)):
            return
        is_instead = values.get("is_vervangend") == VERVANGEND
        days = self._days(is_instead)
        end = proposed_end(begin, tijd, days) if days else (begin, None)
        self._proposed = end
        blocks["eind_datum"].set_value(end[0])
        blocks["eind_tijd"].set_value(end[1])
        self._show_length()

    def _days(self, is_instead: bool) -> int:
        if not counts_days(self._stand.straf, is_instead):
            return 0
        left = self._stand.vervangend_over if is_instead else self._stand.over
        if self._old is not None:
            left += days_of(self._old)
        return left

    def _show_length(self) -> None:
        values, blocks = self.view.values(), self.view.blocks
        invoer = self._invoer(values)
        is_paid = self._is_paid(values)
        blocks["begin_tijd"].setVisible(not is_paid)
        blocks["eind_datum"].setVisible(not is_paid)
        blocks["eind_tijd"].setVisible(not is_paid)
        self._show_cell(invoer)
        said = self._length_words(invoer, is_paid)
        self._length.setVisible(bool(said))
        self._length.set("hourglass", said, "muted")

    def _length_words(self, invoer: UitvoeringInvoer, is_paid: bool) -> str:
        straf = self._stand.straf
        is_whole = invoer.begin_datum is not None and invoer.eind_datum is not None
        if is_paid or not is_whole or not counts_days(straf, invoer.is_vervangend):
            return ""
        left = self._days(invoer.is_vervangend)
        if hours_of(invoer) <= 0:
            return f"Er {_are(left)} {plural(left, 'dag', 'dagen')} over."
        days = days_of(invoer)
        what = served_kind(straf, invoer.is_vervangend).value
        return (
            f"{capitalise(plural(days, 'dag', 'dagen'))} {what}. Er {_are(left)} hooguit "
            f"{plural(left, 'dag', 'dagen')} over van wat de directeur besliste."
        )

    def _show_cell(self, invoer: UitvoeringInvoer) -> None:
        blocks = self.view.blocks
        if "is_strafcel" not in blocks:
            return
        can = served_kind(self._stand.straf, invoer.is_vervangend) is StrafSoort.opsluiting
        is_whole = invoer.begin_datum is not None and invoer.eind_datum is not None
        is_long = is_whole and hours_of(invoer) > self._rule.waarde
        blocks["is_strafcel"].setVisible(can)
        for name in _GEMELD:
            blocks[name].setVisible(can and invoer.is_strafcel and is_long)
        self._note.setVisible(can and invoer.is_strafcel)

    # Keeping it -------------------------------------------------------------------------------

    def _record(self, session: Session, values: dict[str, Any]) -> object:
        invoer = self._invoer(values)
        if self._is_fine and not values.get("is_vervangend"):
            raise UserError(
                "Er klopt nog iets niet.", {"is_vervangend": "Kies hoe het met de boete gaat."}
            )
        if self._old is None:
            return service.start_tenuitvoerlegging(session, self._zaak_id, (invoer,))
        changed = {name: getattr(invoer, name) for name in _NAMES}
        return service.change_tenuitvoerlegging(
            session, self._old.id, changed | {"reden": values["reden"]}
        )


def _are(number: int) -> str:
    return "is" if number == 1 else "zijn"


def now_in_house(context: Context) -> time:
    """The time on the wall, in whole minutes."""
    return context.now().astimezone(AMSTERDAM).time().replace(second=0, microsecond=0)
