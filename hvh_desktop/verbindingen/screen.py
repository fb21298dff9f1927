"""The pages of this slice."""

from hvh_desktop.verbindingen.screen_deze_laptop import DezeLaptopPage
from hvh_desktop.verbindingen.screen_koppelen import DezeLaptopAfmeldenPage, HuisKoppelenPage
from hvh_desktop.verbindingen.screen_laptop import LaptopPage
from hvh_desktop.verbindingen.screen_laptops import LaptopsPage
from hvh_desktop.verbindingen.screen_quarantaine import QuarantainePage
from hvh_desktop.verbindingen.screen_toelaten import LaptopToelatenPage
from hvh_desktop.verbindingen.screen_verbinding import VerbindingPage
from hvh_desktop.verbindingen.screen_versies import TweeVersiesPage

__all__ = [
    "DezeLaptopAfmeldenPage",
    "DezeLaptopPage",
    "HuisKoppelenPage",
    "LaptopPage",
    "LaptopToelatenPage",
    "LaptopsPage",
    "QuarantainePage",
    "TweeVersiesPage",
    "VerbindingPage",
]
