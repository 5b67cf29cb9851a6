"""What every process does again and again beside its doors: what is due, who is next, what is too old."""
