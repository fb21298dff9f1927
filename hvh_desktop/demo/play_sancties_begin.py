"""The beginning of a case, to the decision: every part by the colleague whose work it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.demo.play import Act, Step
from hvh_desktop.demo.reading_sancties import Beslissing, Voorstel
from hvh_desktop.demo.story import PSYCHOLOOG
from hvh_desktop.demo.telling import (
    ADVICE,
    ADVISED,
    DECISION,
    DIRECTEUR,
    HEARING,
    LOCATIEMANAGER,
    OPENING,
    PROPOSAL,
    REPORT,
    Telling,
    row_of,
)
from hvh_desktop.sancties import (
    service,
    service_beslissing,
    service_horen,
    service_voorstel,
    service_voorval,
)
from hvh_desktop.sancties.words import AlternatiefSoort
from hvh_desktop.text import months_on

PROEFTIJD_MONTHS = 3
"""What the table of the demo allows; a story may not go past it."""


class Begin:
    """From voorval to beslissing, as far as the story goes."""

    def __init__(self, of: Telling) -> None:
        self._of = of

    def steps(self) -> Iterator[Step]:
        """Every part that the story has."""
        zaak = self._of.zaak
        yield self._voorval()
        if zaak.verslag is not None:
            yield self._verslag()
        if zaak.adviesvraag and zaak.verslag is not None:
            yield self._of.do(zaak.verslag.dag, HEARING, LOCATIEMANAGER, self._ask_advice)
        if zaak.horen is not None:
            yield self._horen()
        if zaak.advies is not None:
            yield self._advies()
        if zaak.voorstel is not None:
            propose = self._propose(zaak.voorstel)
            yield self._of.do(zaak.voorstel.dag, PROPOSAL, LOCATIEMANAGER, propose)
        if zaak.beslissing is not None:
            decide = self._decide(zaak.beslissing)
            yield self._of.do(zaak.beslissing.dag, DECISION, DIRECTEUR, decide)

    def _ask_advice(self, session: Session) -> None:
        service_voorval.record_adviesvraag(session, self._of.id)

    # What happened, and what he said --------------------------------------------------------

    def _voorval(self) -> Step:
        told, zaak = self._of.zaak.voorval, self._of.zaak
        recorded = zaak.verslag.dag if zaak.urine and zaak.verslag else told.dag

        def act(session: Session) -> None:
            values = {
                "voorval_soort": zaak.soort,
                "voorval_datum": self._of.day(told.dag),
                "voorval_tijd": time(told.uur),
                "plaats": told.plaats,
                "feiten": told.tekst,
                "betrokkenen": zaak.betrokkenen,
                "is_zelf_gemeld": told.zelf,
                "urinecontrole_id": self._urine(session),
            }
            made = service_voorval.record_voorval(session, self._of.man.id, values)
            self._of.man.zorg[self._of.key] = made

        is_later = self._of.day(recorded) != self._of.day(told.dag)
        return self._of.do(recorded, OPENING if is_later else told.uur, told.door, act)

    def _urine(self, session: Session) -> UUID | None:
        choices = service_voorval.list_urinekeuzes(session, self._of.man.id)
        number = self._of.zaak.urine
        found = [key for key, words in choices.items() if words.startswith(f"{number} ")]
        return UUID(hex=found[0]) if number and found else None

    def _verslag(self) -> Step:
        told = self._of.zaak.verslag
        assert told is not None
        is_later = self._of.day(told.dag) != self._of.day(self._of.zaak.voorval.dag)
        hour = REPORT if is_later else self._of.zaak.voorval.uur

        def act(session: Session) -> None:
            day = self._of.day(told.dag)
            values = {
                "verslag": told.tekst,
                "verslag_datum": day,
                "verslag_tijd": time(hour),
                "aangezegd_datum": day,
                "aangezegd_tijd": time(hour),
                "aangezegd_door": self._of.man.house.medewerkers[told.door],
            }
            service_voorval.record_verslag(session, self._of.id, values)

        return self._of.do(told.dag, hour, told.door, act)

    def _horen(self) -> Step:
        told = self._of.zaak.horen
        assert told is not None

        def act(session: Session) -> None:
            values = {
                "datum": self._of.day(told.dag),
                "tijd": time(HEARING),
                "aanwezigen": "zijn mentor en de locatiemanager",
                "taal": told.taal,
                "tolk": told.tolk,
                "eigen_woorden": told.woorden,
                "standpunt": told.standpunt,
                "visie": told.visie,
            }
            service_horen.record_hoorverslag(session, self._of.id, values)

        return self._of.do(told.dag, HEARING, DIRECTEUR, act)

    def _advies(self) -> Step:
        told = self._of.zaak.advies
        assert told is not None
        values = {"verantwoordelijkheid": told.verantwoordelijk, "tekst": told.tekst}
        give = lambda s: service_voorval.record_sanctieadvies(s, self._of.id, values)  # noqa: E731
        return self._of.do(told.dag, ADVICE, PSYCHOLOOG, give)

    # What was chosen ------------------------------------------------------------------------

    def _last_day(self) -> date | None:
        told = self._of.zaak.beslissing
        if told is None or told.proeftijd is None:
            return None
        asked = self._of.man.calendar.today + timedelta(days=told.proeftijd)
        return min(asked, months_on(self._of.day(told.dag), PROEFTIJD_MONTHS))

    def _propose(self, told: Voorstel) -> Act:
        def act(session: Session) -> None:
            regular = row_of(told.regulier, AlternatiefSoort.regulier, None)
            rows = [replace(regular, is_gekozen=told.gekozen is None)]
            if told.gekozen is not None:
                own = bool(told.gekozen.straffen)
                soort = AlternatiefSoort.maatwerk if own else AlternatiefSoort.geen_straf
                rows.append(replace(row_of(told.gekozen, soort, self._last_day()), is_gekozen=True))
            values = {
                "hoeveelste_keer": 1,
                "problematiek": told.problematiek,
                "verantwoordelijkheid": told.verantwoordelijk,
                "verantwoordelijkheid_toelichting": ADVISED if self._of.zaak.advies else "",
                "telt_mee": told.telt_mee,
                "waarom": told.waarom,
                "geprobeerd": told.geprobeerd,
                "alternatieven": tuple(rows),
            }
            service_voorstel.propose_sanctie(session, self._of.id, values)

        return act

    def _decide(self, told: Beslissing) -> Act:
        def act(session: Session) -> None:
            mentor = self._of.man.house.medewerkers.get(told.toezicht)
            conditions = tuple(
                service_beslissing.VoorwaardeInvoer(
                    one, mentor, herinnering_datum=self._reminder(told) if not number else None
                )
                for number, one in enumerate(told.voorwaarden)
            )
            zaak = service.get_zaak(session, self._of.id)
            values = {
                "datum": self._of.day(told.dag),
                "is_gevolgd": True,
                "motivering": told.motivering,
                "verantwoordelijkheid": zaak.voorstellen[-1].verantwoordelijkheid,
                "degradatie_reden": told.degradatie_reden,
                "voorwaarden": conditions,
            }
            service_beslissing.decide_sanctie(session, self._of.id, values)

        return act

    def _reminder(self, told: Beslissing) -> date | None:
        if told.herinnering is None:
            return None
        return self._of.man.calendar.today + timedelta(days=told.herinnering)
