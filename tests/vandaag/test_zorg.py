"""Care and consent on Vandaag, per role."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.behandelingen.service import get_overzicht
from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.db.drafts import DraftKey, record_draft
from hvh_desktop.rights import Rol
from hvh_desktop.signaleringsplannen.service import start_plan
from hvh_desktop.toestemmingen.service import withdraw_toestemming
from hvh_desktop.ui import theme
from hvh_desktop.ui.kit import RadioGroup
from hvh_desktop.vandaag.rows import NieuwsLine
from hvh_desktop.vandaag.screen import VandaagPage
from hvh_desktop.vandaag.service import Vandaag, get_vandaag
from hvh_desktop.verwijzingen.model import VerwijzingStatus
from tests.conftest import Clock, OpenAs
from tests.deelnemers.windows import Watched, child, show
from tests.dossier.sample import (
    Huis,
    add_care,
    add_consent,
    add_instelling,
    add_talk_with,
)

TODAY = date(2026, 11, 12)
SIGNED_UP = (VerwijzingStatus.aangemeld, date(2026, 10, 3))


def vandaag(database: Database, *, everyone: bool = False) -> Vandaag:
    with database.reading() as session:
        return get_vandaag(session, everyone)


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def cared(huis: Huis, psycholoog: Database) -> UUID:
    """Mehmet has an appointment today and a talk with the psycholoog next week."""
    appointment = (TODAY, time(14, 0))
    found = add_care(
        psycholoog, huis.mehmet, add_instelling(huis), SIGNED_UP, appointment=appointment
    )
    add_talk_with(psycholoog, huis.mehmet, date(2026, 11, 18), time(9, 15))
    return found


# Appointments -------------------------------------------------------------------------------


def test_a_mentor_sees_when_where_and_with_whom(huis: Huis, cared: UUID, ilse: Database) -> None:
    today, later = vandaag(ilse).zorg
    assert (today.tekst, today.tijd) == ("Afspraak JusTact, in het huis", time(14, 0))
    assert (later.tekst, later.datum) == (
        "Gesprek met Judith, psycholoog, in het huis",
        date(2026, 11, 18),
    )
    assert today.naar.address == {"deelnemer_id": huis.mehmet, "tab": "zorg"}
    assert not today.is_met_mij


def test_appointments_of_men_of_others_show_with_everyone(
    huis: Huis, cared: UUID, open_as: OpenAs
) -> None:
    petra = open_as(Rol.mentor, medewerker_id=huis.petra)
    assert vandaag(petra).zorg == ()
    assert len(vandaag(petra, everyone=True).zorg) == 2


def test_an_appointment_stands_between_the_talks_by_time(
    cared: UUID, watched: Watched, qtbot: QtBot
) -> None:
    page = VandaagPage(watched.context)
    show(qtbot, page)
    said = words(child(page, QWidget, "lijst_vandaag"))
    assert said.index("10.30") < said.index("Afspraak JusTact, in het huis")
    assert "Gesprek met Judith" in words(child(page, QWidget, "lijst_daarna"))
    assert "Je hebt vandaag 2 gesprekken. Er is ook 1 afspraak voor zorg." in words(page)
    child(page, QAbstractButton, "zorg_1").click()
    assert watched.places[-1][1]["tab"] == "zorg"


def test_the_psycholoog_opens_an_own_talk_in_one_press(
    huis: Huis, psycholoog: Database, clock: Clock, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.LICHT)
    talk = add_talk_with(psycholoog, huis.gabriel, TODAY, time(11, 0))
    watched = Watched(psycholoog, clock)
    page = VandaagPage(watched.context)
    show(qtbot, page)
    assert "Zelf spreek je 1 deelnemer." in words(page)
    act = child(page, QAbstractButton, "zorg_1")
    assert (act.text(), act.property("kind")) == ("Open gesprek", "hoofd")
    filled = [one for one in page.findChildren(QAbstractButton) if one.property("kind") == "hoofd"]
    assert filled == [act]
    act.click()
    address = {"deelnemer_id": huis.gabriel, "psycholooggesprek_id": talk}
    assert watched.places == [("psycholooggesprek", address)]


# What waits for the psycholoog --------------------------------------------------------------


def test_what_waits_for_the_psycholoog_has_the_late_ones_first(
    huis: Huis, psycholoog: Database
) -> None:
    instelling = add_instelling(huis)
    add_care(psycholoog, huis.gabriel, instelling, begin=TODAY - timedelta(days=1))
    late = add_care(psycholoog, huis.mehmet, instelling, SIGNED_UP)
    found = vandaag(psycholoog)
    assert "Mehmet Aydın" not in {line.naam for line in found.wacht}
    lines = found.vraag_na
    assert lines[0].naam == "Mehmet Aydın"
    assert (lines[0].te_laat, lines[0].is_hypothese) == (26, True)
    assert lines[0].naar.address["verwijzing_id"] == late
    assert "JusTact" in lines[0].tekst


@pytest.mark.parametrize("rol", [Rol.mentor, Rol.casemanager, Rol.locatiemanager, Rol.directeur])
def test_nobody_else_sees_what_waits_for_the_psycholoog(
    cared: UUID, open_as: OpenAs, rol: Rol
) -> None:
    found = vandaag(open_as(rol, medewerker_id=new_id()), everyone=True)
    assert (found.wacht, found.vraag_na) == ((), ())
    assert "Slaapt slecht" not in str(found)


def test_the_list_leads_to_the_referral(
    cared: UUID, huis: Huis, psycholoog: Database, clock: Clock, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.LICHT)
    instelling = add_instelling(huis, "Transfore")
    late = add_care(psycholoog, huis.dawit, instelling, SIGNED_UP)
    watched = Watched(psycholoog, clock)
    page = VandaagPage(watched.context)
    show(qtbot, page)
    assert "Vraag na" in words(page)
    assert "(voorlopige termijn)" in words(child(page, QWidget, "lijst_vraag_na"))
    child(page, QAbstractButton, "vraag_na_1").click()
    assert watched.places == [("verwijzing", {"deelnemer_id": huis.dawit, "verwijzing_id": late})]


def test_vandaag_and_behandeling_say_the_same(
    cared: UUID, huis: Huis, psycholoog: Database
) -> None:
    instelling = add_instelling(huis, "Transfore")
    add_care(psycholoog, huis.dawit, instelling, SIGNED_UP)
    add_care(psycholoog, huis.gabriel, instelling, begin=TODAY - timedelta(days=1))
    with psycholoog.transaction(Compartment.behandeling) as session:
        start_plan(session, huis.gabriel)
    found = vandaag(psycholoog)
    with psycholoog.reading() as session:
        there = get_overzicht(session)
    for shown, known in ((found.wacht, there.op_jou), (found.vraag_na, there.vraag_na)):
        assert [(one.naam, one.tekst) for one in shown] == [(r.deelnemer, r.wat) for r in known]
        assert shown


def test_a_consent_taken_back_has_its_own_moment_and_who_wrote_it(
    huis: Huis, ilse: Database, open_as: OpenAs, clock: Clock
) -> None:
    consent = add_consent(huis, huis.mehmet, "Orhan", "vader", date(2027, 1, 1))
    clock.advance(minutes=17)
    petra = open_as(Rol.casemanager, medewerker_id=huis.petra)
    values = {
        "ingetrokken_datum": TODAY - timedelta(days=9),
        "ingetrokken_door": "hij zelf",
        "ingetrokken_hoe": "in een gesprek",
        "is_gevolg_besproken": True,
    }
    with petra.transaction(Compartment.team) as session:
        withdraw_toestemming(session, consent, values)

    def lines(database: Database) -> list[NieuwsLine]:
        found = vandaag(database, everyone=True).nieuws
        return [one for one in found if "trok zijn toestemming" in one.tekst]

    (line,) = lines(ilse)
    assert (line.op, line.tekst) == (clock(), "Mehmet trok zijn toestemming voor vader Orhan in")
    assert line.ondertitel.endswith("Vastgelegd door Petra")
    assert lines(petra) == []


def test_the_sentence_counts_the_rows_below_it(cared: UUID, watched: Watched, qtbot: QtBot) -> None:
    page = VandaagPage(watched.context)
    show(qtbot, page)
    found = vandaag(watched.context.database, everyone=True)
    care = sum(one.datum == TODAY for one in found.zorg)
    assert (len(found.vandaag), care) == (2, 1)
    switch = child(page, RadioGroup, "vandaag_van")
    switch.set_value("iedereen")
    switch.changed.emit()
    assert "Er zijn vandaag 2 mentorgesprekken en 1 afspraak voor zorg." in words(page)


def test_a_concept_of_the_psycholoog_is_found_again(huis: Huis, psycholoog: Database) -> None:
    with psycholoog.transaction(Compartment.behandeling) as session:
        key = DraftKey("verwijzing", 1, f"nieuw-{huis.mehmet.hex}", huis.mehmet)
        record_draft(session, key, {"indicatie": "Slaapt"})
    line = next(one for one in vandaag(psycholoog).concepten if one.wat == "Verwijzing")
    assert (line.wie, line.naar.place) == ("Mehmet Aydın", "verwijzing")


# Consents -----------------------------------------------------------------------------------


def consents(database: Database) -> list[str]:
    lines = vandaag(database, everyone=True).let_op
    return [line.tekst for line in lines if line.naar.place == "toestemming"]


@pytest.fixture
def ending(huis: Huis) -> UUID:
    """Of Mehmet, whose mentor is Ilse; one more ends too late to be told of."""
    add_consent(huis, huis.mehmet, "Leyla", "zus", date(2026, 12, 30))
    return add_consent(huis, huis.mehmet, "Orhan", "vader", date(2026, 11, 18))


SAID = "Toestemming voor vader Orhan loopt over 6 dagen af"


def test_a_consent_that_ends_soon_is_told_to_his_mentor(
    huis: Huis, ending: UUID, ilse: Database
) -> None:
    line = next(one for one in vandaag(ilse).let_op if one.naar.place == "toestemming")
    assert (line.tekst, line.act) == (SAID, "Bekijk")
    assert line.naar.address == {"deelnemer_id": huis.mehmet, "toestemming_id": ending}


@pytest.mark.parametrize(
    ("rol", "said"),
    [
        (Rol.casemanager, [SAID]),
        (Rol.locatiemanager, [SAID]),
        (Rol.psycholoog, [SAID]),
        (Rol.mentor, []),
        (Rol.directeur, []),
    ],
)
def test_others_are_told_when_they_may_act(
    ending: UUID, open_as: OpenAs, rol: Rol, said: list[str]
) -> None:
    assert consents(open_as(rol, medewerker_id=new_id())) == said


def test_on_its_last_day_it_ends_today(huis: Huis, ilse: Database) -> None:
    add_consent(huis, huis.mehmet, "Orhan", "vader", TODAY)
    assert consents(ilse) == ["Toestemming voor vader Orhan loopt vandaag af"]
