"""What we tell about the program is true: buttons, keys, files, names and commands exist."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import shlex
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from hvh_desktop.menu import PLACES, TABS
from hvh_desktop.resources import resource_path
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.places import Place

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "hvh_desktop"
HELP = sorted(resource_path("help").glob("*.md"))
README, ARCHITECTURE = ROOT / "README.md", PACKAGE / "ARCHITECTURE.md"
GUIDES = (README, ARCHITECTURE)
DECISIONS = sorted((PACKAGE / "decisions").glob("*.md"))
DOCS = [*GUIDES, *DECISIONS, *HELP, ROOT / "installer/README.md", resource_path("demo/README.md")]
SCREENS = [
    *sorted((PACKAGE / "ui").rglob("*.py")),
    *sorted(PACKAGE.glob("*/screen*.py")),
    *sorted(PACKAGE.glob("*/form*.py")),
    PACKAGE / "sancties/zaakacties.py",
    PACKAGE / "menu.py",
    PACKAGE / "settings.py",
    PACKAGE / "sync/thread/state.py",
    PACKAGE / "demo_accounts.py",
]
HEADINGS = ["Summary", "Context", "Decision", "Consequences", "Alternatives"]
QUOTED = re.compile(r"‘((?:[^‘’]|’(?=\w))+)’")
NOT_ON_A_SCREEN = {
    # examples of what somebody types
    "ik",
    "Ik wil elke maand zelf mijn rekeningen betalen.",
    "Zolkiewski",
    "Żółkiewski",
    # a number that differs
    "3 wijzigingen wachten",
    # files and folders
    ".db",
    "HvH Desktop demo",
    "%LOCALAPPDATA%\\HvH Desktop",
    "hvh-reservekopie-2026-11-26",
    "kluis",
    "oud",
    "storingen.log",
    "~/.local/share/HvH Desktop",
    "~/Library/Application Support/HvH Desktop",
    # a word of the Mac itself
    "Ga naar map",
}
KEYS_OF_THE_SYSTEM = {"Ctrl Z", "Ctrl met"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def body_of(path: Path) -> str:
    return read(path).partition("\n## Begrippen\n")[0]


# Buttons and keys


def texts_in(tree: ast.AST) -> Iterator[str]:
    """Every text in a module that can be shown, as a pattern; the holes of an f-string are open."""
    hidden = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            hidden.update(id(part) for part in ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [p.value if isinstance(p, ast.Constant) else None for p in node.values]
            first = str(parts[0] or "")
            yield re.escape(first.strip())
            if re.match(r"\w{3}", first):
                yield "".join(".+" if p is None else re.escape(str(p)) for p in parts)
        elif isinstance(node, ast.Constant) and id(node) not in hidden:
            yield re.escape(node.value) if isinstance(node.value, str) else ""


@cache
def screen_words() -> re.Pattern[str]:
    found = {t for path in SCREENS for t in texts_in(ast.parse(read(path)))} - {""}
    return re.compile("|".join(sorted(found)))


def unknown_words(words: set[str]) -> list[str]:
    return sorted(word for word in words if not screen_words().fullmatch(word))


@cache
def help_titles() -> frozenset[str]:
    return frozenset(t for p in HELP for t in re.findall(r"^#+ (.+)$", read(p), flags=re.M))


def test_a_button_that_does_not_exist_is_found() -> None:
    assert unknown_words({"Stel gesprek vast", "Zet bij later", "Druk het lampje"}) == [
        "Druk het lampje"
    ]


@pytest.mark.parametrize("path", HELP, ids=lambda path: str(path.stem))
def test_every_button_that_a_help_page_names_is_on_a_screen(path: Path) -> None:
    quoted = set(QUOTED.findall(body_of(path))) - NOT_ON_A_SCREEN - help_titles()
    assert unknown_words(quoted) == [], "look at the screen, and use the words that stand there"


def test_what_is_excused_is_still_needed() -> None:
    everything = {word for path in HELP for word in QUOTED.findall(body_of(path))}
    assert everything >= NOT_ON_A_SCREEN


@pytest.mark.parametrize("path", HELP, ids=lambda path: str(path.stem))
def test_a_help_page_refers_to_pages_that_exist(path: Path) -> None:
    titles = {read(page).splitlines()[0].removeprefix("# ") for page in HELP}
    assert set(re.findall(r"[Zz]ie ‘(.+?)’", body_of(path))) <= titles


@pytest.mark.parametrize("path", GUIDES, ids=named)
def test_every_button_that_a_guide_names_is_on_a_screen(path: Path) -> None:
    prose = re.sub(r"\*\*.+?\*\*|```.+?```|`.+?`", "", read(path), flags=re.S)
    found = [" ".join(word.split()) for word in re.findall(r"\*([^*]+)\*", prose)]
    words = {word.removesuffix(" …") for word in found}
    assert words
    assert unknown_words(words) == []


def test_every_key_that_the_help_names_works() -> None:
    told = {key for path in HELP for key in re.findall(r"\bCtrl \w+|\bF\d+\b", body_of(path))}
    assert {"Ctrl K", "F1"} <= told
    names = {
        key: key.replace(" ", "+").replace("PageDown", "PgDown").replace("PageUp", "PgUp")
        for key in told - KEYS_OF_THE_SYSTEM
    }
    assert unknown_words(set(names.values())) == []


# The help page of each place


def page_class(place: Place) -> type[Page] | None:
    """The page of a place, also below a header card; None for the dossier, which has several."""
    build: object = place.build
    if not inspect.isclass(build):
        build = inspect.getclosurevars(place.build).nonlocals.get("page")
    return build if inspect.isclass(build) and issubclass(build, Page) else None


@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place.name))
def test_a_place_has_the_help_page_that_fits_it(place: Place) -> None:
    page = page_class(place)
    if page is None:
        assert place.name == "dossier"
    else:
        assert page.help_page in {path.stem for path in HELP}


def test_every_tab_has_a_help_page_that_names_its_word() -> None:
    for tab in TABS:
        assert tab.page_class.help_page in {path.stem for path in HELP}
        assert f"‘{tab.word}’" in read(resource_path("help/dossier.md"))


# README, ARCHITECTURE and the decisions


def code_blocks(path: Path) -> list[list[str]]:
    return [b.strip().splitlines() for b in re.findall(r"```\w*\n(.+?)```", read(path), re.S)]


def test_the_readme_begins_with_the_two_commands() -> None:
    above = read(README).partition("\n## ")[0]
    title, _, rest = above.partition("\n\n")
    assert title == "# HvH Desktop"
    assert rest.startswith("```\n")
    commands = [line.partition("#")[0].strip() for line in code_blocks(README)[0]]
    assert commands == ["python3 installer/start.py demo", "python3 installer/start.py test"]


def test_every_command_in_the_readme_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "installer"))
    start = importlib.import_module("start")
    text = read(README)
    told = re.findall(r"installer/start\.py ([^`#\n]+)", text)
    told += re.findall(r"`((?:app|test|bench|demo)\b[^`]*)`", text)
    assert len(told) >= 6
    assert [one for one in told if start.parse_order(shlex.split(one)) is None] == []


def test_the_picture_in_the_readme_is_there_and_small() -> None:
    (name,) = re.findall(r"!\[.+?\]\((.+?)\)", read(README))
    data = (ROOT / name).read_bytes()
    assert len(data) < 120_000
    assert struct.unpack(">II", data[16:24]) == (1366, 768)


def file_names(text: str) -> set[str]:
    """Names of files and folders, in code or in the map."""
    code = " ".join(re.findall(r"```.+?```|`[^`\n]+`", text, flags=re.S))
    return set(
        re.findall(r"[\w./-]*\w\.(?:py|md|txt|json|toml|lock|png)\b|\b[\w/]+/(?=[\s`])", code)
    )


def exists(name: str) -> bool:
    """From the root, from the installer, from the package, or somewhere in it."""
    if any((folder / name).exists() for folder in (ROOT, ROOT / "installer", PACKAGE)):
        return True
    return any(True for _ in PACKAGE.rglob(name.rstrip("/")))


@pytest.mark.parametrize("path", [*GUIDES, *DECISIONS], ids=named)
def test_every_file_that_is_named_exists(path: Path) -> None:
    made_later = {"kluis.json", "kluis.reserve.json", "koppeling.json"}
    assert [n for n in sorted(file_names(read(path)) - made_later) if not exists(n)] == []


@cache
def identifiers() -> frozenset[str]:
    paths = [path for top in (PACKAGE, ROOT / "installer") for path in top.rglob("*.py")]
    names = {path.stem for path in (ROOT / "tests").rglob("*.py")}
    return frozenset(names.union(*(re.findall(r"\w+", read(path)) for path in paths)))


@pytest.mark.parametrize("path", GUIDES, ids=named)
def test_every_name_in_code_type_is_a_name_of_the_code(path: Path) -> None:
    code = re.sub(r"```.+?```", "", read(path), flags=re.S)
    names = {n for c in re.findall(r"`([^`\n]+)`", code) for n in re.findall(r"[A-Za-z_]\w+", c)}
    plain = {n for n in names if "_" in n or re.search(r"[a-z][A-Z]", n)}
    assert plain
    assert sorted(plain - identifiers() - {"record_", "complete_"}) == []


@pytest.mark.parametrize("path", DECISIONS, ids=named)
def test_a_decision_has_its_five_headings(path: Path) -> None:
    text = read(path)
    assert re.match(rf"# {path.stem[:3]} \S", text)
    assert re.findall(r"^## (.+)$", text, flags=re.M) == HEADINGS


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_a_text_is_plain_and_names_no_machine(path: Path) -> None:
    found = re.findall(r"—|\bAI\b|https?://|(?<![\w~])/(?:root|home|tmp|work|usr|var)/", read(path))
    assert found == []
    assert read(path).endswith("\n")
