"""The two prints of this slice with their preview, which is the PDF itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from hvh_desktop.actieplannen.model import Actie, Doel, Instemming
from hvh_desktop.errors import UserError
from hvh_desktop.mentorgesprekken.model import Mentorgesprek
from hvh_desktop.text import date_words, join_words, plural
from hvh_desktop.trajectplannen import service
from hvh_desktop.trajectplannen.model import Planafspraak, Trajectplan
from hvh_desktop.trajectplannen.report import afspraken_pdf, trajectplan_pdf
from hvh_desktop.trajectplannen.screen_druk import DrukPage, Piece
from hvh_desktop.trajectplannen.screen_missing import MissingList
from hvh_desktop.trajectplannen.service import AfsprakenInhoud, PlanInhoud, PlanStand, Uitgave
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import ask

NOW = "nu"
"""The choice that is no version: the plan as the dossier tells it today."""


class TrajectplanAfdrukPage(DrukPage):
    """The plan as it is now, or one of its versions; here it is vastgesteld too."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {Trajectplan, Planafspraak, Doel, Actie, Instemming, Mentorgesprek}
    )
    help_page: ClassVar[str] = "trajectplan"

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
        self.plain = kit.Check("Zonder contactgegevens en aandachtspunten")
        self.plain.setObjectName("zonder_contact")
        self.plain.changed.connect(self._remake)
        version = kit.FieldBlock("Welke versie", self.version, name="versie")
        self.lay_out(version, self.plain)

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
        self._remake()

    def _choose(self) -> None:
        self._wanted, self._state = self.version.value() or NOW, ""
        self._remake()

    def _remake(self) -> None:
        wanted, deelnemer_id = self._wanted, self.deelnemer_id
        uitgave = Uitgave.tafel if self.plain.value() else Uitgave.team

        def collect(session: Any) -> PlanInhoud:
            if wanted == NOW:
                return service.collect_plan(session, deelnemer_id)
            return service.get_inhoud(session, UUID(hex=wanted))

        def draw(inhoud: PlanInhoud) -> Piece:
            kind = "versie" if inhoud.is_vastgesteld else "concept-versie"
            name = f"trajectplan-{kind}-{inhoud.versie}.pdf"
            return Piece(trajectplan_pdf(inhoud, uitgave=uitgave), name)

        self._show_acts()
        self._show_state()
        self.make(collect, draw)

    def _show_acts(self) -> None:
        """The filled button is what makes sense now: vaststellen once nothing lacks, else print."""
        stand = self._stand
        if stand is None or self._wanted != NOW or not stand.may_complete:
            self.show_footer(self.print_button(), state=self._state)
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

    def _go(self, one: service.Missing) -> None:
        self.context.open(one.place, **dict(one.address))

    def _refuse(self, missing: Sequence[service.Missing]) -> None:
        """Say what lacks and go to the first line of it."""
        verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
        told = f"Er {verb} nog {plural(len(missing), 'ding', 'dingen')}."
        lines = MissingList(missing, self._go)
        self.say(kit.NoticeBanner(told, "danger", title="Vaststellen kan nog niet"), lines)
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

        if self.context.perform(operation, form=self, done=fixed):
            self.show_now()

    def show_problems(self, error: UserError) -> None:
        """Vaststellen was refused: say why."""
        told = " ".join(error.fields.values()) or error.text
        self.say(kit.NoticeBanner(told, "danger", title="Vaststellen kan nog niet"))


class AfsprakenAfdrukPage(DrukPage):
    """The sheet that he takes along."""

    shows: ClassVar[frozenset[type]] = frozenset({Actie, Mentorgesprek})
    help_page: ClassVar[str] = "afspraken-voor-de-deelnemer"
    onderdeel = "afspraken"

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        mentorgesprek_id: UUID | None = None,
        **address: Any,
    ) -> None:
        super().__init__(
            context, deelnemer_id=deelnemer_id, mentorgesprek_id=mentorgesprek_id, **address
        )
        self._mentorgesprek_id = mentorgesprek_id
        self.nameless = kit.Check("Zonder namen")
        self.nameless.setObjectName("zonder_namen")
        self.nameless.changed.connect(self.refresh)
        about = "Eén blad, met grote letters. Lees het samen en geef het hem mee."
        self.lay_out(
            kit.Heading("Wat spreken we af", 2),
            kit.Label(about, role="muted", wrap=True),
            self.nameless,
        )
        self.show_footer(self.print_button())

    def go_back(self) -> None:
        if self._mentorgesprek_id is None:
            super().go_back()
        else:
            self.context.open(
                "mentorgesprek",
                deelnemer_id=self.deelnemer_id,
                mentorgesprek_id=self._mentorgesprek_id,
            )

    def refresh(self) -> None:
        deelnemer_id, talk = self.deelnemer_id, self._mentorgesprek_id
        is_nameless = self.nameless.value()

        def collect(session: Any) -> AfsprakenInhoud:
            found = service.collect_afspraken(session, deelnemer_id, talk)
            return found.without_names() if is_nameless else found

        def draw(inhoud: AfsprakenInhoud) -> Piece:
            name = f"afspraken-{inhoud.datum.isoformat()}.pdf"
            return Piece(afspraken_pdf(inhoud), name, inhoud)

        self.make(collect, draw)

    def piece_shown(self, piece: Piece) -> None:
        inhoud: AfsprakenInhoud = piece.about
        notices = []
        if inhoud.eerste_stap is None:
            told = (
                f"{inhoud.roepnaam} heeft zelf nog geen actie. Op het blad staat een leeg vak "
                "voor zijn eerste stap."
            )
            notices.append(kit.NoticeBanner(told))
        if inhoud.is_zonder_namen and inhoud.namen_in_tekst:
            names = join_words(inhoud.namen_in_tekst)
            told = f"In de zinnen zelf staat nog een naam: {names}. Pas zo nodig de actie aan."
            notices.append(kit.NoticeBanner(told, "warn"))
        self.say(*notices)
