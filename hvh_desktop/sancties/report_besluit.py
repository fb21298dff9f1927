"""The decision itself in plain words: each straf, what is voorwaardelijk, and what he keeps to."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus.flowables import Flowable

from hvh_desktop import pdf, text
from hvh_desktop.pdf.blocks import Frame, TextBlock
from hvh_desktop.pdf.canvas import Tag
from hvh_desktop.pdf.style import Style
from hvh_desktop.sancties.inhoud import Besluit, MededelingInhoud, Strafregel, Voorwaarderegel
from hvh_desktop.sancties.straffen import amount_words, kind_words
from hvh_desktop.sancties.words import StrafSoort, Uitkomst

_Story = Iterator[Flowable]
NAMES = {
    StrafSoort.opsluiting: "Opsluiting",
    StrafSoort.bezoek: "Ontzegging van bezoek",
    StrafSoort.uitsluiting: "Uitsluiting van activiteiten",
    StrafSoort.verlof: "Weigering van verlof",
    StrafSoort.boete: "Geldboete",
}
NOTHING = "–"


def short_words(besluit: Besluit) -> str:
    """The decision in one sentence, above everything."""
    if besluit.uitkomst is Uitkomst.niet:
        return "De straf wordt niet uitgevoerd. Zij blijft voorwaardelijk."
    if not besluit.straffen:
        return "U krijgt geen straf."
    if besluit.uitkomst is Uitkomst.geheel:
        return "De voorwaardelijke straf wordt helemaal uitgevoerd."
    if besluit.uitkomst is Uitkomst.deels:
        return "De voorwaardelijke straf wordt voor een deel uitgevoerd."
    if not besluit.gaat_in:
        return "U krijgt een voorwaardelijke straf."
    if besluit.is_voorwaardelijk:
        return "U krijgt een straf. Een deel daarvan is voorwaardelijk."
    return "U krijgt een straf."


def besluit_story(inhoud: MededelingInhoud, style: Style) -> _Story:
    """All of the decision."""
    besluit = inhoud.besluit
    yield pdf.heading2("Wat de directeur heeft besloten", style)
    yield pdf.paragraph([pdf.Span(short_words(besluit), pdf.Weight.semibold)], style)
    if besluit.straffen:
        yield _table(besluit, style)
        yield from _details(besluit, style)
    if besluit.is_voorwaardelijk:
        yield from _conditional(besluit, style)
    if besluit.afspraak:
        yield pdf.paragraph([pdf.Span("Afspraak: ", pdf.Weight.semibold), besluit.afspraak], style)
    yield from _degradatie(besluit, style)
    if besluit.is_terugplaatsing:
        yield pdf.paragraph(
            "De directeur stelt voor om u terug te plaatsen. Daarmee zou uw deelname aan het "
            "Huis van Herstel stoppen. Dat is nog niet besloten: de casemanager weegt het en "
            "bespreekt het met u.",
            style,
        )


def _table(besluit: Besluit, style: Style) -> Flowable:
    """A line per straf; the parts only when something is voorwaardelijk."""
    if not besluit.is_voorwaardelijk:
        rows = [(NAMES[one.soort], _amount(one.soort, one.aantal)) for one in besluit.straffen]
        return pdf.table(("Straf", "Hoeveel"), rows, style, widths=(3, 2))
    lines = [
        (
            NAMES[one.soort],
            _amount(one.soort, one.aantal),
            _amount(one.soort, one.onvoorwaardelijk),
            _amount(one.soort, one.voorwaardelijk),
        )
        for one in besluit.straffen
    ]
    head = ("Straf", "In totaal", "Wordt uitgevoerd", "Voorwaardelijk")
    return pdf.table(head, lines, style, widths=(180, 105, 110, 104))


def _amount(soort: StrafSoort, aantal: int) -> str:
    if not aantal:
        return NOTHING
    return text.capitalise(amount_words(soort, aantal))


def _details(besluit: Besluit, style: Style) -> _Story:
    """How each is worked out, why a visit, and what comes instead of a fine."""
    for straf in besluit.straffen:
        said = list(_detail(straf))
        if said:
            bold = pdf.Span(f"{NAMES[straf.soort]}: ", pdf.Weight.semibold)
            yield pdf.paragraph([bold, " ".join(said)], style)
    if besluit.gaat_in:
        yield pdf.paragraph("U hoort op welke dag de straf begint en wanneer die klaar is.", style)


def _detail(straf: Strafregel) -> Iterator[str]:
    if straf.uitwerking:
        yield text.capitalise(_ended(straf.uitwerking))
    if straf.bezoek_reden:
        yield f"Het voorval had met dit bezoek te maken: {_ended(straf.bezoek_reden)}"
    if straf.vervangende_soort and straf.vervangende_dagen:
        instead = kind_words(straf.vervangende_soort, straf.vervangende_dagen)
        yield f"Betaalt u de boete niet, dan krijgt u in plaats daarvan {instead}."


def _ended(words: str) -> str:
    said = words.strip()
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _conditional(besluit: Besluit, style: Style) -> _Story:
    """What voorwaardelijk means, until when, and every condition with who follows it."""
    until = besluit.proeftijd_tot_datum
    day = text.full_date_words(until) if until else ""
    if besluit.gaat_in:
        told = "Een deel van de straf is voorwaardelijk. Dat deel wordt niet uitgevoerd als u zich"
    else:
        told = "De hele straf is voorwaardelijk. Zij wordt niet uitgevoerd als u zich"
    yield pdf.paragraph(
        [
            f"{told} in de proeftijd aan de voorwaarden houdt. ",
            pdf.Span(f"De proeftijd loopt tot en met {day}.", pdf.Weight.semibold),
            " Houdt u zich niet aan een voorwaarde? Dan wordt u eerst opnieuw gehoord. Pas daarna "
            "beslist de directeur.",
        ],
        style,
    )
    rows = [_condition(number, one) for number, one in enumerate(besluit.voorwaarden, start=1)]
    if rows:
        widths = (28, 331, 140)
        yield pdf.table(("", "Voorwaarde", "Wie let erop"), rows, style, widths=widths)


def _condition(number: int, one: Voorwaarderegel) -> tuple[pdf.Words, ...]:
    about: list[str | pdf.Span] = [one.tekst]
    if one.doel:
        about.append(pdf.Span(f"\nHoort bij uw doel: “{one.doel}”", None, "muted"))
    return str(number), about, one.toezicht


def _degradatie(besluit: Besluit, style: Style) -> _Story:
    """Yes or no with its reason (DF §0.2); nothing when there is no straf and none was asked."""
    if not besluit.is_degradatie and not besluit.straffen and not besluit.degradatie_reden:
        return
    words = "U wordt gedegradeerd." if besluit.is_degradatie else "U wordt niet gedegradeerd."
    why = f" De reden: {_ended(besluit.degradatie_reden)}" if besluit.degradatie_reden else ""
    head = TextBlock([pdf.Span(words, pdf.Weight.semibold), why], style.body, tag=Tag("P"))
    yield Frame([head], before=style.gap * 0.3, after=style.gap * 0.6)
