"""The locatiemanager weighs a case and proposes an outcome; the directeur decides, not he.

The chain of consequences is kept as it was on that day, so that a later reader sees what was
known when the choice was made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.errors import UserError
from hvh_desktop.forms import Form, summary
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.sancties.alternatieven import Maat, list_problems
from hvh_desktop.sancties.form import VERANTWOORDELIJKHEDEN
from hvh_desktop.sancties.form_maatwerk import voorstel_form
from hvh_desktop.sancties.gevolgen import GevolgStand, chain
from hvh_desktop.sancties.maatstaf import find_ruimte, regels_of, regulier_of
from hvh_desktop.sancties.model import Alternatief, Sanctieadvies, Sanctievoorstel, Sanctiezaak
from hvh_desktop.sancties.rows import AlternatiefRow
from hvh_desktop.sancties.service_maatwerk import get_gevolgstand
from hvh_desktop.sancties.stappen import check_step, find_zaak, take_step
from hvh_desktop.sancties.straffen import write_straffen
from hvh_desktop.sancties.words import AlternatiefSoort, SanctieStatus, Verantwoordelijkheid
from hvh_desktop.text import clean_text

NO_PROBLEM = "geen van deze"
"""The word of ``sanctie_problematieken`` that stands alone."""
TRIED = (
    "Schrijf op wat er eerder is geprobeerd. Terugplaatsing beëindigt zijn deelname aan het Huis "
    "van Herstel."
)


def propose_sanctie(session: Session, zaak_id: UUID, values: Mapping[str, Any]) -> UUID:
    """Propose an outcome with what was weighed; ``alternatieven`` has exactly one chosen."""
    zaak = find_zaak(session, zaak_id, Right.propose_sanctie)
    check_step(session, zaak, SanctieStatus.voorstel, session.today)
    clean, alternatieven = _checked(session, zaak, values)
    voorstel = Sanctievoorstel(
        sanctiezaak_id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        ronde=zaak.ronde,
        datum=session.today,
        **clean,
    )
    session.add(voorstel)
    session.flush()
    stand = get_gevolgstand(session, zaak.deelnemer_id)
    for number, one in enumerate(alternatieven, start=1):
        _keep(session, zaak, voorstel.id, number, one, stand)
    take_step(session, zaak, SanctieStatus.voorstel, session.today)
    return voorstel.id


def _checked(
    session: Session, zaak: Sanctiezaak, values: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[AlternatiefRow, ...]]:
    form = _form(session, zaak)
    clean = form.clean(values)
    alternatieven = tuple(values.get("alternatieven") or ())
    found = {**form.problems(clean), **_weighing_problems(clean, alternatieven)}
    if sentence := _advice_problem(session, zaak, clean):
        found.setdefault("verantwoordelijkheid_toelichting", sentence)
    if "verantwoordelijkheid" not in found and "hoeveelste_keer" not in found:
        clean["verantwoordelijkheid"] = Verantwoordelijkheid(clean["verantwoordelijkheid"])
        found |= _outcome_problems(session, zaak, clean, alternatieven)
    if found:
        raise UserError(summary(found.values()), found)
    return clean, alternatieven


def _form(session: Session, zaak: Sanctiezaak) -> Form:
    day = zaak.voorval_datum
    problems = get_value(session, "sanctie_problematieken", on=day)
    return voorstel_form(problems, get_value(session, "sanctie_telt_mee", on=day))


def _weighing_problems(
    clean: Mapping[str, Any], alternatieven: Sequence[AlternatiefRow]
) -> dict[str, str]:
    found: dict[str, str] = {}
    chosen = clean["problematiek"]
    if NO_PROBLEM in chosen and len(chosen) > 1:
        found["problematiek"] = f"Kies ‘{NO_PROBLEM}’ alleen als er verder niets is gekozen."
    responsible = clean["verantwoordelijkheid"]
    is_less = bool(responsible) and responsible != Verantwoordelijkheid.volledig
    if is_less and not clean["verantwoordelijkheid_toelichting"]:
        found["verantwoordelijkheid_toelichting"] = "Schrijf op waarom je dat vindt."
    is_end = any(one.is_terugplaatsing and one.is_gekozen for one in alternatieven)
    if is_end and not clean["geprobeerd"]:
        found["geprobeerd"] = TRIED
    return found


def _advice_problem(session: Session, zaak: Sanctiezaak, clean: Mapping[str, Any]) -> str:
    """Who judges otherwise than the psycholoog advised, says why."""
    statement = select(Sanctieadvies).where(Sanctieadvies.sanctiezaak_id == zaak.id)
    advice = session.scalars(statement.order_by(Sanctieadvies.id.desc()).limit(1)).first()
    asked, said = clean["verantwoordelijkheid"], clean["verantwoordelijkheid_toelichting"]
    if advice is None or not asked or said or asked == advice.verantwoordelijkheid:
        return ""
    return otherwise_words(advice.verantwoordelijkheid)


def otherwise_words(advice: Verantwoordelijkheid) -> str:
    """What is asked of who judges otherwise than this advice."""
    words = VERANTWOORDELIJKHEDEN[advice.value].lower()
    return f"De psycholoog adviseert ‘{words}’. Schrijf op waarom je anders oordeelt."


def _outcome_problems(
    session: Session,
    zaak: Sanctiezaak,
    clean: Mapping[str, Any],
    alternatieven: Sequence[AlternatiefRow],
) -> dict[str, str]:
    maat = Maat(
        regels_of(session, zaak.voorval_datum),
        find_ruimte(session, zaak),
        session.today,
        clean["verantwoordelijkheid"],
    )
    regular = regulier_of(session, zaak, clean["hoeveelste_keer"])
    return list_problems(alternatieven, maat, None if regular.is_voorbeeld else regular.straf)


def _keep(
    session: Session,
    zaak: Sanctiezaak,
    voorstel_id: UUID,
    number: int,
    row: AlternatiefRow,
    stand: GevolgStand,
) -> None:
    alternatief = Alternatief(
        sanctiezaak_id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        voorstel_id=voorstel_id,
        volgorde=number,
        soort=row.soort,
        naam=clean_text(row.naam).strip() or AlternatiefSoort.regulier.value,
        afspraak=clean_text(row.afspraak).strip(),
        is_degradatie=row.is_degradatie,
        is_terugplaatsing=row.is_terugplaatsing,
        proeftijd_tot_datum=row.proeftijd_tot_datum,
        is_gekozen=row.is_gekozen,
        gevolgen=tuple(link.zin for link in chain(row, stand)),
    )
    session.add(alternatief)
    session.flush()
    write_straffen(session, zaak, alternatief.id, row.straffen)
