"""A straf in words, and its way to and from the encrypted file.

A file of its own because a straf hangs on an alternatief as well as on a beslissing, and screens,
services and paper all say it in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.sancties.model import Sanctiezaak, Straf
from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.words import StrafSoort
from hvh_desktop.text import clean_text, join_words, plural

_AGREED = "wel een afspraak"
_DOT = "."


def euros(centen: int) -> str:
    """'€ 12,50'."""
    whole, rest = divmod(centen, 100)
    thousands = f"{whole:,}".replace(",", ".")
    return f"€ {thousands},{rest:02d}"


def amount_words(soort: StrafSoort, aantal: int) -> str:
    """How much of it: '3 dagen', '€ 12,50'; a verlof counts as one."""
    if soort is StrafSoort.boete:
        return euros(aantal)
    if soort is StrafSoort.verlof:
        return "het eerstvolgende verlof"
    return plural(aantal, "dag", "dagen")


def kind_words(soort: StrafSoort, aantal: int) -> str:
    """'3 dagen opsluiting', 'weigering van het eerstvolgende verlof', 'geldboete van € 5,00'."""
    if soort is StrafSoort.boete:
        return f"geldboete van {euros(aantal)}"
    if soort is StrafSoort.verlof:
        return f"weigering van {amount_words(soort, aantal)}"
    return f"{amount_words(soort, aantal)} {soort.value}"


def words(straf: StrafRow) -> str:
    """'3 dagen opsluiting, waarvan 2 voorwaardelijk'."""
    said = kind_words(straf.soort, straf.aantal)
    if not straf.voorwaardelijk:
        return said
    if straf.voorwaardelijk >= straf.aantal:
        return f"{said}, voorwaardelijk"
    part = straf.voorwaardelijk
    amount = euros(part) if straf.soort is StrafSoort.boete else str(part)
    return f"{said}, waarvan {amount} voorwaardelijk"


def full_words(straf: StrafRow) -> str:
    """As ``words``, with how it is worked out and what comes instead of a fine."""
    said = words(straf)
    if straf.uitwerking:
        said = f"{said} ({straf.uitwerking.rstrip('.')})"
    if straf.soort is StrafSoort.boete and straf.vervangende_soort and straf.vervangende_dagen:
        instead = kind_words(straf.vervangende_soort, straf.vervangende_dagen)
        said = f"{said}; betaalt hij niet, dan {instead}"
    return said


def summary(straffen: Sequence[StrafRow], afspraak: str) -> str:
    """A whole outcome on one line: '2 dagen opsluiting en een afspraak'."""
    if not straffen:
        return f"geen straf, {_AGREED}" if afspraak.strip() else "geen straf"
    said = [words(straf) for straf in straffen]
    if len(said) == 1 or not any("," in one for one in said):
        line = join_words(said)
    else:
        line = "; ".join(said)
    return f"{line}, met een afspraak" if afspraak.strip() else line


# In the encrypted file ------------------------------------------------------------------------


def write_straffen(
    session: Session, zaak: Sanctiezaak, hoort_bij_id: UUID, straffen: Iterable[StrafRow]
) -> None:
    """Keep the straffen of an alternatief or a beslissing; only what belongs to each kind."""
    for number, straf in enumerate(straffen, start=1):
        is_fine, is_visit = straf.soort is StrafSoort.boete, _is_visit(straf)
        session.add(
            Straf(
                sanctiezaak_id=zaak.id,
                deelnemer_id=zaak.deelnemer_id,
                hoort_bij_id=hoort_bij_id,
                volgorde=number,
                soort=straf.soort,
                aantal=straf.aantal,
                voorwaardelijk=straf.voorwaardelijk,
                uitwerking=clean_text(straf.uitwerking).strip(),
                bezoek_reden=clean_text(straf.bezoek_reden).strip() if is_visit else "",
                weekloon_centen=straf.weekloon_centen if is_fine else None,
                vervangende_soort=straf.vervangende_soort if is_fine else None,
                vervangende_dagen=straf.vervangende_dagen if is_fine else None,
            )
        )
    session.flush()


def _is_visit(straf: StrafRow) -> bool:
    return StrafSoort.bezoek in (straf.soort, straf.vervangende_soort)


def read_straffen(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, tuple[StrafRow, ...]]:
    """The straffen of each of these alternatieven and beslissingen, in one query."""
    wanted = list(ids)
    found: dict[UUID, list[StrafRow]] = {one: [] for one in wanted}
    statement = select(Straf).where(Straf.hoort_bij_id.in_(wanted)).order_by(Straf.volgorde)
    for straf in session.scalars(statement):
        found[straf.hoort_bij_id].append(straf_row(straf))
    return {one: tuple(rows) for one, rows in found.items()}


def straf_row(straf: Straf) -> StrafRow:
    """As screens and paper get it."""
    return StrafRow(
        soort=straf.soort,
        aantal=straf.aantal,
        voorwaardelijk=straf.voorwaardelijk,
        uitwerking=straf.uitwerking,
        bezoek_reden=straf.bezoek_reden,
        weekloon_centen=straf.weekloon_centen,
        vervangende_soort=straf.vervangende_soort,
        vervangende_dagen=straf.vervangende_dagen,
        id=straf.id,
    )
