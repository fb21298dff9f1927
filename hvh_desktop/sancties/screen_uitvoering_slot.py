"""The proeftijd and the end of a case, as cards of the page of the execution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.sancties import path
from hvh_desktop.sancties import service_tenuitvoerlegging as service
from hvh_desktop.sancties.form_uitvoering import afloop_form
from hvh_desktop.sancties.uitvoering import UitvoeringStand
from hvh_desktop.text import capitalise, date_words, plural
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm, Slot

_HEAR = (
    "Moet de straf toch worden uitgevoerd? Dan hoor je hem eerst opnieuw, en daarna beslist de "
    "directeur."
)


class ProeftijdCard(kit.Card):
    """What hangs over him, until when, and what can be done with it."""

    def __init__(
        self,
        stand: UitvoeringStand,
        today: date,
        *,
        start: kit.Button | None,
        hear: kit.Button | None,
        why_not: str,
    ) -> None:
        until = stand.proeftijd_tot_datum
        assert until is not None
        super().__init__(title="Proeftijd", gap=10)
        self.setObjectName("proeftijd")
        left = (until - today).days
        badge = (
            kit.Badge(f"Nog {plural(left, 'dag', 'dagen')}", "info", "hourglass")
            if left > 0
            else kit.Badge("Laatste dag" if left == 0 else "Voorbij", "warn", "clock")
        )
        self.add(
            kit.beside(
                kit.Label(f"Tot en met {date_words(until)}", semibold=True), badge, kit.STRETCH
            ),
            kit.Label(
                f"Voorwaardelijk: {stand.voorwaardelijk}. De proeftijd telt vanaf de dag van de "
                f"beslissing, {date_words(stand.beslist_op)}. Hij wordt niet verlengd.",
                wrap=True,
            ),
        )
        if stand.niet_nagekomen:
            broken = " ".join(f"“{one}”" for one in stand.niet_nagekomen)
            said = f"Niet nagekomen: {broken}"
            self.add(kit.IconLabel("warning-circle", said, role="warn", wrap=True))
        told = [why_not, _HEAR if hear is not None else ""]
        self.add(*(kit.Label(one, role="muted", wrap=True) for one in told if one))
        if start is not None or hear is not None:
            self.add(kit.beside(start, hear, kit.STRETCH))


class SluitCard(kit.Card):
    """The end: what is still in the way, or the form to close the case."""

    def __init__(
        self, context: Context, stand: UitvoeringStand, *, may_write: bool, is_main: bool
    ) -> None:
        super().__init__(title="Sluit de zaak af", gap=10)
        self.setObjectName("afsluiten")
        self._context, self._stand = context, stand
        self.slot = Slot()
        form = afloop_form(must_explain=bool(stand.vraagt_toelichting))
        self.key = DraftKey(form.name, form.version, stand.sanctiezaak_id.hex, stand.deelnemer_id)
        self._form = form
        self.can_close = may_write and not stand.in_de_weg
        if stand.in_de_weg:
            self.add(kit.Label("Dit moet eerst nog:", role="muted"))
            self.add(*(kit.IconLabel("circle", one, wrap=True) for one in stand.in_de_weg))
        elif not may_write:
            told = "Alles is gedaan. De locatiemanager of de directeur sluit de zaak af."
            self.add(kit.Label(told, wrap=True))
        else:
            self._show_button(is_main)
        self.add(self.slot)

    def _show_button(self, is_main: bool) -> None:
        why = self._stand.vraagt_toelichting
        button = kit.Button(
            "Sluit de zaak af",
            "hoofd" if is_main else "gewoon",
            "check-circle",
            name="sluit_af",
            on_click=self.open_form,
        )
        self.add(
            kit.Label("Alles is gedaan. Je kunt de zaak afsluiten.", wrap=True),
            kit.IconLabel("warning-circle", why, role="warn", wrap=True) if why else None,
            kit.beside(button, kit.STRETCH),
        )

    def open_form(self, *, focus: bool = True) -> None:
        """Ask on which day, and how it ended."""
        zaak_id: UUID = self._stand.sanctiezaak_id
        form = InlineForm(
            self._context,
            FormView(self._form),
            self.key,
            lambda session, values: service.complete_zaak(session, zaak_id, values),
            name="afloop",
            save="Sluit af",
            start={"datum": self._context.today()},
            said="De zaak is afgesloten.",
        )
        self.slot.open(form, focus=focus)


# Words and small parts ------------------------------------------------------------------------


def intro_words(stand: UitvoeringStand) -> str:
    """What was decided and when it was handed over."""
    handed = f", uitgereikt op {date_words(stand.uitgereikt_op)}" if stand.uitgereikt_op else ""
    return f"{capitalise(stand.wat)}. Beslist op {date_words(stand.beslist_op)}{handed}."


def hold_banners(stand: UitvoeringStand, *, runs: bool) -> list[QWidget]:
    """Why nothing may begin now. ``runs``: something was recorded already."""
    also = " Loopt er al iets: stop het, en wijzig hieronder de einddag." if runs else ""
    return [kit.NoticeBanner(f"{one}{also}", "warn", title="Dit wacht") for one in stand.wacht]


def closed_words(stand: UitvoeringStand) -> str:
    """Why nothing can be done on this page now."""
    if path.is_end(stand.status):
        return "Deze zaak is gesloten. Er verandert niets meer."
    if stand.uitgereikt_op is None:
        return "De mededeling is nog niet uitgereikt. Daarna kan een straf of proeftijd ingaan."
    return "Hij wordt opnieuw gehoord. Na de nieuwe beslissing gaat het hier verder."


def drop_button(stand: UitvoeringStand, act: Callable[[], None]) -> kit.Button:
    """To the page where the directeur ends it without (the rest of) a straf."""
    is_straf = bool(stand.straffen)
    is_all = not is_straf and stand.proeftijd_tot_datum is None
    return kit.Button(
        "Zie af van de straf" if is_straf else "Sluit af zonder straf",
        "hoofd" if is_all else "gewoon",
        name="zie_af",
        on_click=act,
    )


def anders_card(stand: UitvoeringStand, buttons: Sequence[kit.Button | None]) -> QWidget | None:
    """Other ways to go on; None when there are none for this person."""
    acts = [one for one in buttons if one is not None]
    nothing = not stand.straffen and stand.proeftijd_tot_datum is None
    if not acts and not nothing:
        return None
    told = (
        "In deze beslissing is geen straf. De directeur sluit de zaak af."
        if nothing
        else "De directeur kan afzien van wat er nog over is, met een reden. Een straf die "
        "loopt kan voor de rest voorwaardelijk worden; dan hoor je hem eerst opnieuw."
    )
    row = kit.column(*acts, gap=8) if theme.is_narrow() else kit.beside(*acts, kit.STRETCH)
    return kit.Card(
        kit.Label(told, role="muted", wrap=True),
        row if acts else None,
        title="Geen straf" if nothing else "Anders verder",
        gap=10,
    )
