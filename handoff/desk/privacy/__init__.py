"""How long the desk keeps what customers said, and their right to it."""
