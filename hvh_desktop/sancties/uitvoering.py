"""How long a straf is executed, until when at most, and what is wrong with a period.

A file of its own, without a session, because the service and the screen reckon the same.
A period with times lasts whole days of 24 hours; one without times counts its last day along.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hvh_desktop.sancties.rows import StrafRow, TenuitvoerleggingRow
from hvh_desktop.sancties.straffen import kind_words
from hvh_desktop.sancties.words import SanctieStatus, StrafSoort
from hvh_desktop.text import date_words, format_time, plural
from hvh_desktop.text import period_words as day_period_words

DAY = timedelta(days=1)
BOTH_TIMES = "Vul bij begin en einde allebei een tijd in, of laat ze allebei leeg."


@dataclass(frozen=True)
class UitvoeringInvoer:
    """A period as it is filled in."""

    straf_id: UUID
    begin_datum: date | None
    begin_tijd: time | None = None
    eind_datum: date | None = None
    eind_tijd: time | None = None
    is_strafcel: bool = False
    commissie_gemeld_datum: date | None = None
    arts_gemeld_datum: date | None = None
    toelichting: str = ""
    is_vervangend: bool = False


@dataclass(frozen=True)
class StrafStand:
    """One straf of the decision that counts, and how far its execution is."""

    straf: StrafRow
    woorden: str
    """What is to be executed, such as "3 dagen opsluiting"."""
    gedaan: int
    """Days, or once for a verlof and for a fine that was paid."""
    over: int
    uitvoeringen: tuple[TenuitvoerleggingRow, ...]
    """Also those that were withdrawn."""
    vervangend_over: int = 0
    """Days that may still come instead of a fine."""

    @property
    def lopend(self) -> tuple[TenuitvoerleggingRow, ...]:
        """Periods that count."""
        return tuple(one for one in self.uitvoeringen if not one.is_vervallen)

    @property
    def is_begonnen(self) -> bool:
        """Was a period recorded, or is nothing of it left to execute?"""
        return bool(self.lopend) or self.over == 0


@dataclass(frozen=True)
class UitvoeringStand:
    """All that the page of the execution shows."""

    sanctiezaak_id: UUID
    deelnemer_id: UUID
    status: SanctieStatus
    wat: str
    """The decision in words."""
    beslist_op: date
    uitgereikt_op: date | None
    straffen: tuple[StrafStand, ...]
    """Only what is executed at once."""
    voorwaardelijk: str
    """What hangs over him, in words; empty without."""
    proeftijd_tot_datum: date | None
    wacht: tuple[str, ...]
    """Why no straf may begin now, each a sentence."""
    in_de_weg: tuple[str, ...]
    """Why the case cannot be closed yet, each a sentence."""
    vraagt_toelichting: str
    """Why closing asks for an explanation; empty when it does not."""
    niet_nagekomen: tuple[str, ...]
    """Conditions that he did not keep."""

    @property
    def te_starten(self) -> tuple[StrafStand, ...]:
        """Straffen of which nothing was executed."""
        return tuple(one for one in self.straffen if not one.is_begonnen)


def served_kind(straf: StrafRow, is_vervangend: bool) -> StrafSoort:
    """What he undergoes: the straf, or what comes instead of a fine."""
    if is_vervangend and straf.vervangende_soort is not None:
        return straf.vervangende_soort
    return straf.soort


def counts_days(straf: StrafRow, is_vervangend: bool = False) -> bool:
    """Is it measured in days?"""
    return served_kind(straf, is_vervangend) not in (StrafSoort.verlof, StrafSoort.boete)


def days_between(
    begin_datum: date, begin_tijd: time | None, eind_datum: date, eind_tijd: time | None
) -> int:
    """Days that a period takes; a day that was begun counts whole."""
    if begin_tijd is None or eind_tijd is None:
        return (eind_datum - begin_datum).days + 1
    length = datetime.combine(eind_datum, eind_tijd) - datetime.combine(begin_datum, begin_tijd)
    return -(-length // DAY)


def days_of(row: UitvoeringInvoer | TenuitvoerleggingRow) -> int:
    """Days of a period that is complete."""
    assert row.begin_datum is not None
    assert row.eind_datum is not None
    return days_between(row.begin_datum, row.begin_tijd, row.eind_datum, row.eind_tijd)


def hours_of(row: UitvoeringInvoer | TenuitvoerleggingRow) -> float:
    """Hours of a period that is complete."""
    assert row.begin_datum is not None
    assert row.eind_datum is not None
    if row.begin_tijd is None or row.eind_tijd is None:
        return 24.0 * days_of(row)
    length = datetime.combine(row.eind_datum, row.eind_tijd) - datetime.combine(
        row.begin_datum, row.begin_tijd
    )
    return length / timedelta(hours=1)


def proposed_end(begin: date, tijd: time | None, days: int) -> tuple[date, time | None]:
    """When so many days are over."""
    return begin + timedelta(days=days if tijd is not None else days - 1), tijd


def _moments(row: UitvoeringInvoer | TenuitvoerleggingRow) -> tuple[datetime, datetime]:
    """From when until when; a last day without a time counts whole."""
    assert row.begin_datum is not None
    assert row.eind_datum is not None
    begin = datetime.combine(row.begin_datum, row.begin_tijd or time.min)
    if row.eind_tijd is not None:
        return begin, datetime.combine(row.eind_datum, row.eind_tijd)
    return begin, datetime.combine(row.eind_datum + DAY, time.min)


def is_within(
    part: UitvoeringInvoer | TenuitvoerleggingRow, whole: UitvoeringInvoer | TenuitvoerleggingRow
) -> bool:
    """Does it begin no earlier and end no later?"""
    begin, end = _moments(part)
    earliest, latest = _moments(whole)
    return earliest <= begin and end <= latest


def overlaps(
    one: UitvoeringInvoer | TenuitvoerleggingRow, other: UitvoeringInvoer | TenuitvoerleggingRow
) -> bool:
    """Do they run at the same time, if only for a moment?"""
    begin, end = _moments(one)
    begin_other, end_other = _moments(other)
    return begin < end_other and begin_other < end


def has_ended(row: TenuitvoerleggingRow, now: datetime) -> bool:
    """Is it over? ``now`` is the clock on the wall of the house."""
    return datetime.combine(row.eind_datum, row.eind_tijd or time.max) <= now.replace(tzinfo=None)


def period_words(row: UitvoeringInvoer | TenuitvoerleggingRow) -> str:
    """'12 november 2026 10.30 tot 15 november 2026 10.30', or whole days."""
    assert row.begin_datum is not None
    assert row.eind_datum is not None
    if row.begin_tijd is None or row.eind_tijd is None:
        return day_period_words(row.begin_datum, row.eind_datum)
    begin = f"{date_words(row.begin_datum)}, {format_time(row.begin_tijd)}"
    return f"{begin} tot {date_words(row.eind_datum)}, {format_time(row.eind_tijd)}"


def straf_stand(
    straf: StrafRow, periods: tuple[TenuitvoerleggingRow, ...], before: int
) -> StrafStand:
    """How far it is. ``before``: days of this kind that an earlier decision already took."""
    counted = [one for one in periods if not one.is_vervallen]
    said = kind_words(straf.soort, straf.onvoorwaardelijk)
    if straf.soort is StrafSoort.boete:
        is_paid = any(not one.is_vervangend for one in counted)
        served = sum(days_of(one) for one in counted if one.is_vervangend)
        left = 0 if is_paid else max((straf.vervangende_dagen or 0) - served, 0)
        over = 0 if is_paid or (served and not left) else 1
        return StrafStand(straf, said, int(is_paid), over, periods, left)
    if straf.soort is StrafSoort.verlof:
        return StrafStand(straf, said, len(counted), 0 if counted or before else 1, periods)
    done = sum(days_of(one) for one in counted) + before
    return StrafStand(straf, said, done, max(straf.onvoorwaardelijk - done, 0), periods)


# What is wrong with a period ------------------------------------------------------------------


def problems(
    invoer: UitvoeringInvoer, stand: StrafStand, *, first: date, today: date, strafcel_uren: int
) -> dict[str, str]:
    """A sentence per field. ``first``: the day from which it may begin."""
    found = _period_problems(invoer, first)
    if found:
        return found
    straf = stand.straf
    kind = served_kind(straf, invoer.is_vervangend)
    if kind is StrafSoort.boete:
        return _paid_problems(invoer, today)
    if kind is not StrafSoort.verlof:
        found |= _length_problems(invoer, stand) or _twice_problems(invoer, stand)
    if kind is StrafSoort.opsluiting and invoer.is_strafcel:
        found |= _told_problems(invoer, today, strafcel_uren)
    return found


def _period_problems(invoer: UitvoeringInvoer, first: date) -> dict[str, str]:
    if invoer.begin_datum is None:
        return {"begin_datum": "Vul in op welke dag het begint."}
    if invoer.eind_datum is None:
        return {"eind_datum": "Vul in op welke dag het eindigt."}
    if invoer.begin_datum < first:
        return {
            "begin_datum": f"Dit is vóór de uitreiking, die van {date_words(first)}. "
            "Een straf gaat pas in als hij de mededeling heeft."
        }
    if (invoer.begin_tijd is None) is not (invoer.eind_tijd is None):
        return {"eind_tijd" if invoer.eind_tijd is None else "begin_tijd": BOTH_TIMES}
    if hours_of(invoer) <= 0:
        return {"eind_datum": "Het einde ligt niet na het begin. Kijk de dagen en tijden na."}
    return {}


def _paid_problems(invoer: UitvoeringInvoer, today: date) -> dict[str, str]:
    assert invoer.begin_datum is not None
    if invoer.begin_datum > today:
        return {
            "begin_datum": "Deze dag ligt in de toekomst. Leg de boete vast als hij betaald is."
        }
    return {}


def _length_problems(invoer: UitvoeringInvoer, stand: StrafStand) -> dict[str, str]:
    left = stand.vervangend_over if invoer.is_vervangend else stand.over
    days = days_of(invoer)
    if days <= left:
        return {}
    asked = f"Dit zijn {plural(days, 'dag', 'dagen')}"
    if not left:
        return {"eind_datum": f"{asked}, en van deze straf is niets meer over."}
    return {
        "eind_datum": f"{asked}. Er is hooguit {plural(left, 'dag', 'dagen')} over van wat de "
        "directeur besliste."
    }


def _twice_problems(invoer: UitvoeringInvoer, stand: StrafStand) -> dict[str, str]:
    """A day of a straf is undergone once."""
    same = next((one for one in stand.lopend if overlaps(invoer, one)), None)
    if same is None:
        return {}
    return {
        "begin_datum": f"In deze tijd loopt deze straf al: {period_words(same)}. Kijk de dagen na."
    }


def _told_problems(invoer: UitvoeringInvoer, today: date, uren: int) -> dict[str, str]:
    if hours_of(invoer) <= uren:
        return {}
    found = {}
    for name, who in (
        ("commissie_gemeld_datum", "de commissie van toezicht"),
        ("arts_gemeld_datum", "de arts"),
    ):
        told: date | None = getattr(invoer, name)
        if told is None:
            found[name] = f"Dit duurt langer dan {uren} uur. Meld het {who}, en vul de dag in."
        elif told > today:
            found[name] = f"Deze dag ligt in de toekomst. Meld het {who} nu."
    return found
