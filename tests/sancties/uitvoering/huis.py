"""A house in which a decision was handed over and its execution can begin; fictional."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from hvh_desktop.actieplannen.service import record_doel
from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.deelnemers.service import record_deelnemer
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service_tenuitvoerlegging as service
from hvh_desktop.sancties.model import Beslissing, Sanctiezaak, Straf, Voorwaarde
from hvh_desktop.sancties.model_gevolg import Mededeling, Uitreiking, Vervolgvoorstel
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.service import get_zaak
from hvh_desktop.sancties.uitvoering import UitvoeringInvoer, UitvoeringStand
from hvh_desktop.sancties.words import (
    RondeAanleiding,
    SanctieStatus,
    StrafSoort,
    Tekenen,
    VervolgSoort,
)
from hvh_desktop.verloven.model import Verlof, VerlofSoort, VerlofStatus
from tests.conftest import OpenAs
from tests.deelnemers.example import deelnemer_values
from tests.sancties.zaken import Straffen, add_beslissing, add_zaak
from tests.whole_dossier import Words, doel_values

T = TypeVar("T")
TODAY = date(2026, 11, 12)
VOORVAL, BESLIST, UITGEREIKT = date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 10)
PROEFTIJD = date(2027, 2, 8)
OPSLUITING = ((StrafSoort.opsluiting, 3, 0),)
DEELS = ((StrafSoort.opsluiting, 5, 3),)
VOORWAARDELIJK = ((StrafSoort.opsluiting, 3, 3),)


def periode(straf_id: UUID, days: int = 3, **other: Any) -> UitvoeringInvoer:
    """From today half past ten, so many days of 24 hours."""
    values: dict[str, Any] = {
        "begin_datum": TODAY,
        "begin_tijd": time(10, 30),
        "eind_datum": TODAY + timedelta(days=days),
        "eind_tijd": time(10, 30),
    }
    return UitvoeringInvoer(straf_id, **{**values, **other})


@dataclass
class Huis:
    """Who works there, and a man."""

    directeur: Database
    locatie: Database
    casemanager: Database
    mentor: Database
    mentor_id: UUID
    deelnemer_id: UUID
    doel_id: UUID

    def write(self, operation: Callable[[Session], T], database: Database | None = None) -> T:
        with (database or self.locatie).transaction(Compartment.team) as session:
            return operation(session)

    def ask(self, question: Callable[[Session], T], database: Database | None = None) -> T:
        with (database or self.locatie).reading() as session:
            return question(session)

    def zaak(
        self,
        straffen: Straffen = OPSLUITING,
        status: SanctieStatus = SanctieStatus.uitreiking,
        *,
        proeftijd: date | None = PROEFTIJD,
        voorwaarden: tuple[str, ...] = (),
        is_handed: bool = True,
        **more: Any,
    ) -> UUID:
        """A case of which the decision was handed over two days ago."""

        def write(session: Session) -> UUID:
            zaak_id = add_zaak(session, self.deelnemer_id, "softdrugs", VOORVAL, status, **more)
            beslissing_id = self._decide(session, zaak_id, straffen, proeftijd, voorwaarden)
            if is_handed:
                self._hand_over(session, zaak_id, beslissing_id)
            return zaak_id

        return self.write(write, self.directeur)

    def again(
        self,
        zaak_id: UUID,
        straffen: Straffen,
        aanleiding: RondeAanleiding,
        *,
        proeftijd: date | None = PROEFTIJD,
    ) -> None:
        """A second round was gone through and handed over."""

        def write(session: Session) -> None:
            zaak = session.get_one(Sanctiezaak, zaak_id)
            zaak.ronde, zaak.aanleiding = 2, aanleiding
            zaak.status = SanctieStatus.uitreiking
            made = self._decide(session, zaak_id, straffen, proeftijd, (), aanleiding)
            self._hand_over(session, zaak_id, made)

        self.write(write, self.directeur)

    def _decide(
        self,
        session: Session,
        zaak_id: UUID,
        straffen: Straffen,
        proeftijd: date | None,
        voorwaarden: tuple[str, ...],
        aanleiding: RondeAanleiding = RondeAanleiding.eerste,
    ) -> UUID:
        of = {"sanctiezaak_id": zaak_id, "deelnemer_id": self.deelnemer_id}
        beslissing_id = add_beslissing(session, zaak_id, BESLIST, straffen, aanleiding=aanleiding)
        beslissing = session.get_one(Beslissing, beslissing_id)
        if any(part for _kind, _amount, part in straffen):
            beslissing.proeftijd_tot_datum = proeftijd
        for number, tekst in enumerate(voorwaarden, start=1):
            session.add(
                Voorwaarde(
                    **of,
                    beslissing_id=beslissing_id,
                    volgorde=number,
                    tekst=tekst,
                    is_algemeen=number == 1,
                    toezicht_id=self.mentor_id,
                    doel_id=self.doel_id if number == 2 else None,
                    herinnering_datum=TODAY,
                )
            )
        session.flush()
        return beslissing_id

    def _hand_over(self, session: Session, zaak_id: UUID, beslissing_id: UUID) -> None:
        of = {"sanctiezaak_id": zaak_id, "deelnemer_id": self.deelnemer_id}
        paper = Mededeling(
            **of,
            beslissing_id=beslissing_id,
            uitreik_datum=UITGEREIKT,
            beklag_laatste_datum=UITGEREIKT + timedelta(days=7),
            inhoud="{}",
            uitleg="Daarom.",
        )
        session.add(paper)
        session.flush()
        session.add(
            Uitreiking(
                **of,
                beslissing_id=beslissing_id,
                mededeling_id=paper.id,
                datum=UITGEREIKT,
                tijd=time(14, 0),
                medewerker_id=self.mentor_id,
                tekenen=Tekenen.getekend,
                wijze=("voorgelezen",),
                beklag_laatste_datum=UITGEREIKT + timedelta(days=7),
            )
        )
        session.flush()

    def straf_id(self, zaak_id: UUID, number: int = 1) -> UUID:
        """Of the decision that counts."""
        found = self.stand(zaak_id).straffen[number - 1].straf.id
        assert found is not None
        return found

    def stand(self, zaak_id: UUID) -> UitvoeringStand:
        return self.ask(lambda s: service.get_uitvoering(s, zaak_id))

    def detail(self, zaak_id: UUID, database: Database | None = None) -> ZaakDetail:
        return self.ask(lambda s: get_zaak(s, zaak_id), database)

    def start(self, zaak_id: UUID, days: int = 3, **other: Any) -> UUID:
        """The first straf begins."""
        invoer = periode(self.straf_id(zaak_id), days, **other)
        return self.write(lambda s: service.start_tenuitvoerlegging(s, zaak_id, (invoer,)))[0]

    def verlof(self, status: VerlofStatus = VerlofStatus.toegekend) -> UUID:
        def write(session: Session) -> UUID:
            verlof = Verlof(
                deelnemer_id=self.deelnemer_id,
                soort=VerlofSoort.kort,
                oogmerk="Naar zijn moeder",
                begin_datum=date(2026, 11, 20),
                duur="van 9.00 tot 17.00 uur",
                aantal=1,
                status=status,
            )
            session.add(verlof)
            session.flush()
            return verlof.id

        return self.write(write, self.casemanager)

    def vervolg(
        self, zaak_id: UUID, soort: VervolgSoort, verlof_id: UUID | None = None, **other: Any
    ) -> UUID:
        def write(session: Session) -> UUID:
            beslissing = session.query(Beslissing).filter_by(sanctiezaak_id=zaak_id).first()
            assert beslissing is not None
            values = {"reden": "Het verlof past nu niet."} | other
            voorstel = Vervolgvoorstel(
                sanctiezaak_id=zaak_id,
                deelnemer_id=self.deelnemer_id,
                beslissing_id=beslissing.id,
                soort=soort,
                verlof_id=verlof_id,
                **values,
            )
            session.add(voorstel)
            session.flush()
            return voorstel.id

        return self.write(write, self.directeur)

    def change_straf(self, zaak_id: UUID, **values: Any) -> None:
        """What the builder of cases does not ask, such as what comes instead of a fine."""

        def write(session: Session) -> None:
            straf = session.get_one(Straf, self.straf_id(zaak_id))
            for name, value in values.items():
                setattr(straf, name, value)

        self.write(write, self.directeur)


def make_huis(open_as: OpenAs) -> Huis:
    office = open_as(Rol.casemanager, Rol.beheerder)
    people = {}
    with office.transaction(Compartment.register) as session:
        for naam, rol in (
            ("Ruben Mulder", Rol.mentor),
            ("Ilse Bos", Rol.casemanager),
            ("Petra Vos", Rol.locatiemanager),
            ("Anja Kok", Rol.directeur),
        ):
            one = Medewerker(
                naam=naam,
                roepnaam=naam.split()[0],
                gebruikersnaam=naam.split()[0].lower(),
                functie=rol.value,
                telefoon="",
                rollen=(rol.value,),
            )
            session.add(one)
            session.flush()
            people[rol] = one.id
    with office.transaction(Compartment.team) as session:
        values = deelnemer_values(begin_datum=date(2026, 9, 1), registratienummer="HT-0417")
        deelnemer_id = record_deelnemer(session, values)
        doel_id = record_doel(
            session, deelnemer_id, doel_values(Words(), tekst="Ik wil minder gebruiken")
        )
    return Huis(
        directeur=open_as(Rol.directeur, medewerker_id=people[Rol.directeur]),
        locatie=open_as(Rol.locatiemanager, medewerker_id=people[Rol.locatiemanager]),
        casemanager=open_as(Rol.casemanager, medewerker_id=people[Rol.casemanager]),
        mentor=open_as(Rol.mentor, medewerker_id=people[Rol.mentor]),
        mentor_id=people[Rol.mentor],
        deelnemer_id=deelnemer_id,
        doel_id=doel_id,
    )
