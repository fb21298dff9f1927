"""Is what a page is about really of this man? Asked where a page about him is built.

A file of its own because it knows an entity of every slice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hvh_desktop.actieplannen.model import Doel
from hvh_desktop.behandelingen.model import Psycholooggesprek
from hvh_desktop.db import Entity, Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.krachteninventarisaties.model import Krachteninventarisatie
from hvh_desktop.mentorgesprekken.model import Mentorgesprek
from hvh_desktop.netwerken.model import Netwerklid
from hvh_desktop.rights import Right
from hvh_desktop.signaleringsplannen.model import Signaleringsplan
from hvh_desktop.toestemmingen.model import Toestemming
from hvh_desktop.verwijzingen.model import Verwijzing

NOT_HIS = "Dit hoort niet bij deze deelnemer. Ga terug en open het bij hem zelf."


SUBJECTS: Mapping[str, type[Entity]] = {
    "doel_id": Doel,
    "inventarisatie_id": Krachteninventarisatie,
    "mentorgesprek_id": Mentorgesprek,
    "netwerklid_id": Netwerklid,
    "psycholooggesprek_id": Psycholooggesprek,
    "signaleringsplan_id": Signaleringsplan,
    "toestemming_id": Toestemming,
    "verwijzing_id": Verwijzing,
}
"""Part of an address -> what it names."""


def require_subject(session: Session, deelnemer_id: UUID, address: Mapping[str, Any]) -> None:
    """Raise a UserError when something in the address is another man's."""
    require(session, Right.read_dossier, deelnemer_id)
    for name, entity in SUBJECTS.items():
        asked = address.get(name)
        if asked is None or not session.holds(entity.__compartment__):
            continue  # without the key the page itself says whose it is
        about = getattr(session.get(entity, asked), "deelnemer_id", None)
        if about != deelnemer_id:
            raise UserError(NOT_HIS)
