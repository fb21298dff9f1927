"""The left column of a talk: last afspraken, open acties, what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.actieplannen.model import ActieStatus, DoelStatus
from hvh_desktop.actieplannen.service import ActieRow, DoelRow
from hvh_desktop.mentorgesprekken.screen_parts import Beeld, actie_subline
from hvh_desktop.mentorgesprekken.words import day_month, late_words
from hvh_desktop.text import shorten
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context


class ActieLijst(QWidget):
    """Acties with a tick. Ticking completes at once; then there is room for the result."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context, self._name = context, name
        self._ticked: dict[UUID, ActieRow] = {}
        self._typed: dict[UUID, str] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_acties(self, acties: Sequence[ActieRow], beeld: Beeld) -> None:
        """Show these; what was ticked here stays to be seen, also when it is not open any more."""
        known = {actie.id for actie in acties}
        shown = [*acties, *(row for one, row in self._ticked.items() if one not in known)]
        nummers = {doel.id: doel.nummer for doel in beeld.detail.voorbereiding.doelen}
        focused = self.focusWidget()
        name = focused.objectName() if focused is not None and focused.hasFocus() else ""
        kit.clear(self._layout)
        for number, actie in enumerate(shown, start=1):
            if number > 1:
                self._layout.addWidget(kit.line())
            self._layout.addWidget(self._row(actie, number, beeld, nummers))
        again = self.findChildren(QWidget, name)[-1:] if name else []
        if again:
            again[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def is_empty(self) -> bool:
        """Is there nothing to show?"""
        return self._layout.count() == 0

    def _row(self, actie: ActieRow, number: int, beeld: Beeld, nummers: dict[UUID, int]) -> QWidget:
        is_done = actie.status is not ActieStatus.open
        row = kit.CheckRow(
            actie.wat,
            actie_subline(actie, beeld.today, nummers),
            tone="danger" if actie.dagen_te_laat else None,
            done=is_done,
            marked=late_words(actie.dagen_te_laat) if actie.dagen_te_laat else "",
        )
        row.box.setObjectName(f"{self._name}_{number}")
        row.box.setEnabled(beeld.may_write)
        row.toggled.connect(lambda on, actie=actie: self._tick(actie, on))
        if actie.id not in self._ticked or not is_done:
            return row
        field = kit.TextField(
            self._typed.get(actie.id, actie.resultaat), placeholder="Wat kwam eruit? (optioneel)"
        )
        field.setAccessibleName(f"Wat kwam eruit? {actie.wat}")
        field.setObjectName(f"{self._name}_{number}_resultaat")
        field.changed.connect(lambda: self._typed.__setitem__(actie.id, field.value()))
        field.editingFinished.connect(lambda: self._keep_result(actie.id))
        return kit.column(row, kit.beside(field, margins=(32, 0, 0, 8)))

    def _tick(self, actie: ActieRow, on: bool) -> None:
        if not on:
            self._reopen(actie)
            return
        done = replace(
            actie,
            status=ActieStatus.gedaan,
            afgesloten_datum=self._context.today(),
            dagen_te_laat=0,
        )
        self._ticked[actie.id] = done
        kept = self._context.perform(lambda s: actieplannen.complete_actie(s, actie.id))
        if kept:
            self._context.tell(f"‘{shorten(actie.wat, 60)}’ is gedaan", lambda: self._reopen(actie))
        else:
            del self._ticked[actie.id]

    def _reopen(self, actie: ActieRow) -> None:
        self._ticked.pop(actie.id, None)
        self._context.perform(lambda s: actieplannen.reopen_actie(s, actie.id))

    def _keep_result(self, actie_id: UUID) -> None:
        said = self._typed.pop(actie_id, None)
        if said is None or actie_id not in self._ticked:
            return
        self._ticked[actie_id] = replace(self._ticked[actie_id], resultaat=said)
        self._context.perform(lambda s: actieplannen.change_actie(s, actie_id, {"resultaat": said}))

    def keep(self) -> None:
        """Keep results that were typed and not left yet."""
        for actie_id in list(self._typed):
            self._keep_result(actie_id)


class VoorbereidingKolom(QWidget):
    """Three cards that the program prepared; empty ones stay away."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._afspraken = ActieLijst(context, "vorige_afspraak")
        self._acties = ActieLijst(context, "open_actie")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._cards)
        layout.addStretch(1)
        self._shown: tuple[QWidget, ...] = ()

    def show_beeld(self, beeld: Beeld) -> None:
        """Show what was laid ready."""
        ready = beeld.detail.voorbereiding
        self._afspraken.show_acties(ready.vorige_afspraken, beeld)
        self._acties.show_acties(ready.open_acties, beeld)
        for keep in (self._afspraken, self._acties):
            keep.setParent(self)
        kit.clear(self._cards)
        cards = [self._vorige(beeld), self._open(beeld), self._doelen(beeld), self._changed(beeld)]
        for card in cards:
            if card is not None:
                self._cards.addWidget(card)

    def keep(self) -> None:
        """Keep what was typed about results."""
        self._afspraken.keep()
        self._acties.keep()

    def _vorige(self, beeld: Beeld) -> QWidget:
        vorige = beeld.detail.voorbereiding.vorige
        if vorige is None:
            words = kit.Label(
                f"Dit is het eerste gesprek met {beeld.roepnaam} dat hier staat.",
                role="muted",
                wrap=True,
            )
            return kit.Card(words, title="Vorige keer")
        read = kit.Button(
            "Lees terug",
            "stil",
            small=True,
            name="lees_terug",
            on_click=lambda: self._context.open(
                "mentorgesprek", deelnemer_id=vorige.deelnemer_id, mentorgesprek_id=vorige.id
            ),
        )
        empty = kit.Label("Toen zijn geen afspraken gemaakt.", role="muted", wrap=True)
        content = empty if self._afspraken.is_empty() else self._afspraken
        content.show()
        return kit.Card(
            content,
            title=f"Vorige keer, {day_month(vorige.datum)}",
            actions=(read,),
            gap=2,
            margins=(16, 6, 10, 6),
        )

    def _open(self, beeld: Beeld) -> QWidget | None:
        if self._acties.is_empty():
            return None
        self._acties.show()
        return kit.Card(self._acties, title="Open acties", gap=2, margins=(16, 8, 16, 6))

    def _doelen(self, beeld: Beeld) -> QWidget | None:
        """Only while the talk itself does not list them."""
        doelen = [d for d in beeld.detail.voorbereiding.doelen if d.status is DoelStatus.nu]
        if beeld.detail.status.value != "gepland" or not doelen:
            return None
        lines = [_doel_line(doel) for doel in doelen]
        return kit.Card(*lines, title="Zijn doelen", gap=6, margins=(16, 8, 16, 12))

    def _changed(self, beeld: Beeld) -> QWidget | None:
        lines = [
            kit.IconLabel(line.icon, line.tekst, icon_role="muted", wrap=True)
            for line in beeld.detail.voorbereiding.veranderd
        ]
        if not lines:
            return None
        title = "Veranderd sinds vorige keer"
        if beeld.detail.voorbereiding.vorige is None:
            title = "Om aan te denken"
        return kit.Card(*lines, title=title, gap=6, margins=(16, 8, 16, 12))


def _doel_line(doel: DoelRow) -> QWidget:
    number = kit.Label(str(doel.nummer), role="voice", semibold=True)
    top = Qt.AlignmentFlag.AlignTop
    return kit.beside((number, top), (kit.Label(doel.tekst, wrap=True), 1), gap=10)
