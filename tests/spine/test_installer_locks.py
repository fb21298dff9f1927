"""The locks agree with `pyproject.toml`, hold hashes and nothing that may not be there."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"
LOCKS = ("requirements.lock", "requirements-hub.lock", "requirements-dev.lock")
GPL_OR_TOO_BIG = (
    "pyside6",
    "pyside6-addons",
    "pymupdf",
    "pyqt5",
    "pyqt6",
    "pyqtwebengine",
    "merge3",
    "pyside6-fluent-widgets",
    "sqlcipher3-binary",
)


class Pin(NamedTuple):
    version: Version
    hashes: int


def read_lock(name: str) -> dict[str, Pin]:
    text = (INSTALLER / name).read_text("utf-8").replace("\\\n", " ")
    pins: dict[str, Pin] = {}
    for line in filter(None, text.splitlines()):
        found = re.match(r"(\S+)==(\S+)", line)
        assert found, line
        pins[canonicalize_name(found[1])] = Pin(Version(found[2]), line.count("--hash=sha256:"))
    return pins


def direct_dependencies(name: str) -> list[Requirement]:
    """What must be in this lock: each holds all of the one before it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = list(project["project"]["dependencies"])
    if name != LOCKS[0]:
        lines += project["project"]["optional-dependencies"]["hub"]
    if name == LOCKS[2]:
        lines += project["dependency-groups"]["dev"]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("name", LOCKS)
def test_lock_agrees_with_pyproject(name: str) -> None:
    pins = read_lock(name)
    for requirement in direct_dependencies(name):
        pin = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(pin.version), requirement


@pytest.mark.parametrize("name", LOCKS)
def test_every_library_has_a_hash(name: str) -> None:
    assert [library for library, pin in read_lock(name).items() if pin.hashes == 0] == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_place_to_fetch_from(name: str) -> None:
    text = (INSTALLER / name).read_text("utf-8")
    assert not re.search(r"https?:|file:|//|index-url|find-links|@ |\.(org|com|net|io)\b", text)


@pytest.mark.parametrize("name", LOCKS)
def test_no_gpl_library_in_the_lock(name: str) -> None:
    pins = read_lock(name)
    assert [library for library in GPL_OR_TOO_BIG if library in pins] == []
    assert [library for library in pins if library.startswith("pyqt")] == []


def test_the_locks_have_the_same_versions() -> None:
    smaller = read_lock(LOCKS[0])
    for larger in map(read_lock, LOCKS[1:]):
        assert {name: larger[name].version for name in smaller} == {
            name: pin.version for name, pin in smaller.items()
        }
        smaller = larger


def test_licence_is_the_eupl() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert "15.Applicable Law" in text
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in text
