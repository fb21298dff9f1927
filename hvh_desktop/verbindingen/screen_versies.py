"""Two texts of the same thing: both beside each other, a proposal below, one decision."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.db.drafts import DraftKey, remove_draft
from hvh_desktop.db.entity import entity_classes
from hvh_desktop.errors import UserError
from hvh_desktop.sync.thread.state import moment_words
from hvh_desktop.text import capitalise, join_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper, kept_at
from hvh_desktop.ui.page import Page
from hvh_desktop.verbindingen import service
from hvh_desktop.verbindingen.rows import Naar, TweeVersies, TweeVersiesRow, Versie
from hvh_desktop.verbindingen.verschil import compare, marked

WIDEST = 1120
MARGINS = (24, 4, 24, 16)
TOLD = (
    "Twee collega’s schreven dit zonder elkaars tekst te zien. Er is niets weg. Lees ze allebei, "
    "overleg als dat nodig is, en bewaar wat hier moet staan."
)
TOGETHER = "Dit voorstel voegt beide teksten samen. Pas het aan tot het klopt."
APART = (
    "De teksten gaan op dezelfde plek over iets anders. In dit voorstel staan ze onder elkaar. "
    "Haal weg wat niet klopt."
)
CHOOSE = "Kies wat hier moet staan."
NOT_YOURS = "Je mag dit lezen. Wie dit mag wijzigen, kiest wat blijft staan."
SHOWN = frozenset(entity_classes())


class TweeVersiesPage(Page):
    """One field of one thing. Nothing goes away: what is not chosen stays in the history."""

    help_page = "twee-versies"

    def __init__(
        self, context: Context, *, kind: str, entity_id: UUID, veld: str, **address: Any
    ) -> None:
        super().__init__(context, kind=kind, entity_id=entity_id, veld=veld, **address)
        self._about = (kind, entity_id, veld)
        self._compartment = service.compartment_of(kind)
        self._found: TweeVersies | None = None
        self._is_typed = False
        self.input: Any = None
        self._errors = kit.ErrorSummary()
        subject = f"{entity_id.hex}-{veld}"
        self._key = DraftKey("tweeversies", 1, subject, address.get("deelnemer_id"))
        self.keeper = DraftKeeper(
            context, self._key, self._typed, compartment=self._compartment, parent=self
        )
        self._save = kit.Button("Bewaar deze tekst", "hoofd", name="bewaar_tekst")
        self._save.clicked.connect(self.save)
        self._foot = kit.Footer(kit.Button("Later", name="later", on_click=self._back), self._save)
        self.keeper.kept.connect(self._foot.set_state)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(12)
        body = kit.column(self._body, kit.STRETCH)
        body.setMaximumWidth(theme.px(WIDEST))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            kit.ScrollPage(kit.beside((body, 1000), kit.STRETCH, gap=0, margins=MARGINS))
        )

    shows = SHOWN

    def footer(self) -> QWidget:
        return self._foot

    def leave(self) -> None:
        self.keeper.keep()

    # Showing --------------------------------------------------------------------------------

    def refresh(self) -> None:
        typed = self._typed() if self._is_typed else None
        found = self.context.read(lambda s: service.get_twee_versies(s, *self._about))
        if found == self._found and self.input is not None:
            return
        kit.clear(self._body)
        self._errors = kit.ErrorSummary()
        if found is None:
            self._show_decided(typed)
            return
        self._found = found
        self._show(found)
        if typed is not None:
            self._fill(typed)
        elif (draft := self.keeper.find()) is not None:
            self._fill(draft.values)
            self._is_typed = True
            self._foot.set_state(kept_at(draft.saved_at))

    def _show(self, found: TweeVersies) -> None:
        row = found.row
        kit.fill(
            self._body,
            kit.Heading(f"{how_many(len(found.versies))} van ‘{row.label}’", 2),
            kit.Label(f"{row.wat}. {TOLD}", role="muted", wrap=True),
            self._errors,
            kit.Columns(*((self._card(found, one), 0) for one in found.versies)),
        )
        if found.is_tekst:
            legend = "Wat vet en onderstreept is, staat in de andere tekst anders of niet."
            self._body.addWidget(kit.Label(legend, "klein", "muted", wrap=True))
        self._body.addWidget(self._decision(found))
        self._save.setVisible(row.mag_kiezen)
        self._save.setText("Bewaar deze tekst" if found.is_tekst else "Bewaar deze keuze")

    def _card(self, found: TweeVersies, one: Versie) -> QWidget:
        where = "op deze laptop" if one.is_hier else "op een andere laptop"
        moment = moment_words(one.op.astimezone(AMSTERDAM), self.context.now())
        take = None
        if found.is_tekst and found.row.mag_kiezen:
            take = kit.Button("Neem deze tekst over", "stil", small=True, name="neem_over")
            take.setAccessibleName(f"Neem de tekst van {one.door} over")
            take.clicked.connect(partial(self._take, one))
        words = _version_words(found, one)
        words.setAccessibleName(f"Versie van {one.door}, {moment}: {one.tekst}")
        return kit.Card(
            kit.Label(f"{capitalise(moment)}, {where}", "klein", "muted", wrap=True),
            _sealed_note(one),
            words,
            kit.beside(take, kit.STRETCH) if take is not None else None,
            kit.STRETCH,
            title=one.door,
            gap=8,
        )

    def _decision(self, found: TweeVersies) -> QWidget:
        if not found.row.mag_kiezen:
            self.input = kit.Label(NOT_YOURS, wrap=True)
            return kit.NoticeBanner(NOT_YOURS, "info")
        if found.is_tekst:
            self.input = kit.Area(found.voorstel, 4, voice=found.is_stem)
            hint = TOGETHER if found.is_samengevoegd else APART
        else:
            choices = [
                (number, f"{one.tekst or 'Leeg'} ({one.door})")
                for number, one in enumerate(found.versies)
            ]
            self.input, hint = kit.RadioGroup(choices), CHOOSE
        block = kit.FieldBlock("Dit blijft staan", self.input, hint, name="tekst")
        self.input.changed.connect(self._touch)
        return kit.Card(block)

    def _show_decided(self, typed: Mapping[str, Any] | None) -> None:
        """Somebody decided already, here or elsewhere. What was typed can still be copied."""
        self._save.hide()
        self._found = None
        told = "Er is één tekst van gemaakt. Wat niet werd gekozen, staat nog in de geschiedenis."
        back = kit.Button("Naar Vandaag", name="naar_vandaag")
        back.clicked.connect(lambda: self.context.open("vandaag"))
        self._body.addWidget(kit.EmptyState("check-circle", "Hier is al gekozen", told, back))
        if typed is not None and isinstance(typed["tekst"], str):
            area = kit.Area(typed["tekst"], 4)
            area.set_fixed(True)
            mine = kit.FieldBlock("Wat jij typte", area, name="jouw_tekst")
            self._body.addWidget(kit.Card(mine))
            self.input = area

    # Typing ---------------------------------------------------------------------------------

    def _typed(self) -> dict[str, Any]:
        return {"tekst": self.input.value() if hasattr(self.input, "value") else None}

    def _fill(self, typed: Mapping[str, Any]) -> None:
        if hasattr(self.input, "set_value"):
            self.input.set_value(typed["tekst"])

    def _touch(self) -> None:
        self._is_typed = True
        self.keeper.touch()

    def _take(self, one: Versie) -> None:
        self.input.set_value(one.tekst)
        self._touch()
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    # Deciding -------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep this; the other texts step back into the history."""
        found = self._found
        if found is None:
            return
        chosen = self.input.value()
        if not found.is_tekst and chosen is None:
            self.show_problems(UserError(CHOOSE))
            return
        value = chosen if found.is_tekst else found.versies[chosen].waarde

        def operation(session: Session) -> None:
            service.resolve_twee_versies(session, *self._about, value)
            remove_draft(session, self._key)

        self.context.perform(
            operation,
            compartment=self._compartment,
            form=self,
            done=lambda _: self._done(found),
            seen=self.keeper.seen,
        )

    def show_problems(self, error: UserError) -> None:
        """Above the texts."""
        lines = error.fields.values() or [error.text]
        self._errors.show_errors([(sentence, self.input) for sentence in lines])

    def _done(self, found: TweeVersies) -> None:
        self.keeper.forget()
        self.context.tell("Het is bewaard. Er is nu één versie")
        self._go(found.naar)

    def _back(self) -> None:
        self.keeper.keep()
        self._go(self._found.naar if self._found is not None else None)

    def _go(self, naar: Naar | None) -> None:
        if naar is None:
            self.context.open("vandaag")
        else:
            self.context.open(naar.place, **naar.address)


def _sealed_note(one: Versie) -> QWidget | None:
    """Said plainly: the name above the text is then not proven by himself."""
    if not one.verzegeld_door:
        return None
    told = f"Verzegeld door {one.verzegeld_door}, niet door {one.door} zelf"
    return kit.IconLabel("info", told, size="klein", role="muted", wrap=True)


def _version_words(found: TweeVersies, one: Versie) -> QWidget:
    if not one.tekst:
        return kit.Label("Leeg gemaakt", role="muted")
    if not found.is_tekst:
        return kit.Label(one.tekst, semibold=True, wrap=True)
    other = next(v for v in found.versies if v is not one)
    text = marked(compare(one.tekst, other.tekst))
    label = kit.Label(text, rich=True, wrap=True, selectable=True)
    if not found.is_stem:
        return label
    panel = kit.Panel("voice_soft", None, bar="voice")
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(16, 10, 12, 10)
    layout.addWidget(label)
    return panel


def how_many(number: int) -> str:
    """ "Twee versies", "3 versies"."""
    return "Twee versies" if number == 2 else f"{number} versies"


def open_versies(context: Context, row: TweeVersiesRow) -> None:
    """Open the page of this one."""
    context.open(
        "twee_versies",
        kind=row.kind,
        entity_id=row.entity_id,
        veld=row.veld,
        deelnemer_id=row.deelnemer_id,
    )


def who_words(row: TweeVersiesRow) -> str:
    """ "Ilse en Ruben schreven dit apart van elkaar"."""
    names = list(dict.fromkeys(row.door))
    if len(names) == 1:
        return f"{names[0]} schreef dit op twee laptops"
    return f"{join_words(names)} schreven dit apart van elkaar"
