"""One doel with its acties on one page: his words, where it came from, and the first steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen import service
from hvh_desktop.actieplannen.form import DOEL, WANNEER_NAMES, ik_hint, in_plain_words
from hvh_desktop.actieplannen.model import ActieStatus
from hvh_desktop.actieplannen.screen_acties import ActieEditor, ActieLine
from hvh_desktop.actieplannen.screen_herkomst import HerkomstField
from hvh_desktop.actieplannen.service import ActieRow, DoelRow, Herkomst, Uitvoerder
from hvh_desktop.db import Session
from hvh_desktop.db.drafts import NEW, DraftKey
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.leefgebieden import HERSTELVORM_NAMES, LEEFGEBIED_NAMES
from hvh_desktop.rights import Right
from hvh_desktop.text import clean_text
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import ask
from hvh_desktop.ui.draft import DraftKeeper, kept_at
from hvh_desktop.ui.page import Page


class DoelFields(QWidget):
    """The fields of a doel; every block goes by the name of its field."""

    def __init__(self, context: Context, lines: list[Herkomst], roepnaam: str) -> None:
        super().__init__()
        today = context.today()
        self.herkomst = HerkomstField(lines)
        self.blocks: dict[str, kit.FieldBlock] = {}
        self._hint = kit.IconLabel("chat-circle", "", size="klein", role="warn", wrap=True)
        self._hint.hide()
        vorm = [(str(key), name) for key, name in HERSTELVORM_NAMES.items()]
        nu = [(str(key), name) for key, name in WANNEER_NAMES.items()]
        words = kit.column(
            self._block("tekst", kit.Area(voice=True), f"Wat wil {roepnaam}?"),
            self._hint,
            self._block("waarom", kit.Area(voice=True)),
            self._block("herkomst", self.herkomst),
            kit.STRETCH,
            gap=12,
        )
        names = [(str(key), name) for key, name in LEEFGEBIED_NAMES.items()]
        where = kit.column(self._block("leefgebieden", kit.CheckList(names)), kit.STRETCH)
        when = kit.column(
            self._block("herstelvorm", kit.RadioGroup(vorm)),
            self._block("status", kit.RadioGroup(nu, vertical=False)),
            kit.beside(
                self._block("begin_datum", kit.DateField(today=today)),
                self._block("streefdatum", kit.DateField(today=today)),
                kit.STRETCH,
                gap=12,
            ),
            kit.STRETCH,
            gap=12,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        kit.fill(layout, kit.Columns((words, 0), (where, 256), (when, 320), gap=24))
        self.blocks["tekst"].changed.connect(self._show_hint)
        self.herkomst.chosen.connect(self._take_leefgebied)

    def _block(self, name: str, field: Any, label: str = "") -> kit.FieldBlock:
        said = DOEL[name]
        block = kit.FieldBlock(
            label or said.label, field, said.hint or None, said.is_optional, name=name
        )
        self.blocks[name] = block
        return block

    def _show_hint(self) -> None:
        sentence = ik_hint(self.blocks["tekst"].value())
        self._hint.setVisible(sentence is not None)
        if sentence:
            self._hint.label.set_text(sentence)

    def _take_leefgebied(self, line: Herkomst) -> None:
        """A line of a leefgebied makes a doel of that leefgebied, when none was ticked."""
        block = self.blocks["leefgebieden"]
        if line.leefgebied is not None and not block.value():
            block.set_value((line.leefgebied.value,))

    def values(self) -> dict[str, Any]:
        """The values as the service takes them."""
        found = {name: block.value() for name, block in self.blocks.items()}
        for name in ("tekst", "waarom"):
            found[name] = clean_text(found[name])
        return {**found, **self.herkomst.line()}

    def problems(self) -> dict[str, str]:
        """A sentence per field."""
        values = self.values()
        found = in_plain_words(DOEL.problems(values), values)
        for name in ("begin_datum", "streefdatum"):
            if typed := self.blocks[name].input.problem():
                found[name] = typed
        return found

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these."""
        for name, block in self.blocks.items():
            if name in values and name != "herkomst":
                block.set_value(values[name])
        self._show_hint()

    def show_doel(self, doel: DoelRow) -> None:
        """Show a doel that is there."""
        self.set_values(
            {
                "tekst": doel.tekst,
                "waarom": doel.waarom,
                "leefgebieden": tuple(one.value for one in doel.leefgebieden),
                "herstelvorm": doel.herstelvorm.value,
                "status": doel.status.value,
                "begin_datum": doel.begin_datum,
                "streefdatum": doel.streefdatum,
            }
        )
        self.herkomst.show_doel(doel)

    def typed(self) -> dict[str, Any]:
        """What stands in the fields, for a draft."""
        found = {name: block.value() for name, block in self.blocks.items()}
        for name in ("begin_datum", "streefdatum"):
            found[name] = self.blocks[name].input.text()
        return {**found, "leefgebieden": list(found["leefgebieden"]), **self.herkomst.typed()}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Show what a draft held."""
        self.set_values({**typed, "leefgebieden": tuple(typed.get("leefgebieden", ()))})
        self.herkomst.set_typed(typed)


class ActieLines(QWidget):
    """The acties of a doel as lines to type in; there is always an empty one at the end."""

    def __init__(
        self, context: Context, uitvoerders: list[Uitvoerder], touched: Callable[[], object]
    ) -> None:
        super().__init__()
        self._context, self._uitvoerders, self._touched = context, uitvoerders, touched
        self.editors: list[ActieEditor] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)

    def add(self, actie: ActieRow | None = None) -> ActieEditor:
        """One more line."""
        number = len(self.editors) + 1
        today = self._context.today()
        editor = ActieEditor(self._uitvoerders, today, name=f"actie_{number}")
        if actie is not None:
            editor.show_actie(actie)
        editor.changed.connect(self._touched)
        editor.confirmed.connect(lambda: self.go_on(editor))
        self.editors.append(editor)
        self._layout.addWidget(editor)
        return editor

    def go_on(self, editor: ActieEditor) -> None:
        """Enter on the last field: to the next line, made when there is none."""
        at = self.editors.index(editor)
        following = self.editors[at + 1] if at + 1 < len(self.editors) else self.add()
        following.focus_first()

    def filled(self) -> list[ActieEditor]:
        """The lines in which something stands."""
        return [editor for editor in self.editors if not editor.is_empty()]

    def wrong(self) -> list[tuple[str, ActieEditor]]:
        """Show what is missing in each line: (sentence, line)."""
        lines = []
        for editor in self.editors:
            found = {} if editor.is_empty() else editor.problems()
            editor.clear_problems()
            if found:
                editor.show_problems(UserError(summary(found.values()), found))
                lines += [
                    (f"Actie {self.editors.index(editor) + 1}: {s}", editor) for s in found.values()
                ]
        return lines

    def typed(self) -> list[dict[str, Any]]:
        """All lines, for a draft."""
        return [editor.typed() for editor in self.filled()]

    def set_typed(self, lines: list[Mapping[str, Any]]) -> None:
        """Show the lines of a draft instead of these."""
        while len(self.editors) < len(lines) + 1:
            self.add()
        for editor, line in zip(self.editors, lines, strict=False):
            editor.set_typed(line)


class DoelPage(Page):
    """Makes a doel or changes one, with its acties."""

    help_page: ClassVar[str] = "doelen-en-acties"

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, doel_id: UUID | None = None, **address: Any
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, doel_id=doel_id, **address)
        self._deelnemer_id, self._doel_id = deelnemer_id, doel_id
        man, uitvoerders, lines = context.read(
            lambda s: (
                require(s, Right.read_dossier, deelnemer_id).roepnaam,
                service.list_uitvoerders(s, deelnemer_id),
                service.list_herkomst(s, deelnemer_id),
            )
        )
        self._doel = context.read(lambda s: service.get_doel(s, doel_id)) if doel_id else None
        subject = doel_id.hex if doel_id else f"{NEW}-{deelnemer_id.hex}"
        key = DraftKey(DOEL.name, DOEL.version, subject, deelnemer_id)
        self._keeper = DraftKeeper(context, key, self._typed, parent=self)
        self._errors = kit.ErrorSummary()
        self.fields = DoelFields(context, lines, man)
        self.lines = ActieLines(context, uitvoerders, self._keeper.touch)
        self._draft = self._keeper.find()
        drop = kit.Button("Gooi concept weg", "gevaar", name="gooi_weg", on_click=self._ask_drop)
        self._footer = kit.Footer(
            kit.Button("Terug", name="terug", on_click=self._go_back),
            *([drop] if self._draft else []),
            kit.Button("Bewaar doel", "hoofd", name="bewaar_doel", on_click=self.save),
        )
        self._keeper.kept.connect(self._footer.set_state)
        self._build(man)
        self._fill()
        self.setFocusProxy(self.fields.blocks["tekst"])

    def footer(self) -> QWidget:
        return self._footer

    def leave(self) -> None:
        self._keeper.keep()

    def _build(self, roepnaam: str) -> None:
        title = f"Doel van {roepnaam}" if self._doel else f"Een doel met {roepnaam}"
        closed = (
            [a for a in self._doel.acties if a.status is not ActieStatus.open] if self._doel else []
        )
        more = kit.Button("Actie erbij", "stil", "plus", small=True, name="actie_erbij")
        more.clicked.connect(lambda: self.lines.add().focus_first())
        content = kit.column(
            kit.Heading(title, 2),
            self._errors,
            kit.Card(self.fields),
            kit.Card(
                kit.Label(
                    "Wat is nodig, wie doet het, en wanneer? Enter op de datum maakt de volgende "
                    "regel. Een lege regel telt niet mee.",
                    "klein",
                    "muted",
                    wrap=True,
                ),
                self.lines,
                *(ActieLine(actie, self.context.today()) for actie in closed),
                title="Acties",
                actions=(more,),
                gap=12,
            ),
            kit.STRETCH,
            gap=12,
            margins=(24, 0, 24, 16),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(content))

    def _fill(self) -> None:
        if self._doel is not None:
            self.fields.show_doel(self._doel)
            for actie in self._doel.acties:
                if actie.status is ActieStatus.open:
                    self.lines.add(actie)
        else:
            self.fields.set_values({"begin_datum": self.context.today(), "status": "nu"})
        self.lines.add()
        if self._draft is not None:
            self.fields.set_typed(self._draft.values)
            self.lines.set_typed(self._draft.values.get("acties", []))
            self._footer.set_state(kept_at(self._draft.saved_at))
        for block in self.fields.blocks.values():
            block.changed.connect(self._keeper.touch)

    def _typed(self) -> Mapping[str, Any]:
        return {**self.fields.typed(), "acties": self.lines.typed()}

    def _go_back(self) -> None:
        self.context.open("dossier", deelnemer_id=self._deelnemer_id, tab="doelen")

    def _ask_drop(self) -> None:
        ask(
            self,
            "Concept weggooien?",
            "Wat je hier typte en nog niet bewaarde, is dan weg.",
            act="Gooi weg",
            safe="Bewaar het concept",
            then=self._throw_away,
        )

    def _throw_away(self) -> None:
        self._keeper.remove()
        self._go_back()

    def save(self) -> None:
        """Keep the doel and all its lines in one go, or say what is missing."""
        if self._shows_problems():
            return
        values = self.fields.values()
        lines = [(editor.actie_id, editor.values()) for editor in self.lines.filled()]
        self.context.perform(
            lambda s: self._record(s, values, lines),
            form=self,
            done=self._saved,
            seen=self._keeper.seen,
        )

    def _record(
        self,
        session: Session,
        values: Mapping[str, Any],
        lines: list[tuple[UUID | None, dict[str, Any]]],
    ) -> None:
        doel_id = self._doel_id
        if doel_id is None:
            doel_id = service.record_doel(session, self._deelnemer_id, values)
        else:
            service.change_doel(session, doel_id, values)
        for actie_id, line in lines:
            if actie_id is None:
                service.record_actie(session, self._deelnemer_id, {**line, "doel_id": doel_id})
            else:
                service.change_actie(session, actie_id, line)

    def _saved(self, _result: None) -> None:
        self._keeper.remove()
        self._go_back()

    def _shows_problems(self) -> bool:
        found = self.fields.problems()
        wrong = self.lines.wrong()
        self._mark(found, [(sentence, editor.wat.input) for sentence, editor in wrong])
        return bool(found or wrong)

    def show_problems(self, error: UserError) -> None:
        """What the service refused."""
        known = {n: s for n, s in error.fields.items() if n in self.fields.blocks}
        rest = [s for n, s in error.fields.items() if n not in known] or (
            [] if known else [error.text]
        )
        self._mark(known, [(sentence, None) for sentence in rest])

    def _mark(self, found: Mapping[str, str], others: list[tuple[str, QWidget | None]]) -> None:
        for name, block in self.fields.blocks.items():
            block.set_error(found.get(name))
        lines = [
            (found[name], block.input)
            for name, block in self.fields.blocks.items()
            if name in found
        ]
        self._errors.show_errors([*lines, *others])
