"""What is asked about a laptop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hvh_desktop.forms import Field, Form, Kind

MAX_NAAM = 30
"""What fits on one line beside its words, also with large letters."""


def _fits(values: Mapping[str, Any]) -> Mapping[str, str]:
    if len(values.get("naam") or "") <= MAX_NAAM:
        return {}
    return {
        "naam": f"Deze naam is te lang: er passen {MAX_NAAM} letters. Maak de naam korter.",
    }


LAPTOPNAAM = Form(
    "laptopnaam",
    1,
    (
        Field(
            "naam",
            "Naam van de laptop",
            Kind.line,
            is_optional=True,
            hint="Bijvoorbeeld ‘Balie’ of ‘Kantoor boven’.",
        ),
    ),
    rules=(_fits,),
    not_on_form=frozenset({"laptop_id"}),
)
