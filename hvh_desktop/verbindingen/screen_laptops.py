"""The laptops of the house: which there are, who asks to come in, and what goes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import shiboken6
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right, require
from hvh_desktop.sync.house import carrying
from hvh_desktop.sync.house.admission import Asking
from hvh_desktop.sync.house.register import Reason
from hvh_desktop.sync.parts import HubRefuses, NoHub
from hvh_desktop.sync.thread.state import moment_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.verbindingen.laptops import AtTheHub, LaptopDesk, LaptopRow, list_laptops
from hvh_desktop.verbindingen.late import LateLaptop

WIDEST = 860
MARGINS = (24, 4, 24, 16)
REASONS = {Reason.ingeleverd: "Ingeleverd", Reason.verloren: "Verloren of gestolen"}
NOT_COUPLED = (
    "Dit huis werkt op één laptop. Met een server werken jullie met meer laptops aan dezelfde "
    "dossiers. De systeembeheerder zet hem klaar en geeft je een koppelbestand."
)
TOLD = (
    "Alleen deze laptops kunnen lezen wat het huis opschrijft. De server zelf kan niets lezen. "
    "Je herkent een laptop aan zijn eerste woorden."
)
NOBODY = (
    "Zet HvH Desktop op de nieuwe laptop en kies daar ‘Deze laptop toevoegen’. Daarna staat hij "
    "hier."
)


def fit(body: QWidget) -> QWidget:
    """As wide as reads well, scrolling."""
    body.setMaximumWidth(theme.px(WIDEST))
    return kit.ScrollPage(kit.beside((body, 1000), kit.STRETCH, gap=0, margins=MARGINS))


def laptop_name(words: Sequence[str]) -> str:
    """ "Laptop ‘adem boom’": two of its eight words are enough to speak of it."""
    return f"Laptop ‘{' '.join(words[:2])}’" if words else "Een laptop die hier nog onbekend is"


def late_banner(context: Context, late: Sequence[LateLaptop]) -> QWidget:
    """A beheerder must decide about what came in too late."""
    act = kit.Button("Bekijk", "stil", small=True, name="naar_quarantaine")
    act.setAccessibleName("Bekijk wat een afgemelde laptop nog bracht")
    act.clicked.connect(lambda: context.open("quarantaine"))
    who = "Een afgemelde laptop bracht" if len(late) == 1 else "Afgemelde laptops brachten"
    told = f"{who} nog iets. Het is apart gehouden tot jij beslist."
    return kit.NoticeBanner(told, "warn", icon="tray", action=act)


def desk_of(context: Context) -> LaptopDesk | None:
    """The desk of a beheerder on a laptop that belongs to a hub."""
    if context.syncing is None or context.entry is None:
        return None
    return LaptopDesk(context.entry.folder, context.entry.keyring, context.syncing.ask)


class DeskPage(Page):
    """A page that asks the hub something beside the window."""

    help_page = "laptops"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        require(context.actor, Right.change_laptops)
        self.desk = desk_of(context)
        self.notice = QVBoxLayout()
        self.notice.setContentsMargins(0, 0, 0, 0)

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

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._asking, self._list = QVBoxLayout(), QVBoxLayout()
        for part in (self._asking, self._list):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(8)
        heading = kit.Heading("Laptops van het huis", 1)
        body = kit.column(heading, 8, self.notice, self._asking, 16, self._list, kit.STRETCH, gap=8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(fit(body))

    def refresh(self) -> None:
        if self.desk is None:
            self._show_alone()
            return
        self._show_laptops(self.desk)
        self._look(self.desk)

    def _show_alone(self) -> None:
        kit.clear(self._list)
        button = kit.Button(
            "Koppel dit huis",
            "hoofd",
            name="koppel_huis",
            on_click=lambda: self.context.open("huis_koppelen"),
        )
        self._list.addWidget(
            kit.EmptyState("laptop", "Er is nog geen server gekoppeld", NOT_COUPLED, button)
        )

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
        shown = kit.Row(laptop_name(row.woorden), self._used(row), icon="laptop", right=right)
        shown.setObjectName(f"laptop_{row.id.hex}")
        if row.is_in:
            place = "deze_laptop" if row.is_deze else "laptop_afmelden"
            about = {} if row.is_deze else {"laptop_id": row.id}
            shown.activated.connect(partial(self.context.open, place, **about))
        return shown

    def _used(self, row: LaptopRow) -> str:
        if row.laatst is None:
            return "Nog niet gebruikt, zover hier bekend"
        by = f" door {row.door}" if row.door else ""
        return f"Laatst gebruikt: {moment_words(row.laatst, self.context.now())}{by}"

    def _look(self, desk: LaptopDesk) -> None:
        self.ask(desk.look, self._show_waiting)

    def _show_waiting(self, found: AtTheHub) -> None:
        kit.clear(self._asking)
        if found.late:
            kit.fill(self._asking, late_banner(self.context, found.late), 8)
        self._show_asking(found.asking)

    def _show_asking(self, found: Sequence[Asking]) -> None:
        again = kit.Button(
            "Kijk opnieuw", "stil", "arrows-clockwise", small=True, name="kijk_opnieuw"
        )
        again.clicked.connect(self.show_now)
        self._asking.addWidget(kit.SectionHead("Vraagt toegang", again, count=len(found) or None))
        if found:
            self._asking.addWidget(kit.RowList(*(self._asking_row(one) for one in found)))
        else:
            self._asking.addWidget(kit.Label(NOBODY, role="muted", wrap=True))
        stick = kit.Link("Lees een aanvraag van een USB-stick", name="lees_aanvraag")
        stick.clicked.connect(self._choose)
        self._asking.addWidget(kit.beside(stick, kit.STRETCH))

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

    def _rescued(self, _: int) -> None:
        self.context.tell("Het reddingsbestand is ingelezen. Wat erin stond, is verstuurd")

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


class LaptopAfmeldenPage(DeskPage):
    """Another laptop goes out: because it came back, or because it is lost."""

    def __init__(self, context: Context, *, laptop_id: UUID, **address: Any) -> None:
        super().__init__(context, laptop_id=laptop_id, **address)
        self._id = laptop_id
        self._reason = kit.ChoiceCards(
            [
                (
                    Reason.ingeleverd.value,
                    "Hij is ingeleverd",
                    "Wij hebben hem zelf. Alles wat erop stond, is verstuurd.",
                ),
                (
                    Reason.verloren.value,
                    "Hij is verloren of gestolen",
                    "Er komen nieuwe sleutels. Wat vanaf nu wordt geschreven, kan hij niet lezen.",
                ),
            ]
        )
        self._block = kit.FieldBlock("Waarom gaat deze laptop weg?", self._reason, name="reden")
        off = kit.Button("Meld laptop af", "gevaar", name="meld_af", on_click=self._take_off)
        self._foot = kit.Footer(kit.Button("Terug", name="terug", on_click=self._back), off)
        self._title = kit.Heading("Laptop", 1)
        told = (
            "Een laptop die is afgemeld, stuurt en haalt niets meer. Wat er nog op stond en later "
            "alsnog binnenkomt, wordt apart gehouden tot een beheerder ernaar kijkt."
        )
        body = kit.column(
            self._title,
            8,
            self.notice,
            kit.Card(kit.Label(told, role="muted", wrap=True), self._block, gap=16, margins=24),
            kit.STRETCH,
            gap=8,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(fit(body))

    def footer(self) -> QWidget:
        return self._foot

    def refresh(self) -> None:
        desk = self.desk
        if desk is None:
            return
        rows = self.context.read(lambda s: list_laptops(s, desk.laptops()))
        row = next((one for one in rows if one.id == self._id), None)
        if row is None or not row.is_in:
            raise UserError("Deze laptop is al afgemeld.")
        this = ", deze laptop" if row.is_deze else ""
        self._title.set_text(f"{laptop_name(row.woorden)}{this}")

    def _take_off(self) -> None:
        chosen, desk = self._reason.value(), self.desk
        if chosen is None:
            self._block.set_error("Kies waarom deze laptop weggaat.")
            return
        self._block.set_error(None)
        if desk is not None:
            self.ask(lambda: desk.take_off(self._id, Reason(chosen)), self._done)

    def _done(self, _: object) -> None:
        self.context.tell("De laptop is afgemeld")
        self._back()

    def _back(self) -> None:
        self.context.open("laptops")
