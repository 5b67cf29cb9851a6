"""Desk-wide settings, for supervisors and admins: so far the risk of wrong answers, with its replay."""

from collections.abc import Sequence

from handoff.desk.bot.dial import GREATEST_RISK, LEAST_RISK, RiskDial, read_dial, turn_dial
from handoff.domain.bot.replay import ENOUGH, Changed
from handoff.learning.dial import InForce
from handoff.learning.replays import Labelled
from handoff.web.api.settings_models import (
    AnsweringOut,
    ChangedOut,
    CurvePointOut,
    JudgeOut,
    LabelsOut,
    MeasuredOut,
    ReplayOut,
    ReplayQuery,
    RiskChangeOut,
    RiskIn,
    TallyOut,
)
from handoff.web.route import Access, Asked, Route
from kb_index.measured import measured_at


async def read_answering(asked: Asked) -> AnsweringOut:
    services = asked.services
    dial = await read_dial(services.desk, actor=asked.actor, start=services.dial.start_risk)
    return await _answering(asked, dial)


async def set_answering(asked: Asked) -> AnsweringOut:
    services, body = asked.services, asked.body
    dial = await turn_dial(
        services.desk,
        actor=asked.actor,
        risk=body.risk,
        start=services.dial.start_risk,
        revision=body.revision,
    )
    await services.dial.refresh()
    return await _answering(asked, dial)


async def replay_answering(asked: Asked) -> ReplayOut:
    risk, days, services = asked.query.risk, asked.query.days, asked.services
    found, curve = await services.replays.at(risk, days=days)
    now = services.dial.risk
    return ReplayOut(
        risk=risk,
        risk_now=now,
        days=days,
        n=found.n,
        labelled=found.labelled,
        enough=found.enough,
        needed=ENOUGH,
        now=TallyOut.model_validate(found.now),
        then=TallyOut.model_validate(found.then),
        changed=found.changed,
        examples=_examples(found.examples),
        curve=tuple(CurvePointOut.model_validate(point) for point in curve),
        measured_now=() if found.enough else _measured(now),
        measured_then=() if found.enough else _measured(risk),
    )


async def _answering(asked: Asked, dial: RiskDial) -> AnsweringOut:
    services = asked.services
    return AnsweringOut(
        risk=dial.risk,
        revision=dial.revision,
        start_risk=services.dial.start_risk,
        least=LEAST_RISK,
        greatest=GREATEST_RISK,
        history=tuple(
            RiskChangeOut(
                revision=one.revision,
                before=one.before,
                after=one.after,
                by=one.change.by_name,
                at=one.change.at,
            )
            for one in dial.history
        ),
        judge=_judge(services.dial.in_force),
        labels=_labels(await services.replays.labels()),
    )


def _judge(in_force: InForce) -> JudgeOut:
    record = in_force.record
    fitted = record if record is not None and record.content is not None else None
    return JudgeOut(
        own=in_force.own,
        version=in_force.version,
        fitted_at=fitted.made_at if fitted else None,
        fitted_by=fitted.made_by if fitted else None,
        report=dict(fitted.report) if fitted else {},
        problem=in_force.problem,
    )


def _labels(labelled: Labelled) -> LabelsOut:
    return LabelsOut(n=labelled.n, by_source=dict(labelled.by_source), needed=labelled.needed)


def _examples(changed: Sequence[Changed]) -> tuple[ChangedOut, ...]:
    return tuple(
        ChangedOut(
            conversation_id=one.question.conversation_id,
            at=one.question.at,
            lang=one.question.lang,
            query=one.question.query,
            title=one.question.title,
            probability=one.question.probability,
            before=one.before,
            after=one.after,
        )
        for one in changed
    )


def _measured(risk: float) -> tuple[MeasuredOut, ...]:
    return tuple(MeasuredOut.model_validate(one) for one in measured_at(risk))


ROUTES = (
    Route(
        method="GET",
        path="/settings/answering",
        handler=read_answering,
        summary="How sure the bot must be before it answers, and who judges",
        access=Access.LEADERS,
        answers=(AnsweringOut,),
    ),
    Route(
        method="PUT",
        path="/settings/answering",
        handler=set_answering,
        summary="Set how many of the bot's answers may be wrong",
        access=Access.LEADERS,
        body=RiskIn,
        answers=(AnsweringOut,),
    ),
    Route(
        method="GET",
        path="/settings/answering/replay",
        handler=replay_answering,
        summary="What another setting would have done with past questions",
        access=Access.LEADERS,
        query=ReplayQuery,
        answers=(ReplayOut,),
    ),
)
