"""Hundreds of conversations while processes, databases and connections are killed."""
