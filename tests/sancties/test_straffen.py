"""A straf is said in the same words on screen, in lists and on paper."""

from __future__ import annotations

import pytest

from hvh_desktop.db import Compartment
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.straffen import (
    euros,
    full_words,
    read_straffen,
    summary,
    words,
    write_straffen,
)
from hvh_desktop.sancties.words import StrafSoort
from tests.sancties.house import House
from tests.sancties.weighing import straf

K = StrafSoort


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (StrafRow(K.opsluiting, 1), "1 dag opsluiting"),
        (StrafRow(K.opsluiting, 3), "3 dagen opsluiting"),
        (StrafRow(K.opsluiting, 3, 2), "3 dagen opsluiting, waarvan 2 voorwaardelijk"),
        (StrafRow(K.opsluiting, 3, 3), "3 dagen opsluiting, voorwaardelijk"),
        (StrafRow(K.bezoek, 14), "14 dagen ontzegging van bezoek"),
        (StrafRow(K.uitsluiting, 2), "2 dagen uitsluiting van activiteiten"),
        (StrafRow(K.verlof, 1), "weigering van het eerstvolgende verlof"),
        (StrafRow(K.verlof, 1, 1), "weigering van het eerstvolgende verlof, voorwaardelijk"),
        (StrafRow(K.boete, 1250), "geldboete van € 12,50"),
        (StrafRow(K.boete, 1250, 500), "geldboete van € 12,50, waarvan € 5,00 voorwaardelijk"),
    ],
)
def test_words(one: StrafRow, said: str) -> None:
    assert words(one) == said


def test_full_words_say_where_and_what_comes_instead() -> None:
    one = straf(K.boete, 1250, uitwerking="in twee keer", vervangende_dagen=2)
    assert full_words(one) == (
        "geldboete van € 12,50 (in twee keer); "
        "betaalt hij niet, dan 2 dagen uitsluiting van activiteiten"
    )


@pytest.mark.parametrize(
    ("straffen", "afspraak", "said"),
    [
        ((), "", "geen straf"),
        ((), "Hij praat.", "geen straf, wel een afspraak"),
        ((StrafRow(K.opsluiting, 1),), "", "1 dag opsluiting"),
        ((StrafRow(K.opsluiting, 1),), "Hij praat.", "1 dag opsluiting, met een afspraak"),
        (
            (StrafRow(K.opsluiting, 1), StrafRow(K.verlof, 1)),
            " ",
            "1 dag opsluiting en weigering van het eerstvolgende verlof",
        ),
        (
            (StrafRow(K.opsluiting, 1, 1), StrafRow(K.bezoek, 7)),
            "",
            "1 dag opsluiting, voorwaardelijk; 7 dagen ontzegging van bezoek",
        ),
    ],
)
def test_summary(straffen: tuple[StrafRow, ...], afspraak: str, said: str) -> None:
    assert summary(straffen, afspraak) == said


def test_euros() -> None:
    assert [euros(cents) for cents in (0, 5, 1475, 123456789)] == [
        "€ 0,00",
        "€ 0,05",
        "€ 14,75",
        "€ 1.234.567,89",
    ]


def test_written_and_read_per_owner_in_their_order(home: House) -> None:
    zaak_id = home.case()
    with home.door(Rol.mentor).transaction(Compartment.team) as session:
        zaak = session.get_one(Sanctiezaak, zaak_id)
        first, second = home.deelnemer_id, home.medewerkers[Rol.mentor]
        write_straffen(session, zaak, first, [straf(K.verlof, 1), straf(K.opsluiting, 2)])
        write_straffen(session, zaak, second, [straf(K.boete, 100, uitwerking=" in een keer ")])
        found = read_straffen(session, [second, zaak_id, first])
    assert [one.soort for one in found[first]] == [K.verlof, K.opsluiting]
    assert found[second][0].uitwerking == "in een keer"
    assert found[zaak_id] == ()
