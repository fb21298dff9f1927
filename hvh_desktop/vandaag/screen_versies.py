"""Lines of Vandaag about what was written apart: two versions, and a decision that came second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.vandaag.rows import Vandaag
from hvh_desktop.verbindingen.rows import TweeVersiesRow, VerslagenRow
from hvh_desktop.verbindingen.screen_versies import open_versies, who_words
from hvh_desktop.verbindingen.service import list_twee_versies, list_verslagen

Make = Callable[[], QWidget]


def apart_lists(
    context: Context, found: Vandaag, late: Sequence[Make], attention: Sequence[Make]
) -> tuple[tuple[str, Sequence[Make]], ...]:
    """Heading and lines of both, above what is late and what asks attention."""
    return (
        ("Twee versies", versions_rows(context, found)),
        ("Tegelijk beslist", beaten_rows(context)),
        ("Te laat", late),
        ("Let op", attention),
    )


def versions_rows(context: Context, found: Vandaag) -> list[Make]:
    """What waits until somebody chooses, of whom this page is about."""
    own = {row.id for row in found.deelnemers if row.is_eigen}
    rows = [
        row
        for row in context.read(list_twee_versies)
        if row.mag_kiezen and (found.everyone or row.deelnemer_id in {*own, None})
    ]
    return [partial(_versions_row, context, number, row) for number, row in enumerate(rows)]


def _versions_row(context: Context, number: int, row: TweeVersiesRow) -> QWidget:
    badge = kit.Badge("Twee versies", "warn", "git-branch")
    shown = kit.Row(f"{row.wat}: {row.label}", who_words(row), icon="git-branch", right=[badge])
    shown.setObjectName(f"twee_versies_{number}")
    shown.activated.connect(partial(open_versies, context, row))
    return shown


def beaten_rows(context: Context) -> list[Make]:
    """Decisions that do not count, for both who decided."""
    rows = context.read(list_verslagen)
    return [partial(_beaten_row, context, number, row) for number, row in enumerate(rows)]


def _beaten_row(context: Context, number: int, row: VerslagenRow) -> QWidget:
    is_mine = row.is_van_mij
    if is_mine:
        told = f"{row.ander} was eerder. Wat jij besliste is bewaard, en telt niet mee"
    else:
        told = f"Jij was eerder dan {row.ander}. Jouw beslissing telt"
    badge = kit.Badge(*(("Telt niet", "warn") if is_mine else ("Telt", "stil")), "scales")
    shown = kit.Row(row.wat, told, icon="scales", right=[badge])
    shown.setObjectName(f"verslagen_{number}")
    if row.deelnemer_id is not None:
        shown.activated.connect(
            partial(context.open, "dossier", deelnemer_id=row.deelnemer_id, tab="sancties")
        )
    return shown
