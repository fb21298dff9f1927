"""Dutch words for days, times, numbers and names."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvh_desktop import text

TODAY = date(2026, 11, 12)


def test_days_in_words() -> None:
    assert text.date_words(TODAY) == "12 november 2026"
    assert text.day_words(TODAY) == "donderdag 12 november"
    assert text.full_date_words(TODAY) == "donderdag 12 november 2026"
    assert text.short_day(TODAY) == "do 12 nov"
    assert text.format_date(date(2026, 2, 1)) == "01-02-2026"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "vandaag"),
        (date(2026, 11, 13), "morgen"),
        (date(2026, 11, 11), "gisteren"),
        (date(2026, 11, 19), "do 19 nov"),
        (date(2027, 3, 1), "ma 1 mrt 2027"),
    ],
)
def test_near_days_have_their_own_word(day: date, words: str) -> None:
    assert text.near_day(day, TODAY) == words


def test_a_period_names_the_year_once() -> None:
    assert text.period_words(date(2026, 3, 3), date(2026, 4, 12)) == (
        "3 maart tot en met 12 april 2026"
    )
    assert text.period_words(date(2026, 3, 3), None) == "vanaf 3 maart 2026"
    assert text.period_words(date(2025, 12, 30), date(2026, 1, 2)) == (
        "30 december 2025 tot en met 2 januari 2026"
    )


@pytest.mark.parametrize(
    "typed",
    [
        *("1-2-26", "01-02-2026", "1/2/2026", "1.2.2026", "1 2 2026", "01022026", "010226"),
        *("1 feb 2026", "1 februari 2026", "1 feb", "zo 1 feb. 2026", "2026-02-01", " 1-2 "),
        *("1feb2026", "zondag, 1 februari 2026", "1 FEB 26"),
    ],
)
def test_a_typed_day_is_understood(typed: str) -> None:
    assert text.parse_date(typed, TODAY) == date(2026, 2, 1)


def test_two_digits_of_a_year_of_birth_are_in_the_past() -> None:
    assert text.parse_date("14-3-92", TODAY) == date(1992, 3, 14)
    assert text.parse_date("4-4-46", TODAY) == date(2046, 4, 4)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31-11-2026", "November heeft 30 dagen."),
        ("29-2-2026", "Februari 2026 heeft 28 dagen."),
        ("1-13-2026", "Een jaar heeft 12 maanden."),
        ("0-1-2026", "Een maand begint bij dag 1."),
        ("morgenochtend", "Typ de datum zo: 26-11-2026."),
        ("", "Typ de datum zo: 26-11-2026."),
        ("1-1-3", "Typ het jaar met vier cijfers, zoals 2026."),
        ("1-1-1026", "Typ een jaar tussen 1900 en 2199."),
        ("3 foo 2026", "‘foo’ is geen maand. Typ de datum zo: 26-11-2026."),
    ],
)
def test_a_wrong_day_says_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as problem:
        text.parse_date(typed, TODAY)
    assert str(problem.value) == sentence


@given(st.dates(date(1930, 1, 1), date(2199, 12, 31)))
def test_what_is_shown_can_be_typed(day: date) -> None:
    assert text.parse_date(text.format_date(day), TODAY) == day
    assert text.parse_date(text.date_words(day), TODAY) == day
    assert text.parse_date(text.full_date_words(day), TODAY) == day


@given(st.text(max_size=30))
def test_no_typed_text_breaks_the_readers(typed: str) -> None:
    for read in (lambda: text.parse_date(typed, TODAY), lambda: text.parse_time(typed)):
        problem = ""
        try:
            read()
        except ValueError as error:
            problem = str(error)
        assert problem == "" or problem.endswith(".")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(10, 0), "tien uur"),
        (time(10, 5), "vijf over tien"),
        (time(10, 15), "kwart over tien"),
        (time(10, 20), "tien voor half elf"),
        (time(10, 30), "half elf"),
        (time(10, 35), "vijf over half elf"),
        (time(12, 45), "kwart voor een"),
        (time(23, 50), "tien voor twaalf"),
        (time(0, 30), "half een"),
    ],
)
def test_times_as_people_say_them(moment: time, words: str) -> None:
    assert text.spoken_time(moment) == words


@pytest.mark.parametrize("typed", ["9.30", "09:30", "930", "9u30", "9,30", "09.30 uur"])
def test_a_typed_time_is_understood(typed: str) -> None:
    assert text.parse_time(typed) == time(9, 30)
    assert text.format_time(time(9, 30)) == "9.30"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("25.00", "Een dag loopt van 0.00 tot 23.59."),
        ("10.75", "Een uur heeft 60 minuten."),
        ("straks", "Typ de tijd zo: 10.30."),
    ],
)
def test_a_wrong_time_says_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as problem:
        text.parse_time(typed)
    assert str(problem.value) == sentence


def test_distances_in_time() -> None:
    assert text.countdown(date(2027, 4, 4), TODAY) == "over 143 dagen"
    assert text.countdown(date(2026, 11, 13), TODAY) == "morgen"
    assert text.countdown(date(2026, 11, 10), TODAY) == "2 dagen geleden"
    assert text.about(date(2026, 11, 26), TODAY) == "over 2 weken"
    assert text.about(date(2027, 4, 4), TODAY) == "over 5 maanden"
    assert text.about(date(2022, 1, 1), TODAY) == "4 jaar geleden"
    assert text.lateness(date(2026, 11, 10), TODAY) == "2 dagen te laat"
    assert text.lateness(date(2026, 11, 11), TODAY) == "1 dag te laat"
    assert text.lateness(TODAY, TODAY) == ""


def test_age_counts_birthdays() -> None:
    assert text.age(date(1992, 11, 12), TODAY) == 34
    assert text.age(date(1992, 11, 13), TODAY) == 33
    assert text.age(date(2004, 2, 29), date(2026, 2, 28)) == 21


def test_numbers() -> None:
    assert text.plural(1, "actie", "acties") == "1 actie"
    assert text.plural(0, "actie", "acties") == "0 acties"
    assert text.plural(12500, "actie", "acties") == "12.500 acties"


def test_names() -> None:
    assert text.full_name("Jan", "van der", "Berg") == "Jan van der Berg"
    assert text.full_name("Noa", None, "Kaya") == "Noa Kaya"
    assert text.list_name("Jan", "van der", "Berg") == "Berg, Jan van der"
    assert text.list_name("Jan", "", "Berg") == "Berg, Jan"


def test_names_sort_without_tussenvoegsel_capitals_and_accents() -> None:
    names = [("Piet", "van", "Yıldız"), ("Ada", None, "Zijlstra"), ("Bo", "de", "Çelik")]
    ordered = sorted(names, key=lambda name: text.name_sort_key(*name))
    assert [name[2] for name in ordered] == ["Çelik", "Yıldız", "Zijlstra"]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Jan van der Berg", "JB"),
        ("Afrem Beth-Malke", "AB"),
        ("Maria ’t Hart", "MH"),
        ("Noa", "N"),
        ("ܐܦܪܝܡ ܒܝܬ ܡܠܟܐ", "ܐܡ"),
        ("ışık çelik", "IÇ"),
        ("van der", "VD"),
        ("  ", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert text.initials(name) == letters


def test_lists_in_a_sentence() -> None:
    assert text.join_words(["Ilse", "Ruben", "Petra"]) == "Ilse, Ruben en Petra"
    assert text.join_words(["Ilse", "Ruben"]) == "Ilse en Ruben"
    assert text.join_words(["Ilse", ""]) == "Ilse"
    assert text.join_words([]) == ""


def test_clean_text_keeps_scripts_and_takes_out_what_misleads() -> None:
    assert text.clean_text("a\r\nb\x00\x1b\tc\u2028d") == "a\nb\tc\nd"
    assert text.clean_text("\u202eomgekeerd\u2066") == "omgekeerd"
    assert text.clean_text("e\u0301") == "é"
    assert text.clean_text("ܐܦܪܝܡ 😀 👨‍👩‍👧") == "ܐܦܪܝܡ 😀 👨‍👩‍👧"
    assert text.clean_text("\ud800x") == "x"


@given(st.text(), st.integers(2, 60))
def test_shorten_is_never_too_long(words: str, length: int) -> None:
    assert len(text.shorten(words, length)) <= length


def test_shorten_cuts_between_words() -> None:
    assert text.shorten("Ik wil gewoon rust in huis", 18) == "Ik wil gewoon…"
    assert text.shorten("kort", 10) == "kort"
