"""A picture of every screen and of every page on paper, with the people of the demo."""

from __future__ import annotations

import os
from pathlib import Path


def write_tour(target: Path, data: Path | None) -> int:
    """Write all pictures and pages into a folder; returns the exit code.

    ``data``: a folder with a demo, or where one may be made; without it the demo is made in a
    folder that is thrown away.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from hvh_desktop.tour.guide import guide

    return guide(target, data)
