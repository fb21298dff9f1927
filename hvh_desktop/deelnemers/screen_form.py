"""The form pages of a deelnemer: somebody new, and every part that can change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.deelnemers import service
from hvh_desktop.deelnemers.screen_delen import DELEN, CountDown, nieuw
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage


class DeelnemerFormPage(FormPage):
    """Somebody new, or one ``deel`` of a deelnemer (see ``screen_delen.DELEN``).

    ``onderdeel_id``: which stay, teamlid or aandachtspunt.
    """

    help_page = "deelnemers"

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID | None = None,
        deel: str = "persoon",
        onderdeel_id: UUID | None = None,
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, deel=deel, onderdeel_id=onderdeel_id)
        self.deelnemer_id = deelnemer_id
        if deelnemer_id is None:
            self._deel = nieuw(context)
        else:
            detail = context.read(lambda s: service.get_deelnemer(s, deelnemer_id))
            self._deel = DELEN[deel](context, detail, onderdeel_id)
        back = kit.Button("Stop", name="stop", on_click=self._stop)
        self.build(
            self._deel.title,
            self._deel.sections,
            self._deel.key,
            level=1 if deelnemer_id is None else 2,
            save=self._deel.save,
            acts=(back,),
        )

    def load(self) -> Mapping[str, Any]:
        return self._deel.load()

    def show_values(self, values: Mapping[str, Any]) -> None:
        super().show_values(values)
        for line in self.findChildren(CountDown):
            line.tell()

    def write(self, session: Session, values: dict[str, Any]) -> UUID:
        return self._deel.write(session, values)

    def written(self, result: UUID) -> None:
        tab = "overzicht" if self.deelnemer_id is None else "gegevens"
        self.context.open("dossier", deelnemer_id=result, tab=tab)

    def _stop(self) -> None:
        """Go back; what was typed stays as a concept."""
        if self.deelnemer_id is None:
            self.context.open("deelnemers")
        else:
            self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="gegevens")
