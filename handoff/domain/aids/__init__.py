"""What helps agents, as values."""
