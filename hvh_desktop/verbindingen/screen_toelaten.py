"""A laptop asks to come in: eight words are compared, and a beheerder decides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hvh_desktop.sync.house.admission import Asking
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.verbindingen.screen_laptops import DeskPage, fit
from hvh_desktop.verbindingen.screen_woorden import WordGrid


class LaptopToelatenPage(DeskPage):
    """Eight words to compare; then in, or not."""

    def __init__(
        self,
        context: Context,
        *,
        laptop_id: UUID,
        asking: Asking | None = None,
        **address: Any,
    ) -> None:
        """``asking``: it came on a stick, and the answer goes back on one."""
        super().__init__(context, laptop_id=laptop_id, **address)
        self._id, self._carried = laptop_id, asking
        self._one: Asking | None = None
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(12)
        self._foot = kit.Holder()
        body = kit.column(
            kit.Heading("Zijn dit dezelfde acht woorden?", 1), 8, self.notice, self._body, gap=8
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(fit(kit.column(body, kit.STRETCH)))
        self._allow(False)

    def footer(self) -> QWidget:
        return self._foot

    def refresh(self) -> None:
        if self._carried is not None:
            self._show([self._carried])
        elif self.desk is not None and self._one is None:
            self.ask(self.desk.list_asking, self._show)

    def _show(self, found: Sequence[Asking]) -> None:
        kit.clear(self._body)
        self._one = next((one for one in found if one.id == self._id), None)
        self._allow(self._one is not None)
        if self._one is None:
            text = "Misschien liet een andere beheerder hem al toe, of vroeg hij opnieuw aan."
            self._body.addWidget(kit.EmptyState("laptop", "Deze laptop vraagt niets meer", text))
            return
        told = (
            "Kijk op de nieuwe laptop, of laat ze je voorlezen door wie ervoor zit. Alle acht "
            "woorden moeten gelijk zijn, in dezelfde volgorde. Alleen dan is het de goede laptop."
        )
        self._body.addWidget(kit.Label(told, wrap=True))
        self._body.addWidget(kit.Card(WordGrid(self._one.words), margins=24))

    def _allow(self, is_there: bool) -> None:
        acts = [kit.Button("Terug", name="terug", on_click=self._back)]
        if is_there:
            acts.append(kit.Button("Nee, weiger", "gevaar", name="weiger", on_click=self._refuse))
            acts.append(kit.Button("Ja, laat toe", "hoofd", name="laat_toe", on_click=self._admit))
        self._foot.show_items(kit.Footer(*acts))

    def _admit(self) -> None:
        desk, one = self.desk, self._one
        if desk is None or one is None:
            return
        self._allow(False)
        if self._carried is None:
            self._ask_then(lambda: desk.admit(one), "De laptop hoort nu bij het huis")
        else:
            self.ask(lambda: desk.admit(one), self._offer_stick)

    def _offer_stick(self, _: object) -> None:
        kit.clear(self._body)
        told = (
            "De laptop hoort nu bij het huis. Bewaar de toelating op de stick en kies dat bestand "
            "op de nieuwe laptop."
        )
        save = kit.Button("Bewaar de toelating", "hoofd", name="bewaar_toelating")
        save.clicked.connect(self._choose)
        kit.fill(self._body, kit.Card(kit.Label(told, wrap=True), kit.beside(save, kit.STRETCH)))

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Toelating bewaren")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("toelating.hvh")
        dialog.fileSelected.connect(lambda path: self.save_admission(Path(path)))
        dialog.open()

    def save_admission(self, path: Path) -> None:
        """For on the stick."""
        desk = self.desk
        if desk is not None:
            self._ask_then(lambda: desk.write_admission(path), "De toelating is bewaard")

    def _refuse(self) -> None:
        desk = self.desk
        if desk is not None:
            self._allow(False)
            self._ask_then(lambda: desk.refuse(self._id), "De laptop is geweigerd")

    def _ask_then(self, work: Any, told: str) -> None:
        def done(_: object) -> None:
            self.context.tell(told)
            self._back()

        self.ask(work, done)

    def tell_problem(self, text: str) -> None:
        super().tell_problem(text)
        self._allow(self._one is not None)

    def _back(self) -> None:
        self.context.open("laptops")
