"""The page of his doelen: now in his order, then later, behaald and vervallen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.model import (
    Actie,
    Doel,
    DoelStatus,
    Instemming,
    InstemmingAntwoord,
)
from hvh_desktop.actieplannen.screen_acties import on_day
from hvh_desktop.actieplannen.screen_acts import PlanActs, PlanData, read_plan
from hvh_desktop.actieplannen.screen_blok import (
    NIEUW,
    ActieList,
    DoelBlock,
    Plan,
    new_actie,
    quoted,
)
from hvh_desktop.actieplannen.screen_volgorde import Volgorde
from hvh_desktop.actieplannen.screen_vragen import Vragen
from hvh_desktop.actieplannen.service import DoelRow
from hvh_desktop.netwerken.model import Netwerklid
from hvh_desktop.sync.merge.decisions import list_beaten
from hvh_desktop.text import join_words, plural, shorten
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.stand import provisional_badge

_FOLDS = (
    (DoelStatus.later, "Later"),
    (DoelStatus.behaald, "Behaald"),
    (DoelStatus.vervallen, "Vervallen"),
)


class DoelenTab(Page):
    """His goals with their acties, his agreement, and acties without a doel."""

    shows: ClassVar[frozenset[type]] = frozenset({Doel, Actie, Instemming, Netwerklid})
    help_page: ClassVar[str] = "doelen-en-acties"

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self._deelnemer_id = deelnemer_id
        self._acts = PlanActs(context, deelnemer_id)
        self._vragen = Vragen(context, deelnemer_id, self.show_now)
        self._unfolded: set[UUID] = set()
        self._open_folds: set[DoelStatus] = set()
        self._moved: UUID | None = None
        self._blocks: dict[UUID, DoelBlock] = {}
        content = QWidget()
        self._body = QVBoxLayout(content)
        self._body.setContentsMargins(24, 0, 24, 16)
        self._scroll = kit.ScrollPage(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def leave(self) -> None:
        self._vragen.keep()

    def refresh(self) -> None:
        data = self.context.read(lambda session: read_plan(session, self._deelnemer_id))
        plan = Plan(data, self._acts, self._vragen, self._unfolded)
        bar, focused = self._scroll.verticalScrollBar(), self._focused_name()
        at = bar.value()
        self._blocks = {}
        main = kit.column(
            self._now(plan), self._losse(plan), self._closed(plan), kit.STRETCH, gap=16
        )
        agreement = agreement_card(self.context, data, self._ask)
        side = kit.column(agreement, share_card(data), kit.STRETCH, gap=16)
        kit.clear(self._body)
        shown = kit.Columns((main, 0), (side, 320))
        kit.fill(self._body, shown)
        bar.setValue(at)
        self._return_focus(shown, focused)
        self._vragen.focus()

    def _focused_name(self) -> str:
        focused = self.window().focusWidget()
        return focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""

    def _return_focus(self, shown: QWidget, name: str) -> None:
        """Back to the doel that moved, or to the control that was used, if it is still there."""
        moved, self._moved = self._moved, None
        block = self._blocks.get(moved) if moved else None
        if block is not None and block.handle is not None:
            block.handle.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        found = [
            widget for widget in shown.findChildren(QWidget, name) if name and not widget.isHidden()
        ]
        if len(found) == 1:
            found[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, doel_id: UUID) -> None:
        """Open the line for a first actie of this doel."""
        self._vragen.open(NIEUW, doel_id)

    def _now(self, plan: Plan) -> QWidget:
        data = plan.data
        doelen = data.having(DoelStatus.nu)
        if not doelen:
            return self._empty(data)
        add = kit.Button("Doel erbij", "stil", "plus", small=True, name="doel_erbij")
        add.clicked.connect(lambda: self._acts.open_doel())
        title = "Zijn doelen, in zijn volgorde"
        actions = (add,) if data.may_write else ()
        return kit.Card(self._ordered(plan, doelen), title=title, actions=actions, gap=0)

    def _empty(self, data: PlanData) -> QWidget:
        has_others = bool(data.doelen)
        title = f"{data.roepnaam} heeft {'nu geen doel' if has_others else 'nog geen doelen'}"
        text = "Vraag wat hij het liefst wil veranderen. Eén doel is genoeg om te beginnen."
        words = "Schrijf een doel op" if has_others else "Schrijf het eerste doel op"
        button = kit.Button(words, "hoofd", "plus", name="doel_erbij")
        button.clicked.connect(lambda: self._acts.open_doel())
        return kit.EmptyState("flag", title, text, button if data.may_write else None)

    def _ordered(self, plan: Plan, doelen: list[DoelRow]) -> Volgorde:
        ids = [doel.id for doel in doelen]
        blocks = [self._block(plan, doel, ids) for doel in doelen]
        volgorde = Volgorde(ids, blocks)
        for number, block in enumerate(blocks):
            if block.handle is not None:
                volgorde.watch(number, block.handle)
        volgorde.reordered.connect(self._reorder)
        return volgorde

    def _block(self, plan: Plan, doel: DoelRow, ids: list[UUID]) -> DoelBlock:
        at = ids.index(doel.id)
        moves = [
            (word, lambda step=step: self._step(ids, at, step))
            for word, step in (("Hoger", -1), ("Lager", 1))
            if 0 <= at + step < len(ids)
        ]
        block = DoelBlock(plan, doel, moves)
        self._blocks[doel.id] = block
        return block

    def _step(self, ids: list[UUID], at: int, step: int) -> None:
        order = list(ids)
        order.insert(at + step, order.pop(at))
        self._reorder((tuple(order), ids[at]))

    def _reorder(self, change: tuple[tuple[UUID, ...], UUID]) -> None:
        order, self._moved = change
        self._acts.move(order)

    def _losse(self, plan: Plan) -> QWidget | None:
        data = plan.data
        is_asked = self._vragen.is_open(NIEUW, self._deelnemer_id)
        if not data.losse and not is_asked and not (data.may_write and data.doelen):
            return None
        add = kit.Button("Actie erbij", "stil", "plus", small=True, name="losse_actie_erbij")
        add.clicked.connect(lambda: self._vragen.open(NIEUW, self._deelnemer_id))
        none = "Afspraken die bij geen doel horen, staan hier."
        content = (
            ActieList(plan, data.losse, self._deelnemer_id)
            if data.losse
            else kit.Label(none, "klein", "muted", wrap=True)
        )
        return kit.Card(
            content,
            new_actie(plan, None) if is_asked else None,
            title="Losse acties",
            actions=(add,) if data.may_write and not is_asked else (),
            count=len(data.losse) or None,
        )

    def _closed(self, plan: Plan) -> QWidget | None:
        folds = []
        for status, word in _FOLDS:
            doelen = plan.data.having(status)
            if not doelen:
                continue
            content = (
                self._ordered(plan, doelen)
                if status is DoelStatus.later
                else kit.column(*(self._block(plan, doel, [doel.id]) for doel in doelen))
            )
            is_open = status in self._open_folds or self._holds_question(doelen)
            fold = kit.Fold(word, content, is_open, len(doelen))
            fold.head.setObjectName(f"vouw_{status.value}")
            fold.toggled.connect(lambda on, status=status: self._remember(status, on))
            folds.append(fold)
        return kit.Card(*folds, gap=4, margins=(12, 8, 16, 8)) if folds else None

    def _holds_question(self, doelen: list[DoelRow]) -> bool:
        asked = self._vragen.asked
        ids = {one for doel in doelen for one in (doel.id, *(a.id for a in doel.acties))}
        return asked is not None and asked.about in ids

    def _remember(self, status: DoelStatus, is_open: bool) -> None:
        (self._open_folds.add if is_open else self._open_folds.discard)(status)


def agreement_card(context: Context, data: PlanData, ask: Callable[[UUID], None]) -> QWidget:
    """His answer to the plan, or why "ja" cannot be given yet, with the way to the cure."""
    found, bare = data.instemming, data.bare()
    is_wanted = bool(data.having(DoelStatus.nu)) and (found is None or found.is_verouderd)
    button = kit.Button(
        "Vraag het hem" if found is None else "Vraag het opnieuw",
        "hoofd" if is_wanted and not bare else "gewoon",
        name="vraag_instemming",
        on_click=lambda: context.open("instemming", deelnemer_id=data.deelnemer_id),
    )
    can_ask = data.may_write and bool(data.having(DoelStatus.nu))
    return kit.Card(
        *_answer_parts(data),
        provisional_badge(context, "Instemming", data.instemming.id) if data.instemming else None,
        *_beaten_parts(context, data),
        *(_bare_parts(data, bare, ask) if bare else ()),
        4 if can_ask else None,
        kit.beside(button, kit.STRETCH) if can_ask else None,
        title="Is hij het eens met zijn plan?",
    )


def _answer_parts(data: PlanData) -> list[QWidget]:
    found = data.instemming
    if found is None:
        return [
            kit.Label(f"{data.roepnaam} heeft nog geen antwoord gegeven.", role="muted", wrap=True)
        ]
    day = on_day(found.datum, data.today)
    words, tone, icon = {
        InstemmingAntwoord.ja: (f"Ja, {day}", "good", "check-circle"),
        InstemmingAntwoord.nee: (f"Nee, {day}", "warn", "x-circle"),
        InstemmingAntwoord.kon_niet: (f"Kon niet antwoorden, {day}", "stil", "minus-circle"),
    }[found.antwoord]
    parts: list[QWidget] = [kit.beside(kit.Badge(words, tone, icon), kit.STRETCH)]
    if found.toelichting:
        parts.append(kit.Quote(quoted(found.toelichting)))
    if found.is_verouderd:
        parts.append(
            kit.IconLabel(
                "clock-counter-clockwise",
                "De doelen zijn daarna veranderd. Dit antwoord geldt niet meer.",
                size="klein",
                role="warn",
                wrap=True,
            )
        )
    return parts


def _beaten_parts(context: Context, data: PlanData) -> list[QWidget]:
    """An answer that a colleague wrote down apart, after this one: it does not count."""
    found = context.read(lambda s: list_beaten(s, data.deelnemer_id))
    if not any(one.kind == "Instemming" for one in found):
        return []
    told = (
        "Een collega schreef apart een ander antwoord op. Dit antwoord was er eerder en telt. "
        "Vraag het hem opnieuw als je twijfelt."
    )
    return [kit.IconLabel("git-branch", told, size="klein", icon_role="warn", wrap=True)]


def _bare_parts(data: PlanData, bare: list[DoelRow], ask: Callable[[UUID], None]) -> list[QWidget]:
    numbers = join_words(str(doel.nummer) for doel in bare)
    words = (
        f"Ja zeggen kan nog niet. Doel {numbers} heeft nog geen actie."
        if len(bare) == 1
        else f"Ja zeggen kan nog niet. De doelen {numbers} hebben nog geen actie."
    )
    links = [
        kit.beside(
            kit.Link(
                f"Maak een actie bij doel {doel.nummer}",
                name=f"ga_naar_doel_{doel.nummer}",
                on_click=partial(ask, doel.id),
            ),
            kit.STRETCH,
        )
        for doel in bare[:3]
    ]
    told = kit.IconLabel("info", words, icon_role="info", wrap=True)
    told.setToolTip("\n".join(shorten(doel.tekst, 80) for doel in bare))
    return [told, *(links if data.may_write else [])]


def share_card(data: PlanData) -> QWidget | None:
    """How much of the work he and his own network carry, and how that is counted."""
    share = data.aandeel
    if not share.totaal:
        return None
    words = (
        f"{share.eigen} van de {plural(share.totaal, 'actie', 'acties')} doet {data.roepnaam} zelf "
        "of iemand uit zijn netwerk."
    )
    how = kit.Label(
        "Geteld zijn alle acties van zijn doelen en losse acties, open en klaar. Vervallen acties "
        "tellen niet mee. Krachtwerk wil dat dit deel groter wordt naarmate hij meer zelf doet.",
        "klein",
        "muted",
        wrap=True,
    )
    how.hide()
    link = kit.Link("Zo is dit berekend", name="zo_berekend")
    link.clicked.connect(lambda: how.setVisible(how.isHidden()))
    return kit.Card(
        kit.Label(words, wrap=True), kit.beside(link, kit.STRETCH), how, title="Wie doet wat"
    )
