"""What travels with the program as data and text: words, policy, questions, help, demo world."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pytest
import yaml

from hvh_desktop.begrippen import BEGRIPPEN
from hvh_desktop.resources import resource_path
from hvh_desktop.sancties.form import BETROKKENEN
from hvh_desktop.sancties.words import VOORVAL_SOORTEN, StrafSoort
from hvh_desktop.toestemmingen.model import GegevensSoort

LEEFGEBIEDEN = (
    "wonen",
    "geld_inkomen",
    "werken_leren",
    "vrije_tijd",
    "familie_vrienden_kennissen",
    "partner",
    "kinderen_opvoeding",
    "zingeving",
    "gezondheid_zelfzorg",
    "veiligheid",
)
ROLLEN = ("casemanager", "reclasseringswerker", "psycholoog")
KOLOMMEN = ("nu", "wensen", "hulpbronnen")
HELP = sorted(resource_path("help").glob("*.md"))
VERHALEN = sorted(resource_path("demo/verhalen").glob("*.yaml"))
STADIA = (
    "aangemeld",
    "instroomoverleg",
    "weegtafel",
    "intake 1",
    "intake 2",
    "selectiebesluit",
    "geplaatst",
)
HELP_PAGES = {
    "afspraken-voor-de-deelnemer",
    "als-het-misgaat",
    "behandeling",
    "beheer",
    "deelnemers",
    "demo",
    "doelen-en-acties",
    "dossier",
    "herstelbladen",
    "inloggen-en-vergrendelen",
    "instellingen",
    "krachteninventarisatie",
    "laptops",
    "medewerkers-en-rollen",
    "mentorgesprek",
    "netwerk",
    "organisaties",
    "reservekopieen",
    "sancties",
    "signaleringsplan",
    "sneltoetsen",
    "toestemming",
    "trajectplan",
    "twee-versies",
    "urinecontroles",
    "vandaag",
    "verbinding",
    "verlof-en-werk",
    "verwijzingen",
    "wachtwoord-vergeten",
    "wie-keek-er",
    "zo-begin-je",
    "zoeken",
    "zorg",
}


def _json(name: str) -> Any:
    return json.loads(resource_path(name).read_text(encoding="utf-8"))


@lru_cache
def _yaml(name: str) -> Any:
    return yaml.safe_load(resource_path(f"demo/{name}").read_text(encoding="utf-8"))


def _verhaal(stem: str) -> dict[str, Any]:
    found: dict[str, Any] = _yaml(f"verhalen/{stem}.yaml")
    return found


def _medewerkers() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in _yaml("medewerkers.yaml")["medewerkers"]}


def _organisaties() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in _yaml("organisaties.yaml")["organisaties"]}


def _is_one_sentence(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][^.!?]*\.", text)) and '"' not in text and "'" not in text


# Words


@pytest.mark.parametrize("term", sorted(BEGRIPPEN))
def test_a_begrip_is_one_plain_sentence(term: str) -> None:
    assert term == term.lower()
    assert _is_one_sentence(BEGRIPPEN[term])
    assert len(BEGRIPPEN[term].split()) <= 32


def test_a_begrip_is_explained_only_once() -> None:
    assert len(set(BEGRIPPEN.values())) == len(BEGRIPPEN)


# Policy


def test_every_policy_row_has_a_source_and_a_valid_date() -> None:
    for row in _json("beleid.json"):
        assert set(row) == {
            "sleutel",
            "omschrijving",
            "waarde",
            "geldig_vanaf",
            "bron",
            "bron_url",
            "is_hypothese",
        }
        assert row["bron"].strip()
        assert row["omschrijving"].endswith(".")
        assert row["waarde"] not in (None, "", [], {})
        assert date.fromisoformat(row["geldig_vanaf"]) <= date(2026, 1, 1)
        assert row["bron_url"] is None or row["bron_url"].startswith("https://")


def test_a_hypothesis_says_that_it_is_our_own_and_nothing_else_does() -> None:
    for row in _json("beleid.json"):
        assert row["is_hypothese"] is row["bron"].startswith("Eigen voorstel"), row["sleutel"]


def test_policy_names_are_unique_per_date() -> None:
    names = [(row["sleutel"], row["geldig_vanaf"]) for row in _json("beleid.json")]
    assert len(names) == len(set(names))


def test_policy_lists_have_the_length_the_house_uses() -> None:
    rules = {row["sleutel"]: row["waarde"] for row in _json("beleid.json")}
    assert [row["sleutel"] for row in rules["leefgebieden"]] == list(LEEFGEBIEDEN)
    assert tuple(rules["kolomkoppen"]) == KOLOMMEN
    assert len(rules["bereidheid_stappen"]) == 7
    assert len(rules["gezichten"]) == 5
    assert len(rules["gemeenten"]) == 14
    assert len(rules["dr_gebieden"]) == 6
    assert tuple(rules["leefgebied_dr_gebied"]) == LEEFGEBIEDEN
    targets = {target for row in rules["leefgebied_dr_gebied"].values() for target in row}
    assert targets <= set(rules["dr_gebieden"])


# Example questions


@pytest.mark.parametrize("leefgebied", LEEFGEBIEDEN)
def test_every_leefgebied_has_speakable_questions(leefgebied: str) -> None:
    sheet = _json("voorbeeldvragen.json")[leefgebied]
    assert {name: len(rows) for name, rows in sheet.items()} == {
        "nu": 4,
        "wensen": 4,
        "hulpbronnen": 4,
        "eenvoudig": 2,
    }
    for rows in sheet.values():
        assert all(row.endswith("?") and len(row.split()) <= 14 for row in rows)
    assert all(len(row.split()) <= 8 for row in sheet["eenvoudig"])


def test_no_question_is_asked_twice_and_all_are_open() -> None:
    sheets = _json("voorbeeldvragen.json")
    assert tuple(sheets) == (*LEEFGEBIEDEN, "zelfregulering")
    questions = [row for sheet in sheets.values() for rows in sheet.values() for row in rows]
    assert len(questions) == len(set(questions))
    openers = ("Wa", "Wie", "Wel", "Hoe", "Met wie", "Bij w", "Van wie", "In welke", "Op welke")
    assert [row for row in questions if not row.startswith(openers)] == []


# Help


def test_there_is_a_help_page_for_every_subject() -> None:
    assert {path.stem for path in HELP} == HELP_PAGES


@pytest.mark.parametrize("path", HELP, ids=lambda path: str(path.stem))
def test_a_help_page_has_one_title_and_explains_its_words(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(re.findall(r"^# ", text, flags=re.M)) == 1
    assert text.startswith("# ")
    body, _, words = text.partition("\n## Begrippen\n\n")
    explained = dict(re.findall(r"^- \*\*(.+?)\*\*: (.+)$", words, flags=re.M))
    assert explained == {term: BEGRIPPEN[term] for term in explained}
    assert set(re.findall(r"\*\*(.+?)\*\*", body)) == set(explained)


@pytest.mark.parametrize("path", HELP, ids=lambda path: str(path.stem))
def test_a_help_page_speaks_quietly_and_shortly(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"[!\"]|(?<!\w)'|\bu\b|\buw\b", text)
    body = text.partition("\n## Begrippen\n")[0]
    sentences = re.split(r"(?<=[.?])\s+|\n+", body)
    assert [row for row in sentences if len(row.split()) > 32] == []


# The demo world


def _check_people(verhaal: dict[str, Any]) -> set[str]:
    """Everybody who may be named in a story: he, his network, staff, organisations."""
    own = [row["id"] for row in verhaal.get("netwerk", [])]
    assert len(own) == len(set(own))
    return {"deelnemer", *own, *_medewerkers(), *_organisaties()}


def _named(verhaal: dict[str, Any]) -> list[str]:
    team = verhaal["team"]
    found = [*team["mentoren"], *(row["wie"] for row in team["historie"])]
    found += [team[role] for role in ROLLEN if role in team]
    inventarisatie = verhaal.get("krachteninventarisatie", {})
    found += inventarisatie.get("met", [])
    found += [row["wie"] for doel in verhaal["doelen"] for row in doel["acties"]]
    for gesprek in verhaal["mentorgesprekken"]:
        found += gesprek.get("mentoren", [])
        found += [row["wie"] for row in gesprek.get("afspraken", [])]
    for overleg in verhaal["overleggen"]:
        found += [row["wie"] for row in overleg["aanwezig"] + overleg["acties"]]
    found += [row["instelling"] for row in verhaal["verwijzingen"]]
    found += [row["ontvanger"] for row in verhaal.get("toestemmingen", [])]
    found += [row["getuige"] for row in verhaal.get("toestemmingen", [])]
    plan = verhaal.get("signaleringsplan", {})
    found += plan.get("gedeeld_met", []) + plan.get("opgesteld_met", [])
    found += [row["naar"] for row in verhaal.get("uitstroom", {}).get("overdracht", [])]
    found += [row["door"] for row in verhaal.get("nazorg", {}).get("contacten", [])]
    return found


@pytest.mark.parametrize("stem", [path.stem for path in VERHALEN])
def test_everybody_in_a_story_is_known(stem: str) -> None:
    verhaal = _verhaal(stem)
    assert set(_named(verhaal)) <= _check_people(verhaal)
    linked = {row["organisatie"] for row in verhaal["netwerk"] if "organisatie" in row}
    assert linked <= set(_organisaties())
    gemeenten = {row.get("gemeente") for row in _organisaties().values()}
    identiteit = verhaal["identiteit"]
    assert {identiteit["gemeente_herkomst"], identiteit["vestigingsgemeente"]} <= gemeenten


@pytest.mark.parametrize("stem", [path.stem for path in VERHALEN])
def test_the_leefgebieden_of_a_story_are_the_ten_in_order(stem: str) -> None:
    inventarisatie = _verhaal(stem).get("krachteninventarisatie", {})
    bladen = inventarisatie.get("leefgebieden", {})
    assert not bladen or tuple(bladen) == LEEFGEBIEDEN
    for blad in bladen.values():
        assert "nu" in blad or "antwoord" in blad
        assert 1 <= blad.get("bereidheid", 1) <= 7
        assert all(row["tekst"] and row["bron"] for row in blad["krachten"])


def _check_doel(verhaal: dict[str, Any], doel: dict[str, Any]) -> None:
    assert set(doel["leefgebieden"]) <= set(LEEFGEBIEDEN)
    assert doel["tekst"].endswith(".")
    assert doel["start_dag"] >= verhaal["verblijf"]["plaatsing_dag"]
    if doel["herkomst"] == "motivatiebrief":
        assert "motivatiebrief" in verhaal
    else:
        kind, leefgebied, kolom = doel["herkomst"].split(":")
        assert kind == "ki"
        assert kolom in KOLOMMEN
        assert verhaal["krachteninventarisatie"]["leefgebieden"][leefgebied][kolom]
    assert (doel["status"] == "behaald") is ("opbrengst" in doel)
    assert (doel["status"] == "vervallen") is ("vervallen_reden" in doel)
    for actie in doel["acties"]:
        assert actie["id"].startswith(doel["id"])
        assert actie["wanneer_dag"] >= doel["start_dag"]
        assert actie["status"] == "open" or actie["resultaat"]
        assert actie["status"] != "gedaan" or actie["wanneer_dag"] <= 0


@pytest.mark.parametrize("stem", [path.stem for path in VERHALEN])
def test_the_doelen_of_a_story_hold_together(stem: str) -> None:
    verhaal = _verhaal(stem)
    doelen = {row["id"]: row for row in verhaal["doelen"]}
    assert len(doelen) == len(verhaal["doelen"])
    volgorde = sorted(row["volgorde"] for row in doelen.values())
    assert volgorde == list(range(1, len(doelen) + 1))
    for doel in doelen.values():
        _check_doel(verhaal, doel)
    instemming = verhaal.get("instemming", {})
    if instemming.get("antwoord") == "ja":
        current = [row for row in doelen.values() if row["status"] in ("nu", "behaald")]
        assert all(row["acties"] for row in current)
        assert max(row["start_dag"] for row in current) <= instemming["dag"] <= 0


@pytest.mark.parametrize("stem", [path.stem for path in VERHALEN])
def test_the_mentorgesprekken_of_a_story_follow_each_other(stem: str) -> None:
    verhaal = _verhaal(stem)
    gesprekken = verhaal["mentorgesprekken"]
    for before, after in pairwise(gesprekken):
        expected = before.get("verzet_naar_dag", before.get("volgende_dag"))
        assert after["dag"] == expected
    start = {row["id"]: row["start_dag"] for row in verhaal["doelen"]}
    for gesprek in gesprekken:
        assert verhaal["verblijf"]["plaatsing_dag"] <= gesprek["dag"] <= 0
        if gesprek.get("status") == "verzet":
            assert gesprek["reden"]
            continue
        assert 1 <= gesprek["gezicht"] <= 5
        assert all(start[doel] <= gesprek["dag"] for doel in gesprek["per_doel"])
        assert all(row["dag"] >= gesprek["dag"] for row in gesprek["afspraken"])


@pytest.mark.parametrize("stem", [path.stem for path in VERHALEN])
def test_verlof_in_a_story_hangs_on_a_doel(stem: str) -> None:
    verhaal = _verhaal(stem)
    doelen = {row["id"] for row in verhaal["doelen"]}
    for verlof in verhaal["verlof"]:
        assert verhaal["identiteit"]["titel"] == "BBA" or verlof["doel"] in doelen
        assert verlof["aanvraag_dag"] <= verlof["begin_dag"]
        assert verlof["status"] == "in voorbereiding" or verlof["aanvraag_dag"] <= 0


def test_verzetredenen_in_the_stories_are_those_of_the_house() -> None:
    rules = {row["sleutel"]: row["waarde"] for row in _json("beleid.json")}
    used = {
        gesprek["reden"]
        for path in VERHALEN
        for gesprek in _verhaal(path.stem)["mentorgesprekken"]
        if gesprek.get("status") == "verzet"
    }
    assert used <= set(rules["verzetredenen"])
    assert list(_yaml("lijsten.yaml")["verzet_redenen"]) == rules["verzetredenen"]
    assert {row["soort"] for row in _yaml("lijsten.yaml")["uitstroom"]} <= set(
        rules["uitstroomsoorten"]
    )
    assert set(_yaml("lijsten.yaml")["gemeenten_gewicht"]) == set(rules["gemeenten"])


def test_numbers_in_the_demo_world_are_used_once() -> None:
    registers = [_verhaal(path.stem)["identiteit"]["registratienummer"] for path in VERHALEN]
    registers += [row["registratienummer"] for row in _yaml("instroom.yaml")["kandidaten"]]
    assert len(registers) == len(set(registers))
    controles = [
        row["nummer"] for path in VERHALEN for row in _verhaal(path.stem)["urinecontroles"]
    ]
    assert len(controles) == len(set(controles))


def _texts(found: Any) -> list[str]:
    """Every text of more than one word in it."""
    if isinstance(found, str):
        return [found] if " " in found else []
    parts = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return [text for part in parts for text in _texts(part)]


def test_care_in_the_demo_world_uses_the_words_of_the_house() -> None:
    rules = {row["sleutel"]: row["waarde"] for row in _json("beleid.json")}
    zorg = _yaml("zorg.yaml")
    kinds = zorg["verwijzingen"]
    assert {row["instelling"] for row in kinds} <= set(_organisaties())
    assert {row["soort_zorg"] for row in kinds} <= set(rules["soorten_zorg"])
    assert set(zorg["afwijzingen"]) <= set(rules["verwijzing_afwijsredenen"])
    assert set(zorg["afrondingen"]) <= set(rules["verwijzing_afrondredenen"])
    most = rules["behandelnotitie_tekens"]
    assert all(len(notitie) <= most for notitie in zorg["notities"])
    for row in zorg["toestemmingen"]:
        assert set(row["gegevens"]) <= {kind.value for kind in GegevensSoort}
        assert set(row["leefgebieden"]) <= set(LEEFGEBIEDEN)


def test_no_text_in_the_demo_world_contains_an_offset_or_an_id() -> None:
    for path in resource_path("demo").rglob("*.yaml"):
        texts = _texts(yaml.safe_load(path.read_text(encoding="utf-8")))
        assert not [text for text in texts if re.search(r"\bop dag -?\d", text)], path.name
        assert not [text for text in texts if re.search(r"\b[dsn]\d+[a-z]?\b", text)], path.name


def test_sanctions_in_the_demo_world_use_the_words_of_the_house() -> None:
    rules = {row["sleutel"]: row["waarde"] for row in _json("beleid.json")}
    found = _yaml("sancties.yaml")
    for row in (*found["bij_verhalen"], *found["zaken"]):
        assert row["soort"] in VOORVAL_SOORTEN
        assert set(row.get("telt_mee", ())) <= set(rules["sanctie_telt_mee"])
        assert set(row.get("problematiek", ())) <= set(rules["sanctie_problematieken"])
        assert set(row.get("betrokkenen", ())) <= set(BETROKKENEN)
        assert row.get("toezicht", "m01") in _medewerkers()
        for part in ("voorval", "verslag", "uitreiking"):
            assert row.get(part, {}).get("door", "m01") in _medewerkers()
        straffen = [*row.get("regulier", {}).get("straffen", ()), *row.get("straffen", ())]
        assert {soort for soort, _, _ in straffen} <= {one.value for one in StrafSoort}
        assert all(0 <= part <= much for _, much, part in straffen)
    for row in found["ordemaatregelen"]:
        assert row["soort"] in rules["ordemaatregel_soorten"]
        assert row["door"] in _medewerkers()


def test_sanctions_in_the_stories_keep_the_order_of_the_law() -> None:
    steps = ("voorval", "verslag", "horen", "voorstel", "beslissing", "uitreiking")
    cases = [row for path in VERHALEN for row in _verhaal(path.stem)["sancties"]]
    assert len(cases) == 6
    for case in cases:
        days = [case[step]["dag"] for step in steps]
        assert days == sorted(days)
        assert case["beklag_laatste_dag"] == case["uitreiking"]["dag"] + 7
        assert "directeur" in _medewerkers()[case["beslissing"]["door"]]["rollen"]


def test_kandidaten_pass_the_stages_in_order() -> None:
    known = {"deelnemer", *_medewerkers(), *_organisaties()}
    kandidaten = _yaml("instroom.yaml")["kandidaten"]
    assert len(kandidaten) == 15
    for kandidaat in kandidaten:
        steps = [row["stap"] for row in kandidaat["stappen"] if row["stap"] in STADIA]
        assert tuple(steps) == STADIA[: len(steps)]
        days = [row["dag"] for row in kandidaat["stappen"]]
        assert days == sorted(days)
        assert kandidaat["sinds_dag"] == days[-1]
        assert {row["door"] for row in kandidaat["stappen"]} <= known
        assert {row["wie"] for row in kandidaat.get("adviezen", [])} <= known
        assert kandidaat["stadium"] not in ("afgewezen", "teruggetrokken") or kandidaat["reden"]


def test_the_messy_list_has_forty_rows_of_ten_columns() -> None:
    text = resource_path("demo/detentiemeldingen.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    assert len(rows) == 41
    assert {len(row) for row in rows} == {10}


def test_the_lists_make_as_many_people_as_the_house_needs() -> None:
    verhoudingen = _yaml("lijsten.yaml")["verhoudingen"]
    assert sum(verhoudingen["uitstroom_per_jaar_5jaar"]) == 60
    present = [p for p in VERHALEN if _verhaal(p.stem)["verblijf"]["status"] == "aanwezig"]
    assert (len(VERHALEN), len(present)) == (13, 10)
