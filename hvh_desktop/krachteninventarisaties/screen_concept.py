"""The quiet act that throws a concept away which was begun by mistake."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.krachteninventarisaties.service_concept import (
    remove_inventarisatie,
    reopen_inventarisatie,
)
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context, ProblemView
from hvh_desktop.ui.dialogs import ask

WORDS = "Gooi dit concept weg"


def remove_button(page: QWidget, versie: int, then: Callable[[], None]) -> kit.Button:
    """Asks once, then acts."""

    def question() -> None:
        ask(
            page,
            f"Versie {versie} weggooien?",
            "Er is nog niets besproken. Wat er in dit concept is veranderd, gaat mee weg. "
            "Oudere versies blijven staan.",
            act=WORDS,
            safe="Laat staan",
            then=then,
        )

    return kit.Button(WORDS, "stil", "trash", name="gooi_weg", on_click=question)


def throw_away(
    context: Context, deelnemer_id: UUID, inventarisatie_id: UUID, form: ProblemView
) -> bool:
    """Back to his krachten, with a strip that takes it back. False when it was refused."""

    def undo() -> None:
        context.perform(lambda session: reopen_inventarisatie(session, inventarisatie_id))

    if not context.perform(lambda s: remove_inventarisatie(s, inventarisatie_id), form=form):
        return False
    context.open("dossier", deelnemer_id=deelnemer_id, tab="krachten")
    context.tell("Het concept is weggegooid.", undo)
    return True
