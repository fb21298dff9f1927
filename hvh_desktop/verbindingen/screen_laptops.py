"""The laptops of the house: which there are, who asks to come in, and what goes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right, require
from hvh_desktop.sync.house import carrying
from hvh_desktop.sync.house.admission import Asking
from hvh_desktop.sync.house.register import Reason
from hvh_desktop.sync.parts import HubRefuses, NoHub
from hvh_desktop.sync.thread.leaving import Brought
from hvh_desktop.sync.thread.state import moment_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.verbindingen.laptops import AtTheHub, LaptopDesk, LaptopRow, list_laptops
from hvh_desktop.verbindingen.late import LateGroup, Waarom
from hvh_desktop.verbindingen.model import Laptopnaam
from hvh_desktop.verbindingen.screen_melding import VersionsNotice
from hvh_desktop.verbindingen.words import laptop_name

WIDEST = 860
MARGINS = (24, 4, 24, 16)
REASONS = {Reason.ingeleverd: "Ingeleverd", Reason.verloren: "Verloren of gestolen"}
NOT_COUPLED = (
    "Dit huis werkt op één laptop. Met een server werken jullie met meer laptops aan dezelfde "
    "dossiers. De systeembeheerder zet hem klaar en geeft je een koppelbestand."
)
TOLD = (
    "Alleen deze laptops kunnen lezen wat het huis opschrijft. De server zelf kan niets lezen. "
    "Je herkent een laptop aan zijn eerste woorden. Kies een laptop om hem een naam te geven."
)
NOBODY = (
    "Zet HvH Desktop op de nieuwe laptop en kies daar ‘Deze laptop toevoegen’. Daarna staat hij "
    "hier."
)


def lay_out(page: QWidget, title: QWidget, *parts: Any) -> None:
    """Title and parts below each other, as wide as reads well, scrolling."""
    body = kit.column(title, 8, *parts, kit.STRETCH, gap=8)
    body.setMaximumWidth(theme.px(WIDEST))
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(kit.ScrollPage(kit.beside((body, 1000), kit.STRETCH, gap=0, margins=MARGINS)))


def bare_column(gap: int) -> QVBoxLayout:
    """Parts below each other that a page fills anew."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    return column


def not_coupled(context: Context) -> kit.EmptyState:
    """What comes first, with the way to it."""
    button = kit.Button(
        "Koppel dit huis",
        "hoofd",
        name="koppel_huis",
        on_click=lambda: context.open("huis_koppelen"),
    )
    return kit.EmptyState("laptop", "Er is nog geen server gekoppeld", NOT_COUPLED, button)


def late_banner(context: Context, late: Sequence[LateGroup]) -> QWidget:
    """A beheerder must decide about what came in too late."""
    act = kit.Button("Bekijk", "stil", small=True, name="naar_quarantaine")
    act.setAccessibleName("Bekijk wat apart is gehouden")
    act.clicked.connect(lambda: context.open("quarantaine"))
    reasons = {one.waarom for one in late}
    what = "Bij de server kwam iets binnen dat niet vanzelf meegaat."
    if reasons == {Waarom.afgemeld}:
        who = "Een afgemelde laptop bracht" if len(late) == 1 else "Afgemelde laptops brachten"
        what = f"{who} nog iets."
    elif reasons == {Waarom.weg}:
        what = "Van een oud-medewerker kwam nog iets binnen."
    told = f"{what} Het is apart gehouden tot jij beslist."
    return kit.NoticeBanner(told, "warn", icon="tray", action=act)


def desk_of(context: Context) -> LaptopDesk | None:
    """The desk of a beheerder on a laptop that belongs to a hub."""
    if context.syncing is None or context.entry is None:
        return None
    return LaptopDesk(context.entry.folder, context.entry.keyring, context.syncing.ask)


def used_words(row: LaptopRow, now: datetime) -> str:
    """When somebody last wrote something on it, and who."""
    if row.laatst is None:
        return "Nog niet gebruikt, zover hier bekend"
    by = f" door {row.door}" if row.door else ""
    return f"Laatst gebruikt: {moment_words(row.laatst, now)}{by}"


class DeskPage(Page):
    """A page that asks the hub something beside the window."""

    help_page = "laptops"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        require(context.actor, Right.change_laptops)
        self.desk = desk_of(context)
        self.notice = bare_column(0)

    def ask(self, work: Any, done: Any) -> None:
        """Do this beside the window; a hub that is away is told on the page."""

        def tried() -> tuple[Any, str]:
            try:
                return work(), ""
            except (NoHub, HubRefuses, UserError) as problem:
                return None, problem.text

        def answered(found: tuple[Any, str]) -> None:
            if not shiboken6.isValid(self):
                return
            result, problem = found
            kit.clear(self.notice)
            if problem:
                self.tell_problem(problem)
            else:
                done(result)

        self.context.run(tried, answered)

    def tell_problem(self, text: str) -> None:
        """Calmly: nothing is lost, and it can be tried again."""
        kit.fill(self.notice, kit.NoticeBanner(text, "warn"))


class LaptopsPage(DeskPage):
    """The list, and who asks to come in."""

    shows = frozenset({Laptopnaam})

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._asking, self._list = bare_column(8), bare_column(8)
        self._versions = VersionsNotice(context, margins=(0, 0, 0, 0))
        heading = kit.Heading("Laptops van het huis", 1)
        lay_out(self, heading, self.notice, self._versions, self._asking, 16, self._list)

    def refresh(self) -> None:
        if self.desk is None:
            self._show_alone()
            return
        self._versions.show_of_house(Laptopnaam.__name__)
        self._show_laptops(self.desk)
        self._look(self.desk)

    def _show_alone(self) -> None:
        kit.clear(self._list)
        self._list.addWidget(not_coupled(self.context))

    def _show_laptops(self, desk: LaptopDesk) -> None:
        kit.clear(self._list)
        rows = self.context.read(lambda s: list_laptops(s, desk.laptops()))
        here = [self._row(row) for row in rows if row.is_in]
        away = [self._row(row) for row in rows if not row.is_in]
        self._list.addWidget(kit.SectionHead("In gebruik", count=len(here)))
        self._list.addWidget(kit.RowList(*here))
        self._list.addWidget(kit.Label(TOLD, "klein", "muted", wrap=True))
        if away:
            self._list.addWidget(kit.Fold("Afgemeld", kit.RowList(*away), count=len(away)))
        rescue = kit.Link("Lees een reddingsbestand van een laptop in", name="lees_redding")
        rescue.clicked.connect(self._choose_rescue)
        self._list.addWidget(kit.beside(rescue, kit.STRETCH))

    def _row(self, row: LaptopRow) -> QWidget:
        right: list[QWidget] = []
        if row.is_deze:
            right.append(kit.Badge("Deze laptop", "accent", "laptop"))
        if not row.is_in:
            right.append(kit.Badge(REASONS[row.reden or Reason.ingeleverd], "stil"))
        shown = kit.Row(row.title, used_words(row, self.context.now()), icon="laptop", right=right)
        shown.setObjectName(f"laptop_{row.id.hex}")
        if row.is_in:
            place = "deze_laptop" if row.is_deze else "laptop"
            about = {} if row.is_deze else {"laptop_id": row.id}
            shown.activated.connect(partial(self.context.open, place, **about))
        return shown

    def _look(self, desk: LaptopDesk) -> None:
        self.ask(desk.look, self._show_waiting)

    def tell_problem(self, text: str) -> None:
        """With the way to try it again when nothing could be looked at yet."""
        super().tell_problem(text)
        if self._asking.isEmpty():
            self._asking.addWidget(kit.SectionHead("Vraagt toegang", self._again()))

    def _show_waiting(self, found: AtTheHub) -> None:
        kit.clear(self._asking)
        if found.late:
            kit.fill(self._asking, late_banner(self.context, found.late), 8)
        self._show_asking(found.asking)

    def _show_asking(self, found: Sequence[Asking]) -> None:
        head = kit.SectionHead("Vraagt toegang", self._again(), count=len(found) or None)
        self._asking.addWidget(head)
        if found:
            self._asking.addWidget(kit.RowList(*(self._asking_row(one) for one in found)))
        else:
            self._asking.addWidget(kit.Label(NOBODY, role="muted", wrap=True))
        stick = kit.Link("Lees een aanvraag van een USB-stick", name="lees_aanvraag")
        stick.clicked.connect(self._choose)
        self._asking.addWidget(kit.beside(stick, kit.STRETCH))

    def _again(self) -> kit.Button:
        again = kit.Button(
            "Kijk opnieuw", "stil", "arrows-clockwise", small=True, name="kijk_opnieuw"
        )
        again.clicked.connect(self.show_now)
        return again

    def _choose(self) -> None:
        self._open_file("Aanvraag van een laptop", self.read_request)

    def _choose_rescue(self) -> None:
        self._open_file("Reddingsbestand", self.read_rescue)

    def _open_file(self, title: str, chosen: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        dialog.open()

    def read_rescue(self, path: Path) -> None:
        """What another laptop could not send any more."""
        desk = self.desk
        if desk is not None:
            self.ask(lambda: desk.read_rescue(path), self._rescued)

    def _rescued(self, brought: Brought) -> None:
        what = "is verstuurd" if not brought.aside else "staat apart tot jij het toelaat"
        self.context.tell(f"Het reddingsbestand is ingelezen. Wat erin stond, {what}")
        self.show_now()

    def read_request(self, path: Path) -> None:
        """Who asks with a file: the words are compared as ever."""
        try:
            one = carrying.read_request(path.read_bytes())
        except UserError as error:
            self.tell_problem(error.text)
        except OSError:
            self.tell_problem("Dit bestand kan niet worden gelezen. Kies het opnieuw.")
        else:
            self.context.open("laptop_toelaten", laptop_id=one.id, asking=one)

    def _asking_row(self, one: Asking) -> QWidget:
        row = kit.Row(
            laptop_name(one.words),
            "Vergelijk de acht woorden en laat hem dan toe",
            icon="laptop",
            right=[kit.Badge("Wacht op jou", "warn", "hourglass")],
        )
        row.setObjectName(f"vraagt_{one.id.hex}")
        row.activated.connect(partial(self.context.open, "laptop_toelaten", laptop_id=one.id))
        return row
