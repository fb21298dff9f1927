"""Invents care, consent, what was told, and who looked: for the invented men, and after them.

It has its own seed and comes after who a man is, so that more of this changes nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from hvh_desktop.demo.reading import load_yaml
from hvh_desktop.demo.story import (
    PSYCHOLOOG,
    Naaste,
    Psycholooggesprek,
    Raadpleging,
    Story,
    Toestemming,
    Verstrekking,
    Verwijzing,
)

SEED = 20211115
CAME = -1440
"""The psycholoog works in the house since then."""
STEPS = ("besproken", "aangemeld", "geaccepteerd", "kennisgemaakt", "gestart")
EVERY = 3
"""One of so many who left had a referral."""
CONSENT_DAYS = 182


@dataclass(frozen=True)
class Care:
    """How a referral of a man who lives in the house stands: its days, newest last."""

    days: tuple[int, ...]
    einde: str = ""
    volgende: int | None = None
    uur: tuple[int, int] = (14, 0)
    plaats: str = "bij de instelling"


PRESENT_CARE = {
    "x01": Care((-6,)),
    "x02": Care((-24, -20)),
    "x03": Care((-58, -54, -46, -40, -30), volgende=0, plaats="in het huis"),
    "x07": Care((-31, -29, -18, -3), volgende=7),
    "x09": Care((-70, -66, -50), einde="afgewezen"),
    "x12": Care((-26, -24, -9), volgende=3, uur=(10, 30), plaats="via beeldbellen"),
    "x14": Care((-150, -148, -138, -131, -120), volgende=6),
    "x15": Care((-61, -58, -47, -42, -33), volgende=1, uur=(15, 15)),
}
"""In some state, so that something waits on everybody."""
PRESENT_CONSENT = {
    "x03": (-50, CONSENT_DAYS),
    "x04": (-120, 6),
    "x05": (-200, -9),
    "x06": (-60, CONSENT_DAYS),
    "x08": (-150, 40),
    "x09": (-90, CONSENT_DAYS),
    "x14": (-171, 11),
    "x15": (-55, CONSENT_DAYS),
}
"""From and until: two end soon, one ended."""
WITHDRAWN = {"x08": -12}
PRESENT_TALKS = {
    "x01": (-15, 0),
    "x02": (-38, 2),
    "x05": (-9,),
    "x07": (-35, 0),
    "x09": (-72, -40),
    "x12": (-28, 5),
}
TALK_HOURS = ((9, 0), (11, 0), (13, 30), (15, 0))
WRITTEN_TALKS = {"02": (-21,), "04": (-7, 6), "07": (-30,), "12": (-6, 1)}
PLAN_GIVEN = ("01", "02", "04", "06", "08", "x05", "x14")
"""The gemeente got their trajectplan, because the law asks it."""
TOLD_AFTER = 20
REFERRAL_DAYS = 365
REFERRAL_KINDS = ("naam en verblijf", "zorg en verwijzing")
REFERRAL_PURPOSE = "Aanmelden en afstemmen van zijn behandeling"
READ_DAYS = 35
READERS = ("c01", "c02", "l01", "r01", PSYCHOLOOG)
REASONS = (
    "ik heb dienst op de groep",
    "ik neem waar voor een collega",
    "overleg over hem",
    "een vraag van hem of zijn naasten",
)
MENTOREN = ("m01", "m02", "m03", "m04", "m05", "m06", "m07", "m08")


def add_zorg(written: Sequence[Story], invented: Sequence[Story]) -> list[Story]:
    """All of them, the written first, with what this module makes up."""
    maker = _Maker(Random(SEED))
    stories = [maker.written(story) for story in written]
    return stories + [maker.invented(story) for story in invented]


def municipality_key(gemeente: str) -> str:
    """'Hof van Twente' is gem-hofvantwente."""
    return f"gem-{gemeente.casefold().replace(' ', '').replace('-', '')}"


class _Maker:
    """Deals the sentences, each as seldom as the list allows."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._blocks: dict[str, Any] = load_yaml("zorg.yaml")
        self._dealt: dict[str, list[Any]] = {}

    def _deal(self, name: str, choices: Sequence[Any]) -> Any:
        left = self._dealt.setdefault(name, [])
        if not left:
            left += self._random.sample(list(choices), len(choices))
        return left.pop()

    def written(self, story: Story) -> Story:
        """Talks with the psycholoog, what was told, and who looked."""
        talks = self._talks(WRITTEN_TALKS.get(story.key, ()))
        story = replace(story, psycholooggesprekken=talks)
        return self._known(story)

    def invented(self, story: Story) -> Story:
        """The same, and care and consent."""
        if story.key in PRESENT_CARE:
            care = PRESENT_CARE[story.key]
            story = replace(story, verwijzingen=(self._present(care),))
        elif story.verblijf.einde is not None and int(story.key[1:]) % EVERY == 0:
            story = replace(story, verwijzingen=self._past(story))
        if story.key in PRESENT_CONSENT:
            story = replace(story, toestemmingen=self._consents(story))
        talks = self._talks(PRESENT_TALKS.get(story.key, ()))
        return self._known(replace(story, psycholooggesprekken=talks))

    # Care --------------------------------------------------------------------------------

    def _referral(self, steps: tuple[tuple[str, int], ...], **values: Any) -> Verwijzing:
        kinds = self._blocks["verwijzingen"]
        numbers = [n for n, kind in enumerate(kinds) for _ in range(kind["gewicht"])]
        number = self._deal("soort", numbers)
        kind = kinds[number]
        return Verwijzing(
            instelling=kind["instelling"],
            soort_zorg=kind["soort_zorg"],
            urgentie=self._random.choices(("gewoon", "hoog", "spoed"), (6, 3, 1))[0],
            indicatie=self._deal(f"indicatie {number}", kind["indicaties"]),
            vraag=self._deal(f"vraag {number}", kind["vragen"]),
            stappen=steps,
            **values,
        )

    def _present(self, care: Care) -> Verwijzing:
        if care.einde:
            steps = (*zip(STEPS, care.days[:-1], strict=False), (care.einde, care.days[-1]))
            return self._referral(steps, categorie=self._blocks["afwijzingen"][0])
        steps = tuple(zip(STEPS, care.days, strict=False))
        when = {"volgende": care.volgende, "uur": care.uur, "plaats": care.plaats}
        return self._referral(steps, **when)

    def _past(self, story: Story) -> tuple[Verwijzing, ...]:
        """Somebody who left: most were treated, some were refused."""
        random, stay = self._random, story.verblijf
        assert stay.einde is not None
        day = stay.begin + random.randint(2, 14)
        if day < CAME or stay.einde - day < 60:
            return ()
        steps = [("besproken", day)]
        for status, low, high in (
            ("aangemeld", 0, 5),
            ("geaccepteerd", 4, 19),
            ("kennisgemaakt", 2, 12),
            ("gestart", 3, 19),
        ):
            day += random.randint(low, high)
            steps.append((status, day))
        if random.random() < 0.15:
            end = ("afgewezen", steps[1][1] + random.randint(5, 20))
            reden = self._deal("afwijzing", self._blocks["afwijzingen"])
            return (self._referral((*steps[:2], end), categorie=reden),)
        back = (stay.uitstroom or "").startswith("teruggeplaatst")
        if back or random.random() < 0.2:
            reden = "overplaatsing" if back else "hij wil niet verder"
            return (self._referral((*steps, ("gestopt", stay.einde)), categorie=reden),)
        reden = self._deal("afronding", self._blocks["afrondingen"])
        goes_on = {"vervolg": "Loopt door na het huis."} if reden == "overgedragen" else {}
        end = ("afgerond", max(day + 7, stay.einde - random.randint(0, 20)))
        return (self._referral((*steps, end), categorie=reden, **goes_on),)

    def _talks(self, days: tuple[int, ...]) -> tuple[Psycholooggesprek, ...]:
        return tuple(
            Psycholooggesprek(
                dag=day,
                uur=self._deal("uur", TALK_HOURS),
                aanleiding=self._deal("aanleiding", self._blocks["aanleidingen"]),
                notitie=self._deal("notitie", self._blocks["notities"]) if day < 0 else "",
            )
            for day in days
        )

    # Consent and what was told -----------------------------------------------------------

    def _consents(self, story: Story) -> tuple[Toestemming, ...]:
        someone = next(iter(adults(story)), None)
        if someone is None:
            return ()
        van, tot = PRESENT_CONSENT[story.key]
        withdrawn = WITHDRAWN.get(story.key)
        kind = self._deal("toestemming", self._blocks["toestemmingen"])
        return (
            Toestemming(
                ontvanger=someone.key,
                doel=kind["doel"],
                gegevens=tuple(kind["gegevens"]),
                van=van,
                tot=tot,
                wijze=self._random.choices(("getekend", "voorgelezen"), (3, 1))[0],
                getuige=story.mentoren_on(van)[0],
                leefgebieden=tuple(kind["leefgebieden"]),
                beperking=kind["beperking"],
                ingetrokken=withdrawn,
                ingetrokken_hoe=self._blocks["ingetrokken"] if withdrawn else "",
            ),
        )

    def _known(self, story: Story) -> Story:
        """What was told, and who looked; signing up for care asks his consent first."""
        told = (*self._plan_given(story), *self._told(story))
        if story.verblijf.einde is None:
            for one in story.verwijzingen:
                may, letters = self._signed_up(story, one)
                story = replace(story, toestemmingen=(*story.toestemmingen, *may))
                told = (*told, *letters)
        return replace(story, verstrekkingen=told, raadplegingen=self._looked(story))

    def _signed_up(
        self, story: Story, one: Verwijzing
    ) -> tuple[tuple[Toestemming, ...], tuple[Verstrekking, ...]]:
        """What he allows the instelling to know, and the letter that then went."""
        days = dict(one.stappen)
        if "aangemeld" not in days:
            return (), ()
        van, day = days["besproken"], days["aangemeld"]
        mentoren = story.mentoren_on(van)
        may = Toestemming(
            ontvanger=one.instelling,
            doel=REFERRAL_PURPOSE,
            gegevens=REFERRAL_KINDS,
            van=van,
            tot=van + REFERRAL_DAYS,
            wijze="getekend",
            getuige=mentoren[0],
        )
        letter = Verstrekking(day, one.instelling, "verwijsbrief", REFERRAL_KINDS, "Verwijsbrief")
        return (may,), (letter,)

    def _plan_given(self, story: Story) -> tuple[Verstrekking, ...]:
        if story.key not in PLAN_GIVEN or story.plan is None or story.plan > -4:
            return ()
        kinds = ("naam en verblijf", "doelen en acties", "afspraken en gesprekken")
        wie = municipality_key(story.persoon.gemeente_vestiging)
        return (Verstrekking(story.plan + 2, wie, "trajectplan", kinds, "Vastgesteld trajectplan"),)

    def _told(self, story: Story) -> tuple[Verstrekking, ...]:
        """To the person of his first consent, some weeks after it began."""
        for one in story.toestemmingen[:1]:
            day = one.van + TOLD_AFTER
            until = min(one.tot, one.ingetrokken or one.tot, -1)
            if one.ontvanger.startswith("n") and day <= until and story.verblijf.einde is None:
                words = self._deal("verteld", self._blocks["verteld"])
                return (Verstrekking(day, one.ontvanger, "mondeling", one.gegevens, words),)
        return ()

    def _looked(self, story: Story) -> tuple[Raadpleging, ...]:
        """Over the last weeks: his own people without, others with a reason."""
        random, stay = self._random, story.verblijf
        if stay.einde is not None or not story.mentoren_on(0):
            return ()
        first = max(stay.begin + 1, -READ_DAYS)
        own = story.mentoren_on(0)
        found = [self._look(first, random.choice(own)) for _ in range(3)]
        found.append(self._look(first, random.choice(READERS)))
        if story.plan is not None and random.random() < 0.4:
            found.append(replace(found[0], onderdeel="trajectplan", handeling="afdrukken"))
        if random.random() < 0.45:
            other = random.choice([wie for wie in MENTOREN if wie not in own])
            found.append(replace(self._look(first, other), reden=random.choice(REASONS)))
        return tuple(found)

    def _look(self, first: int, wie: str) -> Raadpleging:
        random = self._random
        uur = (random.randint(8, 20), random.randint(0, 59))
        return Raadpleging(random.randint(min(first, -1), -1), uur, wie)


def adults(story: Story) -> list[Naaste]:
    """People around him who are no children and give or may give support."""
    return [
        one
        for one in story.netwerk
        if one.soort == "persoon" and one.leeftijd_kind is None and one.steun != "geen"
    ]
