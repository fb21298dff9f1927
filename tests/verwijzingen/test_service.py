"""Referrals: who may, what is refused in a sentence, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from hvh_desktop.db import Compartment, Session, new_id
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Rol
from hvh_desktop.verwijzingen import (
    service,
    service_afspraken,
    service_doorlooptijden,
    service_stand,
)
from hvh_desktop.verwijzingen.model import Urgentie, Vervolg, VerwijzingStatus
from hvh_desktop.verwijzingen.path import WachtOp
from tests.conftest import Clock, OpenAs
from tests.verwijzingen.house import House, make_house

S = VerwijzingStatus


def test_a_referral_comes_back_as_it_was_written(home: House) -> None:
    found = home.get(home.record(indicatie="Slaapt slecht 🙂 دينا"))
    assert (found.row.instelling, found.row.urgentie) == ("JusTact", Urgentie.hoog)
    assert found.contactpersoon == "intaker, Wilma Oude Lenferink"
    assert (found.indicatie, found.deelnemer) == ("Slaapt slecht 🙂 دينا", "Jeffrey")
    assert (found.row.status, found.row.wacht_op) == (S.besproken, WachtOp.psycholoog)
    assert (found.row.dagen, found.row.norm, found.row.is_te_lang) == (41, 3, True)
    assert found.mag == (S.aangemeld, S.ingetrokken)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"instelling_id": None}, "instelling_id"),
        ({"instelling_id": new_id()}, "instelling_id"),
        ({"contactpersoon_id": new_id()}, "contactpersoon_id"),
        ({"soort_zorg": "massage"}, "soort_zorg"),
        ({"urgentie": ""}, "urgentie"),
        ({"besproken_datum": date(2026, 11, 13)}, "besproken_datum"),
        ({"besproken_datum": None}, "besproken_datum"),
        ({"indicatie": " "}, "indicatie"),
        ({"indicatie": "x" * 200_001}, "indicatie"),
    ],
)
def test_bad_input_gets_one_sentence(home: House, values: dict[str, Any], field: str) -> None:
    with pytest.raises(UserError) as caught:
        home.record(**values)
    assert field in caught.value.fields
    assert len(caught.value.fields[field]) < 200


def test_a_contact_belongs_to_the_instelling(home: House) -> None:
    with pytest.raises(UserError) as caught:
        home.record(instelling_id=home.transfore)
    assert set(caught.value.fields) == {"contactpersoon_id"}
    home.record(instelling_id=home.transfore, contactpersoon_id=None)


def test_once_signed_up_it_stays_with_that_instelling(home: House) -> None:
    key = home.record()
    moved = {"instelling_id": home.transfore, "contactpersoon_id": None}
    with home.psycholoog.transaction(Compartment.behandeling) as session:
        service.change_verwijzing(session, key, moved)
    home.step(key, "aangemeld", date(2026, 10, 5))
    with (
        pytest.raises(UserError) as caught,
        home.psycholoog.transaction(Compartment.behandeling) as session,
    ):
        service.change_verwijzing(session, key, {"instelling_id": home.justact})
    assert "al aangemeld bij Transfore" in caught.value.fields["instelling_id"]


@pytest.mark.parametrize(
    ("datum", "words"),
    [
        (date(2026, 11, 13), "ligt in de toekomst"),
        (date(2026, 10, 1), "vóór de vorige stap, die van 2 oktober 2026"),
        (None, "Vul ‘Op welke dag’ in."),
    ],
)
def test_a_day_is_not_before_the_step_before_and_not_in_the_future(
    home: House, datum: Any, words: str
) -> None:
    key = home.record()
    with pytest.raises(UserError) as caught:
        home.step(key, "aangemeld", datum)
    assert words in caught.value.fields["datum"]


def test_the_day_of_the_talk_stays_before_the_steps(home: House) -> None:
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    with (
        pytest.raises(UserError, match="niet"),
        home.psycholoog.transaction(Compartment.behandeling) as session,
    ):
        service.change_verwijzing(session, key, {"besproken_datum": date(2026, 10, 6)})


@pytest.mark.parametrize("categorie", ["", "zomaar", "doel bereikt"])
def test_an_end_needs_a_word_of_its_own_list(home: House, categorie: str) -> None:
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    with pytest.raises(UserError) as caught:
        home.step(key, "afgewezen", date(2026, 10, 9), categorie=categorie)
    assert set(caught.value.fields) == {"categorie"}


def test_a_wrong_step_is_taken_back_with_a_reason(home: House) -> None:
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    said = {"categorie": "geen financiering", "toelichting": "Brief van de verzekeraar."}
    home.step(key, "afgewezen", date(2026, 10, 9), **said)
    assert home.get(key).slot_toelichting == "Brief van de verzekeraar."
    with home.psycholoog.transaction(Compartment.behandeling) as session:
        with pytest.raises(UserError) as caught:
            service.reopen_status(session, key, "  ")
        assert set(caught.value.fields) == {"reden"}
        service.reopen_status(session, key, "verkeerde man")
    found = home.get(key)
    assert (found.row.status, found.row.slot_categorie, found.slot_toelichting) == (
        S.aangemeld,
        "",
        "",
    )
    assert (found.heropend_reden, S.afgewezen in found.datums) == ("verkeerde man", False)
    with home.psycholoog.transaction(Compartment.behandeling) as session:
        service.reopen_status(session, key, "nog een")
        with pytest.raises(UserError, match="eerste stap"):
            service.reopen_status(session, key, "nog een")


def test_what_comes_after_uitstroom_may_be_written_after_the_end(home: House) -> None:
    key = home.record()
    home.step(key, "ingetrokken", date(2026, 10, 9), categorie="niet meer nodig")
    with (
        pytest.raises(UserError) as caught,
        home.psycholoog.transaction(Compartment.behandeling) as session,
    ):
        service.change_vervolg(session, key, {"vervolg": "ja"})
    assert set(caught.value.fields) == {"vervolg_organisatie_id"}
    with home.psycholoog.transaction(Compartment.behandeling) as session:
        service.change_vervolg(
            session, key, {"vervolg": "ja", "vervolg_organisatie_id": home.transfore}
        )
    found = home.get(key)
    assert (found.vervolg, found.vervolg_organisatie) == (Vervolg.ja, "Transfore")
    with home.psycholoog.transaction(Compartment.behandeling) as session:
        service.change_vervolg(session, key, {"vervolg": "nee"})
    assert home.get(key).vervolg_organisatie_id is None


def test_an_appointment_needs_a_running_referral(home: House) -> None:
    key = home.record()
    with pytest.raises(UserError, match="nog niet aangemeld"):
        home.appoint(key)
    home.step(key, "aangemeld", date(2026, 10, 5))
    with pytest.raises(UserError, match="vóór de aanmelding"):
        home.appoint(key, datum=date(2026, 10, 4))
    afspraak = home.appoint(key, tijd=time(9, 15))
    assert home.get(key).row.wacht_op is WachtOp.niemand
    with home.psycholoog.transaction(Compartment.behandeling) as session:
        service_afspraken.change_behandelafspraak(session, afspraak, {"plaats": "telefonisch"})
    (row,) = home.get(key).afspraken
    assert (row.datum, row.tijd, row.plaats) == (date(2026, 11, 17), time(9, 15), "telefonisch")
    with home.psycholoog.transaction(Compartment.behandeling) as session:
        service_afspraken.remove_behandelafspraak(session, afspraak)
    assert home.get(key).afspraken == ()
    with home.psycholoog.transaction(Compartment.behandeling) as session:
        service_afspraken.reopen_behandelafspraak(session, afspraak)
    assert len(home.get(key).afspraken) == 1
    home.step(key, "ingetrokken", date(2026, 11, 12), categorie="niet meer nodig")
    assert home.get(key).afspraken == ()
    with pytest.raises(UserError, match="klaar"):
        home.appoint(key)


def test_an_appointment_that_was_held_waits_for_the_psycholoog(home: House, clock: Clock) -> None:
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    home.appoint(key)
    clock.advance(days=10)
    assert home.get(key).row.wacht_op is WachtOp.psycholoog


WRITES: list[Callable[[Session, House], Any]] = [
    lambda s, h: service.record_verwijzing(s, h.deelnemer_id, h.values()),
    lambda s, _h: service.change_verwijzing(s, new_id(), {}),
    lambda s, _h: service.change_status(s, new_id(), S.aangemeld, date(2026, 10, 5)),
    lambda s, _h: service.reopen_status(s, new_id(), "fout"),
    lambda s, _h: service.change_vervolg(s, new_id(), {}),
    lambda s, _h: service_afspraken.record_behandelafspraak(s, new_id(), {}),
    lambda s, _h: service_afspraken.change_behandelafspraak(s, new_id(), {}),
    lambda s, _h: service_afspraken.remove_behandelafspraak(s, new_id()),
    lambda s, _h: service_afspraken.reopen_behandelafspraak(s, new_id()),
    lambda s, _h: service_stand.change_stand(s, new_id()),
]
READS: list[Callable[[Session, House], Any]] = [
    lambda s, h: service.list_verwijzingen(s, h.deelnemer_id),
    lambda s, _h: service.get_verwijzing(s, new_id()),
    lambda s, _h: service.list_redenen(s, S.gestopt),
    lambda s, _h: service_stand.list_behind(s),
    lambda s, _h: service_doorlooptijden.list_open(s),
    lambda s, _h: service_doorlooptijden.list_doorlooptijden(
        s, from_day=date(2026, 1, 1), to_day=date(2026, 12, 31)
    ),
]


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.psycholoog])
def test_only_the_psycholoog_reads_and_writes(home: House, open_as: OpenAs, rol: Rol) -> None:
    other = open_as(rol)
    for ask in READS:
        with pytest.raises(UserError, match="Dit hoort niet bij je rol"), other.reading() as s:
            ask(s, home)
    for write in WRITES:
        # a compartment he holds: the right is asked before the key
        with (
            pytest.raises(UserError, match="Dit hoort niet bij je rol"),
            other.transaction(Compartment.register) as s,
        ):
            write(s, home)
        with pytest.raises(UserError), other.transaction(Compartment.behandeling) as s:
            write(s, home)


def test_a_bba_resident_is_not_referred(open_as: OpenAs) -> None:
    home = make_house(open_as, titel="BBA")
    with pytest.raises(UserError, match="BBA-titel"):
        home.record()
