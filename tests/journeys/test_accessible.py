"""Every place works with the keyboard, with a screen reader, and with letters twice as large."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hvh_desktop import menu
from hvh_desktop.crypto import KdfCost, Vault
from hvh_desktop.entry import Entry, FirstRun
from hvh_desktop.errors import UserError
from hvh_desktop.menu import MENU, PLACES
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.screen_voorstel_gang import GangPage
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.ui import theme
from hvh_desktop.ui.bars import Who
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.shell import Shell
from tests.conftest import Clock
from tests.journeys import sanctie_places
from tests.journeys.pages import WRITER, Whole, whole_once
from tests.journeys.sanctie_places import record_cases
from tests.medewerkers.founded import Founded, founded_once
from tests.verbindingen.apart import record_two_versions

__all__ = ["founded_once", "whole_once"]

ShellAt = Callable[[str, dict[str, str], float], Shell]

LOOKER = (*WRITER, Rol.psycholoog)
SIZE = (1366, 768)
SLACK = 2
WHO = Who("Ilse Koopmans", "IK", "casemanager", "Huis van Herstel", "Almelo", False)
TABS = tuple(tab.key for tab in menu.TABS if tab.key != "overzicht")
NEEDS_KEYS = (
    "medewerker",
    "medewerkers",
    "wachtwoord",
    "instellingen",
    "beheer",
    "beleid",
    "beleidsregel",
    "herstelbladen",
    "huis",
    "rechten",
    "verbinding",
    "laptops",
    "laptop_toelaten",
    "laptop",
    "deze_laptop",
    "deze_laptop_afmelden",
    "quarantaine",
    "huis_koppelen",
)
"""Places that ask the vault; they get a founded house."""
STEPS = (("sanctievoorstel", 6), ("sanctiebeslissing", 5))
"""Pages that are walked in steps."""
PICTURED = (
    *("voorval", "verslag", "horen", "voorstel", "beslissing", "mededeling", "uitreiking"),
    *("tenuitvoerlegging", "afloop", "geseponeerd"),
)
"""How far the case is whose own page is walked."""
WALKED = [
    *((place.name, {}) for place in PLACES),
    *(("dossier", {"tab": tab}) for tab in TABS),
    ("mentorgesprek", {"mentorgesprek_id": "vastgesteld_id"}),
    ("toestemming", {"toestemming_id": "toestemming_id"}),
    *((place, {"stap": str(step)}) for place, many in STEPS for step in range(1, many)),
    *(("sanctiezaak", {"status": status}) for status in PICTURED),
    *((place, {"nieuw": "ja"}) for place in sanctie_places.OWN if place != "voorval"),
    *((place, {"status": "voorwaardelijk"}) for place in ("tenuitvoerlegging", "horen", "beklag")),
    ("mededeling", {"status": "mededeling"}),
]
IDS = [" ".join((name, *extra.values())) for name, extra in WALKED]


def address(
    whole: Whole, cases: dict[SanctieStatus, UUID], place: str, extra: dict[str, str]
) -> dict[str, Any]:
    ids, him = whole.man.ids, {"deelnemer_id": whole.man.deelnemer_id}
    named: dict[str, tuple[str, ...]] = {
        "inventarisatie": ("inventarisatie_id",),
        "doel": ("doel_id",),
        "mentorgesprek": ("mentorgesprek_id",),
        "mentorgesprek_verzetten": ("mentorgesprek_id",),
        "afspraken_afdruk": (),
        "netwerklid": ("netwerklid_id",),
        "verwijzing": ("verwijzing_id",),
        "verwijsbrief": ("verwijzing_id",),
        "signaleringsplan": ("signaleringsplan_id",),
        "signaleringsplan_afdruk": ("signaleringsplan_id",),
        "psycholooggesprek": ("psycholooggesprek_id",),
        "toestemming_intrekken": ("toestemming_id",),
        "toestemming_afdruk": ("toestemming_id",),
    }
    if place in sanctie_places.PLACES:
        return sanctie_places.address(whole, cases, place, extra)
    general = {"vandaag", "deelnemers", "deelnemer_nieuw", "organisaties", "hulp", *NEEDS_KEYS}
    general |= {"behandeling", "beschikbaarheid", "doorlooptijden", "raadplegingen"}
    if place == "organisatie":
        return {"organisatie_id": whole.organisatie_id}
    if place == "twee_versies":
        return him | {"kind": "Doel", "entity_id": ids["doel_id"], "veld": "tekst"}
    if place in ("laptop_toelaten", "laptop"):
        return {"laptop_id": ids["doel_id"]}
    if place == "beleidsregel":
        return {"sleutel": "mentorgesprek_ritme_dagen"}
    if place in general:
        return {}
    given: dict[str, Any] = {name: ids[name] for name in named.get(place, ())}
    given |= {name: ids.get(value, value) for name, value in extra.items()}
    return him | given


@pytest.fixture(scope="module")
def house(whole_once: Whole, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """One filled house for all tests here: they only look."""
    folder = tmp_path_factory.mktemp("kijken") / "huis"
    shutil.copytree(whole_once.folder, folder)
    man = replace(whole_once.man, ids=dict(whole_once.man.ids))
    house = replace(whole_once, folder=folder, man=man, opened=[])
    record_two_versions(house)
    return house


@pytest.fixture(scope="module")
def cases(house: Whole) -> dict[SanctieStatus, UUID]:
    """A case at every step of its way, in that same house."""
    return record_cases(house)


@pytest.fixture(scope="module")
def entry(
    founded_once: tuple[Path, FirstRun], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Entry]:
    """Dennis, the beheerder of a founded house."""
    folder = tmp_path_factory.mktemp("beheer") / "huis"
    shutil.copytree(founded_once[0], folder)
    vault = Vault(folder, KdfCost.cheap())
    with Founded(folder, vault, founded_once[1], Clock()).inside("dennis") as entry:
        yield entry


@pytest.fixture
def shell_at(
    qtbot: QtBot,
    qapp: QApplication,
    house: Whole,
    cases: dict[SanctieStatus, UUID],
    entry: Entry,
    clock: Clock,
) -> Iterator[ShellAt]:
    """Open a place in a window of a small laptop, with letters of this size."""
    shells: list[Shell] = []

    def open_at(place: str, extra: dict[str, str], scale: float) -> Shell:
        theme.apply(qapp, theme.LICHT, scale)
        looker = sanctie_places.LOOKER if place in sanctie_places.PLACES else LOOKER
        database = entry.database if place in NEEDS_KEYS else house.open(clock, *looker)
        context = Context(database, clock=clock)
        context.entry = entry if place in NEEDS_KEYS else None
        context.bug.connect(fail)
        context.trouble.connect(fail)
        context.problem.connect(fail)
        shell = Shell(context, MENU, WHO)
        qtbot.addWidget(shell)
        shell.resize(*SIZE)
        with qtbot.waitExposed(shell):
            shell.show()
        shell.open(place, **address(house, cases, place, extra))
        if "stap" in extra:
            walked = shell.findChild(GangPage)
            assert walked is not None
            walked.go(int(extra["stap"]))
        shell.activateWindow()
        settle()
        shells.append(shell)
        return shell

    yield open_at
    for shell in shells:
        shell.context.blockSignals(True)
        shell.close()
    while house.opened:
        house.opened.pop().close()
    theme.apply(qapp, theme.LICHT)


def fail(said: object) -> None:
    raise AssertionError(str(said))


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def shown(shell: Shell) -> list[QWidget]:
    return [w for w in shell.findChildren(QWidget) if w.isVisible()]


def label_of(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else ""


def about(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton | QLabel | QLineEdit) else ""
    return f"{type(widget).__name__} {widget.objectName()!r} {words!r:.60}"


def stops(shell: Shell) -> list[QWidget]:
    """Everything that must be reached with Tab."""
    return [
        w
        for w in shown(shell)
        if w.isEnabled()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.focusProxy() is None
        and not isinstance(w, QScrollArea)
    ]


def nameless(shell: Shell) -> list[str]:
    """What can be done or filled in, and has no words for a screen reader."""
    kinds = (QAbstractButton, QLineEdit, QTextEdit, QComboBox)
    asked = [w for w in shown(shell) if isinstance(w, kinds) and w.isEnabled()]
    asked = [w for w in asked if not isinstance(w.parentWidget(), QLineEdit | QComboBox)]
    assert asked
    return [about(w) for w in {*asked, *stops(shell)} if not label_of(w)]


def walk(shell: Shell) -> tuple[list[QWidget], list[str]]:
    """Press Tab until the round is full: where the focus came, and where that was not seen."""
    first = shell.nextInFocusChain()
    shell.setFocus(Qt.FocusReason.TabFocusReason)
    assert first is not None
    seen: list[QWidget] = []
    unseen: list[str] = []
    before: tuple[QWidget, QImage] | None = None
    for _ in range(400):
        QTest.keyClick(QApplication.focusWidget() or shell, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if before is not None and before[0] is not now and before[1] == picture(before[0]):
            unseen.append(about(before[0]))
        if now in seen:
            return seen, unseen
        seen.append(now)
        before = (now, picture(now))
    raise AssertionError(f"geen eind aan de Tab-ronde, nu bij {about(seen[-1])}")


def picture(widget: QWidget) -> QImage:
    """How it looks with what is just around it."""
    parent = widget.parentWidget()
    if parent is None:
        return widget.grab().toImage()
    return parent.grab(widget.geometry().adjusted(-4, -4, 4, 4)).toImage()


def group_of(widget: QWidget) -> Any:
    """Radio buttons are one stop; the arrows go on."""
    if not isinstance(widget, QAbstractButton):
        return widget
    group = widget.group()
    is_one = group is not None and group.exclusive()
    if is_one:
        return group
    return widget.parentWidget() if widget.autoExclusive() else widget


@pytest.mark.parametrize(("place", "extra"), WALKED, ids=IDS)
def test_all_has_a_name_and_tab_reaches_it_and_shows_where_it_is(
    shell_at: ShellAt, place: str, extra: dict[str, str]
) -> None:
    shell = shell_at(place, extra, 1.0)
    assert not nameless(shell)
    seen, unseen = walk(shell)
    reached = {group_of(w) for w in seen}
    missed = [about(w) for w in stops(shell) if group_of(w) not in reached]
    assert not missed
    assert not unseen


def is_cut(widget: QWidget) -> bool:
    """Does its text not fit?"""
    if isinstance(widget, QLabel):
        if not widget.text() or widget.pixmap().isNull() is False:
            return False
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + SLACK
        return widget.sizeHint().width() > widget.width() + SLACK
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.minimumSizeHint().width() > widget.width() + SLACK
    return False


def sticks_out(widget: QWidget) -> bool:
    """Is a part of it beyond the right edge of what it stands in?"""
    parent = widget.parentWidget()
    if parent is None or isinstance(parent.parentWidget(), QAbstractScrollArea):
        return False
    return widget.geometry().right() > parent.width() + SLACK


@pytest.mark.parametrize(("place", "extra"), WALKED, ids=IDS)
def test_letters_twice_as_large_fit(
    qtbot: QtBot, shell_at: ShellAt, place: str, extra: dict[str, str]
) -> None:
    shell = shell_at(place, extra, 2.0)
    assert shell.width() == SIZE[0], "de pagina maakt het venster breder"
    for area in shell.findChildren(QScrollArea):
        inner = area.widget()
        if area.isVisible() and inner is not None:
            room = area.viewport().width() + SLACK
            assert inner.width() <= room, f"{inner.width()} > {room}"

    def fits() -> None:
        """A print that comes a moment later may still move things."""
        assert not [about(w) for w in shown(shell) if is_cut(w)]
        texts = [w for w in shown(shell) if isinstance(w, QLabel | QAbstractButton)]
        assert not [about(w) for w in texts if sticks_out(w)]

    qtbot.waitUntil(fits)


MAIN_ACTS = ("doel", "instemming", "mentorgesprek", "netwerklid", "deelnemer_nieuw")


@pytest.mark.parametrize("place", MAIN_ACTS)
def test_the_main_act_is_done_with_the_keyboard(shell_at: ShellAt, place: str) -> None:
    shell = shell_at(place, {}, 1.0)
    main = [
        w for w in shown(shell) if isinstance(w, QAbstractButton) and w.property("kind") == "hoofd"
    ]
    assert len(main) == 1, [about(w) for w in main]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        pressed: list[bool] = []
        main[0].clicked.disconnect()
        main[0].clicked.connect(lambda *_, done=pressed: done.append(True))
        QTest.keyClick(main[0], key)
        assert pressed, f"{key} doet niets op {about(main[0])}"


@pytest.mark.parametrize("rol", list(Rol), ids=[rol.name for rol in Rol])
def test_every_role_gets_a_page_or_a_sentence(
    qtbot: QtBot,
    qapp: QApplication,
    house: Whole,
    cases: dict[SanctieStatus, UUID],
    clock: Clock,
    rol: Rol,
) -> None:
    theme.apply(qapp, theme.LICHT)
    context = Context(house.open(clock, rol), clock=clock)
    context.bug.connect(fail)
    context.trouble.connect(fail)
    said: list[str] = []
    for place in sanctie_places.PLACES:
        said.clear()
        given = address(house, cases, place, {})
        try:
            page = MENU.build(context, place, given)
            qtbot.addWidget(page)
            page.refresh()
        except UserError as error:
            said.append(error.text)
        words = said or [one.text() for one in page.findChildren(QLabel)]
        assert any(word.strip().endswith((".", "?")) for word in words), (place, words)
    while house.opened:
        house.opened.pop().close()
