"""The parts of one case as frozen rows, newest last; the services have asked the right before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select

from hvh_desktop.actieplannen.model import Doel
from hvh_desktop.db import Entity, Session
from hvh_desktop.sancties import straffen
from hvh_desktop.sancties.model import (
    Alternatief,
    Beslissing,
    Bijlage,
    Correctie,
    Hoorverslag,
    Sanctieadvies,
    Sanctievoorstel,
    Sanctiezaak,
    Straf,
    Voorwaarde,
    Zaakstap,
)
from hvh_desktop.sancties.model_gevolg import (
    Beklag,
    Mededeling,
    Tenuitvoerlegging,
    Uitreiking,
    Vervolgvoorstel,
)
from hvh_desktop.sancties.rows import (
    AdviesRow,
    AlternatiefRow,
    BeklagRow,
    BeslissingRow,
    BijlageRow,
    CorrectieRow,
    HoorRow,
    MededelingRow,
    StapRow,
    StrafRow,
    TenuitvoerleggingRow,
    UitreikingRow,
    VervolgvoorstelRow,
    VoorstelRow,
    VoorwaardeRow,
)
from hvh_desktop.text import date_words
from hvh_desktop.verloven.model import Verlof

Names = Mapping[UUID, str]
"""Roepnaam per medewerker."""
PDF = b"%PDF-"
E = TypeVar("E", bound=Entity)


def _of(session: Session, entity: type[E], zaak: Sanctiezaak) -> list[E]:
    """The rows of this kind of a case, in the order in which they were written."""
    kept: Any = entity
    statement = select(entity).where(kept.sanctiezaak_id == zaak.id).order_by(kept.id)
    return list(session.scalars(statement))


def _same(row: type[Any], one: Entity, **other: Any) -> Any:
    """A row that takes over what has the same name, and ``other`` for the rest."""
    taken = {name: getattr(one, name) for name in row.__dataclass_fields__ if name not in other}
    return row(**taken, **other)


def parts_of(session: Session, zaak: Sanctiezaak, names: Names) -> dict[str, Any]:
    """All parts by the name that they have in ``ZaakDetail``."""
    return {
        "stappen": stappen(session, zaak, names),
        "correcties": correcties(session, zaak, names),
        "bijlagen": bijlagen(session, zaak, names),
        "hoorverslagen": hoorverslagen(session, zaak, names),
        "adviezen": adviezen(session, zaak, names),
        "voorstellen": voorstellen(session, zaak, names),
        "beslissingen": beslissingen(session, zaak, names),
        "mededelingen": mededelingen(session, zaak, names),
        "uitreikingen": uitreikingen(session, zaak, names),
        "tenuitvoerleggingen": tenuitvoerleggingen(session, zaak),
        "beklagen": beklagen(session, zaak),
        "vervolgvoorstellen": vervolgvoorstellen(session, zaak, names),
    }


# Until the proposal ---------------------------------------------------------------------------


def stappen(session: Session, zaak: Sanctiezaak, names: Names) -> tuple[StapRow, ...]:
    """Its steps."""
    return tuple(
        _same(StapRow, one, door=names.get(one.created_by, ""))
        for one in _of(session, Zaakstap, zaak)
    )


def correcties(session: Session, zaak: Sanctiezaak, names: Names) -> tuple[CorrectieRow, ...]:
    """What was said later about a part."""
    return tuple(
        _same(CorrectieRow, one, door=names.get(one.created_by, ""), op=one.created_at)
        for one in _of(session, Correctie, zaak)
    )


def bijlagen(session: Session, zaak: Sanctiezaak, names: Names) -> tuple[BijlageRow, ...]:
    """Attachments that were not taken off, without their bytes."""
    columns = (Bijlage.id, Bijlage.soort, Bijlage.omschrijving)
    first = func.substr(Bijlage.inhoud, 1, len(PDF)).label("first")
    statement = select(*columns, Bijlage.created_by, Bijlage.created_at, first).where(
        Bijlage.sanctiezaak_id == zaak.id, Bijlage.is_vervallen.is_(False)
    )
    return tuple(
        BijlageRow(
            id=one.id,
            soort=one.soort,
            omschrijving=one.omschrijving,
            door=names.get(one.created_by, ""),
            op=one.created_at,
            is_pdf=one.first == PDF,
        )
        for one in session.execute(statement.order_by(Bijlage.id))
    )


def hoorverslagen(session: Session, zaak: Sanctiezaak, names: Names) -> tuple[HoorRow, ...]:
    """His hearings."""
    return tuple(
        _same(HoorRow, one, door=names.get(one.medewerker_id, ""))
        for one in _of(session, Hoorverslag, zaak)
    )


def adviezen(session: Session, zaak: Sanctiezaak, names: Names) -> tuple[AdviesRow, ...]:
    """What the psycholoog released."""
    return tuple(
        _same(AdviesRow, one, door=names.get(one.created_by, ""))
        for one in _of(session, Sanctieadvies, zaak)
    )


# Proposal and decision ------------------------------------------------------------------------


def voorstellen(session: Session, zaak: Sanctiezaak, names: Names) -> tuple[VoorstelRow, ...]:
    """Proposals with what was laid beside each other."""
    found = _of(session, Sanctievoorstel, zaak)
    if not found:
        return ()
    laid = sorted(_of(session, Alternatief, zaak), key=lambda one: one.volgorde)
    punished = straffen.read_straffen(session, [one.id for one in laid])
    return tuple(
        _same(
            VoorstelRow,
            one,
            door=names.get(one.created_by, ""),
            door_id=one.created_by,
            alternatieven=tuple(
                _same(AlternatiefRow, beside, straffen=punished.get(beside.id, ()))
                for beside in laid
                if beside.voorstel_id == one.id
            ),
        )
        for one in found
    )


def beslissingen(session: Session, zaak: Sanctiezaak, names: Names) -> tuple[BeslissingRow, ...]:
    """Decisions with their straffen and conditions."""
    found = _of(session, Beslissing, zaak)
    if not found:
        return ()
    ids = [one.id for one in found]
    punished = straffen.read_straffen(session, ids)
    conditions = voorwaarden_of(session, ids, names)
    return tuple(
        _same(
            BeslissingRow,
            one,
            door=names.get(one.created_by, ""),
            door_id=one.created_by,
            straffen=punished.get(one.id, ()),
            is_conform=one.alternatief_id is not None,
            voorwaarden=conditions.get(one.id, ()),
        )
        for one in found
    )


def voorwaarden_of(
    session: Session, beslissing_ids: Iterable[UUID], names: Names
) -> Mapping[UUID, tuple[VoorwaardeRow, ...]]:
    """Conditions per decision, the general one first."""
    statement = select(Voorwaarde).where(Voorwaarde.beslissing_id.in_(list(beslissing_ids)))
    kept = list(session.scalars(statement.order_by(Voorwaarde.volgorde, Voorwaarde.id)))
    found: dict[UUID, tuple[VoorwaardeRow, ...]] = {}
    for one, row in zip(kept, voorwaarde_rows(session, kept, names), strict=True):
        found[one.beslissing_id] = (*found.get(one.beslissing_id, ()), row)
    return found


def lasting_voorwaarden(
    session: Session, zaak_ids: Iterable[UUID], names: Names
) -> Mapping[UUID, tuple[VoorwaardeRow, ...]]:
    """Per case the conditions that count: those of the newest decision that has any."""
    statement = select(Voorwaarde).where(Voorwaarde.sanctiezaak_id.in_(list(zaak_ids)))
    kept = list(session.scalars(statement.order_by(Voorwaarde.volgorde, Voorwaarde.id)))
    newest: dict[UUID, UUID] = {}
    for one in kept:
        known = newest.get(one.sanctiezaak_id, one.beslissing_id)
        newest[one.sanctiezaak_id] = max(known, one.beslissing_id)
    found: dict[UUID, tuple[VoorwaardeRow, ...]] = {}
    for one, row in zip(kept, voorwaarde_rows(session, kept, names), strict=True):
        if one.beslissing_id == newest[one.sanctiezaak_id]:
            found[one.sanctiezaak_id] = (*found.get(one.sanctiezaak_id, ()), row)
    return found


def voorwaarde_rows(
    session: Session, kept: Sequence[Voorwaarde], names: Names
) -> list[VoorwaardeRow]:
    """Conditions with the words of the doel they hang on."""
    wanted = [one.doel_id for one in kept if one.doel_id is not None]
    statement = select(Doel.id, Doel.tekst).where(Doel.id.in_(wanted))
    doelen = {row.id: row.tekst for row in session.execute(statement)} if wanted else {}
    return [
        _same(
            VoorwaardeRow,
            one,
            doel=doelen.get(one.doel_id, "") if one.doel_id else "",
            toezicht=names.get(one.toezicht_id, ""),
        )
        for one in kept
    ]


# After the decision ---------------------------------------------------------------------------


def mededelingen(session: Session, zaak: Sanctiezaak, names: Names) -> tuple[MededelingRow, ...]:
    """Written decisions."""
    return tuple(
        _same(MededelingRow, one, door=names.get(one.created_by, ""), op=one.created_at)
        for one in _of(session, Mededeling, zaak)
    )


def uitreikingen(session: Session, zaak: Sanctiezaak, names: Names) -> tuple[UitreikingRow, ...]:
    """Handings-over."""
    return tuple(
        _same(UitreikingRow, one, door=names.get(one.medewerker_id, ""))
        for one in _of(session, Uitreiking, zaak)
    )


def tenuitvoerleggingen(session: Session, zaak: Sanctiezaak) -> tuple[TenuitvoerleggingRow, ...]:
    """What is or was executed."""
    found = _of(session, Tenuitvoerlegging, zaak)
    if not found:
        return ()
    punished: dict[UUID, StrafRow] = {
        one.id: straffen.straf_row(one) for one in _of(session, Straf, zaak)
    }
    return tuple(_same(TenuitvoerleggingRow, one, straf=punished[one.straf_id]) for one in found)


def beklagen(session: Session, zaak: Sanctiezaak) -> tuple[BeklagRow, ...]:
    """His complaints."""
    return tuple(_same(BeklagRow, one) for one in _of(session, Beklag, zaak))


def vervolgvoorstellen(
    session: Session, zaak: Sanctiezaak, names: Names
) -> tuple[VervolgvoorstelRow, ...]:
    """What the casemanager is asked, with which verlof it is about."""
    found = _of(session, Vervolgvoorstel, zaak)
    wanted = [one.verlof_id for one in found if one.verlof_id is not None]
    statement = select(Verlof.id, Verlof.soort, Verlof.begin_datum).where(Verlof.id.in_(wanted))
    verloven = {
        row.id: f"{row.soort.value} verlof van {date_words(row.begin_datum)}"
        for row in (session.execute(statement) if wanted else ())
    }
    return tuple(
        _same(
            VervolgvoorstelRow,
            one,
            verlof=verloven.get(one.verlof_id, "") if one.verlof_id else "",
            beantwoord_door=names.get(one.beantwoord_door, "") if one.beantwoord_door else "",
        )
        for one in found
    )
