"""Everything about one deelnemer in rest: person, stays, team, aandachtspunten, his letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hvh_desktop.deelnemers import service
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.deelnemers.form import AANDACHTSPUNT_SOORTEN, LVB, TITELS, UITSTROOM_SOORTEN
from hvh_desktop.deelnemers.model import Aandachtspunt, Deelnemer, Lvb, Teamlid, Titel, Verblijf
from hvh_desktop.deelnemers.screen_foto import Foto
from hvh_desktop.deelnemers.service import (
    AandachtspuntRow,
    DeelnemerDetail,
    TeamlidRow,
    VerblijfRow,
)
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.medewerkers.service import get_medewerker_full_names
from hvh_desktop.rights import Right
from hvh_desktop.text import capitalise, countdown, date_words, period_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

LABEL_WIDTH = 190


class Facts(QWidget):
    """Label and value in two columns; below each other at large text. Empty ones are left out."""

    def __init__(self, facts: Sequence[tuple[str, str]], label_width: int = LABEL_WIDTH) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space.m)
        narrow = theme.is_narrow()
        grid.setVerticalSpacing(0 if narrow else 6)
        top = Qt.AlignmentFlag.AlignTop
        for number, (label, value) in enumerate((a, b) for a, b in facts if b):
            left = kit.Label(label, role="muted", wrap=True)
            right = kit.Label(value, wrap=True, selectable=True)
            right.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
            right.setAccessibleName(f"{label}: {value}")
            if narrow:
                grid.addWidget(left, 2 * number, 0)
                grid.addWidget(right, 2 * number + 1, 0)
            else:
                left.setFixedWidth(theme.px(label_width))
                grid.addWidget(left, number, 0, top)
                grid.addWidget(right, number, 1, top)
        grid.setColumnStretch(0 if narrow else 1, 1)


def _with_countdown(day: date | None, today: date) -> str:
    return f"{date_words(day)}, {countdown(day, today)}" if day else ""


def _who_looked(context: Context, deelnemer_id: UUID) -> kit.Card:
    """Who opened his dossier; he may ask that."""
    look = kit.Button(
        "Bekijk",
        "stil",
        "eye",
        small=True,
        name="wie_keek_er",
        on_click=lambda: context.open("raadplegingen", deelnemer_id=deelnemer_id),
    )
    look.setAccessibleName("Bekijk wie er in zijn dossier keek")
    told = "Elke keer dat iemand zijn dossier opent, wordt dat opgeschreven. Hij mag dat weten."
    return kit.Card(kit.Label(told, role="muted", wrap=True), title="Wie keek er", actions=(look,))


RIGHTS = (
    Right.change_deelnemer,
    Right.record_deelnemer,
    Right.change_team,
    Right.read_raadplegingen,
)
"""What decides which buttons stand on the page."""


class GegevensTab(Page):
    """All data of a deelnemer, with *Wijzig* at every part for who may."""

    shows = frozenset({Deelnemer, Verblijf, Teamlid, Aandachtspunt, Medewerker})
    help_page = "deelnemers"

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self.deelnemer_id = deelnemer_id
        self._names: Mapping[UUID, str] = {}
        self._may: dict[Right, bool] = {}
        self._scroll = kit.ScrollPage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def refresh(self) -> None:
        detail = self.context.read(lambda s: service.get_deelnemer(s, self.deelnemer_id))
        self._names = self.context.read(get_medewerker_full_names)
        self._may = self.context.read(
            lambda s: {right: is_allowed(s, right, self.deelnemer_id) for right in RIGHTS}
        )
        left = kit.column(
            self._persoon(detail), self._taal(detail), self._brief(detail), kit.STRETCH, gap=16
        )
        may_look = self._may[Right.read_raadplegingen]
        looked = _who_looked(self.context, self.deelnemer_id) if may_look else None
        right_side = kit.column(
            self._aandachtspunten(detail),
            self._verblijf(detail),
            self._team(detail),
            looked,
            kit.STRETCH,
            gap=16,
        )
        columns = kit.Columns((left, 0), (right_side, 0), narrow_order=(1, 0))
        self._scroll.set_content(kit.column(columns, margins=(24, 0, 24, 16)))

    def _act(
        self, text: str, deel: str, right: Right, icon: str, onderdeel_id: UUID | None = None
    ) -> list[QWidget]:
        """A quiet button to a form page, for who may."""
        if not self._may[right]:
            return []
        name = f"wijzig_{deel}" + (f"_{onderdeel_id.hex}" if onderdeel_id else "")
        button = kit.Button(
            text,
            "stil",
            icon,
            small=True,
            name=name,
            on_click=lambda: self.context.open(
                "deelnemer_wijzigen",
                deelnemer_id=self.deelnemer_id,
                deel=deel,
                onderdeel_id=onderdeel_id,
            ),
        )
        return [button]

    def _change(self, deel: str, what: str) -> list[QWidget]:
        found = self._act("Wijzig", deel, Right.change_deelnemer, "pencil-simple")
        for button in found:
            button.setAccessibleName(f"Wijzig {what}")
        return found

    def _persoon(self, d: DeelnemerDetail) -> QWidget:
        facts = Facts(
            (
                ("Alle voornamen", d.voornamen),
                ("In zijn eigen schrift", d.naam_eigen_schrift),
                ("Geboren", f"{date_words(d.geboortedatum)}, {d.leeftijd} jaar"),
                ("Registratienummer", d.registratienummer),
                ("Titel", TITELS[d.titel]),
                ("Gemeente van herkomst", d.gemeente_herkomst),
                ("Komt uit inrichting", d.inrichting_herkomst),
                ("Gaat wonen in gemeente", d.gemeente_vestiging),
            )
        )
        head = kit.beside(
            Foto(d.foto, d.initialen, 56) if d.foto is not None else None,
            (kit.Label(d.naam, "kop3", semibold=True, wrap=True, selectable=True), 1),
            gap=12,
        )
        actions = self._change("persoon", "zijn persoonsgegevens")
        return kit.Card(head, facts, title="Persoon", actions=actions)

    def _taal(self, d: DeelnemerDetail) -> QWidget:
        facts = (
            ("Talen", d.talen),
            ("Leesniveau", d.leesniveau),
            ("Licht verstandelijk beperkt", LVB[d.lvb] if d.lvb is not Lvb.onbekend else ""),
            ("Uitleg", d.uitlegvoorkeur),
        )
        body: QWidget = Facts(facts)
        if not any(value for _label, value in facts):
            body = kit.Label("Hierover is nog niets opgeschreven.", role="muted", wrap=True)
        actions = self._change("taal", "taal en uitleg")
        return kit.Card(body, title="Taal en uitleg", actions=actions)

    def _brief(self, d: DeelnemerDetail) -> QWidget:
        actions = self._change("brief", "zijn motivatiebrief")
        card = kit.Card(title="Zijn motivatiebrief", actions=actions)
        if not d.motivatiebrief:
            card.add(kit.Label("Er is nog geen brief overgenomen.", role="muted", wrap=True))
            return card
        told = (
            date_words(d.motivatiebrief_datum) if d.motivatiebrief_datum else "",
            f"met hulp van {d.motivatiebrief_hulp}" if d.motivatiebrief_hulp else "",
        )
        words = capitalise(", ".join(part for part in told if part))
        card.add(kit.Quote(d.motivatiebrief, words or None))
        return card

    def _aandachtspunten(self, d: DeelnemerDetail) -> QWidget:
        actions = self._act("Aandachtspunt erbij", "aandachtspunt", Right.change_deelnemer, "plus")
        card = kit.Card(title="Wat iedereen moet weten", actions=actions, gap=0)
        if not d.aandachtspunten:
            card.add(kit.Label("Er zijn nu geen aandachtspunten.", role="muted", wrap=True))
        for number, row in enumerate(d.aandachtspunten):
            card.add(kit.line() if number else None, self._aandachtspunt(row, row.tot_datum))
        if d.eerdere_aandachtspunten:
            rows = [self._aandachtspunt(row, row.tot_datum) for row in d.eerdere_aandachtspunten]
            card.add(8, kit.Fold("Eerder", kit.column(*rows), count=len(rows)))
        return card

    def _aandachtspunt(self, row: AandachtspuntRow, end: date | None) -> QWidget:
        period = period_words(row.vanaf_datum, end)
        words = kit.column(
            kit.Label(row.tekst, wrap=True, selectable=True),
            kit.Label(
                f"{AANDACHTSPUNT_SOORTEN[row.soort]} · {period}", "klein", "muted", wrap=True
            ),
        )
        act = self._act("Wijzig", "aandachtspunt", Right.change_deelnemer, "pencil-simple", row.id)
        for button in act:
            button.setAccessibleName(f"Wijzig aandachtspunt: {row.tekst[:60]}")
        return _line(words, act)

    def _verblijf(self, d: DeelnemerDetail) -> QWidget:
        last = d.verblijven[0] if d.verblijven else None
        actions: list[QWidget] = []
        if last is not None and last.is_huidig:
            actions += self._act("Leg vertrek vast", "vertrek", Right.record_deelnemer, "sign-out")
        else:
            actions += self._act("Hij komt terug", "terugkeer", Right.record_deelnemer, "plus")
        if last is not None:
            actions += self._change("verblijf", "zijn verblijf")
        card = kit.Card(title="Verblijf", actions=actions)
        if last is not None:
            card.add(Facts(_verblijf_facts(last, self.context.today()), 170))
        older = [kit.column(Facts(_verblijf_facts(row, None), 170)) for row in d.verblijven[1:]]
        if older:
            card.add(kit.Fold("Eerdere verblijven", kit.column(*older, gap=16), count=len(older)))
        return card

    def _team(self, d: DeelnemerDetail) -> QWidget:
        actions = self._act("Iemand erbij", "teamlid", Right.change_team, "plus")
        card = kit.Card(title="Zijn team", actions=actions, gap=0)
        now = [row for row in d.team if row.is_huidig]
        before = [row for row in d.team if not row.is_huidig]
        if not now:
            text = "Er werkt nog niemand met hem."
            if d.titel is Titel.bba:
                text = "Bij een BBA-titel hoort geen begeleiding van het huis."
            card.add(kit.Label(text, role="muted", wrap=True))
        for number, row in enumerate(now):
            act = self._act("Sluit af", "teamlid_af", Right.change_team, "sign-out", row.id)
            card.add(kit.line() if number else None, self._teamlid(row, act))
        if before:
            rows = [self._teamlid(row, ()) for row in before]
            card.add(8, kit.Fold("Eerder", kit.column(*rows), count=len(rows)))
        return card

    def _teamlid(self, row: TeamlidRow, act: Sequence[QWidget]) -> QWidget:
        naam = self._names.get(row.medewerker_id, "Onbekende collega")
        told = f"{capitalise(row.taak.value)} · {period_words(row.vanaf_datum, row.tot_datum)}"
        if row.reden:
            told += f" · {row.reden}"
        for button in act:
            button.setAccessibleName(f"Sluit af: {naam} als {row.taak.value}")
        words = kit.column(
            kit.Label(naam, semibold=True, wrap=True),
            kit.Label(told, "klein", "muted", wrap=True),
        )
        return _line(words, act)


def _line(words: QWidget, act: Sequence[QWidget]) -> QWidget:
    return kit.beside((words, 1), *act, margins=(0, 8, 0, 8))


def _verblijf_facts(row: VerblijfRow, today: date | None) -> list[tuple[str, str]]:
    """What is known of a stay; with countdowns while it lasts."""
    say: Callable[[date | None], str] = (
        (lambda day: _with_countdown(day, today))
        if today is not None and row.is_huidig
        else (lambda day: date_words(day) if day else "")
    )
    facts = [
        ("Plaats", str(row.plaats_nummer) if row.plaats_nummer else "nog geen"),
        ("Plaatsing", say(row.begin_datum)),
    ]
    if row.is_huidig:
        soort = UITSTROOM_SOORTEN[row.verwachte_uitstroom] if row.verwachte_uitstroom else ""
        facts += [
            ("Verwacht vertrek", say(row.verwacht_einde_datum) or "nog niet bekend"),
            ("Verwachte uitstroom", soort),
        ]
    else:
        soort = UITSTROOM_SOORTEN[row.uitstroom] if row.uitstroom else ""
        facts += [
            ("Vertrokken", say(row.einde_datum)),
            ("Uitstroom", soort),
            ("Reden", row.uitstroom_reden),
        ]
    return [
        *facts,
        ("Penitentiair programma", say(row.pp_datum)),
        ("Datum v.i.", say(row.vi_datum)),
        ("Einde detentie", say(row.einde_detentie_datum)),
    ]
