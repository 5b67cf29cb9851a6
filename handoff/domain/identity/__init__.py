"""The people at both ends of a conversation."""
