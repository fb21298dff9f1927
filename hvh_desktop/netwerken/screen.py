"""The screens of netwerken: the list around a deelnemer, and the form of one of them."""

from __future__ import annotations

from hvh_desktop.netwerken.screen_form import NetwerklidPage
from hvh_desktop.netwerken.screen_tab import NetwerkTab

__all__ = ["NetwerkTab", "NetwerklidPage"]
