"""Hearing him (art. 57): the first time, again in the same round, and in a new round.

Without a hearing there is no proposal and no decision; a straf that was voorwaardelijk is executed
only after he was heard again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.rights import Right
from hvh_desktop.sancties import path
from hvh_desktop.sancties.form import HOORVERSLAG, TERUG
from hvh_desktop.sancties.model import Hoorverslag, Sanctiezaak
from hvh_desktop.sancties.stappen import (
    check_step,
    day_problem,
    find_zaak,
    in_new_round,
    list_possible_rounds,
    moment_problem,
    take_step,
)
from hvh_desktop.sancties.words import (
    STATUS_WORDS,
    RondeAanleiding,
    SanctieStatus,
    Standpunt,
    Tolk,
)
from hvh_desktop.text import join_words

_HOREN = SanctieStatus.horen
_WHEN_HEARD = ("eigen_woorden", "visie")


def record_hoorverslag(
    session: Session,
    zaak_id: UUID,
    values: Mapping[str, Any],
    *,
    aanleiding: RondeAanleiding | None = None,
) -> UUID:
    """What he said. After a decision it begins a new round, for ``aanleiding``.

    As long as there is no proposal he may be heard once more: that row stands beside the first.
    """
    zaak = find_zaak(session, zaak_id, Right.record_horen)
    begins = _checked_round(session, zaak, aanleiding)
    is_again = zaak.status is _HOREN
    if not is_again:
        check_step(session, zaak, _HOREN, session.today)
    clean = _checked(session, zaak, values)
    if begins is not None:
        zaak.voor_ronde, zaak.aanleiding = zaak.status, begins
        zaak.ronde += 1
        zaak.adviesvraag_datum = None
    if not is_again:
        take_step(session, zaak, _HOREN, clean["datum"], reden=_reason(begins))
    heard = Hoorverslag(
        sanctiezaak_id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        ronde=zaak.ronde,
        medewerker_id=session.actor.medewerker_id,
        **clean,
    )
    session.add(heard)
    session.flush()
    return heard.id


def withdraw_ronde(session: Session, zaak_id: UUID, reden: str) -> None:
    """Stop hearing him anew before there is a decision: the case goes back to where it stood."""
    zaak = find_zaak(session, zaak_id, Right.decide_sanctie)
    if not in_new_round(zaak) or zaak.voor_ronde is None:
        raise UserError("Er loopt geen nieuwe ronde in deze zaak. Er is niets om te stoppen.")
    take_step(session, zaak, zaak.voor_ronde, session.today, reden=_reason_given(reden))


def reopen_voorstel(session: Session, zaak_id: UUID, reden: str) -> None:
    """The directeur gives the proposal back; the locatiemanager makes a new one."""
    zaak = find_zaak(session, zaak_id, Right.decide_sanctie)
    if zaak.status is not SanctieStatus.voorstel:
        raise UserError("Er ligt geen voorstel om terug te geven.")
    take_step(session, zaak, _HOREN, session.today, reden=_reason_given(reden))


def _reason_given(reden: str) -> str:
    clean = TERUG.clean({"reden": reden})
    TERUG.check(clean)
    return str(clean["reden"])


def _reason(begins: RondeAanleiding | None) -> str:
    return "" if begins is None else f"Opnieuw gehoord: {begins.value}"


def _checked_round(
    session: Session, zaak: Sanctiezaak, wanted: RondeAanleiding | None
) -> RondeAanleiding | None:
    """For what a new round begins; None when he is heard within the round that runs."""
    if zaak.status is SanctieStatus.voorstel:
        raise UserError(
            "Er ligt al een voorstel. Wil je hem nog een keer horen? Vraag dan of de directeur "
            "het voorstel teruggeeft."
        )
    if zaak.status not in path.AFTER_DECISION:
        now = zaak.aanleiding if zaak.status is _HOREN else RondeAanleiding.eerste
        if wanted not in (None, now):
            raise UserError("Over deze zaak is nog niet beslist. Een nieuwe ronde kan daarna.")
        return None
    may = list_possible_rounds(session, zaak)
    if wanted in may:
        return wanted
    if not may:
        raise UserError(
            f"Bij ‘{STATUS_WORDS[zaak.status]}’ is er nu geen reden om hem opnieuw te horen."
        )
    raise UserError(f"Kies waarom hij opnieuw wordt gehoord: {join_words(may, 'of')}.")


def _checked(session: Session, zaak: Sanctiezaak, values: Mapping[str, Any]) -> dict[str, Any]:
    """Clean values with their own types; who did not want to be heard said nothing."""
    clean = HOORVERSLAG.clean(values)
    if clean["is_afgezien"]:
        clean |= dict.fromkeys(_WHEN_HEARD, "") | {"standpunt": None}
    problems = HOORVERSLAG.problems(clean)
    if not {"datum", "tijd"} & problems.keys():
        problems |= _moment_problems(session, zaak, clean)
    if problems:
        raise UserError(summary(problems.values()), problems)
    stance = clean["standpunt"]
    return {
        **clean,
        "tolk": Tolk(clean["tolk"]),
        "standpunt": Standpunt(stance) if stance else None,
    }


def _moment_problems(
    session: Session, zaak: Sanctiezaak, clean: Mapping[str, Any]
) -> Mapping[str, str]:
    day, clock = clean["datum"], clean["tijd"]
    if text := day_problem(session, zaak, day):
        return {"datum": text}
    if text := moment_problem(session, day, clock):
        return {"tijd": text}
    is_same_day = zaak.status is SanctieStatus.verslag and day == zaak.aangezegd_datum
    if is_same_day and zaak.aangezegd_tijd and clock < zaak.aangezegd_tijd:
        return {"tijd": "Toen wist hij nog niet dat er een verslag kwam. Kijk de tijd na."}
    return {}
