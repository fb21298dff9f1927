"""What was decided, on one page for him: big letters, short sentences (Taal voor allemaal).

A file of its own because it is another piece of paper, with another reader. Source: DF §7.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from hvh_desktop import pdf, text
from hvh_desktop.pdf.blocks import Frame, TextBlock
from hvh_desktop.pdf.canvas import Tag
from hvh_desktop.pdf.parts import Icon
from hvh_desktop.pdf.style import DEELNEMER, Style, colour
from hvh_desktop.sancties.inhoud import Besluit, MededelingInhoud, Strafregel
from hvh_desktop.sancties.straffen import amount_words, euros
from hvh_desktop.sancties.words import StrafSoort, Uitkomst

TITLE = "Wat is er besloten?"
TRIES = (
    (1.0, 1.0, True),
    (0.95, 1.0, True),
    (0.95, 0.6, True),
    (0.93, 0.45, True),
    (0.93, 0.45, False),
    (0.86, 0.45, False),
)
"""Size of the letters (14 to 13 points; 12 only at the very end) and of the distances, and
whether all conditions are named; the first that fits one page. Source: DF §7 (13 to 14)."""
PROVISIONAL = "Dit kan nog veranderen. Verandert het, dan krijg je een nieuw blad."
LONGEST = 140
"""Characters of a condition on this page; all of it stands in the brief."""


def uitleg_pdf(inhoud: MededelingInhoud, *, is_voorlopig: bool = False) -> bytes:
    """One page; the conditions make room before the letters do."""
    data = b""
    for letters, distances, with_conditions in TRIES:
        scaled = DEELNEMER.scaled(letters)
        style = replace(scaled, gap=scaled.gap * distances, pad=scaled.pad * distances)
        story = _story(inhoud, style, with_conditions=with_conditions, is_voorlopig=is_voorlopig)
        data = pdf.document(
            TITLE,
            list(story),
            style=style,
            house=inhoud.huis,
            footer_left="Snap je iets niet? Vraag het aan je mentor.",
            header_right=text.full_date_words(inhoud.uitreik_datum),
        )
        if pdf.count_pages(data) == 1:
            break
    return data


def _story(
    inhoud: MededelingInhoud, style: Style, *, with_conditions: bool, is_voorlopig: bool
) -> Iterator[Flowable]:
    besluit = inhoud.besluit
    whose = f"Dit is voor {text.shorten(inhoud.roepnaam, 60)}."
    yield pdf.heading1(TITLE, style, subtitle=whose)
    if is_voorlopig:
        yield pdf.paragraph([pdf.Span("Voorlopig. ", pdf.Weight.semibold), PROVISIONAL], style)
    yield pdf.first_step(_first(besluit), _when(besluit), style, label="De beslissing")
    yield pdf.heading2("Waarom?", style)
    yield pdf.paragraph(inhoud.uitleg, style)
    told = [*_meaning(besluit), *_conditions(besluit, with_conditions=with_conditions)]
    if told:
        yield pdf.heading2("Wat betekent dit voor jou?", style)
        yield _lines(told, style)
    yield pdf.heading2("Ben je het er niet mee eens?", style)
    yield pdf.paragraph(_disagree(inhoud), style)
    last = text.capitalise(text.full_date_words(inhoud.beklag_laatste_datum))
    yield pdf.next_date(last, style, label="Klagen kan tot en met deze dag")
    yield pdf.paragraph(_help(inhoud.mentoren), style)


# The decision ------------------------------------------------------------------------------


def _first(besluit: Besluit) -> str:
    if besluit.uitkomst is Uitkomst.niet:
        return "Je straf gaat niet door. Je proeftijd loopt verder."
    if not besluit.straffen:
        return "Je krijgt geen straf."
    if not besluit.gaat_in or not besluit.is_voorwaardelijk:
        return "\n".join(_sentence(one.soort, one.aantal) for one in besluit.straffen)
    now = [one for one in besluit.straffen if one.onvoorwaardelijk]
    return "\n".join(_sentence(one.soort, one.onvoorwaardelijk, " nu") for one in now)


def _sentence(soort: StrafSoort, aantal: int, now: str = "") -> str:
    """'Je krijgt nu 3 dagen opsluiting.'"""
    if soort is StrafSoort.boete:
        return f"Je krijgt{now} een boete van {euros(aantal)}."
    if soort is StrafSoort.verlof:
        return "Je volgende verlof gaat niet door."
    days = amount_words(soort, aantal)
    return {
        StrafSoort.opsluiting: f"Je krijgt{now} {days} opsluiting.",
        StrafSoort.bezoek: f"Je krijgt{now} {days} geen bezoek.",
        StrafSoort.uitsluiting: f"Je mag{now} {days} niet meedoen met activiteiten.",
    }[soort]


def _when(besluit: Besluit) -> str:
    """Now, later, or partly, in one line."""
    if not besluit.straffen or besluit.uitkomst is Uitkomst.niet:
        return ""
    if not besluit.is_voorwaardelijk:
        return ""
    if not besluit.gaat_in:
        return "Dat gebeurt nu nog niet."
    parts = [_part(straf) for straf in besluit.straffen if straf.voorwaardelijk]
    return " ".join(parts)


def _part(straf: Strafregel) -> str:
    """'Nog 2 dagen opsluiting komen er nu niet.'"""
    if straf.soort is StrafSoort.boete:
        return f"De andere {euros(straf.voorwaardelijk)} hoef je nu niet te betalen."
    if straf.soort is StrafSoort.verlof:
        return "Je volgende verlof gaat nu nog wel door."
    amount = amount_words(straf.soort, straf.voorwaardelijk)
    verb = "gaat" if straf.voorwaardelijk == 1 else "gaan"
    name = {
        StrafSoort.opsluiting: "opsluiting",
        StrafSoort.bezoek: "zonder bezoek",
        StrafSoort.uitsluiting: "zonder activiteiten",
    }[straf.soort]
    rest = f"Nog {amount}" if straf.onvoorwaardelijk else text.capitalise(amount)
    return f"{rest} {name} {verb} nu niet in."


def _meaning(besluit: Besluit) -> Iterator[str]:
    """What follows for him, each in a short sentence."""
    if besluit.gaat_in:
        yield "Wij vertellen je wanneer de straf begint."
    for straf in besluit.straffen:
        if straf.vervangende_soort and straf.vervangende_dagen:
            yield _instead(straf.vervangende_soort, straf.vervangende_dagen)
    if besluit.is_voorwaardelijk and besluit.proeftijd_tot_datum is not None:
        day = text.date_words(besluit.proeftijd_tot_datum)
        yield f"Je hebt een proeftijd tot en met {day}."
        rest = "dat deel" if besluit.gaat_in else "de straf"
        yield f"Houd je je aan de afspraken? Dan komt {rest} er niet."
        yield "Gaat het mis? Dan praten we eerst weer met je."
    if besluit.is_degradatie:
        yield "Je gaat een stap terug. Dat heet degradatie."
    elif besluit.straffen:
        yield "Je gaat geen stap terug."
    if besluit.is_terugplaatsing:
        yield "Misschien stopt je plek in dit huis."
        yield "Dat is nog niet besloten. We praten er met je over."


def _instead(soort: StrafSoort, dagen: int) -> str:
    days = amount_words(soort, dagen)
    if soort is StrafSoort.opsluiting:
        return f"Betaal je niet? Dan krijg je {days} opsluiting."
    if soort is StrafSoort.uitsluiting:
        return f"Betaal je niet? Dan mag je {days} niet meedoen met activiteiten."
    if soort is StrafSoort.bezoek:
        return f"Betaal je niet? Dan krijg je {days} geen bezoek."
    return "Betaal je niet? Dan gaat je volgende verlof niet door."


def _conditions(besluit: Besluit, *, with_conditions: bool) -> Iterator[str]:
    """The general one in words for him, the others as they were decided."""
    until = besluit.proeftijd_tot_datum
    if besluit.is_voorwaardelijk and any(one.is_algemeen for one in besluit.voorwaarden) and until:
        yield "Doe in je proeftijd niets waar straf op staat."
    own = [one for one in besluit.voorwaarden if not one.is_algemeen]
    if with_conditions:
        for one in own:
            yield f"Afspraak: {text.shorten(one.tekst, LONGEST)}"
        if besluit.afspraak:
            yield f"Afspraak: {text.shorten(besluit.afspraak, LONGEST)}"
    elif own or besluit.afspraak:
        yield "Je andere afspraken staan in de brief."


# What he can do ----------------------------------------------------------------------------


def _disagree(inhoud: MededelingInhoud) -> str:
    waits = " Je kunt ook vragen: laat de straf wachten." if inhoud.besluit.gaat_in else ""
    return (
        "Dan kun je klagen. Dat heet beklag. Schrijf een brief aan de beklagcommissie. "
        f"Zeg waarom je het er niet mee eens bent.{waits}"
    )


def _help(mentoren: Sequence[str]) -> str:
    names = [text.shorten(one, 40) for one in mentoren]
    if not names:
        return "Je mentor helpt je met schrijven. Je mag ook een advocaat vragen."
    verb = "helpt" if len(names) == 1 else "helpen"
    return f"{text.join_words(names)} {verb} je met schrijven. Je mag ook een advocaat vragen."


def _lines(lines: Sequence[str], style: Style) -> Flowable:
    """Each sentence behind an arrow, on its own line."""
    parent, size = Tag("L"), style.body.size
    items = [
        Frame(
            [TextBlock(line, style.body, tag=Tag("LBody", Tag("LI", parent)), align="cell")],
            pad=(0, 0, size * 0.25, size * 1.6),
            lead=Icon(_dot, size * 1.1, "accent"),
            lead_at=(0, size * 0.15),
        )
        for line in lines
    ]
    return Frame(items, after=style.gap * 0.5)


def _dot(canvas: Canvas, x: float, y: float, size: float, name: str = "accent") -> None:
    """The mark of a plain line."""
    canvas.setFillColor(colour(name))
    canvas.circle(x + size / 2, y + size / 2, size / 6, stroke=0, fill=1)
