"""Asking why, before the dossier of somebody else's deelnemer opens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.deelnemers.access import Question, get_question
from hvh_desktop.text import capitalise
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

WIDTH = 620


class RedenPage(Page):
    """His name, the question, and one click. Nothing else about him is read or shown."""

    help_page: ClassVar[str] = "wie-keek-er"

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, chosen: Callable[[str], None]
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id)
        self._chosen = chosen
        self.setObjectName("vraag_reden")
        question = context.read(lambda session: get_question(session, deelnemer_id))
        card = kit.Card(self._who(question), 4, *self._reasons(question), 4, self._back(), gap=8)
        card.setMaximumWidth(theme.px(WIDTH))
        narrow = theme.is_narrow()
        row = kit.beside((card, 1)) if narrow else kit.beside(kit.STRETCH, (card, 100), kit.STRETCH)
        around = kit.column(0 if narrow else 24, row, kit.STRETCH, margins=(24, 8, 24, 20))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(around))

    def _who(self, question: Question) -> QWidget:
        told = (
            f"{question.roepnaam} is niet jouw eigen deelnemer. Kies een reden, dan gaat zijn "
            f"dossier open. Je reden geldt {question.uren} uur. Ze wordt opgeschreven, en "
            f"{question.roepnaam} kan vragen wie er keek en waarom."
        )
        words = kit.column(
            kit.Label(question.naam, semibold=True, wrap=True),
            kit.Heading("Waarom open je dit dossier?", 2),
            gap=2,
        )
        top = Qt.AlignmentFlag.AlignTop
        head = kit.beside((kit.Avatar(question.initialen), top), (words, 1), gap=16)
        return kit.column(head, kit.Label(told, role="muted", wrap=True), gap=12)

    def _reasons(self, question: Question) -> list[QWidget]:
        rows = []
        for number, reden in enumerate(question.redenen.waarde, start=1):
            row = kit.Row(capitalise(reden), icon="caret-right")
            row.setObjectName(f"reden_{number}")
            row.activated.connect(partial(self._chosen, reden))
            rows.append(row)
        found: list[QWidget] = [kit.RowList(*rows)]
        if question.redenen.is_hypothese:
            told = "Dit is een voorlopige lijst. Het huis stelt de redenen nog vast."
            found.append(kit.Label(told, "klein", "muted", wrap=True))
        return found

    def _back(self) -> QWidget:
        back = kit.Button(
            "Terug naar deelnemers",
            name="terug",
            on_click=lambda: self.context.open("deelnemers"),
        )
        return kit.beside(back, kit.STRETCH)
