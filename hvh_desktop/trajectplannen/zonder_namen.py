"""The plan with roles instead of names, for teaching and for talking it over in the house.

A file of its own because it cuts along people, not along grounds. It is not anonymous: who knows
him may recognise him, so it stays in the house.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hvh_desktop.text import age, fold
from hvh_desktop.toestemmingen.model import GegevensSoort
from hvh_desktop.trajectplannen.inhoud import (
    Actieregel,
    Doelregel,
    Krachtregel,
    Netwerkregel,
    PlanInhoud,
    Teamregel,
)
from hvh_desktop.trajectplannen.mensen import DEELNEMER, SOMEBODY, Mensen, Soort
from hvh_desktop.trajectplannen.schaar import Uitsnede, Weglating

RECOGNISED = "Daaraan is hij te herkennen. Van zijn geboortedatum blijft zijn leeftijd over."
ROLES = "Er staat wie het is voor hem: ‘mentor’, ‘moeder’, ‘iemand anders’."
SHORTEST_NAME = 3
"""Names of fewer letters are not looked for in sentences."""
WORD = re.compile(r"[^\W\d_]+")


def cut_names(inhoud: PlanInhoud, medewerkers: Collection[str] = ()) -> Uitsnede:
    """No names, number, birthday, gemeente and languages; nothing to reach anybody by."""
    mensen = Mensen(inhoud, medewerkers)
    gesprek = inhoud.gesprek
    cut = replace(
        inhoud,
        door="",
        gegevens=_person(inhoud),
        team=tuple(dict.fromkeys(Teamregel(lid.taak, lid.taak.value) for lid in inhoud.team)),
        krachten=tuple(map(_kracht, inhoud.krachten)),
        doelen=_goals(inhoud.doelen, mensen),
        later=_goals(inhoud.later, mensen),
        behaald=_goals(inhoud.behaald, mensen),
        vervallen=_goals(inhoud.vervallen, mensen),
        planafspraken=tuple(
            replace(one, met_wie=_role_of_typed(one.met_wie, mensen))
            for one in inhoud.planafspraken
        ),
        gesprek=gesprek
        and replace(
            gesprek,
            afspraken=_steps(gesprek.afspraken, mensen),
            aanwezig=_there(gesprek.aanwezig, mensen),
        ),
        andere_acties=_steps(inhoud.andere_acties, mensen),
        netwerk=tuple(_network(one, mensen) for one in inhoud.netwerk),
    )
    weg = (
        Weglating("De namen in de vakken, ook van het team en van wie om hem heen staat", ROLES),
        Weglating("Registratienummer, geboortedatum, gemeente en talen", RECOGNISED),
        Weglating("Waar anderen wonen, telefoon, mail en bezoek", "Daaraan zijn zij te herkennen."),
    )
    kinds = frozenset(GegevensSoort) - {GegevensSoort.signaleringsplan}
    return Uitsnede(cut, ("Het hele plan, met rollen in plaats van namen",), weg, kinds)


def names_in(inhoud: PlanInhoud, namen: Iterable[str]) -> tuple[str, ...]:
    """Which words of these names stand in the sentences of a plan, as they are written there."""
    parts = {
        fold(part)
        for naam in namen
        for part in WORD.findall(naam)
        if len(part) >= SHORTEST_NAME and not part[:1].islower()
    }
    found: dict[str, str] = {}
    for text in _texts(inhoud):
        for word in WORD.findall(text):
            key = fold(word)
            plain = key if key in parts else key.removesuffix("s")
            if not word[:1].islower() and plain in parts:
                found.setdefault(plain, word)
    return tuple(found.values())


def known_names(inhoud: PlanInhoud) -> Iterator[str]:
    """Every name that the plan itself holds in a place for names, and where he goes."""
    gegevens = inhoud.gegevens
    yield from (gegevens.naam, gegevens.roepnaam, gegevens.gaat_naar, inhoud.door)
    yield from (lid.naam for lid in inhoud.team)
    yield from (one.naam for one in inhoud.netwerk if not one.is_organisatie)


def _texts(value: Any) -> Iterator[str]:
    """Every sentence in frozen values, but not the house and the fixed words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in ("huis", "gebieden", "kolomkoppen"):
                yield from _texts(getattr(value, field.name))


# One by one ---------------------------------------------------------------------------------


def _person(inhoud: PlanInhoud) -> Any:
    gegevens = inhoud.gegevens
    born = gegevens.geboortedatum
    return replace(
        gegevens,
        naam=DEELNEMER,
        roepnaam=DEELNEMER,
        naam_eigen_schrift="",
        registratienummer="",
        geboortedatum=None,
        leeftijd=age(born, inhoud.datum) if born else None,
        talen="",
        gaat_naar="",
        einde_detentie_datum=None,
    )


def _kracht(one: Krachtregel) -> Krachtregel:
    return replace(one, bron="volgens iemand anders") if "volgens " in one.bron else one


def _goals(doelen: Iterable[Doelregel], mensen: Mensen) -> tuple[Doelregel, ...]:
    return tuple(replace(one, acties=_steps(one.acties, mensen)) for one in doelen)


def _steps(acties: Iterable[Actieregel], mensen: Mensen) -> tuple[Actieregel, ...]:
    return tuple(replace(one, wie=mensen.of(one.wie).rol) for one in acties)


def _role_of_typed(words: str, mensen: Mensen) -> str:
    """What was typed stays when it is no name: 'broer'."""
    one = mensen.of(words)
    if one.soort is not Soort.onbekend:
        return one.rol
    return words if words == words.lower() else SOMEBODY


def _there(aanwezig: str, mensen: Mensen) -> str:
    roles = (_role_of_typed(naam, mensen) for naam in aanwezig.split(", "))
    return ", ".join(dict.fromkeys(rol for rol in roles if rol))


def _network(one: Netwerkregel, mensen: Mensen) -> Netwerkregel:
    """A role, an age and what they do in the plan."""
    rol = mensen.of(one.naam).rol
    return replace(
        one,
        naam=rol[:1].upper() + rol[1:],
        relatie="kind" if one.is_kind else "",
        geboortejaar=None,
        woont_bij="",
        bezoek="",
        woonplaats="",
        telefoon="",
        mail="",
    )
