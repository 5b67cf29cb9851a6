"""Sixty days that the demo desk has behind it, invented and played through the desk's own use cases."""

from handoff.demo.past.seed import seed_past

__all__ = ["seed_past"]
