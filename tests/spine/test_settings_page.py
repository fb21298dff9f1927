"""The settings of one person, by what his roles give him."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hvh_desktop.rights import Rol
from hvh_desktop.ui import theme
from hvh_desktop.ui.settings_page import SettingsPage
from tests.conftest import Clock, OpenAs
from tests.deelnemers.windows import Watched, show


@pytest.mark.parametrize(("rol", "has_it"), [(Rol.mentor, True), (Rol.onderzoeker, False)])
def test_what_is_on_vandaag_is_asked_of_who_has_vandaag(
    qtbot: QtBot, qapp: QApplication, open_as: OpenAs, clock: Clock, rol: Rol, has_it: bool
) -> None:
    theme.apply(qapp, theme.LICHT)
    page = SettingsPage(Watched(open_as(rol), clock).context)
    show(qtbot, page)
    labels = {label.text() for label in page.findChildren(QLabel)}
    assert "Kleuren" in labels
    assert ("Op Vandaag" in labels) is has_it
