"""What is read as a promise, and by when: the sentences of tests/data/promises.yml, and the odd ones."""

from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from handoff.domain.promise.reading import promises_in
from handoff.domain.timing.calendar import BusinessCalendar, Slot

WARSAW = ZoneInfo("Europe/Warsaw")
OFFICE = BusinessCalendar(
    zone="Europe/Warsaw", week=dict.fromkeys(range(5), (Slot(start=time(9), end=time(17)),))
)
FRIDAY = datetime(2026, 11, 20, 10, 30, tzinfo=WARSAW).astimezone(UTC)
SENTENCES = yaml.safe_load((Path(__file__).parents[2] / "data" / "promises.yml").read_text(encoding="utf-8"))
UNSEEN = SENTENCES.pop("unseen")
SEEN = [(lang, text, due) for lang, rows in SENTENCES.items() for text, due in rows]
LANGUAGES = ("en", "fa", "pl")


def read(text: str, lang: str = "en", at: datetime = FRIDAY) -> list[str]:
    """When the promises are due, on the clock of the desk."""
    found = promises_in(text, lang, at, OFFICE)
    return [one.due_at.astimezone(WARSAW).strftime("%Y-%m-%d %H:%M") for one in found]


@pytest.mark.parametrize(("lang", "text", "due"), SEEN)
def test_a_sentence_is_read_as_a_person_reads_it(lang: str, text: str, due: str | None) -> None:
    """With its moment, or as no promise."""
    assert read(text, lang) == ([due] if due else [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_nobody_wrote_patterns_for_are_read_precisely(lang: str) -> None:
    """Of those it was never fitted to: no false promise, and most of the true ones with the right moment."""
    rows = UNSEEN[lang]
    false = [text for text, due in rows if due is None and read(text, lang)]
    right = [text for text, due in rows if due is not None and read(text, lang) == [due]]
    assert false == []
    assert len(right) >= 0.8 * sum(due is not None for _, due in rows)


def test_a_message_has_one_promise_for_each_moment() -> None:
    """What has a time speaks for what has none; two times are two promises."""
    both = "I'll look into it. I'll let you know. I will call you on Monday at 10:00, and then you'll see."
    assert read(both) == ["2026-11-23 10:00"]
    two = "I'll call you today at 15:00. We will send the lamp on Wednesday."
    assert read(two) == ["2026-11-20 15:00", "2026-11-25 17:00"]


def test_words_in_another_language_than_the_conversation_count() -> None:
    """Staff do not always write in the customer's language."""
    assert read("I will write to you tomorrow.", "fa") == ["2026-11-23 17:00"]
    assert read("فردا برایتان می‌نویسم.", "pl") == ["2026-11-23 17:00"]


def test_what_is_quoted_is_no_promise() -> None:
    """A mail program puts the other side's words below."""
    assert read("> I will call you tomorrow\nThank you, that is settled.") == []


def test_after_hours_today_is_the_rest_of_the_day() -> None:
    """Said at eight in the evening."""
    evening = datetime(2026, 11, 20, 20, 0, tzinfo=WARSAW)
    assert read("I'll send it today.", at=evening) == ["2026-11-20 23:59"]
    assert read("I'll send it by 5 pm.", at=evening) == ["2026-11-23 17:00"]


def test_a_desk_that_never_closes_has_office_days() -> None:
    """Tomorrow is by six in the evening, not by midnight."""
    found = promises_in("I will write tomorrow", "en", FRIDAY, BusinessCalendar.always())
    assert [one.due_at for one in found] == [datetime(2026, 11, 21, 18, 0, tzinfo=UTC)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["I will " * 600 + "a " * 2000, "tomorrow in " * 400, "خبر " * 1000, "się " * 900]
)
def test_a_long_text_comes_to_an_end(lang: str, text: str) -> None:
    """Nothing an agent may paste holds the desk up: no pattern runs away."""
    assert read(text, lang) == []
