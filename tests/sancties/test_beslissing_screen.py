"""The decision through its screen: follow, decide otherwise, give back, and who may."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.actieplannen.service import record_doel
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.ruimte import NOT_BROKEN
from hvh_desktop.sancties.screen_beslissing import BeslissingPage, beslissing_card
from hvh_desktop.sancties.screen_beslissing_stappen import SAME_PERSON
from hvh_desktop.sancties.screen_voorstel import voorstel_card
from hvh_desktop.sancties.service_voorstel import propose_sanctie
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus, StrafSoort, Uitkomst
from hvh_desktop.ui import kit, theme
from tests.actieplannen.conftest import doel_values
from tests.sancties.house import VANDAAG, VOORWAARDELIJK, House, voorstel_values
from tests.sancties.walk import Walk

S = SanctieStatus
WORDS = "Jeffrey, je vertelde het zelf en je bent in behandeling."
GEEN = "Degradatie breekt zijn behandeling af."


@pytest.fixture
def walk(home: House, qtbot: QtBot, qapp: QApplication) -> Walk:
    theme.apply(qapp, "licht")
    return Walk(home, qtbot, Rol.directeur)


def page(walk: Walk, zaak_id: UUID) -> BeslissingPage:
    deelnemer_id = walk.home.deelnemer_id
    return walk.show(
        BeslissingPage(walk.context, deelnemer_id=deelnemer_id, sanctiezaak_id=zaak_id)
    )


def test_following_makes_the_decision(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.voorstel)
    page(walk, zaak_id)
    assert "Ik kon niet slapen" in walk.texts()
    assert "2 dagen opsluiting, voorwaardelijk" in walk.texts()
    walk.next()
    walk.press("keuze_volg")
    walk.next(2)
    walk.put("motivering", WORDS)
    walk.put("degradatie_reden", GEEN)
    walk.next()
    assert WORDS in walk.texts()
    assert "Afspraak\nHij praat met zijn psycholoog" in walk.texts()
    walk.press("dien_in")
    (row,) = home.get(zaak_id).beslissingen
    assert (row.is_conform, row.uitkomst, row.motivering) == (True, Uitkomst.straf, WORDS)
    assert (row.degradatie_reden, row.is_zelfde_persoon) == (GEEN, False)
    assert [one.is_algemeen for one in row.voorwaarden] == [True]
    assert walk.places[-1][0] == "sanctiezaak"


def test_deciding_otherwise_uses_the_same_editor(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.voorstel)
    shown = page(walk, zaak_id)
    walk.next()
    walk.press("keuze_anders")
    assert walk.find("straf_1_soort").value() == StrafSoort.opsluiting.value
    walk.put("straf_1_aantal", 20)
    assert shown.keuze.editor.editors[0].blocks["aantal"].error() is not None
    walk.put("straf_1_aantal", 1)
    walk.put("straf_1_voorwaardelijk", "")
    assert not walk.shown("proeftijd_tot_datum")
    walk.next()
    assert "Er is niets voorwaardelijk." in walk.texts()
    walk.next()
    walk.put("motivering", WORDS)
    walk.put("degradatie_reden", GEEN)
    walk.next()
    walk.press("dien_in")
    (row,) = home.get(zaak_id).beslissingen
    assert (row.is_conform, row.straffen[0].aantal, row.voorwaarden) == (False, 1, ())


def test_otherwise_can_be_no_straf(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.voorstel)
    page(walk, zaak_id)
    walk.next()
    walk.press("keuze_anders")
    walk.press("straf_1_weg")
    walk.next(2)
    assert not walk.shown("degradatie_reden")
    walk.put("motivering", WORDS)
    walk.next()
    walk.press("dien_in")
    assert home.get(zaak_id).beslissingen[-1].uitkomst is Uitkomst.geen_straf


def test_conditions_hang_on_his_doelen_and_have_somebody(walk: Walk, home: House) -> None:
    doel = home.by(Rol.casemanager, lambda s: record_doel(s, home.deelnemer_id, doel_values()))
    zaak_id = home.case(S.voorstel)
    shown = page(walk, zaak_id)
    walk.next()
    walk.press("keuze_volg")
    walk.next()
    assert "Hij doet tijdens de proeftijd niets" in walk.texts()
    assert "In het voorstel is afgesproken: Hij praat met zijn psycholoog" in walk.texts()
    walk.press("voorwaarde_erbij")
    walk.put("voorwaarde_1_tekst", "Elke week een gesprek bij JusTact.")
    walk.put("voorwaarde_1_herinnering_datum", "13-01-2027")
    walk.next()
    walk.put("motivering", WORDS)
    walk.put("degradatie_reden", GEEN)
    walk.next()
    walk.press("dien_in")
    said = [one.text() for one in shown.blad.errors.links]
    assert said[0] == "Kies wie er let op voorwaarde 1."
    assert "12 januari 2027" in said[1]
    shown.blad.errors.links[0].click()
    walk.put("voorwaarde_1_toezicht_id", home.medewerkers[Rol.mentor].hex)
    walk.put("voorwaarde_1_herinnering_datum", "05-01-2027")
    walk.put("voorwaarde_1_doel_id", doel.hex)
    shown.go(4)
    walk.press("dien_in")
    own = home.get(zaak_id).beslissingen[-1].voorwaarden[1]
    assert (own.doel_id, own.toezicht_id) == (doel, home.medewerkers[Rol.mentor])
    assert own.herinnering_datum == date(2027, 1, 5)


def test_giving_back_asks_a_reason_and_tells_it(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.voorstel)
    page(walk, zaak_id)
    walk.next()
    walk.press("keuze_terug")
    walk.press("geef_terug")
    assert "Schrijf op waarom je het teruggeeft." in walk.texts()
    walk.put("terug_reden", "Kijk ook naar zijn werk.")
    walk.press("geef_terug")
    assert home.status(zaak_id) is S.horen
    card = voorstel_card(walk.context, home.get(zaak_id, Rol.locatiemanager))
    assert card is not None
    said = "\n".join(one.text() for one in card.findChildren(kit.Label))
    assert "Kijk ook naar zijn werk." in said


def test_both_roles_are_said_plainly(home: House, qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "licht")
    walk = Walk(home, qtbot, Rol.directeur, Rol.locatiemanager)
    zaak_id = home.case(S.horen)
    values = voorstel_values(VOORWAARDELIJK)
    both = (Rol.directeur, Rol.locatiemanager)
    home.by(both, lambda s: propose_sanctie(s, zaak_id, values))
    page(walk, zaak_id)
    assert SAME_PERSON in walk.texts()
    walk.next()
    walk.press("keuze_volg")
    walk.next(2)
    walk.put("motivering", WORDS)
    walk.put("degradatie_reden", GEEN)
    walk.next()
    assert SAME_PERSON in walk.texts()
    walk.press("dien_in")
    assert home.get(zaak_id).beslissingen[-1].is_zelfde_persoon


def test_who_proposed_is_refused_kindly(home: House, qtbot: QtBot, qapp: QApplication) -> None:
    """He had both roles when he proposed, and only one of them now."""
    theme.apply(qapp, "licht")
    zaak_id = home.case(S.horen)
    values = voorstel_values(VOORWAARDELIJK)
    both = (Rol.directeur, Rol.locatiemanager)
    home.by(both, lambda s: propose_sanctie(s, zaak_id, values))
    walk = Walk(home, qtbot, Rol.directeur)
    page(walk, zaak_id)
    assert "Vraag het aan een ander met de rol directeur." in walk.texts()
    assert not walk.shown("volgende")


@pytest.mark.parametrize("status", [S.horen, S.beslissing])
def test_without_a_waiting_proposal_there_is_nothing_to_decide(
    walk: Walk, home: House, status: SanctieStatus
) -> None:
    page(walk, home.case(status))
    assert "Je kunt hier nu niet over beslissen" in walk.texts()


def test_a_mentor_may_not_decide(home: House, qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "licht")
    walk = Walk(home, qtbot, Rol.mentor)
    page(walk, home.case(S.voorstel))
    assert "Je kunt hier nu niet over beslissen" in walk.texts()


def test_nothing_is_lost_at_the_lock(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.voorstel)
    shown = page(walk, zaak_id)
    walk.next()
    walk.press("keuze_anders")
    walk.put("straf_1_aantal", 6)
    walk.next()
    walk.press("voorwaarde_erbij")
    walk.put("voorwaarde_1_tekst", "Hij belt elke dag.")
    walk.next()
    walk.put("motivering", "Half af")
    before = shown.typed()
    shown.leave()
    again = page(walk, zaak_id)
    assert again.number == 3
    assert again.typed() == before
    assert again.motivering.values()["motivering"] == "Half af"


def test_the_card_tells_the_decision_or_that_it_waits(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.beslissing)
    card = beslissing_card(walk.context, home.get(zaak_id))
    assert card is not None
    said = "\n".join(one.text() for one in card.findChildren(kit.Label))
    assert "Door Willem, 12 november 2026. Volgens het voorstel." in said
    assert "2 dagen opsluiting, voorwaardelijk" in said
    assert "Tot en met 12 januari 2027." in said
    waiting = home.case(S.voorstel)
    for rol, words in ((Rol.directeur, "Er ligt een voorstel."), (Rol.mentor, "De directeur")):
        card = beslissing_card(walk.context, home.get(waiting, rol))
        assert card is not None
        assert any(one.text().startswith(words) for one in card.findChildren(kit.Label))
    assert beslissing_card(walk.context, home.get(home.case(S.horen))) is None


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_words_are_not_cut(walk: Walk, home: House, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "licht", scale)
    shown = page(walk, home.case(S.voorstel))
    for number in range(5):
        shown.go(number)
        if number == 1:
            walk.press("keuze_anders")
        walk.settle()
        for label in walk.window.findChildren(kit.Label):
            if label.isVisible() and label.wordWrap() and label.text():
                assert label.height() >= label.heightForWidth(label.width()) - 2, label.text()


def test_the_day_may_be_typed(walk: Walk, home: House) -> None:
    shown = page(walk, home.case(S.voorstel))
    shown.go(3)
    assert walk.find("datum").value() == VANDAAG
    walk.put("datum", "")
    assert "Vul de dag van de beslissing in." in shown.motivering.problems().values()


def test_execution_is_decided_on_the_same_page(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    again = RondeAanleiding.tenuitvoerlegging
    home.horen(zaak_id, again, datum=VANDAAG, tijd=time(10, 0))
    home.voorstel(zaak_id, VOORWAARDELIJK)
    shown = page(walk, zaak_id)
    assert NOT_BROKEN in walk.texts()
    walk.next()
    walk.press("keuze_anders")
    assert not walk.shown("straf_erbij")
    walk.put("straf_1_aantal", 3)
    assert "Meer kan het nu niet worden." in walk.texts()
    walk.put("straf_1_aantal", 2)
    walk.put("straf_1_voorwaardelijk", 1)
    walk.next(2)
    walk.put("motivering", WORDS)
    walk.put("degradatie_reden", GEEN)
    walk.next()
    assert NOT_BROKEN in walk.texts()
    walk.press("dien_in")
    assert len(home.get(zaak_id).beslissingen) == 1
    home.break_condition(zaak_id)
    shown.refresh()
    walk.press("dien_in")
    row = home.get(zaak_id).beslissingen[-1]
    assert (row.ronde, row.aanleiding, row.uitkomst) == (2, again, Uitkomst.deels)


def test_the_directeur_reads_the_advice_and_the_number_of_times(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.voorstel)
    home.advies(zaak_id)
    page(walk, zaak_id)
    said = walk.texts()
    assert home.get(zaak_id).adviezen[-1].tekst in said
    assert "Verantwoordelijk: verminderd." in said
    assert "1e keer" in said
