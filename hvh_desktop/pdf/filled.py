"""A filled-in form on paper: short facts together in a box, texts below their label."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from reportlab.platypus.flowables import Flowable

from hvh_desktop import text
from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.pdf.blocks import heading3, paragraph, voice
from hvh_desktop.pdf.parts import facts
from hvh_desktop.pdf.style import DOSSIER, Style

_LONG = frozenset({Kind.prose, Kind.voice})


def form_story(form: Form, values: Mapping[str, Any], style: Style = DOSSIER) -> list[Flowable]:
    """Return the blocks of a form; fields without an answer are left out."""
    story: list[Flowable] = []
    short: list[tuple[str, str]] = []
    for field in form.fields:
        told = shown(field, values.get(field.name))
        if not told:
            continue
        if field.kind not in _LONG:
            short.append((field.label, told))
            continue
        story += _box(short, style)
        short = []
        block = voice if field.kind is Kind.voice else paragraph
        story += [heading3(field.label, style), block(told, style)]
    return story + _box(short, style)


def shown(field: Field, value: Any) -> str:
    """Return a value as the house writes it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return text.date_words(value)
    if isinstance(value, time):
        return text.format_time(value)
    if isinstance(value, int):
        return text.format_number(value)
    labels = field.choice_labels()
    if isinstance(value, tuple):
        return text.join_words(labels.get(part, part) for part in value)
    return labels.get(value, str(value)).strip() if value else ""


def _box(pairs: list[tuple[str, str]], style: Style) -> list[Flowable]:
    return [facts(pairs, style, columns=3)] if pairs else []
