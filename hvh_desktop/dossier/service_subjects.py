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
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Ordemaatregel
from hvh_desktop.signaleringsplannen.model import Signaleringsplan
from hvh_desktop.toestemmingen.model import Toestemming
from hvh_desktop.urinecontroles.model import Urinecontrole
from hvh_desktop.verloven.model import Verlof, Werkplek
from hvh_desktop.verwijzingen.model import Verwijzing

NOT_HIS = "Dit hoort niet bij deze deelnemer. Ga terug en open het bij hem zelf."


SUBJECTS: Mapping[str, type[Entity]] = {
    "doel_id": Doel,
    "inventarisatie_id": Krachteninventarisatie,
    "mentorgesprek_id": Mentorgesprek,
    "netwerklid_id": Netwerklid,
    "ordemaatregel_id": Ordemaatregel,
    "psycholooggesprek_id": Psycholooggesprek,
    "sanctiezaak_id": Sanctiezaak,
    "signaleringsplan_id": Signaleringsplan,
    "toestemming_id": Toestemming,
    "urinecontrole_id": Urinecontrole,
    "verlof_id": Verlof,
    "verwijzing_id": Verwijzing,
    "werkplek_id": Werkplek,
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
