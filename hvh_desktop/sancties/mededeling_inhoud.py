"""Collects what stands on the papers of a decision, as it is at this moment.

Apart from ``service_mededeling`` because it looks at all parts of a case; that one decides
whether it may be made.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.deelnemers.service import DeelnemerDetail, get_deelnemer
from hvh_desktop.huis import get_huis
from hvh_desktop.medewerkers.service import get_medewerker_full_names, get_medewerker_names
from hvh_desktop.policy import get_value
from hvh_desktop.sancties.inhoud import (
    Beklagtekst,
    Besluit,
    Eerder,
    Hoorregel,
    MededelingInhoud,
    Strafregel,
    Verslagregel,
    Voorwaarderegel,
    Weging,
)
from hvh_desktop.sancties.model import Hoorverslag, Sanctiezaak
from hvh_desktop.sancties.rows import (
    AlternatiefRow,
    BeslissingRow,
    StrafRow,
    VoorstelRow,
    VoorwaardeRow,
    ZaakDetail,
)
from hvh_desktop.sancties.straffen import summary
from hvh_desktop.sancties.words import AlternatiefSoort, RondeAanleiding, VoorwaardeStatus
from hvh_desktop.text import full_name

_Names = Mapping[UUID, str]


def collect_inhoud(
    session: Session,
    detail: ZaakDetail,
    *,
    uitreik_datum: date,
    beklag_laatste_datum: date,
    uitleg: str,
) -> MededelingInhoud:
    """Everything on both papers of the newest decision; nothing lacks any more."""
    decision, row = detail.beslissingen[-1], detail.row
    proposal = [one for one in detail.voorstellen if one.ronde == decision.ronde][-1]
    man, huis = get_deelnemer(session, row.deelnemer_id), get_huis(session)
    names = get_medewerker_full_names(session)
    return MededelingInhoud(
        huis=huis.volledige_naam,
        plaats=huis.plaats,
        kenmerk=kenmerk_of(decision),
        gemaakt_datum=session.today,
        **_him(session, man),
        ronde=decision.ronde,
        aanleiding=decision.aanleiding,
        voorval=row.voorval,
        voorval_datum=row.voorval_datum,
        voorval_tijd=detail.voorval_tijd,
        voorval_plaats=detail.plaats,
        feiten=detail.feiten,
        betrokkenen=detail.betrokkenen,
        is_zelf_gemeld=detail.is_zelf_gemeld,
        verslag=_verslag(session, detail, names),
        horen=_horen(session, detail, decision.ronde, names),
        weging=_weging(detail, proposal, decision),
        besluit=_besluit(decision, proposal, names),
        eerder=_eerder(detail),
        uitreik_datum=uitreik_datum,
        beklag_laatste_datum=beklag_laatste_datum,
        beklagtekst=Beklagtekst(**get_value(session, "sanctie_beklag_tekst", on=row.voorval_datum)),
        uitleg=uitleg,
    )


def kenmerk_of(decision: BeslissingRow) -> str:
    """'S261112-3F7A': the day of the decision, and the end of its id."""
    return f"S{decision.datum:%y%m%d}-{decision.id.hex[-4:].upper()}"


def _him(session: Session, man: DeelnemerDetail) -> dict[str, Any]:
    """Who he is, and who helps him."""
    return {
        "naam": full_name(man.voornamen, man.tussenvoegsel, man.achternaam),
        "naam_eigen_schrift": man.naam_eigen_schrift,
        "roepnaam": man.roepnaam,
        "geboortedatum": man.geboortedatum,
        "registratienummer": man.registratienummer,
        "mentoren": _mentoren(session, man),
    }


def _mentoren(session: Session, man: DeelnemerDetail) -> tuple[str, ...]:
    names = get_medewerker_names(session)
    found = [one for one in man.team if one.is_huidig and one.taak is Taak.mentor]
    return tuple(names[one.medewerker_id] for one in found if one.medewerker_id in names)


def _verslag(session: Session, detail: ZaakDetail, names: _Names) -> Verslagregel:
    """With whole names, which rows on a screen do not have."""
    zaak = session.get_one(Sanctiezaak, detail.row.id)
    assert zaak.verslag_datum is not None
    assert zaak.aangezegd_datum is not None
    return Verslagregel(
        door=_name(names, zaak.verslag_door, detail.verslag_door),
        datum=zaak.verslag_datum,
        tijd=zaak.verslag_tijd,
        aangezegd_datum=zaak.aangezegd_datum,
        aangezegd_tijd=zaak.aangezegd_tijd,
        aangezegd_door=_name(names, zaak.aangezegd_door, detail.aangezegd_door),
    )


def _horen(session: Session, detail: ZaakDetail, ronde: int, names: _Names) -> Hoorregel:
    """The newest hearing of this round."""
    row = [one for one in detail.hoorverslagen if one.ronde == ronde][-1]
    by = session.scalars(select(Hoorverslag.medewerker_id).where(Hoorverslag.id == row.id)).one()
    return Hoorregel(
        datum=row.datum,
        tijd=row.tijd,
        door=_name(names, by, row.door),
        aanwezigen=row.aanwezigen,
        taal=row.taal,
        tolk=row.tolk,
        is_afgezien=row.is_afgezien,
        eigen_woorden=row.eigen_woorden,
        standpunt=row.standpunt,
        visie=row.visie,
        toelichting=row.toelichting,
    )


def _name(names: _Names, who: UUID | None, otherwise: str) -> str:
    return names.get(who, otherwise) if who else otherwise


def _weging(detail: ZaakDetail, proposal: VoorstelRow, decision: BeslissingRow) -> Weging:
    advies = detail.adviezen[-1] if detail.adviezen else None
    usual = next(
        (one for one in proposal.alternatieven if one.soort is AlternatiefSoort.regulier), None
    )
    words = _usual_words(usual) if usual else ""
    return Weging(
        hoeveelste_keer=proposal.hoeveelste_keer,
        problematiek=proposal.problematiek,
        verantwoordelijkheid=decision.verantwoordelijkheid,
        advies=advies.verantwoordelijkheid if advies else None,
        advies_datum=advies.datum if advies else None,
        telt_mee=proposal.telt_mee,
        gewone_uitkomst=words,
        is_afwijkend=bool(words and usual and not _is_same(usual, decision)),
        motivering=decision.motivering,
    )


def _usual_words(usual: AlternatiefRow) -> str:
    """'5 dagen opsluiting, met degradatie'; empty when the house has no such outcome."""
    if not usual.straffen and not usual.is_terugplaatsing:
        return ""
    parts = [summary(usual.straffen, "")] if usual.straffen else []
    parts += ["met degradatie"] * usual.is_degradatie
    parts += ["met een voorstel tot terugplaatsing"] * usual.is_terugplaatsing
    return ", ".join(parts)


def _is_same(usual: AlternatiefRow, decision: BeslissingRow) -> bool:
    """Are the straffen, the degradatie and the place the same?"""
    return (
        [_regel(one) for one in usual.straffen] == [_regel(one) for one in decision.straffen]
        and usual.is_degradatie == decision.is_degradatie
        and usual.is_terugplaatsing == decision.is_terugplaatsing
    )


def _besluit(decision: BeslissingRow, proposal: VoorstelRow, names: _Names) -> Besluit:
    return Besluit(
        datum=decision.datum,
        door=_name(names, decision.door_id, decision.door),
        voorstel_datum=proposal.datum,
        voorstel_door=_name(names, proposal.door_id, proposal.door),
        is_conform=decision.is_conform,
        is_zelfde_persoon=decision.is_zelfde_persoon,
        uitkomst=decision.uitkomst,
        straffen=tuple(_regel(one) for one in decision.straffen),
        afspraak=decision.afspraak,
        proeftijd_tot_datum=decision.proeftijd_tot_datum,
        voorwaarden=tuple(_voorwaarde(one, names) for one in decision.voorwaarden),
        is_degradatie=decision.is_degradatie,
        degradatie_reden=decision.degradatie_reden,
        is_terugplaatsing=decision.is_terugplaatsing,
    )


def _regel(straf: StrafRow) -> Strafregel:
    return Strafregel(
        soort=straf.soort,
        aantal=straf.aantal,
        voorwaardelijk=straf.voorwaardelijk,
        uitwerking=straf.uitwerking,
        bezoek_reden=straf.bezoek_reden,
        vervangende_soort=straf.vervangende_soort,
        vervangende_dagen=straf.vervangende_dagen,
    )


def _voorwaarde(one: VoorwaardeRow, names: _Names) -> Voorwaarderegel:
    who = _name(names, one.toezicht_id, one.toezicht)
    return Voorwaarderegel(one.tekst, one.is_algemeen, one.doel, who)


def _eerder(detail: ZaakDetail) -> Eerder | None:
    """What a later round goes back to."""
    decision = detail.beslissingen[-1]
    if decision.aanleiding is RondeAanleiding.eerste or len(detail.beslissingen) < 2:
        return None
    before = detail.beslissingen[-2]
    broken = [one for one in before.voorwaarden if one.status is VoorwaardeStatus.niet_nagekomen]
    return Eerder(
        datum=before.datum,
        wat=summary(before.straffen, before.afspraak),
        proeftijd_tot_datum=before.proeftijd_tot_datum,
        niet_nagekomen=tuple(_broken(one) for one in broken),
    )


def _broken(one: VoorwaardeRow) -> str:
    return f"{one.tekst} {one.toelichting}".strip()
