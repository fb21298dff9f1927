"""Care and consent in short, for the first tab and the timeline; only what the team may see.

A file of its own because it asks three slices and holds their words together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.dossier.moments import Moment, Soort, tab_of
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.policy import get_value
from hvh_desktop.signaleringsplannen.service import find_kaart
from hvh_desktop.text import capitalise, join_words, shorten
from hvh_desktop.toestemmingen.geldigheid import ToestemmingStatus
from hvh_desktop.toestemmingen.model import VerstrekkingWat
from hvh_desktop.toestemmingen.service import ToestemmingRow, list_toestemmingen
from hvh_desktop.toestemmingen.service_verstrekkingen import list_verstrekkingen
from hvh_desktop.verwijzingen.model import VerwijzingStatus, ZorgafspraakSoort
from hvh_desktop.verwijzingen.rows import StandRow, ZorgafspraakRow
from hvh_desktop.verwijzingen.service_stand import list_standen, list_zorgafspraken

_LONG = 70
_S = VerwijzingStatus
STATUS_TITLES = {
    _S.besproken: "Zorg besproken bij {}",
    _S.aangemeld: "Aangemeld bij {}",
    _S.geaccepteerd: "Aangenomen bij {}",
    _S.kennisgemaakt: "Kennisgemaakt bij {}",
    _S.gestart: "Zorg gestart bij {}",
    _S.afgerond: "Zorg afgerond bij {}",
    _S.gestopt: "Zorg gestopt bij {}",
    _S.afgewezen: "Niet aangenomen bij {}",
    _S.ingetrokken: "Aanmelding bij {} ingetrokken",
}
_GIVEN = {
    VerstrekkingWat.trajectplan: "Trajectplan gegeven",
    VerstrekkingWat.signaleringsplan: "Signaleringsplan gegeven",
    VerstrekkingWat.verwijsbrief: "Verwijsbrief gegeven",
    VerstrekkingWat.raadplegingen: "Overzicht van raadplegingen gegeven",
    VerstrekkingWat.mondeling: "Mondeling verteld",
    VerstrekkingWat.anders: "Iets gegeven",
}


@dataclass(frozen=True)
class ZorgKort:
    """How care and consent stand, for a small card."""

    standen: tuple[StandRow, ...]
    """Running ones, newest first; when none runs the last that did."""
    gesprek: ZorgafspraakRow | None
    """The next talk with the psycholoog."""
    psycholoog: str
    """Who has that talk; empty: nobody is named."""
    kaart_datum: date | None
    """Since when the team may read of his signaleringsplan."""
    geldig: int
    """Consents that hold today."""
    aflopend: tuple[ToestemmingRow, ...]
    """Those of them that end soon, the first one first."""

    @property
    def has_zorg(self) -> bool:
        """Is there anything to say about care?"""
        return bool(self.standen or self.gesprek or self.kaart_datum)


def get_zorg_kort(session: Session, deelnemer_id: UUID) -> ZorgKort:
    """From the team's own record; the caller has asked the right."""
    standen = list_standen(session, deelnemer_id)
    running = [one for one in standen if one.is_open] or standen[:1]
    coming = list_zorgafspraken(
        session, deelnemer_ids=[deelnemer_id], from_day=session.today, to_day=date.max
    )
    talks = (one for one in coming if one.soort is ZorgafspraakSoort.psycholoog)
    talk = next(talks, None)
    names = get_medewerker_names(session) if talk is not None else {}
    kaart = find_kaart(session, deelnemer_id)
    valid = [
        row
        for row in list_toestemmingen(session, deelnemer_id)
        if row.status is ToestemmingStatus.geldig
    ]
    days = int(get_value(session, "toestemming_waarschuwing_dagen"))
    return ZorgKort(
        standen=tuple(running),
        gesprek=talk,
        psycholoog=names.get(talk.medewerker_id, "") if talk and talk.medewerker_id else "",
        kaart_datum=kaart.datum if kaart else None,
        geldig=len(valid),
        aflopend=tuple(row for row in valid if row.dagen_over <= days),
    )


# The timeline -------------------------------------------------------------------------------


def list_zorg_moments(session: Session, deelnemer_id: UUID) -> Iterator[Moment]:
    """Consents given and taken back, what was given, and how far care is."""
    yield from _toestemmingen(session, deelnemer_id)
    for row in list_verstrekkingen(session, deelnemer_id):
        to = f"Aan {row.wie}"
        address = tab_of(deelnemer_id, "toestemming")
        yield Moment(row.datum, Soort.verstrekking, _GIVEN[row.wat], to, "dossier", address)
    for stand in list_standen(session, deelnemer_id):
        title = STATUS_TITLES[stand.status].format(stand.instelling)
        address = tab_of(deelnemer_id, "zorg")
        yield Moment(stand.status_datum, Soort.zorg, title, "", "dossier", address)


def _toestemmingen(session: Session, deelnemer_id: UUID) -> Iterator[Moment]:
    """What he allowed on one day is one line."""
    given: dict[date, list[ToestemmingRow]] = defaultdict(list)
    taken_back: dict[date, list[ToestemmingRow]] = defaultdict(list)
    for row in sorted(list_toestemmingen(session, deelnemer_id), key=lambda row: row.id):
        given[min(row.vanaf_datum, row.vastgelegd_op)].append(row)
        if row.ingetrokken_datum is not None:
            taken_back[row.ingetrokken_datum].append(row)
    for days, soort, title in (
        (given, Soort.toestemming, "Toestemming gegeven"),
        (taken_back, Soort.intrekking, "Toestemming ingetrokken"),
    ):
        for day, rows in days.items():
            who = join_words(dict.fromkeys(row.wie for row in rows))
            place, address = "dossier", tab_of(deelnemer_id, "toestemming")
            if len(rows) == 1:
                address = {"deelnemer_id": deelnemer_id, "toestemming_id": rows[0].id}
                place = "toestemming"
            yield Moment(day, soort, title, shorten(f"Voor {who}", _LONG), place, address)


def status_words(stand: StandRow) -> str:
    """'Gestart'."""
    return capitalise(stand.status.value)
