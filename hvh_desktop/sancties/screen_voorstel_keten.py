"""The chain of what follows: straf, daardoor degradatie, verlof, werk, plaatsing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.sancties.rows_maatwerk import Gevolg
from hvh_desktop.text import capitalise
from hvh_desktop.ui import kit

SCHAKELS: Final = ("straf", "degradatie", "verlof", "werk", "plaatsing")
ICONS: Final = {
    "good": ("check-circle", "good"),
    "warn": ("warning-circle", "warn"),
    "danger": ("arrow-circle-down", "danger"),
    "": ("circle-dashed", "muted"),
}
"""How grave a link is, as an icon; the sentence says the same."""
SPOKEN: Final = {"good": "blijft goed", "warn": "let op", "danger": "raakt hem", "": ""}


class GevolgLine(kit.IconLabel):
    """One link in words, with how grave it is."""

    def __init__(self) -> None:
        super().__init__("circle-dashed", "", wrap=True)

    def show_gevolg(self, gevolg: Gevolg | None, *, said: str = "") -> None:
        """This sentence; nothing when there is no link yet. ``said``: what stands above it."""
        tone = gevolg.toon if gevolg else ""
        icon, role = ICONS.get(tone, ICONS[""])
        words = gevolg.zin if gevolg else "Nog niet ingevuld"
        if said:
            words = words.removeprefix(f"{said}.").strip() or words
        self.set(icon, words, role)
        self.label.set_role("text" if gevolg else "muted")
        spoken = SPOKEN.get(tone, "")
        self.setAccessibleName(", ".join(part for part in (words, spoken) if part))


class KetenView(QWidget):
    """The five links below each other, as a column beside an editor."""

    def __init__(self, title: str = "Wat er dan volgt") -> None:
        super().__init__()
        self.lines = {name: GevolgLine() for name in SCHAKELS}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        kit.fill(layout, kit.Heading(title) if title else None, 4 if title else None)
        for number, (name, line) in enumerate(self.lines.items()):
            if number:
                kit.fill(layout, 6, kit.line(), 6)
            kit.fill(layout, schakel_head(name), line)
        kit.fill(layout, kit.STRETCH)

    def show_gevolgen(self, gevolgen: Sequence[Gevolg]) -> None:
        """Write the sentences in place: nothing moves under the hands."""
        found = {one.schakel: one for one in gevolgen}
        for name, line in self.lines.items():
            line.show_gevolg(found.get(name))

    def words(self) -> str:
        """All sentences, for a test and for who cannot see them."""
        return "\n".join(line.label.text() for line in self.lines.values())


def schakel_head(name: str) -> kit.Label:
    """'Straf', and 'Daardoor degradatie' for what follows from it."""
    if name == SCHAKELS[0]:
        return kit.Label(capitalise(name), "klein", "muted", semibold=True)
    return kit.Label(f"Daardoor {name}", "klein", "muted", semibold=True)
