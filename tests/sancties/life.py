"""What a man has to lose: a doel, verlof, work, care and a plan for his leaving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from hvh_desktop.actieplannen.service import record_doel
from hvh_desktop.db import Compartment, new_id
from hvh_desktop.organisaties.service import record_organisatie
from hvh_desktop.rights import Rol
from hvh_desktop.urinecontroles.model import NieuwGebruik, Stofuitslag
from hvh_desktop.urinecontroles.rows import StofInvoer
from hvh_desktop.urinecontroles.service import (
    change_nieuw_gebruik,
    record_afname,
    record_heronderzoek,
    record_meegedeeld,
    record_uitslag,
    record_urinecontrole,
)
from hvh_desktop.verloven.model import VerlofStatus
from hvh_desktop.verloven.service import change_verlofstatus, record_verlof, record_werkplek
from hvh_desktop.verwijzingen.model import Verwijzingsstand, VerwijzingStatus
from tests.sancties.house import VOORVAL, House

NEXT_VERLOF, LATER_VERLOF = date(2026, 11, 20), date(2026, 12, 5)


@dataclass(frozen=True)
class Life:
    """Ids of what he has."""

    doel_id: UUID
    verlof_id: UUID
    later_verlof_id: UUID
    werkplek_id: UUID


def give_life(home: House) -> Life:
    """One doel, two verloven, work in the Fabriek and care at Tactus."""
    office = home.open_as(Rol.casemanager, Rol.beheerder)
    doel = {
        "tekst": "Ik wil als hovenier werken.",
        "waarom": "Buiten ben ik rustig.",
        "leefgebieden": ("werken_leren",),
        "herstelvorm": "zelfherstel",
        "herkomst": "anders",
        "streefdatum": date(2027, 2, 1),
    }
    with office.transaction(Compartment.register) as session:
        tactus = record_organisatie(session, {"naam": "Tactus", "plaats": "Enschede"})
    with office.transaction(Compartment.team) as session:
        doel_id = record_doel(session, home.deelnemer_id, doel)
        verlof_id = record_verlof(session, home.deelnemer_id, verlof_values(doel_id))
        change_verlofstatus(session, verlof_id, VerlofStatus.toegekend)
        later = verlof_values(doel_id, soort="lang", begin_datum=LATER_VERLOF)
        later_id = record_verlof(session, home.deelnemer_id, later)
        werk_id = record_werkplek(session, home.deelnemer_id, werk_values())
        session.add(
            Verwijzingsstand(
                verwijzing_id=new_id(),
                deelnemer_id=home.deelnemer_id,
                instelling_id=tactus,
                status=VerwijzingStatus.gestart,
                status_datum=date(2026, 10, 12),
                is_vervallen=False,
            )
        )
    return Life(doel_id, verlof_id, later_id, werk_id)


def verlof_values(doel_id: UUID, **other: Any) -> dict[str, Any]:
    return {
        "soort": "kort",
        "doel_id": doel_id,
        "oogmerk": "Een dag meelopen bij de hovenier.",
        "bijdrage": "Hij ziet of het werk bij hem past.",
        "aanvraag_datum": date(2026, 11, 2),
        "begin_datum": NEXT_VERLOF,
        "eind_datum": None,
        "duur": "Van 9.00 tot 17.00 uur",
        "aantal": 1,
    } | other


def werk_values(**other: Any) -> dict[str, Any]:
    return {
        "soort": "Fabriek",
        "plek": "montage",
        "van_datum": date(2026, 8, 3),
        "tot_datum": None,
        "uren": 21,
        "weekloon": "14,75",
    } | other


def check_urine(
    home: House, nummer: str, nieuw_gebruik: NieuwGebruik, *, retest: bool = False
) -> UUID:
    """A check that found cannabis on the day of the voorval, told to him today."""
    order = {
        "aanleiding": "vermoeden",
        "reden": "Zijn ogen waren rood.",
        "is_reden_meegedeeld": True,
        "stoffen": ("cannabis",),
        "opdracht_datum": VOORVAL,
        "opdracht_tijd": time(9, 0),
        "nummer": "",
        "nummer_tweede": "",
    }
    with home.door(Rol.mentor).transaction(Compartment.team) as session:
        key = record_urinecontrole(session, home.deelnemer_id, order)
        taken = {"afname_datum": VOORVAL, "afname_tijd": time(9, 40), "nummer": nummer}
        record_afname(session, key, {**taken, "nummer_tweede": ""})
        found = (StofInvoer("cannabis", Stofuitslag.positief, "62 ng/ml"),)
        result = {
            "uitslag_datum": date(2026, 11, 10),
            "is_geknoeid": False,
            "toelichting": "",
            "stoffen": found,
        }
        record_uitslag(session, key, result)
        change_nieuw_gebruik(session, key, nieuw_gebruik)
        told = {"meegedeeld_datum": date(2026, 11, 12), "meegedeeld_tijd": time(8, 0)}
        record_meegedeeld(session, key, told)
        if retest:
            asked = {"heronderzoek_datum": date(2026, 11, 12), "heronderzoek_tijd": time(9, 0)}
            record_heronderzoek(session, key, asked)
    return key
