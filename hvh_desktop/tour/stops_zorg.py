"""Where the tour stops for care, consent, who looked and beheer.

A file of its own because these places came later and need other people at the keyboard.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.service import list_deelnemers
from hvh_desktop.netwerken.service import list_netwerk
from hvh_desktop.signaleringsplannen.service import find_kaart
from hvh_desktop.toestemmingen.service import list_toestemmingen
from hvh_desktop.tour.stop import (
    BEHEERDER,
    LEAD,
    LOCATIEMANAGER,
    MENTOR,
    PSYCHOLOOG,
    Stop,
    press,
)
from hvh_desktop.verwijzingen.model import ZorgafspraakSoort
from hvh_desktop.verwijzingen.service_stand import list_standen, list_zorgafspraken

DAYS_AHEAD = 21
"""Within these days the psycholoog certainly has a talk."""
RULE = "verwijzing_doorlooptijden"
EDITIONS = {"anderen": "anderen", "deelnemer": "hem zelf", "zonder-namen": "zonder namen"}
"""What the picture is called -> what is chosen."""


@dataclass(frozen=True)
class ZorgCast:
    """By what can be seen with them; all of it as the team knows it."""

    cared: UUID
    """He has a referral, a plan and consents, and the team knows his plan."""
    verwijzing_id: UUID
    plan_id: UUID
    knows_plan: UUID
    """Somebody of his network who knows it."""
    toestemming_id: UUID
    without: UUID
    """Nothing of care is known of him."""
    talker: UUID
    """He has the next talk with the psycholoog: today, if she is there."""
    talk_id: UUID
    other: UUID
    """Not of the mentor, who gives a reason."""

    @property
    def him(self) -> dict[str, Any]:
        """The address of the man with everything."""
        return {"deelnemer_id": self.cared}


def find_zorg_cast(session: Session, cared: UUID, without: UUID) -> ZorgCast:
    """Look them up as a mentor would."""
    kaart = find_kaart(session, cared)
    assert kaart is not None
    until = session.today + timedelta(days=DAYS_AHEAD)
    ahead = list_zorgafspraken(session, from_day=session.today, to_day=until)
    talk = next(one for one in ahead if one.soort is ZorgafspraakSoort.psycholoog)
    around = list_netwerk(session, cared)
    consents = list_toestemmingen(session, cared)
    asks = {row.ontvanger_id for row in consents if "signaleringsplan" in row.gegevens}
    return ZorgCast(
        cared=cared,
        verwijzing_id=list_standen(session, cared)[0].verwijzing_id,
        plan_id=kaart.signaleringsplan_id,
        knows_plan=next(lid.id for lid in around if lid.id in asks),
        toestemming_id=next(row.id for row in consents if row.is_lopend),
        without=without,
        talker=talk.deelnemer_id,
        talk_id=talk.bron_id,
        other=next(row.id for row in list_deelnemers(session) if not row.is_eigen),
    )


def list_zorg_stops(cast: ZorgCast) -> list[Stop]:
    """All pictures of these places."""
    return [*_psycholoog(cast), *_plan(cast), *_consent(cast), *_looked(cast), *_beheer()]


def _psycholoog(cast: ZorgCast) -> list[Stop]:
    him, who = cast.him, PSYCHOLOOG
    one = {**him, "verwijzing_id": cast.verwijzing_id}
    talk = {"deelnemer_id": cast.talker, "psycholooggesprek_id": cast.talk_id}
    new = {"deelnemer_id": cast.without}
    zorg = {**him, "tab": "zorg"}
    return [
        Stop("vandaag-psycholoog", who, "vandaag", is_main=True),
        Stop("behandeling", who, "behandeling", is_main=True),
        Stop("beschikbaarheid", who, "beschikbaarheid"),
        Stop("beschikbaarheid-mentor", MENTOR, "beschikbaarheid"),
        Stop("doorlooptijden", who, "doorlooptijden"),
        Stop("zorg-psycholoog", who, "dossier", zorg, is_main=True),
        Stop("zorg-psycholoog-leeg", who, "dossier", {**new, "tab": "zorg"}),
        Stop("zorg-mentor", MENTOR, "dossier", zorg),
        Stop("verwijzing", who, "verwijzing", one, is_main=True),
        Stop("verwijzing-nieuw", who, "verwijzing", new),
        Stop("verwijzing-fouten", who, "verwijzing", new, then=press("bewaar")),
        Stop("verwijsbrief", who, "verwijsbrief", one),
        Stop("psycholooggesprek", who, "psycholooggesprek", talk),
        Stop("psycholooggesprek-nieuw", who, "psycholooggesprek", new),
    ]


def _plan(cast: ZorgCast) -> list[Stop]:
    one = {**cast.him, "signaleringsplan_id": cast.plan_id}
    theirs = {**one, "netwerklid_id": cast.knows_plan}
    place, paper = "signaleringsplan", "signaleringsplan_afdruk"
    return [
        Stop("signaleringsplan", PSYCHOLOOG, place, one, is_main=True),
        Stop("signaleringsplan-leeg", PSYCHOLOOG, place, {"deelnemer_id": cast.without}),
        Stop("signaleringsplan-afdruk", PSYCHOLOOG, paper, one),
        Stop("signaleringsplan-afdruk-naaste", PSYCHOLOOG, paper, theirs),
    ]


def _consent(cast: ZorgCast) -> list[Stop]:
    him = cast.him
    one = {**him, "toestemming_id": cast.toestemming_id}
    plan = "trajectplan_afdruk"
    return [
        Stop("toestemmingen", LEAD, "dossier", {**him, "tab": "toestemming"}, is_main=True),
        Stop("toestemming", LEAD, "toestemming", one),
        Stop("toestemming-nieuw", LEAD, "toestemming", him),
        Stop("toestemming-fouten", LEAD, "toestemming", him, then=press("bewaar")),
        Stop("toestemming-intrekken", MENTOR, "toestemming_intrekken", one),
        Stop("toestemming-afdruk", LEAD, "toestemming_afdruk", one),
        Stop("verstrekking", LEAD, "verstrekking", him),
        *(
            Stop(f"uitgave-{name}", LEAD, plan, him, press(f"voor_wie_{choice}"))
            for name, choice in EDITIONS.items()
        ),
    ]


def _looked(cast: ZorgCast) -> list[Stop]:
    him, other = cast.him, {"deelnemer_id": cast.other}
    return [
        Stop("reden", MENTOR, "dossier", other, is_main=True),
        Stop("raadplegingen-deelnemer", LEAD, "raadplegingen", him),
        Stop("raadplegingen", LOCATIEMANAGER, "raadplegingen", is_main=True),
        Stop("raadplegingen-beheerder", BEHEERDER, "raadplegingen"),
        Stop("raadplegingen-zelf", MENTOR, "raadplegingen"),
        Stop("raadplegingen-afdruk", LEAD, "raadplegingen_afdruk", him),
    ]


def _beheer() -> list[Stop]:
    who = BEHEERDER
    return [
        Stop("beheer", who, "beheer"),
        Stop("beleid", who, "beleid"),
        Stop("beleidsregel", who, "beleidsregel", {"sleutel": RULE}),
        Stop("beleidsregel-lijst", who, "beleidsregel", {"sleutel": "soorten_zorg"}),
        Stop("huis", who, "huis"),
        Stop("rechten", who, "rechten"),
        Stop("herstelbladen-nieuw", who, "herstelbladen"),
        Stop("laptops", who, "laptops"),
        Stop("huis-koppelen", who, "huis_koppelen"),
        Stop("laptop-toelaten", who, "laptop_toelaten", {"laptop_id": UUID(int=1)}),
        Stop("laptop", who, "laptop", {"laptop_id": UUID(int=1)}),
        Stop("deze-laptop", who, "deze_laptop"),
        Stop("deze-laptop-afmelden", who, "deze_laptop_afmelden"),
        Stop("quarantaine", who, "quarantaine"),
        Stop("verbinding", who, "verbinding"),
        Stop("rechten-mentor", MENTOR, "rechten"),
    ]
