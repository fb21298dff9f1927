"""The page behind the words in the top bar: how it stands, what waits and since when."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.sync.line.link import read_link
from hvh_desktop.sync.parts import HubRefuses, NoHub
from hvh_desktop.sync.thread.state import Sentence, Stage, State, Tone, moment_words, page_sentences
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.link_state import icon_of
from hvh_desktop.ui.page import Page
from hvh_desktop.verbindingen.late import LateGroup
from hvh_desktop.verbindingen.screen_laptops import desk_of, late_banner
from hvh_desktop.verbindingen.words import stream_name, tally_words

WIDEST = 860
NAME_WIDTH = 250
TOP = Qt.AlignmentFlag.AlignTop
ALONE = (
    "Alles wat je schrijft, is bewaard op deze laptop. Er is geen server gekoppeld: er wordt niets "
    "verstuurd en niets opgehaald."
)
ALONE_MORE = (
    "Werken jullie met meer laptops? Een beheerder kan het huis koppelen aan een server. "
    "Daarna lezen alle laptops hetzelfde."
)
READS_NOTHING = (
    "De server bewaart alleen gesloten pakketjes en kan niets lezen. De sleutels blijven op de "
    "laptops van het huis."
)


class VerbindingPage(Page):
    """Follows the state while it is open."""

    help_page = "verbinding"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._shown: State | None = None
        self._parts = QVBoxLayout()
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(16)
        self._try = kit.Button("Probeer het nu", icon="arrows-clockwise", name="probeer_nu")
        self._try.clicked.connect(self._try_now)
        self._passed_on = kit.Button("Ik heb het doorgegeven", icon="check", name="doorgegeven")
        self._passed_on.clicked.connect(self._see_disputed)
        self._laptops = kit.Button("Laptops van het huis", icon="laptop", name="naar_laptops")
        self._laptops.clicked.connect(lambda: context.open("laptops"))
        self._off = kit.Button("Meld deze laptop af", "stil", name="meld_af")
        self._off.clicked.connect(lambda: context.open("deze_laptop_afmelden"))
        self._acts = kit.beside(self._try, self._passed_on, self._laptops, self._off, kit.STRETCH)
        self._late = QVBoxLayout()
        self._late.setContentsMargins(0, 0, 0, 0)
        body = kit.column(
            kit.Heading("Verbinding", 1), 12, self._late, self._parts, 16, self._acts, kit.STRETCH
        )
        body.setMaximumWidth(theme.px(WIDEST))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            kit.ScrollPage(kit.beside((body, 1000), kit.STRETCH, gap=0, margins=(24, 4, 24, 16)))
        )
        context.link_changed.connect(self._follow)

    def refresh(self) -> None:
        syncing = self.context.syncing
        may = is_allowed(self.context.actor, Right.change_laptops)
        self._laptops.setVisible(may)
        self._off.setVisible(may and syncing is not None)
        if syncing is None:
            self._show_alone()
        else:
            self._show(syncing.state)
            if may:
                self._look_for_late()

    def _look_for_late(self) -> None:
        """What a laptop that was taken off still brought waits for a beheerder."""
        desk = desk_of(self.context)
        if desk is None:
            return

        def look() -> tuple[LateGroup, ...]:
            with suppress(NoHub, HubRefuses):
                return desk.list_late()
            return ()

        self.context.run(look, self._show_late)

    def _show_late(self, found: tuple[LateGroup, ...]) -> None:
        if shiboken6.isValid(self):
            kit.clear(self._late)
            if found:
                kit.fill(self._late, late_banner(self.context, found), 16)

    def _follow(self, state: State) -> None:
        if self.is_here and state != self._shown:
            self._show(state)

    def _try_now(self) -> None:
        if self.context.syncing is not None:
            self.context.syncing.try_now()

    def _see_disputed(self) -> None:
        """Told once; it comes back when the hub does it again."""
        syncing = self.context.syncing
        if syncing is None:
            return

        def see() -> None:
            with suppress(NoHub):  # locked this very moment: it is asked again at the next login
                syncing.ask(lambda _, files: files.see_disputed(), needs_line=False)

        self._passed_on.setEnabled(False)
        self.context.run(see, lambda _: None)

    def _show_alone(self) -> None:
        kit.clear(self._parts)
        self._try.hide()
        self._passed_on.hide()
        self._parts.addWidget(
            kit.Card(
                kit.IconLabel("hard-drives", "Deze laptop werkt op zichzelf", semibold=True),
                kit.Label(ALONE, wrap=True),
                kit.Label(ALONE_MORE, role="muted", wrap=True),
            )
        )

    def _show(self, state: State) -> None:
        self._shown = state
        kit.clear(self._parts)
        self._try.setVisible(state.stage in (Stage.offline, Stage.refused))
        self._passed_on.setVisible(bool(state.disputed))
        self._passed_on.setEnabled(True)
        self._parts.addWidget(self._now(state))
        if state.tallies:
            self._parts.addWidget(self._streams(state))
        self._parts.addWidget(self._facts(state))

    def _now(self, state: State) -> QWidget:
        first, *rest = page_sentences(state, self.context.now())
        short, _, more = first.text.partition(". ")
        head = kit.IconLabel(
            icon_of(state),
            f"{short.rstrip('.')}.",
            semibold=True,
            icon_role="warn" if first.tone is Tone.warning else "accent",
            wrap=True,
        )
        head.setObjectName("stand")
        told = kit.Label(more, wrap=True) if more else None
        return kit.Card(head, told, *map(_line, rest), gap=10)

    def _streams(self, state: State) -> QWidget:
        now = self.context.now()
        lines = [
            _pair(stream_name(tally.stream), tally_words(tally, now)) for tally in state.tallies
        ]
        return kit.Card(*lines, title="Per onderdeel", gap=8)

    def _facts(self, state: State) -> QWidget:
        now = self.context.now()
        contact = moment_words(state.contact_at, now) if state.contact_at else "Nog niet"
        lines = [_pair("Laatste antwoord van de server", contact)]
        if address := self._address():
            lines.append(_pair("Adres van de server", address))
        if state.problem and state.problem_at is not None:
            told = f"{moment_words(state.problem_at, now)}: {state.problem}"
            lines.append(_pair("Laatste keer dat het niet lukte", told))
        lines.append(kit.Label(READS_NOTHING, "klein", "muted", wrap=True))
        return kit.Card(*lines, title="De server", gap=8)

    def _address(self) -> str:
        entry = self.context.entry
        if entry is None:
            return ""
        try:
            link = read_link(entry.folder)
        except EnvironmentProblem as problem:
            return problem.text
        return link.address if link is not None else ""


def _line(sentence: Sentence) -> QWidget:
    is_odd = sentence.tone is Tone.warning
    icon, role = ("warning", "warn") if is_odd else ("info", "muted")
    return kit.IconLabel(icon, sentence.text, icon_role=role, wrap=True)


def _pair(name: str, words: str) -> QWidget:
    said = kit.Label(words, wrap=True, selectable=True)
    title = kit.Label(name, role="muted", wrap=True)
    if theme.is_narrow():
        return kit.column(title, said, gap=2)
    title.setFixedWidth(theme.px(NAME_WIDTH))
    return kit.beside((title, TOP), (said, 1), gap=16)
