"""The card of the team: what it says, sharing it after reading every word, taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Compartment, new_id
from hvh_desktop.errors import UserError
from hvh_desktop.signaleringsplannen import service
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.signaleringsplannen.rows import Deelgrond, FaseRow, KaartRow, PlanDetail
from hvh_desktop.signaleringsplannen.screen_delen import consent_button, kleuren_words
from hvh_desktop.signaleringsplannen.screen_vormen import read_card
from hvh_desktop.text import date_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import Question, ask

WIDE, HIGH = 760, 380
CHECK = (
    "Dit leest straks iedereen die zijn dossier mag lezen, precies zoals het hier staat. "
    "Lees het na. Staat er iets over zijn behandeling in, deel het dan niet."
)
TAKE_BACK = (
    "De kaart in het dossier wordt leeg. Wat je collega’s al lazen, blijft bekend. "
    "En in de geschiedenis van het dossier blijft bewaard wat er op de kaart stond."
)


@dataclass(frozen=True)
class TeamStand:
    """What the team has, and whether it may have it."""

    kaart: KaartRow | None
    is_kept: bool
    """Words of the plan are in the file of the team, also when nobody may read them now."""
    grond: Deelgrond


class CheckDialog(Question):
    """Shows every word that the team will read; the safe answer is the default."""

    def __init__(
        self, parent: QWidget, fasen: Sequence[FaseRow], names: Mapping[UUID, str]
    ) -> None:
        super().__init__(
            parent,
            "Delen met het team?",
            CHECK,
            act="Deel met het team",
            safe="Toch niet",
            danger=False,
        )
        self.setObjectName("wat_het_team_leest")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableGeometry()
        self.setFixedWidth(min(theme.px(WIDE), room.width() - 48))
        words = kit.ScrollPage(
            kit.column(*[read_card(fase, names) for fase in fasen], kit.STRETCH, gap=8),
            gutter=True,
        )
        words.setFixedHeight(min(theme.px(HIGH), room.height() // 2))
        words.setAccessibleName("Wat het team leest")
        self._layout.insertWidget(2, words)


class TeamCard(kit.Card):
    """Stage ticks with ``Deel met het team``, or what is shared with ``Trek terug``."""

    def __init__(
        self,
        context: Context,
        plan: PlanDetail,
        stand: TeamStand,
        names: Mapping[UUID, str],
        *,
        is_newest: bool,
    ) -> None:
        super().__init__(title="De kaart voor het team", gap=12)
        self.context, self.plan, self.stand, self._names = context, plan, stand, names
        self.errors = QVBoxLayout()
        self.stages: kit.FieldBlock | None = None
        self.add(kit.Label(self._told(), role="muted", wrap=True), self.errors)
        if stand.is_kept and not stand.grond.mag:
            self.add(kit.NoticeBanner(stand.grond.zin, "danger"))
        if stand.is_kept:
            self.add(self._back_button())
        if is_newest:
            self._add_choice()

    def _told(self) -> str:
        kaart = self.stand.kaart
        if kaart is not None:
            shared = kleuren_words([fase.kleur for fase in kaart.fasen])
            old = f" Dat is versie {kaart.versie}." if kaart.versie != self.plan.versie else ""
            return f"Het team leest {shared} sinds {date_words(kaart.datum)}.{old}"
        if self.stand.is_kept:
            return "Het team leest de kaart niet meer, maar de woorden staan er nog. Trek ze terug."
        return "Het team leest niets van dit plan."

    def _back_button(self) -> QWidget:
        back = kit.Button(
            "Trek terug van het team", "gevaar", name="trek_terug", on_click=self._ask_back
        )
        return kit.beside(back, kit.STRETCH)

    def _add_choice(self) -> None:
        grond = self.stand.grond
        if not grond.mag:
            if not self.stand.is_kept:
                self.add(kit.NoticeBanner(grond.zin, "warn"))
            button = consent_button(self.context, self.plan.deelnemer_id, "team_toestemming")
            self.add(kit.beside(button, kit.STRETCH))
            return
        choices = [(fase.kleur, fase.titel) for fase in self.plan.fasen]
        kaart = self.stand.kaart
        shared = [f.kleur for f in kaart.fasen] if kaart else list(self.plan.kleuren)
        ticks = kit.CheckList(choices, values=shared)
        self.stages = kit.FieldBlock("Welke fasen leest het team", ticks, name="team_fasen")
        kept_back = f" Hij houdt voor zich: {grond.beperking}" if grond.beperking else ""
        self.add(
            self.stages,
            kit.Label(grond.zin + kept_back, "klein", "muted", wrap=True),
            kit.beside(
                kit.Button("Deel met het team", name="deel_met_team", on_click=self.check),
                kit.STRETCH,
            ),
        )

    # The acts -------------------------------------------------------------------------------

    def chosen(self) -> tuple[Kleur, ...]:
        """The stages that are ticked."""
        return self.stages.value() if self.stages else ()

    def check(self) -> None:
        """Show every word before it goes."""
        chosen = self.chosen()
        if not chosen:
            if self.stages is not None:
                self.stages.set_error("Kies welke fasen het team leest.")
            return
        fasen = [fase for fase in self.plan.fasen if fase.kleur in chosen]
        dialog = CheckDialog(self, fasen, self._names)
        dialog.accepted.connect(lambda: self._share(chosen))
        dialog.open()

    def _share(self, kleuren: Sequence[Kleur]) -> None:
        plan, action = self.plan, new_id()
        if self.context.perform(
            lambda s: service.record_deling(s, plan.id, None, kleuren),
            compartment=Compartment.behandeling,
            form=self,
            action=action,
        ):
            self.context.perform(
                lambda s: service.record_kaart(s, plan.deelnemer_id), action=action
            )

    def _ask_back(self) -> None:
        ask(
            self,
            "De kaart terugtrekken?",
            TAKE_BACK,
            act="Trek terug",
            safe="Laat zo",
            then=self._take_back,
        )

    def _take_back(self) -> None:
        """First the card, so that a break in between leaves nothing readable behind."""
        deelnemer_id, action = self.plan.deelnemer_id, new_id()
        if not self.context.perform(
            lambda s: service.withdraw_kaart(s, deelnemer_id), form=self, action=action
        ):
            return
        rows = self.context.read(lambda s: service.list_delingen(s, deelnemer_id))
        shared = next((row for row in rows if row.netwerklid_id is None and row.is_laatste), None)
        if shared is not None:
            self.context.perform(
                lambda s: service.withdraw_deling(s, shared.id),
                compartment=Compartment.behandeling,
                action=action,
            )

    def show_problems(self, error: UserError) -> None:
        """Sharing was refused: say why."""
        kit.clear(self.errors)
        kit.fill(self.errors, kit.NoticeBanner(error.text, "danger"))
