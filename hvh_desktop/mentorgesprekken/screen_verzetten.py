"""Put a talk off: a reason, and a new day that is proposed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.deelnemers import access
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.form import VERZET
from hvh_desktop.mentorgesprekken.screen_parts import PAGE_MARGINS, Beeld, Foot, read_beeld
from hvh_desktop.mentorgesprekken.words import volgend_sentence
from hvh_desktop.rights import Right
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper, kept_at
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.page import Page

ROWS = (("verzet_reden",), ("verzet_toelichting",), ("datum", "tijd"))


class VerzettenPage(Page):
    """The old talk stays to be seen, with its reason; the new one takes its place."""

    help_page: ClassVar[str] = "mentorgesprek"

    def __init__(
        self, context: Context, deelnemer_id: UUID, mentorgesprek_id: UUID, **address: Any
    ) -> None:
        super().__init__(
            context, deelnemer_id=deelnemer_id, mentorgesprek_id=mentorgesprek_id, **address
        )
        self._deelnemer_id, self._id = deelnemer_id, mentorgesprek_id
        self._beeld: Beeld | None = None
        self._foot = Foot()
        self.form = FormView(VERZET, ROWS)
        self._sentence = kit.Label("", wrap=True)
        self._words = kit.Label("", role="muted", wrap=True)
        key = DraftKey(VERZET.name, VERZET.version, mentorgesprek_id.hex, deelnemer_id)
        self._keeper = DraftKeeper(context, key, self.form.typed, parent=self)
        self._keeper.kept.connect(self._foot.say)
        self._card = kit.Card(
            kit.Heading("Verzet dit gesprek", 2),
            self._sentence,
            self.form,
            self._words,
            kit.Label(
                "Het gesprek dat niet doorging blijft staan, met de reden erbij.",
                "klein",
                "muted",
                wrap=True,
            ),
            gap=14,
            margins=(24, 14, 24, 20),
        )
        self._card.setMaximumWidth(theme.px(700))
        self._card.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*PAGE_MARGINS)
        layout.addWidget(kit.ScrollPage(kit.column(self._card, kit.STRETCH), gutter=True))

    def footer(self) -> QWidget:
        return self._foot

    def leave(self) -> None:
        self._keeper.keep()

    def refresh(self) -> None:
        if self._beeld is not None:
            return
        beeld = self.context.read(self._read)
        self._beeld = beeld
        self._card.show()
        self._sentence.set_text(beeld.sentence())
        after = max(beeld.detail.datum, beeld.today)
        proposed = service.next_workday(after + timedelta(days=1))
        self.form.set_values({"datum": proposed, "tijd": beeld.detail.tijd})
        draft = self._keeper.find()
        if draft is not None:
            self.form.set_values(draft.values)
            self._foot.say(kept_at(draft.saved_at))
        self.form.changed.connect(self._keeper.touch)
        self.form.changed.connect(self._show_words)
        self._show_words()
        self._foot.show_acts(
            kit.Button("Terug", name="terug", on_click=self._back),
            kit.Button("Verzet gesprek", "hoofd", name="verzet_gesprek", on_click=self._go),
        )

    def _read(self, session: Session) -> Beeld:
        """Who may not put it off hears so before he types anything."""
        beeld = read_beeld(session, self._id)
        access.require(session, Right.write_mentorgesprek, beeld.detail.deelnemer_id)
        return beeld

    def _show_words(self) -> None:
        day, beeld = self.form.values()["datum"], self._beeld
        if isinstance(day, date) and beeld is not None:
            rest = service.find_rustdag(day)
            self._words.set_text(volgend_sentence(day, beeld.today, rest, ""))
        else:
            self._words.set_text("")

    def _back(self) -> None:
        self._keeper.keep()
        self.context.open("dossier", deelnemer_id=self._deelnemer_id, tab="gesprekken")

    def _go(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        self._keeper.keep()
        self.context.perform(
            lambda s: service.record_verzet(
                s,
                self._id,
                values["verzet_reden"],
                values["verzet_toelichting"],
                values["datum"],
                values["tijd"],
            ),
            form=self.form,
            done=self._arrive,
            seen=self._keeper.seen,
        )

    def _arrive(self, _new: UUID) -> None:
        self._keeper.remove()
        self.context.open("dossier", deelnemer_id=self._deelnemer_id, tab="gesprekken")
