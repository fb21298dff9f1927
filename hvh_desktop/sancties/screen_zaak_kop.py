"""Around the parts of a case: its heading, its steps, what must be known first, its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from hvh_desktop.sancties.path import DROPPED
from hvh_desktop.sancties.rows import StapRow, ZaakDetail
from hvh_desktop.sancties.rows_maatwerk import Proeftijd
from hvh_desktop.sancties.screen_voorval import proeftijd_banner
from hvh_desktop.sancties.verslagen import VerslagenStap, find_verslagen
from hvh_desktop.sancties.words import STATUS_WORDS, RondeAanleiding, SanctieStatus
from hvh_desktop.sancties.zaakgang import (
    Trede,
    fact_words,
    given_back,
    short_date,
    summary,
    treden,
    verantwoordelijk_words,
)
from hvh_desktop.text import capitalise
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.stand import provisional_notice

TONES = {
    SanctieStatus.voorwaardelijk: "warn",
    SanctieStatus.afloop: "stil",
    SanctieStatus.afgezien: "stil",
    SanctieStatus.geseponeerd: "stil",
    SanctieStatus.ingetrokken: "stil",
}
WAIT = "Wacht met uitreiken als het kan."
TELL_SO = "Zeg dat erbij als je het hem vertelt."
ROUNDS = {
    RondeAanleiding.tenuitvoerlegging: "over zijn proeftijd",
    RondeAanleiding.omzetting: "over omzetten van zijn straf",
    RondeAanleiding.herziening: "na zijn beklag",
}


def head(detail: ZaakDetail, today: date) -> QWidget:
    """What happened when, and where it stands."""
    row = detail.row
    badge = kit.Badge(STATUS_WORDS[row.status], TONES.get(row.status, "info"))
    heading = kit.Heading(f"{row.voorval}, {short_date(row.voorval_datum, today)}", 2)
    if theme.is_narrow():
        return kit.column(heading, kit.beside(badge, kit.STRETCH), gap=4)
    return kit.beside((heading, 1), badge)


def banners(context: Context, detail: ZaakDetail, running: Sequence[Proeftijd]) -> list[QWidget]:
    """A straf on hold, a step that came second, a proposal that came back, another proeftijd."""
    found: list[QWidget] = []
    if detail.opschorting:
        title = "De straf wacht"
        found.append(kit.NoticeBanner(detail.opschorting, "warn", title=title, icon="hourglass"))
    if detail.row.status in DROPPED:
        ended = detail.stappen[-1].id
        found.append(provisional_notice(context, "Zaakstap", ended, TELL_SO))
    elif detail.beslissingen:
        newest = detail.beslissingen[-1].id
        found.append(provisional_notice(context, "Beslissing", newest, WAIT))
    found += map(_beaten_banner, context.read(lambda s: find_verslagen(s, detail)))
    back = given_back(detail)
    if back is not None:
        said = f"{back.door or 'De directeur'}: “{_sentence(back.reden)}”"
        found.append(kit.NoticeBanner(said, "info", title="Het voorstel kwam terug"))
    if running:
        found.append(proeftijd_banner(context, running))
    return found


def _beaten_banner(one: VerslagenStap) -> QWidget:
    said = (
        f"{one.eerder} besliste eerder: die beslissing telt. Wat {one.door} koos (‘{one.wat}’), is "
        "bewaard en telt niet mee."
    )
    return kit.NoticeBanner(said, "warn", title="Tegelijk beslist", icon="git-branch")


def history(detail: ZaakDetail, today: date) -> QWidget:
    """Every step with its day, by whom and why."""
    return kit.Card(*(_line(one, today) for one in detail.stappen), gap=10)


def _line(one: StapRow, today: date) -> QWidget:
    by = ", ".join(part for part in (short_date(one.datum, today), one.door) if part)
    why = kit.Label(_sentence(one.reden), "klein", wrap=True) if one.reden else None
    word = kit.Label(STATUS_WORDS[one.naar], wrap=True)
    return kit.column(word, kit.Label(by, "klein", "muted", wrap=True), why, gap=1)


def _sentence(words: str) -> str:
    return f"{capitalise(words.rstrip('.'))}."


# The steps at the left ------------------------------------------------------------------------


class ZaakRail(kit.StepRail):
    """The rail with ``steps``: which step of the case stands on which line."""

    def __init__(self, detail: ZaakDetail, today: date) -> None:
        self.steps: tuple[Trede, ...] = treden(detail, today)
        told = summary(self.steps)
        if detail.row.ronde > 1:
            told = f"{told}, opnieuw gehoord {ROUNDS.get(detail.aanleiding, '')}".rstrip()
        super().__init__(
            [(one.woord, one.staat, one.regel) for one in self.steps],
            title="Sanctie op maat",
            summary=told,
        )
        self.add(kit.line(), 6, *facts(detail))
        for one, item in zip(self.steps, self.items, strict=True):
            item.setObjectName(f"stap_{one.stap.name}")


def facts(detail: ZaakDetail) -> list[QWidget]:
    """What happened, how far he is responsible, what came of it."""
    row = detail.row
    pairs = (
        ("Voorval", fact_words(detail)),
        ("Verantwoordelijk", verantwoordelijk_words(detail)),
        ("Beslissing", f"{capitalise(row.uitkomst)}." if row.uitkomst else ""),
    )
    return [
        kit.column(kit.Label(label, "klein", "muted", wrap=True), kit.Label(words, wrap=True), 6)
        for label, words in pairs
        if words
    ]
