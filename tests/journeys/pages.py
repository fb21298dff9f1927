"""A whole house on real encrypted files, and its pages in a real Context, for the hard tests.

Not for journeys: those go through the window. Here one page is shown by itself, so that a test
can break what is around it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from hvh_desktop.db import Change, Compartment, Database, new_id
from hvh_desktop.menu import MENU
from hvh_desktop.rights import Actor, Rol
from hvh_desktop.toestemmingen.model import GegevensSoort, OntvangerSoort
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from tests.conftest import KEYS, Clock
from tests.whole_care import record_care, record_toestemming
from tests.whole_dossier import (
    Dossier,
    Words,
    record_dossier,
    record_medewerkers,
    record_organisatie,
)

WRITER = (Rol.casemanager, Rol.beheerder)


@dataclass
class Whole:
    """The folder and the ids of everything in it."""

    folder: Path
    team: dict[Rol, UUID]
    man: Dossier
    organisatie_id: UUID
    words: Words
    opened: list[Database] = field(default_factory=list)

    def open(self, clock: Clock, *rollen: Rol) -> Database:
        """Opened by the colleague of the first role, with the keys of all."""
        actor = Actor(self.team[rollen[0]], frozenset(rollen))
        database = Database(self.folder, KEYS, actor=actor, device=new_id(), clock=clock)
        self.opened.append(database)
        return database


def make_whole(folder: Path, words: Words) -> Whole:
    """Fill an empty house with one whole man."""
    actor = Actor(new_id(), frozenset(Rol))
    database = Database(folder, KEYS, actor=actor, device=new_id(), clock=Clock())
    team = record_medewerkers(database)
    organisatie_id = record_organisatie(database, words)
    man = record_dossier(database, team, organisatie_id, words, 3)
    record_care(database, man, words)
    man.ids["toestemming_id"] = record_toestemming(
        database,
        man,
        OntvangerSoort.netwerklid,
        man.ids["netwerklid_id"],
        GegevensSoort.signaleringsplan,
        doel=words("het doel van de toestemming"),
    )
    database.close()
    return Whole(folder, team, man, organisatie_id, words)


@pytest.fixture(scope="session")
def whole_once(empty_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = tmp_path_factory.mktemp("heel") / "huis"
    shutil.copytree(empty_house, folder)
    return make_whole(folder, Words())


@pytest.fixture
def whole(whole_once: Whole, tmp_path: Path) -> Iterator[Whole]:
    """A copy of the filled house."""
    folder = tmp_path / "gegevens"
    shutil.copytree(whole_once.folder, folder)
    given = whole_once
    copy = Whole(folder, given.team, given.man, given.organisatie_id, given.words)
    yield copy
    for database in copy.opened:
        database.close()


class Desk:
    """Somebody at a page: what is told, where it goes, what broke."""

    def __init__(self, qtbot: QtBot, app: QApplication, database: Database, clock: Clock) -> None:
        theme.apply(app, theme.LICHT)
        self.qtbot = qtbot
        self.context = Context(database, clock=clock)
        self.places: list[tuple[str, dict[str, Any]]] = []
        self.problems: list[str] = []
        self.troubles: list[str] = []
        self.bugs: list[BaseException] = []
        self.context.opened.connect(lambda place, address: self.places.append((place, address)))
        self.context.problem.connect(self.problems.append)
        self.context.trouble.connect(self.troubles.append)
        self.context.bug.connect(self.bugs.append)

    def show(self, place: str, **address: Any) -> Page:
        """The page of a place with the bar below it, as the shell shows them."""
        page = MENU.build(self.context, place, address)
        self.qtbot.addWidget(page)
        footer = page.footer()
        if footer is not None:
            self.qtbot.addWidget(footer)
        page.resize(1182, 640)
        with self.qtbot.waitExposed(page):
            page.show()
        return page

    def writings(self) -> int:
        """How many changes are kept, in all files; drafts do not count."""
        database = self.context.database
        return sum(count_changes(database, c) for c in _KEPT if c in database.compartments)


_KEPT = (Compartment.team, Compartment.behandeling, Compartment.register)


def count_changes(database: Database, compartment: Compartment) -> int:
    with database.reading() as session:
        bind = {"bind": session.engine_of(compartment)}
        return session.scalar(select(func.count()).select_from(Change), bind_arguments=bind) or 0


def parts(page: QWidget) -> list[QWidget]:
    """The page and the bar below it."""
    footer = page.footer() if isinstance(page, Page) else None
    return [page] if footer is None else [page, footer]


def find(page: QWidget, kind: type[Any], name: str) -> Any:
    """The shown widget with this object name, on the page or in its bar."""
    for part in parts(page):
        shown = [w for w in part.findChildren(kind, name) if w.isVisibleTo(part)]
        if shown:
            return shown[0]
    raise AssertionError(f"no {kind.__name__} {name!r}")


def press(page: QWidget, name: str) -> None:
    """Press the button with this object name."""
    find(page, QAbstractButton, name).click()
    QApplication.processEvents()


def type_in(widget: Any, value: Any) -> None:
    """Put this in an input, in place of what stands there, as somebody who pastes."""
    if isinstance(widget, QLineEdit):
        widget.selectAll()
        widget.insert(value) if value else widget.clear()
    elif isinstance(widget, QTextEdit):
        widget.selectAll()
        widget.insertPlainText(value)
    else:
        widget.set_value(value)
        widget.changed.emit()


def inputs(page: QWidget) -> dict[str, Any]:
    """Every enabled input of the page by object name."""
    found: dict[str, Any] = {}
    for widget in page.findChildren(QWidget):
        is_input = hasattr(widget, "set_value") and hasattr(widget, "changed")
        is_open = widget.isEnabled() and not getattr(widget, "isReadOnly", bool)()
        if is_input and is_open and widget.objectName() and widget.isVisibleTo(page):
            found[widget.objectName()] = widget
    return found


def raw(widget: Any) -> Any:
    """What stands in an input, letter for letter."""
    if isinstance(widget, QLineEdit):
        return widget.text()
    return widget.toPlainText() if isinstance(widget, QTextEdit) else widget.value()


def sentences(page: QWidget) -> list[str]:
    """All that is said to be wrong, at the fields and above them."""
    said = [
        block.error()
        for block in page.findChildren(kit.FieldBlock)
        if block.error() and block.isVisibleTo(page)
    ]
    for summary in page.findChildren(kit.ErrorSummary):
        if summary.isVisibleTo(page):
            said += [link.text() for link in summary.links]
            said += [
                w.text() for w in summary.findChildren(kit.Label) if "nog niet" not in w.text()
            ]
    return [one for one in said if one]
