"""Teams and skills, for those who lead."""

from bot.skills import known_skills
from handoff.desk.queueing import groups
from handoff.desk.queueing.groups import Group
from handoff.domain.errors import Conflict
from handoff.web.api.models import TeamOut
from handoff.web.api.staff_models import GroupIn, GroupOut, GroupsOut, SkillIn
from handoff.web.route import Access, Asked, Route
from handoff.wire import Wire


class SkillOut(Wire):
    """What a skill is called now, or that it is no more."""

    name: str
    dropped: bool


async def list_groups(asked: Asked) -> GroupsOut:
    found = await groups.list_groups(asked.services.desk, actor=asked.actor)
    named, fixed = {skill.name for skill in found.skills}, known_skills()
    unused = (Group(id=name, name=name, members=(), conversations=0) for name in fixed if name not in named)
    skills = sorted((*found.skills, *unused), key=lambda skill: skill.name)
    return GroupsOut(
        teams=tuple(_out(team) for team in found.teams),
        skills=tuple(_out(skill, fixed=skill.name in fixed) for skill in skills),
    )


async def rename_team(asked: Asked) -> TeamOut:
    team = await groups.rename_team(
        asked.services.desk, actor=asked.actor, team_id=asked.path["id"], name=asked.body.name
    )
    return TeamOut(id=team.id, name=team.name)


async def drop_team(asked: Asked) -> TeamOut:
    team = await groups.drop_team(asked.services.desk, actor=asked.actor, team_id=asked.path["id"])
    return TeamOut(id=team.id, name=team.name)


async def change_skill(asked: Asked) -> SkillOut:
    desk, body = asked.services.desk, asked.body
    if body.to is not None and body.name in known_skills():
        raise Conflict("The bot asks for this skill by its name.")
    name = await groups.change_skill(desk, actor=asked.actor, skill=body.name, name=body.to)
    return SkillOut(name=name, dropped=body.to is None)


def _out(group: Group, *, fixed: bool = False) -> GroupOut:
    return GroupOut(
        id=group.id,
        name=group.name,
        members=group.members,
        conversations=group.conversations,
        fixed=fixed,
    )


ROUTES = (
    Route(
        method="GET",
        path="/groups",
        handler=list_groups,
        summary="Every team and skill, and what stands on it",
        access=Access.LEADERS,
        answers=(GroupsOut,),
    ),
    Route(
        method="PUT",
        path="/teams/{id}",
        handler=rename_team,
        summary="Rename a team",
        access=Access.LEADERS,
        body=GroupIn,
        answers=(TeamOut,),
    ),
    Route(
        method="DELETE",
        path="/teams/{id}",
        handler=drop_team,
        summary="Remove a team; what was for it is served by anybody",
        access=Access.LEADERS,
        answers=(TeamOut,),
    ),
    Route(
        method="PUT",
        path="/skills",
        handler=change_skill,
        summary="Rename a skill with whoever has it, or take it from them; what was for it goes along",
        access=Access.LEADERS,
        body=SkillIn,
        answers=(SkillOut,),
    ),
)
