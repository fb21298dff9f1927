"""A laptop asks to come in: eight words are compared, and a beheerder decides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QWidget

from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import remove_draft
from hvh_desktop.sync.house.admission import Asking
from hvh_desktop.text import plural
from hvh_desktop.ui import dialogs, kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.verbindingen.form import LAPTOPNAAM
from hvh_desktop.verbindingen.screen_laptops import DeskPage, bare_column, lay_out, not_coupled
from hvh_desktop.verbindingen.screen_naam import naam_key
from hvh_desktop.verbindingen.screen_woorden import WordGrid
from hvh_desktop.verbindingen.service_namen import change_laptopnaam, list_laptopnamen

LOOKING = "Kijken welke laptop toegang vraagt …"
REFUSE_ALL = (
    "Ook de laptop die je hier ziet, wordt geweigerd. Wie is geweigerd, kan na een uur opnieuw "
    "aanvragen. Laptops die al bij het huis horen, merken er niets van."
)


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
        self._naam = FormView(LAPTOPNAAM)
        self._keeper = DraftKeeper(
            context,
            naam_key(laptop_id),
            self._naam.typed,
            compartment=Compartment.register,
            parent=self,
        )
        self._naam.changed.connect(self._keeper.touch)
        self._body, self._foot = bare_column(12), kit.Holder()
        title = "Zijn dit dezelfde acht woorden?" if self.desk else "Een laptop toelaten"
        self._title = kit.Heading(title, 1)
        lay_out(self, self._title, self.notice, self._body)
        self._allow(False)

    def footer(self) -> QWidget:
        return self._foot

    def leave(self) -> None:
        self._keeper.keep()

    def refresh(self) -> None:
        if self.desk is None:
            kit.clear(self._body)
            self._body.addWidget(not_coupled(self.context))
        elif self._one is None and self._carried is not None:
            self._show([self._carried])
        elif self._one is None:
            if self._body.isEmpty():
                self._body.addWidget(kit.Label(LOOKING, role="muted"))
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
        draft = self._keeper.find()
        self._naam.set_values(draft.values if draft is not None else self._given())
        self._body.addWidget(kit.Card(self._naam, margins=24))
        if len(found) > 1:
            self._body.addWidget(self._many(len(found)))

    def _given(self) -> dict[str, str]:
        """The name that it has by now: it may have come in before, and is let in once more."""
        naam = self.context.read(list_laptopnamen).get(self._id)
        return {"naam": naam} if naam else {}

    def _many(self, count: int) -> QWidget:
        """More than one asks: perhaps nobody of the house does."""
        button = kit.Button(
            "Weiger alle aanvragen", "gevaar", name="weiger_alle", on_click=self._sure_of_all
        )
        told = f"Er vragen {plural(count, 'laptop', 'laptops')} toegang. Is geen ervan van jullie?"
        return kit.Card(kit.Label(told, wrap=True), kit.beside(button, kit.STRETCH), margins=24)

    def _sure_of_all(self) -> None:
        dialogs.ask(
            self,
            "Alle aanvragen weigeren?",
            REFUSE_ALL,
            act="Weiger alle aanvragen",
            safe="Nog niet",
            then=self._refuse_all,
            danger=True,
        )

    def _refuse_all(self) -> None:
        desk = self.desk
        if desk is not None:
            self._allow(False)
            self._ask_then(desk.refuse_all, "Alle aanvragen zijn geweigerd")

    def _allow(self, is_there: bool) -> None:
        acts = [kit.Button("Terug", name="terug", on_click=self._back)]
        if is_there:
            acts.append(kit.Button("Nee, weiger", "gevaar", name="weiger", on_click=self._refuse))
            acts.append(kit.Button("Ja, laat toe", "hoofd", name="laat_toe", on_click=self._admit))
        self._foot.show_items(kit.Footer(*acts))

    def _admit(self) -> None:
        desk, one = self.desk, self._one
        if desk is None or one is None or not self._naam.check():
            return
        self._allow(False)
        self.ask(lambda: desk.admit(one), self._admitted)

    def _admitted(self, _: object) -> None:
        self._keep_naam()
        if self._carried is None:
            self.context.tell("De laptop hoort nu bij het huis")
            self._back()
        else:
            self._offer_stick()

    def _keep_naam(self) -> None:
        """What was typed is its name from now on."""
        values = self._naam.values()
        self._keeper.forget()

        def operation(session: Session) -> None:
            change_laptopnaam(session, self._id, values)
            remove_draft(session, naam_key(self._id))

        if not self.context.perform(operation, compartment=Compartment.register):
            self._keeper.touch()

    def _offer_stick(self) -> None:
        kit.clear(self._body)
        self._title.set_text("De laptop is toegelaten")
        told = (
            "De laptop hoort nu bij het huis. Bewaar de toelating op de stick en kies dat bestand "
            "op de nieuwe laptop."
        )
        save = kit.Button("Bewaar de toelating", "hoofd", name="bewaar_toelating")
        save.clicked.connect(self._choose)
        kit.fill(self._body, kit.Card(kit.Label(told, wrap=True), kit.beside(save, kit.STRETCH)))
        save.setFocus()

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
