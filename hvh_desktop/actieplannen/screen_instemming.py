"""Asking the deelnemer whether he agrees with his plan, in words he uses himself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen import service
from hvh_desktop.actieplannen.form import INSTEMMING, in_plain_words
from hvh_desktop.actieplannen.model import (
    Actie,
    Doel,
    DoelStatus,
    InstemmingAntwoord,
)
from hvh_desktop.actieplannen.screen_acts import PlanData, read_plan
from hvh_desktop.actieplannen.screen_blok import quoted
from hvh_desktop.actieplannen.service import DoelRow
from hvh_desktop.db.drafts import NEW, DraftKey
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.text import plural, shorten
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper, kept_at
from hvh_desktop.ui.page import Page

TOP = Qt.AlignmentFlag.AlignTop
JA, NEE, KON_NIET = (one.value for one in InstemmingAntwoord)
_WHY = {
    None: "Wat zegt hij erover?",
    JA: "Wil hij er iets bij zeggen?",
    NEE: "Waarom niet?",
    KON_NIET: "Waardoor kon hij niet antwoorden?",
}


class InstemmingPage(Page):
    """The question, three answers, why and when; beside it what he says yes or no to."""

    shows: ClassVar[frozenset[type]] = frozenset({Doel, Actie})
    help_page: ClassVar[str] = "doelen-en-acties"

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self._deelnemer_id = deelnemer_id
        key = DraftKey(
            INSTEMMING.name, INSTEMMING.version, f"{NEW}-{deelnemer_id.hex}", deelnemer_id
        )
        self._keeper = DraftKeeper(context, key, self._typed, parent=self)
        self._errors = kit.ErrorSummary()
        self.blocks: dict[str, kit.FieldBlock] = {}
        self._footer = kit.Footer(
            kit.Button("Terug", name="terug", on_click=self._go_back),
            kit.Button("Leg antwoord vast", "hoofd", name="leg_vast", on_click=self.save),
        )
        self._keeper.kept.connect(self._footer.set_state)
        content = QWidget()
        self._body = QVBoxLayout(content)
        self._body.setContentsMargins(24, 0, 24, 16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(content))

    def footer(self) -> QWidget:
        return self._footer

    def leave(self) -> None:
        self._keeper.keep()

    def refresh(self) -> None:
        typed = self._typed() if self.blocks else None
        data = self.context.read(lambda session: read_plan(session, self._deelnemer_id))
        kit.clear(self._body)
        self._errors = kit.ErrorSummary()
        question = kit.column(
            self._errors,
            kit.Card(*self._question(data), gap=16, margins=16),
            kit.STRETCH,
            gap=12,
        )
        plan = kit.column(self._plan(data), kit.STRETCH)
        kit.fill(
            self._body,
            kit.Columns((question, 0), (plan, 420), narrow_order=(1, 0)),
            kit.STRETCH,
        )
        self._restore(typed)

    def _question(self, data: PlanData) -> list[QWidget | None]:
        bare = data.bare()
        cards = [
            (JA, "Ja", "Zo wil ik het doen."),
            (NEE, "Nee", "Ik wil het anders."),
            (
                KON_NIET,
                "Hij kon niet antwoorden",
                "Bijvoorbeeld: hij was ziek, of het was te veel.",
            ),
        ]
        choices = kit.ChoiceCards(cards[1:] if bare else cards)
        self.blocks = {
            "antwoord": kit.FieldBlock("Wat zegt hij?", choices, name="antwoord"),
            "toelichting": kit.FieldBlock(_WHY[None], kit.Area(voice=True), name="toelichting"),
            "datum": kit.FieldBlock(
                INSTEMMING["datum"].label, kit.DateField(today=data.today), name="datum"
            ),
        }
        self.blocks["datum"].set_value(data.today)
        self.blocks["antwoord"].changed.connect(self._show_why)
        for block in self.blocks.values():
            block.changed.connect(self._keeper.touch)
        return [
            kit.Label("Ben je het eens met je plan?", "deelnemer_vraag", semibold=True, wrap=True),
            kit.Label(
                f"Lees de doelen samen, en vraag het dan aan {data.roepnaam}.",
                role="muted",
                wrap=True,
            ),
            self._no_yes_yet(bare) if bare else None,
            self.blocks["antwoord"],
            kit.Columns(
                (self.blocks["toelichting"], 0),
                (kit.column(self.blocks["datum"], kit.STRETCH), 210),
            ),
        ]

    def _no_yes_yet(self, bare: list[DoelRow]) -> QWidget:
        first = bare[0]
        words = f"Doel {first.nummer} heeft nog geen actie: “{shorten(first.tekst, 70)}”"
        if len(bare) > 1:
            words = f"{plural(len(bare), 'doel', 'doelen')} hebben nog geen actie. {words}"
        link = kit.Button("Maak een actie", "stil", small=True, name="maak_actie")
        link.clicked.connect(
            lambda: self.context.open("doel", deelnemer_id=self._deelnemer_id, doel_id=first.id)
        )
        return kit.NoticeBanner(words, title="Ja zeggen kan nog niet.", action=link)

    def _plan(self, data: PlanData) -> QWidget:
        doelen = data.having(DoelStatus.nu)
        rows = [
            kit.beside(
                (kit.column(5, kit.Label(str(doel.nummer), "kop2", "voice", semibold=True)), TOP),
                (self._doel(doel), 1),
                gap=12,
            )
            for doel in doelen
        ]
        none = kit.Label("Er is nog geen doel om nu aan te werken.", role="muted", wrap=True)
        return kit.Card(*(rows or [none]), title="Zijn plan", gap=12)

    def _doel(self, doel: DoelRow) -> QWidget:
        open_acties = [a for a in doel.acties if a.status.value == "open"]
        lines = [kit.Label(f"{a.wie}: {a.wat}", "klein", "muted", wrap=True) for a in open_acties]
        return kit.column(kit.Quote(quoted(doel.tekst)), *lines, gap=4)

    def _show_why(self) -> None:
        block = self.blocks["toelichting"]
        words = _WHY[self.blocks["antwoord"].value()]
        block.label.set_text(words)
        block.input.setAccessibleName(words)

    def _restore(self, typed: Mapping[str, Any] | None) -> None:
        if typed is None:
            draft = self._keeper.find()
            if draft is None:
                return
            typed = draft.values
            self._footer.set_state(kept_at(draft.saved_at))
        for name, block in self.blocks.items():
            block.set_value(typed.get(name))
        self._show_why()

    def _typed(self) -> Mapping[str, Any]:
        found = {name: block.value() for name, block in self.blocks.items()}
        return {**found, "datum": self.blocks["datum"].input.text()}

    def _go_back(self) -> None:
        self.context.open("dossier", deelnemer_id=self._deelnemer_id, tab="doelen")

    def save(self) -> None:
        """Keep his answer, or say what is missing."""
        values = {name: block.value() for name, block in self.blocks.items()}
        found = in_plain_words(INSTEMMING.problems(values), values)
        if typed := self.blocks["datum"].input.problem():
            found["datum"] = typed
        if found:
            self.show_problems(UserError(summary(found.values()), found))
            return
        self.context.perform(
            lambda s: service.record_instemming(
                s, self._deelnemer_id, values["antwoord"], values["toelichting"], values["datum"]
            ),
            form=self,
            done=self._saved,
        )

    def _saved(self, _id: UUID) -> None:
        self._keeper.remove()
        self._go_back()

    def show_problems(self, error: UserError) -> None:
        """Say it above the form and at the fields."""
        for name, block in self.blocks.items():
            block.set_error(error.fields.get(name))
        lines = [(s, self.blocks[n].input) for n, s in error.fields.items() if n in self.blocks]
        self._errors.show_errors(lines or [(error.text, None)])
