"""The screens of toestemmingen: the tab, a consent, its withdrawal, the print, a verstrekking."""

from __future__ import annotations

from hvh_desktop.toestemmingen.screen_afdruk import ToestemmingAfdrukPage
from hvh_desktop.toestemmingen.screen_form import IntrekkenPage, ToestemmingPage
from hvh_desktop.toestemmingen.screen_tab import ToestemmingTab
from hvh_desktop.toestemmingen.screen_verstrekking import VerstrekkingPage

__all__ = [
    "IntrekkenPage",
    "ToestemmingAfdrukPage",
    "ToestemmingPage",
    "ToestemmingTab",
    "VerstrekkingPage",
]
