"""The screens of behandelingen: the psycholoog's start and talks, his times, and the tab Zorg."""

from __future__ import annotations

from hvh_desktop.behandelingen.screen_behandeling import BehandelingPage
from hvh_desktop.behandelingen.screen_beschikbaarheid import BeschikbaarheidPage
from hvh_desktop.behandelingen.screen_gesprek import PsycholooggesprekPage
from hvh_desktop.behandelingen.screen_zorg import ZorgTab

__all__ = ["BehandelingPage", "BeschikbaarheidPage", "PsycholooggesprekPage", "ZorgTab"]
