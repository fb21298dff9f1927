"""New recovery sheets by a beheerder who is in, and keys passed on with the old ones."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from hvh_desktop.db import Compartment, Database
from hvh_desktop.entry import recover_with_sheets
from hvh_desktop.errors import UserError
from hvh_desktop.readlog import Raadpleging
from hvh_desktop.rights import Rol
from tests.medewerkers.founded import OTHER, Founded, read_sheets
from tests.medewerkers.test_tijdelijke_rollen import TODAY, until


def logged(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        found = session.scalars(select(Raadpleging).order_by(Raadpleging.created_at)).all()
        return [(one.onderdeel, one.handeling) for one in found]


def test_two_old_sheets_give_three_new_ones(founded: Founded) -> None:
    old = founded.sheets()
    with founded.inside("dennis") as beheer:
        assert not beheer.holds_every_key()
        made = beheer.draw_sheets(old[:2])
        founded.vault.recover(old[:2]).wipe()
        beheer.put_sheets(made)
        assert ("herstelbladen", "vernieuwen") in logged(beheer.database)
    new = read_sheets(made.pdf)
    assert len(new) == 3
    assert not set(new) & set(old)
    with pytest.raises(UserError, match="eerdere reeks"):
        founded.vault.recover(old[:2])
    recover_with_sheets(founded.folder, new[1:], "dennis", OTHER, clock=founded.clock)
    with founded.inside("dennis", OTHER):
        pass


def test_a_new_sheet_and_an_old_one_do_not_fit(founded: Founded) -> None:
    old = founded.sheets()
    with founded.inside("dennis") as beheer:
        made = beheer.draw_sheets(old[:2])
        beheer.put_sheets(made)
    new = read_sheets(made.pdf)
    with pytest.raises(UserError, match="horen niet bij elkaar"):
        founded.vault.recover([old[0], new[1]])


@pytest.mark.parametrize("sheets", [(), ("abandon " * 33, "abandon " * 33)])
def test_without_good_sheets_nothing_changes(founded: Founded, sheets: tuple[str, ...]) -> None:
    with founded.inside("dennis") as beheer:
        with pytest.raises(UserError):
            beheer.draw_sheets(sheets)
        assert logged(beheer.database) == []
    founded.vault.recover(founded.sheets()[:2]).wipe()


def test_who_is_no_beheerder_makes_no_sheets(founded: Founded) -> None:
    sheets = founded.sheets()[:2]
    with founded.inside("marloes") as entry:
        with pytest.raises(UserError, match="nieuwe herstelbladen maken"):
            entry.draw_sheets(sheets)
        with pytest.raises(UserError, match="nieuwe herstelbladen maken"):
            entry.pass_on_with_sheets(sheets)


def test_who_holds_every_key_needs_no_old_sheets(founded: Founded) -> None:
    with founded.inside("dennis") as beheer:
        beheer.change_account(beheer.keyring.medewerker_id, until(TODAY, Rol.psycholoog))
    with founded.inside("judith"):
        pass
    with founded.inside("dennis") as beheer:
        assert beheer.holds_every_key()
        made = beheer.draw_sheets()
        beheer.put_sheets(made)
        sheets = read_sheets(made.pdf)
        assert beheer.keyring.holds(Compartment.behandeling)
    founded.vault.recover(sheets[:2]).wipe()


def test_a_key_that_nobody_holds_is_passed_on_with_two_sheets(founded: Founded) -> None:
    judith, marloes = founded.id_of("judith"), founded.id_of("marloes")
    with founded.inside("dennis") as beheer:
        beheer.change_account(judith, {"rollen": ("mentor",)})
        assert beheer.orphans() == {"behandeling"}
        assert beheer.list_holders()["behandeling"] == frozenset()
        beheer.change_account(marloes, {"rollen": ("psycholoog",)})
        assert beheer.pass_on_with_sheets(founded.sheets()[:2]) == 2
        assert ("sleutel behandeling", "doorgeven") in logged(beheer.database)
        assert beheer.orphans() == frozenset()
        assert beheer.list_holders()["behandeling"] == {marloes}
        assert beheer.list_waiting() == {}
    with founded.inside("marloes") as entry:
        assert Compartment.behandeling in entry.database.compartments
    founded.vault.recover(founded.sheets()[1:]).wipe()
