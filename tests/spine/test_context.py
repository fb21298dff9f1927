"""The one door for writes, announcements, drafts, and the three kinds of failure."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from hvh_desktop import jobs
from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.db.drafts import NEW, DraftKey
from hvh_desktop.deelnemers.model import Deelnemer, Verblijf
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.crash import FILE, record_crash
from hvh_desktop.ui.draft import DraftKeeper
from hvh_desktop.ui.page import Page
from tests.spine.test_db import make_deelnemer

SECRET = "Waterlelie"


@pytest.fixture
def context(qapp: QApplication, database: Database) -> Context:
    return Context(database)


class Form:
    def __init__(self) -> None:
        self.shown: list[UserError] = []

    def show_problems(self, error: UserError) -> None:
        self.shown.append(error)


def count(context: Context) -> int:
    return context.read(lambda s: s.scalar(select(func.count()).select_from(Deelnemer)) or 0)


def test_what_is_performed_is_kept_and_its_result_given(context: Context) -> None:
    given: list[int] = []

    def operation(session: Session) -> int:
        session.add(make_deelnemer())
        return 7

    assert context.perform(operation, done=given.append)
    assert given == [7]
    assert count(context) == 1


def test_a_user_error_is_shown_at_the_form_and_nothing_is_kept(context: Context) -> None:
    form = Form()

    def operation(session: Session) -> None:
        session.add(make_deelnemer())
        session.flush()
        raise UserError("Kijk de datum na.", {"datum": "November heeft 30 dagen."})

    assert not context.perform(operation, form=form)
    assert form.shown[0].fields == {"datum": "November heeft 30 dagen."}
    assert count(context) == 0


def test_without_a_form_the_sentence_is_told(context: Context, qtbot: QtBot) -> None:
    def operation(session: Session) -> None:
        raise UserError("Dit mag niet.")

    with qtbot.waitSignal(context.problem) as told:
        context.perform(operation)
    assert told.args == ["Dit mag niet."]


def test_a_fault_of_the_surroundings_goes_to_the_banner(context: Context, qtbot: QtBot) -> None:
    def operation(session: Session) -> None:
        raise EnvironmentProblem("De schijf is vol.")

    with qtbot.waitSignal(context.trouble) as told:
        assert not context.perform(operation)
    assert told.args == ["De schijf is vol."]


def test_a_bug_goes_to_the_crash_dialog(context: Context, qtbot: QtBot) -> None:
    def operation(session: Session) -> None:
        raise ZeroDivisionError(SECRET)

    with qtbot.waitSignal(context.bug) as told:
        assert not context.perform(operation)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_a_crash_is_written_down_without_a_word_of_content(tmp_path: Path) -> None:
    naam = SECRET
    try:
        try:
            raise KeyError(naam)
        except KeyError as first:
            raise ValueError(f"{naam} past niet") from first
    except ValueError as error:
        number = record_crash(tmp_path, error)
    written = (tmp_path / FILE).read_text(encoding="utf-8")
    assert number in written
    assert "builtins.ValueError" in written
    assert "builtins.KeyError" in written
    assert "test_context.py" in written
    assert SECRET not in written


class Counter(Page):
    shows: ClassVar[frozenset[type]] = frozenset({Deelnemer})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.times = 0

    def refresh(self) -> None:
        self.times += 1


def test_a_visible_page_rereads_at_once_and_a_hidden_one_later(
    context: Context, qtbot: QtBot
) -> None:
    page = Counter(context)
    qtbot.addWidget(page)
    page.show()
    assert page.times == 1
    context.perform(lambda session: session.add(make_deelnemer()))
    assert page.times == 2
    page.hide()
    context.perform(lambda session: session.add(make_deelnemer()))
    assert page.times == 2
    page.show()
    assert page.times == 3


def test_other_types_leave_the_page_alone(context: Context, qtbot: QtBot) -> None:
    page = Counter(context)
    qtbot.addWidget(page)
    page.show()
    context.changed.emit(frozenset({Verblijf}))
    assert page.times == 1


def test_a_change_of_another_thread_is_announced_on_the_main_thread(
    context: Context, qtbot: QtBot
) -> None:
    where: list[bool] = []

    class Listener(Counter):
        def refresh(self) -> None:
            super().refresh()
            where.append(QThread.currentThread() is QApplication.instance().thread())  # type: ignore[union-attr]

    page = Listener(context)
    qtbot.addWidget(page)
    page.show()

    def work() -> int:
        with context.database.transaction(Compartment.team) as session:
            session.add(make_deelnemer())
        return threading.get_ident()

    answers: list[int] = []
    jobs.run(work, answers.append, _raise)
    qtbot.waitUntil(lambda: bool(answers) and page.times == 2)
    assert answers[0] != threading.get_ident()
    assert all(where)


def _raise(error: BaseException) -> None:
    raise error


def test_a_failing_job_is_explained(context: Context, qtbot: QtBot) -> None:
    def work() -> None:
        raise EnvironmentProblem("Het bestand is weg.")

    with qtbot.waitSignal(context.trouble) as told:
        context.run(work, lambda _: None)
    assert told.args == ["Het bestand is weg."]


def test_a_draft_is_kept_after_the_last_key_and_found_by_its_owner_only(
    context: Context, qtbot: QtBot, open_as: object
) -> None:
    key = DraftKey("mentorgesprek", 1, NEW)
    keeper = DraftKeeper(context, key, lambda: {"notitie": SECRET, "datum": "31-11-2026"})
    with qtbot.waitSignal(keeper.kept, timeout=5000) as kept:
        keeper.touch()
    assert kept.args[0].startswith("Concept bewaard ")
    found = keeper.find()
    assert found is not None
    assert found.values == {"notitie": SECRET, "datum": "31-11-2026"}
    other = Context(open_as(*context.actor.rollen))  # type: ignore[operator]
    assert DraftKeeper(other, key, dict).find() is None
    keeper.remove()
    assert keeper.find() is None


def test_nothing_is_kept_when_nothing_was_typed(context: Context) -> None:
    keeper = DraftKeeper(context, DraftKey("mentorgesprek", 1, NEW), lambda: {"a": 1})
    keeper.keep()
    assert keeper.find() is None
