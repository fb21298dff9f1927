"""The house style on paper: same bytes, every script, nothing lost."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hvh_desktop import pdf, text
from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.pdf import bidi
from hvh_desktop.pdf.fonts import Weight
from hvh_desktop.pdf.style import colour
from hvh_desktop.pdf.typeset import Letter, Line, Setter

LETTERS = "ğĞşŞıİçÇ êîû ąćęłńóśźż ășț ṭḥṣ Ж"
SCRIPTS = {
    "NotoSansSyriac": "ܐܦܪܝܡ ܒܝܬ ܡܠܟܐ",
    "NotoSansArabic": "محمد بن عبد الله مُحَمَّد",
    "NotoSansEthiopic": "ሰላም አብርሃም",
    "NotoSansHebrew": "שלום אברהם",
    "NotoSansArmenian": "Արամ",
    "NotoSansGeorgian": "გიორგი",
    "NotoSans-Regular": "अभिषेक शर्मा",
    "NotoSansTamil": "கார்த்திக்",
    "NotoSansThai": "สมชาย ใจดี",
}


def sample(**options: Any) -> bytes:
    """Every block once."""
    deelnemer = pdf.DEELNEMER
    return pdf.document(
        "Trajectplan Jeffrey Nijhuis, versie 3",
        [
            pdf.heading1("Trajectplan", subtitle="Jeffrey Nijhuis, versie 3."),
            pdf.facts([("Geboren", text.date_words(date(1992, 3, 14))), ("Gaat naar", "")]),
            pdf.heading2("Wat Jeffrey zelf zegt"),
            pdf.voice("“Ik wil rust.”", source="zei hij zelf"),
            pdf.paragraph([pdf.Span("Let op:", pdf.Weight.semibold), " ", LETTERS]),
            pdf.strengths([("Kan goed met hout", "zei hij zelf")] * 3),
            pdf.goals([pdf.Goal("“Werk.”", "Werken en leren.", [("Bellen", "Ilse", "vandaag")])]),
            pdf.table(["Naam", "Dagen"], [["Afrem ܐܦܪܝܡ", "12"]], right=[1]),
            pdf.signatures([pdf.Signature("Jeffrey Nijhuis", "deelnemer")]),
            pdf.first_step("Maak de brief af.", "Klaar op donderdag."),
            pdf.agreements([pdf.Agreement("Ilse", "Belt het omgangshuis.", "vandaag")]),
            pdf.next_date(f"Donderdag 26 november, {text.spoken_time(time(10, 30))}"),
            pdf.muted("Schrijf het hier.", deelnemer),
            pdf.write_lines(3),
        ],
        house="Huis van Herstel Twente",
        footer_left="Afgedrukt op 12 november 2026 door I. Koopmans.",
        header_right="Vertrouwelijk. Alleen voor het team.",
        **options,
    )


def read(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


def lines(words: str, width: float = 400) -> list[Line]:
    return Setter(words, Letter(10)).lines(width)


def glyph_numbers(words: str) -> Iterator[int]:
    for line in lines(words):
        for piece in line.pieces:
            yield from (glyph.number for glyph in piece.glyphs)


def test_the_same_story_gives_the_same_bytes() -> None:
    assert sample() == sample()


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib, tests.spine.test_pdf as t; "
        "print(hashlib.sha256(t.sample()).hexdigest(), end='')"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1
    assert len(runs.pop()) == 64


def test_a_moment_is_only_told_when_it_is_given() -> None:
    data = sample(made_at=datetime(2026, 11, 12, 9, 30, tzinfo=UTC))
    information = pypdf.PdfReader(BytesIO(data)).metadata
    assert information is not None
    assert str(information["/CreationDate"]) == "D:20261112093000Z"
    assert data == sample(made_at=datetime(2026, 11, 12, 9, 30, tzinfo=UTC))


def test_the_words_come_back_in_order() -> None:
    words = " ".join(" ".join(read(sample())).split())
    expected = [
        *("Trajectplan", "Jeffrey Nijhuis, versie 3.", "Geboren", "14 maart 1992", "Gaat naar –"),
        *("“Ik wil rust.”", "zei hij zelf", "Let op:", LETTERS, "Kan goed met hout"),
        *("“Werk.”", "Werken en leren.", "Wanneer", "Bellen", "Dagen", "12", "deelnemer", "Datum:"),
        *("Jouw eerste stap", "Maak de brief af.", "Belt het omgangshuis.", "half elf"),
    ]
    place = 0
    for part in expected:
        place = words.index(part, place)


def test_head_and_foot_stand_on_every_page() -> None:
    data = pdf.document(
        "Lang stuk",
        [pdf.paragraph("Regel.\n" * 180)],
        house="Huis van Herstel Zwolle",
        footer_left="Links",
        header_right="Rechts",
    )
    pages = read(data)
    assert len(pages) == pdf.count_pages(data) == 4
    for number, page in enumerate(pages, start=1):
        assert f"blad {number} van 4" in page
        assert "Huis van Herstel Zwolle" in page
        assert "Links" in page
        assert "Rechts" in page


def test_a_concept_says_so_on_every_page_and_in_the_title() -> None:
    data = pdf.document("Plan", [pdf.paragraph("Regel.\n" * 100)], concept=True)
    for page in read(data):
        assert "CONCEPT" in page
        assert "nog niet vastgesteld" in page
    title = pypdf.PdfReader(BytesIO(data)).metadata
    assert title is not None
    assert title.title == "Plan (concept)"
    assert "CONCEPT" not in "".join(read(pdf.document("Plan", [pdf.paragraph("Regel.")])))


def test_the_mark_of_a_concept_is_dark_enough_in_grey() -> None:
    red, green, blue = colour("warn").rgb()
    assert 0.3 * red + 0.59 * green + 0.11 * blue < 0.4


def test_title_language_structure_and_no_clock() -> None:
    reader = pypdf.PdfReader(BytesIO(sample()))
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/Lang"] == "nl-NL"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Trajectplan Jeffrey Nijhuis, versie 3"
    assert reader.metadata.author == "Huis van Herstel Twente"
    assert "/CreationDate" not in reader.metadata
    assert "/ModDate" not in reader.metadata
    assert [str(entry["/Title"]) for entry in reader.outline if isinstance(entry, dict)] == [
        "Trajectplan"
    ]
    kinds = [str(child.get_object()["/S"]) for child in catalog["/StructTreeRoot"]["/K"]["/K"]]
    assert kinds[:6] == ["/H1", "/P", "/P", "/P", "/H2", "/BlockQuote"]
    assert "/Table" in kinds
    assert "/L" in kinds


def test_every_drawn_part_has_one_place_in_the_structure() -> None:
    data = pdf.document(
        "Plan",
        [
            pdf.heading1("Plan"),
            pdf.voice("Lang. " * 1500),
            pdf.goals([pdf.Goal("“Werk.”", "Leren.", [("Bellen", "Ilse", "nu")] * 60)] * 2),
        ],
    )
    reader = pypdf.PdfReader(BytesIO(data))
    root: Any = reader.trailer["/Root"]
    placed = list(_marks(root["/StructTreeRoot"]["/K"]))
    drawn = [
        (page.indirect_reference.idnum, int(number))
        for page in reader.pages
        if page.indirect_reference
        for number in re.findall(rb"/MCID (\d+)", page.get_contents().get_data())  # type: ignore[union-attr]
    ]
    assert len(placed) == len(set(placed))
    assert sorted(placed) == sorted(drawn)


def _marks(element: Any) -> Iterator[tuple[int, int]]:
    element = element.get_object()
    if element["/Type"] == "/MCR":
        yield element.raw_get("/Pg").idnum, int(element["/MCID"])
        return
    for child in element["/K"]:
        yield from _marks(child)


def test_every_font_is_embedded_and_has_its_words() -> None:
    reader = pypdf.PdfReader(BytesIO(sample()))
    resources: Any = reader.pages[0]["/Resources"]
    for font in resources["/Font"].values():
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor
        assert "/ToUnicode" in font


@pytest.mark.parametrize("font", SCRIPTS)
def test_each_script_has_its_font_and_no_empty_shapes(font: str) -> None:
    words = SCRIPTS[font]
    assert 0 not in set(glyph_numbers(words))
    data = pdf.document("Naam", [pdf.heading1(words), pdf.paragraph(f"Naam ({words}), 12 dagen")])
    resources: Any = pypdf.PdfReader(BytesIO(data)).pages[0]["/Resources"]
    assert any(font in str(name["/BaseFont"]) for name in resources["/Font"].values())
    assert pdf.unprintable(words) == set()


@pytest.mark.parametrize("weight", list(Weight))
def test_no_letter_of_a_name_is_an_empty_box(weight: Weight) -> None:
    for line in Setter(LETTERS, Letter(10, weight)).lines(400):
        for piece in line.pieces:
            assert piece.typeface is not None
            assert piece.typeface.name == weight.value
            assert all(glyph.number for glyph in piece.glyphs)


def test_syriac_and_arabic_letters_are_joined() -> None:
    for word in ("ܒܝܬ", "محمد"):
        alone = {number for char in word for number in glyph_numbers(char)}
        assert set(glyph_numbers(word)) - alone


def test_a_name_in_another_script_stands_right_in_a_dutch_line() -> None:
    (line,) = lines("Afrem (ܐܦܪܝܡ ܒܝܬ). 12 november 2026")
    seen = "".join(piece.text for piece in line.pieces)
    assert seen.startswith("Afrem (")
    assert seen.endswith("). 12 november 2026")
    assert seen.index("ܒܝܬ") < seen.index("ܐܦܪܝܡ")
    assert not line.is_rtl


def test_arabic_text_runs_from_right_to_left_with_numbers_and_dutch_inside() -> None:
    words = "مرحبا Twente 2026 بكم"
    assert bidi.base_level(words) == 1
    (line,) = lines(words)
    assert line.is_rtl
    seen = "".join(piece.text for piece in line.pieces)
    assert seen.index("بكم") < seen.index("Twente 2026") < seen.index("مرحبا")


def test_unprintable_characters_are_named_and_never_crash() -> None:
    words = "Hoi 😀 👨‍👩‍👧 中文 ❤️"
    assert pdf.unprintable(words) == {"😀", "👨", "👩", "👧", "中", "文", "❤"}
    boxes = [piece for line in lines(words) for piece in line.pieces if piece.typeface is None]
    assert [box.text for box in boxes] == ["😀", "👨‍👩‍👧", "中", "文", "❤️"]
    assert read(pdf.document("Hoi", [pdf.paragraph(words)]))[0].count("Hoi") == 1


def test_marks_in_typed_text_are_printed_literally() -> None:
    words = "<b>niet vet</b> & 3 < 4 &amp; <para>"
    story = [pdf.heading1(words), pdf.paragraph(words), pdf.voice(words), pdf.facts([("A", words)])]
    assert "".join(read(pdf.document(words, story))).count("<b>niet vet</b>") == 4


def test_control_characters_and_overrides_do_not_reach_the_paper() -> None:
    (page,) = read(pdf.document("x", [pdf.paragraph("a\x00b\x1bc\u202ed")]))
    assert "abcd" in page


def test_names_in_right_to_left_script_can_be_read_back() -> None:
    (page,) = read(pdf.document("x", [pdf.paragraph("ܐܦܪܝܡ"), pdf.paragraph("محمد")]))
    assert "ܐܦܪܝܡ" in page
    assert "محمد" in page


@pytest.mark.parametrize("words", ["woord " * 17_000, "x" * 100_000, "ܐܦܪܝܡ " * 17_000])
def test_a_very_long_text_fills_pages(words: str) -> None:
    for block in (pdf.paragraph, pdf.voice):
        assert pdf.count_pages(pdf.document("Lang", [block(words)])) > 10


def test_nothing_of_a_long_text_is_lost() -> None:
    words = " ".join(f"w{number}" for number in range(3000))
    stories: tuple[pdf.Story, ...] = (
        [pdf.paragraph(words)],
        [pdf.voice(words)],
        [pdf.table(["Wat", "Wie"], [["kort", "Ilse"], [words, "Ruben"]], widths=(5, 1))],
        [pdf.goals([pdf.Goal("Doel", "", [(words, "Ilse", "nu")])])],
        [pdf.facts([("Label", words)])],
    )
    for story in stories:
        found = set(" ".join(read(pdf.document("Lang", story))).split())
        assert {"w0", "w1234", "w2999"} <= found
        assert set(words.split()) <= found


def test_a_long_table_repeats_its_head() -> None:
    rows = [[f"Naam {number}", "Almelo"] for number in range(120)]
    pages = read(pdf.document("Lijst", [pdf.table(["Naam", "Plaats"], rows)]))
    assert len(pages) > 2
    assert all(page.count("Plaats") == 1 for page in pages)
    assert sum(page.count("Almelo") for page in pages) == 120


@pytest.mark.parametrize("filler", range(28, 52))
def test_a_heading_never_stands_alone_at_the_foot(filler: int) -> None:
    story = [
        pdf.paragraph("Regel.\n" * filler),
        pdf.heading2("Doelen, in zijn volgorde"),
        pdf.goals([pdf.Goal("“Werk.”", "Leren.", [("Bellen", "Ilse", "nu")] * 3)]),
    ]
    for page in read(pdf.document("Plan", story)):
        assert ("Doelen, in" in page) == ("“Werk.”" in page)
        assert ("“Werk.”" in page) <= ("Bellen" in page)


def test_a_very_long_word_is_cut_inside_the_margins() -> None:
    for word in ("Levensverzekering" * 40, "ܐܦܪܝܡ" * 80, "https://voorbeeld.nl/" + "pad/" * 90):
        cut = lines(word, width=200)
        assert len(cut) > 3
        assert all(line.width <= 200.01 for line in cut)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.floats(40, 400))
def test_any_text_can_be_set(words: str, width: float) -> None:
    for line in lines(words, width):
        for piece in line.pieces:
            assert piece.typeface is None or all(glyph.number for glyph in piece.glyphs)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_printed(words: str) -> None:
    data = pdf.document(words, [pdf.heading2(words), pdf.voice(words)], footer_left=words)
    assert pdf.count_pages(data) == 1


def test_a_long_foot_keeps_clear_of_the_page_number() -> None:
    data = pdf.document("x", [], footer_left="Zeer lange voettekst " * 30)
    assert "blad 1 van 1" in read(data)[0]


def test_the_sheet_for_him_fits_with_fewer_lines_to_write_on() -> None:
    style = pdf.DEELNEMER
    story = [pdf.paragraph("Regel.\n" * 30, style), pdf.write_lines(20)]
    assert pdf.count_pages(pdf.document("Blad", story, style=style)) == 1


@pytest.mark.parametrize(("items", "pages"), [(4, 1), (12, 1), (40, 2)])
def test_one_sheet_makes_letters_a_little_smaller(items: int, pages: int) -> None:
    def make(style: pdf.Style) -> pdf.Story:
        assert style.body.size >= 12
        rows = [pdf.Agreement("Ilse", "Belt het omgangshuis.", "vandaag")] * items
        return [
            pdf.heading1("Wat spreken we af", style),
            pdf.first_step("Maak de brief af.", "Vandaag.", style),
            pdf.agreements(rows, style),
            pdf.write_lines(4, style),
        ]

    assert pdf.count_pages(pdf.one_sheet("Afspraken", make)) >= pages
    assert (pdf.count_pages(pdf.one_sheet("Afspraken", make)) == 1) == (pages == 1)


def test_a_row_with_too_many_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="more cells"):
        pdf.table(["Naam"], [["Ilse", "Almelo"]])


def test_a_filled_form_leaves_out_what_is_empty() -> None:
    form = Form(
        "gesprek",
        1,
        (
            Field("dag", "Dag", Kind.day),
            Field("hoe_laat", "Hoe laat", Kind.clock),
            Field("soort", "Soort", Kind.choice, choices={"kort": "Kort gesprek"}),
            Field("verslag", "Verslag", Kind.prose),
            Field("eigen_woorden", "In zijn woorden", Kind.voice),
            Field("akkoord", "Akkoord", Kind.check),
            Field("vervolg", "Vervolg", Kind.line),
        ),
    )
    values = {
        "dag": date(2026, 11, 12),
        "hoe_laat": time(10, 30),
        "soort": "kort",
        "verslag": "Goed gesprek.",
        "eigen_woorden": "“Het gaat.”",
        "akkoord": True,
    }
    (page,) = read(pdf.document("Gesprek", pdf.form_story(form, values)))
    for part in ("12 november 2026", "10.30", "Kort gesprek", "Goed gesprek.", "“Het gaat.”", "ja"):
        assert part in page
    assert "Vervolg" not in page
