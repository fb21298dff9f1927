"""Who can log in to the demo. Light, because the login window shows them before anything else."""

from __future__ import annotations

DEMO_PASSWORD = "demo-huis-2026"
"""Of all demo people; their data is invented, so there is nothing behind it to protect."""

DEMO_ACCOUNTS: list[tuple[str, str, str]] = [
    ("Marloes, mentor", "marloes", DEMO_PASSWORD),
    ("Gerben, mentor", "gerben", DEMO_PASSWORD),
    ("Ilse, casemanager", "ilse", DEMO_PASSWORD),
    ("Bas, reclasseringswerker", "bas", DEMO_PASSWORD),
    ("Judith, psycholoog", "judith", DEMO_PASSWORD),
    ("Erwin, locatiemanager", "erwin", DEMO_PASSWORD),
    ("Carolien, directeur", "carolien", DEMO_PASSWORD),
    ("Tessa, projectmanager", "tessa", DEMO_PASSWORD),
    ("Maud, onderzoeker", "maud", DEMO_PASSWORD),
    ("Dennis, beheerder", "dennis", DEMO_PASSWORD),
]
"""Label, user name and password; the user name of every colleague is his roepnaam."""
