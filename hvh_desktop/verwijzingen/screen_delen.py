"""The cards beside the way: appointments, why and what is asked, and what comes after."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import DraftKey, find_draft
from hvh_desktop.organisaties.service import list_organisaties
from hvh_desktop.text import capitalise, date_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm, Slot
from hvh_desktop.verwijzingen import service, service_afspraken
from hvh_desktop.verwijzingen.form import BEHANDELAFSPRAAK, VERVOLG, vervolg_form
from hvh_desktop.verwijzingen.model import Vervolg, VerwijzingStatus
from hvh_desktop.verwijzingen.rows import BehandelafspraakRow, VerwijzingDetail
from hvh_desktop.verwijzingen.screen_commit import perform_both
from hvh_desktop.verwijzingen.words import odd_hour_words, place_words, when_words

TEAM_SEES = "Het team ziet alleen dag, tijd en plaats, en bij welke instelling."


class AfsprakenCard(kit.Card):
    """The appointments of this referral; each opens to be changed or taken off."""

    def __init__(self, context: Context, verwijzing_id: UUID, deelnemer_id: UUID) -> None:
        self._new = kit.Button(
            "Maak afspraak",
            "stil",
            "plus",
            small=True,
            name="afspraak_nieuw",
            on_click=lambda: self.open_form(None),
        )
        super().__init__(title="Afspraken", actions=(self._new,), gap=8)
        self._context, self._id, self._deelnemer_id = context, verwijzing_id, deelnemer_id
        self._list = kit.Holder()
        self.slot = Slot()
        self._off = kit.Button(
            "Haal deze afspraak eraf",
            "gevaar",
            small=True,
            name="afspraak_eraf",
            on_click=self._remove,
        )
        self._off.hide()
        self._chosen: BehandelafspraakRow | None = None
        self._is_looked = False
        self.slot.opened.connect(self._opened)
        told = kit.IconLabel(
            "eye", TEAM_SEES, size="klein", role="muted", icon_role="muted", wrap=True
        )
        self.add(told, self._list, self.slot, kit.beside(self._off, kit.STRETCH))

    def show_detail(self, detail: VerwijzingDetail, *, may_write: bool) -> None:
        """Show the appointments, the coming ones first."""
        row = detail.row
        can_add = may_write and row.is_open and row.status is not VerwijzingStatus.besproken
        self._detail, self._can_change = detail, can_add
        self._new.setVisible(can_add)
        today = self._context.today()
        coming = [one for one in detail.afspraken if one.datum >= today]
        past = [one for one in reversed(detail.afspraken) if one.datum < today]
        if coming or past:
            rows = [self._row(one) for one in (*coming, *past)]
            self._list.show_items(kit.RowList(*rows))
        else:
            self._list.show_items(kit.Label(self._empty(), role="muted", wrap=True))
        if not self._is_looked:
            self._is_looked = True
            self._find_draft()

    def _empty(self) -> str:
        if self._detail.row.status is VerwijzingStatus.besproken:
            return "Afspraken kunnen erbij als hij is aangemeld."
        return "Er zijn geen afspraken."

    def _row(self, one: BehandelafspraakRow) -> kit.Row:
        today = self._context.today()
        is_past = one.datum < today
        row = kit.Row(
            capitalise(when_words(one, today)),
            f"{place_words(one)}{', geweest' if is_past else ''}",
            icon="calendar-check" if is_past else "calendar-blank",
            name_role="muted" if is_past else "text",
        )
        row.setObjectName(f"afspraak_{one.id.hex}")
        if self._can_change:
            row.activated.connect(lambda one=one: self.open_form(one))
        return row

    def _find_draft(self) -> None:
        def find(session: Session) -> list[BehandelafspraakRow | None]:
            options: list[BehandelafspraakRow | None] = [None, *self._detail.afspraken]
            place = Compartment.behandeling
            return [one for one in options if find_draft(session, place, self._key(one))]

        for one in self._context.read(find)[:1] if self._can_change else ():
            self.open_form(one, focus=False)

    def _key(self, one: BehandelafspraakRow | None) -> DraftKey:
        if one is None:
            return DraftKey("behandelafspraak_nieuw", 1, self._id.hex, self._deelnemer_id)
        return DraftKey("behandelafspraak", 1, one.id.hex, self._deelnemer_id)

    def open_form(self, one: BehandelafspraakRow | None, *, focus: bool = True) -> None:
        """Ask day, time and place."""

        def write(session: Session, values: dict[str, Any]) -> None:
            if one is None:
                service_afspraken.record_behandelafspraak(session, self._id, values)
            else:
                service_afspraken.change_behandelafspraak(session, one.id, values)

        names = BEHANDELAFSPRAAK.names()
        form = InlineForm(
            self._context,
            FormView(BEHANDELAFSPRAAK, (("datum", "tijd"), ("plaats",))),
            self._key(one),
            write,
            name="afspraak",
            save="Bewaar afspraak",
            start={} if one is None else {name: getattr(one, name) for name in names},
            compartment=Compartment.behandeling,
            perform=partial(perform_both, self._context, self._id),
        )
        self._chosen = one
        block = form.view.blocks["tijd"]
        block.changed.connect(lambda: block.set_hint(odd_hour_words(block.value())))
        block.set_hint(odd_hour_words(block.value()))
        self.slot.open(form, focus=focus)

    def _opened(self, is_open: bool) -> None:
        self._off.setVisible(is_open and self._chosen is not None)
        self._new.setVisible(self._can_change and not is_open)

    def _remove(self) -> None:
        one, context, verwijzing_id = self._chosen, self._context, self._id
        if one is None:
            return

        def put_back() -> None:
            perform_both(
                context,
                verwijzing_id,
                lambda s: service_afspraken.reopen_behandelafspraak(s, one.id),
            )

        if self.slot.form is not None:
            self.slot.form.drop()
        if perform_both(
            context,
            verwijzing_id,
            lambda s: service_afspraken.remove_behandelafspraak(s, one.id),
        ):
            context.tell("De afspraak is eraf gehaald", put_back)


class InhoudCard(kit.Card):
    """Why, and what is asked; only the psycholoog reads it."""

    def __init__(self, change: kit.Button) -> None:
        change.setAccessibleName("Wijzig de verwijzing, met indicatie en vraag")
        super().__init__(title="Indicatie en vraag", actions=(change,), gap=8)
        self._change = change
        self._words = kit.Holder()
        self.add(self._words)

    def show_detail(self, detail: VerwijzingDetail, *, may_write: bool) -> None:
        """Show the words as they were typed."""
        self._change.setVisible(may_write)
        contact = detail.contactpersoon or "niet gekozen"
        self._words.show_items(
            kit.IconLabel(
                "lock-simple",
                "Dit leest alleen de psycholoog.",
                size="klein",
                role="muted",
                icon_role="muted",
                wrap=True,
            ),
            10,
            *_told("Indicatie", detail.indicatie),
            *_told("Vraag aan de instelling", detail.vraag or "Nog niet ingevuld."),
            *_told("Contactpersoon", contact),
            *_told("Besproken met hem op", date_words(detail.row.besproken_datum)),
        )


def _told(label: str, words: str) -> list[Any]:
    return [kit.Label(label, "klein", "muted"), kit.Label(words, wrap=True, selectable=True), 8]


class VervolgCard(kit.Card):
    """Does the care go on after uitstroom, and where."""

    def __init__(self, context: Context, verwijzing_id: UUID, deelnemer_id: UUID) -> None:
        self._change = kit.Button(
            "Wijzig", "stil", small=True, name="vervolg_wijzig", on_click=self.open_form
        )
        self._change.setAccessibleName("Wijzig wat er na de uitstroom gebeurt")
        super().__init__(title="Na de uitstroom", actions=(self._change,), gap=8)
        self._context, self._id = context, verwijzing_id
        self._key = DraftKey("verwijzing_vervolg", 1, verwijzing_id.hex, deelnemer_id)
        self._words = kit.Label("", wrap=True)
        self._more = kit.Label("", role="muted", wrap=True)
        self.slot = Slot()
        self.slot.opened.connect(lambda is_open: self._change.setVisible(not is_open))
        self._is_looked = False
        self.add(self._words, self._more, self.slot)

    def show_detail(self, detail: VerwijzingDetail, *, may_write: bool) -> None:
        """Show where the care goes on."""
        self._detail = detail
        self._words.set_text(_vervolg_words(detail))
        self._more.set_text(detail.vervolg_toelichting)
        self._more.setVisible(bool(detail.vervolg_toelichting))
        self._change.setVisible(may_write and self.slot.form is None)
        if not self._is_looked and may_write:
            self._is_looked = True
            place = Compartment.behandeling
            if self._context.read(lambda s: find_draft(s, place, self._key)) is not None:
                self.open_form(focus=False)

    def open_form(self, *, focus: bool = True) -> None:
        """Ask whether and where."""
        rows = self._context.read(list_organisaties)
        names = {row.id.hex: row.naam for row in rows}
        detail = self._detail
        if detail.vervolg_organisatie_id is not None:
            names.setdefault(detail.vervolg_organisatie_id.hex, detail.vervolg_organisatie)
        start = {name: detail.values[name] for name in VERVOLG.names()}
        organisatie = start["vervolg_organisatie_id"]
        start["vervolg_organisatie_id"] = organisatie.hex if organisatie else None
        form = InlineForm(
            self._context,
            FormView(vervolg_form(names)),
            self._key,
            lambda session, values: service.change_vervolg(session, self._id, values),
            name="vervolg",
            save="Bewaar vervolg",
            start=start,
            compartment=Compartment.behandeling,
            perform=partial(perform_both, self._context, self._id),
        )
        self.slot.open(form, focus=focus)


def _vervolg_words(detail: VerwijzingDetail) -> str:
    if detail.vervolg is Vervolg.ja:
        return f"De zorg gaat door bij {detail.vervolg_organisatie}."
    if detail.vervolg is Vervolg.nee:
        return "De zorg stopt bij de uitstroom."
    return "Het is nog niet bekend of de zorg doorgaat."
