"""A whole case of one man, through the services, by one person who holds every role.

``Words`` gives every text, so that a test can plant its own. Verlof, work and a urine check come
first, because a decision reaches for them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.deelnemers.service import mentor_ids
from hvh_desktop.sancties import (
    service,
    service_beklag,
    service_beslissing,
    service_bijlagen,
    service_correcties,
    service_horen,
    service_mededeling,
    service_ordemaatregelen,
    service_tenuitvoerlegging,
    service_uitreiking,
    service_voorstel,
    service_voorval,
)
from hvh_desktop.sancties.rows import AlternatiefRow, StrafRow
from hvh_desktop.sancties.words import AlternatiefSoort, BijlageSoort, Onderdeel, StrafSoort
from hvh_desktop.urinecontroles import service as urinecontroles
from hvh_desktop.verloven import service as verloven
from tests.sancties.house import uitvoeringen
from tests.urinecontroles.house import found, order_values
from tests.whole_dossier import TODAY, Dossier, Words

HAPPENED, REPORTED, HEARD = (TODAY - timedelta(days=days) for days in (6, 5, 3))
PDF = b"%PDF-1.4 a scan"


def record_sanctie(database: Database, one: Dossier, words: Words) -> None:
    """A case up to the execution of its straf, with beklag; the ids go in ``one``."""
    him, ids = one.deelnemer_id, one.ids

    def team(work: Callable[[Session], Any]) -> Any:
        with database.transaction(Compartment.team) as session:
            return work(session)

    ids["verlof_id"] = team(lambda s: verloven.record_verlof(s, him, _verlof(one, words)))
    ids["werkplek_id"] = team(lambda s: verloven.record_werkplek(s, him, _werk(words)))
    ids["urinecontrole_id"] = team(lambda s: _urine(s, him, words))
    ids["zaak_id"] = zaak_id = team(lambda s: _told(s, one, words))
    ids["sanctiezaak_id"] = zaak_id
    ids["bijlage_id"] = team(
        lambda s: service_bijlagen.record_bijlage(
            s, zaak_id, BijlageSoort.scan, words("de bijlage"), PDF
        )
    )
    team(lambda s: _decided(s, one, words))
    ids["mededeling_id"] = team(lambda s: _handed(s, zaak_id, words))
    with database.reading() as session:
        detail = service.get_zaak(session, zaak_id)
    besluit = detail.beslissingen[-1]
    ids["voorwaarde_id"] = besluit.voorwaarden[-1].id
    ids["vervolgvoorstel_id"] = detail.vervolgvoorstellen[0].id
    rows = uitvoeringen(besluit.straffen, TODAY, toelichting=words("de tenuitvoerlegging"))
    team(lambda s: service_tenuitvoerlegging.start_tenuitvoerlegging(s, zaak_id, rows))
    with database.reading() as session:
        ids["tenuitvoerlegging_id"] = service.get_zaak(session, zaak_id).tenuitvoerleggingen[0].id
    beklag = {"ingediend_datum": TODAY, "gronden": words("de gronden van beklag")}
    ids["beklag_id"] = team(lambda s: service_beklag.record_beklag(s, zaak_id, beklag))
    ids["ordemaatregel_id"] = team(
        lambda s: service_ordemaatregelen.record_ordemaatregel(s, him, _measure(words))
    )


def _verlof(one: Dossier, words: Words) -> dict[str, Any]:
    return {
        "soort": "kort",
        "doel_id": one.ids["doel_id"],
        "oogmerk": words("het oogmerk van verlof"),
        "bijdrage": words("de bijdrage van verlof"),
        "aanvraag_datum": TODAY - timedelta(days=10),
        "begin_datum": TODAY + timedelta(days=8),
        "eind_datum": None,
        "duur": "Een dag",
        "aantal": 1,
    }


def _werk(words: Words) -> dict[str, Any]:
    return {
        "soort": "Fabriek",
        "plek": words("de werkplek"),
        "van_datum": TODAY - timedelta(days=60),
        "tot_datum": None,
        "uren": 20,
        "weekloon": "14,75",
    }


def _urine(session: Session, him: UUID, words: Words) -> UUID:
    order = order_values(opdracht_datum=HAPPENED, reden=words("de reden van een urinecontrole"))
    made = urinecontroles.record_urinecontrole(session, him, order)
    taken = {
        "afname_datum": HAPPENED,
        "afname_tijd": time(9, 30),
        "nummer": f"R-{made.hex[-6:]}",
        "nummer_tweede": "",
    }
    urinecontroles.record_afname(session, made, taken)
    result = {"uitslag_datum": REPORTED, "toelichting": words("de uitslag")}
    urinecontroles.record_uitslag(session, made, result | {"stoffen": found("cannabis")})
    told = {"meegedeeld_datum": REPORTED, "meegedeeld_tijd": time(9, 0)}
    urinecontroles.record_meegedeeld(session, made, told)
    return made


def _told(session: Session, one: Dossier, words: Words) -> UUID:
    voorval = {
        "voorval_soort": "softdrugs",
        "voorval_datum": HAPPENED,
        "voorval_tijd": time(9, 0),
        "plaats": words("de plaats van het voorval"),
        "feiten": words("de feiten"),
        "betrokkenen": ("medebewoner A",),
        "is_zelf_gemeld": False,
        "urinecontrole_id": one.ids["urinecontrole_id"],
    }
    zaak_id = service_voorval.record_voorval(session, one.deelnemer_id, voorval)
    verslag = {
        "verslag": words("het verslag"),
        "verslag_datum": REPORTED,
        "verslag_tijd": time(9, 30),
        "aangezegd_datum": REPORTED,
        "aangezegd_tijd": time(10, 0),
        "aangezegd_door": mentor_ids(session, one.deelnemer_id)[0],
    }
    service_voorval.record_verslag(session, zaak_id, verslag)
    heard = {
        "datum": HEARD,
        "tijd": time(14, 0),
        "taal": "Nederlands",
        "tolk": "niet nodig",
        "eigen_woorden": words("wat hij zei"),
        "standpunt": "erkent het",
        "visie": words("zijn visie"),
    }
    service_horen.record_hoorverslag(session, zaak_id, heard)
    advies = {"verantwoordelijkheid": "volledig", "tekst": words("het advies")}
    service_voorval.record_sanctieadvies(session, zaak_id, advies)
    service_correcties.record_correctie(
        session, zaak_id, Onderdeel.voorval, words("een correctie"), "De plaats klopte niet."
    )
    return zaak_id


def _decided(session: Session, one: Dossier, words: Words) -> None:
    until = TODAY + timedelta(days=60)
    usual = AlternatiefRow(
        AlternatiefSoort.regulier, "Gewoon", (StrafRow(StrafSoort.opsluiting, 5),), "", True, False,
        None,
    )  # fmt: skip
    chosen = AlternatiefRow(
        AlternatiefSoort.maatwerk,
        "Op maat",
        (StrafRow(StrafSoort.opsluiting, 3, 2, uitwerking=words("de uitwerking")),),
        words("de afspraak"),
        is_degradatie=True,
        is_terugplaatsing=False,
        proeftijd_tot_datum=until,
        is_gekozen=True,
    )
    voorstel = {
        "hoeveelste_keer": 1,
        "problematiek": ("verslaving",),
        "verantwoordelijkheid": "volledig",
        "telt_mee": ("Eerste keer",),
        "waarom": words("waarom deze keuze"),
        "alternatieven": (usual, chosen),
    }
    service_voorstel.propose_sanctie(session, one.ids["zaak_id"], voorstel)
    follows = service_beslissing.VoorwaardeInvoer(
        words("een voorwaarde"), mentor_ids(session, one.deelnemer_id)[0], one.ids["doel_id"], until
    )
    besluit = {
        "datum": TODAY,
        "is_gevolgd": True,
        "motivering": words("de motivering"),
        "verantwoordelijkheid": "volledig",
        "degradatie_reden": words("de reden van degradatie"),
        "voorwaarden": (follows,),
    }
    service_beslissing.decide_sanctie(session, one.ids["zaak_id"], besluit)


def _handed(session: Session, zaak_id: UUID, words: Words) -> UUID:
    paper = {"uitreik_datum": TODAY, "uitleg": words("de uitleg")}
    made = service_mededeling.complete_mededeling(session, zaak_id, paper)
    handed = {
        "datum": TODAY,
        "tijd": time(10, 15),
        "tekenen": "wilde niet tekenen",
        "wijze": ("voorgelezen",),
        "toelichting": words("de uitreiking"),
    }
    service_uitreiking.record_uitreiking(session, zaak_id, handed)
    return made


def _measure(words: Words) -> dict[str, Any]:
    return {
        "sanctiezaak_id": None,
        "soort": "uitsluiting van activiteiten",
        "reden": words("de ordemaatregel"),
        "begin_datum": TODAY,
        "begin_tijd": time(9, 0),
        "eind_datum": TODAY,
        "eind_tijd": time(20, 0),
    }
