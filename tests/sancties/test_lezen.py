"""Cases read: the register, one case, what waits for me, and which proeftijden run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, event

from hvh_desktop.db import Compartment, Session, new_id
from hvh_desktop.deelnemers.service import record_deelnemer
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right, Rol
from hvh_desktop.sancties import path, service, service_voorval
from hvh_desktop.sancties.rows import ZaakRow
from hvh_desktop.sancties.rows_maatwerk import Proeftijd
from hvh_desktop.sancties.wacht import Feiten, waits, who
from hvh_desktop.sancties.words import BeklagStatus, RondeAanleiding, SanctieStatus
from hvh_desktop.urinecontroles import service as urine
from tests.deelnemers.example import deelnemer_values
from tests.sancties.house import (
    DIRECT,
    MIXED,
    TEAM,
    VANDAAG,
    VOORWAARDELIJK,
    House,
    S,
    voorval_values,
)


def listed(home: House, rol: Rol = Rol.mentor, **asked: Any) -> list[ZaakRow]:
    with home.door(rol).reading() as session:
        return service.list_zaken(session, **asked)


def waiting(home: House, rol: Rol) -> list[ZaakRow]:
    with home.door(rol).reading() as session:
        return service.list_wachtend(session)


def proeftijden(home: House, **asked: Any) -> list[Proeftijd]:
    with home.door(Rol.mentor).reading() as session:
        return service.list_proeftijden(session, **asked)


def another(home: House, **values: Any) -> UUID:
    """A man who is not the mentor's own."""
    return home.by(
        Rol.casemanager,
        lambda s: record_deelnemer(s, deelnemer_values(roepnaam="Delano") | values),
    )


# The register ---------------------------------------------------------------------------------


def test_the_newest_voorval_comes_first(home: House) -> None:
    days = [date(2026, 10, 5), date(2026, 11, 2), date(2026, 8, 20), date(2026, 11, 2)]
    ids = [home.voorval(voorval_datum=day) for day in days]
    assert [row.id for row in listed(home)] == [ids[3], ids[1], ids[0], ids[2]]


def test_it_can_be_narrowed(home: House) -> None:
    old = home.voorval(voorval_datum=date(2026, 8, 20))
    new = home.case(S.verslag)
    man = another(home)
    other = home.by(Rol.mentor, lambda s: service_voorval.record_voorval(s, man, voorval_values()))

    def ids(**asked: Any) -> set[UUID]:
        return {row.id for row in listed(home, **asked)}

    assert ids() == {old, new, other}
    assert ids(deelnemer_id=home.deelnemer_id) == {old, new}
    assert ids(statuses=[S.verslag]) == {new}
    assert ids(statuses=[]) == set()
    assert ids(from_day=date(2026, 8, 21)) == {new, other}
    assert ids(from_day=date(2026, 8, 20), to_day=date(2026, 8, 20)) == {old}


def test_a_row_says_who_and_whose_and_what(home: House) -> None:
    zaak_id = home.case(S.beslissing, MIXED)
    row = next(one for one in listed(home) if one.id == zaak_id)
    assert (row.deelnemer, row.initialen, row.is_eigen) == ("Jeffrey Nijhuis", "JN", True)
    assert (row.status, row.status_datum) == (SanctieStatus.beslissing, VANDAAG)
    assert row.uitkomst == "3 dagen opsluiting, waarvan 2 voorwaardelijk, met een afspraak"
    assert row.proeftijd_tot_datum == date(2027, 1, 12)
    assert not listed(home, Rol.directeur)[0].is_eigen


def test_who_reads_no_dossier_reads_no_cases(home: House) -> None:
    zaak_id = home.voorval()
    with home.door(Rol.beheerder).reading() as session:
        reads: list[Callable[[Session], object]] = [
            service.list_zaken,
            service.list_wachtend,
            service.list_proeftijden,
            lambda s: service.list_zaken(s, deelnemer_id=home.deelnemer_id),
            lambda s: service.get_zaak(s, zaak_id),
            lambda s: service.get_zaak(s, new_id()),
        ]
        for read in reads:
            with pytest.raises(UserError, match=Right.read_dossier.value):
                read(session)


def test_a_long_register_costs_as_many_queries_as_one_case(home: House) -> None:
    def count() -> int:
        seen: list[str] = []

        def note(*args: object) -> None:
            seen.append(str(args[2]))

        with home.door(Rol.locatiemanager).reading() as session:
            event.listen(Engine, "before_cursor_execute", note)
            service.list_zaken(session)
            event.remove(Engine, "before_cursor_execute", note)
        return sum(one.startswith("SELECT") for one in seen)

    home.case(S.voorwaardelijk, urinecontrole_id=home.positive())
    home.upheld(S.uitreiking, MIXED)
    before = count()
    with home.door(Rol.mentor).transaction(Compartment.team) as session:
        for number in range(300):
            day = VANDAAG - timedelta(days=number % 100)
            values = voorval_values(voorval_datum=day, voorval_tijd=None)
            service_voorval.record_voorval(session, home.deelnemer_id, values)
    assert count() == before
    # cases, names, own men (two), steps, decisions, complaints, straffen, executions, advice,
    # urine checks
    assert before <= 12


# What waits -----------------------------------------------------------------------------------


WAITS = {
    S.voorval: "Verslag: een medewerker",
    S.verslag: "Horen: locatiemanager of directeur",
    S.horen: "Voorstel: locatiemanager",
    S.voorstel: "Beslissing: directeur",
    S.beslissing: "Mededeling: locatiemanager of directeur",
    S.mededeling: "Uitreiken: een medewerker",
    S.uitreiking: "Proeftijd laten ingaan: locatiemanager of directeur",
    S.tenuitvoerlegging: "",
    S.voorwaardelijk: "",
    S.afloop: "",
    S.afgezien: "",
    S.geseponeerd: "",
    S.ingetrokken: "",
}


@pytest.mark.parametrize("status", SanctieStatus)
def test_what_is_due_and_by_whom(home: House, status: SanctieStatus) -> None:
    zaak_id = home.case(status)
    assert home.get(zaak_id).row.wacht_op == WAITS[status]
    for rol in TEAM:
        rows = waiting(home, rol)
        is_mine = rol.value in WAITS[status]
        if "een medewerker" in WAITS[status]:
            is_mine = rol in (Rol.mentor, Rol.casemanager, Rol.locatiemanager)
        assert [row.id for row in rows] == ([zaak_id] if is_mine else []), rol


def test_a_step_of_everyone_waits_for_those_who_work_with_him(home: House) -> None:
    """The reporter finds his voorval, also when the man is not his own."""
    other = another(home)
    values = voorval_values()
    zaak_id = home.by(
        Rol.reclasseringswerker, lambda s: service_voorval.record_voorval(s, other, values)
    )
    assert [row.id for row in waiting(home, Rol.reclasseringswerker)] == [zaak_id]
    assert waiting(home, Rol.mentor) == []
    assert waiting(home, Rol.directeur) == []


def test_the_psycholoog_finds_what_is_asked(home: House) -> None:
    zaak_id = home.case(S.horen)
    assert waiting(home, Rol.psycholoog) == []
    home.by(Rol.locatiemanager, lambda s: service_voorval.record_adviesvraag(s, zaak_id))
    assert [row.id for row in waiting(home, Rol.psycholoog)] == [zaak_id]
    home.advies(zaak_id)
    assert waiting(home, Rol.psycholoog) == []


def test_the_oldest_voorval_waits_first(home: House) -> None:
    new = home.case(S.verslag)
    old = home.voorval(voorval_datum=date(2026, 8, 20))
    assert [row.id for row in waiting(home, Rol.locatiemanager)] == [old, new]


def test_what_runs_waits_until_it_is_over(home: House) -> None:
    zaak_id = home.case(S.tenuitvoerlegging, DIRECT)
    assert home.get(zaak_id).row.wacht_op == ""
    home.clock.advance(days=1)
    assert home.get(zaak_id).row.wacht_op == "Afsluiten: locatiemanager of directeur"


def test_after_the_part_that_ran_the_proeftijd_goes_on(home: House) -> None:
    zaak_id = home.case(S.tenuitvoerlegging, MIXED)
    home.clock.advance(days=1)
    assert home.get(zaak_id).row.wacht_op == "Proeftijd: locatiemanager of directeur"
    home.proeftijd(zaak_id)
    assert home.get(zaak_id).row.wacht_op == ""
    home.keep_conditions(zaak_id)
    assert home.get(zaak_id).row.wacht_op == "Proeftijd afsluiten: locatiemanager of directeur"


def test_who_in_words_is_who_in_the_table() -> None:
    for status, may in path.FIRST_ROUND.items():
        for wanted in may:
            assert who(path.right_for(status, wanted))
    asked = waits(Feiten(S.horen, 2, is_advies_gevraagd=True), VANDAAG)
    assert (asked.stap, asked.woorden) == (
        SanctieStatus.voorstel,
        "Voorstel: locatiemanager. Advies: psycholoog",
    )


# On hold --------------------------------------------------------------------------------------


def test_while_a_retest_runs_no_straf_begins(home: House) -> None:
    check = home.positive()
    zaak_id = home.case(S.uitreiking, DIRECT, urinecontrole_id=check)
    assert not home.get(zaak_id).is_heronderzoek
    home.ask_retest(check)
    detail = home.get(zaak_id, Rol.locatiemanager)
    assert detail.is_heronderzoek
    assert detail.opschorting.startswith("Er loopt een heronderzoek")
    assert S.tenuitvoerlegging not in detail.may
    assert detail.row.wacht_op == "Wacht op het heronderzoek"
    assert waiting(home, Rol.locatiemanager) == []
    with pytest.raises(UserError, match="Er loopt een heronderzoek"):
        home.tenuitvoerlegging(zaak_id)
    result = {"heronderzoek_uitslag_datum": home.today, "bevestigd": "ja"}
    home.by(Rol.mentor, lambda s: urine.record_heruitslag(s, check, result))
    home.tenuitvoerlegging(zaak_id)
    assert home.status(zaak_id) is SanctieStatus.tenuitvoerlegging


def test_while_a_schorsing_lasts_no_straf_begins(home: House) -> None:
    zaak_id = home.case(S.uitreiking, DIRECT)
    beklag_id = home.beklag(zaak_id)
    home.suspend(beklag_id)
    detail = home.get(zaak_id, Rol.locatiemanager)
    assert detail.opschorting.startswith("De straf is geschorst")
    assert detail.row.wacht_op == "Geschorst tot er een uitspraak is"
    with pytest.raises(UserError, match="geschorst"):
        home.tenuitvoerlegging(zaak_id)
    home.rule(beklag_id, BeklagStatus.ongegrond)
    assert home.get(zaak_id).opschorting == ""
    home.tenuitvoerlegging(zaak_id)


# One case -------------------------------------------------------------------------------------


def test_every_part_of_a_case_is_read(home: House) -> None:
    zaak_id = home.case(S.horen)
    home.advies(zaak_id)
    home.voorstel(zaak_id, MIXED)
    home.beslissing(zaak_id)
    home.mededeling(zaak_id)
    home.uitreiking(zaak_id)
    home.tenuitvoerlegging(zaak_id)
    home.beklag(zaak_id, BeklagStatus.ongegrond)
    detail = home.get(zaak_id)
    (proposal,), (decision,) = detail.voorstellen, detail.beslissingen
    assert (proposal.door, proposal.door_id) == ("Karin", home.medewerkers[Rol.locatiemanager])
    assert [one.soort.value for one in proposal.alternatieven] == ["gewone uitkomst", "op maat"]
    assert [straf.aantal for straf in proposal.gekozen.straffen] == [3]
    assert len(proposal.gekozen.gevolgen) == 5
    assert (decision.door, decision.is_conform, decision.is_zelfde_persoon) == (
        "Willem",
        True,
        False,
    )
    assert decision.straffen[0].voorwaardelijk == 2
    assert [one.is_algemeen for one in decision.voorwaarden] == [True]
    (told,), (handed,) = detail.mededelingen, detail.uitreikingen
    assert (told.door, told.uitreik_datum) == ("Karin", VANDAAG)
    assert (handed.door, handed.beklag_laatste_datum) == ("Ilse", date(2026, 11, 19))
    (run,) = detail.tenuitvoerleggingen
    assert (run.straf.id, run.begin_datum) == (decision.straffen[0].id, VANDAAG)
    assert [one.status for one in detail.beklagen] == [BeklagStatus.ongegrond]
    assert [step.naar for step in detail.stappen] == [
        *(S.voorval, S.verslag, S.horen, S.voorstel),
        *(S.beslissing, S.mededeling, S.uitreiking, S.tenuitvoerlegging),
    ]


@pytest.mark.parametrize("status", SanctieStatus)
def test_may_is_what_this_person_can_do(home: House, status: SanctieStatus) -> None:
    zaak_id = home.case(status)
    may = {rol: home.get(zaak_id, rol).may for rol in TEAM}
    everyone = frozenset().union(*may.values())
    expected = set(path.next_statuses(status))
    if status in (S.uitreiking, S.afloop, S.afgezien):
        expected.discard(S.horen)
    assert everyone == expected
    assert S.beslissing not in may[Rol.locatiemanager]
    assert S.voorstel not in may[Rol.directeur]


# Proeftijden ----------------------------------------------------------------------------------


def test_a_proeftijd_runs_from_the_decision_to_its_last_day(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    assert proeftijden(home) == []
    home.beslissing(zaak_id)
    (row,) = proeftijden(home)
    assert (row.sanctiezaak_id, row.tot_datum) == (zaak_id, date(2027, 1, 12))
    assert row.wat == "2 dagen opsluiting"
    assert [one.is_algemeen for one in row.voorwaarden] == [True]
    home.clock.advance(days=61)
    assert len(proeftijden(home)) == 1
    home.clock.advance(days=1)
    assert proeftijden(home) == []


def test_it_runs_on_while_he_is_heard_about_it(home: House) -> None:
    home.second_round(S.voorstel)
    assert len(proeftijden(home, deelnemer_id=home.deelnemer_id)) == 1
    assert proeftijden(home, deelnemer_id=another(home)) == []


def test_what_was_executed_or_taken_back_does_not_run(home: House) -> None:
    home.second_round(S.beslissing)
    zaak_id = home.case(S.voorwaardelijk, VOORWAARDELIJK)
    assert len(proeftijden(home)) == 1
    home.slot(zaak_id, S.ingetrokken)
    assert proeftijden(home) == []


def test_of_a_mixed_straf_only_what_hangs_over_him_is_told(home: House) -> None:
    home.case(S.tenuitvoerlegging, MIXED)
    (row,) = proeftijden(home)
    assert row.wat == "2 dagen opsluiting"


def test_a_new_voorval_shows_beside_the_open_one(home: House) -> None:
    home.case(S.voorwaardelijk)
    home.voorval(voorval_datum=VANDAAG, voorval_tijd=time(8, 0))
    assert len(proeftijden(home, deelnemer_id=home.deelnemer_id)) == 1
    assert len(listed(home, deelnemer_id=home.deelnemer_id)) == 2
    assert RondeAanleiding.tenuitvoerlegging in home.get(listed(home)[1].id).aanleidingen


def test_an_upheld_beklag_waits_also_in_a_closed_case(home: House) -> None:
    zaak_id = home.upheld(S.afgezien)
    words = "Opnieuw horen na beklag: locatiemanager of directeur"
    assert [(row.id, row.wacht_op) for row in waiting(home, Rol.directeur)] == [(zaak_id, words)]
    assert waiting(home, Rol.mentor) == []


def test_a_new_round_asks_for_its_own_advice(home: House) -> None:
    """A question that nobody answered does not wait for ever."""
    zaak_id = home.case(S.horen)
    home.by(Rol.locatiemanager, lambda s: service_voorval.record_adviesvraag(s, zaak_id))
    home.voorstel(zaak_id, VOORWAARDELIJK)
    home.beslissing(zaak_id)
    home.mededeling(zaak_id)
    home.uitreiking(zaak_id)
    home.proeftijd(zaak_id)
    assert waiting(home, Rol.psycholoog) == []
    home.horen(zaak_id, RondeAanleiding.tenuitvoerlegging, datum=VANDAAG, tijd=time(9, 0))
    assert waiting(home, Rol.psycholoog) == []
    home.by(Rol.locatiemanager, lambda s: service_voorval.record_adviesvraag(s, zaak_id))
    assert [row.id for row in waiting(home, Rol.psycholoog)] == [zaak_id]


def test_a_part_that_still_hangs_over_him_keeps_its_conditions(home: House) -> None:
    """In a second round a day is executed and a day stays voorwaardelijk, until the same day."""
    zaak_id = home.second_round()
    part = replace(VOORWAARDELIJK, voorwaardelijk=1)
    home.voorstel(zaak_id, part)
    home.beslissing(zaak_id)
    (row,) = proeftijden(home)
    assert (row.wat, row.tot_datum) == ("1 dag opsluiting", date(2027, 1, 12))
    assert [one.is_algemeen for one in row.voorwaarden] == [True]
    assert home.get(zaak_id).row.uitkomst.startswith("deels ten uitvoer: 2 dagen opsluiting")


def test_what_he_already_underwent_does_not_begin_again(home: House) -> None:
    """One day of three is over; the rest becomes voorwaardelijk."""
    whole = replace(MIXED, voorwaardelijk=0)
    zaak_id = home.case(S.tenuitvoerlegging, whole)
    home.clock.advance(days=3)
    today = {"datum": home.today, "tijd": time(9, 0)}
    home.horen(zaak_id, RondeAanleiding.omzetting, **today)
    home.voorstel(zaak_id, MIXED)
    home.beslissing(zaak_id)
    home.mededeling(zaak_id)
    home.uitreiking(zaak_id)
    assert home.get(zaak_id).row.wacht_op == ("Proeftijd laten ingaan: locatiemanager of directeur")
    home.proeftijd(zaak_id)
    assert home.status(zaak_id) is SanctieStatus.voorwaardelijk
