"""Everything that a psycholoog records about one man, through the services, in both compartments.

``Words`` gives every text, so that a test can plant its own. What the team may see of it is written
by the same calls as the screens make.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from hvh_desktop.behandelingen.service_gesprekken import (
    change_zorgafspraak,
    record_psycholooggesprek,
)
from hvh_desktop.behandelingen.service_notities import record_behandelnotitie
from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.organisaties.service import list_organisaties
from hvh_desktop.signaleringsplannen import service as signaleringsplannen
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.toestemmingen import service as toestemmingen
from hvh_desktop.toestemmingen.model import GegevensSoort, OntvangerSoort
from hvh_desktop.verwijzingen import service as verwijzingen
from hvh_desktop.verwijzingen.model import VerwijzingStatus
from hvh_desktop.verwijzingen.service_afspraken import record_behandelafspraak
from hvh_desktop.verwijzingen.service_stand import change_stand
from tests.whole_dossier import TODAY, Dossier, Words

MADE = TODAY - timedelta(days=60)


def record_care(database: Database, one: Dossier, words: Words) -> None:
    """A running referral, an ended one, a plan, two talks and notes; their ids go in ``one``."""
    him = one.deelnemer_id

    def care(work: Callable[[Session], Any]) -> Any:
        with database.transaction(Compartment.behandeling) as session:
            return work(session)

    def team(work: Callable[[Session], Any]) -> Any:
        with database.transaction(Compartment.team) as session:
            return work(session)

    with database.reading() as session:
        instelling = list_organisaties(session)[0].id
    one.ids["verwijzing_id"] = care(lambda s: _running(s, him, instelling, words))
    ended = care(lambda s: _refused(s, him, instelling, words))
    team(lambda s: change_stand(s, one.ids["verwijzing_id"]))
    team(lambda s: change_stand(s, ended))
    afspraak = {"datum": TODAY + timedelta(days=4), "tijd": time(10, 30), "plaats": "in het huis"}
    one.ids["behandelafspraak_id"] = care(
        lambda s: record_behandelafspraak(s, one.ids["verwijzing_id"], afspraak)
    )
    team(lambda s: change_stand(s, one.ids["verwijzing_id"]))
    one.ids["signaleringsplan_id"] = care(lambda s: _plan(s, him, words))
    one.ids["psycholooggesprek_id"] = care(lambda s: _talk(s, him, words))
    team(lambda s: change_zorgafspraak(s, one.ids["psycholooggesprek_id"]))
    one.ids["behandelnotitie_id"] = care(
        lambda s: record_behandelnotitie(s, him, words("een notitie"))
    )


def _values(instelling: UUID, words: Words, day: date) -> dict[str, Any]:
    return {
        "instelling_id": instelling.hex,
        "contactpersoon_id": None,
        "soort_zorg": "behandeling",
        "urgentie": "hoog",
        "besproken_datum": day,
        "indicatie": words("de indicatie"),
        "vraag": words("de vraag"),
    }


def _running(session: Session, him: UUID, instelling: UUID, words: Words) -> UUID:
    made = verwijzingen.record_verwijzing(session, him, _values(instelling, words, MADE))
    path = (VerwijzingStatus.aangemeld, VerwijzingStatus.geaccepteerd, VerwijzingStatus.gestart)
    for step, status in enumerate(path, start=1):
        verwijzingen.change_status(session, made, status, MADE + timedelta(days=3 * step))
    verwijzingen.change_vervolg(
        session,
        made,
        {
            "vervolg": "ja",
            "vervolg_organisatie_id": instelling.hex,
            "vervolg_toelichting": words("het vervolg"),
        },
    )
    return made


def _refused(session: Session, him: UUID, instelling: UUID, words: Words) -> UUID:
    made = verwijzingen.record_verwijzing(session, him, _values(instelling, words, MADE))
    day = MADE + timedelta(days=1)
    verwijzingen.change_status(session, made, VerwijzingStatus.aangemeld, day)
    verwijzingen.change_status(
        session,
        made,
        VerwijzingStatus.afgewezen,
        day,
        categorie="indicatie past niet",
        toelichting=words("de afwijzing"),
    )
    return made


def _plan(session: Session, him: UUID, words: Words) -> UUID:
    plan = signaleringsplannen.start_plan(session, him)
    head = {"datum": MADE, "opgesteld_met_ids": (), "opgesteld_met": words("de maker")}
    signaleringsplannen.change_plan(session, plan, head)
    for kleur in Kleur:
        texts = ("naam", "signalen", "helpt_zelf", "helpt_anderen", "bellen")
        values = {name: words(f"{name} bij {kleur}") for name in texts}
        signaleringsplannen.change_fase(session, plan, kleur, {**values, "bellen_ids": ()})
    signaleringsplannen.complete_plan(session, plan)
    return plan


def _talk(session: Session, him: UUID, words: Words) -> UUID:
    held = {"datum": MADE, "aanleiding": words("een eerder gesprek"), "status": "gehouden"}
    record_psycholooggesprek(session, him, held)
    planned = {
        "datum": TODAY + timedelta(days=2),
        "tijd": time(9),
        "aanleiding": words("een gesprek"),
    }
    return record_psycholooggesprek(session, him, planned)


def record_toestemming(
    database: Database,
    one: Dossier,
    soort: OntvangerSoort,
    ontvanger_id: UUID | None,
    *gegevens: GegevensSoort,
    doel: str = "meedenken",
) -> UUID:
    """A signed consent for these kinds of data, for half a year from today."""
    values = {
        "ontvanger_id": toestemmingen.choice_of(soort, ontvanger_id),
        "doel": doel,
        "gegevens": tuple(kind.value for kind in gegevens),
        "vanaf_datum": TODAY,
        "tot_datum": TODAY + timedelta(days=180),
        "wijze": "getekend",
    }
    with database.transaction(Compartment.team) as session:
        return toestemmingen.record_toestemming(session, one.deelnemer_id, values)
