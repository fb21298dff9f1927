"""The beginning of a case: voorval, report, advice."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import new_id
from hvh_desktop.deelnemers.service import record_deelnemer
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service_voorval
from hvh_desktop.sancties.form import BETROKKENEN, VERSLAG
from hvh_desktop.sancties.words import SanctieStatus, Verantwoordelijkheid
from tests.conftest import Clock, OpenAs
from tests.deelnemers.example import deelnemer_values
from tests.sancties.house import (
    VANDAAG,
    House,
    S,
    advies_values,
    make_house,
    voorval_values,
)
from tests.sancties.house import (
    VOORVAL as DAG,
)


def refused(home: House, **values: Any) -> dict[str, str]:
    with pytest.raises(UserError) as error:
        home.voorval(**values)
    return error.value.fields


def change(home: House, zaak_id: UUID, rol: Rol, **values: Any) -> None:
    home.by(rol, lambda s: service_voorval.change_voorval(s, zaak_id, values))


# Voorval --------------------------------------------------------------------------------------


def test_a_voorval_is_kept_as_it_was_told(home: House) -> None:
    detail = home.get(home.voorval(is_zelf_gemeld=True))
    assert detail.row.status is SanctieStatus.voorval
    assert (detail.row.voorval, detail.row.voorval_datum) == ("Gebruik van softdrugs", DAG)
    assert detail.feiten == voorval_values()["feiten"]
    assert detail.betrokkenen == ("medebewoner A",)
    assert detail.is_zelf_gemeld
    assert detail.gemeld_door == "Ilse"
    assert [(s.van, s.naar, s.datum, s.door) for s in detail.stappen] == [
        (None, SanctieStatus.voorval, DAG, "Ilse")
    ]


def test_what_is_missing_is_named(home: House) -> None:
    assert refused(home, voorval_soort=None, feiten="  ", plaats="") == {
        "voorval_soort": "Kies ‘Wat voor voorval’.",
        "feiten": "Vul ‘Wat is er gebeurd’ in.",
        "plaats": "Vul ‘Waar’ in.",
    }


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        (
            {"voorval_datum": date(2026, 11, 13)},
            "voorval_datum",
            "Deze dag ligt in de toekomst. Kijk hem na.",
        ),
        (
            {"voorval_datum": date(2026, 7, 8)},
            "voorval_datum",
            "Op die dag woonde hij hier niet. Kijk de dag na.",
        ),
        (
            {"voorval_datum": VANDAAG, "voorval_tijd": time(10, 31)},
            "voorval_tijd",
            "Dit tijdstip is nog niet geweest. Kijk de tijd na.",
        ),
    ],
)
def test_days_that_cannot_be(
    home: House, values: dict[str, Any], field: str, sentence: str
) -> None:
    assert refused(home, **values) == {field: sentence}


def test_a_voorval_may_be_told_late(home: House) -> None:
    detail = home.get(home.voorval(voorval_datum=date(2026, 7, 9)))
    assert detail.row.voorval_datum == date(2026, 7, 9)


def test_persons_are_roles_and_never_names(home: House) -> None:
    fields = refused(home, betrokkenen=("Mohamed uit kamer 12",))
    assert fields == {"betrokkenen": "Kies ‘Wie waren er nog meer bij’ uit de lijst."}
    assert "medebewoner A" in BETROKKENEN


def test_also_for_a_bba_resident(open_as: OpenAs, clock: Clock) -> None:
    home = make_house(open_as, clock, titel="BBA")
    zaak_id = home.case(S.voorstel)
    assert home.status(zaak_id) is SanctieStatus.voorstel


def test_the_urine_check_is_his_own(home: House) -> None:
    other = home.by(
        Rol.casemanager, lambda s: record_deelnemer(s, deelnemer_values(roepnaam="Delano"))
    )
    his = home.positive()
    not_his = home.positive("A-1002", deelnemer_id=other)
    assert home.get(home.voorval(urinecontrole_id=his)).urinecontrole_id == his
    assert home.get(home.voorval(urinecontrole_id=his.hex)).urinecontrole_id == his
    for wrong in (not_his, new_id()):
        assert "urinecontrole_id" in refused(home, urinecontrole_id=wrong)
    with home.door(Rol.mentor).reading() as session:
        choices = service_voorval.list_urinekeuzes(session, home.deelnemer_id)
    assert list(choices) == [his.hex]
    assert choices[his.hex] == "A-1001 van 12 november 2026: Positief op cannabis"


# Changing it, only now ------------------------------------------------------------------------


@pytest.mark.parametrize("rol", [Rol.mentor, Rol.locatiemanager])
def test_the_writer_and_the_locatiemanager_change_a_voorval(home: House, rol: Rol) -> None:
    zaak_id = home.voorval()
    new = {"feiten": "Het bleek een gewone sigaret.", "voorval_datum": VANDAAG}
    change(home, zaak_id, rol, **new, voorval_tijd=time(8, 0))
    detail = home.get(zaak_id)
    assert detail.feiten == "Het bleek een gewone sigaret."
    assert detail.plaats == voorval_values()["plaats"]
    assert [step.datum for step in detail.stappen] == [VANDAAG]
    assert detail.row.status_datum == VANDAAG


@pytest.mark.parametrize("rol", [Rol.casemanager, Rol.directeur, Rol.psycholoog])
def test_nobody_else_changes_it(home: House, rol: Rol) -> None:
    zaak_id = home.voorval()
    with pytest.raises(UserError, match="wie het schreef of door de locatiemanager"):
        change(home, zaak_id, rol, feiten="Anders.")
    assert home.get(zaak_id).feiten == voorval_values()["feiten"]


@pytest.mark.parametrize("status", [S.verslag, S.voorstel, S.afgezien])
def test_after_the_report_it_does_not_change_any_more(home: House, status: SanctieStatus) -> None:
    zaak_id = home.case(status)
    with pytest.raises(UserError, match="verandert niet meer"):
        change(home, zaak_id, Rol.mentor, feiten="Anders.")
    assert home.get(zaak_id).feiten == voorval_values()["feiten"]


def test_a_change_is_checked_as_a_whole(home: House) -> None:
    zaak_id = home.voorval()
    with pytest.raises(UserError) as error:
        change(home, zaak_id, Rol.mentor, plaats="")
    assert set(error.value.fields) == {"plaats"}


# The report -----------------------------------------------------------------------------------


def test_the_report_says_when_he_was_told(home: House) -> None:
    zaak_id = home.voorval()
    home.verslag(zaak_id)
    detail = home.get(zaak_id)
    assert detail.row.status is SanctieStatus.verslag
    assert detail.verslag.startswith("Om 21.15 uur")
    assert (detail.verslag_datum, detail.verslag_tijd) == (date(2026, 11, 3), time(9, 30))
    assert (detail.aangezegd_datum, detail.aangezegd_tijd) == (DAG, time(21, 40))
    assert (detail.verslag_door, detail.aangezegd_door) == ("Ilse", "Ilse")


def test_nothing_of_the_report_may_be_missing(home: House) -> None:
    zaak_id = home.voorval()
    empty = dict.fromkeys(VERSLAG.names())
    with pytest.raises(UserError) as error:
        home.verslag(zaak_id, **empty)
    assert set(error.value.fields) == set(empty)
    assert home.status(zaak_id) is SanctieStatus.voorval


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"verslag_datum": date(2026, 11, 13)}, "verslag_datum"),
        ({"verslag_datum": date(2026, 11, 1)}, "verslag_datum"),
        ({"aangezegd_datum": date(2026, 11, 1)}, "aangezegd_datum"),
        ({"aangezegd_tijd": time(21, 14)}, "aangezegd_tijd"),
        ({"verslag_datum": VANDAAG, "verslag_tijd": time(10, 31)}, "verslag_tijd"),
        ({"aangezegd_door": new_id()}, "aangezegd_door"),
    ],
)
def test_the_report_comes_after_the_voorval(
    home: House, values: dict[str, Any], field: str
) -> None:
    zaak_id = home.voorval()
    with pytest.raises(UserError) as error:
        home.verslag(zaak_id, **values)
    assert set(error.value.fields) == {field}
    assert home.get(zaak_id).verslag == ""


def test_the_hearing_waits_until_he_was_told(home: House) -> None:
    """He is told on the day after the report: the hearing is not before that."""
    zaak_id = home.voorval()
    home.verslag(zaak_id, aangezegd_datum=date(2026, 11, 4), aangezegd_tijd=time(15, 0))
    with pytest.raises(UserError) as error:
        home.horen(zaak_id, datum=date(2026, 11, 3))
    assert set(error.value.fields) == {"datum"}
    with pytest.raises(UserError) as error:
        home.horen(zaak_id, datum=date(2026, 11, 4), tijd=time(14, 59))
    assert set(error.value.fields) == {"tijd"}
    home.horen(zaak_id, datum=date(2026, 11, 4), tijd=time(15, 1))


def test_a_report_is_written_once(home: House) -> None:
    zaak_id = home.case(S.verslag)
    with pytest.raises(UserError):
        home.verslag(zaak_id, verslag="Toch anders.")
    assert home.get(zaak_id).verslag.startswith("Om 21.15 uur")


# Advice ---------------------------------------------------------------------------------------


def ask(home: House, zaak_id: UUID, rol: Rol = Rol.locatiemanager) -> None:
    home.by(rol, lambda s: service_voorval.record_adviesvraag(s, zaak_id))


def test_an_advice_is_asked_once_and_answered(home: House) -> None:
    zaak_id = home.case(S.verslag)
    ask(home, zaak_id)
    detail = home.get(zaak_id)
    assert detail.adviesvraag_datum == VANDAAG
    assert detail.row.wacht_op == "Horen: locatiemanager of directeur. Advies: psycholoog"
    with pytest.raises(UserError, match="al gevraagd op 12 november 2026"):
        ask(home, zaak_id)
    home.advies(zaak_id)
    detail = home.get(zaak_id)
    assert detail.row.wacht_op == "Horen: locatiemanager of directeur"
    assert [(a.verantwoordelijkheid, a.door) for a in detail.adviezen] == [
        (Verantwoordelijkheid.verminderd, "Sanne")
    ]


def test_a_later_advice_stands_beside_the_first(home: House) -> None:
    zaak_id = home.case(S.horen)
    home.advies(zaak_id)
    home.advies(zaak_id, verantwoordelijkheid="niet", tekst="Bij nader inzien.")
    first, second = home.get(zaak_id).adviezen
    assert first.tekst == advies_values()["tekst"]
    assert second.verantwoordelijkheid is Verantwoordelijkheid.niet


def test_after_an_answer_it_can_be_asked_anew(home: House) -> None:
    zaak_id = home.case(S.horen)
    ask(home, zaak_id)
    home.advies(zaak_id)
    home.clock.advance(days=1)
    ask(home, zaak_id)
    assert home.get(zaak_id).row.wacht_op == "Voorstel: locatiemanager. Advies: psycholoog"


@pytest.mark.parametrize("status", [S.voorval, S.beslissing, S.uitreiking, S.geseponeerd])
def test_an_advice_belongs_between_report_and_decision(home: House, status: SanctieStatus) -> None:
    zaak_id = home.case(status)
    with pytest.raises(UserError, match="advies kan"):
        ask(home, zaak_id)
    with pytest.raises(UserError, match="advies kan"):
        home.advies(zaak_id)


def test_only_the_psycholoog_advises_and_only_the_locatiemanager_asks(home: House) -> None:
    zaak_id = home.case(S.verslag)
    for rol in (Rol.mentor, Rol.directeur, Rol.locatiemanager):
        with pytest.raises(UserError):
            home.by(
                rol, lambda s: service_voorval.record_sanctieadvies(s, zaak_id, advies_values())
            )
    for rol in (Rol.mentor, Rol.directeur, Rol.psycholoog):
        with pytest.raises(UserError):
            ask(home, zaak_id, rol)
