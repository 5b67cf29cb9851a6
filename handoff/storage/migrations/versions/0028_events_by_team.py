"""Whose events were, in the index that reports walk along."""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The report of a team need not read what is others'."""
    op.drop_index("ix_events_kind", "events")
    op.create_index("ix_events_kind", "events", ["kind", "slot", "team_id", "agent_id"])
