"""Sessions, log-in and colleagues."""

from handoff.auth import Tokens
from handoff.desk.context import Desk
from handoff.desk.identity import identities, people, staff
from handoff.desk.identity.intake import Answers
from handoff.domain.errors import RateLimited, Unauthenticated
from handoff.domain.identity.people import Agent
from handoff.web.api.models import (
    AgentIn,
    AgentsOut,
    LoginIn,
    LoginOut,
    MeOut,
    OwnConversationOut,
    OwnConversationsOut,
    SessionIn,
    SessionOut,
    TeamIn,
    TeamOut,
    TeamsOut,
)
from handoff.web.route import Access, Asked, Route
from handoff.wire import AgentOut, TicketOut, agent_out, colleague_out, picture_address


async def begin_session(asked: Asked) -> SessionOut:
    services, body = asked.services, asked.body
    if not services.limits.sessions.take(asked.address):
        raise RateLimited
    identity = services.tokens.read_identity(body.identity) if body.identity else None
    kept, intake = False, Answers(**body.intake.model_dump()) if body.intake else None
    if identity is None:
        visitor = await people.create_visitor(services.desk, locale=body.locale)
    else:
        found = await identities.identify(
            services.desk,
            visitor_id=_so_far(services.tokens, body.token),
            external_id=identity.external_id,
            name=identity.name,
            email=identity.email,
            tier=identity.tier,
            locale=body.locale,
            intake=intake,
        )
        visitor, kept = found.visitor, found.kept
    if intake and intake.consent:
        await identities.agree(services.desk, visitor=visitor, intake=intake)
    return SessionOut(token=services.tokens.for_visitor(visitor.id), visitor_id=visitor.id, kept=kept)


def _so_far(tokens: Tokens, token: str | None) -> str:
    """Whose session this was; one that has ended does not stand in the way of an identity."""
    try:
        return tokens.read_visitor(token).subject if token else ""
    except Unauthenticated:
        return ""


async def list_own(asked: Asked) -> OwnConversationsOut:
    found = await identities.list_own(asked.services.desk, visitor_id=asked.actor.id)
    return OwnConversationsOut(
        conversations=tuple(
            OwnConversationOut(
                id=view.id,
                state=view.state,
                owner=view.owner,
                agent=view.agent.name if view.agent else None,
                picture=picture_address(view.agent.picture) if view.agent else None,
                updated_at=view.updated_at,
                unread=view.unread,
                last_text=view.last_text,
                lang=view.lang,
                ticket=TicketOut.model_validate(view.ticket) if view.ticket else None,
            )
            for view in found
        )
    )


async def log_in(asked: Asked) -> LoginOut:
    services, email = asked.services, asked.body.email.strip().lower()
    key = f"{asked.address} {email}"
    if not services.limits.logins.take(asked.address) or not services.limits.passwords.take(key):
        raise RateLimited("too many attempts; please wait a minute")
    record = await people.authenticate(services.desk, email=email)
    if not await services.hasher.verify(record.password_hash if record else None, asked.body.password):
        raise Unauthenticated("e-mail address or password is wrong")
    if record is None:
        raise Unauthenticated("e-mail address or password is wrong")
    services.limits.passwords.give_back(key)
    agent = record.agent
    return LoginOut(token=services.tokens.for_agent(agent.id), agent=_own(services.desk, agent))


async def who_am_i(asked: Asked) -> MeOut:
    agent = await people.get_agent(asked.services.desk, agent_id=asked.actor.id)
    if agent is None:
        raise Unauthenticated("this account is switched off")
    return MeOut(agent=_own(asked.services.desk, agent))


def _own(desk: Desk, agent: Agent) -> AgentOut:
    return agent_out(agent, desk.clock(), desk.policy_now.weights)


async def list_agents(asked: Asked) -> AgentsOut:
    found = await people.list_agents(asked.services.desk, actor=asked.actor)
    return AgentsOut(agents=tuple(colleague_out(colleague) for colleague in found))


async def change_agent(asked: Asked) -> MeOut:
    body, desk = asked.body, asked.services.desk
    agent = await staff.change_agent(
        desk, actor=asked.actor, agent_id=asked.path["id"], **body.model_dump(exclude_unset=True)
    )
    return MeOut(agent=_own(desk, agent))


async def list_teams(asked: Asked) -> TeamsOut:
    found = await staff.list_teams(asked.services.desk, actor=asked.actor)
    return TeamsOut(teams=tuple(TeamOut(id=team.id, name=team.name) for team in found))


async def add_team(asked: Asked) -> TeamOut:
    team = await staff.add_team(asked.services.desk, actor=asked.actor, name=asked.body.name)
    return TeamOut(id=team.id, name=team.name)


ROUTES = (
    Route(
        method="POST",
        path="/visitor/session",
        handler=begin_session,
        summary="Begin as a visitor",
        access=Access.PUBLIC,
        body=SessionIn,
        answers=(SessionOut,),
    ),
    Route(
        method="GET",
        path="/visitor/conversations",
        handler=list_own,
        summary="The conversations of this visitor, the latest first",
        access=Access.VISITORS,
        answers=(OwnConversationsOut,),
    ),
    Route(
        method="POST",
        path="/auth/login",
        handler=log_in,
        summary="Log in as a member of staff",
        access=Access.PUBLIC,
        body=LoginIn,
        answers=(LoginOut,),
    ),
    Route(
        method="GET",
        path="/auth/me",
        handler=who_am_i,
        summary="Whose token this is",
        access=Access.STAFF,
        answers=(MeOut,),
    ),
    Route(
        method="GET",
        path="/agents",
        handler=list_agents,
        summary="Everybody who serves conversations",
        access=Access.AGENTS,
        answers=(AgentsOut,),
    ),
    Route(
        method="PATCH",
        path="/agents/{id}",
        handler=change_agent,
        summary="Change a member of staff: one's own availability and capacity, or anybody as one who leads",
        access=Access.AGENTS,
        body=AgentIn,
        answers=(MeOut,),
    ),
    Route(
        method="GET",
        path="/teams",
        handler=list_teams,
        summary="Every team",
        access=Access.AGENTS,
        answers=(TeamsOut,),
    ),
    Route(
        method="POST",
        path="/teams",
        handler=add_team,
        summary="Make a team",
        access=Access.LEADERS,
        body=TeamIn,
        answers=(TeamOut,),
    ),
)
