"""A forgotten password: ask a beheerder, or use two of the three recovery sheets.

Everything heavy is loaded by the job that uses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hvh_desktop import jobs
from hvh_desktop.crypto.recovery import WORDS
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.password_field import PASSWORD_HINT, Blocks, PasswordField, check_twice

WIDTH = 880
_ASK = (
    "Een beheerder kan je een nieuw wachtwoord geven: bij Medewerkers, op jouw pagina, met "
    "‘Geef een nieuw wachtwoord’. Je kiest daarna zelf een ander. Je concepten en alles wat je "
    "bewaarde, blijven er."
)
_SHEETS = (
    "Is er geen beheerder die nog naar binnen kan? Dan geven twee van de drie herstelbladen "
    "samen weer toegang. Ze liggen op drie plekken achter slot. Wie ze bewaart, weet de "
    "directeur."
)
_NEXT = "Je nieuwe wachtwoord is ingesteld. Log ermee in."
Recover = Callable[[Path, list[str], str, str], None]


def recover(folder: Path, sheets: list[str], user_name: str, password: str) -> None:
    """Loads what it needs only now."""
    from hvh_desktop.entry import recover_with_sheets

    recover_with_sheets(folder, sheets, user_name, password)


class SheetField(kit.Area):
    """The words of one sheet; counts them while they are typed."""

    def __init__(self) -> None:
        super().__init__(rows=4)
        self.setPlaceholderText("Typ de woorden over, met een spatie ertussen.")

    def count(self) -> int:
        """How many words there are now."""
        return len(re.findall(r"[^\W\d_]+", self.value()))


class ForgottenPage(QWidget):
    """Two ways back in, in plain words."""

    finished = Signal(str)
    """Back to the login page, with the sentence to show there."""

    def __init__(self, folder: Path, recover: Recover = recover) -> None:
        super().__init__()
        self._folder, self._recover = folder, recover
        self._stack = QStackedWidget()
        self._form = self._make_form()
        self._done = kit.Button("Stel het wachtwoord in", "hoofd", name="stel_in")
        self._done.clicked.connect(lambda: self._send())
        self._stack.addWidget(self._choice())
        self._stack.addWidget(self._sheets())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setAutoFillBackground(True)

    def _choice(self) -> QWidget:
        ask = kit.Card(kit.Label(_ASK, wrap=True), kit.STRETCH, title="Vraag een beheerder")
        sheets = kit.Card(
            kit.Label(_SHEETS, wrap=True),
            kit.STRETCH,
            kit.beside(
                kit.Button(
                    "Gebruik twee herstelbladen", name="gebruik_bladen", on_click=self.show_sheets
                ),
                kit.STRETCH,
            ),
            title="Gebruik de herstelbladen",
        )
        return _framed(
            kit.Heading("Wachtwoord vergeten", 1),
            kit.Label(
                "Er zijn twee manieren om weer naar binnen te gaan.", role="muted", wrap=True
            ),
            16,
            kit.Columns((ask, 0), (sheets, 0)),
            16,
            self._back(),
        )

    def _sheets(self) -> QWidget:
        card = kit.Card(self._form, margins=24)
        return _framed(
            kit.Heading("Naar binnen met twee herstelbladen", 1),
            kit.Label(
                "Typ van twee bladen de woorden over. Hoofdletters en spaties maken niet uit; de "
                "eerste vier letters van een woord zijn genoeg.",
                role="muted",
                wrap=True,
            ),
            16,
            card,
            16,
            kit.beside(self._back(), kit.STRETCH, self._done),
        )

    def _back(self) -> QWidget:
        back = kit.Button(
            "Terug naar inloggen", name="terug", on_click=lambda: self.finished.emit("")
        )
        return kit.beside(back, kit.STRETCH)

    def _make_form(self) -> Blocks:
        first, second = SheetField(), SheetField()
        blocks = [
            (name, kit.FieldBlock(label, field, _counted(0), name=name))
            for name, label, field in (
                ("blad_1", "Woorden van het eerste blad", first),
                ("blad_2", "Woorden van het tweede blad", second),
            )
        ]
        for _, block in blocks:
            block.changed.connect(lambda b=block: b.set_hint(_counted(b.input.count())))
        return Blocks(
            *blocks,
            ("gebruikersnaam", kit.FieldBlock("Je gebruikersnaam", kit.TextField(), name="naam")),
            (
                "nieuw_wachtwoord",
                kit.FieldBlock("Nieuw wachtwoord", PasswordField(), PASSWORD_HINT, name="nieuw"),
            ),
            ("nogmaals", kit.FieldBlock("Nogmaals", PasswordField(), name="nogmaals")),
        )

    def show_sheets(self) -> None:
        """The second way."""
        self._stack.setCurrentIndex(1)
        self._form.blocks["blad_1"].input.setFocus()

    def _send(self) -> None:
        values = self._form.values()
        try:
            _check(values)
        except UserError as error:
            self._form.show_problems(error)
            return
        self._form.clear_problems()
        self._set_busy(True)
        jobs.run(
            lambda: self._recover(
                self._folder,
                [values["blad_1"], values["blad_2"]],
                values["gebruikersnaam"],
                values["nieuw_wachtwoord"],
            ),
            lambda _: self._finish(),
            self._refuse,
        )

    def _finish(self) -> None:
        self._form.empty()
        self.finished.emit(_NEXT)

    def _refuse(self, error: BaseException) -> None:
        self._set_busy(False)
        if isinstance(error, UserError):
            self._form.show_problems(error)
        elif isinstance(error, EnvironmentProblem):
            self._form.show_problems(UserError(error.text))
        else:
            raise error

    def _set_busy(self, busy: bool) -> None:
        self._done.setEnabled(not busy)
        self._done.setText("Bezig …" if busy else "Stel het wachtwoord in")


def _check(values: dict[str, Any]) -> None:
    problems = {}
    for name, which in (("blad_1", "eerste"), ("blad_2", "tweede")):
        if not values[name]:
            problems[name] = f"Typ de woorden van het {which} blad over."
    if not values["gebruikersnaam"]:
        problems["gebruikersnaam"] = "Vul je gebruikersnaam in."
    if problems:
        raise UserError(next(iter(problems.values())), problems)
    check_twice(values["nieuw_wachtwoord"], values["nogmaals"], ("nieuw_wachtwoord", "nogmaals"))


def _counted(count: int) -> str:
    return f"{count} van de {WORDS} woorden"


def _framed(*items: Any) -> QWidget:
    body = kit.column(*items)
    body.setMaximumWidth(theme.px(WIDTH))
    centred = kit.beside(kit.STRETCH, (body, 8), kit.STRETCH, gap=0, margins=(24, 40, 24, 24))
    return kit.ScrollPage(kit.column(centred, kit.STRETCH))
