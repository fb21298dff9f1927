"""Care and consent on the first tab: a small card, each half with its link."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hvh_desktop.dossier.service_zorg import ZorgKort, status_words
from hvh_desktop.text import countdown, date_words, format_time, near_day, plural
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.verwijzingen.rows import StandRow, ZorgafspraakRow

Open = Callable[[str], None]
SHOWN = 2


class ZorgCard(kit.Card):
    """To whom and how far, the next appointment, and for whom he gave consent.

    ``open_tab``: goes to another tab of the same man.
    """

    def __init__(self, context: Context, found: ZorgKort, open_tab: Open) -> None:
        super().__init__(title="Zorg", actions=[_link("zorg", open_tab)], gap=4)
        self.setObjectName("zorg")
        self._today = context.today()
        self.add(*self._zorg(found))
        self.add(4, kit.line(), 4)
        self.add(kit.SectionHead("Toestemming", _link("toestemming", open_tab)))
        self.add(*self._toestemming(found))

    def _zorg(self, found: ZorgKort) -> list[QWidget]:
        if not found.has_zorg:
            return [kit.Label("Er is nog geen zorg geregeld.", role="muted", wrap=True)]
        lines: list[QWidget] = []
        for stand in found.standen[:SHOWN]:
            lines += self._stand(stand)
        if len(found.standen) > SHOWN:
            rest = plural(len(found.standen) - SHOWN, "verwijzing", "verwijzingen")
            lines.append(_small(f"en nog {rest}"))
        if found.gesprek is not None:
            who = found.psycholoog or "de psycholoog"
            lines.append(_small(f"Gesprek met {who}: {self._when(found.gesprek)}"))
        if found.kaart_datum is not None:
            day = date_words(found.kaart_datum).rsplit(" ", 1)[0]
            lines.append(_small(f"Signaleringsplan: het team kent het sinds {day}"))
        return lines

    def _stand(self, stand: StandRow) -> list[QWidget]:
        day = near_day(stand.status_datum, self._today)
        lines: list[QWidget] = [
            kit.Label(f"{stand.instelling}: {status_words(stand).lower()}", wrap=True)
        ]
        if stand.volgende is not None:
            lines.append(_small(f"Volgende afspraak: {self._when(stand.volgende)}"))
        elif stand.is_open:
            lines.append(_small(f"sinds {day}, nog geen afspraak"))
        else:
            lines.append(_small(day))
        return lines

    def _when(self, row: ZorgafspraakRow) -> str:
        clock = f" {format_time(row.tijd)}" if row.tijd else ""
        return f"{near_day(row.datum, self._today)}{clock}, {row.plaats.value}"

    def _toestemming(self, found: ZorgKort) -> list[QWidget]:
        if not found.geldig:
            return [kit.Label("Er geldt nu geen toestemming.", role="muted", wrap=True)]
        number = plural(found.geldig, "toestemming geldt", "toestemmingen gelden")
        lines: list[QWidget] = [kit.Label(f"{number} vandaag", wrap=True)]
        for row in found.aflopend[:SHOWN]:
            when = countdown(row.tot_datum, self._today)
            words = f"Voor {row.wie} loopt die {when} af"
            lines.append(
                kit.IconLabel("warning", words, size="klein", role="warn", semibold=True, wrap=True)
            )
        return lines


def _small(words: str) -> kit.Label:
    return kit.Label(words, "klein", "muted", wrap=True)


def _link(tab: str, open_tab: Open) -> kit.Button:
    button = kit.Button(
        "Bekijk", "stil", small=True, name=f"naar_{tab}", on_click=lambda: open_tab(tab)
    )
    button.setAccessibleName(f"Bekijk {tab}")
    return button
