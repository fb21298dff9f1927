"""A laptop has a name: given when it comes in, changed on its page, shown beside its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment
from hvh_desktop.db.log import list_changes
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Rol
from hvh_desktop.sync.house.register import Reason
from hvh_desktop.sync.merge.conflicts import list_conflicts
from hvh_desktop.sync.stream.authorship import may_write_one
from hvh_desktop.ui import dialogs, kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.verbindingen.form import MAX_NAAM
from hvh_desktop.verbindingen.screen import (
    DezeLaptopAfmeldenPage,
    DezeLaptopPage,
    LaptopPage,
    LaptopsPage,
    LaptopToelatenPage,
    QuarantainePage,
)
from hvh_desktop.verbindingen.service import get_twee_versies, resolve_twee_versies
from hvh_desktop.verbindingen.service_namen import change_laptopnaam, list_laptopnamen
from hvh_desktop.verbindingen.words import laptop_name
from tests.conftest import Clock
from tests.desk import Desk
from tests.medewerkers.founded import Founded, make_context
from tests.sync.merging import Machine, exchange, tables_of
from tests.verbindingen.coupled import Coupled

BALIE, OTHER = UUID(int=7), UUID(int=8)
TOO_LONG = f"Deze naam is te lang: er passen {MAX_NAAM} letters. Maak de naam korter."


@pytest.fixture
def context(qapp: QApplication, founded: Founded, clock: Clock) -> Iterator[Context]:
    theme.apply(qapp, theme.LICHT)
    with founded.inside("dennis") as entry:
        yield make_context(entry, clock)


@pytest.fixture
def coupled(context: Context) -> Coupled:
    syncing = context.syncing = Coupled(context.entry.folder, context.entry.keyring)
    return syncing


@pytest.fixture
def desk(context: Context, qtbot: QtBot) -> Desk:
    return Desk(context, qtbot)


def show(desk: Desk, page: Page) -> None:
    desk.show(page)
    page.prepare()
    desk.settle()


def call(context: Context, laptop: UUID, naam: str) -> None:
    assert context.perform(
        lambda s: change_laptopnaam(s, laptop, {"naam": naam}), compartment=Compartment.register
    )


def names(context: Context) -> dict[UUID, str]:
    return dict(context.read(list_laptopnamen))


def test_in_words() -> None:
    words = ("adem", "boom", "cel")
    assert laptop_name(words) == "Laptop ‘adem boom’"
    assert laptop_name(words, "Balie") == "Balie (‘adem boom’)"
    assert laptop_name((), "Balie") == "Balie (hier nog onbekend)"
    assert laptop_name(()) == "Een laptop die hier nog onbekend is"


def test_a_name_is_one_line_that_fits(context: Context) -> None:
    call(context, BALIE, "  Kantoor  boven ")
    assert names(context) == {BALIE: "Kantoor boven"}
    for bad in ("x" * (MAX_NAAM + 1), "twee\nregels"):
        with (
            pytest.raises(UserError) as refused,
            context.database.transaction(Compartment.register) as session,
        ):
            change_laptopnaam(session, BALIE, {"naam": bad})
        assert set(refused.value.fields) == {"naam"}
    call(context, BALIE, "")
    call(context, OTHER, " ")
    assert names(context) == {}


def test_taking_a_laptop_off_asks_why_and_then_once_more(
    context: Context, desk: Desk, coupled: Coupled
) -> None:
    laptop = coupled.admit(7)
    show(desk, LaptopPage(context, laptop_id=laptop))
    desk.press("meld_af")
    assert "Kies waarom deze laptop weggaat." in desk.texts()
    desk.put("reden", "verloren")
    desk.press("meld_af")
    (asked,) = desk.window.findChildren(dialogs.Question)
    assert coupled.house.state.laptops[laptop].is_in
    asked.accept()
    desk.qtbot.waitUntil(lambda: desk.said == ["De laptop is afgemeld"])
    assert coupled.house.state.laptops[laptop].reason is Reason.verloren
    assert desk.places.pop()[0] == "laptops"


def test_it_is_given_and_changed_on_its_page(
    context: Context, desk: Desk, coupled: Coupled
) -> None:
    laptop = coupled.admit(7)
    show(desk, LaptopPage(context, laptop_id=laptop))
    assert "Deze laptop heeft nog geen naam" in desk.texts()
    desk.press("wijzig_naam")
    desk.put("naam", "x" * 40)
    desk.press("naam_bewaar")
    assert TOO_LONG in desk.texts()
    assert desk.find("naam").value() == "x" * 40
    desk.put("naam", "Balie")
    desk.press("naam_bewaar")
    assert names(context) == {laptop: "Balie"}
    assert desk.said == ["De naam is bewaard"]
    assert desk.find("laptopnaam").text() == "Balie"
    assert any(one.text().startswith("Balie (‘") for one in desk.window.findChildren(kit.Heading))
    show(desk, LaptopsPage(context))
    desk.qtbot.waitUntil(lambda: "Vraagt toegang" in desk.texts())
    assert "Balie (‘" in desk.texts()
    desk.press(f"laptop_{laptop.hex}")
    assert desk.places.pop() == ("laptop", {"laptop_id": laptop})


def test_this_laptop_has_one_too(context: Context, desk: Desk, coupled: Coupled) -> None:
    show(desk, DezeLaptopPage(context))
    desk.press("wijzig_naam")
    desk.put("naam", "Kantoor")
    desk.press("naam_bewaar")
    assert names(context) == {coupled.hub.laptop: "Kantoor"}
    assert desk.find("laptopnaam").text() == "Kantoor"


def test_what_is_typed_is_there_again(context: Context, desk: Desk, coupled: Coupled) -> None:
    laptop = coupled.admit(7)
    page = LaptopPage(context, laptop_id=laptop)
    show(desk, page)
    desk.press("wijzig_naam")
    desk.put("naam", "Bal")
    call(context, OTHER, "Keuken")
    assert desk.find("naam").value() == "Bal"
    page.leave()
    show(desk, LaptopPage(context, laptop_id=laptop))
    assert desk.find("naam").value() == "Bal"
    desk.press("naam_laten")
    assert names(context) == {OTHER: "Keuken"}


def test_it_is_given_when_a_laptop_comes_in(context: Context, desk: Desk, coupled: Coupled) -> None:
    asking = coupled.let_ask(7)
    page = LaptopToelatenPage(context, laptop_id=asking.id)
    show(desk, page)
    desk.qtbot.waitUntil(lambda: desk.has("laat_toe"))
    desk.put("naam", "x" * 40)
    desk.press("laat_toe")
    assert TOO_LONG in desk.texts()
    assert names(context) == {}
    desk.put("naam", "Balie")
    coupled.hub.is_reached = False
    desk.press("laat_toe")
    desk.qtbot.waitUntil(lambda: "Er is nu geen verbinding met de server." in desk.texts())
    assert desk.find("naam").value() == "Balie"
    page.leave()
    coupled.hub.is_reached = True
    show(desk, LaptopToelatenPage(context, laptop_id=asking.id))
    desk.qtbot.waitUntil(lambda: desk.has("laat_toe"))
    assert desk.find("naam").value() == "Balie"
    desk.press("laat_toe")
    desk.qtbot.waitUntil(lambda: bool(desk.places))
    assert names(context) == {asking.id: "Balie"}
    assert desk.said == ["De laptop hoort nu bij het huis"]


def test_who_comes_with_a_stick_gets_one_as_well(
    context: Context, desk: Desk, coupled: Coupled, tmp_path: Path
) -> None:
    asking = coupled.let_ask(7)
    page = LaptopToelatenPage(context, laptop_id=asking.id, asking=asking)
    show(desk, page)
    desk.put("naam", "Kelder")
    page.show_now()
    assert desk.find("naam").value() == "Kelder"
    desk.press("laat_toe")
    desk.qtbot.waitUntil(lambda: desk.has("bewaar_toelating"))
    assert names(context) == {asking.id: "Kelder"}
    page.show_now()
    assert desk.has("bewaar_toelating")
    headings = [one.text() for one in desk.window.findChildren(kit.Heading)]
    assert "De laptop is toegelaten" in headings


def test_who_is_let_in_once_more_keeps_its_name(
    context: Context, desk: Desk, coupled: Coupled
) -> None:
    asking = coupled.let_ask(7)
    call(context, asking.id, "Kelder")
    show(desk, LaptopToelatenPage(context, laptop_id=asking.id, asking=asking))
    assert desk.find("naam").value() == "Kelder"
    desk.press("laat_toe")
    desk.qtbot.waitUntil(lambda: desk.has("bewaar_toelating"))
    assert names(context) == {asking.id: "Kelder"}


def test_what_came_too_late_names_it(context: Context, desk: Desk, coupled: Coupled) -> None:
    laptop = coupled.admit(7)
    call(context, laptop, "Balie")
    coupled.take_off(laptop)
    coupled.bring_late(laptop, 1)
    show(desk, QuarantainePage(context))
    desk.qtbot.waitUntil(lambda: "Balie (‘" in desk.texts())


def test_without_a_hub_every_page_says_what_comes_first(context: Context, desk: Desk) -> None:
    for page in (
        LaptopsPage(context),
        LaptopToelatenPage(context, laptop_id=BALIE),
        LaptopPage(context, laptop_id=BALIE),
        DezeLaptopPage(context),
        DezeLaptopAfmeldenPage(context),
        QuarantainePage(context),
    ):
        show(desk, page)
        assert "Er is nog geen server gekoppeld" in desk.texts()
        desk.press("koppel_huis")
        assert desk.places.pop() == ("huis_koppelen", {})


def test_two_beheerders_who_name_it_apart_see_both(empty_house: Path, tmp_path: Path) -> None:
    one, other = (
        Machine(
            empty_house,
            tmp_path / name,
            rollen=(Rol.beheerder,),
            compartment=Compartment.register,
        )
        for name in ("een", "twee")
    )
    one.write(lambda s: change_laptopnaam(s, BALIE, {"naam": "Balie"}))
    other.write(lambda s: change_laptopnaam(s, BALIE, {"naam": "Entree"}))
    exchange(one, other)
    assert tables_of(one) == tables_of(other)
    (row,) = one.read(list_conflicts)
    assert (row.kind, row.field, {v.value for v in row.versions}) == (
        "Laptopnaam",
        "naam",
        {"Balie", "Entree"},
    )
    found = one.read(lambda s: get_twee_versies(s, row.kind, row.entity_id, "naam"))
    assert found is not None
    assert (found.row.label, found.row.wat, found.row.mag_kiezen) == (
        "Naam van de laptop",
        "Laptop",
        True,
    )
    one.write(lambda s: resolve_twee_versies(s, row.kind, row.entity_id, "naam", "Balie"))
    exchange(one, other)
    assert other.read(list_conflicts) == []
    assert other.read(list_laptopnamen) == {BALIE: "Balie"}
    made = other.read(lambda s: list_changes(s, Compartment.register, row.entity_id))
    assert [change.operation for change in made].count("create") == 2
    for machine in (one, other):
        machine.close()


def test_only_a_beheerder_names_a_laptop(empty_house: Path, tmp_path: Path) -> None:
    machine = Machine(
        empty_house, tmp_path / "een", rollen=(Rol.mentor,), compartment=Compartment.register
    )
    with pytest.raises(UserError, match="hoort niet bij je rol"):
        machine.write(lambda s: change_laptopnaam(s, BALIE, {"naam": "Balie"}))
    machine.close()
    for rol in Rol:
        may = may_write_one(frozenset({rol}), "Laptopnaam", "create", "{}")
        assert may is (rol is Rol.beheerder)
