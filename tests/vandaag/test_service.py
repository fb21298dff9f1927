"""What somebody has to do today, on real files."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, event

from hvh_desktop.actieplannen.service import complete_doel, record_actie, record_doel
from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.db.drafts import DraftKey, record_draft
from hvh_desktop.errors import UserError
from hvh_desktop.krachteninventarisaties.service import start_inventarisatie
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken.model import GesprekStatus, Mentorgesprek, VerzetReden
from hvh_desktop.rights import Rol
from hvh_desktop.trajectplannen.model import PlanStatus, Trajectplan
from hvh_desktop.vandaag.rows import TeLaatLine, WatTeLaat
from hvh_desktop.vandaag.service import Vandaag, get_vandaag
from tests.conftest import OpenAs
from tests.dossier.sample import Huis, add_man, add_talk

DOEL = {
    "tekst": "Ik wil een eigen kamer.",
    "leefgebieden": ("wonen",),
    "herstelvorm": "zelfherstel",
    "herkomst": "anders",
    "herkomst_tekst": "Zei hij zelf",
}


def vandaag(database: Database, *, everyone: bool = False) -> Vandaag:
    with database.reading() as session:
        return get_vandaag(session, everyone)


def talks_late(found: Vandaag) -> list[TeLaatLine]:
    return [line for line in found.te_laat if line.wat is WatTeLaat.gesprek]


def test_my_talks_of_today_stand_in_order_of_time(huis: Huis, ilse: Database) -> None:
    found = vandaag(ilse)
    assert [line.deelnemer.roepnaam for line in found.vandaag] == ["Jeffrey", "Dawit"]
    assert [line.is_begonnen for line in found.vandaag] == [False, True]
    assert found.vandaag[0].met == ("Ruben",)
    assert found.roepnaam == "Ilse"


def test_everyone_shows_the_men_of_others_too(huis: Huis, ilse: Database) -> None:
    mine = {line.deelnemer.id for line in vandaag(ilse).daarna}
    all_of_them = {line.deelnemer.id for line in vandaag(ilse, everyone=True).daarna}
    assert huis.kees not in mine
    assert huis.kees in all_of_them


def test_who_has_no_deelnemers_sees_everyone(huis: Huis) -> None:
    found = vandaag(huis.database)
    assert found.everyone
    assert not found.has_own
    assert huis.kees in {row.id for row in found.deelnemers}


def test_a_bba_resident_is_not_on_the_page(huis: Huis, ilse: Database) -> None:
    assert huis.bram not in {row.id for row in vandaag(ilse, everyone=True).deelnemers}


def test_late_without_a_reason_comes_before_late_with_one(huis: Huis, ilse: Database) -> None:
    mehmet, gabriel = talks_late(vandaag(ilse))
    assert (mehmet.deelnemer.id, mehmet.dagen, mehmet.reden) == (huis.mehmet, 2, "")
    assert mehmet.moest_datum == date(2026, 11, 10)
    assert (gabriel.dagen, gabriel.reden, gabriel.door) == (6, "Rechtszitting", "Ruben")
    assert gabriel.nieuwe_datum == date(2026, 11, 13)


def test_a_reason_is_used_up_when_the_new_day_passed_too(huis: Huis, ilse: Database) -> None:
    with ilse.transaction(Compartment.team) as session:
        new = add_talk(session, huis.mehmet, date(2026, 11, 11), GesprekStatus.gepland)
        add_talk(
            session,
            huis.mehmet,
            date(2026, 11, 9),
            GesprekStatus.verzet,
            verzet_reden=VerzetReden.ziek,
            verzet_naar_id=new,
            verzet_op=session.now,
            verzet_door=huis.ilse,
        )
    line = next(one for one in talks_late(vandaag(ilse)) if one.deelnemer.id == huis.mehmet)
    assert line.reden == ""
    assert line.naar.place == "mentorgesprek_verzetten"


def test_a_begun_talk_of_an_earlier_day_asks_to_go_on(huis: Huis, ilse: Database) -> None:
    with ilse.transaction(Compartment.team) as session:
        add_talk(session, huis.mehmet, date(2026, 11, 9), GesprekStatus.concept)
    line = next(one for one in vandaag(ilse).te_laat if one.deelnemer.id == huis.mehmet)
    assert line.wat is WatTeLaat.begonnen_gesprek
    assert line.naar.place == "mentorgesprek"


def test_what_is_due_and_not_planned_stands_among_the_next_days(huis: Huis, ilse: Database) -> None:
    with ilse.transaction(Compartment.team) as session:
        talk = session.query(Mentorgesprek).filter_by(deelnemer_id=huis.lukasz).all()
        next(one for one in talk if one.status is GesprekStatus.gepland).is_vervallen = True
    line = next(one for one in vandaag(ilse).daarna if one.deelnemer.id == huis.lukasz)
    assert (line.mentorgesprek_id, line.datum) == (None, date(2026, 11, 18))


def test_terms_are_late_or_near(huis: Huis, ilse: Database) -> None:
    with ilse.transaction(Compartment.team) as session:
        new = add_man(session, "Sven", "Proef", huis.ilse, came=date(2026, 10, 20))
        older = add_man(session, "Otto", "Proef", huis.ilse, came=date(2026, 9, 28))
    found = vandaag(ilse)
    near = {(line.deelnemer.id, line.wat): line for line in found.termijnen}
    assert near[new, WatTeLaat.inventarisatie].datum == date(2026, 11, 19)
    assert near[new, WatTeLaat.inventarisatie].is_hypothese
    late = {(line.deelnemer.id, line.wat): line.dagen for line in found.te_laat}
    assert late[older, WatTeLaat.inventarisatie] == 15
    assert late[older, WatTeLaat.trajectplan] == 3


def test_a_plan_is_due_again_after_half_a_year(huis: Huis, ilse: Database) -> None:
    with ilse.transaction(Compartment.team) as session:
        man = add_man(session, "Otto", "Proef", huis.ilse, came=date(2026, 2, 1))
        session.add(
            Trajectplan(
                deelnemer_id=man, versie=1, status=PlanStatus.vastgesteld, datum=date(2026, 5, 20)
            )
        )
    near = {(line.deelnemer.id, line.wat): line.datum for line in vandaag(ilse).termijnen}
    assert near[man, WatTeLaat.trajectplan] == date(2026, 11, 20)


def test_leaving_soon_with_open_doelen_asks_attention(huis: Huis, ilse: Database) -> None:
    with ilse.transaction(Compartment.team) as session:
        record_doel(session, huis.lukasz, DOEL)
    line = next(one for one in vandaag(ilse).let_op if one.deelnemer.id == huis.lukasz)
    assert line.tekst == "Vertrekt over 19 dagen, 1 doel staat nog open"


def test_a_man_without_mentoren_asks_attention(huis: Huis, open_as: OpenAs) -> None:
    with huis.database.transaction(Compartment.team) as session:
        man = add_man(session, "Otto", "Proef", came=date(2026, 11, 1))
    line = next(one for one in vandaag(huis.database).let_op if one.deelnemer.id == man)
    assert (line.tekst, line.act) == ("Hij heeft nog geen mentoren", "Kies mentoren")
    directeur = vandaag(open_as(Rol.directeur, medewerker_id=new_id()))
    assert next(one for one in directeur.let_op if one.deelnemer.id == man).act == "Bekijk"


def test_the_men_of_a_colleague_who_is_away_show_with_his_replacement(
    huis: Huis, ilse: Database
) -> None:
    with huis.database.transaction(Compartment.register) as session:
        petra = session.get_one(Medewerker, huis.petra)
        petra.afwezig_vanaf_datum, petra.vervanger_id = date(2026, 11, 1), huis.ilse
    found = vandaag(ilse)
    assert huis.kees in {row.id for row in found.deelnemers}
    assert found.vervangt == ("Petra",)


def test_acties_that_i_promised_are_mine_the_late_one_first(huis: Huis, ilse: Database) -> None:
    with ilse.transaction(Compartment.team) as session:
        for day, who in ((13, huis.ilse), (1, huis.ruben)):
            values = {
                "wat": "Bel de gemeente",
                "uitvoerder": "medewerker",
                "uitvoerder_id": who,
                "wanneer_datum": date(2026, 11, day),
            }
            record_actie(session, huis.mehmet, values)
    acties = vandaag(ilse).acties
    assert [one.dagen_te_laat for one in acties] == [2, 0]
    assert vandaag(ilse).actie_namen[acties[1].deelnemer_id] == "Mehmet"


def test_concepts_say_where_they_are(huis: Huis, ilse: Database) -> None:
    with ilse.transaction(Compartment.team) as session:
        key = DraftKey("doel", 1, f"nieuw-{huis.mehmet.hex}", huis.mehmet)
        record_draft(session, key, {"tekst": "Ik wil"})
        start_inventarisatie(session, huis.dawit)
    lines = {line.wat: line for line in vandaag(ilse).concepten}
    assert lines["Doel"].wie == "Mehmet Aydın"
    assert lines["Doel"].naar.place == "doel"
    assert lines["Doel"].naar.address == {"deelnemer_id": huis.mehmet}
    assert lines["Krachteninventarisatie"].toelichting == "0 van 10 leefgebieden klaar"


def test_a_concept_is_mine_when_i_made_it_or_take_part_in_it(
    huis: Huis, ilse: Database, open_as: OpenAs
) -> None:
    directeur = open_as(Rol.directeur, medewerker_id=new_id())
    casemanager = open_as(Rol.casemanager, medewerker_id=new_id())
    with ilse.transaction(Compartment.team) as session:
        start_inventarisatie(session, huis.dawit)
    with casemanager.transaction(Compartment.team) as session:
        start_inventarisatie(session, huis.gabriel)
        start_inventarisatie(session, huis.lukasz, medewerker_ids=(huis.ilse, huis.petra))

    def told(database: Database) -> set[str]:
        lines = vandaag(database, everyone=True).concepten
        return {line.wie for line in lines if line.wat == "Krachteninventarisatie"}

    names = {row.id: row.naam for row in vandaag(ilse).deelnemers}
    assert told(directeur) == set()
    assert told(casemanager) == {names[huis.gabriel], names[huis.lukasz]}
    assert told(ilse) == {names[huis.dawit], names[huis.lukasz]}


def test_a_draft_of_a_talk_leads_to_that_talk(huis: Huis, ilse: Database) -> None:
    talk = new_id()
    with ilse.transaction(Compartment.team) as session:
        record_draft(session, DraftKey("mentorgesprek", 1, talk.hex, huis.dawit), {})
    line = next(one for one in vandaag(ilse).concepten if one.wat == "Mentorgesprek")
    assert line.naar.address == {"deelnemer_id": huis.dawit, "mentorgesprek_id": talk}


@pytest.fixture
def ruben(open_as: OpenAs, huis: Huis) -> Database:
    return open_as(Rol.mentor, medewerker_id=huis.ruben)


def test_news_is_what_others_did_for_my_men(huis: Huis, ilse: Database, ruben: Database) -> None:
    with ruben.transaction(Compartment.team) as session:
        complete_doel(session, record_doel(session, huis.gabriel, DOEL))
        moment = session.now - timedelta(hours=2)
        add_talk(
            session,
            huis.jeffrey,
            date(2026, 11, 11),
            vastgesteld_op=moment,
            vastgesteld_door=huis.ruben,
        )
        add_talk(
            session,
            huis.jeffrey,
            date(2026, 11, 10),
            vastgesteld_op=session.now - timedelta(days=3),
            vastgesteld_door=huis.ruben,
        )
    texts = [line.tekst for line in vandaag(ilse).nieuws]
    assert "Gabriel heeft een doel behaald, met Ruben" in texts
    assert texts.count("Ruben stelde een gesprek met Jeffrey vast") == 1
    assert not any("Ruben" in line.tekst for line in vandaag(ruben).nieuws)


def test_without_the_right_there_is_only_a_sentence(huis: Huis, open_as: OpenAs) -> None:
    with open_as(Rol.beheerder).reading() as session, pytest.raises(UserError):
        get_vandaag(session, True)


def test_more_men_do_not_cost_more_queries(huis: Huis, ilse: Database) -> None:
    def count() -> int:
        seen: list[str] = []

        def note(*args: object) -> None:
            seen.append(str(args[2]))

        event.listen(Engine, "before_cursor_execute", note)
        vandaag(ilse, everyone=True)
        event.remove(Engine, "before_cursor_execute", note)
        return sum(one.startswith("SELECT") for one in seen)

    before = count()
    with ilse.transaction(Compartment.team) as session:
        men: list[UUID] = [add_man(session, f"Man{n}", "Proef", huis.ilse) for n in range(20)]
        for man in men:
            add_talk(session, man, date(2026, 11, 12), GesprekStatus.gepland)
    assert count() == before
    # 36 and for care and consent: appointments with the names of instellingen, the days of the
    # policy rule, and consents with the names of colleagues; for the news: which dossiers were
    # opened with a reason, and consents that were taken back; 9 for sancties: which dossiers are
    # open (2), what waits, proeftijden with straffen and conditions (3), papers that were handed
    # over, urine checks, measures for order
    assert before <= 52
