"""Krachten of one leefgebied as lines: added and changed in place, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.errors import UserError
from hvh_desktop.krachteninventarisaties import service
from hvh_desktop.krachteninventarisaties.form import BRON_VOORSTELLEN
from hvh_desktop.krachteninventarisaties.rows import BladRow, KrachtRow
from hvh_desktop.krachteninventarisaties.screen_parts import KrachtLine
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context

ANDERS = "anders"


class KrachtForm(QWidget):
    """The line in which a kracht is written: what, and who said so."""

    changed = Signal()

    def __init__(self, name: str, roepnaam: str) -> None:
        super().__init__()
        self.tekst = kit.FieldBlock(
            f"Wat kan of heeft {roepnaam}", kit.TextField(), name=f"{name}_tekst"
        )
        choices = [*BRON_VOORSTELLEN, (ANDERS, "iemand anders …")]
        self.bron = kit.FieldBlock("Wie zei dit", kit.ChoiceField(choices), name=f"{name}_bron")
        self.ander = kit.FieldBlock("Wie dan", kit.TextField(), name=f"{name}_ander")
        self.ander.setVisible(False)
        for block in (self.tekst, self.bron, self.ander):
            block.changed.connect(self.changed)
        self.bron.changed.connect(self._show_other)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        kit.fill(layout, kit.Columns((self.tekst, 0), (self.bron, 170), (self.ander, 170), gap=8))

    def _show_other(self) -> None:
        self.ander.setVisible(self.bron.value() == ANDERS)
        if self.bron.value() == ANDERS:
            self.ander.setFocus()

    def values(self) -> tuple[str, str]:
        """(tekst, bron) as they are kept."""
        bron = self.ander.value() if self.bron.value() == ANDERS else self.bron.value() or ""
        return self.tekst.value(), bron

    def set_values(self, tekst: str, bron: str) -> None:
        """Show a kracht that is there."""
        known = {value for value, _label in BRON_VOORSTELLEN}
        self.tekst.set_value(tekst)
        self.bron.set_value(bron if bron in known else ANDERS if bron else None)
        self.ander.set_value("" if bron in known else bron)
        self.ander.setVisible(bool(bron) and bron not in known)

    def show_problems(self, error: UserError) -> None:
        """Say at the field what is wrong and go there."""
        bron = self.ander if self.bron.value() == ANDERS else self.bron
        wrong = [(self.tekst, error.fields.get("tekst")), (bron, error.fields.get("bron"))]
        for block, sentence in wrong:
            block.set_error(sentence)
        first = next((block for block, sentence in wrong if sentence), self.tekst)
        if not error.fields:
            first.set_error(error.text)
        first.setFocus()


class KrachtenList(QWidget):
    """All krachten of a leefgebied; ``typed`` is a line that was begun and not yet added."""

    changed = Signal()

    def __init__(
        self,
        context: Context,
        inventarisatie_id: UUID,
        blad: BladRow,
        roepnaam: str,
        *,
        is_fixed: bool,
    ) -> None:
        super().__init__()
        self._context, self._id, self._blad = context, inventarisatie_id, blad
        self._roepnaam, self._is_fixed = roepnaam, is_fixed
        self._editing: UUID | None = None
        self._edit: KrachtForm | None = None
        self._seen = context.seen
        self._add_button = kit.Button(
            "Kracht erbij", "stil", "plus", small=True, name="kracht_erbij", on_click=self.open_new
        )
        self._add_button.setVisible(not is_fixed)
        head = kit.beside(
            kit.Label("Krachten", semibold=True),
            kit.Label("wat hij al kan en heeft", "basis", "muted"),
            kit.STRETCH,
            self._add_button,
        )
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.new = KrachtForm("kracht", roepnaam)
        self.new.changed.connect(self.changed)
        self.new.tekst.input.returnPressed.connect(self.add)
        self.new.ander.input.returnPressed.connect(self.add)
        self._new_row = self._row_for_new()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        kit.fill(layout, head, self._lines, self._new_row)
        self.show_blad(blad)

    def _row_for_new(self) -> QWidget:
        keep = kit.Button("Zet erbij", small=True, name="kracht_bewaren", on_click=self.add)
        drop = kit.Button("Toch niet", "stil", small=True, name="kracht_laten")
        drop.clicked.connect(self.drop_new)
        row = kit.column(self.new, kit.beside(keep, drop, kit.STRETCH), gap=6)
        row.setVisible(False)
        return row

    # ------------------------------------------------------------------------------- the lines

    def show_blad(self, blad: BladRow) -> None:
        """Show the krachten as they are kept now; what is typed in one of them stays."""
        self._blad = blad
        typed = self._edit.values() if self._edit is not None else None
        kit.clear(self._lines)
        self._edit = None
        for kracht in blad.krachten:
            editing = kracht.id == self._editing
            kit.fill(self._lines, self._edit_row(kracht) if editing else self._line(kracht))
        if typed is not None and self._edit is not None:
            self._edit.set_values(*typed)
        if not blad.krachten:
            text = f"Nog geen kracht. Waar is {self._roepnaam} goed in, wie of wat heeft hij?"
            kit.fill(self._lines, kit.Label(text, role="muted", wrap=True))

    def _line(self, kracht: KrachtRow) -> QWidget:
        button = kit.Button("Wijzig", "stil", small=True, name="kracht_wijzigen")
        button.setAccessibleName(f"Wijzig kracht: {kracht.tekst}")
        button.clicked.connect(lambda: self._open_edit(kracht.id))
        return KrachtLine(kracht, *(() if self._is_fixed else (button,)))

    def _edit_row(self, kracht: KrachtRow) -> QWidget:
        form = KrachtForm("wijzig_kracht", self._roepnaam)
        form.set_values(kracht.tekst, kracht.bron)
        form.tekst.input.returnPressed.connect(lambda: self._change(kracht.id))
        self._edit = form
        row = kit.beside(
            kit.Button(
                "Bewaar",
                small=True,
                name="wijzig_kracht_bewaren",
                on_click=lambda: self._change(kracht.id),
            ),
            kit.Button(
                "Toch niet",
                "stil",
                small=True,
                name="wijzig_kracht_laten",
                on_click=lambda: self._open_edit(None),
            ),
            kit.Button(
                "Haal weg",
                "gevaar",
                small=True,
                name="kracht_weghalen",
                on_click=lambda: self._remove(kracht),
            ),
            kit.STRETCH,
        )
        return kit.column(form, row, gap=6, margins=(0, 4, 0, 8))

    # -------------------------------------------------------------------------------- the acts

    def open_new(self) -> None:
        """Open the line for one more."""
        self._new_row.setVisible(True)
        self._add_button.setVisible(False)
        self.new.tekst.setFocus()

    def drop_new(self) -> None:
        """Close the line without adding."""
        self.new.set_values("", "")
        self._new_row.setVisible(False)
        self._add_button.setVisible(True)
        self._add_button.setFocus()
        self.changed.emit()

    def add(self) -> bool:
        """Add the typed kracht; True when nothing typed is left over."""
        tekst, bron = self.new.values()
        leefgebied = self._blad.leefgebied
        kept = self._context.perform(
            lambda session: service.record_kracht(session, self._id, leefgebied, tekst, bron),
            form=self.new,
        )
        if kept:
            self.drop_new()
        return kept

    def add_what_is_typed(self) -> bool:
        """Before going on: add a line that was begun. False when it is not complete."""
        return self.add() if self.new.values()[0] else True

    def typed(self) -> Mapping[str, Any]:
        """The begun line, for the draft."""
        tekst, bron = self.new.values()
        return {"kracht_tekst": tekst, "kracht_bron": bron}

    def set_typed(self, values: Mapping[str, Any]) -> None:
        """Show the begun line of a draft again."""
        if values.get("kracht_tekst"):
            self.open_new()
            self.new.set_values(values["kracht_tekst"], values.get("kracht_bron", ""))

    def _open_edit(self, kracht_id: UUID | None) -> None:
        self._editing, self._edit = kracht_id, None
        self._seen = self._context.seen
        self.show_blad(self._blad)
        if self._edit is not None:
            self._edit.tekst.setFocus()
        else:
            self._add_button.setFocus()

    def _change(self, kracht_id: UUID) -> None:
        assert self._edit is not None
        form = self._edit
        tekst, bron = form.values()
        self._editing = None
        kept = self._context.perform(
            lambda session: service.change_kracht(session, kracht_id, tekst, bron),
            form=form,
            seen=self._seen,
        )
        if not kept:
            self._editing = kracht_id

    def _remove(self, kracht: KrachtRow) -> None:
        self._editing = None

        def put_back() -> None:
            self._context.perform(lambda session: service.reopen_kracht(session, kracht.id))

        if self._context.perform(lambda session: service.remove_kracht(session, kracht.id)):
            self._context.tell(f"‘{kracht.tekst}’ is weggehaald.", put_back)
