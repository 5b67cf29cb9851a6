"""A conversation, its messages, and what a reader is shown of it."""
