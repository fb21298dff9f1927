"""What a page wants of the hub, done by the thread that syncs: one thread uses line and files."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")
_Line = TypeVar("_Line")
_Files = TypeVar("_Files")


class Errands(Generic[_Line, _Files]):
    """Anybody gives one and waits for it; the thread carries them out between two rounds."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[Callable[[Any, _Files], Any], Future[Any], bool]] = deque()
        self._refusal: BaseException | None = None

    def give(self, work: Callable[[_Line, _Files], _T], *, needs_line: bool = True) -> Future[_T]:
        """To be done soon; what needs no line gets None for it."""
        future: Future[_T] = Future()
        self._waiting.append((work, future, needs_line))
        if self._refusal is not None:
            self.refuse(self._refusal)
        return future

    def carry_out(self, line: _Line, files: _Files) -> None:
        """All that wait. What one raises is for who gave it."""
        while self._waiting:
            work, future, _ = self._waiting.popleft()
            _carry_out(lambda work=work: work(line, files), future)  # type: ignore[misc]

    def go_without(self, problem: BaseException, files: _Files) -> None:
        """There is no line: do what needs none, and refuse the rest."""
        while self._waiting:
            work, future, needs_line = self._waiting.popleft()
            if needs_line:
                future.set_exception(problem)
            else:
                _carry_out(lambda work=work: work(None, files), future)  # type: ignore[misc]

    def refuse(self, problem: BaseException) -> None:
        """None of those that wait can be done."""
        while self._waiting:
            self._waiting.popleft()[1].set_exception(problem)

    def end(self, problem: BaseException) -> None:
        """Nor can any that comes later."""
        self._refusal = problem
        self.refuse(problem)


def _carry_out(work: Callable[[], _T], future: Future[_T]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:  # handed over, and raised where it was asked
        future.set_exception(error)
