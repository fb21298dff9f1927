"""The screens of toestemmingen, by object name, on real encrypted files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment, Database
from hvh_desktop.errors import UserError
from hvh_desktop.netwerken.service import change_netwerklid
from hvh_desktop.rights import Rol
from hvh_desktop.toestemmingen import service, service_verstrekkingen
from hvh_desktop.toestemmingen.model import GegevensSoort, VerstrekkingWijze
from hvh_desktop.toestemmingen.screen import (
    IntrekkenPage,
    ToestemmingAfdrukPage,
    ToestemmingPage,
    ToestemmingTab,
    VerstrekkingPage,
)
from hvh_desktop.toestemmingen.service import ToestemmingRow
from hvh_desktop.toestemmingen.service_verstrekkingen import VerstrekkingRow
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.form_page import Sections
from hvh_desktop.ui.page import Page
from tests.conftest import Clock, OpenAs
from tests.deelnemers.windows import Watched, child, show
from tests.golden.papers import words
from tests.toestemmingen.conftest import TODAY, Give, World, day

K = GegevensSoort


@pytest.fixture
def watched(qapp: QApplication, database: Database, clock: Clock) -> Watched:
    theme.apply(qapp, "licht")
    return Watched(database, clock)


def consents(database: Database, world: World) -> list[ToestemmingRow]:
    with database.reading() as session:
        return service.list_toestemmingen(session, world.deelnemer_id)


def given(database: Database, world: World) -> list[VerstrekkingRow]:
    with database.reading() as session:
        return service_verstrekkingen.list_verstrekkingen(session, world.deelnemer_id)


def sections(page: Page) -> Sections:
    found = page.findChild(Sections)
    assert isinstance(found, Sections)
    return found


def fill(page: Page, values: dict[str, object]) -> None:
    for name, value in values.items():
        sections(page).blocks[name].set_value(value)
    sections(page).changed.emit()


def labels(page: Page) -> str:
    return "\n".join(label.text() for label in page.findChildren(kit.Label))


def new_consent(world: World) -> dict[str, object]:
    return {
        "ontvanger_id": f"netwerklid:{world.vader_id.hex}",
        "doel": "Meedenken",
        "gegevens": (K.doelen.value,),
        "wijze": "getekend",
    }


# The tab ------------------------------------------------------------------------------------


def test_an_empty_tab_says_what_holds_without_consent(
    qtbot: QtBot, watched: Watched, world: World
) -> None:
    page = ToestemmingTab(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, page)
    assert "Wat de wet toestaat" in labels(page)
    child(page, kit.Button, "toestemming_nieuw").click()
    child(page, kit.Button, "verstrekking_nieuw").click()
    him: dict[str, Any] = {"deelnemer_id": world.deelnemer_id}
    assert watched.places == [("toestemming", him), ("verstrekking", him)]


def test_the_tab_tells_where_each_consent_stands(
    qtbot: QtBot, watched: Watched, world: World, give: Give
) -> None:
    soon = give(tot_datum=day(14))
    later = give(tot_datum=day(15), doel="Later")
    over = give(tot_datum=day(-1), doel="Vroeger")
    page = ToestemmingTab(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, page)
    told = {
        key: child(page, kit.Row, f"toestemming_{key.hex}").accessibleName()
        for key in (soon, later, over)
    }
    assert told[soon].endswith("Loopt af over 14 dagen")
    assert told[later].endswith("Geldig")
    assert told[over].endswith("Verlopen")
    fold = page.findChild(kit.Fold)
    assert fold is not None
    assert not fold.is_open()
    assert page.findChild(kit.Button, f"trek_in_{over.hex}") is None


def test_a_mentor_may_only_take_back(
    qtbot: QtBot, qapp: QApplication, mentor: Database, clock: Clock, world: World, give: Give
) -> None:
    key = give()
    theme.apply(qapp, "licht")
    watched = Watched(mentor, clock)
    tab = ToestemmingTab(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, tab)
    assert tab.findChild(kit.Button, "toestemming_nieuw") is None
    assert tab.findChild(kit.Button, "verstrekking_nieuw") is None
    child(tab, kit.Button, f"trek_in_{key.hex}").click()
    assert watched.places[-1][0] == "toestemming_intrekken"
    page = IntrekkenPage(watched.context, **watched.places[-1][1])
    show(qtbot, page)
    child(page, kit.Button, "bewaar").click()
    (row,) = consents(mentor, world)
    assert (row.status.value, row.ingetrokken_datum) == ("ingetrokken", TODAY)
    assert watched.places[-1][0] == "toestemming"


def test_somebody_else_s_mentor_may_only_look(
    qtbot: QtBot, qapp: QApplication, open_as: OpenAs, clock: Clock, world: World, give: Give
) -> None:
    key = give()
    theme.apply(qapp, "licht")
    watched = Watched(open_as(Rol.mentor), clock)
    tab = ToestemmingTab(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, tab)
    assert tab.findChild(kit.Button, f"trek_in_{key.hex}") is None
    page = IntrekkenPage(watched.context, deelnemer_id=world.deelnemer_id, toestemming_id=key)
    show(qtbot, page)
    assert "Vraag een van zijn mentoren" in labels(page)
    assert page.footer().isHidden()  # type: ignore[union-attr]


# A consent ----------------------------------------------------------------------------------


def test_a_consent_is_recorded(
    qtbot: QtBot, watched: Watched, database: Database, world: World
) -> None:
    page = ToestemmingPage(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, page)
    assert "Je mag nee zeggen" in labels(page)
    child(page, kit.Button, "bewaar").click()
    assert sections(page).blocks["doel"].error() == "Vul ‘Waarvoor’ in."
    fill(page, new_consent(world))
    child(page, kit.Button, "bewaar").click()
    (row,) = consents(database, world)
    assert (row.wie, row.vanaf_datum, row.tot_datum) == ("vader Mehmet", TODAY, day(180))
    assert watched.places[-1][1]["tab"] == "toestemming"


def test_the_form_tells_what_the_recipient_may_know_already(
    qtbot: QtBot, watched: Watched, world: World, give: Give
) -> None:
    key = give()
    give(doel="Vroeger", tot_datum=day(-1))
    give(doel="Geld", ontvanger_soort="organisatie", ontvanger_id=world.justact_id)
    page = ToestemmingPage(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, page)
    told = "Vader Mehmet heeft al toestemming"
    assert told not in labels(page)
    fill(page, {"ontvanger_id": f"netwerklid:{world.vader_id.hex}"})
    assert (
        "Vader Mehmet heeft al toestemming tot en met 12 december 2026 voor ‘Meedenken in het "
        "trajectgesprek’; die blijft gelden naast deze. Trek hem in als dat niet de bedoeling is."
    ) in labels(page)
    assert "Vroeger" not in labels(page)
    assert "‘Geld’" not in labels(page)
    fill(page, {"doel": " meedenken in het Trajectgesprek"})
    assert "Deze komt in de plaats van" in labels(page)
    child(page, kit.Button, f"bekijk_{key.hex}").click()
    assert watched.places[-1][1]["toestemming_id"] == key
    fill(page, {"ontvanger_id": f"netwerklid:{world.justact_lid_id.hex}"})
    assert "JusTact heeft al toestemming" in labels(page)


def test_the_tab_says_that_the_row_is_somebody_else_now(
    qtbot: QtBot, watched: Watched, database: Database, world: World, give: Give
) -> None:
    key = give()
    with database.transaction(Compartment.team) as session:
        change_netwerklid(session, world.vader_id, {"naam": "Sonja", "relatie": "ex-vriendin"})
    for page in (
        ToestemmingTab(watched.context, deelnemer_id=world.deelnemer_id),
        ToestemmingPage(watched.context, deelnemer_id=world.deelnemer_id, toestemming_id=key),
    ):
        show(qtbot, page)
        assert "ader Mehmet" in labels(page)
        assert "staat nu ex-vriendin Sonja" in labels(page)


def test_only_a_part_of_his_life(
    qtbot: QtBot, watched: Watched, database: Database, world: World
) -> None:
    page = ToestemmingPage(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, page)
    areas = sections(page).blocks["leefgebieden"]
    assert not areas.isVisible()
    child(page, kit.Check, "alleen_een_deel").box.click()
    assert areas.isVisible()
    fill(page, new_consent(world) | {"leefgebieden": ("wonen",)})
    child(page, kit.Check, "alleen_een_deel").box.click()
    child(page, kit.Button, "bewaar").click()
    assert consents(database, world)[0].leefgebieden == ()


def test_a_concept_is_kept_and_can_be_printed_to_sign(
    qtbot: QtBot, watched: Watched, world: World
) -> None:
    page = ToestemmingPage(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, page)
    fill(page, new_consent(world))
    page.leave()
    child(page, kit.Button, "bekijk_blad").click()
    place, address = watched.places[-1]
    assert (place, address) == ("toestemming_afdruk", {"deelnemer_id": world.deelnemer_id})
    paper = ToestemmingAfdrukPage(watched.context, deelnemer_id=world.deelnemer_id)
    with qtbot.waitSignal(paper.made):
        show(qtbot, paper)
    assert paper.piece is not None
    told = words(paper.piece.data)
    assert "Vader Mehmet" in told
    assert "11 mei 2027" in told
    assert "nog niet vastgelegd" in labels(paper)
    child(paper, kit.Button, "terug").click()
    assert [place for place, _address in watched.places][1:] == ["toestemming"]
    again = ToestemmingPage(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, again)
    assert sections(again).blocks["doel"].value() == "Meedenken"


def test_a_given_consent_is_read_and_not_changed(
    qtbot: QtBot, watched: Watched, world: World, give: Give
) -> None:
    key = give(beperking="Niets over geld", leefgebieden=("wonen",))
    page = ToestemmingPage(watched.context, deelnemer_id=world.deelnemer_id, toestemming_id=key)
    show(qtbot, page)
    told = labels(page)
    assert "Toestemming voor vader Mehmet" in told
    assert "Niets over geld" in told
    assert page.findChild(Sections) is None
    child(page, kit.Button, "trek_in").click()
    assert watched.places[-1][0] == "toestemming_intrekken"


def test_a_withdrawn_consent_shows_what_that_means(
    qtbot: QtBot, watched: Watched, world: World, give: Give
) -> None:
    key = give()
    address: dict[str, Any] = {"deelnemer_id": world.deelnemer_id, "toestemming_id": key}
    page = IntrekkenPage(watched.context, **address)
    show(qtbot, page)
    assert "Wat al verteld is, blijft bekend." in labels(page)
    fill(page, {"ingetrokken_datum": day(1)})
    child(page, kit.Button, "bewaar").click()
    assert "moet nog komen" in (sections(page).blocks["ingetrokken_datum"].error() or "")
    fill(page, {"ingetrokken_datum": TODAY, "is_gevolg_besproken": True})
    child(page, kit.Button, "bewaar").click()
    read = ToestemmingPage(watched.context, **address)
    show(qtbot, read)
    assert "Ingetrokken op 12 november 2026" in labels(read)
    assert read.findChild(kit.Button, "trek_in") is None
    again = IntrekkenPage(watched.context, **address)
    show(qtbot, again)
    assert "al ingetrokken" in labels(again)


def test_the_paper_of_a_withdrawn_consent_is_the_note(
    qtbot: QtBot, watched: Watched, world: World, give: Give, withdraw: object
) -> None:
    key = give()
    assert callable(withdraw)
    withdraw(key)
    page = ToestemmingAfdrukPage(
        watched.context, deelnemer_id=world.deelnemer_id, toestemming_id=key
    )
    with qtbot.waitSignal(page.made):
        show(qtbot, page)
    assert page.piece is not None
    assert page.piece.name == "toestemming-ingetrokken.pdf"
    with qtbot.waitSignal(page.made):
        page.which.buttons[1].click()
    assert page.piece.name == "toestemming.pdf"


# Telling ------------------------------------------------------------------------------------


def told_values(to: str, *kinds: GegevensSoort) -> dict[str, object]:
    return {"ontvanger_id": to, "gegevens": tuple(kind.value for kind in kinds)}


def test_the_page_says_at_once_which_ground_there_is(
    qtbot: QtBot, watched: Watched, database: Database, world: World, give: Give
) -> None:
    give(beperking="Niets over geld")
    page = VerstrekkingPage(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, page)
    assert "Kies aan wie en waarover" in labels(page)
    fill(page, told_values(f"netwerklid:{world.vader_id.hex}", K.doelen))
    assert "Doelen en acties: Toestemming voor vader Mehmet" in labels(page)
    assert "Houdt hij voor zich: “Niets over geld”" in labels(page)
    assert not page.sections.blocks["toelichting"].isVisible()
    child(page, kit.Button, "bewaar").click()
    (row,) = given(database, world)
    assert (row.wat.value, row.wijze) == ("mondeling verteld", VerstrekkingWijze.mondeling)


def test_the_law_is_shown_with_its_source(qtbot: QtBot, watched: Watched, world: World) -> None:
    page = VerstrekkingPage(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, page)
    fill(page, told_values(f"organisatie:{world.gemeente_id.hex}", K.doelen))
    told = labels(page)
    assert "Bron: Handreiking" in told
    assert "Alleen over: wonen, geld en inkomen" in told


def test_without_a_ground_it_is_refused_unless_there_was_danger(
    qtbot: QtBot, watched: Watched, database: Database, world: World
) -> None:
    page = VerstrekkingPage(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, page)
    fill(page, told_values(f"netwerklid:{world.vader_id.hex}", K.zorg))
    assert "die is nooit gegeven" in labels(page)
    child(page, kit.Button, "bewaar").click()
    assert given(database, world) == []
    assert "nooit gegeven" in (page.sections.blocks["gegevens"].error() or "")
    danger = "Hij dreigde zich iets aan te doen, zijn vader was bij hem."
    fill(page, {"toelichting": danger})
    child(page, kit.Button, "bewaar").click()
    (row,) = given(database, world)
    assert (row.is_vitaal_belang, row.toelichting) == (True, danger)
    tab = ToestemmingTab(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, tab)
    assert any(badge.label.text() == "Vitaal belang" for badge in tab.findChildren(kit.Badge))


def test_a_reason_that_is_not_needed_is_not_used(
    qtbot: QtBot, watched: Watched, database: Database, world: World, give: Give
) -> None:
    page = VerstrekkingPage(watched.context, deelnemer_id=world.deelnemer_id)
    show(qtbot, page)
    to = f"netwerklid:{world.vader_id.hex}"
    fill(page, told_values(to, K.doelen) | {"toelichting": "Er was iets aan de hand."})
    give()
    fill(page, told_values(to, K.doelen))
    child(page, kit.Button, "bewaar").click()
    assert not given(database, world)[0].is_vitaal_belang


@pytest.mark.parametrize("name", ["licht", "donker"])
def test_large_letters_fit(
    qtbot: QtBot, qapp: QApplication, watched: Watched, world: World, give: Give, name: str
) -> None:
    key: UUID = give()
    him: dict[str, Any] = {"deelnemer_id": world.deelnemer_id}
    theme.apply(qapp, name, 2.0)
    try:
        for page in (
            ToestemmingTab(watched.context, **him),
            ToestemmingPage(watched.context, **him),
            IntrekkenPage(watched.context, **him, toestemming_id=key),
            VerstrekkingPage(watched.context, **him),
        ):
            show(qtbot, page)
            scroll = page.findChild(kit.ScrollPage)
            assert scroll is not None
            inner = scroll.widget()
            assert inner is not None
            assert inner.minimumSizeHint().width() <= scroll.viewport().width()
    finally:
        theme.apply(qapp, "licht")


def test_nothing_is_written_by_looking(
    qtbot: QtBot, watched: Watched, database: Database, world: World
) -> None:
    for page in (
        ToestemmingTab(watched.context, deelnemer_id=world.deelnemer_id),
        VerstrekkingPage(watched.context, deelnemer_id=world.deelnemer_id),
    ):
        show(qtbot, page)
        page.leave()
    assert consents(database, world) == []
    assert given(database, world) == []


DOSSIER = (
    Rol.mentor,
    Rol.casemanager,
    Rol.reclasseringswerker,
    Rol.psycholoog,
    Rol.locatiemanager,
    Rol.directeur,
)


@pytest.mark.parametrize("rol", DOSSIER)
def test_every_role_that_reads_dossiers_may_open_every_page(
    qtbot: QtBot,
    qapp: QApplication,
    open_as: OpenAs,
    clock: Clock,
    world: World,
    give: Give,
    rol: Rol,
) -> None:
    key = give()
    theme.apply(qapp, "licht")
    watched = Watched(open_as(rol), clock)
    him: dict[str, Any] = {"deelnemer_id": world.deelnemer_id}
    tab = ToestemmingTab(watched.context, **him)
    new = ToestemmingPage(watched.context, **him)
    told = VerstrekkingPage(watched.context, **him)
    for page in (
        tab,
        new,
        told,
        ToestemmingPage(watched.context, **him, toestemming_id=key),
        IntrekkenPage(watched.context, **him, toestemming_id=key),
    ):
        show(qtbot, page)
    assert watched.problems == []
    may = tab.findChild(kit.Button, "toestemming_nieuw") is not None
    assert ("leggen een toestemming vast" in labels(new)) is not may
    may = tab.findChild(kit.Button, "verstrekking_nieuw") is not None
    assert ("mogen gegevens" in labels(told)) is not may


@pytest.mark.parametrize("rol", [Rol.projectmanager, Rol.onderzoeker, Rol.beheerder])
def test_the_office_is_refused_in_a_sentence(
    qapp: QApplication, open_as: OpenAs, clock: Clock, world: World, rol: Rol
) -> None:
    theme.apply(qapp, "licht")
    context = Watched(open_as(rol), clock).context
    for kind in (ToestemmingPage, VerstrekkingPage):
        with pytest.raises(UserError):
            kind(context, deelnemer_id=world.deelnemer_id)
