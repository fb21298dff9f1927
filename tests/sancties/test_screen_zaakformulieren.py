"""Voorval, verslag, horen, advies and slot as somebody fills them in; bijlagen on the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfWriter
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment
from hvh_desktop.db.drafts import list_drafts
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service_bijlagen
from hvh_desktop.sancties.screen import (
    HorenPage,
    SanctieadviesPage,
    SanctieslotPage,
    SanctiezaakPage,
    VerslagPage,
    VoorvalPage,
)
from hvh_desktop.sancties.screen_bijlagen import read_bijlage
from hvh_desktop.sancties.screen_horen import language_of
from hvh_desktop.sancties.screen_namen import list_known_names, names_in
from hvh_desktop.sancties.words import (
    BijlageSoort,
    RondeAanleiding,
    SanctieStatus,
    Standpunt,
    Tolk,
    Verantwoordelijkheid,
)
from hvh_desktop.ui import theme
from tests.sancties.desk import Desk
from tests.sancties.house import House

S = SanctieStatus


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, "licht")


@pytest.fixture
def at(home: House, qtbot: QtBot) -> Callable[..., Desk]:
    """Somebody opens a page about this man."""

    def _at(page: Any, *rollen: Rol, **address: Any) -> Desk:
        desk = Desk(home, qtbot, *rollen)
        shown = page(desk.context, deelnemer_id=home.deelnemer_id, **address)
        desk.page = desk.show(shown, height=2400)
        return desk

    return _at


At = Callable[..., Desk]


def drafts(home: House, compartment: Compartment, *rollen: Rol) -> list[str]:
    with home.door(*rollen).reading() as session:
        return [row.key.form for row in list_drafts(session, compartment)]


# Voorval --------------------------------------------------------------------------------------


def test_a_voorval_is_written_down_and_its_case_opens(home: House, at: At) -> None:
    desk = at(VoorvalPage, Rol.mentor)
    assert "Voorval van Jeffrey" in desk.texts()
    desk.press("bewaar")
    assert "Kies ‘Wat voor voorval’." in desk.texts()
    desk.put("voorval_soort", "agressie")
    desk.put("voorval_tijd", time(9, 0))
    desk.put("plaats", "in de woonkamer")
    desk.put("feiten", "Hij schreeuwde tegen medebewoner A.")
    desk.put("betrokkenen", ("medebewoner A",))
    desk.put("is_zelf_gemeld", True)
    desk.press("bewaar")
    ((place, address),) = desk.places
    assert place == "sanctiezaak"
    detail = home.get(address["sanctiezaak_id"])
    assert (detail.row.voorval_soort, detail.is_zelf_gemeld) == ("agressie", True)
    assert (detail.row.voorval_datum, detail.betrokkenen) == (home.today, ("medebewoner A",))
    assert drafts(home, Compartment.team, Rol.mentor) == []


def test_a_name_of_somebody_else_gets_a_quiet_remark(home: House, at: At) -> None:
    desk = at(VoorvalPage, Rol.mentor)
    desk.put("feiten", "Jeffrey riep iets naar Karin en naar de groep.")
    assert "Je noemt ‘Karin’. Is dat de naam van iemand anders?" in desk.texts()
    desk.put("feiten", "Hij riep iets naar een medewerker. Hij gaf karin niets.")
    assert "Je noemt" not in desk.texts()


def test_names_are_found_in_any_script_and_his_own_does_not_count(home: House) -> None:
    with home.door(Rol.mentor).reading() as session:
        known = list_known_names(session, home.deelnemer_id)
    assert names_in("KARIN en Karin, en Jeffrey Nijhuis", known) == ("KARIN", "Karin")
    assert names_in("Łukasz sloeg Özgür.", frozenset({"lukasz", "ozgur"})) == ("Łukasz", "Özgür")
    assert names_in("", known) == ()


def test_an_open_proeftijd_is_said_at_once(home: House, at: At) -> None:
    first = home.case(S.voorwaardelijk)
    desk = at(VoorvalPage, Rol.mentor)
    assert "Er loopt een proeftijd" in desk.texts()
    assert "2 dagen opsluiting voorwaardelijk, tot en met 12 januari 2027." in desk.texts()
    desk.press("bekijk_proeftijd_0")
    assert desk.places[-1][1]["sanctiezaak_id"] == first


def test_what_was_typed_is_kept_and_can_be_thrown_away(home: House, at: At) -> None:
    desk = at(VoorvalPage, Rol.mentor)
    desk.put("plaats", "op de gang")
    desk.page.leave()
    again = at(VoorvalPage, Rol.mentor)
    assert again.find("plaats").value() == "op de gang"
    again.press("gooi_weg")
    assert again.find("plaats").value() == ""
    assert drafts(home, Compartment.team, Rol.mentor) == []


def test_a_voorval_is_mended_before_there_is_a_verslag(home: House, at: At) -> None:
    zaak_id = home.voorval()
    desk = at(VoorvalPage, Rol.mentor, sanctiezaak_id=zaak_id)
    assert desk.find("voorval_tijd").value() == time(21, 15)
    desk.put("plaats", "de keuken")
    desk.press("bewaar")
    assert home.get(zaak_id).plaats == "de keuken"
    assert desk.said == ["Het voorval is gewijzigd"]


# Verslag --------------------------------------------------------------------------------------


def test_a_verslag_says_when_he_was_told(home: House, at: At) -> None:
    zaak_id = home.voorval()
    desk = at(VerslagPage, Rol.mentor, sanctiezaak_id=zaak_id)
    assert "Hij had een half opgerookte joint." in desk.texts()
    assert desk.find("aangezegd_door").value() == home.medewerkers[Rol.mentor].hex
    desk.put("verslag", "Ik rook wiet bij zijn kamer.")
    desk.press("bewaar")
    assert "Vul ‘Aan hem verteld op’ in." in desk.texts()
    desk.put("aangezegd_datum", date(2026, 11, 1))
    desk.put("aangezegd_tijd", time(9, 0))
    desk.press("bewaar")
    assert "Dit is vóór het voorval van 2 november 2026. Kijk de dag na." in desk.texts()
    desk.put("aangezegd_datum", date(2026, 11, 12))
    desk.press("bewaar")
    detail = home.get(zaak_id)
    assert (detail.row.status, detail.aangezegd_door) == (S.verslag, "Ilse")
    assert desk.places[-1][0] == "sanctiezaak"


def test_the_directeur_writes_no_verslag(home: House, at: At) -> None:
    zaak_id = home.voorval()
    with pytest.raises(UserError, match="hoort niet bij je rol"):
        at(VerslagPage, Rol.directeur, sanctiezaak_id=zaak_id)


# Horen ----------------------------------------------------------------------------------------


def test_he_is_heard_with_the_verslag_beside_it(home: House, at: At) -> None:
    zaak_id = home.case(S.verslag)
    desk = at(HorenPage, Rol.locatiemanager, sanctiezaak_id=zaak_id)
    assert "Om 21.15 uur rook ik wiet op de gang bij zijn kamer." in desk.texts()
    assert desk.find("taal").value() == "Nederlands"
    desk.press("bewaar")
    assert "Vul ‘Wat hij zei’ in." in desk.texts()
    desk.put("eigen_woorden", "Ik kon niet slapen.")
    desk.put("standpunt", "erkent het")
    desk.put("visie", "Ik wil praten met mijn psycholoog.")
    desk.press("bewaar")
    (heard,) = home.get(zaak_id).hoorverslagen
    assert (heard.standpunt, heard.tolk) == (Standpunt.erkent, Tolk.niet_nodig)
    assert home.status(zaak_id) is S.horen


def test_who_does_not_want_to_be_heard_is_asked_only_how_that_went(home: House, at: At) -> None:
    zaak_id = home.case(S.verslag)
    desk = at(HorenPage, Rol.directeur, sanctiezaak_id=zaak_id)
    desk.put("is_afgezien", True)
    assert not any(desk.has(name) for name in ("eigen_woorden", "standpunt", "visie"))
    desk.press("bewaar")
    assert "Schrijf op hoe hij de kans kreeg en wat hij daarop zei." in desk.texts()
    desk.put("toelichting", "Hij bleef op zijn kamer en zei twee keer nee.")
    desk.press("bewaar")
    (heard,) = home.get(zaak_id).hoorverslagen
    assert heard.is_afgezien
    assert heard.eigen_woorden == ""


def test_a_new_round_asks_why(home: House, at: At) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    desk = at(HorenPage, Rol.locatiemanager, sanctiezaak_id=zaak_id)
    assert "Hoor Jeffrey opnieuw" in desk.texts()
    assert "Wat er is beslist" in desk.texts()
    desk.put("eigen_woorden", "Ik heb weer gebruikt.")
    desk.put("standpunt", "erkent het")
    desk.put("visie", "Geef me nog een kans.")
    desk.press("bewaar")
    detail = home.get(zaak_id)
    assert (detail.row.ronde, detail.aanleiding) == (2, RondeAanleiding.tenuitvoerlegging)


def test_two_reasons_for_a_new_round_are_chosen_from_and_kept(home: House, at: At) -> None:
    zaak_id = home.upheld(S.voorwaardelijk)
    desk = at(HorenPage, Rol.directeur, sanctiezaak_id=zaak_id)
    for name, value in (("eigen_woorden", "Zo was het."), ("standpunt", "ontkent het")):
        desk.put(name, value)
    desk.put("visie", "Geen straf.")
    desk.press("bewaar")
    assert "Kies waarom je hem opnieuw hoort." in desk.texts()
    desk.put("aanleiding", "herziening")
    desk.page.leave()
    again = at(HorenPage, Rol.directeur, sanctiezaak_id=zaak_id)
    assert again.find("aanleiding").value() == "herziening"
    again.press("bewaar")
    assert home.get(zaak_id).aanleiding is RondeAanleiding.herziening


def test_without_a_reason_there_is_no_new_round(home: House, at: At) -> None:
    zaak_id = home.case(S.afloop)
    desk = at(HorenPage, Rol.directeur, sanctiezaak_id=zaak_id)
    assert "Er is nu geen reden om hem opnieuw te horen" in desk.texts()
    assert not desk.has("bewaar")


@pytest.mark.parametrize(
    ("talen", "taal"),
    [("", "Nederlands"), ("Pools, Nederlands", "Pools"), ("Arabisch; Frans", "Arabisch")],
)
def test_the_language_of_a_hearing_is_the_one_he_speaks_best(talen: str, taal: str) -> None:
    assert language_of(talen) == taal


# Advies ---------------------------------------------------------------------------------------


def test_a_concept_advice_stays_with_the_psycholoog_until_it_is_released(
    home: House, at: At
) -> None:
    zaak_id = home.case(S.horen)
    desk = at(SanctieadviesPage, Rol.psycholoog, sanctiezaak_id=zaak_id)
    assert "Het hele team leest dit advies" in desk.texts()
    assert "“Ik kon niet slapen en toen heb ik er een aangestoken.”" in desk.texts()
    desk.put("tekst", "Hij kan kiezen, maar niet goed als hij niet slaapt.")
    desk.page.leave()
    assert drafts(home, Compartment.behandeling, Rol.psycholoog) == ["sanctieadvies"]
    assert drafts(home, Compartment.team, Rol.psycholoog) == []
    assert home.get(zaak_id).adviezen == ()
    again = at(SanctieadviesPage, Rol.psycholoog, sanctiezaak_id=zaak_id)
    again.press("bewaar")
    assert "Kies ‘Is hij verantwoordelijk voor wat hij deed’." in again.texts()
    again.put("verantwoordelijkheid", "verminderd")
    again.press("bewaar")
    (advice,) = home.get(zaak_id).adviezen
    assert advice.verantwoordelijkheid is Verantwoordelijkheid.verminderd
    assert advice.tekst == "Hij kan kiezen, maar niet goed als hij niet slaapt."
    assert drafts(home, Compartment.behandeling, Rol.psycholoog) == []


def test_a_refused_advice_keeps_what_was_typed(home: House, at: At) -> None:
    zaak_id = home.case(S.voorstel)
    desk = at(SanctieadviesPage, Rol.psycholoog, sanctiezaak_id=zaak_id)
    home.beslissing(zaak_id)
    desk.put("verantwoordelijkheid", "niet")
    desk.put("tekst", "Te laat.")
    desk.press("bewaar")
    assert "Over deze zaak is al beslist. Een advies kan alleen daarvoor." in desk.texts()
    desk.page.leave()
    assert drafts(home, Compartment.behandeling, Rol.psycholoog) == ["sanctieadvies"]


def test_only_the_psycholoog_advises(home: House, at: At) -> None:
    with pytest.raises(UserError, match="hoort niet bij je rol"):
        at(SanctieadviesPage, Rol.directeur, sanctiezaak_id=home.case(S.horen))


# Slot -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "rol", "status", "said"),
    [
        (S.voorval, Rol.mentor, S.afgezien, "Er komt geen verslag en geen straf."),
        (S.verslag, Rol.mentor, S.ingetrokken, "Je trekt het verslag in."),
        (S.horen, Rol.directeur, S.geseponeerd, "Je stopt de zaak zonder beslissing."),
        (S.voorstel, Rol.locatiemanager, S.ingetrokken, "Je trekt het verslag in."),
        (S.beslissing, Rol.directeur, S.ingetrokken, "Je trekt de beslissing in."),
        (S.tenuitvoerlegging, Rol.directeur, S.afgezien, "Wat er van zijn straf nog over is"),
    ],
)
def test_an_end_says_what_it_means_and_asks_why(
    home: House, at: At, until: SanctieStatus, rol: Rol, status: SanctieStatus, said: str
) -> None:
    zaak_id = home.case(until)
    if until is S.tenuitvoerlegging:
        home.clock.advance(days=2)  # nothing runs any more
    desk = at(SanctieslotPage, rol, sanctiezaak_id=zaak_id, status=status.value)
    assert said in desk.texts()
    desk.put("reden", "anders")
    desk.press("bewaar")
    assert "Bij ‘anders’ schrijf je op wat de reden is." in desk.texts()
    desk.put("toelichting", "Zo is het met hem besproken.")
    desk.press("bewaar")
    detail = home.get(zaak_id)
    assert (detail.row.status, detail.slot_reden) == (status, "anders")
    assert desk.places[-1][0] == "sanctiezaak"


def test_of_two_ends_one_is_chosen_with_its_own_reasons(home: House, at: At) -> None:
    zaak_id = home.case(S.uitreiking)
    desk = at(SanctieslotPage, Rol.directeur, sanctiezaak_id=zaak_id)
    assert not desk.has("reden")
    desk.press("bewaar")
    assert "Kies hoe je deze zaak sluit." in desk.texts()
    desk.put("einde", "ingetrokken")
    assert "Waarom trek je dit in" in desk.texts()
    desk.put("reden", "fout in het verslag")
    desk.put("einde", "afgezien")
    assert desk.find("reden").value() is None
    assert desk.find("reden").accessibleName() == "Waarom is er geen straf"
    desk.put("reden", "straf dient geen doel meer")
    desk.page.leave()
    again = at(SanctieslotPage, Rol.directeur, sanctiezaak_id=zaak_id)
    assert again.find("einde").value() == "afgezien"
    assert again.find("reden").value() == "straf dient geen doel meer"
    again.press("bewaar")
    assert home.status(zaak_id) is S.afgezien


def test_a_case_that_cannot_be_ended_says_so(home: House, at: At) -> None:
    desk = at(SanctieslotPage, Rol.mentor, sanctiezaak_id=home.case(S.voorstel))
    assert "Je kunt deze zaak nu niet zo sluiten." in desk.texts()
    assert not desk.has("bewaar")


# Bijlagen -------------------------------------------------------------------------------------


def a_photo(folder: Path, width: int = 2400, height: int = 1200) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("steelblue"))
    image.setText("Description", "de telefoon van Karin")
    path = folder / "IMG_2041.png"
    assert image.save(str(path))
    return path


def a_scan(folder: Path) -> Path:
    paper = PdfWriter()
    paper.add_blank_page(595, 842)
    data = BytesIO()
    paper.write(data)
    path = folder / "scan.pdf"
    path.write_bytes(data.getvalue())
    return path


def bytes_of(home: House, bijlage_id: UUID) -> bytes:
    with home.door(Rol.mentor).reading() as session:
        return service_bijlagen.get_bijlage(session, bijlage_id)


def test_a_photo_is_made_small_and_keeps_nothing_of_the_camera(
    home: House, at: At, tmp_path: Path
) -> None:
    zaak_id = home.case(S.verslag)
    desk = at(SanctiezaakPage, Rol.mentor, sanctiezaak_id=zaak_id)
    desk.page.bijlagen.take_file(a_photo(tmp_path))
    desk.press("bijlage_bewaar")
    assert "Vul ‘Wat staat erop’ in." in desk.texts()
    desk.put("omschrijving", "De kapotte deur van kamer 12")
    desk.press("bijlage_bewaar")
    (row,) = home.get(zaak_id).bijlagen
    assert (row.soort, row.is_pdf) == (BijlageSoort.foto, False)
    data = bytes_of(home, row.id)
    image = QImage.fromData(data)
    assert (image.width(), image.height()) == (1600, 800)
    assert b"Karin" not in data
    assert data.startswith(b"\xff\xd8\xff")
    desk.press(f"bekijk_bijlage_{row.id.hex}")
    desk.press("bijlage_dicht")
    assert not desk.has("bijlage_dicht")


def test_a_scan_is_kept_as_it_is_and_looked_at_inside(home: House, at: At, tmp_path: Path) -> None:
    zaak_id = home.case(S.verslag)
    desk = at(SanctiezaakPage, Rol.mentor, sanctiezaak_id=zaak_id)
    path = a_scan(tmp_path)
    desk.page.bijlagen.take_file(path)
    assert desk.find("soort").value() == "scan"
    desk.put("omschrijving", "Formulier")
    desk.press("bijlage_bewaar")
    (row,) = home.get(zaak_id).bijlagen
    assert bytes_of(home, row.id) == path.read_bytes()
    desk.press(f"bekijk_bijlage_{row.id.hex}")
    assert "Blad 1 van 1" in desk.texts()


def test_a_bijlage_is_taken_off_with_a_reason(home: House, at: At, tmp_path: Path) -> None:
    zaak_id = home.case(S.verslag)
    data = read_bijlage(a_photo(tmp_path))
    key = home.by(
        Rol.mentor,
        lambda s: service_bijlagen.record_bijlage(s, zaak_id, BijlageSoort.foto, "Deur", data),
    )
    desk = at(SanctiezaakPage, Rol.mentor, sanctiezaak_id=zaak_id)
    desk.press(f"bijlage_weg_{key.hex}")
    desk.press("bijlage_weghalen_bewaar")
    assert home.get(zaak_id).bijlagen != ()
    desk.put("reden", "Er staat iemand anders op.")
    desk.press("bijlage_weghalen_bewaar")
    assert home.get(zaak_id).bijlagen == ()


def test_a_file_that_is_no_picture_is_refused_in_a_sentence(
    home: House, at: At, tmp_path: Path
) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(UserError, match="Kies een foto"):
        read_bijlage(path)
    desk = at(SanctiezaakPage, Rol.mentor, sanctiezaak_id=home.case(S.verslag))
    desk.page.bijlagen.take_file(path)
    assert len(desk.problems) == 1
    assert not desk.has("bijlage_bewaar")


def test_a_broken_scan_is_explained(home: House, at: At) -> None:
    zaak_id = home.case(S.verslag)
    key = home.by(
        Rol.mentor,
        lambda s: service_bijlagen.record_bijlage(
            s, zaak_id, BijlageSoort.scan, "Kapot", b"%PDF-1.7 en verder niets"
        ),
    )
    desk = at(SanctiezaakPage, Rol.mentor, sanctiezaak_id=zaak_id)
    desk.press(f"bekijk_bijlage_{key.hex}")
    assert desk.problems == ["Deze PDF is beschadigd en kan niet worden getoond."]


def test_a_small_photo_is_not_made_larger(tmp_path: Path, qapp: QApplication) -> None:
    image = QImage.fromData(read_bijlage(a_photo(tmp_path, 300, 200)))
    assert (image.width(), image.height()) == (300, 200)


# A page that comes too early or too late ---------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "rol", "until", "said"),
    [
        (VerslagPage, Rol.mentor, S.horen, "Er is al een verslag"),
        (HorenPage, Rol.directeur, S.voorval, "Er is nog geen verslag."),
        (HorenPage, Rol.directeur, S.voorstel, "Er ligt al een voorstel"),
        (HorenPage, Rol.locatiemanager, S.geseponeerd, "de zaak is gesloten"),
        (SanctieadviesPage, Rol.psycholoog, S.beslissing, "Een advies kan na het verslag"),
    ],
)
def test_a_page_that_cannot_be_filled_in_says_why_and_goes_back(
    home: House, at: At, page: Any, rol: Rol, until: SanctieStatus, said: str
) -> None:
    zaak_id = home.case(until)
    desk = at(page, rol, sanctiezaak_id=zaak_id)
    assert said in desk.texts()
    assert not desk.has("bewaar")
    desk.press("naar_zaak")
    assert desk.places[-1] == (
        "sanctiezaak",
        {"deelnemer_id": home.deelnemer_id, "sanctiezaak_id": zaak_id},
    )
