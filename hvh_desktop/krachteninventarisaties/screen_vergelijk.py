"""Then and now: his words both times, how far he is, and the krachten that came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.krachteninventarisaties import service
from hvh_desktop.krachteninventarisaties.form import KOLOMMEN
from hvh_desktop.krachteninventarisaties.model import (
    Kracht,
    Krachteninventarisatie,
    Leefgebiedblad,
)
from hvh_desktop.krachteninventarisaties.rows import (
    BladRow,
    InventarisatieDetail,
    InventarisatieRow,
    VergelijkRow,
)
from hvh_desktop.krachteninventarisaties.screen_parts import (
    PAGE_MARGINS,
    TEGENSLAG,
    Beleid,
    KrachtLine,
    Voorstel,
    WheelCard,
    blad_words,
    get_roepnaam,
    month_words,
    read_beleid,
    version_words,
)
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES, Leefgebied
from hvh_desktop.text import plural
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page


@dataclass(frozen=True)
class VergelijkShown:
    """All that the page shows, read at once."""

    versions: tuple[InventarisatieRow, ...]
    toen: InventarisatieDetail
    nu: InventarisatieDetail
    rows: tuple[VergelijkRow, ...]
    beleid: Beleid
    roepnaam: str


def read_vergelijk(
    session: Session, deelnemer_id: UUID, toen: UUID | None, nu: UUID | None
) -> VergelijkShown | None:
    """Two versions: those asked for, else the newest and the one before. None when there is one."""
    versions = service.list_inventarisaties(session, deelnemer_id)
    if len(versions) < 2:
        return None
    new_id, old_id = nu or versions[0].id, toen or versions[1].id
    return VergelijkShown(
        versions=tuple(versions),
        toen=service.get_inventarisatie(session, old_id),
        nu=service.get_inventarisatie(session, new_id),
        rows=tuple(service.compare(session, new_id, old_id)),
        beleid=read_beleid(session),
        roepnaam=get_roepnaam(session, deelnemer_id),
    )


class VergelijkPage(Page):
    """Two versions side by side; which two is a choice."""

    shows: ClassVar[frozenset[type]] = frozenset({Krachteninventarisatie, Leefgebiedblad, Kracht})
    help_page = "krachteninventarisatie"

    def __init__(
        self,
        context: Context,
        deelnemer_id: UUID,
        toen: UUID | None = None,
        nu: UUID | None = None,
        **address: Any,
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self._deelnemer_id, self._old, self._new = deelnemer_id, toen, nu
        self._is_recorded = False
        self._cards: dict[Leefgebied, QWidget] = {}
        self._scroll = kit.ScrollPage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def refresh(self) -> None:
        shown = self.context.read(
            lambda s: read_vergelijk(s, self._deelnemer_id, self._old, self._new)
        )
        if not self._is_recorded:
            self._is_recorded = True
            self.context.record_reading("krachteninventarisatie", self._deelnemer_id)
        parts = self._parts(shown) if shown is not None else [self._alone()]
        self._scroll.set_content(kit.column(*parts, kit.STRETCH, gap=12, margins=PAGE_MARGINS))

    def _alone(self) -> QWidget:
        back = kit.Button("Naar zijn krachten", name="terug", on_click=self._back)
        words = "Na een tweede versie zie je hier wat er is veranderd."
        return kit.EmptyState("arrows-left-right", "Er is nog niets te vergelijken", words, back)

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self._deelnemer_id, tab="krachten")

    def _parts(self, shown: VergelijkShown) -> list[QWidget]:
        wheel = WheelCard(
            f"Zo staat {shown.roepnaam} ervoor",
            shown.beleid,
            shown.nu,
            shown.toen,
            self.context.today(),
        )
        wheel.chosen.connect(self._jump)
        self._cards = {row.leefgebied: self._card(row, shown) for row in shown.rows}
        above = kit.Columns(
            (wheel, 420),
            (kit.column(self._gained(shown), self._moved(shown), kit.STRETCH, gap=16), 0),
        )
        return [
            self._choice(shown),
            above,
            *self._cards.values(),
            self._setbacks(shown),
            Voorstel([r for r in shown.beleid.voorstellen if r.sleutel != "zelfregulering_vragen"]),
        ]

    def _jump(self, number: int) -> None:
        card = self._cards[tuple(Leefgebied)[number]]
        self._scroll.ensureWidgetVisible(card, 0, 0)

    # ---------------------------------------------------------------------------------- choosing

    def _choice(self, shown: VergelijkShown) -> QWidget:
        choices = [(row.id, version_words(row)) for row in shown.versions]
        old = kit.ChoiceField(choices, value=shown.toen.id, empty=None)
        new = kit.ChoiceField(choices, value=shown.nu.id, empty=None)
        old.setObjectName("toen")
        old.setAccessibleName("Toen")
        new.setObjectName("nu_versie")
        new.setAccessibleName("Nu")
        old.changed.connect(lambda: self._choose(old.value(), shown.nu.id))
        new.changed.connect(lambda: self._choose(shown.toen.id, new.value()))
        back = kit.Button(
            "Krachten", "stil", "arrow-left", small=True, name="terug", on_click=self._back
        )
        pair = kit.beside(kit.Label("Toen"), old, 8, kit.Label("Nu"), new)
        title = kit.Heading("Toen en nu", 2)
        if theme.is_narrow():
            stacked = kit.column(kit.Label("Toen"), old, kit.Label("Nu"), new, gap=4)
            return kit.column(kit.beside(title, kit.STRETCH, back), stacked, gap=8)
        return kit.beside(title, back, kit.STRETCH, pair, gap=12)

    def _choose(self, old: UUID, new: UUID) -> None:
        self._old, self._new = old, new
        self.show_now()

    # ------------------------------------------------------------------------------- what changed

    def _gained(self, shown: VergelijkShown) -> QWidget:
        lines: list[QWidget] = [
            KrachtLine(kracht) for row in shown.rows for kracht in row.krachten_erbij
        ]
        count = len(lines)
        if not lines:
            lines = [kit.Label("Geen nieuwe krachten opgeschreven.", role="muted", wrap=True)]
        return kit.Card(*lines, title="Krachten erbij", count=count or None, gap=2)

    def _moved(self, shown: VergelijkShown) -> QWidget:
        moved = [row for row in shown.rows if row.stappen]
        lines: list[QWidget] = [
            kit.IconLabel(
                "arrow-up" if (row.stappen or 0) > 0 else "arrow-down",
                f"{LEEFGEBIED_NAMES[row.leefgebied]}: {_moved_words(row)}",
                icon_role="accent",
                wrap=True,
            )
            for row in moved
        ]
        if not lines:
            lines = [kit.Label("Overal dezelfde stap.", role="muted", wrap=True)]
        return kit.Card(*lines, title="Verder of terug", gap=6)

    # ------------------------------------------------------------------------------- side by side

    def _card(self, row: VergelijkRow, shown: VergelijkShown) -> QWidget:
        heads = kit.Columns(
            (self._when("toen", shown.toen, row.toen, shown.beleid), 0),
            (self._when("nu", shown.nu, row.nu, shown.beleid), 0),
        )
        items: list[QWidget] = [heads]
        for name, heading in (*shown.beleid.kolomkoppen.items(), ("aanvulling", "Aanvulling")):
            items += self._pair(name, heading, row)
        lines = [KrachtLine(kracht) for kracht in row.krachten_erbij]
        if lines:
            items += [kit.Label("Krachten erbij", "klein", "muted"), *lines]
        card = kit.Card(*items, title=LEEFGEBIED_NAMES[row.leefgebied], gap=4)
        card.setObjectName(f"vergelijk_{row.leefgebied}")
        return card

    def _when(
        self, word: str, version: InventarisatieDetail, blad: BladRow, beleid: Beleid
    ) -> QWidget:
        when = f"{word}, {month_words(version.datum, self.context.today())}"
        role = "voice_text" if word == "toen" else "accent"
        step = kit.Label(blad_words(blad, beleid), wrap=True)
        return kit.beside(kit.Label(when, "klein", role, semibold=True), (step, 1))

    @staticmethod
    def _pair(name: str, heading: str, row: VergelijkRow) -> list[QWidget]:
        """The words of one column both times; once when they stayed the same."""
        toen, nu = getattr(row.toen, name), getattr(row.nu, name)
        if not toen and not nu:
            return []
        is_his = name in KOLOMMEN
        if toen == nu:
            same = kit.Label(f"{heading}, toen en nu hetzelfde", "klein", "muted", wrap=True)
            return [same, _words(toen, is_his=is_his)]
        both = kit.Columns((_words(toen, is_his=is_his), 0), (_words(nu, is_his=is_his), 0))
        return [kit.Label(heading, "klein", "muted", wrap=True), both]

    @staticmethod
    def _setbacks(shown: VergelijkShown) -> QWidget:
        sides = []
        for word, detail in (("toen", shown.toen), ("nu", shown.nu)):
            text = detail.zelfregulering
            said: QWidget = kit.Label("nog niet opgeschreven", role="muted", wrap=True)
            sides.append(
                (
                    kit.column(
                        kit.Label(word, "klein", "muted", semibold=True),
                        kit.Quote(f"“{text}”") if text else said,
                        kit.STRETCH,
                        gap=4,
                    ),
                    0,
                )
            )
        return kit.Card(kit.Columns(*sides), title=TEGENSLAG)


def _moved_words(row: VergelijkRow) -> str:
    steps = row.stappen or 0
    way = "verder" if steps > 0 else "terug"
    return (
        f"{plural(abs(steps), 'stap', 'stappen')} {way}, "
        f"van {row.toen.bereidheid} naar {row.nu.bereidheid}"
    )


def _words(text: str, *, is_his: bool) -> QWidget:
    """His words as his voice, those of the mentor plain."""
    if not text:
        return kit.Label("niets opgeschreven", role="muted", wrap=True)
    said: QWidget = kit.Quote(f"“{text}”") if is_his else kit.Label(text, wrap=True)
    return kit.column(said, kit.STRETCH)
