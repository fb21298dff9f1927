"""The steps of the first run, one question each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hvh_desktop.errors import UserError
from hvh_desktop.founding import NewAccount, Setup, check_account, check_house
from hvh_desktop.rights import Compartment, Rol, compartments_of
from hvh_desktop.rollen import ROLLEN
from hvh_desktop.text import join_words, plural
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.password_field import PASSWORD_HINT, Blocks, PasswordField, check_twice
from hvh_desktop.ui.rollen_field import RollenField

WIDTH = 800
KEYS_SENTENCE = (
    "Een sleutel kan alleen worden doorgegeven door iemand die hem zelf heeft. Begin daarom met "
    "ten minste één collega die dossiers opent en één psycholoog."
)


class Step(QWidget):
    """A question. ``check`` raises UserError, which ``form`` shows."""

    word = ""
    heading = ""
    form: Blocks

    def check(self) -> None:
        """Refuse to go on while something is missing."""

    def told(self) -> str:
        """What was answered, for the rail."""
        return ""


def _lay_out(step: Step, *items: Any) -> None:
    body = kit.column(kit.Heading(step.heading, 2), 4, *items, kit.STRETCH)
    body.setMaximumWidth(theme.px(WIDTH))
    layout = QVBoxLayout(step)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(
        kit.ScrollPage(kit.Card(kit.beside((body, 100), kit.STRETCH, gap=0), margins=24))
    )


class HouseStep(Step):
    """What this program is, and how the house is called."""

    word = "Het huis"
    heading = "Hoe heet het huis?"

    def __init__(self) -> None:
        super().__init__()
        self.form = Blocks(
            (
                "huis",
                kit.FieldBlock(
                    "Naam van het huis",
                    kit.TextField("Huis van Herstel"),
                    "Zo staat de naam op elke afdruk.",
                    name="huis",
                ),
            ),
            ("plaats", kit.FieldBlock("Plaats", kit.TextField(), optional=True, name="plaats")),
        )
        _lay_out(
            self,
            kit.Label(
                "HvH Desktop bewaart de dossiers van het huis versleuteld op deze laptop. In een "
                "paar minuten zet je het klaar: wie beheert het, wie werkt ermee en waar gaan de "
                "reservekopieën heen. Aan het eind druk je drie herstelbladen af.",
                wrap=True,
            ),
            16,
            self.form,
        )

    def check(self) -> None:
        check_house(self.form.value("huis"), self.form.value("plaats"))

    def told(self) -> str:
        return str(self.form.value("huis"))


class BeheerderStep(Step):
    """Who looks after accounts."""

    word = "Eerste beheerder"
    heading = "Wie is de eerste beheerder?"

    def __init__(self) -> None:
        super().__init__()
        self.form = Blocks(
            ("naam", kit.FieldBlock("Voor- en achternaam", kit.TextField(), name="naam")),
            ("gebruikersnaam", _user_name_block("gebruikersnaam")),
            (
                "nieuw_wachtwoord",
                kit.FieldBlock("Wachtwoord", PasswordField(), PASSWORD_HINT, name="wachtwoord"),
            ),
            (
                "nogmaals",
                kit.FieldBlock("Wachtwoord, nogmaals", PasswordField(), name="nogmaals"),
            ),
        )
        _lay_out(
            self,
            kit.Label(
                "De beheerder maakt accounts en zorgt voor reservekopieën. Hij opent geen "
                "dossiers.",
                role="muted",
                wrap=True,
            ),
            16,
            self.form,
        )

    def account(self) -> NewAccount:
        """What was typed."""
        values = self.form.values()
        return NewAccount(
            values["naam"],
            "",
            values["gebruikersnaam"],
            values["nieuw_wachtwoord"],
            frozenset({Rol.beheerder}),
            must_change=False,
        )

    def check(self) -> None:
        check_account(self.account(), set())
        values = self.form.values()
        check_twice(
            values["nieuw_wachtwoord"], values["nogmaals"], ("nieuw_wachtwoord", "nogmaals")
        )

    def told(self) -> str:
        return str(self.form.value("naam"))


class ColleaguesStep(Step):
    """Who starts as well; may be skipped."""

    word = "Collega’s"
    heading = "Wie begint er mee?"

    def __init__(self, taken: Callable[[], set[str]]) -> None:
        super().__init__()
        self._taken = taken
        self.accounts: list[NewAccount] = []
        self._advice = kit.column()
        self._list = kit.RowList()
        self.form = Blocks(
            ("naam", kit.FieldBlock("Voor- en achternaam", kit.TextField(), name="collega_naam")),
            (
                "functie",
                kit.FieldBlock("Functie", kit.TextField(), optional=True, name="collega_functie"),
            ),
            ("rollen", kit.FieldBlock("Rollen", RollenField(), name="rollen")),
            ("gebruikersnaam", _user_name_block("collega_gebruikersnaam")),
            (
                "nieuw_wachtwoord",
                kit.FieldBlock(
                    "Eerste wachtwoord",
                    PasswordField(),
                    "Geef het zelf door. Bij de eerste keer inloggen kiest je collega een ander.",
                    name="collega_wachtwoord",
                ),
            ),
        )
        add = kit.Button("Voeg deze collega toe", icon="plus", name="voeg_toe", on_click=self.add)
        _lay_out(
            self,
            kit.Label(KEYS_SENTENCE, wrap=True),
            12,
            self._advice,
            8,
            self._list,
            16,
            self.form,
            16,
            kit.beside(add, kit.STRETCH),
        )
        self._show()

    def add(self) -> bool:
        """Take what was typed into the list."""
        values = self.form.values()
        account = NewAccount(
            values["naam"],
            "",
            values["gebruikersnaam"],
            values["nieuw_wachtwoord"],
            frozenset(Rol(rol) for rol in values["rollen"]),
            values["functie"],
        )
        try:
            check_account(account, self._taken() | {_folded(a) for a in self.accounts})
        except UserError as error:
            self.form.show_problems(error)
            return False
        self.form.clear_problems()
        self.accounts.append(account)
        self.form.empty()
        self._show()
        self.form.blocks["naam"].input.setFocus()
        return True

    def check(self) -> None:
        """Half a colleague is not passed over in silence."""
        if any(self.form.values().values()) and not self.add():
            raise UserError("")

    def told(self) -> str:
        return plural(len(self.accounts), "collega", "collega’s") if self.accounts else ""

    def missing(self) -> list[str]:
        """What nobody on the list can open yet."""
        held = compartments_of(frozenset().union(*(a.rollen for a in self.accounts)))
        sentences = []
        if Compartment.team not in held:
            sentences.append("Nog niemand op de lijst kan dossiers openen.")
        if Compartment.behandeling not in held:
            sentences.append("Er staat nog geen psycholoog op de lijst.")
        return sentences

    def _remove(self, account: NewAccount) -> None:
        self.accounts.remove(account)
        self._show()

    def _show(self) -> None:
        layout = self._advice.layout()
        assert layout is not None
        kit.clear(layout)
        if self.missing():
            after = "Je mag dit overslaan, maar later zijn er dan twee herstelbladen voor nodig."
            layout.addWidget(kit.NoticeBanner(" ".join([*self.missing(), after]), "warn"))
        self._list.set_rows([self._row(account) for account in self.accounts])
        self._list.setVisible(bool(self.accounts))

    def _row(self, account: NewAccount) -> kit.Row:
        away = kit.Button("Haal weg", "stil", small=True, on_click=lambda: self._remove(account))
        away.setAccessibleName(f"Haal {account.naam} van de lijst")
        return kit.Row(account.naam, rollen_words(account.rollen), icon="user", right=(away,))


class BackupStep(Step):
    """Where the daily copy goes; may come later."""

    word = "Reservekopieën"
    heading = "Waar gaan de reservekopieën heen?"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.chosen: Path | None = None
        self._shown = kit.Label("Nog geen map gekozen.", wrap=True, selectable=True)
        self._shown.setObjectName("gekozen_map")
        self.form = Blocks()
        self._later = kit.Link(
            "Toch later kiezen", name="later", on_click=lambda: self.choose(None)
        )
        pick = kit.Button("Kies een map", icon="folder", name="kies_map", on_click=self._ask)
        _lay_out(
            self,
            kit.Label(
                "Elke dag maakt het programma een versleutelde kopie. Kies een map op een andere "
                "schijf of op het netwerk, want een kopie op deze laptop gaat samen met de laptop "
                "verloren. Je kunt dit ook later doen.",
                wrap=True,
            ),
            16,
            self.form,
            self._shown,
            12,
            kit.beside(pick, self._later, kit.STRETCH),
        )
        self.choose(None)

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Map voor reservekopieën")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.choose(Path(path)))
        dialog.open()

    def choose(self, path: Path | None) -> None:
        """Take this folder, or none for now."""
        self.chosen = path
        self._shown.set_text(f"Gekozen: {path}" if path else "Nog geen map gekozen.")
        self._later.setVisible(path is not None)
        self.form.clear_problems()

    def check(self) -> None:
        if self.chosen is None:
            return
        if self.chosen == self._folder or self._folder in self.chosen.parents:
            raise UserError("Deze map hoort bij de gegevens zelf. Kies een andere map.")
        if not self.chosen.is_dir():
            raise UserError("Deze map is er niet meer. Kies een andere map.")

    def told(self) -> str:
        return "gekozen" if self.chosen else "later"


class CheckStep(Step):
    """Everything once more, before it is made."""

    word = "Controle"
    heading = "Klopt alles?"
    jump = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.form = Blocks()
        self._facts = kit.column(gap=4)
        _lay_out(
            self,
            kit.Label(
                "Daarna maakt het programma de versleutelde bestanden en de herstelbladen. Per "
                "persoon duurt dat ongeveer een seconde.",
                role="muted",
                wrap=True,
            ),
            12,
            self.form,
            self._facts,
        )

    def show_setup(self, setup: Setup) -> None:
        """The answers, each with a way back to its question."""
        layout = self._facts.layout()
        assert layout is not None
        kit.clear(layout)
        people = [f"{a.naam}: {rollen_words(a.rollen)}" for a in setup.accounts]
        backups = setup.reservekopie_map
        for step, label, lines in (
            (0, "Huis", [", ".join(part for part in (setup.huis, setup.plaats) if part)]),
            (1, "Eerste beheerder", [f"{setup.beheerder.naam}, {setup.beheerder.gebruikersnaam}"]),
            (2, "Collega’s", people or ["Nog niemand"]),
            (3, "Reservekopieën", [str(backups) if backups else "Later kiezen"]),
        ):
            layout.addWidget(self._fact(step, label, lines))

    def _fact(self, step: int, label: str, lines: list[str]) -> QWidget:
        change = kit.Button("Wijzig", "stil", small=True, on_click=lambda: self.jump.emit(step))
        change.setAccessibleName(f"Wijzig {label}")
        words = kit.column(
            kit.Label(label, "klein", "muted"),
            *(kit.Label(line, semibold=True, wrap=True) for line in lines),
            gap=2,
        )
        return kit.column(kit.beside((words, 1), change), 6, kit.line(), 4)


def _user_name_block(name: str) -> kit.FieldBlock:
    return kit.FieldBlock(
        "Gebruikersnaam",
        kit.TextField(),
        "Kort en makkelijk te onthouden. Hoofdletters maken niet uit.",
        name=name,
    )


def _folded(account: NewAccount) -> str:
    return " ".join(account.gebruikersnaam.casefold().split())


def rollen_words(rollen: frozenset[Rol]) -> str:
    """ "Mentor en psycholoog"."""
    return join_words([ROLLEN[rol.value].lower() for rol in Rol if rol in rollen]).capitalize()
