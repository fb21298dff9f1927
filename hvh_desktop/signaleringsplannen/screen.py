"""The screens of signaleringsplannen: the plan with who knows it, and its sheet."""

from __future__ import annotations

from hvh_desktop.signaleringsplannen.screen_afdruk import SignaleringsplanAfdrukPage
from hvh_desktop.signaleringsplannen.screen_plan import SignaleringsplanPage

__all__ = ["SignaleringsplanAfdrukPage", "SignaleringsplanPage"]
