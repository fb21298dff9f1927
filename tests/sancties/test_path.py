"""Every step from every status by everyone: what the path allows works, the rest is refused.

All combinations are tried one by one; there are few enough of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import combinations
from uuid import UUID

import pytest
from sqlalchemy import func, select

from hvh_desktop.db import Change, Compartment, Database, Session
from hvh_desktop.errors import UserError
from hvh_desktop.rights import TABLE, Right, Rol, Scope
from hvh_desktop.sancties import path, service_horen, service_slot, service_voorval
from hvh_desktop.sancties.model import Hoorverslag, Sanctiezaak, Zaakstap
from hvh_desktop.sancties.service import get_zaak
from hvh_desktop.sancties.service_beslissing import decide_sanctie
from hvh_desktop.sancties.service_mededeling import complete_mededeling
from hvh_desktop.sancties.service_tenuitvoerlegging import (
    complete_zaak,
    start_proeftijd,
    start_tenuitvoerlegging,
)
from hvh_desktop.sancties.service_uitreiking import record_uitreiking
from hvh_desktop.sancties.service_voorstel import propose_sanctie
from hvh_desktop.sancties.stappen import check_step
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus, Tolk
from tests.sancties.house import (
    DIRECT,
    MIXED,
    TEAM,
    VANDAAG,
    VOORWAARDELIJK,
    House,
    S,
    beslissing_values,
    hoor_values,
    slot_values,
    uitreiking_values,
    uitvoeringen,
    voorstel_values,
)

ROLES = tuple(TEAM)
PEOPLE = (*((rol,) for rol in ROLES), *combinations(ROLES, 2), (Rol.beheerder,))
"""Each role, two roles together, and somebody who reads no dossier."""
AFTER = sorted(path.AFTER_DECISION)


# The table itself -----------------------------------------------------------------------------


def test_every_status_has_its_place() -> None:
    assert set(path.FIRST_ROUND) == set(SanctieStatus) == set(path.WHO)
    for status, may in path.FIRST_ROUND.items():
        assert status not in may
        assert S.voorval not in may


def test_nothing_follows_on_what_was_dropped_before_a_decision() -> None:
    assert {s for s in SanctieStatus if not path.FIRST_ROUND[s]} == {S.geseponeerd, S.ingetrokken}


@pytest.mark.parametrize("wanted", [S.voorstel, S.beslissing, S.mededeling, S.uitreiking])
def test_no_way_to_a_decision_without_a_hearing(wanted: SanctieStatus) -> None:
    """Take the hearing away, and what stands on it cannot be reached any more."""
    assert wanted in _reached(S.voorval, 1, None, closed=frozenset())
    assert wanted not in _reached(S.voorval, 1, None, closed=frozenset({S.horen}))
    for begin in AFTER:
        assert wanted not in _reached(begin, 2, begin, closed=frozenset({S.horen})) - {begin}


def _reached(
    begin: SanctieStatus,
    ronde: int,
    before: SanctieStatus | None,
    *,
    closed: frozenset[SanctieStatus],
) -> set[SanctieStatus]:
    found, todo = {begin}, [begin]
    while todo:
        status = todo.pop()
        new = set(path.next_statuses(status, ronde, before)) - closed - found
        found |= new
        todo += new
    return found


def test_a_straf_that_was_voorwaardelijk_asks_a_new_hearing() -> None:
    assert S.tenuitvoerlegging not in path.next_statuses(S.voorwaardelijk)
    assert path.begins_round(S.voorwaardelijk, RondeAanleiding.tenuitvoerlegging)


@pytest.mark.parametrize("before", AFTER)
def test_a_later_round_stops_where_it_began(before: SanctieStatus) -> None:
    for status in (S.horen, S.voorstel):
        may = path.next_statuses(status, 2, before)
        assert may & (path.ENDS | path.AFTER_DECISION) == {before}


def test_only_the_directeur_decides_drops_and_takes_back_a_decision() -> None:
    for status in SanctieStatus:
        for wanted in path.FIRST_ROUND[status]:
            right = path.right_for(status, wanted)
            decides = wanted in (S.beslissing, S.geseponeerd) or (
                wanted in path.DROPPED and status not in (S.voorval, S.verslag, S.horen, S.voorstel)
            )
            assert (right is Right.decide_sanctie) == (decides or (status, wanted) == _BACK)


_BACK = (S.voorstel, S.horen)


# Every step by everyone, at the one gate ------------------------------------------------------


@dataclass(frozen=True)
class At:
    """A case at a place of its way."""

    zaak_id: UUID
    status: SanctieStatus
    ronde: int
    before: SanctieStatus | None


@pytest.fixture
def places(home: House) -> list[At]:
    """A case at every status in the first and the second round, from every place it can begin."""
    asked: list[tuple[SanctieStatus, int, SanctieStatus | None]] = [
        (status, 1, None) for status in SanctieStatus
    ]
    asked += [(status, 2, None) for status in SanctieStatus if status not in _HEARS]
    asked += [(status, 2, before) for status in _HEARS for before in AFTER]
    with home.door(Rol.mentor).transaction(Compartment.team) as session:
        return [At(_put(session, home, *one), *one) for one in asked]


_HEARS = (S.horen, S.voorstel)


def _put(
    session: Session,
    home: House,
    status: SanctieStatus,
    ronde: int,
    before: SanctieStatus | None,
) -> UUID:
    zaak = Sanctiezaak(
        deelnemer_id=home.deelnemer_id,
        status=status,
        ronde=ronde,
        voor_ronde=before,
        voorval_soort="softdrugs",
        voorval_datum=VANDAAG,
        plaats="zijn kamer",
        feiten="Het rook naar wiet.",
        betrokkenen=(),
        is_zelf_gemeld=False,
    )
    session.add(zaak)
    session.flush()
    same = {"sanctiezaak_id": zaak.id, "deelnemer_id": home.deelnemer_id, "ronde": ronde}
    heard = {"datum": VANDAAG, "tijd": time(9), "taal": "Nederlands", "tolk": Tolk.niet_nodig}
    session.add(Zaakstap(van=None, naar=status, datum=VANDAAG, **same))
    session.add(Hoorverslag(medewerker_id=home.medewerkers[Rol.directeur], **same, **heard))
    session.flush()
    return zaak.id


@pytest.mark.parametrize("rollen", PEOPLE, ids="+".join)
def test_who_may_take_which_step(home: House, places: list[At], rollen: tuple[Rol, ...]) -> None:
    with home.door(*rollen).reading() as session:
        if rollen == (Rol.beheerder,):
            with pytest.raises(UserError):
                service_slot.record_slot(session, places[0].zaak_id, S.afgezien, slot_values())
            return
        for at in places:
            zaak = session.get_one(Sanctiezaak, at.zaak_id)
            for wanted in SanctieStatus:
                said = _refusal(session, zaak, wanted)
                is_allowed = _may(at, wanted, rollen)
                assert (said == "") == is_allowed, f"{at} -> {wanted}: {said}"
                assert said == "" or said.endswith(".")


def _refusal(session: Session, zaak: Sanctiezaak, wanted: SanctieStatus) -> str:
    """What the gate says; empty when it lets this step pass."""
    try:
        check_step(session, zaak, wanted, VANDAAG)
    except UserError as refused:
        return refused.text
    return ""


def _may(at: At, wanted: SanctieStatus, rollen: tuple[Rol, ...]) -> bool:
    if wanted not in path.next_statuses(at.status, at.ronde, at.before):
        return False
    table = TABLE[path.right_for(at.status, wanted, at.ronde)]
    return any(table.get(rol, Scope.none) is Scope.all for rol in rollen)


def test_the_refusal_names_what_may(home: House) -> None:
    zaak_id = home.case(S.verslag)
    with home.door(Rol.directeur).reading() as session, pytest.raises(UserError) as refused:
        check_step(session, session.get_one(Sanctiezaak, zaak_id), S.beslissing, VANDAAG)
    assert refused.value.text == (
        "Na ‘Verslag gemaakt’ kan ‘Beslist’ niet. Wel: ‘Gehoord’, ‘Geseponeerd’ of ‘Ingetrokken’."
    )


def test_without_a_hearing_in_this_round_the_gate_stays_shut(home: House) -> None:
    """Also when a status would say that he was heard."""
    zaak_id = home.voorval(voorval_datum=VANDAAG, voorval_tijd=None)
    with home.door(Rol.locatiemanager).transaction(Compartment.team) as session:
        session.get_one(Sanctiezaak, zaak_id).status = S.horen
    with home.door(Rol.locatiemanager).reading() as session, pytest.raises(UserError) as refused:
        check_step(session, session.get_one(Sanctiezaak, zaak_id), S.voorstel, VANDAAG)
    assert refused.value.text == "Hij is hierover nog niet gehoord. Hoor hem eerst."


# Every step through the services of everyone --------------------------------------------------


class Undo(Exception):
    """Take a step back that worked, so that the next can be tried from the same place."""


def _hoor(home: House, session: Session, zaak: Sanctiezaak) -> None:
    if zaak.status is S.voorstel:
        service_horen.reopen_voorstel(session, zaak.id, "De motivering is te kort.")
        return
    may = get_zaak(session, zaak.id).aanleidingen
    values = hoor_values(datum=session.today, tijd=time(9, 0))
    service_horen.record_hoorverslag(session, zaak.id, values, aanleiding=may[0] if may else None)


def _stel_voor(home: House, session: Session, zaak: Sanctiezaak) -> object:
    straf = MIXED if zaak.ronde == 1 else replace(VOORWAARDELIJK, voorwaardelijk=0)
    return propose_sanctie(session, zaak.id, voorstel_values(straf))


def _voer_uit(home: House, session: Session, zaak: Sanctiezaak) -> object:
    detail = home.get(zaak.id)
    rows = detail.beslissingen[-1].straffen if detail.beslissingen else ()
    return start_tenuitvoerlegging(session, zaak.id, uitvoeringen(rows, session.today))


def _sluit(
    status: SanctieStatus,
) -> Callable[[House, Session, Sanctiezaak], object]:
    def act(home: House, session: Session, zaak: Sanctiezaak) -> None:
        if zaak.ronde > 1 and status == zaak.voor_ronde:
            service_horen.withdraw_ronde(session, zaak.id, "Het bleek niet nodig.")
            return
        service_slot.record_slot(session, zaak.id, status, slot_values(datum=session.today))

    return act


ACTS: dict[SanctieStatus, Callable[[House, Session, Sanctiezaak], object]] = {
    S.verslag: lambda home, s, z: service_voorval.record_verslag(
        s, z.id, home.verslag_values(verslag_datum=s.today, verslag_tijd=time(9, 0))
    ),
    S.horen: _hoor,
    S.voorstel: _stel_voor,
    S.beslissing: lambda home, s, z: decide_sanctie(s, z.id, beslissing_values(datum=s.today)),
    S.mededeling: lambda home, s, z: complete_mededeling(
        s, z.id, {"uitreik_datum": s.today, "uitleg": "U blijft hier."}
    ),
    S.uitreiking: lambda home, s, z: record_uitreiking(s, z.id, uitreiking_values(datum=s.today)),
    S.tenuitvoerlegging: _voer_uit,
    S.voorwaardelijk: lambda home, s, z: start_proeftijd(s, z.id),
    S.afloop: lambda home, s, z: complete_zaak(
        s, z.id, {"datum": s.today, "toelichting": "Het is klaar."}
    ),
    S.afgezien: _sluit(S.afgezien),
    S.geseponeerd: _sluit(S.geseponeerd),
    S.ingetrokken: _sluit(S.ingetrokken),
}
"""How each status is reached; a voorval only begins."""


def _changes(database: Database) -> int:
    with database.reading() as session:
        team = session.engine_of(Compartment.team)
        found = session.execute(
            select(func.count()).select_from(Change), bind_arguments={"bind": team}
        )
        return int(found.scalar_one())


def _try_all(home: House, zaak_id: UUID) -> set[SanctieStatus]:
    """Every step by everyone from where this case stands; gives back what worked."""
    taken: set[SanctieStatus] = set()
    said: set[str] = set()
    before = _changes(home.door(Rol.mentor))
    for rollen in (*((rol,) for rol in ROLES), (Rol.locatiemanager, Rol.directeur)):
        for wanted, act in ACTS.items():
            try:
                with home.door(*rollen).transaction(Compartment.team) as session:
                    taken |= _take(home, session, zaak_id, wanted, act, rollen)
                    raise Undo
            except Undo:
                pass
            except UserError as refused:
                said.add(refused.text)
    assert all(text.endswith((".", "”")) for text in said)
    assert _changes(home.door(Rol.mentor)) == before
    return taken


def _take(
    home: House,
    session: Session,
    zaak_id: UUID,
    wanted: SanctieStatus,
    act: Callable[[House, Session, Sanctiezaak], object],
    rollen: tuple[Rol, ...],
) -> set[SanctieStatus]:
    zaak = session.get_one(Sanctiezaak, zaak_id)
    at = At(zaak_id, zaak.status, zaak.ronde, zaak.voor_ronde)
    steps = _steps(session, zaak_id)
    act(home, session, zaak)
    session.flush()
    if _steps(session, zaak_id) == steps:
        assert zaak.status is at.status, "no step, so it stands where it stood"
        return set()
    assert zaak.status is wanted
    assert _steps(session, zaak_id) == steps + 1
    assert _may(at, wanted, rollen), f"{at.status} -> {wanted} by {rollen}"
    return {wanted}


def _steps(session: Session, zaak_id: UUID) -> int:
    found = select(func.count()).select_from(Zaakstap).where(Zaakstap.sanctiezaak_id == zaak_id)
    return int(session.execute(found).scalar_one())


def _first_round(home: House, status: SanctieStatus) -> Iterator[UUID]:
    """Cases at this status that differ in what was decided or how far it is."""
    if status is S.uitreiking:
        yield home.case(status, MIXED)
        yield home.case(status, VOORWAARDELIJK)
        yield home.upheld(status, MIXED)
    elif status is S.tenuitvoerlegging:
        yield home.case(status, MIXED)
        zaak_id = home.case(status, DIRECT)
        home.clock.advance(days=4)
        yield zaak_id
    elif status is S.voorwaardelijk:
        zaak_id = home.case(status)
        yield zaak_id
        home.keep_conditions(zaak_id)
        yield zaak_id
    elif status is S.afloop:
        yield home.case(status)
        yield home.upheld(status, DIRECT)
    elif status is S.afgezien:
        yield home.case(status)
        yield home.upheld(status)
    else:
        yield home.case(status)


@pytest.mark.parametrize("status", SanctieStatus)
def test_every_step_through_the_services(home: House, status: SanctieStatus) -> None:
    taken: set[SanctieStatus] = set()
    for zaak_id in _first_round(home, status):
        assert home.status(zaak_id) is status
        taken |= _try_all(home, zaak_id)
    assert taken == path.next_statuses(status)


@pytest.mark.parametrize("status", [S.horen, S.voorstel, S.beslissing, S.mededeling, S.uitreiking])
def test_every_step_of_a_second_round(home: House, status: SanctieStatus) -> None:
    zaak_id = home.second_round(status)
    assert home.status(zaak_id) is status
    may = path.next_statuses(status, 2, S.voorwaardelijk)
    out_of_reach = {S.horen, S.voorwaardelijk} if status is S.uitreiking else set[SanctieStatus]()
    assert _try_all(home, zaak_id) == may - out_of_reach


def test_no_day_in_the_future_and_none_before_the_last_step(home: House) -> None:
    zaak_id = home.case(S.verslag)
    for day, sentence in (
        (date(2026, 11, 13), "Deze dag ligt in de toekomst. Leg een stap vast als hij gezet is."),
        (
            date(2026, 11, 2),
            "Dit is vóór de vorige stap, die van 3 november 2026. Kijk de dag na.",
        ),
    ):
        with pytest.raises(UserError) as refused:
            home.horen(zaak_id, datum=day)
        assert refused.value.fields == {"datum": sentence}
    home.horen(zaak_id, datum=date(2026, 11, 3), tijd=time(16, 0))
    assert home.get(zaak_id).stappen[-1].datum == date(2026, 11, 3)
