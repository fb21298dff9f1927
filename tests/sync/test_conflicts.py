"""Two versions of one field: told in words, and decided about by a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hvh_desktop.actieplannen.form
from hvh_desktop.actieplannen.model import Doel
from hvh_desktop.db import new_id
from hvh_desktop.db.entity import entity_classes
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right, Rol
from hvh_desktop.sync.merge.conflict_words import _RIGHT_OF, EMPTY, label_of, right_of, value_words
from hvh_desktop.sync.merge.conflicts import (
    count_conflicts,
    get_conflict,
    list_conflicts,
    resolve_conflict,
)
from hvh_desktop.sync.merge.proposal import has_marks, propose_text, put_together
from tests.sync.merging import Machine, exchange, tables_of
from tests.sync.sealing import Writer
from tests.sync.test_apply import add_deelnemer, add_doel, set_tekst, tekst_of


@dataclass
class Two:
    """Two people who both changed the same doel."""

    one: Machine
    other: Machine
    deelnemer: UUID
    doel: UUID


@pytest.fixture
def two(empty_house: Path, tmp_path: Path) -> Iterator[Two]:
    one = Machine(empty_house, tmp_path / "een")
    other = Machine(empty_house, tmp_path / "twee", rollen=(Rol.mentor,))
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer, "Werk\nRust"))
    exchange(one, other)
    set_tekst(one, doel, "Werk vinden\nRust")
    other.clock.advance(minutes=5)
    set_tekst(other, doel, "Werk\nRust houden")
    exchange(one, other)
    yield Two(one, other, deelnemer, doel)
    one.close()
    other.close()


def test_both_versions_are_told_with_who_and_when(two: Two) -> None:
    (row,) = two.one.read(lambda s: list_conflicts(s, two.deelnemer))
    assert two.other.read(list_conflicts) == [row], "the same on both laptops"
    assert (row.kind, row.entity_id, row.field) == ("Doel", two.doel, "tekst")
    assert row.label == label_of("Doel", "tekst")
    assert [v.words for v in row.versions] == ["Werk\nRust houden", "Werk vinden\nRust"]
    assert [v.is_shown for v in row.versions] == [True, False]
    assert [v.medewerker_id for v in row.versions] == [
        two.other.actor.medewerker_id,
        two.one.actor.medewerker_id,
    ]
    assert [v.device for v in row.versions] == [two.other.device, two.one.device]
    assert row.base == "Werk\nRust"
    assert row.is_text
    first, second = (str(version.value) for version in row.versions)
    made = propose_text(row.base, first, second)
    assert made.text == "Werk vinden\nRust houden"
    assert made.is_clean
    assert two.one.read(lambda s: count_conflicts(s, two.deelnemer)) == {
        two.doel: frozenset({"tekst"})
    }


def test_a_version_says_when_another_sealed_it(two: Two) -> None:
    """The bytes of its envelope say so; an older one said nothing."""
    writer, colleague = two.other.actor.medewerker_id, new_id()
    house = Writer(user=writer)

    def seal(sealer: UUID | None) -> None:
        raw = house.seal([(house.keys[0], [house.change()])], sealer=sealer)
        connection = two.one.connection
        connection.execute("DELETE FROM envelope")
        connection.execute(
            "INSERT INTO envelope (hash, device, incarnation, n, user, raw, is_sent, state)"
            " VALUES (?, ?, ?, 1, ?, ?, 1, 'open')",
            (b"h" * 32, bytes(16), bytes(16), writer.bytes, raw),
        )

    said: list[list[UUID | None]] = []
    for sealer in (None, writer, colleague):
        seal(sealer)
        (row,) = two.one.read(lambda s: list_conflicts(s, two.deelnemer))
        said.append([v.sealer for v in row.versions])
        assert row.versions[0].medewerker_id == writer
    assert said == [[None, None], [None, None], [colleague, None]]


def test_a_decision_names_all_versions_and_everybody_has_it(two: Two) -> None:
    two.one.write(lambda s: resolve_conflict(s, "Doel", two.doel, "tekst", "Werk vinden en rust"))
    last = two.one.changes()[-1]
    assert len(json.loads(last.parents)["tekst"]) == 2
    assert two.one.read(list_conflicts) == []
    exchange(two.one, two.other)
    assert two.other.read(list_conflicts) == []
    assert tekst_of(two.other, two.doel) == "Werk vinden en rust"
    assert tables_of(two.one) == tables_of(two.other)


def test_choosing_what_is_shown_already_is_a_decision_too(two: Two) -> None:
    shown = tekst_of(two.one, two.doel)
    two.one.write(lambda s: resolve_conflict(s, "Doel", two.doel, "tekst", shown))
    exchange(two.one, two.other)
    assert two.other.read(list_conflicts) == []
    assert tekst_of(two.other, two.doel) == shown


def test_two_decisions_that_differ_are_two_versions_again(two: Two) -> None:
    two.one.write(lambda s: resolve_conflict(s, "Doel", two.doel, "tekst", "zo"))
    two.other.write(lambda s: resolve_conflict(s, "Doel", two.doel, "tekst", "anders", is_own=True))
    exchange(two.one, two.other)
    (row,) = two.one.read(list_conflicts)
    assert {version.words for version in row.versions} == {"zo", "anders"}


def test_a_version_that_came_in_while_he_chose_is_not_decided_about(two: Two) -> None:
    mark = two.one.mark()
    set_tekst(two.other, two.doel, "Nog een")
    exchange(two.one, two.other)
    with pytest.raises(UserError, match="nog een versie"):
        two.one.write(lambda s: resolve_conflict(s, "Doel", two.doel, "tekst", "zo"), seen=mark)
    assert len(two.one.read(list_conflicts)) == 1


def test_who_may_not_change_it_may_not_decide(two: Two) -> None:
    with pytest.raises(UserError, match="eigen deelnemers"):
        two.other.write(lambda s: resolve_conflict(s, "Doel", two.doel, "tekst", "zo"))


def test_one_version_is_no_conflict(two: Two) -> None:
    assert two.one.read(lambda s: get_conflict(s, "Doel", two.doel, "waarom")) is None
    assert two.one.read(lambda s: get_conflict(s, "Doel", two.doel, "geen")) is None
    assert two.one.read(lambda s: get_conflict(s, "Geen", two.doel, "tekst")) is None


def test_every_kind_that_can_change_has_its_right() -> None:
    known = {kind.__name__ for kind in entity_classes()}
    assert set(_RIGHT_OF) <= known
    assert right_of("Doel") is Right.write_actieplan
    assert right_of("Deelnemer") is Right.change_deelnemer
    projected = {"Verwijzingsstand", "Zorgafspraak", "Raadpleging", "Zaakstap"}
    of_him = {"Deelnemer", "Aandachtspunt", "Verblijf"}
    assert known - set(_RIGHT_OF) == projected | of_him


def test_values_in_words() -> None:
    assert value_words("Doel", "tekst", "") == EMPTY
    assert value_words("Doel", "streefdatum", date(2026, 11, 12)) == "12 november 2026"
    assert value_words("Doel", "leefgebieden", ()) == EMPTY
    assert value_words("Netwerklid", "is_kind", True) == "ja"
    assert label_of("Netwerklid", "geen_formulier_veld") == "geen formulier veld"
    form = hvh_desktop.actieplannen.form
    assert form is not None
    assert Doel.__quiet__ == {"volgorde"}


LINES = st.lists(st.sampled_from("abc"), max_size=6).map("\n".join)


@given(base=LINES, first=LINES, second=LINES)
def test_a_proposal_holds_every_line_that_somebody_added(
    base: str, first: str, second: str
) -> None:
    made = propose_text(base, first, second)
    assert propose_text(base, first, first).text == first
    assert propose_text(base, base, second).text == second
    assert propose_text(base, first, base).text == first
    found = made.text.split("\n")
    for text in (first, second):
        assert set(text.split("\n")) - set(base.split("\n")) <= set(found)
    assert made.is_clean != has_marks(made.text)


def test_what_both_changed_stands_below_each_other() -> None:
    both = (("Ilse", "a\nx\nc"), ("Karin", "a\ny\nc"))
    made = put_together("a\nb\nc", both)
    marked = ["a", "‹‹ Ilse schreef:", "x", "‹‹ Karin schreef:", "y", "››", "c"]
    assert made.text.split("\n") == marked
    assert not made.is_clean
    third = put_together("a\nb\nc", (*both, ("Ruben", "a\nz\nc")))
    assert third.text.split("\n") == [*marked[:-2], "‹‹ Ruben schreef:", "z", "››", "c"]


def test_one_who_clashes_with_two_that_went_together() -> None:
    three = (("Ilse", "x\nb"), ("Karin", "a\ny"), ("Ruben", "p\nq"))
    made = put_together("a\nb", three).text.split("\n")
    assert made == ["‹‹ Ilse en Karin schreven:", "x", "y", "‹‹ Ruben schreef:", "p", "q", "››"]


def test_of_one_line_nobody_needs_a_mark() -> None:
    for base in ("werk", "", "veel\nmeer"):
        made = put_together(base, (("Ilse", "bouw"), ("Karin", "rust"), ("Ruben", "bouw")))
        assert made.text == "bouw\nrust"
        assert not made.is_clean
    assert put_together("werk", (("Ilse", "werk"), ("Karin", "rust"))).text == "rust"
    assert put_together("werk", (("Ilse", "rust"), ("Karin", "rust"))).is_clean
    assert put_together("werk", (("Ilse", ""), ("Karin", "rust"))).text == "rust"


@pytest.mark.parametrize("left", ["‹‹ Ilse schreef:", " ››", "‹‹"])
def test_a_line_that_still_says_who_is_a_mark(left: str) -> None:
    assert has_marks(f"a\n{left}\nb")
    assert not has_marks("Hij zei: « ja » en ‘nee’.")
