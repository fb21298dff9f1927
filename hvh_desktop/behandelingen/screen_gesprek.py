"""One talk of the psycholoog: plan it, write down that it was held, or drop it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.behandelingen import service
from hvh_desktop.behandelingen.form import PSYCHOLOOGGESPREK, VERVALLEN, notitie_bij_gesprek
from hvh_desktop.behandelingen.model import PsycholooggesprekStatus
from hvh_desktop.behandelingen.rows import NotitieRow, PsycholooggesprekRow
from hvh_desktop.behandelingen.screen_notitie import Grens, length_hint
from hvh_desktop.behandelingen.screen_parts import moment_words, time_remark
from hvh_desktop.db import Compartment, Session, new_id
from hvh_desktop.db.drafts import NEW, DraftKey, remove_draft
from hvh_desktop.deelnemers import access
from hvh_desktop.policy import get_rule
from hvh_desktop.rights import Right
from hvh_desktop.text import date_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.verwijzingen.model import Afspraakplaats

WANNEER = (("datum", "tijd", "duur_minuten"), ("plaats", "status"), ("aanleiding",))
VERVALLEN_STATUS = PsycholooggesprekStatus.vervallen
TEAM_SEES = "Het team ziet alleen dag, tijd en plaats."


class Afscheid(kit.Card):
    """Asks why the talk does not take place; shown when that is asked for."""

    def __init__(self, drop: Callable[[], None]) -> None:
        told = "De reden leest alleen de psycholoog. Het team ziet dat de afspraak weg is."
        self.reason = FormView(VERVALLEN)
        super().__init__(
            kit.Label(told, role="muted", wrap=True),
            self.reason,
            kit.beside(
                kit.Button("Laat vervallen", "gevaar", name="vervalt", on_click=drop),
                kit.Button("Laat staan", name="laat_staan", on_click=self.hide),
                kit.STRETCH,
            ),
            title="Laat vervallen",
            gap=12,
        )
        self.hide()

    def ask(self) -> None:
        """Show it, ready to type."""
        self.show()
        self.reason.blocks["vervallen_reden"].input.setFocus()


class PsycholooggesprekPage(FormPage):
    """When and where, why in a few words, and a short note; the note is a thing of its own."""

    help_page = "behandeling"
    compartment = Compartment.behandeling

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, psycholooggesprek_id: UUID | None = None
    ) -> None:
        super().__init__(
            context, deelnemer_id=deelnemer_id, psycholooggesprek_id=psycholooggesprek_id
        )
        self.deelnemer_id = deelnemer_id
        self._row: PsycholooggesprekRow | None = None
        right = Right.write_behandelnotitie
        roepnaam = context.read(lambda s: access.require(s, right, deelnemer_id).roepnaam)
        if psycholooggesprek_id is not None:
            self._row = context.read(
                lambda s: service.get_psycholooggesprek(s, psycholooggesprek_id)
            )
        sections = self._sections()
        subject = psycholooggesprek_id.hex if psycholooggesprek_id else NEW
        key = DraftKey(PSYCHOLOOGGESPREK.name, PSYCHOLOOGGESPREK.version, subject, deelnemer_id)
        self._farewell = Afscheid(self._drop)
        self.reason = self._farewell.reason
        self.build(
            f"Gesprek met {roepnaam}",
            sections,
            key,
            subline=TEAM_SEES,
            level=2,
            save="Bewaar" if self._row else "Bewaar gesprek",
            acts=self._acts(),
            below=kit.column(16, self._gone(), self._earlier(), self._farewell),
        )
        if self._is_gone:
            sections.hide()
            self._footer.buttons[-1].hide()

    @property
    def _is_gone(self) -> bool:
        return self._row is not None and self._row.status is VERVALLEN_STATUS

    def _put_back(self, psycholooggesprek_id: UUID) -> None:
        put_back(self.context, psycholooggesprek_id)
        self._back()

    # Parts -----------------------------------------------------------------------------------

    def _sections(self) -> Sections:
        talk = FormView(PSYCHOLOOGGESPREK, WANNEER)
        talk.blocks["datum"].changed.connect(self._follow_day)
        for name in ("datum", "tijd", "duur_minuten"):
            talk.blocks[name].changed.connect(self._remark)
        note = FormView(notitie_bij_gesprek())
        note.blocks["tekst"].set_hint(self.context.read(length_hint))
        return Sections(
            ("Wanneer en waar", talk),
            ("Notitie, alleen voor de psycholoog", note),
            above={0: _usual(self.context), 1: Grens(self.context)},
        )

    def _acts(self) -> list[kit.Button]:
        acts = [kit.Button("Stop", name="stop", on_click=self._back)]
        if self._row is not None and self._row.is_gepland:
            drop = kit.Button(
                "Laat vervallen", "gevaar", name="laat_vervallen", on_click=self._farewell.ask
            )
            acts.insert(0, drop)
        return acts

    def _gone(self) -> QWidget | None:
        """Instead of the form: it was dropped, and why."""
        row = self._row
        if row is None or not self._is_gone:
            return None
        back = kit.Button(
            "Zet terug",
            "stil",
            "arrow-counter-clockwise",
            small=True,
            name="zet_terug",
            on_click=lambda: self._put_back(row.id),
        )
        when = moment_words(row.datum, row.tijd, self.context.today())
        return kit.FixedNote(f"Dit gesprek van {when} is vervallen: {row.vervallen_reden}", back)

    def _earlier(self) -> QWidget | None:
        """Notes that were written about this talk."""
        row = self._row
        if row is None:
            return None
        notes = self.context.read(lambda s: service.list_behandelnotities(s, self.deelnemer_id))
        mine = [one for one in notes if one.psycholooggesprek_id == row.id]
        if not mine:
            return None
        return kit.Card(*(_note(one) for one in mine), title="Eerder opgeschreven", gap=8)

    def refresh(self) -> None:
        if self._row is not None and not self._is_loaded:
            self.context.record_reading("zorg", self.deelnemer_id)
        super().refresh()
        self._remark()

    def _remark(self) -> None:
        """A quiet line below a time at which this psycholoog is not there."""
        who = self._row.medewerker_id if self._row else self.context.actor.medewerker_id
        blocks = self.sections.blocks
        when = [blocks[name].value() for name in ("datum", "tijd", "duur_minuten")]
        blocks["tijd"].set_hint(self.context.read(lambda s: time_remark(s, who, *when)))

    # Values ----------------------------------------------------------------------------------

    def load(self) -> Mapping[str, Any]:
        if self._row is not None:
            return {name: getattr(self._row, name) for name in PSYCHOLOOGGESPREK.names()}
        minutes = self.context.read(lambda s: get_rule(s, "psycholooggesprek_minuten").waarde)
        return {
            **dict.fromkeys(PSYCHOLOOGGESPREK.names()),
            "duur_minuten": minutes,
            "plaats": Afspraakplaats.in_huis.value,
            "status": PsycholooggesprekStatus.gepland.value,
            "aanleiding": "",
            "tekst": "",
        }

    def _follow_day(self) -> None:
        """A day that went by means held, a day to come means planned; today is asked."""
        blocks, today = self.sections.blocks, self.context.today()
        day = blocks["datum"].value()
        if not isinstance(day, date) or day == today:
            return
        status = (
            PsycholooggesprekStatus.gehouden if day < today else PsycholooggesprekStatus.gepland
        )
        blocks["status"].set_value(status.value)

    # Writing ---------------------------------------------------------------------------------

    def write(self, session: Session, values: dict[str, Any]) -> UUID:
        row, text = self._row, values["tekst"]
        talk = {name: values[name] for name in PSYCHOLOOGGESPREK.names()}
        if row is None:
            one = service.record_psycholooggesprek(session, self.deelnemer_id, talk)
        else:
            one = row.id
            service.change_psycholooggesprek(session, one, talk)
        if text.strip():
            day = min(talk["datum"], session.today)
            service.record_behandelnotitie(
                session, self.deelnemer_id, text, datum=day, psycholooggesprek_id=one
            )
        return one

    def save(self) -> None:
        """Two commits of one action: the talk for the psycholoog, day and place for the team."""
        if not self.sections.check():
            return
        values, action, kept = self.sections.values(), new_id(), list[UUID]()

        def operation(session: Session) -> UUID:
            one = self.write(session, values)
            remove_draft(session, self.key)
            return one

        if self.context.perform(
            operation,
            compartment=self.compartment,
            form=self.sections,
            done=kept.append,
            action=action,
        ):
            self.context.perform(lambda s: service.change_zorgafspraak(s, kept[0]), action=action)
            self._done(kept[0])

    def _drop(self) -> None:
        row, action = self._row, new_id()
        if row is None or not self.reason.check():
            return
        reason = self.reason.values()["vervallen_reden"]

        def operation(session: Session) -> None:
            service.withdraw_psycholooggesprek(session, row.id, reason)
            remove_draft(session, self.key)

        context = self.context
        if context.perform(
            operation, compartment=self.compartment, form=self.reason, action=action
        ):
            context.perform(lambda s: service.change_zorgafspraak(s, row.id), action=action)
            self.keeper.forget()
            context.tell("Het gesprek is vervallen", lambda: put_back(context, row.id))
            self._back()

    def written(self, result: UUID) -> None:
        self._back()

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="zorg")


def put_back(context: Context, psycholooggesprek_id: UUID) -> None:
    """A dropped talk is planned again, also for the team."""
    action = new_id()
    kept = context.perform(
        lambda s: service.reopen_psycholooggesprek(s, psycholooggesprek_id),
        compartment=Compartment.behandeling,
        action=action,
    )
    if kept:
        context.perform(
            lambda s: service.change_zorgafspraak(s, psycholooggesprek_id), action=action
        )


def _usual(context: Context) -> QWidget:
    rule = context.read(lambda s: get_rule(s, "psycholooggesprek_minuten"))
    provisional = " (voorlopig)" if rule.is_hypothese else ""
    text = f"Een gesprek duurt meestal {rule.waarde} minuten{provisional}."
    return kit.Label(text, "klein", "muted", wrap=True)


def _note(row: NotitieRow) -> QWidget:
    return kit.column(
        kit.Label(date_words(row.datum), "klein", "muted"), kit.Label(row.tekst, wrap=True)
    )
