"""The written decision on paper (art. 58). The page in simple language is in ``report_uitleg``.

It says "u", as the law's own text on it does, and it begins with what was decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

from reportlab.platypus.flowables import Flowable

from hvh_desktop import pdf, text
from hvh_desktop.pdf import pictures
from hvh_desktop.pdf.blocks import Frame, TextBlock
from hvh_desktop.pdf.canvas import Tag
from hvh_desktop.pdf.parts import Icon
from hvh_desktop.pdf.style import Style
from hvh_desktop.sancties.inhoud import Hoorregel, MededelingInhoud
from hvh_desktop.sancties.report_besluit import besluit_story
from hvh_desktop.sancties.report_uitleg import uitleg_pdf
from hvh_desktop.sancties.words import RondeAanleiding, Standpunt, Tolk, Verantwoordelijkheid

__all__ = ["mededeling_pdf", "uitleg_pdf"]

TITLE = "Mededeling van een beslissing"
MOST_SHEETS = 2
SHARES = (1.0, 0.94, 0.92)
"""10 points, or just over 9 when that makes it fit two sheets."""
ABOUT = {
    RondeAanleiding.eerste: "Over een voorval in het huis",
    RondeAanleiding.tenuitvoerlegging: "Over een straf die eerst voorwaardelijk was",
    RondeAanleiding.omzetting: "Over een straf die wordt omgezet",
    RondeAanleiding.herziening: "Nieuwe beslissing na beklag of beroep",
}
STANDPUNTEN = {
    Standpunt.erkent: "U zegt dat het zo is gegaan.",
    Standpunt.deels: "U zegt dat een deel klopt.",
    Standpunt.ontkent: "U zegt dat het niet zo is gegaan.",
    Standpunt.zwijgt: "U heeft over het voorval zelf niets gezegd.",
}
TOLKEN = {
    Tolk.niet_nodig: "Een tolk was niet nodig.",
    Tolk.aanwezig: "Er was een tolk bij.",
    Tolk.telefonisch: "Een tolk hielp via de telefoon.",
}
VERANTWOORDELIJK = {
    Verantwoordelijkheid.volledig: "volledig verantwoordelijk",
    Verantwoordelijkheid.verminderd: "minder verantwoordelijk",
    Verantwoordelijkheid.niet: "niet verantwoordelijk",
}
PROVISIONAL = (
    "Deze beslissing is nog niet bevestigd. Is er eerder anders beslist, dan krijgt u een nieuwe "
    "brief."
)
_Story = Iterator[Flowable]


def mededeling_pdf(inhoud: MededelingInhoud, *, is_voorlopig: bool = False) -> bytes:
    """The decision, on two sheets at most when that can be read; same input, same bytes.

    ``is_voorlopig``: a colleague may turn out to have decided first, and he reads that.
    """
    data = b""
    for share in SHARES:
        style = pdf.DOSSIER.scaled(share)
        data = pdf.document(
            TITLE,
            list(_story(inhoud, style, is_voorlopig=is_voorlopig)),
            style=style,
            house=inhoud.huis,
            footer_left=f"Kenmerk {inhoud.kenmerk}",
            header_right="Persoonlijk, voorlopig" if is_voorlopig else "Persoonlijk",
        )
        if pdf.count_pages(data) <= MOST_SHEETS:
            break
    return data


def _story(inhoud: MededelingInhoud, style: Style, *, is_voorlopig: bool) -> _Story:
    """What was decided first, then why, then what he can do."""
    yield pdf.heading1(TITLE, style, subtitle=_subtitle(inhoud))
    if is_voorlopig:
        yield pdf.paragraph([pdf.Span("Voorlopig. ", pdf.Weight.semibold), PROVISIONAL], style)
    yield pdf.facts(list(_facts(inhoud)), style, columns=4 if inhoud.naam_eigen_schrift else 3)
    yield from besluit_story(inhoud, style)
    yield from _happened(inhoud, style)
    yield from _heard(inhoud.horen, style)
    yield from _weighed(inhoud, style)
    yield from _deciders(inhoud, style)
    yield from _appeal(inhoud, style)
    yield from _signed(inhoud, style)


def _subtitle(inhoud: MededelingInhoud) -> str:
    where = f"{inhoud.plaats}, " if inhoud.plaats else ""
    return f"{ABOUT[inhoud.aanleiding]}. {where}{text.date_words(inhoud.gemaakt_datum)}."


def _facts(inhoud: MededelingInhoud) -> Iterator[tuple[str, str]]:
    yield "Voor", inhoud.naam
    if inhoud.naam_eigen_schrift:
        yield "In eigen schrift", inhoud.naam_eigen_schrift
    yield "Geboren", text.date_words(inhoud.geboortedatum)
    yield "Registratienummer", inhoud.registratienummer
    yield "Kenmerk", inhoud.kenmerk
    yield "Beslist op", text.date_words(inhoud.besluit.datum)
    yield "Aan u gegeven op", text.date_words(inhoud.uitreik_datum)


# What happened, and what he said --------------------------------------------------------------


def moment_words(day: date, at: time | None) -> str:
    """'donderdag 12 november 2026 om 10.30 uur'."""
    words = text.full_date_words(day)
    return f"{words} om {text.format_time(at)} uur" if at else words


def _happened(inhoud: MededelingInhoud, style: Style) -> _Story:
    yield pdf.heading2("Wat er is gebeurd", style)
    where = f", {inhoud.voorval_plaats}" if inhoud.voorval_plaats else ""
    moment = text.capitalise(moment_words(inhoud.voorval_datum, inhoud.voorval_tijd))
    yield pdf.paragraph(
        [pdf.Span(f"{inhoud.voorval}. ", pdf.Weight.semibold), f"{moment}{where}."], style
    )
    yield pdf.paragraph(["Zo is het opgeschreven: ", inhoud.feiten], style)
    if inhoud.betrokkenen:
        yield pdf.paragraph(f"Ook betrokken: {text.join_words(inhoud.betrokkenen)}.", style)
    if inhoud.is_zelf_gemeld:
        yield pdf.paragraph("U heeft dit zelf gemeld.", style)
    one = inhoud.verslag
    told = f"{one.door} schreef hierover een verslag, op {moment_words(one.datum, one.tijd)}."
    heard = moment_words(one.aangezegd_datum, one.aangezegd_tijd)
    by = "" if one.aangezegd_door == one.door else f" van {one.aangezegd_door}"
    yield pdf.paragraph(f"{told} U hoorde{by} dat er een verslag kwam op {heard}.", style)
    yield from _earlier(inhoud, style)


def _earlier(inhoud: MededelingInhoud, style: Style) -> _Story:
    """The decision that this one goes back to, and which conditions were not kept."""
    before = inhoud.eerder
    if before is None:
        return
    until = before.proeftijd_tot_datum
    ran = f" De proeftijd liep tot en met {text.date_words(until)}." if until else ""
    yield pdf.paragraph(
        f"De directeur besliste hierover op {text.date_words(before.datum)}: {before.wat}.{ran}",
        style,
    )
    if before.niet_nagekomen:
        yield pdf.paragraph("Aan deze voorwaarde heeft u zich niet gehouden:", style)
        yield bullets(before.niet_nagekomen, style)


def _heard(horen: Hoorregel, style: Style) -> _Story:
    yield pdf.heading2("Wat u hierover heeft gezegd", style)
    moment = moment_words(horen.datum, horen.tijd)
    if horen.is_afgezien:
        yield pdf.paragraph(
            f"U kon op {moment} uw verhaal doen bij {horen.door}. U wilde dat niet.", style
        )
    else:
        yield pdf.paragraph(f"{horen.door} heeft u gehoord op {moment}.", style)
    there = f" Daarbij {_were(horen.aanwezigen)}: {horen.aanwezigen}." if horen.aanwezigen else ""
    yield pdf.paragraph(f"Taal van het gesprek: {horen.taal}. {TOLKEN[horen.tolk]}{there}", style)
    if horen.eigen_woorden:
        yield pdf.voice(f"“{horen.eigen_woorden.strip()}”", style)
    if horen.standpunt is not None:
        yield pdf.paragraph(STANDPUNTEN[horen.standpunt], style)
    if horen.visie:
        yield pdf.voice(
            f"“{horen.visie.strip()}”", style, source="Wat u zelf een goede uitkomst vindt"
        )
    if horen.toelichting:
        yield pdf.paragraph(horen.toelichting, style)


def _were(people: str) -> str:
    return "waren ook aanwezig" if " en " in people or "," in people else "was ook aanwezig"


# What weighed -----------------------------------------------------------------------------------


def _weighed(inhoud: MededelingInhoud, style: Style) -> _Story:
    weging = inhoud.weging
    yield pdf.heading2("Waarom deze beslissing", style)
    yield pdf.paragraph(["De directeur schrijft: ", weging.motivering], style)
    yield pdf.paragraph("Dit is meegewogen:", style)
    yield bullets(list(_points(inhoud)), style)
    if not weging.gewone_uitkomst:
        return
    usual = f"De gewone uitkomst bij zo’n voorval is: {weging.gewone_uitkomst}."
    differs = (
        " De directeur wijkt daar bij u van af, om de redenen die hierboven staan."
        if weging.is_afwijkend
        else " De directeur heeft de gewone uitkomst gevolgd."
    )
    yield pdf.paragraph(usual + differs, style)


def _points(inhoud: MededelingInhoud) -> Iterator[str]:
    weging = inhoud.weging
    kind = inhoud.voorval[:1].lower() + inhoud.voorval[1:]
    often = "eerste" if weging.hoeveelste_keer == 1 else f"{weging.hoeveelste_keer}e"
    yield f"Dit is de {often} keer ({kind})."
    trouble = [one for one in weging.problematiek if one != NO_TROUBLE]
    if trouble:
        yield f"Problemen die meewegen: {text.join_words(trouble)}."
    yield f"De directeur vindt u {VERANTWOORDELIJK[weging.verantwoordelijkheid]} voor wat u deed."
    if weging.advies is not None and weging.advies_datum is not None:
        day = text.date_words(weging.advies_datum)
        yield f"De psycholoog gaf op {day} advies: {VERANTWOORDELIJK[weging.advies]}."
    if weging.telt_mee:
        yield f"Telt mee: {text.join_words(one[:1].lower() + one[1:] for one in weging.telt_mee)}."


NO_TROUBLE = "geen van deze"
"""The line of ``sanctie_problematieken`` that says that none of them plays a part."""


def _deciders(inhoud: MededelingInhoud, style: Style) -> _Story:
    one = inhoud.besluit
    yield pdf.heading2("Wie voorstelde en wie besliste", style)
    proposed, decided = text.date_words(one.voorstel_datum), text.date_words(one.datum)
    if one.is_zelfde_persoon:
        told = (
            f"{one.door} deed op {proposed} het voorstel en besliste op {decided}. Dat is dezelfde "
            "persoon, die locatiemanager en ook directeur is."
        )
    else:
        told = (
            f"{one.voorstel_door}, locatiemanager, deed het voorstel op {proposed}. "
            f"{one.door}, directeur, besliste op {decided}."
        )
    followed = (
        "De beslissing is wat was voorgesteld."
        if one.is_conform
        else "De directeur besliste anders dan was voorgesteld. Waarom staat hierboven."
    )
    yield pdf.paragraph(f"{told} {followed}", style)


# What he can do, and who signs ------------------------------------------------------------------


def _appeal(inhoud: MededelingInhoud, style: Style) -> _Story:
    """The text of the policy, with the last day as a date; never split from that day."""
    words = inhoud.beklagtekst
    day = text.full_date_words(inhoud.beklag_laatste_datum)
    bold = replace(style.body, weight=pdf.Weight.semibold, size=style.body.size + 1)
    parts: list[Flowable] = [
        TextBlock(line, style.body, tag=Tag("P"), after=3) for line in (words.beklag, words.termijn)
    ]
    parts.append(
        TextBlock(f"Laatste dag voor beklag: {day}.", bold, tag=Tag("P"), before=2, after=5)
    )
    parts += [
        TextBlock(line, style.body, tag=Tag("P"), after=3) for line in (words.schorsing, words.hulp)
    ]
    box = Frame(
        parts,
        pad=(style.pad * 0.6, style.pad, style.pad * 0.6, style.pad),
        line="line_strong",
        keeps=True,
        before=style.gap / 2,
        after=style.gap,
    )
    yield Frame(
        [pdf.heading2("Bent u het er niet mee eens?", style), box],
        keeps=True,
        before=style.gap * 1.6,
    )


def _signed(inhoud: MededelingInhoud, style: Style) -> _Story:
    people = [
        pdf.Signature(inhoud.besluit.door, "directeur"),
        pdf.Signature(inhoud.naam, "voor ontvangst"),
    ]
    told = (
        "U tekent alleen dat u dit papier heeft gekregen. U zegt daarmee niet dat u het eens bent."
    )
    refused = Frame(
        [
            TextBlock(
                "Hij wilde niet tekenen. Naam en handtekening van wie het papier gaf:",
                style.body,
                tag=Tag("P"),
            )
        ],
        pad=(0, 0, 0, style.body.size * 2),
        lead=Icon(pictures.square, style.body.size * 1.2, "text"),
        lead_at=(0, 1),
        before=style.gap,
    )
    yield Frame(
        [
            pdf.heading2("Handtekeningen", style),
            pdf.paragraph(told, style),
            pdf.signatures(people, style),
            refused,
            pdf.space(style.gap * 1.6),
            pdf.write_lines(1, style),
        ],
        keeps=True,
        before=style.gap * 1.6,
    )


def bullets(lines: list[str] | tuple[str, ...], style: Style) -> Flowable:
    """Each line behind a dot."""
    parent = Tag("L")
    items: list[Flowable] = []
    for line in lines:
        item = Tag("LI", parent)
        dot = TextBlock("•", style.body, tag=Tag("Lbl", item))
        said = TextBlock(line, style.body, tag=Tag("LBody", item), align="cell")
        items.append(Frame([said], pad=(0, 0, 2, style.body.size * 1.1), lead=dot))
    return Frame(items, after=style.gap * 0.6)
