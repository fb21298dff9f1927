"""What lies beside a proposal: this man's own life, how often, what is usual, and what to know."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import inspect

from hvh_desktop.db import Compartment, Entity
from hvh_desktop.deelnemers.model import AandachtspuntSoort
from hvh_desktop.deelnemers.service import record_aandachtspunt
from hvh_desktop.errors import UserError
from hvh_desktop.forms import Form
from hvh_desktop.policy import change_rule, get_value
from hvh_desktop.rights import Right, Rol
from hvh_desktop.sancties.form_maatwerk import BESLISSING, VOORSTEL, VOORWAARDE
from hvh_desktop.sancties.model import Beslissing, Sanctievoorstel, Voorwaarde
from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.rows_maatwerk import MaatwerkStand
from hvh_desktop.sancties.service_maatwerk import (
    collect_maatwerk,
    get_gevolgstand,
    get_regulier,
)
from hvh_desktop.sancties.service_voorval import record_adviesvraag
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus, StrafSoort
from hvh_desktop.urinecontroles.model import NieuwGebruik
from tests.sancties.house import BEGIN, VOORVAL, VOORWAARDELIJK, House
from tests.sancties.life import LATER_VERLOF, NEXT_VERLOF, check_urine, give_life
from tests.sancties.zaken import add_beslissing, add_zaak

S = SanctieStatus


def collect(home: House, zaak_id: object, rol: Rol = Rol.locatiemanager) -> MaatwerkStand:
    with home.door(rol).reading() as session:
        return collect_maatwerk(session, zaak_id)  # type: ignore[arg-type]


def fill_table(
    home: House, soort: str, eerste: tuple[str, int], herhaling: tuple[str, int]
) -> None:
    """The house fills in one row of its own table, from the day of the voorval on."""
    office = home.open_as(Rol.beheerder)
    with office.transaction(Compartment.register) as session:
        rows = [
            {
                "sleutel": soort,
                "eerste": eerste[0],
                "eerste_dagen": eerste[1],
                "herhaling": herhaling[0],
                "herhaling_dagen": herhaling[1],
            }
            if row["sleutel"] == soort
            else row
            for row in get_value(session, "sanctie_regulier")
        ]
        change_rule(session, "sanctie_regulier", rows, VOORVAL, "Besluit van het huis")


# His own life ---------------------------------------------------------------------------------


def test_what_he_has_to_lose(home: House) -> None:
    life = give_life(home)
    with home.door(Rol.locatiemanager).reading() as session:
        stand = get_gevolgstand(session, home.deelnemer_id)
    assert [one.id for one in stand.verloven] == [life.verlof_id, life.later_verlof_id]
    assert [one.begin_datum for one in stand.verloven] == [NEXT_VERLOF, LATER_VERLOF]
    assert stand.werk is not None
    assert (stand.werk.id, stand.werk.uren) == (life.werkplek_id, 21)
    assert (stand.aantal_doelen_nu, stand.zorg) == (1, ("Tactus",))
    assert stand.today == home.today


def test_who_has_nothing(home: House) -> None:
    with home.door(Rol.directeur).reading() as session:
        stand = get_gevolgstand(session, home.deelnemer_id)
    assert (stand.verloven, stand.werk, stand.aantal_doelen_nu, stand.zorg) == ((), None, 0, ())


def test_who_may_not_read_dossiers_learns_nothing(home: House) -> None:
    zaak_id = home.case(S.horen)
    stranger = home.open_as(Rol.onderzoeker)
    for ask in (
        lambda s: collect_maatwerk(s, zaak_id),
        lambda s: get_gevolgstand(s, home.deelnemer_id),
        lambda s: get_regulier(s, zaak_id, 1),
    ):
        with stranger.reading() as session, pytest.raises(UserError, match=Right.read_dossier):
            ask(session)


# How often ------------------------------------------------------------------------------------


def test_the_hoeveelste_keer_is_counted_from_his_earlier_cases(home: House) -> None:
    home.case(S.voorwaardelijk, voorval_datum=VOORVAL - timedelta(days=14))
    home.case(S.geseponeerd, voorval_datum=VOORVAL - timedelta(days=10))
    home.case(S.ingetrokken, voorval_datum=VOORVAL - timedelta(days=9))
    home.case(S.afgezien, voorval_datum=VOORVAL - timedelta(days=8))
    home.case(S.uitreiking, voorval_datum=VOORVAL - timedelta(days=7), voorval_soort="agressie")
    zaak_id = home.case(S.horen)
    later = home.case(S.horen)
    assert collect(home, zaak_id).hoeveelste_keer == 2
    assert collect(home, later).hoeveelste_keer == 2


def test_only_what_was_decided_about_counts(home: House) -> None:
    first = home.case(S.voorstel, voorval_datum=VOORVAL - timedelta(days=5))
    zaak_id = home.case(S.horen)
    assert collect(home, zaak_id).hoeveelste_keer == 1
    home.beslissing(first)
    assert collect(home, zaak_id).hoeveelste_keer == 2
    home.slot(first, S.ingetrokken)
    assert collect(home, zaak_id).hoeveelste_keer == 1


def test_an_earlier_stay_does_not_count(home: House) -> None:
    with home.door(Rol.mentor).transaction(Compartment.team) as session:
        before = BEGIN - timedelta(days=30)
        old = add_zaak(session, home.deelnemer_id, "softdrugs", before, S.afloop)
        add_beslissing(session, old, before)
    assert collect(home, home.case(S.horen)).hoeveelste_keer == 1


# What is usual --------------------------------------------------------------------------------


def test_an_empty_table_shows_an_example_that_is_marked(home: House) -> None:
    regulier = collect(home, home.case(S.horen)).regulier
    assert regulier.is_voorbeeld
    assert regulier.straf == StrafRow(StrafSoort.opsluiting, 5)
    assert regulier.is_degradatie
    assert regulier.rule.sleutel == "sanctie_regulier_voorbeeld"


def test_nothing_is_usual_for_something_else(home: House) -> None:
    regulier = collect(home, home.case(S.horen, voorval_soort="anders")).regulier
    assert (regulier.straf, regulier.is_degradatie, regulier.is_voorbeeld) == (None, False, True)


def test_the_table_of_the_house_goes_before_the_example(home: House) -> None:
    fill_table(home, "softdrugs", ("uitsluiting van activiteiten", 3), ("weigering van verlof", 9))
    old = home.case(S.horen, voorval_datum=VOORVAL - timedelta(days=1))
    assert collect(home, old).regulier.is_voorbeeld
    home.voorstel(old, VOORWAARDELIJK)
    home.beslissing(old)
    zaak_id = home.case(S.horen)
    with home.door(Rol.locatiemanager).reading() as session:
        first, second = (get_regulier(session, zaak_id, number) for number in (1, 2))
    assert (first.straf, first.is_voorbeeld) == (StrafRow(StrafSoort.uitsluiting, 3), False)
    assert second.straf == StrafRow(StrafSoort.verlof, 1)
    assert collect(home, zaak_id).regulier.straf == second.straf


def test_a_usual_fine_is_reckoned_by_his_own_pay(home: House) -> None:
    fill_table(home, "softdrugs", ("geldboete", 2), ("geldboete", 2))
    zaak_id = home.case(S.horen)
    assert collect(home, zaak_id).regulier.straf == StrafRow(StrafSoort.boete, 0)
    give_life(home)
    fine = collect(home, zaak_id).regulier.straf
    assert fine == StrafRow(StrafSoort.boete, 2950, weekloon_centen=1475)


# What must be said first ------------------------------------------------------------------------


def test_everything_is_of_the_day_of_the_voorval(home: House) -> None:
    stand = collect(home, home.case(S.horen))
    regels = stand.regels
    assert (regels.maxima.sleutel, regels.combinatie_dagen.waarde) == ("sanctie_maxima", 14)
    assert regels.proeftijd_maanden.waarde == 3
    assert "verslaving" in stand.problematieken
    assert "Eerste keer" in stand.telt_mee
    assert len(stand.vragen) == 5
    assert set(stand.keten.waarde) == {"degradatie", "verlof", "werk", "plaatsing"}


def test_what_the_team_knows_of_him_is_there(home: House) -> None:
    give_life(home)
    with home.door(Rol.mentor).transaction(Compartment.team) as session:
        begin, what = date(2026, 9, 1), AandachtspuntSoort.verslaving
        record_aandachtspunt(session, home.deelnemer_id, what, "In zorg bij Tactus.", begin)
    stand = collect(home, home.case(S.horen))
    assert stand.aandachtspunten == ("Verslaving: In zorg bij Tactus.",)
    assert stand.zorg == ("Tactus: gestart op 12 oktober 2026",)


def test_a_second_event_in_a_proeftijd_shows_the_open_one(home: House) -> None:
    first = home.case(S.voorwaardelijk, voorval_datum=VOORVAL - timedelta(days=7))
    stand = collect(home, home.case(S.horen))
    assert [one.sanctiezaak_id for one in stand.proeftijden] == [first]
    assert [row.id for row in stand.eerdere] == [first]
    assert (
        "Er loopt al een proeftijd tot en met 12 januari 2027: 2 dagen opsluiting."
        in stand.opmerkingen
    )


@pytest.mark.parametrize(
    ("new_use", "said"),
    [
        (NieuwGebruik.nee, "Nieuw gebruik vastgesteld: nee."),
        (NieuwGebruik.onbekend, "Nieuw gebruik vastgesteld: onbekend."),
        (NieuwGebruik.ja, ""),
    ],
)
def test_whether_it_is_new_use_is_said(home: House, new_use: NieuwGebruik, said: str) -> None:
    key = check_urine(home, "A-1001", new_use)
    words = " ".join(collect(home, home.case(S.horen, urinecontrole_id=key)).opmerkingen)
    assert words.startswith(said) if said else "Nieuw gebruik" not in words


def test_a_retest_that_runs_is_said_first(home: House) -> None:
    key = check_urine(home, "A-1001", NieuwGebruik.onbekend, retest=True)
    stand = collect(home, home.case(S.horen, urinecontrole_id=key))
    assert stand.opmerkingen[0].startswith("Er loopt een heronderzoek")


def test_drugs_without_a_check_are_said_and_aggression_not(home: House) -> None:
    assert collect(home, home.case(S.horen)).opmerkingen == (
        "Er is geen urinecontrole aan dit voorval gekoppeld.",
    )
    other = collect(home, home.case(S.horen, voorval_soort="agressie"))
    assert other.opmerkingen == ()


def test_an_advice_that_was_asked_for_and_did_not_come(home: House) -> None:
    zaak_id = home.case(S.horen, voorval_soort="agressie")
    home.by(Rol.locatiemanager, lambda s: record_adviesvraag(s, zaak_id))
    (said,) = collect(home, zaak_id).opmerkingen
    assert said.startswith("Sinds 12 november 2026 is de psycholoog om advies gevraagd.")
    home.advies(zaak_id)
    assert collect(home, zaak_id).opmerkingen == ()


def test_a_later_round_says_what_it_is_about(home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    home.horen(zaak_id, RondeAanleiding.tenuitvoerlegging, datum=home.today, tijd=time(9, 0))
    stand = collect(home, zaak_id)
    (straf,) = stand.ronde_straffen
    assert (straf.soort, straf.aantal, straf.onvoorwaardelijk) == (StrafSoort.opsluiting, 2, 0)
    assert stand.ronde_proeftijd_tot_datum == date(2027, 1, 12)
    assert any("alleen beslissen over wat voorwaardelijk was" in one for one in stand.opmerkingen)


# The forms --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "entity"),
    [(VOORSTEL, Sanctievoorstel), (BESLISSING, Beslissing), (VOORWAARDE, Voorwaarde)],
)
def test_each_form_names_every_column_of_what_it_makes(form: Form, entity: type[Entity]) -> None:
    technical = {"id", "created_at", "created_by", "heads", "form_version"}
    columns = {one.key for one in inspect(entity).column_attrs} - technical
    assert set(form.names()) | form.not_on_form == columns
    assert not set(form.names()) & form.not_on_form
    assert form.name == entity.__name__.lower()
