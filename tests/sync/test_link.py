"""The file that says which hub this laptop belongs to."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hvh_desktop.crypto.site import make_site
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.sync.line.link import (
    LINK_FILE,
    Link,
    change_proxy,
    clean_address,
    has_link,
    import_link,
    read_link,
    remove_link,
    write_link,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def link() -> Link:
    site = make_site(["hub.huis"], datetime.now(UTC))
    return Link("https://hub.huis:8443", site.authority.decode(), bytes(range(32)), "een-huis")


def test_what_is_written_is_read(tmp_path: Path, link: Link) -> None:
    assert (has_link(tmp_path), read_link(tmp_path)) == (False, None)
    write_link(tmp_path, link)
    assert (has_link(tmp_path), read_link(tmp_path)) == (True, link)
    remove_link(tmp_path)
    remove_link(tmp_path)
    assert not has_link(tmp_path)


def test_the_proxy_is_the_computers_or_none_or_an_address(tmp_path: Path, link: Link) -> None:
    write_link(tmp_path, link)
    for typed in (None, "", "http://proxy.huis:8080"):
        assert change_proxy(tmp_path, typed).proxy == typed
        found = read_link(tmp_path)
        assert found is not None
        assert found.proxy == typed
    for wrong in ("proxy.huis", "ftp://proxy.huis", "http://naam:geheim@proxy.huis", "http://"):
        with pytest.raises(UserError) as told:
            change_proxy(tmp_path, wrong)
        assert "proxy" in told.value.fields


@pytest.mark.parametrize(
    "change",
    [
        {"adres": "http://hub.huis:8443"},
        {"adres": "https://"},
        {"adres": "https://hub.huis:8443/ergens"},
        {"adres": "https://hub.huis:999999"},
        {"adres": 3},
        {"certificaat": "geen"},
        {"certificaat": ""},
        {"hub": "00"},
        {"hub": "zz" * 32},
        {"formaat": 2},
        {"proxy": 3},
    ],
)
def test_anything_else_is_refused(tmp_path: Path, link: Link, change: dict[str, object]) -> None:
    write_link(tmp_path, link)
    path = tmp_path / LINK_FILE
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(UserError):
        import_link(path)
    with pytest.raises(EnvironmentProblem):
        read_link(tmp_path)


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{" * 50_000, b"\xff", b"x" * 70_000])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "iets.json"
    path.write_bytes(content)
    with pytest.raises(UserError):
        import_link(path)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" hub.huis:8443 ", "https://hub.huis:8443"),
        ("https://hub.huis/", "https://hub.huis"),
        ("https://[::1]:8443", "https://[::1]:8443"),
    ],
)
def test_an_address_is_made_whole(typed: str, address: str) -> None:
    assert clean_address(typed) == address


def loaded(modules: str, names: tuple[str, ...]) -> str:
    """Which of these names are loaded after importing the modules."""
    code = f"import sys, {modules}; print([name for name in {names} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.strip()


def test_the_login_window_loads_nothing_that_syncs() -> None:
    names = ("httpx2", "msgspec", "zstandard", "asyncio", "hvh_desktop.sync.thread.runner")
    assert loaded("hvh_desktop.app, hvh_desktop.ui.login", names) == "[]"


def test_a_house_by_itself_loads_nothing_of_the_network() -> None:
    names = ("httpx2", "hvh_desktop.sync.thread.runner", "hvh_desktop.sync.thread.starting")
    assert loaded("hvh_desktop.arriving, hvh_desktop.inside", names) == "[]"
