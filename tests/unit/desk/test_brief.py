"""The brief: every line says where it was read."""

from functools import partial

from handoff.desk.words import say
from handoff.domain.briefing.brief import BriefArticle, BriefFact, BriefHistory, BriefLine, BriefMood
from handoff.domain.briefing.reading import make_brief
from handoff.domain.enums import AuthorType, EscalationReason, MessageKind
from tests.support.scripts import Script

VISITOR, BOT, AGENT = AuthorType.VISITOR, AuthorType.BOT, AuthorType.AGENT


def the_story() -> Script:
    script = Script()
    script.add(VISITOR, "Hello", mood=0.1)
    script.add(BOT, "Hello! How can I help?")
    script.add(VISITOR, "My order LM-20417 arrived broken", mood=-0.3)
    first = script.answer("returns")
    script.choose(first, "answer_rejected")
    second = script.answer("broken")
    script.choose(second, "answer_helped")
    script.answer("refunds")
    script.add(VISITOR, "Useless! Write to vera@example.org", mood=-0.9)
    return script


def test_every_line_carries_the_seq_of_its_message() -> None:
    """Reason, goal, facts, articles, mood, evidence, history, suggestions."""
    script = the_story()
    script.add(AGENT, "do not show", kind=MessageKind.NOTE)
    brief = make_brief(
        script.lines,
        reason=EscalationReason.FRUSTRATED,
        at_seq=9,
        lang="en",
        signals={"anger": 0.91},
        evidence=("Useless!", "not said"),
        say=partial(say, lang="en"),
    )
    assert (brief.reason, brief.reason_seq, brief.language) == (EscalationReason.FRUSTRATED, 9, "en")
    assert brief.goal == BriefLine(text="My order LM-20417 arrived broken", seq=3)
    assert brief.facts == (
        BriefFact(name="order_number", value="LM-20417", seq=3),
        BriefFact(name="email", value="vera@example.org", seq=9),
    )
    assert [(one.id, one.seq, one.outcome) for one in brief.articles] == [
        ("returns", 4, "rejected"),
        ("broken", 6, "helped"),
        ("refunds", 8, "not_answered"),
    ]
    assert brief.articles[0] == BriefArticle(
        id="returns", title="About returns", shown_at_seq=4, score=0.8, outcome="rejected", url="/returns"
    )
    assert brief.mood == tuple(BriefMood(seq=s, score=m) for s, m in ((1, 0.1), (3, -0.3), (9, -0.9)))
    assert brief.evidence == (BriefLine(text="Useless!", seq=9), BriefLine(text="not said", seq=9))
    assert [(one.name, one.value, one.seq) for one in brief.signals] == [("anger", 0.91, 9)]
    assert brief.history[0] == BriefHistory(seq=1, author="visitor", text="Hello")
    assert [line.seq for line in brief.history] == list(range(1, 10))
    assert [line.seq for line in brief.suggested_replies] == [9, 3]
    assert "LM-20417" in brief.suggested_replies[1].text


def test_a_rejection_in_words_counts_for_the_answer_before_it() -> None:
    """The bot says that it was told "not that"."""
    script = Script()
    script.add(VISITOR, "How do I return a mug?")
    script.answer("returns")
    script.add(VISITOR, "that is not it")
    script.add(BOT, "I am sorry.", {"answer": {"outcome": "rejected"}})
    brief = make_brief(script.lines, reason=None, at_seq=4, lang="en", say=partial(say, lang="en"))
    assert [one.outcome for one in brief.articles] == ["rejected"]


def test_only_this_session_gives_the_goal() -> None:
    """After a hand-back the old question is history, not the goal; facts stay known."""
    script = the_story()
    script.add(VISITOR, "Now I need an invoice please")
    brief = make_brief(
        script.lines, reason=None, at_seq=10, since_seq=9, lang="en", say=partial(say, lang="en")
    )
    assert brief.goal == BriefLine(text="Now I need an invoice please", seq=10)
    assert brief.articles == ()
    assert [fact.name for fact in brief.facts] == ["order_number", "email"]


def test_what_is_said_after_the_handoff_adds_facts_but_not_another_goal() -> None:
    """A customer who gives the number while waiting is not asked again."""
    script = Script()
    script.add(VISITOR, "human")
    script.add(VISITOR, "My order LM-11111 is late", mood=0.0)
    brief = make_brief(
        script.lines,
        reason=EscalationReason.ASKED_FOR_HUMAN,
        at_seq=1,
        lang="en",
        say=partial(say, lang="en"),
    )
    assert brief.facts == (BriefFact(name="order_number", value="LM-11111", seq=2),)
    assert brief.goal == BriefLine(text="human", seq=1)


def test_a_malformed_payload_is_left_out() -> None:
    """The bot's payload is data and may be anything."""
    script = Script()
    for payload in ({"answer": "x"}, {"answer": {"outcome": "answered", "hits": ["x", {}]}}, {"choice": 3}):
        script.add(BOT, "?", payload)
    brief = make_brief(script.lines, reason=None, at_seq=3, lang="pl", say=partial(say, lang="pl"))
    assert brief.goal is None
    assert brief.suggested_replies[0].text.startswith("Dzień dobry")


def test_shortened_evidence_still_leads_to_its_message() -> None:
    """A long story is cut in the evidence, and its line breaks are gone."""
    script = Script()
    story = "It broke.\n\n" + "It is still broken. " * 40
    script.add(VISITOR, story)
    script.add(VISITOR, "Anybody?")
    words = " ".join(story.split())[:279] + "…"
    brief = make_brief(
        script.lines,
        reason=EscalationReason.COMPLEX,
        at_seq=2,
        lang="en",
        evidence=(words,),
        say=partial(say, lang="en"),
    )
    assert brief.evidence == (BriefLine(text=words, seq=1),)


def test_the_words_before_the_handoff_stand_beside_another_goal() -> None:
    """The first question may be another matter than the one that needs a person."""
    script = the_story()
    brief = make_brief(script.lines, reason=None, at_seq=9, lang="en", say=partial(say, lang="en"))
    assert brief.said_last == BriefLine(text="Useless! Write to vera@example.org", seq=9)


def test_the_words_before_the_handoff_are_not_told_twice() -> None:
    """The goal itself, the goal said again, and a pressed button say nothing more."""
    script = Script()
    script.add(VISITOR, "Where is my order?")
    shown = script.answer("delivery")
    script.add(VISITOR, "where is  my Order?")
    script.choose(shown, "answer_rejected")
    briefs = [
        make_brief(script.lines, reason=None, at_seq=seq, lang="en", say=partial(say, lang="en"))
        for seq in (1, 3, 4)
    ]
    assert [brief.goal and brief.goal.seq for brief in briefs] == [1, 1, 1]
    assert [brief.said_last for brief in briefs] == [None, None, None]
