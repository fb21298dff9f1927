"""The plan is read from the dossier, checked, and fixed so that it never changes."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest
from sqlalchemy import event

from hvh_desktop import frozen
from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.actieplannen.model import ActieStatus, InstemmingAntwoord
from hvh_desktop.deelnemers import service as deelnemers
from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.errors import UserError
from hvh_desktop.forms import Form
from hvh_desktop.huis import change_huis
from hvh_desktop.krachteninventarisaties.service import start_inventarisatie
from hvh_desktop.mentorgesprekken import service as gesprekken
from hvh_desktop.netwerken import service as netwerken
from hvh_desktop.rights import Compartment, Rol
from hvh_desktop.trajectplannen import service
from hvh_desktop.trajectplannen.form import PLANAFSPRAAK, TRAJECTPLAN
from hvh_desktop.trajectplannen.inhoud import PlanInhoud
from hvh_desktop.trajectplannen.model import Planafspraak, PlanStatus, Trajectplan
from hvh_desktop.trajectplannen.report import trajectplan_pdf
from tests.conftest import Clock, OpenAs
from tests.trajectplannen import plannen
from tests.trajectplannen.conftest import Huis, record_actie


def test_the_plan_tells_the_whole_dossier(huis: Huis) -> None:
    inhoud = huis.inhoud()
    assert (inhoud.versie, inhoud.is_vastgesteld, inhoud.door) == (1, False, "Fatma Kaya")
    assert inhoud.gegevens.naam == "Jeffrey Nijhuis"
    assert inhoud.gegevens.einde_datum == date(2027, 4, 4)
    assert inhoud.gegevens.uitstroom == "penitentiair programma"
    assert inhoud.names(Taak.mentor) == ("Ilse Koopmans", "Ruben Yıldız")
    assert inhoud.eigen_verhaal == "Ik wil gewoon rust."
    assert inhoud.eigen_verhaal_bron == "zei hij op 12 november 2026"
    assert [kracht.bron for kracht in inhoud.krachten] == ["zei de mentor", "zei hij zelf"]
    assert len(inhoud.leefgebieden) == 10
    wonen, partner = inhoud.leefgebieden[0], inhoud.leefgebieden[5]
    assert (wonen.wensen, wonen.bereidheid) == ("Een eigen plek.", "maakt plan, stap 4 van 7")
    assert partner.geen_antwoord == "Hij wil hier nog niet op antwoorden."
    assert [doel.tekst for doel in inhoud.doelen] == [
        "Ik wil een eigen plek.",
        "Ik wil Noa om de week zien.",
    ]
    assert inhoud.doelen[0].herkomst == (
        "Komt uit zijn krachteninventarisatie, wonen, wat hij wil: “Een eigen plek.”"
    )
    assert inhoud.behaald[0].slot == "Hij kan zich nu inschrijven."
    assert inhoud.later[0].tekst == "Ik wil mijn rijbewijs."
    assert inhoud.instemming is not None
    assert inhoud.instemming.antwoord is InstemmingAntwoord.ja
    assert inhoud.aandachtspunten[0].soort == "Contactverbod"


def test_acties_stand_in_the_order_of_the_calendar_with_who_does_them(huis: Huis) -> None:
    wonen, noa = huis.inhoud().doelen
    assert [(one.wat, one.wie, one.status) for one in wonen.acties] == [
        ("Lijst maken", "Jeffrey", ActieStatus.gedaan),
        ("Maak de brief aan schuldhulp af.", "Jeffrey", ActieStatus.open),
        ("Belt de woningstichting.", "Ruben Yıldız", ActieStatus.open),
    ]
    assert noa.acties[0].wie == "moeder Anja"


def test_the_last_talk_the_next_one_and_other_acties(huis: Huis) -> None:
    inhoud = huis.inhoud()
    assert inhoud.gesprek is not None
    assert [one.wat for one in inhoud.gesprek.afspraken] == ["Maak de brief aan schuldhulp af."]
    assert [one.wat for one in inhoud.andere_acties] == ["Activeert zijn zorgverzekering."]
    assert (inhoud.volgend_datum, inhoud.volgend_tijd) == (date(2026, 11, 26), time(10, 30))


def test_the_areas_of_the_dr_plan_come_from_policy(huis: Huis) -> None:
    gebieden = huis.inhoud().gebieden
    assert gebieden.is_hypothese
    rows = {one.gebied: one for one in gebieden.regels}
    assert rows["huisvesting"].doelen == (1,)
    assert rows["netwerk"].leefgebieden[-1] == "Kinderen en opvoeding"
    assert rows["netwerk"].doelen == (2,)
    assert rows["geldig identiteitsbewijs"].leefgebieden == ()
    assert "Zingeving" in rows["geen gebied"].leefgebieden


def test_two_people_of_one_name_keep_their_full_name(huis: Huis) -> None:
    values = {"soort": "persoon", "naam": "Anja de Boer", "relatie": "moeder"}
    values |= {"sterkte": "zwak", "steun": "geen"}
    huis.do(lambda s: netwerken.record_netwerklid(s, huis.deelnemer_id, values))
    assert huis.inhoud().doelen[1].acties[0].wie == "moeder Anja Nijhuis"


def test_the_whole_plan_takes_few_queries(huis: Huis) -> None:
    count = 0

    def seen(*_: object) -> None:
        nonlocal count
        count += 1

    with huis.database.reading() as session:
        engines = [session.engine_of(one) for one in (Compartment.team, Compartment.register)]
        for engine in engines:
            event.listen(engine, "before_cursor_execute", seen)
        service.collect_plan(session, huis.deelnemer_id)
    first = count
    for number in range(20):
        huis.do(lambda s, n=number: record_actie(s, huis, f"Stap {n}", None))  # type: ignore[misc]
    count = 0
    huis.inhoud()
    assert first < 90
    assert count <= first, "more acties ask no more queries"


def test_the_plan_and_the_sheet_carry_the_name_of_the_house(huis: Huis, open_as: OpenAs) -> None:
    with open_as(Rol.beheerder).transaction(Compartment.register) as session:
        change_huis(session, "Huis van Herstel", "Twente")
    assert huis.inhoud().huis == "Huis van Herstel Twente"
    sheet = huis.ask(lambda s: service.collect_afspraken(s, huis.deelnemer_id))
    assert sheet.huis == "Huis van Herstel Twente"
    with open_as(Rol.beheerder).transaction(Compartment.register) as session:
        change_huis(session, "Huis van Herstel Almelo", "Almelo")
    assert huis.inhoud().huis == "Huis van Herstel Almelo"


def test_the_plan_tells_who_was_there_and_whether_the_inventory_is_ready(huis: Huis) -> None:
    inhoud = huis.inhoud()
    assert inhoud.gesprek is not None
    assert inhoud.gesprek.aanwezig == "Ilse Koopmans, Ruben Yıldız"
    assert not inhoud.is_inventarisatie_concept


def test_an_inventory_in_the_making_is_printed_as_such(newcomer: Huis) -> None:
    newcomer.do(lambda s: start_inventarisatie(s, newcomer.deelnemer_id))
    assert newcomer.inhoud().is_inventarisatie_concept


# His story ----------------------------------------------------------------------------------


def test_his_story_for_the_plan_goes_before_other_words(huis: Huis) -> None:
    huis.do(lambda s: service.change_trajectplan(s, huis.deelnemer_id, " Een huis voor Noa. "))
    inhoud = huis.inhoud()
    assert (inhoud.eigen_verhaal, inhoud.eigen_verhaal_bron) == ("Een huis voor Noa.", "")
    concept = huis.ask(lambda s: service.list_trajectplannen(s, huis.deelnemer_id))[0]
    assert (concept.versie, concept.is_vastgesteld) == (1, False)
    huis.do(lambda s: service.change_trajectplan(s, huis.deelnemer_id, "Een tuin."))
    assert huis.inhoud().eigen_verhaal == "Een tuin."
    assert len(huis.ask(lambda s: service.list_trajectplannen(s, huis.deelnemer_id))) == 1


def test_the_story_goes_on_in_the_next_version(huis: Huis) -> None:
    huis.do(lambda s: service.change_trajectplan(s, huis.deelnemer_id, "Een huis voor Noa."))
    huis.complete()
    assert huis.inhoud().eigen_verhaal == "Een huis voor Noa."
    huis.do(lambda s: service.change_trajectplan(s, huis.deelnemer_id, "Een tuin."))
    versions = huis.ask(lambda s: service.list_trajectplannen(s, huis.deelnemer_id))
    assert [(one.versie, one.status, one.eigen_verhaal) for one in versions] == [
        (2, PlanStatus.concept, "Een tuin."),
        (1, PlanStatus.vastgesteld, "Een huis voor Noa."),
    ]


# Planafspraken ------------------------------------------------------------------------------


def record_afspraak(huis: Huis, tekst: str = "Hij gaat bij zijn broer wonen.") -> UUID:
    values = {"tekst": tekst, "met_wie": "broer en vader", "datum": date(2026, 11, 1)}
    return huis.do(lambda s: service.record_planafspraak(s, huis.deelnemer_id, values))


def test_lasting_agreements_are_added_changed_taken_off_and_put_back(huis: Huis) -> None:
    first, second = record_afspraak(huis), record_afspraak(huis, "Hij blijft tot het einde.")
    huis.do(lambda s: service.change_planafspraak(s, first, {"met_wie": "broer"}))
    assert [one.met_wie for one in huis.inhoud().planafspraken] == ["broer", "broer en vader"]
    huis.do(lambda s: service.remove_planafspraak(s, first, "Hij kiest anders."))
    assert [one.tekst for one in huis.inhoud().planafspraken] == ["Hij blijft tot het einde."]
    kept = huis.ask(lambda s: service.list_planafspraken(s, huis.deelnemer_id, with_vervallen=True))
    assert [one.vervallen_reden for one in kept] == ["Hij kiest anders.", ""]
    huis.do(lambda s: service.reopen_planafspraak(s, first))
    assert len(huis.inhoud().planafspraken) == 2
    assert second


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"tekst": " "}, "tekst"),
        ({"datum": None}, "datum"),
        ({"datum": "morgen"}, "datum"),
        ({"datum": date(2027, 1, 1)}, "datum"),
        ({"met_wie": "x" * 400}, "met_wie"),
    ],
)
def test_a_wrong_agreement_is_refused_at_its_field(
    huis: Huis, values: dict[str, object], field: str
) -> None:
    right = {"tekst": "Hij blijft.", "met_wie": "", "datum": date(2026, 11, 1)}
    with pytest.raises(UserError) as refused:
        huis.do(lambda s: service.record_planafspraak(s, huis.deelnemer_id, {**right, **values}))
    assert set(refused.value.fields) == {field}


def test_taking_off_needs_a_reason(huis: Huis) -> None:
    one = record_afspraak(huis)
    with pytest.raises(UserError) as refused:
        huis.do(lambda s: service.remove_planafspraak(s, one, "  "))
    assert "vervallen_reden" in refused.value.fields


# What is missing ----------------------------------------------------------------------------


def test_a_worked_out_plan_lacks_nothing(huis: Huis) -> None:
    assert huis.missing() == []


def test_a_newcomer_hears_everything_with_the_place_to_go(newcomer: Huis) -> None:
    found = newcomer.ask(lambda s: service.list_missing(s, newcomer.deelnemer_id))
    assert [one.sentence for one in found] == [
        "De dag waarop hij verwacht vertrekt, ontbreekt.",
        "Hoe hij verwacht vertrekt, ontbreekt.",
        "Hij heeft geen mentor. Het plan vraagt er 2.",
        "Hij heeft nog geen casemanager.",
        "Hij heeft nog geen reclasseringswerker.",
        "Wat hij zelf zegt, ontbreekt nog voorin het plan.",
        "Er is nog geen krachteninventarisatie.",
        "Er is nog geen doel om nu aan te werken.",
        "Het is hem nog niet gevraagd of hij het eens is met zijn plan.",
        "Het volgende mentorgesprek is nog niet gepland.",
    ]
    assert {one.place for one in found} == {"dossier", "instemming", "deelnemer_wijzigen"}
    assert all(one.address["deelnemer_id"] == newcomer.deelnemer_id for one in found)


def test_what_his_stay_lacks_leads_to_its_form_for_who_may(newcomer: Huis, open_as: OpenAs) -> None:
    one = newcomer.deelnemer_id
    stay = newcomer.ask(lambda s: deelnemers.get_deelnemer(s, one)).huidig_verblijf
    assert stay is not None
    address = {"deelnemer_id": one, "deel": "verblijf", "onderdeel_id": stay.id}
    for missing in newcomer.ask(lambda s: service.list_missing(s, one))[:2]:
        assert (missing.place, missing.address) == ("deelnemer_wijzigen", address)
    with open_as(Rol.directeur).reading() as session:
        for missing in service.list_missing(session, one)[:2]:
            assert missing.address == {"deelnemer_id": one, "tab": "gegevens"}


def test_a_doel_without_actie_date_or_target_is_named(huis: Huis) -> None:
    bare = {
        "tekst": "Ik wil rust.",
        "leefgebieden": ("wonen",),
        "herstelvorm": "zelfherstel",
        "herkomst": "anders",
    }
    new = huis.do(lambda s: actieplannen.record_doel(s, huis.deelnemer_id, bare))
    assert "Doel 3, ‘Ik wil rust.’, heeft nog geen actie." in huis.missing()
    assert "Doel 3, ‘Ik wil rust.’, heeft nog geen streefdatum." in huis.missing()
    huis.do(lambda s: record_actie(s, huis, "Rustig aan doen", None, doel_id=new))
    missing = huis.missing()
    assert "Bij doel 3 heeft ‘Rustig aan doen’ nog geen datum." in missing
    assert any("veranderd na zijn antwoord van 12 november 2026" in one for one in missing)


def test_no_answer_is_an_answer(huis: Huis) -> None:
    huis.do(
        lambda s: actieplannen.record_instemming(
            s, huis.deelnemer_id, "nee", "Hij wil liever niet verhuizen."
        )
    )
    assert huis.missing() == []


def test_an_unfinished_plan_is_not_fixed(newcomer: Huis) -> None:
    with pytest.raises(UserError, match=r"er ontbreken 10 dingen"):
        newcomer.complete()
    assert newcomer.ask(lambda s: service.list_trajectplannen(s, newcomer.deelnemer_id)) == []


# Versions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("inhoud", [plannen.JEFFREY, plannen.AFREM], ids=["Jeffrey", "Afrem"])
def test_a_kept_plan_reads_back_equal(inhoud: service.PlanInhoud) -> None:
    assert frozen.from_json(PlanInhoud, frozen.to_json(inhoud)) == inhoud


def test_a_version_stays_as_it_was_when_everything_changes(huis: Huis, clock: Clock) -> None:
    record_afspraak(huis)
    plan_id = huis.complete()
    frozen = huis.ask(lambda s: service.get_inhoud(s, plan_id))
    printed = trajectplan_pdf(frozen)
    assert frozen.is_vastgesteld
    assert not huis.ask(lambda s: service.is_changed_since(s, plan_id))

    clock.advance(days=3)
    other = {"roepnaam": "Jef", "gemeente_vestiging": "Borne"}
    huis.do(lambda s: deelnemers.change_deelnemer(s, huis.deelnemer_id, other))
    huis.do(lambda s: actieplannen.complete_actie(s, huis.acties["brief"], "Verstuurd."))
    huis.do(lambda s: actieplannen.remove_doel(s, huis.doelen["noa"], "anders"))
    huis.do(lambda s: netwerken.remove_netwerklid(s, huis.netwerk["Anja"], "verhuisd"))

    again = huis.ask(lambda s: service.get_inhoud(s, plan_id))
    assert again == frozen
    assert trajectplan_pdf(again) == printed
    changed = huis.ask(lambda s: service.list_changed_parts(s, plan_id))
    assert changed == (
        "zijn gegevens",
        "de doelen en acties",
        "het laatste gesprek",
        "de mensen om hem heen",
        "of hij het ermee eens is",
    )
    assert huis.ask(lambda s: service.is_changed_since(s, plan_id))


def test_time_alone_changes_nothing(huis: Huis, clock: Clock) -> None:
    plan_id = huis.complete()
    clock.advance(days=9)
    assert not huis.ask(lambda s: service.is_changed_since(s, plan_id))


def test_versions_are_numbered_and_dated(huis: Huis, clock: Clock) -> None:
    first = huis.complete()
    assert huis.inhoud().versie == 2
    clock.advance(days=1)
    second = huis.complete()
    rows = huis.ask(lambda s: service.list_trajectplannen(s, huis.deelnemer_id))
    assert [(one.id, one.versie, one.datum, one.vastgesteld_door) for one in rows] == [
        (second, 2, date(2026, 11, 13), "Fatma"),
        (first, 1, date(2026, 11, 12), "Fatma"),
    ]


@pytest.mark.parametrize("day", [date(2026, 11, 13), date(2026, 11, 11)])
def test_a_version_is_not_of_tomorrow_nor_before_the_last(huis: Huis, day: date) -> None:
    huis.complete()
    with pytest.raises(UserError) as refused:
        huis.do(lambda s: service.complete_trajectplan(s, huis.deelnemer_id, day))
    assert "datum" in refused.value.fields


def test_the_stand_tells_the_tab_everything(huis: Huis) -> None:
    stand = huis.ask(lambda s: service.get_stand(s, huis.deelnemer_id))
    assert (stand.versies, stand.veranderd, stand.missing) == ((), (), ())
    assert (stand.eigen_verhaal, stand.verhaal.tekst) == ("", "Ik wil gewoon rust.")
    assert (stand.may_write, stand.may_complete, stand.volgende_versie) == (True, True, 1)


def test_a_mentor_writes_for_his_own_and_does_not_fix(huis: Huis, open_as: OpenAs) -> None:
    ilse = open_as(Rol.mentor, medewerker_id=huis.medewerkers["Ilse"])
    with ilse.transaction(Compartment.team) as session:
        service.change_trajectplan(session, huis.deelnemer_id, "Rust.")
    with pytest.raises(UserError), ilse.transaction(Compartment.team) as session:
        service.complete_trajectplan(session, huis.deelnemer_id)
    stranger = open_as(Rol.mentor)
    with pytest.raises(UserError), stranger.transaction(Compartment.team) as session:
        service.change_trajectplan(session, huis.deelnemer_id, "Rust.")
    with stranger.reading() as session:
        assert service.collect_plan(session, huis.deelnemer_id).eigen_verhaal == "Rust."
    beheer = open_as(Rol.projectmanager)
    with pytest.raises(UserError), beheer.reading() as session:
        service.collect_plan(session, huis.deelnemer_id)


# The sheet ----------------------------------------------------------------------------------


def test_the_sheet_has_one_first_step_and_this_talk_first(huis: Huis) -> None:
    blad = huis.ask(
        lambda s: service.collect_afspraken(s, huis.deelnemer_id, huis.mentorgesprek_id)
    )
    assert blad.eerste_stap is not None
    assert blad.eerste_stap.wat == "Maak de brief aan schuldhulp af."
    assert [(one.wie, one.rol, one.wat) for one in blad.afspraken] == [
        ("moeder Anja", "je moeder", "Zoekt vervoer voor Noa."),
        ("Ruben", "je mentor", "Belt de woningstichting."),
        ("Jeffrey", "jij", "Activeert zijn zorgverzekering."),
    ]
    assert (blad.aanwezigen, blad.rollen) == (("Ilse", "Ruben"), ("je mentoren",))
    assert (blad.volgend_datum, blad.volgend_tijd) == (date(2026, 11, 26), time(10, 30))
    assert blad.namen_in_tekst == ("Noa",)


def test_the_last_talk_is_meant_when_none_is_named(huis: Huis) -> None:
    named = huis.ask(
        lambda s: service.collect_afspraken(s, huis.deelnemer_id, huis.mentorgesprek_id)
    )
    assert huis.ask(lambda s: service.collect_afspraken(s, huis.deelnemer_id)) == named


def test_what_is_done_leaves_the_sheet_and_a_moved_talk_moves(huis: Huis) -> None:
    planned = huis.ask(lambda s: gesprekken.list_volgende(s))[huis.deelnemer_id].mentorgesprek_id
    assert planned is not None
    huis.do(lambda s: actieplannen.complete_actie(s, huis.acties["brief"]))
    huis.do(lambda s: gesprekken.record_verzet(s, planned, "ziek", "", date(2026, 11, 30)))
    blad = huis.ask(lambda s: service.collect_afspraken(s, huis.deelnemer_id))
    assert blad.eerste_stap is not None
    assert blad.eerste_stap.wat == "Activeert zijn zorgverzekering."
    assert blad.volgend_datum == date(2026, 11, 30)


def test_a_newcomer_has_an_empty_sheet(newcomer: Huis) -> None:
    blad = newcomer.ask(lambda s: service.collect_afspraken(s, newcomer.deelnemer_id))
    assert (blad.eerste_stap, blad.afspraken, blad.aanwezigen) == (None, (), ())
    assert (blad.datum, blad.volgend_datum) == (date(2026, 11, 12), None)


# Forms --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "entity"), [(TRAJECTPLAN, Trajectplan), (PLANAFSPRAAK, Planafspraak)]
)
def test_form_and_model_have_the_same_fields(form: Form, entity: type) -> None:
    own = {"id", "created_at", "created_by", "heads", "form_version"}
    columns = set(entity.__table__.columns.keys()) - own  # type: ignore[attr-defined]
    assert set(form.names()) | form.not_on_form == columns
