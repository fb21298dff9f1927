"""The pages and cards of execution, by the names a journey uses, on real encrypted files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.db.drafts import list_drafts
from hvh_desktop.sancties import service_ordemaatregelen, service_tenuitvoerlegging
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.screen_ordemaatregel import OrdemaatregelPage
from hvh_desktop.sancties.screen_tenuitvoerlegging import TenuitvoerleggingPage, uitvoering_card
from hvh_desktop.sancties.screen_vervolg import vervolg_card
from hvh_desktop.sancties.screen_voorwaarden import voorwaarden_card
from hvh_desktop.sancties.words import (
    BeklagStatus,
    RondeAanleiding,
    SanctieStatus,
    Schorsing,
    StrafSoort,
    VervolgSoort,
    VervolgStatus,
    VoorwaardeStatus,
)
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.verloven.model import VerlofStatus
from hvh_desktop.verloven.service import get_verlof
from tests.conftest import Clock
from tests.desk import Desk
from tests.sancties.uitvoering.huis import (
    DEELS,
    PROEFTIJD,
    TODAY,
    VOORWAARDELIJK,
    Huis,
)
from tests.sancties.uitvoering.test_tenuitvoerlegging import beklag

S = SanctieStatus
Card = Callable[..., QWidget | None]
At = Callable[[Database], Desk]


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, clock: Clock) -> At:
    """Somebody of the house at a desk."""
    theme.apply(qapp, "licht")
    return lambda database: Desk(Context(database, clock=clock), qtbot)


class CardPage(Page):
    """A card as the page of the case shows it: made anew after each change."""

    def __init__(self, context: Context, huis: Huis, zaak_id: UUID, card: Card) -> None:
        super().__init__(context)
        self._huis, self._zaak_id, self._card = huis, zaak_id, card
        self._layout = QVBoxLayout(self)
        self.shown: QWidget | None = None
        context.changed.connect(lambda _types: self.refresh())

    def refresh(self) -> None:
        kit.clear(self._layout)
        detail = self._huis.detail(self._zaak_id, self.context.database)
        self.shown = self._card(self.context, detail)
        if self.shown is not None:
            self._layout.addWidget(self.shown)


def page(desk: Desk, huis: Huis, zaak: UUID) -> TenuitvoerleggingPage:
    return desk.show(
        TenuitvoerleggingPage(desk.context, deelnemer_id=huis.deelnemer_id, sanctiezaak_id=zaak)
    )


def card(desk: Desk, huis: Huis, zaak: UUID, which: Card) -> CardPage:
    return desk.show(CardPage(desk.context, huis, zaak, which))


def status(huis: Huis, zaak: UUID) -> SanctieStatus:
    return huis.detail(zaak).row.status


# The straf ------------------------------------------------------------------------------------


def test_a_straf_begins_with_a_proposed_end(at: At, huis: Huis) -> None:
    zaak = huis.zaak()
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    assert "3 dagen opsluiting. Beslist op 9 november 2026, uitgereikt op" in desk.texts()
    assert "Deze straf is nog niet ingegaan: 3 dagen opsluiting." in desk.texts()
    desk.press("laat_ingaan_1")
    assert desk.find("eind_datum").value() == TODAY + timedelta(days=3)
    assert desk.find("eind_tijd").value() == time(10, 30)
    assert "3 dagen opsluiting. Er zijn hooguit 3 dagen over" in desk.texts()
    desk.put("begin_datum", TODAY + timedelta(days=1))
    assert desk.find("eind_datum").value() == TODAY + timedelta(days=4)
    desk.put("eind_datum", TODAY + timedelta(days=6))
    desk.press("periode_bewaar")
    assert "Dit zijn 5 dagen" in desk.texts()
    desk.put("begin_datum", TODAY)
    assert desk.find("eind_datum").value() == TODAY + timedelta(days=6)
    desk.put("eind_datum", TODAY + timedelta(days=3))
    desk.press("periode_bewaar")
    assert status(huis, zaak) is S.tenuitvoerlegging
    assert "Alle dagen zijn vastgelegd." in desk.texts()
    assert "Opsluiting loopt nog: 12 november 2026, 10.30 tot" in desk.texts()
    assert not desk.has("laat_ingaan_1")
    assert huis.ask(lambda s: list_drafts(s, Compartment.team)) == []


def test_without_times_whole_days_are_proposed(at: At, huis: Huis) -> None:
    zaak = huis.zaak(((StrafSoort.bezoek, 7, 0),))
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    desk.press("laat_ingaan_1")
    assert not desk.has("is_strafcel_vak")
    assert desk.find("eind_datum").value() == TODAY + timedelta(days=6)
    desk.press("periode_bewaar")
    (row,) = huis.detail(zaak).tenuitvoerleggingen
    assert (row.begin_tijd, row.eind_datum) == (None, TODAY + timedelta(days=6))


def test_a_cell_for_longer_asks_who_was_told_with_the_rule_beside_it(at: At, huis: Huis) -> None:
    zaak = huis.zaak()
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    desk.press("laat_ingaan_1")
    assert not desk.has("commissie_gemeld_datum")
    desk.put("is_strafcel", True)
    assert desk.has("arts_gemeld_datum")
    desk.press("regel_strafcel")
    assert "Penitentiaire beginselenwet, artikel 55" in desk.texts()
    desk.press("periode_bewaar")
    assert "Meld het de commissie van toezicht" in desk.texts()
    desk.put("commissie_gemeld_datum", TODAY)
    desk.put("arts_gemeld_datum", TODAY)
    desk.press("periode_bewaar")
    assert "In een strafcel. Gemeld aan de commissie van toezicht op 12 november" in desk.texts()


def test_a_day_in_a_cell_asks_nothing_more(at: At, huis: Huis) -> None:
    zaak = huis.zaak(((StrafSoort.opsluiting, 1, 0),))
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    desk.press("laat_ingaan_1")
    desk.put("is_strafcel", True)
    assert not desk.has("commissie_gemeld_datum")
    desk.press("periode_bewaar")
    assert huis.detail(zaak).tenuitvoerleggingen[0].is_strafcel


def test_a_fine_is_paid_or_replaced(at: At, huis: Huis) -> None:
    zaak = huis.zaak(((StrafSoort.boete, 2500, 0),))
    huis.change_straf(
        zaak,
        weekloon_centen=1500,
        vervangende_soort=StrafSoort.opsluiting,
        vervangende_dagen=2,
    )
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    assert "Geldboete van € 25,00" in desk.texts()
    desk.press("laat_ingaan_1")
    assert not desk.has("eind_datum")
    desk.press("periode_bewaar")
    assert "Kies ‘Hoe gaat het met de boete’." in desk.texts()
    desk.put("is_vervangend", "vervangend")
    assert desk.find("eind_datum").value() == TODAY + timedelta(days=1)
    assert "Er zijn hooguit 2 dagen over" in desk.texts()
    desk.put("is_vervangend", "betaald")
    assert not desk.has("eind_datum")
    desk.press("periode_bewaar")
    assert "De boete is betaald." in desk.texts()
    (row,) = huis.detail(zaak).tenuitvoerleggingen
    assert (row.begin_datum, row.eind_datum, row.is_vervangend) == (TODAY, TODAY, False)


def test_a_verlof_proposes_the_next_one(at: At, huis: Huis) -> None:
    huis.verlof()
    zaak = huis.zaak(((StrafSoort.verlof, 1, 0),))
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    desk.press("laat_ingaan_1")
    assert desk.find("begin_datum").value() == date(2026, 11, 20)
    desk.press("periode_bewaar")
    assert huis.stand(zaak).straffen[0].over == 0


def test_two_straffen_have_a_card_each(at: At, huis: Huis) -> None:
    zaak = huis.zaak(((StrafSoort.opsluiting, 3, 0), (StrafSoort.bezoek, 7, 0)))
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    desk.press("laat_ingaan_1")
    desk.press("periode_bewaar")
    desk.press("laat_ingaan_2")
    desk.press("periode_bewaar")
    assert [one.over for one in huis.stand(zaak).straffen] == [0, 0]


def test_a_period_is_put_right_and_withdrawn_with_a_reason(at: At, huis: Huis) -> None:
    zaak = huis.zaak()
    key = huis.start(zaak)
    desk = at(huis.directeur)
    page(desk, huis, zaak)
    desk.press(f"wijzig_{key.hex}")
    desk.put("eind_datum", TODAY + timedelta(days=2))
    desk.press("periode_bewaar")
    assert "Vul ‘Waarom wijzig je dit’ in." in desk.texts()
    desk.put("reden", "een dag eerder klaar")
    desk.press("periode_bewaar")
    assert "telt niet mee" in desk.texts()
    assert "Vervangen: een dag eerder klaar" in desk.texts()
    assert "Vastgelegd: 2 dagen. Nog over: 1 dag." in desk.texts()
    (new,) = [one for one in huis.detail(zaak).tenuitvoerleggingen if not one.is_vervallen]
    desk.press(f"trek_in_{new.id.hex}")
    desk.press("intrekken_laten")
    desk.press(f"trek_in_{new.id.hex}")
    desk.put("reden", "ging niet door")
    desk.press("intrekken_bewaar")
    assert huis.stand(zaak).te_starten
    desk.press("laat_ingaan_1")


def test_on_hold_it_says_why_and_has_no_button(at: At, huis: Huis) -> None:
    zaak = huis.zaak()
    beklag(huis, zaak, schorsing=Schorsing.toegewezen)
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    assert "geschorst" in desk.texts()
    assert not desk.has("laat_ingaan_1")
    running = huis.zaak()
    huis.start(running)
    beklag(huis, running, schorsing=Schorsing.toegewezen)
    page(desk, huis, running)
    assert "Loopt er al iets: stop het" in desk.texts()


def test_what_is_typed_opens_again(at: At, huis: Huis) -> None:
    zaak = huis.zaak()
    desk = at(huis.locatie)
    first = page(desk, huis, zaak)
    desk.press("laat_ingaan_1")
    desk.put("toelichting", "Op zijn eigen kamer")
    first.leave()
    page(desk, huis, zaak)
    assert desk.find("toelichting").value() == "Op zijn eigen kamer"
    desk.press("periode_laten")
    assert huis.ask(lambda s: list_drafts(s, Compartment.team)) == []


def test_who_may_not_sees_it_without_buttons(at: At, huis: Huis) -> None:
    zaak = huis.zaak(DEELS)
    key = huis.start(zaak, 2)
    desk = at(huis.mentor)
    page(desk, huis, zaak)
    assert "De locatiemanager of de directeur legt dit vast." in desk.texts()
    for name in (
        "laat_ingaan_1",
        f"wijzig_{key.hex}",
        f"trek_in_{key.hex}",
        "start_proeftijd",
        "sluit_af",
        "zie_af",
    ):
        assert not desk.has(name)
    desk.press("naar_zaak")
    assert desk.places[-1][0] == "sanctiezaak"


# Renounce, proeftijd, hearing -------------------------------------------------------------------


def test_only_the_directeur_renounces(at: At, huis: Huis) -> None:
    zaak = huis.zaak()
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    assert not desk.has("zie_af")
    desk = at(huis.directeur)
    page(desk, huis, zaak)
    desk.press("zie_af")
    assert desk.places == [
        ("sanctieslot", {"deelnemer_id": huis.deelnemer_id, "sanctiezaak_id": zaak})
    ]


def test_without_straf_the_way_goes_to_the_end(at: At, huis: Huis) -> None:
    zaak = huis.zaak(())
    desk = at(huis.directeur)
    page(desk, huis, zaak)
    assert "In deze beslissing is geen straf." in desk.texts()
    desk.press("zie_af")
    assert desk.places[-1][0] == "sanctieslot"


def test_the_proeftijd_begins_and_a_hearing_opens(at: At, huis: Huis) -> None:
    zaak = huis.zaak(VOORWAARDELIJK)
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    assert not desk.has("hoor_tenuitvoerlegging")
    desk.press("start_proeftijd")
    assert status(huis, zaak) is S.voorwaardelijk
    told = desk.texts()
    assert "Tot en met 8 februari 2027" in told
    assert "Voorwaardelijk: 3 dagen opsluiting." in told
    assert not desk.has("start_proeftijd")
    desk.press("hoor_tenuitvoerlegging")
    assert desk.places[-1] == (
        "horen",
        {"deelnemer_id": huis.deelnemer_id, "sanctiezaak_id": zaak},
    )


def test_the_other_part_begins_first(at: At, huis: Huis) -> None:
    zaak = huis.zaak(DEELS)
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    assert "Leg eerst vast wanneer het andere deel ingaat: 2 dagen opsluiting." in desk.texts()
    assert not desk.has("start_proeftijd")
    desk.press("laat_ingaan_1")
    desk.press("periode_bewaar")
    desk.press("hoor_omzetting")
    assert desk.places[-1][0] == "horen"
    desk.press("start_proeftijd")
    assert status(huis, zaak) is S.voorwaardelijk


def test_an_upheld_beklag_leads_to_a_hearing(at: At, huis: Huis) -> None:
    zaak = huis.zaak()
    beklag(huis, zaak, status=BeklagStatus.gegrond, uitspraak_datum=TODAY)
    desk = at(huis.directeur)
    page(desk, huis, zaak)
    assert "gegrond verklaard" in desk.texts()
    desk.press("hoor_herziening")
    assert desk.places[-1][0] == "horen"


def test_a_straf_of_before_an_omzetting_is_cut_short(at: At, huis: Huis, clock: Clock) -> None:
    zaak = huis.zaak()
    key = huis.start(zaak)
    clock.advance(days=1, minutes=1)
    huis.again(zaak, ((StrafSoort.opsluiting, 3, 2),), RondeAanleiding.omzetting)
    desk = at(huis.directeur)
    page(desk, huis, zaak)
    assert "Opsluiting loopt nog, van een eerdere beslissing" in desk.texts()
    desk.press(f"wijzig_{key.hex}")
    desk.put("eind_datum", TODAY + timedelta(days=1))
    desk.put("reden", "de rest is voorwaardelijk geworden")
    desk.press("periode_bewaar")
    assert "loopt nog, van een eerdere" not in desk.texts()
    (straf,) = huis.stand(zaak).straffen
    assert (straf.gedaan, straf.over) == (1, 0)
    desk.press("start_proeftijd")
    assert status(huis, zaak) is S.voorwaardelijk


def test_while_he_is_heard_again_a_period_can_be_mended(at: At, huis: Huis) -> None:
    zaak = huis.zaak()
    key = huis.start(zaak)

    def hear(session: Session) -> None:
        found = session.get_one(Sanctiezaak, zaak)
        found.status, found.ronde, found.voor_ronde = S.horen, 2, S.tenuitvoerlegging

    huis.write(hear)
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    assert "Hij wordt opnieuw gehoord." in desk.texts()
    assert not desk.has("laat_ingaan_1")
    desk.press(f"trek_in_{key.hex}")
    desk.put("reden", "verkeerde dag")
    desk.press("intrekken_bewaar")
    assert huis.detail(zaak).tenuitvoerleggingen[0].is_vervallen


def test_of_a_case_that_was_taken_back_nothing_runs(at: At, huis: Huis) -> None:
    zaak = huis.zaak()
    huis.start(zaak)

    def withdraw(session: Session) -> None:
        found = session.get_one(Sanctiezaak, zaak)
        found.status, found.slot_datum = S.ingetrokken, TODAY

    huis.write(withdraw)
    desk = at(huis.mentor)
    card(desk, huis, zaak, uitvoering_card)
    badge = [one.accessibleName() for one in desk.window.findChildren(kit.Badge)]
    assert any("Gestopt op 12 november 2026" in one for one in badge)


def test_periods_of_an_earlier_decision_stay_in_sight(at: At, huis: Huis) -> None:
    zaak = huis.zaak(DEELS)
    huis.start(zaak, 2)
    huis.again(zaak, ((StrafSoort.opsluiting, 3, 0),), RondeAanleiding.tenuitvoerlegging)
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    assert desk.has("eerder_uitgevoerd")
    assert "3 dagen opsluiting" in desk.texts()


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (S.mededeling, "nog niet uitgereikt"),
        (S.afloop, "Deze zaak is gesloten"),
        (S.ingetrokken, "Deze zaak is gesloten"),
    ],
)
def test_outside_its_time_the_page_only_says_so(
    at: At, huis: Huis, where: SanctieStatus, said: str
) -> None:
    zaak = huis.zaak(status=where, is_handed=where is not S.mededeling)
    desk = at(huis.directeur)
    page(desk, huis, zaak)
    assert said in desk.texts()
    assert not desk.has("laat_ingaan_1")


# The end --------------------------------------------------------------------------------------


def test_it_closes_with_how_it_ended(at: At, huis: Huis, clock: Clock) -> None:
    zaak = huis.zaak()
    huis.start(zaak, 2)
    clock.advance(days=4)
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    assert "Niet alles is uitgevoerd (opsluiting, nog 1 dag). Schrijf op waarom." in desk.texts()
    desk.press("sluit_af")
    desk.press("afloop_bewaar")
    assert "Vul ‘Hoe is het afgelopen’ in." in desk.texts()
    desk.put("toelichting", "Hij werd ziek.")
    desk.press("afloop_bewaar")
    detail = huis.detail(zaak)
    assert (detail.row.status, detail.slot_toelichting) == (S.afloop, "Hij werd ziek.")
    assert "Deze zaak is gesloten." in desk.texts()


def test_what_is_in_the_way_is_said(at: At, huis: Huis) -> None:
    zaak = huis.zaak(VOORWAARDELIJK, voorwaarden=("Niets nieuws.", "Hij gaat naar JusTact."))
    huis.write(lambda s: service_tenuitvoerlegging.start_proeftijd(s, zaak))
    desk = at(huis.locatie)
    page(desk, huis, zaak)
    told = desk.texts()
    assert "Dit moet eerst nog:" in told
    assert "De proeftijd loopt nog tot en met 8 februari 2027." in told
    assert "Schrijf bij deze voorwaarde op hoe het liep: “Hij gaat naar JusTact.”" in told
    assert not desk.has("sluit_af")


# Cards of the case ----------------------------------------------------------------------------


def test_the_card_tells_and_opens_the_page(at: At, huis: Huis) -> None:
    zaak = huis.zaak(DEELS)
    desk = at(huis.mentor)
    card(desk, huis, zaak, uitvoering_card)
    told = desk.texts()
    assert "Nog niet ingegaan: 2 dagen opsluiting." in told
    assert "Proeftijd tot en met 8 februari 2027." in told
    desk.press("open_tenuitvoerlegging")
    assert desk.places[-1][0] == "tenuitvoerlegging"


def test_conditions_get_their_outcome_inline(at: At, huis: Huis, clock: Clock) -> None:
    zaak = huis.zaak(VOORWAARDELIJK, voorwaarden=("Niets nieuws.", "Hij gaat naar JusTact."))
    huis.write(lambda s: service_tenuitvoerlegging.start_proeftijd(s, zaak))
    desk = at(huis.mentor)
    card(desk, huis, zaak, voorwaarden_card)
    told = desk.texts()
    assert "Ruben volgt dit. Herinnering op 12 november 2026 (vandaag)." in told
    (key,) = [one.id for one in huis.detail(zaak).beslissingen[0].voorwaarden if one.doel_id]
    desk.press(f"doel_{key.hex}")
    assert desk.places[-1][1] == {"deelnemer_id": huis.deelnemer_id, "tab": "doelen"}
    desk.press("uitkomst_2")
    desk.put("status", VoorwaardeStatus.niet_nagekomen.value)
    desk.press("voorwaarde_bewaar")
    assert "Schrijf op wat er gebeurde" in desk.texts()
    desk.put("toelichting", "Hij ging niet.")
    desk.press("voorwaarde_bewaar")
    row = huis.detail(zaak).beslissingen[0].voorwaarden[1]
    assert (row.status, row.toelichting) == (VoorwaardeStatus.niet_nagekomen, "Hij ging niet.")
    assert "“Hij ging niet.”" in desk.texts()
    desk.press("uitkomst_weg_2")
    desk.put("toelichting", "verkeerde regel")
    desk.press("voorwaarde_bewaar")
    assert huis.detail(zaak).beslissingen[0].voorwaarden[1].status is VoorwaardeStatus.loopt
    clock.advance(days=(PROEFTIJD - TODAY).days + 1)
    desk.press("uitkomst_1")
    desk.put("status", VoorwaardeStatus.nagekomen.value)
    desk.press("voorwaarde_bewaar")
    assert huis.detail(zaak).beslissingen[0].voorwaarden[0].status is VoorwaardeStatus.nagekomen


def test_conditions_that_he_does_not_know_yet_have_no_buttons(at: At, huis: Huis) -> None:
    zaak = huis.zaak(VOORWAARDELIJK, S.mededeling, voorwaarden=("Niets nieuws.",))
    desk = at(huis.mentor)
    card(desk, huis, zaak, voorwaarden_card)
    assert "Niets nieuws." in desk.texts()
    assert not desk.has("uitkomst_1")


def test_without_parts_there_is_no_card(at: At, huis: Huis) -> None:
    zaak = huis.zaak()
    desk = at(huis.mentor)
    assert card(desk, huis, zaak, voorwaarden_card).shown is None
    assert card(desk, huis, zaak, vervolg_card).shown is None


def test_the_casemanager_answers_about_verlof(at: At, huis: Huis) -> None:
    zaak, verlof = huis.zaak(), huis.verlof()
    huis.vervolg(zaak, VervolgSoort.verlof, verlof)
    desk = at(huis.mentor)
    card(desk, huis, zaak, vervolg_card)
    assert "Geen kort verlof van 20 november 2026" in desk.texts()
    assert not desk.has("antwoord_1")
    desk = at(huis.casemanager)
    card(desk, huis, zaak, vervolg_card)
    desk.press("antwoord_1")
    desk.put("status", VervolgStatus.gevolgd.value)
    desk.press("antwoord_bewaar")
    assert "Vul ‘Waarom’ in." in desk.texts()
    desk.put("antwoord", "Het past nu niet.")
    desk.press("antwoord_bewaar")
    assert huis.ask(lambda s: get_verlof(s, verlof)).status is VerlofStatus.ingetrokken
    assert "Ilse, 12 november 2026:" in desk.texts()
    assert not desk.has("antwoord_1")


def test_terugplaatsing_says_what_it_ends_and_what_to_do(at: At, huis: Huis) -> None:
    zaak = huis.zaak()
    huis.vervolg(zaak, VervolgSoort.terugplaatsing, geprobeerd="Twee keer maatwerk.")
    desk = at(huis.casemanager)
    card(desk, huis, zaak, vervolg_card)
    told = desk.texts()
    assert "beëindigt zijn deelname aan het Huis van Herstel" in told
    assert "Wat is eerder geprobeerd\nTwee keer maatwerk." in told
    assert not desk.has("naar_gegevens")
    desk.press("antwoord_1")
    desk.put("status", VervolgStatus.gevolgd.value)
    desk.put("antwoord", "Het gaat hier niet meer veilig.")
    desk.press("antwoord_bewaar")
    assert "Er is nog niets veranderd aan zijn verblijf." in desk.texts()
    desk.press("naar_gegevens")
    assert desk.places[-1] == (
        "dossier",
        {"deelnemer_id": huis.deelnemer_id, "tab": "gegevens"},
    )


def test_on_hold_the_answer_waits(at: At, huis: Huis) -> None:
    zaak = huis.zaak()
    huis.vervolg(zaak, VervolgSoort.terugplaatsing)
    beklag(huis, zaak, schorsing=Schorsing.toegewezen)
    desk = at(huis.casemanager)
    card(desk, huis, zaak, vervolg_card)
    assert "Ook verlof en plaatsing wachten daarop." in desk.texts()


# Ordemaatregel --------------------------------------------------------------------------------


def orde(desk: Desk, huis: Huis, key: UUID | None = None) -> OrdemaatregelPage:
    return desk.show(
        OrdemaatregelPage(desk.context, deelnemer_id=huis.deelnemer_id, ordemaatregel_id=key)
    )


def test_staff_records_one_for_hours(at: At, huis: Huis) -> None:
    desk = at(huis.mentor)
    orde(desk, huis)
    told = desk.texts()
    assert "Een ordemaatregel is geen straf." in told
    assert "Hooguit tot morgen 1.30. Korter mag altijd." in told
    assert (desk.find("eind_datum").value(), desk.find("eind_tijd").value()) == (
        TODAY + timedelta(days=1),
        time(1, 30),
    )
    desk.press("regel")
    assert "Penitentiaire beginselenwet, artikel 23 en 24" in desk.texts()
    desk.put("begin_tijd", time(9, 0))
    assert desk.find("eind_tijd").value() == time(0, 0)
    desk.press("bewaar")
    assert "Kies ‘Wat houdt de maatregel in’." in desk.texts()
    desk.put("soort", "afzondering op de eigen kamer")
    desk.put("reden", "Hij gooide met stoelen.")
    desk.put("eind_tijd", time(0, 1))
    desk.press("bewaar")
    assert "hooguit 15 uur" in desk.texts()
    desk.put("eind_tijd", time(0, 0))
    desk.press("bewaar")
    ((place, address),) = desk.places
    assert place == "ordemaatregel"
    orde(desk, huis, address["ordemaatregel_id"])
    assert "Loopt nog 13 uur en 30 minuten, tot morgen 0.00." in desk.texts()
    assert not desk.has("verleng")
    assert "Langer mag alleen als de directeur dat beslist." in desk.texts()


def recorded(huis: Huis) -> UUID:
    values = {
        "soort": "afzondering op de eigen kamer",
        "reden": "Hij gooide met stoelen.",
        "begin_datum": TODAY,
        "begin_tijd": time(9, 0),
        "eind_datum": TODAY,
        "eind_tijd": time(20, 0),
    }
    return huis.write(
        lambda s: service_ordemaatregelen.record_ordemaatregel(s, huis.deelnemer_id, values),
        huis.mentor,
    )


def test_the_directeur_has_days_and_extends(at: At, huis: Huis) -> None:
    desk = at(huis.directeur)
    orde(desk, huis)
    assert desk.find("eind_datum").value() == TODAY + timedelta(days=14)
    key = recorded(huis)
    orde(desk, huis, key)
    desk.press("verleng")
    assert desk.find("eind_datum").value() == TODAY + timedelta(days=14)
    desk.press("verlenging_bewaar")
    assert "Vul ‘Waarom is het langer nodig’ in." in desk.texts()
    desk.put("reden", "Nog niet rustig.")
    desk.put("eind_datum", TODAY + timedelta(days=2))
    desk.press("verlenging_bewaar")
    told = desk.texts()
    assert "Loopt nog 2 dagen en 9 uur, tot zaterdag 14 november, 20.00." in told
    assert "Verlengd: vandaag 20.00 tot zaterdag 14 november, 20.00" in told


def test_it_stops_early_with_a_reason(at: At, huis: Huis, clock: Clock) -> None:
    key = recorded(huis)
    desk = at(huis.mentor)
    first = orde(desk, huis, key)
    desk.press("stop_eerder")
    desk.press("einde_bewaar")
    assert "Vul ‘Waarom stopt het eerder’ in." in desk.texts()
    desk.put("einde_reden", "Hij is rustig.")
    first.leave()
    orde(desk, huis, key)
    desk.press("einde_bewaar")
    assert "Eerder gestopt, vandaag 10.30." in desk.texts()
    assert "Waarom eerder: Hij is rustig." in desk.texts()
    assert not desk.has("stop_eerder")
    desk.press("naar_sancties")
    assert desk.places[-1][1]["tab"] == "sancties"


def test_the_form_that_is_open_stays_open_when_news_comes_in(at: At, huis: Huis) -> None:
    key = recorded(huis)
    desk = at(huis.directeur)
    shown = orde(desk, huis, key)
    desk.press("stop_eerder")
    desk.put("einde_reden", "Hij is rustig.")
    desk.press("verleng")
    desk.put("reden", "Nog niet rustig.")
    shown.inner.show_now()
    assert desk.find("reden").value() == "Nog niet rustig."
    assert not desk.has("einde_reden")


def test_the_clock_runs_on_the_page(at: At, huis: Huis, clock: Clock) -> None:
    key = recorded(huis)
    desk = at(huis.mentor)
    shown = orde(desk, huis, key)
    clock.advance(minutes=5)
    shown.inner._tick()  # type: ignore[attr-defined]
    assert "Loopt nog 9 uur en 25 minuten" in desk.texts()
    clock.advance(hours=12)
    shown.inner._tick()  # type: ignore[attr-defined]
    assert "Afgelopen, vandaag 20.00." in desk.texts()
    assert not desk.has("stop_eerder")
