"""The brief for the agent, and the bot's memory of what was said."""
