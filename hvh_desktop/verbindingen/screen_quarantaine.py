"""What stands apart at the hub: a beheerder lets it in, or not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.medewerkers.service import get_medewerker_full_names
from hvh_desktop.sync.house.register import Decision, Reason
from hvh_desktop.sync.thread.state import moment_words
from hvh_desktop.text import join_words, plural
from hvh_desktop.ui import dialogs, kit
from hvh_desktop.ui.context import Context
from hvh_desktop.verbindingen.late import LateGroup, Waarom
from hvh_desktop.verbindingen.screen_laptops import (
    REASONS,
    DeskPage,
    bare_column,
    lay_out,
    not_coupled,
)
from hvh_desktop.verbindingen.service_namen import list_laptopnamen
from hvh_desktop.verbindingen.words import laptop_name

TOLD = (
    "Dit kwam bij de server binnen en is bij geen enkele andere laptop gekomen. Niemand kan hier "
    "zien wat erin staat. Vraag daarom eerst wie het schreef, en waarom het nu pas komt."
)
NOTHING = "Alles wat apart stond, is toegelaten of afgewezen."
LOOKING = "Kijken wat er bij de server apart staat …"
_WHY = {
    Waarom.afgemeld: "Deze laptop is afgemeld. Dit kwam daarna pas binnen.",
    Waarom.weg: "Dit kwam binnen toen het account al was gesloten.",
    Waarom.ouder: (
        "Op deze laptop staat een oudere versie van het programma. Die zegt niet wie het "
        "opstuurde. Werk het programma bij; wat daarna wordt geschreven, gaat vanzelf mee."
    ),
    Waarom.voorbij: "Dit kwam apart te staan, en daar is nu geen reden meer voor.",
}
_SURE = {
    Waarom.afgemeld: "je zeker weet dat een collega de laptop al die tijd had",
    Waarom.weg: "je zeker weet dat het is geschreven toen deze collega hier nog werkte",
    Waarom.ouder: "je zeker weet dat een collega op deze laptop werkte",
    Waarom.voorbij: "je weet wie het schreef",
}
ADMIT = (
    "Alle laptops krijgen wat erin staat, met de naam van wie het schreef. Laat het alleen toe als "
    "{sure}. Dit is niet terug te draaien."
)
REFUSE = (
    "Geen enkele laptop krijgt wat erin staat. Schreef een collega er nog iets op, dan moet hij "
    "dat opnieuw opschrijven. Dit is niet terug te draaien."
)
REFUSE_IN_HOUSE = (
    "Geen enkele andere laptop krijgt wat erin staat. Op de laptop waar het is geschreven, blijft "
    "het staan. Dit is niet terug te draaien."
)
LOST = "Deze laptop is verloren of gestolen. "
UNKNOWN = "iemand die hier onbekend is"


class QuarantainePage(DeskPage):
    """One card per laptop, and per colleague who left."""

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._parts = bare_column(16)
        self._people: Mapping[UUID, str] = {}
        self._laptops: Mapping[UUID, str] = {}
        self._foot = kit.Footer(
            kit.Button("Terug", name="terug", on_click=lambda: context.open("laptops"))
        )
        lay_out(self, kit.Heading("Apart gehouden", 1), self.notice, self._parts)

    def footer(self) -> QWidget:
        return self._foot

    def refresh(self) -> None:
        if self.desk is None:
            kit.clear(self._parts)
            self._parts.addWidget(not_coupled(self.context))
        else:
            if self._parts.isEmpty():
                self._parts.addWidget(kit.Label(LOOKING, role="muted"))
            self.ask(self.desk.list_late, self._show)

    def _show(self, found: tuple[LateGroup, ...]) -> None:
        kit.clear(self._parts)
        if not found:
            self._parts.addWidget(kit.EmptyState("tray", "Er is niets apart gehouden", NOTHING))
            return
        self._people = self.context.read(get_medewerker_full_names)
        self._laptops = self.context.read(list_laptopnamen)
        kit.fill(
            self._parts,
            kit.Label(TOLD, role="muted", wrap=True),
            *(self._card(one) for one in found),
        )

    def _card(self, one: LateGroup) -> QWidget:
        since = moment_words(one.sinds, self.context.now())
        told = f"{plural(one.aantal, 'pakketje', 'pakketjes')}, sinds {since}."
        tone = "warn" if one.reden is Reason.verloren else "stil"
        words = REASONS[one.reden] if one.reden else "Werkt hier niet meer"
        badge = kit.Badge(words, tone) if one.reden or not one.is_laptop else None
        no = self._act("Wijs af", "gevaar", f"wijs_af_{one.id.hex}", one, Decision.weigeren)
        yes = self._act("Laat toe", "gewoon", f"laat_toe_{one.id.hex}", one, Decision.toelaten)
        card = kit.Card(
            kit.beside(badge, kit.STRETCH) if badge else None,
            kit.Label(f"{told} {self._who(one)}".strip(), wrap=True),
            kit.Label(_WHY[one.waarom], role="muted", wrap=True),
            4,
            kit.beside(no, yes, kit.STRETCH),
            title=self._called(one),
        )
        card.setObjectName(f"laat_{one.id.hex}")
        return card

    def _called(self, one: LateGroup) -> str:
        if one.is_laptop:
            return laptop_name(one.woorden, self._laptops.get(one.id, ""))
        return self._people.get(one.id, "Een oud-medewerker")

    def _who(self, one: LateGroup) -> str:
        """In whose name it is, and who sealed it when that is somebody else."""
        about = {one.id}
        wrote = self._names(one, set(one.schrijvers) - about)
        sealed = self._names(one, set(one.verzegelaars) - set(one.schrijvers) - about)
        is_his = not one.is_laptop and one.id in one.verzegelaars
        parts = [
            f"Op naam van {wrote}." if wrote else "",
            "Hij stuurde dat zelf op: vraag of het klopt." if wrote and is_his else "",
            f"Opgestuurd door {sealed}." if sealed else "",
        ]
        return " ".join(part for part in parts if part)

    def _names(self, one: LateGroup, people: set[UUID]) -> str:
        order = dict.fromkeys((*one.schrijvers, *one.verzegelaars))
        return join_words(self._people.get(who, UNKNOWN) for who in order if who in people)

    def _act(self, words: str, kind: str, name: str, one: LateGroup, what: Decision) -> kit.Button:
        button = kit.Button(words, kind, name=name, on_click=partial(self._confirm, one, what))
        button.setAccessibleName(f"{words}: {self._called(one)}, {_WHY[one.waarom]}")
        return button

    def _confirm(self, one: LateGroup, what: Decision) -> None:
        lets_in = what is Decision.toelaten
        lost = LOST if one.reden is Reason.verloren else ""
        refuse = REFUSE if one.waarom is Waarom.afgemeld else REFUSE_IN_HOUSE
        dialogs.ask(
            self,
            f"{self._called(one)}: {'toelaten' if lets_in else 'afwijzen'}?",
            f"{lost}{ADMIT.format(sure=_SURE[one.waarom])}" if lets_in else refuse,
            act="Laat toe" if lets_in else "Wijs af",
            safe="Nog niet",
            then=partial(self._decide, one, what),
            danger=not lets_in,
        )

    def _decide(self, one: LateGroup, what: Decision) -> None:
        desk = self.desk
        if desk is None:
            return
        told = (
            "Het is toegelaten. Alle laptops krijgen het"
            if what is Decision.toelaten
            else "Het is afgewezen. Geen enkele laptop krijgt het"
        )
        self.ask(lambda: desk.decide_late(one, what), lambda _: self._decided(told))

    def _decided(self, told: str) -> None:
        self.context.tell(told)
        self.show_now()
