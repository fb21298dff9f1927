"""The one door through which anything leaves the house: no ground, no verstrekking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.text import capitalise, clean_text, date_words
from hvh_desktop.toestemmingen.grond import Grond, Gronden, find_gronden
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    Grondslag,
    OntvangerSoort,
    Toestemming,
    Verstrekking,
    VerstrekkingWat,
    VerstrekkingWijze,
)
from hvh_desktop.toestemmingen.ontvangers import Ontvanger, get_known

Bases = list[tuple[Grond, tuple[GegevensSoort, ...]]]
"""Which kinds go on which ground."""
LEAST_REASON = 10
"""Characters; fewer say nothing about a danger."""


@dataclass(frozen=True)
class Basis:
    """On which ground which kinds went."""

    grondslag: Grondslag
    gegevens: tuple[GegevensSoort, ...]
    tekst: str


@dataclass(frozen=True)
class VerstrekkingRow:
    """Something that was given, as the list shows it."""

    id: UUID
    deelnemer_id: UUID
    datum: date
    ontvanger_soort: OntvangerSoort
    ontvanger_id: UUID | None
    ontvanger: str
    """The name, as it was then."""
    wie: str
    wat: VerstrekkingWat
    omschrijving: str
    wijze: VerstrekkingWijze
    bases: tuple[Basis, ...]
    toelichting: str
    bron_id: UUID | None
    door: str

    @property
    def gegevens(self) -> tuple[GegevensSoort, ...]:
        """All kinds that went."""
        found = {kind for basis in self.bases for kind in basis.gegevens}
        return tuple(kind for kind in GegevensSoort if kind in found)

    @property
    def is_vitaal_belang(self) -> bool:
        """It went for want of another ground, because somebody was in danger."""
        return any(basis.grondslag is Grondslag.vitaal_belang for basis in self.bases)


def record_verstrekking(
    session: Session,
    deelnemer_id: UUID,
    ontvanger_soort: OntvangerSoort,
    ontvanger_id: UUID | None,
    wat: VerstrekkingWat,
    gegevens: Iterable[GegevensSoort],
    wijze: VerstrekkingWijze,
    *,
    omschrijving: str = "",
    vitaal_belang: str = "",
    bron_id: UUID | None = None,
    datum: date | None = None,
    leefgebieden: Iterable[str] = (),
) -> UUID:
    """Write down what goes, after a ground was found for every kind of it; else refuse.

    ``leefgebieden``: to which ones the contents belong, when that is known; a limited ground
    must allow them. ``datum``: the day on which it was told, today by default.
    """
    is_own = ontvanger_soort is OntvangerSoort.deelnemer
    right = Right.print_trajectplan if is_own else Right.record_verstrekking
    require(session, right, deelnemer_id)
    known = get_known(session, deelnemer_id, ontvanger_soort, ontvanger_id)
    kinds, day = _kinds(gegevens), _checked_day(session, datum)
    reason = "" if is_own else clean_text(vitaal_belang).strip()
    if reason:
        bases = [(_vital(reason), kinds)]
    else:
        gronden = find_gronden(session, deelnemer_id, known.ontvanger, on=day)
        _refuse(gronden, kinds, tuple(leefgebieden))
        bases = _chosen(gronden, kinds)
    given = {"wat": wat, "wijze": wijze, "datum": day, "bron_id": bron_id}
    given |= {"omschrijving": clean_text(omschrijving).strip(), "toelichting": reason}
    return _write(session, deelnemer_id, known.ontvanger, bases, given)


def _write(
    session: Session, deelnemer_id: UUID, to: Ontvanger, bases: Bases, given: Mapping[str, Any]
) -> UUID:
    """One row per ground; the id of the first."""
    ids: list[UUID] = []
    for grond, covered in bases:
        row = Verstrekking(
            **given,
            deelnemer_id=deelnemer_id,
            ontvanger_soort=to.soort,
            ontvanger_id=to.id,
            ontvanger_naam=to.naam,
            ontvanger_wie=to.wie,
            gegevens=covered,
            grondslag=grond.grondslag,
            toestemming_id=grond.toestemming_id,
            wet_sleutel=grond.wet_sleutel,
            bij_id=ids[0] if ids else None,
        )
        session.add(row)
        session.flush()
        ids.append(row.id)
    return ids[0]


def _kinds(gegevens: Iterable[GegevensSoort]) -> tuple[GegevensSoort, ...]:
    asked = set(gegevens)
    if not asked:
        sentence = "Kies waarover het gaat. Zonder dat is er geen grond te vinden."
        raise UserError(sentence, {"gegevens": sentence})
    found = tuple(kind for kind in GegevensSoort if kind in asked)
    if len(found) < len(asked):
        raise UserError("Kies de gegevens uit de lijst.", {"gegevens": "Kies ze uit de lijst."})
    return found


def _checked_day(session: Session, datum: date | None) -> date:
    if datum is not None and datum > session.today:
        sentence = "Deze dag moet nog komen. Leg het vast als het gebeurd is."
        raise UserError(sentence, {"datum": sentence})
    return datum or session.today


def _vital(reason: str) -> Grond:
    if len(reason) < LEAST_REASON or not any(char.isalpha() for char in reason):
        sentence = "Schrijf in een paar woorden wat het gevaar was en waarom het niet kon wachten."
        raise UserError(sentence, {"toelichting": sentence})
    return Grond(Grondslag.vitaal_belang, None, "", "Vitaal belang", "", None, None, (), "")


def _refuse(
    gronden: Gronden, kinds: Sequence[GegevensSoort], leefgebieden: tuple[str, ...]
) -> None:
    """Raise one UserError that says which ground is missing, for every kind that lacks one."""
    sentences = list(gronden.missing(kinds))
    for kind in kinds:
        allowed = gronden.leefgebieden(kind)
        if allowed and not set(leefgebieden) <= set(allowed):
            sentences.append(
                f"Voor ‘{kind.value}’ is er geen grond buiten de leefgebieden van de grond."
            )
    if sentences:
        told = " ".join(dict.fromkeys(sentences))
        raise UserError(told, {"gegevens": told})


def _chosen(gronden: Gronden, kinds: tuple[GegevensSoort, ...]) -> Bases:
    """As few grounds as cover all kinds; the law before a consent when both do equally."""
    left, chosen = list(kinds), []
    while left:
        found = dict.fromkeys(grond for kind in left for grond in gronden.alle[kind])
        covers = {
            grond: tuple(kind for kind in left if grond in gronden.alle[kind]) for grond in found
        }
        best = max(found, key=lambda one: (len(covers[one]), one.grondslag is Grondslag.wet))
        chosen.append((best, covers[best]))
        left = [kind for kind in left if kind not in covers[best]]
    return chosen


def list_verstrekkingen(session: Session, deelnemer_id: UUID) -> list[VerstrekkingRow]:
    """What was given about him, newest first; one line per giving."""
    require(session, Right.read_dossier, deelnemer_id)
    statement = select(Verstrekking).where(Verstrekking.deelnemer_id == deelnemer_id)
    found = session.scalars(statement.order_by(Verstrekking.id)).all()
    names = get_medewerker_names(session)
    rows = [
        _row(session, one, [one, *(other for other in found if other.bij_id == one.id)], names)
        for one in found
        if one.bij_id is None
    ]
    return sorted(rows, key=lambda row: (row.datum, row.id), reverse=True)


def _row(
    session: Session, one: Verstrekking, parts: list[Verstrekking], names: Mapping[UUID, str]
) -> VerstrekkingRow:
    return VerstrekkingRow(
        id=one.id,
        deelnemer_id=one.deelnemer_id,
        datum=one.datum,
        ontvanger_soort=one.ontvanger_soort,
        ontvanger_id=one.ontvanger_id,
        ontvanger=one.ontvanger_naam,
        wie=one.ontvanger_wie,
        wat=one.wat,
        omschrijving=one.omschrijving,
        wijze=one.wijze,
        bases=tuple(_basis(session, part) for part in parts),
        toelichting=one.toelichting,
        bron_id=one.bron_id,
        door=names.get(one.created_by, ""),
    )


def _basis(session: Session, one: Verstrekking) -> Basis:
    kinds = tuple(kind for kind in GegevensSoort if kind in one.gegevens)
    return Basis(one.grondslag, kinds, _in_words(session, one))


def _in_words(session: Session, one: Verstrekking) -> str:
    """The ground as somebody reads it back later."""
    if one.grondslag is Grondslag.wet:
        lines = get_value(session, "verstrekking_wettelijke_gronden", on=one.datum)
        text = next((line["tekst"] for line in lines if line["sleutel"] == one.wet_sleutel), "")
        return f"Wet: {text}" if text else "Wet"
    if one.grondslag is Grondslag.toestemming and one.toestemming_id is not None:
        consent = session.get_one(Toestemming, one.toestemming_id)
        return f"Toestemming vanaf {date_words(consent.vanaf_datum)}"
    return capitalise(one.grondslag.value)
