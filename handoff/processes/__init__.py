"""How a process comes up: one or a crew of them on one port, each with the model it embeds with."""
