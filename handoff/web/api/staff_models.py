"""The bodies and answers of the accounts, teams and skills."""

from typing import Annotated

from pydantic import Field, JsonValue, StringConstraints

from handoff.domain.enums import Availability, Role
from handoff.web.api.models import Body, Short
from handoff.wire import Time, Wire
from handoff.wire.reading import Storable

LEAST_PASSWORD_CHARS, MOST_PASSWORD_CHARS = 10, 1024
Password = Annotated[
    str, StringConstraints(min_length=LEAST_PASSWORD_CHARS, max_length=MOST_PASSWORD_CHARS), Storable
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=255), Storable]
Revision = Annotated[int, Field(ge=0)]


class PersonForm(Body):
    """What is chosen about a member of staff."""

    name: Name
    role: Role
    languages: Annotated[tuple[Short, ...], Field(max_length=10)] = ()
    skills: Annotated[tuple[Short, ...], Field(max_length=30)] = ()
    teams: Annotated[tuple[Short, ...], Field(max_length=30)] = ()
    capacity: Annotated[int, Field(ge=0, le=50)] | None = None


class PersonIn(PersonForm):
    """A new member of staff."""

    email: Annotated[str, StringConstraints(min_length=3, max_length=320), Storable]


class PersonChange(PersonForm):
    """The same anew; refused if somebody changed the account since `revision`."""

    revision: Revision | None = None


class AccountChange(Body):
    """Of which state of the account this is asked."""

    revision: Revision | None = None


class PersonOut(Wire):
    """A member of staff, as those who lead see the account."""

    id: str
    email: str
    name: str
    role: Role
    active: bool
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    teams: tuple[str, ...]
    capacity: int
    availability: Availability
    present: bool
    load: int
    async_load: int
    created_at: Time
    revision: int
    picture: str | None = None


class InvitedOut(Wire):
    """An account and the link's token with which its owner chooses a password; it is told this once."""

    person: PersonOut
    invite: str
    expires_at: Time


class AccountChangeOut(Wire):
    """Who did what to whose account, to a team or to a skill."""

    what: str
    name: str
    changes: dict[str, JsonValue]
    by: str
    at: Time


class PeopleOut(Wire):
    """All staff, and what was changed lately."""

    people: tuple[PersonOut, ...]
    changes: tuple[AccountChangeOut, ...]


class GroupOut(Wire):
    """A team or a skill, its members, and how many open conversations are for it.

    `fixed` is a skill that the bot asks for by this name.
    """

    id: str
    name: str
    members: tuple[str, ...]
    conversations: int
    fixed: bool = False


class GroupsOut(Wire):
    """All teams and skills."""

    teams: tuple[GroupOut, ...]
    skills: tuple[GroupOut, ...]


class GroupIn(Body):
    """A new name."""

    name: Short


class SkillIn(Body):
    """A skill, and what it shall be called; without a name it is taken from everybody."""

    name: Short
    to: Short | None = None


class InviteIn(Body):
    """What the invitation's link carried, and the password that was chosen."""

    token: Annotated[str, StringConstraints(max_length=4096)]
    password: Password


class PasswordIn(Body):
    """One's own new password, and the one there was."""

    current: Annotated[str, StringConstraints(min_length=1, max_length=MOST_PASSWORD_CHARS)]
    password: Password


class OwnNameIn(Body):
    """One's own new name."""

    name: Name
