"""What the house calls a laptop."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Mapped

from hvh_desktop.db import Compartment, Entity
from hvh_desktop.rights import Right


class Laptopnaam(Entity):
    """The name of one laptop; empty when it has none (any more). Its eight words stay what it is
    recognised by: nobody proves anything with a name."""

    __compartment__ = Compartment.register
    __written_by__ = (Right.change_laptops,)
    __one_of__ = ("laptop_id",)

    laptop_id: Mapped[UUID]
    naam: Mapped[str]
