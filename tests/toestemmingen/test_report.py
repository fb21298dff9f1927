"""The papers: what stands on them, how many sheets, and the same bytes each time."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from hvh_desktop.db import Compartment, Database
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES
from hvh_desktop.pdf import count_pages
from hvh_desktop.toestemmingen import service
from hvh_desktop.toestemmingen.model import GegevensSoort, ToestemmingWijze
from hvh_desktop.toestemmingen.report import intrekking_pdf, toestemming_pdf
from hvh_desktop.toestemmingen.service_formulier import collect_formulier, propose_formulier
from tests.golden.papers import words
from tests.toestemmingen import formulieren
from tests.toestemmingen.conftest import TODAY, Give, World, day
from tests.toestemmingen.golden import FOLDER, PIECES


@pytest.mark.parametrize("name", PIECES)
def test_the_words_are_those_that_were_read(name: str) -> None:
    kept = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert words(PIECES[name]()) == kept


@pytest.mark.parametrize("name", PIECES)
def test_the_same_consent_gives_the_same_bytes(name: str) -> None:
    assert PIECES[name]() == PIECES[name]()


@pytest.mark.parametrize(
    ("name", "sheets"), [("vader", 1), ("leeg", 1), ("ingetrokken", 1), ("alles", 2)]
)
def test_one_sheet_or_two_at_most(name: str, sheets: int) -> None:
    assert count_pages(PIECES[name]()) == sheets


def test_the_longest_words_fit_too() -> None:
    data = toestemming_pdf(
        replace(
            formulieren.ALLES,
            doel="Meedenken " * 30,
            leefgebieden=tuple(LEEFGEBIED_NAMES.values()),
            wie="ܐܦܪܝܡ " * 20,
        )
    )
    assert count_pages(data) == 2


def test_what_he_only_said_has_no_line_for_him_to_sign() -> None:
    said = replace(formulieren.VADER, wijze=ToestemmingWijze.mondeling)
    told = words(toestemming_pdf(said))
    assert "Je zei: ik vind het goed." in told
    assert "Ik vind het goed\n" not in told
    assert "Getuige" in told


def test_the_title_tells_no_name() -> None:
    with pikepdf.open(BytesIO(toestemming_pdf(formulieren.VADER))) as found:
        told = str(found.docinfo) + str(found.open_metadata())
    assert "Jeffrey" not in told
    assert "Mehmet" not in told


def test_the_form_of_a_kept_consent(database: Database, world: World, give: Give) -> None:
    key = give(leefgebieden=("wonen",), wijze="mondeling", getuige="Zijn zus")
    with database.reading() as session:
        found = collect_formulier(session, key)
    assert (found.wie, found.naam, found.getuige) == ("vader Mehmet", "Jeffrey Nijhuis", "Zijn zus")
    assert (found.leefgebieden, found.vanaf_datum, found.tot_datum) == (
        ("Wonen",),
        day(-30),
        day(30),
    )
    assert found.tekst.is_hypothese
    assert found.intrekking is None


def test_the_note_of_a_withdrawal(database: Database, world: World, give: Give) -> None:
    key = give()
    values = {
        "ingetrokken_datum": TODAY,
        "ingetrokken_door": "hij zelf",
        "ingetrokken_hoe": "In het mentorgesprek",
    }
    with database.transaction(Compartment.team) as session:
        service.withdraw_toestemming(session, key, values)
    with database.reading() as session:
        found = collect_formulier(session, key)
    assert found.intrekking is not None
    assert "In het mentorgesprek" in words(intrekking_pdf(found, found.intrekking))


def test_a_form_to_sign_first_may_have_gaps(database: Database, world: World) -> None:
    with database.reading() as session:
        empty = propose_formulier(session, world.deelnemer_id, {})
        half = propose_formulier(
            session,
            world.deelnemer_id,
            {
                "ontvanger_id": f"netwerklid:{world.vader_id.hex}",
                "gegevens": [GegevensSoort.doelen.value],
                "wijze": "zomaar",
                "vanaf_datum": "straks",
            },
        )
    assert (empty.wie, empty.gegevens, empty.is_vastgelegd) == ("", (), False)
    assert (half.wie, half.gegevens) == ("vader Mehmet", (GegevensSoort.doelen,))
    assert (half.wijze, half.vanaf_datum) == (None, None)
