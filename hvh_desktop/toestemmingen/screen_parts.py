"""What several screens of this slice show in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.text import capitalise, date_words, plural
from hvh_desktop.toestemmingen.form import LEEFGEBIEDEN
from hvh_desktop.toestemmingen.model import GegevensSoort, OntvangerSoort
from hvh_desktop.toestemmingen.ontvangers import Ontvanger
from hvh_desktop.toestemmingen.service import ToestemmingRow, ToestemmingStatus, choice_of
from hvh_desktop.toestemmingen.service_formulier import Tekst
from hvh_desktop.ui import kit

PROVISIONAL = "Voorlopige tekst: het huis stelt die nog vast."


def ontvanger_choices(ontvangers: Iterable[Ontvanger]) -> dict[str, str]:
    """Recipients for a choice list, in their groups: his own people first."""
    return {choice_of(one.soort, one.id): _label(one) for one in ontvangers}


def _label(one: Ontvanger) -> str:
    if one.soort is OntvangerSoort.organisatie:
        return f"{one.naam}, organisatie"
    return capitalise(", ".join(part for part in (one.naam, one.omschrijving) if part))


def status_badge(row: ToestemmingRow, warn_days: int) -> kit.Badge:
    """Where it stands, in words with an icon."""
    if row.status is ToestemmingStatus.geldig and row.dagen_over <= warn_days:
        left = plural(row.dagen_over, "dag", "dagen")
        words = f"Loopt af over {left}" if row.dagen_over else "Loopt vandaag af"
        return kit.Badge(words, "warn", "hourglass-medium")
    words, tone, icon = BADGES[row.status]
    return kit.Badge(words, tone, icon)


BADGES = {
    ToestemmingStatus.geldig: ("Geldig", "good", "check-circle"),
    ToestemmingStatus.nog_niet: ("Begint nog", "info", "calendar-blank"),
    ToestemmingStatus.verlopen: ("Verlopen", "stil", "calendar-x"),
    ToestemmingStatus.ingetrokken: ("Ingetrokken", "danger", "hand-palm"),
    ToestemmingStatus.vervangen: ("Vervangen", "stil", "arrows-clockwise"),
}


def kinds_in_words(kinds: Iterable[GegevensSoort]) -> str:
    """'Doelen en acties, afspraken en gesprekken': their own names hold an "en" already."""
    return capitalise(", ".join(kind.value for kind in kinds))


def areas_in_words(leefgebieden: Iterable[str]) -> str:
    """'Wonen, geld en inkomen'."""
    names = (LEEFGEBIEDEN.get(name, name).lower() for name in leefgebieden)
    return capitalise(", ".join(names))


def until_words(row: ToestemmingRow) -> str:
    """'tot en met 11 mei 2027', or since when it holds no more."""
    if row.ingetrokken_datum is not None:
        return f"ingetrokken op {date_words(row.ingetrokken_datum)}"
    if row.status is ToestemmingStatus.nog_niet:
        first, last = date_words(row.vanaf_datum), date_words(row.tot_datum)
        return f"van {first} tot en met {last}"
    return f"tot en met {date_words(row.tot_datum)}"


def moved_words(row: ToestemmingRow) -> str:
    """What to say when the row of the recipient became somebody else; empty when not."""
    if not row.ontvanger_nu:
        return ""
    return (
        f"In de lijst staat nu {row.ontvanger_nu}. Daarvoor geldt deze toestemming niet: "
        "leg een nieuwe vast."
    )


def bullets(lines: Sequence[str]) -> QWidget:
    """Short sentences below each other."""
    return kit.column(*(kit.Label(f"•  {line}", wrap=True) for line in lines), gap=2)


def told_text(tekst: Tekst) -> QWidget:
    """The words that he hears before he says yes, apart from what is filled in."""
    panel = kit.Panel("sunken", None)
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.setSpacing(8)
    provisional = kit.Label(PROVISIONAL, "klein", "muted", wrap=True)
    kit.fill(
        layout,
        kit.Label(f"Lees dit eerst samen: {tekst.titel}", semibold=True, wrap=True),
        kit.Label(tekst.vraag, wrap=True),
        bullets(tekst.regels),
        provisional if tekst.is_hypothese else None,
    )
    return panel
