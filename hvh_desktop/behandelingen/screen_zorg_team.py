"""What everybody with the dossier sees of care: to whom, how far, when, and the shared card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.behandelingen import service
from hvh_desktop.behandelingen.rows import BeschikbaarheidRow
from hvh_desktop.behandelingen.screen_parts import TOP, moment_words, plain_line, who_is_there
from hvh_desktop.db import Session
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.signaleringsplannen.rows import Belregel, FaseRow, KaartRow
from hvh_desktop.signaleringsplannen.service import find_kaart
from hvh_desktop.text import capitalise, date_words
from hvh_desktop.ui import kit
from hvh_desktop.verwijzingen.form import STATUS_WORDS
from hvh_desktop.verwijzingen.model import ZorgafspraakSoort
from hvh_desktop.verwijzingen.rows import StandRow, ZorgafspraakRow
from hvh_desktop.verwijzingen.service_stand import list_standen, list_zorgafspraken

SHAPES = {
    Kleur.groen: ("circle", "good"),
    Kleur.geel: ("triangle", "warn"),
    Kleur.oranje: ("diamond", "warn"),
    Kleur.rood: ("octagon", "danger"),
}
"""Each stage has a shape of its own beside its name, so that colour never speaks alone."""


@dataclass(frozen=True)
class TeamBeeld:
    """Everything of the team's part."""

    standen: tuple[StandRow, ...]
    afspraken: tuple[ZorgafspraakRow, ...]
    kaart: KaartRow | None
    psychologen: tuple[BeschikbaarheidRow, ...]
    namen: dict[UUID, str]
    today: date


def read_team(session: Session, deelnemer_id: UUID) -> TeamBeeld:
    """What is told here lies in team and register only."""
    return TeamBeeld(
        tuple(list_standen(session, deelnemer_id)),
        tuple(
            list_zorgafspraken(
                session,
                deelnemer_ids=[deelnemer_id],
                from_day=session.today,
                to_day=date.max,
            )
        ),
        find_kaart(session, deelnemer_id),
        tuple(service.list_beschikbaarheid(session)),
        dict(get_medewerker_names(session)),
        session.today,
    )


def standen_card(beeld: TeamBeeld, roepnaam: str) -> QWidget:
    """A line per referral; without one it says what that means."""
    if not beeld.standen:
        return kit.EmptyState(
            "first-aid-kit",
            "Geen lopende zorg om te tonen",
            f"{roepnaam} is nog niet bij een instelling aangemeld. Een verwijzing komt hier te "
            "staan als de psycholoog hem heeft aangemeld.",
        )
    return kit.Card(*(_stand(row, beeld.today) for row in beeld.standen), title="Verwijzingen")


def _stand(row: StandRow, today: date) -> QWidget:
    told = f"Sinds {date_words(row.status_datum)}"
    if row.volgende is not None:
        when = moment_words(row.volgende.datum, row.volgende.tijd, today)
        told = f"{told}\nVolgende afspraak {when}, {row.volgende.plaats.value}"
    elif row.is_open:
        told = f"{told}\nEr staat nog geen afspraak"
    badge = kit.Badge(STATUS_WORDS[row.status], "info" if row.is_open else "stil")
    return plain_line("buildings", row.instelling, told, badge)


def afspraken_card(beeld: TeamBeeld) -> QWidget | None:
    """Where he has to be and when, with whom; nothing about why."""
    if not beeld.afspraken:
        return None
    return kit.Card(*(_afspraak(row, beeld) for row in beeld.afspraken), title="Afspraken")


def _afspraak(row: ZorgafspraakRow, beeld: TeamBeeld) -> QWidget:
    who = row.instelling
    if row.soort is ZorgafspraakSoort.psycholoog:
        name = beeld.namen.get(row.medewerker_id, "") if row.medewerker_id else ""
        who = f"Psycholoog {name}".strip()
    when = capitalise(moment_words(row.datum, row.tijd, beeld.today))
    return plain_line("calendar-blank", when, f"{who}, {row.plaats.value}")


def psychologen_card(rows: Sequence[BeschikbaarheidRow], today: date) -> QWidget | None:
    """When the psycholoog is in the house, and who stands in."""
    if not rows:
        return None
    parts: list[QWidget] = []
    for number, row in enumerate(rows):
        if number:
            parts.append(kit.line())
        parts.append(who_is_there(row, today))
    return kit.Card(*parts, title="Wanneer is de psycholoog er", gap=8)


# The card that he allowed the team to read ------------------------------------------------------


def kaart_card(kaart: KaartRow | None, roepnaam: str) -> QWidget | None:
    """The stages that were shared with the team, on purpose and with his consent."""
    if kaart is None:
        return None
    told = kit.Label(
        f"{roepnaam} vindt het goed dat het team dit leest. Versie {kaart.versie}, "
        f"{date_words(kaart.datum)}.",
        "klein",
        "muted",
        wrap=True,
    )
    parts: list[QWidget] = [told]
    for fase in kaart.fasen:
        parts += [kit.line(), _fase(fase)]
    if kaart.bellen:
        parts += [kit.line(), _bellen(kaart.bellen)]
    return kit.Card(*parts, title="Signaleringskaart", gap=8)


def _fase(fase: FaseRow) -> QWidget:
    icon, tone = SHAPES[fase.kleur]
    blocks = (
        ("Zo merk je het", fase.signalen),
        ("Dat helpt: hij zelf", fase.helpt_zelf),
        ("Dat helpt: anderen", fase.helpt_anderen),
    )
    words = kit.column(
        kit.Label(fase.titel, semibold=True, wrap=True),
        *(_lines(title, lines) for title, lines in blocks if lines),
        gap=4,
    )
    return kit.beside((kit.Icon(icon, tone, 20), TOP), (words, 1), gap=10)


def _lines(title: str, lines: Sequence[str]) -> QWidget:
    return kit.column(
        kit.Label(title, "klein", "muted"),
        *(kit.Label(f"• {line}", wrap=True) for line in lines),
    )


def _bellen(rows: Sequence[Belregel]) -> QWidget:
    return kit.column(
        kit.Label("Wie je belt", "klein", "muted"),
        *(
            kit.IconLabel(
                "phone", f"{row.naam} {row.telefoon}".strip(), icon_role="muted", wrap=True
            )
            for row in rows
        ),
        gap=2,
    )
