"""The house itself: its name and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop import rights
from hvh_desktop.db import Compartment, Entity, Session
from hvh_desktop.errors import UserError
from hvh_desktop.text import clean_text

MAX_NAAM, MAX_PLAATS = 60, 40
"""What fits at the top of every page and at the left of the window."""


class Huis(Entity):
    """The house; there is one row."""

    __compartment__ = Compartment.register
    __written_by__ = (rights.Right.change_huis,)

    naam: Mapped[str]
    plaats: Mapped[str] = mapped_column(default="")


@dataclass(frozen=True)
class HuisRow:
    """Name and place of the house, as printed."""

    naam: str
    plaats: str

    @property
    def volledige_naam(self) -> str:
        """'Huis van Herstel Twente', as it stands on paper; the place is not said twice."""
        if self.plaats.casefold() in self.naam.casefold():
            return self.naam
        return f"{self.naam} {self.plaats}".strip()


def get_huis(session: Session) -> HuisRow:
    """The house; an empty name before it was set up."""
    found = session.scalars(select(Huis)).first()
    return HuisRow(found.naam, found.plaats) if found else HuisRow("", "")


def change_huis(session: Session, naam: str, plaats: str = "") -> None:
    """Name the house; ``session`` writes the register."""
    rights.require(session.actor, rights.Right.change_huis)
    words = {"naam": _plain(naam), "plaats": _plain(plaats)}
    problems = find_too_long(words["naam"], words["plaats"])
    if not words["naam"]:
        problems["naam"] = "Vul de naam van het huis in."
    if problems:
        raise UserError(next(iter(problems.values())), problems)
    found = session.scalars(select(Huis)).first()
    if found is None:
        session.add(Huis(**words))
    else:
        found.naam, found.plaats = words["naam"], words["plaats"]


def find_too_long(naam: str, plaats: str) -> dict[str, str]:
    """A sentence for each that does not fit, by "naam" and "plaats"."""
    problems = {}
    if len(naam) > MAX_NAAM:
        problems["naam"] = (
            f"Deze naam is te lang voor het papier: er passen {MAX_NAAM} letters. Maak de naam "
            "korter."
        )
    if len(plaats) > MAX_PLAATS:
        problems["plaats"] = (
            f"Deze plaats is te lang: er passen {MAX_PLAATS} letters. Maak de plaats korter."
        )
    return problems


def _plain(words: str) -> str:
    """One line without what cannot be seen."""
    return " ".join(clean_text(words).split())
