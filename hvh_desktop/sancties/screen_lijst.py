"""The register: what waits for the person at the keyboard, and then all cases with filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.perioden import JAAR, PERIODEN, period
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.sancties import path
from hvh_desktop.sancties.model import Beslissing, Sanctieadvies, Sanctievoorstel, Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Beklag, Mededeling, Tenuitvoerlegging, Uitreiking
from hvh_desktop.sancties.rows import ZaakRow
from hvh_desktop.sancties.screen_kiezen import KiesMan
from hvh_desktop.sancties.screen_regels import wacht_row, zaak_row
from hvh_desktop.sancties.service_register import Register, list_register
from hvh_desktop.sancties.words import VOORVAL_SOORTEN
from hvh_desktop.text import fold, plural
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

OPEN, ALLE = "open", "alle"
MOST_WAITING = 5
SHOWN = 40
"""Lines that are made at once; ‘Toon meer’ adds as many."""


class SanctiesPage(Page):
    """Own men first for who has them; the words of another man's case stay shut."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {
            *(Sanctiezaak, Sanctieadvies, Sanctievoorstel, Beslissing),
            *(Mededeling, Uitreiking, Tenuitvoerlegging, Beklag),
        }
    )
    help_page: ClassVar[str] = "sancties"

    def __init__(self, context: Context, **address: object) -> None:
        super().__init__(context, **address)
        self._found: Register | None = None
        self._shown = SHOWN
        self._is_noted = False
        self.kies = KiesMan(context)
        self._waiting = QVBoxLayout()
        self._cases = QVBoxLayout()
        self._count = kit.Label(role="muted", wrap=True)
        self._count.setObjectName("hoeveel")
        for place in (self._waiting, self._cases):
            place.setContentsMargins(0, 0, 0, 0)
            place.setSpacing(0)
        self._build_filters()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(self._body()))

    def _build_filters(self) -> None:
        self.search = kit.SearchField("Zoek op naam")
        self.search.setObjectName("zoek")
        self.welke = _choice("welke", "Open of alle zaken", OPEN, ((OPEN, "Open"), (ALLE, "Alle")))
        kinds = (("", "Elk soort voorval"), *VOORVAL_SOORTEN.items())
        self.soort = _choice("soort", "Soort voorval", "", kinds)
        self.periode = _choice("periode", "Periode", JAAR, PERIODEN)
        self.own = kit.Check("Alleen mijn deelnemers")
        self.own.setObjectName("eigen")
        for field in (self.search, self.welke, self.soort, self.own):
            field.changed.connect(self._show)
        self.periode.changed.connect(self.show_now)

    def _body(self) -> QWidget:
        return kit.column(
            self._head(),
            *(self.kies, self._waiting, 24),
            kit.Heading("Zaken", 2),
            *(8, self._filters(), 12, self._count, 8, self._cases, kit.STRETCH),
            margins=(24, 4, 24, 16),
        )

    def _head(self) -> QWidget:
        words = kit.column(
            kit.Heading("Sancties", 1),
            kit.Label("Van voorval tot afloop, stap voor stap.", role="muted", wrap=True),
        )
        acts = self._acts()
        if theme.is_narrow():
            return kit.column(words, *acts[::-1], gap=8)
        return kit.beside((words, 1), *acts, gap=8)

    def _acts(self) -> list[QWidget]:
        actor, go = self.context.actor, self.context.open
        acts: list[QWidget] = [
            kit.Button(
                "Urinecontroles", name="urinecontroles", on_click=lambda: go("urinecontroles")
            )
        ]
        if is_allowed(actor, Right.read_sanctiecijfers):
            acts.append(
                kit.Button("Cijfers", name="cijfers", on_click=lambda: go("sanctiecijfers"))
            )
        if is_allowed(actor, Right.record_voorval):
            acts.append(
                kit.Button(
                    "Leg een voorval vast",
                    "hoofd",
                    "plus",
                    name="voorval_nieuw",
                    on_click=self.kies.toggle,
                )
            )
        return acts

    def _filters(self) -> QWidget:
        if theme.is_narrow():
            fields = (self.search, self.welke, self.soort, self.periode, self.own)
            return kit.column(*fields, gap=8)
        self.search.setFixedWidth(theme.px(220))
        chosen = (self.search, self.welke, self.soort, self.periode)
        return kit.beside(*chosen, 8, self.own, kit.STRETCH, gap=12)

    # Showing --------------------------------------------------------------------------------

    def refresh(self) -> None:
        first, last = period(self.periode.value() or JAAR, self.context.today())
        is_first = self._found is None
        self._found = found = self.context.read(
            lambda session: list_register(session, from_day=first, to_day=last)
        )
        if is_first and found.has_own:
            self.own.set_value(True)
        self.own.setVisible(found.has_own)
        if not self._is_noted:
            self._is_noted = True
            self.context.record_reading("sanctieregister", None)
        self.kies.set_men(found.bewoners)
        self._show_waiting(found.wachtend)
        self._show()

    def _show_waiting(self, rows: Sequence[ZaakRow]) -> None:
        kit.clear(self._waiting)
        if not rows:
            return
        made = [wacht_row(self.context, row, number) for number, row in enumerate(rows)]
        shown = kit.RowList(*made[:MOST_WAITING])
        shown.setObjectName("wacht_op_jou")
        head = kit.SectionHead("Wacht op jou", count=len(rows), level=2)
        kit.fill(self._waiting, 16, head, 8, shown)
        if rest := made[MOST_WAITING:]:
            fold = kit.Fold(f"Nog {len(rest)}", kit.RowList(*rest))
            fold.setObjectName("wacht_meer")
            kit.fill(self._waiting, 4, fold)

    def _chosen(self) -> list[ZaakRow]:
        assert self._found is not None
        typed, soort = fold(self.search.value()).split(), self.soort.value()
        return [
            row
            for row in self._found.zaken
            if (self.welke.value() == ALLE or not path.is_end(row.status))
            and (not soort or row.voorval_soort == soort)
            and (row.is_eigen or not (self.own.value() and self._found.has_own))
            and all(word in fold(row.deelnemer) for word in typed)
        ]

    def _show(self) -> None:
        self._shown = SHOWN
        self._show_cases()

    def _show_more(self) -> None:
        self._shown += SHOWN
        self._show_cases()

    def _show_cases(self) -> None:
        rows = self._chosen()
        kit.clear(self._cases)
        self._count.set_text(self._told(len(rows)))
        self._count.setVisible(bool(rows))
        if not rows:
            self._cases.addWidget(self._nothing())
            return
        listed = kit.RowList(*(zaak_row(self.context, row) for row in rows[: self._shown]))
        listed.setObjectName("zaken")
        self._cases.addWidget(listed)
        if len(rows) > self._shown:
            more = kit.Button("Toon meer", name="toon_meer", on_click=self._show_more)
            kit.fill(self._cases, 8, kit.beside(more, kit.STRETCH))

    def _told(self, number: int) -> str:
        word = plural(number, "zaak", "zaken")
        if number > self._shown:
            return f"{word}, de nieuwste {self._shown} staan hier"
        return word

    def _nothing(self) -> QWidget:
        assert self._found is not None
        if not self._found.zaken:
            return kit.EmptyState(
                "scales",
                "Er zijn geen zaken in deze periode",
                "Gebeurt er iets, leg dan een voorval vast. Daarna staat hier hoe ver het is.",
            )
        return kit.EmptyState(
            "magnifying-glass",
            "Geen zaken gevonden",
            "Met deze keuzes is er niets. Kijk bij alle zaken of bij iedereen.",
            kit.Button("Toon alles", name="toon_alles", on_click=self._show_all),
        )

    def _show_all(self) -> None:
        self.search.set_value("")
        self.welke.set_value(ALLE)
        self.soort.set_value("")
        self.own.set_value(False)
        self._show()


def _choice(
    name: str, said: str, value: str, choices: Sequence[tuple[str, str]]
) -> kit.ChoiceField:
    field = kit.ChoiceField(choices, empty=None, value=value)
    field.setObjectName(name)
    field.setAccessibleName(said)
    return field
