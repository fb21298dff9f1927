"""What the tour does on the pages that are walked in steps: weigh one case, and decide one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from hvh_desktop.sancties.rows import AlternatiefRow, StrafRow
from hvh_desktop.sancties.screen_beslissing import BeslissingPage
from hvh_desktop.sancties.screen_beslissing_stappen import VOLG as FOLLOW
from hvh_desktop.sancties.screen_voorstel import VoorstelPage
from hvh_desktop.sancties.screen_voorstel_gang import GangPage
from hvh_desktop.sancties.words import AlternatiefSoort, StrafSoort
from hvh_desktop.tour.stop import Act

WHY = (
    "Hij kwam er zelf mee voor de dag en wil het aan zijn behandelaar vertellen. Opsluiting "
    "breekt zijn behandeling af. Met een proeftijd houdt hij zijn werk en zijn verlof, en merkt "
    "hij dat een terugval wel gevolgen heeft."
)
DECIDED = (
    "Je merkte het zelf, liep weg en vertelde het. Dat is wat je hier leert. Een gesprek met hem "
    "past daar beter bij dan straf."
)
NO_DEGRADATIE = "Geen degradatie: hij deed wat in zijn plan staat."
COUNTS = ("Eerste keer", "Terugval hoort bij verslaving", "Hij werkte mee")
DAYS = 56


def go_to_step(number: int) -> Act:
    """Show this step."""

    def act(page: QWidget) -> None:
        _gang(page).go(number)

    return act


def weigh(number: int) -> Act:
    """Fill in a proposal that is worth looking at, and show this step."""

    def act(page: QWidget) -> None:
        gang = _gang(page)
        if not isinstance(gang, VoorstelPage):
            raise LookupError("no proposal")
        _fill(gang)
        gang.go(number)

    return act


def decide(number: int) -> Act:
    """Follow the proposal, and show this step."""

    def act(page: QWidget) -> None:
        gang = _gang(page)
        if not isinstance(gang, BeslissingPage):
            raise LookupError("no decision")
        gang.keuze.set_typed({"keuze": FOLLOW})
        gang.motivering.set_typed({"motivering": DECIDED, "degradatie_reden": NO_DEGRADATIE})
        gang.go(number)

    return act


def _gang(page: QWidget) -> GangPage:
    found = page.window().findChild(GangPage)
    if found is None or not found.stappen:
        raise LookupError("no steps")
    return found


def _fill(page: VoorstelPage) -> None:
    page.feiten.set_typed({"hoeveelste_keer": "1"})
    page.man.set_typed(
        {
            "problematiek": ("verslaving",),
            "verantwoordelijkheid": "volledig",
            "verantwoordelijkheid_toelichting": "",
        }
    )
    page.go(2)
    usual = replace(
        page.gewoon.editor.row(),
        straffen=(StrafRow(StrafSoort.opsluiting, 5),),
        is_degradatie=True,
        is_terugplaatsing=True,
    )
    suits = replace(
        usual,
        soort=AlternatiefSoort.maatwerk,
        naam="Past bij een eerste keer",
        straffen=(StrafRow(StrafSoort.uitsluiting, 3, 3),),
        is_degradatie=False,
        is_terugplaatsing=False,
        proeftijd_tot_datum=page.context.today() + timedelta(days=DAYS),
        is_gekozen=True,
    )
    lighter = AlternatiefRow(
        AlternatiefSoort.geen_straf,
        "Geen straf, wel een afspraak",
        (),
        "Hij vertelt het aan zijn behandelaar, en zijn mentor gaat de eerste keer mee.",
        is_degradatie=False,
        is_terugplaatsing=False,
        proeftijd_tot_datum=None,
    )
    page.naast.set_rows((usual, suits, lighter))
    page.waarom.set_typed({"telt_mee": COUNTS, "waarom": WHY})
