"""This talk, while it is being written: the card on the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hvh_desktop.actieplannen.model import DoelStatus
from hvh_desktop.actieplannen.service import DoelRow
from hvh_desktop.mentorgesprekken.screen_aanwezig import Kop, WanneerWie
from hvh_desktop.mentorgesprekken.screen_afspraken import AfsprakenLines
from hvh_desktop.mentorgesprekken.screen_delen import HoeGaatHet, Notitie, VolgendGesprek
from hvh_desktop.mentorgesprekken.screen_parts import Beeld
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context

HELD = ("datum", "tijd", "medewerker_ids", "overige_aanwezigen")


class SchrijfKaart(kit.Card):
    """What is written down about this talk, from how it goes to when the next one is."""

    changed = Signal()
    held_changed = Signal()

    def __init__(self, context: Context, beeld: Beeld) -> None:
        super().__init__(gap=6, margins=(24, 8, 24, 6))
        self._context, self._beeld = context, beeld
        detail = beeld.detail
        self.errors = kit.ErrorSummary()
        usual = (*detail.medewerker_ids, *beeld.mentor_ids, beeld.actor)
        self.held = WanneerWie(beeld.names, usual, beeld.collega_ids, beeld.today)
        self.held.set_values({name: getattr(detail, name) for name in HELD})
        self.kop = Kop(self.held, beeld.roepnaam, is_achteraf=detail.is_achteraf)
        self.hoe = HoeGaatHet()
        self.eigen_woorden = kit.Area(rows=2, voice=True, placeholder="In zijn eigen woorden")
        self.eigen_woorden.setObjectName("eigen_woorden")
        self.eigen_woorden.setAccessibleName("In zijn eigen woorden")
        self.notities = {doel.id: self._doel(doel) for doel in detail.voorbereiding.doelen}
        self.notitie = Notitie("Wat jij verder opschrijft", "", "notitie", self._later_button())
        self.afspraken = AfsprakenLines(context, beeld)
        self.volgend = VolgendGesprek(beeld)
        self._build()
        self._listen()

    def _doel(self, doel: DoelRow) -> Notitie:
        notitie = Notitie(doel.tekst, str(doel.nummer), f"doelnotitie_{doel.nummer}")
        notitie.setVisible(doel.status is DoelStatus.nu)
        return notitie

    def _build(self) -> None:
        more = kit.Button(
            "Afspraak erbij",
            "stil",
            "plus",
            small=True,
            name="afspraak_erbij",
            on_click=lambda: self.afspraken.add(focus=True),
        )
        afspraken = kit.beside(
            (kit.Label("Afspraken tot de volgende keer", semibold=True, wrap=True), 1), more
        )
        self.add(
            self.kop,
            self.errors,
            self.kop.panel,
            self.hoe,
            self.eigen_woorden,
            *self.notities.values(),
            self.notitie,
            afspraken,
            self.afspraken,
            self.volgend,
            kit.STRETCH,
        )

    def _later_button(self) -> QWidget | None:
        later = [
            self.notities[doel.id]
            for doel in self._beeld.detail.voorbereiding.doelen
            if doel.status is DoelStatus.later
        ]
        if not later:
            return None
        button = kit.Button(
            f"Doelen voor later ({len(later)})",
            "stil",
            "caret-down",
            small=True,
            name="doelen_later",
        )

        def _show() -> None:
            button.hide()
            for one in later:
                one.show()
            later[0].unfold()

        button.clicked.connect(lambda: _show())
        return button

    def _listen(self) -> None:
        parts: tuple[Any, ...] = (
            self.held,
            self.hoe,
            self.eigen_woorden,
            *self.notities.values(),
            self.notitie,
            self.afspraken,
            self.volgend,
        )
        for part in parts:
            part.changed.connect(self.changed)
        self.eigen_woorden.changed.connect(lambda: self.eigen_woorden.set_error(False))
        self.kop.ready.connect(self.held_changed)

    # Values ----------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """As ``complete_mentorgesprek`` wants it."""
        return {
            **self.held.values(),
            "gezicht": self.hoe.faces.value(),
            "is_gezicht_geweigerd": self.hoe.refuse.isChecked(),
            "eigen_woorden": self.eigen_woorden.value(),
            "notitie": self.notitie.value(),
            "doelnotities": {one: note.value() for one, note in self.notities.items()},
            "volgende_datum": self.volgend.datum.value(),
            "volgende_tijd": self.volgend.tijd.value(),
        }

    def typed(self) -> dict[str, Any]:
        """Everything as it stands, as JSON for the draft."""
        return {
            **self.held.typed(),
            "gezicht": self.hoe.faces.value(),
            "is_gezicht_geweigerd": self.hoe.refuse.isChecked(),
            "eigen_woorden": self.eigen_woorden.toPlainText(),
            "notitie": self.notitie.area.toPlainText(),
            "doelnotities": {
                one.hex: note.area.toPlainText() for one, note in self.notities.items()
            },
            "volgende_datum": self.volgend.datum.text(),
            "volgende_tijd": self.volgend.tijd.text(),
            "afspraken": self.afspraken.typed(),
        }

    def set_typed(self, values: Mapping[str, Any]) -> None:
        """Put a draft back."""
        self.held.set_values(values)
        self.hoe.faces.set_value(values.get("gezicht"))
        self.hoe.set_refused(bool(values.get("is_gezicht_geweigerd")))
        self.eigen_woorden.set_value(values.get("eigen_woorden", ""))
        self.notitie.set_value(values.get("notitie", ""))
        for raw, tekst in (values.get("doelnotities") or {}).items():
            note = self.notities.get(UUID(hex=raw))
            if note is not None and tekst:
                note.set_value(tekst)
                note.show()
        self.volgend.datum.set_value(values.get("volgende_datum", ""))
        self.volgend.tijd.set_value(values.get("volgende_tijd", ""))
        self.volgend.show_words()
        self.afspraken.set_typed(values.get("afspraken") or [])
        self.kop.show_sentence()

    # Problems --------------------------------------------------------------------------------

    def typing_problems(self) -> dict[str, str]:
        """What was typed and not understood, by field."""
        found = self.held.problems()
        for name, field in (
            ("volgende_datum", self.volgend.datum),
            ("volgende_tijd", self.volgend.tijd),
        ):
            said = field.problem()
            if said:
                found[name] = said
        return found

    def show_fields(self, fields: Mapping[str, str]) -> bool:
        """Show what is missing at its place and above the card; True when nothing is."""
        self.held.show_problems(fields)
        if any(name in fields for name in HELD):
            self.kop.panel.show()
        self.eigen_woorden.set_error("eigen_woorden" in fields)
        self.hoe.faces.set_error("gezicht" in fields)
        self.volgend.show_problem(fields.get("volgende_datum") or fields.get("volgende_tijd"))
        places: dict[str, QWidget] = {
            "datum": self.held.datum.input,
            "tijd": self.held.tijd.input,
            "medewerker_ids": self.held.wie.input.more,
            "overige_aanwezigen": self.held.overig.input,
            "gezicht": self.hoe.faces,
            "eigen_woorden": self.eigen_woorden,
            "notitie": self.notitie.area,
            "volgende_datum": self.volgend.datum,
            "volgende_tijd": self.volgend.tijd,
        }
        lines: list[tuple[str, Any]] = [
            (sentence, places.get(name, self.eigen_woorden)) for name, sentence in fields.items()
        ]
        self.errors.show_errors([*lines, *self.afspraken.problems()])
        return not self.errors.links
