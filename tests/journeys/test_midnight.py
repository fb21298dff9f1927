"""A role that was lent ends at midnight, also while somebody is in."""

from __future__ import annotations

import pytest

from hvh_desktop.crypto import KdfCost, Vault
from hvh_desktop.entry import Entry, enter
from hvh_desktop.ui.login import LoginPage
from tests.conftest import NOW
from tests.journeys.conftest import PASSWORD
from tests.journeys.driver import Laptop


@pytest.mark.parametrize("is_lent", [True, False])
def test_midnight_locks_who_had_a_role_for_today(laptop: Laptop, is_lent: bool) -> None:
    vault = Vault(laptop.folder, KdfCost.cheap())
    marloes = vault.unlock("marloes", PASSWORD).medewerker_id
    keyring = vault.unlock("dennis", PASSWORD)
    database = enter(laptop.folder, keyring, clock=laptop.clock)
    values = {"tijdelijke_rollen": ("directeur",), "tijdelijke_rollen_tot_datum": NOW.date()}
    if is_lent:
        Entry(vault, keyring, database, laptop.folder).change_account(marloes, values)
    database.close()
    laptop.login("marloes", PASSWORD)
    inside = laptop.program.inside
    assert inside is not None
    inside.check_day()
    assert laptop.program.inside is inside
    laptop.later(days=1)
    inside.check_day()
    assert (laptop.program.inside is None) is is_lent
    if is_lent:
        assert isinstance(laptop.program.window.shown(), LoginPage)
        assert "Een van je rollen is afgelopen" in laptop.told()
