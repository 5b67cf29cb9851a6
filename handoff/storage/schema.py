"""All tables of the database: the desk's and the knowledge base's."""

from handoff.storage import learning_tables, search_tables, shelf_tables
from kb_index.store import metadata as articles

METADATA = [*{learning_tables.metadata, search_tables.metadata, shelf_tables.metadata}, articles]
