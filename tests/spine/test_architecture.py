"""The rules of the house of code: each is checked here, and each check is shown to bite."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hvh_desktop.begrippen import BEGRIPPEN
from hvh_desktop.db.entity import entity_classes

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "hvh_desktop"
MODULES = [p for p in PACKAGE.rglob("*.py") if "versions" not in p.parts]
SLICES = sorted(p.parent.name for p in PACKAGE.glob("*/model.py"))
VERBS = (
    "list get find start record change complete reopen withdraw propose decide remove purge print "
    "export import"
).split()
FORBIDDEN = {"QtCharts", "QtGraphs", "QtDataVisualization", "QtWebEngineWidgets", "PyQt5", "PyQt6"}
NO_RIGHTS_NEEDED = {"propose_datum"}
"""Service functions that only reckon."""


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def length(node: ast.ClassDef | ast.FunctionDef) -> int:
    """Lines of a class or function without its decorators."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def oversized(path: Path) -> list[str]:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    found = []
    if (lines := source.count("\n")) > 400:
        found.append(f"{path.name}: {lines} lines, at most 400: split it by what it hides")
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and length(node) > 200:
            found.append(f"{path.name}: class {node.name} has {length(node)} lines, at most 200")
        if isinstance(node, ast.FunctionDef) and length(node) > 40:
            found.append(f"{path.name}: {node.name} has {length(node)} lines, at most 40")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_classes_and_functions_fit(path: Path) -> None:
    assert oversized(path) == []


def test_an_oversized_function_is_found(tmp_path: Path) -> None:
    path = tmp_path / "large.py"
    path.write_text("def f() -> None:\n" + "    x = 1\n" * 41)
    assert len(oversized(path)) == 1


def test_every_entity_is_in_the_glossary() -> None:
    missing = [e.__name__ for e in entity_classes() if e.__name__.lower() not in BEGRIPPEN]
    assert missing == [], "write one Dutch sentence in begrippen.py first"


def imported_names(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names.update((node.module or "").split("."))
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            names.update(part for alias in node.names for part in alias.name.split("."))
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_forbidden_library_and_no_stylesheet(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not imported_names(ast.parse(source)) & FORBIDDEN
    assert "setStyleSheet" not in source, "one rule breaks palette, focus and 200 % text"


def service_functions() -> list[tuple[str, ast.FunctionDef]]:
    found = []
    for slice_name in SLICES:
        for path in sorted((PACKAGE / slice_name).glob("service*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [
                (f"{slice_name}.{path.stem}.{node.name}", node)
                for node in tree.body
                if isinstance(node, ast.FunctionDef) and node.name.split("_")[0] in VERBS
            ]
    return found


def takes_session(node: ast.FunctionDef) -> bool:
    return bool(node.args.args) and node.args.args[0].arg == "session"


def calls(node: ast.AST) -> set[str]:
    names = set()
    for child in ast.walk(node):
        if isinstance(child, ast.Call):
            target = child.func
            names.add(
                target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
            )
    return names


def test_every_service_function_checks_rights() -> None:
    everything = service_functions()
    bodies: dict[str, set[str]] = {}
    for slice_name in SLICES:
        for path in (PACKAGE / slice_name).glob("*.py"):
            for node in functions(ast.parse(path.read_text(encoding="utf-8"))):
                bodies.setdefault(node.name, set()).update(calls(node))

    def checks(name: str, seen: frozenset[str]) -> bool:
        if name in ("require", "require_actor"):
            return True
        if name in seen or name not in bodies:
            return False
        return any(checks(called, seen | {name}) for called in bodies[name])

    unchecked = [
        where
        for where, node in everything
        if takes_session(node)
        and node.name not in NO_RIGHTS_NEEDED
        and not any(checks(called, frozenset()) for called in calls(node))
    ]
    assert len(everything) > 30
    assert unchecked == [], "call deelnemers.access.require or rights.require"


def run_linter(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from importlinter.cli import lint_imports_command as run; run(sys.argv[1:])"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache", "--contract", contract],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


VIOLATIONS = {
    "qt-at-the-edge": ("deelnemers/service.py", "import PySide6.QtCore"),
    "slice-layers": ("deelnemers/model.py", "import hvh_desktop.deelnemers.service"),
    "slices-in-order": ("netwerken/service.py", "import hvh_desktop.mentorgesprekken.model"),
    "spine-knows-no-slice": ("policy.py", "import hvh_desktop.deelnemers.model"),
    "crypto-in-one-place": ("db/engine.py", "import cryptography"),
    "the-hub-is-apart": ("hub/database.py", "import sqlcipher3"),
    "files-know-no-travel": ("db/log.py", "import hvh_desktop.sync.parts"),
    "syncing-inside": ("sync/merge/apply.py", "import hvh_desktop.sync.thread.runner"),
    "nobody-needs-the-hub": ("sync/line/client.py", "import hvh_desktop.hub.schema"),
    "screens-ask-services": ("deelnemers/screen.py", "import sqlalchemy"),
}


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_each_contract_breaks_on_a_planted_violation(contract: str, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "hvh_desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    kept = run_linter(tmp_path, contract)
    assert kept.returncode == 0, kept.stdout
    path, line = VIOLATIONS[contract]
    victim = tmp_path / "hvh_desktop" / path
    victim.write_text(victim.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    broken = run_linter(tmp_path, contract)
    assert broken.returncode == 1
    assert "BROKEN" in broken.stdout
