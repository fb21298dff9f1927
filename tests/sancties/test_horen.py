"""Hearing him: never skipped, in words that he understands, and anew after a decision."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.errors import UserError
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service_horen
from hvh_desktop.sancties.service import get_zaak
from hvh_desktop.sancties.words import (
    BeklagStatus,
    RondeAanleiding,
    SanctieStatus,
    Standpunt,
    Tolk,
)
from tests.sancties.house import (
    DIRECT,
    MIXED,
    VANDAAG,
    VOORWAARDELIJK,
    House,
    S,
    hoor_values,
)

TODAY: dict[str, Any] = {"datum": VANDAAG, "tijd": time(9, 0)}


def aanleidingen(home: House, zaak_id: UUID) -> tuple[RondeAanleiding, ...]:
    with home.door(Rol.mentor).reading() as session:
        return get_zaak(session, zaak_id).aanleidingen


def test_what_he_said_is_kept(home: House) -> None:
    zaak_id = home.case(S.verslag)
    home.horen(zaak_id, taal="Pools", tolk="telefonisch")
    detail = home.get(zaak_id)
    (heard,) = detail.hoorverslagen
    assert detail.row.status is SanctieStatus.horen
    assert (heard.taal, heard.tolk, heard.door) == ("Pools", Tolk.telefonisch, "Karin")
    assert heard.eigen_woorden == hoor_values()["eigen_woorden"]
    assert heard.standpunt is Standpunt.erkent
    assert heard.visie == hoor_values()["visie"]
    assert (heard.ronde, heard.is_afgezien) == (1, False)


@pytest.mark.parametrize("field", ["eigen_woorden", "standpunt", "visie", "taal", "tolk", "tijd"])
def test_his_words_his_view_and_the_language_are_asked(home: House, field: str) -> None:
    zaak_id = home.case(S.verslag)
    with pytest.raises(UserError) as refused:
        home.horen(zaak_id, **{field: None})
    assert set(refused.value.fields) == {field}
    assert home.status(zaak_id) is SanctieStatus.verslag


def test_who_does_not_want_to_be_heard_had_the_chance(home: House) -> None:
    zaak_id = home.case(S.verslag)
    with pytest.raises(UserError) as refused:
        home.horen(zaak_id, is_afgezien=True)
    assert set(refused.value.fields) == {"toelichting"}
    home.horen(zaak_id, is_afgezien=True, toelichting="Hij bleef op bed liggen en zei: laat maar.")
    (heard,) = home.get(zaak_id).hoorverslagen
    assert heard.is_afgezien
    assert (heard.eigen_woorden, heard.standpunt, heard.visie) == ("", None, "")


def test_not_heard_in_the_hours_to_come(home: House) -> None:
    zaak_id = home.case(S.verslag)
    with pytest.raises(UserError) as refused:
        home.horen(zaak_id, datum=VANDAAG, tijd=time(10, 31))
    assert set(refused.value.fields) == {"tijd"}


def test_he_may_be_heard_once_more_before_the_proposal(home: House) -> None:
    zaak_id = home.case(S.horen)
    home.horen(zaak_id, datum=date(2026, 11, 6), eigen_woorden="Ik wil nog iets zeggen.")
    detail = home.get(zaak_id)
    assert [row.ronde for row in detail.hoorverslagen] == [1, 1]
    assert detail.hoorverslagen[0].eigen_woorden == hoor_values()["eigen_woorden"]
    assert [step.naar for step in detail.stappen] == [S.voorval, S.verslag, S.horen]


def test_not_while_a_proposal_waits(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    for rol in (Rol.locatiemanager, Rol.directeur):
        with pytest.raises(UserError, match="directeur het voorstel teruggeeft"):
            home.by(
                rol, lambda s: service_horen.record_hoorverslag(s, zaak_id, hoor_values(**TODAY))
            )


@pytest.mark.parametrize("status", [S.verslag, S.horen])
def test_no_new_round_before_a_decision(home: House, status: SanctieStatus) -> None:
    zaak_id = home.case(status)
    with pytest.raises(UserError, match="nog niet beslist"):
        home.horen(zaak_id, RondeAanleiding.tenuitvoerlegging)
    assert aanleidingen(home, zaak_id) == ()


# The proposal goes back -----------------------------------------------------------------------


def test_the_directeur_gives_a_proposal_back(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    reden = "Waarom niet gewoon een gesprek?"
    home.by(Rol.directeur, lambda s: service_horen.reopen_voorstel(s, zaak_id, reden))
    detail = home.get(zaak_id)
    assert detail.row.status is SanctieStatus.horen
    assert (detail.stappen[-1].van, detail.stappen[-1].reden) == (SanctieStatus.voorstel, reden)
    assert len(detail.voorstellen) == 1
    home.voorstel(zaak_id, VOORWAARDELIJK)
    assert len(home.get(zaak_id).voorstellen) == 2


def test_giving_back_asks_why_and_is_of_the_directeur(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    with pytest.raises(UserError):
        home.by(Rol.directeur, lambda s: service_horen.reopen_voorstel(s, zaak_id, " "))
    with pytest.raises(UserError):
        home.by(Rol.locatiemanager, lambda s: service_horen.reopen_voorstel(s, zaak_id, "Toch."))
    assert home.status(zaak_id) is SanctieStatus.voorstel
    home.beslissing(zaak_id)
    with pytest.raises(UserError, match="geen voorstel"):
        home.by(Rol.directeur, lambda s: service_horen.reopen_voorstel(s, zaak_id, "Toch."))


# A new round ----------------------------------------------------------------------------------


def test_a_proeftijd_is_executed_only_after_a_new_hearing(home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    assert aanleidingen(home, zaak_id) == (RondeAanleiding.tenuitvoerlegging,)
    with pytest.raises(UserError, match="Kies waarom hij opnieuw wordt gehoord"):
        home.horen(zaak_id, **TODAY)
    home.horen(zaak_id, RondeAanleiding.tenuitvoerlegging, **TODAY)
    detail = home.get(zaak_id)
    assert (detail.row.ronde, detail.aanleiding) == (2, RondeAanleiding.tenuitvoerlegging)
    assert detail.voor_ronde is SanctieStatus.voorwaardelijk
    assert [row.ronde for row in detail.hoorverslagen] == [1, 2]
    assert detail.stappen[-1].reden == "Opnieuw gehoord: tenuitvoerlegging"
    assert (detail.stappen[-1].ronde, detail.stappen[-1].van) == (2, SanctieStatus.voorwaardelijk)


def test_a_running_straf_can_be_converted(home: House) -> None:
    assert aanleidingen(home, home.case(S.tenuitvoerlegging)) == (RondeAanleiding.omzetting,)


def test_the_hearing_of_a_second_round_is_also_asked_in_full(home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    with pytest.raises(UserError):
        home.horen(zaak_id, RondeAanleiding.tenuitvoerlegging, **TODAY, visie="")
    detail = home.get(zaak_id)
    assert (detail.row.ronde, detail.row.status) == (1, SanctieStatus.voorwaardelijk)
    assert detail.voor_ronde is None


@pytest.mark.parametrize("status", [S.uitreiking, S.afloop])
def test_without_an_upheld_beklag_there_is_no_herziening(
    home: House, status: SanctieStatus
) -> None:
    zaak_id = home.case(status, DIRECT)
    assert aanleidingen(home, zaak_id) == ()
    with pytest.raises(UserError, match="geen reden om hem opnieuw te horen"):
        home.horen(zaak_id, RondeAanleiding.herziening, datum=home.today, tijd=time(9, 0))
    home.beklag(zaak_id)
    assert aanleidingen(home, zaak_id) == ()


@pytest.mark.parametrize(
    ("ruling", "is_upheld"),
    [(one, one in (BeklagStatus.gegrond, BeklagStatus.deels_gegrond)) for one in BeklagStatus],
)
def test_only_a_beklag_that_was_upheld_opens_it(
    home: House, ruling: BeklagStatus, is_upheld: bool
) -> None:
    zaak_id = home.case(S.uitreiking, MIXED)
    home.beklag(zaak_id, ruling)
    assert (RondeAanleiding.herziening in aanleidingen(home, zaak_id)) == is_upheld


def test_a_revised_decision_answers_the_beklag(home: House) -> None:
    zaak_id = home.upheld(S.uitreiking, MIXED)
    assert home.get(zaak_id).row.wacht_op == (
        "Opnieuw horen na beklag: locatiemanager of directeur"
    )
    home.horen(zaak_id, RondeAanleiding.herziening, **TODAY)
    home.voorstel(zaak_id)
    home.beslissing(zaak_id)
    home.mededeling(zaak_id)
    home.uitreiking(zaak_id)
    detail = home.get(zaak_id)
    assert detail.aanleidingen == ()
    assert [row.aanleiding for row in detail.beslissingen] == [
        RondeAanleiding.eerste,
        RondeAanleiding.herziening,
    ]
    assert detail.row.uitkomst.startswith("geen straf")
    assert detail.row.wacht_op == "Afsluiten: directeur"


# A round stops --------------------------------------------------------------------------------


def stop(home: House, zaak_id: UUID, rol: Rol = Rol.directeur, reden: str = "Niet nodig.") -> None:
    home.by(rol, lambda s: service_horen.withdraw_ronde(s, zaak_id, reden))


@pytest.mark.parametrize("until", [S.horen, S.voorstel])
def test_a_round_that_stops_goes_back_where_it_stood(home: House, until: SanctieStatus) -> None:
    zaak_id = home.second_round(until)
    stop(home, zaak_id)
    detail = home.get(zaak_id)
    assert detail.row.status is SanctieStatus.voorwaardelijk
    assert detail.voor_ronde is None
    assert (detail.stappen[-1].reden, detail.slot_datum) == ("Niet nodig.", None)
    assert len(detail.beslissingen) == 1
    home.horen(zaak_id, RondeAanleiding.tenuitvoerlegging, **TODAY)
    assert home.get(zaak_id).row.ronde == 3


def test_a_closed_case_is_closed_again_with_its_own_end(home: House) -> None:
    zaak_id = home.upheld(S.afgezien)
    before = home.get(zaak_id)
    home.horen(zaak_id, RondeAanleiding.herziening, **TODAY)
    assert home.get(zaak_id).slot_reden == ""
    stop(home, zaak_id)
    after = home.get(zaak_id)
    assert (after.slot_datum, after.slot_reden, after.slot_toelichting) == (
        before.slot_datum,
        before.slot_reden,
        before.slot_toelichting,
    )


def test_only_the_directeur_stops_a_round_and_says_why(home: House) -> None:
    zaak_id = home.second_round()
    with pytest.raises(UserError):
        stop(home, zaak_id, Rol.locatiemanager)
    with pytest.raises(UserError):
        stop(home, zaak_id, reden="")
    assert home.status(zaak_id) is SanctieStatus.horen


@pytest.mark.parametrize("status", [S.horen, S.voorstel, S.beslissing, S.voorwaardelijk])
def test_there_must_be_a_round_to_stop(home: House, status: SanctieStatus) -> None:
    zaak_id = home.case(status)
    with pytest.raises(UserError, match="geen nieuwe ronde"):
        stop(home, zaak_id)


def test_a_proposal_of_an_earlier_round_does_not_count(home: House) -> None:
    """Heard anew, he needs a proposal and a decision of this round."""
    zaak_id = home.second_round(S.horen)
    with pytest.raises(UserError, match="kan ‘Beslist’ niet"):
        home.beslissing(zaak_id)
