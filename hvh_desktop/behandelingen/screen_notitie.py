"""What a short note is for and what does not belong in it, and the place to write one."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.behandelingen import service
from hvh_desktop.behandelingen.form import BEHANDELNOTITIE, VERVALLEN
from hvh_desktop.behandelingen.rows import NotitieRow
from hvh_desktop.db import AMSTERDAM, Compartment, Session
from hvh_desktop.db.drafts import NEW, DraftKey, remove_draft
from hvh_desktop.policy import get_rule
from hvh_desktop.text import date_words, plural
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper, kept_at
from hvh_desktop.ui.form_view import FormView

NOT_HERE = (
    "Alleen voor korte aantekeningen om je werk te regelen. Geen behandeldossier, geen diagnose "
    "en geen verslag van gesprekken."
)


class Grens(kit.Panel):
    """One calm notice: what does not belong here; the fold says why, with the source."""

    def __init__(self, context: Context) -> None:
        super().__init__("sunken", None)
        rule = context.read(lambda s: get_rule(s, "behandeldossier_bewaarjaren"))
        why = (
            f"Een behandeldossier wordt {rule.waarde} jaar bewaard door wie behandelt. Dit "
            "programma bewaart gegevens veel korter. Wat bij de behandeling hoort, schrijf je "
            "daarom op bij de instelling of in het dossier van je praktijk."
        )
        source = f"Bron: {rule.bron}."
        if rule.bron_url:
            source = f"{source}\n{rule.bron_url}"
        told = kit.column(
            kit.Label(why, wrap=True),
            kit.Label(source, "klein", "muted", wrap=True, selectable=True),
            gap=4,
            margins=(28, 0, 0, 4),
        )
        self.fold = kit.Fold("Waarom", told)
        self.fold.setObjectName("waarom")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 6)
        layout.setSpacing(2)
        layout.addWidget(kit.IconLabel("info", NOT_HERE, icon_role="muted", wrap=True))
        layout.addWidget(self.fold)


def length_hint(session: Session) -> str:
    """How long a note may be."""
    rule = get_rule(session, "behandelnotitie_tekens")
    provisional = " (voorlopige grens)" if rule.is_hypothese else ""
    return f"Hooguit {plural(rule.waarde, 'teken', 'tekens')}{provisional}."


class NotitieVak(QWidget):
    """Write a note in place. What is typed is kept as a draft in the psycholoog's compartment."""

    def __init__(self, context: Context, deelnemer_id: UUID) -> None:
        super().__init__()
        self._context, self._deelnemer_id = context, deelnemer_id
        self.view = FormView(BEHANDELNOTITIE, (("tekst",),))
        block = self.view.blocks["tekst"]
        block.label.setText("Nieuwe notitie")
        block.input.setObjectName("notitie")
        block.input.setAccessibleName("Nieuwe notitie")
        block.set_hint(context.read(length_hint))
        self._state = kit.Label("", "klein", "muted", wrap=True)
        self._key = DraftKey(BEHANDELNOTITIE.name, BEHANDELNOTITIE.version, NEW, deelnemer_id)
        self.keeper = DraftKeeper(
            context, self._key, self.view.typed, compartment=Compartment.behandeling, parent=self
        )
        self.keeper.kept.connect(self._state.set_text)
        self.view.changed.connect(self.keeper.touch)
        save = kit.Button("Bewaar notitie", name="bewaar_notitie", on_click=self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.view)
        layout.addWidget(kit.beside((self._state, 1), save))
        draft = self.keeper.find()
        if draft is not None:
            self.view.set_values(draft.values)
            self._state.set_text(kept_at(draft.saved_at.astimezone(AMSTERDAM)))

    def _save(self) -> None:
        text = self.view.values()["tekst"]

        def operation(session: Session) -> None:
            service.record_behandelnotitie(session, self._deelnemer_id, text)
            remove_draft(session, self._key)

        self._context.perform(
            operation, compartment=Compartment.behandeling, form=self.view, done=self._done
        )

    def _done(self, _result: None) -> None:
        self.keeper.forget()
        self.view.clear_problems()
        self.view.set_values({"tekst": ""})
        self._state.set_text("")


class NotitieRegel(QWidget):
    """One note; taking it away asks a reason in place and can be undone."""

    def __init__(self, context: Context, row: NotitieRow, door: str) -> None:
        super().__init__()
        self._context, self._row = context, row
        head = kit.Label(f"{date_words(row.datum)}, {door}", "klein", "muted", wrap=True)
        away = kit.Button(
            "Haal weg",
            "stil",
            small=True,
            name=f"haal_weg_{row.id.hex}",
            on_click=lambda: self._ask(True),
        )
        away.setAccessibleName(f"Haal de notitie van {date_words(row.datum)} weg")
        self.reason = FormView(VERVALLEN)
        self.reason.blocks["vervallen_reden"].input.setObjectName(f"reden_{row.id.hex}")
        self._asking = kit.column(
            self.reason,
            kit.beside(
                kit.Button("Haal weg", "gevaar", name="echt_weg", on_click=self._remove),
                kit.Button("Laat staan", name="laat_staan", on_click=lambda: self._ask(False)),
                kit.STRETCH,
            ),
            gap=8,
        )
        self._asking.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(2)
        layout.addWidget(kit.beside((head, 1), away))
        layout.addWidget(kit.Label(row.tekst, wrap=True))
        layout.addWidget(self._asking)

    def typed(self) -> str | None:
        """The reason that was begun; None when nothing is asked."""
        return self.reason.values()["vervallen_reden"] if self._asking.isVisibleTo(self) else None

    def set_typed(self, reden: str) -> None:
        """Ask again, with what was typed already."""
        self.reason.set_values({"vervallen_reden": reden})
        self._asking.setVisible(True)

    def _ask(self, is_asked: bool) -> None:
        self._asking.setVisible(is_asked)
        if is_asked:
            self.reason.blocks["vervallen_reden"].input.setFocus()

    def _remove(self) -> None:
        reason, one, context = self.reason.values()["vervallen_reden"], self._row.id, self._context
        context.perform(
            lambda s: service.remove_behandelnotitie(s, one, reason),
            compartment=Compartment.behandeling,
            form=self.reason,
            done=lambda _: context.tell("De notitie is weg", lambda: _put_back(context, one)),
        )


def _put_back(context: Context, behandelnotitie_id: UUID) -> None:
    context.perform(
        lambda s: service.reopen_behandelnotitie(s, behandelnotitie_id),
        compartment=Compartment.behandeling,
    )
