"""A talk as a mentor goes through it, by object name, with a real house behind it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QTextEdit,
)

from hvh_desktop.actieplannen.model import ActieStatus
from hvh_desktop.db import Compartment, Database
from hvh_desktop.db.drafts import list_drafts
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.model import GesprekStatus
from hvh_desktop.mentorgesprekken.screen import (
    MentorgesprekPage,
)
from hvh_desktop.rights import Rol
from hvh_desktop.ui import kit, theme
from tests.conftest import Clock, OpenAs
from tests.mentorgesprekken.conftest import People
from tests.mentorgesprekken.window import Show, choose, get

TODAY = date(2026, 11, 12)


# What is prepared ---------------------------------------------------------------------------


def test_what_is_known_stands_there_as_a_sentence(show: Show, address: dict[str, UUID]) -> None:
    window = show(MentorgesprekPage, **address)
    assert window.says("Vandaag 10.30, met Jeffrey, Ilse en Ruben")
    assert window.says("Vorige keer, 29 oktober")
    assert window.says("Jeffrey · 2 dagen te laat")
    assert window.says("Elke maand zelf mijn rekeningen betalen")
    assert window.find(QLineEdit, "volgende_datum").text() == "26-11-2026"
    assert window.says("Donderdag, over 14 dagen. Ruben en jij zijn er.")


def test_ticking_completes_at_once_and_can_be_undone(
    show: Show, address: dict[str, UUID], ilse: Database, gesprek: UUID
) -> None:
    window = show(MentorgesprekPage, **address)
    window.press("vorige_afspraak_1")
    (actie,) = get(ilse, gesprek).voorbereiding.vorige_afspraken
    assert actie.status is ActieStatus.gedaan
    window.type("vorige_afspraak_1_resultaat", "Zij bellen terug")
    window.page.leave()
    (actie,) = get(ilse, gesprek).voorbereiding.vorige_afspraken
    assert actie.resultaat == "Zij bellen terug"
    text, undo = window.notices[-1]
    assert text == "‘Kredietbank bellen’ is gedaan"
    undo()
    (actie,) = get(ilse, gesprek).voorbereiding.vorige_afspraken
    assert actie.status is ActieStatus.open
    assert not window.has("vorige_afspraak_1_resultaat")


# Drafts -------------------------------------------------------------------------------------


def test_everything_typed_comes_back(show: Show, address: dict[str, UUID]) -> None:
    window = show(MentorgesprekPage, **address)
    window.type("eigen_woorden", "Beter. Ik slaap weer.")
    window.press("gezicht_4")
    window.press("doelnotitie_1_erbij")
    window.type("doelnotitie_1", "Overzicht is af.")
    window.press("notitie_erbij")
    window.type("notitie", "Let op de brief.")
    window.type("afspraak_wat_1", "Brief afmaken")
    window.type("afspraak_wanneer_1", "31 novem")
    window.find(QLineEdit, "volgende_datum").clear()
    window.type("volgende_datum", "ergens in week 48")
    window.page.leave()
    assert window.says("Concept bewaard 10.30")

    again = show(MentorgesprekPage, **address)
    assert again.find(QTextEdit, "eigen_woorden").toPlainText() == "Beter. Ik slaap weer."
    assert again.find(QAbstractButton, "gezicht_4").isChecked()
    assert again.find(QTextEdit, "doelnotitie_1").toPlainText() == "Overzicht is af."
    assert again.find(QTextEdit, "notitie").toPlainText() == "Let op de brief."
    assert again.find(QLineEdit, "afspraak_wat_1").text() == "Brief afmaken"
    assert again.find(QLineEdit, "afspraak_wanneer_1").text() == "31 novem"
    assert again.find(QLineEdit, "volgende_datum").text() == "ergens in week 48"
    assert again.says("Concept bewaard 10.30")


def test_a_concept_of_another_day_says_so(
    show: Show, address: dict[str, UUID], clock: Clock
) -> None:
    window = show(MentorgesprekPage, **address)
    window.type("eigen_woorden", "Beter.")
    window.page.leave()
    clock.advance(days=1)
    again = show(MentorgesprekPage, **address)
    assert again.says("Wat je gisteren om 10.30 typte, staat er weer.")


def test_a_draft_is_of_one_person(
    show: Show, address: dict[str, UUID], open_as: OpenAs, people: People
) -> None:
    mine = show(MentorgesprekPage, **address)
    mine.type("eigen_woorden", "Dit typte Ilse.")
    mine.page.leave()
    ruben = open_as(Rol.mentor, medewerker_id=people.ruben)
    other = show(MentorgesprekPage, database=ruben, **address)
    assert other.says("Ilse schrijft dit gesprek op, sinds vandaag 10.30")
    assert other.find(QTextEdit, "eigen_woorden").toPlainText() == ""


def test_a_draft_left_over_after_the_other_fixed_it_becomes_an_aanvulling(
    show: Show, address: dict[str, UUID], open_as: OpenAs, people: People, ilse: Database
) -> None:
    ruben = open_as(Rol.mentor, medewerker_id=people.ruben)
    other = show(MentorgesprekPage, database=ruben, **address)
    other.type("eigen_woorden", "Hij noemde ook zijn zus.")
    other.page.leave()
    gesprek = address["mentorgesprek_id"]
    with ilse.transaction(Compartment.team) as session:
        values = {"notitie": "Goed.", "volgende_datum": date(2026, 11, 26)}
        service.complete_mentorgesprek(session, gesprek, values)
    again = show(MentorgesprekPage, database=ruben, **address)
    again.press("zet_in_aanvulling")
    assert again.find(QTextEdit, "aanvulling").toPlainText() == "Hij noemde ook zijn zus."
    again.press("voeg_aanvulling_toe")
    assert [one.tekst for one in get(ilse, gesprek).aanvullingen] == ["Hij noemde ook zijn zus."]


def test_somebody_who_may_not_write_reads_along(
    show: Show, address: dict[str, UUID], open_as: OpenAs, people: People
) -> None:
    petra = open_as(Rol.mentor, medewerker_id=people.petra)
    window = show(MentorgesprekPage, database=petra, **address)
    assert window.says("Je leest het hier zodra het is vastgesteld.")
    assert not window.has("stel_vast")


# Afspraken ----------------------------------------------------------------------------------


def test_an_afspraak_is_an_actie_at_once_and_enter_makes_the_next_line(
    show: Show, address: dict[str, UUID], ilse: Database, gesprek: UUID
) -> None:
    window = show(MentorgesprekPage, **address)
    window.type("afspraak_wat_1", "Brief afmaken")
    window.find(QLineEdit, "afspraak_wanneer_1").setText("19-11-2026")
    choose(window, "afspraak_wie_1", "Jeffrey")
    (actie,) = get(ilse, gesprek).acties
    assert (actie.wat, actie.wie, actie.wanneer_datum) == (
        "Brief afmaken",
        "Jeffrey",
        date(2026, 11, 19),
    )
    window.key("afspraak_wat_1", Qt.Key.Key_Return)
    window.type("afspraak_wat_2", "Omgangshuis bellen")
    choose(window, "afspraak_wie_2", "Ilse")
    window.type("afspraak_wat_1", " en laten lezen")
    window.page.leave()
    assert [one.wat for one in get(ilse, gesprek).acties] == [
        "Brief afmaken en laten lezen",
        "Omgangshuis bellen",
    ]


def test_afspraken_change_places_with_the_keyboard(
    show: Show, address: dict[str, UUID], ilse: Database, gesprek: UUID
) -> None:
    window = show(MentorgesprekPage, **address)
    for number, words in enumerate(("Eerst", "Dan"), start=1):
        if number == 2:
            window.press("afspraak_erbij")
        window.type(f"afspraak_wat_{number}", words)
        choose(window, f"afspraak_wie_{number}", "Jeffrey")
    window.key("afspraak_wat_2", Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert window.find(QLineEdit, "afspraak_wat_1").text() == "Dan"
    assert [one.wat for one in get(ilse, gesprek).acties] == ["Dan", "Eerst"]


def test_an_afspraak_that_is_taken_away_can_come_back(
    show: Show, address: dict[str, UUID], ilse: Database, gesprek: UUID
) -> None:
    window = show(MentorgesprekPage, **address)
    window.type("afspraak_wat_1", "Brief afmaken")
    choose(window, "afspraak_wie_1", "Jeffrey")
    menu = window.find(kit.MenuButton, "afspraak_meer_1").menu_shown
    next(act for act in menu.actions() if act.text() == "Haal weg").trigger()
    assert get(ilse, gesprek).aantal_afspraken == 0
    window.notices[-1][1]()
    assert get(ilse, gesprek).aantal_afspraken == 1
    assert window.find(QLineEdit, "afspraak_wat_1").text() == "Brief afmaken"


# When and who -------------------------------------------------------------------------------


def test_another_day_makes_it_recorded_afterwards(
    show: Show, address: dict[str, UUID], ilse: Database, gesprek: UUID
) -> None:
    window = show(MentorgesprekPage, **address)
    window.type("eigen_woorden", "Dit blijft staan.")
    window.press("wijzig")
    window.find(QLineEdit, "datum").setText("32-11-2026")
    window.press("klaar")
    assert window.says("November heeft 30 dagen.")
    window.find(QLineEdit, "datum").setText("13-11-2026")
    window.press("klaar")
    assert window.says("Die dag moet nog komen. Kies vandaag of een eerdere dag.")
    window.find(QLineEdit, "datum").setText("10-11-2026")
    window.press("klaar")
    assert get(ilse, gesprek).datum == date(2026, 11, 10)
    assert window.says("Achteraf opgeschreven")
    assert window.find(QTextEdit, "eigen_woorden").toPlainText() == "Dit blijft staan."


# Fixing -------------------------------------------------------------------------------------


def test_pressing_says_what_is_missing_and_where(
    show: Show, address: dict[str, UUID], ilse: Database, gesprek: UUID
) -> None:
    window = show(MentorgesprekPage, **address)
    window.type("afspraak_wat_1", "Brief afmaken")
    window.find(QLineEdit, "volgende_datum").setText("31-11-2026")
    window.press("stel_vast")
    assert window.says("Er kloppen 3 dingen nog niet")
    (summary,) = [one for one in window.host.findChildren(kit.ErrorSummary) if one.isVisible()]
    assert [link.text() for link in summary.links] == [
        "Schrijf op wat hij zei, of maak zelf een notitie.",
        "November heeft 30 dagen.",
        "Afspraak 1: kies wie dit doet.",
    ]
    summary.links[-1].click()
    assert get(ilse, gesprek).status is GesprekStatus.concept


def test_a_talk_from_typing_to_fixed(
    show: Show, address: dict[str, UUID], ilse: Database, gesprek: UUID, doel: UUID
) -> None:
    window = show(MentorgesprekPage, **address)
    window.press("gezicht_4")
    window.type("eigen_woorden", "Beter. Ik slaap weer.")
    window.press("doelnotitie_1_erbij")
    window.type("doelnotitie_1", "Overzicht is af.")
    window.press("stel_vast")
    assert window.says("Kijk na wat je vaststelt")
    assert window.says("Na het vaststellen verandert dit gesprek niet meer, voor niemand.")
    assert window.says("“Beter. Ik slaap weer.”")
    window.press("terug")
    assert window.has("stel_vast")
    window.press("stel_vast")
    window.press("stel_definitief_vast")
    row = get(ilse, gesprek)
    assert row.status is GesprekStatus.vastgesteld
    assert (row.gezicht, row.doelnotities) == (4, {doel: "Overzicht is af."})
    assert window.says("Vastgesteld door Ilse, 12 november")
    assert not window.has("eigen_woorden")
    with ilse.reading() as session:
        assert list_drafts(session, Compartment.team) == []
        (planned,) = service.list_agenda(session, from_day=TODAY, to_day=date(2026, 12, 31))
    assert planned.datum == date(2026, 11, 26)


def test_an_aanvulling_stands_below_a_fixed_talk(
    show: Show, address: dict[str, UUID], ilse: Database, gesprek: UUID
) -> None:
    with ilse.transaction(Compartment.team) as session:
        values = {"notitie": "Goed.", "volgende_datum": date(2026, 11, 26)}
        service.complete_mentorgesprek(session, gesprek, values)
    window = show(MentorgesprekPage, **address)
    window.press("schrijf_aanvulling")
    window.type("aanvulling", "Noa belde zelf.")
    window.page.leave()
    again = show(MentorgesprekPage, **address)
    assert again.find(QTextEdit, "aanvulling").toPlainText() == "Noa belde zelf."
    again.press("voeg_aanvulling_toe")
    assert again.says("Aanvulling 12 november")
    assert again.says("Noa belde zelf.")


def test_the_print_of_the_afspraken_keeps_what_was_typed(
    show: Show, address: dict[str, UUID]
) -> None:
    window = show(MentorgesprekPage, **address)
    window.type("eigen_woorden", "Beter.")
    window.press("druk_afspraken_af")
    assert window.opened == [("afspraken_afdruk", address)]
    assert window.says("Concept bewaard 10.30")


def test_he_does_not_have_to_say_how_he_is(show: Show, address: dict[str, UUID]) -> None:
    window = show(MentorgesprekPage, **address)
    window.press("gezicht_2")
    window.press("gezicht_geweigerd")
    assert not window.find(QAbstractButton, "gezicht_2").isChecked()
    window.press("gezicht_3")
    assert not window.find(QAbstractButton, "gezicht_geweigerd").isChecked()


def test_every_control_has_a_name(show: Show, address: dict[str, UUID]) -> None:
    window = show(MentorgesprekPage, **address)
    for kind in (QAbstractButton, QLineEdit, QTextEdit, QComboBox):
        for one in window.host.findChildren(kind):
            if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus:
                text = one.text() if isinstance(one, QAbstractButton) else ""
                assert one.accessibleName() or text, (kind, one.objectName())


def test_with_large_text_the_talk_comes_first(
    show: Show, address: dict[str, UUID], qapp: QApplication
) -> None:
    theme.apply(qapp, theme.LICHT, 2.0)
    window = show(MentorgesprekPage, **address)
    talk = window.find(QTextEdit, "eigen_woorden")
    ready = window.find(QAbstractButton, "vorige_afspraak_1")
    host = window.host
    assert talk.mapTo(host, talk.rect().topLeft()).y() < ready.mapTo(host, ready.pos()).y()
