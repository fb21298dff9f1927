"""What was proposed, as a card on the page of the case."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hvh_desktop.sancties.rows import AlternatiefRow, VoorstelRow, ZaakDetail
from hvh_desktop.sancties.screen_voorstel_feiten import small_part
from hvh_desktop.sancties.screen_voorstel_keten import SCHAKELS
from hvh_desktop.sancties.straffen import full_words, summary
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.text import capitalise, date_words, join_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context


def voorstel_card(context: Context, detail: ZaakDetail) -> QWidget | None:
    """The newest proposal with why, and the others that lay beside it; or that one is due."""
    row = detail.row
    if SanctieStatus.voorstel in detail.may and row.status is SanctieStatus.horen:
        return _to_make(detail)
    if not detail.voorstellen:
        return None
    last = detail.voorstellen[-1]
    card = kit.Card(*_parts(last), title="Voorstel", gap=10)
    older = list(detail.voorstellen[:-1])
    if older:
        card.add(_older(older))
    return card


def _to_make(detail: ZaakDetail) -> QWidget:
    said = "Hij is gehoord. Leg de mogelijke uitkomsten naast elkaar en kies wat bij hem past."
    back = [one for one in detail.stappen if one.van is SanctieStatus.voorstel][-1:]
    notes = [
        kit.NoticeBanner(f"{one.door}: “{one.reden}”", "warn", title="Het voorstel kwam terug")
        for one in back
        if one.naar is SanctieStatus.horen and one.ronde == detail.row.ronde
    ]
    line = kit.Label(said, wrap=True)
    return kit.Card(*notes, line, title="Voorstel", gap=10)


def _parts(row: VoorstelRow) -> list[QWidget]:
    chosen = row.gekozen
    weight = f"Verantwoordelijk: {row.verantwoordelijkheid.value}."
    why_weight = f" {row.verantwoordelijkheid_toelichting}"
    parts: list[QWidget] = [
        kit.Label(f"Door {row.door}, {date_words(row.datum)}.", "klein", "muted", wrap=True),
        outcome_part("Voorgesteld", chosen),
        small_part("Waarom", kit.Label(row.waarom, wrap=True)),
        small_part(
            "Wat speelt mee", kit.Label(capitalise(join_words(row.problematiek)), wrap=True)
        ),
        small_part("Verantwoordelijkheid", kit.Label(f"{weight}{why_weight}".strip(), wrap=True)),
    ]
    if row.telt_mee:
        parts.append(small_part("Telt mee", kit.Label(join_words(row.telt_mee), wrap=True)))
    if row.geprobeerd:
        parts.append(small_part("Eerder geprobeerd", kit.Label(row.geprobeerd, wrap=True)))
    others = [one for one in row.alternatieven if not one.is_gekozen]
    if others:
        parts.append(_beside(others))
    return parts


def outcome_part(title: str, row: AlternatiefRow) -> QWidget:
    """An outcome in words with the chain as it was shown then."""
    head = kit.Label(capitalise(summary(row.straffen, row.afspraak)), semibold=True, wrap=True)
    straffen = [kit.Label(capitalise(full_words(one)), wrap=True) for one in row.straffen]
    agreed = kit.Label(f"Afspraak: {row.afspraak}", wrap=True) if row.afspraak else None
    shown = straffen if len(straffen) > 1 or any(one.uitwerking for one in row.straffen) else []
    return kit.column(
        kit.Label(f"{title}: {row.naam}", "klein", "muted", semibold=True, wrap=True),
        head,
        *shown,
        agreed,
        *chain_lines(row),
        gap=2,
    )


def chain_lines(row: AlternatiefRow) -> list[QWidget]:
    """'Daardoor verlof: …' for each link that was kept."""
    pairs = list(zip(SCHAKELS, row.gevolgen, strict=False))
    return [
        kit.Label(f"Daardoor {schakel}: {zin}", "klein", wrap=True) for schakel, zin in pairs[1:]
    ]


def _beside(rows: list[AlternatiefRow]) -> QWidget:
    inner = kit.column(*(outcome_part("Lag ernaast", one) for one in rows), gap=12)
    fold = kit.Fold("Wat ernaast lag", inner, count=len(rows))
    fold.head.setObjectName("wat_ernaast_lag")
    return fold


def _older(rows: list[VoorstelRow]) -> QWidget:
    inner = kit.column(*(part for row in reversed(rows) for part in _parts(row)[:3]), gap=6)
    fold = kit.Fold("Eerdere voorstellen", inner, count=len(rows))
    fold.head.setObjectName("eerdere_voorstellen")
    return fold
