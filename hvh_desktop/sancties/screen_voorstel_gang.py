"""A page that is walked in steps: a rail left, one question at a time, a check page at the end.

The steps are free to walk back and forth. Everything that is typed is kept as one concept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey, DraftRow, remove_draft
from hvh_desktop.errors import UserError
from hvh_desktop.sancties.screen_voorstel_blad import Blad, Stap
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper, draft_banner
from hvh_desktop.ui.page import Page

Jump = QWidget | Callable[[], object]


class ConceptPage(Page):
    """Keeps the whole raw state of its steps as one concept."""

    def __init__(self, context: Context, *, deelnemer_id: UUID, sanctiezaak_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        self.deelnemer_id, self.sanctiezaak_id = deelnemer_id, sanctiezaak_id
        self.stappen: list[Stap] = []
        self.number, self._ronde = 0, 1
        self._seen: set[int] = {0}
        self.keeper: DraftKeeper
        self.key: DraftKey
        self.blad: Blad
        self._foot: kit.Footer
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)

    def load(self) -> None:
        """Fill the steps with what is known before anything was typed."""

    def rebuild(self) -> None:
        """Make the steps anew."""
        raise NotImplementedError

    def start(self) -> None:
        """What is known, and over it the draft as it was typed."""
        self.load()
        draft = self.keeper.find()
        if draft is None or draft.values.get("ronde") != self._ronde:
            return
        for stap in self.stappen:
            stap.set_typed(draft.values.get(stap.key, {}))
        self.number = min(int(draft.values.get("stap", 0)), len(self.stappen) - 1)
        self._seen = set(range(self.number + 1))
        self._tell_draft(draft)

    def _tell_draft(self, draft: DraftRow) -> None:
        kit.fill(self.blad.notice, draft_banner(draft, self.start_over))

    def start_over(self) -> None:
        """Throw the draft away and begin again."""
        self.keeper.remove()
        self._foot.set_state("")
        kit.clear(self._whole)
        self.number, self._seen = 0, {0}
        self.rebuild()

    def typed(self) -> dict[str, Any]:
        """The whole raw state, as JSON."""
        steps = {stap.key: stap.typed() for stap in self.stappen if stap.key}
        return {"ronde": self._ronde, "stap": self.number, **steps}

    def leave(self) -> None:
        if self.stappen:
            self.keeper.keep()


class GangPage(ConceptPage):
    """Override ``load``, ``write``, ``written`` and ``summary_lines``; call ``build`` once the
    rows are read."""

    title: ClassVar[str] = ""
    submit: ClassVar[str] = ""

    def __init__(self, context: Context, *, deelnemer_id: UUID, sanctiezaak_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        self.rail_title = ""
        self.back = kit.Button("Vorige stap", icon="arrow-left", name="vorige", on_click=self._back)
        self.next = kit.Button("Volgende stap", "hoofd", name="volgende", on_click=self._next)
        self._foot = kit.Footer(self.back, self.next)

    # To override ----------------------------------------------------------------------------

    def write(self, session: Session) -> object:
        """Do the one thing; the draft is thrown away in the same transaction."""
        raise NotImplementedError

    def written(self) -> None:
        """It is kept: go on."""
        raise NotImplementedError

    def summary_lines(self) -> Sequence[tuple[str, str]]:
        """Label and words below the rail."""
        return ()

    # Building -------------------------------------------------------------------------------

    def refuse(self, title: str, text: str, icon: str = "scales") -> None:
        """Nothing can be done here now: say why, and lead back to the case."""
        kit.clear(self._whole)
        button = kit.Button("Naar de zaak", name="naar_zaak", on_click=self.open_zaak)
        state = kit.EmptyState(icon, title, text, button)
        kit.fill(self._whole, kit.column(state, kit.STRETCH, margins=(24, 12, 24, 12)))
        self._foot.hide()

    def open_zaak(self) -> None:
        """To the case itself."""
        self.context.open(
            "sanctiezaak", deelnemer_id=self.deelnemer_id, sanctiezaak_id=self.sanctiezaak_id
        )

    def build(self, form: str, ronde: int, stappen: Sequence[Stap]) -> None:
        """Lay out rail and steps, and show the draft if there is one."""
        self.stappen, self._ronde = list(stappen), ronde
        self.key = DraftKey(form, 1, self.sanctiezaak_id.hex, self.deelnemer_id)
        self.keeper = DraftKeeper(self.context, self.key, self.typed, parent=self)
        self.keeper.kept.connect(lambda words: self._foot.set_state(words))
        self.blad = Blad(self.rail_title or self.title, self.stappen)
        self.blad.chosen.connect(self.go)
        kit.fill(self._whole, self.blad)
        for stap in self.stappen:
            stap.changed.connect(self._on_typed)
        self.start()
        self.go(self.number)

    # Walking --------------------------------------------------------------------------------

    def _on_typed(self) -> None:
        self.keeper.touch()
        self.follow()
        self.show_rail()

    def follow(self) -> None:
        """Something changed in a step: let the others know."""

    def go(self, number: int) -> None:
        """Show this step."""
        if self.stappen[self.number] is not self.stappen[number]:
            self.keeper.touch()
            kit.clear(self.blad.notice)
        self.number = number
        self._seen.add(number)
        self.follow()
        self.stappen[number].enter()
        self.blad.show_step(number)
        is_last = number == len(self.stappen) - 1
        self.back.setVisible(number > 0)
        self.next.setText(self.submit if is_last else "Volgende stap")
        self.next.setObjectName("dien_in" if is_last else "volgende")
        self.show_rail()

    def _back(self) -> None:
        self.go(max(0, self.number - 1))

    def _next(self) -> None:
        if self.number == len(self.stappen) - 1:
            self.save()
        else:
            self.go(self.number + 1)

    def go_to(self, number: int, key: str) -> None:
        """To the field in a step."""
        self.go(number)
        self.stappen[number].jump(key)

    def show_rail(self) -> None:
        """Where one is, and what each step came to."""
        steps = [self._rail_step(number, stap) for number, stap in enumerate(self.stappen)]
        self.blad.show_rail(steps, self.number)
        self.blad.show_summary(list(self.summary_lines()))

    def _rail_step(self, number: int, stap: Stap) -> tuple[str, str, str]:
        if number == self.number:
            return stap.word, "nu", stap.subline()
        if number not in self._seen:
            return stap.word, "nog", ""
        is_last = number == len(self.stappen) - 1
        is_done = not self.all_problems() if is_last else stap.is_done()
        return (
            stap.word,
            "klaar" if is_done else "nog",
            stap.subline() if is_done else "nog niet af",
        )

    # Saving ---------------------------------------------------------------------------------

    def all_problems(self) -> list[tuple[int, str, str]]:
        """Step, place and sentence of everything that is not right yet."""
        return [
            (number, key, sentence)
            for number, stap in enumerate(self.stappen)
            for key, sentence in stap.problems().items()
        ]

    def save(self) -> None:
        """Check, write and go on; what is wrong is listed and what was typed stays."""
        found = self.all_problems()
        if found:
            self._show(found)
            return

        def operation(session: Session) -> object:
            result = self.write(session)
            remove_draft(session, self.key)
            return result

        self.context.perform(
            operation, form=self, done=lambda _result: self._done(), seen=self.keeper.seen
        )

    def _done(self) -> None:
        self.keeper.forget()
        self.written()

    def _show(self, found: Sequence[tuple[int, str, str]]) -> None:
        for number, stap in enumerate(self.stappen):
            stap.show_problems({key: text for place, key, text in found if place == number})
        self.stappen[-1].enter()
        self.blad.errors.show_errors(
            [(sentence, partial(self.go_to, number, key)) for number, key, sentence in found]
        )

    def show_problems(self, error: UserError) -> None:
        """What a service says: at the step that has the field, else as a line."""
        lines: list[tuple[str, Jump | None]] = []
        for key, sentence in error.fields.items() or {"": error.text}.items():
            number = self.step_of(key)
            if number is None:
                lines.append((sentence, None))
            else:
                self.stappen[number].show_problems({key: sentence})
                lines.append((sentence, partial(self.go_to, number, key)))
        self.blad.errors.show_errors(lines)

    def step_of(self, key: str) -> int | None:
        """Which step has this field."""
        return None

    def footer(self) -> QWidget | None:
        return self._foot
