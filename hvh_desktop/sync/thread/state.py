"""How this laptop stands towards the hub, and the Dutch words for it. Only facts in, words out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from hvh_desktop.text import capitalise, format_number, format_time, near_day, plural

CLOCK_SLACK = timedelta(minutes=2)
"""A clock that is less wrong than this is nobody's concern."""
_HOUSE = ZoneInfo("Europe/Amsterdam")


class Stage(StrEnum):
    """What goes on, as far as a person notices."""

    seeking = "seeking"
    """Just begun: the hub has not answered yet."""
    filling = "filling"
    """Nothing was on this laptop yet: it is being filled."""
    busy = "busy"
    """Connected, and something still waits."""
    in_step = "in_step"
    """Connected, and nothing waits."""
    offline = "offline"
    refused = "refused"
    """The hub says no: a person has to do something."""
    stopped = "stopped"


class Tone(StrEnum):
    """How a sentence should look."""

    calm = "calm"
    busy = "busy"
    warning = "warning"


class Event(StrEnum):
    """Something that was noticed and healed, and that a person is told."""

    hub_restored = "hub_restored"
    laptop_restored = "laptop_restored"
    started_over = "started_over"


@dataclass(frozen=True)
class Tally:
    """What one stream keeps on this laptop. Counts, never content."""

    stream: str
    waiting: int = 0
    """Changes of this laptop that the hub may not have yet."""
    waiting_since: datetime | None = None
    to_apply: int = 0
    """Changes and envelopes of others that came in and are still to be carried out."""
    for_update: int = 0
    """Written by a newer version: kept whole until this program is newer."""
    for_key: int = 0
    """Kept, and its key has not come yet."""
    aside: int = 0
    """Not what they say they are: kept aside for a person."""
    left: int = 0
    """Changes in decisions of a colleague on this laptop; they go along when he signs them."""
    held: int = 0
    """Envelopes that stand apart at the hub: others get them when a beheerder lets them in."""
    disputed: int = 0
    """Envelopes whose writers were shown another order by the hub, until a person saw it."""


@dataclass(frozen=True)
class Filling:
    """How far the first filling is."""

    stream: str
    done: int
    total: int
    """Envelopes, over all streams of this person."""

    @property
    def percent(self) -> int:
        return 100 if self.total <= 0 else min(100, self.done * 100 // self.total)


@dataclass(frozen=True)
class Told:
    """An event with its moment."""

    event: Event
    at: datetime


@dataclass(frozen=True)
class State:
    """Everything that the top bar and its page may say."""

    stage: Stage = Stage.seeking
    tallies: tuple[Tally, ...] = ()
    in_step_at: datetime | None = None
    """The last moment at which the hub had everything and so had this laptop."""
    contact_at: datetime | None = None
    """The last answer of the hub."""
    problem: str = ""
    """The last sentence of what went wrong; it stays after things go well again."""
    problem_at: datetime | None = None
    retry_at: datetime | None = None
    """When it is tried again."""
    clock: timedelta | None = None
    """The clock of the hub minus that of this laptop."""
    filling: Filling | None = None
    told: tuple[Told, ...] = ()
    """Newest last."""
    notices: tuple[str, ...] = ()
    """What was noticed about accounts and laptops, as sentences."""

    @property
    def waiting(self) -> int:
        return sum(tally.waiting for tally in self.tallies)

    @property
    def waiting_since(self) -> datetime | None:
        return min((t.waiting_since for t in self.tallies if t.waiting_since), default=None)

    @property
    def left(self) -> int:
        return sum(tally.left for tally in self.tallies)

    @property
    def to_apply(self) -> int:
        return sum(tally.to_apply for tally in self.tallies)

    @property
    def for_update(self) -> int:
        return sum(tally.for_update for tally in self.tallies)

    @property
    def for_key(self) -> int:
        return sum(tally.for_key for tally in self.tallies)

    @property
    def aside(self) -> int:
        return sum(tally.aside for tally in self.tallies)

    @property
    def held(self) -> int:
        return sum(tally.held for tally in self.tallies)

    @property
    def disputed(self) -> int:
        return sum(tally.disputed for tally in self.tallies)

    @property
    def tone(self) -> Tone:
        if self.stage is Stage.refused or self.aside or self.disputed:
            return Tone.warning
        if self.stage in (Stage.filling, Stage.busy, Stage.seeking):
            return Tone.busy
        return Tone.calm


@dataclass(frozen=True)
class Sentence:
    """One line of the page that explains the connection."""

    text: str
    tone: Tone = Tone.calm


# Words ---------------------------------------------------------------------------------------


def bar_words(state: State, now: datetime) -> str:
    """The few words in the top bar."""
    if state.stage is Stage.filling and state.filling is not None:
        return f"Laptop wordt gevuld, {state.filling.percent} %"
    if state.stage is Stage.refused:
        return "Versturen lukt niet"
    if state.stage in (Stage.offline, Stage.stopped):
        return _offline_words(state)
    if state.waiting:
        return _waiting_words(state.waiting)
    if state.in_step_at is not None:
        return f"Alles verstuurd {_moment(state.in_step_at, now)}"
    return "Verbinding zoeken"


def bar_forms(state: State, now: datetime) -> tuple[str, ...]:
    """The same in fewer and fewer words. How many changes wait is said in all of them. Words that
    stand twice wait a step: something else makes room first."""
    words = bar_words(state, now)
    if state.stage is Stage.filling and state.filling is not None:
        return words, f"Vullen, {state.filling.percent} %", f"{state.filling.percent} %"
    if state.stage is Stage.refused:
        return words, "Lukt niet"
    is_away = state.stage in (Stage.offline, Stage.stopped)
    if state.waiting:
        count = f"{format_number(state.waiting)} {'wacht' if state.waiting == 1 else 'wachten'}"
        return words, f"Geen verbinding, {count}" if is_away else words, count
    if is_away:
        return words, "Geen verbinding"
    return words, words, "Verstuurd" if state.in_step_at is not None else "Zoekt"


def page_sentences(state: State, now: datetime) -> tuple[Sentence, ...]:
    """Whole sentences, most important first: what is going on, what waits, what is odd."""
    return (
        Sentence(_stage_sentence(state, now), state.tone),
        *(Sentence(text) for text in _waiting_sentences(state, now)),
        *(Sentence(text, Tone.warning) for text in (*state.notices, *_odd_sentences(state))),
        *(Sentence(text) for text in _kept_sentences(state)),
        *(Sentence(text) for text in _told_sentences(state, now)),
    )


def moment_words(moment: datetime, now: datetime) -> str:
    """'14.03', 'gisteren 14.03' or 'do 12 nov 14.03'."""
    return _moment(moment, now)


def _moment(moment: datetime, now: datetime) -> str:
    local, today = moment.astimezone(_HOUSE), now.astimezone(_HOUSE).date()
    clock = format_time(local.time())
    return clock if local.date() == today else f"{near_day(local.date(), today)} {clock}"


def _offline_words(state: State) -> str:
    if state.waiting:
        return f"Geen verbinding, {_waiting_words(state.waiting)}"
    return "Geen verbinding: je kunt gewoon doorwerken"


def _waiting_words(number: int) -> str:
    if number == 1:
        return "1 wijziging wacht"
    return f"{format_number(number)} wijzigingen wachten"


def _stage_sentence(state: State, now: datetime) -> str:
    match state.stage:
        case Stage.filling:
            return (
                f"Deze laptop wordt gevuld met wat er in het huis al is: "
                f"{state.filling.percent if state.filling else 0} %. Sluiten mag: de volgende "
                "keer gaat het verder waar het was."
            )
        case Stage.refused:
            return f"Versturen lukt niet. {state.problem} Je werk is bewaard op deze laptop."
        case Stage.offline:
            again = f" Om {_moment(state.retry_at, now)} weer." if state.retry_at else ""
            return (
                "Er is geen verbinding: je kunt gewoon doorwerken. Wat je schrijft, is bewaard op "
                "deze laptop en gaat vanzelf mee zodra er verbinding is. Het programma blijft het "
                f"proberen.{again}"
            )
        case Stage.busy:
            return "Er is verbinding en er wordt verstuurd en opgehaald."
        case Stage.in_step if state.left:
            return (
                "Wat jij mag versturen, is verstuurd en deze laptop heeft alles wat de andere "
                "laptops verstuurden."
            )
        case Stage.in_step:
            return (
                "Alles is verstuurd en deze laptop heeft alles wat de andere laptops verstuurden."
            )
        case Stage.stopped:
            return "Versturen en ophalen is gestopt."
        case _:
            return "Verbinding zoeken. Je kunt gewoon werken."


def _waiting_sentences(state: State, now: datetime) -> Iterable[str]:
    if state.stage is Stage.offline and state.problem:
        yield state.problem
    if state.waiting:
        since = state.waiting_since
        when = f" sinds {_moment(since, now)}" if since else ""
        yield f"{capitalise(_waiting_words(state.waiting))} op verzenden{when}."
    if state.left:
        it = plural(state.left, "wijziging hoort", "wijzigingen horen")
        yield (
            f"{capitalise(it)} bij een beslissing van een collega en "
            f"{'wacht' if state.left == 1 else 'wachten'} op deze laptop. Dat gaat mee zodra die "
            "collega hier inlogt, of iemand die hetzelfde mag beslissen."
        )
    if state.in_step_at is not None and state.stage is not Stage.in_step:
        yield f"Voor het laatst was alles verstuurd: {_moment(state.in_step_at, now)}."
    elif state.contact_at is None:
        yield "Sinds je inlogde, is er nog geen verbinding geweest."


def _odd_sentences(state: State) -> Iterable[str]:
    if state.clock is not None and abs(state.clock) > CLOCK_SLACK:
        side = "achter" if state.clock > timedelta() else "voor"
        yield (
            f"De klok van deze laptop loopt {_length(abs(state.clock))} {side}. Zet hem goed in de "
            "instellingen van de computer. Er gaat niets verloren."
        )
    if state.aside:
        it = plural(state.aside, "deel dat niet klopt, is", "delen die niet kloppen, zijn")
        yield f"{capitalise(it)} apart gehouden. Er is niets weggegooid. Vertel het de beheerder."
    if state.disputed:
        yield TWO_ORDERS


def _kept_sentences(state: State) -> Iterable[str]:
    if state.held:
        it = plural(state.held, "deel", "delen")
        is_one = state.held == 1
        yield (
            f"{capitalise(it)} van deze laptop {'staat' if is_one else 'staan'} apart bij de "
            f"server. De andere laptops krijgen {'het' if is_one else 'ze'} alleen als een "
            "beheerder dat beslist."
        )
    if state.for_update:
        it = plural(state.for_update, "wijziging is", "wijzigingen zijn")
        yield (
            f"{capitalise(it)} gemaakt met een nieuwere versie van dit programma. Je ziet ze zodra "
            "deze laptop is bijgewerkt. Er gaat niets verloren."
        )
    if state.for_key:
        it = plural(state.for_key, "deel wacht", "delen wachten")
        yield (
            f"{capitalise(it)} op een sleutel. Die komt zodra een collega met toegang heeft "
            "ingelogd op een laptop met verbinding."
        )
    if state.to_apply:
        it = plural(state.to_apply, "wijziging", "wijzigingen")
        yield f"{capitalise(it)} van collega’s worden nog verwerkt."


TWO_ORDERS = (
    "De server liet een andere laptop een andere volgorde zien dan deze laptop. Er is niets "
    "verloren en je kunt gewoon doorwerken. Het gebeurt als de server is teruggezet zonder dat dat "
    "is gezegd; zo niet, dan is er iets mis met de server. Vertel het de beheerder: die vraagt de "
    "systeembeheerder wat er is gebeurd."
)
_TOLD = {
    Event.hub_restored: (
        "De server is teruggezet vanaf een reservekopie. Deze laptop vult hem weer aan met wat er "
        "ontbreekt; er gaat niets verloren."
    ),
    Event.laptop_restored: (
        "De gegevens op deze laptop zijn teruggezet of gekopieerd. Dat is herkend: wat ontbrak, is "
        "weer opgehaald."
    ),
    Event.started_over: (
        "Het versturen kwam niet verder en is opnieuw begonnen. Gebeurt dit vaker, vertel het dan "
        "de beheerder."
    ),
}


def _told_sentences(state: State, now: datetime) -> Iterable[str]:
    last = {told.event: told.at for told in state.told}
    for event, at in sorted(last.items(), key=lambda pair: pair[1], reverse=True):
        yield f"{capitalise(_moment(at, now))}: {_TOLD[event]}"


def _length(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    if minutes < 90:
        return plural(minutes, "minuut", "minuten")
    hours = round(minutes / 60)
    if hours < 36:
        return plural(hours, "uur", "uur")
    return plural(round(hours / 24), "dag", "dagen")
