"""What we agree, on one sheet for the deelnemer: big letters, short sentences, never two sheets.

A file of its own because it is another piece of paper, with another reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.platypus.flowables import Flowable

from hvh_desktop import pdf, text
from hvh_desktop.pdf.blocks import Frame, TextBlock
from hvh_desktop.pdf.canvas import Tag
from hvh_desktop.pdf.style import DEELNEMER, Style
from hvh_desktop.pdf.typeset import Letter
from hvh_desktop.trajectplannen.inhoud import MENTOREN, Afspraakregel, AfsprakenInhoud

SHARES = (1.0, 0.95)
"""14 points, or just over 13 when that makes everything fit. Source: DF §7 (13 to 14)."""
LONGEST = 400
"""Characters of one sentence; a longer one would push the others off the sheet."""
FAR_AWAY = 300
"""Days after which a date needs its year."""


def title_block(title: str, lines: Sequence[tuple[str, Letter]], style: Style) -> Flowable:
    """The title with the lines below it that are not empty, also in a script from the right."""
    heading = pdf.heading1(title, style)
    heading.spaceAfter = 0
    below = [
        TextBlock(words, letter, tag=Tag("P"), align="cell") for words, letter in lines if words
    ]
    return Frame([heading, *below], keeps=True, before=style.gap, after=style.gap * 1.5)


def afspraken_pdf(inhoud: AfsprakenInhoud) -> bytes:
    """The sheet. What does not fit is counted in a line; his mentor knows the rest."""
    total = len(inhoud.afspraken)
    for share in SHARES:
        data = _sheet(inhoud, total, DEELNEMER.scaled(share))
        if pdf.count_pages(data) == 1:
            return data
    fits, too_many = 0, total
    best = _sheet(inhoud, 0, DEELNEMER.scaled(SHARES[-1]))
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        data = _sheet(inhoud, middle, DEELNEMER.scaled(SHARES[-1]))
        if pdf.count_pages(data) == 1:
            fits, best = middle, data
        else:
            too_many = middle
    return best


def _sheet(inhoud: AfsprakenInhoud, count: int, style: Style) -> bytes:
    return pdf.document(
        "Wat spreken we af",
        _story(inhoud, count, style),
        style=style,
        house=inhoud.huis,
        footer_left="Klopt er iets niet? Zeg het tegen je mentor.",
        header_right=text.full_date_words(inhoud.datum),
    )


def _story(inhoud: AfsprakenInhoud, count: int, style: Style) -> list[Flowable]:
    own = "" if inhoud.is_zonder_namen else text.shorten(inhoud.naam_eigen_schrift, 80)
    lines = [(_whose(inhoud), style.subtitle), (own, style.subtitle)]
    blocks = [title_block("Wat spreken we af", lines, style), _first(inhoud, style)]
    if inhoud.afspraken:
        blocks += _together(inhoud, count, style)
    blocks += [
        pdf.next_date(_next(inhoud), style),
        pdf.heading2("Wat neem jij mee uit dit gesprek?", style),
        pdf.muted("Schrijf of teken het hier. In je eigen woorden.", style),
        # At least two lines, and two more when there is room.
        pdf.write_lines(1, style),
        pdf.write_lines(3, style),
    ]
    return blocks


def _together(inhoud: AfsprakenInhoud, count: int, style: Style) -> list[Flowable]:
    blocks = [pdf.heading2("Dit doen we samen", style)]
    items = [_agreement(one, inhoud) for one in inhoud.afspraken[:count]]
    if items:
        blocks.append(pdf.agreements(items, style))
    left = len(inhoud.afspraken) - count
    if left:
        more = "is nog 1 afspraak" if left == 1 else f"zijn nog {left} afspraken"
        ask = "Vraag hem" if left == 1 else "Vraag ze"
        blocks += [pdf.paragraph(f"Er {more}. {ask} aan je mentor.", style), pdf.space(style.gap)]
    return blocks


def _whose(inhoud: AfsprakenInhoud) -> str:
    """'Dit is van Jeffrey. Ilse en Ruben waren erbij.'"""
    there = inhoud.rollen if inhoud.is_zonder_namen else inhoud.aanwezigen
    told = text.capitalise(text.join_words(text.shorten(one, 40) for one in there))
    is_one = len(there) == 1 and there != (MENTOREN,)
    present = f"{told} {'was' if is_one else 'waren'} erbij." if there else ""
    owner = "jou" if inhoud.is_zonder_namen else text.shorten(inhoud.roepnaam, 60)
    return f"Dit is van {owner}. {present}".strip()


def _first(inhoud: AfsprakenInhoud, style: Style) -> Flowable:
    """The one filled box. Without a step of his own it is a place to write one."""
    step = inhoud.eerste_stap
    if step is None:
        return pdf.first_step("Schrijf of teken hier jouw eerste stap.", " \n ", style)
    day = step.wanneer_datum
    when = f"Klaar op {text.day_words(day)}{_year(day, inhoud.datum)}." if day else ""
    return pdf.first_step(_sentence(step.wat), when, style)


def _agreement(one: Afspraakregel, inhoud: AfsprakenInhoud) -> pdf.Agreement:
    who = one.rol if inhoud.is_zonder_namen else one.wie
    day = one.wanneer_datum
    when = ""
    if day is not None:
        words = text.day_words(day)
        when = f"{words[:2]} {words.split(' ', 1)[1]}{_year(day, inhoud.datum)}"
    return pdf.Agreement(text.capitalise(text.shorten(who, 60)), _sentence(one.wat), when)


def _sentence(typed: str) -> str:
    """As it was typed: no word is put in or taken out."""
    return text.shorten(typed, LONGEST)


def _next(inhoud: AfsprakenInhoud) -> str:
    day, at = inhoud.volgend_datum, inhoud.volgend_tijd
    if day is None:
        return "Vraag je mentor op welke dag."
    words = text.capitalise(text.day_words(day)) + _year(day, inhoud.datum)
    return f"{words}, {text.spoken_time(at)}" if at else words


def _year(day: date, today: date) -> str:
    return f" {day.year}" if abs((day - today).days) > FAR_AWAY else ""
