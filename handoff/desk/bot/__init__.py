"""The bot's turns and decisions, and what is learnt from them."""
