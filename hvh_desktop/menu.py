"""The explicit list of places and of the lines in the rail: one line each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.actieplannen.screen import DoelenTab, DoelPage, InstemmingPage
from hvh_desktop.behandelingen.screen import (
    BehandelingPage,
    BeschikbaarheidPage,
    PsycholooggesprekPage,
    ZorgTab,
)
from hvh_desktop.beheer.screen import (
    BeheerPage,
    BeleidPage,
    BeleidsregelPage,
    HerstelbladenPage,
    HuisPage,
    RechtenPage,
)
from hvh_desktop.deelnemers.screen import DeelnemerFormPage, DeelnemersPage, GegevensTab
from hvh_desktop.dossier.screen import DossierFrame, DossierPage, OverzichtTab, Tab
from hvh_desktop.dossier.service_subjects import require_subject
from hvh_desktop.krachteninventarisaties.screen import (
    InventarisatiePage,
    KrachtenTab,
    VergelijkPage,
)
from hvh_desktop.medewerkers.screen import MedewerkerPage, MedewerkersPage
from hvh_desktop.mentorgesprekken.screen import (
    GesprekkenTab,
    MentorgesprekPage,
    NieuwGesprekPage,
    VerzettenPage,
)
from hvh_desktop.netwerken.screen import NetwerklidPage, NetwerkTab
from hvh_desktop.organisaties.screen import OrganisatiePage, OrganisatiesPage
from hvh_desktop.raadplegingen.screen import RaadplegingenAfdrukPage, RaadplegingenPage
from hvh_desktop.rights import Right
from hvh_desktop.sancties.screen import (
    BeklagPage,
    BeslissingPage,
    HorenPage,
    MededelingPage,
    OrdemaatregelPage,
    SanctieadviesPage,
    SanctiecijfersPage,
    SanctieslotPage,
    SanctiesPage,
    SanctieTab,
    SanctiezaakPage,
    TenuitvoerleggingPage,
    UitreikingPage,
    VerslagPage,
    VoorstelPage,
    VoorvalPage,
)
from hvh_desktop.signaleringsplannen.screen import SignaleringsplanAfdrukPage, SignaleringsplanPage
from hvh_desktop.toestemmingen.screen import (
    IntrekkenPage,
    ToestemmingAfdrukPage,
    ToestemmingPage,
    ToestemmingTab,
    VerstrekkingPage,
)
from hvh_desktop.trajectplannen.screen import (
    AfsprakenAfdrukPage,
    TrajectplanAfdrukPage,
    TrajectplanTab,
)
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.help import HelpPage
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.password_page import PasswordPage
from hvh_desktop.ui.places import Build, Menu, Place, RailLine
from hvh_desktop.ui.settings_page import SettingsPage
from hvh_desktop.urinecontroles.screen import UrinecontrolePage, UrinecontrolesPage
from hvh_desktop.vandaag.screen import VandaagPage
from hvh_desktop.verbindingen.screen import (
    DezeLaptopAfmeldenPage,
    DezeLaptopPage,
    HuisKoppelenPage,
    LaptopPage,
    LaptopsPage,
    LaptopToelatenPage,
    QuarantainePage,
    TweeVersiesPage,
    VerbindingPage,
)
from hvh_desktop.verloven.screen import VerlofPage, VerlofTab, WerkplekPage
from hvh_desktop.verwijzingen.screen import DoorlooptijdenPage, VerwijsbriefPage, VerwijzingPage
from hvh_desktop.zoeken.screen import open_goto

TABS = (
    Tab("overzicht", "Overzicht", OverzichtTab),
    Tab("krachten", "Krachten", KrachtenTab),
    Tab("doelen", "Doelen en acties", DoelenTab),
    Tab("gesprekken", "Gesprekken", GesprekkenTab),
    Tab("netwerk", "Netwerk", NetwerkTab),
    Tab("zorg", "Zorg", ZorgTab),
    Tab("trajectplan", "Trajectplan", TrajectplanTab),
    Tab("toestemming", "Toestemming", ToestemmingTab),
    Tab("verlof", "Verlof en werk", VerlofTab),
    Tab("sancties", "Sancties", SanctieTab),
    Tab("gegevens", "Gegevens", GegevensTab),
)


def _dossier(context: Context, *, deelnemer_id: UUID, tab: str = "overzicht") -> Page:
    return DossierFrame(context, deelnemer_id=deelnemer_id, tabs=TABS, tab=tab)


def _framed(page: type[Page]) -> Build:
    """A page about one deelnemer, below his header card."""

    def build(context: Context, *, deelnemer_id: UUID, **address: Any) -> Page:
        def inner() -> Page:
            context.read(lambda session: require_subject(session, deelnemer_id, address))
            return page(context, deelnemer_id=deelnemer_id, **address)

        return DossierPage(context, deelnemer_id=deelnemer_id, page=inner)

    return build


def _about_somebody_or_nobody(page: type[Page]) -> Build:
    """Below the header card of the man it is about, when it is about one."""
    framed = _framed(page)

    def build(context: Context, *, deelnemer_id: UUID | None = None, **address: Any) -> Page:
        if deelnemer_id is None:
            return page(context, **address)
        return framed(context, deelnemer_id=deelnemer_id, **address)

    return build


PLACES = (
    Place("vandaag", "vandaag", VandaagPage),
    Place("deelnemers", "deelnemers", DeelnemersPage),
    Place("deelnemer_nieuw", "deelnemers", DeelnemerFormPage),
    Place("deelnemer_wijzigen", "deelnemers", _framed(DeelnemerFormPage)),
    Place("dossier", "deelnemers", _dossier),
    Place("inventarisatie", "deelnemers", _framed(InventarisatiePage)),
    Place("inventarisatie_vergelijken", "deelnemers", _framed(VergelijkPage)),
    Place("doel", "deelnemers", _framed(DoelPage)),
    Place("instemming", "deelnemers", _framed(InstemmingPage)),
    Place("mentorgesprek", "deelnemers", _framed(MentorgesprekPage)),
    Place("mentorgesprek_nieuw", "deelnemers", _framed(NieuwGesprekPage)),
    Place("mentorgesprek_verzetten", "deelnemers", _framed(VerzettenPage)),
    Place("netwerklid", "deelnemers", _framed(NetwerklidPage)),
    Place("trajectplan_afdruk", "deelnemers", _framed(TrajectplanAfdrukPage)),
    Place("afspraken_afdruk", "deelnemers", _framed(AfsprakenAfdrukPage)),
    Place("verwijzing", "deelnemers", _framed(VerwijzingPage)),
    Place("verwijsbrief", "deelnemers", _framed(VerwijsbriefPage)),
    Place("signaleringsplan", "deelnemers", _framed(SignaleringsplanPage)),
    Place("signaleringsplan_afdruk", "deelnemers", _framed(SignaleringsplanAfdrukPage)),
    Place("psycholooggesprek", "deelnemers", _framed(PsycholooggesprekPage)),
    Place("toestemming", "deelnemers", _framed(ToestemmingPage)),
    Place("toestemming_intrekken", "deelnemers", _framed(IntrekkenPage)),
    Place("toestemming_afdruk", "deelnemers", _framed(ToestemmingAfdrukPage)),
    Place("verstrekking", "deelnemers", _framed(VerstrekkingPage)),
    Place("raadplegingen_afdruk", "deelnemers", _framed(RaadplegingenAfdrukPage)),
    Place("verlof", "deelnemers", _framed(VerlofPage)),
    Place("werkplek", "deelnemers", _framed(WerkplekPage)),
    Place("urinecontrole", "deelnemers", _framed(UrinecontrolePage)),
    Place("voorval", "sancties", _framed(VoorvalPage)),
    Place("sanctiezaak", "sancties", _framed(SanctiezaakPage)),
    Place("verslag", "sancties", _framed(VerslagPage)),
    Place("horen", "sancties", _framed(HorenPage)),
    Place("sanctieadvies", "sancties", _framed(SanctieadviesPage)),
    Place("sanctievoorstel", "sancties", _framed(VoorstelPage)),
    Place("sanctiebeslissing", "sancties", _framed(BeslissingPage)),
    Place("mededeling", "sancties", _framed(MededelingPage)),
    Place("uitreiking", "sancties", _framed(UitreikingPage)),
    Place("tenuitvoerlegging", "sancties", _framed(TenuitvoerleggingPage)),
    Place("beklag", "sancties", _framed(BeklagPage)),
    Place("sanctieslot", "sancties", _framed(SanctieslotPage)),
    Place("ordemaatregel", "sancties", _framed(OrdemaatregelPage)),
    Place("sancties", "sancties", SanctiesPage),
    Place("sanctiecijfers", "sancties", SanctiecijfersPage),
    Place("urinecontroles", "sancties", UrinecontrolesPage),
    Place("behandeling", "behandeling", BehandelingPage),
    Place("beschikbaarheid", "behandeling", BeschikbaarheidPage),
    Place("doorlooptijden", "behandeling", DoorlooptijdenPage),
    Place("raadplegingen", "raadplegingen", RaadplegingenPage),
    Place("beheer", "beheer", BeheerPage),
    Place("beleid", "beheer", BeleidPage),
    Place("beleidsregel", "beheer", BeleidsregelPage),
    Place("huis", "beheer", HuisPage),
    Place("rechten", "beheer", RechtenPage),
    Place("herstelbladen", "beheer", HerstelbladenPage),
    Place("laptops", "beheer", LaptopsPage),
    Place("huis_koppelen", "beheer", HuisKoppelenPage),
    Place("deze_laptop", "beheer", DezeLaptopPage),
    Place("deze_laptop_afmelden", "beheer", DezeLaptopAfmeldenPage),
    Place("quarantaine", "beheer", QuarantainePage),
    Place("laptop_toelaten", "beheer", LaptopToelatenPage),
    Place("laptop", "beheer", LaptopPage),
    Place("organisaties", "organisaties", OrganisatiesPage),
    Place("organisatie", "organisaties", OrganisatiePage),
    Place("medewerkers", "medewerkers", MedewerkersPage),
    Place("medewerker", "medewerkers", MedewerkerPage),
    Place("verbinding", "verbinding", VerbindingPage),
    Place("twee_versies", "vandaag", _about_somebody_or_nobody(TweeVersiesPage)),
    Place("instellingen", "instellingen", SettingsPage),
    Place("wachtwoord", "instellingen", PasswordPage),
    Place("hulp", "hulp", HelpPage),
)

RAIL = (
    RailLine("Vandaag", "sun-horizon", "vandaag", frozenset({Right.read_dossier})),
    RailLine("Deelnemers", "users-three", "deelnemers", frozenset({Right.read_dossier})),
    RailLine("Sancties", "scales", "sancties", frozenset({Right.read_dossier})),
    RailLine("Behandeling", "first-aid-kit", "behandeling", frozenset({Right.read_behandeling})),
    RailLine("Organisaties", "buildings", "organisaties", frozenset({Right.list_organisaties})),
    RailLine("Medewerkers", "identification-card", "medewerkers"),
    RailLine("Wie keek er", "eye", "raadplegingen", frozenset({Right.read_raadplegingen_collega})),
    RailLine("Beheer", "sliders-horizontal", "beheer", frozenset({Right.change_beleid})),
)


def _search(context: Context, window: QWidget) -> None:
    open_goto(context, window)


MENU = Menu({place.name: place for place in PLACES}, RAIL, _search)
