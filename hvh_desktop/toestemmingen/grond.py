"""On which ground something may be told to somebody on a day, and what is missing when not.

A file of its own because it is the heart of this slice: editions, the signaleringsplan and every
verstrekking ask it. Consent and law together give a union, per kind of data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.deelnemers.model import Deelnemer
from hvh_desktop.organisaties.model import WettelijkeTaak
from hvh_desktop.policy import Rule, get_rule
from hvh_desktop.rights import Right
from hvh_desktop.text import date_words, join_words
from hvh_desktop.toestemmingen.geldigheid import ToestemmingStatus, statuses
from hvh_desktop.toestemmingen.model import GegevensSoort, Grondslag, OntvangerSoort, Toestemming
from hvh_desktop.toestemmingen.ontvangers import (
    Known,
    Ontvanger,
    find_now,
    get_known,
    is_still,
    key_then,
)

__all__ = ["Grond", "Gronden", "Ontvanger", "Reden", "find_gronden", "quoted"]

TEAM_KINDS = (GegevensSoort.signaleringsplan,)
"""The only thing that is not in the dossier which the team reads anyway."""


@dataclass(frozen=True)
class Grond:
    """One ground. ``leefgebieden``: only what belongs to these; empty: all of them."""

    grondslag: Grondslag
    toestemming_id: UUID | None
    wet_sleutel: str
    tekst: str
    bron: str
    bron_url: str | None
    tot_datum: date | None
    leefgebieden: tuple[str, ...]
    beperking: str
    is_hypothese: bool = False


@dataclass(frozen=True)
class Reden:
    """Why a kind of data may not go. ``noemt``: the kinds are named at the end."""

    tekst: str
    noemt: bool = False


@dataclass(frozen=True)
class Gronden:
    """What may go to one recipient on one day, and why the rest may not."""

    ontvanger: Ontvanger
    dag: date
    alle: Mapping[GegevensSoort, tuple[Grond, ...]]
    """Every ground per kind, the widest first."""
    redenen: Mapping[GegevensSoort, Reden]
    """Why not, for each kind without a ground."""

    @property
    def toegestaan(self) -> Mapping[GegevensSoort, Grond]:
        """The widest ground per kind; see ``leefgebieden`` for what all of them allow."""
        return {kind: gronden[0] for kind, gronden in self.alle.items()}

    @property
    def ontbreekt(self) -> tuple[str, ...]:
        """Sentences about everything that may not go."""
        return self.missing(GegevensSoort)

    def leefgebieden(self, kind: GegevensSoort) -> tuple[str, ...] | None:
        """To which leefgebieden this kind is limited: () is all of them, None is not allowed."""
        gronden = self.alle.get(kind)
        if gronden is None:
            return None
        if any(not one.leefgebieden for one in gronden):
            return ()
        return tuple(dict.fromkeys(name for one in gronden for name in one.leefgebieden))

    def missing(self, kinds: Iterable[GegevensSoort]) -> tuple[str, ...]:
        """A sentence per reason why some of these kinds may not go; empty when all may."""
        grouped: dict[Reden, list[GegevensSoort]] = {}
        for kind in kinds:
            if kind in self.redenen:
                grouped.setdefault(self.redenen[kind], []).append(kind)
        return tuple(
            f"{reden.tekst} {quoted(found)}." if reden.noemt else reden.tekst
            for reden, found in grouped.items()
        )


def quoted(kinds: Iterable[GegevensSoort]) -> str:
    """'‘naam en verblijf’ en ‘krachten en leefgebieden’'."""
    return join_words(f"‘{kind.value}’" for kind in kinds)


def find_gronden(
    session: Session, deelnemer_id: UUID, ontvanger: Ontvanger, *, on: date | None = None
) -> Gronden:
    """The grounds for this recipient on a day, today by default.

    Only kind and id of ``ontvanger`` are believed; the rest is read again.
    """
    deelnemer = require(session, Right.read_dossier, deelnemer_id)
    known = get_known(session, deelnemer_id, ontvanger.soort, ontvanger.id)
    day = on or session.today
    if known.ontvanger.soort is OntvangerSoort.deelnemer:
        return Gronden(known.ontvanger, day, dict.fromkeys(GegevensSoort, (INZAGE,)), {})
    if known.is_vervallen:
        return Gronden(known.ontvanger, day, {}, dict.fromkeys(GegevensSoort, _gone(known)))
    law = _law(get_rule(session, "verstrekking_wettelijke_gronden", on=day), known, deelnemer, day)
    return _weigh(_read_case(session, deelnemer_id, known, law, day))


Law = dict[GegevensSoort, list[Grond]]
Standing = Sequence[tuple[ToestemmingStatus, Toestemming]]


@dataclass(frozen=True)
class _Case:
    """Everything that is weighed for one recipient on one day."""

    known: Known
    dag: date
    law: Law
    consents: Standing
    """Those for this recipient, the oldest first."""
    moved: str
    """A sentence when a running consent was for whom his row said before."""

    @property
    def wie(self) -> str:
        return self.known.ontvanger.wie


def _read_case(session: Session, deelnemer_id: UUID, known: Known, law: Law, day: date) -> _Case:
    statement = (
        select(Toestemming)
        .where(Toestemming.deelnemer_id == deelnemer_id)
        .order_by(Toestemming.created_at, Toestemming.id)
    )
    found = session.scalars(statement).all()
    status = statuses([(key_then(one), one) for one in found], day)
    asked = (known.ontvanger.soort, known.ontvanger.id)
    his: list[tuple[ToestemmingStatus, Toestemming]] = []
    moved = ""
    for one in found:
        now = find_now(session, one)
        if now is None:
            continue
        if is_still(one, now):
            his += [(status[one.id], one)] if now.key == known.key else []
        elif status[one.id] is ToestemmingStatus.geldig and (
            asked == (one.ontvanger_soort, one.ontvanger_id) or key_then(one)[:2] == known.key[:2]
        ):
            moved = _moved(one, now, known)
    return _Case(known, day, law, his, moved)


def _moved(one: Toestemming, now: Known, known: Known) -> str:
    return (
        f"Zijn toestemming was voor ‘{one.ontvanger_wie}’. "
        f"Daar staat nu ‘{now.ontvanger.wie}’ op de lijst. "
        f"Leg voor {known.ontvanger.wie} een nieuwe toestemming vast."
    )


INZAGE = Grond(
    Grondslag.inzage,
    None,
    "",
    "Inzage door hemzelf",
    "AVG, artikel 15",
    None,
    None,
    (),
    "",
)


def _gone(known: Known) -> Reden:
    return Reden(
        f"Er gaat niets meer naar {known.ontvanger.wie}: die staat niet meer op de lijst. "
        "Zet die eerst terug."
    )


def _weigh(case: _Case) -> Gronden:
    known = case.known
    is_team = known.ontvanger.soort is OntvangerSoort.team
    valid = [one for status, one in case.consents if status is ToestemmingStatus.geldig]
    alle: dict[GegevensSoort, tuple[Grond, ...]] = {}
    redenen: dict[GegevensSoort, Reden] = {}
    for kind in GegevensSoort:
        given = [_of_consent(one, known) for one in reversed(valid) if kind in one.gegevens]
        found = [*case.law.get(kind, ()), *given]
        if is_team and kind not in TEAM_KINDS:
            redenen[kind] = NOT_FOR_THE_TEAM
        elif found:
            alle[kind] = tuple(sorted(found, key=lambda one: bool(one.leefgebieden)))
        else:
            redenen[kind] = _why_not(kind, case)
    return Gronden(known.ontvanger, case.dag, alle, redenen)


NOT_FOR_THE_TEAM = Reden(
    "Het team leest het dossier zelf. Toestemming voor het team gaat alleen over "
    f"{quoted(TEAM_KINDS)}."
)


def _of_consent(one: Toestemming, known: Known) -> Grond:
    text = f"Toestemming voor {known.ontvanger.wie}, tot en met {date_words(one.tot_datum)}"
    return Grond(
        Grondslag.toestemming,
        one.id,
        "",
        text,
        "",
        None,
        one.tot_datum,
        one.leefgebieden,
        one.beperking,
    )


# What is missing ----------------------------------------------------------------------------


def _why_not(kind: GegevensSoort, case: _Case) -> Reden:
    """Why there is no ground for this kind; for a gemeente without a name that comes first."""
    found = _no_consent(kind, case)
    if not _lacks_gemeente(case.known):
        return found
    first = (
        f"Bij {case.wie} staat niet welke gemeente het is, dus de wet geeft geen grond. "
        "Vul dat in bij ‘Organisaties’."
    )
    return Reden(f"{first} {found.tekst}", found.noemt)


def _no_consent(kind: GegevensSoort, case: _Case) -> Reden:
    """Never, not yet, ended, for somebody else, or not about this."""
    who, consents = case.wie, case.consents
    about = [(status, one) for status, one in consents if kind in one.gegevens]
    if any(status is ToestemmingStatus.geldig for status, _one in consents):
        ended = _last_words(about)
        if ended:
            return Reden(f"De toestemming voor {who} over ‘{kind.value}’ {ended}.")
        return Reden(f"De toestemming voor {who} gaat niet over", noemt=True)
    ended = _last_words(about or consents)
    if case.moved:
        first = case.moved
    elif ended.startswith("geldt"):
        first = f"De toestemming voor {who} {ended}."
    elif ended:
        first = f"Er is geen toestemming voor {who}. De vorige {ended}."
    else:
        first = f"Er is geen toestemming voor {who}: die is nooit gegeven."
    if case.law:
        return Reden(f"{first} De wet geeft geen grond voor", noemt=True)
    return Reden(first)


def _last_words(consents: Standing) -> str:
    """What became of the last of these: 'is ingetrokken op 25 november 2026'."""
    if not consents:
        return ""
    status, one = max(consents, key=_order)
    if status is ToestemmingStatus.nog_niet:
        return f"geldt pas vanaf {date_words(one.vanaf_datum)}"
    if status is ToestemmingStatus.ingetrokken and one.ingetrokken_datum is not None:
        return f"is ingetrokken op {date_words(one.ingetrokken_datum)}"
    if status is ToestemmingStatus.vervangen:
        return "is vervangen door een nieuwe"
    return f"liep af op {date_words(one.tot_datum)}"


def _order(line: tuple[ToestemmingStatus, Toestemming]) -> tuple[bool, bool, date]:
    """What comes goes before what was; then the one that ended last."""
    status, one = line
    comes = status is ToestemmingStatus.nog_niet
    ended = status is not ToestemmingStatus.vervangen
    return comes, ended, one.ingetrokken_datum or one.tot_datum


# The law ------------------------------------------------------------------------------------


def _law(rule: Rule, known: Known, deelnemer: Deelnemer, day: date) -> Law:
    """What the law lets pass to an organisation with this task."""
    if known.taak is None or rule.geldig_vanaf > day or not _is_his(known, deelnemer):
        return {}
    found: Law = {}
    for line in rule.waarde:
        if line["taak"] != known.taak.value:
            continue
        for kind in GegevensSoort:
            if kind.value in line["gegevens"]:
                found.setdefault(kind, []).append(_of_law(rule, line))
    return found


def _is_his(known: Known, deelnemer: Deelnemer) -> bool:
    """A gemeente has a task for who comes from there or goes there, not for others.

    When it is not filled in which one it is, nobody knows, so nothing goes.
    """
    if known.taak is not WettelijkeTaak.gemeente:
        return True
    his = (deelnemer.gemeente_herkomst, deelnemer.gemeente_vestiging)
    return bool(known.gemeente) and known.gemeente in his


def _lacks_gemeente(known: Known) -> bool:
    return known.taak is WettelijkeTaak.gemeente and not known.gemeente


def _of_law(rule: Rule, line: Mapping[str, object]) -> Grond:
    areas = line.get("leefgebieden") or ()
    return Grond(
        Grondslag.wet,
        None,
        str(line["sleutel"]),
        str(line["tekst"]),
        rule.bron,
        rule.bron_url,
        None,
        tuple(str(name) for name in areas) if isinstance(areas, list | tuple) else (),
        "",
        rule.is_hypothese,
    )
