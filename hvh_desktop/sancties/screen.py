"""The screens of sancties: the register, one case step by step, figures, and the tab."""

from __future__ import annotations

from hvh_desktop.sancties.screen_advies import SanctieadviesPage
from hvh_desktop.sancties.screen_beklag import BeklagPage
from hvh_desktop.sancties.screen_beslissing import BeslissingPage
from hvh_desktop.sancties.screen_cijfers import SanctiecijfersPage
from hvh_desktop.sancties.screen_horen import HorenPage
from hvh_desktop.sancties.screen_lijst import SanctiesPage
from hvh_desktop.sancties.screen_mededeling import MededelingPage
from hvh_desktop.sancties.screen_ordemaatregel import OrdemaatregelPage
from hvh_desktop.sancties.screen_slot import SanctieslotPage
from hvh_desktop.sancties.screen_tab import SanctieTab
from hvh_desktop.sancties.screen_tenuitvoerlegging import TenuitvoerleggingPage
from hvh_desktop.sancties.screen_uitreiking import UitreikingPage
from hvh_desktop.sancties.screen_verslag import VerslagPage
from hvh_desktop.sancties.screen_voorstel import VoorstelPage
from hvh_desktop.sancties.screen_voorval import VoorvalPage
from hvh_desktop.sancties.screen_zaak import SanctiezaakPage

__all__ = [
    "BeklagPage",
    "BeslissingPage",
    "HorenPage",
    "MededelingPage",
    "OrdemaatregelPage",
    "SanctieTab",
    "SanctieadviesPage",
    "SanctiecijfersPage",
    "SanctiesPage",
    "SanctieslotPage",
    "SanctiezaakPage",
    "TenuitvoerleggingPage",
    "UitreikingPage",
    "VerslagPage",
    "VoorstelPage",
    "VoorvalPage",
]
