"""The head of every page, when the house has a long name."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest

from hvh_desktop import pdf

RIGHT = "Vertrouwelijk. Alleen voor het team."


def places(data: bytes) -> list[tuple[float, float, str]]:
    """Where each piece of text in the head begins and how high, with its words."""
    found: list[tuple[float, float, str]] = []

    def note(text: str, _cm: object, matrix: list[float], _font: object, _size: float) -> None:
        if text.strip():
            found.append((matrix[4], matrix[5], text))

    pypdf.PdfReader(BytesIO(data)).pages[0].extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize("concept", [False, True])
@pytest.mark.parametrize("style", [pdf.DOSSIER, pdf.DEELNEMER])
@pytest.mark.parametrize("house", ["Huis van Herstel " * 5, "w" * 75])
def test_a_long_name_keeps_clear_of_the_words_on_the_right(
    house: str, style: pdf.Style, concept: bool
) -> None:
    data = pdf.document("x", [], house=house, header_right=RIGHT, style=style, concept=concept)
    words = pypdf.PdfReader(BytesIO(data)).pages[0].extract_text()
    assert RIGHT in words
    assert "…" in words


def test_a_usual_name_is_whole() -> None:
    data = pdf.document("x", [], house="Huis van Herstel Twente", header_right=RIGHT)
    words = pypdf.PdfReader(BytesIO(data)).pages[0].extract_text()
    assert "Huis van Herstel Twente" in words
    assert "…" not in words
