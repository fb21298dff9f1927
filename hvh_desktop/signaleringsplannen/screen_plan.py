"""The page of a signaleringsplan: empty, a concept that is written, or a version to read."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Compartment, Session
from hvh_desktop.errors import UserError
from hvh_desktop.netwerken.model import Netwerklid
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.signaleringsplannen import service
from hvh_desktop.signaleringsplannen.model import (
    Signaleringsdeling,
    Signaleringsfase,
    Signaleringskaart,
    Signaleringsplan,
)
from hvh_desktop.signaleringsplannen.rows import PlanDetail
from hvh_desktop.signaleringsplannen.screen_concept import ConceptView, read_concept
from hvh_desktop.signaleringsplannen.screen_lezen import Fixed, FixedView, read_fixed
from hvh_desktop.text import date_words
from hvh_desktop.toestemmingen.model import Toestemming
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import ask
from hvh_desktop.ui.page import Page

NOT_YOURS = (
    "Het signaleringsplan is van de psycholoog en de deelnemer samen. Wat zij met het team "
    "delen, lees je bij ‘Zorg’."
)


class SignaleringsplanPage(Page):
    """One version; without an id the one that counts, else the concept."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {
            Signaleringsplan,
            Signaleringsfase,
            Signaleringsdeling,
            Signaleringskaart,
            Toestemming,
            Netwerklid,
        }
    )
    help_page: ClassVar[str] = "signaleringsplan"

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        signaleringsplan_id: UUID | None = None,
        **address: Any,
    ) -> None:
        super().__init__(
            context, deelnemer_id=deelnemer_id, signaleringsplan_id=signaleringsplan_id, **address
        )
        self.deelnemer_id, self.plan_id = deelnemer_id, signaleringsplan_id
        self.view: QWidget | None = None
        self._is_recorded = False
        self._scroll = kit.ScrollPage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self._foot = QWidget()
        self._foot_layout = QVBoxLayout(self._foot)
        self._foot_layout.setContentsMargins(0, 0, 0, 0)
        self._bar: kit.Footer | None = None

    def footer(self) -> QWidget:
        return self._foot

    # Showing --------------------------------------------------------------------------------

    def refresh(self) -> None:
        if not is_allowed(self.context.actor, Right.read_behandeling):
            self._show_refusal()
            return
        plan = self.context.read(self._find)
        if plan is None:
            self._show_empty()
            return
        if not self._is_recorded:
            self._is_recorded = True
            self.context.record_reading("zorg", self.deelnemer_id)
        self.plan_id = plan.id
        if plan.is_vastgesteld:
            self._show_fixed(plan)
        elif not (isinstance(self.view, ConceptView) and self.view.plan.id == plan.id):
            self._show_concept(plan)

    def _find(self, session: Session) -> PlanDetail | None:
        if self.plan_id is not None:
            return service.get_plan(session, self.plan_id)
        return service.find_current(session, self.deelnemer_id)

    def _put(self, view: QWidget, *above: QWidget) -> None:
        self.view = view
        margins = (24, 4, 24, 16)
        self._scroll.set_content(kit.column(*above, view, kit.STRETCH, gap=12, margins=margins))

    def _show_refusal(self) -> None:
        button = kit.Button("Naar ‘Zorg’", name="naar_zorg", on_click=self._back)
        self._put(
            kit.EmptyState("lock-simple", "Dit leest alleen de psycholoog", NOT_YOURS, button)
        )
        self._show_bar()

    def _show_empty(self) -> None:
        start = kit.Button("Begin het plan", "hoofd", name="begin_plan", on_click=self.start)
        told = "Schrijf samen op hoe je merkt dat het slechter gaat, wat dan helpt en wie je belt."
        self._put(kit.EmptyState("thermometer-simple", "Nog geen signaleringsplan", told, start))
        self._show_bar()

    def _show_concept(self, plan: PlanDetail) -> None:
        concept = self.context.read(lambda s: read_concept(s, plan.id))
        view = ConceptView(self.context, concept)
        view.kept.connect(self._say)
        heading = kit.beside(
            kit.Heading(f"Signaleringsplan, versie {plan.versie}", 2),
            kit.concept_badge(),
            kit.STRETCH,
        )
        told = (
            "Schrijf het samen met hem, in zijn woorden, elk ding op een eigen regel. Alleen de "
            "psycholoog leest het, tot je het deelt. Over zijn behandeling hoort hier niets."
        )
        self._put(view, heading, kit.Label(told, role="muted", wrap=True))
        fix = kit.Button(
            "Stel vast", "hoofd", "circle-wavy-check", name="stel_vast", on_click=self.fix
        )
        self._show_bar(self._print_button(), fix)

    def _show_fixed(self, plan: PlanDetail) -> None:
        fixed = self.context.read(lambda s: read_fixed(s, plan))
        who = fixed.names.get(plan.vastgesteld_door) if plan.vastgesteld_door else None
        when = date_words(plan.vastgesteld_op.date()) if plan.vastgesteld_op else ""
        badge = kit.fixed_badge(f"Vastgesteld door {who or 'een collega'}, {when}")
        words = f"Signaleringsplan, versie {plan.versie}"
        if theme.is_narrow():
            heading = kit.column(kit.Heading(words, 2), kit.beside(badge, kit.STRETCH), gap=4)
        else:
            heading = kit.beside(kit.Heading(words, 2), badge, kit.STRETCH, gap=12)
        view = FixedView(self.context, fixed)
        view.form_shown.connect(lambda is_open: self._show_fixed_bar(fixed, is_quiet=is_open))
        self._put(view, heading)
        self._show_fixed_bar(fixed)

    def _show_fixed_bar(self, fixed: Fixed, *, is_quiet: bool = False) -> None:
        """``is_quiet``: another act on the page is the filled one now."""
        acts = [self._print_button("gewoon" if is_quiet else "hoofd")]
        if fixed.is_newest and fixed.concept is None:
            acts.insert(0, kit.Button("Nieuwe versie", name="nieuwe_versie", on_click=self.start))
        self._show_bar(*acts)

    def _print_button(self, kind: str = "gewoon") -> kit.Button:
        return kit.Button("Druk af", kind, "printer", name="druk_af", on_click=self.print_it)

    def _show_bar(self, *acts: kit.Button) -> None:
        kit.clear(self._foot_layout)
        back = kit.Button("Terug", name="terug", on_click=self._back)
        self._bar = kit.Footer(back, *acts)
        self._foot_layout.addWidget(self._bar)

    def _say(self, words: str) -> None:
        if self._bar is not None:
            self._bar.set_state(words)

    # The acts -------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin the first version, or a new one as a copy."""

        def started(key: UUID) -> None:
            self.plan_id, self.view = key, None

        if self.context.perform(
            lambda s: service.start_plan(s, self.deelnemer_id),
            compartment=Compartment.behandeling,
            done=started,
        ):
            self.show_now()

    def print_it(self) -> None:
        """The sheet for himself; a concept is kept first."""
        if isinstance(self.view, ConceptView) and not self.view.save():
            return
        self.context.open(
            "signaleringsplan_afdruk",
            deelnemer_id=self.deelnemer_id,
            signaleringsplan_id=self.plan_id,
        )

    def fix(self) -> None:
        """Keep it, say what lacks, else ask once more."""
        view, plan_id = self.view, self.plan_id
        if not isinstance(view, ConceptView) or plan_id is None or not view.save():
            return
        lacks = self.context.read(lambda s: service.list_missing(s, plan_id))
        if lacks:
            fields = {f"{one.kleur.value}.{one.veld}": one.zin for one in lacks}
            view.show_problems(UserError("Vaststellen kan nog niet.", fields))
            return
        ask(
            self,
            f"Versie {view.plan.versie} vaststellen?",
            "Deze versie verandert daarna niet meer. Verandert er later iets, dan maak je een "
            "nieuwe versie. Delen doe je daarna.",
            act="Stel vast",
            safe="Toch niet",
            then=lambda: self._fix(view, plan_id),
            danger=False,
        )

    def _fix(self, view: ConceptView, plan_id: UUID) -> None:
        self.context.perform(
            lambda s: service.complete_plan(s, plan_id),
            compartment=Compartment.behandeling,
            form=view,
        )

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="zorg")

    def leave(self) -> None:
        if isinstance(self.view, ConceptView):
            self.view.keep()
