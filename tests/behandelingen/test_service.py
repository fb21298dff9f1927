"""The services of behandelingen on real encrypted files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.behandelingen import service
from hvh_desktop.behandelingen.model import Behandelnotitie, Psycholooggesprek
from hvh_desktop.db import Compartment, Session, new_id
from hvh_desktop.db.entity import Change
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.rights import Rol
from hvh_desktop.signaleringsplannen.service import start_plan
from hvh_desktop.toestemmingen.model import Toestemming, ToestemmingWijze
from hvh_desktop.verwijzingen import service as verwijzingen
from hvh_desktop.verwijzingen.model import VerwijzingStatus, Zorgafspraak, ZorgafspraakSoort
from hvh_desktop.verwijzingen.service_stand import list_zorgafspraken
from tests.behandelingen.conftest import TODAY, Huis, gesprek
from tests.conftest import Clock, OpenAs
from tests.trajectplannen.conftest import doel_values


def planned(huis: Huis, deelnemer_id: UUID | None = None, **values: Any) -> UUID:
    """A talk in behandeling, without its appointment in team."""
    who = deelnemer_id or huis.jeffrey
    return huis.do(lambda s: service.record_psycholooggesprek(s, who, gesprek(**values)))


def told(huis: Huis, talk: UUID) -> None:
    huis.do(lambda s: service.change_zorgafspraak(s, talk), Compartment.team)


def seen_by_mentor(huis: Huis) -> list[Any]:
    return huis.ask_mentor(
        lambda s: list_zorgafspraken(
            s, deelnemer_ids=[huis.jeffrey], from_day=TODAY, to_day=date.max
        )
    )


# Talks and what the team sees -------------------------------------------------------------------


def test_the_team_sees_day_time_and_place_of_a_talk(huis: Huis) -> None:
    talk = planned(huis)
    assert seen_by_mentor(huis) == []
    told(huis, talk)
    (row,) = seen_by_mentor(huis)
    assert (row.datum, row.tijd) == (date(2026, 11, 13), time(14, 0))
    assert row.plaats.value == "in het huis"
    assert row.soort is ZorgafspraakSoort.psycholoog
    assert row.medewerker_id == huis.medewerkers["Bronisława"]


def test_the_team_is_brought_level_as_often_as_asked(huis: Huis) -> None:
    talk = planned(huis)
    for _ in range(2):
        told(huis, talk)
    huis.do(lambda s: service.change_psycholooggesprek(s, talk, {"tijd": time(15, 30)}))
    assert huis.ask(lambda s: service.list_behind(s)) == [talk]
    told(huis, talk)
    assert huis.ask(lambda s: service.list_behind(s)) == []
    (row,) = seen_by_mentor(huis)
    assert row.tijd == time(15, 30)


def test_a_talk_that_is_dropped_disappears_for_the_team_and_can_come_back(huis: Huis) -> None:
    talk = planned(huis)
    told(huis, talk)
    huis.do(lambda s: service.withdraw_psycholooggesprek(s, talk, "hij is ziek"))
    assert huis.ask(lambda s: service.list_behind(s, huis.jeffrey)) == [talk]
    told(huis, talk)
    assert seen_by_mentor(huis) == []
    assert huis.ask(lambda s: service.list_psycholooggesprekken(s)) == []
    huis.do(lambda s: service.reopen_psycholooggesprek(s, talk))
    told(huis, talk)
    assert len(seen_by_mentor(huis)) == 1


def test_a_talk_that_was_dropped_before_the_team_knew_it_is_not_behind(huis: Huis) -> None:
    talk = planned(huis)
    huis.do(lambda s: service.withdraw_psycholooggesprek(s, talk, "vergissing"))
    assert huis.ask(lambda s: service.list_behind(s)) == []


def test_both_commits_carry_one_action(huis: Huis) -> None:
    action = new_id()
    with huis.database.transaction(Compartment.behandeling, action=action) as session:
        talk = service.record_psycholooggesprek(session, huis.jeffrey, gesprek())
    with huis.database.transaction(Compartment.team, action=action) as session:
        service.change_zorgafspraak(session, talk)
    for compartment in (Compartment.behandeling, Compartment.team):
        with huis.database.reading() as session:
            bind = {"bind": session.engine_of(compartment)}
            statement = select(Change.kind).where(Change.action == action)
            assert session.scalars(statement, bind_arguments=bind).all()


def test_no_typed_word_reaches_the_team(huis: Huis) -> None:
    talk = planned(huis, aanleiding="PLANTWOORD-AANLEIDING")
    told(huis, talk)
    huis.do(lambda s: service.record_behandelnotitie(s, huis.jeffrey, "PLANTWOORD-NOTITIE"))
    huis.do(lambda s: service.withdraw_psycholooggesprek(s, talk, "PLANTWOORD-REDEN"))
    told(huis, talk)
    for compartment in (Compartment.team, Compartment.register, Compartment.log):
        with huis.database.reading() as session:
            bind = {"bind": session.engine_of(compartment)}
            values = session.scalars(select(Change.values), bind_arguments=bind).all()
        assert not [one for one in values if "PLANTWOORD" in one]
    with huis.database.reading() as session:
        kept = session.scalars(select(Zorgafspraak)).one()
        assert "PLANTWOORD" not in repr(vars(kept))


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"datum": None}, "datum"),
        ({"datum": TODAY - timedelta(days=1)}, "datum"),
        ({"datum": TODAY + timedelta(days=1), "status": "gehouden"}, "datum"),
        ({"duur_minuten": 0}, "duur_minuten"),
        ({"plaats": "bij hem thuis in Almelo"}, "plaats"),
        ({"status": "vervallen"}, "status"),
    ],
)
def test_what_is_wrong_about_a_talk_is_said_at_its_field(
    huis: Huis, values: dict[str, Any], name: str
) -> None:
    with pytest.raises(UserError) as caught:
        planned(huis, **values)
    assert set(caught.value.fields) == {name}


def test_a_talk_is_usually_45_minutes_in_the_house(huis: Huis) -> None:
    new = {"datum": TODAY}
    talk = huis.do(lambda s: service.record_psycholooggesprek(s, huis.jeffrey, new))
    row = huis.ask(lambda s: service.get_psycholooggesprek(s, talk))
    assert (row.duur_minuten, row.plaats.value, row.is_gepland) == (45, "in het huis", True)


def test_a_talk_is_held_and_can_not_be_dropped_any_more(huis: Huis) -> None:
    talk = planned(huis, datum=TODAY)
    huis.do(lambda s: service.complete_psycholooggesprek(s, talk))
    with pytest.raises(UserError, match="gehouden"):
        huis.do(lambda s: service.withdraw_psycholooggesprek(s, talk, "ziek"))


def test_dropping_needs_a_reason(huis: Huis) -> None:
    talk = planned(huis)
    with pytest.raises(UserError) as caught:
        huis.do(lambda s: service.withdraw_psycholooggesprek(s, talk, " "))
    assert caught.value.fields == {"vervallen_reden": "Vul ‘Reden’ in."}


# Notes ------------------------------------------------------------------------------------------


def test_a_note_is_short(huis: Huis) -> None:
    huis.do(lambda s: service.record_behandelnotitie(s, huis.jeffrey, "x" * 600))
    with pytest.raises(UserError) as caught:
        huis.do(lambda s: service.record_behandelnotitie(s, huis.jeffrey, "x" * 601))
    assert "601 tekens, er passen er 600" in caught.value.fields["tekst"]


def test_notes_come_newest_first_and_can_be_taken_away(huis: Huis) -> None:
    old = huis.do(
        lambda s: service.record_behandelnotitie(s, huis.jeffrey, "oud", datum=date(2026, 11, 2))
    )
    huis.do(lambda s: service.record_behandelnotitie(s, huis.jeffrey, "nieuw"))
    notes = huis.ask(lambda s: service.list_behandelnotities(s, huis.jeffrey))
    assert [row.tekst for row in notes] == ["nieuw", "oud"]
    huis.do(lambda s: service.remove_behandelnotitie(s, old, "hoort hier niet"))
    notes = huis.ask(lambda s: service.list_behandelnotities(s, huis.jeffrey))
    assert [row.tekst for row in notes] == ["nieuw"]
    huis.do(lambda s: service.reopen_behandelnotitie(s, old))
    assert len(huis.ask(lambda s: service.list_behandelnotities(s, huis.jeffrey))) == 2


def test_a_note_is_not_about_the_talk_of_another_man(huis: Huis) -> None:
    talk = planned(huis, huis.emre)
    with pytest.raises(UserError, match="iemand anders"):
        huis.do(
            lambda s: service.record_behandelnotitie(
                s, huis.jeffrey, "kort", psycholooggesprek_id=talk
            )
        )


# Who may not ------------------------------------------------------------------------------------


READS: list[Callable[[Session, Huis], object]] = [
    lambda s, h: service.list_psycholooggesprekken(s),
    lambda s, h: service.list_psycholooggesprekken(s, deelnemer_id=h.jeffrey),
    lambda s, h: service.list_behandelnotities(s, h.jeffrey),
    lambda s, h: service.list_caseload(s),
    lambda s, h: service.get_overzicht(s),
    lambda s, h: service.list_behind(s),
    lambda s, h: service.list_agenda(s, from_day=TODAY, to_day=TODAY),
]


@pytest.mark.parametrize("read", READS)
def test_a_mentor_reads_nothing_because_of_his_role(
    huis: Huis, read: Callable[[Session, Huis], object]
) -> None:
    planned(huis)
    with pytest.raises(UserError, match="Dit hoort niet bij je rol"):
        huis.ask_mentor(lambda s: read(s, huis))


@pytest.mark.parametrize("entity", [Psycholooggesprek, Behandelnotitie])
def test_a_mentor_reads_nothing_because_he_has_no_key(huis: Huis, entity: type) -> None:
    planned(huis)
    with pytest.raises(UserError, match="geen toegang"):
        huis.ask_mentor(lambda s: s.scalars(select(entity)).all())


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.psycholoog])
def test_no_other_role_writes(huis: Huis, open_as: OpenAs, rol: Rol) -> None:
    database = open_as(rol, medewerker_id=huis.medewerkers["Fatma"])
    with database.transaction(Compartment.register) as session:
        for write in (
            lambda: service.record_psycholooggesprek(session, huis.jeffrey, gesprek()),
            lambda: service.record_behandelnotitie(session, huis.jeffrey, "kort"),
            lambda: service.change_beschikbaarheid(session, huis.medewerkers["Bronisława"], []),
        ):
            with pytest.raises(UserError, match="Dit hoort niet bij je rol"):
                write()


# When the psycholoog is there -------------------------------------------------------------------


def tijd(weekdag: int, van: tuple[int, int], tot: tuple[int, int]) -> dict[str, Any]:
    return {"weekdag": weekdag, "van_tijd": time(*van), "tot_tijd": time(*tot)}


MONDAY, THURSDAY = tijd(1, (9, 0), (17, 0)), tijd(4, (8, 30), (12, 0))


def set_times(huis: Huis, *tijden: dict[str, Any], who: str = "Bronisława") -> None:
    huis.do(
        lambda s: service.change_beschikbaarheid(s, huis.medewerkers[who], tijden),
        Compartment.register,
    )


def row_of(huis: Huis, who: str = "Bronisława") -> service.BeschikbaarheidRow:
    rows = huis.ask_mentor(service.list_beschikbaarheid)
    return next(row for row in rows if row.roepnaam == who)


def away(huis: Huis, who: str, first: date, last: date | None, stand_in: str | None) -> None:
    with huis.database.transaction(Compartment.register) as session:
        one = session.get_one(Medewerker, huis.medewerkers[who])
        one.afwezig_vanaf_datum, one.afwezig_tot_datum = first, last
        one.vervanger_id = huis.medewerkers[stand_in] if stand_in else None


def test_everybody_sees_when_the_psycholoog_is_there(huis: Huis) -> None:
    set_times(huis, THURSDAY, MONDAY)
    row = row_of(huis)
    assert [one.weekdag for one in row.tijden] == [1, 4]
    assert not row.mag_wijzigen
    assert row.eerstvolgende is not None
    assert (row.eerstvolgende.datum, row.eerstvolgende.tot_tijd) == (TODAY, time(12, 0))
    assert [one.roepnaam for one in huis.ask_mentor(service.list_beschikbaarheid)] == [
        "Bronisława",
        "Sanne",
    ]


def test_times_that_are_kept_stay_the_same_rows(huis: Huis) -> None:
    set_times(huis, MONDAY, THURSDAY)
    set_times(huis, MONDAY)
    assert [one.weekdag for one in row_of(huis).tijden] == [1]
    set_times(huis, MONDAY, THURSDAY)
    assert [one.weekdag for one in row_of(huis).tijden] == [1, 4]


def test_who_is_away_comes_back_on_a_day_and_somebody_stands_in(huis: Huis) -> None:
    set_times(huis, MONDAY, THURSDAY)
    away(huis, "Bronisława", TODAY, date(2026, 11, 20), "Sanne")
    row = row_of(huis)
    assert (row.is_afwezig, row.vervanger) == (True, "Sanne")
    assert row.eerstvolgende is not None
    assert row.eerstvolgende.datum == date(2026, 11, 23)


def test_nobody_knows_when_he_is_back(huis: Huis) -> None:
    set_times(huis, MONDAY)
    away(huis, "Bronisława", TODAY, None, None)
    assert row_of(huis).eerstvolgende is None


def test_an_absence_that_is_over_is_not_told(huis: Huis) -> None:
    away(huis, "Bronisława", date(2026, 10, 1), date(2026, 10, 9), "Sanne")
    row = row_of(huis)
    assert (row.is_afwezig, row.afwezig_vanaf_datum) == (False, None)


def test_a_psycholoog_for_some_time_is_on_the_list_until_that_ends(
    huis: Huis, clock: Clock
) -> None:
    with huis.database.transaction(Compartment.register) as session:
        one = session.get_one(Medewerker, huis.medewerkers["Fatma"])
        one.tijdelijke_rollen = (Rol.psycholoog.value,)
        one.tijdelijke_rollen_tot_datum = TODAY
    assert row_of(huis, "Fatma").tijden == ()
    clock.advance(days=1)
    assert "Fatma" not in {row.roepnaam for row in huis.ask_mentor(service.list_beschikbaarheid)}


def test_times_of_a_colleague_only_by_who_stands_in(huis: Huis) -> None:
    with pytest.raises(UserError, match="alleen je eigen tijden"):
        set_times(huis, MONDAY, who="Sanne")
    away(huis, "Sanne", TODAY, None, "Bronisława")
    set_times(huis, MONDAY, who="Sanne")
    assert len(row_of(huis, "Sanne").tijden) == 1
    with pytest.raises(UserError, match="geen psycholoog"):
        set_times(huis, MONDAY, who="Ilse")


@pytest.mark.parametrize(
    ("tijden", "names"),
    [
        ([tijd(1, (12, 0), (9, 0))], {"0.tot_tijd"}),
        ([MONDAY, tijd(1, (16, 0), (18, 0))], {"1.van_tijd"}),
        ([MONDAY | {"van_tijd": None}], {"0.van_tijd"}),
    ],
)
def test_wrong_times_are_named_by_their_line(
    huis: Huis, tijden: list[dict[str, Any]], names: set[str]
) -> None:
    with pytest.raises(UserError) as caught:
        set_times(huis, *tijden)
    assert set(caught.value.fields) == names


# Caseload ---------------------------------------------------------------------------------------


def case(huis: Huis, deelnemer_id: UUID) -> service.CaseloadRow | None:
    rows = huis.ask(service.list_caseload)
    return next((row for row in rows if row.deelnemer_id == deelnemer_id), None)


def waiting(huis: Huis) -> list[tuple[str, str]]:
    rows = huis.ask(service.get_overzicht).wachten
    return [(row.wacht_op.value, row.wat) for row in rows]


def agree(huis: Huis, deelnemer_id: UUID) -> None:
    """He allows that Transfore is told about his care."""
    with huis.database.transaction(Compartment.team) as session:
        session.add(
            Toestemming(
                deelnemer_id=deelnemer_id,
                ontvanger_soort="organisatie",
                ontvanger_id=huis.transfore,
                ontvanger_naam="Transfore",
                ontvanger_wie="Transfore",
                ontvanger_organisatie_id=huis.transfore,
                ontvanger_organisatie="Transfore",
                doel="behandeling",
                gegevens=("zorg en verwijzing",),
                vanaf_datum=date(2026, 9, 1),
                tot_datum=date(2027, 3, 1),
                wijze=ToestemmingWijze.getekend,
                tekst_vanaf_datum=date(2021, 1, 1),
            )
        )


def test_nobody_is_in_the_caseload_without_something(huis: Huis) -> None:
    assert huis.ask(service.list_caseload) == []
    planned(huis)
    row = case(huis, huis.jeffrey)
    assert row is not None
    assert row.volgende is not None
    assert (row.laatste, row.is_aanwezig, row.wachten) == (None, True, ())
    assert case(huis, huis.emre) is None


def test_a_note_or_a_plan_brings_him_in_too(huis: Huis) -> None:
    huis.do(lambda s: service.record_behandelnotitie(s, huis.jeffrey, "kort"))
    huis.do(lambda s: start_plan(s, huis.emre))
    assert len(huis.ask(service.list_caseload)) == 2
    assert waiting(huis) == [("psycholoog", "Maak het signaleringsplan af")]


def test_last_and_next_talk(huis: Huis) -> None:
    held = gesprek(datum=date(2026, 11, 2), status="gehouden")
    huis.do(lambda s: service.record_psycholooggesprek(s, huis.jeffrey, held))
    planned(huis, datum=date(2026, 11, 19))
    planned(huis, datum=date(2026, 11, 16))
    row = case(huis, huis.jeffrey)
    assert row is not None
    assert row.laatste is not None
    assert row.volgende is not None
    assert (row.laatste.datum, row.volgende.datum) == (date(2026, 11, 2), date(2026, 11, 16))


def test_what_waits_follows_the_referral(huis: Huis) -> None:
    one = huis.refer(huis.jeffrey)
    assert waiting(huis) == [("deelnemer", "Transfore: zijn toestemming om hem aan te melden")]
    agree(huis, huis.jeffrey)
    assert waiting(huis) == [("psycholoog", "Meld hem aan bij Transfore")]
    huis.do(
        lambda s: verwijzingen.change_status(s, one, VerwijzingStatus.aangemeld, date(2026, 10, 20))
    )
    (row,) = huis.ask(service.get_overzicht).wachten
    assert row.wacht_op is service.WachtOp.instelling
    assert (row.dagen, row.norm, row.te_laat, row.is_hypothese) == (23, 14, 9, True)


def test_late_ones_come_first(huis: Huis) -> None:
    huis.do(lambda s: start_plan(s, huis.emre))
    one = huis.refer(huis.jeffrey)
    huis.do(
        lambda s: verwijzingen.change_status(s, one, VerwijzingStatus.aangemeld, date(2026, 10, 20))
    )
    assert [row.te_laat for row in huis.ask(service.get_overzicht).wachten] == [9, 0]


def test_a_planned_talk_that_went_by_asks_whether_it_was_held(huis: Huis, clock: Any) -> None:
    planned(huis)
    clock.advance(days=3)
    assert waiting(huis) == [("psycholoog", "Ging het gesprek van vrijdag 13 november door?")]


def test_own_acties_wait_for_the_psycholoog(huis: Huis, database: Any) -> None:
    values = {
        "wat": "Belt de huisarts.",
        "uitvoerder": "medewerker",
        "uitvoerder_id": huis.medewerkers["Bronisława"],
        "wanneer_datum": date(2026, 11, 10),
    }
    with database.transaction(Compartment.team) as session:
        actieplannen.record_actie(session, huis.emre, values)
    assert waiting(huis) == [("psycholoog", "Belt de huisarts.")]
    assert huis.ask(service.list_caseload) == []


def test_a_late_actie_of_a_colleague_about_his_health_waits_for_the_team(
    huis: Huis, database: Any
) -> None:
    planned(huis)
    health = doel_values("Ik wil beter slapen.", "gezondheid_zelfzorg")
    late = {
        "wat": "Maakt een afspraak met de huisarts.",
        "uitvoerder": "medewerker",
        "uitvoerder_id": huis.medewerkers["Ilse"],
        "wanneer_datum": date(2026, 11, 10),
    }
    with database.transaction(Compartment.team) as session:
        doel = actieplannen.record_doel(session, huis.jeffrey, health)
        actieplannen.record_actie(session, huis.jeffrey, {**late, "doel_id": doel})
        actieplannen.record_actie(session, huis.jeffrey, {**late, "wat": "Iets anders."})
    assert waiting(huis) == [("team", "Ilse: Maakt een afspraak met de huisarts.")]


def test_the_agenda_has_own_talks_and_those_of_a_colleague(huis: Huis, open_as: OpenAs) -> None:
    planned(huis, datum=TODAY)
    other = replace(huis, database=open_as(Rol.psycholoog, medewerker_id=huis.medewerkers["Sanne"]))
    planned(other, huis.emre, datum=TODAY, tijd=time(9, 0))
    rows = huis.ask(lambda s: service.list_agenda(s, from_day=TODAY, to_day=TODAY))
    assert [(row.deelnemer, row.met) for row in rows] == [
        ("Emre Karataş", "Sanne"),
        ("Jeffrey Nijhuis", ""),
    ]
