"""This house gets a hub, and this laptop may leave the house: both change where the data is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right, require
from hvh_desktop.sync.line.link import LinkFile, import_link
from hvh_desktop.sync.parts import HubRefuses, NoHub
from hvh_desktop.sync.thread import leaving
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.stand import is_apart
from hvh_desktop.verbindingen.joining import found_house
from hvh_desktop.verbindingen.screen_laptops import DeskPage, bare_column, lay_out, not_coupled
from hvh_desktop.verbindingen.screen_proxy import ProxyField

COUPLED = (
    "Het huis is gekoppeld. Log opnieuw in: dan begint het versturen vanzelf. Laat op deze laptop "
    "ook een collega inloggen die dossiers opent: dan gaan die mee. Beslissingen van voor het "
    "koppelen gaan mee zodra degene die ze nam, hier inlogt."
)
_FILE = (
    "De systeembeheerder gaf je een koppelbestand met een code. De code werkt één keer. Daarna is "
    "dit de eerste laptop van het huis op de server; andere laptops voeg je toe bij ‘Laptops’."
)
_DECIDED = (
    "Wat het huis al opschreef, gaat mee. Een beslissing van voor het koppelen gaat mee zodra "
    "degene die haar nam, op deze laptop inlogt, of iemand die hetzelfde mag beslissen."
)
_LEAVE = (
    "Na het afmelden staat er niets van het huis meer op deze laptop, ook geen reservekopie. Wat "
    "is verstuurd, blijft op de andere laptops. Wat nog niet is verstuurd, bewaar je eerst in een "
    "reddingsbestand. Dat bestand is versleuteld."
)
_COPIES = (
    "De reservekopieën in ‘{folder}’ staan niet op deze laptop. Die blijven daar staan. Gebruikt "
    "niemand ze meer, gooi ze dan zelf weg."
)
_RESCUED = (
    "Wat nog niet was verstuurd, staat in het reddingsbestand. Lees het op een andere laptop in, "
    "bij ‘Laptops’."
)
_ONCE_MORE = (
    "Het afmelden zelf heeft de server nog één keer nodig. Doe het zodra er weer verbinding is, of "
    "meld deze laptop op de andere laptop af, bij ‘Laptops’."
)
_NOT_HERE = (
    "Zolang dat zo is, kan deze laptop zichzelf niet afmelden. Moet hij nu weg? Bewaar een "
    "reddingsbestand en lees het op een andere laptop in, bij ‘Laptops’. Meld deze laptop daar af."
)


class HuisKoppelenPage(Page):
    """The file of the hub; the rest goes by itself."""

    help_page = "laptops"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        require(context.actor, Right.change_laptops)
        self._notice = bare_column(0)
        self._busy = kit.Label("Het huis wordt gekoppeld …", role="muted")
        self._busy.hide()
        self._pick = kit.Button(
            "Kies het koppelbestand", "hoofd", "folder", name="kies_bestand", on_click=self._choose
        )
        self.proxy = ProxyField()
        card = kit.Card(
            kit.Label(_FILE, wrap=True),
            kit.Label(_DECIDED, wrap=True),
            kit.beside(self._pick, self._busy, kit.STRETCH),
            kit.Fold("Netwerk", self.proxy),
            gap=16,
            margins=24,
        )
        back = kit.Button("Terug", name="terug", on_click=lambda: context.open("laptops"))
        self._foot = kit.Footer(back)
        lay_out(self, kit.Heading("Koppel dit huis aan een server", 1), self._notice, card)

    def footer(self) -> kit.Footer:
        return self._foot

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Koppelbestand")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.use_file(Path(path)))
        dialog.open()

    def use_file(self, path: Path) -> None:
        """Begin the register of the house at the hub that this file names."""
        kit.clear(self._notice)
        try:
            file = import_link(path)
            file = replace(file, link=self.proxy.applied_to(file.link))
        except UserError as error:
            self._tell(error.text)
            return
        self._pick.hide()
        self._busy.show()
        entry = self.context.entry
        self.context.run(lambda: _try_to_found(entry.folder, file, entry.keyring), self._done)

    def _done(self, problem: str) -> None:
        if not problem:
            self.context.lock_asked.emit(COUPLED)
        elif self.is_here:
            self._busy.hide()
            self._pick.show()
            self._tell(problem)

    def _tell(self, text: str) -> None:
        kit.fill(self._notice, kit.NoticeBanner(text, "warn"))


def _try_to_found(folder: Path, file: LinkFile, keyring: Any) -> str:
    """What went wrong, or nothing."""
    try:
        found_house(folder, file, keyring)
    except (NoHub, HubRefuses, UserError) as problem:
        return problem.text
    return ""


class DezeLaptopAfmeldenPage(DeskPage):
    """Only when the hub has everything, or after what it lacks was saved."""

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._is_rescued = False
        self._state = kit.Label("", wrap=True, semibold=True)
        self._rescue = kit.Button(
            "Bewaar een reddingsbestand", name="bewaar_redding", on_click=self._choose
        )
        self._rescue.hide()
        self._off = kit.Button("Meld deze laptop af", "gevaar", name="meld_af", on_click=self._go)
        self._off.hide()
        self._foot = kit.Footer(
            kit.Button("Terug", name="terug", on_click=lambda: context.open("verbinding")),
            self._off,
        )
        elsewhere = leaving.find_backups_elsewhere(context.entry.folder) if self.desk else None
        card = kit.Card(
            kit.Label(_LEAVE, wrap=True),
            kit.Label(_COPIES.format(folder=elsewhere), wrap=True) if elsewhere else None,
            self._state,
            kit.beside(self._rescue, kit.STRETCH),
            gap=12,
            margins=24,
        )
        heading = kit.Heading("Deze laptop afmelden", 1)
        lay_out(self, heading, self.notice, card if self.desk else not_coupled(context))

    def footer(self) -> kit.Footer:
        return self._foot

    def refresh(self) -> None:
        if self.desk is None:
            return
        self._state.set_text("Kijken of alles is verstuurd …")
        self.ask(self.desk.count_left, self._show)

    def _show(self, left: int) -> None:
        self._off.setVisible(not left or self._is_rescued)
        self._rescue.setVisible(bool(left))
        if self._is_rescued and (left or is_apart(self.context)):
            self._state.set_text(self._saved_words())
        elif not left:
            self._state.set_text("Alles van deze laptop is verstuurd.")
        else:
            self._state.set_text("Nog niet alles van deze laptop is verstuurd.")

    def _saved_words(self) -> str:
        return f"{_RESCUED} {_ONCE_MORE}" if is_apart(self.context) else _RESCUED

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Reddingsbestand bewaren")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(leaving.RESCUE_NAME)
        dialog.fileSelected.connect(lambda path: self.save_rescue(Path(path)))
        dialog.open()

    def save_rescue(self, path: Path) -> None:
        """Keep what the hub lacks."""
        desk = self.desk
        if desk is not None:
            self.ask(lambda: desk.write_rescue(path), self._rescued)

    def _rescued(self, count: int) -> None:
        self._is_rescued = True
        self._show(count)

    def _go(self) -> None:
        desk = self.desk
        if desk is not None:
            self._off.hide()
            self.ask(
                lambda: desk.leave(is_rescued=self._is_rescued),
                lambda _: self.context.left_house.emit(),
            )

    def tell_problem(self, text: str) -> None:
        super().tell_problem(text)
        self._state.set_text(self._saved_words() if self._is_rescued else _NOT_HERE)
        self._rescue.show()
        self._off.setVisible(self._is_rescued)
