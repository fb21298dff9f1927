"""Sets up all that HvH Desktop needs and starts it, with nothing but a bare Python.

Standard library only. The file must stay readable for an old Python, so that such a
Python can say in one sentence that it is too old (see `too_old_sentence`).
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Sequence  # noqa: UP035 - an old Python must get this far

import checks
import machine
from machine import PYTHON, ROOT, SetupError, say

OLDEST_PYTHON = (3, 11)

USAGE = """\
Gebruik: python3 installer/start.py OPDRACHT

  demo                     open HvH Desktop met verzonnen gegevens
  demo --schermfoto MAP    zet van elk scherm en elke afdruk een plaatje in MAP
  app                      open HvH Desktop
  app --map MAP            open HvH Desktop op de gegevens in MAP, als was het een andere laptop
  hub                      start een hub om mee te proberen, met een eigen PostgreSQL
  hub HUB-ARGUMENTEN       start of beheer een hub (zie hvh_desktop/hub/README.md)
  test                     voer alle controles uit
  test PYTEST-ARGUMENTEN   voer alleen pytest uit, met deze argumenten
  bench [--json BESTAND] [NAMEN]
                           meet de snelheid"""


@dataclass(frozen=True)
class Order:
    """What the user asked for."""

    command: str
    arguments: tuple[str, ...] = ()
    schermfoto: Path | None = None
    folder: Path | None = None
    """Where the data is; None for the usual place."""


def too_old_sentence(version: Sequence[int]) -> str | None:
    """The sentence for a Python that is too old; None when it is new enough."""
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return None
    found = ".".join(str(part) for part in version[:3])
    return f"HvH Desktop heeft Python 3.11 of nieuwer nodig; dit is Python {found}."


# ---- what is asked ------------------------------------------------------------------


def parse_order(arguments: Sequence[str]) -> Order | None:
    """Read the command line; None when it is not one we know."""
    if not arguments:
        return None
    command, rest = arguments[0], tuple(arguments[1:])
    if command in ("test", "hub"):
        return Order(command, rest)
    if command == "bench":
        return Order(command, with_absolute_json(rest))
    if command in ("demo", "app") and not rest:
        return Order(command)
    if command == "demo":
        folder = folder_after("--schermfoto", rest)
        return Order(command, schermfoto=Path(folder).absolute()) if folder else None
    if command == "app":
        folder = folder_after("--map", rest)
        return Order(command, folder=Path(folder).absolute()) if folder else None
    return None


def folder_after(option: str, arguments: Sequence[str]) -> str | None:
    """The MAP in `OPTION MAP` or `OPTION=MAP`; None for anything else."""
    if len(arguments) == 2 and arguments[0] == option:
        return arguments[1]
    if len(arguments) == 1 and arguments[0].startswith(option + "="):
        return arguments[0].split("=", 1)[1]
    return None


def with_absolute_json(arguments: Sequence[str]) -> tuple[str, ...]:
    """The same arguments; the file after --json counts from where the user stands."""
    result = list(arguments)
    for index, argument in enumerate(result):
        if argument == "--json" and index + 1 < len(result):
            result[index + 1] = str(Path(result[index + 1]).absolute())
        elif argument.startswith("--json="):
            result[index] = "--json=" + str(Path(argument.split("=", 1)[1]).absolute())
    return tuple(result)


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be shown: always outside Linux, else by the usual variables."""
    if not platform.startswith("linux"):
        return True
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen and not chosen.startswith(("offscreen", "minimal")):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def no_screen_sentence(order: Order, environment: Mapping[str, str], platform: str) -> str | None:
    """Why this order cannot be done here; None when it can."""
    if order.command not in ("demo", "app") or order.schermfoto is not None:
        return None
    if has_screen(environment, platform):
        return None
    if order.command == "app":
        return "Hier is geen beeldscherm, dus HvH Desktop kan zijn venster niet openen."
    return (
        "Hier is geen beeldscherm; maak in plaats van een venster plaatjes van elk scherm met: "
        "python3 installer/start.py demo --schermfoto schermfotos"
    )


# ---- doing it -----------------------------------------------------------------------


def child_environment(order: Order, environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of what we start: the project on the path, and Qt without a screen."""
    result = dict(environment)
    result.pop("PYTHONDONTWRITEBYTECODE", None)  # else every start compiles the program anew
    result["PYTHONPATH"] = os.pathsep.join(
        part for part in (str(ROOT), environment.get("PYTHONPATH", "")) if part
    )
    if order.schermfoto is not None:
        result["QT_QPA_PLATFORM"] = "offscreen"
    elif order.command in ("test", "bench"):
        result.setdefault("QT_QPA_PLATFORM", "offscreen")
    return result


def child_command(order: Order, python: str) -> list[str]:
    """The command for every order but `test`."""
    if order.command == "bench":
        return [python, "-m", "tests.bench", *order.arguments]
    if order.command == "hub":
        return [python, "-m", "hvh_desktop.hub", *(order.arguments or ("--proef",))]
    command = [python, "-m", "hvh_desktop"]
    if order.command == "demo":
        command.append("--demo")
    if order.schermfoto is not None:
        command += ["--schermfoto", str(order.schermfoto)]
    if order.folder is not None:
        command += ["--map", str(order.folder)]
    return command


def exit_code(returned: int) -> int:
    """The code to pass on; a child that was killed gives 128 and the signal, as in a shell."""
    return returned if returned >= 0 else 128 - returned


def perform(order: Order) -> int:
    """Set up what is needed and run the order."""
    machine.prepare_system()
    machine.prepare_venv(machine.lock_for(order.command))
    environment = child_environment(order, os.environ)
    python = str(machine.venv_python())
    if order.command == "test":
        return checks.run(python, order.arguments, environment)
    command = child_command(order, python)
    return exit_code(subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode)


def main(arguments: Sequence[str]) -> int:
    """Read the order, refuse it in one sentence or perform it."""
    too_old = too_old_sentence(PYTHON)
    if too_old:
        say(too_old)
        return 1
    if list(arguments) in (["-h"], ["--help"]):
        say(USAGE)
        return 0
    order = parse_order(arguments)
    if order is None:
        say(USAGE)
        return 2
    no_screen = no_screen_sentence(order, os.environ, sys.platform)
    if no_screen:
        say(no_screen)
        return 2
    try:
        return perform(order)
    except SetupError as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        say("Gestopt.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
