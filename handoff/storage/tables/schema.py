"""All tables of the database: the desk's and the knowledge base's."""

from handoff.storage.tables import (
    attachment_tables,
    consent_tables,
    erasing_tables,
    event_tables,
    learning_tables,
    mail_tables,
    promises_table,
    search_tables,
    shelf_tables,
    webhook_tables,
)
from kb_index.store import metadata as articles

ROOMS = (
    attachment_tables,
    consent_tables,
    erasing_tables,
    event_tables,
    learning_tables,
    mail_tables,
    promises_table,
    search_tables,
    shelf_tables,
    webhook_tables,
)
METADATA = [*{room.metadata for room in ROOMS}, articles]
