"""Every page that changes what is there: a colleague wrote the same field, and both are kept."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hvh_desktop.actieplannen.model import Doel
from hvh_desktop.behandelingen.model import Psycholooggesprek
from hvh_desktop.db import Entity
from hvh_desktop.db.log import list_changes
from hvh_desktop.deelnemers.model import Deelnemer
from hvh_desktop.krachteninventarisaties.model import Kracht, Leefgebiedblad
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.netwerken.model import Netwerklid
from hvh_desktop.organisaties.model import Organisatie
from hvh_desktop.rights import Rol
from hvh_desktop.trajectplannen.model import Planafspraak, Trajectplan
from hvh_desktop.trajectplannen.service import change_trajectplan
from tests.conftest import Clock
from tests.journeys.pages import WRITER, Desk, Whole, find, press, raw, type_in, whole, whole_once

__all__ = ["whole", "whole_once"]

MINE, THEIRS = "Dit schreef ik.", "Dit schreef een collega."
ALL = (*WRITER, Rol.psycholoog, Rol.locatiemanager)


@dataclass(frozen=True)
class Place:
    """A page, an input on it, and the column that it ends up in."""

    place: str
    entity: type[Entity]
    column: str
    ids: dict[str, str] = field(default_factory=dict)
    """Name in the address -> name of the id in the house."""
    said: dict[str, Any] = field(default_factory=dict)
    input: str = ""
    save: str = "bewaar"
    unfold: str = ""
    which: dict[str, Any] = field(default_factory=dict)
    """Columns that tell it from others with the same text."""


INVENTARISATIE = {"inventarisatie_id": "inventarisatie_id"}
PLAN = {"tab": "trajectplan"}
PLACES = {
    "netwerklid": Place("netwerklid", Netwerklid, "naam", {"netwerklid_id": "netwerklid_id"}),
    "organisatie": Place("organisatie", Organisatie, "naam", {"organisatie_id": "organisatie_id"}),
    "persoon": Place("deelnemer_wijzigen", Deelnemer, "achternaam", said={"deel": "persoon"}),
    "taal": Place("deelnemer_wijzigen", Deelnemer, "uitlegvoorkeur", said={"deel": "taal"}),
    "doel": Place("doel", Doel, "waarom", {"doel_id": "doel_id"}, save="bewaar_doel"),
    "verhaal": Place("dossier", Trajectplan, "eigen_verhaal", said=PLAN, save="bewaar_verhaal"),
    "planafspraak": Place(
        "dossier", Planafspraak, "tekst", said=PLAN, save="bewaar_planafspraak", unfold="wijzig_"
    ),
    "leefgebied": Place(
        "inventarisatie",
        Leefgebiedblad,
        "nu",
        INVENTARISATIE,
        {"leefgebied": Leefgebied.wonen},
        save="klaar",
        which={"leefgebied": Leefgebied.wonen},
    ),
    "kracht": Place(
        "inventarisatie",
        Kracht,
        "tekst",
        INVENTARISATIE,
        input="wijzig_kracht_tekst",
        save="wijzig_kracht_bewaren",
        unfold="kracht_wijzigen",
    ),
    "psycholooggesprek": Place(
        "psycholooggesprek",
        Psycholooggesprek,
        "aanleiding",
        {"psycholooggesprek_id": "psycholooggesprek_id"},
    ),
}


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, whole: Whole, clock: Clock) -> Desk:
    whole.man.ids["organisatie_id"] = whole.organisatie_id
    desk = Desk(qtbot, qapp, whole.open(clock, *ALL), clock)
    him = whole.man.deelnemer_id
    desk.context.perform(lambda s: change_trajectplan(s, him, "Een eerste verhaal."))
    return desk


def shown(desk: Desk, where: Place, before: str, version: UUID) -> UUID:
    """Which one stands in the input; ``version``: of the krachteninventarisatie."""
    with desk.context.database.reading() as session:
        for one in session.scalars(select(where.entity).order_by(where.entity.id.desc())):
            if getattr(one, "krachteninventarisatie_id", version) != version:
                continue
            told = all(getattr(one, name) == value for name, value in where.which.items())
            if told and getattr(one, where.column) == before:
                return one.id
    raise AssertionError(f"{before!r} is nowhere")


def versions(desk: Desk, where: Place, one: UUID) -> set[str]:
    with desk.context.database.reading() as session:
        entity = session.get(where.entity, one)
        assert entity is not None
        heads = json.loads(entity.heads)
        changes = list_changes(session, where.entity.__compartment__, one)
        said = {c.id.hex: json.loads(c.values) for c in changes}
        return {said[change][where.column] for change in heads.get(where.column) or heads[""]}


@pytest.mark.parametrize("name", PLACES)
def test_both_texts_stay(desk: Desk, whole: Whole, clock: Clock, name: str) -> None:
    where, ids = PLACES[name], whole.man.ids
    address = {key: ids[value] for key, value in where.ids.items()} | where.said
    if name != "organisatie":
        address["deelnemer_id"] = whole.man.deelnemer_id
    page = desk.show(where.place, **address)
    if where.unfold:
        buttons = page.findChildren(QAbstractButton)
        next(b for b in buttons if b.objectName().startswith(where.unfold)).click()
        QApplication.processEvents()
    words = find(page, QWidget, where.input or where.column)
    one = shown(desk, where, raw(words), ids["inventarisatie_id"])
    type_in(words, MINE)
    with whole.open(clock, *ALL).transaction(where.entity.__compartment__) as session:
        setattr(session.get(where.entity, one), where.column, THEIRS)
    desk.context.changed.emit(frozenset({where.entity}))
    QApplication.processEvents()
    words = find(page, QWidget, where.input or where.column)
    assert raw(words) == MINE
    press(page, where.save)
    assert not [*desk.bugs, *desk.problems, *desk.troubles]
    assert versions(desk, where, one) == {MINE, THEIRS}
