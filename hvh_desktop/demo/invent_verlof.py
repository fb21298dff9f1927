"""Work, verlof and urine checks of the invented men who are in the house: a modest number.

A file of its own; the same seed gives the same every time.
"""

from __future__ import annotations

from random import Random

from hvh_desktop.demo.reading_verlof import CENTS_AN_HOUR, Urine, Verlof, Vrijheid, Werk
from hvh_desktop.demo.story import Story

SEED = 71
FIRST_NUMBER = 501
PLACES = (
    ("Fabriek", "montage"),
    ("Fabriek", "inpak"),
    ("Fabriek", "pers"),
    ("groenvoorziening", "kas en paden"),
    ("in het huis", "keuken"),
    ("in het huis", "wasruimte"),
    ("dagbesteding", "houtwerkplaats"),
)
AIMS = (
    ("Een middag bij zijn familie", "Hij oefent met gewoon samen eten en weer weggaan.", "5 uur"),
    ("Kennismaken bij een werkgever", "Hij ziet of het werk bij hem past.", "6 uur"),
    ("Een woning bekijken", "Hij weet daarna of de buurt bij hem past.", "4 uur"),
)
WENT = (
    "Hij was op tijd terug en vertelde er zelf over.",
    "Het viel hem zwaar, en hij belde zoals was afgesproken. Volgende keer korter.",
    "Goed verlopen. De volgende stap staat in zijn plan.",
)
SETTLED = -60
"""Who came before this has had verlof."""
RUNNING = {"x08": "onderweg", "x13": "gevraagd"}
"""Men of whom a check runs now."""
POSITIVE = ("x04", "x09")


def invent_vrijheid(story: Story) -> Vrijheid:
    """What this man does outside and inside; nothing for who has left or has just come."""
    stay = story.verblijf
    if stay.einde is not None or stay.begin > -14:
        return Vrijheid()
    random = Random(f"{SEED} {story.key}")
    return Vrijheid(_verloven(story, random), (_werk(story, random),), _urine(story, random))


def _werk(story: Story, random: Random) -> Werk:
    soort, plek = random.choice(PLACES)
    uren = random.choice((16, 20, 24, 28))
    return Werk(soort, plek, story.verblijf.begin + 7, None, uren, uren * CENTS_AN_HOUR)


def _verloven(story: Story, random: Random) -> tuple[Verlof, ...]:
    if story.verblijf.begin > SETTLED or not story.doelen:
        return ()
    doel = story.doelen[0]
    oogmerk, bijdrage, duur = random.choice(AIMS)
    first = max(doel.begin + 10, -50) + random.randint(0, 6)
    aim = (doel.key, "kort")
    had = Verlof(
        *aim, first, first + 14, None, duur, 1, "gehad", oogmerk, bijdrage, random.choice(WENT)
    )
    if first + 14 >= 0:
        return ()
    if random.random() < 0.5:
        return (had,)
    begin = random.randint(8, 30)
    status = random.choice(("in voorbereiding", "toegekend"))
    more = Verlof(*aim, -12, begin, begin + 7, duur, 2, status, oogmerk, bijdrage)
    return (had, more)


def _urine(story: Story, random: Random) -> tuple[Urine, ...]:
    number = FIRST_NUMBER + 10 * int(story.key[1:])
    stoffen = random.choice((("cannabis", "cocaïne"), ("alcohol",), ("cannabis",)))
    first = max(story.verblijf.begin + 5, -40) + random.randint(0, 10)
    found: list[Urine] = []
    if first < -3:
        is_found = story.key in POSITIVE
        asked = ("cannabis", "cocaïne") if is_found else stoffen
        found.append(
            Urine(
                nummer=f"U-0{number}",
                dag=first,
                tijd=(random.randint(9, 17), 10),
                aanleiding="steekproef",
                stoffen=asked,
                meegedeeld=first + 2,
                gevonden=("cannabis",) if is_found else (),
                waarden={"cannabis": "64 ng/ml"},
            )
        )
    running = RUNNING.get(story.key)
    if running == "onderweg":
        found.append(Urine(f"U-0{number + 1}", -2, (15, 20), "steekproef", stoffen, None))
    elif running == "gevraagd":
        found.append(Urine("", 0, (0, 0), "vermoeden", stoffen, None))
    return tuple(found)
