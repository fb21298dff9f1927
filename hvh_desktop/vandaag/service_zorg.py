"""Care and consent on Vandaag: appointments, what waits for the psycholoog, what ends soon.

A file of its own because only here the page looks into behandeling, and only for who may.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hvh_desktop.behandelingen.service import WachtRow, get_overzicht
from hvh_desktop.db import Compartment, Session
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.text import countdown
from hvh_desktop.toestemmingen.service import list_expiring
from hvh_desktop.vandaag.rows import LetOpLine, Naar, WachtLine, ZorgLine
from hvh_desktop.vandaag.service_termijnen import Kijk
from hvh_desktop.verwijzingen.model import ZorgafspraakSoort
from hvh_desktop.verwijzingen.rows import ZorgafspraakRow
from hvh_desktop.verwijzingen.service_stand import list_zorgafspraken


def list_zorg(session: Session, kijk: Kijk, until: date) -> list[ZorgLine]:
    """Appointments of these men from today on, in order."""
    rows = list_zorgafspraken(
        session, deelnemer_ids=list(kijk.deelnemers), from_day=session.today, to_day=until
    )
    return [_zorg(session, kijk, row) for row in rows]


def _zorg(session: Session, kijk: Kijk, row: ZorgafspraakRow) -> ZorgLine:
    is_mine = row.medewerker_id == session.actor.medewerker_id
    naar = Naar("dossier", {"deelnemer_id": row.deelnemer_id, "tab": "zorg"})
    if row.soort is ZorgafspraakSoort.behandeling:
        who = f"Afspraak {row.instelling}".strip()
    elif is_mine:
        who = "Gesprek met jou"
        talk = {"deelnemer_id": row.deelnemer_id, "psycholooggesprek_id": row.bron_id}
        naar = Naar("psycholooggesprek", talk)
    else:
        name = kijk.names.get(row.medewerker_id, "") if row.medewerker_id else ""
        who = f"Gesprek met {name}, psycholoog" if name else "Gesprek met de psycholoog"
    deelnemer = kijk.deelnemers[row.deelnemer_id]
    return ZorgLine(deelnemer, row.datum, row.tijd, f"{who}, {row.plaats.value}", is_mine, naar)


def list_aflopend(session: Session, kijk: Kijk) -> list[LetOpLine]:
    """Consents that end soon, for who may take one back: those who can renew it or say so."""
    men = [
        row.id
        for row in kijk.deelnemers.values()
        if is_allowed(session.actor, Right.withdraw_toestemming, is_own=row.is_eigen)
    ]
    if not men:
        return []
    days = int(get_value(session, "toestemming_waarschuwing_dagen"))
    return [
        LetOpLine(
            kijk.deelnemers[row.deelnemer_id],
            "handshake",
            f"Toestemming voor {row.wie} loopt {countdown(row.tot_datum, session.today)} af",
            "Bekijk",
            Naar("toestemming", {"deelnemer_id": row.deelnemer_id, "toestemming_id": row.id}),
        )
        for row in list_expiring(session, men, days)
    ]


@dataclass(frozen=True)
class Wachten:
    """The two lists of Behandeling that are on Vandaag too; the acties are there already."""

    op_jou: tuple[WachtLine, ...] = ()
    vraag_na: tuple[WachtLine, ...] = ()


def list_wacht(session: Session) -> Wachten:
    """What waits for the psycholoog at the keyboard, and what others let wait too long."""
    may = is_allowed(session.actor, Right.read_behandeling)
    if not may or not session.holds(Compartment.behandeling):
        return Wachten()
    found = get_overzicht(session)
    return Wachten(
        tuple(_wacht(row) for row in found.op_jou), tuple(_wacht(row) for row in found.vraag_na)
    )


def _wacht(row: WachtRow) -> WachtLine:
    naar = Naar(row.place, row.address)
    return WachtLine(row.deelnemer, row.wat, row.dagen, row.te_laat, row.is_hypothese, naar)
