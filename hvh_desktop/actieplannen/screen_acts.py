"""What can be done on the page of his doelen, each with its way back, and what it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from hvh_desktop.actieplannen import service
from hvh_desktop.actieplannen.model import DoelStatus
from hvh_desktop.actieplannen.service import (
    Aandeel,
    ActieRow,
    DoelRow,
    InstemmingRow,
    Uitvoerder,
)
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.deelnemers.service import get_roepnamen
from hvh_desktop.rights import Right
from hvh_desktop.sync.merge.conflicts import count_conflicts
from hvh_desktop.ui.context import Context, ProblemView


@dataclass(frozen=True)
class PlanData:
    """Everything the page of his doelen shows."""

    deelnemer_id: UUID
    roepnaam: str
    today: date
    doelen: tuple[DoelRow, ...]
    losse: tuple[ActieRow, ...]
    instemming: InstemmingRow | None
    aandeel: Aandeel
    uitvoerders: tuple[Uitvoerder, ...]
    redenen: tuple[str, ...]
    may_write: bool
    twee_versies: frozenset[UUID] = frozenset()
    """Doelen and acties that colleagues wrote apart, until somebody chooses."""

    def having(self, *statuses: DoelStatus) -> list[DoelRow]:
        """His doelen in these states, in order."""
        return [doel for doel in self.doelen if doel.status in statuses]

    def bare(self) -> list[DoelRow]:
        """Doelen of now without an actie."""
        return [doel for doel in self.having(DoelStatus.nu) if not doel.has_actie]


def read_plan(session: Session, deelnemer_id: UUID) -> PlanData:
    """Read the whole page at once."""
    may_write = is_allowed(session, Right.write_actieplan, deelnemer_id)
    return PlanData(
        deelnemer_id=deelnemer_id,
        roepnaam=get_roepnamen(session, [deelnemer_id])[deelnemer_id],
        today=session.today,
        doelen=tuple(service.list_doelen(session, deelnemer_id)),
        losse=tuple(service.list_losse_acties(session, deelnemer_id)),
        instemming=service.find_instemming(session, deelnemer_id),
        aandeel=service.eigen_aandeel(session, deelnemer_id),
        uitvoerders=tuple(service.list_uitvoerders(session, deelnemer_id)) if may_write else (),
        redenen=service.list_vervallenredenen(session),
        may_write=may_write,
        twee_versies=frozenset(count_conflicts(session, deelnemer_id)),
    )


class PlanActs:
    """The acts on doelen and acties; what can be taken back offers it at the bottom."""

    def __init__(self, context: Context, deelnemer_id: UUID) -> None:
        self._context, self._deelnemer_id = context, deelnemer_id

    def _do(
        self,
        operation: Callable[[Session], object],
        said: str,
        undo: Callable[[Session], object],
        form: ProblemView | None = None,
    ) -> bool:
        perform = self._context.perform
        kept = perform(operation, form=form)

        def take_back() -> None:
            perform(undo)

        if kept:
            self._context.tell(said, take_back)
        return kept

    def open_doel(self, doel_id: UUID | None = None) -> None:
        """Go to the page that makes or changes a doel."""
        self._context.open("doel", deelnemer_id=self._deelnemer_id, doel_id=doel_id)

    def move(self, ids: Sequence[UUID]) -> None:
        """Keep his order."""
        self._context.perform(lambda s: service.change_volgorde(s, self._deelnemer_id, list(ids)))

    def set_status(self, doel: DoelRow, status: DoelStatus) -> None:
        """Now or later."""
        was = doel.status
        self._do(
            lambda s: service.change_doel_status(s, doel.id, status),
            "Doel staat bij nu" if status is DoelStatus.nu else "Doel staat bij later",
            lambda s: service.change_doel_status(s, doel.id, was),
        )

    def complete_doel(self, doel: DoelRow, opbrengst: str, form: ProblemView) -> bool:
        """Reached."""
        return self._do(
            lambda s: service.complete_doel(s, doel.id, opbrengst),
            "Doel is behaald",
            lambda s: service.reopen_doel(s, doel.id, doel.status),
            form,
        )

    def remove_doel(self, doel: DoelRow, reden: str, form: ProblemView) -> bool:
        """Dropped."""
        return self._do(
            lambda s: service.remove_doel(s, doel.id, reden),
            "Doel is vervallen",
            lambda s: service.reopen_doel(s, doel.id, doel.status),
            form,
        )

    def reopen_doel(self, doel: DoelRow) -> None:
        """Work on it again."""

        def back(session: Session) -> None:
            if doel.status is DoelStatus.behaald:
                service.complete_doel(session, doel.id, doel.opbrengst)
            else:
                service.remove_doel(session, doel.id, doel.vervallen_reden)

        self._do(lambda s: service.reopen_doel(s, doel.id), "Doel staat weer bij nu", back)

    def tick(self, actie: ActieRow, is_done: bool) -> None:
        """Done, or not yet after all."""
        if is_done:
            self._do(
                lambda s: service.complete_actie(s, actie.id),
                "Actie is klaar",
                lambda s: service.reopen_actie(s, actie.id),
            )
        else:
            self.reopen_actie(actie)

    def reopen_actie(self, actie: ActieRow) -> None:
        """Open again."""

        def back(session: Session) -> None:
            if actie.status.value == "vervallen":
                service.remove_actie(session, actie.id, actie.resultaat)
            else:
                service.complete_actie(session, actie.id, actie.resultaat, actie.status)

        self._do(lambda s: service.reopen_actie(s, actie.id), "Actie staat weer open", back)

    def complete_actie(
        self, actie: ActieRow, resultaat: str, status: str, form: ProblemView
    ) -> bool:
        """Say what came of it."""
        return self._do(
            lambda s: service.complete_actie(s, actie.id, resultaat, status),
            "Actie is klaar" if status == "gedaan" else "Actie staat bij niet gelukt",
            lambda s: service.reopen_actie(s, actie.id),
            form,
        )

    def remove_actie(self, actie: ActieRow, reden: str, form: ProblemView) -> bool:
        """Not needed any more."""
        return self._do(
            lambda s: service.remove_actie(s, actie.id, reden),
            "Actie is vervallen",
            lambda s: service.reopen_actie(s, actie.id),
            form,
        )

    def record_actie(self, values: Mapping[str, Any], form: ProblemView) -> bool:
        """One more step."""
        return self._context.perform(
            lambda s: service.record_actie(s, self._deelnemer_id, values), form=form
        )

    def change_actie(self, actie: ActieRow, values: Mapping[str, Any], form: ProblemView) -> bool:
        """The same step, said better."""
        old = {
            "wat": actie.wat,
            "uitvoerder": actie.uitvoerder,
            "uitvoerder_id": actie.uitvoerder_id,
            "wanneer_datum": actie.wanneer_datum,
        }
        return self._do(
            lambda s: service.change_actie(s, actie.id, values),
            "Actie is gewijzigd",
            lambda s: service.change_actie(s, actie.id, old),
            form,
        )
