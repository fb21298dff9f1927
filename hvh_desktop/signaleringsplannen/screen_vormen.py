"""Stages on screen: the shape with its number, a card with a coloured edge, people to pick."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.signaleringsplannen.rows import FaseRow
from hvh_desktop.signaleringsplannen.vormen import VORMEN
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.form_view import FormView

WORDS = {
    "signalen": "Hoe merk je het",
    "helpt_zelf": "Wat doet hij zelf",
    "helpt_anderen": "Wat doen anderen",
}


class ShapeMark(QWidget):
    """The shape of a stage with its number, as it is on paper."""

    def __init__(self, kleur: Kleur, stap: int, size: int = 28) -> None:
        super().__init__()
        self._kleur, self._vorm, self._size = kleur, VORMEN[kleur], theme.px(size)
        self.setFixedSize(self._size, self._size)
        self.set_stap(stap)

    def set_stap(self, stap: int) -> None:
        """Its number changes when a stage before it comes or goes."""
        self.stap = stap
        self.setAccessibleName(f"{self._kleur.value}, stap {stap}, {self._vorm.woord}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._size * 0.09
        side = self._size - line
        painter.setPen(QPen(theme.color(self._vorm.role), line))
        painter.setBrush(theme.color("surface"))
        if self._vorm.corners:
            points = [
                QPointF(line / 2 + x * side, line / 2 + (1 - y) * side)
                for x, y in self._vorm.corners
            ]
            painter.drawPolygon(QPolygonF(points))
        else:
            painter.drawEllipse(QRectF(line / 2, line / 2, side, side))
        font = theme.font("klein", semibold=True)
        font.setPixelSize(round(self._size * 0.44))
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        drop = self._size * (0.5 - self._vorm.middle)
        room = QRectF(0, drop, self._size, self._size)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(self.stap))
        painter.end()


class StageCard(kit.Panel):
    """A card with the edge of its stage; shape and name on top."""

    def __init__(
        self,
        kleur: Kleur,
        titel: str,
        *items: Any,
        stap: int = 0,
        action: QWidget | None = None,
    ) -> None:
        super().__init__("surface", "line", theme.radius("kaart"), bar=VORMEN[kleur].role)
        self.kleur = kleur
        self.heading = kit.Heading(titel, 3)
        self.mark = ShapeMark(kleur, stap)
        self.setAccessibleName(titel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 16, 14)
        layout.setSpacing(12)
        head = kit.beside(self.mark, (self.heading, 1), action, gap=12)
        kit.fill(layout, head, *items)


def read_card(fase: FaseRow, names: Mapping[Any, str] | None = None) -> StageCard:
    """A stage to read: three columns of lines, and with ``names`` whom to call."""
    columns = [(_column(label, _lines(getattr(fase, name))), 0) for name, label in WORDS.items()]
    if names is None:
        return StageCard(fase.kleur, fase.titel, kit.Columns(*columns), stap=fase.stap)
    called = [names[one] for one in fase.bellen_ids if one in names] + list(fase.bellen)
    calls = kit.IconLabel("phone", f"Bellen: {'; '.join(called)}", wrap=True) if called else None
    return StageCard(fase.kleur, fase.titel, kit.Columns(*columns), calls, stap=fase.stap)


def _column(label: str, lines: Sequence[QWidget]) -> QWidget:
    return kit.column(kit.Label(label, semibold=True, wrap=True), *lines, kit.STRETCH, gap=4)


def _lines(lines: Sequence[str]) -> list[QWidget]:
    if not lines:
        return [kit.Label("Niets opgeschreven", role="muted", wrap=True)]
    return [kit.Label(f"• {line}", wrap=True, selectable=True) for line in lines]


class PeoplePicker(QWidget):
    """Some people out of many: each with ``Haal weg``, and one line to put somebody in."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._choices = list(choices)
        self._chosen: tuple[str, ...] = ()
        self._is_fixed = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.add = kit.ChoiceField([], empty="Kies iemand …")
        self.add.changed.connect(self._put_in)
        layout.addLayout(self._rows)
        layout.addWidget(self.add)
        self.setFocusProxy(self.add)
        self._show()

    def setObjectName(self, name: Any) -> None:
        super().setObjectName(name)
        self.add.setObjectName(f"{name}_erbij")
        self._show()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.add.setAccessibleName(name)

    def value(self) -> tuple[str, ...]:
        """The ids as hex, in the order of the choices."""
        return self._chosen

    def set_value(self, value: Any) -> None:
        """Show these people; ids that nobody has are left out."""
        wanted = set(value or ())
        self._chosen = tuple(key for key, _label in self._choices if key in wanted)
        self._show()

    def set_fixed(self, fixed: bool) -> None:
        """Show who was chosen, without a way to change it."""
        self._is_fixed = fixed
        self._show()

    def set_error(self, wrong: bool) -> None:
        """Give the line to choose from a red edge."""
        self.add.set_error(wrong)

    def _put_in(self) -> None:
        chosen = self.add.value()
        if chosen is not None:
            self.set_value((*self._chosen, chosen))
            self.changed.emit()

    def _take_off(self, key: str) -> None:
        self.set_value(tuple(one for one in self._chosen if one != key))
        self.add.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        kit.clear(self._rows)
        for key, label in self._choices:
            if key in self._chosen:
                self._rows.addWidget(self._row(key, label))
        self.add.set_choices([one for one in self._choices if one[0] not in self._chosen])
        self.add.set_value(None)
        self.add.setVisible(not self._is_fixed and len(self._chosen) < len(self._choices))

    def _row(self, key: str, label: str) -> QWidget:
        away = kit.Button(
            "Haal weg",
            "stil",
            small=True,
            name=f"{self.objectName()}_weg_{key}",
            on_click=lambda: self._take_off(key),
        )
        away.setAccessibleName(f"Haal weg: {label}")
        name = kit.IconLabel("user", label, wrap=True)
        return kit.beside((name, 1), None if self._is_fixed else away)


class PlanForm(FormView):
    """A form whose lists of people are pickers, and whose fields stand on one line at the top.

    ``prefix`` keeps object names apart. ``asked``: fields that a concept may leave empty but the
    plan may not, so that they are not called optional.
    """

    def __init__(
        self,
        form: Form,
        rows: Sequence[Sequence[str]],
        *,
        prefix: str,
        spoken: str,
        asked: Collection[str] = (),
    ) -> None:
        self._prefix, self._spoken, self._asked = prefix, spoken, asked
        super().__init__(form, rows)

    def _row(self, fields: list[Field]) -> QWidget:
        blocks = [self._block(field) for field in fields]
        if len(blocks) == 1:
            return blocks[0]
        return kit.Columns(*[(kit.column(block, kit.STRETCH), 0) for block in blocks])

    def _block(self, field: Field) -> kit.FieldBlock:
        shown = replace(field, is_optional=False) if field.name in self._asked else field
        if field.kind is Kind.choices:
            picker = PeoplePicker(list(field.choice_labels().items()))
            block = kit.FieldBlock(shown.label, picker, shown.hint or None, shown.is_optional)
            block.changed.connect(self.changed)
            self.blocks[field.name] = block
        else:
            block = super()._block(shown)
        block.input.setObjectName(f"{self._prefix}_{field.name}")
        block.input.setAccessibleName(f"{self._spoken}: {field.label}")
        return block
