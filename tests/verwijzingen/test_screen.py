"""The pages of a referral, by the names a journey uses, on real encrypted files."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hvh_desktop.db import Change, Compartment
from hvh_desktop.db.drafts import list_drafts
from hvh_desktop.errors import UserError
from hvh_desktop.readlog import Raadpleging
from hvh_desktop.toestemmingen.model import VerstrekkingWijze
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.verwijzingen import service, service_stand
from hvh_desktop.verwijzingen.model import Vervolg, VerwijzingStatus
from hvh_desktop.verwijzingen.screen import DoorlooptijdenPage, VerwijsbriefPage, VerwijzingPage
from hvh_desktop.verwijzingen.screen_verwijzing import VerwijzingFormPage
from tests.conftest import Clock
from tests.desk import Desk
from tests.verwijzingen.house import House
from tests.verwijzingen.test_brief import consent, given

S = VerwijzingStatus


@pytest.fixture
def desk(home: House, qtbot: QtBot, qapp: QApplication, clock: Clock) -> Desk:
    theme.apply(qapp, "licht")
    return Desk(Context(home.psycholoog, clock=clock), qtbot)


def page(desk: Desk, home: House, key: UUID | None = None, **address: Any) -> VerwijzingPage:
    return desk.show(
        VerwijzingPage(desk.context, deelnemer_id=home.deelnemer_id, verwijzing_id=key, **address)
    )


def actions(home: House, compartment: Compartment) -> list[UUID]:
    with home.psycholoog.reading() as session:
        bind = {"bind": session.engine_of(compartment)}
        rows = session.scalars(select(Change).order_by(Change.id), bind_arguments=bind)
        return [row.action for row in rows]


def drafts(home: House, compartment: Compartment) -> int:
    with home.psycholoog.reading() as session:
        return len(list_drafts(session, compartment))


def test_a_new_referral_is_written_and_opens(desk: Desk, home: House) -> None:
    page(desk, home)
    assert "Verwijs Jeffrey naar zorg" in desk.texts()
    desk.press("bewaar")
    assert "Kies ‘Instelling’." in desk.texts()
    desk.put("instelling_id", home.justact.hex)
    desk.put("contactpersoon_id", home.contact.hex)
    desk.put("soort_zorg", "verslavingsbehandeling")
    desk.put("indicatie", "Hij gebruikt om te slapen.")
    desk.press("bewaar")
    ((place, address),) = desk.places
    assert (place, address["deelnemer_id"]) == ("verwijzing", home.deelnemer_id)
    found = home.get(address["verwijzing_id"])
    assert (found.row.instelling, found.row.besproken_datum) == ("JusTact", date(2026, 11, 12))
    assert drafts(home, Compartment.behandeling) == 0


def test_contacts_are_those_of_the_instelling(desk: Desk, home: House) -> None:
    page(desk, home)
    desk.put("instelling_id", home.justact.hex)
    desk.put("contactpersoon_id", home.contact.hex)
    desk.put("instelling_id", home.transfore.hex)
    assert desk.find("contactpersoon_id").value() is None
    assert desk.find("contactpersoon_id").count() == 1


def test_what_is_typed_is_kept_in_the_compartment_of_the_psycholoog(
    desk: Desk, home: House
) -> None:
    first = page(desk, home)
    desk.put("instelling_id", home.justact.hex)
    desk.put("contactpersoon_id", home.contact.hex)
    desk.put("indicatie", "Half af")
    first.leave()
    assert drafts(home, Compartment.behandeling) == 1
    assert drafts(home, Compartment.team) == 0
    again = page(desk, home)
    assert isinstance(again.inner, VerwijzingFormPage)
    values = again.inner.sections.values()
    assert (values["indicatie"], values["contactpersoon_id"]) == ("Half af", home.contact.hex)


def test_a_step_writes_both_compartments_in_one_action(desk: Desk, home: House) -> None:
    key = home.record()
    page(desk, home, key)
    assert "Dit wacht op jou: meld hem aan." in desk.texts()
    assert "Het team ziet nog niets." in desk.texts()
    desk.press("zet_aangemeld")
    desk.put("datum", date(2026, 11, 13))
    desk.press("stap_bewaar")
    assert "ligt in de toekomst" in desk.texts()
    desk.put("datum", date(2026, 10, 5))
    desk.press("stap_bewaar")
    assert not desk.has("stap_bewaar")
    assert "Het team ziet: JusTact, aangemeld op 5 oktober 2026. Meer niet." in desk.texts()
    with home.mentor.reading() as session:
        (stand,) = service_stand.list_standen(session, home.deelnemer_id)
    assert stand.status is S.aangemeld
    assert actions(home, Compartment.team)[-1] == actions(home, Compartment.behandeling)[-1]
    assert drafts(home, Compartment.behandeling) == 0


def test_only_what_may_follow_has_a_button(desk: Desk, home: House) -> None:
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    page(desk, home, key)
    shown = [one for one in VerwijzingStatus if desk.has(f"zet_{one.value}")]
    assert set(shown) == {S.geaccepteerd, S.kennisgemaakt, S.afgewezen, S.ingetrokken}


def test_an_end_asks_why_and_shows_it(desk: Desk, home: House) -> None:
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    page(desk, home, key)
    desk.press("zet_afgewezen")
    desk.press("stap_bewaar")
    assert "Kies ‘Waarom is hij niet aangenomen’." in desk.texts()
    desk.put("categorie", "geen financiering")
    desk.put("toelichting", "Brief van de verzekeraar.")
    desk.press("stap_bewaar")
    told = desk.texts()
    assert "Afgewezen op 12 november 2026." in told
    assert "Geen financiering" in told
    assert "Brief van de verzekeraar." in told
    assert not desk.has("afspraak_nieuw")
    desk.press("zet_terug")
    desk.press("terugzetten_bewaar")
    assert "Vul ‘Waarom zet je deze stap terug’ in." in desk.texts()
    desk.put("reden", "verkeerde brief")
    desk.press("terugzetten_bewaar")
    assert home.get(key).row.status is S.aangemeld
    assert "Laatst teruggezet: verkeerde brief" in desk.texts()


def test_a_half_filled_step_opens_again(desk: Desk, home: House) -> None:
    key = home.record()
    first = page(desk, home, key)
    desk.press("zet_ingetrokken")
    desk.put("toelichting", "Hij twijfelt")
    first.leave()
    page(desk, home, key)
    assert desk.find("toelichting").value() == "Hij twijfelt"
    desk.press("stap_laten")
    assert drafts(home, Compartment.behandeling) == 0
    assert home.get(key).row.status is S.besproken


def test_appointments_come_change_and_go(desk: Desk, home: House) -> None:
    key = home.record()
    page(desk, home, key)
    assert not desk.has("afspraak_nieuw")
    home.step(key, "aangemeld", date(2026, 10, 5))
    page(desk, home, key)
    assert "Het team ziet alleen dag, tijd en plaats" in desk.texts()
    desk.press("afspraak_nieuw")
    assert not desk.has("afspraak_eraf")
    desk.put("datum", date(2026, 11, 17))
    desk.press("afspraak_bewaar")
    assert "Kies ‘Waar’." in desk.texts()
    desk.put("plaats", "in het huis")
    desk.press("afspraak_bewaar")
    (row,) = home.get(key).afspraken
    desk.press(f"afspraak_{row.id.hex}")
    desk.put("plaats", "bij de instelling")
    desk.press("afspraak_bewaar")
    assert team_afspraken(home) == [(date(2026, 11, 17), "bij de instelling")]
    desk.press(f"afspraak_{row.id.hex}")
    desk.press("afspraak_eraf")
    assert (team_afspraken(home), home.get(key).afspraken) == ([], ())
    assert not desk.has("afspraak_eraf")
    desk.undo[0]()
    assert len(team_afspraken(home)) == len(home.get(key).afspraken) == 1


def team_afspraken(home: House) -> list[tuple[date, str]]:
    with home.mentor.reading() as session:
        rows = service_stand.list_zorgafspraken(
            session, from_day=date(2026, 1, 1), to_day=date(2027, 1, 1)
        )
    return [(row.datum, row.plaats.value) for row in rows]


def test_what_comes_after_uitstroom(desk: Desk, home: House) -> None:
    key = home.record()
    page(desk, home, key)
    desk.press("vervolg_wijzig")
    desk.put("vervolg", "ja")
    desk.press("vervolg_bewaar")
    assert "Kies bij welke organisatie de zorg doorgaat." in desk.texts()
    desk.put("vervolg_organisatie_id", home.transfore.hex)
    desk.press("vervolg_bewaar")
    assert home.get(key).vervolg is Vervolg.ja
    assert "De zorg gaat door bij Transfore." in desk.texts()


def test_opening_heals_a_stand_that_is_behind_and_is_logged(desk: Desk, home: House) -> None:
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    with home.mentor.reading() as session:
        assert service_stand.list_standen(session, home.deelnemer_id) == []
    page(desk, home, key)
    with home.mentor.reading() as session:
        assert len(service_stand.list_standen(session, home.deelnemer_id)) == 1
    with home.psycholoog.reading() as session:
        seen = [(r.onderdeel, r.deelnemer_id) for r in session.scalars(select(Raadpleging))]
    assert seen == [("zorg", home.deelnemer_id)]


def test_a_change_goes_back_to_the_page(desk: Desk, home: House) -> None:
    key = home.record()
    page(desk, home, key)
    desk.press("wijzig")
    assert desk.places[-1][1]["wijzig"] is True
    page(desk, home, key, wijzig=True)
    assert desk.find("contactpersoon_id").value() == home.contact.hex
    desk.put("vraag", "Kunt u hem morgen zien?")
    desk.press("bewaar")
    assert home.get(key).vraag == "Kunt u hem morgen zien?"
    assert desk.places[-1] == (
        "verwijzing",
        {"deelnemer_id": home.deelnemer_id, "verwijzing_id": key},
    )


def test_a_mentor_is_refused_in_a_sentence(home: House, qapp: QApplication) -> None:
    key = home.record()
    context = Context(home.mentor)
    for ask in (None, key):
        with pytest.raises(UserError, match="hoort niet bij je rol"):
            VerwijzingPage(
                context, deelnemer_id=home.deelnemer_id, verwijzing_id=ask
            ).inner.refresh()
    with pytest.raises(UserError, match="hoort niet bij je rol"):
        DoorlooptijdenPage(context).refresh()


def read_log(home: House) -> list[tuple[str, UUID | None]]:
    with home.psycholoog.reading() as session:
        rows = session.scalars(select(Raadpleging)).all()
        return [(row.onderdeel, row.deelnemer_id) for row in rows if row.handeling == "lezen"]


def test_every_page_leaves_one_line_in_the_read_log(desk: Desk, home: House) -> None:
    key = home.record()
    desk.show(DoorlooptijdenPage(desk.context)).refresh()
    assert read_log(home) == [("zorg", None)]
    page(desk, home, key, wijzig=True).refresh()
    page(desk, home).refresh()
    letter(desk, home, key).refresh()
    desk.settle()
    assert read_log(home)[1:] == [("zorg", home.deelnemer_id)] * 3


@pytest.mark.parametrize("name", ["zet_aangemeld", "zet_ingetrokken"])
def test_a_step_form_comes_whole_into_sight(desk: Desk, home: House, name: str) -> None:
    shown = page(desk, home, home.record())
    desk.window.resize(1170, 440)
    desk.press(name)
    act = desk.find("stap_bewaar")
    area = shown.findChild(kit.ScrollPage)
    assert area is not None
    desk.qtbot.waitUntil(lambda: in_sight(act, area), timeout=2000)


def in_sight(widget: QWidget, area: kit.ScrollPage) -> bool:
    seen = area.viewport()
    top = widget.mapTo(seen, QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= seen.height()


def test_an_appointment_in_the_night_gets_a_quiet_remark(desk: Desk, home: House) -> None:
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    page(desk, home, key)
    desk.press("afspraak_nieuw")
    desk.put("datum", date(2026, 11, 17))
    desk.put("plaats", "in het huis")
    desk.put("tijd", time(3))
    assert "Dit is ’s nachts. Klopt de tijd?" in desk.texts()
    desk.press("afspraak_bewaar")
    assert len(home.get(key).afspraken) == 1


# Lead times -----------------------------------------------------------------------------------


def test_lead_times_are_empty_at_first_and_then_a_table(desk: Desk, home: House) -> None:
    desk.show(DoorlooptijdenPage(desk.context))
    assert "In deze periode is geen stap gezet" in desk.texts()
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    desk.show(DoorlooptijdenPage(desk.context))
    table = desk.find("doorlooptijden")
    assert table.row_count() == 1
    tip = table.model().headerData(3, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "op volgorde zet" in tip
    cells = [table.model().index(0, column).data() for column in range(7)]
    assert cells == ["JusTact", "Tot aangemeld", "1", "3 dagen", "3 dagen", "3 dagen", "100 %"]
    desk.put("periode", "vorig_jaar")
    assert "Van 1 januari 2025 tot en met 31 december 2025." in desk.texts()
    assert "In deze periode is geen stap gezet" in desk.texts()


def test_large_text_gives_lines_in_place_of_columns(
    desk: Desk, home: House, qapp: QApplication
) -> None:
    key = home.record()
    home.step(key, "aangemeld", date(2026, 10, 5))
    theme.apply(qapp, "licht", 2.0)
    desk.show(DoorlooptijdenPage(desk.context))
    assert "1 keer. Middelste waarde (mediaan) 3 dagen, langste 3 dagen." in desk.texts()
    theme.apply(qapp, "licht")


# The letter -----------------------------------------------------------------------------------


def letter(desk: Desk, home: House, key: UUID) -> VerwijsbriefPage:
    shown = desk.show(
        VerwijsbriefPage(desk.context, deelnemer_id=home.deelnemer_id, verwijzing_id=key)
    )
    desk.qtbot.waitUntil(lambda: shown.piece is not None, timeout=20_000)
    return shown


def test_a_letter_without_a_ground_stays_and_shows_the_cure(
    desk: Desk, home: House, tmp_path: Path
) -> None:
    shown = letter(desk, home, home.record())
    assert "Er is geen toestemming voor JusTact: die is nooit gegeven." in desk.texts()
    kinds = [desk.find(name).property("kind") for name in ("leg_toestemming_vast", "druk_af")]
    assert kinds == ["hoofd", "gewoon"]
    shown.save_protected_to(tmp_path / "brief.pdf")
    assert not (tmp_path / "brief.pdf").exists()
    assert "Dit blijft hier" in desk.texts()
    assert given(home) == []


def test_the_cure_is_a_button(desk: Desk, home: House) -> None:
    key = home.record(vraag="")
    letter(desk, home, key)
    desk.press("leg_toestemming_vast")
    desk.press("schrijf_vraag")
    desk.press("terug")
    there = {"deelnemer_id": home.deelnemer_id, "verwijzing_id": key}
    assert desk.places == [
        (
            "toestemming",
            {
                "deelnemer_id": home.deelnemer_id,
                "voor": f"organisatie:{home.justact.hex}",
                "gegevens": ("naam en verblijf", "zorg en verwijzing"),
            },
        ),
        ("verwijzing", there | {"wijzig": True}),
        ("verwijzing", there),
    ]


def test_a_letter_with_a_ground_leaves_behind_a_passphrase(
    desk: Desk, home: House, tmp_path: Path
) -> None:
    key = home.record()
    consent(home)
    shown = letter(desk, home, key)
    assert "Toestemming voor JusTact, tot en met 12 mei 2027." in desk.texts()
    assert not desk.has("bewaar_pdf")
    assert desk.find("druk_af").property("kind") == "hoofd"
    shown.save_protected_to(tmp_path / "brief.pdf")
    assert pypdf.PdfReader(BytesIO((tmp_path / "brief.pdf").read_bytes())).is_encrypted
    (row,) = given(home)
    assert (row.wijze, row.bron_id) == (VerstrekkingWijze.pdf, key)


def test_the_words_of_a_step_are_a_service_away(home: House) -> None:
    with home.psycholoog.reading() as session:
        assert "doel bereikt" in service.list_redenen(session, S.afgerond)
        assert service.list_redenen(session, S.gestart) == ()
