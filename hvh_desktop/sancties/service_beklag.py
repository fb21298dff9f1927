"""He disagrees: his complaint, whether the straf waits, the ruling, and the appeal at the RSJ.

What was recorded does not change: every part of a complaint is filled in once. Source: Pbw
articles 60-71 (DF §3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.policy import Rule, get_rule
from hvh_desktop.rights import Right, Scope
from hvh_desktop.sancties.beklag import RULED, is_running
from hvh_desktop.sancties.form_gevolg import BEKLAG, BEROEP, BEROEPSUITSPRAAK, SCHORSING, UITSPRAAK
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Beklag
from hvh_desktop.sancties.service import get_zaak
from hvh_desktop.sancties.stappen import find_zaak
from hvh_desktop.sancties.uitgereikt import last_handed
from hvh_desktop.sancties.words import BeklagStatus, Beroep, Schorsing
from hvh_desktop.text import date_words

FUTURE = "Deze dag ligt in de toekomst. Kijk hem na."
ASK_ANSWER = {Schorsing.toegewezen, Schorsing.afgewezen}
NEXT_SCHORSING: Mapping[Schorsing, frozenset[Schorsing]] = {
    Schorsing.niet_gevraagd: frozenset(
        {Schorsing.gevraagd, Schorsing.toegewezen, Schorsing.afgewezen}
    ),
    Schorsing.gevraagd: frozenset(ASK_ANSWER),
    Schorsing.toegewezen: frozenset({Schorsing.afgewezen}),
    Schorsing.afgewezen: frozenset({Schorsing.toegewezen}),
}
"""What may follow: a request gets an answer, and an answer can be changed by the voorzitter."""


@dataclass(frozen=True)
class Termijnen:
    """The last days of a case, each with its rule."""

    beklag: Rule
    beklag_laatste_datum: date | None
    """Of the newest handing-over."""
    beroep: Rule

    def beroep_laatste_datum(self, uitspraak: date) -> date:
        """The last day for beroep after a ruling of this day."""
        return uitspraak + timedelta(days=int(self.beroep.waarde))


def get_termijnen(session: Session, zaak_id: UUID) -> Termijnen:
    """By the rules of the day of this case."""
    zaak = find_zaak(session, zaak_id)
    handed = last_handed(get_zaak(session, zaak_id))
    return Termijnen(
        get_rule(session, "sanctie_beklag_dagen", on=zaak.voorval_datum),
        handed.beklag_laatste_datum if handed else None,
        get_rule(session, "sanctie_beroep_dagen", on=zaak.voorval_datum),
    )


# A complaint -----------------------------------------------------------------------------------


def record_beklag(session: Session, zaak_id: UUID, values: Mapping[str, Any]) -> UUID:
    """He complained about the decision he got last. Too late is kept as such: the
    beklagcommissie decides about that, not the house."""
    zaak = find_zaak(session, zaak_id, Right.record_beklag)
    handed = last_handed(get_zaak(session, zaak_id))
    if handed is None:
        raise UserError(
            "Er is nog geen beslissing uitgereikt. Beklag gaat over een beslissing die hij kent."
        )
    _refuse_second(session, zaak, handed.beslissing_id)
    clean = BEKLAG.clean({"schorsing": Schorsing.niet_gevraagd.value, **values})
    problems = BEKLAG.problems(clean)
    if "ingediend_datum" not in problems:
        day = clean["ingediend_datum"]
        if day > session.today:
            problems["ingediend_datum"] = FUTURE
        elif day < handed.datum:
            problems["ingediend_datum"] = (
                f"Hij kreeg de beslissing op {date_words(handed.datum)}. Kijk de dag na."
            )
    _raise(problems)
    beklag = Beklag(
        sanctiezaak_id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        beslissing_id=handed.beslissing_id,
        ingediend_datum=clean["ingediend_datum"],
        is_te_laat=clean["ingediend_datum"] > handed.beklag_laatste_datum,
        gronden=clean["gronden"],
        schorsing=Schorsing(clean["schorsing"]),
    )
    session.add(beklag)
    session.flush()
    return beklag.id


def _refuse_second(session: Session, zaak: Sanctiezaak, beslissing_id: UUID) -> None:
    """One complaint about a decision, unless he took the earlier one back."""
    kept = session.scalars(
        select(Beklag.status).where(
            Beklag.sanctiezaak_id == zaak.id, Beklag.beslissing_id == beslissing_id
        )
    )
    if any(status is not BeklagStatus.ingetrokken for status in kept):
        raise UserError("Over deze beslissing is al een beklag vastgelegd. Werk dat bij.")


def change_schorsing(session: Session, beklag_id: UUID, schorsing: Schorsing | str) -> None:
    """Does the straf wait for the ruling?"""
    beklag = _found(session, beklag_id)
    _raise(SCHORSING.problems({"schorsing": schorsing}))
    wanted = Schorsing(schorsing)
    if not is_running(beklag.status, beklag.beroep):
        raise UserError("Er is al een uitspraak. Een schorsing verandert dan niet meer.")
    if wanted is beklag.schorsing:
        return
    if wanted not in NEXT_SCHORSING[beklag.schorsing]:
        told = f"Dit kan niet na ‘{beklag.schorsing.value}’. Kies een andere stand."
        raise UserError(told, {"schorsing": told})
    beklag.schorsing = wanted


def record_uitspraak(session: Session, beklag_id: UUID, values: Mapping[str, Any]) -> None:
    """What the beklagcommissie says, or that he took his complaint back."""
    beklag = _found(session, beklag_id)
    if beklag.status is not BeklagStatus.ingediend:
        raise UserError("Van dit beklag is de uitspraak al vastgelegd.")
    clean = UITSPRAAK.clean(values)
    problems = UITSPRAAK.problems(clean)
    problems |= _day_problems(
        session, "uitspraak_datum", clean, problems, beklag.ingediend_datum, "het beklag"
    )
    _raise(problems)
    beklag.status = BeklagStatus(clean["status"])
    beklag.uitspraak_datum = clean["uitspraak_datum"]
    beklag.uitspraak = clean["uitspraak"]
    beklag.tegemoetkoming = clean["tegemoetkoming"]
    beklag.gevolg = clean["gevolg"]


# The appeal ------------------------------------------------------------------------------------


def record_beroep(session: Session, beklag_id: UUID, datum: date) -> None:
    """He, or the directeur, takes the ruling to the RSJ."""
    beklag = _found(session, beklag_id)
    if beklag.status not in RULED or beklag.uitspraak_datum is None:
        raise UserError("Beroep kan pas na een uitspraak van de beklagcommissie.")
    if beklag.beroep is not Beroep.geen:
        raise UserError("Het beroep is al vastgelegd.")
    clean = {"datum": datum}
    problems = BEROEP.problems(clean)
    problems |= _day_problems(
        session, "datum", clean, problems, beklag.uitspraak_datum, "de uitspraak"
    )
    _raise(problems)
    beklag.beroep = Beroep.ingesteld
    beklag.beroep_datum = datum


def record_beroepsuitspraak(session: Session, beklag_id: UUID, values: Mapping[str, Any]) -> None:
    """What the RSJ says. What the house does with it is added to what it did before."""
    beklag = _found(session, beklag_id)
    if beklag.beroep is not Beroep.ingesteld or beklag.beroep_datum is None:
        raise UserError("Er loopt geen beroep.")
    clean = BEROEPSUITSPRAAK.clean(values)
    problems = BEROEPSUITSPRAAK.problems(clean)
    problems |= _day_problems(session, "datum", clean, problems, beklag.beroep_datum, "het beroep")
    _raise(problems)
    beklag.beroep = Beroep(clean["beroep"])
    beklag.beroep_uitspraak_datum = clean["datum"]
    beklag.gevolg = "\n".join(part for part in (beklag.gevolg, clean["gevolg"]) if part)


# Finding and checking ---------------------------------------------------------------------------


def _found(session: Session, beklag_id: UUID) -> Beklag:
    """The right is asked before it is looked up."""
    if rights.scope_of(session.actor, Right.record_beklag) is Scope.none:
        rights.require(session.actor, Right.record_beklag)
    beklag = session.get_one(Beklag, beklag_id)
    require(session, Right.record_beklag, beklag.deelnemer_id)
    return beklag


def _day_problems(
    session: Session,
    name: str,
    clean: Mapping[str, Any],
    problems: Mapping[str, str],
    earliest: date,
    after: str,
) -> dict[str, str]:
    """Not in the future, and not before what it follows on."""
    if name in problems:
        return {}
    if clean[name] > session.today:
        return {name: FUTURE}
    if clean[name] < earliest:
        return {name: f"Dit is vóór {after} van {date_words(earliest)}. Kijk de dag na."}
    return {}


def _raise(problems: Mapping[str, str]) -> None:
    if problems:
        raise UserError(summary(problems.values()), dict(problems))
