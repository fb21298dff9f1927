"""Cases written straight into the file, for lists and figures that need many or odd ones."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

from hvh_desktop.db import Session, new_id
from hvh_desktop.sancties.model import (
    Alternatief,
    Beslissing,
    Sanctievoorstel,
    Sanctiezaak,
    Straf,
    Zaakstap,
)
from hvh_desktop.sancties.words import (
    AlternatiefSoort,
    RondeAanleiding,
    SanctieStatus,
    StrafSoort,
    Uitkomst,
    Verantwoordelijkheid,
)

Straffen = tuple[tuple[StrafSoort, int, int], ...]
"""Kind, how much, and how much of it is voorwaardelijk."""


def add_zaak(
    session: Session,
    deelnemer_id: UUID,
    soort: str,
    day: date,
    status: SanctieStatus = SanctieStatus.voorval,
    **more: Any,
) -> UUID:
    """A case that stands somewhere, with the step that brought it there."""
    values: dict[str, Any] = {
        "voorval_tijd": time(20, 15),
        "plaats": "op zijn kamer",
        "feiten": "Het rook naar wiet.",
        "betrokkenen": (),
        "is_zelf_gemeld": False,
    }
    zaak = Sanctiezaak(
        deelnemer_id=deelnemer_id,
        status=status,
        voorval_soort=soort,
        voorval_datum=day,
        **{**values, **more},
    )
    session.add(zaak)
    session.flush()
    session.add(
        Zaakstap(
            sanctiezaak_id=zaak.id,
            deelnemer_id=deelnemer_id,
            ronde=zaak.ronde,
            van=None,
            naar=status,
            datum=more.get("slot_datum") or day,
        )
    )
    return zaak.id


def add_beslissing(
    session: Session,
    zaak_id: UUID,
    day: date,
    straffen: Straffen = (),
    *,
    regulier: Straffen = (),
    gekozen: AlternatiefSoort | None = AlternatiefSoort.maatwerk,
    telt_mee: tuple[str, ...] = (),
    is_regulier_terug: bool = False,
    is_terug: bool = False,
    aanleiding: RondeAanleiding = RondeAanleiding.eerste,
    uitkomst: Uitkomst | None = None,
) -> UUID:
    """A voorstel with two outcomes and the decision on it. ``gekozen`` None: not followed."""
    zaak = session.get_one(Sanctiezaak, zaak_id)
    of: dict[str, Any] = {"sanctiezaak_id": zaak_id, "deelnemer_id": zaak.deelnemer_id}
    ronde = 1 if aanleiding is RondeAanleiding.eerste else 2
    voorstel = Sanctievoorstel(
        **of,
        ronde=ronde,
        datum=day,
        problematiek=("verslaving",),
        hoeveelste_keer=1,
        verantwoordelijkheid=Verantwoordelijkheid.volledig,
        telt_mee=telt_mee,
        waarom="Hij is in behandeling en meldde zich zelf.",
    )
    session.add(voorstel)
    session.flush()
    kinds = [(AlternatiefSoort.regulier, regulier, is_regulier_terug)]
    if gekozen is not AlternatiefSoort.regulier:
        kinds.append((gekozen or AlternatiefSoort.maatwerk, straffen, is_terug))
    ids: dict[AlternatiefSoort, UUID] = {}
    for number, (soort, own, back) in enumerate(kinds, start=1):
        one = Alternatief(
            **of,
            voorstel_id=voorstel.id,
            volgorde=number,
            soort=soort,
            naam=soort.value,
            is_degradatie=False,
            is_terugplaatsing=back,
            is_gekozen=soort is gekozen,
            gevolgen=(),
        )
        session.add(one)
        session.flush()
        ids[soort] = one.id
        _add_straffen(session, of, one.id, own)
    beslissing = Beslissing(
        **of,
        ronde=ronde,
        aanleiding=aanleiding,
        voorstel_id=voorstel.id,
        alternatief_id=ids[gekozen] if gekozen else None,
        datum=day,
        uitkomst=uitkomst or (Uitkomst.straf if straffen else Uitkomst.geen_straf),
        verantwoordelijkheid=Verantwoordelijkheid.volledig,
        motivering="Zo leert hij er het meest van.",
        is_degradatie=False,
        is_terugplaatsing=is_terug,
        is_zelfde_persoon=False,
    )
    session.add(beslissing)
    session.flush()
    _add_straffen(session, of, beslissing.id, straffen)
    return beslissing.id


def _add_straffen(session: Session, of: dict[str, Any], owner: UUID, straffen: Straffen) -> None:
    for number, (soort, amount, conditional) in enumerate(straffen, start=1):
        session.add(
            Straf(
                **of,
                hoort_bij_id=owner,
                volgorde=number,
                soort=soort,
                aantal=amount,
                voorwaardelijk=conditional,
            )
        )


__all__ = ["Straffen", "add_beslissing", "add_zaak", "new_id"]
