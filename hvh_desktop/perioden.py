"""Periods to look back over, shared by the registers and the figures."""

from __future__ import annotations

from datetime import date, timedelta

JAAR, KWARTAAL, DIT_JAAR, VORIG_JAAR, ALLES, ZELF = (
    *("jaar", "kwartaal", "dit_jaar"),
    *("vorig_jaar", "alles", "zelf"),
)
PERIODEN = (
    (JAAR, "Laatste 12 maanden"),
    (KWARTAAL, "Laatste 3 maanden"),
    (DIT_JAAR, "Dit kalenderjaar"),
    (VORIG_JAAR, "Vorig kalenderjaar"),
    (ALLES, "Alles"),
)
ZELF_KIEZEN = (ZELF, "Kies zelf van en tot")
BEGIN = date(1900, 1, 1)


def period(choice: str, today: date) -> tuple[date, date]:
    """First and last day."""
    if choice == KWARTAAL:
        return today - timedelta(days=91), today
    if choice == DIT_JAAR:
        return date(today.year, 1, 1), today
    if choice == VORIG_JAAR:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    if choice == ALLES:
        return BEGIN, today
    return today - timedelta(days=364), today
