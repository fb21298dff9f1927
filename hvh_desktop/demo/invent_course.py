"""Invents what a man says and does: his inventarisatie, doelen, acties and talks."""

from __future__ import annotations

from dataclasses import replace

from hvh_desktop.demo.invent_people import Invented, organisation_key
from hvh_desktop.demo.story import (
    DEELNEMER,
    Actie,
    Afspraak,
    Blad,
    Doel,
    Gesprek,
    Inventarisatie,
    Planafspraak,
)
from hvh_desktop.demo.words import Words
from hvh_desktop.leefgebieden import Leefgebied

TODAY = 0
_HERSTELVORM = {
    "familie_vrienden_kennissen": "sociaal_netwerk",
    "partner": "sociaal_netwerk",
    "kinderen_opvoeding": "sociaal_netwerk",
    "wonen": "maatschappij",
    "geld_inkomen": "maatschappij",
    "werken_leren": "maatschappij",
}
_THEMES = {
    "wonen": "wonen",
    "geld_inkomen": "geld",
    "werken_leren": "werk",
    "gezondheid_zelfzorg": "gebruik",
    "veiligheid": "veiligheid",
    "kinderen_opvoeding": "gezin",
    "partner": "gezin",
    "familie_vrienden_kennissen": "gezin",
    "zingeving": "herstel",
    "vrije_tijd": "gezondheid",
}
"""Which longer passages of the talks belong to which leefgebied."""


# Krachteninventarisatie ---------------------------------------------------------------------


def invent_inventarisatie(
    words: Words, man: Invented, dag: int, met: tuple[str, ...], *, discussed: int = 10
) -> Inventarisatie:
    """A first version; with less than ten leefgebieden discussed it is still a concept."""
    is_af = discussed == len(Leefgebied)
    bladen = tuple(_blad(words, man, one.value) for one in list(Leefgebied)[:discussed])
    said = words.pick(man.sketch, words.blocks["zelfregulering"]) if is_af else ""
    return Inventarisatie(dag, met, bladen, said, is_af=is_af)


def _blad(words: Words, man: Invented, leefgebied: str) -> Blad:
    absent = (leefgebied == "partner" and not man.has_partner) or (
        leefgebied == "kinderen_opvoeding" and not man.is_father
    )
    if absent and (leefgebied != "partner" or words.random.random() < 0.5):
        return Blad(leefgebied, "niet_van_toepassing", "", "", "", "", None, ())
    said = words.blocks["ki"][leefgebied]
    silent = words.random.random() < 0.06
    own = {
        kolom: words.pick(man.sketch, said[kolom])
        for kolom in ("nu", "wensen", "hulpbronnen")
        if not silent and (kolom != "hulpbronnen" or words.random.random() < 0.75)
    }
    adds = words.random.random() < 0.3
    return Blad(
        leefgebied=leefgebied,
        antwoord=words.random.choice(("weet_niet", "wil_niet_antwoorden"))
        if silent
        else "geeft_antwoord",
        nu=own.get("nu", ""),
        wensen=own.get("wensen", ""),
        hulpbronnen=own.get("hulpbronnen", ""),
        aanvulling=words.pick(man.sketch, words.blocks["aanvulling"]) if adds else "",
        bereidheid=None if silent else words.random.choices(range(1, 8), (1, 2, 3, 4, 4, 3, 1))[0],
        krachten=_krachten(words, man) if words.random.random() < 0.55 else (),
    )


def _krachten(words: Words, man: Invented) -> tuple[tuple[str, str], ...]:
    sources = ("deelnemer", "mentor", "mentor", "dossier", "werkmeester")
    return ((words.pick(man.sketch, words.lists["krachten"]), words.random.choice(sources)),)


def again(words: Words, man: Invented, first: Inventarisatie, dag: int) -> Inventarisatie:
    """A later version: most leefgebieden went a step on, some things are said anew."""
    bladen = []
    for blad in first.bladen:
        step = words.random.choice((0, 1, 1, 2, -1))
        ready = None if blad.bereidheid is None else min(7, max(1, blad.bereidheid + step))
        said = words.blocks["ki"][blad.leefgebied]["nu"]
        fresh = blad.bereidheid is not None and words.random.random() < 0.6
        nu = words.pick(man.sketch, said) if fresh else blad.nu
        more = _krachten(words, man) if words.random.random() < 0.3 else ()
        krachten = blad.krachten + more
        bladen.append(replace(blad, bereidheid=ready, nu=nu, krachten=krachten))
    said = words.pick(man.sketch, words.blocks["zelfregulering"])
    return replace(first, dag=dag, bladen=tuple(bladen), zelfregulering=said)


# Doelen -------------------------------------------------------------------------------------


def invent_doelen(
    words: Words, man: Invented, begin: int, until: int, number: int, met: tuple[str, ...]
) -> tuple[Doel, ...]:
    """So many doelen from a day on, for a stay that lasts until a day."""
    possible = [
        one.value
        for one in Leefgebied
        if (one is not Leefgebied.partner or man.has_partner)
        and (one is not Leefgebied.kinderen_opvoeding or man.is_father)
    ]
    chosen = words.random.sample(possible, number)
    return tuple(
        _doel(words, man, leefgebied, place, begin + 4 * (place - 1), until, met)
        for place, leefgebied in enumerate(chosen, start=1)
    )


def _doel(
    words: Words,
    man: Invented,
    leefgebied: str,
    place: int,
    begin: int,
    until: int,
    met: tuple[str, ...],
) -> Doel:
    own, house = words.blocks["doelen"][leefgebied], words.lists["doelen"][leefgebied]
    source = words.random.choice(("motivatiebrief", "mentorgesprek", "ki"))
    key = f"d{place}"
    return Doel(
        key=key,
        tekst=words.pick(man.sketch, own, house),
        waarom=words.pick(man.sketch, words.lists["waarom_zinnen"]),
        leefgebieden=(leefgebied,),
        herstelvorm=_HERSTELVORM.get(leefgebied, "zelfherstel"),
        herkomst=f"ki:{leefgebied}:wensen" if source == "ki" else source,
        volgorde=place,
        status="later" if place > 3 else "nu",
        begin=begin,
        streef=max(begin + 30, until - words.random.randint(0, 30)),
        acties=tuple(
            _actie(words, man, leefgebied, f"{key}{letter}", begin, until, met)
            for letter in "abc"[: words.random.randint(1 if place > 3 else 2, 3)]
        ),
    )


def _actie(
    words: Words,
    man: Invented,
    leefgebied: str,
    key: str,
    begin: int,
    until: int,
    met: tuple[str, ...],
) -> Actie:
    random, lists = words.random, words.blocks["acties"][leefgebied]
    wanneer = begin + random.randint(8, max(10, min(70, until - begin)))
    soort = random.choices(("deelnemer", "netwerk", "organisatie", "medewerker"), (5, 2, 2, 2))[0]
    helpers = [one for one in man.netwerk if one.soort == "persoon" and one.steun != "geen"]
    adults = [one.key for one in helpers if one.leeftijd_kind is None]
    if soort == "netwerk" and adults:
        wie, wat = random.choice(adults), words.pick(man.sketch, lists["netwerk"])
    elif soort == "organisatie":
        kind, wat = random.choice(lists["organisatie"])
        wie = organisation_key(kind, man.persoon.gemeente_vestiging)
    elif soort == "medewerker":
        wie, wat = random.choice(met), words.pick(man.sketch, words.blocks["acties"]["medewerker"])
    else:
        wie, wat = DEELNEMER, words.pick(man.sketch, lists["deelnemer"])
    if wanneer > min(TODAY - 1, until) or random.random() < 0.06:
        return Actie(key, wat, wie, wanneer, "open")
    failed = random.random() < 0.14
    result = words.blocks["resultaat_niet" if failed else "resultaat_gelukt"]
    status = "niet_gelukt" if failed else "gedaan"
    return Actie(key, wat, wie, wanneer, status, words.pick(man.sketch, result))


def closed(words: Words, man: Invented, doelen: tuple[Doel, ...], einde: int) -> tuple[Doel, ...]:
    """How his doelen stood when he left: reached, or handed on with a reason."""
    found = []
    for doel in doelen:
        acties = tuple(
            replace(actie, status="vervallen", resultaat="Hij is vertrokken.", wanneer=einde)
            if actie.status == "open" or actie.wanneer > einde
            else actie
            for actie in doel.acties
        )
        if doel.status == "nu" and words.random.random() < 0.6:
            day = max(doel.begin + 20, einde - words.random.randint(2, 40))
            told = words.pick(man.sketch, words.blocks["opbrengst"])
            change = {"status": "behaald", "closed": min(day, einde), "opbrengst": told}
        else:
            reden = words.random.choice(
                ("gaat over naar anderen bij uitstroom", "hij kiest iets anders")
            )
            change = {"status": "vervallen", "closed": einde, "vervallen_reden": reden}
        found.append(replace(doel, acties=acties, **change))  # type: ignore[arg-type]
    return tuple(found)


# Talks --------------------------------------------------------------------------------------


def invent_talks(
    words: Words,
    man: Invented,
    days: list[int],
    met: tuple[str, ...],
    doelen: tuple[Doel, ...],
    uur: tuple[int, int],
) -> tuple[Gesprek, ...]:
    """A talk on each day; some were put off to the next day of the list when that is near."""
    found = []
    for number, dag in enumerate(days):
        following = days[number + 1] if number + 1 < len(days) else None
        if following is not None and following - dag < 8:
            found.append(_put_off(words, man, dag, uur))
        else:
            found.append(invent_talk(words, man, dag, met, doelen, uur))
    return tuple(found)


def _put_off(words: Words, man: Invented, dag: int, uur: tuple[int, int]) -> Gesprek:
    reasons = words.lists["verzet_redenen"]
    reden = words.random.choice(list(reasons))
    toelichting = words.pick(man.sketch, reasons[reden])
    return Gesprek(dag, reden=reden, toelichting=f"{toelichting}.", state="verzet", uur=uur)


def invent_talk(
    words: Words,
    man: Invented,
    dag: int,
    met: tuple[str, ...],
    doelen: tuple[Doel, ...],
    uur: tuple[int, int],
) -> Gesprek:
    """One talk with his words, a note, what was said about his doelen and what was agreed."""
    random, sketch, blocks, lists = words.random, man.sketch, words.blocks, words.lists
    running = [
        doel for doel in doelen if doel.begin < dag and (doel.closed is None or dag <= doel.closed)
    ]
    noted = random.sample(running, min(len(running), random.choice((0, 1, 1, 2))))
    who = met if random.random() < 0.5 else (random.choice(met),)
    return Gesprek(
        dag=dag,
        mentoren=who,
        gezicht=random.choices((None, 1, 2, 3, 4, 5), (1, 1, 3, 6, 6, 2))[0],
        eigen_woorden=words.pick(sketch, blocks["eigen_woorden"], lists["eigen_woorden"]),
        notitie=_note(words, man, [doel.leefgebieden[0] for doel in running]),
        per_doel=tuple((doel.key, words.pick(sketch, blocks["doelnotitie"])) for doel in noted),
        afspraken=tuple(
            Afspraak(
                words.pick(sketch, blocks["afspraken"]),
                random.choice((DEELNEMER, DEELNEMER, who[0])),
                dag + random.randint(3, 13),
            )
            for _ in range(random.choice((0, 1, 1, 2)))
        ),
        uur=uur,
    )


def _note(words: Words, man: Invented, leefgebieden: list[str]) -> str:
    """A note that is in no other dossier."""
    note = _compose(words, man, leefgebieden)
    while not words.is_new(note):
        note = _compose(words, man, leefgebieden)
    return note


def _compose(words: Words, man: Invented, leefgebieden: list[str]) -> str:
    lists, sketch = words.lists, man.sketch
    passages = lists["notitie_alineas"]
    theme = _THEMES[words.random.choice(leefgebieden)] if leefgebieden else "gezondheid"
    themed = [one for one in passages[theme] if one not in sketch.used]
    parts = [
        words.pick(sketch, lists["notitie_openers"]),
        words.pick(sketch, words.blocks["gesprek"], lists["notitie_midden"], themed),
    ]
    if words.random.random() < 0.6:
        parts.append(words.pick(sketch, words.blocks["gesprek"], lists["notitie_midden"]))
    if words.random.random() < 0.6:
        parts.append(words.pick(sketch, lists["notitie_slot"]))
    return " ".join(parts)


def invent_planafspraken(words: Words, man: Invented) -> tuple[Planafspraak, ...]:
    """Lasting agreements of his plan."""
    chosen = words.random.sample(words.blocks["planafspraken"], words.random.choice((0, 1, 2)))
    return tuple(Planafspraak(tekst, met_wie) for tekst, met_wie in chosen)
