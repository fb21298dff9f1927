"""The proposal on maat through its screen: six steps, a live chain, and nothing lost."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment
from hvh_desktop.db.drafts import list_drafts
from hvh_desktop.policy import change_rule
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.screen_voorstel import VoorstelPage, voorstel_card
from hvh_desktop.sancties.service_horen import reopen_voorstel
from hvh_desktop.sancties.service_voorwaarden import change_voorwaarde
from hvh_desktop.sancties.words import (
    AlternatiefSoort,
    RondeAanleiding,
    SanctieStatus,
    StrafSoort,
    Verantwoordelijkheid,
    VoorwaardeStatus,
)
from hvh_desktop.ui import kit, theme
from tests.sancties.house import MIXED, VANDAAG, House
from tests.sancties.walk import Walk

S = SanctieStatus
BEKEND = "Jeffrey is in behandeling en kwam zelf met het verhaal."


@pytest.fixture
def walk(home: House, qtbot: QtBot, qapp: QApplication) -> Walk:
    theme.apply(qapp, "licht")
    return Walk(home, qtbot, Rol.locatiemanager)


def page(walk: Walk, zaak_id: UUID) -> VoorstelPage:
    deelnemer_id = walk.home.deelnemer_id
    return walk.show(VoorstelPage(walk.context, deelnemer_id=deelnemer_id, sanctiezaak_id=zaak_id))


def who(walk: Walk, weight: str = "verminderd") -> None:
    """Fill in the second step."""
    walk.press("problematiek_1_vak")
    walk.press(f"verantwoordelijkheid_{weight}")
    walk.put("verantwoordelijkheid_toelichting", "Terugval hoort bij zijn verslaving.")


def straf(walk: Walk, number: int, soort: StrafSoort, days: int, held: int | None = None) -> None:
    walk.press("straf_erbij")
    walk.put(f"straf_{number}_soort", soort.value)
    walk.put(f"straf_{number}_aantal", days)
    if held is not None:
        walk.put(f"straf_{number}_voorwaardelijk", held)


def usual(walk: Walk) -> None:
    """Fill in the third step: five days, with degradatie."""
    straf(walk, 1, StrafSoort.opsluiting, 5)
    walk.press("is_degradatie_ja")


def on_maat(walk: Walk) -> None:
    """Fill in and choose the column op maat: three days, all voorwaardelijk."""
    walk.press("wijzig_maat")
    straf(walk, 1, StrafSoort.opsluiting, 3, 3)
    walk.put("proeftijd_tot_datum", "12-01-2027")
    walk.press("is_degradatie_nee")
    walk.press("keuze_klaar")
    walk.press("kies_maat")


def filled(walk: Walk, zaak_id: UUID) -> VoorstelPage:
    """All steps filled in, at the check page."""
    shown = page(walk, zaak_id)
    walk.next()
    who(walk)
    walk.next()
    usual(walk)
    walk.next()
    on_maat(walk)
    walk.next()
    walk.press("telt_mee_1_vak")
    walk.put("waarom", BEKEND)
    walk.next()
    return shown


def test_six_steps_end_in_a_proposal(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.horen, is_zelf_gemeld=True)
    filled(walk, zaak_id)
    assert BEKEND in walk.texts()
    walk.press("dien_in")
    assert walk.places == [
        ("sanctiezaak", {"deelnemer_id": home.deelnemer_id, "sanctiezaak_id": zaak_id})
    ]
    (row,) = home.get(zaak_id).voorstellen
    assert home.status(zaak_id) is S.voorstel
    assert row.gekozen.straffen[0].voorwaardelijk == 3
    assert row.gekozen.proeftijd_tot_datum == date(2027, 1, 12)
    assert not row.gekozen.is_degradatie
    kinds = [one.soort for one in row.alternatieven]
    assert kinds == [
        AlternatiefSoort.regulier,
        AlternatiefSoort.maatwerk,
        AlternatiefSoort.geen_straf,
    ]
    assert row.alternatieven[0].is_degradatie
    assert (row.waarom, row.telt_mee) == (BEKEND, ("Eerste keer",))
    assert row.verantwoordelijkheid is Verantwoordelijkheid.verminderd
    with walk.context.database.reading() as session:
        assert list_drafts(session, Compartment.team) == []


def test_everything_is_there_to_read_and_nothing_is_chosen(walk: Walk, home: House) -> None:
    shown = page(walk, home.case(S.horen))
    said = walk.texts()
    assert "Ik kon niet slapen" in said
    assert "Om 21.15 uur rook ik wiet" in said
    assert walk.find("hoeveelste_keer").value() == 1
    walk.next()
    assert "Je kunt Sanne Wolters om advies vragen" in walk.texts()
    assert shown.man.verantwoordelijkheid() is None
    walk.next(2)
    assert shown.naast.gekozen() is None
    walk.next()
    assert shown.waarom.values()["waarom"] == ""


def test_advice_can_be_asked_and_comes_while_the_page_is_open(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.horen)
    page(walk, zaak_id)
    walk.next()
    walk.press("problematiek_1_vak")
    walk.press("vraag_advies")
    assert "Gevraagd op donderdag 12 november aan Sanne Wolters" in walk.texts()
    home.advies(zaak_id)
    walk.context.perform(lambda session: None)
    shown = page(walk, zaak_id)
    shown.go(1)
    assert "Terugval past bij zijn verslaving. Hij kan wel kiezen." in walk.texts()


def test_what_is_wrong_is_listed_and_every_line_jumps(walk: Walk, home: House) -> None:
    shown = page(walk, home.case(S.horen))
    shown.go(5)
    walk.press("dien_in")
    errors = [one.text() for one in shown.blad.errors.links]
    assert errors[0] == "Kies wat er meespeelt, of ‘Geen van deze’."
    assert "Kies in ‘Naast elkaar’ wat je voorstelt." in errors
    shown.blad.errors.links[errors.index("Schrijf op waarom deze keuze past.")].click()
    walk.settle()
    assert shown.number == 4
    assert QApplication.focusWidget() is walk.find("waarom")
    assert home.status(shown.sanctiezaak_id) is S.horen


def test_every_line_of_the_check_page_leads_back(walk: Walk, home: House) -> None:
    shown = filled(walk, home.case(S.horen))
    check = shown.stappen[-1]
    for number in range(1, len(check.lines) + 1):  # type: ignore[attr-defined]
        shown.go(5)
        button = walk.find(f"regel_{number}")
        assert button.accessibleName().startswith("Wijzig: ")
        walk.press(f"regel_{number}")
        assert shown.number < 5


def test_the_chain_follows_every_key(walk: Walk, home: House) -> None:
    shown = page(walk, home.case(S.horen))
    shown.go(3)
    walk.press("wijzig_maat")
    straf(walk, 1, StrafSoort.opsluiting, 3)
    keten = shown.naast.works["maat"].keten
    assert "3 dagen opsluiting." in keten.words()
    walk.put("straf_1_voorwaardelijk", 2)
    assert "waarvan 2 voorwaardelijk" in keten.words()
    walk.press("is_degradatie_ja")
    assert "terug naar het basisprogramma" in keten.words()
    walk.press("is_terugplaatsing_vak")
    assert "zijn deelname aan het Huis van Herstel stopt" in keten.words()
    walk.press("keuze_klaar")
    assert "terug naar het basisprogramma" in walk.texts()


def test_the_maximum_is_said_at_the_field_with_its_source(walk: Walk, home: House) -> None:
    shown = page(walk, home.case(S.horen))
    shown.go(3)
    walk.press("wijzig_maat")
    straf(walk, 1, StrafSoort.opsluiting, 15)
    block = shown.naast.editors["maat"].editors[0].blocks["aantal"]
    assert block.error() == "Opsluiting duurt ten hoogste 14 dagen."
    walk.put("straf_1_aantal", 14)
    assert block.error() is None
    walk.press("straf_1_regel")
    assert "Penitentiaire beginselenwet, artikel 51, eerste lid" in walk.texts()
    straf(walk, 2, StrafSoort.uitsluiting, 1)
    assert "duren samen ten hoogste 14 dagen" in walk.texts()
    walk.press("combinatie_regel")
    assert "artikel 51, derde lid" in walk.texts()


def test_a_proeftijd_that_is_too_long_is_said_at_once(walk: Walk, home: House) -> None:
    shown = page(walk, home.case(S.horen))
    shown.go(3)
    walk.press("wijzig_maat")
    straf(walk, 1, StrafSoort.opsluiting, 3, 3)
    walk.put("proeftijd_tot_datum", "13-02-2027")
    block = shown.naast.editors["maat"].blocks["proeftijd_tot_datum"]
    assert (
        block.error() == "Een proeftijd duurt ten hoogste 3 maanden: tot en met 12 februari 2027."
    )
    walk.put("proeftijd_tot_datum", "12-02-2027")
    assert block.error() is None


def test_a_visit_and_a_fine_ask_what_the_law_asks(walk: Walk, home: House) -> None:
    shown = page(walk, home.case(S.horen))
    shown.go(3)
    walk.press("wijzig_maat")
    straf(walk, 1, StrafSoort.bezoek, 7)
    walk.press("straf_erbij")
    walk.put("straf_2_soort", StrafSoort.boete.value)
    walk.put("straf_2_bedrag", "40,00")
    walk.put("straf_2_weekloon", "19,00")
    editor = shown.naast.editors["maat"]
    assert editor.editors[1].blocks["bedrag"].error() is not None
    walk.put("straf_2_bedrag", "30,50")
    assert editor.editors[1].blocks["bedrag"].error() is None
    found = editor.problems()
    assert {"straf_1_bezoek_reden", "straf_2_vervangende_soort"} <= set(found)
    assert editor.straffen()[1] == StrafRow(StrafSoort.boete, 3050, weekloon_centen=1900)
    walk.press("straf_1_weg")
    assert [one.soort for one in editor.straffen()] == [StrafSoort.boete]


def test_the_rules_are_those_of_the_day_of_the_voorval(walk: Walk, home: House) -> None:
    """His voorval was on the second; the house tightened the rule on the tenth."""
    table = [{"sleutel": one.value, "maximum": 1} for one in StrafSoort]
    office = home.open_as(Rol.beheerder, Rol.casemanager)
    with office.transaction(Compartment.register) as session:
        change_rule(session, "sanctie_maxima", table, date(2026, 11, 10), "Nieuwe wet")
    day = date(2026, 11, 10)
    old, new = home.case(S.horen), home.voorval(voorval_datum=day)
    home.verslag(new, verslag_datum=date(2026, 11, 11), aangezegd_datum=day)
    home.horen(new, datum=VANDAAG, tijd=time(10, 0))
    for zaak_id, most in ((old, 14), (new, 1)):
        shown = page(walk, zaak_id)
        shown.go(3)
        walk.press("wijzig_maat")
        straf(walk, 1, StrafSoort.opsluiting, most + 1)
        block = shown.naast.editors["maat"].editors[0].blocks["aantal"]
        days = "dag" if most == 1 else "dagen"
        assert block.error() == f"Opsluiting duurt ten hoogste {most} {days}."
        assert walk.find("straf_1_regel").text() == f"Ten hoogste {most} {days}"


def test_nothing_is_lost_at_the_lock(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.horen)
    shown = filled(walk, zaak_id)
    shown.go(3)
    walk.press("keuze_erbij")
    straf(walk, 1, StrafSoort.uitsluiting, 4)
    walk.put("straf_1_aantal", "vier")
    before = shown.typed()
    shown.leave()
    again = page(walk, zaak_id)
    assert "Dit is je concept van 12 november 2026" in walk.texts()
    assert again.number == 3
    assert again.typed() == before
    second = again.naast.editors["maat_2"].editors[0]
    assert second.blocks["aantal"].input.text() == "vier"
    chosen = again.naast.gekozen()
    assert chosen is not None
    assert chosen.straffen[0].voorwaardelijk == 3
    walk.press("gooi_weg")
    assert again.naast.gekozen() is None
    assert again.man.verantwoordelijkheid() is None


def test_without_responsibility_there_is_only_no_straf(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.horen)
    shown = filled(walk, zaak_id)
    shown.go(1)
    walk.press("verantwoordelijkheid_niet")
    shown.go(3)
    assert "Dan kan alleen ‘Geen straf’ worden gekozen." in walk.texts()
    shown.go(5)
    walk.press("dien_in")
    assert home.status(zaak_id) is S.horen
    shown.go(3)
    walk.press("wijzig_geen")
    walk.put("afspraak", "Hij praat elke week met zijn mentor.")
    walk.press("keuze_klaar")
    walk.press("kies_geen")
    shown.go(5)
    walk.press("dien_in")
    row = home.get(zaak_id).voorstellen[-1]
    assert row.gekozen.soort is AlternatiefSoort.geen_straf
    assert row.gekozen.straffen == ()


def test_terugplaatsing_asks_what_was_tried(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.horen)
    shown = filled(walk, zaak_id)
    shown.go(4)
    assert not walk.shown("geprobeerd")
    shown.go(3)
    walk.press("wijzig_maat")
    walk.press("is_terugplaatsing_vak")
    assert "Terugplaatsing beëindigt zijn deelname" in walk.texts()
    shown.go(5)
    walk.press("dien_in")
    assert home.status(zaak_id) is S.horen
    shown.go(4)
    walk.put("geprobeerd", "Gesprekken, een contract en een time-out.")
    shown.go(5)
    walk.press("dien_in")
    assert home.get(zaak_id).voorstellen[-1].geprobeerd.startswith("Gesprekken")


def test_an_empty_table_shows_an_example_and_a_filled_one_its_rule(walk: Walk, home: House) -> None:
    shown = page(walk, home.case(S.horen))
    shown.go(2)
    said = walk.texts()
    assert "Nog niet ingevuld" in said
    assert "Voorbeeld" in said
    assert "Dit geldt niet." in said
    assert shown.gewoon.editor.is_empty()


def test_the_table_of_the_house_is_the_regular_outcome(walk: Walk, home: House) -> None:
    row = {"eerste_dagen": 0, "herhaling": "", "herhaling_dagen": 0, "eerste": ""}
    keys = "softdrugs harddrugs alcohol weigering_controle agressie vernieling".split()
    keys += "verboden_voorwerp te_laat diefstal anders".split()
    table = [{"sleutel": one, **row} for one in keys]
    table[0] |= {"eerste": "opsluiting", "eerste_dagen": 4}
    office = home.open_as(Rol.beheerder, Rol.casemanager)
    with office.transaction(Compartment.register) as session:
        change_rule(session, "sanctie_regulier", table, date(2026, 11, 1), "Huisregels 2026")
    shown = page(walk, home.case(S.horen))
    shown.go(2)
    assert "de eerste keer: 4 dagen opsluiting" in walk.texts()
    assert shown.gewoon.editor.straffen()[0].aantal == 4
    assert not walk.shown("straf_erbij")
    walk.press("regulier_regel")
    assert "Bron: Huisregels 2026." in walk.texts()
    shown.go(0)
    walk.put("hoeveelste_keer", 2)
    shown.go(2)
    assert "Nog niet ingevuld" in walk.texts()


def test_a_proposal_that_came_back_goes_on_where_it_was(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.voorstel)
    home.by(Rol.directeur, lambda s: reopen_voorstel(s, zaak_id, "Kijk naar zijn werk."))
    shown = page(walk, zaak_id)
    chosen = shown.naast.gekozen()
    assert chosen is not None
    assert chosen.straffen[0].soort is StrafSoort.opsluiting
    shown.go(5)
    walk.press("dien_in")
    assert len(home.get(zaak_id).voorstellen) == 2


def test_execution_lays_whole_part_and_none_beside_each_other(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    home.horen(zaak_id, RondeAanleiding.tenuitvoerlegging, datum=VANDAAG, tijd=time(10, 0))
    shown = page(walk, zaak_id)
    names = [plan.naam for plan in shown.naast.shown()]
    assert names == ["Geheel ten uitvoer", "Deels ten uitvoer", "Niet ten uitvoer"]
    walk.next()
    who(walk)
    walk.next()
    assert not walk.shown("straf_erbij")
    walk.press("is_degradatie_nee")
    walk.next()
    walk.press("wijzig_maat")
    walk.put("straf_1_aantal", 9)
    assert "Meer kan het nu niet worden." in walk.texts()
    walk.put("straf_1_aantal", 2)
    walk.put("straf_1_voorwaardelijk", 1)
    walk.press("is_degradatie_nee")
    walk.press("keuze_klaar")
    walk.press("wijzig_maat_2")
    walk.press("is_degradatie_nee")
    walk.press("keuze_klaar")
    walk.press("kies_maat")
    walk.next()
    walk.put("waarom", "Hij hield zich aan bijna alles.")
    walk.next()
    walk.press("dien_in")
    row = home.get(zaak_id).voorstellen[-1]
    assert row.ronde == 2
    assert row.gekozen.straffen[0].onvoorwaardelijk == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [(S.verslag, "Eerst horen, dan een voorstel"), (S.voorstel, "Er is al een voorstel")],
)
def test_where_no_proposal_can_be_it_says_why(
    walk: Walk, home: House, status: SanctieStatus, words: str
) -> None:
    page(walk, home.case(status))
    assert words in walk.texts()
    walk.press("naar_zaak")
    assert walk.places[-1][0] == "sanctiezaak"


def test_all_of_it_goes_by_the_keyboard(walk: Walk, home: House) -> None:
    """Arrows choose a column; every control can be reached and has a name."""
    shown = filled(walk, home.case(S.horen))
    shown.go(3)
    first = walk.find("kies_gewoon")
    first.setFocus()
    walk.qtbot.keyClick(first, Qt.Key.Key_Right)
    walk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    chosen = shown.naast.gekozen()
    assert chosen is not None
    assert chosen.soort is AlternatiefSoort.geen_straf
    kinds = (QAbstractButton, QLineEdit, QTextEdit, QComboBox)
    for number in range(6):
        shown.go(number)
        walk.settle()
        controls = [w for w in walk.window.findChildren(QWidget) if isinstance(w, kinds)]
        for one in controls:
            if one.isVisible():
                name = one.accessibleName() or getattr(one, "text", str)()
                assert name, f"step {number + 1}: {one.objectName()}"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_words_are_not_cut(walk: Walk, home: House, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "licht", scale)
    shown = page(walk, home.case(S.horen))
    for number in range(6):
        shown.go(number)
        walk.settle()
        for label in walk.window.findChildren(kit.Label):
            if label.isVisible() and label.wordWrap() and label.text():
                assert label.height() >= label.heightForWidth(label.width()) - 2, label.text()


def test_the_card_tells_what_was_proposed(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.voorstel, MIXED)
    card = voorstel_card(walk.context, home.get(zaak_id))
    assert card is not None
    said = "\n".join(one.text() for one in card.findChildren(kit.Label))
    assert "3 dagen opsluiting, waarvan 2 voorwaardelijk" in said
    assert "Door Karin" in said
    waiting = voorstel_card(walk.context, home.get(home.case(S.horen), Rol.locatiemanager))
    assert waiting is not None
    assert "Hij is gehoord." in waiting.findChildren(kit.Label)[1].text()
    assert voorstel_card(walk.context, home.get(home.case(S.verslag))) is None


def test_who_judges_otherwise_than_the_psycholoog_is_asked_why_at_once(
    walk: Walk, home: House
) -> None:
    zaak_id = home.case(S.horen)
    home.advies(zaak_id)
    shown = page(walk, zaak_id)
    walk.next()
    walk.press("problematiek_1_vak")
    walk.press("verantwoordelijkheid_volledig")
    asked = shown.man.problems()["verantwoordelijkheid_toelichting"]
    assert asked == "De psycholoog adviseert ‘verminderd’. Schrijf op waarom je anders oordeelt."
    walk.put("verantwoordelijkheid_toelichting", "Hij wist wat hij deed.")
    assert not shown.man.problems()


def test_the_check_page_is_no_finished_step_while_something_lacks(walk: Walk, home: House) -> None:
    shown = page(walk, home.case(S.horen))
    walk.next(5)
    walk.press("vorige")
    assert shown.blad.rail.items[5].accessibleName() == "Stap 6: Kijk na, nog niet af, nog te doen"


def test_choosing_a_step_with_a_key_stays_in_the_steps(walk: Walk, home: House) -> None:
    shown = page(walk, home.case(S.horen))
    shown.blad.rail.items[2].setFocus()
    shown.blad.rail.items[2].activated.emit()
    assert shown.number == 2
    assert shown.blad.rail.items[2].hasFocus()


def test_a_usual_outcome_is_never_more_than_the_law_knows(walk: Walk, home: House) -> None:
    shown = page(walk, home.case(S.horen))
    walk.next(2)
    straf(walk, 1, StrafSoort.opsluiting, 15)
    walk.press("is_degradatie_ja")
    assert list(shown.gewoon.problems()) == ["straf_1_aantal"]
    walk.put("straf_1_aantal", 14)
    assert not shown.gewoon.problems()


def test_a_new_round_shows_the_decision_and_what_was_not_kept(walk: Walk, home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    (row, *_) = home.get(zaak_id).beslissingen[-1].voorwaarden
    values = {"status": VoorwaardeStatus.niet_nagekomen, "toelichting": "Hij rookte weer."}
    home.by(Rol.mentor, lambda s: change_voorwaarde(s, row.id, values))
    why = RondeAanleiding.tenuitvoerlegging
    home.horen(zaak_id, why, datum=home.today, tijd=time(9, 0))
    page(walk, zaak_id)
    assert "Niet nagekomen:" in walk.texts()
    assert "Hij rookte weer." in walk.texts()
