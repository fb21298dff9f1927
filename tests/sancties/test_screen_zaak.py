"""The page of a case through the keyboard of every role, on real encrypted files."""

from __future__ import annotations

from datetime import time
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hvh_desktop.readlog import Raadpleging
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service_correcties
from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.screen import SanctiezaakPage
from hvh_desktop.sancties.screen_correcties import correctie_form
from hvh_desktop.sancties.service_voorwaarden import change_voorwaarde
from hvh_desktop.sancties.words import (
    BeklagStatus,
    Onderdeel,
    RondeAanleiding,
    SanctieStatus,
    VoorwaardeStatus,
)
from hvh_desktop.ui import kit, theme
from tests.sancties.desk import Desk
from tests.sancties.house import DIRECT, MIXED, House

S = SanctieStatus


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, "licht")


def show(home: House, qtbot: QtBot, zaak_id: UUID, *rollen: Rol, height: int = 3000) -> Desk:
    """The case as whoever has these roles sees it; high, so that all of it can be seen."""
    desk = Desk(home, qtbot, *rollen)
    desk.page = desk.show(
        SanctiezaakPage(desk.context, deelnemer_id=home.deelnemer_id, sanctiezaak_id=zaak_id),
        height=height,
    )
    return desk


MAIN = [
    (S.voorval, Rol.mentor, "Schrijf het verslag", "verslag"),
    (S.voorval, Rol.psycholoog, "Schrijf het verslag", "verslag"),
    (S.voorval, Rol.directeur, None, ""),
    (S.verslag, Rol.mentor, None, ""),
    (S.verslag, Rol.locatiemanager, "Hoor hem", "horen"),
    (S.verslag, Rol.directeur, "Hoor hem", "horen"),
    (S.horen, Rol.locatiemanager, "Maak een voorstel", "sanctievoorstel"),
    (S.horen, Rol.directeur, None, ""),
    (S.voorstel, Rol.directeur, "Beslis", "sanctiebeslissing"),
    (S.voorstel, Rol.locatiemanager, None, ""),
    (S.beslissing, Rol.locatiemanager, "Maak de mededeling", "mededeling"),
    (S.beslissing, Rol.mentor, None, ""),
    (S.mededeling, Rol.mentor, "Reik uit", "uitreiking"),
    (S.uitreiking, Rol.locatiemanager, "Laat de proeftijd ingaan", "tenuitvoerlegging"),
    (S.uitreiking, Rol.mentor, None, ""),
    (S.tenuitvoerlegging, Rol.locatiemanager, None, ""),
    (S.voorwaardelijk, Rol.directeur, None, ""),
    (S.afloop, Rol.directeur, None, ""),
    (S.afgezien, Rol.directeur, None, ""),
    (S.geseponeerd, Rol.directeur, None, ""),
    (S.ingetrokken, Rol.locatiemanager, None, ""),
]


@pytest.mark.parametrize(("status", "rol", "words", "place"), MAIN)
def test_each_role_has_one_main_act_or_none(
    home: House, qtbot: QtBot, status: SanctieStatus, rol: Rol, words: str | None, place: str
) -> None:
    zaak_id = home.case(status)
    desk = show(home, qtbot, zaak_id, rol)
    assert desk.main() == ([words] if words else [])
    if words is None:
        return
    desk.press(desk.page.nu.main_button.objectName())
    assert desk.places[-1] == (
        place,
        {"deelnemer_id": home.deelnemer_id, "sanctiezaak_id": zaak_id},
    )


def test_who_waits_reads_for_whom(home: House, qtbot: QtBot) -> None:
    desk = show(home, qtbot, home.case(S.verslag), Rol.mentor)
    said = "Nu is een ander aan zet: horen, door de locatiemanager of directeur."
    assert said in desk.texts()


def test_the_rail_tells_every_step_with_its_day_and_by_whom(home: House, qtbot: QtBot) -> None:
    desk = show(home, qtbot, home.case(S.horen), Rol.locatiemanager)
    rail = desk.page.rail
    assert [(one.woord, one.staat, one.regel) for one in rail.steps] == [
        ("Voorval", "klaar", "2 november, Ilse"),
        ("Verslag", "klaar", "3 november, Ilse"),
        ("Horen", "klaar", "5 november, Karin"),
        ("Voorstel", "nu", "door jou"),
        ("Beslissing", "nog", "door de directeur"),
        ("Mededeling", "nog", ""),
        ("Uitreiking", "nog", ""),
        ("Uitvoering", "nog", ""),
        ("Afloop", "nog", ""),
    ]
    assert "Stap 4 van 9" in desk.texts()


@pytest.mark.parametrize(
    ("status", "straffen", "tail"),
    [
        (S.uitreiking, (), [("Proeftijd", "nu"), ("Afloop", "nog")]),
        (S.uitreiking, (MIXED,), [("Straf", "nu"), ("Proeftijd", "nog"), ("Afloop", "nog")]),
        (S.tenuitvoerlegging, (), [("Straf", "nu"), ("Proeftijd", "nog"), ("Afloop", "nog")]),
        (S.voorwaardelijk, (), [("Proeftijd", "nu"), ("Afloop", "nog")]),
        (S.afloop, (DIRECT,), [("Straf", "klaar"), ("Afloop", "klaar")]),
    ],
)
def test_after_the_decision_the_rail_shows_what_it_asks_for(
    home: House,
    qtbot: QtBot,
    status: SanctieStatus,
    straffen: tuple[StrafRow, ...],
    tail: list[tuple[str, str]],
) -> None:
    desk = show(home, qtbot, home.case(status, *straffen), Rol.locatiemanager)
    assert [(one.woord, one.staat) for one in desk.page.rail.steps[7:]] == tail


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (S.afgezien, ["Voorval", "Geen straf"]),
        (S.geseponeerd, ["Voorval", "Verslag", "Horen", "Geseponeerd"]),
        (S.ingetrokken, ["Voorval", "Verslag", "Horen", "Ingetrokken"]),
    ],
)
def test_a_case_that_was_dropped_ends_its_rail_there(
    home: House, qtbot: QtBot, status: SanctieStatus, words: list[str]
) -> None:
    desk = show(home, qtbot, home.case(status), Rol.directeur)
    assert [one.woord for one in desk.page.rail.steps] == words
    assert {one.staat for one in desk.page.rail.steps} == {"klaar"}
    assert "Reden" in desk.texts()


def test_no_straf_is_closed_by_the_directeur_after_the_handing_over(
    home: House, qtbot: QtBot
) -> None:
    zaak_id = home.case(S.uitreiking, is_geen_straf=True)
    desk = show(home, qtbot, zaak_id, Rol.directeur)
    assert desk.main() == ["Sluit de zaak"]
    desk.press("sluit_zonder_straf")
    assert desk.places[-1][0] == "sanctieslot"
    assert desk.places[-1][1]["status"] == "afgezien"


@pytest.mark.parametrize("is_geen_straf", [True, False])
def test_only_a_straf_waits_for_the_handing_over(
    home: House, qtbot: QtBot, is_geen_straf: bool
) -> None:
    zaak_id = home.case(S.mededeling, is_geen_straf=is_geen_straf)
    desk = show(home, qtbot, zaak_id, Rol.directeur)
    assert "Nog niet uitgereikt." in desk.texts()
    assert ("De straf gaat pas daarna in." in desk.texts()) is not is_geen_straf


def test_a_step_of_the_rail_brings_its_card_into_sight(home: House, qtbot: QtBot) -> None:
    desk = show(home, qtbot, home.case(S.voorstel), Rol.directeur, height=420)
    bar = desk.page.main_scroll.verticalScrollBar()
    assert bar.value() == 0
    desk.find("stap_horen").click()
    card = desk.page.anchors[S.horen]
    assert bar.value() == pytest.approx(card.y() - 8, abs=1)
    desk.find("stap_beslissing").click()
    assert bar.value() == pytest.approx(desk.page.nu.y() - 8, abs=1)


# Acts on the page itself ----------------------------------------------------------------------


def test_advice_is_asked_and_is_then_the_main_act_of_the_psycholoog(
    home: House, qtbot: QtBot
) -> None:
    zaak_id = home.case(S.verslag)
    desk = show(home, qtbot, zaak_id, Rol.locatiemanager)
    desk.press("vraag_advies")
    assert desk.said == ["Het advies is gevraagd"]
    assert not desk.has("vraag_advies")
    assert home.get(zaak_id).adviesvraag_datum == home.today
    assert "Het advies van de psycholoog is gevraagd en is er nog niet." in desk.texts()
    psycholoog = show(home, qtbot, zaak_id, Rol.psycholoog)
    assert psycholoog.main() == ["Schrijf je advies"]
    psycholoog.press("schrijf_advies")
    assert psycholoog.places[-1][0] == "sanctieadvies"
    home.advies(zaak_id)
    psycholoog = show(home, qtbot, zaak_id, Rol.psycholoog)
    assert psycholoog.main() == []
    assert "Hij is verminderd verantwoordelijk" in psycholoog.texts()


def test_the_directeur_gives_a_proposal_back_and_what_was_typed_is_kept(
    home: House, qtbot: QtBot
) -> None:
    zaak_id = home.case(S.voorstel)
    desk = show(home, qtbot, zaak_id, Rol.directeur)
    desk.press("geef_terug")
    desk.put("reden", "Kijk nog eens naar zijn verlof.")
    desk.page.leave()
    again = show(home, qtbot, zaak_id, Rol.directeur)
    assert again.find("reden").value() == "Kijk nog eens naar zijn verlof."
    again.press("terug_bewaar")
    assert home.status(zaak_id) is S.horen
    assert "Willem: “Kijk nog eens naar zijn verlof.”" in again.texts()
    assert not again.has("reden")
    assert not again.has("geef_terug")


def test_a_new_round_is_stopped_and_shows_the_first_folded(home: House, qtbot: QtBot) -> None:
    zaak_id = home.second_round()
    desk = show(home, qtbot, zaak_id, Rol.directeur)
    assert "Ronde 1: de eerste beslissing" in desk.texts()
    (fold,) = [
        one
        for one in desk.page.findChildren(kit.Fold)
        if one.head.accessibleName().startswith("Ronde 1")
    ]
    assert not fold.is_open()
    assert not any(desk.has(name) for name in ("seponeer", "trek_in", "zie_af"))
    desk.press("stop_ronde")
    desk.put("reden", "De voorwaarde bleek wel nagekomen.")
    desk.press("terug_bewaar")
    assert home.status(zaak_id) is S.voorwaardelijk


def test_an_upheld_beklag_makes_hearing_him_again_the_main_act(home: House, qtbot: QtBot) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    home.beklag(zaak_id, BeklagStatus.gegrond)
    desk = show(home, qtbot, zaak_id, Rol.locatiemanager)
    assert desk.main() == ["Hoor hem opnieuw"]


def test_something_is_put_right_beneath_the_part_it_is_about(home: House, qtbot: QtBot) -> None:
    zaak_id = home.case(S.verslag)
    desk = show(home, qtbot, zaak_id, Rol.mentor)
    desk.press("zet_recht")
    choices = list(correctie_form(desk.page.kan.correcties)["onderdeel"].choice_labels())
    assert choices == ["voorval", "verslag"]
    desk.put("onderdeel", "verslag")
    desk.put("tekst", "Het was 21.25 uur.")
    desk.press("correctie_bewaar")
    assert "Vul ‘Waarom is dat nodig’ in." in desk.texts()
    desk.put("reden", "De klok liep achter.")
    desk.press("correctie_bewaar")
    assert "Het was 21.25 uur." in desk.texts()
    assert "Reden: De klok liep achter." in desk.texts()
    assert "Om 21.15 uur rook ik wiet op de gang bij zijn kamer." in desk.texts()


def test_somebody_who_wrote_nothing_puts_nothing_right(home: House, qtbot: QtBot) -> None:
    zaak_id = home.case(S.verslag)
    home.by(
        Rol.mentor,
        lambda s: service_correcties.record_correctie(s, zaak_id, Onderdeel.verslag, "Zo.", "Ja."),
    )
    desk = show(home, qtbot, zaak_id, Rol.psycholoog)
    assert desk.texts().count("Rechtgezet") == 1


# What must be known first ---------------------------------------------------------------------


def test_a_proeftijd_of_another_case_stands_on_top(home: House, qtbot: QtBot) -> None:
    first = home.case(S.voorwaardelijk)
    second = home.voorval(voorval_soort="alcohol")
    desk = show(home, qtbot, second, Rol.mentor)
    assert "Er loopt een proeftijd" in desk.texts()
    desk.press("bekijk_proeftijd_0")
    assert desk.places[-1][1]["sanctiezaak_id"] == first
    assert "Er loopt een proeftijd" not in show(home, qtbot, first, Rol.mentor).texts()


def test_the_history_is_folded_and_tells_who_did_what(home: House, qtbot: QtBot) -> None:
    desk = show(home, qtbot, home.case(S.geseponeerd), Rol.mentor)
    (fold,) = [
        one
        for one in desk.page.findChildren(kit.Fold)
        if one.head.accessibleName().startswith("Verloop")
    ]
    assert not fold.is_open()
    fold.head.click()
    assert "12 november, Willem" in desk.texts()
    assert "Anders. Zo is het besproken." in desk.texts()


def test_opening_a_case_leaves_one_line_in_the_read_log(home: House, qtbot: QtBot) -> None:
    desk = show(home, qtbot, home.case(S.horen), Rol.locatiemanager)
    desk.page.refresh()
    with home.door(Rol.locatiemanager).reading() as session:
        rows = session.scalars(select(Raadpleging)).all()
    assert [(row.onderdeel, row.deelnemer_id) for row in rows] == [("sanctie", home.deelnemer_id)]


def test_the_voorval_is_mended_by_its_writer_only(home: House, qtbot: QtBot) -> None:
    zaak_id = home.case(S.voorval)
    desk = show(home, qtbot, zaak_id, Rol.mentor)
    desk.press("wijzig_voorval")
    assert desk.places[-1][0] == "voorval"
    assert not show(home, qtbot, zaak_id, Rol.psycholoog).has("wijzig_voorval")


def test_the_ends_stand_quietly_and_name_which(home: House, qtbot: QtBot) -> None:
    zaak_id = home.case(S.horen)
    desk = show(home, qtbot, zaak_id, Rol.directeur)
    desk.press("seponeer")
    assert desk.places[-1][1]["status"] == "geseponeerd"
    desk = show(home, qtbot, zaak_id, Rol.locatiemanager)
    assert desk.has("trek_in")
    assert not desk.has("seponeer")


def test_large_letters_put_the_steps_below_what_is_to_be_done(
    home: House, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, "licht", 2.0)
    desk = show(home, qtbot, home.case(S.verslag), Rol.locatiemanager)
    assert desk.main() == ["Hoor hem"]
    assert "Alle stappen (stap 3 van 9)" in desk.texts()
    theme.apply(qapp, "licht")


def test_a_second_hearing_stands_beside_the_first(home: House, qtbot: QtBot) -> None:
    zaak_id = home.case(S.horen)
    home.horen(zaak_id, datum=home.today, tijd=time(9, 0), eigen_woorden="Ik wil nog iets zeggen.")
    desk = show(home, qtbot, zaak_id, Rol.locatiemanager)
    assert "“Ik wil nog iets zeggen.”" in desk.texts()
    assert "“Ik kon niet slapen en toen heb ik er een aangestoken.”" in desk.texts()
    assert RondeAanleiding.eerste is home.get(zaak_id).aanleiding


def test_tab_goes_from_the_steps_to_the_acts_and_on(home: House, qtbot: QtBot) -> None:
    desk = show(home, qtbot, home.case(S.horen), Rol.locatiemanager)
    seen, here = [], desk.find("stap_voorval")
    for _ in range(80):
        if here.objectName() and here.isVisible():
            seen.append(here.objectName())
        here = here.nextInFocusChain()
    wanted = ["stap_voorval", "stap_afloop", "doe_voorstel", "zet_recht", "voeg_bijlage_toe"]
    found = [name for name in seen if name in wanted]
    assert found[: len(wanted)] == wanted


def test_every_button_of_a_case_can_be_named(home: House, qtbot: QtBot) -> None:
    for zaak_id in (home.case(S.voorstel), home.second_round(S.uitreiking)):
        desk = show(home, qtbot, zaak_id, Rol.directeur, Rol.locatiemanager)
        for one in desk.page.findChildren(QAbstractButton):
            assert one.accessibleName() or one.text(), one.objectName()
        assert len(desk.main()) <= 1


def test_a_condition_that_was_broken_is_no_nothing_to_do(home: House, qtbot: QtBot) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    assert "Er is nu niets te doen" in show(home, qtbot, zaak_id, Rol.locatiemanager).texts()
    (row, *_) = home.get(zaak_id).beslissingen[-1].voorwaarden
    values = {"status": VoorwaardeStatus.niet_nagekomen, "toelichting": "Hij rookte weer."}
    home.by(Rol.mentor, lambda s: change_voorwaarde(s, row.id, values))
    said = show(home, qtbot, zaak_id, Rol.locatiemanager).texts()
    assert "Hij hield zich niet aan een voorwaarde. De straf volgt niet vanzelf" in said
    assert "Er is nu niets te doen" not in said
