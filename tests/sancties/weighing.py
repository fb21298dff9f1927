"""Rules and outcomes for the pure parts of the weighing."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from hvh_desktop.db import new_id
from hvh_desktop.policy import Rule
from hvh_desktop.sancties.maxima import Regels
from hvh_desktop.sancties.rows import AlternatiefRow, StrafRow
from hvh_desktop.sancties.words import AlternatiefSoort, StrafSoort
from hvh_desktop.verloven.model import VerlofSoort, VerlofStatus, WerkSoort
from hvh_desktop.verloven.rows import VerlofRow, WerkplekRow

TODAY = date(2026, 11, 12)
MAXIMA = {
    StrafSoort.opsluiting: 14,
    StrafSoort.bezoek: 28,
    StrafSoort.uitsluiting: 14,
    StrafSoort.verlof: 1,
    StrafSoort.boete: 2,
}
"""As the law was read; the tests hold the brought table against it."""


def rule(sleutel: str, waarde: Any) -> Rule:
    return Rule(sleutel, "", waarde, date(2021, 1, 1), "", None, is_hypothese=False)


def regels(
    combinatie: int = 14, maanden: int = 3, maxima: dict[StrafSoort, int] | None = None
) -> Regels:
    """The rules of a day, with other numbers when a test asks for them."""
    most = {**MAXIMA, **(maxima or {})}
    rows = [{"sleutel": soort.value, "maximum": number} for soort, number in most.items()]
    return Regels(
        rule("sanctie_maxima", rows),
        rule("sanctie_combinatie_dagen", combinatie),
        rule("sanctie_proeftijd_maanden", maanden),
    )


def straf(soort: StrafSoort, aantal: int, voorwaardelijk: int = 0, **other: Any) -> StrafRow:
    """A straf that is whole: a visit has its reason, a fine its pay and its substitute."""
    values: dict[str, Any] = {}
    if soort is StrafSoort.bezoek:
        values = {"bezoek_reden": "Het middel kwam mee met dit bezoek."}
    if soort is StrafSoort.boete:
        values = {
            "weekloon_centen": 1475,
            "vervangende_soort": StrafSoort.uitsluiting,
            "vervangende_dagen": 1,
        }
    return StrafRow(soort, aantal, voorwaardelijk, **{**values, **other})


def outcome(*straffen: StrafRow, **other: Any) -> AlternatiefRow:
    """An outcome op maat."""
    values: dict[str, Any] = {
        "soort": AlternatiefSoort.maatwerk,
        "naam": "Past bij hem",
        "straffen": straffen,
        "afspraak": "",
        "is_degradatie": False,
        "is_terugplaatsing": False,
        "proeftijd_tot_datum": None,
    }
    return AlternatiefRow(**{**values, **other})


def verlof(soort: VerlofSoort, begin: date, eind: date | None = None, **other: Any) -> VerlofRow:
    values: dict[str, Any] = {
        "id": new_id(),
        "deelnemer_id": UUID(int=1),
        "soort": soort,
        "doel_id": None,
        "doel": "",
        "oogmerk": "Zijn dochter zien",
        "bijdrage": "",
        "aanvraag_datum": None,
        "begin_datum": begin,
        "eind_datum": eind,
        "duur": "een dag",
        "aantal": 1,
        "status": VerlofStatus.toegekend,
        "status_reden": "",
        "evaluatie": "",
    }
    return VerlofRow(**{**values, **other})


def werk(soort: WerkSoort = WerkSoort.fabriek, uren: int = 20, **other: Any) -> WerkplekRow:
    values: dict[str, Any] = {
        "id": new_id(),
        "deelnemer_id": UUID(int=1),
        "soort": soort,
        "plek": "montage",
        "van_datum": date(2026, 9, 1),
        "tot_datum": None,
        "uren": uren,
        "weekloon_centen": 1475,
        "is_nu": True,
    }
    return WerkplekRow(**{**values, **other})
