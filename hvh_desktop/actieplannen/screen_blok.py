"""A doel on the page of all doelen: his words, its acties, and the questions about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hvh_desktop.actieplannen.form import HERKOMST_NAMES, KOLOM_NAMES
from hvh_desktop.actieplannen.model import ActieStatus, DoelStatus, HerkomstSoort
from hvh_desktop.actieplannen.screen_acties import ActieEditor, ActieLine, day_words, on_day
from hvh_desktop.actieplannen.screen_acts import PlanActs, PlanData
from hvh_desktop.actieplannen.screen_volgorde import Handle
from hvh_desktop.actieplannen.screen_vragen import (
    Act,
    Fields,
    Vraag,
    Vragen,
    behaald_fields,
    line_fields,
    reden_fields,
    reden_words,
)
from hvh_desktop.actieplannen.service import ActieRow, DoelRow
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.leefgebieden import HERSTELVORM_NAMES, LEEFGEBIED_NAMES, LEEFGEBIED_SHORT
from hvh_desktop.text import join_words, plural, shorten
from hvh_desktop.ui import kit, theme

TOP = Qt.AlignmentFlag.AlignTop
NIEUW, WIJZIG, NIET_GELUKT, WEG = "actie_nieuw", "actie_wijzig", "actie_niet_gelukt", "actie_weg"
RESULTAAT, BEHAALD, VERVALT = "actie_resultaat", "behaald", "vervalt"


@dataclass
class Plan:
    """What every part of the page needs; ``unfolded`` says whose closed acties are shown."""

    data: PlanData
    acts: PlanActs
    vragen: Vragen
    unfolded: set[UUID] = field(default_factory=set)


def quoted(tekst: str) -> str:
    """His words between their marks, as they stand everywhere."""
    return f"“{tekst.strip('“”')}”"


def herkomst_words(doel: DoelRow) -> str:
    """Where it came from, in one line."""
    source = HERKOMST_NAMES[doel.herkomst].lower()
    if doel.herkomst is HerkomstSoort.anders and not doel.herkomst_tekst:
        return ""
    if doel.herkomst_leefgebied:
        source += f", {LEEFGEBIED_NAMES[doel.herkomst_leefgebied].lower()}"
    if doel.herkomst_kolom in KOLOM_NAMES:
        source += f" ({KOLOM_NAMES[doel.herkomst_kolom].lower()})"
    line = f": “{shorten(doel.herkomst_tekst, 110)}”" if doel.herkomst_tekst else ""
    return f"Komt uit {source}{line}"


def leefgebied_words(doel: DoelRow) -> str:
    """One in full, several by their short names."""
    names = LEEFGEBIED_NAMES if len(doel.leefgebieden) == 1 else LEEFGEBIED_SHORT
    words = [names[one] for one in doel.leefgebieden]
    return join_words([*words[:1], *(word.lower() for word in words[1:])])


def doel_facts(doel: DoelRow, plan: PlanData) -> str:
    """Leefgebieden, herstelvorm, date and how many acties are done."""
    counted = [a for a in doel.acties if a.status is not ActieStatus.vervallen]
    done = sum(a.status is ActieStatus.gedaan for a in counted)
    parts = [
        leefgebied_words(doel),
        HERSTELVORM_NAMES[doel.herstelvorm],
        f"vóór {day_words(doel.streefdatum, plan.today)}" if doel.streefdatum else "",
        f"{done} van {plural(len(counted), 'actie', 'acties')} klaar" if counted else "",
    ]
    return " · ".join(part for part in parts if part)


class ActieList(QWidget):
    """Acties below each other, the closed ones folded away when there are many."""

    def __init__(self, plan: Plan, acties: Sequence[ActieRow], about: UUID) -> None:
        super().__init__()
        self._plan, self._about = plan, about
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        is_open = [a for a in acties if a.status is ActieStatus.open]
        closed = [a for a in acties if a.status is not ActieStatus.open]
        for actie in is_open:
            self._add(actie)
        folds = len(closed) > 2 and about not in plan.unfolded
        if folds:
            words = f"Toon {len(closed)} acties die klaar of vervallen zijn"
            show = kit.Button(words, "stil", "caret-down", small=True, name="toon_acties")
            show.clicked.connect(self._unfold)
            kit.fill(self._layout, kit.beside(show, kit.STRETCH))
        self._closed = closed
        for actie in [] if folds else closed:
            self._add(actie)

    def _unfold(self) -> None:
        self._plan.unfolded.add(self._about)
        button = self.sender()
        if isinstance(button, QWidget):
            button.hide()
        for actie in self._closed:
            self._add(actie)

    def _add(self, actie: ActieRow) -> None:
        plan = self._plan
        entries = self._entries(actie) if plan.data.may_write else ()
        line = ActieLine(actie, plan.data.today, entries)
        line.ticked.connect(lambda on: plan.acts.tick(actie, on))
        kit.fill(self._layout, line, self._question(actie))

    def _entries(self, actie: ActieRow) -> list[tuple[str, Act]]:
        vragen, one = self._plan.vragen, actie.id
        if actie.status is not ActieStatus.open:
            entries: list[tuple[str, Act]] = []
            if actie.status is not ActieStatus.vervallen:
                entries.append(
                    ("Schrijf op wat het opleverde", lambda: vragen.open(RESULTAAT, one))
                )
            return [*entries, ("Zet weer open", lambda: self._plan.acts.reopen_actie(actie))]
        return [
            ("Klaar, met wat het opleverde", lambda: vragen.open(RESULTAAT, one)),
            ("Niet gelukt", lambda: vragen.open(NIET_GELUKT, one)),
            ("Wijzig", lambda: vragen.open(WIJZIG, one)),
            ("Laat vervallen", lambda: vragen.open(WEG, one)),
        ]

    def _question(self, actie: ActieRow) -> QWidget | None:
        vragen = self._plan.vragen
        if vragen.is_open(WIJZIG, actie.id):
            return self._change(actie)
        acts = self._plan.acts
        if vragen.is_open(RESULTAAT, actie.id):
            fields = line_fields("Wat leverde het op?", "Eén zin is genoeg.", optional=True)
            status = "gedaan" if actie.status is ActieStatus.open else actie.status.value
            return self._line(
                fields,
                "Zet op klaar",
                lambda: acts.complete_actie(actie, fields.value("reden"), status, fields),
            )
        if vragen.is_open(NIET_GELUKT, actie.id):
            fields = line_fields(
                "Wat gebeurde er?", "Zo kun je samen kijken wat wel kan.", optional=True
            )
            return self._line(
                fields,
                "Zet bij niet gelukt",
                lambda: acts.complete_actie(actie, fields.value("reden"), "niet_gelukt", fields),
            )
        if vragen.is_open(WEG, actie.id):
            fields = line_fields("Waarom vervalt deze actie?", "")
            return self._line(
                fields,
                "Laat vervallen",
                lambda: acts.remove_actie(actie, fields.value("reden"), fields),
            )
        return None

    def _line(self, fields: Fields, act_words: str, act: Act) -> QWidget:
        return asked(self._plan, fields, act_words, act)

    def _change(self, actie: ActieRow) -> QWidget:
        data = self._plan.data
        editor = ActieEditor(data.uitvoerders, data.today, name="actie")
        editor.show_actie(actie)

        def keep() -> bool:
            if not is_complete(editor):
                return False
            return self._plan.acts.change_actie(actie, editor.values(), editor)

        panel = asked(self._plan, editor, "Bewaar", keep)
        editor.confirmed.connect(panel.act.click)
        return panel


def is_complete(editor: ActieEditor) -> bool:
    """Show what is missing in the line; True when nothing is."""
    found = editor.problems()
    if found:
        editor.show_problems(UserError(summary(found.values()), found))
    else:
        editor.clear_problems()
    return not found


def asked(plan: Plan, answer: ActieEditor | Fields, words: str, act: Act) -> Vraag:
    """The panel of the open question; it closes when the act was kept."""

    def do() -> None:
        vraag, plan.vragen.asked = plan.vragen.asked, None
        if act():
            plan.vragen.close()
        else:
            plan.vragen.asked = vraag

    plan.vragen.attach(answer)
    return Vraag(
        answer,
        kit.Button(words, name="vraag_doen", on_click=do),
        kit.Button("Toch niet", "stil", name="vraag_laten", on_click=plan.vragen.close),
    )


def new_actie(plan: Plan, doel_id: UUID | None) -> Vraag:
    """The line for one more actie; Enter on the last field keeps it and opens the next."""
    data = plan.data
    editor = ActieEditor(data.uitvoerders, data.today, name="actie")

    def keep() -> None:
        if not is_complete(editor):
            return
        values = {**editor.values(), "doel_id": doel_id}
        typed = editor.typed()
        editor.empty()
        if plan.acts.record_actie(values, editor):
            plan.vragen.go_on()
        else:
            editor.set_typed(typed)

    plan.vragen.attach(editor)
    editor.confirmed.connect(keep)
    return Vraag(
        editor,
        kit.Button("Zet erbij", name="vraag_doen", on_click=keep),
        kit.Button("Klaar", "stil", name="vraag_laten", on_click=plan.vragen.close),
    )


class DoelBlock(QWidget):
    """Number, quote, facts, acties. Closed doelen show what it brought or why it was dropped."""

    def __init__(self, plan: Plan, doel: DoelRow, moves: Sequence[tuple[str, Act]] = ()) -> None:
        super().__init__()
        self.doel, self._plan = doel, plan
        self.setObjectName(f"doel_{doel.id.hex}")
        self.setAccessibleName(f"Doel {doel.nummer}: {doel.tekst}" if doel.nummer else doel.tekst)
        self.menu: kit.MenuButton | None = None
        can_move = plan.data.may_write and bool(moves)
        self.handle = Handle(doel.nummer, doel.tekst, can_move=can_move) if doel.nummer else None
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        kit.fill(body, self._head(moves), *self._facts(), *self._acties(), self._question())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(8)
        kit.fill(layout, (self.handle, TOP) if self.handle else theme.px(28) + 8, (body, 1))

    def _head(self, moves: Sequence[tuple[str, Act]]) -> QWidget:
        quote = kit.Quote(quoted(self.doel.tekst), self.doel.waarom or None)
        if not self._plan.data.may_write:
            return quote
        if self.doel.status in (DoelStatus.nu, DoelStatus.later):
            self.menu = kit.MenuButton(
                "Meer", self._entries(moves), kind="stil", small=True, name="doel_meer"
            )
            self.menu.setAccessibleName(f"Meer met doel: {self.doel.tekst}")
            return kit.beside((quote, 1), (self.menu, TOP))
        back = kit.Button(
            "Zet terug", "stil", "arrow-counter-clockwise", small=True, name="zet_terug"
        )
        back.setAccessibleName(f"Zet terug: {self.doel.tekst}")
        back.clicked.connect(lambda: self._plan.acts.reopen_doel(self.doel))
        return kit.beside((quote, 1), (back, TOP))

    def _entries(self, moves: Sequence[tuple[str, Act]]) -> list[tuple[str, Act]]:
        doel, acts, vragen = self.doel, self._plan.acts, self._plan.vragen
        other = DoelStatus.later if doel.status is DoelStatus.nu else DoelStatus.nu
        return [
            ("Wijzig dit doel", lambda: acts.open_doel(doel.id)),
            *moves,
            (f"Zet bij {other.value}", lambda: acts.set_status(doel, other)),
            ("Behaald", lambda: vragen.open(BEHAALD, doel.id)),
            ("Laat vervallen", lambda: vragen.open(VERVALT, doel.id)),
        ]

    def _facts(self) -> list[QWidget]:
        doel, today = self.doel, self._plan.data.today
        lines: list[QWidget] = [
            kit.Label(doel_facts(doel, self._plan.data), "klein", "muted", wrap=True)
        ]
        if origin := herkomst_words(doel):
            lines.append(kit.Label(origin, "klein", "muted", wrap=True))
        if doel.status is DoelStatus.nu and doel.streefdatum and doel.streefdatum < today:
            late = plural((today - doel.streefdatum).days, "dag", "dagen")
            lines.append(kit.Label(f"Streefdatum {late} voorbij", "klein", "warn", semibold=True))
        if self._is_apart():
            badge = kit.Badge("Twee versies", "warn", "git-branch")
            lines.insert(0, kit.beside(badge, kit.STRETCH, margins=(0, 4, 0, 0)))
        day = on_day(doel.afgesloten_datum, today) if doel.afgesloten_datum else ""
        if doel.status is DoelStatus.behaald:
            mark = kit.Badge(f"Behaald {day}", "good", "check-circle")
            lines = [kit.beside(mark, kit.STRETCH), *lines]
            if doel.opbrengst:
                lines.append(kit.Quote(quoted(doel.opbrengst), "Wat het bracht"))
        elif doel.status is DoelStatus.vervallen:
            words = f"Vervallen {day}: {doel.vervallen_reden}"
            lines = [kit.Label(words, "klein", semibold=True, wrap=True), *lines]
        return lines

    def _is_apart(self) -> bool:
        """Colleagues wrote this doel, or an actie of it, without seeing each other's words."""
        ids = {self.doel.id, *(actie.id for actie in self.doel.acties)}
        return bool(ids & self._plan.data.twee_versies)

    def _acties(self) -> list[QWidget]:
        plan, doel = self._plan, self.doel
        if doel.status not in (DoelStatus.nu, DoelStatus.later):
            return [ActieList(plan, doel.acties, doel.id)] if doel.acties else []
        parts: list[QWidget] = [ActieList(plan, doel.acties, doel.id)] if doel.acties else []
        if not plan.data.may_write:
            return parts
        if plan.vragen.is_open(NIEUW, doel.id):
            return [*parts, new_actie(plan, doel.id)]
        is_bare = not doel.has_actie and doel.status is DoelStatus.nu
        words = "Actie erbij" if doel.has_actie else "Maak een actie"
        add = kit.Button(words, "stil", "plus", small=True, name="actie_erbij")
        add.setAccessibleName(f"{words} bij doel: {doel.tekst}")
        add.clicked.connect(lambda: plan.vragen.open(NIEUW, doel.id))
        badge = kit.Badge("Nog geen actie", "warn", "warning") if is_bare else None
        return [*parts, kit.beside(badge, add, kit.STRETCH)]

    def _question(self) -> QWidget | None:
        plan, doel = self._plan, self.doel
        if plan.vragen.is_open(BEHAALD, doel.id):
            fields = behaald_fields(plan.data.roepnaam)
            return asked(
                plan,
                fields,
                "Zet op behaald",
                lambda: plan.acts.complete_doel(doel, fields.value("opbrengst"), fields),
            )
        if plan.vragen.is_open(VERVALT, doel.id):
            fields = reden_fields(plan.data.redenen)
            return asked(
                plan,
                fields,
                "Laat vervallen",
                lambda: plan.acts.remove_doel(doel, reden_words(fields), fields),
            )
        return None
