"""The token table keeps its promises, and every icon that the code names exists."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeGuard

import pytest
import qtawesome
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from hvh_desktop.resources import resource_path
from hvh_desktop.ui import theme

PROGRAM = Path(theme.__file__).resolve().parents[1]
PAIRS = [
    (name, pair, values["eis"])
    for name, pairs in theme.tokens()["contrast"].items()
    for pair, values in pairs.items()
]
# Calls whose first argument is the name of an icon; others have a parameter called "icon".
FIRST_IS_ICON = ("icon", "pixmap", "Icon", "set_icon")


def luminance(color: QColor) -> float:
    parts = []
    for part in (color.redF(), color.greenF(), color.blueF()):
        parts.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    high, low = sorted((luminance(QColor(first)), luminance(QColor(second))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("name", "pair", "least"), PAIRS)
def test_every_pair_of_colours_has_its_contrast(name: str, pair: str, least: float) -> None:
    colours = theme.tokens()["kleuren"][name]
    front, back = pair.split(" op ")
    assert contrast(colours[front], colours[back]) >= least


def test_the_themes_have_the_same_roles() -> None:
    colours = theme.tokens()["kleuren"]
    assert {frozenset(roles) for roles in colours.values()} == {frozenset(colours["licht"])}
    assert set(theme.tokens()["rollen"]) <= set(colours["licht"])


def icon_places(trees: Iterable[ast.AST]) -> dict[str, set[int]]:
    """At which place functions and classes of the program take the name of an icon."""
    places: dict[str, set[int]] = {name: {0} for name in FIRST_IS_ICON}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                for name, place in _class_place(node):
                    places.setdefault(name, set()).add(place)
            elif isinstance(node, ast.FunctionDef) and node.name not in ("__init__", "set"):
                names = [a.arg for a in node.args.args if a.arg not in ("self", "cls")]
                if "icon" in names:
                    places.setdefault(node.name, set()).add(names.index("icon"))
    return places


def _class_place(node: ast.ClassDef) -> Iterator[tuple[str, int]]:
    fields = [f.target.id for f in node.body if isinstance(f, ast.AnnAssign) and _is_name(f.target)]
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and method.name == "__init__":
            fields = [argument.arg for argument in method.args.args[1:]]
    if "icon" in fields:
        yield node.name, fields.index("icon")


def _is_name(node: ast.expr) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name)


def icon_names(tree: ast.AST, places: dict[str, set[int]]) -> set[str]:
    """Names of icons in calls, in ``icon=`` arguments and in tables called ``..._ICONS``."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(_is_name(t) and t.id.endswith("_ICONS") for t in targets):
                values = node.value.values if isinstance(node.value, ast.Dict) else []
                found |= {text for value in values for text in _texts(value)}
        if isinstance(node, ast.Call):
            found |= _called_names(node, places)
    return found


def _called_names(node: ast.Call, places: dict[str, set[int]]) -> set[str]:
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    candidates = [k.value for k in node.keywords if k.arg == "icon"]
    candidates += [node.args[at] for at in places.get(name, ()) if at < len(node.args)]
    return {text for item in candidates for text in _texts(item)}


def _texts(node: ast.expr) -> set[str]:
    """The words an expression can have as its value: a word, or a choice between two."""
    if isinstance(node, ast.IfExp):
        return _texts(node.body) | _texts(node.orelse)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        return {node.value}
    return set()


def phosphor_names() -> frozenset[str]:
    folder = Path(qtawesome.__file__).parent / "fonts"
    (charmap,) = folder.glob("phosphor-charmap-*.json")
    return frozenset(json.loads(charmap.read_text(encoding="utf-8")))


def test_every_icon_in_the_program_exists() -> None:
    known, wrong = phosphor_names(), []
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PROGRAM.rglob("*.py"))
    }
    places = icon_places(trees.values())
    for path, tree in trees.items():
        names = icon_names(tree, places)
        wrong += [f"{path.relative_to(PROGRAM)}: {name}" for name in sorted(names - known)]
    assert not wrong, f"no such Phosphor icon: {wrong}"


def test_an_icon_that_does_not_exist_is_found() -> None:
    tree = ast.parse("""
class Badge:
    def __init__(self, text, tone="info", icon=None): ...
Button("Druk af", icon="no-such" if x else "printer")
Badge("Later", "stil", "neither")
TONE_ICONS = {"warn": "nor-this"}
""")
    found = icon_names(tree, icon_places([tree]))
    assert found - phosphor_names() == {"no-such", "neither", "nor-this"}


def test_the_palette_follows_the_theme(qapp: QApplication) -> None:
    for name in ("licht", "donker", "hoog_contrast"):
        theme.apply(qapp, name)
        window = qapp.palette().color(QPalette.ColorRole.Window)
        assert window == QColor(theme.tokens()["kleuren"][name]["background"])
        disabled = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
        assert disabled == theme.color("muted")
    theme.apply(qapp, "licht")


def test_the_letter_is_our_own_and_grows(qapp: QApplication) -> None:
    theme.apply(qapp, "licht", 2.0)
    assert QFontInfo(theme.font()).family() == "Noto Sans"
    assert QFontInfo(theme.font(semibold=True)).weight() == 600
    assert theme.font().pointSizeF() == 21
    assert theme.is_narrow()
    theme.apply(qapp, "licht")
    assert theme.font().pointSizeF() == 10.5
    assert not theme.is_narrow()


def test_a_scale_stays_within_bounds(qapp: QApplication) -> None:
    theme.apply(qapp, "licht", 9.0)
    assert theme.current().scale == 2.0
    theme.apply(qapp, "licht", 0.1)
    assert theme.current().scale == 1.0


def test_an_unknown_theme_is_a_bug(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="paars"):
        theme.apply(qapp, "paars")


def test_the_theme_of_the_system_is_one_of_ours(qapp: QApplication) -> None:
    assert theme.follow_system() in theme.tokens()["kleuren"]


def test_everything_that_travels_is_there() -> None:
    assert resource_path("tokens.json").is_file()
    assert resource_path("fonts/NotoSans-SemiBold.ttf").is_file()


def test_a_frozen_program_finds_its_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("fonts/x.ttf") == tmp_path / "resources" / "fonts" / "x.ttf"


def test_the_kit_loads_without_the_icons() -> None:
    """The login window is made of the kit, and reading the icons costs it 0.1 s."""
    code = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from hvh_desktop.ui import kit, theme
theme.apply(app, "licht")
block = kit.FieldBlock("Wachtwoord", kit.TextField(password=True), name="wachtwoord")
button = kit.Button("Open", "hoofd")
button.show(), block.show()
assert "qtawesome" not in sys.modules
"""
    surroundings: dict[str, Any] = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=surroundings, cwd=PROGRAM.parent, check=False
    )
    assert done.returncode == 0


def test_qt_keeps_its_references_to_none(qapp: QApplication) -> None:
    """PySide6 6.12.0 lost one per void call on CPython 3.11 and aborted after some thousands."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 500
