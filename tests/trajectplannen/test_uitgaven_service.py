"""An edition follows today's grounds, and leaves only with a line in what was given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers.access import ReasonNeeded
from hvh_desktop.errors import UserError
from hvh_desktop.mentorgesprekken import service as mentorgesprekken
from hvh_desktop.netwerken.service import remove_netwerklid
from hvh_desktop.organisaties.model import Organisatie, WettelijkeTaak
from hvh_desktop.rights import Rol
from hvh_desktop.toestemmingen import service as toestemmingen
from hvh_desktop.toestemmingen.model import (
    GegevensSoort as Kind,
)
from hvh_desktop.toestemmingen.model import (
    Grondslag,
    OntvangerSoort,
    VerstrekkingWijze,
)
from hvh_desktop.toestemmingen.service import Ontvanger
from hvh_desktop.toestemmingen.service_verstrekkingen import VerstrekkingRow, list_verstrekkingen
from hvh_desktop.trajectplannen import service
from hvh_desktop.trajectplannen.service import Keuze, Uitgave, UitgaveInhoud
from tests.conftest import OpenAs
from tests.trajectplannen.conftest import Huis, give_reason

PAPER, FILE = VerstrekkingWijze.afgedrukt, VerstrekkingWijze.pdf
ALL = tuple(kind.value for kind in Kind if kind is not Kind.signaleringsplan)


@dataclass(frozen=True)
class Tafel:
    """The house, and the people who may receive something."""

    huis: Huis
    moeder: Ontvanger
    broer: Ontvanger

    def allow(self, who: Ontvanger, *kinds: str, **values: Any) -> UUID:
        """Record a consent for today on."""
        plain = {
            "ontvanger_soort": who.soort,
            "ontvanger_id": who.id,
            "doel": "meedenken in het trajectgesprek",
            "gegevens": kinds or ALL,
            "vanaf_datum": date(2026, 11, 1),
            "tot_datum": date(2027, 4, 1),
            "wijze": "getekend",
        }
        return self.huis.do(
            lambda s: toestemmingen.record_toestemming(
                s, self.huis.deelnemer_id, {**plain, **values}
            )
        )

    def withdraw(self, toestemming_id: UUID) -> None:
        values = {
            "ingetrokken_datum": date(2026, 11, 12),
            "ingetrokken_door": "hij zelf",
            "ingetrokken_hoe": "Hij zei het aan tafel.",
            "is_gevolg_besproken": True,
        }
        self.huis.do(lambda s: toestemmingen.withdraw_toestemming(s, toestemming_id, values))

    def collect(self, *who: Ontvanger) -> UitgaveInhoud:
        keuze = Keuze(Uitgave.anderen, who)
        return self.huis.ask(
            lambda s: service.collect_uitgave(s, self.huis.deelnemer_id, None, keuze)
        )

    def export(
        self,
        *who: Ontvanger,
        shown: UitgaveInhoud | None = None,
        uitgave: Uitgave = Uitgave.anderen,
        trajectplan_id: UUID | None = None,
    ) -> UitgaveInhoud:
        keuze = Keuze(uitgave, who)
        return self.huis.do(
            lambda s: service.export_trajectplan(
                s, self.huis.deelnemer_id, trajectplan_id, keuze, PAPER, shown=shown
            )
        )

    def given(self) -> list[VerstrekkingRow]:
        return self.huis.ask(lambda s: list_verstrekkingen(s, self.huis.deelnemer_id))


@pytest.fixture
def tafel(huis: Huis) -> Tafel:
    def lid(naam: str) -> Ontvanger:
        return Ontvanger(OntvangerSoort.netwerklid, huis.netwerk[naam], "")

    return Tafel(huis, lid("Anja"), lid("Şêrko"))


def test_without_a_ground_nothing_goes_and_the_reason_is_told(tafel: Tafel) -> None:
    found = tafel.collect(tafel.moeder)
    assert not found.may_leave
    assert found.ontbreekt == (
        "Er is geen toestemming voor moeder Anja Nijhuis: die is nooit gegeven.",
    )
    with pytest.raises(UserError, match="die is nooit gegeven"):
        tafel.export(tafel.moeder)
    assert tafel.given() == []


def test_what_goes_is_written_down_with_its_ground(tafel: Tafel) -> None:
    tafel.allow(tafel.moeder, "doelen en acties", "mensen om hem heen")
    found = tafel.export(tafel.moeder)
    assert found.inhoud.doelen
    assert found.inhoud.gegevens.naam == "Jeffrey"
    assert found.opmaak.voor == "moeder Anja Nijhuis"
    (row,) = tafel.given()
    assert row.gegevens == (Kind.doelen, Kind.netwerk)
    assert row.wijze is PAPER
    assert [one.grondslag for one in row.bases] == [Grondslag.toestemming]
    assert row.omschrijving == "concept van versie 1"


def test_two_recipients_get_what_both_may_see_and_each_has_a_line(tafel: Tafel) -> None:
    tafel.allow(tafel.moeder)
    tafel.allow(tafel.broer, "doelen en acties", leefgebieden=("wonen",))
    found = tafel.export(tafel.moeder, tafel.broer)
    assert [one.tekst for one in found.inhoud.doelen] == ["Ik wil een eigen plek."]
    assert found.inhoud.eigen_verhaal == ""
    assert {one.wie for one in tafel.given()} == {"moeder Anja Nijhuis", "broer Şêrko Zînar"}
    why = {one.wat: one.waarom for one in found.weggelaten}
    assert "broer Şêrko Zînar" in why["Wat hij zelf zegt"]


def test_one_without_a_ground_keeps_it_from_all(tafel: Tafel) -> None:
    tafel.allow(tafel.moeder)
    with pytest.raises(UserError, match="broer Şêrko"):
        tafel.export(tafel.moeder, tafel.broer)
    assert tafel.given() == []


def test_a_consent_withdrawn_while_the_sheet_was_open_keeps_it_here(tafel: Tafel) -> None:
    consent = tafel.allow(tafel.moeder)
    shown = tafel.collect(tafel.moeder)
    assert shown.may_leave
    tafel.withdraw(consent)
    with pytest.raises(UserError, match="ingetrokken op 12 november 2026"):
        tafel.export(tafel.moeder, shown=shown)
    assert tafel.given() == []


def test_a_narrower_consent_while_the_sheet_was_open_keeps_it_here(tafel: Tafel) -> None:
    first = tafel.allow(tafel.moeder, "doelen en acties")
    shown = tafel.collect(tafel.moeder)
    tafel.withdraw(first)
    tafel.allow(tafel.moeder, "doelen en acties", leefgebieden=("wonen",), doel="anders")
    with pytest.raises(UserError, match="Bekijk het opnieuw"):
        tafel.export(tafel.moeder, shown=shown)
    assert tafel.given() == []


def test_a_change_in_the_dossier_while_the_sheet_was_open_keeps_it_here(tafel: Tafel) -> None:
    tafel.allow(tafel.moeder)
    shown = tafel.collect(tafel.moeder)
    tafel.huis.do(lambda s: actieplannen.complete_actie(s, tafel.huis.acties["brief"]))
    with pytest.raises(UserError, match="Bekijk het opnieuw"):
        tafel.export(tafel.moeder, shown=shown)


def test_who_sat_at_the_table_is_compared_too(tafel: Tafel) -> None:
    tafel.allow(tafel.moeder, "afspraken en gesprekken")
    network = tafel.allow(tafel.moeder, "mensen om hem heen", doel="wie er helpt")
    talk = tafel.huis.do(lambda s: mentorgesprekken.start_mentorgesprek(s, tafel.huis.deelnemer_id))
    said = {
        "eigen_woorden": "Het gaat.",
        "overige_aanwezigen": "zijn broer",
        "volgende_datum": date(2026, 11, 26),
    }
    tafel.huis.do(lambda s: mentorgesprekken.complete_mentorgesprek(s, talk, said))
    for lid in tafel.huis.netwerk.values():
        if lid != tafel.moeder.id:
            tafel.huis.do(lambda s, one=lid: remove_netwerklid(s, one, "geen contact"))  # type: ignore[misc]
    shown = tafel.collect(tafel.moeder)
    assert shown.inhoud.gesprek is not None
    assert "zijn broer" in shown.inhoud.gesprek.aanwezig
    assert Kind.netwerk in shown.gegevens
    without = replace(shown.inhoud, gesprek=replace(shown.inhoud.gesprek, aanwezig="Ilse"))
    with pytest.raises(UserError, match="Bekijk het opnieuw"):
        tafel.export(tafel.moeder, shown=replace(shown, inhoud=without))
    tafel.withdraw(network)
    with pytest.raises(UserError, match="mensen om hem heen"):
        tafel.export(tafel.moeder, shown=shown)
    assert tafel.given() == []


def test_the_plan_of_another_s_man_is_made_with_a_reason(tafel: Tafel, open_as: OpenAs) -> None:
    huis = tafel.huis
    mentor = open_as(Rol.mentor)
    other = Huis(mentor, huis.deelnemer_id, huis.medewerkers, huis.netwerk, {}, {})
    desk = Tafel(other, tafel.moeder, tafel.broer)

    def sheet() -> object:
        return other.ask(lambda s: service.collect_afspraken(s, huis.deelnemer_id))

    def edition() -> object:
        keuze = Keuze(Uitgave.team)
        return other.ask(lambda s: service.collect_uitgave(s, huis.deelnemer_id, None, keuze))

    makes = (sheet, edition, lambda: desk.export(uitgave=Uitgave.team))
    for make in makes:
        with pytest.raises(ReasonNeeded):
            make()
    give_reason(mentor, huis.deelnemer_id)
    for make in makes:
        assert make()


def test_the_law_lets_a_gemeente_see_its_part_without_a_consent(
    tafel: Tafel, database: Database
) -> None:
    with database.transaction(Compartment.register) as session:
        one = Organisatie(
            naam="Gemeente Almelo",
            soort="gemeente",
            gemeente="Almelo",
            wettelijke_taak=WettelijkeTaak.gemeente,
        )
        session.add(one)
        session.flush()
        gemeente = Ontvanger(OntvangerSoort.organisatie, one.id, "")
    found = tafel.export(gemeente)
    assert [doel.tekst for doel in found.inhoud.doelen] == ["Ik wil een eigen plek."]
    assert found.inhoud.eigen_verhaal == ""
    assert found.inhoud.netwerk == ()
    assert found.inhoud.aandachtspunten == ()
    assert [one.grondslag for row in tafel.given() for one in row.bases] == [Grondslag.wet]
    assert tafel.export(gemeente, shown=found) == found, "the same sheet may go again"


def test_nobody_chosen_is_nobody(tafel: Tafel) -> None:
    with pytest.raises(UserError, match="Kies eerst voor wie"):
        tafel.export()


def test_a_frozen_version_is_cut_by_todays_grounds_and_named(tafel: Tafel) -> None:
    plan_id = tafel.huis.complete()
    tafel.allow(tafel.moeder, "doelen en acties")
    found = tafel.export(tafel.moeder, trajectplan_id=plan_id)
    assert found.inhoud.is_vastgesteld
    assert found.inhoud.eigen_verhaal == ""
    (row,) = tafel.given()
    assert (row.bron_id, row.omschrijving) == (plan_id, "versie 1")


def test_a_version_of_somebody_else_is_refused(tafel: Tafel, newcomer: Huis) -> None:
    plan_id = tafel.huis.complete()
    with pytest.raises(UserError, match="van een ander plan"):
        newcomer.ask(lambda s: service.collect_uitgave(s, newcomer.deelnemer_id, plan_id, Keuze()))


def test_his_own_edition_is_written_down_as_inzage(tafel: Tafel) -> None:
    found = tafel.export(uitgave=Uitgave.deelnemer)
    assert found.inhoud.aandachtspunten == ()
    (row,) = tafel.given()
    assert row.ontvanger_soort is OntvangerSoort.deelnemer
    assert [one.grondslag for one in row.bases] == [Grondslag.inzage]


@pytest.mark.parametrize("uitgave", [Uitgave.team, Uitgave.zonder_namen])
def test_what_stays_in_the_house_is_no_verstrekking(tafel: Tafel, uitgave: Uitgave) -> None:
    assert tafel.export(uitgave=uitgave).may_leave
    assert tafel.given() == []


def test_without_names_tells_which_names_the_sentences_hold(tafel: Tafel) -> None:
    keuze = Keuze(Uitgave.zonder_namen)
    found = tafel.huis.ask(
        lambda s: service.collect_uitgave(s, tafel.huis.deelnemer_id, None, keuze)
    )
    assert found.namen_in_tekst == ("Noa",)
    assert found.inhoud.gegevens.leeftijd == 34


def test_what_he_keeps_back_in_words_is_told(tafel: Tafel) -> None:
    tafel.allow(tafel.moeder, "doelen en acties", beperking="niets over Noa")
    assert tafel.collect(tafel.moeder).voorbehouden == ("moeder Anja Nijhuis: niets over Noa",)


def test_who_has_a_ground_stands_first(tafel: Tafel) -> None:
    tafel.allow(tafel.broer)
    found = tafel.huis.ask(lambda s: service.list_aan_tafel(s, tafel.huis.deelnemer_id))
    assert found[0].ontvanger.naam == "Şêrko Zînar"
    assert all(not one.alle for one in found[1:])
    assert {one.ontvanger.naam for one in found} >= {"Anja Nijhuis", "Schuldhulp Almelo"}


@pytest.mark.parametrize("rol", [Rol.mentor, Rol.directeur])
def test_who_may_not_give_to_others_still_prints_for_the_team_and_for_him(
    tafel: Tafel, open_as: OpenAs, rol: Rol
) -> None:
    tafel.allow(tafel.moeder)
    huis, mine = tafel.huis, open_as(rol)
    give_reason(mine, huis.deelnemer_id)
    other = Huis(mine, huis.deelnemer_id, huis.medewerkers, huis.netwerk, {}, {})
    desk = Tafel(other, tafel.moeder, tafel.broer)
    with pytest.raises(UserError, match="Dit hoort niet bij je rol"):
        desk.export(tafel.moeder)
    with pytest.raises(UserError, match="Dit hoort niet bij je rol"):
        other.ask(lambda s: service.list_aan_tafel(s, huis.deelnemer_id))
    for uitgave in (Uitgave.team, Uitgave.deelnemer, Uitgave.zonder_namen):
        assert desk.export(uitgave=uitgave).may_leave
    stand = other.ask(lambda s: service.get_stand(s, huis.deelnemer_id))
    assert (stand.may_print, stand.may_give) == (True, False)


@pytest.mark.parametrize("rol", [Rol.projectmanager, Rol.onderzoeker, Rol.beheerder])
def test_the_office_gets_no_edition(tafel: Tafel, open_as: OpenAs, rol: Rol) -> None:
    database = open_as(rol)
    for uitgave in Uitgave:
        keuze = Keuze(uitgave)
        with (
            pytest.raises(UserError, match="Dit hoort niet bij je rol"),
            database.reading() as session,
        ):
            service.collect_uitgave(session, tafel.huis.deelnemer_id, None, keuze)
