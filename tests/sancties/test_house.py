"""The builders bring a case to every status by the real services of everyone."""

from __future__ import annotations

import pytest

from hvh_desktop.sancties.words import SanctieStatus
from tests.sancties.house import House


@pytest.mark.parametrize("status", SanctieStatus)
def test_a_case_can_be_brought_to_every_status(home: House, status: SanctieStatus) -> None:
    zaak_id = home.case(status)
    detail = home.get(zaak_id)
    assert detail.row.status is status
    assert detail.stappen[-1].naar is status
