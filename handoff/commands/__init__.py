"""What `baton` can be asked in the terminal, and what its commands share."""
