"""The tab Trajectplan: how the plan stands, what it lacks, his story, and its versions."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.model import Actie, Doel, Instemming
from hvh_desktop.db import Session
from hvh_desktop.db.drafts import NEW, DraftKey, remove_draft
from hvh_desktop.deelnemers.model import Aandachtspunt, Deelnemer, Teamlid, Verblijf
from hvh_desktop.errors import UserError
from hvh_desktop.krachteninventarisaties.model import Kracht, Krachteninventarisatie, Leefgebiedblad
from hvh_desktop.mentorgesprekken.model import Mentorgesprek
from hvh_desktop.netwerken.model import Netwerklid
from hvh_desktop.text import date_words, full_date_words, join_words
from hvh_desktop.trajectplannen import service
from hvh_desktop.trajectplannen.form import TRAJECTPLAN
from hvh_desktop.trajectplannen.model import Planafspraak, Trajectplan
from hvh_desktop.trajectplannen.screen_missing import MissingList
from hvh_desktop.trajectplannen.screen_planafspraken import PlanafsprakenCard
from hvh_desktop.trajectplannen.service import Missing, PlanStand, TrajectplanRow
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper, kept_at
from hvh_desktop.ui.page import Page

RIGHT = 400


class VerhaalCard(kit.Card):
    """His own story for the front of the plan, with its draft."""

    def __init__(self, context: Context, deelnemer_id: UUID) -> None:
        super().__init__(title="Wat hij zelf zegt")
        self._context, self._deelnemer_id = context, deelnemer_id
        key = DraftKey(
            TRAJECTPLAN.name, TRAJECTPLAN.version, f"{NEW}-{deelnemer_id.hex}", deelnemer_id
        )
        self._key = key
        field = TRAJECTPLAN["eigen_verhaal"]
        self.area = kit.Area(rows=3, voice=True)
        self.block = kit.FieldBlock(field.label, self.area, field.hint, name=field.name)
        self.block.label.hide()
        self.keeper = DraftKeeper(context, key, self._typed, parent=self)
        self.block.changed.connect(self._changed)
        self._save = kit.Button("Bewaar", small=True, name="bewaar_verhaal", on_click=self.save)
        self._take = kit.Button(
            "Neem deze woorden over", "stil", small=True, name="neem_over", on_click=self._take_over
        )
        self._state = kit.Label("", "klein", "muted", wrap=True)
        self.keeper.kept.connect(self._state.set_text)
        self._other = QVBoxLayout()
        self._other.setContentsMargins(0, 0, 0, 0)
        self._acts = kit.beside(self._save, self._take, (self._state, 1))
        self.add(self.block, self._acts, self._other)
        self._stand: PlanStand | None = None
        self._is_typed = False

    def show_stand(self, stand: PlanStand) -> None:
        """Show what is kept; what is being typed stays."""
        is_first = self._stand is None
        self._stand = stand
        self.block.setVisible(stand.may_write)
        self._acts.setVisible(stand.may_write)
        if not self._is_typed:
            self.area.set_value(stand.eigen_verhaal)
            self.keeper.seen = self._context.seen
        draft = self.keeper.find() if is_first and stand.may_write else None
        if draft is not None:
            self.area.set_value(draft.values.get("eigen_verhaal", ""))
            self._is_typed = True
            self._state.set_text(kept_at(draft.saved_at))
        self._show_other()

    def _show_other(self) -> None:
        """Without a story of its own the plan prints his newest words; say which."""
        kit.clear(self._other)
        stand = self._stand
        if stand is None:
            return
        borrowed = stand.verhaal.tekst and not stand.eigen_verhaal
        self._take.setVisible(bool(borrowed) and not self.area.value())
        if borrowed and not self.area.value():
            head = "Nu drukt het plan zijn laatste eigen woorden af:"
            quote = kit.Quote(f"“{stand.verhaal.tekst}”", stand.verhaal.bron or None)
            kit.fill(self._other, kit.Label(head, "klein", "muted", wrap=True), 4, quote)
        elif not stand.may_write and stand.eigen_verhaal:
            self._other.addWidget(kit.Quote(f"“{stand.eigen_verhaal}”"))

    def _typed(self) -> dict[str, Any]:
        return {"eigen_verhaal": self.area.value()}

    def _changed(self) -> None:
        self._is_typed = True
        self.keeper.touch()
        self._show_other()

    def _take_over(self) -> None:
        if self._stand is not None:
            self.area.set_value(self._stand.verhaal.tekst)
            self._changed()
            self.area.setFocus()

    def save(self) -> None:
        """Keep the story."""
        words = self.area.value()

        def work(session: Session) -> UUID:
            kept = service.change_trajectplan(session, self._deelnemer_id, words)
            remove_draft(session, self._key)
            return kept

        self.keeper.forget()
        self._is_typed = False
        if self._context.perform(work, form=self, seen=self.keeper.seen):
            self.block.set_error(None)
            self._state.set_text("Bewaard")
        else:
            self._is_typed = True
            self.keeper.touch()

    def show_problems(self, error: UserError) -> None:
        """Say it at the field."""
        self.block.set_error(error.fields.get("eigen_verhaal", error.text))
        self.area.setFocus()


class TrajectplanTab(Page):
    """Left what can be written, right what lacks and the versions; below: look and print."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {
            *(Trajectplan, Planafspraak, Doel, Actie, Instemming, Mentorgesprek, Netwerklid),
            *(Krachteninventarisatie, Leefgebiedblad, Kracht),
            *(Deelnemer, Verblijf, Teamlid, Aandachtspunt),
        }
    )
    help_page: ClassVar[str] = "trajectplan"

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self.deelnemer_id = deelnemer_id
        self.story = VerhaalCard(context, deelnemer_id)
        self.agreements = PlanafsprakenCard(context, deelnemer_id)
        self._state, self._right = QVBoxLayout(), QVBoxLayout()
        for layout in (self._state, self._right):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(16)
        left = kit.column(self._state, self.story, self.agreements, kit.STRETCH, gap=16)
        right = kit.column(self._right, kit.STRETCH)
        content = kit.column(
            kit.Columns((left, 0), (right, RIGHT)), kit.STRETCH, margins=(24, 0, 24, 16)
        )
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(kit.ScrollPage(content))
        self._footer = kit.Footer(
            kit.Button(
                "Wat spreken we af",
                "gewoon",
                "file-text",
                name="afspraken_afdruk",
                on_click=self._open_sheet,
            ),
            kit.Button(
                "Bekijk en druk af", "hoofd", "printer", name="bekijk", on_click=self._open_print
            ),
        )

    def footer(self) -> QWidget:
        return self._footer

    def leave(self) -> None:
        self.story.keeper.keep()
        self.agreements.keep()

    def refresh(self) -> None:
        stand = self.context.read(lambda s: service.get_stand(s, self.deelnemer_id))
        kit.clear(self._state)
        kit.fill(self._state, *_state(stand))
        self.story.show_stand(stand)
        self.agreements.show_rows(stand.planafspraken, stand.may_write)
        kit.clear(self._right)
        kit.fill(self._right, self._missing(stand), self._versions(stand))

    def _missing(self, stand: PlanStand) -> QWidget:
        if not stand.missing:
            text = "Alles staat erin: wie, wat, wanneer, en of hij het ermee eens is."
            done = kit.IconLabel("check-circle", "Niets ontbreekt", icon_role="good", semibold=True)
            done.setObjectName("niets_ontbreekt")
            return kit.Card(done, kit.Label(text, role="muted", wrap=True), title="Compleet?")
        return MissingList(stand.missing, self._go)

    def _go(self, one: Missing) -> None:
        if one.place == "dossier" and one.address.get("tab") == "trajectplan":
            self.story.area.setFocus()
        else:
            self.context.open(one.place, **dict(one.address))

    def _versions(self, stand: PlanStand) -> QWidget:
        head = kit.SectionHead("Versies", count=len(stand.versies))
        if not stand.versies:
            text = "Er is nog geen versie vastgesteld."
            return kit.column(head, kit.Label(text, role="muted", wrap=True), gap=8)
        return kit.column(head, kit.RowList(*map(self._version_row, stand.versies)), gap=8)

    def _version_row(self, one: TrajectplanRow) -> QWidget:
        by = f", door {one.vastgesteld_door}" if one.vastgesteld_door else ""
        row = kit.Row(f"Versie {one.versie}", f"{date_words(one.datum)}{by}", icon="file-text")
        row.setObjectName(f"versie_{one.versie}")
        row.activated.connect(lambda: self._open_version(one.id))
        return row

    def _open_version(self, trajectplan_id: UUID) -> None:
        self.context.open(
            "trajectplan_afdruk", deelnemer_id=self.deelnemer_id, trajectplan_id=trajectplan_id
        )

    def _open_print(self) -> None:
        self.context.open("trajectplan_afdruk", deelnemer_id=self.deelnemer_id)

    def _open_sheet(self) -> None:
        self.context.open("afspraken_afdruk", deelnemer_id=self.deelnemer_id)


def _state(stand: PlanStand) -> list[QWidget]:
    """How the plan stands, in words."""
    if not stand.versies:
        text = "Het programma maakt dit plan uit wat er in het dossier staat."
        return [kit.NoticeBanner(text, "info", title=f"Versie {stand.volgende_versie}, concept")]
    newest = stand.versies[0]
    by = f" door {newest.vastgesteld_door}" if newest.vastgesteld_door else ""
    day = full_date_words(newest.datum)
    fixed = kit.FixedNote(f"Versie {newest.versie} is vastgesteld op {day}{by}.")
    if not stand.veranderd:
        return [fixed]
    text = f"Sinds die dag is veranderd: {join_words(stand.veranderd)}."
    return [fixed, kit.NoticeBanner(text, "warn", title="Het plan is veranderd")]
