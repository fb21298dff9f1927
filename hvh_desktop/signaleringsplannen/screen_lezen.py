"""A version that is vastgesteld: the stages left, who knows what on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.netwerken.service import list_netwerk
from hvh_desktop.signaleringsplannen import service
from hvh_desktop.signaleringsplannen.delen import bellen
from hvh_desktop.signaleringsplannen.rows import Belregel, DelingRow, PlanDetail, PlanRow
from hvh_desktop.signaleringsplannen.screen_delen import SharedList, ShareForm, kleuren_words
from hvh_desktop.signaleringsplannen.screen_kaart import TeamCard, TeamStand
from hvh_desktop.signaleringsplannen.screen_vormen import read_card
from hvh_desktop.text import date_words, join_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context

SIDE = 350


@dataclass(frozen=True)
class Fixed:
    """Everything the page shows of a version that does not change."""

    plan: PlanDetail
    versions: tuple[PlanRow, ...]
    names: Mapping[UUID, str]
    """Of his network, today and before, and of colleagues."""
    network: Mapping[UUID, str]
    bellen: tuple[Belregel, ...]
    delingen: tuple[DelingRow, ...]
    team: TeamStand

    @property
    def newest(self) -> PlanRow:
        """The newest version that is vastgesteld."""
        return next(row for row in self.versions if row.is_vastgesteld)

    @property
    def concept(self) -> PlanRow | None:
        """The version that is being written."""
        return next((row for row in self.versions if not row.is_vastgesteld), None)

    @property
    def is_newest(self) -> bool:
        """Is this the version that counts?"""
        return self.newest.id == self.plan.id


def read_fixed(session: Session, plan: PlanDetail) -> Fixed:
    """Everything in one reading."""
    key = plan.deelnemer_id
    around = list_netwerk(session, key, with_vervallen=True)
    people = {lid.id: lid.naam for lid in around}
    return Fixed(
        plan=plan,
        versions=tuple(service.list_versions(session, key)),
        names={**people, **get_medewerker_names(session)},
        network=service.get_netwerk_names(session, key),
        bellen=bellen(session, key, plan.fasen),
        delingen=tuple(service.list_delingen(session, key)),
        team=TeamStand(
            service.find_kaart(session, key),
            service.is_kaart_kept(session, key),
            service.find_deelgrond(session, key, None),
        ),
    )


class FixedView(QWidget):
    """Read it, share it, take it back."""

    form_shown = Signal(bool)
    """The form to share it came up, or went."""

    def __init__(self, context: Context, fixed: Fixed) -> None:
        super().__init__()
        self.context, self.fixed = context, fixed
        self._side = QVBoxLayout()
        self._side.setSpacing(theme.space.m)
        self._fill_side()
        side = QWidget()
        self._side.setContentsMargins(0, 0, 0, 0)
        side.setLayout(self._side)
        left = kit.column(
            *self._notices(),
            kit.Label(self._made(), role="muted", wrap=True),
            *[read_card(fase) for fase in fixed.plan.fasen],
            self._calls(),
            kit.STRETCH,
            gap=12,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.Columns((left, 0), (side, SIDE), gap=16))

    # Left -----------------------------------------------------------------------------------

    def _notices(self) -> Sequence[QWidget]:
        fixed = self.fixed
        if not fixed.is_newest:
            link = self._version_link(fixed.newest, "Bekijk de nieuwste")
            told = f"Dit is versie {fixed.plan.versie}. Er is een nieuwere."
            return [kit.NoticeBanner(told, "warn", action=link)]
        if fixed.concept is not None:
            link = self._version_link(fixed.concept, "Ga verder")
            told = f"Er is een concept van versie {fixed.concept.versie}. Tot die tijd geldt deze."
            return [kit.NoticeBanner(told, "info", action=link)]
        return []

    def _version_link(self, row: PlanRow, words: str) -> kit.Button:
        return kit.Button(
            words, "stil", small=True, name=f"versie_{row.versie}", on_click=lambda: self._go(row)
        )

    def _go(self, row: PlanRow) -> None:
        self.context.open(
            "signaleringsplan", deelnemer_id=row.deelnemer_id, signaleringsplan_id=row.id
        )

    def _made(self) -> str:
        plan, names = self.fixed.plan, self.fixed.names
        people = [names[one] for one in plan.opgesteld_met_ids if one in names]
        people += [plan.opgesteld_met] if plan.opgesteld_met else []
        told = f"Besproken op {date_words(plan.datum)}."
        return f"{told} Samen gemaakt met {join_words(people)}." if people else told

    def _calls(self) -> QWidget:
        rows = [
            [one.naam, one.telefoon or "geen nummer", f"bij {kleuren_words(one.kleuren)}"]
            for one in self.fixed.bellen
        ]
        lines = [
            kit.beside(
                (kit.Label(name, semibold=True, wrap=True), 5),
                (kit.Label(phone, selectable=True, wrap=True), 3),
                (kit.Label(when, role="muted", wrap=True), 3),
                gap=12,
            )
            for name, phone, when in [*rows, ["Bij gevaar", "112", "altijd"]]
        ]
        return kit.Card(*lines, title="Wie bellen", gap=8)

    # Right ----------------------------------------------------------------------------------

    def _fill_side(self) -> None:
        fixed = self.fixed
        kit.clear(self._side)
        self.shared = SharedList(
            self.context, fixed.plan, fixed.delingen, is_newest=fixed.is_newest
        )
        self.shared.share.clicked.connect(self.open_form)
        self.team = TeamCard(
            self.context, fixed.plan, fixed.team, fixed.names, is_newest=fixed.is_newest
        )
        kit.fill(self._side, self.shared, self.team, self._versions(), kit.STRETCH)

    def open_form(self) -> None:
        """In place of the list: choose with whom."""
        kit.clear(self._side)
        self.form = ShareForm(
            self.context, self.fixed.plan, self.fixed.network, stop=self.close_form
        )
        kit.fill(self._side, self.form, kit.STRETCH)
        self.form.form.blocks["netwerklid_id"].input.setFocus()
        self.form_shown.emit(True)

    def close_form(self) -> None:
        """Show again who knows it."""
        self._fill_side()
        self.shared.share.setFocus()
        self.form_shown.emit(False)

    def _versions(self) -> QWidget | None:
        others = [row for row in self.fixed.versions if row.id != self.fixed.plan.id]
        if not others:
            return None
        links = [self._link(row) for row in others]
        return kit.Card(*links, title="Andere versies", gap=4)

    def _link(self, row: PlanRow) -> QWidget:
        state = "" if row.is_vastgesteld else ", concept"
        words = f"Versie {row.versie}, {date_words(row.datum)}{state}"
        link = kit.Link(words, name=f"andere_versie_{row.versie}", on_click=lambda: self._go(row))
        return kit.beside(link, kit.STRETCH)
