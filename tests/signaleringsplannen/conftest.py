"""A psycholoog with one man, his father and a worker of the instelling around him."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.deelnemers.service import record_deelnemer
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.netwerken.service import record_netwerklid
from hvh_desktop.rights import Rol
from hvh_desktop.signaleringsplannen import service
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.toestemmingen.model import GegevensSoort, OntvangerSoort
from hvh_desktop.toestemmingen.service import record_toestemming, withdraw_toestemming
from tests.conftest import OpenAs
from tests.deelnemers.example import deelnemer_values

T = TypeVar("T")
TODAY = date(2026, 11, 12)
STAGES: dict[Kleur, dict[str, Any]] = {
    Kleur.groen: {
        "naam": "ketel zonder stoom",
        "signalen": "Maakt raadsels\nEet mee aan tafel",
        "helpt_zelf": "Kas, schaken, slaapschrift",
        "helpt_anderen": "Gewoon doen",
    },
    Kleur.oranje: {
        "naam": "ketel met stoom",
        "signalen": "Praat trager\n\n Wrijft over zijn pols ",
        "helpt_zelf": "Koud water over de handen",
        "helpt_anderen": "Niet aanraken\nMuziek of machine uit",
    },
    Kleur.rood: {
        "naam": "deksel klappert",
        "signalen": "Duikt weg of gaat schreeuwen",
        "helpt_anderen": "Ruimte maken",
        "bellen": "Huis, dag en nacht: 06-00000100\nBij gevaar: 112",
    },
}


@dataclass
class Praktijk:
    """The opened house, who is at the keyboard, and the ids of who is around him."""

    database: Database
    kantoor: Database
    """The same house as the casemanager has it open."""
    deelnemer_id: UUID
    psycholoog_id: UUID
    vader: UUID
    broer: UUID

    def do(self, work: Callable[[Session], T]) -> T:
        """In the psycholoog's own file."""
        with self.database.transaction(Compartment.behandeling) as session:
            return work(session)

    def do_team(self, work: Callable[[Session], T]) -> T:
        with self.database.transaction(Compartment.team) as session:
            return work(session)

    def ask(self, question: Callable[[Session], T]) -> T:
        with self.database.reading() as session:
            return question(session)

    def write(self, plan_id: UUID, stages: dict[Kleur, dict[str, Any]] = STAGES) -> UUID:
        def write(session: Session) -> UUID:
            for kleur, values in stages.items():
                service.change_fase(session, plan_id, kleur, values)
            return plan_id

        return self.do(write)

    def fixed(self) -> UUID:
        """A version that is vastgesteld, with his father to call in rood."""
        plan_id = self.write(self.do(lambda s: service.start_plan(s, self.deelnemer_id)))
        called = {"bellen_ids": (self.vader,)}
        self.do(lambda s: service.change_fase(s, plan_id, Kleur.rood, called))
        self.do(lambda s: service.complete_plan(s, plan_id))
        return plan_id

    def consent(
        self,
        netwerklid_id: UUID | None,
        *gegevens: GegevensSoort,
    ) -> UUID:
        """Consent about the signaleringsplan, or about these kinds; None: for the team."""
        soort = OntvangerSoort.netwerklid if netwerklid_id else OntvangerSoort.team
        kinds = gegevens or (GegevensSoort.signaleringsplan,)
        values = {
            "ontvanger_soort": soort,
            "ontvanger_id": netwerklid_id,
            "doel": "Weten wat helpt",
            "gegevens": tuple(kind.value for kind in kinds),
            "vanaf_datum": date(2026, 11, 1),
            "tot_datum": date(2027, 5, 1),
            "wijze": "getekend",
        }
        return self.do_team(lambda s: record_toestemming(s, self.deelnemer_id, values))

    def take_back(self, toestemming_id: UUID) -> None:
        values = {
            "ingetrokken_datum": TODAY,
            "ingetrokken_door": "hij zelf",
            "ingetrokken_hoe": "in een gesprek",
            "is_gevolg_besproken": True,
        }
        self.do_team(lambda s: withdraw_toestemming(s, toestemming_id, values))


@pytest.fixture
def praktijk(open_as: OpenAs, database: Database) -> Praktijk:
    with database.transaction(Compartment.register) as session:
        one = Medewerker(
            naam="Bronisława Wiśniewska",
            roepnaam="Bronisława",
            gebruikersnaam="bronislawa",
            rollen=(Rol.psycholoog.value,),
        )
        session.add(one)
        session.flush()
        psycholoog_id = one.id

    def lid(session: Session, **values: Any) -> UUID:
        plain = {"soort": "persoon", "sterkte": "sterk", "steun": "beide"}
        return record_netwerklid(session, deelnemer_id, plain | values)

    with database.transaction(Compartment.team) as session:
        deelnemer_id = record_deelnemer(session, deelnemer_values(roepnaam="Şêrko"))
        vader = lid(session, naam="Mehmet", relatie="vader", telefoon="06-00000201")
        broer = lid(session, naam="Azad", relatie="broer")
    mine = open_as(Rol.psycholoog, medewerker_id=psycholoog_id)
    return Praktijk(mine, database, deelnemer_id, psycholoog_id, vader, broer)
