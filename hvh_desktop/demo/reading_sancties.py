"""Cases of the demo: what a written story tells, with what ``sancties.yaml`` adds to it.

A file of its own because a case has many parts; each is told only as far as the data go.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hvh_desktop.demo.reading import check_keys, list_story_files, load_yaml

Raw = Mapping[str, Any]
Straffen = tuple[tuple[str, int, int], ...]
"""Kind, how much in all, how much of it voorwaardelijk."""
_VERANTWOORDELIJK = {"ja": "volledig", "nee": "niet"}
_SOORTEN = {
    "opsluiting op kamer": "opsluiting",
    "weigering eerstvolgend verlof": "weigering van verlof",
}
"""Kinds of straf that the stories call otherwise."""
_MAY = (
    "urine betrokkenen adviesvraag naam uitwerking afspraak geprobeerd geen_straf is_regulier "
    "degradatie terugplaatsing proeftijd voorwaarden toezicht herinnering wordt_gevolgd uitleg "
    "uitvoering afloop ronde beklag mededeling"
)
"""What a row may say of a case, whether a story tells it as well or not."""
_ALWAYS = "Geen nieuwe strafwaardige feiten"
"""The program adds this condition itself."""


@dataclass(frozen=True)
class Voorval:
    """What happened. ``door``: who wrote it down."""

    dag: int
    plaats: str
    tekst: str
    door: str
    uur: int = 16
    zelf: bool = False


@dataclass(frozen=True)
class Verslag:
    """The report about it."""

    dag: int
    tekst: str
    door: str


@dataclass(frozen=True)
class Horen:
    """What he said."""

    dag: int
    woorden: str
    visie: str
    standpunt: str = "erkent het"
    taal: str = "Nederlands"
    tolk: str = "niet nodig"


@dataclass(frozen=True)
class Advies:
    """What the psycholoog released."""

    dag: int
    verantwoordelijk: str
    tekst: str


@dataclass(frozen=True)
class Uitkomst:
    """One of the outcomes that are laid beside each other."""

    straffen: Straffen = ()
    degradatie: bool = False
    terugplaatsing: bool = False
    naam: str = "gewone uitkomst"
    afspraak: str = ""
    uitwerking: str = ""


@dataclass(frozen=True)
class Voorstel:
    """What was weighed and proposed. ``gekozen`` None: the gewone uitkomst itself."""

    dag: int
    waarom: str
    problematiek: tuple[str, ...]
    verantwoordelijk: str
    telt_mee: tuple[str, ...]
    regulier: Uitkomst
    gekozen: Uitkomst | None
    geprobeerd: str = ""


@dataclass(frozen=True)
class Beslissing:
    """What was decided, how he is told, and what he keeps to."""

    dag: int
    motivering: str
    degradatie_reden: str
    uitleg: str
    proeftijd: int | None = None
    voorwaarden: tuple[str, ...] = ()
    toezicht: str = ""
    herinnering: int | None = None
    vervolg: str = ""
    """What the casemanager answered about his place."""


@dataclass(frozen=True)
class Beklag:
    """He complained about it."""

    dag: int
    gronden: str
    schorsing: str = "niet gevraagd"


@dataclass(frozen=True)
class Ordemaatregel:
    """Apart from a straf. ``bij_zaak``: it belongs to his last case."""

    man: str
    soort: str
    reden: str
    door: str
    dag: int
    uur: int
    tot_dag: int
    tot_uur: int
    bij_zaak: bool = False


@dataclass(frozen=True)
class Ronde:
    """He was heard again, about executing what was voorwaardelijk."""

    horen: int
    woorden: str
    visie: str
    waarom: str
    beslis: int
    motivering: str
    degradatie_reden: str
    niet_nagekomen: str
    uitleg: str
    afloop: int


@dataclass(frozen=True)
class Zaak:
    """A case as far as it came; a part that is None did not happen (yet)."""

    man: str
    soort: str
    voorval: Voorval
    urine: str = ""
    """The number of the check that it came from."""
    betrokkenen: tuple[str, ...] = ()
    verslag: Verslag | None = None
    adviesvraag: bool = False
    horen: Horen | None = None
    advies: Advies | None = None
    voorstel: Voorstel | None = None
    beslissing: Beslissing | None = None
    mededeling: tuple[int, int] | None = None
    """It was made, and will be given: days."""
    uitreiking: tuple[int, str] | None = None
    """Day and by whom."""
    beklag: Beklag | None = None
    uitvoering: tuple[int, int] | None = None
    """First day, and how many days."""
    afloop: int | None = None
    ronde: Ronde | None = None


def read_zaken() -> dict[str, list[Zaak]]:
    """All of them by man: the written ones with what they leave out, and those of invented men."""
    extra = load_yaml("sancties.yaml")
    written = {
        (raw["id"], told["id"]): told
        for raw in (load_yaml(f"verhalen/{path.name}") for path in list_story_files())
        for told in raw.get("sancties", ())
    }
    for row in extra["bij_verhalen"]:
        need = "verhaal id soort visie standpunt taal problematiek telt_mee regulier"
        check_keys(row, f"{row['verhaal']} {row['id']}", need, f"{_MAY} tolk degradatie_reden")
    for row in extra["zaken"]:
        may = "verslag horen advies problematiek verantwoordelijk telt_mee regulier straffen "
        may += "voorstel beslissing degradatie_reden uitreiking"
        check_keys(row, row["man"], "man tot soort voorval", f"{may} {_MAY}")
    rows = [
        _told(written.pop((row["verhaal"], row["id"])), row, row["verhaal"])
        for row in extra["bij_verhalen"]
    ]
    if written:
        raise ValueError(f"nobody told more about {sorted(written)}")
    found: dict[str, list[Zaak]] = {}
    for row in (*rows, *extra["zaken"]):
        found.setdefault(row["man"], []).append(read_zaak(row))
    return found


def read_ordemaatregelen() -> list[Ordemaatregel]:
    """All of them."""
    return [Ordemaatregel(**row) for row in load_yaml("sancties.yaml")["ordemaatregelen"]]


def _told(story: Raw, row: Raw, man: str) -> dict[str, Any]:
    """A case of a story under the names of ``sancties.yaml``."""
    verslag, horen, besluit = story["verslag"], story["horen"], story["beslissing"]
    voorval, advies = story["voorval"], story["advies_psycholoog"]
    given = besluit.get("voorwaardelijk", {})
    heard = {name: row[name] for name in ("visie", "standpunt", "taal", "tolk") if name in row}
    responsible = _VERANTWOORDELIJK.get(advies["verantwoordelijk"], advies["verantwoordelijk"])
    return {
        "man": man,
        "voorval": {
            "dag": voorval["dag"],
            "uur": int(voorval["tijd"].partition(":")[0]),
            "plaats": voorval["plaats"],
            "tekst": voorval["tekst"],
            "door": verslag["door"],
        },
        "verslag": {name: verslag[name] for name in ("dag", "tekst", "door")},
        "horen": {"dag": horen["dag"], "woorden": horen["tekst"], **heard},
        "advies": {"dag": advies["dag"], "verantwoordelijk": responsible, "tekst": advies["tekst"]},
        "verantwoordelijk": responsible,
        "voorstel": {name: story["voorstel"][name] for name in ("dag", "waarom")},
        "straffen": list(_straffen(besluit, given.get("dagen", 0))),
        "beslissing": {name: besluit[name] for name in ("dag", "motivering")},
        "proeftijd": given.get("proeftijd_tot_dag"),
        "voorwaarden": [one for one in given.get("voorwaarden", ()) if one != _ALWAYS],
        "uitreiking": {name: story["uitreiking"][name] for name in ("dag", "door")},
        **row,
    }


def _straffen(besluit: Raw, conditional: int) -> list[tuple[str, int, int]]:
    straf, extra = besluit["straf"], besluit.get("bijkomend")
    found = [(_SOORTEN.get(straf["soort"], straf["soort"]), straf["dagen"], conditional)]
    return found + ([(_SOORTEN[extra["soort"]], 1, 0)] if extra else [])


def read_zaak(row: Raw) -> Zaak:
    """One case out of its row."""
    handed, served, paper = row.get("uitreiking"), row.get("uitvoering"), row.get("mededeling")
    return Zaak(
        man=row["man"],
        soort=row["soort"],
        voorval=Voorval(**row["voorval"]),
        urine=row.get("urine", ""),
        betrokkenen=tuple(row.get("betrokkenen", ())),
        verslag=Verslag(**row["verslag"]) if "verslag" in row else None,
        adviesvraag=row.get("adviesvraag", "advies" in row),
        horen=Horen(**row["horen"]) if "horen" in row else None,
        advies=Advies(**row["advies"]) if "advies" in row else None,
        voorstel=_voorstel(row) if "voorstel" in row else None,
        beslissing=_beslissing(row) if "beslissing" in row else None,
        mededeling=(paper["dag"], paper["uitreiken"]) if paper else None,
        uitreiking=(handed["dag"], handed["door"]) if handed else None,
        beklag=Beklag(**row["beklag"]) if "beklag" in row else None,
        uitvoering=(served["van"], served["dagen"]) if served else None,
        afloop=row.get("afloop"),
        ronde=Ronde(**row["ronde"]) if "ronde" in row else None,
    )


def _voorstel(row: Raw) -> Voorstel:
    return Voorstel(
        **row["voorstel"],
        problematiek=tuple(row["problematiek"]),
        verantwoordelijk=row["verantwoordelijk"],
        telt_mee=tuple(row["telt_mee"]),
        regulier=_uitkomst(row["regulier"]),
        gekozen=None if row.get("is_regulier") else _uitkomst({**row, "straffen": _chosen(row)}),
        geprobeerd=row.get("geprobeerd", ""),
    )


def _chosen(row: Raw) -> list[Any]:
    return [] if row.get("geen_straf") else row["straffen"]


def _uitkomst(row: Raw) -> Uitkomst:
    return Uitkomst(
        straffen=tuple((soort, much, given) for soort, much, given in row["straffen"]),
        degradatie=row.get("degradatie", False),
        terugplaatsing=row.get("terugplaatsing", False),
        naam=row.get("naam", "gewone uitkomst"),
        afspraak=row.get("afspraak", ""),
        uitwerking=row.get("uitwerking", ""),
    )


def _beslissing(row: Raw) -> Beslissing:
    told = row["beslissing"]
    check_keys(told, row["man"], "dag motivering")
    return Beslissing(
        dag=told["dag"],
        motivering=told["motivering"],
        degradatie_reden=row["degradatie_reden"],
        uitleg=row["uitleg"],
        proeftijd=row.get("proeftijd"),
        voorwaarden=tuple(row.get("voorwaarden", ())),
        toezicht=row.get("toezicht", ""),
        herinnering=row.get("herinnering"),
        vervolg=row.get("wordt_gevolgd", ""),
    )
