"""What was written, found by its words: the index says where, the entity says what.

A file of its own because names are matched in memory and texts are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.actieplannen.model import Actie, Doel, Instemming
from hvh_desktop.behandelingen.model import Behandelnotitie, Psycholooggesprek
from hvh_desktop.db import AMSTERDAM, Compartment, Entity, Session, search
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.model import Aandachtspunt, Deelnemer
from hvh_desktop.deelnemers.service import get_deelnemer_names, list_eigen_deelnemer_ids
from hvh_desktop.krachteninventarisaties.model import (
    Coachopmerking,
    Kracht,
    Krachteninventarisatie,
    Leefgebiedblad,
)
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES
from hvh_desktop.mentorgesprekken.model import Aanvulling, Doelnotitie, Mentorgesprek
from hvh_desktop.netwerken.model import Netwerklid
from hvh_desktop.rights import Right
from hvh_desktop.sancties.model import (
    Alternatief,
    Beslissing,
    Bijlage,
    Correctie,
    Hoorverslag,
    Sanctieadvies,
    Sanctievoorstel,
    Sanctiezaak,
    Voorwaarde,
)
from hvh_desktop.sancties.model_gevolg import (
    Beklag,
    Ordemaatregel,
    Tenuitvoerlegging,
    Uitreiking,
    Vervolgvoorstel,
)
from hvh_desktop.signaleringsplannen.model import Signaleringsfase
from hvh_desktop.text import date_words, fold_letters
from hvh_desktop.toestemmingen.model import Toestemming
from hvh_desktop.trajectplannen.model import Planafspraak, Trajectplan
from hvh_desktop.urinecontroles.model import Urinecontrole
from hvh_desktop.verloven.model import Verlof, Werkplek
from hvh_desktop.verwijzingen.model import Verwijzing

ROUND = 110
BEFORE = 36
_MORE = 3
"""Hits asked for each line that is shown: copies of older versions fall away."""

Where = Callable[[Any, bool], tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class TextHit:
    """Who it is about, what it is with its date and the words around, and where it stands."""

    kind: str
    naam: str
    ondertitel: str
    fragment: str
    datum: date
    place: str
    address: Mapping[str, Any]
    icon: str


@dataclass(frozen=True)
class _Kind:
    """How an entity is shown: its word, its class, where it stands, and what it searches."""

    word: str
    icon: str
    entity: type[Entity]
    where: Where
    columns: tuple[str, ...] = ()


def _tab(tab: str) -> Where:
    return lambda one, may: ("dossier", {"tab": tab})


def _doel(one: Doel, may: bool) -> tuple[str, dict[str, Any]]:
    return ("doel", {"doel_id": one.id}) if may else ("dossier", {"tab": "doelen"})


def _gesprek(one: Mentorgesprek, may: bool) -> tuple[str, dict[str, Any]]:
    return "mentorgesprek", {"mentorgesprek_id": one.id}


def _of_gesprek(one: Doelnotitie | Aanvulling, may: bool) -> tuple[str, dict[str, Any]]:
    return "mentorgesprek", {"mentorgesprek_id": one.mentorgesprek_id}


def _version(one: Krachteninventarisatie, may: bool) -> tuple[str, dict[str, Any]]:
    return "inventarisatie", {"inventarisatie_id": one.id}


def _of_version(
    one: Leefgebiedblad | Kracht | Coachopmerking, may: bool
) -> tuple[str, dict[str, Any]]:
    address: dict[str, Any] = {"inventarisatie_id": one.krachteninventarisatie_id}
    if one.leefgebied is not None:
        address["leefgebied"] = one.leefgebied
    return "inventarisatie", address


def _lid(one: Netwerklid, may: bool) -> tuple[str, dict[str, Any]]:
    return ("netwerklid", {"netwerklid_id": one.id}) if may else ("dossier", {"tab": "netwerk"})


def _verwijzing(one: Verwijzing, may: bool) -> tuple[str, dict[str, Any]]:
    return "verwijzing", {"verwijzing_id": one.id}


def _gesprek_psycholoog(one: Psycholooggesprek, may: bool) -> tuple[str, dict[str, Any]]:
    return "psycholooggesprek", {"psycholooggesprek_id": one.id}


def _fase(one: Signaleringsfase, may: bool) -> tuple[str, dict[str, Any]]:
    return "signaleringsplan", {"signaleringsplan_id": one.signaleringsplan_id}


def _toestemming(one: Toestemming, may: bool) -> tuple[str, dict[str, Any]]:
    return "toestemming", {"toestemming_id": one.id}


def _zaak(one: Sanctiezaak, may: bool) -> tuple[str, dict[str, Any]]:
    return "sanctiezaak", {"sanctiezaak_id": one.id}


def _of_zaak(one: Any, may: bool) -> tuple[str, dict[str, Any]]:
    """A part of a case opens that case."""
    return "sanctiezaak", {"sanctiezaak_id": one.sanctiezaak_id}


def _itself(name: str) -> Where:
    """A page that is named as what it shows."""
    return lambda one, may: (name, {f"{name}_id": one.id})


_KINDS: dict[str, _Kind] = {
    kind.entity.__name__: kind
    for kind in (
        _Kind("Doel", "target", Doel, _doel),
        _Kind("Actie", "check-square", Actie, _tab("doelen")),
        _Kind("Antwoord op zijn plan", "handshake", Instemming, _tab("doelen")),
        _Kind("Mentorgesprek", "chat-circle-text", Mentorgesprek, _gesprek),
        _Kind("Notitie bij een doel", "chat-circle-text", Doelnotitie, _of_gesprek),
        _Kind("Aanvulling op een gesprek", "chat-circle-text", Aanvulling, _of_gesprek),
        _Kind("Krachteninventarisatie", "plus-circle", Krachteninventarisatie, _version),
        _Kind("Krachteninventarisatie", "plus-circle", Leefgebiedblad, _of_version),
        _Kind("Kracht", "plus-circle", Kracht, _of_version),
        _Kind("Opmerking van de coach", "plus-circle", Coachopmerking, _of_version),
        _Kind("Trajectplan", "path", Trajectplan, _tab("trajectplan")),
        _Kind("Afspraak in het trajectplan", "path", Planafspraak, _tab("trajectplan")),
        _Kind("Netwerk", "users-three", Netwerklid, _lid),
        _Kind("Aandachtspunt", "warning", Aandachtspunt, _tab("gegevens")),
        _Kind("Motivatiebrief", "envelope", Deelnemer, _tab("gegevens"), ("motivatiebrief",)),
        _Kind("Toestemming", "handshake", Toestemming, _toestemming),
        _Kind("Verwijzing", "first-aid-kit", Verwijzing, _verwijzing),
        _Kind("Gesprek met de psycholoog", "first-aid-kit", Psycholooggesprek, _gesprek_psycholoog),
        _Kind("Notitie van de psycholoog", "first-aid-kit", Behandelnotitie, _tab("zorg")),
        _Kind("Signaleringsplan", "first-aid-kit", Signaleringsfase, _fase),
        _Kind("Sanctie", "scales", Sanctiezaak, _zaak),
        _Kind("Hoorverslag", "scales", Hoorverslag, _of_zaak),
        _Kind("Advies over een sanctie", "scales", Sanctieadvies, _of_zaak),
        _Kind("Voorstel voor een sanctie", "scales", Sanctievoorstel, _of_zaak),
        _Kind("Alternatief bij een sanctie", "scales", Alternatief, _of_zaak),
        _Kind("Beslissing over een sanctie", "scales", Beslissing, _of_zaak),
        _Kind("Voorwaarde bij een proeftijd", "scales", Voorwaarde, _of_zaak),
        _Kind("Uitreiking van een mededeling", "scales", Uitreiking, _of_zaak),
        _Kind("Straf die is uitgevoerd", "scales", Tenuitvoerlegging, _of_zaak),
        _Kind("Beklag", "scales", Beklag, _of_zaak),
        _Kind("Voorstel aan de casemanager", "scales", Vervolgvoorstel, _of_zaak),
        _Kind("Correctie bij een sanctie", "scales", Correctie, _of_zaak),
        _Kind("Bijlage bij een sanctie", "scales", Bijlage, _of_zaak),
        _Kind("Ordemaatregel", "scales", Ordemaatregel, _itself("ordemaatregel")),
        _Kind("Urinecontrole", "test-tube", Urinecontrole, _itself("urinecontrole")),
        _Kind("Verlof", "calendar-check", Verlof, _itself("verlof")),
        _Kind("Werk", "briefcase", Werkplek, _itself("werkplek")),
    )
}


def find_in_text(session: Session, words: str, limit: int) -> list[TextHit]:
    """What was written about deelnemers with all these words, newest first.

    Not in a dossier of somebody else's that was not opened with a reason: that a word stands
    there tells something already.
    """
    tokens = re.findall(r"\w+", fold_letters(words))
    if not session.holds(Compartment.team) or not any(len(one) > 1 for one in tokens):
        return []
    if not rights.is_allowed(session.actor, Right.read_dossier):
        return []
    hits = _hits(session, words, limit * _MORE)
    entities = _load(session, hits)
    names = get_deelnemer_names(session, {_about(hit) for hit in hits})
    reach = _reach(session)
    found: dict[tuple[str, str, UUID], TextHit] = {}
    for hit in hits:
        entity, kind = entities.get(hit.entity_id), _KINDS.get(hit.kind)
        if entity is None or kind is None or getattr(entity, "is_vervallen", False):
            continue
        part = fragment(_text(entity, kind), tokens)
        if part is not None and reach.reads(_about(hit)):
            naam = names.get(_about(hit), "")
            one = _text_hit(hit, entity, kind, naam=naam, part=part, reach=reach)
            found.setdefault((one.kind, one.fragment, _about(hit)), one)
    return list(found.values())[:limit]


def _hits(session: Session, words: str, limit: int) -> list[search.Hit]:
    """In the dossiers, and for the psycholoog in the care as well; newest first."""
    hits = search.find(session, Compartment.team, words, limit=limit)
    if not session.holds(Compartment.behandeling):
        return hits
    if not rights.is_allowed(session.actor, Right.read_behandeling):
        return hits
    hits += search.find(session, Compartment.behandeling, words, limit=limit)
    return sorted(hits, key=lambda hit: hit.entity_id, reverse=True)


@dataclass(frozen=True)
class _Reach:
    """Of whose dossiers this person may write, and of whose the words may be shown."""

    own: frozenset[UUID]
    opened: frozenset[UUID]
    writes_all: bool
    reads_all: bool

    def writes(self, deelnemer_id: UUID) -> bool:
        return self.writes_all or deelnemer_id in self.own

    def reads(self, deelnemer_id: UUID) -> bool:
        return self.reads_all or deelnemer_id in self.own or deelnemer_id in self.opened


def _reach(session: Session) -> _Reach:
    asks = access.asks_reason(session.actor)
    return _Reach(
        own=list_eigen_deelnemer_ids(session),
        opened=access.list_opened_ids(session) if asks else frozenset(),
        writes_all=rights.scope_of(session.actor, Right.write_actieplan) is rights.Scope.all,
        reads_all=not asks,
    )


def _text_hit(
    hit: search.Hit, entity: Entity, kind: _Kind, *, naam: str, part: str, reach: _Reach
) -> TextHit:
    about, day = _about(hit), _day(entity)
    place, address = kind.where(entity, reach.writes(about))
    below = f"{_what(entity, kind)}, {date_words(day)}: {part}"
    where = {"deelnemer_id": about, **address}
    return TextHit(hit.kind, naam, below, part, day, place, where, kind.icon)


def _load(session: Session, hits: Sequence[search.Hit]) -> dict[UUID, Entity]:
    by_kind: dict[str, list[UUID]] = {}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit.entity_id)
    found: dict[UUID, Entity] = {}
    for name, ids in by_kind.items():
        if name in _KINDS:
            entity = _KINDS[name].entity
            statement = select(entity).where(entity.id.in_(ids))
            found.update({one.id: one for one in session.scalars(statement)})
    return found


def _about(hit: search.Hit) -> UUID:
    return hit.deelnemer_id or hit.entity_id


def _text(entity: Entity, kind: _Kind) -> str:
    columns = kind.columns or entity.__search__
    parts = [str(value).strip() for name in columns if (value := getattr(entity, name))]
    return " ".join(one if one.endswith((".", "?")) else f"{one}." for one in parts)


def _what(entity: Entity, kind: _Kind) -> str:
    leefgebied = getattr(entity, "leefgebied", None)
    return kind.word if leefgebied is None else f"{kind.word}, {LEEFGEBIED_NAMES[leefgebied]}"


_DAYS = (
    *("datum", "voorval_datum", "ingediend_datum", "opdracht_datum"),
    *("vanaf_datum", "van_datum", "motivatiebrief_datum", "begin_datum"),
)
"""Where an entity keeps the day that it is about."""


def _day(entity: Entity) -> date:
    for name in _DAYS:
        day = getattr(entity, name, None)
        if isinstance(day, date):
            return day
    return entity.created_at.astimezone(AMSTERDAM).date()


# The words around ---------------------------------------------------------------------------


def fragment(text: str, tokens: Sequence[str]) -> str | None:
    """A line of the text around the first of these words; None when not one of them is in it."""
    line = " ".join(text.split())
    folded, origin = _folded(line)
    starts = [found.start() for token in tokens for found in _occurrences(token, folded) if found]
    if not starts:
        return None
    at = origin[min(starts)]
    begin = max(0, at - BEFORE)
    if begin:
        space = line.rfind(" ", 0, begin + 1)
        begin = space + 1 if space > begin - 20 else begin
    end = min(len(line), begin + ROUND)
    if end < len(line):
        space = line.rfind(" ", at, end)
        end = space if space > at else end
    return f"{'…' if begin else ''}{line[begin:end].strip()}{'…' if end < len(line) else ''}"


def _occurrences(token: str, folded: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"\b{re.escape(token)}", folded)


def _folded(line: str) -> tuple[str, list[int]]:
    """The line as the index knows it, with for each letter the place it came from."""
    folded: list[str] = []
    origin: list[int] = []
    for number, char in enumerate(line):
        for one in fold_letters(char):
            folded.append(one)
            origin.append(number)
    return "".join(folded), origin
