"""The screens after a decision, by object name, on real encrypted files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hvh_desktop.readlog import Raadpleging
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service_beklag
from hvh_desktop.sancties.screen import BeklagPage, MededelingPage, UitreikingPage
from hvh_desktop.sancties.screen_beklag import beklag_card
from hvh_desktop.sancties.screen_uitreiking import uitreiking_card
from hvh_desktop.sancties.words import BeklagStatus, RondeAanleiding, SanctieStatus
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.form_page import Sections
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.print_page import PrintPage
from tests.conftest import Clock
from tests.deelnemers.windows import Watched, child, show
from tests.golden.papers import words
from tests.sancties.house import DIRECT, VANDAAG, House

S = SanctieStatus


@pytest.fixture
def sees(qapp: QApplication, home: House, clock: Clock) -> Callable[..., Watched]:
    theme.apply(qapp, "licht")
    return lambda *rollen: Watched(home.door(*rollen), clock)


def opened(qtbot: QtBot, page: Page) -> Page:
    return show(qtbot, page)


def sections(page: Page) -> Sections:
    found = page.findChild(Sections)
    assert isinstance(found, Sections)
    return found


def fill(page: Page, **values: Any) -> None:
    for name, value in values.items():
        sections(page).blocks[name].set_value(value)
    sections(page).changed.emit()


def labels(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(kit.Label))


def press(page: Page, name: str) -> None:
    child(page, kit.Button, name).click()


def at(home: House, zaak_id: UUID) -> dict[str, Any]:
    return {"deelnemer_id": home.deelnemer_id, "sanctiezaak_id": zaak_id}


# The mededeling ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "place"),
    [(S.verslag, "horen"), (S.horen, "sanctievoorstel"), (S.voorstel, "sanctiebeslissing")],
)
def test_each_line_that_lacks_leads_to_its_page(
    qtbot: QtBot,
    home: House,
    sees: Callable[..., Watched],
    status: SanctieStatus,
    place: str,
) -> None:
    zaak_id = home.case(status)
    desk = sees(Rol.locatiemanager)
    page = opened(qtbot, MededelingPage(desk.context, **at(home, zaak_id)))
    child(page, kit.Row, "ontbreekt_0").activated.emit()
    assert desk.places == [(place, at(home, zaak_id))]
    assert page.findChild(kit.Button, "druk_af") is None


def test_the_form_shows_the_last_day_at_once_and_makes_the_papers(
    qtbot: QtBot, home: House, sees: Callable[..., Watched]
) -> None:
    zaak_id = home.case(S.beslissing)
    desk = sees(Rol.locatiemanager)
    page = opened(qtbot, MededelingPage(desk.context, **at(home, zaak_id)))
    last = child(page, kit.Label, "laatste_dag")
    assert last.text() == "Donderdag 19 november 2026"
    fill(page, uitreik_datum=VANDAAG + timedelta(days=1))
    assert last.text() == "Vrijdag 20 november 2026"
    press(page, "bewaar")
    assert sections(page).blocks["uitleg"].error() == "Vul ‘Waarom, in gewone taal’ in."
    fill(page, uitleg="Je hebt gerookt en je vertelde het meteen en dat vonden wij heel goed.")
    assert not child(page, QWidget, "lange_zin").isHidden()
    fill(page, uitleg="Je hebt gerookt. Je was eerlijk.")
    assert child(page, QWidget, "lange_zin").isHidden()
    press(page, "bewaar")
    assert desk.places == [("mededeling", at(home, zaak_id))]
    assert home.status(zaak_id) is S.mededeling


def test_what_is_typed_stays_as_a_concept(
    qtbot: QtBot, home: House, sees: Callable[..., Watched]
) -> None:
    zaak_id = home.case(S.beslissing)
    desk = sees(Rol.locatiemanager)
    page = opened(qtbot, MededelingPage(desk.context, **at(home, zaak_id)))
    fill(page, uitleg="Half.")
    page.leave()
    again = opened(qtbot, MededelingPage(desk.context, **at(home, zaak_id)))
    assert sections(again).values()["uitleg"] == "Half."
    assert "Je was hier al aan begonnen" in labels(again)


def test_a_mentor_reads_who_makes_it(
    qtbot: QtBot, home: House, sees: Callable[..., Watched]
) -> None:
    zaak_id = home.case(S.beslissing)
    page = opened(qtbot, MededelingPage(sees(Rol.mentor).context, **at(home, zaak_id)))
    assert "De locatiemanager of de directeur maakt de mededeling." in labels(page)
    assert not child(page, kit.Button, "bewaar").isVisible()


def shown(page: Page) -> str:
    inner = page.inner  # type: ignore[attr-defined]
    assert isinstance(inner, PrintPage)
    assert inner.piece is not None
    return " ".join(words(inner.piece.data).split())


def test_both_papers_are_seen_and_saving_leaves_a_line(
    qtbot: QtBot, home: House, sees: Callable[..., Watched], tmp_path: Path
) -> None:
    zaak_id = home.case(S.mededeling)
    desk = sees(Rol.locatiemanager)
    page = MededelingPage(desk.context, **at(home, zaak_id))
    inner = page.inner
    assert isinstance(inner, PrintPage)
    with qtbot.waitSignal(inner.made):
        opened(qtbot, page)
    assert "Mededeling van een beslissing" in shown(page)
    which = child(page, kit.RadioGroup, "welk_papier")
    which.set_value("uitleg")
    with qtbot.waitSignal(inner.made):
        which.changed.emit()
    assert "Wat is er besloten?" in shown(page)
    inner.save_to(tmp_path / "blad.pdf")
    assert (tmp_path / "blad.pdf").read_bytes().startswith(b"%PDF")
    with home.door(Rol.beheerder).reading() as session:
        told = [(one.onderdeel, one.handeling) for one in session.scalars(select(Raadpleging))]
    assert ("mededeling", "afdrukken") in told
    press(page, "naar_uitreiking")
    press(page, "maak_opnieuw")
    assert [place for place, _ in desk.places] == ["uitreiking", "mededeling"]
    assert desk.places[1][1]["opnieuw"] is True


def test_an_earlier_paper_is_shown_as_it_was(
    qtbot: QtBot, home: House, sees: Callable[..., Watched]
) -> None:
    zaak_id = home.case(S.beslissing)
    first = home.mededeling(zaak_id, uitleg="Eerst dit.")
    home.mededeling(zaak_id, uitleg="Toen dat.")
    desk = sees(Rol.mentor)
    page = MededelingPage(desk.context, **at(home, zaak_id), mededeling_id=first)
    inner = page.inner
    assert isinstance(inner, PrintPage)
    with qtbot.waitSignal(inner.made):
        opened(qtbot, page)
    assert "Er is een nieuwer papier" in labels(page)
    child(page, kit.RadioGroup, "welk_papier").set_value("uitleg")
    with qtbot.waitSignal(inner.made):
        inner.refresh()
    assert "Eerst dit." in shown(page)


# The handing-over --------------------------------------------------------------------------------


def test_handing_over_by_the_form(qtbot: QtBot, home: House, sees: Callable[..., Watched]) -> None:
    zaak_id = home.case(S.mededeling)
    desk = sees(Rol.mentor)
    page = opened(qtbot, UitreikingPage(desk.context, **at(home, zaak_id)))
    assert child(page, kit.Label, "laatste_dag").text() == "Donderdag 19 november 2026"
    assert "artikel 61" in labels(page)
    assert sections(page).values()["medewerker_id"] == home.medewerkers[Rol.mentor].hex
    fill(page, wijze=("voorgelezen",), tekenen="wilde niet tekenen")
    press(page, "bewaar")
    assert "hoe het ging" in (sections(page).blocks["toelichting"].error() or "")
    fill(page, toelichting="Hij legde het weg.")
    press(page, "bewaar")
    assert desk.places == [("sanctiezaak", at(home, zaak_id))]
    assert home.status(zaak_id) is S.uitreiking


def test_after_an_interpreter_it_says_so(
    qtbot: QtBot, home: House, sees: Callable[..., Watched]
) -> None:
    zaak_id = home.case(S.verslag)
    home.horen(zaak_id, taal="Tigrinya", tolk="telefonisch")
    home.voorstel(zaak_id, DIRECT)
    home.beslissing(zaak_id)
    home.mededeling(zaak_id)
    page = opened(qtbot, UitreikingPage(sees(Rol.mentor).context, **at(home, zaak_id)))
    assert "gehoord met een tolk (Tigrinya)" in labels(page)


def test_another_day_leads_to_a_new_paper(
    qtbot: QtBot, home: House, sees: Callable[..., Watched]
) -> None:
    zaak_id = home.case(S.mededeling)
    desk = sees(Rol.locatiemanager)
    page = opened(qtbot, UitreikingPage(desk.context, **at(home, zaak_id)))
    press(page, "nieuw_papier")
    assert desk.places == [("mededeling", at(home, zaak_id) | {"opnieuw": True})]


def test_a_line_is_read_and_replaced(
    qtbot: QtBot, home: House, sees: Callable[..., Watched]
) -> None:
    zaak_id = home.case(S.uitreiking)
    desk = sees(Rol.mentor)
    page = opened(qtbot, UitreikingPage(desk.context, **at(home, zaak_id)))
    assert "Hij tekende" in labels(page)
    press(page, "vervang")
    assert desk.places == [("uitreiking", at(home, zaak_id) | {"vervang": True})]
    form = opened(qtbot, UitreikingPage(desk.context, **at(home, zaak_id), vervang=True))
    fill(form, tijd=time(9, 0))
    press(form, "bewaar")
    assert sections(form).blocks["vervangt_reden"].error()
    fill(form, vervangt_reden="Het was een uur eerder.")
    press(form, "bewaar")
    again = opened(qtbot, UitreikingPage(desk.context, **at(home, zaak_id)))
    told = labels(again)
    assert "Het was een uur eerder." in told
    assert "10.15" in told


def test_without_a_paper_it_leads_to_the_mededeling(
    qtbot: QtBot, home: House, sees: Callable[..., Watched]
) -> None:
    zaak_id = home.case(S.beslissing)
    desk = sees(Rol.mentor)
    page = opened(qtbot, UitreikingPage(desk.context, **at(home, zaak_id)))
    press(page, "naar_mededeling")
    assert desk.places == [("mededeling", at(home, zaak_id))]


# Beklag ------------------------------------------------------------------------------------------


def test_a_complaint_from_filing_to_a_ruling_for_him(
    qtbot: QtBot, home: House, sees: Callable[..., Watched]
) -> None:
    zaak_id = home.case(S.uitreiking, DIRECT)
    desk = sees(Rol.casemanager)
    page = opened(qtbot, BeklagPage(desk.context, **at(home, zaak_id)))
    assert child(page, kit.Label, "laatste_dag").text() == "Donderdag 19 november 2026"
    fill(page, gronden="Het is niet eerlijk.", schorsing="gevraagd")
    press(page, "bewaar")
    assert desk.places.pop() == ("beklag", at(home, zaak_id))
    overview = opened(qtbot, BeklagPage(desk.context, **at(home, zaak_id)))
    assert "“Het is niet eerlijk.”" in labels(overview)
    press(overview, "uitspraak")
    (_place, address) = desk.places.pop()
    form = opened(qtbot, BeklagPage(desk.context, **address))
    fill(form, status="gedeeltelijk gegrond", uitspraak_datum=VANDAAG, uitspraak="Te zwaar.")
    press(form, "bewaar")
    assert sections(form).blocks["gevolg"].error()
    fill(form, gevolg="Hij wordt opnieuw gehoord.")
    press(form, "bewaar")
    lead = sees(Rol.locatiemanager, Rol.directeur)
    ruled = opened(qtbot, BeklagPage(lead.context, **at(home, zaak_id)))
    assert "Gedeeltelijk gegrond" in labels(ruled)
    press(ruled, "hoor_opnieuw")
    press(ruled, "trek_in")
    assert lead.places == [("horen", at(home, zaak_id)), ("sanctieslot", at(home, zaak_id))]


def test_who_may_not_hear_him_reads_who_does(
    qtbot: QtBot, home: House, sees: Callable[..., Watched]
) -> None:
    zaak_id = upheld(home)
    page = opened(qtbot, BeklagPage(sees(Rol.mentor).context, **at(home, zaak_id)))
    assert "Dat doen de locatiemanager en de directeur." in labels(page)
    assert page.findChild(kit.Button, "trek_in") is None


def upheld(home: House) -> UUID:
    zaak_id = home.case(S.uitreiking, DIRECT)
    filed = {"ingediend_datum": VANDAAG}
    ruled = {
        "status": BeklagStatus.gegrond.value,
        "uitspraak_datum": VANDAAG,
        "uitspraak": "Hij is niet goed gehoord.",
        "tegemoetkoming": "€ 15,00",
        "gevolg": "Hij wordt opnieuw gehoord.",
    }
    beklag_id = home.by(Rol.mentor, lambda s: service_beklag.record_beklag(s, zaak_id, filed))
    home.by(Rol.casemanager, lambda s: service_beklag.record_uitspraak(s, beklag_id, ruled))
    return zaak_id


def test_beroep_with_its_last_day(qtbot: QtBot, home: House, sees: Callable[..., Watched]) -> None:
    zaak_id = upheld(home)
    desk = sees(Rol.casemanager)
    page = opened(qtbot, BeklagPage(desk.context, **at(home, zaak_id)))
    assert "Kan tot en met 19 november 2026" in labels(page)
    press(page, "beroep")
    form = opened(qtbot, BeklagPage(desk.context, **desk.places.pop()[1]))
    home.clock.advance(days=9)
    fill(form, datum=VANDAAG + timedelta(days=8))
    assert not child(form, QWidget, "te_laat").isHidden()
    press(form, "bewaar")
    again = opened(qtbot, BeklagPage(desk.context, **at(home, zaak_id)))
    assert "Dat was na de laatste dag. Wacht op uitspraak." in labels(again)
    press(again, "beroepsuitspraak")
    last = opened(qtbot, BeklagPage(desk.context, **desk.places.pop()[1]))
    fill(last, beroep="ongegrond", datum=home.today, gevolg="De uitspraak blijft.")
    press(last, "bewaar")
    assert home.get(zaak_id).beklagen[0].beroep.value == "ongegrond"


def test_too_late_is_said_and_kept(qtbot: QtBot, home: House, sees: Callable[..., Watched]) -> None:
    zaak_id = home.case(S.uitreiking, DIRECT)
    home.clock.advance(days=8)
    desk = sees(Rol.mentor)
    page = opened(qtbot, BeklagPage(desk.context, **at(home, zaak_id)))
    assert not child(page, QWidget, "te_laat").isHidden()
    press(page, "bewaar")
    again = opened(qtbot, BeklagPage(desk.context, **at(home, zaak_id)))
    assert "Te laat ingediend" in labels(again)


def test_nothing_to_complain_about_yet(
    qtbot: QtBot, home: House, sees: Callable[..., Watched]
) -> None:
    zaak_id = home.case(S.beslissing)
    page = opened(qtbot, BeklagPage(sees(Rol.mentor).context, **at(home, zaak_id)))
    assert "nog niet uitgereikt" in labels(page)


# On the page of the case --------------------------------------------------------------------------


def test_the_cards_follow_the_case(qtbot: QtBot, home: House, sees: Callable[..., Watched]) -> None:
    desk = sees(Rol.mentor)
    zaak_id = home.case(S.voorstel)
    assert uitreiking_card(desk.context, home.get(zaak_id)) is None
    assert beklag_card(desk.context, home.get(zaak_id)) is None
    home.beslissing(zaak_id)
    card = uitreiking_card(desk.context, home.get(zaak_id))
    assert card is not None
    qtbot.addWidget(card)
    assert "De mededeling is nog niet gemaakt." in labels(card)
    home.mededeling(zaak_id)
    home.uitreiking(zaak_id)
    card = uitreiking_card(desk.context, home.get(zaak_id))
    complaint = beklag_card(desk.context, home.get(zaak_id))
    assert card is not None
    assert complaint is not None
    qtbot.addWidget(card)
    qtbot.addWidget(complaint)
    assert "tot en met 19 november 2026, nog 7 dagen" in labels(card)
    paper = home.get(zaak_id).mededelingen[-1]
    child(card, kit.Button, f"papieren_{paper.id.hex}").click()
    child(card, kit.Button, "bekijk_uitreiking").click()
    child(complaint, kit.Button, "naar_beklag").click()
    assert [place for place, _ in desk.places] == ["mededeling", "uitreiking", "beklag"]


def test_the_papers_of_an_earlier_round_stay_within_reach(
    qtbot: QtBot, home: House, sees: Callable[..., Watched]
) -> None:
    zaak_id = upheld(home)
    paper = home.get(zaak_id).mededelingen[-1]
    home.horen(zaak_id, RondeAanleiding.herziening, datum=VANDAAG, tijd=time(10, 0))
    home.voorstel(zaak_id)
    home.beslissing(zaak_id)
    card = uitreiking_card(sees(Rol.mentor).context, home.get(zaak_id))
    assert card is not None
    qtbot.addWidget(card)
    child(card, kit.Button, f"papieren_{paper.id.hex}")
    assert "De mededeling is nog niet gemaakt." in labels(card)
