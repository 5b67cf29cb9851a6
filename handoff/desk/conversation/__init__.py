"""Use cases of one conversation: begin it, say something, find it, end it."""
