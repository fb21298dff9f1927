"""The first run, step by step: a rail of steps, one question each, a check page, the sheets.

The house is put in its place only when the sheets are on paper (``founding.PreparedHouse``).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hvh_desktop import jobs
from hvh_desktop.crypto import KdfCost
from hvh_desktop.crypto.passwords import fold_name
from hvh_desktop.db.session import Clock
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.founding import PreparedHouse, Setup, prepare_house
from hvh_desktop.medewerkers.screen_first_run_pages import (
    BackupStep,
    BeheerderStep,
    CheckStep,
    ColleaguesStep,
    HouseStep,
    Step,
)
from hvh_desktop.ui import kit, mark, theme
from hvh_desktop.ui.recovery_sheets import RecoverySheets

RAIL = 250
SHEET_HEIGHT = 340
_DONE = "De drie bladen zijn afgedrukt en liggen op drie plekken"


class SheetsStep(Step):
    """The three sheets: look, print, and say that they are on paper."""

    word = "Herstelbladen"
    heading = "Druk de drie herstelbladen af"

    def __init__(self) -> None:
        super().__init__()
        self.sheets = RecoverySheets(_DONE, high=SHEET_HEIGHT)
        self.form = self.sheets.form
        card = kit.Card(
            kit.Heading(self.heading, 2),
            kit.Label(
                "Is een wachtwoord kwijt en kan geen beheerder helpen? Dan geven twee van deze "
                "drie bladen weer toegang. Het programma bewaart ze niet: druk ze nu af en leg "
                "elk blad op een andere plek, achter slot.",
                wrap=True,
            ),
            (self.sheets, 1),
            margins=24,
            gap=12,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(card))

    def check(self) -> None:
        self.sheets.check()


class FirstRunPage(QWidget):
    """Makes a house in ``folder``; ``finished`` when it stands and the sheets are on paper."""

    finished = Signal()

    def __init__(
        self, folder: Path, *, cost: KdfCost | None = None, clock: Clock | None = None
    ) -> None:
        super().__init__()
        self._folder, self._cost, self._clock = folder, cost, clock
        self._prepared: PreparedHouse | None = None
        self.house, self.beheerder = HouseStep(), BeheerderStep()
        self.colleagues = ColleaguesStep(
            lambda: {fold_name(self.beheerder.account().gebruikersnaam)}
        )
        self.backups, self.control, self.sheets = BackupStep(folder), CheckStep(), SheetsStep()
        self.steps: tuple[Step, ...] = (
            self.house,
            self.beheerder,
            self.colleagues,
            self.backups,
            self.control,
            self.sheets,
        )
        self._busy = kit.ProgressCard("Het huis wordt klaargezet")
        self._stack = QStackedWidget()
        self._rail = kit.StepRail([], title="HvH Desktop klaarzetten")
        self._back = kit.Button("Terug", icon="arrow-left", name="terug", on_click=self.go_back)
        self._next = kit.Button("Verder", "hoofd", name="verder", on_click=self.go_on)
        self._build()
        self._show(0)
        app = QApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._discard)

    def _build(self) -> None:
        self.setAutoFillBackground(True)
        for step in self.steps:
            self._stack.addWidget(step)
        self._stack.addWidget(kit.column(kit.STRETCH, self._busy, kit.STRETCH, margins=24))
        self.control.jump.connect(self._show)
        self._rail.chosen.connect(self._choose)
        self._rail.setFixedWidth(theme.px(RAIL))
        head = kit.beside(
            mark.Mark(32), kit.Label("Huis van Herstel", "kop3", semibold=True), kit.STRETCH
        )
        middle = QHBoxLayout()
        middle.setContentsMargins(24, 0, 24, 16)
        middle.setSpacing(16)
        if not theme.is_narrow():
            middle.addWidget(self._rail)
        middle.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(kit.beside(head, margins=(24, 14, 24, 14)))
        layout.addLayout(middle, 1)
        self._footer = kit.Footer(self._back, self._next)
        layout.addWidget(self._footer)

    @property
    def number(self) -> int:
        """The step that is shown, from 0."""
        return self._stack.currentIndex()

    def setup(self) -> Setup:
        """All answers."""
        return Setup(
            self.house.form.value("huis"),
            self.house.form.value("plaats"),
            self.beheerder.account(),
            tuple(self.colleagues.accounts),
            self.backups.chosen,
        )

    def go_on(self) -> None:
        """Check this step, and take the next."""
        step = self.steps[self.number]
        try:
            step.check()
        except UserError as error:
            if error.text:
                step.form.show_problems(error)
            return
        step.form.clear_problems()
        if step is self.control:
            self._make()
        elif step is self.sheets:
            self._complete()
        else:
            self._show(self.number + 1)

    def go_back(self) -> None:
        """The step before."""
        self._show(self.number - 1)

    def _choose(self, number: int) -> None:
        if number < self.number and self._prepared is None:
            self._show(number)

    def _show(self, number: int) -> None:
        step = self.steps[number]
        if step is self.control:
            self.control.show_setup(self.setup())
        self._stack.setCurrentIndex(number)
        self._rail.set_steps([self._state(n, number) for n in range(len(self.steps))])
        self._back.setVisible(0 < number < len(self.steps) - 1)
        words = {self.control: "Maak het huis", self.sheets: "Klaar"}
        self._next.setText(words.get(step, "Verder"))
        self._next.setVisible(True)
        told = f"Stap {number + 1} van {len(self.steps)}: {step.word}"
        self._footer.set_state(told, "list-numbers", "muted")
        first = next(iter(step.form.blocks.values()), None)
        (first.input if first else self._next).setFocus()

    def _state(self, number: int, current: int) -> tuple[str, str, str]:
        step = self.steps[number]
        if number == current:
            return step.word, "nu", ""
        done = number < current
        return step.word, "klaar" if done else "nog", step.told() if done else ""

    def _make(self) -> None:
        setup = self.setup()
        self._stack.setCurrentIndex(len(self.steps))
        self._back.hide()
        self._next.hide()
        jobs.run(
            lambda: prepare_house(self._folder, setup, clock=self._clock, cost=self._cost),
            self._made,
            self._failed,
        )

    def _made(self, prepared: PreparedHouse) -> None:
        self._prepared = prepared
        self.sheets.sheets.show_sheets(prepared.result.sheets_pdf)
        self._show(self.steps.index(self.sheets))

    def _failed(self, error: BaseException) -> None:
        self._show(self.steps.index(self.control))
        if isinstance(error, UserError):
            self.control.form.show_problems(error)
        elif isinstance(error, EnvironmentProblem):
            self.control.form.show_problems(UserError(error.text))
        else:
            raise error

    def _complete(self) -> None:
        if self._prepared is None:
            return
        try:
            self._prepared.complete()
        except EnvironmentProblem as error:
            self._prepared = None
            self._failed(error)
            return
        self._prepared = None
        self.sheets.sheets.show_sheets(b"")
        self.finished.emit()

    def _discard(self) -> None:
        if self._prepared is not None:
            self._prepared.discard()
            self._prepared = None
