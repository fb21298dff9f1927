"""The fonts on paper: which font has a character, and the shape of a word in it.

Every script of the house's people has its own Noto font in ``resources/fonts``. Words are shaped
with HarfBuzz, so that Syriac and Arabic join and marks stand where they belong.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, NamedTuple

import uharfbuzz

from hvh_desktop.resources import resource_path


class Weight(StrEnum):
    regular = "NotoSans-Regular"
    semibold = "NotoSans-SemiBold"
    italic = "NotoSans-Italic"


_SCRIPTS = (
    "NotoSansSyriac-Regular",
    "NotoSansArabic-Regular",
    "NotoSansEthiopic-Regular",
    "NotoSansHebrew-Regular",
    "NotoSansArmenian-Regular",
    "NotoSansGeorgian-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansTamil-Regular",
    "NotoSansThai-Regular",
)
UNITS = 1000
BOX_WIDTH = 640.0
"""Width of the empty box for a character without a font, in thousandths of the size."""


class Glyph(NamedTuple):
    """One drawn shape; ``text`` is empty for all but the first shape of a cluster."""

    number: int
    advance: float
    dx: float
    dy: float
    text: str


@dataclass(frozen=True, eq=False)
class Run:
    """Shaped text of one font; without font it is one empty box."""

    typeface: Typeface | None
    glyphs: tuple[Glyph, ...]
    text: str
    advance: float
    """Its width in thousandths of the size."""

    @cached_property
    def rows(self) -> tuple[tuple[float, str], ...]:
        """How PDF shows the glyphs, each at its shaped place: height above the line, and row."""
        assert self.typeface is not None
        rows: list[tuple[float, list[str]]] = []
        shift = 0.0
        for glyph in self.glyphs:
            if not rows or rows[-1][0] != glyph.dy:
                rows.append((glyph.dy, []))
            shift += glyph.dx
            if abs(shift) > 0.4:
                rows[-1][1].append(f"{-shift:.0f}")
                shift -= round(shift)
            rows[-1][1].append(f"<{glyph.number:04X}>")
            shift += glyph.advance - self.typeface.nominal_advance(glyph.number) - glyph.dx
        if abs(shift) > 0.4:
            rows[-1][1].append(f"{-shift:.0f}")
        return tuple((rise, "".join(row).replace("><", "")) for rise, row in rows)


@dataclass(frozen=True, eq=False)
class Typeface:
    name: str
    data: bytes = field(repr=False)
    face: Any = field(repr=False)
    font: Any = field(repr=False)
    characters: frozenset[int] = field(repr=False)
    scale: float
    _advances: dict[int, float] = field(default_factory=dict, repr=False)

    def shape(self, text: str, *, is_rtl: bool) -> Run:
        """Return the glyphs from left to right, in units of a thousandth of the size."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if is_rtl else "ltr"
        # A European letter stays one shape ('ṣ', not 's' and a dot), so that it can be found.
        uharfbuzz.shape(self.font, buffer, {"ccmp": False} if _is_european(text) else {})
        infos, scale = buffer.glyph_infos, self.scale
        starts = sorted({info.cluster for info in infos})
        parts = {
            start: text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)
        }
        glyphs = [
            Glyph(
                info.codepoint,
                place.x_advance * scale,
                place.x_offset * scale,
                place.y_offset * scale,
                parts.pop(info.cluster, ""),
            )
            for info, place in zip(infos, buffer.glyph_positions, strict=True)
        ]
        return Run(self, tuple(glyphs), text, sum([glyph.advance for glyph in glyphs]))

    @cached_property
    def own_text(self) -> dict[int, str]:
        """The character that each glyph stands for by itself."""
        numbers = ((self.font.get_nominal_glyph(code), code) for code in sorted(self.characters))
        return {number: chr(code) for number, code in numbers if number}

    def nominal_advance(self, number: int) -> float:
        if number not in self._advances:
            self._advances[number] = self.font.get_glyph_h_advance(number) * self.scale
        return self._advances[number]

    def subset(self, numbers: Sequence[int]) -> bytes:
        """Return a font file with only these glyphs, each at its own number."""
        wanted = uharfbuzz.SubsetInput()
        wanted.flags = (
            uharfbuzz.SubsetFlags.RETAIN_GIDS
            | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
            | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        )
        wanted.glyph_set.update(sorted({0, *numbers}))
        for tag in (b"GSUB", b"GPOS", b"GDEF", b"STAT", b"name", b"gasp", b"meta", b"DSIG"):
            wanted.drop_table_tag_set.add(int.from_bytes(tag, "big"))
        return bytes(uharfbuzz.subset(self.face, wanted).blob.data)


@cache
def load_typeface(name: str) -> Typeface:
    data = resource_path(f"fonts/{name}.ttf").read_bytes()
    face = uharfbuzz.Face(data)
    return Typeface(
        name=name,
        data=data,
        face=face,
        font=uharfbuzz.Font(face),
        characters=frozenset(face.unicodes),
        scale=UNITS / face.upem,
    )


def _is_european(text: str) -> bool:
    """Latin, Greek and Cyrillic without loose marks."""
    return text.isascii() or all(
        (ord(char) < 0x0590 or 0x1E00 <= ord(char) < 0x2E00)
        and not unicodedata.category(char).startswith("M")
        for char in text
    )


def is_invisible(char: str) -> bool:
    """Joiners and variation selectors: they change their neighbour, or nothing."""
    return char in "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" or (
        0xFE00 <= ord(char) <= 0xFE0F or 0xE0000 <= ord(char) <= 0xE01EF
    )


def _follows(char: str) -> bool:
    """Say whether a character belongs to the shape of the one before it."""
    return (
        is_invisible(char)
        or unicodedata.category(char) in ("Mn", "Mc", "Me")
        or 0x1F3FB <= ord(char) <= 0x1F3FF
    )


def find_typeface(char: str, weight: Weight, previous: Typeface | None) -> Typeface | None:
    """Return the font for a character, or None when no font has it."""
    code = ord(char)
    if previous is not None and code in previous.characters and _follows(char):
        return previous
    house = load_typeface(weight.value)
    if code in house.characters:
        return house
    if previous is not None and code in previous.characters:
        return previous
    for name in _SCRIPTS:
        face = load_typeface(name)
        if code in face.characters:
            return face
    return None


def split_by_typeface(text: str, weight: Weight) -> Iterator[tuple[Typeface | None, str]]:
    """Cut a text into parts of one font; None is a part (one drawn sign) that no font has."""
    if text.isascii():
        yield load_typeface(weight.value), text
        return
    current: Typeface | None = None
    part, is_joined = "", False
    for char in text:
        face = find_typeface(char, weight, current if part else None)
        if part and current is None and (is_joined or _follows(char)):
            part, is_joined = part + char, char == "\u200d"
            continue
        if is_invisible(char) and (face is not current or not part):
            continue
        if part and (face is not current or face is None):
            yield current, part
            part = ""
        current, part, is_joined = face, part + char, False
    if part:
        yield current, part


def unprintable(text: str) -> set[str]:
    """Return the characters that are printed as an empty box, because no font has them."""
    return {
        char
        for char in text
        if not char.isspace()
        and not is_invisible(char)
        and find_typeface(char, Weight.regular, None) is None
    }
