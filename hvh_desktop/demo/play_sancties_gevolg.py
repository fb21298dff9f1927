"""What followed on a decision: on paper, carried out or kept, and heard again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

from hvh_desktop.db import Session
from hvh_desktop.demo.play import Act, Step
from hvh_desktop.demo.reading_sancties import Beklag, Beslissing, Ronde, Uitkomst, Voorstel
from hvh_desktop.demo.telling import (
    ADVISED,
    DECISION,
    DIRECTEUR,
    END,
    HANDING,
    HEARING,
    LOCATIEMANAGER,
    OPENING,
    PAPER,
    PROPOSAL,
    START,
    Telling,
    counts,
    no_answer,
    row_of,
)
from hvh_desktop.sancties import (
    service_beklag,
    service_beslissing,
    service_horen,
    service_mededeling,
    service_slot,
    service_tenuitvoerlegging,
    service_uitreiking,
    service_vervolg,
    service_voorstel,
    service_voorwaarden,
)
from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.uitvoering import UitvoeringInvoer, proposed_end
from hvh_desktop.sancties.words import (
    AlternatiefSoort,
    RondeAanleiding,
    SanctieStatus,
    Tekenen,
    VervolgSoort,
    VervolgStatus,
    VoorwaardeStatus,
)


class Gevolg:
    """After the decision, as far as the story goes."""

    def __init__(self, of: Telling) -> None:
        self._of = of

    def steps(self) -> Iterator[Step]:
        """Every part that the story has."""
        if self._of.zaak.beslissing is not None:
            yield from self._decided(self._of.zaak.beslissing)
        if self._of.zaak.ronde is not None:
            yield from self._again(self._of.zaak.ronde)

    def _decided(self, told: Beslissing) -> Iterator[Step]:
        if told.vervolg:
            answer = self._answer(told.vervolg)
            yield self._of.do(told.dag, END, self._of.man.story.casemanager, answer)
        if self._of.zaak.mededeling is not None:
            made, given = self._of.zaak.mededeling
            yield self._of.do(made, PAPER, LOCATIEMANAGER, self._paper(given, told.uitleg))
        if self._of.zaak.uitreiking is None:
            return
        day, by = self._of.zaak.uitreiking
        yield from self._handed(day, by, told.uitleg)
        if self._of.zaak.beklag is not None:
            asked = self._of.zaak.beklag
            yield self._of.do(
                asked.dag, OPENING, self._of.man.worker(asked.dag), self._complain(asked)
            )
        yield from self._followed(day, told)

    def _answer(self, words: str) -> Act:
        def act(session: Session) -> None:
            for asked in service_vervolg.list_vervolgvoorstellen(
                session, deelnemer_id=self._of.man.id, only_open=True
            ):
                if asked.soort is VervolgSoort.terugplaatsing:
                    values = {"status": VervolgStatus.gevolgd, "antwoord": words}
                    service_vervolg.decide_vervolgvoorstel(session, asked.id, values)

        return act

    # On paper, and what followed ------------------------------------------------------------

    def _paper(self, offset: int, uitleg: str) -> Act:
        values = {"uitreik_datum": self._of.day(offset), "uitleg": uitleg}
        return lambda s: no_answer(service_mededeling.complete_mededeling(s, self._of.id, values))

    def _complain(self, told: Beklag) -> Act:
        values = {
            "ingediend_datum": self._of.day(told.dag),
            "gronden": told.gronden,
            "schorsing": told.schorsing,
        }
        return lambda s: no_answer(service_beklag.record_beklag(s, self._of.id, values))

    def _handed(self, offset: int, by: str, uitleg: str) -> Iterator[Step]:
        def hand(session: Session) -> None:
            values = {
                "datum": self._of.day(offset),
                "tijd": time(HANDING),
                "medewerker_id": self._of.man.house.medewerkers[by],
                "tekenen": Tekenen.getekend,
                "wijze": ("voorgelezen",),
            }
            service_uitreiking.record_uitreiking(session, self._of.id, values)

        yield self._of.do(offset, PAPER, LOCATIEMANAGER, self._paper(offset, uitleg))
        yield self._of.do(offset, HANDING, by, hand)

    def _followed(self, offset: int, told: Beslissing) -> Iterator[Step]:
        if self._of.zaak.uitvoering is not None:
            begin, days = self._of.zaak.uitvoering
            yield self._of.do(offset, START, LOCATIEMANAGER, self._start(begin, days))
        if told.proeftijd is not None:
            run = lambda s: service_tenuitvoerlegging.start_proeftijd(s, self._of.id)  # noqa: E731
            yield self._of.do(offset, END, LOCATIEMANAGER, run)
        if self._of.zaak.voorstel is not None and _is_free(self._of.zaak.voorstel):
            yield self._of.do(offset, END, DIRECTEUR, self._renounce(offset))
        if self._of.zaak.afloop is not None:
            yield self._of.do(self._of.zaak.afloop, PAPER, LOCATIEMANAGER, self._kept)
            yield self._of.do(
                self._of.zaak.afloop, END, LOCATIEMANAGER, self._close(self._of.zaak.afloop)
            )

    def _start(self, begin: int, days: int) -> Act:
        def act(session: Session) -> None:
            first = max(self._of.day(begin), counts(session, self._of.id).datum)
            found = tuple(
                _period(straf, first, days)
                for straf in counts(session, self._of.id).straffen
                if straf.onvoorwaardelijk
            )
            service_tenuitvoerlegging.start_tenuitvoerlegging(session, self._of.id, found)

        return act

    def _renounce(self, offset: int) -> Act:
        values = {
            "datum": self._of.day(offset),
            "reden": "straf dient geen doel meer",
            "toelichting": "",
        }
        return lambda s: service_slot.record_slot(s, self._of.id, SanctieStatus.afgezien, values)

    def _kept(self, session: Session) -> None:
        for one in counts(session, self._of.id).voorwaarden:
            values = {"status": VoorwaardeStatus.nagekomen, "toelichting": ""}
            service_voorwaarden.change_voorwaarde(session, one.id, values)

    def _close(self, offset: int) -> Act:
        values = {"datum": self._of.day(offset), "toelichting": ""}
        return lambda s: service_tenuitvoerlegging.complete_zaak(s, self._of.id, values)

    # Heard again ----------------------------------------------------------------------------

    def _again(self, told: Ronde) -> Iterator[Step]:
        by = (
            self._of.zaak.uitreiking[1]
            if self._of.zaak.uitreiking
            else self._of.man.worker(told.beslis)
        )
        yield self._of.do(told.horen, OPENING, by, self._broken(told))
        yield self._of.do(told.horen, HEARING, DIRECTEUR, self._heard_again(told))
        yield self._of.do(told.horen, PROPOSAL, LOCATIEMANAGER, self._propose_all(told))
        decide = self._decide_again(told)
        yield self._of.do(told.beslis, DECISION, DIRECTEUR, decide)
        yield from self._handed(told.beslis, by, told.uitleg)
        much = sum(given for *_, given in self._conditional())
        yield self._of.do(told.beslis, START, LOCATIEMANAGER, self._start(told.beslis, much))
        yield self._of.do(told.afloop, END, LOCATIEMANAGER, self._close(told.afloop))

    def _conditional(self) -> tuple[tuple[str, int, int], ...]:
        assert self._of.zaak.voorstel is not None
        assert self._of.zaak.voorstel.gekozen is not None
        return self._of.zaak.voorstel.gekozen.straffen

    def _broken(self, told: Ronde) -> Act:
        def act(session: Session) -> None:
            for one in counts(session, self._of.id).voorwaarden:
                values = {
                    "status": VoorwaardeStatus.niet_nagekomen,
                    "toelichting": told.niet_nagekomen,
                }
                service_voorwaarden.change_voorwaarde(session, one.id, values)

        return act

    def _heard_again(self, told: Ronde) -> Act:
        values = {
            "datum": self._of.day(told.horen),
            "tijd": time(HEARING),
            "aanwezigen": "zijn advocaat en de locatiemanager",
            "taal": "Nederlands",
            "tolk": "niet nodig",
            "eigen_woorden": told.woorden,
            "standpunt": "erkent het",
            "visie": told.visie,
        }
        return lambda s: no_answer(
            service_horen.record_hoorverslag(
                s, self._of.id, values, aanleiding=RondeAanleiding.tenuitvoerlegging
            )
        )

    def _propose_all(self, told: Ronde) -> Act:
        assert self._of.zaak.voorstel is not None
        whole = Uitkomst(
            straffen=tuple((soort, given, 0) for soort, _, given in self._conditional()),
            degradatie=True,
            naam="Alles uitvoeren",
        )
        row = replace(row_of(whole, AlternatiefSoort.maatwerk, None), is_gekozen=True)
        values = {
            "hoeveelste_keer": 1,
            "problematiek": self._of.zaak.voorstel.problematiek,
            "verantwoordelijkheid": self._of.zaak.voorstel.verantwoordelijk,
            "verantwoordelijkheid_toelichting": ADVISED,
            "telt_mee": ("Binnen een proeftijd",),
            "waarom": told.waarom,
            "alternatieven": (row,),
        }
        return lambda s: no_answer(service_voorstel.propose_sanctie(s, self._of.id, values))

    def _decide_again(self, told: Ronde) -> Act:
        assert self._of.zaak.voorstel is not None
        values = {
            "datum": self._of.day(told.beslis),
            "is_gevolgd": True,
            "motivering": told.motivering,
            "verantwoordelijkheid": self._of.zaak.voorstel.verantwoordelijk,
            "degradatie_reden": told.degradatie_reden,
            "voorwaarden": (),
        }
        return lambda s: no_answer(service_beslissing.decide_sanctie(s, self._of.id, values))


def _is_free(told: Voorstel) -> bool:
    return told.gekozen is not None and not told.gekozen.straffen


def _period(straf: StrafRow, begin: date, days: int) -> UitvoeringInvoer:
    assert straf.id is not None
    end, _ = proposed_end(begin, None, min(days, straf.onvoorwaardelijk))
    return UitvoeringInvoer(straf.id, begin, eind_datum=end)
