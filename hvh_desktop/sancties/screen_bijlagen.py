"""Photos and scans of a case: added from a file, looked at here, taken off with a reason.

The bytes go from the file that was chosen into the encrypted file and from there to the screen;
nothing is written anywhere else.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.deelnemers.screen_foto import LARGEST_FILE, small_jpeg
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.rights import Right
from hvh_desktop.sancties import service_bijlagen
from hvh_desktop.sancties.form import BIJLAGE, BIJLAGE_WEG
from hvh_desktop.sancties.rows import BijlageRow, ZaakDetail
from hvh_desktop.sancties.words import BijlageSoort
from hvh_desktop.text import capitalise, date_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm, Slot
from hvh_desktop.ui.preview import PdfPreview

SIDE: Final = 1600
"""Pixels of the longest side of a photo."""
SEEN: Final = 480
"""Pixels of height in which it is looked at."""
PDF: Final = b"%PDF-"
FILES = "Foto’s en scans (*.jpg *.jpeg *.png *.bmp *.webp *.pdf)"
UNREADABLE = (
    "Dit bestand kan het programma niet lezen. Kies een foto (JPEG of PNG) of een scan (PDF)."
)


def read_bijlage(path: Path) -> bytes:
    """A PDF as it is, or a photo as JPEG without what the camera knew. Raises UserError."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserError("Dit bestand is te groot. Kies een bestand van minder dan 40 MB.")
        raw = path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(
            "Het bestand kan niet worden gelezen. Kijk of het er nog staat en kies opnieuw."
        ) from error
    if raw.startswith(PDF):
        return raw
    try:
        return small_jpeg(raw, SIDE)
    except UserError as error:
        raise UserError(UNREADABLE) from error


class PhotoView(QWidget):
    """A photo as large as its room, never larger than it is."""

    def __init__(self, jpeg: bytes, name: str) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._picture.loadFromData(jpeg)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(SEEN)

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.size()
        size = self._picture.size()
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._picture)
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(SEEN, SEEN)


class BijlagenCard(kit.Card):
    """The list with a way to add one; what is opened shows below the list."""

    def __init__(self, context: Context, detail: ZaakDetail) -> None:
        self._context, self._detail = context, detail
        self._file: bytes | None = None
        may = context.read(lambda s: is_allowed(s, Right.record_voorval, detail.row.deelnemer_id))
        add = kit.Button(
            "Voeg bijlage toe",
            "stil",
            "paperclip",
            small=True,
            name="voeg_bijlage_toe",
            on_click=self._ask,
        )
        super().__init__(title="Bijlagen", actions=[add] if may else [], gap=8)
        self._may = may
        self.slot = Slot()
        self._seen = QWidget()
        self._room = QVBoxLayout(self._seen)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(4)
        self._seen.hide()
        nothing = "Nog geen foto of scan. Wat je toevoegt, wordt versleuteld bewaard."
        self.add(
            *(self._line(row) for row in detail.bijlagen),
            None if detail.bijlagen else kit.Label(nothing, role="muted", wrap=True),
            self._seen,
            self.slot,
        )

    def _line(self, row: BijlageRow) -> QWidget:
        kind = "scan (PDF)" if row.is_pdf else row.soort.value
        icon = "file-pdf" if row.is_pdf else "image"
        day = date_words(row.op.astimezone(AMSTERDAM).date())
        look = _small("Bekijk", f"bekijk_bijlage_{row.id.hex}", partial(self.look, row))
        look.setAccessibleName(f"Bekijk {kind}: {row.omschrijving}")
        away = _small("Haal weg", f"bijlage_weg_{row.id.hex}", partial(self._ask_away, row))
        away.setAccessibleName(f"Haal weg: {row.omschrijving}")
        words = kit.column(
            kit.IconLabel(icon, row.omschrijving, wrap=True),
            kit.Label(
                f"{capitalise(kind)}, {row.door or 'een collega'}, {day}",
                "klein",
                "muted",
                wrap=True,
            ),
        )
        buttons = (look, away if self._may else None)
        if theme.is_narrow():
            return kit.column(words, kit.beside(*buttons, kit.STRETCH), gap=4)
        return kit.beside((words, 1), *buttons)

    # Looking -----------------------------------------------------------------------------------

    def look(self, row: BijlageRow) -> None:
        """Show it below the list."""
        with self._context.explain():
            data = self._context.read(lambda s: service_bijlagen.get_bijlage(s, row.id))
            self._context.record_reading("bijlage", self._detail.row.deelnemer_id)
            self._show(row, data)

    def _show(self, row: BijlageRow, data: bytes) -> None:
        shown: QWidget
        if row.is_pdf:
            shown = preview = PdfPreview()
            preview.setFixedHeight(SEEN)
            try:
                preview.show_pdf(data)
            except Exception as error:  # the reader of PDFs has its own kinds of failure
                raise UserError("Deze PDF is beschadigd en kan niet worden getoond.") from error
        else:
            shown = PhotoView(data, f"Foto: {row.omschrijving}")
        kit.clear(self._room)
        close = _small("Sluit", "bijlage_dicht", self.close_look)
        close.setAccessibleName(f"Sluit ‘{row.omschrijving}’")
        title = kit.Label(row.omschrijving, semibold=True, wrap=True)
        kit.fill(self._room, kit.beside((title, 1), close), shown)
        self._seen.show()
        shown.setFocus()

    def close_look(self) -> None:
        """Put it away."""
        kit.clear(self._room)
        self._seen.hide()

    # Adding ------------------------------------------------------------------------------------

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Kies een foto of een scan")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(FILES)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.take_file(Path(path)))
        dialog.open()

    def take_file(self, path: Path) -> None:
        """Read this file and ask what is on it; what is wrong with it is explained."""
        with self._context.explain():
            self._file = read_bijlage(path)
            self.slot.open(self._adding(self._file))

    def _adding(self, data: bytes) -> InlineForm:
        soort = BijlageSoort.scan if data.startswith(PDF) else BijlageSoort.foto

        def write(session: Session, values: dict[str, Any]) -> UUID:
            return service_bijlagen.record_bijlage(
                session,
                self._detail.row.id,
                BijlageSoort(values["soort"]),
                values["omschrijving"],
                data,
            )

        return InlineForm(
            self._context,
            FormView(BIJLAGE, (("omschrijving",), ("soort",))),
            self._key(BIJLAGE.name, self._detail.row.id),
            write,
            name="bijlage",
            save="Voeg toe",
            title="Voeg bijlage toe",
            told="Het bestand wordt hier versleuteld bewaard. Haal het daarna weg van je telefoon "
            "of computer.",
            start={"soort": soort.value, "omschrijving": ""},
            said="De bijlage is toegevoegd",
        )

    def _ask_away(self, row: BijlageRow) -> None:
        form = InlineForm(
            self._context,
            FormView(BIJLAGE_WEG),
            self._key(BIJLAGE_WEG.name, row.id),
            lambda s, values: service_bijlagen.remove_bijlage(s, row.id, values["reden"]),
            name="bijlage_weghalen",
            save="Haal weg",
            title=f"Haal ‘{row.omschrijving}’ weg",
            told="Niemand kan deze bijlage daarna nog bekijken.",
            said="De bijlage is weggehaald",
        )
        self.slot.open(form)

    def _key(self, name: str, subject: UUID) -> DraftKey:
        return DraftKey(name, 1, subject.hex, self._detail.row.deelnemer_id)


def _small(words: str, name: str, act: Any) -> kit.Button:
    return kit.Button(words, "stil", small=True, name=name, on_click=act)
