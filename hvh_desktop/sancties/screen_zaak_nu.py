"""What now: the one main act of the person at the keyboard or whom it waits for, then the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hvh_desktop.sancties import path
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.words import SanctieStatus, VoorwaardeStatus
from hvh_desktop.sancties.zaakacties import ADVIES, Actie
from hvh_desktop.sancties.zaakgang import WORDS, by_words
from hvh_desktop.text import date_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.inline_form import Slot

ON_ONE_LINE: Final = 4
ASKED_ADVICE: Final = " Het advies van de psycholoog is gevraagd en is er nog niet."
RUNNING = {
    SanctieStatus.tenuitvoerlegging: "De straf loopt. Er is nu niets te doen.",
    SanctieStatus.voorwaardelijk: "De proeftijd loopt. Hij houdt zich aan zijn voorwaarden.",
}
STEP_WORDS = {
    SanctieStatus.tenuitvoerlegging: "de straf laten ingaan",
    SanctieStatus.voorwaardelijk: "de proeftijd laten ingaan",
    SanctieStatus.afloop: "de zaak afsluiten",
    SanctieStatus.afgezien: "de zaak afsluiten",
}
BROKEN: Final = (
    "Hij hield zich niet aan een voorwaarde. De straf volgt niet vanzelf: de locatiemanager of "
    "directeur kan hem eerst opnieuw horen."
)
CLOSED = {
    SanctieStatus.afloop: "Deze zaak is afgelopen.",
    SanctieStatus.afgezien: "Deze zaak is gesloten zonder straf.",
    SanctieStatus.geseponeerd: "Deze zaak is geseponeerd.",
    SanctieStatus.ingetrokken: "Deze zaak is ingetrokken.",
}


class NuCard(kit.Card):
    """``do`` gets the act that was chosen; small forms open in ``slot``."""

    def __init__(
        self,
        detail: ZaakDetail,
        main: Actie | None,
        quiet: Sequence[Actie],
        do: Callable[[Actie], None],
        slot: Slot,
    ) -> None:
        super().__init__(title="Wat nu", gap=10)
        self._do = do
        self.main_button = self._main(main)
        self.add(
            kit.Label(_said(main, detail) if main else _waits(detail), wrap=True),
            (self.main_button, Qt.AlignmentFlag.AlignLeft) if self.main_button else None,
            *self._lines(quiet),
            slot,
        )

    def _main(self, main: Actie | None) -> kit.Button | None:
        if main is None:
            return None
        return kit.Button(main.woorden, "hoofd", name=main.naam, on_click=lambda: self._do(main))

    def _lines(self, quiet: Sequence[Actie]) -> list[QWidget]:
        """A few beside each other; one below another when the letters are large."""
        buttons = [
            kit.Button(
                one.woorden,
                "stil",
                small=True,
                name=one.naam,
                on_click=partial(self._do, one),
            )
            for one in quiet
        ]
        many = 1 if theme.is_narrow() else ON_ONE_LINE
        rows = [buttons[n : n + many] for n in range(0, len(buttons), many)]
        return [kit.beside(*row, kit.STRETCH, gap=4) for row in rows]


def _said(main: Actie, detail: ZaakDetail) -> str:
    """Why this is the next thing; who goes on knows that an advice is still to come."""
    if main.naam == ADVIES.naam or not detail.row.is_advies_gevraagd:
        return main.zin
    return f"{main.zin}{ASKED_ADVICE}"


def _waits(detail: ZaakDetail) -> str:
    """Who is to do what, or that nothing is to be done."""
    row = detail.row
    if row.wacht_stap is not None:
        what = STEP_WORDS.get(row.wacht_stap, WORDS.get(row.wacht_stap, "afsluiten")).lower()
        asked = ASKED_ADVICE if row.is_advies_gevraagd else ""
        return f"Nu is een ander aan zet: {what}, {by_words(detail, row.wacht_stap)}.{asked}"
    if detail.opschorting and row.status is SanctieStatus.uitreiking:
        return "De straf wacht. Kijk hierboven waarop."
    if row.status is SanctieStatus.voorwaardelijk and row.proeftijd_tot_datum is not None:
        until = date_words(row.proeftijd_tot_datum)
        todo = BROKEN if _is_broken(detail) else "Er is nu niets te doen."
        return f"De proeftijd loopt tot en met {until}. {todo}"
    if row.status in path.ENDS:
        return CLOSED[row.status]
    return RUNNING.get(row.status, "Er is nu niets te doen.")


def _is_broken(detail: ZaakDetail) -> bool:
    """Did he not keep to a condition of the decision that counts?"""
    conditions = detail.beslissingen[-1].voorwaarden if detail.beslissingen else ()
    return any(one.status is VoorwaardeStatus.niet_nagekomen for one in conditions)
