"""All parts of a case as cards: this round first, what runs beside it, then what came before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.screen_beklag import beklag_card
from hvh_desktop.sancties.screen_beslissing_kaart import beslissing_card
from hvh_desktop.sancties.screen_correcties import with_correcties
from hvh_desktop.sancties.screen_tenuitvoerlegging import uitvoering_card
from hvh_desktop.sancties.screen_uitreiking import uitreiking_card
from hvh_desktop.sancties.screen_vervolg import vervolg_card
from hvh_desktop.sancties.screen_voorstel_kaart import voorstel_card
from hvh_desktop.sancties.screen_voorwaarden import voorwaarden_card
from hvh_desktop.sancties.screen_zaak_delen import (
    AdviesCard,
    HoorCard,
    VerslagCard,
    VoorvalCard,
    slot_card,
)
from hvh_desktop.sancties.words import Onderdeel, RondeAanleiding, SanctieStatus
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context

_S = SanctieStatus
Make = Callable[[Context, ZaakDetail], QWidget | None]
Kaart = tuple[SanctieStatus, QWidget]
"""A card and the step of the rail that it belongs to."""
GAP: Final = 16
RONDE_WORDS = {
    RondeAanleiding.eerste: "De eerste beslissing",
    RondeAanleiding.tenuitvoerlegging: "Over het uitvoeren van zijn proeftijd",
    RondeAanleiding.omzetting: "Over het omzetten van zijn straf",
    RondeAanleiding.herziening: "Een nieuwe beslissing na zijn beklag",
}
_IN_A_ROUND: Final[tuple[tuple[SanctieStatus, Make, Onderdeel], ...]] = (
    (_S.voorstel, voorstel_card, Onderdeel.voorstel),
    (_S.beslissing, beslissing_card, Onderdeel.beslissing),
    (_S.uitreiking, uitreiking_card, Onderdeel.uitreiking),
)
_BESIDE: Final[tuple[tuple[SanctieStatus, Make, tuple[Onderdeel, ...]], ...]] = (
    (_S.tenuitvoerlegging, uitvoering_card, (Onderdeel.tenuitvoerlegging,)),
    (_S.voorwaardelijk, voorwaarden_card, ()),
    (_S.afloop, vervolg_card, ()),
    (_S.afloop, beklag_card, (Onderdeel.beklag,)),
)


def cards(context: Context, detail: ZaakDetail) -> list[Kaart]:
    """In the order in which they are read. Notes about a part stand once: at the newest."""
    now = detail.row.ronde
    found = [*_round_cards(context, detail, now)]
    for step, make, parts in _BESIDE:
        card = with_correcties(make(context, detail), detail, *parts)
        found += [(step, card)] if card is not None else []
    first: list[Kaart] = [
        (_S.voorval, _known(with_correcties(VoorvalCard(detail), detail, Onderdeel.voorval)))
    ]
    if detail.verslag:
        verslag = with_correcties(VerslagCard(detail), detail, Onderdeel.verslag)
        first.append((_S.verslag, _known(verslag)))
    end = slot_card(context, detail)
    closing: list[Kaart] = [(detail.row.status, end)] if end is not None else []
    return [*closing, *found, *first] if now > 1 else [*closing, *first, *found]


def earlier_rounds(context: Context, detail: ZaakDetail) -> list[QWidget]:
    """Each folded, newest first; nothing can be done in them any more."""
    folds: list[QWidget] = []
    for number in range(detail.row.ronde - 1, 0, -1):
        shown = [card for _step, card in _round_cards(context, detail, number)]
        if shown:
            title = f"Ronde {number}: {_round_words(detail, number).lower()}"
            folds.append(kit.Fold(title, kit.column(*shown, gap=GAP)))
    return folds


def of_round(detail: ZaakDetail, number: int) -> ZaakDetail:
    """The case with only what belongs to this round; acts only in the newest one."""
    decided = tuple(one for one in detail.beslissingen if one.ronde == number)
    ids = {one.id for one in decided}
    return replace(
        detail,
        hoorverslagen=tuple(one for one in detail.hoorverslagen if one.ronde == number),
        voorstellen=tuple(one for one in detail.voorstellen if one.ronde == number),
        beslissingen=decided,
        mededelingen=tuple(one for one in detail.mededelingen if one.beslissing_id in ids),
        uitreikingen=tuple(one for one in detail.uitreikingen if one.beslissing_id in ids),
        may=detail.may if number == detail.row.ronde else frozenset(),
    )


def _round_cards(context: Context, detail: ZaakDetail, number: int) -> Iterator[Kaart]:
    part, is_newest = of_round(detail, number), number == detail.row.ronde
    heard = [HoorCard(row) for row in part.hoorverslagen]
    if heard:
        about = (Onderdeel.horen,) if is_newest else ()
        yield _S.horen, _known(with_correcties(kit.column(*heard, gap=GAP), detail, *about))
    if number == 1 and detail.adviezen:
        given = kit.column(*(AdviesCard(row) for row in detail.adviezen), gap=GAP)
        yield _S.horen, _known(with_correcties(given, detail, Onderdeel.advies))
    read_only = replace(part, may=frozenset())  # the act itself stands in ‘Wat nu’
    for step, make, onderdeel in _IN_A_ROUND:
        if step is _S.beslissing and not part.beslissingen:
            continue
        card = make(context, part if step is _S.uitreiking else read_only)
        about = (onderdeel,) if is_newest or not _comes_later(detail, step, number) else ()
        if card is not None:
            yield step, _known(with_correcties(card, detail, *about))


def _comes_later(detail: ZaakDetail, step: SanctieStatus, number: int) -> bool:
    """Is there a newer row of this part in a later round?"""
    rows = detail.voorstellen if step is _S.voorstel else detail.beslissingen
    return any(one.ronde > number for one in rows)


def _known(card: QWidget | None) -> QWidget:
    assert card is not None
    return card


def _round_words(detail: ZaakDetail, number: int) -> str:
    found = [one.aanleiding for one in detail.beslissingen if one.ronde == number]
    if found:
        return RONDE_WORDS[found[0]]
    return RONDE_WORDS[RondeAanleiding.eerste] if number == 1 else "gestopt zonder beslissing"
