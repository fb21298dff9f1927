"""The krachteninventarisatie on one page: ten leefgebieden left, one of them right."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.errors import UserError
from hvh_desktop.krachteninventarisaties import service
from hvh_desktop.krachteninventarisaties.model import (
    Coachopmerking,
    Kracht,
    Krachteninventarisatie,
    Leefgebiedblad,
)
from hvh_desktop.krachteninventarisaties.rows import Missing, Onderdeel
from hvh_desktop.krachteninventarisaties.screen_blad import BladView
from hvh_desktop.krachteninventarisaties.screen_concept import remove_button, throw_away
from hvh_desktop.krachteninventarisaties.screen_parts import PAGE_MARGINS
from hvh_desktop.krachteninventarisaties.screen_rail import (
    PLACES,
    SHORT,
    SLOT,
    ZELFREGULERING,
    PlacesRail,
    Shown,
    read_shown,
)
from hvh_desktop.krachteninventarisaties.screen_slot import AfrondenView, TegenslagView
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import kept_at
from hvh_desktop.ui.page import Page

View = BladView | TegenslagView | AfrondenView


class Paper(QWidget):
    """Rail and one place beside each other; from 150 % text a menu above the place."""

    def __init__(self, go: Callable[[str], object]) -> None:
        super().__init__()
        self._go = go
        self._panel = kit.Panel("surface", "line", theme.radius("kaart"))
        self._room = QVBoxLayout(self._panel)
        self._scroll = kit.ScrollPage(gutter=theme.is_narrow())
        layout = QVBoxLayout(self)
        self._rail: PlacesRail | None = None
        self._menu: kit.MenuButton | None = None
        if theme.is_narrow():
            self._menu = kit.MenuButton("Leefgebieden", (), name="leefgebieden")
            self._room.setContentsMargins(12, 12, 12, 12)
            layout.setContentsMargins(24, 0, 24 - kit.BAR, 0)
            above = kit.beside(self._menu, kit.STRETCH)
            self._scroll.set_content(kit.column(above, self._panel, kit.STRETCH, gap=8))
            layout.addWidget(self._scroll)
            return
        layout.setContentsMargins(*PAGE_MARGINS)
        self._room.setContentsMargins(2, 2, 2, 2)
        self._room.addWidget(self._scroll)
        self._rail = PlacesRail()
        self._rail.chosen.connect(go)
        self._side = kit.ScrollPage(self._rail)
        layout.addWidget(kit.Columns((self._side, 252), (self._panel, 0), gap=16))

    def put(self, widget: QWidget) -> None:
        """Show one place, from its top."""
        if theme.is_narrow():
            kit.clear(self._room)
            self._room.addWidget(widget)
            self._scroll.verticalScrollBar().setValue(0)
        else:
            self._scroll.set_content(kit.column(widget, margins=(20, 8, 20, 8)))

    def put_alone(self, widget: QWidget) -> None:
        """Show something without places."""
        self.put(widget)
        if self._rail is not None:
            self._side.hide()
        if self._menu is not None:
            self._menu.hide()

    def show_places(self, shown: Shown, current: str) -> None:
        """Say how far all places are."""
        if self._rail is not None:
            self._side.show()
            self._rail.show_places(shown, current)
        if self._menu is not None:
            entries = [(shown.menu_words(p), lambda p=p: self._go(p)) for p in PLACES]
            self._menu.set_entries(entries)
            done = shown.detail.aantal_besproken
            self._menu.setText(f"{done} van {len(Leefgebied)} besproken")
            self._menu.show()
            self._menu.updateGeometry()


class InventarisatiePage(Page):
    """Fill in one version with him, or read an older one."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {Krachteninventarisatie, Leefgebiedblad, Kracht, Coachopmerking}
    )
    help_page = "krachteninventarisatie"

    def __init__(
        self,
        context: Context,
        deelnemer_id: UUID,
        inventarisatie_id: UUID | None = None,
        leefgebied: str | None = None,
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, inventarisatie_id=inventarisatie_id)
        self._deelnemer_id, self._id = deelnemer_id, inventarisatie_id
        self._place = str(leefgebied) if leefgebied in PLACES else ""
        self._shown: Shown | None = None
        self._is_recorded = self._is_removed = False
        self.view: View | None = None
        self._footer = QWidget()
        self._footer_layout = QVBoxLayout(self._footer)
        self._footer_layout.setContentsMargins(0, 0, 0, 0)
        self._bar: kit.Footer | None = None
        self._paper = Paper(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._paper)
        for keys, move in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda move=move: self._walk(move))

    # ---------------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        if self._is_removed:
            return
        shown = self.context.read(lambda s: read_shown(s, self._deelnemer_id, self._id))
        if shown is None:
            self._show_empty()
            return
        if not self._is_recorded:
            self._is_recorded = True
            self.context.record_reading("krachteninventarisatie", self._deelnemer_id)
        before, self._shown, self._id = self._shown, shown, shown.detail.id
        self._place = self._place or shown.first_place()
        same = before is not None and before.is_fixed == shown.is_fixed
        if isinstance(self.view, BladView | TegenslagView) and same:
            self.view.show_detail(shown.detail)
        else:
            self._show_view()
        self._paper.show_places(shown, self._place)

    def _show_empty(self) -> None:
        start = kit.Button(
            "Begin de eerste", "hoofd", name="begin_inventarisatie", on_click=self._start
        )
        words = "Loop samen de tien leefgebieden langs. Het mag in meer keren."
        empty = kit.EmptyState("flower-lotus", "Nog geen krachteninventarisatie", words, start)
        self._paper.put_alone(empty)

    def _start(self) -> None:
        deelnemer_id = self._deelnemer_id
        self.context.perform(lambda session: service.start_inventarisatie(session, deelnemer_id))

    def _show_view(self) -> None:
        assert self._shown is not None
        if isinstance(self.view, BladView | TegenslagView) and self.view.is_changed():
            self.view.keeper.keep()
        self.view = make_view(self.context, self._shown, self._place)
        if isinstance(self.view, AfrondenView):
            self.view.jump.connect(self._jump_to)
        else:
            self.view.kept.connect(self._say)
        self._paper.put(self.view)
        self._show_footer()

    # ----------------------------------------------------------------------------------- the bar

    def footer(self) -> QWidget | None:
        return self._footer

    def _show_footer(self, state: str = "") -> None:
        assert self._shown is not None
        number = PLACES.index(self._place)
        buttons: list[kit.Button] = []
        if number:
            before = PLACES[number - 1]
            buttons.append(
                kit.Button(
                    f"Vorige: {SHORT[before]}",
                    icon="arrow-left",
                    name="vorige",
                    on_click=lambda: self.go(before),
                )
            )
        if self._shown.can_be_removed:
            buttons.insert(0, remove_button(self, self._shown.detail.versie, self.remove))
        main = self._main_button(number)
        if main is not None:
            buttons.append(main)
        kit.clear(self._footer_layout)
        self._bar = kit.Footer(*buttons, state=state or self._shown.state_words())
        self._footer_layout.addWidget(self._bar)

    def _main_button(self, number: int) -> kit.Button | None:
        assert self._shown is not None
        if self._place == SLOT:
            if self._shown.is_fixed:
                return None
            return kit.Button("Rond af", "hoofd", name="rond_af", on_click=self.complete)
        if self._shown.is_fixed:
            after = PLACES[number + 1]
            return kit.Button(
                f"Volgende: {SHORT[after]}", name="klaar", on_click=lambda: self.go(after)
            )
        words = f"Klaar, naar {SHORT[self._shown.next_place(self._place)]}"
        return kit.Button(words, "hoofd", name="klaar", on_click=self.finish_place)

    def _say(self, words: str) -> None:
        if self._bar is not None:
            self._bar.set_state(words)

    # ---------------------------------------------------------------------------------- the acts

    def go(self, place: str) -> bool:
        """Keep this place and show another. False when something typed cannot be kept yet."""
        was_changed = isinstance(self.view, BladView | TegenslagView) and self.view.is_changed()
        if self.view is not None and not self.view.save():
            return False
        self._arrive(place)
        if was_changed:
            self._say(kept_at(self.context.now()))
        return True

    def _arrive(self, place: str) -> None:
        self._place, self.view = place, None
        self.show_now()
        if self.view is not None:
            self.view.set_focus()

    def finish_place(self) -> None:
        """This one is discussed: keep it and go on to what is still to be done."""
        view = self.view
        extra = {"is_besproken": True} if isinstance(view, BladView) else None
        if view is not None and self._shown is not None and view.save(extra):
            self._arrive(self._shown.next_place(self._place))
            self._say(kept_at(self.context.now()))

    def _walk(self, move: int) -> None:
        number = PLACES.index(self._place or PLACES[0]) + move
        if 0 <= number < len(PLACES):
            self.go(PLACES[number])

    def _jump_to(self, missing: Missing) -> None:
        if missing.leefgebied is not None:
            self.go(missing.leefgebied.value)
        elif missing.onderdeel is Onderdeel.zelfregulering:
            self.go(ZELFREGULERING)
        elif self.go(PLACES[0]) and isinstance(self.view, BladView):
            self.view.krachten.open_new()

    def complete(self) -> None:
        """Afronden, or say what is missing."""
        if self.view is None or not self.view.save() or self._id is None:
            return
        one = self._id
        if self.context.perform(
            lambda session: service.complete_inventarisatie(session, one), form=self
        ):
            self.context.tell("De krachteninventarisatie is afgerond.")
            self.context.open("dossier", deelnemer_id=self._deelnemer_id, tab="krachten")

    def remove(self) -> None:
        """Throw this concept away; from then on nothing here writes to it."""
        if self._id is not None and (self.view is None or self.view.save()):
            self._is_removed = True
            self._is_removed = throw_away(self.context, self._deelnemer_id, self._id, self)

    def show_problems(self, error: UserError) -> None:
        """Say what is missing: the lines stand on this place, go to the first."""
        self._say(error.text)
        if not error.fields:
            self.context.problem.emit(error.text)
        elif self.view is not None:
            self.view.set_focus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.view is not None:
            self.view.set_focus()

    def leave(self) -> None:
        """Keep what stands here; what cannot be kept yet stays as a draft."""
        if self.view is not None and not self._is_removed:
            self.view.save()


def make_view(context: Context, shown: Shown, place: str) -> View:
    """What is shown at one place."""
    detail, fixed = shown.detail, shown.is_fixed
    if place == SLOT:
        return AfrondenView(
            context, detail, shown.missing, shown.names, shown.colleagues, is_fixed=fixed
        )
    if place == ZELFREGULERING:
        return TegenslagView(context, detail, shown.beleid, shown.roepnaam, is_fixed=fixed)
    return BladView(
        context,
        detail,
        Leefgebied(place),
        shown.beleid,
        shown.roepnaam,
        is_fixed=fixed,
        names=shown.names,
    )
