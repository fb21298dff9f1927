"""`start.py test`: every check of the project in a fixed order, and one closing line."""

from __future__ import annotations

import os
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Mapping, Sequence  # noqa: UP035 - an old Python must get this far

from machine import ROOT, say

LAYERS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# Name in the closing line -> what to give to Python. pytest comes after these.
STEPS = {
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "ruff": ("-m", "ruff", "check", "."),
    "mypy": ("-m", "mypy"),
    "lagen": ("-c", LAYERS),
}


def run(python: str, arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run all checks, or only pytest when it was given arguments; 0 when all is well."""
    failed: list[str] = []
    if not arguments:
        failed = run_checks(python, STEPS, environment)
        say("\nControle: pytest")
    is_ok, count = run_pytest(python, arguments, environment)
    if not is_ok:
        failed.append("pytest")
    say("\n" + closing_line(failed, count, is_whole=not arguments))
    return 1 if failed else 0


def run_checks(
    python: str, steps: Mapping[str, Sequence[str]], environment: Mapping[str, str]
) -> list[str]:
    """Run these checks, each also after one that failed; the names of those that failed."""
    failed = []
    for name, step in steps.items():
        say(f"\nControle: {name}")
        if run_check([python, *step], environment) != 0:
            failed.append(name)
    return failed


def run_check(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one check; its output goes straight to the user."""
    return subprocess.run(command, cwd=ROOT, env=dict(environment), check=False).returncode


def run_pytest(
    python: str, arguments: Sequence[str], environment: Mapping[str, str]
) -> tuple[bool, int | None]:
    """Run pytest; whether it passed, and how many toetsen passed (None when unknown)."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [python, "-m", "pytest", f"--junitxml={report}"]
        command += pytest_arguments(arguments, processors())
        code = run_check(command, environment)
        count = passed(report.read_text("utf-8")) if report.exists() else None
    return code == 0, count


def processors() -> int:
    """How many processors we may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pytest_arguments(arguments: Sequence[str], processor_count: int) -> list[str]:
    """The user's arguments, with two processes unless that makes no sense."""
    result = list(arguments)
    if processor_count > 1 and not decides_on_processes(result):
        return ["-n", "2", *result]
    return result


def decides_on_processes(arguments: Sequence[str]) -> bool:
    """Whether the user chose how many processes, or something that needs just one."""
    for index, argument in enumerate(arguments):
        if argument in ("--pdb", "--trace", "-pno:xdist", "--numprocesses"):
            return True
        if argument.startswith(("-n", "--numprocesses=", "--dist")):
            return True
        if argument == "-p" and list(arguments[index + 1 : index + 2]) == ["no:xdist"]:
            return True
    return False


def passed(report: str) -> int:
    """How many tests passed, from the report that pytest wrote."""
    total = 0
    for suite in ElementTree.fromstring(report).iter("testsuite"):
        bad = sum(int(suite.get(name, "0")) for name in ("failures", "errors", "skipped"))
        total += int(suite.get("tests", "0")) - bad
    return total


def closing_line(failed: Sequence[str], count: int | None, *, is_whole: bool) -> str:
    """The last line of a run: all is well, or which checks are not."""
    if failed:
        return f"Niet in orde: {', '.join(failed)}."
    toetsen = {None: "de toetsen", 1: "1 toets"}.get(count, f"{count} toetsen")
    if not is_whole:
        return f"Alles klopt: {toetsen} in orde."
    return f"Alles klopt: {toetsen}, ruff, mypy en lagen in orde."
