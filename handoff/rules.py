"""What the settings mean for the desk's and the bot's rules."""

from collections.abc import Mapping
from datetime import timedelta

from bot.escalation import Limits
from handoff.config import Settings
from handoff.domain.conversation.attachment import TYPES, AttachmentPolicy
from handoff.domain.conversation.closing import ClosingPolicy, ReopenTo
from handoff.domain.enums import Priority
from handoff.domain.languages import Languages
from handoff.domain.policy import MailPolicy, Policy, RoutingPolicy
from handoff.learning.dial import Dial

SPARE_SECONDS = 14


def policy_of(settings: Settings) -> Policy:
    """A turn may take as long as the settings let it before another worker or the watchdog steps in."""
    patience, answer = settings.bot_patience_seconds, settings.bot_timeout_seconds
    return Policy(
        languages=Languages(default=settings.default_lang),
        max_message_chars=settings.max_message_chars,
        agent_capacity=settings.agent_capacity,
        phone_region=settings.phone_region.upper(),
        side_questions=settings.side_questions,
        tiers={name.casefold(): Priority(priority) for name, priority in settings.tiers.items()},
        bot_turn=timedelta(seconds=patience + 2 * answer + SPARE_SECONDS),
        mail=MailPolicy(
            enabled=bool(settings.smtp_url),
            window=timedelta(seconds=settings.mail_window_seconds),
            key=settings.secret_key,
        ),
        attachments=AttachmentPolicy(
            most_bytes=settings.attachment_max_bytes, types=settings.attachment_types or TYPES
        ),
        closing=ClosingPolicy(
            reopen_to=ReopenTo(settings.reopen_to),
            reopen_within=timedelta(minutes=settings.reopen_minutes),
        ),
        routing=RoutingPolicy(offers=settings.offers, offer=timedelta(seconds=settings.offer_seconds)),
    )


def in_force(settings: Settings, dial: Dial) -> Mapping[str, object]:
    """Under which risk and by which models an answer is decided now, for the log."""
    judge = dial.in_force.version or "shipped"
    return {"risk": dial.risk, "models": {"judge": judge, "embedding": settings.embedding_model}}


def limits_of(settings: Settings) -> Limits:
    """From where on the bot hands over."""
    return Limits(
        turns=settings.bot_turns,
        long_wait_seconds=settings.long_wait_seconds,
        by_queue=settings.handoff_by_queue,
    )
