"""The screens of deelnemers: the list, the forms, and all data of one man."""

from __future__ import annotations

from hvh_desktop.deelnemers.screen_form import DeelnemerFormPage
from hvh_desktop.deelnemers.screen_gegevens import GegevensTab
from hvh_desktop.deelnemers.screen_list import DeelnemersPage

__all__ = ["DeelnemerFormPage", "DeelnemersPage", "GegevensTab"]
