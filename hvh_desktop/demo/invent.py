"""Invents the men who are not written out: 16 who live in the house and 57 who left.

The same every time: one seed, and days that count from today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from hvh_desktop.demo.invent_course import (
    again,
    closed,
    invent_doelen,
    invent_inventarisatie,
    invent_planafspraken,
    invent_talk,
    invent_talks,
)
from hvh_desktop.demo.invent_people import (
    Invented,
    invent_person,
    known_as,
    list_groups,
)
from hvh_desktop.demo.reading import load_yaml
from hvh_desktop.demo.story import (
    Aandachtspunt,
    Brief,
    Doel,
    Gesprek,
    Instemming,
    Inventarisatie,
    Story,
    Teamlid,
    Verblijf,
)
from hvh_desktop.demo.words import Words, fill

SEED = 20210104
LEFT_PER_YEAR = (8, 11, 13, 15, 10)
"""Who left, oldest year first; three of the last year are written out."""
FIRST_BEGIN = -1785
"""From then on there are two mentoren."""
RHYTHM = 14
SLOW_RHYTHM, SLOW_UNTIL = 42, -365
"""Until a year ago only every third talk was taken over from paper."""
PAPER_UNTIL = -1095
"""Of who left before that, the krachteninventarisatie stayed on paper."""
HOURS = ((9, 30), (10, 30), (11, 15), (13, 15), (14, 0), (14, 45), (11, 45))
_KINDS = (
    ("gezondheid", "medicijn suiker epilepsie gehoor slaapt"),
    ("contactverbod", "contactverbod"),
    ("veiligheid", "vrienden"),
    ("bejegening", "stemmen familie lift"),
    ("uitleg", "brieven"),
    ("praktisch", "hond"),
)
"""What an aandachtspunt is about, by the words in it."""


@dataclass(frozen=True)
class Profile:
    """How a man who lives in the house stands today. Days count from today."""

    begin: int
    einde: int
    following: int | None = None
    """The next talk: 0 is today, below 0 it was not held."""
    mentor: str | None = None
    titel: str = "HvH"
    inventarisaties: int = 1
    discussed: int = 10
    instemming: str = "ja"
    is_begun: bool = False
    """The talk of today is being written."""
    put_off: int | None = None
    """The next talk was put off, from this day."""
    has_plan: bool = True


PRESENT = (
    Profile(-3, 240, 4, discussed=0),
    Profile(-24, 180, 5, discussed=6, has_plan=False),
    Profile(-44, 190, 2, discussed=0, mentor="m04"),
    Profile(-75, 120, 0, mentor="m01"),
    Profile(-160, 40, 0, mentor="m01", is_begun=True),
    Profile(-215, 61, 0, mentor="m03", inventarisaties=2),
    Profile(-90, 110, -4, mentor="m03"),
    Profile(-101, 75, 3, mentor="m01", put_off=-5),
    Profile(-230, 6, -1, inventarisaties=2),
    Profile(-118, 90, 8, mentor="m02", instemming="nee", has_plan=False),
    Profile(-66, 150, 6, instemming="kon_niet", has_plan=False),
    Profile(-45, 130, titel="BBA"),
    Profile(-133, 28, 1, mentor="m07"),
    Profile(-58, 175, 9, instemming="", has_plan=False),
    Profile(-180, 33, 10, inventarisaties=2, mentor="m05"),
    Profile(-84, 101, 0, mentor="m08"),
)


def invent_stories(written: Sequence[Story], number: int | None = None) -> list[Story]:
    """All of them, or only the first so many; the present ones come first."""
    random = Random(SEED)
    words = Words(random)
    for story in written:
        words.is_new(known_as(story.persoon.roepnaam, story.persoon.achternaam))
    groups = list_groups(random)
    mentoren = _Roster(written)
    stories = [
        _present(words, mentoren, groups.pop(), profile, place)
        for place, profile in enumerate(PRESENT[:number])
    ]
    if number is not None:
        left = max(0, number - len(PRESENT))
        stays = _list_stays(random)[-left:] if left else []
    else:
        stays = _list_stays(random)
    for place, (begin, einde) in enumerate(stays, start=len(PRESENT)):
        stories.append(_former(words, mentoren, groups.pop(), begin, einde, place))
    return stories


class _Roster:
    """Divides the men over mentoren and casemanagers who worked in the house then."""

    def __init__(self, written: Sequence[Story]) -> None:
        rows = load_yaml("medewerkers.yaml")["medewerkers"]
        self._since = {row["id"]: row["in_dienst_sinds_dag"] for row in rows}
        self._busy: dict[str, list[tuple[int, int]]] = {}
        for story in written:
            stay = story.verblijf
            for lid in story.team:
                self._take(lid.wie, stay.begin, stay.einde or 1)

    def _take(self, wie: str, begin: int, einde: int) -> None:
        self._busy.setdefault(wie, []).append((begin, einde))

    def choose(
        self, prefix: str, begin: int, einde: int, number: int, first: str | None = None
    ) -> tuple[str, ...]:
        """Those with the fewest men in these days."""
        there = [wie for wie in self._since if wie.startswith(prefix) and self._since[wie] <= begin]
        there = [wie for wie in there if wie[len(prefix) :].isdigit()]
        load = {
            wie: sum(begin < end and start < einde for start, end in self._busy.get(wie, ()))
            for wie in there
        }
        order = sorted(there, key=lambda wie: (wie != first, load[wie], wie))
        for wie in order[:number]:
            self._take(wie, begin, einde)
        return tuple(order[:number])

    def team(self, begin: int, einde: int | None, first: str | None) -> tuple[Teamlid, ...]:
        """Two mentoren and who else there was."""
        until = 1 if einde is None else einde
        mentoren = self.choose("m", begin, until, 2, first)
        chosen = [(wie, "mentor", begin) for wie in mentoren]
        chosen += [(wie, "casemanager", begin) for wie in self.choose("c", begin, until, 1)]
        for wie, taak in (("r01", "reclasseringswerker"), ("p01", "psycholoog")):
            since = max(begin, self._since[wie] + 3)
            if since < until:
                chosen.append((wie, taak, since))
        reden = "" if einde is None else "Vertrokken"
        return tuple(Teamlid(wie, taak, since, einde, reden) for wie, taak, since in chosen)


def _list_stays(random: Random) -> list[tuple[int, int]]:
    """Begin and end of everybody who left, oldest first; never more than the house can hold."""
    found = []
    for place, number in enumerate(LEFT_PER_YEAR):
        first = -365 * (len(LEFT_PER_YEAR) - place)
        for _ in range(number):
            length = round(random.triangular(70, 320, 95))
            einde = max(first + random.randint(1, 360), FIRST_BEGIN + 75)
            begin = max(einde - length, FIRST_BEGIN + random.randint(0, 4))
            found.append((begin, min(einde, -4)))
    return sorted(found)


# One man ------------------------------------------------------------------------------------


def _present(words: Words, roster: _Roster, group: str, profile: Profile, place: int) -> Story:
    man = invent_person(words, group, place, profile.titel, profile.begin)
    begin = profile.begin
    team = roster.team(begin, None, profile.mentor)
    story = _base(
        words, man, place, team, Verblijf(begin, profile.einde, *_expected(words, profile))
    )
    if profile.titel == "BBA":
        return replace(story, team=tuple(lid for lid in team if lid.taak == "casemanager"))
    met = story.mentoren_on(begin)
    versions = _versions(words, man, profile, met)
    doelen: tuple[Doel, ...] = ()
    if versions and versions[0].is_af:
        number = words.random.choice((3, 3, 4))
        doelen = invent_doelen(words, man, versions[0].dag + 5, profile.einde, number, met)
    story = replace(story, inventarisaties=versions, doelen=_passed(doelen))
    story = replace(story, gesprekken=_present_talks(words, man, profile, story, place))
    return _agreed(words, man, story, profile.instemming, profile.has_plan)


def _expected(words: Words, profile: Profile) -> tuple[str, int | None, int]:
    """How he will leave, his v.i. date, and the end of his detention."""
    if words.random.random() < 0.5:
        return "v.i.", profile.einde, profile.einde + words.random.randint(60, 400)
    if words.random.random() < 0.4:
        return "penitentiair programma", None, profile.einde + words.random.randint(60, 200)
    return "einde detentie", None, profile.einde


def _versions(
    words: Words, man: Invented, profile: Profile, met: tuple[str, ...]
) -> tuple[Inventarisatie, ...]:
    if not profile.discussed:
        return ()
    dag = min(-2, profile.begin + words.random.randint(15, 24))
    first = invent_inventarisatie(words, man, dag, met, discussed=profile.discussed)
    if profile.inventarisaties == 1:
        return (first,)
    return first, again(words, man, first, profile.begin + words.random.randint(105, 125))


def _passed(doelen: tuple[Doel, ...]) -> tuple[Doel, ...]:
    """Only what had begun by today."""
    return tuple(doel for doel in doelen if doel.begin < 0)


def _present_talks(
    words: Words, man: Invented, profile: Profile, story: Story, place: int
) -> tuple[Gesprek, ...]:
    following = profile.following
    assert following is not None
    met, uur = story.mentoren_on(profile.begin), HOURS[place % len(HOURS)]
    last = following if profile.put_off is None else profile.put_off
    days = []
    dag = last - RHYTHM
    while dag > profile.begin + 3:
        days.append(dag)
        dag -= RHYTHM
    days.reverse()
    held = invent_talks(words, man, _some_put_off(words, days), met, story.doelen, uur)
    if profile.put_off is not None:
        why = ("ziek", "Mentor ziek; hij wilde niet met een ander praten.")
        held += (Gesprek(last, reden=why[0], toelichting=why[1], state="verzet", uur=uur),)
    if profile.is_begun:
        talk = invent_talk(words, man, 0, met, story.doelen, uur)
        begun = replace(talk, state="concept", mentoren=met, afspraken=talk.afspraken[:1])
        return (*held, begun)
    return (*held, Gesprek(following, state="gepland", uur=uur))


def _some_put_off(words: Words, days: list[int]) -> list[int]:
    """In front of some days comes one on which the talk was put off."""
    found = []
    for number, dag in enumerate(days):
        if number and words.random.random() < 0.12:
            found.append(dag - words.random.randint(2, 5))
        found.append(dag)
    return found


def _former(words: Words, roster: _Roster, group: str, begin: int, einde: int, place: int) -> Story:
    man = invent_person(words, group, place, "HvH", begin)
    soorten = words.lists["uitstroom"]
    weights = [row["gewicht"] for row in soorten]
    soort = words.random.choices([row["soort"] for row in soorten], weights)[0]
    back = soort.startswith("teruggeplaatst") or soort == "onttrokken"
    told = words.pick(man.sketch, words.blocks["vertrek_terug" if back else "vertrek"])
    expected = einde + words.random.randint(40, 150) if back else einde
    stay = Verblijf(
        begin=begin,
        verwacht_einde=expected,
        verwachte_uitstroom="einde detentie" if back else soort,
        vi=einde if soort == "v.i." else None,
        einde_detentie=expected if back else einde + (0 if soort == "einde detentie" else 150),
        einde=einde,
        uitstroom=soort,
        uitstroom_reden=told,
    )
    story = _base(words, man, place, roster.team(begin, einde, None), stay)
    met = story.mentoren_on(begin)
    version = invent_inventarisatie(words, man, begin + words.random.randint(14, 22), met)
    doelen = invent_doelen(words, man, version.dag + 4, einde, words.random.choice((2, 3, 3)), met)
    doelen = closed(words, man, doelen, einde)
    is_on_paper = einde < PAPER_UNTIL
    if is_on_paper:
        doelen = tuple(replace(doel, herkomst="motivatiebrief") for doel in doelen)
    rhythm = SLOW_RHYTHM if einde < SLOW_UNTIL else RHYTHM
    first = begin + words.random.randint(6, 9)
    days = _some_put_off(words, list(range(first, einde - 6, rhythm)))
    uur = HOURS[place % len(HOURS)]
    talks = invent_talks(words, man, days, met, doelen, uur)
    versions = () if is_on_paper else (version,)
    story = replace(story, inventarisaties=versions, doelen=doelen, gesprekken=talks)
    return _agreed(words, man, story, "ja", not is_on_paper and words.random.random() < 0.8)


def _base(
    words: Words, man: Invented, place: int, team: tuple[Teamlid, ...], stay: Verblijf
) -> Story:
    return Story(
        key=f"x{place:02}",
        persoon=man.persoon,
        verblijf=stay,
        team=team,
        aandachtspunten=_aandachtspunten(words, man, stay.begin),
        brief=_brief(words, man, stay.begin),
        netwerk=man.netwerk,
    )


def _aandachtspunten(words: Words, man: Invented, begin: int) -> tuple[Aandachtspunt, ...]:
    if words.random.random() < 0.35:
        return ()
    tekst = words.pick(man.sketch, words.lists["alerts"])
    folded = tekst.casefold()
    soort = next((k for k, signs in _KINDS if any(s in folded for s in signs.split())), "praktisch")
    return (Aandachtspunt(soort, begin, tekst),)


def _brief(words: Words, man: Invented, begin: int) -> Brief:
    parts = words.blocks["brief"]
    lines = [words.pick(man.sketch, parts["begin"])]
    lines += [words.pick(man.sketch, parts["midden"]) for _ in range(2)]
    lines += [words.pick(man.sketch, parts["wens"]) for _ in range(words.random.choice((1, 2)))]
    lines.append(words.pick(man.sketch, parts["slot"]))
    helper = words.random.choice(("niemand", "casemanager van de inrichting", "bibliothecaris"))
    return Brief(begin - words.random.randint(30, 90), fill(helper, {}), " ".join(lines))


def _agreed(words: Words, man: Invented, story: Story, antwoord: str, has_plan: bool) -> Story:
    """His answer to the plan, and the plan on the table."""
    now = [doel for doel in story.doelen if doel.status != "later"]
    if not now or not antwoord:
        return story
    day = max(doel.begin for doel in story.doelen) + 3
    if day >= -1 or (story.verblijf.einde is not None and day >= story.verblijf.einde - 8):
        return story
    why = {
        "ja": words.pick(man.sketch, words.blocks["instemming"]),
        "nee": "Wil eerst weten waar hij gaat wonen. Over de andere doelen is hij het eens.",
        "kon_niet": "Was te onrustig om erover te praten. Over een week opnieuw.",
    }
    story = replace(story, instemming=Instemming(antwoord, day, why[antwoord]))
    if not has_plan or not any(talk.dag > day for talk in story.gesprekken):
        return story
    return replace(story, plan=day + 3, planafspraken=invent_planafspraken(words, man))
