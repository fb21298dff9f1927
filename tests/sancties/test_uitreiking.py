"""Handing over: the day of the paper, signing, and a line that mends another."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.errors import UserError
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.rows import UitreikingRow
from hvh_desktop.sancties.service_uitreiking import propose_uitreiking, record_uitreiking
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus, Tekenen
from tests.sancties.house import VANDAAG, House, uitreiking_values

S = SanctieStatus
MORGEN = VANDAAG + timedelta(days=1)


def lines(home: House, zaak_id: UUID) -> tuple[UitreikingRow, ...]:
    return home.get(zaak_id).uitreikingen


def hand(home: House, zaak_id: UUID, reden: str = "", **values: Any) -> UUID:
    given = uitreiking_values(**values)
    return home.by(Rol.mentor, lambda s: record_uitreiking(s, zaak_id, given, reden))


def test_it_is_a_step_with_the_last_day(home: House) -> None:
    zaak_id = home.case(S.mededeling)
    hand(home, zaak_id)
    (line,) = lines(home, zaak_id)
    assert home.status(zaak_id) is S.uitreiking
    assert (line.door, line.datum, line.tijd) == ("Ilse", VANDAAG, time(10, 15))
    assert line.beklag_laatste_datum == date(2026, 11, 19)
    assert (line.tekenen, line.wijze) == (Tekenen.getekend, ("voorgelezen",))


def test_any_colleague_may_have_done_it(home: House) -> None:
    zaak_id = home.case(S.mededeling)
    hand(home, zaak_id, medewerker_id=home.medewerkers[Rol.psycholoog].hex)
    assert lines(home, zaak_id)[0].door == "Sanne"


@pytest.mark.parametrize("tekenen", [Tekenen.geweigerd, Tekenen.kon_niet])
def test_without_a_signature_it_says_how_that_went(home: House, tekenen: Tekenen) -> None:
    zaak_id = home.case(S.mededeling)
    with pytest.raises(UserError) as found:
        hand(home, zaak_id, tekenen=tekenen)
    assert set(found.value.fields) == {"toelichting"}
    hand(home, zaak_id, tekenen=tekenen, toelichting="Hij liep weg.")
    assert lines(home, zaak_id)[0].tekenen is tekenen


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"datum": MORGEN}, "datum"),
        ({"datum": VANDAAG - timedelta(days=1)}, "datum"),
        ({"tijd": time(23, 0)}, "tijd"),
        ({"wijze": ()}, "wijze"),
        ({"tekenen": None}, "tekenen"),
        ({"medewerker_id": "ff" * 16}, "medewerker_id"),
    ],
)
def test_what_it_asks(home: House, values: dict[str, Any], field: str) -> None:
    zaak_id = home.case(S.mededeling)
    with pytest.raises(UserError) as found:
        hand(home, zaak_id, **values)
    assert set(found.value.fields) == {field}
    assert home.status(zaak_id) is S.mededeling


def test_another_day_asks_for_another_paper(home: House) -> None:
    zaak_id = home.case(S.mededeling)
    home.clock.advance(days=1)
    with pytest.raises(UserError) as found:
        hand(home, zaak_id, datum=MORGEN)
    assert "nieuwe mededeling" in found.value.fields["datum"]
    home.mededeling(zaak_id, uitreik_datum=MORGEN)
    hand(home, zaak_id, datum=MORGEN)
    assert lines(home, zaak_id)[0].beklag_laatste_datum == date(2026, 11, 20)


def test_a_day_to_come_waits(home: House) -> None:
    zaak_id = home.case(S.beslissing)
    home.mededeling(zaak_id, uitreik_datum=MORGEN)
    with pytest.raises(UserError) as found:
        hand(home, zaak_id, datum=MORGEN)
    assert "in de toekomst" in found.value.fields["datum"]


def test_a_wrong_line_is_replaced_with_a_reason_and_stays_in_sight(home: House) -> None:
    zaak_id = home.case(S.uitreiking)
    with pytest.raises(UserError) as found:
        hand(home, zaak_id, tijd=time(9, 0))
    assert set(found.value.fields) == {"vervangt_reden"}
    hand(home, zaak_id, "Het was een uur eerder.", tijd=time(9, 0))
    first, second = lines(home, zaak_id)
    assert (first.tijd, second.tijd) == (time(10, 15), time(9, 0))
    assert second.vervangt_reden == "Het was een uur eerder."
    assert [one.naar for one in home.get(zaak_id).stappen].count(S.uitreiking) == 1


def test_a_wrong_day_gets_a_new_paper_and_a_new_line(home: House) -> None:
    zaak_id = home.case(S.uitreiking)
    home.clock.advance(days=1)
    home.mededeling(zaak_id, uitreik_datum=MORGEN)
    assert home.status(zaak_id) is S.uitreiking
    hand(home, zaak_id, "Hij kreeg het een dag later.", datum=MORGEN)
    assert lines(home, zaak_id)[-1].beklag_laatste_datum == date(2026, 11, 20)


def test_the_reason_of_a_first_line_is_not_kept(home: House) -> None:
    zaak_id = home.case(S.mededeling)
    hand(home, zaak_id, "Zomaar.")
    assert lines(home, zaak_id)[0].vervangt_reden == ""


@pytest.mark.parametrize("status", [S.verslag, S.beslissing])
def test_without_a_paper_there_is_nothing_to_hand_over(home: House, status: SanctieStatus) -> None:
    zaak_id = home.case(status)
    with pytest.raises(UserError, match="Maak die eerst"):
        hand(home, zaak_id)


def test_while_he_is_heard_again_the_line_does_not_change(home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    home.horen(zaak_id, RondeAanleiding.tenuitvoerlegging, datum=VANDAAG, tijd=time(10, 0))
    with pytest.raises(UserError, match="opnieuw gehoord"):
        hand(home, zaak_id, "Fout.")


def test_the_form_starts_with_the_day_of_the_paper_and_me(home: House) -> None:
    zaak_id = home.case(S.beslissing)
    home.mededeling(zaak_id, uitreik_datum=MORGEN)
    with home.door(Rol.mentor).reading() as session:
        start = propose_uitreiking(session, zaak_id)
    assert start == {
        "datum": MORGEN,
        "tijd": time(10, 30),
        "medewerker_id": home.medewerkers[Rol.mentor].hex,
    }
