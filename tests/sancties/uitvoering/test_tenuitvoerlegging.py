"""A straf begins, changes and ends; the proeftijd begins; the case closes or says why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from hvh_desktop.db import Session, new_id
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right, Rol, is_allowed
from hvh_desktop.sancties import service_tenuitvoerlegging as service
from hvh_desktop.sancties import service_voorwaarden
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Beklag, Tenuitvoerlegging
from hvh_desktop.sancties.words import (
    BeklagStatus,
    RondeAanleiding,
    SanctieStatus,
    Schorsing,
    StrafSoort,
    VoorwaardeStatus,
)
from hvh_desktop.urinecontroles.model import Heronderzoek, Urinecontrole, UrineUitslag
from tests.conftest import Clock, OpenAs
from tests.sancties.uitvoering.huis import (
    DEELS,
    OPSLUITING,
    PROEFTIJD,
    TODAY,
    UITGEREIKT,
    VOORWAARDELIJK,
    Huis,
    periode,
)

S = SanctieStatus
Write = Callable[[Session], Any]


def refused(huis: Huis, operation: Write) -> UserError:
    with pytest.raises(UserError) as caught:
        huis.write(operation)
    return caught.value


def status(huis: Huis, zaak_id: UUID) -> SanctieStatus:
    return huis.detail(zaak_id).row.status


def test_a_straf_begins_and_the_case_says_so(huis: Huis) -> None:
    zaak = huis.zaak()
    before = huis.stand(zaak)
    assert before.wat == "3 dagen opsluiting"
    assert [one.woorden for one in before.te_starten] == ["3 dagen opsluiting"]
    huis.start(zaak)
    (row,) = huis.detail(zaak).tenuitvoerleggingen
    assert (row.begin_datum, row.eind_datum, row.eind_tijd) == (
        TODAY,
        TODAY + timedelta(days=3),
        time(10, 30),
    )
    assert status(huis, zaak) is S.tenuitvoerlegging
    (straf,) = huis.stand(zaak).straffen
    assert (straf.gedaan, straf.over, straf.is_begonnen) == (3, 0, True)


@pytest.mark.parametrize("begin_tijd", [None, time(10, 30)])
@pytest.mark.parametrize("days", [1, 2, 3])
def test_whole_days_and_days_of_24_hours_count_alike(
    huis: Huis, days: int, begin_tijd: time | None
) -> None:
    zaak = huis.zaak()
    end = TODAY + timedelta(days=days if begin_tijd else days - 1)
    huis.start(zaak, begin_tijd=begin_tijd, eind_tijd=begin_tijd, eind_datum=end)
    assert huis.stand(zaak).straffen[0].gedaan == days


@pytest.mark.parametrize(
    ("other", "field", "said"),
    [
        ({"begin_datum": None}, "begin_datum", "op welke dag het begint"),
        ({"eind_datum": None}, "eind_datum", "op welke dag het eindigt"),
        ({"begin_datum": UITGEREIKT - timedelta(days=1)}, "begin_datum", "vóór de uitreiking"),
        ({"eind_tijd": None}, "eind_tijd", "allebei een tijd"),
        ({"begin_tijd": None}, "begin_tijd", "allebei een tijd"),
        ({"eind_datum": TODAY}, "eind_datum", "niet na het begin"),
        ({"eind_datum": TODAY - timedelta(days=1)}, "eind_datum", "niet na het begin"),
        ({"eind_datum": TODAY + timedelta(days=4)}, "eind_datum", "hooguit 3 dagen over"),
        ({"eind_tijd": time(10, 31)}, "eind_datum", "Dit zijn 4 dagen"),
        ({"is_vervangend": True}, "is_vervangend", "geen vervangende straf"),
        ({"straf_id": new_id()}, "straf_id", "hoort niet bij de beslissing"),
    ],
)
def test_a_period_that_cannot_be_gets_one_sentence(
    huis: Huis, other: dict[str, Any], field: str, said: str
) -> None:
    zaak = huis.zaak()
    invoer = periode(huis.straf_id(zaak))
    wrong = type(invoer)(**{**vars(invoer), **other})
    error = refused(huis, lambda s: service.start_tenuitvoerlegging(s, zaak, (wrong,)))
    assert said in error.fields[field]
    assert set(error.fields) == {field}
    assert status(huis, zaak) is S.uitreiking
    assert huis.detail(zaak).tenuitvoerleggingen == ()


def test_never_more_days_than_were_decided_also_in_parts(huis: Huis) -> None:
    zaak = huis.zaak()
    huis.start(zaak, 2)
    more = periode(huis.straf_id(zaak), 2, begin_datum=TODAY + timedelta(days=7))
    more = type(more)(**{**vars(more), "eind_datum": TODAY + timedelta(days=9)})
    error = refused(huis, lambda s: service.start_tenuitvoerlegging(s, zaak, (more,)))
    assert "hooguit 1 dag over" in error.fields["eind_datum"]
    one = type(more)(**{**vars(more), "eind_datum": TODAY + timedelta(days=8)})
    huis.write(lambda s: service.start_tenuitvoerlegging(s, zaak, (one,)))
    assert huis.stand(zaak).straffen[0].over == 0
    error = refused(huis, lambda s: service.start_tenuitvoerlegging(s, zaak, (one,)))
    assert "niets meer over" in error.fields["eind_datum"]


def test_several_straffen_begin_together(huis: Huis) -> None:
    zaak = huis.zaak(((StrafSoort.opsluiting, 3, 0), (StrafSoort.bezoek, 7, 0)))
    both = (
        periode(huis.straf_id(zaak, 1)),
        periode(huis.straf_id(zaak, 2), 8, begin_tijd=None, eind_tijd=None),
    )
    error = refused(huis, lambda s: service.start_tenuitvoerlegging(s, zaak, both))
    assert set(error.fields) == {"uitvoering_2_eind_datum"}
    assert huis.detail(zaak).tenuitvoerleggingen == ()
    good = (both[0], periode(huis.straf_id(zaak, 2), 6, begin_tijd=None, eind_tijd=None))
    huis.write(lambda s: service.start_tenuitvoerlegging(s, zaak, good))
    assert [one.gedaan for one in huis.stand(zaak).straffen] == [3, 7]


def test_nothing_given_is_refused(huis: Huis) -> None:
    zaak = huis.zaak()
    error = refused(huis, lambda s: service.start_tenuitvoerlegging(s, zaak, ()))
    assert "ten minste één straf" in error.text


# A punishment cell ----------------------------------------------------------------------------


def test_a_cell_for_longer_than_a_day_is_told_to_two(huis: Huis) -> None:
    zaak = huis.zaak()
    invoer = periode(huis.straf_id(zaak), is_strafcel=True)
    error = refused(huis, lambda s: service.start_tenuitvoerlegging(s, zaak, (invoer,)))
    assert "langer dan 24 uur" in error.fields["commissie_gemeld_datum"]
    assert "Meld het de arts" in error.fields["arts_gemeld_datum"]
    told: dict[str, Any] = {
        "commissie_gemeld_datum": TODAY,
        "arts_gemeld_datum": TODAY + timedelta(days=1),
    }
    wrong = periode(huis.straf_id(zaak), is_strafcel=True, **told)
    error = refused(huis, lambda s: service.start_tenuitvoerlegging(s, zaak, (wrong,)))
    assert "toekomst" in error.fields["arts_gemeld_datum"]
    huis.start(zaak, is_strafcel=True, **{**told, "arts_gemeld_datum": TODAY})
    (row,) = huis.detail(zaak).tenuitvoerleggingen
    assert (row.commissie_gemeld_datum, row.arts_gemeld_datum) == (TODAY, TODAY)


def test_a_cell_for_a_day_asks_nothing(huis: Huis) -> None:
    zaak = huis.zaak()
    huis.start(zaak, 1, is_strafcel=True)
    assert huis.detail(zaak).tenuitvoerleggingen[0].is_strafcel


# Fine and verlof ------------------------------------------------------------------------------


@pytest.fixture
def boete(huis: Huis) -> UUID:
    zaak = huis.zaak(((StrafSoort.boete, 2500, 0),))
    huis.change_straf(
        zaak,
        weekloon_centen=1500,
        vervangende_soort=StrafSoort.uitsluiting,
        vervangende_dagen=2,
    )
    return zaak


def test_a_fine_is_paid_once(huis: Huis, boete: UUID) -> None:
    paid: dict[str, Any] = {"begin_tijd": None, "eind_tijd": None, "eind_datum": TODAY}
    tomorrow = TODAY + timedelta(days=1)
    later = periode(
        huis.straf_id(boete), **{**paid, "begin_datum": tomorrow, "eind_datum": tomorrow}
    )
    error = refused(huis, lambda s: service.start_tenuitvoerlegging(s, boete, (later,)))
    assert "toekomst" in error.fields["begin_datum"]
    huis.start(boete, **paid)
    (straf,) = huis.stand(boete).straffen
    assert (straf.gedaan, straf.over, straf.vervangend_over) == (1, 0, 0)
    again = periode(huis.straf_id(boete), **paid)
    error = refused(huis, lambda s: service.start_tenuitvoerlegging(s, boete, (again,)))
    assert "al vastgelegd" in error.fields["begin_datum"]


def test_what_comes_instead_of_a_fine_has_its_own_days(huis: Huis, boete: UUID) -> None:
    instead = periode(huis.straf_id(boete), 3, is_vervangend=True)
    error = refused(huis, lambda s: service.start_tenuitvoerlegging(s, boete, (instead,)))
    assert "hooguit 2 dagen over" in error.fields["eind_datum"]
    huis.start(boete, 2, is_vervangend=True)
    (row,) = huis.detail(boete).tenuitvoerleggingen
    assert row.is_vervangend
    (straf,) = huis.stand(boete).straffen
    assert (straf.over, straf.vervangend_over, straf.is_begonnen) == (0, 0, True)


def test_a_verlof_that_does_not_go_on_counts_once(huis: Huis) -> None:
    zaak = huis.zaak(((StrafSoort.verlof, 1, 0),))
    days: dict[str, Any] = {"begin_datum": date(2026, 11, 20), "eind_datum": date(2026, 11, 22)}
    huis.start(zaak, begin_tijd=None, eind_tijd=None, **days)
    assert huis.stand(zaak).straffen[0].over == 0


# On hold --------------------------------------------------------------------------------------


def test_a_retest_holds_it(huis: Huis) -> None:
    def check(session: Session) -> UUID:
        found = Urinecontrole(
            deelnemer_id=huis.deelnemer_id,
            nummer="HT-1",
            aanleiding="vermoeden",
            is_reden_meegedeeld=True,
            stoffen=("cannabis",),
            opdracht_datum=TODAY,
            opdracht_tijd=time(9, 0),
            medewerker_id=new_id(),
            afname_datum=TODAY,
            uitslag=UrineUitslag.positief,
            uitslag_datum=TODAY,
            meegedeeld_datum=TODAY,
            meegedeeld_tijd=time(9, 30),
            heronderzoek=Heronderzoek.gevraagd,
            heronderzoek_datum=TODAY,
            heronderzoek_tijd=time(10, 0),
        )
        session.add(found)
        session.flush()
        return found.id

    key = huis.write(check)
    zaak = huis.zaak(urinecontrole_id=key)
    assert "heronderzoek" in huis.stand(zaak).wacht[0]
    error = refused(
        huis,
        lambda s: service.start_tenuitvoerlegging(s, zaak, (periode(huis.straf_id(zaak)),)),
    )
    assert "heronderzoek" in error.text

    def done(session: Session) -> None:
        session.get_one(Urinecontrole, key).heronderzoek = Heronderzoek.bevestigd

    huis.write(done)
    huis.start(zaak)
    assert status(huis, zaak) is S.tenuitvoerlegging


def beklag(huis: Huis, zaak: UUID, **values: Any) -> UUID:
    def write(session: Session) -> UUID:
        (beslissing,) = huis.detail(zaak).beslissingen
        found = Beklag(
            sanctiezaak_id=zaak,
            deelnemer_id=huis.deelnemer_id,
            beslissing_id=beslissing.id,
            ingediend_datum=TODAY,
            is_te_laat=False,
            **values,
        )
        session.add(found)
        session.flush()
        return found.id

    return huis.write(write)


def test_schorsing_holds_it_until_there_is_a_ruling(huis: Huis) -> None:
    zaak = huis.zaak()
    straf = periode(huis.straf_id(zaak))
    key = beklag(huis, zaak, schorsing=Schorsing.toegewezen)
    error = refused(huis, lambda s: service.start_tenuitvoerlegging(s, zaak, (straf,)))
    assert "geschorst" in error.text

    def rule(session: Session) -> None:
        found = session.get_one(Beklag, key)
        found.status, found.uitspraak_datum = BeklagStatus.ongegrond, TODAY

    huis.write(rule)
    huis.start(zaak)


def test_an_upheld_beklag_asks_a_hearing_first(huis: Huis) -> None:
    zaak = huis.zaak()
    beklag(huis, zaak, status=BeklagStatus.gegrond, uitspraak_datum=TODAY)
    straf = periode(huis.straf_id(zaak))
    error = refused(huis, lambda s: service.start_tenuitvoerlegging(s, zaak, (straf,)))
    assert "herziening" in error.text


# Mending --------------------------------------------------------------------------------------


def test_a_change_is_a_new_row_with_the_reason_at_the_old_one(huis: Huis) -> None:
    zaak = huis.zaak()
    key = huis.start(zaak)
    end = TODAY + timedelta(days=2)
    error = refused(huis, lambda s: service.change_tenuitvoerlegging(s, key, {"eind_datum": end}))
    assert "reden" in error.fields
    given = {"eind_datum": end, "reden": "een dag eerder klaar"}
    new = huis.write(lambda s: service.change_tenuitvoerlegging(s, key, given))
    rows = {one.id: one for one in huis.detail(zaak).tenuitvoerleggingen}
    assert rows[key].is_vervallen
    assert rows[key].vervallen_reden == "vervangen: een dag eerder klaar"
    assert (rows[new].eind_datum, rows[new].is_vervallen) == (end, False)
    assert huis.stand(zaak).straffen[0].gedaan == 2
    error = refused(huis, lambda s: service.change_tenuitvoerlegging(s, key, given))
    assert "al ingetrokken" in error.text


def test_a_change_may_not_take_more_days(huis: Huis) -> None:
    zaak = huis.zaak()
    key = huis.start(zaak)
    given = {"eind_datum": TODAY + timedelta(days=4), "reden": "langer"}
    error = refused(huis, lambda s: service.change_tenuitvoerlegging(s, key, given))
    assert "hooguit 3 dagen" in error.fields["eind_datum"]
    assert not huis.detail(zaak).tenuitvoerleggingen[0].is_vervallen


def test_withdrawn_it_stays_in_sight_and_does_not_count(huis: Huis) -> None:
    zaak = huis.zaak()
    key = huis.start(zaak)
    error = refused(huis, lambda s: service.withdraw_tenuitvoerlegging(s, key, "  "))
    assert "reden" in error.fields
    huis.write(lambda s: service.withdraw_tenuitvoerlegging(s, key, "ging niet door"))
    (row,) = huis.detail(zaak).tenuitvoerleggingen
    assert (row.is_vervallen, row.vervallen_reden) == (True, "ging niet door")
    assert status(huis, zaak) is S.tenuitvoerlegging
    assert huis.stand(zaak).te_starten
    huis.start(zaak)
    assert huis.stand(zaak).straffen[0].over == 0


def test_a_closed_case_does_not_change(huis: Huis, clock: Clock) -> None:
    zaak = huis.zaak()
    key = huis.start(zaak)
    clock.advance(days=4)
    huis.write(lambda s: service.complete_zaak(s, zaak, {"datum": s.today}))
    error = refused(huis, lambda s: service.withdraw_tenuitvoerlegging(s, key, "x"))
    assert "loopt niet meer" in error.text


# The proeftijd --------------------------------------------------------------------------------


def test_all_of_it_conditional_starts_the_proeftijd(huis: Huis) -> None:
    zaak = huis.zaak(VOORWAARDELIJK)
    stand = huis.stand(zaak)
    assert (stand.straffen, stand.voorwaardelijk) == ((), "3 dagen opsluiting")
    error = refused(huis, lambda s: service.start_tenuitvoerlegging(s, zaak, (periode(new_id()),)))
    assert "geen straf die nu wordt uitgevoerd" in error.text
    huis.write(lambda s: service.start_proeftijd(s, zaak))
    assert status(huis, zaak) is S.voorwaardelijk


def test_what_is_not_conditional_begins_first(huis: Huis) -> None:
    zaak = huis.zaak(DEELS)
    error = refused(huis, lambda s: service.start_proeftijd(s, zaak))
    assert "2 dagen opsluiting" in error.text
    huis.start(zaak, 2)
    huis.write(lambda s: service.start_proeftijd(s, zaak))
    assert status(huis, zaak) is S.voorwaardelijk


def test_without_anything_conditional_there_is_no_proeftijd(huis: Huis) -> None:
    zaak = huis.zaak()
    error = refused(huis, lambda s: service.start_proeftijd(s, zaak))
    assert "niets voorwaardelijk" in error.text


# The end --------------------------------------------------------------------------------------


def close(huis: Huis, zaak: UUID, toelichting: str = "") -> None:
    values = {"toelichting": toelichting}
    huis.write(lambda s: service.complete_zaak(s, zaak, values | {"datum": s.today}))


def test_it_closes_when_the_straf_is_over(huis: Huis, clock: Clock) -> None:
    zaak = huis.zaak()
    error = refused(huis, lambda s: service.complete_zaak(s, zaak, {"datum": TODAY}))
    assert "nog niet ingegaan" in error.text
    huis.start(zaak)
    error = refused(huis, lambda s: service.complete_zaak(s, zaak, {"datum": TODAY}))
    assert "Opsluiting loopt nog" in error.text
    clock.advance(days=3, seconds=1)
    early = {"datum": TODAY + timedelta(days=2)}
    error = refused(huis, lambda s: service.complete_zaak(s, zaak, early))
    assert "vóór het einde" in error.fields["datum"]
    close(huis, zaak, "Hij belde zelf zijn mentor.")
    detail = huis.detail(zaak)
    assert (detail.row.status, detail.slot_toelichting) == (S.afloop, "Hij belde zelf zijn mentor.")
    assert detail.slot_reden == ""


def test_fewer_days_than_decided_ask_why(huis: Huis, clock: Clock) -> None:
    zaak = huis.zaak()
    huis.start(zaak, 1)
    clock.advance(days=2)
    error = refused(huis, lambda s: service.complete_zaak(s, zaak, {"datum": s.today}))
    assert "Niet alles is uitgevoerd (opsluiting, nog 2 dagen)" in error.fields["toelichting"]
    close(huis, zaak, "Hij werd ziek.")
    assert status(huis, zaak) is S.afloop


VOORWAARDEN = ("Hij doet niets waarvoor hij straf kan krijgen.", "Hij gaat naar JusTact.")


def _set(session: Session, *, key: UUID, values: dict[str, str]) -> None:
    service_voorwaarden.change_voorwaarde(session, key, values)


def kept(huis: Huis, zaak: UUID, outcome: VoorwaardeStatus, *numbers: int) -> None:
    (beslissing,) = huis.detail(zaak).beslissingen
    for number in numbers:
        key = beslissing.voorwaarden[number].id
        values = {"status": outcome.value, "toelichting": "Gezien."}
        huis.write(partial(_set, key=key, values=values))


def test_a_proeftijd_closes_when_it_is_over_and_each_condition_has_an_outcome(
    huis: Huis, clock: Clock
) -> None:
    zaak = huis.zaak(VOORWAARDELIJK, voorwaarden=VOORWAARDEN)
    huis.write(lambda s: service.start_proeftijd(s, zaak))
    blocks = huis.stand(zaak).in_de_weg
    assert blocks[0] == "De proeftijd loopt nog tot en met 8 februari 2027."
    assert [VOORWAARDEN[0] in blocks[1], VOORWAARDEN[1] in blocks[2]] == [True, True]
    clock.advance(days=(PROEFTIJD - TODAY).days)
    assert len(huis.stand(zaak).in_de_weg) == 3
    clock.advance(days=1)
    kept(huis, zaak, VoorwaardeStatus.nagekomen, 0, 1)
    last = {"datum": PROEFTIJD}
    error = refused(huis, lambda s: service.complete_zaak(s, zaak, last))
    assert "liep de proeftijd nog" in error.fields["datum"]
    close(huis, zaak)
    assert status(huis, zaak) is S.afloop


def test_a_condition_that_was_not_kept_asks_why_it_was_let_go(huis: Huis, clock: Clock) -> None:
    zaak = huis.zaak(VOORWAARDELIJK, voorwaarden=VOORWAARDEN)
    huis.write(lambda s: service.start_proeftijd(s, zaak))
    clock.advance(days=100)
    kept(huis, zaak, VoorwaardeStatus.nagekomen, 0)
    kept(huis, zaak, VoorwaardeStatus.niet_nagekomen, 1)
    error = refused(huis, lambda s: service.complete_zaak(s, zaak, {"datum": s.today}))
    assert "niet leidde tot tenuitvoerlegging" in error.fields["toelichting"]
    close(huis, zaak, "Hij haalde het gesprek in.")


def test_without_straf_another_end_is_meant(huis: Huis) -> None:
    zaak = huis.zaak(())
    error = refused(huis, lambda s: service.complete_zaak(s, zaak, {"datum": TODAY}))
    assert "waarom er geen straf is" in error.text


# A second round -------------------------------------------------------------------------------


def test_execution_after_a_hearing_takes_only_what_was_conditional(huis: Huis) -> None:
    zaak = huis.zaak(DEELS)
    huis.start(zaak, 2)
    huis.write(lambda s: service.start_proeftijd(s, zaak))
    huis.again(zaak, ((StrafSoort.opsluiting, 3, 0),), RondeAanleiding.tenuitvoerlegging)
    (straf,) = huis.stand(zaak).straffen
    assert (straf.gedaan, straf.over) == (0, 3)
    huis.start(zaak, 3)
    assert huis.stand(zaak).straffen[0].over == 0


def test_after_omzetting_what_he_did_counts_along(huis: Huis, clock: Clock) -> None:
    zaak = huis.zaak()
    huis.start(zaak, 1)
    clock.advance(days=1, seconds=1)
    huis.again(zaak, ((StrafSoort.opsluiting, 3, 2),), RondeAanleiding.omzetting)
    (straf,) = huis.stand(zaak).straffen
    assert (straf.gedaan, straf.over, straf.is_begonnen) == (1, 0, True)
    huis.write(lambda s: service.start_proeftijd(s, zaak))
    assert status(huis, zaak) is S.voorwaardelijk


def test_a_straf_of_an_earlier_decision_that_still_runs_is_in_the_way(huis: Huis) -> None:
    zaak = huis.zaak()
    huis.start(zaak, 2)
    huis.again(zaak, ((StrafSoort.opsluiting, 3, 1),), RondeAanleiding.omzetting)
    assert any("eerdere beslissing" in one for one in huis.stand(zaak).in_de_weg)


# Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rol", list(Rol))
def test_only_who_may_writes(huis: Huis, open_as: OpenAs, rol: Rol) -> None:
    zaak = huis.zaak()
    database = open_as(rol)
    invoer = (periode(huis.straf_id(zaak)),)
    if is_allowed(database.actor, Right.record_tenuitvoerlegging):
        huis.write(lambda s: service.start_tenuitvoerlegging(s, zaak, invoer), database)
        return
    for operation in (
        lambda s: service.start_tenuitvoerlegging(s, zaak, invoer),
        lambda s: service.start_proeftijd(s, zaak),
        lambda s: service.complete_zaak(s, zaak, {"datum": TODAY}),
        lambda s: service.change_tenuitvoerlegging(s, zaak, {}),
        lambda s: service.withdraw_tenuitvoerlegging(s, zaak, "x"),
    ):
        with pytest.raises(UserError, match=r"hoort niet bij je rol|geen toegang"):
            huis.ask(operation, database)


def test_a_case_without_decision_has_nothing_to_execute(huis: Huis) -> None:
    zaak = huis.zaak()

    def bare(session: Session) -> UUID:
        found = session.get_one(Sanctiezaak, zaak)
        other = Sanctiezaak(
            deelnemer_id=found.deelnemer_id,
            voorval_soort="softdrugs",
            voorval_datum=TODAY,
            plaats="keuken",
            feiten="Iets.",
            betrokkenen=(),
            is_zelf_gemeld=False,
        )
        session.add(other)
        session.flush()
        return other.id

    key = huis.write(bare)
    with pytest.raises(UserError, match="nog niet beslist"):
        huis.stand(key)


def test_nothing_half_is_kept(huis: Huis) -> None:
    """A refusal of the second straf leaves no row of the first."""
    zaak = huis.zaak((*OPSLUITING, (StrafSoort.bezoek, 7, 0)))
    both = (periode(huis.straf_id(zaak)), periode(huis.straf_id(zaak, 2), 9))
    refused(huis, lambda s: service.start_tenuitvoerlegging(s, zaak, both))
    assert huis.ask(lambda s: list(s.scalars(select(Tenuitvoerlegging)))) == []
