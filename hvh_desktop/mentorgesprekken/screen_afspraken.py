"""Afspraken of a talk as lines to type: what, who, when. Each is kept as an actie at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.actieplannen.model import ActieStatus, UitvoerderSoort
from hvh_desktop.actieplannen.service import ActieRow
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.screen_parts import Beeld
from hvh_desktop.text import shorten
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context

REMOVED = "Weggehaald tijdens het gesprek."


class Handle(kit.MenuButton):
    """Six dots: drag up or down, or open the menu with everything this line can do."""

    dragged = Signal(int)

    def __init__(self) -> None:
        super().__init__("", [], kind="stil", icon="dots-six-vertical", small=True)
        self.setAccessibleName("Meer met deze afspraak")
        self.setToolTip("Sleep, of kies wat je met deze afspraak wilt")
        self.setFixedWidth(theme.px(24))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._from = 0.0
        self._is_dragging = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from, self._is_dragging = event.globalPosition().y(), False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = event.globalPosition().y() - self._from
        if abs(moved) > theme.row_height("veld"):
            self._from, self._is_dragging = event.globalPosition().y(), True
            self.dragged.emit(1 if moved > 0 else -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging:
            self.setDown(False)
            return
        super().mouseReleaseEvent(event)


class AfspraakLine(QWidget):
    """One afspraak. Enter goes to the next line, Alt and an arrow moves it."""

    changed = Signal()
    finished = Signal()
    next_asked = Signal()
    move_asked = Signal(int)
    remove_asked = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]], today: date) -> None:
        super().__init__()
        self.actie_id: UUID | None = None
        self.doel_id: UUID | None = None
        self.is_dirty = False
        self.handle = Handle()
        self.nummer = kit.Label("", role="voice", semibold=True)
        self.wat = kit.TextField(placeholder="Wat spreken jullie af?")
        self.wie = kit.ChoiceField(choices, empty="Wie?")
        self.wie.setFixedWidth(theme.px(124))
        self.wanneer = kit.DateField(today=today)
        self._error = kit.Label("", "klein", "danger", semibold=True, wrap=True)
        self._error.hide()
        self.nummer.hide()
        row = kit.beside(self.handle, self.nummer, (self.wat, 1), self.wie, self.wanneer, gap=8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        kit.fill(layout, self._error, row)
        for field in (self.wat, self.wie, self.wanneer):
            field.changed.connect(self._touch)
        self.wat.editingFinished.connect(self.finished)
        self.wanneer.editingFinished.connect(self.finished)
        self.wie.changed.connect(self.finished)
        self.handle.dragged.connect(self.move_asked)

    def _touch(self) -> None:
        self.is_dirty = True
        self.show_problem(None)
        self.changed.emit()

    def set_number(self, number: int) -> None:
        """Names for the eye of a screen reader and for tests."""
        for field, name, words in (
            (self.wat, "wat", "wat"),
            (self.wie, "wie", "wie doet het"),
            (self.wanneer, "wanneer", "wanneer"),
        ):
            field.setObjectName(f"afspraak_{name}_{number}")
            field.setAccessibleName(f"Afspraak {number}: {words}")
        self.handle.setObjectName(f"afspraak_meer_{number}")

    def set_doel(self, doel_id: UUID | None, nummer: int | None) -> None:
        """The doel it belongs to, with its number in ochre."""
        self.doel_id = doel_id
        self.nummer.set_text(str(nummer or ""))
        self.nummer.setAccessibleName(f"Hoort bij doel {nummer}" if nummer else "")
        self.nummer.setVisible(nummer is not None)

    def show_actie(self, actie: ActieRow, nummer: int | None) -> None:
        """Show a kept one."""
        self.actie_id = actie.id
        self.wat.set_value(actie.wat)
        self.wie.set_value((actie.uitvoerder.value, actie.uitvoerder_id))
        self.wanneer.set_value(actie.wanneer_datum)
        self.set_doel(actie.doel_id, nummer)
        self.is_dirty = False

    def values(self) -> dict[str, Any]:
        """As ``record_actie`` wants it."""
        soort, one = self.wie.value() or (None, None)
        return {
            "wat": self.wat.value(),
            "uitvoerder": soort,
            "uitvoerder_id": one,
            "wanneer_datum": self.wanneer.value(),
            "doel_id": self.doel_id,
        }

    def typed(self) -> dict[str, Any]:
        """What stands there, as JSON for the draft."""
        soort, one = self.wie.value() or (None, None)
        return {
            "actie": self.actie_id.hex if self.actie_id else None,
            "wat": self.wat.text(),
            "wie": [soort, one.hex if one else None],
            "wanneer": self.wanneer.text(),
            "doel": self.doel_id.hex if self.doel_id else None,
        }

    def is_empty(self) -> bool:
        """Was nothing typed?"""
        return not self.wat.value() and self.actie_id is None

    def problem(self) -> tuple[str, QWidget] | None:
        """What is still missing in a line that was begun, and where."""
        if self.is_empty():
            return None
        if not self.wat.value():
            return "schrijf op wat jullie afspreken", self.wat
        if self.wie.value() is None:
            return "kies wie dit doet", self.wie
        said = self.wanneer.problem()
        return (said[0].lower() + said[1:], self.wanneer) if said else None

    def show_problem(self, sentence: str | None) -> None:
        """Show what is wrong above the line."""
        self._error.set_text(sentence or "")
        self._error.setVisible(bool(sentence))
        wrong = self.problem()[1] if sentence and self.problem() else None  # type: ignore[index]
        for field in (self.wat, self.wie, self.wanneer):
            field.set_error(field is wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        elif event.key() in moves and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class AfsprakenLines(QWidget):
    """All lines of a talk. Complete lines are acties; the others wait in the draft."""

    changed = Signal()

    def __init__(self, context: Context, beeld: Beeld) -> None:
        super().__init__()
        self._context = context
        self._gesprek = beeld.detail
        self._today = beeld.today
        self._nummers = {d.id: d.nummer for d in beeld.detail.voorbereiding.doelen}
        self._doelen = beeld.detail.voorbereiding.doelen
        self._choices = [
            (
                (one.soort.value, one.id),
                beeld.names.get(one.id, one.label)
                if one.soort is UitvoerderSoort.medewerker and one.id
                else one.label,
            )
            for one in beeld.uitvoerders
        ]
        self.lines: list[AfspraakLine] = []
        self._is_keeping = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.show_acties(beeld.detail.acties)

    # Lines -----------------------------------------------------------------------------------

    def add(self, *, focus: bool = False) -> AfspraakLine:
        """An empty line at the end."""
        line = AfspraakLine(self._choices, self._today)
        line.changed.connect(self.changed)
        line.finished.connect(lambda: self.keep_line(line))
        line.next_asked.connect(lambda: self._next(line))
        line.move_asked.connect(lambda step: self._move(line, step))
        line.handle.set_entries(self._entries(line))
        self.lines.append(line)
        self._layout.addWidget(line)
        self._number()
        if focus:
            line.wat.setFocus(Qt.FocusReason.OtherFocusReason)
        return line

    def _entries(self, line: AfspraakLine) -> list[tuple[str, Callable[[], object]]]:
        entries: list[tuple[str, Callable[[], object]]] = [
            ("Naar boven", lambda: self._move(line, -1)),
            ("Naar beneden", lambda: self._move(line, 1)),
        ]
        for doel in self._doelen:
            words = f"Hoort bij doel {doel.nummer}: {shorten(doel.tekst, 40)}"
            entries.append((words, partial(self._belongs, line, doel.id)))
        entries.append(("Hoort bij geen doel", lambda: self._belongs(line, None)))
        entries.append(("Haal weg", lambda: self.remove(line)))
        return entries

    def _belongs(self, line: AfspraakLine, doel_id: UUID | None) -> None:
        line.set_doel(doel_id, self._nummers.get(doel_id) if doel_id else None)
        line.is_dirty = True
        self.changed.emit()
        self.keep_line(line)

    def _number(self) -> None:
        for number, line in enumerate(self.lines, start=1):
            line.set_number(number)

    def _next(self, line: AfspraakLine) -> None:
        self.keep_line(line)
        place = self.lines.index(line)
        if place + 1 < len(self.lines):
            self.lines[place + 1].wat.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not line.is_empty():
            self.add(focus=True)

    def _move(self, line: AfspraakLine, step: int) -> None:
        place = self.lines.index(line)
        if not 0 <= place + step < len(self.lines):
            return
        self.lines.insert(place + step, self.lines.pop(place))
        self._layout.removeWidget(line)
        self._layout.insertWidget(place + step, line)
        self._number()
        self.changed.emit()
        self._keep_order()

    def _keep_order(self) -> None:
        order = [line.actie_id for line in self.lines if line.actie_id is not None]
        if len(order) > 1:
            self._context.perform(
                lambda s: service.change_afspraken_volgorde(s, self._gesprek.id, order)
            )

    def remove(self, line: AfspraakLine) -> None:
        """Take a line away; a kept one stays as a dropped actie and can come back."""
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self._number()
        self.changed.emit()
        actie_id, wat = line.actie_id, line.wat.value()
        if actie_id is None:
            return
        if self._context.perform(lambda s: actieplannen.remove_actie(s, actie_id, REMOVED)):
            self._context.tell(
                f"‘{shorten(wat, 60)}’ is weggehaald", partial(self._bring_back, actie_id)
            )

    def _bring_back(self, actie_id: UUID) -> None:
        self._context.perform(lambda s: actieplannen.reopen_actie(s, actie_id))

    # Keeping ---------------------------------------------------------------------------------

    def keep_line(self, line: AfspraakLine) -> None:
        """Keep a line as an actie when it is whole and changed."""
        if not line.is_dirty or line.is_empty() or line.problem() is not None:
            return
        line.is_dirty = False
        self._is_keeping = True
        try:
            line.is_dirty = not self._record(line, line.values())
        finally:
            self._is_keeping = False
        self.changed.emit()

    def _record(self, line: AfspraakLine, values: dict[str, Any]) -> bool:
        actie_id = line.actie_id
        if actie_id is not None:
            return self._context.perform(lambda s: actieplannen.change_actie(s, actie_id, values))
        values["mentorgesprek_id"] = self._gesprek.id
        return self._context.perform(
            lambda s: actieplannen.record_actie(s, self._gesprek.deelnemer_id, values),
            done=lambda new: setattr(line, "actie_id", new),
        )

    def keep(self) -> None:
        """Keep every line that can be kept."""
        for line in list(self.lines):
            self.keep_line(line)

    def show_acties(self, acties: Sequence[ActieRow]) -> None:
        """Show what is kept; lines that are being typed stay as they are."""
        alive = {a.id: a for a in acties if a.status is not ActieStatus.vervallen}
        if self._is_keeping:
            return
        for line in list(self.lines):
            if line.actie_id is not None and line.actie_id not in alive:
                self.lines.remove(line)
                line.hide()
                line.deleteLater()
        known = {line.actie_id: line for line in self.lines}
        for actie in alive.values():
            line = known.get(actie.id) or self._empty_line()
            if not line.is_dirty:
                line.show_actie(actie, self._nummers.get(actie.doel_id) if actie.doel_id else None)
        if not self.lines:
            self.add()
        self._number()

    def typed(self) -> list[dict[str, Any]]:
        """Lines that are not kept as they stand, for the draft."""
        return [line.typed() for line in self.lines if line.is_dirty and not line.is_empty()]

    def set_typed(self, rows: Sequence[dict[str, Any]]) -> None:
        """Put lines of a draft back."""
        for row in rows:
            line = self._line_for(row)
            line.wat.set_value(row["wat"])
            soort, one = row["wie"]
            line.wie.set_value((soort, UUID(hex=one) if one else None) if soort else None)
            line.wanneer.set_value(row["wanneer"])
            doel = UUID(hex=row["doel"]) if row.get("doel") else None
            line.set_doel(doel, self._nummers.get(doel) if doel else None)
            line.is_dirty = True

    def _line_for(self, row: dict[str, Any]) -> AfspraakLine:
        if row["actie"]:
            same = [x for x in self.lines if x.actie_id and x.actie_id.hex == row["actie"]]
            if same:
                return same[0]
        return self._empty_line()

    def _empty_line(self) -> AfspraakLine:
        empty = [line for line in self.lines if line.is_empty() and not line.is_dirty]
        return empty[0] if empty else self.add()

    def problems(self) -> list[tuple[str, QWidget]]:
        """A sentence per line that is not whole, with where to go; shown at the line too."""
        found = []
        for number, line in enumerate(self.lines, start=1):
            problem = line.problem()
            line.show_problem(problem[0][0].upper() + problem[0][1:] + "." if problem else None)
            if problem:
                found.append((f"Afspraak {number}: {problem[0].rstrip('.')}.", problem[1]))
        return found
