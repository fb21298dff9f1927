"""What goes and what stays: planted words of every kind, allowed or not, on the paper itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdf
import pytest

from hvh_desktop.toestemmingen.model import GegevensSoort as Kind
from hvh_desktop.trajectplannen.inhoud import (
    Aandachtsregel,
    Krachtregel,
    Opmaak,
    Planafspraakregel,
    PlanInhoud,
    Uitgave,
)
from hvh_desktop.trajectplannen.mensen import Mensen, Soort
from hvh_desktop.trajectplannen.report import trajectplan_pdf
from hvh_desktop.trajectplannen.uitgaven import (
    Kinds,
    Mag,
    Uitsnede,
    cut_for_him,
    cut_for_others,
    together,
)
from hvh_desktop.trajectplannen.zonder_namen import cut_names, known_names, names_in
from tests.trajectplannen import plannen
from tests.trajectplannen.plannen import JEFFREY

PLAN = replace(
    JEFFREY,
    eigen_verhaal="Peervogel is mijn woord.",
    krachten=(
        Krachtregel("Appelboom klimmen", "zei hij zelf", "Wonen"),
        Krachtregel("Zonnebloem", "volgens Diny", "Vrije tijd"),
    ),
    tegenslag="Kersenpit spugen.",
    planafspraken=(Planafspraakregel("Bramenstruik snoeien.", "moeder Anja", date(2026, 8, 20)),),
    aandachtspunten=(Aandachtsregel("Contactverbod", "Wespennest.", date(2026, 7, 9)),),
)
PLANTED: dict[Kind, tuple[str, ...]] = {
    Kind.persoonsgegevens: ("HT-90233", "Nijhuis", "14 maart 1992", "Twents", "30 augustus 2027"),
    Kind.eigen_verhaal: ("Peervogel", "Als het maar niet alles tegelijk is"),
    Kind.krachten: (
        "Appelboom",
        "Zonnebloem",
        "Kersenpit",
        "Urgentie is aangevraagd",
        "Doorslapen",
    ),
    Kind.doelen: ("rijbewijs terug", "Zeven brieven", "Zorgverzekering activeren", "Dan slaap ik"),
    Kind.afspraken: ("Bramenstruik", "Afgesproken op 5 november", "26 november 2026"),
    Kind.netwerk: ("Şêrko", "Omgangshuis Almelo", "Gaat mee naar schuldhulp"),
    Kind.aandachtspunten: ("Wespennest", "Contactverbod"),
    Kind.zorg: ("Bronisława",),
}
PRIVATE = ("06-00000201", "info@omgangshuis", "gespannen")
EVERYTHING: Kinds = dict.fromkeys(PLANTED)


def paper(cut: Uitsnede, uitgave: Uitgave = Uitgave.anderen) -> str:
    return words(trajectplan_pdf(cut.inhoud, Opmaak(uitgave, cut.gegevens)))


def words(data: bytes) -> str:
    sheets = pypdf.PdfReader(BytesIO(data)).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())


def holds(told: str, kind: Kind) -> list[str]:
    """Which planted words of this kind stand on paper; the family name is his and his mother's."""
    asked = PLANTED[kind]
    return [one for one in asked if one in told]


@pytest.mark.parametrize("kind", PLANTED)
def test_one_kind_alone_brings_its_words_and_no_others(kind: Kind) -> None:
    plan = replace(PLAN, door="Fatma Kaya")
    cut = cut_for_others(plan, Mag({kind: None}))
    told = paper(cut)
    assert holds(told, kind) == [one for one in PLANTED[kind] if "tegelijk" not in one], (
        "his answer is told with the doelen"
    )
    for other in PLANTED:
        if other is not kind:
            left = [one for one in holds(told, other) if (kind, one) != (Kind.netwerk, "Nijhuis")]
            assert left == [], other
    assert cut.gegevens == {kind}
    assert not [one for one in PRIVATE if one in told]


@pytest.mark.parametrize("kind", PLANTED)
def test_everything_but_one_kind_leaves_its_words_out(kind: Kind) -> None:
    may = {one: limit for one, limit in EVERYTHING.items() if one is not kind}
    cut = cut_for_others(PLAN, Mag(may, {kind: "Er is geen grond voor vader."}))
    left = [one for one in holds(paper(cut), kind) if one != "Nijhuis"]
    assert left == []
    assert kind not in cut.gegevens
    assert [one.wat for one in cut.weggelaten if one.waarom == "Er is geen grond voor vader."]


def test_with_everything_only_data_of_others_stay() -> None:
    cut = cut_for_others(PLAN, Mag(EVERYTHING))
    told = paper(cut)
    for kind in PLANTED:
        assert holds(told, kind) == list(PLANTED[kind]), kind
    assert not [one for one in PRIVATE if one in told]
    assert [one.wat for one in cut.weggelaten] == [
        "Hun leeftijd, waar zij wonen, telefoon en mail, hoe de band is, en bezoek"
    ]


@pytest.mark.parametrize("wie", ["moeder Anja", "zijn broer Şêrko", "Diny"])
def test_a_name_of_his_network_counts_wherever_it_stands(wie: str) -> None:
    assert PLAN.gesprek is not None
    talk = replace(PLAN.gesprek, afspraken=(), aanwezig=f"Ilse Koopmans, {wie}")
    plan = replace(PLAN, netwerk=(), planafspraken=(), andere_acties=(), gesprek=talk)
    both = cut_for_others(plan, Mag({Kind.afspraken: None, Kind.netwerk: None}))
    assert wie in paper(both)
    assert both.gegevens == {Kind.afspraken, Kind.netwerk}
    alone = cut_for_others(plan, Mag({Kind.afspraken: None}))
    assert wie not in paper(alone)
    assert alone.gegevens == {Kind.afspraken}
    team = replace(plan, gesprek=replace(talk, aanwezig="Ilse Koopmans, Jeffrey"))
    assert cut_for_others(team, Mag({Kind.afspraken: None, Kind.netwerk: None})).gegevens == {
        Kind.afspraken
    }


def test_with_nothing_there_is_nothing_to_give() -> None:
    cut = cut_for_others(PLAN, Mag({}))
    assert cut.gegevens == frozenset()
    assert cut.mee == ()


def test_a_ground_for_some_leefgebieden_brings_only_those() -> None:
    limit = frozenset({"Wonen"})
    kinds: Kinds = dict.fromkeys((Kind.krachten, Kind.doelen, Kind.eigen_verhaal), limit)
    cut = cut_for_others(PLAN, Mag(kinds))
    told = paper(cut)
    for inside in ("Appelboom", "slaapkamer voor Noa", "geldige identiteitskaart"):
        assert inside in told, inside
    for outside in ("Zonnebloem", "Kersenpit", "Doorslapen", "rijbewijs", "Peervogel"):
        assert outside not in told, outside
    assert any(
        one.waarom == "De grond geldt alleen voor wat hoort bij Wonen." for one in cut.weggelaten
    )


def test_a_doel_goes_when_one_of_its_leefgebieden_may_and_names_only_that_one() -> None:
    family = frozenset({"Familie, vrienden en kennissen"})
    cut = cut_for_others(JEFFREY, Mag({Kind.doelen: family}))
    assert [one.tekst for one in cut.inhoud.doelen] == [JEFFREY.doelen[1].tekst]
    assert cut.inhoud.doelen[0].leefgebieden == ("Familie, vrienden en kennissen",)
    assert cut.inhoud.doelen[0].nummer == 1
    numbers = {number for one in cut.inhoud.gebieden.regels for number in one.doelen}
    assert numbers == {1}, "the numbers are those on this paper"


def test_where_a_doel_comes_from_is_told_with_the_kind_it_quotes() -> None:
    doel = replace(
        JEFFREY.doelen[0],
        herkomst="Komt uit zijn krachteninventarisatie, wonen, wat hij wil: “Vijgenblad.”",
    )
    plan = replace(JEFFREY, doelen=(doel,))
    assert "Vijgenblad" not in paper(cut_for_others(plan, Mag({Kind.doelen: None})))
    both: Kinds = {Kind.doelen: None, Kind.krachten: None}
    assert "Vijgenblad" in paper(cut_for_others(plan, Mag(both)))


def test_a_recipient_reads_his_own_name_and_not_that_of_others() -> None:
    mother = Mag({Kind.doelen: None}, ontvangers=frozenset({"Anja Nijhuis"}))
    told = paper(cut_for_others(JEFFREY, mother))
    assert "Vervoer voor Noa regelen moeder Anja" in told
    assert "Zorgverzekering activeren iemand anders" in told
    assert "Ilse Koopmans" in told


def test_the_psycholoog_is_a_colleague_for_who_may_not_know_of_care() -> None:
    gesprek = JEFFREY.gesprek
    assert gesprek is not None
    plan = replace(
        JEFFREY,
        gesprek=replace(gesprek, aanwezig="Ilse Koopmans, Bronisława Wiśniewska, moeder Anja"),
        andere_acties=(plannen.todo("Belt", "Bronisława Wiśniewska", None),),
    )
    may: Kinds = dict.fromkeys((Kind.doelen, Kind.afspraken))
    told = paper(cut_for_others(plan, Mag(may)))
    assert "Bronisława" not in told
    assert "Belt een medewerker" in told
    assert "Aanwezig: Ilse Koopmans." in told


def test_several_recipients_see_what_every_one_of_them_may_see() -> None:
    home, money = frozenset({"Wonen"}), frozenset({"Wonen", "Geld en inkomen"})
    one: Kinds = {Kind.doelen: None, Kind.krachten: money, Kind.netwerk: None, Kind.zorg: home}
    other: Kinds = {Kind.doelen: home, Kind.krachten: home, Kind.zorg: money - home}
    assert together([one, other]) == {Kind.doelen: home, Kind.krachten: home}
    assert together([one]) == one
    assert together([]) == {}


def test_his_own_edition_has_no_data_of_others_and_not_what_the_team_watches() -> None:
    cut = cut_for_him(PLAN)
    told = paper(cut, Uitgave.deelnemer)
    for own in ("HT-90233", "Peervogel", "Doorslapen", "Urgentie is aangevraagd", "gespannen"):
        assert own in told, own
    for other in ("06-00000201", "info@omgangshuis", "Wespennest", "Aandachtspunten"):
        assert other not in told, other
    assert len(cut.weggelaten) == 2


# Without names ------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", [JEFFREY, plannen.AFREM], ids=["Jeffrey", "Afrem"])
def test_without_names_only_the_sentences_can_still_hold_one(plan: PlanInhoud) -> None:
    cut = cut_names(plan)
    told = paper(cut, Uitgave.zonder_namen)
    gegevens = plan.gegevens
    for naam in [*(lid.naam for lid in plan.team), *(one.naam for one in plan.netwerk)]:
        assert naam not in told, naam
    for private in (gegevens.naam, gegevens.registratienummer, gegevens.talen, plan.door):
        assert private not in told, private
    assert "Leeftijd 34 jaar" in told
    assert "Handtekeningen" not in told
    assert "Is de deelnemer het eens met dit plan?" in told


def test_names_in_sentences_are_found_as_they_are_written() -> None:
    plan = replace(
        JEFFREY,
        eigen_verhaal="Ilse’s idee. Met Fatma, en ‘Şêrko’ en roos. Anja's huis.",
        doelen=(),
        leefgebieden=(),
        planafspraken=(),
        netwerk=(*JEFFREY.netwerk, plannen.lid("Roos Bakker", "buurvrouw")),
    )
    found = names_in(cut_names(plan).inhoud, known_names(plan))
    assert {"Fatma", "Şêrko"} <= set(found)
    assert any(one.startswith("Ilse") for one in found)
    assert any(one.startswith("Anja") for one in found)
    assert "roos" not in found


def test_who_is_who_is_known_from_the_names_alone() -> None:
    people = Mensen(JEFFREY, ("Piet Post",))
    assert people.of("Jeffrey").soort is Soort.hij
    assert people.of("Ilse").rol == "mentor"
    assert people.of("moeder Anja").rol == "moeder"
    assert people.of("Omgangshuis Almelo").rol == "een organisatie"
    assert people.of("Piet Post").rol == "een medewerker"
    assert people.of("Wie is dit").rol == "iemand anders"


# The file itself ----------------------------------------------------------------------------


def metadata(data: bytes) -> str:
    """Everything that a reader of files shows without opening a page."""
    with pikepdf.open(BytesIO(data)) as opened:
        return " ".join(str(value) for value in opened.docinfo.values())


@pytest.mark.parametrize("uitgave", [one for one in Uitgave if one is not Uitgave.team])
def test_no_edition_has_a_name_or_a_planted_word_in_its_metadata(uitgave: Uitgave) -> None:
    cuts = {
        Uitgave.deelnemer: cut_for_him(PLAN),
        Uitgave.anderen: cut_for_others(PLAN, Mag(EVERYTHING)),
        Uitgave.zonder_namen: cut_names(PLAN),
    }
    cut = cuts[uitgave]
    data = trajectplan_pdf(cut.inhoud, Opmaak(uitgave, cut.gegevens, "moeder Anja"))
    told = metadata(data)
    assert "Trajectplan, versie 3" in told
    planted = [one for each in PLANTED.values() for one in each]
    for word in (*planted, "Jeffrey", "Anja", "Fatma", *PRIVATE):
        assert word not in told, word


def test_a_held_back_word_is_nowhere_in_the_bytes_of_the_file() -> None:
    cut = cut_for_others(PLAN, Mag({Kind.doelen: None}))
    data = trajectplan_pdf(cut.inhoud, Opmaak(Uitgave.anderen, cut.gegevens, "moeder Anja"))
    held = [one for kind, each in PLANTED.items() if kind is not Kind.doelen for one in each]
    with pikepdf.open(BytesIO(data)) as opened:
        streams = [obj.read_bytes() for obj in opened.objects if isinstance(obj, pikepdf.Stream)]
        outline = " ".join(
            str(obj) for obj in opened.objects if isinstance(obj, pikepdf.Dictionary)
        )
    for word in held:
        assert word not in outline, word
        assert not any(word.encode() in stream for stream in streams), word


def test_every_sheet_says_for_whom_it_is() -> None:
    cut = cut_for_others(PLAN, Mag(EVERYTHING))
    data = trajectplan_pdf(cut.inhoud, Opmaak(Uitgave.anderen, cut.gegevens, "moeder Anja"))
    for sheet in pypdf.PdfReader(BytesIO(data)).pages:
        assert "Alleen voor moeder Anja." in sheet.extract_text()
    many = "vader Mehmet, moeder Anja, broer Şêrko, gemeente Almelo en Schuldhulp Almelo"
    told = trajectplan_pdf(cut.inhoud, Opmaak(Uitgave.anderen, cut.gegevens, many))
    sheets = [page.extract_text() for page in pypdf.PdfReader(BytesIO(told)).pages]
    assert "Schuldhulp Almelo. Niet alles uit het plan staat hierin." in " ".join(sheets[0].split())
    assert "Alleen voor wie op het eerste blad staat." in sheets[1]
