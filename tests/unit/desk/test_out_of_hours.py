"""Out of hours the customer is told the truth: that nobody is there, and when somebody will be."""

from datetime import UTC, datetime, time

import pytest

from handoff.desk.moments import say_moment
from handoff.domain.enums import EscalationReason
from handoff.domain.timing.calendar import BusinessCalendar, Slot
from handoff.domain.timing.sla import Terms
from tests.support.desks import World

OFFICE = BusinessCalendar(
    zone="Europe/Warsaw", week=dict.fromkeys(range(5), (Slot(start=time(9), end=time(17)),))
)
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Monday, 2 March, 09:00 (Warsaw)"),
        ("pl", "poniedziałek, 2 marca, 09:00 (Warszawa)"),
        ("fa", "دوشنبه ۱۱ اسفند، ساعت ۰۹:۰۰ (به وقت ورشو)"),
    ],
)
def test_a_moment_is_said_in_the_customers_calendar(lang: str, words: str) -> None:
    """And in the desk's own time zone, which is named."""
    assert say_moment(MONDAY, lang, "Europe/Warsaw") == words


def closed_on_sundays() -> World:
    """It is Sunday, 1 March."""
    world = World()
    world.desk.agreed.terms = Terms(calendar=OFFICE)
    return world


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
async def test_closed_the_handoff_says_when_we_are_back(lang: str) -> None:
    """In words, as a moment for programs, and in the header as long as it is so."""
    world = closed_on_sundays()
    _, conversation_id = await world.chat(lang=lang)
    await world.escalate(conversation_id, EscalationReason.NO_ANSWER)
    said = (await world.said(conversation_id))[-1]
    assert said.payload["key"] == "queued_closed"
    assert say_moment(MONDAY, lang, "Europe/Warsaw") in said.text
    assert said.payload["params"]["when"] == "2026-03-02T08:00:00.000Z"  # type: ignore[index]
    place = (await world.view(conversation_id)).queue
    assert place is not None
    assert place.opens_at == MONDAY
    world.clock.now = MONDAY
    place = (await world.view(conversation_id)).queue
    assert place is not None
    assert place.opens_at is None


async def test_without_a_bot_it_says_both() -> None:
    """That the assistant fails, and when people are back."""
    world = closed_on_sundays()
    _, conversation_id = await world.chat()
    await world.escalate(conversation_id, EscalationReason.BOT_UNAVAILABLE)
    said = (await world.said(conversation_id))[-1]
    assert said.payload["key"] == "queued_bot_unavailable_closed"
    assert "assistant cannot answer" in said.text


async def test_somebody_who_is_there_all_the_same_counts() -> None:
    """An agent who is online on a Sunday will be asked: to say "we are closed" would be wrong."""
    world = closed_on_sundays()
    await world.agent()
    _, conversation_id = await world.waiting()
    assert (await world.activities(conversation_id))[-1] == "queued"


async def test_open_with_nobody_there_no_time_is_promised() -> None:
    """Nobody knows when somebody will come."""
    world = closed_on_sundays()
    world.clock.now = MONDAY
    _, conversation_id = await world.waiting()
    assert (await world.activities(conversation_id))[-1] == "queued_away"
