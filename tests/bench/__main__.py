"""Speed as ratios: ``python -m tests.bench [--json FILE] [names]``.

Each figure is measured against a floor in the same run, the two in turn, and the median of the
ratios' parts is given. Value and floor are in the same unit. The floors: a bare Qt window, the
files opened and asked bare, the unlock of one compartment, the dossier without its line in the
read log, a bare SQLCipher insert with commit, a bare FTS5 query, the same pages
drawn with ReportLab directly, the rows of a case read bare, a number in a bare field; those of
syncing are in ``sync``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZES = (1_000, 20_000, 200_000)
NAMES = (
    "start",
    "trajectplan",
    "compartments",
    "unlock",
    "dossier",
    "readlog",
    "save",
    "search",
    "memory",
    "zaak",
    "register",
    "afweging",
    "sync-bootstrap",
    "sync-push",
    "sync-pull",
    "sync-bytes",
    "sync-memory",
    "sync-latency",
)
ON_HOUSE = NAMES[3:12]


@dataclass(frozen=True)
class Figure:
    """A measured row. ``ratio`` is value / floor; ``size`` is what it ran on."""

    name: str
    value: float
    unit: str
    floor: float
    ratio: float
    size: str


def figure(name: str, value: float, floor: float, unit: str, size: str) -> Figure:
    """A row with its ratio."""
    return Figure(name, round(value, 3), unit, round(floor, 3), round(value / floor, 2), size)


def main(arguments: list[str]) -> int:
    """Measure what was asked, print a table, and write it as JSON when a file is named."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("names", nargs="*", default=[])
    asked = parser.parse_args(arguments)
    unknown = set(asked.names) - set(NAMES)
    if unknown:
        parser.error(f"onbekend: {', '.join(sorted(unknown))}; kies uit {', '.join(NAMES)}")
    names = asked.names or list(NAMES)
    figures = []
    for row in measure(names, asked.sizes):
        figures.append(row)
        print(  # noqa: T201
            f"{row.name:12} {row.value:10.3f} {row.unit:3} vloer {row.floor:10.3f}"
            f"  x {row.ratio:6.2f}   {row.size}",
            flush=True,
        )
    if asked.json:
        rows = [asdict(row) for row in figures]
        asked.json.write_text(json.dumps(rows, indent=2), encoding="utf-8")
    return 0


def measure(names: list[str], sizes: list[int]) -> Iterator[Figure]:
    """All figures, the ones that need no house first."""
    from tests.bench import keys, processes, trajectplan

    if "start" in names:
        yield processes.start(figure)
    if "trajectplan" in names:
        yield trajectplan.trajectplan(figure)
    if "compartments" in names:
        yield keys.compartments(figure)
    if syncing := [name for name in names if name.startswith("sync-")]:
        from tests.bench import sync

        yield from sync.measure(figure, syncing)
    on_house = [name for name in names if name in ON_HOUSE]
    if not on_house:
        return
    from tests.bench import house, zaken
    from tests.bench.data import build

    measures: dict[str, Callable[..., Figure]] = {
        "unlock": house.unlock,
        "dossier": house.dossier,
        "readlog": house.readlog,
        "save": house.save,
        "search": house.search,
        "memory": processes.memory,
        "zaak": zaken.zaak,
        "register": zaken.register,
        "afweging": zaken.afweging,
    }
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            built = build(Path(folder) / "huis", size)
            for name in on_house:
                yield measures[name](figure, built)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
