"""Writing in behandeling, with the team's record behind it: two commits of one action."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from hvh_desktop.db import Compartment, Session, new_id
from hvh_desktop.ui.context import Context, ProblemView, Seen
from hvh_desktop.verwijzingen.service_stand import change_stand, list_behind


def perform_both(
    context: Context,
    verwijzing_id: UUID,
    operation: Callable[[Session], object],
    form: ProblemView | None = None,
    seen: Seen | None = None,
) -> bool:
    """Write in behandeling, then let the team's record follow, as one action."""
    action = new_id()
    kept = context.perform(
        operation, compartment=Compartment.behandeling, form=form, action=action, seen=seen
    )
    if kept:
        tell_team(context, verwijzing_id, action)
    return kept


def tell_team(context: Context, verwijzing_id: UUID, action: UUID | None = None) -> None:
    """The second commit of an action."""
    context.perform(lambda s: change_stand(s, verwijzing_id), action=action)


def heal(context: Context, deelnemer_id: UUID | None = None) -> None:
    """Where the second commit did not come, let it come now; for everyone, or for one man."""
    for verwijzing_id in context.read(lambda s: list_behind(s, deelnemer_id=deelnemer_id)):
        tell_team(context, verwijzing_id)
