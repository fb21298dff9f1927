"""The register tells nothing of a man whose dossier asks a reason first."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers import access
from hvh_desktop.errors import UserError
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Rol
from hvh_desktop.urinecontroles import service
from hvh_desktop.urinecontroles.register import Register, is_shown, list_register
from hvh_desktop.urinecontroles.rows import Wacht
from tests.conftest import OpenAs
from tests.urinecontroles.house import House, order_values

FIRST, LAST = date(1900, 1, 1), date(2026, 11, 12)


def register(database: Database) -> Register:
    with database.reading() as session:
        return list_register(session, FIRST, LAST)


@pytest.fixture
def told(home: House) -> UUID:
    """Cannabis was found and he knows it."""
    key = home.order()
    home.take(key)
    home.result(key, "cannabis")
    home.tell(key)
    return key


def test_another_mentor_sees_a_name_and_a_day(home: House, told: UUID, open_as: OpenAs) -> None:
    database = open_as(Rol.mentor)
    found = register(database)
    (row,) = found.controles
    assert found.dicht == {home.deelnemer_id}
    assert (row.positief, row.stoffen, row.nummer, row.hoeveelste) == ((), (), "", None)
    assert not is_shown(found, row, "cannabis", "")
    assert not is_shown(found, row, "", "gevraagd")
    assert is_shown(found, row, "", "")


def test_after_a_reason_he_sees_it_all(home: House, told: UUID, open_as: OpenAs) -> None:
    database = open_as(Rol.mentor)
    with database.transaction(Compartment.log) as session:
        reden = get_value(session, "raadpleging_redenen")[0]
        access.record_opening(session, home.deelnemer_id, reden)
    (row,) = register(database).controles
    assert row.positief == ("cannabis",)


@pytest.mark.parametrize("rol", [Rol.casemanager, Rol.locatiemanager, Rol.directeur])
def test_who_leads_reads_every_line(home: House, told: UUID, open_as: OpenAs, rol: Rol) -> None:
    found = register(open_as(rol))
    assert found.dicht == frozenset()
    assert found.controles[0].positief == ("cannabis",)


def test_hours_that_run_are_told_to_whoever_is_there(home: House, open_as: OpenAs) -> None:
    home.order()
    taken = home.order()
    home.take(taken, "A-2002")
    home.result(taken, "cannabis")
    (row,) = register(open_as(Rol.mentor)).lopend
    assert row.wacht is Wacht.gelegenheid


def test_nobody_knows_a_colleague_who_is_not_there(home: House, open_as: OpenAs) -> None:
    """An id from elsewhere is not kept as who was there."""
    stranger = UUID(int=7)
    with (
        open_as(Rol.locatiemanager).transaction(Compartment.team) as session,
        pytest.raises(UserError, match="medewerker"),
    ):
        values = order_values() | {"medewerker_id": stranger}
        service.record_urinecontrole(session, home.deelnemer_id, values)
