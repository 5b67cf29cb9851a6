"""The judge is refitted on the desk's own labels, where that is better, and given up again."""

from functools import partial

import pytest

from handoff.desk.bot.judges import latest_judge
from handoff.desk.bot.past import past_questions
from handoff.learning.dial import chosen
from handoff.learning.scoring import judge_of, rescored
from handoff.learning.training import FEWEST_OF_A_KIND, forget_judge, train_judge
from kb_index.errors import ForeignJudge
from kb_index.judgement import shipped
from kb_index.refit import FEWEST
from tests.support.desks import World
from tests.support.learning import judged_past, pressed_past, questions

MODEL = "minilm@1/fp32"
KEYS = {"model": MODEL, "made_by": "Ada", "start_risk": 0.2}


async def desk_with(count: int, *, shift: float) -> World:
    """A desk on which agents judged so many answers."""
    world = World()
    await judged_past(world, await world.agent(), questions(count, shift=shift))
    return world


async def test_a_desk_that_differs_gets_a_judge_of_its_own() -> None:
    """Where the shipped one is too timid, the refitted one is nearer to the truth and says more."""
    world = await desk_with(200, shift=1.5)
    trained = await train_judge(world.desk, **KEYS)
    assert trained.record is not None
    assert (trained.refitted, trained.record.version, trained.record.made_by) == (True, 1, "Ada")
    report = trained.as_json()
    before, after = report["before"], report["after"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after["log_loss"] < before["log_loss"]
    assert after["ece"] < before["ece"]
    assert (report["labels"], report["by_source"]) == (200, {"agent": 200})
    assert await latest_judge(world.desk) == trained.record
    judge = judge_of(trained.record, model=MODEL)
    shipped_past = await past_questions(world.desk, rescore=partial(rescored, shipped()), days=30)
    own_past = await past_questions(world.desk, rescore=partial(rescored, judge), days=30)
    right = sum(one.label.right for one in own_past if one.label)
    expected = [sum(one.probability for one in past) for past in (shipped_past, own_past)]
    assert abs(expected[1] - right) < abs(expected[0] - right) / 3


async def test_training_again_on_the_same_writes_nothing() -> None:
    """A version is a difference."""
    world = await desk_with(120, shift=1.5)
    assert (await train_judge(world.desk, **KEYS)).record is not None
    again = await train_judge(world.desk, **KEYS)
    assert (again.record, again.refitted) == (None, False)
    assert "nothing new" in again.reason


async def test_a_dry_run_tells_and_changes_nothing() -> None:
    """What would come of it is known before."""
    world = await desk_with(120, shift=1.5)
    trained = await train_judge(world.desk, dry_run=True, **KEYS)
    assert (trained.refitted, trained.record) == (True, None)
    assert await latest_judge(world.desk) is None


async def test_the_shipped_judge_stays_where_it_is_as_good() -> None:
    """On a desk like those it was fitted on there is nothing to gain."""
    world = await desk_with(150, shift=0.0)
    trained = await train_judge(world.desk, **KEYS)
    assert (trained.refitted, trained.record) == (False, None)
    assert "as good" in trained.reason


@pytest.mark.parametrize("count", [0, FEWEST - 5])
async def test_too_few_labels_say_how_many_more_it_takes(count: int) -> None:
    """Nothing is fitted on a handful."""
    world = await desk_with(count, shift=0.0)
    trained = await train_judge(world.desk, **KEYS)
    assert (trained.refitted, trained.missing.labels) == (False, FEWEST - count)
    assert trained.as_json()["questions"] == count


async def test_labels_of_one_kind_are_too_few_of_the_other() -> None:
    """Praise alone cannot tell what is wrong."""
    world = World()
    good = (one for one in questions(400, shift=3.0) if one.right)
    await pressed_past(world, (next(good) for _ in range(FEWEST)))
    trained = await train_judge(world.desk, **KEYS)
    assert (trained.missing.labels, trained.missing.wrong) == (0, FEWEST_OF_A_KIND)


async def test_forgetting_goes_back_to_the_shipped_judge() -> None:
    """As a version of its own; forgetting nothing is no version."""
    world = await desk_with(120, shift=1.5)
    assert await forget_judge(world.desk, made_by="Ada") is None
    await train_judge(world.desk, **KEYS)
    record = await forget_judge(world.desk, made_by="Sam")
    assert record is not None
    assert (record.version, record.content, record.report) == (2, None, {"forgot": 1})
    judge, in_force = chosen(record, model=MODEL)
    assert (judge, in_force.own, in_force.version) == (shipped(), False, 0)


async def test_a_judge_for_another_embedding_model_is_not_used() -> None:
    """Its scores would mean something else."""
    world = await desk_with(120, shift=1.5)
    trained = await train_judge(world.desk, **KEYS)
    assert trained.record is not None
    with pytest.raises(ForeignJudge):
        judge_of(trained.record, model="another@2/fp32")
    judge, in_force = chosen(trained.record, model="another@2/fp32")
    assert (judge, in_force.own) == (shipped(), False)
    assert in_force.problem is not None
    assert "another@2" in in_force.problem
