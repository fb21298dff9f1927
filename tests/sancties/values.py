"""What the forms of a case give, as tests fill them in; fictional."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import Any

from hvh_desktop.rights import Rol
from hvh_desktop.sancties.rows import AlternatiefRow, StrafRow
from hvh_desktop.sancties.uitvoering import UitvoeringInvoer
from hvh_desktop.sancties.words import (
    AlternatiefSoort,
    SanctieStatus,
    StrafSoort,
    Tekenen,
    Verantwoordelijkheid,
)

S = SanctieStatus
BEGIN = date(2026, 7, 9)
"""The day of his placement; today is Thursday 12 november 2026."""
VOORVAL, VERSLAG, GEHOORD = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 5)
VANDAAG = date(2026, 11, 12)
"""The proposal and all that follows are of the day on which they are recorded."""
TEAM: Mapping[Rol, str] = {
    Rol.mentor: "Ilse",
    Rol.casemanager: "Ruben",
    Rol.reclasseringswerker: "Petra",
    Rol.psycholoog: "Sanne",
    Rol.locatiemanager: "Karin",
    Rol.directeur: "Willem",
}
"""Who works here in which role, by roepnaam."""
DIRECT, MIXED, VOORWAARDELIJK = (
    StrafRow(StrafSoort.opsluiting, 1, uitwerking="op zijn eigen kamer"),
    StrafRow(StrafSoort.opsluiting, 3, 2, uitwerking="op zijn eigen kamer"),
    StrafRow(StrafSoort.opsluiting, 2, 2, uitwerking="op zijn eigen kamer"),
)
"""At once; one day at once and two voorwaardelijk; wholly voorwaardelijk."""


def voorval_values(**other: Any) -> dict[str, Any]:
    """A voorval as the form gives it."""
    values: dict[str, Any] = {
        "voorval_soort": "softdrugs",
        "voorval_datum": VOORVAL,
        "voorval_tijd": time(21, 15),
        "plaats": "zijn kamer op de eerste verdieping",
        "feiten": "Op zijn kamer rook het naar wiet. Hij had een half opgerookte joint.",
        "betrokkenen": ("medebewoner A",),
        "is_zelf_gemeld": False,
        "urinecontrole_id": None,
    }
    return values | other


def hoor_values(**other: Any) -> dict[str, Any]:
    """A hearing as the form gives it."""
    values: dict[str, Any] = {
        "datum": GEHOORD,
        "tijd": time(14, 0),
        "aanwezigen": "zijn mentor",
        "taal": "Nederlands",
        "tolk": "niet nodig",
        "is_afgezien": False,
        "eigen_woorden": "Ik kon niet slapen en toen heb ik er een aangestoken.",
        "standpunt": "erkent het",
        "visie": "Geef me een kans, ik wil weer naar mijn behandeling.",
        "toelichting": "",
    }
    return values | other


def advies_values(**other: Any) -> dict[str, Any]:
    """What the psycholoog releases."""
    tekst = "Terugval past bij zijn verslaving. Hij kan wel kiezen."
    return {"verantwoordelijkheid": "verminderd", "tekst": tekst} | other


def slot_values(**other: Any) -> dict[str, Any]:
    """The reason of an end; "anders" is in each of the lists."""
    return {"datum": VANDAAG, "reden": "anders", "toelichting": "Zo is het besproken."} | other


def alternatief(
    *straffen: StrafRow, soort: AlternatiefSoort = AlternatiefSoort.maatwerk, **other: Any
) -> AlternatiefRow:
    """One outcome; with a proeftijd of two months when something is voorwaardelijk."""
    is_conditional = any(straf.voorwaardelijk for straf in straffen)
    values: dict[str, Any] = {
        "naam": soort.value.capitalize(),
        "afspraak": "Hij praat met zijn psycholoog over slapen.",
        "is_degradatie": False,
        "is_terugplaatsing": False,
        "proeftijd_tot_datum": date(2027, 1, 12) if is_conditional else None,
    }
    return AlternatiefRow(soort=soort, straffen=straffen, **(values | other))


def voorstel_values(*straffen: StrafRow, **other: Any) -> dict[str, Any]:
    """A proposal: the regular outcome beside the chosen one; no straf when none is given."""
    soort = AlternatiefSoort.maatwerk if straffen else AlternatiefSoort.geen_straf
    values: dict[str, Any] = {
        "hoeveelste_keer": 1,
        "problematiek": ("verslaving",),
        "verantwoordelijkheid": Verantwoordelijkheid.verminderd,
        "verantwoordelijkheid_toelichting": "Hij slaapt al weken slecht.",
        "telt_mee": ("Eerste keer", "Terugval hoort bij verslaving"),
        "waarom": "Terugval hoort bij zijn verslaving. Hij werkt mee aan zijn behandeling.",
        "geprobeerd": "",
        "alternatieven": (
            alternatief(
                StrafRow(StrafSoort.opsluiting, 5),
                soort=AlternatiefSoort.regulier,
                is_degradatie=True,
                afspraak="",
            ),
            alternatief(*straffen, soort=soort, is_gekozen=True),
        ),
    }
    return values | other


def beslissing_values(**other: Any) -> dict[str, Any]:
    """A decision that follows the proposal."""
    values: dict[str, Any] = {
        "datum": VANDAAG,
        "is_gevolgd": True,
        "alternatief": None,
        "motivering": "U hebt gebruikt. U vertelde het eerlijk en u bent in behandeling.",
        "verantwoordelijkheid": Verantwoordelijkheid.verminderd,
        "degradatie_reden": "Hij blijft hier in behandeling; dat helpt meer dan degradatie.",
        "voorwaarden": (),
    }
    return values | other


def uitreiking_values(**other: Any) -> dict[str, Any]:
    """A handing-over on the day that is on the paper."""
    values: dict[str, Any] = {
        "datum": VANDAAG,
        "tijd": time(10, 15),
        "tekenen": Tekenen.getekend,
        "wijze": ("voorgelezen",),
        "toelichting": "",
    }
    return values | other


def uitvoeringen(
    straffen: Iterable[StrafRow], begin: date, **other: Any
) -> tuple[UitvoeringInvoer, ...]:
    """What is not voorwaardelijk is executed from this day on, in a room of his own."""
    values: dict[str, Any] = {
        "begin_datum": begin,
        "begin_tijd": time(10, 0),
        "eind_tijd": time(10, 0),
        "is_strafcel": False,
        "commissie_gemeld_datum": None,
        "arts_gemeld_datum": None,
        "toelichting": "",
    }
    return tuple(
        UitvoeringInvoer(
            straf_id=straf.id,
            **{"eind_datum": begin + timedelta(days=straf.onvoorwaardelijk), **values, **other},
        )
        for straf in straffen
        if straf.onvoorwaardelijk and straf.id is not None
    )
