"""The people of the demo; everybody has the same well-known password, so the demo is for loopback only."""

from dataclasses import dataclass

from handoff.domain.enums import Role

PASSWORD = "baton-demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """Somebody who can log in to the demo."""

    email: str
    name: str
    role: Role
    languages: tuple[str, ...]


PEOPLE = (
    DemoPerson(email="ana@demo.example", name="Ana", role=Role.AGENT, languages=("en", "pl")),
    DemoPerson(email="reza@demo.example", name="Reza", role=Role.AGENT, languages=("fa", "en")),
    DemoPerson(email="kasia@demo.example", name="Kasia", role=Role.AGENT, languages=("pl", "en")),
    DemoPerson(email="sam@demo.example", name="Sam", role=Role.SUPERVISOR, languages=("en", "fa", "pl")),
    DemoPerson(email="eli@demo.example", name="Eli", role=Role.EDITOR, languages=("en", "fa", "pl")),
    DemoPerson(email="ada@demo.example", name="Ada", role=Role.ADMIN, languages=("en",)),
)
