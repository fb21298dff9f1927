"""The pages of this slice: one referral, its letter, and the lead times over all of them."""

from __future__ import annotations

from hvh_desktop.verwijzingen.screen_brief import VerwijsbriefPage
from hvh_desktop.verwijzingen.screen_doorlooptijden import DoorlooptijdenPage
from hvh_desktop.verwijzingen.screen_verwijzing import VerwijzingPage

__all__ = ["DoorlooptijdenPage", "VerwijsbriefPage", "VerwijzingPage"]
