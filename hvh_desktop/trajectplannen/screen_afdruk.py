"""The plan on paper, for whom it is, with its preview, which is the PDF itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from hvh_desktop.actieplannen.model import Actie, Doel, Instemming
from hvh_desktop.db import Compartment, Session
from hvh_desktop.mentorgesprekken.model import Mentorgesprek
from hvh_desktop.netwerken.model import Netwerklid
from hvh_desktop.text import date_words, join_words, plural
from hvh_desktop.toestemmingen.model import Toestemming, VerstrekkingWijze
from hvh_desktop.trajectplannen import service
from hvh_desktop.trajectplannen.model import Planafspraak, Trajectplan
from hvh_desktop.trajectplannen.report import trajectplan_pdf
from hvh_desktop.trajectplannen.screen_missing import MissingList
from hvh_desktop.trajectplannen.screen_uitgave import UitgaveView, VoorWie
from hvh_desktop.trajectplannen.service import Keuze, Missing, PlanStand, Uitgave, UitgaveInhoud
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import ask
from hvh_desktop.ui.print_page import Piece, PrintPage, Refusal

NOW = "nu"
"""The choice that is no version: the plan as the dossier tells it today."""


NOT_YET = "Vaststellen kan nog niet"
NAMES = {
    Uitgave.team: "",
    Uitgave.deelnemer: "-deelnemer",
    Uitgave.anderen: "-voor-anderen",
    Uitgave.zonder_namen: "-zonder-namen",
}
"""How the file of an edition is called after its version; never a person's name."""
NOTED = {
    Uitgave.deelnemer: "Bij zijn verstrekkingen staat nu dat hij het kreeg.",
    Uitgave.anderen: "Bij zijn verstrekkingen staat nu wie wat kreeg, en op welke grond.",
}


@dataclass(frozen=True)
class Shown:
    """What the preview shows: asked again when it leaves."""

    keuze: Keuze
    trajectplan_id: UUID | None
    uitgave: UitgaveInhoud


class TrajectplanAfdrukPage(PrintPage):
    """The plan as it is now, or one of its versions; here it is vastgesteld too."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {Trajectplan, Planafspraak, Doel, Actie, Instemming, Mentorgesprek, Netwerklid, Toestemming}
    )
    help_page: ClassVar[str] = "trajectplan"
    leaves_in: ClassVar[Compartment | None] = Compartment.team
    saves_protected = True

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        trajectplan_id: UUID | None = None,
        **address: Any,
    ) -> None:
        super().__init__(
            context, deelnemer_id=deelnemer_id, trajectplan_id=trajectplan_id, **address
        )
        self._stand: PlanStand | None = None
        self._wanted = trajectplan_id.hex if trajectplan_id else NOW
        self._state = ""
        self.version = kit.ChoiceField([(NOW, "")], value=NOW, empty=None)
        self.version.changed.connect(self._choose)
        self.voor_wie = VoorWie(context, deelnemer_id)
        self.voor_wie.changed.connect(self._remake)
        self.lists = UitgaveView()
        version = kit.FieldBlock("Welke versie", self.version, name="versie")
        self.lay_out(version, self.voor_wie, below=(self.voor_wie.people, self.lists))

    def refresh(self) -> None:
        stand = self.context.read(lambda s: service.get_stand(s, self.deelnemer_id))
        self._stand = stand
        now = f"Zoals het nu is (versie {stand.volgende_versie})"
        versions = [
            (one.id.hex, f"Versie {one.versie}, {date_words(one.datum)}") for one in stand.versies
        ]
        self.version.set_choices([(NOW, now), *versions])
        if self._wanted not in dict(versions):
            self._wanted = NOW
        self.version.set_value(self._wanted)
        self.voor_wie.show_stand(may_give=stand.may_give)
        self._remake()

    def _choose(self) -> None:
        self._wanted, self._state = self.version.value() or NOW, ""
        self._remake()

    def _remake(self) -> None:
        keuze, deelnemer_id = self.voor_wie.keuze(), self.deelnemer_id
        trajectplan_id = None if self._wanted == NOW else UUID(hex=self._wanted)

        def collect(session: Session) -> UitgaveInhoud:
            return service.collect_uitgave(session, deelnemer_id, trajectplan_id, keuze)

        def draw(found: UitgaveInhoud) -> Piece:
            inhoud = found.inhoud
            kind = "versie" if inhoud.is_vastgesteld else "concept-versie"
            name = f"trajectplan-{kind}-{inhoud.versie}{NAMES[keuze.uitgave]}.pdf"
            data = trajectplan_pdf(inhoud, found.opmaak) if found.may_leave else b""
            return Piece(data, name, Shown(keuze, trajectplan_id, found))

        is_team = keuze.uitgave is Uitgave.team
        self.said_after = NOTED.get(keuze.uitgave, "")
        self._show_acts(is_team)
        self.say()
        if is_team:
            self._show_state()
        self.make(collect, draw)

    def piece_shown(self, piece: Piece) -> None:
        """Below what was chosen: what goes and what stays; without a piece: why there is none."""
        shown: Shown = piece.about
        self.lists.show_uitgave(shown.keuze, shown.uitgave)
        if not piece.data:
            self.empty.addWidget(self.lists.nothing(shown.keuze, shown.uitgave))
            self._show_acts(is_team=False, has_piece=False)

    def leaving(self, session: Session, wijze: str) -> None:
        """Ask for every ground again, and note who gets it."""
        assert self.piece is not None
        shown: Shown = self.piece.about
        service.export_trajectplan(
            session,
            self.deelnemer_id,
            shown.trajectplan_id,
            shown.keuze,
            VerstrekkingWijze[wijze],
            shown=shown.uitgave,
        )

    def _show_acts(self, is_team: bool, *, has_piece: bool = True) -> None:
        """The filled button is what makes sense now: vaststellen once nothing lacks, else print."""
        stand = self._stand
        self.saves_open, self.saves_protected = is_team, has_piece
        if not is_team or stand is None or self._wanted != NOW or not stand.may_complete:
            self.show_footer(*([self.print_button()] if has_piece else []), state=self._state)
            return
        is_ready = not stand.missing
        fix = kit.Button(
            "Stel vast",
            "hoofd" if is_ready else "gewoon",
            "circle-wavy-check",
            name="stel_vast",
            on_click=self.fix,
        )
        if is_ready:
            self.show_footer(self.print_button("gewoon"), fix)
        else:
            self.show_footer(fix, self.print_button())

    def _show_state(self) -> None:
        """What this piece is, in words."""
        stand = self._stand
        if stand is None:
            return
        if self._wanted != NOW:
            newest = stand.versies and stand.versies[0].id.hex == self._wanted
            parts = join_words(stand.veranderd)
            told = f"Na deze versie is veranderd: {parts}." if newest and parts else ""
            self.say(*([kit.NoticeBanner(told, "warn")] if told else []))
            return
        if not stand.missing:
            who = "Stel het vast" if stand.may_complete else "De casemanager kan het vaststellen"
            told = f"Er ontbreekt niets. {who} als iedereen het eens is."
            self.say(kit.NoticeBanner(told, "good"))
            return
        told = "Tot het plan is vastgesteld, staat op elk blad ‘Concept’."
        self.say(kit.NoticeBanner(told, "warn"), MissingList(stand.missing, self._go))

    def _go(self, one: Missing) -> None:
        self.context.open(one.place, **dict(one.address))

    def _refuse(self, missing: Sequence[Missing]) -> None:
        """Say what lacks and go to the first line of it."""
        verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
        told = f"Er {verb} nog {plural(len(missing), 'ding', 'dingen')}."
        lines = MissingList(missing, self._go)
        self.say(kit.NoticeBanner(told, "danger", title=NOT_YET), lines)
        lines.focus_first()

    def fix(self) -> None:
        """Say what lacks, or ask once more and fix this version."""
        stand = self._stand
        if stand is None:
            return
        if stand.missing:
            self._refuse(stand.missing)
            return
        ask(
            self,
            f"Versie {stand.volgende_versie} vaststellen?",
            "Deze versie blijft daarna voor altijd zoals hij nu is. "
            "Verandert er later iets, dan maak je een nieuwe versie.",
            act="Stel vast",
            safe="Toch niet",
            then=self._fix,
            danger=False,
        )

    def _fix(self) -> None:
        number = self._stand.volgende_versie if self._stand else 1

        def fixed(trajectplan_id: UUID) -> None:
            self._wanted = trajectplan_id.hex
            self._state = f"Versie {number} is vastgesteld"

        def operation(session: Any) -> UUID:
            return service.complete_trajectplan(session, self.deelnemer_id)

        refusal = Refusal(self, NOT_YET)
        if self.context.perform(operation, form=refusal, done=fixed):
            self.show_now()
