"""Who may receive something about a deelnemer, and how a sentence calls him.

A file of its own because grounds, consents and verstrekkingen all ask it. An organisation on his
list and the same organisation in the directory are one recipient. A consent keeps who its
recipient was: when the row says somebody else later, it is not for that person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.netwerken.model import Netwerklid, NetwerklidSoort
from hvh_desktop.netwerken.service import NetwerklidRow, list_netwerk
from hvh_desktop.organisaties.model import Organisatie, WettelijkeTaak
from hvh_desktop.organisaties.service import list_organisaties
from hvh_desktop.rights import Right
from hvh_desktop.text import fold
from hvh_desktop.toestemmingen.model import OntvangerSoort, Toestemming

FROM_THE_LIST = "Kies de ontvanger uit de lijst."
TEAM = "het team van het huis"


class Key(NamedTuple):
    """Equal for the same recipient under the same name, on his list or in the directory."""

    soort: OntvangerSoort
    id: UUID | None
    naam: str
    """Folded; empty for the team and for himself, who are always the same."""


@dataclass(frozen=True)
class Ontvanger:
    """Somebody who receives. ``omschrijving``: what he is to him, or the kind of organisation."""

    soort: OntvangerSoort
    id: UUID | None
    naam: str
    omschrijving: str = ""

    @property
    def wie(self) -> str:
        """As in a sentence: 'vader Mehmet', 'gemeente Almelo', 'Bert (oud-baas, bouw)'."""
        about = self.omschrijving.strip()
        if self.soort is not OntvangerSoort.netwerklid or not about:
            return _small_gemeente(self.naam)
        if about.isalpha() or about.replace("-", "").isalpha():
            return f"{about[:1].lower()}{about[1:]} {self.naam}"
        return f"{self.naam} ({about})"

    @property
    def groep(self) -> str:
        """Under which heading a list shows him."""
        return GROEPEN[self.soort]


GROEPEN = {
    OntvangerSoort.netwerklid: "Om hem heen",
    OntvangerSoort.organisatie: "Organisaties",
    OntvangerSoort.team: "In het huis",
    OntvangerSoort.deelnemer: "Hij zelf",
}


@dataclass(frozen=True)
class Known:
    """A recipient with what grounds need to know."""

    ontvanger: Ontvanger
    organisatie_id: UUID | None = None
    organisatie: str = ""
    taak: WettelijkeTaak | None = None
    gemeente: str | None = None
    is_vervallen: bool = False

    @property
    def key(self) -> Key:
        """Who it is now."""
        one = self.ontvanger
        return _key(one.soort, one.id, one.naam, self.organisatie_id, self.organisatie)


def key_then(one: Toestemming) -> Key:
    """For whom a consent was given."""
    organisatie = one.ontvanger_organisatie_id, one.ontvanger_organisatie
    return _key(one.ontvanger_soort, one.ontvanger_id, one.ontvanger_naam, *organisatie)


def is_still(one: Toestemming, now: Known) -> bool:
    """Does the row of this consent say the same recipient as then? The relatie may differ."""
    is_named = one.ontvanger_soort in (OntvangerSoort.netwerklid, OntvangerSoort.organisatie)
    if is_named and fold(one.ontvanger_naam) != fold(now.ontvanger.naam):
        return False
    return key_then(one) == now.key


def _key(
    soort: OntvangerSoort,
    ontvanger_id: UUID | None,
    naam: str,
    organisatie_id: UUID | None,
    organisatie: str,
) -> Key:
    if organisatie_id is not None:
        return Key(OntvangerSoort.organisatie, organisatie_id, fold(organisatie))
    return Key(soort, ontvanger_id, fold(naam) if soort is OntvangerSoort.netwerklid else "")


def _small_gemeente(naam: str) -> str:
    return f"gemeente {naam[9:]}" if naam.startswith("Gemeente ") else naam


def list_ontvangers(session: Session, deelnemer_id: UUID) -> list[Ontvanger]:
    """The people and organisations around him, the other organisations, and the team."""
    require(session, Right.read_dossier, deelnemer_id)
    around = list_netwerk(session, deelnemer_id)
    known = {lid.organisatie_id for lid in around if lid.organisatie_id}
    rows = list_organisaties(session)
    names = {row.id: row.naam for row in rows}
    found = [
        _of_network(lid, names.get(lid.organisatie_id, "") if lid.organisatie_id else "")
        for lid in around
    ]
    found += [
        Ontvanger(OntvangerSoort.organisatie, row.id, row.naam, row.soort or row.plaats)
        for row in rows
        if row.id not in known
    ]
    return [*found, Ontvanger(OntvangerSoort.team, None, TEAM)]


def _of_network(lid: Netwerklid | NetwerklidRow, organisatie: str) -> Ontvanger:
    """Somebody who is there for an organisation says so; the organisation itself only its name."""
    about = ""
    if lid.soort is NetwerklidSoort.persoon:
        about = lid.relatie
    elif organisatie and fold(lid.naam) != fold(organisatie):
        about = ", ".join(part for part in (lid.relatie, organisatie) if part)
    return Ontvanger(OntvangerSoort.netwerklid, lid.id, lid.naam, about)


def get_known(
    session: Session, deelnemer_id: UUID, soort: OntvangerSoort, ontvanger_id: UUID | None
) -> Known:
    """The recipient as he is kept; a UserError when he is not one of this deelnemer."""
    if soort is OntvangerSoort.team and ontvanger_id is None:
        return Known(Ontvanger(soort, None, TEAM))
    if soort is OntvangerSoort.deelnemer and ontvanger_id in (None, deelnemer_id):
        deelnemer = require(session, Right.read_dossier, deelnemer_id)
        return Known(Ontvanger(soort, None, deelnemer.roepnaam))
    if soort is OntvangerSoort.netwerklid and ontvanger_id is not None:
        lid = session.get(Netwerklid, ontvanger_id)
        if lid is not None and lid.deelnemer_id == deelnemer_id:
            return _known_lid(session, lid)
    if soort is OntvangerSoort.organisatie and ontvanger_id is not None:
        organisatie = session.get(Organisatie, ontvanger_id)
        if organisatie is not None:
            about = organisatie.soort or organisatie.plaats
            shown = Ontvanger(soort, organisatie.id, organisatie.naam, about)
            return _known_organisatie(shown, organisatie, organisatie.is_vervallen)
    raise UserError(FROM_THE_LIST, {"ontvanger_id": FROM_THE_LIST})


def find_now(session: Session, one: Toestemming) -> Known | None:
    """What the row of a consent says now; None when it is not known here (yet)."""
    try:
        return get_known(session, one.deelnemer_id, one.ontvanger_soort, one.ontvanger_id)
    except UserError:
        return None


def _known_lid(session: Session, lid: Netwerklid) -> Known:
    organisatie = session.get(Organisatie, lid.organisatie_id) if lid.organisatie_id else None
    shown = _of_network(lid, organisatie.naam if organisatie else "")
    if organisatie is None:
        return Known(shown, is_vervallen=lid.is_vervallen)
    return _known_organisatie(shown, organisatie, lid.is_vervallen or organisatie.is_vervallen)


def _known_organisatie(shown: Ontvanger, organisatie: Organisatie, is_vervallen: bool) -> Known:
    return Known(
        shown,
        organisatie.id,
        organisatie.naam,
        organisatie.wettelijke_taak,
        organisatie.gemeente,
        is_vervallen,
    )
