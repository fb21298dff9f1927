"""Numbers as they are typed, and telling what is wrong above a form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.ui import kit
from tests.spine.test_kit import LONG, _look, settle, show

__all__ = ["_look", "show"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3,5", "Typ een heel getal."),
        ("3.5", "Typ een heel getal."),
        ("3,0", "Typ een heel getal."),
        ("1e3", "Typ een getal in cijfers."),
        ("1_0", "Typ een getal in cijfers."),
        ("nan", "Typ een getal in cijfers."),
        ("inf", "Typ een getal in cijfers."),
        ("--3", "Typ een getal in cijfers."),
        ("½", "Typ een getal in cijfers."),
        ("٣", "Typ een getal in cijfers."),
        ("14 dagen", "Typ een getal in cijfers."),
        ("-3", "Typ een getal van 0 tot en met 999999."),
        ("9" * 400, "Typ een getal van 0 tot en met 999999."),
    ],
)
def test_what_is_no_whole_number_is_never_made_into_one(
    qtbot: QtBot, typed: str, said: str
) -> None:
    field = kit.NumberField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert (field.value(), field.problem()) == (None, said)


@pytest.mark.parametrize(("typed", "number"), [("1.250", 1250), (" 14 ", 14), ("1 250", 1250)])
def test_a_whole_number_may_have_points_between_thousands(
    qtbot: QtBot, typed: str, number: int
) -> None:
    field = kit.NumberField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert (field.value(), field.problem()) == (number, None)


@pytest.mark.parametrize("typed", ["3,555", "3.55", "12.34,5"])
def test_money_is_never_rounded_or_made_larger(qtbot: QtBot, typed: str) -> None:
    field = kit.NumberField(decimals=2)
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() is None
    assert field.problem()


def test_a_long_error_takes_more_lines(show: Callable[[QWidget], None]) -> None:
    summary = kit.ErrorSummary()
    page = kit.ScrollPage(kit.column(summary, kit.STRETCH))
    page.resize(400, 400)
    show(page)
    summary.show_errors([(LONG, kit.TextField()), ("Kies wie dit doet.", kit.TextField())])
    settle()
    long, short = summary.links
    assert summary.width() <= page.viewport().width()
    assert long.height() > 3 * short.height()
    (label,) = long.findChildren(kit.Label)
    assert label.height() >= label.heightForWidth(label.width())


@pytest.mark.parametrize("height", [500, 120])
def test_the_whole_summary_comes_into_sight(show: Callable[[QWidget], None], height: int) -> None:
    summary, long = kit.ErrorSummary(), kit.Area(rows=60, max_rows=60)
    page = kit.ScrollPage(kit.column(kit.Heading("Doel", 1), summary, long))
    page.resize(500, height)
    show(page)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    summary.show_errors([(f"Vul veld {number} in.", long) for number in range(5)])
    settle()
    top = summary.mapTo(page.viewport(), QPoint(0, 0)).y()
    assert top >= 0
    assert top + summary.height() <= page.viewport().height() or height == 120
