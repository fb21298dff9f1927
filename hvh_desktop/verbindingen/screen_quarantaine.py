"""What a laptop brought after it was taken off: a beheerder lets it in, or not."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.sync.house.register import Reason
from hvh_desktop.sync.thread.state import moment_words
from hvh_desktop.text import plural
from hvh_desktop.ui import dialogs, kit
from hvh_desktop.ui.context import Context
from hvh_desktop.verbindingen.late import Besluit, LateLaptop
from hvh_desktop.verbindingen.screen_laptops import REASONS, DeskPage, fit, laptop_name

TOLD = (
    "Deze laptops zijn afgemeld en stuurden daarna nog pakketjes. Die zijn bij geen enkele andere "
    "laptop gekomen. Niemand kan hier zien wat erin staat. Vraag daarom eerst wie de laptop had."
)
NOTHING = "Alles wat afgemelde laptops nog stuurden, is toegelaten of afgewezen."
LOOKING = "Kijken wat er bij de server apart staat …"
NO_HUB = "Er is geen server gekoppeld."
ADMIT = (
    "Alle laptops krijgen wat erin staat, met de naam van wie het schreef. Laat het alleen toe als "
    "je zeker weet dat een collega de laptop al die tijd had. Dit is niet terug te draaien."
)
REFUSE = (
    "Geen enkele laptop krijgt wat erin staat. Schreef een collega er nog iets op, dan moet hij "
    "dat opnieuw opschrijven. Dit is niet terug te draaien."
)
LOST = "Deze laptop is verloren of gestolen. "


class QuarantainePage(DeskPage):
    """One card per laptop."""

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._parts = QVBoxLayout()
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(16)
        self._foot = kit.Footer(
            kit.Button("Terug", name="terug", on_click=lambda: context.open("laptops"))
        )
        heading = kit.Heading("Apart gehouden", 1)
        body = kit.column(heading, 8, self.notice, self._parts, kit.STRETCH, gap=8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(fit(body))

    def footer(self) -> QWidget:
        return self._foot

    def refresh(self) -> None:
        if self.desk is None:
            self._show_nothing(NO_HUB)
        else:
            if self._parts.isEmpty():
                self._parts.addWidget(kit.Label(LOOKING, role="muted"))
            self.ask(self.desk.list_late, self._show)

    def _show(self, found: tuple[LateLaptop, ...]) -> None:
        if not found:
            self._show_nothing(NOTHING)
            return
        kit.clear(self._parts)
        kit.fill(
            self._parts,
            kit.Label(TOLD, role="muted", wrap=True),
            *(self._card(one) for one in found),
        )

    def _show_nothing(self, why: str) -> None:
        kit.clear(self._parts)
        self._parts.addWidget(kit.EmptyState("tray", "Er is niets apart gehouden", why))

    def _card(self, one: LateLaptop) -> QWidget:
        since = moment_words(one.sinds, self.context.now())
        told = f"{plural(one.aantal, 'pakketje', 'pakketjes')}, sinds {since}."
        tone = "warn" if one.reden is Reason.verloren else "stil"
        reason = kit.Badge(REASONS[one.reden], tone) if one.reden else None
        no = self._act("Wijs af", "gevaar", f"wijs_af_{one.id.hex}", one, Besluit.weigeren)
        yes = self._act("Laat toe", "gewoon", f"laat_toe_{one.id.hex}", one, Besluit.toelaten)
        card = kit.Card(
            kit.beside(reason, kit.STRETCH) if reason else None,
            kit.Label(told, wrap=True),
            4,
            kit.beside(no, yes, kit.STRETCH),
            title=laptop_name(one.woorden),
        )
        card.setObjectName(f"laat_{one.id.hex}")
        return card

    def _act(self, words: str, kind: str, name: str, one: LateLaptop, what: Besluit) -> kit.Button:
        button = kit.Button(words, kind, name=name, on_click=partial(self._confirm, one, what))
        button.setAccessibleName(f"{words}: wat {laptop_name(one.woorden)} nog bracht")
        return button

    def _confirm(self, one: LateLaptop, what: Besluit) -> None:
        lets_in = what is Besluit.toelaten
        lost = LOST if one.reden is Reason.verloren else ""
        dialogs.ask(
            self,
            f"{laptop_name(one.woorden)}: {'toelaten' if lets_in else 'afwijzen'}?",
            f"{lost}{ADMIT}" if lets_in else REFUSE,
            act="Laat toe" if lets_in else "Wijs af",
            safe="Nog niet",
            then=partial(self._decide, one, what),
            danger=not lets_in,
        )

    def _decide(self, one: LateLaptop, what: Besluit) -> None:
        desk = self.desk
        if desk is None:
            return
        told = (
            "Het is toegelaten. Alle laptops krijgen het"
            if what is Besluit.toelaten
            else "Het is afgewezen. Geen enkele laptop krijgt het"
        )
        self.ask(lambda: desk.decide_late(one, what), lambda _: self._decided(told))

    def _decided(self, told: str) -> None:
        self.context.tell(told)
        self.show_now()
