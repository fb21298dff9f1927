"""The way of a check, step by step, with the one next act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import AMSTERDAM, Compartment, Session
from hvh_desktop.db.drafts import DraftKey, find_draft
from hvh_desktop.text import date_words, format_time
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm, Slot
from hvh_desktop.ui.rule_note import RuleNote
from hvh_desktop.urinecontroles import service
from hvh_desktop.urinecontroles.form import (
    AFNAME,
    HERONDERZOEK,
    HERUITSLAG,
    MEEGEDEELD,
    VERWIJDEREN,
    WEIGERING,
)
from hvh_desktop.urinecontroles.model import Heronderzoek, UrineUitslag
from hvh_desktop.urinecontroles.reading import BAD
from hvh_desktop.urinecontroles.rows import UrineDetail, Wacht
from hvh_desktop.urinecontroles.screen_uitslag import UitslagView
from hvh_desktop.urinecontroles.words import ask_words, result_words, wait_words

MARKS = {
    "klaar": ("check-circle", "good"),
    "nu": ("arrow-circle-right", "accent"),
    "nog": ("circle", "muted"),
}
ENDS_BAD = (UrineUitslag.positief, UrineUitslag.geweigerd, UrineUitslag.geknoeid)
SAID = {"klaar": "gedaan", "nu": "hier is het nu", "nog": "komt nog"}


class PathStep(QWidget):
    """One step: mark, word and what became of it."""

    def __init__(self, name: str, word: str, state: str, about: str) -> None:
        super().__init__()
        icon, role = MARKS[state]
        text_role = "muted" if state == "nog" else "text"
        words = kit.column(
            kit.Label(word, role=text_role, semibold=state != "nog", wrap=True),
            kit.Label(about, "klein", "muted", wrap=True) if about else None,
            gap=2,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        mark = kit.column(kit.Icon(icon, role, 22), kit.STRETCH)
        layout.addWidget(kit.beside(mark, (words, 1), gap=10))
        self.setObjectName(f"stap_{name}")
        self.setAccessibleName(", ".join(part for part in (word, SAID[state], about) if part))


def steps_of(detail: UrineDetail) -> list[PathStep]:
    """Ordered, taken or refused, result, told, second look."""
    row = detail.row
    asked = f"{date_words(row.opdracht_datum)}, {format_time(row.opdracht_tijd)} uur."
    steps = [PathStep("opdracht", "Opdracht gegeven", "klaar", asked)]
    if row.uitslag is UrineUitslag.geweigerd:
        day = f"{date_words(row.uitslag_datum)}." if row.uitslag_datum else ""
        return [*steps, PathStep("afname", "Geweigerd", "klaar", day)]
    is_taken = row.afname_datum is not None
    if is_taken or row.uitslag is UrineUitslag.gevraagd:
        steps.append(_step("afname", "Urine gegeven", is_taken, True, _when_taken(detail)))
    has_result = row.uitslag not in (UrineUitslag.gevraagd, UrineUitslag.onderweg)
    word = result_words(row) if has_result else "Uitslag van het laboratorium"
    day = f"{date_words(row.uitslag_datum)}." if row.uitslag_datum else ""
    steps.append(_step("uitslag", word, has_result, is_taken, day))
    is_told = row.meegedeeld_datum is not None
    steps.append(_step("meegedeeld", "Uitslag verteld", is_told, has_result, _when_told(detail)))
    if row.uitslag in BAD:
        steps.append(_second_look(detail, is_told=is_told))
    return steps


def _step(name: str, word: str, is_done: bool, is_reached: bool, about: str) -> PathStep:
    state = "klaar" if is_done else "nu" if is_reached else "nog"
    return PathStep(name, word, state, about)


def _when_taken(detail: UrineDetail) -> str:
    day, clock = detail.row.afname_datum, detail.afname_tijd
    if day is None or clock is None:
        return ""
    by = f", bij {detail.medewerker}" if detail.medewerker else ""
    return f"{date_words(day)}, {format_time(clock)} uur{by}."


def _when_told(detail: UrineDetail) -> str:
    day, clock = detail.row.meegedeeld_datum, detail.meegedeeld_tijd
    if day is None or clock is None:
        return ""
    by = f", door {detail.meegedeeld_door}" if detail.meegedeeld_door else ""
    return f"{date_words(day)}, {format_time(clock)} uur{by}."


def _second_look(detail: UrineDetail, *, is_told: bool) -> PathStep:
    state, asked = detail.row.heronderzoek, detail.heronderzoek_datum
    if state is Heronderzoek.niet_gevraagd:
        word = "Geen heronderzoek gevraagd" if is_told else "Heronderzoek, als hij dat wil"
        return PathStep("heronderzoek", word, "nog", "")
    about = f"Gevraagd op {date_words(asked)}." if asked else ""
    if state is Heronderzoek.gevraagd:
        return PathStep("heronderzoek", "Heronderzoek loopt", "nu", about)
    done = detail.heronderzoek_uitslag_datum
    about += f" Uitslag op {date_words(done)}." if done else ""
    is_same = state is Heronderzoek.bevestigd
    word = "Heronderzoek: bevestigd" if is_same else "Heronderzoek: niet bevestigd"
    return PathStep("heronderzoek", word, "klaar", about)


Act = tuple[str, str, str]
"""Name, word on the button, kind of button."""


def acts_of(detail: UrineDetail) -> list[Act]:
    """What may be done now, the awaited one first and filled."""
    row = detail.row
    if detail.is_vervallen:
        return []
    if row.uitslag is UrineUitslag.gevraagd:
        refused = ("weigering", "Hij heeft geweigerd", "gewoon")
        return [("afname", "Hij gaf urine", "hoofd"), refused]
    if row.uitslag is UrineUitslag.onderweg:
        return [("uitslag", "De uitslag is er", "hoofd")]
    if detail.wacht is Wacht.mededelen:
        again = ("uitslag", "Verbeter de uitslag", "stil")
        return [("meegedeeld", "Hij heeft de uitslag gehoord", "hoofd"), again]
    if detail.wacht is Wacht.heronderzoek:
        return [("heruitslag", "De uitslag van het heronderzoek is er", "hoofd")]
    if detail.heronderzoek_tot is None or row.heronderzoek is not Heronderzoek.niet_gevraagd:
        return []
    if detail.is_heronderzoek_voorbij:
        return [("heronderzoek", "Hij vroeg op tijd een heronderzoek", "stil")]
    return [("heronderzoek", "Hij vraagt een heronderzoek", "gewoon")]


class PathCard(kit.Card):
    """The steps, what it waits for, and the small form of the next one."""

    def __init__(self, context: Context, on_order: Callable[[], None]) -> None:
        super().__init__(title="Hoe ver het is", gap=12)
        self._context, self._on_order = context, on_order
        self._state, self._acts, self.slot = kit.Holder(), kit.Holder(), Slot()
        self.slot.opened.connect(lambda is_open: self._acts.setVisible(not is_open))
        self._is_looked = False
        self.add(self._state, self._acts, self.slot)

    def show_detail(self, detail: UrineDetail, *, may_write: bool, may_report: bool) -> None:
        """Show it as it is now."""
        self._detail = detail
        self._key = DraftKey("urinecontrole_stap", 1, detail.row.id.hex, detail.row.deelnemer_id)
        told = kit.Label(self._waits(), semibold=True, wrap=True)
        told.setObjectName("wacht_op")
        self._state.show_items(told, 12, *steps_of(detail), *self._notes())
        quiet = self._quiet_buttons(may_write=may_write, may_report=may_report)
        self._acts.show_items(*(self._buttons() if may_write else ()), *quiet)
        if may_write and not self._is_looked:
            self._is_looked = True
            self._find_draft()

    def _waits(self) -> str:
        detail, now, today = self._detail, self._context.now(), self._context.today()
        if detail.is_vervallen:
            return f"Deze controle is weggehaald: {detail.vervallen_reden}"
        if detail.wacht is None and self._is_askable():
            return ask_words(detail.heronderzoek_tot or now, now, today)
        return wait_words(detail.wacht, detail.gelegenheid_tot, now, today)

    def _is_askable(self) -> bool:
        detail = self._detail
        asked = detail.row.heronderzoek is not Heronderzoek.niet_gevraagd
        return detail.heronderzoek_tot is not None and not asked

    def _notes(self) -> list[QWidget]:
        detail, regels = self._detail, self._detail.regels
        if detail.row.uitslag is UrineUitslag.gevraagd:
            short = f"Hij heeft {regels.gelegenheid.waarde} uur de tijd"
            return [RuleNote(short, regels.gelegenheid, name="bron_gelegenheid")]
        if detail.row.uitslag in BAD:
            short = f"Heronderzoek vragen kan binnen {regels.heronderzoek.waarde} uur"
            return [RuleNote(short, regels.heronderzoek, name="bron_heronderzoek")]
        return []

    def _buttons(self) -> list[Any]:
        items: list[Any] = []
        for name, word, kind in acts_of(self._detail):
            go = partial(self.open_act, name)
            button = kit.Button(word, kind, small=kind == "stil", name=f"doe_{name}", on_click=go)
            items += [kit.beside(button, kit.STRETCH), 8]
        return items

    def _quiet_buttons(self, *, may_write: bool, may_report: bool) -> list[QWidget]:
        """What is seldom needed, and what a colleague does after a bad result."""
        detail, context = self._detail, self._context
        if detail.is_vervallen:
            return []
        found: list[tuple[str, str, Callable[[], None]]] = []
        if may_write and detail.row.uitslag is UrineUitslag.gevraagd:
            found.append(("doe_geknoeid", "Er is geknoeid", partial(self.open_act, "geknoeid")))
            found.append(("doe_opdracht", "Wijzig de opdracht", self._on_order))
        if may_report and detail.row.uitslag in ENDS_BAD:
            address = {"deelnemer_id": detail.row.deelnemer_id}
            found.append(
                ("voorval", "Leg een voorval vast", partial(context.open, "voorval", **address))
            )
        buttons = [
            kit.Button(word, "stil", small=True, name=name, on_click=act)
            for name, word, act in found
        ]
        return [kit.beside(*buttons, kit.STRETCH)] if buttons else []

    def _find_draft(self) -> None:
        """What was typed and not kept opens again, if that may still be done."""
        draft = self._context.read(lambda s: find_draft(s, Compartment.team, self._key))
        step = draft.values.get("stap") if draft is not None else None
        may = {name for name, _word, _kind in acts_of(self._detail)}
        if step in may or (step == "geknoeid" and "afname" in may) or step == "weg":
            self.open_act(step, focus=False)

    def open_act(self, name: str, *, focus: bool = True) -> None:
        """Open the small form of one step."""
        view, start, save = self._form_of(name)
        form = InlineForm(
            self._context,
            view,
            self._key,
            partial(self._write, name),
            name="stap",
            save=save,
            start=start,
            about={"stap": name},
            kind="gevaar" if name == "weg" else "hoofd",
        )
        self.slot.open(form, focus=focus)

    def _form_of(self, name: str) -> tuple[Any, dict[str, Any], str]:
        row = self._detail.row
        now = self._context.now().astimezone(AMSTERDAM)
        day, clock = now.date(), time(now.hour, now.minute)
        match name:
            case "afname":
                tubes = {"nummer": row.nummer, "nummer_tweede": self._detail.nummer_tweede}
                start = {"afname_datum": day, "afname_tijd": clock, **tubes}
                return FormView(AFNAME), start, "Leg de afname vast"
            case "weigering":
                return FormView(WEIGERING), {"datum": day}, "Leg de weigering vast"
            case "meegedeeld":
                start = {"meegedeeld_datum": day, "meegedeeld_tijd": clock}
                return FormView(MEEGEDEELD), start, "Leg vast"
            case "heronderzoek":
                start = {"heronderzoek_datum": day, "heronderzoek_tijd": clock}
                return FormView(HERONDERZOEK), start, "Leg het verzoek vast"
            case "heruitslag":
                return FormView(HERUITSLAG), {"heronderzoek_uitslag_datum": day}, "Leg vast"
            case "weg":
                return FormView(VERWIJDEREN), {}, "Haal deze controle weg"
        return UitslagView(row.stoffen), self._known_result(name), "Leg de uitslag vast"

    def _known_result(self, name: str) -> dict[str, Any]:
        detail = self._detail
        return {
            "uitslag_datum": detail.row.uitslag_datum or self._context.today(),
            "is_geknoeid": name == "geknoeid" or detail.row.uitslag is UrineUitslag.geknoeid,
            "toelichting": detail.toelichting,
            "stoffen": [
                {
                    "stof": one.stof,
                    "uitslag": one.uitslag.value,
                    "waarde": one.waarde,
                    "is_verklaard": one.is_verklaard,
                }
                for one in detail.stoffen
            ],
        }

    def _write(self, name: str, session: Session, values: dict[str, Any]) -> None:
        key = self._detail.row.id
        if name == "weg":
            service.remove_urinecontrole(session, key, values["reden"])
            return
        what = {
            "afname": service.record_afname,
            "weigering": service.record_weigering,
            "meegedeeld": service.record_meegedeeld,
            "heronderzoek": service.record_heronderzoek,
            "heruitslag": service.record_heruitslag,
        }.get(name, service.record_uitslag)
        what(session, key, values)
