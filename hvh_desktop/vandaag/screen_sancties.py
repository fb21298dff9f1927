"""Rows of Vandaag about sancties: one for each man, with the most pressing act as its button."""

from __future__ import annotations

from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.vandaag.rows import SanctieLine

MOST_SANCTIES = 4
MOST_LINES = 2


def sanctie_row(context: Context, number: int, line: SanctieLine) -> kit.Row:
    """What is to be done about him; the row opens the tab with all of it."""
    first = line.regels[0]
    act = kit.Button(
        first.woord,
        name=f"sanctie_{number + 1}",
        on_click=lambda: context.open(first.naar.place, **first.naar.address),
    )
    act.setAccessibleName(f"{first.woord}, {line.naam}: {first.tekst}")
    texts = list(dict.fromkeys(regel.tekst for regel in line.regels))
    said = "\n".join(texts[:MOST_LINES])
    more = len(texts) - MOST_LINES
    if more > 0:
        said = f"{said} · en nog {more}"
    row = kit.Row(line.naam, said, initials=line.initialen, right=[act])
    row.activated.connect(
        lambda: context.open("dossier", deelnemer_id=line.deelnemer_id, tab="sancties")
    )
    return row


def all_cases(context: Context) -> kit.Button:
    """To the register."""
    return kit.Button(
        "Alle sancties",
        "stil",
        small=True,
        name="alle_sancties",
        on_click=lambda: context.open("sancties"),
    )
