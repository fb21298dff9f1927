"""The first tab of the dossier: how he stands, what he wants, and what happened."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.model import Actie, Doel, Instemming
from hvh_desktop.deelnemers.model import Aandachtspunt, Deelnemer, Teamlid, Titel, Verblijf
from hvh_desktop.deelnemers.service import list_aandachtspunten
from hvh_desktop.dossier.screen_doelen import DoelenCard
from hvh_desktop.dossier.screen_header import alerts
from hvh_desktop.dossier.screen_sancties import SanctiesCard
from hvh_desktop.dossier.screen_zorg import ZorgCard
from hvh_desktop.dossier.service import (
    KrachtLine,
    Moment,
    Overzicht,
    Stand,
    get_overzicht,
    list_verloop,
)
from hvh_desktop.krachteninventarisaties.form import bron_words
from hvh_desktop.krachteninventarisaties.model import (
    Antwoord,
    Kracht,
    Krachteninventarisatie,
    Leefgebiedblad,
)
from hvh_desktop.leefgebieden import LEEFGEBIED_SHORT, Leefgebied
from hvh_desktop.mentorgesprekken.model import Mentorgesprek
from hvh_desktop.sancties.model import Beslissing, Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Uitreiking
from hvh_desktop.signaleringsplannen.model import Signaleringskaart
from hvh_desktop.text import MONTHS, join_words, short_day
from hvh_desktop.toestemmingen.model import Toestemming, Verstrekking
from hvh_desktop.trajectplannen.model import Trajectplan
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.urinecontroles.model import Urinecontrole
from hvh_desktop.verloven.model import Verlof
from hvh_desktop.verwijzingen.model import Verwijzingsstand, Zorgafspraak

SHOWN_KRACHTEN = 5
MORE_MOMENTS = 60


class OverzichtTab(Page):
    """How he stands, his doelen in his order, and the timeline."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {
            *(Deelnemer, Verblijf, Teamlid, Aandachtspunt, Doel, Actie, Instemming, Trajectplan),
            *(Krachteninventarisatie, Leefgebiedblad, Kracht, Mentorgesprek),
            *(Verwijzingsstand, Zorgafspraak, Signaleringskaart, Toestemming, Verstrekking),
            *(Sanctiezaak, Beslissing, Uitreiking, Urinecontrole, Verlof),
        }
    )

    help_page: ClassVar[str] = "dossier"

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self.deelnemer_id = deelnemer_id
        self._shows_table = False
        self._shown_moments = 0
        self._scroll = kit.ScrollPage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def refresh(self) -> None:
        found = self.context.read(lambda session: get_overzicht(session, self.deelnemer_id))
        moments, has_more = found.verloop, found.has_more
        if self._shown_moments:
            more = self.context.read(
                lambda s: list_verloop(s, self.deelnemer_id, self._shown_moments + 1)
            )
            has_more = len(more) > self._shown_moments
            moments = tuple(more[: self._shown_moments])
        verloop = VerloopCard(self, moments, has_more)
        if found.titel is Titel.bba:
            right = kit.column(self._sancties(found), verloop, kit.STRETCH, gap=16)
            parts = kit.Columns((_without_guidance(found), 0), (right, 380))
        else:
            doelen = DoelenCard(self.context, self.deelnemer_id, found)
            cards = (self._sancties(found), self._zorg(found), verloop)
            right = kit.column(*cards, kit.STRETCH, gap=16)
            parts = kit.Columns((StandCard(self, found), 392), (doelen, 0), (right, 300))
        strip = self._alerts()
        between = 12 if strip else None
        content = kit.column(strip, between, parts, kit.STRETCH, margins=(24, 0, 24, 20))
        self._scroll.set_content(content)

    def _alerts(self) -> QWidget | None:
        """The whole texts of what the header card says in a word."""
        rows = self.context.read(lambda session: list_aandachtspunten(session, self.deelnemer_id))
        told = [alert for alert in alerts(rows[0]) if alert.short != alert.text]
        return kit.AlertStrip(told) if told else None

    def _zorg(self, found: Overzicht) -> QWidget | None:
        """Care and consent, when there is anything to say of either."""
        if not found.zorg.has_zorg and not found.zorg.geldig:
            return None
        return ZorgCard(self.context, found.zorg, self.open_tab)

    def _sancties(self, found: Overzicht) -> QWidget | None:
        """Only while a case runs."""
        if not found.zaken:
            return None
        return SanctiesCard(found.zaken, self.open_tab, self.context.today())

    def open_tab(self, tab: str) -> None:
        """Go to another tab of the same man."""
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab=tab)

    def toggle_table(self) -> None:
        """The picture as a table, or back."""
        self._shows_table = not self._shows_table
        self.show_now()

    @property
    def shows_table(self) -> bool:
        """Is the table shown instead of the wheel?"""
        return self._shows_table

    def toggle_all(self) -> None:
        """More of the timeline, or only the newest again."""
        self._shown_moments = 0 if self._shown_moments else MORE_MOMENTS
        self.show_now()

    def show_more(self) -> None:
        """Still further back."""
        self._shown_moments += MORE_MOMENTS
        self.show_now()

    @property
    def shows_all(self) -> bool:
        """Is more than the newest shown?"""
        return bool(self._shown_moments)


def _without_guidance(found: Overzicht) -> QWidget:
    return kit.EmptyState(
        "house",
        "Hij woont hier met een BBA-titel",
        f"Bij een BBA-titel hoort geen begeleiding van het huis. Daarom staan hier geen krachten, "
        f"doelen en gesprekken van {found.roepnaam}.",
    )


class StandCard(kit.Card):
    """The wheel with its table twin, and his krachten."""

    def __init__(self, tab: OverzichtTab, found: Overzicht) -> None:
        self._tab, self._found = tab, found
        word, icon = ("Als wiel", "chart-pie") if tab.shows_table else ("Als tabel", "table")
        toggle = kit.Button(
            word, "stil", icon, small=True, name="als_tabel", on_click=tab.toggle_table
        )
        title = f"Zo staat {found.roepnaam} ervoor"
        super().__init__(title=title, actions=[toggle] if found.nu else [], gap=10)
        if found.nu is None:
            self.add(self._nothing_yet(), kit.STRETCH)
            return
        self.add(self._table() if tab.shows_table else self._wheel(), kit.line())
        self.add(*self._krachten(), kit.STRETCH)

    def _nothing_yet(self) -> QWidget:
        return kit.EmptyState(
            "plus-circle",
            "Nog geen krachteninventarisatie",
            "Begin met wat hij kan en heeft. Daar komen zijn doelen uit voort.",
            kit.Button(
                "Naar krachten",
                name="naar_krachten",
                on_click=lambda: self._tab.open_tab("krachten"),
            ),
        )

    def _steps(self) -> tuple[tuple[int | None, ...], tuple[int | None, ...]]:
        nu, toen = self._found.nu, self._found.toen
        return (nu.bereidheid if nu else (), toen.bereidheid if toen else ())

    def _wheel(self) -> QWidget:
        now, then = self._steps()
        wheel = kit.Wheel(now, then, size=274)
        wheel.setObjectName("krachtenwiel")
        wheel.chosen.connect(self._open_leefgebied)
        return kit.column(wheel, self._legend(), self._without_step(), gap=6)

    def _without_step(self) -> QWidget | None:
        """What the wheel leaves empty is said in words."""
        nu = self._found.nu
        empty = [
            f"{name} ({_step_words(nu, number)})"
            for number, name in enumerate(LEEFGEBIED_SHORT.values())
            if nu is not None and nu.bereidheid[number] is None
        ]
        if not empty:
            return None
        return kit.Label(f"Geen stap: {join_words(empty)}", "klein", "muted", wrap=True)

    def _open_leefgebied(self, number: int) -> None:
        nu = self._found.nu
        if nu is not None:
            self._tab.context.open(
                "inventarisatie",
                deelnemer_id=self._tab.deelnemer_id,
                inventarisatie_id=nu.inventarisatie_id,
                leefgebied=list(Leefgebied)[number],
            )

    def _legend(self) -> QWidget:
        nu, toen = self._found.nu, self._found.toen
        marks: list[QWidget] = []
        for word, stand, role in (("nu", nu, "accent"), ("toen", toen, "voice")):
            if stand is not None:
                month = _month(stand.datum, self._tab)
                label = kit.Label(f"{word}, {month}")
                marks.append(kit.beside(kit.LegendMark(role, arc=role == "voice"), label))
        return kit.beside(kit.STRETCH, *marks, kit.STRETCH, gap=20)

    def _table(self) -> QWidget:
        nu, toen = self._found.nu, self._found.toen
        heads = ["Leefgebied", f"Nu, {_month(nu.datum, self._tab)}" if nu else "Nu"]
        if toen is not None:
            heads.append(f"Toen, {_month(toen.datum, self._tab)}")
        stands = [stand for stand in (nu, toen) if stand is not None]
        rows = [
            (name, *(_step_words(stand, number) for stand in stands))
            for number, name in enumerate(LEEFGEBIED_SHORT.values())
        ]
        table = kit.Table(heads, rows)
        table.setObjectName("krachtentabel")
        table.setAccessibleName("Hoe ver hij is, per leefgebied")
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        height = table.horizontalHeader().height() + 4
        table.setFixedHeight(height + len(rows) * table.verticalHeader().defaultSectionSize())
        table.chosen.connect(self._open_leefgebied)
        return table

    def _krachten(self) -> list[QWidget]:
        found = self._found.krachten
        lines: list[QWidget] = [kit.SectionHead("Zijn krachten")]
        if len(found) > SHOWN_KRACHTEN:
            more = kit.Button(
                f"Alle {len(found)}",
                "stil",
                small=True,
                name="alle_krachten",
                on_click=lambda: self._tab.open_tab("krachten"),
            )
            lines = [kit.SectionHead("Zijn krachten", more)]
        if not found:
            lines.append(kit.Label("Er staat nog geen kracht op.", role="muted", wrap=True))
        return lines + [self._kracht(kracht) for kracht in found[:SHOWN_KRACHTEN]]

    def _kracht(self, kracht: KrachtLine) -> QWidget:
        said = f"{bron_words(kracht.bron)}, {_month(kracht.datum, self._tab)}"
        words = kit.column(
            kit.Label(kracht.tekst, wrap=True), kit.Label(said, "klein", "muted", wrap=True)
        )
        top = Qt.AlignmentFlag.AlignTop
        return kit.beside((kit.Icon("plus-circle", "good", 18), top), (words, 1))


def _step_words(stand: Stand, number: int) -> str:
    """'stap 4', or the answer that takes its place."""
    step, antwoord = stand.bereidheid[number], stand.antwoorden[number]
    if step is not None:
        return f"stap {step}"
    return "nog niet" if antwoord is Antwoord.geeft_antwoord else antwoord.value.replace("_", " ")


def _month(day: date, tab: OverzichtTab) -> str:
    """'juli', with the year when it is another one."""
    name = MONTHS[day.month - 1]
    return name if day.year == tab.context.today().year else f"{name} {day.year}"


class VerloopCard(kit.Card):
    """The timeline; every line leads to what it is about."""

    def __init__(self, tab: OverzichtTab, moments: tuple[Moment, ...], has_more: bool) -> None:
        word = "Minder" if tab.shows_all else "Alles"
        every = kit.Button(word, "stil", small=True, name="verloop_alles", on_click=tab.toggle_all)
        shown = has_more or tab.shows_all
        super().__init__(
            title="Verloop", actions=[every] if shown else [], gap=0, margins=(12, 10, 12, 14)
        )
        year = tab.context.today().year
        for number, moment in enumerate(moments):
            day = short_day(moment.datum).split(" ", 1)[1]
            item = kit.TimelineItem(
                day if moment.datum.year == year else f"{day}\n{moment.datum.year}",
                moment.soort.value,
                moment.titel,
                moment.ondertitel,
                first=number == 0,
                last=number == len(moments) - 1,
            )
            item.setObjectName(f"verloop_{number}")
            item.activated.connect(lambda to=moment: tab.context.open(to.place, **to.address))
            self.add(item)
        if not moments:
            self.add(kit.Label("Er is nog niets gebeurd.", role="muted", wrap=True))
        if tab.shows_all and has_more:
            self.add(
                kit.Button(
                    "Verder terug", small=True, name="verloop_verder", on_click=tab.show_more
                )
            )
        self.add(kit.STRETCH)
