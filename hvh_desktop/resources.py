"""Where the files that travel with the program are: in the source tree and in a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path


def resource_path(name: str) -> Path:
    """Path of ``name`` inside ``resources/``; ``name`` has forward slashes."""
    frozen_root = getattr(sys, "_MEIPASS", None)
    root = Path(frozen_root) if frozen_root else Path(__file__).resolve().parents[1]
    return root / "resources" / name
