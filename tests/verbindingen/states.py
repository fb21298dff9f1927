"""How things may stand with the hub, for tests and pictures."""

from __future__ import annotations

from datetime import timedelta

from hvh_desktop.sync.thread.state import Event, Filling, Stage, State, Tally, Told
from tests.conftest import NOW

EARLIER = NOW - timedelta(hours=2)
QUIET = tuple(Tally(name) for name in ("team", "register", "log"))
IN_STEP = State(Stage.in_step, QUIET, in_step_at=NOW, contact_at=NOW)
OFFLINE = State(
    Stage.offline,
    (Tally("team", waiting=3, waiting_since=EARLIER), *QUIET[1:]),
    in_step_at=EARLIER,
    contact_at=EARLIER,
    problem="De server is niet bereikbaar.",
    problem_at=NOW,
    retry_at=NOW + timedelta(minutes=4),
)
ODD = State(
    Stage.refused,
    (
        Tally("team", waiting=12, waiting_since=EARLIER, to_apply=2, for_update=4),
        Tally("behandeling", for_key=1, aside=1),
        *QUIET[1:],
    ),
    in_step_at=EARLIER,
    contact_at=NOW,
    problem="De server kent deze laptop niet meer.",
    problem_at=NOW,
    clock=timedelta(minutes=47),
    told=(Told(Event.hub_restored, EARLIER),),
)
FILLING = State(Stage.filling, QUIET, contact_at=NOW, filling=Filling("team", 34, 100))


class Syncing:
    """A laptop that is coupled and stands still: only what the screens ask of it."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.tries = 0

    def try_now(self) -> None:
        self.tries += 1
