"""The last two pages of a krachteninventarisatie: dealing with setbacks, and completing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.krachteninventarisaties import service
from hvh_desktop.krachteninventarisaties.form import INVENTARISATIE, inventarisatie_form
from hvh_desktop.krachteninventarisaties.rows import InventarisatieDetail, Missing
from hvh_desktop.krachteninventarisaties.screen_blad import remark_notes
from hvh_desktop.krachteninventarisaties.screen_kept import KeptView
from hvh_desktop.krachteninventarisaties.screen_parts import (
    AFRONDEN,
    TEGENSLAG,
    Beleid,
    Voorstel,
    house_day,
    who_words,
)
from hvh_desktop.text import clean_text, date_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView


class TegenslagView(KeptView):
    """How he deals with setbacks, in his own words; part of the method."""

    def __init__(
        self,
        context: Context,
        detail: InventarisatieDetail,
        beleid: Beleid,
        roepnaam: str,
        *,
        is_fixed: bool,
    ) -> None:
        form = INVENTARISATIE
        key = DraftKey(form.name, form.version, detail.id.hex, detail.deelnemer_id)
        super().__init__(context, key, is_fixed=is_fixed)
        self._detail = detail
        self.voice = kit.FieldBlock(
            f"Wat doet {roepnaam} als het tegenzit",
            kit.Area(rows=4, voice=True),
            "In zijn eigen woorden.",
            name="zelfregulering",
        )
        self.aanvulling = kit.FieldBlock(
            "Aanvulling van de mentor",
            kit.Area(rows=1),
            optional=not is_fixed,
            name="zelfregulering_aanvulling",
        )
        for block in (self.voice, self.aanvulling):
            block.set_fixed(is_fixed)
        badge = kit.fixed_badge("Afgerond") if detail.is_afgerond else kit.concept_badge()
        proposed = [r for r in beleid.voorstellen if r.sleutel == "zelfregulering_vragen"]
        kit.fill(
            self.body,
            kit.beside(kit.Heading(TEGENSLAG, 2), badge, kit.STRETCH, gap=12),
            self.draft_place,
            None if is_fixed else self._questions(beleid.vragen),
            self.voice,
            self.aanvulling,
            Voorstel(proposed),
            kit.STRETCH,
        )
        self.watch([self.voice.changed, self.aanvulling.changed])

    @staticmethod
    def _questions(questions: Sequence[str]) -> QWidget:
        panel = kit.Panel("info_soft", None, 6)
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(4)
        title = kit.IconLabel("chat-circle-text", "Vraag bijvoorbeeld", icon_role="info")
        kit.fill(layout, title, *[kit.Label(f"“{q}”", wrap=True) for q in questions])
        return panel

    def show_detail(self, detail: InventarisatieDetail) -> None:
        """The rows were read again: show what is kept, unless something was typed."""
        was_changed = self.is_changed()
        self._detail = detail
        if not was_changed:
            self.show_values(self.kept_values())

    def show_values(self, values: Mapping[str, Any]) -> None:
        pairs = ((self.voice, "zelfregulering"), (self.aanvulling, "zelfregulering_aanvulling"))
        for block, name in pairs:
            if block.value() != values.get(name, ""):
                block.set_value(values.get(name, ""))

    def values(self) -> dict[str, Any]:
        return {
            "zelfregulering": clean_text(self.voice.value()),
            "zelfregulering_aanvulling": clean_text(self.aanvulling.value()),
        }

    def kept_values(self) -> dict[str, Any]:
        return {
            "zelfregulering": self._detail.zelfregulering,
            "zelfregulering_aanvulling": self._detail.zelfregulering_aanvulling,
        }

    def write(self, session: Session, values: Mapping[str, Any]) -> None:
        service.change_inventarisatie(session, self._detail.id, values)

    def set_focus(self) -> None:
        """Start in his own words."""
        self.voice.setFocus()


class AfrondenView(QWidget):
    """What is still missing, each line a jump; when and with whom; remarks of the coach."""

    jump = Signal(object)
    """A ``Missing``."""

    def __init__(
        self,
        context: Context,
        detail: InventarisatieDetail,
        missing: Sequence[Missing],
        names: Mapping[UUID, str],
        colleagues: Sequence[UUID],
        *,
        is_fixed: bool,
    ) -> None:
        super().__init__()
        self._context, self._detail, self._names = context, detail, names
        self._colleagues = colleagues
        self.form: FormView | None = None
        self.is_fixed = is_fixed
        self.links: list[kit.Link] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        kit.fill(
            layout,
            kit.Heading(AFRONDEN, 2),
            self._state(missing),
            self._made(),
            *remark_notes(detail, None, names),
            kit.STRETCH,
        )

    def _state(self, missing: Sequence[Missing]) -> QWidget:
        detail = self._detail
        if detail.is_afgerond and detail.afgerond_op is not None:
            day = date_words(house_day(detail.afgerond_op))
            door = self._names.get(detail.afgerond_door or detail.id, "een oud-collega")
            text = f"Afgerond door {door} op {day}. Deze versie verandert niet meer."
            return kit.FixedNote(text)
        if not missing:
            text = "Alles staat erin. Na het afronden verandert deze versie niet meer."
            return kit.NoticeBanner(text, "good", title="Klaar om af te ronden")
        count = len(missing)
        title = "Er ontbreekt nog 1 ding" if count == 1 else f"Er ontbreken nog {count} dingen"
        lines = [kit.beside(self._line(one), kit.STRETCH) for one in missing]
        told = kit.Label("Kies een regel om erheen te gaan.", "klein", "muted", wrap=True)
        return kit.Card(told, *lines, title=title, gap=0)

    def _line(self, one: Missing) -> kit.Link:
        link = kit.Link(one.sentence, name=f"ontbreekt_{one.name}")
        link.clicked.connect(lambda: self.jump.emit(one))
        self.links.append(link)
        return link

    def _made(self) -> QWidget:
        detail = self._detail
        words = f"Gemaakt op {date_words(detail.datum)}"
        if detail.medewerker_ids:
            words += f" met {who_words(self._names, detail.medewerker_ids)}"
        told = kit.Label(f"{words}. {detail.bijzonderheden}".strip(), wrap=True)
        button = kit.Button("Wijzig", "stil", small=True, name="wijzig_gemaakt")
        button.clicked.connect(self._change_made)
        button.setVisible(not self.is_fixed)
        self._made_line = kit.beside((told, 1), button)
        self._made_place = QVBoxLayout()
        self._made_place.addWidget(self._made_line)
        return kit.Card(self._made_place)

    def _change_made(self) -> None:
        chosen = self._detail.medewerker_ids
        shown = dict.fromkeys((*chosen, *self._colleagues))
        ids = {one.hex: self._names.get(one, "een oud-collega") for one in shown}
        rows = (("datum",), ("medewerker_ids",), ("bijzonderheden",))
        form = FormView(inventarisatie_form(ids), rows)
        form.set_values(
            {
                "datum": self._detail.datum,
                "medewerker_ids": tuple(one.hex for one in self._detail.medewerker_ids),
                "bijzonderheden": self._detail.bijzonderheden,
            }
        )
        keep = kit.Button("Bewaar", small=True, name="bewaar_gemaakt", on_click=self._keep_made)
        drop = kit.Button("Toch niet", "stil", small=True, on_click=self._drop_made)
        self._made_line.setVisible(False)
        self._form_place = kit.column(form, kit.beside(keep, drop, kit.STRETCH), gap=12)
        self._made_place.addWidget(self._form_place)
        self.form = form
        form.blocks["datum"].setFocus()

    def _keep_made(self) -> None:
        form, one = self.form, self._detail.id
        if form is not None and form.check():
            values = form.values()
            self._context.perform(
                lambda session: service.change_inventarisatie(session, one, values), form=form
            )

    def _drop_made(self) -> None:
        self.form = None
        self._form_place.hide()
        self._form_place.deleteLater()
        self._made_line.setVisible(True)

    def save(self, extra: Mapping[str, Any] | None = None) -> bool:
        """Keep what was changed about when and with whom, when it can be kept."""
        if self.form is not None and not self.form.problems():
            self._keep_made()
        return True

    def set_focus(self) -> None:
        """Start at the first thing that is missing."""
        if self.links:
            self.links[0].setFocus()
