"""Each part of a plan for others: does it go, whole or in part, or does it stay?

The rules stand in ``uitgaven``. A file of its own because a plan has fourteen parts.
"""

from __future__ import annotations

from dataclasses import replace

from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.text import join_words, plural
from hvh_desktop.toestemmingen.model import GegevensSoort as Kind
from hvh_desktop.trajectplannen.inhoud import Doelregel, Gegevens, Gesprekregel, Netwerkregel
from hvh_desktop.trajectplannen.schaar import Schaar, Weglating

OTHERS = "Dit zijn gegevens van die mensen zelf. Daar gaat zijn toestemming of de wet niet over."
ORIGINS = {
    "Komt uit zijn krachteninventarisatie": Kind.krachten,
    "Komt uit zijn motivatiebrief": Kind.eigen_verhaal,
    "Komt uit een mentorgesprek": Kind.afspraken,
}
"""How the origin of a doel begins, and to which kind of data its quotation belongs."""

# Himself --------------------------------------------------------------------------------


def person(s: Schaar) -> None:
    kind, gegevens = Kind.persoonsgegevens, s.inhoud.gegevens
    if s.may(kind):
        s.goes(kind, "Zijn naam, zijn gegevens en zijn verblijf")
        return
    s.stays(kind, "Zijn achternaam, geboortedatum, nummer, talen en verblijf")
    s.changes["gegevens"] = Gegevens(
        gegevens.roepnaam, gegevens.roepnaam, "", "", None, "", "", None, None, "", None
    )


def team(s: Schaar) -> None:
    """His team is of the house; that there is a psycholoog is about care."""
    if s.may(Kind.zorg):
        if s.inhoud.names(Taak.psycholoog):
            s.goes(Kind.zorg, "Wie zijn psycholoog is")
        return
    if s.inhoud.names(Taak.psycholoog):
        s.stays(Kind.zorg, "Wie zijn psycholoog is")
    s.changes["team"] = tuple(lid for lid in s.inhoud.team if lid.taak is not Taak.psycholoog)


def story(s: Schaar) -> None:
    names = ("eigen_verhaal", "eigen_verhaal_bron")
    s.whole(Kind.eigen_verhaal, "Wat hij zelf zegt", *names)


# Krachten and leefgebieden --------------------------------------------------------------


def strengths(s: Schaar) -> None:
    kind, krachten = Kind.krachten, s.inhoud.krachten
    keep = [k for k in krachten if s.may(kind) and s.of_areas(kind, [k.leefgebied])]
    if not s.may(Kind.netwerk):
        known = [("volgens iemand anders" if "volgens " in k.bron else k.bron) for k in keep]
        keep = [replace(k, bron=bron) for k, bron in zip(keep, known, strict=True)]
    elif any("volgens " in k.bron for k in keep):
        s.told.add(Kind.netwerk)
    s.changes["krachten"] = tuple(keep)
    if keep:
        s.goes(kind, f"{plural(len(keep), 'kracht', 'krachten')}")
    if len(keep) < len(krachten):
        gone = plural(len(krachten) - len(keep), "kracht", "krachten")
        s.stays(kind, gone)


def areas(s: Schaar) -> None:
    kind, sheets = Kind.krachten, s.inhoud.leefgebieden
    keep = tuple(one for one in sheets if s.may(kind) and s.of_areas(kind, [one.naam]))
    s.changes["leefgebieden"] = keep
    if not keep:
        s.changes["inventarisatie_datum"] = None
    if keep:
        s.goes(kind, f"De leefgebieden: {join_words(one.naam for one in keep)}")
    if len(keep) < len(sheets):
        gone = join_words(one.naam for one in sheets if one not in keep)
        s.stays(kind, f"De leefgebieden: {gone}" if keep else "De leefgebieden")


def setbacks(s: Schaar) -> None:
    names = ("tegenslag", "tegenslag_aanvulling")
    s.whole(Kind.krachten, "Hoe hij met tegenslag omgaat", *names)


# Doelen ---------------------------------------------------------------------------------


def goals(s: Schaar) -> None:
    kind = Kind.doelen
    counts = []
    for name in ("doelen", "later", "behaald", "vervallen"):
        rows: tuple[Doelregel, ...] = getattr(s.inhoud, name)
        keep = [d for d in rows if s.may(kind) and s.of_areas(kind, d.leefgebieden)]
        counts.append((len(rows), len(keep)))
        s.changes[name] = tuple(
            replace(goal(s, doel), nummer=number if doel.nummer else 0)
            for number, doel in enumerate(keep, start=1)
        )
    total, kept = (sum(column) for column in zip(*counts, strict=True))
    if kept:
        s.goes(kind, f"{plural(kept, 'doel', 'doelen')} met de acties")
    if kept < total:
        s.changes |= {"acties_eigen": 0, "acties_totaal": 0}
        s.stays(kind, f"{plural(total - kept, 'doel', 'doelen')} met de acties")
    dr_areas(s)


def goal(s: Schaar, doel: Doelregel) -> Doelregel:
    kind = Kind.doelen
    limit = s.mag.kinds[kind]
    areas = tuple(one for one in doel.leefgebieden if limit is None or one in limit)
    origin = next((k for words, k in ORIGINS.items() if doel.herkomst.startswith(words)), kind)
    return replace(
        doel,
        leefgebieden=areas,
        herkomst=doel.herkomst if s.may_all(origin) else "",
        acties=s.steps(kind, doel.acties, cut=False),
    )


def dr_areas(s: Schaar) -> None:
    """With the numbers that the doelen have in this edition."""
    gebieden, kind = s.inhoud.gebieden, Kind.doelen
    if not s.may(kind):
        s.changes["gebieden"] = replace(gebieden, regels=())
        return
    kept = [d.nummer for d in s.inhoud.doelen if s.of_areas(kind, d.leefgebieden)]
    numbers = {old: new for new, old in enumerate(kept, start=1)}
    regels = tuple(
        replace(one, doelen=tuple(numbers[old] for old in one.doelen if old in numbers))
        for one in gebieden.regels
    )
    s.changes["gebieden"] = replace(gebieden, regels=regels)


def other_steps(s: Schaar) -> None:
    kind, acties = Kind.doelen, s.inhoud.andere_acties
    keep = s.steps(kind, acties) if s.may(kind) else ()
    s.changes["andere_acties"] = keep
    if keep:
        s.goes(kind, f"{plural(len(keep), 'andere actie', 'andere acties')}")
    if len(keep) < len(acties):
        gone = plural(len(acties) - len(keep), "andere actie", "andere acties")
        s.stays(kind, gone)


def consent(s: Schaar) -> None:
    """His answer belongs to the doelen; what he said with it is his own story."""
    found, kind = s.inhoud.instemming, Kind.doelen
    if found is None:
        return
    if not s.may(kind):
        s.changes["instemming"] = None
        s.stays(kind, "Of hij het met het plan eens is")
        return
    s.goes(kind, "Of hij het met het plan eens is")
    if found.toelichting and not s.may_all(Kind.eigen_verhaal):
        s.changes["instemming"] = replace(found, toelichting="")
        s.stays(Kind.eigen_verhaal, "Wat hij daarbij zei")


# Agreements and talks -----------------------------------------------------------------------


def lasting(s: Schaar) -> None:
    s.whole(Kind.afspraken, "Afspraken die blijven", "planafspraken", empty=())
    kept = s.changes.get("planafspraken", s.inhoud.planafspraken)
    s.changes["planafspraken"] = tuple(replace(one, met_wie=s.who(one.met_wie)) for one in kept)


def talk(s: Schaar) -> None:
    """The last talk with the agreements that may go, and who of them may be named."""
    kind, found = Kind.afspraken, s.inhoud.gesprek
    if found is None:
        return
    if not s.may(kind):
        s.changes["gesprek"] = None
        s.stays(kind, "Het laatste gesprek")
        return
    keep = s.steps(kind, found.afspraken)
    s.changes["gesprek"] = Gesprekregel(found.datum, keep, _there(s, found.aanwezig))
    number = f"met {plural(len(keep), 'afspraak', 'afspraken')}" if keep else "zonder afspraken"
    s.goes(kind, f"Het laatste gesprek, {number}")
    if len(keep) < len(found.afspraken):
        gone = plural(len(found.afspraken) - len(keep), "afspraak", "afspraken")
        s.stays(kind, f"{gone} uit het laatste gesprek")


def _there(s: Schaar, aanwezig: str) -> str:
    """Who sat at the table; of what was typed only names that are known and may go."""
    if not aanwezig:
        return ""
    return ", ".join(naam for naam in aanwezig.split(", ") if s.who(naam) == naam)


def next_talk(s: Schaar) -> None:
    if s.inhoud.volgend_datum is None:
        return
    if s.may(Kind.afspraken):
        s.goes(Kind.afspraken, "Het volgende gesprek")
        return
    s.changes |= {"volgend_datum": None, "volgend_tijd": None}
    s.stays(Kind.afspraken, "Het volgende gesprek")


# Around him ---------------------------------------------------------------------------------


def network(s: Schaar) -> None:
    kind, people = Kind.netwerk, s.inhoud.netwerk
    if not people:
        return
    if not s.may(kind):
        s.changes["netwerk"] = ()
        s.stays(kind, "De mensen om hem heen")
        return
    s.changes["netwerk"] = tuple(map(_name_and_role, people))
    s.goes(kind, "De mensen om hem heen: naam, relatie en rol in het plan")
    private = "Hun leeftijd, waar zij wonen, telefoon en mail, hoe de band is, en bezoek"
    s.weg.append(Weglating(private, OTHERS))


def _name_and_role(one: Netwerkregel) -> Netwerkregel:
    return Netwerkregel(
        naam=one.naam,
        relatie=one.relatie,
        is_organisatie=one.is_organisatie,
        is_kind=one.is_kind,
        geboren=None,
        geboortejaar=None,
        woont_bij="",
        sterkte="",
        steun="",
        rol_in_plan=one.rol_in_plan,
        bezoek="",
        woonplaats="",
        telefoon="",
        mail="",
    )


def alerts(s: Schaar) -> None:
    s.whole(Kind.aandachtspunten, "De aandachtspunten", "aandachtspunten", empty=())


PARTS = (
    *(person, team, story, strengths, areas, setbacks),
    *(goals, other_steps, consent, lasting, talk),
    *(next_talk, network, alerts),
)
"""In the order in which the page tells them."""
