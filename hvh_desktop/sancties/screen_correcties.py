"""What was said later about a part: it stands beneath that part, and the old text stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.forms import Form
from hvh_desktop.sancties import service_correcties
from hvh_desktop.sancties.form import CORRECTIE, ONDERDELEN
from hvh_desktop.sancties.rows import CorrectieRow, ZaakDetail
from hvh_desktop.sancties.words import Onderdeel
from hvh_desktop.text import date_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm

TOLD = (
    "Wat er staat, verandert niet. Wat je hier schrijft, komt eronder te staan, met je naam en de "
    "reden."
)


class CorrectieNote(kit.Panel):
    """One correctie, in the look of what does not change."""

    def __init__(self, row: CorrectieRow) -> None:
        super().__init__("sunken", "line", theme.radius("veld"))
        day = date_words(row.op.astimezone(AMSTERDAM).date())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(2)
        kit.fill(
            layout,
            kit.IconLabel("note-pencil", "Rechtgezet", size="klein", semibold=True),
            kit.Label(row.tekst, wrap=True, selectable=True),
            kit.Label(f"Reden: {row.reden}", "klein", "muted", wrap=True),
            kit.Label(f"{row.door or 'een collega'}, {day}", "klein", "muted", wrap=True),
        )
        self.setAccessibleName(f"Rechtgezet op {day}: {row.tekst}")


def with_correcties(card: QWidget | None, detail: ZaakDetail, *parts: Onderdeel) -> QWidget | None:
    """The card with what was put right about it beneath it."""
    notes = notes_of(detail.correcties, *parts)
    if card is None or not notes:
        return card
    return kit.column(card, *notes, gap=6)


def notes_of(rows: Iterable[CorrectieRow], *parts: Onderdeel) -> list[CorrectieNote]:
    """Notes about these parts, oldest first."""
    return [CorrectieNote(row) for row in rows if row.onderdeel in parts]


def correctie_form(parts: Iterable[Onderdeel]) -> Form:
    """The form with only those parts that are there and that are this person's."""
    wanted = {part.value: ONDERDELEN[part.value] for part in parts}
    fields = tuple(
        replace(one, choices=wanted) if one.name == "onderdeel" else one for one in CORRECTIE.fields
    )
    return replace(CORRECTIE, fields=fields)


def correctie_key(zaak_id: UUID, deelnemer_id: UUID) -> DraftKey:
    """The one correctie of a case that somebody is writing."""
    return DraftKey(CORRECTIE.name, CORRECTIE.version, zaak_id.hex, deelnemer_id)


def open_correctie(
    context: Context, detail: ZaakDetail, parts: tuple[Onderdeel, ...]
) -> InlineForm:
    """The small form to put something right."""
    zaak_id = detail.row.id

    def write(session: Session, values: dict[str, Any]) -> UUID:
        return service_correcties.record_correctie(
            session, zaak_id, Onderdeel(values["onderdeel"]), values["tekst"], values["reden"]
        )

    return InlineForm(
        context,
        FormView(correctie_form(parts)),
        correctie_key(zaak_id, detail.row.deelnemer_id),
        write,
        name="correctie",
        save="Zet recht",
        title="Zet iets recht",
        told=TOLD,
        start={"onderdeel": parts[0].value if len(parts) == 1 else None},
        said="Het is rechtgezet",
    )
