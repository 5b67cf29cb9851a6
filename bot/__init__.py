"""The bot: what is read from a customer's words, when a person is needed, and the Rasa project around it."""
