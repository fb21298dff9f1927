"""Cases that end with a reason: no straf, dropped, taken back."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from hvh_desktop.db import Compartment
from hvh_desktop.errors import UserError
from hvh_desktop.policy import change_rule
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service_slot
from hvh_desktop.sancties.form import SLOT_LISTS
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus
from tests.conftest import OpenAs
from tests.sancties.house import VANDAAG, House, S

GEEN = {"reden": "hij kwam er zelf mee", "toelichting": ""}


def test_a_voorval_that_was_solved_ends_without_a_report(home: House) -> None:
    zaak_id = home.voorval()
    home.slot(zaak_id, S.afgezien, Rol.mentor, **GEEN)
    detail = home.get(zaak_id)
    assert detail.row.status is SanctieStatus.afgezien
    assert (detail.slot_datum, detail.slot_reden) == (VANDAAG, "hij kwam er zelf mee")
    assert detail.stappen[-1].reden == "hij kwam er zelf mee"
    assert detail.row.wacht_op == ""


def test_the_reason_and_the_words_stay_with_the_step(home: House) -> None:
    zaak_id = home.case(S.geseponeerd)
    detail = home.get(zaak_id)
    assert (detail.slot_reden, detail.slot_toelichting) == ("anders", "Zo is het besproken.")
    assert detail.stappen[-1].reden == "anders. Zo is het besproken."


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reden": "geen zin"}, "reden"),
        ({"reden": None}, "reden"),
        ({"reden": "anders", "toelichting": " "}, "toelichting"),
        ({"datum": date(2026, 11, 13)}, "datum"),
        ({"datum": date(2026, 11, 1)}, "datum"),
        ({"datum": None}, "datum"),
    ],
)
def test_an_end_has_a_day_and_a_reason_of_the_list(
    home: House, values: dict[str, Any], field: str
) -> None:
    zaak_id = home.case(S.verslag)
    with pytest.raises(UserError) as refused:
        home.slot(zaak_id, S.geseponeerd, **values)
    assert set(refused.value.fields) == {field}
    assert home.status(zaak_id) is SanctieStatus.verslag


def test_no_straf_after_the_decision_closes_the_case(home: House) -> None:
    zaak_id = home.case(S.uitreiking, is_geen_straf=True)
    assert home.get(zaak_id).row.wacht_op == "Afsluiten: directeur"
    home.slot(zaak_id, S.afgezien, reden="straf dient geen doel meer", toelichting="")
    assert home.status(zaak_id) is SanctieStatus.afgezien


@pytest.mark.parametrize("rol", [Rol.mentor, Rol.locatiemanager])
def test_only_the_directeur_drops_a_case(home: House, rol: Rol) -> None:
    zaak_id = home.case(S.horen)
    with pytest.raises(UserError, match="over een sanctie beslissen"):
        home.slot(zaak_id, S.geseponeerd, rol)


def test_a_status_that_is_no_dropped_end_is_refused(home: House) -> None:
    zaak_id = home.case(S.horen)
    for status in set(SanctieStatus) - set(SLOT_LISTS):
        with pytest.raises(UserError):
            home.slot(zaak_id, status)


def test_a_new_round_is_stopped_and_not_closed(home: House) -> None:
    zaak_id = home.upheld(S.afgezien)
    home.horen(zaak_id, RondeAanleiding.herziening, datum=VANDAAG, tijd=time(9, 0))
    with pytest.raises(UserError, match="Stop de nieuwe ronde"):
        home.slot(zaak_id, S.afgezien)


def test_the_words_are_those_of_the_day_of_the_voorval(home: House, open_as: OpenAs) -> None:
    """A list that changes later does not change what an old case may say."""
    zaak_id = home.case(S.verslag)
    words = ["niet vast te stellen", "nieuw woord", "anders"]
    with home.door(Rol.mentor).reading() as session:
        before = service_slot.list_slotredenen(session, zaak_id, S.geseponeerd)
    assert "te lang geleden" in before
    with open_as(Rol.beheerder).transaction(Compartment.register) as session:
        change_rule(session, "sanctie_sepot_redenen", words, date(2026, 11, 10), "besluit")
    with home.door(Rol.mentor).reading() as session:
        assert service_slot.list_slotredenen(session, zaak_id, S.geseponeerd) == before
        assert service_slot.list_slotredenen(session, zaak_id, S.afloop) == ()
    with pytest.raises(UserError):
        home.slot(zaak_id, S.geseponeerd, reden="nieuw woord")
    home.slot(zaak_id, S.geseponeerd, reden="te lang geleden")
