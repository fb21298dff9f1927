"""He is heard before anything is decided (Pbw art. 57): his words, his view, in his language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.forms import Form
from hvh_desktop.rights import Right
from hvh_desktop.sancties import path, service, service_horen
from hvh_desktop.sancties.form import HOORVERSLAG, TAAL
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.screen_naast import SectionsNaast, ZaakFormPage
from hvh_desktop.sancties.screen_zaak_delen import BesluitCard, VerslagCard, VoorvalCard
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus, Tolk
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView

WANNEER = (("datum", "tijd", "taal", "tolk"), ("aanwezigen",))
WOORDEN = (("is_afgezien",), ("eigen_woorden",), ("standpunt",), ("visie",), ("toelichting",))
SPOKEN = ("eigen_woorden", "standpunt", "visie")
REFUSED_HINT = "Hoe kreeg hij de kans om iets te zeggen, en wat zei hij daarop?"
EXTRA_HINT = "Bijvoorbeeld: hij wilde na een kwartier stoppen."
ABOUT = (
    "Lees hem eerst voor wat er in het verslag staat. Schrijf op wat hij zegt, zoals hij het zegt. "
    "Zonder dit gesprek is er geen beslissing."
)
ABOUT_AGAIN = (
    "Lees hem eerst voor wat er is beslist en vertel waar het nu over gaat. Schrijf op wat hij "
    "zegt. Zonder dit gesprek verandert er niets aan de beslissing."
)
NO_REASON = (
    "Er is nu geen reden om hem opnieuw te horen: er loopt geen proeftijd of straf waarover anders "
    "beslist kan worden, en geen beklag dat gegrond is."
)
TOO_EARLY = "Er is nog geen verslag. Hij wordt gehoord als hij weet waarover het gaat."
TOO_LATE = (
    "Er ligt al een voorstel of een beslissing, of de zaak is gesloten. Wil je hem toch nog horen? "
    "De directeur kan een voorstel teruggeven."
)
AANLEIDINGEN: Mapping[RondeAanleiding, tuple[str, str]] = {
    RondeAanleiding.tenuitvoerlegging: (
        "Zijn voorwaardelijke straf uitvoeren",
        "Hij hield zich niet aan een voorwaarde.",
    ),
    RondeAanleiding.omzetting: (
        "Zijn straf voorwaardelijk maken",
        "De rest van de straf hoeft dan niet.",
    ),
    RondeAanleiding.herziening: (
        "De beslissing herzien",
        "De commissie gaf hem gelijk, helemaal of voor een deel.",
    ),
}


def _asked_form() -> Form:
    """What he says is only optional for who did not want to be heard; then it is not shown."""
    fields = tuple(
        replace(one, is_optional=False) if one.name in SPOKEN else one for one in HOORVERSLAG.fields
    )
    return replace(HOORVERSLAG, fields=fields)


@dataclass(frozen=True)
class _Known:
    roepnaam: str
    taal: str
    detail: ZaakDetail

    @property
    def is_new_round(self) -> bool:
        """Was there a decision already?"""
        return self.detail.row.status in path.AFTER_DECISION


class HorenPage(ZaakFormPage):
    """What he says, with the verslag beside it."""

    def __init__(self, context: Context, *, deelnemer_id: UUID, sanctiezaak_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        self._known = known = context.read(self._read)
        self._aanleiding = self._ask_aanleiding() if known.is_new_round else None
        block = self._aanleiding_block()
        sections = SectionsNaast(
            self._reading(),
            ("Het gesprek", FormView(HOORVERSLAG, WANNEER)),
            (f"Wat {known.roepnaam} zegt", FormView(_asked_form(), WOORDEN)),
            above={0: block} if block else None,
        )
        self.build(
            f"Hoor {known.roepnaam}" + (" opnieuw" if known.is_new_round else ""),
            sections,
            DraftKey(HOORVERSLAG.name, HOORVERSLAG.version, sanctiezaak_id.hex, deelnemer_id),
            subline=ABOUT_AGAIN if known.is_new_round else ABOUT,
            level=2,
            save="Leg het gesprek vast",
            acts=[self.stop_button()],
        )
        sections.widen()
        sections.blocks["is_afgezien"].changed.connect(self._fold)
        if self._aanleiding is not None:
            self._aanleiding.changed.connect(self.keeper.touch)
        if refusal := cannot_hear(known.detail):
            self.stand_still(refusal)

    def _read(self, session: Session) -> _Known:
        man = require(session, Right.record_horen, self.deelnemer_id)
        detail = service.get_zaak(session, self.sanctiezaak_id)
        return _Known(man.roepnaam, language_of(man.talen), detail)

    # A new round -------------------------------------------------------------------------------

    def _ask_aanleiding(self) -> kit.ChoiceCards:
        found = self._known.detail.aanleidingen
        choices = [(one.value, *AANLEIDINGEN[one]) for one in found]
        only = found[0].value if len(found) == 1 else None
        return kit.ChoiceCards(choices, value=only)

    def _aanleiding_block(self) -> QWidget | None:
        self._why: kit.FieldBlock | None = None
        if self._aanleiding is None:
            return None
        self._why = kit.FieldBlock(
            "Waarom hoor je hem opnieuw", self._aanleiding, name="aanleiding"
        )
        return self._why

    # What is read beside it --------------------------------------------------------------------

    def _reading(self) -> QWidget:
        detail = self._known.detail
        newest = BesluitCard(detail.beslissingen[-1]) if detail.beslissingen else None
        verslag = VerslagCard(detail) if detail.verslag else None
        return kit.column(newest, verslag, VoorvalCard(detail), gap=16)

    # The form ----------------------------------------------------------------------------------

    def load(self) -> Mapping[str, Any]:
        now = self.context.now().astimezone(AMSTERDAM).time().replace(second=0, microsecond=0)
        start: dict[str, Any] = dict.fromkeys(HOORVERSLAG.names())
        return start | {
            "datum": self.context.today(),
            "tijd": now,
            "taal": self._known.taal,
            "tolk": Tolk.niet_nodig.value if self._known.taal.startswith(TAAL) else None,
        }

    def typed(self) -> dict[str, Any]:
        why = self._aanleiding.value() if self._aanleiding is not None else None
        return {**super().typed(), "aanleiding": why}

    def show_values(self, values: Mapping[str, Any]) -> None:
        super().show_values(values)
        if self._aanleiding is not None and values.get("aanleiding"):
            self._aanleiding.set_value(values["aanleiding"])
        self._fold()

    def _fold(self) -> None:
        """Who does not want to be heard says nothing: then only how that went is asked."""
        blocks = self.sections.blocks
        is_refused = bool(blocks["is_afgezien"].value())
        for name in SPOKEN:
            blocks[name].setVisible(not is_refused)
        blocks["toelichting"].set_optional(not is_refused)
        blocks["toelichting"].set_hint(REFUSED_HINT if is_refused else EXTRA_HINT)

    def save(self) -> None:
        if self._why is not None:
            self._why.set_error(None)
        super().save()

    def write(self, session: Session, values: dict[str, Any]) -> UUID:
        if values.get("is_afgezien"):
            values = values | {"eigen_woorden": "", "standpunt": None, "visie": ""}
        return service_horen.record_hoorverslag(
            session, self.sanctiezaak_id, values, aanleiding=self._chosen()
        )

    def _chosen(self) -> RondeAanleiding | None:
        if self._aanleiding is None:
            return None
        value = self._aanleiding.value()
        if value is None and self._why is not None:
            text = "Kies waarom je hem opnieuw hoort."
            self._why.set_error(text)
            raise UserError(text)
        return RondeAanleiding(value) if value else None

    def written(self, _result: Any) -> None:
        self.context.tell("Het gesprek is vastgelegd")
        self.go_back()


def cannot_hear(detail: ZaakDetail) -> str:
    """Why he cannot be heard now, in a sentence; empty when he can."""
    status = detail.row.status
    if status in path.AFTER_DECISION:
        return "" if detail.aanleidingen else NO_REASON
    if status in (SanctieStatus.verslag, SanctieStatus.horen):
        return ""
    return TOO_EARLY if status is SanctieStatus.voorval else TOO_LATE


def language_of(talen: str) -> str:
    """The language that he speaks best: the first of his dossier."""
    first = talen.replace(";", ",").replace("/", ",").split(",")[0].strip()
    return first or TAAL
