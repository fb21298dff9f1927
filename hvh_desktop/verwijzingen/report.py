"""The letter of referral on paper: to whom, about whom, what is asked, and on which ground."""

from __future__ import annotations

from hvh_desktop.pdf import (
    Signature,
    document,
    facts,
    heading1,
    heading2,
    muted,
    paragraph,
    signatures,
)
from hvh_desktop.text import capitalise, date_words
from hvh_desktop.verwijzingen.service_brief import BriefInhoud

TITLE = "Verwijsbrief"
NO_MORE = (
    "In deze brief staat niets over medicijnen en niets uit zijn behandeldossier. Vraag die "
    "gegevens met zijn toestemming aan de medische dienst van de inrichting of aan zijn huisarts."
)


def verwijsbrief_pdf(inhoud: BriefInhoud) -> bytes:
    """One letter. The title of the file names nobody."""
    return document(
        TITLE,
        [
            heading1(
                TITLE,
                subtitle=f"{capitalise(inhoud.soort_zorg)}. Urgentie: {inhoud.urgentie.lower()}.",
            ),
            paragraph(_address(inhoud)),
            paragraph(_day(inhoud)),
            heading2("Over wie het gaat"),
            facts(_man(inhoud), columns=3),
            heading2("Waarom deze zorg nodig is"),
            paragraph(inhoud.indicatie),
            muted(f"De psycholoog besprak dit met hem op {date_words(inhoud.besproken_datum)}."),
            heading2("Wat wij u vragen"),
            paragraph(inhoud.vraag or "Wilt u hem uitnodigen voor een eerste gesprek?"),
            muted(NO_MORE),
            heading2("Toestemming"),
            paragraph(_consent(inhoud)),
            heading2("Bellen of antwoorden"),
            paragraph(_call(inhoud)),
            signatures([Signature(inhoud.afzender.naam, inhoud.afzender.functie, "")]),
        ],
        footer_left=f"{TITLE} van {date_words(inhoud.datum)}. Alleen voor {inhoud.instelling}.",
        house=inhoud.huis,
        header_right="Vertrouwelijk",
    )


def _address(inhoud: BriefInhoud) -> str:
    who = ", ".join(part for part in (inhoud.contactpersoon_functie, inhoud.contactpersoon) if part)
    lines = (
        inhoud.instelling,
        f"Ter attentie van: {who}" if who else "",
        inhoud.instelling_plaats,
    )
    return "\n".join(line for line in lines if line)


def _day(inhoud: BriefInhoud) -> str:
    day = date_words(inhoud.datum)
    return f"{inhoud.plaats}, {day}" if inhoud.plaats else day


def _man(inhoud: BriefInhoud) -> list[tuple[str, str]]:
    begin, end = inhoud.begin_datum, inhoud.verwacht_einde_datum
    return [
        ("Naam", inhoud.naam),
        ("Roepnaam", inhoud.roepnaam),
        ("Geboren", date_words(inhoud.geboortedatum)),
        ("Registratienummer", inhoud.registratienummer),
        ("In het huis sinds", date_words(begin) if begin else ""),
        ("Verwacht einde", date_words(end) if end else "nog niet bekend"),
        ("Gaat daarna wonen in", inhoud.gemeente_vestiging),
    ]


def _consent(inhoud: BriefInhoud) -> str:
    if inhoud.ontbreekt:
        return "Deze brief mag nog niet weg. " + " ".join(inhoud.ontbreekt)
    grounds = ". ".join(inhoud.gronden)
    return (
        f"{grounds}. Deze brief bevat zijn gegevens over ‘naam en verblijf’ en ‘zorg en "
        "verwijzing’. Hij kan zijn toestemming altijd intrekken."
    )


def _call(inhoud: BriefInhoud) -> str:
    sender = inhoud.afzender
    who = ", ".join(part for part in (sender.naam, sender.functie) if part)
    ways = [
        f"telefoon {sender.telefoon}" if sender.telefoon else "",
        f"mail {sender.mail}" if sender.mail else "",
    ]
    reach = ", ".join(one for one in ways if one)
    return f"{capitalise(who)}{': ' + reach if reach else ''}."
