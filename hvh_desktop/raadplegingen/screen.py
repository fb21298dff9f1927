"""The pages of this slice."""

from __future__ import annotations

from hvh_desktop.raadplegingen.screen_afdruk import RaadplegingenAfdrukPage
from hvh_desktop.raadplegingen.screen_lijst import RaadplegingenPage

__all__ = ["RaadplegingenAfdrukPage", "RaadplegingenPage"]
