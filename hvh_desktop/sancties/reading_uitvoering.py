"""How far the execution of the decision that counts is, read from the encrypted file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.sancties import path
from hvh_desktop.sancties.model import Beslissing, Sanctiezaak, Straf, Voorwaarde
from hvh_desktop.sancties.model_gevolg import Tenuitvoerlegging, Uitreiking
from hvh_desktop.sancties.rows import StrafRow, TenuitvoerleggingRow
from hvh_desktop.sancties.stappen import hold_reason, is_upheld_anew
from hvh_desktop.sancties.straffen import kind_words, read_straffen, straf_row, summary
from hvh_desktop.sancties.uitvoering import (
    StrafStand,
    UitvoeringStand,
    has_ended,
    period_words,
    served_kind,
    straf_stand,
)
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus, VoorwaardeStatus
from hvh_desktop.text import capitalise, date_words, join_words, plural

UPHELD = (
    "Zijn beklag is geheel of voor een deel gegrond verklaard. Hoor hem eerst voor een "
    "herziening, of trek de beslissing in."
)
_GOES_ON_FROM = frozenset({RondeAanleiding.omzetting, RondeAanleiding.herziening})
"""Rounds of which the decision comes in place of the one before: what he already underwent
counts along. In a round about execution only what was voorwaardelijk is decided on."""


def find_beslissing(session: Session, zaak: Sanctiezaak) -> Beslissing | None:
    """The decision that counts: the newest one."""
    statement = select(Beslissing).where(Beslissing.sanctiezaak_id == zaak.id)
    newest = statement.order_by(Beslissing.ronde.desc(), Beslissing.id.desc()).limit(1)
    return session.scalars(newest).first()


def list_voorwaarden_of(session: Session, zaak: Sanctiezaak) -> list[Voorwaarde]:
    """The conditions that count: those of the newest decision that has any."""
    statement = select(Voorwaarde).where(Voorwaarde.sanctiezaak_id == zaak.id)
    found = list(session.scalars(statement.order_by(Voorwaarde.volgorde)))
    if not found:
        return []
    newest = max(one.beslissing_id for one in found)
    return [one for one in found if one.beslissing_id == newest]


def is_geschonden(session: Session, zaak: Sanctiezaak) -> bool:
    """Did he break one of the conditions that count? Without that nothing is executed."""
    return any(
        one.status is VoorwaardeStatus.niet_nagekomen for one in list_voorwaarden_of(session, zaak)
    )


def stand_of(session: Session, zaak: Sanctiezaak) -> UitvoeringStand | None:
    """What is executed, what hangs over him and what is in the way; None without a decision."""
    beslissing = find_beslissing(session, zaak)
    if beslissing is None:
        return None
    straffen = read_straffen(session, [beslissing.id])[beslissing.id]
    stands = _straf_stands(session, zaak, beslissing, straffen)
    over_him = [one for one in straffen if one.voorwaardelijk]
    voorwaarden = list_voorwaarden_of(session, zaak)
    proeftijd = beslissing.proeftijd_tot_datum if over_him else None
    handed = _handed(session, beslissing.id)
    blocks = [
        *_still_to_do(zaak, stands, proeftijd, handed),
        *_still_running(session, zaak, stands),
        *_still_open(session.today, proeftijd, voorwaarden if over_him else []),
    ]
    broken = [one for one in voorwaarden if one.status is VoorwaardeStatus.niet_nagekomen]
    return UitvoeringStand(
        sanctiezaak_id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        status=zaak.status,
        wat=summary(straffen, beslissing.afspraak),
        beslist_op=beslissing.datum,
        uitgereikt_op=handed,
        straffen=stands,
        voorwaardelijk=join_words(kind_words(one.soort, one.voorwaardelijk) for one in over_him),
        proeftijd_tot_datum=proeftijd,
        wacht=_holds(session, zaak),
        in_de_weg=tuple(blocks),
        vraagt_toelichting=_asks_why(stands, broken if over_him else []),
        niet_nagekomen=tuple(one.tekst for one in broken),
    )


def _handed(session: Session, beslissing_id: UUID) -> date | None:
    statement = select(Uitreiking.datum).where(Uitreiking.beslissing_id == beslissing_id)
    return session.scalars(statement.order_by(Uitreiking.id.desc()).limit(1)).first()


def first_day(session: Session, straf_id: UUID) -> date | None:
    """From which day this straf could begin: its decision was handed over then."""
    of_straf = session.get_one(Straf, straf_id)
    statement = select(Uitreiking.datum).where(Uitreiking.beslissing_id == of_straf.hoort_bij_id)
    return session.scalars(statement.order_by(Uitreiking.datum).limit(1)).first()


def _holds(session: Session, zaak: Sanctiezaak) -> tuple[str, ...]:
    found = [hold_reason(session, zaak)]
    if is_upheld_anew(session, zaak):
        found.append(UPHELD)
    return tuple(one for one in found if one)


# The straffen ---------------------------------------------------------------------------------


def _straf_stands(
    session: Session, zaak: Sanctiezaak, beslissing: Beslissing, straffen: Sequence[StrafRow]
) -> tuple[StrafStand, ...]:
    """Of each straf with something to execute: what was done and what is left."""
    rows = list_uitvoeringen(session, zaak)
    here = {one.id for one in straffen}
    earlier: Iterable[TenuitvoerleggingRow] = ()
    if beslissing.aanleiding in _GOES_ON_FROM:
        earlier = [one for one in rows if one.straf.id not in here and not one.is_vervallen]
    stands = []
    for straf in straffen:
        if straf.onvoorwaardelijk <= 0:
            continue
        before = sum(_days_before(one, straf) for one in earlier)
        mine = tuple(one for one in rows if one.straf.id == straf.id)
        stands.append(straf_stand(straf, mine, before))
    return tuple(stands)


def _days_before(row: TenuitvoerleggingRow, straf: StrafRow) -> int:
    from_before = straf_stand(row.straf, (row,), 0)
    return from_before.gedaan if served_kind(row.straf, row.is_vervangend) is straf.soort else 0


def list_uitvoeringen(session: Session, zaak: Sanctiezaak) -> list[TenuitvoerleggingRow]:
    """All periods of a case, in the order in which they began; also what was withdrawn."""
    statement = (
        select(Tenuitvoerlegging, Straf)
        .join(Straf, Straf.id == Tenuitvoerlegging.straf_id)
        .where(Tenuitvoerlegging.sanctiezaak_id == zaak.id)
        .order_by(Tenuitvoerlegging.begin_datum, Tenuitvoerlegging.id)
    )
    return [_row(one, straf_row(straf)) for one, straf in session.execute(statement)]


def _row(one: Tenuitvoerlegging, straf: StrafRow) -> TenuitvoerleggingRow:
    return TenuitvoerleggingRow(
        id=one.id,
        straf=straf,
        begin_datum=one.begin_datum,
        begin_tijd=one.begin_tijd,
        eind_datum=one.eind_datum,
        eind_tijd=one.eind_tijd,
        is_strafcel=one.is_strafcel,
        commissie_gemeld_datum=one.commissie_gemeld_datum,
        arts_gemeld_datum=one.arts_gemeld_datum,
        toelichting=one.toelichting,
        is_vervallen=one.is_vervallen,
        vervallen_reden=one.vervallen_reden,
        is_vervangend=one.is_vervangend,
    )


# What is in the way of the end ----------------------------------------------------------------


def _still_to_do(
    zaak: Sanctiezaak,
    stands: Sequence[StrafStand],
    proeftijd: date | None,
    handed: date | None,
) -> list[str]:
    if handed is None:
        return ["De mededeling is nog niet uitgereikt."]
    if zaak.status not in path.AFTER_DECISION:
        return ["Hij wordt opnieuw gehoord. Wacht op de nieuwe beslissing."]
    found = [
        f"Deze straf is nog niet ingegaan: {one.woorden}." for one in stands if not one.is_begonnen
    ]
    if not found and proeftijd is not None and zaak.status is SanctieStatus.uitreiking:
        found.append("De proeftijd is nog niet ingegaan.")
    return found


def list_running(session: Session, zaak: Sanctiezaak) -> list[str]:
    """What of this case runs now or is still to begin, each in a sentence."""
    stand = stand_of(session, zaak)
    return [] if stand is None else _still_running(session, zaak, stand.straffen)


def _still_running(session: Session, zaak: Sanctiezaak, stands: Sequence[StrafStand]) -> list[str]:
    now = session.now.astimezone(AMSTERDAM)
    running = [
        one
        for one in list_uitvoeringen(session, zaak)
        if not one.is_vervallen and not has_ended(one, now)
    ]
    known = {one.straf.id for one in stands}
    return [
        f"{capitalise(served_kind(one.straf, one.is_vervangend).value)} loopt nog"
        f"{'' if one.straf.id in known else ', van een eerdere beslissing'}: {period_words(one)}."
        for one in running
    ]


def _still_open(
    today: date, proeftijd: date | None, voorwaarden: Iterable[Voorwaarde]
) -> list[str]:
    found = []
    if proeftijd is not None and today <= proeftijd:
        found.append(f"De proeftijd loopt nog tot en met {date_words(proeftijd)}.")
    running = [one for one in voorwaarden if one.status is VoorwaardeStatus.loopt]
    found.extend(f"Schrijf bij deze voorwaarde op hoe het liep: “{one.tekst}”" for one in running)
    return found


def _asks_why(stands: Sequence[StrafStand], broken: Sequence[Voorwaarde]) -> str:
    """Fewer days than were decided, or a condition not kept without execution."""
    if broken:
        return (
            "Hij is een voorwaarde niet nagekomen. Schrijf op waarom dit niet leidde tot "
            "tenuitvoerlegging."
        )
    short = [one for one in stands if one.lopend and one.over and not one.vervangend_over]
    if not short:
        return ""
    left = "; ".join(f"{one.straf.soort.value}, {_left_words(one)}" for one in short)
    return f"Niet alles is uitgevoerd ({left}). Schrijf op waarom."


def _left_words(stand: StrafStand) -> str:
    return f"nog {plural(stand.over, 'dag', 'dagen')}"
