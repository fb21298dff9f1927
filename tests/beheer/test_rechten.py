"""The table of rights in words says what the program checks."""

from __future__ import annotations

import pytest

from hvh_desktop.beheer.rechten import KEYS, matrix, words_of
from hvh_desktop.db import new_id
from hvh_desktop.rights import COMPARTMENTS, Actor, Compartment, Right, Rol, is_allowed
from hvh_desktop.rollen import ROL_SENTENCES


@pytest.mark.parametrize("rol", Rol)
def test_each_cell_is_what_is_checked(rol: Rol) -> None:
    actor = Actor(new_id(), frozenset({rol}))
    column = 1 + list(Rol).index(rol)
    for right, row in zip(Right, matrix(), strict=False):
        is_all, is_own = is_allowed(actor, right), is_allowed(actor, right, is_own=True)
        assert row[column] == ("ja" if is_all else "eigen" if is_own else "–")


@pytest.mark.parametrize("rol", Rol)
def test_each_role_is_told_whole(rol: Rol) -> None:
    words = words_of(rol)
    actor = Actor(new_id(), frozenset({rol}))
    told = {*words.alles, *words.eigen}
    assert told == {right.value for right in Right if is_allowed(actor, right, is_own=True)}
    assert set(words.sleutels) == {KEYS[key] for key in COMPARTMENTS[rol]}


def test_every_compartment_has_a_word_and_a_row() -> None:
    assert KEYS.keys() == set(Compartment)
    assert len(matrix()) == len(Right) + len(Compartment)


def test_the_sentence_of_a_role_is_true() -> None:
    for rol, sentence in ROL_SENTENCES.items():
        opens = Compartment.team in COMPARTMENTS[rol]
        assert opens is ("pent geen dossiers" not in sentence)
        for words, right in (
            ("legt toestemmingen vast", Right.record_toestemming),
            ("verwijst", Right.write_verwijzing),
            ("stelt het trajectplan vast", Right.complete_trajectplan),
            ("geeft gegevens door", Right.record_verstrekking),
            ("Beslist over sancties", Right.decide_sanctie),
            ("Stelt een sanctie voor", Right.propose_sanctie),
            ("Geeft advies bij een sanctie", Right.advise_sanctie),
        ):
            if words in sentence:
                assert is_allowed(Actor(new_id(), frozenset({rol})), right), (rol, words)
    behandeling = [rol for rol in Rol if Compartment.behandeling in COMPARTMENTS[rol]]
    assert behandeling == [Rol.psycholoog]
