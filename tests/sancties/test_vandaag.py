"""Sancties on Vandaag, per role, on real files: who is told what, and where it leads."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment
from hvh_desktop.db.drafts import DraftKey, record_draft
from hvh_desktop.deelnemers.service import record_deelnemer
from hvh_desktop.menu import MENU
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.service import get_zaak
from hvh_desktop.sancties.service_horen import withdraw_ronde
from hvh_desktop.sancties.service_ordemaatregelen import record_ordemaatregel
from hvh_desktop.sancties.service_voorval import record_adviesvraag
from hvh_desktop.sancties.service_voorwaarden import change_voorwaarde
from hvh_desktop.sancties.words import (
    AlternatiefSoort,
    BeklagStatus,
    RondeAanleiding,
    SanctieStatus,
    VoorwaardeStatus,
)
from hvh_desktop.ui import kit, theme
from hvh_desktop.urinecontroles.model import NieuwGebruik
from hvh_desktop.urinecontroles.service import record_urinecontrole
from hvh_desktop.vandaag.formulieren import FORMS
from hvh_desktop.vandaag.rows import SanctieLine
from hvh_desktop.vandaag.screen import VandaagPage
from hvh_desktop.vandaag.screen_sancties import sanctie_row
from hvh_desktop.vandaag.service import Vandaag, get_vandaag
from tests.conftest import Clock
from tests.deelnemers.example import deelnemer_values
from tests.deelnemers.windows import Watched, child, show
from tests.sancties.house import VOORWAARDELIJK, House, alternatief
from tests.sancties.life import check_urine
from tests.sancties.zaken import add_zaak

S = SanctieStatus
ALL = (
    *(Rol.mentor, Rol.casemanager, Rol.reclasseringswerker),
    *(Rol.psycholoog, Rol.locatiemanager, Rol.directeur),
)


def vandaag(home: House, rol: Rol, *, everyone: bool = False) -> Vandaag:
    with home.door(rol).reading() as session:
        return get_vandaag(session, everyone)


def lines(home: House, rol: Rol, *, everyone: bool = False) -> tuple[SanctieLine, ...]:
    return vandaag(home, rol, everyone=everyone).sancties


def said(home: House, rol: Rol) -> list[tuple[str, str, str]]:
    """What it says, the word of the button, and where that leads."""
    return [
        (one.tekst, one.woord, one.naar.place) for line in lines(home, rol) for one in line.regels
    ]


def texts(home: House, rol: Rol) -> str:
    return "\n".join(one[0] for one in said(home, rol))


# Steps ---------------------------------------------------------------------------------------

STEPS = (
    (S.voorval, "verslag", {Rol.mentor, Rol.casemanager, Rol.locatiemanager}),
    (S.verslag, "horen", {Rol.locatiemanager, Rol.directeur}),
    (S.horen, "sanctievoorstel", {Rol.locatiemanager}),
    (S.voorstel, "sanctiebeslissing", {Rol.directeur}),
    (S.beslissing, "mededeling", {Rol.locatiemanager, Rol.directeur}),
    (S.mededeling, "uitreiking", {Rol.mentor, Rol.casemanager, Rol.locatiemanager}),
    (S.uitreiking, "tenuitvoerlegging", {Rol.locatiemanager, Rol.directeur}),
)


@pytest.mark.parametrize(("status", "place", "rollen"), STEPS)
def test_a_step_is_told_to_who_takes_it(
    home: House, status: SanctieStatus, place: str, rollen: set[Rol]
) -> None:
    zaak = home.case(status)
    told = {
        rol
        for rol in ALL
        for line in lines(home, rol)
        for one in line.regels
        if one.naar.place == place and one.naar.address.get("sanctiezaak_id") == zaak
    }
    assert told == rollen


def test_advice_is_asked_of_the_psycholoog(home: House) -> None:
    zaak = home.case(S.horen)
    assert said(home, Rol.psycholoog) == []
    home.by(Rol.locatiemanager, lambda s: record_adviesvraag(s, zaak))
    place = "sanctieadvies"
    told = "Er is advies aan jou gevraagd (gebruik van softdrugs)"
    assert said(home, Rol.psycholoog) == [(told, "Schrijf je advies", place)]
    home.advies(zaak)
    assert said(home, Rol.psycholoog) == []


def test_a_closed_case_asks_nothing(home: House) -> None:
    home.case(S.geseponeerd)
    assert all(lines(home, rol) == () for rol in ALL)


# Proeftijd -----------------------------------------------------------------------------------


def test_a_proeftijd_that_ends_is_told_a_week_before(home: House, clock: Clock) -> None:
    home.case(S.voorwaardelijk)
    assert "proeftijd" not in texts(home, Rol.locatiemanager)
    clock.advance(days=(date(2027, 1, 6) - date(2026, 11, 12)).days)
    assert "De proeftijd eindigt op 12 januari 2027." in texts(home, Rol.locatiemanager)
    clock.advance(days=8)
    found = said(home, Rol.locatiemanager)
    assert [one for one in found if "proeftijd" in one[0].lower()] == [
        ("Proeftijd afsluiten (gebruik van softdrugs)", "Open", "sanctiezaak")
    ]


BROKEN = "Hij hield zich niet aan een voorwaarde: hoor hem opnieuw"


def break_condition(home: House, zaak: UUID) -> None:
    with home.door(Rol.mentor).reading() as session:
        key = get_zaak(session, zaak).beslissingen[-1].voorwaarden[0].id
    values = {"status": VoorwaardeStatus.niet_nagekomen.value, "toelichting": "Hij rookte weer."}
    home.by(Rol.mentor, lambda s: change_voorwaarde(s, key, values))


def test_a_broken_condition_is_told_to_who_may_hear_him(home: House) -> None:
    zaak = home.case(S.voorwaardelijk)
    assert BROKEN not in texts(home, Rol.locatiemanager)
    break_condition(home, zaak)
    told = {rol for rol in ALL if (BROKEN, "Open", "sanctiezaak") in said(home, rol)}
    assert told == {Rol.locatiemanager, Rol.directeur}
    again = RondeAanleiding.tenuitvoerlegging
    home.horen(zaak, again, datum=home.today, tijd=time(9, 0))
    assert all(BROKEN not in texts(home, rol) for rol in ALL)
    home.by(Rol.directeur, lambda s: withdraw_ronde(s, zaak, "Het was een misverstand."))
    assert BROKEN not in texts(home, Rol.directeur)


def test_a_broken_condition_of_a_closed_case_is_not_told(home: House) -> None:
    zaak = home.case(S.voorwaardelijk)
    break_condition(home, zaak)
    home.slot(zaak, S.ingetrokken)
    assert all(BROKEN not in texts(home, rol) for rol in ALL)


# Beklag --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "word"), [(5, ""), (6, "Morgen"), (7, "Vandaag"), (8, "")])
def test_the_last_day_for_beklag(home: House, clock: Clock, days: int, word: str) -> None:
    zaak = home.case(S.voorwaardelijk)
    clock.advance(days=days)
    for rol in (Rol.mentor, Rol.casemanager, Rol.locatiemanager, Rol.directeur):
        found = [one for one in said(home, rol) if "beklag" in one[0]]
        expected = (f"{word} is de laatste dag voor beklag", "Leg beklag vast", "beklag")
        assert found == ([expected] if word else []), rol
    assert not any("beklag" in one[0] for one in said(home, Rol.reclasseringswerker))
    if word:
        home.beklag(zaak, BeklagStatus.ingediend)
        assert "laatste dag" not in texts(home, Rol.mentor)


# Urine checks --------------------------------------------------------------------------------


def order(home: House) -> UUID:
    values = {
        "aanleiding": "vermoeden",
        "reden": "Zijn ogen waren rood.",
        "is_reden_meegedeeld": True,
        "stoffen": ("cannabis",),
        "opdracht_datum": date(2026, 11, 12),
        "opdracht_tijd": time(9, 0),
        "nummer": "",
        "nummer_tweede": "",
    }
    return home.by(Rol.mentor, lambda s: record_urinecontrole(s, home.deelnemer_id, values))


def test_hours_that_run_come_first(home: House) -> None:
    home.case(S.mededeling)
    key = order(home)
    (line,) = lines(home, Rol.mentor)
    first = line.regels[0]
    assert first.tekst.startswith("Urinecontrole: hij heeft tot")
    assert first.naar.address == {"deelnemer_id": home.deelnemer_id, "urinecontrole_id": key}
    assert [one.naar.place for one in line.regels] == ["urinecontrole", "uitreiking"]


def test_a_retest_is_told_to_who_decides_too(home: House) -> None:
    check_urine(home, "U-1", NieuwGebruik.onbekend, retest=True)
    told = "Het heronderzoek van zijn urine loopt"
    for rol in (Rol.mentor, Rol.casemanager, Rol.locatiemanager, Rol.directeur):
        assert told in texts(home, rol), rol
    assert told not in texts(home, Rol.psycholoog)


# Measures and questions ----------------------------------------------------------------------


def test_a_measure_that_ends_is_told(home: House, clock: Clock) -> None:
    values = {
        "soort": "afzondering op de eigen kamer",
        "reden": "Ruzie in de keuken.",
        "begin_datum": date(2026, 11, 12),
        "begin_tijd": time(9, 0),
        "eind_datum": date(2026, 11, 12),
        "eind_tijd": time(20, 0),
        "sanctiezaak_id": None,
    }
    home.by(Rol.mentor, lambda s: record_ordemaatregel(s, home.deelnemer_id, values))
    told = "Ordemaatregel eindigt vandaag om 20.00: afzondering op de eigen kamer"
    assert said(home, Rol.mentor) == [(told, "Bekijk", "ordemaatregel")]
    clock.advance(hours=12)
    assert said(home, Rol.mentor) == []


def test_only_the_casemanager_is_asked_about_his_place(home: House) -> None:
    zaak = home.case(S.horen)
    home.voorstel(
        zaak,
        geprobeerd="Gesprekken en een proeftijd.",
        alternatieven=(
            alternatief(soort=AlternatiefSoort.regulier, afspraak=""),
            alternatief(VOORWAARDELIJK, is_gekozen=True, is_terugplaatsing=True),
        ),
    )
    home.beslissing(zaak)
    told = ("Er is een voorstel om hem terug te plaatsen", "Antwoord", "sanctiezaak")
    assert told in said(home, Rol.casemanager)
    assert told not in said(home, Rol.locatiemanager)


# Whose ---------------------------------------------------------------------------------------


def test_of_another_man_a_mentor_is_told_nothing(home: House) -> None:
    office = home.open_as(Rol.casemanager, Rol.beheerder)
    with office.transaction(Compartment.team) as session:
        other = record_deelnemer(
            session, deelnemer_values(roepnaam="Kees", achternaam="Brummelink", plaats_nummer=9)
        )
        add_zaak(session, other, "agressie", date(2026, 11, 10), S.mededeling)
    assert lines(home, Rol.mentor, everyone=True) == ()
    assert [line.naam for line in lines(home, Rol.locatiemanager)] == ["Kees Brummelink"]


# The page ------------------------------------------------------------------------------------


def test_one_row_for_each_man_with_the_most_pressing_act(
    home: House, clock: Clock, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.LICHT)
    home.case(S.mededeling)
    home.case(S.mededeling, voorval_soort="te_laat")
    order(home)
    watched = Watched(home.door(Rol.mentor), clock)
    page = VandaagPage(watched.context)
    show(qtbot, page)
    listed = child(page, kit.RowList, "lijst_sancties")
    (row,) = listed.rows
    words = [label.text() for label in row.findChildren(QLabel)]
    said = next(one for one in words if "\n" in one)
    assert len(said.split("\n")) == 2
    assert said.endswith(" · en nog 1")
    child(page, QAbstractButton, "sanctie_1").click()
    assert watched.places[-1][0] == "urinecontrole"
    assert isinstance(row, kit.Row)
    row.activated.emit()
    assert watched.places[-1] == ("dossier", {"deelnemer_id": home.deelnemer_id, "tab": "sancties"})
    child(page, QAbstractButton, "alle_sancties").click()
    assert watched.places[-1] == ("sancties", {})


@pytest.mark.parametrize(("rol", "is_above"), [(Rol.directeur, True), (Rol.locatiemanager, False)])
def test_who_decides_finds_them_above_the_talks_of_others(
    home: House, clock: Clock, qtbot: QtBot, qapp: QApplication, rol: Rol, is_above: bool
) -> None:
    theme.apply(qapp, theme.LICHT)
    home.case(S.voorstel)
    home.case(S.verslag)
    page = VandaagPage(Watched(home.door(rol), clock).context)
    show(qtbot, page)
    tops = {
        one.text(): one.mapTo(page, one.rect().topLeft()).y()
        for one in page.findChildren(QLabel)
        if one.text() in ("Vandaag", "Sancties")
    }
    assert (tops["Sancties"] < tops["Vandaag"]) is is_above


def test_without_sancties_there_is_no_heading(
    home: House, clock: Clock, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.LICHT)
    page = VandaagPage(Watched(home.door(Rol.mentor), clock).context)
    show(qtbot, page)
    assert page.findChild(QWidget, "lijst_sancties") is None
    assert page.findChild(QAbstractButton, "alle_sancties") is None


def test_a_concept_is_found_again(home: House) -> None:
    zaak = home.case(S.verslag)
    with home.door(Rol.locatiemanager).transaction(Compartment.team) as session:
        key = DraftKey("hoorverslag", 1, zaak.hex, home.deelnemer_id)
        record_draft(session, key, {"eigen_woorden": "Ik"})
    (line,) = vandaag(home, Rol.locatiemanager).concepten
    address = {"deelnemer_id": home.deelnemer_id, "sanctiezaak_id": zaak}
    assert (line.wat, line.naar.place, line.naar.address) == ("Hoorverslag", "horen", address)


OF_A_CASE = sorted({place for _w, place, subject in FORMS.values() if subject == "sanctiezaak_id"})


@pytest.mark.parametrize("place", OF_A_CASE)
def test_a_concept_leads_to_a_page_that_opens(
    home: House, clock: Clock, qtbot: QtBot, qapp: QApplication, place: str
) -> None:
    theme.apply(qapp, theme.LICHT)
    zaak = home.case(S.voorstel)
    who = Rol.psycholoog if place == "sanctieadvies" else Rol.locatiemanager
    watched = Watched(home.door(who), clock)
    build = MENU.places[place].build
    page = build(watched.context, deelnemer_id=home.deelnemer_id, sanctiezaak_id=zaak)
    show(qtbot, page)
    assert watched.problems == []


def test_every_form_that_keeps_a_draft_has_a_place() -> None:
    names = {
        *("sanctiezaak", "sanctie_verslag", "hoorverslag", "sanctieadvies", "sanctievoorstel"),
        *("beslissing", "mededeling", "uitreiking", "tenuitvoerlegging", "sanctie_slot"),
        *("tenuitvoerlegging_periode", "tenuitvoerlegging_terug", "sanctiezaak_afloop"),
        *("sanctie_terug", "sanctie_ronde_stop", "correctie", "bijlage", "bijlage_weg"),
        *("voorwaarde_uitkomst", "voorwaarde_terug", "vervolgvoorstel_antwoord"),
        *("beklag", "beklag_schorsing", "beklag_uitspraak", "beklag_beroep"),
        *("beklag_beroepsuitspraak", "ordemaatregel", "ordemaatregel_einde"),
        *("ordemaatregel_verlenging", "urinecontrole", "urinecontrole_stap"),
        *("urinecontrole_nieuw", "verlof", "verlof_stap", "werkplek"),
    }
    assert names <= set(FORMS)


def test_two_of_the_same_take_one_line_of_a_row(home: House, qtbot: QtBot, clock: Clock) -> None:
    for _ in range(2):
        home.case(S.voorval)
    (line,) = lines(home, Rol.mentor)
    assert len(line.regels) == 2
    row = sanctie_row(Watched(home.door(Rol.mentor), clock).context, 0, line)
    qtbot.addWidget(row)
    assert row.accessibleName().count("Het verslag moet nog") == 1
