"""The foot of a page: how the concept stands, and the acts from least to most final."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hvh_desktop.ui import theme
from hvh_desktop.ui.kit.buttons import Button, MenuButton
from hvh_desktop.ui.kit.layout import fill, filled, line, prepare
from hvh_desktop.ui.kit.words import Icon, Label


class Footer(QWidget):
    """Stays put under the page. From 150 % text only the main act and "Meer" remain."""

    def __init__(self, *buttons: Button, state: str = "") -> None:
        super().__init__()
        filled(self, "surface")
        self.buttons = buttons
        self._icon = Icon("check", "good", 16)
        self._state = Label(role="muted", wrap=True)
        outer = QVBoxLayout(self)
        prepare(outer, 0, 0)
        row = QHBoxLayout()
        air = 8 if theme.is_narrow() else 11
        prepare(row, 8, (24, air, 24, air))
        narrow = theme.is_narrow() and len(buttons) > 2
        shown: list[QWidget] = [*buttons]
        if narrow:
            shown = [self._menu(buttons[:-1]), buttons[-1]]
        fill(row, self._icon, (self._state, 1), *shown)
        fill(outer, line(), row)
        self.set_state(state)

    def _menu(self, folded: tuple[Button, ...]) -> MenuButton:
        for button in folded:
            button.setParent(self)
            button.hide()
        entries = [(button.text(), button.click) for button in folded]
        return MenuButton("Meer", entries, icon="caret-up", name="meer")

    def set_state(self, text: str, icon: str = "check", role: str = "good") -> None:
        """For example "Concept bewaard 14.03"."""
        self._state.set_text(text)
        self._icon.setVisible(bool(text) and not theme.is_narrow())
        if text:
            self._icon.set_icon(icon, role)

    def state(self) -> str:
        return self._state.text()
