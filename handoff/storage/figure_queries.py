"""The queries behind the figures that look at more than one event of a conversation."""

import sqlalchemy as sa

from handoff.domain.enums import EscalationReason
from handoff.domain.figures.scope import Scope
from handoff.domain.figures.tally import Evidence, Pick
from handoff.domain.history.keeping import BY_THE_CUSTOMER
from handoff.domain.history.kept_event import SHOWN, SPAM, EventKind
from handoff.storage.grid import bucket
from handoff.storage.tables.event_tables import events

Condition = sa.ColumnElement[bool]


def within(table: sa.FromClause, scope: Scope) -> Condition:
    """The events that a scope covers."""
    conditions: list[Condition] = [table.c.slot >= scope.since, table.c.slot < scope.until]
    if scope.lang is not None:
        conditions.append(table.c.lang == scope.lang)
    if scope.team is not None:
        theirs = table.c.agent_id.in_(scope.team.members)
        conditions.append(sa.or_(table.c.team_id == scope.team.id, theirs))
    return sa.and_(*conditions)


def picked(table: sa.FromClause, pick: Pick) -> Condition:
    """The events that a figure means."""
    conditions: list[Condition] = [table.c.kind.in_([kind.value for kind in pick.kinds])]
    if pick.words:
        conditions.append(table.c.word.in_(pick.words))
    if pick.owners:
        conditions.append(table.c.owner.in_(pick.owners))
    if pick.people is not None:
        conditions.append(table.c.people.is_(pick.people))
    return sa.and_(*conditions)


def latest_of(table: sa.FromClause, *same: str) -> Condition:
    """No later event of the same kind speaks of the same thing in the same conversation."""
    later = events.alias("later")
    return ~sa.exists().where(
        later.c.conversation_id == table.c.conversation_id,
        later.c.kind == table.c.kind,
        *(later.c[name] == table.c[name] for name in same),
        _after(later, table),
    )


def ratings_query(scope: Scope) -> sa.Select[tuple[object, ...]]:
    """The last score of each end, with who had the conversation as it ended."""
    csat, end = events.alias("csat"), events.alias("ended")
    number = bucket(csat.c.slot, scope.grid)
    of_end = sa.and_(
        end.c.conversation_id == csat.c.conversation_id,
        end.c.kind == EventKind.RESOLVED.value,
        end.c.epoch == csat.c.epoch,
    )
    covered = sa.and_(
        within(csat, Scope(since=scope.since, until=scope.until, grid=scope.grid, lang=scope.lang)),
        csat.c.kind == EventKind.CSAT.value,
        latest_of(csat, "epoch"),
    )
    if scope.team is not None:
        theirs = end.c.agent_id.in_(scope.team.members)
        covered = sa.and_(covered, sa.or_(end.c.team_id == scope.team.id, theirs))
    keys = (number, end.c.owner, end.c.agent_id, csat.c.score)
    return sa.select(*keys, sa.func.count()).join_from(csat, end, of_end).where(covered).group_by(*keys)


def ends_query(scope: Scope, seconds: int, mature_before: int) -> sa.Select[tuple[object, ...]]:
    """Ends with what came of them; the lookups go by conversation and kind, so each costs one step."""
    end = events.alias("ended")
    begun = sa.or_(end.c.first_word_at.is_not(None), end.c.people)
    no_spam = sa.or_(end.c.word.is_(None), end.c.word != SPAM)
    rows = (
        sa.select(
            bucket(end.c.slot, scope.grid).label("bucket"),
            end.c.owner,
            end.c.people,
            _evidence(end).label("evidence"),
            (~_ended_before(end)).label("first"),
            (end.c.slot < mature_before).label("mature"),
            _came_back(end, seconds).label("back"),
        )
        .where(within(end, scope), end.c.kind == EventKind.RESOLVED.value, begun, no_spam)
        .subquery()
    )
    return sa.select(*rows.c, sa.func.count().label("n")).group_by(*rows.c)


def shown_query(scope: Scope) -> sa.Select[tuple[object, ...]]:
    """How often each article was shown."""
    where = sa.and_(
        within(events, scope),
        events.c.kind == EventKind.ANSWER.value,
        events.c.word.in_(SHOWN),
        events.c.about.is_not(None),
    )
    return sa.select(events.c.about, sa.func.count()).where(where).group_by(events.c.about)


def handed_over_query(scope: Scope) -> sa.Select[tuple[object, ...]]:
    """Which article stood last before each handoff of the bot's, unless the bot was away."""
    queued, answer = events.alias("queued"), events.alias("answer")
    last = (
        sa.select(sa.case((answer.c.word.in_(SHOWN), answer.c.about)))
        .where(
            answer.c.conversation_id == queued.c.conversation_id,
            answer.c.kind == EventKind.ANSWER.value,
            answer.c.at <= queued.c.at,
            answer.c.at >= queued.c.first_word_at,
        )
        .order_by(answer.c.at.desc(), answer.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = (
        sa.select(last.label("article_id"))
        .where(
            within(queued, scope),
            queued.c.kind == EventKind.QUEUED.value,
            queued.c.owner == "bot",
            queued.c.word != EscalationReason.BOT_UNAVAILABLE.value,
        )
        .subquery()
    )
    known = rows.c.article_id.is_not(None)
    return sa.select(rows.c.article_id, sa.func.count()).where(known).group_by(rows.c.article_id)


def _after(later: sa.FromClause, earlier: sa.FromClause) -> Condition:
    same_moment = sa.and_(later.c.at == earlier.c.at, later.c.id > earlier.c.id)
    return sa.or_(later.c.at > earlier.c.at, same_moment)


def _evidence(end: sa.FromClause) -> sa.ColumnElement[str]:
    """The SQL of `evidence_of`."""
    csat = _last(end, EventKind.CSAT, "score", same_epoch=True)
    helped = _last(end, EventKind.FEEDBACK, "score")
    settled = _last(end, EventKind.FEEDBACK, "seq") >= end.c.seq
    return sa.case(
        (csat <= 2, Evidence.UNHELPFUL.value),
        (sa.and_(helped == 1, settled), Evidence.CONFIRMED.value),
        (csat >= 4, Evidence.RATED.value),
        (helped == 1, Evidence.RATED.value),
        (helped == 0, Evidence.UNHELPFUL.value),
        (end.c.word.in_(sorted(BY_THE_CUSTOMER)), Evidence.ENDED.value),
        else_=Evidence.SILENT.value,
    )


def _last(
    end: sa.FromClause, kind: EventKind, name: str, *, same_epoch: bool = False
) -> sa.ScalarSelect[float]:
    """Of the last event of a kind between the customer's first word and the next beginning."""
    told = events.alias()
    query = sa.select(told.c[name]).where(
        told.c.conversation_id == end.c.conversation_id, told.c.kind == kind.value
    )
    if same_epoch:
        query = query.where(told.c.epoch == end.c.epoch)
    else:
        query = query.where(told.c.epoch <= end.c.epoch, told.c.at >= end.c.first_word_at)
    return query.order_by(told.c.at.desc(), told.c.id.desc()).limit(1).scalar_subquery()


def _ended_before(end: sa.FromClause) -> Condition:
    earlier = events.alias()
    return sa.exists().where(
        earlier.c.conversation_id == end.c.conversation_id,
        earlier.c.kind == EventKind.RESOLVED.value,
        earlier.c.epoch < end.c.epoch,
    )


def _came_back(end: sa.FromClause, seconds: int) -> Condition:
    again = events.alias()
    return sa.exists().where(
        again.c.conversation_id == end.c.conversation_id,
        again.c.kind == EventKind.REOPENED.value,
        again.c.epoch == end.c.epoch + 1,
        again.c.seconds <= seconds,
    )
