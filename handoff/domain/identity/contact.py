"""How a customer can be reached who does not stay: what they leave, checked, and where it was left."""

from collections.abc import Iterator, Mapping

from handoff.domain.briefing.facts import EMAIL, Fact, normal
from handoff.domain.conversation.message import Message
from handoff.domain.enums import AuthorType
from handoff.domain.errors import Invalid

MOST_EMAIL_CHARS = 254
EMAIL_LEFT, CALL_BACK = "contact_email", "contact_call_back"
LEFT = {EMAIL_LEFT: "email", CALL_BACK: "phone"}


def email_of(text: str) -> str:
    """The address as it is kept, or Invalid."""
    address = normal(text).strip().lower()
    if len(address) > MOST_EMAIL_CHARS or ".." in address or not EMAIL.fullmatch(address):
        raise Invalid("This is not an e-mail address.")
    return address


def phone_of(text: str, region: str = "") -> str:
    """The number with its country (E.164), or Invalid; `region` is the country of numbers without one."""
    import phonenumbers  # number plans of the whole world, needed only when somebody leaves a number

    try:
        number = phonenumbers.parse(normal(text), region or None)
    except phonenumbers.NumberParseException:
        raise Invalid("This is not a telephone number with its country, as in +48 …") from None
    if not phonenumbers.is_valid_number(number):
        raise Invalid("There is no such telephone number.")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def contact_in(message: Message) -> Iterator[Fact]:
    """What was left in a message of the desk that says so."""
    name = LEFT.get(str(message.payload.get("key")))
    params = message.payload.get("params")
    if message.author.type is AuthorType.SYSTEM and name and isinstance(params, Mapping):
        yield Fact(name=name, value=str(params.get(name)))
