"""The widgets: what they read, how they answer to the keyboard, that nothing is clipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.ui import kit, theme
from tests import gallery

WORDS = ("ziet niet", "denkt", "wil", "plan", "soms", "vaak", "houdt vol")
TODAY = date(2026, 11, 12)
LONG = "Ilse belt vandaag het omgangshuis voor een vaste dag met zijn dochter Noa. " * 4
Key = Qt.Key


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "licht")
    yield
    theme.apply(qapp, "licht")


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], None]:
    def show(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        settle()

    return show


def settle() -> None:
    for _ in range(8):
        QApplication.processEvents()


# ------------------------------------------------------------------------------ typed values


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("26-11-2026", date(2026, 11, 26)),
        ("1-2-26", date(2026, 2, 1)),
        ("1/2/2026", date(2026, 2, 1)),
        ("1 feb 2026", date(2026, 2, 1)),
        ("31-11-2026", None),
        ("binnenkort", None),
        ("", None),
    ],
)
def test_a_typed_day_is_read(typed: str, day: date | None) -> None:
    assert kit.parse_date(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "moment"),
    [("10.30", time(10, 30)), ("10:30", time(10, 30)), ("1030", time(10, 30)), ("25.00", None)],
)
def test_a_typed_time_is_read(typed: str, moment: time | None) -> None:
    assert kit.parse_time(typed) == moment


def test_a_day_is_written_out_when_the_field_is_left(qtbot: QtBot) -> None:
    field = kit.DateField(today=TODAY)
    qtbot.addWidget(field)
    QTest.keyClicks(field, "1 feb")
    QTest.keyClick(field, Key.Key_Return)
    assert field.text() == "01-02-2026"
    assert field.value() == date(2026, 2, 1)


def test_a_day_that_does_not_exist_stays_as_it_was_typed(qtbot: QtBot) -> None:
    field = kit.DateField(today=TODAY)
    qtbot.addWidget(field)
    QTest.keyClicks(field, "31-11-2026")
    QTest.keyClick(field, Key.Key_Return)
    assert field.text() == "31-11-2026"
    assert field.value() is None
    assert field.problem() == "November heeft 30 dagen."


def test_the_calendar_opens_by_keyboard_and_fills_the_field(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    field = kit.DateField(date(2026, 11, 26), today=TODAY)
    show(field)
    calendar = field.show_calendar()
    calendar.month.setSelectedDate(calendar.month.selectedDate().addDays(1))
    view = calendar.findChild(QAbstractItemView)
    assert view is not None
    QTest.keyClick(view, Key.Key_Return)
    assert field.value() == date(2026, 11, 27)


def test_a_number_may_be_empty_but_not_too_big(qtbot: QtBot) -> None:
    field = kit.NumberField(minimum=0, maximum=14)
    qtbot.addWidget(field)
    assert (field.value(), field.problem()) == (None, None)
    field.setText("15")
    assert field.value() is None
    assert field.problem() == "Typ een getal van 0 tot en met 14."
    field.setText("3")
    assert field.value() == 3


def test_money_is_typed_with_a_comma(qtbot: QtBot) -> None:
    field = kit.NumberField(11400.5, decimals=2)
    qtbot.addWidget(field)
    assert field.text() == "11400,50"
    field.setText("€ 1.250,75")
    assert field.value() == 1250.75


def test_only_plain_text_is_pasted(qtbot: QtBot) -> None:
    area = kit.Area()
    qtbot.addWidget(area)
    pasted = QMimeData()
    pasted.setHtml("<b>Ik wil</b> werken")
    pasted.setText("Ik wil werken")
    area.insertFromMimeData(pasted)
    assert "bold" not in area.toHtml().split("<body")[1]
    assert area.value() == "Ik wil werken"


def test_long_text_makes_its_field_grow(show: Callable[[QWidget], None]) -> None:
    area = kit.Area(rows=2, max_rows=12)
    area.setFixedWidth(300)
    show(area)
    empty = area.height()
    area.setPlainText(LONG)
    settle()
    assert area.height() > empty
    assert area.verticalScrollBar().maximum() == 0


def test_only_the_user_makes_a_field_say_that_it_changed(qtbot: QtBot) -> None:
    fields: list[tuple[Any, Any]] = [
        (kit.TextField(), "hout"),
        (kit.Area(), "hout"),
        (kit.DateField(), TODAY),
        (kit.ChoiceField([("a", "A"), ("b", "B")]), "b"),
        (kit.RadioGroup([("a", "A"), ("b", "B")]), "b"),
        (kit.CheckList([("a", "A"), ("b", "B")]), ("b",)),
        (kit.Check("Ja"), True),
        (kit.SevenSteps(WORDS), 4),
        (kit.Faces(), 2),
    ]
    for field, value in fields:
        qtbot.addWidget(field)
        with qtbot.assertNotEmitted(field.changed):
            field.set_value(value)
        assert field.value() == value


# ---------------------------------------------------------------------------------- keyboard


@pytest.mark.parametrize("make", [lambda: kit.SevenSteps(WORDS), kit.Faces])
def test_a_scale_is_chosen_by_keyboard(
    make: Callable[[], Any], qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    scale = make()
    show(scale)
    assert scale.value() is None
    scale.parts[0].setFocus()
    with qtbot.waitSignal(scale.changed):
        QTest.keyClick(scale.parts[0], Key.Key_3)
    assert scale.value() == 3
    QTest.keyClick(scale.parts[2], Key.Key_Right)
    assert scale.value() == 4
    QTest.keyClick(scale.parts[3], Key.Key_Left)
    assert scale.value() == 3
    assert scale.accessibleDescription().startswith("3 van ")
    QTest.keyClick(scale.parts[2], Key.Key_Delete)
    assert scale.value() is None


def test_a_fixed_scale_does_not_listen(qtbot: QtBot, show: Callable[[QWidget], None]) -> None:
    steps = kit.SevenSteps(WORDS, value=2)
    show(steps)
    steps.set_fixed(True)
    QTest.keyClick(steps, Key.Key_5)
    assert steps.value() == 2


def test_radio_buttons_start_empty_and_follow_the_arrows(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    group = kit.RadioGroup([("ja", "Ja"), ("nee", "Nee"), ("later", "Later")])
    group.setObjectName("mag_bellen")
    show(group)
    assert group.value() is None
    group.buttons[0].setFocus()
    QTest.keyClick(group.buttons[0], Key.Key_Space)
    QTest.keyClick(group.buttons[0], Key.Key_Down)
    assert group.value() == "nee"
    assert group.findChild(QWidget, "mag_bellen_nee") is group.buttons[1]
    group.set_value(None)
    assert group.value() is None


def test_the_words_of_a_choice_can_be_clicked(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    check = kit.Check("Hij meldde het zelf")
    show(check)
    with qtbot.waitSignal(check.changed):
        QTest.mouseClick(check.label, Qt.MouseButton.LeftButton)
    assert check.value() is True


def test_enter_presses_a_button(qtbot: QtBot) -> None:
    button = kit.Button("Stel gesprek vast", "hoofd")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Key.Key_Return)


def test_a_row_opens_with_enter_and_with_a_click_anywhere(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    first, second = kit.Row("Jeffrey Nijhuis", "rust", initials="JN"), kit.Row("Dawit Tekle")
    rows = kit.RowList(first, second)
    show(rows)
    first.setFocus()
    QTest.keyClick(first, Key.Key_Down)
    assert second.hasFocus()
    with qtbot.waitSignal(second.activated):
        QTest.keyClick(second, Key.Key_Return)
    with qtbot.waitSignal(first.activated):
        QTest.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(first.width() - 5, 5))


def test_the_wheel_says_in_words_what_it_shows(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    wheel = kit.Wheel((5, None, 4, 6, 3, 1, 4, 3, 5, 6), (3,))
    show(wheel)
    assert wheel.rows()[0] == ("Wonen", "stap 5", "stap 3")
    assert wheel.rows()[1] == ("Geld", "weet niet", "weet niet")
    QTest.keyClick(wheel, Key.Key_Right)
    assert wheel.accessibleDescription() == "Geld: nu weet niet, toen weet niet"
    with qtbot.waitSignal(wheel.chosen) as chosen:
        QTest.keyClick(wheel, Key.Key_Return)
    assert chosen.args == [1]


def test_the_summary_counts_and_jumps(qtbot: QtBot, show: Callable[[QWidget], None]) -> None:
    summary, field = kit.ErrorSummary(), kit.TextField()
    page = kit.column(summary, field)
    show(page)
    summary.show_errors([("Datum: november heeft 30 dagen", field), ("Kies wie dit doet", field)])
    assert summary.accessibleName() == "Er kloppen 2 dingen nog niet"
    assert summary.links[0].hasFocus()
    QTest.keyClick(summary.links[0], Key.Key_Return)
    assert field.hasFocus()
    summary.show_errors([])
    assert summary.isHidden()


def test_an_error_is_said_at_the_field(qtbot: QtBot) -> None:
    block = kit.FieldBlock("Datum", kit.DateField(), "Dag, maand, jaar", name="datum")
    qtbot.addWidget(block)
    block.set_error("November heeft 30 dagen.")
    assert block.input.accessibleDescription() == "November heeft 30 dagen."
    assert block.input.property("fout")
    block.set_error(None)
    assert block.input.accessibleDescription() == "Dag, maand, jaar"
    assert block.error() is None
    assert block.findChild(QWidget, "datum") is block.input


def test_what_was_done_can_be_taken_back(qtbot: QtBot) -> None:
    strip, taken_back = kit.UndoStrip(), []
    qtbot.addWidget(strip)
    strip.show_undo("Actie staat in het archief", lambda: taken_back.append(1))
    strip.button.click()
    assert taken_back == [1]
    assert strip.isHidden()


# ------------------------------------------------------------------------------------- sizes


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_wrapped_text_is_as_high_as_it_needs(
    scale: float, qapp: QApplication, show: Callable[[QWidget], None]
) -> None:
    theme.apply(qapp, "licht", scale)
    label = kit.Label(LONG, wrap=True)
    page = kit.column(kit.Card(kit.beside(kit.Icon("info"), (label, 1))), kit.STRETCH)
    page.resize(round(420 * scale), 900)
    show(page)
    needed = QFontMetrics(label.font()).boundingRect(
        0, 0, label.width(), 9999, int(Qt.TextFlag.TextWordWrap.value), LONG
    )
    line = theme.line_height()
    assert needed.height() <= label.height() <= needed.height() + line
    assert page.height() == 900


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_clipped(
    scale: float, qapp: QApplication, show: Callable[[QWidget], None]
) -> None:
    theme.apply(qapp, "licht", scale)
    page = kit.ScrollPage(gallery.sheet_blocks())
    page.resize(1366, 768)
    show(page)
    assert page.horizontalScrollBar().maximum() == 0
    for widget in page.findChildren(QWidget):
        if isinstance(widget, kit.Label | kit.Button) and widget.isVisible():
            hint = widget.minimumSizeHint()
            assert widget.height() >= hint.height(), widget.text()
            assert widget.width() >= hint.width(), widget.text()


def test_the_header_keeps_its_gravest_alert(
    qapp: QApplication, show: Callable[[QWidget], None]
) -> None:
    theme.apply(qapp, "licht", 2.0)
    alerts = (kit.Alert("Geen contact met ex-partner"), kit.Alert("Uitleg met plaatjes", "info"))
    header = kit.HeaderCard("Jeffrey Nijhuis", "JN", "34 jaar", (), alerts)
    header.resize(1270, 100)
    show(header)
    shown = [label.text() for label in header.findChildren(kit.Label) if label.isVisible()]
    assert "Geen contact met ex-partner" in shown
    assert "Uitleg met plaatjes" not in shown
    header.more.click()
    settle()
    assert any(label.text() == "Uitleg met plaatjes" for label in header.findChildren(kit.Label))
    assert header.details.isVisible()


def test_tabs_that_do_not_fit_are_in_the_menu(show: Callable[[QWidget], None]) -> None:
    tabs = kit.Tabs(("Overzicht", "Krachten", "Doelen en acties", "Gesprekken", "Sancties"))
    tabs.resize(300, 40)
    show(tabs)
    assert tabs.more.isVisible()
    tabs.show_tab(4)
    settle()
    assert tabs.bar.isTabVisible(4)
    assert tabs.current() == 4


def test_the_footer_keeps_the_main_act(qapp: QApplication, show: Callable[[QWidget], None]) -> None:
    theme.apply(qapp, "licht", 2.0)
    main = kit.Button("Stel gesprek vast", "hoofd")
    footer = kit.Footer(kit.Button("Samen kijken"), kit.Button("Druk af"), main)
    show(footer)
    assert main.isVisible()
    assert footer.findChild(QWidget, "meer") is not None


@pytest.mark.parametrize("name", ["licht", "donker", "hoog_contrast"])
def test_everything_paints_in_every_theme(name: str, qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, name)
    for make in (gallery.sheet_blocks, gallery.sheet_subject):
        sheet = make()
        qtbot.addWidget(sheet)
        sheet.resize(1366, 768)
        sheet.show()
        settle()
        image = QImage(sheet.size(), QImage.Format.Format_RGB32)
        sheet.render(image)
        assert not image.isNull()
