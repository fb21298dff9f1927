"""Sancties on Vandaag: per man what is to be done, most pressing first.

A file of its own because it asks six lists of two slices, each for who may act on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.inzage import readable_ids
from hvh_desktop.deelnemers.service import get_deelnemer_names
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Beklag, Uitreiking
from hvh_desktop.sancties.rows import ZaakRow
from hvh_desktop.sancties.service import list_wachtend
from hvh_desktop.sancties.service_ordemaatregelen import list_ordemaatregelen
from hvh_desktop.sancties.service_vervolg import list_vervolgvoorstellen
from hvh_desktop.sancties.service_voorwaarden import list_herinneringen
from hvh_desktop.sancties.vervolgstap import ADVIES, BEKIJK, due_words, is_for_everyone, step_for
from hvh_desktop.sancties.words import SanctieStatus, VervolgSoort
from hvh_desktop.text import capitalise, format_time, initials, near_day, shorten
from hvh_desktop.urinecontroles.rows import Wacht
from hvh_desktop.urinecontroles.service import list_lopend
from hvh_desktop.vandaag.rows import Naar, SanctieLine, SanctieRegel

HANDED_DAYS = 60
"""A handing-over of longer ago has no last day that is near."""
_LONG = 80
_BROKEN = "Hij hield zich niet aan een voorwaarde: hoor hem opnieuw"
_CLOCK, _TODAY, _STEP, _ASKED, _TOLD = range(5)
"""How pressing: hours run, a day ends, a step is due, somebody is asked, only to know."""
_HOURS = frozenset({Wacht.gelegenheid, Wacht.mededelen, Wacht.heronderzoek})


@dataclass(frozen=True)
class _Found:
    """A line with how pressing it is and whom it is about."""

    about: UUID
    rank: int
    regel: SanctieRegel


@dataclass(frozen=True)
class Bereik:
    """Of whom. ``men``: None when it is everyone; ``own``: his own men."""

    men: frozenset[UUID] | None
    own: frozenset[UUID]

    def holds(self, deelnemer_id: UUID) -> bool:
        """Is he one of them?"""
        return self.men is None or deelnemer_id in self.men


def list_sancties(session: Session, own: frozenset[UUID], everyone: bool) -> list[SanctieLine]:
    """One line for each man, most pressing first; of another man only what is open to read."""
    bereik = Bereik(None if everyone or not own else own, own)
    readable = readable_ids(session, own)
    if readable is not None:
        men = readable if bereik.men is None else readable & bereik.men
        bereik = Bereik(men, own)
    waiting = list_wachtend(session)
    found = [
        *_stappen(session, bereik, waiting),
        *_herinneringen(session, {row.id for row in waiting}),
        *_beklag(session, bereik),
        *_controles(session, bereik),
        *_vervolg(session),
        *_ordemaatregelen(session, bereik),
    ]
    names = get_deelnemer_names(session, {one.about for one in found}) if found else {}
    return _per_man(found, names)


def _per_man(found: list[_Found], names: Mapping[UUID, str]) -> list[SanctieLine]:
    found = sorted(found, key=lambda one: one.rank)
    per_man: dict[UUID, list[_Found]] = {}
    for one in found:
        per_man.setdefault(one.about, []).append(one)
    lines = [
        (rows[0].rank, SanctieLine(about, naam, initials(naam), tuple(one.regel for one in rows)))
        for about, rows in per_man.items()
        for naam in (names.get(about, ""),)
    ]
    return [line for _rank, line in sorted(lines, key=lambda pair: (pair[0], pair[1].naam))]


def _zaak(deelnemer_id: UUID, sanctiezaak_id: UUID, place: str = "sanctiezaak") -> Naar:
    return Naar(place, {"deelnemer_id": deelnemer_id, "sanctiezaak_id": sanctiezaak_id})


def _stappen(session: Session, bereik: Bereik, waiting: list[ZaakRow]) -> Iterator[_Found]:
    """Steps that are due; what nearly everyone may do, only of the chosen men."""
    for row in waiting:
        step = step_for(session.actor, row)
        if is_for_everyone(row) and step is not ADVIES and not bereik.holds(row.deelnemer_id):
            continue
        said = f"{due_words(step, row)} ({row.voorval.lower()})"
        naar = _zaak(row.deelnemer_id, row.id, step.place)
        rank = _ASKED if step in (ADVIES, BEKIJK) else _STEP
        yield _Found(row.deelnemer_id, rank, SanctieRegel("scales", said, step.woord, naar))


def _herinneringen(session: Session, waiting: set[UUID]) -> Iterator[_Found]:
    """Conditions to look at or that he broke, and a proeftijd that ends.

    The end is not told twice about the same case.
    """
    for one in list_herinneringen(session):
        if one.is_einde and one.sanctiezaak_id in waiting:
            continue
        said, rank, word = one.wat, _ASKED, "Bekijk"
        if one.is_opnieuw_horen:
            said, rank, word = _BROKEN, _STEP, "Open"
        elif not one.is_einde:
            said = f"Kijk of hij zich hieraan houdt: {shorten(one.wat, _LONG)}"
        naar = _zaak(one.deelnemer_id, one.sanctiezaak_id)
        regel = SanctieRegel("hourglass-medium", said, word, naar)
        yield _Found(one.deelnemer_id, rank, regel)


def _beklag(session: Session, bereik: Bereik) -> Iterator[_Found]:
    """The last day on which he can complain is today or tomorrow, and he did not."""
    today = session.today
    columns = (Uitreiking.beslissing_id, Uitreiking.sanctiezaak_id, Uitreiking.deelnemer_id)
    rows = session.execute(
        select(*columns, Uitreiking.beklag_laatste_datum)
        .join(Sanctiezaak, Sanctiezaak.id == Uitreiking.sanctiezaak_id)
        .where(
            Uitreiking.datum >= today - timedelta(days=HANDED_DAYS),
            Sanctiezaak.status != SanctieStatus.ingetrokken,
        )
        .order_by(Uitreiking.id)
    ).all()
    newest = {row.beslissing_id: row for row in rows}
    near = [
        row
        for row in newest.values()
        if 0 <= (row.beklag_laatste_datum - today).days <= 1
        and bereik.holds(row.deelnemer_id)
        and is_allowed(session.actor, Right.record_beklag, is_own=row.deelnemer_id in bereik.own)
    ]
    if not near:
        return
    asked = [row.beslissing_id for row in near]
    done = set(session.scalars(select(Beklag.beslissing_id).where(Beklag.beslissing_id.in_(asked))))
    for row in near:
        if row.beslissing_id not in done:
            day = near_day(row.beklag_laatste_datum, today)
            said = f"{capitalise(day)} is de laatste dag voor beklag"
            naar = _zaak(row.deelnemer_id, row.sanctiezaak_id, "beklag")
            regel = SanctieRegel("envelope", said, "Leg beklag vast", naar)
            yield _Found(row.deelnemer_id, _TODAY, regel)


def _controles(session: Session, bereik: Bereik) -> Iterator[_Found]:
    """Hours that run and a result that he does not know yet; a second look also for who decides."""
    actor = session.actor
    does = is_allowed(actor, Right.record_urinecontrole)
    kinds = _HOURS if does else frozenset({Wacht.heronderzoek})
    if not does and not is_allowed(actor, Right.record_tenuitvoerlegging):
        return
    for one in list_lopend(session):
        about = one.row.deelnemer_id
        if one.wacht not in kinds or not bereik.holds(about):
            continue
        address = {"deelnemer_id": about, "urinecontrole_id": one.row.id}
        said, rank, word = one.wacht_op, _CLOCK, "Open"
        if one.wacht is Wacht.mededelen:
            said, rank, word = (
                "De uitslag van zijn urinecontrole is nog niet verteld",
                _TODAY,
                "Vertel",
            )
        elif one.wacht is Wacht.heronderzoek:
            said, rank, word = "Het heronderzoek van zijn urine loopt", _TOLD, "Bekijk"
        elif one.tot is not None:
            said = f"Urinecontrole: {said[:1].lower()}{said[1:]}"
        regel = SanctieRegel("test-tube", said, word, Naar("urinecontrole", address))
        yield _Found(about, rank, regel)


def _vervolg(session: Session) -> Iterator[_Found]:
    """What the casemanager is asked about verlof or place."""
    if not is_allowed(session.actor, Right.decide_vervolgvoorstel):
        return
    for row in list_vervolgvoorstellen(session, only_open=True):
        said = (
            "Er is een voorstel om hem terug te plaatsen"
            if row.soort is VervolgSoort.terugplaatsing
            else f"Er is een voorstel over zijn verlof: {shorten(row.verlof, _LONG)}"
        )
        naar = _zaak(row.deelnemer_id, row.sanctiezaak_id)
        yield _Found(row.deelnemer_id, _STEP, SanctieRegel("question", said, "Antwoord", naar))


def _ordemaatregelen(session: Session, bereik: Bereik) -> Iterator[_Found]:
    """Measures that end today or tomorrow."""
    if not is_allowed(session.actor, Right.record_ordemaatregel):
        return
    for row in list_ordemaatregelen(session, only_running=True):
        end = row.loopt_tot
        if (end.date() - session.today).days > 1 or not bereik.holds(row.deelnemer_id):
            continue
        when = f"{near_day(end.date(), session.today)} om {format_time(end.time())}"
        said = f"Ordemaatregel eindigt {when}: {row.soort}"
        address = {"deelnemer_id": row.deelnemer_id, "ordemaatregel_id": row.id}
        regel = SanctieRegel("timer", said, "Bekijk", Naar("ordemaatregel", address))
        yield _Found(row.deelnemer_id, _CLOCK, regel)
