"""Run by Alembic on the connection that `migrate` hands over."""

from alembic import context
from sqlalchemy import Connection

from handoff.storage.tables.schema import METADATA

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=connection.dialect.name == "sqlite",
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
