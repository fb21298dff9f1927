"""The read log in words that everybody understands, the deelnemer too.

A file of its own because the screen and the paper say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from uuid import UUID

from hvh_desktop.readlog import WAARNEMING
from hvh_desktop.rights import Rol
from hvh_desktop.text import format_time, join_words, plural

_ONDERDELEN = {
    "dossier": "dossier",
    "doel": "doel",
    "mentorgesprek": "mentorgesprek",
    "inventarisatie": "krachteninventarisatie",
    "krachteninventarisatie": "krachteninventarisatie",
    "netwerklid": "netwerk",
    "trajectplan": "trajectplan",
    "afspraken": "blad met afspraken",
    "zorg": "zorg",
    "toestemming": "toestemming",
    "verstrekking": "verstrekking",
    "sancties": "sancties",
    "sanctieregister": "register van sancties",
    "sanctie": "sanctiezaak",
    "sanctiezaak": "sanctiezaak",
    "voorval": "voorval",
    "verslag": "verslag van een voorval",
    "horen": "hoorverslag",
    "sanctieadvies": "advies over een sanctie",
    "sanctievoorstel": "voorstel voor een sanctie",
    "sanctiebeslissing": "beslissing over een sanctie",
    "mededeling": "mededeling van een beslissing",
    "uitreiking": "uitreiking van een mededeling",
    "tenuitvoerlegging": "uitvoering van een straf",
    "beklag": "beklag",
    "bijlage": "bijlage bij een sanctiezaak",
    "ordemaatregel": "ordemaatregel",
    "urinecontrole": "urinecontrole",
    "urinecontroles": "register van urinecontroles",
    "verlof": "verlof en werk",
    "werkplek": "werk",
    "raadplegingen": "overzicht van wie er keek",
}
_LEZEN = {
    "dossier": "dossier geopend",
    "raadplegingen": "bekeken wie er keek",
    "raadplegingen_collega": "bekeken wat collega’s openden",
    "raadplegingen_zelf": "eigen raadplegingen bekeken",
}
_HANDELINGEN = {
    "lezen": "{} bekeken",
    "afdrukken": "{} afgedrukt of bewaard",
    "zoeken": "{} gevonden met zoeken",
}
_HUIS = {
    "account maken": "account gemaakt",
    "account wijzigen": "account gewijzigd",
    "nieuw wachtwoord": "nieuw wachtwoord gegeven",
    "herstellen": "toegang hersteld met de herstelbladen",
    "doorgeven": "{} doorgegeven",
}
EIGEN, FUNCTIE = "eigen deelnemer", "hoort bij de functie"
NIET_GEZEGD = "geen reden opgeschreven"
_ABOUT = "medewerker "


def wat_words(onderdeel: str, handeling: str) -> str:
    """'dossier geopend', 'trajectplan afgedrukt of bewaard', 'account gewijzigd'."""
    if handeling == "lezen" and onderdeel in _LEZEN:
        return _LEZEN[onderdeel]
    noun = _ONDERDELEN.get(onderdeel, onderdeel.replace("_", " "))
    if handeling in _HANDELINGEN:
        return _HANDELINGEN[handeling].format(noun)
    return _HUIS.get(handeling, f"{noun}: {handeling}").format(noun)


def reden_words(reden: str) -> str:
    """As it stands in the list of the house, or what the program filled in."""
    return "neemt waar voor een collega" if reden == WAARNEMING else reden


def about_words(reden: str | None, names: Mapping[UUID, str]) -> str:
    """About which colleague a line of the house is: 'over Ruben Yıldız'."""
    if reden is None or not reden.startswith(_ABOUT):
        return ""
    try:
        naam = names.get(UUID(reden.removeprefix(_ABOUT)))
    except ValueError:
        return ""
    return f"over {naam}" if naam else "over een collega"


def rol_words(rollen: Iterable[str]) -> str:
    """'mentor', 'locatiemanager en directeur': in the order of the table of roles."""
    return _rol_words(frozenset(rollen))


@cache
def _rol_words(held: frozenset[str]) -> str:
    """Once for each of the few sets of roles that there are."""
    return join_words([rol.value for rol in Rol if rol.value in held])


def moment_words(eerste: datetime, laatste: datetime, aantal: int) -> str:
    """'10.30', or '3 keer, van 10.30 tot 16.05'. Moments are in the time of the house."""
    first, last = format_time(eerste.time()), format_time(laatste.time())
    if aantal == 1:
        return first
    times = plural(aantal, "keer", "keer")
    return f"{times}, om {first}" if first == last else f"{times}, van {first} tot {last}"


def code_words(deelnemer_id: UUID) -> str:
    """'deelnemer 7F3A2C': the same man always, and nobody's name."""
    return f"deelnemer {deelnemer_id.hex[-6:].upper()}"
