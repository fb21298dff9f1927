"""The fixed words of a case. Which status may follow which is in ``path.py``."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class SanctieStatus(StrEnum):
    """The last step that was taken."""

    voorval = "voorval"
    verslag = "verslag"
    horen = "horen"
    voorstel = "voorstel"
    beslissing = "beslissing"
    mededeling = "mededeling"
    uitreiking = "uitreiking"
    tenuitvoerlegging = "tenuitvoerlegging"
    voorwaardelijk = "voorwaardelijk"
    afloop = "afloop"
    afgezien = "afgezien"
    """No straf: it was solved otherwise, or the directeur renounced one."""
    geseponeerd = "geseponeerd"
    """The directeur stopped the case before a decision."""
    ingetrokken = "ingetrokken"
    """A report or a decision was taken back."""


class RondeAanleiding(StrEnum):
    """Why he is heard: the first time, or again about a decision that was taken."""

    eerste = "eerste beslissing"
    tenuitvoerlegging = "tenuitvoerlegging"
    omzetting = "omzetting"
    herziening = "herziening"


class StrafSoort(StrEnum):
    """The five of art. 51, first lid, Pbw; the values are the rows of ``sanctie_maxima``."""

    opsluiting = "opsluiting"
    bezoek = "ontzegging van bezoek"
    uitsluiting = "uitsluiting van activiteiten"
    verlof = "weigering van verlof"
    boete = "geldboete"


class AlternatiefSoort(StrEnum):
    """What kind of outcome an alternatief is."""

    regulier = "gewone uitkomst"
    maatwerk = "op maat"
    geen_straf = "geen straf"


class Uitkomst(StrEnum):
    """What a beslissing comes down to."""

    straf = "straf"
    geen_straf = "geen straf"
    geheel = "geheel ten uitvoer"
    deels = "deels ten uitvoer"
    niet = "niet ten uitvoer"


class Verantwoordelijkheid(StrEnum):
    """Can he be held responsible? Without it no straf (art. 51, fifth lid)."""

    volledig = "volledig"
    verminderd = "verminderd"
    niet = "niet"


class Tolk(StrEnum):
    """Was there an interpreter?"""

    niet_nodig = "niet nodig"
    aanwezig = "aanwezig"
    telefonisch = "telefonisch"


class Standpunt(StrEnum):
    """What he says about the facts."""

    erkent = "erkent het"
    deels = "erkent het deels"
    ontkent = "ontkent het"
    zwijgt = "zegt er niets over"


class Tekenen(StrEnum):
    """Did he sign for having got it?"""

    getekend = "getekend"
    geweigerd = "wilde niet tekenen"
    kon_niet = "kon niet tekenen"


class VoorwaardeStatus(StrEnum):
    """What became of a condition."""

    loopt = "loopt"
    nagekomen = "nagekomen"
    niet_nagekomen = "niet nagekomen"


class BeklagStatus(StrEnum):
    """Where his complaint stands."""

    ingediend = "ingediend"
    niet_ontvankelijk = "niet-ontvankelijk"
    ongegrond = "ongegrond"
    gegrond = "gegrond"
    deels_gegrond = "gedeeltelijk gegrond"
    ingetrokken = "ingetrokken"


class Schorsing(StrEnum):
    """Did he ask to hold the execution until the ruling?"""

    niet_gevraagd = "niet gevraagd"
    gevraagd = "gevraagd"
    toegewezen = "toegewezen"
    afgewezen = "afgewezen"


class Beroep(StrEnum):
    """Appeal at the RSJ against the ruling."""

    geen = "geen"
    ingesteld = "ingesteld"
    gegrond = "gegrond"
    ongegrond = "ongegrond"


class VervolgSoort(StrEnum):
    """What the casemanager is asked to weigh."""

    verlof = "verlof intrekken of weigeren"
    terugplaatsing = "terugplaatsing"


class VervolgStatus(StrEnum):
    """What the casemanager answered."""

    open = "open"
    gevolgd = "gevolgd"
    niet_gevolgd = "niet gevolgd"


class BijlageSoort(StrEnum):
    """What an attachment is."""

    foto = "foto"
    scan = "scan"


class Onderdeel(StrEnum):
    """A part of the case that a correctie may be about."""

    voorval = "voorval"
    verslag = "verslag"
    horen = "horen"
    advies = "advies"
    voorstel = "voorstel"
    beslissing = "beslissing"
    uitreiking = "uitreiking"
    tenuitvoerlegging = "tenuitvoerlegging"
    beklag = "beklag"


UITLEG_WIJZEN = (
    "voorgelezen",
    "met plaatjes",
    "met een tolk",
    "in eigen woorden laten navertellen",
)
"""How a mededeling was made clear to him."""

STATUS_WORDS: Mapping[SanctieStatus, str] = {
    SanctieStatus.voorval: "Voorval vastgelegd",
    SanctieStatus.verslag: "Verslag gemaakt",
    SanctieStatus.horen: "Gehoord",
    SanctieStatus.voorstel: "Voorstel gedaan",
    SanctieStatus.beslissing: "Beslist",
    SanctieStatus.mededeling: "Mededeling gemaakt",
    SanctieStatus.uitreiking: "Uitgereikt",
    SanctieStatus.tenuitvoerlegging: "Straf loopt",
    SanctieStatus.voorwaardelijk: "Proeftijd loopt",
    SanctieStatus.afloop: "Afgelopen",
    SanctieStatus.afgezien: "Geen straf",
    SanctieStatus.geseponeerd: "Geseponeerd",
    SanctieStatus.ingetrokken: "Ingetrokken",
}
"""How a status is shown."""

VOORVAL_SOORTEN: Mapping[str, str] = {
    "softdrugs": "Gebruik van softdrugs",
    "harddrugs": "Gebruik van harddrugs",
    "alcohol": "Gebruik van alcohol",
    "weigering_controle": "Weigering van een controle",
    "agressie": "Agressie of bedreiging",
    "vernieling": "Vernieling",
    "verboden_voorwerp": "Verboden voorwerp",
    "te_laat": "Te laat terug",
    "diefstal": "Diefstal",
    "anders": "Iets anders",
}
"""Kinds of voorval: the rows of ``sanctie_regulier``, and how each is shown."""
