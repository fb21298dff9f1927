"""The written decision: what it lacks, what is frozen in it, and its words on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pikepdf
import pytest

from hvh_desktop.db import Compartment
from hvh_desktop.deelnemers.service import change_deelnemer
from hvh_desktop.errors import UserError
from hvh_desktop.frozen import from_json, to_json
from hvh_desktop.pdf import count_pages
from hvh_desktop.policy import change_rule
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.form_gevolg import long_sentences
from hvh_desktop.sancties.inhoud import MededelingInhoud
from hvh_desktop.sancties.report import mededeling_pdf, uitleg_pdf
from hvh_desktop.sancties.service_mededeling import (
    complete_mededeling,
    decision_gaps,
    get_beklagregel,
    get_mededeling_inhoud,
    list_gaps,
    list_missing,
    propose_mededeling,
)
from hvh_desktop.sancties.words import (
    RondeAanleiding,
    SanctieStatus,
    StrafSoort,
    Uitkomst,
    Verantwoordelijkheid,
)
from tests.golden.papers import words
from tests.sancties import mededelingen
from tests.sancties.golden_mededeling import CASES, FOLDER, PIECES
from tests.sancties.house import MIXED, VANDAAG, House

S = SanctieStatus


def frozen(home: House, zaak_id: UUID, number: int = -1) -> MededelingInhoud:
    paper = home.get(zaak_id).mededelingen[number]
    with home.door(Rol.mentor).reading() as session:
        return get_mededeling_inhoud(session, paper.id)


def missing(home: House, zaak_id: UUID) -> list[str]:
    with home.door(Rol.locatiemanager).reading() as session:
        return list_missing(session, zaak_id)


# Paper -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PIECES)
def test_the_words_are_those_that_were_read(name: str) -> None:
    kept = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert words(PIECES[name]()) == kept


@pytest.mark.parametrize("name", CASES)
def test_the_same_decision_gives_the_same_bytes_also_after_it_was_kept(name: str) -> None:
    inhoud = CASES[name]
    kept = from_json(MededelingInhoud, to_json(inhoud))
    assert kept == inhoud
    assert mededeling_pdf(kept) == mededeling_pdf(inhoud)
    assert uitleg_pdf(kept) == uitleg_pdf(inhoud)


@pytest.mark.parametrize("name", CASES)
def test_two_sheets_at_most_and_one_page_for_him(name: str) -> None:
    assert count_pages(mededeling_pdf(CASES[name])) <= 2
    assert count_pages(uitleg_pdf(CASES[name])) == 1


@pytest.mark.parametrize("name", CASES)
def test_what_must_be_on_it_is_on_it(name: str) -> None:
    inhoud = CASES[name]
    told = " ".join(words(mededeling_pdf(inhoud)).split())
    for part in (
        inhoud.huis,
        inhoud.kenmerk,
        inhoud.naam,
        inhoud.registratienummer,
        "14 maart 1992",
        inhoud.besluit.door,
        "directeur",
        "voor ontvangst",
        "Hij wilde niet tekenen",
        "Laatste dag voor beklag: ",
        "klaagschrift",
        "schorsing",
        *(one.tekst for one in inhoud.besluit.voorwaarden),
    ):
        assert part in told


def test_the_page_for_him_stays_one_page_with_the_longest_words() -> None:
    one = mededelingen.DEELS_MET_BOETE
    condition = replace(one.besluit.voorwaarden[0], is_algemeen=False, tekst="Lang woord " * 40)
    data = uitleg_pdf(
        replace(
            one,
            uitleg="Dat is een zin. " * 28,
            roepnaam="Jan" * 60,
            mentoren=("Ilse" * 20, "Ruben" * 20),
            besluit=replace(one.besluit, voorwaarden=(condition,) * 6),
        )
    )
    assert count_pages(data) == 1


def test_very_long_texts_print_whole(home: House) -> None:
    one = mededelingen.VOORWAARDELIJK
    data = mededeling_pdf(replace(one, feiten="Hij liep naar buiten. " * 300 + "Einde van feiten."))
    assert "Einde van feiten." in " ".join(words(data).split())


def test_the_title_tells_no_name() -> None:
    for data in (mededeling_pdf(CASES["tolk"]), uitleg_pdf(CASES["tolk"])):
        with pikepdf.open(BytesIO(data)) as found:
            told = str(found.docinfo) + str(found.open_metadata())
        assert "Yonas" not in told
        assert "HT-0502" not in told


@pytest.mark.parametrize("soort", StrafSoort)
@pytest.mark.parametrize("part", [0, 1, 2])
def test_each_kind_at_once_partly_and_voorwaardelijk(soort: StrafSoort, part: int) -> None:
    one = mededelingen.VOORWAARDELIJK
    straf = replace(one.besluit.straffen[0], soort=soort, aantal=2, voorwaardelijk=part)
    inhoud = replace(one, besluit=replace(one.besluit, straffen=(straf,)))
    told = " ".join(words(uitleg_pdf(inhoud)).split())
    assert ("nu" in told.split("Waarom?")[0]) is (part > 0)
    brief = " ".join(words(mededeling_pdf(inhoud)).split())
    assert ("voorwaardelijk" in brief.split("Wat er is gebeurd")[0]) is (part > 0)


def test_what_is_not_executed_says_so() -> None:
    one = mededelingen.TEN_UITVOER
    inhoud = replace(one, besluit=replace(one.besluit, uitkomst=Uitkomst.niet))
    assert "De straf wordt niet uitgevoerd." in words(mededeling_pdf(inhoud))
    assert "Je straf gaat niet door." in words(uitleg_pdf(inhoud))


def test_terugplaatsing_is_a_question_on_both_papers() -> None:
    one = mededelingen.VOORWAARDELIJK
    inhoud = replace(one, besluit=replace(one.besluit, is_terugplaatsing=True))
    assert "nog niet besloten" in " ".join(words(mededeling_pdf(inhoud)).split())
    assert "nog niet besloten" in " ".join(words(uitleg_pdf(inhoud)).split())


def test_long_sentences_are_found() -> None:
    long = "Je hebt gerookt en je was er eerlijk over en dat vinden wij goed."
    assert long_sentences(f"Dat is kort. {long}\nNog een korte zin") == [long]


# What it lacks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "place"),
    [
        (S.voorval, "verslag"),
        (S.verslag, "horen"),
        (S.horen, "sanctievoorstel"),
        (S.voorstel, "sanctiebeslissing"),
        (S.geseponeerd, "sanctiezaak"),
        (S.ingetrokken, "sanctiezaak"),
    ],
)
def test_before_a_decision_nothing_is_made(home: House, status: SanctieStatus, place: str) -> None:
    zaak_id = home.case(status)
    with home.door(Rol.locatiemanager).reading() as session:
        (gap,) = list_gaps(session, zaak_id)
    assert gap.place == place
    with pytest.raises(UserError, match="kan nog niet worden gemaakt"):
        home.mededeling(zaak_id)


def test_nothing_lacks_after_a_decision(home: House) -> None:
    assert missing(home, home.case(S.beslissing)) == []


def test_a_text_that_the_house_emptied_lacks(home: House) -> None:
    zaak_id = home.case(S.beslissing)
    office = home.open_as(Rol.beheerder)
    text = dict.fromkeys(("beklag", "termijn", "schorsing", "hulp"), "x")
    with (
        office.transaction(Compartment.register) as session,
        pytest.raises(UserError, match="Vul hier iets in"),
    ):
        change_rule(session, "sanctie_beklag_tekst", text | {"hulp": ""}, date(2026, 1, 1), "x")
    assert missing(home, zaak_id) == []


def test_a_decision_that_contradicts_itself_is_not_told(home: House) -> None:
    detail = home.get(home.case(S.beslissing))
    decision = detail.beslissingen[-1]

    def lacks(**other: Any) -> list[str]:
        wrong = replace(detail, beslissingen=(replace(decision, **other),))
        return list(decision_gaps(wrong))

    assert lacks() == []
    assert lacks(motivering=" ") == ["In de beslissing staat niet waarom."]
    assert len(lacks(verantwoordelijkheid=Verantwoordelijkheid.niet)) == 1
    assert len(lacks(proeftijd_tot_datum=None)) == 1
    assert len(lacks(voorwaarden=())) == 1
    assert lacks(straffen=(), proeftijd_tot_datum=None, voorwaarden=()) == []


# Making it ---------------------------------------------------------------------------------------


def test_it_takes_the_step_once_and_is_replaced_when_made_again(home: House) -> None:
    zaak_id = home.case(S.beslissing)
    home.mededeling(zaak_id, uitleg="Een.")
    home.mededeling(zaak_id, uitleg="Twee.", uitreik_datum=VANDAAG + timedelta(days=1))
    detail = home.get(zaak_id)
    assert detail.row.status is S.mededeling
    assert [one.uitleg for one in detail.mededelingen] == ["Een.", "Twee."]
    assert [one.beklag_laatste_datum for one in detail.mededelingen] == [
        date(2026, 11, 19),
        date(2026, 11, 20),
    ]
    assert [one.naar for one in detail.stappen].count(S.mededeling) == 1
    with home.door(Rol.locatiemanager).reading() as session:
        assert propose_mededeling(session, zaak_id) == {
            "uitreik_datum": VANDAAG,
            "uitleg": "Twee.",
        }


def test_what_is_on_it(home: House) -> None:
    zaak_id = home.case(S.horen)
    home.advies(zaak_id)
    home.voorstel(zaak_id, MIXED)
    home.beslissing(zaak_id)
    home.mededeling(zaak_id)
    found = frozen(home, zaak_id)
    assert (found.naam, found.mentoren) == ("Jeffrey Johan Nijhuis", ("Ilse",))
    assert found.kenmerk.startswith("S261112-")
    assert (found.verslag.door, found.verslag.aangezegd_door) == ("Ilse Wolters", "Ilse Wolters")
    assert found.horen.door == "Karin Wolters"
    assert (found.besluit.voorstel_door, found.besluit.door) == ("Karin Wolters", "Willem Wolters")
    assert found.weging.gewone_uitkomst == "5 dagen opsluiting, met degradatie"
    assert found.weging.is_afwijkend
    assert found.weging.advies is not None
    assert "Hij kan wel kiezen" not in to_json(found)
    (straf,) = found.besluit.straffen
    assert (straf.aantal, straf.voorwaardelijk, straf.onvoorwaardelijk) == (3, 2, 1)
    assert found.besluit.voorwaarden[0].is_algemeen
    assert not found.besluit.is_zelfde_persoon


def test_the_paper_stays_as_it_was_when_names_and_rules_change(home: House) -> None:
    zaak_id = home.case(S.mededeling)
    before = mededeling_pdf(frozen(home, zaak_id))
    with home.open_as(Rol.beheerder).transaction(Compartment.register) as session:
        change_rule(session, "sanctie_beklag_dagen", 14, date(2021, 2, 1), "Besluit")
    with home.door(Rol.casemanager).transaction(Compartment.team) as session:
        change_deelnemer(session, home.deelnemer_id, {"achternaam": "Anders"})
    assert mededeling_pdf(frozen(home, zaak_id)) == before
    home.mededeling(zaak_id)
    assert frozen(home, zaak_id).naam.endswith("Anders")
    assert frozen(home, zaak_id).beklag_laatste_datum == date(2026, 11, 26)


def test_the_rule_is_that_of_the_day_of_the_voorval(home: House) -> None:
    zaak_id = home.case(S.beslissing)
    with home.open_as(Rol.beheerder).transaction(Compartment.register) as session:
        change_rule(session, "sanctie_beklag_dagen", 14, date(2026, 11, 10), "Later besluit")
    home.mededeling(zaak_id)
    assert frozen(home, zaak_id).beklag_laatste_datum == date(2026, 11, 19)
    with home.door(Rol.mentor).reading() as session:
        assert get_beklagregel(session, zaak_id).waarde == 7


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"uitreik_datum": VANDAAG - timedelta(days=1)}, "uitreik_datum"),
        ({"uitreik_datum": None}, "uitreik_datum"),
        ({"uitleg": ""}, "uitleg"),
        ({"uitleg": "x" * 451}, "uitleg"),
    ],
)
def test_what_it_asks(home: House, values: dict[str, object], field: str) -> None:
    zaak_id = home.case(S.beslissing)
    with pytest.raises(UserError) as found:
        home.mededeling(zaak_id, **values)
    assert set(found.value.fields) == {field}
    assert home.status(zaak_id) is S.beslissing


def test_a_mentor_does_not_make_it(home: House) -> None:
    zaak_id = home.case(S.beslissing)
    values = {"uitreik_datum": VANDAAG, "uitleg": "Omdat."}
    with pytest.raises(UserError, match="hoort niet bij je rol"):
        home.by(Rol.mentor, lambda s: complete_mededeling(s, zaak_id, values))


def test_a_second_round_says_what_went_before(home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    home.break_condition(zaak_id)
    home.horen(zaak_id, RondeAanleiding.tenuitvoerlegging, datum=VANDAAG, tijd=time(10, 0))
    assert missing(home, zaak_id) == ["Er is nog geen voorstel gedaan."]
    straf = home.get(zaak_id).beslissingen[-1].straffen[0]
    home.voorstel(zaak_id, replace(straf, voorwaardelijk=1))
    home.beslissing(zaak_id)
    home.mededeling(zaak_id)
    found = frozen(home, zaak_id)
    assert (found.ronde, found.aanleiding) == (2, RondeAanleiding.tenuitvoerlegging)
    assert found.eerder is not None
    assert found.eerder.wat.startswith("2 dagen opsluiting, voorwaardelijk")
    assert "De directeur besliste hierover op 12 november 2026" in " ".join(
        words(mededeling_pdf(found)).split()
    )
