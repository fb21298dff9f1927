"""``python -m hvh_desktop``: the program; ``--demo``: fictional people in a folder of their own."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Start the window, or write the pictures of the tour; returns the exit code."""
    parser = argparse.ArgumentParser(prog="hvh_desktop", description="HvH Desktop")
    parser.add_argument("--demo", action="store_true", help="met verzonnen mensen")
    parser.add_argument("--map", type=Path, help="een andere map met gegevens")
    parser.add_argument(
        "--schermfoto", type=Path, metavar="MAP", help="schrijf een foto van elk scherm en stop"
    )
    chosen = parser.parse_args(arguments)
    if chosen.schermfoto is not None:
        from hvh_desktop.tour import write_tour

        return write_tour(chosen.schermfoto, chosen.map)
    from hvh_desktop.app import run

    return run(chosen.map, is_demo=chosen.demo)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
