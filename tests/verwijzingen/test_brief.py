"""The letter: its words, and that it only leaves on a ground."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pypdf
import pytest
from sqlalchemy import select

from hvh_desktop.db import Compartment
from hvh_desktop.errors import UserError
from hvh_desktop.toestemmingen.model import (
    Grondslag,
    OntvangerSoort,
    Verstrekking,
    VerstrekkingWat,
    VerstrekkingWijze,
)
from hvh_desktop.toestemmingen.service import record_toestemming
from hvh_desktop.verwijzingen.service_brief import BriefInhoud, collect_brief, record_brief
from tests.golden.papers import words
from tests.verwijzingen import golden
from tests.verwijzingen.house import House


def consent(home: House, **other: Any) -> UUID:
    values: dict[str, Any] = {
        "ontvanger_soort": OntvangerSoort.organisatie,
        "ontvanger_id": home.justact,
        "doel": "hem aanmelden voor zorg",
        "gegevens": ("naam en verblijf", "zorg en verwijzing"),
        "vanaf_datum": date(2026, 10, 2),
        "tot_datum": date(2027, 5, 12),
        "wijze": "getekend",
    }
    with home.psycholoog.transaction(Compartment.team) as session:
        return record_toestemming(session, home.deelnemer_id, values | other)


def collect(home: House, key: UUID) -> BriefInhoud:
    with home.psycholoog.reading() as session:
        return collect_brief(session, key)


def leave(home: House, key: UUID) -> None:
    with home.psycholoog.transaction(Compartment.team) as session:
        record_brief(session, key, VerstrekkingWijze.afgedrukt)


def given(home: House) -> list[Verstrekking]:
    with home.psycholoog.reading() as session:
        return list(session.scalars(select(Verstrekking)))


@pytest.mark.parametrize("name", golden.PIECES)
def test_the_words_are_as_they_were(name: str) -> None:
    kept = (golden.FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert words(golden.PIECES[name]()) == kept


def test_it_is_one_sheet_and_its_title_names_nobody() -> None:
    reader = pypdf.PdfReader(BytesIO(golden.PIECES["verwijsbrief"]()))
    assert len(reader.pages) == 1
    told = " ".join(str(value) for value in (reader.metadata or {}).values())
    assert "Verwijsbrief" in told
    assert not any(word in told for word in ("Jeffrey", "Nijhuis", "JusTact", "HT-0417"))


def test_the_letter_knows_both_sides(home: House) -> None:
    key = home.record()
    found = collect(home, key)
    assert (found.instelling, found.instelling_plaats) == ("JusTact", "Enschede")
    assert (found.contactpersoon_functie, found.contactpersoon) == (
        "intaker",
        "Wilma Oude Lenferink",
    )
    assert (found.naam, found.roepnaam) == ("Jeffrey Johan Nijhuis", "Jeffrey")
    assert (found.afzender.naam, found.afzender.telefoon) == ("Sanne Wolters", "06-00000333")


def test_without_a_consent_it_says_so_and_stays(home: House) -> None:
    key = home.record()
    assert collect(home, key).ontbreekt == (
        "Er is geen toestemming voor JusTact: die is nooit gegeven.",
    )
    with pytest.raises(UserError, match="geen toestemming voor JusTact"):
        leave(home, key)
    assert given(home) == []


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"gegevens": ("naam en verblijf",)}, "‘zorg en verwijzing’"),
        ({"vanaf_datum": date(2026, 11, 13)}, "geldt pas vanaf 13 november 2026"),
        ({"tot_datum": date(2026, 11, 11)}, "liep af op 11 november 2026"),
        ({"leefgebieden": ("wonen",)}, "niet over gezondheid en zelfzorg"),
    ],
)
def test_a_consent_that_does_not_reach_is_none(
    home: House, limits: dict[str, Any], words: str
) -> None:
    key = home.record()
    consent(home, **limits)
    assert words in " ".join(collect(home, key).ontbreekt)
    with pytest.raises(UserError):
        leave(home, key)
    assert given(home) == []


def test_with_a_consent_it_leaves_and_that_is_written_down(home: House) -> None:
    key = home.record()
    toestemming = consent(home, beperking="Niets over mijn broer.")
    found = collect(home, key)
    assert (found.ontbreekt, found.beperkingen) == ((), ("Niets over mijn broer.",))
    assert found.gronden == ("Toestemming voor JusTact, tot en met 12 mei 2027",)
    leave(home, key)
    (row,) = given(home)
    assert (row.wat, row.grondslag, row.toestemming_id, row.bron_id) == (
        VerstrekkingWat.verwijsbrief,
        Grondslag.toestemming,
        toestemming,
        key,
    )
    assert row.omschrijving == row.toelichting == ""


def test_only_the_psycholoog_makes_it(home: House) -> None:
    key = home.record()
    consent(home)
    for database in (home.mentor, home.casemanager):
        with (
            pytest.raises(UserError, match="hoort niet bij je rol"),
            database.reading() as session,
        ):
            collect_brief(session, key)
        with (
            pytest.raises(UserError, match="hoort niet bij je rol"),
            database.transaction(Compartment.team) as session,
        ):
            record_brief(session, key, VerstrekkingWijze.afgedrukt)
