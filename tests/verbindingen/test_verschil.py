"""Two texts beside each other: what differs is found, and nothing of the text gets lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hvh_desktop.verbindingen.verschil import Piece, compare, marked

A = "Ik wil mijn moeder elke week bellen.\nOp zondag."
B = "Ik wil mijn moeder elke dag bellen.\nOp zondag."


def test_only_the_words_that_differ_are_marked() -> None:
    assert [one.text for one in compare(A, B) if one.differs] == ["week"]
    assert [one.text for one in compare(B, A) if one.differs] == ["dag"]


def test_marks_need_no_colour_and_signs_stay_signs() -> None:
    shown = marked((Piece("<b> & ", False), Piece(" dag\nen", True)))
    assert shown.startswith("&lt;b&gt; &amp;  <span")
    assert "underline" in shown
    assert shown.endswith(">dag<br>en</span>")


def test_a_long_text_is_compared_by_line() -> None:
    lines = [f"regel {n} van een heel lang verhaal\n" for n in range(2000)]
    other = [*lines[:1000], "iets anders\n", *lines[1001:]]
    assert [one.text for one in compare("".join(lines), "".join(other)) if one.differs] == [
        lines[1000]
    ]


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
@settings(max_examples=200)
def test_the_pieces_are_the_text(text: str, other: str) -> None:
    assert "".join(one.text for one in compare(text, other)) == text
    assert (
        (text == other)
        or any(one.differs for pair in ((text, other), (other, text)) for one in compare(*pair))
        or text.split() == other.split()
    )
