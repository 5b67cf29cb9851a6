"""The database itself: opening, migrating, committing, speed."""
