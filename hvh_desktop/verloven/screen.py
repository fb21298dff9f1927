"""The screens of verloven: the tab of a dossier, one verlof, and one place of work."""

from __future__ import annotations

from hvh_desktop.verloven.screen_tab import VerlofTab
from hvh_desktop.verloven.screen_verlof import VerlofPage
from hvh_desktop.verloven.screen_werk import WerkplekPage

__all__ = ["VerlofPage", "VerlofTab", "WerkplekPage"]
