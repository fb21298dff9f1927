"""Where the data is, in a few words in the top bar: on this laptop, or how far the sending is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from hvh_desktop.sync.thread.state import Stage, State, Tone, bar_forms
from hvh_desktop.ui import kit

ALONE = ("Bewaard op deze laptop", "Bewaard")
_ICONS = {
    Stage.seeking: "arrows-clockwise",
    Stage.filling: "cloud-arrow-down",
    Stage.busy: "arrows-clockwise",
    Stage.in_step: "cloud-check",
    Stage.offline: "cloud-slash",
    Stage.refused: "warning",
    Stage.stopped: "cloud-slash",
}


def icon_of(state: State | None) -> str:
    """The icon of how things are; a laptop by itself keeps everything on its own disk."""
    return "hard-drives" if state is None else _ICONS[state.stage]


def role_of(tone: Tone) -> str:
    """Quiet, unless a person has to do something. Being offline is nothing to do."""
    return "warn" if tone is Tone.warning else "muted"


class LinkState(kit.ClickSurface):
    """The words; pressed, it opens the page that explains them."""

    def __init__(self, open_page: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("verbinding")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.glyph = kit.Icon("hard-drives", "muted", 18)
        self.label = kit.Label(ALONE[0], role="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 5, 6, 5)
        layout.setSpacing(8)
        layout.addWidget(self.glyph)
        layout.addWidget(self.label)
        for part in (self.glyph, self.label):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.activated.connect(open_page)
        self._forms: tuple[str, ...] = ALONE
        self._say()

    def show_state(self, state: State | None, now: datetime) -> None:
        """Show this; None: this laptop belongs to no hub."""
        self._forms = ALONE if state is None else bar_forms(state, now)
        role = role_of(state.tone) if state is not None else "muted"
        self.glyph.set_icon(icon_of(state), role)
        self.label.set_role("text" if role == "warn" else "muted")
        self._say()

    def _say(self) -> None:
        self.setToolTip(self._forms[0])
        self.setAccessibleName(f"{self._forms[0]}. Open ‘Verbinding’")
        self.shorten(0)

    def shorten(self, step: int) -> None:
        """Fewer words with every step, where there is little room; 0: all of them."""
        self.label.set_text(self._forms[min(step, len(self._forms) - 1)])
