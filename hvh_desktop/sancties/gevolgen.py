"""What an outcome would set in motion for this man: straf, degradatie, verlof, werk, plaatsing.

Pure: it reckons with his own verloven, work and dates, so that nobody decides about a chain that
he does not see. Sources: policy ``sanctie_keten`` and DF §3c. Nothing here happens by itself: for
verlof and place the decision becomes a proposal to the casemanager.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hvh_desktop.sancties.rows import AlternatiefRow, StrafRow
from hvh_desktop.sancties.rows_maatwerk import Gevolg
from hvh_desktop.sancties.straffen import kind_words, words
from hvh_desktop.sancties.words import StrafSoort
from hvh_desktop.text import capitalise, date_words, day_words, join_words, plural
from hvh_desktop.verloven.model import VerlofSoort, WerkSoort
from hvh_desktop.verloven.rows import VerlofRow, WerkplekRow
from hvh_desktop.verloven.words import SOORT_WORDS, work_name

GOOD, WARN, DANGER = "good", "warn", "danger"
SCHAKELS: Final = ("straf", "degradatie", "verlof", "werk", "plaatsing")
"""The links of the chain, in the order in which one sets the other in motion."""
_NO_WORK: Final = frozenset({StrafSoort.opsluiting, StrafSoort.uitsluiting})


@dataclass(frozen=True)
class GevolgStand:
    """What he has to lose, as it is today. ``verloven``: those that are still to come."""

    today: date
    verloven: tuple[VerlofRow, ...]
    werk: WerkplekRow | None
    uitstroom_datum: date | None
    aantal_doelen_nu: int
    zorg: tuple[str, ...]
    """Names of the instellingen where care runs."""


def chain(alternatief: AlternatiefRow, stand: GevolgStand) -> tuple[Gevolg, ...]:
    """What would follow, always five links: ``SCHAKELS``."""
    return (
        _straf(alternatief),
        _degradatie(alternatief),
        _verlof(alternatief, stand),
        _werk(alternatief, stand),
        _plaatsing(alternatief, stand),
    )


def verlof_words(verlof: VerlofRow) -> str:
    """'kortdurend verlof van vrijdag 20 november'."""
    kind = SOORT_WORDS[verlof.soort]
    return f"{kind[:1].lower()}{kind[1:]} van {day_words(verlof.begin_datum)}"


def coming(verloven: Iterable[VerlofRow], today: date) -> tuple[VerlofRow, ...]:
    """Those that are prepared or granted and not past, the next one first."""
    rows = [one for one in verloven if one.is_open and one.laatste_datum >= today]
    return tuple(sorted(rows, key=lambda one: (one.begin_datum, one.id)))


def lost_verloven(alternatief: AlternatiefRow, stand: GevolgStand) -> tuple[VerlofRow, ...]:
    """Which verloven a degradatie (all but incidenteel) or a weigering (the next one) hits."""
    next_first = coming(stand.verloven, stand.today)
    refused = next_first[:1] if _now(alternatief, StrafSoort.verlof) else ()
    if not alternatief.is_degradatie:
        return refused
    return tuple(
        one for one in next_first if one in refused or one.soort is not VerlofSoort.incidenteel
    )


# The five links -------------------------------------------------------------------------------


def _straf(alternatief: AlternatiefRow) -> Gevolg:
    straffen = alternatief.straffen
    agreed = alternatief.afspraak.strip()
    if not straffen:
        said = f"Geen straf. Afspraak: {_sentence(agreed)}" if agreed else "Geen straf."
        return Gevolg("straf", GOOD, said)
    said = f"{capitalise(join_words(words(straf) for straf in straffen))}."
    if alternatief.proeftijd_tot_datum is not None:
        said += f" Proeftijd tot en met {date_words(alternatief.proeftijd_tot_datum)}."
    for straf in straffen:
        said += _instead(straf)
    if agreed:
        said += f" Afspraak: {_sentence(agreed)}"
    is_now = any(straf.onvoorwaardelijk > 0 for straf in straffen)
    return Gevolg("straf", DANGER if is_now else WARN, said)


def _instead(straf: StrafRow) -> str:
    if straf.soort is not StrafSoort.boete or not straf.vervangende_soort:
        return ""
    instead = kind_words(straf.vervangende_soort, straf.vervangende_dagen or 0)
    return f" Betaalt hij niet: {instead}."


def _degradatie(alternatief: AlternatiefRow) -> Gevolg:
    if alternatief.is_degradatie:
        return Gevolg("degradatie", DANGER, "Degradatie: terug naar het basisprogramma.")
    if alternatief.straffen:
        return Gevolg(
            "degradatie",
            GOOD,
            "Geen degradatie. De directeur schrijft op waarom.",
        )
    return Gevolg("degradatie", GOOD, "Geen degradatie.")


def _verlof(alternatief: AlternatiefRow, stand: GevolgStand) -> Gevolg:
    verloven = coming(stand.verloven, stand.today)
    if alternatief.is_terugplaatsing:
        lost = _list_verloven(verloven)
        said = f"{lost} {_ends(verloven)}." if lost else "Geen verlof meer vanuit dit huis."
        return Gevolg("verlof", DANGER, said)
    if not verloven:
        if alternatief.is_degradatie:
            return Gevolg("verlof", WARN, "Voorlopig geen re-integratieverlof. Er stond niets.")
        return Gevolg("verlof", GOOD, "Er staat geen verlof gepland.")
    lost_all = lost_verloven(alternatief, stand)
    inside = tuple(one for one in _inside(alternatief, stand) if one not in lost_all)
    kept = [one for one in verloven if one not in lost_all and one not in inside]
    parts = []
    if lost_all:
        parts.append(f"{_list_verloven(lost_all)} {_ends(lost_all)}; de casemanager beslist.")
    if inside:
        verb = "valt" if len(inside) == 1 else "vallen"
        parts.append(f"{_list_verloven(inside)} {verb} in de opsluiting als die vandaag ingaat.")
    if kept:
        parts.append(_kept(kept, alternatief))
    toon = DANGER if lost_all else WARN if inside or _at_risk(alternatief) else GOOD
    return Gevolg("verlof", toon, " ".join(parts))


def _kept(kept: list[VerlofRow], alternatief: AlternatiefRow) -> str:
    verb = "blijft staan" if len(kept) == 1 else "blijven staan"
    if _at_risk(alternatief):
        return f"{_list_verloven(kept)} {verb} zolang hij zich aan de voorwaarden houdt."
    return f"{_list_verloven(kept)} {verb}."


def _list_verloven(verloven: Iterable[VerlofRow]) -> str:
    return capitalise(join_words(verlof_words(one) for one in verloven))


def _ends(verloven: Sequence[VerlofRow]) -> str:
    return "vervalt" if len(verloven) == 1 else "vervallen"


def _at_risk(alternatief: AlternatiefRow) -> bool:
    """Is a verlof voorwaardelijk refused?"""
    return any(
        straf.soort is StrafSoort.verlof and straf.voorwaardelijk > 0
        for straf in alternatief.straffen
    )


def _inside(alternatief: AlternatiefRow, stand: GevolgStand) -> tuple[VerlofRow, ...]:
    """Verloven on the days of an opsluiting that would begin today."""
    days = _now(alternatief, StrafSoort.opsluiting)
    last = stand.today + timedelta(days=days - 1)
    if not days:
        return ()
    return tuple(one for one in coming(stand.verloven, stand.today) if one.begin_datum <= last)


def _werk(alternatief: AlternatiefRow, stand: GevolgStand) -> Gevolg:
    werk = stand.werk
    arbeid = [one for one in coming(stand.verloven, stand.today) if _is_arbeid(one)]
    is_lost = any(_is_arbeid(one) for one in lost_verloven(alternatief, stand))
    if werk is None:
        if is_lost and arbeid:
            return Gevolg("werk", DANGER, f"Werk buiten vanaf {_begin(arbeid)} kan niet beginnen.")
        return Gevolg("werk", GOOD, "Hij heeft nu geen werk dat hij kan verliezen.")
    where = f"{work_name(werk)} ({werk.uren} uur per week)."
    if alternatief.is_terugplaatsing:
        return Gevolg("werk", DANGER, f"Zijn werk stopt: {where}")
    if werk.soort is WerkSoort.buiten and (alternatief.is_degradatie or is_lost):
        said = f"Hij raakt zijn werk kwijt: {where} Buiten werken kan alleen met verlof."
        return Gevolg("werk", DANGER, said)
    later = f" Werk buiten vanaf {_begin(arbeid)} kan niet beginnen." if is_lost else ""
    days = sum(_now(alternatief, soort) for soort in _NO_WORK)
    if not days:
        return Gevolg("werk", DANGER if later else GOOD, f"Hij houdt zijn werk: {where}{later}")
    hours = _hours_lost(werk, days)
    said = f"{plural(days, 'dag', 'dagen')} geen werk: hij mist ongeveer {hours} uur bij {where}"
    return Gevolg("werk", DANGER if later else WARN, said + later)


def _hours_lost(werk: WerkplekRow, days: int) -> int:
    """Of his week, spread over its seven days; at least one."""
    return max(1, round(werk.uren * days / 7))


def _is_arbeid(verlof: VerlofRow) -> bool:
    return verlof.soort is VerlofSoort.extramurale_arbeid


def _begin(verloven: list[VerlofRow]) -> str:
    return day_words(verloven[0].begin_datum)


def _plaatsing(alternatief: AlternatiefRow, stand: GevolgStand) -> Gevolg:
    if alternatief.is_terugplaatsing:
        said = "Terugplaatsing: zijn deelname aan het Huis van Herstel stopt."
        if lost := _what_he_has(stand):
            said += f" Hij verliest {join_words(lost)}."
        return Gevolg("plaatsing", DANGER, f"{said} De casemanager beslist.")
    said = "Hij blijft hier."
    if stand.uitstroom_datum is not None and stand.uitstroom_datum >= stand.today:
        said = f"Hij blijft hier tot zijn uitstroom op {date_words(stand.uitstroom_datum)}."
    if kept := _what_he_has(stand):
        said += f" Hij houdt {join_words(kept)}."
    if _loses_ground(alternatief, stand):
        said += " Zonder verlof voor extramurale arbeid kan overplaatsing volgen."
        return Gevolg("plaatsing", WARN, said)
    return Gevolg("plaatsing", GOOD, said)


def _what_he_has(stand: GevolgStand) -> list[str]:
    has = []
    if number := stand.aantal_doelen_nu:
        has.append(f"zijn {plural(number, 'doel', 'doelen')}" if number > 1 else "zijn doel")
    if stand.zorg:
        has.append(f"zijn zorg bij {join_words(stand.zorg)}")
    return has


def _loses_ground(alternatief: AlternatiefRow, stand: GevolgStand) -> bool:
    """Placement rests on verlof for extramurale arbeid where he has that (DF §3c, BBA)."""
    if not alternatief.is_degradatie:
        return False
    works_outside = stand.werk is not None and stand.werk.soort is WerkSoort.buiten
    return works_outside or any(_is_arbeid(one) for one in coming(stand.verloven, stand.today))


def _now(alternatief: AlternatiefRow, soort: StrafSoort) -> int:
    """How much of this kind is executed at once."""
    return sum(straf.onvoorwaardelijk for straf in alternatief.straffen if straf.soort is soort)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."
