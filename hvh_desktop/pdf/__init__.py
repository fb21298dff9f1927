"""The house style on paper: reproducible bytes, every script, readable aloud."""

from __future__ import annotations

from hvh_desktop.pdf.blocks import (
    heading1,
    heading2,
    heading3,
    muted,
    paragraph,
    space,
    voice,
)
from hvh_desktop.pdf.document import Story, count_pages, document, one_sheet
from hvh_desktop.pdf.filled import form_story
from hvh_desktop.pdf.fonts import Weight, unprintable
from hvh_desktop.pdf.parts import (
    Agreement,
    Goal,
    Signature,
    agreements,
    facts,
    first_step,
    goal,
    goals,
    label_values,
    next_date,
    signatures,
    strengths,
    table,
    write_lines,
)
from hvh_desktop.pdf.protect import new_passphrase, protect
from hvh_desktop.pdf.style import DEELNEMER, DOSSIER, Style
from hvh_desktop.pdf.typeset import Span, Words

__all__ = [
    "DEELNEMER",
    "DOSSIER",
    "Agreement",
    "Goal",
    "Signature",
    "Span",
    "Story",
    "Style",
    "Weight",
    "Words",
    "agreements",
    "count_pages",
    "document",
    "facts",
    "first_step",
    "form_story",
    "goal",
    "goals",
    "heading1",
    "heading2",
    "heading3",
    "label_values",
    "muted",
    "new_passphrase",
    "next_date",
    "one_sheet",
    "paragraph",
    "protect",
    "signatures",
    "space",
    "strengths",
    "table",
    "unprintable",
    "voice",
    "write_lines",
]
