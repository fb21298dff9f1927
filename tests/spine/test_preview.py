"""A PDF on the screen: the right pages, drawn when they are seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hvh_desktop import pdf
from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.ui.preview import PdfPreview, pdf_pages_as_images, print_pdf

FOUR_PAGES = pdf.document("Vier", [pdf.paragraph("Regel.\n" * 180)])
ONE_PAGE = pdf.document("Een", [pdf.heading1("Een blad")])


def shown(qtbot: QtBot, data: bytes = FOUR_PAGES) -> PdfPreview:
    preview = PdfPreview()
    qtbot.addWidget(preview)
    preview.resize(700, 500)
    preview.show_pdf(data)
    with qtbot.waitExposed(preview):
        preview.show()
    return preview


def test_the_preview_has_the_pages_of_the_document(qtbot: QtBot) -> None:
    preview = shown(qtbot)
    label = preview.findChild(QLabel, "blad_van")
    assert preview.page_count() == 4
    assert label is not None
    assert label.text() == "Blad 1 van 4"
    preview.show_pdf(ONE_PAGE)
    assert preview.page_count() == 1
    assert label.text() == "Blad 1 van 1"


def test_page_down_goes_to_the_next_page(qtbot: QtBot) -> None:
    preview = shown(qtbot)
    with qtbot.waitSignal(preview.page_changed) as told:
        QTest.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert told.args == [2, 4]
    QTest.keyClick(preview.view, Qt.Key.Key_End)
    assert preview.current_page() == 3
    QTest.keyClick(preview.view, Qt.Key.Key_PageUp)
    assert preview.current_page() == 2
    QTest.keyClick(preview.view, Qt.Key.Key_Home)
    assert preview.current_page() == 0


def test_zoom_keeps_the_page_in_sight(qtbot: QtBot) -> None:
    preview = shown(qtbot)
    preview.go_to_page(2)
    fitting = preview.view.zoom()
    for name in ("groter", "groter", "kleiner"):
        button = preview.findChild(QPushButton, name)
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert preview.current_page() == 2
    assert preview.view.zoom() > fitting
    larger = preview.view.zoom()
    QTest.keyClick(preview.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.zoom() < larger
    preview.set_zoom(None)
    assert preview.view.zoom() == fitting


def test_the_page_fits_the_width(qtbot: QtBot) -> None:
    preview = shown(qtbot)
    for width in (420, 900):
        preview.resize(width, 500)
        assert preview.view.horizontalScrollBar().maximum() == 0


def test_what_is_painted_is_the_page(qtbot: QtBot) -> None:
    picture = shown(qtbot, ONE_PAGE).grab().toImage()
    tones = {picture.pixelColor(x, 250).name() for x in range(0, picture.width(), 3)}
    assert "#ffffff" in tones


def test_a_screen_reader_hears_the_words_of_the_page(qtbot: QtBot) -> None:
    preview = shown(qtbot, ONE_PAGE)
    assert "Een blad" in preview.view.accessibleDescription()
    for button in preview.findChildren(QPushButton):
        assert button.accessibleName()


def test_pages_as_images_have_the_size_of_the_paper(qtbot: QtBot) -> None:
    images = pdf_pages_as_images(FOUR_PAGES, dpi=72)
    assert len(images) == 4
    assert abs(images[0].width() - 595) <= 1
    assert abs(images[0].height() - 842) <= 1


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_does_not_answer_says_what_to_do(qtbot: QtBot, tmp_path: object) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(f"{tmp_path}/geen/map/druk.pdf")
    with pytest.raises(EnvironmentProblem, match="Er is niets kwijt"):
        print_pdf(ONE_PAGE, printer)


def test_printing_gives_every_page(qtbot: QtBot, tmp_path: object) -> None:
    target = f"{tmp_path}/druk.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setOutputFileName(target)
    print_pdf(FOUR_PAGES, printer)
    with open(target, "rb") as file:
        assert len(pdf_pages_as_images(file.read(), dpi=20)) == 4
