"""Care and consent in the written stories; what a story says in free words gets its fixed name.

A file of its own because these words are mapped, while the rest of a story is taken over as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hvh_desktop.demo.story import (
    TEAM,
    Fase,
    Signaleringsplan,
    Toestemming,
    Verwijzing,
)

Raw = Mapping[str, Any]
CheckKeys = Callable[[Raw, str, str, str], None]

_SOORTEN = {
    "behandeling gokverslaving": "verslavingsbehandeling",
    "diagnostiek en traumabehandeling": "traumabehandeling",
    "FACT-LVB": "FACT (LVB)",
}
"""Kinds of care that the list of the house calls otherwise."""
_STAPPEN = (
    ("besproken", "besproken_dag"),
    ("aangemeld", "aangemeld_dag"),
    ("geaccepteerd", "geaccepteerd_dag"),
    ("kennisgemaakt", "kennismaking_dag"),
    ("gestart", "gestart_dag"),
    ("afgerond", "afgerond_dag"),
    ("gestopt", "gestopt_dag"),
)
_WIJZEN = (("tolk", "tolk"), ("voorgelezen", "voorgelezen"), ("mondeling", "mondeling"))
_GEGEVENS = (
    ("signaleringsplan", "signaleringsplan"),
    ("fasen", "signaleringsplan"),
    ("verlof", "afspraken en gesprekken"),
    ("afspraken", "afspraken en gesprekken"),
    ("doel", "doelen en acties"),
    ("wonen", "doelen en acties"),
    ("school", "doelen en acties"),
    ("vordering", "doelen en acties"),
    ("gebeld", "naam en verblijf"),
)
"""Words in a consent, and the kind of data that they mean."""
_LEEFGEBIEDEN = (
    ("wonen", "wonen"),
    ("geld", "geld_inkomen"),
    ("vordering", "geld_inkomen"),
    ("school", "werken_leren"),
)
_PLACES = ("eerste", "tweede", "derde", "vierde", "vijfde")
IMPLIED_DAYS = 365
"""Who knows his signaleringsplan has consent; where the story is silent it lasts a year."""


# Verwijzingen -------------------------------------------------------------------------------


def read_verwijzing(key: str, raw: Raw, check_keys: CheckKeys) -> Verwijzing:
    """A referral out of a story."""
    need = "instelling soort_zorg urgentie indicatie besproken_dag"
    may = "volgende_afspraak_dag stop_categorie na_uitstroom_bij "
    may += " ".join(name for _, name in _STAPPEN[1:])
    check_keys(raw, f"{key} verwijzing", need, may)
    indicatie, _, vraag = raw["indicatie"].partition(" Vraag: ")
    soort: str = raw["soort_zorg"]
    return Verwijzing(
        instelling=raw["instelling"],
        soort_zorg=_SOORTEN.get(soort, soort),
        urgentie=raw["urgentie"],
        indicatie=indicatie,
        vraag=_sentence(vraag or soort),
        stappen=tuple((status, raw[name]) for status, name in _STAPPEN if name in raw),
        categorie=raw.get("stop_categorie", ""),
        volgende=raw.get("volgende_afspraak_dag"),
        vervolg=raw.get("na_uitstroom_bij", ""),
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


# Signaleringsplan ---------------------------------------------------------------------------


def read_signaleringsplan(
    key: str, raw: Raw, toestemmingen: tuple[Toestemming, ...], check_keys: CheckKeys
) -> Signaleringsplan:
    """The plan of a story; who knows only some stages is told so in his consent."""
    check_keys(raw, f"{key} signaleringsplan", "dag opgesteld_met fasen bellen gedeeld_met", "")
    told = {one.ontvanger: one for one in toestemmingen}
    fasen = tuple(_fase(key, row, check_keys) for row in raw["fasen"])
    return Signaleringsplan(
        dag=raw["dag"],
        opgesteld_met=tuple(raw["opgesteld_met"]),
        fasen=fasen,
        bellen=tuple(raw["bellen"]),
        gedeeld_met=tuple((wie, _known(told.get(wie), fasen)) for wie in raw["gedeeld_met"]),
        has_kaart=TEAM in told,
    )


def _fase(key: str, raw: Raw, check_keys: CheckKeys) -> Fase:
    check_keys(raw, f"{key} fase", "fase signalen helpt_zelf helpt_anderen", "")
    kleur, _, naam = raw["fase"].partition(": ")
    parts = (tuple(raw[name]) for name in ("signalen", "helpt_zelf", "helpt_anderen"))
    return Fase(kleur, naam, *parts)


def _known(toestemming: Toestemming | None, fasen: tuple[Fase, ...]) -> tuple[str, ...]:
    """'signaleringsplan geel en oranje' names two stages; else all are known."""
    every = tuple(fase.kleur for fase in fasen)
    said = toestemming.doel.casefold().split() if toestemming else []
    return tuple(kleur for kleur in every if kleur in said) or every


# Toestemmingen ------------------------------------------------------------------------------


def read_toestemmingen(key: str, story: Raw, check_keys: CheckKeys) -> tuple[Toestemming, ...]:
    """What a story says he allows, and what it implies: who knows his signaleringsplan may."""
    own = [_toestemming(key, row, story, check_keys) for row in story.get("toestemmingen") or ()]
    plan = story.get("signaleringsplan")
    if not plan:
        return tuple(own)
    may = {one.ontvanger for one in own if "signaleringsplan" in one.gegevens}
    others = [wie for wie in plan["gedeeld_met"] if wie not in may]
    if "einde_werkelijk_dag" not in story["verblijf"]:
        others.append(TEAM)
    return (*own, *(_implied(wie, story) for wie in others))


def _toestemming(key: str, raw: Raw, story: Raw, check_keys: CheckKeys) -> Toestemming:
    need = "ontvanger doel gegevens van_dag tot_dag wijze getuige"
    may = "houdt_voor_zich ingetrokken_dag ingetrokken_hoe"
    check_keys(raw, f"{key} toestemming", need, may)
    words = raw["gegevens"]
    said = f"{words}, {raw['doel']}" if "fasen" in words else words
    wijze = next((wijze for sign, wijze in _WIJZEN if sign in raw["wijze"]), "getekend")
    return Toestemming(
        ontvanger=raw["ontvanger"],
        doel=raw["doel"],
        gegevens=tuple(dict.fromkeys(soort for sign, soort in _GEGEVENS if sign in said)),
        leefgebieden=_leefgebieden(words, story["doelen"]),
        beperking=raw.get("houdt_voor_zich", ""),
        van=raw["van_dag"],
        tot=raw["tot_dag"],
        wijze=wijze,
        getuige=raw["getuige"],
        taal=_language(story) if wijze == "tolk" else "",
        ingetrokken=raw.get("ingetrokken_dag"),
        ingetrokken_hoe=raw.get("ingetrokken_hoe", ""),
    )


def _leefgebieden(words: str, doelen: list[Raw]) -> tuple[str, ...]:
    """Which parts of his life it is about; empty: the words set no such limit."""
    if "doelen" in (part.strip() for part in words.split(",")):
        return ()
    found = [leefgebied for sign, leefgebied in _LEEFGEBIEDEN if sign in words]
    places = [number for number, place in enumerate(_PLACES, start=1) if place in words]
    for doel in doelen:
        if doel["volgorde"] in places:
            found += doel["leefgebieden"]
    return tuple(dict.fromkeys(found))


def _language(story: Raw) -> str:
    """The first language of his list, without what stands in brackets."""
    first: str = story["identiteit"]["taal"].split(",")[0]
    return first.split(" (")[0]


def _implied(wie: str, story: Raw) -> Toestemming:
    """As the casemanager wrote it down on the day of the plan, signed."""
    team, dag = story["team"], story["signaleringsplan"]["dag"]
    return Toestemming(
        ontvanger=wie,
        doel="Weten wat ze zien en wat dan helpt",
        gegevens=("signaleringsplan",),
        van=dag,
        tot=dag + IMPLIED_DAYS,
        wijze="getekend",
        getuige=team["mentoren"][0],
    )
