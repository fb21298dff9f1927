"""The pages of this slice."""

from __future__ import annotations

from hvh_desktop.beheer.screen_beheer import BeheerPage
from hvh_desktop.beheer.screen_beleid import BeleidPage
from hvh_desktop.beheer.screen_beleidsregel import BeleidsregelPage
from hvh_desktop.beheer.screen_herstelbladen import HerstelbladenPage
from hvh_desktop.beheer.screen_huis import HuisPage
from hvh_desktop.beheer.screen_rechten import RechtenPage

__all__ = [
    "BeheerPage",
    "BeleidPage",
    "BeleidsregelPage",
    "HerstelbladenPage",
    "HuisPage",
    "RechtenPage",
]
