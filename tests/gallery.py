"""Pictures of every building block: ``python -m tests.gallery MAP`` writes PNG files in MAP.

Two sheets, in every theme and at 200 % text, to look at beside the pictures of the design.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyleOptionButton,
    QStyleOptionFrame,
    QWidget,
)

from hvh_desktop.ui import kit, theme

FOCUS = QStyle.StateFlag.State_HasFocus
HOVER = QStyle.StateFlag.State_MouseOver
SIZE = (1366, 768)
SHEETS = (
    ("licht", 1.0),
    ("donker", 1.0),
    ("hoog_contrast", 1.0),
    ("licht", 2.0),
)
WORDS = (
    *("ziet het niet", "denkt erover", "wil wel", "maakt plan"),
    *("doet het soms", "doet het vaak", "houdt het vol"),
)


class ShownButton(kit.Button):
    """A button that looks as if the mouse or the keyboard is on it."""

    shown_state: QStyle.StateFlag | None = None

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        if self.shown_state is not None:
            option.state |= self.shown_state


class ShownField(kit.TextField):
    """A field that looks as if it has the focus."""

    def initStyleOption(self, option: QStyleOptionFrame) -> None:
        super().initStyleOption(option)
        option.state |= FOCUS


def _button(
    note: str, text: str, kind: str, icon: str | None, state: QStyle.StateFlag | None
) -> QWidget:
    button = ShownButton(text, kind, icon)
    button.shown_state = state
    return kit.column(button, kit.Label(note, "klein", "muted"), gap=4)


def _buttons() -> QWidget:
    fixed, plain = "Stel gesprek vast", "Druk af"
    sure = kit.beside(
        _button("hoofd: één per pagina", fixed, "hoofd", None, None),
        _button("onder de muis", fixed, "hoofd", None, HOVER),
        _button("met toetsenbord", fixed, "hoofd", None, FOCUS),
        kit.STRETCH,
        gap=16,
    )
    outlined = kit.beside(
        _button("gewoon", plain, "gewoon", "printer", None),
        _button("onder de muis", plain, "gewoon", "printer", HOVER),
        _button("met toetsenbord", plain, "gewoon", "printer", FOCUS),
        kit.STRETCH,
        gap=16,
    )
    quiet = kit.beside(
        _button("stil: in een kaart", "Actie erbij", "stil", "plus", None),
        _button("onder de muis", "Actie erbij", "stil", "plus", HOVER),
        _button(
            "gevaar, nooit gevuld", "Trek verslag in", "gevaar", "arrow-counter-clockwise", None
        ),
        kit.STRETCH,
        gap=16,
    )
    why = kit.IconLabel(
        "info",
        "Vaststellen kan nog niet. Er is nog geen datum voor het volgende gesprek.",
        icon_role="info",
        wrap=True,
    )
    link = kit.beside(26, kit.Link("Ga naar de datum"), kit.STRETCH, gap=0)
    return kit.Card(sure, outlined, quiet, kit.line(), why, link, title="Knoppen", gap=10)


def _fields() -> QWidget:
    hint = "Dag, maand, jaar"
    wrong = kit.FieldBlock("Datum", kit.DateField("31-11-2026"))
    wrong.set_error("November heeft 30 dagen.")
    fixed = kit.FieldBlock(
        "Datum", kit.TextField("26-11-2026"), "Vastgesteld, niet meer te wijzigen"
    )
    fixed.set_fixed(True)
    first = kit.Columns(
        (kit.FieldBlock("Datum", kit.DateField(date(2026, 11, 26)), hint), 0),
        (kit.FieldBlock("Datum", ShownField("26-11-2026"), hint), 0),
    )
    words = kit.Area("Ik wil eerst mijn schulden op een rij.", 2, voice=True)
    return kit.Card(
        first,
        kit.Columns((wrong, 0), (fixed, 0)),
        kit.FieldBlock("In zijn eigen woorden", words),
        title="Velden",
        gap=12,
    )


def _badges() -> QWidget:
    rows = (
        (
            kit.concept_badge(),
            kit.fixed_badge(),
            kit.Badge("Nieuw", "info", "sparkle"),
        ),
        (
            kit.Badge("2 dagen te laat", "danger", "clock"),
            kit.Badge("Uitgesteld: ziek", "warn", "pause-circle"),
            kit.Badge("Later", "stil"),
        ),
        (
            kit.Badge("Aanvulling 14 november", "info", "plus"),
            kit.Badge("Achteraf opgeschreven", "stil", "clock-counter-clockwise"),
        ),
    )
    lines = [kit.beside(*row, kit.STRETCH) for row in rows]
    return kit.Card(*lines, title="Merkjes, altijd met een woord")


def _sync() -> QWidget:
    lines = (
        ("cloud-check", "Bijgewerkt om 09.12", "", "good"),
        ("arrows-clockwise", "3 wijzigingen wachten", "gaan straks mee", "muted"),
        ("cloud-slash", "Geen verbinding sinds 08.40", "werk gerust door", "muted"),
        ("git-pull-request", "2 teksten van hetzelfde doel", "kies samen welke klopt", "warn"),
    )
    shown = [
        kit.beside(
            kit.IconLabel(icon, text, icon_role=role),
            (kit.Label(more, "klein", "muted", wrap=True), 1),
        )
        for icon, text, more, role in lines
    ]
    return kit.Card(*shown, title="Bijwerken, in woorden", gap=4)


def _middle() -> QWidget:
    summary = kit.ErrorSummary()
    jumps: list[tuple[str, Callable[[], object]]] = [
        ("Datum: november heeft 30 dagen", lambda: None),
        ("Afspraak 2: kies wie dit doet", lambda: None),
    ]
    summary.show_errors(jumps)
    progress = kit.ProgressCard("Trajectplan wordt gemaakt", total=10)
    progress.set_progress(4, "Bladzijde 4 van 10")
    note = kit.Card(kit.FieldBlock("Aanvulling van de mentor", kit.Area("", 2), optional=True))
    return kit.column(summary, _badges(), _sync(), progress, note, kit.STRETCH, gap=12)


def _right() -> QWidget:
    hovered = kit.Row("Dawit Tekle", "onder de muis", left=("14.00", ""), initials="DT")
    hovered.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    rows = kit.RowList(
        kit.Row("Jeffrey Nijhuis", "rust", left=("10.30", ""), initials="JN"),
        hovered,
        kit.Row("Mehmet Aydın", "gekozen", left=("15.00", ""), initials="MA", selected=True),
    )
    empty = kit.EmptyState(
        "flag",
        "Jeffrey heeft nog geen doelen",
        "Vraag wat hij het liefst wil veranderen. Eén doel is genoeg om te beginnen.",
        kit.Button("Schrijf het eerste doel op", icon="plus"),
    )
    strip = kit.UndoStrip()
    strip.show_undo("Actie staat in het archief", lambda: None)
    fixed = kit.FixedNote(
        "Vastgesteld op 29 oktober, door Ilse en Jeffrey. Dit verandert niet meer.",
        kit.Button("Schrijf een aanvulling", "stil", "plus", small=True),
    )
    banner = kit.NoticeBanner(
        "De vijfde test van vandaag mislukte.", "warn", title="Let op: onderwerp wacht"
    )
    return kit.column(rows, empty, strip, banner, fixed, kit.STRETCH, gap=12)


def sheet_blocks() -> QWidget:
    left = kit.column(_buttons(), _fields(), kit.STRETCH, gap=12)
    columns = kit.Columns((left, 508), (_middle(), 0), (_right(), 381), gap=12)
    title = kit.Heading("Bouwstenen en toestanden", 1)
    return kit.column(title, 8, columns, kit.STRETCH, margins=(24, 8, 24, 16))


def _wheel() -> QWidget:
    wheel = kit.Wheel((5, 4, 4, 6, 3, None, 4, 3, 5, 6), (3, 2, 3, 5, 3, None, 1, 3, 4, 5))
    legend = kit.beside(
        kit.STRETCH,
        kit.LegendMark("accent"),
        kit.Label("nu, november", "klein"),
        kit.LegendMark("voice", arc=True),
        kit.Label("toen, juli", "klein"),
        kit.STRETCH,
    )
    table = kit.Button("Als tabel", "stil", "table", small=True)
    quotes = kit.Quote("“Ik wil mijn dochter Noa weer om de week zien.”", "Ze wordt in mei acht.")
    return kit.Card(wheel, legend, quotes, kit.STRETCH, title="Krachtenwiel", actions=(table,))


def _talk() -> QWidget:
    face = kit.Faces(value=4)
    mood = kit.beside(face, kit.STRETCH, kit.Button("Wil hij niet zeggen", "stil", small=True))
    action = kit.beside(
        (kit.TextField("Omgangshuis bellen voor een vaste dag"), 1),
        kit.ChoiceField([("i", "Ilse"), ("j", "Jeffrey")], value="i"),
        kit.DateField(date(2026, 11, 26)),
        kit.TimeField("10.30"),
    )
    one = kit.RadioGroup([("ja", "Ja"), ("nee", "Nee"), ("later", "Later")], vertical=False)
    one.set_value("ja")
    some = kit.CheckList([("a", "Eerste keer"), ("b", "Meldde het zelf")], values=("a",))
    cards = kit.ChoiceCards(
        [("v", "Voorwaardelijk 3 dagen", "Past bij eerste keer"), ("g", "Geen straf", "Lichter")],
        value="v",
    )
    return kit.Card(
        kit.FieldBlock("Hoe gaat het met je?", face),
        mood,
        kit.FieldBlock("Hoe ver is Dawit met veranderen?", kit.SevenSteps(WORDS, value=4, then=3)),
        action,
        one,
        kit.Columns((some, 0), (cards, 0)),
        kit.CheckRow(
            "Bel ROC van Twente over de intake", "Jeffrey · 2 dagen te laat", tone="danger"
        ),
        kit.Fold("Eerdere gesprekken", kit.Label("29 oktober"), open=True, count=4),
        kit.STRETCH,
        title="Dit gesprek",
    )


def _course() -> QWidget:
    items = (
        kit.TimelineItem(
            "12 nov", "chat-circle-dots", "Mentorgesprek 10.30", "Ligt klaar", first=True
        ),
        kit.TimelineItem("24 okt", "door", "Kort verlof naar Noa", "Goed verlopen, op tijd terug"),
        kit.TimelineItem("9 juli", "house-line", "Kwam in huis", "uit PI Almelo", last=True),
    )
    rail = kit.StepRail(
        [
            ("Wonen", "klaar", ""),
            ("Werken en leren", "nu", ""),
            ("Partner", "anders", "niet van toepassing"),
            ("Zingeving", "nog", ""),
        ],
        title="Tien leefgebieden",
        summary="6 van 10 besproken",
    )
    table = kit.Table(
        ("Wie", "Band", "Keer"),
        [("Nahrin", "sterk", "4"), ("Yakup", "gespannen", "12")],
        right=(2,),
    )
    table.select(0)
    table.setMinimumHeight(theme.line_height(lines=3) + 80)
    timeline = kit.Card(*items, title="Verloop", gap=0, margins=(12, 8, 10, 8))
    return kit.column(timeline, rail, kit.Card(table, margins=2), kit.STRETCH, gap=12)


def sheet_subject() -> QWidget:
    header = kit.HeaderCard(
        "Jeffrey Nijhuis",
        "JN",
        "34 jaar · Almelo · plaats 12",
        (
            kit.Fact("Fase", "Verblijf, week 18"),
            kit.Fact("Uitstroom", "over 143 dagen · 4 april"),
            kit.Fact("Mentoren", "Ilse en Ruben"),
            kit.Fact("Volgend gesprek", "vandaag 10.30"),
        ),
        (
            kit.Alert("Geen contact met ex-partner"),
            kit.Alert("Liefst uitleg met plaatjes", "info", "image"),
        ),
    )
    names = ("Overzicht", "Krachten", "Doelen en acties", "Gesprekken", "Netwerk", "Trajectplan")
    tabs = kit.Tabs((*names, "Verlof en werk", "Sancties", "Toestemming", "Logboek"))
    columns = kit.Columns(
        (_wheel(), 340), (_talk(), 0), (_course(), 300), gap=12, narrow_order=(1, 0, 2)
    )
    page = kit.column(header, tabs, 12, columns, kit.STRETCH, margins=(24, 12, 24, 12))
    footer = kit.Footer(
        kit.Button("Samen kijken", icon="eye"),
        kit.Button("Druk afspraken af", icon="printer"),
        kit.Button("Stel gesprek vast", "hoofd"),
        state="Concept bewaard 10.47",
    )
    return kit.column((kit.ScrollPage(page), 1), footer)


def _settle() -> None:
    for _ in range(12):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QApplication.processEvents()


def draw(make: Callable[[], QWidget], path: Path, tall: bool) -> None:
    """One sheet as a picture; a tall one as high as it needs to be."""
    sheet = kit.filled(make(), "background")
    sheet.resize(*SIZE)
    sheet.show()
    _settle()
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    if tall:
        page = sheet.findChild(kit.ScrollPage)
        inner = page.widget() if page is not None else None
        extra = inner.sizeHint().height() - page.height() if page and inner else 0
        sheet.resize(SIZE[0], max(sheet.height() + max(extra, 0), sheet.minimumSizeHint().height()))
        _settle()
    image = QImage(sheet.size(), QImage.Format.Format_RGB32)
    image.fill(theme.color("background"))
    sheet.render(image)
    image.save(str(path))
    sheet.close()
    sheet.deleteLater()


def main(folder: Path) -> None:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    for name, scale in SHEETS:
        theme.apply(app, name, scale)
        for make in (sheet_blocks, sheet_subject):
            title = make.__name__.removeprefix("sheet_")
            draw(make, folder / f"{title}-{name}-{round(scale * 100)}.png", scale > 1)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
