"""What happened: published, kept for the figures, told outside."""
