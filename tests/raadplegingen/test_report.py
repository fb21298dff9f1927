"""His paper: its words, and what stands on it for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hvh_desktop.db import Database
from hvh_desktop.errors import UserError
from hvh_desktop.raadplegingen.report import overzicht_pdf
from hvh_desktop.raadplegingen.service_overzicht import collect_overzicht
from hvh_desktop.rights import Rol
from tests.conftest import OpenAs
from tests.dossier.sample import Huis
from tests.raadplegingen.lines import DIENST, Log, utc
from tests.raadplegingen.sheets import INHOUD, KEPT, words

FROM, TO = date(2026, 10, 13), date(2026, 11, 12)


def test_the_words_are_those_that_were_read() -> None:
    assert words(overzicht_pdf(INHOUD)) == KEPT.read_text(encoding="utf-8")


def test_the_same_overview_gives_the_same_bytes() -> None:
    assert overzicht_pdf(INHOUD) == overzicht_pdf(INHOUD)


def test_nobody_looked_is_said_and_nothing_is_explained() -> None:
    said = words(overzicht_pdf(replace(INHOUD, regels=())))
    assert "In deze tijd opende niemand jouw dossier." in said
    assert "Wat betekenen de woorden" not in said
    assert "Heb je een vraag?" in said


def test_what_zorg_means_is_explained() -> None:
    regel = replace(INHOUD.regels[0], wat="Zorg bekeken")
    assert "De medewerker las over jouw zorg" in words(
        overzicht_pdf(replace(INHOUD, regels=(regel,)))
    )
    assert "jouw zorg" not in words(overzicht_pdf(INHOUD))


@pytest.mark.parametrize("number", range(12, 34))
def test_the_lines_to_write_on_are_never_alone(number: int) -> None:
    regels = tuple(INHOUD.regels[at % 3] for at in range(number))
    last = words(overzicht_pdf(replace(INHOUD, regels=regels))).split("-----")[-2]
    assert "Heb je een vraag?" in last
    assert "Dit wil ik vragen:" in last


def test_over_two_years_the_year_is_told() -> None:
    said = words(overzicht_pdf(replace(INHOUD, van_datum=date(2025, 11, 12))))
    assert "2026" in said.split("Dag", 1)[1].split("Ruben", 1)[0]


def test_one_line_for_each_person_and_day(huis: Huis, log: Log, open_as: OpenAs) -> None:
    log.add(huis.ilse, huis.jeffrey, at=utc(10, 9))
    log.add(huis.ilse, huis.jeffrey, at=utc(10, 15))
    log.add(huis.ilse, huis.jeffrey, at=utc(10, 16), onderdeel="afspraken", handeling="afdrukken")
    log.add(huis.petra, huis.jeffrey, at=utc(11, 3), reden=DIENST)
    log.add(huis.petra, huis.kees, at=utc(11, 3))
    ruben = open_as(Rol.mentor, medewerker_id=huis.ruben)
    with ruben.reading() as session:
        found = collect_overzicht(session, huis.jeffrey, FROM, TO)
    assert [(one.datum.day, one.naam, one.wat, one.waarom) for one in found.regels] == [
        (
            10,
            "Ilse Koopmans",
            "Dossier geopend (2 keer) en blad met afspraken afgedrukt of bewaard",
            "Eigen deelnemer",
        ),
        (11, "Petra Hesselink", "Dossier geopend", "“Ik heb dienst op de groep”"),
    ]
    assert (found.naam, found.gemaakt_datum) == ("Jeffrey Nijhuis", TO)


def test_only_who_may_see_it_makes_it(huis: Huis, ilse: Database, open_as: OpenAs) -> None:
    for database, of in (
        (ilse, huis.kees),
        (open_as(Rol.directeur), huis.jeffrey),
        (open_as(Rol.beheerder), huis.jeffrey),
    ):
        with database.reading() as session, pytest.raises(UserError):
            collect_overzicht(session, of, FROM, TO)
