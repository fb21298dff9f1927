"""The written decision (art. 58): what it still lacks, made, and read back as it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hvh_desktop import frozen
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.deelnemers.service import get_deelnemer
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.policy import Rule, get_rule
from hvh_desktop.rights import Right
from hvh_desktop.sancties.form_gevolg import MEDEDELING
from hvh_desktop.sancties.inhoud import Gap, MededelingInhoud
from hvh_desktop.sancties.mededeling_inhoud import collect_inhoud
from hvh_desktop.sancties.model_gevolg import Mededeling
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.service import get_zaak
from hvh_desktop.sancties.stappen import find_zaak, take_step
from hvh_desktop.sancties.uitgereikt import last_decision, last_paper
from hvh_desktop.sancties.words import SanctieStatus, Verantwoordelijkheid
from hvh_desktop.text import date_words

_S = SanctieStatus
NEXT_PLACE: Mapping[SanctieStatus, tuple[str, str]] = {
    _S.voorval: ("verslag", "Er is nog geen verslag gemaakt."),
    _S.verslag: ("horen", "Hij is nog niet gehoord."),
    _S.horen: ("sanctievoorstel", "Er is nog geen voorstel gedaan."),
    _S.voorstel: ("sanctiebeslissing", "De directeur heeft nog niet beslist."),
    _S.geseponeerd: ("sanctiezaak", "Deze zaak is geseponeerd. Er is geen beslissing."),
    _S.ingetrokken: ("sanctiezaak", "Deze zaak is ingetrokken. Er gaat geen mededeling meer uit."),
}
"""What comes before a mededeling can be made, and where that is done."""
TEXT_PARTS = ("beklag", "termijn", "schorsing", "hulp")


def list_gaps(session: Session, zaak_id: UUID) -> list[Gap]:
    """All that lacks before anything may be printed, each with its place."""
    return list(_gaps(session, get_zaak(session, zaak_id)))


def list_missing(session: Session, zaak_id: UUID) -> list[str]:
    """The same in words; empty: it can be made."""
    return [gap.zin for gap in list_gaps(session, zaak_id)]


def _gaps(session: Session, detail: ZaakDetail) -> Iterator[Gap]:
    row, decision = detail.row, last_decision(detail)
    address = {"deelnemer_id": row.deelnemer_id, "sanctiezaak_id": row.id}
    if row.status in NEXT_PLACE:
        place, sentence = NEXT_PLACE[row.status]
        yield Gap(sentence, place, address)
        return
    if decision is None:
        yield Gap("Er is geen beslissing om mee te delen.", "sanctiezaak", address)
        return
    if not detail.verslag.strip() or detail.verslag_datum is None:
        yield Gap("Het verslag ontbreekt.", "verslag", address)
    elif detail.aangezegd_datum is None:
        yield Gap("Er staat niet wanneer het verslag is aangezegd.", "verslag", address)
    if not any(one.ronde == decision.ronde for one in detail.hoorverslagen):
        yield Gap("Het verslag van het horen ontbreekt.", "horen", address)
    if not any(one.ronde == decision.ronde for one in detail.voorstellen):
        yield Gap("Het voorstel ontbreekt.", "sanctievoorstel", address)
    for sentence in decision_gaps(detail):
        yield Gap(sentence, "sanctiezaak", address)
    yield from _of_him(session, row.deelnemer_id)
    text: Mapping[str, str] = get_rule(session, "sanctie_beklag_tekst", on=_day(detail)).waarde
    if not all(text.get(part, "").strip() for part in TEXT_PARTS):
        yield Gap("De tekst over beklag is niet compleet. De beheerder vult die in.", "beleid")


def decision_gaps(detail: ZaakDetail) -> Iterator[str]:
    """What a decision must say before it can be told (art. 51, 53, 58)."""
    decision = last_decision(detail)
    assert decision is not None
    if not decision.motivering.strip():
        yield "In de beslissing staat niet waarom."
    straffen = decision.straffen
    if straffen and decision.verantwoordelijkheid is Verantwoordelijkheid.niet:
        yield "Er is een straf, maar hij is niet verantwoordelijk. Dat kan niet samen."
    if not any(straf.voorwaardelijk for straf in straffen):
        return
    if decision.proeftijd_tot_datum is None:
        yield "Een deel is voorwaardelijk, maar er is geen proeftijd."
    if not any(one.is_algemeen for one in decision.voorwaarden):
        yield "De algemene voorwaarde van de proeftijd ontbreekt."


def _of_him(session: Session, deelnemer_id: UUID) -> Iterator[Gap]:
    if not get_deelnemer(session, deelnemer_id).registratienummer.strip():
        address = {"deelnemer_id": deelnemer_id, "tab": "gegevens"}
        yield Gap("Zijn registratienummer ontbreekt.", "dossier", address)


def _day(detail: ZaakDetail) -> date:
    """The day whose rules count for this case."""
    return detail.row.voorval_datum


# The last day --------------------------------------------------------------------------------


def get_beklagregel(session: Session, zaak_id: UUID) -> Rule:
    """How many days he has, by the rules of the day of this case."""
    zaak = find_zaak(session, zaak_id)
    return get_rule(session, "sanctie_beklag_dagen", on=zaak.voorval_datum)


def last_day(rule: Rule, handed: date) -> date:
    """The last day for beklag, when it is handed over on this day."""
    return handed + timedelta(days=int(rule.waarde))


# Making it -----------------------------------------------------------------------------------


def complete_mededeling(session: Session, zaak_id: UUID, values: Mapping[str, Any]) -> UUID:
    """Make the papers and freeze them; made again they replace each other.

    Also after the handing-over, because a line with the wrong day asks for a new paper.
    """
    zaak = find_zaak(session, zaak_id, Right.complete_mededeling)
    detail = get_zaak(session, zaak_id)
    gaps = list(_gaps(session, detail))
    if gaps:
        told = " ".join(gap.zin for gap in gaps)
        raise UserError(f"De mededeling kan nog niet worden gemaakt. {told}")
    decision = last_decision(detail)
    assert decision is not None
    clean = _checked(values, decision.datum, session.today)
    rule = get_rule(session, "sanctie_beklag_dagen", on=zaak.voorval_datum)
    uitreik_datum: date = clean["uitreik_datum"]
    laatste = last_day(rule, uitreik_datum)
    inhoud = collect_inhoud(
        session,
        detail,
        uitreik_datum=uitreik_datum,
        beklag_laatste_datum=laatste,
        uitleg=clean["uitleg"],
    )
    mededeling = Mededeling(
        sanctiezaak_id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        beslissing_id=decision.id,
        uitreik_datum=uitreik_datum,
        beklag_laatste_datum=laatste,
        inhoud=frozen.to_json(inhoud),
        uitleg=clean["uitleg"],
    )
    session.add(mededeling)
    session.flush()
    if zaak.status is SanctieStatus.beslissing:
        take_step(session, zaak, SanctieStatus.mededeling, session.today)
    return mededeling.id


def _checked(values: Mapping[str, Any], decided: date, today: date) -> dict[str, Any]:
    clean = MEDEDELING.clean(values)
    problems = MEDEDELING.problems(clean)
    day = clean["uitreik_datum"]
    if "uitreik_datum" not in problems and day < max(decided, today):
        problems["uitreik_datum"] = (
            f"Kies vandaag, {date_words(today)}, of een latere dag: het papier wordt nu gemaakt."
        )
    if problems:
        raise UserError(summary(problems.values()), problems)
    return clean


# Reading it back -------------------------------------------------------------------------------


def get_mededeling_inhoud(session: Session, mededeling_id: UUID) -> MededelingInhoud:
    """What is on the papers, as it was when they were made."""
    mededeling = session.get_one(Mededeling, mededeling_id)
    require(session, Right.read_dossier, mededeling.deelnemer_id)
    return frozen.from_json(MededelingInhoud, mededeling.inhoud)


def propose_mededeling(session: Session, zaak_id: UUID) -> dict[str, Any]:
    """What the form starts with: today, and the words of the paper that is replaced."""
    detail = get_zaak(session, zaak_id)
    paper = last_paper(detail)
    return {"uitreik_datum": session.today, "uitleg": paper.uitleg if paper else ""}
