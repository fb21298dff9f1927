"""What the thread that syncs tells, handed over to the thread of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from hvh_desktop.sync.thread.state import State
from hvh_desktop.ui.context import Context


class SyncBridge(QObject):
    """Its signals may be sent from any thread; what they lead to happens on the main thread."""

    told = Signal(object)
    came_in = Signal(object)
    failed = Signal(object)
    revoked = Signal()

    def __init__(self, context: Context, on_revoked: Callable[[], None]) -> None:
        super().__init__()
        self._context, self._on_revoked = context, on_revoked
        self._syncing: Any = None
        self._is_announcing = False
        for signal, slot in (
            (self.told, self._tell),
            (self.came_in, self._announce),
            (self.failed, self._fail),
            (self.revoked, self._revoke),
        ):
            signal.connect(slot, Qt.ConnectionType.QueuedConnection)
        context.database.on_commit(self._nudge)

    def start(self, syncing: Any) -> None:
        """Begin."""
        self._syncing = self._context.syncing = syncing
        syncing.start()

    def stop(self) -> None:
        """Seal what was written, and let go; nothing is handed over any more."""
        syncing, self._syncing = self._syncing, None
        if syncing is not None:
            syncing.stop()

    def _nudge(self, _: frozenset[type]) -> None:
        if self._syncing is not None and not self._is_announcing:
            self._syncing.nudge()

    def _tell(self, state: State) -> None:
        if self._syncing is not None:
            self._context.link_changed.emit(state)

    def _announce(self, kinds: frozenset[type]) -> None:
        if self._syncing is None:
            return
        self._is_announcing = True
        try:
            self._context.database.announce(kinds)
        finally:
            self._is_announcing = False

    def _fail(self, error: BaseException) -> None:
        if self._syncing is not None:
            self._context.bug.emit(error)

    def _revoke(self) -> None:
        if self._syncing is not None:
            self._on_revoked()
