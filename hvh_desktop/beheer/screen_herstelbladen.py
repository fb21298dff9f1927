"""New recovery sheets for the house, and keys for who waits for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

import shiboken6
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hvh_desktop import jobs
from hvh_desktop.beheer.rechten import KEYS
from hvh_desktop.beheer.screen_bladen import NewSheetsView, sheet_fields, typed_sheets
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.herstel import NewSheets
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.rights import Right, require
from hvh_desktop.text import initials, join_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import ask
from hvh_desktop.ui.page import Page

T = TypeVar("T")
WIDTH = 860
_WHY = (
    "Twee van de drie herstelbladen geven samen weer toegang als niemand meer naar binnen kan. "
    "Maak nieuwe bladen als er een weg is, of als iemand die er een bewaarde niet meer in het "
    "huis werkt."
)
_OLD_STOP = (
    "Zodra de nieuwe bladen op papier staan en je ‘Klaar’ kiest, werken de oude drie niet meer. "
    "Het programma bewaart de nieuwe niet: zet eerst de printer aan. Ga je eerder weg van de "
    "pagina, dan blijven de oude bladen werken."
)
_ASKED = (
    "Jij hebt niet elke sleutel. Typ daarom de woorden van twee oude bladen over. De eerste vier "
    "letters van een woord zijn genoeg."
)
_ALL_HELD = "Jij hebt elke sleutel. Daarom zijn de oude bladen niet nodig."
_NOBODY = (
    "Van deze gegevens heeft niemand de sleutel: {keys}. Geef eerst een collega de rol die erbij "
    "hoort. Typ dan hieronder twee herstelbladen over en kies ‘Geef de sleutels door’."
)


class HerstelbladenPage(Page):
    """First what it means, then the sheets once on the screen."""

    shows = frozenset({Medewerker})
    help_page = "herstelbladen"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        require(context.actor, Right.renew_herstelbladen)
        entry = context.entry
        self._needs_sheets = entry is None or not entry.holds_every_key()
        self.form = sheet_fields()
        self.form.setVisible(self._needs_sheets)
        self._waiting = QVBoxLayout()
        self._waiting.setContentsMargins(0, 0, 0, 0)
        self._pass = kit.Button(
            "Geef de sleutels door", icon="key", name="geef_door", on_click=self.pass_on
        )
        self.made = NewSheetsView(context)
        self._new: NewSheets | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(_framed(self._before()))
        self._stack.addWidget(_framed(self.made))
        self._foot = QWidget()
        self._foot_layout = QVBoxLayout(self._foot)
        self._foot_layout.setContentsMargins(0, 0, 0, 0)
        self._show_footer()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _before(self) -> QWidget:
        card = kit.Card(
            kit.Label(_WHY, wrap=True),
            kit.NoticeBanner(_OLD_STOP, "warn"),
            kit.Label(_ASKED if self._needs_sheets else _ALL_HELD, wrap=True),
            self.form,
            kit.beside(self._pass, kit.STRETCH),
            title="Nieuwe herstelbladen",
            gap=12,
        )
        return kit.column(kit.Heading("Herstelbladen", 1), 12, self._waiting, card, kit.STRETCH)

    def footer(self) -> QWidget | None:
        return self._foot

    def _show_footer(self) -> None:
        kit.clear(self._foot_layout)
        if self._stack.currentIndex():
            buttons = [kit.Button("Klaar", "hoofd", name="klaar", on_click=self.complete)]
        else:
            buttons = [
                kit.Button("Terug", name="terug", on_click=lambda: self.context.open("beheer")),
                kit.Button(
                    "Maak nieuwe herstelbladen", "hoofd", name="maak", on_click=self.ask_renew
                ),
            ]
        self._foot_layout.addWidget(kit.Footer(*buttons))

    # Who waits ------------------------------------------------------------------------------

    def refresh(self) -> None:
        entry = self.context.entry
        waiting = entry.list_waiting() if entry is not None else {}
        orphans = entry.orphans() if entry is not None else frozenset()
        self._pass.setVisible(bool(waiting) and self._needs_sheets)
        kit.clear(self._waiting)
        head = kit.SectionHead("Wie wacht op een sleutel", count=len(waiting))
        kit.fill(self._waiting, head, 8, _orphans_told(orphans), self._rows(waiting), 24)

    def _rows(self, waiting: Mapping[UUID, str]) -> QWidget:
        if not waiting:
            return kit.Label("Niemand. Iedereen kan openen wat bij zijn rol hoort.", wrap=True)
        names = {row.id: row.naam for row in self.context.read(list_medewerkers)}
        rows = []
        for medewerker_id, why in waiting.items():
            row = kit.Row(names[medewerker_id], why, initials=initials(names[medewerker_id]))
            row.setObjectName(f"wacht_{medewerker_id.hex}")
            row.activated.connect(
                lambda key=medewerker_id: self.context.open("medewerker", medewerker_id=key)
            )
            rows.append(row)
        return kit.RowList(*rows)

    # Acts -----------------------------------------------------------------------------------

    def pass_on(self) -> None:
        """Keys for who waits; the sheets stay as they are."""
        entry, sheets = self.context.entry, self._sheets()
        if sheets is not None:
            self._run(lambda: entry.pass_on_with_sheets(sheets), self._passed_on)

    def _passed_on(self, count: int) -> None:
        self.form.empty()
        went = "1 sleutel is doorgegeven" if count == 1 else f"{count} sleutels zijn doorgegeven"
        self.context.tell(
            f"{went}. Wie erop wachtte, logt opnieuw in."
            if count
            else "Er was geen sleutel om door te geven."
        )
        self.show_now()

    def ask_renew(self) -> None:
        """Once more: the old ones stop working."""
        if self._sheets() is not None:
            ask(
                self,
                "Nu nieuwe herstelbladen maken?",
                "Eerst druk je ze af. Daarna werken de oude drie niet meer. Staat de printer aan?",
                act="Maak nieuwe bladen",
                safe="Nog niet",
                then=self.renew,
            )

    def renew(self) -> None:
        """Make them and show them, this once."""
        entry, sheets = self.context.entry, self._sheets()
        if sheets is not None:
            self._run(lambda: entry.draw_sheets(sheets), self._show_made)

    def _show_made(self, made: NewSheets) -> None:
        self.form.empty()
        self._new = made
        self.made.sheets.show_sheets(made.pdf)
        self._stack.setCurrentIndex(1)
        self._show_footer()

    def _sheets(self) -> list[str] | None:
        """What was typed; None when something lacks, which is then told."""
        if not self._needs_sheets:
            return []
        self.form.clear_problems()
        try:
            return typed_sheets(self.form)
        except UserError as error:
            self.form.show_problems(error)
            return None

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._foot.setEnabled(False)

        def is_here() -> bool:
            here = shiboken6.isValid(self)
            if here:
                self._foot.setEnabled(True)
            return here

        def went_well(result: T) -> None:
            if is_here():
                done(result)

        def failed(error: BaseException) -> None:
            with self.context.explain(self.form if is_here() else None):
                raise error

        jobs.run(work, went_well, failed)

    def complete(self) -> None:
        """They lie on three places: from now on they count, and nobody keeps them."""
        entry, new = self.context.entry, self._new
        if self.made.check() and new is not None:
            self._run(lambda: entry.put_sheets(new), self._completed)

    def _completed(self, _result: None) -> None:
        self.leave()
        self.context.tell("De nieuwe bladen gelden. De oude drie werken niet meer.")
        self.context.open("beheer")

    def leave(self) -> None:
        """Words that are typed or shown here are kept nowhere."""
        self.form.empty()
        self.made.sheets.show_sheets(b"")
        self._new = None


def _orphans_told(orphans: frozenset[str]) -> QWidget | None:
    if not orphans:
        return None
    words = {key.value: word for key, word in KEYS.items()}
    told = join_words(sorted(words[key] for key in orphans))
    return kit.column(kit.NoticeBanner(_NOBODY.format(keys=told), "info"), 8)


def _framed(body: QWidget) -> QWidget:
    body.setMaximumWidth(theme.px(WIDTH))
    return kit.ScrollPage(kit.beside((body, 1000), kit.STRETCH, gap=0, margins=(24, 4, 24, 16)))
