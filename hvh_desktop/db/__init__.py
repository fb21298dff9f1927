"""What is kept, how it is kept, and the one door to it."""

from __future__ import annotations

from hvh_desktop.db import drafts, search
from hvh_desktop.db.database import Database
from hvh_desktop.db.entity import Change, Draft, Entity
from hvh_desktop.db.ids import new_id
from hvh_desktop.db.session import AMSTERDAM, Session
from hvh_desktop.rights import Compartment

__all__ = [
    "AMSTERDAM",
    "Change",
    "Compartment",
    "Database",
    "Draft",
    "Entity",
    "Session",
    "drafts",
    "new_id",
    "search",
]
