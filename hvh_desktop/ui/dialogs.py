"""The few dialogs: one question with two answers, a sentence, and choosing a place for a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from hvh_desktop.ui import kit, theme

WIDTH = 480


class _Dialog(QDialog):
    """A heading and a text on a raised ground; the buttons stand below them on the right."""

    def __init__(self, parent: QWidget | None, title: str, text: kit.Label) -> None:
        super().__init__(parent)
        self.setWindowTitle("HvH Desktop")
        self.setModal(True)
        self.setFixedWidth(theme.px(WIDTH))
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.color("raised"))
        self.setPalette(palette)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 20, 24, 20)
        self._layout.setSpacing(8)
        self._layout.addWidget(kit.Heading(title, 2))
        self._layout.addWidget(text)

    def add_buttons(self, *buttons: QWidget) -> None:
        """Least to most final."""
        self._layout.addWidget(kit.beside(kit.STRETCH, *buttons))


class Question(_Dialog):
    """One question, two answers. The safe answer is the default and Esc."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, *, act: str, safe: str, danger: bool
    ) -> None:
        super().__init__(parent, title, kit.Label(text, wrap=True))
        stay = kit.Button(safe, name="veilig", on_click=self.reject)
        go = kit.Button(act, "gevaar" if danger else "hoofd", name="doen", on_click=self.accept)
        self.add_buttons(stay, go)
        stay.setDefault(True)
        stay.setFocus()


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    *,
    act: str,
    safe: str,
    then: Callable[[], None],
    danger: bool = True,
) -> Question:
    """Ask; call ``then`` when the person chooses to act. Does not block: the lock goes first."""
    question = Question(parent, title, text, act=act, safe=safe, danger=danger)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    question.accepted.connect(then)
    question.open()
    return question


class Sentence(_Dialog):
    """A sentence that has no form to stand at."""

    def __init__(self, parent: QWidget | None, title: str, text: str) -> None:
        super().__init__(parent, title, kit.Label(text, wrap=True, selectable=True))
        close = kit.Button("Goed", "hoofd", name="goed", on_click=self.accept)
        self.add_buttons(close)


def tell_problem(parent: QWidget | None, text: str, title: str = "Dat kan nog niet") -> Sentence:
    """Show a sentence; does not block."""
    dialog = Sentence(parent, title, text)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def choose_save_path(
    parent: QWidget | None, title: str, name: str, chosen: Callable[[Path], None]
) -> QFileDialog:
    """Ask where to save a file; ``name`` is a proposal without any person's name in it."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog
