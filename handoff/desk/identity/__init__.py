"""Visitors, contacts, and the accounts of the staff."""
