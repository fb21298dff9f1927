"""The written decision: what lacks, the form, and both papers with their preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right
from hvh_desktop.sancties import service, service_mededeling
from hvh_desktop.sancties.form_gevolg import MEDEDELING, long_sentences
from hvh_desktop.sancties.inhoud import Gap, MededelingInhoud
from hvh_desktop.sancties.model import Beslissing, Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Mededeling, Uitreiking
from hvh_desktop.sancties.report import mededeling_pdf, uitleg_pdf
from hvh_desktop.sancties.rows import MededelingRow, ZaakDetail
from hvh_desktop.sancties.screen_gevolg import LaatsteDag
from hvh_desktop.sancties.screen_namen import NamesHint, list_known_names
from hvh_desktop.sancties.uitgereikt import last_handing, last_paper
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.text import date_words, full_date_words, plural, shorten
from hvh_desktop.ui import dialogs, kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections, to_the_left
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.page import OuterPage, Page
from hvh_desktop.ui.print_page import Piece, PrintPage
from hvh_desktop.ui.stand import MEANS, is_provisional, provisional_notice

BRIEF, UITLEG = "brief", "uitleg"
WHO = "De locatiemanager of de directeur maakt de mededeling."
ASK_NEW = "Vraag de locatiemanager of de directeur om een nieuw papier."
WAIT = (
    "Wacht met afdrukken en uitreiken tot de beslissing bij de server is. Kan dat niet? Op het "
    "papier staat dan ‘voorlopig’. Schrijf bij de uitreiking op waarom het niet kon wachten."
)
SURE = (
    f"De beslissing is nog niet bij de server. {MEANS} Op dit papier staat daarom ‘voorlopig’. "
    "Telt het straks niet, haal het dan bij hem terug."
)
NOT_HIS = "Dit papier hoort niet bij deze zaak. Ga terug en open het bij de zaak zelf."


class MededelingPage(OuterPage):
    """What lacks; else the form; else the papers. ``mededeling_id``: those of an earlier time."""

    help_page: ClassVar[str] = "sancties"

    def __init__(
        self,
        context: Context,
        *,
        deelnemer_id: UUID,
        sanctiezaak_id: UUID,
        mededeling_id: UUID | None = None,
        opnieuw: bool = False,
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        detail = context.read(lambda s: service.get_zaak(s, sanctiezaak_id))
        paper = _asked(detail, mededeling_id) if mededeling_id else last_paper(detail)
        gaps = context.read(lambda s: service_mededeling.list_gaps(s, sanctiezaak_id))
        if mededeling_id is None and gaps:
            self.hold(_OntbreektPage(context, deelnemer_id, sanctiezaak_id, gaps))
        elif paper is None or opnieuw:
            self.hold(_MaakPage(context, deelnemer_id, detail))
        else:
            self.hold(_AfdrukPage(context, deelnemer_id, detail, paper))


def _asked(detail: ZaakDetail, mededeling_id: UUID) -> MededelingRow:
    for one in detail.mededelingen:
        if one.id == mededeling_id:
            return one
    raise UserError(NOT_HIS)


# What lacks ------------------------------------------------------------------------------------


class _OntbreektPage(Page):
    """Nothing is printed yet: every line leads to where it is mended."""

    help_page = "sancties"
    shows = frozenset({Sanctiezaak})

    def __init__(
        self, context: Context, deelnemer_id: UUID, sanctiezaak_id: UUID, gaps: Sequence[Gap]
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        self._zaak = {"deelnemer_id": deelnemer_id, "sanctiezaak_id": sanctiezaak_id}
        self._sanctiezaak_id, self._gaps = sanctiezaak_id, tuple(gaps)
        self._scroll = kit.ScrollPage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self._foot = kit.Footer(kit.Button("Naar de zaak", name="naar_zaak", on_click=self._back))
        self._show()

    def refresh(self) -> None:
        """What was mended elsewhere leaves the list; when nothing is left, the form opens."""
        found = self.context.read(lambda s: service_mededeling.list_gaps(s, self._sanctiezaak_id))
        if tuple(found) == self._gaps:
            return
        self._gaps = tuple(found)
        if not found:
            self.context.open("mededeling", **self._zaak)
            return
        self._show()

    def _show(self) -> None:
        rows = [self._row(number, gap) for number, gap in enumerate(self._gaps)]
        told = "Er wordt niets afgedrukt voordat alles er is. Klik op een regel om het te regelen."
        body = kit.column(
            kit.Heading("Mededeling", 2),
            kit.Label(told, role="muted", wrap=True),
            kit.SectionHead("Wat ontbreekt nog", count=len(rows)),
            kit.RowList(*rows),
            kit.STRETCH,
            gap=12,
        )
        self._scroll.set_content(to_the_left(body))

    def _row(self, number: int, gap: Gap) -> kit.Row:
        row = kit.Row(gap.zin, icon="warning")
        row.setObjectName(f"ontbreekt_{number}")
        row.activated.connect(lambda: self.context.open(gap.place, **dict(gap.address)))
        return row

    def _back(self) -> None:
        self.context.open("sanctiezaak", **self._zaak)

    def footer(self) -> QWidget:
        return self._foot


# The form --------------------------------------------------------------------------------------


class _MaakPage(FormPage):
    """The day on which he gets it, and why in words for him."""

    help_page = "sancties"

    def __init__(self, context: Context, deelnemer_id: UUID, detail: ZaakDetail) -> None:
        zaak_id = detail.row.id
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=zaak_id)
        self._zaak = {"deelnemer_id": deelnemer_id, "sanctiezaak_id": zaak_id}
        self._zaak_id = zaak_id
        self._rule = context.read(lambda s: service_mededeling.get_beklagregel(s, zaak_id))
        known = context.read(lambda s: list_known_names(s, deelnemer_id))
        self.last = LaatsteDag(self._rule)
        self._names = NamesHint(known, lambda: str(self.sections.values()["uitleg"] or ""))
        self._long = kit.IconLabel("info", "", size="klein", role="muted", wrap=True)
        self._long.setObjectName("lange_zin")
        self._long.hide()
        sections = Sections(
            ("Wanneer", FormView(MEDEDELING, (("uitreik_datum",),))),
            ("Het blad voor hem", FormView(MEDEDELING, (("uitleg",),))),
            above={1: self._reason(detail)},
        )
        sections.cards[0].add(self.last)
        sections.cards[1].add(self._names, self._long)
        sections.changed.connect(self._look)
        self.build(
            "Maak de mededeling",
            sections,
            DraftKey("mededeling", MEDEDELING.version, zaak_id.hex, deelnemer_id),
            subline="Je maakt twee papieren: de brief met de beslissing, en één blad in gewone "
            "taal. Wat erop staat, blijft daarna zo.",
            level=2,
            save="Maak de mededeling",
            acts=(kit.Button("Stop", name="stop", on_click=self._back),),
        )
        self._gate(detail)

    def _reason(self, detail: ZaakDetail) -> QWidget:
        """What the directeur wrote, to say again in simple words."""
        panel = kit.Panel("sunken", None)
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(16, 12, 16, 12)
        kit.fill(
            layout,
            kit.Label("Waarom, zoals de directeur het schreef", "klein", "muted", wrap=True),
            kit.Label(detail.beslissingen[-1].motivering, wrap=True, selectable=True),
        )
        return panel

    def _gate(self, detail: ZaakDetail) -> None:
        """Say what this does now, or that somebody else does it."""
        may = self.context.read(
            lambda s: is_allowed(s, Right.complete_mededeling, detail.row.deelnemer_id)
        )
        if not may:
            kit.fill(self._notice, kit.NoticeBanner(WHO, "warn"), 12)
            self.sections.set_fixed(True)
            self._footer.hide()
        elif last_handing(detail) is not None:
            told = (
                "Er is al een papier uitgereikt. Maak alleen een nieuw papier als de dag daarop "
                "niet klopte. Leg daarna de uitreiking opnieuw vast."
            )
            kit.fill(self._notice, kit.NoticeBanner(told, "warn"), 12)

    def load(self) -> Mapping[str, Any]:
        return self.context.read(lambda s: service_mededeling.propose_mededeling(s, self._zaak_id))

    def show_values(self, values: Mapping[str, Any]) -> None:
        super().show_values(values)
        self._look()

    def _look(self) -> None:
        values = self.sections.values()
        day: date | None = values["uitreik_datum"]
        self.last.show_day(service_mededeling.last_day(self._rule, day) if day else None)
        self._names.look()
        found = long_sentences(str(values["uitleg"] or ""))
        self._long.setVisible(bool(found))
        if found:
            words = plural(len(found[0].split()), "woord", "woorden")
            self._long.set(
                "info",
                f"Deze zin heeft {words}. Maak er twee van: ‘{shorten(found[0], 70)}’",
                "muted",
            )

    def write(self, session: Session, values: dict[str, Any]) -> UUID:
        return service_mededeling.complete_mededeling(session, self._zaak_id, values)

    def written(self, result: UUID) -> None:
        self.context.tell("De mededeling is gemaakt. Lees beide papieren na.")
        self.context.open("mededeling", **self._zaak)

    def _back(self) -> None:
        self.context.open("sanctiezaak", **self._zaak)


# The papers --------------------------------------------------------------------------------------


class _AfdrukPage(PrintPage):
    """Both papers as they were made, printed the same each time."""

    shows = frozenset({Mededeling, Uitreiking, Sanctiezaak})
    help_page = "sancties"
    onderdeel = "mededeling"
    back_tab = "sancties"

    def __init__(
        self, context: Context, deelnemer_id: UUID, detail: ZaakDetail, paper: MededelingRow
    ) -> None:
        zaak_id = detail.row.id
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=zaak_id)
        self._zaak = {"deelnemer_id": deelnemer_id, "sanctiezaak_id": zaak_id}
        self._zaak_id, self._paper_id = zaak_id, paper.id
        self._beslissing_id = paper.beslissing_id
        choices = ((BRIEF, "De brief met de beslissing"), (UITLEG, "Wat is er besloten?"))
        self.which = kit.RadioGroup(choices, value=BRIEF)
        self.which.changed.connect(self.refresh)
        self.lay_out(
            kit.Heading("Mededeling op papier", 2),
            kit.Label(
                "Druk ze allebei af. Lees ze samen met hem. Hij houdt ze; het getekende exemplaar "
                "blijft in het huis.",
                role="muted",
                wrap=True,
            ),
            kit.FieldBlock("Welk papier", self.which, name="welk_papier"),
        )
        self._is_recorded = self._is_marked = False
        self._acts(detail, paper)
        context.link_changed.connect(self._look_again_at_mark)

    def go_back(self) -> None:
        self.context.open("sanctiezaak", **self._zaak)

    def refresh(self) -> None:
        asked, paper_id = self.which.value(), self._paper_id
        self._is_marked = marked = self._is_provisional()

        def collect(session: Session) -> MededelingInhoud:
            return service_mededeling.get_mededeling_inhoud(session, paper_id)

        def draw(inhoud: MededelingInhoud) -> Piece:
            if asked == UITLEG:
                return Piece(
                    uitleg_pdf(inhoud, is_voorlopig=marked), "wat-is-er-besloten.pdf", inhoud
                )
            return Piece(mededeling_pdf(inhoud, is_voorlopig=marked), "mededeling.pdf", inhoud)

        detail = self.context.read(lambda s: service.get_zaak(s, self._zaak_id))
        self._acts(detail, _asked(detail, paper_id))
        self.make(collect, draw)

    def _is_provisional(self) -> bool:
        return is_provisional(self.context, Beslissing.__name__, self._beslissing_id)

    def _look_again_at_mark(self, _: object) -> None:
        """The hub has it now: the paper is made again, without the mark."""
        if self._is_marked and self.is_here and not self._is_provisional():
            self.refresh()

    def ask_printer(self) -> None:
        self._surely("Druk toch af", super().ask_printer)

    def ask_where(self) -> None:
        self._surely("Bewaar toch", super().ask_where)

    def _surely(self, act: str, then: Callable[[], None]) -> None:
        """A paper that may turn out not to count leaves only when somebody wants it so."""
        if self.piece is None or not self._is_marked:
            then()
            return
        title = "De beslissing is nog voorlopig"
        dialogs.ask(self, title, SURE, act=act, safe="Wacht", then=then)

    def _acts(self, detail: ZaakDetail, paper: MededelingRow) -> None:
        """Make it again while it was not handed over; then hand it over."""
        newest, status = last_paper(detail), detail.row.status
        is_now = newest is not None and newest.id == paper.id
        buttons: list[kit.Button] = []
        if is_now and status is SanctieStatus.mededeling:
            if self._may(Right.complete_mededeling):
                again = kit.Button("Maak opnieuw", name="maak_opnieuw", on_click=self._again)
                buttons.append(again)
            hand = kit.Button("Leg uitreiking vast", name="naar_uitreiking", on_click=self._hand)
            buttons.append(hand)
        self.said_after = "Leg de uitreiking vast als hij beide papieren heeft." if buttons else ""
        self.show_footer(*buttons, self.print_button())
        self._tell(detail, paper, is_now=is_now)

    def _may(self, right: Right) -> bool:
        return self.context.read(lambda s: is_allowed(s, right, self.deelnemer_id))

    def _again(self) -> None:
        self.context.open("mededeling", **self._zaak, opnieuw=True)

    def _hand(self) -> None:
        self.context.open("uitreiking", **self._zaak)

    def _tell(self, detail: ZaakDetail, paper: MededelingRow, *, is_now: bool) -> None:
        day = date_words(paper.uitreik_datum)
        last = full_date_words(paper.beklag_laatste_datum)
        notices: list[QWidget] = []
        if detail.row.status is SanctieStatus.ingetrokken:
            notices.append(kit.NoticeBanner("Deze beslissing is ingetrokken.", "warn"))
        elif not is_now:
            told = "Er is een nieuwer papier. Dit is hoe het eerder is gemaakt."
            notices.append(kit.NoticeBanner(told, "warn"))
        elif last_handing(detail) is None and paper.uitreik_datum < self.context.today():
            told = f"Op dit papier staat {day}. Die dag is voorbij: maak het opnieuw."
            if not self._may(Right.complete_mededeling):
                told = f"Op dit papier staat {day}. Die dag is voorbij. {ASK_NEW}"
            notices.append(kit.NoticeBanner(told, "warn"))
        notices.append(
            provisional_notice(self.context, Beslissing.__name__, paper.beslissing_id, WAIT)
        )
        told = f"Uit te reiken op {day}. Beklag kan tot en met {last}."
        notices.append(kit.NoticeBanner(told))
        self.say(*notices)

    def piece_shown(self, piece: Piece) -> None:
        if not self._is_recorded:
            self._is_recorded = True
            self.context.record_reading(self.onderdeel, self.deelnemer_id)
