"""What was decided, as a card on the page of the case."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hvh_desktop.sancties.rows import BeslissingRow, VoorwaardeRow, ZaakDetail
from hvh_desktop.sancties.screen_voorstel_feiten import small_part
from hvh_desktop.sancties.straffen import full_words, summary
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus, Uitkomst
from hvh_desktop.text import capitalise, date_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.stand import provisional_badge

SAME_PERSON = (
    "Wie besliste, deed ook het voorstel. Dat mocht, omdat hij op dat moment beide rollen had."
)
_OUTCOMES = {
    Uitkomst.geheel: "Geheel ten uitvoer",
    Uitkomst.deels: "Deels ten uitvoer",
    Uitkomst.niet: "Niet ten uitvoer",
}


def beslissing_card(context: Context, detail: ZaakDetail) -> QWidget | None:
    """The decision that counts, older ones folded; or that one is waited for."""
    if detail.row.status is SanctieStatus.voorstel:
        return _waiting(detail)
    if not detail.beslissingen:
        return None
    last = detail.beslissingen[-1]
    stand = provisional_badge(context, "Beslissing", last.id)
    card = kit.Card(stand, *beslissing_parts(last), title="Beslissing", gap=10)
    if older := detail.beslissingen[:-1]:
        inner = kit.column(*(p for one in reversed(older) for p in beslissing_parts(one)), gap=8)
        fold = kit.Fold("Eerdere beslissingen", inner, count=len(older))
        fold.head.setObjectName("eerdere_beslissingen")
        card.add(fold)
    return card


def _waiting(detail: ZaakDetail) -> QWidget:
    if SanctieStatus.beslissing not in detail.may:
        said = kit.Label("De directeur beslist over het voorstel.", role="muted", wrap=True)
        return kit.Card(said, title="Beslissing")
    said = kit.Label("Er ligt een voorstel. Volg het, beslis anders of geef het terug.", wrap=True)
    return kit.Card(said, title="Beslissing")


def beslissing_parts(row: BeslissingRow) -> list[QWidget]:
    """All of one decision, in words."""
    how = "Volgens het voorstel" if row.is_conform else "Anders dan het voorstel"
    about = f"Door {row.door}, {date_words(row.datum)}. {how}."
    if row.aanleiding is not RondeAanleiding.eerste:
        about = f"{about} Over: {row.aanleiding.value}."
    parts: list[QWidget] = [
        kit.Label(about, "klein", "muted", wrap=True),
        kit.Label(beslissing_words(row), semibold=True, wrap=True),
    ]
    if any(full_words(one) not in beslissing_words(row).lower() for one in row.straffen):
        parts += [kit.Label(capitalise(full_words(one)), wrap=True) for one in row.straffen]
    if row.proeftijd_tot_datum is not None:
        said = f"Tot en met {date_words(row.proeftijd_tot_datum)}."
        parts.append(small_part("Proeftijd", kit.Label(said, wrap=True)))
    parts.append(small_part("Waarom", kit.Label(row.motivering, wrap=True)))
    if row.degradatie_reden:
        title = "Waarom degradatie" if row.is_degradatie else "Waarom geen degradatie"
        parts.append(small_part(title, kit.Label(row.degradatie_reden, wrap=True)))
    if row.is_terugplaatsing:
        said = "Terugplaatsing is aan de casemanager voorgesteld."
        parts.append(kit.NoticeBanner(said, "danger"))
    if row.afspraak:
        parts.append(small_part("Afspraak", kit.Label(row.afspraak, wrap=True)))
    if row.voorwaarden:
        lines = [kit.Label(_condition(one), wrap=True) for one in row.voorwaarden]
        parts.append(small_part("Voorwaarden", *lines))
    if row.is_zelfde_persoon:
        parts.append(kit.NoticeBanner(SAME_PERSON, "warn"))
    return parts


def beslissing_words(row: BeslissingRow) -> str:
    """'Deels ten uitvoer: 2 dagen opsluiting, waarvan 1 voorwaardelijk'."""
    said = summary(row.straffen, row.afspraak)
    first = _OUTCOMES.get(row.uitkomst)
    return f"{first}: {said}" if first else capitalise(said)


def _condition(row: VoorwaardeRow) -> str:
    who = f" {row.toezicht} let erop." if row.toezicht else ""
    return f"{row.tekst}{who}"
