"""The parts of the form pages: which cards they have, what they start with, what they write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import NEW, DraftKey
from hvh_desktop.deelnemers import service
from hvh_desktop.deelnemers.form import (
    AANDACHTSPUNT,
    TEAM_TAKEN,
    UITSTROOM,
    VERBLIJF,
    deelnemer_form,
    team_form,
    teamlid_form,
)
from hvh_desktop.deelnemers.model import Lvb, Taak
from hvh_desktop.deelnemers.screen_foto import FotoField
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.service import get_medewerker_full_names, list_medewerkers
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Rol
from hvh_desktop.text import capitalise, countdown, join_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import Sections
from hvh_desktop.ui.form_view import FormView

PERSOON = (
    ("roepnaam", "tussenvoegsel", "achternaam"),
    ("voornamen", "registratienummer"),
    ("geboortedatum", "titel"),
    ("naam_eigen_schrift",),
)
HERKOMST = (("gemeente_herkomst", "gemeente_vestiging"), ("inrichting_herkomst",))
TAAL = (("talen", "leesniveau"), ("lvb",), ("uitlegvoorkeur",))
BRIEF = (("motivatiebrief",), ("motivatiebrief_datum", "motivatiebrief_hulp"))
VERBLIJF_ROWS = (
    ("begin_datum", "plaats_nummer"),
    ("verwacht_einde_datum", "verwachte_uitstroom"),
    ("pp_datum", "vi_datum", "einde_detentie_datum"),
)
VERTREK_ROWS = (("einde_datum", "uitstroom"), ("uitstroom_reden",))
TEAM_ROWS = (("mentor_1", "mentor_2"), ("casemanager", "reclasseringswerker", "psycholoog"))
COUNTED = (
    ("verwacht_einde_datum", "Verwacht vertrek"),
    ("pp_datum", "penitentiair programma"),
    ("vi_datum", "v.i."),
    ("einde_detentie_datum", "einde detentie"),
)

Detail = service.DeelnemerDetail
Values = Mapping[str, Any]


class CountDown(kit.Label):
    """A line that says how far away the dates of a stay are, while they are typed."""

    def __init__(self, view: FormView, context: Context) -> None:
        super().__init__(size="klein", role="muted", wrap=True)
        self._view, self._context = view, context
        view.changed.connect(self.tell)

    def tell(self) -> None:
        """Count again."""
        values, today = self._view.values(), self._context.today()
        parts = [
            f"{words} {countdown(values[name], today)}" for name, words in COUNTED if values[name]
        ]
        self.set_text(capitalise(", ".join(parts)) + "." if parts else "")
        self.setVisible(bool(parts))


@dataclass
class Deel:
    """One form page: its words, its cards, what it starts with and what it writes."""

    title: str
    sections: Sections
    key: DraftKey
    load: Callable[[], Values]
    write: Callable[[Session, dict[str, Any]], UUID]
    """Returns the id of the deelnemer."""
    save: str = "Bewaar"
    foto: FotoField | None = None


def _values(row: Any) -> Values:
    """A row's fields by name."""
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _key(deel: str, detail: Detail, subject: UUID | None = None) -> DraftKey:
    return DraftKey(f"deelnemer_{deel}", 1, subject.hex if subject else NEW, detail.id)


def _gemeenten(context: Context) -> list[str]:
    return list(context.read(lambda session: get_value(session, "gemeenten")))


def _suggest(view: FormView, context: Context) -> None:
    """Offer the gemeenten while typing where he comes from; others may be typed too."""
    completer = QCompleter(_gemeenten(context), view)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    view.blocks["gemeente_herkomst"].input.setCompleter(completer)


def _free_places(context: Context) -> QWidget:
    free = context.read(service.list_vrije_plaatsen)
    words = join_words([str(number) for number in free])
    text = f"Vrije plaatsen: {words}." if free else "Er is nu geen plaats vrij."
    return kit.Label(text, "klein", "muted", wrap=True)


def _foto_field(context: Context) -> FotoField:
    def explain(act: Callable[[], None]) -> None:
        with context.explain():
            act()

    return FotoField(explain)


def team_choices(context: Context) -> dict[Taak, dict[str, str]]:
    """Per taak the colleagues who have that role today: id as hex -> name."""
    rows = context.read(list_medewerkers)
    return {
        taak: {row.id.hex: row.naam for row in rows if Rol(taak.value) in row.rollen}
        for taak in Taak
    }


def nieuw(context: Context) -> Deel:
    """Somebody new: who he is, his stay, his team and his letter."""
    form = deelnemer_form(_gemeenten(context))
    views = {
        "Wie hij is": FormView(form, PERSOON),
        "Herkomst en vestiging": FormView(form, HERKOMST),
        "Verblijf": FormView(VERBLIJF, VERBLIJF_ROWS),
        "Team": FormView(team_form(team_choices(context)), TEAM_ROWS),
        "Taal en uitleg": FormView(form, TAAL),
        "Motivatiebrief": FormView(form, BRIEF),
    }
    foto = _foto_field(context)
    sections = Sections(*views.items(), above={0: foto, 2: _free_places(context)})
    sections.cards[2].add(CountDown(views["Verblijf"], context))
    _suggest(views["Herkomst en vestiging"], context)

    def write(session: Session, values: dict[str, Any]) -> UUID:
        key = service.record_deelnemer(session, values)
        for name, taak in TEAM_TAKEN.items():
            if values[name]:
                _record_first(session, key, name, taak, values)
        if foto.value() is not None:
            service.change_foto(session, key, foto.value())
        return key

    key = DraftKey("deelnemer", form.version, NEW)
    start = dict.fromkeys(sections.blocks) | {
        "begin_datum": context.today(),
        "lvb": Lvb.onbekend,
    }
    return Deel("Schrijf een deelnemer in", sections, key, lambda: start, write, "Schrijf in", foto)


def _record_first(
    session: Session, deelnemer_id: UUID, name: str, taak: Taak, values: Values
) -> None:
    """Somebody of the first team; what is refused is said at his field."""
    try:
        service.record_teamlid(
            session, deelnemer_id, UUID(hex=values[name]), taak, values["begin_datum"]
        )
    except UserError as error:
        raise UserError(error.text, {name: error.text}) from error


def persoon(context: Context, detail: Detail, _subject: UUID | None) -> Deel:
    """Change who he is."""
    gemeenten = _gemeenten(context)
    if detail.gemeente_vestiging not in gemeenten:
        gemeenten.append(detail.gemeente_vestiging)
    form = deelnemer_form(gemeenten)
    herkomst = FormView(form, HERKOMST)
    foto = _foto_field(context)
    sections = Sections(
        ("Wie hij is", FormView(form, PERSOON)),
        ("Herkomst en vestiging", herkomst),
        above={0: foto},
    )
    _suggest(herkomst, context)

    def load() -> Values:
        foto.show_foto(detail.foto)
        return _values(detail)

    def write(session: Session, values: dict[str, Any]) -> UUID:
        service.change_deelnemer(session, detail.id, values)
        if foto.is_changed:
            service.change_foto(session, detail.id, foto.value())
        return detail.id

    key = _key("persoon", detail, detail.id)
    return Deel("Wijzig zijn gegevens", sections, key, load, write, foto=foto)


def _of_person(
    title: str, name: str, rows: tuple[tuple[str, ...], ...]
) -> Callable[[Context, Detail, UUID | None], Deel]:
    def deel(_context: Context, detail: Detail, _subject: UUID | None) -> Deel:
        sections = Sections(("", FormView(deelnemer_form(()), rows)))

        def write(session: Session, values: dict[str, Any]) -> UUID:
            service.change_deelnemer(session, detail.id, values)
            return detail.id

        key = _key(name, detail, detail.id)
        return Deel(title, sections, key, lambda: _values(detail), write)

    return deel


def verblijf(context: Context, detail: Detail, subject: UUID | None) -> Deel:
    """Change a stay, by default the last one."""
    row = next((v for v in detail.verblijven if v.id == subject), detail.verblijven[0])
    view = FormView(VERBLIJF, VERBLIJF_ROWS)
    sections = Sections(("", view), above={0: _free_places(context)})
    sections.cards[0].add(CountDown(view, context))

    def write(session: Session, values: dict[str, Any]) -> UUID:
        service.change_verblijf(session, row.id, values)
        return detail.id

    key = _key("verblijf", detail, row.id)
    return Deel("Wijzig zijn verblijf", sections, key, lambda: _values(row), write)


def terugkeer(context: Context, detail: Detail, _subject: UUID | None) -> Deel:
    """A new stay of somebody who comes back."""
    view = FormView(VERBLIJF, VERBLIJF_ROWS)
    sections = Sections(("", view), above={0: _free_places(context)})
    sections.cards[0].add(CountDown(view, context))

    def write(session: Session, values: dict[str, Any]) -> UUID:
        service.record_verblijf(session, detail.id, values)
        return detail.id

    start = dict.fromkeys(VERBLIJF.names()) | {"begin_datum": context.today()}
    title = f"{detail.roepnaam} komt terug"
    return Deel(title, sections, _key("terugkeer", detail), lambda: start, write, "Leg vast")


def vertrek(context: Context, detail: Detail, _subject: UUID | None) -> Deel:
    """He left."""
    row = detail.verblijven[0]
    sections = Sections(("", FormView(UITSTROOM, VERTREK_ROWS)))

    def write(session: Session, values: dict[str, Any]) -> UUID:
        service.complete_verblijf(
            session,
            row.id,
            values["einde_datum"],
            values["uitstroom"],
            values["uitstroom_reden"],
        )
        return detail.id

    def load() -> Values:
        if row.einde_datum is not None:
            return _values(row)
        return {"einde_datum": context.today(), "uitstroom": row.verwachte_uitstroom}

    title = f"{detail.roepnaam} vertrekt uit het huis"
    return Deel(title, sections, _key("vertrek", detail, row.id), load, write, "Leg vast")


def teamlid(context: Context, detail: Detail, _subject: UUID | None) -> Deel:
    """A colleague joins his team."""
    form = teamlid_form({row.id.hex: row.naam for row in context.read(list_medewerkers)})
    sections = Sections(("", FormView(form, (("medewerker_id", "taak", "vanaf_datum"),))))

    def write(session: Session, values: dict[str, Any]) -> UUID:
        service.record_teamlid(
            session,
            detail.id,
            UUID(hex=values["medewerker_id"]),
            values["taak"],
            values["vanaf_datum"],
        )
        return detail.id

    start = {"medewerker_id": None, "taak": None, "vanaf_datum": context.today()}
    return Deel("Zet iemand in zijn team", sections, _key("teamlid", detail), lambda: start, write)


def teamlid_af(context: Context, detail: Detail, subject: UUID | None) -> Deel:
    """A colleague leaves his team."""
    row = next(one for one in detail.team if one.id == subject)
    naam = context.read(get_medewerker_full_names).get(row.medewerker_id, "Deze collega")
    sections = Sections(("", FormView(teamlid_form({}), (("tot_datum", "reden"),))))

    def write(session: Session, values: dict[str, Any]) -> UUID:
        service.complete_teamlid(session, row.id, values["tot_datum"], values["reden"])
        return detail.id

    start = {"tot_datum": row.tot_datum or context.today(), "reden": row.reden}
    title = f"{naam} stopt als {row.taak.value}"
    return Deel(title, sections, _key("teamlid_af", detail, row.id), lambda: start, write)


def aandachtspunt(context: Context, detail: Detail, subject: UUID | None) -> Deel:
    """Something everybody must know, new or changed."""
    known = (*detail.aandachtspunten, *detail.eerdere_aandachtspunten)
    row = next((one for one in known if one.id == subject), None)
    rows = (("tekst",), ("soort", "vanaf_datum", "tot_datum"))
    sections = Sections(("", FormView(AANDACHTSPUNT, rows)))

    def write(session: Session, values: dict[str, Any]) -> UUID:
        if row is not None:
            service.change_aandachtspunt(session, row.id, values)
        else:
            service.record_aandachtspunt(session, detail.id, **values)
        return detail.id

    def load() -> Values:
        if row is not None:
            return _values(row)
        return dict.fromkeys(AANDACHTSPUNT.names()) | {"vanaf_datum": context.today()}

    title = "Wijzig het aandachtspunt" if row else "Nieuw aandachtspunt"
    return Deel(title, sections, _key("aandachtspunt", detail, subject), load, write)


DELEN: Mapping[str, Callable[[Context, Detail, UUID | None], Deel]] = {
    "persoon": persoon,
    "taal": _of_person("Wijzig taal en uitleg", "taal", TAAL),
    "brief": _of_person("Zijn motivatiebrief", "brief", BRIEF),
    "verblijf": verblijf,
    "terugkeer": terugkeer,
    "vertrek": vertrek,
    "teamlid": teamlid,
    "teamlid_af": teamlid_af,
    "aandachtspunt": aandachtspunt,
}
"""``deel`` in the address of the form page -> how it is built."""
