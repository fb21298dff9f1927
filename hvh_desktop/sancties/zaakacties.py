"""What the person at the keyboard may do in a case now: one main act, and the others quietly.

Without a screen: which acts there are is a matter of the law and of rights, and easy to test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from hvh_desktop.rights import Right
from hvh_desktop.sancties import path
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.words import Onderdeel, SanctieStatus
from hvh_desktop.sancties.zaakgang import is_heard_anew

_S = SanctieStatus
ASKED: Final = frozenset(
    {
        Right.advise_sanctie,
        Right.propose_sanctie,
        Right.record_horen,
        Right.complete_mededeling,
        Right.record_tenuitvoerlegging,
        Right.record_beklag,
    }
)
"""Rights that decide which acts are shown, besides ``ZaakDetail.may``."""


@dataclass(frozen=True)
class Kan:
    """Who sits here: what he may do for this man."""

    rights: frozenset[Right]
    medewerker_id: UUID
    is_locatiemanager: bool = False
    correcties: tuple[Onderdeel, ...] = ()
    """Parts that he may put right."""


@dataclass(frozen=True)
class Actie:
    """A button. ``plaats``: where it goes; empty when it is done on the page itself."""

    naam: str
    woorden: str
    plaats: str = ""
    zin: str = ""
    """Why this is the next thing, for the main act."""
    adres: Mapping[str, str] = field(default_factory=dict)


STEPS: Final[Mapping[SanctieStatus, Actie]] = {
    _S.verslag: Actie(
        "schrijf_verslag",
        "Schrijf het verslag",
        "verslag",
        "Schrijf op wat er gebeurde, en vertel hem dat er een verslag komt.",
    ),
    _S.horen: Actie(
        "hoor_hem",
        "Hoor hem",
        "horen",
        "Hij vertelt eerst zelf wat er gebeurde en wat hij passend vindt. Zonder dat is er geen "
        "beslissing.",
    ),
    _S.voorstel: Actie(
        "doe_voorstel",
        "Maak een voorstel",
        "sanctievoorstel",
        "Zet naast elkaar wat er op elke keuze volgt, en stel voor wat bij hem past.",
    ),
    _S.beslissing: Actie(
        "neem_beslissing",
        "Beslis",
        "sanctiebeslissing",
        "Er ligt een voorstel. Alleen de directeur beslist.",
    ),
    _S.mededeling: Actie(
        "maak_mededeling",
        "Maak de mededeling",
        "mededeling",
        "Hij krijgt de beslissing op papier, met de redenen en hoe hij beklag kan doen.",
    ),
    _S.uitreiking: Actie(
        "reik_uit",
        "Reik uit",
        "uitreiking",
        "Geef hem de mededeling en leg uit wat erin staat. Vanaf die dag telt de tijd voor beklag.",
    ),
    _S.tenuitvoerlegging: Actie(
        "laat_ingaan",
        "Laat de straf ingaan",
        "tenuitvoerlegging",
        "Hij heeft de mededeling. De straf kan ingaan.",
    ),
    _S.voorwaardelijk: Actie(
        "laat_proeftijd_ingaan",
        "Laat de proeftijd ingaan",
        "tenuitvoerlegging",
        "Wat voorwaardelijk is, wacht. Spreek de voorwaarden met hem door.",
    ),
    _S.afloop: Actie(
        "sluit_af",
        "Sluit de zaak af",
        "tenuitvoerlegging",
        "Kijk wat er van de straf en de voorwaarden is gekomen, en sluit de zaak af.",
    ),
    _S.afgezien: Actie(
        "sluit_zonder_straf",
        "Sluit de zaak",
        "sanctieslot",
        "Er is geen straf. Als hij de beslissing heeft, is de zaak klaar.",
        {"status": _S.afgezien.value},
    ),
}
ADVIES: Final = Actie(
    "schrijf_advies",
    "Schrijf je advies",
    "sanctieadvies",
    "Je advies is gevraagd: is hij verantwoordelijk voor wat hij deed?",
)
HOOR_HERZIENING: Final = Actie(
    "hoor_hem",
    "Hoor hem opnieuw",
    "horen",
    "Zijn beklag is gegrond, helemaal of voor een deel. Hoor hem voor een nieuwe beslissing.",
)
_ENDS: Final = (
    (_S.afgezien, "zie_af", "Zie af van straf"),
    (_S.geseponeerd, "seponeer", "Seponeer"),
    (_S.ingetrokken, "trek_in", "Trek in"),
)


def main_act(detail: ZaakDetail, kan: Kan) -> Actie | None:
    """The next sensible thing that this person can do."""
    due = detail.row.wacht_stap
    if due in detail.may:
        is_anew = due is _S.horen and detail.row.status in path.AFTER_DECISION
        return HOOR_HERZIENING if is_anew else STEPS[due]
    is_asked = detail.row.is_advies_gevraagd and Right.advise_sanctie in kan.rights
    return ADVIES if is_asked else None


def quiet_acts(detail: ZaakDetail, kan: Kan, main: Actie | None) -> tuple[Actie, ...]:
    """All that can be done besides; the ends last."""
    found = [
        *_about_voorval(detail, kan),
        *_about_advice(detail, kan),
        *_about_horen(detail, kan),
        *_later(detail, kan),
    ]
    if kan.correcties:
        found.append(Actie("zet_recht", "Zet iets recht"))
    found += _ends(detail)
    return tuple(one for one in found if main is None or one.naam != main.naam)


def _about_voorval(detail: ZaakDetail, kan: Kan) -> list[Actie]:
    is_mine = kan.is_locatiemanager or detail.gemeld_door_id == kan.medewerker_id
    if detail.row.status is not _S.voorval or not is_mine:
        return []
    return [Actie("wijzig_voorval", "Wijzig het voorval", "voorval")]


def _about_advice(detail: ZaakDetail, kan: Kan) -> list[Actie]:
    if detail.row.status not in path.ASKS_ADVICE:
        return []
    found = []
    if Right.propose_sanctie in kan.rights and not detail.row.is_advies_gevraagd:
        words = (
            "Vraag opnieuw advies aan de psycholoog"
            if detail.adviezen
            else "Vraag advies aan de psycholoog"
        )
        found.append(Actie("vraag_advies", words))
    if Right.advise_sanctie in kan.rights:
        found.append(Actie("schrijf_advies", "Schrijf een advies", "sanctieadvies"))
    return found


def _about_horen(detail: ZaakDetail, kan: Kan) -> list[Actie]:
    status, may = detail.row.status, detail.may
    found = []
    if status is _S.horen and Right.record_horen in kan.rights:
        found.append(Actie("hoor_nog_eens", "Hoor hem nog een keer", "horen"))
    if status is _S.voorstel and _S.horen in may:
        found.append(Actie("geef_terug", "Geef het voorstel terug"))
    if is_heard_anew(detail) and detail.voor_ronde in may:
        found.append(Actie("stop_ronde", "Stop deze nieuwe ronde"))
    if status in path.AFTER_DECISION and detail.aanleidingen and _S.horen in may:
        found.append(Actie("hoor_hem", "Hoor hem opnieuw", "horen"))
    return found


def _later(detail: ZaakDetail, kan: Kan) -> list[Actie]:
    status = detail.row.status
    found = []
    if status is _S.mededeling and Right.complete_mededeling in kan.rights:
        found.append(Actie("naar_mededeling", "Pas de mededeling aan", "mededeling"))
    is_running = status in (_S.tenuitvoerlegging, _S.voorwaardelijk)
    if is_running and Right.record_tenuitvoerlegging in kan.rights:
        found.append(Actie("naar_uitvoering", "Werk de uitvoering bij", "tenuitvoerlegging"))
    return found


def _ends(detail: ZaakDetail) -> list[Actie]:
    if is_heard_anew(detail):
        return []
    return [
        Actie(name, words, "sanctieslot", adres={"status": status.value})
        for status, name, words in _ENDS
        if status in detail.may
    ]
