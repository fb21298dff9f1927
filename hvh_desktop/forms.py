"""A form declared once: for the screen, the check, the table and the print.

Ten kinds of field and no more; what is special (the seven steps, the wheel) is a widget of its
own in a screen. A concept may be incomplete: ``problems`` is asked only when something is recorded
or completed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any

from hvh_desktop.errors import UserError
from hvh_desktop.text import clean_text

MAX_LINE = 300
MAX_PROSE = 200_000


class Kind(StrEnum):
    """What a field holds, and so which widget it gets."""

    line = "line"
    """One line of text: str."""
    prose = "prose"
    """Text of several lines: str."""
    voice = "voice"
    """His own words: str, shown as his voice."""
    day = "day"
    """date | None."""
    clock = "clock"
    """time | None."""
    number = "number"
    """int | None."""
    choice = "choice"
    """One value out of ``choices``: str | None."""
    choices = "choices"
    """Several values out of ``choices``, in their order: tuple[str, ...]."""
    check = "check"
    """bool."""


@dataclass(frozen=True)
class Field:
    """One fact. ``choices``: value -> Dutch label, fixed or asked for when the form is shown."""

    name: str
    label: str
    kind: Kind
    is_optional: bool = False
    hint: str = ""
    choices: Mapping[str, str] | Callable[[], Mapping[str, str]] | None = None
    minimum: int | None = None
    maximum: int | None = None

    def choice_labels(self) -> Mapping[str, str]:
        """Value -> label, in the order they are shown."""
        if self.choices is None:
            return {}
        return self.choices() if callable(self.choices) else self.choices


Rule = Callable[[Mapping[str, Any]], Mapping[str, str]]
"""A check over several fields: values -> sentence per field."""


_versions: dict[str, int] = {}
_forms: dict[str, Form] = {}


def version_of(entity_name: str) -> int:
    """The version of the form that makes this entity; 0 when no form does."""
    return _versions.get(entity_name.lower(), 0)


def find_form(entity_name: str) -> Form | None:
    """The form that makes this entity; None when no form does."""
    return _forms.get(entity_name.lower())


@dataclass(frozen=True)
class Form:
    """A declared form; its name is that of the entity it makes, in lower case.

    ``version`` is stored with what it made (``Entity.form_version``); raise it when fields change.
    """

    name: str
    version: int
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    not_on_form: frozenset[str] = field(default_factory=frozenset)
    """Columns of the entity that this form leaves alone, so that a test can tell them apart."""

    def __post_init__(self) -> None:
        _versions[self.name] = self.version
        _forms[self.name] = self

    def __getitem__(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)

    def names(self) -> tuple[str, ...]:
        """Field names in order."""
        return tuple(f.name for f in self.fields)

    def clean(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of this form, without what cannot be seen; a text that is missing is ''."""
        return {f.name: _clean(f, values.get(f.name)) for f in self.fields}

    def problems(self, values: Mapping[str, Any]) -> dict[str, str]:
        """A Dutch sentence for every field that is not right; empty when all is well.

        Rules see only what is right by itself, so they need not ask for types again.
        """
        found = {f.name: problem for f in self.fields if (problem := _problem(f, values))}
        right = {**values, **dict.fromkeys(found)}
        for rule in self.rules:
            found = {**rule(right), **found}
        return found

    def check(self, values: Mapping[str, Any]) -> None:
        """Raise one UserError that names every problem."""
        found = self.problems(values)
        if found:
            raise UserError(summary(found.values()), found)


def _clean(f: Field, value: Any) -> Any:
    if f.kind in (Kind.line, Kind.prose, Kind.voice):
        return clean_text(value).strip() if isinstance(value, str) else value or ""
    if f.kind is Kind.choices:
        return tuple(value or ())
    if f.kind is Kind.check:
        return bool(value)
    return None if value == "" else value


def summary(sentences: Iterable[str]) -> str:
    """The line above the form."""
    number = len(list(sentences))
    return "Er klopt nog iets niet." if number == 1 else f"Er kloppen {number} dingen nog niet."


def _problem(f: Field, values: Mapping[str, Any]) -> str | None:
    value = values.get(f.name)
    if f.kind is Kind.check:
        return None
    if value in (None, "", ()) or (isinstance(value, str) and not value.strip()):
        return None if f.is_optional else _missing(f)
    check = _CHECKS.get(f.kind)
    return check(f, value) if check else None


def _missing(f: Field) -> str:
    verb = "Kies" if f.kind in (Kind.choice, Kind.choices) else "Vul"
    return f"{verb} ‘{f.label}’." if verb == "Kies" else f"Vul ‘{f.label}’ in."


def _text_problem(f: Field, value: Any) -> str | None:
    most = MAX_LINE if f.kind is Kind.line else MAX_PROSE
    if not isinstance(value, str):
        return f"‘{f.label}’ moet tekst zijn."
    if f.kind is Kind.line and "\n" in value:
        return f"‘{f.label}’ past op één regel: haal de nieuwe regels weg."
    if len(value) > most:
        return f"‘{f.label}’ is te lang: {len(value)} tekens, er passen er {most}. Maak het korter."
    return None


def _number_problem(f: Field, value: Any) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return f"Vul bij ‘{f.label}’ een heel getal in."
    low, high = f.minimum, f.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        return f"‘{f.label}’ ligt tussen {low} en {high}."
    return None


def _choice_problem(f: Field, value: Any) -> str | None:
    asked = value if isinstance(value, tuple) else (value,)
    if all(isinstance(one, str) and one in f.choice_labels() for one in asked):
        return None
    return f"Kies ‘{f.label}’ uit de lijst."


def _day_problem(f: Field, value: Any) -> str | None:
    if not isinstance(value, date):
        return f"‘{f.label}’ is geen datum. Schrijf bijvoorbeeld 26-11-2026."
    if not 1900 <= value.year <= 2200:
        return f"‘{f.label}’ heeft een jaar dat niet kan: {value.year}."
    return None


def _clock_problem(f: Field, value: Any) -> str | None:
    if not isinstance(value, time):
        return f"‘{f.label}’ is geen tijd. Schrijf bijvoorbeeld 10.30."
    return None


_CHECKS: dict[Kind, Callable[[Field, Any], str | None]] = {
    Kind.line: _text_problem,
    Kind.prose: _text_problem,
    Kind.voice: _text_problem,
    Kind.number: _number_problem,
    Kind.choice: _choice_problem,
    Kind.choices: _choice_problem,
    Kind.day: _day_problem,
    Kind.clock: _clock_problem,
}
