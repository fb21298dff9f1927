"""Leads the camera through the program: logs in as the demo people and opens every place."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog

from hvh_desktop.app import Program, make_application
from hvh_desktop.crypto import KdfCost
from hvh_desktop.db import AMSTERDAM, Compartment, Session
from hvh_desktop.db.session import Clock
from hvh_desktop.demo.builder import build_demo, read_marker
from hvh_desktop.demo.screen import ensure_demo
from hvh_desktop.demo_accounts import DEMO_PASSWORD
from hvh_desktop.inside import Inside
from hvh_desktop.medewerkers.screen_first_run import FirstRunPage
from hvh_desktop.mentorgesprekken.service import find_rustdag
from hvh_desktop.tour.camera import SIZE, Camera, settle
from hvh_desktop.tour.papers import write_papers, write_sanctie_papers, write_zorg_papers
from hvh_desktop.tour.stop import LEAD, LOCATIEMANAGER, MENTOR, PSYCHOLOOG, Stop
from hvh_desktop.tour.stops import Cast, find_cast, list_stops
from hvh_desktop.ui import theme
from hvh_desktop.ui.login import LoginPage
from hvh_desktop.voorkeuren import change_setting
from hvh_desktop.zoeken.screen import GotoDialog

LOOKS = (("licht", "100"), ("licht", "200"), ("donker", "100"), ("hoog_contrast", "100"))
SEARCHES = (("zoeken", "graads"), ("zoeken-tekst", "huis"), ("zoeken-niets", "zzzzqq"))
REASON = "Vergrendeld omdat er vijf minuten niets gebeurde. Wat je typte is bewaard."


def guide(target: Path, data: Path | None) -> int:
    """Take all pictures; returns the exit code."""
    with tempfile.TemporaryDirectory() as thrown_away:
        folder = data or Path(thrown_away) / "demo"
        folder.mkdir(parents=True, exist_ok=True)
        app = make_application(folder)
        clock = None if data is not None else _working_day()
        if clock is None and not ensure_demo(app, folder):
            return 1
        if clock is not None:
            build_demo(folder, clock=clock)
        camera = Camera(app, target)
        try:
            for thema, size in LOOKS:
                Tour(app, folder, camera, clock).walk(thema, size)
            _first_run(app, Path(thrown_away) / "nieuw", camera)
        finally:
            camera.close()
    print(f"{camera.count} foto’s, {len(camera.remarks)} opmerkingen: {target}")  # noqa: T201
    return 0


def _working_day() -> Clock:
    """Half past ten on the last day on which the house worked."""
    day = datetime.now(UTC).astimezone(AMSTERDAM).date()
    while find_rustdag(day) is not None:
        day -= timedelta(days=1)
    moment = datetime.combine(day, time(10, 30), AMSTERDAM).astimezone(UTC)
    return lambda: moment


class Tour:
    """One look: everybody logs in once and visits his stops."""

    def __init__(
        self, app: QApplication, folder: Path, camera: Camera, clock: Clock | None = None
    ) -> None:
        self._app, self._camera = app, camera
        self._folder = folder
        self.program = Program(app, folder, is_demo=read_marker(folder) is not None, clock=clock)
        self.program.window.resize(*SIZE)

    def walk(self, thema: str, size: str) -> None:
        """Take the pictures of this look."""
        theme.apply(self._app, thema, int(size) / 100)
        only_main = thema == theme.HOOG_CONTRAST
        self.program.show_login()
        self.program.window.show()
        if not only_main:
            self._before_login()
        stops, cast = self.plan()
        chosen = [stop for stop in stops if stop.is_main or not only_main]
        for name in dict.fromkeys(stop.by for stop in chosen):
            with self.logged_in(name) as inside:
                self._choose_look(inside, thema, size)
                self.visit([stop for stop in chosen if stop.by == name])
                if name == MENTOR and not only_main:
                    self._search()
                if name == LEAD and (thema, size) == LOOKS[0]:
                    write_papers(self._camera, inside.context, cast)
                if name == PSYCHOLOOG and (thema, size) == LOOKS[0]:
                    write_zorg_papers(self._camera, inside.context, cast.zorg)
                if name == LOCATIEMANAGER and (thema, size) == LOOKS[0]:
                    write_sanctie_papers(self._camera, inside.context, cast.sancties)
                self._choose_look(inside, "systeem", "100")
            theme.apply(self._app, thema, int(size) / 100)
        self.program.window.close()

    def plan(self) -> tuple[list[Stop], Cast]:
        """All stops, looked up by the mentor."""
        with self.logged_in(MENTOR) as inside:
            cast = inside.context.read(find_cast)
            return inside.context.read(lambda session: list_stops(session, cast)), cast

    @contextmanager
    def logged_in(self, name: str) -> Iterator[Inside]:
        """Type name and password on the login page; lock the program afterwards."""
        self.program.show_login()
        page = self.program.window.shown()
        assert isinstance(page, LoginPage)
        page.submitted.emit(name, DEMO_PASSWORD)
        settle(self._app)
        inside = self.program.inside
        if inside is None:
            raise RuntimeError(f"{name} could not log in")
        inside.context.bug.connect(lambda error: self._camera.remark(f"fout: {error!r}"))
        for signal in (inside.context.problem, inside.context.trouble):
            signal.connect(lambda text: self._camera.remark(f"melding: {text}"))
        yield inside
        self.program.lock()
        settle(self._app)

    def visit(self, stops: list[Stop]) -> None:
        """Open each place and picture it."""
        inside = self.program.inside
        assert inside is not None
        for stop in stops:
            self._camera.start(stop.name)
            inside.shell.open(stop.place, **stop.address)
            settle(self._app)
            page = inside.shell.page
            assert page is not None
            if stop.then is not None:
                with self._remarked():
                    stop.then(page)
            self._camera.take(self.program.window)
            self._close_dialogs()

    @contextmanager
    def _remarked(self) -> Iterator[None]:
        try:
            yield
        except LookupError as error:
            self._camera.remark(str(error))

    def _choose_look(self, inside: Inside, thema: str, size: str) -> None:
        """As the person does on the page with settings."""

        def choose(session: Session) -> None:
            change_setting(session, "thema", thema)
            change_setting(session, "tekstgrootte", size)

        inside.context.perform(choose, compartment=Compartment.register)
        settle(self._app)

    def _search(self) -> None:
        inside = self.program.inside
        assert inside is not None
        inside.shell.open("vandaag")
        for name, words in SEARCHES:
            self._camera.start(name)
            inside.shell.search()
            settle(self._app)
            dialog = next((one for one in self._dialogs() if isinstance(one, GotoDialog)), None)
            if dialog is None:
                self._camera.remark("het zoekvenster ging niet open")
                continue
            dialog.field.setText(words)
            settle(self._app)
            dialog.search_text()
            self._camera.take(self.program.window)
            self._close_dialogs()

    def _dialogs(self) -> list[QDialog]:
        found = QApplication.topLevelWidgets()
        return [one for one in found if isinstance(one, QDialog) and one.isVisible()]

    def _close_dialogs(self) -> None:
        for dialog in self._dialogs():
            dialog.reject()
        settle(self._app)

    def _before_login(self) -> None:
        window, take = self.program.window, self._camera.take
        pages: dict[str, Callable[[], None]] = {
            "inloggen": self.program.show_login,
            "vergrendeld": lambda: self.program.show_login(REASON),
            "wachtwoord-vergeten": self.program.show_forgotten,
        }
        for name, show in pages.items():
            self._camera.start(name)
            show()
            take(window)
        self._camera.start("inloggen-fout")
        self.program.show_login()
        page = window.shown()
        assert isinstance(page, LoginPage)
        page.show_error("De gebruikersnaam of het wachtwoord klopt niet. Probeer het opnieuw.")
        take(window)


def _first_run(app: QApplication, folder: Path, camera: Camera) -> None:
    """The pages of the first run, in a folder that is empty."""
    folder.mkdir(parents=True)
    program = Program(app, folder, is_demo=False, cost=KdfCost.cheap())
    program.window.resize(*SIZE)
    for thema, size in LOOKS[:3]:
        theme.apply(app, thema, int(size) / 100)
        program.show_first_run()
        program.window.show()
        camera.start("eerste-keer")
        camera.take(program.window)
        page = program.window.shown()
        assert isinstance(page, FirstRunPage)
        camera.start("eerste-keer-fouten")
        page.go_on()  # to the first beheerder, whose name and password are still empty
        page.go_on()
        camera.take(program.window)
    program.window.close()
    theme.apply(app, theme.LICHT)
