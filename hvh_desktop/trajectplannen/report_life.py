"""The second half of the trajectplan: his life in ten leefgebieden, and who stands around him.

A file of its own because the whole plan outgrows one module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from reportlab.platypus.flowables import Flowable

from hvh_desktop import pdf, text
from hvh_desktop.pdf.blocks import Frame, TextBlock
from hvh_desktop.pdf.canvas import Tag
from hvh_desktop.pdf.grid import Grid, Look, Row
from hvh_desktop.pdf.style import DOSSIER
from hvh_desktop.trajectplannen.inhoud import Leefgebiedregel, Netwerkregel, PlanInhoud
from hvh_desktop.trajectplannen.report_words import Story, date_or_empty, quoted, together


def areas_of_life(inhoud: PlanInhoud) -> Story:
    heading = pdf.heading2("De tien leefgebieden in het kort")
    if inhoud.inventarisatie_datum is None:
        yield [heading, pdf.paragraph("Er is nog geen krachteninventarisatie.")]
        return
    still = "Die is nog niet afgerond. " if inhoud.is_inventarisatie_concept else ""
    note = pdf.muted(
        f"Uit de krachteninventarisatie van {text.date_words(inhoud.inventarisatie_datum)}. {still}"
        "Naast de dikke streep staat wat hij zelf zegt."
    )
    before: list[Flowable] = [heading, note]
    for one in inhoud.leefgebieden:
        blocks = [*before, pdf.heading3(one.naam), *_area_of_life(one, inhoud.kolomkoppen)]
        yield together(blocks)
        before = []


def _area_of_life(one: Leefgebiedregel, koppen: Sequence[str]) -> Iterator[Flowable]:
    if one.geen_antwoord:
        yield pdf.paragraph(one.geen_antwoord)
    if one.has_words:
        yield _own_words(one, koppen)
    elif not one.geen_antwoord:
        yield pdf.muted("Nog niet besproken.")
    if one.aanvulling:
        yield _addition(one.aanvulling)


def _own_words(one: Leefgebiedregel, koppen: Sequence[str]) -> Flowable:
    """His words with their headings in a column beside them, and how far he is below."""
    style = DOSSIER
    letter = replace(style.voice, size=style.body.size + 0.5)
    pairs = zip(koppen, (one.nu, one.wensen, one.hulpbronnen), strict=True)
    rows = [
        Row(
            (
                TextBlock(kop, style.small, tag=Tag("P")),
                TextBlock(quoted(words), letter, tag=Tag("BlockQuote"), align="cell"),
            )
        )
        for kop, words in pairs
        if words
    ]
    if one.bereidheid:
        told = TextBlock(one.bereidheid, style.small, tag=Tag("P"), align="cell")
        rows.append(Row((TextBlock("Hoe ver hij is", style.small, tag=Tag("P")), told)))
    look = Look((78, 390), pad_x=0, pad_y=1, gutter=6, line=None)
    return Frame(
        [Grid(rows, look)],
        pad=(5, style.pad, 5, style.pad + 2),
        fill="voice_soft",
        bar="voice",
        radius=5,
        before=2,
        after=style.gap / 2,
    )


def _addition(aanvulling: str) -> Flowable:
    """What the professional adds, plain and apart from his words."""
    head = pdf.Span("Aanvulling van de mentor: ", pdf.Weight.semibold)
    return pdf.paragraph([head, aanvulling])


def setbacks(inhoud: PlanInhoud) -> Story:
    if not inhoud.tegenslag and not inhoud.tegenslag_aanvulling:
        return
    yield pdf.heading2("Omgaan met tegenslag")
    if inhoud.tegenslag:
        yield pdf.voice(quoted(inhoud.tegenslag))
    if inhoud.tegenslag_aanvulling:
        yield _addition(inhoud.tegenslag_aanvulling)


# Around him ---------------------------------------------------------------------------------


def network(inhoud: PlanInhoud, *, is_team: bool) -> Story:
    """Only the edition for the team has how to reach them; a bond that is not told has no line."""
    yield pdf.heading2("Mensen en organisaties om hem heen")
    if not inhoud.netwerk:
        yield pdf.paragraph("Er staat nog niemand op de lijst.")
        return
    has_bond = any(one.sterkte for one in inhoud.netwerk)
    head = ["Wie", "Relatie en band" if has_bond else "Relatie", "In het plan"]
    head += ["Bereikbaar"] if is_team else []
    rows = [_person(one, inhoud.datum, is_team) for one in inhoud.netwerk]
    yield pdf.table(head, rows, widths=(112, 110, 112, 165) if is_team else (150, 150, 199))


def _person(one: Netwerkregel, today: date, is_team: bool) -> tuple[pdf.Words, ...]:
    """The name alone in its cell: a name in a script from the right then stands left too."""
    name: pdf.Words = pdf.Span(one.naam, pdf.Weight.semibold)
    lives = f"woont bij {one.woont_bij}" if one.woont_bij else ""
    who = ", ".join(part for part in (one.relatie, _years(one, today), lives) if part)
    told = ", ".join(part for part in (one.sterkte, one.steun) if part)
    bond: pdf.Words = [who, pdf.Span(f"\n{told}", None, "muted")] if told else who or "–"
    role = "\n".join(part for part in (one.rol_in_plan, one.bezoek) if part) or "–"
    cells: tuple[pdf.Words, ...] = (name, bond, role)
    if not is_team:
        return cells
    contact = "\n".join(part for part in (one.woonplaats, one.telefoon, one.mail) if part)
    return (*cells, contact or "–")


def _years(one: Netwerkregel, today: date) -> str:
    if one.geboren is not None:
        return f"{text.age(one.geboren, today)} jaar"
    if one.geboortejaar is not None:
        return f"geboren in {one.geboortejaar}"
    return ""


def alerts(inhoud: PlanInhoud) -> Story:
    if inhoud.aandachtspunten:
        yield pdf.heading2("Aandachtspunten")
        rows = [
            (one.soort, one.tekst, date_or_empty(one.vanaf_datum)) for one in inhoud.aandachtspunten
        ]
        yield pdf.table(
            ("Waarover", "Wat iedereen moet weten", "Sinds"), rows, widths=(96, 290, 113)
        )


def dr_areas(inhoud: PlanInhoud) -> Story:
    gebieden = inhoud.gebieden
    if not gebieden.regels:
        return
    yield pdf.heading2("Plaats in het detentie- en re-integratieplan")
    is_known = "Deze indeling is een hypothese. " if gebieden.is_hypothese else ""
    yield pdf.muted(f"{is_known}Bron: {gebieden.bron.rstrip('.')}.")
    rows = [
        (
            text.capitalise(one.gebied),
            "; ".join(one.leefgebieden) or "–",
            text.join_words(str(number) for number in one.doelen) or "–",
        )
        for one in gebieden.regels
    ]
    yield pdf.table(("Gebied", "Leefgebieden", "Doelen"), rows, widths=(150, 270, 79))
