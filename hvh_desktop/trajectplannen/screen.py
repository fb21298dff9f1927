"""The screens of the trajectplan: the tab, and the two prints with their preview."""

from __future__ import annotations

from hvh_desktop.trajectplannen.screen_afdruk import TrajectplanAfdrukPage
from hvh_desktop.trajectplannen.screen_blad import AfsprakenAfdrukPage
from hvh_desktop.trajectplannen.screen_tab import TrajectplanTab

__all__ = ["AfsprakenAfdrukPage", "TrajectplanAfdrukPage", "TrajectplanTab"]
