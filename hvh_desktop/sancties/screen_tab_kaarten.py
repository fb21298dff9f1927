"""The cards beside the cases on the tab: proeftijd, urine checks, measures for order.

A file of its own because each of them is about something else than a case.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hvh_desktop.sancties.klok import OrdemaatregelRow
from hvh_desktop.sancties.rows import VoorwaardeRow
from hvh_desktop.sancties.rows_maatwerk import Proeftijd
from hvh_desktop.sancties.words import VoorwaardeStatus
from hvh_desktop.text import capitalise, countdown, date_words, format_time, near_day
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.urinecontroles.model import Heronderzoek
from hvh_desktop.urinecontroles.rows import UrineRow
from hvh_desktop.urinecontroles.words import result_words

SHOWN = 4
_STATUS = {
    VoorwaardeStatus.loopt: ("circle", "muted"),
    VoorwaardeStatus.nagekomen: ("check-circle", "good"),
    VoorwaardeStatus.niet_nagekomen: ("x-circle", "danger"),
}


def proeftijd_card(context: Context, one: Proeftijd) -> kit.Card:
    """What hangs over him until when, and what he keeps to."""
    day = date_words(one.tot_datum)
    left = countdown(one.tot_datum, context.today())
    to = {"deelnemer_id": one.deelnemer_id, "sanctiezaak_id": one.sanctiezaak_id}
    look = kit.Button(
        "Bekijk",
        "stil",
        small=True,
        name="naar_proeftijd",
        on_click=lambda: context.open("sanctiezaak", **to),
    )
    look.setAccessibleName("Bekijk de proeftijd")
    card = kit.Card(
        kit.Label(f"Voorwaardelijk: {one.wat}", wrap=True),
        kit.IconLabel("hourglass-medium", f"Tot en met {day}, {left}", semibold=True, wrap=True),
        *(_voorwaarde(row) for row in one.voorwaarden),
        title="Proeftijd",
        actions=[look],
        gap=6,
    )
    card.setObjectName("proeftijd")
    return card


def _voorwaarde(row: VoorwaardeRow) -> QWidget:
    icon, role = _STATUS[row.status]
    who = f" · {row.toezicht} volgt dit" if row.toezicht and not row.is_algemeen else ""
    doel = f" · bij zijn doel “{row.doel}”" if row.doel else ""
    below = f"{capitalise(row.status.value)}{who}{doel}"
    words = kit.column(
        kit.Label(row.tekst, wrap=True), kit.Label(below, "klein", "muted", wrap=True)
    )
    return kit.beside((kit.Icon(icon, role, 18), Qt.AlignmentFlag.AlignTop), (words, 1))


def urine_card(context: Context, deelnemer_id: UUID, rows: Sequence[UrineRow]) -> kit.Card:
    """The newest checks; each opens."""
    every = kit.Button(
        "Alle urinecontroles",
        "stil",
        small=True,
        name="alle_urinecontroles",
        on_click=lambda: context.open("urinecontroles"),
    )
    card = kit.Card(title="Urinecontroles", actions=[every], count=len(rows) or None, gap=0)
    card.setObjectName("urinecontroles")
    if not rows:
        card.add(kit.Label("Er is nog niet gecontroleerd.", role="muted", wrap=True))
    for number, row in enumerate(rows[:SHOWN]):
        shown = kit.Row(
            urine_words(row),
            capitalise(row.aanleiding),
            left=_day(row.opdracht_datum, context.today()),
        )
        shown.setObjectName(f"controle_{number + 1}")
        shown.activated.connect(
            lambda one=row: context.open(
                "urinecontrole", deelnemer_id=deelnemer_id, urinecontrole_id=one.id
            )
        )
        card.add(kit.line() if number else None, shown)
    if len(rows) > SHOWN:
        more = [kit.Label(f"En nog {len(rows) - SHOWN} eerder.", "klein", "muted")]
        card.add(*more)
    return card


def urine_words(row: UrineRow) -> str:
    """'Positief op cannabis', 'Positief op cannabis, heronderzoek loopt'."""
    said = result_words(row)
    return f"{said}, heronderzoek loopt" if row.heronderzoek is Heronderzoek.gevraagd else said


def _day(day: date, today: date) -> tuple[str, str]:
    words = near_day(day, today).split(" ")
    if len(words) < 3:
        return words[0].capitalize(), ""
    return " ".join(words[1:3]), words[0] if day.year == today.year else str(day.year)


def ordemaatregel_card(context: Context, rows: Sequence[OrdemaatregelRow]) -> kit.Card | None:
    """Measures for order; they are no straf."""
    if not rows:
        return None
    card = kit.Card(title="Ordemaatregelen", count=len(rows), gap=0)
    card.setObjectName("ordemaatregelen")
    card.add(kit.Label("Een ordemaatregel is geen straf.", "klein", "muted", wrap=True))
    for number, row in enumerate(rows[:SHOWN]):
        until = f"{date_words(row.loopt_tot.date())}, {format_time(row.loopt_tot.time())}"
        said = f"Loopt tot {until}" if row.is_lopend else f"Was tot {until}"
        mark = [kit.Badge("Loopt", "warn", "timer")] if row.is_lopend else []
        shown = kit.Row(capitalise(row.soort), said, right=mark)
        shown.setObjectName(f"maatregel_{number + 1}")
        shown.activated.connect(
            lambda one=row: context.open(
                "ordemaatregel", deelnemer_id=one.deelnemer_id, ordemaatregel_id=one.id
            )
        )
        card.add(kit.line(), shown)
    return card
