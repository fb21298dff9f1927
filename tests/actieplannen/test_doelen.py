"""Doelen: his words, his order, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.actieplannen.form import MAX_DOEL, ik_hint
from hvh_desktop.actieplannen.model import (
    ActieStatus,
    DoelStatus,
    HerkomstSoort,
)
from hvh_desktop.actieplannen.service import (
    DoelRow,
    change_doel,
    change_doel_status,
    change_volgorde,
    complete_doel,
    get_doel,
    list_acties,
    list_doelen,
    list_herkomst,
    list_vervallenredenen,
    record_doel,
    remove_doel,
    reopen_doel,
)
from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.log import list_changes
from hvh_desktop.errors import UserError
from hvh_desktop.krachteninventarisaties.service import change_blad, start_inventarisatie
from hvh_desktop.leefgebieden import Herstelvorm, Leefgebied
from hvh_desktop.rights import Rol
from tests.actieplannen.conftest import TODAY, MakeDoel, World, actie_values, doel_values
from tests.conftest import OpenAs


def write(world: World, operation: Callable[[Session], Any]) -> Any:
    with world.database.transaction(Compartment.team) as session:
        return operation(session)


def doelen(world: World) -> list[DoelRow]:
    with world.database.reading() as session:
        return list_doelen(session, world.deelnemer)


def refused(world: World, operation: Callable[[Session], Any]) -> UserError:
    with pytest.raises(UserError) as caught:
        write(world, operation)
    return caught.value


def test_a_doel_is_kept_as_he_said_it(world: World) -> None:
    values = doel_values(
        "  Ik wil\u202e rust. 😀 ",
        leefgebieden=("veiligheid", "wonen"),
        herkomst="krachteninventarisatie",
        herkomst_leefgebied="wonen",
        herkomst_kolom="wensen",
        herkomst_tekst="Een plek voor mezelf",
    )
    doel_id = write(world, lambda s: record_doel(s, world.deelnemer, values))
    with world.database.reading() as session:
        doel = get_doel(session, doel_id)
    assert doel.tekst == "Ik wil rust. 😀"
    assert doel.leefgebieden == (Leefgebied.wonen, Leefgebied.veiligheid), "in the fixed order"
    assert doel.herstelvorm is Herstelvorm.zelfherstel
    assert (doel.herkomst_leefgebied, doel.herkomst_kolom) == (Leefgebied.wonen, "wensen")
    assert doel.herkomst_tekst == "Een plek voor mezelf"
    assert (doel.begin_datum, doel.status, doel.nummer) == (TODAY, DoelStatus.nu, 1)


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("tekst", " ", "Wat wil hij"),
        ("tekst", "ik " * MAX_DOEL, "past in"),
        ("tekst", 12, "tekst"),
        ("leefgebieden", (), "Leefgebieden"),
        ("leefgebieden", ("geluk",), "lijst"),
        ("herstelvorm", "niets", "lijst"),
        ("herkomst", None, "vandaan"),
        ("herkomst", "krachteninventarisatie", "regel"),
        ("streefdatum", TODAY - timedelta(days=1), "vóór het begin"),
        ("streefdatum", "morgen", "geen datum"),
        ("status", "behaald", "lijst"),
    ],
)
def test_what_is_not_right_is_said_at_its_field(
    world: World, field: str, value: Any, word: str
) -> None:
    values = {**doel_values(), field: value}
    error = refused(world, lambda s: record_doel(s, world.deelnemer, values))
    assert word in error.fields[field]
    assert doelen(world) == []


def test_the_ik_words_are_a_hint_and_no_rule(world: World, make_doel: MakeDoel) -> None:
    assert ik_hint("Ik wil werk.") is None
    assert ik_hint("Later wil ik een hond.") is None
    assert ik_hint("") is None
    assert "ik" in (ik_hint("Dikke schulden aflossen") or "")
    make_doel("Schulden aflossen")
    assert doelen(world)[0].tekst == "Schulden aflossen"


def test_his_order_runs_from_now_to_later(world: World, make_doel: MakeDoel) -> None:
    a, b, c = make_doel("Ik a"), make_doel("Ik b", status="later"), make_doel("Ik c")
    assert [(row.id, row.nummer) for row in doelen(world)] == [(a, 1), (c, 2), (b, 3)]
    write(world, lambda s: change_volgorde(s, world.deelnemer, [c, a]))
    assert [row.id for row in doelen(world)] == [c, a, b]
    write(world, lambda s: change_doel_status(s, b, "nu"))
    assert [row.id for row in doelen(world)] == [c, a, b]
    write(world, lambda s: change_doel_status(s, c, "later"))
    assert [(row.id, row.status) for row in doelen(world)][-1] == (c, DoelStatus.later)


def test_an_order_of_what_is_not_there_is_refused(world: World, make_doel: MakeDoel) -> None:
    doel = make_doel()
    gone = make_doel()
    write(world, lambda s: remove_doel(s, gone, "niet meer nodig"))
    error = refused(world, lambda s: change_volgorde(s, world.deelnemer, [doel, gone]))
    assert "net veranderd" in error.text
    refused(world, lambda s: change_volgorde(s, world.deelnemer, [doel, doel]))


def test_the_same_order_again_writes_nothing(world: World, make_doel: MakeDoel) -> None:
    ids = [make_doel(), make_doel()]
    write(world, lambda s: change_volgorde(s, world.deelnemer, ids))
    with world.database.reading() as session:
        assert [len(list_changes(session, Compartment.team, one)) for one in ids] == [1, 1]


def test_reaching_a_doel_asks_what_it_brought(world: World, make_doel: MakeDoel) -> None:
    doel = make_doel(acties=1)
    write(world, lambda s: complete_doel(s, doel, "Ik slaap weer."))
    row = doelen(world)[0]
    assert (row.status, row.opbrengst, row.nummer) == (DoelStatus.behaald, "Ik slaap weer.", 0)
    assert row.afgesloten_datum == TODAY
    with world.database.reading() as session:
        assert list_acties(session, deelnemer_ids=[world.deelnemer]) == []
        assert row.acties[0].status is ActieStatus.open, "nothing was changed behind his back"
    assert "Zet het eerst terug" in refused(world, lambda s: change_doel(s, doel, {})).text
    write(world, lambda s: reopen_doel(s, doel))
    row = doelen(world)[0]
    assert (row.status, row.opbrengst, row.afgesloten_datum) == (DoelStatus.nu, "", None)


def test_dropping_a_doel_needs_a_reason_and_can_be_undone(
    world: World, make_doel: MakeDoel
) -> None:
    first, doel = make_doel(), make_doel()
    assert "reden" in refused(world, lambda s: remove_doel(s, doel, " ")).fields
    write(world, lambda s: remove_doel(s, doel, "hij kiest iets anders"))
    assert doelen(world)[-1].vervallen_reden == "hij kiest iets anders"
    write(world, lambda s: reopen_doel(s, doel, "later"))
    row = doelen(world)[-1]
    assert (row.id, row.status, row.vervallen_reden) == (doel, DoelStatus.later, "")
    assert "al gewerkt" in refused(world, lambda s: reopen_doel(s, first)).text


def test_changing_a_doel_keeps_the_rest(world: World, make_doel: MakeDoel) -> None:
    doel = make_doel("Ik wil werk.")
    write(world, lambda s: change_doel(s, doel, {"waarom": "Dan heb ik ritme."}))
    row = doelen(world)[0]
    assert (row.tekst, row.waarom) == ("Ik wil werk.", "Dan heb ik ritme.")
    early = {"streefdatum": row.begin_datum - timedelta(days=1)}
    assert "streefdatum" in refused(world, lambda s: change_doel(s, doel, early)).fields


def test_lines_to_trace_a_doel_to(world: World) -> None:
    def fill(session: Session) -> None:
        inventarisatie = start_inventarisatie(session, world.deelnemer)
        change_blad(
            session,
            inventarisatie,
            Leefgebied.wonen,
            {"wensen": "Een eigen plek.\n\nNiet in het dorp.", "nu": "Bij mijn zus"},
        )

    write(world, fill)
    with world.database.reading() as session:
        found = [
            (one.soort, one.kolom, one.tekst) for one in list_herkomst(session, world.deelnemer)
        ]
    inventarisatie, brief = HerkomstSoort.krachteninventarisatie, HerkomstSoort.motivatiebrief
    assert found == [
        (inventarisatie, "wensen", "Een eigen plek."),
        (inventarisatie, "wensen", "Niet in het dorp."),
        (inventarisatie, "nu", "Bij mijn zus"),
        (brief, None, "Ik wil mijn dochter weer zien."),
        (brief, None, "Ik wil van mijn schulden af."),
    ]


def test_who_may(world: World, make_doel: MakeDoel, open_as: OpenAs) -> None:
    doel = make_doel()
    stranger = open_as(Rol.mentor)
    with (
        pytest.raises(UserError, match="eigen deelnemers"),
        stranger.transaction(Compartment.team) as session,
    ):
        complete_doel(session, doel, "")
    error = refused(world, lambda s: record_doel(s, world.bewoner, doel_values()))
    assert "BBA" in error.text
    with open_as(Rol.directeur).reading() as session:
        assert [row.id for row in list_doelen(session, world.deelnemer)] == [doel]


def test_the_house_gives_the_reasons(world: World) -> None:
    with world.database.reading() as session:
        redenen = list_vervallenredenen(session)
    assert redenen[-1] == "anders"


def test_unused_values_of_an_actie_do_not_reach_a_doel(world: World) -> None:
    """Raw input of another form is refused with a sentence per field, not with a crash."""
    error = refused(world, lambda s: record_doel(s, world.deelnemer, actie_values()))
    assert {"tekst", "leefgebieden", "herstelvorm", "herkomst"} <= error.fields.keys()


def _ids(rows: list[DoelRow]) -> list[UUID]:
    return [row.id for row in rows]


def test_statuses_choose(world: World, make_doel: MakeDoel) -> None:
    now, later = make_doel(), make_doel(status="later")
    with world.database.reading() as session:
        assert _ids(list_doelen(session, world.deelnemer, statuses=["later"])) == [later]
        assert list_doelen(session, world.deelnemer, statuses=["later"])[0].nummer == 2
        assert _ids(list_doelen(session, world.deelnemer)) == [now, later]
