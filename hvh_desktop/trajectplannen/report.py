"""The trajectplan on paper. The sheet for the deelnemer is in ``report_afspraken``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from reportlab.platypus.flowables import CondPageBreak, Flowable

from hvh_desktop import pdf, text
from hvh_desktop.actieplannen.model import ActieStatus, InstemmingAntwoord
from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.pdf.style import DOSSIER
from hvh_desktop.toestemmingen.model import GegevensSoort as Kind
from hvh_desktop.trajectplannen.inhoud import (
    Actieregel,
    Doelregel,
    Instemmingregel,
    Opmaak,
    PlanInhoud,
    Uitgave,
)
from hvh_desktop.trajectplannen.report_afspraken import afspraken_pdf, title_block
from hvh_desktop.trajectplannen.report_life import (
    alerts,
    areas_of_life,
    dr_areas,
    network,
    setbacks,
)
from hvh_desktop.trajectplannen.report_words import (
    Story,
    date_or_empty,
    near,
    quoted,
    together,
)

__all__ = ["afspraken_pdf", "trajectplan_pdf"]

VERTROUWELIJK = {
    Uitgave.team: "Vertrouwelijk. Alleen voor het team.",
    Uitgave.deelnemer: "Vertrouwelijk. Voor hem zelf.",
    Uitgave.anderen: "Vertrouwelijk. Alleen voor {voor}.",
    Uitgave.zonder_namen: "Vertrouwelijk. Zonder namen, blijft in het huis.",
}
FOR_THE_TEAM = Opmaak()
LONGEST_HEADER = 60
ROOM_FOR_A_TABLE = 130.0
"""A heading, a line below it, and the head of a table with its first row."""
STATES = {
    ActieStatus.open: "nog open",
    ActieStatus.gedaan: "klaar",
    ActieStatus.niet_gelukt: "niet gelukt",
    ActieStatus.vervallen: "vervallen",
}
SIGNED = (Taak.mentor, Taak.casemanager, Taak.reclasseringswerker)


def trajectplan_pdf(inhoud: PlanInhoud, opmaak: Opmaak = FOR_THE_TEAM) -> bytes:
    """An edition of the plan. Until it is vastgesteld every sheet says concept.

    ``inhoud`` is cut already; ``opmaak`` says for whom it is and which parts have a place. Only
    the edition for the team has his name in the title that readers of files show.
    """
    naam, versie = inhoud.gegevens.naam, inhoud.versie
    is_nameless = opmaak.uitgave is Uitgave.zonder_namen
    plain = f"Trajectplan, versie {versie}"
    title = plain if is_nameless else f"Trajectplan {naam}, versie {versie}"
    done = "Vastgesteld" if inhoud.is_vastgesteld else "Afgedrukt"
    by = f" door {inhoud.door}" if inhoud.door else ""
    return pdf.document(
        title if opmaak.uitgave is Uitgave.team else plain,
        list(_story(inhoud, opmaak)),
        house=inhoud.huis,
        footer_left=f"{title}. {done} op {text.date_words(inhoud.datum)}{by}.",
        header_right=_for_whom(opmaak),
        concept=not inhoud.is_vastgesteld,
    )


def _for_whom(opmaak: Opmaak) -> str:
    """The line in the head of every sheet; many recipients are told on the first sheet only."""
    voor = opmaak.voor if len(opmaak.voor) <= LONGEST_HEADER else "wie op het eerste blad staat"
    return VERTROUWELIJK[opmaak.uitgave].format(voor=voor)


def _story(inhoud: PlanInhoud, opmaak: Opmaak) -> Story:
    """His words before everything, the signatures last."""
    yield _title(inhoud)
    if opmaak.voor:
        yield pdf.muted(f"Alleen voor {opmaak.voor}. Niet alles uit het plan staat hierin.")
    yield pdf.facts(list(_cover(inhoud, opmaak)))
    yield from _own_story(inhoud)
    yield from _strengths(inhoud)
    if Kind.doelen in opmaak.delen:
        yield from _goals(inhoud, is_whole=opmaak.uitgave is not Uitgave.anderen)
    yield from _agreements(inhoud, is_whole=opmaak.uitgave is not Uitgave.anderen)
    if inhoud.leefgebieden or opmaak.uitgave is not Uitgave.anderen:
        yield from areas_of_life(inhoud)
    yield from setbacks(inhoud)
    if Kind.netwerk in opmaak.delen:
        yield from network(inhoud, is_team=opmaak.uitgave is Uitgave.team)
    yield from alerts(inhoud)
    yield from dr_areas(inhoud)
    yield from _ending(inhoud, opmaak)


# Front ------------------------------------------------------------------------------------


def _title(inhoud: PlanInhoud) -> Flowable:
    """Title, name, below it the name in his own script."""
    gegevens, style = inhoud.gegevens, DOSSIER
    day = text.full_date_words(inhoud.datum)
    state = (
        f"Versie {inhoud.versie}. Vastgesteld op {day}."
        if inhoud.is_vastgesteld
        else f"Concept van versie {inhoud.versie}, zoals het was op {day}."
    )
    letter = replace(style.subtitle, size=style.subtitle.size + 3, colour="text")
    lines = [
        (text.capitalise(gegevens.naam), letter),
        (gegevens.naam_eigen_schrift, letter),
        (state, style.subtitle),
    ]
    return title_block("Trajectplan", lines, style)


def _cover(inhoud: PlanInhoud, opmaak: Opmaak) -> Iterator[tuple[str, str]]:
    """Who, until when, where to, with whom, and whether he agrees: four in a row."""
    gegevens = inhoud.gegevens
    is_nameless = opmaak.uitgave is Uitgave.zonder_namen
    has_person = Kind.persoonsgegevens in opmaak.delen
    leaves = date_or_empty(gegevens.einde_datum)
    if is_nameless:
        yield "Leeftijd", f"{gegevens.leeftijd} jaar" if gegevens.leeftijd is not None else ""
    elif has_person:
        yield "Geboren", date_or_empty(gegevens.geboortedatum)
    if has_person:
        yield "In huis sinds", date_or_empty(gegevens.begin_datum)
        yield "Uitstroom", "\n".join(part for part in (leaves, gegevens.uitstroom) if part)
    if has_person and not is_nameless:
        yield "Gaat naar", gegevens.gaat_naar
    if not is_nameless:
        yield from _guides(inhoud, with_psycholoog=Kind.zorg in opmaak.delen)
    if Kind.doelen in opmaak.delen:
        yield "Akkoord", _consent_words(inhoud.instemming)
    if has_person and not is_nameless:
        yield "Registratienummer", gegevens.registratienummer
        yield "Talen", gegevens.talen
        yield "Einde detentie", date_or_empty(gegevens.einde_detentie_datum)


def _guides(inhoud: PlanInhoud, *, with_psycholoog: bool) -> Iterator[tuple[str, str]]:
    mentoren = inhoud.names(Taak.mentor)
    yield "Mentoren" if len(mentoren) != 1 else "Mentor", "\n".join(mentoren)
    yield "Casemanager", "\n".join(inhoud.names(Taak.casemanager))
    yield "Reclassering", "\n".join(inhoud.names(Taak.reclasseringswerker))
    if with_psycholoog:
        yield "Psycholoog", "\n".join(inhoud.names(Taak.psycholoog))


def _consent_words(instemming: Instemmingregel | None) -> str:
    if instemming is None:
        return "nog niet gevraagd"
    answer = {
        InstemmingAntwoord.ja: "ja",
        InstemmingAntwoord.nee: "nee",
        InstemmingAntwoord.kon_niet: "kon niet antwoorden",
    }[instemming.antwoord]
    return f"{answer}, {text.date_words(instemming.datum)}"


def _own_story(inhoud: PlanInhoud) -> Story:
    if not inhoud.eigen_verhaal:
        return
    yield pdf.heading2(f"Wat {inhoud.gegevens.roepnaam} zelf zegt")
    yield pdf.voice(quoted(inhoud.eigen_verhaal), source=inhoud.eigen_verhaal_bron)


def _strengths(inhoud: PlanInhoud) -> Story:
    if inhoud.krachten:
        yield pdf.heading2("Krachten waar we op bouwen")
        yield pdf.strengths([(kracht.tekst, kracht.bron) for kracht in inhoud.krachten])


# Doelen and afspraken -----------------------------------------------------------------------


def _goals(inhoud: PlanInhoud, *, is_whole: bool) -> Story:
    yield pdf.heading2("Doelen, in zijn volgorde")
    if not inhoud.doelen:
        none = "Er is nog geen doel om nu aan te werken."
        yield pdf.paragraph(none if is_whole else "De doelen van nu staan hier niet in.")
    yield pdf.goals([_goal(doel, inhoud.datum) for doel in inhoud.doelen])
    if inhoud.acties_totaal:
        of_all = text.plural(inhoud.acties_totaal, "actie", "acties")
        yield pdf.muted(
            f"{text.capitalise(inhoud.gegevens.roepnaam)} en zijn eigen netwerk doen "
            f"{inhoud.acties_eigen} van de {of_all}."
        )
    for heading, doelen, head in (
        ("Later", inhoud.later, ("Doel", "Waarom")),
        ("Behaald", inhoud.behaald, ("Doel", "Wat het bracht")),
        ("Vervallen", inhoud.vervallen, ("Doel", "Waarom het verviel")),
    ):
        if doelen:
            yield pdf.heading3(heading)
            with_acties = doelen is inhoud.behaald
            rows = [_closed_goal(doel, with_acties=with_acties) for doel in doelen]
            yield pdf.table(head, rows, widths=(270, 229))


def _goal(doel: Doelregel, today: date) -> pdf.Goal:
    about = ["; ".join(doel.leefgebieden), doel.herstelvorm]
    about.append(f"Vanaf {date_or_empty(doel.begin_datum)}")
    if doel.streefdatum:
        about.append(f"Streefdatum {date_or_empty(doel.streefdatum)}")
    words: list[str | pdf.Span] = []
    if doel.waarom:
        words += [pdf.Span("Waarom: ", pdf.Weight.semibold), quoted(doel.waarom), "\n"]
    words.append(". ".join(part for part in about if part) + ".")
    if doel.herkomst:
        words += ["\n", doel.herkomst]
    if not doel.acties:
        words += ["\n", "Nog geen actie."]
    return pdf.Goal(quoted(doel.tekst), words, _steps(doel.acties, today))


def _closed_goal(doel: Doelregel, *, with_acties: bool) -> tuple[pdf.Words, pdf.Words]:
    day = pdf.Span(f"\n{date_or_empty(doel.afgesloten_datum)}", None, "muted")
    told: list[str | pdf.Span] = [quoted(doel.tekst)]
    if doel.afgesloten_datum:
        told.append(day)
    if with_acties:
        told += [pdf.Span(f"\n{_short(actie)}", None, "muted") for actie in doel.acties]
    return told, doel.slot or "–"


def _short(actie: Actieregel) -> str:
    """'Kamer bekijken in Wierden: niet gelukt. De huur was te hoog.'"""
    became = f"{actie.wat.rstrip('.')}: {STATES[actie.status]}."
    return f"{became} {actie.resultaat}".strip()


def _steps(acties: Sequence[Actieregel], today: date) -> list[tuple[pdf.Words, ...]]:
    """What was done first, then what is to come, each in the order of the calendar."""
    return [(_what(actie), actie.wie, _when(actie, today)) for actie in acties]


def _what(actie: Actieregel) -> pdf.Words:
    if not actie.resultaat:
        return actie.wat
    return [actie.wat, pdf.Span(f"\n{actie.resultaat}", None, "muted")]


def _when(actie: Actieregel, today: date) -> str:
    if actie.status is ActieStatus.open:
        if actie.wanneer_datum is None:
            return "–"
        day = near(actie.wanneer_datum, today)
        return f"{day},\nnog open" if actie.wanneer_datum < today else day
    word = STATES[actie.status]
    if actie.afgesloten_datum is None:
        return word
    glue = ", " if len(word) < 6 else ",\n"
    return f"{word}{glue}{near(actie.afgesloten_datum, today)}"


def _agreements(inhoud: PlanInhoud, *, is_whole: bool) -> Story:
    head, widths = ("Wat", "Wie", "Wanneer"), (272, 114, 113)
    if inhoud.planafspraken:
        yield pdf.heading2("Afspraken die blijven")
        rows = [
            (one.tekst, one.met_wie or "–", date_or_empty(one.datum))
            for one in inhoud.planafspraken
        ]
        yield pdf.table(("Wat", "Met wie", "Sinds"), rows, widths=widths)
    if inhoud.gesprek is not None:
        yield CondPageBreak(ROOM_FOR_A_TABLE)
        yield pdf.heading2(f"Afgesproken op {text.date_words(inhoud.gesprek.datum)}")
        if inhoud.gesprek.aanwezig:
            yield pdf.muted(f"Aanwezig: {inhoud.gesprek.aanwezig}.")
        steps = _steps(inhoud.gesprek.afspraken, inhoud.datum)
        if steps:
            yield pdf.table(head, steps, widths=widths)
        elif is_whole:
            yield pdf.paragraph("In dit gesprek zijn geen nieuwe acties afgesproken.")
    if inhoud.andere_acties:
        yield pdf.heading2("Andere acties")
        yield pdf.table(head, _steps(inhoud.andere_acties, inhoud.datum), widths=widths)
    if inhoud.volgend_datum:
        day = text.capitalise(text.full_date_words(inhoud.volgend_datum))
        at = inhoud.volgend_tijd
        hour = f", {text.format_time(at)} uur" if at else ""
        bold = pdf.Span("Volgend mentorgesprek: ", pdf.Weight.semibold)
        yield pdf.paragraph([bold, f"{day.lower()}{hour}."])


# The end ------------------------------------------------------------------------------------


def _ending(inhoud: PlanInhoud, opmaak: Opmaak) -> Story:
    """His answer and all signatures on one sheet, so that nobody signs an empty one."""
    answer = list(_consent(inhoud)) if Kind.doelen in opmaak.delen else []
    if opmaak.uitgave is Uitgave.zonder_namen:
        yield together(answer)
        return
    people = [pdf.Signature(inhoud.gegevens.naam, "deelnemer")]
    people += [pdf.Signature(naam, taak.value) for taak in SIGNED for naam in inhoud.names(taak)]
    people += [pdf.Signature("Naam:", "Van wie of welke organisatie:")] * (2 - len(people) % 2)
    yield together([*answer, pdf.heading2("Handtekeningen"), pdf.signatures(people)])


def _consent(inhoud: PlanInhoud) -> Iterator[Flowable]:
    naam, instemming = inhoud.gegevens.roepnaam, inhoud.instemming
    yield pdf.heading2(f"Is {naam} het eens met dit plan?")
    if instemming is None:
        yield pdf.paragraph("Dat is hem nog niet gevraagd.")
        return
    since = " Daarna is het plan veranderd." if instemming.is_verouderd else ""
    yield pdf.paragraph(f"{text.capitalise(_consent_words(instemming))}.{since}")
    if instemming.toelichting:
        yield pdf.voice(quoted(instemming.toelichting))
