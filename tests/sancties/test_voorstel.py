"""A proposal: weighed, within the law of its day, with the chain as it was shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment
from hvh_desktop.errors import UserError
from hvh_desktop.policy import change_rule, get_value
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.words import (
    AlternatiefSoort,
    SanctieStatus,
    StrafSoort,
    Verantwoordelijkheid,
)
from tests.sancties.house import (
    VOORVAL,
    VOORWAARDELIJK,
    House,
    alternatief,
    voorstel_values,
)
from tests.sancties.life import give_life
from tests.sancties.weighing import straf

S = SanctieStatus
REGULAR = voorstel_values()["alternatieven"][0]
SIX_DAYS = StrafRow(StrafSoort.opsluiting, 6)


def refused(home: House, zaak_id: UUID, *straffen: StrafRow, **other: Any) -> dict[str, str]:
    """What is told about a proposal that does not pass; nothing of it is kept."""
    with pytest.raises(UserError) as told:
        home.voorstel(zaak_id, *straffen, **other)
    assert home.status(zaak_id) is S.horen
    assert home.get(zaak_id).voorstellen == ()
    return told.value.fields


def change(home: House, sleutel: str, waarde: object, day: date) -> None:
    with home.open_as(Rol.beheerder).transaction(Compartment.register) as session:
        change_rule(session, sleutel, waarde, day, "Proef")


# What is kept -----------------------------------------------------------------------------------


def test_a_proposal_is_kept_with_all_that_was_weighed(home: House) -> None:
    give_life(home)
    zaak_id = home.case(S.horen)
    voorstel_id = home.voorstel(zaak_id, VOORWAARDELIJK, hoeveelste_keer=2)
    detail = home.get(zaak_id)
    assert detail.row.status is S.voorstel
    (voorstel,) = detail.voorstellen
    assert (voorstel.id, voorstel.door, voorstel.datum) == (voorstel_id, "Karin", home.today)
    assert (voorstel.hoeveelste_keer, voorstel.problematiek) == (2, ("verslaving",))
    assert voorstel.telt_mee == ("Eerste keer", "Terugval hoort bij verslaving")
    assert [one.soort for one in voorstel.alternatieven] == [
        AlternatiefSoort.regulier,
        AlternatiefSoort.maatwerk,
    ]
    assert replace(voorstel.gekozen.straffen[0], id=None) == VOORWAARDELIJK


def test_the_chain_is_frozen_as_it_was_shown(home: House) -> None:
    life = give_life(home)
    zaak_id = home.case(S.horen)
    home.voorstel(zaak_id, VOORWAARDELIJK)
    regular, chosen = home.get(zaak_id).voorstellen[0].alternatieven
    assert len(regular.gevolgen) == len(chosen.gevolgen) == 5
    assert "Kortdurend verlof van vrijdag 20 november" in regular.gevolgen[2]
    assert regular.gevolgen[3].startswith("5 dagen geen werk: hij mist ongeveer 15 uur")
    assert chosen.gevolgen[4] == "Hij blijft hier. Hij houdt zijn doel en zijn zorg bij Tactus."
    from hvh_desktop.verloven.model import VerlofStatus
    from hvh_desktop.verloven.service import change_verlofstatus

    gone = VerlofStatus.ingetrokken
    home.by(
        Rol.casemanager, lambda s: change_verlofstatus(s, life.verlof_id, gone, "Bedrijf dicht")
    )
    assert home.get(zaak_id).voorstellen[0].alternatieven[0].gevolgen == regular.gevolgen


def test_each_kind_of_straf_can_be_proposed_and_comes_back_as_it_was(home: House) -> None:
    for soort in StrafSoort:
        zaak_id = home.case(S.horen)
        home.voorstel(zaak_id, straf(soort, 1))
        (kept,) = home.get(zaak_id).voorstellen[0].gekozen.straffen
        assert replace(kept, id=None) == straf(soort, 1)


def test_only_what_belongs_to_a_kind_is_kept(home: House) -> None:
    zaak_id = home.case(S.horen)
    odd = StrafRow(
        StrafSoort.opsluiting,
        2,
        bezoek_reden="hoort hier niet",
        weekloon_centen=1475,
        vervangende_soort=StrafSoort.uitsluiting,
        vervangende_dagen=9,
    )
    home.voorstel(zaak_id, odd)
    (kept,) = home.get(zaak_id).voorstellen[0].gekozen.straffen
    assert replace(kept, id=None) == StrafRow(StrafSoort.opsluiting, 2)


def test_the_regular_outcome_alone_can_be_chosen(home: House) -> None:
    zaak_id = home.case(S.horen, voorval_soort="verboden_voorwerp")
    home.voorstel(zaak_id, alternatieven=(replace(REGULAR, is_gekozen=True),))
    assert home.get(zaak_id).voorstellen[0].gekozen.soort is AlternatiefSoort.regulier


# What is refused --------------------------------------------------------------------------------


def test_every_place_gets_its_own_sentence(home: House) -> None:
    zaak_id = home.case(S.horen)
    told = refused(home, zaak_id, straf(StrafSoort.opsluiting, 15), waarom="", problematiek=())
    assert list(told) == ["problematiek", "waarom", "alternatief_2_straf_1_aantal"]


@pytest.mark.parametrize(
    ("alternatieven", "said"),
    [
        ((), "Zet de gewone uitkomst erbij"),
        ((alternatief(is_gekozen=True, naam="x"),), "Zet de gewone uitkomst erbij"),
        ((REGULAR,), "Kies één uitkomst"),
        ((replace(REGULAR, is_gekozen=True), alternatief(is_gekozen=True)), "Kies één uitkomst"),
        ((REGULAR, replace(REGULAR, is_gekozen=True)), "één gewone uitkomst"),
        ((REGULAR,) * 7, "ten hoogste 6"),
    ],
)
def test_which_outcomes_lie_beside_each_other(
    home: House, alternatieven: tuple[Any, ...], said: str
) -> None:
    told = refused(home, home.case(S.horen), alternatieven=alternatieven)
    assert said in told["alternatieven"]


@pytest.mark.parametrize(
    ("one", "place"),
    [
        (alternatief(SIX_DAYS, soort=AlternatiefSoort.geen_straf), "alternatief_2_straffen"),
        (alternatief(afspraak=" "), "alternatief_2_afspraak"),
        (alternatief(naam=" "), "alternatief_2_naam"),
        (alternatief(naam="x" * 301), "alternatief_2_naam"),
    ],
)
def test_an_outcome_says_what_it_is(home: House, one: Any, place: str) -> None:
    chosen = replace(one, is_gekozen=True)
    assert list(refused(home, home.case(S.horen), alternatieven=(REGULAR, chosen))) == [place]


def test_an_outcome_that_was_not_chosen_is_lawful_too(home: House) -> None:
    heavy = alternatief(straf(StrafSoort.opsluiting, 15))
    chosen = alternatief(is_gekozen=True)
    told = refused(home, home.case(S.horen), alternatieven=(REGULAR, heavy, chosen))
    assert list(told) == ["alternatief_2_straf_1_aantal"]


def test_nothing_but_no_straf_when_he_is_not_responsible(home: House) -> None:
    zaak_id = home.case(S.horen)
    can_not: dict[str, Any] = {
        "verantwoordelijkheid": Verantwoordelijkheid.niet,
        "verantwoordelijkheid_toelichting": "Hij hoorde stemmen.",
    }
    told = refused(home, zaak_id, VOORWAARDELIJK, **can_not)
    assert list(told) == ["alternatief_2_straffen"]
    for can in (Verantwoordelijkheid.niet, Verantwoordelijkheid.verminderd):
        silent = {"verantwoordelijkheid": can, "verantwoordelijkheid_toelichting": " "}
        assert list(refused(home, zaak_id, **silent)) == ["verantwoordelijkheid_toelichting"]
    home.voorstel(zaak_id, **can_not)
    assert home.get(zaak_id).voorstellen[0].gekozen.straffen == ()


def test_who_judges_otherwise_than_the_advice_says_why(home: House) -> None:
    zaak_id = home.case(S.horen)
    home.advies(zaak_id, verantwoordelijkheid="niet")
    own = {"verantwoordelijkheid": Verantwoordelijkheid.volledig}
    told = refused(home, zaak_id, VOORWAARDELIJK, **own, verantwoordelijkheid_toelichting="")
    assert "‘niet’" in told["verantwoordelijkheid_toelichting"]
    why = "Hij plande het."
    home.voorstel(zaak_id, VOORWAARDELIJK, **own, verantwoordelijkheid_toelichting=why)
    assert home.status(zaak_id) is S.voorstel


def test_terugplaatsing_asks_what_was_tried(home: House) -> None:
    zaak_id = home.case(S.horen)
    ends = alternatief(is_terugplaatsing=True, is_gekozen=True)
    told = refused(home, zaak_id, alternatieven=(REGULAR, ends))
    assert "beëindigt zijn deelname" in told["geprobeerd"]
    home.voorstel(zaak_id, alternatieven=(REGULAR, ends), geprobeerd="Drie gesprekken.")
    assert home.get(zaak_id).voorstellen[0].gekozen.gevolgen[4].startswith("Terugplaatsing:")


@pytest.mark.parametrize("number", [0, 100, None, "twee"])
def test_the_hoeveelste_keer_is_a_number(home: House, number: object) -> None:
    assert list(refused(home, home.case(S.horen), hoeveelste_keer=number)) == ["hoeveelste_keer"]


def test_no_problem_stands_alone(home: House) -> None:
    zaak_id = home.case(S.horen)
    told = refused(home, zaak_id, problematiek=("geen van deze", "verslaving"))
    assert list(told) == ["problematiek"]
    assert list(refused(home, zaak_id, problematiek=("heimwee",))) == ["problematiek"]


@pytest.mark.parametrize("status", [one for one in S if one is not S.horen])
def test_only_after_a_hearing_and_once(home: House, status: SanctieStatus) -> None:
    zaak_id = home.case(status)
    before = len(home.get(zaak_id).voorstellen)
    with pytest.raises(UserError):
        home.voorstel(zaak_id, VOORWAARDELIJK)
    assert len(home.get(zaak_id).voorstellen) == before


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.locatiemanager])
def test_nobody_but_the_locatiemanager_proposes(home: House, rol: Rol) -> None:
    from hvh_desktop.sancties.service_voorstel import propose_sanctie

    zaak_id = home.case(S.horen)
    with home.open_as(rol).reading() as session, pytest.raises(UserError, match="voorstellen"):
        propose_sanctie(session, zaak_id, voorstel_values())


# The table of the house and of the law ---------------------------------------------------------


def test_a_changed_maximum_counts_for_new_cases_and_not_for_old_ones(home: House) -> None:
    old = home.case(S.horen, voorval_datum=VOORVAL - timedelta(days=1))
    new = home.case(S.horen)
    with home.door(Rol.mentor).reading() as session:
        rows = get_value(session, "sanctie_maxima")
    rows = [
        {**row, "maximum": 5 if row["sleutel"] == "opsluiting" else row["maximum"]} for row in rows
    ]
    change(home, "sanctie_maxima", rows, VOORVAL)
    assert list(refused(home, new, SIX_DAYS)) == ["alternatief_2_straf_1_aantal"]
    home.voorstel(old, SIX_DAYS)
    home.voorstel(new, StrafRow(StrafSoort.opsluiting, 5))


def test_a_changed_combination_and_proeftijd_count_by_the_day_of_the_voorval(home: House) -> None:
    old = home.case(S.horen, voorval_datum=VOORVAL - timedelta(days=1))
    new = home.case(S.horen)
    change(home, "sanctie_combinatie_dagen", 5, VOORVAL)
    change(home, "sanctie_proeftijd_maanden", 1, VOORVAL)
    pair = (straf(StrafSoort.opsluiting, 3, 3), straf(StrafSoort.uitsluiting, 3))
    told = refused(home, new, *pair)
    assert list(told) == ["alternatief_2_straffen", "alternatief_2_proeftijd_tot_datum"]
    home.voorstel(old, *pair)


def test_the_regular_outcome_is_that_of_the_table_of_the_house(home: House) -> None:
    with home.door(Rol.mentor).reading() as session:
        rows = get_value(session, "sanctie_regulier")
    filled = {"eerste": "opsluiting", "eerste_dagen": 3, "herhaling": "opsluiting"}
    rows = [
        {**row, **filled, "herhaling_dagen": 5} if row["sleutel"] == "softdrugs" else row
        for row in rows
    ]
    change(home, "sanctie_regulier", rows, VOORVAL)
    zaak_id = home.case(S.horen)
    told = refused(home, zaak_id, VOORWAARDELIJK, hoeveelste_keer=1)
    assert "tabel van het huis" in told["alternatieven"]
    home.voorstel(zaak_id, VOORWAARDELIJK, hoeveelste_keer=2)


def test_no_regular_straf_is_asked_while_the_table_is_empty(home: House) -> None:
    zaak_id = home.case(S.horen)
    empty = replace(REGULAR, straffen=(), is_degradatie=False)
    home.voorstel(zaak_id, alternatieven=(empty, alternatief(is_gekozen=True)))
    assert home.get(zaak_id).voorstellen[0].alternatieven[0].straffen == ()
