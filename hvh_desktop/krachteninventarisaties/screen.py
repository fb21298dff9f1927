"""The screens of this slice, for the menu."""

from __future__ import annotations

from hvh_desktop.krachteninventarisaties.screen_inventarisatie import InventarisatiePage
from hvh_desktop.krachteninventarisaties.screen_tab import KrachtenTab
from hvh_desktop.krachteninventarisaties.screen_vergelijk import VergelijkPage

__all__ = ["InventarisatiePage", "KrachtenTab", "VergelijkPage"]
