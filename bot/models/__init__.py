"""Small weights that ship with the bot; a model card beside each."""
