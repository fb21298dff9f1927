"""A form is declared once and equals its model; checks give one clear sentence per field."""

from __future__ import annotations

import importlib
from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import inspect

import hvh_desktop
from hvh_desktop.db import Compartment, Database
from hvh_desktop.db.entity import Entity, entity_classes
from hvh_desktop.forms import Field, Form, Kind, version_of
from tests.spine.test_db import make_deelnemer

PACKAGE = Path(hvh_desktop.__file__).parent
FORMS = {
    form.name: form
    for path in sorted(PACKAGE.glob("*/form*.py"))
    for form in vars(
        importlib.import_module(f"hvh_desktop.{path.parent.name}.{path.stem}")
    ).values()
    if isinstance(form, Form)
}
ENTITIES = {entity.__name__.lower(): entity for entity in entity_classes()}
TECHNICAL = {"id", "created_at", "created_by", "heads", "form_version"}
PARTS = {
    "uitstroom",
    "verzet",
    "planning",
    "netwerklid_eraf",
    "planafspraak_vervallen",
    "psycholooggesprek_vervallen",
    "toestemming_intrekking",
    "verwijzing_stap",
    "verwijzing_terug",
    "verwijzing_vervolg",
    "beklag_beroep",
    "beklag_beroepsuitspraak",
    "beklag_schorsing",
    "beklag_uitspraak",
    "bijlage_weg",
    "ordemaatregel_einde",
    "ordemaatregel_verlenging",
    "sanctie_slot",
    "sanctie_terug",
    "sanctie_verslag",
    "tenuitvoerlegging_terug",
    "urinecontrole_afname",
    "urinecontrole_heronderzoek",
    "urinecontrole_heruitslag",
    "urinecontrole_meegedeeld",
    "urinecontrole_nieuw",
    "urinecontrole_uitslag",
    "urinecontrole_weg",
    "urinecontrole_weigering",
    "verlof_evaluatie",
    "verlof_reden",
    "vervolgvoorstel_antwoord",
    "voorwaarde_terug",
    "voorwaarde_uitkomst",
    "werkplek_stop",
}
"""Forms that fill in a part of an entity that another form made."""
TYPED = {"weekloon": "weekloon_centen"}
"""What is typed in euros and kept in cents."""
PYTHON_TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.line: (str,),
    Kind.prose: (str,),
    Kind.voice: (str,),
    Kind.day: (date,),
    Kind.clock: (time,),
    Kind.number: (int,),
    Kind.choice: (str, int),
    Kind.choices: (tuple,),
    Kind.check: (bool,),
}


def columns(entity: type[Entity]) -> set[str]:
    return {a.key for a in inspect(entity).column_attrs} - TECHNICAL


@pytest.mark.parametrize("name", sorted(FORMS.keys() & ENTITIES.keys()))
def test_form_and_model_are_equal(name: str) -> None:
    form, entity = FORMS[name], ENTITIES[name]
    asked = {TYPED.get(field, field) for field in form.names()}
    assert asked | (form.not_on_form - set(TYPED.values())) == columns(entity)
    assert not set(form.names()) & form.not_on_form
    for field in form.fields:
        if field.name in TYPED:
            continue
        python = getattr(entity, field.name).property.columns[0].type.python_type
        is_right = issubclass(python, PYTHON_TYPES[field.kind]) or field.kind is Kind.choice
        assert is_right, f"{name}.{field.name} is {python.__name__}, its kind is {field.kind}"


def test_a_form_without_a_model_is_known() -> None:
    assert FORMS.keys() - ENTITIES.keys() <= PARTS
    assert len(FORMS.keys() & ENTITIES.keys()) >= 12


def test_at_most_ten_kinds() -> None:
    assert len(Kind) <= 10


def test_the_version_of_the_form_is_stored(database: Database) -> None:
    with database.transaction(Compartment.team) as session:
        deelnemer = make_deelnemer()
        session.add(deelnemer)
    assert deelnemer.form_version == version_of("Deelnemer") > 0


EXAMPLE = Form(
    "voorbeeld",
    1,
    (
        Field("naam", "Naam", Kind.line),
        Field("verhaal", "Verhaal", Kind.prose, is_optional=True),
        Field("dag", "Dag", Kind.day),
        Field("uur", "Uur", Kind.clock, is_optional=True),
        Field("aantal", "Aantal", Kind.number, is_optional=True, minimum=1, maximum=29),
        Field("soort", "Soort", Kind.choice, choices={"a": "A", "b": "B"}),
    ),
)
GOOD = {"naam": "Jan", "dag": date(2026, 1, 1), "soort": "a"}


def test_good_values_have_no_problem() -> None:
    assert EXAMPLE.problems(GOOD) == {}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("naam", "", "Vul ‘Naam’ in."),
        ("naam", "   ", "Vul ‘Naam’ in."),
        ("naam", 12, "‘Naam’ moet tekst zijn."),
        ("naam", "a\nb", "‘Naam’ past op één regel: haal de nieuwe regels weg."),
        ("naam", "x" * 301, "‘Naam’ is te lang: 301 tekens, er passen er 300. Maak het korter."),
        ("dag", None, "Vul ‘Dag’ in."),
        ("dag", "morgen", "‘Dag’ is geen datum. Schrijf bijvoorbeeld 26-11-2026."),
        ("dag", date(1, 1, 1), "‘Dag’ heeft een jaar dat niet kan: 1."),
        ("uur", "straks", "‘Uur’ is geen tijd. Schrijf bijvoorbeeld 10.30."),
        ("aantal", 30, "‘Aantal’ ligt tussen 1 en 29."),
        ("aantal", True, "Vul bij ‘Aantal’ een heel getal in."),
        ("soort", "c", "Kies ‘Soort’ uit de lijst."),
        ("soort", None, "Kies ‘Soort’."),
    ],
)
def test_each_problem_is_one_clear_sentence(field: str, value: object, sentence: str) -> None:
    assert EXAMPLE.problems({**GOOD, field: value}) == {field: sentence}


@pytest.mark.parametrize("text", ["😀" * 50_000, "ܐܦܪܝܡ " * 10_000, "x" * 100_000])
def test_long_and_strange_texts_pass(text: str) -> None:
    assert EXAMPLE.problems({**GOOD, "verhaal": text}) == {}
