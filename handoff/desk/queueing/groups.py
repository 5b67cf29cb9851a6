"""Teams and skills: by what conversations are sorted to the agents who can serve them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from handoff.desk.context import Desk
from handoff.desk.identity.accounts import ACCOUNTS
from handoff.desk.identity.staff import checked_skills, team_name
from handoff.desk.work import Work, working
from handoff.domain.deskwide import SettingChange
from handoff.domain.enums import Owner
from handoff.domain.errors import Conflict, NotFound
from handoff.domain.history.events import AgentChanged, QueueChanged
from handoff.domain.identity.people import Actor, Agent, Team

GROUPS = f"{ACCOUNTS}groups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A team or a skill, and what stands on it; a skill's id is its name."""

    id: str
    name: str
    members: tuple[str, ...]
    conversations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """All teams and skills."""

    teams: tuple[Group, ...]
    skills: tuple[Group, ...]


async def list_groups(desk: Desk, *, actor: Actor) -> Groups:
    """Every team and skill, with its members who may log in and the open conversations that are for it."""
    actor.must_lead()
    async with desk.store.reading() as tx:
        agents = [agent for agent in await tx.people.agents() if agent.active]
        sortings = await tx.conversations.sortings()
        known = await tx.people.teams()
    for_team: dict[str, int] = {}
    for_skill: dict[str, int] = {}
    for team_id, skill, count in sortings:
        for_team[team_id or ""] = for_team.get(team_id or "", 0) + count
        for_skill[skill or ""] = for_skill.get(skill or "", 0) + count
    names = sorted({*(skill for agent in agents for skill in agent.skills), *for_skill} - {""})
    return Groups(
        teams=tuple(
            Group(
                id=team.id,
                name=team.name,
                members=tuple(agent.id for agent in agents if team.id in agent.teams),
                conversations=for_team.get(team.id, 0),
            )
            for team in known
        ),
        skills=tuple(
            Group(
                id=name,
                name=name,
                members=tuple(agent.id for agent in agents if name in agent.skills),
                conversations=for_skill.get(name, 0),
            )
            for name in names
        ),
    )


async def rename_team(desk: Desk, *, actor: Actor, team_id: str, name: str) -> Team:
    """Another name for the same team; Conflict when it is taken."""
    actor.must_lead()
    async with working(desk) as work:
        team = Team(id=team_id, name=team_name(name))
        known = await work.tx.people.teams()
        if any(one.name.casefold() == team.name.casefold() and one.id != team_id for one in known):
            raise Conflict("There is a team of this name already.")
        before = next((one.name for one in known if one.id == team_id), "")
        if not await work.tx.people.rename_team(team):
            raise NotFound("There is no such team.")
        await _note(work, actor, "team_renamed", team.name, {"name": [before, team.name]})
        return team


async def drop_team(desk: Desk, *, actor: Actor, team_id: str) -> Team:
    """No such team any more: its members stay, what was for it is anybody's, its shelf everybody's."""
    actor.must_lead()
    async with working(desk) as work:
        team = next((one for one in await work.tx.people.teams() if one.id == team_id), None)
        if team is None or not await work.tx.people.drop_team(team_id):
            raise NotFound("There is no such team.")
        # Conversations before agents, as everybody has them in hand.
        for conversation_id in await work.tx.conversations.sorted_for(team_id=team_id):
            conversation = await work.conversation(conversation_id)
            if conversation.team_id == team_id and conversation.owner is not Owner.NOBODY:
                work.record(conversation.sort_anew(team_id=None, skill=conversation.skill, at=work.at))
        await _change_all(work, lambda agent: replace(agent, teams=_but(agent.teams, team_id)))
        await work.tx.shelf.give_to_all(team_id)
        await _note(work, actor, "team_dropped", team.name, {})
        return team


async def change_skill(desk: Desk, *, actor: Actor, skill: str, name: str | None) -> str:
    """Another name for a skill, or none any more: with whoever has it, and what is waiting for it."""
    actor.must_lead()
    after = None if name is None else checked_skills([name])[0]
    async with working(desk) as work:
        waiting = await work.tx.conversations.sorted_for(skill=skill)
        for conversation_id in waiting:
            conversation = await work.conversation(conversation_id)
            if conversation.skill == skill and conversation.owner is not Owner.NOBODY:
                work.record(conversation.sort_anew(team_id=conversation.team_id, skill=after, at=work.at))
        changed = await _change_all(work, lambda agent: replace(agent, skills=_renamed(agent, skill, after)))
        if not changed and not waiting:
            raise NotFound("There is no such skill.")
        what = "skill_dropped" if after is None else "skill_renamed"
        await _note(work, actor, what, after or skill, {} if after is None else {"name": [skill, after]})
    return after or skill


async def _change_all(work: Work, change: Callable[[Agent], Agent]) -> int:
    """Save every member of staff whom it changes; returns how many."""
    changed = 0
    touched = sorted(agent.id for agent in await work.tx.people.agents() if change(agent) != agent)
    for agent_id in touched:
        agent = await work.tx.people.agent_to_change(agent_id)
        if agent is not None and (after := change(agent)) != agent:
            await work.tx.people.save_agent(after, work.at)
            work.record([AgentChanged(agent_id=agent.id)])
            changed += 1
    work.record([QueueChanged()])
    return changed


async def _note(work: Work, actor: Actor, what: str, name: str, told: Mapping[str, object]) -> None:
    known = await work.tx.settings.current(GROUPS)
    change = SettingChange(
        key=GROUPS,
        revision=(known.revision if known else 0) + 1,
        value={"what": what, "name": name, "changes": dict(told)},
        by_id=actor.id,
        by_name=actor.name,
        at=work.at,
    )
    if not await work.tx.settings.add(change):
        raise Conflict("Somebody else has changed the teams or skills.")


def _but(ids: tuple[str, ...], dropped: str) -> tuple[str, ...]:
    return tuple(id_ for id_ in ids if id_ != dropped)


def _renamed(agent: Agent, skill: str, after: str | None) -> tuple[str, ...]:
    if skill not in agent.skills:
        return agent.skills
    names = (after if name == skill else name for name in agent.skills)
    return tuple(dict.fromkeys(name for name in names if name is not None))
