"""Tells receivers outside the desk what happened."""
