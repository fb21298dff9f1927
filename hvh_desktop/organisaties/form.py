"""What is asked about an organisation and about whom to call there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.organisaties.model import WettelijkeTaak

TAKEN = {taak.value: taak.value.capitalize() for taak in WettelijkeTaak}


def mail_problem(values: Mapping[str, Any]) -> Mapping[str, str]:
    """A mail address has one @ with something on both sides, and no spaces."""
    mail = str(values.get("mail") or "")
    name, sign, place = mail.partition("@")
    if mail and not (name and sign and "." in place and "@" not in place and " " not in mail):
        return {"mail": "Dit is geen mailadres. Schrijf het zo: naam@voorbeeld.nl."}
    return {}


def phone_problem(values: Mapping[str, Any]) -> Mapping[str, str]:
    """A phone number holds digits; an addition such as "toestel 4" may stand behind it."""
    phone = str(values.get("telefoon") or "")
    if phone and sum(char.isdigit() for char in phone) < 3:
        return {"telefoon": "Een telefoonnummer heeft cijfers. Schrijf het zo: 06 12345678."}
    return {}


def organisatie_form(gemeenten: Iterable[str]) -> Form:
    """The form of an organisation; ``gemeenten`` come from policy."""
    return Form(
        "organisatie",
        2,
        (
            Field("naam", "Naam", Kind.line),
            Field(
                "soort",
                "Soort",
                Kind.line,
                is_optional=True,
                hint="Bijvoorbeeld wijkteam, schuldhulp of woningcorporatie.",
            ),
            Field("plaats", "Plaats", Kind.line, is_optional=True),
            Field(
                "gemeente",
                "Gemeente",
                Kind.choice,
                is_optional=True,
                hint="Alleen als dit een gemeente is.",
                choices={gemeente: gemeente for gemeente in gemeenten},
            ),
            Field(
                "wettelijke_taak",
                "Taak volgens de wet",
                Kind.choice,
                is_optional=True,
                hint="Bepaalt wat zonder toestemming mag worden doorgegeven.",
                choices=TAKEN,
            ),
            Field("telefoon", "Telefoon", Kind.line, is_optional=True),
            Field("mail", "Mail", Kind.line, is_optional=True),
            Field("notitie", "Notitie", Kind.prose, is_optional=True),
        ),
        rules=(mail_problem, phone_problem),
        not_on_form=frozenset({"is_vervallen"}),
    )


ORGANISATIE = organisatie_form(())
"""The form without its gemeenten: for names and labels. Checks use ``organisatie_form``."""

CONTACTPERSOON = Form(
    "contactpersoon",
    1,
    (
        Field("functie", "Functie", Kind.line),
        Field("naam", "Naam", Kind.line, is_optional=True),
        Field("telefoon", "Telefoon", Kind.line, is_optional=True),
        Field("mail", "Mail", Kind.line, is_optional=True),
    ),
    rules=(mail_problem, phone_problem),
    not_on_form=frozenset({"organisatie_id", "is_vervallen"}),
)
