"""Promises: what a customer was told would happen, read from the words of those who told them."""
