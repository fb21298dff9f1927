"""One leefgebied on one quiet page: his words, the addition apart, krachten, seven steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.krachteninventarisaties import service
from hvh_desktop.krachteninventarisaties.form import ANTWOORD_LABELS, KOLOMMEN, LEEFGEBIEDBLAD
from hvh_desktop.krachteninventarisaties.model import Antwoord
from hvh_desktop.krachteninventarisaties.rows import InventarisatieDetail, OpmerkingRow
from hvh_desktop.krachteninventarisaties.screen_kept import KeptView
from hvh_desktop.krachteninventarisaties.screen_krachten import KrachtenList
from hvh_desktop.krachteninventarisaties.screen_parts import (
    Beleid,
    Voorstel,
    house_day,
    voorbeeldvragen,
)
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES, Leefgebied
from hvh_desktop.text import clean_text, date_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context

NO_ANSWER = {
    Antwoord.weet_niet: "{naam} weet het nog niet. Dat is ook een antwoord.",
    Antwoord.wil_niet_antwoorden: "{naam} wil hier nu niets over zeggen. Dat is ook een antwoord.",
    Antwoord.niet_van_toepassing: "Dit is voor {naam} niet van toepassing.",
}


class QuestionBar(kit.Panel):
    """One question to ask, another at a press, and all of them when it is unfolded."""

    def __init__(self, leefgebied: Leefgebied, beleid: Beleid) -> None:
        super().__init__("info_soft", None, theme.radius("veld"))
        asked = voorbeeldvragen()[leefgebied]
        columns = [asked[kolom] for kolom in KOLOMMEN]
        asked_in_turn = [q for together in zip(*columns, strict=False) for q in together]
        self._questions = [*asked_in_turn, *asked["eenvoudig"]]
        self._number = 0
        self.label = kit.Label(semibold=True, wrap=True)
        self.label.setObjectName("voorbeeldvraag")
        other = kit.Button(
            "Andere vraag",
            "stil",
            "arrows-clockwise",
            small=True,
            name="andere_vraag",
            on_click=self.next_question,
        )
        self._all_button = kit.Button(
            "Alle vragen",
            "stil",
            "caret-down",
            small=True,
            name="alle_vragen",
            on_click=self.toggle,
        )
        self._all = kit.Columns(
            *[(self._list(beleid.kolomkoppen[kolom], asked[kolom]), 0) for kolom in KOLOMMEN]
        )
        self._all.setVisible(False)
        buttons = kit.beside(other, self._all_button, gap=4)
        icon = kit.Icon("chat-circle-text", "info", 20)
        ask = kit.Label("Vraag bijvoorbeeld:")
        line: QWidget = kit.beside(icon, ask, (self.label, 1), buttons)
        if theme.is_narrow():
            under = kit.beside(buttons, kit.STRETCH)
            line = kit.column(kit.beside(icon, (ask, 1)), self.label, under, gap=4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        kit.fill(layout, line, self._all)
        self._show()

    @staticmethod
    def _list(heading: str, questions: Sequence[str]) -> QWidget:
        labels = [kit.Label(question, wrap=True) for question in questions]
        title = kit.Label(heading, "klein", "muted", semibold=True, wrap=True)
        return kit.column(title, *labels, kit.STRETCH, gap=4, margins=(0, 4, 0, 8))

    def next_question(self) -> None:
        """Show the next one."""
        self._number = (self._number + 1) % len(self._questions)
        self._show()

    def toggle(self) -> None:
        """Unfold all questions, or fold them."""
        is_open = self._all.isVisibleTo(self)
        self._all.setVisible(not is_open)
        self._all_button.setText("Alle vragen" if is_open else "Minder vragen")
        self._all_button.set_icon("caret-down" if is_open else "caret-up")
        self._all_button.updateGeometry()

    def _show(self) -> None:
        question = self._questions[self._number]
        self.label.set_text(f"“{question}”")


class OpmerkingNote(kit.NoticeBanner):
    """What a Krachtwerkcoach remarked."""

    def __init__(self, opmerking: OpmerkingRow, naam: str, about: str = "") -> None:
        day = date_words(house_day(opmerking.op))
        title = ", ".join(part for part in (about, naam, day) if part)
        super().__init__(opmerking.tekst, "info", title=title, icon="eye")


class BladView(KeptView):
    """Shows and keeps one leefgebied."""

    def __init__(
        self,
        context: Context,
        detail: InventarisatieDetail,
        leefgebied: Leefgebied,
        beleid: Beleid,
        roepnaam: str,
        *,
        is_fixed: bool,
        names: Mapping[UUID, str],
    ) -> None:
        form, row = LEEFGEBIEDBLAD, detail.blad(leefgebied)
        key = DraftKey(form.name, form.version, row.id.hex, detail.deelnemer_id)
        super().__init__(context, key, is_fixed=is_fixed)
        self.leefgebied, self._id, self._row = leefgebied, detail.id, row
        self._roepnaam, self._beleid = roepnaam, beleid
        self._then = detail.vorige.get(leefgebied)
        self._make_inputs()
        self._build(detail, names)
        self.watch(self._signals())

    # --------------------------------------------------------------------------------- building

    def _make_inputs(self) -> None:
        choices = list(ANTWOORD_LABELS.items())
        self.antwoord = kit.ChoiceField(choices, empty=None)
        self.antwoord.setObjectName("antwoord")
        self.antwoord.setAccessibleName("Geeft hij antwoord")
        self.antwoord.changed.connect(self._show_answer)
        koppen = self._beleid.kolomkoppen
        self.voices = {
            kolom: kit.FieldBlock(koppen[kolom], kit.Area(rows=4, voice=True), name=kolom)
            for kolom in KOLOMMEN
        }
        self.aanvulling = kit.FieldBlock(
            "Aanvulling van de mentor",
            kit.Area(rows=1),
            optional=not self.is_fixed,
            name="aanvulling",
        )
        self.aanvulling.setVisible(not self.is_fixed or bool(self._row.aanvulling))
        self.steps = kit.SevenSteps(self._beleid.stappen, then=self._then)
        self.steps.setObjectName("bereidheid")
        self.steps.setAccessibleName(f"Hoe ver is {self._roepnaam} met veranderen")
        self.krachten = KrachtenList(
            self.context, self._id, self._row, self._roepnaam, is_fixed=self.is_fixed
        )
        fixed: tuple[Any, ...] = (self.antwoord, *self._texts().values(), self.steps)
        for one in fixed if self.is_fixed else ():
            one.set_fixed(True)

    def _signals(self) -> list[SignalInstance]:
        texts = self._texts().values()
        inputs: tuple[Any, ...] = (self.antwoord, *texts, self.steps, self.krachten)
        return [one.changed for one in inputs]

    def _texts(self) -> dict[str, kit.FieldBlock]:
        return {**self.voices, "aanvulling": self.aanvulling}

    def _build(self, detail: InventarisatieDetail, names: Mapping[UUID, str]) -> None:
        still = kit.Button("Schrijf toch iets op", "stil", small=True, name="toch_opschrijven")
        still.clicked.connect(lambda: self._show_words(True))
        still.setVisible(not self.is_fixed)
        self._no_answer = kit.NoticeBanner("", "stil", icon="chat-circle", action=still)
        self._questions = QuestionBar(self.leefgebied, self._beleid)
        self._words = kit.Columns(*[(self.voices[kolom], 0) for kolom in KOLOMMEN], gap=12)
        self._readiness = kit.column(self._steps_head(), self.steps, gap=4)
        shown = ("kolomkoppen", "bereidheid_stappen")
        kit.fill(
            self.body,
            self._head(detail),
            self.draft_place,
            self._questions,
            self._no_answer,
            self._words,
            self.aanvulling,
            self.krachten,
            self._readiness,
            *remark_notes(detail, self.leefgebied, names),
            Voorstel([rule for rule in self._beleid.voorstellen if rule.sleutel in shown]),
            kit.STRETCH,
        )

    def _head(self, detail: InventarisatieDetail) -> QWidget:
        badge = kit.fixed_badge("Afgerond") if detail.is_afgerond else kit.concept_badge()
        title = kit.Heading(LEEFGEBIED_NAMES[self.leefgebied], 2)
        if theme.is_narrow():
            return kit.column(kit.beside((title, 1), badge), self.antwoord, gap=8)
        return kit.beside(title, badge, kit.STRETCH, self.antwoord, gap=12)

    def _steps_head(self) -> QWidget:
        question = kit.Label(
            f"Hoe ver is {self._roepnaam} met veranderen?", semibold=True, wrap=True
        )
        if self._then is None:
            return question
        words = f"vorige keer: stap {self._then}"
        dot = kit.Icon("circle-fill", "voice", 10)
        return kit.beside((question, 1), dot, kit.Label(words, "klein", "muted"), gap=6)

    # ---------------------------------------------------------------------------------- showing

    def show_detail(self, detail: InventarisatieDetail) -> None:
        """The rows were read again: show what is kept, unless something was typed."""
        was_changed = self.is_changed()
        self._row = detail.blad(self.leefgebied)
        self.krachten.show_blad(self._row)
        if not was_changed:
            self.show_values(self.kept_values())

    def show_values(self, values: Mapping[str, Any]) -> None:
        self.antwoord.set_value(Antwoord(values.get("antwoord") or Antwoord.geeft_antwoord))
        for name, block in self._texts().items():
            if block.value() != values.get(name, ""):
                block.set_value(values.get(name, ""))
        self.steps.set_value(values.get("bereidheid"))
        if "kracht_tekst" in values:
            self.krachten.set_typed(values)
        self._show_answer()

    def _show_answer(self) -> None:
        antwoord = Antwoord(self.antwoord.value())
        gives = antwoord is Antwoord.geeft_antwoord
        said = any(block.value() for block in self.voices.values())
        if not gives:
            words = NO_ANSWER[antwoord].format(naam=self._roepnaam)
            self._no_answer.label.set_text(words)
            self._no_answer.setAccessibleName(words)
        self._no_answer.setVisible(not gives)
        asks = gives or antwoord is Antwoord.weet_niet
        self._questions.setVisible(asks and not self.is_fixed)
        self._show_words(gives or said or self.steps.value() is not None)

    def _show_words(self, on: bool) -> None:
        self._words.setVisible(on)
        self._readiness.setVisible(on)

    def set_focus(self) -> None:
        """Start where he starts: his first column, or the answer."""
        first = self.voices["nu"] if self._words.isVisibleTo(self) else self.antwoord
        first.setFocus()

    # ---------------------------------------------------------------------------------- keeping

    def values(self) -> dict[str, Any]:
        texts = {name: clean_text(block.value()) for name, block in self._texts().items()}
        antwoord = Antwoord(self.antwoord.value())
        return {"antwoord": antwoord, **texts, "bereidheid": self.steps.value()}

    def kept_values(self) -> dict[str, Any]:
        names = ("antwoord", *KOLOMMEN, "aanvulling", "bereidheid")
        return {name: getattr(self._row, name) for name in names}

    def typed(self) -> dict[str, Any]:
        return {**self.values(), **self.krachten.typed()}

    def may_leave(self) -> bool:
        return self.krachten.add_what_is_typed()

    def write(self, session: Session, values: Mapping[str, Any]) -> None:
        service.change_blad(session, self._id, self.leefgebied, values)


def remark_notes(
    detail: InventarisatieDetail, leefgebied: Leefgebied | None, names: Mapping[UUID, str]
) -> list[QWidget]:
    """The remarks of the Krachtwerkcoach about one leefgebied, or about the whole."""
    return [
        OpmerkingNote(one, names.get(one.door, "een oud-collega"))
        for one in detail.opmerkingen
        if one.leefgebied is leefgebied
    ]
