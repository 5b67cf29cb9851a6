"""Tickets and e-mail, in and out."""
