"""The support desk: the app, its commands, and everything that bot and people share."""
