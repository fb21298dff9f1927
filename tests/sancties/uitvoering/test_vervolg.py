"""Verlof and terugplaatsing: asked of the casemanager, never done by itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import Session
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service_vervolg
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.rows import VervolgvoorstelRow
from hvh_desktop.sancties.words import (
    RondeAanleiding,
    SanctieStatus,
    Schorsing,
    VervolgSoort,
    VervolgStatus,
)
from hvh_desktop.verloven.model import VerlofStatus
from hvh_desktop.verloven.service import get_verlof
from tests.conftest import OpenAs
from tests.sancties.uitvoering.huis import OPSLUITING, TODAY, Huis
from tests.sancties.uitvoering.test_tenuitvoerlegging import beklag

ANTWOORD = "Het verlof past nu niet bij wat er is gebeurd."


def rows(huis: Huis, **other: Any) -> list[VervolgvoorstelRow]:
    return huis.ask(lambda s: service_vervolg.list_vervolgvoorstellen(s, **other))


def decide(huis: Huis, key: UUID, status: str = "gevolgd", antwoord: str = ANTWOORD) -> None:
    values = {"status": status, "antwoord": antwoord}
    huis.write(lambda s: service_vervolg.decide_vervolgvoorstel(s, key, values), huis.casemanager)


def refused(huis: Huis, key: UUID, **values: str) -> UserError:
    with pytest.raises(UserError) as caught:
        decide(huis, key, **values)
    return caught.value


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (VerlofStatus.toegekend, VerlofStatus.ingetrokken),
        (VerlofStatus.voorbereiding, VerlofStatus.geweigerd),
        (VerlofStatus.ingetrokken, VerlofStatus.ingetrokken),
        (VerlofStatus.geweigerd, VerlofStatus.geweigerd),
    ],
)
def test_followed_stops_the_verlof(huis: Huis, before: VerlofStatus, after: VerlofStatus) -> None:
    zaak, verlof = huis.zaak(), huis.verlof(before)
    key = huis.vervolg(zaak, VervolgSoort.verlof, verlof)
    (row,) = rows(huis)
    assert (row.status, row.verlof) == (VervolgStatus.open, "kort verlof van 20 november 2026")
    decide(huis, key)
    found = huis.ask(lambda s: get_verlof(s, verlof))
    assert found.status is after
    if before is not after:
        assert found.status_reden == ANTWOORD
    (row,) = rows(huis)
    assert (row.status, row.antwoord, row.beantwoord_datum, row.beantwoord_door) == (
        VervolgStatus.gevolgd,
        ANTWOORD,
        TODAY,
        "Ilse",
    )


def test_not_followed_leaves_the_verlof(huis: Huis) -> None:
    verlof = huis.verlof()
    key = huis.vervolg(huis.zaak(), VervolgSoort.verlof, verlof)
    decide(huis, key, "niet gevolgd", "Dit verlof helpt hem juist vooruit.")
    assert huis.ask(lambda s: get_verlof(s, verlof)).status is VerlofStatus.toegekend
    assert "al een antwoord" in refused(huis, key).text


def test_an_answer_has_a_reason_and_both_are_kept_or_neither(huis: Huis) -> None:
    verlof = huis.verlof()
    key = huis.vervolg(huis.zaak(), VervolgSoort.verlof, verlof)
    assert set(refused(huis, key, antwoord=" ").fields) == {"antwoord"}
    assert set(refused(huis, key, status="open").fields) == {"status"}
    assert huis.ask(lambda s: get_verlof(s, verlof)).status is VerlofStatus.toegekend


def test_a_verlof_that_he_had_cannot_be_stopped(huis: Huis) -> None:
    key = huis.vervolg(huis.zaak(), VervolgSoort.verlof, huis.verlof(VerlofStatus.gehad))
    assert "al gehad" in refused(huis, key).fields["status"]
    decide(huis, key, "niet gevolgd")


def test_terugplaatsing_writes_nothing_by_itself(huis: Huis) -> None:
    zaak = huis.zaak()
    key = huis.vervolg(zaak, VervolgSoort.terugplaatsing, geprobeerd="Twee keer maatwerk.")
    decide(huis, key)
    (row,) = rows(huis, deelnemer_id=huis.deelnemer_id)
    assert (row.status, row.geprobeerd) == (VervolgStatus.gevolgd, "Twee keer maatwerk.")
    assert huis.detail(zaak).row.status is SanctieStatus.uitreiking


def test_while_it_is_on_hold_only_no_is_an_answer(huis: Huis) -> None:
    zaak = huis.zaak()
    key = huis.vervolg(zaak, VervolgSoort.terugplaatsing)
    beklag(huis, zaak, schorsing=Schorsing.toegewezen)
    assert "wachten daarop" in refused(huis, key).fields["status"]
    decide(huis, key, "niet gevolgd")


def test_what_was_taken_back_or_revised_asks_nothing_any_more(huis: Huis) -> None:
    gone, revised = huis.zaak(), huis.zaak()
    first = huis.vervolg(gone, VervolgSoort.terugplaatsing)
    second = huis.vervolg(revised, VervolgSoort.terugplaatsing)
    assert len(rows(huis, only_open=True)) == 2

    def withdraw(session: Session) -> None:
        session.get_one(Sanctiezaak, gone).status = SanctieStatus.ingetrokken

    huis.write(withdraw)
    huis.again(revised, OPSLUITING, RondeAanleiding.herziening)
    assert rows(huis, only_open=True) == []
    assert len(rows(huis)) == 2
    assert "ingetrokken" in refused(huis, first).text
    assert "herzien" in refused(huis, second).text
    assert "herzien" in huis.ask(lambda s: service_vervolg.find_verval(s, second))


def test_a_hearing_about_execution_leaves_it_open(huis: Huis) -> None:
    zaak = huis.zaak()
    key = huis.vervolg(zaak, VervolgSoort.terugplaatsing)
    huis.again(zaak, OPSLUITING, RondeAanleiding.tenuitvoerlegging)
    assert [one.id for one in rows(huis, only_open=True)] == [key]


@pytest.mark.parametrize("rol", [one for one in Rol if one is not Rol.casemanager])
def test_only_the_casemanager_answers(huis: Huis, open_as: OpenAs, rol: Rol) -> None:
    key = huis.vervolg(huis.zaak(), VervolgSoort.terugplaatsing)
    values = {"status": "gevolgd", "antwoord": "x"}
    with pytest.raises(UserError, match="hoort niet bij je rol"):
        huis.ask(lambda s: service_vervolg.decide_vervolgvoorstel(s, key, values), open_as(rol))
