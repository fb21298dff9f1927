"""The pages of this slice: his doelen, one doel, his agreement."""

from __future__ import annotations

from hvh_desktop.actieplannen.screen_doel import DoelPage
from hvh_desktop.actieplannen.screen_instemming import InstemmingPage
from hvh_desktop.actieplannen.screen_tab import DoelenTab

__all__ = ["DoelPage", "DoelenTab", "InstemmingPage"]
