"""Two worked-out plans and sheets, made by hand, to print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from hvh_desktop.actieplannen.model import ActieStatus, InstemmingAntwoord
from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES
from hvh_desktop.trajectplannen.inhoud import (
    Aandachtsregel,
    Actieregel,
    Afspraakregel,
    AfsprakenInhoud,
    Doelregel,
    Gebieden,
    Gebiedregel,
    Gegevens,
    Gesprekregel,
    Instemmingregel,
    Krachtregel,
    Leefgebiedregel,
    Netwerkregel,
    Planafspraakregel,
    PlanInhoud,
    Teamregel,
)

OPEN, DONE, FAILED, DROPPED = (
    ActieStatus.open,
    ActieStatus.gedaan,
    ActieStatus.niet_gelukt,
    ActieStatus.vervallen,
)


def todo(wat: str, wie: str, day: date | None) -> Actieregel:
    return Actieregel(wat, wie, day, OPEN, "", None)


def done(
    wat: str, wie: str, day: date, resultaat: str = "", status: ActieStatus = DONE
) -> Actieregel:
    return Actieregel(wat, wie, day, status, resultaat, day)


def doel(
    nummer: int,
    tekst: str,
    waarom: str,
    leefgebieden: tuple[str, ...],
    herstelvorm: str,
    acties: tuple[Actieregel, ...] = (),
    streef: date | None = None,
    slot: str = "",
    closed: date | None = None,
) -> Doelregel:
    return Doelregel(
        nummer,
        tekst,
        waarom,
        leefgebieden,
        herstelvorm,
        "Komt uit zijn motivatiebrief.",
        date(2026, 8, 3),
        streef,
        acties,
        slot,
        closed,
    )


_SAID = {
    "Wonen": (
        "Ik stond ingeschreven bij mijn ex, daar kan ik niet terug.",
        "Een eigen plek met een slaapkamer voor Noa.",
        "Vroeger had ik mijn huur altijd op orde, toen ik vast werk had.",
        "maakt plan, stap 4 van 7",
        "Urgentie is aangevraagd bij de gemeente Almelo.",
    ),
    "Geld en inkomen": (
        "Overal brieven. Ik durf ze niet open te maken.",
        "Schuldenvrij, en zelf betalen.",
        "Mijn moeder hielp met de administratie.",
        "doet het soms, stap 5 van 7",
        "Ongeveer € 14.000 bij zeven schuldeisers, waarvan één bij de gemeente.",
    ),
    "Werken en leren": (
        "Ik werk in de fabriek, dat gaat goed.",
        "Een vaste baan met hout.",
        "Drie jaar timmerman geweest bij een aannemer in Wierden.",
        "doet het vaak, stap 6 van 7",
        "",
    ),
    "Vrije tijd": (
        "Sporten en slapen.",
        "Weer vissen met mijn broer.",
        "",
        "wil wel, stap 3 van 7",
        "",
    ),
    "Familie, vrienden en kennissen": (
        "Mijn moeder belt elke zondag. Van mijn vader hoor ik niks.",
        "Dat we weer samen eten.",
        "Mijn broer is altijd gebleven.",
        "doet het vaak, stap 6 van 7",
        "",
    ),
    "Kinderen en opvoeding": (
        "Noa is zes. Ik zie haar een keer per maand.",
        "Om de week, en op den duur een weekend.",
        "Ik heb haar altijd voorgelezen.",
        "houdt het vol, stap 7 van 7",
        "Het omgangshuis wil meewerken als er een vaste dag is.",
    ),
    "Gezondheid en zelfzorg": (
        "Ik slaap slecht, verder gaat het. Geen drugs meer sinds april.",
        "Doorslapen.",
        "Hardlopen hielp.",
        "doet het vaak, stap 6 van 7",
        "",
    ),
}
_SILENT = {
    "Partner": "Hij wil hier niet op antwoorden.",
    "Zingeving": "Hij weet het niet.",
    "Veiligheid": "Niet van toepassing.",
}


def _leefgebied(naam: str) -> Leefgebiedregel:
    if naam in _SILENT:
        return Leefgebiedregel(naam, _SILENT[naam], "", "", "", "", "")
    nu, wensen, hulp, bereidheid, aanvulling = _SAID[naam]
    return Leefgebiedregel(naam, "", nu, wensen, hulp, aanvulling, bereidheid)


def lid(
    naam: str,
    relatie: str,
    sterkte: str = "sterk",
    steun: str = "hij krijgt steun",
    **values: object,
) -> Netwerkregel:
    plain = Netwerkregel(
        naam, relatie, False, False, None, None, "", sterkte, steun, "", "", "", "", ""
    )
    return replace(plain, **values)  # type: ignore[arg-type]


JEFFREY = PlanInhoud(
    versie=3,
    datum=date(2026, 11, 12),
    door="Fatma Kaya",
    is_vastgesteld=True,
    gegevens=Gegevens(
        "Jeffrey Nijhuis",
        "Jeffrey",
        "",
        "HT-90233",
        date(1992, 3, 14),
        "Nederlands, Twents",
        "Almelo",
        date(2026, 7, 9),
        date(2027, 4, 4),
        "penitentiair programma",
        date(2027, 8, 30),
    ),
    team=(
        Teamregel(Taak.mentor, "Ilse Koopmans"),
        Teamregel(Taak.mentor, "Ruben Yıldız"),
        Teamregel(Taak.casemanager, "Fatma Kaya"),
        Teamregel(Taak.reclasseringswerker, "Petra Hesselink"),
        Teamregel(Taak.psycholoog, "Bronisława Wiśniewska"),
    ),
    eigen_verhaal=(
        "Ik wil gewoon rust. Een huis waar Noa kan slapen, werk met mijn handen en geen brieven "
        "meer waar ik bang voor ben. Ik kan het wel, maar niet alles tegelijk."
    ),
    eigen_verhaal_bron="",
    krachten=(
        Krachtregel("Kan goed met hout en met zijn handen", "zei hij zelf"),
        Krachtregel("Komt altijd op tijd in de fabriek", "zei de werkmeester"),
        Krachtregel("Zijn moeder belt hem elke zondag", "zei hij zelf"),
        Krachtregel("Maakte zelf het overzicht van zijn schulden", "zei de mentor"),
    ),
    kolomkoppen=("Nu", "Wensen", "Wat hielp toen"),
    inventarisatie_datum=date(2026, 8, 3),
    leefgebieden=tuple(_leefgebied(naam) for naam in LEEFGEBIED_NAMES.values()),
    tegenslag="Dan ga ik een eind lopen. Praten doe ik pas een dag later.",
    tegenslag_aanvulling="Vraag het hem de volgende ochtend opnieuw.",
    doelen=(
        doel(
            1,
            "Ik wil elke maand zelf mijn rekeningen betalen.",
            "Dan slaap ik weer.",
            ("Geld en inkomen",),
            "Zelfherstel",
            (
                done(
                    "Overzicht van schulden maken", "Jeffrey", date(2026, 10, 30), "Zeven brieven."
                ),
                todo("Brief aan schuldhulp Almelo afmaken", "Jeffrey", date(2026, 11, 19)),
                todo("Meegaan naar het eerste gesprek", "moeder Anja", date(2026, 12, 3)),
                done(
                    "Brieven ophalen bij zijn ex",
                    "Jeffrey",
                    date(2026, 9, 14),
                    "Wil ze niet geven.",
                    FAILED,
                ),
            ),
            date(2027, 3, 1),
        ),
        doel(
            2,
            "Ik wil mijn dochter Noa weer om de week zien.",
            "Zij is de reden.",
            ("Kinderen en opvoeding", "Familie, vrienden en kennissen"),
            "Herstel met het sociaal netwerk",
            (
                todo("Vaste dag vragen bij het omgangshuis", "Ilse Koopmans", date(2026, 11, 5)),
                todo("Vervoer voor Noa regelen", "moeder Anja", date(2026, 11, 20)),
            ),
            date(2027, 2, 1),
        ),
        doel(
            3,
            "Ik wil een vaste baan in de houtbouw.",
            "",
            ("Werken en leren",),
            "Herstel met de maatschappij",
            (todo("Proefdag bij houtbouw Twente vragen", "Ruben Yıldız", date(2026, 11, 12)),),
            date(2027, 4, 4),
        ),
    ),
    later=(
        doel(
            4,
            "Ik wil mijn rijbewijs terug.",
            "Voor het werk.",
            ("Werken en leren",),
            "",
            slot="Voor het werk.",
        ),
    ),
    behaald=(
        doel(
            0,
            "Ik wil een geldige identiteitskaart.",
            "",
            ("Wonen",),
            "",
            (
                done(
                    "Kamer in Wierden bekijken",
                    "Jeffrey",
                    date(2026, 8, 20),
                    "De verhuurder wilde hem niet.",
                    FAILED,
                ),
                done("Pasfoto laten maken.", "Jeffrey", date(2026, 9, 2)),
            ),
            slot="Hij kan zich nu inschrijven bij de gemeente.",
            closed=date(2026, 9, 20),
        ),
    ),
    vervallen=(
        doel(
            0,
            "Ik wil bij mijn broer gaan wonen.",
            "",
            ("Wonen",),
            "",
            slot="Hij kiest iets anders: een eigen plek.",
            closed=date(2026, 10, 1),
        ),
    ),
    acties_eigen=6,
    acties_totaal=9,
    planafspraken=(
        Planafspraakregel(
            "Jeffrey opent zijn post samen met een mentor, elke maandag.",
            "Ilse, Ruben",
            date(2026, 8, 20),
        ),
        Planafspraakregel(
            "Hij gaat met een penitentiair programma, niet eerder dan april.",
            "moeder en broer",
            date(2026, 10, 15),
        ),
    ),
    gesprek=Gesprekregel(
        date(2026, 11, 5),
        (
            todo("Brief aan schuldhulp Almelo afmaken", "Jeffrey", date(2026, 11, 19)),
            todo("Vervoer voor Noa regelen", "moeder Anja", date(2026, 11, 20)),
        ),
        "Ilse Koopmans, Ruben Yıldız, moeder Anja",
    ),
    andere_acties=(todo("Zorgverzekering activeren", "broer Şêrko", date(2027, 3, 20)),),
    volgend_datum=date(2026, 11, 26),
    volgend_tijd=time(10, 30),
    netwerk=(
        lid(
            "Noa Nijhuis",
            "dochter",
            is_kind=True,
            geboren=date(2020, 5, 2),
            woont_bij="haar moeder in Wierden",
            bezoek="Eén keer per maand in het omgangshuis",
        ),
        lid(
            "Anja Nijhuis",
            "moeder",
            rol_in_plan="Gaat mee naar schuldhulp",
            telefoon="06-00000201",
            woonplaats="Almelo",
            steun="steun over en weer",
        ),
        lid("Şêrko Zînar", "broer", "gespannen", "geen steun", woonplaats="Hengelo"),
        lid(
            "Omgangshuis Almelo",
            "omgang",
            "zwak",
            is_organisatie=True,
            rol_in_plan="Begeleidt de omgang met Noa",
            telefoon="0546-000000",
            mail="info@omgangshuis.example.org",
        ),
    ),
    aandachtspunten=(
        Aandachtsregel("Contactverbod", "Geen contact met zijn ex-partner.", date(2026, 7, 9)),
    ),
    instemming=Instemmingregel(
        InstemmingAntwoord.ja, "Als het maar niet alles tegelijk is.", date(2026, 11, 5), False
    ),
    gebieden=Gebieden(
        (
            Gebiedregel("werk en inkomen", ("Geld en inkomen", "Werken en leren"), (1, 3)),
            Gebiedregel("huisvesting", ("Wonen",), ()),
            Gebiedregel("financiën en schulden", ("Geld en inkomen",), (1,)),
            Gebiedregel("geldig identiteitsbewijs", (), ()),
            Gebiedregel("zorgverzekering en zorg", ("Gezondheid en zelfzorg",), ()),
            Gebiedregel(
                "netwerk",
                ("Familie, vrienden en kennissen", "Partner", "Kinderen en opvoeding"),
                (2,),
            ),
        ),
        "Eigen voorstel van dit programma; het huis stelt het vast",
        True,
    ),
    huis="Huis van Herstel Twente",
)

AFREM = replace(
    JEFFREY,
    versie=1,
    is_vastgesteld=False,
    door="Nahrin Bethyoho",
    gegevens=replace(
        JEFFREY.gegevens,
        naam="Afrem Beth-Malke",
        roepnaam="Afrem",
        naam_eigen_schrift="ܐܦܪܝܡ ܒܝܬ ܡܠܟܐ",
        talen="Nederlands, Suryoyo (Turoyo)",
        gaat_naar="Hengelo",
        uitstroom="v.i.",
    ),
    eigen_verhaal="Ik wil juist wel uitleggen.",
    eigen_verhaal_bron="zei hij op 29 oktober 2026",
    is_inventarisatie_concept=True,
    instemming=None,
    aandachtspunten=(),
    later=(),
    behaald=(),
    vervallen=(),
    doelen=(
        doel(
            1,
            "Ik wed nergens meer op, ook niet om een cola.",
            "Klein begint bij mij niet klein.",
            ("Geld en inkomen", "Vrije tijd"),
            "Zelfherstel",
            streef=date(2027, 6, 1),
        ),
    ),
    netwerk=(
        lid("Malke Beth-Malke", "vader", "gespannen", "geen steun", woonplaats="Hengelo"),
        lid("Ninwe Aydin-Malki", "verloofde", steun="steun over en weer"),
        lid("Gülşen Çağlayan", "buurvrouw", "zwak"),
        lid("Władysław Żółkiewski", "oude baas", "zwak"),
        lid("ܢܝܢܘܐ", "zus", "sterk"),
    ),
)


def afspraak(
    wie: str, wat: str, day: date | None, rol: str = "je mentor", *, van_hem: bool = False
) -> Afspraakregel:
    return Afspraakregel(wie, rol, wat, day, van_hem, True)


BLAD = AfsprakenInhoud(
    roepnaam="Jeffrey",
    naam_eigen_schrift="",
    datum=date(2026, 11, 12),
    aanwezigen=("Ilse", "Ruben"),
    rollen=("je mentoren",),
    eerste_stap=afspraak(
        "Jeffrey", "Maak de brief aan schuldhulp af.", date(2026, 11, 19), "jij", van_hem=True
    ),
    afspraken=(
        afspraak("Ilse", "Belt het omgangshuis voor een vaste dag met Noa.", date(2026, 11, 12)),
        afspraak("Ruben", "Vraagt een proefdag bij de houtbouw.", date(2026, 11, 12)),
        afspraak("moeder Anja", "Zoekt vervoer voor Noa.", date(2026, 11, 20), "je moeder"),
    ),
    volgend_datum=date(2026, 11, 26),
    volgend_tijd=time(10, 30),
    huis="Huis van Herstel Twente",
)
AFREM_BLAD = replace(
    BLAD, roepnaam="Afrem", naam_eigen_schrift="ܐܦܪܝܡ", aanwezigen=("Nahrin",), eerste_stap=None
)


def crowded(count: int) -> AfsprakenInhoud:
    """A sheet with this many afspraken beside the first step."""
    more = tuple(
        afspraak("Ilse", f"Doet wat nodig is, nummer {number}.", date(2026, 11, 20))
        for number in range(1, count + 1)
    )
    return replace(BLAD, afspraken=more)
