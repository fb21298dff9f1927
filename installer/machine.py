"""What the machine must have before HvH Desktop can start: libraries and an own `.venv`.

Standard library only, as all of this folder; it hides apt, sudo and pip.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Callable, Mapping, Sequence  # noqa: UP035 - an old Python must get this far

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.version_info[:3]
VENV = ROOT / ".venv"
STAMP_FILE = VENV / "set-up.stamp"
RUNTIME_LOCK = ROOT / "installer" / "requirements.lock"
HUB_LOCK = ROOT / "installer" / "requirements-hub.lock"
DEV_LOCK = ROOT / "installer" / "requirements-dev.lock"

# Shared library -> Debian package. The first table is what Qt needs even without a screen.
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
XCB_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libcups.so.2": "libcups2",  # a real printer
}
# Debian 13 and Ubuntu 24.04 renamed packages for 64-bit time.
T64_NAMES = {"libglib2.0-0": "libglib2.0-0t64", "libcups2": "libcups2t64"}
T64_SINCE = {"debian": (13,), "ubuntu": (24, 4)}

NO_NETWORK_SIGNS = (
    "NewConnectionError",
    "ConnectTimeoutError",
    "Max retries exceeded",
    "Temporary failure",
    "Network is unreachable",
    "Could not resolve",
    "Could not connect",
)


NO_NETWORK = (
    "Er is geen verbinding met internet; die is nodig om HvH Desktop de eerste keer klaar te "
    "zetten, dus maak verbinding en start opnieuw."
)


class SetupError(Exception):
    """Something outside the program is in the way; the text is for the user."""


def say(text: str) -> None:
    """Show one line at once, also when the output goes to a file."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


# ---- libraries of the system --------------------------------------------------------


def can_load(library: str) -> bool:
    """Whether the system has this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(
    environment: Mapping[str, str], loads: Callable[[str], bool] = can_load
) -> dict[str, str]:
    """Shared library -> Debian package, for those that are needed and not there."""
    needed = dict(OFFSCREEN_LIBRARIES)
    if environment.get("DISPLAY"):
        needed.update(XCB_LIBRARIES)
    return {library: package for library, package in needed.items() if not loads(library)}


def read_os_release(text: str) -> dict[str, str]:
    """The fields of /etc/os-release."""
    pairs = (line.partition("=") for line in text.splitlines() if "=" in line)
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


def has_t64_names(os_release: Mapping[str, str]) -> bool:
    """Whether this system has the package names of after the change to 64-bit time.

    For a system we do not know the old names do: apt finds the new ones by "Provides".
    """
    since = T64_SINCE.get(os_release.get("ID", ""))
    if since is None:
        return False
    version = os_release.get("VERSION_ID", "")
    if not version:  # testing and unstable have no number
        return True
    return tuple(int(part) for part in version.split(".") if part.isdigit()) >= since


def venv_package(version: Sequence[int], has_ensurepip: bool) -> list[str]:
    """The Debian package that makes virtual environments, when it is not there."""
    return [] if has_ensurepip else [f"python{version[0]}.{version[1]}-venv"]


def packages_to_install(
    missing: Mapping[str, str], venv_packages: Sequence[str], os_release: Mapping[str, str]
) -> list[str]:
    """All Debian packages for one apt line, each once."""
    wanted = sorted({*missing.values(), *venv_packages})
    if has_t64_names(os_release):
        wanted = [T64_NAMES.get(package, package) for package in wanted]
    return wanted


def apt_command(packages: Sequence[str]) -> list[str]:
    """The command that installs these packages."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def apt_line(packages: Sequence[str]) -> str:
    """The exact line that a user can copy."""
    return "sudo apt-get update && sudo " + shlex.join(apt_command(packages))


def root_prefix() -> list[str] | None:
    """What to put before a command to run it as root; None when that is not possible."""
    if getattr(os, "geteuid", lambda: 1)() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    if sys.stdin.isatty():
        say("Voor systeembibliotheken is het wachtwoord van je computer nodig.")
        if subprocess.run(["sudo", "-v"], check=False).returncode == 0:
            return ["sudo", "-n"]
    return None


def missing_venv_package() -> list[str]:
    """The Debian package with which this Python can make a virtual environment."""
    importlib.invalidate_caches()
    has_ensurepip = importlib.util.find_spec("ensurepip") is not None
    return venv_package(PYTHON, has_ensurepip)


def prepare_system() -> None:
    """Install the libraries of the system that are missing (Linux only)."""
    if not sys.platform.startswith("linux"):
        return
    fresh = needs_rebuild(read_stamps(), PYTHON)
    install_packages(missing_libraries(os.environ), missing_venv_package() if fresh else [])
    missing = missing_libraries(os.environ)
    if missing:
        raise SetupError(f"Na het installeren ontbreekt nog: {', '.join(missing)}.")


def install_packages(missing: Mapping[str, str], extra: Sequence[str]) -> None:
    """Install with apt what is missing, or raise with the line that the user can type."""
    if not missing and not extra:
        return
    if shutil.which("apt-get") is None:
        names = ", ".join([*missing, *extra])
        raise SetupError(f"Op dit systeem ontbreekt: {names}. Installeer dat en start opnieuw.")
    release = Path("/etc/os-release")
    os_release = read_os_release(release.read_text("utf-8")) if release.exists() else {}
    packages = packages_to_install(missing, extra, os_release)
    prefix = root_prefix()
    if prefix is None:
        raise SetupError(
            "Er ontbreken systeembibliotheken. Voer deze regel uit en start daarna opnieuw:\n"
            + apt_line(packages)
        )
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C"]
    run_step("Lijst van systeempakketten ophalen", [*quiet, "apt-get", "update"], must=False)
    run_step(
        f"Systeembibliotheken installeren: {', '.join(packages)}",
        [*quiet, *apt_command(packages)],
        counts="Unpacking ",
    )


# ---- the virtual environment --------------------------------------------------------


def stamp(lock: bytes, version: Sequence[int]) -> str:
    """One word that changes when the lock or the Python changes."""
    python = ".".join(str(part) for part in version[:3])
    return f"{python}:{hashlib.sha256(lock).hexdigest()}"


def lock_for(command: str) -> Path:
    """Which lock a command needs."""
    return {"demo": RUNTIME_LOCK, "app": RUNTIME_LOCK, "hub": HUB_LOCK}.get(command, DEV_LOCK)


def needs_rebuild(stamps: Sequence[str], version: Sequence[int]) -> bool:
    """Whether the environment is half made (no stamp) or made by another Python."""
    python = ".".join(str(part) for part in version[:3])
    return not any(line.startswith(python + ":") for line in stamps)


def venv_python() -> Path:
    """The Python inside the virtual environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def venv_works() -> bool:
    """Whether the environment's Python starts and finds the window and the database."""
    if not venv_python().exists():
        return False
    command = [str(venv_python()), "-c", "import pip, sqlcipher3, PySide6.QtCore"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def read_stamps() -> list[str]:
    """The stamps of the locks that are installed; none when the environment is half made."""
    return STAMP_FILE.read_text("utf-8").split() if STAMP_FILE.exists() else []


def prepare_venv(lock: Path) -> None:
    """Make or renew the virtual environment, unless it is already what the lock says."""
    content = lock.read_bytes()
    wanted = stamp(content, PYTHON)
    stamps = read_stamps()
    works = not needs_rebuild(stamps, PYTHON) and venv_works()
    if works and wanted in stamps:
        return
    if not works:
        make_venv()
    STAMP_FILE.unlink(missing_ok=True)
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    run_step(
        "Bibliotheken ophalen en installeren; de eerste keer duurt dit een minuut",
        [*pip, "install", "--require-hashes", "--only-binary=:all:", "-r", str(lock)],
        counts="Collecting ",
        total=sum(not line.startswith(b" ") for line in content.splitlines()),
    )
    if not venv_works():
        raise SetupError("De bibliotheken zijn geïnstalleerd, maar starten niet.")
    order = (RUNTIME_LOCK, HUB_LOCK, DEV_LOCK)  # each holds everything of the one before it
    done = {stamp(held.read_bytes(), PYTHON) for held in order[: order.index(lock) + 1]}
    STAMP_FILE.write_text("\n".join(sorted(done)) + "\n", "utf-8")


def make_venv() -> None:
    """Make an empty environment, in place of whatever half or old one is there."""
    if VENV.exists():
        say("De eigen omgeving is niet heel of hoort bij een andere Python.")
    if sys.platform.startswith("linux"):
        install_packages({}, missing_venv_package())
    python = getattr(sys, "_base_executable", None) or sys.executable
    run_step("Eigen omgeving maken in .venv", [python, "-m", "venv", "--clear", str(VENV)])


def has_no_network(output: str) -> bool:
    """Whether a failed download failed for want of a network."""
    return any(sign in output for sign in NO_NETWORK_SIGNS)


def run_step(
    text: str, command: Sequence[str], *, counts: str = "", total: int = 0, must: bool = True
) -> None:
    """Do one step of the set-up: say it, show how far it is, keep the rest quiet.

    Lines that begin with `counts` are counted and shown, ten at a time.
    """
    say(f"{text} …")
    lines: list[str] = []
    done = 0
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        cwd=ROOT,
    ) as process:
        for line in process.stdout or ():
            lines.append(line.rstrip())
            if counts and line.startswith(counts):
                done += 1
                if done % 10 == 0:
                    say(f"  {done} van {total} …" if total else f"  {done} …")
    if process.returncode == 0 or not must:
        return
    if has_no_network("\n".join(lines)):
        raise SetupError(NO_NETWORK)
    shown = "\n".join(lines[-15:])
    raise SetupError(f"{shown}\nDeze stap is niet gelukt: {text}.")
