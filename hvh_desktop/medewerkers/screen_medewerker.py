"""One colleague: who he is, his roles, his account and his days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop import jobs
from hvh_desktop.db import Compartment
from hvh_desktop.db.drafts import NEW, DraftKey
from hvh_desktop.medewerkers.form import MEDEWERKER
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.medewerkers.screen_form import SECRET, MedewerkerForm, first_password
from hvh_desktop.medewerkers.screen_vertrek import LaptopNote, ask_for_laptop
from hvh_desktop.medewerkers.service import MedewerkerDetail, get_medewerker, list_medewerkers
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.text import date_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import ask
from hvh_desktop.ui.draft import DraftKeeper
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.password_field import Blocks

WIDTH = 860
_MADE = "Het account is gemaakt. Geef het eerste wachtwoord zelf door."


class MedewerkerPage(Page):
    """Make or change a colleague; who is no beheerder may only look."""

    shows = frozenset({Medewerker})
    help_page = "medewerkers-en-rollen"

    def __init__(self, context: Context, medewerker_id: UUID | None = None, **address: Any) -> None:
        super().__init__(context, **address)
        self._id = medewerker_id
        self._may_change = is_allowed(context.actor, Right.change_medewerkers)
        self._is_filled = False
        self._title = kit.Heading("Nieuwe collega", 1)
        self._account_told = kit.Label("", wrap=True)
        self._laptop = LaptopNote(context)
        self._reset = _reset_form()
        self._form = MedewerkerForm(None if medewerker_id is None else self._account())
        self._footer = kit.Footer(*self._buttons())
        subject = medewerker_id.hex if medewerker_id else NEW
        self._draft = DraftKeeper(
            context,
            DraftKey("medewerker", MEDEWERKER.version, subject),
            self._form.typed,
            compartment=Compartment.register,
            parent=self,
        )
        self._form.changed.connect(self._draft.touch)
        self._draft.kept.connect(self._footer.set_state)
        body = kit.column(self._title, 12, self._laptop, self._form, kit.STRETCH)
        body.setMaximumWidth(theme.px(WIDTH))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            kit.ScrollPage(kit.beside((body, 100), kit.STRETCH, gap=0, margins=(24, 4, 24, 16)))
        )

    def _account(self) -> QWidget:
        give = kit.Button(
            "Geef een nieuw wachtwoord", icon="key", name="geef_wachtwoord", on_click=self.reset
        )
        inside = kit.column(self._reset, 12, kit.beside(give, kit.STRETCH), margins=(0, 8, 0, 4))
        fold = kit.Fold("Nieuw wachtwoord of andere gebruikersnaam", inside)
        fold.setVisible(self._may_change)
        return kit.Card(self._account_told, fold, title="Account")

    def _buttons(self) -> list[kit.Button]:
        back = kit.Button("Terug", icon="arrow-left", name="terug", on_click=self._go_back)
        self._end = kit.Button("Sluit het account", "gevaar", name="sluit_af", on_click=self._ask)
        self._save = kit.Button("Bewaar", "hoofd", name="bewaar", on_click=self.save)
        if not self._may_change:
            return [back]
        return [back, self._end, self._save] if self._id else [back, self._save]

    def footer(self) -> QWidget | None:
        return self._footer

    def refresh(self) -> None:
        people = self.context.read(list_medewerkers)
        self._form.set_colleagues([(row.id, row.naam) for row in people if row.id != self._id])
        if self._id is not None:
            self._show(self._id)
        elif not self._is_filled and (draft := self._draft.find()):
            self._form.fill(draft.values)
        self._is_filled = True

    def _show(self, medewerker_id: UUID) -> None:
        detail = self.context.read(lambda s: get_medewerker(s, medewerker_id))
        self._title.set_text(detail.row.naam)
        waiting = self.context.entry.list_waiting().get(medewerker_id, "")
        parts = (f"Gebruikersnaam: {detail.gebruikersnaam}.", _over(detail), waiting)
        self._account_told.set_text(" ".join(part for part in parts if part))
        day = detail.values["actief_tot_datum"]
        self._laptop.show_for(day, is_active=detail.row.is_actief)
        if not detail.row.is_actief:
            self._end.hide()
        if self._is_filled:
            return
        self._form.fill({**detail.values, "vervanger_id": detail.vervanger_id})
        self._reset.blocks["gebruikersnaam"].input.set_value(detail.gebruikersnaam)
        if not self._may_change:
            self._form.set_fixed(True)
        elif draft := self._draft.find():
            self._form.fill(draft.values)

    def _seen(self) -> int | None:
        """Up to where the register was read when the form was filled."""
        return self._draft.seen.get(Compartment.register)

    def leave(self) -> None:
        """Passwords are not kept, the rest is."""
        if self._may_change:
            self._draft.keep()
        for form in (self._form, self._reset):
            form.empty([name for name in form.blocks if name == SECRET])

    def _go_back(self) -> None:
        self.context.open("medewerkers")

    def save(self) -> None:
        """Make or change; the keys follow."""
        entry, medewerker_id = self.context.entry, self._id
        with self.context.explain(self._form):
            facts = self._form.facts()
            password = self._form.value(SECRET) if medewerker_id is None else ""
            self._draft.keep()
            remove_draft, seen = self._draft.removal(), self._seen()

            def work() -> None:
                if medewerker_id is None:
                    entry.record_account(facts, password)
                else:
                    entry.change_account(medewerker_id, facts, seen=seen)
                remove_draft()

            self._run(work, "Bewaard." if medewerker_id else _MADE)

    def reset(self) -> None:
        """A first password again; what was typed elsewhere on the page stays there."""
        values = self._reset.values()
        medewerker_id, entry, seen = self._id, self.context.entry, self._seen()
        name, password = values["gebruikersnaam"], values[SECRET]
        self._run(
            lambda: entry.reset_password(medewerker_id, name, password, seen=seen),
            "Het nieuwe wachtwoord is ingesteld. Geef het zelf door.",
            self._reset,
            self._stay,
        )

    def _ask(self) -> None:
        ask(
            self,
            "Dit account nu sluiten?",
            "Het account opent dan meteen niets meer. Wat deze collega schreef, blijft staan. "
            "Gaat je collega later weg? Vul dan de laatste werkdag in.",
            act="Sluit het account",
            safe="Laat open",
            then=self.end,
        )

    def end(self) -> None:
        """Yesterday was the last day."""
        medewerker_id, entry, seen = self._id, self.context.entry, self._seen()
        day = self.context.today() - timedelta(days=1)

        def ended() -> None:
            ask_for_laptop(self.context, self.window())
            if self._draft.find() is None:
                self._leave()
                return
            self._form.blocks["actief_tot_datum"].input.set_value(day)
            self._draft.touch()
            self._stay()

        self._draft.keep()
        told = "Het account is gesloten."
        self._run(lambda: entry.complete_account(medewerker_id, day, seen=seen), told, then=ended)

    def _leave(self) -> None:
        self._draft.remove()
        self._go_back()

    def _stay(self) -> None:
        """The draft is kept; only the account is shown anew."""
        self._draft.keep()
        self._reset.empty([SECRET])
        self._save.setEnabled(True)
        self.refresh()

    def _run(
        self,
        work: Callable[[], object],
        told: str,
        form: Blocks | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Beside the window: a new password takes about a second.

        Meanwhile the person may have gone elsewhere or locked: then this page is gone.
        """
        shown = form or self._form
        shown.clear_problems()
        self._save.setEnabled(False)

        def done(_: object) -> None:
            self.context.tell(told)
            if self.is_here:
                (then or self._leave)()

        def failed(error: BaseException) -> None:
            here = self.is_here
            if here:
                self._save.setEnabled(True)
            with self.context.explain(shown if here else None):
                raise error

        jobs.run(work, done, failed)


def _over(detail: MedewerkerDetail) -> str:
    """What is said of roles that ended by themselves."""
    end = detail.values["tijdelijke_rollen_tot_datum"]
    if end is None or detail.row.tijdelijke_rollen:
        return ""
    return f"De tijdelijke rollen zijn op {date_words(end)} opgehouden."


def _reset_form() -> Blocks:
    name = kit.FieldBlock("Gebruikersnaam", kit.TextField(), name="andere_gebruikersnaam")
    return Blocks(("gebruikersnaam", name), first_password())
