"""A colleague's change arrives while somebody types: his words stay, and both values are kept."""

from __future__ import annotations

from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.db.drafts import list_drafts, remove_draft
from hvh_desktop.db.entity import entity_classes
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.shell import Shell
from tests.journeys.pages import raw, type_in, whole_once
from tests.journeys.test_accessible import (
    IDS,
    WALKED,
    ShellAt,
    cases,
    entry,
    house,
    settle,
    shell_at,
)
from tests.medewerkers.founded import founded_once

__all__ = ["cases", "entry", "founded_once", "house", "shell_at", "whole_once"]

ALIVE: list[Context] = []
"""Those of one house share its files, which tell all of them."""
EVERYTHING = frozenset(entity_classes())
FIXED = {"mentorgesprek_id": "vastgesteld_id"}
UNFOLDED: tuple[tuple[str, dict[str, str], str], ...] = (
    ("inventarisatie", {}, "kracht_erbij"),
    ("inventarisatie", {}, "kracht_wijzigen"),
    ("doel", {}, "actie_erbij"),
    ("mentorgesprek", {}, "wijzig"),
    ("mentorgesprek", {}, "doelnotitie_1_erbij"),
    ("mentorgesprek", {}, "notitie_erbij"),
    ("mentorgesprek", {}, "afspraak_erbij"),
    ("mentorgesprek", FIXED, "schrijf_aanvulling"),
    ("verwijzing", {}, "zet_afgerond"),
    ("verwijzing", {}, "afspraak_nieuw"),
    ("verwijzing", {}, "vervolg_wijzig"),
    ("verlof", {}, "zet_ingetrokken"),
    ("urinecontrole", {}, "doe_heronderzoek"),
    ("urinecontrole", {}, "haal_weg"),
    ("sanctiezaak", {}, "zet_recht"),
    ("sanctiezaak", {}, "uitkomst_1"),
    ("sanctiezaak", {"status": "voorstel"}, "geef_terug"),
    ("ordemaatregel", {}, "verleng"),
    ("ordemaatregel", {}, "stop_eerder"),
    ("organisatie", {}, "contact_erbij"),
    ("dossier", {"tab": "krachten"}, "coach_schrijf"),
    ("dossier", {"tab": "doelen"}, "actie_erbij"),
    ("dossier", {"tab": "zorg"}, "haal_weg_"),
    ("dossier", {"tab": "trajectplan"}, "wijzig_"),
)
"""Forms that open on a page: the place, and how the name of the button begins."""


def texts(shell: Shell) -> dict[str, Any]:
    """Every text that somebody can type in now, by its name; what has none, by its number."""
    assert shell.page is not None
    found: dict[str, Any] = {}
    for number, widget in enumerate(_inputs(shell.page)):
        found[widget.objectName() or f"nummer {number}"] = widget
    return found


def _inputs(page: QWidget) -> list[Any]:
    return [
        w
        for w in page.findChildren(QWidget)
        if isinstance(w, QLineEdit | QTextEdit)
        and not isinstance(w, kit.SearchField)
        and not (isinstance(w, QLineEdit) and w.echoMode() is QLineEdit.EchoMode.Password)
        and w.isVisible()
        and w.isEnabled()
        and not w.isReadOnly()
    ]


def type_everywhere(shell: Shell) -> dict[str, str]:
    """Type in every text; what stands there then."""
    for widget in texts(shell).values():
        type_in(widget, "zo 1")
    settle()
    return {name: raw(widget) for name, widget in texts(shell).items()}


def arrive(shell: Shell) -> None:
    """Changes of every kind come in from another laptop."""
    shell.context.changed.emit(EVERYTHING)
    settle()


def stop_typing(qtbot: QtBot, shell: Shell) -> None:
    """The cursor leaves the text; what waited is shown now."""
    focus = shell.window().focusWidget()
    if focus is not None:
        focus.clearFocus()
    pages = [shell.page, *shell.page.findChildren(Page)] if shell.page else []
    qtbot.waitUntil(
        lambda: not any(p._news_timer.isActive() for p in pages if shiboken6.isValid(p))
    )
    settle()


def assert_stays(qtbot: QtBot, shell: Shell, place: str) -> None:
    ALIVE.append(shell.context)
    typed = type_everywhere(shell)
    if not typed:
        return
    widget = list(texts(shell).values())[-1]
    widget.setFocus()
    QApplication.processEvents()
    arrive(shell)
    assert shiboken6.isValid(widget), f"{place}: gone under his hands"
    assert {name: raw(one) for name, one in texts(shell).items()} == typed
    stop_typing(qtbot, shell)
    assert {name: raw(one) for name, one in texts(shell).items()} == typed
    arrive(shell)
    assert {name: raw(one) for name, one in texts(shell).items()} == typed
    shell.leave()
    throw_drafts_away(shell.context)


def throw_drafts_away(context: Context) -> None:
    """The next test has the same house, and must not find a form of this one open."""
    for compartment in context.database.compartments:
        with context.database.transaction(compartment) as session:
            for draft in list_drafts(session, compartment):
                remove_draft(session, draft.key)


@pytest.mark.parametrize(("place", "extra"), WALKED, ids=IDS)
def test_what_is_typed_stays(
    qtbot: QtBot, shell_at: ShellAt, place: str, extra: dict[str, str]
) -> None:
    assert_stays(qtbot, shell_at(place, extra, 1.0), place)


@pytest.mark.parametrize(
    ("place", "extra", "button"), UNFOLDED, ids=[f"{p} {b}" for p, _e, b in UNFOLDED]
)
def test_what_is_typed_in_a_form_that_was_opened_stays(
    qtbot: QtBot, shell_at: ShellAt, place: str, extra: dict[str, str], button: str
) -> None:
    shell = shell_at(place, extra, 1.0)
    assert shell.page is not None
    buttons = shell.page.findChildren(QAbstractButton)
    found = [w for w in buttons if w.isVisible() and w.objectName().startswith(button)]
    before = set(texts(shell))
    found[0].click()
    settle()
    assert set(texts(shell)) - before
    assert_stays(qtbot, shell, place)
