"""The plan and the sheet on paper: the words, the pages, the same bytes."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, time
from io import BytesIO

import pypdf
import pytest

from hvh_desktop.pdf import count_pages
from hvh_desktop.trajectplannen.inhoud import AfsprakenInhoud, PlanInhoud
from hvh_desktop.trajectplannen.report import afspraken_pdf, trajectplan_pdf
from tests.golden import papers
from tests.trajectplannen import golden, plannen
from tests.trajectplannen.plannen import AFREM, BLAD, JEFFREY, afspraak, crowded


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


def words(data: bytes) -> str:
    return " ".join(" ".join(pages(data)).split())


@pytest.mark.parametrize("name", golden.PIECES)
def test_the_words_are_as_they_were(name: str) -> None:
    kept = (golden.FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert papers.words(golden.PIECES[name]()) == kept


def test_a_second_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.trajectplannen.golden import PIECES; "
        "print(hashlib.sha256(b''.join(make() for make in PIECES.values())).hexdigest(), end='')"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1
    assert len(runs.pop()) == 64


def test_every_sheet_has_its_number_version_and_maker() -> None:
    data = trajectplan_pdf(JEFFREY)
    total = count_pages(data)
    assert total >= 4
    for number, page in enumerate(pages(data), start=1):
        assert f"blad {number} van {total}" in page
        assert "versie 3. Vastgesteld op 12 november 2026 door Fatma Kaya." in page
        assert "CONCEPT" not in page


def test_what_is_not_vastgesteld_says_concept_on_every_sheet() -> None:
    for page in pages(trajectplan_pdf(AFREM)):
        assert "CONCEPT" in page
        assert "Afgedrukt op 12 november 2026 door Nahrin Bethyoho." in page


def test_names_in_every_script_are_printed() -> None:
    told = words(trajectplan_pdf(AFREM))
    for naam in ("Gülşen Çağlayan", "Władysław Żółkiewski", "Şêrko", "Bronisława Wiśniewska"):
        assert naam in told
    syriac = re.sub(r"[^\u0700-\u074f]", "", told)
    assert set("ܐܦܪܝܡܒܝܬܡܠܟܐ") <= set(syriac)
    assert set("ܐܦܪܝܡ") <= set(words(afspraken_pdf(plannen.AFREM_BLAD)))


def test_the_head_has_the_name_of_this_house() -> None:
    other = "Huis van Herstel Zwolle"
    for data in (
        trajectplan_pdf(replace(JEFFREY, huis=other)),
        afspraken_pdf(replace(BLAD, huis=other)),
    ):
        assert "Huis van Herstel Zwolle" in pages(data)[0]
        assert "Twente" not in pages(data)[0].splitlines()[0]
        metadata = pypdf.PdfReader(BytesIO(data)).metadata
        assert metadata is not None
        assert metadata.author == "Huis van Herstel Zwolle"


def test_what_was_tried_for_a_reached_doel_stays_on_paper() -> None:
    told = words(trajectplan_pdf(JEFFREY))
    assert (
        "Kamer in Wierden bekijken: niet gelukt. De verhuurder wilde hem niet. "
        "Pasfoto laten maken: klaar." in told
    )


def test_an_inventory_that_is_not_afgerond_says_so() -> None:
    sentence = "Uit de krachteninventarisatie van 3 augustus 2026. Die is nog niet afgerond."
    assert sentence in words(trajectplan_pdf(AFREM))
    assert "niet afgerond" not in words(trajectplan_pdf(JEFFREY))


def test_who_sat_at_the_table_stands_under_what_was_agreed() -> None:
    told = words(trajectplan_pdf(JEFFREY))
    assert (
        "Afgesproken op 5 november 2026 "
        "Aanwezig: Ilse Koopmans, Ruben Yıldız, moeder Anja. Wat" in told
    )
    assert JEFFREY.gesprek is not None
    alone = replace(JEFFREY, gesprek=replace(JEFFREY.gesprek, aanwezig=""))
    assert "Aanwezig:" not in words(trajectplan_pdf(alone))


def long_plan() -> PlanInhoud:
    """Twelve doelen of seven acties and a network of forty."""
    actie = plannen.todo(
        "Bellen met de woningstichting over de inschrijving", "Ilse", date(2027, 1, 4)
    )
    one = replace(JEFFREY.doelen[0], acties=(actie,) * 7)
    return replace(JEFFREY, doelen=(one,) * 12, netwerk=JEFFREY.netwerk * 10)


def test_no_heading_stands_alone_at_the_foot_and_tables_repeat_their_head() -> None:
    headings = (
        *("Doelen, in zijn volgorde", "Later", "Behaald", "Vervallen", "Afspraken die blijven"),
        *("De tien leefgebieden in het kort", "Wonen", "Vrije tijd", "Aandachtspunten"),
        *("Mensen en organisaties om hem heen", "Handtekeningen"),
    )
    sheets = pages(trajectplan_pdf(long_plan()))
    assert len(sheets) > 8
    for sheet in sheets:
        body = [line for line in sheet.splitlines() if line.strip() and "blad " not in line]
        assert body[-1].strip() not in headings
    network = [sheet for sheet in sheets if "info@omgangshuis" in sheet]
    assert len(network) > 2
    assert all("Bereikbaar" in sheet for sheet in network)


def test_all_signatures_stand_on_one_sheet_with_his_answer() -> None:
    last = pages(trajectplan_pdf(JEFFREY))[-1]
    for naam in (
        "Jeffrey Nijhuis",
        "Ilse Koopmans",
        "Ruben Yıldız",
        "Fatma Kaya",
        "Petra Hesselink",
    ):
        assert naam in last
    assert "Is Jeffrey het eens met dit plan?" in last
    assert "Bronisława" not in last


def test_very_long_and_strange_texts_still_make_a_plan() -> None:
    strange = "😀\u202e\x00 " + "lang " * 4000
    inhoud = replace(JEFFREY, eigen_verhaal=strange, tegenslag=strange)
    assert count_pages(trajectplan_pdf(inhoud)) > 6


def test_an_empty_plan_is_a_plan() -> None:
    empty = replace(
        JEFFREY,
        is_vastgesteld=False,
        door="",
        team=(),
        eigen_verhaal="",
        krachten=(),
        inventarisatie_datum=None,
        leefgebieden=(),
        tegenslag="",
        tegenslag_aanvulling="",
        doelen=(),
        later=(),
        behaald=(),
        vervallen=(),
        acties_totaal=0,
        planafspraken=(),
        gesprek=None,
        andere_acties=(),
        volgend_datum=None,
        netwerk=(),
        aandachtspunten=(),
        instemming=None,
    )
    told = words(trajectplan_pdf(empty))
    for sentence in (
        "Er is nog geen doel om nu aan te werken.",
        "Er is nog geen krachteninventarisatie.",
        "Er staat nog niemand op de lijst.",
        "Dat is hem nog niet gevraagd.",
        "Afgedrukt op 12 november 2026.",
    ):
        assert sentence in told


# The sheet ----------------------------------------------------------------------------------


def test_the_sheet_says_it_in_his_words() -> None:
    told = words(afspraken_pdf(BLAD))
    for sentence in (
        "donderdag 12 november 2026",
        "Dit is van Jeffrey. Ilse en Ruben waren erbij.",
        "Jouw eerste stap Maak de brief aan schuldhulp af. Klaar op donderdag 19 november.",
        "Moeder Anja Zoekt vervoer voor Noa. vr 20 november",
        "Donderdag 26 november, half elf",
        "blad 1 van 1",
    ):
        assert sentence in told


@pytest.mark.parametrize("count", [0, 1, 5, 7, 8, 12, 30])
def test_the_sheet_is_one_sheet_with_any_number_of_afspraken(count: int) -> None:
    data = afspraken_pdf(crowded(count))
    told = words(data)
    assert count_pages(data) == 1
    shown = len(re.findall(r"Doet wat nodig is, nummer \d+\.", told))
    left = count - shown
    assert shown == count or shown >= 5
    if left:
        assert f"Er zijn nog {left} afspraken. Vraag ze aan je mentor." in told
        assert f"nummer {shown}." in told
    else:
        assert "Vraag ze" not in told
    assert "Wat neem jij mee uit dit gesprek?" in told
    assert "half elf" in told


def test_one_that_does_not_fit_is_told_in_one_word() -> None:
    long = afspraak("Ilse", "Doet het. " * 30, date(2026, 11, 20))
    inhoud = replace(BLAD, afspraken=(*crowded(5).afspraken, long))
    told = words(afspraken_pdf(inhoud))
    assert "Er is nog 1 afspraak. Vraag hem aan je mentor." in told


@pytest.mark.parametrize(
    "inhoud",
    [
        replace(BLAD, afspraken=tuple(afspraak("W" * 300, "w " * 5000, None) for _ in range(30))),
        replace(BLAD, eerste_stap=afspraak("Jeffrey", "stap " * 3000, None)),
        replace(
            BLAD, roepnaam="naam " * 60, aanwezigen=("Ilse",) * 12, naam_eigen_schrift="ܐ" * 300
        ),
    ],
    ids=["long afspraken", "long step", "long names"],
)
def test_long_texts_do_not_make_a_second_sheet(inhoud: AfsprakenInhoud) -> None:
    assert count_pages(afspraken_pdf(inhoud)) == 1


def test_without_names_there_are_roles() -> None:
    told = words(afspraken_pdf(BLAD.without_names()))
    assert "Dit is van jou. Je mentoren waren erbij." in told
    assert "Je moeder Zoekt vervoer" in told
    for naam in ("Jeffrey", "Ilse", "Ruben", "Anja"):
        assert naam not in told


def test_without_a_step_or_a_date_there_is_room_to_write() -> None:
    bare = replace(BLAD, eerste_stap=None, afspraken=(), volgend_datum=None, volgend_tijd=None)
    told = words(afspraken_pdf(bare))
    assert "Schrijf of teken hier jouw eerste stap." in told
    assert "Vraag je mentor op welke dag." in told
    assert "Dit doen we samen" not in told
    at_noon = replace(BLAD, volgend_datum=date(2027, 12, 2), volgend_tijd=time(12, 0))
    assert "Donderdag 2 december 2027, twaalf uur" in words(afspraken_pdf(at_noon))
