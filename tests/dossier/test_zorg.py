"""Care and consent on the first tab and in the timeline, on real files."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.deelnemers import access
from hvh_desktop.dossier.screen import OverzichtTab
from hvh_desktop.dossier.service import Moment, Soort, ZorgKort, get_overzicht, list_verloop
from hvh_desktop.rights import Rol
from hvh_desktop.signaleringsplannen import service as signaleringsplannen
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    OntvangerSoort,
    VerstrekkingWat,
    VerstrekkingWijze,
)
from hvh_desktop.toestemmingen.service import (
    get_toestemming,
    record_toestemming,
    withdraw_toestemming,
)
from hvh_desktop.toestemmingen.service_verstrekkingen import record_verstrekking
from hvh_desktop.ui import theme
from hvh_desktop.verwijzingen.model import VerwijzingStatus
from hvh_desktop.verwijzingen.service import change_status
from hvh_desktop.verwijzingen.service_stand import change_stand
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
STARTED = (
    (VerwijzingStatus.aangemeld, date(2026, 10, 3)),
    (VerwijzingStatus.kennisgemaakt, date(2026, 10, 8)),
    (VerwijzingStatus.gestart, date(2026, 10, 20)),
)


def kort(database: Database, deelnemer_id: UUID) -> ZorgKort:
    with database.reading() as session:
        return get_overzicht(session, deelnemer_id).zorg


def verloop(database: Database, deelnemer_id: UUID) -> list[Moment]:
    with database.reading() as session:
        return list_verloop(session, deelnemer_id, 50)


def opened(database: Database, deelnemer_id: UUID) -> Database:
    """With a reason, for who guides others."""
    with database.transaction(Compartment.log) as session:
        access.record_opening(session, deelnemer_id, "overleg over hem")
    return database


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def cared(huis: Huis, psycholoog: Database) -> UUID:
    """Jeffrey is treated, and has an appointment on the 19th."""
    instelling = add_instelling(huis)
    appointment = (date(2026, 11, 19), time(14, 0))
    return add_care(psycholoog, huis.jeffrey, instelling, *STARTED, appointment=appointment)


@pytest.fixture
def shared(huis: Huis, psycholoog: Database) -> UUID:
    """The team may read Jeffrey's signaleringsplan."""
    with huis.database.transaction(Compartment.team) as session:
        values = {
            "ontvanger_soort": "team",
            "doel": "Weten wat helpt",
            "gegevens": ("signaleringsplan",),
            "vanaf_datum": date(2026, 11, 1),
            "tot_datum": date(2027, 4, 1),
            "wijze": "getekend",
        }
        record_toestemming(session, huis.jeffrey, values)
    with psycholoog.transaction(Compartment.behandeling) as session:
        plan = signaleringsplannen.start_plan(session, huis.jeffrey)
        for kleur in (Kleur.groen, Kleur.oranje, Kleur.rood):
            said = {"signalen": "Praat trager", "helpt_zelf": "Buiten lopen", "bellen": "Huis: 06"}
            signaleringsplannen.change_fase(session, plan, kleur, said)
        signaleringsplannen.complete_plan(session, plan)
        signaleringsplannen.record_deling(session, plan, None, [Kleur.oranje])
    with psycholoog.transaction(Compartment.team) as session:
        signaleringsplannen.record_kaart(session, huis.jeffrey)
    return plan


READERS = (
    Rol.mentor,
    Rol.casemanager,
    Rol.reclasseringswerker,
    Rol.psycholoog,
    Rol.locatiemanager,
    Rol.directeur,
)


@pytest.mark.parametrize("rol", READERS)
def test_everybody_of_the_team_sees_the_same_in_short(
    huis: Huis, cared: UUID, shared: UUID, open_as: OpenAs, rol: Rol
) -> None:
    found = kort(opened(open_as(rol, medewerker_id=new_id()), huis.jeffrey), huis.jeffrey)
    (stand,) = found.standen
    assert (stand.instelling, stand.status) == ("JusTact", VerwijzingStatus.gestart)
    assert stand.volgende is not None
    assert stand.volgende.datum == date(2026, 11, 19)
    assert (found.kaart_datum, found.geldig) == (TODAY, 1)
    assert "Slaapt slecht" not in str(found)


@pytest.mark.parametrize("rol", READERS)
def test_the_card_says_so_and_leads_on(
    huis: Huis,
    cared: UUID,
    shared: UUID,
    psycholoog: Database,
    open_as: OpenAs,
    clock: Clock,
    qtbot: QtBot,
    qapp: QApplication,
    rol: Rol,
) -> None:
    theme.apply(qapp, theme.LICHT)
    add_talk_with(psycholoog, huis.jeffrey, date(2026, 11, 17), time(9, 15))
    add_consent(huis, huis.jeffrey, "Orhan", "vader", date(2026, 11, 18))
    reader = opened(open_as(rol, medewerker_id=new_id()), huis.jeffrey)
    watched = Watched(reader, clock)
    tab = OverzichtTab(watched.context, deelnemer_id=huis.jeffrey)
    show(qtbot, tab)
    said = words(child(tab, QWidget, "zorg"))
    for line in (
        "JusTact: gestart",
        "Volgende afspraak: do 19 nov 14.00, in het huis",
        "Gesprek met Judith: di 17 nov 9.15, in het huis",
        "Signaleringsplan: het team kent het sinds 12 november",
        "2 toestemmingen gelden vandaag",
        "Voor vader Orhan loopt die over 6 dagen af",
    ):
        assert line in said
    for name in ("zorg", "toestemming"):
        child(tab, QAbstractButton, f"naar_{name}").click()
        assert watched.places[-1] == ("dossier", {"deelnemer_id": huis.jeffrey, "tab": name})


def test_without_care_and_consent_there_is_no_card(
    huis: Huis, watched: Watched, qtbot: QtBot
) -> None:
    tab = OverzichtTab(watched.context, deelnemer_id=huis.jeffrey)
    show(qtbot, tab)
    assert tab.findChild(QWidget, "zorg") is None


def test_the_half_that_is_empty_says_so(huis: Huis, watched: Watched, qtbot: QtBot) -> None:
    add_consent(huis, huis.jeffrey, "Orhan", "vader", date(2027, 1, 18))
    tab = OverzichtTab(watched.context, deelnemer_id=huis.jeffrey)
    show(qtbot, tab)
    said = words(child(tab, QWidget, "zorg"))
    assert "Er is nog geen zorg geregeld." in said
    assert "1 toestemming geldt vandaag" in said


def test_when_nothing_runs_the_last_that_did_is_told(huis: Huis, psycholoog: Database) -> None:
    instelling = add_instelling(huis)
    signed_up = (VerwijzingStatus.aangemeld, date(2026, 10, 3))
    first = add_care(psycholoog, huis.jeffrey, instelling, signed_up)
    with psycholoog.transaction(Compartment.behandeling) as session:
        refused = VerwijzingStatus.afgewezen
        change_status(session, first, refused, TODAY, categorie="indicatie past niet")
    with psycholoog.transaction(Compartment.team) as session:
        change_stand(session, first)
    (stand,) = kort(opened(psycholoog, huis.jeffrey), huis.jeffrey).standen
    assert (stand.status, stand.is_open) == (VerwijzingStatus.afgewezen, False)
    titles = [one.titel for one in verloop(psycholoog, huis.jeffrey)]
    assert "Niet aangenomen bij JusTact" in titles
    assert not any("indicatie" in title for title in titles)


# The timeline -------------------------------------------------------------------------------


def test_the_timeline_tells_of_consent_and_what_was_given(huis: Huis, ilse: Database) -> None:
    consent = add_consent(huis, huis.jeffrey, "Orhan", "vader", date(2027, 1, 18), TODAY)
    with huis.database.transaction(Compartment.team) as session:
        row = get_toestemming(session, consent)
        record_verstrekking(
            session,
            huis.jeffrey,
            OntvangerSoort.netwerklid,
            row.ontvanger_id,
            VerstrekkingWat.mondeling,
            (GegevensSoort.doelen,),
            VerstrekkingWijze.mondeling,
        )
        values = {
            "ingetrokken_datum": TODAY,
            "ingetrokken_door": "hij zelf",
            "ingetrokken_hoe": "Zei het aan tafel",
            "is_gevolg_besproken": True,
        }
        withdraw_toestemming(session, consent, values)
    by_soort = {one.soort: one for one in verloop(ilse, huis.jeffrey)}
    given = by_soort[Soort.toestemming]
    assert (given.titel, given.ondertitel) == ("Toestemming gegeven", "Voor vader Orhan")
    assert given.address == {"deelnemer_id": huis.jeffrey, "toestemming_id": consent}
    assert by_soort[Soort.intrekking].titel == "Toestemming ingetrokken"
    told = by_soort[Soort.verstrekking]
    assert (told.titel, told.ondertitel) == ("Mondeling verteld", "Aan vader Orhan")
    assert told.address["tab"] == "toestemming"


def test_consents_of_one_day_are_one_line(huis: Huis, ilse: Database) -> None:
    for naam, relatie in (("Orhan", "vader"), ("Leyla", "zus")):
        add_consent(huis, huis.jeffrey, naam, relatie, date(2027, 1, 18), TODAY)
    (line,) = [one for one in verloop(ilse, huis.jeffrey) if one.soort is Soort.toestemming]
    assert line.ondertitel == "Voor vader Orhan en zus Leyla"
    assert line.address == {"deelnemer_id": huis.jeffrey, "tab": "toestemming"}


def test_the_timeline_says_when_care_began_and_no_more(
    huis: Huis, cared: UUID, ilse: Database
) -> None:
    line = next(one for one in verloop(ilse, huis.jeffrey) if one.soort is Soort.zorg)
    assert (line.titel, line.datum) == ("Zorg gestart bij JusTact", date(2026, 10, 20))
    assert line.ondertitel == ""
    assert line.address == {"deelnemer_id": huis.jeffrey, "tab": "zorg"}


def test_what_is_only_discussed_is_nobodys_business(
    huis: Huis, psycholoog: Database, ilse: Database
) -> None:
    add_care(psycholoog, huis.jeffrey, add_instelling(huis))
    assert kort(ilse, huis.jeffrey).standen == ()
    assert not any(one.soort is Soort.zorg for one in verloop(ilse, huis.jeffrey))
