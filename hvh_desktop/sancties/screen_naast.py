"""Forms about one case: what must be read stands beside it, or below it when it is narrow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections
from hvh_desktop.ui.form_view import FormView

BESIDE: Final = 340
"""Pixels for what is read."""
WIDE: Final = 1180


class SectionsNaast(Sections):
    """Sections with one thing to read at the right."""

    def __init__(
        self,
        reading: QWidget,
        *parts: tuple[str, FormView],
        above: Mapping[int, QWidget] | None = None,
    ) -> None:
        super().__init__(*parts, above=above)
        layout = self.layout()
        assert layout is not None
        for card in self.cards:
            layout.removeWidget(card)
        left = kit.column(*self.cards, kit.STRETCH, gap=theme.space.m)
        right = kit.column(reading, kit.STRETCH)
        layout.addWidget(kit.Columns((left, 0), (right, BESIDE)))

    def widen(self) -> None:
        """Give both parts room; call it after the page was built around this."""
        body = self.parentWidget()
        if body is not None:
            body.setMaximumWidth(theme.px(WIDE))


class ZaakFormPage(FormPage):
    """A form that belongs to one case and goes back to its page."""

    help_page: ClassVar[str] = "sancties"

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, sanctiezaak_id: UUID, **address: Any
    ) -> None:
        super().__init__(
            context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id, **address
        )
        self.deelnemer_id, self.sanctiezaak_id = deelnemer_id, sanctiezaak_id

    def stop_button(self) -> kit.Button:
        """Leave it; what was typed stays a concept."""
        return kit.Button("Stop", name="stop", on_click=self.go_back)

    def stand_still(self, why: str) -> None:
        """This cannot be filled in now: why, and the way back. Call it after ``build``."""
        back = kit.Button(
            "Naar de zaak", "stil", small=True, name="naar_zaak", on_click=self.go_back
        )
        kit.fill(self._notice, kit.NoticeBanner(why, "warn", action=back), 12)
        self.sections.hide()
        self._footer.hide()
        self._is_loaded = True

    def go_back(self) -> None:
        """To the page of the case."""
        self.context.open(
            "sanctiezaak", deelnemer_id=self.deelnemer_id, sanctiezaak_id=self.sanctiezaak_id
        )
