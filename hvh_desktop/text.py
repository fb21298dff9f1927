"""Dutch words for dates, times, numbers and names; no window and no system language needed."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Final

MONTHS: Final = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
WEEKDAYS: Final = (
    *("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
)
_SHORT_MONTHS: Final = (
    *("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
)
_HOURS: Final = (
    *("twaalf", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"),
    *("tien", "elf"),
)
_MINUTES: Final = (
    *("", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "kwart"),
)
_TUSSENVOEGSELS: Final = frozenset(
    "van der den de het ’t 't ‘t ten ter te tot op in aan von zu zur zum la le les du di da dos "
    "das del della el al bin ibn ben abu uit over onder voor bij d’ d' l’ l'".split()
)
_BIDI_CONTROLS: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_WITHOUT_MARKS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t"}
    | {"þ": "th", "æ": "ae", "œ": "oe"}
)


# Days ---------------------------------------------------------------------------------------


def date_words(day: date) -> str:
    """'12 november 2026'."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_words(day: date) -> str:
    """'donderdag 12 november'."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def full_date_words(day: date) -> str:
    """'donderdag 12 november 2026'."""
    return f"{day_words(day)} {day.year}"


def short_day(day: date) -> str:
    """'do 12 nov'."""
    return f"{WEEKDAYS[day.weekday()][:2]} {day.day} {_SHORT_MONTHS[day.month - 1]}"


def near_day(day: date, today: date) -> str:
    """'vandaag', 'morgen', 'gisteren', else 'do 12 nov', with the year if that differs."""
    near = {0: "vandaag", 1: "morgen", -1: "gisteren"}.get((day - today).days)
    if near is not None:
        return near
    return short_day(day) if day.year == today.year else f"{short_day(day)} {day.year}"


def period_words(start: date, end: date | None) -> str:
    """'3 maart tot en met 12 april 2026' or 'vanaf 3 maart 2026'."""
    if end is None:
        return f"vanaf {date_words(start)}"
    if start == end:
        return date_words(start)
    first = date_words(start) if start.year != end.year else date_words(start)[:-5]
    return f"{first} tot en met {date_words(end)}"


def format_date(day: date) -> str:
    """'26-11-2026', as it is typed."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def parse_date(typed: str, today: date) -> date:
    """Read a typed day; ValueError says in Dutch what is wrong with it.

    Understands 26-11-2026, 1-2-26, 1/2/2026, 1.2.2026, 01022026, 1 feb 2026, 1 februari,
    2026-02-01, vandaag, morgen and gisteren. Without a year it is this year.
    """
    words = " ".join(typed.strip().casefold().rstrip(".").split())
    near = {"vandaag": 0, "morgen": 1, "gisteren": -1, "overmorgen": 2, "eergisteren": -2}
    if words in near:
        return today + timedelta(days=near[words])
    day, month, year = _date_parts(_without_weekday(words), today)
    if not 1 <= month <= 12:
        raise ValueError("Een jaar heeft 12 maanden.")
    if day < 1:
        raise ValueError("Een maand begint bij dag 1.")
    if not 1900 <= year <= 2199:
        raise ValueError("Typ een jaar tussen 1900 en 2199.")
    last = monthrange(year, month)[1]
    if day > last:
        name = MONTHS[month - 1].capitalize()
        raise ValueError(f"{name} {year} heeft {last} dagen." if month == 2 else _month(name, last))
    return date(year, month, day)


def _month(name: str, last: int) -> str:
    return f"{name} heeft {last} dagen."


def _without_weekday(words: str) -> str:
    first, _, rest = words.partition(" ")
    first = first.rstrip(".,")
    is_weekday = len(first) >= 2 and any(name.startswith(first) for name in WEEKDAYS)
    return rest if rest and is_weekday else words


def _date_parts(words: str, today: date) -> tuple[int, int, int]:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        year, month, day = (int(part) for part in found.groups())
        return day, month, year
    if found := re.fullmatch(r"(\d{2})(\d{2})(\d{4}|\d{2})", words):
        return int(found[1]), int(found[2]), _year(found[3], today)
    separator = r"\s*[-/. ]\s*"
    if found := re.fullmatch(rf"(\d{{1,2}}){separator}(\d{{1,2}})(?:{separator}(\d+))?", words):
        return int(found[1]), int(found[2]), _year(found[3], today)
    if found := re.fullmatch(r"(\d{1,2})[-/. ]*([a-z]{3,})\.?(?:[-/. ]*(\d+))?", words):
        return int(found[1]), _month_number(found[2]), _year(found[3], today)
    raise ValueError("Typ de datum zo: 26-11-2026.")


def _month_number(word: str) -> int:
    for number, (full, short) in enumerate(zip(MONTHS, _SHORT_MONTHS, strict=True), start=1):
        if full.startswith(word) or word == short:
            return number
    raise ValueError(f"‘{shorten(word, 20)}’ is geen maand. Typ de datum zo: 26-11-2026.")


def _year(digits: str | None, today: date) -> int:
    if digits is None:
        return today.year
    if len(digits) not in (2, 4):
        raise ValueError("Typ het jaar met vier cijfers, zoals 2026.")
    year = int(digits)
    if len(digits) == 4:
        return year
    century = today.year - today.year % 100
    return century + year if century + year <= today.year + 20 else century - 100 + year


# Times --------------------------------------------------------------------------------------


def format_time(moment: time) -> str:
    """'10.30', as it is typed and shown."""
    return f"{moment.hour}.{moment.minute:02d}"


def parse_time(typed: str) -> time:
    """Read 10.30, 10:30, 1030, 10u30, '10 uur' or 10; ValueError says in Dutch what is wrong."""
    words = typed.strip().casefold().removesuffix("uur").removesuffix("u").strip()
    found = re.fullmatch(r"(\d{1,2})(?:\s*[.:,u]\s*(\d{2}))?|(\d{1,2})(\d{2})", words)
    if found is None:
        raise ValueError("Typ de tijd zo: 10.30.")
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    if hour > 23:
        raise ValueError("Een dag loopt van 0.00 tot 23.59.")
    if minute > 59:
        raise ValueError("Een uur heeft 60 minuten.")
    return time(hour, minute)


def spoken_time(moment: time) -> str:
    """'half elf', 'kwart over tien', 'vijf voor half drie', 'tien uur'."""
    minute = moment.minute
    this, following = _HOURS[moment.hour % 12], _HOURS[(moment.hour + 1) % 12]
    if minute == 0:
        return f"{this} uur"
    if minute <= 15:
        return f"{_MINUTES[minute]} over {this}"
    if minute < 30:
        return f"{_MINUTES[30 - minute]} voor half {following}"
    if minute == 30:
        return f"half {following}"
    if minute < 45:
        return f"{_MINUTES[minute - 30]} over half {following}"
    return f"{_MINUTES[60 - minute]} voor {following}"


# Distances in time --------------------------------------------------------------------------


def countdown(day: date, today: date) -> str:
    """'over 143 dagen', 'vandaag', 'morgen', 'gisteren', '12 dagen geleden'."""
    days = (day - today).days
    if -1 <= days <= 1:
        return near_day(day, today)
    return f"over {days} dagen" if days > 0 else f"{-days} dagen geleden"


def about(day: date, today: date) -> str:
    """As ``countdown``, in weeks from two weeks and in months from three months."""
    days = abs((day - today).days)
    if days < 14:
        return countdown(day, today)
    if days < 91:
        amount = plural(days // 7, "week", "weken")
    elif days < 730:
        amount = plural(round(days / 30.44), "maand", "maanden")
    else:
        amount = f"{int(days / 365.25)} jaar"
    return f"over {amount}" if day > today else f"{amount} geleden"


def lateness(day: date, today: date) -> str:
    """'2 dagen te laat', or '' when it is not late."""
    days = (today - day).days
    return f"{plural(days, 'dag', 'dagen')} te laat" if days > 0 else ""


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age(born: date, on: date) -> int:
    """Age in whole years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def plural(number: int, one: str, many: str) -> str:
    """'1 actie', '3 acties'."""
    return f"{format_number(number)} {one if abs(number) == 1 else many}"


def format_number(number: int) -> str:
    """'12.500'."""
    return f"{number:,}".replace(",", ".")


# Names --------------------------------------------------------------------------------------


def full_name(roepnaam: str, tussenvoegsel: str | None, achternaam: str) -> str:
    """'Jan van der Berg'."""
    return " ".join(part.strip() for part in (roepnaam, tussenvoegsel, achternaam) if part).strip()


def list_name(roepnaam: str, tussenvoegsel: str | None, achternaam: str) -> str:
    """'Berg, Jan van der', as in an alphabetical list."""
    rest = " ".join(part.strip() for part in (roepnaam, tussenvoegsel) if part and part.strip())
    return f"{achternaam.strip()}, {rest}" if rest else achternaam.strip()


def name_sort_key(roepnaam: str, tussenvoegsel: str | None, achternaam: str) -> tuple[str, ...]:
    """Order by achternaam, then roepnaam, tussenvoegsel last; capitals and accents do not count."""
    return tuple(fold(part or "") for part in (achternaam, roepnaam, tussenvoegsel))


def fold_letters(text: str) -> str:
    """Small letters without accents: "Żółkiewski" is "zolkiewski". White space stays."""
    lower = text.casefold()
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFKD", lower)
    return "".join([c for c in parts if not unicodedata.combining(c)]).translate(_WITHOUT_MARKS)


def fold(text: str) -> str:
    """Small letters without accents or space around them, to sort and to compare."""
    return fold_letters(text).strip()


def initials(name: str) -> str:
    """'JB' for 'Jan van der Berg': the first and the last name, in any script."""
    words = clean_text(name).split()
    names = [word for word in words if word.casefold() not in _TUSSENVOEGSELS] or words
    letters = [letter for letter in (_first_letter(word) for word in names) if letter]
    return "".join(letters[:1] + letters[1:][-1:])


def _first_letter(word: str) -> str:
    for index, char in enumerate(word):
        if not char.isalnum() and unicodedata.category(char) != "So":
            continue
        end = index + 1
        while end < len(word) and unicodedata.combining(word[end]):
            end += 1
        upper = word[index:end].upper()
        return upper if len(upper) == end - index else word[index:end]
    return ""


def join_words(words: Iterable[str], last: str = "en") -> str:
    """'Ilse, Ruben en Petra'."""
    parts = [word for word in words if word]
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def capitalise(text: str) -> str:
    """First letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


# Typed text ---------------------------------------------------------------------------------


def clean_text(text: str) -> str:
    """Take out what cannot be seen and can mislead; keep every script, emoji and line end."""
    if text.isprintable():
        return unicodedata.normalize("NFC", text)
    text = re.sub(r"\r\n?|[\u0085\u2028\u2029\v\f]", "\n", text)
    kept = (
        char
        for char in text
        if char in "\n\t"
        or (unicodedata.category(char) not in ("Cc", "Cs") and char not in _BIDI_CONTROLS)
    )
    return unicodedata.normalize("NFC", "".join(kept).replace("\ufeff", ""))


def shorten(text: str, length: int) -> str:
    """One line of at most ``length`` characters, cut between words, with '…' where it was cut."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    end = length - 1
    while end > 0 and (unicodedata.combining(line[end]) or "\u200d" in line[end - 1 : end + 1]):
        end -= 1
    cut = line[:end]
    space = cut.rfind(" ")
    if space >= length // 2 and line[end] != " ":
        cut = cut[:space]
    return cut.rstrip(" ,.;:-–") + "…"
