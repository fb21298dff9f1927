"""A growing delay after wrong passwords, kept on disk so that a restart does not help.

Five free tries, then 5 s, doubling up to 15 minutes, per user name (as a salted hash). A try is
written down as failed before the password is checked. The delay slows down a person at the
screen; whoever holds the disk guesses outside the program, and only Argon2id slows him down.
"""

from __future__ import annotations

import contextlib
import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hvh_desktop.crypto.files import NOT_WRITTEN, locked, replace_file
from hvh_desktop.crypto.primitives import canonical
from hvh_desktop.errors import EnvironmentProblem, UserError

ATTEMPTS_FILE = "pogingen.json"
FREE_TRIES = 5
FIRST_DELAY = 5
LONGEST_DELAY = 15 * 60
MOST_NAMES = 1000


@dataclass(frozen=True)
class Clock:
    """Time of day (survives a restart, can be set back) and a clock that only runs forward."""

    wall: Callable[[], float] = time.time
    steady: Callable[[], float] = time.monotonic


class WrongPassword(UserError):
    """Wrong name or wrong password: the program does not say which."""

    def __init__(self, wait_seconds: int) -> None:
        text = "De gebruikersnaam of het wachtwoord klopt niet."
        super().__init__(f"{text} {_again(wait_seconds)}" if wait_seconds else text)
        self.wait_seconds = wait_seconds


class TooEarly(UserError):
    """Too many wrong tries: nothing was checked."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"Er is te vaak een verkeerd wachtwoord ingevuld. {_again(wait_seconds)}")
        self.wait_seconds = wait_seconds


def _again(seconds: int) -> str:
    if seconds < 60:
        noun = "seconde" if seconds == 1 else "seconden"
        return f"Je kunt het over {seconds} {noun} opnieuw proberen."
    minutes = math.ceil(seconds / 60)
    noun = "minuut" if minutes == 1 else "minuten"
    return f"Je kunt het over {minutes} {noun} opnieuw proberen."


def delay_after(failures: int) -> int:
    if failures < FREE_TRIES:
        return 0
    return int(min(LONGEST_DELAY, FIRST_DELAY * 2 ** min(failures - FREE_TRIES, 20)))


@dataclass
class _Entry:
    failures: int
    at: float

    def remaining(self, now: float) -> float:
        """A clock that was set back starts the delay again."""
        if now < self.at:
            self.at = now
        return self.at + delay_after(self.failures) - now


@dataclass
class _State:
    unknown: _Entry
    names: dict[str, _Entry] = field(default_factory=dict)

    def entry(self, name: str) -> _Entry:
        return self.names.get(name) or _Entry(self.unknown.failures, self.unknown.at)

    def to_json(self) -> dict[str, object]:
        names = {name: [entry.failures, entry.at] for name, entry in self.names.items()}
        return {"names": names, "unknown": [self.unknown.failures, self.unknown.at]}


class Attempts:
    """Wrong tries per name, in one or two places."""

    def __init__(self, folder: Path, second_folder: Path | None, clock: Clock) -> None:
        self._folder = folder
        self._paths = [place / ATTEMPTS_FILE for place in (folder, second_folder) if place]
        self._clock = clock
        self._steady: dict[str, float] = {}

    def create(self) -> None:
        with locked(self._folder):
            self._write(_State(_Entry(0, self._clock.wall())))

    def wait_seconds(self, name: str) -> int:
        with locked(self._folder):
            return self._remaining(self._read(), name)

    def start(self, name: str) -> int:
        """Write down a failure before the answer is known; gives the delay after it."""
        with locked(self._folder):
            state = self._read()
            if (remaining := self._remaining(state, name)) > 0:
                self._write(state)
                raise TooEarly(remaining)
            entry = _Entry(state.entry(name).failures + 1, self._clock.wall())
            state.names[name] = entry
            self._prune(state)
            self._write(state)
        wait = delay_after(entry.failures)
        self._steady[name] = self._clock.steady() + wait
        return wait

    def clear(self, name: str) -> None:
        with locked(self._folder):
            state = self._read()
            state.names[name] = _Entry(0, self._clock.wall())
            self._write(state)
        self._steady.pop(name, None)

    def _remaining(self, state: _State, name: str) -> int:
        on_disk = state.entry(name).remaining(self._clock.wall())
        in_memory = self._steady.get(name, -math.inf) - self._clock.steady()
        return max(0, math.ceil(max(on_disk, in_memory)))

    def _prune(self, state: _State) -> None:
        """Made-up names must not fill the disk; names that still wait are kept."""
        now = self._clock.wall()
        done = [name for name, entry in state.names.items() if entry.remaining(now) <= 0]
        done.sort(key=lambda name: state.names[name].at)
        for name in done[: max(0, len(state.names) - MOST_NAMES)]:
            del state.names[name]

    def _read(self) -> _State:
        """The strictest of the places. Both gone or damaged: nobody has free tries left."""
        found = [state for path in self._paths if (state := _load(path))]
        if not found:
            return _State(_Entry(FREE_TRIES, self._clock.wall()))
        merged = found[0]
        for other in found[1:]:
            merged.unknown = _stricter(merged.unknown, other.unknown)
            for name, entry in other.names.items():
                mine = merged.names.get(name)
                merged.names[name] = _stricter(mine, entry) if mine else entry
        return merged

    def _write(self, state: _State) -> None:
        content = canonical(state.to_json())
        try:
            replace_file(self._paths[0], content)
        except OSError:
            raise EnvironmentProblem(NOT_WRITTEN) from None
        for path in self._paths[1:]:
            with contextlib.suppress(OSError):
                replace_file(path, content)


def _stricter(one: _Entry, other: _Entry) -> _Entry:
    """Both places are written together, so the newest is right; equal age: the most failures."""
    return max(one, other, key=lambda entry: (entry.at, entry.failures))


def _load(path: Path) -> _State | None:
    try:
        value = json.loads(path.read_bytes())
        names = {str(name): _entry(entry) for name, entry in value["names"].items()}
        return _State(_entry(value["unknown"]), names)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _entry(value: list[float]) -> _Entry:
    failures, at = value
    if not math.isfinite(at) or failures < 0:
        raise ValueError("not an entry")
    return _Entry(int(failures), float(at))
