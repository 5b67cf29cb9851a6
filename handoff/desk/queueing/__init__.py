"""Who waits, who is offered what, and what supervisors set about it."""
