"""Case E: a father of three chooses to stay to the end instead of a penitentiair programma.

The choice was made with his partner, both casemanagers and his mentoren; at home everybody gets
used to it step by step, with short and long verlof.
"""

from __future__ import annotations

from datetime import date

from tests.journeys import work
from tests.journeys.conftest import PASSWORD
from tests.journeys.driver import Laptop
from tests.journeys.work import Said

HE, PARTNER = "Eryk Wiśniewski", "Agnieszka Wiśniewska"
CHILDREN = (
    ("Zuzanna Wiśniewska", "dochter", "2014"),
    ("Kacper Wiśniewski", "zoon", "2017"),
    ("Łucja Wiśniewska", "dochter", "2021"),
)
CASEMANAGER_PP, EMPLOYER = "Theo Vloedgraven", "Timmerfabriek Haarman"
NEAR, LATER, END = date(2026, 11, 28), date(2027, 1, 16), date(2027, 5, 28)
STORY = "Ik blijf tot het einde hier. Zo kunnen mijn vrouw en kinderen rustig wennen."


def record_him(laptop: Laptop) -> None:
    work.add_organisatie(laptop, EMPLOYER, "werkgever", "Enschede", "voorman")
    work.add_organisatie(laptop, "PI Almelo", "inrichting", "Almelo", "senior casemanager PP")
    work.record_deelnemer(
        laptop,
        roepnaam="Eryk",
        achternaam="Wiśniewski",
        voornamen="Eryk Paweł",
        registratienummer="2026-0203",
        geboortedatum=date(1988, 9, 23),
        gemeente_herkomst="Enschede",
        gemeente_vestiging="Enschede",
        begin_datum=date(2026, 4, 13),
        verwacht_einde_datum=END,
        verwachte_uitstroom="Einde detentie",
        einde_detentie_datum=END,
        talen="Nederlands, Pools",
    )


def record_network(laptop: Laptop) -> None:
    work.add_netwerklid(
        laptop,
        PARTNER,
        "partner",
        steun="Steun over en weer",
        woonplaats="Enschede",
        bezoek="Elke zondag op bezoek, met de kinderen.",
        rol_in_plan="Besliste mee over de keuze om te blijven.",
    )
    for naam, relatie, year in CHILDREN:
        work.add_netwerklid(
            laptop,
            naam,
            relatie,
            is_kind="ja",
            geboortejaar=year,
            woont_bij="zijn partner",
            steun="Hij geeft steun",
            rol_in_plan="Went stap voor stap aan zijn thuiskomst.",
        )
    work.add_netwerklid(
        laptop,
        CASEMANAGER_PP,
        "senior casemanager PP",
        organisatie_id="PI Almelo",
        rol_in_plan="Legde het programma en de voorwaarden uit.",
    )
    work.add_netwerklid(
        laptop,
        EMPLOYER,
        "externe werkgever",
        organisatie_id=EMPLOYER,
        rol_in_plan="Neemt hem aan vanuit het huis.",
    )


def make_inventarisatie(laptop: Laptop) -> None:
    said = {
        "wonen": Said("Ons huis is er nog.", "Ik wil weer thuis wonen."),
        "geld_inkomen": Said("Mijn vrouw betaalt nu alles.", "Ik wil weer meebetalen."),
        "werken_leren": Said("Ik werk in de Fabriek.", "Ik wil bij een baas buiten werken."),
        "vrije_tijd": Said("Ik lees en ik sport."),
        "familie_vrienden_kennissen": Said("Mijn ouders wonen in Polen."),
        "partner": Said("Ze komt elke zondag.", "Ik wil samen beslissen."),
        "kinderen_opvoeding": Said(
            "De jongste kent mij bijna niet.",
            "Ik wil weer vader zijn.",
            aanvulling="De drie kinderen moeten wennen aan een vader in huis.",
            kracht=("Hij belt zijn kinderen elke avond", "de mentor"),
        ),
        "gezondheid_zelfzorg": Said("Ik slaap goed."),
        "veiligheid": Said("Er is geen ruzie."),
    }
    work.discuss_all(laptop, said, {"zingeving": "Hij wil niet antwoorden"})
    work.complete_inventarisatie(laptop, "Dan ga ik een rondje lopen en daarna praten.")


def make_doelen(laptop: Laptop) -> None:
    source = "Zijn krachteninventarisatie"
    work.make_doel(
        laptop,
        "Ik wil stap voor stap weer thuis komen, zodat iedereen kan wennen.",
        waarom="De kinderen moeten wennen aan de nieuwe situatie.",
        leefgebieden=["Kinderen en opvoeding", "Partner", "Wonen"],
        herstelvorm="Herstel met het sociaal netwerk",
        herkomst={"soort": source, "regel": "Ik wil weer vader zijn."},
        streefdatum=END,
        acties=(
            ("Gaat met kort verlof een middag naar huis", "Eryk zelf", NEAR),
            ("Gaat met kort verlof een hele dag naar huis", "Eryk zelf", date(2026, 12, 19)),
            ("Gaat met lang verlof een weekend naar huis", "Eryk zelf", LATER),
            ("Bereidt de drie kinderen voor op elk verlof", PARTNER, NEAR),
            ("Bespreekt na elk verlof met hen hoe het ging", "Marloes Kuiphuis", LATER),
        ),
    )
    work.make_doel(
        laptop,
        "Ik wil bij een baas buiten werken.",
        leefgebieden=["Werken en leren"],
        herstelvorm="Herstel met de maatschappij",
        herkomst={"soort": source, "regel": "Ik wil bij een baas buiten werken."},
        streefdatum=LATER,
        acties=(
            ("Loopt een dag mee op proef", "Eryk zelf", NEAR),
            ("Stuurt het contract naar het huis", f"{EMPLOYER} (externe", LATER),
        ),
    )


def hold_talk(laptop: Laptop) -> None:
    laptop.go("Gesprekken", "Begin gesprek", "Wijzig dag, tijd en wie erbij is")
    laptop.choose("nog_een_collega", "Ilse")
    laptop.fill("overige_aanwezigen", f"zijn partner {PARTNER} en {CASEMANAGER_PP}")
    laptop.press("klaar")
    work.write_talk(
        laptop,
        "Ik kies voor blijven. Dat is beter voor thuis.",
        gezicht=4,
        notitie="Besproken wat het programma inhoudt en aan welke voorwaarden hij zich dan houdt.",
        afspraken=(
            ("Vertelt de kinderen samen met Eryk wat hij kiest", PARTNER, NEAR),
            ("Sluit de aanvraag voor het programma af", CASEMANAGER_PP, NEAR),
        ),
    )
    work.fix_talk(laptop, PARTNER, CASEMANAGER_PP, "Ilse", "aan welke voorwaarden")


def complete_plan(laptop: Laptop) -> str:
    laptop.go("Trajectplan")
    laptop.fill("eigen_verhaal", STORY)
    laptop.press("bewaar_verhaal")
    for tekst, met_wie in (
        (
            "Eryk blijft tot het einde van zijn detentie en gaat niet met een penitentiair "
            "programma.",
            "partner, casemanager, casemanager PP en mentoren",
        ),
        ("Hij mag vanuit het huis bij een externe werkgever werken.", "casemanager"),
        ("Eerst kort verlof, daarna lang verlof.", "partner en mentoren"),
    ):
        work.add_planafspraak(laptop, tekst, met_wie)
    return work.fix_plan(laptop, 1)


PRINTED = (
    "Versie 1. Vastgesteld op donderdag 12 november 2026.",
    *(HE, PARTNER, CASEMANAGER_PP, EMPLOYER),
    *(naam for naam, _relatie, _year in CHILDREN),
    *(f"geboren in {year}" for _naam, _relatie, year in CHILDREN),
    *("Marloes Kuiphuis", "Jeffrey Wessels", "Ilse Groothengel"),
    "28 mei 2027 einde detentie",
    STORY,
    "Ik wil stap voor stap weer thuis komen, zodat iedereen kan wennen.",
    "De kinderen moeten wennen aan de nieuwe situatie.",
    "Gaat met kort verlof een middag naar huis",
    "Gaat met kort verlof een hele dag naar huis",
    "Gaat met lang verlof een weekend naar huis",
    "Bereidt de drie kinderen voor op elk verlof",
    "Bespreekt na elk verlof met hen hoe het ging",
    "Ik wil bij een baas buiten werken.",
    "Stuurt het contract naar het huis",
    "Vertelt de kinderen samen met Eryk wat hij kiest",
    "Sluit de aanvraag voor het programma af",
    "gaat niet met een penitentiair programma.",
    "partner, casemanager, casemanager PP en mentoren",
    "Hij mag vanuit het huis bij een externe werkgever werken.",
    "Eerst kort verlof, daarna lang verlof.",
    "Elke zondag op bezoek, met de kinderen.",
    "Besliste mee over de keuze om te blijven.",
    "De drie kinderen moeten wennen aan een vader in huis.",
    "Ja, 12 november 2026",
)


def test_case_e_stands_on_paper(laptop: Laptop) -> None:
    laptop.login("ilse", PASSWORD)
    record_him(laptop)
    laptop.lock()
    laptop.login("jeffrey", PASSWORD)
    work.open_dossier(laptop, HE)
    record_network(laptop)
    make_inventarisatie(laptop)
    work.open_dossier(laptop, HE)
    make_doelen(laptop)
    hold_talk(laptop)
    work.open_dossier(laptop, HE)
    work.ask_consent(laptop, "Ja", "Dit heb ik samen met mijn vrouw gekozen.")
    laptop.lock()
    laptop.login("ilse", PASSWORD)
    work.open_dossier(laptop, HE)
    paper = complete_plan(laptop)
    assert not [words for words in PRINTED if words not in paper], paper
