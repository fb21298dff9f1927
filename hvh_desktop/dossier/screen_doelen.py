"""His doelen on the first tab: in his words and his order, each with its next step."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hvh_desktop.actieplannen.model import ActieStatus, DoelStatus
from hvh_desktop.actieplannen.service import ActieRow, DoelRow
from hvh_desktop.dossier.service import Overzicht
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES, LEEFGEBIED_SHORT
from hvh_desktop.mentorgesprekken.words import late_words
from hvh_desktop.text import join_words, near_day, shorten
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context

TOP = Qt.AlignmentFlag.AlignTop
_CLOSED = 4


class DoelenCard(kit.Card):
    """Doelen of now with their next step; later and behaald on one line each."""

    def __init__(self, context: Context, deelnemer_id: UUID, found: Overzicht) -> None:
        self._context, self._id, self._may_write = context, deelnemer_id, found.may_write
        more = kit.Button(
            "Doel erbij", "stil", "plus", small=True, name="doel_erbij", on_click=self._open_new
        )
        now = [doel for doel in found.doelen if doel.status is DoelStatus.nu]
        super().__init__(
            title="Zijn doelen, in zijn volgorde",
            actions=[more] if found.may_write and found.doelen else [],
            gap=8,
        )
        if not found.doelen:
            self.add(self._nothing_yet())
        for number, doel in enumerate(now):
            self.add(kit.line() if number else None, self._doel(doel))
        self._add_others(found, bool(now))
        self.add(kit.STRETCH)

    def _nothing_yet(self) -> QWidget:
        button = kit.Button("Maak een doel", name="maak_doel", on_click=self._open_new)
        return kit.EmptyState(
            "target",
            "Nog geen doelen",
            "Vraag wat hij wil bereiken en schrijf het op in zijn eigen woorden.",
            button if self._may_write else None,
        )

    def _open_new(self) -> None:
        self._context.open("doel", deelnemer_id=self._id)

    def _open(self, doel: DoelRow) -> None:
        if self._may_write:
            self._context.open("doel", deelnemer_id=self._id, doel_id=doel.id)
        else:
            self._context.open("dossier", deelnemer_id=self._id, tab="doelen")

    def _doel(self, doel: DoelRow) -> QWidget:
        number = kit.Label(str(doel.nummer), "kop3", "voice", semibold=True)
        number.setFixedWidth(theme.px(18))
        quote = QuoteButton(f"Open doel {doel.nummer}: {doel.tekst}", doel.tekst, doel.waarom)
        quote.setObjectName(f"doel_{doel.nummer}")
        quote.activated.connect(lambda: self._open(doel))
        names = LEEFGEBIED_NAMES if len(doel.leefgebieden) == 1 else LEEFGEBIED_SHORT
        first, *others = [names[one] for one in doel.leefgebieden] or [""]
        about = [join_words([first, *(other.lower() for other in others)])]
        counted = [one for one in doel.acties if one.status is not ActieStatus.vervallen]
        ready = sum(one.status is ActieStatus.gedaan for one in counted)
        if counted:
            word = "actie" if len(counted) == 1 else "acties"
            about.append(f"{ready} van {len(counted)} {word} klaar")
        told = kit.column(
            quote,
            kit.Label(" · ".join(about), "klein", "muted", wrap=True),
            self._next_step(doel, counted),
            gap=5,
        )
        return kit.beside((number, TOP), (told, 1))

    def _next_step(self, doel: DoelRow, counted: list[ActieRow]) -> QWidget:
        still = [one for one in counted if one.status is ActieStatus.open]
        if still:
            return self._actie(still[0])
        words = "Nog geen actie" if not counted else "Geen open actie"
        mark = kit.Badge(
            words, "warn" if not counted else "stil", "warning" if not counted else None
        )
        link = kit.Link(
            "Maak een actie", name=f"maak_actie_{doel.nummer}", on_click=lambda: self._open(doel)
        )
        link.setAccessibleName(f"Maak een actie bij doel {doel.nummer}")
        return kit.beside(mark, link if self._may_write else None, kit.STRETCH, gap=14)

    def _actie(self, actie: ActieRow) -> QWidget:
        late = late_words(actie.dagen_te_laat)
        day = actie.wanneer_datum
        when = late or (near_day(day, self._context.today()) if day else "nog geen datum")
        role = "danger" if late else "muted"
        words = kit.column(
            kit.Label(f"{actie.wie}: {actie.wat}", wrap=True),
            kit.Label(when, "klein", role, semibold=bool(late)),
        )
        return kit.beside((kit.Icon("arrow-right", "accent", 16), TOP), (words, 1), gap=6)

    def _add_others(self, found: Overzicht, has_now: bool) -> None:
        drawn = has_now
        for word, status, role in (
            ("Later", DoelStatus.later, "muted"),
            ("Behaald", DoelStatus.behaald, "good"),
        ):
            rows = [doel for doel in found.doelen if doel.status is status]
            for doel in rows[:_CLOSED]:
                self.add(kit.line() if drawn else None, self._line(word, doel, role))
                drawn = False
            if len(rows) > _CLOSED:
                rest = f"en nog {len(rows) - _CLOSED}"
                self.add(kit.Label(rest, "klein", "muted"))

    def _line(self, word: str, doel: DoelRow, role: str) -> QWidget:
        label = kit.Label(word, "klein", role, semibold=True)
        label.setMinimumWidth(theme.px(56))
        text = kit.Label(f"“{shorten(doel.tekst, 120)}”", wrap=True)
        return kit.beside((label, TOP), (text, 1))


class QuoteButton(kit.ClickSurface):
    """His doel in his voice; the whole of it opens the doel."""

    def __init__(self, spoken: str, text: str, why: str) -> None:
        super().__init__(spoken)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.addWidget(kit.Quote(f"“{text}”", why or None))
