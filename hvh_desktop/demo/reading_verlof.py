"""Verlof, work and urine checks of the demo: what a written story tells, under fixed names.

A file of its own because these words are mapped, while the rest of a story is taken over as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hvh_desktop.demo.reading import check_keys, list_story_files, load_yaml

Raw = Mapping[str, Any]
WEEK = 7
CENTS_AN_HOUR = 95
"""What work inside pays."""
_STATUS = {"aangevraagd": "in voorbereiding"}
_AANLEIDING = {"verplicht": "voorwaarde"}
_SOORTEN = (
    ("(extern)", "bij een werkgever buiten"),
    ("Fabriek", "Fabriek"),
    ("Groenvoorziening", "groenvoorziening"),
)
"""Words in a place of work, and the kind that they mean; else it is in the house."""
_WAARDEN = {"cannabis": "85 ng/ml", "cocaïne": "410 ng/ml", "opiaten": "620 ng/ml"}


@dataclass(frozen=True)
class Verlof:
    """One verlof. ``einde``: the last day when it is not the first."""

    doel: str
    soort: str
    aanvraag: int
    begin: int
    einde: int | None
    duur: str
    aantal: int
    status: str
    oogmerk: str
    bijdrage: str
    woorden: str = ""
    """How it went, or why it did not."""

    @property
    def laatste(self) -> int:
        """Its last day."""
        return self.begin if self.einde is None else self.einde


@dataclass(frozen=True)
class Werk:
    """His work in a period."""

    soort: str
    plek: str
    van: int
    tot: int | None
    uren: int
    centen: int | None


@dataclass(frozen=True)
class Urine:
    """One check. ``gevonden`` and ``verklaard``: substances."""

    nummer: str
    dag: int
    tijd: tuple[int, int]
    aanleiding: str
    stoffen: tuple[str, ...]
    meegedeeld: int | None
    gevonden: tuple[str, ...] = ()
    verklaard: tuple[str, ...] = ()
    waarden: Mapping[str, str] | None = None
    is_geweigerd: bool = False
    nieuw: str = "onbekend"


@dataclass(frozen=True)
class Vrijheid:
    """All three of one man."""

    verloven: tuple[Verlof, ...] = ()
    werk: tuple[Werk, ...] = ()
    urine: tuple[Urine, ...] = ()


def read_vrijheden() -> dict[str, Vrijheid]:
    """What the written stories tell, by man."""
    stories = (load_yaml(f"verhalen/{path.name}") for path in list_story_files())
    return {raw["id"]: read_vrijheid(raw) for raw in stories}


def read_vrijheid(raw: Raw) -> Vrijheid:
    """What one written story tells."""
    key = raw["id"]
    return Vrijheid(
        tuple(_verlof(key, row) for row in raw.get("verlof", ())),
        tuple(_werk(key, row) for row in raw.get("werk", ())),
        tuple(_urine(key, row) for row in raw.get("urinecontroles", ())),
    )


def _verlof(key: str, raw: Raw) -> Verlof:
    need = "soort aanvraag_dag begin_dag duur aantal status oogmerk bijdrage"
    check_keys(raw, f"{key} verlof", need, "doel evaluatie")
    einde = last_day(raw["soort"], raw["begin_dag"], raw["aantal"], raw["duur"])
    status = str(_STATUS.get(raw["status"], raw["status"]))
    if status == "gehad":
        if raw["soort"] == "extramurale arbeid" and einde is not None and einde >= 0:
            status = "toegekend"
        else:
            einde = None if einde is None else min(einde, -1)
    return Verlof(
        doel=raw.get("doel", ""),
        soort=raw["soort"],
        aanvraag=raw["aanvraag_dag"],
        begin=raw["begin_dag"],
        einde=einde,
        duur=raw["duur"],
        aantal=raw["aantal"],
        status=status,
        oogmerk=raw["oogmerk"],
        bijdrage=raw["bijdrage"],
        woorden=raw.get("evaluatie", ""),
    )


def last_day(soort: str, begin: int, aantal: int, duur: str) -> int | None:
    """One in a week; a night makes it a day longer, work outside lasts the week."""
    number = duur.partition(" ")[0]
    nights = int(number) if "nacht" in duur else 0
    if soort == "extramurale arbeid":
        return begin + WEEK * aantal - 1
    last = begin + nights + WEEK * (aantal - 1)
    return last if last > begin else None


def _werk(key: str, raw: Raw) -> Werk:
    check_keys(raw, f"{key} werk", "plek van_dag uren", "tot_dag")
    plek: str = raw["plek"]
    soort = next((kind for sign, kind in _SOORTEN if sign in plek), "in het huis")
    is_outside = soort == "bij een werkgever buiten"
    plain = plek.replace(" (extern)", "").removeprefix("Fabriek, ")
    return Werk(
        soort=soort,
        plek=plain.removeprefix("Groenvoorziening, "),
        van=raw["van_dag"],
        tot=raw.get("tot_dag"),
        uren=raw["uren"],
        centen=None if is_outside else raw["uren"] * CENTS_AN_HOUR,
    )


def _urine(key: str, raw: Raw) -> Urine:
    need = "nummer dag tijd aanleiding stoffen uitslag medegedeeld_dag"
    may = "herhaling_gevraagd hoeveelste_positief nieuw_gebruik"
    check_keys(raw, f"{key} urinecontrole", need, may)
    said: str = raw["uitslag"]
    found, _, about = said.partition(" (")
    is_positive = found.startswith("positief op ")
    counted = (found.removeprefix("positief op "),) if is_positive else ()
    explained = tuple(one for one in raw["stoffen"] if f"{one} passend bij medicatie" in about)
    measured = {counted[0]: about.rstrip(")")} if counted and about and not explained else {}
    hour, _, minute = raw["tijd"].partition(":")
    return Urine(
        nummer=raw["nummer"],
        dag=raw["dag"],
        tijd=(int(hour), int(minute)),
        aanleiding=str(_AANLEIDING.get(raw["aanleiding"], raw["aanleiding"])),
        stoffen=tuple(raw["stoffen"]),
        meegedeeld=raw["medegedeeld_dag"],
        gevonden=counted,
        verklaard=explained,
        waarden={**_WAARDEN, **measured},
        is_geweigerd=said == "geweigerd",
        nieuw=raw.get("nieuw_gebruik", "onbekend") if is_positive else "onbekend",
    )
