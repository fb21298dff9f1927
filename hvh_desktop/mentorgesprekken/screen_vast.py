"""A talk to read: before it is fixed (the check page), and after (with its aanvullingen)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.model import ActieStatus
from hvh_desktop.actieplannen.service import ActieRow, DoelRow
from hvh_desktop.db import Compartment
from hvh_desktop.db.drafts import DraftKey, find_draft, remove_draft
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.form import AANVULLING, MENTORGESPREK
from hvh_desktop.mentorgesprekken.screen_links import ActieLijst
from hvh_desktop.mentorgesprekken.screen_parts import (
    LEFT,
    Beeld,
    Foot,
    actie_subline,
    clock_words,
    house_day,
    print_button,
    put,
)
from hvh_desktop.mentorgesprekken.words import (
    day_month,
    gezicht_words,
    moment_words,
    names_of,
    near_or_full,
    with_words,
)
from hvh_desktop.text import capitalise, format_time, full_date_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper, kept_at
from hvh_desktop.ui.form_view import FormView

FINAL = (
    "Na het vaststellen verandert dit gesprek niet meer, voor niemand. "
    "Wat je later nog wilt zeggen, schrijf je er als aanvulling bij."
)


class Lezen(QWidget):
    """The content of a talk, to read: his words first, then notes, in his order of doelen."""

    def __init__(self, beeld: Beeld, values: Mapping[str, Any]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        people = names_of(values["medewerker_ids"], beeld.names)
        there = with_words(beeld.roepnaam, people, values["overige_aanwezigen"])
        moment = moment_words(values["datum"], values["tijd"], beeld.today)
        face = gezicht_words(values["gezicht"], values["is_gezicht_geweigerd"])
        kit.fill(
            layout,
            _part("Wanneer en met wie", f"{moment}, {there}"),
            _part("Hoe gaat het met je?", capitalise(face)) if face else None,
            _voice(values["eigen_woorden"]),
            *self._notes(beeld, values["doelnotities"]),
            _part("Wat er verder is opgeschreven", values["notitie"]),
            _gedaan(beeld),
        )

    def _notes(self, beeld: Beeld, notes: Mapping[UUID, str]) -> list[QWidget]:
        doelen = {doel.id: doel for doel in beeld.detail.voorbereiding.doelen}
        found = []
        for one, tekst in sorted(
            notes.items(), key=lambda item: doelen[item[0]].nummer if item[0] in doelen else 99
        ):
            if tekst:
                doel = doelen.get(one)
                found.append(_doel_block(doel, tekst))
        return found


def _block(title: str, tekst: str) -> QWidget:
    words = kit.Label(tekst, wrap=True, selectable=True)
    return kit.column(kit.Label(title, semibold=True, wrap=True), words, gap=2)


def _doel_block(doel: DoelRow | None, tekst: str) -> QWidget:
    if doel is None:
        return _block("Een eerder doel", tekst)
    number = kit.Label(str(doel.nummer), role="voice", semibold=True)
    top = Qt.AlignmentFlag.AlignTop
    title = kit.Label(doel.tekst, semibold=True, wrap=True)
    words = kit.Label(tekst, wrap=True, selectable=True)
    return kit.column(kit.beside((number, top), (title, 1)), words, gap=2)


def _part(title: str, tekst: str) -> QWidget | None:
    return _block(title, tekst) if tekst else None


def _voice(tekst: str) -> QWidget | None:
    if not tekst:
        return None
    return kit.column(
        kit.Label("In zijn eigen woorden", semibold=True), kit.Quote(f"“{tekst}”"), gap=4
    )


def _gedaan(beeld: Beeld) -> QWidget | None:
    """What became of the acties since the talk before: quiet, and away when there is nothing."""
    if not beeld.gedaan:
        return None
    is_first = beeld.detail.voorbereiding.vorige is None
    title = "Gedaan tot dit gesprek" if is_first else "Gedaan sinds vorige keer"
    lines = [_ended(actie, beeld) for actie in beeld.gedaan]
    return kit.column(kit.Label(title, semibold=True), *lines, gap=4)


def _ended(actie: ActieRow, beeld: Beeld) -> QWidget:
    icon = "check" if actie.status is ActieStatus.gedaan else "x"
    line = kit.IconLabel(icon, actie.wat, icon_role="muted", wrap=True)
    said = kit.Label(actie_subline(actie, beeld.today, {}), "klein", "muted", wrap=True)
    result = kit.Label(actie.resultaat, wrap=True, selectable=True) if actie.resultaat else None
    below = kit.column(said, result, gap=0, margins=(26, 0, 0, 4))
    return kit.column(line, below, gap=0)


def _volgend_words(day: date | None, clock: time | None, beeld: Beeld) -> str:
    if day is not None:
        said = f"{capitalise(full_date_words(day))} {format_time(clock) if clock else ''}"
        return said.strip()
    if beeld.vertrek is not None:
        return f"Niet meer: {beeld.roepnaam} vertrekt op {day_month(beeld.vertrek)}."
    return "Niet afgesproken."


class NakijkPagina(QWidget):
    """Shows what will be fixed, and says that it is final."""

    def __init__(self, beeld: Beeld, values: Mapping[str, Any], acties: Sequence[ActieRow]) -> None:
        super().__init__()
        afspraken = [_afspraak(actie) for actie in acties]
        none = kit.Label("Geen nieuwe afspraken.", role="muted")
        following = _volgend_words(values["volgende_datum"], values["volgende_tijd"], beeld)
        card = kit.Card(
            kit.Heading("Kijk na wat je vaststelt", 2),
            kit.NoticeBanner(FINAL, "info", icon="lock-simple"),
            Lezen(beeld, values),
            kit.column(
                kit.Label("Afspraken tot de volgende keer", semibold=True),
                *(afspraken or [none]),
                gap=4,
            ),
            _part("Volgend gesprek", following),
            gap=12,
            margins=(24, 16, 24, 20),
        )
        card.setMaximumWidth(theme.px(820))
        put(self, card).addStretch(1)


def _afspraak(actie: ActieRow) -> QWidget:
    day = actie.wanneer_datum
    who = f"{actie.wie}, {day_month(day)}" if day else actie.wie
    return kit.IconLabel("arrow-right", f"{actie.wat} ({who})", icon_role="muted", wrap=True)


class VastKaart(kit.Panel):
    """A fixed talk: sunken, with who fixed it and when."""

    def __init__(self, beeld: Beeld) -> None:
        super().__init__("sunken", "line", theme.radius("kaart"))
        detail = beeld.detail
        fixed = house_day(detail.vastgesteld_op) if detail.vastgesteld_op else beeld.today
        words = f"Vastgesteld door {beeld.name(detail.vastgesteld_door)}, {day_month(fixed)}"
        badges = [kit.fixed_badge(words)]
        if detail.is_achteraf:
            badges.append(kit.Badge("Achteraf opgeschreven", "stil", "clock-counter-clockwise"))
        title = kit.Heading("Dit gesprek", 2)
        head = (
            kit.column(title, *((b, Qt.AlignmentFlag.AlignLeft) for b in badges), gap=4)
            if theme.is_narrow()
            else kit.beside(title, *badges, kit.STRETCH, gap=10)
        )
        values = {name: getattr(detail, name) for name in _READ}
        content = kit.column(head, Lezen(beeld, values), gap=12, margins=(24, 12, 24, 18))
        put(self, content)


_READ = (
    "datum",
    "tijd",
    "medewerker_ids",
    "overige_aanwezigen",
    "gezicht",
    "is_gezicht_geweigerd",
    "eigen_woorden",
    "notitie",
    "doelnotities",
)


class AanvullingSchrijven(QWidget):
    """The act "Schrijf een aanvulling", which unfolds a field."""

    changed = Signal()
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.button = kit.Button(
            "Schrijf een aanvulling",
            "stil",
            "plus",
            small=True,
            name="schrijf_aanvulling",
            on_click=self.unfold,
        )
        self.form = FormView(AANVULLING)
        self.form.blocks["tekst"].input.setObjectName("aanvulling")
        self.form.changed.connect(self.changed)
        add = kit.Button("Voeg toe", "hoofd", name="voeg_aanvulling_toe", on_click=self._ask)
        away = kit.Button("Toch niet", "stil", name="aanvulling_niet", on_click=self.fold)
        self._panel = kit.Card(self.form, kit.beside(kit.STRETCH, away, add), gap=12)
        put(self, kit.beside(self.button, kit.STRETCH), self._panel)
        self._panel.hide()

    def unfold(self) -> None:
        """Show the field."""
        self.button.hide()
        self._panel.show()
        self.form.blocks["tekst"].input.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self) -> None:
        """Empty and away."""
        self.set_value("")
        self._panel.hide()
        self.button.show()
        self.changed.emit()

    def _ask(self) -> None:
        if self.form.check():
            self.asked.emit(self.value())

    def value(self) -> str:
        return str(self.form.blocks["tekst"].value())

    def set_value(self, tekst: str) -> None:
        self.form.set_values({"tekst": tekst})
        if tekst:
            self.button.hide()
            self._panel.show()


class VastDeel(QWidget):
    """A fixed talk with what was added, and its afspraken that can still be ticked."""

    def __init__(self, context: Context, beeld: Beeld, foot: Foot) -> None:
        super().__init__()
        self._context, self._foot, self._id = context, foot, beeld.detail.id
        detail = beeld.detail
        key = DraftKey(AANVULLING.name, AANVULLING.version, detail.id.hex, detail.deelnemer_id)
        self.schrijven = AanvullingSchrijven()
        self.schrijven.setVisible(beeld.may_write)
        self._keeper = DraftKeeper(context, key, self._typed, parent=self)
        self._keeper.kept.connect(foot.say)
        draft = self._keeper.find()
        if draft is not None:
            self.schrijven.set_value(draft.values.get("tekst", ""))
        self.schrijven.changed.connect(self._keeper.touch)
        self.schrijven.asked.connect(self._add)
        self.afspraken = ActieLijst(context, "afspraak")
        self._added = kit.column(gap=12)
        self._left_over = self._make_left_over(beeld)
        column = kit.column(
            self._left_over, VastKaart(beeld), self._added, self.schrijven, kit.STRETCH, gap=12
        )
        self._left = kit.column(gap=12)
        parts = kit.Columns((self._left, LEFT), (column, 0), narrow_order=(1, 0))
        put(self, kit.ScrollPage(parts, gutter=True))
        foot.say(kept_at(draft.saved_at) if draft is not None else "")
        foot.show_acts(print_button(context, detail, self.leave))
        self.refresh(beeld)

    def _typed(self) -> dict[str, Any]:
        return {"tekst": self.schrijven.value()}

    def refresh(self, beeld: Beeld) -> None:
        """Show new aanvullingen and what became of the afspraken."""
        added, left = self._added.layout(), self._left.layout()
        assert isinstance(added, QVBoxLayout)
        assert isinstance(left, QVBoxLayout)
        kit.clear(added)
        kit.fill(added, *(_aanvulling(one, beeld) for one in beeld.detail.aanvullingen))
        alive = [a for a in beeld.detail.acties if a.status is not ActieStatus.vervallen]
        self.afspraken.show_acties(alive, beeld)
        self.afspraken.setParent(self)
        kit.clear(left)
        kit.fill(left, self._afspraken_card(bool(alive)), _next_card(beeld), kit.STRETCH)

    def _afspraken_card(self, has_any: bool) -> QWidget:
        none = kit.Label("Er zijn geen afspraken gemaakt.", role="muted", wrap=True)
        content = self.afspraken if has_any else none
        content.show()
        return kit.Card(content, title="Afspraken uit dit gesprek", gap=2)

    def leave(self) -> None:
        """Keep everything that was typed."""
        self.afspraken.keep()
        self._keeper.keep()

    def _add(self, tekst: str) -> None:
        self._keeper.keep()
        if self._context.perform(
            lambda s: service.record_aanvulling(s, self._id, tekst), form=self.schrijven.form
        ):
            self._keeper.remove()
            self._foot.say("")
            self.schrijven.fold()

    def _make_left_over(self, beeld: Beeld) -> QWidget | None:
        """Somebody else fixed the talk while this person was writing it too."""
        detail = beeld.detail
        key = DraftKey(
            MENTORGESPREK.name, MENTORGESPREK.version, detail.id.hex, detail.deelnemer_id
        )
        draft = self._context.read(lambda s: find_draft(s, Compartment.team, key))
        words = _draft_words(draft.values) if draft is not None else ""
        if not words or not beeld.may_write:
            return None
        button = kit.Button(
            "Zet in een aanvulling",
            name="zet_in_aanvulling",
            on_click=lambda: self._use_left_over(key, words),
        )
        said = "Jij had ook een concept van dit gesprek. Het is niet weg."
        return kit.NoticeBanner(said, "warn", action=button)

    def _use_left_over(self, key: DraftKey, words: str) -> None:
        self.schrijven.set_value(words)
        self.schrijven.unfold()
        self._keeper.touch()
        self._keeper.keep()
        if self._left_over is not None:
            self._left_over.hide()
        self._context.perform(lambda s: remove_draft(s, key))


def _draft_words(values: Mapping[str, Any]) -> str:
    parts = [values.get("eigen_woorden", ""), values.get("notitie", "")]
    parts += list((values.get("doelnotities") or {}).values())
    return "\n\n".join(part.strip() for part in parts if part and part.strip())


def _next_card(beeld: Beeld) -> QWidget:
    detail = beeld.detail
    words = _volgend_words(detail.volgende_datum, detail.volgende_tijd, beeld)
    return kit.Card(kit.Label(words, wrap=True), title="Volgend gesprek", gap=4)


def _aanvulling(one: Any, beeld: Beeld) -> QWidget:
    day = near_or_full(house_day(one.geschreven_op), beeld.today)
    who = beeld.name(one.geschreven_door)
    said = f"{capitalise(day)} {clock_words(one.geschreven_op)}, door {who}"
    badge = kit.Badge(f"Aanvulling {day_month(house_day(one.geschreven_op))}", "info", "plus")
    return kit.Card(
        kit.beside(badge, kit.STRETCH),
        kit.Label(one.tekst, wrap=True, selectable=True),
        kit.Label(said, "klein", "muted", wrap=True),
        gap=6,
        margins=(24, 12, 24, 14),
    )
