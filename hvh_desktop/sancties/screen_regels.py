"""A case as a line of a list; the register and the tab show the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hvh_desktop.sancties.rows import ZaakRow
from hvh_desktop.sancties.service_register import DICHT
from hvh_desktop.sancties.vervolgstap import due_words, step_for
from hvh_desktop.sancties.words import STATUS_WORDS, SanctieStatus
from hvh_desktop.text import date_words, short_day
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context

_S = SanctieStatus
MERKEN: Mapping[SanctieStatus, tuple[str, str]] = {
    _S.voorval: ("warn", "warning-circle"),
    _S.verslag: ("info", "file-text"),
    _S.horen: ("info", "chat-circle-text"),
    _S.voorstel: ("info", "pencil-simple"),
    _S.beslissing: ("info", "scales"),
    _S.mededeling: ("info", "envelope"),
    _S.uitreiking: ("info", "paper-plane-tilt"),
    _S.tenuitvoerlegging: ("warn", "hourglass"),
    _S.voorwaardelijk: ("warn", "hourglass-medium"),
    _S.afloop: ("good", "check-circle"),
    _S.afgezien: ("good", "handshake"),
    _S.geseponeerd: ("stil", "x-circle"),
    _S.ingetrokken: ("stil", "arrow-u-up-left"),
}
"""Tone and icon of a status, always shown beside its word."""


def status_badge(row: ZaakRow) -> kit.Badge:
    """The status in its word, with an icon."""
    tone, icon = MERKEN[row.status]
    return kit.Badge(STATUS_WORDS[row.status], tone, icon)


def day_column(day: date, today: date) -> tuple[str, str]:
    """'12 nov' with the weekday below, or with the year when it is another one."""
    weekday, rest = short_day(day).split(" ", 1)
    return rest, weekday if day.year == today.year else str(day.year)


def about(row: ZaakRow, *, with_kind: bool = True) -> str:
    """Kind and outcome on one line, what it waits for on the next."""
    if not row.voorval:
        return DICHT
    first = [row.voorval] if with_kind else []
    if row.uitkomst:
        first.append(row.uitkomst)
    if row.proeftijd_tot_datum is not None:
        first.append(f"proeftijd tot en met {date_words(row.proeftijd_tot_datum)}")
    return "\n".join(line for line in (" · ".join(first), row.wacht_op) if line)


def zaak_row(context: Context, row: ZaakRow, *, of_one_man: bool = False) -> kit.Row:
    """A line that opens the case. ``of_one_man``: the kind is its title, not his name."""
    badge = status_badge(row)
    shown = kit.Row(
        row.voorval if of_one_man else row.deelnemer,
        about(row, with_kind=not of_one_man),
        left=day_column(row.voorval_datum, context.today()),
        initials="" if of_one_man else row.initialen,
        right=[badge],
    )
    shown.setAccessibleName(f"{shown.accessibleName()}, {badge.accessibleName()}")
    shown.setObjectName(f"zaak_{row.id.hex}")
    shown.activated.connect(lambda: open_zaak(context, row))
    return shown


def open_zaak(context: Context, row: ZaakRow) -> None:
    """Go to the case."""
    context.open("sanctiezaak", deelnemer_id=row.deelnemer_id, sanctiezaak_id=row.id)


def wacht_row(context: Context, row: ZaakRow, number: int) -> kit.Row:
    """A line with the step that is due as its button."""
    step = step_for(context.actor, row)
    act = kit.Button(
        step.woord,
        name=f"wacht_{number + 1}",
        on_click=lambda: context.open(
            step.place, deelnemer_id=row.deelnemer_id, sanctiezaak_id=row.id
        ),
    )
    act.setAccessibleName(f"{step.woord}, {row.deelnemer}: {row.voorval}")
    shown = kit.Row(
        row.deelnemer,
        f"{row.voorval} · {due_words(step, row)}",
        left=day_column(row.voorval_datum, context.today()),
        initials=row.initialen,
        right=[act],
    )
    shown.setObjectName(f"wachtend_{row.id.hex}")
    shown.activated.connect(lambda: open_zaak(context, row))
    return shown
