"""The page of one check: a form when it is ordered, a calm page after that."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.rights import Right
from hvh_desktop.text import capitalise, date_words, format_time, join_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm, Slot
from hvh_desktop.ui.page import OuterPage, Page
from hvh_desktop.ui.rule_note import RuleNote
from hvh_desktop.urinecontroles import service
from hvh_desktop.urinecontroles.form import NIEUW, NIEUW_GEBRUIK
from hvh_desktop.urinecontroles.model import (
    NieuwGebruik,
    Stofuitslag,
    Urinecontrole,
    Urinestof,
    UrineUitslag,
)
from hvh_desktop.urinecontroles.rows import StofRow, UrineDetail
from hvh_desktop.urinecontroles.screen_form import UrinecontroleFormPage
from hvh_desktop.urinecontroles.screen_path import PathCard
from hvh_desktop.urinecontroles.words import TONES, result_words, visible_words, which_words

EVERY_MINUTE = 60_000


class UrinecontrolePage(OuterPage):
    """Holds the form or the calm page, and passes on what the shell asks."""

    help_page: ClassVar[str] = "urinecontroles"

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        urinecontrole_id: UUID | None = None,
        wijzig: bool = False,
    ) -> None:
        super().__init__(
            context, deelnemer_id=deelnemer_id, urinecontrole_id=urinecontrole_id, wijzig=wijzig
        )
        self.hold(
            UrinecontroleFormPage(
                context, deelnemer_id=deelnemer_id, urinecontrole_id=urinecontrole_id
            )
            if urinecontrole_id is None or wijzig
            else UrinecontroleStaatPage(
                context, deelnemer_id=deelnemer_id, urinecontrole_id=urinecontrole_id
            )
        )


class NieuwCard(kit.Card):
    """Is it new use? With what speaks for and against it."""

    def __init__(self, context: Context) -> None:
        self._change = kit.Button(
            "Wijzig", "stil", small=True, name="nieuw_wijzig", on_click=self._open
        )
        self._change.setAccessibleName("Wijzig: is het nieuw gebruik")
        super().__init__(title="Is het nieuw gebruik", actions=(self._change,), gap=8)
        self._context = context
        self._told, self.slot = kit.Holder(), Slot()
        self.slot.opened.connect(lambda is_open: self._change.setVisible(not is_open))
        self.add(self._told, self.slot)

    def show_detail(self, detail: UrineDetail, *, may_write: bool) -> None:
        """Only for a positive result that counts."""
        self._detail = detail
        self.setVisible(bool(detail.row.positief))
        self._change.setVisible(may_write and self.slot.form is None)
        rule = detail.regels.zichtbaar
        notes: list[Any] = [
            kit.NoticeBanner(visible_words(one, int(rule.waarde)), "info") for one in detail.eerdere
        ]
        if notes:
            short = f"{rule.waarde} dagen zichtbaar"
            notes.append(RuleNote(short, rule, name="bron_zichtbaar"))
        word = NIEUW[detail.row.nieuw_gebruik.value]
        which = which_words(detail.row)
        self._told.show_items(
            kit.Label(word, semibold=True),
            kit.Label(which, role="muted", wrap=True) if which else None,
            *(item for note in notes for item in (8, note)),
        )

    def _open(self) -> None:
        row = self._detail.row
        form = InlineForm(
            self._context,
            FormView(NIEUW_GEBRUIK),
            DraftKey("urinecontrole_nieuw", 1, row.id.hex, row.deelnemer_id),
            lambda s, values: service.change_nieuw_gebruik(
                s, row.id, NieuwGebruik(values["nieuw_gebruik"])
            ),
            name="nieuw",
            save="Leg vast",
            start={"nieuw_gebruik": row.nieuw_gebruik.value},
            kind="hoofd",
        )
        self.slot.open(form)


class UrinecontroleStaatPage(Page):
    """How far it is, with the next act at hand, and what is known."""

    shows: ClassVar[frozenset[type]] = frozenset({Urinecontrole, Urinestof})
    help_page: ClassVar[str] = "urinecontroles"

    def __init__(self, context: Context, *, deelnemer_id: UUID, urinecontrole_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, urinecontrole_id=urinecontrole_id)
        self.deelnemer_id, self.urinecontrole_id = deelnemer_id, urinecontrole_id
        self._title = kit.Heading("", 2)
        self._badge = kit.Holder()
        self.path = PathCard(context, self._open_order)
        self._away = kit.Button(
            "Haal deze controle weg",
            "stil",
            "trash",
            small=True,
            name="haal_weg",
            on_click=lambda: self.path.open_act("weg"),
        )
        self.nieuw = NieuwCard(context)
        self._order, self._found = kit.Holder(), kit.Holder()
        self._result = kit.Card(self._found, title="Uitslag per stof")
        about = kit.Card(self._order, kit.beside(self._away, kit.STRETCH), title="De opdracht")
        side = kit.column(self._result, self.nieuw, about, kit.STRETCH, gap=16)
        body = kit.column(
            kit.beside(self._title, self._badge, kit.STRETCH, gap=12),
            12,
            kit.Columns((kit.column(self.path, kit.STRETCH), 0), (side, 0)),
            kit.STRETCH,
            margins=(24, 4, 24, 16),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(body))
        self._foot = kit.Footer(kit.Button("Terug", name="terug", on_click=self._back))
        self._minute = QTimer(self)
        self._minute.setInterval(EVERY_MINUTE)
        self._minute.timeout.connect(self._tick)
        self._minute.start()

    def _tick(self) -> None:
        """His hours go by while the page stands open; what is typed is left alone."""
        if self.is_here and self.path.slot.form is None and self.nieuw.slot.form is None:
            self.show_now()

    def refresh(self) -> None:
        detail, may_write, may_report = self.context.read(self._read)
        row = detail.row
        self._title.set_text(f"Urinecontrole van {date_words(row.opdracht_datum)}")
        self._badge.show_items(kit.Badge(result_words(row), TONES[row.uitslag]))
        self.path.show_detail(detail, may_write=may_write, may_report=may_report)
        self.nieuw.show_detail(detail, may_write=may_write)
        self._result.setVisible(bool(detail.stoffen))
        self._found.show_items(
            *(item for one in detail.stoffen for item in (_stof_line(one), 8)),
            kit.Label(detail.toelichting, wrap=True) if detail.toelichting else None,
        )
        self._order.show_items(*_order_lines(detail))
        self._away.setVisible(may_write)

    def _read(self, session: Session) -> tuple[UrineDetail, bool, bool]:
        detail = service.get_urinecontrole(session, self.urinecontrole_id)
        may = is_allowed(session, Right.record_urinecontrole, self.deelnemer_id)
        may_report = is_allowed(session, Right.record_voorval, self.deelnemer_id)
        return detail, may and not detail.is_vervallen, may_report

    def leave(self) -> None:
        self.path.slot.leave()
        self.nieuw.slot.leave()

    def footer(self) -> QWidget:
        return self._foot

    def _open_order(self) -> None:
        self.context.open(
            "urinecontrole",
            deelnemer_id=self.deelnemer_id,
            urinecontrole_id=self.urinecontrole_id,
            wijzig=True,
        )

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="sancties")


def _stof_line(one: StofRow) -> QWidget:
    is_found = one.uitslag is Stofuitslag.positief
    counts = is_found and not one.is_verklaard
    word = "Gevonden" if is_found else "Niet gevonden"
    badge = kit.Badge(word, "danger" if counts else "warn" if is_found else "good")
    name = kit.Label(capitalise(one.stof), semibold=True, wrap=True)
    about = [one.waarde, "verklaard door medicatie, telt niet mee" if one.is_verklaard else ""]
    said = ", ".join(part for part in about if part)
    return kit.column(
        kit.beside(name, badge, kit.STRETCH, gap=8),
        kit.Label(capitalise(said), "klein", "muted", wrap=True) if said else None,
        gap=2,
    )


def _order_lines(detail: UrineDetail) -> list[Any]:
    row = detail.row
    told = "Ja" if detail.is_reden_meegedeeld else "Nee, dat staat er niet bij"
    tubes = join_words([one for one in (row.nummer, detail.nummer_tweede) if one])
    parts = [
        ("Aanleiding", capitalise(row.aanleiding)),
        ("Reden", detail.reden),
        ("Is de reden hem vooraf gezegd", told),
        ("Gevraagde stoffen", capitalise(join_words(row.stoffen))),
        ("Opdracht", f"{date_words(row.opdracht_datum)}, {format_time(row.opdracht_tijd)} uur"),
        ("Nummer van de buizen", tubes),
    ]
    if row.uitslag is UrineUitslag.geweigerd:
        parts.append(("Wat hij zei", detail.toelichting))
    items: list[Any] = []
    for label, said in parts:
        if said:
            items += [kit.Label(label, "klein", "muted", wrap=True), kit.Label(said, wrap=True), 10]
    if detail.bewaard_tot is not None and detail.nummer_tweede:
        rule = detail.regels.bewaren
        until = f"De tweede buis wordt bewaard tot en met {date_words(detail.bewaard_tot)}."
        items += [kit.Label(until, wrap=True)]
        items += [RuleNote(f"{rule.waarde} weken bewaren", rule, name="bron_bewaren")]
    return items
