"""The link to the bot: its process, the client that asks it, its stand-ins, and a turn run to its end."""
