"""The ten leefgebieden and the four herstelvormen, always in this order."""

from __future__ import annotations

from enum import StrEnum


class Leefgebied(StrEnum):
    """One of ten parts of a life. The order is fixed. Source: process, krachteninventarisatie."""

    wonen = "wonen"
    geld_inkomen = "geld_inkomen"
    werken_leren = "werken_leren"
    vrije_tijd = "vrije_tijd"
    familie_vrienden_kennissen = "familie_vrienden_kennissen"
    partner = "partner"
    kinderen_opvoeding = "kinderen_opvoeding"
    zingeving = "zingeving"
    gezondheid_zelfzorg = "gezondheid_zelfzorg"
    veiligheid = "veiligheid"


LEEFGEBIED_NAMES: dict[Leefgebied, str] = {
    Leefgebied.wonen: "Wonen",
    Leefgebied.geld_inkomen: "Geld en inkomen",
    Leefgebied.werken_leren: "Werken en leren",
    Leefgebied.vrije_tijd: "Vrije tijd",
    Leefgebied.familie_vrienden_kennissen: "Familie, vrienden en kennissen",
    Leefgebied.partner: "Partner",
    Leefgebied.kinderen_opvoeding: "Kinderen en opvoeding",
    Leefgebied.zingeving: "Zingeving",
    Leefgebied.gezondheid_zelfzorg: "Gezondheid en zelfzorg",
    Leefgebied.veiligheid: "Veiligheid",
}

LEEFGEBIED_SHORT: dict[Leefgebied, str] = {
    Leefgebied.wonen: "Wonen",
    Leefgebied.geld_inkomen: "Geld",
    Leefgebied.werken_leren: "Werken",
    Leefgebied.vrije_tijd: "Vrije tijd",
    Leefgebied.familie_vrienden_kennissen: "Familie",
    Leefgebied.partner: "Partner",
    Leefgebied.kinderen_opvoeding: "Kinderen",
    Leefgebied.zingeving: "Zingeving",
    Leefgebied.gezondheid_zelfzorg: "Gezondheid",
    Leefgebied.veiligheid: "Veiligheid",
}


class Herstelvorm(StrEnum):
    """What a doel mends."""

    zelfherstel = "zelfherstel"
    sociaal_netwerk = "sociaal_netwerk"
    slachtoffer = "slachtoffer"
    maatschappij = "maatschappij"


HERSTELVORM_NAMES: dict[Herstelvorm, str] = {
    Herstelvorm.zelfherstel: "Zelfherstel",
    Herstelvorm.sociaal_netwerk: "Herstel met het sociaal netwerk",
    Herstelvorm.slachtoffer: "Herstel met het slachtoffer",
    Herstelvorm.maatschappij: "Herstel met de maatschappij",
}
