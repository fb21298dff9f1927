"""His complaint: what he filed, whether the straf waits, the ruling, the appeal, what follows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right
from hvh_desktop.sancties import service, service_beklag
from hvh_desktop.sancties.beklag import RULED, is_running, is_upheld
from hvh_desktop.sancties.form_gevolg import SCHORSINGEN
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Beklag, Uitreiking
from hvh_desktop.sancties.rows import BeklagRow, ZaakDetail
from hvh_desktop.sancties.screen_beklag_delen import Deel, DeelPage
from hvh_desktop.sancties.screen_gevolg import ZaakLeesPage, address_of, day_left, day_rule
from hvh_desktop.sancties.screen_zaak_delen import fact
from hvh_desktop.sancties.service_beklag import Termijnen
from hvh_desktop.sancties.uitgereikt import last_handed
from hvh_desktop.sancties.words import BeklagStatus, Beroep, RondeAanleiding, SanctieStatus
from hvh_desktop.text import capitalise, date_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import to_the_left
from hvh_desktop.ui.page import OuterPage

BADGES = {
    BeklagStatus.ingediend: ("Wacht op uitspraak", "info", "hourglass-medium"),
    BeklagStatus.niet_ontvankelijk: ("Niet-ontvankelijk", "stil", "x-circle"),
    BeklagStatus.ongegrond: ("Ongegrond", "stil", "x-circle"),
    BeklagStatus.gegrond: ("Gegrond", "good", "check-circle"),
    BeklagStatus.deels_gegrond: ("Gedeeltelijk gegrond", "good", "check-circle"),
    BeklagStatus.ingetrokken: ("Ingetrokken", "stil", "arrow-counter-clockwise"),
}
NOT_HIS = "Dit beklag hoort niet bij deze zaak. Ga terug en open het bij de zaak zelf."


class BeklagPage(OuterPage):
    """All that was recorded; ``deel``: the one thing that is filled in now."""

    help_page: ClassVar[str] = "sancties"

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        sanctiezaak_id: UUID,
        deel: str | None = None,
        beklag_id: UUID | None = None,
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        detail = context.read(lambda s: service.get_zaak(s, sanctiezaak_id))
        complaint = _asked(detail, beklag_id)
        if deel is None and may_file(context, detail) and not detail.beklagen:
            deel = Deel.nieuw.value
        if deel is None or (complaint is None and deel != Deel.nieuw):
            self.hold(_OverzichtPage(context, detail))
        else:
            self.hold(DeelPage(context, detail, Deel(deel), complaint))


def _asked(detail: ZaakDetail, beklag_id: UUID | None) -> BeklagRow | None:
    if beklag_id is None:
        return None
    for one in detail.beklagen:
        if one.id == beklag_id:
            return one
    raise UserError(NOT_HIS)


def may_write(context: Context, detail: ZaakDetail) -> bool:
    """May the person at the keyboard keep his complaints?"""
    deelnemer_id = detail.row.deelnemer_id
    return context.read(lambda s: is_allowed(s, Right.record_beklag, deelnemer_id))


def _awaits_revision(detail: ZaakDetail) -> bool:
    """Is there no new decision, and no hearing for one, yet?"""
    return RondeAanleiding.herziening in detail.aanleidingen


def _can_complain(detail: ZaakDetail) -> bool:
    """Is there a decision that he knows and did not complain about, or took that back?"""
    handed = last_handed(detail)
    if handed is None:
        return False
    about = [one for one in detail.beklagen if one.beslissing_id == handed.beslissing_id]
    return all(one.status is BeklagStatus.ingetrokken for one in about)


def may_file(context: Context, detail: ZaakDetail) -> bool:
    """Can he still complain about a decision, and may I record it?"""
    return _can_complain(detail) and may_write(context, detail)


class _OverzichtPage(ZaakLeesPage):
    """Every complaint of this case with what can be done now."""

    shows = frozenset({Beklag, Sanctiezaak, Uitreiking})

    def refresh(self) -> None:
        detail = self.context.read(lambda s: service.get_zaak(s, self._zaak_id))
        terms = self.context.read(lambda s: service_beklag.get_termijnen(s, self._zaak_id))
        cards = [self._card(detail, one, terms) for one in reversed(detail.beklagen)]
        body = kit.column(
            kit.Heading("Beklag", 2),
            *(cards or [self._nothing(detail)]),
            self._last_day(terms) if _can_complain(detail) else None,
            kit.STRETCH,
            gap=12,
        )
        self._scroll.set_content(to_the_left(body))
        self._show_acts(detail)

    def _nothing(self, detail: ZaakDetail) -> QWidget:
        if last_handed(detail) is None:
            told = "Beklag gaat over een beslissing die hij kent. Die is nog niet uitgereikt."
        else:
            told = "Hij heeft niet geklaagd. Zijn mentor of de casemanager legt een klacht vast."
        return kit.EmptyState("scales", "Geen beklag", told)

    def _last_day(self, terms: Termijnen) -> QWidget | None:
        day = terms.beklag_laatste_datum
        if day is None:
            return None
        until = day_left(day, self.context.today())
        verb = "kan" if day >= self.context.today() else ""
        told = " ".join(part for part in ("Beklag", verb, until) if part)
        return kit.column(
            kit.IconLabel("calendar-blank", f"{told}.", role="muted", icon_role="muted", wrap=True),
            day_rule(terms.beklag),
            gap=4,
        )

    def _show_acts(self, detail: ZaakDetail) -> None:
        back = kit.Button(
            "Naar de zaak",
            name="naar_zaak",
            on_click=lambda: self.context.open("sanctiezaak", **self._zaak),
        )
        acts = [back]
        if may_file(self.context, detail):
            acts.append(
                kit.Button(
                    "Leg beklag vast",
                    "gewoon" if detail.beklagen else "hoofd",
                    name="nieuw_beklag",
                    on_click=lambda: self._go(Deel.nieuw, None),
                )
            )
        self._foot.show_items(kit.Footer(*acts))

    def _go(self, deel: Deel, complaint: BeklagRow | None) -> None:
        beklag_id = complaint.id if complaint else None
        self.context.open("beklag", **self._zaak, deel=deel.value, beklag_id=beklag_id)

    # One complaint --------------------------------------------------------------------------

    def _card(self, detail: ZaakDetail, one: BeklagRow, terms: Termijnen) -> QWidget:
        parts: list[QWidget | None] = [*facts_of(one), self._beroep(one, terms)]
        if may_write(self.context, detail):
            parts.append(self._steps(one))
        if is_upheld(one.status, one.beroep) and _awaits_revision(detail):
            parts.append(self._upheld(detail))
        card = kit.Card(
            *parts,
            title=f"Beklag van {date_words(one.ingediend_datum)}",
            actions=badges_of(one),
            gap=12,
        )
        card.setObjectName(f"beklag_{one.id.hex}")
        return card

    def _beroep(self, one: BeklagRow, terms: Termijnen) -> QWidget | None:
        """Until when beroep is possible, or how it stands."""
        if one.status not in RULED or one.uitspraak_datum is None:
            return None
        if one.beroep is not Beroep.geen:
            return fact("Beroep bij de RSJ", beroep_words(one, terms))
        day = terms.beroep_laatste_datum(one.uitspraak_datum)
        today = self.context.today()
        words = f"Kan {day_left(day, today)}" if day >= today else capitalise(day_left(day, today))
        rule = day_rule(terms.beroep)
        return kit.column(fact("Beroep bij de RSJ", f"{words}."), rule, gap=4)

    def _steps(self, one: BeklagRow) -> QWidget | None:
        """What may be filled in now."""
        steps: list[tuple[Deel, str]] = []
        if one.status is BeklagStatus.ingediend:
            steps.append((Deel.uitspraak, "Leg de uitspraak vast"))
        if one.status in RULED and one.beroep is Beroep.geen:
            steps.append((Deel.beroep, "Leg beroep vast"))
        if one.beroep is Beroep.ingesteld:
            steps.append((Deel.beroepsuitspraak, "Leg de uitspraak in beroep vast"))
        if is_running(one.status, one.beroep):
            steps.append((Deel.schorsing, "Werk de schorsing bij"))
        if not steps:
            return None
        return _line([self._button(one, *step) for step in steps])

    def _button(self, one: BeklagRow, deel: Deel, words: str) -> kit.Button:
        return kit.Button(words, name=deel.value, on_click=lambda: self._go(deel, one))

    def _upheld(self, detail: ZaakDetail) -> QWidget:
        """After a ruling for him: hear him again, or take the decision back."""
        told = (
            "Hij kreeg gelijk, helemaal of voor een deel. Er komt een nieuwe beslissing, of de "
            "beslissing gaat van tafel."
        )
        places = (
            (SanctieStatus.horen, "Hoor hem opnieuw", "horen", "hoor_opnieuw"),
            (SanctieStatus.ingetrokken, "Trek de beslissing in", "sanctieslot", "trek_in"),
        )
        acts = [
            kit.Button(words, name=name, on_click=partial(self._open, place))
            for status, words, place, name in places
            if status in detail.may
        ]
        if not acts:
            told = f"{told} Dat doen de locatiemanager en de directeur."
        banner = kit.NoticeBanner(told, "good", title="Wat nu?")
        return kit.column(banner, _line(acts) if acts else None, gap=8)

    def _open(self, place: str) -> None:
        self.context.open(place, **self._zaak)


def _line(buttons: Sequence[kit.Button]) -> QWidget:
    """Beside each other, or below each other when letters are large."""
    if theme.is_narrow():
        return kit.column(*(kit.beside(one, kit.STRETCH) for one in buttons), gap=8)
    return kit.beside(*buttons, kit.STRETCH)


# Words ------------------------------------------------------------------------------------------


def badges_of(one: BeklagRow) -> list[QWidget]:
    """Where it stands, and that it came too late."""
    found: list[QWidget] = [kit.Badge("Te laat ingediend", "warn", "clock")] * one.is_te_laat
    return [*found, kit.Badge(*BADGES[one.status])]


def facts_of(one: BeklagRow) -> list[QWidget | None]:
    """What is known of it, in the order of the calendar."""
    late = (
        "Het kwam na de laatste dag. De beklagcommissie beslist of de klacht toch telt."
        if one.is_te_laat and one.status is BeklagStatus.ingediend
        else ""
    )
    ruled = date_words(one.uitspraak_datum) if one.uitspraak_datum else ""
    return [
        kit.IconLabel("clock", late, icon_role="warn", wrap=True) if late else None,
        kit.Quote(f"“{one.gronden}”") if one.gronden else None,
        fact("De straf laten wachten (schorsing)", SCHORSINGEN[one.schorsing.value]),
        fact("Uitspraak", "\n".join(part for part in (ruled, one.uitspraak) if part)),
        fact("Tegemoetkoming", one.tegemoetkoming),
        fact("Wat het huis ermee doet", one.gevolg),
    ]


def beroep_words(one: BeklagRow, terms: Termijnen) -> str:
    """'Ingesteld op 1 december 2026. Gegrond op 4 januari 2027.'"""
    assert one.uitspraak_datum is not None
    told = f"Ingesteld op {date_words(one.beroep_datum)}." if one.beroep_datum else ""
    late = one.beroep_datum and one.beroep_datum > terms.beroep_laatste_datum(one.uitspraak_datum)
    if late:
        told = f"{told} Dat was na de laatste dag."
    if one.beroep_uitspraak_datum is not None:
        return f"{told} {capitalise(one.beroep.value)} op {date_words(one.beroep_uitspraak_datum)}."
    return f"{told} Wacht op uitspraak."


# On the page of the case --------------------------------------------------------------------------


def beklag_card(context: Context, detail: ZaakDetail) -> QWidget | None:
    """His complaints in short; nothing before a decision was handed over."""
    handed = last_handed(detail)
    if handed is None:
        return None
    lines = [_short(one) for one in reversed(detail.beklagen)]
    can = may_file(context, detail)
    if not detail.beklagen:
        today, day = context.today(), handed.beklag_laatste_datum
        told = "Hij heeft niet geklaagd."
        if day >= today:
            told = f"{told} Beklag kan {day_left(day, today)}."
        lines = [kit.Label(told, role="muted", wrap=True)]
    words = "Leg beklag vast" if can else "Bekijk het beklag"
    act = None
    if can or detail.beklagen:
        act = kit.Button(
            words if not detail.beklagen else "Bekijk het beklag",
            "stil",
            small=True,
            name="naar_beklag",
            on_click=lambda: context.open("beklag", **address_of(detail)),
        )
    card = kit.Card(*lines, kit.beside(act, kit.STRETCH) if act else None, title="Beklag", gap=8)
    card.setObjectName("beklag_kaart")
    return card


def _short(one: BeklagRow) -> QWidget:
    told = kit.Label(f"Ingediend op {date_words(one.ingediend_datum)}", wrap=True)
    return kit.column(told, kit.beside(*badges_of(one), kit.STRETCH), gap=4)
