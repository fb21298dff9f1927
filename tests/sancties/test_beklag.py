"""A complaint: too late, schorsing, ruling, appeal, and when he is heard anew."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment
from hvh_desktop.errors import UserError
from hvh_desktop.policy import change_rule
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service_beklag as service
from hvh_desktop.sancties.beklag import any_upheld, is_running, is_upheld
from hvh_desktop.sancties.rows import BeklagRow
from hvh_desktop.sancties.words import (
    BeklagStatus,
    Beroep,
    RondeAanleiding,
    SanctieStatus,
    Schorsing,
)
from tests.sancties.house import DIRECT, VANDAAG, House

S = SanctieStatus
B = BeklagStatus
UITSPRAAK: dict[str, Any] = {
    "status": B.gegrond.value,
    "uitspraak_datum": VANDAAG,
    "uitspraak": "De straf was te zwaar.",
    "tegemoetkoming": "€ 15,00",
    "gevolg": "Hij wordt opnieuw gehoord.",
}


@pytest.fixture
def zaak_id(home: House) -> UUID:
    return home.case(S.uitreiking, DIRECT)


def file(home: House, zaak_id: UUID, **values: Any) -> UUID:
    given = {"ingediend_datum": home.today, "gronden": "Het is niet eerlijk."} | values
    return home.by(Rol.mentor, lambda s: service.record_beklag(s, zaak_id, given))


def rule(home: House, beklag_id: UUID, **values: Any) -> None:
    given = UITSPRAAK | values
    home.by(Rol.casemanager, lambda s: service.record_uitspraak(s, beklag_id, given))


def appeal(home: House, beklag_id: UUID, day: date) -> None:
    home.by(Rol.casemanager, lambda s: service.record_beroep(s, beklag_id, day))


def row(home: House, zaak_id: UUID) -> BeklagRow:
    return home.get(zaak_id).beklagen[-1]


# Pure --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "beroep", "wanted"),
    [
        (B.ingediend, Beroep.geen, False),
        (B.gegrond, Beroep.geen, True),
        (B.deels_gegrond, Beroep.geen, True),
        (B.ongegrond, Beroep.geen, False),
        (B.niet_ontvankelijk, Beroep.geen, False),
        (B.ingetrokken, Beroep.geen, False),
        (B.ongegrond, Beroep.gegrond, True),
        (B.niet_ontvankelijk, Beroep.gegrond, True),
        (B.ongegrond, Beroep.ongegrond, False),
        (B.gegrond, Beroep.gegrond, False),
        (B.gegrond, Beroep.ongegrond, True),
        (B.deels_gegrond, Beroep.gegrond, True),
        (B.gegrond, Beroep.ingesteld, True),
    ],
)
def test_when_he_is_right(status: BeklagStatus, beroep: Beroep, wanted: bool) -> None:
    assert is_upheld(status, beroep) is wanted


def test_what_still_runs() -> None:
    assert is_running(B.ingediend)
    assert is_running(B.ongegrond, Beroep.ingesteld)
    assert not is_running(B.ongegrond)
    assert not any_upheld(())


# Filing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "late"), [(0, False), (7, False), (8, True)])
def test_the_seventh_day_is_the_last(home: House, zaak_id: UUID, days: int, late: bool) -> None:
    home.clock.advance(days=days)
    file(home, zaak_id)
    kept = row(home, zaak_id)
    assert (kept.is_te_laat, kept.status, kept.schorsing) == (
        late,
        B.ingediend,
        Schorsing.niet_gevraagd,
    )


@pytest.mark.parametrize("offset", [-1, 1])
def test_a_day_that_cannot_be(home: House, zaak_id: UUID, offset: int) -> None:
    with pytest.raises(UserError) as found:
        file(home, zaak_id, ingediend_datum=VANDAAG + timedelta(days=offset))
    assert set(found.value.fields) == {"ingediend_datum"}


def test_before_it_was_handed_over_there_is_no_beklag(home: House) -> None:
    zaak_id = home.case(S.mededeling)
    with pytest.raises(UserError, match="nog geen beslissing uitgereikt"):
        file(home, zaak_id)


def test_one_beklag_about_a_decision_unless_he_took_it_back(home: House, zaak_id: UUID) -> None:
    first = file(home, zaak_id)
    with pytest.raises(UserError, match="al een beklag"):
        file(home, zaak_id)
    rule(home, first, status=B.ingetrokken.value, uitspraak="", tegemoetkoming="", gevolg="")
    file(home, zaak_id)
    assert len(home.get(zaak_id).beklagen) == 2


def test_who_may_not(home: House, zaak_id: UUID) -> None:
    given = {"ingediend_datum": VANDAAG}
    with pytest.raises(UserError, match="alleen bij je eigen"):
        home.by(Rol.reclasseringswerker, lambda s: service.record_beklag(s, zaak_id, given))
    beklag_id = file(home, zaak_id)
    for act in (
        lambda s: service.change_schorsing(s, beklag_id, Schorsing.gevraagd),
        lambda s: service.record_uitspraak(s, beklag_id, UITSPRAAK),
        lambda s: service.record_beroep(s, beklag_id, VANDAAG),
        lambda s: service.record_beroepsuitspraak(s, beklag_id, {}),
    ):
        with pytest.raises(UserError, match="alleen bij je eigen"):
            home.by(Rol.reclasseringswerker, act)


# Schorsing ---------------------------------------------------------------------------------------


def change(home: House, beklag_id: UUID, wanted: Schorsing | str) -> None:
    home.by(Rol.mentor, lambda s: service.change_schorsing(s, beklag_id, wanted))


def test_a_straf_waits_while_it_is_held(home: House, zaak_id: UUID) -> None:
    beklag_id = file(home, zaak_id, schorsing=Schorsing.gevraagd.value)
    change(home, beklag_id, Schorsing.toegewezen.value)
    with pytest.raises(UserError, match="geschorst"):
        home.tenuitvoerlegging(zaak_id)
    rule(home, beklag_id, status=B.ongegrond.value, tegemoetkoming="", gevolg="")
    home.tenuitvoerlegging(zaak_id)
    assert home.status(zaak_id) is S.tenuitvoerlegging


def test_a_request_is_not_unasked(home: House, zaak_id: UUID) -> None:
    beklag_id = file(home, zaak_id, schorsing=Schorsing.gevraagd.value)
    for wanted in (Schorsing.niet_gevraagd, "zomaar"):
        with pytest.raises(UserError) as found:
            change(home, beklag_id, wanted)
        assert set(found.value.fields) == {"schorsing"}
    change(home, beklag_id, Schorsing.gevraagd)
    change(home, beklag_id, Schorsing.afgewezen)
    assert row(home, zaak_id).schorsing is Schorsing.afgewezen


def test_after_the_ruling_it_stays(home: House, zaak_id: UUID) -> None:
    beklag_id = file(home, zaak_id)
    rule(home, beklag_id)
    with pytest.raises(UserError, match="al een uitspraak"):
        change(home, beklag_id, Schorsing.gevraagd)


# The ruling --------------------------------------------------------------------------------------


def test_a_ruling_is_kept_once(home: House, zaak_id: UUID) -> None:
    beklag_id = file(home, zaak_id)
    rule(home, beklag_id)
    kept = row(home, zaak_id)
    assert (kept.status, kept.tegemoetkoming, kept.gevolg) == (
        B.gegrond,
        "€ 15,00",
        "Hij wordt opnieuw gehoord.",
    )
    with pytest.raises(UserError, match="al vastgelegd"):
        rule(home, beklag_id)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"uitspraak": ""}, "uitspraak"),
        ({"gevolg": ""}, "gevolg"),
        ({"status": B.ongegrond.value}, "tegemoetkoming"),
        ({"status": B.ingediend.value}, "status"),
        ({"uitspraak_datum": VANDAAG + timedelta(days=1)}, "uitspraak_datum"),
        ({"uitspraak_datum": VANDAAG - timedelta(days=1)}, "uitspraak_datum"),
    ],
)
def test_what_a_ruling_asks(home: House, zaak_id: UUID, values: dict[str, Any], field: str) -> None:
    beklag_id = file(home, zaak_id)
    with pytest.raises(UserError) as found:
        rule(home, beklag_id, **values)
    assert set(found.value.fields) == {field}


def test_upheld_lets_him_be_heard_anew(home: House, zaak_id: UUID) -> None:
    with pytest.raises(UserError):
        home.horen(zaak_id, RondeAanleiding.herziening, datum=VANDAAG, tijd=time(10, 0))
    rule(home, file(home, zaak_id), status=B.deels_gegrond.value)
    assert S.horen in home.get(zaak_id, Rol.locatiemanager).may
    home.horen(zaak_id, RondeAanleiding.herziening, datum=VANDAAG, tijd=time(10, 0))
    detail = home.get(zaak_id)
    assert (detail.row.status, detail.row.ronde) == (S.horen, 2)


# The appeal --------------------------------------------------------------------------------------


def test_beroep_only_after_a_ruling_and_once(home: House, zaak_id: UUID) -> None:
    beklag_id = file(home, zaak_id)
    with pytest.raises(UserError, match="pas na een uitspraak"):
        appeal(home, beklag_id, VANDAAG)
    rule(home, beklag_id, status=B.ongegrond.value, tegemoetkoming="", gevolg="")
    with pytest.raises(UserError) as found:
        appeal(home, beklag_id, VANDAAG - timedelta(days=1))
    assert set(found.value.fields) == {"datum"}
    appeal(home, beklag_id, VANDAAG)
    with pytest.raises(UserError, match="al vastgelegd"):
        appeal(home, beklag_id, VANDAAG)


def test_a_beroep_that_he_wins(home: House, zaak_id: UUID) -> None:
    beklag_id = file(home, zaak_id)
    values = {"beroep": Beroep.gegrond.value, "datum": VANDAAG, "gevolg": "De straf vervalt."}

    def ruled() -> None:
        home.by(Rol.casemanager, lambda s: service.record_beroepsuitspraak(s, beklag_id, values))

    with pytest.raises(UserError, match="loopt geen beroep"):
        ruled()
    rule(home, beklag_id, status=B.ongegrond.value, tegemoetkoming="", gevolg="Niets.")
    appeal(home, beklag_id, VANDAAG)
    ruled()
    kept = row(home, zaak_id)
    assert (kept.beroep, kept.gevolg) == (Beroep.gegrond, "Niets.\nDe straf vervalt.")
    assert is_upheld(kept.status, kept.beroep)


def test_the_last_days_come_from_the_rules_of_that_day(home: House, zaak_id: UUID) -> None:
    with home.open_as(Rol.beheerder).transaction(Compartment.register) as session:
        change_rule(session, "sanctie_beroep_dagen", 10, date(2026, 11, 1), "Besluit")
        change_rule(session, "sanctie_beroep_dagen", 20, date(2026, 11, 12), "Later")
    with home.door(Rol.mentor).reading() as session:
        terms = service.get_termijnen(session, zaak_id)
    assert terms.beklag_laatste_datum == date(2026, 11, 19)
    assert terms.beroep_laatste_datum(date(2026, 12, 1)) == date(2026, 12, 11)
