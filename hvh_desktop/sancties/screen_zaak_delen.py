"""The first parts of a case as calm cards: what happened, the report, what he said, the advice."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtWidgets import QWidget

from hvh_desktop.db import AMSTERDAM
from hvh_desktop.sancties.form import STANDPUNTEN, TAAL, VERANTWOORDELIJKHEDEN
from hvh_desktop.sancties.rows import AdviesRow, BeslissingRow, HoorRow, ZaakDetail
from hvh_desktop.sancties.straffen import full_words, summary
from hvh_desktop.sancties.words import STATUS_WORDS, Tolk
from hvh_desktop.text import capitalise, date_words, format_time, join_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.stand import provisional_badge

TOLKEN = {
    Tolk.niet_nodig: "zonder tolk",
    Tolk.aanwezig: "met een tolk erbij",
    Tolk.telefonisch: "met een tolk aan de telefoon",
}


def moment_words(day: date | None, at: time | None = None) -> str:
    """'6 november 2026, 20.40'."""
    if day is None:
        return ""
    return f"{date_words(day)}, {format_time(at)}" if at else date_words(day)


def fact(label: str, words: str) -> QWidget | None:
    """A small label above what is known; nothing when it is not."""
    if not words:
        return None
    return kit.column(
        kit.Label(label, "klein", "muted", wrap=True),
        kit.Label(words, wrap=True, selectable=True),
        gap=2,
    )


def prose(words: str) -> QWidget:
    """Text of somebody who works here, to read and to copy."""
    return kit.Label(words, wrap=True, selectable=True)


def by_whom(*parts: str) -> QWidget:
    """When and by whom, below what it is about."""
    return kit.Label(", ".join(part for part in parts if part), "klein", "muted", wrap=True)


class VoorvalCard(kit.Card):
    """What happened."""

    def __init__(self, detail: ZaakDetail) -> None:
        when = moment_words(detail.row.voorval_datum, detail.voorval_tijd)
        himself = (
            kit.IconLabel("hand-waving", "Hij kwam er zelf mee", icon_role="good")
            if detail.is_zelf_gemeld
            else None
        )
        super().__init__(
            kit.Label(detail.row.voorval, semibold=True, wrap=True),
            kit.Label(f"{when}. {capitalise(detail.plaats)}.", role="muted", wrap=True),
            prose(detail.feiten),
            himself,
            fact("Wie waren er nog meer bij", capitalise(join_words(detail.betrokkenen))),
            by_whom(
                f"Vastgelegd door {detail.gemeld_door or 'een collega'}",
                moment_words(detail.gemeld_op.astimezone(AMSTERDAM).date()),
            ),
            title="Voorval",
        )


class VerslagCard(kit.Card):
    """The report, and when he was told."""

    def __init__(self, detail: ZaakDetail) -> None:
        told = moment_words(detail.aangezegd_datum, detail.aangezegd_tijd)
        by = f" door {detail.aangezegd_door}" if detail.aangezegd_door else ""
        super().__init__(
            prose(detail.verslag),
            fact("Aan hem verteld dat er een verslag komt", f"{told}{by}" if told else ""),
            by_whom(
                f"Geschreven door {detail.verslag_door or 'een collega'}",
                moment_words(detail.verslag_datum, detail.verslag_tijd),
            ),
            title="Verslag",
        )


class HoorCard(kit.Card):
    """What he said; his words have their own form."""

    def __init__(self, row: HoorRow, *, title: str = "Horen") -> None:
        super().__init__(title=title, gap=10)
        if row.is_afgezien:
            self.add(
                kit.IconLabel("hand-palm", "Hij wilde niet gehoord worden", semibold=True),
                prose(row.toelichting),
            )
        else:
            standpunt = STANDPUNTEN[row.standpunt.value] if row.standpunt else ""
            self.add(
                kit.Quote(f"“{row.eigen_woorden}”", standpunt or None),
                kit.column(
                    kit.Label("Wat hij zelf passend vindt", "klein", "muted", wrap=True),
                    kit.Quote(f"“{row.visie}”"),
                    gap=2,
                ),
                fact("Toelichting", row.toelichting),
            )
        taal = "" if row.taal == TAAL else f"in het {row.taal}"
        self.add(
            fact("Wie waren erbij", capitalise(row.aanwezigen)),
            by_whom(
                f"Gehoord door {row.door or 'een collega'}",
                moment_words(row.datum, row.tijd),
                taal,
                TOLKEN[row.tolk],
            ),
        )


class AdviesCard(kit.Card):
    """What the psycholoog released."""

    def __init__(self, row: AdviesRow) -> None:
        how_far = VERANTWOORDELIJKHEDEN[row.verantwoordelijkheid.value].lower()
        super().__init__(
            kit.Label(f"Hij is {how_far} verantwoordelijk", semibold=True, wrap=True),
            prose(row.tekst),
            by_whom(f"Vrijgegeven door {row.door or 'de psycholoog'}", moment_words(row.datum)),
            title="Advies van de psycholoog",
        )


class BesluitCard(kit.Card):
    """A decision in short, to have at hand."""

    def __init__(self, row: BeslissingRow) -> None:
        until = row.proeftijd_tot_datum
        conditions = [prose(f"– {one.tekst}") for one in row.voorwaarden]
        label = kit.Label("Voorwaarden", "klein", "muted") if conditions else None
        super().__init__(
            kit.Label(capitalise(summary(row.straffen, row.afspraak)), semibold=True, wrap=True),
            *(prose(f"{capitalise(full_words(one))}.") for one in row.straffen if one.uitwerking),
            fact("Afspraak", row.afspraak),
            fact("Proeftijd tot en met", date_words(until) if until else ""),
            kit.column(label, *conditions, gap=2) if conditions else None,
            by_whom(f"Beslist door {row.door or 'de directeur'}", moment_words(row.datum)),
            title="Wat er is beslist",
        )


def slot_card(context: Context, detail: ZaakDetail) -> QWidget | None:
    """How the case ended and why."""
    if detail.slot_datum is None:
        return None
    last = detail.stappen[-1]
    return kit.Card(
        provisional_badge(context, "Zaakstap", last.id),
        kit.Label(STATUS_WORDS[detail.row.status], semibold=True),
        fact("Reden", capitalise(detail.slot_reden)),
        prose(detail.slot_toelichting) if detail.slot_toelichting else None,
        by_whom(f"Gesloten op {date_words(detail.slot_datum)}", last.door),
        title="Afloop",
    )
