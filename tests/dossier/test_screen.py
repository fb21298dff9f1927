"""The dossier by object name, with the read log behind it."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.actieplannen.service import record_doel
from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers.service import record_aandachtspunt
from hvh_desktop.dossier.screen import DossierFrame, DossierPage, OverzichtTab, Tab
from hvh_desktop.errors import UserError
from hvh_desktop.readlog import Raadpleging
from hvh_desktop.rights import Rol
from hvh_desktop.ui import kit
from hvh_desktop.ui.bars import Who
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.places import Menu, Place
from hvh_desktop.ui.shell import Shell
from tests.conftest import OpenAs
from tests.deelnemers.windows import Watched, child, show
from tests.dossier.sample import Huis


class Plain(Page):
    """A tab that counts how often it was left, with a footer of its own."""

    left: ClassVar[list[str]] = []

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self.words = kit.Label("Iets")
        QVBoxLayout(self).addWidget(self.words)

    def leave(self) -> None:
        self.left.append(type(self).__name__)

    def footer(self) -> QWidget | None:
        return kit.Footer(kit.Button("Bewaar", "hoofd", name="bewaar"))


TABS = (Tab("overzicht", "Overzicht", OverzichtTab), Tab("krachten", "Krachten", Plain))


def _dossier(context: Context, *, deelnemer_id: UUID, tab: str = "overzicht") -> Page:
    return DossierFrame(context, deelnemer_id=deelnemer_id, tabs=TABS, tab=tab)


def _doel(context: Context, *, deelnemer_id: UUID) -> Page:
    page = Plain(context, deelnemer_id=deelnemer_id)
    return DossierPage(context, deelnemer_id=deelnemer_id, page=page)


MENU = Menu(
    {
        "dossier": Place("dossier", "deelnemers", _dossier),
        "doel": Place("doel", "deelnemers", _doel),
        "vandaag": Place("vandaag", "vandaag", Plain),
    },
    (),
    lambda context, window: None,
)


@pytest.fixture
def shell(watched: Watched, qtbot: QtBot) -> Shell:
    Plain.left.clear()
    found = Shell(watched.context, MENU, Who("Ilse", "IK", "mentor", "Huis", "Twente", False))
    qtbot.addWidget(found)
    found.resize(1366, 768)
    with qtbot.waitExposed(found):
        found.show()
    return found


@pytest.fixture
def frame(watched: Watched, qtbot: QtBot, huis: Huis) -> DossierFrame:
    page = DossierFrame(watched.context, deelnemer_id=huis.jeffrey, tabs=TABS)
    show(qtbot, page)
    return page


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def readings(database: Database) -> list[tuple[UUID | None, str, str]]:
    with database.reading() as session:
        rows = session.query(Raadpleging).order_by(Raadpleging.id).all()
        return [(row.deelnemer_id, row.onderdeel, row.handeling) for row in rows]


def press(widget: QWidget, name: str) -> None:
    child(widget, QAbstractButton, name).click()


def test_the_header_card_says_the_facts_and_the_alerts(frame: DossierFrame) -> None:
    said = words(child(frame, kit.HeaderCard, "kop_kaart"))
    for fact in (
        *("34 jaar · Almelo · plaats 12", "Verblijf, week 19", "over 143 dagen · 4 april"),
        *("Ilse en Ruben", "vandaag 10.30", "Geen contact met ex-partner"),
    ):
        assert fact in said


def test_a_name_in_another_script_and_a_bba_resident(
    watched: Watched, qtbot: QtBot, huis: Huis
) -> None:
    page = DossierFrame(watched.context, deelnemer_id=huis.gabriel, tabs=TABS)
    show(qtbot, page)
    assert child(page, QLabel, "naam_eigen_schrift").text() == "ܓܒܪܐܝܠ ܐܣܠܢ"
    bba = DossierFrame(watched.context, deelnemer_id=huis.bram, tabs=TABS)
    show(qtbot, bba)
    child(bba, kit.Row, "reden_1").click()
    assert "BBA, week 19" in words(bba)
    assert "geen begeleiding van het huis" in words(bba)
    assert bba.findChild(QWidget, "krachtenwiel") is None


def test_the_header_follows_a_change(frame: DossierFrame, huis: Huis, watched: Watched) -> None:
    watched.context.perform(
        lambda s: record_aandachtspunt(s, huis.jeffrey, "veiligheid", "Twee man erbij", s.today)
    )
    assert "nog 1" in words(child(frame, kit.HeaderCard, "kop_kaart"))


def test_the_overview_shows_his_words_and_what_is_late(frame: DossierFrame) -> None:
    said = words(frame)
    assert "“Ik wil elke maand zelf mijn rekeningen betalen.”" in said
    assert "2 dagen te laat" in said
    assert "Nog geen actie" in said
    assert "Geen stap: Partner (niet van toepassing)" in said


def test_the_table_says_the_same_as_the_wheel(frame: DossierFrame) -> None:
    press(frame, "als_tabel")
    table = child(frame, kit.Table, "krachtentabel")
    model = table.model()
    said = [[model.index(row, col).data() for col in range(3)] for row in range(10)]
    assert said[0] == ["Wonen", "stap 5", "stap 3"]
    assert said[5] == ["Partner", "niet van toepassing", "niet van toepassing"]
    press(frame, "als_tabel")
    assert frame.findChild(QWidget, "krachtenwiel") is not None


def test_lines_lead_to_their_places(frame: DossierFrame, watched: Watched, huis: Huis) -> None:
    press(frame, "doel_erbij")
    press(frame, "doel_1")
    press(frame, "verloop_0")
    places = [place for place, _ in watched.places]
    assert places == ["doel", "doel", "mentorgesprek"]
    assert watched.places[0][1] == {"deelnemer_id": huis.jeffrey}


def test_a_new_doel_appears_by_itself(frame: DossierFrame, watched: Watched, huis: Huis) -> None:
    values = {
        "tekst": "Ik wil leren koken.",
        "leefgebieden": ("vrije_tijd",),
        "herstelvorm": "zelfherstel",
        "herkomst": "anders",
        "herkomst_tekst": "Zei hij zelf",
    }
    watched.context.perform(lambda session: record_doel(session, huis.jeffrey, values))
    assert "“Ik wil leren koken.”" in words(frame)


def test_opening_is_noted_once_while_one_stays_with_the_same_man(
    shell: Shell, huis: Huis, ilse: Database
) -> None:
    shell.open("dossier", deelnemer_id=huis.jeffrey)
    shell.open("doel", deelnemer_id=huis.jeffrey)
    shell.open("dossier", deelnemer_id=huis.jeffrey, tab="krachten")
    assert readings(ilse) == [(huis.jeffrey, "dossier", "lezen")]
    shell.open("dossier", deelnemer_id=huis.mehmet)
    shell.open("vandaag")
    shell.open("doel", deelnemer_id=huis.mehmet)
    about = [one for one, _, _ in readings(ilse)]
    assert about == [huis.jeffrey, huis.mehmet, huis.mehmet]


def test_without_the_right_nothing_is_shown_and_nothing_is_noted(
    huis: Huis, open_as: OpenAs, qapp: QApplication
) -> None:
    beheerder = open_as(Rol.beheerder)
    with pytest.raises(UserError):
        DossierFrame(Context(beheerder), deelnemer_id=huis.jeffrey, tabs=TABS)
    assert readings(beheerder) == []


def test_leaving_keeps_the_drafts_of_every_tab_that_was_opened(shell: Shell, huis: Huis) -> None:
    shell.open("dossier", deelnemer_id=huis.jeffrey, tab="krachten")
    shell.open("doel", deelnemer_id=huis.jeffrey)
    assert Plain.left == ["Plain"]
    shell.leave()
    assert Plain.left == ["Plain", "Plain"]


def test_the_bar_below_follows_the_tab(shell: Shell, huis: Huis) -> None:
    shell.open("dossier", deelnemer_id=huis.jeffrey)
    page = shell.page
    assert isinstance(page, DossierFrame)
    assert shell.findChild(QWidget, "bewaar") is None
    page.show_tab("krachten")
    assert child(shell, QWidget, "bewaar").isVisible()
    page.show_tab("overzicht")
    assert not child(shell, QWidget, "bewaar").isVisible()
    assert Plain.left == ["Plain"]


def test_who_may_not_write_sees_no_acts(
    huis: Huis, open_as: OpenAs, qtbot: QtBot, qapp: QApplication
) -> None:
    petra = Context(open_as(Rol.mentor, medewerker_id=huis.petra))
    page = DossierFrame(petra, deelnemer_id=huis.jeffrey, tabs=TABS)
    show(qtbot, page)
    child(page, kit.Row, "reden_1").click()
    assert page.findChild(QWidget, "krachtenwiel") is not None
    assert page.findChild(QWidget, "doel_erbij") is None
    assert page.findChild(QWidget, "maak_actie_3") is None


def test_the_whole_timeline_unfolds_and_folds(
    frame: DossierFrame, huis: Huis, watched: Watched
) -> None:
    from datetime import date

    from tests.dossier.sample import add_talk

    with watched.context.database.transaction(Compartment.team) as session:
        for month in range(1, 7):
            add_talk(session, huis.jeffrey, date(2026, month, 5))
    assert frame.findChild(QWidget, "verloop_12") is None
    press(frame, "verloop_alles")
    assert frame.findChild(QWidget, "verloop_12") is not None
    press(frame, "verloop_alles")
