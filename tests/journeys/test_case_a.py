"""Case A: a man who starts his penitentiair programma from the house of his brother.

Everything that was told about him and about the people around the table has its place, and comes
back on the paper of the trajectplan.
"""

from __future__ import annotations

from datetime import date

from tests.journeys import work
from tests.journeys.conftest import PASSWORD
from tests.journeys.driver import Laptop
from tests.journeys.work import Said

HE, BROTHER, FATHER = "Aziz Demirören", "Murat Demirören", "Şükrü Demirören"
PROBATION, AFTERCARE, THERAPIST = "Hanneke Smeenk", "Gert-Jan Lohuis", "Yvonne Brummelhuis"
EMPLOYER = "Bestratingen Ter Steege"
STORY = (
    "Ik ga straks bij mijn broer wonen en met een penitentiair programma beginnen. "
    "Mijn vader en mijn broer weten alles."
)
ORGANISATIES = (
    ("Tactus Reclassering", "reclassering", "Almelo", "toezichthouder"),
    ("Gemeente Almelo", "gemeente", "Almelo", "nazorgcoördinator"),
    ("JusTact", "forensische verslavingspolikliniek", "Enschede", "behandelaar"),
    (EMPLOYER, "werkgever", "Wierden", "uitvoerder"),
)
NEAR, FAR = date(2026, 11, 26), date(2026, 12, 10)


def record_him(laptop: Laptop) -> None:
    for organisatie in ORGANISATIES:
        work.add_organisatie(laptop, *organisatie)
    work.record_deelnemer(
        laptop,
        roepnaam="Aziz",
        achternaam="Demirören",
        voornamen="Abdülaziz",
        registratienummer="2026-0117",
        geboortedatum=date(1994, 6, 2),
        gemeente_herkomst="Almelo",
        gemeente_vestiging="Almelo",
        begin_datum=date(2026, 2, 9),
        verwacht_einde_datum=date(2026, 12, 14),
        verwachte_uitstroom="Penitentiair programma",
        pp_datum=date(2026, 12, 14),
        einde_detentie_datum=date(2027, 6, 21),
        talen="Nederlands, Turks",
        motivatiebrief="Ik wil van mijn schulden af en eerlijk werken.",
        motivatiebrief_datum=date(2026, 1, 5),
    )


def record_network(laptop: Laptop) -> None:
    work.add_netwerklid(
        laptop,
        BROTHER,
        "broer",
        woonplaats="Almelo",
        telefoon="06 12340001",
        rol_in_plan="Geeft onderdak en helpt met inschrijven en de zorgverzekering.",
    )
    work.add_netwerklid(
        laptop,
        FATHER,
        "vader",
        woonplaats="Almelo",
        steun="Steun over en weer",
        rol_in_plan="Denkt mee over de schulden.",
    )
    for naam, relatie, organisatie, rol in (
        (PROBATION, "toezichthouder", "Tactus Reclassering", "Houdt toezicht in het programma."),
        (AFTERCARE, "nazorgcoördinator", "Gemeente Almelo", "Uitkering en schulden."),
        (THERAPIST, "behandelaar", "JusTact", "Maakte met hem het signaleringsplan."),
        (EMPLOYER, "werkgever", EMPLOYER, "Wil hem in dienst nemen."),
    ):
        work.add_netwerklid(
            laptop, naam, relatie, organisatie_id=organisatie, rol_in_plan=rol, sterkte="Sterk"
        )


def make_inventarisatie(laptop: Laptop) -> None:
    said = {
        "wonen": Said(
            "Ik kan terecht bij mijn broer.",
            "Ik wil bij mijn broer wonen.",
            kracht=("Hij vraagt om hulp", "familie"),
        ),
        "geld_inkomen": Said("Ik heb schulden bij de gemeente.", "Ik wil van mijn schulden af."),
        "werken_leren": Said("Ik sprak met een stratenmaker.", "Ik wil een vast contract."),
        "vrije_tijd": Said("Ik voetbal met mijn broer."),
        "familie_vrienden_kennissen": Said("Mijn vader en broer komen elke week."),
        "zingeving": Said("Op vrijdag ga ik naar de moskee."),
        "gezondheid_zelfzorg": Said("Ik praat met JusTact.", "Ik wil van de drugs afblijven."),
        "veiligheid": Said("Ik voel me hier rustig."),
    }
    silent = dict.fromkeys(("partner", "kinderen_opvoeding"), "Niet van toepassing")
    work.discuss_all(laptop, said, silent)
    work.complete_inventarisatie(laptop, "Dan bel ik mijn broer.")


def make_doelen(laptop: Laptop) -> None:
    source = "Zijn krachteninventarisatie"
    work.make_doel(
        laptop,
        "Ik wil bij mijn broer wonen als mijn programma begint.",
        waarom="Daar is het rustig en daar hoor ik bij.",
        leefgebieden=["Wonen", "Gezondheid en zelfzorg"],
        herstelvorm="Herstel met het sociaal netwerk",
        herkomst={"soort": source, "regel": "Ik wil bij mijn broer wonen."},
        streefdatum=date(2026, 12, 14),
        acties=(
            ("Activeert zijn zorgverzekering", "Aziz zelf", NEAR),
            ("Schrijft zich in op het adres van zijn broer", "Aziz zelf", FAR),
            ("Helpt bij de zorgverzekering en de inschrijving", BROTHER, FAR),
        ),
    )
    work.make_doel(
        laptop,
        "Ik wil mijn schulden bij de gemeente regelen.",
        waarom="Dan begin ik zonder brieven van de deurwaarder.",
        leefgebieden=["Geld en inkomen"],
        herstelvorm="Herstel met de maatschappij",
        herkomst={"soort": source, "regel": "Ik wil van mijn schulden af."},
        streefdatum=date(2027, 6, 1),
        acties=(
            ("Zet alle schulden op een lijst", "Aziz zelf", NEAR),
            ("Maakt met hem een plan voor de schulden", AFTERCARE, FAR),
            ("Gaat mee naar het gesprek over de schulden", FATHER, FAR),
            ("Bewaart de brieven die binnenkomen", BROTHER, FAR),
        ),
    )
    work.make_doel(
        laptop,
        "Ik wil een contract bij de stratenmaker.",
        leefgebieden=["Werken en leren", "Geld en inkomen"],
        herstelvorm="Herstel met de maatschappij",
        herkomst={"soort": source, "regel": "Ik wil een vast contract."},
        streefdatum=date(2026, 12, 14),
        acties=(
            ("Maakt het contract rond", f"{EMPLOYER} (werkgever)", FAR),
            ("Kijkt of er eerst een uitkering nodig is", AFTERCARE, FAR),
        ),
    )
    work.make_doel(
        laptop,
        "Ik wil van de drugs afblijven.",
        leefgebieden=["Gezondheid en zelfzorg"],
        herstelvorm="Zelfherstel",
        herkomst={"soort": source, "regel": "Ik wil van de drugs afblijven."},
        streefdatum=date(2027, 6, 21),
        acties=(
            ("Legt het signaleringsplan uit aan vader en broer", THERAPIST, NEAR),
            ("Belt als hij signalen ziet", BROTHER, FAR),
        ),
    )


def hold_talk(laptop: Laptop) -> None:
    """The talk in which everybody sat around the table."""
    laptop.go("Gesprekken", "Begin gesprek", "Wijzig dag, tijd en wie erbij is")
    for colleague in ("Ilse", "Petra", "Nadia"):
        laptop.choose("nog_een_collega", colleague)
    laptop.fill(
        "overige_aanwezigen",
        f"zijn broer {BROTHER}, zijn vader {FATHER}, {PROBATION}, {AFTERCARE} en {THERAPIST}",
    )
    laptop.press("klaar")
    work.write_talk(
        laptop,
        "Iedereen weet nu wat er nog moet gebeuren.",
        gezicht=5,
        notities={
            1: "Veel is al geregeld. Zijn broer weet wat er nog moet.",
            3: "Het contract is nog niet rond.",
        },
        afspraken=(
            ("Stelt zich voor aan vader en broer als toezichthouder", PROBATION, NEAR),
            ("Vertelt zijn werkgever wanneer hij kan beginnen", "Aziz", NEAR),
        ),
    )
    work.fix_talk(laptop, BROTHER, FATHER, "Ilse", "Petra", "Nadia")


def complete_plan(laptop: Laptop) -> str:
    """The casemanager writes the agreements and fixes the plan; the words on paper."""
    laptop.go("Trajectplan")
    laptop.fill("eigen_verhaal", STORY)
    laptop.press("bewaar_verhaal")
    for tekst, met_wie in (
        ("Aziz gaat bij zijn broer in huis wonen.", "broer en vader"),
        ("Vader en broer weten hoe het signaleringsplan werkt.", "behandelaar van JusTact"),
        ("De schulden bij de gemeente pakken ze samen aan.", "nazorgcoördinator, vader en broer"),
    ):
        work.add_planafspraak(laptop, tekst, met_wie)
    return work.fix_plan(laptop, 1)


PRINTED = (
    "Versie 1. Vastgesteld op donderdag 12 november 2026.",
    *(HE, BROTHER, FATHER, PROBATION, AFTERCARE, THERAPIST, EMPLOYER),
    *("Marloes Kuiphuis", "Jeffrey Wessels", "Ilse Groothengel", "Petra Hesselink"),
    "Nadia El Amrani",
    "14 december 2026 penitentiair programma",
    STORY,
    "Aziz en zijn eigen netwerk doen 8 van de 13 acties.",
    "Ik wil bij mijn broer wonen als mijn programma begint.",
    "Activeert zijn zorgverzekering",
    "Schrijft zich in op het adres van zijn broer",
    "Helpt bij de zorgverzekering en de inschrijving",
    "Ik wil mijn schulden bij de gemeente regelen.",
    "Maakt met hem een plan voor de schulden",
    "Gaat mee naar het gesprek over de schulden",
    "Ik wil een contract bij de stratenmaker.",
    "Maakt het contract rond",
    "Kijkt of er eerst een uitkering nodig is",
    "Ik wil van de drugs afblijven.",
    "Legt het signaleringsplan uit aan vader en broer",
    "Stelt zich voor aan vader en broer als toezichthouder",
    "Aziz gaat bij zijn broer in huis wonen.",
    "Vader en broer weten hoe het signaleringsplan werkt.",
    "De schulden bij de gemeente pakken ze samen aan.",
    "toezichthouder",
    "nazorgcoördinator",
    "behandelaar van JusTact",
    "Ja, 12 november 2026",
    "Zo doen we het, samen met mijn familie.",
)


def test_case_a_stands_on_paper(laptop: Laptop) -> None:
    laptop.login("ilse", PASSWORD)
    record_him(laptop)
    laptop.lock()
    laptop.login("marloes", PASSWORD)
    work.open_dossier(laptop, HE)
    record_network(laptop)
    make_inventarisatie(laptop)
    work.open_dossier(laptop, HE)
    make_doelen(laptop)
    hold_talk(laptop)
    work.open_dossier(laptop, HE)
    work.ask_consent(laptop, "Ja", "Zo doen we het, samen met mijn familie.")
    laptop.lock()
    laptop.login("ilse", PASSWORD)
    work.open_dossier(laptop, HE)
    paper = complete_plan(laptop)
    assert not [words for words in PRINTED if words not in paper], paper
