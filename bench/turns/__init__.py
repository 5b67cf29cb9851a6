"""What a bot turn costs, from the customer's socket and back, beside stock Rasa with the same model."""
