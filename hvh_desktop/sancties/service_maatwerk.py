"""All that a sanctie is weighed by: what ran before, what is usual, and what would follow.

It reads and reckons and writes nothing. Every rule is asked as it was on the day of the voorval.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from hvh_desktop.actieplannen.model import DoelStatus
from hvh_desktop.actieplannen.service import list_doelen
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.deelnemers.model import Lvb
from hvh_desktop.deelnemers.service import DeelnemerDetail, get_deelnemer
from hvh_desktop.deelnemers.verblijven import list_verblijven
from hvh_desktop.policy import get_rule, get_value
from hvh_desktop.rights import Right
from hvh_desktop.sancties import maatstaf, service
from hvh_desktop.sancties.gevolgen import GevolgStand, coming
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.reading_uitvoering import is_geschonden
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.rows_maatwerk import MaatwerkStand, Proeftijd, RegulierRow
from hvh_desktop.sancties.ruimte import NOT_BROKEN
from hvh_desktop.sancties.stappen import find_zaak
from hvh_desktop.sancties.words import RondeAanleiding
from hvh_desktop.text import capitalise, date_words
from hvh_desktop.urinecontroles.model import NieuwGebruik
from hvh_desktop.urinecontroles.service import get_urinecontrole
from hvh_desktop.verloven.service import find_werkplek, list_verloven
from hvh_desktop.verwijzingen.service_stand import list_standen

SUBSTANCES = frozenset({"softdrugs", "harddrugs", "alcohol"})
"""Kinds of voorval for which it matters whether it is new use."""


def get_gevolgstand(session: Session, deelnemer_id: UUID) -> GevolgStand:
    """What he has to lose today: verlof, work, his place, his doelen and his care."""
    require(session, Right.read_dossier, deelnemer_id)
    stays = list_verblijven(session, deelnemer_id)
    current = next((one for one in stays if one.is_huidig), None)
    zorg = [one.instelling for one in list_standen(session, deelnemer_id) if one.is_open]
    return GevolgStand(
        today=session.today,
        verloven=coming(list_verloven(session, deelnemer_id), session.today),
        werk=find_werkplek(session, deelnemer_id),
        uitstroom_datum=current.verwacht_einde_datum if current else None,
        aantal_doelen_nu=len(list_doelen(session, deelnemer_id, statuses=[DoelStatus.nu])),
        zorg=tuple(dict.fromkeys(zorg)),
    )


def get_regulier(session: Session, zaak_id: UUID, hoeveelste_keer: int) -> RegulierRow:
    """What the house would do by its own table, this time; an example while that is empty."""
    return maatstaf.regulier_of(session, find_zaak(session, zaak_id), hoeveelste_keer)


def collect_maatwerk(session: Session, zaak_id: UUID) -> MaatwerkStand:
    """Everything beside the proposal, in one go."""
    zaak = find_zaak(session, zaak_id)
    detail, day = service.get_zaak(session, zaak_id), zaak.voorval_datum
    times, ruimte = maatstaf.count_keer(session, zaak), maatstaf.find_ruimte(session, zaak)
    deelnemer = get_deelnemer(session, zaak.deelnemer_id)
    proeftijden = tuple(service.list_proeftijden(session, deelnemer_id=zaak.deelnemer_id))
    earlier = service.list_zaken(session, deelnemer_id=zaak.deelnemer_id)
    return MaatwerkStand(
        zaak=detail,
        eerdere=tuple(row for row in earlier if row.id != zaak_id and row.voorval_datum <= day),
        hoeveelste_keer=times,
        proeftijden=proeftijden,
        aandachtspunten=tuple(_aandachtspunten(deelnemer)),
        zorg=tuple(_zorg(session, zaak.deelnemer_id)),
        regulier=maatstaf.regulier_of(session, zaak, times),
        regels=maatstaf.regels_of(session, day),
        problematieken=tuple(get_value(session, "sanctie_problematieken", on=day)),
        telt_mee=tuple(get_value(session, "sanctie_telt_mee", on=day)),
        vragen=tuple(get_value(session, "sanctie_vragen", on=day)),
        keten=get_rule(session, "sanctie_keten", on=day),
        opmerkingen=tuple(_opmerkingen(session, zaak, detail, proeftijden)),
        ronde_straffen=ruimte.straffen if ruimte else (),
        ronde_proeftijd_tot_datum=ruimte.proeftijd_tot_datum if ruimte else None,
        is_geschonden=is_geschonden(session, zaak),
    )


def _aandachtspunten(deelnemer: DeelnemerDetail) -> Iterator[str]:
    if deelnemer.lvb is Lvb.ja:
        yield "Een licht verstandelijke beperking is bekend."
    for one in deelnemer.aandachtspunten:
        yield f"{capitalise(one.soort.value)}: {one.tekst}"


def _zorg(session: Session, deelnemer_id: UUID) -> Iterator[str]:
    for one in list_standen(session, deelnemer_id):
        yield f"{one.instelling}: {one.status.value} op {date_words(one.status_datum)}"


def _opmerkingen(
    session: Session, zaak: Sanctiezaak, detail: ZaakDetail, proeftijden: tuple[Proeftijd, ...]
) -> Iterator[str]:
    """What must be said before anything else, gravest first."""
    if detail.is_heronderzoek:
        yield (
            "Er loopt een heronderzoek van de urinecontrole. Een straf gaat pas in als de "
            "uitslag er is."
        )
    for one in proeftijden:
        if one.sanctiezaak_id != zaak.id:
            day = date_words(one.tot_datum)
            yield f"Er loopt al een proeftijd tot en met {day}: {one.wat}."
    if zaak.aanleiding is RondeAanleiding.tenuitvoerlegging:
        yield (
            "Je kunt alleen beslissen over wat voorwaardelijk was. De proeftijd wordt niet langer."
        )
        if not is_geschonden(session, zaak):
            yield NOT_BROKEN
    yield from _new_use(session, zaak)
    if zaak.adviesvraag_datum is not None and not detail.adviezen:
        day = date_words(zaak.adviesvraag_datum)
        yield f"Sinds {day} is de psycholoog om advies gevraagd. Er is nog geen advies."
    if detail.hoorverslagen and detail.hoorverslagen[-1].is_afgezien:
        yield "Hij kreeg de kans om gehoord te worden en wilde dat niet."


def _new_use(session: Session, zaak: Sanctiezaak) -> Iterator[str]:
    if zaak.voorval_soort not in SUBSTANCES:
        return
    if zaak.urinecontrole_id is None:
        yield "Er is geen urinecontrole aan dit voorval gekoppeld."
        return
    new_use = get_urinecontrole(session, zaak.urinecontrole_id).row.nieuw_gebruik
    if new_use is NieuwGebruik.nee:
        yield (
            "Nieuw gebruik vastgesteld: nee. Wat er gevonden is, kan van eerder gebruik zijn. "
            "Kijk of dit als een nieuwe keer telt."
        )
    elif new_use is NieuwGebruik.onbekend:
        yield (
            "Nieuw gebruik vastgesteld: onbekend. Wat er gevonden is, kan ook van eerder gebruik "
            "zijn."
        )
