"""What a laptop is called: said on its page, and changed there."""

from __future__ import annotations

from uuid import UUID

from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import DraftKey, find_draft
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm, Slot
from hvh_desktop.verbindingen.form import LAPTOPNAAM
from hvh_desktop.verbindingen.service_namen import change_laptopnaam

NO_NAME = "Deze laptop heeft nog geen naam. De woorden blijven waar je hem aan herkent."


def naam_key(laptop_id: UUID) -> DraftKey:
    """What is typed about the name of this laptop, wherever that is done."""
    return DraftKey("laptopnaam", LAPTOPNAAM.version, laptop_id.hex)


class NaamCard(kit.Card):
    """The name, and the form that opens for another one."""

    def __init__(self, context: Context, laptop_id: UUID) -> None:
        super().__init__(title="Naam", gap=0, margins=24)
        self._context, self._id, self._naam = context, laptop_id, ""
        self._said = kit.Label("", wrap=True)
        self._said.setObjectName("laptopnaam")
        self._change = kit.Button("Geef een naam", name="wijzig_naam", on_click=self._open)
        self._line = kit.beside((self._said, 1), self._change, gap=16)
        self._slot = Slot()
        self._slot.opened.connect(lambda is_open: self._line.setVisible(not is_open))
        self.add(self._line, self._slot)

    def show_naam(self, naam: str) -> None:
        """This is its name; a form that is open stays as it is."""
        self._naam = naam
        self._said.set_text(naam or NO_NAME)
        self._said.set_role("text" if naam else "muted")
        self._change.setText("Wijzig de naam" if naam else "Geef een naam")
        if self._slot.form is None and self._is_begun():
            self._open(focus=False)

    def keep(self) -> None:
        """Keep what is typed."""
        self._slot.leave()

    def _is_begun(self) -> bool:
        key = naam_key(self._id)
        return self._context.read(lambda s: find_draft(s, Compartment.register, key)) is not None

    def _open(self, *, focus: bool = True) -> None:
        form = InlineForm(
            self._context,
            FormView(LAPTOPNAAM),
            naam_key(self._id),
            self._write,
            name="naam",
            save="Bewaar",
            said="De naam is bewaard",
            start={"naam": self._naam},
            compartment=Compartment.register,
        )
        self._slot.open(form, focus=focus)

    def _write(self, session: Session, values: dict[str, object]) -> None:
        change_laptopnaam(session, self._id, values)
