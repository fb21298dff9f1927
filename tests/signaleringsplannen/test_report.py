"""The sheet: its words, one page, and stages that are known without their colour."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from hvh_desktop.pdf import count_pages
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.signaleringsplannen.report import SHARES, SHEET, signaleringsplan_pdf
from hvh_desktop.signaleringsplannen.rows import FaseRow
from hvh_desktop.signaleringsplannen.vormen import VORMEN
from tests.golden.papers import words
from tests.signaleringsplannen import bladen


@pytest.mark.parametrize("name", bladen.PIECES)
def test_the_words_are_as_they_were(name: str) -> None:
    kept = (bladen.FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert words(bladen.PIECES[name]()) == kept


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert signaleringsplan_pdf(bladen.EIGEN) == signaleringsplan_pdf(bladen.EIGEN)


def test_four_stages_full_of_text_are_one_sheet() -> None:
    assert count_pages(signaleringsplan_pdf(bladen.crowded())) == 1


def test_letters_are_never_under_twelve_points() -> None:
    assert min(SHEET.body.size * letters for letters, _distances in SHARES) >= 12


def test_what_cannot_fit_is_printed_whole_on_a_second_sheet() -> None:
    lines = tuple(f"Regel {number} met nog meer woorden erachteraan" for number in range(30))
    long = replace(bladen.EIGEN, fasen=(FaseRow(Kleur.rood, "", lines, lines, lines),))
    data = signaleringsplan_pdf(long)
    assert count_pages(data) == 2
    assert words(data).count("Regel 29") == 3


def test_every_stage_has_a_shape_of_its_own() -> None:
    assert len({vorm.corners for vorm in VORMEN.values()}) == len(Kleur)
    assert len({vorm.woord for vorm in VORMEN.values()}) == len(Kleur)


def test_numbers_are_those_of_the_plan() -> None:
    told = words(bladen.PIECES["vader"]())
    assert ("3 Oranje" in told, "4 Rood" in told) == (True, True)
    without = tuple(
        replace(fase, stap=stap)
        for stap, fase in enumerate((bladen.FASEN[0], *bladen.FASEN[2:]), start=1)
    )
    told = words(signaleringsplan_pdf(replace(bladen.EIGEN, fasen=without)))
    assert all(line in told for line in ("1 Groen", "2 Oranje", "3 Rood"))


def test_the_emergency_number_is_last() -> None:
    for make in bladen.PIECES.values():
        told = words(make())
        assert told.count("112") == 1
        assert told.index("112") > max(told.find(one.telefoon) for one in bladen.BELLEN)


def test_the_file_names_nobody() -> None:
    for make in bladen.PIECES.values():
        about = pypdf.PdfReader(BytesIO(make())).metadata
        assert about is not None
        assert not [word for word in ("Şêrko", "Mehmet", "ketel") if word in str(dict(about))]
