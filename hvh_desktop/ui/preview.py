"""A PDF on the screen and on the printer; its content never touches the disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.ui import kit, paint, theme

PRINT_DPI = 300
POINTS_PER_INCH = 72.0
SCREEN_DPI = 96.0
MARGIN = 16
ZOOM_STEP = 1.25
ZOOM_RANGE = (0.25, 4.0)
KEPT_PAGES = 6
MOST_DOTS = 60_000_000
"""In a picture of one page; a page as large as a house is drawn coarser."""
NO_PRINTER = (
    "De printer geeft geen antwoord. Er is niets kwijt. "
    "Kijk of de printer aan staat en probeer het opnieuw, of kies een andere printer."
)


class PdfPages:
    """An opened PDF: sizes and pictures of its pages."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2  # loaded only when something is shown

        self._pdf: Any = pypdfium2.PdfDocument(data)
        self.sizes: list[tuple[float, float]] = [
            self._pdf.get_page_size(index) for index in range(len(self._pdf))
        ]

    def image(self, index: int, dpi: float) -> QImage:
        page = self._pdf[index]
        width, height = self.sizes[index]
        scale = min(dpi / POINTS_PER_INCH, (MOST_DOTS / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        view = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGBX8888,
        )
        picture = view.copy()
        bitmap.close()
        page.close()
        return picture

    def words(self, index: int) -> str:
        """Return the text of a page, for a screen reader."""
        page = self._pdf[index]
        reader = page.get_textpage()
        words = str(reader.get_text_bounded())
        reader.close()
        page.close()
        return words

    def close(self) -> None:
        self._pdf.close()


def pdf_pages_as_images(data: bytes, dpi: float = 110) -> list[QImage]:
    """Return every page as a picture."""
    pages = PdfPages(data)
    images = [pages.image(index, dpi) for index in range(len(pages.sizes))]
    pages.close()
    return images


def print_pdf(data: bytes, printer: QPrinter) -> None:
    """Print the pages that the printer asks for, each fitted to the paper."""
    printer.setResolution(PRINT_DPI)
    printer.setFullPage(True)
    pages = PdfPages(data)
    first = max(printer.fromPage(), 1) - 1
    last = printer.toPage() or len(pages.sizes)
    painter = QPainter()
    if not painter.begin(printer):
        pages.close()
        raise EnvironmentProblem(NO_PRINTER)
    for index in range(first, min(last, len(pages.sizes))):
        if index > first:
            printer.newPage()
        image = pages.image(index, PRINT_DPI)
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        fitted = image.size().scaled(paper.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        left = (paper.width() - fitted.width()) / 2
        painter.drawImage(QRectF(left, 0, fitted.width(), fitted.height()), image)
    painter.end()
    pages.close()


class PageView(QAbstractScrollArea):
    """The pages below each other; a page is drawn when it comes into sight."""

    page_changed = Signal(int, int)
    """Number of the page in sight (from 1) and how many there are."""

    def __init__(self, parent: Widget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bladen")
        self.setAccessibleName("Bladen van het stuk")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A bar that comes and goes would change the width, and so the size of the pages.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._pages: PdfPages | None = None
        self._zoom: float | None = None
        self._places: list[QRect] = []
        self._images: dict[tuple[int, int], QImage] = {}
        self._told = -1

    def show_pdf(self, data: bytes) -> None:
        if self._pages is not None:
            self._pages.close()
        self._pages = PdfPages(data)
        self.destroyed.connect(self._pages.close)  # or the paper stays in memory after the lock
        self._images.clear()
        self._told = -1
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._scrolled()

    def page_count(self) -> int:
        return len(self._pages.sizes) if self._pages else 0

    def current_page(self) -> int:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        for index, place in enumerate(self._places):
            if middle <= place.bottom():
                return index
        return max(0, len(self._places) - 1)

    def go_to_page(self, index: int) -> None:
        if self._places:
            place = self._places[min(max(index, 0), len(self._places) - 1)]
            self.verticalScrollBar().setValue(place.top() - MARGIN // 2)

    def zoom(self) -> float:
        """Size against paper on the screen: 1.0 is 100 %."""
        if self._zoom is not None or self._pages is None:
            return self._zoom or 1.0
        widest: float = max(width for width, _ in self._pages.sizes) * SCREEN_DPI / POINTS_PER_INCH
        room: float = self.viewport().width() - 2 * MARGIN
        return min(max(room / widest, ZOOM_RANGE[0]), ZOOM_RANGE[1])

    def set_zoom(self, zoom: float | None) -> None:
        """None fits the width."""
        page = self.current_page()
        self._zoom = None if zoom is None else min(max(zoom, ZOOM_RANGE[0]), ZOOM_RANGE[1])
        self._lay_out()
        self.go_to_page(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._scrolled()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            QKeySequence.StandardKey.ZoomIn: ZOOM_STEP,
            QKeySequence.StandardKey.ZoomOut: 1 / ZOOM_STEP,
        }
        for standard, factor in keys.items():
            if event.matches(standard):
                self.set_zoom(self.zoom() * factor)
                return
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.go_to_page(self.current_page() + step)
        elif event.key() == Qt.Key.Key_Home:
            self.go_to_page(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to_page(self.page_count() - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            up = event.angleDelta().y() > 0
            self.set_zoom(self.zoom() * (ZOOM_STEP if up else 1 / ZOOM_STEP))
            event.accept()
            return
        super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("sunken"))
        painter.setPen(QPen(theme.color("line"), 1))
        shift_x = self.horizontalScrollBar().value()
        shift_y = self.verticalScrollBar().value()
        for index, place in enumerate(self._places):
            seen = place.translated(-shift_x, -shift_y)
            if seen.intersects(event.rect()):
                painter.drawImage(seen, self._image(index))
                painter.drawRect(seen.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            paint.focus_ring(painter, self.viewport().rect().adjusted(1, 1, -1, -1), 4)
        painter.end()

    def _image(self, index: int) -> QImage:
        assert self._pages is not None
        dpi = self.zoom() * SCREEN_DPI * self.devicePixelRatioF()
        key = (index, round(dpi * 100))
        if key not in self._images:
            while len(self._images) >= KEPT_PAGES:
                del self._images[next(iter(self._images))]
            self._images[key] = self._pages.image(index, dpi)
        return self._images[key]

    def _lay_out(self) -> None:
        if self._pages is None:
            return
        scale = self.zoom() * SCREEN_DPI / POINTS_PER_INCH
        view = self.viewport().size()
        sizes = [QSize(round(w * scale), round(h * scale)) for w, h in self._pages.sizes]
        width = max([size.width() + 2 * MARGIN for size in sizes] + [view.width()])
        self._places = []
        y = MARGIN
        for size in sizes:
            self._places.append(QRect(0, y, size.width(), size.height()))
            self._places[-1].moveLeft((width - size.width()) // 2)
            y += size.height() + MARGIN
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(view.height())
        vertical.setSingleStep(40)
        vertical.setRange(0, max(0, y - view.height()))
        horizontal.setPageStep(view.width())
        horizontal.setRange(0, max(0, width - view.width()))
        self.viewport().update()

    def _scrolled(self) -> None:
        self.viewport().update()
        page = self.current_page()
        if self._pages is None or page == self._told:
            return
        self._told = page
        self.setAccessibleDescription(self._pages.words(page))
        self.page_changed.emit(page + 1, self.page_count())


def _button(name: str, icon: str, word: str, act: Callable[[], None]) -> kit.Button:
    button = kit.Button(word, "stil", icon, small=True, name=name, on_click=act)
    button.setAccessibleName(word)
    button.setAutoRepeat(True)
    return button


class PdfPreview(Widget):
    """Pages with a bar above: which page, smaller, larger, width of the window."""

    page_changed = Signal(int, int)

    def __init__(self, parent: Widget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Voorbeeld van de druk")
        self.view = PageView(self)
        self.view.page_changed.connect(self._show_place)
        self._place = kit.Label("", "klein", "muted")
        self._place.setObjectName("blad_van")
        bar = kit.beside(
            self._place,
            kit.STRETCH,
            _button("kleiner", "magnifying-glass-minus", "Kleiner", self.zoom_out),
            _button("groter", "magnifying-glass-plus", "Groter", self.zoom_in),
            _button("hele_breedte", "arrows-out-line-horizontal", "Hele breedte", self._fit),
            gap=4,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(bar)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def show_pdf(self, data: bytes) -> None:
        self.view.show_pdf(data)

    def page_count(self) -> int:
        return self.view.page_count()

    def current_page(self) -> int:
        """Return the page in sight, counted from 0."""
        return self.view.current_page()

    def go_to_page(self, index: int) -> None:
        self.view.go_to_page(index)

    def set_zoom(self, zoom: float | None) -> None:
        self.view.set_zoom(zoom)

    def zoom_in(self) -> None:
        self.view.set_zoom(self.view.zoom() * ZOOM_STEP)

    def zoom_out(self) -> None:
        self.view.set_zoom(self.view.zoom() / ZOOM_STEP)

    def _fit(self) -> None:
        self.view.set_zoom(None)

    def _show_place(self, page: int, total: int) -> None:
        self._place.setText(f"Blad {page} van {total}")
        self.page_changed.emit(page, total)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.view.viewport().update()
