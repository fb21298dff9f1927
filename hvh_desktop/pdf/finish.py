"""The last hand on a PDF: fonts in, structure for screen readers in, clock and maker out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from typing import Any
from zlib import crc32

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from hvh_desktop.pdf.canvas import FontBook, Mark, Tag
from hvh_desktop.pdf.fonts import Typeface

PRODUCER = "HvH Desktop"


def finish(
    data: bytes, book: FontBook, marks: Sequence[Mark], *, made_at: datetime | None
) -> bytes:
    """Return the finished document; the same input gives the same bytes."""
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = Dictionary(
            {f"/{face.name}": _font(pdf, face, used) for face, used in _sorted(book)}
        )
        shared = pdf.make_indirect(fonts)
        for page in pdf.pages:
            page.obj.Resources.Font = shared
        _tag(pdf, marks)
        _set_information(pdf, made_at)
        target = BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return target.getvalue()


def _sorted(book: FontBook) -> list[tuple[Typeface, dict[int, str]]]:
    return sorted(book.used.items(), key=lambda item: item[0].name)


def _set_information(pdf: pikepdf.Pdf, made_at: datetime | None) -> None:
    info = pdf.docinfo
    for key in ("/CreationDate", "/ModDate", "/Creator", "/Trapped", "/Keywords"):
        if key in info:
            del info[key]
    info["/Producer"] = String(PRODUCER)
    info["/Creator"] = String(PRODUCER)
    if made_at is not None:
        info["/CreationDate"] = String(made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]


# Fonts --------------------------------------------------------------------------------------


def _descriptor(pdf: pikepdf.Pdf, face: Typeface, name: Name, numbers: Sequence[int]) -> Dictionary:
    data = face.subset(numbers)
    file = pdf.make_stream(data)
    file["/Length1"] = len(data)
    extents = face.font.get_font_extents("ltr")
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array([-1000, -500, 2000, 1300]),
        ItalicAngle=-12 if face.name.endswith("Italic") else 0,
        Ascent=round(extents.ascender * face.scale),
        Descent=round(extents.descender * face.scale),
        CapHeight=714,
        StemV=120 if face.name.endswith("SemiBold") else 80,
        FontFile2=file,
    )


def _font(pdf: pikepdf.Pdf, face: Typeface, used: Mapping[int, str]) -> pikepdf.Object:
    numbers = sorted(used)
    name = Name(f"/{_letters(face.name, numbers)}+{face.name}")
    widths: list[Any] = []
    for number in numbers:
        widths += [number, Array([round(face.nominal_advance(number))])]
    child = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, face, name, numbers)),
        W=Array(widths),
        DW=0,
        CIDToGIDMap=Name.Identity,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(child)]),
            ToUnicode=pdf.make_stream(_to_unicode(used)),
        )
    )


def _letters(name: str, numbers: Sequence[int]) -> str:
    """Six capitals that tell one subset from another."""
    value = crc32(f"{name}:{','.join(map(str, numbers))}".encode())
    letters = ""
    for _ in range(6):
        value, rest = divmod(value, 26)
        letters += chr(65 + rest)
    return letters


def _to_unicode(used: Mapping[int, str]) -> bytes:
    pairs = [
        f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for number, text in sorted(used.items())
        if text
    ]
    blocks = [
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar"
        for part in (pairs[start : start + 100] for start in range(0, len(pairs), 100))
    ]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    ).encode("ascii")


# Structure ----------------------------------------------------------------------------------


class _Tree:
    """Builds the structure tree in reading order, a parent when its first child comes."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._top = Tag("Document")
        self._made: dict[Tag, pikepdf.Object] = {self._top: self._element("Document", self.root)}
        self._children: dict[Tag, list[pikepdf.Object]] = {self._top: []}
        self.root.K = self._made[self._top]

    def add(self, tag: Tag, content: pikepdf.Object) -> pikepdf.Object:
        """Hang something drawn below its tag; return the element of the tag."""
        element = self._find(tag)
        self._children[tag].append(content)
        return element

    def close(self) -> None:
        """Give every element its children."""
        for tag, children in self._children.items():
            self._made[tag].K = Array(children)

    def _find(self, tag: Tag) -> pikepdf.Object:
        if tag not in self._made:
            parent = tag.parent or self._top
            self._made[tag] = self._element(tag.kind, self._find(parent))
            self._children[tag] = []
            self._children[parent].append(self._made[tag])
        return self._made[tag]

    def _element(self, kind: str, parent: pikepdf.Object) -> pikepdf.Object:
        made = Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent)
        if kind == "TH":
            made.A = Dictionary(O=Name.Table, Scope=Name.Column)
        return self.pdf.make_indirect(made)


def _tag(pdf: pikepdf.Pdf, marks: Sequence[Mark]) -> None:
    tree = _Tree(pdf)
    numbers: list[Any] = []
    for page_index, group in groupby(marks, key=lambda mark: mark.page):
        page = pdf.pages[page_index].obj
        owners = [
            tree.add(mark.tag, Dictionary(Type=Name.MCR, Pg=page, MCID=mark.number))
            for mark in group
        ]
        page.StructParents = page_index
        page.Tabs = Name.S
        numbers += [page_index, pdf.make_indirect(Array(owners))]
    tree.close()
    tree.root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.root.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = tree.root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
