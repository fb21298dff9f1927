"""The directeur decides, by an account of his own; what follows is asked of the casemanager.

Who made the proposal does not decide about it, unless he holds both roles now; then the decision
says so. Sources: Pbw art. 5, 51 and 53 (DF §0.1, §0.2, §3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.actieplannen.service import list_doelen
from hvh_desktop.actieplannen.service_acties import CURRENT
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.service import mentor_ids
from hvh_desktop.errors import UserError
from hvh_desktop.forms import Form, summary
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.sancties import alternatieven
from hvh_desktop.sancties.alternatieven import Maat
from hvh_desktop.sancties.form_maatwerk import BESLISSING, voorwaarde_form
from hvh_desktop.sancties.gevolgen import lost_verloven
from hvh_desktop.sancties.maatstaf import find_ruimte, regels_of
from hvh_desktop.sancties.model import (
    Alternatief,
    Beslissing,
    Sanctievoorstel,
    Sanctiezaak,
    Voorwaarde,
)
from hvh_desktop.sancties.model_gevolg import Vervolgvoorstel
from hvh_desktop.sancties.reading_uitvoering import is_geschonden
from hvh_desktop.sancties.rows import AlternatiefRow
from hvh_desktop.sancties.ruimte import Ruimte, execution_problem, uitkomst_of
from hvh_desktop.sancties.service_maatwerk import get_gevolgstand
from hvh_desktop.sancties.service_voorstel import TRIED
from hvh_desktop.sancties.stappen import check_step, find_zaak, take_step
from hvh_desktop.sancties.straffen import read_straffen, write_straffen
from hvh_desktop.sancties.words import (
    RondeAanleiding,
    SanctieStatus,
    StrafSoort,
    Verantwoordelijkheid,
    VervolgSoort,
    VervolgStatus,
)
from hvh_desktop.text import clean_text, date_words
from hvh_desktop.verloven.rows import VerlofRow

SAME_PERSON = (
    "Jij deed dit voorstel. Wie een voorstel doet, beslist er niet over. Vraag het aan een ander "
    "met de rol directeur."
)
_OWN = "beslissing"
"""What is decided otherwise needs no name of its own."""
REVISED = "Vervallen: de beslissing waar dit bij hoorde, is herzien."


@dataclass(frozen=True)
class VoorwaardeInvoer:
    """A condition as it is typed."""

    tekst: str
    toezicht_id: UUID | None
    doel_id: UUID | None = None
    herinnering_datum: date | None = None


@dataclass(frozen=True)
class _Asked:
    """What was decided, checked and with its own types."""

    clean: dict[str, Any]
    outcome: AlternatiefRow
    ruimte: Ruimte | None
    is_followed: bool
    geprobeerd: str
    voorwaarden: tuple[VoorwaardeInvoer, ...]

    @property
    def datum(self) -> date:
        """The day of the decision."""
        day: date = self.clean["datum"]
        return day


def decide_sanctie(session: Session, zaak_id: UUID, values: Mapping[str, Any]) -> UUID:
    """Follow the proposal or decide otherwise, with the reason; never without a hearing."""
    zaak = find_zaak(session, zaak_id, Right.decide_sanctie)
    check_step(session, zaak, SanctieStatus.beslissing, _day(session, values))
    voorstel = _voorstel(session, zaak)
    is_same = _is_same_person(session, voorstel)
    asked = _checked(session, zaak, voorstel, values)
    beslissing = Beslissing(
        sanctiezaak_id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        ronde=zaak.ronde,
        aanleiding=zaak.aanleiding,
        voorstel_id=voorstel.id,
        alternatief_id=asked.outcome.id if asked.is_followed else None,
        uitkomst=uitkomst_of(asked.outcome.straffen, asked.ruimte),
        afspraak=clean_text(asked.outcome.afspraak).strip(),
        is_degradatie=asked.outcome.is_degradatie,
        is_terugplaatsing=asked.outcome.is_terugplaatsing,
        proeftijd_tot_datum=asked.outcome.proeftijd_tot_datum,
        is_zelfde_persoon=is_same,
        **asked.clean,
    )
    session.add(beslissing)
    session.flush()
    write_straffen(session, zaak, beslissing.id, asked.outcome.straffen)
    _keep_voorwaarden(session, zaak, voorstel, beslissing, asked)
    _ask_casemanager(session, zaak, beslissing, asked)
    take_step(session, zaak, SanctieStatus.beslissing, asked.datum)
    return beslissing.id


def may_decide(session: Session, zaak_id: UUID) -> str:
    """Why the person at the keyboard may not decide about this proposal; empty when he may."""
    zaak = find_zaak(session, zaak_id)
    try:
        check_step(session, zaak, SanctieStatus.beslissing, session.today)
        _is_same_person(session, _voorstel(session, zaak))
    except UserError as refused:
        return str(refused)
    return ""


def _day(session: Session, values: Mapping[str, Any]) -> date:
    """The typed day; what is no day at all is told later, by the form."""
    day = values.get("datum")
    return day if isinstance(day, date) else session.today


def _voorstel(session: Session, zaak: Sanctiezaak) -> Sanctievoorstel:
    """The one that waits: the last of this round."""
    statement = select(Sanctievoorstel).where(
        Sanctievoorstel.sanctiezaak_id == zaak.id, Sanctievoorstel.ronde == zaak.ronde
    )
    return session.scalars(statement.order_by(Sanctievoorstel.id.desc()).limit(1)).one()


def _is_same_person(session: Session, voorstel: Sanctievoorstel) -> bool:
    """Did he propose it himself? Only allowed while he holds both roles."""
    if voorstel.created_by != session.actor.medewerker_id:
        return False
    if not rights.is_allowed(session.actor, Right.propose_sanctie):
        raise UserError(SAME_PERSON)
    return True


# Checks ---------------------------------------------------------------------------------------


def _checked(
    session: Session, zaak: Sanctiezaak, voorstel: Sanctievoorstel, values: Mapping[str, Any]
) -> _Asked:
    clean = BESLISSING.clean(values)
    found = BESLISSING.problems(clean)
    is_followed = bool(values.get("is_gevolgd"))
    outcome = _proposed(session, voorstel.id) if is_followed else values.get("alternatief")
    if not isinstance(outcome, AlternatiefRow):
        found["alternatief"] = "Kies wat je in plaats van het voorstel beslist."
    if found:
        raise UserError(summary(found.values()), found)
    assert isinstance(outcome, AlternatiefRow)
    clean["verantwoordelijkheid"] = Verantwoordelijkheid(clean["verantwoordelijkheid"])
    asked = _Asked(
        clean,
        outcome,
        find_ruimte(session, zaak),
        is_followed,
        clean_text(str(values.get("geprobeerd") or "")).strip() or voorstel.geprobeerd,
        tuple(values.get("voorwaarden") or ()),
    )
    found = _outcome_problems(session, zaak, asked) | _voorwaarde_problems(session, zaak, asked)
    if found:
        raise UserError(summary(found.values()), found)
    return asked


def _proposed(session: Session, voorstel_id: UUID) -> AlternatiefRow:
    """What was proposed."""
    statement = select(Alternatief).where(
        Alternatief.voorstel_id == voorstel_id, Alternatief.is_gekozen
    )
    found = session.scalars(statement).one()
    row = AlternatiefRow(
        soort=found.soort,
        naam=found.naam,
        straffen=read_straffen(session, [found.id])[found.id],
        afspraak=found.afspraak,
        is_degradatie=found.is_degradatie,
        is_terugplaatsing=found.is_terugplaatsing,
        proeftijd_tot_datum=found.proeftijd_tot_datum,
        is_gekozen=True,
        gevolgen=found.gevolgen,
        id=found.id,
    )
    return replace(row, straffen=tuple(replace(one, id=None) for one in row.straffen))


def _outcome_problems(session: Session, zaak: Sanctiezaak, asked: _Asked) -> dict[str, str]:
    regels = regels_of(session, zaak.voorval_datum)
    responsible = asked.clean["verantwoordelijkheid"]
    maat = Maat(regels, asked.ruimte, asked.datum, responsible)
    named = replace(asked.outcome, naam=asked.outcome.naam.strip() or _OWN)
    found = alternatieven.problems(named, maat)
    asks_reason = bool(asked.outcome.straffen) or asked.outcome.is_degradatie
    if asks_reason and not asked.clean["degradatie_reden"]:
        found["degradatie_reden"] = (
            "Schrijf op waarom je hem laat degraderen."
            if asked.outcome.is_degradatie
            else "Schrijf op waarom er geen degradatie volgt. De regeling vraagt een reden."
        )
    if asked.outcome.is_terugplaatsing and not asked.geprobeerd:
        found["geprobeerd"] = TRIED
    if refused := execution_problem(
        asked.outcome.straffen, zaak.aanleiding, is_geschonden=is_geschonden(session, zaak)
    ):
        found["alternatief"] = refused
    return found


def _voorwaarde_problems(session: Session, zaak: Sanctiezaak, asked: _Asked) -> dict[str, str]:
    if not asked.voorwaarden:
        return {}
    last = asked.outcome.proeftijd_tot_datum
    if last is None:
        return {"voorwaarden": "Een voorwaarde hoort bij een proeftijd. Die is er nu niet."}
    form = _voorwaarde_form(session, zaak)
    found: dict[str, str] = {}
    for number, one in enumerate(asked.voorwaarden, start=1):
        problems = form.problems(_typed(one))
        day = one.herinnering_datum
        if day is not None and not asked.datum <= day <= last:
            problems["herinnering_datum"] = (
                f"Kies een dag van {date_words(asked.datum)} tot en met {date_words(last)}."
            )
        found |= {f"voorwaarde_{number}_{name}": text for name, text in problems.items()}
    return found


def _voorwaarde_form(session: Session, zaak: Sanctiezaak) -> Form:
    rows = list_doelen(session, zaak.deelnemer_id, statuses=CURRENT)
    doelen = {one.id.hex: one.tekst for one in rows}
    return voorwaarde_form(doelen, {one.id.hex: one.naam for one in list_medewerkers(session)})


def _typed(one: VoorwaardeInvoer) -> dict[str, Any]:
    return {
        "tekst": one.tekst,
        "doel_id": one.doel_id.hex if one.doel_id else "",
        "toezicht_id": one.toezicht_id.hex if one.toezicht_id else "",
        "herinnering_datum": one.herinnering_datum,
    }


# What is kept with it -------------------------------------------------------------------------


def _keep_voorwaarden(
    session: Session,
    zaak: Sanctiezaak,
    voorstel: Sanctievoorstel,
    beslissing: Beslissing,
    asked: _Asked,
) -> None:
    """The condition that the law asks for first, then his own."""
    if beslissing.proeftijd_tot_datum is None:
        return
    general = str(get_value(session, "sanctie_algemene_voorwaarde", on=zaak.voorval_datum))
    mentors = mentor_ids(session, zaak.deelnemer_id)
    follows = mentors[0] if mentors else voorstel.created_by
    rows = (VoorwaardeInvoer(general, follows), *asked.voorwaarden)
    for number, one in enumerate(rows, start=1):
        assert one.toezicht_id is not None
        session.add(
            Voorwaarde(
                sanctiezaak_id=zaak.id,
                deelnemer_id=zaak.deelnemer_id,
                beslissing_id=beslissing.id,
                volgorde=number,
                tekst=clean_text(one.tekst).strip(),
                is_algemeen=number == 1,
                doel_id=one.doel_id,
                toezicht_id=one.toezicht_id,
                herinnering_datum=one.herinnering_datum,
            )
        )


def _ask_casemanager(
    session: Session, zaak: Sanctiezaak, beslissing: Beslissing, asked: _Asked
) -> None:
    """What may follow for his place or his verlof is a question, never done by itself."""
    waiting = list(
        session.scalars(
            select(Vervolgvoorstel).where(
                Vervolgvoorstel.sanctiezaak_id == zaak.id,
                Vervolgvoorstel.status == VervolgStatus.open,
            )
        )
    )
    if zaak.aanleiding is RondeAanleiding.herziening:
        for old in waiting:
            _let_go(session, old)
        waiting = []
    known = {old.verlof_id for old in waiting}
    for soort, verlof, reden in _questions(session, zaak, asked):
        if soort is VervolgSoort.verlof and verlof is not None and verlof.id in known:
            continue
        session.add(
            Vervolgvoorstel(
                sanctiezaak_id=zaak.id,
                deelnemer_id=zaak.deelnemer_id,
                beslissing_id=beslissing.id,
                soort=soort,
                verlof_id=verlof.id if verlof else None,
                reden=f"{reden}, beslist op {date_words(asked.datum)}.",
                geprobeerd=asked.geprobeerd if verlof is None else "",
            )
        )


def _let_go(session: Session, old: Vervolgvoorstel) -> None:
    """A question that hung on a decision which was replaced is not a question any more."""
    old.status, old.antwoord = VervolgStatus.niet_gevolgd, REVISED
    old.beantwoord_datum = session.today
    old.beantwoord_door = session.actor.medewerker_id


def _questions(
    session: Session, zaak: Sanctiezaak, asked: _Asked
) -> Iterator[tuple[VervolgSoort, VerlofRow | None, str]]:
    outcome = asked.outcome
    if outcome.is_terugplaatsing:
        yield VervolgSoort.terugplaatsing, None, "Terugplaatsing voorgesteld bij een sanctie"
    is_refused = any(
        straf.soort is StrafSoort.verlof and straf.onvoorwaardelijk for straf in outcome.straffen
    )
    stand = get_gevolgstand(session, zaak.deelnemer_id)
    for number, verlof in enumerate(lost_verloven(outcome, stand)):
        is_first = number == 0 and is_refused
        reden = "Weigering van het eerstvolgende verlof" if is_first else "Degradatie"
        yield VervolgSoort.verlof, verlof, reden
