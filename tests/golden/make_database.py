"""Make the golden database of this version, once, when it is released.

``python -m tests.golden.make_database``: one fictional man, a key that is no secret. A golden
database of a released version never changes.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import hvh_desktop.models  # noqa: F401
from hvh_desktop.db import Compartment, Database, new_id, schema
from hvh_desktop.deelnemers.model import Deelnemer, Titel, Verblijf
from hvh_desktop.rights import Actor, Rol

KEY = bytes(range(32))
FOLDER = Path(__file__).parent / "databases" / schema.HEAD


def main() -> None:
    """Write the two files that a mentor opens."""
    FOLDER.mkdir(parents=True)
    keys = dict.fromkeys((Compartment.team, Compartment.register), KEY)
    for compartment in keys:
        schema.create_file(FOLDER, compartment, KEY)
    actor = Actor(new_id(), frozenset({Rol.casemanager}))
    database = Database(FOLDER, keys, actor=actor, device=new_id())
    with database.transaction(Compartment.team) as session:
        deelnemer = Deelnemer(
            voornamen="Krzysztof",
            roepnaam="Krzysiek",
            achternaam="Żółkiewski",
            geboortedatum=date(1988, 7, 25),
            registratienummer="HT-90129",
            gemeente_herkomst="Rijssen-Holten",
            gemeente_vestiging="Wierden",
            titel=Titel.hvh,
        )
        session.add(deelnemer)
        session.flush()
        session.add(Verblijf(deelnemer_id=deelnemer.id, begin_datum=date(2026, 7, 9)))
    database.close()


if __name__ == "__main__":
    main()
