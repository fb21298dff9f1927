"""What is asked about the house, and beside a new value of a rule."""

from __future__ import annotations

from hvh_desktop.forms import Field, Form, Kind

HUIS = Form(
    "huis",
    1,
    (
        Field("naam", "Naam van het huis", Kind.line, hint="Zo staat het huis op elk papier."),
        Field("plaats", "Plaats", Kind.line, is_optional=True),
    ),
)

BELEIDSREGEL = Form(
    "beleidsregel",
    1,
    (
        Field(
            "geldig_vanaf",
            "Geldt vanaf",
            Kind.day,
            hint="Vandaag of later. Tot die dag geldt de waarde van nu.",
        ),
        Field(
            "bron",
            "Waar komt dit vandaan",
            Kind.line,
            hint="Bijvoorbeeld: besluit van het managementteam op 12 november 2026.",
        ),
    ),
    not_on_form=frozenset({"sleutel", "waarde"}),
)
