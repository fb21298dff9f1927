"""How the people around him are called in the plan and on his sheet.

A file of its own because the plan and the sheet both need it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.netwerken.model import NetwerklidSoort
from hvh_desktop.netwerken.service import NetwerklidRow
from hvh_desktop.text import fold

KIN = frozenset(
    "moeder vader ouder ouders zus broer zusje broertje zoon dochter oma opa tante oom neef nicht "
    "partner vrouw man vriendin verloofde stiefmoeder stiefvader schoonmoeder schoonvader "
    "schoonzus zwager pleegmoeder pleegvader".split()
)
"""Relations that are family, and that he may be told as 'je moeder'."""
LONGEST_RELATIE = 24
TAAK_ROLES = {
    Taak.mentor: "je mentor",
    Taak.casemanager: "je casemanager",
    Taak.reclasseringswerker: "de reclassering",
    Taak.psycholoog: "de psycholoog",
}


def netwerk_names(netwerk: Iterable[NetwerklidRow]) -> Mapping[UUID, str]:
    """'moeder Anja' for people, the name for organisations; the full name when two are alike."""
    rows = list(netwerk)
    short = {lid.id: _short_name(lid) for lid in rows}
    seen = Counter(short.values())
    return {
        lid.id: short[lid.id] if seen[short[lid.id]] == 1 else _with_relatie(lid, lid.naam)
        for lid in rows
    }


def netwerk_role(lid: NetwerklidRow) -> str:
    """Who it is without the name: 'je moeder', 'je familie', 'iemand die je kent'."""
    if lid.soort is NetwerklidSoort.organisatie:
        return "een organisatie"
    relatie = first_relatie(lid.relatie)
    if fold(relatie) in KIN:
        return f"je {relatie.lower()}"
    is_family = lid.is_kind or any(word in KIN for word in fold(lid.relatie).split())
    return "je familie" if is_family else "iemand die je kent"


def plan_role(relatie: str, *, is_organisatie: bool, is_kind: bool) -> str:
    """Who it is in a plan without names: 'moeder', 'familie', 'iemand die hij kent'."""
    if is_organisatie:
        return "een organisatie"
    first = first_relatie(relatie)
    if fold(first) in KIN:
        return first.lower()
    is_family = is_kind or any(word in KIN for word in fold(relatie).split())
    return "familie" if is_family else "iemand die hij kent"


def short_names(naam: str, relatie: str) -> frozenset[str]:
    """How the plan may call somebody of his network: 'Anja Nijhuis', 'moeder Anja'."""
    first = first_relatie(relatie)
    return frozenset({naam, f"{first} {naam}", f"{first} {_call_name(naam)}"})


def _short_name(lid: NetwerklidRow) -> str:
    if lid.soort is NetwerklidSoort.organisatie:
        return lid.naam
    return _with_relatie(lid, _call_name(lid.naam))


def _with_relatie(lid: NetwerklidRow, naam: str) -> str:
    relatie = first_relatie(lid.relatie)
    if not relatie or len(relatie) > LONGEST_RELATIE or fold(lid.naam).startswith(fold(relatie)):
        return lid.naam
    return f"{relatie} {naam}"


def first_relatie(words: str) -> str:
    """'oom' of 'oom, eigenaar restaurant', with a small first letter."""
    relatie = words.split(",")[0].split("(")[0].strip()
    return relatie[:1].lower() + relatie[1:]


def _call_name(naam: str) -> str:
    """'Anja' of 'Anja Nijhuis', 'abouna Yeshu' of 'abouna Yeshu': up to the first real name."""
    words = naam.split()
    for number, word in enumerate(words, start=1):
        if not word[:1].islower():
            return " ".join(words[:number])
    return naam
