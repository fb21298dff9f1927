"""Ground, names and numbers that sharing and the card of the team both need; asks no rights."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.netwerken.service import NetwerklidRow, list_netwerk
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.signaleringsplannen.rows import Belregel, Deelgrond, FaseRow
from hvh_desktop.text import date_words
from hvh_desktop.toestemmingen.grond import Ontvanger, find_gronden
from hvh_desktop.toestemmingen.model import GegevensSoort, Grondslag, OntvangerSoort


def deelgrond(session: Session, deelnemer_id: UUID, netwerklid_id: UUID | None) -> Deelgrond:
    """The consent that covers the signaleringsplan for this person; a law is not enough here."""
    soort = OntvangerSoort.team if netwerklid_id is None else OntvangerSoort.netwerklid
    gronden = find_gronden(session, deelnemer_id, Ontvanger(soort, netwerklid_id, ""))
    who = gronden.ontvanger.wie
    for grond in gronden.alle.get(GegevensSoort.signaleringsplan, ()):
        if grond.grondslag is Grondslag.toestemming and grond.tot_datum is not None:
            until = date_words(grond.tot_datum)
            told = f"Hij gaf toestemming voor {who}, tot en met {until}."
            return Deelgrond(
                mag=True,
                zin=told,
                wie=who,
                toestemming_id=grond.toestemming_id,
                tot_datum=grond.tot_datum,
                beperking=grond.beperking,
                mag_netwerk=GegevensSoort.netwerk in gronden.alle,
            )
    told = " ".join(gronden.missing([GegevensSoort.signaleringsplan]))
    told = told or f"Er is geen toestemming voor {who} over het signaleringsplan."
    return Deelgrond(mag=False, zin=told, wie=who)


def bellen(
    session: Session,
    deelnemer_id: UUID,
    fasen: Iterable[FaseRow],
    *,
    not_id: UUID | None = None,
    has_numbers: bool = True,
) -> tuple[Belregel, ...]:
    """Whom to call over these stages, with the numbers of today; 112 is not among them.

    ``not_id``: the reader himself, who need not call himself. ``has_numbers``: may the numbers
    of his network be told?
    """
    network = {lid.id: lid for lid in list_netwerk(session, deelnemer_id, with_vervallen=True)}
    found: dict[tuple[str, str], list[Kleur]] = {}
    for fase in fasen:
        lids = [network[one] for one in fase.bellen_ids if one in network and one != not_id]
        people = [(_called(lid), lid.telefoon if has_numbers else "") for lid in lids]
        free = [_split(line) for line in fase.bellen if not _is_112(line)]
        for key in [*people, *free]:
            known = found.setdefault(key, [])
            if fase.kleur not in known:
                known.append(fase.kleur)
    return tuple(Belregel(name, phone, tuple(kleuren)) for (name, phone), kleuren in found.items())


def _called(lid: NetwerklidRow) -> str:
    return f"{lid.naam} ({lid.relatie})" if lid.relatie else lid.naam


def _split(line: str) -> tuple[str, str]:
    """ "Huis: 06-00000100" is a name with a number."""
    name, colon, phone = line.rpartition(":")
    if colon and name.strip() and any(sign.isdigit() for sign in phone):
        return name.strip(), phone.strip()
    return line, ""


def _is_112(line: str) -> bool:
    """The emergency number is put last by the program."""
    return "".join(sign for sign in line if sign.isdigit()) == "112"
