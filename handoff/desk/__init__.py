"""The use cases of the desk: one function is one transaction; what happened is published after the commit."""
