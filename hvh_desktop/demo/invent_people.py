"""Invents who a man is and who is around him."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from hvh_desktop.demo.story import Naaste, Persoon
from hvh_desktop.demo.words import Sketch, Words

GROUPS = {
    "nederlands_twents": 30,
    "turks": 8,
    "suryoyo": 6,
    "koerdisch": 4,
    "surinaams_antilliaans": 7,
    "pools_oost_europees": 6,
    "marokkaans": 6,
    "sinti_roma": 2,
    "overig": 4,
}
"""How many of each background; they follow each other mixed."""
_PAIRED = ("overig", "pools_oost_europees", "suryoyo")
"""Lists in which a first name and a surname belong together by their place."""
_WITH_PREFIX = 5
"""Every so many of the Dutch names has a tussenvoegsel."""
_WIJKTEAMS = {"Almelo", "Enschede", "Hengelo"}


@dataclass(frozen=True)
class Invented:
    """A man with his network and what sentences may say about him."""

    persoon: Persoon
    netwerk: tuple[Naaste, ...]
    sketch: Sketch
    is_father: bool
    has_partner: bool


def list_groups(random: Random) -> list[str]:
    """The background of each man, mixed."""
    found = [group for group, number in GROUPS.items() for _ in range(number)]
    random.shuffle(found)
    return found


def invent_person(words: Words, group: str, number: int, titel: str, begin: int) -> Invented:
    """One man who came on this day. ``number`` makes his registratienummer."""
    random, years = words.random, -begin // 365
    roepnaam, tussenvoegsel, achternaam = _name(words, group)
    gemeente = _gemeente(words)
    leeftijd = min(64, max(21, round(random.gauss(37, 9)))) + years
    persoon = Persoon(
        roepnaam=roepnaam,
        tussenvoegsel=tussenvoegsel,
        achternaam=achternaam,
        voornamen=_voornamen(words, group, roepnaam),
        naam_eigen_schrift=_own_script(words, group, roepnaam, achternaam),
        leeftijd=leeftijd,
        maand=random.randint(1, 12),
        dag=random.randint(1, 28),
        registratienummer=f"HT-{81000 + number * 13}",
        gemeente_herkomst=gemeente if random.random() < 0.8 else _gemeente(words),
        gemeente_vestiging=gemeente,
        inrichting_herkomst=random.choice(words.lists["pi_herkomst"]),
        titel=titel,
        talen=words.deal(f"taal {group}", words.blocks["talen"][group]),
        leesniveau=words.deal("lezen", words.blocks["leesniveau"]),
        lvb=random.choices(("ja", "nee", "onbekend"), (3, 5, 2))[0],
        uitlegvoorkeur=words.deal("uitleg", words.blocks["uitleg"]),
    )
    return _with_network(words, group, persoon, years)


def _name(words: Words, group: str) -> tuple[str, str, str]:
    """A name that nobody else has."""
    name = _any_name(words, group)
    while not words.is_new(known_as(name[0], name[2])):
        name = _any_name(words, group)
    return name


def known_as(roepnaam: str, achternaam: str) -> tuple[str, str]:
    """How two men are told apart: a tussenvoegsel is easily missed."""
    return roepnaam.casefold(), achternaam.casefold()


def _any_name(words: Words, group: str) -> tuple[str, str, str]:
    lists = words.lists["namen"][group]
    roepnaam = words.deal(f"voornaam {group}", lists["voornamen"])
    if group in _PAIRED:
        place = lists["voornamen"].index(roepnaam)
        return roepnaam, "", lists["achternamen"][place]
    dutch = words.deal("prefix", [str(n) for n in range(_WITH_PREFIX)])
    if group == "nederlands_twents" and dutch == "0":
        pairs = words.blocks["namen_met_tussenvoegsel"]
        chosen = words.deal("met tussenvoegsel", [str(n) for n in range(len(pairs))])
        return roepnaam, *pairs[int(chosen)]
    return roepnaam, "", words.deal(f"achternaam {group}", lists["achternamen"])


def _voornamen(words: Words, group: str, roepnaam: str) -> str:
    if group != "nederlands_twents" or words.random.random() < 0.3:
        return roepnaam
    second = words.random.choice(["Johannes", "Hendrikus", "Jan", "Maria", "Albertus", "Gerrit"])
    return f"{roepnaam} {second}"


def _own_script(words: Words, group: str, roepnaam: str, achternaam: str) -> str:
    known = words.blocks["eigen_schrift"]
    if group not in ("suryoyo", "marokkaans", "overig"):
        return ""
    if roepnaam not in known or achternaam not in known:
        return ""
    return f"{known[roepnaam]} {known[achternaam]}"


def _gemeente(words: Words) -> str:
    weights: dict[str, int] = words.lists["gemeenten_gewicht"]
    return words.random.choices(list(weights), list(weights.values()))[0]


# Around him ---------------------------------------------------------------------------------


def _with_network(words: Words, group: str, persoon: Persoon, years: int) -> Invented:
    random = words.random
    is_father, has_partner = random.random() < 0.45, random.random() < 0.4
    gemeente = persoon.gemeente_vestiging
    slots = {
        "gemeente": gemeente,
        "plaats": random.choice(words.lists["plaatsen_per_gemeente"][gemeente]),
        "beroep": _job(words),
        "werk": words.deal("werk", words.blocks["werk"]),
        "thema": words.deal("thema", words.blocks["themas"]),
    }
    if 29 <= persoon.leeftijd <= 31:
        slots["dertig"] = ""
    sketch = Sketch(slots)
    people = [_relative(words, group, persoon, sketch, relatie) for relatie in _who(words)]
    if has_partner:
        relatie = random.choice(("vriendin", "partner", "echtgenote"))
        people.append(_relative(words, group, persoon, sketch, relatie))
    if is_father:
        people += _children(words, persoon, sketch, years)
    people += _around(words, persoon)
    keyed = tuple(replace(one, key=f"n{n}") for n, one in enumerate(people, start=1))
    return Invented(persoon, keyed, sketch, is_father, has_partner)


def _job(words: Words) -> str:
    not_a_job = words.blocks["geen_beroep"]
    return words.deal("beroep", [one for one in words.lists["beroepen"] if one not in not_a_job])


def _who(words: Words) -> list[str]:
    random, relaties = words.random, words.blocks["relaties"]
    found = random.sample(relaties["vrouw"], 2) + random.sample(relaties["man"], 2)
    random.shuffle(found)
    return found[: random.randint(2, 4)]


def _relative(words: Words, group: str, persoon: Persoon, sketch: Sketch, relatie: str) -> Naaste:
    random, blocks = words.random, words.blocks
    is_man = relatie in blocks["relaties"]["man"]
    naam = _other_name(words, group, is_man, sketch)
    own = relatie in ("moeder", "vader", "zus", "broer", "oom", "tante", "oma", "neef", "nicht")
    sketch.slots[_slot(relatie)] = naam
    sterkte = random.choices(("sterk", "zwak", "gespannen", "verbroken"), (5, 3, 2, 1))[0]
    gone = sterkte == "verbroken"
    return Naaste(
        key="",
        soort="persoon",
        naam=f"{naam} {persoon.achternaam}" if own and random.random() < 0.7 else naam,
        relatie=relatie,
        sterkte=sterkte,
        steun="geen" if gone else random.choice(("krijgt", "krijgt", "beide", "geeft")),
        woonplaats=random.choice(
            (sketch.slots["plaats"], persoon.gemeente_herkomst, *words.lists["gemeenten_gewicht"])
        ),
        telefoon="" if gone else f"06-0000{random.randint(1000, 9999)}",
        rol_in_plan="" if gone else words.pick(sketch, blocks["rol_in_plan"]),
        notitie=words.pick(sketch, blocks["notitie_naaste"]) if random.random() < 0.6 else "",
    )


def _other_name(words: Words, group: str, is_man: bool, sketch: Sketch) -> str:
    names = words.blocks["namen_naasten"][group]["man" if is_man else "vrouw"]
    free = [one for one in names if one not in sketch.slots.values()] or names
    return words.deal(f"naaste {group}", free)


def _slot(relatie: str) -> str:
    return {"vriendin": "partner", "echtgenote": "partner", "oud-collega": "vriend"}.get(
        relatie, relatie
    )


def _children(words: Words, persoon: Persoon, sketch: Sketch, years: int) -> list[Naaste]:
    """His children, who were there when he came, so many years ago."""
    random, found = words.random, list[Naaste]()
    for place in range(random.choice((1, 1, 2))):
        naam = words.deal("kind", words.blocks["kindernamen"])
        is_girl = naam in ("Noor", "Yara", "Lina", "Elif", "Sara", "Zoë", "Roos", "Mila", "Amira")
        relatie = "dochter" if is_girl else "zoon"
        sketch.slots[relatie] = naam
        if place == 0:
            sketch.slots["kind"] = naam
        found.append(
            Naaste(
                key="",
                soort="persoon",
                naam=naam,
                relatie=relatie,
                sterkte=random.choice(("sterk", "zwak", "gespannen")),
                steun="geeft",
                woonplaats=persoon.gemeente_herkomst,
                leeftijd_kind=years
                + random.randint(2, max(3, min(14, persoon.leeftijd - years - 20))),
            )
        )
    return found


def _around(words: Words, persoon: Persoon) -> list[Naaste]:
    gemeente = persoon.gemeente_vestiging
    found = [_organisation(gemeente_key(gemeente), f"Gemeente {gemeente}", "nazorg", "zwak")]
    for key, naam, relatie in (
        ("org-justact", "JusTact", "behandelaar"),
        ("org-bewind", "Bewindvoering Het Kompas", "bewindvoerder"),
        ("org-tactus", "Tactus Reclassering", "toezichthouder"),
    ):
        if words.random.random() < 0.4:
            found.append(_organisation(key, naam, relatie, "sterk"))
    return found


def _organisation(key: str, naam: str, relatie: str, sterkte: str) -> Naaste:
    return Naaste("", "organisatie", naam, relatie, sterkte, "krijgt", organisatie=key)


def gemeente_key(gemeente: str) -> str:
    """The key of a gemeente in ``organisaties.yaml``."""
    plain = "".join(char for char in gemeente.casefold() if char.isalpha())
    return f"gem-{plain}"


def organisation_key(kind: str, gemeente: str) -> str:
    """The organisatie that a building block means: "gemeente" and "wijkteam" are his own."""
    if kind == "gemeente":
        return gemeente_key(gemeente)
    if kind == "wijkteam":
        near = gemeente if gemeente in _WIJKTEAMS else "Almelo"
        return f"org-wijkteam-{near.casefold()}"
    return kind
