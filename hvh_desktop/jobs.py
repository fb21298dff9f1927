"""Work that takes long: run beside the window, the answer comes back on the main thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

_T = TypeVar("_T")


class _Answer(QObject):
    """Lives on the main thread, so that its slots run there."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(
        self, on_done: Callable[[Any], None], on_failed: Callable[[BaseException], None]
    ) -> None:
        super().__init__()
        self._on_done, self._on_failed = on_done, on_failed
        self.done.connect(self._finish_done, Qt.ConnectionType.QueuedConnection)
        self.failed.connect(self._finish_failed, Qt.ConnectionType.QueuedConnection)

    def _finish_done(self, value: Any) -> None:
        _waiting.discard(self)
        self._on_done(value)

    def _finish_failed(self, error: BaseException) -> None:
        _waiting.discard(self)
        self._on_failed(error)


class _Task(QRunnable):
    def __init__(self, work: Callable[[], Any], answer: _Answer) -> None:
        super().__init__()
        self._work, self._answer = work, answer

    def run(self) -> None:
        try:
            result = self._work()
        except BaseException as error:  # handed over, and raised on the main thread
            self._answer.failed.emit(error)
        else:
            self._answer.done.emit(result)


_waiting: set[_Answer] = set()
"""Keeps each answer alive until it was given."""


def run(
    work: Callable[[], _T],
    done: Callable[[_T], None],
    failed: Callable[[BaseException], None],
) -> None:
    """Run ``work`` on another thread; ``done`` or ``failed`` is called on the main thread.

    ``work`` opens its own sessions: entities and sessions never cross a thread.
    """
    answer = _Answer(done, failed)
    _waiting.add(answer)
    QThreadPool.globalInstance().start(_Task(work, answer))


def finish(seconds: float = 5) -> None:
    """Wait for what still runs, before its window goes away."""
    QThreadPool.globalInstance().waitForDone(int(seconds * 1000))
