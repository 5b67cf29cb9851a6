"""What several Rasa servers share: where each conversation stands, and whose turn it is. Runs in Rasa."""
