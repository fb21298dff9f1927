"""``python -m hvh_desktop.hub``: start a hub, make one, back it up, put it back."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from hvh_desktop.hub.embedded import Embedded, default_folder
from hvh_desktop.hub.folder import (
    AlreadyHub,
    HubFolder,
    NoHubHere,
    make_folder,
    read_folder,
    renew_certificate,
)

URL_VARIABLE = "HVH_HUB_DATABASE"
DATABASE_FOLDER = "postgres"


NO_DATABASE = (
    "De database antwoordt niet, of laat de hub niet binnen. Er is niets veranderd. Kijk of "
    f"PostgreSQL loopt en of het adres, de naam en het wachtwoord kloppen ({URL_VARIABLE})."
)
NEWER = (
    "Een nieuwere versie van de hub heeft deze database gebruikt. Er is niets veranderd. Werk dit "
    "programma bij."
)


class Wrong(Exception):
    """Something the system manager can put right; a Dutch sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    commands: dict[str | None, Callable[[argparse.Namespace], None]] = {
        None: _serve,
        "init": _init,
        "certificaat": _renew,
        "backup": _backup,
        "restore": _restore,
        "generation": _generation,
    }
    from hvh_desktop.hub.database import Busy
    from hvh_desktop.hub.schema import NewerDatabase

    try:
        commands[options.command](options)
    except Wrong as wrong:
        _say(str(wrong), sys.stderr)
    except Busy:
        _say(NO_DATABASE, sys.stderr)
    except NewerDatabase:
        _say(NEWER, sys.stderr)
    else:
        return 0
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m hvh_desktop.hub", description="De hub van HvH Desktop."
    )
    parser.add_argument("--map", dest="folder", type=Path, default=None, help="map van de hub")
    parser.add_argument("--database-url", default=os.environ.get(URL_VARIABLE))
    parser.add_argument("--proef", action="store_true", help="met een eigen PostgreSQL in de map")
    parser.add_argument("--host", default="127.0.0.1", help="waarop wordt geluisterd")
    parser.add_argument("--port", type=int, default=None, help="0: een vrije poort")
    parser.add_argument("--workers", type=int, default=1, help="aantal processen")
    parser.add_argument("--metrics-port", type=int, default=0, help="op 127.0.0.1; 0: geen")
    commands = parser.add_subparsers(dest="command")
    init = commands.add_parser("init", help="maak sleutels, certificaten en koppeling.json")
    init.add_argument("--adres", required=True, help="https://naam:poort voor de laptops")
    renew = commands.add_parser("certificaat", help="vernieuw het certificaat van de server")
    renew.add_argument("namen", nargs="+", help="namen en IP-adressen")
    for name, text in (("backup", "schrijf een back-up"), ("restore", "zet een back-up terug")):
        commands.add_parser(name, help=text).add_argument("bestand", type=Path)
    commands.add_parser("generation", help="begin een nieuwe generatie na een teruggezette schijf")
    return parser


def _folder(options: argparse.Namespace) -> Path:
    folder: Path = options.folder or default_folder()
    return folder.expanduser().resolve()


def _hub(options: argparse.Namespace) -> HubFolder:
    try:
        return read_folder(_folder(options))
    except NoHubHere:
        raise Wrong(
            f"In {_folder(options)} staat geen hub. Maak hem met ‘init’, of probeer met ‘--proef’."
        ) from None


@contextmanager
def _database(options: argparse.Namespace) -> Iterator[str]:
    """The address of the database: that of a server, or of our own in the folder."""
    if options.database_url:
        yield options.database_url
        return
    own = _folder(options) / DATABASE_FOLDER
    if not (options.proef or own.exists()):
        raise Wrong(f"Zeg welke database: --database-url, {URL_VARIABLE} of --proef.")
    embedded = Embedded(own)
    try:
        yield embedded.url
    finally:
        if options.command is None or not embedded.was_running:
            embedded.stop()


def _init(options: argparse.Namespace) -> None:
    from hvh_desktop.hub.serve import hosts_of

    try:
        folder = make_folder(
            _folder(options), options.adres, hosts_of(options.adres), datetime.now(UTC)
        )
    except AlreadyHub:
        raise Wrong("In deze map staat al een hub. Er is niets veranderd.") from None
    _say(f"Geef dit bestand aan de beheerder: {folder.link_file}")


def _renew(options: argparse.Namespace) -> None:
    renew_certificate(_hub(options), options.namen, datetime.now(UTC))
    _say("Het certificaat is vernieuwd. Start de hub opnieuw.")


def _serve(options: argparse.Namespace) -> None:
    from hvh_desktop.hub.log import start_log
    from hvh_desktop.hub.serve import hosts_of, listen, prepare_database, serve
    from hvh_desktop.hub.service import Setup

    start_log()
    path = _folder(options)
    wanted = options.port if options.port is not None else _port_of(path)
    try:
        door = listen(options.host, wanted)
    except OSError:
        raise Wrong(f"Op {options.host}:{wanted} kan niet worden geluisterd.") from None
    if options.proef:
        address = f"https://{_in_url(options.host)}:{door.getsockname()[1]}"
        with suppress(AlreadyHub):
            make_folder(path, address, hosts_of(address), datetime.now(UTC))
    folder = _hub(options)
    with _database(options) as url:
        setup = Setup(path, url)
        prepare_database(setup)
        _say(f"Klaar op {folder.address}. Koppelbestand: {folder.link_file}")
        serve(setup, door, workers=options.workers, metrics_port=options.metrics_port)


def _port_of(path: Path) -> int:
    from urllib.parse import urlsplit

    try:
        return urlsplit(read_folder(path).address).port or 8443
    except NoHubHere:
        return 8443


def _in_url(host: str) -> str:
    host = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)
    return f"[{host}]" if ":" in host else host


def _backup(options: argparse.Namespace) -> None:
    from hvh_desktop.hub.backup import write_backup

    with _database(options) as url:
        rows = write_backup(url, options.bestand)
    _say(f"De back-up staat in {options.bestand} ({rows} regels).")


def _restore(options: argparse.Namespace) -> None:
    from hvh_desktop.hub.backup import BadBackup, NotEmpty, restore_backup

    with _database(options) as url:
        try:
            rows = restore_backup(url, options.bestand, datetime.now(UTC))
        except BadBackup:
            raise Wrong("Dit is geen hele back-up van een hub. Er is niets veranderd.") from None
        except NotEmpty:
            raise Wrong(
                "De database is niet leeg. Er is niets veranderd. Zet terug in een lege database."
            ) from None
    _say(f"Teruggezet: {rows} regels. Een nieuwe generatie begint; laptops vullen de hub aan.")


def _generation(options: argparse.Namespace) -> None:
    from hvh_desktop.hub.database import Database
    from hvh_desktop.hub.generation import begin_generation

    with _database(options) as url:
        database = Database(url)
        database.prepare()
        with database.transaction() as cursor:
            begin_generation(cursor, "op verzoek", datetime.now(UTC))
        database.close()
    _say("Een nieuwe generatie is begonnen; laptops vergelijken wat zij hebben.")


def _say(text: str, to: object = None) -> None:
    print(text, file=to or sys.stdout, flush=True)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
