"""Where the tour stops for cases, measures, urine checks, verlof and work.

A file of its own because every step of a case asks for another man and another colleague.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.sancties import service
from hvh_desktop.sancties.rows import ZaakRow
from hvh_desktop.sancties.service_ordemaatregelen import list_ordemaatregelen
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.tour.steps import decide, go_to_step, weigh
from hvh_desktop.tour.stop import (
    DIRECTEUR,
    LEAD,
    LOCATIEMANAGER,
    MENTOR,
    PSYCHOLOOG,
    Stop,
    give_reason,
    press,
)
from hvh_desktop.urinecontroles.rows import UrineRow, Wacht
from hvh_desktop.urinecontroles.service import list_lopend, list_urinecontroles
from hvh_desktop.verloven.model import VerlofStatus
from hvh_desktop.verloven.service import list_verloven, list_werkplekken

VOORSTEL = ("feiten", "man", "gewoon", "naast", "waarom", "nakijken")
BESLISSING = ("zaak", "keuze", "voorwaarden", "waarom", "nakijken")
IN_EVERY_LOOK = frozenset({"naast", "keuze"})
Address = dict[str, Any]


@dataclass(frozen=True)
class SanctieCast:
    """Cases by how far they are, and what else is seen with them. Each is an address."""

    zaken: dict[SanctieStatus, Address]
    """The newest of each."""
    again: Address
    """He was heard again, in a second round."""
    complained: Address
    ordemaatregel: Address
    urine_now: Address
    """Something is still waited for."""
    urine_done: Address
    verlof: Address
    verlof_had: Address
    werk: Address
    full: Address
    """Verlof of every kind, and work."""
    without: Address

    def at(self, status: SanctieStatus) -> Address:
        """The newest case that came so far."""
        return self.zaken[status]


def find_sanctie_cast(session: Session, full: UUID, without: UUID) -> SanctieCast:
    """Look them up as a mentor would. ``full`` is one of his own men."""
    rows = service.list_zaken(session)
    verloven = list_verloven(session, full)
    urine = list_urinecontroles(session)
    now = next(one.row for one in list_lopend(session) if one.wacht is Wacht.gelegenheid)
    him = {"deelnemer_id": full}
    order = next(one for one in list_ordemaatregelen(session) if one.is_lopend)
    return SanctieCast(
        zaken={row.status: _zaak(row) for row in reversed(rows)},
        again=_zaak(next(row for row in rows if row.ronde > 1)),
        complained=_zaak(_complained(session, rows)),
        ordemaatregel={"deelnemer_id": order.deelnemer_id, "ordemaatregel_id": order.id},
        urine_now=_urine(now),
        urine_done=_urine(next(row for row in urine if row.positief)),
        verlof={**him, "verlof_id": verloven[0].id},
        verlof_had={
            **him,
            "verlof_id": next(one.id for one in verloven if one.status is VerlofStatus.gehad),
        },
        werk={**him, "werkplek_id": list_werkplekken(session, full)[0].id},
        full=him,
        without={"deelnemer_id": without},
    )


def _complained(session: Session, rows: Iterable[ZaakRow]) -> ZaakRow:
    return next(row for row in rows if service.get_zaak(session, row.id).beklagen)


def _zaak(row: ZaakRow) -> Address:
    return {"deelnemer_id": row.deelnemer_id, "sanctiezaak_id": row.id}


def _urine(row: UrineRow) -> Address:
    return {"deelnemer_id": row.deelnemer_id, "urinecontrole_id": row.id}


def list_sanctie_stops(cast: SanctieCast) -> list[Stop]:
    """All pictures of these places."""
    return [
        *_register(cast),
        *_zaken(cast),
        *_begin(cast),
        *_weighing(cast),
        *_followed(cast),
        *_urine_stops(cast),
        *_free(cast),
    ]


def _register(cast: SanctieCast) -> list[Stop]:
    tab = {"tab": "sancties"}
    running = cast.at(SanctieStatus.voorwaardelijk)["deelnemer_id"]
    return [
        Stop("vandaag-locatiemanager", LOCATIEMANAGER, "vandaag", is_main=True),
        Stop("sancties", LOCATIEMANAGER, "sancties", is_main=True),
        Stop("sancties-mentor", MENTOR, "sancties"),
        Stop("sancties-directeur", DIRECTEUR, "sancties"),
        Stop("sanctiecijfers", LOCATIEMANAGER, "sanctiecijfers", is_main=True),
        Stop(
            "dossier-sancties", LOCATIEMANAGER, "dossier", {**tab, "deelnemer_id": running},
            is_main=True,
        ),
        Stop("dossier-sancties-leeg", MENTOR, "dossier", {**cast.full, **tab}),
        Stop("hulp-sancties", MENTOR, "hulp", {"page": "sancties"}),
    ]  # fmt: skip


def _zaken(cast: SanctieCast) -> list[Stop]:
    place, who, status = "sanctiezaak", LOCATIEMANAGER, SanctieStatus
    return [
        *(
            Stop(f"zaak-{one.name}", who, place, cast.at(one), is_main=one is status.voorwaardelijk)
            for one in (
                *(status.voorval, status.verslag, status.horen, status.beslissing),
                *(status.mededeling, status.uitreiking, status.voorwaardelijk),
                *(status.afloop, status.afgezien),
            )
        ),
        Stop("zaak-voorstel-directeur", DIRECTEUR, place, cast.at(status.voorstel), give_reason()),
        Stop("zaak-tweede-ronde", who, place, cast.again),
        Stop("zaak-horen-mentor", MENTOR, place, cast.at(status.horen)),
        Stop("zaak-advies", PSYCHOLOOG, place, cast.at(status.verslag)),
    ]


def _begin(cast: SanctieCast) -> list[Stop]:
    who, status = LOCATIEMANAGER, SanctieStatus
    open_one = cast.at(status.verslag)
    return [
        Stop("voorval-nieuw", MENTOR, "voorval", cast.full, is_main=True),
        Stop("voorval-fouten", MENTOR, "voorval", cast.full, then=press("bewaar")),
        Stop("voorval-wijzigen", who, "voorval", cast.at(status.voorval)),
        Stop("verslag", who, "verslag", cast.at(status.voorval)),
        Stop("horen", who, "horen", open_one, is_main=True),
        Stop("horen-proeftijd", who, "horen", cast.at(status.voorwaardelijk)),
        Stop("sanctieadvies", PSYCHOLOOG, "sanctieadvies", open_one),
        Stop("sanctieslot", who, "sanctieslot", open_one),
    ]


def _weighing(cast: SanctieCast) -> list[Stop]:
    heard, proposed = cast.at(SanctieStatus.horen), cast.at(SanctieStatus.voorstel)
    return [
        Stop("voorstel-leeg", LOCATIEMANAGER, "sanctievoorstel", heard, go_to_step(3)),
        *(
            Stop(
                f"voorstel-{number + 1}-{name}",
                LOCATIEMANAGER,
                "sanctievoorstel",
                heard,
                weigh(number),
                is_main=name in IN_EVERY_LOOK,
            )
            for number, name in enumerate(VOORSTEL)
        ),
        Stop("voorstel-mentor", MENTOR, "sanctievoorstel", heard),
        *(
            Stop(
                f"beslissing-{number + 1}-{name}",
                DIRECTEUR,
                "sanctiebeslissing",
                proposed,
                give_reason(decide(number)),
                is_main=name in IN_EVERY_LOOK,
            )
            for number, name in enumerate(BESLISSING)
        ),
    ]


def _followed(cast: SanctieCast) -> list[Stop]:
    who, status = LOCATIEMANAGER, SanctieStatus
    decided, told = cast.at(status.beslissing), cast.at(status.mededeling)
    handed = cast.at(status.uitreiking)
    return [
        Stop("mededeling-nieuw", who, "mededeling", decided),
        Stop("mededeling", MENTOR, "mededeling", told, is_main=True),
        Stop("mededeling-te-vroeg", who, "mededeling", cast.at(status.verslag)),
        Stop("uitreiking", MENTOR, "uitreiking", told, is_main=True),
        Stop("tenuitvoerlegging", who, "tenuitvoerlegging", handed, is_main=True),
        Stop("proeftijd", who, "tenuitvoerlegging", cast.at(status.voorwaardelijk)),
        Stop("beklag", who, "beklag", cast.complained),
        Stop("beklag-nieuw", who, "beklag", cast.at(status.voorwaardelijk)),
        Stop("ordemaatregel", DIRECTEUR, "ordemaatregel", cast.ordemaatregel, give_reason()),
        Stop("ordemaatregel-nieuw", MENTOR, "ordemaatregel", cast.full),
    ]


def _urine_stops(cast: SanctieCast) -> list[Stop]:
    place = "urinecontrole"
    return [
        Stop("urinecontroles", LOCATIEMANAGER, "urinecontroles", is_main=True),
        Stop("urinecontrole-wacht", LOCATIEMANAGER, place, cast.urine_now),
        Stop("urinecontrole", LOCATIEMANAGER, place, cast.urine_done),
        Stop("urinecontrole-nieuw", MENTOR, place, cast.full),
    ]


def _free(cast: SanctieCast) -> list[Stop]:
    tab = {"tab": "verlof"}
    return [
        Stop("dossier-verlof", MENTOR, "dossier", {**cast.full, **tab}, is_main=True),
        Stop("leeg-verlof", LOCATIEMANAGER, "dossier", {**cast.without, **tab}),
        Stop("verlof", MENTOR, "verlof", cast.verlof),
        Stop("verlof-gehad", MENTOR, "verlof", cast.verlof_had),
        Stop("verlof-nieuw", LEAD, "verlof", cast.full),
        Stop("werkplek", MENTOR, "werkplek", cast.werk),
        Stop("werkplek-nieuw", MENTOR, "werkplek", cast.full),
    ]
