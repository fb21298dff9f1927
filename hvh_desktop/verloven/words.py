"""How a verlof and his work are told in sentences; screens and paper use the same.

A file of its own, without Qt, because several screens say the same thing.
"""

from __future__ import annotations

from datetime import date

from hvh_desktop.text import date_words, day_words, period_words, plural
from hvh_desktop.verloven.form import WERKSOORTEN, euros
from hvh_desktop.verloven.model import VerlofSoort, VerlofStatus
from hvh_desktop.verloven.rows import VerlofRow, WerkplekRow

SOORT_WORDS = {
    VerlofSoort.kort: "Kortdurend verlof",
    VerlofSoort.lang: "Langdurend verlof",
    VerlofSoort.extramurale_arbeid: "Verlof voor werk buiten",
    VerlofSoort.incidenteel: "Incidenteel verlof",
}
STATUS_WORDS = {
    VerlofStatus.voorbereiding: "In voorbereiding",
    VerlofStatus.toegekend: "Toegekend",
    VerlofStatus.gehad: "Gehad",
    VerlofStatus.geweigerd: "Geweigerd",
    VerlofStatus.ingetrokken: "Ingetrokken",
}
TONES = {
    VerlofStatus.voorbereiding: "stil",
    VerlofStatus.toegekend: "good",
    VerlofStatus.gehad: "info",
    VerlofStatus.geweigerd: "danger",
    VerlofStatus.ingetrokken: "warn",
}


def times_words(row: VerlofRow) -> str:
    """'één keer, van 9.00 tot 17.00 uur'."""
    often = "één keer" if row.aantal == 1 else f"{row.aantal} keer"
    return f"{often}, {row.duur[:1].lower()}{row.duur[1:]}"


def when_words(row: VerlofRow) -> str:
    """'vrijdag 20 november', or its whole period."""
    if row.eind_datum is None or row.eind_datum == row.begin_datum:
        return f"{day_words(row.begin_datum)} {row.begin_datum.year}"
    return period_words(row.begin_datum, row.eind_datum)


def waits_words(row: VerlofRow, today: date) -> str:
    """What is to be done about it now, in one sentence."""
    if row.status is VerlofStatus.voorbereiding:
        if row.begin_datum < today:
            return "De eerste dag is voorbij en er is nog geen besluit. Leg vast wat eruit kwam."
        asked = f"Aangevraagd op {date_words(row.aanvraag_datum)}. " if row.aanvraag_datum else ""
        return f"{asked}Het besluit komt nog."
    if row.status is VerlofStatus.toegekend:
        if row.laatste_datum <= today:
            return "Het verlof is geweest. Leg vast hoe het ging."
        return "Toegekend. Na de laatste dag leg je vast hoe het ging."
    if row.status is VerlofStatus.gehad:
        return "Hij heeft dit verlof gehad."
    return f"{STATUS_WORDS[row.status]}: {row.status_reden}"


def state_words(row: VerlofRow, today: date) -> tuple[str, str]:
    """The word on its badge, with the tone; what waits for somebody goes first."""
    if row.status is VerlofStatus.toegekend and row.laatste_datum <= today:
        return "Leg vast hoe het ging", "warn"
    if row.status is VerlofStatus.voorbereiding and row.begin_datum < today:
        return "Besluit ontbreekt", "warn"
    return STATUS_WORDS[row.status], TONES[row.status]


def work_words(row: WerkplekRow) -> str:
    """'24 uur per week, weekloon € 14,75'."""
    parts = [f"{plural(row.uren, 'uur', 'uur')} per week"]
    if row.weekloon_centen is not None:
        parts.append(f"weekloon € {euros(row.weekloon_centen)}")
    return ", ".join(parts)


def work_name(row: WerkplekRow) -> str:
    """'De Fabriek, montage'."""
    kind = WERKSOORTEN[row.soort.value]
    return kind if row.plek.casefold() in kind.casefold() else f"{kind}, {row.plek}"
