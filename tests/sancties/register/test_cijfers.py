"""Figures about sancties, on real files: each number by its own definition, nobody's name."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.deelnemers.model import UitstroomSoort, Verblijf
from hvh_desktop.errors import UserError
from hvh_desktop.perioden import PERIODEN, period
from hvh_desktop.policy import change_rule
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.cijfers import Cijfers, Telling
from hvh_desktop.sancties.cijferwoorden import Figuur, Vorm
from hvh_desktop.sancties.model import Sanctiezaak, Voorwaarde
from hvh_desktop.sancties.model_gevolg import Beklag
from hvh_desktop.sancties.screen_cijfers import SanctiecijfersPage
from hvh_desktop.sancties.screen_staven import spoken
from hvh_desktop.sancties.service_cijfers import get_cijfers
from hvh_desktop.sancties.words import (
    AlternatiefSoort,
    BeklagStatus,
    Beroep,
    RondeAanleiding,
    SanctieStatus,
    StrafSoort,
    Uitkomst,
    VoorwaardeStatus,
)
from hvh_desktop.ui import kit, theme
from tests.conftest import Clock, OpenAs
from tests.deelnemers.windows import Watched, child, show
from tests.dossier.sample import Huis
from tests.sancties.zaken import add_beslissing, add_zaak

S = SanctieStatus
CEL, UIT = StrafSoort.opsluiting, StrafSoort.uitsluiting
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
DAY = date(2026, 10, 1)


def cijfers(database: Database, first: date = YEAR[0], last: date = YEAR[1]) -> Cijfers:
    with database.reading() as session:
        return get_cijfers(session, first, last)


def counts(tellingen: tuple[Telling, ...]) -> dict[str, int]:
    return {one.woord: one.aantal for one in tellingen}


def beside(tellingen: tuple[Telling, ...]) -> dict[str, tuple[int, int | None]]:
    return {one.woord: (one.aantal, one.van) for one in tellingen}


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def add_decided(huis: Huis, man: UUID, straffen: Any, status: SanctieStatus, **more: Any) -> UUID:
    """A case with a first decision on ``DAY``."""
    closing = {"slot_datum": date(2026, 11, 1)} if status in (S.afloop, S.ingetrokken) else {}
    with huis.database.transaction(Compartment.team) as session:
        zaak = add_zaak(session, man, "softdrugs", DAY, status, **closing)
        add_beslissing(session, zaak, DAY, straffen, **more)
    return zaak


# Who may, and the period ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "rol", [Rol.mentor, Rol.reclasseringswerker, Rol.beheerder, Rol.onderzoeker]
)
def test_others_get_a_sentence(open_as: OpenAs, rol: Rol) -> None:
    with open_as(rol).reading() as session, pytest.raises(UserError):
        get_cijfers(session, *YEAR)


@pytest.mark.parametrize(
    "rol", [Rol.casemanager, Rol.psycholoog, Rol.locatiemanager, Rol.directeur]
)
def test_who_may_sees_them(open_as: OpenAs, rol: Rol) -> None:
    assert cijfers(open_as(rol)).zaken == 0


@pytest.mark.parametrize("choice", [one[0] for one in PERIODEN])
def test_a_period_ends_today_or_with_a_year(choice: str) -> None:
    today = date(2026, 11, 12)
    first, last = period(choice, today)
    assert first < last <= today
    assert last == today or (last.month, last.day) == (12, 31)


def test_the_last_twelve_months_hold_a_whole_year() -> None:
    assert period("jaar", date(2026, 11, 12)) == (date(2025, 11, 13), date(2026, 11, 12))


# Counts --------------------------------------------------------------------------------------


def test_voorvallen_count_on_their_own_day(huis: Huis) -> None:
    with huis.database.transaction(Compartment.team) as session:
        for man, soort, day in (
            (huis.jeffrey, "softdrugs", date(2026, 1, 1)),
            (huis.jeffrey, "softdrugs", date(2026, 12, 31)),
            (huis.mehmet, "agressie", DAY),
            (huis.mehmet, "agressie", date(2025, 12, 31)),
        ):
            add_zaak(session, man, soort, day)
        add_zaak(session, huis.dawit, "te_laat", DAY, S.geseponeerd, slot_datum=DAY)
    found = cijfers(huis.database)
    assert (found.zaken, found.mannen, found.open) == (4, 3, 3)
    assert list(counts(found.voorvallen).items()) == [
        ("Gebruik van softdrugs", 2),
        ("Agressie of bedreiging", 1),
        ("Te laat terug", 1),
    ]


def test_a_decision_with_two_kinds_counts_at_both(huis: Huis) -> None:
    add_decided(huis, huis.jeffrey, ((CEL, 3, 3), (UIT, 5, 0)), S.afloop)
    add_decided(huis, huis.mehmet, ((CEL, 5, 0),), S.afloop)
    add_decided(huis, huis.dawit, (), S.uitreiking, gekozen=AlternatiefSoort.geen_straf)
    found = cijfers(huis.database)
    assert found.beslissingen == 3
    assert beside(found.straffen) == {
        "Opsluiting": (2, 1),
        "Uitsluiting van activiteiten": (1, 0),
        "Geen straf": (1, 0),
    }


def test_regular_stands_beside_what_was_chosen(huis: Huis) -> None:
    regular = ((CEL, 5, 0),)
    add_decided(huis, huis.jeffrey, ((CEL, 3, 3),), S.voorwaardelijk, regulier=regular)
    add_decided(
        huis,
        huis.mehmet,
        regular,
        S.afloop,
        regulier=regular,
        gekozen=AlternatiefSoort.regulier,
    )
    geen = AlternatiefSoort.geen_straf
    add_decided(huis, huis.dawit, (), S.uitreiking, regulier=regular, gekozen=geen)
    add_decided(huis, huis.kees, ((UIT, 2, 0),), S.afloop, regulier=regular, gekozen=None)
    add_decided(huis, huis.lukasz, ((UIT, 2, 0),), S.afloop)
    found = cijfers(huis.database)
    assert counts(found.keuzes) == {
        "De gewone uitkomst": 1,
        "Op maat": 2,
        "Geen straf": 1,
        "Anders dan het voorstel": 1,
    }
    assert found.zonder_regulier == 1
    assert beside(found.vergelijking) == {
        "Opsluiting": (2, 4),
        "Uitsluiting van activiteiten": (1, 0),
        "Geen straf": (1, 0),
    }


def test_reasons_are_counted_per_decision(huis: Huis) -> None:
    both = ("Eerste keer", "Hij meldde het zelf")
    add_decided(huis, huis.jeffrey, ((CEL, 3, 3),), S.voorwaardelijk, telt_mee=both)
    add_decided(huis, huis.mehmet, ((CEL, 3, 0),), S.afloop, telt_mee=both[:1])
    assert list(counts(cijfers(huis.database).redenen).items()) == [
        ("Eerste keer", 2),
        ("Hij meldde het zelf", 1),
    ]


def test_a_new_round_is_no_first_decision(huis: Huis) -> None:
    zaak = add_decided(huis, huis.jeffrey, ((CEL, 3, 3),), S.afloop)
    with huis.database.transaction(Compartment.team) as session:
        add_beslissing(
            session,
            zaak,
            date(2026, 10, 20),
            ((CEL, 3, 0),),
            aanleiding=RondeAanleiding.tenuitvoerlegging,
            uitkomst=Uitkomst.geheel,
        )
    found = cijfers(huis.database)
    assert found.beslissingen == 1
    assert counts(found.opnieuw) == {"Tenuitvoerlegging: geheel ten uitvoer": 1}
    assert counts(found.aflopen) == {"Voorwaardelijke straf alsnog uitgevoerd": 1}


def test_each_closed_case_ended_in_one_way(huis: Huis) -> None:
    conditional, whole = ((CEL, 3, 2),), ((CEL, 3, 0),)
    add_decided(huis, huis.jeffrey, conditional, S.afloop)
    broken = add_decided(huis, huis.mehmet, conditional, S.afloop)
    add_decided(huis, huis.dawit, whole, S.afloop)
    add_decided(huis, huis.kees, whole, S.ingetrokken)
    add_decided(huis, huis.kees, whole, S.tenuitvoerlegging)
    with huis.database.transaction(Compartment.team) as session:
        for status in (S.afgezien, S.geseponeerd):
            add_zaak(session, huis.lukasz, "te_laat", DAY, status, slot_datum=DAY)
        zaak = session.get_one(Sanctiezaak, broken)
        beslissing = add_beslissing(
            session,
            broken,
            date(2026, 10, 20),
            conditional,
            aanleiding=RondeAanleiding.tenuitvoerlegging,
            uitkomst=Uitkomst.niet,
        )
        session.add(
            Voorwaarde(
                sanctiezaak_id=zaak.id,
                deelnemer_id=zaak.deelnemer_id,
                beslissing_id=beslissing,
                volgorde=1,
                tekst="Hij gaat naar JusTact.",
                is_algemeen=False,
                toezicht_id=huis.ilse,
                status=VoorwaardeStatus.niet_nagekomen,
            )
        )
    found = cijfers(huis.database)
    assert counts(found.aflopen) == {
        "Proeftijd voorbij, voorwaarden nagekomen": 1,
        "Proeftijd voorbij, niet alles nagekomen": 1,
        "Straf uitgevoerd": 1,
        "Van straf afgezien": 1,
        "Geseponeerd": 1,
        "Ingetrokken": 1,
    }
    assert counts(cijfers(huis.database, last=date(2026, 10, 31)).aflopen) == {
        "Van straf afgezien": 1,
        "Geseponeerd": 1,
    }


def test_beklag_counts_on_the_day_it_came_in(huis: Huis) -> None:
    with huis.database.transaction(Compartment.team) as session:
        zaak = add_zaak(session, huis.jeffrey, "agressie", DAY, S.afloop, slot_datum=DAY)
        beslissing = add_beslissing(session, zaak, DAY, ((CEL, 3, 0),))
        for day, status, beroep in (
            (date(2026, 10, 5), BeklagStatus.gegrond, Beroep.geen),
            (date(2026, 10, 6), BeklagStatus.ongegrond, Beroep.ingesteld),
            (date(2027, 1, 2), BeklagStatus.ingediend, Beroep.geen),
        ):
            session.add(
                Beklag(
                    sanctiezaak_id=zaak,
                    deelnemer_id=huis.jeffrey,
                    beslissing_id=beslissing,
                    ingediend_datum=day,
                    is_te_laat=status is BeklagStatus.ongegrond,
                    status=status,
                    beroep=beroep,
                )
            )
    found = cijfers(huis.database)
    assert (found.beklagen, found.beklag_te_laat) == (2, 1)
    assert counts(found.beklag) == {"Ongegrond": 1, "Gegrond": 1}
    assert counts(found.beroep) == {"Ingesteld": 1}


# Terugplaatsing ------------------------------------------------------------------------------


def leave(huis: Huis, man: UUID, how: UitstroomSoort, day: date) -> None:
    with huis.database.transaction(Compartment.team) as session:
        stay = session.query(Verblijf).filter_by(deelnemer_id=man).one()
        stay.einde_datum, stay.uitstroom = day, how


def prevented(huis: Huis) -> tuple[int, int, int, int, int]:
    found = cijfers(huis.database).terugplaatsing
    return found.regulier, found.voorkomen, found.beslist, found.alsnog, found.ingetrokken


def test_maatwerk_prevents_when_the_regular_outcome_was_terugplaatsing(huis: Huis) -> None:
    three = ((CEL, 3, 3),)
    add_decided(huis, huis.jeffrey, three, S.voorwaardelijk, is_regulier_terug=True)
    add_decided(huis, huis.mehmet, three, S.voorwaardelijk)
    assert prevented(huis) == (1, 1, 0, 0, 0)
    leave(huis, huis.jeffrey, UitstroomSoort.voorwaardelijke_invrijheidstelling, date(2026, 11, 2))
    assert prevented(huis) == (1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    "how",
    [
        UitstroomSoort.teruggeplaatst_sanctie,
        UitstroomSoort.teruggeplaatst_eigen_verzoek,
        UitstroomSoort.teruggeplaatst_anders,
    ],
)
def test_it_did_not_when_he_was_sent_back_later(huis: Huis, how: UitstroomSoort) -> None:
    add_decided(huis, huis.jeffrey, ((CEL, 3, 3),), S.voorwaardelijk, is_regulier_terug=True)
    leave(huis, huis.jeffrey, how, date(2026, 11, 2))
    assert prevented(huis) == (1, 0, 0, 1, 0)


def test_nor_when_it_was_decided_or_taken_back(huis: Huis) -> None:
    three = ((CEL, 3, 0),)
    add_decided(huis, huis.jeffrey, three, S.afloop, is_regulier_terug=True, is_terug=True)
    add_decided(huis, huis.mehmet, three, S.ingetrokken, is_regulier_terug=True)
    assert prevented(huis) == (2, 0, 1, 0, 1)


def test_nor_when_a_later_round_decided_it(huis: Huis) -> None:
    zaak = add_decided(huis, huis.jeffrey, ((CEL, 3, 3),), S.afloop, is_regulier_terug=True)
    with huis.database.transaction(Compartment.team) as session:
        add_beslissing(
            session,
            zaak,
            date(2026, 10, 20),
            ((CEL, 3, 0),),
            aanleiding=RondeAanleiding.tenuitvoerlegging,
            uitkomst=Uitkomst.geheel,
            is_terug=True,
        )
    assert prevented(huis) == (1, 0, 1, 0, 0)


def test_the_definition_comes_from_the_house(huis: Huis) -> None:
    assert cijfers(huis.database).terugplaatsing.regel.is_hypothese
    with huis.database.transaction(Compartment.register) as session:
        said = "Alleen als hij nog een jaar blijft."
        since, source = date(2026, 1, 1), "Besluit van 1-1-2026"
        change_rule(session, "sanctie_voorkomen_terugplaatsing", said, since, source)
    rule = cijfers(huis.database).terugplaatsing.regel
    assert (rule.waarde, rule.is_hypothese) == (said, False)


# The page ------------------------------------------------------------------------------------


@pytest.fixture
def filled(huis: Huis) -> Huis:
    regular = ((CEL, 5, 0),)
    reasons = ("Eerste keer", "Terugval hoort bij verslaving")
    for man in (huis.jeffrey, huis.mehmet):
        add_decided(
            huis,
            man,
            ((CEL, 3, 2),),
            S.afloop,
            regulier=regular,
            telt_mee=reasons,
            is_regulier_terug=man == huis.jeffrey,
        )
    return huis


@pytest.fixture
def page(
    filled: Huis, open_as: OpenAs, clock: Clock, qtbot: QtBot, qapp: QApplication
) -> SanctiecijfersPage:
    theme.apply(qapp, theme.LICHT)
    watched = Watched(open_as(Rol.directeur, medewerker_id=new_id()), clock)
    page = SanctiecijfersPage(watched.context)
    page.watched = watched  # type: ignore[attr-defined]
    show(qtbot, page)
    return page


FIGURES = (
    *("terugplaatsing", "voorvallen", "beslissingen", "keuzes", "vergelijking"),
    *("redenen", "aflopen", "opnieuw", "beklag"),
)


def test_every_figure_says_how_it_was_worked_out(page: SanctiecijfersPage) -> None:
    assert "2 voorvallen bij 2 deelnemers." in words(page)
    assert child(page, QLabel, "voorkomen").text() == "1 keer, bij 1 deelnemer"
    for name in FIGURES:
        how = child(page, kit.Fold, f"berekend_{name}")
        how.set_open(True)
        assert len(words(how)) > 80, name
    assert "De gewone uitkomst bevatte terugplaatsing" in words(page)
    assert "kleine aantallen" in words(page)


def test_every_chart_has_an_equal_table(page: SanctiecijfersPage) -> None:
    shown = [one for one in FIGURES if page.findChild(QWidget, f"staven_{one}") is not None]
    assert {"terugplaatsing", "voorvallen", "beslissingen", "vergelijking"} <= set(shown)
    for name in shown:
        said = child(page, QWidget, f"staven_{name}").accessibleName()
        child(page, QAbstractButton, f"tabel_{name}").click()
        table = child(page, kit.Table, f"cijfertabel_{name}")
        model = table.model()
        cells = [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
        for word, *numbers in cells:
            assert word in said
            assert numbers[0] in said.split(word, 1)[1]
        child(page, QAbstractButton, f"tabel_{name}").click()
        assert page.findChild(kit.Table, f"cijfertabel_{name}") is None


def test_nothing_on_the_page_says_who(page: SanctiecijfersPage, filled: Huis) -> None:
    for name in FIGURES:
        child(page, kit.Fold, f"berekend_{name}").set_open(True)
    said = words(page) + "".join(one.accessibleName() for one in page.findChildren(QWidget))
    for naam in ("Jeffrey", "Mehmet", "Aydın", "Nijhuis"):
        assert naam not in said
    text = str(asdict(cijfers(filled.database)))
    assert not any(one.hex in text or str(one) in text for one in (filled.jeffrey, filled.mehmet))


def test_another_period_is_chosen(page: SanctiecijfersPage) -> None:
    page.periode.set_value("vorig_jaar")
    page.periode.changed.emit()
    assert "In deze periode is er niets om te tellen" in words(page)
    page.periode.set_value("zelf")
    page.periode.changed.emit()
    assert "Vul de eerste en de laatste dag in." in words(page)
    page.van.set_value(date(2026, 11, 1))
    page.tot.set_value(date(2026, 10, 1))
    page.tot.changed.emit()
    assert "De eerste dag ligt na de laatste. Draai ze om." in words(page)
    page.van.set_value(date(2026, 9, 1))
    page.van.changed.emit()
    assert "Van 1 september 2026 tot en met 1 oktober 2026: 2 voorvallen" in words(page)
    child(page, QAbstractButton, "terug").click()
    assert page.watched.places == [("sancties", {})]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("part", "said"), [(0, "2"), (1, "2, waarvan 1 voorwaardelijk"), (2, "2 voorwaardelijk")]
)
def test_a_part_that_is_all_is_said_once(part: int, said: str) -> None:
    figure = Figuur("", "", ("Soort", "Aantal", "Waarvan voorwaardelijk"), (), (), "", Vorm.deel)
    assert spoken(figure, Telling("opsluiting", 2, part)) == said
