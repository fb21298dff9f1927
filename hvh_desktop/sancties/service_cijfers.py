"""Figures about sancties in a period: how often what happened, without anybody's name.

A file of its own because it counts over all cases, and reads columns instead of cases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.model import UitstroomSoort, Verblijf
from hvh_desktop.policy import get_rule
from hvh_desktop.rights import Right
from hvh_desktop.sancties import path
from hvh_desktop.sancties.cijfers import (
    AFLOPEN,
    ALSNOG,
    ANDERS,
    GEEN_STRAF,
    KEUZES,
    NAGEKOMEN,
    NIET_ALLES,
    UITGEVOERD,
    Cijfers,
    Telling,
    Terugplaatsing,
)
from hvh_desktop.sancties.model import (
    Alternatief,
    Beslissing,
    Sanctievoorstel,
    Sanctiezaak,
    Straf,
    Voorwaarde,
)
from hvh_desktop.sancties.model_gevolg import Beklag
from hvh_desktop.sancties.words import (
    VOORVAL_SOORTEN,
    AlternatiefSoort,
    BeklagStatus,
    Beroep,
    RondeAanleiding,
    SanctieStatus,
    StrafSoort,
    Uitkomst,
    VoorwaardeStatus,
)
from hvh_desktop.text import capitalise

_DROPPED = {
    SanctieStatus.afgezien: "Van straf afgezien",
    SanctieStatus.geseponeerd: "Geseponeerd",
    SanctieStatus.ingetrokken: "Ingetrokken",
}
_TERUG = frozenset(
    {
        UitstroomSoort.teruggeplaatst_eigen_verzoek,
        UitstroomSoort.teruggeplaatst_sanctie,
        UitstroomSoort.teruggeplaatst_anders,
    }
)


@dataclass(frozen=True)
class _Besluit:
    """What is read of a first decision, with the voorstel it stands on."""

    id: UUID
    zaak: UUID
    deelnemer: UUID
    datum: date
    status: SanctieStatus
    is_terugplaatsing: bool
    telt_mee: tuple[str, ...]
    keuze: AlternatiefSoort | None
    """None: the directeur decided otherwise than was proposed."""
    regulier_id: UUID | None
    is_regulier_terug: bool


def get_cijfers(session: Session, from_day: date, to_day: date) -> Cijfers:
    """Count over all cases; each figure says in its own words which day counts."""
    rights.require(session.actor, Right.read_sanctiecijfers)
    soorten, mannen, still_open = _voorvallen(session, from_day, to_day)
    besluiten = _besluiten(session, from_day, to_day)
    decided = _straffen(session, [one.id for one in besluiten])
    regular = _straffen(session, [one.regulier_id for one in besluiten if one.regulier_id])
    beklagen = session.execute(
        select(Beklag.status, Beklag.is_te_laat, Beklag.beroep).where(
            Beklag.ingediend_datum.between(from_day, to_day)
        )
    ).all()
    appeals = [row.beroep for row in beklagen if row.beroep is not Beroep.geen]
    return Cijfers(
        from_day=from_day,
        to_day=to_day,
        zaken=soorten.total(),
        mannen=mannen,
        open=still_open,
        voorvallen=_ordered(soorten, VOORVAL_SOORTEN),
        beslissingen=len(besluiten),
        opnieuw=_opnieuw(session, from_day, to_day),
        straffen=_kinds(besluiten, decided),
        keuzes=_keuzes(besluiten),
        vergelijking=_beside(besluiten, decided, regular),
        zonder_regulier=sum(_is_empty(one, regular) for one in besluiten),
        redenen=_most_first(reden for one in besluiten for reden in one.telt_mee),
        aflopen=_aflopen(session, from_day, to_day),
        beklagen=len(beklagen),
        beklag=_per_value(BeklagStatus, [row.status for row in beklagen]),
        beklag_te_laat=sum(row.is_te_laat for row in beklagen),
        beroep=_per_value(Beroep, appeals),
        terugplaatsing=_terugplaatsing(session, besluiten, to_day),
    )


# Reading ------------------------------------------------------------------------------------


def _voorvallen(session: Session, from_day: date, to_day: date) -> tuple[Counter[str], int, int]:
    columns = (Sanctiezaak.voorval_soort, Sanctiezaak.deelnemer_id, Sanctiezaak.status)
    rows = session.execute(
        select(*columns).where(Sanctiezaak.voorval_datum.between(from_day, to_day))
    ).all()
    still_open = sum(not path.is_end(row.status) for row in rows)
    return (
        Counter(row.voorval_soort for row in rows),
        len({r.deelnemer_id for r in rows}),
        still_open,
    )


def _besluiten(session: Session, from_day: date, to_day: date) -> list[_Besluit]:
    """First decisions of the period, each with its own voorstel and what was regular in it."""
    rows = session.execute(
        select(Beslissing, Sanctiezaak.status, Sanctievoorstel.telt_mee)
        .join(Sanctiezaak, Sanctiezaak.id == Beslissing.sanctiezaak_id)
        .join(Sanctievoorstel, Sanctievoorstel.id == Beslissing.voorstel_id)
        .where(
            Beslissing.aanleiding == RondeAanleiding.eerste,
            Beslissing.datum.between(from_day, to_day),
        )
        .order_by(Beslissing.datum, Beslissing.id)
    ).all()
    asked = [one.voorstel_id for one, _status, _telt in rows]
    options = session.execute(
        select(
            Alternatief.id,
            Alternatief.voorstel_id,
            Alternatief.soort,
            Alternatief.is_terugplaatsing,
        ).where(Alternatief.voorstel_id.in_(asked))
    ).all()
    kinds = {row.id: row.soort for row in options}
    regular = {row.voorstel_id: row for row in options if row.soort is AlternatiefSoort.regulier}
    return [
        _besluit(one, status, telt_mee, kinds, regular.get(one.voorstel_id))
        for one, status, telt_mee in rows
    ]


def _besluit(
    one: Beslissing,
    status: SanctieStatus,
    telt_mee: tuple[str, ...],
    kinds: Mapping[UUID, AlternatiefSoort],
    regular: Any,
) -> _Besluit:
    return _Besluit(
        id=one.id,
        zaak=one.sanctiezaak_id,
        deelnemer=one.deelnemer_id,
        datum=one.datum,
        status=status,
        is_terugplaatsing=one.is_terugplaatsing,
        telt_mee=telt_mee,
        keuze=kinds.get(one.alternatief_id) if one.alternatief_id else None,
        regulier_id=regular.id if regular else None,
        is_regulier_terug=bool(regular and regular.is_terugplaatsing),
    )


Straffen = Mapping[UUID, Mapping[StrafSoort, bool]]
"""What it belongs to -> kind -> is any of it voorwaardelijk?"""


def _straffen(session: Session, ids: list[UUID]) -> Straffen:
    found: dict[UUID, dict[StrafSoort, bool]] = {}
    columns = (Straf.hoort_bij_id, Straf.soort, Straf.voorwaardelijk)
    for of, soort, voorwaardelijk in session.execute(
        select(*columns).where(Straf.hoort_bij_id.in_(ids))
    ):
        kinds = found.setdefault(of, {})
        kinds[soort] = kinds.get(soort, False) or voorwaardelijk > 0
    return found


def _opnieuw(session: Session, from_day: date, to_day: date) -> tuple[Telling, ...]:
    """Decisions after he was heard again, by what came of it."""
    rows = session.execute(
        select(Beslissing.aanleiding, Beslissing.uitkomst).where(
            Beslissing.aanleiding != RondeAanleiding.eerste,
            Beslissing.datum.between(from_day, to_day),
        )
    ).all()
    counted = Counter(f"{capitalise(row.aanleiding.value)}: {row.uitkomst.value}" for row in rows)
    return tuple(Telling(word, number) for word, number in sorted(counted.items()))


# Counting -----------------------------------------------------------------------------------


def _ordered(counted: Mapping[str, int], words: Mapping[str, str]) -> tuple[Telling, ...]:
    """In words, most first; what did not happen is left out."""
    named = [Telling(words.get(key, key), number) for key, number in counted.items()]
    return tuple(sorted(named, key=lambda one: (-one.aantal, one.woord)))


def _most_first(words: Iterable[str]) -> tuple[Telling, ...]:
    counted = Counter(words)
    return _ordered(counted, {})


def _per_value(words: Iterable[Any], found: Iterable[Any]) -> tuple[Telling, ...]:
    """In the order of the words themselves."""
    counted = Counter(found)
    return tuple(Telling(capitalise(w.value), counted[w]) for w in words if counted[w])


def _kinds(besluiten: list[_Besluit], decided: Straffen) -> tuple[Telling, ...]:
    """A decision with two kinds counts at both."""
    found = [
        Telling(
            capitalise(soort.value),
            sum(soort in decided.get(one.id, {}) for one in besluiten),
            sum(decided.get(one.id, {}).get(soort, False) for one in besluiten),
        )
        for soort in StrafSoort
    ]
    nothing = sum(not decided.get(one.id) for one in besluiten)
    return (*(one for one in found if one.aantal), *_if_any(GEEN_STRAF, nothing, 0))


def _if_any(word: str, number: int, beside: int | None = None) -> tuple[Telling, ...]:
    return (Telling(word, number, beside),) if number or beside else ()


def _keuzes(besluiten: list[_Besluit]) -> tuple[Telling, ...]:
    counted = Counter(one.keuze for one in besluiten)
    found = [Telling(word, counted[soort]) for soort, word in KEUZES.items()]
    return (*(one for one in found if one.aantal), *_if_any(ANDERS, counted[None]))


def _is_empty(one: _Besluit, regular: Straffen) -> bool:
    """Was there no gewone uitkomst to compare with?"""
    return one.regulier_id is None or not (regular.get(one.regulier_id) or one.is_regulier_terug)


def _beside(besluiten: list[_Besluit], decided: Straffen, regular: Straffen) -> tuple[Telling, ...]:
    """Only decisions that have a gewone uitkomst beside them."""
    known = [one for one in besluiten if not _is_empty(one, regular)]
    found: list[Telling] = []
    for soort in StrafSoort:
        chosen = sum(soort in decided.get(one.id, {}) for one in known)
        usual = sum(soort in regular.get(one.regulier_id or one.id, {}) for one in known)
        found += _if_any(capitalise(soort.value), chosen, usual)
    back = sum(one.is_terugplaatsing for one in known)
    found += _if_any("Terugplaatsing", back, sum(one.is_regulier_terug for one in known))
    nothing = sum(not decided.get(one.id) for one in known)
    without = sum(not regular.get(one.regulier_id or one.id) for one in known)
    return (*found, *_if_any(GEEN_STRAF, nothing, without))


# How cases end ------------------------------------------------------------------------------


def _aflopen(session: Session, from_day: date, to_day: date) -> tuple[Telling, ...]:
    rows = session.execute(
        select(Sanctiezaak.id, Sanctiezaak.status).where(
            Sanctiezaak.status.in_(path.ENDS), Sanctiezaak.slot_datum.between(from_day, to_day)
        )
    ).all()
    ran = [row.id for row in rows if row.status is SanctieStatus.afloop]
    conditional, executed = _conditional(session, ran), _executed(session, ran)
    broken = _broken(session, ran)

    def word(zaak: UUID, status: SanctieStatus) -> str:
        if status in _DROPPED:
            return _DROPPED[status]
        if zaak in executed:
            return ALSNOG
        if zaak not in conditional:
            return UITGEVOERD
        return NIET_ALLES if zaak in broken else NAGEKOMEN

    counted = Counter(word(row.id, row.status) for row in rows)
    return tuple(Telling(one, counted[one]) for one in AFLOPEN if counted[one])


def _conditional(session: Session, ran: list[UUID]) -> set[UUID]:
    """Cases in which something was voorwaardelijk."""
    statement = (
        select(Straf.sanctiezaak_id)
        .join(Beslissing, Beslissing.id == Straf.hoort_bij_id)
        .where(Straf.sanctiezaak_id.in_(ran), Straf.voorwaardelijk > 0)
    )
    return set(session.scalars(statement))


def _executed(session: Session, ran: list[UUID]) -> set[UUID]:
    """Cases in which what was voorwaardelijk was executed after all."""
    statement = select(Beslissing.sanctiezaak_id).where(
        Beslissing.sanctiezaak_id.in_(ran),
        Beslissing.aanleiding == RondeAanleiding.tenuitvoerlegging,
        Beslissing.uitkomst.in_((Uitkomst.geheel, Uitkomst.deels)),
    )
    return set(session.scalars(statement))


def _broken(session: Session, ran: list[UUID]) -> set[UUID]:
    """Cases with a condition that he did not keep."""
    statement = select(Voorwaarde.sanctiezaak_id).where(
        Voorwaarde.sanctiezaak_id.in_(ran),
        Voorwaarde.status == VoorwaardeStatus.niet_nagekomen,
    )
    return set(session.scalars(statement))


# Terugplaatsing -----------------------------------------------------------------------------


def _terugplaatsing(session: Session, besluiten: list[_Besluit], to_day: date) -> Terugplaatsing:
    """By ``sanctie_voorkomen_terugplaatsing``; what came later of the same stay counts along."""
    asked = [one for one in besluiten if one.is_regulier_terug]
    later = _decided_back(session, [one.zaak for one in asked])
    left = _sent_back(session, {one.deelnemer for one in asked})
    found: Counter[str] = Counter()
    men: set[UUID] = set()
    for one in asked:
        if one.status is SanctieStatus.ingetrokken:
            found["ingetrokken"] += 1
        elif one.is_terugplaatsing or one.zaak in later:
            found["beslist"] += 1
        elif any(begin <= one.datum <= end for begin, end in left.get(one.deelnemer, ())):
            found["alsnog"] += 1
        else:
            found["voorkomen"] += 1
            men.add(one.deelnemer)
    return Terugplaatsing(
        regulier=len(asked),
        voorkomen=found["voorkomen"],
        mannen=len(men),
        beslist=found["beslist"],
        alsnog=found["alsnog"],
        ingetrokken=found["ingetrokken"],
        regel=get_rule(session, "sanctie_voorkomen_terugplaatsing", on=to_day),
    )


def _decided_back(session: Session, zaken: list[UUID]) -> set[UUID]:
    """Cases in which terugplaatsing was decided in any round."""
    statement = select(Beslissing.sanctiezaak_id).where(
        Beslissing.sanctiezaak_id.in_(zaken), Beslissing.is_terugplaatsing.is_(True)
    )
    return set(session.scalars(statement))


def _sent_back(session: Session, men: set[UUID]) -> dict[UUID, list[tuple[date, date]]]:
    """Stays that ended with terugplaatsing, from when until when."""
    columns = (Verblijf.deelnemer_id, Verblijf.begin_datum, Verblijf.einde_datum)
    rows = session.execute(
        select(*columns).where(
            Verblijf.deelnemer_id.in_(men),
            Verblijf.uitstroom.in_(_TERUG),
            Verblijf.einde_datum.is_not(None),
        )
    )
    found: dict[UUID, list[tuple[date, date]]] = {}
    for who, begin, end in rows:
        if end is not None:
            found.setdefault(who, []).append((begin, end))
    return found
