"""What the screens of this slice share: one reading of all a talk page shows, and small words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.service import ActieRow, Uitvoerder, list_uitvoerders
from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.deelnemers import access
from hvh_desktop.medewerkers.service import get_medewerker_names, list_medewerkers
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.service import GesprekDetail, GesprekRow
from hvh_desktop.mentorgesprekken.words import (
    day_month,
    late_words,
    moment_words,
    names_of,
    with_words,
)
from hvh_desktop.rights import Right
from hvh_desktop.text import format_time, join_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context

PAGE_MARGINS = (24, 0, 12, 0)
"""Its scroll page brings the gutter on the right, where its bar is."""
LEFT = 348


@dataclass(frozen=True)
class Beeld:
    """All that a talk page shows, read in one session."""

    detail: GesprekDetail
    gedaan: tuple[ActieRow, ...]
    """What ended since the talk before."""
    roepnaam: str
    names: Mapping[UUID, str]
    mentor_ids: tuple[UUID, ...]
    collega_ids: tuple[UUID, ...]
    uitvoerders: tuple[Uitvoerder, ...]
    may_write: bool
    voorstel: date | None
    """The proposed day of the next talk; None when he leaves before it."""
    vertrek: date | None
    volgend: GesprekRow | None
    """The next talk, when it is planned already."""
    actor: UUID
    today: date

    def names_with(self, ids: tuple[UUID, ...]) -> str:
        """'Ruben en jij'."""
        others = names_of([one for one in ids if one != self.actor], self.names)
        return join_words([*others, "jij"] if self.actor in ids else others)

    def sentence(self) -> str:
        """'Vandaag 10.30, met Jeffrey, Ilse en Ruben'."""
        return row_sentence(self.detail, self.roepnaam, self.names, self.today)

    def name(self, medewerker_id: UUID | None) -> str:
        """Roepnaam of a colleague, also of one who left."""
        return self.names.get(medewerker_id, "een collega") if medewerker_id else "een collega"


def put(owner: QWidget, *items: QWidget, gap: int = 0, margins: int = 0) -> QVBoxLayout:
    """Give a widget these parts below each other."""
    layout = QVBoxLayout(owner)
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(gap)
    for item in items:
        layout.addWidget(item)
    return layout


class Foot(QWidget):
    """The bar below a page whose acts change with what the page shows."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = put(self)
        self._footer: kit.Footer | None = None
        self._state = ""

    def show_acts(self, *buttons: kit.Button) -> None:
        """These acts, the most final one last; none hides the bar."""
        kit.clear(self._layout)
        self._footer = kit.Footer(*buttons, state=self._state) if buttons else None
        if self._footer is not None:
            self._layout.addWidget(self._footer)

    def say(self, words: str) -> None:
        """How the concept stands."""
        self._state = words
        if self._footer is not None:
            self._footer.set_state(words)

    def state(self) -> str:
        """What the bar says."""
        return self._state


def print_button(
    context: Context, gesprek: GesprekRow, before: Callable[[], None] | None = None
) -> kit.Button:
    """The A4 for him; ``before`` keeps what was typed."""

    def _print() -> None:
        if before is not None:
            before()
        context.open(
            "afspraken_afdruk", deelnemer_id=gesprek.deelnemer_id, mentorgesprek_id=gesprek.id
        )

    return kit.Button(
        "Druk afspraken af", icon="printer", name="druk_afspraken_af", on_click=_print
    )


def read_beeld(session: Session, mentorgesprek_id: UUID) -> Beeld:
    """Read everything a talk page shows."""
    detail = service.get_gesprek(session, mentorgesprek_id)
    deelnemer_id = detail.deelnemer_id
    deelnemer = access.require(session, Right.read_dossier, deelnemer_id)
    may_write = access.is_allowed(session, Right.write_mentorgesprek, deelnemer_id)
    return Beeld(
        detail=detail,
        gedaan=tuple(service.list_afgesloten(session, mentorgesprek_id)),
        roepnaam=deelnemer.roepnaam,
        names=get_medewerker_names(session),
        mentor_ids=service.mentor_ids_on(session, deelnemer_id, detail.datum),
        collega_ids=tuple(row.id for row in list_medewerkers(session)),
        uitvoerders=tuple(list_uitvoerders(session, deelnemer_id)) if may_write else (),
        may_write=may_write,
        voorstel=service.propose_volgende(session, deelnemer_id, detail.datum),
        vertrek=service.find_vertrek(session, deelnemer_id, detail.datum),
        volgend=service.find_volgend(session, deelnemer_id, detail.datum),
        actor=session.actor.medewerker_id,
        today=session.today,
    )


def row_sentence(row: GesprekRow, roepnaam: str, names: Mapping[UUID, str], today: date) -> str:
    """'Vandaag 10.30, met Jeffrey, Ilse en Ruben'."""
    there = with_words(roepnaam, names_of(row.medewerker_ids, names), row.overige_aanwezigen)
    return f"{moment_words(row.datum, row.tijd, today)}, {there}"


def house_day(moment: datetime) -> date:
    """The calendar day in the house."""
    return moment.astimezone(AMSTERDAM).date()


def clock_words(moment: datetime) -> str:
    """'10.31' in the time of the house."""
    return format_time(moment.astimezone(AMSTERDAM).time())


def actie_subline(actie: ActieRow, today: date, nummers: Mapping[UUID, int]) -> str:
    """'Jeffrey · 19 november · doel 1', 'Ilse · 2 dagen te laat', 'Jeffrey · gedaan op …'."""
    parts = [actie.wie]
    if actie.afgesloten_datum is not None:
        what = {"gedaan": "gedaan", "niet_gelukt": "niet gelukt"}.get(actie.status, "vervallen")
        day = actie.afgesloten_datum
        parts.append(f"{what} vandaag" if day == today else f"{what} op {day_month(day)}")
    elif actie.dagen_te_laat:
        parts.append(late_words(actie.dagen_te_laat))
    elif actie.wanneer_datum is not None:
        day = actie.wanneer_datum
        parts.append("vandaag" if day == today else day_month(day))
    if actie.doel_id is not None and actie.doel_id in nummers:
        parts.append(f"doel {nummers[actie.doel_id]}")
    return " · ".join(parts)
