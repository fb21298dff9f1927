"""A decision: by another account than the proposal, with its reason, and what is asked after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.errors import UserError
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.rows import BeslissingRow, StrafRow
from hvh_desktop.sancties.service_beslissing import (
    SAME_PERSON,
    VoorwaardeInvoer,
    decide_sanctie,
    may_decide,
)
from hvh_desktop.sancties.service_voorstel import propose_sanctie
from hvh_desktop.sancties.words import (
    AlternatiefSoort,
    SanctieStatus,
    StrafSoort,
    Uitkomst,
    Verantwoordelijkheid,
    VervolgSoort,
    VervolgStatus,
)
from hvh_desktop.verloven.model import VerlofStatus
from hvh_desktop.verloven.service import list_verloven
from tests.sancties.house import (
    DIRECT,
    VOORWAARDELIJK,
    House,
    alternatief,
    beslissing_values,
    voorstel_values,
)
from tests.sancties.life import give_life
from tests.sancties.weighing import straf

S = SanctieStatus
REGULAR = voorstel_values()["alternatieven"][0]
LAST = date(2027, 1, 12)


def decided(home: House, zaak_id: UUID) -> BeslissingRow:
    return home.get(zaak_id).beslissingen[-1]


def refused(home: House, zaak_id: UUID, **other: Any) -> dict[str, str]:
    """What is told about a decision that does not pass; nothing of it is kept."""
    before = home.get(zaak_id)
    with pytest.raises(UserError) as told:
        home.beslissing(zaak_id, **other)
    after = home.get(zaak_id)
    assert (after.row.status, after.beslissingen) == (before.row.status, before.beslissingen)
    assert after.vervolgvoorstellen == before.vervolgvoorstellen
    return told.value.fields


def otherwise(*straffen: StrafRow, **other: Any) -> dict[str, Any]:
    """A decision that does not follow the proposal."""
    return {"is_gevolgd": False, "alternatief": alternatief(*straffen, **other)}


# Followed or not --------------------------------------------------------------------------------


def test_following_takes_over_what_was_proposed(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    home.beslissing(zaak_id)
    found = decided(home, zaak_id)
    assert home.status(zaak_id) is S.beslissing
    assert (found.door, found.datum, found.uitkomst) == ("Willem", home.today, Uitkomst.straf)
    assert [replace(one, id=None) for one in found.straffen] == [VOORWAARDELIJK]
    assert (found.is_conform, found.is_zelfde_persoon) == (True, False)
    assert found.proeftijd_tot_datum == LAST
    assert found.afspraak == "Hij praat met zijn psycholoog over slapen."
    proposed = home.get(zaak_id).voorstellen[-1].gekozen.straffen
    assert {one.id for one in found.straffen}.isdisjoint(one.id for one in proposed)


def test_deciding_otherwise_keeps_both(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    home.beslissing(zaak_id, **otherwise(DIRECT, naam=""))
    found = decided(home, zaak_id)
    assert [replace(one, id=None) for one in found.straffen] == [DIRECT]
    assert not found.is_conform
    assert found.proeftijd_tot_datum is None
    kept = home.get(zaak_id).voorstellen[-1].gekozen
    assert [replace(one, id=None) for one in kept.straffen] == [VOORWAARDELIJK]


def test_no_straf_can_be_decided(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    home.beslissing(
        zaak_id,
        **otherwise(soort=AlternatiefSoort.geen_straf),
        degradatie_reden="",
        verantwoordelijkheid=Verantwoordelijkheid.niet,
    )
    found = decided(home, zaak_id)
    assert (found.uitkomst, found.straffen) == (Uitkomst.geen_straf, ())


def test_reasons_are_asked_always(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    assert list(refused(home, zaak_id, motivering=" ")) == ["motivering"]
    assert list(refused(home, zaak_id, is_gevolgd=False)) == ["alternatief"]
    for is_down, said in ((False, "geen degradatie"), (True, "degraderen")):
        other = otherwise(DIRECT, is_degradatie=is_down)
        told = refused(home, zaak_id, **other, degradatie_reden="")
        assert list(told) == ["degradatie_reden"]
        assert said in told["degradatie_reden"]


def test_what_is_decided_is_lawful_too(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    told = refused(home, zaak_id, **otherwise(straf(StrafSoort.opsluiting, 15)))
    assert list(told) == ["straf_1_aantal"]
    told = refused(home, zaak_id, verantwoordelijkheid=Verantwoordelijkheid.niet)
    assert list(told) == ["straffen"]
    home.clock.advance(days=61)
    assert list(refused(home, zaak_id)) == ["proeftijd_tot_datum"]


def test_the_day_is_not_to_come_and_not_before_the_proposal(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    for days in (1, -1):
        assert list(refused(home, zaak_id, datum=home.today + timedelta(days=days))) == ["datum"]
    assert list(refused(home, zaak_id, datum=None)) == ["datum"]


@pytest.mark.parametrize("status", [one for one in S if one is not S.voorstel])
def test_nothing_is_decided_without_a_proposal_or_twice(home: House, status: SanctieStatus) -> None:
    refused(home, home.case(status))


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.directeur])
def test_nobody_but_the_directeur_decides(home: House, rol: Rol) -> None:
    zaak_id = home.case(S.voorstel)
    with home.open_as(rol).reading() as session, pytest.raises(UserError, match="beslissen"):
        decide_sanctie(session, zaak_id, beslissing_values())


# Two accounts -----------------------------------------------------------------------------------


def propose_and_decide(
    home: House, proposing: Database, deciding: Database
) -> tuple[UUID, BeslissingRow]:
    zaak_id = home.case(S.horen)
    with proposing.transaction(Compartment.team) as session:
        propose_sanctie(session, zaak_id, voorstel_values(VOORWAARDELIJK))
    with deciding.transaction(Compartment.team) as session:
        decide_sanctie(session, zaak_id, beslissing_values())
    return zaak_id, decided(home, zaak_id)


def test_two_people_are_two_people(home: House) -> None:
    both = home.open_as(Rol.locatiemanager, Rol.directeur)
    _zaak_id, found = propose_and_decide(home, home.door(Rol.locatiemanager), both)
    assert not found.is_zelfde_persoon


def test_who_holds_both_roles_may_do_both_and_it_says_so(home: House) -> None:
    both = home.open_as(Rol.locatiemanager, Rol.directeur)
    _zaak_id, found = propose_and_decide(home, both, both)
    assert found.is_zelfde_persoon


def test_one_person_with_one_role_at_each_moment_is_refused(home: House) -> None:
    who = new_id()
    then = home.open_as(Rol.locatiemanager, medewerker_id=who)
    now = home.open_as(Rol.directeur, medewerker_id=who)
    with pytest.raises(UserError) as told:
        propose_and_decide(home, then, now)
    assert str(told.value) == SAME_PERSON


def test_whether_i_may_decide_is_said_beforehand(home: House) -> None:
    who = new_id()
    zaak_id = home.case(S.horen)
    with home.open_as(Rol.locatiemanager, medewerker_id=who).transaction(
        Compartment.team
    ) as session:
        propose_sanctie(session, zaak_id, voorstel_values(VOORWAARDELIJK))
    said = {
        name: _may(database, zaak_id)
        for name, database in {
            "himself": home.open_as(Rol.directeur, medewerker_id=who),
            "both": home.open_as(Rol.locatiemanager, Rol.directeur, medewerker_id=who),
            "another": home.door(Rol.directeur),
            "mentor": home.door(Rol.mentor),
        }.items()
    }
    assert said["himself"] == SAME_PERSON
    assert said["both"] == said["another"] == ""
    assert said["mentor"].startswith("Dit hoort niet bij je rol")


def _may(database: Database, zaak_id: UUID) -> str:
    with database.reading() as session:
        return may_decide(session, zaak_id)


# Conditions -------------------------------------------------------------------------------------


def test_the_general_condition_comes_first_and_his_mentor_follows_it(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    home.beslissing(zaak_id)
    (one,) = decided(home, zaak_id).voorwaarden
    with home.door(Rol.mentor).reading() as session:
        assert one.tekst == get_value(session, "sanctie_algemene_voorwaarde")
    assert (one.is_algemeen, one.toezicht, one.doel) == (True, "Ilse", "")


def test_own_conditions_hang_on_a_doel_and_have_somebody_who_follows_them(home: House) -> None:
    life = give_life(home)
    zaak_id = home.case(S.voorstel)
    own = VoorwaardeInvoer(
        "Hij praat elke week met Tactus.",
        home.medewerkers[Rol.casemanager],
        life.doel_id,
        date(2026, 12, 1),
    )
    home.beslissing(zaak_id, voorwaarden=(own,))
    general, kept = decided(home, zaak_id).voorwaarden
    assert general.is_algemeen
    assert (kept.tekst, kept.doel, kept.toezicht, kept.herinnering_datum) == (
        own.tekst,
        "Ik wil als hovenier werken.",
        "Ruben",
        date(2026, 12, 1),
    )


def test_a_condition_that_is_not_whole_is_refused_at_its_place(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    mentor = home.medewerkers[Rol.mentor]
    for one, place in (
        (VoorwaardeInvoer(" ", mentor), "tekst"),
        (VoorwaardeInvoer("Hij praat.", None), "toezicht_id"),
        (VoorwaardeInvoer("Hij praat.", new_id()), "toezicht_id"),
        (VoorwaardeInvoer("Hij praat.", mentor, new_id()), "doel_id"),
        (VoorwaardeInvoer("Hij praat.", mentor, None, date(2026, 11, 11)), "herinnering_datum"),
        (VoorwaardeInvoer("Hij praat.", mentor, None, date(2027, 1, 13)), "herinnering_datum"),
    ):
        told = refused(home, zaak_id, voorwaarden=(VoorwaardeInvoer("Goed.", mentor), one))
        assert list(told) == [f"voorwaarde_2_{place}"]


def test_no_condition_without_a_proeftijd(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    own = (VoorwaardeInvoer("Hij praat.", home.medewerkers[Rol.mentor]),)
    assert list(refused(home, zaak_id, **otherwise(DIRECT), voorwaarden=own)) == ["voorwaarden"]
    home.beslissing(zaak_id, **otherwise(DIRECT))
    assert decided(home, zaak_id).voorwaarden == ()


def test_without_a_mentor_the_locatiemanager_follows_the_general_condition(home: House) -> None:
    from hvh_desktop.deelnemers.service import complete_teamlid, list_team

    zaak_id = home.case(S.voorstel)
    with home.door(Rol.casemanager).transaction(Compartment.team) as session:
        (mentor,) = list_team(session, home.deelnemer_id)
        complete_teamlid(session, mentor.id, home.today - timedelta(days=1))
    home.beslissing(zaak_id)
    assert decided(home, zaak_id).voorwaarden[0].toezicht == "Karin"


# Asked of the casemanager -------------------------------------------------------------------------


def questions(home: House, zaak_id: UUID) -> list[tuple[VervolgSoort, UUID | None, str]]:
    return [(one.soort, one.verlof_id, one.reden) for one in home.get(zaak_id).vervolgvoorstellen]


def test_nothing_is_asked_when_nothing_is_hit(home: House) -> None:
    give_life(home)
    assert questions(home, home.case(S.beslissing)) == []


def test_a_refused_verlof_is_asked_for_the_next_one_only(home: House) -> None:
    life = give_life(home)
    zaak_id = home.case(S.voorstel)
    home.beslissing(zaak_id, **otherwise(straf(StrafSoort.verlof, 1)))
    reden = "Weigering van het eerstvolgende verlof, beslist op 12 november 2026."
    assert questions(home, zaak_id) == [(VervolgSoort.verlof, life.verlof_id, reden)]


def test_a_voorwaardelijke_weigering_asks_nothing(home: House) -> None:
    give_life(home)
    zaak_id = home.case(S.voorstel)
    home.beslissing(zaak_id, **otherwise(straf(StrafSoort.verlof, 1, 1)))
    assert questions(home, zaak_id) == []


def test_degradatie_asks_about_each_verlof_and_changes_none(home: House) -> None:
    life = give_life(home)
    zaak_id = home.case(S.voorstel)
    home.beslissing(zaak_id, **otherwise(DIRECT, is_degradatie=True))
    reden = "Degradatie, beslist op 12 november 2026."
    assert questions(home, zaak_id) == [
        (VervolgSoort.verlof, life.verlof_id, reden),
        (VervolgSoort.verlof, life.later_verlof_id, reden),
    ]
    assert all(one.status is VervolgStatus.open for one in home.get(zaak_id).vervolgvoorstellen)
    with home.door(Rol.mentor).reading() as session:
        rows = list_verloven(session, home.deelnemer_id)
    assert {one.status for one in rows} == {VerlofStatus.toegekend, VerlofStatus.voorbereiding}


def test_terugplaatsing_is_asked_with_what_was_tried(home: House) -> None:
    zaak_id = home.case(S.voorstel)
    ends = otherwise(DIRECT, is_terugplaatsing=True)
    assert list(refused(home, zaak_id, **ends)) == ["geprobeerd"]
    home.beslissing(zaak_id, **ends, geprobeerd="Drie gesprekken en een proeftijd.")
    (one,) = home.get(zaak_id).vervolgvoorstellen
    assert (one.soort, one.verlof_id) == (VervolgSoort.terugplaatsing, None)
    assert one.geprobeerd == "Drie gesprekken en een proeftijd."
    assert decided(home, zaak_id).is_terugplaatsing


def test_a_proposed_terugplaatsing_brings_what_was_tried(home: House) -> None:
    zaak_id = home.case(S.horen)
    chosen = alternatief(is_terugplaatsing=True, is_gekozen=True)
    home.voorstel(zaak_id, alternatieven=(REGULAR, chosen), geprobeerd="Drie gesprekken.")
    home.beslissing(zaak_id)
    assert home.get(zaak_id).vervolgvoorstellen[0].geprobeerd == "Drie gesprekken."
