"""The words of a PDF as they are kept beside the tests, and how they are kept anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pypdf


def words(data: bytes) -> str:
    """The text of all sheets, with a line between two sheets."""
    pages = (page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    lines = (line.rstrip() for page in pages for line in [*page.splitlines(), "-----"])
    return "\n".join(lines) + "\n"


def keep(folder: Path, pieces: Mapping[str, Callable[[], bytes]]) -> None:
    """Write the words of every piece; look at the difference before you commit it."""
    folder.mkdir(exist_ok=True)
    for name, make in pieces.items():
        (folder / f"{name}.txt").write_text(words(make()), encoding="utf-8")
