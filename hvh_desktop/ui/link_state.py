"""Where the data is, in a few words in the top bar: on this laptop, or how far the sending is. And
what an empty list says while the data is still on its way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from hvh_desktop.sync.thread.state import Stage, State, Tone, bar_forms
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context

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


def still_coming(context: Context) -> kit.EmptyState | None:
    """In place of "there is nobody": what the house wrote is not all on this laptop yet, as far as
    is known. None when nothing is on its way, and in a house without a hub."""
    state: State | None = context.syncing.state if context.syncing is not None else None
    if state is None:
        return None
    is_late = state.in_step_at is None and state.stage is not Stage.in_step
    if not (is_late or state.to_apply or state.for_key or state.for_update):
        return None
    button = kit.Button(
        "Bekijk de verbinding",
        name="naar_verbinding",
        on_click=lambda: context.open("verbinding"),
    )
    title = "De gegevens van het huis zijn onderweg"
    return kit.EmptyState(icon_of(state), title, _why_late(state), button)


def _why_late(state: State) -> str:
    if state.stage in (Stage.offline, Stage.refused, Stage.stopped):
        return (
            "Er is nu geen verbinding met de server. Zodra die er is, komt hier vanzelf wie er in "
            "het huis woont. Er is niets weg."
        )
    if state.for_key:
        return (
            "Ze wachten op een sleutel. Die komt zodra een collega met toegang heeft ingelogd op "
            "een laptop met verbinding. Daarna staat hier vanzelf wie er in het huis woont."
        )
    if state.for_update:
        return (
            "Ze zijn gemaakt met een nieuwere versie van dit programma. Zodra deze laptop is "
            "bijgewerkt, staat hier wie er in het huis woont. Er is niets weg."
        )
    return "Nog even geduld. Zodra ze er zijn, staat hier vanzelf wie er in het huis woont."


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
