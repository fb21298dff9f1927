"""The screens of the trajectplan: the tab, and the two prints with their preview."""

from __future__ import annotations

from hvh_desktop.trajectplannen.screen_afdruk import AfsprakenAfdrukPage, TrajectplanAfdrukPage
from hvh_desktop.trajectplannen.screen_tab import TrajectplanTab

__all__ = ["AfsprakenAfdrukPage", "TrajectplanAfdrukPage", "TrajectplanTab"]
