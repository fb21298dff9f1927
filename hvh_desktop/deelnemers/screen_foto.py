"""His photo: chosen from a file, made small in memory, never written outside the database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QImageWriter,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.ui import kit, theme

SIDE = 400
LARGEST_FILE = 40_000_000
UNREADABLE = "Dit bestand is geen foto die het programma kan lezen. Kies een JPEG- of PNG-bestand."


def read_foto(path: Path) -> bytes:
    """A JPEG of at most 400 x 400 pixels without hidden data. Raises UserError."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserError("Deze foto is te groot. Kies een foto van minder dan 40 MB.")
        raw = path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(
            "De foto kan niet worden gelezen. Kijk of het bestand er nog staat en kies opnieuw."
        ) from error
    return small_jpeg(raw)


def small_jpeg(raw: bytes, side: int = SIDE) -> bytes:
    """The picture in ``raw`` as a JPEG on white, ``side`` pixels at most, without hidden data."""
    source = QBuffer()
    source.setData(QByteArray(raw))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > 4 * side:
        keep = Qt.AspectRatioMode.KeepAspectRatio
        reader.setScaledSize(size.scaled(QSize(4 * side, 4 * side), keep))
    image = reader.read()
    if image.isNull():
        raise UserError(UNREADABLE)
    return _as_jpeg(image, side)


def _as_jpeg(image: QImage, side: int) -> bytes:
    if max(image.width(), image.height()) > side:
        image = image.scaled(
            QSize(side, side),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(target, b"jpeg")
    writer.setQuality(85)
    writer.write(paper)
    return bytes(target.data().data())


class Foto(QWidget):
    """A round photo, or initials when there is none."""

    def __init__(self, foto: bytes | None, initials: str, size: int = 72) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._initials = initials
        self.setFixedSize(theme.px(size), theme.px(size))
        self._avatar = kit.Avatar(initials, size)
        self._avatar.setParent(self)
        self.set_foto(foto)

    def set_foto(self, foto: bytes | None) -> None:
        """Show this JPEG, or the initials."""
        self._picture = QPixmap()
        if foto is not None:
            self._picture.loadFromData(foto)
        self._avatar.setVisible(self._picture.isNull())
        self.setAccessibleName("Foto" if foto is not None else "Geen foto")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        circle = QPainterPath()
        circle.addEllipse(self.rect())
        painter.setClipPath(circle)
        grown = self._picture.size().scaled(
            self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
        )
        left = (self.width() - grown.width()) // 2
        painter.drawPixmap(left, 0, grown.width(), grown.height(), self._picture)
        painter.end()


class FotoField(QWidget):
    """Choose a photo, or take it away."""

    changed = Signal()

    def __init__(self, explain: Callable[[Callable[[], None]], None]) -> None:
        super().__init__()
        self._explain = explain
        self._foto: bytes | None = None
        self.is_changed = False
        self._face = Foto(None, "", 56)
        self._choose = kit.Button(
            "Kies een foto", "stil", "image", small=True, name="kies_foto", on_click=self._ask
        )
        self._away = kit.Button(
            "Haal de foto weg", "stil", "trash", small=True, name="foto_weg", on_click=self._take
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space.m)
        told = kit.beside(
            kit.Label("Foto", semibold=True), kit.Label("(optioneel)", role="muted"), kit.STRETCH
        )
        buttons = kit.beside(self._choose, self._away, kit.STRETCH)
        kit.fill(layout, self._face, (kit.column(told, buttons, gap=4), 1))
        self.show_foto(None)

    def value(self) -> bytes | None:
        """The photo that is shown."""
        return self._foto

    def show_foto(self, foto: bytes | None) -> None:
        """Show what is kept."""
        self._foto, self.is_changed = foto, False
        self._show()

    def _show(self) -> None:
        self._face.set_foto(self._foto)
        self._face.setVisible(self._foto is not None)
        self._away.setVisible(self._foto is not None)
        self._choose.setText("Kies een andere foto" if self._foto else "Kies een foto")

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Kies een foto")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("Foto’s (*.jpg *.jpeg *.png *.bmp *.webp)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.take_file(Path(path)))
        dialog.open()

    def take_file(self, path: Path) -> None:
        """Use this file; what is wrong with it is explained and the photo stays as it was."""
        self._explain(lambda: self._set(read_foto(path)))

    def _take(self) -> None:
        self._set(None)

    def _set(self, foto: bytes | None) -> None:
        self._foto, self.is_changed = foto, True
        self._show()
        self.changed.emit()
