"""The plan while it is written: one page with a card per stage, kept while one types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import DraftKey, DraftRow, remove_draft
from hvh_desktop.deelnemers.service import get_deelnemer
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.signaleringsplannen import service
from hvh_desktop.signaleringsplannen.form import TEKSTEN, VERPLICHT, fase_form, plan_form
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.signaleringsplannen.rows import FaseRow, PlanDetail
from hvh_desktop.signaleringsplannen.screen_vormen import PlanForm, StageCard
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper, draft_banner

HEAD_ROWS = (("datum", "opgesteld_met"), ("opgesteld_met_ids",))
STAGE_ROWS = (
    ("naam",),
    ("signalen", "helpt_zelf", "helpt_anderen"),
    ("bellen_ids", "bellen"),
)
ASKED = frozenset({"signalen", "helpt_zelf", "helpt_anderen"})
CALLED = frozenset({"bellen_ids", "bellen"})
PLAN = "plan"
"""The part of a draft that is the head of the plan."""


@dataclass(frozen=True)
class Concept:
    """What the page needs to show a concept."""

    plan: PlanDetail
    mensen: Mapping[str, str]
    """Id as hex -> name: his network, his team, and who was chosen before."""
    netwerk: Mapping[str, str]


def read_concept(session: Session, signaleringsplan_id: UUID) -> Concept:
    """Everything in one reading."""
    plan = service.get_plan(session, signaleringsplan_id)
    network = service.get_netwerk_names(session, plan.deelnemer_id)
    colleagues = get_medewerker_names(session)
    team = get_deelnemer(session, plan.deelnemer_id).team
    ids = [one.medewerker_id for one in team if one.is_huidig]
    wanted = dict.fromkeys([*ids, session.actor.medewerker_id, *plan.opgesteld_met_ids])
    people = {**network, **{key: colleagues[key] for key in wanted if key in colleagues}}
    return Concept(plan, _hexed(people), _hexed(network))


def _hexed(names: Mapping[UUID, str]) -> dict[str, str]:
    return {key.hex: name for key, name in names.items()}


class ConceptView(QWidget):
    """Head and stages. ``save`` writes everything; what cannot be written stays as a draft."""

    kept = Signal(str)

    def __init__(self, context: Context, concept: Concept) -> None:
        super().__init__()
        self.context, self.plan = context, concept.plan
        self.errors = kit.ErrorSummary()
        self._is_dirty = False
        self.head = PlanForm(plan_form(concept.mensen), HEAD_ROWS, prefix=PLAN, spoken="Het plan")
        self.stages: dict[Kleur, PlanForm] = {}
        self.cards: dict[Kleur, StageCard] = {}
        for kleur in Kleur:
            self._make_stage(kleur, concept.netwerk)
        self.add_geel = kit.Button(
            "Zet een fase geel erbij", "stil", "plus", name="geel_erbij", on_click=self._put_geel
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space.m)
        head = kit.Card(self.head, title="Samen gemaakt", gap=12)
        cards = [self.cards[kleur] for kleur in Kleur]
        extra = kit.beside(self.add_geel, kit.STRETCH)
        self._notice = QVBoxLayout()
        kit.fill(layout, self._notice, self.errors, cards[0], extra, *cards[1:], head)
        key = DraftKey("signaleringsplan", 1, self.plan.id.hex, self.plan.deelnemer_id)
        self.key = key
        self.keeper = DraftKeeper(
            context, key, self.typed, compartment=Compartment.behandeling, parent=self
        )
        self.keeper.kept.connect(self.kept)
        self._show_plan()
        for form in (self.head, *self.stages.values()):
            form.changed.connect(self._touch)

    def _make_stage(self, kleur: Kleur, network: Mapping[str, str]) -> None:
        name = kleur.value.capitalize()
        asked = ASKED | CALLED if kleur is Kleur.rood else ASKED
        form = PlanForm(
            fase_form(network), STAGE_ROWS, prefix=kleur.value, spoken=name, asked=asked
        )
        away = None
        if kleur not in VERPLICHT:
            away = kit.Button(
                "Haal geel weg",
                "stil",
                small=True,
                name="geel_weg",
                on_click=self._take_geel_off,
            )
        self.stages[kleur] = form
        self.cards[kleur] = StageCard(kleur, name, form, action=away)

    # Showing and keeping --------------------------------------------------------------------

    def _show_plan(self) -> None:
        plan = self.plan
        self.head.set_values(
            {
                "datum": plan.datum,
                "opgesteld_met": plan.opgesteld_met,
                "opgesteld_met_ids": tuple(one.hex for one in plan.opgesteld_met_ids),
            }
        )
        for kleur, form in self.stages.items():
            form.set_values(_values(plan.find_fase(kleur)))
        self._show_geel(Kleur.geel in plan.kleuren)
        draft = self.keeper.find()
        if draft is not None:
            self._show_typed(draft.values)
            self._is_dirty = True
            self._tell_draft(draft)

    def _tell_draft(self, draft: DraftRow) -> None:
        kit.fill(self._notice, draft_banner(draft, self.start_over))

    def start_over(self) -> None:
        """Throw the draft away and show what is kept."""
        self.keeper.remove()
        kit.clear(self._notice)
        self.clear_problems()
        self._is_dirty = False
        self._show_plan()

    def _show_typed(self, values: Mapping[str, Any]) -> None:
        self.head.set_values(values.get(PLAN, {}))
        for kleur, form in self.stages.items():
            form.set_values(values.get(kleur.value, {}))
        self._show_geel(bool(values.get("met_geel")))

    def typed(self) -> dict[str, Any]:
        """Everything that stands in the inputs, for the draft."""
        stages = {kleur.value: form.typed() for kleur, form in self.stages.items()}
        return {PLAN: self.head.typed(), **stages, "met_geel": self.has_geel()}

    def has_geel(self) -> bool:
        """Is the optional stage on the page?"""
        return not self.cards[Kleur.geel].isHidden()

    def _show_geel(self, is_there: bool) -> None:
        self.cards[Kleur.geel].setVisible(is_there)
        self.add_geel.setVisible(not is_there)
        for stap, kleur in enumerate(self._shown(), start=1):
            self.cards[kleur].mark.set_stap(stap)

    def _put_geel(self) -> None:
        self._show_geel(True)
        self.stages[Kleur.geel].blocks["naam"].input.setFocus()
        self._touch()

    def _take_geel_off(self) -> None:
        before = self.stages[Kleur.geel].values()
        self.stages[Kleur.geel].set_values(_values(FaseRow(Kleur.geel)))
        self._show_geel(False)
        self._touch()
        if any(before.values()):
            self.context.tell("De fase geel is weg.", lambda: self._put_back(before))

    def _put_back(self, values: Mapping[str, Any]) -> None:
        self.stages[Kleur.geel].set_values(values)
        self._show_geel(True)
        self._touch()

    def _touch(self) -> None:
        self._is_dirty = True
        self.keeper.touch()

    # Writing --------------------------------------------------------------------------------

    def save(self) -> bool:
        """Write the concept; False when something is not right and is shown."""
        if not self._is_dirty:
            return True
        found = {f"{PLAN}.{name}": text for name, text in self.head.problems().items()}
        for kleur in self._shown():
            problems = self.stages[kleur].problems()
            found |= {f"{kleur.value}.{name}": text for name, text in problems.items()}
        if found:
            self.show_problems(UserError("Er klopt nog iets niet.", found))
            return False
        if not self.context.perform(
            self._write,
            compartment=Compartment.behandeling,
            form=self,
            seen=self.keeper.seen,
        ):
            return False
        self.keeper.forget()
        kit.clear(self._notice)
        self._is_dirty = False
        self.clear_problems()
        return True

    def keep(self) -> None:
        """Leaving: write what can be written, and what cannot stays as a draft."""
        self.keeper.keep()
        if self._is_dirty and not self.head.problems():
            self.save()

    def _write(self, session: Session) -> None:
        one = self.plan.id
        service.change_plan(session, one, self.head.values())
        for kleur in self._shown():
            service.change_fase(session, one, kleur, self.stages[kleur].values())
        if not self.has_geel():
            service.remove_fase(session, one, Kleur.geel)
        remove_draft(session, self.key)

    def _shown(self) -> list[Kleur]:
        return [kleur for kleur in Kleur if kleur is not Kleur.geel or self.has_geel()]

    # What is wrong --------------------------------------------------------------------------

    def show_problems(self, error: UserError) -> None:
        """Sentences above the cards and at the fields; a key is "rood.signalen" or a field."""
        self.clear_problems()
        blocks = {f"{PLAN}.{name}": block for name, block in self.head.blocks.items()}
        for kleur, form in self.stages.items():
            blocks |= {f"{kleur.value}.{name}": block for name, block in form.blocks.items()}
        lines: list[tuple[str, Any]] = []
        for key, sentence in (error.fields or {"": error.text}).items():
            block = blocks.get(key) or blocks.get(f"{PLAN}.{key}")
            if block is not None:
                block.set_error(sentence)
            lines.append((sentence, block.input if block else None))
        self.errors.show_errors(lines)

    def clear_problems(self) -> None:
        """Nothing is wrong any more."""
        self.errors.clear()
        for form in (self.head, *self.stages.values()):
            form.clear_problems()


def _values(fase: FaseRow) -> dict[str, Any]:
    texts = {name: "\n".join(getattr(fase, name)) for name in TEKSTEN}
    ids = tuple(one.hex for one in fase.bellen_ids)
    return {"naam": fase.naam, "bellen_ids": ids, **texts}
