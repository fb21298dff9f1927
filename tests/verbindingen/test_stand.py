"""A decision that the hub does not have yet: said where it stands, and before it takes effect."""

from __future__ import annotations

import io
from datetime import date
from uuid import UUID

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hvh_desktop.db import Compartment, Database
from hvh_desktop.db.entity import Change
from hvh_desktop.db.travel import Beaten, SealedEnvelope
from hvh_desktop.errors import UserError
from hvh_desktop.pdf.document import count_pages
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.model import Zaakstap
from hvh_desktop.sancties.report import mededeling_pdf, uitleg_pdf
from hvh_desktop.sancties.screen import MededelingPage, SanctiezaakPage, UitreikingPage
from hvh_desktop.sancties.screen_mededeling import SURE
from hvh_desktop.sancties.screen_zaak_kop import TELL_SO, WAIT
from hvh_desktop.sancties.service_uitreiking import WHY_NOW, record_uitreiking
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.sync.merge.decisions import stand_of
from hvh_desktop.ui import dialogs, kit, theme
from hvh_desktop.ui.print_page import PrintPage
from hvh_desktop.ui.stand import PROVISIONAL, is_provisional
from hvh_desktop.vandaag.screen_versies import beaten_rows
from hvh_desktop.verbindingen.service import list_verslagen
from tests.sancties.conftest import home
from tests.sancties.desk import Desk
from tests.sancties.golden_mededeling import CASES
from tests.sancties.house import House, uitreiking_values
from tests.verbindingen.states import IN_STEP, OFFLINE, Syncing

__all__ = ["home"]

S = SanctieStatus
ENVELOPE = bytes(32)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.apply(qapp, theme.LICHT)


def couple(database: Database) -> None:
    """Something was sealed on this laptop; what is about the case still waits."""
    with database.transaction(Compartment.team) as session:
        session.add(
            SealedEnvelope(
                hash=ENVELOPE,
                device=UUID(int=1),
                incarnation=UUID(int=2),
                n=1,
                user=UUID(int=3),
                raw=b"",
                position=None,
                is_sent=False,
                state="open",
            )
        )


def confirm(database: Database) -> None:
    """The hub has all of it."""
    with database.transaction(Compartment.team) as session:
        session.execute(select(SealedEnvelope)).scalar_one().position = 1
        for change in session.scalars(select(Change)):
            change.envelope = ENVELOPE


@pytest.fixture
def zaak_id(home: House) -> UUID:
    found = home.case(S.mededeling)
    couple(home.door(Rol.directeur))
    return found


def desk_of(home: House, qtbot: QtBot, rol: Rol = Rol.directeur) -> Desk:
    desk = Desk(home, qtbot, rol)
    desk.context.syncing = Syncing(OFFLINE)
    return desk


def words(desk: Desk) -> str:
    desk.settle()
    kinds = (kit.Label, kit.Badge)
    found = [one for kind in kinds for one in desk.window.findChildren(kind) if one.isVisible()]
    return "\n".join(one.accessibleName() or getattr(one, "text", str)() for one in found)


def open_page(desk: Desk, home: House, kind: type, zaak_id: UUID) -> None:
    page = kind(desk.context, deelnemer_id=home.deelnemer_id, sanctiezaak_id=zaak_id)
    page.prepare()
    desk.show(page)


@pytest.mark.parametrize("kind", [SanctiezaakPage, MededelingPage, UitreikingPage])
def test_it_is_said_until_the_hub_has_it(
    home: House, zaak_id: UUID, qtbot: QtBot, kind: type
) -> None:
    desk = desk_of(home, qtbot, Rol.locatiemanager)
    open_page(desk, home, kind, zaak_id)
    assert PROVISIONAL in words(desk)
    confirm(home.door(Rol.directeur))
    desk.context.link_changed.emit(IN_STEP)
    assert PROVISIONAL not in words(desk)


def test_a_house_without_a_hub_never_waits(home: House, zaak_id: UUID, qtbot: QtBot) -> None:
    desk = desk_of(home, qtbot)
    beslissing = home.get(zaak_id).beslissingen[-1]
    assert is_provisional(desk.context, "Beslissing", beslissing.id)
    desk.context.syncing = None
    assert not is_provisional(desk.context, "Beslissing", beslissing.id)
    open_page(desk, home, SanctiezaakPage, zaak_id)
    assert PROVISIONAL not in words(desk)


def test_before_anything_was_sealed_the_hub_has_nothing(home: House, qtbot: QtBot) -> None:
    """The house was coupled a moment ago."""
    zaak_id = home.case(S.mededeling)
    beslissing = home.get(zaak_id).beslissingen[-1]
    with home.door(Rol.directeur).reading() as session:
        assert stand_of(session, "Beslissing", beslissing.id) is None
    desk = desk_of(home, qtbot)
    assert is_provisional(desk.context, "Beslissing", beslissing.id)
    desk.context.syncing = None
    assert not is_provisional(desk.context, "Beslissing", beslissing.id)


def answer(desk: Desk, button: str) -> str:
    (asked,) = desk.window.findChildren(dialogs.Question)
    told = "\n".join(one.text() for one in asked.findChildren(kit.Label))
    (found,) = asked.findChildren(kit.Button, button)
    found.click()
    desk.settle()
    return told


def printed(page: MededelingPage) -> str:
    inner = page.inner
    assert isinstance(inner, PrintPage)
    assert inner.piece is not None
    pages = PdfReader(io.BytesIO(inner.piece.data)).pages
    return " ".join("\n".join(one.extract_text() for one in pages).split())


def test_a_provisional_paper_leaves_after_a_question_and_says_so_itself(
    home: House, zaak_id: UUID, qtbot: QtBot
) -> None:
    desk = desk_of(home, qtbot, Rol.locatiemanager)
    page = MededelingPage(desk.context, deelnemer_id=home.deelnemer_id, sanctiezaak_id=zaak_id)
    page.prepare()
    desk.show(page)
    inner = page.inner
    assert isinstance(inner, PrintPage)
    qtbot.waitUntil(lambda: inner.piece is not None)
    assert "Voorlopig. Deze beslissing is nog niet bevestigd." in printed(page)
    for button in ("druk_af", "bewaar_pdf"):
        desk.press(button)
        assert SURE in answer(desk, "veilig")
        assert not desk.window.findChildren(QDialog, "kies_printer")
    desk.press("druk_af")
    answer(desk, "doen")
    (chooser,) = desk.window.findChildren(QDialog, "kies_printer")
    chooser.reject()
    confirm(home.door(Rol.directeur))
    desk.context.link_changed.emit(IN_STEP)
    qtbot.waitUntil(lambda: inner.piece is not None)
    assert "oorlopig" not in printed(page)
    desk.press("druk_af")
    assert not desk.window.findChildren(dialogs.Question)
    (chooser,) = desk.window.findChildren(QDialog, "kies_printer")
    chooser.reject()


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_mark_fits_on_every_paper(name: str) -> None:
    for make, most in ((mededeling_pdf, 2), (uitleg_pdf, 1)):
        data = make(CASES[name], is_voorlopig=True)
        assert count_pages(data) <= most
        assert data != make(CASES[name])


def test_handing_over_now_asks_why_and_keeps_it(home: House, zaak_id: UUID) -> None:
    def hand(toelichting: str) -> UUID:
        given = uitreiking_values(toelichting=toelichting)
        return home.by(Rol.mentor, lambda s: record_uitreiking(s, zaak_id, given))

    with pytest.raises(UserError) as found:
        hand("")
    assert found.value.fields == {"toelichting": WHY_NOW}
    hand("Hij gaat morgen weg en moet het vandaag weten.")
    (line,) = home.get(zaak_id).uitreikingen
    assert line.toelichting == "Hij gaat morgen weg en moet het vandaag weten."


def test_once_confirmed_nothing_is_asked(home: House, zaak_id: UUID) -> None:
    confirm(home.door(Rol.directeur))
    home.by(Rol.mentor, lambda s: record_uitreiking(s, zaak_id, uitreiking_values()))
    assert home.status(zaak_id) is S.uitreiking


@pytest.mark.parametrize(
    ("van", "einde"),
    [(S.uitreiking, S.afgezien), (S.voorstel, S.geseponeerd), (S.beslissing, S.ingetrokken)],
)
def test_the_end_of_a_case_is_provisional_too(
    home: House, qtbot: QtBot, van: SanctieStatus, einde: SanctieStatus
) -> None:
    ended = home.case(van)
    home.slot(ended, einde)
    couple(home.door(Rol.directeur))
    desk = desk_of(home, qtbot)
    open_page(desk, home, SanctiezaakPage, ended)
    assert words(desk).count(PROVISIONAL) >= 2
    assert TELL_SO in words(desk)
    assert WAIT not in words(desk)
    confirm(home.door(Rol.directeur))
    desk.context.link_changed.emit(IN_STEP)
    assert PROVISIONAL not in words(desk)


def test_what_came_second_stands_on_the_case(home: House, zaak_id: UUID, qtbot: QtBot) -> None:
    beat(home, zaak_id)
    desk = desk_of(home, qtbot)
    open_page(desk, home, SanctiezaakPage, zaak_id)
    told = words(desk)
    assert "Tegelijk beslist" in told
    assert " besliste eerder: die beslissing telt. Wat " in told
    assert " koos (‘Geseponeerd’), is bewaard en telt niet mee." in told


def test_vandaag_tells_it_two_weeks(home: House, zaak_id: UUID) -> None:
    beat(home, zaak_id)
    database = home.door(Rol.directeur)

    def told() -> list[str]:
        with database.reading() as session:
            return [row.wat for row in list_verslagen(session)]

    (about,) = told()
    assert about.startswith("Sanctie van ")
    home.clock.advance(days=14)
    assert told() == [about]
    home.clock.advance(hours=1)
    assert told() == []


def test_what_counts_is_told_calmly(home: House, zaak_id: UUID, qtbot: QtBot) -> None:
    beat(home, zaak_id, Rol.locatiemanager)
    for rol, said, ink in (
        (Rol.directeur, "Telt", "muted"),
        (Rol.locatiemanager, "Telt niet", "warn"),
    ):
        (make,) = beaten_rows(desk_of(home, qtbot, rol).context)
        row = make()
        qtbot.addWidget(row)
        (badge,) = row.findChildren(kit.Badge)
        assert badge.accessibleName() == said
        assert badge.label.palette().windowText().color() == theme.color(ink)


def beat(home: House, zaak_id: UUID, rol: Rol = Rol.directeur) -> None:
    """Somebody closed the case without seeing that it was decided."""
    with home.door(rol).transaction(Compartment.team) as session:
        first = session.scalars(select(Zaakstap).where(Zaakstap.naar == S.beslissing)).one()
        late = Zaakstap(
            sanctiezaak_id=zaak_id,
            deelnemer_id=home.deelnemer_id,
            ronde=1,
            van=S.voorstel,
            naar=S.geseponeerd,
            datum=date(2026, 11, 2),
        )
        session.add(late)
        session.flush()
        session.add(
            Beaten(entity=late.id, kind="Zaakstap", by=first.id, deelnemer_id=home.deelnemer_id)
        )
