"""Whom a change is about, so that all of one man's words can be destroyed with his key."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from hvh_desktop.db import new_id
from hvh_desktop.db.columns import encode
from hvh_desktop.db.entity import entity_classes
from hvh_desktop.rights import Compartment
from hvh_desktop.sync.stream.compartment_file import CompartmentFile
from hvh_desktop.sync.stream.subjects import find_subject, subject_of
from hvh_desktop.sync.wire import WireChange
from tests.sync.laptops import TEAM, Desk


def test_a_row_tells_whom_it_is_about(anna: Desk) -> None:
    deelnemer = anna.write_deelnemer()
    punt = anna.write_punt(deelnemer, "Iets.")
    file = CompartmentFile(anna.connect())
    assert find_subject(file, TEAM, "Deelnemer", deelnemer) == deelnemer
    assert find_subject(file, TEAM, "Aandachtspunt", punt) == deelnemer
    assert find_subject(file, TEAM, "Aandachtspunt", deelnemer) is None
    assert find_subject(file, TEAM, "Onbekend", punt) is None
    file.close()


def change_of(kind: str, entity: UUID, values: str) -> WireChange:
    return WireChange(
        new_id(), new_id(), new_id(), new_id(), "", 0, "0004", kind, entity, "create", values, "{}"
    )


def test_a_change_tells_it_before_its_row_is_here(anna: Desk) -> None:
    file, somebody, it = CompartmentFile(anna.connect()), new_id(), new_id()
    values = json.dumps({"deelnemer_id": encode(somebody)})
    assert subject_of(file, TEAM, change_of("Aandachtspunt", it, values)) == somebody
    assert subject_of(file, TEAM, change_of("Deelnemer", it, "{}")) == it
    for odd in ("{}", '{"deelnemer_id": 3}', '{"deelnemer_id": {"$id": "x"}}', "[", "[]"):
        assert subject_of(file, TEAM, change_of("Aandachtspunt", it, odd)) is None
    file.close()


@pytest.mark.parametrize("compartment", sorted(set(Compartment) - {Compartment.register}), ids=str)
def test_every_kind_about_a_deelnemer_names_him(compartment: Compartment) -> None:
    for kind in entity_classes(compartment):
        assert kind.__name__ == "Deelnemer" or "deelnemer_id" in kind.__table__.columns
