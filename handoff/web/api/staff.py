"""The accounts of the staff, for those who lead; and one's own."""

from handoff.auth import INVITE_LIFETIME
from handoff.desk.identity import accounts, pictures
from handoff.desk.identity.accounts import Chosen, Person
from handoff.domain.deskwide import SettingChange
from handoff.domain.errors import Invalid, RateLimited, Unauthenticated
from handoff.domain.identity.people import AgentRecord
from handoff.services import Services
from handoff.web.api.models import LoginOut, MeOut
from handoff.web.api.staff_models import (
    AccountChange,
    AccountChangeOut,
    InvitedOut,
    InviteIn,
    OwnNameIn,
    PasswordIn,
    PeopleOut,
    PersonChange,
    PersonForm,
    PersonIn,
    PersonOut,
)
from handoff.web.route import Access, Asked, Route
from handoff.wire import agent_out, picture_address


async def list_people(asked: Asked) -> PeopleOut:
    desk = asked.services.desk
    found = await accounts.list_people(desk, actor=asked.actor)
    changes = await accounts.list_changes(desk, actor=asked.actor)
    return PeopleOut(
        people=tuple(_out(asked.services, person) for person in found),
        changes=tuple(map(_change_out, changes)),
    )


async def add_person(asked: Asked) -> InvitedOut:
    services, body = asked.services, asked.body
    person, record = await accounts.add_person(
        services.desk,
        actor=asked.actor,
        email=body.email,
        chosen=_chosen(body),
        password_hash=await services.hasher.hash_unknown(),
    )
    return _invited(services, person, record)


async def change_person(asked: Asked) -> PersonOut:
    person = await accounts.change_person(
        asked.services.desk,
        actor=asked.actor,
        agent_id=asked.path["id"],
        chosen=_chosen(asked.body),
        revision=asked.body.revision,
    )
    await _hang_up(asked.services)
    return _out(asked.services, person)


async def deactivate(asked: Asked) -> PersonOut:
    person = await accounts.deactivate(
        asked.services.desk, actor=asked.actor, agent_id=asked.path["id"], revision=asked.body.revision
    )
    await _hang_up(asked.services)
    return _out(asked.services, person)


async def reactivate(asked: Asked) -> PersonOut:
    person = await accounts.reactivate(
        asked.services.desk, actor=asked.actor, agent_id=asked.path["id"], revision=asked.body.revision
    )
    return _out(asked.services, person)


async def remove_picture(asked: Asked) -> PersonOut:
    person = await pictures.remove_picture(asked.services.desk, actor=asked.actor, agent_id=asked.path["id"])
    await _hang_up(asked.services)
    return _out(asked.services, person)


async def invite(asked: Asked) -> InvitedOut:
    services = asked.services
    person, record = await accounts.reset_password(
        services.desk,
        actor=asked.actor,
        agent_id=asked.path["id"],
        password_hash=await services.hasher.hash_unknown(),
    )
    await _hang_up(services)
    return _invited(services, person, record)


async def accept_invite(asked: Asked) -> LoginOut:
    services, body = asked.services, asked.body
    if not services.limits.logins.take(asked.address):
        raise RateLimited("too many attempts; please wait a minute")
    invited = services.tokens.read_invite(body.token)
    record = await accounts.record_of(services.desk, agent_id=invited.agent_id)
    if record is None or not invited.replaces(record.password_hash):
        raise Unauthenticated("this invitation has been used, or replaced by a later one")
    return await _with_password(services, record, body.password)


async def change_password(asked: Asked) -> LoginOut:
    services, body = asked.services, asked.body
    if not services.limits.passwords.take(f"{asked.address} {asked.actor.id}"):
        raise RateLimited("too many attempts; please wait a minute")
    record = await accounts.record_of(services.desk, agent_id=asked.actor.id)
    if record is None or not await services.hasher.verify(record.password_hash, body.current):
        raise Invalid("The present password is wrong.")
    return await _with_password(services, record, body.password)


async def rename_oneself(asked: Asked) -> MeOut:
    desk = asked.services.desk
    agent = await accounts.rename_oneself(desk, actor=asked.actor, name=asked.body.name)
    return MeOut(agent=agent_out(agent, desk.clock(), desk.policy_now.weights))


async def _with_password(services: Services, record: AgentRecord, password: str) -> LoginOut:
    """Take up a new password, end what was logged in with another, and log in with it."""
    desk = services.desk
    agent = await accounts.choose_password(
        desk, record=record, password_hash=await services.hasher.hash(password)
    )
    await _hang_up(services)
    own = agent_out(agent, desk.clock(), desk.policy_now.weights)
    return LoginOut(token=services.tokens.for_agent(agent.id), agent=own)


async def _hang_up(services: Services) -> None:
    """Who may not be here any more is told now, elsewhere with the next heartbeat."""
    await services.server.dismiss_unwelcome()


def _chosen(form: PersonForm) -> Chosen:
    return Chosen(**{name: getattr(form, name) for name in PersonForm.model_fields})


def _invited(services: Services, person: Person, record: AgentRecord) -> InvitedOut:
    return InvitedOut(
        person=_out(services, person),
        invite=services.tokens.for_invite(record.agent, record.password_hash),
        expires_at=services.desk.clock() + INVITE_LIFETIME,
    )


def _out(services: Services, person: Person) -> PersonOut:
    agent = person.agent
    reckoned = {
        "present": agent.present(services.desk.clock()),
        "revision": person.revision,
        "picture": picture_address(agent.picture),
    }
    shared = {name: getattr(agent, name) for name in PersonOut.model_fields if name not in reckoned}
    return PersonOut(**shared, **reckoned)


def _change_out(change: SettingChange) -> AccountChangeOut:
    return AccountChangeOut.model_validate({**change.value, "by": change.by_name, "at": change.at})


ROUTES = (
    Route(
        method="GET",
        path="/people",
        handler=list_people,
        summary="All staff with their accounts, and what was changed about them lately",
        access=Access.LEADERS,
        answers=(PeopleOut,),
    ),
    Route(
        method="POST",
        path="/people",
        handler=add_person,
        summary="Add a member of staff; answers with the link's token to choose a password with",
        access=Access.ADMINS,
        body=PersonIn,
        answers=(InvitedOut,),
    ),
    Route(
        method="PUT",
        path="/people/{id}",
        handler=change_person,
        summary="Change an account; its name and role are for admins",
        access=Access.LEADERS,
        body=PersonChange,
        answers=(PersonOut,),
    ),
    Route(
        method="POST",
        path="/people/{id}/deactivate",
        handler=deactivate,
        summary="Switch an account off: its log-ins end, its conversations go back to the queue",
        access=Access.ADMINS,
        body=AccountChange,
        answers=(PersonOut,),
    ),
    Route(
        method="POST",
        path="/people/{id}/reactivate",
        handler=reactivate,
        summary="Switch an account on again",
        access=Access.ADMINS,
        body=AccountChange,
        answers=(PersonOut,),
    ),
    Route(
        method="DELETE",
        path="/people/{id}/picture",
        handler=remove_picture,
        summary="Take somebody's picture away; they may put another",
        access=Access.ADMINS,
        answers=(PersonOut,),
    ),
    Route(
        method="POST",
        path="/people/{id}/invite",
        handler=invite,
        summary="Void the password and every log-in of an account, and invite to choose another",
        access=Access.ADMINS,
        answers=(InvitedOut,),
    ),
    Route(
        method="POST",
        path="/auth/invite",
        handler=accept_invite,
        summary="Choose a password with an invitation, and log in",
        access=Access.PUBLIC,
        body=InviteIn,
        answers=(LoginOut,),
    ),
    Route(
        method="PUT",
        path="/auth/password",
        handler=change_password,
        summary="Change one's own password; all other log-ins end",
        access=Access.STAFF,
        body=PasswordIn,
        answers=(LoginOut,),
    ),
    Route(
        method="PUT",
        path="/auth/name",
        handler=rename_oneself,
        summary="Change one's own name",
        access=Access.STAFF,
        body=OwnNameIn,
        answers=(MeOut,),
    ),
)
