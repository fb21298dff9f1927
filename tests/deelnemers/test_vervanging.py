"""Who stands in for a colleague may do for his deelnemers what the colleague may."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.deelnemers.access import require
from hvh_desktop.deelnemers.model import Taak, Teamlid
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.rights import Right, Rol
from tests.conftest import NOW, Clock, OpenAs
from tests.spine.test_db import make_deelnemer

TODAY = NOW.date()


def prepare(database: Database, mentor: object, stand_in: object) -> object:
    with database.transaction(Compartment.register) as session:
        for one, replaced_by in ((mentor, stand_in), (stand_in, None)):
            session.add(
                Medewerker(
                    id=one,
                    naam="X",
                    roepnaam="X",
                    gebruikersnaam=str(one),
                    rollen=("mentor",),
                    vervanger_id=replaced_by,
                    afwezig_vanaf_datum=TODAY if replaced_by else None,
                    afwezig_tot_datum=TODAY + timedelta(days=2) if replaced_by else None,
                )
            )
    with database.transaction(Compartment.team) as session:
        man = make_deelnemer()
        session.add(man)
        session.flush()
        session.add(
            Teamlid(deelnemer_id=man.id, medewerker_id=mentor, taak=Taak.mentor, vanaf_datum=TODAY)
        )
    return man.id


def test_the_stand_in_may_while_the_colleague_is_away_and_not_after(
    database: Database, open_as: OpenAs, clock: Clock
) -> None:
    mentor, stand_in = new_id(), new_id()
    man = prepare(database, mentor, stand_in)
    other = open_as(Rol.mentor, medewerker_id=stand_in)
    with other.reading() as session:
        require(session, Right.write_mentorgesprek, man)  # type: ignore[arg-type]
    clock.advance(days=3)
    with other.reading() as session, pytest.raises(UserError, match="eigen deelnemers"):
        require(session, Right.write_mentorgesprek, man)  # type: ignore[arg-type]
