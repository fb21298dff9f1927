"""The tour: a picture of every place, and nothing cut off on it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.menu import PLACES
from hvh_desktop.tour.camera import Camera, list_cut_words
from hvh_desktop.tour.guide import Tour
from hvh_desktop.ui import theme
from tests.conftest import NOW
from tests.journeys.demo_house import whole_demo


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A demo that may be changed."""
    folder = tmp_path / "demo"
    shutil.copytree(whole_demo(), folder)
    return folder


def test_every_place_is_pictured_and_nothing_is_wrong(
    demo: Path, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, theme.LICHT)
    target = tmp_path / "foto"
    camera = Camera(qapp, target)
    try:
        tour = Tour(qapp, demo, camera, lambda: NOW)
        stops, _ = tour.plan()
        assert {place.name for place in PLACES} == {stop.place for stop in stops}
        tour.walk(theme.LICHT, "100")
    finally:
        camera.close()
        theme.apply(qapp, theme.LICHT)
    assert camera.remarks == []
    names = {path.name for path in target.iterdir()}
    assert {f"{stop.name}.png" for stop in stops} <= names
    assert {"inloggen.png", "zoeken.png", "trajectplan-2-syrisch.pdf"} <= names
    assert (target / "opmerkingen.txt").read_text(encoding="utf-8") == "Geen opmerkingen.\n"


def test_cut_words_are_noticed(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("Deze woorden passen nergens in", window)
    layout = QVBoxLayout(window)
    layout.addWidget(label)
    window.show()
    assert list_cut_words(window) == []
    label.setFixedWidth(20)
    qapp.processEvents()
    assert len(list_cut_words(window)) == 1
