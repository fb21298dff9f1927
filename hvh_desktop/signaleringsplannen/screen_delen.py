"""With whom the plan was shared, and sharing it: with somebody of his network, or the team."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Compartment, Session, new_id
from hvh_desktop.errors import UserError
from hvh_desktop.signaleringsplannen import service
from hvh_desktop.signaleringsplannen.form import PAPIER, deling_form
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.signaleringsplannen.rows import DelingRow, PlanDetail
from hvh_desktop.text import capitalise, date_words, join_words
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    OntvangerSoort,
    VerstrekkingWat,
    VerstrekkingWijze,
)
from hvh_desktop.toestemmingen.service import choice_of
from hvh_desktop.toestemmingen.service_verstrekkingen import record_verstrekking
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import ask
from hvh_desktop.ui.form_view import FormView

STAYS_KNOWN = (
    "Vanaf nu krijgt deze persoon niets nieuws. Wat al gelezen of verteld is, blijft bekend: "
    "dat kun je niet terugnemen. Vertel dat ook aan de deelnemer."
)


def kleuren_words(kleuren: Sequence[Kleur]) -> str:
    """ "oranje en rood"."""
    return join_words(kleur.value for kleur in kleuren)


def consent_button(
    context: Context, deelnemer_id: UUID, name: str, netwerklid_id: UUID | None = None
) -> kit.Button:
    """The cure for a missing ground of somebody, or (None) of the team."""
    soort = OntvangerSoort.netwerklid if netwerklid_id else OntvangerSoort.team
    address = {
        "deelnemer_id": deelnemer_id,
        "voor": choice_of(soort, netwerklid_id),
        "gegevens": (GegevensSoort.signaleringsplan.value,),
    }
    return kit.Button(
        "Leg toestemming vast",
        icon="handshake",
        name=name,
        on_click=lambda: context.open("toestemming", **address),
    )


class SharedList(kit.Card):
    """Who of his network knows which stages since when, with what can be done about it."""

    def __init__(
        self, context: Context, plan: PlanDetail, rows: Sequence[DelingRow], *, is_newest: bool
    ) -> None:
        self.context, self.plan = context, plan
        self.share = kit.Button(
            "Deel met iemand", "stil", "plus", small=True, name="deel_met_iemand"
        )
        people = [row for row in rows if row.netwerklid_id is not None]
        running = [row for row in people if row.is_laatste]
        super().__init__(title="Gedeeld met", actions=(self.share,) if is_newest else (), gap=12)
        self.add(*[self._row(row) for row in running])
        if not running:
            told = "Nog met niemand gedeeld." if is_newest else "Met niemand gedeeld."
            self.add(kit.Label(told, role="muted", wrap=True))
        history = [row for row in people if not row.is_laatste]
        if history:
            lines = [kit.Label(_was(row), "klein", "muted", wrap=True) for row in history]
            self.add(kit.Fold("Eerder gedeeld", kit.column(*lines, gap=4), count=len(history)))

    def _row(self, row: DelingRow) -> QWidget:
        key = row.id.hex
        told = f"Kent {kleuren_words(row.kleuren)} sinds {date_words(row.datum)}, {row.wijze}."
        badges: list[QWidget] = []
        if row.wacht_op_papier:
            told = f"{kleuren_words(row.kleuren).capitalize()}, zodra het blad is afgedrukt."
            badges.append(kit.Badge("Nog niet afgedrukt", "warn", "printer"))
        if row.versie < self.plan.versie:
            badges.append(kit.Badge(f"Kent versie {row.versie}", "warn", "clock"))
        if not row.grond.mag:
            badges.append(kit.Badge("Geen toestemming meer", "danger", "prohibit"))
        acts: list[kit.Button] = []
        if row.signaleringsplan_id == self.plan.id and row.grond.mag:
            acts.append(
                kit.Button(
                    "Druk af",
                    "stil",
                    "printer",
                    small=True,
                    name=f"druk_af_{key}",
                    on_click=lambda: self._print(row),
                )
            )
        acts.append(
            kit.Button(
                "Trek in",
                "stil",
                small=True,
                name=f"trek_in_{key}",
                on_click=lambda: self._ask(row),
            )
        )
        for act in acts:
            act.setAccessibleName(f"{act.text()}: {row.naam}")
        return self._laid_out(row, told, badges, acts)

    def _laid_out(
        self, row: DelingRow, told: str, badges: list[QWidget], acts: list[kit.Button]
    ) -> QWidget:
        return kit.column(
            kit.Label(capitalise(row.naam), semibold=True, wrap=True),
            kit.Label(told, "klein", "muted", wrap=True),
            kit.beside(*badges, kit.STRETCH) if badges else None,
            None if row.grond.mag else kit.Label(row.grond.zin, "klein", "danger", wrap=True),
            kit.beside(*acts, kit.STRETCH, gap=4),
            gap=2,
        )

    def _print(self, row: DelingRow) -> None:
        self.context.open(
            "signaleringsplan_afdruk",
            deelnemer_id=row.deelnemer_id,
            signaleringsplan_id=row.signaleringsplan_id,
            netwerklid_id=row.netwerklid_id,
        )

    def _ask(self, row: DelingRow) -> None:
        ask(
            self,
            f"Delen met {row.naam} stoppen?",
            STAYS_KNOWN,
            act="Trek in",
            safe="Laat zo",
            then=lambda: self._withdraw(row),
        )

    def _withdraw(self, row: DelingRow) -> None:
        self.context.perform(
            lambda s: service.withdraw_deling(s, row.id), compartment=Compartment.behandeling
        )


def _was(row: DelingRow) -> str:
    end = f", ingetrokken op {date_words(row.ingetrokken_datum)}" if row.ingetrokken_datum else ""
    name, kleuren = capitalise(row.naam), kleuren_words(row.kleuren)
    never = ", nooit afgedrukt" if row.wacht_op_papier else ""
    return f"{name}: {kleuren} uit versie {row.versie}, {date_words(row.datum)}{never}{end}."


class ShareForm(kit.Card):
    """Choose who, which stages and how; the ground is checked as soon as somebody is chosen."""

    def __init__(
        self,
        context: Context,
        plan: PlanDetail,
        network: Mapping[UUID, str],
        stop: Callable[[], None],
    ) -> None:
        super().__init__(title="Deel met iemand", gap=12)
        self.context, self.plan = context, plan
        people = {key.hex: name for key, name in network.items()}
        stages = {fase.kleur.value: fase.titel for fase in plan.fasen}
        self.form = FormView(deling_form(people, stages))
        self.ground = QVBoxLayout()
        self.ground.setSpacing(8)
        self.form.blocks["netwerklid_id"].changed.connect(self._show_ground)
        act = kit.Button("Deel", "hoofd", name="deel", on_click=self.save)
        away = kit.Button("Toch niet", name="deel_niet", on_click=stop)
        self.add(self.form, self.ground, kit.beside(kit.STRETCH, away, act))

    def _chosen(self) -> UUID | None:
        value = self.form.values()["netwerklid_id"]
        return UUID(hex=value) if value else None

    def _show_ground(self) -> None:
        who = self._chosen()
        kit.clear(self.ground)
        if who is None:
            return
        key = self.plan.deelnemer_id
        grond = self.context.read(lambda s: service.find_deelgrond(s, key, who))
        button = None if grond.mag else consent_button(self.context, key, "naar_toestemming", who)
        kept_back = f" Hij houdt voor zich: {grond.beperking}" if grond.beperking else ""
        tone = "good" if grond.mag and not kept_back else "warn"
        kit.fill(self.ground, kit.NoticeBanner(grond.zin + kept_back, tone))
        if button is not None:
            kit.fill(self.ground, kit.beside(button, kit.STRETCH))

    def save(self) -> None:
        """Note what was told, then who knows it; on paper it is noted when it is printed."""
        if not self.form.check():
            return
        who = self._chosen()
        assert who is not None
        values, action, plan = self.form.values(), new_id(), self.plan
        kleuren, wijze = [Kleur(one) for one in values["kleuren"]], values["wijze"]
        if wijze != PAPIER and not self.context.perform(
            lambda s: record_told(s, plan, who), form=self, action=action
        ):
            return
        if not self.context.perform(
            lambda s: service.record_deling(s, plan.id, who, kleuren, wijze),
            compartment=Compartment.behandeling,
            form=self,
            action=action,
        ):
            return
        if wijze == PAPIER:
            self.context.open(
                "signaleringsplan_afdruk",
                deelnemer_id=plan.deelnemer_id,
                signaleringsplan_id=plan.id,
                netwerklid_id=who,
            )

    def show_problems(self, error: UserError) -> None:
        """A missing ground belongs to who was chosen."""
        fields = error.fields
        if "gegevens" in fields:
            fields = {"netwerklid_id": fields["gegevens"]}
        self.form.show_problems(UserError(error.text, fields))


def record_told(session: Session, plan: PlanDetail, netwerklid_id: UUID) -> None:
    """It was told in words: that leaves the house too."""
    record_verstrekking(
        session,
        plan.deelnemer_id,
        OntvangerSoort.netwerklid,
        netwerklid_id,
        VerstrekkingWat.signaleringsplan,
        [GegevensSoort.signaleringsplan],
        VerstrekkingWijze.mondeling,
        bron_id=plan.id,
    )
