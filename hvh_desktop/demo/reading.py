"""The written stories as they stand in ``resources/demo``, read strictly.

A key that nobody knows is a mistake in the file: it raises, so that nothing is left out silently.
What has no place in the program yet is named in ``LATER``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from hvh_desktop.demo.reading_zorg import (
    read_signaleringsplan,
    read_toestemmingen,
    read_verwijzing,
)
from hvh_desktop.demo.story import (
    Aandachtspunt,
    Actie,
    Afspraak,
    Blad,
    Brief,
    Doel,
    Gesprek,
    Instemming,
    Inventarisatie,
    Naaste,
    Persoon,
    Story,
    Teamlid,
    Verblijf,
)
from hvh_desktop.resources import resource_path

LATER = frozenset("overleggen activiteiten basis nazorg".split())
"""Parts of a story that the program has no place for yet."""
ELSEWHERE = "verlof werk urinecontroles sancties"
"""Parts of a story that another module reads."""
TAKEN = ("casemanager", "reclasseringswerker", "psycholoog")
_ANTWOORDEN = {
    "": "geeft_antwoord",
    "weet niet": "weet_niet",
    "wil niet antwoorden": "wil_niet_antwoorden",
    "niet van toepassing": "niet_van_toepassing",
}
_NOT_ASKED = "nog niet gevraagd"
Raw = Mapping[str, Any]


def load_yaml(name: str) -> Any:
    """A file of ``resources/demo``, read with the fast parser where there is one."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(resource_path(f"demo/{name}").read_text(encoding="utf-8"), loader)


def list_story_files() -> list[Path]:
    """The written stories in order."""
    return sorted(resource_path("demo/verhalen").glob("*.yaml"))


def read_stories() -> list[Story]:
    """All written stories."""
    return [read_story(load_yaml(f"verhalen/{path.name}")) for path in list_story_files()]


def check_keys(raw: Raw, where: str, need: str, may: str = "") -> None:
    """Raise ValueError when a key is missing or nobody knows it."""
    needed = set(need.split())
    unknown = set(raw) - needed - set(may.split())
    missing = needed - set(raw)
    if unknown or missing:
        raise ValueError(f"{where}: unknown {sorted(unknown)}, missing {sorted(missing)}")


def read_story(raw: Raw) -> Story:
    """One story out of its file."""
    key = raw["id"]
    may = "motivatiebrief instemming krachteninventarisatie uitstroom "
    may += f"verwijzingen signaleringsplan toestemmingen {ELSEWHERE} {' '.join(LATER)}"
    check_keys(raw, key, "id identiteit verblijf team alerts netwerk doelen mentorgesprekken", may)
    verblijf = _verblijf(key, raw["verblijf"], raw.get("uitstroom", {}))
    gesprekken = tuple(_gesprek(key, row) for row in raw["mentorgesprekken"])
    toestemmingen = read_toestemmingen(key, raw, check_keys)
    plan = raw.get("signaleringsplan")
    return Story(
        key=key,
        persoon=_persoon(key, raw["identiteit"]),
        verblijf=verblijf,
        team=_team(key, raw["team"], verblijf, gesprekken),
        aandachtspunten=tuple(_aandachtspunt(key, row) for row in raw["alerts"]),
        brief=_brief(key, raw["motivatiebrief"]) if "motivatiebrief" in raw else None,
        netwerk=tuple(_naaste(key, row) for row in raw["netwerk"]),
        inventarisaties=_inventarisaties(key, raw.get("krachteninventarisatie", {})),
        doelen=tuple(_doel(key, row, verblijf) for row in raw["doelen"]),
        instemming=_instemming(key, raw.get("instemming", {})),
        gesprekken=gesprekken + _next(raw["mentorgesprekken"]),
        plan=_plan_day(raw),
        verwijzingen=tuple(read_verwijzing(key, row, check_keys) for row in raw["verwijzingen"]),
        signaleringsplan=read_signaleringsplan(key, plan, toestemmingen, check_keys)
        if plan
        else None,
        toestemmingen=toestemmingen,
    )


def _persoon(key: str, raw: Raw) -> Persoon:
    need = (
        "voornamen roepnaam achternaam geboren registratienummer gemeente_herkomst "
        "vestigingsgemeente pi_herkomst titel taal leesniveau lvb uitleg_voorkeur"
    )
    check_keys(raw, f"{key} identiteit", need, "naam_eigen_schrift")
    born = raw["geboren"]
    check_keys(born, f"{key} geboren", "leeftijd maand dag")
    return Persoon(
        roepnaam=raw["roepnaam"],
        achternaam=raw["achternaam"],
        voornamen=raw["voornamen"],
        leeftijd=born["leeftijd"],
        maand=born["maand"],
        dag=born["dag"],
        registratienummer=raw["registratienummer"],
        gemeente_herkomst=raw["gemeente_herkomst"],
        gemeente_vestiging=raw["vestigingsgemeente"],
        inrichting_herkomst=raw["pi_herkomst"],
        titel=raw["titel"],
        talen=raw["taal"],
        leesniveau=raw["leesniveau"],
        lvb=raw["lvb"],
        uitlegvoorkeur=raw["uitleg_voorkeur"],
        naam_eigen_schrift=raw.get("naam_eigen_schrift", ""),
    )


def _verblijf(key: str, raw: Raw, left: Raw) -> Verblijf:
    may = (
        "einde_verwacht_dag uitstroom_soort_verwacht vi_dag einde_werkelijk_dag uitstroom_soort "
        "einde_detentie_dag"
    )
    check_keys(raw, f"{key} verblijf", "status plaatsing_dag", may)
    if left:
        check_keys(left, f"{key} uitstroom", "dag soort reden overdracht")
        if (left["dag"], left["soort"]) != (raw["einde_werkelijk_dag"], raw["uitstroom_soort"]):
            raise ValueError(f"{key}: uitstroom and verblijf tell two stories")
    ended, how = raw.get("einde_werkelijk_dag"), raw.get("uitstroom_soort")
    if how is not None and how.startswith("teruggeplaatst"):
        # nobody expects to be sent back: until then he would have stayed to the end
        expected, how_expected = raw["einde_detentie_dag"], "einde detentie"
    else:
        expected, how_expected = ended, how or ""
    return Verblijf(
        begin=raw["plaatsing_dag"],
        verwacht_einde=raw.get("einde_verwacht_dag", expected),
        verwachte_uitstroom=raw.get("uitstroom_soort_verwacht", how_expected),
        vi=raw.get("vi_dag"),
        einde_detentie=raw.get("einde_detentie_dag"),
        einde=ended,
        uitstroom=raw.get("uitstroom_soort"),
        uitstroom_reden=left.get("reden", ""),
        is_nazorg=raw["status"] == "nazorg",
    )


def _team(
    key: str, raw: Raw, verblijf: Verblijf, gesprekken: tuple[Gesprek, ...]
) -> tuple[Teamlid, ...]:
    """A mentor who was not in any talk before somebody left came in his place."""
    check_keys(raw, f"{key} team", "mentoren casemanager historie", " ".join(TAKEN))
    before, reden, came = [], "", verblijf.begin
    for row in raw["historie"]:
        check_keys(row, f"{key} historie", "rol wie van_dag tot_dag reden")
        before.append(Teamlid(row["wie"], row["rol"], row["van_dag"], row["tot_dag"], row["reden"]))
        reden, came = row["reden"], row["tot_dag"]
    early = {wie for gesprek in gesprekken if gesprek.dag <= came for wie in gesprek.mentoren}
    late = [wie for wie in raw["mentoren"] if before and wie not in early]
    now = [
        Teamlid(wie, "mentor", came, None, reden)
        if wie in late
        else Teamlid(wie, "mentor", verblijf.begin)
        for wie in raw["mentoren"]
    ]
    others = [Teamlid(raw[taak], taak, verblijf.begin) for taak in TAKEN if taak in raw]
    ended = None if verblijf.is_nazorg else verblijf.einde
    return (*before, *(_until(lid, ended) for lid in (*now, *others)))


def _until(lid: Teamlid, day: int | None) -> Teamlid:
    return lid if day is None else Teamlid(lid.wie, lid.taak, lid.vanaf, day, "Vertrokken")


def _aandachtspunt(key: str, raw: Raw) -> Aandachtspunt:
    check_keys(raw, f"{key} alerts", "soort sinds_dag tekst")
    return Aandachtspunt(raw["soort"], raw["sinds_dag"], raw["tekst"])


def _brief(key: str, raw: Raw) -> Brief:
    check_keys(raw, f"{key} motivatiebrief", "dag geholpen_door tekst")
    return Brief(raw["dag"], raw["geholpen_door"], raw["tekst"])


def _naaste(key: str, raw: Raw) -> Naaste:
    may = "organisatie woonplaats telefoon rol_in_plan notitie kind"
    check_keys(raw, f"{key} netwerk", "id naam soort relatie sterkte steun", may)
    kind = raw.get("kind")
    if kind is not None:
        check_keys(kind, f"{key} kind", "leeftijd")
    texts = ("woonplaats", "telefoon", "rol_in_plan", "notitie")
    return Naaste(
        key=raw["id"],
        **{name: raw[name] for name in ("soort", "naam", "relatie", "sterkte", "steun")},
        organisatie=raw.get("organisatie"),
        **{name: raw.get(name, "") for name in texts},
        leeftijd_kind=None if kind is None else kind["leeftijd"],
    )


def _inventarisaties(key: str, raw: Raw) -> tuple[Inventarisatie, ...]:
    if not raw or raw.get("status") == "gepland":
        return ()
    may = "zelfregulering zelfregulering_ik coach_opmerking tolk"
    check_keys(raw, f"{key} krachteninventarisatie", "dag met leefgebieden", may)
    coach = raw.get("coach_opmerking")
    if coach is not None:
        check_keys(coach, f"{key} coach_opmerking", "door dag tekst")
    aanvulling = raw["zelfregulering"] if "zelfregulering_ik" in raw else ""
    return (
        Inventarisatie(
            dag=raw["dag"],
            met=tuple(raw["met"]),
            bladen=tuple(_blad(key, name, row) for name, row in raw["leefgebieden"].items()),
            zelfregulering=raw.get("zelfregulering_ik", raw["zelfregulering"]),
            zelfregulering_aanvulling=aanvulling,
            bijzonderheden="Met een tolk." if raw.get("tolk") else "",
            coach=None if coach is None else (coach["door"], coach["dag"], coach["tekst"]),
        ),
    )


def _blad(key: str, leefgebied: str, raw: Raw) -> Blad:
    may = "antwoord nu wensen hulpbronnen professional bereidheid"
    check_keys(raw, f"{key} {leefgebied}", "krachten", may)
    for row in raw["krachten"]:
        check_keys(row, f"{key} krachten", "tekst bron")
    return Blad(
        leefgebied=leefgebied,
        antwoord=_ANTWOORDEN[raw.get("antwoord", "")],
        **{name: raw.get(name, "") for name in ("nu", "wensen", "hulpbronnen")},
        aanvulling=raw.get("professional", ""),
        bereidheid=raw.get("bereidheid"),
        krachten=tuple((row["tekst"], row["bron"]) for row in raw["krachten"]),
    )


def _doel(key: str, raw: Raw, verblijf: Verblijf) -> Doel:
    need = "id tekst waarom leefgebieden herstelvorm herkomst volgorde status start_dag acties"
    check_keys(raw, f"{key} doel", need, "streef_dag behaald_dag opbrengst vervallen_reden")
    status = "later" if raw["status"] == "concept" else raw["status"]
    closed = raw.get("behaald_dag", verblijf.einde if status == "vervallen" else None)
    return Doel(
        key=raw["id"],
        **{name: raw[name] for name in ("tekst", "waarom", "herstelvorm", "herkomst", "volgorde")},
        leefgebieden=tuple(raw["leefgebieden"]),
        status=status,
        begin=raw["start_dag"],
        streef=raw.get("streef_dag"),
        acties=tuple(_actie(key, row) for row in raw["acties"]),
        closed=closed,
        opbrengst=raw.get("opbrengst", ""),
        vervallen_reden=raw.get("vervallen_reden", ""),
    )


def _actie(key: str, raw: Raw) -> Actie:
    check_keys(raw, f"{key} actie", "id wat wie wanneer_dag status", "resultaat")
    names = (raw["id"], raw["wat"], raw["wie"], raw["wanneer_dag"], raw["status"])
    return Actie(*names, raw.get("resultaat", ""))


def _instemming(key: str, raw: Raw) -> Instemming | None:
    if not raw or raw.get("antwoord") == _NOT_ASKED:
        return None
    check_keys(raw, f"{key} instemming", "antwoord dag toelichting")
    return Instemming(raw["antwoord"], raw["dag"], raw["toelichting"])


def _gesprek(key: str, raw: Raw) -> Gesprek:
    where = f"{key} gesprek {raw['dag']}"
    if raw.get("status") == "verzet":
        check_keys(raw, where, "dag status reden toelichting verzet_naar_dag")
        return Gesprek(
            raw["dag"], reden=raw["reden"], toelichting=raw["toelichting"], state="verzet"
        )
    need = "dag mentoren gezicht eigen_woorden notitie per_doel afspraken volgende_dag"
    check_keys(raw, where, need, "overige")
    for row in raw["afspraken"]:
        check_keys(row, where, "wat wie dag")
    return Gesprek(
        dag=raw["dag"],
        mentoren=tuple(raw["mentoren"]),
        overige=tuple(raw.get("overige", ())),
        gezicht=raw["gezicht"],
        eigen_woorden=raw["eigen_woorden"],
        notitie=raw["notitie"],
        per_doel=tuple(raw["per_doel"].items()),
        afspraken=tuple(Afspraak(row["wat"], row["wie"], row["dag"]) for row in raw["afspraken"]),
    )


def _next(rows: list[Raw]) -> tuple[Gesprek, ...]:
    """The talk that the last one planned."""
    day = rows[-1].get("volgende_dag", rows[-1].get("verzet_naar_dag")) if rows else None
    return () if day is None else (Gesprek(day, state="gepland"),)


def _plan_day(raw: Raw) -> int | None:
    """His plan was fixed at the first trajectgesprek after he agreed."""
    agreed: int | None = raw.get("instemming", {}).get("dag")
    if agreed is None:
        return None
    rows = raw["overleggen"]
    days: list[int] = [row["dag"] for row in rows if row["soort"] == "trajectgesprek"]
    return min((day for day in days if day >= agreed), default=agreed)
