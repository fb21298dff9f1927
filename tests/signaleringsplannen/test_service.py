"""The versions of the plan, sharing it on a consent, and the card of the team."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from hvh_desktop.db import Change, Compartment, Database
from hvh_desktop.errors import UserError
from hvh_desktop.netwerken.service import remove_netwerklid
from hvh_desktop.rights import Rol
from hvh_desktop.signaleringsplannen import service
from hvh_desktop.signaleringsplannen.form import PAPIER, SAMEN
from hvh_desktop.signaleringsplannen.model import Kleur, Signaleringskaart
from hvh_desktop.signaleringsplannen.rows import Belregel
from hvh_desktop.toestemmingen.model import GegevensSoort
from tests.conftest import OpenAs
from tests.signaleringsplannen.conftest import STAGES, TODAY, Praktijk

ORANJE_ROOD = (Kleur.oranje, Kleur.rood)


def words_in(database: Database, compartment: Compartment) -> str:
    """Every value that was ever written in a compartment."""
    with database.reading() as session:
        bind = {"bind": session.engine_of(compartment)}
        return "\n".join(session.scalars(select(Change.values), bind_arguments=bind))


def share(praktijk: Praktijk, plan_id: UUID, *kleuren: Kleur, wie: UUID | None = None) -> UUID:
    return praktijk.do(lambda s: service.record_deling(s, plan_id, wie, kleuren, SAMEN))


# Versions -----------------------------------------------------------------------------------


def test_a_new_plan_has_three_empty_stages(praktijk: Praktijk) -> None:
    one = praktijk.do(lambda s: service.start_plan(s, praktijk.deelnemer_id))
    plan = praktijk.ask(lambda s: service.get_plan(s, one))
    assert plan.kleuren == (Kleur.groen, Kleur.oranje, Kleur.rood)
    assert (plan.versie, plan.datum, plan.is_vastgesteld) == (1, TODAY, False)
    assert all(fase.is_empty for fase in plan.fasen)
    assert praktijk.do(lambda s: service.start_plan(s, praktijk.deelnemer_id)) == one


def test_each_line_is_one_thing(praktijk: Praktijk) -> None:
    one = praktijk.write(praktijk.do(lambda s: service.start_plan(s, praktijk.deelnemer_id)))
    oranje = praktijk.ask(lambda s: service.get_plan(s, one)).find_fase(Kleur.oranje)
    assert oranje.signalen == ("Praat trager", "Wrijft over zijn pols")
    assert oranje.titel == "Oranje: ketel met stoom"


def test_geel_comes_and_goes(praktijk: Praktijk) -> None:
    one = praktijk.do(lambda s: service.start_plan(s, praktijk.deelnemer_id))
    praktijk.do(lambda s: service.change_fase(s, one, Kleur.geel, {"signalen": "Vinger op tafel"}))
    plan = praktijk.ask(lambda s: service.get_plan(s, one))
    assert plan.kleuren == tuple(Kleur)
    lacks = praktijk.ask(lambda s: service.list_missing(s, one))
    assert [m.veld for m in lacks if m.kleur is Kleur.geel] == ["helpt_zelf"]
    praktijk.do(lambda s: service.remove_fase(s, one, Kleur.geel))
    assert Kleur.geel not in praktijk.ask(lambda s: service.get_plan(s, one)).kleuren
    with pytest.raises(UserError, match="Elk plan heeft een fase rood"):
        praktijk.do(lambda s: service.remove_fase(s, one, Kleur.rood))


def test_vaststellen_names_everything_that_lacks(praktijk: Praktijk) -> None:
    one = praktijk.do(lambda s: service.start_plan(s, praktijk.deelnemer_id))
    groen = {"signalen": "Eet mee", "helpt_anderen": "Gewoon doen"}
    praktijk.do(lambda s: service.change_fase(s, one, Kleur.groen, groen))
    with pytest.raises(UserError, match="er ontbreken nog 5 dingen") as refused:
        praktijk.do(lambda s: service.complete_plan(s, one))
    assert list(refused.value.fields) == [
        "oranje.signalen",
        "oranje.helpt_zelf",
        "rood.signalen",
        "rood.helpt_zelf",
        "rood.bellen",
    ]
    praktijk.write(one)
    praktijk.do(lambda s: service.complete_plan(s, one))
    plan = praktijk.ask(lambda s: service.get_plan(s, one))
    assert plan.is_vastgesteld
    assert plan.vastgesteld_door == praktijk.psycholoog_id


def test_a_fixed_version_stays_and_the_next_is_a_copy(praktijk: Praktijk) -> None:
    first = praktijk.fixed()
    for change in (
        lambda s: service.change_fase(s, first, Kleur.rood, {"naam": "anders"}),
        lambda s: service.change_plan(s, first, {"datum": TODAY}),
        lambda s: service.complete_plan(s, first),
    ):
        with pytest.raises(UserError, match="verandert niet meer"):
            praktijk.do(change)
    second = praktijk.do(lambda s: service.start_plan(s, praktijk.deelnemer_id))
    assert praktijk.ask(lambda s: service.get_plan(s, second)).fasen == (
        praktijk.ask(lambda s: service.get_plan(s, first)).fasen
    )
    versions = praktijk.ask(lambda s: service.list_versions(s, praktijk.deelnemer_id))
    assert [(row.versie, row.is_vastgesteld) for row in versions] == [(2, False), (1, True)]
    current = praktijk.ask(lambda s: service.find_current(s, praktijk.deelnemer_id))
    concept = praktijk.ask(lambda s: service.find_concept(s, praktijk.deelnemer_id))
    assert current is not None
    assert concept is not None
    assert (current.id, concept.id) == (first, second)


def test_people_are_chosen_from_the_list_and_the_day_has_been(praktijk: Praktijk) -> None:
    one = praktijk.do(lambda s: service.start_plan(s, praktijk.deelnemer_id))
    ids = (praktijk.vader, praktijk.psycholoog_id)
    praktijk.do(lambda s: service.change_plan(s, one, {"opgesteld_met_ids": ids}))
    assert praktijk.ask(lambda s: service.get_plan(s, one)).opgesteld_met_ids == ids
    with pytest.raises(UserError) as refused:
        praktijk.do(lambda s: service.change_plan(s, one, {"datum": date(2026, 11, 13)}))
    assert list(refused.value.fields) == ["datum"]
    with pytest.raises(UserError, match="Er klopt nog iets niet"):
        praktijk.do(lambda s: service.change_fase(s, one, Kleur.rood, {"bellen_ids": (one,)}))


def test_who_left_the_list_stays_in_the_concept(praktijk: Praktijk) -> None:
    one = praktijk.do(lambda s: service.start_plan(s, praktijk.deelnemer_id))
    called = {"bellen_ids": (praktijk.broer,)}
    praktijk.do(lambda s: service.change_fase(s, one, Kleur.rood, called))
    with praktijk.kantoor.transaction(Compartment.team) as session:
        remove_netwerklid(session, praktijk.broer, "geen contact meer")
    praktijk.do(lambda s: service.change_fase(s, one, Kleur.rood, {"naam": "rood"}))
    rood = praktijk.ask(lambda s: service.get_plan(s, one)).find_fase(Kleur.rood)
    assert rood.bellen_ids == (praktijk.broer,)


# Rights and files ---------------------------------------------------------------------------


@pytest.mark.parametrize("rol", [Rol.mentor, Rol.casemanager, Rol.locatiemanager, Rol.directeur])
def test_others_do_not_read_or_write_it(praktijk: Praktijk, open_as: OpenAs, rol: Rol) -> None:
    plan_id = praktijk.fixed()
    other = open_as(rol)
    for question in (
        lambda s: service.find_current(s, praktijk.deelnemer_id),
        lambda s: service.list_versions(s, praktijk.deelnemer_id),
        lambda s: service.list_delingen(s, praktijk.deelnemer_id),
        lambda s: service.get_plan(s, plan_id),
        lambda s: service.collect_blad(s, plan_id),
    ):
        with pytest.raises(UserError), other.reading() as session:
            question(session)
    for work in (
        lambda s: service.record_kaart(s, praktijk.deelnemer_id),
        lambda s: service.withdraw_kaart(s, praktijk.deelnemer_id),
        service.list_verlopen_kaarten,
    ):
        with (
            pytest.raises(UserError, match="psycholoog"),
            other.transaction(Compartment.team) as session,
        ):
            work(session)


def test_words_stay_in_behandeling_until_the_card_is_shared(praktijk: Praktijk) -> None:
    plan_id = praktijk.fixed()
    praktijk.consent(praktijk.vader)
    share(praktijk, plan_id, *ORANJE_ROOD, wie=praktijk.vader)
    planted = ["slaapschrift", "Koud water", "Duikt weg", "ketel met stoom", "deksel klappert"]
    mine = praktijk.database
    for compartment in set(Compartment) & mine.compartments - {Compartment.behandeling}:
        told = words_in(mine, compartment)
        assert not [word for word in planted if word in told], compartment
    praktijk.consent(None)
    share(praktijk, plan_id, Kleur.oranje)
    praktijk.do_team(lambda s: service.record_kaart(s, praktijk.deelnemer_id))
    told = words_in(mine, Compartment.team)
    assert [word for word in planted if word in told] == ["Koud water", "ketel met stoom"]


def test_a_mentor_cannot_write_a_plan(praktijk: Praktijk, open_as: OpenAs) -> None:
    other = open_as(Rol.mentor)
    with pytest.raises(UserError), other.transaction(Compartment.behandeling) as session:
        service.start_plan(session, praktijk.deelnemer_id)
    with (
        pytest.raises(UserError, match="psycholoog"),
        other.transaction(Compartment.team) as session,
    ):
        service.start_plan(session, praktijk.deelnemer_id)


# Sharing ------------------------------------------------------------------------------------


def test_without_consent_nothing_is_shared(praktijk: Praktijk) -> None:
    plan_id = praktijk.fixed()
    with pytest.raises(UserError, match="Er is geen toestemming voor vader Mehmet") as refused:
        share(praktijk, plan_id, Kleur.rood, wie=praktijk.vader)
    assert list(refused.value.fields) == ["netwerklid_id"]
    praktijk.consent(praktijk.vader, GegevensSoort.doelen)
    with pytest.raises(UserError, match="gaat niet over ‘signaleringsplan’"):
        share(praktijk, plan_id, Kleur.rood, wie=praktijk.vader)
    praktijk.consent(praktijk.broer)
    with pytest.raises(UserError, match="vader Mehmet"):
        share(praktijk, plan_id, Kleur.rood, wie=praktijk.vader)


def test_after_withdrawal_nothing_new_goes(praktijk: Praktijk) -> None:
    plan_id = praktijk.fixed()
    consent = praktijk.consent(praktijk.vader)
    share(praktijk, plan_id, *ORANJE_ROOD, wie=praktijk.vader)
    praktijk.take_back(consent)
    with pytest.raises(UserError, match="ingetrokken op 12 november 2026"):
        share(praktijk, plan_id, Kleur.rood, wie=praktijk.vader)
    with pytest.raises(UserError, match="ingetrokken op 12 november 2026"):
        praktijk.ask(lambda s: service.collect_blad(s, plan_id, praktijk.vader))
    (row,) = praktijk.ask(lambda s: service.list_delingen(s, praktijk.deelnemer_id))
    assert (row.naam, row.is_laatste, row.grond.mag) == ("vader Mehmet", True, False)


def test_only_a_fixed_version_and_its_own_stages(praktijk: Praktijk) -> None:
    concept = praktijk.do(lambda s: service.start_plan(s, praktijk.deelnemer_id))
    praktijk.consent(praktijk.vader)
    with pytest.raises(UserError, match="Stel het eerst vast"):
        share(praktijk, concept, Kleur.rood, wie=praktijk.vader)
    plan_id = praktijk.fixed()
    for kleuren in ((), (Kleur.geel,)):
        with pytest.raises(UserError, match="Kies ‘Welke fasen’"):
            share(praktijk, plan_id, *kleuren, wie=praktijk.vader)


def test_who_knows_what_since_when(praktijk: Praktijk) -> None:
    plan_id = praktijk.fixed()
    praktijk.consent(praktijk.vader)
    first = share(praktijk, plan_id, Kleur.rood, wie=praktijk.vader)
    second = praktijk.do(
        lambda s: service.record_deling(s, plan_id, praktijk.vader, ORANJE_ROOD, PAPIER)
    )
    rows = praktijk.ask(lambda s: service.list_delingen(s, praktijk.deelnemer_id))
    assert [(row.id, row.is_laatste, row.kleuren) for row in rows] == [
        (second, True, ORANJE_ROOD),
        (first, False, (Kleur.rood,)),
    ]
    praktijk.do(lambda s: service.withdraw_deling(s, second))
    rows = praktijk.ask(lambda s: service.list_delingen(s, praktijk.deelnemer_id))
    assert {row.ingetrokken_datum for row in rows} == {TODAY}
    with pytest.raises(UserError, match="niet gedeeld met vader Mehmet"):
        praktijk.ask(lambda s: service.collect_blad(s, plan_id, praktijk.vader))


# The sheet ----------------------------------------------------------------------------------


def test_the_sheet_for_himself_has_everything(praktijk: Praktijk) -> None:
    plan_id = praktijk.fixed()
    blad = praktijk.ask(lambda s: service.collect_blad(s, plan_id))
    assert [fase.kleur for fase in blad.fasen] == list(STAGES)
    assert (blad.roepnaam, blad.voor, blad.is_concept) == ("Şêrko", "", False)
    assert blad.bellen == (
        Belregel("Mehmet (vader)", "06-00000201", (Kleur.rood,)),
        Belregel("Huis, dag en nacht", "06-00000100", (Kleur.rood,)),
    )


def test_the_sheet_for_somebody_has_only_his_stages(praktijk: Praktijk) -> None:
    plan_id = praktijk.fixed()
    praktijk.consent(praktijk.broer)
    share(praktijk, plan_id, Kleur.rood, wie=praktijk.broer)
    blad = praktijk.ask(lambda s: service.collect_blad(s, plan_id, praktijk.broer))
    assert [fase.kleur for fase in blad.fasen] == [Kleur.rood]
    assert blad.voor == "broer Azad"
    assert [(one.naam, one.telefoon) for one in blad.bellen] == [
        ("Mehmet (vader)", ""),
        ("Huis, dag en nacht", "06-00000100"),
    ]
    assert blad.is_zonder_nummers
    praktijk.consent(praktijk.broer, GegevensSoort.signaleringsplan, GegevensSoort.netwerk)
    blad = praktijk.ask(lambda s: service.collect_blad(s, plan_id, praktijk.broer))
    assert blad.bellen[0].telefoon == "06-00000201"
    assert not blad.is_zonder_nummers


def test_nobody_is_told_to_call_himself(praktijk: Praktijk) -> None:
    plan_id = praktijk.fixed()
    praktijk.consent(praktijk.vader)
    share(praktijk, plan_id, Kleur.rood, wie=praktijk.vader)
    blad = praktijk.ask(lambda s: service.collect_blad(s, plan_id, praktijk.vader))
    assert [one.naam for one in blad.bellen] == ["Huis, dag en nacht"]


# The card -----------------------------------------------------------------------------------


def test_the_card_needs_a_consent_for_the_team(praktijk: Praktijk) -> None:
    plan_id = praktijk.fixed()
    with pytest.raises(UserError, match="het team van het huis"):
        share(praktijk, plan_id, Kleur.rood)
    with pytest.raises(UserError, match="nog geen fasen gekozen"):
        praktijk.do_team(lambda s: service.record_kaart(s, praktijk.deelnemer_id))


def test_the_team_reads_exactly_the_shared_stages(praktijk: Praktijk, open_as: OpenAs) -> None:
    plan_id = praktijk.fixed()
    praktijk.consent(None)
    share(praktijk, plan_id, *ORANJE_ROOD)
    praktijk.do_team(lambda s: service.record_kaart(s, praktijk.deelnemer_id))
    plan = praktijk.ask(lambda s: service.get_plan(s, plan_id))
    with open_as(Rol.mentor).reading() as session:
        kaart = service.find_kaart(session, praktijk.deelnemer_id)
    assert kaart is not None
    assert kaart.fasen == plan.fasen[1:]
    assert (kaart.versie, kaart.datum) == (1, TODAY)
    assert kaart.bellen[0] == Belregel("Mehmet (vader)", "06-00000201", (Kleur.rood,))
    with pytest.raises(UserError), open_as(Rol.beheerder).reading() as session:
        service.find_kaart(session, praktijk.deelnemer_id)


def test_taken_back_the_card_is_empty_and_the_history_keeps_it(
    praktijk: Praktijk, open_as: OpenAs
) -> None:
    plan_id, key = praktijk.fixed(), praktijk.deelnemer_id
    praktijk.consent(None)
    share(praktijk, plan_id, Kleur.rood)
    praktijk.do_team(lambda s: service.record_kaart(s, key))
    praktijk.do_team(lambda s: service.withdraw_kaart(s, key))
    with open_as(Rol.mentor).reading() as session:
        assert service.find_kaart(session, key) is None
        card = session.scalars(select(Signaleringskaart)).one()
        assert (card.inhoud, card.is_ingetrokken) == ("", True)
    assert not praktijk.ask(lambda s: service.is_kaart_kept(s, key))
    assert "Duikt weg" in words_in(praktijk.database, Compartment.team)


def test_when_the_consent_ends_the_team_reads_nothing(praktijk: Praktijk, open_as: OpenAs) -> None:
    plan_id, key = praktijk.fixed(), praktijk.deelnemer_id
    consent = praktijk.consent(None)
    share(praktijk, plan_id, Kleur.rood)
    praktijk.do_team(lambda s: service.record_kaart(s, key))
    assert praktijk.ask(service.list_verlopen_kaarten) == []
    praktijk.take_back(consent)
    with open_as(Rol.mentor).reading() as session:
        assert service.find_kaart(session, key) is None
    assert praktijk.ask(lambda s: service.is_kaart_kept(s, key))
    assert praktijk.ask(service.list_verlopen_kaarten) == [key]
    with pytest.raises(UserError, match="ingetrokken"):
        praktijk.do_team(lambda s: service.record_kaart(s, key))
