"""How sure a decision is, in words: the hub may not have it yet, and somebody may be first."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.sync.merge.decisions import Stand, stand_of
from hvh_desktop.sync.thread.state import Stage
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context

PROVISIONAL = "Voorlopig: nog niet bij de server"
MEANS = (
    "Een collega op een andere laptop kan eerder hebben beslist. Dan telt die beslissing, en deze "
    "niet."
)

_APART = (Stage.offline, Stage.refused, Stage.stopped)


def is_apart(context: Context) -> bool:
    """Does nothing of this laptop reach the hub now? Never without a hub."""
    syncing = context.syncing
    return syncing is not None and syncing.state.stage in _APART


def is_provisional(context: Context, kind: str, entity_id: UUID) -> bool:
    """Does the hub not have this decision yet? Never without a hub; with one also before anything
    of this laptop was sealed."""
    if context.syncing is None:
        return False
    return context.read(lambda s: stand_of(s, kind, entity_id)) in (None, Stand.voorlopig)


class WhileProvisional(QWidget):
    """Shows ``said`` until the hub has this decision, and then goes by itself."""

    def __init__(
        self, context: Context, kind: str, entity_id: UUID, said: QWidget, *, below: int = 0
    ) -> None:
        """``below``: room that goes with it."""
        super().__init__()
        self._context, self._about = context, (kind, entity_id)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, below)
        layout.addWidget(said)
        context.link_changed.connect(self._look)
        self.setVisible(is_provisional(context, kind, entity_id))

    def _look(self, _: object) -> None:
        if not self.isHidden():
            self.setVisible(is_provisional(self._context, *self._about))


def provisional_badge(context: Context, kind: str, entity_id: UUID) -> WhileProvisional:
    """Where a decision stands."""
    badge = kit.Badge(PROVISIONAL, "info", "hourglass")
    badge.setToolTip(MEANS)
    return WhileProvisional(context, kind, entity_id, kit.beside(badge, kit.STRETCH))


def provisional_notice(
    context: Context, kind: str, entity_id: UUID, advice: str, *, below: int = 0
) -> WhileProvisional:
    """Before something is done with a decision that cannot be taken back."""
    notice = kit.NoticeBanner(f"{MEANS} {advice}", "warn", title=PROVISIONAL, icon="hourglass")
    return WhileProvisional(context, kind, entity_id, notice, below=below)
