"""The house itself: its name and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop import rights
from hvh_desktop.db import Compartment, Entity, Session
from hvh_desktop.errors import UserError
from hvh_desktop.forms import MAX_LINE
from hvh_desktop.text import clean_text

_TOO_LONG = f"Dit is te lang: er passen {MAX_LINE} tekens. Maak het korter."


class Huis(Entity):
    """The house; there is one row."""

    __compartment__ = Compartment.register

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
    problems = {name: _TOO_LONG for name, text in words.items() if len(text) > MAX_LINE}
    if not words["naam"]:
        problems["naam"] = "Vul de naam van het huis in."
    if problems:
        raise UserError(next(iter(problems.values())), problems)
    found = session.scalars(select(Huis)).first()
    if found is None:
        session.add(Huis(**words))
    else:
        found.naam, found.plaats = words["naam"], words["plaats"]


def _plain(words: str) -> str:
    """One line without what cannot be seen."""
    return " ".join(clean_text(words).split())
