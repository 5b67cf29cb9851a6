"""The order of the queue, who gets what, and the forecast of the wait."""
