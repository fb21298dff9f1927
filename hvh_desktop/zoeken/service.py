"""Go to: people, places and acts by name, and what was written by its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.model import Titel
from hvh_desktop.deelnemers.service import DeelnemerRow, list_deelnemers
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.organisaties.service import list_organisaties
from hvh_desktop.rights import Actor, Right
from hvh_desktop.text import fold
from hvh_desktop.zoeken.service_tekst import TextHit, find_in_text

__all__ = ["Found", "Known", "Soort", "TextHit", "find", "find_in_text", "list_known", "match"]

ALIKE = 78
"""How much a word must look like another one, out of 100, to count as a typing error."""
LEFT_THE_HOUSE = 6
NOT_OWN = 2


class Soort(StrEnum):
    """What kind of thing was found."""

    deelnemer = "deelnemer"
    handeling = "handeling"
    plaats = "plaats"
    medewerker = "medewerker"
    organisatie = "organisatie"
    tekst = "tekst"


@dataclass(frozen=True)
class Found:
    """Something to go to. ``score``: 100 is just what was typed."""

    soort: Soort
    titel: str
    ondertitel: str
    place: str
    address: Mapping[str, Any] = field(default_factory=dict)
    score: float = 0
    initialen: str = ""
    icon: str = ""


@dataclass(frozen=True)
class _Act:
    """Something to do or see of one man: its words, its title, and where it is."""

    words: tuple[str, ...]
    title: str
    place: str
    tab: str = ""
    right: Right | None = None


@dataclass(frozen=True)
class _Entry:
    """A thing with the folded words it is known by; ``deelnemer`` when it is one."""

    found: Found
    words: tuple[str, ...]
    deelnemer: DeelnemerRow | None = None


@dataclass(frozen=True)
class Known:
    """Everything with a name, read once per opening."""

    actor: Actor
    entries: tuple[_Entry, ...]


_ACTS = (
    _Act(
        ("nieuw", "mentorgesprek", "gesprek", "begin"),
        "Nieuw gesprek met {}",
        "mentorgesprek_nieuw",
        right=Right.write_mentorgesprek,
    ),
    _Act(("nieuw", "doel"), "Nieuw doel van {}", "doel", right=Right.write_actieplan),
    _Act(("krachten", "krachteninventarisatie"), "Krachten van {}", "dossier", "krachten"),
    _Act(("doelen", "acties", "actieplan"), "Doelen en acties van {}", "dossier", "doelen"),
    _Act(("gesprekken", "mentorgesprekken"), "Gesprekken van {}", "dossier", "gesprekken"),
    _Act(("netwerk",), "Netwerk van {}", "dossier", "netwerk"),
    _Act(("trajectplan",), "Trajectplan van {}", "dossier", "trajectplan"),
    _Act(("zorg", "verwijzing", "verwijzingen"), "Zorg van {}", "dossier", "zorg"),
    _Act(
        ("toestemming", "toestemmingen", "verstrekking"),
        "Toestemmingen van {}",
        "dossier",
        "toestemming",
    ),
    _Act(("verlof", "werk", "werkplek"), "Verlof en werk van {}", "dossier", "verlof"),
    _Act(("sancties", "sanctie", "straf", "proeftijd"), "Sancties van {}", "dossier", "sancties"),
    _Act(
        ("nieuw", "voorval", "incident"),
        "Voorval vastleggen bij {}",
        "voorval",
        right=Right.record_voorval,
    ),
    _Act(
        ("nieuw", "urinecontrole", "uc"),
        "Urinecontrole van {} vastleggen",
        "urinecontrole",
        right=Right.record_urinecontrole,
    ),
    _Act(
        ("wie", "keek", "raadplegingen", "log"),
        "Wie keek er bij {}",
        "raadplegingen",
        right=Right.read_raadplegingen,
    ),
    _Act(("gegevens",), "Gegevens van {}", "dossier", "gegevens"),
    _Act(
        ("trajectplan", "afdrukken", "print"),
        "Trajectplan van {} afdrukken",
        "trajectplan_afdruk",
        right=Right.print_trajectplan,
    ),
)
_PLACES: tuple[tuple[str, str, str, str, Right | None], ...] = (
    ("Vandaag", "agenda te laat", "vandaag", "sun-horizon", Right.read_dossier),
    ("Deelnemers", "lijst", "deelnemers", "users-three", Right.read_dossier),
    (
        *("Schrijf iemand in", "nieuwe deelnemer inschrijven", "deelnemer_nieuw", "plus"),
        Right.record_deelnemer,
    ),
    ("Sancties", "voorvallen straffen zaken", "sancties", "scales", Right.read_dossier),
    (
        *("Cijfers over sancties", "maatwerk straffen", "sanctiecijfers", "chart-bar"),
        Right.read_sanctiecijfers,
    ),
    ("Urinecontroles", "uc drugs alcohol", "urinecontroles", "test-tube", Right.read_dossier),
    ("Organisaties", "adressen", "organisaties", "buildings", Right.list_organisaties),
    ("Nieuwe organisatie", "", "organisatie", "plus", Right.change_organisaties),
    ("Medewerkers", "collega’s", "medewerkers", "identification-card", None),
    ("Nieuwe medewerker", "account", "medewerker", "plus", Right.change_medewerkers),
    (
        "Behandeling",
        "caseload verwijzingen",
        "behandeling",
        "first-aid-kit",
        Right.read_behandeling,
    ),
    ("Wie keek er", "raadplegingen log inzage", "raadplegingen", "eye", None),
    ("Beheer", "beleid rechten herstelbladen", "beheer", "sliders-horizontal", Right.change_beleid),
    ("Instellingen", "kleuren tekstgrootte", "instellingen", "gear", None),
    ("Wachtwoord wijzigen", "", "wachtwoord", "key", None),
    ("Hulp", "uitleg sneltoetsen", "hulp", "question", None),
)
"""Title, other words, place, icon, and the right that is needed."""


def list_known(session: Session) -> Known:
    """All names that the person at the keyboard may know, in a few queries."""
    actor = session.actor
    entries = [*_places(actor)]
    if rights.is_allowed(actor, Right.read_dossier):
        entries += [_deelnemer(row) for row in list_deelnemers(session, scope="alle")]
    if rights.is_allowed(actor, Right.list_medewerkers):
        entries += [
            _Entry(
                Found(
                    Soort.medewerker,
                    row.naam,
                    row.functie or "Collega",
                    "medewerker",
                    {"medewerker_id": row.id},
                    icon="identification-card",
                ),
                _words((row.naam, row.roepnaam)),
            )
            for row in list_medewerkers(session)
        ]
    if rights.is_allowed(actor, Right.list_organisaties):
        entries += [
            _Entry(
                Found(
                    Soort.organisatie,
                    row.naam,
                    " · ".join(part for part in ("Organisatie", row.plaats) if part),
                    "organisatie",
                    {"organisatie_id": row.id},
                    icon="buildings",
                ),
                _words((row.naam, row.plaats, *(one.naam for one in row.contactpersonen))),
            )
            for row in list_organisaties(session)
        ]
    return Known(actor, tuple(entries))


def _places(actor: Actor) -> Iterable[_Entry]:
    for title, words, place, icon, right in _PLACES:
        if right is None or rights.is_allowed(actor, right):
            found = Found(Soort.plaats, title, "", place, icon=icon)
            yield _Entry(found, _words((title, words)))


def _deelnemer(row: DeelnemerRow) -> _Entry:
    if row.einde_datum is not None:
        sub = f"Vertrokken in {row.einde_datum.year}"
    else:
        place = f"plaats {row.plaats_nummer}" if row.plaats_nummer else ""
        title = "BBA" if row.titel is Titel.bba else ""
        sub = " · ".join(p for p in ("In huis", place, row.gemeente_vestiging, title) if p)
    found = Found(
        Soort.deelnemer,
        row.naam,
        sub,
        "dossier",
        {"deelnemer_id": row.id},
        initialen=row.initialen,
    )
    return _Entry(found, _words(row.zoeknamen), row)


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    """Folded words, each once; a number with signs in it also without them."""
    found: dict[str, None] = {}
    for text in texts:
        for word in fold(text).split():
            found[word] = None
            plain = "".join(re.findall(r"\w+", word))
            if plain:
                found[plain] = None
    return tuple(found)


# Finding ------------------------------------------------------------------------------------


def match(known: Known, typed: str, limit: int) -> list[Found]:
    """What looks like the typed words, best first; nothing typed: one's own deelnemers."""
    tokens = fold(typed).split()
    if not tokens:
        return _start(known, limit)
    found = []
    for entry in known.entries:
        score = _score(tokens, entry.words)
        if score:
            found.append(replace(entry.found, score=score - _distance(entry)))
        if entry.deelnemer is not None and len(tokens) > 1:
            found += _acts(known.actor, entry, tokens)
    found.sort(key=lambda one: (-one.score, fold(one.titel)))
    return found[:limit]


def _start(known: Known, limit: int) -> list[Found]:
    own = [e.found for e in known.entries if e.deelnemer is not None and _distance(e) == 0]
    places = [entry.found for entry in known.entries if entry.found.soort is Soort.plaats]
    return [*own[: limit - 3], *places][:limit]


def _distance(entry: _Entry) -> float:
    """His own man comes before another's, who is here before who left."""
    row = entry.deelnemer
    if row is None:
        return 1
    return (LEFT_THE_HOUSE if row.einde_datum else 0) + (0 if row.is_eigen else NOT_OWN)


def _score(tokens: Sequence[str], words: Sequence[str]) -> float:
    """0 unless every token looks like a word; else how much, out of 100."""
    total = 0.0
    for token in tokens:
        best = max((_alike(token, word) for word in words), default=0)
        if not best:
            return 0
        total += best
    return total / len(tokens)


def _alike(token: str, word: str) -> float:
    if word.startswith(token):
        return 100 if word == token else 96
    if len(token) < 3:
        return 0
    if token in word:
        return 84
    if len(token) < 4:
        return 0
    near = max(fuzz.ratio(token, word), fuzz.ratio(token, word[: len(token)]) - 3)
    return near * 0.9 if (near >= ALIKE and token[0] == word[0]) or near >= ALIKE + 6 else 0


def _acts(actor: Actor, entry: _Entry, tokens: Sequence[str]) -> list[Found]:
    """Acts of which some words were typed, and for the rest this man."""
    row = entry.deelnemer
    assert row is not None
    found = []
    for act in _ACTS:
        rest = [t for t in tokens if not any(word.startswith(t) for word in act.words)]
        if not rest or len(rest) == len(tokens):
            continue
        score = _score(rest, entry.words)
        if not score or not _may(actor, act, row):
            continue
        address: dict[str, Any] = {"deelnemer_id": row.id}
        if act.tab:
            address["tab"] = act.tab
        used = [t for t in tokens if t not in rest]
        whole = sum(t in act.words for t in used)
        score += len(used) + 0.1 * whole - _distance(entry)
        title = act.title.format(row.naam)
        found.append(
            Found(Soort.handeling, title, "", act.place, address, score, entry.found.initialen)
        )
    return found


def _may(actor: Actor, act: _Act, row: DeelnemerRow) -> bool:
    if act.right is None:
        return True
    is_here = row.einde_datum is None and row.titel is Titel.hvh
    wants_here = act.right is not Right.print_trajectplan
    return rights.is_allowed(actor, act.right, is_own=row.is_eigen) and (is_here or not wants_here)


def find(session: Session, words: str, limit: int) -> list[Found]:
    """Names first, then what was written, within rights."""
    found = match(list_known(session), words, limit)
    return [*found, *(to_found(hit) for hit in find_in_text(session, words, limit))][:limit]


def to_found(hit: TextHit) -> Found:
    """A text that was found, as something to go to."""
    return Found(Soort.tekst, hit.naam, hit.ondertitel, hit.place, hit.address, icon=hit.icon)


def deelnemer_of(found: Found) -> UUID | None:
    """Whom it is about, for the read log."""
    one = found.address.get("deelnemer_id")
    return one if isinstance(one, UUID) else None
