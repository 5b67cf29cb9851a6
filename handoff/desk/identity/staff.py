"""What staff and those who lead them may change about a member of staff, and the teams."""

from collections.abc import Sequence
from dataclasses import replace

from handoff.desk.context import Desk
from handoff.desk.identity.people import checked_capacity
from handoff.desk.queueing.away import note_change, reasons_in
from handoff.desk.work import Work, working
from handoff.domain.enums import Availability
from handoff.domain.errors import Conflict, Forbidden, Invalid, NotFound
from handoff.domain.history.events import AgentChanged, AgentSteered, QueueChanged
from handoff.domain.identity.people import Actor, Agent, Team
from handoff.domain.languages import LANGUAGES

MOST_SKILLS = 30
MOST_NAME_CHARS = 80


async def change_agent(
    desk: Desk,
    *,
    actor: Actor,
    agent_id: str,
    availability: Availability | None = None,
    away_reason: str | None = None,
    capacity: int | None = None,
    auto_accept: bool | None = None,
    languages: Sequence[str] | None = None,
    skills: Sequence[str] | None = None,
    teams: Sequence[str] | None = None,
) -> Agent:
    """Change what is given; one's own availability, capacity and auto-accept, or anything for who leads."""
    own = agent_id == actor.id and languages is None and skills is None and teams is None
    if not (own or actor.leads):
        raise Forbidden("Only those who lead may change this.")
    actor.must_be_agent()
    async with working(desk) as work:
        chosen = None if teams is None else await checked_teams(work, teams)
        known = await work.tx.people.agent_to_change(agent_id)
        if known is None or not known.active:
            raise NotFound("There is no such agent.")
        if away_reason is not None:
            (await reasons_in(work.tx)).check(availability, away_reason)
        changed = replace(
            known,
            availability=known.availability if availability is None else availability,
            away_reason=known.away_reason if availability is None else away_reason,
            capacity=known.capacity if capacity is None else checked_capacity(capacity),
            auto_accept=known.auto_accept if auto_accept is None else auto_accept,
            languages=known.languages if languages is None else checked_languages(languages),
            skills=known.skills if skills is None else checked_skills(skills),
            teams=known.teams if chosen is None else chosen,
        )
        await work.tx.people.save_agent(changed, work.at)
        await note_change(work, known, changed, actor.id)
        work.record([AgentChanged(agent_id=agent_id), QueueChanged()])
        if actor.id != agent_id and (availability or capacity is not None):
            work.record([AgentSteered(agent_id=agent_id, by=actor.name)])
        return changed


async def add_team(desk: Desk, *, actor: Actor, name: str) -> Team:
    """A new team; Conflict when the name is taken."""
    actor.must_lead()
    short = team_name(name)
    async with working(desk) as work:
        if any(team.name.casefold() == short.casefold() for team in await work.tx.people.teams()):
            raise Conflict("There is a team of this name already.")
        team = Team(id=desk.new_id(), name=short)
        await work.tx.people.add_team(team)
        return team


async def list_teams(desk: Desk, *, actor: Actor) -> tuple[Team, ...]:
    """Every team, by name."""
    actor.must_be_agent()
    async with desk.store.reading() as tx:
        return tuple(await tx.people.teams())


def team_name(name: str) -> str:
    """A team's name as it is kept."""
    short = " ".join(name.split())
    if not 0 < len(short) <= MOST_NAME_CHARS:
        raise Invalid(f"A team has a name of at most {MOST_NAME_CHARS} characters.")
    return short


async def checked_teams(work: Work, wanted: Sequence[str]) -> tuple[str, ...]:
    """Teams that there are, and still will be when this work is over; held in one order by everybody."""
    for team_id in sorted(set(wanted)):
        if await work.tx.people.team(team_id) is None:
            raise Invalid("There is no such team.")
    return tuple(dict.fromkeys(wanted))


def checked_languages(wanted: Sequence[str]) -> tuple[str, ...]:
    if unknown := [lang for lang in wanted if lang not in LANGUAGES]:
        raise Invalid(f"We do not speak {unknown[0]!r}.")
    return tuple(dict.fromkeys(wanted))


def checked_skills(wanted: Sequence[str]) -> tuple[str, ...]:
    skills = tuple(dict.fromkeys(" ".join(skill.split()).casefold() for skill in wanted))
    if len(skills) > MOST_SKILLS or not all(0 < len(skill) <= 64 for skill in skills):
        raise Invalid(f"An agent has at most {MOST_SKILLS} skills of at most 64 characters.")
    return skills
