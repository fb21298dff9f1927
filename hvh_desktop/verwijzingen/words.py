"""How a referral is told in sentences; screens and paper use the same.

A file of its own, without Qt, because several screens say the same thing.
"""

from __future__ import annotations

from datetime import date, time

from hvh_desktop.text import capitalise, date_words, format_time, near_day, plural
from hvh_desktop.verwijzingen.form import PLAATSEN, STATUS_WORDS
from hvh_desktop.verwijzingen.model import VerwijzingStatus
from hvh_desktop.verwijzingen.path import Stap, StapStaat, WachtOp
from hvh_desktop.verwijzingen.rows import BehandelafspraakRow, NaPlaatsing, VerwijzingRow

EARLY, LATE = time(7), time(22)
"""Before and after these an appointment is a mistake in typing most of the time."""


def days(number: int) -> str:
    """'1 dag', '12 dagen'."""
    return plural(number, "dag", "dagen")


def odd_hour_words(clock: object) -> str:
    """A remark on a time in the night, which is most often mistyped; nothing else is wrong."""
    if not isinstance(clock, time) or EARLY <= clock < LATE:
        return ""
    return "Dit is ’s nachts. Klopt de tijd?"


def step_words(stap: Stap) -> str:
    """What became of one step, below its name."""
    norm = f" Streeftijd {days(stap.norm)}." if stap.norm is not None else ""
    if stap.staat is StapStaat.overgeslagen:
        return "Overgeslagen."
    if stap.staat is StapStaat.nog:
        return norm.strip()
    if stap.staat is StapStaat.nu:
        return f"Wacht {_waited(stap.dagen or 0)}.{norm}"
    said = f"{date_words(stap.datum)}." if stap.datum else ""
    if stap.dagen is None:
        return said
    return f"{said} {_took(stap.dagen)}.{norm}"


def _waited(number: int) -> str:
    return "sinds vandaag" if number == 0 else f"al {days(number)}"


def _took(number: int) -> str:
    return "Dezelfde dag" if number == 0 else f"Duurde {days(number)}"


def too_long(stap: Stap) -> str:
    """'4 dagen langer', or nothing."""
    if stap.dagen is None or stap.norm is None or not stap.is_te_lang:
        return ""
    return f"{days(stap.dagen - stap.norm)} langer"


def waits_words(row: VerwijzingRow, today: date) -> str:
    """Whose move it is, in one sentence."""
    if not row.is_open:
        return f"{STATUS_WORDS[row.status]} op {date_words(row.status_datum)}."
    if row.status is VerwijzingStatus.gestart:
        return f"De behandeling loopt sinds {date_words(row.status_datum)}."
    if row.volgende is not None:
        return f"Er wacht niemand: de volgende afspraak is {when_words(row.volgende, today)}."
    if row.wacht_op is WachtOp.psycholoog and row.status is not VerwijzingStatus.besproken:
        return "Dit wacht op jou: er was een afspraak. Leg vast wat eruit kwam."
    return {
        WachtOp.psycholoog: "Dit wacht op jou: meld hem aan.",
        WachtOp.instelling: f"Dit wacht op {row.instelling}.",
        WachtOp.deelnemer: "Dit wacht op hem: gaat hij verder na de kennismaking?",
        WachtOp.niemand: "Er wacht niemand.",
    }[row.wacht_op]


def when_words(row: BehandelafspraakRow, today: date) -> str:
    """'morgen, 9.15'."""
    clock = f", {format_time(row.tijd)}" if row.tijd else ""
    return f"{near_day(row.datum, today)}{clock}"


def place_words(row: BehandelafspraakRow) -> str:
    """Where, as shown in a list."""
    return PLAATSEN[row.plaats.value]


def team_words(row: VerwijzingRow, datums: frozenset[VerwijzingStatus], today: date) -> str:
    """What the team sees of it now."""
    if VerwijzingStatus.aangemeld not in datums:
        return "Het team ziet nog niets. Vanaf de aanmelding ziet het de instelling en de stap."
    said = f"{row.instelling}, {STATUS_WORDS[row.status].lower()} op {date_words(row.status_datum)}"
    if row.is_open and row.volgende is not None:
        said += f", volgende afspraak {when_words(row.volgende, today)}"
    return f"Het team ziet: {said}. Meer niet."


def placement_words(since: NaPlaatsing, today: date) -> str:
    """How it stands against the days after his placement."""
    norm = f"Streeftijd: binnen {days(since.norm)} na de plaatsing."
    if since.dagen is not None:
        took = "op de dag zelf" if since.dagen == 0 else f"{days(since.dagen)} na zijn plaatsing"
        return f"Kennisgemaakt {took}. {norm}"
    gone = (today - since.begin_datum).days
    if gone < 0:
        return f"Hij komt op {date_words(since.begin_datum)}. {norm}"
    return f"{capitalise(days(gone))} na zijn plaatsing nog niet kennisgemaakt. {norm}"
