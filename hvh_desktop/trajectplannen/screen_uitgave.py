"""For whom the plan is: the choice, who may receive it on which ground, and what stays here.

A file of its own because the print page also makes, prints and fixes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.text import capitalise, join_words
from hvh_desktop.toestemmingen.grond import Gronden
from hvh_desktop.toestemmingen.model import Grondslag
from hvh_desktop.toestemmingen.service import choice_of
from hvh_desktop.trajectplannen import service
from hvh_desktop.trajectplannen.service import Keuze, Uitgave, UitgaveInhoud
from hvh_desktop.trajectplannen.service_uitgaven import KINDS, NOBODY, nothing
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context

CHOICES = (
    (Uitgave.team, "Het team"),
    (Uitgave.deelnemer, "Hem zelf"),
    (Uitgave.anderen, "Anderen"),
    (Uitgave.zonder_namen, "Zonder namen, voor overleg of les"),
)
NOT_YOU = (
    "Een uitgave voor anderen maken de casemanager, de locatiemanager, de reclasseringswerker "
    "en de psycholoog."
)


class VoorWie(QWidget):
    """The edition, and for others: who. ``people`` stands apart, below what the page says."""

    changed = Signal()

    def __init__(self, context: Context, deelnemer_id: UUID) -> None:
        super().__init__()
        self._context, self._deelnemer_id = context, deelnemer_id
        self._boxes: list[tuple[kit.Check, Gronden]] = []
        self._chosen: frozenset[UUID | None] = frozenset()
        self._may_give = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self.choice = kit.RadioGroup(CHOICES, value=Uitgave.team)
        self.people = QWidget()
        self._list = QVBoxLayout(self.people)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        self.people.hide()

    def show_stand(self, *, may_give: bool) -> None:
        """Only what this person may make; what was chosen stays chosen."""
        chosen = self.choice.value() or Uitgave.team
        self._may_give = may_give
        choices = [one for one in CHOICES if may_give or one[0] is not Uitgave.anderen]
        kit.clear(self._layout)
        self.choice = kit.RadioGroup(choices, value=chosen)
        self.choice.changed.connect(self._choose)
        self._layout.addWidget(kit.FieldBlock("Voor wie", self.choice, name="voor_wie"))
        if not may_give:
            self._layout.addWidget(kit.Label(NOT_YOU, "klein", "muted", wrap=True))
        self._show_people()

    def keuze(self) -> Keuze:
        """What is chosen now."""
        uitgave = self.choice.value() or Uitgave.team
        if uitgave is not Uitgave.anderen:
            return Keuze(uitgave)
        return Keuze(uitgave, tuple(one.ontvanger for box, one in self._boxes if box.value()))

    def _choose(self) -> None:
        self._show_people()
        self.changed.emit()

    def _show_people(self) -> None:
        """Who has a ground first; the others folded, each with what is missing."""
        kit.clear(self._list)
        self._boxes = []
        is_others = self._may_give and self.choice.value() is Uitgave.anderen
        self.people.setVisible(is_others)
        if not is_others:
            return
        found = self._context.read(lambda s: service.list_aan_tafel(s, self._deelnemer_id))
        self._list.addWidget(kit.Heading("Wie krijgt het", 3))
        with_ground = [one for one in found if one.alle]
        without = [one for one in found if not one.alle]
        if not with_ground:
            none = "Er is nog niemand die iets uit dit plan mag krijgen. Hieronder staat waarom."
            self._list.addWidget(kit.Label(none, role="muted", wrap=True))
        for one in with_ground:
            self._list.addWidget(self._person(one))
        if without:
            rows = kit.column(*map(self._person, without), gap=10)
            fold = kit.Fold("Geen grond", rows, open=not with_ground, count=len(without))
            self._list.addWidget(fold)

    def _person(self, one: Gronden) -> QWidget:
        key = one.ontvanger.id
        box = kit.Check(capitalise(one.ontvanger.wie), key in self._chosen and bool(one.alle))
        box.setObjectName(f"ontvanger_{key.hex}" if key else "ontvanger")
        box.setAccessibleName(one.ontvanger.wie)
        if one.alle:
            box.changed.connect(self._tick)
            self._boxes.append((box, one))
            return kit.column(box, *(_small(words) for words in _grounds(one)), gap=2)
        box.set_fixed(True)
        why = " ".join(one.missing(KINDS))
        link = kit.Link(
            "Leg een toestemming vast",
            name=f"toestemming_{key.hex}" if key else "toestemming",
            on_click=lambda: self._context.open(
                "toestemming",
                deelnemer_id=self._deelnemer_id,
                voor=choice_of(one.ontvanger.soort, key),
            ),
        )
        link.setAccessibleName(f"Leg een toestemming vast voor {one.ontvanger.wie}")
        return kit.column(box, _small(f"Geen grond: {why}"), kit.beside(link, kit.STRETCH), gap=2)

    def _tick(self) -> None:
        self._chosen = frozenset(one.ontvanger.id for box, one in self._boxes if box.value())
        self.changed.emit()


def _small(words: str) -> kit.Label:
    return kit.Label(words, "klein", "muted", wrap=True)


def _grounds(gronden: Gronden) -> Iterator[str]:
    """Each ground in words, once."""
    found = dict.fromkeys(one for each in gronden.alle.values() for one in each)
    for one in found:
        yield f"Wet: {one.tekst}" if one.grondslag is Grondslag.wet else one.tekst


class UitgaveView(QWidget):
    """Two calm lists: what goes, and what stays here with the reason."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)

    def show_uitgave(self, keuze: Keuze, found: UitgaveInhoud) -> None:
        """The edition for the team holds everything, so it needs no lists."""
        kit.clear(self._layout)
        if keuze.uitgave is Uitgave.team or (
            keuze.uitgave is Uitgave.anderen and not keuze.ontvangers
        ):
            return
        kit.fill(self._layout, *_warnings(found), *_lists(found))

    def nothing(self, keuze: Keuze, found: UitgaveInhoud) -> QWidget:
        """In place of the preview: which ground is missing."""
        if not keuze.ontvangers:
            return kit.EmptyState("users-three", "Nog niemand gekozen", NOBODY)
        why = " ".join(found.ontbreekt) or nothing(keuze)
        return kit.EmptyState("prohibit", "Dit kan niet weg", why)


def _warnings(found: UitgaveInhoud) -> Iterator[QWidget]:
    if found.voorbehouden:
        told = ". ".join(f"Voor {one.rstrip('.')}" for one in found.voorbehouden)
        text = f"{told}. Kijk of dit blad daarbij past."
        yield kit.NoticeBanner(text, "warn", title="Hij gaf een beperking mee")
    if found.namen_in_tekst:
        text = (
            f"In de zinnen zelf staat nog een naam: {join_words(found.namen_in_tekst)}. "
            "Kijk of dat kan, of pas het dossier aan."
        )
        yield kit.NoticeBanner(text, "warn")


def _lists(found: UitgaveInhoud) -> Iterator[QWidget]:
    if found.mee:
        lines = [kit.IconLabel("check", words, icon_role="good", wrap=True) for words in found.mee]
        goes = kit.Card(*lines, title="Dit gaat mee", gap=6)
        goes.setObjectName("gaat_mee")
        yield goes
    if found.weggelaten:
        rows: list[QWidget] = []
        ordered = sorted(found.weggelaten, key=lambda one: one.waarom)
        for why, group in groupby(ordered, key=lambda one: one.waarom):
            lines = [kit.IconLabel("lock-simple", one.wat, wrap=True) for one in group]
            rows.append(kit.column(*lines, _small(why), gap=4))
        stays = kit.Card(*rows, title="Dit blijft hier, omdat …", gap=12)
        stays.setObjectName("blijft_hier")
        yield stays
