"""Which consents hold on a day. Pure: no session; grounds and lists both ask it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from hvh_desktop.text import fold
from hvh_desktop.toestemmingen.model import Toestemming
from hvh_desktop.toestemmingen.ontvangers import Key


class ToestemmingStatus(StrEnum):
    """Where a consent stands on a day."""

    geldig = "geldig"
    nog_niet = "nog niet"
    verlopen = "verlopen"
    ingetrokken = "ingetrokken"
    vervangen = "vervangen"
    """A newer one for the same recipient and purpose came in its place."""


Keyed = Sequence[tuple[Key, Toestemming]]
"""Consents of one deelnemer with for whom they were given."""


def statuses(consents: Keyed, day: date) -> Mapping[UUID, ToestemmingStatus]:
    """Status per consent on a day. A withdrawal works at once, on the same day.

    Whether the row of the recipient still says the same person is another question.
    """
    return {one.id: _status(key, one, consents, day) for key, one in consents}


def _status(key: Key, one: Toestemming, consents: Keyed, day: date) -> ToestemmingStatus:
    if one.ingetrokken_datum is not None and one.ingetrokken_datum <= day:
        return ToestemmingStatus.ingetrokken
    if one.tot_datum < day:
        return ToestemmingStatus.verlopen
    if one.vanaf_datum > day:
        return ToestemmingStatus.nog_niet
    if any(_replaces(other, one, day) for other_key, other in consents if other_key == key):
        return ToestemmingStatus.vervangen
    return ToestemmingStatus.geldig


def _replaces(new: Toestemming, old: Toestemming, day: date) -> bool:
    """Once it began, a newer one stays in the place of the old, also when it ends sooner."""
    if (new.created_at, new.id) <= (old.created_at, old.id) or fold(new.doel) != fold(old.doel):
        return False
    began = new.ingetrokken_datum is None or new.ingetrokken_datum >= new.vanaf_datum
    return began and new.vanaf_datum <= day
