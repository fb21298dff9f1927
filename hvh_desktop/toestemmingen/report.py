"""The consent form and the note of its withdrawal: for him, in large letters and plain words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from hvh_desktop import pdf, text
from hvh_desktop.pdf import pictures
from hvh_desktop.pdf.blocks import Frame, TextBlock
from hvh_desktop.pdf.canvas import Tag
from hvh_desktop.pdf.parts import Icon
from hvh_desktop.pdf.style import Style, colour
from hvh_desktop.toestemmingen.model import GegevensSoort, Intrekker, ToestemmingWijze
from hvh_desktop.toestemmingen.service_formulier import FormulierInhoud, Intrekking

TO_HIM = {
    GegevensSoort.persoonsgegevens: "hoe je heet en waar je verblijft",
    GegevensSoort.eigen_verhaal: "je eigen verhaal",
    GegevensSoort.krachten: "waar je goed in bent en hoe het met je gaat",
    GegevensSoort.doelen: "je doelen en wat je daarvoor doet",
    GegevensSoort.afspraken: "je afspraken en je gesprekken",
    GegevensSoort.netwerk: "de mensen om je heen",
    GegevensSoort.aandachtspunten: "waar wij bij jou op letten",
    GegevensSoort.zorg: "bij wie je zorg krijgt",
    GegevensSoort.signaleringsplan: "je signaleringsplan",
}
WITHDRAWN_BY = {
    Intrekker.deelnemer: "jij zelf",
    Intrekker.vertegenwoordiger: "je vertegenwoordiger",
    Intrekker.huis: "het huis",
}
MOST_SHEETS, SMALLEST = 2, 0.86
EMPTY = "…………………………"


def toestemming_pdf(inhoud: FormulierInhoud) -> bytes:
    """The form: who may know what, why and how long, his rights, and lines to sign.

    One sheet, or two with large letters; smaller ones only when two are not enough.
    """
    options: dict[str, Any] = {
        "house": inhoud.huis,
        "header_right": inhoud.naam,
        "footer_left": f"Tekst van {text.date_words(inhoud.tekst.vanaf_datum)}",
    }
    title = inhoud.tekst.titel
    data = pdf.one_sheet(title, lambda style: _form(inhoud, style), **options)
    if pdf.count_pages(data) <= MOST_SHEETS:
        return data
    small = pdf.DEELNEMER.scaled(SMALLEST)
    return pdf.document(title, _form(inhoud, small), style=small, **options)


def intrekking_pdf(inhoud: FormulierInhoud, intrekking: Intrekking) -> bytes:
    """The note that it was withdrawn, and what that means."""
    return pdf.one_sheet(
        "Toestemming ingetrokken",
        lambda style: _withdrawal(inhoud, intrekking, style),
        house=inhoud.huis,
        header_right=inhoud.naam,
        footer_left=f"Tekst van {text.date_words(inhoud.tekst.vanaf_datum)}",
    )


def _form(inhoud: FormulierInhoud, style: Style) -> list[Flowable]:
    told = [kind for kind in GegevensSoort if kind in inhoud.gegevens]
    blocks = [
        pdf.heading1(inhoud.tekst.titel, style),
        pdf.paragraph(inhoud.tekst.vraag, style),
        pdf.facts(_facts(inhoud), style, columns=2),
        pdf.heading2("Dit mogen we vertellen", style),
        _listed([TO_HIM[kind] for kind in told], ticked, style),
    ]
    if told and len(told) < len(GegevensSoort):
        blocks.append(pdf.muted("Verder vertellen we niets, behalve als de wet het vraagt.", style))
    if inhoud.beperking:
        blocks.append(pdf.voice(inhoud.beperking, style, source="Dit houd je voor jezelf"))
    blocks += [
        pdf.heading2("Goed om te weten", style),
        _listed(inhoud.tekst.regels, dot, style),
        pdf.heading2("Als je later stopt", style),
        pdf.paragraph(" ".join(inhoud.tekst.gevolgen), style),
        _signed(inhoud, style),
    ]
    return blocks


def _facts(inhoud: FormulierInhoud) -> list[tuple[str, str]]:
    pairs = [
        ("Wie mag iets weten", text.shorten(text.capitalise(inhoud.wie), 100) or EMPTY),
        ("Waarvoor", text.shorten(inhoud.doel, 300) or EMPTY),
        ("Vanaf", _day(inhoud.vanaf_datum)),
        ("Tot en met", _day(inhoud.tot_datum)),
    ]
    if inhoud.leefgebieden:
        pairs.append(("Alleen over", text.join_words(inhoud.leefgebieden)))
    return pairs


def _day(day: date | None) -> str:
    return EMPTY if day is None else text.date_words(day)


def _signed(inhoud: FormulierInhoud, style: Style) -> Flowable:
    """What he said or signs, kept on one sheet with the lines to sign."""
    own = pdf.Signature(inhoud.naam, "Ik vind het goed")
    witness = pdf.Signature(inhoud.getuige or "Naam:", "Getuige")
    people = [own, witness]
    if inhoud.wijze is ToestemmingWijze.mondeling:
        people = [witness]
    return Frame(
        [pdf.paragraph(_how(inhoud), style), pdf.signatures(people, style)],
        keeps=True,
        before=style.gap / 2,
    )


def _how(inhoud: FormulierInhoud) -> str:
    """In which way it was explained and given, to him."""
    language = f" in het {inhoud.taal}" if inhoud.taal else ""
    if inhoud.wijze is ToestemmingWijze.mondeling:
        return f"Dit blad is{language} met je besproken. Je zei: ik vind het goed."
    if inhoud.wijze is ToestemmingWijze.voorgelezen:
        return f"Dit blad is{language} aan je voorgelezen. Snap je het? Teken dan hier."
    if inhoud.wijze is ToestemmingWijze.tolk:
        return f"Een tolk heeft dit blad{language} met je besproken. Snap je het? Teken dan hier."
    return "Snap je wat hier staat en vind je het goed? Teken dan hier."


def _withdrawal(inhoud: FormulierInhoud, intrekking: Intrekking, style: Style) -> list[Flowable]:
    subtitle = f"Op {text.date_words(intrekking.datum)}"
    facts = [
        ("Wie wist iets", text.capitalise(inhoud.wie)),
        ("Waarvoor", text.shorten(inhoud.doel, 300)),
        ("Wie trok in", WITHDRAWN_BY[intrekking.door]),
        ("Hoe", text.shorten(intrekking.hoe, 300)),
    ]
    return [
        pdf.heading1("Toestemming ingetrokken", style, subtitle=subtitle),
        pdf.facts(facts, style, columns=2),
        pdf.heading2("Dit ging over", style),
        _listed([TO_HIM[kind] for kind in inhoud.gegevens], dot, style),
        pdf.heading2("Wat betekent dat", style),
        _listed(inhoud.tekst.gevolgen, dot, style),
    ]


# Lists --------------------------------------------------------------------------------------


def _listed(lines: Sequence[str], picture: pictures.Picture, style: Style) -> Flowable:
    """Each line with its mark; long lists go on at the next page."""
    parent, size = Tag("L"), style.body.size
    items = [
        Frame(
            [TextBlock(line, style.body, tag=Tag("LBody", Tag("LI", parent)))],
            pad=(0, 0, size * 0.25, size * 1.6),
            lead=Icon(picture, size * 1.1, "text"),
            lead_at=(0, size * 0.15),
        )
        for line in lines or (EMPTY,)
    ]
    return Frame(items, after=style.gap * 0.5)


def ticked(canvas: Canvas, x: float, y: float, size: float, name: str = "text") -> None:
    """A square with a tick in it."""
    pictures.square(canvas, x, y, size, name)
    _stroke(canvas, [(x + size * part, y + size * up) for part, up in TICK], size / 10, name)


TICK = ((0.22, 0.52), (0.42, 0.3), (0.8, 0.74))


def dot(canvas: Canvas, x: float, y: float, size: float, name: str = "text") -> None:
    """The mark of a plain line."""
    canvas.setFillColor(colour(name))
    canvas.circle(x + size / 2, y + size / 2, size / 8, stroke=0, fill=1)


def _stroke(canvas: Canvas, points: Sequence[tuple[float, float]], width: float, name: str) -> None:
    canvas.setStrokeColor(colour(name))
    canvas.setLineWidth(width)
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)
