"""Sancties on the first tab, in the timeline and in searching; on real files, by the services."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.db.entity import entity_classes
from hvh_desktop.dossier.screen import OverzichtTab
from hvh_desktop.dossier.service import Moment, Soort, list_verloop
from hvh_desktop.raadplegingen.words import wat_words
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.ui import theme
from hvh_desktop.urinecontroles.model import NieuwGebruik
from hvh_desktop.zoeken.service import Soort as ZoekSoort
from hvh_desktop.zoeken.service import list_known, match
from hvh_desktop.zoeken.service_tekst import _KINDS, TextHit, find_in_text
from tests.conftest import Clock
from tests.deelnemers.windows import Watched, child, show
from tests.sancties.house import House
from tests.sancties.life import check_urine, give_life

S = SanctieStatus
MINE = ("sancties", "urinecontroles", "verloven")


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def verloop(home: House) -> dict[Soort, Moment]:
    with home.door(Rol.mentor).reading() as session:
        moments = list_verloop(session, home.deelnemer_id, 50)
    return {one.soort: one for one in moments}


def hits(home: House, typed: str, rol: Rol = Rol.mentor) -> list[TextHit]:
    with home.door(rol).reading() as session:
        return find_in_text(session, typed, 10)


# The timeline --------------------------------------------------------------------------------


def test_the_timeline_tells_of_a_case(home: House) -> None:
    zaak = home.case(S.uitreiking, is_zelf_gemeld=True)
    found = verloop(home)
    voorval = found[Soort.voorval]
    assert (voorval.titel, voorval.ondertitel, voorval.datum) == (
        "Voorval: gebruik van softdrugs",
        "Hij meldde het zelf",
        date(2026, 11, 2),
    )
    beslissing = found[Soort.beslissing]
    assert beslissing.titel == "Beslissing over een sanctie"
    assert beslissing.ondertitel.startswith("2 dagen opsluiting")
    assert found[Soort.uitreiking].ondertitel == "Getekend"
    address = {"deelnemer_id": home.deelnemer_id, "sanctiezaak_id": zaak}
    for one in (voorval, beslissing, found[Soort.uitreiking]):
        assert (one.place, one.address) == ("sanctiezaak", address)


def test_the_timeline_tells_of_a_result_and_of_verlof(home: House) -> None:
    life = give_life(home)
    key = check_urine(home, "U-1", NieuwGebruik.onbekend)
    found = verloop(home)
    result = found[Soort.urinecontrole]
    assert (result.titel, result.ondertitel) == (
        "Uitslag van een urinecontrole",
        "Positief op cannabis",
    )
    assert (result.place, result.address["urinecontrole_id"]) == ("urinecontrole", key)
    verlof = found[Soort.verlof]
    assert (verlof.titel, verlof.ondertitel) == (
        "Verlof toegekend: kort",
        "Een dag meelopen bij de hovenier.",
    )
    assert verlof.address["verlof_id"] == life.verlof_id


# The first tab -------------------------------------------------------------------------------


def overview(home: House, clock: Clock, qtbot: QtBot, qapp: QApplication) -> Watched:
    theme.apply(qapp, theme.LICHT)
    watched = Watched(home.door(Rol.mentor), clock)
    tab = OverzichtTab(watched.context, deelnemer_id=home.deelnemer_id)
    show(qtbot, tab)
    watched.tab = tab  # type: ignore[attr-defined]
    return watched


def test_a_case_that_runs_has_a_quiet_card(
    home: House, clock: Clock, qtbot: QtBot, qapp: QApplication
) -> None:
    home.case(S.voorwaardelijk)
    home.case(S.horen, voorval_soort="agressie")
    watched = overview(home, clock, qtbot, qapp)
    tab = watched.tab  # type: ignore[attr-defined]
    said = words(child(tab, QWidget, "sancties"))
    assert "Proeftijd tot en met 12 januari 2027" in said
    assert "Agressie of bedreiging\nGehoord, voorval van ma 2 nov" in said
    child(tab, QAbstractButton, "naar_sancties").click()
    address = {"deelnemer_id": home.deelnemer_id, "tab": "sancties"}
    assert watched.places == [("dossier", address)]


def test_without_one_there_is_none(
    home: House, clock: Clock, qtbot: QtBot, qapp: QApplication
) -> None:
    home.case(S.geseponeerd)
    watched = overview(home, clock, qtbot, qapp)
    assert watched.tab.findChild(QWidget, "sancties") is None  # type: ignore[attr-defined]


# Searching -----------------------------------------------------------------------------------


def test_every_searched_entity_of_these_slices_has_a_kind() -> None:
    searched = {
        one.__name__
        for one in entity_classes()
        if one.__search__ and one.__module__.split(".")[1] in MINE
    }
    assert searched <= set(_KINDS)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("opgerookte", "Sanctiezaak"),
        ("slapen aangestoken", "Hoorverslag"),
        ("behandeling werkt", "Sanctievoorstel"),
        ("eerlijk", "Beslissing"),
        ("opnieuw straf kan", "Voorwaarde"),
    ],
)
def test_words_of_a_case_open_that_case(home: House, typed: str, kind: str) -> None:
    zaak = home.case(S.voorwaardelijk)
    (hit,) = [one for one in hits(home, typed) if one.kind == kind]
    address = {"deelnemer_id": home.deelnemer_id, "sanctiezaak_id": zaak}
    assert (hit.place, hit.address) == ("sanctiezaak", address)


def test_a_case_is_found_with_its_own_day(home: House) -> None:
    home.case()
    (hit,) = hits(home, "opgerookte")
    assert hit.datum == date(2026, 11, 2)
    assert hit.ondertitel.startswith("Sanctie, 2 november 2026: ")


def test_verlof_and_a_check_open_their_page(home: House) -> None:
    life = give_life(home)
    key = check_urine(home, "U-1", NieuwGebruik.onbekend)
    verlof = next(hit for hit in hits(home, "meelopen") if hit.place == "verlof")
    assert verlof.address["verlof_id"] in (life.verlof_id, life.later_verlof_id)
    check = next(hit for hit in hits(home, "ogen rood") if hit.place == "urinecontrole")
    assert check.address["urinecontrole_id"] == key


def test_of_another_mans_case_nothing_is_found(home: House) -> None:
    home.case()
    stranger = home.open_as(Rol.mentor)
    with stranger.reading() as session:
        assert find_in_text(session, "opgerookte", 10) == []


def test_go_to_knows_the_pages(home: House) -> None:
    with home.door(Rol.locatiemanager).reading() as session:
        known = list_known(session)
    for typed, place in (
        ("sancties", "sancties"),
        ("cijfers over", "sanctiecijfers"),
        ("urinecontroles", "urinecontroles"),
    ):
        assert place in {
            one.place for one in match(known, typed, 8) if one.soort is ZoekSoort.plaats
        }


def test_what_was_read_is_told_in_words() -> None:
    assert wat_words("sancties", "lezen") == "sancties bekeken"
    assert wat_words("sanctieregister", "lezen") == "register van sancties bekeken"
    printed = "mededeling van een beslissing afgedrukt of bewaard"
    assert wat_words("mededeling", "afdrukken") == printed
