"""Two men who leave the house well, told over several weeks by a clock that moves.

One finds a room after many refusals and goes with a penitentiair programma. The other wants a
place of his own and learns on the way that he need not do it alone.
"""

from __future__ import annotations

from datetime import date, time

from tests.journeys import work
from tests.journeys.conftest import PASSWORD
from tests.journeys.driver import Laptop
from tests.journeys.work import Said

SOURCE = "Zijn krachteninventarisatie"
DAY_1, DAY_2, DAY_3 = date(2026, 11, 12), date(2026, 11, 26), date(2026, 12, 10)


def leave_and_look_back(
    laptop: Laptop, naam: str, how: str, reason: str, versie: int
) -> tuple[str, str]:
    """Ilse records that he left; then his last plan and his last sheet are printed."""
    work.leave_the_house(laptop, DAY_3, how, reason)
    laptop.go("Deelnemers")
    laptop.see_not(naam)
    laptop.choose("wie", "Vertrokken")
    laptop.open_line(naam.split()[-1])
    laptop.see(how)
    laptop.go("Trajectplan", f"versie_{versie}")
    plan = laptop.print_shown()
    laptop.press("Terug")
    laptop.press("afspraken_afdruk")
    return plan, laptop.print_shown()


# ------------------------------------------------------------------------- debts and a room

RUUD, EX, DAUGHTER = "Ruud Wolbers", "Samira Bouzid", "Noor Wolbers"
OFFICER, LANDLORD = "Bert Kuiperij", "Kamerverhuur Aaltink"
ROOM = "Ik wil een eigen kamer, zodat ik met een penitentiair programma kan."
DEBTS = "Ik wil mijn schulden geregeld hebben."
FATHER = "Ik wil mijn dochter weer zien."
JOB = "Ik wil zelf een betaalde baan vinden."
STREET, SQUARE = "Vraagt de kamer aan de Bornsestraat aan", "Vraagt de kamer aan de Ossenkoppel aan"


def meet_ruud(laptop: Laptop) -> None:
    laptop.login("ilse", PASSWORD)
    work.add_organisatie(laptop, "Politie Almelo", "politie", "Almelo", "wijkagent")
    work.record_deelnemer(
        laptop,
        roepnaam="Ruud",
        achternaam="Wolbers",
        voornamen="Rudolf",
        registratienummer="2026-0301",
        geboortedatum=date(1985, 2, 17),
        gemeente_herkomst="Almelo",
        gemeente_vestiging="Almelo",
        begin_datum=date(2026, 5, 11),
        verwacht_einde_datum=DAY_3,
        verwachte_uitstroom="Penitentiair programma",
        pp_datum=DAY_3,
        einde_detentie_datum=date(2027, 8, 9),
    )
    laptop.lock()


def look_around_ruud(laptop: Laptop) -> None:
    """His people, and the ten leefgebieden."""
    laptop.login("marloes", PASSWORD)
    work.open_dossier(laptop, RUUD)
    work.add_netwerklid(
        laptop, EX, "ex-partner", sterkte="Gespannen", steun="Geen steun", woonplaats="Wierden"
    )
    work.add_netwerklid(
        laptop,
        DAUGHTER,
        "dochter",
        is_kind="ja",
        geboortejaar="2018",
        woont_bij="haar moeder",
        steun="Hij geeft steun",
    )
    work.add_netwerklid(
        laptop,
        OFFICER,
        "wijkagent",
        organisatie_id="Politie Almelo",
        rol_in_plan="Beoordeelt met de reclassering of een kamer geschikt is.",
    )
    work.add_netwerklid(laptop, LANDLORD, "verhuurder", sterkte="Zwak")
    work.discuss_all(
        laptop,
        {
            "wonen": Said(
                "Ik heb geen huis meer.",
                "Ik wil een eigen kamer.",
                kracht=("Hij geeft niet op", "hij zelf"),
            ),
            "geld_inkomen": Said("Ik heb veel schulden.", "Ik wil regelingen treffen."),
            "werken_leren": Said("Ik kan timmeren.", "Ik wil zelf een baan vinden."),
            "kinderen_opvoeding": Said("Ik zie mijn dochter niet.", "Ik wil mijn dochter zien."),
        },
    )
    work.complete_inventarisatie(laptop, "Dan probeer ik het opnieuw.")


def make_ruuds_doelen(laptop: Laptop) -> None:
    work.open_dossier(laptop, RUUD)
    for tekst, leefgebied, vorm, regel, acties in (
        (
            ROOM,
            "Wonen",
            "Herstel met de maatschappij",
            "Ik wil een eigen kamer.",
            ((STREET, "Ruud zelf", DAY_2), (SQUARE, "Ruud zelf", DAY_2)),
        ),
        (
            DEBTS,
            "Geld en inkomen",
            "Herstel met de maatschappij",
            "Ik wil regelingen treffen.",
            (("Belt alle schuldeisers", "Ruud zelf", DAY_2),),
        ),
        (
            FATHER,
            "Kinderen en opvoeding",
            "Herstel met het sociaal netwerk",
            "Ik wil mijn dochter zien.",
            (("Schrijft een voorstel voor een omgangsregeling", EX, DAY_2),),
        ),
        (
            JOB,
            "Werken en leren",
            "Zelfherstel",
            "Ik wil zelf een baan vinden.",
            (("Solliciteert bij drie timmerbedrijven", "Ruud zelf", DAY_2),),
        ),
    ):
        work.make_doel(
            laptop,
            tekst,
            leefgebieden=[leefgebied],
            herstelvorm=vorm,
            herkomst={"soort": SOURCE, "regel": regel},
            streefdatum=DAY_3,
            acties=acties,
        )


def search_for_a_room(laptop: Laptop) -> None:
    """Two rooms are refused, the talk with the wijkagent opens the door to a third."""
    laptop.go("Gesprekken", "Begin gesprek")
    work.write_talk(laptop, "Ik zoek me suf naar een kamer.", gezicht=2)
    work.fix_talk(laptop, "Ik zoek me suf naar een kamer.")
    work.another_day(laptop, 14, "marloes", PASSWORD)
    work.open_dossier(laptop, RUUD)
    for wat, reason in (
        (STREET, "Afgekeurd: de kamer was uitgeleefd."),
        (SQUARE, "Afgekeurd: er wonen mensen die niet goed voor hem zijn."),
    ):
        work.close_actie(laptop, wat, "Niet gelukt", "Zet bij niet gelukt", reason)
    laptop.go("Gesprekken", "Begin gesprek")
    work.write_talk(
        laptop,
        "Alles wordt afgekeurd. Ik wil het zelf uitleggen.",
        gezicht=2,
        afspraken=(("Praat met Ruud over waarom een woonplek nodig is", OFFICER, DAY_3),),
    )
    work.fix_talk(laptop, OFFICER)
    work.another_day(laptop, 14, "jeffrey", PASSWORD)
    work.open_dossier(laptop, RUUD)
    work.add_actie(laptop, ROOM, ("Vraagt de kamer van Aaltink aan", LANDLORD, DAY_3))
    work.close_actie(
        laptop,
        "Vraagt de kamer van Aaltink aan",
        "Klaar, met wat het opleverde",
        "Zet op klaar",
        "Goedgekeurd door reclassering en wijkagent.",
    )


def reach_ruuds_doelen(laptop: Laptop) -> None:
    for tekst, opbrengst in (
        (DEBTS, "Ik heb met iedereen een regeling."),
        (FATHER, "Noor komt om de week een zaterdag bij mij."),
        (JOB, "Ik heb het zelf geregeld, ik begin maandag."),
    ):
        work.reach_doel(laptop, tekst, opbrengst)
    laptop.go("Gesprekken", "Begin gesprek")
    laptop.tick("vorige_afspraak_1")
    laptop.fill("vorige_afspraak_1_resultaat", "De wijkagent snapt het nu.")
    work.write_talk(
        laptop,
        "Ik heb een kamer. Nu begint het echt.",
        gezicht=5,
        afspraken=(
            ("Haalt de sleutel op", "Ruud", date(2026, 12, 11)),
            ("Belt hem op de eerste vrijdag", "Jeffrey", date(2026, 12, 18)),
        ),
    )
    work.fix_talk(laptop, "Ik heb een kamer. Nu begint het echt.")
    work.open_dossier(laptop, RUUD)
    work.ask_consent(laptop, "Ja", "Dit is mijn plan.")


def test_a_man_with_debts_finds_a_room(laptop: Laptop) -> None:
    meet_ruud(laptop)
    look_around_ruud(laptop)
    make_ruuds_doelen(laptop)
    work.ask_consent(laptop, "Ja", "Als ik maar een kamer krijg.")
    search_for_a_room(laptop)
    reach_ruuds_doelen(laptop)
    work.another_day(laptop, 0, "ilse", PASSWORD)
    work.open_dossier(laptop, RUUD)
    work.fix_plan(laptop, 1)
    work.open_dossier(laptop, RUUD)
    plan, sheet = leave_and_look_back(
        laptop, RUUD, "Penitentiair programma", "Eigen kamer in Almelo, baan gevonden.", 1
    )
    printed = (
        *(RUUD, EX, DAUGHTER, OFFICER, LANDLORD, ROOM, DEBTS, FATHER, JOB),
        *(STREET, "Afgekeurd: de kamer was uitgeleefd."),
        *(SQUARE, "Afgekeurd: er wonen mensen die niet goed voor hem zijn."),
        *("Vraagt de kamer van Aaltink aan", "Goedgekeurd door reclassering en wijkagent."),
        "Ik heb met iedereen een regeling.",
        "Noor komt om de week een zaterdag bij mij.",
        "Ik heb het zelf geregeld, ik begin maandag.",
        "Haalt de sleutel op",
        "10 december 2026 penitentiair programma",
    )
    assert not [words for words in printed if words not in plan], plan
    given = ("Wat spreken we af", "Dit is van Ruud.", "Haalt de sleutel op", "Belt hem")
    assert not [words for words in given if words not in sheet], sheet


# ------------------------------------------------------------------------ a place of his own

KEVIN, GUARDIAN = "Kevin ten Brinke", "Marieke Scholte"
PLACE = "Ik wil een eigen plekje in Hengelo."
STEADY = "Ik wil een vaste baan."
MONEY = "Ik wil niet meer uitgeven dan ik heb."
CLEAN = "Ik wil van de drugs af."


def meet_kevin(laptop: Laptop) -> None:
    laptop.login("ilse", PASSWORD)
    work.record_deelnemer(
        laptop,
        roepnaam="Kevin",
        tussenvoegsel="ten",
        achternaam="Brinke",
        voornamen="Kevin",
        registratienummer="2026-0302",
        geboortedatum=date(1999, 12, 4),
        gemeente_herkomst="Hengelo",
        gemeente_vestiging="Hengelo",
        begin_datum=date(2026, 6, 8),
        verwacht_einde_datum=date(2027, 1, 8),
        verwachte_uitstroom="Einde detentie",
        lvb="Ja",
        uitlegvoorkeur="Korte zinnen en een plaatje erbij.",
    )
    laptop.lock()


def look_around_kevin(laptop: Laptop) -> None:
    """His people, and the ten leefgebieden."""
    laptop.login("marloes", PASSWORD)
    work.open_dossier(laptop, KEVIN)
    for naam, relatie, rol in (
        (GUARDIAN, "bewindvoerder", "Beheert zijn geld."),
        ("Schoonmaakbedrijf De Kwast", "werkgever", "Gaf hem een vast contract."),
        ("Woningstichting Hengelo Zuid", "verhuurder", "Geeft hem een woning."),
    ):
        work.add_netwerklid(laptop, naam, relatie, sterkte="Zwak", rol_in_plan=rol)
    work.discuss_all(
        laptop,
        {
            "wonen": Said(
                "Ik had huurschuld en de buren hoorden mij te veel.",
                "Een eigen plekje.",
                aanvulling="Huurachterstand en geluidsoverlast maken het zoeken moeilijk.",
                kracht=("Hij weet wat hij wil", "hij zelf"),
            ),
            "geld_inkomen": Said("Geld is zo op.", "Hulp met wat ik uitgeef."),
            "werken_leren": Said("Ik kan goed schoonmaken.", "Een vaste baan."),
            "gezondheid_zelfzorg": Said("Ik gebruikte drugs.", "Ik wil van de drugs af."),
        },
    )
    work.complete_inventarisatie(laptop, "Dan zet ik muziek op.")


def make_kevins_doelen(laptop: Laptop) -> None:
    work.open_dossier(laptop, KEVIN)
    for tekst, leefgebied, regel, acties in (
        (PLACE, "Wonen", "Een eigen plekje.", ("Schrijft zich in voor een woning", "Kevin zelf")),
        (STEADY, "Werken en leren", "Een vaste baan.", ("Vraagt een proefdag", "Kevin zelf")),
        (MONEY, "Geld en inkomen", "Hulp met wat", ("Start de bewindvoering", GUARDIAN)),
        (CLEAN, "Gezondheid en", "Ik wil van", ("Volgt de Leefstijltraining", "Kevin zelf")),
    ):
        work.make_doel(
            laptop,
            tekst,
            leefgebieden=[leefgebied],
            herstelvorm="Zelfherstel",
            herkomst={"soort": SOURCE, "regel": regel},
            streefdatum=date(2027, 1, 8),
            acties=((*acties, DAY_2),),
        )
    work.ask_consent(laptop, "Ja", "Is goed.")


def first_alone_then_together(laptop: Laptop) -> None:
    """Gruff at first, and one talk put off; two weeks later he takes help."""
    laptop.go("Gesprekken", "Begin gesprek")
    work.write_talk(laptop, "Ik regel het zelf wel.", gezicht=2, notitie="Hij is nors vandaag.")
    work.set_next(laptop, date(2026, 11, 25), time(9, 0))
    work.fix_talk(laptop, "Hij is nors vandaag.")
    work.another_day(laptop, 0, "ilse", PASSWORD)
    work.open_dossier(laptop, KEVIN)
    work.fix_plan(laptop, 1)
    work.another_day(laptop, 13, "marloes", PASSWORD)
    work.open_dossier(laptop, KEVIN, "Gesprekken")
    laptop.press("verzet_2026-11-25")
    laptop.choose("verzet_reden", "Hij wil niet")
    laptop.fill("datum", DAY_2)
    laptop.press("Verzet gesprek")
    laptop.see("Verzet: deelnemer wil niet")
    work.another_day(laptop, 1, "jeffrey", PASSWORD)
    work.open_dossier(laptop, KEVIN, "Gesprekken")
    laptop.press("Begin gesprek")
    work.write_talk(
        laptop,
        "Ik hoef niet alles alleen te doen.",
        gezicht=4,
        notities={3: "Hij vraagt zelf hulp bij wat hij uitgeeft."},
        afspraken=(("Gaat mee naar de woningstichting", "Jeffrey", DAY_3),),
    )
    work.fix_talk(laptop, "Ik hoef niet alles alleen te doen.", "Hij vraagt zelf hulp")
    work.another_day(laptop, 14, "jeffrey", PASSWORD)


def reach_kevins_doelen(laptop: Laptop) -> None:
    work.open_dossier(laptop, KEVIN)
    for wat, result in (
        ("Start de bewindvoering", "De bewindvoering loopt sinds 1 december."),
        ("Volgt de Leefstijltraining", "Afgerond, met bewijs."),
    ):
        work.close_actie(laptop, wat, "Klaar, met wat", "Zet op klaar", result)
    work.add_actie(laptop, MONEY, ("Belt elke maand met de bewindvoerder", "Kevin zelf", DAY_3))
    for tekst, opbrengst in (
        (PLACE, "Ik heb de sleutel van mijn eigen huis."),
        (STEADY, "Een vast contract bij een groot schoonmaakbedrijf."),
        (CLEAN, "Ik heb de Leefstijltraining af."),
    ):
        work.reach_doel(laptop, tekst, opbrengst)
    laptop.go("Gesprekken", "Begin gesprek")
    work.write_talk(
        laptop,
        "Ik zie nu zelf wat ik moeilijk vind.",
        gezicht=5,
        notitie="Hij praat nu over waar hij tegenaan loopt.",
        afspraken=(("Brengt de verhuisdozen naar zijn huis", "Kevin", date(2026, 12, 11)),),
    )
    work.fix_talk(laptop, "Ik zie nu zelf wat ik moeilijk vind.")
    work.open_dossier(laptop, KEVIN)
    work.ask_consent(laptop, "Ja", "Ik ben er klaar voor.")


def test_a_man_gets_a_place_of_his_own(laptop: Laptop) -> None:
    meet_kevin(laptop)
    look_around_kevin(laptop)
    make_kevins_doelen(laptop)
    first_alone_then_together(laptop)
    reach_kevins_doelen(laptop)
    work.another_day(laptop, 0, "ilse", PASSWORD)
    work.open_dossier(laptop, KEVIN)
    laptop.tab("Trajectplan")
    laptop.see("Het plan is veranderd")
    work.fix_plan(laptop, 2)
    work.open_dossier(laptop, KEVIN)
    plan, sheet = leave_and_look_back(
        laptop, KEVIN, "Einde detentie", "Eigen woning in Hengelo en een vast contract.", 2
    )
    printed = (
        "Versie 2. Vastgesteld op donderdag 10 december 2026.",
        *(KEVIN, GUARDIAN, PLACE, STEADY, MONEY, CLEAN),
        "Schoonmaakbedrijf De Kwast",
        "Woningstichting Hengelo Zuid",
        "Ik had huurschuld en de buren hoorden mij te veel.",
        "Huurachterstand en geluidsoverlast maken het zoeken moeilijk.",
        "De bewindvoering loopt sinds 1 december.",
        "Belt elke maand met de bewindvoerder",
        "Ik heb de sleutel van mijn eigen huis.",
        "Een vast contract bij een groot schoonmaakbedrijf.",
        "Ik heb de Leefstijltraining af.",
        "Ik zie nu zelf wat ik moeilijk vind.",
        "Brengt de verhuisdozen naar zijn huis",
    )
    assert not [words for words in printed if words not in plan], plan
    given = ("Wat spreken we af", "Dit is van Kevin.", "Brengt de verhuisdozen")
    assert not [words for words in given if words not in sheet], sheet
