"""A talk while it is written: preparation beside it, the draft, the check page, the end."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from hvh_desktop.actieplannen.model import ActieStatus
from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey, DraftRow, remove_draft
from hvh_desktop.errors import UserError
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.form import MENTORGESPREK
from hvh_desktop.mentorgesprekken.screen_links import VoorbereidingKolom
from hvh_desktop.mentorgesprekken.screen_parts import (
    LEFT,
    Beeld,
    Foot,
    clock_words,
    house_day,
    print_button,
    read_beeld,
)
from hvh_desktop.mentorgesprekken.screen_schrijven import HELD, SchrijfKaart
from hvh_desktop.mentorgesprekken.screen_vast import NakijkPagina
from hvh_desktop.mentorgesprekken.words import near_or_full
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import ask
from hvh_desktop.ui.draft import DraftKeeper, kept_at

TALK = 640  # the talk itself is never narrower beside the preparation


def gesprek_key(beeld: Beeld) -> DraftKey:
    """The draft of the person at the keyboard about this talk."""
    detail = beeld.detail
    return DraftKey(MENTORGESPREK.name, MENTORGESPREK.version, detail.id.hex, detail.deelnemer_id)


def beside_preparation(links: VoorbereidingKolom, right: QWidget) -> QWidget:
    """Preparation left and the talk right; with large text the talk comes first."""
    if theme.is_narrow():
        return kit.ScrollPage(kit.column(right, links, kit.STRETCH, gap=12), gutter=True)
    return BesidePreparation(links, right)


class BesidePreparation(QWidget):
    """Each scrolls on its own; in a narrow window the preparation stands below the talk."""

    def __init__(self, links: QWidget, right: QWidget) -> None:
        super().__init__()
        self._links = links
        self._room, self._below = kit.column(links), kit.column()
        self._left = kit.ScrollPage(self._room, gutter=True)
        self._left.setFixedWidth(theme.px(LEFT) + kit.BAR)
        talk = kit.ScrollPage(kit.column((right, 1), self._below, gap=12), gutter=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16 - kit.BAR)
        layout.addWidget(self._left)
        layout.addWidget(talk, 1)
        self._below.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacks = self.width() < theme.px(LEFT + TALK)
        if stacks != self._left.isHidden():
            room = (self._below if stacks else self._room).layout()
            assert room is not None
            room.addWidget(self._links)
            self._below.setVisible(stacks)
            self._left.setHidden(stacks)


class ConceptDeel(QWidget):
    """Everything typed is kept as a draft; afspraken and ticks are kept at once."""

    completed = Signal()

    def __init__(self, context: Context, beeld: Beeld, foot: Foot) -> None:
        super().__init__()
        self._context, self._foot, self._gesprek = context, foot, beeld.detail
        self._id = beeld.detail.id
        self.kaart = SchrijfKaart(context, beeld)
        self._key = gesprek_key(beeld)
        self._keeper = DraftKeeper(context, self._key, self.kaart.typed, parent=self)
        self._keeper.kept.connect(foot.say)
        draft = self._keeper.find()
        if draft is not None:
            self.kaart.set_typed(draft.values)
        self._links = VoorbereidingKolom(context)
        self._links.show_beeld(beeld)
        self._check_page: QWidget | None = None
        self._stack = QStackedLayout(self)
        right = kit.column(_notice(beeld, draft), (self.kaart, 1), gap=12)
        self._stack.addWidget(beside_preparation(self._links, right))
        self.kaart.changed.connect(self._keeper.touch)
        self.kaart.held_changed.connect(self._keep_held)
        self.kaart.kop.thrown_away.connect(self._ask_to_throw_away)
        self.setFocusProxy(self.kaart.eigen_woorden)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # or Tab jumps over what stands before it
        foot.say(kept_at(draft.saved_at) if draft is not None else "")
        self._show_acts()

    def refresh(self, beeld: Beeld) -> None:
        """Rows changed; what is being typed stays."""
        self._links.show_beeld(beeld)
        self.kaart.afspraken.show_acties(beeld.detail.acties)

    def leave(self) -> None:
        """Keep everything that was typed."""
        self._links.keep()
        self.kaart.afspraken.keep()
        self._keeper.keep()

    def show_problems(self, error: UserError) -> None:
        """Back to the fields, with what is wrong at its place."""
        self._back()
        if error.fields:
            self.kaart.show_fields(error.fields)
        else:
            self._context.problem.emit(error.text)

    def _show_acts(self) -> None:
        self._foot.show_acts(
            print_button(self._context, self._gesprek, self.leave),
            kit.Button("Stel gesprek vast", "hoofd", name="stel_vast", on_click=self._check),
        )

    def _keep_held(self) -> None:
        values = {name: self.kaart.held.values()[name] for name in HELD}
        self._keeper.keep()
        if self._context.perform(
            lambda s: service.change_mentorgesprek(s, self._id, values),
            form=self,
            seen=self._keeper.seen,
        ):
            self.kaart.kop.fold_away()

    def _check(self) -> None:
        """Name everything that is missing; else show what will be fixed."""
        self.kaart.afspraken.keep()
        self._keeper.keep()
        values = self.kaart.values()
        with self._context.explain(self):
            missing = self._context.read(lambda s: service.find_problems(s, self._id, values))
            if self.kaart.show_fields({**missing, **self.kaart.typing_problems()}):
                self._show_check(values)

    def _show_check(self, values: dict[str, Any]) -> None:
        beeld = self._context.read(lambda s: read_beeld(s, self._id))
        alive = [a for a in beeld.detail.acties if a.status is not ActieStatus.vervallen]
        self._check_page = kit.ScrollPage(NakijkPagina(beeld, values, alive), gutter=True)
        self._stack.addWidget(self._check_page)
        self._stack.setCurrentWidget(self._check_page)
        final = kit.Button(
            "Stel definitief vast", "hoofd", name="stel_definitief_vast", on_click=self._complete
        )
        self._foot.show_acts(
            kit.Button("Terug naar het gesprek", name="terug", on_click=self._back), final
        )
        final.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        if self._check_page is None:
            return
        self._stack.removeWidget(self._check_page)
        self._check_page.deleteLater()
        self._check_page = None
        self._show_acts()

    def _complete(self) -> None:
        values = self.kaart.values()
        self._keeper.keep()

        def operation(session: Session) -> None:
            service.complete_mentorgesprek(session, self._id, values)
            remove_draft(session, self._key)  # at once, or the fixed talk offers it again

        if self._context.perform(operation, form=self, seen=self._keeper.seen):
            self._foot.say("")
            self._keeper.forget()
            self.completed.emit()

    def _ask_to_throw_away(self) -> None:
        ask(
            self,
            "Concept weggooien?",
            "Wat je in dit gesprek typte, is dan weg.",
            act="Gooi weg",
            safe="Bewaar het concept",
            then=self._throw_away,
        )

    def _throw_away(self) -> None:
        if self._context.perform(lambda s: service.remove_mentorgesprek(s, self._id)):
            self._keeper.remove()
            self._context.open("dossier", deelnemer_id=self._gesprek.deelnemer_id, tab="gesprekken")


def _notice(beeld: Beeld, draft: DraftRow | None) -> QWidget | None:
    detail = beeld.detail
    if detail.begonnen_door not in (None, beeld.actor) and detail.begonnen_op is not None:
        since = near_or_full(house_day(detail.begonnen_op), beeld.today)
        words = (
            f"{beeld.name(detail.begonnen_door)} schrijft dit gesprek op, sinds {since} "
            f"{clock_words(detail.begonnen_op)}. Wat jij typt, blijft jouw eigen concept. "
            "Spreek af wie het vaststelt."
        )
        return kit.NoticeBanner(words, "warn", icon="users")
    if draft is not None and house_day(draft.saved_at) != beeld.today:
        day = near_or_full(house_day(draft.saved_at), beeld.today)
        words = f"Wat je {day} om {clock_words(draft.saved_at)} typte, staat er weer."
        return kit.NoticeBanner(words, "stil", icon="clock-counter-clockwise")
    return None
