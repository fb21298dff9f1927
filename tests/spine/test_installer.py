"""The installer's decisions: no network, nothing is installed."""

import ast
import hashlib
import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"


def load(name: str) -> ModuleType:
    """A module of the installer, found as `start.py` itself finds it."""
    if str(INSTALLER) not in sys.path:
        sys.path.insert(0, str(INSTALLER))
    return importlib.import_module(name)


start, machine, checks = load("start"), load("machine"), load("checks")


# ---- the command line ---------------------------------------------------------------


def test_orders_are_read() -> None:
    assert start.parse_order(["demo"]) == start.Order("demo")
    assert start.parse_order(["app"]) == start.Order("app")
    assert start.parse_order(["test", "-k", "naam"]) == start.Order("test", ("-k", "naam"))
    assert start.parse_order(["bench", "save"]) == start.Order("bench", ("save",))
    assert start.parse_order(["hub", "init"]) == start.Order("hub", ("init",))


def test_a_hub_without_words_is_a_trial() -> None:
    assert start.child_command(start.Order("hub"), "python")[2:] == ["hvh_desktop.hub", "--proef"]
    assert start.child_command(start.Order("hub", ("init",)), "python")[-1] == "init"


@pytest.mark.parametrize("words", [["--schermfoto", "foto"], ["--schermfoto=foto"]])
def test_schermfoto_folder_counts_from_where_the_user_stands(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    order = start.parse_order(["demo", *words])
    assert order == start.Order("demo", schermfoto=tmp_path / "foto")


@pytest.mark.parametrize("words", [["--map", "twee"], ["--map=twee"]])
def test_app_opens_the_folder_that_is_named(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    order = start.parse_order(["app", *words])
    assert order == start.Order("app", folder=tmp_path / "twee")
    assert start.child_command(order, "python")[-2:] == ["--map", str(tmp_path / "twee")]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["iets"],
        ["demo", "--schermfoto"],
        ["demo", "--schermfoto="],
        ["demo", "x"],
        ["app", "x"],
        ["app", "--map="],
    ],
)
def test_unknown_order_is_refused(words: list[str]) -> None:
    assert start.parse_order(words) is None


@pytest.mark.parametrize("words", [("--json", "uit.json", "save"), ("--json=uit.json", "save")])
def test_bench_file_counts_from_where_the_user_stands(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = start.parse_order(["bench", *words]).arguments
    assert str(tmp_path / "uit.json") in " ".join(arguments)
    assert arguments[-1] == "save"


def test_usage_names_every_command() -> None:
    told = ("demo", "demo --schermfoto MAP", "app", "app --map MAP", "hub", "test", "bench")
    for command in told:
        assert f"\n  {command} " in start.USAGE


def test_unknown_order_shows_the_usage_and_fails() -> None:
    command = [sys.executable, str(INSTALLER / "start.py"), "iets"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert result.returncode == 2
    assert result.stdout.startswith("Gebruik: python3 installer/start.py")


# ---- Python and the screen ----------------------------------------------------------


def test_old_python_is_told_so_in_one_sentence() -> None:
    assert start.too_old_sentence((3, 11, 0)) is None
    assert start.too_old_sentence((3, 14, 1)) is None
    expected = "HvH Desktop heeft Python 3.11 of nieuwer nodig; dit is Python 3.9.2."
    assert start.too_old_sentence((3, 9, 2)) == expected


@pytest.mark.parametrize("name", ["start.py", "machine.py", "checks.py"])
def test_an_old_python_can_read_the_installer(name: str) -> None:
    ast.parse((INSTALLER / name).read_text("utf-8"), feature_version=(3, 7))


def test_without_a_screen_the_demo_names_the_schermfoto_command() -> None:
    sentence = start.no_screen_sentence(start.Order("demo"), {}, "linux")
    assert "python3 installer/start.py demo --schermfoto" in sentence
    assert "\n" not in sentence


def test_without_a_screen_the_app_says_so_without_schermfoto() -> None:
    sentence = start.no_screen_sentence(start.Order("app"), {}, "linux")
    assert sentence
    assert "schermfoto" not in sentence


@pytest.mark.parametrize(
    "environment",
    [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "vnc"}],
)
def test_with_a_screen_nothing_is_in_the_way(environment: dict[str, str]) -> None:
    assert start.no_screen_sentence(start.Order("demo"), environment, "linux") is None


def test_offscreen_is_not_a_screen() -> None:
    environment = {"QT_QPA_PLATFORM": "offscreen"}
    assert start.no_screen_sentence(start.Order("demo"), environment, "linux")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_have_a_screen(platform: str) -> None:
    assert start.no_screen_sentence(start.Order("app"), {}, platform) is None


def test_schermfoto_and_checks_run_without_a_screen() -> None:
    foto = start.Order("demo", schermfoto=Path("foto"))
    assert start.no_screen_sentence(foto, {}, "linux") is None
    assert start.child_environment(foto, {"DISPLAY": ":0"})["QT_QPA_PLATFORM"] == "offscreen"
    test = start.Order("test")
    assert start.child_environment(test, {})["QT_QPA_PLATFORM"] == "offscreen"
    chosen = start.child_environment(test, {"QT_QPA_PLATFORM": "xcb"})
    assert chosen["QT_QPA_PLATFORM"] == "xcb"
    assert "QT_QPA_PLATFORM" not in start.child_environment(start.Order("app"), {})


def test_the_project_comes_first_on_the_path() -> None:
    environment = start.child_environment(start.Order("app"), {"PYTHONPATH": "elders"})
    assert environment["PYTHONPATH"] == os.pathsep.join([str(ROOT), "elders"])


def test_commands_of_the_orders() -> None:
    foto = start.Order("demo", schermfoto=Path("foto"))
    assert start.child_command(start.Order("app"), "p") == ["p", "-m", "hvh_desktop"]
    assert start.child_command(start.Order("demo"), "p")[-1] == "--demo"
    assert start.child_command(foto, "p")[-3:] == ["--demo", "--schermfoto", "foto"]
    bench = start.child_command(start.Order("bench", ("save",)), "p")
    assert bench == ["p", "-m", "tests.bench", "save"]


def test_exit_codes_are_passed_on() -> None:
    assert [start.exit_code(code) for code in (0, 3, -6)] == [0, 3, 134]


# ---- libraries of the system --------------------------------------------------------


def test_missing_library_gives_its_package() -> None:
    missing = machine.missing_libraries({}, lambda name: name != "libEGL.so.1")
    assert missing == {"libEGL.so.1": "libegl1"}


def test_libraries_for_a_window_only_with_a_screen() -> None:
    without = machine.missing_libraries({}, lambda name: False)
    assert set(without.values()) == set(machine.OFFSCREEN_LIBRARIES.values())
    with_screen = machine.missing_libraries({"DISPLAY": ":0"}, lambda name: False)
    assert "libxcb-cursor0" in with_screen.values()


def test_a_library_that_does_not_exist_cannot_be_loaded() -> None:
    assert not machine.can_load("libbestaatniet.so.9")


def test_apt_line_is_exact() -> None:
    packages = machine.packages_to_install(
        {"libGL.so.1": "libgl1", "libglib-2.0.so.0": "libglib2.0-0"},
        machine.venv_package((3, 11, 2), has_ensurepip=False),
        {"ID": "debian", "VERSION_ID": "12"},
    )
    assert machine.apt_line(packages) == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends "
        "libgl1 libglib2.0-0 python3.11-venv"
    )


@pytest.mark.parametrize(
    ("os_release", "expected"),
    [
        ('ID=debian\nVERSION_ID="12"\n', False),
        ('ID=debian\nVERSION_ID="13"\n', True),
        ("PRETTY_NAME='Debian GNU/Linux sid'\nID=debian\n", True),
        ('ID=ubuntu\nVERSION_ID="22.04"\n', False),
        ('ID=ubuntu\nVERSION_ID="24.04"\n', True),
        ('ID=linuxmint\nVERSION_ID="22"\n', False),
        ("", False),
    ],
)
def test_new_package_names_from_debian_13(os_release: str, expected: bool) -> None:
    fields = machine.read_os_release(os_release)
    assert machine.has_t64_names(fields) is expected
    package = machine.packages_to_install({"x": "libglib2.0-0"}, [], fields)
    assert package == ["libglib2.0-0t64" if expected else "libglib2.0-0"]


def test_no_venv_package_when_python_can_make_environments() -> None:
    assert machine.venv_package((3, 11, 2), has_ensurepip=True) == []


# ---- the virtual environment --------------------------------------------------------


def test_stamp_changes_with_lock_and_python() -> None:
    first = machine.stamp(b"slot", (3, 11, 2))
    assert first == f"3.11.2:{hashlib.sha256(b'slot').hexdigest()}"
    assert (
        len({first, machine.stamp(b"slot2", (3, 11, 2)), machine.stamp(b"slot", (3, 12, 2))}) == 3
    )


def test_half_or_foreign_environment_is_made_anew() -> None:
    own = machine.stamp(b"slot", (3, 11, 2))
    assert machine.needs_rebuild([], (3, 11, 2))
    assert machine.needs_rebuild([own], (3, 12, 0))
    assert not machine.needs_rebuild([own], (3, 11, 2))


def test_users_get_only_the_runtime_lock() -> None:
    names = {
        command: machine.lock_for(command).name
        for command in ("demo", "app", "hub", "test", "bench")
    }
    runtime, dev = "requirements.lock", "requirements-dev.lock"
    hub = "requirements-hub.lock"
    assert names == {"demo": runtime, "app": runtime, "hub": hub, "test": dev, "bench": dev}


def test_failing_step_shows_what_it_said(capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('kapot')"]
    with pytest.raises(machine.SetupError, match="kapot\nDeze stap is niet gelukt: Proef"):
        machine.run_step("Proef", command)
    assert capsys.readouterr().out == "Proef …\n"


def test_no_network_is_one_sentence() -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('NewConnectionError: x')"]
    with pytest.raises(machine.SetupError) as raised:
        machine.run_step("Proef", command)
    assert str(raised.value) == machine.NO_NETWORK
    assert "\n" not in machine.NO_NETWORK


def test_step_that_may_fail_does_not_stop_the_set_up() -> None:
    machine.run_step("Proef", [sys.executable, "-c", "raise SystemExit(1)"], must=False)


def test_step_shows_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-c", "print('Collecting x\\n' * 25)"]
    machine.run_step("Proef", command, counts="Collecting ", total=25)
    assert capsys.readouterr().out == "Proef …\n  10 van 25 …\n  20 van 25 …\n"


# ---- the checks ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failed", "count", "is_whole", "expected"),
    [
        ([], 412, True, "Alles klopt: 412 toetsen, ruff, mypy en lagen in orde."),
        ([], 1, False, "Alles klopt: 1 toets in orde."),
        ([], None, False, "Alles klopt: de toetsen in orde."),
        (["mypy", "pytest"], 3, True, "Niet in orde: mypy, pytest."),
    ],
)
def test_closing_line(failed: list[str], count: int | None, is_whole: bool, expected: str) -> None:
    assert checks.closing_line(failed, count, is_whole=is_whole) == expected


@pytest.mark.parametrize(
    "chosen",
    [["-n", "4"], ["-n4"], ["--numprocesses=3"], ["--pdb"], ["-p", "no:xdist"], ["-pno:xdist"]],
)
def test_the_user_decides_on_processes(chosen: list[str]) -> None:
    assert checks.pytest_arguments(chosen, 8) == chosen


def test_two_processes_when_there_is_more_than_one_processor() -> None:
    assert checks.pytest_arguments(["-x", "tests/spine"], 2) == ["-n", "2", "-x", "tests/spine"]
    assert checks.pytest_arguments(["--no-header"], 2)[0] == "-n"
    assert checks.pytest_arguments(["-x"], 1) == ["-x"]


def test_only_what_passed_is_counted() -> None:
    report = '<testsuites><testsuite tests="9" failures="1" errors="2" skipped="1"/></testsuites>'
    assert checks.passed(report) == 5


def test_every_check_runs_after_one_that_failed(capfd: pytest.CaptureFixture[str]) -> None:
    steps = {"ruff": ("-c", "raise SystemExit(1)"), "mypy": ("-c", "print('mypy liep')")}
    assert checks.run_checks(sys.executable, steps, os.environ) == ["ruff"]
    assert "Controle: mypy\nmypy liep\n" in capfd.readouterr().out


def test_pytest_keeps_its_own_summary_and_is_counted(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    one = tmp_path / "test_een.py"
    one.write_text("def test_een() -> None:\n    assert True\n", "utf-8")
    arguments = [str(one), "-p", "no:xdist", "-p", "no:cacheprovider", "--rootdir", str(tmp_path)]
    assert checks.run(sys.executable, arguments, os.environ) == 0
    output = capfd.readouterr().out
    assert "1 passed in" in output
    assert output.rstrip().splitlines()[-1] == "Alles klopt: 1 toets in orde."


def test_ci_runs_the_test_command_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    lines = [line for line in script.read_text("utf-8").splitlines() if line.strip()]
    assert lines[-1] == "exec python3 installer/start.py test"
    assert sum("start.py" in line for line in lines) == 1
    assert os.access(script, os.X_OK)
