"""What a person reads about the connection: true, short, and never a reason to stop working."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hvh_desktop.sync.thread.state import (
    Event,
    Filling,
    Stage,
    State,
    Tally,
    Told,
    Tone,
    bar_forms,
    bar_words,
    page_sentences,
)

NOW = datetime(2026, 11, 12, 13, 3, tzinfo=UTC)
"""Three minutes past two in the house."""
IN_STEP = State(Stage.in_step, in_step_at=NOW, contact_at=NOW)


def waits(number: int) -> tuple[Tally, ...]:
    return (Tally("team", waiting=number, waiting_since=NOW - timedelta(minutes=40)),)


def page(state: State) -> str:
    return "\n".join(sentence.text for sentence in page_sentences(state, NOW))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State(), "Verbinding zoeken"),
        (IN_STEP, "Alles verstuurd 14.03"),
        (replace(IN_STEP, in_step_at=NOW - timedelta(days=1)), "Alles verstuurd gisteren 14.03"),
        (State(Stage.busy, waits(3)), "3 wijzigingen wachten"),
        (State(Stage.busy, waits(1)), "1 wijziging wacht"),
        (State(Stage.offline), "Geen verbinding: je kunt gewoon doorwerken"),
        (State(Stage.offline, waits(12_500)), "Geen verbinding, 12.500 wijzigingen wachten"),
        (State(Stage.refused, waits(2)), "Versturen lukt niet"),
        (State(Stage.filling, filling=Filling("team", 41, 100)), "Laptop wordt gevuld, 41 %"),
    ],
)
def test_the_bar_says_it_in_a_few_words(state: State, words: str) -> None:
    assert bar_words(state, NOW) == words


def test_what_stands_apart_at_the_hub_is_told_where_it_came_from() -> None:
    one, three = (replace(IN_STEP, tallies=(Tally("team", held=n),)) for n in (1, 3))
    assert "1 deel van deze laptop staat apart bij de server." in page(one)
    assert "De andere laptops krijgen het alleen als een beheerder dat beslist." in page(one)
    assert "3 delen van deze laptop staan apart bij de server." in page(three)
    assert one.tone is Tone.calm


@pytest.mark.parametrize(
    ("state", "forms"),
    [
        (
            State(Stage.offline, waits(2)),
            ("Geen verbinding, 2 wijzigingen wachten", "Geen verbinding, 2 wachten", "2 wachten"),
        ),
        (
            State(Stage.stopped, waits(1)),
            ("Geen verbinding, 1 wijziging wacht", "Geen verbinding, 1 wacht", "1 wacht"),
        ),
        (
            State(Stage.busy, waits(12)),
            ("12 wijzigingen wachten", "12 wijzigingen wachten", "12 wachten"),
        ),
        (
            State(Stage.offline),
            ("Geen verbinding: je kunt gewoon doorwerken", "Geen verbinding"),
        ),
        (IN_STEP, ("Alles verstuurd 14.03", "Alles verstuurd 14.03", "Verstuurd")),
        (
            State(Stage.filling, filling=Filling("team", 34, 100)),
            ("Laptop wordt gevuld, 34 %", "Vullen, 34 %", "34 %"),
        ),
        (State(Stage.refused, waits(3)), ("Versturen lukt niet", "Lukt niet")),
        (State(), ("Verbinding zoeken", "Verbinding zoeken", "Zoekt")),
    ],
)
def test_fewer_words_still_say_how_many_wait(state: State, forms: tuple[str, ...]) -> None:
    assert bar_forms(state, NOW) == forms


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (1, "1 wijziging hoort bij een beslissing van een collega en wacht op deze laptop."),
        (3, "3 wijzigingen horen bij een beslissing van een collega en wachten op deze laptop."),
    ],
)
def test_a_decision_that_waits_for_who_took_it_is_told(left: int, said: str) -> None:
    told = page(replace(IN_STEP, tallies=(Tally("team", left=left),)))
    assert said in told
    assert "Alles is verstuurd" not in told
    assert "Alles is verstuurd" in page(IN_STEP)


def test_the_page_says_what_waits_and_since_when() -> None:
    told = page(State(Stage.offline, waits(3), retry_at=NOW + timedelta(minutes=1)))
    assert "je kunt gewoon doorwerken" in told
    assert "Om 14.04 weer." in told
    assert "3 wijzigingen wachten op verzenden sinds 13.23." in told


def test_the_last_fault_is_told_while_it_lasts() -> None:
    state = State(Stage.offline, problem="De proxy doet moeilijk.", problem_at=NOW)
    assert "De proxy doet moeilijk." in page(state)
    assert "De proxy doet moeilijk." not in page(replace(state, stage=Stage.in_step))


def test_a_no_of_the_hub_is_told_with_what_is_safe() -> None:
    state = State(Stage.refused, problem="Deze laptop is afgemeld.")
    assert "Deze laptop is afgemeld." in page(state)
    assert "bewaard op deze laptop" in page(state)
    assert state.tone is Tone.warning


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (timedelta(minutes=12), "12 minuten achter"),
        (timedelta(minutes=-3), "3 minuten voor"),
        (timedelta(hours=2), "2 uur achter"),
        (timedelta(days=-400), "400 dagen voor"),
    ],
)
def test_a_wrong_clock_is_told(clock: timedelta, words: str) -> None:
    assert f"De klok van deze laptop loopt {words}." in page(replace(IN_STEP, clock=clock))


def test_a_clock_that_is_nearly_right_is_nobodys_concern() -> None:
    assert "klok" not in page(replace(IN_STEP, clock=timedelta(seconds=90)))


def test_what_is_kept_and_not_shown_is_counted() -> None:
    tally = Tally("team", for_update=3, for_key=1, aside=2, to_apply=7)
    state = replace(IN_STEP, tallies=(tally, Tally("log", for_update=1)))
    told = page(state)
    assert "4 wijzigingen zijn gemaakt met een nieuwere versie" in told
    assert "1 deel wacht op een sleutel" in told
    assert "2 delen die niet kloppen, zijn apart gehouden" in told
    assert "7 wijzigingen van collega’s worden nog verwerkt" in told
    assert state.tone is Tone.warning


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Event.hub_restored, "De server is teruggezet"),
        (Event.laptop_restored, "teruggezet of gekopieerd"),
        (Event.started_over, "opnieuw begonnen"),
    ],
)
def test_what_was_healed_is_told_in_a_sentence(event: Event, words: str) -> None:
    told = (Told(event, NOW - timedelta(hours=2)), Told(event, NOW))
    text = page(replace(IN_STEP, told=told))
    assert text.count(words) == 1
    assert "14.03: " in text


def test_every_stage_has_words_for_bar_and_page() -> None:
    for stage in Stage:
        state = State(stage, problem="Fout.")
        assert bar_words(state, NOW)
        for sentence in page_sentences(state, NOW):
            assert sentence.text.endswith(".")
            assert "!" not in sentence.text


def test_counts_add_up_and_the_oldest_counts() -> None:
    later = Tally("log", waiting=2, waiting_since=NOW)
    state = State(tallies=(*waits(3), later, Tally("register")))
    assert (state.waiting, state.waiting_since) == (5, NOW - timedelta(minutes=40))


@pytest.mark.parametrize(("done", "total", "percent"), [(0, 0, 100), (1, 3, 33), (9, 3, 100)])
def test_percent_stays_within_bounds(done: int, total: int, percent: int) -> None:
    assert Filling("team", done, total).percent == percent
