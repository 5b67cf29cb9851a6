"""The bot's turns, decisions and side answers, and what was right of them."""
